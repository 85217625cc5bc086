// SPDX-License-Identifier: GPL-3.0-or-later
// A tile is coded as a page of its size in one strip would be. So each is handed to Leptonica as such a page:
// what says how it is coded, copied as it stands, in the file's own byte order. Where each colour has tiles
// or strips of its own, these are handed over as grey pages, and the colours put together.
#include "image/tiles.h"

#include <string.h>

#include <leptonica/allheaders.h>

#include "base/buf.h"
#include "base/mem.h"

enum { SHORT = 3, LONG = 4, MOST_SIDE = 8192, MOST_BYTES = 1 << 24, MOST_TAGS = 32 };
enum {
    BITS = 0x0102,
    MEANING = 0x0106,
    SAMPLES = 0x0115,
    ROWS_PER_STRIP = 0x0116,
    PLANES = 0x011C,
    TILE_WIDTH = 0x0142,
    TILE_HEIGHT = 0x0143,
    JPEG_TABLES = 0x015B
};

// What may say how the samples are coded, in ascending order: bits, compression, meaning of 0, order of bits,
// samples, resolution, planes, fax options, unit, predictor, colours, further samples, their format, JPEG
// tables, subsampling.
static const uint16_t coding[] = {0x0102, 0x0103, 0x0106, 0x010A, 0x0115, 0x011A, 0x011B, PLANES, 0x0124,
                                  0x0125, 0x0128, 0x013D, 0x0140, 0x0152, 0x0153, 0x015B, 0x0212};

// Those that say how several samples of a pixel go together: one sample has none.
static bool is_of_colours(uint16_t tag) {
    return tag == BITS || tag == MEANING || tag == SAMPLES || tag == PLANES || tag > 0x013D;
}

static bool has_planes(const esc_ifd *page) {
    return esc_ifd_value(page, PLANES, 0, 1) == 2 && esc_ifd_value(page, SAMPLES, 0, 1) > 1;
}

static bool has_tiles(const esc_ifd *page) { return esc_ifd_values(page, ESC_TAG_TILE_OFFSETS) > 0; }

bool esc_tiles_are_there(const esc_ifd *page) { return has_tiles(page) || has_planes(page); }

static void put(esc_buf *to, bool big_endian, uint64_t value, int size) {
    for (int i = 0; i < size; i++)
        esc_buf_putc(to, (char)(value >> 8 * (big_endian ? size - 1 - i : i) & 0xFF));
}

typedef struct page {
    const esc_ifd *ifd;
    uint32_t width, height, tile_width, tile_height;
    uint64_t tiles_across, tiles_down;
    bool tiles, planes;   // otherwise strips; all colours of a pixel together
    esc_buf head, values; // entries of the directory; what does not fit into them
    uint32_t entries;
} page;

// The directory comes behind the header, all values behind the directory: 17 entries and five of our own.
enum { HEADER = 8, ENTRY = 12, VALUES_AT = HEADER + 2 + MOST_TAGS * ENTRY + 4 };

static void put_entry(page *of, uint16_t tag, int type, uint64_t count, uint64_t value) {
    bool big = of->ifd->big_endian;
    put(&of->head, big, tag, 2);
    put(&of->head, big, (uint64_t)type, 2);
    put(&of->head, big, count, 4);
    put(&of->head, big, value, 4);
    of->entries++;
}

static void put_short(page *of, uint16_t tag, uint64_t value) {
    put_entry(of, tag, SHORT, 1, of->ifd->big_endian ? value << 16 : value);
}

static void copy_entry(page *of, uint16_t tag) {
    int type, size;
    uint64_t count;
    const uint8_t *data = esc_ifd_data(of->ifd, tag, &type, &size, &count);
    if (!data || count * (uint64_t)size > MOST_BYTES) return;
    bool big = of->ifd->big_endian;
    size_t len = (size_t)count * (size_t)size;
    if (len > 4) {
        put_entry(of, tag, type, count, VALUES_AT + of->values.len);
        esc_buf_put(&of->values, (const char *)data, len);
        if (len % 2) esc_buf_putc(&of->values, 0);
        return;
    }
    put(&of->head, big, tag, 2);
    put(&of->head, big, (uint64_t)type, 2);
    put(&of->head, big, count, 4);
    esc_buf_put(&of->head, (const char *)data, len);
    for (; len < 4; len++) esc_buf_putc(&of->head, 0);
    of->entries++;
}

