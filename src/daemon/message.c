// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/message.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/limits.h"

static int wrong(esc_err *err, const char *what) {
    return esc_fail_of(err, ESC_FORMAT, ESC_WHY_CRASH, what, "a worker sent garbage");
}

static int is_text(const char *text, size_t size, const char *letters) {
    size_t len = strnlen(text, size);
    return len < size && strspn(text, letters) == len;
}

static int check_result(const esc_reply *r, const esc_request *asked, esc_err *err) {
    if ((r->kind != asked->kind && r->kind != ESC_REPLY_PROGRESS) || r->document != asked->document ||
        r->page != asked->page || r->attempt != asked->attempt)
        return wrong(err, "an answer to something else");
    if (r->status && r->kind == ESC_REPLY_PROGRESS) return wrong(err, "progress that failed");
    if (r->kind != ESC_JOB_OPEN || (r->status && !*r->sha256)) return ESC_OK;
    if (!is_text(r->sha256, sizeof r->sha256, "0123456789abcdef") || strlen(r->sha256) + 1 != ESC_SHA256_TEXT)
        return wrong(err, "digest");
    if (r->status) return ESC_OK;
    if (r->pages < 1 || r->pages > ESC_MAX_PAGES) return wrong(err, "number of pages");
    if (!is_text(r->type, sizeof r->type, "abcdefghijklmnopqrstuvwxyz0123456789-")) return wrong(err, "type");
    return ESC_OK;
}

esc_err esc_reply_told(const esc_reply *reply) {
    esc_err told = {.kind = reply->status, .why = (esc_why)reply->why};
    memcpy(told.message, reply->message, sizeof told.message);
    memcpy(told.said, reply->said, sizeof told.said);
    return told;
}

static void no_controls(char *text) {
    for (; *text; text++)
        if ((unsigned char)*text < 0x20 || *text == 0x7f) *text = '?';
}

void esc_reply_tell(esc_reply *reply, const esc_err *err) {
    reply->why = (int32_t)err->why;
    memcpy(reply->message, err->message, sizeof reply->message);
    memcpy(reply->said, err->said, sizeof reply->said);
}

int esc_reply_check(const void *bytes, size_t len, const esc_request *asked, esc_reply *ret, esc_err *err) {
    esc_reply r;
    if (len != sizeof r) return wrong(err, "length");
    memcpy(&r, bytes, sizeof r);
    if (r.magic != ESC_MESSAGE_MAGIC) return wrong(err, "magic");
    if (r.status > ESC_OK || r.status < ESC_CANCELLED) return wrong(err, "status");
    if (r.why < 0 || r.why >= ESC_WHY_COUNT) return wrong(err, "reason");
    if (strnlen(r.message, sizeof r.message) == sizeof r.message ||
        strnlen(r.said, sizeof r.said) == sizeof r.said)
        return wrong(err, "message");
    if (!asked && r.kind != ESC_REPLY_HELLO) return wrong(err, "no hello");
    int failed = asked ? check_result(&r, asked, err) : ESC_OK;
    if (failed) return failed;
    no_controls(r.message);
    no_controls(r.said);
    *ret = r;
    return ESC_OK;
}

int esc_message_send(int sock, const void *bytes, size_t len, const int *fds, int count, esc_err *err) {
    union {
        struct cmsghdr align;
        char bytes[CMSG_SPACE(ESC_MESSAGE_FDS * sizeof(int))];
    } control = {0};
    struct iovec part = {(void *)(uintptr_t)bytes, len};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    if (count) {
        message.msg_control = control.bytes;
        message.msg_controllen = CMSG_SPACE((size_t)count * sizeof(int));
        struct cmsghdr *head = CMSG_FIRSTHDR(&message);
        head->cmsg_level = SOL_SOCKET;
        head->cmsg_type = SCM_RIGHTS;
        head->cmsg_len = CMSG_LEN((size_t)count * sizeof(int));
        memcpy(CMSG_DATA(head), fds, (size_t)count * sizeof(int));
    }
    ssize_t sent;
    do sent = sendmsg(sock, &message, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent == (ssize_t)len ? ESC_OK : esc_fail_errno(err, "cannot send a message");
}

static int take_fds(struct msghdr *message, int fds[ESC_MESSAGE_FDS]) {
    int count = 0;
    for (struct cmsghdr *head = CMSG_FIRSTHDR(message); head; head = CMSG_NXTHDR(message, head)) {
        if (head->cmsg_level != SOL_SOCKET || head->cmsg_type != SCM_RIGHTS) continue;
        size_t n = (head->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (size_t i = 0; i < n && count < ESC_MESSAGE_FDS; i++)
            memcpy(&fds[count++], CMSG_DATA(head) + i * sizeof(int), sizeof(int));
    }
    return count;
}

int esc_message_receive(int sock, void *bytes, size_t len, int fds[ESC_MESSAGE_FDS], int *ret_count,
                        esc_err *err) {
    union {
        struct cmsghdr align;
        char bytes[CMSG_SPACE(ESC_MESSAGE_FDS * sizeof(int))];
    } control;
    struct iovec part = {bytes, len};
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = control.bytes,
                             .msg_controllen = sizeof control.bytes};
    ssize_t got;
    do got = recvmsg(sock, &message, MSG_CMSG_CLOEXEC);
    while (got < 0 && errno == EINTR);
    if (got < 0 && errno == ECONNRESET) return 0; // gone, with something of ours unread
    if (got < 0) return esc_fail_errno(err, "cannot receive a message");
    int count = take_fds(&message, fds);
    if (got == (ssize_t)len && !(message.msg_flags & (MSG_TRUNC | MSG_CTRUNC))) {
        *ret_count = count;
        return 1;
    }
    for (int i = 0; i < count; i++) close(fds[i]);
    return got ? esc_fail(err, ESC_FORMAT, ESC_WHY_OTHER, "a message of %zd bytes, not %zu", got, len) : 0;
}
