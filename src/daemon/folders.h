// SPDX-License-Identifier: GPL-3.0-or-later
// The folders of one service, open, and the names within them.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "conf/conf.h"
#include "store/store.h"

typedef struct esc_folders {
    int input, output, originals, quarantine; // what people see
    int state, spool;                         // ours alone: the database; claimed files (spool.h)
    int lock;
    char *input_path, *output_path, *originals_path, *quarantine_path, *state_path;
} esc_folders;
#define ESC_FOLDERS_NONE ((esc_folders){-1, -1, -1, -1, -1, -1, -1, NULL, NULL, NULL, NULL, NULL})

// Opens all of them, and takes the lock of the state folder. One that is missing is made, and that is logged,
// where the folder that is to hold it is there. Errors: SYSTEM; ARGUMENT where folders overlap, one is
// missing and cannot be made, or another supervisor has the lock or works on one of these folders.
int esc_folders_open(const esc_conf *conf, esc_folders *ret, esc_err *err);
// Whether another service works on that folder, which is open and none of ours.
bool esc_folders_others(int folder);
void esc_folders_close(esc_folders *folders);

// The database's name in the state folder.
#define ESC_DATABASE "escribano.db"

// The path of a folder that is no longer the one that lies under its name: deleted, renamed, or hidden by a
// mount. NULL where all are there. Lent.
const char *esc_folders_replaced(const esc_folders *folders);

// Writes and removes a little file in each of them. Errors: SYSTEM.
int esc_folders_try(const esc_folders *folders, esc_err *err);
// Whether err tells of one folder below these only, which we may not write, which is none, whose name is
// refused, or which is full
// (as below): other documents go on meanwhile.
bool esc_folders_one_barred(const esc_folders *folders, const esc_err *err);
// Says which folder it is: the one below top that holds path.
void esc_folders_blame(esc_err *ret, const char *top, const char *path, const esc_err *cause);
// Whether there is room in each of them, so that what was found full is a folder below that has a quota or a
// small file system of its own.
bool esc_folders_have_room(const esc_folders *folders);

// Bytes free for us on the fullest of the file systems behind them.
uint64_t esc_folders_free_bytes(const esc_folders *folders);

// Whether a file of that name (without folders) is none of ours: it matches one of patterns, separated by
// blanks.
bool esc_name_ignored(const char *patterns, const char *base);
// "sub/acta.2.pdf" of "sub/acta.pdf" and 2; shortened where what belongs to it (".motivo.txt", ".json") would
// not fit into a file name. The caller's.
char *esc_name_nth(const char *path, int n);
// A name for the results of what is called name, free as below; the caller's.
int esc_names_stem(const esc_folders *folders, esc_store *store, const char *name, char **ret, esc_err *err);
// Names for a file found at path, which neither a document of the store nor any other file has: the
// original's, and the results' without ending. Both are the caller's. Errors: the store's.
int esc_names_choose(const esc_folders *folders, esc_store *store, const char *path, char **ret_name,
                     char **ret_stem, esc_err *err);
// What a quarantined file's reason is called.
#define ESC_NOTE_ENDING ".motivo.txt"
// The temporary file for a document's results, ending ".txt", ".json" and so on, beside their goal. The
// caller's.
char *esc_name_temporary(const esc_record *record, const char *ending);
