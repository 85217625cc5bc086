// SPDX-License-Identifier: GPL-3.0-or-later
// What people ask of the service while it works: over the control socket, and by SIGHUP.
#include "daemon/service.h"

#include <errno.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/pulse.h"
#include "daemon/clock.h"
#include "daemon/log.h"
#include "daemon/request.h"
#include "daemon/settings.h"
#include "store/control.h"

// ---- requests ----

static esc_control_state state_of(const esc_service *s) {
    bool none = *s->unborn.message && s->pool && !esc_pool_busy(s->pool) && !esc_pool_idle(s->pool);
    const esc_err *why = s->told.kind ? &s->told : none ? &s->unborn : NULL;
    esc_control_state state = {.workers = esc_pool_size(s->pool),
                               .busy = esc_pool_busy(s->pool),
                               .stopped = why != NULL,
                               .paused = s->full};
    esc_err note = {0};
    if (s->refused.kind) esc_control_note(&state, &s->refused);
    if (esc_intake_refuses(s->intake, &note)) esc_control_note(&state, &note);
    if (esc_report_failed(s->report, &note)) esc_control_note(&state, &note);
    if (!why) return state;
    snprintf(state.message, sizeof state.message, "%.*s", (int)sizeof state.message - 1, why->message);
    snprintf(state.said, sizeof state.said, "%.*s", (int)sizeof state.said - 1, why->said);
    return state;
}

static int on_control(sd_event_source *source, int fd, uint32_t events, void *user) {
    (void)source, (void)events;
    esc_service *s = user;
    esc_control_request request;
    int asker;
    if (!esc_control_take(fd, &request, &asker)) return 0;
    esc_err err = {0};
    if (request.verb == ESC_CONTROL_STATE) {
        const esc_control_state state = state_of(s);
        esc_control_answer(asker, ESC_OK, &err, &state);
        return 0;
    }
    uint64_t max_bytes = (uint64_t)esc_conf_integer(s->conf, ESC_CONF_LIMITS_FILE_MB) << 20;
    bool settle = false;
    int failed = s->trouble ? esc_fail_by(&err, ESC_SYSTEM, s->told.why, &s->told, "work has stopped")
                            : esc_request_do(&s->folders, s->store, &request, max_bytes, esc_clock_ms(),
                                             &settle, &err);
    if (!failed && (request.verb == ESC_CONTROL_CANCEL || request.verb == ESC_CONTROL_CALL_OFF))
        esc_pool_cancel(s->pool, request.document);
    if (!failed && settle) esc_service_settled(s, request.document);
    esc_control_answer(asker, failed, &err, NULL);
    esc_service_pump_soon(s);
    return 0;
}

int esc_service_listen(esc_service *s, esc_err *err) {
    s->control = esc_control_listen(s->folders.state_path, err);
    if (s->control < 0) return s->control;
    int r = sd_event_add_io(s->event, &s->controls, s->control, EPOLLIN, on_control, s);
    errno = -r;
    return r < 0 ? esc_fail_errno(err, "cannot watch the control socket") : ESC_OK;
}

// ---- settings ----

static int use_settings(esc_service *s, esc_conf *fresh, esc_err *err) {
    if (!esc_settings_same_folders(s->conf, fresh))
        return esc_fail(err, ESC_ARGUMENT, ESC_WHY_SETTINGS, "other folders need a restart");
    esc_handed handed = ESC_HANDED_NONE;
    esc_pulse();
    int failed = esc_handed_take(fresh, &handed, err);
    if (failed) return failed;
    esc_handed_close(&s->handed);
    s->handed = handed;
    esc_conf_free(s->conf);
    s->conf = fresh;
    esc_service_renew_pool(s);
    s->desk.conf = fresh;
    esc_report_use(s->report, fresh);
    esc_intake_use(s->intake, fresh);
    esc_i18n_init(esc_conf_text(fresh, ESC_CONF_OUTPUT_LANGUAGE));
    return ESC_OK;
}

int esc_service_on_hangup(sd_event_source *source, const struct signalfd_siginfo *info, void *user) {
    (void)source, (void)info;
    esc_service *s = user;
    sd_notifyf(0, "RELOADING=1\nMONOTONIC_USEC=%llu", (unsigned long long)esc_clock_monotonic_us());
    esc_conf *fresh = NULL;
    esc_err err = {0};
    int failed = s->read(s->read_user, &fresh, &err);
    if (!failed) failed = use_settings(s, fresh, &err);
    if (failed) {
        esc_conf_free(fresh);
        esc_fail_by(&s->refused, err.kind, err.why, &err, "the settings stay as they were");
        esc_log(SD_ERR, "%s", s->refused.message);
    } else {
        s->refused = (esc_err){0};
        esc_log(SD_NOTICE, "settings and glossaries were read again");
    }
    sd_notify(0, "READY=1");
    esc_service_pump_soon(s);
    return 0;
}
