// SPDX-License-Identifier: GPL-3.0-or-later
// What people take out of cuarentena by hand, to put it into entrada again or to throw it away: its entry and
// its note go, too, so that they stand for nothing that is not there.
#pragma once

#include <stdint.h>

#include "base/err.h"
#include "daemon/folders.h"
#include "store/store.h"

// Forgets a document in quarantine, and removes its note. Errors: SYSTEM, the store's.
int esc_quarantine_forget(const esc_folders *folders, esc_store *store, const esc_record *record,
                          esc_err *err);

// The file at path below entrada is about to be taken in: where it came from the same place below cuarentena,
// what it was before is forgotten, so that it gets its old name again. Errors: the store's.
int esc_quarantine_returned(const esc_folders *folders, esc_store *store, const char *path, esc_err *err);

// Looks through the quarantine once in a while, a few documents at each call.
typedef struct esc_quarantine_look {
    uint64_t next_us; // when the next look begins
    uint64_t skip;    // those looked at
    int64_t *missing; // whose file was not there: looked at once more at the next call, since a file that is
                      // mended where it lies may be gone for a moment
    uint32_t missing_count, missing_cap;
} esc_quarantine_look;
int esc_quarantine_tick(esc_quarantine_look *look, const esc_folders *folders, esc_store *store,
                        uint64_t now_us, uint64_t every_us, esc_err *err);
void esc_quarantine_end(esc_quarantine_look *look);

// For the start: what lies in quarantine with a note of ours, and no document has its name, becomes one that
// is in quarantine. Errors: the store's.
int esc_quarantine_adopt(const esc_folders *folders, esc_store *store, int64_t now_ms, esc_err *err);
