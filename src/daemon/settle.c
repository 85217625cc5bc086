// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/settle.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "daemon/claim.h"
#include "daemon/spool.h"
#include "daemon/tree.h"
#include "pipeline/pipeline.h"

// How the names of a document's results end; NULL: it has no such result.
static const char *ending_of(const esc_record *record, int result) {
    static const char *const endings[ESC_RESULTS] = {".txt", ".json"};
    return endings[result] ? endings[result] : esc_form_ending(record->type);
}

// ---- results ----

// Temporary files are named by the document's id, so that what a kill has left is found again and replaced.
static int create(int top, const char *path, esc_err *err) {
    const char *base;
    int folder = esc_tree_parent(top, path, true, &base, err);
    if (folder < 0) return folder;
    enum { FLAGS = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC };
    int fd = openat(folder, base, FLAGS, 0644);
    if (fd < 0 && errno == EEXIST && !unlinkat(folder, base, 0)) fd = openat(folder, base, FLAGS, 0644);
    if (fd < 0) esc_fail_writing(err, "cannot create %s", path);
    close(folder);
    return fd < 0 ? ESC_SYSTEM : fd;
}

static int create_result(const esc_folders *folders, const esc_record *record, const char *ending,
                         esc_err *err) {
    ESC_AUTOFREE char *path = esc_name_temporary(record, ending);
    return create(folders->output, path, err);
}

int esc_settle_create(const esc_folders *folders, const esc_record *record, bool form, int ret[ESC_RESULTS],
                      esc_err *err) {
    int failed = ESC_OK;
    for (int i = 0; i < ESC_RESULTS; i++) {
        const char *ending = ending_of(record, i);
        bool wanted = !failed && ending && (i < ESC_RESULTS - 1 || form);
        ret[i] = wanted ? create_result(folders, record, ending, err) : -1;
        if (wanted && ret[i] < 0) failed = ret[i];
    }
    for (int i = 0; i < ESC_RESULTS && failed; i++)
        if (ret[i] >= 0) close(ret[i]);
    return failed;
}

int esc_settle_discard(const esc_folders *folders, const esc_record *record, esc_err *err) {
    int failed = ESC_OK;
    for (int i = 0; i < ESC_RESULTS && !failed && ending_of(record, i); i++) {
        ESC_AUTOFREE char *path = esc_name_temporary(record, ending_of(record, i));
        failed = esc_tree_remove(folders->output, path, err);
    }
    return failed;
}

int esc_settle_may(const esc_folders *folders, const esc_record *record, esc_err *err) {
    const char *base;
    esc_err why = {0};
    int folder = esc_tree_parent(folders->output, record->stem, false, &base, &why);
    int failed = folder < 0 && why.sys != ENOENT ? folder : ESC_OK; // one that is missing is made
    if (folder >= 0 && faccessat(folder, ".", W_OK | X_OK, AT_EACCESS))
        failed = esc_fail_errno(&why, "cannot write in the folder of salida/%s", record->stem);
    if (folder >= 0) close(folder);
    if (failed && err) *err = why;
    return failed;
}

static int sync_folder(int top, const char *path, esc_err *err) {
    const char *base;
    int folder = esc_tree_parent(top, path, true, &base, err);
    if (folder < 0) return folder;
    int failed = fsync(folder) ? esc_fail_errno(err, "cannot sync the folder of %s", path) : ESC_OK;
    close(folder);
    return failed;
}

int esc_settle_sync(const esc_folders *folders, const esc_record *record, const int results[ESC_RESULTS],
                    esc_err *err) {
    for (int i = 0; i < ESC_RESULTS; i++)
        if (results[i] >= 0 && fsync(results[i]))
            return esc_fail_errno(err, "cannot sync the results of %s", record->name);
    return sync_folder(folders->output, record->stem, err);
}

// ---- what results are like ----

// What is published is known by its size and time, and told from what a person has made of it: whoever writes
// "later than we did" instead trusts that no clock is ever wrong, and that nobody puts a file there with an
// older time. In the store for each result "bytes:nanoseconds ", or "- " where there is none.
typedef struct likeness {
    bool known; // there was one
    long long bytes, mtime_ns;
} likeness;

static void read_likenesses(const char *text, likeness ret[ESC_RESULTS]) {
    for (int i = 0; i < ESC_RESULTS; i++) {
        ret[i] = (likeness){0};
        ret[i].known = sscanf(text, "%lld:%lld", &ret[i].bytes, &ret[i].mtime_ns) == 2;
        text += strcspn(text, " ");
        text += *text == ' ';
    }
}

