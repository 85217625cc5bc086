// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <leptonica/allheaders.h>

#include "base/limits.h"
#include "base/mem.h"
#include "image/image.h"

typedef struct file {
    l_uint8 *bytes;
    size_t len;
} file;

// A page with a black corner at its top left, so that turns can be told: 300 × 200 at 300 dpi.
static PIX *page(l_int32 depth) {
    PIX *pix = pixCreate(300, 200, depth);
    pixSetAll(pix);
    if (depth == 1) pixClearAll(pix);
    BOX *corner = boxCreate(0, 0, 60, 30);
    if (depth == 1)
        pixSetInRect(pix, corner);
    else
        pixClearInRect(pix, corner);
    boxDestroy(&corner);
    // Enough detail that the file does not shrink to nothing.
    for (l_int32 i = 0; i < 3000; i++) {
        l_int32 x = (i * 7919) % 290 + 5, y = 60 + (i * 104729) % 130;
        pixSetPixel(pix, x, y, depth == 1 ? 1 : (l_uint32)(i * 2654435761u));
    }
    pixSetResolution(pix, 300, 300);
    return pix;
}

static file encode(l_int32 depth, l_int32 format) {
    PIX *pix = page(depth);
    file made = {0};
    if (format == IFF_WEBP)
        assert_int_equal(pixWriteMemWebP(&made.bytes, &made.len, pix, 80, 1), 0);
    else
        assert_int_equal(pixWriteMem(&made.bytes, &made.len, pix, format), 0);
    pixDestroy(&pix);
    return made;
}

static const struct {
    l_int32 format, depth;
    esc_image_format sniffed;
    const char *name;
} formats[] = {
    {IFF_TIFF_G4, 1, ESC_IMAGE_TIFF, "tiff"},    {IFF_TIFF_LZW, 8, ESC_IMAGE_TIFF, "tiff"},
    {IFF_TIFF_JPEG, 8, ESC_IMAGE_TIFF, "tiff"},  {IFF_TIFF_ZIP, 32, ESC_IMAGE_TIFF, "tiff"},
    {IFF_PNG, 1, ESC_IMAGE_PNG, "png"},          {IFF_PNG, 8, ESC_IMAGE_PNG, "png"},
    {IFF_PNG, 32, ESC_IMAGE_PNG, "png"},         {IFF_JFIF_JPEG, 8, ESC_IMAGE_JPEG, "jpeg"},
    {IFF_JFIF_JPEG, 32, ESC_IMAGE_JPEG, "jpeg"}, {IFF_JP2, 8, ESC_IMAGE_JP2, "jp2"},
    {IFF_WEBP, 32, ESC_IMAGE_WEBP, "webp"},      {IFF_PNM, 1, ESC_IMAGE_PNM, "pnm"},
    {IFF_PNM, 8, ESC_IMAGE_PNM, "pnm"},          {IFF_PNM, 32, ESC_IMAGE_PNM, "pnm"},
};
enum { FORMATS = sizeof formats / sizeof *formats };

static void each_format_is_read(void **state) {
    (void)state;
    for (int i = 0; i < FORMATS; i++) {
        file made = encode(formats[i].depth, formats[i].format);
        esc_image_format found = esc_image_sniff(made.bytes, made.len);
        assert_int_equal(found, formats[i].sniffed);
        assert_string_equal(esc_image_format_name(found), formats[i].name);
        int32_t pages = 0;
        esc_err err = {0};
        assert_int_equal(esc_image_count(made.bytes, made.len, &pages, &err), ESC_OK);
        assert_int_equal(pages, 1);
        ESC_AUTORASTER raster = {0};
        assert_int_equal(esc_image_load(made.bytes, made.len, 0, NULL, &raster, &err), ESC_OK);
        assert_int_equal(pixGetWidth(raster.pix), 300);
        assert_int_equal(pixGetHeight(raster.pix), 200);
        if (formats[i].format != IFF_PNM && formats[i].format != IFF_WEBP && formats[i].format != IFF_JP2)
            assert_int_equal(raster.dpi, 300);
        lept_free(made.bytes);
    }
}

