// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <leptonica/allheaders.h>

#include "ocr/strays.h"
#include "ocr/unread.h"

static esc_ocr *engine;

static int start(void **state) {
    (void)state;
    return esc_ocr_new("spa", NULL, &engine, NULL);
}

static int stop(void **state) {
    (void)state;
    esc_ocr_free(engine);
    return 0;
}

enum { WIDTH = 1400, HEIGHT = 1000, NUMBER_X = 80, TEXT_X = 200, FIRST_Y = 160, PITCH = 120, FOOT_Y = 940 };
static const char *const items[] = {"aprueba la minuta", "informa del estado", "cierra la sesion de hoy"};
static const char *const numbers[] = {"3.", "6.", "4."}; // which that font has clear
enum { ITEMS = sizeof items / sizeof *items };

static int32_t item_y(int item) { return FIRST_Y + item * PITCH; }

static void write_at(PIX *pix, const char *text, int x, int y) {
    L_BMF *font = bmfCreate(NULL, 12);
    l_int32 width, overflow;
    pixSetTextline(pix, font, text, 0, x, y, &width, &overflow);
    bmfDestroy(&font);
}

// A list with numerals, in Leptonica's own bitmap font.
static esc_raster page(void) {
    PIX *pix = pixCreate(WIDTH, HEIGHT, 8);
    pixSetAll(pix);
    for (int i = 0; i < ITEMS; i++) {
        write_at(pix, numbers[i], NUMBER_X, item_y(i));
        write_at(pix, items[i], TEXT_X, item_y(i));
    }
    return (esc_raster){.pix = pix, .dpi = 300};
}

static void add_line(esc_doc *doc, const char *text, esc_box box, float confidence) {
    size_t len = strlen(text), words = 1, at = 0;
    for (size_t i = 0; i < len; i++) words += text[i] == ' ';
    esc_doc_add_line(doc, 0, text, len, box);
    int32_t x = box.x;
    for (size_t i = 0; i < words; i++) {
        size_t size = strcspn(text + at, " ");
        int32_t width = (int32_t)((size_t)box.w * size / len);
        esc_doc_add_word(doc, (uint32_t)at, (uint32_t)size, (esc_box){x, box.y, width, box.h}, confidence);
        x += (int32_t)((size_t)box.w * (size + 1) / len);
        at += size + 1;
    }
}

static esc_doc *empty_page(void) {
    esc_doc *doc = esc_doc_new();
    esc_doc_add_page(doc, ESC_PAGE_OCR);
    doc->pages[0].width_px = WIDTH;
    doc->pages[0].height_px = HEIGHT;
    doc->pages[0].dpi = 300;
    esc_doc_add_block(doc, ESC_BLOCK_TEXT, (esc_box){0, 0, WIDTH, HEIGHT});
    return doc;
}

// What was read of it without its numerals: the texts as they stand, and of the numerals a line that runs
// down the page.
static esc_doc *reading(bool upended) {
    esc_doc *doc = empty_page();
    for (int i = 0; i < ITEMS; i++) {
        L_BMF *font = bmfCreate(NULL, 12);
        l_int32 width;
        bmfGetStringWidth(font, items[i], &width);
        bmfDestroy(&font);
        add_line(doc, items[i], (esc_box){TEXT_X, item_y(i) - 34, width, 40}, 0.95f);
    }
    if (upended)
        add_line(doc, "dono", (esc_box){NUMBER_X, item_y(0) - 40, 36, item_y(2) - item_y(0) + 46}, 0.1f);
    return doc;
}

static esc_doc *read_again(const esc_raster *raster, const esc_doc *doc, const esc_others *others) {
    ESC_AUTOUNREAD unread = {0};
    esc_unread_find(doc, raster->pix, &unread);
    return esc_strays_read(engine, raster, doc, &unread.strays, others, 0);
}

static const esc_others none = {0};

static void numerals_come_before_their_lines(void **state) {
    (void)state;
    ESC_AUTORASTER raster = page();
    for (int upended = 0; upended < 2; upended++) {
        ESC_AUTODOC *doc = reading(upended);
        ESC_AUTODOC *better = read_again(&raster, doc, &none);
        assert_non_null(better);
        assert_int_equal(better->lines_count, ITEMS); // what ran down the page is gone
        for (uint32_t i = 0; i < ITEMS; i++) {
            const char *text = esc_doc_text(better, better->lines[i].raw);
            assert_int_equal(text[0], *numbers[i]);
            assert_non_null(strstr(text, items[i]));
            assert_true(better->lines[i].box.x < TEXT_X);
        }
        assert_int_equal(esc_doc_check(better, NULL), ESC_OK);
    }
}