// What says how the tile is coded. One plane of several is a grey page.
static void put_coding(page *of, uint16_t tag) {
    if (!of->planes || !is_of_colours(tag))
        copy_entry(of, tag);
    else if (tag == BITS)
        put_short(of, tag, esc_ifd_value(of->ifd, BITS, 0, 0));
    else if (tag == MEANING || tag == SAMPLES || tag == PLANES)
        put_short(of, tag, 1); // 0 is black
    else if (tag == JPEG_TABLES)
        copy_entry(of, tag);
}

// One tile as a TIFF of its own: the directory's entries have to ascend.
static void write_tile(page *of, uint64_t at, uint64_t bytes, uint32_t rows, esc_buf *out) {
    esc_buf_truncate(&of->head, 0);
    esc_buf_truncate(&of->values, 0);
    of->entries = 0;
    put_entry(of, ESC_TAG_WIDTH, LONG, 1, of->tile_width);
    put_entry(of, ESC_TAG_HEIGHT, LONG, 1, rows);
    size_t next = 0, offset_at = 0, count = sizeof coding / sizeof *coding;
    for (; next < count && coding[next] < ESC_TAG_STRIP_OFFSETS; next++) put_coding(of, coding[next]);
    offset_at = of->head.len + 8;
    put_entry(of, ESC_TAG_STRIP_OFFSETS, LONG, 1, 0);
    for (; next < count && coding[next] < ROWS_PER_STRIP; next++) put_coding(of, coding[next]);
    put_entry(of, ROWS_PER_STRIP, LONG, 1, rows);
    put_entry(of, ESC_TAG_STRIP_BYTES, LONG, 1, bytes);
    for (; next < count; next++) put_coding(of, coding[next]);

    bool big = of->ifd->big_endian;
    esc_buf_truncate(out, 0);
    esc_buf_put(out, big ? "MM" : "II", 2);
    put(out, big, 42, 2);
    put(out, big, HEADER, 4);
    put(out, big, of->entries, 2);
    size_t directory = out->len;
    esc_buf_put(out, of->head.bytes, of->head.len);
    while (out->len < VALUES_AT) esc_buf_putc(out, 0); // the next directory's place among them: none
    esc_buf_put(out, of->values.bytes, of->values.len);
    ESC_AUTOBUF place = {0};
    put(&place, big, out->len, 4);
    memcpy(out->bytes + directory + offset_at, place.bytes, 4);
    esc_buf_put(out, (const char *)of->ifd->bytes + at, bytes);
}

static PIX *read_tile(page *of, uint64_t number, uint32_t rows, esc_buf *scratch) {
    uint16_t offsets = of->tiles ? ESC_TAG_TILE_OFFSETS : ESC_TAG_STRIP_OFFSETS,
             sizes = of->tiles ? ESC_TAG_TILE_BYTES : ESC_TAG_STRIP_BYTES;
    uint64_t at = esc_ifd_value(of->ifd, offsets, number, UINT64_MAX);
    uint64_t bytes = esc_ifd_value(of->ifd, sizes, number, 0);
    if (at > of->ifd->len || bytes > of->ifd->len - at || bytes > UINT32_MAX / 2) return NULL;
    write_tile(of, at, bytes, rows, scratch);
    PIX *tile = pixReadMemTiff((const l_uint8 *)scratch->bytes, scratch->len, 0);
    if (!tile || !pixGetColormap(tile)) return tile;
    PIX *plain = pixRemoveColormap(tile, REMOVE_CMAP_BASED_ON_SRC);
    pixDestroy(&tile);
    return plain;
}

