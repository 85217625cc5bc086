// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/pool.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "daemon/clock.h"
#include "daemon/log.h"
#include "daemon/worker.h"

enum {
    CAPACITY = 256,         // as many as [workers] count may be
    START_DEADLINE_S = 120, // models are mapped and dictionaries read, on a busy machine
    LEAVE_DEADLINE_S = 10,
    HANGING_SHARE = 200,        // who uses less than this fraction of a processor hangs
    MOST_SLOWED = 10,           // times a deadline that is waited for, however busy the machine
    SHORTEST_LOOK_US = 3000000, // between two looks
};

typedef enum worker_state { EMPTY, STARTING, IDLE, BUSY, LEAVING } worker_state;

// When, on the clock that never jumps, and what the worker had used of the processor by then.
typedef struct moment {
    uint64_t at_us, cpu_us;
} moment;

// A time that a worker has for something.
typedef struct time_limit {
    sd_event_source *timer;
    int64_t seconds;
    moment since, looked; // when it began; when it was looked at last
} time_limit;

typedef struct worker {
    esc_pool *pool;
    worker_state state;
    pid_t pid;
    int sock;
    sd_event_source *child, *io;
    time_limit deadline, stall; // for the whole job (or its start, or its end); from one sign to the next
    esc_task task;
    int jobs;
    uint64_t signs; // of progress with the job it has
    bool stale;     // it has older settings, and leaves after its job
    esc_why fault;  // why we killed it, or why it says it cannot start; ESC_WHY_COUNT where neither
    esc_err fault_told;
} worker;

struct esc_pool {
    sd_event *event;
    const esc_handed *handed;
    int count, recycle;
    esc_pool_user user;
    worker *workers;
};

static moment moment_of(const worker *w) {
    clockid_t clock;
    struct timespec used = {0};
    if (!clock_getcpuclockid(w->pid, &clock)) clock_gettime(clock, &used);
    return (moment){esc_clock_monotonic_us(),
                    (uint64_t)used.tv_sec * 1000000 + (uint64_t)used.tv_nsec / 1000};
}

static void close_task(worker *w) {
    for (int i = 0; i < w->task.fd_count; i++) close(w->task.fds[i]);
    w->task.fd_count = 0;
}

static void disarm(worker *w) {
    w->deadline.timer = sd_event_source_disable_unref(w->deadline.timer);
    w->stall.timer = sd_event_source_disable_unref(w->stall.timer);
}

static void empty(worker *w) {
    close_task(w);
    w->child = sd_event_source_disable_unref(w->child);
    w->io = sd_event_source_disable_unref(w->io);
    disarm(w);
    if (w->sock >= 0) close(w->sock);
    w->sock = -1;
    w->state = EMPTY;
}

// The first fault counts.
static void set_fault(worker *w, const esc_err *fault) {
    if (w->fault != ESC_WHY_COUNT) return;
    w->fault = fault->why;
    w->fault_told = *fault;
}

static void kill_for(worker *w, const esc_err *fault) {
    set_fault(w, fault);
    kill(w->pid, SIGKILL);
}

__attribute__((format(printf, 3, 4))) static void kill_worker(worker *w, esc_why fault, const char *format,
                                                              ...) {
    esc_err told;
    va_list args;
    va_start(args, format);
    esc_fail_va(&told, ESC_LIBRARY, fault, format, args);
    va_end(args);
    kill_for(w, &told);
}

// Limits are of the worker's own processor time, so that a busy machine fails no page that an idle one reads.
// One that uses next to none of it is not slowed but hangs, and none is waited for for ever.
static bool is_slowed(const worker *w, time_limit *limit) {
    moment now = moment_of(w), before = limit->looked;
    limit->looked = now;
    uint64_t limit_us = (uint64_t)limit->seconds * 1000000;
    bool works = now.cpu_us - before.cpu_us > (now.at_us - before.at_us) / HANGING_SHARE;
    return works && now.cpu_us - limit->since.cpu_us < limit_us &&
           now.at_us - limit->since.at_us < limit_us * MOST_SLOWED;
}

// Without a timer a stuck worker would stay for ever: where none can be made it goes at once.
static void set_timer(worker *w, time_limit *limit, uint64_t wait_us, sd_event_time_handler_t handler) {
    limit->timer = sd_event_source_disable_unref(limit->timer);
    if (sd_event_add_time_relative(w->pool->event, &limit->timer, CLOCK_MONOTONIC, wait_us, 100000, handler,
                                   w) < 0 ||
        // What the worker has said meanwhile is heard first: the loop may have been held up.
        sd_event_source_set_priority(limit->timer, SD_EVENT_PRIORITY_NORMAL + 10) < 0)
        kill_worker(w, ESC_WHY_MEMORY, "no deadline can be set");
}

