// SPDX-License-Identifier: GPL-3.0-or-later
// TIFFs of which each colour lies by itself, and turns that other formats than JPEG tell of.
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <leptonica/allheaders.h>

#include "image/image.h"

enum { WIDTH = 40, HEIGHT = 20, SIDE = 16, ROWS = 8 };

static uint8_t sample(uint32_t x, uint32_t y, uint32_t plane) {
    static const uint32_t across[] = {5, 3, 1, 0}, down[] = {1, 7, 2, 0};
    return (uint8_t)(across[plane] * x + down[plane] * y);
}

typedef struct kind {
    bool big_endian, tiles;
    uint32_t meaning, planes, orientation;
} kind;

// A page of 40 × 20, not packed, in tiles of 16 × 16 or strips of 8 rows, the last one of 4.
static size_t make(const kind *of, uint8_t *out) {
    const uint32_t across = of->tiles ? 3 : 1, down = of->tiles ? 2 : 3, parts = across * down * of->planes;
    const uint32_t width = of->tiles ? SIDE : WIDTH, rows = of->tiles ? SIDE : ROWS;
    const uint32_t offsets = 8 + 2 + 12 * 12 + 4, sizes = offsets + 4 * parts, depths = sizes + 4 * parts;
    const uint32_t first = of->tiles ? 324 : 273, second = of->tiles ? 325 : 279;
    uint32_t entries[12][4] = {{256, 4, 1, WIDTH},
                               {257, 4, 1, HEIGHT},
                               {258, 3, of->planes, depths},
                               {259, 4, 1, 1},
                               {262, 4, 1, of->meaning},
                               {274, 4, 1, of->orientation},
                               {277, 4, 1, of->planes},
                               {284, 4, 1, 2},
                               {of->tiles ? 322 : 278, 4, 1, rows},
                               {323, 4, 1, rows},
                               {first, 4, parts, offsets},
                               {second, 4, parts, sizes}};
    size_t len = 0;
    uint32_t lengths[64], count = 0;
#define PUT(value, size)                                                                                     \
    for (int b = 0; b < (size); b++)                                                                         \
    out[len++] = (uint8_t)((value) >> 8 * (of->big_endian ? (size)-1 - b : b))
    out[len++] = of->big_endian ? 'M' : 'I';
    out[len++] = of->big_endian ? 'M' : 'I';
    PUT(42, 2);
    PUT(8, 4);
    PUT(12, 2);
    for (int i = 0; i < 12; i++) {
        PUT(entries[i][0], 2);
        PUT(entries[i][1], 2);
        PUT(entries[i][2], 4);
        PUT(entries[i][3], 4);
    }
    PUT(0, 4);
    for (uint32_t p = 0; p < of->planes; p++)
        for (uint32_t i = 0; i < across * down; i++)
            lengths[count++] = width * (of->tiles || (i + 1) * rows <= HEIGHT ? rows : HEIGHT - i * rows);
    for (uint32_t i = 0, at = depths + 8; i < count; at += lengths[i++]) PUT(at, 4);
    for (uint32_t i = 0; i < count; i++) PUT(lengths[i], 4);
    for (int i = 0; i < 4; i++) PUT(8, 2);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t plane = i / (across * down), part = i % (across * down);
        for (uint32_t n = 0; n < lengths[i]; n++)
            out[len++] = sample(part % across * width + n % width, part / across * rows + n / width, plane);
    }
#undef PUT
    return len;
}

