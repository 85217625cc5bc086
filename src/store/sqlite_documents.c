// SPDX-License-Identifier: GPL-3.0-or-later
// The documents in SQLite: what arrived, how far it is, what became of it.
#include <string.h>

#include "base/mem.h"
#include "store/sqlite.h"

static sqlite *of(esc_store *store) { return (sqlite *)store; }

static int64_t changed(sqlite *s) { return sqlite3_changes64(s->db); }

static int remove_work(sqlite *s, int64_t id, bool pages, esc_err *err) {
    query q = sqlite_ask(s, SQL_REMOVE_JOBS, err);
    sqlite_int(&q, id);
    int failed = sqlite_run(&q);
    if (failed || !pages) return failed;
    q = sqlite_ask(s, SQL_REMOVE_PAGES, err);
    sqlite_int(&q, id);
    return sqlite_run(&q);
}

int sqlite_taken(esc_store *store, const char *name, const char *stem, esc_err *err) {
    query q = sqlite_ask(of(store), SQL_TAKEN, err);
    sqlite_blob(&q, name, strlen(name));
    sqlite_blob(&q, stem, strlen(stem));
    int row = sqlite_step(&q), found = row > 0 && sqlite3_column_int(q.stmt, 0);
    int failed = sqlite_end(&q);
    return failed ? failed : found;
}

int sqlite_named(esc_store *store, const char *name, int64_t *ret_id, esc_err *err) {
    query q = sqlite_ask(of(store), SQL_NAMED, err);
    sqlite_blob(&q, name, strlen(name));
    int row = sqlite_step(&q);
    int64_t id = row > 0 ? sqlite3_column_int64(q.stmt, 0) : 0;
    int failed = sqlite_end(&q);
    if (failed) return failed;
    if (row) *ret_id = id;
    return row;
}

int sqlite_add(esc_store *store, const esc_record *record, int64_t *ret_id, esc_err *err) {
    sqlite *s = of(store);
    int failed = sqlite_begin(s, true, err);
    if (failed) return failed;
    query q = sqlite_ask(s, SQL_ADD, err);
    sqlite_blob(&q, record->path, strlen(record->path));
    sqlite_blob(&q, record->name, strlen(record->name));
    sqlite_blob(&q, record->stem, strlen(record->stem));
    sqlite_int(&q, (int64_t)record->bytes);
    sqlite_int(&q, record->mtime_ns);
    sqlite_int(&q, record->arrived_ms);
    failed = sqlite_run(&q);
    if (failed == ESC_ARGUMENT) esc_store_name_taken(record->name, err);
    int64_t id = sqlite3_last_insert_rowid(s->db);
    failed = sqlite_commit(s, failed, err);
    if (!failed) *ret_id = id;
    return failed;
}

int sqlite_arrived(esc_store *store, int64_t id, uint64_t bytes, int64_t mtime_ns, esc_err *err) {
    sqlite *s = of(store);
    int failed = sqlite_begin(s, false, err);
    if (failed) return failed;
    query q = sqlite_ask(s, SQL_ARRIVED, err);
    sqlite_int(&q, id);
    sqlite_int(&q, (int64_t)bytes);
    sqlite_int(&q, mtime_ns);
    failed = sqlite_run(&q);
    if (!failed && !changed(s)) failed = esc_store_no_document(id, err);
    if (!failed) failed = sqlite_event(s, id, "arrived", "", "", err);
    if (!failed) failed = sqlite_job_add(s, id, ESC_JOB_OPEN, 0, 0, false, err);
    return sqlite_commit(s, failed, err);
}

int sqlite_rename(esc_store *store, int64_t id, const char *name, const char *stem, esc_err *err) {
    sqlite *s = of(store);
    int failed = sqlite_begin(s, true, err);
    if (failed) return failed;
    query q = sqlite_ask(s, SQL_RENAME, err);
    sqlite_int(&q, id);
    sqlite_blob(&q, name, strlen(name));
    sqlite_blob(&q, stem, strlen(stem));
    failed = sqlite_run(&q);
    if (failed == ESC_ARGUMENT) esc_store_name_taken(name, err);
    if (!failed && !changed(s)) failed = esc_store_no_document(id, err);
    if (!failed) failed = sqlite_event(s, id, "renamed", "", "", err);
    return sqlite_commit(s, failed, err);
}

