// SPDX-License-Identifier: GPL-3.0-or-later
// Figures for Prometheus, as a text file that node_exporter's textfile collector picks up.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "store/store.h"

// What is counted since the start; everything else the store knows.
typedef struct esc_metrics {
    int64_t started_ms;
    uint64_t jobs_done[ESC_JOB_KIND_COUNT], jobs_failed[ESC_JOB_KIND_COUNT];
    double job_seconds[ESC_JOB_KIND_COUNT]; // from the request to the answer
    uint64_t retries, worker_deaths;
    bool stopped, paused; // by trouble; by want of disk
    uint64_t free_bytes;
} esc_metrics;

// Appends all of it in Prometheus' text format. Errors: the store's.
int esc_metrics_print(const esc_metrics *metrics, esc_store *store, int64_t now_ms, esc_buf *out,
                      esc_err *err);
