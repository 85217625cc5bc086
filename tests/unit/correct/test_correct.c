// SPDX-License-Identifier: GPL-3.0-or-later
// The whole corrector on the examples of tests/spec/correct/lines.txt, and what holds for every document.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "correct/correct.h"

static esc_lexicon *lexicon;
static esc_corrector *corrector;

static int open_models(void **state) {
    (void)state;
    esc_err err = {0};
    int failed = esc_lexicon_open(NULL, &lexicon, &err);
    if (!failed) failed = esc_corrector_new(lexicon, NULL, &corrector, &err);
    if (failed) print_error("%s\n", err.message);
    return failed;
}

static int close_models(void **state) {
    (void)state;
    esc_corrector_free(corrector);
    esc_lexicon_close(lexicon);
    return 0;
}

static esc_doc *corrected(esc_corrector *by, const char *text, size_t len) {
    esc_doc *doc = esc_doc_new();
    assert_int_equal(esc_doc_add_text(doc, text, len, NULL), ESC_OK);
    esc_err err = {0};
    if (esc_correct(by, doc, &err) || esc_doc_check(doc, &err)) fail_msg("%s", err.message);
    return doc;
}

static void clean(const esc_doc *doc, esc_buf *out) {
    for (uint32_t i = 0; i < doc->lines_count; i++) {
        esc_doc_clean_line(doc, i, out);
        esc_buf_putc(out, '\n');
    }
}

static void check_block(const char *name, const esc_buf *before, const esc_buf *after, int *ret_wrong) {
    ESC_AUTODOC *doc = corrected(corrector, esc_buf_text(before), before->len);
    ESC_AUTOBUF got = {0};
    clean(doc, &got);
    const char *expected = after->len ? esc_buf_text(after) : esc_buf_text(before);
    if (!strcmp(esc_buf_text(&got), expected)) return;
    print_error("%s:\n%swant:\n%s", name, esc_buf_text(&got), expected);
    ++*ret_wrong;
}

static void examples(void **state) {
    (void)state;
    FILE *file = fopen(TEST_DIR "/spec/correct/lines.txt", "re");
    assert_non_null(file);
    ESC_AUTOBUF before = {0}, after = {0};
    char line[1024], name[256] = "";
    int blocks = 0, wrong = 0;
    for (bool more = true; more;) {
        more = fgets(line, sizeof line, file) != NULL;
        if (more && line[0] == '<') esc_buf_puts(&before, line + 2);
        if (more && line[0] == '>') esc_buf_puts(&after, line + 2);
        if (more && strncmp(line, "##", 2)) continue;
        if (before.len) check_block(name, &before, &after, &wrong), blocks++;
        esc_buf_truncate(&before, 0);
        esc_buf_truncate(&after, 0);
        line[strcspn(line, "\n")] = 0;
        snprintf(name, sizeof name, "%s", line + 2);
    }
    fclose(file);
    assert_true(blocks >= 20);
    assert_int_equal(wrong, 0);
}

static const char noisy[] = "Lo Secre torio dio lec tura ol acta.\n\n  El sigu1ente punto, Cívica y Civica.\f"
                            "~ I _ lo que\n....\nVOTACI6N: 7 a favor\n|\n~~ ;; _\n";

static void without_edits_the_text_is_the_input(void **state) {
    (void)state;
    esc_correct_options options = {0};
    for (int i = 0; i < ESC_EDIT_CLASS_COUNT; i++) options.mode[i] = ESC_CORRECT_OFF;
    esc_corrector *off = NULL;
    assert_int_equal(esc_corrector_new(lexicon, &options, &off, NULL), ESC_OK);
    ESC_AUTODOC *doc = corrected(off, noisy, sizeof noisy - 1);
    assert_int_equal(doc->edits_count, 0);
    for (uint32_t i = 0; i < doc->lines_count; i++) {
        ESC_AUTOBUF line = {0};
        esc_doc_clean_line(doc, i, &line);
        assert_true(esc_doc_same(doc, doc->lines[i].raw, esc_buf_text(&line)));
    }
    esc_corrector_free(off);
}