int sqlite_remove(esc_store *store, int64_t id, esc_err *err) {
    sqlite *s = of(store);
    int failed = sqlite_begin(s, true, err);
    if (failed) return failed;
    failed = remove_work(s, id, true, err);
    if (!failed) failed = sqlite_history_remove(s, id, err);
    query q = sqlite_ask(s, SQL_REMOVE, err);
    sqlite_int(&q, id);
    int gone = sqlite_run(&q);
    if (!failed) failed = gone;
    if (!failed && !changed(s)) failed = esc_store_no_document(id, err);
    return sqlite_commit(s, failed, err);
}

int sqlite_restart(esc_store *store, int64_t id, uint64_t bytes, int64_t mtime_ns, int64_t due_ms,
                   esc_err *err) {
    sqlite *s = of(store);
    int failed = sqlite_begin(s, true, err);
    if (failed) return failed;
    failed = remove_work(s, id, true, err);
    query q = sqlite_ask(s, SQL_RESTART, err);
    sqlite_int(&q, id);
    sqlite_int(&q, (int64_t)bytes);
    sqlite_int(&q, mtime_ns);
    int again = sqlite_run(&q);
    if (!failed) failed = again;
    if (!failed && !changed(s)) failed = esc_store_no_document(id, err);
    if (!failed) failed = sqlite_event(s, id, "restarted", "", "", err);
    if (!failed) failed = sqlite_job_add(s, id, ESC_JOB_OPEN, 0, due_ms, false, err);
    return sqlite_commit(s, failed, err);
}

int sqlite_recorrect(esc_store *store, int64_t id, esc_err *err) {
    sqlite *s = of(store);
    int failed = sqlite_begin(s, false, err);
    if (failed) return failed;
    query q = sqlite_ask(s, SQL_RECORRECT, err);
    sqlite_int(&q, id);
    failed = sqlite_run(&q);
    if (!failed && !changed(s)) failed = esc_store_not_done(id, err);
    if (!failed) failed = sqlite_event(s, id, "recorrect", "", "", err);
    if (!failed) failed = sqlite_job_add(s, id, ESC_JOB_FINISH, 0, 0, true, err);
    return sqlite_commit(s, failed, err);
}

int sqlite_call_off(esc_store *store, int64_t id, esc_err *err) {
    sqlite *s = of(store);
    int failed = sqlite_begin(s, false, err);
    if (failed) return failed;
    failed = sqlite_attempts_cut(s, id, esc_why_name(ESC_WHY_CANCELLED), "", err);
    if (!failed) {
        query q = sqlite_ask(s, SQL_REMOVE_RECORRECTION, err);
        sqlite_int(&q, id);
        failed = sqlite_run(&q);
        if (!failed && !changed(s)) failed = esc_store_no_recorrection(id, err);
    }
    if (!failed) {
        query q = sqlite_ask(s, SQL_CALL_OFF, err);
        sqlite_int(&q, id);
        failed = sqlite_run(&q);
    }
    if (!failed) failed = sqlite_event(s, id, "called off", "", "", err);
    return sqlite_commit(s, failed, err);
}

int sqlite_publishing(esc_store *store, const esc_job *finish, const void *findings, size_t len,
                      const char *results, int64_t now_ms, esc_err *err) {
    sqlite *s = of(store);
    int failed = sqlite_begin(s, true, err);
    if (failed) return failed;
    failed = sqlite_job_end(s, finish, "", "", err);
    if (!failed && findings) failed = sqlite_findings_put(s, finish->document, findings, len, err);
    if (!failed) {
        query q = sqlite_ask(s, SQL_PUBLISHING, err);
        sqlite_int(&q, finish->document);
        sqlite_int(&q, now_ms);
        sqlite_text(&q, results);
        failed = sqlite_run(&q);
    }
    return sqlite_commit(s, failed, err);
}

int sqlite_done(esc_store *store, int64_t id, int64_t now_ms, esc_err *err) {
    sqlite *s = of(store);
    int failed = sqlite_begin(s, true, err);
    if (failed) return failed;
    query q = sqlite_ask(s, SQL_DONE, err);
    sqlite_int(&q, id);
    sqlite_int(&q, now_ms);
    failed = sqlite_run(&q);
    if (!failed && !changed(s)) failed = esc_store_no_document(id, err);
    if (!failed) failed = sqlite_event(s, id, "done", "", "", err);
    return sqlite_commit(s, failed, err);
}