static void begin(worker *w, time_limit *limit, int64_t seconds, sd_event_time_handler_t handler) {
    limit->seconds = seconds;
    limit->since = limit->looked = moment_of(w);
    set_timer(w, limit, (uint64_t)seconds * 1000000, handler);
}

// Waits for as long as has to pass at least before a limit that was looked at can be reached.
static void go_on(worker *w, time_limit *limit, sd_event_time_handler_t handler) {
    uint64_t used_us = limit->looked.cpu_us - limit->since.cpu_us;
    uint64_t rest_us = (uint64_t)limit->seconds * 1000000 - used_us;
    set_timer(w, limit, rest_us > SHORTEST_LOOK_US ? rest_us : SHORTEST_LOOK_US, handler);
}

static int on_deadline(sd_event_source *source, uint64_t usec, void *user) {
    (void)source, (void)usec;
    worker *w = user;
    if (w->state == BUSY && is_slowed(w, &w->deadline))
        go_on(w, &w->deadline, on_deadline);
    else
        kill_worker(w, ESC_WHY_TIMEOUT, "the deadline has passed");
    return 0;
}

static int on_stall(sd_event_source *source, uint64_t usec, void *user) {
    (void)source, (void)usec;
    worker *w = user;
    if (is_slowed(w, &w->stall)) {
        go_on(w, &w->stall, on_stall);
        w->pool->user.progress(w->pool->user.user);
        return 0;
    }
    kill_worker(w, ESC_WHY_TIMEOUT, "no progress for %lld s", (long long)w->stall.seconds);
    return 0;
}

// Closing its socket tells a worker to leave.
static void dismiss(worker *w) {
    w->state = LEAVING;
    shutdown(w->sock, SHUT_RDWR);
    begin(w, &w->deadline, LEAVE_DEADLINE_S, on_deadline);
}

// ---- replies ----

static void end_job(worker *w, const esc_reply *reply, bool died, bool killed) {
    esc_task task = w->task;
    w->task.fd_count = 0;
    disarm(w);
    w->pool->user.ended(w->pool->user.user, &task, reply, died, killed);
    for (int i = 0; i < task.fd_count; i++) close(task.fds[i]);
}

static void answered(worker *w, const esc_reply *reply) {
    esc_pool *pool = w->pool;
    bool born = w->state == STARTING;
    if (w->state == BUSY) {
        bool leaves = ++w->jobs >= pool->recycle || w->stale;
        w->state = leaves ? LEAVING : IDLE;
        end_job(w, reply, false, false);
        if (leaves) dismiss(w);
    } else if (w->stale) {
        dismiss(w);
    } else {
        w->state = IDLE;
        disarm(w);
    }
    pool->user.idle(pool->user.user, born);
}

static void got_on(worker *w) {
    // A worker that has been taken over must not keep the supervisor busy.
    uint64_t most = 10 + 2 * (esc_clock_monotonic_us() - w->task.started_us) / (ESC_PROGRESS_EVERY_MS * 1000);
    if (++w->signs > most) {
        kill_worker(w, ESC_WHY_CRASH, "a worker tells of progress all the time");
        return;
    }
    begin(w, &w->stall, w->task.progress_s, on_stall);
    w->pool->user.progress(w->pool->user.user);
}

// Reads one message. Gives false where there is none.
static bool read_reply(worker *w) {
    esc_reply bytes, reply;
    // What a worker says whose document was taken from it is late: the document may have begun again.
    if (w->fault == ESC_WHY_CANCELLED) {
        w->io = sd_event_source_disable_unref(w->io);
        return false;
    }
    ssize_t len = recv(w->sock, &bytes, sizeof bytes, MSG_DONTWAIT | MSG_TRUNC);
    if (len <= 0) {
        if (len < 0 && (errno == EAGAIN || errno == EINTR)) return false;
        w->io = sd_event_source_disable_unref(w->io); // its end is told by on_exit
        return false;
    }
    esc_err err = {0};
    if (w->state != STARTING && w->state != BUSY)
        kill_worker(w, ESC_WHY_CRASH, "a worker spoke without being asked");
    else if (esc_reply_check(&bytes, (size_t)len, w->state == BUSY ? &w->task.request : NULL, &reply, &err))
        kill_for(w, &err);
    else if (reply.kind == ESC_REPLY_PROGRESS)
        got_on(w);
    else if (w->state == STARTING && reply.status) {
        err = esc_reply_told(&reply); // it ends by itself
        set_fault(w, &err);
    } else
        answered(w, &reply);
    return true;
}

