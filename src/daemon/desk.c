// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/desk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "daemon/claim.h"
#include "daemon/clock.h"
#include "daemon/log.h"
#include "daemon/settle.h"
#include "daemon/spool.h"
#include "daemon/tree.h"
#include "pipeline/pipeline.h"

// Workers that are killed from outside (by an administrator, or by the kernel for want of memory) are not the
// job's fault at once, but not for ever either.
enum { KILLS_A_TRY = 5, KILLED_DELAY_MS = 200 };
// Between two tries of an output folder that may not be written.
enum { BARRED_MIN_MS = 5000, BARRED_MAX_MS = 60000 };

static void close_fds(esc_task *task) {
    for (int i = 0; i < task->fd_count; i++) close(task->fds[i]);
    task->fd_count = 0;
}

// ---- handing out ----

// A claimed file that is still being written by whoever had it open: it is read again from the start, once it
// stands still.
static int changed_since(const esc_desk *desk, const esc_record *record, int fd, bool *ret, esc_err *err) {
    struct stat st;
    if (fstat(fd, &st)) return esc_fail_errno(err, "cannot look at document %lld", (long long)record->id);
    int64_t mtime_ns = esc_claim_mtime_ns(&st);
    *ret = (uint64_t)st.st_size != record->bytes || mtime_ns != record->mtime_ns;
    if (!*ret) return ESC_OK;
    ESC_AUTOFREE char *shown = esc_utf8_shown(record->path);
    esc_log(SD_NOTICE, "%s: was still being written when it was taken in; read again from the start", shown);
    double still_s = esc_conf_number(desk->conf, ESC_CONF_INTAKE_STILL);
    return esc_store_restart(desk->store, record->id, (uint64_t)st.st_size, mtime_ns,
                             esc_clock_ms() + 1 + (int64_t)(still_s * 1000), err);
}

static int put_page(esc_store *store, const esc_record *record, int32_t page, int fd, esc_err *err) {
    ESC_AUTOBUF bytes = {0};
    esc_why why = ESC_WHY_COUNT;
    int failed = esc_store_page(store, record->id, page, &bytes, &why, err);
    if (failed) return failed;
    esc_page_header header = {.why = (uint32_t)why, .bytes = bytes.len};
    if (write(fd, &header, sizeof header) != sizeof header ||
        write(fd, bytes.bytes, bytes.len) != (ssize_t)bytes.len)
        return esc_fail_errno(err, "cannot put the pages of document %lld together", (long long)record->id);
    return ESC_OK;
}

// The pages' results one after the other in a file without a name, page by page: a document of a thousand
// pages never lies in the supervisor's memory.
static int gather_pages(const esc_desk *desk, const esc_record *record, esc_err *err) {
    int fd = openat(desk->folders->state, ".", O_RDWR | O_TMPFILE | O_CLOEXEC, 0600);
    if (fd < 0)
        return esc_fail_errno(err, "cannot put the pages of document %lld together", (long long)record->id);
    int failed = ESC_OK;
    for (int32_t page = 0; page < record->pages && !failed; page++)
        failed = put_page(desk->store, record, page, fd, err);
    if (!failed && lseek(fd, 0, SEEK_SET)) failed = esc_fail_errno(err, "cannot rewind the pages");
    if (!failed) return fd;
    close(fd);
    return failed;
}

// A file in memory for what a worker gives.
static int prepare_memory(esc_task *task, const char *name, esc_err *err) {
    int fd = memfd_create(name, MFD_CLOEXEC);
    if (fd < 0) return esc_fail_errno(err, "cannot make room for a result");
    task->fds[task->fd_count++] = fd;
    return ESC_OK;
}

// Whether a file cannot be had, however often it is tried.
static bool is_gone(esc_why why) {
    return why == ESC_WHY_NO_PERMISSION || why == ESC_WHY_VANISHED || why == ESC_WHY_NOT_A_FILE;
}

