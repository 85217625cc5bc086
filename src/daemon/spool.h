// SPDX-License-Identifier: GPL-3.0-or-later
// The spool: claimed files while they are worked on. Each is called by its document's number and by where it
// was found, so that no document is ever taken for another, and a file whose document the store does not know
// (an older copy of the database was put in its place) keeps its name.
#pragma once

#include <stdint.h>

#include "base/err.h"
#include "daemon/folders.h"
#include "store/store.h"

// "17.sub%2Facta.pdf" for document 17, found as sub/acta.pdf; of a path that is too long the last part, or
// the beginning of that. The caller's.
char *esc_spool_name(int64_t id, const char *path);

// For the start, before anything is taken in: every file of the spool and every document in the queue are
// held against each other. A file that no document waits for is taken in anew, under its name. A document
// whose file has gone on (again: the store is older than the folders) is forgotten where its file lies in
// originales, and given up where it lies in cuarentena. Errors: SYSTEM, the store's.
int esc_spool_sort(const esc_folders *folders, esc_store *store, int64_t now_ms, esc_err *err);
