// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "lexicon/builder.h"
#include "lexicon/counts.h"
#include "lexicon/enclitics.h"
#include "lexicon/lexicon.h"
#include "lexicon/pick.h"

static const esc_count *count_of(const esc_counts *counts, const char *word) {
    return esc_counts_lookup(counts, word, strlen(word));
}

static void words_are_told_apart_by_where_they_stand(void **state) {
    (void)state;
    static const char text[] = "Flores abrió la sesión. La señora Flores votó; el INE no.\n"
                               "ACTA DE SESIÓN\nA4 y 3er art 5bis";
    esc_counts *counts = esc_counts_new();
    esc_counts_text(counts, text, strlen(text), 0.5);
    const esc_count *flores = count_of(counts, "Flores");
    assert_non_null(flores);
    assert_float_equal(flores->initial, 0.5, 1e-6);
    assert_float_equal(flores->inside, 0.5f, 1e-6f);
    assert_float_equal(count_of(counts, "INE")->inside, 0.5f, 1e-6f);
    assert_float_equal(count_of(counts, "ACTA")->headline, 0.5f, 1e-6f);
    assert_float_equal(count_of(counts, "SESIÓN")->headline, 0.5f, 1e-6f);
    assert_null(count_of(counts, "A"));
    assert_null(count_of(counts, "er"));
    assert_null(count_of(counts, "bis"));
    esc_counts_next_file(counts);
    esc_counts_text(counts, "la Flores", 9, 1);
    assert_int_equal(flores->files, 2);
    assert_float_equal(flores->raw, 3, 1e-6f);
    assert_int_equal(count_of(counts, "abrió")->files, 1);
    assert_true(esc_counts_total(counts) > 8);
    esc_counts_free(counts);
}

static void say(esc_counts *counts, const char *word, int times) {
    for (int file = 0; file < 2; file++) {
        for (int i = 0; i < times / 2; i++) {
            esc_counts_text(counts, "y ", 2, 1);
            ESC_AUTOBUF text = {0};
            esc_buf_printf(&text, "y %s", word);
            esc_counts_text(counts, text.bytes, text.len, 1);
        }
        esc_counts_next_file(counts);
    }
}

static void only_frequent_clean_words_are_picked(void **state) {
    (void)state;
    static const char *const known[] = {"sesión", "la", "presente", "acta"};
    esc_builder *builder = esc_builder_new(ESC_LEX_WORD);
    for (size_t i = 0; i < 4; i++) esc_builder_add(builder, known[i], strlen(known[i]), ESC_LEX_WORD, 0);
    ESC_AUTOBUF bytes = {0};
    esc_builder_write(builder, 0, &bytes, NULL);
    esc_builder_free(builder);
    esc_automaton *lexicon = NULL;
    assert_int_equal(esc_automaton_read(bytes.bytes, bytes.len, &lexicon, NULL), ESC_OK);

    static const struct {
        const char *word;
        int times;
        unsigned classes;
    } cases[] = {
        {"sesión", 4000, 0},                // known: asked by nobody, but misprints are measured by it
        {"presente", 4000, 0},              //
        {"fentanilo", 20, ESC_LEX_WORD},    //
        {"georradar", 2, 0},                // too rare
        {"sesion", 400, 0},                 // an accent lost
        {"pressente", 20, 0},               // a letter doubled
        {"prsente", 20, 0},                 // lost
        {"presemte", 20, 0},                // changed
        {"rpesente", 20, 0},                // swapped
        {"lapresente", 20, 0},              // two words run together
        {"Tzompantepec", 40, ESC_LEX_WORD}, // a name
        {"Fresente", 40, 0},                // no name
        {"ZPQT", 60, ESC_LEX_ACRONYM},      //
        {"XVIII", 600, 0},                  // a numeral
        {"SESION", 600, 0},                 // a word in capitals
        {"niño3", 600, 0},
    };
    enum { CASES = sizeof cases / sizeof *cases };
    esc_counts *counts = esc_counts_new();
    for (int i = 0; i < CASES; i++) say(counts, cases[i].word, cases[i].times);
    esc_picker picker = {counts, {lexicon}};
    for (int i = 2; i < CASES; i++) {
        const esc_count *count = count_of(counts, cases[i].word);
        unsigned classes = count ? esc_pick(&picker, count) : 0;
        if (classes != cases[i].classes) fail_msg("%s: %u", cases[i].word, classes);
    }
    assert_true(esc_pick_known(&picker, "acta", 4));
    esc_counts_free(counts);
    esc_automaton_close(lexicon);
}

static void collect(void *context, const char *form, size_t len) {
    esc_buf_putc(context, ' ');
    esc_buf_put(context, form, len);
}

static void verbs_take_pronouns(void **state) {
    (void)state;
    static const char *const words[] = {"dar", "dando", "lugar", "oír", "oído", "comando", "mujer"};
    esc_builder *builder = esc_builder_new(ESC_LEX_WORD);
    for (size_t i = 0; i < 7; i++) esc_builder_add(builder, words[i], strlen(words[i]), ESC_LEX_WORD, 0);
    ESC_AUTOBUF bytes = {0};
    esc_builder_write(builder, 0, &bytes, NULL);
    esc_builder_free(builder);
    esc_automaton *lexicon = NULL;
    assert_int_equal(esc_automaton_read(bytes.bytes, bytes.len, &lexicon, NULL), ESC_OK);
    ESC_AUTOBUF forms = {0};
    esc_enclitics(lexicon, collect, &forms);
    static const char *const right[] = {" darlo ",     " darnos ", " dársele ", " dándole ",
                                        " dándosela ", " oírlos ", " oírsele "};
    for (size_t i = 0; i < sizeof right / sizeof *right; i++)
        if (!strstr(esc_buf_text(&forms), right[i])) fail_msg("%s is missing", right[i]);
    static const char *const wrong[] = {" lugar", " comand", " mujer", " darsele", " dandole", " oído"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (strstr(esc_buf_text(&forms), wrong[i])) fail_msg("%s… was made", wrong[i]);
    esc_automaton_close(lexicon);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_told_apart_by_where_they_stand),
        cmocka_unit_test(only_frequent_clean_words_are_picked),
        cmocka_unit_test(verbs_take_pronouns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