static void each_truncation_is_refused(void **state) {
    (void)state;
    for (int i = 0; i < FORMATS; i++) {
        file made = encode(formats[i].depth, formats[i].format);
        size_t cuts[] = {12, 40, made.len / 2, made.len * 9 / 10, made.len - 3};
        for (size_t j = 0; j < sizeof cuts / sizeof *cuts; j++) {
            // Copied to its own allocation, so that the sanitizer sees reads beyond the end.
            uint8_t *cut = esc_alloc(cuts[j]);
            memcpy(cut, made.bytes, cuts[j]);
            ESC_AUTORASTER raster = {0};
            esc_err err = {0};
            int kind = esc_image_load(cut, cuts[j], 0, NULL, &raster, &err);
            if (kind != ESC_FORMAT)
                fail_msg("%s cut at %zu of %zu: %d", formats[i].name, cuts[j], made.len, kind);
            bool headless = err.why == ESC_WHY_DAMAGED && cuts[j] <= 40;
            if (err.why != ESC_WHY_TRUNCATED && !headless)
                fail_msg("%s cut at %zu: %s", formats[i].name, cuts[j], err.message);
            free(cut);
        }
        lept_free(made.bytes);
    }
}

static void what_is_no_image_is_refused(void **state) {
    (void)state;
    ESC_AUTORASTER raster = {0};
    esc_err err = {0};
    assert_int_equal(esc_image_load("", 0, 0, NULL, &raster, &err), ESC_FORMAT);
    assert_int_equal(err.why, ESC_WHY_EMPTY);
    assert_int_equal(esc_image_load("MINUTA DE LA SESIÓN", 19, 0, NULL, &raster, &err), ESC_UNSUPPORTED);
    assert_int_equal(err.why, ESC_WHY_UNKNOWN_TYPE);
    assert_int_equal(esc_image_sniff("P5", 2), ESC_IMAGE_NONE);
    assert_int_equal(esc_image_sniff("PNG", 3), ESC_IMAGE_NONE);
    assert_int_equal(esc_image_load("II*\0\0\0\0\0", 8, 0, NULL, &raster, &err), ESC_FORMAT);
    assert_int_equal(err.why, ESC_WHY_NO_PAGES);
}

static void what_is_no_page_is_said_to_be_what_it_is(void **state) {
    (void)state;
    // One grey pixel, as a number with a point.
    const uint8_t tiff[] = "II*\0\x0C\0\0\0\0\0\x80?"
                           "\x07\0\0\x01\x03\0\x01\0\0\0\x01\0\0\0\x01\x01\x03\0\x01\0\0\0\x01\0\0\0"
                           "\x02\x01\x03\0\x01\0\0\0\x20\0\0\0\x06\x01\x03\0\x01\0\0\0\x01\0\0\0"
                           "\x11\x01\x04\0\x01\0\0\0\x08\0\0\0\x17\x01\x04\0\x01\0\0\0\x04\0\0\0"
                           "\x53\x01\x03\0\x01\0\0\0\x03\0\0\0\0\0\0";
    const uint8_t webp[] = "RIFF\x24\0\0\0WEBPVP8X\x0A\0\0\0\x02\0\0\0\0\0\0\0\0\0ANIM\x06\0\0\0\0\0\0\0\0";
    ESC_AUTORASTER raster = {0};
    esc_err err = {0};
    assert_int_equal(esc_image_load(tiff, sizeof tiff, 0, NULL, &raster, &err), ESC_UNSUPPORTED);
    assert_int_equal(err.why, ESC_WHY_UNKNOWN_TYPE);
    assert_int_equal(esc_image_load(webp, sizeof webp, 0, NULL, &raster, &err), ESC_UNSUPPORTED);
    assert_int_equal(err.why, ESC_WHY_UNKNOWN_TYPE);
}

static void damage_is_refused(void **state) {
    (void)state;
    file made = encode(8, IFF_PNG);
    made.bytes[made.len / 2] ^= 0x55; // a checksum fails
    ESC_AUTORASTER raster = {0};
    esc_err err = {0};
    assert_int_equal(esc_image_load(made.bytes, made.len, 0, NULL, &raster, &err), ESC_FORMAT);
    assert_int_equal(err.why, ESC_WHY_DAMAGED);
    lept_free(made.bytes);
}