static void suggested_edits_leave_the_text_alone(void **state) {
    (void)state;
    esc_correct_options options = {.min_confidence = 1};
    esc_corrector *unsure = NULL;
    assert_int_equal(esc_corrector_new(lexicon, &options, &unsure, NULL), ESC_OK);
    static const char text[] = "Se dio lec tura a los sigu1entes puntos.";
    ESC_AUTODOC *doc = corrected(unsure, text, sizeof text - 1);
    ESC_AUTOBUF got = {0};
    esc_doc_clean_line(doc, 0, &got);
    assert_string_equal(esc_buf_text(&got), text);
    assert_int_equal(doc->edits_count, 2);
    assert_int_equal(doc->edits[0].status, ESC_EDIT_SUGGESTED);
    esc_corrector_free(unsure);
}

// What is dropped may be brought back: rows of dirt, and those that the paper's other side has left.
static void dropped_lines_are_edits(void **state) {
    (void)state;
    static const char text[] = "Se dio lectura al acta de la sesión anterior.\n|\n  ~~ ;; _\n"
                               ".zotov zol noo nóizsz sl sbslstzni ó1slosb stnsbizs1P sL\n"
                               ".óm1otni s1s1ozsT sL .sionstzizs sb stzil ózsq oi1sts1osS lE\n"
                               ".bsbiminsnu 1oq ,nóizimoC sl sb nsmstoib ls ódo1qs sS\n"
                               ".stnsbizs1P ,stos ls no1sm1it étimoC lsb zstns1gstni zoL\n"
                               "Se aprobó por todos los presentes.\n";
    ESC_AUTODOC *doc = corrected(corrector, text, sizeof text - 1);
    uint32_t dropped = 0;
    for (uint32_t i = 0; i < doc->edits_count; i++) {
        const esc_edit *edit = &doc->edits[i];
        dropped += edit->class == ESC_EDIT_JUNK && !edit->after.len;
    }
    assert_int_equal(dropped, 6);
    for (uint32_t i = 0; i < doc->lines_count; i++) assert_int_equal(doc->lines[i].role, ESC_LINE_BODY);
}

// A page of one line whose words are those of text, parted by blanks; the word at place has another reading.
static esc_doc *with_reading(const char *text, uint32_t place, const char *reading) {
    esc_doc *doc = esc_doc_new();
    static const esc_box box = {0, 0, 10, 10};
    esc_doc_add_page(doc, ESC_PAGE_OCR);
    doc->pages[0].width_px = doc->pages[0].height_px = 10;
    esc_doc_add_line(doc, esc_doc_add_block(doc, ESC_BLOCK_TEXT, box), text, strlen(text), box);
    uint32_t at = 0;
    for (uint32_t word = 0; text[at]; word++) {
        uint32_t len = (uint32_t)strcspn(text + at, " ");
        esc_doc_add_word(doc, at, len, box, 0.8f);
        if (word == place) esc_doc_add_alt(doc, 0, len, reading, 0.85f);
        at += len + (text[at + len] == ' ');
    }
    esc_err err = {0};
    if (esc_correct(corrector, doc, &err) || esc_doc_check(doc, &err)) fail_msg("%s", err.message);
    return doc;
}

