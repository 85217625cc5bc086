// SPDX-License-Identifier: GPL-3.0-or-later
// Trouble with the store or with a folder that all documents need (a full disk, an I/O error) stops all work:
// the workers are killed, and every few seconds the service takes up its work as after a restart. There is
// one way back from any such state, and it is the one that each start tests.
#include "daemon/supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/stat.h>
#include <systemd/sd-event.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "daemon/claim.h"
#include "daemon/clock.h"
#include "daemon/desk.h"
#include "daemon/folders.h"
#include "daemon/intake.h"
#include "daemon/log.h"
#include "daemon/pool.h"
#include "daemon/report.h"
#include "daemon/request.h"
#include "daemon/settings.h"
#include "daemon/settle.h"
#include "daemon/watchdog.h"

enum {
    TROUBLE_WAIT_US = 5000000,
    SPACE_WAIT_US = 2000000,
    STATUS_WAIT_US = 1000000,
    STILLBORN_WAIT_US = 1000000, // longer with each
    STILLBORN_MAX = 5,           // at the start: then the service gives up
    STILLBORN_MAX_WAIT = 60,     // times the wait
};

typedef struct supervisor {
    esc_settings_read *read;
    void *read_user;
    esc_conf *conf;
    bool once;
    sd_event *event;
    esc_folders folders;
    esc_store *store;
    esc_intake *intake;
    esc_pool *pool;
    int settings; // the settings in force, for the workers
    esc_desk desk;
    esc_watchdog *watchdog;
    esc_report *report;
    bool trouble, full, stopping, started, quarantined;
    int stillborn;
    char told[sizeof((esc_err *)0)->message]; // the trouble that was logged last
    esc_ending ending;
    int control; // the socket that requests come by
    sd_event_source *controls;
    sd_event_source *pump, *wake, *recovery, *space, *status, *stop, *hangup, *signals[2];
} supervisor;

static void pump_soon(supervisor *s) { sd_event_source_set_enabled(s->pump, SD_EVENT_ONESHOT); }

static void finish_run(supervisor *s, esc_ending ending) {
    s->ending = ending;
    sd_event_exit(s->event, 0);
}

// ---- trouble ----

// May be called from anywhere, also from a callback of the pool: nothing is freed before the loop turns
// again.
static void in_trouble(supervisor *s, const esc_err *err) {
    if (strcmp(s->told, err->message)) {
        esc_log_about(&(esc_log_subject){.why = esc_why_name(err->why), .id = ESC_LOG_ID_STOPPED}, SD_ERR,
                      "work stops until this is mended: %s", err->message);
        snprintf(s->told, sizeof s->told, "%s", err->message);
    }
    if (s->trouble) return;
    s->trouble = true;
    esc_report_stopped(s->report, err->message);
    sd_notifyf(0, "STATUS=Stopped: %s", err->message);
    sd_event_source_set_time_relative(s->recovery, 0);
    sd_event_source_set_enabled(s->recovery, SD_EVENT_ONESHOT);
}

static bool ok(supervisor *s, int failed, const esc_err *err) {
    if (failed < 0) in_trouble(s, err);
    return failed >= 0;
}

static void look_at_space(supervisor *s) {
    uint64_t least = (uint64_t)esc_conf_integer(s->conf, ESC_CONF_INTAKE_MIN_FREE_MB) << 20;
    uint64_t now = esc_folders_free_bytes(&s->folders);
    if ((now < least) == s->full) return;
    s->full = now < least;
    esc_report_paused(s->report, s->full);
    const esc_log_subject disk = {.id = ESC_LOG_ID_DISK};
    if (s->full)
        esc_log_about(&disk, SD_WARNING,
                      "the disk is nearly full (%llu MB free, [intake] min_free_mb = %llu): nothing more "
                      "is taken in until there is room",
                      (unsigned long long)(now >> 20), (unsigned long long)(least >> 20));
    else
        esc_log_about(&disk, SD_NOTICE, "there is room again (%llu MB free): files are taken in",
                      (unsigned long long)(now >> 20));
    if (!s->full && s->intake) esc_intake_resume(s->intake);
}

