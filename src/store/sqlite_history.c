// SPDX-License-Identifier: GPL-3.0-or-later
// What happened to documents and what was found in them, for people who ask.
#include <string.h>

#include "base/mem.h"
#include "store/sqlite.h"

static sqlite *of(esc_store *store) { return (sqlite *)store; }

int sqlite_event(sqlite *s, int64_t id, const char *what, const char *why, const char *message,
                 esc_err *err) {
    query q = sqlite_ask(s, SQL_EVENT_ADD, err);
    sqlite_int(&q, id);
    sqlite_text(&q, what);
    sqlite_text(&q, why);
    sqlite_text(&q, message);
    return sqlite_run(&q);
}

int sqlite_attempt(sqlite *s, const esc_job *job, const char *why, const char *message, esc_err *err) {
    query q = sqlite_ask(s, SQL_ATTEMPT_ADD, err);
    sqlite_int(&q, job->document);
    sqlite_int(&q, job->kind);
    sqlite_int(&q, job->page);
    sqlite_int(&q, job->attempt);
    sqlite_text(&q, why);
    sqlite_text(&q, message);
    return sqlite_run(&q);
}

int sqlite_attempts_cut(sqlite *s, int64_t id, const char *why, const char *message, esc_err *err) {
    query q = sqlite_ask(s, SQL_ATTEMPTS_CUT, err);
    sqlite_int(&q, id);
    sqlite_text(&q, why);
    sqlite_text(&q, message);
    return sqlite_run(&q);
}

static int remove_all(sqlite *s, int64_t id, const statement *which, size_t count, esc_err *err) {
    int failed = ESC_OK;
    for (size_t i = 0; i < count && !failed; i++) {
        query q = sqlite_ask(s, which[i], err);
        sqlite_int(&q, id);
        failed = sqlite_run(&q);
    }
    return failed;
}

int sqlite_history_remove(sqlite *s, int64_t id, esc_err *err) {
    static const statement all[] = {SQL_REMOVE_EVENTS, SQL_REMOVE_ATTEMPTS, SQL_REMOVE_EDITS,
                                    SQL_REMOVE_FIELDS};
    return remove_all(s, id, all, sizeof all / sizeof *all, err);
}

int sqlite_findings_put(sqlite *s, int64_t id, const void *bytes, size_t len, esc_err *err) {
    static const statement earlier[] = {SQL_REMOVE_EDITS, SQL_REMOVE_FIELDS};
    int failed = remove_all(s, id, earlier, sizeof earlier / sizeof *earlier, err);
    esc_finding f;
    int found = 1;
    for (size_t at = 0; !failed && (found = esc_findings_next(bytes, len, &at, &f, err)) > 0;) {
        query q = sqlite_ask(s, f.field ? SQL_FIELD_ADD : SQL_EDIT_ADD, err);
        sqlite_int(&q, id);
        sqlite_int(&q, f.page);
        sqlite_text(&q, f.name);
        sqlite_text(&q, f.before);
        sqlite_text(&q, f.after);
        sqlite_text(&q, f.status);
        sqlite_number(&q, (double)f.confidence);
        failed = sqlite_run(&q);
    }
    return failed ? failed : found;
}

static const char *text(const query *q, int column) {
    const char *value = (const char *)sqlite3_column_text(q->stmt, column);
    return value ? value : "";
}

int sqlite_history(esc_store *store, int64_t id, esc_event_visit *visit, void *user, esc_err *err) {
    query q = sqlite_ask(of(store), SQL_HISTORY, err);
    sqlite_int(&q, id);
    while (sqlite_step(&q) > 0) {
        int32_t attempt = sqlite3_column_int(q.stmt, 1);
        const esc_event event = {
            .at_ms = sqlite3_column_int64(q.stmt, 0),
            .what = attempt ? esc_job_kind_name((esc_job_kind)sqlite3_column_int(q.stmt, 3)) : text(&q, 2),
            .page = sqlite3_column_int(q.stmt, 4),
            .attempt = attempt,
            .took_ms = sqlite3_column_int64(q.stmt, 5),
            .why = text(&q, 6),
            .message = text(&q, 7),
        };
        visit(user, &event);
    }
    return sqlite_end(&q);
}

int sqlite_findings(esc_store *store, int64_t id, esc_finding_visit *visit, void *user, esc_err *err) {
    query q = sqlite_ask(of(store), SQL_FINDINGS, err);
    sqlite_int(&q, id);
    while (sqlite_step(&q) > 0) {
        const esc_finding finding = {
            .field = sqlite3_column_int(q.stmt, 0),
            .page = sqlite3_column_int(q.stmt, 1),
            .name = text(&q, 2),
            .before = text(&q, 3),
            .after = text(&q, 4),
            .status = text(&q, 5),
            .confidence = (float)sqlite3_column_double(q.stmt, 6),
        };
        visit(user, &finding);
    }
    return sqlite_end(&q);
}

int sqlite_reasons(esc_store *store, int64_t *ret, esc_err *err) {
    int64_t found[ESC_WHY_COUNT] = {0};
    query q = sqlite_ask(of(store), SQL_REASONS, err);
    while (sqlite_step(&q) > 0) found[esc_why_lookup(text(&q, 0))] += sqlite3_column_int64(q.stmt, 1);
    int failed = sqlite_end(&q);
    if (!failed) memcpy(ret, found, sizeof found);
    return failed;
}

int sqlite_unsettled(esc_store *store, esc_why folder, int64_t *ret, int64_t *ret_aside, esc_err *err) {
    query q = sqlite_ask(of(store), SQL_UNSETTLED, err);
    sqlite_text(&q, esc_why_name(folder));
    int64_t all = 0, aside = 0;
    if (sqlite_step(&q) > 0) {
        all = sqlite3_column_int64(q.stmt, 0);
        aside = sqlite3_column_int64(q.stmt, 1);
    }
    int failed = sqlite_end(&q);
    if (failed) return failed;
    *ret = all;
    *ret_aside = aside;
    return ESC_OK;
}

int sqlite_oldest(esc_store *store, int64_t *ret_arrived_ms, esc_err *err) {
    query q = sqlite_ask(of(store), SQL_OLDEST, err);
    int64_t oldest = sqlite_step(&q) > 0 ? sqlite3_column_int64(q.stmt, 0) : INT64_MAX;
    int failed = sqlite_end(&q);
    if (!failed) *ret_arrived_ms = oldest;
    return failed;
}

int sqlite_campaign_busy(esc_store *store, const char *folder, esc_err *err) {
    ESC_AUTOFREE char *below = *folder ? esc_asprintf("%s/", folder) : esc_strdup("");
    query q = sqlite_ask(of(store), SQL_CAMPAIGN_BUSY, err);
    sqlite_blob(&q, below, strlen(below));
    int row = sqlite_step(&q), busy = row > 0 && sqlite3_column_int(q.stmt, 0);
    int failed = sqlite_end(&q);
    return failed ? failed : busy;
}
