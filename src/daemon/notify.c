// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/notify.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "daemon/clock.h"
#include "daemon/log.h"

enum {
    MAX_CAMPAIGNS = 100, // waiting to be told; more are told as a number
    CANNOT_RUN = 127,    // as the shell has it
};

struct esc_notify {
    sd_event *event;
    const esc_conf *conf;
    pid_t pid;       // 0: none runs
    bool overdue;    // it was ended
    esc_err failure; // of the last run, as it was said; kind 0: it went well
    sd_event_source *child, *limit, *later;
    uint64_t quarantine_after_us; // the next run about quarantine comes not before
    // What is to be told.
    uint32_t quarantined;
    char *last_quarantined;
    char **campaigns;
    uint32_t campaigns_count, campaigns_cap;
    bool stop_changed;
    char *stopped; // why; NULL: it goes on
};

static void next(esc_notify *n);

// ---- running ----

// A failure is said once, until a run goes well or fails otherwise: work goes on without its bell.
static void say_failure(esc_notify *n, const esc_err *failure) {
    if (failure->kind && strcmp(n->failure.message, failure->message) != 0)
        esc_log(SD_WARNING, "%s", failure->message);
    if (!failure->kind && n->failure.kind) esc_log(SD_NOTICE, "the notification command works again");
    n->failure = *failure;
}

static int on_end(sd_event_source *source, const siginfo_t *info, void *user) {
    (void)source;
    esc_notify *n = user;
    const char *command = esc_conf_text(n->conf, ESC_CONF_NOTIFY_COMMAND);
    esc_err failure = {0};
    if (n->overdue)
        esc_fail(&failure, ESC_SYSTEM, ESC_WHY_OTHER,
                 "the notification command %s took longer than [notify] limit, and was ended", command);
    else if (info->si_code != CLD_EXITED)
        esc_fail(&failure, ESC_SYSTEM, ESC_WHY_OTHER, "the notification command %s ended with signal %d",
                 command, info->si_status);
    else if (info->si_status == CANNOT_RUN)
        esc_fail(&failure, ESC_SYSTEM, ESC_WHY_OTHER, "the notification command %s cannot be run (code %d)",
                 command, info->si_status);
    else if (info->si_status)
        esc_fail(&failure, ESC_SYSTEM, ESC_WHY_OTHER, "the notification command %s ended with code %d",
                 command, info->si_status);
    say_failure(n, &failure);
    n->overdue = false;
    n->pid = 0;
    n->child = sd_event_source_disable_unref(n->child);
    n->limit = sd_event_source_disable_unref(n->limit);
    next(n);
    return 0;
}

static int on_limit(sd_event_source *source, uint64_t usec, void *user) {
    (void)source, (void)usec;
    esc_notify *n = user;
    n->overdue = true;
    kill(-n->pid, SIGKILL);
    return 0;
}

// In the child: a session of its own, and nothing of ours open.
static void become_command(const char *command, const char *event, const char *sentence) {
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    signal(SIGIO, SIG_DFL);
    setsid();
    int null = open("/dev/null", O_RDWR);
    if (null < 0 || dup2(null, 0) < 0 || dup2(null, 1) < 0 || dup2(null, 2) < 0 || close_range(3, ~0u, 0))
        _exit(126);
    unsetenv("NOTIFY_SOCKET");
    unsetenv("WATCHDOG_USEC");
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    execl(command, command, event, sentence, NULL);
    _exit(CANNOT_RUN);
}

static void run(esc_notify *n, const char *event, const char *sentence) {
    const char *command = esc_conf_text(n->conf, ESC_CONF_NOTIFY_COMMAND);
    uint64_t limit_us = (uint64_t)esc_conf_integer(n->conf, ESC_CONF_NOTIFY_LIMIT) * 1000000;
    pid_t pid = fork();
    if (pid == 0) become_command(command, event, sentence);
    int r = pid < 0 ? -1 : sd_event_add_child(n->event, &n->child, pid, WEXITED, on_end, n);
    if (r >= 0)
        r = sd_event_add_time_relative(n->event, &n->limit, CLOCK_MONOTONIC, limit_us, 100000, on_limit, n);
    if (r >= 0) {
        n->pid = pid;
        return;
    }
    esc_err failure;
    errno = r < 0 && pid >= 0 ? -r : errno;
    esc_fail_errno(&failure, "the notification command %s cannot be started", command);
    say_failure(n, &failure);
    n->child = sd_event_source_disable_unref(n->child);
    if (pid > 0) {
        kill(pid, SIGKILL);
        waitpid(pid, NULL, 0);
    }
}

// ---- what is to be told ----

static void tell_stop(esc_notify *n) {
    n->stop_changed = false;
    ESC_AUTOFREE char *sentence = n->stopped ? esc_asprintf(_("escribano: work has stopped: %s"), n->stopped)
                                             : esc_strdup(_("escribano: work goes on."));
    run(n, n->stopped ? "stopped" : "resumed", sentence);
}

