// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/watchdog.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"
#include "daemon/clock.h"
#include "daemon/log.h"

struct esc_watchdog {
    esc_watchdog_user user;
    uint64_t watch_us; // what systemd waits for a sign
    uint64_t step_us;  // when the work got on last, or there was none
    bool starved;      // no sign is given any more, and the log says so
    sd_event_source *timer;
};

void esc_watchdog_step(esc_watchdog *watchdog) {
    if (watchdog) watchdog->step_us = esc_clock_monotonic_us();
}

void esc_watchdog_feed(esc_watchdog *w) {
    uint64_t now_us = esc_clock_monotonic_us();
    if (!w || now_us - w->step_us < w->watch_us / 4) return;
    w->step_us = now_us;
    sd_notify(0, "WATCHDOG=1");
}

static int on_timer(sd_event_source *source, uint64_t usec, void *user) {
    (void)usec;
    esc_watchdog *w = user;
    uint64_t patience_us = (uint64_t)w->user.patience_s(w->user.user) * 1000000;
    if (!patience_us) esc_watchdog_step(w);
    if (patience_us < w->watch_us) patience_us = w->watch_us;
    uint64_t still_us = esc_clock_monotonic_us() - w->step_us;
    if (still_us <= patience_us) {
        w->starved = false;
        sd_notify(0, "WATCHDOG=1");
    } else if (!w->starved) {
        w->starved = true;
        esc_log_about(&(esc_log_subject){.id = ESC_LOG_ID_STUCK}, SD_ERR,
                      "work waits, and nothing has got on for %llu s: the watchdog is fed no longer",
                      (unsigned long long)(still_us / 1000000));
    }
    sd_event_source_set_time_relative(source, w->watch_us / 3);
    return sd_event_source_set_enabled(source, SD_EVENT_ONESHOT);
}

int esc_watchdog_new(sd_event *event, esc_watchdog_user user, esc_watchdog **ret, esc_err *err) {
    uint64_t watch_us = 0;
    *ret = NULL;
    if (sd_watchdog_enabled(0, &watch_us) <= 0) return ESC_OK;
    esc_watchdog *w = esc_alloc_zero(1, sizeof *w);
    *w = (esc_watchdog){.user = user, .watch_us = watch_us, .step_us = esc_clock_monotonic_us()};
    int r = sd_event_add_time_relative(event, &w->timer, CLOCK_MONOTONIC, watch_us / 3, watch_us / 20,
                                       on_timer, w);
    if (r < 0) {
        free(w);
        errno = -r;
        return esc_fail_errno(err, "cannot feed the watchdog");
    }
    *ret = w;
    return ESC_OK;
}

void esc_watchdog_free(esc_watchdog *watchdog) {
    if (!watchdog) return;
    sd_event_source_disable_unref(watchdog->timer);
    free(watchdog);
}
