// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "doc/doc.h"

static const char sample[] = "El Secre torio leyó\n\nlo lista.\fPágina dos \n";

static esc_doc *document(void) {
    esc_doc *doc = esc_doc_new();
    assert_int_equal(esc_doc_add_text(doc, sample, sizeof sample - 1, NULL), ESC_OK);
    return doc;
}

static char *clean(const esc_doc *doc, uint32_t line) {
    esc_buf out = {0};
    esc_doc_clean_line(doc, line, &out);
    return esc_buf_steal(&out, NULL);
}

static void assert_clean(const esc_doc *doc, uint32_t line, const char *expected) {
    ESC_AUTOFREE char *text = clean(doc, line);
    assert_string_equal(text, expected);
}

static void text_becomes_pages_lines_words(void **state) {
    (void)state;
    ESC_AUTODOC *doc = document();
    assert_int_equal(doc->pages_count, 2);
    assert_int_equal(doc->lines_count, 4);
    assert_int_equal(doc->pages[1].line_count, 1);
    assert_int_equal(doc->lines[0].word_count, 4);
    assert_int_equal(doc->lines[1].word_count, 0);
    assert_true(esc_doc_same(doc, doc->words[2].raw, "torio"));
    assert_int_equal(esc_doc_check(doc, NULL), ESC_OK);
}

static void without_edits_the_line_is_the_raw_line(void **state) {
    (void)state;
    ESC_AUTODOC *doc = document();
    assert_clean(doc, 3, "Página dos ");
    esc_doc_add_token(doc, 3, 0, 7, ESC_TOKEN_CAPITAL);
    esc_doc_add_token(doc, 3, 8, 3, ESC_TOKEN_WORD);
    assert_clean(doc, 3, "Página dos ");
    assert_int_equal(esc_doc_check(doc, NULL), ESC_OK);
}

static void edits_join_replace_and_drop(void **state) {
    (void)state;
    ESC_AUTODOC *doc = document();
    esc_doc_add_token(doc, 0, 0, 2, ESC_TOKEN_CAPITAL);
    uint32_t join = esc_doc_add_token(doc, 0, 3, 11, ESC_TOKEN_CAPITAL);
    uint32_t dropped = esc_doc_add_token(doc, 0, 15, 5, ESC_TOKEN_WORD);
    esc_doc_add_edit(doc, join, ESC_EDIT_MERGE, ESC_BY_MODEL, ESC_EDIT_APPLIED, "Secretorio", 10, 0.9f);
    esc_doc_add_edit(doc, join, ESC_EDIT_NONWORD, ESC_BY_MODEL, ESC_EDIT_APPLIED, "Secretario", 10, 0.9f);
    assert_clean(doc, 0, "El Secretario leyó");
    esc_doc_add_edit(doc, dropped, ESC_EDIT_JUNK, ESC_BY_RULE, ESC_EDIT_SUGGESTED, "", 0, 0.5f);
    assert_clean(doc, 0, "El Secretario leyó");
    esc_doc_add_edit(doc, dropped, ESC_EDIT_JUNK, ESC_BY_RULE, ESC_EDIT_APPLIED, "", 0, 0.9f);
    assert_clean(doc, 0, "El Secretario");
    assert_int_equal(esc_doc_check(doc, NULL), ESC_OK);
}

static void text_left_out_of_tokens_is_found(void **state) {
    (void)state;
    ESC_AUTODOC *doc = document();
    esc_doc_add_token(doc, 0, 0, 2, ESC_TOKEN_CAPITAL);
    esc_doc_add_token(doc, 0, 9, 5, ESC_TOKEN_WORD); // "Secre" is left out
    esc_err err = {0};
    assert_int_equal(esc_doc_check(doc, &err), ESC_FORMAT);
    assert_non_null(strstr(err.message, "between tokens"));
}

static void a_broken_chain_is_found(void **state) {
    (void)state;
    ESC_AUTODOC *doc = document();
    uint32_t token = esc_doc_add_token(doc, 2, 0, 2, ESC_TOKEN_WORD);
    esc_doc_add_token(doc, 2, 3, 6, ESC_TOKEN_WORD);
    uint32_t edit =
        esc_doc_add_edit(doc, token, ESC_EDIT_REALWORD, ESC_BY_MODEL, ESC_EDIT_APPLIED, "la", 2, 0.9f);
    assert_int_equal(esc_doc_check(doc, NULL), ESC_OK);
    doc->edits[edit].before = esc_doc_puts(doc, "le");
    assert_int_equal(esc_doc_check(doc, NULL), ESC_FORMAT);
}

static void a_box_outside_its_page_is_found(void **state) {
    (void)state;
    ESC_AUTODOC *doc = esc_doc_new();
    esc_doc_add_page(doc, ESC_PAGE_OCR);
    doc->pages[0].width_px = doc->pages[0].height_px = 100;
    esc_doc_add_line(doc, ESC_NONE, "a", 1, (esc_box){90, 90, 10, 10});
    assert_int_equal(esc_doc_check(doc, NULL), ESC_OK);
    doc->lines[0].box.w = 11;
    assert_int_equal(esc_doc_check(doc, NULL), ESC_FORMAT);
}

