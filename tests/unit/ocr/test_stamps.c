// SPDX-License-Identifier: GPL-3.0-or-later
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <leptonica/allheaders.h>

#include "doc/doc.h"
#include "image/image.h"
#include "ocr/layout.h"

enum { WIDTH = 850, HEIGHT = 1100, HIGH = 16, WIDE = 70 };

// Words, and where each begins; a line ends with one that has no text.
typedef struct word {
    const char *text;
    int32_t x, y;
} word;

static esc_doc *page(const word *words, uint32_t count) {
    esc_doc *doc = esc_doc_new();
    esc_doc_add_page(doc, ESC_PAGE_OCR);
    doc->pages[0].width_px = WIDTH;
    doc->pages[0].height_px = HEIGHT;
    esc_doc_add_block(doc, ESC_BLOCK_TEXT, (esc_box){0, 0, WIDTH, HEIGHT});
    for (uint32_t first = 0, end; first < count; first = end + 1) {
        char raw[200] = "";
        for (end = first; end < count && words[end].text; end++) {
            if (end > first) strcat(raw, " ");
            strcat(raw, words[end].text);
        }
        esc_doc_add_line(
            doc, 0, raw, strlen(raw),
            (esc_box){words[first].x, words[first].y, words[end - 1].x + WIDE - words[first].x, HIGH});
        for (uint32_t w = first, at = 0; w < end; w++) {
            uint32_t len = (uint32_t)strlen(words[w].text);
            esc_doc_add_word(doc, at, len, (esc_box){words[w].x, words[w].y, WIDE, HIGH}, 0.9f);
            at += len + 1;
        }
    }
    assert_int_equal(esc_doc_check(doc, NULL), ESC_OK);
    return doc;
}

// Ink where the words stand; removed: those within the box.
static esc_lifted lifted(const esc_doc *doc, esc_ring ring, const esc_box *pale) {
    esc_lifted off = {.ink = pixCreate(WIDTH, HEIGHT, 1), .removed = pixCreate(WIDTH, HEIGHT, 1)};
    for (uint32_t w = 0; w < doc->words_count; w++) {
        esc_box box = doc->words[w].box;
        pixRasterop(off.ink, box.x, box.y, box.w, box.h, PIX_SET, NULL, 0, 0);
    }
    if (pale) pixRasterop(off.removed, pale->x, pale->y, pale->w, pale->h, PIX_SET, NULL, 0, 0);
    pixAnd(off.removed, off.removed, off.ink);
    off.rings[0] = ring;
    off.rings_count = 1;
    return off;
}

// What the page reads once the ring's words are set aside: lines of text, then "/" and those set aside.
static void reads(const word *words, uint32_t count, esc_ring ring, const esc_box *pale, const char *wanted) {
    ESC_AUTODOC *doc = page(words, count);
    esc_lifted off = lifted(doc, ring, pale);
    ESC_AUTODOC *made = esc_stamps_set_aside(doc, &off);
    if (!wanted) {
        assert_null(made);
    } else {
        char read[400] = "";
        assert_non_null(made);
        assert_int_equal(esc_doc_check(made, NULL), ESC_OK);
        assert_int_equal(made->words_count, doc->words_count);
        for (int junk = 0; junk < 2; junk++) {
            if (junk) strcat(read, "/");
            for (uint32_t i = 0; i < made->lines_count; i++)
                if ((made->lines[i].role == ESC_LINE_JUNK) == (junk == 1)) {
                    strcat(read, esc_doc_text(made, made->lines[i].raw));
                    strcat(read, "|");
                }
        }
        assert_string_equal(read, wanted);
        ESC_AUTODOC *again = esc_stamps_set_aside(made, &off);
        assert_null(again); // once more changes nothing
    }
    esc_lifted_free(&off);
}
#define COUNT(words) ((uint32_t)(sizeof(words) / sizeof *(words)))

static void pale_words_in_a_ring_are_set_aside(void **state) {
    (void)state;
    static const word words[] = {{"Asuntos", 100, 500}, {"varios.", 180, 500}, {"SELLO", 330, 500}, {0},
                                 {"Fin", 100, 540},     {"de", 180, 540},      {"sesión", 260, 540}};
    const esc_ring ring = {340, 520, 75, 75, 0};
    const esc_box pale = {320, 490, 90, 30};
    reads(words, COUNT(words), ring, &pale, "Asuntos varios.|Fin de sesión|/SELLO|");
    reads(words, COUNT(words), ring, NULL, NULL); // print, over which the stamp lies
    const esc_ring elsewhere = {600, 800, 75, 75, 0};
    reads(words, COUNT(words), elsewhere, &pale, NULL); // pale print
}

