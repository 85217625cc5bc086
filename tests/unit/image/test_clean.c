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
    assert_int_equal(esc_image_clean(&raster, NULL, NULL), ESC_OK);
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
    assert_int_equal(esc_image_clean(&raster, NULL, NULL), ESC_OK);
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
    assert_int_equal(esc_image_clean(&raster, NULL, NULL), ESC_OK);
    assert_true(grey_at(&raster, 60, 60) > 225);
    assert_true(grey_at(&raster, 120 + 17 * 5 + 2, 156) < 130);
}

// Dark ink on paper of light and shadow: all over the page, so that one threshold finds it, or in one line,
// when that threshold falls between the light and the shadow.
static void little_ink_between_light_and_shadow_is_evened(void **state) {
    (void)state;
    for (int little = 0; little < 2; little++) {
        ESC_AUTORASTER raster = page(255, 20);
        srandom(7);
        for (int y = 0; y < 1650; y++)
            for (int x = 0; x < 1275; x++) {
                l_uint32 paper = 150 + (l_uint32)(70 * x / 1275) + (l_uint32)(random() % 9),
                         grey = grey_at(&raster, x, y);
                pixSetPixel(raster.pix, x, y, grey > 100 || (little && y > 250) ? paper : grey);
            }
        assert_int_equal(esc_image_clean(&raster, NULL, NULL), ESC_OK);
        assert_true(grey_at(&raster, 120 + 17 * 5 + 2, 156) < 130);
        assert_int_equal(grey_at(&raster, 60, 60) > 225, little);
    }
}

static void specks_go_and_letters_stay(void **state) {
    (void)state;
    ESC_AUTORASTER raster = page(250, 20);
    PIX *before = pixCopy(NULL, raster.pix);
    srandom(11);
    for (int i = 0; i < 3000; i++)
        pixSetPixel(raster.pix, (l_int32)(2 + random() % 1270), (l_int32)(2 + random() % 140), 20);
    assert_int_equal(esc_image_clean(&raster, NULL, NULL), ESC_OK);
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
    assert_int_equal(esc_image_clean(&raster, NULL, NULL), ESC_OK);
    assert_int_equal(grey_at(&raster, 50, 60), 20);
}

static void disc(PIX *pix, int x, int y, int radius, int grey) {
    for (int j = -radius; j <= radius; j++)
        for (int i = -radius; i <= radius; i++)
            if (i * i + j * j <= radius * radius) pixSetPixel(pix, x + i, y + j, (l_uint32)grey);
}

static void bar(PIX *pix, int x, int y, int width, int height, int grey) {
    for (int j = y; j < y + height; j++)
        for (int i = x; i < x + width; i++) pixSetPixel(pix, i, j, (l_uint32)grey);
}

static void punch_holes_are_painted_over(void **state) {
    (void)state;
    ESC_AUTORASTER raster = page(250, 20);
    PIX *before = pixCopy(NULL, raster.pix);
    disc(raster.pix, 70, 500, 19, 40);
    disc(raster.pix, 70, 1100, 19, 40);
    assert_int_equal(esc_image_clean(&raster, NULL, NULL), ESC_OK);
    l_int32 same = 0;
    pixEqual(before, raster.pix, &same);
    assert_true(same);
    pixDestroy(&before);
}

static void other_dark_things_are_left_alone(void **state) {
    (void)state;
    ESC_AUTORASTER raster = page(250, 20);
    disc(raster.pix, 640, 1560, 40, 20);    // a seal, larger than a hole
    bar(raster.pix, 400, 60, 38, 38, 20);   // a square
    bar(raster.pix, 120, 130, 1000, 3, 20); // a rule
    bar(raster.pix, 0, 0, 1275, 24, 15);    // a scanner's border
    PIX *before = pixCopy(NULL, raster.pix);
    assert_int_equal(esc_image_clean(&raster, NULL, NULL), ESC_OK);
    l_int32 same = 0;
    pixEqual(before, raster.pix, &same);
    assert_true(same);
    pixDestroy(&before);
}

