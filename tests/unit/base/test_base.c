// SPDX-License-Identifier: GPL-3.0-or-later
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <utf8proc.h>

#include "base/distance.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"

static void assert_cleaned(const char *bytes, size_t len, const char *expected) {
    ESC_AUTOBUF out = {0};
    assert_true(esc_utf8_clean(bytes, len, &out));
    assert_string_equal(esc_buf_text(&out), expected);
}

static void foreign_text_becomes_utf8(void **state) {
    (void)state;
    assert_cleaned("sesi\xF3n", 6, "sesión"); // Windows-1252 throughout
    assert_cleaned("\x93"
                   "a\x94",
                   3, "“a”");                    // and its quotes
    assert_cleaned("ó\xF3", 3, "ó\xEF\xBF\xBD"); // UTF-8 with one broken byte
    assert_cleaned("o\xCC\x81", 3, "ó");         // NFC
    assert_cleaned("\xEF\xBB\xBF"
                   "a\0b\x01",
                   7, "a b"); // byte order mark, NUL, control
}

static void binary_is_no_text(void **state) {
    (void)state;
    char bytes[512] = {0};
    ESC_AUTOBUF out = {0};
    assert_false(esc_utf8_clean(bytes, sizeof bytes, &out));
}

static void code_points_are_read_both_ways(void **state) {
    (void)state;
    const char text[] = "aé€😀", *p = text, *end = text + sizeof text - 1;
    uint32_t forward[4];
    for (int i = 0; i < 4; i++) forward[i] = esc_utf8_next(&p, end);
    assert_ptr_equal(p, end);
    for (int i = 3; i >= 0; i--) assert_int_equal(esc_utf8_prev(&p, text), forward[i]);
    assert_ptr_equal(p, text);
    assert_int_equal(esc_utf8_unaccent(0xE1), 'a');
    assert_int_equal(esc_utf8_unaccent(0xF1), 0xF1); // ñ stays
    for (uint32_t c = 0x80; c < 0x180; c++) {
        utf8proc_int32_t parts[4];
        utf8proc_decompose_char((utf8proc_int32_t)c, parts, 4, UTF8PROC_DECOMPOSE, &(int){0});
        if (c != 0xF1 && c != 0xD1 && c >= 0xC0) assert_int_equal(esc_utf8_unaccent(c), parts[0]);
    }
}

static void files_are_written_whole_and_opened_safely(void **state) {
    (void)state;
    char folder[] = "/tmp/escribano-base-XXXXXX";
    assert_non_null(mkdtemp(folder));
    int dir = open(folder, O_RDONLY | O_DIRECTORY);
    assert_int_equal(esc_file_write(dir, "a.txt", "uno", 3, NULL), ESC_OK);
    assert_int_equal(esc_file_write(dir, "a.txt", "dos y", 5, NULL), ESC_OK);
    esc_draft draft; // what fails half way leaves the older file, and nothing beside it
    assert_int_equal(esc_draft_begin(dir, "a.txt", &draft, NULL), ESC_OK);
    assert_int_equal(esc_draft_put(&draft, "tres", 4, NULL), ESC_OK);
    assert_int_equal(esc_draft_end(&draft, ESC_LIMIT, NULL), ESC_LIMIT);
    assert_int_equal(esc_draft_begin(dir, "b.txt", &draft, NULL), ESC_OK);
    assert_int_equal(esc_draft_put(&draft, "cua", 3, NULL), ESC_OK);
    assert_int_equal(esc_draft_put(&draft, "tro", 3, NULL), ESC_OK);
    assert_int_equal(faccessat(dir, "b.txt", F_OK, 0), -1);
    assert_int_equal(esc_draft_end(&draft, ESC_OK, NULL), ESC_OK);
    struct stat st;
    assert_int_equal(fstatat(dir, "b.txt", &st, 0), 0);
    assert_int_equal(st.st_size, 6);
    assert_int_equal(unlinkat(dir, "b.txt", 0), 0);
    ESC_AUTOFREE char *path = esc_asprintf("%s/a.txt", folder);
    int fd = esc_file_open(path, false, NULL);
    assert_true(fd >= 0);
    esc_map map;
    assert_int_equal(esc_file_map(fd, 5, &map, NULL), ESC_OK);
    esc_file_release(&map);
    assert_memory_equal(map.bytes, "dos y", 5); // they come back from the file
    esc_file_unmap(&map);
    esc_err err = {0};
    assert_int_equal(esc_file_map(fd, 4, &map, &err), ESC_LIMIT);
    assert_int_equal(err.why, ESC_WHY_TOO_MANY_BYTES);
    close(fd);

    ESC_AUTOFREE char *fifo = esc_asprintf("%s/fifo", folder);
    assert_int_equal(mkfifo(fifo, 0600), 0);
    assert_int_equal(esc_file_open(fifo, true, &err), ESC_ARGUMENT); // and does not block
    assert_int_equal(err.why, ESC_WHY_NOT_A_FILE);
    assert_int_equal(esc_file_open(folder, true, &err), ESC_ARGUMENT);
    ESC_AUTOFREE char *none = esc_asprintf("%s/none", folder);
    assert_int_equal(esc_file_open(none, true, &err), ESC_SYSTEM);
    assert_int_equal(err.why, ESC_WHY_VANISHED);
    unlink(path);
    unlink(fifo);
    close(dir);
    assert_int_equal(rmdir(folder), 0); // no temporary file is left
}

