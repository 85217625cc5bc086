// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/mem.h"
#include "conf/conf.h"

static int load_telling(esc_conf *conf, const char *text, esc_conf_told *told, void *user, esc_err *err) {
    char path[] = "/tmp/escribano-conf-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
    int failed = esc_conf_load_telling(conf, path, told, user, err);
    unlink(path);
    return failed;
}

static int load(esc_conf *conf, const char *text, esc_err *err) {
    return load_telling(conf, text, NULL, NULL, err);
}

static void assert_refused(const char *text, const char *says) {
    esc_conf *conf = esc_conf_new();
    esc_err err = {0};
    assert_true(load(conf, text, &err) < 0);
    assert_int_equal(err.why, ESC_WHY_SETTINGS);
    if (!strstr(err.message, says)) fail_msg("\"%s\" does not say \"%s\"", err.message, says);
    assert_int_equal(esc_conf_integer(conf, ESC_CONF_WORKERS_COUNT), 0); // unchanged
    esc_conf_free(conf);
}

static void settings_are_read(void **state) {
    (void)state;
    esc_conf *conf = esc_conf_new();
    esc_err err = {0};
    assert_int_equal(
        load(conf, "[folders]\nroot = /srv/actas/\n\n[workers]\ncount=3 ; three\n[intake]\nstill = 0.5\n",
             &err),
        0);
    assert_int_equal(esc_conf_integer(conf, ESC_CONF_WORKERS_COUNT), 3);
    assert_true(esc_conf_number(conf, ESC_CONF_INTAKE_STILL) == 0.5);
    ESC_AUTOFREE char *input = esc_conf_folder(conf, ESC_CONF_FOLDERS_INPUT);
    assert_string_equal(input, "/srv/actas/entrada");
    esc_conf_free(conf);
}

static void wrong_settings_are_refused_with_their_line(void **state) {
    (void)state;
    assert_refused("[workers]\n\ncount = 1\ncolour = red\n", ":4: there is no setting [workers] colour");
    assert_refused("[workers]\ncount = many\n",
                   ":2: [workers] count = many: must be a whole number from 0 to 256");
    assert_refused("[workers]\ncount = 257\n", "must be a whole number from 0 to 256");
    assert_refused("[workers]\ncount = 1.5\n", "must be a whole number");
    assert_refused("[intake]\nstill = 1,5\n", "must be a number");
    assert_refused("[correct]\nmode = perhaps\n", "must be one of apply|suggest|off");
    assert_refused("[folders]\nroot = actas\n", "a path from the root");
    assert_refused("[workers]\ncount = 1\n 2\n", ":3: [workers] count goes over several lines");
    assert_refused("[workers]\nnonsense\n", ":2: neither [section] nor key = value");
    assert_refused("[workers]\nnonsense", ":2: neither [section] nor key = value"); // without a line end
    assert_refused("[workers\ncount = 1\n", ":1: neither [section] nor key = value");
    assert_refused("[workers]\n = \n", ":2: neither [section] nor key = value");
    assert_refused("\xEF\xBB\xBFnonsense\n[workers]\n", ":1: neither [section] nor key = value");
}

static void count_one(void *user, const char *message) {
    assert_non_null(strstr(message, ":"));
    ++*(int *)user;
}

static void what_is_right_beside_mistakes_is_read(void **state) {
    (void)state;
    esc_conf *conf = esc_conf_new();
    int told = 0;
    assert_int_equal(load_telling(conf,
                                  "[folders]\nroot = /srv/actas\nentrada = aquí\n[workers]\ncount = many\n"
                                  "colour = red\nnonsense\ntries = 5\n",
                                  count_one, &told, NULL),
                     ESC_FORMAT);
    assert_int_equal(told, 4);
    assert_int_equal(esc_conf_integer(conf, ESC_CONF_WORKERS_TRIES), 5);
    assert_int_equal(esc_conf_integer(conf, ESC_CONF_WORKERS_COUNT), 0);
    assert_true(esc_conf_folder_mistaken(conf, ESC_CONF_FOLDERS_INPUT));
    assert_false(esc_conf_folder_mistaken(conf, ESC_CONF_FOLDERS_STATE));
    assert_int_equal(
        load_telling(conf, "[folders]\nroot = srv\nstate = /var/actas\n", count_one, &told, NULL),
        ESC_FORMAT);
    assert_true(esc_conf_folder_mistaken(conf, ESC_CONF_FOLDERS_OUTPUT)); // follows from the root
    assert_false(esc_conf_folder_mistaken(conf, ESC_CONF_FOLDERS_STATE));
    assert_int_equal(esc_conf_set(conf, "folders.root=/srv/otras", NULL), ESC_OK);
    assert_false(esc_conf_folder_mistaken(conf, ESC_CONF_FOLDERS_OUTPUT));
    esc_conf_free(conf);
}

