// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/report.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "daemon/clock.h"
#include "daemon/log.h"
#include "daemon/metrics.h"
#include "daemon/notify.h"

// What asks the store for many rows may take a hundredth of the time, no more.
enum { SHARE = 100, MAX_CAMPAIGNS = 1000 };

typedef struct campaign {
    char *folder;
    uint64_t last_us; // when one of its documents came to its end
} campaign;

struct esc_report {
    const esc_conf *conf;
    const esc_folders *folders;
    esc_store *store;
    esc_notify *notify;
    esc_metrics metrics;
    bool stopped;
    campaign *campaigns; // with documents that came to their end, and not told of yet
    uint32_t campaigns_count, campaigns_cap;
    uint64_t next_status_us, next_metrics_us, next_campaigns_us;
    bool unwritable; // the file of figures; said once
};

esc_report *esc_report_new(sd_event *event, const esc_conf *conf, const esc_folders *folders,
                           esc_store *store) {
    esc_report *r = esc_alloc_zero(1, sizeof *r);
    r->conf = conf;
    r->folders = folders;
    r->store = store;
    r->notify = esc_notify_new(event, conf);
    r->metrics.started_ms = esc_clock_ms();
    return r;
}

void esc_report_free(esc_report *r) {
    if (!r) return;
    esc_notify_free(r->notify);
    for (uint32_t i = 0; i < r->campaigns_count; i++) free(r->campaigns[i].folder);
    free(r->campaigns);
    free(r);
}

void esc_report_use(esc_report *r, const esc_conf *conf) {
    r->conf = conf;
    r->unwritable = false;
    esc_notify_use(r->notify, conf);
}

void esc_report_job(esc_report *r, const esc_task *task, const esc_reply *reply, bool died) {
    esc_job_kind kind = task->job.kind;
    if (reply->status)
        r->metrics.jobs_failed[kind]++;
    else
        r->metrics.jobs_done[kind]++;
    if (task->job.attempt > 1) r->metrics.retries++;
    r->metrics.worker_deaths += died;
    r->metrics.job_seconds[kind] += (double)(esc_clock_monotonic_us() - task->started_us) / 1e6;
}

static void touch_campaign(esc_report *r, const char *path) {
    size_t len = (size_t)(esc_file_base(path) - path);
    ESC_AUTOFREE char *folder = esc_strndup(path, len ? len - 1 : 0);
    for (uint32_t i = 0; i < r->campaigns_count; i++)
        if (!strcmp(r->campaigns[i].folder, folder)) {
            r->campaigns[i].last_us = esc_clock_monotonic_us();
            return;
        }
    if (r->campaigns_count == MAX_CAMPAIGNS) return;
    *ESC_GROW(r, campaigns, 1) = (campaign){esc_strdup(folder), esc_clock_monotonic_us()};
}

void esc_report_settled(esc_report *r, const esc_record *record) {
    if (record->state == ESC_STATE_QUARANTINED) esc_notify_quarantined(r->notify, record->path);
    touch_campaign(r, record->path);
}

// The sentence comes before the detail, for reasons that have one about the service rather than about a
// document.
void esc_report_stopped(esc_report *r, const esc_err *err) {
    r->stopped = err;
    r->metrics.stopped = err;
    bool own =
        err && (err->why == ESC_WHY_DISK_FULL || err->why == ESC_WHY_IO || err->why == ESC_WHY_FOLDER ||
                err->why == ESC_WHY_LOCKED_DATABASE || err->why == ESC_WHY_DATABASE);
    ESC_AUTOFREE char *sentence = own ? esc_asprintf("%s (%s)", esc_why_text(err->why), err->said) : NULL;
    esc_notify_stopped(r->notify, sentence ? sentence : err ? err->said : NULL);
}

void esc_report_paused(esc_report *r, bool paused) {
    r->metrics.paused = paused;
    if (!r->stopped) esc_notify_stopped(r->notify, paused ? _("the disk is nearly full") : NULL);
}

bool esc_report_failed(const esc_report *r, esc_err *ret) { return esc_notify_failed(r->notify, ret); }

// ---- once in a while ----

static uint64_t after(uint64_t start_us) {
    uint64_t end_us = esc_clock_monotonic_us();
    return end_us + (end_us - start_us) * SHARE;
}

static void tell_systemd(esc_report *r, uint64_t now_us) {
    int64_t counts[ESC_STATE_COUNT];
    if (now_us < r->next_status_us || esc_store_counts(r->store, counts, NULL)) return;
    sd_notifyf(0, "STATUS=%lld waiting, %lld being read, %lld done, %lld in quarantine%s",
               (long long)(counts[ESC_STATE_READY] + counts[ESC_STATE_DELAYED]),
               (long long)counts[ESC_STATE_LEASED], (long long)counts[ESC_STATE_DONE],
               (long long)counts[ESC_STATE_QUARANTINED], r->metrics.paused ? "; disk nearly full" : "");
    r->next_status_us = after(now_us);
}

static void write_metrics(esc_report *r, uint64_t now_us) {
    const char *path = esc_conf_text(r->conf, ESC_CONF_METRICS_TEXTFILE);
    if (!*path || now_us < r->next_metrics_us) return;
    r->metrics.free_bytes = esc_folders_free_bytes(r->folders);
    ESC_AUTOBUF text = {0};
    esc_err err = {0};
    int failed = esc_metrics_print(&r->metrics, r->store, esc_clock_ms(), &text, &err);
    if (!failed) failed = esc_file_write(AT_FDCWD, path, text.bytes, text.len, &err);
    if (failed && !r->unwritable) esc_log(SD_WARNING, "no figures for Prometheus: %s", err.message);
    r->unwritable = failed;
    uint64_t interval_us = (uint64_t)esc_conf_integer(r->conf, ESC_CONF_METRICS_INTERVAL) * 1000000;
    r->next_metrics_us = after(now_us);
    if (r->next_metrics_us < now_us + interval_us) r->next_metrics_us = now_us + interval_us;
}

static void tell_campaigns(esc_report *r, uint64_t now_us, uint64_t quiet_us) {
    for (uint32_t i = 0; i < r->campaigns_count;) {
        campaign *c = &r->campaigns[i];
        if (now_us - c->last_us < quiet_us || esc_store_campaign_busy(r->store, c->folder, NULL)) {
            i++;
            continue;
        }
        esc_notify_campaign(r->notify, c->folder);
        free(c->folder);
        *c = r->campaigns[--r->campaigns_count];
    }
}

void esc_report_tick(esc_report *r) {
    uint64_t now_us = esc_clock_monotonic_us();
    if (!r->stopped) {
        tell_systemd(r, now_us);
        if (now_us >= r->next_campaigns_us) {
            tell_campaigns(r, now_us,
                           (uint64_t)esc_conf_integer(r->conf, ESC_CONF_NOTIFY_QUIET) * UINT64_C(1000000));
            r->next_campaigns_us = after(now_us);
        }
    }
    write_metrics(r, now_us);
}

bool esc_report_last_words(esc_report *r) {
    if (!r->stopped) tell_campaigns(r, esc_clock_monotonic_us(), 0);
    return esc_notify_hurry(r->notify);
}