static void other_readings_are_witnesses(void **state) {
    (void)state;
    static const struct {
        const char *text, *reading, *want;
    } cases[] = {
        {"Se leyó el oficio de Luva por la Secretaria.", "Luna",
         "Se leyó el oficio de Luna por la Secretaria."},
        {"Se leyó el oficio de Luva por la Secretaria.", "xqz",
         "Se leyó el oficio de Luva por la Secretaria."},
        {"Se leyó el oficio de Luna por la Secretaria.", "Luva",
         "Se leyó el oficio de Luna por la Secretaria."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ESC_AUTODOC *doc = with_reading(cases[i].text, 5, cases[i].reading);
        ESC_AUTOBUF got = {0};
        esc_doc_clean_line(doc, 0, &got);
        assert_string_equal(esc_buf_text(&got), cases[i].want);
    }
}

static void edits_explain_themselves(void **state) {
    (void)state;
    static const char text[] = "Se dio lectura a los sigu1entes puntos.";
    ESC_AUTODOC *doc = corrected(corrector, text, sizeof text - 1);
    assert_int_equal(doc->edits_count, 1);
    const esc_edit *edit = &doc->edits[0];
    assert_int_equal(edit->class, ESC_EDIT_DIGIT);
    assert_true(esc_doc_same(doc, edit->before, "sigu1entes"));
    assert_true(esc_doc_same(doc, edit->after, "siguientes"));
    assert_true(esc_doc_same(doc, edit->confusion, "i→1"));
    assert_true(edit->cost_keep_nats > edit->cost_edit_nats);
    assert_true(edit->confidence > 0.9f);
    assert_true(doc->pages[0].known_words == 1);
}

static void rare_words_are_words(void **state) {
    (void)state;
    static const char text[] = "La Secretario dio lectura ol octa de lo sesión onterior.\n"
                               "Los vocoles pidieron copio de lo morco del presupuesto y lo oproboron.\n"
                               "Se ocordó lo compro de bancos poro el salón de lo Comisión.\n";
    ESC_AUTODOC *doc = corrected(corrector, text, sizeof text - 1);
    int rare = 0, none = 0;
    for (uint32_t i = 0; i < doc->edits_count; i++) {
        const esc_edit *edit = &doc->edits[i];
        const char *before = esc_doc_text(doc, edit->before);
        bool poro = edit->before.len == 4 && !memcmp(before, "poro", 4); // a pore
        rare += poro && edit->class == ESC_EDIT_REALWORD;
        none += edit->before.len == 4 && !memcmp(before, "octa", 4) && edit->class == ESC_EDIT_NONWORD;
    }
    assert_int_equal(rare, 1);
    assert_int_equal(none, 1);
}

static void the_same_input_gives_the_same_bytes(void **state) {
    (void)state;
    ESC_AUTODOC *a = corrected(corrector, noisy, sizeof noisy - 1);
    ESC_AUTODOC *b = corrected(corrector, noisy, sizeof noisy - 1);
    ESC_AUTOBUF x = {0}, y = {0};
    esc_doc_encode(a, &x);
    esc_doc_encode(b, &y);
    assert_int_equal(x.len, y.len);
    assert_memory_equal(x.bytes, y.bytes, x.len);
}

static void a_document_is_corrected_once(void **state) {
    (void)state;
    ESC_AUTODOC *doc = corrected(corrector, noisy, sizeof noisy - 1);
    assert_int_equal(esc_correct(corrector, doc, NULL), ESC_ARGUMENT);
}

static void missing_models_are_told(void **state) {
    (void)state;
    esc_correct_options options = {.model_dir = "/nonexistent"};
    esc_corrector *none = NULL;
    esc_err err = {0};
    assert_true(esc_corrector_new(lexicon, &options, &none, &err) < 0);
    assert_int_equal(err.why, ESC_WHY_MODELS_MISSING);
    assert_null(none);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(examples),
        cmocka_unit_test(without_edits_the_text_is_the_input),
        cmocka_unit_test(suggested_edits_leave_the_text_alone),
        cmocka_unit_test(dropped_lines_are_edits),
        cmocka_unit_test(other_readings_are_witnesses),
        cmocka_unit_test(edits_explain_themselves),
        cmocka_unit_test(rare_words_are_words),
        cmocka_unit_test(the_same_input_gives_the_same_bytes),
        cmocka_unit_test(a_document_is_corrected_once),
        cmocka_unit_test(missing_models_are_told),
    };
    return cmocka_run_group_tests(tests, open_models, close_models);
}
