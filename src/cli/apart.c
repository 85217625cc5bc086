// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/apart.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/pulse.h"

static volatile sig_atomic_t quiet, quiet_max; // seconds of processor time without a sign of progress

static void on_pulse(void *user) {
    (void)user;
    quiet = 0;
}

// Dies of the signal itself: that is what the parent sees.
static void on_second(int number) {
    if (++quiet <= quiet_max) return;
    signal(number, SIG_DFL);
    raise(number);
}

void esc_apart_watch(int64_t seconds) {
    quiet_max = seconds < INT32_MAX ? (int)seconds : INT32_MAX;
    quiet = 0;
    struct sigaction action = {.sa_handler = on_second, .sa_flags = SA_RESTART};
    const struct itimerval second = {{1, 0}, {1, 0}};
    sigaction(SIGPROF, &action, NULL);
    setitimer(ITIMER_PROF, &second, NULL);
    esc_pulse_listen(on_pulse, NULL);
}

int esc_apart_run(int (*work)(void *user), void *user, esc_err *err) {
    pid_t parent = getpid(), pid = fork();
    if (pid < 0) return work(user);
    if (!pid) {
        prctl(PR_SET_PDEATHSIG, SIGTERM);
        exit(getppid() == parent ? work(user) : EXIT_FAILURE);
    }
    int status;
    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR) {
            esc_fail_errno(err, "cannot wait for the process that reads");
            return 0;
        }
    if (WIFEXITED(status)) return WEXITSTATUS(status);
    int number = WTERMSIG(status);
    if (number == SIGPROF)
        esc_fail(err, ESC_LIMIT, ESC_WHY_TIMEOUT, "no progress within [workers] progress_deadline");
    else if (number == SIGKILL)
        esc_fail(err, ESC_LIMIT, ESC_WHY_MEMORY, "the process that reads was killed");
    else
        esc_fail(err, ESC_LIBRARY, ESC_WHY_CRASH, "the process that reads died: %s", strsignal(number));
    return 0;
}