static void a_list_may_go_over_several_lines(void **state) {
    (void)state;
    esc_conf *conf = esc_conf_new();
    assert_int_equal(load(conf, "[intake]\nignore = .*\n  *.tmp\n  *.part\n", NULL), ESC_OK);
    assert_string_equal(esc_conf_text(conf, ESC_CONF_INTAKE_IGNORE), ".* *.tmp *.part");
    assert_int_equal(esc_conf_set(conf, "intake.ignore=a ;b", NULL), ESC_FORMAT);
    assert_int_equal(esc_conf_set(conf, "intake.ignore=a\nb", NULL), ESC_FORMAT);
    assert_int_equal(esc_conf_set(conf, "intake.ignore=a;b", NULL), ESC_OK);
    assert_int_equal(esc_conf_set(conf, "intake.ignore=a #b", NULL), ESC_FORMAT); // could begin a line
    assert_int_equal(esc_conf_set(conf, "intake.ignore=a#b", NULL), ESC_OK);
    esc_conf_free(conf);
}

static void count_lines(void *user, const char *message) {
    ++((int *)user)[strtol(strchr(message, ':') + 1, NULL, 10)];
}

static void each_line_that_is_no_setting_is_told(void **state) {
    (void)state;
    esc_conf *conf = esc_conf_new();
    int told[12] = {0};
    assert_int_equal(
        load_telling(conf,
                     "hello\n; a comment\n[workers ; of pages\ncount = 3\ncount\n\n= 4\n[intake]\n"
                     "ignore = .*\n  *.tmp\nstill\n",
                     count_lines, told, NULL),
        ESC_FORMAT);
    const int expected[12] = {[1] = 1, [3] = 1, [5] = 1, [7] = 1, [11] = 1};
    assert_memory_equal(told, expected, sizeof told);
    assert_int_equal(esc_conf_integer(conf, ESC_CONF_WORKERS_COUNT),
                     3); // of the section that lacks its bracket
    assert_string_equal(esc_conf_text(conf, ESC_CONF_INTAKE_IGNORE), ".* *.tmp");
    esc_conf_free(conf);
}

static void what_is_given_twice_is_told(void **state) {
    (void)state;
    esc_conf *conf = esc_conf_new();
    int told[12] = {0};
    assert_false(esc_conf_given(conf, ESC_CONF_CORRECT_MODE));
    assert_int_equal(
        load(conf, "[correct]\nmode = off\noff = name\n  merge\n[correct]\nmode = apply\n", NULL), ESC_OK);
    assert_int_equal(esc_conf_tell_twice(conf, "x.ini", count_lines, told), 1);
    assert_int_equal(told[6], 1);
    assert_string_equal(esc_conf_text(conf, ESC_CONF_CORRECT_MODE), "apply");
    assert_true(esc_conf_given(conf, ESC_CONF_CORRECT_MODE));
    assert_false(esc_conf_of_service(conf));
    assert_int_equal(load(conf, "[folders]\nstate = /var/x\n", NULL), ESC_OK);
    assert_int_equal(esc_conf_tell_twice(conf, "x.ini", count_lines, told), 0); // of the file before
    assert_true(esc_conf_given(conf, ESC_CONF_CORRECT_MODE));
    assert_true(esc_conf_of_service(conf));
    esc_conf_free(conf);
}

