// SPDX-License-Identifier: GPL-3.0-or-later
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>
#include <leptonica/allheaders.h>

#include "image/image.h"
#include "image/inside.h"

// A letter page at 150 dpi, grey, with rows of small bars in place of words.
static esc_raster page(int paper, int ink) {
    PIX *pix = pixCreate(1275, 1650, 8);
    pixSetAllArbitrary(pix, (l_uint32)paper);
    for (int row = 0; row < 40; row++)
        for (int bar = 0; bar < 60; bar++) {
            BOX *box = boxCreate(120 + bar * 17, 150 + row * 33, 4 + (bar * 7 + row) % 9, 12);
            PIX *stroke = pixCreate(box->w, box->h, 8);
            pixSetAllArbitrary(stroke, (l_uint32)ink);
            pixRasterop(pix, box->x, box->y, box->w, box->h, PIX_SRC, stroke, 0, 0);
            pixDestroy(&stroke);
            boxDestroy(&box);
        }
    return (esc_raster){.pix = pix, .dpi = 150};
}

static l_uint32 grey_at(const esc_raster *raster, int x, int y) {
    l_uint32 value = 0;
    pixGetPixel(raster->pix, x, y, &value);
    return value;
}

static void a_clean_page_stays_as_it_is(void **state) {
    (void)state;
    ESC_AUTORASTER raster = page(250, 20);
    PIX *before = pixCopy(NULL, raster.pix);
    assert_int_equal(esc_image_clean(&raster, NULL), ESC_OK);
    l_int32 same = 0;
    pixEqual(before, raster.pix, &same);
    assert_true(same);
    assert_true(raster.skew_deg == 0);
    pixDestroy(&before);
}

static void a_skew_is_turned_back(void **state) {
    (void)state;
    ESC_AUTORASTER raster = page(255, 0);
    PIX *leaning =
        pixRotate(raster.pix, -1.5f * (float)M_PI / 180, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0);
    pixDestroy(&raster.pix);
    raster.pix = leaning;
    assert_int_equal(esc_image_clean(&raster, NULL), ESC_OK);
    assert_true(fabsf(raster.skew_deg - 1.5f) < 0.15f);
}

static void faint_ink_on_grainy_paper_becomes_black_on_white(void **state) {
    (void)state;
    ESC_AUTORASTER raster = page(210, 165);
    srandom(7);
    for (int y = 0; y < 1650; y++)
        for (int x = 0; x < 1275; x++) {
            int grain = (int)(random() % 25) - 12, blotch = (x / 200 + y / 200) % 2 * 10;
            pixSetPixel(raster.pix, x, y, grey_at(&raster, x, y) + (l_uint32)(grain + blotch));
        }
    assert_int_equal(esc_image_clean(&raster, NULL), ESC_OK);
    assert_true(grey_at(&raster, 60, 60) > 225);
    assert_true(grey_at(&raster, 120 + 17 * 5 + 2, 156) < 130);
}

static void specks_go_and_letters_stay(void **state) {
    (void)state;
    ESC_AUTORASTER raster = page(250, 20);
    PIX *before = pixCopy(NULL, raster.pix);
    srandom(11);
    for (int i = 0; i < 3000; i++)
        pixSetPixel(raster.pix, (l_int32)(2 + random() % 1270), (l_int32)(2 + random() % 140), 20);
    assert_int_equal(esc_image_clean(&raster, NULL), ESC_OK);
    uint64_t dark = 0, changed = 0;
    for (int y = 0; y < 1650; y++)
        for (int x = 0; x < 1275; x++) {
            l_uint32 was = 0, is = grey_at(&raster, x, y);
            pixGetPixel(before, x, y, &was);
            dark += y < 140 && is < 128;
            changed += y >= 145 && was != is;
        }
    pixDestroy(&before);
    assert_true(dark < 400); // those that touch one another are no specks
    assert_int_equal(changed, 0);
}

static void a_few_dots_are_left_alone(void **state) {
    (void)state;
    ESC_AUTORASTER raster = page(250, 20);
    for (int i = 0; i < 40; i++) pixSetPixel(raster.pix, 50 + 20 * i, 60, 20);
    assert_int_equal(esc_image_clean(&raster, NULL), ESC_OK);
    assert_int_equal(grey_at(&raster, 50, 60), 20);
}

static void a_coarse_fax_is_closed_in_grey(void **state) {
    (void)state;
    ESC_AUTORASTER coarse = {.dpi = 150}, fine = page(255, 0);
    coarse.pix = pixConvertTo1(fine.pix, 128);
    pixDestroy(&fine.pix);
    fine.pix = pixExpandBinaryPower2(coarse.pix, 2);
    fine.dpi = 300;
    assert_int_equal(esc_image_clean(&coarse, NULL), ESC_OK);
    assert_int_equal(esc_image_clean(&fine, NULL), ESC_OK);
    assert_int_equal(pixGetDepth(coarse.pix), 8);
    assert_int_equal(pixGetDepth(fine.pix), 1);
}

static void colours_become_grey(void **state) {
    (void)state;
    ESC_AUTORASTER raster = {.pix = pixCreate(200, 100, 32), .dpi = 300};
    assert_int_equal(esc_image_clean(&raster, NULL), ESC_OK);
    assert_int_equal(pixGetDepth(raster.pix), 8);
}

static void the_resolution_follows_from_the_paper(void **state) {
    (void)state;
    assert_int_equal(esc_resolution_estimate(2550, 3300, 300), 300);
    assert_int_equal(esc_resolution_estimate(2550, 3300, 0), 300);
    assert_int_equal(esc_resolution_estimate(2480, 3508, 72), 300); // A4; 72 would be four feet high
    assert_int_equal(esc_resolution_estimate(3300, 2550, 0), 300);  // on its side
    assert_int_equal(esc_resolution_estimate(1654, 2339, 0), 200);
    assert_int_equal(esc_resolution_estimate(2550, 4200, 0), 300);   // legal
    assert_int_equal(esc_resolution_estimate(1000, 1000, 0), 0);     // no paper is like that
    assert_int_equal(esc_resolution_estimate(1000, 1000, 150), 150); // a slip, as the file says
    assert_int_equal(esc_resolution_estimate(1275, 1650, 1200), 150);
}

static void turning_keeps_count(void **state) {
    (void)state;
    ESC_AUTORASTER raster = page(255, 0), sideways = {0}, back = {0};
    assert_int_equal(esc_image_turn(&raster, 90, &sideways, NULL), ESC_OK);
    assert_int_equal(sideways.rotation_deg, 90);
    assert_int_equal(pixGetWidth(sideways.pix), 1650);
    assert_int_equal(esc_image_turn(&sideways, 270, &back, NULL), ESC_OK);
    assert_int_equal(back.rotation_deg, 0);
    l_int32 same = 0;
    pixEqual(raster.pix, back.pix, &same);
    assert_true(same);
}

int main(void) {
    setMsgSeverity(L_SEVERITY_NONE);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_clean_page_stays_as_it_is),
        cmocka_unit_test(a_skew_is_turned_back),
        cmocka_unit_test(faint_ink_on_grainy_paper_becomes_black_on_white),
        cmocka_unit_test(specks_go_and_letters_stay),
        cmocka_unit_test(a_few_dots_are_left_alone),
        cmocka_unit_test(a_coarse_fax_is_closed_in_grey),
        cmocka_unit_test(colours_become_grey),
        cmocka_unit_test(the_resolution_follows_from_the_paper),
        cmocka_unit_test(turning_keeps_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