static int on_space(sd_event_source *source, uint64_t usec, void *user) {
    (void)usec;
    supervisor *s = user;
    look_at_space(s);
    const char *replaced = s->stopping ? NULL : esc_folders_replaced(&s->folders);
    if (replaced) {
        // Whoever starts us anew (systemd) has us open what lies there now.
        esc_log(SD_ERR,
                "%s is not the folder it was at the start (deleted, renamed, or mounted over): ending",
                replaced);
        finish_run(s, ESC_ENDING_QUARANTINED);
    }
    sd_event_source_set_time_relative(source, SPACE_WAIT_US);
    return sd_event_source_set_enabled(source, SD_EVENT_ONESHOT);
}

// ---- jobs ----

static void settled(supervisor *s, int64_t id) {
    esc_err err = {0};
    if (!ok(s, esc_settle(&s->folders, s->store, id, esc_clock_ms(), &err), &err)) return;
    ESC_AUTORECORD record = {0};
    if (!ok(s, esc_store_record(s->store, id, &record, &err), &err)) return;
    ESC_AUTOFREE char *shown = esc_utf8_shown(record.path);
    ESC_AUTOFREE char *place =
        esc_utf8_shown(record.state == ESC_STATE_QUARANTINED ? record.name : record.stem);
    const esc_log_subject done = {.document = id, .path = record.path, .id = ESC_LOG_ID_DONE};
    const esc_log_subject given_up = {
        .document = id, .path = record.path, .why = esc_why_name(record.why), .id = ESC_LOG_ID_QUARANTINED};
    esc_report_settled(s->report, &record);
    if (record.state == ESC_STATE_QUARANTINED) {
        s->quarantined = true;
        esc_log_about(&given_up, SD_WARNING, "%s: put into cuarentena as %s: %s: %s", shown, place,
                      esc_why_name(record.why), record.message);
    } else {
        esc_log_about(&done, SD_INFO, "%s: done, %d pages%s, %.1f s after it came: salida/%s.txt", shown,
                      record.pages, record.pages_failed ? " (some could not be read)" : "",
                      (double)(record.changed_ms - record.arrived_ms) / 1000, place);
    }
}

static void on_ended(void *user, const esc_task *task, const esc_reply *reply, bool died, bool killed) {
    supervisor *s = user;
    esc_watchdog_step(s->watchdog);
    esc_report_job(s->report, task, reply, died);
    if (s->trouble) return; // its lease ends with the recovery
    esc_err err = {0};
    bool settle = false;
    if (ok(s, esc_desk_take(&s->desk, task, reply, killed, &settle, &err), &err) && settle)
        settled(s, task->job.document);
    pump_soon(s);
}

static void on_progress(void *user) { esc_watchdog_step(((supervisor *)user)->watchdog); }

static void on_idle(void *user) {
    supervisor *s = user;
    esc_watchdog_step(s->watchdog);
    s->stillborn = 0;
    if (!s->started) {
        s->started = true;
        sd_notify(0, "READY=1\nSTATUS=Ready");
        esc_log(SD_NOTICE, "ready: watching %s", s->folders.input_path);
    }
    pump_soon(s);
}

static void on_stillborn(void *user, int code) {
    supervisor *s = user;
    if (s->stopping) return;
    esc_watchdog_step(s->watchdog);
    esc_log(SD_ERR, "a worker could not start (code %d)", code);
    if (s->stillborn < STILLBORN_MAX_WAIT) s->stillborn++;
    bool hopeless = code == ESC_ENDING_SETTINGS || s->stillborn >= STILLBORN_MAX;
    if (hopeless && (!s->started || s->once)) {
        finish_run(s, ESC_ENDING_SETTINGS);
        return;
    }
    sd_event_source_set_time_relative(s->wake, (uint64_t)s->stillborn * STILLBORN_WAIT_US);
    sd_event_source_set_enabled(s->wake, SD_EVENT_ONESHOT);
}

