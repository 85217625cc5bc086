// SPDX-License-Identifier: GPL-3.0-or-later
// The supervisor's insides, shared by its files: supervisor.c (beginning, end, signals), work.c (jobs and
// workers), trouble.c (all work stops, and is taken up again), asked.c (what people ask for). All of it runs
// in one event loop.
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <sys/signalfd.h>
#include <systemd/sd-event.h>

#include "base/err.h"
#include "conf/conf.h"
#include "daemon/desk.h"
#include "daemon/folders.h"
#include "daemon/intake.h"
#include "daemon/pool.h"
#include "daemon/quarantine.h"
#include "daemon/report.h"
#include "daemon/supervisor.h"
#include "daemon/watchdog.h"
#include "store/store.h"

typedef struct esc_service {
    esc_settings_read *read;
    void *read_user;
    esc_conf *conf;
    bool once;
    sd_event *event;
    esc_folders folders;
    esc_store *store;
    esc_intake *intake;
    esc_pool *pool;
    esc_handed handed; // the settings in force, for the workers
    esc_desk desk;
    esc_watchdog *watchdog;
    esc_report *report;
    esc_quarantine_look quarantine;
    bool trouble, full, stopping, started, quarantined;
    bool leaving;    // with work undone, once people have been told of it
    esc_err refused; // why settings that were to be read again are not in force; kind 0: they are
    // Why no worker can be started, as it was told; "" while they can.
    esc_err unborn;
    uint64_t unborn_wait_us; // until the next try
    int stillborn;           // one after the other
    // The trouble that was logged last; "" once a document has been done since.
    esc_err told;
    int troubles;                         // how often work has stopped since one was done
    uint64_t trouble_us, trouble_wait_us; // when it stopped last, and how long the next try waited
    uint64_t start_us;                    // when the start asked for more time last
    uint64_t aside_us, aside_wait_us;     // when what is set aside is tried again; 0: nothing is
    esc_ending ending;
    int control; // the socket that requests come by
    sd_event_source *controls;
    sd_event_source *pump, *wake, *recovery, *space, *status, *stop, *hangup, *signals[2];
} esc_service;

// Ends the loop, when it turns again.
void esc_service_finish(esc_service *s, esc_ending ending);

// ---- work.c ----

// Jobs are handed out, when the loop turns again.
void esc_service_pump_soon(esc_service *s);
// Gives the document's files their places, and tells of it. In trouble it is left to the recovery.
void esc_service_settled(esc_service *s, int64_t id);
// Tries again what could not be given its places, when its time has come.
void esc_service_try_aside(esc_service *s);
// With once: ends where nothing is left to be done.
void esc_service_perhaps_finished(esc_service *s);
// Makes the pool of workers, none of them started.
void esc_service_new_pool(esc_service *s);
// Workers that start from now on have the settings that are in force now.
void esc_service_renew_pool(esc_service *s);
int esc_service_on_pump(sd_event_source *source, void *user);
int esc_service_on_wake(sd_event_source *source, uint64_t usec, void *user);

// ---- trouble.c ----

// Stops all work. May be called from anywhere, also from a callback of the pool: nothing is freed before the
// loop turns again.
void esc_service_trouble(esc_service *s, const esc_err *err);
// Nothing stands in the way any more: a document was done, or nothing is left to be tried. Told once.
void esc_service_goes_on(esc_service *s);
// Whether failed is no error; an error stops all work.
bool esc_service_ok(esc_service *s, int failed, const esc_err *err);
// Pauses and resumes the intake by what is free on the disk.
void esc_service_look_at_space(esc_service *s);
// Takes up every document that is not at its end, as after a kill. Errors: of the store and the folders.
int esc_service_recover(esc_service *s, esc_err *err);
int esc_service_on_space(sd_event_source *source, uint64_t usec, void *user);
int esc_service_on_recovery(sd_event_source *source, uint64_t usec, void *user);

// ---- asked.c ----

// Listens for what people ask. Errors: SYSTEM.
int esc_service_listen(esc_service *s, esc_err *err);
// SIGHUP: reads the settings again.
int esc_service_on_hangup(sd_event_source *source, const struct signalfd_siginfo *info, void *user);
