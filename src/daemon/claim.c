// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/claim.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "daemon/log.h"
#include "daemon/quarantine.h"
#include "daemon/spool.h"
#include "daemon/tree.h"

int64_t esc_claim_mtime_ns(const struct stat *st) {
    return (int64_t)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec;
}

// The file is in the spool. What turns out to be no file is given up here, before any worker sees it.
static int arrived(const esc_folders *folders, esc_store *store, int64_t id, const char *spool,
                   int64_t now_ms, esc_err *err) {
    struct stat st;
    int failed = esc_tree_stat(folders->spool, spool, &st, err);
    if (failed) return failed;
    if (S_ISREG(st.st_mode))
        return esc_store_arrived(store, id, (uint64_t)st.st_size, esc_claim_mtime_ns(&st), err);
    const char *what = S_ISLNK(st.st_mode)    ? N_("a link")
                       : S_ISFIFO(st.st_mode) ? N_("a pipe")
                       : S_ISSOCK(st.st_mode) ? N_("a socket")
                                              : N_("a device");
    esc_log(SD_WARNING, "document %lld is %s", (long long)id, what);
    return esc_store_quarantine(store, id, ESC_WHY_NOT_A_FILE, _(what), now_ms, err);
}

int esc_claim_too_large(uint64_t bytes, uint64_t max_bytes, esc_err *err) {
    return esc_fail(err, ESC_LIMIT, ESC_WHY_TOO_MANY_BYTES, "%llu bytes, more than the limit of %llu",
                    (unsigned long long)bytes, (unsigned long long)max_bytes);
}

static int give_up(esc_store *store, int64_t id, uint64_t bytes, uint64_t max_bytes, int64_t now_ms,
                   esc_err *err) {
    esc_err why;
    esc_claim_too_large(bytes, max_bytes, &why);
    esc_log(SD_WARNING, "document %lld: %s", (long long)id, why.message);
    return esc_store_quarantine(store, id, why.why, why.said, now_ms, err);
}

bool esc_claim_left(const esc_folders *folders, const esc_record *record) {
    struct stat st;
    return record->why == ESC_WHY_TOO_MANY_BYTES && !esc_tree_stat(folders->input, record->path, &st, NULL) &&
           S_ISREG(st.st_mode) && (uint64_t)st.st_size == record->bytes &&
           esc_claim_mtime_ns(&st) == record->mtime_ns;
}

// Enters it as arriving, under names that are free.
static int enter(const esc_folders *folders, esc_store *store, const char *path, const struct stat *st,
                 int64_t now_ms, int64_t *ret_id, esc_err *err) {
    ESC_AUTOFREE char *name = NULL;
    ESC_AUTOFREE char *stem = NULL;
    int failed = esc_names_choose(folders, store, path, &name, &stem, err);
    if (failed) return failed;
    const esc_record record = {
        .path = (char *)(uintptr_t)path,
        .name = name,
        .stem = stem,
        .bytes = (uint64_t)st->st_size,
        .mtime_ns = esc_claim_mtime_ns(st),
        .arrived_ms = now_ms,
    };
    return esc_store_add(store, &record, ret_id, err);
}

enum { LONGEST_FIRST_LINE = 4096, MOST_NAMESAKES = 1000 };

// Whether it is a note of ours (settle.c), put back together with the file that it tells of: named as a note,
// and with that file's name in its first line.
static bool is_note(int top, const char *path) {
    const char *base = esc_file_base(path);
    size_t len = strlen(base), ending = strlen(ESC_NOTE_ENDING);
    if (len <= ending || strcmp(base + len - ending, ESC_NOTE_ENDING) != 0) return false;
    esc_err err = {0};
    int fd = esc_tree_open(top, path, &err);
    if (fd < 0) return false;
    char line[LONGEST_FIRST_LINE + 1];
    ssize_t got = read(fd, line, LONGEST_FIRST_LINE);
    close(fd);
    if (got <= 0) return false;
    line[got] = 0;
    line[strcspn(line, "\n")] = 0;
    ESC_AUTOFREE char *noted = esc_strndup(base, len - ending);
    ESC_AUTOFREE char *shown = esc_utf8_shown(noted);
    for (int n = 1; n <= MOST_NAMESAKES; n++) { // acta.2.pdf in cuarentena came as acta.pdf
        ESC_AUTOFREE char *name = esc_name_nth(esc_file_base(line), n);
        if (!strcmp(name, shown)) return true;
    }
    return false;
}

