// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the data of a page's pictures go to their end. Poppler draws what it can read of a picture, leaves
// the rest white or grey, and says nothing. Each kind of data is followed to its end here; what cannot be
// judged counts as whole.
#include <stdlib.h>
#include <string.h>

#include <qpdf/qpdf-c.h>
#include <zlib.h>

#include "pdf/inside.h"

typedef struct picture {
    qpdf_data objects;
    qpdf_oh dict, parms; // of the last filter
    const char *filter;  // the last one: what the picture itself is packed with; "" for none
    int64_t width, height;
    uint8_t *bytes; // behind all other filters; owned
    size_t len;
} picture;

// Bits of a pixel; 0 where that is not known.
static int64_t pixel_bits(const picture *of) {
    static const struct {
        const char *name;
        int colours;
    } spaces[] = {{"/DeviceGray", 1}, {"/CalGray", 1}, {"/Indexed", 1}, {"/Separation", 1},
                  {"/DeviceRGB", 3},  {"/CalRGB", 3},  {"/Lab", 3},     {"/DeviceCMYK", 4}};
    qpdf_data objects = of->objects;
    qpdf_oh mask = qpdf_oh_get_key(objects, of->dict, "/ImageMask");
    if (qpdf_oh_is_bool(objects, mask) && qpdf_oh_get_bool_value(objects, mask)) return 1;
    qpdf_oh space = qpdf_oh_get_key(objects, of->dict, "/ColorSpace"), name = space;
    if (qpdf_oh_is_array(objects, space)) name = qpdf_oh_get_array_item(objects, space, 0);
    int colours = 0;
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        if (qpdf_oh_is_name_and_equals(objects, name, spaces[i].name)) colours = spaces[i].colours;
    if (qpdf_oh_is_name_and_equals(objects, name, "/ICCBased"))
        colours = esc_pdf_number(
            objects, qpdf_oh_get_dict(objects, qpdf_oh_get_array_item(objects, space, 1)), "/N", 0);
    return (int64_t)colours * esc_pdf_number(objects, of->dict, "/BitsPerComponent", 8);
}

// Unpacks, as far as that goes, into *ret (NULL: nowhere, but counted). Gives how many bytes came.
static uint64_t unpack(const uint8_t *bytes, size_t len, uint8_t **ret, uint64_t most) {
    enum { PIECE = 1 << 16 };
    ESC_AUTOFREE uint8_t *piece = esc_alloc(PIECE);
    z_stream z = {.next_in = (Bytef *)(uintptr_t)bytes, .avail_in = (uInt)MIN(len, UINT32_MAX)};
    if (inflateInit(&z) != Z_OK) return most;
    uint64_t got = 0;
    int state = Z_OK;
    while (state == Z_OK && got < most) {
        z.next_out = piece;
        z.avail_out = PIECE;
        state = inflate(&z, Z_NO_FLUSH);
        uint64_t more = PIECE - z.avail_out;
        if (ret && more) {
            *ret = esc_realloc(*ret, got + more);
            memcpy(*ret + got, piece, more);
        }
        got += more;
        if (!more && !z.avail_in) break;
    }
    inflateEnd(&z);
    return got;
}

// Rows of plain pixels; what is less than a row short lacks nothing that is seen.
static bool has_pixels(const picture *of) {
    int64_t row = (of->width * pixel_bits(of) + 7) / 8;
    row += row && esc_pdf_number(of->objects, of->parms, "/Predictor", 1) >= 10; // a byte that tells how
    int64_t wanted = row * (of->height - 1) + 1;
    if (row <= 0) return true;
    if (!strcmp(of->filter, "/FlateDecode"))
        return (int64_t)unpack(of->bytes, of->len, NULL, (uint64_t)wanted) >= wanted;
    return *of->filter || (int64_t)of->len >= wanted;
}

static bool has_rows(const picture *of) {
    esc_fax fax = {.columns = esc_pdf_number(of->objects, of->parms, "/Columns", 1728),
                   .k = esc_pdf_number(of->objects, of->parms, "/K", 0)};
    qpdf_oh aligned = qpdf_oh_get_key_if_dict(of->objects, of->parms, "/EncodedByteAlign");
    fax.byte_align = qpdf_oh_is_bool(of->objects, aligned) && qpdf_oh_get_bool_value(of->objects, aligned);
    return esc_fax_rows(of->bytes, of->len, &fax, (int32_t)of->height) >= of->height;
}

