// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/folders.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "daemon/log.h"
#include "daemon/tree.h"

// ---- the folders themselves ----

static bool is_empty(int folder) {
    int fd = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    if (!dir) return fd >= 0 && !close(fd);
    bool empty = true;
    for (const struct dirent *entry; empty && (entry = readdir(dir));)
        empty = !strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..");
    closedir(dir);
    return empty;
}

// Where a link leads to; NULL for what is none. The caller's.
static char *read_link(const char *path) {
    char goal[PATH_MAX];
    ssize_t len = readlink(path, goal, sizeof goal);
    return len < 0 ? NULL : esc_strndup(goal, (size_t)len);
}

// Makes a folder that is missing, never those above it: they are missing because of a typing error, or
// because a disk is not mounted. Of a service that has worked here before (again), what should hold the
// folder must not be empty either, as the place is where a disk is to be mounted.
static int make_folder(const char *path, mode_t mode, bool again, esc_err *err) {
    if (!access(path, F_OK) || errno != ENOENT) return ESC_OK;
    ESC_AUTOFREE char *goal = read_link(path);
    if (goal)
        return esc_fail(err, ESC_ARGUMENT, again ? ESC_WHY_FOLDER : ESC_WHY_SETTINGS,
                        "%s is a link to %s, which is not there: is the disk mounted? Otherwise make that "
                        "folder, or mend the link",
                        path, goal);
    const char *base = esc_file_base(path);
    ESC_AUTOFREE char *above = esc_strndup(path, base - path > 1 ? (size_t)(base - path - 1) : 1);
    esc_why why = again ? ESC_WHY_FOLDER : ESC_WHY_SETTINGS;
    int folder = open(above, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0 && errno == ENOENT)
        return esc_fail(err, ESC_ARGUMENT, why,
                        "%s is missing, and there is no folder %s to make it in: is [folders] right, is the "
                        "disk mounted?",
                        path, above);
    if (folder < 0) return esc_fail_errno(err, "cannot open the folder %s", above);
    int failed = ESC_OK;
    if (again && is_empty(folder))
        failed = esc_fail(err, ESC_ARGUMENT, why,
                          "%s was there at an earlier start and is missing, and %s is empty: is the disk "
                          "mounted? Otherwise make the folder",
                          path, above);
    else if (mkdirat(folder, base, mode) && errno != EEXIST)
        failed = esc_fail_writing(err, "cannot make the folder %s", path);
    else if (again)
        esc_log(SD_WARNING, "the folder %s was missing: made again", path);
    else
        esc_log(SD_NOTICE, "made the folder %s", path);
    close(folder);
    return failed;
}

