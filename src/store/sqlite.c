// SPDX-License-Identifier: GPL-3.0-or-later
// The store in SQLite: write-ahead log, one writer. Transactions that need not survive a power cut are
// committed without waiting for the disk; the next durable one waits for them too.
#include "store/sqlite.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"

enum { BUSY_MS = 5000 };

// The time, for what is kept for people to read.
#define NOW_MS "cast((julianday('now') - 2440587.5) * 86400000 as integer)"

// State numbers are those of esc_record_state and esc_job_state.
static const char *const sql[SQL_COUNT] = {
    [SQL_ADD] = "insert into documents(state, path, name, stem, bytes, mtime_ns, arrived_ms, changed_ms)"
                " values(0, ?1, ?2, ?3, ?4, ?5, ?6, ?6)",
    [SQL_TAKEN] = "select exists(select 1 from documents where name = ?1)"
                  " or exists(select 1 from documents where stem = ?2)",
    [SQL_NAMED] = "select id from documents where name = ?1",
    [SQL_ARRIVED] = "update documents set state = 1, bytes = ?2, mtime_ns = ?3 where id = ?1 and state = 0",
    [SQL_RENAME] = "update documents set name = ?2, stem = ?3 where id = ?1",
    [SQL_REMOVE] = "delete from documents where id = ?1",
    [SQL_REMOVE_JOBS] = "delete from jobs where document = ?1",
    [SQL_REMOVE_PAGES] = "delete from pages where document = ?1",
    [SQL_RESTART] =
        "update documents set state = 1, settled = 0, bytes = ?2, mtime_ns = ?3, pages = 0,"
        " pages_done = 0, pages_failed = 0, pages_incomplete = 0, type = '', sha256 = '' where id = ?1",
    [SQL_RECORRECT] = "update documents set state = 1, settled = 0, revision = revision + 1"
                      " where id = ?1 and state = 5 and settled = 1",
    [SQL_CALL_OFF] = "update documents set state = 5, settled = 1, revision = revision - 1 where id = ?1",
    [SQL_REMOVE_RECORRECTION] = "delete from jobs where document = ?1 and kind = 2 and later = 1",
    [SQL_PUBLISHING] =
        "update documents set state = 4, changed_ms = ?2, results = coalesce(?3, results) where id = ?1",
    [SQL_DONE] = "update documents set state = 5, changed_ms = ?2 where id = ?1",
    [SQL_QUARANTINE] =
        "update documents set state = 6, why = ?2, message = ?3, changed_ms = ?4 where id = ?1",
    [SQL_SETTLED] = "update documents set settled = ?2 where id = ?1",
    [SQL_RECORD] =
        "select state, settled, path, name, stem, bytes, mtime_ns, type, sha256, pages, pages_done,"
        " pages_failed, duplicate_of, arrived_ms, changed_ms, why, message, revision,"
        " pages_incomplete, results from documents where id = ?1",
    // "+state" keeps SQLite from looking for the document among all jobs of that state.
    [SQL_RECORD_JOBS] = "select exists(select 1 from jobs where document = ?1 and +state = 2),"
                        " exists(select 1 from jobs where document = ?1 and +state = 0)",
    [SQL_LIST] = "select id from documents where state = ?1 order by id limit ?3 offset ?2",
    [SQL_LIST_ALL] = "select id from documents where ?1 order by id limit ?3 offset ?2",
    [SQL_LIST_UNSETTLED] = "select id from documents where (?1 < 0 or state = ?1) and settled = 0"
                           " order by id limit ?3 offset ?2",
    [SQL_LIST_LEASED] =
        "select distinct document from jobs where state = 2 order by document limit ?3 offset ?2",
    [SQL_LIST_DELAYED] = "select distinct document from jobs d where state = 1 and not exists"
                         " (select 1 from jobs o where o.document = d.document and o.state <> 1)"
                         " order by document limit ?3 offset ?2",
    [SQL_COUNT_STATES] = "select state, count(*) from documents group by state",
    [SQL_COUNT_LEASED] = "select count(distinct document) from jobs where state = 2",
    [SQL_COUNT_DELAYED] = "select count(distinct document) from jobs d where state = 1 and not exists"
                          " (select 1 from jobs o where o.document = d.document and o.state <> 1)",
    [SQL_PROGRESS] = "select count(*) from documents where state = 5 and changed_ms >= ?1",
    // Attempts are entered as they end: those since then are the last ones.
    [SQL_PAGES_READ] = "select count(*), min(started_ms) from attempts where kind = 1 and why = '' and id >"
                       " coalesce((select id from attempts where ended_ms < ?1 order by id desc limit 1), 0)",
    [SQL_WAITING] = "select coalesce(sum(kind = 1), 0), coalesce(sum(kind = 0), 0) from jobs",
    [SQL_USUAL_PAGES] =
        "select coalesce(avg(pages), 1) from (select d.pages from attempts a join documents d on"
        " d.id = a.document where a.kind = 0 and a.why = '' and d.pages > 0 order by a.id desc limit 100)",
    [SQL_JOB_ADD] =
        "insert into jobs(document, kind, page, state, due_ms, later) values(?1, ?2, ?3, ?4, ?5, ?6)",
    [SQL_JOB_WAKE] =
        "update jobs set state = 0, due_ms = 0 where state = 1 and (due_ms <= ?1 or due_ms > ?2)",
    [SQL_JOB_NEXT] = "select document, kind, page, attempt, tries, kills from jobs where state = 0"
                     " order by later, document, kind, page limit 1",
    [SQL_JOB_LEASE] = "update jobs set state = 2, attempt = ?4, leased_ms = " NOW_MS
                      " where document = ?1 and kind = ?2 and page = ?3",
    [SQL_JOB_DUE] =
        "select exists(select 1 from jobs where state = 0), (select min(due_ms) from jobs indexed by jobs_due"
        " where state = 1)",
    [SQL_JOB_PUT_BACK] = "update jobs set state = ?5, due_ms = ?6, tries = tries + ?7, kills = kills + ?8"
                         " where document = ?1 and kind = ?2 and page = ?3 and attempt = ?4 and state = 2",
    [SQL_JOB_HURRY] =
        "update jobs set state = 0, due_ms = 0, tries = 0, kills = 0 where document = ?1 and +state = 1",
    [SQL_JOB_RECOVER] = "update jobs set state = 0 where state = 2",
    [SQL_JOB_END] =
        "delete from jobs where document = ?1 and kind = ?2 and page = ?3 and attempt = ?4 and state = 2",
    [SQL_TROUBLE] =
        "update documents set why = iif(state = 6, why, ?2), message = iif(state = 6, message, ?3)"
        " where id = ?1",
    [SQL_OPENED] = "update documents set type = ?2, sha256 = ?3, pages = ?4, duplicate_of = ?5 where id = ?1",
    [SQL_DUPLICATE] =
        "select id from documents where sha256 = ?1 and id <> ?2 and sha256 <> '' order by id limit 1",
    [SQL_DUPLICATE_READ] =
        "select id from documents where sha256 = ?1 and id <> ?2 and sha256 <> ''"
        " and type = ?3 and pages = ?4 and state = 5 and pages_failed = 0 order by id limit 1",
    [SQL_PAGES_TAKE_OVER] = "insert into pages(document, page, why, message, result)"
                            " select ?1, page, why, message, result from pages where document = ?2",
    [SQL_ALL_READ] = "update documents set pages_done = pages, pages_incomplete ="
                     " (select pages_incomplete from documents where id = ?2) where id = ?1",
    [SQL_PAGE_ADD] = "insert into pages(document, page, why, message, result) values(?1, ?2, ?3, ?4, ?5)",
    [SQL_PAGE_COUNTED] =
        "update documents set pages_done = pages_done + 1, pages_failed = pages_failed + ?2,"
        " pages_incomplete = pages_incomplete + ?3 where id = ?1 returning pages_done = pages",
    [SQL_PAGE] = "select why, result from pages where document = ?1 and page = ?2",
    [SQL_EVENT_ADD] =
        "insert into events(document, at_ms, what, why, message) values(?1, " NOW_MS ", ?2, ?3, ?4)",
    [SQL_ATTEMPT_ADD] =
        "insert into attempts(document, kind, page, attempt, started_ms, ended_ms, why, message)"
        " select document, kind, page, attempt, leased_ms, " NOW_MS ", ?5, ?6 from jobs"
        " where document = ?1 and kind = ?2 and page = ?3 and attempt = ?4 and state = 2",
    [SQL_ATTEMPTS_CUT] =
        "insert into attempts(document, kind, page, attempt, started_ms, ended_ms, why, message)"
        " select document, kind, page, attempt, leased_ms, " NOW_MS ", ?2, ?3 from jobs"
        " where document = ?1 and state = 2",
    // In the order of time; of one moment, what came in first and what became of it last.
    [SQL_HISTORY] =
        "select at_ms, 0, what, 0, -1, 0, why, message, case what when 'arrived' then 0 else 2 end, id"
        " from events where document = ?1"
        " union all select ended_ms, attempt, '', kind, page, ended_ms - started_ms, why, message, 1, id"
        " from attempts where document = ?1 order by 1, 9, 10",
    [SQL_REMOVE_EVENTS] = "delete from events where document = ?1",
    [SQL_REMOVE_ATTEMPTS] = "delete from attempts where document = ?1",
    [SQL_EDIT_ADD] = "insert into edits(document, page, class, before, after, status, confidence)"
                     " values(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    [SQL_FIELD_ADD] = "insert into fields(document, page, pointer, shown, value, status, confidence)"
                      " values(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    [SQL_FINDINGS] =
        "select 1, page, pointer, shown, value, status, confidence, id from fields where document = ?1"
        " union all select 0, page, class, before, after, status, confidence, id from edits"
        " where document = ?1 order by 1 desc, 8",
    [SQL_REMOVE_EDITS] = "delete from edits where document = ?1",
    [SQL_REMOVE_FIELDS] = "delete from fields where document = ?1",
    [SQL_REASONS] = "select why, count(*) from documents where state = 6 group by why",
    [SQL_UNSETTLED] = "select count(*), coalesce(sum(state >= 4 or (state = 1 and why = ?1 and not exists"
                      " (select 1 from jobs where document = documents.id and state <> 1))), 0)"
                      " from documents where settled = 0",
    [SQL_OLDEST] = "select arrived_ms from documents where settled = 0 order by id limit 1",
    [SQL_CAMPAIGN_BUSY] = "select exists(select 1 from documents where settled = 0"
                          " and substr(path, 1, length(?1)) = ?1)",
};