// A header that promises 10000 × 10000 pixels over no data at all.
static void bombs_are_refused_before_decoding(void **state) {
    (void)state;
    static const char pnm[] = "P5\n10000 10000\n255\n....";
    static const uint8_t png[] = "\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\x27\x10\0\0\x27\x10\x08\0\0\0\0\0\0\0\0"
                                 "\0\0\0\0IDAT\0\0\0\0\0\0\0\0IEND\xAE\x42\x60\x82"
                                 "                                                  ";
    esc_image_limits limits = {.page_pixels = 80000000};
    ESC_AUTORASTER raster = {0};
    esc_err err = {0};
    assert_int_equal(esc_image_load(pnm, sizeof pnm - 1, 0, &limits, &raster, &err), ESC_LIMIT);
    assert_int_equal(err.why, ESC_WHY_TOO_MANY_PIXELS);
    assert_int_equal(esc_image_load(png, sizeof png - 1, 0, &limits, &raster, &err), ESC_LIMIT);
    assert_int_equal(err.why, ESC_WHY_TOO_MANY_PIXELS);
}

static void pixel_limits_hold_just_under_and_just_over(void **state) {
    (void)state;
    static const int kinds[] = {IFF_PNG, IFF_TIFF_ZIP};
    for (int i = 0; i < 2; i++) {
        file made = encode(8, kinds[i]);
        esc_image_limits exact = {.page_pixels = 300 * 200}, less = {.page_pixels = 300 * 200 - 1};
        ESC_AUTORASTER raster = {0};
        assert_int_equal(esc_image_load(made.bytes, made.len, 0, &less, &raster, NULL), ESC_LIMIT);
        assert_null(raster.pix);
        assert_int_equal(esc_image_load(made.bytes, made.len, 0, &exact, &raster, NULL), ESC_OK);
        lept_free(made.bytes);
    }
    static const char wide[] = "P4\n32001 1\n", most[] = "P4\n32000 1\n";
    size_t len = sizeof wide - 1 + 4001;
    char *bytes = esc_alloc_zero(1, len);
    ESC_AUTORASTER raster = {0};
    memcpy(bytes, wide, sizeof wide - 1);
    assert_int_equal(esc_image_load(bytes, len, 0, NULL, &raster, NULL), ESC_LIMIT);
    memcpy(bytes, most, sizeof most - 1);
    assert_int_equal(esc_image_load(bytes, len - 1, 0, NULL, &raster, NULL), ESC_OK);
    free(bytes);
}

// Three pages of growing width.
static file three_pages(void) {
    PIXA *pages = pixaCreate(3);
    for (int i = 0; i < 3; i++) {
        PIX *pix = pixCreate(100 + 10 * i, 50, 1);
        pixSetPixel(pix, i, i, 1);
        pixSetResolution(pix, 200, 200);
        pixaAddPix(pages, pix, L_INSERT);
    }
    file made = {0};
    assert_int_equal(pixaWriteMemMultipageTiff(&made.bytes, &made.len, pages), 0);
    pixaDestroy(&pages);
    return made;
}

static void a_tiff_gives_its_pages_one_by_one(void **state) {
    (void)state;
    file made = three_pages();
    int32_t pages = 0;
    assert_int_equal(esc_image_count(made.bytes, made.len, &pages, NULL), ESC_OK);
    assert_int_equal(pages, 3);
    for (int i = 2; i >= 0; i--) {
        ESC_AUTORASTER raster = {0};
        assert_int_equal(esc_image_load(made.bytes, made.len, i, NULL, &raster, NULL), ESC_OK);
        assert_int_equal(pixGetWidth(raster.pix), 100 + 10 * i);
    }
    ESC_AUTORASTER raster = {0};
    assert_int_equal(esc_image_load(made.bytes, made.len, 3, NULL, &raster, NULL), ESC_ARGUMENT);
    assert_int_equal(esc_image_load(made.bytes, made.len, -1, NULL, &raster, NULL), ESC_ARGUMENT);
    lept_free(made.bytes);
}