// The original of a file that keeps its form; *ret_fd is -1 for any other, and where what is corrected again
// is no longer at hand or has been changed: its form stays as it is.
static int open_form(const esc_desk *desk, const esc_record *record, int *ret_fd, esc_err *err) {
    *ret_fd = -1;
    if (!esc_form_ending(record->type)) return ESC_OK;
    ESC_AUTOFREE char *spool = esc_spool_name(record->id, record->path);
    esc_err why = {0};
    int fd = record->revision ? esc_tree_open(desk->folders->originals, record->name, &why)
                              : esc_tree_open(desk->folders->spool, spool, &why);
    if (fd < 0 && record->revision && is_gone(why.why)) return ESC_OK;
    if (fd < 0) {
        if (err) *err = why;
        return fd;
    }
    struct stat st;
    if (record->revision && (fstat(fd, &st) || (uint64_t)st.st_size != record->bytes ||
                             esc_claim_mtime_ns(&st) != record->mtime_ns)) {
        close(fd);
        return ESC_OK;
    }
    *ret_fd = fd;
    return ESC_OK;
}

// Its own folder cannot be written: it waits, uncharged, and the other documents go on. What was begun of its
// results takes no room meanwhile. Said at the first try.
static int wait_for_folder(const esc_desk *desk, const esc_record *record, const esc_job *job,
                           const esc_err *cause, esc_err *err) {
    esc_err told;
    const esc_err *why = &told;
    esc_folders_blame(&told, desk->folders->output_path, record->stem, cause);
    uint64_t wait_ms = 0;
    for (int i = 0; i < job->attempt && wait_ms < BARRED_MAX_MS; i++)
        wait_ms = esc_clock_longer(wait_ms, BARRED_MIN_MS, BARRED_MAX_MS);
    const esc_log_subject subject = {.document = record->id,
                                     .path = record->path,
                                     .job = esc_job_kind_name(job->kind),
                                     .why = esc_why_name(ESC_DESK_WHY_BARRED),
                                     .id = ESC_LOG_ID_JOB_FAILED};
    ESC_AUTOFREE char *shown = esc_utf8_shown(record->path);
    if (record->why != ESC_DESK_WHY_BARRED || strcmp(record->message, why->said))
        esc_log_about(&subject, SD_ERR, "%s: set aside until its folder can be written: %s", shown,
                      why->message);
    esc_settle_discard(desk->folders, record, NULL);
    return esc_store_delay(desk->store, job, esc_clock_ms() + (int64_t)wait_ms, false, false,
                           ESC_DESK_WHY_BARRED, why->said, err);
}

// Gives 1, or 0 where the document waits for its folder.
static int prepare_finish(const esc_desk *desk, const esc_record *record, esc_task *task, esc_err *err) {
    int pages = gather_pages(desk, record, err);
    if (pages < 0) return pages;
    task->fds[task->fd_count++] = pages;
    int original, results[ESC_RESULTS];
    int failed = open_form(desk, record, &original, err);
    if (failed) return failed;
    esc_err why = {0};
    failed = esc_settle_create(desk->folders, record, original >= 0, results, &why);
    if (failed) {
        if (original >= 0) close(original);
        if (esc_folders_one_barred(desk->folders, &why))
            return wait_for_folder(desk, record, &task->job, &why, err);
        esc_folders_blame(err, desk->folders->output_path, record->stem, &why);
        if (err) err->why = why.why;
        return failed;
    }
    task->fds[1] = results[0];
    task->fds[2] = results[1];
    task->fd_count = 3;
    failed = prepare_memory(task, "escribano-findings", err);
    if (original >= 0) { // all of them are closed with the task
        task->fds[task->fd_count++] = original;
        task->fds[task->fd_count++] = results[2];
    }
    return failed ? failed : 1;
}

