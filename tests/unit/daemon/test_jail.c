// SPDX-License-Identifier: GPL-3.0-or-later
// Each attempt is made by a child of its own that has gone into the jail.
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "daemon/jail.h"

#ifdef __SANITIZE_ADDRESS__
enum { JAILED = 0 };
#else
enum { JAILED = 1 };
#endif

static char secret[] = "/tmp/escribano-secret-XXXXXX";
static int open_before;

enum { FORBIDDEN = 0, ALLOWED = 1, NO_JAIL = 2 };

// Gives what became of the attempt: FORBIDDEN or ALLOWED.
static int inside(int (*attempt)(void)) {
    pid_t pid = fork();
    if (pid == 0) {
        esc_err err = {0};
        if (esc_jail_enter(&err)) {
            fprintf(stderr, "%s\n", err.message);
            _exit(NO_JAIL);
        }
        int result = attempt();
        _exit(result >= 0 ? ALLOWED : errno == EPERM || errno == EACCES ? FORBIDDEN : 3);
    }
    int status = 0;
    waitpid(pid, &status, 0);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static int read_secret(void) { return open(secret, O_RDONLY); }
static int make_file(void) { return open("/tmp/escribano-jail-made", O_WRONLY | O_CREAT, 0600); }
static int make_nameless(void) { return open("/tmp", O_RDWR | O_TMPFILE, 0600); }
static int truncate_secret(void) { return truncate(secret, 0); }
static int remove_secret(void) { return unlink(secret); }
static int make_folder(void) { return mkdir("/tmp/escribano-jail-folder", 0700); }
static int local_socket(void) { return socket(AF_UNIX, SOCK_STREAM, 0); }
static int net_socket(void) { return socket(AF_INET, SOCK_STREAM, 0); }
static int fork_itself(void) {
    int pid = fork();
    if (pid == 0) _exit(ALLOWED);
    return pid;
}
static int execute(void) { return execl("/bin/true", "true", NULL); }
static int signal_others(void) { return kill(getppid(), 0); }
static int trace_others(void) { return (int)ptrace(PTRACE_ATTACH, getppid(), NULL, NULL); }
static int raise_limit(void) { return setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0}); }
static int run_written_memory(void) {
    void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return p == MAP_FAILED ? -1 : 0;
}

static void a_worker_can_do_nothing_but_compute(void **state) {
    (void)state;
    if (!JAILED) skip();
    static int (*const attempts[])(void) = {
        make_file,    make_nameless, truncate_secret,    remove_secret, make_folder,
        local_socket, net_socket,    fork_itself,        execute,       signal_others,
        trace_others, raise_limit,   run_written_memory,
    };
    for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++)
        if (inside(attempts[i]) != FORBIDDEN) fail_msg("attempt %zu went through", i);
}

static int landlock_works(void) {
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    return version >= 1;
}

static void a_worker_opens_no_file_of_anybodys(void **state) {
    (void)state;
    if (!JAILED || !landlock_works()) skip();
    assert_int_equal(inside(read_secret), FORBIDDEN);
}

static int read_open(void) {
    char c;
    return pread(open_before, &c, 1, 0) == 1 ? 0 : -1;
}
static int write_open(void) { return pwrite(open_before, "x", 1, 0) == 1 ? 0 : -1; }
static int take_memory(void) {
    char *p = malloc(64u << 20);
    if (!p) return -1;
    memset(p, 1, 64u << 20);
    free(p);
    return 0;
}
static int read_system(void) { return open("/usr/share", O_RDONLY | O_DIRECTORY); }

static void it_has_what_it_needs(void **state) {
    (void)state;
    assert_int_equal(inside(read_open), ALLOWED);
    assert_int_equal(inside(write_open), ALLOWED);
    assert_int_equal(inside(take_memory), ALLOWED);
    assert_int_equal(inside(read_system), ALLOWED);
}

static void abort_still_ends_it(void **state) {
    (void)state;
    pid_t pid = fork();
    if (pid == 0) {
        if (esc_jail_enter(NULL)) _exit(1);
        abort();
    }
    int status = 0;
    waitpid(pid, &status, 0);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGABRT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_worker_can_do_nothing_but_compute),
        cmocka_unit_test(a_worker_opens_no_file_of_anybodys),
        cmocka_unit_test(it_has_what_it_needs),
        cmocka_unit_test(abort_still_ends_it),
    };
    open_before = mkostemp(secret, O_CLOEXEC);
    if (open_before < 0 || write(open_before, "secret", 6) != 6) return 1;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    unlink(secret);
    return failed;
}
