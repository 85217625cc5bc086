// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/mem.h"
#include "daemon/spool.h"
#include "daemon/tree.h"

static char top[] = "/tmp/escribano-test-XXXXXX";

static int folder(const char *name) {
    ESC_AUTOFREE char *path = esc_asprintf("%s/%s", top, name);
    assert_int_equal(mkdir(path, 0700), 0);
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    assert_true(fd >= 0);
    return fd;
}

static void put(int at, const char *name, const char *text) {
    int fd = openat(at, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
}

static void names_tell_number_and_place(void **state) {
    (void)state;
    static const char *const pairs[][2] = {
        {"acta.pdf", "17.acta.pdf"}, {"a/b c/100%.txt", "17.a%2Fb c%2F100%25.txt"}, {"sin", "17.sin"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        ESC_AUTOFREE char *name = esc_spool_name(17, pairs[i][0]);
        assert_string_equal(name, pairs[i][1]);
    }
    // As long as a file's name may be, and every byte of it written as three: cut at a character.
    char path[256];
    memset(path, '%', 255);
    path[255] = 0;
    memcpy(path + 249, "\xc3\xa1.txt", 6);
    ESC_AUTOFREE char *longest = esc_spool_name(INT64_MAX, path);
    assert_true(strlen(longest) < 256);
    assert_string_equal(longest + strlen(longest) - 7, "%25.txt");
}

// Each document's path, by the bytes of its file.
static int seen(void *user, const esc_record *record, esc_err *err) {
    (void)err;
    const esc_folders *folders = user;
    static const char *const expected[][2] = {{"unknown", "sub/nueva.txt"},  {"number", "recuperado-8"},
                                              {"upwards", "recuperado-9"},   {"zero", "recuperado-10"},
                                              {"absolute", "recuperado-11"}, {"foreign", "foto.jpg"},
                                              {"half", "recuperado-12"},     {"other", "otra.txt"},
                                              {"own", "propia.txt"},         {"older", "vieja.txt"}};
    ESC_AUTOFREE char *name = esc_spool_name(record->id, record->path);
    char bytes[32] = {0};
    int fd = esc_tree_open(folders->spool, name, NULL);
    assert_true(fd >= 0);
    assert_true(read(fd, bytes, sizeof bytes - 1) > 0);
    close(fd);
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        if (!strcmp(expected[i][0], bytes)) {
            assert_string_equal(record->path, expected[i][1]);
            return ESC_OK;
        }
    fail_msg("%s", bytes);
    return ESC_OK;
}

static int64_t add(esc_store *store, const char *path) {
    esc_record record = {
        .path = (char *)(uintptr_t)path, .name = (char *)(uintptr_t)path, .stem = (char *)(uintptr_t)path};
    int64_t id = 0;
    assert_int_equal(esc_store_add(store, &record, &id, NULL), ESC_OK);
    assert_int_equal(esc_store_arrived(store, id, 3, 0, NULL), ESC_OK);
    return id;
}

static void files_and_documents_are_held_against_each_other(void **state) {
    (void)state;
    assert_non_null(mkdtemp(top));
    esc_folders folders = ESC_FOLDERS_NONE;
    folders.output = folder("salida");
    folders.originals = folder("originales");
    folders.quarantine = folder("cuarentena");
    folders.spool = folder("spool");
    esc_store *store = esc_store_new_ram();
    assert_int_equal(add(store, "propia.txt"), 1);
    assert_int_equal(add(store, "vieja.txt"), 2);
    assert_int_equal(add(store, "tercera.txt"), 3);
    put(folders.spool, "1.propia.txt", "own");
    put(folders.spool, "2", "older");          // as an earlier version called it
    put(folders.spool, "3.otra.txt", "other"); // its number is another's
    put(folders.spool, "4.sub%2Fnueva.txt", "unknown");
    put(folders.spool, "8", "number");
    put(folders.spool, "9...%2F..%2Fetc%2Fx", "upwards");
    put(folders.spool, "10.a%00b", "zero");
    put(folders.spool, "11.%2Fetc%2Fx", "absolute");
    put(folders.spool, "12.a%2", "half");
    put(folders.spool, "foto.jpg", "foreign");
    put(folders.spool, ".hidden.tmp", "hidden");
    esc_err err = {0};
    if (esc_spool_sort(&folders, store, 1000, &err)) fail_msg("%s", err.message);
    assert_int_equal(esc_store_remove(store, 3, NULL), ESC_OK); // it has no file
    int64_t counts[ESC_STATE_COUNT];
    assert_int_equal(esc_store_counts(store, counts, NULL), ESC_OK);
    assert_int_equal(counts[ESC_STATE_READY], 10);
    if (esc_store_each(store, ESC_STATE_COUNT, false, 0, UINT64_MAX, seen, &folders, &err))
        fail_msg("%s", err.message);
    // A second time there is nothing to be done.
    assert_int_equal(esc_spool_sort(&folders, store, 2000, &err), ESC_OK);
    assert_int_equal(esc_store_counts(store, counts, NULL), ESC_OK);
    assert_int_equal(counts[ESC_STATE_READY], 10);
    esc_store_close(store);
    esc_folders_close(&folders);
    ESC_AUTOFREE char *command = esc_asprintf("rm -r %s", top);
    assert_int_equal(system(command), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_tell_number_and_place),
        cmocka_unit_test(files_and_documents_are_held_against_each_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
