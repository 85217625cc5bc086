// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/supervisor.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/pulse.h"
#include "daemon/clock.h"
#include "daemon/log.h"
#include "daemon/service.h"
#include "daemon/settings.h"
#include "daemon/spool.h"

enum { STATUS_WAIT_US = 1000000, START_PATIENCE_US = 60000000 };

void esc_service_finish(esc_service *s, esc_ending ending) {
    s->ending = ending;
    sd_event_exit(s->event, 0);
}

// ---- intake ----

static bool may_take_in(void *user) {
    esc_service *s = user;
    return !s->trouble && !s->full && !s->stopping;
}

static void on_claimed(void *user, int64_t id) {
    esc_service *s = user;
    esc_watchdog_step(s->watchdog);
    ESC_AUTORECORD record = {0};
    esc_err err = {0};
    if (!esc_service_ok(s, esc_store_record(s->store, id, &record, &err), &err)) return;
    if (record.state == ESC_STATE_QUARANTINED) esc_service_settled(s, id); // no file at all
    esc_service_pump_soon(s);
}

// A large file is copied from another mount, a folder of many thousand files looked through. At the start
// systemd has another patience (TimeoutStartSec), which we ask for more of.
static void on_pulse(void *user) {
    esc_service *s = user;
    if (s->started) {
        esc_watchdog_feed(s->watchdog);
        return;
    }
    uint64_t now_us = esc_clock_monotonic_us();
    if (s->start_us && now_us - s->start_us < START_PATIENCE_US / 4) return;
    s->start_us = now_us;
    sd_notifyf(0, "EXTEND_TIMEOUT_USEC=%d", START_PATIENCE_US);
}

static void on_intake_trouble(void *user, esc_err *err) { esc_service_trouble(user, err); }

// ---- signals and status ----

static int on_stop_deadline(sd_event_source *source, uint64_t usec, void *user) {
    (void)source, (void)usec;
    esc_service_finish(user, ESC_ENDING_DONE);
    return 0;
}

static int on_signal(sd_event_source *source, const struct signalfd_siginfo *info, void *user) {
    (void)source;
    esc_service *s = user;
    if (s->stopping || !esc_pool_busy(s->pool)) {
        esc_service_finish(s, ESC_ENDING_DONE);
        return 0;
    }
    s->stopping = true;
    double wait = esc_conf_number(s->conf, ESC_CONF_WORKERS_STOP);
    esc_log(SD_NOTICE, "signal %u: stopping; what is being read may take %g s to end", info->ssi_signo, wait);
    sd_notify(0, "STOPPING=1\nSTATUS=Stopping");
    sd_event_source_set_time_relative(s->stop, (uint64_t)(wait * 1e6));
    return sd_event_source_set_enabled(s->stop, SD_EVENT_ONESHOT);
}

static void look_at_quarantine(esc_service *s) {
    uint64_t every_us = (uint64_t)esc_conf_integer(s->conf, ESC_CONF_INTAKE_RECONCILE) * 1000000;
    esc_err err = {0};
    int failed =
        esc_quarantine_tick(&s->quarantine, &s->folders, s->store, esc_clock_monotonic_us(), every_us, &err);
    esc_service_ok(s, failed, &err);
}

static int on_status(sd_event_source *source, uint64_t usec, void *user) {
    (void)usec;
    esc_service *s = user;
    if (s->leaving) {
        esc_watchdog_step(s->watchdog); // each run of the notification command has its limit
        if (!esc_report_last_words(s->report)) esc_service_finish(s, ESC_ENDING_QUARANTINED);
    } else if (s->stopping && !esc_pool_busy(s->pool)) {
        esc_service_finish(s, ESC_ENDING_DONE);
    } else if (s->trouble) {
        esc_watchdog_step(s->watchdog); // the loop turns, and the next try has its time
    } else {
        int64_t due_ms;
        // What stopped the work may have gone with the document that it struck.
        if (s->told.kind && !esc_pool_busy(s->pool) && !esc_intake_to_claim(s->intake) &&
            !esc_store_ready(s->store, esc_clock_ms(), &due_ms, NULL))
            esc_service_goes_on(s);
        esc_service_try_aside(s);
        look_at_quarantine(s);
        esc_service_perhaps_finished(s);
    }
    esc_report_tick(s->report);
    sd_event_source_set_time_relative(source, STATUS_WAIT_US);
    return sd_event_source_set_enabled(source, SD_EVENT_ONESHOT);
}

// While there is anything to be done, something has to get on: a stuck worker is killed after its progress
// deadline, which is a step, and so is every try of getting out of trouble.
static int64_t patience_s(void *user) {
    const esc_service *s = user;
    int64_t due_ms;
    bool waits = s->trouble || esc_pool_busy(s->pool) || esc_intake_to_claim(s->intake) ||
                 esc_store_ready(s->store, esc_clock_ms(), &due_ms, NULL) > 0;
    return waits ? 2 * esc_conf_integer(s->conf, ESC_CONF_WORKERS_PROGRESS_DEADLINE) : 0;
}

// ---- beginning and end ----

static int timer(esc_service *s, sd_event_source **ret, sd_event_time_handler_t handler, bool on) {
    int r = sd_event_add_time_relative(s->event, ret, CLOCK_MONOTONIC, 0, 10000, handler, s);
    return r < 0 || on ? r : sd_event_source_set_enabled(*ret, SD_EVENT_OFF);
}