static void one_setting_can_be_given_alone(void **state) {
    (void)state;
    esc_conf *conf = esc_conf_new();
    assert_int_equal(esc_conf_set(conf, "correct.mode=off", NULL), ESC_OK);
    assert_string_equal(esc_conf_text(conf, ESC_CONF_CORRECT_MODE), "off");
    assert_int_equal(esc_conf_set(conf, "correct", NULL), ESC_ARGUMENT);
    esc_conf_free(conf);
}

static void count_one_overlap(void *user, const char *message) {
    assert_non_null(strstr(message, "[folders]"));
    ++*(int *)user;
}

static void folders_inside_each_other_are_refused(void **state) {
    (void)state;
    esc_conf *conf = esc_conf_new();
    esc_err err = {0};
    assert_int_equal(esc_conf_check(conf, NULL, NULL, &err), ESC_ARGUMENT); // no root
    assert_int_equal(esc_conf_set(conf, "folders.root=/srv/actas", NULL), ESC_OK);
    assert_int_equal(esc_conf_check(conf, NULL, NULL, &err), ESC_OK);
    assert_int_equal(esc_conf_set(conf, "folders.salida=/srv/actas/entrada/salida", NULL), ESC_OK);
    assert_int_equal(esc_conf_check(conf, NULL, NULL, &err), ESC_ARGUMENT);
    assert_non_null(strstr(err.message, "[folders] salida"));
    assert_int_equal(esc_conf_set(conf, "folders.originales=/srv/actas/entrada", NULL), ESC_OK);
    int told = 0;
    assert_int_equal(esc_conf_check(conf, count_one_overlap, &told, &err), ESC_ARGUMENT);
    assert_int_equal(told, 3); // entrada and originales are the same, salida lies in either
    assert_non_null(strstr(err.message, "[folders] entrada and [folders] originales are the same folder"));
    assert_int_equal(esc_conf_set(conf, "folders.originales=", NULL), ESC_OK);
    assert_int_equal(esc_conf_set(conf, "folders.salida=/srv/actas/entrada2", NULL),
                     ESC_OK); // a like name is apart
    assert_int_equal(esc_conf_check(conf, NULL, NULL, &err), ESC_OK);
    esc_conf_free(conf);
}

static void the_printed_settings_can_be_read_again(void **state) {
    (void)state;
    esc_conf *conf = esc_conf_new(), *again = esc_conf_new();
    ESC_AUTOBUF first = {0};
    ESC_AUTOBUF second = {0};
    assert_int_equal(esc_conf_set(conf, "workers.count=2", NULL), ESC_OK);
    ESC_AUTOBUF many = {0};
    esc_buf_puts(&many, "glossary.files=/a");
    for (int i = 0; i < 50; i++) esc_buf_printf(&many, " /srv/glosarios/campaña %d", i);
    assert_int_equal(esc_conf_set(conf, esc_buf_text(&many), NULL), ESC_OK);
    esc_buf_puts(&many,
                 "/a-name-that-is-far-too-long-a-name-that-is-far-too-long-a-name-that-is-far-too-long-"
                 "a-name-that-is-far-too-long-a-name-that-is-far-too-long-a-name-that-is-far-too-long");
    assert_int_equal(esc_conf_set(conf, esc_buf_text(&many), NULL), ESC_FORMAT);
    esc_conf_print(conf, &first);
    esc_err err = {0};
    if (load(again, esc_buf_text(&first), &err)) fail_msg("%s", err.message);
    esc_conf_print(again, &second);
    assert_string_equal(esc_buf_text(&first), esc_buf_text(&second));
    esc_conf_free(conf);
    esc_conf_free(again);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(settings_are_read),
        cmocka_unit_test(wrong_settings_are_refused_with_their_line),
        cmocka_unit_test(what_is_right_beside_mistakes_is_read),
        cmocka_unit_test(a_list_may_go_over_several_lines),
        cmocka_unit_test(each_line_that_is_no_setting_is_told),
        cmocka_unit_test(what_is_given_twice_is_told),
        cmocka_unit_test(one_setting_can_be_given_alone),
        cmocka_unit_test(folders_inside_each_other_are_refused),
        cmocka_unit_test(the_printed_settings_can_be_read_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
