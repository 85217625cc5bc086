// SPDX-License-Identifier: GPL-3.0-or-later
// The database itself: its tables, how an older one is brought up to date, and copies of it.
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "store/sqlite.h"

enum {
    APPLICATION_ID = 0x45534352, // "ESCR"
    SCHEMA_VERSION = 5,
    MOST_CHECKED_BYTES = 256 << 20, // a larger one is looked through only by whoever asks for it
};

// One step for each version, from the one before it; a new database takes them all, so that it is the same as
// one that has grown. Names are blobs: they are whatever bytes the file system holds. Ids are never used
// twice.
static const char *const steps[SCHEMA_VERSION] = {
    "create table documents("
    "  id integer primary key autoincrement, state integer not null, settled integer not null default 0,"
    "  path blob not null, name blob not null unique, stem blob not null unique,"
    "  bytes integer not null, mtime_ns integer not null,"
    "  type text not null default '', sha256 text not null default '',"
    "  pages integer not null default 0, pages_done integer not null default 0,"
    "  pages_failed integer not null default 0, revision integer not null default 0, duplicate_of integer "
    "not null default 0,"
    "  arrived_ms integer not null, changed_ms integer not null,"
    "  why text not null default 'other', message text not null default '');"
    "create index documents_state on documents(state, changed_ms);"
    "create index documents_unsettled on documents(id) where settled = 0;"
    "create index documents_sha256 on documents(sha256) where sha256 <> '';"
    "create table jobs("
    "  document integer not null, kind integer not null, page integer not null, state integer not null,"
    "  due_ms integer not null default 0, attempt integer not null default 0, tries integer not null default "
    "0,"
    "  kills integer not null default 0, later integer not null default 0, primary key(document, kind, "
    "page)) without rowid;"
    "create index jobs_state on jobs(state, later, document, kind, page);"
    "create index jobs_due on jobs(due_ms) where state = 1;"
    "create table pages("
    "  document integer not null, page integer not null, why text, message text, result blob,"
    "  unique(document, page));",

    "alter table jobs add column leased_ms integer not null default 0;"
    "create table events("
    "  id integer primary key, document integer not null, at_ms integer not null, what text not null,"
    "  why text not null default '', message text not null default '');"
    "create index events_document on events(document);"
    "create table attempts("
    "  id integer primary key, document integer not null, kind integer not null, page integer not null,"
    "  attempt integer not null, started_ms integer not null, ended_ms integer not null,"
    "  why text not null default '', message text not null default '');"
    "create index attempts_document on attempts(document);"
    "create table edits("
    "  id integer primary key, document integer not null, page integer not null, class text not null,"
    "  before text not null, after text not null, status text not null, confidence real not null);"
    "create index edits_document on edits(document);"
    "create table fields("
    "  id integer primary key, document integer not null, page integer not null, pointer text not null,"
    "  shown text not null, value text not null, status text not null, confidence real not null);"
    "create index fields_document on fields(document);"
    "create index fields_value on fields(pointer, value);",

    "", // the tables stay; the files in the spool bear their paths, and earlier programs would not find them

    "alter table documents add column pages_incomplete integer not null default 0;",

    "alter table documents add column results text not null default '';",
};

int sqlite_execute(sqlite *s, const char *text, esc_err *err) {
    return sqlite3_exec(s->db, text, NULL, NULL, NULL) == SQLITE_OK ? ESC_OK : sqlite_fail(s, text, err);
}

int sqlite_backup(esc_store *store, const char *path, esc_err *err) {
    sqlite *s = (sqlite *)store;
    sqlite3_stmt *stmt = NULL;
    int failed = ESC_OK;
    if (sqlite3_prepare_v2(s->db, "vacuum into ?1", -1, &stmt, NULL) != SQLITE_OK ||
        sqlite3_bind_text(stmt, 1, path, -1, SQLITE_STATIC) != SQLITE_OK || sqlite3_step(stmt) != SQLITE_DONE)
        failed = sqlite_fail(s, "cannot write the copy", err);
    sqlite3_finalize(stmt);
    if (failed && err && err->why == ESC_WHY_DISK_FULL) // the copy's; the database is only read
        failed = esc_fail(err, ESC_SYSTEM, ESC_WHY_DISK_FULL, "%s: there is no room left on the disk", path);
    return failed;
}

