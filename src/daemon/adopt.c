// SPDX-License-Identifier: GPL-3.0-or-later
// What lies in quarantine with its note, and the database does not know: an older copy of it was put in its
// place, or none. It is listed again.
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "daemon/claim.h"
#include "daemon/log.h"
#include "daemon/quarantine.h"
#include "daemon/settle.h"
#include "daemon/tree.h"

enum { MAX_DEPTH = 40, MOST_NAMESAKES = 1000 };

typedef struct search {
    const esc_folders *folders;
    esc_store *store;
    int64_t now_ms;
} search;

// Where it came from, as far as the note has that without escapes: acta.2.pdf came as acta.pdf. NULL where
// the note tells of another file.
static char *came_as(const char *name, const char *noted) {
    for (int n = 1; n <= MOST_NAMESAKES; n++) {
        ESC_AUTOFREE char *nth = esc_name_nth(noted, n);
        if (!strcmp(nth, name)) return esc_strdup(noted);
    }
    ESC_AUTOFREE char *shown = esc_utf8_shown(name);
    return strcmp(shown, noted) ? NULL : esc_strdup(name);
}

static int adopt(const search *s, const char *name, esc_err *err) {
    int64_t id = 0;
    struct stat st;
    esc_why why;
    ESC_AUTOFREE char *message = NULL;
    ESC_AUTOFREE char *noted = NULL;
    int found = esc_store_named(s->store, name, &id, err);
    if (found || esc_tree_stat(s->folders->quarantine, name, &st, NULL) || S_ISDIR(st.st_mode))
        return found < 0 ? found : ESC_OK;
    esc_settle_read_note(s->folders, name, &why, &message, &noted);
    ESC_AUTOFREE char *path = message && noted ? came_as(name, noted) : NULL;
    if (!path) return ESC_OK;
    ESC_AUTOFREE char *stem = NULL;
    int failed = esc_names_stem(s->folders, s->store, name, &stem, err);
    if (failed) return failed;
    const esc_record record = {.path = path,
                               .name = (char *)(uintptr_t)name,
                               .stem = stem,
                               .bytes = (uint64_t)st.st_size,
                               .mtime_ns = esc_claim_mtime_ns(&st),
                               .arrived_ms = s->now_ms};
    failed = esc_store_add(s->store, &record, &id, err);
    if (!failed) failed = esc_store_quarantine(s->store, id, why, message, s->now_ms, err);
    if (!failed) failed = esc_store_settled(s->store, id, true, err);
    ESC_AUTOFREE char *shown = esc_utf8_shown(name);
    if (!failed)
        esc_log_about(&(esc_log_subject){.document = id, .path = path, .why = esc_why_name(why)}, SD_WARNING,
                      "cuarentena/%s belongs to no document of this database (an older copy of it?): listed "
                      "again as document %lld",
                      shown, (long long)id);
    return failed;
}

// Depth first; what cannot be looked into is left out.
static int look_into(const search *s, const char *path, int depth, esc_err *err) {
    ESC_AUTOFREE char *inside = esc_asprintf("%s%s.", path, *path ? "/" : "");
    const char *base;
    int folder = depth > MAX_DEPTH ? -1 : esc_tree_parent(s->folders->quarantine, inside, false, &base, NULL);
    DIR *dir = folder < 0 ? NULL : fdopendir(folder);
    if (!dir && folder >= 0) close(folder);
    if (!dir) return ESC_OK;
    int failed = ESC_OK;
    for (const struct dirent *entry; !failed && (entry = readdir(dir));) {
        const char *called = entry->d_name;
        size_t len = strlen(called), ending = strlen(ESC_NOTE_ENDING);
        ESC_AUTOFREE char *below = esc_asprintf("%s%s%s", path, *path ? "/" : "", called);
        struct stat st;
        if (*called == '.' || fstatat(dirfd(dir), called, &st, AT_SYMLINK_NOFOLLOW)) continue;
        if (S_ISDIR(st.st_mode)) {
            failed = look_into(s, below, depth + 1, err);
        } else if (len > ending && !strcmp(called + len - ending, ESC_NOTE_ENDING)) {
            below[strlen(below) - ending] = 0;
            failed = adopt(s, below, err);
        }
    }
    closedir(dir);
    return failed;
}

int esc_quarantine_adopt(const esc_folders *folders, esc_store *store, int64_t now_ms, esc_err *err) {
    return look_into(&(search){folders, store, now_ms}, "", 0, err);
}
