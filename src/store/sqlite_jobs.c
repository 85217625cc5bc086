// SPDX-License-Identifier: GPL-3.0-or-later
// The queue in SQLite, and the pages' results, which are kept in the database itself and not as files beside
// it: their state and their bytes change in one transaction, and one backup has both. They are compressed
// with zstd (a page of words and boxes shrinks to about a sixth).
#include <stdlib.h>
#include <string.h>
#include <zstd.h>

#include "base/limits.h"
#include "base/mem.h"
#include "store/sqlite.h"

static sqlite *of(esc_store *store) { return (sqlite *)store; }

enum { ZSTD_LEVEL = 3 };

int sqlite_job_add(sqlite *s, int64_t id, esc_job_kind kind, int32_t page, int64_t due_ms, bool later,
                   esc_err *err) {
    query q = sqlite_ask(s, SQL_JOB_ADD, err);
    sqlite_int(&q, id);
    sqlite_int(&q, kind);
    sqlite_int(&q, page);
    sqlite_int(&q, due_ms ? ESC_JOB_DELAYED : ESC_JOB_READY);
    sqlite_int(&q, due_ms);
    sqlite_int(&q, later);
    return sqlite_run(&q);
}

static void bind_job(query *q, const esc_job *job) {
    sqlite_int(q, job->document);
    sqlite_int(q, job->kind);
    sqlite_int(q, job->page);
    sqlite_int(q, job->attempt);
}

int sqlite_job_end(sqlite *s, const esc_job *job, const char *why, const char *message, esc_err *err) {
    int entered = sqlite_attempt(s, job, why, message, err);
    if (entered) return entered;
    query q = sqlite_ask(s, SQL_JOB_END, err);
    bind_job(&q, job);
    int failed = sqlite_run(&q);
    return !failed && !sqlite3_changes(s->db) ? esc_store_no_lease(job, err) : failed;
}

static int next_job(sqlite *s, esc_job *ret, esc_err *err) {
    query q = sqlite_ask(s, SQL_JOB_NEXT, err);
    int found = sqlite_step(&q);
    if (found > 0)
        *ret = (esc_job){
            .document = sqlite3_column_int64(q.stmt, 0),
            .kind = (esc_job_kind)sqlite3_column_int(q.stmt, 1),
            .page = sqlite3_column_int(q.stmt, 2),
            .attempt = sqlite3_column_int(q.stmt, 3) + 1,
            .tries = sqlite3_column_int(q.stmt, 4),
            .kills = sqlite3_column_int(q.stmt, 5),
        };
    int failed = sqlite_end(&q);
    return failed ? failed : found;
}

int sqlite_lease(esc_store *store, int64_t now_ms, esc_job *ret, esc_err *err) {
    sqlite *s = of(store);
    int failed = sqlite_begin(s, false, err);
    if (failed) return failed;
    query wake = sqlite_ask(s, SQL_JOB_WAKE, err);
    sqlite_int(&wake, now_ms);
    sqlite_int(&wake, now_ms + ESC_STORE_MAX_DELAY_MS);
    failed = sqlite_run(&wake);
    esc_job job = {0};
    int found = failed ? failed : next_job(s, &job, err);
    if (found > 0) {
        query q = sqlite_ask(s, SQL_JOB_LEASE, err);
        bind_job(&q, &job);
        failed = sqlite_run(&q);
    } else {
        failed = found;
    }
    failed = sqlite_commit(s, failed, err);
    if (failed) return failed;
    if (found > 0) *ret = job;
    return found;
}

int sqlite_ready(esc_store *store, int64_t now_ms, int64_t *ret_due_ms, esc_err *err) {
    query q = sqlite_ask(of(store), SQL_JOB_DUE, err);
    bool ready = false, delayed = false;
    int64_t due = INT64_MAX;
    if (sqlite_step(&q) > 0) {
        ready = sqlite3_column_int(q.stmt, 0);
        delayed = sqlite3_column_type(q.stmt, 1) != SQLITE_NULL;
        if (delayed) due = sqlite3_column_int64(q.stmt, 1);
    }
    int failed = sqlite_end(&q);
    if (failed) return failed;
    if (ready || (delayed && (due <= now_ms || due > now_ms + ESC_STORE_MAX_DELAY_MS))) return 1;
    *ret_due_ms = due;
    return 0;
}

static int put_back(sqlite *s, const esc_job *job, int64_t due_ms, bool charge_try, bool charge_kill,
                    esc_err *err) {
    query q = sqlite_ask(s, SQL_JOB_PUT_BACK, err);
    bind_job(&q, job);
    sqlite_int(&q, due_ms ? ESC_JOB_DELAYED : ESC_JOB_READY);
    sqlite_int(&q, due_ms);
    sqlite_int(&q, charge_try);
    sqlite_int(&q, charge_kill);
    int failed = sqlite_run(&q);
    return !failed && !sqlite3_changes(s->db) ? esc_store_no_lease(job, err) : failed;
}

