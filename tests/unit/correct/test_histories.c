// SPDX-License-Identifier: GPL-3.0-or-later
// Numbered states and remembered answers have to be the language model's own, however many there are.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/paths.h"
#include "correct/histories.h"

enum { STEPS = 400000, WORDS = 600, SENTENCE = 20, MOST = 9000 };

static esc_lm *lm;

static int open_model(void **state) {
    (void)state;
    ESC_AUTOFREE char *path = esc_asprintf("%s/models/spanish.lm", esc_paths_data());
    esc_err err;
    return esc_lm_open(path, &lm, &err);
}

static int close_model(void **state) {
    (void)state;
    esc_lm_close(lm);
    return 0;
}

static uint32_t random_word(uint32_t *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    return ESC_LM_FIRST_FORM + (*seed >> 8) % WORDS; // the most frequent ones, which have met each other
}

// Compares a long walk with the model's own steps; words: of a history that are looked at.
static void walk(int words) {
    esc_histories *histories = esc_histories_new(lm, words);
    uint32_t seed = 7, most = 0;
    uint32_t number = ESC_HISTORY_NOTHING;
    esc_lm_state own = esc_lm_nothing();
    for (int i = 0; i < STEPS; i++) {
        if (i % SENTENCE == 0) {
            number = ESC_HISTORY_NOTHING;
            own = esc_lm_nothing();
            esc_histories_trim(histories, MOST);
        }
        const esc_lm_word word = random_word(&seed);
        const float expected = esc_lm_step(lm, &own, word, &own);
        if (own.len > words) own.len = words;
        const float told = esc_histories_step(histories, number, word, &number);
        if (told < expected || told > expected)
            fail_msg("step %d: %f, not %f", i, (double)told, (double)expected);
        assert_int_equal(own.len == 0, number == ESC_HISTORY_NOTHING);
        if (number > most) most = number;
    }
    if (words > 1) assert_in_range(most, MOST, MOST + 2 * SENTENCE); // grew, and was forgotten
    esc_histories_free(histories);
}

static void answers_are_the_models(void **state) {
    (void)state;
    walk(ESC_LM_MAX_ORDER);
}

static void short_histories_are_cut(void **state) {
    (void)state;
    walk(1);
    walk(0);
}

static void the_same_history_has_the_same_number(void **state) {
    (void)state;
    esc_histories *histories = esc_histories_new(lm, ESC_LM_MAX_ORDER);
    const esc_lm_word words[] = {esc_lm_lookup(lm, "por", 3), esc_lm_lookup(lm, "lo", 2),
                                 esc_lm_lookup(lm, "que", 3)};
    uint32_t first = 0, again = 0, other = 0;
    for (size_t i = 0; i < 3; i++) esc_histories_step(histories, first, words[i], &first);
    for (size_t i = 0; i < 3; i++) esc_histories_step(histories, again, words[i], &again);
    for (size_t i = 1; i < 3; i++) esc_histories_step(histories, other, words[i], &other);
    assert_int_equal(first, again);
    assert_int_not_equal(first, other);
    assert_int_not_equal(first, ESC_HISTORY_NOTHING);
    esc_histories_free(histories);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_are_the_models),
        cmocka_unit_test(short_histories_are_cut),
        cmocka_unit_test(the_same_history_has_the_same_number),
    };
    return cmocka_run_group_tests(tests, open_model, close_model);
}
