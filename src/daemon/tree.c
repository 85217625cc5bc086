// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/pulse.h"

enum { FOLDER = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC };

static int into(int folder, const char *name, bool make) {
    int fd = openat(folder, name, FOLDER);
    if (fd >= 0 || errno != ENOENT || !make) return fd;
    if (mkdirat(folder, name, 0777) && errno != EEXIST) return -1;
    if (fsync(folder)) return -1;
    return openat(folder, name, FOLDER);
}

int esc_tree_parent(int top, const char *path, bool make, const char **ret_base, esc_err *err) {
    int folder = openat(top, ".", FOLDER);
    const char *part = path;
    for (const char *slash; folder >= 0 && (slash = strchr(part, '/')); part = slash + 1) {
        ESC_AUTOFREE char *name = esc_strndup(part, (size_t)(slash - part));
        int next = into(folder, name, make);
        int sys = errno;
        close(folder);
        errno = sys;
        folder = next;
    }
    if (folder < 0)
        return make ? esc_fail_writing(err, "cannot open the folder of %s", path)
                    : esc_fail_errno(err, "cannot open the folder of %s", path);
    *ret_base = part;
    return folder;
}

int esc_tree_stat(int top, const char *path, struct stat *ret, esc_err *err) {
    const char *base;
    int folder = esc_tree_parent(top, path, false, &base, err);
    if (folder < 0) return folder;
    int failed = fstatat(folder, base, ret, AT_SYMLINK_NOFOLLOW);
    if (failed) failed = esc_fail_errno(err, "cannot look at %s", path);
    close(folder);
    return failed;
}

bool esc_tree_exists(int top, const char *path) {
    struct stat st;
    esc_err err = {0};
    // What cannot be looked at has to be taken for something.
    return !esc_tree_stat(top, path, &st, &err) || err.why != ESC_WHY_VANISHED;
}

int esc_tree_open(int top, const char *path, esc_err *err) {
    const char *base;
    int folder = esc_tree_parent(top, path, false, &base, err);
    if (folder < 0) return folder;
    int fd = openat(folder, base, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW);
    if (fd < 0) {
        esc_fail_errno(err, "cannot open %s", path);
        close(folder);
        return ESC_SYSTEM;
    }
    close(folder);
    struct stat st;
    if (!fstat(fd, &st) && S_ISREG(st.st_mode)) return fd;
    close(fd);
    return esc_fail(err, ESC_ARGUMENT, ESC_WHY_NOT_A_FILE, "%s is not a regular file", path);
}

int esc_tree_remove(int top, const char *path, esc_err *err) {
    const char *base;
    esc_err why = {0};
    int folder = esc_tree_parent(top, path, false, &base, &why);
    int failed = folder < 0 ? folder : ESC_OK;
    struct stat st;
    if (!failed && unlinkat(folder, base, 0)) {
        failed = esc_fail_writing(&why, "cannot remove %s", path);
        // A file system that is read-only says so first, whether the file is there or not.
        if (fstatat(folder, base, &st, AT_SYMLINK_NOFOLLOW) && errno == ENOENT) why.sys = ENOENT;
    }
    if (folder >= 0) close(folder);
    if (failed && why.sys == ENOENT) return ESC_OK;
    if (failed && err) *err = why;
    return failed;
}

// ---- moving ----

static bool same_bytes(int a, int b) {
    struct stat sa, sb;
    if (fstat(a, &sa) || fstat(b, &sb) || sa.st_size != sb.st_size) return false;
    char x[65536], y[sizeof x];
    for (off_t at = 0; at < sa.st_size;) {
        ssize_t n = pread(a, x, sizeof x, at), m = pread(b, y, sizeof y, at);
        if (n <= 0 || n != m || memcmp(x, y, (size_t)n)) return false;
        esc_pulse();
        at += n;
    }
    return true;
}

bool esc_tree_same(int a_top, const char *a, int b_top, const char *b) {
    int x = esc_tree_open(a_top, a, NULL), y = esc_tree_open(b_top, b, NULL);
    bool same = x >= 0 && y >= 0 && same_bytes(x, y);
    if (x >= 0) close(x);
    if (y >= 0) close(y);
    return same;
}

static int copy_bytes(int from, int to) {
    char chunk[65536];
    for (off_t at = 0;;) {
        ssize_t n = pread(from, chunk, sizeof chunk, at);
        if (n <= 0) return (int)n;
        esc_pulse();
        for (ssize_t done = 0; done < n;) {
            ssize_t m = pwrite(to, chunk + done, (size_t)(n - done), at + done);
            if (m < 0 && errno == EINTR) continue;
            if (m < 0) return -1;
            done += m;
        }
        at += n;
    }
}