int sqlite_release(esc_store *store, const esc_job *job, esc_err *err) {
    sqlite *s = of(store);
    int failed = sqlite_begin(s, false, err);
    return failed ? failed : sqlite_commit(s, put_back(s, job, 0, false, false, err), err);
}

int sqlite_delay(esc_store *store, const esc_job *job, int64_t due_ms, bool charge_try, bool charge_kill,
                 esc_why why, const char *message, esc_err *err) {
    sqlite *s = of(store);
    int failed = sqlite_begin(s, false, err);
    if (failed) return failed;
    failed = sqlite_attempt(s, job, esc_why_name(why), message, err);
    if (!failed) failed = put_back(s, job, due_ms, charge_try, charge_kill, err);
    if (!failed) {
        query q = sqlite_ask(s, SQL_TROUBLE, err);
        sqlite_int(&q, job->document);
        sqlite_text(&q, esc_why_name(why));
        sqlite_text(&q, message);
        failed = sqlite_run(&q);
    }
    return sqlite_commit(s, failed, err);
}

int sqlite_hurry(esc_store *store, int64_t id, esc_err *err) {
    sqlite *s = of(store);
    int failed = sqlite_begin(s, false, err);
    if (failed) return failed;
    query q = sqlite_ask(s, SQL_JOB_HURRY, err);
    sqlite_int(&q, id);
    return sqlite_commit(s, sqlite_run(&q), err);
}

int sqlite_recover(esc_store *store, esc_err *err) {
    sqlite *s = of(store);
    int failed = sqlite_begin(s, false, err);
    if (failed) return failed;
    query q = sqlite_ask(s, SQL_JOB_RECOVER, err);
    return sqlite_commit(s, sqlite_run(&q), err);
}

static int duplicate(sqlite *s, int64_t id, const char *sha256, int64_t *ret, esc_err *err) {
    query q = sqlite_ask(s, SQL_DUPLICATE, err);
    sqlite_text(&q, sha256);
    sqlite_int(&q, id);
    *ret = sqlite_step(&q) > 0 ? sqlite3_column_int64(q.stmt, 0) : 0;
    return sqlite_end(&q);
}

// The document whose pages can be taken over, or 0.
static int duplicate_read(sqlite *s, int64_t id, const char *type, const char *sha256, int32_t pages,
                          int64_t *ret, esc_err *err) {
    query q = sqlite_ask(s, SQL_DUPLICATE_READ, err);
    sqlite_text(&q, sha256);
    sqlite_int(&q, id);
    sqlite_text(&q, type);
    sqlite_int(&q, pages);
    *ret = sqlite_step(&q) > 0 ? sqlite3_column_int64(q.stmt, 0) : 0;
    return sqlite_end(&q);
}

static int take_over_pages(sqlite *s, int64_t id, int64_t from, esc_err *err) {
    query q = sqlite_ask(s, SQL_PAGES_TAKE_OVER, err);
    sqlite_int(&q, id);
    sqlite_int(&q, from);
    int failed = sqlite_run(&q);
    if (failed) return failed;
    q = sqlite_ask(s, SQL_ALL_READ, err);
    sqlite_int(&q, id);
    sqlite_int(&q, from);
    failed = sqlite_run(&q);
    return failed ? failed : sqlite_job_add(s, id, ESC_JOB_FINISH, 0, 0, false, err);
}

static int enter_opened(sqlite *s, int64_t id, const char *type, const char *sha256, int32_t pages,
                        int64_t duplicate_of, esc_err *err) {
    query q = sqlite_ask(s, SQL_OPENED, err);
    sqlite_int(&q, id);
    sqlite_text(&q, type);
    sqlite_text(&q, sha256);
    sqlite_int(&q, pages);
    sqlite_int(&q, duplicate_of);
    return sqlite_run(&q);
}

int sqlite_identified(esc_store *store, int64_t id, const char *sha256, int64_t *ret_duplicate,
                      esc_err *err) {
    sqlite *s = of(store);
    int failed = sqlite_begin(s, false, err);
    if (failed) return failed;
    int64_t other = 0;
    failed = duplicate(s, id, sha256, &other, err);
    if (!failed) failed = enter_opened(s, id, "", sha256, 0, other, err);
    if (!failed && !sqlite3_changes64(s->db)) failed = esc_store_no_document(id, err);
    failed = sqlite_commit(s, failed, err);
    if (!failed) *ret_duplicate = other;
    return failed;
}

