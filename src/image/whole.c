// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/whole.h"

#include <string.h>

#include "base/limits.h"

static int cut_short(esc_err *err, const char *what) {
    return esc_fail(err, ESC_FORMAT, ESC_WHY_TRUNCATED, "%s ends too early", what);
}

static uint32_t big16(const uint8_t *p) { return (uint32_t)p[0] << 8 | p[1]; }
static uint32_t big32(const uint8_t *p) { return big16(p) << 16 | big16(p + 2); }
static uint32_t little32(const uint8_t *p) {
    return (uint32_t)p[3] << 24 | (uint32_t)p[2] << 16 | (uint32_t)p[1] << 8 | p[0];
}

// The orientation in EXIF, 1 where it says nothing usable. JPEG puts its name before it.
static int exif_orientation(const uint8_t *segment, size_t len) {
    esc_ifd ifd;
    size_t name = len >= 6 && !memcmp(segment, "Exif\0\0", 6) ? 6 : 0;
    if (esc_ifd_first(segment + name, len - name, &ifd)) return 1;
    uint64_t value = esc_ifd_value(&ifd, ESC_TAG_ORIENTATION, 0, 1);
    return value >= 1 && value <= 8 ? (int)value : 1;
}

static int png_frame(const uint8_t *bytes, size_t len, esc_frame *ret, esc_err *err) {
    size_t at = 8;
    while (len - at >= 12) {
        uint64_t size = big32(bytes + at) + 12ull;
        if (size > len - at) break;
        if (!memcmp(bytes + at + 4, "IEND", 4)) return ESC_OK;
        if (!memcmp(bytes + at + 4, "eXIf", 4))
            ret->orientation = exif_orientation(bytes + at + 8, size - 12);
        at += size;
    }
    return cut_short(err, "PNG");
}

// Markers to the end-of-image one; a progressive JPEG has several scans.
static int jpeg_frame(const uint8_t *bytes, size_t len, esc_frame *ret, esc_err *err) {
    size_t at = 2;
    bool scanned = false;
    while (at + 1 < len) {
        if (bytes[at] != 0xFF) { // entropy-coded data, or stray bytes between segments
            const uint8_t *next = memchr(bytes + at, 0xFF, len - at);
            if (!next) break;
            at = (size_t)(next - bytes);
            continue;
        }
        uint8_t marker = bytes[at + 1];
        if (marker == 0xD9) {
            if (scanned) return ESC_OK;
            return esc_fail(err, ESC_FORMAT, ESC_WHY_DAMAGED, "JPEG without image data");
        }
        if (marker == 0xFF) { // fill byte
            at++;
            continue;
        }
        if (marker <= 0x01 || (marker >= 0xD0 && marker <= 0xD8)) { // stuffed 0xFF, restart
            at += 2;
            continue;
        }
        if (len - at < 4) break;
        size_t size = big16(bytes + at + 2);
        if (size < 2 || size > len - at - 2) break;
        if (marker == 0xE1 && ret->orientation == 1)
            ret->orientation = exif_orientation(bytes + at + 4, size - 2);
        if (marker == 0xDA) scanned = true;
        at += 2 + size;
    }
    return cut_short(err, "JPEG");
}

static int webp_frame(const uint8_t *bytes, size_t len, esc_frame *ret, esc_err *err) {
    if (little32(bytes + 4) > len - 8) return cut_short(err, "WebP");
    size_t at = 12;
    while (len - at >= 8) {
        size_t size = little32(bytes + at + 4);
        if (size > len - at - 8) break;
        if (!memcmp(bytes + at, "ANIM", 4))
            return esc_fail(err, ESC_UNSUPPORTED, ESC_WHY_UNKNOWN_TYPE, "an animated WebP");
        if (!memcmp(bytes + at, "EXIF", 4)) ret->orientation = exif_orientation(bytes + at + 8, size);
        at += 8 + size;
        if (size % 2 && at < len) at++;
    }
    return ESC_OK;
}