static void a_circle_of_tiff_directories_ends(void **state) {
    (void)state;
    // One directory without entries whose next one is itself.
    static const uint8_t circle[] = {'I', 'I', 42, 0, 8, 0, 0, 0, 0, 0, 8, 0, 0, 0};
    int32_t pages = 0;
    esc_err err = {0};
    assert_int_equal(esc_image_count(circle, sizeof circle, &pages, &err), ESC_FORMAT);
    assert_int_equal(err.why, ESC_WHY_DAMAGED);
}

// The JPEG with an EXIF segment that asks for that turn put behind its start.
// A grey page of 40 × 20 in tiles of 16 × 16, not packed: the pixel at x, y is 5 x + y. Its first tile lies
// at first.
static size_t tiled(uint8_t *out, bool big_endian, uint32_t side, uint32_t first) {
    enum {
        WIDTH = 40,
        HEIGHT = 20,
        SIDE = 16,
        ACROSS = 3,
        DOWN = 2,
        TILES = ACROSS * DOWN,
        AREA = SIDE * SIDE
    };
    const uint32_t offsets = 8 + 2 + 10 * 12 + 4, sizes = offsets + 4 * TILES, data = sizes + 4 * TILES;
    const uint32_t entries[][4] = {{256, 4, 1, WIDTH},    {257, 4, 1, HEIGHT}, {258, 4, 1, 8},
                                   {259, 4, 1, 1},        {262, 4, 1, 1},      {277, 4, 1, 1},
                                   {322, 4, 1, side},     {323, 4, 1, side},   {324, 4, TILES, offsets},
                                   {325, 4, TILES, sizes}};
    size_t len = 0;
#define PUT(value, size)                                                                                     \
    for (int b = 0; b < (size); b++) out[len++] = (uint8_t)((value) >> 8 * (big_endian ? (size)-1 - b : b))
    out[len++] = big_endian ? 'M' : 'I';
    out[len++] = big_endian ? 'M' : 'I';
    PUT(42, 2);
    PUT(8, 4);
    PUT(10, 2);
    for (int i = 0; i < 10; i++) {
        PUT(entries[i][0], 2);
        PUT(entries[i][1], 2);
        PUT(entries[i][2], 4);
        PUT(entries[i][3], 4);
    }
    PUT(0, 4);
    for (uint32_t i = 0; i < TILES; i++) PUT((i ? data + i * AREA : first ? first : data), 4);
    for (int i = 0; i < TILES; i++) PUT(AREA, 4);
    for (int i = 0; i < TILES; i++)
        for (int y = 0; y < SIDE; y++)
            for (int x = 0; x < SIDE; x++)
                out[len++] = (uint8_t)(5 * (i % ACROSS * SIDE + x) + i / ACROSS * SIDE + y);
#undef PUT
    return len;
}

static void tiles_are_put_together(void **state) {
    (void)state;
    uint8_t bytes[4096];
    for (int big_endian = 0; big_endian < 2; big_endian++) {
        size_t len = tiled(bytes, big_endian, 16, 0);
        ESC_AUTORASTER raster = {0};
        esc_err err = {0};
        assert_int_equal(esc_image_load(bytes, len, 0, NULL, &raster, &err), ESC_OK);
        assert_int_equal(pixGetWidth(raster.pix), 40);
        assert_int_equal(pixGetHeight(raster.pix), 20);
        for (int y = 0; y < 20; y++)
            for (int x = 0; x < 40; x++) {
                l_uint32 grey;
                pixGetPixel(raster.pix, x, y, &grey);
                assert_int_equal(grey, (5 * x + y) & 0xFF);
            }
    }
}

static void tiles_beyond_the_file_or_all_size_are_refused(void **state) {
    (void)state;
    uint8_t bytes[4096];
    static const struct {
        uint32_t side, first;
    } wrong[] = {{16, 4000}, {16, UINT32_MAX}, {0, 0}, {1000000, 0}, {8, 0}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        size_t len = tiled(bytes, false, wrong[i].side, wrong[i].first);
        ESC_AUTORASTER raster = {0};
        assert_int_equal(esc_image_load(bytes, len, 0, NULL, &raster, NULL), ESC_FORMAT);
    }
}

