// SPDX-License-Identifier: GPL-3.0-or-later
// What the world is told of the work besides the log: systemd's status line, the figures for Prometheus, and
// the notification command. Nothing here can hold up the work or make it fail.
#pragma once

#include <stdbool.h>
#include <systemd/sd-event.h>

#include "conf/conf.h"
#include "daemon/folders.h"
#include "daemon/message.h"
#include "daemon/pool.h"
#include "store/store.h"

typedef struct esc_report esc_report;

// Everything lent has to outlive it.
esc_report *esc_report_new(sd_event *event, const esc_conf *conf, const esc_folders *folders,
                           esc_store *store);
void esc_report_free(esc_report *report); // NULL is fine
void esc_report_use(esc_report *report, const esc_conf *conf);

// A job ended with that reply; died: its worker with it.
void esc_report_job(esc_report *report, const esc_task *task, const esc_reply *reply, bool died);
// A document has come to its end.
void esc_report_settled(esc_report *report, const esc_record *record);
// All work has stopped, because of err, or goes on (NULL).
void esc_report_stopped(esc_report *report, const esc_err *err);
// Nothing is taken in because the disk is nearly full, or again.
void esc_report_paused(esc_report *report, bool paused);
// Whether people cannot be told of anything, and why.
bool esc_report_failed(const esc_report *report, esc_err *ret);
// Before an end that nothing urges: what is to be told waits for nothing any more. Whether people are still
// being told.
bool esc_report_last_words(esc_report *report);
// Called about once a second.
void esc_report_tick(esc_report *report);
