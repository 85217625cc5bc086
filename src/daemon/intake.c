// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/intake.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/pulse.h"
#include "base/utf8.h"
#include "daemon/claim.h"
#include "daemon/clock.h"
#include "daemon/log.h"
#include "daemon/tree.h"
#include "daemon/watch.h"
#include "daemon/whole.h"

enum {
    MAX_DEPTH = 32, // of folders in folders
    LONGEST_PAUSE_S = 3600,
};

// A file that may not be complete yet.
typedef struct candidate {
    char *path;
    off_t size;
    int64_t mtime_ns;
    ino_t inode;
    uint64_t since_us;
    bool growing; // it has changed while we looked
    bool open;    // events tell of somebody who writes it, and not yet of its end
    bool lacking; // its format asks for an end that is not there
} candidate;

struct esc_intake {
    sd_event *event;
    const esc_conf *conf;
    const esc_folders *folders;
    esc_store *store;
    esc_intake_user user;
    esc_watch *watch; // NULL: by looking only
    bool any_system;  // folders are watched whatever their file system
    bool polls;       // a folder gives no events: all are looked through every [intake] poll seconds
    void *candidates; // a tree (tsearch), by path
    uint32_t candidates_count;
    char **complete; // to be claimed, in their order; up to complete_first are done
    uint32_t complete_count, complete_cap, complete_first;
    void *waiting; // a tree (tsearch) of those paths: each waits once, however often the folder is looked
                   // through
    void *refused; // a tree (tsearch) of files and folders that cannot be taken in, each said once
    uint32_t refused_count;
    sd_event_source *events, *reconcile, *tick, *claims;
};

static int by_path(const void *a, const void *b) {
    return strcmp(((const candidate *)a)->path, ((const candidate *)b)->path);
}

static void free_candidate(void *p) {
    candidate *c = p;
    free(c->path);
    free(c);
}

static void drop(esc_intake *in, candidate *c) {
    tdelete(c, &in->candidates, by_path);
    free_candidate(c);
    in->candidates_count--;
}

static candidate *find_candidate(const esc_intake *in, const char *path) {
    candidate key = {.path = (char *)(uintptr_t)path};
    void *node = tfind(&key, &in->candidates, by_path);
    return node ? *(candidate **)node : NULL;
}

typedef enum writers { NOBODY, SOMEBODY, WHO_KNOWS } writers;

// Whether somebody has the file open for writing: a read lease is refused then. Of another's file it is to be
// had with CAP_LEASE only, in a network folder never.
static writers writers_of(const esc_intake *in, const char *path) {
    int fd = esc_tree_open(in->folders->input, path, NULL);
    if (fd < 0) return WHO_KNOWS;
    writers found = !fcntl(fd, F_SETLEASE, F_RDLCK) ? NOBODY : errno == EAGAIN ? SOMEBODY : WHO_KNOWS;
    if (found == NOBODY) fcntl(fd, F_SETLEASE, F_UNLCK);
    close(fd);
    return found;
}

// Where no lease is to be had events say it, and where there are none either stillness has to do. An end that
// events never tell of (it was lost; truncate(2) has none) is waited for no longer than the longest pause.
static bool being_written(const esc_intake *in, candidate *c, uint64_t now_us) {
    writers found = writers_of(in, c->path);
    if (found == SOMEBODY) c->since_us = now_us;
    if (found != WHO_KNOWS) return found == SOMEBODY;
    return c->open && now_us - c->since_us < LONGEST_PAUSE_S * UINT64_C(1000000);
}

// What its format's end lacks, or NULL.
static const char *lacks(const esc_intake *in, const char *path) {
    int fd = esc_tree_open(in->folders->input, path, NULL);
    if (fd < 0) return NULL;
    const char *what = esc_whole_lacks(fd);
    close(fd);
    return what;
}

// ---- claiming ----

static int by_text(const void *a, const void *b) { return strcmp(a, b); }

