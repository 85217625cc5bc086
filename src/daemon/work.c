// SPDX-License-Identifier: GPL-3.0-or-later
// Jobs go to idle workers, and what became of them to the desk.
#include "daemon/service.h"

#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "daemon/clock.h"
#include "daemon/log.h"
#include "daemon/settle.h"
#include "daemon/worker.h"

enum {
    STILLBORN_MAX = 5,          // at the start: then the service gives up
    STILLBORN_MIN_US = 1000000, // between two tries to start a worker
    STILLBORN_MAX_US = 60000000,
    ASIDE_MIN_US = 5000000, // between two tries of what is set aside
    ASIDE_MAX_US = 60000000,
};

void esc_service_pump_soon(esc_service *s) { sd_event_source_set_enabled(s->pump, SD_EVENT_ONESHOT); }

// Which of its folders it waits for stands in the log and in the store; of one that was said to wait before
// (again) only where it is another trouble now.
static void tell_aside(esc_service *s, int64_t id, esc_err *why, bool again) {
    ESC_AUTOFREE char *said = NULL;
    ESC_AUTORECORD record = {0};
    esc_err err = {0};
    if (!esc_service_ok(s, esc_store_record(s->store, id, &record, &err), &err)) return;
    esc_folders_blame(why,
                      record.state == ESC_STATE_QUARANTINED ? s->folders.quarantine_path
                      : record.state == ESC_STATE_DONE      ? s->folders.originals_path
                                                            : s->folders.output_path,
                      record.state == ESC_STATE_PUBLISHING ? record.stem : record.name, why);
    if (!esc_service_ok(s, esc_store_waits(s->store, id, &said, &err), &err)) return;
    bool known = said && !strcmp(said, why->said);
    if (known && again) return;
    const esc_log_subject aside = {
        .document = id, .path = record.path, .why = esc_why_name(why->why), .id = ESC_LOG_ID_JOB_FAILED};
    esc_log_about(&aside, SD_ERR, "document %lld: set aside until its folder can be written: %s",
                  (long long)id, why->message);
    if (!known) esc_service_ok(s, esc_store_trouble(s->store, id, why->why, why->said, &err), &err);
}

// What the log says of the pages of a document that is done; "" where all are whole.
static const char *flaws(const esc_record *record) {
    bool failed = record->pages_failed, incomplete = record->pages_incomplete;
    return failed && incomplete ? " (some could not be read, of some a part is missing)"
           : failed             ? " (some could not be read)"
           : incomplete         ? " (of some a part is missing)"
                                : "";
}

// again: it was tried before, and is said to be set aside.
static void settle(esc_service *s, int64_t id, bool again) {
    esc_err err = {0};
    int failed = esc_settle(&s->folders, s->store, id, esc_clock_ms(), &err);
    if (failed && esc_folders_one_barred(&s->folders, &err)) {
        tell_aside(s, id, &err, again);
        if (!s->aside_us) s->aside_us = esc_clock_monotonic_us() + (s->aside_wait_us = ASIDE_MIN_US);
        return;
    }
    if (!esc_service_ok(s, failed, &err)) return;
    ESC_AUTORECORD record = {0};
    if (!esc_service_ok(s, esc_store_record(s->store, id, &record, &err), &err)) return;
    ESC_AUTOFREE char *shown = esc_utf8_shown(record.path);
    ESC_AUTOFREE char *place =
        esc_utf8_shown(record.state == ESC_STATE_QUARANTINED ? record.name : record.stem);
    const esc_log_subject done = {.document = id, .path = record.path, .id = ESC_LOG_ID_DONE};
    const esc_log_subject given_up = {
        .document = id, .path = record.path, .why = esc_why_name(record.why), .id = ESC_LOG_ID_QUARANTINED};
    esc_report_settled(s->report, &record);
    if (record.state == ESC_STATE_QUARANTINED) {
        s->quarantined = true;
        esc_log_about(&given_up, SD_WARNING, "%s: put into cuarentena as %s: %s", shown, place,
                      esc_why_name(record.why));
    } else {
        esc_log_about(&done, SD_INFO, "%s: done, %d pages%s, %.1f s after it came: salida/%s.txt", shown,
                      record.pages, flaws(&record), (double)(record.changed_ms - record.arrived_ms) / 1000,
                      place);
        esc_service_goes_on(s);
    }
}