static file with_orientation(file jpeg, uint8_t orientation) {
    const uint8_t exif[] = {0xFF, 0xE1, 0, 34, 'E', 'x',         'i', 'f', 0, 0,    'M', 'M',
                            0,    42,   0, 0,  0,   8,           0,   1,   1, 0x12, 0,   3,
                            0,    0,    0, 1,  0,   orientation, 0,   0,   0, 0,    0,   0};
    file made = {.bytes = malloc(jpeg.len + sizeof exif), .len = jpeg.len + sizeof exif};
    memcpy(made.bytes, jpeg.bytes, 2);
    memcpy(made.bytes + 2, exif, sizeof exif);
    memcpy(made.bytes + 2 + sizeof exif, jpeg.bytes + 2, jpeg.len - 2);
    return made;
}

static bool dark(PIX *pix, l_int32 x, l_int32 y) {
    l_uint32 value = 0;
    pixGetPixel(pix, x, y, &value);
    return value < 100;
}

static void the_turn_of_exif_is_applied(void **state) {
    (void)state;
    // Where the corner that the camera saw at the top left belongs: EXIF's row 0 and column 0.
    static const struct {
        bool right, bottom, sideways;
    } expected[9] = {[2] = {1, 0, 0}, [3] = {1, 1, 0}, [4] = {0, 1, 0}, [5] = {0, 0, 1},
                     [6] = {1, 0, 1}, [7] = {1, 1, 1}, [8] = {0, 1, 1}};
    file plain = encode(8, IFF_JFIF_JPEG);
    for (uint8_t i = 1; i <= 8; i++) {
        file turned = with_orientation(plain, i);
        ESC_AUTORASTER raster = {0};
        assert_int_equal(esc_image_load(turned.bytes, turned.len, 0, NULL, &raster, NULL), ESC_OK);
        l_int32 width = pixGetWidth(raster.pix), height = pixGetHeight(raster.pix);
        assert_int_equal(width, expected[i].sideways ? 200 : 300);
        for (int corner = 0; corner < 4; corner++) {
            bool right = corner & 1, bottom = corner & 2;
            bool here = right == expected[i].right && bottom == expected[i].bottom;
            assert_int_equal(dark(raster.pix, right ? width - 8 : 7, bottom ? height - 8 : 7), here);
        }
        free(turned.bytes);
    }
    lept_free(plain.bytes);
}

static void oblong_pixels_are_made_square(void **state) {
    (void)state;
    PIX *fax = pixCreate(1728, 1078, 1);
    pixSetResolution(fax, 204, 98);
    file made = {0};
    assert_int_equal(pixWriteMem(&made.bytes, &made.len, fax, IFF_TIFF_G4), 0);
    pixDestroy(&fax);
    ESC_AUTORASTER raster = {0};
    assert_int_equal(esc_image_load(made.bytes, made.len, 0, NULL, &raster, NULL), ESC_OK);
    assert_int_equal(raster.dpi, 204);
    assert_int_equal(pixGetWidth(raster.pix), 1728);
    assert_in_range(pixGetHeight(raster.pix), 2240, 2248);
    lept_free(made.bytes);
}

static void a_resolution_four_times_as_fine_one_way_is_none(void **state) {
    (void)state;
    PIX *pix = page(8);
    pixSetResolution(pix, 300, 72);
    file made = {0};
    assert_int_equal(pixWriteMem(&made.bytes, &made.len, pix, IFF_TIFF_LZW), 0);
    pixDestroy(&pix);
    ESC_AUTORASTER raster = {0};
    assert_int_equal(esc_image_load(made.bytes, made.len, 0, NULL, &raster, NULL), ESC_OK);
    assert_int_equal(raster.dpi, 0);
    assert_int_equal(pixGetHeight(raster.pix), 200);
    lept_free(made.bytes);
}

