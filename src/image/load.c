// SPDX-License-Identifier: GPL-3.0-or-later
// From bytes to a raster. Nothing is decoded before its frame was found whole and its size within the limits.
#include <stdlib.h>
#include <string.h>

#include <leptonica/allheaders.h>

#include "base/limits.h"
#include "image/image.h"
#include "image/pnm.h"
#include "image/tiles.h"
#include "image/whole.h"

// A resolution outside of these says nothing about a page.
enum { LEAST_DPI = 50, MOST_DPI = 2400 };

static void quiet(void) { setMsgSeverity(L_SEVERITY_NONE); }

static int check_size(uint64_t width, uint64_t height, const esc_image_limits *limits, esc_err *err) {
    uint64_t most = limits ? limits->page_pixels : ESC_MAX_PAGE_PIXELS;
    if (!width || !height)
        return esc_fail(err, ESC_FORMAT, ESC_WHY_DAMAGED, "an image of %llu × %llu pixels",
                        (unsigned long long)width, (unsigned long long)height);
    if (width > ESC_MAX_PAGE_SIDE_PX || height > ESC_MAX_PAGE_SIDE_PX || width * height > most)
        return esc_fail(err, ESC_LIMIT, ESC_WHY_TOO_MANY_PIXELS,
                        "an image of %llu × %llu pixels, more than %llu or a side of %d",
                        (unsigned long long)width, (unsigned long long)height, (unsigned long long)most,
                        ESC_MAX_PAGE_SIDE_PX);
    return ESC_OK;
}

// Replaces *pix by what made of it; NULL means that Leptonica could not.
static int swap(PIX **pix, PIX *made, esc_err *err) {
    if (!made) return esc_fail(err, ESC_LIBRARY, ESC_WHY_MEMORY, "Leptonica could not convert an image");
    pixDestroy(pix);
    *pix = made;
    return ESC_OK;
}

// Brings any kind of pixels to 1 or 8 bits, or 32 without transparency.
static int plain_pixels(PIX **pix, esc_err *err) {
    int failed = ESC_OK;
    if (pixGetColormap(*pix)) failed = swap(pix, pixRemoveColormap(*pix, REMOVE_CMAP_BASED_ON_SRC), err);
    if (!failed && pixGetDepth(*pix) == 32 && pixGetSpp(*pix) == 4)
        failed = swap(pix, pixAlphaBlendUniform(*pix, 0xFFFFFF00), err);
    int depth = pixGetDepth(*pix);
    if (!failed && depth == 16) failed = swap(pix, pixConvert16To8(*pix, L_MS_BYTE), err);
    if (!failed && depth == 24) failed = swap(pix, pixConvert24To32(*pix), err);
    if (!failed && (depth == 2 || depth == 4)) failed = swap(pix, pixConvertTo8(*pix, 0), err);
    return failed;
}

// The turns of EXIF: mirrored ones are undone, too.
static int turn_upright(PIX **pix, int orientation, esc_err *err) {
    static const struct {
        uint8_t quarters, mirror; // first turned clockwise, then mirrored left to right
    } turns[9] = {
        [2] = {0, 1}, [3] = {2, 0}, [4] = {2, 1}, [5] = {1, 1}, [6] = {1, 0}, [7] = {3, 1}, [8] = {3, 0}};
    int failed = ESC_OK;
    if (turns[orientation].quarters)
        failed = swap(pix, pixRotateOrth(*pix, turns[orientation].quarters), err);
    if (!failed && turns[orientation].mirror) failed = swap(pix, pixFlipLR(NULL, *pix), err);
    return failed;
}

// Faxes have up to twice as many pixels across as down, or down as across: the coarser side is brought up to
// the finer one. Whoever says that it is more says nothing of the page.
static int square_pixels(PIX **pix, const esc_image_limits *limits, int32_t *ret_dpi, esc_err *err) {
    int32_t x = pixGetXRes(*pix), y = pixGetYRes(*pix), most = x > y ? x : y;
    static const float most_oblong = 2.5f;
    if (x < LEAST_DPI || y < LEAST_DPI || most > MOST_DPI) return ESC_OK;
    if ((float)most > most_oblong * (float)(x < y ? x : y)) return ESC_OK;
    if (abs(x - y) * 20 > most) {
        float across = (float)most / (float)x, down = (float)most / (float)y;
        int failed = check_size((uint64_t)((float)pixGetWidth(*pix) * across),
                                (uint64_t)((float)pixGetHeight(*pix) * down), limits, err);
        if (!failed) failed = swap(pix, pixScale(*pix, across, down), err);
        if (failed) return failed;
    }
    *ret_dpi = most;
    return ESC_OK;
}