static void to_be_claimed(esc_intake *in, const char *path) {
    if (tfind(path, &in->waiting, by_text)) return;
    char *copy = esc_strdup(path);
    if (!tsearch(copy, &in->waiting, by_text)) esc_out_of_memory();
    *ESC_GROW(in, complete, 1) = copy;
    sd_event_source_set_enabled(in->claims, SD_EVENT_ON);
}

// One that cannot be taken in must not hold up the others: it is tried again when its rights are changed, and
// when the folder is looked through.
static void refuse(esc_intake *in, const char *path, const esc_err *err) {
    if (tfind(path, &in->refused, by_text)) return;
    if (!tsearch(esc_strdup(path), &in->refused, by_text)) esc_out_of_memory();
    in->refused_count++;
    ESC_AUTOFREE char *shown = esc_utf8_shown(path);
    ESC_AUTOFREE char *message = esc_utf8_shown(err->message);
    const char *advice =
        err->why == ESC_WHY_NO_PERMISSION || err->why == ESC_WHY_FOLDER
            ? " (the service needs to read it, and to write in its folder: chgrp, chmod g+rwX)"
            : "";
    esc_log(SD_WARNING, "%s: cannot be taken in and is left where it is: %s%s", shown, message, advice);
}

static void refuse_no_more(esc_intake *in, const char *path) {
    void *node = tfind(path, &in->refused, by_text);
    if (!node) return;
    char *kept = *(char **)node;
    tdelete(kept, &in->refused, by_text);
    free(kept);
    in->refused_count--;
}

// Somebody writes it again, or did from the beginning: it has become a candidate meanwhile.
static bool reopened(const esc_intake *in, const char *path) {
    const candidate *c = find_candidate(in, path);
    return c && c->open && writers_of(in, path) != NOBODY;
}

static bool this_file_only(const esc_err *err) {
    return err->kind == ESC_SYSTEM && err->why != ESC_WHY_DISK_FULL && err->why != ESC_WHY_IO;
}

// The first that waits. Where it has to wait on, it stays the first.
static void claim_next(esc_intake *in) {
    char *path = in->complete[in->complete_first];
    uint64_t max_bytes = (uint64_t)esc_conf_integer(in->conf, ESC_CONF_LIMITS_FILE_MB) << 20;
    esc_err err = {0};
    int64_t id = 0;
    int claimed = reopened(in, path)
                      ? 0
                      : esc_claim(in->folders, in->store, path, max_bytes, esc_clock_ms(), &id, &err);
    if (claimed < 0 && !this_file_only(&err)) {
        in->user.trouble(in->user.user, &err);
        return;
    }
    in->complete_first++;
    tdelete(path, &in->waiting, by_text);
    if (claimed < 0)
        refuse(in, path, &err);
    else
        refuse_no_more(in, path);
    if (claimed > 0) {
        ESC_AUTOFREE char *shown = esc_utf8_shown(path);
        esc_log_about(&(esc_log_subject){.document = id, .path = path}, SD_INFO,
                      "%s: taken in as document %lld", shown, (long long)id);
        in->user.claimed(in->user.user, id);
    }
    free(path);
}

// One at a time: a claim waits for the disk, and the event loop looks after the workers in between.
static int on_claims(sd_event_source *source, void *user) {
    esc_intake *in = user;
    if (in->complete_first < in->complete_count && in->user.open(in->user.user)) claim_next(in);
    bool empty = in->complete_first == in->complete_count;
    if (empty) in->complete_first = in->complete_count = 0;
    if (empty || !in->user.open(in->user.user)) sd_event_source_set_enabled(source, SD_EVENT_OFF);
    return 0;
}

// ---- candidates ----

static void arm_tick(esc_intake *in) {
    double still = esc_conf_number(in->conf, ESC_CONF_INTAKE_STILL);
    uint64_t wait_us = still < 0.1 ? 50000 : still > 2 ? 1000000 : (uint64_t)(still * 500000);
    sd_event_source_set_time_relative(in->tick, wait_us);
    sd_event_source_set_enabled(in->tick, SD_EVENT_ONESHOT);
}

