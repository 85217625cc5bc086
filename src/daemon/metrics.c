// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/metrics.h"

static void head(esc_buf *out, const char *name, const char *type, const char *help) {
    esc_buf_printf(out, "# HELP escribano_%s %s\n# TYPE escribano_%s %s\n", name, help, name, type);
}

static void one(esc_buf *out, const char *name, const char *type, const char *help, double value) {
    head(out, name, type, help);
    esc_buf_printf(out, "escribano_%s %.15g\n", name, value);
}

static void print_jobs(const esc_metrics *m, esc_buf *out) {
    head(out, "jobs_total", "counter", "Jobs that ended, by kind and result.");
    for (int kind = 0; kind < ESC_JOB_KIND_COUNT; kind++) {
        const char *name = esc_job_kind_name((esc_job_kind)kind);
        esc_buf_printf(out, "escribano_jobs_total{kind=\"%s\",result=\"done\"} %llu\n", name,
                       (unsigned long long)m->jobs_done[kind]);
        esc_buf_printf(out, "escribano_jobs_total{kind=\"%s\",result=\"failed\"} %llu\n", name,
                       (unsigned long long)m->jobs_failed[kind]);
    }
    head(out, "job_seconds_total", "counter", "Time that jobs took, by kind.");
    for (int kind = 0; kind < ESC_JOB_KIND_COUNT; kind++)
        esc_buf_printf(out, "escribano_job_seconds_total{kind=\"%s\"} %.3f\n",
                       esc_job_kind_name((esc_job_kind)kind), m->job_seconds[kind]);
}

int esc_metrics_print(const esc_metrics *m, esc_store *store, int64_t now_ms, esc_buf *out, esc_err *err) {
    int64_t states[ESC_STATE_COUNT], reasons[ESC_WHY_COUNT], oldest_ms;
    esc_progress_counts hour;
    int failed = esc_store_counts(store, states, err);
    if (!failed) failed = esc_store_reasons(store, reasons, err);
    if (!failed) failed = esc_store_oldest(store, &oldest_ms, err);
    if (!failed) failed = esc_store_progress(store, now_ms - 3600 * 1000, &hour, err);
    if (failed) return failed;

    head(out, "documents", "gauge", "Documents by state.");
    for (int state = 0; state < ESC_STATE_COUNT; state++)
        esc_buf_printf(out, "escribano_documents{state=\"%s\"} %lld\n",
                       esc_record_state_name((esc_record_state)state), (long long)states[state]);
    head(out, "quarantined", "gauge", "Documents in quarantine by reason.");
    for (int why = 0; why < ESC_WHY_COUNT; why++)
        if (reasons[why])
            esc_buf_printf(out, "escribano_quarantined{reason=\"%s\"} %lld\n", esc_why_name((esc_why)why),
                           (long long)reasons[why]);
    one(out, "queue_age_seconds", "gauge", "How long the oldest document has been on its way.",
        oldest_ms == INT64_MAX || oldest_ms > now_ms ? 0 : (double)(now_ms - oldest_ms) / 1000);
    one(out, "pages_waiting", "gauge",
        "Pages to be read; a document not opened yet counts as those opened last.",
        (double)hour.pages_waiting);
    one(out, "pages_last_hour", "gauge", "Pages read in the last hour.", (double)hour.pages);
    print_jobs(m, out);
    one(out, "retries_total", "counter", "Jobs put back to be tried again.", (double)m->retries);
    one(out, "worker_deaths_total", "counter", "Workers that died with a job.", (double)m->worker_deaths);
    one(out, "work_stopped", "gauge", "1 while trouble with disk or database stops all work.", m->stopped);
    one(out, "intake_paused", "gauge", "1 while the disk is nearly full.", m->paused);
    one(out, "free_bytes", "gauge", "Free on the fullest of the file systems in use.", (double)m->free_bytes);
    one(out, "start_time_seconds", "gauge", "When the service started.", (double)m->started_ms / 1000);
    return ESC_OK;
}
