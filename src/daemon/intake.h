// SPDX-License-Identifier: GPL-3.0-or-later
// The watched folder: notices files in entrada and below, waits until each is complete, and claims it.
//
// A file is complete when it was closed after writing or moved in; one that gives no such sign (it lay there
// at the start, came over the network, or its event was lost) when its size and time have stood still. In
// either case not while somebody has it open for writing, as far as the kernel tells (a read lease is refused
// then; of other users' files, without CAP_LEASE, by what events tell: made or written to, and not closed).
// The whole folder is looked through at the start, when events were lost, and every so often.
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <systemd/sd-event.h>

#include "base/err.h"
#include "conf/conf.h"
#include "daemon/folders.h"
#include "store/store.h"

typedef struct esc_intake esc_intake;

typedef struct esc_intake_user {
    void *user;
    bool (*open)(void *user);                  // whether anything may be taken in now
    void (*claimed)(void *user, int64_t id);   // a file is in the spool
    void (*trouble)(void *user, esc_err *err); // a claim failed; it is tried again after esc_intake_resume
} esc_intake_user;

// Everything lent has to outlive the intake. Begins with a look through the folder.
int esc_intake_new(sd_event *event, const esc_conf *conf, const esc_folders *folders, esc_store *store,
                   esc_intake_user user, esc_intake **ret, esc_err *err);
void esc_intake_free(esc_intake *intake); // NULL is fine

// Other settings from now on; how entrada is watched stays as it is.
void esc_intake_use(esc_intake *intake, const esc_conf *conf);
// Goes on claiming, after it was closed or in trouble.
void esc_intake_resume(esc_intake *intake);
// Whether a file waits to be claimed and may be.
bool esc_intake_to_claim(const esc_intake *intake);
// Files that wait to be complete or to be claimed.
uint32_t esc_intake_waiting(const esc_intake *intake);
// Whether files or folders cannot be taken in, and the service has to be allowed to first; note says so.
bool esc_intake_refuses(const esc_intake *intake, esc_err *note);
// Forgets files that are still being written: for --once, which leaves them for the next run.
void esc_intake_leave_growing(esc_intake *intake);
