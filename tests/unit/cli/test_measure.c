// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "cli/measure.h"

static bool known(void *user, const char *word, size_t len) {
    (void)user;
    return len == 2 && !memcmp(word, "lo", 2);
}

static esc_measures measure(const char *truth, const char *ocr, const char *out) {
    esc_measures m;
    assert_int_equal(esc_measure(truth, ocr, out, known, NULL, NULL, &m, NULL), ESC_OK);
    return m;
}

static void equal_texts_have_no_errors(void **state) {
    (void)state;
    esc_measures m = measure("la “sesión” –\n\n uno", "la \"sesión\"  - uno", "la \"sesión\" - uno");
    assert_int_equal(m.edits_before, 0); // blanks, quotes and dashes are folded
    assert_int_equal(m.words, 3);
    assert_int_equal(m.tokens, 4);
    assert_int_equal(m.words_wrong_before, 0);
}

static void fixed_missed_and_harmed_are_told_apart(void **state) {
    (void)state;
    //                         truth                        before                       after
    esc_measures m =
        measure("para la lista del acta uno.", "para lo listo del acta uno,", "para la listo dal acta uno,");
    assert_int_equal(m.words, 6);
    assert_int_equal(m.words_wrong_before, 2);
    assert_int_equal(m.words_fixed, 1);
    assert_int_equal(m.words_harmed, 1);
    assert_int_equal(m.words_wrong_after, 2);
    assert_int_equal(m.realword_errors, 1);
    assert_int_equal(m.realword_fixed, 1);
    assert_int_equal(m.tokens_wrong_before, 3); // punctuation counts here
    assert_int_equal(m.edits_before, 3);
    assert_int_equal(m.edits_after, 3);
}

static void torn_and_glued_words_are_wrong(void **state) {
    (void)state;
    esc_measures m = measure("el Secretario dio fe", "el Secre tario diofe", "el Secretario dio fe");
    assert_int_equal(m.words_wrong_before, 3);
    assert_int_equal(m.words_fixed, 3);
}

static void an_empty_text_misses_all(void **state) {
    (void)state;
    esc_measures m = measure("uno dos", "", "uno dos");
    assert_int_equal(m.words_wrong_before, 2);
    assert_int_equal(m.edits_before, 7);
    assert_int_equal(m.edits_after, 0);
}

// The plain quadratic distance, to hold the banded one against.
static long distance(const char *a, const char *b) {
    size_t n = strlen(a), m = strlen(b);
    ESC_AUTOFREE long *row = esc_alloc((m + 1) * sizeof *row);
    for (size_t j = 0; j <= m; j++) row[j] = (long)j;
    for (size_t i = 1; i <= n; i++) {
        long diagonal = row[0];
        row[0] = (long)i;
        for (size_t j = 1; j <= m; j++) {
            long best = diagonal + (a[i - 1] != b[j - 1]);
            if (row[j] + 1 < best) best = row[j] + 1;
            if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
            diagonal = row[j];
            row[j] = best;
        }
    }
    return row[m];
}

static void the_band_finds_the_true_distance(void **state) {
    (void)state;
    unsigned seed = 1;
    for (int round = 0; round < 60; round++) {
        char a[600], b[600];
        size_t n = (size_t)rand_r(&seed) % 599, m = (size_t)rand_r(&seed) % 599;
        for (size_t i = 0; i < n; i++) a[i] = (char)('a' + rand_r(&seed) % 3);
        for (size_t i = 0; i < m; i++) b[i] = (char)('a' + rand_r(&seed) % 3);
        a[n] = b[m] = 0;
        esc_measures measures = measure(a, b, a);
        assert_int_equal(measures.edits_before, distance(a, b));
        assert_int_equal(measures.edits_after, 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_texts_have_no_errors),
        cmocka_unit_test(fixed_missed_and_harmed_are_told_apart),
        cmocka_unit_test(torn_and_glued_words_are_wrong),
        cmocka_unit_test(an_empty_text_misses_all),
        cmocka_unit_test(the_band_finds_the_true_distance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
