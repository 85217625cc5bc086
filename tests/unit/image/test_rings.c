// SPDX-License-Identifier: GPL-3.0-or-later
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <leptonica/allheaders.h>

#include "image/rings.h"

enum { DPI = 150, WIDTH = 1275, HEIGHT = 1650, PAPER = 250, PRINT = 20 };

// A grey letter page with rows of small bars in place of words.
static esc_raster page(void) {
    PIX *pix = pixCreate(WIDTH, HEIGHT, 8);
    pixSetAllArbitrary(pix, PAPER);
    for (int row = 0; row < 40; row++)
        for (int bar = 0; bar < 60; bar++)
            for (int y = 0; y < 12; y++)
                for (int x = 0; x < 4 + (bar * 7 + row) % 9; x++)
                    pixSetPixel(pix, 120 + bar * 17 + x, 150 + row * 33 + y, PRINT);
    return (esc_raster){.pix = pix, .dpi = DPI};
}

static l_uint32 grey_at(PIX *pix, int x, int y) {
    l_uint32 value = 0;
    pixGetPixel(pix, x, y, &value);
    return value;
}

// Draws what part of a ring lies between two angles, the darker of it and of what is there.
static void draw(PIX *pix, const esc_ring *ring, double from, double to, int grey) {
    for (double a = from; a < to; a += 0.001)
        for (double out = -1.5; out <= 1.5; out += 0.5) {
            double u = (ring->along + out) * cos(a), v = (ring->across + out) * sin(a);
            int x = (int)lround(ring->x + u * cos(ring->turn) - v * sin(ring->turn)),
                y = (int)lround(ring->y + u * sin(ring->turn) + v * cos(ring->turn));
            if (grey_at(pix, x, y) > (l_uint32)grey) pixSetPixel(pix, x, y, (l_uint32)grey);
        }
}

static uint32_t find(const esc_raster *raster, esc_ring *ret) {
    PIX *ink = pixThresholdToBinary(raster->pix, 200);
    uint32_t count = esc_rings_find(ink, raster->dpi, ret);
    pixDestroy(&ink);
    return count;
}

static const esc_ring round_one = {600, 700, 115, 115, 0}, oval = {560, 900, 140, 84, 0.35};

static void rings_over_text_are_found(void **state) {
    (void)state;
    const esc_ring *const all[] = {&round_one, &oval};
    for (int i = 0; i < 2; i++) {
        ESC_AUTORASTER raster = page();
        draw(raster.pix, all[i], 0, 2 * M_PI, PRINT);
        esc_ring found[ESC_RINGS_MOST], again[ESC_RINGS_MOST];
        assert_int_equal(find(&raster, found), 1);
        assert_true(hypot(found[0].x - all[i]->x, found[0].y - all[i]->y) < 4);
        assert_true(fabs(found[0].along - all[i]->along) < 4);
        assert_true(fabs(found[0].across - all[i]->across) < 4);
        if (i) assert_true(fabs(sin(found[0].turn - oval.turn)) < 0.06);
        find(&raster, again);
        assert_memory_equal(found, again, sizeof found[0]);
    }
}

static void two_rings_about_one_middle_are_found(void **state) {
    (void)state;
    ESC_AUTORASTER raster = page();
    esc_ring inner = round_one, found[ESC_RINGS_MOST];
    inner.along = inner.across = 80;
    draw(raster.pix, &round_one, 0, 2 * M_PI, 100);
    draw(raster.pix, &inner, 0, 2 * M_PI, 100);
    assert_int_equal(find(&raster, found), 2);
}

// Text, a ruled table, half a ring, a disc, a ring as large as half a page, a frame, a bold ring: no stamps.
static void other_shapes_are_no_rings(void **state) {
    (void)state;
    esc_ring found[ESC_RINGS_MOST];
    for (int shape = 0; shape < 7; shape++) {
        ESC_AUTORASTER raster = page();
        PIX *pix = raster.pix;
        esc_ring large = {600, 800, 400, 400, 0}, bold = round_one;
        for (int i = 0; i < 12 && shape == 1; i++) {
            pixRenderLineArb(pix, 120, 150 + i * 66, 1120, 150 + i * 66, 3, PRINT, PRINT, PRINT);
            pixRenderLineArb(pix, 120 + i * 90, 150, 120 + i * 90, 876, 3, PRINT, PRINT, PRINT);
        }
        if (shape == 2) draw(pix, &round_one, 0, M_PI, PRINT);
        for (int r = 1; r < 115 && shape == 3; r++) {
            esc_ring part = {600, 700, r, r, 0};
            draw(pix, &part, 0, 2 * M_PI, PRINT);
        }
        if (shape == 4) draw(pix, &large, 0, 2 * M_PI, PRINT);
        for (int i = 0; i < 4 && shape == 5; i++) { // slanted
            const int at[][2] = {{500, 600}, {700, 640}, {660, 840}, {460, 800}, {500, 600}};
            pixRenderLineArb(pix, at[i][0], at[i][1], at[i + 1][0], at[i + 1][1], 3, PRINT, PRINT, PRINT);
        }
        for (int r = 80; r < 115 && shape == 6; r++) {
            bold.along = bold.across = r;
            draw(pix, &bold, 0, 2 * M_PI, PRINT);
        }
        assert_int_equal(find(&raster, found), 0);
    }
}

// Rings go, whether paler than the print or as dark; letters stay as they are, near the ring and far from it.
static void a_ring_is_lifted_and_letters_stay(void **state) {
    (void)state;
    const int greys[] = {PRINT, 120};
    for (int i = 0; i < 2; i++) {
        ESC_AUTORASTER raster = page(), lifted = {0};
        PIX *before = pixCopy(NULL, raster.pix);
        draw(raster.pix, &round_one, 0, 2 * M_PI, greys[i]);
        esc_lifted off = {0};
        assert_int_equal(esc_image_lift(&raster, &lifted, &off, NULL), ESC_OK);
        assert_non_null(lifted.pix);
        assert_int_equal(off.rings_count, 1);
        int print = 0, kept = 0, ring = 0, left = 0;
        for (int y = 0; y < HEIGHT; y++)
            for (int x = 0; x < WIDTH; x++) {
                bool was = grey_at(before, x, y) < 100;
                print += was;
                kept += was && grey_at(lifted.pix, x, y) < 100;
                bool of_ring = !was && grey_at(raster.pix, x, y) < 200;
                ring += of_ring;
                left += of_ring && grey_at(lifted.pix, x, y) < 200;
                if (!esc_ring_holds(&(esc_ring){600, 700, 130, 130, 0}, x, y))
                    assert_int_equal(grey_at(lifted.pix, x, y), grey_at(raster.pix, x, y));
            }
        assert_true(kept * 200 > print * 199);
        assert_true(left * 4 < ring); // what lies between letters of one row
        esc_lifted_free(&off);
        pixDestroy(&before);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rings_over_text_are_found),
        cmocka_unit_test(two_rings_about_one_middle_are_found),
        cmocka_unit_test(other_shapes_are_no_rings),
        cmocka_unit_test(a_ring_is_lifted_and_letters_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