// A JPEG 2000 file ends with its code stream's end marker, or has further boxes behind it.
static int jp2_frame(const uint8_t *bytes, size_t len, esc_err *err) {
    bool boxes = bytes[0] == 0;
    size_t at = 0;
    while (boxes && len - at >= 8) {
        uint64_t size = big32(bytes + at), head = 8;
        if (size == 1 && len - at >= 16) {
            size = (uint64_t)big32(bytes + at + 8) << 32 | big32(bytes + at + 12);
            head = 16;
        }
        if (size == 0) size = len - at;
        if (size < head || size > len - at) return cut_short(err, "JPEG 2000");
        if (!memcmp(bytes + at + 4, "jp2c", 4)) {
            bytes += at;
            len = size;
            boxes = false;
        }
        at += size;
    }
    if (boxes || memcmp(bytes + len - 2, "\xFF\xD9", 2)) return cut_short(err, "JPEG 2000");
    return ESC_OK;
}

int esc_whole_frame(esc_image_format format, const uint8_t *bytes, size_t len, esc_frame *ret, esc_err *err) {
    *ret = (esc_frame){.orientation = 1};
    switch (format) {
    case ESC_IMAGE_PNG:
        return png_frame(bytes, len, ret, err);
    case ESC_IMAGE_JPEG:
        return jpeg_frame(bytes, len, ret, err);
    case ESC_IMAGE_WEBP:
        return webp_frame(bytes, len, ret, err);
    case ESC_IMAGE_JP2:
        return jp2_frame(bytes, len, err);
    default:
        return ESC_OK;
    }
}

int esc_whole_tiff_page(const uint8_t *bytes, size_t len, int32_t index, int32_t *ret_pages,
                        esc_ifd *ret_page, esc_err *err) {
    esc_ifd ifd;
    if (esc_ifd_first(bytes, len, &ifd)) return cut_short(err, "TIFF");
    int32_t pages = 0, steps = 0;
    uint64_t seen = 0; // an earlier directory's place: coming back to it means a circle
    for (bool more = ifd.at != 0; more; more = ifd.next != 0) {
        if (steps && esc_ifd_next(&ifd)) return cut_short(err, "TIFF");
        if (ifd.at == seen)
            return esc_fail(err, ESC_FORMAT, ESC_WHY_DAMAGED, "TIFF whose directories form a circle");
        if (!(steps & (steps - 1))) seen = ifd.at;
        if (++steps > 2 * ESC_MAX_PAGES) pages = ESC_MAX_PAGES + 1;
        if (!(esc_ifd_value(&ifd, ESC_TAG_SUBFILE, 0, 0) & 1) && pages++ == index) {
            if (ret_page) *ret_page = ifd;
            *ret_pages = pages;
            return ESC_OK;
        }
        if (pages > ESC_MAX_PAGES)
            return esc_fail(err, ESC_LIMIT, ESC_WHY_TOO_MANY_PAGES, "TIFF of more than %d pages",
                            ESC_MAX_PAGES);
    }
    if (!pages) return esc_fail(err, ESC_FORMAT, ESC_WHY_NO_PAGES, "TIFF without pages");
    if (index >= 0)
        return esc_fail(err, ESC_ARGUMENT, ESC_WHY_OTHER, "page %d of a TIFF of %d", index + 1, pages);
    *ret_pages = pages;
    return ESC_OK;
}

int esc_whole_tiff_data(const esc_ifd *page, esc_err *err) {
    if (!esc_ifd_inside(page)) return cut_short(err, "TIFF");
    bool tiles = esc_ifd_values(page, ESC_TAG_TILE_OFFSETS) > 0;
    uint16_t offsets = tiles ? ESC_TAG_TILE_OFFSETS : ESC_TAG_STRIP_OFFSETS;
    uint16_t sizes = tiles ? ESC_TAG_TILE_BYTES : ESC_TAG_STRIP_BYTES;
    uint64_t count = esc_ifd_values(page, offsets);
    if (!count) return esc_fail(err, ESC_FORMAT, ESC_WHY_DAMAGED, "TIFF page without image data");
    for (uint64_t i = 0; i < count; i++) {
        uint64_t at = esc_ifd_value(page, offsets, i, UINT64_MAX);
        uint64_t size = esc_ifd_value(page, sizes, i, 1);
        if (at >= page->len || size > page->len - at) return cut_short(err, "TIFF");
    }
    return ESC_OK;
}