static void a_page_number_is_a_line_of_its_own(void **state) {
    (void)state;
    ESC_AUTORASTER raster = page();
    write_at(raster.pix, "24", WIDTH / 2, FOOT_Y);
    ESC_AUTODOC *doc = reading(false);
    ESC_AUTODOC *better = read_again(&raster, doc, &none);
    assert_non_null(better);
    assert_int_equal(better->lines_count, ITEMS + 1);
    assert_true(esc_doc_same(better, better->lines[ITEMS].raw, "24"));
    assert_int_equal(esc_doc_check(better, NULL), ESC_OK);
}

// A page read whole, dots, a blot, and scrawl far from any line.
static void what_is_no_writing_stays_out(void **state) {
    (void)state;
    esc_raster raster = page();
    PIX *pix = raster.pix;
    ESC_AUTODOC *doc = reading(false);
    for (int i = 0; i < ITEMS; i++)
        add_line(doc, "1.", (esc_box){NUMBER_X - 5, item_y(i) - 45, 60, 60}, 0.9f);
    for (int i = 0; i < 40; i++) pixRasterop(pix, 100 + 13 * i, 700, 4, 4, PIX_CLR, NULL, 0, 0);
    pixRasterop(pix, 700, 760, 90, 70, PIX_CLR, NULL, 0, 0);
    for (int i = 0; i < 60; i++) pixRasterop(pix, 900 + i, 940 - abs(i % 24 - 12), 3, 3, PIX_CLR, NULL, 0, 0);
    assert_null(read_again(&raster, doc, &none));
    esc_raster_free(&raster);
}

// Lines that another reading of the page has: one where the kept one has nothing, and one where it has what
// it had; a third, of the ink that was taken off the picture, stays out.
static void lines_of_other_readings_come_in_where_there_is_ink(void **state) {
    (void)state;
    ESC_AUTORASTER raster = page();
    for (int i = 0; i < ITEMS; i++) // no numerals here
        pixRasterop(raster.pix, NUMBER_X, item_y(i) - 60, 60, 90, PIX_SET, NULL, 0, 0);
    ESC_AUTODOC *doc = empty_page(), *full = reading(false);
    for (uint32_t i = 0; i < 2; i++) add_line(doc, items[i], full->lines[i].box, 0.95f);
    esc_doc *other = reading(false);
    add_line(other, "sello de archivo", (esc_box){300, 700, 400, 40}, 0.95f);
    esc_others others = {0};
    esc_others_add(&others, other, 1);
    ESC_AUTODOC *better = read_again(&raster, doc, &others);
    assert_non_null(better);
    assert_int_equal(better->lines_count, ITEMS);
    assert_true(esc_doc_same(better, better->lines[2].raw, items[2]));
    assert_int_equal(esc_doc_check(better, NULL), ESC_OK);
    esc_others_free(&others);
}

static void words_that_only_another_reading_has_join_their_line(void **state) {
    (void)state;
    ESC_AUTORASTER raster = page();
    ESC_AUTODOC *full = reading(false);
    ESC_AUTODOC *doc = empty_page();
    esc_box box = full->lines[2].box;
    add_line(doc, items[0], full->lines[0].box, 0.95f);
    add_line(doc, items[1], full->lines[1].box, 0.95f);
    add_line(doc, "cierra la", (esc_box){box.x, box.y, box.w * 9 / 23, box.h}, 0.95f);
    esc_others others = {0};
    esc_others_add(&others, reading(false), 1);
    const esc_strays nothing = {0};
    ESC_AUTODOC *better = esc_strays_read(engine, &raster, doc, &nothing, &others, 0);
    assert_non_null(better);
    assert_int_equal(better->lines_count, ITEMS);
    assert_true(esc_doc_same(better, better->lines[2].raw, items[2]));
    ESC_AUTODOC *same = esc_strays_read(engine, &raster, full, &nothing, &others, 0);
    assert_null(same); // they have nothing that it lacks
    esc_others_free(&others);
}

int main(void) {
    setMsgSeverity(L_SEVERITY_NONE);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numerals_come_before_their_lines),
        cmocka_unit_test(a_page_number_is_a_line_of_its_own),
        cmocka_unit_test(what_is_no_writing_stays_out),
        cmocka_unit_test(lines_of_other_readings_come_in_where_there_is_ink),
        cmocka_unit_test(words_that_only_another_reading_has_join_their_line),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
