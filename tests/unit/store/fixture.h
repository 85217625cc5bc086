// SPDX-License-Identifier: GPL-3.0-or-later
// Stores in a folder of their own, with documents in them.
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/mem.h"
#include "store/store.h"
static char folder[] = "/tmp/escribano-store-XXXXXX";

static inline const char *database(void) {
    static char path[sizeof folder + 16];
    snprintf(path, sizeof path, "%s/test.db", folder);
    return path;
}

static inline int new_ram(void **state) {
    *state = esc_store_new_ram();
    return 0;
}

static inline int new_sqlite(void **state) {
    static const char *const endings[] = {"", "-wal", "-shm"};
    for (size_t i = 0; i < 3; i++) {
        ESC_AUTOFREE char *path = esc_asprintf("%s%s", database(), endings[i]);
        unlink(path);
    }
    esc_store *store = NULL;
    int failed = esc_store_open(database(), &store, NULL);
    *state = store;
    return failed;
}

static inline int close_store(void **state) {
    esc_store_close(*state);
    return 0;
}

// A document with names made from the digit n.
static inline int64_t add(esc_store *store, int n) {
    ESC_AUTOFREE char *name = esc_asprintf("sub/a%d.pdf", n), *stem = esc_asprintf("sub/a%d", n);
    esc_record record = {
        .path = name, .name = name, .stem = stem, .bytes = 10, .mtime_ns = 7, .arrived_ms = 1000 + n};
    int64_t id = 0;
    assert_int_equal(esc_store_add(store, &record, &id, NULL), ESC_OK);
    assert_int_equal(esc_store_arrived(store, id, 20, 8, NULL), ESC_OK);
    return id;
}

static inline esc_job lease(esc_store *store, int64_t now_ms) {
    esc_job job = {0};
    assert_int_equal(esc_store_lease(store, now_ms, &job, NULL), 1);
    return job;
}

static inline void assert_state(esc_store *store, int64_t id, esc_record_state state) {
    ESC_AUTORECORD record = {0};
    assert_int_equal(esc_store_record(store, id, &record, NULL), ESC_OK);
    assert_string_equal(esc_record_state_name(record.state), esc_record_state_name(state));
}

static inline int64_t open_pages(esc_store *store, int n, int32_t pages) {
    int64_t id = add(store, n), other = 0;
    bool taken_over = false;
    esc_job job = lease(store, 0);
    assert_int_equal(job.kind, ESC_JOB_OPEN);
    assert_int_equal(job.document, id);
    assert_int_equal(
        esc_store_opened(store, &job, "pdf", n % 2 ? "odd" : "even", pages, false, &other, &taken_over, NULL),
        ESC_OK);
    return id;
}

// Runs the tests in a folder of their own: 0 where all passed.
#define RUN(tests) (mkdtemp(folder) ? fold_up(cmocka_run_group_tests(tests, NULL, NULL)) : 1)

static inline int fold_up(int failed) {
    ESC_AUTOFREE char *command = esc_asprintf("rm -r %s", folder);
    return system(command) || failed;
}
