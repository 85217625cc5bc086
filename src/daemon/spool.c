// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/spool.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "daemon/claim.h"
#include "daemon/log.h"
#include "daemon/settle.h"
#include "daemon/tree.h"

// ---- names ----

enum { LONGEST_PATH = 230 }; // as it is written; a file name has 255 bytes, and the number goes before it

static void write_path(const char *path, size_t len, esc_buf *out) {
    for (size_t i = 0; i < len; i++)
        if (path[i] == '/' || path[i] == '%')
            esc_buf_printf(out, "%%%02X", (unsigned char)path[i]);
        else
            esc_buf_putc(out, path[i]);
}

// As much of the stem as there is room for beside the ending.
static void write_shortened(const char *base, esc_buf *out) {
    size_t stem = esc_file_stem(base);
    ESC_AUTOBUF ending = {0};
    write_path(base + stem, strlen(base + stem), &ending);
    if (ending.len > LONGEST_PATH / 2) stem = strlen(base), ending.len = 0;
    for (size_t at = 0; at < stem;) {
        size_t len = 1; // one character
        while (at + len < stem && ((unsigned char)base[at + len] & 0xc0) == 0x80) len++;
        ESC_AUTOBUF more = {0};
        write_path(base + at, len, &more);
        if (out->len + more.len + ending.len > LONGEST_PATH) break;
        esc_buf_put(out, more.bytes, more.len);
        at += len;
    }
    if (ending.len) esc_buf_put(out, ending.bytes, ending.len);
}

char *esc_spool_name(int64_t id, const char *path) {
    ESC_AUTOBUF whole = {0}, shortened = {0};
    write_path(path, strlen(path), &whole);
    if (whole.len > LONGEST_PATH) write_shortened(esc_file_base(path), &shortened);
    return esc_asprintf("%lld.%s", (long long)id, esc_buf_text(shortened.len ? &shortened : &whole));
}

static int hex(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1; }

// Whether it stays below the folder that it is relative to.
static bool stays_below(const char *path) {
    for (const char *part = path;; part++) {
        size_t len = strcspn(part, "/");
        if (!len || (len == 1 && *part == '.') || (len == 2 && !memcmp(part, "..", 2))) return false;
        if (!*(part += len)) return true;
    }
}

// What write_path has written; NULL for what it cannot have.
static char *read_path(const char *text) {
    ESC_AUTOBUF out = {0};
    for (; *text; text++) {
        int high = *text == '%' ? hex(text[1]) : 0, low = *text == '%' && high >= 0 ? hex(text[2]) : 0;
        int byte = *text == '%' ? 16 * high + low : (unsigned char)*text;
        if (high < 0 || low < 0 || !byte) return NULL;
        esc_buf_putc(&out, (char)byte);
        if (*text == '%') text += 2;
    }
    return stays_below(esc_buf_text(&out)) ? esc_strdup(esc_buf_text(&out)) : NULL;
}

// The number that a name begins with, or 0. *ret_path: the rest, NULL where there is none, as earlier
// versions had it.
static int64_t read_name(const char *name, char **ret_path) {
    char *end;
    errno = 0;
    long long id = *name >= '1' && *name <= '9' ? strtoll(name, &end, 10) : 0;
    if (errno || id <= 0 || (*end && *end != '.')) id = 0;
    *ret_path = id && *end ? read_path(end + 1) : NULL;
    return id;
}

// ---- files ----

// Whether a document waits for a file in the spool.
static bool waits_for_file(const esc_record *record) { return !record->settled && !record->revision; }

// A file that no document waits for becomes a new one.
static int adopt(const esc_folders *folders, esc_store *store, const char *name, int64_t now_ms,
                 esc_err *err) {
    char *own = NULL;
    int64_t id = read_name(name, &own), new_id = 0;
    ESC_AUTOFREE char *path = own     ? own
                              : id    ? esc_asprintf("recuperado-%lld", (long long)id)
                              : *name ? esc_strdup(name)
                                      : NULL;
    int failed = esc_claim_adopt(folders, store, name, path, now_ms, &new_id, err);
    ESC_AUTOFREE char *shown = esc_utf8_shown(name);
    if (!failed)
        esc_log_about(&(esc_log_subject){.document = new_id, .path = path}, SD_WARNING,
                      "spool/%s belongs to no document of this database (an older copy of it?): taken in "
                      "anew as document %lld",
                      shown, (long long)new_id);
    return failed;
}