// open: somebody writes it, even though it may wait to be claimed already.
static void watch_candidate(esc_intake *in, const char *path, bool open) {
    struct stat st;
    esc_err err = {0};
    if (esc_tree_stat(in->folders->input, path, &st, &err)) {
        if (err.why != ESC_WHY_VANISHED) refuse(in, path, &err);
        return;
    }
    if (S_ISDIR(st.st_mode)) return;
    open = open && S_ISREG(st.st_mode) && st.st_nlink == 1; // what was linked is whole
    candidate *c = find_candidate(in, path);
    if (c) c->open |= open;
    if (c || (!open && tfind(path, &in->waiting, by_text))) return;
    c = esc_alloc(sizeof *c);
    *c = (candidate){.path = esc_strdup(path),
                     .size = st.st_size,
                     .mtime_ns = esc_claim_mtime_ns(&st),
                     .inode = st.st_ino,
                     .since_us = esc_clock_monotonic_us(),
                     .open = open};
    if (!tsearch(c, &in->candidates, by_path)) esc_out_of_memory();
    in->candidates_count++;
    arm_tick(in);
}

// A copy that pauses stands still, too. It is waited for, but not for ever: what never gets its end is for
// quarantine.
static bool waits_for_its_end(esc_intake *in, candidate *c, uint64_t now_us) {
    double patience_s = esc_conf_number(in->conf, ESC_CONF_INTAKE_INCOMPLETE);
    if (now_us - c->since_us >= (uint64_t)(patience_s * 1e6)) return false;
    if (c->lacking) return true;
    const char *what = lacks(in, c->path);
    if (!what) return false;
    c->lacking = true;
    ESC_AUTOFREE char *shown = esc_utf8_shown(c->path);
    esc_log(SD_INFO, "%s: stands still but lacks %s: waited for, %g s at most", shown, what, patience_s);
    return true;
}

// Gives true where the candidate's time has come, or it is gone.
static bool settled(esc_intake *in, candidate *c, uint64_t now_us, uint64_t still_us) {
    struct stat st;
    if (esc_tree_stat(in->folders->input, c->path, &st, NULL)) return true;
    if (st.st_size != c->size || esc_claim_mtime_ns(&st) != c->mtime_ns || st.st_ino != c->inode) {
        c->size = st.st_size;
        c->mtime_ns = esc_claim_mtime_ns(&st);
        c->inode = st.st_ino;
        c->since_us = now_us;
        c->growing = true;
        c->lacking = false;
        return false;
    }
    if (now_us - c->since_us < still_us) return false;
    if (S_ISREG(st.st_mode) && being_written(in, c, now_us)) {
        c->growing = true;
        return false;
    }
    if (S_ISREG(st.st_mode) && waits_for_its_end(in, c, now_us)) return false;
    to_be_claimed(in, c->path);
    return true;
}

struct collection {
    candidate **items;
    uint32_t items_count, items_cap;
};

static void collect(const void *node, VISIT visit, void *user) {
    struct collection *all = user;
    if (visit == postorder || visit == leaf) *ESC_GROW(all, items, 1) = *(candidate *const *)node;
}

// In the order of their paths.
static struct collection all_candidates(const esc_intake *in) {
    struct collection all = {0};
    twalk_r(in->candidates, collect, &all);
    return all;
}

static int on_tick(sd_event_source *source, uint64_t usec, void *user) {
    (void)source, (void)usec;
    esc_intake *in = user;
    uint64_t now_us = esc_clock_monotonic_us();
    uint64_t still_us = (uint64_t)(esc_conf_number(in->conf, ESC_CONF_INTAKE_STILL) * 1e6);
    struct collection all = all_candidates(in);
    for (uint32_t i = 0; i < all.items_count; i++, esc_pulse())
        if (settled(in, all.items[i], now_us, still_us)) drop(in, all.items[i]);
    free(all.items);
    if (in->candidates_count) arm_tick(in);
    return 0;
}