static void load_pnm(const char *bytes, size_t len, int32_t index, esc_raster *ret) {
    uint8_t *own = esc_alloc(len); // so that the sanitizer sees reads beyond the end
    memcpy(own, bytes, len);
    esc_err err = {0};
    if (esc_image_load(own, len, index, NULL, ret, &err)) fail_msg("%.20s: %s", bytes, err.message);
    free(own);
}

static l_uint32 value_at(const esc_raster *raster, l_int32 x, l_int32 y) {
    l_uint32 value = 0;
    pixGetPixel(raster->pix, x, y, &value);
    return value;
}

static void anymaps_of_every_kind_are_read(void **state) {
    (void)state;
    // All show two by two pixels: white, black; a third of white (white where there are bits), black.
    static const struct {
        const char *bytes;
        size_t len;
        l_int32 depth;
    } maps[] = {
#define MAP(bytes, depth) {bytes, sizeof bytes - 1, depth}
        MAP("P1 2 2\n0 1\n01", 1),
        MAP("P1\n# made by hand\n2\n# rows\n2\n01# more\n01\n", 1),
        MAP("P2\n2 2 # levels\n90\n90 0\n30 0\n", 8),
        MAP("P3 2 2 3 3 3 3 0 0 0 1 1 1 0 0 0", 32),
        MAP("P4\n#a\n#b\n2 2\n\x7f\x7f", 1),
        MAP("P5\n# scanned\n2 2\n# levels\n255\n\xff\0\x55\0", 8),
        MAP("P5 2 2 65535\n\xff\xff\0\0\x55\x55\0\0", 8),
        MAP("P5 2 2 60\n\x3c\0\x14\0", 8),
        MAP("P6 2 2 255\n\xff\xff\xff\0\0\0\x55\x55\x55\0\0\0", 32),
        MAP("P7\nHEIGHT 2\nWIDTH 2\nTUPLTYPE GRAYSCALE_ALPHA\nDEPTH 2\nMAXVAL 255\nENDHDR\n"
            "\0\0\0\xff\x55\xff\0\xff",
            8),
        MAP("P7\nWIDTH 2\nHEIGHT 2\nDEPTH 3\nMAXVAL 3\nTUPLTYPE RGB\nENDHDR\n\3\3\3\0\0\0\1\1\1\0\0\0", 32),
#undef MAP
    };
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) {
        ESC_AUTORASTER raster = {0};
        load_pnm(maps[i].bytes, maps[i].len, 0, &raster);
        l_int32 depth = pixGetDepth(raster.pix);
        l_uint32 white = depth == 1 ? 0 : depth == 8 ? 255 : 0xFFFFFF00, black = depth == 1;
        assert_int_equal(depth, maps[i].depth);
        assert_int_equal(value_at(&raster, 0, 0), white);
        assert_int_equal(value_at(&raster, 1, 0), black);
        assert_int_equal(value_at(&raster, 0, 1), depth == 1 ? 0 : depth == 8 ? 85 : 0x55555500);
        assert_int_equal(value_at(&raster, 1, 1), black);
    }
    esc_raster raster = {0};
    esc_err err = {0};
    static const char plain[] = "P2 2 2 255 1 2 3", head[] = "P5 2 2 70000 1234";
    assert_int_equal(esc_image_load(plain, sizeof plain - 1, 0, NULL, &raster, &err), ESC_FORMAT);
    assert_int_equal(err.why, ESC_WHY_TRUNCATED);
    assert_int_equal(esc_image_load(head, sizeof head - 1, 0, NULL, &raster, &err), ESC_FORMAT);
    assert_int_equal(err.why, ESC_WHY_DAMAGED);
    assert_int_equal(esc_image_sniff("P1 Acta de la", 13), ESC_IMAGE_NONE);
}

