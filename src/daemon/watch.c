// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/watch.h"

#include <errno.h>
#include <limits.h>
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "base/mem.h"

typedef struct watched {
    int wd;
    char *path; // "" or "sub/": what stands before a name
} watched;

struct esc_watch {
    int fd;
    void *folders; // a tree (tsearch) of watched, by wd
};

static int by_wd(const void *a, const void *b) {
    const watched *x = a, *y = b;
    return (x->wd > y->wd) - (x->wd < y->wd);
}

static void free_watched(void *p) {
    watched *w = p;
    free(w->path);
    free(w);
}

int esc_watch_new(esc_watch **ret, esc_err *err) {
    int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (fd < 0) return esc_fail_errno(err, "cannot watch folders");
    esc_watch *watch = esc_alloc_zero(1, sizeof *watch);
    watch->fd = fd;
    *ret = watch;
    return ESC_OK;
}

void esc_watch_free(esc_watch *watch) {
    if (!watch) return;
    tdestroy(watch->folders, free_watched);
    close(watch->fd);
    free(watch);
}

int esc_watch_fd(const esc_watch *watch) { return watch->fd; }

static watched *find(const esc_watch *watch, int wd) {
    watched key = {wd, NULL};
    void *node = tfind(&key, &watch->folders, by_wd);
    return node ? *(watched **)node : NULL;
}

static void forget(esc_watch *watch, int wd) {
    watched *w = find(watch, wd);
    if (!w) return;
    tdelete(w, &watch->folders, by_wd);
    free_watched(w);
}

int esc_watch_add(esc_watch *watch, int folder, const char *path, esc_err *err) {
    char self[32];
    snprintf(self, sizeof self, "/proc/self/fd/%d", folder);
    int wd = inotify_add_watch(watch->fd, self,
                               IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_MODIFY |
                                   IN_ATTRIB | IN_ONLYDIR | IN_EXCL_UNLINK);
    if (wd < 0) return esc_fail_errno(err, "cannot watch the folder %s", *path ? path : ".");
    // The same folder under a new name keeps its number.
    forget(watch, wd);
    watched *w = esc_alloc(sizeof *w);
    *w = (watched){wd, *path ? esc_asprintf("%s/", path) : esc_strdup("")};
    if (!tsearch(w, &watch->folders, by_wd)) esc_out_of_memory();
    return ESC_OK;
}

static void tell(esc_watch *watch, const struct inotify_event *e, esc_watch_told *told, void *user) {
    if (e->mask & IN_Q_OVERFLOW) {
        told(user, ESC_WATCH_LOST, "");
        return;
    }
    if (e->mask & IN_IGNORED) forget(watch, e->wd);
    const watched *w = find(watch, e->wd);
    if (!w || !e->len) return;
    ESC_AUTOFREE char *path = esc_asprintf("%s%s", w->path, e->name);
    if (e->mask & IN_ISDIR) {
        // The watches below a folder that was renamed have wrong paths now; looking through mends them.
        if (e->mask & IN_MOVED_FROM) told(user, ESC_WATCH_LOST, path);
        if (e->mask & (IN_CREATE | IN_MOVED_TO | IN_ATTRIB)) told(user, ESC_WATCH_FOLDER, path);
    } else if (e->mask & (IN_CLOSE_WRITE | IN_MOVED_TO)) {
        told(user, ESC_WATCH_COMPLETE, path);
    } else if (e->mask & (IN_CREATE | IN_MODIFY)) {
        told(user, ESC_WATCH_WRITTEN, path);
    } else if (e->mask & IN_ATTRIB) { // by other rights it may be readable now
        told(user, ESC_WATCH_APPEARED, path);
    }
}

int esc_watch_read(esc_watch *watch, esc_watch_told *told, void *user, esc_err *err) {
    _Alignas(struct inotify_event) char bytes[16384];
    for (;;) {
        ssize_t len = read(watch->fd, bytes, sizeof bytes);
        if (len < 0 && errno == EINTR) continue;
        if (len < 0 && errno == EAGAIN) return ESC_OK;
        if (len < 0) return esc_fail_errno(err, "cannot read the folders' events");
        for (char *p = bytes; p < bytes + len;) {
            const struct inotify_event *e = (const struct inotify_event *)(void *)p;
            tell(watch, e, told, user);
            p += sizeof *e + e->len;
        }
    }
}
