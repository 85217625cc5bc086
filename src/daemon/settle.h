// SPDX-License-Identifier: GPL-3.0-or-later
// Giving results their names, and originals their last place. Each step may be the last before a kill, and is
// done again without harm: whether a rename has happened is told by its source being gone.
//
//     results whole, in temporary files   → publishing (committed)
//     renamed into salida, folder synced  → done (committed)
//     original moved from the spool       → settled (committed)
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "daemon/folders.h"
#include "store/store.h"

// Text, JSON, and the file in its own form where it keeps that (ALTO, hOCR).
enum { ESC_RESULTS = 3 };

// The temporary files for a document's results, made anew, empty, to be written; -1 for the form where it has
// none, or none is wanted. Errors: SYSTEM.
int esc_settle_create(const esc_folders *folders, const esc_record *record, bool form, int ret[ESC_RESULTS],
                      esc_err *err);
// Removes what was to become results. Errors: SYSTEM.
int esc_settle_discard(const esc_folders *folders, const esc_record *record, esc_err *err);
// Whether the folder of a document's results may be written, as far as it is there. Errors: SYSTEM.
int esc_settle_may(const esc_folders *folders, const esc_record *record, esc_err *err);
// Syncs them (-1: none) and their folder. Errors: SYSTEM.
int esc_settle_sync(const esc_folders *folders, const esc_record *record, const int results[ESC_RESULTS],
                    esc_err *err);
// What the results are like that are about to be published, for the store; of those that are not (-1), what
// is known already. Sets their times. The caller's.
char *esc_settle_likenesses(const esc_record *record, const int results[ESC_RESULTS]);

// Other names for its results, where a document is corrected again and a person has changed the earlier ones
// since: those stay. record is brought up to date. Errors: SYSTEM, the store's.
int esc_settle_spare_edited(const esc_folders *folders, esc_store *store, esc_record *record, esc_err *err);
// Gives up correcting a document again: its earlier results stay. It is PUBLISHING then, with nothing to
// publish. Errors: as above.
int esc_settle_keep_earlier(const esc_folders *folders, esc_store *store, const esc_job *finish,
                            int64_t now_ms, esc_err *err);

// Why a document was given up, and what it was called in entrada, as its note in quarantine says: OTHER and
// NULL where there is none that can be understood. *ret_message is the caller's, as is *ret_path (NULL:
// unasked).
void esc_settle_read_note(const esc_folders *folders, const char *name, esc_why *ret_why, char **ret_message,
                          char **ret_path);

// Takes a document that is PUBLISHING, DONE or QUARANTINED as far as it goes: to settled. The language of the
// quarantine's note is the one that is set. Errors: SYSTEM, the store's; it can be called again.
int esc_settle(const esc_folders *folders, esc_store *store, int64_t id, int64_t now_ms, esc_err *err);