// Why every page failed is why the first one did.
static esc_why first_why(const esc_desk *desk, const esc_record *record) {
    ESC_AUTOBUF unused = {0};
    esc_why why = ESC_WHY_OTHER;
    return esc_store_page(desk->store, record->id, 0, &unused, &why, NULL) || why >= ESC_WHY_COUNT
               ? ESC_WHY_OTHER
               : why;
}

// said: for people, as all that the store keeps; the log has it from whoever calls.
static int give_up(const esc_desk *desk, int64_t id, esc_why why, const char *said, esc_err *err) {
    return esc_store_quarantine(desk->store, id, why, said, esc_clock_ms(), err);
}

static void fill_request(const esc_desk *desk, const esc_record *record, esc_task *task) {
    const esc_job *job = &task->job;
    task->request = (esc_request){
        .magic = ESC_MESSAGE_MAGIC,
        .kind = job->kind,
        .document = job->document,
        .page = job->page,
        .attempt = job->attempt,
        .pages = record->pages,
        .bytes = record->bytes,
    };
    snprintf(task->request.type, sizeof task->request.type, "%s", record->type);
    snprintf(task->request.sha256, sizeof task->request.sha256, "%s", record->sha256);
    snprintf(task->request.name, sizeof task->request.name, "%s", esc_file_base(record->path));
    task->deadline_s =
        esc_conf_integer(desk->conf, job->kind == ESC_JOB_FINISH ? ESC_CONF_WORKERS_DOCUMENT_DEADLINE
                                                                 : ESC_CONF_WORKERS_PAGE_DEADLINE);
    task->progress_s = esc_conf_integer(desk->conf, ESC_CONF_WORKERS_PROGRESS_DEADLINE);
}

// Opens the claimed file. Gives 1, or 0 where the document has been given up or put back instead.
static int open_original(const esc_desk *desk, const esc_record *record, esc_task *task, int64_t *ret_settle,
                         esc_err *err) {
    ESC_AUTOFREE char *spool = esc_spool_name(record->id, record->path);
    esc_err why = {0};
    int fd = esc_tree_open(desk->folders->spool, spool, &why);
    if (fd < 0 && is_gone(why.why)) {
        *ret_settle = record->id;
        esc_log(SD_WARNING, "document %lld: %s", (long long)record->id, why.message);
        return give_up(desk, record->id, why.why, why.said, err);
    }
    if (fd < 0) {
        if (err) *err = why;
        return fd;
    }
    bool changed = false;
    int failed = changed_since(desk, record, fd, &changed, err);
    if (failed || changed || task->job.kind == ESC_JOB_FINISH)
        close(fd);
    else
        task->fds[task->fd_count++] = fd;
    return failed ? failed : !changed;
}

// Gives 1 with a task, 0 where the leased job needs no worker after all.
static int prepare(esc_desk *desk, esc_task *task, int64_t *ret_settle, esc_err *err) {
    ESC_AUTORECORD record = {0};
    int failed = esc_store_record(desk->store, task->job.document, &record, err);
    if (failed) return failed;
    if (task->job.kind == ESC_JOB_FINISH && record.pages_failed == record.pages) {
        *ret_settle = record.id;
        return give_up(desk, record.id, first_why(desk, &record), _("no page could be read"), err);
    }
    // What is corrected again has its original in its last place.
    int opened = record.revision ? 1 : open_original(desk, &record, task, ret_settle, err);
    if (opened <= 0) return opened;
    if (task->job.kind == ESC_JOB_FINISH) {
        int prepared = prepare_finish(desk, &record, task, err);
        if (prepared <= 0) return prepared;
    } else if (task->job.kind == ESC_JOB_PAGE) {
        failed = prepare_memory(task, "escribano-page", err);
        if (failed) return failed;
    }
    fill_request(desk, &record, task);
    return 1;
}

