// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/findings.h"

static esc_doc *finished(void) {
    esc_doc *doc = esc_doc_new();
    static const char text[] = "Orden del dia\n\fSecre torio\n";
    assert_int_equal(esc_doc_add_text(doc, text, strlen(text), NULL), ESC_OK);
    uint32_t day = esc_doc_add_token(doc, 0, 10, 3, ESC_TOKEN_WORD);
    uint32_t join = esc_doc_add_token(doc, doc->pages[1].first_line, 0, 11, ESC_TOKEN_CAPITAL);
    esc_doc_add_edit(doc, join, ESC_EDIT_MERGE, ESC_BY_LEXICON, ESC_EDIT_SUGGESTED, "Secretario", 10, 0.5f);
    esc_doc_add_edit(doc, day, ESC_EDIT_ACCENT, ESC_BY_MODEL, ESC_EDIT_APPLIED, "día", 4, 0.9f);
    esc_doc_add_field(doc, ESC_VALUE_TEXT, "Secretario", "rule", 0.75f, "/attendees/%d/role", 0);
    return doc;
}

static void findings_come_back_as_they_went(void **state) {
    (void)state;
    ESC_AUTODOC *doc = finished();
    ESC_AUTOBUF bytes = {0};
    esc_findings_collect(doc, &bytes);
    static const esc_finding expected[] = {
        {true, -1, 0.75f, "/attendees/0/role", "", "Secretario", ""},
        {false, 0, 0.9f, "accent", "dia", "día", "applied"},
        {false, 1, 0.5f, "merge", "Secre torio", "Secretario", "suggested"},
    };
    size_t at = 0;
    esc_finding got;
    for (int i = 0; i < 3; i++) {
        assert_int_equal(esc_findings_next(bytes.bytes, bytes.len, &at, &got, NULL), 1);
        assert_int_equal(got.field, expected[i].field);
        assert_int_equal(got.page, expected[i].page);
        assert_true(got.confidence == expected[i].confidence);
        assert_string_equal(got.name, expected[i].name);
        assert_string_equal(got.before, expected[i].before);
        assert_string_equal(got.after, expected[i].after);
        assert_string_equal(got.status, expected[i].status);
    }
    assert_int_equal(esc_findings_next(bytes.bytes, bytes.len, &at, &got, NULL), 0);
}

static void cut_and_changed_ones_are_refused(void **state) {
    (void)state;
    ESC_AUTODOC *doc = finished();
    ESC_AUTOBUF bytes = {0};
    esc_findings_collect(doc, &bytes);
    esc_finding got;
    size_t first = 0;
    assert_int_equal(esc_findings_next(bytes.bytes, bytes.len, &first, &got, NULL), 1);
    for (size_t len = 1; len < first; len++) {
        size_t at = 0;
        assert_int_equal(esc_findings_next(bytes.bytes, len, &at, &got, NULL), ESC_FORMAT);
        assert_int_equal(at, 0);
    }
    static const struct {
        size_t at;
        unsigned char with;
    } changes[] = {{0, 2}, {7, 0x80}, {11, 0x7f}, {12, 1}, {13, 0xff}, {24, 0}, {25, 0xff}};
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        size_t at = 0;
        char before = bytes.bytes[changes[i].at];
        bytes.bytes[changes[i].at] = (char)changes[i].with;
        if (esc_findings_next(bytes.bytes, bytes.len, &at, &got, NULL) != ESC_FORMAT)
            fail_msg("change %zu", i);
        bytes.bytes[changes[i].at] = before;
    }
}

static void long_texts_are_cut_at_a_character(void **state) {
    (void)state;
    ESC_AUTODOC *doc = esc_doc_new();
    ESC_AUTOBUF text = {0};
    ESC_AUTOBUF bytes = {0};
    esc_buf_putc(&text, 'a');
    while (text.len < 2 * ESC_MAX_FINDING_TEXT) esc_buf_puts(&text, "ñ");
    esc_doc_add_field(doc, ESC_VALUE_TEXT, esc_buf_text(&text), "rule", 1, "/x");
    esc_findings_collect(doc, &bytes);
    size_t at = 0;
    esc_finding got;
    assert_int_equal(esc_findings_next(bytes.bytes, bytes.len, &at, &got, NULL), 1);
    assert_int_equal(strlen(got.after), ESC_MAX_FINDING_TEXT - 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(findings_come_back_as_they_went),
        cmocka_unit_test(cut_and_changed_ones_are_refused),
        cmocka_unit_test(long_texts_are_cut_at_a_character),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