static int on_io(sd_event_source *source, int fd, uint32_t events, void *user) {
    (void)source, (void)fd, (void)events;
    read_reply(user);
    return 0;
}

// ---- ends ----

// A reply in the name of a worker that died: why, as far as it can be told.
static esc_reply obituary(const worker *w, const siginfo_t *info) {
    esc_err told = w->fault_told;
    if (w->fault == ESC_WHY_COUNT && info->si_code == CLD_EXITED) {
        esc_fail(&told, ESC_LIBRARY, info->si_status == ESC_EXIT_MEMORY ? ESC_WHY_MEMORY : ESC_WHY_CRASH,
                 "the worker ended with code %d", info->si_status);
    } else if (w->fault == ESC_WHY_COUNT && info->si_status == SIGKILL) {
        esc_fail(&told, ESC_LIBRARY, ESC_WHY_MEMORY,
                 "the worker was killed, by the kernel for want of memory or by somebody");
    } else if (w->fault == ESC_WHY_COUNT && info->si_status == SIGXCPU) {
        esc_fail(&told, ESC_LIBRARY, ESC_WHY_TIMEOUT, "the worker's processor time is used up");
    } else if (w->fault == ESC_WHY_COUNT) {
        esc_fail(&told, ESC_LIBRARY, ESC_WHY_CRASH, "the worker was ended by signal %d", info->si_status);
    }
    esc_reply reply = {.status = ESC_LIBRARY};
    esc_reply_tell(&reply, &told);
    return reply;
}

static int on_exit_of_worker(sd_event_source *source, const siginfo_t *info, void *user) {
    (void)source;
    worker *w = user;
    esc_pool *pool = w->pool;
    bool unborn = w->state == STARTING;
    // What it said before it died counts.
    for (bool more = true;
         more && w->io && (w->state == BUSY || w->state == STARTING) && w->fault == ESC_WHY_COUNT;)
        more = read_reply(w);
    bool exited = info->si_code == CLD_EXITED;
    int code = exited ? info->si_status : 128 + info->si_status;
    bool killed = !exited && info->si_status == SIGKILL && w->fault == ESC_WHY_COUNT;
    const esc_reply reply = obituary(w, info);
    if (w->state == BUSY) end_job(w, &reply, true, killed);
    empty(w);
    if (unborn)
        pool->user.stillborn(pool->user.user, code, &reply);
    else
        pool->user.idle(pool->user.user, false);
    return 0;
}

// ---- beginnings ----

// In the child: nothing but the three standard descriptors, the socket and what is handed goes along.
static void become_worker(int sock, const esc_handed *handed, pid_t parent) {
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    // Ctrl-C reaches the whole group: the supervisor decides when a worker goes.
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) || getppid() != parent) _exit(1);
    // Out of the way of their places first.
    int count = (int)handed->glossaries.fds_count, end = ESC_WORKER_GLOSSARIES + count;
    int *glossaries = handed->glossaries.fds; // our own copy of them
    int settings = fcntl(handed->settings, F_DUPFD, end);
    sock = fcntl(sock, F_DUPFD, end);
    for (int i = 0; i < count; i++) glossaries[i] = fcntl(glossaries[i], F_DUPFD, end);
    bool placed = dup2(sock, ESC_WORKER_SOCKET) >= 0 && dup2(settings, ESC_WORKER_SETTINGS) >= 0;
    for (int i = 0; i < count; i++) placed &= dup2(glossaries[i], ESC_WORKER_GLOSSARIES + i) >= 0;
    if (!placed || close_range(ESC_WORKER_SETTINGS + 1, ESC_WORKER_GLOSSARIES - 1, 0) ||
        close_range((unsigned)end, ~0u, 0))
        _exit(1);
    setenv("OMP_THREAD_LIMIT", "1", 1);
    unsetenv("NOTIFY_SOCKET");
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0); // intake's CAP_LEASE is of no use there
    execl("/proc/self/exe", "escribanod", "--worker", NULL);
    _exit(1);
}