void esc_intake_leave_growing(esc_intake *in) {
    struct collection all = all_candidates(in);
    for (uint32_t i = 0; i < all.items_count; i++)
        if (all.items[i]->growing) {
            ESC_AUTOFREE char *shown = esc_utf8_shown(all.items[i]->path);
            esc_log(SD_NOTICE, "%s: still being written, left for the next run", shown);
            drop(in, all.items[i]);
        }
    free(all.items);
}

// ---- looking through ----

static void poll_from_now_on(esc_intake *in, const char *why) {
    if (in->polls) return;
    in->polls = true;
    double every_s = esc_conf_number(in->conf, ESC_CONF_INTAKE_POLL);
    esc_log(SD_NOTICE, "%s: entrada is looked through every %g s", why, every_s);
    sd_event_source_set_time_relative(in->reconcile, (uint64_t)(every_s * 1e6));
    sd_event_source_set_enabled(in->reconcile, SD_EVENT_ONESHOT);
}

// Network and user-space file systems tell nothing of what others do there.
static bool gives_no_events(int folder) {
    static const unsigned long silent[] = {
        0x6969,     // NFS
        0x517b,     // SMB
        0xfe534d42, // SMB 2
        0xff534d42, // CIFS
        0x65735546, // FUSE, virtiofs
        0x01021997, // 9P
        0x00c36400, // Ceph
        0x5346414f, // AFS
        0x73757245, // Coda
        0x0bd00bd0, // Lustre
        0x47504653, // GPFS
        0x19830326, // BeeGFS
        0x786f4256, // VirtualBox's shared folders
    };
    struct statfs fs;
    if (fstatfs(folder, &fs)) return false;
    for (size_t i = 0; i < sizeof silent / sizeof *silent; i++)
        if (((unsigned long)fs.f_type & 0xffffffff) == silent[i]) return true;
    return false;
}

// A mount within entrada may be of another kind than entrada, and the kernel's watches may run out: the other
// folders keep theirs.
static void watch_folder(esc_intake *in, int folder, const char *path) {
    esc_err err = {0};
    ESC_AUTOFREE char *shown = esc_utf8_shown(path);
    if (!in->any_system && gives_no_events(folder))
        snprintf(err.message, sizeof err.message, "entrada/%s lies on a file system that gives no events",
                 shown);
    else if (!esc_watch_add(in->watch, folder, path, &err))
        return;
    poll_from_now_on(in, err.message);
}

static void look_through(esc_intake *in, const char *path);

static void look_at(esc_intake *in, int folder, const char *path, const struct dirent *entry) {
    const char *ignore = esc_conf_text(in->conf, ESC_CONF_INTAKE_IGNORE);
    if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..") ||
        esc_name_ignored(ignore, entry->d_name))
        return;
    ESC_AUTOFREE char *below = esc_asprintf("%s%s%s", path, *path ? "/" : "", entry->d_name);
    bool is_folder = entry->d_type == DT_DIR;
    if (entry->d_type == DT_UNKNOWN) {
        struct stat st;
        is_folder = !fstatat(folder, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) && S_ISDIR(st.st_mode);
    }
    if (is_folder)
        look_through(in, below);
    else
        watch_candidate(in, below, false);
    esc_pulse();
}

static int depth_of(const char *path) {
    int depth = *path != 0;
    for (; *path; path++) depth += *path == '/';
    return depth;
}

// Watches first and looks then: what comes in between is seen twice rather than not at all.
static void look_through(esc_intake *in, const char *path) {
    ESC_AUTOFREE char *inside = esc_asprintf("%s%s.", path, *path ? "/" : "");
    const char *base;
    esc_err err = {0};
    if (depth_of(path) > MAX_DEPTH) {
        esc_fail(&err, ESC_LIMIT, ESC_WHY_OTHER, "it is more than %d folders deep", MAX_DEPTH);
        refuse(in, path, &err);
        return;
    }
    int folder = esc_tree_parent(in->folders->input, inside, false, &base, &err);
    DIR *dir = folder < 0 ? NULL : fdopendir(folder);
    if (!dir) {
        if (folder >= 0) {
            esc_fail_errno(&err, "cannot look into it");
            close(folder);
        }
        if (err.why != ESC_WHY_VANISHED) refuse(in, path, &err);
        return;
    }
    if (*path && esc_folders_others(folder)) { // what it is given, or gives
        esc_fail(&err, ESC_ARGUMENT, ESC_WHY_OTHER, "another escribanod is at work on this folder");
        refuse(in, path, &err);
        closedir(dir);
        return;
    }
    refuse_no_more(in, path);
    if (in->watch) watch_folder(in, folder, path);
    for (const struct dirent *entry; (entry = readdir(dir));) look_at(in, folder, path, entry);
    closedir(dir);
}

