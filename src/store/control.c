// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/control.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/i18n.h"

enum { MAGIC = 0x45534354, PATIENCE_S = 10 };

// Room for one descriptor beside a message.
typedef union attachment {
    struct cmsghdr align;
    char bytes[CMSG_SPACE(sizeof(int))];
} attachment;

static int address_of(const char *state_folder, struct sockaddr_un *ret, esc_err *err) {
    *ret = (struct sockaddr_un){.sun_family = AF_UNIX};
    int len = snprintf(ret->sun_path, sizeof ret->sun_path, "%s/control", state_folder);
    if (len < 0 || (size_t)len >= sizeof ret->sun_path)
        return esc_fail(err, ESC_LIMIT, ESC_WHY_SETTINGS, "%s: too long a path for a socket", state_folder);
    return ESC_OK;
}

int esc_control_listen(const char *state_folder, esc_err *err) {
    struct sockaddr_un address;
    int failed = address_of(state_folder, &address, err);
    if (failed) return failed;
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0) return esc_fail_errno(err, "cannot make a control socket");
    unlink(address.sun_path); // of an earlier service; the lock says that there is no other
    mode_t old = umask(0117);
    int failed_to_bind = bind(fd, (struct sockaddr *)&address, sizeof address);
    umask(old);
    if (failed_to_bind) {
        esc_fail_errno(err, "cannot listen on %s", address.sun_path);
        close(fd);
        return ESC_SYSTEM;
    }
    return fd;
}

// The one descriptor that a message brought, or -1; any others are closed.
static int brought(struct msghdr *message) {
    int first = -1;
    for (struct cmsghdr *head = CMSG_FIRSTHDR(message); head; head = CMSG_NXTHDR(message, head)) {
        if (head->cmsg_level != SOL_SOCKET || head->cmsg_type != SCM_RIGHTS) continue;
        size_t count = (head->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (size_t i = 0; i < count; i++) {
            int fd;
            memcpy(&fd, CMSG_DATA(head) + i * sizeof fd, sizeof fd);
            if (first < 0)
                first = fd;
            else
                close(fd);
        }
    }
    return first;
}

// Whoever made the pair of sockets that the answer comes by.
static bool may_ask(int asker, uint32_t verb) {
    struct ucred who;
    socklen_t len = sizeof who;
    if (verb == ESC_CONTROL_STATE) return true;
    return !getsockopt(asker, SOL_SOCKET, SO_PEERCRED, &who, &len) && (!who.uid || who.uid == geteuid());
}

int esc_control_take(int fd, esc_control_request *ret, int *ret_asker) {
    esc_control_request request;
    attachment room = {0};
    struct iovec part = {&request, sizeof request};
    struct msghdr message = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = room.bytes, .msg_controllen = sizeof room.bytes};
    ssize_t got = recvmsg(fd, &message, MSG_CMSG_CLOEXEC | MSG_DONTWAIT);
    if (got < 0) return 0;
    int asker = brought(&message);
    if (asker < 0) return 0;
    if (got != sizeof request || (message.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) || request.magic != MAGIC ||
        request.verb >= ESC_CONTROL_VERB_COUNT) {
        close(asker);
        return 0;
    }
    if (!may_ask(asker, request.verb)) {
        esc_err err;
        esc_fail(&err, ESC_SYSTEM, ESC_WHY_NO_PERMISSION,
                 "only root and the service's own user may ask that");
        esc_control_answer(asker, err.kind, &err, NULL);
        return 0;
    }
    *ret = request;
    *ret_asker = asker;
    return 1;
}

void esc_control_answer(int asker, int status, const esc_err *err, const esc_control_state *state) {
    esc_control_reply reply = {.magic = MAGIC, .status = status};
    if (state) reply.state = *state;
    if (status) {
        reply.why = (int32_t)err->why;
        snprintf(reply.message, sizeof reply.message, "%.*s", (int)sizeof reply.message - 1, err->message);
        snprintf(reply.said, sizeof reply.said, "%.*s", (int)sizeof reply.said - 1, err->said);
    }
    // Whoever asked may have gone: that is his affair.
    send(asker, &reply, sizeof reply, MSG_DONTWAIT | MSG_NOSIGNAL);
    close(asker);
}