static int pragma(sqlite *s, const char *text, int64_t *ret, esc_err *err) {
    sqlite3_stmt *stmt = NULL;
    int failed = ESC_OK;
    if (sqlite3_prepare_v2(s->db, text, -1, &stmt, NULL) != SQLITE_OK || sqlite3_step(stmt) != SQLITE_ROW)
        failed = sqlite_fail(s, text, err);
    else
        *ret = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    return failed;
}

// The copy that a person can go back to, "escribano.db.version-2"; one that is there already is older and
// stays.
static int keep_copy(sqlite *s, const char *path, int64_t version, esc_err *err) {
    ESC_AUTOFREE char *copy = esc_asprintf("%s.version-%lld", path, (long long)version);
    ESC_AUTOFREE char *temporary = esc_asprintf("%s.tmp", copy);
    if (!access(copy, F_OK)) return ESC_OK;
    unlink(temporary); // what an interrupted start left
    int failed = sqlite_backup(&s->base, temporary, err);
    if (!failed && rename(temporary, copy)) failed = esc_fail_errno(err, "cannot keep a copy as %s", copy);
    return failed;
}

static int bring_up_to_date(sqlite *s, int64_t version, esc_err *err) {
    int failed = sqlite_begin(s, true, err);
    if (failed) return failed;
    for (; version < SCHEMA_VERSION && !failed; version++) failed = sqlite_execute(s, steps[version], err);
    ESC_AUTOFREE char *stamp =
        esc_asprintf("pragma application_id = %d; pragma user_version = %d", APPLICATION_ID, SCHEMA_VERSION);
    if (!failed) failed = sqlite_execute(s, stamp, err);
    return sqlite_commit(s, failed, err);
}

int sqlite_check(esc_store *store, esc_err *err) {
    sqlite *s = (sqlite *)store;
    struct stat st;
    if (stat(s->path, &st) || st.st_size > MOST_CHECKED_BYTES) return ESC_OK;
    sqlite3_stmt *stmt = NULL;
    int failed = ESC_OK;
    if (sqlite3_prepare_v2(s->db, "pragma quick_check(1)", -1, &stmt, NULL) != SQLITE_OK ||
        sqlite3_step(stmt) != SQLITE_ROW) {
        failed = sqlite_fail(s, "quick_check", err);
    } else {
        const char *said = (const char *)sqlite3_column_text(stmt, 0);
        if (!said || sqlite3_stricmp(said, "ok"))
            failed = esc_fail_library(err, ESC_FORMAT, ESC_WHY_DATABASE, "SQLite", said ? said : "?",
                                      "%s is damaged", s->path);
    }
    sqlite3_finalize(stmt);
    return failed;
}

// Damage is better found now than in the middle of a campaign.
static int look_through(sqlite *s, esc_err *err) { return s->reader ? ESC_OK : sqlite_check(&s->base, err); }

int sqlite_schema_prepare(sqlite *s, const char *path, esc_err *err) {
    int64_t version = 0, application = 0;
    int failed = pragma(s, "pragma user_version", &version, err);
    if (!failed) failed = pragma(s, "pragma application_id", &application, err);
    if (failed) return failed;
    if (version && application != APPLICATION_ID)
        return esc_fail(err, ESC_FORMAT, ESC_WHY_SETTINGS, "%s is another program's database", path);
    if (version > SCHEMA_VERSION)
        return esc_fail(err, ESC_FORMAT, ESC_WHY_NEWER_DATABASE,
                        "%s is of version %lld, and this program knows those up to %d", path,
                        (long long)version, SCHEMA_VERSION);
    if (version == SCHEMA_VERSION) return look_through(s, err);
    if (s->reader && version)
        return esc_fail(err, ESC_FORMAT, ESC_WHY_OLDER_DATABASE,
                        "%s is of version %lld, and this program knows %d", path, (long long)version,
                        SCHEMA_VERSION);
    if (s->reader) return esc_fail(err, ESC_FORMAT, ESC_WHY_OLDER_DATABASE, "%s is still empty", path);
    if (version) failed = look_through(s, err);
    if (!failed && version) failed = keep_copy(s, path, version, err);
    return failed ? failed : bring_up_to_date(s, version, err);
}
