// SPDX-License-Identifier: GPL-3.0-or-later
// The store in memory from inside: what it keeps, and the calls of ops.h that only ask.
#pragma once

#include "store/ops.h"

typedef struct work {
    esc_job job;
    esc_job_state state;
    int64_t due_ms;
    bool later; // after all work that is new
} work;

typedef struct result {
    esc_buf bytes;
    esc_why why; // ESC_WHY_COUNT: bytes is what the page gave
    bool there;
} result;

typedef struct happening {
    esc_event event;
    char *why, *message; // the event's
} happening;

typedef struct entry {
    esc_record record;
    work *works;
    uint32_t works_count, works_cap;
    result *results;
    uint32_t results_count, results_cap;
    happening *happenings;
    uint32_t happenings_count, happenings_cap;
    esc_buf findings;
} entry;

typedef struct ram {
    esc_store base;
    entry *entries; // by id, from 1; a forgotten one has id 0
    uint32_t entries_count, entries_cap;
} ram;

static inline ram *ram_of(esc_store *store) { return (ram *)store; }
// NULL with the error where there is none.
entry *ram_find(esc_store *store, int64_t id, esc_err *err);

int ram_record(esc_store *store, int64_t id, esc_record *ret, esc_err *err);
int ram_list(esc_store *store, esc_record_state state, bool unsettled, uint64_t skip, uint64_t max,
             esc_buf *ret, esc_err *err);
int ram_counts(esc_store *store, int64_t ret[ESC_STATE_COUNT], esc_err *err);
int ram_history(esc_store *store, int64_t id, esc_event_visit *visit, void *user, esc_err *err);
int ram_findings(esc_store *store, int64_t id, esc_finding_visit *visit, void *user, esc_err *err);
int ram_reasons(esc_store *store, int64_t *ret, esc_err *err);
int ram_unsettled(esc_store *store, esc_why folder, int64_t *ret, int64_t *ret_aside, esc_err *err);
int ram_oldest(esc_store *store, int64_t *ret_arrived_ms, esc_err *err);
int ram_campaign_busy(esc_store *store, const char *folder, esc_err *err);
int ram_progress(esc_store *store, int64_t since_ms, esc_progress_counts *ret, esc_err *err);