char *esc_settle_likenesses(const esc_record *record, const int results[ESC_RESULTS]) {
    likeness all[ESC_RESULTS];
    read_likenesses(record->results, all);
    ESC_AUTOBUF text = {0};
    for (int i = 0; i < ESC_RESULTS; i++) {
        struct stat st;
        // A time that is set is the last: some network folders set theirs when a file is closed.
        struct timespec times[2] = {{.tv_nsec = UTIME_OMIT}};
        clock_gettime(CLOCK_REALTIME, &times[1]);
        if (results[i] >= 0 && !futimens(results[i], times) && !fstat(results[i], &st))
            all[i] = (likeness){true, st.st_size, esc_claim_mtime_ns(&st)};
        if (all[i].known)
            esc_buf_printf(&text, "%lld:%lld ", all[i].bytes, all[i].mtime_ns);
        else
            esc_buf_puts(&text, "- ");
    }
    return esc_strdup(esc_buf_text(&text));
}

// File systems and archives keep times in steps: of 100 ns, of a second, of two.
static bool is_alike(const likeness *ours, const struct stat *st) {
    enum { STEP_NS = 1000, SECOND_NS = 1000000000 };
    int64_t seen_ns = esc_claim_mtime_ns(st), apart_ns = llabs(seen_ns - ours->mtime_ns);
    bool same_time = apart_ns < STEP_NS || (seen_ns % SECOND_NS == 0 && apart_ns < INT64_C(2) * SECOND_NS);
    return ours->known && S_ISREG(st->st_mode) && st->st_size == ours->bytes && same_time;
}

// A name that any file system takes, "sub/documento-17.pdf", in place of one that this one does not.
static char *plain_path(const esc_record *record) {
    const char *base = esc_file_base(record->path), *ending = base + esc_file_stem(base);
    bool plain = strlen(ending) < 10 && !ending[strspn(ending, ".abcdefghijklmnopqrstuvwxyz0123456789")];
    return esc_asprintf("%.*sdocumento-%lld%s", (int)(base - record->path), record->path,
                        (long long)record->id, plain ? ending : "");
}

static bool is_plain(const esc_record *record, const char *name) {
    ESC_AUTOFREE char *path = plain_path(record);
    return !strncmp(name, path, (size_t)(esc_file_base(path) - path) + esc_file_stem(esc_file_base(path)));
}

// Too long for that file system, or with characters that it does not have.
static bool is_refused(const esc_record *record, const char *name, const esc_err *err) {
    bool refused = err->sys == ENAMETOOLONG || err->sys == EINVAL || err->sys == EILSEQ;
    return refused && !is_plain(record, name);
}

// Other names, because a foreign file has taken what was set aside, or the file system does not take them.
static int other_names(const esc_folders *folders, esc_store *store, const esc_record *record, bool plain,
                       char **ret_name, char **ret_stem, esc_err *err) {
    ESC_AUTOFREE char *path = plain ? plain_path(record) : esc_strdup(record->path);
    return esc_names_choose(folders, store, path, ret_name, ret_stem, err);
}

// For the results. The original's stays.
static int choose_again(const esc_folders *folders, esc_store *store, esc_record *record, bool plain,
                        esc_err *err) {
    char *unused = NULL, *stem = NULL;
    int failed = other_names(folders, store, record, plain, &unused, &stem, err);
    if (!failed) failed = esc_store_rename(store, record->id, record->name, stem, err);
    free(unused);
    if (failed) {
        free(stem);
        return failed;
    }
    free(record->stem);
    record->stem = stem;
    return ESC_OK;
}

// Those already renamed go back.
static int take_back(const esc_folders *folders, const esc_record *record, int count, esc_err *err) {
    int failed = ESC_OK;
    for (int i = 0; i < count && !failed; i++) {
        ESC_AUTOFREE char *temporary = esc_name_temporary(record, ending_of(record, i));
        ESC_AUTOFREE char *renamed = esc_asprintf("%s%s", record->stem, ending_of(record, i));
        failed = esc_tree_move(folders->output, renamed, folders->output, temporary, err);
    }
    return failed;
}

