// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/control.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

enum { MAGIC = 0x45534354, PATIENCE_S = 10 };

_Static_assert(sizeof(struct sockaddr_un) <= sizeof((esc_control_peer *)0)->address, "an address fits");

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
    if (bind(fd, (struct sockaddr *)&address, sizeof address)) {
        esc_fail_errno(err, "cannot listen on %s", address.sun_path);
        close(fd);
        return ESC_SYSTEM;
    }
    return fd;
}

int esc_control_take(int fd, esc_control_request *ret, esc_control_peer *ret_peer) {
    esc_control_request request;
    socklen_t len = sizeof ret_peer->address;
    ssize_t got =
        recvfrom(fd, &request, sizeof request, MSG_TRUNC, (struct sockaddr *)(void *)ret_peer->address, &len);
    if (got != sizeof request || request.magic != MAGIC || request.verb >= ESC_CONTROL_VERB_COUNT) return 0;
    ret_peer->len = len;
    *ret = request;
    return 1;
}

void esc_control_answer(int fd, const esc_control_peer *peer, int status, const esc_err *err,
                        const esc_control_state *state) {
    esc_control_reply reply = {.magic = MAGIC, .status = status};
    if (state) reply.state = *state;
    if (status) {
        reply.why = (int32_t)err->why;
        snprintf(reply.message, sizeof reply.message, "%s", err->message);
    }
    // Whoever asked may have gone: that is his affair.
    sendto(fd, &reply, sizeof reply, MSG_DONTWAIT | MSG_NOSIGNAL,
           (const struct sockaddr *)(const void *)peer->address, peer->len);
}

static int exchange(int fd, const struct sockaddr_un *address, const esc_control_request *request,
                    esc_control_state *ret, esc_err *err) {
    const struct timeval patience = {.tv_sec = PATIENCE_S};
    const sa_family_t own = AF_UNIX; // the kernel finds a name for us to be answered at
    esc_control_reply reply = {0};
    if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) ||
        bind(fd, (const struct sockaddr *)(const void *)&own, sizeof own) ||
        connect(fd, (const struct sockaddr *)address, sizeof *address) ||
        send(fd, request, sizeof *request, MSG_NOSIGNAL) < 0)
        return esc_fail_errno(err, "no service is at work (%s)", address->sun_path);
    ssize_t got = recv(fd, &reply, sizeof reply, 0);
    if (got < 0) return esc_fail_errno(err, "the service does not answer");
    if (got != sizeof reply || reply.magic != MAGIC || reply.status > 0 || reply.status < ESC_CANCELLED)
        return esc_fail(err, ESC_FORMAT, ESC_WHY_OTHER, "the service's answer cannot be understood");
    reply.message[sizeof reply.message - 1] = 0;
    reply.state.message[sizeof reply.state.message - 1] = 0;
    *ret = reply.state;
    return reply.status ? esc_fail(err, reply.status, ESC_WHY_OTHER, "%s", reply.message) : ESC_OK;
}

static int ask(const char *state_folder, esc_control_verb verb, int64_t document, esc_control_state *ret,
               esc_err *err) {
    struct sockaddr_un address;
    int failed = address_of(state_folder, &address, err);
    if (failed) return failed;
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0) return esc_fail_errno(err, "cannot make a socket");
    const esc_control_request request = {.magic = MAGIC, .verb = verb, .document = document};
    failed = exchange(fd, &address, &request, ret, err);
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
