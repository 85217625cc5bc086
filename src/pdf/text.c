// SPDX-License-Identifier: GPL-3.0-or-later
// The text layer: lines as Poppler orders them, words with the boxes of their characters joined.
#include <math.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "pdf/inside.h"

typedef struct text_layer {
    PopplerRectangle *boxes; // one a character, in points from the top left
    guint count;
    double scale; // pixels a point
    int32_t width, height;
} text_layer;

// The box in pixels around characters first…end, cut to the page; blanks have none worth joining.
static esc_box box_of(const text_layer *layer, guint first, guint end) {
    double left = layer->width, top = layer->height, right = 0, bottom = 0;
    for (guint i = first; i < end && i < layer->count; i++) {
        const PopplerRectangle *box = &layer->boxes[i];
        left = MIN(left, MIN(box->x1, box->x2) * layer->scale);
        right = MAX(right, MAX(box->x1, box->x2) * layer->scale);
        top = MIN(top, MIN(box->y1, box->y2) * layer->scale);
        bottom = MAX(bottom, MAX(box->y1, box->y2) * layer->scale);
    }
    left = MAX(left, 0);
    top = MAX(top, 0);
    right = MIN(right, layer->width);
    bottom = MIN(bottom, layer->height);
    if (right - left < 1 || bottom - top < 1) return (esc_box){0};
    return (esc_box){(int32_t)left, (int32_t)top, (int32_t)(right - left), (int32_t)(bottom - top)};
}

// Ligatures are a matter of typesetting: ﬁ is read as fi.
static void put_plain(esc_buf *out, const char *text, size_t len) {
    static const char *const ligatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
    for (const char *p = text, *end = text + len; p < end;) {
        const char *start = p;
        uint32_t c = esc_utf8_next(&p, end);
        if (c >= 0xFB00 && c <= 0xFB06)
            esc_buf_puts(out, ligatures[c - 0xFB00]);
        else if (c != 0xAD) // soft hyphen
            esc_buf_put(out, start, (size_t)(p - start));
    }
}

// Adds the line text…text+len, whose first character is number first of the layer.
static void add_line(esc_doc *doc, uint32_t block, const text_layer *layer, const char *text, size_t len,
                     guint first) {
    guint chars = (guint)esc_utf8_count(text, len);
    ESC_AUTOBUF plain = {0}, raw = {0};
    put_plain(&plain, text, len);
    esc_utf8_clean(esc_buf_text(&plain), plain.len, &raw);
    esc_doc_add_line(doc, block, esc_buf_text(&raw), raw.len, box_of(layer, first, first + chars));

    // Cleaning changes bytes but not blanks: words of both texts go side by side.
    const char *from = text, *from_end = text + len, *end = esc_buf_text(&raw) + raw.len;
    guint at = first;
    for (const char *p = esc_buf_text(&raw); p < end;) {
        const char *start = p, *stop = p;
        while (p < end && !esc_utf8_is_space(esc_utf8_next(&p, end))) stop = p;
        if (stop == start) continue;
        guint word = at;
        for (bool inside = false; from < from_end;) {
            bool blank = esc_utf8_is_space(esc_utf8_next(&from, from_end));
            at++;
            if (blank && inside) break;
            if (!blank && !inside) word = at - 1;
            inside = inside || !blank;
        }
        guint word_end = from < from_end ? at - 1 : at;
        esc_doc_add_word(doc, (uint32_t)(start - esc_buf_text(&raw)), (uint32_t)(stop - start),
                         box_of(layer, word, word_end), -1);
    }
}

// The clockwise turn that makes the text upright, told by how most letters follow each other: pages printed
// sideways have no /Rotate.
static int32_t turn_of(const text_layer *layer, const char *text) {
    enum { RIGHT, UP, LEFT, DOWN, FEW = 40 };
    guint follows[4] = {0}, at = 0;
    bool inside = false;
    for (const char *p = text, *end = text + strlen(text); p < end && at < layer->count; at++) {
        bool letter = esc_utf8_is_letter(esc_utf8_next(&p, end));
        if (letter && inside) {
            const PopplerRectangle *before = &layer->boxes[at - 1], *here = &layer->boxes[at];
            double x = here->x1 + here->x2 - before->x1 - before->x2,
                   y = here->y1 + here->y2 - before->y1 - before->y2;
            follows[fabs(x) >= fabs(y) ? (x >= 0 ? RIGHT : LEFT) : y < 0 ? UP : DOWN]++;
        }
        inside = letter;
    }
    guint all = follows[RIGHT] + follows[UP] + follows[LEFT] + follows[DOWN];
    for (int way = UP; way <= DOWN; way++)
        if (all >= FEW && follows[way] * 5 > all * 4) return 90 * way;
    return 0;
}

// Turns the boxes with the page, whose size is in points.
static void turn_boxes(text_layer *layer, int32_t clockwise_deg, double *width, double *height) {
    for (; clockwise_deg > 0; clockwise_deg -= 90) {
        for (guint i = 0; i < layer->count; i++) {
            PopplerRectangle *box = &layer->boxes[i], was = *box;
            box->x1 = *height - was.y2;
            box->x2 = *height - was.y1;
            box->y1 = was.x1;
            box->y2 = was.x2;
        }
        double across = *width;
        *width = *height;
        *height = across;
    }
}

int esc_pdf_page_text(esc_pdf *pdf, int32_t index, int32_t render_dpi, esc_doc *doc, esc_err *err) {
    g_autoptr(PopplerPage) page = NULL;
    int failed = esc_pdf_page_open(pdf, index, &page, err);
    if (failed) return failed;
    g_autofree char *text = poppler_page_get_text(page);
    size_t len = text ? strlen(text) : 0;
    if (len > ESC_MAX_TEXT_BYTES)
        return esc_fail(err, ESC_LIMIT, ESC_WHY_TOO_MANY_BYTES, "a text layer of %zu bytes", len);
    double width, height;
    poppler_page_get_size(page, &width, &height);
    double unit = esc_pdf_unit(pdf->objects, index), scale = render_dpi * unit / 72;
    if (width * scale > INT16_MAX || height * scale > INT16_MAX) scale = INT16_MAX / MAX(width, height);
    text_layer layer = {.scale = scale};
    g_autofree PopplerRectangle *boxes = NULL;
    if (poppler_page_get_text_layout(page, &boxes, &layer.count)) layer.boxes = boxes;
    int32_t turn = text && layer.boxes ? turn_of(&layer, text) : 0;
    turn_boxes(&layer, turn, &width, &height);
    if (width * scale >= 1 && height * scale >= 1) // else it has no extent that a box could lie on
        layer.width = (int32_t)(width * scale), layer.height = (int32_t)(height * scale);

    uint32_t number = esc_doc_add_page(doc, ESC_PAGE_TEXT_LAYER);
    doc->pages[number].width_px = layer.width;
    doc->pages[number].height_px = layer.height;
    doc->pages[number].rotation_deg = turn;
    doc->pages[number].dpi = (int32_t)(scale * 72 / unit + 0.5);
    uint32_t block = esc_doc_add_block(doc, ESC_BLOCK_TEXT, (esc_box){0, 0, layer.width, layer.height});
    guint at = 0;
    for (const char *p = text, *end = text ? text + len : NULL; p < end;) {
        const char *stop = memchr(p, '\n', (size_t)(end - p)) ?: end;
        add_line(doc, block, &layer, p, (size_t)(stop - p), at);
        at += (guint)esc_utf8_count(p, (size_t)(stop - p)) + 1;
        p = stop + 1;
    }
    return ESC_OK;
}
