// SPDX-License-Identifier: GPL-3.0-or-later
// Taking a file in: its names are set aside in the store, it is moved into the spool, and its job is ready.
// Killed between any two of these steps, esc_claim_recover takes up where it stopped.
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>

#include "base/err.h"
#include "daemon/folders.h"
#include "store/store.h"

// Claims what lies at path below entrada, a file or anything else but a folder. One of more than max_bytes is
// given up where it lies, so that it need not be copied into the spool: esc_settle takes it to quarantine.
// Gives 1 and its id, or 0 where it is no longer there. Errors: SYSTEM, the store's.
int esc_claim(const esc_folders *folders, esc_store *store, const char *path, uint64_t max_bytes,
              int64_t now_ms, int64_t *ret_id, esc_err *err);

// Takes in what lies in the spool under a name that no document has, as if it came from path below entrada.
// Killed in between, it is found again at the next start. Gives its id. Errors: as above.
int esc_claim_adopt(const esc_folders *folders, esc_store *store, const char *found, const char *path,
                    int64_t now_ms, int64_t *ret_id, esc_err *err);

// For an ARRIVING document that an earlier process left: its file is in the spool, then it has arrived; or it
// is in entrada still, then it is forgotten, to be found again. Errors: as above.
int esc_claim_recover(const esc_folders *folders, esc_store *store, const esc_record *record, int64_t now_ms,
                      esc_err *err);

// Whether the file of a document that was too large lies in entrada still.
bool esc_claim_left(const esc_folders *folders, const esc_record *record);

// Fails as LIMIT: a file has that many bytes, and no more than max_bytes may be read.
int esc_claim_too_large(uint64_t bytes, uint64_t max_bytes, esc_err *err);

int64_t esc_claim_mtime_ns(const struct stat *st);