// All results get their names, or none where one is taken or refused. Before a document is done nobody has
// been told of them, so that what is already renamed may go back.
static int rename_results(const esc_folders *folders, const esc_record *record, esc_err *err) {
    int failed = ESC_OK;
    for (int i = 0; i < ESC_RESULTS && !failed && ending_of(record, i); i++) {
        ESC_AUTOFREE char *from = esc_name_temporary(record, ending_of(record, i));
        ESC_AUTOFREE char *to = esc_asprintf("%s%s", record->stem, ending_of(record, i));
        if (!esc_tree_exists(folders->output, from)) continue; // renamed before we were killed
        failed = record->revision ? esc_tree_replace(folders->output, from, to, err)
                                  : esc_tree_move(folders->output, from, folders->output, to, err);
        if (failed != ESC_ARGUMENT && !(failed && is_refused(record, record->stem, err))) continue;
        int stuck = take_back(folders, record, i, err);
        if (stuck) failed = stuck;
    }
    return failed;
}

int esc_settle_spare_edited(const esc_folders *folders, esc_store *store, esc_record *record, esc_err *err) {
    bool edited = false, of_an_earlier_version = !*record->results;
    likeness ours[ESC_RESULTS];
    read_likenesses(record->results, ours);
    for (int i = 0; i < ESC_RESULTS && ending_of(record, i); i++) {
        ESC_AUTOFREE char *path = esc_asprintf("%s%s", record->stem, ending_of(record, i));
        struct stat st;
        if (esc_tree_stat(folders->output, path, &st, NULL)) continue;
        edited |= of_an_earlier_version ? esc_claim_mtime_ns(&st) / 1000000 > record->changed_ms
                                        : !is_alike(&ours[i], &st);
    }
    bool plain = is_plain(record, record->stem);
    return edited ? choose_again(folders, store, record, plain, err) : ESC_OK;
}

int esc_settle_keep_earlier(const esc_folders *folders, esc_store *store, const esc_job *finish,
                            int64_t now_ms, esc_err *err) {
    ESC_AUTORECORD record = {0};
    int failed = esc_store_record(store, finish->document, &record, err);
    if (!failed) failed = esc_settle_discard(folders, &record, err);
    return failed ? failed : esc_store_publishing(store, finish, NULL, 0, NULL, now_ms, err);
}

static int publish(const esc_folders *folders, esc_store *store, esc_record *record, int64_t now_ms,
                   esc_err *err) {
    for (;;) {
        esc_err why = {0};
        int failed = rename_results(folders, record, &why);
        if (!failed) return esc_store_done(store, record->id, now_ms, err);
        bool refused = is_refused(record, record->stem, &why);
        if (failed != ESC_ARGUMENT && !refused) {
            if (err) *err = why;
            return failed;
        }
        // The temporary files are named by stem's folder and id: the new names lie in the same folder.
        bool plain = refused || is_plain(record, record->stem);
        failed = choose_again(folders, store, record, plain, err);
        if (failed) return failed;
    }
}

// ---- originals ----

static int move_original(const esc_folders *folders, esc_store *store, esc_record *record, int to,
                         esc_err *err) {
    ESC_AUTOFREE char *spool = esc_spool_name(record->id, record->path);
    bool never_came = esc_claim_left(folders, record);
    for (;;) {
        if (!never_came && !esc_tree_exists(folders->spool, spool))
            return ESC_OK; // moved before we were killed
        esc_err why = {0};
        int failed = never_came ? esc_tree_move(folders->input, record->path, to, record->name, &why)
                                : esc_tree_move(folders->spool, spool, to, record->name, &why);
        bool refused = failed && is_refused(record, record->name, &why);
        if (failed != ESC_ARGUMENT && !refused) {
            if (failed && err) *err = why;
            return failed;
        }
        ESC_AUTOFREE char *stem = esc_strdup(record->stem);
        char *name = NULL, *unused = NULL;
        bool plain = refused || is_plain(record, record->name);
        failed = other_names(folders, store, record, plain, &name, &unused, err);
        if (!failed) failed = esc_store_rename(store, record->id, name, stem, err);
        free(unused);
        if (failed) {
            free(name);
            return failed;
        }
        free(record->name);
        record->name = name;
    }
}

