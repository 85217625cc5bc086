// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "daemon/folders.h"
#include "daemon/log.h"
#include "daemon/tree.h"

static char folder[] = "/tmp/escribano-tree-XXXXXX";
static int top;

static void put(const char *path, const char *text) {
    const char *base;
    int parent = esc_tree_parent(top, path, true, &base, NULL);
    int fd = openat(parent, base, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
    close(parent);
}

static void assert_holds(const char *path, const char *text) {
    char bytes[64] = "";
    int fd = esc_tree_open(top, path, NULL);
    assert_true(fd >= 0);
    assert_int_equal(read(fd, bytes, sizeof bytes), strlen(text));
    assert_string_equal(bytes, text);
    close(fd);
}

static void moving_makes_folders_and_replaces_nothing(void **state) {
    (void)state;
    put("a", "one");
    put("b", "two");
    assert_int_equal(esc_tree_move(top, "a", top, "x/y/a", NULL), ESC_OK);
    assert_holds("x/y/a", "one");
    assert_false(esc_tree_exists(top, "a"));
    assert_int_equal(esc_tree_move(top, "b", top, "x/y/a", NULL), ESC_ARGUMENT);
    assert_holds("x/y/a", "one");
    assert_holds("b", "two");
    esc_err err = {0};
    assert_int_equal(esc_tree_move(top, "missing", top, "c", &err), ESC_SYSTEM);
    assert_int_equal(err.why, ESC_WHY_VANISHED);
}

static void links_are_never_followed(void **state) {
    (void)state;
    put("real/file", "x");
    assert_int_equal(symlinkat("real", top, "alias"), 0);
    assert_int_equal(symlinkat("file", top, "real/other"), 0);
    const char *base;
    assert_true(esc_tree_parent(top, "alias/file", false, &base, NULL) < 0);
    assert_true(esc_tree_parent(top, "alias/new/file", true, &base, NULL) < 0);
    assert_true(esc_tree_open(top, "real/other", NULL) < 0);
    assert_int_equal(esc_tree_move(top, "real/other", top, "moved", NULL), ESC_OK); // the link itself
    struct stat st;
    assert_int_equal(esc_tree_stat(top, "moved", &st, NULL), ESC_OK);
    assert_true(S_ISLNK(st.st_mode));
}

static void pipes_do_not_block(void **state) {
    (void)state;
    assert_int_equal(mkfifoat(top, "pipe", 0600), 0);
    assert_int_equal(esc_tree_open(top, "pipe", NULL), ESC_ARGUMENT);
}

static void what_is_not_there_is_removed_already(void **state) {
    (void)state;
    put("gone", "x");
    assert_int_equal(esc_tree_remove(top, "gone", NULL), ESC_OK);
    assert_int_equal(esc_tree_remove(top, "gone", NULL), ESC_OK);
    assert_int_equal(esc_tree_remove(top, "no/such/folder", NULL), ESC_OK);
}

// Another file system, where the machine has one: /dev/shm.
static void files_move_across_file_systems(void **state) {
    (void)state;
    int shm = open("/dev/shm", O_RDONLY | O_DIRECTORY);
    struct stat here, there;
    if (shm < 0 || fstat(top, &here) || fstat(shm, &there) || here.st_dev == there.st_dev ||
        faccessat(shm, ".", W_OK, 0)) {
        print_message("no other file system\n");
        skip();
    }
    ESC_AUTOFREE char *name = esc_asprintf("escribano-test-%d", (int)getpid());
    put("far", "over the hills");
    assert_int_equal(esc_tree_move(top, "far", shm, name, NULL), ESC_OK);
    assert_false(esc_tree_exists(top, "far"));
    // Copied, and killed before the source was removed: the same bytes are one file.
    put("far", "over the hills");
    assert_int_equal(esc_tree_move(top, "far", shm, name, NULL), ESC_OK);
    assert_false(esc_tree_exists(top, "far"));
    put("far", "something else");
    assert_int_equal(esc_tree_move(top, "far", shm, name, NULL), ESC_ARGUMENT);
    assert_holds("far", "something else");
    assert_int_equal(esc_tree_move(shm, name, top, "back", NULL), ESC_OK);
    assert_holds("back", "over the hills");
    assert_int_equal(symlinkat("target", top, "link"), 0);
    assert_int_equal(esc_tree_move(top, "link", shm, name, NULL), ESC_OK);
    char target[16] = "";
    assert_int_equal(readlinkat(shm, name, target, sizeof target), 6);
    assert_int_equal(esc_tree_remove(shm, name, NULL), ESC_OK);
    close(shm);
}

// ---- names ----

static void assert_nth(const char *path, int n, const char *expected) {
    ESC_AUTOFREE char *name = esc_name_nth(path, n);
    assert_string_equal(name, expected);
}

static void numbers_stand_before_the_ending(void **state) {
    (void)state;
    assert_nth("acta.pdf", 1, "acta.pdf");
    assert_nth("sub.1/acta.pdf", 2, "sub.1/acta.2.pdf");
    assert_nth("sub.1/acta", 3, "sub.1/acta.3");
    assert_nth("acta.tar.gz", 2, "acta.tar.2.gz");
}

static void long_names_leave_room_for_what_belongs_to_them(void **state) {
    (void)state;
    char path[300] = "sub/";
    for (int i = 0; i < 120; i++) strcat(path, "ñ");
    strcat(path, ".pdf");
    ESC_AUTOFREE char *name = esc_name_nth(path, 12);
    assert_true(strlen(name + 4) + strlen(ESC_NOTE_ENDING) + 16 <= 255);
    assert_string_equal(name + strlen(name) - 7, ".12.pdf");
    assert_int_equal((strlen(name + 4) - 7) % 2, 0); // no half character
}

static void patterns_tell_what_is_ignored(void **state) {
    (void)state;
    static const char patterns[] = ".* *.part ~$*";
    assert_true(esc_name_ignored(patterns, ".acta.pdf"));
    assert_true(esc_name_ignored(patterns, "acta.pdf.part"));
    assert_true(esc_name_ignored(patterns, "~$acta.docx"));
    assert_false(esc_name_ignored(patterns, "acta.pdf"));
    assert_false(esc_name_ignored("", ".acta.pdf"));
}

static void any_name_fits_on_one_line_of_the_log(void **state) {
    (void)state;
    ESC_AUTOFREE char *shown = esc_utf8_shown("año\n\x1b[1m\xff \xc2\x85.pdf");
    assert_string_equal(shown, "año\\x0a\\x1b[1m\\xff \\xc2\\x85.pdf");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moving_makes_folders_and_replaces_nothing),
        cmocka_unit_test(links_are_never_followed),
        cmocka_unit_test(pipes_do_not_block),
        cmocka_unit_test(what_is_not_there_is_removed_already),
        cmocka_unit_test(files_move_across_file_systems),
        cmocka_unit_test(numbers_stand_before_the_ending),
        cmocka_unit_test(long_names_leave_room_for_what_belongs_to_them),
        cmocka_unit_test(patterns_tell_what_is_ignored),
        cmocka_unit_test(any_name_fits_on_one_line_of_the_log),
    };
    if (!mkdtemp(folder) || (top = open(folder, O_RDONLY | O_DIRECTORY)) < 0) return 1;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    ESC_AUTOFREE char *command = esc_asprintf("rm -r %s", folder);
    return system(command) || failed;
}