struct gone {
    const esc_intake *in;
    char **paths;
    uint32_t paths_count, paths_cap;
};

static void collect_gone(const void *node, VISIT visit, void *user) {
    struct gone *gone = user;
    char *path = *(char *const *)node;
    esc_err err = {0};
    struct stat st;
    if ((visit == postorder || visit == leaf) && *path &&
        esc_tree_stat(gone->in->folders->input, path, &st, &err) && err.why == ESC_WHY_VANISHED)
        *ESC_GROW(gone, paths, 1) = path;
}

// What a person has taken away.
static void forget_gone(esc_intake *in) {
    struct gone gone = {.in = in};
    twalk_r(in->refused, collect_gone, &gone);
    for (uint32_t i = 0; i < gone.paths_count; i++) refuse_no_more(in, gone.paths[i]);
    free(gone.paths);
}

static int on_reconcile(sd_event_source *source, uint64_t usec, void *user) {
    (void)usec;
    esc_intake *in = user;
    look_through(in, "");
    forget_gone(in);
    double seconds = in->polls ? esc_conf_number(in->conf, ESC_CONF_INTAKE_POLL)
                               : (double)esc_conf_integer(in->conf, ESC_CONF_INTAKE_RECONCILE);
    sd_event_source_set_time_relative(source, (uint64_t)(seconds * 1e6));
    sd_event_source_set_enabled(source, SD_EVENT_ONESHOT);
    return 0;
}

// ---- events ----

// That it was closed may be among the events that were lost.
static void doubt(const void *node, VISIT visit, void *user) {
    (void)user;
    if (visit == postorder || visit == leaf) (*(candidate *const *)node)->open = false;
}

static void told(void *user, esc_watch_event event, const char *path) {
    esc_intake *in = user;
    if (event == ESC_WATCH_LOST) {
        esc_log(SD_NOTICE, "the folder is looked through: events were lost, or a folder was renamed");
        if (!*path) twalk_r(in->candidates, doubt, NULL);
        sd_event_source_set_time_relative(in->reconcile, 0);
        return;
    }
    if (esc_name_ignored(esc_conf_text(in->conf, ESC_CONF_INTAKE_IGNORE), esc_file_base(path))) return;
    struct stat st;
    if (event == ESC_WATCH_FOLDER) {
        look_through(in, path);
        return;
    }
    if (event != ESC_WATCH_COMPLETE) {
        watch_candidate(in, path, event == ESC_WATCH_WRITTEN);
        return;
    }
    candidate *c = find_candidate(in, path);
    if (c) c->open = false;
    if (esc_tree_stat(in->folders->input, path, &st, NULL) || !st.st_size ||
        writers_of(in, path) == SOMEBODY || lacks(in, path)) {
        // A file that was closed empty or without its end is most often one whose bytes are yet to come.
        watch_candidate(in, path, false);
    } else {
        if (c) drop(in, c);
        to_be_claimed(in, path);
    }
}

static int on_events(sd_event_source *source, int fd, uint32_t events, void *user) {
    (void)source, (void)fd, (void)events;
    esc_intake *in = user;
    esc_err err = {0};
    if (esc_watch_read(in->watch, told, in, &err)) esc_log(SD_WARNING, "%s", err.message);
    return 0;
}