// ---- queries ----

static bool has_no_room(sqlite3_file *file) {
    int sys = 0;
    return file && file->pMethods && !file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &sys) &&
           (sys == EDQUOT || sys == ENOSPC);
}

// SQLite has a code of its own for a full disk, but not for a quota that is exceeded: the database or its log
// knows. (sqlite3_system_errno does not, after a commit that failed.)
static bool is_full(sqlite *s, int code) {
    sqlite3_file *file = NULL, *log = NULL;
    if (code == SQLITE_FULL) return true;
    if (code != SQLITE_IOERR) return false;
    sqlite3_file_control(s->db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    sqlite3_file_control(s->db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
    return has_no_room(file) || has_no_room(log);
}

int sqlite_fail(sqlite *s, const char *what, esc_err *err) {
    int code = sqlite3_errcode(s->db) & 0xff;
    ESC_AUTOFREE char *words = esc_asprintf("%s, %s", what, sqlite3_errmsg(s->db));
    const char *library = "SQLite";
    if (is_full(s, code))
        return esc_fail_library(err, ESC_SYSTEM, ESC_WHY_DISK_FULL, library, words,
                                "%s: there is no room left on the disk", s->path);
    switch (code) {
    case SQLITE_IOERR:
        return esc_fail_library(err, ESC_SYSTEM, ESC_WHY_IO, library, words, "%s: the disk reports an error",
                                s->path);
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
        return esc_fail_library(err, ESC_SYSTEM, ESC_WHY_FOLDER, library, words,
                                "%s, or a file beside it, cannot be opened or may not be written", s->path);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return esc_fail_library(err, ESC_FORMAT, ESC_WHY_DATABASE, library, words, "%s is damaged", s->path);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return esc_fail_library(err, ESC_LIBRARY, ESC_WHY_LOCKED_DATABASE, library, words,
                                "%s is held by another program", s->path);
    case SQLITE_CONSTRAINT:
        return esc_fail_library(err, ESC_ARGUMENT, ESC_WHY_OTHER, library, words,
                                "%s: what was to be entered is there already", s->path);
    default:
        return esc_fail_library(err, ESC_LIBRARY, ESC_WHY_IO, library, words, "%s cannot be used", s->path);
    }
}

query sqlite_ask(sqlite *s, statement which, esc_err *err) {
    query q = {.s = s, .err = err};
    sqlite3_stmt **stmt = &s->prepared[which];
    if (!*stmt &&
        sqlite3_prepare_v3(s->db, sql[which], -1, SQLITE_PREPARE_PERSISTENT, stmt, NULL) != SQLITE_OK)
        q.failed = sqlite_fail(s, "cannot prepare a statement", err);
    q.stmt = *stmt;
    return q;
}

static void bound(query *q, int code) {
    if (!q->failed && code != SQLITE_OK) q->failed = sqlite_fail(q->s, "cannot bind a value", q->err);
}

void sqlite_int(query *q, int64_t value) {
    if (!q->failed) bound(q, sqlite3_bind_int64(q->stmt, ++q->bound, value));
}

void sqlite_number(query *q, double value) {
    if (!q->failed) bound(q, sqlite3_bind_double(q->stmt, ++q->bound, value));
}

void sqlite_text(query *q, const char *value) {
    if (!q->failed) bound(q, sqlite3_bind_text(q->stmt, ++q->bound, value, -1, SQLITE_STATIC));
}

// Bytes are lent until the query ends. An empty blob is no NULL.
void sqlite_blob(query *q, const void *bytes, size_t len) {
    if (!q->failed) bound(q, sqlite3_bind_blob64(q->stmt, ++q->bound, len ? bytes : "", len, SQLITE_STATIC));
}

int sqlite_step(query *q) {
    if (q->failed) return q->failed;
    int code = sqlite3_step(q->stmt);
    if (code == SQLITE_ROW) return 1;
    if (code != SQLITE_DONE) q->failed = sqlite_fail(q->s, "a statement failed", q->err);
    return q->failed;
}

int sqlite_end(query *q) {
    if (q->stmt) {
        sqlite3_reset(q->stmt);
        sqlite3_clear_bindings(q->stmt);
    }
    return q->failed;
}

int sqlite_run(query *q) {
    while (sqlite_step(q) > 0) {
    }
    return sqlite_end(q);
}

char *sqlite_column(query *q, int column) {
    const char *bytes = sqlite3_column_blob(q->stmt, column);
    return esc_strndup(bytes ? bytes : "", (size_t)sqlite3_column_bytes(q->stmt, column));
}

int sqlite_begin(sqlite *s, bool durable, esc_err *err) {
    if (durable != s->durable) {
        int failed =
            sqlite_execute(s, durable ? "pragma synchronous = full" : "pragma synchronous = normal", err);
        if (failed) return failed;
        s->durable = durable;
    }
    return sqlite_execute(s, "begin immediate", err);
}

int sqlite_commit(sqlite *s, int failed, esc_err *err) {
    if (!failed) failed = sqlite_execute(s, "commit", err);
    if (failed && !sqlite3_get_autocommit(s->db)) sqlite3_exec(s->db, "rollback", NULL, NULL, NULL);
    return failed;
}

// ---- the database itself ----

static void close_store(esc_store *store) {
    sqlite *s = (sqlite *)store;
    for (int i = 0; i < SQL_COUNT; i++) sqlite3_finalize(s->prepared[i]);
    sqlite3_close(s->db);
    free(s->path);
    free(s);
}

static const esc_store_ops ops = {
    .close = close_store,
    .check = sqlite_check,
    .add = sqlite_add,
    .taken = sqlite_taken,
    .named = sqlite_named,
    .arrived = sqlite_arrived,
    .rename = sqlite_rename,
    .remove = sqlite_remove,
    .restart = sqlite_restart,
    .recorrect = sqlite_recorrect,
    .call_off = sqlite_call_off,
    .publishing = sqlite_publishing,
    .done = sqlite_done,
    .quarantine = sqlite_quarantine,
    .trouble = sqlite_trouble,
    .settled = sqlite_settled,
    .record = sqlite_record,
    .list = sqlite_list,
    .counts = sqlite_counts,
    .progress = sqlite_progress,
    .lease = sqlite_lease,
    .ready = sqlite_ready,
    .release = sqlite_release,
    .delay = sqlite_delay,
    .hurry = sqlite_hurry,
    .recover = sqlite_recover,
    .opened = sqlite_opened,
    .identified = sqlite_identified,
    .page_done = sqlite_page_done,
    .page_failed = sqlite_page_failed,
    .page = sqlite_page,
    .backup = sqlite_backup,
    .history = sqlite_history,
    .findings = sqlite_findings,
    .reasons = sqlite_reasons,
    .unsettled = sqlite_unsettled,
    .oldest = sqlite_oldest,
    .campaign_busy = sqlite_campaign_busy,
};

typedef enum access_mode { WRITER, READER, READER_OF_UNCHANGING } access_mode;

// As SQLite's URIs have it.
static char *uri_of(const char *path, const char *parameters) {
    ESC_AUTOBUF uri = {0};
    esc_buf_puts(&uri, *path == '/' ? "file://" : "file:");
    for (const char *p = path; *p; p++)
        if (strchr("%?#", *p))
            esc_buf_printf(&uri, "%%%02X", (unsigned char)*p);
        else
            esc_buf_putc(&uri, *p);
    esc_buf_puts(&uri, parameters);
    return esc_strdup(esc_buf_text(&uri));
}

static int open_database(const char *path, access_mode mode, esc_store **ret, esc_err *err) {
    sqlite *s = esc_alloc_zero(1, sizeof *s);
    bool reader = mode != WRITER;
    s->base.ops = &ops;
    s->reader = reader;
    s->path = esc_strdup(path);
    int flags = reader ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    ESC_AUTOFREE char *uri = uri_of(path, mode == READER_OF_UNCHANGING ? "?immutable=1" : "");
    int failed = ESC_OK;
    if (sqlite3_open_v2(uri, &s->db, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
        failed = sqlite_fail(s, "cannot open it", err);
    if (!failed) sqlite3_busy_timeout(s->db, BUSY_MS); // without memory there is not even a db
    // The cache is kept small: the supervisor promises to stay small itself.
    if (!failed) failed = sqlite_execute(s, "pragma cache_size = -4096; pragma temp_store = memory", err);
    if (!failed && !reader)
        failed = sqlite_execute(s, "pragma journal_mode = wal; pragma synchronous = full", err);
    s->durable = true;
    if (!failed) failed = sqlite_schema_prepare(s, path, err);
    if (failed) {
        close_store(&s->base);
        return failed;
    }
    *ret = &s->base;
    return ESC_OK;
}

int esc_store_open(const char *path, esc_store **ret, esc_err *err) {
    return open_database(path, WRITER, ret, err);
}

int esc_store_open_reader(const char *path, esc_store **ret, esc_err *err) {
    esc_err why = {0};
    int failed = open_database(path, READER, ret, &why);
    // A writer that ended in good order has left no log beside the database, and who may not make one is
    // refused by SQLite: but then all is in the database itself, which nobody changes. A writer that begins
    // meanwhile changes its log long before it.
    ESC_AUTOFREE char *log = esc_asprintf("%s-wal", path);
    if (failed && !access(path, R_OK) && access(log, F_OK) && errno == ENOENT)
        failed = open_database(path, READER_OF_UNCHANGING, ret, &why);
    if (failed && err) *err = why;
    return failed;
}