static void a_paler_second_ink_is_lifted(void **state) {
    (void)state;
    ESC_AUTORASTER raster = page(250, 20), lifted = {0};
    PIX *before = pixCopy(NULL, raster.pix);
    esc_lifted off = {0};
    // Rings over the text, and where the page's own ink is, the darker of the two.
    for (int y = 100; y < 900; y++)
        for (int x = 100; x < 1100; x++) {
            int ring = (x - 600) * (x - 600) + (y - 500) * (y - 500);
            if (ring % 40000 < 4000 && grey_at(&raster, x, y) > 140) pixSetPixel(raster.pix, x, y, 140);
        }
    assert_int_equal(esc_image_lift(&raster, &lifted, &off, NULL), ESC_OK);
    assert_non_null(lifted.pix);
    assert_non_null(off.removed);
    uint64_t print = 0, kept = 0, pale = 0, left = 0;
    for (int y = 100; y < 900; y++)
        for (int x = 100; x < 1100; x++) {
            l_uint32 was = 0;
            pixGetPixel(before, x, y, &was);
            print += was < 100;
            kept += was < 100 && grey_at(&lifted, x, y) == was;
            pale += grey_at(&raster, x, y) == 140;
            left += grey_at(&lifted, x, y) == 140;
        }
    assert_int_equal(kept, print);
    assert_true(left * 3 < pale * 2); // what touches a letter stays
    pixDestroy(&before);
    esc_lifted_free(&off);
}

static void nothing_is_lifted_from_a_page_of_one_ink(void **state) {
    (void)state;
    ESC_AUTORASTER raster = page(250, 20), faint = page(220, 160), lifted = {0};
    esc_lifted off = {0};
    assert_int_equal(esc_image_lift(&raster, &lifted, &off, NULL), ESC_OK);
    assert_int_equal(esc_image_lift(&faint, &lifted, &off, NULL), ESC_OK);
    assert_null(lifted.pix);
    assert_null(off.removed);
}

static void a_coarse_fax_is_closed_in_grey(void **state) {
    (void)state;
    ESC_AUTORASTER coarse = {.dpi = 150}, fine = page(255, 0);
    coarse.pix = pixConvertTo1(fine.pix, 128);
    pixDestroy(&fine.pix);
    fine.pix = pixExpandBinaryPower2(coarse.pix, 2);
    fine.dpi = 300;
    assert_int_equal(esc_image_clean(&coarse, NULL, NULL), ESC_OK);
    assert_int_equal(esc_image_clean(&fine, NULL, NULL), ESC_OK);
    assert_int_equal(pixGetDepth(coarse.pix), 8);
    assert_int_equal(pixGetDepth(fine.pix), 1);
}

static void the_page_as_it_was_is_kept_where_it_was_mended(void **state) {
    (void)state;
    ESC_AUTORASTER clean = page(250, 20), leaning = page(255, 0), plain = {0};
    assert_int_equal(esc_image_clean(&clean, &plain, NULL), ESC_OK);
    assert_null(plain.pix);
    PIX *turned =
        pixRotate(leaning.pix, -1.5f * (float)M_PI / 180, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0);
    PIX *before = pixCopy(NULL, turned);
    pixDestroy(&leaning.pix);
    leaning.pix = turned;
    assert_int_equal(esc_image_clean(&leaning, &plain, NULL), ESC_OK);
    assert_non_null(plain.pix);
    assert_true(plain.skew_deg == 0);
    l_int32 same = 0;
    pixEqual(before, plain.pix, &same);
    assert_true(same);
    pixDestroy(&before);
}

static void a_fax_is_kept_in_black_and_white(void **state) {
    (void)state;
    ESC_AUTORASTER fax = page(255, 0), plain = {0};
    PIX *binary = pixConvertTo1(fax.pix, 128), *before = pixCopy(NULL, binary);
    pixDestroy(&fax.pix);
    fax.pix = binary;
    assert_int_equal(esc_image_clean(&fax, &plain, NULL), ESC_OK);
    assert_int_equal(pixGetDepth(fax.pix), 8);
    assert_non_null(plain.pix);
    l_int32 same = 0;
    pixEqual(before, plain.pix, &same);
    assert_true(same);
    pixDestroy(&before);
}

static void a_coarse_page_is_enlarged_and_its_strokes_parted(void **state) {
    (void)state;
    enum { PAPER = 240, INK = 40, BETWEEN = 190 }; // two strokes that ran together in a pale grey
    ESC_AUTORASTER coarse = page(PAPER, INK), fine = page(PAPER, INK), large = {0};
    coarse.dpi = 100;
    fine.dpi = 300;
    double scale = 0;
    for (int y = 600; y < 640; y++)
        for (int x = 300; x < 312; x++) pixSetPixel(coarse.pix, x, y, x < 304 || x >= 308 ? INK : BETWEEN);
    assert_int_equal(esc_image_enlarge(&fine, &large, &scale, NULL), ESC_OK);
    assert_null(large.pix);
    assert_int_equal(esc_image_enlarge(&coarse, &large, &scale, NULL), ESC_OK);
    assert_non_null(large.pix);
    assert_int_equal(large.dpi, 300);
    assert_true(scale == 3);
    assert_int_equal(grey_at(&large, 3 * 306, 3 * 620), 255);
    assert_int_equal(grey_at(&large, 3 * 302, 3 * 620), 0);
}

