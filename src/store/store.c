// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/store.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/ops.h"

void esc_record_free(esc_record *record) {
    free(record->path);
    free(record->name);
    free(record->stem);
    free(record->type);
    free(record->sha256);
    free(record->results);
    free(record->message);
    *record = (esc_record){0};
}

const char *esc_record_state_name(esc_record_state state) {
    static const char *const names[ESC_STATE_COUNT] = {"arriving",   "ready", "leased",     "delayed",
                                                       "publishing", "done",  "quarantined"};
    return state < ESC_STATE_COUNT ? names[state] : "unknown";
}

const char *esc_job_kind_name(esc_job_kind kind) {
    static const char *const names[ESC_JOB_KIND_COUNT] = {"open", "page", "finish"};
    return kind < ESC_JOB_KIND_COUNT ? names[kind] : "unknown";
}

int esc_store_no_document(int64_t id, esc_err *err) {
    return esc_fail(err, ESC_ARGUMENT, ESC_WHY_OTHER, "there is no document %lld", (long long)id);
}

int esc_store_no_recorrection(int64_t id, esc_err *err) {
    return esc_fail(err, ESC_ARGUMENT, ESC_WHY_OTHER, "document %lld does not wait to be corrected again",
                    (long long)id);
}

int esc_store_not_done(int64_t id, esc_err *err) {
    return esc_fail(err, ESC_ARGUMENT, ESC_WHY_OTHER, "document %lld is not done", (long long)id);
}

int esc_store_no_lease(const esc_job *job, esc_err *err) {
    return esc_fail(err, ESC_ARGUMENT, ESC_WHY_OTHER,
                    "job %s %d of document %lld is not leased under attempt %d", esc_job_kind_name(job->kind),
                    job->page, (long long)job->document, job->attempt);
}

int esc_store_name_taken(const char *name, esc_err *err) {
    return esc_fail(err, ESC_ARGUMENT, ESC_WHY_OTHER, "another document has the name %s", name);
}

int esc_store_check(esc_store *store, esc_err *err) { return store->ops->check(store, err); }

void esc_store_close(esc_store *store) {
    if (store) store->ops->close(store);
}

int esc_store_add(esc_store *store, const esc_record *record, int64_t *ret_id, esc_err *err) {
    return store->ops->add(store, record, ret_id, err);
}

int esc_store_taken(esc_store *store, const char *name, const char *stem, esc_err *err) {
    return store->ops->taken(store, name, stem, err);
}

int esc_store_named(esc_store *store, const char *name, int64_t *ret_id, esc_err *err) {
    return store->ops->named(store, name, ret_id, err);
}

int esc_store_arrived(esc_store *store, int64_t id, uint64_t bytes, int64_t mtime_ns, esc_err *err) {
    return store->ops->arrived(store, id, bytes, mtime_ns, err);
}

int esc_store_rename(esc_store *store, int64_t id, const char *name, const char *stem, esc_err *err) {
    return store->ops->rename(store, id, name, stem, err);
}

int esc_store_remove(esc_store *store, int64_t id, esc_err *err) {
    return store->ops->remove(store, id, err);
}

int esc_store_restart(esc_store *store, int64_t id, uint64_t bytes, int64_t mtime_ns, int64_t due_ms,
                      esc_err *err) {
    return store->ops->restart(store, id, bytes, mtime_ns, due_ms, err);
}

int esc_store_recorrect(esc_store *store, int64_t id, esc_err *err) {
    return store->ops->recorrect(store, id, err);
}

int esc_store_call_off(esc_store *store, int64_t id, esc_err *err) {
    return store->ops->call_off(store, id, err);
}

int esc_store_publishing(esc_store *store, const esc_job *finish, const void *findings, size_t len,
                         const char *results, int64_t now_ms, esc_err *err) {
    return store->ops->publishing(store, finish, findings, len, results, now_ms, err);
}

int esc_store_done(esc_store *store, int64_t id, int64_t now_ms, esc_err *err) {
    return store->ops->done(store, id, now_ms, err);
}

int esc_store_quarantine(esc_store *store, int64_t id, esc_why why, const char *message, int64_t now_ms,
                         esc_err *err) {
    return store->ops->quarantine(store, id, why, message, now_ms, err);
}

int esc_store_trouble(esc_store *store, int64_t id, esc_why why, const char *message, esc_err *err) {
    return store->ops->trouble(store, id, why, message, err);
}

static void last_wait(void *user, const esc_event *event) {
    char **last = user;
    free(*last);
    *last = strcmp(event->what, ESC_EVENT_WAITS) ? NULL : esc_strdup(event->message);
}

int esc_store_waits(esc_store *store, int64_t id, char **ret, esc_err *err) {
    *ret = NULL;
    return store->ops->history(store, id, last_wait, ret, err);
}

