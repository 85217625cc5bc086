// SPDX-License-Identifier: GPL-3.0-or-later
// What a job needs, and what becomes of its answer: from the store's queue to the workers and back.
#pragma once

#include <stdbool.h>

#include "base/err.h"
#include "conf/conf.h"
#include "daemon/folders.h"
#include "daemon/message.h"
#include "daemon/pool.h"
#include "store/store.h"

// The longest wait between two tries.
#define ESC_DESK_MAX_DELAY_MS (5 * 60 * 1000)
// What is delayed for this reason waits for its own output folder, which may not be written or is full.
#define ESC_DESK_WHY_BARRED ESC_WHY_FOLDER

typedef struct esc_desk {
    const esc_conf *conf;
    const esc_folders *folders;
    esc_store *store;
} esc_desk;

// Leases the next job and makes it ready for a worker. Gives 1 with a task (the descriptors are the caller's)
// or with a document that has to be settled (given up before any worker saw it); 0 where no job is due.
// Errors: the store's, SYSTEM.
int esc_desk_next(esc_desk *desk, esc_task *ret, int64_t *ret_settle, esc_err *err);

// Writes down what became of a job. *ret_settle: the document is to be settled now. Errors: the store's,
// SYSTEM.
int esc_desk_take(esc_desk *desk, const esc_task *task, const esc_reply *reply, bool killed, bool *ret_settle,
                  esc_err *err);
