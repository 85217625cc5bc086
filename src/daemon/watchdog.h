// SPDX-License-Identifier: GPL-3.0-or-later
// systemd's watchdog, fed as long as work gets on: an event loop that turns is not enough where jobs wait and
// none is done.
#pragma once

#include <systemd/sd-event.h>

#include "base/err.h"

typedef struct esc_watchdog esc_watchdog;

typedef struct esc_watchdog_user {
    void *user;
    // How long the work may stand still before something must be wrong, in seconds; 0 where nothing waits to
    // be done.
    int64_t (*patience_s)(void *user);
} esc_watchdog_user;

// *ret is NULL, and that is fine in all calls, where nobody watches ($WATCHDOG_USEC). Errors: SYSTEM.
int esc_watchdog_new(sd_event *event, esc_watchdog_user user, esc_watchdog **ret, esc_err *err);
void esc_watchdog_free(esc_watchdog *watchdog);
// The work has got on by a step.
void esc_watchdog_step(esc_watchdog *watchdog);
// The same where the event loop does not turn, because a large file is being copied: feeds it, too.
void esc_watchdog_feed(esc_watchdog *watchdog);
