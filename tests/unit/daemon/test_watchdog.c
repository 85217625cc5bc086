// SPDX-License-Identifier: GPL-3.0-or-later
// systemd's side is a socket of ours: signs come while work gets on or there is none, and stop where it
// waits.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

#include "daemon/clock.h"
#include "daemon/watchdog.h"

enum { WATCH_US = 300000 };

static char folder[] = "/tmp/escribano-watchdog-XXXXXX";
static char path[64];
static int systemd;
static int64_t patience;

static int64_t patience_s(void *user) {
    (void)user;
    return patience;
}

static int listen_as_systemd(void **state) {
    (void)state;
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (!mkdtemp(folder)) return -1;
    snprintf(path, sizeof path, "%s/notify", folder);
    memcpy(address.sun_path, path, strlen(path) + 1);
    systemd = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    char watch[16];
    snprintf(watch, sizeof watch, "%d", WATCH_US);
    return bind(systemd, (struct sockaddr *)&address, sizeof address) || setenv("NOTIFY_SOCKET", path, 1) ||
           setenv("WATCHDOG_USEC", watch, 1);
}

static int stop_listening(void **state) {
    (void)state;
    close(systemd);
    unlink(path);
    return rmdir(folder);
}

static int signs(void) {
    int count = 0;
    char text[256];
    for (ssize_t len; (len = recv(systemd, text, sizeof text - 1, 0)) > 0;) {
        text[len] = 0;
        count += strstr(text, "WATCHDOG=1") != NULL;
    }
    return count;
}

// Lets the loop turn until the time has come.
static void run_until(sd_event *event, uint64_t end_us) {
    for (uint64_t now_us; (now_us = esc_clock_monotonic_us()) < end_us;)
        assert_true(sd_event_run(event, end_us - now_us) >= 0);
}

static void it_is_fed_by_progress(void **state) {
    (void)state;
    sd_event *event = NULL;
    esc_watchdog *watchdog = NULL;
    assert_true(sd_event_new(&event) >= 0);
    patience = 0; // nothing waits
    assert_int_equal(esc_watchdog_new(event, (esc_watchdog_user){NULL, patience_s}, &watchdog, NULL), ESC_OK);
    assert_non_null(watchdog);
    while (!signs()) assert_true(sd_event_run(event, WATCH_US) >= 0);

    patience = 1; // work waits, and nothing gets on
    run_until(event, esc_clock_monotonic_us() + 1200000 + WATCH_US);
    signs();
    run_until(event, esc_clock_monotonic_us() + 4 * WATCH_US);
    assert_int_equal(signs(), 0);

    while (!signs()) {
        esc_watchdog_step(watchdog);
        assert_true(sd_event_run(event, WATCH_US) >= 0);
    }
    esc_watchdog_free(watchdog);
    sd_event_unref(event);
}

static void nobody_need_watch(void **state) {
    (void)state;
    sd_event *event = NULL;
    esc_watchdog *watchdog = NULL;
    unsetenv("WATCHDOG_USEC");
    assert_true(sd_event_new(&event) >= 0);
    assert_int_equal(esc_watchdog_new(event, (esc_watchdog_user){NULL, patience_s}, &watchdog, NULL), ESC_OK);
    assert_null(watchdog);
    esc_watchdog_step(watchdog);
    esc_watchdog_free(watchdog);
    sd_event_unref(event);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_fed_by_progress),
        cmocka_unit_test(nobody_need_watch),
    };
    return cmocka_run_group_tests(tests, listen_as_systemd, stop_listening);
}
