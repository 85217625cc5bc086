// SPDX-License-Identifier: GPL-3.0-or-later
// Within the room: how the files of this store talk to the database. A query is sticky: it holds its first
// error, and later calls on it do nothing.
#pragma once

#include <sqlite3.h>

#include "store/ops.h"

// Every statement, prepared at its first use.
typedef enum statement {
    SQL_ADD,
    SQL_TAKEN,
    SQL_NAMED,
    SQL_ARRIVED,
    SQL_RENAME,
    SQL_REMOVE,
    SQL_REMOVE_JOBS,
    SQL_REMOVE_PAGES,
    SQL_RESTART,
    SQL_RECORRECT,
    SQL_CALL_OFF,
    SQL_REMOVE_RECORRECTION,
    SQL_PUBLISHING,
    SQL_DONE,
    SQL_QUARANTINE,
    SQL_SETTLED,
    SQL_RECORD,
    SQL_RECORD_JOBS,
    SQL_LIST,
    SQL_LIST_ALL,
    SQL_LIST_UNSETTLED,
    SQL_LIST_LEASED,
    SQL_LIST_DELAYED,
    SQL_COUNT_STATES,
    SQL_COUNT_LEASED,
    SQL_COUNT_DELAYED,
    SQL_PROGRESS,
    SQL_PAGES_READ,
    SQL_WAITING,
    SQL_USUAL_PAGES,
    SQL_JOB_ADD,
    SQL_JOB_WAKE,
    SQL_JOB_NEXT,
    SQL_JOB_LEASE,
    SQL_JOB_DUE,
    SQL_JOB_PUT_BACK,
    SQL_JOB_HURRY,
    SQL_JOB_RECOVER,
    SQL_JOB_END,
    SQL_TROUBLE,
    SQL_OPENED,
    SQL_DUPLICATE,
    SQL_DUPLICATE_READ,
    SQL_PAGES_TAKE_OVER,
    SQL_ALL_READ,
    SQL_PAGE_ADD,
    SQL_PAGE_COUNTED,
    SQL_PAGE,
    SQL_EVENT_ADD,
    SQL_ATTEMPT_ADD,
    SQL_ATTEMPTS_CUT,
    SQL_HISTORY,
    SQL_REMOVE_EVENTS,
    SQL_REMOVE_ATTEMPTS,
    SQL_EDIT_ADD,
    SQL_FIELD_ADD,
    SQL_FINDINGS,
    SQL_REMOVE_EDITS,
    SQL_REMOVE_FIELDS,
    SQL_REASONS,
    SQL_UNSETTLED,
    SQL_OLDEST,
    SQL_CAMPAIGN_BUSY,
    SQL_COUNT,
} statement;

typedef struct sqlite {
    esc_store base;
    char *path;
    sqlite3 *db;
    sqlite3_stmt *prepared[SQL_COUNT];
    bool reader, durable;
} sqlite;

typedef struct query {
    sqlite *s;
    sqlite3_stmt *stmt;
    int failed, bound;
    esc_err *err;
} query;

// The database's last error as one of ours.
int sqlite_fail(sqlite *s, const char *what, esc_err *err);

query sqlite_ask(sqlite *s, statement which, esc_err *err);
void sqlite_int(query *q, int64_t value);
void sqlite_number(query *q, double value);
void sqlite_text(query *q, const char *value);
void sqlite_blob(query *q, const void *bytes, size_t len);
// 1 where there is a row, 0 at the end, an error.
int sqlite_step(query *q);
// Steps a statement that gives no rows, and ends the query.
int sqlite_run(query *q);
// Ends a query; gives its error.
int sqlite_end(query *q);
// A column as text; the caller's.
char *sqlite_column(query *q, int column);

int sqlite_begin(sqlite *s, bool durable, esc_err *err);
// Commits, or undoes where failed is an error; hands failed on.
int sqlite_commit(sqlite *s, int failed, esc_err *err);

