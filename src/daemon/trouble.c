// SPDX-License-Identifier: GPL-3.0-or-later
// Trouble with the store or with a folder that all documents need (a full disk, an I/O error) stops all work:
// nothing more is handed out, and every few seconds the folders are tried; where they can be written the
// service takes up its work as after a restart. There is one way back from any such state, and it is the one
// that each start tests. That work goes on is told once it does: once a document is done.
#include "daemon/service.h"

#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/pulse.h"
#include "daemon/claim.h"
#include "daemon/clock.h"
#include "daemon/log.h"
#include "daemon/settle.h"

enum { TROUBLE_WAIT_US = 5000000, TROUBLE_MAX_US = 60000000, SPACE_WAIT_US = 2000000 };

// A full disk is one trouble, whichever file it strikes.
static bool is_told(const esc_service *s, const esc_err *err) {
    const esc_err *told = &s->told;
    if (!told->kind || err->why != told->why) return false;
    return err->why != ESC_WHY_OTHER ||
           (err->sys ? err->sys == told->sys : !strcmp(told->message, err->message));
}

// Work is taken up at once where it has long gone well, and later each time that it stops again.
static uint64_t wait_before_try(esc_service *s) {
    uint64_t now_us = esc_clock_monotonic_us(), wait_us = 0;
    if (s->trouble_us && now_us - s->trouble_us < 2 * TROUBLE_MAX_US)
        wait_us = esc_clock_longer(s->trouble_wait_us, TROUBLE_WAIT_US, TROUBLE_MAX_US);
    s->trouble_us = now_us;
    s->trouble_wait_us = wait_us;
    return s->once ? 0 : s->trouble_wait_us;
}

void esc_service_trouble(esc_service *s, const esc_err *err) {
    if (!is_told(s, err)) {
        esc_log_about(&(esc_log_subject){.why = esc_why_name(err->why), .id = ESC_LOG_ID_STOPPED}, SD_ERR,
                      "work stops until this is mended: %s", err->message);
        s->told = *err;
    }
    if (s->trouble) return;
    s->trouble = true;
    s->troubles++;
    esc_report_stopped(s->report, err);
    sd_notifyf(0, "STATUS=Stopped: %s", err->message);
    sd_event_source_set_time_relative(s->recovery, wait_before_try(s));
    sd_event_source_set_enabled(s->recovery, SD_EVENT_ONESHOT);
}

void esc_service_goes_on(esc_service *s) {
    if (!s->told.kind || s->trouble) return;
    s->told = (esc_err){0};
    s->troubles = 0;
    esc_log_about(&(esc_log_subject){.id = ESC_LOG_ID_RESUMED}, SD_NOTICE, "work goes on");
    esc_report_stopped(s->report, NULL);
}

bool esc_service_ok(esc_service *s, int failed, const esc_err *err) {
    if (failed < 0) esc_service_trouble(s, err);
    return failed >= 0;
}

void esc_service_look_at_space(esc_service *s) {
    uint64_t least = (uint64_t)esc_conf_integer(s->conf, ESC_CONF_INTAKE_MIN_FREE_MB) << 20;
    uint64_t now = esc_folders_free_bytes(&s->folders);
    if ((now < least) == s->full) return;
    s->full = now < least;
    esc_report_paused(s->report, s->full);
    const esc_log_subject disk = {.id = ESC_LOG_ID_DISK};
    if (s->full)
        esc_log_about(&disk, SD_WARNING,
                      "the disk is nearly full (%llu MB free, [intake] min_free_mb = %llu): nothing more "
                      "is taken in until there is room",
                      (unsigned long long)(now >> 20), (unsigned long long)(least >> 20));
    else
        esc_log_about(&disk, SD_NOTICE, "there is room again (%llu MB free): files are taken in",
                      (unsigned long long)(now >> 20));
    if (!s->full && s->intake) esc_intake_resume(s->intake);
}

int esc_service_on_space(sd_event_source *source, uint64_t usec, void *user) {
    (void)usec;
    esc_service *s = user;
    esc_service_look_at_space(s);
    const char *replaced = s->stopping ? NULL : esc_folders_replaced(&s->folders);
    if (replaced) {
        // Whoever starts us anew (systemd) has us open what lies there now.
        esc_log(SD_ERR,
                "%s is not the folder it was at the start (deleted, renamed, or mounted over): ending",
                replaced);
        esc_service_finish(s, ESC_ENDING_QUARANTINED);
    }
    sd_event_source_set_time_relative(source, SPACE_WAIT_US);
    return sd_event_source_set_enabled(source, SD_EVENT_ONESHOT);
}

// ---- recovery: at the start, and after trouble ----

static int take_up(void *user, const esc_record *record, esc_err *err) {
    esc_service *s = user;
    esc_pulse();
    switch (record->state) {
    case ESC_STATE_ARRIVING:
        esc_log(SD_NOTICE, "document %lld: its arrival was interrupted", (long long)record->id);
        return esc_claim_recover(&s->folders, s->store, record, esc_clock_ms(), err);
    case ESC_STATE_PUBLISHING:
    case ESC_STATE_DONE:
    case ESC_STATE_QUARANTINED:
        esc_service_settled(s, record->id);
        return ESC_OK;
    default:
        return ESC_OK;
    }
}

int esc_service_recover(esc_service *s, esc_err *err) {
    int failed = esc_store_recover(s->store, err);
    if (!failed) failed = esc_store_each(s->store, ESC_STATE_COUNT, true, 0, UINT64_MAX, take_up, s, err);
    return failed;
}

int esc_service_on_recovery(sd_event_source *source, uint64_t usec, void *user) {
    (void)usec;
    esc_service *s = user;
    esc_watchdog_step(s->watchdog);
    esc_err err = {0};
    int failed = esc_folders_try(&s->folders, &err);
    if (!failed && (!s->pool || esc_pool_busy(s->pool))) { // what they have is leased anew
        esc_pool_free(s->pool);
        esc_service_new_pool(s);
    }
    if (!failed) {
        s->trouble = false;
        failed = esc_service_recover(s, &err);
    }
    if (failed) esc_service_trouble(s, &err);
    if (!s->trouble) {
        esc_intake_resume(s->intake);
        if (esc_pool_grow(s->pool, &err)) esc_service_trouble(s, &err);
        esc_service_pump_soon(s);
    }
    if (s->once && (s->trouble || s->troubles > 1)) {
        esc_log(SD_ERR, "ending with work undone: %s", s->told.message);
        s->leaving = s->stopping = true;
        return 0;
    }
    if (s->trouble) {
        sd_event_source_set_time_relative(source, TROUBLE_WAIT_US);
        sd_event_source_set_enabled(source, SD_EVENT_ONESHOT);
    }
    return 0;
}