int esc_store_settled(esc_store *store, int64_t id, bool settled, esc_err *err) {
    return store->ops->settled(store, id, settled, err);
}

int esc_store_record(esc_store *store, int64_t id, esc_record *ret, esc_err *err) {
    return store->ops->record(store, id, ret, err);
}

int esc_store_each(esc_store *store, esc_record_state state, bool unsettled, uint64_t skip, uint64_t max,
                   esc_store_visit *visit, void *user, esc_err *err) {
    ESC_AUTOBUF list = {0};
    int failed = store->ops->list(store, state, unsettled, skip, max, &list, err);
    for (size_t at = 0; !failed && at < list.len; at += sizeof(int64_t)) {
        int64_t id;
        memcpy(&id, list.bytes + at, sizeof id);
        ESC_AUTORECORD record = {0};
        failed = store->ops->record(store, id, &record, err);
        if (failed == ESC_ARGUMENT) // forgotten by an earlier visit
            failed = ESC_OK;
        else if (!failed)
            failed = visit(user, &record, err);
    }
    return failed;
}

int esc_store_counts(esc_store *store, int64_t ret[ESC_STATE_COUNT], esc_err *err) {
    return store->ops->counts(store, ret, err);
}

int esc_store_history(esc_store *store, int64_t id, esc_event_visit *visit, void *user, esc_err *err) {
    return store->ops->history(store, id, visit, user, err);
}

int esc_store_findings(esc_store *store, int64_t id, esc_finding_visit *visit, void *user, esc_err *err) {
    return store->ops->findings(store, id, visit, user, err);
}

int esc_store_reasons(esc_store *store, int64_t *ret, esc_err *err) {
    return store->ops->reasons(store, ret, err);
}

int esc_store_unsettled(esc_store *store, esc_why folder, int64_t *ret, int64_t *ret_aside, esc_err *err) {
    return store->ops->unsettled(store, folder, ret, ret_aside, err);
}

int esc_store_oldest(esc_store *store, int64_t *ret_arrived_ms, esc_err *err) {
    return store->ops->oldest(store, ret_arrived_ms, err);
}

int esc_store_campaign_busy(esc_store *store, const char *folder, esc_err *err) {
    return store->ops->campaign_busy(store, folder, err);
}

int esc_store_progress(esc_store *store, int64_t since_ms, esc_progress_counts *ret, esc_err *err) {
    return store->ops->progress(store, since_ms, ret, err);
}

int esc_store_lease(esc_store *store, int64_t now_ms, esc_job *ret, esc_err *err) {
    return store->ops->lease(store, now_ms, ret, err);
}

int esc_store_ready(esc_store *store, int64_t now_ms, int64_t *ret_due_ms, esc_err *err) {
    return store->ops->ready(store, now_ms, ret_due_ms, err);
}

int esc_store_release(esc_store *store, const esc_job *job, esc_err *err) {
    return store->ops->release(store, job, err);
}

int esc_store_delay(esc_store *store, const esc_job *job, int64_t due_ms, bool charge_try, bool charge_kill,
                    esc_why why, const char *message, esc_err *err) {
    return store->ops->delay(store, job, due_ms, charge_try, charge_kill, why, message, err);
}

int esc_store_hurry(esc_store *store, int64_t id, esc_err *err) { return store->ops->hurry(store, id, err); }

int esc_store_recover(esc_store *store, esc_err *err) { return store->ops->recover(store, err); }

int esc_store_opened(esc_store *store, const esc_job *job, const char *type, const char *sha256,
                     int32_t pages, bool take_over, int64_t *ret_duplicate, bool *ret_taken_over,
                     esc_err *err) {
    return store->ops->opened(store, job, type, sha256, pages, take_over, ret_duplicate, ret_taken_over, err);
}

int esc_store_identified(esc_store *store, int64_t id, const char *sha256, int64_t *ret_duplicate,
                         esc_err *err) {
    return store->ops->identified(store, id, sha256, ret_duplicate, err);
}

int esc_store_page_done(esc_store *store, const esc_job *job, const void *bytes, size_t len,
                        const char *lacks, esc_err *err) {
    return store->ops->page_done(store, job, bytes, len, lacks, err);
}

int esc_store_page_failed(esc_store *store, const esc_job *job, esc_why why, const char *message,
                          esc_err *err) {
    return store->ops->page_failed(store, job, why, message, err);
}

int esc_store_page(esc_store *store, int64_t id, int32_t page, esc_buf *out, esc_why *ret_why, esc_err *err) {
    return store->ops->page(store, id, page, out, ret_why, err);
}

int esc_store_backup(esc_store *store, const char *path, esc_err *err) {
    return store->ops->backup(store, path, err);
}