int esc_desk_next(esc_desk *desk, esc_task *ret, int64_t *ret_settle, esc_err *err) {
    for (;;) {
        esc_task task = {0};
        int found = esc_store_lease(desk->store, esc_clock_ms(), &task.job, err);
        if (found <= 0) return found;
        int64_t settle = 0;
        int ready = prepare(desk, &task, &settle, err);
        if (ready <= 0) close_fds(&task);
        if (ready < 0) return ready;
        if (!ready && !settle) continue;
        *ret = task;
        *ret_settle = settle;
        return 1;
    }
}

// ---- taking back ----

static int64_t due_after(const esc_desk *desk, int tries) {
    double wait_s = esc_conf_number(desk->conf, ESC_CONF_WORKERS_RETRY);
    for (int i = 0; i < tries && wait_s * 1000 < ESC_DESK_MAX_DELAY_MS; i++) wait_s *= 4;
    double wait_ms = wait_s * 1000 < ESC_DESK_MAX_DELAY_MS ? wait_s * 1000 : ESC_DESK_MAX_DELAY_MS;
    return esc_clock_ms() + 1 + (int64_t)wait_ms;
}

// What cannot be opened has its digest, too: that the same bytes came before is told of it.
static int identified(const esc_desk *desk, const esc_job *job, const esc_reply *reply, esc_err *err) {
    if (job->kind != ESC_JOB_OPEN || !*reply->sha256) return ESC_OK;
    int64_t duplicate = 0;
    int failed = esc_store_identified(desk->store, job->document, reply->sha256, &duplicate, err);
    if (failed || !duplicate) return failed;
    ESC_AUTORECORD other = {0};
    failed = esc_store_record(desk->store, duplicate, &other, err);
    if (failed) return failed;
    const char *end = other.state == ESC_STATE_QUARANTINED && other.why == (esc_why)reply->why
                          ? ", which is in cuarentena for the same reason"
                          : "";
    esc_log(SD_NOTICE, "document %lld has the same bytes as document %lld%s", (long long)job->document,
            (long long)duplicate, end);
    return ESC_OK;
}

static int failed_job(esc_desk *desk, const esc_task *task, const esc_reply *reply, bool killed,
                      bool *ret_settle, esc_err *err) {
    const esc_job *job = &task->job;
    esc_why why = (esc_why)reply->why;
    int64_t most = esc_conf_integer(desk->conf, ESC_CONF_WORKERS_TRIES);
    bool again =
        killed ? job->kills + 1 < most * KILLS_A_TRY : esc_why_transient(why) && job->tries + 1 < most;
    const esc_log_subject subject = {.document = job->document,
                                     .page = job->kind == ESC_JOB_PAGE ? job->page + 1 : 0,
                                     .job = esc_job_kind_name(job->kind),
                                     .why = esc_why_name(why),
                                     .id = ESC_LOG_ID_JOB_FAILED};
    if (job->kind == ESC_JOB_PAGE)
        esc_log_about(&subject, SD_WARNING, "document %lld, page %d: %s: %s%s", (long long)job->document,
                      job->page + 1, esc_why_name(why), reply->message,
                      again ? "; will be tried again" : "; given up");
    else
        esc_log_about(&subject, SD_WARNING, "document %lld, %s: %s: %s%s", (long long)job->document,
                      esc_job_kind_name(job->kind), esc_why_name(why), reply->message,
                      again ? "; will be tried again" : "; given up");
    if (again)
        return esc_store_delay(desk->store, job,
                               killed ? esc_clock_ms() + KILLED_DELAY_MS : due_after(desk, job->tries),
                               !killed, killed, why, reply->said, err);
    if (job->kind == ESC_JOB_PAGE) return esc_store_page_failed(desk->store, job, why, reply->said, err);
    *ret_settle = true;
    ESC_AUTORECORD record = {0};
    int failed = identified(desk, job, reply, err);
    if (!failed) failed = esc_store_record(desk->store, job->document, &record, err);
    if (failed) return failed;
    return record.revision ? esc_settle_keep_earlier(desk->folders, desk->store, job, esc_clock_ms(), err)
                           : give_up(desk, job->document, why, reply->said, err);
}