static void appended_pages_keep_their_text(void **state) {
    (void)state;
    ESC_AUTODOC *doc = document();
    ESC_AUTODOC *page = esc_doc_new();
    esc_doc_add_page(page, ESC_PAGE_OCR);
    page->pages[0].width_px = page->pages[0].height_px = 1000;
    uint32_t block = esc_doc_add_block(page, ESC_BLOCK_TEXT, (esc_box){0, 0, 500, 20});
    esc_doc_add_line(page, block, "lECM dice", 9, (esc_box){0, 0, 500, 20});
    esc_doc_add_word(page, 0, 4, (esc_box){0, 0, 100, 20}, 0.4f);
    esc_doc_add_alt(page, 0, 1, "I", 0.3f);
    esc_doc_add_word(page, 5, 4, (esc_box){120, 0, 100, 20}, 0.9f);
    esc_doc_append(doc, page);
    assert_int_equal(esc_doc_check(doc, NULL), ESC_OK);
    assert_int_equal(doc->pages_count, 3);
    assert_true(esc_doc_same(doc, doc->words[doc->words_count - 2].raw, "lECM"));
    assert_true(esc_doc_same(doc, doc->alts[0].text, "I"));
}

static void decoding_undoes_encoding(void **state) {
    (void)state;
    ESC_AUTODOC *doc = document();
    uint32_t token = esc_doc_add_token(doc, 2, 0, 2, ESC_TOKEN_WORD);
    esc_doc_add_token(doc, 2, 3, 6, ESC_TOKEN_WORD);
    esc_doc_add_edit(doc, token, ESC_EDIT_REALWORD, ESC_BY_MODEL, ESC_EDIT_APPLIED, "la", 2, 0.9f);
    esc_doc_add_field(doc, ESC_VALUE_INTEGER, "5", "ordinal", 0.9f, "/session/%s", "ordinal");
    esc_buf first = {0}, second = {0};
    esc_doc_encode(doc, &first);
    ESC_AUTODOC *back = NULL;
    assert_int_equal(esc_doc_decode(first.bytes, first.len, &back, NULL), ESC_OK);
    esc_doc_encode(back, &second);
    assert_int_equal(first.len, second.len);
    assert_memory_equal(first.bytes, second.bytes, first.len);
    assert_clean(back, 2, "la lista.");

    // Every truncation and every changed byte is refused.
    for (size_t i = 0; i < first.len; i++) {
        esc_doc *wrong = NULL;
        assert_true(esc_doc_decode(first.bytes, i, &wrong, NULL) < 0);
        first.bytes[i] ^= 1;
        assert_true(esc_doc_decode(first.bytes, first.len, &wrong, NULL) < 0);
        first.bytes[i] ^= 1;
    }
    esc_buf_free(&first);
    esc_buf_free(&second);
}

// A page of two words, read with that confidence, of which that share is known.
static float error_rate(float confidence, float known) {
    ESC_AUTODOC *doc = esc_doc_new();
    esc_doc_add_page(doc, ESC_PAGE_OCR);
    doc->pages[0].known_words = known;
    esc_doc_add_line(doc, ESC_NONE, "dos palabras", 12, (esc_box){0});
    esc_doc_add_word(doc, 0, 3, (esc_box){0}, confidence);
    esc_doc_add_word(doc, 4, 8, (esc_box){0}, confidence);
    return esc_doc_error_rate(doc, 0);
}

static void doubt_and_unknown_words_raise_the_error_rate(void **state) {
    (void)state;
    assert_true(error_rate(0.96f, 1) > 0 && error_rate(0.96f, 1) < 0.005f);
    assert_true(error_rate(0.8f, 1) > error_rate(0.9f, 1));
    assert_true(error_rate(0.9f, 0.7f) > error_rate(0.9f, 0.9f));
    assert_true(error_rate(0, 0) <= 1);
    assert_true(error_rate(0.9f, -1) < 0); // before correction
    assert_true(error_rate(-1, 1) < 0);    // text without an image
}

static void limits_hold_just_under_and_just_over(void **state) {
    (void)state;
    size_t len = ESC_MAX_LINE_BYTES + 1;
    ESC_AUTOFREE char *text = esc_alloc(len);
    memset(text, 'a', len);
    ESC_AUTODOC *under = esc_doc_new();
    assert_int_equal(esc_doc_add_text(under, text, len - 1, NULL), ESC_OK);
    assert_int_equal(under->lines_count, 1);
    ESC_AUTODOC *over = esc_doc_new();
    assert_int_equal(esc_doc_add_text(over, text, len, NULL), ESC_OK);
    assert_int_equal(over->lines_count, 2);
    assert_int_equal(esc_doc_check(over, NULL), ESC_OK);
    for (uint32_t i = 0; i < over->words_count; i++)
        assert_in_range(over->words[i].raw.len, 1, ESC_MAX_WORD_BYTES);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_becomes_pages_lines_words),
        cmocka_unit_test(without_edits_the_line_is_the_raw_line),
        cmocka_unit_test(edits_join_replace_and_drop),
        cmocka_unit_test(text_left_out_of_tokens_is_found),
        cmocka_unit_test(a_broken_chain_is_found),
        cmocka_unit_test(a_box_outside_its_page_is_found),
        cmocka_unit_test(appended_pages_keep_their_text),
        cmocka_unit_test(decoding_undoes_encoding),
        cmocka_unit_test(doubt_and_unknown_words_raise_the_error_rate),
        cmocka_unit_test(limits_hold_just_under_and_just_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