static int open_folder(const esc_conf *conf, esc_conf_key key, mode_t mode, bool again, int *ret,
                       char **ret_path, esc_err *err) {
    char *path = esc_conf_folder(conf, key);
    int failed = make_folder(path, mode, again, err);
    if (!failed && (*ret = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0)
        failed = esc_fail_errno(err, "cannot open the folder %s", path);
    if (!failed && faccessat(*ret, ".", R_OK | W_OK | X_OK, AT_EACCESS))
        failed = esc_fail_writing(err, "the folder %s cannot be written", path);
    *ret_path = path;
    return failed;
}

// Whoever has the lock writes its process number into it, for whoever else would like to have it.
static int take_lock(const esc_folders *f, esc_err *err) {
    char number[16] = "";
    if (!flock(f->lock, LOCK_EX | LOCK_NB)) {
        int len = snprintf(number, sizeof number, "%d\n", (int)getpid());
        if (ftruncate(f->lock, 0) || pwrite(f->lock, number, (size_t)len, 0) < 0) {
        } // a help, no need
        return ESC_OK;
    }
    if (errno != EWOULDBLOCK) return esc_fail_errno(err, "cannot take the lock in %s", f->state_path);
    ssize_t len = pread(f->lock, number, sizeof number - 1, 0);
    long pid = len > 0 ? strtol(number, NULL, 10) : 0;
    return pid > 0 ? esc_fail(err, ESC_ARGUMENT, ESC_WHY_ALREADY_RUNS,
                              "escribanod, process %ld, is at work on %s", pid, f->state_path)
                   : esc_fail(err, ESC_ARGUMENT, ESC_WHY_ALREADY_RUNS, "another escribanod is at work on %s",
                              f->state_path);
}

bool esc_folders_others(int folder) {
    bool others = flock(folder, LOCK_SH | LOCK_NB) && errno == EWOULDBLOCK;
    if (!others) flock(folder, LOCK_UN);
    return others;
}

// Nobody else may take in, or give names, in the same folders: two services with states of their own would
// know nothing of each other. The lock goes with the descriptor. Where the file system has no locks for
// folders (NFS) it is left to whoever writes the settings.
static int lock_folder(int folder, const char *path, esc_err *err) {
    if (!flock(folder, LOCK_EX | LOCK_NB)) return ESC_OK;
    if (errno == EWOULDBLOCK)
        return esc_fail(err, ESC_ARGUMENT, ESC_WHY_ALREADY_RUNS,
                        "another escribanod, with other settings, is at work on the folder %s", path);
    esc_log(SD_NOTICE, "%s cannot be locked (%s): make sure that no other service works on it", path,
            strerrorname_np(errno));
    return ESC_OK;
}

// Folders that only root may write are none of any service's, and anybody might lock them.
static bool may_be_a_services(int folder) {
    struct stat st;
    return !fstat(folder, &st) && (st.st_uid || st.st_mode & (S_IWGRP | S_IWOTH) || !geteuid());
}

// A folder within another service's would be taken in by that one, or what is put there would be.
static int nobody_above(const char *path, esc_err *err) {
    char above[PATH_MAX];
    int failed = ESC_OK;
    if (!realpath(path, above)) return esc_fail_errno(err, "cannot open the folder %s", path);
    for (char *slash; !failed && (slash = strrchr(above, '/')) && slash > above;) {
        *slash = 0;
        int folder = open(above, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (folder >= 0 && may_be_a_services(folder) && esc_folders_others(folder))
            failed =
                esc_fail(err, ESC_ARGUMENT, ESC_WHY_ALREADY_RUNS,
                         "another escribanod, with other settings, is at work on the folder %s, in which "
                         "%s lies",
                         above, path);
        if (folder >= 0) close(folder);
    }
    return failed;
}

typedef struct own_folder {
    const char *key, *path;
    struct stat st;
} own_folder;

static bool is_same(const struct stat *a, const struct stat *b) {
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

// Whether the folder, or one above it, is the other, which no path shows where one is mounted in two places.
static int apart(const own_folder *folder, const own_folder *other, esc_err *err) {
    if (is_same(&folder->st, &other->st))
        return esc_fail(err, ESC_ARGUMENT, ESC_WHY_SETTINGS,
                        "[folders] %s (%s) and [folders] %s (%s) are the same folder, mounted in two places: "
                        "they must be apart",
                        folder->key, folder->path, other->key, other->path);
    char above[PATH_MAX];
    if (!realpath(folder->path, above)) return esc_fail_errno(err, "cannot open the folder %s", folder->path);
    for (char *slash; (slash = strrchr(above, '/')) && slash > above;) {
        *slash = 0;
        struct stat st;
        if (stat(above, &st) || !is_same(&st, &other->st)) continue;
        return esc_fail(
            err, ESC_ARGUMENT, ESC_WHY_SETTINGS,
            "[folders] %s (%s) lies inside [folders] %s (%s), which is mounted in two places: they "
            "must be apart",
            folder->key, folder->path, other->key, other->path);
    }
    return ESC_OK;
}

// Before anything is locked: our own lock would look like another service's.
static int all_apart(const esc_folders *f, esc_err *err) {
    own_folder all[] = {{.key = "entrada", .path = f->input_path},
                        {.key = "salida", .path = f->output_path},
                        {.key = "originales", .path = f->originals_path},
                        {.key = "cuarentena", .path = f->quarantine_path},
                        {.key = "state", .path = f->state_path}};
    const int fds[] = {f->input, f->output, f->originals, f->quarantine, f->state};
    enum { FOLDERS = sizeof fds / sizeof *fds };
    for (int i = 0; i < FOLDERS; i++)
        if (fstat(fds[i], &all[i].st))
            return esc_fail_errno(err, "cannot look at the folder %s", all[i].path);
    int failed = ESC_OK;
    for (int i = 0; i < FOLDERS && !failed; i++)
        for (int j = 0; j < FOLDERS && !failed; j++)
            if (i != j) failed = apart(&all[i], &all[j], err);
    return failed;
}

static int open_all(const esc_conf *conf, esc_folders *f, esc_err *err) {
    const struct {
        esc_conf_key key;
        int *fd;
        char **path;
    } people[] = {{ESC_CONF_FOLDERS_INPUT, &f->input, &f->input_path},
                  {ESC_CONF_FOLDERS_OUTPUT, &f->output, &f->output_path},
                  {ESC_CONF_FOLDERS_ORIGINALS, &f->originals, &f->originals_path},
                  {ESC_CONF_FOLDERS_QUARANTINE, &f->quarantine, &f->quarantine_path}};
    int failed = open_folder(conf, ESC_CONF_FOLDERS_STATE, 0700, false, &f->state, &f->state_path, err);
    if (failed) return failed;
    bool again = !faccessat(f->state, ESC_DATABASE, F_OK, 0);
    for (size_t i = 0; i < sizeof people / sizeof *people && !failed; i++)
        failed = open_folder(conf, people[i].key, 0777, again, people[i].fd, people[i].path, err);
    // Once more, now that links can be followed to folders that exist.
    if (!failed) failed = esc_conf_check(conf, NULL, NULL, err);
    if (!failed) failed = all_apart(f, err);
    if (!failed && mkdirat(f->state, "spool", 0700) && errno != EEXIST)
        failed = esc_fail_writing(err, "cannot make the spool in %s", f->state_path);
    if (!failed &&
        (f->spool = openat(f->state, "spool", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)) < 0)
        failed = esc_fail_errno(err, "cannot open the spool in %s", f->state_path);
    if (!failed && (f->lock = openat(f->state, "lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600)) < 0)
        failed = esc_fail_writing(err, "cannot open the lock in %s", f->state_path);
    if (!failed) failed = take_lock(f, err);
    for (size_t i = 0; i < sizeof people / sizeof *people && !failed; i++)
        failed = lock_folder(*people[i].fd, *people[i].path, err);
    for (size_t i = 0; i < sizeof people / sizeof *people && !failed; i++)
        failed = nobody_above(*people[i].path, err);
    return failed;
}

int esc_folders_open(const esc_conf *conf, esc_folders *ret, esc_err *err) {
    esc_folders f = ESC_FOLDERS_NONE;
    esc_err why = {0};
    int failed = esc_conf_check(conf, NULL, NULL, &why);
    if (!failed) failed = open_all(conf, &f, &why);
    if (!failed) {
        *ret = f;
        return ESC_OK;
    }
    // The reasons that are told of documents do not say what to do about a folder.
    if (why.kind == ESC_SYSTEM && !esc_why_transient(why.why)) why.why = ESC_WHY_FOLDER;
    if (err) *err = why;
    esc_folders_close(&f);
    return failed;
}

void esc_folders_close(esc_folders *folders) {
    const int fds[] = {folders->input, folders->output, folders->originals, folders->quarantine,
                       folders->state, folders->spool,  folders->lock};
    for (size_t i = 0; i < sizeof fds / sizeof *fds; i++)
        if (fds[i] >= 0) close(fds[i]);
    char *const paths[] = {folders->input_path, folders->output_path, folders->originals_path,
                           folders->quarantine_path, folders->state_path};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) free(paths[i]);
    *folders = ESC_FOLDERS_NONE;
}

const char *esc_folders_replaced(const esc_folders *folders) {
    const struct {
        int fd;
        const char *path;
    } all[] = {{folders->input, folders->input_path},
               {folders->output, folders->output_path},
               {folders->originals, folders->originals_path},
               {folders->quarantine, folders->quarantine_path},
               {folders->state, folders->state_path}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct stat open_one, named;
        if (fstat(all[i].fd, &open_one) || stat(all[i].path, &named) || !is_same(&open_one, &named))
            return all[i].path;
    }
    return NULL;
}

static int try_folder(int folder, const char *path, esc_err *err) {
    static const char name[] = ".escribano-try.tmp", bytes[16384] = {0}; // about a small document's results
    unlinkat(folder, name, 0);
    int fd = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0) return esc_fail_writing(err, "cannot create a file in %s", path);
    errno = ENOSPC; // where less is written than was asked for
    int failed = write(fd, bytes, sizeof bytes) != sizeof bytes || fsync(fd)
                     ? esc_fail_writing(err, "cannot write in %s", path)
                     : ESC_OK;
    close(fd);
    if (unlinkat(folder, name, 0) && !failed)
        failed = esc_fail_writing(err, "cannot remove a file in %s", path);
    return failed;
}

int esc_folders_try(const esc_folders *f, esc_err *err) {
    int failed = try_folder(f->output, f->output_path, err);
    if (!failed) failed = try_folder(f->originals, f->originals_path, err);
    if (!failed) failed = try_folder(f->quarantine, f->quarantine_path, err);
    return failed ? failed : try_folder(f->spool, f->state_path, err);
}

bool esc_folders_have_room(const esc_folders *f) {
    const uint64_t long_documents_results = 16 << 20;
    return esc_folders_free_bytes(f) >= long_documents_results && !esc_folders_try(f, NULL);
}

bool esc_folders_one_barred(const esc_folders *f, const esc_err *err) {
    if (err->sys == ENOSPC || err->sys == EDQUOT) return esc_folders_have_room(f);
    static const int barring[] = {EACCES, EPERM,  EROFS,       ENOTDIR, ELOOP, // what bars us
                                  EINVAL, EILSEQ, ENAMETOOLONG};               // it takes no such name
    const int tops[] = {f->output, f->originals, f->quarantine, f->spool};
    bool barred = false;
    for (size_t i = 0; i < sizeof barring / sizeof *barring; i++)
        barred |= err->kind == ESC_SYSTEM && err->sys == barring[i];
    for (size_t i = 0; i < sizeof tops / sizeof *tops; i++)
        barred &= !faccessat(tops[i], ".", W_OK | X_OK, AT_EACCESS);
    return barred;
}

void esc_folders_blame(esc_err *ret, const char *top, const char *path, const esc_err *cause) {
    const esc_err copy = *cause; // it may be ret itself
    size_t len = (size_t)(esc_file_base(path) - path);
    ESC_AUTOFREE char *below = esc_strndup(path, len ? len - 1 : 0);
    ESC_AUTOFREE char *shown = esc_utf8_shown(below);
    ESC_AUTOFREE char *folder = esc_asprintf("%s%s%s", top, *shown ? "/" : "", shown);
    esc_fail_by(ret, ESC_SYSTEM, ESC_WHY_FOLDER, &copy, "%s", folder);
}

uint64_t esc_folders_free_bytes(const esc_folders *folders) {
    const int fds[] = {folders->state, folders->output, folders->originals, folders->quarantine};
    uint64_t least = UINT64_MAX;
    for (size_t i = 0; i < sizeof fds / sizeof *fds; i++) {
        struct statvfs fs;
        if (fstatvfs(fds[i], &fs)) continue;
        uint64_t free_bytes = (uint64_t)fs.f_bavail * fs.f_frsize;
        if (free_bytes < least) least = free_bytes;
    }
    return least;
}

// ---- names ----

bool esc_name_ignored(const char *patterns, const char *base) {
    ESC_AUTOFREE char *copy = esc_strdup(patterns);
    char *rest = copy;
    for (char *pattern; (pattern = strsep(&rest, " \t\n"));)
        if (*pattern && !fnmatch(pattern, base, 0)) return true;
    return false;
}

// What most file systems hold, less the note's ending and what a temporary name adds to it.
enum { LONGEST_BASE = 255 - 32 };

// Takes `over` bytes off the end of a base's stem, at a character.
static size_t shorten(const char *base, size_t stem, size_t over) {
    size_t cut = stem > over ? stem - over : 0;
    while (cut && ((unsigned char)base[cut] & 0xc0) == 0x80) cut--;
    return cut ? cut : 1;
}

char *esc_name_nth(const char *path, int n) {
    const char *base = esc_file_base(path);
    size_t stem = esc_file_stem(base);
    const char *ending = strlen(base + stem) < 32 ? base + stem : "";
    char number[16] = "";
    if (n > 1) snprintf(number, sizeof number, ".%d", n);
    size_t len = stem + strlen(number) + strlen(ending);
    if (len > LONGEST_BASE) stem = shorten(base, stem, len - LONGEST_BASE);
    return esc_asprintf("%.*s%.*s%s%s", (int)(base - path), path, (int)stem, base, number, ending);
}

char *esc_name_temporary(const esc_record *record, const char *ending) {
    return esc_asprintf("%.*s.escribano-%lld%s.tmp", (int)(esc_file_base(record->stem) - record->stem),
                        record->stem, (long long)record->id, ending);
}

// What cannot be looked at counts as free: nothing that is moved there replaces anything, and no other number
// could be told to be free either.
static bool exists(int top, const char *path, const char *ending) {
    ESC_AUTOFREE char *whole = esc_asprintf("%s%s", path, ending);
    struct stat st;
    esc_err unknown = {0};
    return !esc_tree_stat(top, whole, &st, &unknown);
}

// A name, and the note that would stand beside it, must neither be some other file's nor some other's note.
static int name_taken(const esc_folders *folders, esc_store *store, const char *name, esc_err *err) {
    static const char none[] = "/"; // no stem is called that
    if (exists(folders->originals, name, "") || exists(folders->quarantine, name, "") ||
        exists(folders->quarantine, name, ESC_NOTE_ENDING))
        return 1;
    ESC_AUTOFREE char *note = esc_asprintf("%s%s", name, ESC_NOTE_ENDING);
    int found = esc_store_taken(store, name, none, err);
    if (!found) found = esc_store_taken(store, note, none, err);
    size_t len = strlen(name), ending = strlen(ESC_NOTE_ENDING);
    if (!found && len > ending && !strcmp(name + len - ending, ESC_NOTE_ENDING)) {
        ESC_AUTOFREE char *noted = esc_strndup(name, len - ending);
        found = esc_store_taken(store, noted, none, err);
    }
    return found;
}

static int stem_taken(const esc_folders *folders, esc_store *store, const char *stem, esc_err *err) {
    static const char *const endings[] = {".txt", ".json", ".corregido.xml", ".corregido.hocr"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (exists(folders->output, stem, endings[i])) return 1;
    return esc_store_taken(store, "/", stem, err);
}

static char *without_ending(const char *path) {
    const char *base = esc_file_base(path);
    return esc_strndup(path, (size_t)(base - path) + esc_file_stem(base));
}

// acta.tif beside acta.pdf gives acta.tif.txt; only then numbers.
int esc_names_stem(const esc_folders *folders, esc_store *store, const char *name, char **ret, esc_err *err) {
    char *stem = without_ending(name);
    int found = stem_taken(folders, store, stem, err);
    for (int n = 1; found == 1; n++) {
        free(stem);
        stem = esc_name_nth(name, n);
        found = stem_taken(folders, store, stem, err);
    }
    if (!found)
        *ret = stem;
    else
        free(stem);
    return found;
}

int esc_names_choose(const esc_folders *folders, esc_store *store, const char *path, char **ret_name,
                     char **ret_stem, esc_err *err) {
    char *name = NULL;
    int found = 1;
    for (int n = 1; found == 1; n++) {
        free(name);
        name = esc_name_nth(path, n);
        found = name_taken(folders, store, name, err);
    }
    if (!found) found = esc_names_stem(folders, store, name, ret_stem, err);
    if (!found)
        *ret_name = name;
    else
        free(name);
    return found;
}