int esc_claim(const esc_folders *folders, esc_store *store, const char *path, uint64_t max_bytes,
              int64_t now_ms, int64_t *ret_id, esc_err *err) {
    struct stat st;
    esc_err why = {0};
    if (esc_tree_stat(folders->input, path, &st, &why)) {
        if (why.why == ESC_WHY_VANISHED) return 0;
        if (err) *err = why;
        return why.kind;
    }
    if (S_ISDIR(st.st_mode)) return 0;
    if (is_note(folders->input, path)) {
        ESC_AUTOFREE char *shown = esc_utf8_shown(path);
        esc_log(SD_NOTICE, "%s is a note from cuarentena and no document: removed", shown);
        return esc_tree_remove(folders->input, path, err);
    }

    // What may not be read would only be given up, and its place be another one once that is mended.
    int fd = S_ISREG(st.st_mode) ? esc_tree_open(folders->input, path, &why) : -1;
    if (fd >= 0) close(fd);
    if (fd < 0 && why.why == ESC_WHY_NO_PERMISSION) {
        if (err) *err = why;
        return why.kind;
    }
    int failed = esc_quarantine_returned(folders, store, path, err);
    if (failed) return failed;
    int64_t id = 0;
    failed = enter(folders, store, path, &st, now_ms, &id, err);
    if (failed) return failed;
    if (S_ISREG(st.st_mode) && (uint64_t)st.st_size > max_bytes) {
        failed = give_up(store, id, (uint64_t)st.st_size, max_bytes, now_ms, err);
        if (!failed) *ret_id = id;
        return failed ? failed : 1;
    }

    ESC_AUTOFREE char *spool = esc_spool_name(id, path);
    failed = esc_tree_move(folders->input, path, folders->spool, spool, &why);
    if (failed && failed != ESC_ARGUMENT && esc_tree_exists(folders->spool, spool)) {
        // It has moved, and only that this is on the disk is not sure: the recovery takes it up from here.
        return esc_fail_as(err, ESC_SYSTEM, why.why == ESC_WHY_DISK_FULL ? why.why : ESC_WHY_IO, &why);
    }
    if (failed) {
        // It stays where it is, and is forgotten.
        int unforgotten = esc_store_remove(store, id, err);
        if (unforgotten) return unforgotten;
        if (why.why == ESC_WHY_VANISHED) return 0;
        if (err) *err = why;
        return failed;
    }
    failed = arrived(folders, store, id, spool, now_ms, err);
    if (failed) return failed;
    *ret_id = id;
    return 1;
}

int esc_claim_adopt(const esc_folders *folders, esc_store *store, const char *found, const char *path,
                    int64_t now_ms, int64_t *ret_id, esc_err *err) {
    struct stat st;
    int failed = esc_tree_stat(folders->spool, found, &st, err);
    while (!failed) {
        int64_t id = 0;
        failed = enter(folders, store, path, &st, now_ms, &id, err);
        if (failed) break;
        ESC_AUTOFREE char *spool = esc_spool_name(id, path);
        int moved =
            strcmp(found, spool) ? esc_tree_move(folders->spool, found, folders->spool, spool, err) : ESC_OK;
        if (moved == ESC_ARGUMENT) { // another such file has the name: the next number, then
            failed = esc_store_remove(store, id, err);
            continue;
        }
        *ret_id = id;
        return moved ? moved : arrived(folders, store, id, spool, now_ms, err);
    }
    return failed;
}

static bool is_copy(const struct stat *a, const struct stat *b) {
    bool same = a->st_dev == b->st_dev && a->st_ino == b->st_ino;
    return !same && S_ISREG(a->st_mode) && a->st_size == b->st_size &&
           esc_claim_mtime_ns(a) == esc_claim_mtime_ns(b);
}

int esc_claim_recover(const esc_folders *folders, esc_store *store, const esc_record *record, int64_t now_ms,
                      esc_err *err) {
    ESC_AUTOFREE char *spool = esc_spool_name(record->id, record->path);
    struct stat st, there;
    esc_err why = {0};
    if (esc_tree_stat(folders->spool, spool, &st, &why)) {
        if (why.why == ESC_WHY_VANISHED) return esc_store_remove(store, record->id, err);
        if (err) *err = why;
        return why.kind;
    }
    // From another mount it was copied, and perhaps not yet removed: what is there unchanged goes now.
    if (!esc_tree_stat(folders->input, record->path, &there, NULL) && is_copy(&there, &st) &&
        esc_tree_same(folders->input, record->path, folders->spool, spool)) {
        int failed = esc_tree_remove(folders->input, record->path, &why);
        // Where it may not be removed, it has not come.
        if (failed && why.why == ESC_WHY_FOLDER) {
            failed = esc_tree_remove(folders->spool, spool, err);
            return failed ? failed : esc_store_remove(store, record->id, err);
        }
        if (failed && err) *err = why;
        if (failed) return failed;
    }
    if (fsync(folders->spool)) return esc_fail_errno(err, "cannot sync the spool");
    return arrived(folders, store, record->id, spool, now_ms, err);
}
