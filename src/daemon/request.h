// SPDX-License-Identifier: GPL-3.0-or-later
// What a person asks of documents in the queue and in quarantine.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "daemon/folders.h"
#include "store/control.h"
#include "store/store.h"

// Does it. *ret_settle: the document is to be settled now. Errors: ARGUMENT where the document is not in a
// state for that; LIMIT where its file has more than max_bytes; SYSTEM, the store's.
int esc_request_do(const esc_folders *folders, esc_store *store, const esc_control_request *request,
                   uint64_t max_bytes, int64_t now_ms, bool *ret_settle, esc_err *err);