static void wake_at(supervisor *s, int64_t due_ms) {
    int64_t wait_ms = due_ms - esc_clock_ms();
    if (wait_ms > ESC_DESK_MAX_DELAY_MS) wait_ms = ESC_DESK_MAX_DELAY_MS;
    sd_event_source_set_time_relative(s->wake, wait_ms > 0 ? (uint64_t)wait_ms * 1000 : 0);
    sd_event_source_set_enabled(s->wake, SD_EVENT_ONESHOT);
}

static int any(void *user, const esc_record *record, esc_err *err) {
    (void)record, (void)err;
    *(bool *)user = true;
    return ESC_OK;
}

static void perhaps_finished(supervisor *s) {
    if (!s->once || !s->started || s->stopping || esc_pool_busy(s->pool)) return;
    if (esc_intake_waiting(s->intake)) {
        esc_intake_leave_growing(s->intake);
        if (esc_intake_waiting(s->intake)) return;
    }
    bool left = false;
    esc_err err = {0};
    if (ok(s, esc_store_each(s->store, ESC_STATE_COUNT, true, 0, 1, any, &left, &err), &err) && !left)
        finish_run(s, s->quarantined ? ESC_ENDING_QUARANTINED : ESC_ENDING_DONE);
}

// Hands out jobs while there are workers for them.
static int on_pump(sd_event_source *source, void *user) {
    (void)source;
    supervisor *s = user;
    esc_err err = {0};
    int64_t due_ms = INT64_MAX;
    while (!s->trouble && !s->stopping && esc_pool_idle(s->pool)) {
        esc_task task;
        int64_t settle = 0;
        int got = esc_desk_next(&s->desk, &task, &settle, &err);
        if (!ok(s, got, &err) || got == 0) break;
        if (settle)
            settled(s, settle);
        else
            esc_pool_give(s->pool, &task);
    }
    if (s->trouble || s->stopping) return 0;
    int ready = esc_store_ready(s->store, esc_clock_ms(), &due_ms, &err);
    if (!ok(s, ready, &err)) return 0;
    if (ready && !esc_pool_idle(s->pool) && !s->stillborn)
        ok(s, esc_pool_grow(s->pool, &err), &err);
    else if (!ready && due_ms < INT64_MAX)
        wake_at(s, due_ms);
    if (!ready) perhaps_finished(s);
    return 0;
}

static int on_wake(sd_event_source *source, uint64_t usec, void *user) {
    (void)source, (void)usec;
    supervisor *s = user;
    if (s->stillborn) {
        esc_err err = {0};
        ok(s, esc_pool_grow(s->pool, &err), &err);
    }
    pump_soon(s);
    return 0;
}

// ---- intake ----

static bool may_take_in(void *user) {
    supervisor *s = user;
    return !s->trouble && !s->full && !s->stopping;
}

static void on_claimed(void *user, int64_t id) {
    supervisor *s = user;
    esc_watchdog_step(s->watchdog);
    ESC_AUTORECORD record = {0};
    esc_err err = {0};
    if (!ok(s, esc_store_record(s->store, id, &record, &err), &err)) return;
    if (record.state == ESC_STATE_QUARANTINED) settled(s, id); // no file at all
    pump_soon(s);
}

static void on_intake_trouble(void *user, esc_err *err) { in_trouble(user, err); }

// ---- what people ask for ----

static esc_control_state state_of(const supervisor *s) {
    esc_control_state state = {.workers = esc_pool_alive(s->pool),
                               .busy = esc_pool_busy(s->pool),
                               .stopped = s->trouble,
                               .paused = s->full};
    if (s->trouble) snprintf(state.message, sizeof state.message, "%s", s->told);
    return state;
}