static void planes_are_put_together(void **state) {
    (void)state;
    static const kind kinds[] = {{false, false, 2, 3, 1}, {true, false, 2, 3, 1},  {false, true, 2, 3, 1},
                                 {true, true, 2, 3, 1},   {false, false, 2, 4, 1}, {true, true, 2, 3, 2}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        uint8_t bytes[8192];
        ESC_AUTORASTER raster = {0};
        esc_err err = {0};
        if (esc_image_load(bytes, make(&kinds[i], bytes), 0, NULL, &raster, &err))
            fail_msg("%s", err.message);
        assert_int_equal(pixGetWidth(raster.pix), WIDTH);
        for (uint32_t y = 0; y < HEIGHT; y++)
            for (uint32_t x = 0; x < WIDTH; x++) {
                l_int32 red, green, blue;
                l_int32 at = (l_int32)(kinds[i].orientation == 2 ? WIDTH - 1 - x : x);
                pixGetRGBPixel(raster.pix, at, (l_int32)y, &red, &green, &blue);
                assert_int_equal(red, sample(x, y, 0));
                assert_int_equal(green, sample(x, y, 1));
                assert_int_equal(blue, sample(x, y, 2));
            }
    }
}

static void inks_become_light(void **state) {
    (void)state;
    static const kind inks = {false, false, 5, 4, 1};
    uint8_t bytes[8192];
    ESC_AUTORASTER raster = {0};
    assert_int_equal(esc_image_load(bytes, make(&inks, bytes), 0, NULL, &raster, NULL), ESC_OK);
    l_int32 red, green, blue;
    pixGetRGBPixel(raster.pix, 7, 5, &red, &green, &blue);
    assert_int_equal(red, 255 - sample(7, 5, 0));
    assert_int_equal(blue, 255 - sample(7, 5, 2));
}

static void planes_of_unknown_meaning_are_refused(void **state) {
    (void)state;
    static const kind ycc = {false, false, 6, 3, 1}, lacking = {false, false, 5, 3, 1};
    uint8_t bytes[8192];
    ESC_AUTORASTER raster = {0};
    assert_int_equal(esc_image_load(bytes, make(&ycc, bytes), 0, NULL, &raster, NULL), ESC_FORMAT);
    assert_int_equal(esc_image_load(bytes, make(&lacking, bytes), 0, NULL, &raster, NULL), ESC_FORMAT);
}

// EXIF with nothing but that orientation: 26 bytes.
static void put_exif(uint8_t *out, uint8_t orientation) {
    const uint8_t exif[26] = {'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation};
    memcpy(out, exif, sizeof exif);
}

static void png_and_webp_tell_of_turns_too(void **state) {
    (void)state;
    for (int webp = 0; webp < 2; webp++) {
        PIX *pix = pixCreate(60, 40, 32);
        pixSetAll(pix);
        l_uint8 *made = NULL;
        size_t len = 0, head = 8 + 25; // PNG's signature and its first chunk
        assert_int_equal(
            webp ? pixWriteMemWebP(&made, &len, pix, 80, 1) : pixWriteMem(&made, &len, pix, IFF_PNG), 0);
        pixDestroy(&pix);
        size_t at = webp ? len : head;
        uint8_t *bytes = calloc(1, len + 38);
        memcpy(bytes, made, at);
        if (webp) {
            memcpy(bytes + at, "EXIF\x1A\0\0\0", 8);
            put_exif(bytes + at + 8, 6);
            uint32_t size = (uint32_t)len + 26;
            memcpy(bytes + 4, &size, 4); // tests run on little endian
        } else {
            memcpy(bytes + at,
                   "\0\0\0\x1A"
                   "eXIf",
                   8);
            put_exif(bytes + at + 8, 6);
            memcpy(bytes + at + 38, made + at, len - at);
        }
        ESC_AUTORASTER raster = {0};
        esc_err err = {0};
        if (esc_image_load(bytes, len + (webp ? 34 : 38), 0, NULL, &raster, &err))
            fail_msg("%s", err.message);
        assert_int_equal(pixGetWidth(raster.pix), 40);
        lept_free(made);
        free(bytes);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(planes_are_put_together),
        cmocka_unit_test(inks_become_light),
        cmocka_unit_test(planes_of_unknown_meaning_are_refused),
        cmocka_unit_test(png_and_webp_tell_of_turns_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
