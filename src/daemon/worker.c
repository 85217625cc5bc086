// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hush.h"
#include "base/i18n.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/pulse.h"
#include "base/utf8.h"
#include "daemon/clock.h"
#include "daemon/jail.h"
#include "daemon/log.h"
#include "daemon/message.h"
#include "pipeline/pipeline.h"

typedef struct worker {
    esc_engine *engine;
    // The input of the last job, kept open: a document's pages mostly come one after the other.
    esc_input *input;
    int input_fd;
    int64_t input_document;
    struct stat input_stat;
} worker;

static void forget_input(worker *w) {
    esc_input_close(w->input);
    if (w->input_fd >= 0) close(w->input_fd);
    w->input = NULL;
    w->input_fd = -1;
}

static bool same_file(const struct stat *a, const struct stat *b) {
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
           a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

// Takes fd over.
static int use_input(worker *w, const esc_request *request, int fd, esc_err *err) {
    struct stat st;
    if (fstat(fd, &st)) {
        close(fd);
        return esc_fail_errno(err, "cannot look at the input");
    }
    if (w->input && w->input_document == request->document && same_file(&st, &w->input_stat)) {
        close(fd);
        return ESC_OK;
    }
    forget_input(w);
    w->input_fd = fd;
    w->input_stat = st;
    w->input_document = request->document;
    return esc_input_open(w->engine, fd, request->name, &w->input, err);
}

// A file that the supervisor wants a result in, and how much of it is written.
typedef struct result {
    int fd;
    size_t len;
} result;

// An esc_sink.
static int write_more(void *user, const char *bytes, size_t len, esc_err *err) {
    result *to = user;
    for (size_t end = to->len + len; to->len < end;) {
        ssize_t n = pwrite(to->fd, bytes, end - to->len, (off_t)to->len);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0 && errno == EFBIG)
            return esc_fail(err, ESC_LIMIT, ESC_WHY_TOO_MANY_BYTES, "a result of %zu bytes and more", end);
        if (n < 0) return esc_fail_errno(err, "cannot write a result");
        bytes += n;
        to->len += (size_t)n;
    }
    return ESC_OK;
}

static int write_all(int fd, const esc_buf *bytes, esc_err *err) {
    return write_more(&(result){.fd = fd}, esc_buf_text(bytes), bytes->len, err);
}

static int do_open(worker *w, const esc_request *request, int *fds, esc_reply *reply, esc_err *err) {
    int failed = use_input(w, request, fds[0], err);
    fds[0] = -1;
    if (failed && w->input_fd >= 0) esc_input_digest(w->engine, w->input_fd, reply->sha256);
    if (failed) return failed;
    reply->pages = esc_input_page_count(w->input);
    reply->bytes = esc_input_bytes(w->input);
    snprintf(reply->type, sizeof reply->type, "%s", esc_input_type(w->input));
    snprintf(reply->sha256, sizeof reply->sha256, "%s", esc_input_sha256(w->input));
    return ESC_OK;
}

static int do_page(worker *w, const esc_request *request, int *fds, esc_reply *reply, esc_err *err) {
    int failed = use_input(w, request, fds[0], err);
    fds[0] = -1;
    if (failed) return failed;
    ESC_AUTODOC *page = NULL;
    failed = esc_page_read(w->engine, w->input, request->page, &page, err);
    if (failed) return failed;
    ESC_AUTOBUF bytes = {0};
    esc_doc_encode(page, &bytes);
    if (bytes.len > ESC_MAX_PAGE_RESULT_BYTES)
        return esc_fail(err, ESC_LIMIT, ESC_WHY_TOO_MANY_BYTES, "page %d gives %zu bytes", request->page,
                        bytes.len);
    reply->bytes = bytes.len;
    reply->why = page->pages[0].failed;
    return write_all(fds[1], &bytes, err);
}

static int append_page(esc_doc *doc, esc_page_header header, int fd, esc_err *err) {
    if (header.why < ESC_WHY_COUNT) {
        ESC_AUTODOC *page = esc_page_failed((esc_why)header.why);
        esc_doc_append(doc, page);
        return ESC_OK;
    }
    if (header.bytes > ESC_MAX_PAGE_RESULT_BYTES)
        return esc_fail(err, ESC_LIMIT, ESC_WHY_TOO_MANY_BYTES, "a page of %llu bytes",
                        (unsigned long long)header.bytes);
    ESC_AUTOFREE char *bytes = esc_alloc(header.bytes);
    if (read(fd, bytes, header.bytes) != (ssize_t)header.bytes)
        return esc_fail(err, ESC_FORMAT, ESC_WHY_IO, "the pages' results are cut short");
    ESC_AUTODOC *page = NULL;
    int failed = esc_doc_decode(bytes, header.bytes, &page, err);
    if (!failed) esc_doc_append(doc, page);
    return failed;
}