void esc_service_settled(esc_service *s, int64_t id) { settle(s, id, false); }

static int settle_again(void *user, const esc_record *record, esc_err *err) {
    (void)err;
    settle(user, record->id, true);
    return ESC_OK;
}

void esc_service_try_aside(esc_service *s) {
    static const esc_record_state states[] = {ESC_STATE_PUBLISHING, ESC_STATE_DONE, ESC_STATE_QUARANTINED};
    if (!s->aside_us || esc_clock_monotonic_us() < s->aside_us) return;
    uint64_t wait_us = esc_clock_longer(s->aside_wait_us, ASIDE_MIN_US, ASIDE_MAX_US);
    s->aside_us = 0;
    esc_err err = {0};
    for (size_t i = 0; i < sizeof states / sizeof *states && !s->trouble; i++)
        esc_service_ok(s, esc_store_each(s->store, states[i], true, 0, UINT64_MAX, settle_again, s, &err),
                       &err);
    if (s->aside_us) s->aside_us = esc_clock_monotonic_us() + (s->aside_wait_us = wait_us);
}

static void on_ended(void *user, const esc_task *task, const esc_reply *reply, bool died, bool killed) {
    esc_service *s = user;
    esc_watchdog_step(s->watchdog);
    bool cancelled = died && reply->why == ESC_WHY_CANCELLED;
    esc_report_job(s->report, task, reply, died && !cancelled);
    if (s->trouble) return; // its lease ends with the recovery
    if (cancelled) return esc_service_pump_soon(s);
    esc_err err = {0};
    bool ends = false;
    if (esc_service_ok(s, esc_desk_take(&s->desk, task, reply, killed, &ends, &err), &err) && ends)
        esc_service_settled(s, task->job.document);
    esc_service_pump_soon(s);
}

static void on_progress(void *user) { esc_watchdog_step(((esc_service *)user)->watchdog); }

static void on_idle(void *user, bool born) {
    esc_service *s = user;
    esc_watchdog_step(s->watchdog);
    if (born && *s->unborn.message) {
        esc_log_about(&(esc_log_subject){.id = ESC_LOG_ID_RESUMED}, SD_NOTICE,
                      "workers can be started again");
        if (!s->told.kind) esc_report_stopped(s->report, NULL);
    }
    if (born) {
        s->unborn = (esc_err){0};
        s->unborn_wait_us = 0;
        s->stillborn = 0;
    }
    if (born && !s->started) {
        s->started = true;
        sd_notify(0, "READY=1\nSTATUS=Ready");
        esc_log(SD_NOTICE, "ready: watching %s", s->folders.input_path);
    }
    esc_service_pump_soon(s);
}

// Said once for each reason; in the report where nobody is left to work.
static void tell_stillborn(esc_service *s, const esc_reply *reply) {
    esc_err told = esc_reply_told(reply);
    if (!*told.message) esc_fail(&told, ESC_LIBRARY, told.why, "it gave no reason");
    if (!strcmp(s->unborn.message, told.message)) return;
    esc_log_about(&(esc_log_subject){.why = esc_why_name(told.why), .id = ESC_LOG_ID_STOPPED}, SD_ERR,
                  "no worker can be started, it is tried again: %s", told.message);
    // Of one that ended without a word something that it needs is most likely to blame.
    esc_why why = told.why == ESC_WHY_CRASH ? ESC_WHY_MODELS_DAMAGED : told.why;
    esc_fail_as(&s->unborn, ESC_LIBRARY, why, &told);
    if (s->started && !s->told.kind && !esc_pool_alive(s->pool)) esc_report_stopped(s->report, &s->unborn);
}

static void on_stillborn(void *user, int code, const esc_reply *reply) {
    esc_service *s = user;
    if (s->stopping) return;
    esc_watchdog_step(s->watchdog);
    tell_stillborn(s, reply);
    bool hopeless = code == ESC_EXIT_UNFIT || ++s->stillborn >= STILLBORN_MAX;
    if (hopeless && (!s->started || s->once)) {
        esc_service_finish(s, ESC_ENDING_UNFIT);
        return;
    }
    s->unborn_wait_us = esc_clock_longer(s->unborn_wait_us, STILLBORN_MIN_US, STILLBORN_MAX_US);
    sd_event_source_set_time_relative(s->wake, s->unborn_wait_us);
    sd_event_source_set_enabled(s->wake, SD_EVENT_ONESHOT);
}

