// SPDX-License-Identifier: GPL-3.0-or-later
// Preloaded into a supervisor (never into its workers), fails one call of the C library at one place in the
// program. A place is the function and who called it, who called that, and so on: the addresses of the
// nearest callers, each within its file, so that it is the same in every run.
//
//   ESC_FAULT_PLACES=FILE   writes each place at its first call to FILE: "function hash caller caller …"
//   ESC_FAULT_AT=HASH       the place that fails, with ESC_FAULT_ERRNO, the first ESC_FAULT_TIMES times (1);
//                           each failure adds a byte to ESC_FAULT_HITS
//   ESC_FAULT_CLOCK=FILE    the calendar's clock is off by the seconds that stand in FILE
//   ESC_FAULT_NETWORK=INODE the folder of that number lies on NFS
//   ESC_FAULT_QUOTA=FILE    while FILE begins with "1", nothing can be written on its file system (EDQUOT),
//   by
//                           workers neither
//   ESC_FAULT_WATCHES=N     so many folders can be watched, no more
//   ESC_FAULT_NAMES=,INODE,INODE,  the folders of those numbers take no name with a colon (as on FAT), or of
//   more
//                           than 143 bytes (as where names are encrypted)
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <link.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

enum { CALLERS = 7, SHIM = 3, SEEN = 1 << 16, KNOWN = 1 << 18 };

void *__libc_malloc(size_t bytes);
void *__libc_calloc(size_t count, size_t bytes);
void *__libc_realloc(void *old, size_t bytes);

static bool active;
static char program[4096];   // its file
static __thread bool inside; // what we call ourselves
static int places = -1, hits = -1, off = -1, quota = -1, times, number;
static dev_t quota_device;
static uint64_t at, seen[SEEN];

static uint64_t mix(uint64_t hash, uint64_t value) { return (hash ^ value) * 0x9e3779b97f4a7c15u; }

// Of the places met before, by their addresses in this process: to look up each file anew takes most of the
// time.
static struct {
    _Atomic uint64_t addresses;
    uint64_t place;
} known[KNOWN];

static uint64_t place_of(void **frames, int count, const char *function, char *text, size_t size) {
    uint64_t hash = 0;
    for (const char *p = function; *p; p++) hash = mix(hash, (uint64_t)*p);
    size_t used = 0;
    text[0] = 0;
    for (int i = SHIM; i < count; i++) {
        struct dl_find_object file;
        if (_dl_find_object(frames[i], &file)) continue;
        const char *path = *file.dlfo_link_map->l_name ? file.dlfo_link_map->l_name : program;
        if (strstr(path, "libtesseract")) return 0; // tried in a process of its own; its affair
        uint64_t offset = (uint64_t)((char *)frames[i] - (char *)file.dlfo_map_start);
        for (const char *p = strrchr(path, '/'); p && *p; p++) hash = mix(hash, (uint64_t)*p);
        hash = mix(hash, offset);
        if (used < size)
            used +=
                (size_t)snprintf(text + used, size - used, " %s+0x%llx", path, (unsigned long long)offset);
    }
    return hash | 1;
}

// Gives the place's hash; its callers as text where they are wanted, or empty where they were given before.
static __attribute__((noinline)) uint64_t place(const char *function, char *text, size_t size) {
    void *frames[CALLERS + SHIM];
    int count = backtrace(frames, CALLERS + SHIM);
    uint64_t addresses = mix(0, (uint64_t)function);
    for (int i = SHIM; i < count; i++) addresses = mix(addresses, (uint64_t)frames[i]);
    addresses |= 1;
    for (uint64_t i = addresses >> 40;; i++) {
        uint64_t there = known[i % KNOWN].addresses;
        if (there == addresses) return known[i % KNOWN].place;
        if (there) continue;
        known[i % KNOWN].place = place_of(frames, count, function, text, size);
        known[i % KNOWN].addresses = addresses;
        return known[i % KNOWN].place;
    }
}

static bool first_time(uint64_t hash) {
    for (uint64_t i = hash >> 40;; i++) {
        uint64_t *entry = &seen[i % SEEN];
        if (*entry == hash) return false;
        if (!*entry) {
            *entry = hash;
            return true;
        }
    }
}

