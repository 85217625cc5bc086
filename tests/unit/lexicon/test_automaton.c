// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "lexicon/automaton.h"
#include "lexicon/builder.h"
#include "lexicon/format.h"

static const char *const words[] = {"acta",  "actas", "acto",   "actos", "sesión", "sesiones", "Sesma",
                                    "ñandú", "ñ",     "pactos", "pacto", "a",      "áéíóúü",   "ACT"};
enum { WORDS = sizeof words / sizeof *words };

static void build(const char *const *list, size_t count, esc_buf *out) {
    esc_builder *builder = esc_builder_new(1);
    for (size_t i = 0; i < count; i++)
        esc_builder_add(builder, list[i], strlen(list[i]), i % 3 ? 1 : 4, (double)i);
    assert_int_equal(esc_builder_write(builder, 7, out, NULL), ESC_OK);
    esc_builder_free(builder);
}

static uint32_t lookup(const esc_automaton *a, const char *form) {
    return esc_automaton_lookup(a, form, strlen(form));
}

static void holds_every_form_and_nothing_else(void **state) {
    (void)state;
    ESC_AUTOBUF bytes = {0};
    build(words, WORDS, &bytes);
    esc_automaton *a = NULL;
    assert_int_equal(esc_automaton_read(bytes.bytes, bytes.len, &a, NULL), ESC_OK);
    assert_int_equal(a->form_count, WORDS);
    assert_int_equal(a->dictionary, 7);
    bool seen[WORDS] = {false};
    for (size_t i = 0; i < WORDS; i++) {
        uint32_t form = lookup(a, words[i]);
        assert_true(form < WORDS && !seen[form]);
        seen[form] = true;
        char text[40];
        size_t len = esc_automaton_form(a, form, text, sizeof text);
        assert_int_equal(len, strlen(words[i]));
        assert_memory_equal(text, words[i], len);
        assert_int_equal(esc_automaton_classes(a, form), i % 3 ? 1 : 4);
        assert_int_equal(esc_automaton_seen(a, form), i > 0);
    }
    static const char *const others[] = {"",       "act",   "actass", "cta", "sesion",
                                         "Sesión", "acta ", "\xFF",   "€"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_int_equal(lookup(a, others[i]), ESC_NO_FORM);
    assert_int_equal(esc_automaton_form(a, lookup(a, "sesiones"), (char[4]){0}, 4), 0); // no room
    esc_automaton_close(a);
}

// Forms come in the order of their numbers, each once, and all that is ahead is told.
static void walk(const esc_automaton *a, esc_state state, uint32_t *next) {
    if (esc_is_final(state)) assert_int_equal(state.form, (*next)++);
    uint32_t last = 0;
    uint64_t next_arcs = 0, arcs_after = 0;
    for (const esc_automaton_arc *arc = esc_arc_first(a, state); arc; arc = esc_arc_after(arc)) {
        uint32_t code = esc_arc_code(a, arc);
        assert_true(code > last);
        last = code;
        esc_state below = esc_arc_follow(state, arc), same = state;
        assert_true(esc_state_next(a, &same, code));
        assert_int_equal(same.form, below.form);
        assert_int_equal(same.node, below.node);
        next_arcs |= 1ull << esc_ahead_kind(code);
        arcs_after |= (uint32_t)below.ahead;
        walk(a, below, next);
    }
    if (state.node == a->root) return; // anything may come
    next_arcs |= (uint64_t)esc_is_final(state) << ESC_AHEAD_FINAL;
    assert_true(state.ahead == (next_arcs | arcs_after << ESC_AHEAD_SECOND));
}

static void walking_numbers_the_forms(void **state) {
    (void)state;
    ESC_AUTOBUF bytes = {0};
    build(words, WORDS, &bytes);
    esc_automaton *a = NULL;
    assert_int_equal(esc_automaton_read(bytes.bytes, bytes.len, &a, NULL), ESC_OK);
    uint32_t next = 0;
    walk(a, esc_automaton_root(a), &next);
    assert_int_equal(next, WORDS);
    esc_automaton_close(a);
}

static void equal_forms_are_united_and_order_does_not_matter(void **state) {
    (void)state;
    ESC_AUTOBUF one = {0};
    ESC_AUTOBUF two = {0};
    esc_builder *builder = esc_builder_new(1);
    esc_builder_add(builder, "uno", 3, 4, 2);
    esc_builder_add(builder, "dos", 3, 1, 0);
    esc_builder_add(builder, "uno", 3, 8, 3);
    assert_int_equal(esc_builder_write(builder, 0, &one, NULL), ESC_OK);
    esc_builder_free(builder);
    builder = esc_builder_new(1);
    esc_builder_add(builder, "uno", 3, 12, 5);
    esc_builder_add(builder, "dos", 3, 1, 0);
    assert_int_equal(esc_builder_write(builder, 0, &two, NULL), ESC_OK);
    esc_builder_free(builder);
    assert_int_equal(one.len, two.len);
    assert_memory_equal(one.bytes, two.bytes, one.len);
}

static void frequencies_are_kept_to_their_step(void **state) {
    (void)state;
    esc_builder *builder = esc_builder_new(1);
    esc_builder_add(builder, "mucho", 5, 1, 40000); // 4 %
    esc_builder_add(builder, "poco", 4, 1, 0.5);
    esc_builder_add(builder, "nada", 4, 1, 0);
    ESC_AUTOBUF bytes = {0};
    esc_builder_write(builder, 0, &bytes, NULL);
    esc_builder_free(builder);
    esc_automaton *a = NULL;
    assert_int_equal(esc_automaton_read(bytes.bytes, bytes.len, &a, NULL), ESC_OK);
    assert_float_equal(esc_automaton_log_frequency(a, lookup(a, "mucho")), -3.219f, 0.04f);
    assert_float_equal(esc_automaton_log_frequency(a, lookup(a, "poco")), -14.509f, 0.04f);
    assert_true(esc_automaton_log_frequency(a, lookup(a, "nada")) < -20);
    esc_automaton_close(a);
}

static void too_many_letters_are_left_out(void **state) {
    (void)state;
    esc_builder *builder = esc_builder_new(1);
    for (uint32_t i = 0; i < 200; i++) {
        char letter[ESC_UTF8_MAX];
        size_t len = esc_utf8_put(letter, 0x4E00 + i);
        assert_int_equal(esc_builder_add(builder, letter, len, 1, 0), i < 127);
    }
    assert_true(esc_builder_add(builder, "一丁", 6, 1, 0)); // of letters that are there
    assert_false(esc_builder_add(builder, "一a", 4, 1, 0));
    assert_false(esc_builder_add(builder, "", 0, 1, 0));
    ESC_AUTOBUF bytes = {0};
    assert_int_equal(esc_builder_write(builder, 0, &bytes, NULL), ESC_OK);
    esc_builder_free(builder);
    esc_automaton *a = NULL;
    assert_int_equal(esc_automaton_read(bytes.bytes, bytes.len, &a, NULL), ESC_OK);
    assert_int_equal(a->form_count, 128);
    assert_int_not_equal(lookup(a, "丁"), ESC_NO_FORM);
    assert_int_equal(lookup(a, "a"), ESC_NO_FORM);
    esc_automaton_close(a);
}

static void an_empty_one_is_whole(void **state) {
    (void)state;
    ESC_AUTOBUF bytes = {0};
    build(NULL, 0, &bytes);
    esc_automaton *a = NULL;
    assert_int_equal(esc_automaton_read(bytes.bytes, bytes.len, &a, NULL), ESC_OK);
    assert_int_equal(lookup(a, "a"), ESC_NO_FORM);
    assert_int_equal(lookup(a, ""), ESC_NO_FORM);
    esc_automaton_close(a);
}

static void expect_refused(const void *bytes, size_t len) {
    // Exactly as long as it says, so that the sanitizer sees a read past its end.
    void *copy = esc_alloc(len);
    memcpy(copy, bytes, len);
    esc_automaton *a = (void *)1;
    esc_err err = {0};
    assert_int_equal(esc_automaton_read(copy, len, &a, &err), ESC_FORMAT);
    assert_int_equal(err.why, ESC_WHY_DAMAGED);
    assert_ptr_equal(a, (void *)1);
    free(copy);
}

static void damage_is_refused(void **state) {
    (void)state;
    ESC_AUTOBUF bytes = {0};
    build(words, WORDS, &bytes);
    for (size_t len = 0; len < bytes.len; len += 3) expect_refused(bytes.bytes, len);
    for (size_t at = 0; at < bytes.len; at++) {
        bytes.bytes[at] ^= 0x10;
        expect_refused(bytes.bytes, bytes.len);
        bytes.bytes[at] ^= 0x10;
    }
    ESC_AUTOBUF longer = {0};
    esc_buf_put(&longer, bytes.bytes, bytes.len);
    esc_buf_put(&longer, "\0\0\0\0\0\0\0", 8);
    expect_refused(longer.bytes, longer.len);
}

// With a checksum that fits, the arrays themselves have to be seen through.
static void lies_are_refused(void **state) {
    (void)state;
    ESC_AUTOBUF bytes = {0};
    build(words, WORDS, &bytes);
    esc_automaton_header *header = (void *)bytes.bytes;
    uint32_t *arcs = (void *)(header + 1), *before = arcs + header->arc_count,
             *keys = before + header->arc_count;
    uint32_t *const lies[] = {&header->arc_count,
                              &header->root,
                              &header->form_count,
                              &header->class_count,
                              &header->label_count,
                              &arcs[0],
                              &arcs[1],
                              &arcs[header->arc_count - 1],
                              &arcs[header->root],
                              &before[2],
                              &before[header->root + 1],
                              &keys[1]};
    size_t from = offsetof(esc_automaton_header, dictionary);
    for (size_t i = 0; i < sizeof lies / sizeof *lies; i++)
        for (unsigned bit = 0; bit < 32; bit++) {
            *lies[i] ^= 1u << bit;
            header->checksum = esc_checksum(0, bytes.bytes + from, bytes.len - from);
            esc_automaton *a = NULL;
            // A lie may still be a whole automaton (another letter); it must then be safe to walk.
            if (!esc_automaton_read(bytes.bytes, bytes.len, &a, NULL)) {
                char form[64];
                for (uint32_t f = 0; f < a->form_count; f++) {
                    esc_automaton_form(a, f, form, sizeof form);
                    esc_automaton_classes(a, f);
                }
                esc_automaton_close(a);
            }
            *lies[i] ^= 1u << bit;
        }
}

static void a_missing_file_is_said_so(void **state) {
    (void)state;
    esc_automaton *a = NULL;
    esc_err err = {0};
    assert_int_equal(esc_automaton_open("/nonexistent/x.lexicon", &a, &err), ESC_SYSTEM);
    assert_int_equal(err.why, ESC_WHY_VANISHED);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(holds_every_form_and_nothing_else),
        cmocka_unit_test(walking_numbers_the_forms),
        cmocka_unit_test(equal_forms_are_united_and_order_does_not_matter),
        cmocka_unit_test(frequencies_are_kept_to_their_step),
        cmocka_unit_test(too_many_letters_are_left_out),
        cmocka_unit_test(an_empty_one_is_whole),
        cmocka_unit_test(damage_is_refused),
        cmocka_unit_test(lies_are_refused),
        cmocka_unit_test(a_missing_file_is_said_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