static void wake_at(esc_service *s, int64_t due_ms) {
    int64_t wait_ms = due_ms - esc_clock_ms();
    if (wait_ms > ESC_DESK_MAX_DELAY_MS) wait_ms = ESC_DESK_MAX_DELAY_MS;
    sd_event_source_set_time_relative(s->wake, wait_ms > 0 ? (uint64_t)wait_ms * 1000 : 0);
    sd_event_source_set_enabled(s->wake, SD_EVENT_ONESHOT);
}

void esc_service_perhaps_finished(esc_service *s) {
    if (!s->once || !s->started || s->stopping || esc_pool_busy(s->pool)) return;
    if (esc_intake_waiting(s->intake)) {
        esc_intake_leave_growing(s->intake);
        if (esc_intake_waiting(s->intake)) return;
    }
    int64_t left = 0, aside = 0;
    esc_err err = {0};
    int failed = esc_store_unsettled(s->store, ESC_DESK_WHY_BARRED, &left, &aside, &err);
    if (!esc_service_ok(s, failed, &err) || left > aside || esc_report_last_words(s->report)) return;
    if (aside) esc_log(SD_ERR, "%lld documents are left: their folders cannot be written", (long long)aside);
    bool undone = aside || esc_intake_refuses(s->intake, &err);
    esc_service_finish(s, s->quarantined || undone ? ESC_ENDING_QUARANTINED : ESC_ENDING_DONE);
}

// Hands out jobs while there are workers for them.
int esc_service_on_pump(sd_event_source *source, void *user) {
    (void)source;
    esc_service *s = user;
    esc_err err = {0};
    int64_t due_ms = INT64_MAX;
    while (!s->trouble && !s->stopping && esc_pool_idle(s->pool)) {
        esc_task task;
        int64_t ends = 0;
        int got = esc_desk_next(&s->desk, &task, &ends, &err);
        if (!esc_service_ok(s, got, &err) || got == 0) break;
        if (ends)
            esc_service_settled(s, ends);
        else
            esc_pool_give(s->pool, &task);
    }
    if (s->trouble || s->stopping) return 0;
    int ready = esc_store_ready(s->store, esc_clock_ms(), &due_ms, &err);
    if (!esc_service_ok(s, ready, &err)) return 0;
    if (ready && !esc_pool_idle(s->pool) && !*s->unborn.message)
        esc_service_ok(s, esc_pool_grow(s->pool, &err), &err);
    else if (!ready && due_ms < INT64_MAX)
        wake_at(s, due_ms);
    if (!ready) esc_service_perhaps_finished(s);
    return 0;
}

int esc_service_on_wake(sd_event_source *source, uint64_t usec, void *user) {
    (void)source, (void)usec;
    esc_service *s = user;
    if (*s->unborn.message) {
        esc_err err = {0};
        esc_service_ok(s, esc_pool_grow(s->pool, &err), &err);
    }
    esc_service_pump_soon(s);
    return 0;
}

// ---- the pool ----

static int worker_count(const esc_conf *conf) {
    int count = (int)esc_conf_integer(conf, ESC_CONF_WORKERS_COUNT);
    if (!count) count = (int)sysconf(_SC_NPROCESSORS_ONLN);
    return count > 0 ? count : 1;
}

static int recycle_after(const esc_conf *conf) {
    return (int)esc_conf_integer(conf, ESC_CONF_WORKERS_RECYCLE);
}

void esc_service_new_pool(esc_service *s) {
    esc_pool_user user = {s, on_ended, on_progress, on_idle, on_stillborn};
    s->pool = esc_pool_new(s->event, &s->handed, worker_count(s->conf), recycle_after(s->conf), user);
}

void esc_service_renew_pool(esc_service *s) {
    // While work has stopped there may be none, and the next one begins with them.
    if (s->pool) esc_pool_renew(s->pool, worker_count(s->conf), recycle_after(s->conf));
    if (!*s->unborn.message) return;
    s->unborn_wait_us = 0; // what was wrong may be mended
    sd_event_source_set_time_relative(s->wake, 0);
    sd_event_source_set_enabled(s->wake, SD_EVENT_ONESHOT);
}