static void each_anymap_of_a_file_is_a_page(void **state) {
    (void)state;
    static const char two[] = "P5 2 2 255\n1234P4 9 1\n\x0f\x80\n";
    int32_t pages = 0;
    assert_int_equal(esc_image_count(two, sizeof two - 1, &pages, NULL), ESC_OK);
    assert_int_equal(pages, 2);
    ESC_AUTORASTER raster = {0};
    load_pnm(two, sizeof two - 1, 1, &raster);
    assert_int_equal(pixGetWidth(raster.pix), 9);
    assert_int_equal(value_at(&raster, 3, 0), 0);
    assert_int_equal(value_at(&raster, 8, 0), 1);
    esc_raster none = {0};
    assert_int_equal(esc_image_load(two, sizeof two - 1, 2, NULL, &none, NULL), ESC_ARGUMENT);
    static const char more[] = "P5 2 2 255\n1234 what else"; // is no image
    assert_int_equal(esc_image_count(more, sizeof more - 1, &pages, NULL), ESC_OK);
    assert_int_equal(pages, 1);
    static const char cut[] = "P5 2 2 255\n1234P5 2 2 255\n12";
    esc_err err = {0};
    assert_int_equal(esc_image_count(cut, sizeof cut - 1, &pages, &err), ESC_FORMAT);
    assert_int_equal(err.why, ESC_WHY_TRUNCATED);
}

static void transparency_becomes_white(void **state) {
    (void)state;
    PIX *pix = pixCreate(40, 40, 32);
    pixSetSpp(pix, 4);
    file made = {0};
    assert_int_equal(pixWriteMem(&made.bytes, &made.len, pix, IFF_PNG), 0);
    pixDestroy(&pix);
    ESC_AUTORASTER raster = {0};
    assert_int_equal(esc_image_load(made.bytes, made.len, 0, NULL, &raster, NULL), ESC_OK);
    l_uint32 value = 0;
    pixGetPixel(raster.pix, 20, 20, &value);
    assert_int_equal(value >> 8, 0xFFFFFF);
    lept_free(made.bytes);
}

static void rows_of_cairo_become_grey(void **state) {
    (void)state;
    const uint8_t first[8] = {7, 7, 7, 255, 9, 9, 9, 155}, second[8] = {200, 100, 50, 255, 0, 0, 0, 0};
    ESC_AUTORASTER raster = {0};
    assert_int_equal(esc_image_new(2, 3, 300, &raster, NULL), ESC_OK);
    esc_image_put_rows(&raster, 0, 1, first, 8);
    esc_image_put_rows(&raster, 1, 1, second, 8);
    esc_image_put_rows(&raster, 2, 1, first, 8);
    const l_uint32 wanted[3][2] = {{7, 109}, {105, 255}, {7, 109}};
    for (int y = 0; y < 3; y++)
        for (int x = 0; x < 2; x++) {
            l_uint32 value = 0;
            pixGetPixel(raster.pix, x, y, &value);
            assert_int_equal(value, wanted[y][x]);
        }
    assert_int_equal(raster.dpi, 300);
    assert_int_equal(esc_image_new(0, 3, 300, &raster, NULL), ESC_ARGUMENT);
}

int main(void) {
    setMsgSeverity(L_SEVERITY_NONE);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_format_is_read),
        cmocka_unit_test(each_truncation_is_refused),
        cmocka_unit_test(what_is_no_image_is_refused),
        cmocka_unit_test(what_is_no_page_is_said_to_be_what_it_is),
        cmocka_unit_test(damage_is_refused),
        cmocka_unit_test(bombs_are_refused_before_decoding),
        cmocka_unit_test(pixel_limits_hold_just_under_and_just_over),
        cmocka_unit_test(a_tiff_gives_its_pages_one_by_one),
        cmocka_unit_test(a_circle_of_tiff_directories_ends),
        cmocka_unit_test(tiles_are_put_together),
        cmocka_unit_test(tiles_beyond_the_file_or_all_size_are_refused),
        cmocka_unit_test(the_turn_of_exif_is_applied),
        cmocka_unit_test(oblong_pixels_are_made_square),
        cmocka_unit_test(a_resolution_four_times_as_fine_one_way_is_none),
        cmocka_unit_test(anymaps_of_every_kind_are_read),
        cmocka_unit_test(each_anymap_of_a_file_is_a_page),
        cmocka_unit_test(transparency_becomes_white),
        cmocka_unit_test(rows_of_cairo_become_grey),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