int sqlite_opened(esc_store *store, const esc_job *job, const char *type, const char *sha256, int32_t pages,
                  bool take_over, int64_t *ret_duplicate, bool *ret_taken_over, esc_err *err) {
    sqlite *s = of(store);
    int failed = sqlite_begin(s, false, err);
    if (failed) return failed;
    int64_t other = 0, from = 0;
    failed = sqlite_job_end(s, job, "", "", err);
    if (!failed && take_over) failed = duplicate_read(s, job->document, type, sha256, pages, &from, err);
    if (from)
        other = from;
    else if (!failed)
        failed = duplicate(s, job->document, sha256, &other, err);
    if (!failed) failed = enter_opened(s, job->document, type, sha256, pages, other, err);
    if (!failed && from) failed = take_over_pages(s, job->document, from, err);
    for (int32_t page = 0; page < pages && !failed && !from; page++)
        failed = sqlite_job_add(s, job->document, ESC_JOB_PAGE, page, 0, false, err);
    failed = sqlite_commit(s, failed, err);
    if (failed) return failed;
    *ret_duplicate = other;
    *ret_taken_over = from;
    return ESC_OK;
}

// bytes NULL: the page failed, for the reason why. Otherwise a message says that it is not all there.
static int end_page(sqlite *s, const esc_job *job, const void *bytes, size_t len, esc_why why,
                    const char *message, esc_err *err) {
    int failed = sqlite_begin(s, false, err);
    if (failed) return failed;
    failed = sqlite_job_end(s, job, bytes ? "" : esc_why_name(why), message, err);
    if (!failed) {
        query q = sqlite_ask(s, SQL_PAGE_ADD, err);
        sqlite_int(&q, job->document);
        sqlite_int(&q, job->page);
        sqlite_text(&q, bytes ? "" : esc_why_name(why));
        sqlite_text(&q, message);
        sqlite_blob(&q, bytes, len);
        failed = sqlite_run(&q);
    }
    bool last = false;
    if (!failed) {
        query q = sqlite_ask(s, SQL_PAGE_COUNTED, err);
        sqlite_int(&q, job->document);
        sqlite_int(&q, !bytes);
        sqlite_int(&q, bytes && *message);
        last = sqlite_step(&q) > 0 && sqlite3_column_int(q.stmt, 0);
        failed = sqlite_end(&q);
    }
    if (!failed && last) failed = sqlite_job_add(s, job->document, ESC_JOB_FINISH, 0, 0, false, err);
    return sqlite_commit(s, failed, err);
}

int sqlite_page_done(esc_store *store, const esc_job *job, const void *bytes, size_t len, const char *lacks,
                     esc_err *err) {
    size_t room = ZSTD_compressBound(len);
    ESC_AUTOFREE void *packed = esc_alloc(room);
    size_t packed_len = ZSTD_compress(packed, room, bytes, len, ZSTD_LEVEL);
    if (ZSTD_isError(packed_len))
        return esc_fail_library(err, ESC_LIBRARY, ESC_WHY_OTHER, "zstd", ZSTD_getErrorName(packed_len),
                                "what a page gave cannot be packed");
    return end_page(of(store), job, packed, packed_len, ESC_WHY_OTHER, lacks ? lacks : "", err);
}

int sqlite_page_failed(esc_store *store, const esc_job *job, esc_why why, const char *message, esc_err *err) {
    return end_page(of(store), job, NULL, 0, why, message, err);
}

static int unpack(const void *packed, size_t packed_len, esc_buf *out, esc_err *err) {
    unsigned long long len = ZSTD_getFrameContentSize(packed, packed_len);
    if (len == ZSTD_CONTENTSIZE_ERROR || len == ZSTD_CONTENTSIZE_UNKNOWN || len > ESC_MAX_DOC_BYTES)
        return esc_fail(err, ESC_FORMAT, ESC_WHY_DAMAGED, "a stored page is damaged");
    ESC_AUTOFREE void *bytes = esc_alloc(len);
    size_t got = ZSTD_decompress(bytes, len, packed, packed_len);
    if (ZSTD_isError(got) || got != len)
        return esc_fail(err, ESC_FORMAT, ESC_WHY_DAMAGED, "a stored page is damaged");
    esc_buf_put(out, bytes, len);
    return ESC_OK;
}

int sqlite_page(esc_store *store, int64_t id, int32_t page, esc_buf *out, esc_why *ret_why, esc_err *err) {
    query q = sqlite_ask(of(store), SQL_PAGE, err);
    sqlite_int(&q, id);
    sqlite_int(&q, page);
    int found = sqlite_step(&q);
    int failed = ESC_OK;
    if (found > 0) {
        ESC_AUTOFREE char *why = sqlite_column(&q, 0);
        if (!*why)
            failed =
                unpack(sqlite3_column_blob(q.stmt, 1), (size_t)sqlite3_column_bytes(q.stmt, 1), out, err);
        if (!failed) *ret_why = *why ? esc_why_lookup(why) : ESC_WHY_COUNT;
    }
    int ended = sqlite_end(&q);
    if (failed || ended) return failed ? failed : ended;
    return found ? ESC_OK
                 : esc_fail(err, ESC_ARGUMENT, ESC_WHY_OTHER, "page %d of document %lld has no result", page,
                            (long long)id);
}
