// SPDX-License-Identifier: GPL-3.0-or-later
// The command that tells people: run by itself, never waited for, one at a time. What happens while it runs
// is told together by the next run.
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <systemd/sd-event.h>

#include "base/err.h"
#include "conf/conf.h"

typedef struct esc_notify esc_notify;

// conf is lent, as in esc_notify_use. Without [notify] command nothing is ever run.
esc_notify *esc_notify_new(sd_event *event, const esc_conf *conf);
void esc_notify_free(esc_notify *notify); // NULL is fine; kills a run that has not ended
void esc_notify_use(esc_notify *notify, const esc_conf *conf);

// Whether people cannot be told: the command cannot be run as things are now, or its last run failed.
bool esc_notify_failed(const esc_notify *notify, esc_err *ret);

// Tells what waits for its time at once. Whether anything is left to be told, or is being told: no longer
// than [notify] limit a run.
bool esc_notify_hurry(esc_notify *notify);

// A document went into quarantine.
void esc_notify_quarantined(esc_notify *notify, const char *path);
// Every document of that folder of entrada has come to its end.
void esc_notify_campaign(esc_notify *notify, const char *folder);
// Work or intake has stopped because of message; NULL: it goes on.
void esc_notify_stopped(esc_notify *notify, const char *message);