static int opened(esc_desk *desk, const esc_task *task, const esc_reply *reply, esc_err *err) {
    int64_t duplicate = 0;
    bool taken_over = false,
         take_over = !strcmp(esc_conf_text(desk->conf, ESC_CONF_INTAKE_DUPLICATES), "link");
    int failed = esc_store_opened(desk->store, &task->job, reply->type, reply->sha256, reply->pages,
                                  take_over, &duplicate, &taken_over, err);
    if (!failed && duplicate)
        esc_log(SD_NOTICE, "document %lld has the same bytes as document %lld%s",
                (long long)task->job.document, (long long)duplicate,
                taken_over ? ", and takes over what was read of it" : "");
    return failed;
}

// What a worker gave is not what it should be: that is charged to the job, as a crash is.
static int refused(esc_desk *desk, const esc_task *task, const esc_reply *reply, const esc_err *why,
                   bool *ret_settle, esc_err *err) {
    esc_reply wrong = *reply;
    wrong.status = ESC_FORMAT;
    esc_reply_tell(&wrong, why);
    return failed_job(desk, task, &wrong, false, ret_settle, err);
}

// Gives what people are told of a page that a worker could read in part only; NULL for a whole one.
static const char *lacking(const esc_task *task, const esc_reply *reply) {
    if (!reply->why) return NULL;
    const char *why = esc_why_name((esc_why)reply->why);
    const esc_log_subject subject = {.document = task->job.document,
                                     .page = task->job.page + 1,
                                     .job = esc_job_kind_name(ESC_JOB_PAGE),
                                     .why = why};
    esc_log_about(&subject, SD_WARNING, "document %lld, page %d: %s: a part of it is missing",
                  (long long)task->job.document, task->job.page + 1, why);
    return _("a part of it is missing");
}

static int page_read(esc_desk *desk, const esc_task *task, const esc_reply *reply, bool *ret_settle,
                     esc_err *err) {
    struct stat st;
    esc_err why = {0};
    if (fstat(task->fds[1], &st)) return esc_fail_errno(err, "cannot look at a page's result");
    if (reply->bytes != (uint64_t)st.st_size || !reply->bytes || reply->bytes > ESC_MAX_PAGE_RESULT_BYTES) {
        esc_fail(&why, ESC_FORMAT, ESC_WHY_CRASH, "a page's result of %lld bytes, not %llu",
                 (long long)st.st_size, (unsigned long long)reply->bytes);
        return refused(desk, task, reply, &why, ret_settle, err);
    }
    ESC_AUTOFREE char *bytes = esc_alloc(reply->bytes);
    if (pread(task->fds[1], bytes, reply->bytes, 0) != (ssize_t)reply->bytes) { // cut short meanwhile
        esc_fail(&why, ESC_FORMAT, ESC_WHY_CRASH, "a page's result cannot be read");
        return refused(desk, task, reply, &why, ret_settle, err);
    }
    return esc_store_page_done(desk->store, &task->job, bytes, reply->bytes, lacking(task, reply), err);
}

static int changed_meanwhile(const esc_desk *desk, const esc_record *record, bool *ret, esc_err *err) {
    ESC_AUTOFREE char *spool = esc_spool_name(record->id, record->path);
    int fd = esc_tree_open(desk->folders->spool, spool, err);
    if (fd < 0) return fd;
    int failed = changed_since(desk, record, fd, ret, err);
    close(fd);
    return failed;
}