static void words_in_the_middle_of_a_free_ring_are_set_aside(void **state) {
    (void)state;
    static const word words[] = {
        {"Dra.", 100, 500},    {"Nadia", 180, 500}, {"ARCHIVO", 465, 500}, {0}, {"Regidora", 100, 530}, {0},
        {"RECIBIDO", 465, 540}};
    reads(words, COUNT(words), (esc_ring){500, 528, 75, 75, 0}, NULL,
          "Dra. Nadia|Regidora|/ARCHIVO|RECIBIDO|");
    reads(words, COUNT(words), (esc_ring){520, 560, 90, 75, 0}, NULL, NULL); // not in its middle
}

// A stamp around print: a line of it crosses the ring.
static void print_that_crosses_a_ring_stays(void **state) {
    (void)state;
    static const word words[] = {
        {"Mtro.", 400, 500},  {"Octavio", 475, 500}, {"Rojas", 550, 500}, {0}, {"Secretario", 465, 528}, {0},
        {"General", 465, 556}};
    reads(words, COUNT(words), (esc_ring){500, 536, 75, 75, 0}, NULL, NULL);
}

// A seal in a letter head keeps its words.
static void a_ring_in_the_letter_head_changes_nothing(void **state) {
    (void)state;
    static const word words[] = {{"ESTADO", 65, 92},    {"Instituto", 300, 92}, {"Electoral", 380, 92}, {0},
                                 {"Acuerdo", 100, 300}, {"primero", 180, 300}};
    reads(words, COUNT(words), (esc_ring){100, 100, 75, 75, 0}, NULL, NULL);
}

// What the picture of an emblem was read as is no text.
static void noise_in_the_ring_of_an_emblem_is_set_aside(void **state) {
    (void)state;
    static const word words[] = {{"ña", 65, 92},        {"Instituto", 300, 92}, {"Electoral", 380, 92}, {0},
                                 {"Acuerdo", 100, 300}, {"primero", 180, 300}};
    ESC_AUTODOC *doc = page(words, COUNT(words));
    doc->words[0].confidence = 0.4f;
    esc_lifted off = lifted(doc, (esc_ring){100, 100, 75, 75, 0}, NULL);
    ESC_AUTODOC *made = esc_stamps_set_aside(doc, &off);
    assert_non_null(made);
    assert_int_equal(made->lines_count, 3);
    assert_true(esc_doc_same(made, made->lines[0].raw, "Instituto Electoral"));
    assert_int_equal(made->lines[1].role, ESC_LINE_JUNK);
    esc_lifted_free(&off);
}

static void the_outer_ring_of_a_stamp_is_noted(void **state) {
    (void)state;
    static const word words[] = {{"Acuerdo", 100, 300}, {"primero", 180, 300}};
    ESC_AUTODOC *doc = page(words, COUNT(words));
    uint32_t blocks = doc->blocks_count;
    esc_lifted off = {.rings_count = 2, .rings = {{500, 500, 50, 50, 0}, {501, 499, 80, 60, M_PI / 2}}};
    esc_marks_note_lifted(doc, &off, false);
    assert_int_equal(doc->blocks_count, blocks + 1);
    assert_int_equal(doc->blocks[blocks].kind, ESC_BLOCK_STAMP);
    assert_in_range(doc->blocks[blocks].box.x, 440, 442);
    assert_in_range(doc->blocks[blocks].box.w, 119, 122);
    assert_in_range(doc->blocks[blocks].box.h, 159, 162);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pale_words_in_a_ring_are_set_aside),
        cmocka_unit_test(words_in_the_middle_of_a_free_ring_are_set_aside),
        cmocka_unit_test(print_that_crosses_a_ring_stays),
        cmocka_unit_test(a_ring_in_the_letter_head_changes_nothing),
        cmocka_unit_test(noise_in_the_ring_of_an_emblem_is_set_aside),
        cmocka_unit_test(the_outer_ring_of_a_stamp_is_noted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