static int on_control(sd_event_source *source, int fd, uint32_t events, void *user) {
    (void)source, (void)events;
    supervisor *s = user;
    esc_control_request request;
    int asker;
    if (!esc_control_take(fd, &request, &asker)) return 0;
    esc_err err = {0};
    if (request.verb == ESC_CONTROL_STATE) {
        const esc_control_state state = state_of(s);
        esc_control_answer(asker, ESC_OK, &err, &state);
        return 0;
    }
    bool settle = false;
    int failed = s->trouble ? esc_fail(&err, ESC_SYSTEM, ESC_WHY_OTHER, "work has stopped: %s", s->told)
                            : esc_request_do(&s->folders, s->store, &request, esc_clock_ms(), &settle, &err);
    if (!failed && settle) settled(s, request.document);
    esc_control_answer(asker, failed, &err, NULL);
    pump_soon(s);
    return 0;
}

static int listen_to_people(supervisor *s, esc_err *err) {
    s->control = esc_control_listen(s->folders.state_path, err);
    if (s->control < 0) return s->control;
    int r = sd_event_add_io(s->event, &s->controls, s->control, EPOLLIN, on_control, s);
    errno = -r;
    return r < 0 ? esc_fail_errno(err, "cannot watch the control socket") : ESC_OK;
}

// ---- recovery: at the start, and after trouble ----

static int take_up(void *user, const esc_record *record, esc_err *err) {
    supervisor *s = user;
    switch (record->state) {
    case ESC_STATE_ARRIVING:
        esc_log(SD_NOTICE, "document %lld: its arrival was interrupted", (long long)record->id);
        return esc_claim_recover(&s->folders, s->store, record, esc_clock_ms(), err);
    case ESC_STATE_PUBLISHING:
    case ESC_STATE_DONE:
    case ESC_STATE_QUARANTINED:
        settled(s, record->id);
        return ESC_OK;
    default:
        return ESC_OK;
    }
}

static int recover(supervisor *s, esc_err *err) {
    int failed = esc_store_recover(s->store, err);
    if (!failed) failed = esc_store_each(s->store, ESC_STATE_COUNT, true, 0, UINT64_MAX, take_up, s, err);
    return failed;
}

static int worker_count(const esc_conf *conf) {
    int count = (int)esc_conf_integer(conf, ESC_CONF_WORKERS_COUNT);
    if (!count) count = (int)sysconf(_SC_NPROCESSORS_ONLN);
    return count > 0 ? count : 1;
}

static int recycle_after(const esc_conf *conf) {
    return (int)esc_conf_integer(conf, ESC_CONF_WORKERS_RECYCLE);
}

static int new_pool(supervisor *s, esc_err *err) {
    esc_pool_user user = {s, on_ended, on_progress, on_idle, on_stillborn};
    return esc_pool_new(s->event, s->settings, worker_count(s->conf), recycle_after(s->conf), user, &s->pool,
                        err);
}

static int on_recovery(sd_event_source *source, uint64_t usec, void *user) {
    (void)usec;
    supervisor *s = user;
    esc_watchdog_step(s->watchdog);
    esc_pool_free(s->pool);
    s->pool = NULL;
    esc_err err = {0};
    int failed = new_pool(s, &err);
    s->trouble = false;
    if (!failed) failed = recover(s, &err);
    if (failed) in_trouble(s, &err);
    if (!s->trouble) {
        s->told[0] = 0;
        esc_log_about(&(esc_log_subject){.id = ESC_LOG_ID_RESUMED}, SD_NOTICE, "work goes on");
        esc_report_stopped(s->report, NULL);
        esc_intake_resume(s->intake);
        if (!failed && esc_pool_grow(s->pool, &err)) in_trouble(s, &err);
        pump_soon(s);
    }
    if (s->trouble && s->once) finish_run(s, ESC_ENDING_QUARANTINED);
    if (s->trouble) {
        sd_event_source_set_time_relative(source, TROUBLE_WAIT_US);
        sd_event_source_set_enabled(source, SD_EVENT_ONESHOT);
    }
    return 0;
}

// ---- settings ----

