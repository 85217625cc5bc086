// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>
#include <leptonica/allheaders.h>

#include "ocr/unread.h"

enum { ROWS = 12, PITCH = 40, LEFT = 100, WORDS = 8, LETTERS = 6, HEIGHT = 20 };

static void ink(PIX *pix, int x, int y, int width, int height) {
    for (int j = y; j < y + height; j++)
        for (int i = x; i < x + width; i++) pixSetPixel(pix, i, j, 0);
}

static int word_x(int word) { return LEFT + word * 110; }
static int row_y(int row) { return 100 + row * PITCH; }

// A white page with rows of words, each of bars in place of letters.
static PIX *page(void) {
    PIX *pix = pixCreate(1100, 800, 8);
    pixSetAll(pix);
    for (int row = 0; row < ROWS; row++)
        for (int word = 0; word < WORDS; word++)
            for (int letter = 0; letter < LETTERS; letter++)
                ink(pix, word_x(word) + letter * 15, row_y(row), 10, HEIGHT);
    return pix;
}

// What was read of it: all rows but those from…to.
static esc_doc *reading(int from, int to) {
    esc_doc *doc = esc_doc_new();
    esc_doc_add_page(doc, ESC_PAGE_OCR);
    doc->pages[0].width_px = 1100;
    doc->pages[0].height_px = 800;
    doc->pages[0].dpi = 200;
    uint32_t block = esc_doc_add_block(doc, ESC_BLOCK_TEXT, (esc_box){0, 0, 1100, 800});
    for (int row = 0; row < ROWS; row++) {
        if (row >= from && row < to) continue;
        esc_doc_add_line(doc, block, "letras letras letras letras letras letras letras letras", 55,
                         (esc_box){LEFT, row_y(row), 870, HEIGHT});
        for (int word = 0; word < WORDS; word++)
            esc_doc_add_word(doc, (uint32_t)word * 7, 6, (esc_box){word_x(word), row_y(row), 86, HEIGHT},
                             0.9f);
    }
    return doc;
}

static void rows_without_words_are_found_as_one_place(void **state) {
    (void)state;
    ESC_AUTODOC *doc = reading(5, 8);
    PIX *pix = page();
    ESC_AUTOUNREAD unread = {0};
    esc_unread_find(doc, pix, &unread);
    assert_int_equal(unread.places_count, 1);
    assert_in_range(unread.letters, 3 * WORDS * LETTERS * 9 / 10, 3 * WORDS * LETTERS);
    esc_box box = unread.places[0];
    assert_true(box.y > row_y(4) + HEIGHT / 2 && box.y <= row_y(5) + 4);
    assert_true(box.y + box.h >= row_y(7) + HEIGHT - 4 && box.y + box.h < row_y(8));
    esc_unread_note(doc, &unread);
    assert_int_equal(doc->blocks[doc->blocks_count - 1].kind, ESC_BLOCK_UNREAD);
    assert_int_equal(esc_doc_check(doc, NULL), ESC_OK);
    pixDestroy(&pix);
}

static void a_page_read_whole_has_none(void **state) {
    (void)state;
    ESC_AUTODOC *doc = reading(0, 0);
    PIX *pix = page();
    ESC_AUTOUNREAD unread = {0};
    esc_unread_find(doc, pix, &unread);
    assert_int_equal(unread.places_count, 0);
    pixDestroy(&pix);
}

static void strokes_blots_and_rules_are_no_writing(void **state) {
    (void)state;
    ESC_AUTODOC *doc = reading(0, 0);
    PIX *pix = page();
    ink(pix, 80, 620, 900, 3);                                                    // a rule
    ink(pix, 300, 650, 120, 90);                                                  // a picture
    for (int i = 0; i < 60; i++) ink(pix, 500 + i * 7, 660, 2, 2);                // dots of a form
    for (int i = 0; i < 5; i++) ink(pix, 600 + i * 90, 700 + i % 2 * 40, 12, 20); // marks far apart
    ESC_AUTOUNREAD unread = {0};
    esc_unread_find(doc, pix, &unread);
    assert_int_equal(unread.places_count, 0);
    pixDestroy(&pix);
}

static esc_doc *line_of(int row, int from, int to) {
    esc_doc *doc = esc_doc_new();
    esc_doc_add_page(doc, ESC_PAGE_OCR);
    doc->pages[0].width_px = 1100;
    doc->pages[0].height_px = 800;
    size_t letters = (size_t)(to - from) * 7 - 1;
    esc_doc_add_line(doc, ESC_NONE, "letras letras letras letras letras letras letras letras", letters,
                     (esc_box){word_x(from), row_y(row), word_x(to) - word_x(from), HEIGHT});
    for (int word = from; word < to; word++)
        esc_doc_add_word(doc, (uint32_t)(word - from) * 7, 6, (esc_box){word_x(word), row_y(row), 86, HEIGHT},
                         0.9f);
    return doc;
}

// A line whose middle had been read, and one of which the place has but a corner.
static void a_line_read_again_as_a_whole_stands_once(void **state) {
    (void)state;
    ESC_AUTODOC *middle = line_of(5, 3, 5), *whole = line_of(5, 0, WORDS), *corner = line_of(5, 4, 5);
    esc_box place = {word_x(0), row_y(5), 870, HEIGHT};
    ESC_AUTODOC *once = esc_unread_put(middle, whole, place), *both = esc_unread_put(middle, corner, place);
    assert_int_equal(once->lines_count, 1);
    assert_int_equal(once->lines[0].word_count, WORDS);
    assert_int_equal(both->lines_count, 2);
    assert_int_equal(esc_doc_check(once, NULL), ESC_OK);
}

// A page number below the end of a short line stands to its right, and comes last all the same.
static void stamps_are_slanted(void **state) {
    (void)state;
    ESC_AUTODOC *doc = reading(0, 0);
    assert_false(esc_unread_is_slanted(doc));
    for (uint32_t i = 0; i < doc->words_count; i++) // letters that reach up or down
        doc->words[i].box.y += (int32_t)(i % 3) * 2;
    assert_false(esc_unread_is_slanted(doc));
    for (uint32_t i = 0; i < doc->words_count; i++) doc->words[i].box.y -= doc->words[i].box.x / 10;
    assert_true(esc_unread_is_slanted(doc));
}

static void what_stands_below_all_lines_comes_last(void **state) {
    (void)state;
    ESC_AUTODOC *doc = line_of(5, 0, 3), *number = line_of(11, 6, 7);
    ESC_AUTODOC *put = esc_unread_put(doc, number, (esc_box){word_x(6), row_y(11), 86, HEIGHT});
    assert_int_equal(put->lines_count, 2);
    assert_int_equal(put->lines[1].word_count, 1);
}

int main(void) {
    setMsgSeverity(L_SEVERITY_NONE);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_without_words_are_found_as_one_place),
        cmocka_unit_test(a_page_read_whole_has_none),
        cmocka_unit_test(strokes_blots_and_rules_are_no_writing),
        cmocka_unit_test(a_line_read_again_as_a_whole_stands_once),
        cmocka_unit_test(stamps_are_slanted),
        cmocka_unit_test(what_stands_below_all_lines_comes_last),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