static int sort_file(const esc_folders *folders, esc_store *store, const char *name, int64_t now_ms,
                     esc_err *err) {
    ESC_AUTOFREE char *path = NULL;
    int64_t id = read_name(name, &path);
    ESC_AUTORECORD record = {0};
    esc_err why = {0};
    int failed = esc_store_record(store, id, &record, &why);
    if (failed && failed != ESC_ARGUMENT) {
        if (err) *err = why;
        return failed;
    }
    if (failed || !waits_for_file(&record)) return adopt(folders, store, name, now_ms, err);
    ESC_AUTOFREE char *expected = esc_spool_name(id, record.path);
    if (!strcmp(name, expected)) return ESC_OK;
    bool is_older = name[strspn(name, "0123456789")] == 0; // of a version that named them by their number
    failed = is_older ? esc_tree_move(folders->spool, name, folders->spool, expected, err) : ESC_ARGUMENT;
    return failed == ESC_ARGUMENT ? adopt(folders, store, name, now_ms, err) : failed;
}

typedef struct names {
    char **names;
    uint32_t names_count, names_cap;
} names;

// All of them first: some get another name while they are sorted. What is hidden is half of a copy whose
// source is still where it was; folders are none of ours.
static int list_files(const esc_folders *folders, names *ret, esc_err *err) {
    int fd = openat(folders->spool, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    if (!dir) {
        esc_fail_errno(err, "cannot look through the spool");
        if (fd >= 0) close(fd);
        return ESC_SYSTEM;
    }
    for (const struct dirent *entry; (entry = readdir(dir));) {
        struct stat st;
        if (*entry->d_name != '.' &&
            (entry->d_type != DT_UNKNOWN ||
             !fstatat(folders->spool, entry->d_name, &st, AT_SYMLINK_NOFOLLOW)) &&
            (entry->d_type == DT_UNKNOWN ? !S_ISDIR(st.st_mode) : entry->d_type != DT_DIR))
            *ESC_GROW(ret, names, 1) = esc_strdup(entry->d_name);
    }
    closedir(dir);
    return ESC_OK;
}

// ---- documents ----

typedef struct sorting {
    const esc_folders *folders;
    esc_store *store;
    int64_t now_ms;
    uint64_t done; // documents that had been finished
} sorting;

// Its bytes may be others than they were: what is in quarantine is mended there.
static bool lies_there(int top, const esc_record *record) {
    struct stat st;
    return !esc_tree_stat(top, record->name, &st, NULL) && S_ISREG(st.st_mode);
}

static int quarantined_since(const sorting *s, const esc_record *record, esc_err *err) {
    esc_why why;
    ESC_AUTOFREE char *message = NULL;
    esc_settle_read_note(s->folders, record->name, &why, &message, NULL);
    return esc_store_quarantine(s->store, record->id, why,
                                message ? message
                                        : _("put into quarantine after this copy of the database was made"),
                                s->now_ms, err);
}

static int sort_document(void *user, const esc_record *record, esc_err *err) {
    sorting *s = user;
    ESC_AUTOFREE char *name = esc_spool_name(record->id, record->path);
    if (!waits_for_file(record) || esc_tree_exists(s->folders->spool, name)) return ESC_OK;
    if (lies_there(s->folders->originals, record)) {
        s->done++;
        return esc_store_remove(s->store, record->id, err);
    }
    if (lies_there(s->folders->quarantine, record)) return quarantined_since(s, record, err);
    return ESC_OK; // it is told when its turn comes
}

int esc_spool_sort(const esc_folders *folders, esc_store *store, int64_t now_ms, esc_err *err) {
    names all = {0};
    int failed = list_files(folders, &all, err);
    for (uint32_t i = 0; i < all.names_count; i++) {
        if (!failed) failed = sort_file(folders, store, all.names[i], now_ms, err);
        free(all.names[i]);
    }
    free(all.names);
    sorting s = {folders, store, now_ms, 0};
    if (!failed) failed = esc_store_each(store, ESC_STATE_READY, true, 0, UINT64_MAX, sort_document, &s, err);
    if (s.done)
        esc_log(SD_WARNING,
                "%llu documents of this database were done after it was copied: their results and originals "
                "stay where they are, and they are taken out of the queue",
                (unsigned long long)s.done);
    return failed;
}