static void tell_quarantine(esc_notify *n) {
    ESC_AUTOFREE char *sentence =
        n->quarantined == 1 ? esc_asprintf(_("escribano: in quarantine: %s"), n->last_quarantined)
                            : esc_asprintf(_("escribano: %u documents went into quarantine, the latest: %s"),
                                           n->quarantined, n->last_quarantined);
    n->quarantined = 0;
    n->quarantine_after_us =
        esc_clock_monotonic_us() + (uint64_t)esc_conf_integer(n->conf, ESC_CONF_NOTIFY_GAP) * 1000000;
    run(n, "quarantine", sentence);
}

static void tell_campaigns(esc_notify *n) {
    ESC_AUTOFREE char *sentence =
        n->campaigns_count == 1
            ? esc_asprintf(_("escribano: the campaign “%s” is done."), n->campaigns[0])
            : esc_asprintf(_("escribano: %u campaigns are done, the latest: %s"), n->campaigns_count,
                           n->campaigns[(n->campaigns_count - 1) % MAX_CAMPAIGNS]);
    for (uint32_t i = 0; i < n->campaigns_count && i < MAX_CAMPAIGNS; i++) free(n->campaigns[i]);
    n->campaigns_count = 0;
    run(n, "campaign-done", sentence);
}

static int on_later(sd_event_source *source, uint64_t usec, void *user) {
    (void)source, (void)usec;
    next(user);
    return 0;
}

static void next(esc_notify *n) {
    if (n->pid || !*esc_conf_text(n->conf, ESC_CONF_NOTIFY_COMMAND)) return;
    uint64_t now_us = esc_clock_monotonic_us();
    if (n->stop_changed)
        tell_stop(n);
    else if (n->quarantined && now_us >= n->quarantine_after_us)
        tell_quarantine(n);
    else if (n->campaigns_count)
        tell_campaigns(n);
    else if (n->quarantined) {
        n->later = sd_event_source_disable_unref(n->later);
        sd_event_add_time(n->event, &n->later, CLOCK_MONOTONIC, n->quarantine_after_us, 100000, on_later, n);
    }
}

// That it cannot be run is better known before there is anything to be told.
static void look_at_command(const esc_notify *n) {
    esc_err err = {0};
    if (esc_conf_check_command(n->conf, &err)) esc_log(SD_WARNING, "nobody can be told: %s", err.message);
}

bool esc_notify_failed(const esc_notify *n, esc_err *ret) {
    if (esc_conf_check_command(n->conf, ret)) return true;
    *ret = n->failure;
    return ret->kind;
}

esc_notify *esc_notify_new(sd_event *event, const esc_conf *conf) {
    esc_notify *n = esc_alloc_zero(1, sizeof *n);
    n->event = event;
    n->conf = conf;
    look_at_command(n);
    return n;
}

void esc_notify_free(esc_notify *n) {
    if (!n) return;
    sd_event_source_disable_unref(n->child);
    sd_event_source_disable_unref(n->limit);
    sd_event_source_disable_unref(n->later);
    if (n->pid) {
        kill(-n->pid, SIGKILL);
        kill(n->pid, SIGKILL); // before it has a session of its own
        waitpid(n->pid, NULL, 0);
    }
    for (uint32_t i = 0; i < n->campaigns_count && i < MAX_CAMPAIGNS; i++) free(n->campaigns[i]);
    free(n->campaigns);
    free(n->last_quarantined);
    free(n->stopped);
    free(n);
}

void esc_notify_use(esc_notify *n, const esc_conf *conf) {
    n->conf = conf;
    n->failure = (esc_err){0};
    look_at_command(n);
}

bool esc_notify_hurry(esc_notify *n) {
    n->quarantine_after_us = 0;
    next(n);
    return n->pid;
}

void esc_notify_quarantined(esc_notify *n, const char *path) {
    n->quarantined++;
    free(n->last_quarantined);
    n->last_quarantined = esc_utf8_shown(path);
    next(n);
}

void esc_notify_campaign(esc_notify *n, const char *folder) {
    char *shown = esc_utf8_shown(*folder ? folder : "entrada");
    if (n->campaigns_count < MAX_CAMPAIGNS) {
        *ESC_GROW(n, campaigns, 1) = shown;
    } else {
        char **place = &n->campaigns[n->campaigns_count++ % MAX_CAMPAIGNS];
        free(*place);
        *place = shown;
    }
    next(n);
}

void esc_notify_stopped(esc_notify *n, const char *message) {
    bool was = n->stopped;
    free(n->stopped);
    n->stopped = message ? esc_utf8_shown(message) : NULL;
    if (was == (message != NULL)) return; // the same again
    n->stop_changed = !n->stop_changed;   // stopped and going on again before anybody was told is no news
    next(n);
}