int esc_image_count(const void *bytes, size_t len, int32_t *ret_pages, esc_err *err) {
    if (!len) return esc_fail(err, ESC_FORMAT, ESC_WHY_EMPTY, "an image of 0 bytes");
    esc_image_format format = esc_image_sniff(bytes, len);
    if (format == ESC_IMAGE_NONE)
        return esc_fail(err, ESC_UNSUPPORTED, ESC_WHY_UNKNOWN_TYPE, "not an image format that is read");
    if (format == ESC_IMAGE_TIFF) return esc_whole_tiff_page(bytes, len, -1, ret_pages, NULL, err);
    if (format == ESC_IMAGE_PNM) return esc_pnm_find(bytes, len, -1, ret_pages, NULL, err);
    esc_frame frame;
    int failed = esc_whole_frame(format, bytes, len, &frame, err);
    if (failed) return failed;
    *ret_pages = 1;
    return ESC_OK;
}

static int decode_tiff(const void *bytes, size_t len, int32_t index, const esc_image_limits *limits,
                       PIX **ret, int *ret_orientation, esc_err *err) {
    esc_ifd page;
    int32_t pages;
    int failed = esc_whole_tiff_page(bytes, len, index, &pages, &page, err);
    if (!failed) failed = esc_whole_tiff_data(&page, err);
    enum { WHOLE_NUMBERS = 2 }; // without and with a sign
    if (!failed && esc_ifd_value(&page, ESC_TAG_SAMPLE_FORMAT, 0, 1) > WHOLE_NUMBERS)
        failed = esc_fail(err, ESC_UNSUPPORTED, ESC_WHY_UNKNOWN_TYPE, "a TIFF of floating-point numbers");
    if (!failed)
        failed = check_size(esc_ifd_value(&page, ESC_TAG_WIDTH, 0, 0),
                            esc_ifd_value(&page, ESC_TAG_HEIGHT, 0, 0), limits, err);
    if (failed) return failed;
    size_t offset = page.at;
    if (esc_tiles_are_there(&page)) {
        uint64_t orientation = esc_ifd_value(&page, ESC_TAG_ORIENTATION, 0, 1);
        *ret_orientation = orientation >= 1 && orientation <= 8 ? (int)orientation : 1;
        *ret = esc_tiles_decode(&page);
    } else {
        *ret = pixReadMemFromMultipageTiff(bytes, len, &offset); // turned as it says
    }
    return ESC_OK;
}

static int decode_pnm(const void *bytes, size_t len, int32_t index, const esc_image_limits *limits, PIX **ret,
                      esc_err *err) {
    esc_pnm pnm;
    int32_t pages;
    int failed = esc_pnm_find(bytes, len, index, &pages, &pnm, err);
    if (!failed) failed = check_size(pnm.width, pnm.height, limits, err);
    return failed ? failed : esc_pnm_decode(&pnm, ret, err);
}

static int decode_single(esc_image_format format, const void *bytes, size_t len,
                         const esc_image_limits *limits, PIX **ret, int *ret_orientation, esc_err *err) {
    esc_frame frame;
    int failed = esc_whole_frame(format, bytes, len, &frame, err);
    if (failed) return failed;
    l_int32 kind, width = 0, height = 0, bits, samples, mapped;
    if (pixReadHeaderMem(bytes, len, &kind, &width, &height, &bits, &samples, &mapped))
        return esc_fail(err, ESC_FORMAT, ESC_WHY_DAMAGED, "%s with a broken header",
                        esc_image_format_name(format));
    failed = check_size(width > 0 ? (uint64_t)width : 0, height > 0 ? (uint64_t)height : 0, limits, err);
    if (failed) return failed;
    l_int32 warnings = 0;
    *ret = format == ESC_IMAGE_JPEG ? pixReadMemJpeg(bytes, len, 0, 1, &warnings, 0) : pixReadMem(bytes, len);
    *ret_orientation = frame.orientation;
    return ESC_OK;
}

