// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "correct/unit.h"

static void assert_covered(const esc_doc *doc, const esc_units *units) {
    uint32_t at = 0, line = 0;
    for (uint32_t i = 0; i < units->units_count; i++) {
        const esc_unit *unit = &units->units[i];
        if (unit->line != line || unit->first) at = doc->lines[unit->line].raw.off;
        line = unit->line;
        assert_true(unit->raw.len && unit->raw.off >= at);
        assert_int_equal(unit->blank_before, unit->raw.off > at);
        for (const char *p = doc->text.bytes + at, *end = doc->text.bytes + unit->raw.off; p < end;)
            assert_true(esc_utf8_is_space(esc_utf8_next(&p, end)));
        at = unit->raw.off + unit->raw.len;
    }
}

static void example(const char *text, const char *kinds, const char *parts) {
    ESC_AUTODOC *doc = esc_doc_new();
    assert_int_equal(esc_doc_add_text(doc, text, strlen(text), NULL), ESC_OK);
    esc_units units = {0};
    esc_units_cut(doc, &units);
    assert_covered(doc, &units);
    ESC_AUTOBUF got = {0}, names = {0};
    for (uint32_t i = 0; i < units.units_count; i++) {
        if (i) esc_buf_putc(&got, ' '), esc_buf_putc(&names, ' ');
        esc_buf_put(&got, esc_doc_text(doc, units.units[i].raw), units.units[i].raw.len);
        esc_buf_puts(&names, esc_token_kind_name(units.units[i].kind));
    }
    assert_string_equal(esc_buf_text(&got), parts);
    if (strcasecmp(esc_buf_text(&names), kinds))
        fail_msg("%s: %s, not %s", text, esc_buf_text(&names), kinds);
    esc_units_free(&units);
}

static void examples(void **state) {
    (void)state;
    FILE *file = fopen(TEST_DIR "/spec/correct/tokens.txt", "re");
    assert_non_null(file);
    char lines[3][512];
    int have = 0, count = 0;
    while (fgets(lines[have], sizeof *lines, file)) {
        lines[have][strcspn(lines[have], "\n")] = 0;
        if (!*lines[have] || *lines[have] == '#') continue;
        if (++have < 3) continue;
        example(lines[0], lines[1], lines[2]);
        have = 0;
        count++;
    }
    fclose(file);
    assert_true(count >= 10 && !have);
}

static void blanks_of_every_kind_part(void **state) {
    (void)state;
    example("uno\tdos\xC2\xA0tres", "word word word", "uno dos tres");
    example("  ", "", "");
}

static void lines_know_their_ends(void **state) {
    (void)state;
    static const char text[] = "uno dos\n\ntres";
    ESC_AUTODOC *doc = esc_doc_new();
    assert_int_equal(esc_doc_add_text(doc, text, sizeof text - 1, NULL), ESC_OK);
    esc_units units = {0};
    esc_units_cut(doc, &units);
    assert_int_equal(units.units_count, 3);
    assert_true(units.units[0].first && !units.units[0].last);
    assert_true(!units.units[1].first && units.units[1].last);
    assert_true(units.units[2].first && units.units[2].last && units.units[2].line == 2);
    esc_units_free(&units);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(examples),
        cmocka_unit_test(blanks_of_every_kind_part),
        cmocka_unit_test(lines_know_their_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