static int no_replace(int from, const char *from_name, int to, const char *to_name) {
    if (!renameat2(from, from_name, to, to_name, RENAME_NOREPLACE)) return 0;
    if (errno != EINVAL) return -1;
    // Some network file systems cannot promise it: look first, and accept the gap between.
    struct stat st;
    if (!fstatat(to, to_name, &st, AT_SYMLINK_NOFOLLOW)) {
        errno = EEXIST;
        return -1;
    }
    return renameat(from, from_name, to, to_name);
}

// A file that did not change while it was copied.
static int copy_file(int from, const char *from_name, int to, const char *to_name) {
    struct stat before, after;
    int in = openat(from, from_name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (in < 0) return -1;
    int out = openat(to, to_name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
    int failed = out < 0 || fstat(in, &before) || copy_bytes(in, out);
    if (!failed) {
        struct timespec times[2] = {before.st_atim, before.st_mtim};
        failed = futimens(out, times) || fsync(out) || fstat(in, &after);
        if (!failed && (before.st_size != after.st_size || before.st_mtim.tv_nsec != after.st_mtim.tv_nsec ||
                        before.st_mtim.tv_sec != after.st_mtim.tv_sec)) {
            errno = EBUSY;
            failed = -1;
        }
    }
    int sys = errno;
    if (out >= 0) close(out);
    close(in);
    errno = sys;
    return failed ? -1 : 0;
}

// Links, pipes and devices hold no bytes: the same thing is made anew.
static int copy_other(int from, const char *from_name, int to, const char *to_name, const struct stat *st) {
    char target[PATH_MAX];
    if (!S_ISLNK(st->st_mode)) return mknodat(to, to_name, st->st_mode, st->st_rdev);
    ssize_t len = readlinkat(from, from_name, target, sizeof target - 1);
    if (len < 0) return -1;
    target[len] = 0;
    return symlinkat(target, to, to_name);
}

// Onto another mount. What may not be removed where it is has not moved, and must not come to be in two
// places.
static int move_copy(int from, const char *from_name, int to, const char *to_name) {
    struct stat st;
    if (faccessat(from, ".", W_OK | X_OK, AT_EACCESS) || fstatat(from, from_name, &st, AT_SYMLINK_NOFOLLOW))
        return -1;
    ESC_AUTOFREE char *hidden = esc_asprintf(".escribano-%llx-%llx.tmp", (unsigned long long)st.st_dev,
                                             (unsigned long long)st.st_ino);
    unlinkat(to, hidden, 0); // what an earlier try left
    int failed = S_ISREG(st.st_mode) ? copy_file(from, from_name, to, hidden)
                                     : copy_other(from, from_name, to, hidden, &st);
    if (!failed) failed = no_replace(to, hidden, to, to_name);
    bool made = !failed;
    if (failed && errno == EEXIST && S_ISREG(st.st_mode)) {
        int ours = openat(to, hidden, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
        int theirs = openat(to, to_name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
        failed = ours >= 0 && theirs >= 0 && same_bytes(ours, theirs) ? 0 : -1;
        if (ours >= 0) close(ours);
        if (theirs >= 0) close(theirs);
        errno = EEXIST;
    }
    int sys = errno;
    unlinkat(to, hidden, 0);
    errno = sys;
    if (failed || fsync(to)) return -1;
    if (!unlinkat(from, from_name, 0)) return 0;
    sys = errno;
    if (made && (sys == EPERM || sys == EACCES || sys == EROFS)) unlinkat(to, to_name, 0); // a sticky folder
    errno = sys;
    return -1;
}

int esc_tree_move(int from_top, const char *from, int to_top, const char *to, esc_err *err) {
    const char *from_base, *to_base;
    int from_folder = esc_tree_parent(from_top, from, false, &from_base, err);
    if (from_folder < 0) return from_folder;
    int to_folder = esc_tree_parent(to_top, to, true, &to_base, err);
    if (to_folder < 0) {
        close(from_folder);
        return to_folder;
    }
    int failed = no_replace(from_folder, from_base, to_folder, to_base);
    if (failed && errno == EXDEV) failed = move_copy(from_folder, from_base, to_folder, to_base);
    if (!failed) failed = fsync(to_folder);
    if (failed && errno == EEXIST)
        failed = esc_fail(err, ESC_ARGUMENT, ESC_WHY_OTHER, "%s is there already", to);
    else if (failed)
        failed = esc_fail_writing(err, "cannot move %s to %s", from, to);
    close(from_folder);
    close(to_folder);
    return failed;
}

int esc_tree_replace(int top, const char *from, const char *to, esc_err *err) {
    const char *from_base, *to_base;
    int from_folder = esc_tree_parent(top, from, false, &from_base, err);
    if (from_folder < 0) return from_folder;
    int to_folder = esc_tree_parent(top, to, true, &to_base, err);
    int failed = to_folder < 0 ? to_folder : ESC_OK;
    if (!failed && (renameat(from_folder, from_base, to_folder, to_base) || fsync(to_folder)))
        failed = esc_fail_writing(err, "cannot replace %s by %s", to, from);
    close(from_folder);
    if (to_folder >= 0) close(to_folder);
    return failed;
}
