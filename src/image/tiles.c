// SPDX-License-Identifier: GPL-3.0-or-later
// A tile is coded as a page of its size in one strip would be. So each is handed to Leptonica as such a page:
// what says how it is coded, copied as it stands, in the file's own byte order.
#include "image/tiles.h"

#include <string.h>

#include <leptonica/allheaders.h>

#include "base/buf.h"
#include "base/mem.h"

enum { SHORT = 3, LONG = 4, MOST_SIDE = 8192, MOST_BYTES = 1 << 24, MOST_TAGS = 32 };
enum { ROWS_PER_STRIP = 0x0116, PLANES = 0x011C, TILE_WIDTH = 0x0142, TILE_HEIGHT = 0x0143 };

// What may say how the samples are coded, in ascending order: bits, compression, meaning of 0, order of bits,
// samples, resolution, planes, fax options, unit, predictor, colours, further samples, their format, JPEG
// tables, subsampling.
static const uint16_t coding[] = {0x0102, 0x0103, 0x0106, 0x010A, 0x0115, 0x011A, 0x011B, PLANES, 0x0124,
                                  0x0125, 0x0128, 0x013D, 0x0140, 0x0152, 0x0153, 0x015B, 0x0212};

bool esc_tiles_are_there(const esc_ifd *page) { return esc_ifd_values(page, ESC_TAG_TILE_OFFSETS) > 0; }

static void put(esc_buf *to, bool big_endian, uint64_t value, int size) {
    for (int i = 0; i < size; i++)
        esc_buf_putc(to, (char)(value >> 8 * (big_endian ? size - 1 - i : i) & 0xFF));
}

typedef struct page {
    const esc_ifd *ifd;
    uint32_t width, height, tile_width, tile_height;
    uint64_t tiles_across;
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

// One tile as a TIFF of its own: the directory's entries have to ascend.
static void write_tile(page *of, uint64_t at, uint64_t bytes, esc_buf *out) {
    esc_buf_truncate(&of->head, 0);
    esc_buf_truncate(&of->values, 0);
    of->entries = 0;
    put_entry(of, ESC_TAG_WIDTH, LONG, 1, of->tile_width);
    put_entry(of, ESC_TAG_HEIGHT, LONG, 1, of->tile_height);
    size_t next = 0, offset_at = 0, count = sizeof coding / sizeof *coding;
    for (; next < count && coding[next] < ESC_TAG_STRIP_OFFSETS; next++) copy_entry(of, coding[next]);
    offset_at = of->head.len + 8;
    put_entry(of, ESC_TAG_STRIP_OFFSETS, LONG, 1, 0);
    for (; next < count && coding[next] < ROWS_PER_STRIP; next++) copy_entry(of, coding[next]);
    put_entry(of, ROWS_PER_STRIP, LONG, 1, of->tile_height);
    put_entry(of, ESC_TAG_STRIP_BYTES, LONG, 1, bytes);
    for (; next < count; next++) copy_entry(of, coding[next]);

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

static PIX *read_tile(page *of, uint64_t number, esc_buf *scratch) {
    uint64_t at = esc_ifd_value(of->ifd, ESC_TAG_TILE_OFFSETS, number, UINT64_MAX);
    uint64_t bytes = esc_ifd_value(of->ifd, ESC_TAG_TILE_BYTES, number, 0);
    if (at > of->ifd->len || bytes > of->ifd->len - at || bytes > UINT32_MAX / 2) return NULL;
    write_tile(of, at, bytes, scratch);
    PIX *tile = pixReadMemTiff((const l_uint8 *)scratch->bytes, scratch->len, 0);
    if (!tile || !pixGetColormap(tile)) return tile;
    PIX *plain = pixRemoveColormap(tile, REMOVE_CMAP_BASED_ON_SRC);
    pixDestroy(&tile);
    return plain;
}

static PIX *put_together(page *of) {
    ESC_AUTOBUF scratch = {0};
    PIX *made = NULL;
    uint64_t down = (of->height + of->tile_height - 1) / of->tile_height;
    for (uint64_t i = 0; i < of->tiles_across * down; i++) {
        PIX *tile = read_tile(of, i, &scratch);
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

PIX *esc_tiles_decode(const esc_ifd *ifd) {
    uint64_t width = esc_ifd_value(ifd, ESC_TAG_WIDTH, 0, 0),
             height = esc_ifd_value(ifd, ESC_TAG_HEIGHT, 0, 0);
    uint64_t across = esc_ifd_value(ifd, TILE_WIDTH, 0, 0), down = esc_ifd_value(ifd, TILE_HEIGHT, 0, 0);
    if (!width || !height || width > INT32_MAX || height > INT32_MAX) return NULL;
    if (!across || !down || across > MOST_SIDE || down > MOST_SIDE) return NULL;
    if (esc_ifd_value(ifd, PLANES, 0, 1) != 1) return NULL; // a colour at a time
    page of = {.ifd = ifd,
               .width = (uint32_t)width,
               .height = (uint32_t)height,
               .tile_width = (uint32_t)across,
               .tile_height = (uint32_t)down,
               .tiles_across = (width + across - 1) / across};
    PIX *made = put_together(&of);
    esc_buf_free(&of.head);
    esc_buf_free(&of.values);
    return made;
}
