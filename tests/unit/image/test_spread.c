// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>
#include <leptonica/allheaders.h>

#include "image/image.h"

enum { WIDTH = 2200, HEIGHT = 1600, PAPER = 235 };

// Words of a line, from left to right, up to a column.
static void line(PIX *pix, l_int32 left, l_int32 right, l_int32 y) {
    for (l_int32 x = left, n = 0; x < right; n++) {
        l_int32 word = 40 + 17 * ((n * 7 + y) % 5);
        for (l_int32 letter = x; letter + 12 < x + word && letter + 12 < right; letter += 20)
            pixRasterop(pix, letter, y, 12, 24, PIX_CLR, NULL, 0, 0);
        x += word + 20;
    }
}

static PIX *sheet(l_int32 width, l_int32 height) {
    PIX *pix = pixCreate(width, height, 8);
    pixSetAllArbitrary(pix, PAPER);
    return pix;
}

static void lines(PIX *pix, l_int32 left, l_int32 right) {
    for (l_int32 y = 200; y + 200 < pixGetHeight(pix); y += 50) line(pix, left, right, y);
}

static int32_t fold_of(PIX *pix) {
    ESC_AUTORASTER raster = {.pix = pix};
    return esc_image_spread(&raster);
}

static void two_pages_are_parted_between_them(void **state) {
    (void)state;
    PIX *pix = sheet(WIDTH, HEIGHT);
    lines(pix, 120, 980);
    lines(pix, 1230, 2080);
    ESC_AUTORASTER raster = {.pix = pix, .dpi = 200};
    int32_t fold = esc_image_spread(&raster);
    assert_in_range(fold, 990, 1220);
    ESC_AUTORASTER half = {0};
    assert_int_equal(esc_image_half(&raster, fold, true, &half, NULL), ESC_OK);
    assert_int_equal(pixGetWidth(half.pix), WIDTH - fold);
    assert_int_equal(pixGetHeight(half.pix), HEIGHT);
    assert_int_equal(half.dpi, 200);
}

static void the_fold_may_lie_in_shadow(void **state) {
    (void)state;
    PIX *pix = sheet(WIDTH, HEIGHT);
    lines(pix, 120, 980);
    lines(pix, 1230, 2080);
    for (l_int32 x = -60; x <= 60; x++)
        for (l_int32 y = 0; y < HEIGHT; y++)
            pixSetPixel(pix, (l_uint32)(1105 + x), (l_uint32)y, (l_uint32)(30 + 3 * abs(x)));
    assert_in_range(fold_of(pix), 990, 1220);
}

static void one_page_stays_one(void **state) {
    (void)state;
    PIX *upright = sheet(1700, 2200); // two columns
    lines(upright, 120, 800);
    lines(upright, 900, 1580);
    assert_int_equal(fold_of(upright), 0);
    PIX *across = sheet(WIDTH, HEIGHT); // lines over the whole width
    lines(across, 120, 2080);
    assert_int_equal(fold_of(across), 0);
    PIX *titled = sheet(WIDTH, HEIGHT); // a title above two columns
    lines(titled, 120, 980);
    lines(titled, 1230, 2080);
    for (l_int32 y = 80; y < 180; y += 50) line(titled, 700, 1500, y);
    assert_int_equal(fold_of(titled), 0);
    PIX *half = sheet(WIDTH, HEIGHT); // text on one side only
    lines(half, 120, 980);
    assert_int_equal(fold_of(half), 0);
    assert_int_equal(fold_of(sheet(WIDTH, HEIGHT)), 0);
}

// Words whose letters touch, with ascenders and fewer descenders.
static void written_line(PIX *pix, l_int32 left, l_int32 right, l_int32 y) {
    for (l_int32 x = left, n = 0; x + 60 < right; x += 130, n++) {
        pixRasterop(pix, x, y, 110, 22, PIX_CLR, NULL, 0, 0);
        for (l_int32 up = x; up < x + 90; up += 30) pixRasterop(pix, up, y - 14, 5, 14, PIX_CLR, NULL, 0, 0);
        if (n % 3 == 0) pixRasterop(pix, x + 50, y + 22, 5, 10, PIX_CLR, NULL, 0, 0);
    }
}

static void a_page_on_its_side_is_no_spread(void **state) {
    (void)state;
    for (int turns = 1; turns <= 3; turns += 2) {
        PIX *upright = sheet(HEIGHT, WIDTH); // a gap between its paragraphs, in the middle
        for (l_int32 y = 200, n = 0; y < WIDTH - 200; y += 50, n++)
            if (abs(y - WIDTH / 2) > 60)
                written_line(upright, 120 + 130 * (n % 4), HEIGHT - 120 - n % 5 * 130, y);
        PIX *turned = pixRotateOrth(upright, turns);
        pixDestroy(&upright);
        assert_int_equal(fold_of(turned), 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_pages_are_parted_between_them),
        cmocka_unit_test(the_fold_may_lie_in_shadow),
        cmocka_unit_test(one_page_stays_one),
        cmocka_unit_test(a_page_on_its_side_is_no_spread),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