static void colours_become_grey(void **state) {
    (void)state;
    ESC_AUTORASTER raster = {.pix = pixCreate(200, 100, 32), .dpi = 300};
    assert_int_equal(esc_image_clean(&raster, NULL, NULL), ESC_OK);
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
    assert_int_equal(esc_resolution_estimate(1700, 2600, 0), 200);   // folio
    assert_int_equal(esc_resolution_estimate(1000, 1000, 0), 0);     // no paper is like that
    assert_int_equal(esc_resolution_estimate(1000, 1000, 150), 150); // a slip, as the file says
    assert_int_equal(esc_resolution_estimate(1275, 1650, 1200), 150);
}

// Ink looked at in a smaller picture is what Leptonica makes of the whole one, made smaller: on white paper,
// on dark paper, and whatever the width.
static void folded_ink_is_ink_made_smaller(void **state) {
    (void)state;
    enum { BLACK = 140, WIDTH = 203, HEIGHT = 101 };
    srand(7);
    for (int dark = 0; dark < 2; dark++) {
        PIX *pix = pixCreate(WIDTH, HEIGHT, 8);
        pixSetAllArbitrary(pix, dark ? 150 : 250);
        for (int i = 0; i < 400; i++)
            pixSetPixel(pix, rand() % WIDTH, rand() % HEIGHT, (l_uint32)(BLACK - 60 + rand() % 80));
        for (int i = 0; i < 40; i++)
            pixSetPixel(pix, rand() % WIDTH, rand() % HEIGHT, (l_uint32)(BLACK - 1 + rand() % 2));
        PIX *ink = esc_image_ink(pix, BLACK), *wanted = pixReduceRankBinaryCascade(ink, 1, 1, 0, 0);
        PIX *quarter = esc_image_ink_folded(pix, BLACK, 4);
        PIX *binary = pixConvertTo1(pix, BLACK), *wanted_half = pixReduceRankBinary2(binary, 1, NULL);
        PIX *half = esc_image_darker_halved(pix, BLACK), *half_again = esc_image_darker_halved(binary, BLACK);
        l_int32 same = 0, pixels = 0;
        pixEqual(quarter, wanted, &same);
        assert_true(same);
        pixEqual(half, wanted_half, &same);
        assert_true(same);
        pixEqual(half_again, wanted_half, &same);
        assert_true(same);
        // of odd widths Leptonica's samples drift apart
        PIX *even = pixScaleToSize(pix, WIDTH - 1, HEIGHT - 1),
            *sampled = pixScaleBySampling(even, 0.5f, 0.5f);
        PIX *wanted_sample = pixConvertTo1(sampled, BLACK), *sample = esc_image_darker_sampled(even, BLACK);
        pixEqual(sample, wanted_sample, &same);
        assert_true(same);
        pixCountPixels(half, &pixels, NULL);
        assert_in_range(pixels, 200, WIDTH * HEIGHT / 8);
        PIX *const made[] = {pix,  ink,        wanted, quarter, binary,        wanted_half,
                             half, half_again, even,   sampled, wanted_sample, sample};
        for (size_t i = 0; i < sizeof made / sizeof *made; i++) pixDestroy(&(PIX *){made[i]});
    }
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

// What a driver says that scanned at 150: no such paper is sold, and its letters would be half as high as
// any.
static void letters_tell_a_resolution_that_is_wrong(void **state) {
    (void)state;
    static const int32_t lies[] = {300, 200, 100};
    for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
        ESC_AUTORASTER raster = page(250, 20);
        raster.dpi = lies[i];
        assert_int_equal(esc_image_clean(&raster, NULL, NULL), ESC_OK);
        assert_int_equal(raster.dpi, 150);
    }
    // A small sheet whose letters are as high as its resolution says, and one of a paper that is sold.
    ESC_AUTORASTER small = page(250, 20), half = page(250, 20);
    PIX *doubled = pixExpandReplicate(small.pix, 2), *sheet = pixCreate(1275, 1650, 8);
    pixRasterop(sheet, 0, 0, 1275, 1650, PIX_SRC, doubled, 0, 0);
    pixDestroy(&doubled);
    pixDestroy(&small.pix);
    small.pix = sheet;
    small.dpi = 300;
    assert_int_equal(esc_image_clean(&small, NULL, NULL), ESC_OK);
    assert_int_equal(small.dpi, 300);
    pixDestroy(&half.pix);
    half.pix = pixCreate(1100, 1700, 8);
    half.dpi = 200; // half of a letter
    pixSetAll(half.pix);
    assert_int_equal(esc_image_clean(&half, NULL, NULL), ESC_OK);
    assert_int_equal(half.dpi, 200);
}

