// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "lm/token.h"

// The tokens of text, folded, with a bar between them; marks in angle quotes.
static void assert_cut(const char *text, const char *expected) {
    ESC_AUTOBUF out = {0};
    const char *p = text, *end = text + strlen(text);
    esc_lm_token token;
    while (esc_lm_cut(&p, end, &token)) {
        char form[ESC_LM_MAX_FORM];
        size_t len = esc_lm_fold(token.text, token.len, form);
        esc_buf_printf(&out, "%s%s%.*s%s", out.len ? "|" : "", token.mark ? "‹" : "", (int)len, form,
                       token.mark ? "›" : "");
    }
    assert_string_equal(esc_buf_text(&out), expected);
}

static esc_lm_word class_of(const char *token) { return esc_lm_class(token, strlen(token)); }

static void marks_stand_alone(void **state) {
    (void)state;
    assert_cut("Se aprobó, por unanimidad.", "se|aprobó|‹,›|por|unanimidad|‹.›");
    assert_cut("(ver el “Anexo 2”);", "‹(›|ver|el|‹\"›|anexo|2|‹\"›|‹)›|‹;›");
    assert_cut("Único.- Se instruye", "único|‹.›|‹-›|se|instruye");
    assert_cut("¿Sí? ¡No!", "‹¿›|sí|‹?›|‹¡›|no|‹!›");
    assert_cut("Fin ..... __ --", "fin|‹…›|‹_›|‹-›");
}

static void tokens_keep_their_inner_marks(void **state) {
    (void)state;
    assert_cut("IEX/UT/12/2021, y/o", "iex/ut/12/2021|‹,›|y/o");
    assert_cut("$1,250.50 a las 11:00", "‹$›|1,250.50|a|las|11:00");
    assert_cut("político-electoral S.A. de C.V.", "político-electoral|s.a|‹.›|de|c.v|‹.›");
    assert_cut("uno,dos presentes:ocho", "uno|‹,›|dos|presentes|‹:›|ocho");
}

static void case_and_kinds_of_marks_are_folded(void **state) {
    (void)state;
    assert_cut("SESIÓN Sesión", "sesión|sesión");
    assert_cut("«Año» – N°", "‹\"›|año|‹\"›|‹-›|nº");
    assert_cut("● Punto", "‹•›|punto");
}

static void nothing_comes_of_blanks(void **state) {
    (void)state;
    assert_cut("", "");
    assert_cut(" \t\n", "");
    assert_cut("\xC2\xA0", "");
}

static void classes_are_told_from_the_letters(void **state) {
    (void)state;
    static const char *const numbers[] = {"3", "1,250.00", "11:00", "1°", "8o", "2a", "1er", "2015-2018"};
    static const char *const dates[] = {"2017", "1999", "12/05/2017", "3-XI-2020", "01.02.21"};
    static const char *const codes[] = {"IEX/CT/22/2017", "CG-45", "CG45", "B2", "544/2017", "AC/003-21"};
    static const char *const romans[] = {"I", "IV", "VII", "IX", "XXI", "XLIII", "LXIV"};
    static const char *const words[] = {"sesión", "VOTACI6N", "mil", "MIL",  "L", "CI",     "ii",
                                        "IIII",   "e1",       ".",   "l0s1", "",  "vocal2a"};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        assert_int_equal(class_of(numbers[i]), ESC_LM_NUMBER);
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
        assert_int_equal(class_of(dates[i]), ESC_LM_DATE);
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        assert_int_equal(class_of(codes[i]), ESC_LM_CODE);
    for (size_t i = 0; i < sizeof romans / sizeof *romans; i++)
        assert_int_equal(class_of(romans[i]), ESC_LM_ROMAN);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_int_equal(class_of(words[i]), ESC_LM_UNKNOWN);
}

static void a_form_too_long_is_none(void **state) {
    (void)state;
    char token[ESC_LM_MAX_FORM + 1], form[ESC_LM_MAX_FORM];
    memset(token, 'a', sizeof token);
    assert_int_equal(esc_lm_fold(token, ESC_LM_MAX_FORM - ESC_LM_MAX_FORM / 8, form), 56);
    assert_int_equal(esc_lm_fold(token, sizeof token, form), 0);
}

static void broken_utf8_is_cut_all_the_same(void **state) {
    (void)state;
    const char text[] = "a\xC3 \xFF\xFEz\xE2\x80";
    const char *p = text, *end = text + sizeof text - 1;
    esc_lm_token token;
    size_t bytes = 0;
    while (esc_lm_cut(&p, end, &token)) bytes += token.len;
    assert_int_equal(bytes, sizeof text - 2); // all but the blank
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_stand_alone),
        cmocka_unit_test(tokens_keep_their_inner_marks),
        cmocka_unit_test(case_and_kinds_of_marks_are_folded),
        cmocka_unit_test(nothing_comes_of_blanks),
        cmocka_unit_test(classes_are_told_from_the_letters),
        cmocka_unit_test(a_form_too_long_is_none),
        cmocka_unit_test(broken_utf8_is_cut_all_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
