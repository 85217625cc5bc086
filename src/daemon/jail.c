// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/jail.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/paths.h"

// ---- Landlock ----

// Read-only: fonts and their configuration, Poppler's character maps, Tesseract's and Hunspell's data,
// libraries (some are loaded at their first use, such as character set converters), and what we ship.
static const char *const readable[] = {
    "/usr", "/lib", "/lib64", "/etc/fonts", "/etc/ld.so.cache", "/var/cache/fontconfig"};

static int allow(int ruleset, const char *path, __u64 access, esc_err *err) {
    int fd = open(path, O_PATH | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT || errno == EACCES ? ESC_OK
                                                  : esc_fail_errno(err, "jail: cannot open %s", path);
    struct landlock_path_beneath_attr rule = {.allowed_access = access, .parent_fd = fd};
    int failed = ESC_OK;
    // A file, not a folder, has no entries to be listed.
    if (syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0)) {
        rule.allowed_access = access & LANDLOCK_ACCESS_FS_READ_FILE;
        if (syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0))
            failed = esc_fail_errno(err, "jail: cannot allow %s", path);
    }
    close(fd);
    return failed;
}

// Every right that this kernel knows is taken away, but for reading below the folders above.
static int fence_paths(esc_err *err) {
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1) return ESC_OK;                             // not in this kernel, or switched off
    const __u64 first = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1; // what version 1 knows
    const struct landlock_ruleset_attr taken = {.handled_access_fs = first | (version >= 2 ? first + 1 : 0)};
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &taken, sizeof taken, 0);
    if (ruleset < 0) return esc_fail_errno(err, "jail: cannot make a Landlock ruleset");
    const __u64 reading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
    int failed = allow(ruleset, esc_paths_data(), reading, err);
    if (!failed) failed = allow(ruleset, esc_paths_locale(), reading, err);
    const char *tessdata = getenv("TESSDATA_PREFIX"); // the OCR engine is loaded at its first use
    if (!failed && tessdata) failed = allow(ruleset, tessdata, reading, err);
    for (size_t i = 0; i < sizeof readable / sizeof *readable && !failed; i++)
        failed = allow(ruleset, readable[i], reading, err);
    if (!failed && syscall(SYS_landlock_restrict_self, ruleset, 0))
        failed = esc_fail_errno(err, "jail: cannot enter the Landlock ruleset");
    close(ruleset);
    return failed;
}

// ---- seccomp ----

// What Leptonica, Tesseract, Poppler, Cairo, GLib and the C library need to compute, and to read what
// is open. What is not here fails with EPERM, so that a library that asks for a nicety goes on without it.
static const int computing[] = {
    SCMP_SYS(read),
    SCMP_SYS(pread64),
    SCMP_SYS(readv),
    SCMP_SYS(write),
    SCMP_SYS(pwrite64),
    SCMP_SYS(writev),
    SCMP_SYS(lseek),
    SCMP_SYS(fstat),
    SCMP_SYS(newfstatat),
    SCMP_SYS(stat),
    SCMP_SYS(lstat),
    SCMP_SYS(statx),
    SCMP_SYS(statfs),
    SCMP_SYS(fstatfs),
    SCMP_SYS(access),
    SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(getdents64),
    SCMP_SYS(getcwd),
    SCMP_SYS(close),
    SCMP_SYS(dup),
    SCMP_SYS(fadvise64),
    SCMP_SYS(brk),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(msync),
    SCMP_SYS(mincore),
    SCMP_SYS(futex),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(nanosleep),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),
    SCMP_SYS(getrusage),
    SCMP_SYS(times),
    SCMP_SYS(getrandom),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(getppid),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
    SCMP_SYS(sysinfo),
    SCMP_SYS(uname),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(getcpu),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(rseq),
    SCMP_SYS(membarrier),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(recvmsg),
    SCMP_SYS(sendmsg),
};

static int allow_computing(scmp_filter_ctx filter) {
    int r = 0;
    for (size_t i = 0; i < sizeof computing / sizeof *computing && !r; i++)
        r = seccomp_rule_add(filter, SCMP_ACT_ALLOW, computing[i], 0);
    return r;
}

// Calls that are harmless with some of their arguments only: allowed where (argument & mask) == value.
static const struct {
    int call;
    unsigned argument;
    scmp_datum_t mask, value;
} with[] = {
    {SCMP_SYS(openat), 2, O_ACCMODE | O_CREAT | O_TRUNC | (O_TMPFILE & ~O_DIRECTORY), O_RDONLY},
    {SCMP_SYS(open), 1, O_ACCMODE | O_CREAT | O_TRUNC | (O_TMPFILE & ~O_DIRECTORY), O_RDONLY},
    // Memory is never both written and executed; libraries that are loaded late are mapped to be executed.
    {SCMP_SYS(mmap), 2, PROT_EXEC, 0},
    {SCMP_SYS(mmap), 2, PROT_EXEC | PROT_WRITE, PROT_EXEC},
    {SCMP_SYS(mprotect), 2, PROT_EXEC, 0},
    {SCMP_SYS(fcntl), 1, UINT32_MAX, F_GETFD},
    {SCMP_SYS(fcntl), 1, UINT32_MAX, F_SETFD},
    {SCMP_SYS(fcntl), 1, UINT32_MAX, F_GETFL},
    {SCMP_SYS(fcntl), 1, UINT32_MAX, F_DUPFD_CLOEXEC},
    {SCMP_SYS(ioctl), 1, UINT32_MAX, TCGETS},
    {SCMP_SYS(ioctl), 1, UINT32_MAX, FIONREAD},
    {SCMP_SYS(prlimit64), 2, UINT64_MAX, 0}, // to ask for limits, never to set them
};

static int allow_with(scmp_filter_ctx filter) {
    int r = 0;
    for (size_t i = 0; i < sizeof with / sizeof *with && !r; i++)
        r = seccomp_rule_add(filter, SCMP_ACT_ALLOW, with[i].call, 1,
                             SCMP_CMP(with[i].argument, SCMP_CMP_MASKED_EQ, with[i].mask, with[i].value));
    // Signals to itself only: how abort() ends.
    if (!r)
        r = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                             SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid()));
    return r;
}

static int fence_calls(esc_err *err) {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!filter) return esc_fail(err, ESC_LIBRARY, ESC_WHY_OTHER, "jail: cannot make a seccomp filter");
    int r = allow_computing(filter);
    if (!r) r = allow_with(filter);
    if (!r) r = seccomp_load(filter);
    seccomp_release(filter);
    errno = -r;
    return r ? esc_fail_errno(err, "jail: cannot enter the seccomp filter") : ESC_OK;
}

// The sanitizers' runtime looks at /proc, and its search for leaks makes a process: with them there is no
// jail.
#ifdef __SANITIZE_ADDRESS__
static const bool jailed = false;
#else
static const bool jailed = true;
#endif

int esc_jail_enter(esc_err *err) {
    if (!jailed) return ESC_OK;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) return esc_fail_errno(err, "jail: cannot give up privileges");
    int failed = fence_paths(err);
    return failed ? failed : fence_calls(err);
}