// Whether this call is to fail.
static __attribute__((noinline)) bool fails(const char *function) {
    if (!active || inside) return false;
    int sys = errno;
    inside = true;
    char text[1024] = "", line[1200];
    uint64_t hash = place(function, text, sizeof text);
    if (places >= 0 && *text && first_time(hash)) {
        int len = snprintf(line, sizeof line, "%s %016llx%s\n", function, (unsigned long long)hash, text);
        syscall(SYS_write, places, line, len);
    }
    bool failing = hash == at && times > 0;
    if (failing) {
        times--;
        syscall(SYS_write, hits, "x", 1);
    }
    inside = false;
    errno = failing ? number : sys;
    return failing;
}

#define NEXT(function) ((__typeof__(&function))dlsym(RTLD_NEXT, #function))

static int opened(const char *path) { return open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600); }

static void begin_quota(const char *path) {
    struct stat st;
    if (path && !NEXT(stat)(path, &st)) quota_device = st.st_dev;
    if (path) quota = open(path, O_RDONLY | O_CLOEXEC);
}

static bool over_quota(int fd) {
    char on = '0';
    struct stat st;
    if (quota < 0 || fd == STDERR_FILENO || syscall(SYS_pread64, quota, &on, 1, 0) != 1 || on != '1')
        return false;
    if (NEXT(fstat)(fd, &st) || !S_ISREG(st.st_mode) || st.st_dev != quota_device) return false;
    errno = EDQUOT;
    return true;
}

__attribute__((constructor)) static void begin(int argc, char **argv) {
    begin_quota(getenv("ESC_FAULT_QUOTA"));
    if (argc > 1 && !strcmp(argv[1], "--worker")) return;
    void *frames[1];
    backtrace(frames, 1); // loads what it needs now
    if (readlink("/proc/self/exe", program, sizeof program - 1) < 0) _exit(127);
    if (getenv("ESC_FAULT_CLOCK")) off = open(getenv("ESC_FAULT_CLOCK"), O_RDONLY | O_CLOEXEC);
    const char *list = getenv("ESC_FAULT_PLACES"), *hash = getenv("ESC_FAULT_AT");
    if (list) places = opened(list);
    if (hash) {
        at = strtoull(hash, NULL, 16);
        number = atoi(getenv("ESC_FAULT_ERRNO"));
        times = getenv("ESC_FAULT_TIMES") ? atoi(getenv("ESC_FAULT_TIMES")) : 1;
        hits = opened(getenv("ESC_FAULT_HITS"));
    }
    active = list || hash;
}

// ---- memory ----

void *malloc(size_t bytes) { return fails("malloc") ? NULL : __libc_malloc(bytes); }
void *calloc(size_t count, size_t bytes) { return fails("calloc") ? NULL : __libc_calloc(count, bytes); }
void *realloc(void *old, size_t bytes) { return fails("realloc") ? NULL : __libc_realloc(old, bytes); }

// ---- files ----

// Standard error is where failures are told.
ssize_t write(int fd, const void *bytes, size_t len) {
    return over_quota(fd) || (fd != STDERR_FILENO && fails("write")) ? -1
                                                                     : syscall(SYS_write, fd, bytes, len);
}
ssize_t pwrite(int fd, const void *bytes, size_t len, off_t where) {
    return over_quota(fd) || fails("pwrite") ? -1 : syscall(SYS_pwrite64, fd, bytes, len, where);
}
ssize_t pwrite64(int fd, const void *bytes, size_t len, off64_t where) {
    return over_quota(fd) || fails("pwrite") ? -1 : syscall(SYS_pwrite64, fd, bytes, len, where);
}
ssize_t pread(int fd, void *bytes, size_t len, off_t where) {
    return fails("pread") ? -1 : syscall(SYS_pread64, fd, bytes, len, where);
}
ssize_t pread64(int fd, void *bytes, size_t len, off64_t where) {
    return fails("pread") ? -1 : syscall(SYS_pread64, fd, bytes, len, where);
}
int fsync(int fd) { return fails("fsync") ? -1 : NEXT(fsync)(fd); }
int fdatasync(int fd) { return fails("fsync") ? -1 : NEXT(fdatasync)(fd); }
int ftruncate(int fd, off_t len) { return fails("ftruncate") ? -1 : NEXT(ftruncate)(fd, len); }
int ftruncate64(int fd, off64_t len) { return fails("ftruncate") ? -1 : NEXT(ftruncate64)(fd, len); }

static mode_t mode_of(int flags, va_list args) {
    return flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0;
}

