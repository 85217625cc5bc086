// SPDX-License-Identifier: GPL-3.0-or-later
// A worker may have been taken over by the file it read: nothing of its replies is believed unchecked.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/limits.h"
#include "daemon/message.h"

static const esc_request asked = {
    .magic = ESC_MESSAGE_MAGIC, .kind = ESC_JOB_OPEN, .document = 7, .attempt = 2};

static esc_reply answer(void) {
    esc_reply reply = {.magic = ESC_MESSAGE_MAGIC,
                       .kind = ESC_JOB_OPEN,
                       .document = 7,
                       .attempt = 2,
                       .pages = 3,
                       .type = "pdf"};
    memset(reply.sha256, 'a', sizeof reply.sha256 - 1);
    return reply;
}

static int check(const esc_reply *reply) {
    esc_reply ret;
    return esc_reply_check(reply, sizeof *reply, &asked, &ret, NULL);
}

static void a_right_answer_is_taken(void **state) {
    (void)state;
    esc_reply reply = answer(), ret = {0};
    memcpy(reply.message, "two\nlines\x1b[0m", 14);
    assert_int_equal(esc_reply_check(&reply, sizeof reply, &asked, &ret, NULL), ESC_OK);
    assert_int_equal(ret.pages, 3);
    assert_string_equal(ret.message, "two?lines?[0m"); // it goes to a log
    reply.status = ESC_FORMAT; // it could not be opened: its digest tells of it all the same, where it is had
    assert_int_equal(check(&reply), ESC_OK);
    *reply.sha256 = 0;
    assert_int_equal(check(&reply), ESC_OK);
    reply = (esc_reply){.magic = ESC_MESSAGE_MAGIC, .kind = ESC_REPLY_HELLO};
    assert_int_equal(esc_reply_check(&reply, sizeof reply, NULL, &ret, NULL), ESC_OK);
}

static void progress_is_told_of_the_job_asked_for(void **state) {
    (void)state;
    esc_reply reply = {.magic = ESC_MESSAGE_MAGIC, .kind = ESC_REPLY_PROGRESS, .document = 7, .attempt = 2},
              ret;
    assert_int_equal(check(&reply), ESC_OK);
    assert_int_equal(esc_reply_check(&reply, sizeof reply, NULL, &ret, NULL), ESC_FORMAT);
    reply.status = ESC_LIBRARY;
    assert_int_equal(check(&reply), ESC_FORMAT);
    reply.status = ESC_OK;
    reply.attempt = 1;
    assert_int_equal(check(&reply), ESC_FORMAT);
}

#define REFUSED(change)                                                                                      \
    do {                                                                                                     \
        esc_reply r = answer();                                                                              \
        change;                                                                                              \
        assert_int_equal(check(&r), ESC_FORMAT);                                                             \
    } while (0)

static void every_wrong_member_is_refused(void **state) {
    (void)state;
    REFUSED(r.magic++);
    REFUSED(r.kind = ESC_JOB_PAGE);
    REFUSED(r.kind = ESC_REPLY_HELLO);
    REFUSED(r.document = 8);
    REFUSED(r.page = 1);
    REFUSED(r.attempt = 1);
    REFUSED(r.status = 1);
    REFUSED(r.status = ESC_CANCELLED - 1);
    REFUSED(r.why = ESC_WHY_COUNT);
    REFUSED(r.why = -1);
    REFUSED(r.pages = 0);
    REFUSED(r.pages = ESC_MAX_PAGES + 1);
    REFUSED(memcpy(r.type, "../..", 6));
    REFUSED(memset(r.type, 'a', sizeof r.type));
    REFUSED(r.sha256[3] = 'g');
    REFUSED(r.sha256[63] = 0);
    REFUSED(memset(r.sha256, 'a', sizeof r.sha256));
    REFUSED((r.status = ESC_FORMAT, r.sha256[3] = 'g'));
    REFUSED((r.status = ESC_FORMAT, r.sha256[63] = 0));
    REFUSED((r.status = ESC_FORMAT, memset(r.sha256, 'a', sizeof r.sha256)));
    REFUSED(memset(r.message, 'a', sizeof r.message));
    esc_reply reply = answer(), ret;
    assert_int_equal(esc_reply_check(&reply, sizeof reply - 1, &asked, &ret, NULL), ESC_FORMAT);
    assert_int_equal(esc_reply_check(&reply, sizeof reply, NULL, &ret, NULL), ESC_FORMAT);
}

static void no_noise_is_taken_for_an_answer(void **state) {
    (void)state;
    uint64_t x = 88172645463325252u;
    for (int round = 0; round < 10000; round++) {
        esc_reply noise, ret;
        for (size_t i = 0; i < sizeof noise; i++) {
            x ^= x << 13, x ^= x >> 7, x ^= x << 17;
            ((unsigned char *)&noise)[i] = (unsigned char)x;
        }
        assert_int_equal(esc_reply_check(&noise, sizeof noise, &asked, &ret, NULL), ESC_FORMAT);
    }
}

static void messages_carry_descriptors(void **state) {
    (void)state;
    int pair[2], ends[2], fds[ESC_MESSAGE_FDS], count = 0;
    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair), 0);
    assert_int_equal(pipe(ends), 0);
    esc_request got = {0};
    assert_int_equal(esc_message_send(pair[0], &asked, sizeof asked, &ends[1], 1, NULL), ESC_OK);
    assert_int_equal(esc_message_receive(pair[1], &got, sizeof got, fds, &count, NULL), 1);
    assert_memory_equal(&got, &asked, sizeof got);
    assert_int_equal(count, 1);
    assert_int_equal(write(fds[0], "x", 1), 1);
    char c = 0;
    assert_int_equal(read(ends[0], &c, 1), 1);
    close(fds[0]);

    // Too short, and with descriptors, which must not stay open.
    assert_int_equal(esc_message_send(pair[0], "short", 5, &ends[1], 1, NULL), ESC_OK);
    assert_int_equal(esc_message_receive(pair[1], &got, sizeof got, fds, &count, NULL), ESC_FORMAT);
    close(ends[1]);
    assert_int_equal(read(ends[0], &c, 1), 0);
    close(pair[0]);
    assert_int_equal(esc_message_receive(pair[1], &got, sizeof got, fds, &count, NULL), 0);
    close(pair[1]);
    close(ends[0]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_right_answer_is_taken),
        cmocka_unit_test(progress_is_told_of_the_job_asked_for),
        cmocka_unit_test(every_wrong_member_is_refused),
        cmocka_unit_test(no_noise_is_taken_for_an_answer),
        cmocka_unit_test(messages_carry_descriptors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