static int start(worker *w, esc_err *err) {
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair))
        return esc_fail_errno(err, "cannot make a socket pair");
    pid_t self = getpid(), pid = fork();
    if (pid == 0) become_worker(pair[1], w->pool->handed, self);
    close(pair[1]);
    if (pid < 0) {
        close(pair[0]);
        return esc_fail_errno(err, "cannot start a worker");
    }
    *w = (worker){.pool = w->pool, .state = STARTING, .pid = pid, .sock = pair[0], .fault = ESC_WHY_COUNT};
    int r = sd_event_add_child(w->pool->event, &w->child, pid, WEXITED, on_exit_of_worker, w);
    if (r >= 0) r = sd_event_add_io(w->pool->event, &w->io, w->sock, EPOLLIN, on_io, w);
    if (r < 0) {
        kill(pid, SIGKILL);
        if (!w->child) waitpid(pid, NULL, 0);
        errno = -r;
        esc_fail_errno(err, "cannot watch a worker");
        if (!w->child) empty(w);
        return ESC_SYSTEM;
    }
    begin(w, &w->deadline, START_DEADLINE_S, on_deadline);
    return ESC_OK;
}

esc_pool *esc_pool_new(sd_event *event, const esc_handed *handed, int count, int recycle,
                       esc_pool_user user) {
    esc_pool *pool = esc_alloc_zero(1, sizeof *pool);
    *pool = (esc_pool){event, handed, count, recycle, user, esc_alloc_zero(CAPACITY, sizeof(worker))};
    for (int i = 0; i < CAPACITY; i++) pool->workers[i] = (worker){.pool = pool, .sock = -1};
    return pool;
}

void esc_pool_renew(esc_pool *pool, int count, int recycle) {
    pool->count = count;
    pool->recycle = recycle;
    for (int i = 0; i < CAPACITY; i++) {
        pool->workers[i].stale = true;
        if (pool->workers[i].state == IDLE) dismiss(&pool->workers[i]);
    }
}

void esc_pool_free(esc_pool *pool) {
    if (!pool) return;
    for (int i = 0; i < CAPACITY; i++) {
        worker *w = &pool->workers[i];
        if (w->state == EMPTY) continue;
        kill(w->pid, SIGKILL);
        pid_t pid = w->pid;
        empty(w); // the event loop must not wait for it, too
        waitpid(pid, NULL, 0);
    }
    free(pool->workers);
    free(pool);
}

static worker *in_state(const esc_pool *pool, worker_state state) {
    for (int i = 0; i < CAPACITY; i++)
        if (pool->workers[i].state == state) return &pool->workers[i];
    return NULL;
}

bool esc_pool_idle(const esc_pool *pool) { return in_state(pool, IDLE); }

int esc_pool_alive(const esc_pool *pool) {
    int alive = 0;
    for (int i = 0; pool && i < CAPACITY; i++) alive += pool->workers[i].state != EMPTY;
    return alive;
}

// Those that had a job as fewer were asked for end it first.
int esc_pool_size(const esc_pool *pool) {
    int busy = esc_pool_busy(pool);
    return pool && pool->count > busy ? pool->count : busy;
}

int esc_pool_busy(const esc_pool *pool) {
    int busy = 0;
    for (int i = 0; pool && i < CAPACITY; i++) busy += pool->workers[i].state == BUSY;
    return busy;
}

int esc_pool_grow(esc_pool *pool, esc_err *err) {
    if (in_state(pool, STARTING)) return ESC_OK;
    return esc_pool_alive(pool) < pool->count ? start(in_state(pool, EMPTY), err) : ESC_OK;
}

void esc_pool_cancel(esc_pool *pool, int64_t document) {
    for (int i = 0; pool && i < CAPACITY; i++) {
        worker *w = &pool->workers[i];
        if (w->state == BUSY && w->task.job.document == document)
            kill_worker(w, ESC_WHY_CANCELLED, "cancelled");
    }
}

void esc_pool_give(esc_pool *pool, const esc_task *task) {
    worker *w = in_state(pool, IDLE);
    w->task = *task;
    w->state = BUSY;
    w->signs = 0;
    w->task.started_us = esc_clock_monotonic_us();
    begin(w, &w->deadline, task->deadline_s, on_deadline);
    begin(w, &w->stall, task->progress_s, on_stall);
    esc_err err = {0};
    if (esc_message_send(w->sock, &task->request, sizeof task->request, task->fds, task->fd_count, &err) &&
        err.sys != EPIPE && err.sys != ECONNRESET) // of its death on_exit tells
        kill_for(w, &err);
}