// What a person finds beside a file that could not be used.
static void compose_note(const esc_record *record, esc_buf *note) {
    ESC_AUTOFREE char *shown = esc_utf8_shown(record->path);
    char when[32];
    time_t seconds = (time_t)(record->changed_ms / 1000);
    struct tm tm;
    strftime(when, sizeof when, "%Y-%m-%d %H:%M:%S", localtime_r(&seconds, &tm));
    esc_buf_printf(note, "%s\n\n%s\n\n", shown, esc_why_text(record->why));
    esc_buf_puts(note,
                 record->why == ESC_WHY_NOT_A_FILE
                     ? _("It lies beside this note, as it came. Nothing can be read from it: remove it and "
                         "this note, and put a copy of the file itself into the input folder.")
                     : _("The original lies beside this note, unchanged. Once the cause is mended, put it "
                         "into the input folder again (or run \"escribano quarantine retry\")."));
    esc_buf_printf(note, "\n\n%s %s\n%s %s%s%s\n", _("When:"), when, _("Details for the administrator:"),
                   esc_why_name(record->why), *record->message ? ": " : "", record->message);
}

void esc_settle_read_note(const esc_folders *folders, const char *name, esc_why *ret_why, char **ret_message,
                          char **ret_path) {
    enum { LONGEST_NOTE = 16384 };
    *ret_why = ESC_WHY_OTHER;
    *ret_message = NULL;
    if (ret_path) *ret_path = NULL;
    ESC_AUTOFREE char *path = esc_asprintf("%s%s", name, ESC_NOTE_ENDING);
    int fd = esc_tree_open(folders->quarantine, path, NULL);
    if (fd < 0) return;
    char text[LONGEST_NOTE + 1];
    ssize_t len = read(fd, text, LONGEST_NOTE);
    close(fd);
    text[len > 0 ? len : 0] = 0;
    // The reason's name stands behind the first colon of a line, whatever the language; the last such line
    // counts, since a file's name comes before.
    char *rest = text;
    if (ret_path) *ret_path = esc_strndup(text, strcspn(text, "\n"));
    for (char *line; (line = strsep(&rest, "\n"));) {
        char *reason = strstr(line, ": ");
        if (!reason) continue;
        reason += strlen(": ");
        size_t end = strcspn(reason, ":");
        const char *message = reason[end] ? reason + end + strspn(reason + end, ": ") : "";
        reason[end] = 0;
        esc_why why = esc_why_lookup(reason);
        if (why == ESC_WHY_OTHER && strcmp(reason, esc_why_name(why)) != 0) continue;
        free(*ret_message);
        *ret_why = why;
        *ret_message = esc_strdup(message);
    }
}

static char *note_temporary(const esc_record *record) {
    return esc_asprintf("%.*s.escribano-%lld%s.tmp", (int)(esc_file_base(record->name) - record->name),
                        record->name, (long long)record->id, ESC_NOTE_ENDING);
}

static int write_note(const esc_folders *folders, const esc_record *record, esc_err *err) {
    ESC_AUTOBUF note = {0};
    compose_note(record, &note);
    ESC_AUTOFREE char *path = esc_asprintf("%s%s", record->name, ESC_NOTE_ENDING);
    if (esc_tree_exists(folders->quarantine, path)) return ESC_OK; // written before we were killed
    ESC_AUTOFREE char *temporary = note_temporary(record);
    int fd = create(folders->quarantine, temporary, err);
    if (fd < 0) return fd;
    int failed = ESC_OK;
    if (write(fd, note.bytes, note.len) != (ssize_t)note.len || fsync(fd))
        failed = esc_fail_errno(err, "cannot write %s", temporary);
    close(fd);
    return failed ? failed : esc_tree_move(folders->quarantine, temporary, folders->quarantine, path, err);
}

static int settle_quarantined(const esc_folders *folders, esc_store *store, esc_record *record,
                              esc_err *err) {
    int failed = move_original(folders, store, record, folders->quarantine, err);
    if (!failed) failed = write_note(folders, record, err);
    return failed ? failed : esc_settle_discard(folders, record, err);
}

int esc_settle(const esc_folders *folders, esc_store *store, int64_t id, int64_t now_ms, esc_err *err) {
    ESC_AUTORECORD record = {0};
    int failed = esc_store_record(store, id, &record, err);
    if (failed) return failed;
    bool published = record.state == ESC_STATE_PUBLISHING;
    if (published) failed = publish(folders, store, &record, now_ms, err);
    if (!failed && (published || record.state == ESC_STATE_DONE))
        failed = move_original(folders, store, &record, folders->originals, err);
    else if (!failed && record.state == ESC_STATE_QUARANTINED)
        failed = settle_quarantined(folders, store, &record, err);
    return failed ? failed : esc_store_settled(store, id, true, err);
}