static PIX *put_together(page *of, uint64_t plane) {
    ESC_AUTOBUF scratch = {0};
    PIX *made = NULL;
    uint64_t count = of->tiles_across * of->tiles_down;
    for (uint64_t i = 0; i < count; i++) {
        uint64_t top = i / of->tiles_across * of->tile_height;
        // The last strip is only as high as it has to be.
        uint32_t rows =
            of->tiles || of->height - top > of->tile_height ? of->tile_height : (uint32_t)(of->height - top);
        PIX *tile = read_tile(of, plane * count + i, rows, &scratch);
        if (tile && !made) {
            made = pixCreate((l_int32)of->width, (l_int32)of->height, pixGetDepth(tile));
            if (made) pixCopyResolution(made, tile);
        }
        bool fits = tile && made && pixGetDepth(tile) == pixGetDepth(made);
        if (fits)
            pixRasterop(made, (l_int32)(i % of->tiles_across * of->tile_width),
                        (l_int32)(i / of->tiles_across * of->tile_height), (l_int32)of->tile_width,
                        (l_int32)of->tile_height, PIX_SRC, tile, 0, 0);
        pixDestroy(&tile);
        if (!fits) {
            pixDestroy(&made);
            return NULL;
        }
    }
    return made;
}

// What cyan, magenta, yellow and black leave of the light.
static PIX *from_inks(PIX *inks[4]) {
    l_int32 width = pixGetWidth(inks[0]), height = pixGetHeight(inks[0]);
    for (int i = 0; i < 3; i++)
        for (l_int32 y = 0; y < height; y++) {
            l_uint32 *ink = pixGetData(inks[i]) + (size_t)y * (size_t)pixGetWpl(inks[i]),
                     *black = pixGetData(inks[3]) + (size_t)y * (size_t)pixGetWpl(inks[3]);
            for (l_int32 x = 0; x < width; x++)
                SET_DATA_BYTE(ink, x, (255 - GET_DATA_BYTE(ink, x)) * (255 - GET_DATA_BYTE(black, x)) / 255);
        }
    return pixCreateRGBImage(inks[0], inks[1], inks[2]);
}

static PIX *colours_together(page *of) {
    enum { GREY = 1, RGB = 2, INKS = 5 };
    uint64_t meaning = esc_ifd_value(of->ifd, MEANING, 0, 0), bits = esc_ifd_value(of->ifd, BITS, 0, 0),
             samples = esc_ifd_value(of->ifd, SAMPLES, 0, 0);
    uint64_t wanted = meaning == GREY ? 1 : meaning == RGB ? 3 : meaning == INKS ? 4 : 0;
    if (!wanted || samples < wanted || (bits != 8 && bits != 16)) return NULL;
    PIX *planes[4] = {NULL}, *made = NULL;
    bool whole = true;
    for (uint64_t i = 0; i < wanted && whole; i++) {
        planes[i] = put_together(of, i);
        if (planes[i] && bits == 16) {
            PIX *coarse = pixConvert16To8(planes[i], L_MS_BYTE);
            pixDestroy(&planes[i]);
            planes[i] = coarse;
        }
        whole = planes[i] && pixGetDepth(planes[i]) == 8;
    }
    if (whole)
        made = wanted == 1   ? pixClone(planes[0])
               : wanted == 3 ? pixCreateRGBImage(planes[0], planes[1], planes[2])
                             : from_inks(planes);
    if (made) pixCopyResolution(made, planes[0]);
    for (int i = 0; i < 4; i++) pixDestroy(&planes[i]);
    return made;
}

PIX *esc_tiles_decode(const esc_ifd *ifd) {
    uint64_t width = esc_ifd_value(ifd, ESC_TAG_WIDTH, 0, 0),
             height = esc_ifd_value(ifd, ESC_TAG_HEIGHT, 0, 0);
    bool tiles = has_tiles(ifd);
    uint64_t across = tiles ? esc_ifd_value(ifd, TILE_WIDTH, 0, 0) : width,
             down = esc_ifd_value(ifd, tiles ? TILE_HEIGHT : ROWS_PER_STRIP, 0, tiles ? 0 : height);
    if (!width || !height || width > INT32_MAX || height > INT32_MAX) return NULL;
    if (!tiles && down > height) down = height;
    if (!across || !down || (tiles && (across > MOST_SIDE || down > MOST_SIDE))) return NULL;
    page of = {.ifd = ifd,
               .width = (uint32_t)width,
               .height = (uint32_t)height,
               .tile_width = (uint32_t)across,
               .tile_height = (uint32_t)down,
               .tiles_across = (width + across - 1) / across,
               .tiles_down = (height + down - 1) / down,
               .tiles = tiles,
               .planes = has_planes(ifd)};
    PIX *made = of.planes ? colours_together(&of) : put_together(&of, 0);
    esc_buf_free(&of.head);
    esc_buf_free(&of.values);
    return made;
}