static void draw_down(PIX *pix, int x, int wide, int from, int to, int grey) {
    for (int y = from; y < to; y++)
        for (int i = 0; i < wide; i++) pixSetPixel(pix, x + i, y, (l_uint32)grey);
}

static void streaks_of_a_scanner_go_and_rules_stay(void **state) {
    (void)state;
    enum { BLANK = 160, ON_BAR = 120 + 17 * 20 + 5, RULE = 1180, BAR_ROW = 150 + 33 * 3 + 5 };
    for (int binary = 0; binary < 2; binary++) {
        ESC_AUTORASTER raster = page(250, 20), before = page(250, 20), again = {0};
        draw_down(raster.pix, 70, 1, 0, 1650, 60);
        draw_down(raster.pix, ON_BAR, 2, 0, 1650, 60);
        draw_down(raster.pix, RULE, 2, 40, 1600, 60); // printed
        if (binary) {
            PIX *made = pixConvertTo1(raster.pix, 128);
            pixDestroy(&raster.pix);
            raster.pix = pixExpandReplicate(made, 2); // fine, and so not smoothed as a fax
            raster.dpi = 300;
            pixDestroy(&made);
        }
        assert_int_equal(esc_image_clean(&raster, &again, NULL), ESC_OK);
        assert_non_null(again.pix); // the page as it was
        if (binary) {
            assert_int_equal(grey_at(&raster, 2 * 70, 2 * BLANK), 0);
            assert_int_equal(grey_at(&raster, 2 * RULE, 2 * BLANK), 1);
            continue;
        }
        assert_true(grey_at(&raster, 70, 3) > 240);
        assert_true(grey_at(&raster, 70, 1000) > 240);
        assert_true(grey_at(&raster, ON_BAR, 110) > 240);
        assert_int_equal(grey_at(&raster, RULE, 1000), 60);
        assert_true(grey_at(&raster, ON_BAR, BAR_ROW) < 128); // the bar goes on across it
        for (int x = 80; x < ON_BAR - 4; x++)
            assert_int_equal(grey_at(&raster, x, BAR_ROW), grey_at(&before, x, BAR_ROW));
    }
}

int main(void) {
    setMsgSeverity(L_SEVERITY_NONE);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_clean_page_stays_as_it_is),
        cmocka_unit_test(a_skew_is_turned_back),
        cmocka_unit_test(faint_ink_on_grainy_paper_becomes_black_on_white),
        cmocka_unit_test(little_ink_between_light_and_shadow_is_evened),
        cmocka_unit_test(specks_go_and_letters_stay),
        cmocka_unit_test(a_few_dots_are_left_alone),
        cmocka_unit_test(punch_holes_are_painted_over),
        cmocka_unit_test(other_dark_things_are_left_alone),
        cmocka_unit_test(a_paler_second_ink_is_lifted),
        cmocka_unit_test(nothing_is_lifted_from_a_page_of_one_ink),
        cmocka_unit_test(a_coarse_fax_is_closed_in_grey),
        cmocka_unit_test(the_page_as_it_was_is_kept_where_it_was_mended),
        cmocka_unit_test(a_fax_is_kept_in_black_and_white),
        cmocka_unit_test(a_coarse_page_is_enlarged_and_its_strokes_parted),
        cmocka_unit_test(colours_become_grey),
        cmocka_unit_test(the_resolution_follows_from_the_paper),
        cmocka_unit_test(letters_tell_a_resolution_that_is_wrong),
        cmocka_unit_test(streaks_of_a_scanner_go_and_rules_stay),
        cmocka_unit_test(folded_ink_is_ink_made_smaller),
        cmocka_unit_test(turning_keeps_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