static int read_pages(int fd, int32_t pages, esc_doc *doc, esc_err *err) {
    for (int32_t i = 0; i < pages; i++) {
        esc_page_header header;
        if (read(fd, &header, sizeof header) != sizeof header)
            return esc_fail(err, ESC_FORMAT, ESC_WHY_IO, "the pages' results are cut short");
        int failed = append_page(doc, header, fd, err);
        if (failed) return failed;
        esc_pulse();
    }
    return ESC_OK;
}

// The file once more, with the words as doc has them.
static int write_form(worker *w, const esc_request *request, int *fds, const esc_doc *doc, esc_err *err) {
    int failed = use_input(w, request, fds[4], err);
    fds[4] = -1;
    if (failed) return failed;
    ESC_AUTOBUF form = {0};
    failed = esc_input_rewrite(w->input, doc, &form, err);
    if (!failed) failed = write_all(fds[5], &form, err);
    forget_input(w); // it is no longer what the file says
    return failed;
}

static int do_finish(worker *w, const esc_request *request, int *fds, esc_reply *reply, esc_err *err) {
    forget_input(w);
    ESC_AUTODOC *doc = esc_doc_new();
    int failed = read_pages(fds[0], request->pages, doc, err);
    if (!failed) failed = esc_document_finish(w->engine, doc, err);
    if (failed) return failed;
    ESC_AUTOBUF name = {0};
    esc_utf8_clean(request->name, strlen(request->name), &name);
    esc_source source = {
        .name = (char *)(uintptr_t)esc_buf_text(&name),
        .type = (char *)(uintptr_t)request->type,
        .sha256 = (char *)(uintptr_t)request->sha256,
        .bytes = request->bytes,
        .ocr = esc_doc_used_ocr(doc),
    };
    ESC_AUTOBUF text = {0};
    result json = {.fd = fds[2]};
    failed = esc_document_render(w->engine, doc, &source, &text, write_more, &json, err);
    if (!failed) failed = write_all(fds[1], &text, err);
    ESC_AUTOBUF findings = {0};
    esc_findings_collect(doc, &findings);
    if (!failed) failed = write_all(fds[3], &findings, err);
    if (!failed && fds[5] >= 0) failed = write_form(w, request, fds, doc, err);
    reply->bytes = text.len;
    return failed;
}

// Tells the supervisor that the job gets on.
typedef struct teller {
    const esc_request *request;
    uint64_t next_us;
} teller;

static void tell_progress(void *user) {
    teller *t = user;
    uint64_t now_us = esc_clock_monotonic_us();
    if (now_us < t->next_us) return;
    t->next_us = now_us + ESC_PROGRESS_EVERY_MS * 1000;
    const esc_reply progress = {
        .magic = ESC_MESSAGE_MAGIC,
        .kind = ESC_REPLY_PROGRESS,
        .document = t->request->document,
        .page = t->request->page,
        .attempt = t->request->attempt,
    };
    // Where nobody hears it any more, sending the answer fails too, and ends the worker.
    esc_message_send(ESC_WORKER_SOCKET, &progress, sizeof progress, NULL, 0, NULL);
}

static void serve(worker *w, const esc_request *request, int fds[ESC_MESSAGE_FDS], esc_reply *reply) {
    typedef int work(worker *, const esc_request *, int *, esc_reply *, esc_err *);
    static work *const works[ESC_JOB_KIND_COUNT] = {do_open, do_page, do_finish};
    *reply = (esc_reply){
        .magic = ESC_MESSAGE_MAGIC,
        .kind = request->kind,
        .document = request->document,
        .page = request->page,
        .attempt = request->attempt,
    };
    esc_err err = {0};
    teller to_tell = {request, esc_clock_monotonic_us() + ESC_PROGRESS_EVERY_MS * 1000};
    esc_pulse_listen(tell_progress, &to_tell);
    reply->status = works[request->kind](w, request, fds, reply, &err);
    esc_pulse_listen(NULL, NULL);
    if (!reply->status) return;
    forget_input(w); // what failed once is opened afresh
    esc_reply_tell(reply, &err);
}

static void limit(int resource, rlim_t most) {
    struct rlimit now;
    if (getrlimit((__rlimit_resource_t)resource, &now)) return;
    if (most < now.rlim_max) now.rlim_max = most;
    now.rlim_cur = now.rlim_max;
    setrlimit((__rlimit_resource_t)resource, &now);
}

