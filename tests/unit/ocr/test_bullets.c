// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <leptonica/allheaders.h>

#include "ocr/bullets.h"

enum { WIDTH = 1200, HEIGHT = 800, LEFT = 100, TEXT = 140, TOP = 100, PITCH = 60, UNIT = 30, ROWS = 4 };

static int32_t row_y(int row) { return TOP + row * PITCH; }

// What stands at the left edge of each row, as a picture.
typedef enum mark { NOTHING, DOT, PLUS, RING, STOP } mark;

static void disc(PIX *pix, int x, int y, int radius, int hole) {
    for (int j = -radius; j <= radius; j++)
        for (int i = -radius; i <= radius; i++)
            if (i * i + j * j <= radius * radius && i * i + j * j >= hole * hole)
                pixSetPixel(pix, x + i, y + j, 0);
}

static PIX *picture(const mark *marks) {
    PIX *pix = pixCreate(WIDTH, HEIGHT, 8);
    pixSetAll(pix);
    for (int row = 0; row < ROWS; row++) {
        int x = LEFT + 6, y = row_y(row) + UNIT / 2;
        if (marks[row] == DOT) disc(pix, x, y, 5, 0);
        if (marks[row] == RING) disc(pix, x, y, 5, 3);
        if (marks[row] == STOP) disc(pix, x, row_y(row) + UNIT - 2, 3, 0);
        if (marks[row] == PLUS) {
            pixRasterop(pix, x - 5, y - 1, 11, 3, PIX_CLR, NULL, 0, 0);
            pixRasterop(pix, x - 1, y - 5, 3, 11, PIX_CLR, NULL, 0, 0);
        }
        pixRasterop(pix, TEXT, row_y(row), 600, UNIT, PIX_CLR, NULL, 0, 0);
    }
    return pix;
}

// Rows of text that begin with what was read; NULL: with the text itself.
static esc_doc *reading(const char *const *signs) {
    esc_doc *doc = esc_doc_new();
    esc_doc_add_page(doc, ESC_PAGE_OCR);
    doc->pages[0].width_px = WIDTH;
    doc->pages[0].height_px = HEIGHT;
    esc_doc_add_block(doc, ESC_BLOCK_TEXT, (esc_box){0, 0, WIDTH, HEIGHT});
    for (int row = 0; row < ROWS; row++) {
        char raw[40];
        size_t sign = signs[row] ? strlen(signs[row]) : 0, at = sign ? sign + 1 : 0;
        if (sign) memcpy(raw, signs[row], sign);
        raw[sign] = ' ';
        strcpy(raw + at, "Lic. Rosa Arce");
        esc_doc_add_line(doc, 0, raw, strlen(raw), (esc_box){sign ? LEFT : TEXT, row_y(row), 700, UNIT});
        if (sign) esc_doc_add_word(doc, 0, (uint32_t)sign, (esc_box){LEFT, row_y(row), 14, UNIT}, 0.4f);
        esc_doc_add_word(doc, (uint32_t)at, 4, (esc_box){TEXT, row_y(row), 80, UNIT}, 0.95f);
        esc_doc_add_word(doc, (uint32_t)at + 5, 4, (esc_box){TEXT + 100, row_y(row), 80, UNIT}, 0.95f);
        esc_doc_add_word(doc, (uint32_t)at + 10, 4, (esc_box){TEXT + 200, row_y(row), 80, UNIT}, 0.95f);
    }
    return doc;
}

static void dots_are_bullets_whatever_was_read(void **state) {
    (void)state;
    static const mark dots[ROWS] = {DOT, DOT, DOT, NOTHING};
    static const char *const read[ROWS] = {"+", "»", NULL, NULL};
    PIX *pix = picture(dots);
    ESC_AUTODOC *doc = reading(read);
    esc_doc_add_block(doc, ESC_BLOCK_STAMP, (esc_box){700, 500, 90, 90});
    ESC_AUTODOC *better = esc_bullets_read(doc, pix);
    pixDestroy(&pix);
    assert_non_null(better);
    assert_int_equal(better->lines_count, ROWS);
    for (uint32_t i = 0; i < ROWS; i++) {
        assert_true(
            esc_doc_same(better, better->lines[i].raw, i < 3 ? "• Lic. Rosa Arce" : "Lic. Rosa Arce"));
        assert_int_equal(better->lines[i].box.x <= LEFT + 1, i < 3);
    }
    assert_int_equal(better->blocks[better->blocks_count - 1].kind, ESC_BLOCK_STAMP);
    assert_int_equal(esc_doc_check(better, NULL), ESC_OK);
}

static void other_marks_stay_as_they_were_read(void **state) {
    (void)state;
    static const struct {
        mark marks[ROWS];
        const char *read[ROWS];
    } pages[] = {
        {{PLUS, PLUS, PLUS, PLUS}, {"+", "+", "+", "+"}},
        {{RING, RING, RING, RING}, {"o", "o", "o", "o"}},
        {{STOP, STOP, STOP, STOP}, {".", ".", ".", "."}},
        {{DOT}, {"+", NULL, NULL, NULL}},       // dirt
        {{DOT, DOT}, {NULL, NULL, NULL, NULL}}, // and more of it
        {{NOTHING}, {NULL, NULL, NULL, NULL}},
    };
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        PIX *pix = picture(pages[i].marks);
        ESC_AUTODOC *doc = reading(pages[i].read);
        assert_null(esc_bullets_read(doc, pix));
        pixDestroy(&pix);
    }
}

int main(void) {
    setMsgSeverity(L_SEVERITY_NONE);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dots_are_bullets_whatever_was_read),
        cmocka_unit_test(other_marks_stay_as_they_were_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