static int use_settings(supervisor *s, esc_conf *fresh, esc_err *err) {
    if (!esc_settings_same_folders(s->conf, fresh))
        return esc_fail(err, ESC_ARGUMENT, ESC_WHY_SETTINGS, "other folders need a restart");
    int fd = esc_settings_share(fresh, err);
    if (fd < 0) return fd;
    // While work has stopped there is no pool; the next one begins with these.
    int failed =
        s->pool ? esc_pool_renew(s->pool, fd, worker_count(fresh), recycle_after(fresh), err) : ESC_OK;
    if (failed) {
        close(fd);
        return failed;
    }
    close(s->settings);
    s->settings = fd;
    esc_conf_free(s->conf);
    s->conf = fresh;
    s->desk.conf = fresh;
    esc_report_use(s->report, fresh);
    esc_intake_use(s->intake, fresh);
    esc_i18n_init(esc_conf_text(fresh, ESC_CONF_OUTPUT_LANGUAGE));
    return ESC_OK;
}

static int on_hangup(sd_event_source *source, const struct signalfd_siginfo *info, void *user) {
    (void)source, (void)info;
    supervisor *s = user;
    sd_notifyf(0, "RELOADING=1\nMONOTONIC_USEC=%llu", (unsigned long long)esc_clock_monotonic_us());
    esc_conf *fresh = NULL;
    esc_err err = {0};
    int failed = s->read(s->read_user, &fresh, &err);
    if (!failed) failed = use_settings(s, fresh, &err);
    if (failed) {
        esc_conf_free(fresh);
        esc_log(SD_ERR, "the settings stay as they were: %s", err.message);
    } else {
        esc_log(SD_NOTICE, "settings and glossaries were read again");
    }
    sd_notify(0, "READY=1");
    pump_soon(s);
    return 0;
}

// ---- signals and status ----

static int on_stop_deadline(sd_event_source *source, uint64_t usec, void *user) {
    (void)source, (void)usec;
    finish_run(user, ESC_ENDING_DONE);
    return 0;
}

static int on_signal(sd_event_source *source, const struct signalfd_siginfo *info, void *user) {
    (void)source;
    supervisor *s = user;
    if (s->stopping || !esc_pool_busy(s->pool)) {
        finish_run(s, ESC_ENDING_DONE);
        return 0;
    }
    s->stopping = true;
    double wait = esc_conf_number(s->conf, ESC_CONF_WORKERS_STOP);
    esc_log(SD_NOTICE, "signal %u: stopping; what is being read may take %g s to end", info->ssi_signo, wait);
    sd_notify(0, "STOPPING=1\nSTATUS=Stopping");
    sd_event_source_set_time_relative(s->stop, (uint64_t)(wait * 1e6));
    return sd_event_source_set_enabled(s->stop, SD_EVENT_ONESHOT);
}

static int on_status(sd_event_source *source, uint64_t usec, void *user) {
    (void)usec;
    supervisor *s = user;
    if (s->stopping && !esc_pool_busy(s->pool)) {
        finish_run(s, ESC_ENDING_DONE);
    } else if (!s->trouble) {
        perhaps_finished(s);
    }
    esc_report_tick(s->report);
    sd_event_source_set_time_relative(source, STATUS_WAIT_US);
    return sd_event_source_set_enabled(source, SD_EVENT_ONESHOT);
}

// While there is anything to be done, something has to get on: a stuck worker is killed after its progress
// deadline, which is a step, and so is every try of getting out of trouble.
static int64_t patience_s(void *user) {
    const supervisor *s = user;
    int64_t due_ms;
    bool waits = s->trouble || esc_pool_busy(s->pool) || esc_intake_to_claim(s->intake) ||
                 esc_store_ready(s->store, esc_clock_ms(), &due_ms, NULL) > 0;
    return waits ? 2 * esc_conf_integer(s->conf, ESC_CONF_WORKERS_PROGRESS_DEADLINE) : 0;
}

// ---- beginning and end ----