int esc_image_load(const void *bytes, size_t len, int32_t index, const esc_image_limits *limits,
                   esc_raster *ret, esc_err *err) {
    quiet();
    if (!len) return esc_fail(err, ESC_FORMAT, ESC_WHY_EMPTY, "an image of 0 bytes");
    esc_image_format format = esc_image_sniff(bytes, len);
    if (format == ESC_IMAGE_NONE)
        return esc_fail(err, ESC_UNSUPPORTED, ESC_WHY_UNKNOWN_TYPE, "not an image format that is read");
    if (index < 0 || (index > 0 && format != ESC_IMAGE_TIFF && format != ESC_IMAGE_PNM))
        return esc_fail(err, ESC_ARGUMENT, ESC_WHY_OTHER, "page %d of one %s", index + 1,
                        esc_image_format_name(format));
    ESC_AUTORASTER raster = {0};
    int orientation = 1;
    int failed =
        format == ESC_IMAGE_TIFF  ? decode_tiff(bytes, len, index, limits, &raster.pix, &orientation, err)
        : format == ESC_IMAGE_PNM ? decode_pnm(bytes, len, index, limits, &raster.pix, err)
                                  : decode_single(format, bytes, len, limits, &raster.pix, &orientation, err);
    if (failed) return failed;
    if (!raster.pix)
        return esc_fail(err, ESC_FORMAT, ESC_WHY_DAMAGED, "%s that could not be decoded",
                        esc_image_format_name(format));
    failed = plain_pixels(&raster.pix, err);
    if (!failed) failed = turn_upright(&raster.pix, orientation, err);
    if (!failed) failed = square_pixels(&raster.pix, limits, &raster.dpi, err);
    if (failed) return failed;
    *ret = raster;
    raster.pix = NULL;
    return ESC_OK;
}

bool esc_image_is_whole(const void *bytes, size_t len) {
    quiet();
    esc_image_format format = esc_image_sniff(bytes, len);
    esc_frame frame;
    if (format != ESC_IMAGE_JPEG && format != ESC_IMAGE_JP2) return true;
    bool framed = !esc_whole_frame(format, bytes, len, &frame, NULL);
    if (format == ESC_IMAGE_JP2) {
        while (len > 12 && strchr("\r\n", ((const char *)bytes)[len - 1])) len--; // blanks or zeros behind it
        return framed || !esc_whole_frame(format, bytes, len, &frame, NULL);
    }
    if (!framed) return false;
    l_int32 warnings = 0; // at an eighth of the size, which takes no room
    PIX *pix = pixReadMemJpeg(bytes, len, 0, 8, &warnings, 0);
    pixDestroy(&pix);
    return !warnings;
}

int esc_image_new(int32_t width, int32_t height, int32_t dpi, esc_raster *ret, esc_err *err) {
    quiet();
    if (width <= 0 || height <= 0)
        return esc_fail(err, ESC_ARGUMENT, ESC_WHY_OTHER, "a page of %d × %d pixels", width, height);
    PIX *pix = pixCreateNoInit(width, height, 8); // takes no memory before its rows are put
    if (!pix) return esc_fail(err, ESC_LIBRARY, ESC_WHY_MEMORY, "no room for %d × %d pixels", width, height);
    pixSetResolution(pix, dpi, dpi);
    *ret = (esc_raster){.pix = pix, .dpi = dpi};
    return ESC_OK;
}

void esc_image_put_rows(esc_raster *raster, int32_t first, int32_t count, const uint8_t *pixels,
                        int32_t stride) {
    l_int32 per_line = pixGetWpl(raster->pix), width = pixGetWidth(raster->pix);
    for (int32_t y = 0; y < count; y++) {
        const uint8_t *from = pixels + (size_t)y * (size_t)stride;
        l_uint32 *line = pixGetData(raster->pix) + (size_t)(first + y) * (size_t)per_line;
        line[per_line - 1] = 0; // what pads it
        for (int32_t x = 0; x < width; x++, from += 4) {
            bool grey = from[0] == from[1] && from[0] == from[2];
            float mixed = L_RED_WEIGHT * from[2] + L_GREEN_WEIGHT * from[1] + L_BLUE_WEIGHT * from[0];
            int white = 255 - from[3], level = white + (grey ? from[0] : (int)(mixed + 0.5f));
            SET_DATA_BYTE(line, x, level < 255 ? level : 255);
        }
    }
}

void esc_raster_free(esc_raster *raster) {
    pixDestroy(&raster->pix);
    *raster = (esc_raster){0};
}