// ---- sqlite_documents.c ----
int sqlite_taken(esc_store *, const char *, const char *, esc_err *);
int sqlite_named(esc_store *, const char *, int64_t *, esc_err *);
int sqlite_add(esc_store *, const esc_record *, int64_t *, esc_err *);
int sqlite_arrived(esc_store *, int64_t, uint64_t, int64_t, esc_err *);
int sqlite_rename(esc_store *, int64_t, const char *, const char *, esc_err *);
int sqlite_remove(esc_store *, int64_t, esc_err *);
int sqlite_restart(esc_store *, int64_t, uint64_t, int64_t, int64_t, esc_err *);
int sqlite_recorrect(esc_store *, int64_t, esc_err *);
int sqlite_call_off(esc_store *, int64_t, esc_err *);
int sqlite_publishing(esc_store *, const esc_job *, const void *, size_t, const char *, int64_t, esc_err *);
int sqlite_done(esc_store *, int64_t, int64_t, esc_err *);
int sqlite_quarantine(esc_store *, int64_t, esc_why, const char *, int64_t, esc_err *);
int sqlite_trouble(esc_store *, int64_t, esc_why, const char *, esc_err *);
int sqlite_settled(esc_store *, int64_t, bool, esc_err *);
int sqlite_record(esc_store *, int64_t, esc_record *, esc_err *);
int sqlite_list(esc_store *, esc_record_state, bool, uint64_t, uint64_t, esc_buf *, esc_err *);
int sqlite_counts(esc_store *, int64_t[ESC_STATE_COUNT], esc_err *);
int sqlite_progress(esc_store *, int64_t, esc_progress_counts *, esc_err *);

// ---- sqlite_jobs.c ----
int sqlite_lease(esc_store *, int64_t, esc_job *, esc_err *);
int sqlite_ready(esc_store *, int64_t, int64_t *, esc_err *);
int sqlite_release(esc_store *, const esc_job *, esc_err *);
int sqlite_delay(esc_store *, const esc_job *, int64_t, bool, bool, esc_why, const char *, esc_err *);
int sqlite_hurry(esc_store *, int64_t, esc_err *);
int sqlite_recover(esc_store *, esc_err *);
int sqlite_identified(esc_store *, int64_t, const char *, int64_t *, esc_err *);
int sqlite_opened(esc_store *, const esc_job *, const char *, const char *, int32_t, bool, int64_t *, bool *,
                  esc_err *);
int sqlite_page_done(esc_store *, const esc_job *, const void *, size_t, const char *, esc_err *);
int sqlite_page_failed(esc_store *, const esc_job *, esc_why, const char *, esc_err *);
int sqlite_page(esc_store *, int64_t, int32_t, esc_buf *, esc_why *, esc_err *);
// Makes a job ready, or delayed until due_ms where that is not 0; later: after all work that is new.
int sqlite_job_add(sqlite *s, int64_t id, esc_job_kind kind, int32_t page, int64_t due_ms, bool later,
                   esc_err *err);
// Takes a leased job out of the queue, and enters the attempt; why: "" where it went well. Errors: ARGUMENT
// where it is not leased under that attempt.
int sqlite_job_end(sqlite *s, const esc_job *job, const char *why, const char *message, esc_err *err);

// ---- sqlite_history.c ----
int sqlite_history(esc_store *, int64_t, esc_event_visit *, void *, esc_err *);
int sqlite_findings(esc_store *, int64_t, esc_finding_visit *, void *, esc_err *);
int sqlite_reasons(esc_store *, int64_t *, esc_err *);
int sqlite_unsettled(esc_store *, esc_why, int64_t *, int64_t *, esc_err *);
int sqlite_oldest(esc_store *, int64_t *, esc_err *);
int sqlite_campaign_busy(esc_store *, const char *, esc_err *);
// Enters that something happened to a document; why: "" where nothing went wrong.
int sqlite_event(sqlite *s, int64_t id, const char *what, const char *why, const char *message, esc_err *err);
// Enters how the leased job of that attempt ended.
int sqlite_attempt(sqlite *s, const esc_job *job, const char *why, const char *message, esc_err *err);
// The same for every leased job of a document that is given up.
int sqlite_attempts_cut(sqlite *s, int64_t id, const char *why, const char *message, esc_err *err);
// Replaces a document's findings. Errors: FORMAT.
int sqlite_findings_put(sqlite *s, int64_t id, const void *bytes, size_t len, esc_err *err);
// Forgets a document's events, attempts and findings.
int sqlite_history_remove(sqlite *s, int64_t id, esc_err *err);

// ---- sqlite_schema.c ----
// Makes a new database, or brings an older one up to date after a copy of it was put beside it. Errors:
// FORMAT where it is damaged, another program's, or of a later version.
int sqlite_schema_prepare(sqlite *s, const char *path, esc_err *err);
int sqlite_execute(sqlite *s, const char *text, esc_err *err);
int sqlite_check(esc_store *store, esc_err *err);
int sqlite_backup(esc_store *store, const char *path, esc_err *err);
