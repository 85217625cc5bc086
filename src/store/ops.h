// SPDX-License-Identifier: GPL-3.0-or-later
// What a store has to do: one function for each call of store.h, which documents them.
#pragma once

#include "store/store.h"

typedef struct esc_store_ops {
    void (*close)(esc_store *);
    int (*check)(esc_store *, esc_err *);
    int (*add)(esc_store *, const esc_record *, int64_t *, esc_err *);
    int (*taken)(esc_store *, const char *, const char *, esc_err *);
    int (*named)(esc_store *, const char *, int64_t *, esc_err *);
    int (*arrived)(esc_store *, int64_t, uint64_t, int64_t, esc_err *);
    int (*rename)(esc_store *, int64_t, const char *, const char *, esc_err *);
    int (*remove)(esc_store *, int64_t, esc_err *);
    int (*restart)(esc_store *, int64_t, uint64_t, int64_t, int64_t, esc_err *);
    int (*recorrect)(esc_store *, int64_t, esc_err *);
    int (*call_off)(esc_store *, int64_t, esc_err *);
    int (*publishing)(esc_store *, const esc_job *, const void *, size_t, const char *, int64_t, esc_err *);
    int (*done)(esc_store *, int64_t, int64_t, esc_err *);
    int (*quarantine)(esc_store *, int64_t, esc_why, const char *, int64_t, esc_err *);
    int (*trouble)(esc_store *, int64_t, esc_why, const char *, esc_err *);
    int (*settled)(esc_store *, int64_t, bool, esc_err *);
    int (*record)(esc_store *, int64_t, esc_record *, esc_err *);
    // The ids that esc_store_each visits, appended to *ret (a flat array).
    int (*list)(esc_store *, esc_record_state, bool, uint64_t, uint64_t, esc_buf *, esc_err *);
    int (*counts)(esc_store *, int64_t *, esc_err *);
    int (*history)(esc_store *, int64_t, esc_event_visit *, void *, esc_err *);
    int (*findings)(esc_store *, int64_t, esc_finding_visit *, void *, esc_err *);
    int (*reasons)(esc_store *, int64_t *, esc_err *);
    int (*unsettled)(esc_store *, esc_why, int64_t *, int64_t *, esc_err *);
    int (*oldest)(esc_store *, int64_t *, esc_err *);
    int (*campaign_busy)(esc_store *, const char *, esc_err *);
    int (*progress)(esc_store *, int64_t, esc_progress_counts *, esc_err *);
    int (*lease)(esc_store *, int64_t, esc_job *, esc_err *);
    int (*ready)(esc_store *, int64_t, int64_t *, esc_err *);
    int (*release)(esc_store *, const esc_job *, esc_err *);
    int (*delay)(esc_store *, const esc_job *, int64_t, bool, bool, esc_why, const char *, esc_err *);
    int (*hurry)(esc_store *, int64_t, esc_err *);
    int (*recover)(esc_store *, esc_err *);
    int (*opened)(esc_store *, const esc_job *, const char *, const char *, int32_t, bool, int64_t *, bool *,
                  esc_err *);
    int (*identified)(esc_store *, int64_t, const char *, int64_t *, esc_err *);
    int (*page_done)(esc_store *, const esc_job *, const void *, size_t, const char *, esc_err *);
    int (*page_failed)(esc_store *, const esc_job *, esc_why, const char *, esc_err *);
    int (*page)(esc_store *, int64_t, int32_t, esc_buf *, esc_why *, esc_err *);
    int (*backup)(esc_store *, const char *, esc_err *);
} esc_store_ops;

struct esc_store {
    const esc_store_ops *ops;
};

// How a job stands, in the store; the order is stored in databases.
typedef enum esc_job_state { ESC_JOB_READY, ESC_JOB_DELAYED, ESC_JOB_LEASED } esc_job_state;

// A delay is never longer than this: a due time further away means that the clock was set back.
#define ESC_STORE_MAX_DELAY_MS (60 * 60 * 1000)

// The errors both stores give.
int esc_store_no_recorrection(int64_t id, esc_err *err);
int esc_store_not_done(int64_t id, esc_err *err);
int esc_store_no_document(int64_t id, esc_err *err);
int esc_store_no_lease(const esc_job *job, esc_err *err);
int esc_store_name_taken(const char *name, esc_err *err);