static int timer(supervisor *s, sd_event_source **ret, sd_event_time_handler_t handler, bool on) {
    int r = sd_event_add_time_relative(s->event, ret, CLOCK_MONOTONIC, 0, 10000, handler, s);
    return r < 0 || on ? r : sd_event_source_set_enabled(*ret, SD_EVENT_OFF);
}

static int set_up_events(supervisor *s, esc_err *err) {
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
    if (r >= 0) r = sd_event_add_signal(s->event, &s->hangup, SIGHUP, on_hangup, s);
    if (r >= 0) r = sd_event_add_defer(s->event, &s->pump, on_pump, s);
    if (r >= 0) r = timer(s, &s->wake, on_wake, false);
    if (r >= 0) r = timer(s, &s->recovery, on_recovery, false);
    if (r >= 0) r = timer(s, &s->stop, on_stop_deadline, false);
    if (r >= 0) r = timer(s, &s->space, on_space, true);
    if (r >= 0) r = timer(s, &s->status, on_status, true);
    errno = -r;
    return r < 0 ? esc_fail_errno(err, "cannot set up the event loop") : ESC_OK;
}

static int start(supervisor *s, esc_err *err) {
    int failed = set_up_events(s, err); // from here on SIGTERM ends it in good order
    if (!failed) failed = esc_folders_open(s->conf, &s->folders, err);
    if (failed) return failed;
    ESC_AUTOFREE char *database = esc_asprintf("%s/escribano.db", s->folders.state_path);
    failed = esc_store_open(database, &s->store, err);
    if (!failed && (s->settings = esc_settings_share(s->conf, err)) < 0) failed = s->settings;
    if (failed) return failed;
    s->desk = (esc_desk){s->conf, &s->folders, s->store};
    s->report = esc_report_new(s->event, s->conf, &s->folders, s->store);
    failed = recover(s, err);
    if (!failed) failed = new_pool(s, err);
    if (!failed) failed = listen_to_people(s, err);
    if (!failed) failed = esc_pool_grow(s->pool, err); // shows at once whether models are there
    if (failed) return failed;
    look_at_space(s);
    esc_intake_user user = {s, may_take_in, on_claimed, on_intake_trouble};
    failed = esc_intake_new(s->event, s->conf, &s->folders, s->store, user, &s->intake, err);
    return failed ? failed
                  : esc_watchdog_new(s->event, (esc_watchdog_user){s, patience_s}, &s->watchdog, err);
}

static void end(supervisor *s) {
    esc_watchdog_free(s->watchdog);
    esc_intake_free(s->intake);
    esc_pool_free(s->pool);
    esc_report_free(s->report);
    // What was being read is free at once; a start would see to it, too.
    if (s->store) esc_store_recover(s->store, NULL);
    esc_store_close(s->store);
    sd_event_source *sources[] = {s->pump, s->wake,       s->recovery,   s->space,    s->status,
                                  s->stop, s->signals[0], s->signals[1], s->controls, s->hangup};
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) sd_event_source_disable_unref(sources[i]);
    sd_event_unref(s->event);
    if (s->settings >= 0) close(s->settings);
    if (s->control >= 0) close(s->control);
    esc_folders_close(&s->folders);
    esc_conf_free(s->conf);
}

int esc_supervisor_run(esc_settings_read *settings, void *user, bool once, esc_ending *ret, esc_err *err) {
    supervisor s = {.read = settings,
                    .read_user = user,
                    .once = once,
                    .settings = -1,
                    .control = -1,
                    .folders = ESC_FOLDERS_NONE};
    int failed = settings(user, &s.conf, err);
    if (!failed) {
        esc_i18n_init(esc_conf_text(s.conf, ESC_CONF_OUTPUT_LANGUAGE));
        failed = start(&s, err);
    }
    if (!failed) {
        int r = sd_event_loop(s.event);
        errno = -r;
        if (r < 0) failed = esc_fail_errno(err, "the event loop failed");
        sd_notify(0, "STOPPING=1");
        esc_log(SD_NOTICE, "stopped");
    }
    end(&s);
    if (!failed) *ret = s.ending;
    return failed;
}