static int set_up_events(esc_service *s, esc_err *err) {
    static const int caught[] = {SIGTERM, SIGINT};
    sigset_t blocked;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGCHLD);
    sigaddset(&blocked, SIGHUP);
    for (size_t i = 0; i < sizeof caught / sizeof *caught; i++) sigaddset(&blocked, caught[i]);
    sigprocmask(SIG_BLOCK, &blocked, NULL);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGIO, SIG_IGN); // what the kernel sends when somebody opens a file that intake looks at
    int r = sd_event_new(&s->event);
    for (size_t i = 0; r >= 0 && i < sizeof caught / sizeof *caught; i++)
        r = sd_event_add_signal(s->event, &s->signals[i], caught[i], on_signal, s);
    if (r >= 0) r = sd_event_add_signal(s->event, &s->hangup, SIGHUP, esc_service_on_hangup, s);
    if (r >= 0) r = sd_event_add_defer(s->event, &s->pump, esc_service_on_pump, s);
    if (r >= 0) r = timer(s, &s->wake, esc_service_on_wake, false);
    if (r >= 0) r = timer(s, &s->recovery, esc_service_on_recovery, false);
    if (r >= 0) r = timer(s, &s->stop, on_stop_deadline, false);
    if (r >= 0) r = timer(s, &s->space, esc_service_on_space, true);
    if (r >= 0) r = timer(s, &s->status, on_status, true);
    errno = -r;
    return r < 0 ? esc_fail_errno(err, "cannot set up the event loop") : ESC_OK;
}

static int start(esc_service *s, esc_err *err) {
    int failed = set_up_events(s, err); // from here on SIGTERM ends it in good order
    if (!failed) failed = esc_folders_open(s->conf, &s->folders, err);
    if (failed) return failed;
    esc_i18n_init(esc_conf_text(s->conf, ESC_CONF_OUTPUT_LANGUAGE)); // complaints so far are the user's
    ESC_AUTOFREE char *database = esc_asprintf("%s/" ESC_DATABASE, s->folders.state_path);
    failed = esc_store_open(database, &s->store, err);
    if (!failed) failed = esc_handed_take(s->conf, &s->handed, err);
    if (failed) return failed;
    esc_pulse_listen(on_pulse, s);
    s->desk = (esc_desk){s->conf, &s->folders, s->store};
    s->report = esc_report_new(s->event, s->conf, &s->folders, s->store);
    failed = esc_spool_sort(&s->folders, s->store, esc_clock_ms(), err);
    if (!failed) failed = esc_service_recover(s, err);
    if (!failed) failed = esc_quarantine_adopt(&s->folders, s->store, esc_clock_ms(), err);
    if (failed) return failed;
    esc_service_new_pool(s);
    failed = esc_service_listen(s, err);
    if (!failed) failed = esc_pool_grow(s->pool, err); // shows at once whether models are there
    if (failed) return failed;
    esc_service_look_at_space(s);
    esc_intake_user user = {s, may_take_in, on_claimed, on_intake_trouble};
    failed = esc_intake_new(s->event, s->conf, &s->folders, s->store, user, &s->intake, err);
    return failed ? failed
                  : esc_watchdog_new(s->event, (esc_watchdog_user){s, patience_s}, &s->watchdog, err);
}

static void end(esc_service *s) {
    esc_pulse_listen(NULL, NULL);
    esc_watchdog_free(s->watchdog);
    esc_intake_free(s->intake);
    esc_pool_free(s->pool);
    esc_report_free(s->report);
    esc_quarantine_end(&s->quarantine);
    // What was being read is free at once; a start would see to it, too.
    if (s->store) esc_store_recover(s->store, NULL);
    esc_store_close(s->store);
    sd_event_source *sources[] = {s->pump, s->wake,       s->recovery,   s->space,    s->status,
                                  s->stop, s->signals[0], s->signals[1], s->controls, s->hangup};
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) sd_event_source_disable_unref(sources[i]);
    sd_event_unref(s->event);
    esc_handed_close(&s->handed);
    if (s->control >= 0) close(s->control);
    esc_folders_close(&s->folders);
    esc_conf_free(s->conf);
}

int esc_supervisor_run(esc_settings_read *settings, void *user, bool once, esc_ending *ret, esc_err *err) {
    esc_service s = {.read = settings,
                     .read_user = user,
                     .once = once,
                     .handed = ESC_HANDED_NONE,
                     .control = -1,
                     .folders = ESC_FOLDERS_NONE};
    int failed = settings(user, &s.conf, err);
    if (!failed) failed = start(&s, err);
    if (!failed) {
        int r = sd_event_loop(s.event);
        errno = -r;
        if (r < 0) failed = esc_fail_errno(err, "the event loop failed");
        sd_notify(0, "STOPPING=1");
        esc_log(SD_NOTICE, "stopped");
    }
    end(&s);
    if (!failed && s.ending == ESC_ENDING_UNFIT)
        failed = esc_fail_as(err, ESC_LIBRARY, s.unborn.why, &s.unborn);
    if (!failed) *ret = s.ending;
    return failed;
}