int sqlite_quarantine(esc_store *store, int64_t id, esc_why why, const char *message, int64_t now_ms,
                      esc_err *err) {
    sqlite *s = of(store);
    int failed = sqlite_begin(s, true, err);
    if (failed) return failed;
    failed = sqlite_attempts_cut(s, id, esc_why_name(why), message, err);
    if (!failed) failed = remove_work(s, id, false, err);
    if (!failed) failed = sqlite_event(s, id, "quarantined", esc_why_name(why), message, err);
    query q = sqlite_ask(s, SQL_QUARANTINE, err);
    sqlite_int(&q, id);
    sqlite_text(&q, esc_why_name(why));
    sqlite_text(&q, message);
    sqlite_int(&q, now_ms);
    int given_up = sqlite_run(&q);
    if (!failed) failed = given_up;
    if (!failed && !changed(s)) failed = esc_store_no_document(id, err);
    return sqlite_commit(s, failed, err);
}

int sqlite_trouble(esc_store *store, int64_t id, esc_why why, const char *message, esc_err *err) {
    sqlite *s = of(store);
    int failed = sqlite_begin(s, false, err);
    if (failed) return failed;
    query q = sqlite_ask(s, SQL_TROUBLE, err);
    sqlite_int(&q, id);
    sqlite_text(&q, esc_why_name(why));
    sqlite_text(&q, message);
    failed = sqlite_run(&q);
    if (!failed && !changed(s)) failed = esc_store_no_document(id, err);
    if (!failed) failed = sqlite_event(s, id, ESC_EVENT_WAITS, esc_why_name(why), message, err);
    return sqlite_commit(s, failed, err);
}

int sqlite_settled(esc_store *store, int64_t id, bool is, esc_err *err) {
    sqlite *s = of(store);
    // Settling a second time does nothing; that it is not settled must be known before anything moves.
    int failed = sqlite_begin(s, !is, err);
    if (failed) return failed;
    query q = sqlite_ask(s, SQL_SETTLED, err);
    sqlite_int(&q, id);
    sqlite_int(&q, is);
    failed = sqlite_run(&q);
    if (!failed && !changed(s)) failed = esc_store_no_document(id, err);
    return sqlite_commit(s, failed, err);
}

// A document in the queue is as its jobs are.
static int queued_state(sqlite *s, esc_record *record, esc_err *err) {
    query q = sqlite_ask(s, SQL_RECORD_JOBS, err);
    sqlite_int(&q, record->id);
    if (sqlite_step(&q) > 0) {
        if (sqlite3_column_int(q.stmt, 0))
            record->state = ESC_STATE_LEASED;
        else if (!sqlite3_column_int(q.stmt, 1))
            record->state = ESC_STATE_DELAYED;
    }
    return sqlite_end(&q);
}

int sqlite_record(esc_store *store, int64_t id, esc_record *ret, esc_err *err) {
    sqlite *s = of(store);
    query q = sqlite_ask(s, SQL_RECORD, err);
    sqlite_int(&q, id);
    int row = sqlite_step(&q);
    esc_record record = {.id = id};
    if (row > 0) {
        record.state = (esc_record_state)sqlite3_column_int(q.stmt, 0);
        record.settled = sqlite3_column_int(q.stmt, 1);
        record.path = sqlite_column(&q, 2);
        record.name = sqlite_column(&q, 3);
        record.stem = sqlite_column(&q, 4);
        record.bytes = (uint64_t)sqlite3_column_int64(q.stmt, 5);
        record.mtime_ns = sqlite3_column_int64(q.stmt, 6);
        record.type = sqlite_column(&q, 7);
        record.sha256 = sqlite_column(&q, 8);
        record.pages = sqlite3_column_int(q.stmt, 9);
        record.pages_done = sqlite3_column_int(q.stmt, 10);
        record.pages_failed = sqlite3_column_int(q.stmt, 11);
        record.duplicate_of = sqlite3_column_int64(q.stmt, 12);
        record.arrived_ms = sqlite3_column_int64(q.stmt, 13);
        record.changed_ms = sqlite3_column_int64(q.stmt, 14);
        ESC_AUTOFREE char *why = sqlite_column(&q, 15);
        record.why = esc_why_lookup(why);
        record.message = sqlite_column(&q, 16);
        record.revision = sqlite3_column_int(q.stmt, 17);
        record.pages_incomplete = sqlite3_column_int(q.stmt, 18);
        record.results = sqlite_column(&q, 19);
    }
    int failed = sqlite_end(&q);
    if (!failed && row == 0) return esc_store_no_document(id, err);
    if (!failed && record.state == ESC_STATE_READY) failed = queued_state(s, &record, err);
    if (failed) {
        esc_record_free(&record);
        return failed;
    }
    *ret = record;
    return ESC_OK;
}