#define OPEN_AT(name)                                                                                        \
    int name(int folder, const char *path, int flags, ...) {                                                 \
        va_list args;                                                                                        \
        va_start(args, flags);                                                                               \
        mode_t mode = mode_of(flags, args);                                                                  \
        va_end(args);                                                                                        \
        return fails("open") ? -1 : (int)syscall(SYS_openat, folder, path, flags, mode);                     \
    }
#define OPEN(name)                                                                                           \
    int name(const char *path, int flags, ...) {                                                             \
        va_list args;                                                                                        \
        va_start(args, flags);                                                                               \
        mode_t mode = mode_of(flags, args);                                                                  \
        va_end(args);                                                                                        \
        return fails("open") ? -1 : (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);                   \
    }
OPEN(open)
OPEN(open64)
OPEN_AT(openat)
OPEN_AT(openat64)

static bool picky(int folder, const char *name) {
    struct stat st;
    char inode[32];
    const char *folders = getenv("ESC_FAULT_NAMES");
    if (!folders || NEXT(fstat)(folder, &st)) return false;
    snprintf(inode, sizeof inode, ",%llu,", (unsigned long long)st.st_ino);
    errno = strlen(name) > 143 ? ENAMETOOLONG : EINVAL;
    return strstr(folders, inode) && (strlen(name) > 143 || strchr(name, ':'));
}

int fstat(int fd, struct stat *st) { return fails("stat") ? -1 : NEXT(fstat)(fd, st); }
int fstatat(int folder, const char *path, struct stat *st, int flags) {
    return picky(folder, path) || fails("stat") ? -1 : NEXT(fstatat)(folder, path, st, flags);
}
int rename(const char *from, const char *to) { return fails("rename") ? -1 : NEXT(rename)(from, to); }
int renameat(int a, const char *from, int b, const char *to) {
    return picky(b, to) || fails("rename") ? -1 : NEXT(renameat)(a, from, b, to);
}
int renameat2(int a, const char *from, int b, const char *to, unsigned flags) {
    return picky(b, to) || fails("rename") ? -1 : NEXT(renameat2)(a, from, b, to, flags);
}
int linkat(int a, const char *from, int b, const char *to, int flags) {
    return fails("link") ? -1 : NEXT(linkat)(a, from, b, to, flags);
}
int unlink(const char *path) { return fails("unlink") ? -1 : NEXT(unlink)(path); }
int unlinkat(int folder, const char *path, int flags) {
    return fails("unlink") ? -1 : NEXT(unlinkat)(folder, path, flags);
}
int mkdir(const char *path, mode_t mode) { return fails("mkdir") ? -1 : NEXT(mkdir)(path, mode); }
int mkdirat(int folder, const char *path, mode_t mode) {
    return picky(folder, path) || fails("mkdir") ? -1 : NEXT(mkdirat)(folder, path, mode);
}

// ---- time ----

int clock_gettime(clockid_t clock, struct timespec *ret) {
    int failed = (int)syscall(SYS_clock_gettime, clock, ret);
    char text[32] = "";
    if (clock == CLOCK_REALTIME && off >= 0 && syscall(SYS_pread64, off, text, sizeof text - 1, 0) > 0)
        ret->tv_sec += atoll(text);
    return failed;
}

// ---- what the kernel tells of folders ----

int fstatfs(int fd, struct statfs *ret) {
    struct stat st;
    const char *network = getenv("ESC_FAULT_NETWORK");
    int failed = (int)syscall(SYS_fstatfs, fd, ret);
    if (!failed && network && !fstat(fd, &st) && st.st_ino == strtoull(network, NULL, 10))
        ret->f_type = 0x6969;
    return failed;
}

int inotify_add_watch(int fd, const char *path, uint32_t mask) {
    static int added;
    const char *most = getenv("ESC_FAULT_WATCHES");
    if (!most || added++ < atoi(most)) return (int)syscall(SYS_inotify_add_watch, fd, path, mask);
    errno = ENOSPC;
    return -1;
}

// ---- descriptors and processes ----

int memfd_create(const char *name, unsigned flags) {
    return fails("memfd") ? -1 : (int)syscall(SYS_memfd_create, name, flags);
}
int socketpair(int domain, int type, int protocol, int pair[2]) {
    return fails("socketpair") ? -1 : NEXT(socketpair)(domain, type, protocol, pair);
}
pid_t fork(void) { return fails("fork") ? -1 : NEXT(fork)(); }