static void digests_are_sha256(void **state) {
    (void)state;
    char digest[ESC_SHA256_TEXT];
    esc_file_sha256("abc", 3, digest);
    assert_string_equal(digest, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

    size_t len = (9 << 20) + 7; // more than one piece of a map, and not a whole number of them
    ESC_AUTOFREE char *bytes = esc_alloc(len);
    for (size_t i = 0; i < len; i++) bytes[i] = (char)(i * 31 >> 3);
    esc_file_sha256(bytes, len, digest);
    char piecewise[ESC_SHA256_TEXT];
    esc_file_map_sha256(&(esc_map){bytes, len, false}, piecewise);
    assert_string_equal(piecewise, digest);
}

static void distances_count_single_edits(void **state) {
    (void)state;
    assert_int_equal(esc_distance("", 0, "abc", 3), 3);
    assert_int_equal(esc_distance("siglas", 6, "siglas", 6), 0);
    assert_int_equal(esc_distance("siglas", 6, "sigla", 5), 1);
    assert_int_equal(esc_distance("cargos", 6, "caros", 5), 1);
    assert_int_equal(esc_distance("Flores", 6, "Fiares", 6), 2);
    char longest[ESC_DISTANCE_LONGEST + 1];
    memset(longest, 'a', sizeof longest);
    assert_int_equal(esc_distance(longest, sizeof longest - 1, longest, sizeof longest - 1), 0);
    assert_int_equal(esc_distance(longest, sizeof longest, "a", 1), sizeof longest + 1);
}

static void reasons_have_names_and_sentences(void **state) {
    (void)state;
    for (int why = 0; why < ESC_WHY_COUNT; why++) {
        assert_int_equal(esc_why_lookup(esc_why_name((esc_why)why)), why);
        assert_true(strlen(esc_why_text((esc_why)why)) > 10);
    }
}

static void failures_are_told_in_two_languages(void **state) {
    (void)state;
    esc_err err = {0}, outer = {0};
    esc_i18n_init("es");
    errno = EACCES;
    assert_int_equal(esc_fail_errno(&err, "cannot open %s", "acta.pdf"), ESC_SYSTEM);
    assert_string_equal(err.message, "cannot open acta.pdf: Permission denied");
    assert_string_equal(err.said, "no se puede abrir acta.pdf: permiso denegado");
    assert_int_equal(err.why, ESC_WHY_NO_PERMISSION);
    assert_int_equal(errno, EACCES);
    esc_fail_by(&outer, ESC_LIBRARY, ESC_WHY_MODELS_MISSING, &err, "dictionary %s", "es.dic");
    assert_string_equal(outer.message, "dictionary es.dic: cannot open acta.pdf: Permission denied");
    assert_string_equal(outer.said, "diccionario es.dic: no se puede abrir acta.pdf: permiso denegado");
    esc_fail_of(&err, ESC_FORMAT, ESC_WHY_DAMAGED, "wrong checksum", "%s is no sound language model", "m");
    assert_string_equal(err.message, "m is no sound language model: wrong checksum");
    assert_string_equal(err.said,
                        "m no es un modelo de lengua en buen estado: la suma de control no coincide");
    esc_i18n_init("en");
    esc_fail(&err, ESC_FORMAT, ESC_WHY_EMPTY, "the file is empty");
    assert_string_equal(err.said, err.message);
    char longest[2 * ESC_MESSAGE_BYTES];
    memset(longest, 'a', sizeof longest - 1);
    longest[sizeof longest - 1] = 0;
    esc_fail_by(&err, ESC_FORMAT, ESC_WHY_OTHER, &outer, "%s", longest); // cut, and no more
    assert_int_equal(strlen(err.message), ESC_MESSAGE_BYTES - 1);
    assert_int_equal(strlen(err.said), ESC_MESSAGE_BYTES - 1);
    assert_int_equal(esc_fail(NULL, ESC_LIMIT, ESC_WHY_OTHER, "%d", 1), ESC_LIMIT);
}

// What may not be read and what may not be written are told apart.
static void want_of_permission_has_two_reasons(void **state) {
    (void)state;
    static const struct {
        int sys;
        esc_why reading, writing, creating;
    } all[] = {{EACCES, ESC_WHY_NO_PERMISSION, ESC_WHY_FOLDER, ESC_WHY_FOLDER},
               {EROFS, ESC_WHY_FOLDER, ESC_WHY_FOLDER, ESC_WHY_FOLDER},
               {ENOENT, ESC_WHY_VANISHED, ESC_WHY_VANISHED, ESC_WHY_FOLDER},
               {ENOSPC, ESC_WHY_DISK_FULL, ESC_WHY_DISK_FULL, ESC_WHY_DISK_FULL}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        esc_err err = {0};
        errno = all[i].sys;
        esc_fail_errno(&err, "cannot read");
        assert_int_equal(err.why, all[i].reading);
        errno = all[i].sys;
        esc_fail_writing(&err, "cannot write %s", "x");
        assert_int_equal(err.why, all[i].writing);
        errno = all[i].sys;
        esc_fail_creating(&err, "cannot create %s", "x");
        assert_int_equal(err.why, all[i].creating);
        assert_int_equal(err.sys, all[i].sys);
    }
}

// What is known of letters without a call agrees with Unicode's tables.
static void latin_letters_are_known_by_themselves(void **state) {
    (void)state;
    for (uint32_t c = 0x80; c < 0x3000; c++) {
        assert_int_equal(esc_utf8_is_letter(c), esc_utf8_is_letter_any(c));
        assert_int_equal(esc_utf8_is_upper(c), esc_utf8_is_upper_any(c));
        assert_int_equal(esc_utf8_is_lower(c), esc_utf8_is_lower_any(c));
        assert_int_equal(esc_utf8_lower(c), esc_utf8_lower_any(c));
        assert_int_equal(esc_utf8_upper(c), esc_utf8_upper_any(c));
        char one[ESC_UTF8_MAX], other[ESC_UTF8_MAX];
        const size_t len = esc_utf8_put(one, c);
        assert_int_equal(len, esc_utf8_put_any(other, c));
        assert_memory_equal(one, other, len);
        const char *p = one;
        assert_int_equal(esc_utf8_next(&p, one + len), c);
    }
    for (unsigned bytes = 0; bytes < 0x10000; bytes++) { // also where they are no characters
        const char text[] = {(char)(bytes >> 8), (char)bytes};
        const char *one = text, *other = text;
        assert_int_equal(esc_utf8_next(&one, text + 2), esc_utf8_next_any(&other, text + 2));
        assert_ptr_equal(one, other);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(latin_letters_are_known_by_themselves),
        cmocka_unit_test(foreign_text_becomes_utf8),
        cmocka_unit_test(binary_is_no_text),
        cmocka_unit_test(code_points_are_read_both_ways),
        cmocka_unit_test(files_are_written_whole_and_opened_safely),
        cmocka_unit_test(digests_are_sha256),
        cmocka_unit_test(reasons_have_names_and_sentences),
        cmocka_unit_test(distances_count_single_edits),
        cmocka_unit_test(failures_are_told_in_two_languages),
        cmocka_unit_test(want_of_permission_has_two_reasons),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
