// SPDX-License-Identifier: GPL-3.0-or-later
// The workers, as the supervisor sees them: started when there is work, killed at their deadline, when they
// do not get on, or at the first message that is no answer, started afresh after so many jobs.
#pragma once

#include <stdbool.h>
#include <systemd/sd-event.h>

#include "base/err.h"
#include "conf/conf.h"
#include "daemon/message.h"
#include "daemon/settings.h"
#include "store/store.h"

typedef struct esc_pool esc_pool;

// One job on its way. The descriptors are the pool's from esc_pool_give on, open until the callback has
// returned.
typedef struct esc_task {
    esc_job job;
    esc_request request;
    int fds[ESC_MESSAGE_FDS];
    int fd_count;
    int64_t deadline_s, progress_s; // for the whole job, and from one sign of progress to the next; of the
                                    // worker's processor time, or of the clock where it uses none
    uint64_t started_us;            // on the clock that never jumps; set by the pool
} esc_task;

typedef struct esc_pool_user {
    void *user;
    // A job has ended: what the worker answered; where it died instead, a reply made up from how. killed:
    // from outside, by no fault of the job.
    void (*ended)(void *user, const esc_task *task, const esc_reply *reply, bool died, bool killed);
    // A worker got on with its job.
    void (*progress)(void *user);
    // A worker can take a job, or another may be started. born: it has just become ready.
    void (*idle)(void *user, bool born);
    // A worker ended before it was ready, with that exit code (or 128 + signal); why and message of the reply
    // say as much as is known.
    void (*stillborn)(void *user, int code, const esc_reply *reply);
} esc_pool_user;

// handed: what workers are born with; lent. count: at most so many workers.
esc_pool *esc_pool_new(sd_event *event, const esc_handed *handed, int count, int recycle, esc_pool_user user);
// What is handed has changed: each worker leaves after the job it has, and those that follow have the new.
void esc_pool_renew(esc_pool *pool, int count, int recycle);
// Kills what still runs, and waits for its end; nobody is called back.
void esc_pool_free(esc_pool *pool); // NULL is fine

// A worker waits for a job.
bool esc_pool_idle(const esc_pool *pool);
// Workers that run; none in NULL.
int esc_pool_alive(const esc_pool *pool);
// Workers that there may be, whether they run now or are started once there is work; none in NULL.
int esc_pool_size(const esc_pool *pool);
// Workers that have a job; none in NULL.
int esc_pool_busy(const esc_pool *pool);
// Starts one more worker, unless one is being started or all are there. Errors: SYSTEM.
int esc_pool_grow(esc_pool *pool, esc_err *err);
// Ends the workers that have a job of that document; of each is told as of one that died, ESC_WHY_CANCELLED.
void esc_pool_cancel(esc_pool *pool, int64_t document); // NULL is fine
// Gives a job to a worker that waits for one.
void esc_pool_give(esc_pool *pool, const esc_task *task);