void esc_control_note(esc_control_state *state, const esc_err *note) {
    for (int i = 0; i < ESC_CONTROL_NOTES; i++) {
        char *message = state->notes[i].message, *said = state->notes[i].said;
        if (*message) continue;
        snprintf(message, sizeof state->notes[i].message, "%.*s", (int)sizeof state->notes[i].message - 1,
                 note->message);
        snprintf(said, sizeof state->notes[i].said, "%.*s", (int)sizeof state->notes[i].said - 1, note->said);
        return;
    }
}

// Sends the request, and with it the end of a socket pair that the answer is to come by.
static int send_request(int fd, const struct sockaddr_un *address, const esc_control_request *request,
                        int answers) {
    attachment room = {0};
    struct iovec part = {(void *)(uintptr_t)request, sizeof *request};
    struct msghdr message = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = room.bytes, .msg_controllen = sizeof room.bytes};
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof answers);
    memcpy(CMSG_DATA(head), &answers, sizeof answers);
    if (connect(fd, (const struct sockaddr *)address, sizeof *address)) return -1;
    return sendmsg(fd, &message, MSG_NOSIGNAL) < 0 ? -1 : 0;
}

static int receive_reply(int fd, esc_control_state *ret, esc_err *err) {
    const struct timeval patience = {.tv_sec = PATIENCE_S};
    esc_control_reply reply = {0};
    if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience))
        return esc_fail_errno(err, "cannot wait for an answer");
    ssize_t got = recv(fd, &reply, sizeof reply, 0);
    if (got < 0) return esc_fail_errno(err, "the service does not answer");
    if (!got) return esc_fail(err, ESC_SYSTEM, ESC_WHY_OTHER, "the service ended before it answered");
    if (got != sizeof reply || reply.magic != MAGIC || reply.status > 0 || reply.status < ESC_CANCELLED)
        return esc_fail(err, ESC_FORMAT, ESC_WHY_OTHER, "the service's answer cannot be understood");
    reply.message[sizeof reply.message - 1] = reply.said[sizeof reply.said - 1] = 0;
    reply.state.message[sizeof reply.state.message - 1] = reply.state.said[sizeof reply.state.said - 1] = 0;
    // The service speaks English and the language of its settings.
    bool english = !strcmp(esc_i18n_language(), "en");
    if (english) memcpy(reply.state.said, reply.state.message, sizeof reply.state.said);
    for (int i = 0; i < ESC_CONTROL_NOTES; i++) {
        char *message = reply.state.notes[i].message, *said = reply.state.notes[i].said;
        message[sizeof reply.state.notes[i].message - 1] = said[sizeof reply.state.notes[i].said - 1] = 0;
        if (english) memcpy(said, message, sizeof reply.state.notes[i].said);
    }
    *ret = reply.state;
    if (!reply.status) return ESC_OK;
    esc_err told = {0};
    snprintf(told.message, sizeof told.message, "%s", reply.message);
    snprintf(told.said, sizeof told.said, "%s", english ? reply.message : reply.said);
    esc_why why = reply.why >= 0 && reply.why < ESC_WHY_COUNT ? (esc_why)reply.why : ESC_WHY_OTHER;
    return esc_fail_as(err, reply.status, why, &told);
}

static int ask(const char *state_folder, esc_control_verb verb, int64_t document, esc_control_state *ret,
               esc_err *err) {
    struct sockaddr_un address;
    int failed = address_of(state_folder, &address, err);
    if (failed) return failed;
    int pair[2], fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0) return esc_fail_errno(err, "cannot make a socket");
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair)) {
        esc_fail_errno(err, "cannot make a socket");
        close(fd);
        return ESC_SYSTEM;
    }
    const esc_control_request request = {.magic = MAGIC, .verb = verb, .document = document};
    if (send_request(fd, &address, &request, pair[1]))
        failed = esc_fail_errno(err, "no service is at work (%s)", address.sun_path);
    close(pair[1]); // the service's copy is the last: should it end, we are told
    if (!failed) failed = receive_reply(pair[0], ret, err);
    close(pair[0]);
    close(fd);
    return failed;
}

int esc_control_ask(const char *state_folder, esc_control_verb verb, int64_t document, esc_err *err) {
    esc_control_state unused;
    return ask(state_folder, verb, document, &unused, err);
}

int esc_control_state_ask(const char *state_folder, esc_control_state *ret, esc_err *err) {
    return ask(state_folder, ESC_CONTROL_STATE, 0, ret, err);
}
