// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "lexicon/lexicon.h"

static esc_lexicon *lexicon;

static int open_lexicon(void **state) {
    (void)state;
    esc_err err = {0};
    if (esc_lexicon_open(NULL, &lexicon, &err)) fail_msg("%s", err.message);
    return 0;
}

static int close_lexicon(void **state) {
    (void)state;
    esc_lexicon_close(lexicon);
    return 0;
}

static unsigned classes(const char *word) { return esc_lexicon_lookup(lexicon, word, strlen(word)); }

static void words_are_known_in_every_case(void **state) {
    (void)state;
    static const char *const known[] = {"sesión", "Sesión", "SESIÓN", "celebrándose", "reglamento", "a"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!(classes(known[i]) & ESC_LEX_WORD)) fail_msg("%s is unknown", known[i]);
    static const char *const unknown[] = {"sesiónn", "xqzt", "Secretorjo", "sESIÓN", "", "-", "a-", "ñ"};
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        if (classes(unknown[i])) fail_msg("%s is known", unknown[i]);
}

static void names_need_their_capital(void **state) {
    (void)state;
    assert_true(classes("Hernández") & ESC_LEX_SURNAME);
    assert_true(classes("HERNÁNDEZ") & ESC_LEX_SURNAME);
    assert_int_equal(classes("hernández"), 0);
    assert_true(classes("Guadalupe") & ESC_LEX_GIVEN);
    assert_true(classes("Azcapotzalco") & ESC_LEX_PLACE);
    assert_int_equal(classes("azcapotzalco") & ESC_LEX_PLACE, 0);
    assert_int_equal(classes("Zacatecas") & ESC_LEX_SURNAME, 0);
}

static void institutions_are_known(void **state) {
    (void)state;
    static const char *const acronyms[] = {"IECM",   "IEDF",    "UTSI", "UTAJ",  "DERFE", "DEOEyG", "DEOyGE",
                                           "DEOEYG", "UTALAOD", "OPLE", "TEPJF", "Pemex", "PEMEX",  "INE"};
    for (size_t i = 0; i < sizeof acronyms / sizeof *acronyms; i++)
        if (!(classes(acronyms[i]) & ESC_LEX_ACRONYM)) fail_msg("%s is no acronym", acronyms[i]);
    assert_true(classes("Lic.") & ESC_LEX_TITLE);
    assert_true(classes("Lic") & ESC_LEX_TITLE);
    assert_true(classes("Mtra.") & ESC_LEX_TITLE);
    assert_true(classes("fracc.") & ESC_LEX_ABBREVIATION);
    assert_true(classes("Secretaria") & ESC_LEX_OFFICE);
    assert_true(classes("SÍNDICO") & ESC_LEX_OFFICE);
    assert_true(classes("regidora") & ESC_LEX_OFFICE);
}

static void hyphenated_words_are_known_by_their_parts(void **state) {
    (void)state;
    assert_int_equal(classes("técnico-administrativo"), ESC_LEX_WORD);
    assert_int_equal(classes("técnico-xqzt"), 0);
    assert_int_equal(classes("técnico-"), 0);
    assert_int_equal(classes("técnico--legal"), 0);
}

static void the_glossary_is_looked_up(void **state) {
    (void)state;
    const esc_glossary_entry *entry = esc_lexicon_glossary_lookup(lexicon, ESC_GLOSSARY_ACRONYM, "IECM", 4);
    assert_non_null(entry);
    assert_string_equal(entry->expansion, "Instituto Electoral de la Ciudad de México");
    assert_non_null(strstr(entry->file, "10-iecm.txt"));
    assert_null(esc_lexicon_glossary_lookup(lexicon, ESC_GLOSSARY_OFFICE, "IECM", 4));
    static const char both[] = "Consejera Presidenta";
    assert_non_null(esc_lexicon_glossary_lookup(lexicon, ESC_GLOSSARY_OFFICE, both, strlen(both)));
    assert_int_equal(strlen(esc_lexicon_digest(lexicon)), 64);
    assert_true(esc_lexicon_glossary_count(lexicon) > 1000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_known_in_every_case),
        cmocka_unit_test(names_need_their_capital),
        cmocka_unit_test(institutions_are_known),
        cmocka_unit_test(hyphenated_words_are_known_by_their_parts),
        cmocka_unit_test(the_glossary_is_looked_up),
    };
    return cmocka_run_group_tests(tests, open_lexicon, close_lexicon);
}