static int read_findings(const esc_task *task, char **ret, size_t *ret_len, esc_err *err) {
    struct stat st;
    if (fstat(task->fds[3], &st)) return esc_fail_errno(err, "cannot look at the findings");
    if (st.st_size > ESC_MAX_FINDINGS_BYTES)
        return esc_fail(err, ESC_FORMAT, ESC_WHY_CRASH, "%lld bytes of findings", (long long)st.st_size);
    size_t len = (size_t)st.st_size;
    char *bytes = esc_alloc(len);
    if (pread(task->fds[3], bytes, len, 0) != (ssize_t)len) { // cut short meanwhile
        free(bytes);
        return esc_fail(err, ESC_FORMAT, ESC_WHY_CRASH, "the findings cannot be read");
    }
    *ret = bytes;
    *ret_len = len;
    return ESC_OK;
}

static int finished(esc_desk *desk, const esc_task *task, const esc_reply *reply, bool *ret_settle,
                    esc_err *err) {
    ESC_AUTORECORD record = {0};
    int failed = esc_store_record(desk->store, task->job.document, &record, err);
    if (failed) return failed;
    if (record.state != ESC_STATE_LEASED) return ESC_OK; // cancelled meanwhile
    bool changed = false;
    failed = record.revision ? esc_settle_spare_edited(desk->folders, desk->store, &record, err)
                             : changed_meanwhile(desk, &record, &changed, err);
    if (failed || changed) return failed;
    const int results[ESC_RESULTS] = {task->fds[1], task->fds[2], task->fd_count > 5 ? task->fds[5] : -1};
    ESC_AUTOFREE char *likenesses = esc_settle_likenesses(&record, results);
    esc_err why = {0};
    failed = esc_settle_sync(desk->folders, &record, results, &why);
    if (failed && esc_folders_one_barred(desk->folders, &why))
        return wait_for_folder(desk, &record, &task->job, &why, err);
    if (failed && err) *err = why;
    if (failed) return failed;
    ESC_AUTOFREE char *findings = NULL;
    size_t len = 0;
    failed = read_findings(task, &findings, &len, &why);
    if (!failed)
        failed =
            esc_store_publishing(desk->store, &task->job, findings, len, likenesses, esc_clock_ms(), &why);
    if (failed == ESC_FORMAT && why.why == ESC_WHY_CRASH)
        return refused(desk, task, reply, &why, ret_settle, err);
    if (failed && err) *err = why;
    *ret_settle = !failed;
    return failed;
}

// A disk is full: that of its results' folder alone, or one that all documents need.
static int no_room(esc_desk *desk, const esc_task *task, const esc_reply *reply, esc_err *err) {
    const esc_err told = esc_reply_told(reply);
    if (task->job.kind != ESC_JOB_FINISH || !esc_folders_have_room(desk->folders))
        return esc_fail_as(err, ESC_SYSTEM, ESC_WHY_DISK_FULL, &told);
    ESC_AUTORECORD record = {0};
    int failed = esc_store_record(desk->store, task->job.document, &record, err);
    if (failed || record.state != ESC_STATE_LEASED) return failed; // cancelled meanwhile
    return wait_for_folder(desk, &record, &task->job, &told, err);
}

int esc_desk_take(esc_desk *desk, const esc_task *task, const esc_reply *reply, bool killed, bool *ret_settle,
                  esc_err *err) {
    *ret_settle = false;
    esc_err why = {0};
    bool full = reply->status && reply->why == ESC_WHY_DISK_FULL;
    int failed = full                             ? no_room(desk, task, reply, &why)
                 : reply->status                  ? failed_job(desk, task, reply, killed, ret_settle, &why)
                 : task->job.kind == ESC_JOB_OPEN ? opened(desk, task, reply, &why)
                 : task->job.kind == ESC_JOB_PAGE ? page_read(desk, task, reply, ret_settle, &why)
                                                  : finished(desk, task, reply, ret_settle, &why);
    if (failed == ESC_ARGUMENT) {
        // The document began again, or was taken away, while a worker had it: the answer is late.
        esc_log(SD_DEBUG, "%s", why.message);
        return ESC_OK;
    }
    if (failed && err) *err = why;
    return failed;
}