static uint32_t big32(const uint8_t *at) {
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

// JBIG2 in a PDF: segments, each with its number, flags, what it refers to, its page, and its length.
static bool has_segments(const picture *of) {
    const uint8_t *at = of->bytes, *end = at + of->len;
    while (end - at >= 11) {
        uint32_t number = big32(at), refers = at[5] >> 5;
        size_t head = 6;
        if (refers == 7) {
            refers = big32(at + 5) & 0x1FFFFFFF;
            head = 9 + (refers + 8) / 8;
        }
        head += (size_t)refers * (number <= 256 ? 1 : number <= 65536 ? 2 : 4) + (at[4] & 0x40 ? 4 : 1);
        if (head + 4 > (size_t)(end - at)) return false;
        uint32_t len = big32(at + head);
        at += head + 4;
        if (len == UINT32_MAX) return true; // told by a mark behind it
        if (len > (size_t)(end - at)) return false;
        at += len;
    }
    return true;
}

// The picture's data, without what they were packed with on top of it. False where they cannot be had.
static bool take_data(picture *of, qpdf_oh stream) {
    qpdf_data objects = of->objects;
    int filters, parms;
    qpdf_oh list = qpdf_oh_get_key(objects, of->dict, "/Filter");
    qpdf_oh last = esc_pdf_last(objects, list, &filters);
    of->filter = qpdf_oh_is_name(objects, last) ? qpdf_oh_get_name(objects, last) : "";
    of->parms = esc_pdf_last(objects, qpdf_oh_get_key(objects, of->dict, "/DecodeParms"), &parms);
    if (filters > 2) return false;
    enum { MOST_UNPACKED = 1 << 26 }; // bytes that a picture's own packing may take; more is not judged
    if (!esc_pdf_stream(objects, stream, false, &of->bytes, &of->len)) return false;
    if (filters < 2) return true;
    if (!qpdf_oh_is_name_and_equals(objects, qpdf_oh_get_array_item(objects, list, 0), "/FlateDecode"))
        return false;
    uint8_t *unpacked = NULL;
    of->len = unpack(of->bytes, of->len, &unpacked, MOST_UNPACKED);
    free(of->bytes);
    of->bytes = unpacked;
    return unpacked && of->len < MOST_UNPACKED;
}

static bool is_whole(const picture *of) {
    if (!strcmp(of->filter, "/DCTDecode") || !strcmp(of->filter, "/JPXDecode"))
        return esc_image_is_whole(of->bytes, of->len);
    if (!strcmp(of->filter, "/CCITTFaxDecode")) return has_rows(of);
    if (!strcmp(of->filter, "/JBIG2Decode")) return has_segments(of);
    return has_pixels(of);
}

static bool picture_is_whole(qpdf_data objects, qpdf_oh stream) {
    qpdf_oh dict = qpdf_oh_get_dict(objects, stream);
    picture of = {.objects = objects,
                  .dict = dict,
                  .width = esc_pdf_number(objects, dict, "/Width", 0),
                  .height = esc_pdf_number(objects, dict, "/Height", 0)};
    bool whole = of.width < 1 || of.height < 1 || !take_data(&of, stream) || is_whole(&of);
    free(of.bytes);
    return whole;
}

static void judge(qpdf_data objects, qpdf_oh stream, void *user) {
    static const char *const masks[] = {"/SMask", "/Mask"};
    bool *whole = user;
    *whole = *whole && picture_is_whole(objects, stream);
    for (size_t i = 0; *whole && i < sizeof masks / sizeof *masks; i++) {
        qpdf_oh mask = qpdf_oh_get_key(objects, qpdf_oh_get_dict(objects, stream), masks[i]);
        if (qpdf_oh_is_stream(objects, mask)) *whole = picture_is_whole(objects, mask);
    }
}

bool esc_pdf_page_is_whole(esc_pdf *pdf, int32_t index) {
    bool whole = true;
    esc_pdf_each_picture(pdf->objects, index, true, judge, &whole);
    return whole;
}