// For all jobs of its life together: each of them has its deadline, which the supervisor keeps. This is for
// when that keeps none. The signal comes first, since it tells what it is for.
static void limit_cpu(const esc_conf *conf) {
    enum { BEGIN_AND_END_S = 3600, TO_HEED_S = 60 };
    int64_t page_s = esc_conf_integer(conf, ESC_CONF_WORKERS_PAGE_DEADLINE),
            document_s = esc_conf_integer(conf, ESC_CONF_WORKERS_DOCUMENT_DEADLINE),
            life_s = esc_conf_integer(conf, ESC_CONF_WORKERS_RECYCLE) *
                         (page_s > document_s ? page_s : document_s) +
                     BEGIN_AND_END_S;
    limit(RLIMIT_CPU, (rlim_t)life_s + TO_HEED_S);
    struct rlimit now;
    if (getrlimit(RLIMIT_CPU, &now) || now.rlim_cur <= (rlim_t)life_s) return;
    now.rlim_cur = (rlim_t)life_s;
    setrlimit(RLIMIT_CPU, &now);
}

static void set_limits(const esc_conf *conf) {
    limit_cpu(conf);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, ESC_MAX_RESULT_BYTES);
    limit(RLIMIT_NOFILE, ESC_WORKER_GLOSSARIES);
#ifndef __SANITIZE_ADDRESS__ // whose shadow memory is far larger, and whose search for leaks makes a process
    limit(RLIMIT_DATA, (rlim_t)esc_conf_integer(conf, ESC_CONF_WORKERS_MEMORY_MB) << 20);
    limit(RLIMIT_NPROC, 0); // root is not held by it, but by the jail
#endif
    signal(SIGXFSZ, SIG_IGN); // the write fails instead
    // Where memory runs out, a worker goes before the supervisor and everything else.
    int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (fd < 0) return;
    if (write(fd, "500", 3) < 0) {
    } // a wish, no need
    close(fd);
}

// What libraries print of a file that they find odd.
static void log_noise(const char *line) { esc_log(SD_DEBUG, "worker: a library says: %s", line); }

static int start(worker *w, esc_conf *conf, esc_err *err) {
    ESC_AUTOFREE char *path = esc_asprintf("/proc/self/fd/%d", ESC_WORKER_SETTINGS);
    int failed = esc_conf_load(conf, path, err);
    close(ESC_WORKER_SETTINGS);
    if (failed) return failed;
    esc_i18n_init(esc_conf_text(conf, ESC_CONF_OUTPUT_LANGUAGE));
    set_limits(conf);
    esc_hush_listen(log_noise);
    failed = esc_engine_new(conf, &w->engine, err);
    if (!failed) failed = esc_engine_load_readers(err); // the jail lets no library in
    return failed ? failed : esc_jail_enter(err);
}

// That it is ready for its first job, or why it cannot be.
static int say_hello(int failed, esc_err *err) {
    esc_reply hello = {.magic = ESC_MESSAGE_MAGIC, .kind = ESC_REPLY_HELLO, .status = failed};
    if (failed) esc_reply_tell(&hello, err);
    return esc_message_send(ESC_WORKER_SOCKET, &hello, sizeof hello, NULL, 0, err);
}

int esc_worker_main(void) {
    worker w = {.input_fd = -1};
    esc_err err = {0};
    esc_conf *conf = esc_conf_new();
    int unfit = start(&w, conf, &err), failed = say_hello(unfit, &err);
    while (!unfit && !failed) {
        esc_request request;
        int fds[ESC_MESSAGE_FDS] = {-1, -1, -1, -1, -1, -1}, count = 0;
        int got = esc_message_receive(ESC_WORKER_SOCKET, &request, sizeof request, fds, &count, &err);
        if (got <= 0) {
            failed = got;
            break;
        }
        esc_reply reply;
        serve(&w, &request, fds, &reply);
        for (int i = 0; i < count; i++)
            if (fds[i] >= 0) close(fds[i]);
        failed = esc_message_send(ESC_WORKER_SOCKET, &reply, sizeof reply, NULL, 0, &err);
    }
    if (failed && err.sys == EPIPE) failed = ESC_OK; // the supervisor is gone
    if (failed) esc_log(SD_ERR, "worker: %s", err.message);
    forget_input(&w);
    esc_engine_free(w.engine);
    esc_conf_free(conf);
    return unfit ? ESC_EXIT_UNFIT : failed ? 1 : 0;
}
