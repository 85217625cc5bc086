// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/quarantine.h"

#include <errno.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "daemon/log.h"
#include "daemon/tree.h"

enum { DOCUMENTS_A_CALL = 200 };

static bool is_missing(const esc_folders *folders, const char *name, const char *ending) {
    ESC_AUTOFREE char *path = esc_asprintf("%s%s", name, ending);
    struct stat st;
    esc_err err = {0};
    return esc_tree_stat(folders->quarantine, path, &st, &err) && (err.sys == ENOENT || err.sys == ENOTDIR);
}

// Of a document whose file was never found there is a note only.
static bool is_taken_out(const esc_folders *folders, const esc_record *record) {
    return record->state == ESC_STATE_QUARANTINED && record->settled &&
           is_missing(folders, record->name, "") &&
           (record->why != ESC_WHY_VANISHED || is_missing(folders, record->name, ESC_NOTE_ENDING));
}

int esc_quarantine_forget(const esc_folders *folders, esc_store *store, const esc_record *record,
                          esc_err *err) {
    ESC_AUTOFREE char *note = esc_asprintf("%s%s", record->name, ESC_NOTE_ENDING);
    ESC_AUTOFREE char *shown = esc_utf8_shown(record->name);
    int failed = esc_tree_remove(folders->quarantine, note, err);
    if (!failed) failed = esc_store_remove(store, record->id, err);
    if (failed) return failed;
    esc_log_about(&(esc_log_subject){.document = record->id, .path = record->path}, SD_NOTICE,
                  "document %lld: %s is no longer in cuarentena: taken off the list", (long long)record->id,
                  shown);
    return ESC_OK;
}

// Where only the note cannot be removed, the entry stays as well.
static int forget_taken_out(const esc_folders *folders, esc_store *store, const esc_record *record,
                            esc_err *err) {
    esc_err why = {0};
    int failed = is_taken_out(folders, record) ? esc_quarantine_forget(folders, store, record, &why) : ESC_OK;
    if (!failed || why.sys) return ESC_OK;
    if (err) *err = why;
    return failed;
}

int esc_quarantine_returned(const esc_folders *folders, esc_store *store, const char *path, esc_err *err) {
    int64_t id = 0;
    int found = esc_store_named(store, path, &id, err);
    if (found <= 0) return found;
    ESC_AUTORECORD record = {0};
    int failed = esc_store_record(store, id, &record, err);
    return failed ? failed : forget_taken_out(folders, store, &record, err);
}

typedef struct round {
    esc_quarantine_look *look;
    const esc_folders *folders;
    uint64_t seen;
} round;

static int look_at(void *user, const esc_record *record, esc_err *err) {
    (void)err;
    round *r = user;
    r->seen++;
    if (is_taken_out(r->folders, record)) *ESC_GROW(r->look, missing, 1) = record->id;
    return ESC_OK;
}

static int forget_missing(esc_quarantine_look *look, const esc_folders *folders, esc_store *store,
                          esc_err *err) {
    int failed = ESC_OK;
    for (uint32_t i = 0; i < look->missing_count && !failed; i++) {
        ESC_AUTORECORD record = {0};
        failed = esc_store_record(store, look->missing[i], &record, err);
        if (failed == ESC_ARGUMENT) // forgotten meanwhile
            failed = ESC_OK;
        else if (!failed)
            failed = forget_taken_out(folders, store, &record, err);
    }
    look->missing_count = 0;
    return failed;
}

int esc_quarantine_tick(esc_quarantine_look *look, const esc_folders *folders, esc_store *store,
                        uint64_t now_us, uint64_t every_us, esc_err *err) {
    int failed = forget_missing(look, folders, store, err);
    if (failed || now_us < look->next_us) return failed;
    round r = {look, folders, 0};
    failed =
        esc_store_each(store, ESC_STATE_QUARANTINED, false, look->skip, DOCUMENTS_A_CALL, look_at, &r, err);
    look->skip += r.seen - look->missing_count; // those will be gone
    if (r.seen < DOCUMENTS_A_CALL) {
        look->skip = 0;
        look->next_us = now_us + every_us;
    }
    return failed;
}

void esc_quarantine_end(esc_quarantine_look *look) {
    free(look->missing);
    *look = (esc_quarantine_look){0};
}