int sqlite_list(esc_store *store, esc_record_state state, bool unsettled, uint64_t skip, uint64_t max,
                esc_buf *ret, esc_err *err) {
    statement which = state == ESC_STATE_LEASED    ? SQL_LIST_LEASED // these two are unsettled anyway
                      : state == ESC_STATE_DELAYED ? SQL_LIST_DELAYED
                      : unsettled                  ? SQL_LIST_UNSETTLED
                      : state == ESC_STATE_COUNT   ? SQL_LIST_ALL
                                                   : SQL_LIST;
    query q = sqlite_ask(of(store), which, err);
    sqlite_int(&q, state == ESC_STATE_COUNT ? -1 : (int)state);
    sqlite_int(&q, skip > INT64_MAX ? INT64_MAX : (int64_t)skip);
    sqlite_int(&q, max > INT64_MAX ? INT64_MAX : (int64_t)max);
    while (sqlite_step(&q) > 0) {
        int64_t id = sqlite3_column_int64(q.stmt, 0);
        esc_buf_put(ret, &id, sizeof id);
    }
    return sqlite_end(&q);
}

static int count(sqlite *s, statement which, int64_t *ret, esc_err *err) {
    query q = sqlite_ask(s, which, err);
    if (sqlite_step(&q) > 0) *ret = sqlite3_column_int64(q.stmt, 0);
    return sqlite_end(&q);
}

int sqlite_counts(esc_store *store, int64_t ret[ESC_STATE_COUNT], esc_err *err) {
    int64_t found[ESC_STATE_COUNT] = {0};
    query q = sqlite_ask(of(store), SQL_COUNT_STATES, err);
    while (sqlite_step(&q) > 0) {
        int state = sqlite3_column_int(q.stmt, 0);
        if (state >= 0 && state < ESC_STATE_COUNT) found[state] = sqlite3_column_int64(q.stmt, 1);
    }
    int failed = sqlite_end(&q);
    if (!failed) failed = count(of(store), SQL_COUNT_LEASED, &found[ESC_STATE_LEASED], err);
    if (!failed) failed = count(of(store), SQL_COUNT_DELAYED, &found[ESC_STATE_DELAYED], err);
    if (failed) return failed;
    found[ESC_STATE_READY] -= found[ESC_STATE_LEASED] + found[ESC_STATE_DELAYED];
    memcpy(ret, found, sizeof found);
    return ESC_OK;
}

static int progress_made(sqlite *s, int64_t since_ms, esc_progress_counts *counts, esc_err *err) {
    query q = sqlite_ask(s, SQL_PROGRESS, err);
    sqlite_int(&q, since_ms);
    if (sqlite_step(&q) > 0) counts->documents = sqlite3_column_int64(q.stmt, 0);
    int failed = sqlite_end(&q);
    if (failed) return failed;
    q = sqlite_ask(s, SQL_PAGES_READ, err);
    sqlite_int(&q, since_ms);
    if (sqlite_step(&q) > 0 && (counts->pages = sqlite3_column_int64(q.stmt, 0)))
        counts->began_ms = sqlite3_column_int64(q.stmt, 1);
    return sqlite_end(&q);
}

static int pages_waiting(sqlite *s, int64_t *ret, esc_err *err) {
    int64_t known = 0, unopened = 0;
    double usual = 1;
    query q = sqlite_ask(s, SQL_WAITING, err);
    if (sqlite_step(&q) > 0) {
        known = sqlite3_column_int64(q.stmt, 0);
        unopened = sqlite3_column_int64(q.stmt, 1);
    }
    int failed = sqlite_end(&q);
    if (failed) return failed;
    q = sqlite_ask(s, SQL_USUAL_PAGES, err);
    if (sqlite_step(&q) > 0) usual = sqlite3_column_double(q.stmt, 0);
    failed = sqlite_end(&q);
    if (!failed) *ret = known + (int64_t)(usual * (double)unopened + 0.5);
    return failed;
}

int sqlite_progress(esc_store *store, int64_t since_ms, esc_progress_counts *ret, esc_err *err) {
    esc_progress_counts counts = {.began_ms = INT64_MAX};
    int failed = progress_made(of(store), since_ms, &counts, err);
    if (!failed) failed = pages_waiting(of(store), &counts.pages_waiting, err);
    if (!failed) *ret = counts;
    return failed;
}