static int start_watching(esc_intake *in, esc_err *err) {
    const char *how = esc_conf_text(in->conf, ESC_CONF_INTAKE_WATCH);
    in->any_system = !strcmp(how, "events");
    if (!strcmp(how, "poll")) {
        poll_from_now_on(in, "[intake] watch = poll");
        return ESC_OK;
    }
    int failed = esc_watch_new(&in->watch, err);
    if (failed) return failed;
    int r = sd_event_add_io(in->event, &in->events, esc_watch_fd(in->watch), EPOLLIN, on_events, in);
    errno = -r;
    return r < 0 ? esc_fail_errno(err, "cannot watch entrada") : ESC_OK;
}

int esc_intake_new(sd_event *event, const esc_conf *conf, const esc_folders *folders, esc_store *store,
                   esc_intake_user user, esc_intake **ret, esc_err *err) {
    esc_intake *in = esc_alloc_zero(1, sizeof *in);
    in->event = event;
    in->conf = conf;
    in->folders = folders;
    in->store = store;
    in->user = user;
    int r = sd_event_add_defer(event, &in->claims, on_claims, in);
    if (r >= 0) r = sd_event_source_set_enabled(in->claims, SD_EVENT_OFF);
    // Workers come first: what is taken in waits for them anyway.
    if (r >= 0) r = sd_event_source_set_priority(in->claims, SD_EVENT_PRIORITY_IDLE);
    if (r >= 0) r = sd_event_add_time_relative(event, &in->tick, CLOCK_MONOTONIC, 0, 10000, on_tick, in);
    if (r >= 0) r = sd_event_source_set_enabled(in->tick, SD_EVENT_OFF);
    if (r >= 0)
        r = sd_event_add_time_relative(event, &in->reconcile, CLOCK_MONOTONIC, 0, 10000, on_reconcile, in);
    errno = -r;
    int failed = r < 0 ? esc_fail_errno(err, "cannot watch entrada") : start_watching(in, err);
    if (failed) {
        esc_intake_free(in);
        return failed;
    }
    look_through(in, "");
    *ret = in;
    return ESC_OK;
}

void esc_intake_free(esc_intake *in) {
    if (!in) return;
    sd_event_source_disable_unref(in->events);
    sd_event_source_disable_unref(in->reconcile);
    sd_event_source_disable_unref(in->tick);
    sd_event_source_disable_unref(in->claims);
    esc_watch_free(in->watch);
    tdestroy(in->candidates, free_candidate);
    tdestroy(in->refused, free);
    tdestroy(in->waiting, free); // the paths of complete
    free(in->complete);
    free(in);
}

void esc_intake_use(esc_intake *in, const esc_conf *conf) { in->conf = conf; }

void esc_intake_resume(esc_intake *in) {
    if (in->complete_first < in->complete_count) sd_event_source_set_enabled(in->claims, SD_EVENT_ON);
}

static void first_of(const void *node, VISIT visit, void *user) {
    const char **first = user;
    if ((visit == postorder || visit == leaf) && !*first) *first = *(char *const *)node;
}

bool esc_intake_refuses(const esc_intake *in, esc_err *note) {
    const char *first = NULL;
    twalk_r(in->refused, first_of, &first);
    if (!first) return false;
    enum { LONGEST = 80 }; // what is said of it has to fit beside it
    ESC_AUTOFREE char *shown = esc_utf8_shown(*first ? first : ".");
    size_t len = strlen(shown), cut = len < LONGEST ? len : LONGEST;
    while (cut && ((unsigned char)shown[cut] & 0xc0) == 0x80) cut--;
    ESC_AUTOFREE char *such = esc_asprintf("%.*s%s", (int)cut, shown, cut < len ? "…" : "");
    esc_fail(note, ESC_SYSTEM, ESC_WHY_FOLDER,
             "files or folders of entrada that cannot be taken in: %u, such as %s. Mostly the service may "
             "not read "
             "them, or not write in their folder (chgrp, chmod g+rwX); the log has the details.",
             in->refused_count, such);
    return true;
}

bool esc_intake_to_claim(const esc_intake *in) {
    return in->complete_first < in->complete_count && in->user.open(in->user.user);
}

uint32_t esc_intake_waiting(const esc_intake *in) {
    return in->candidates_count + in->complete_count - in->complete_first;
}
