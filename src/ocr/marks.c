// SPDX-License-Identifier: GPL-3.0-or-later
// What Tesseract made of stamps and signatures. A line is taken for such only where two witnesses agree: it
// was read with little confidence and holds next to nothing, and the picture shows one connected piece of ink
// there that is far larger than a letter and mostly empty: a stroke, a ring.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <leptonica/allheaders.h>

#include "base/mem.h"
#include "image/image.h"
#include "ocr/inside.h"
#include "ocr/layout.h"

enum { SCALE = 2, BLACK = 140, FEW_WORDS = 4, MOST_WORDS = 8, MOST_BYTES = 24 };
static const float doubtful = 0.55f, unknown = 0.75f, // unknown: where the lexicon knows no letter of it
    noise = 0.45f,                                    // of more than a few words
    most_fill = 0.35f;

static bool is_doubtful(const esc_ocr *ocr, const esc_doc *doc, const esc_line *line) {
    if (line->role == ESC_LINE_JUNK) return false; // known already
    if (!line->word_count || line->word_count > MOST_WORDS || line->raw.len > MOST_BYTES || !line->box.w)
        return false;
    float sum = 0;
    bool any_known = !ocr;
    for (uint32_t w = line->first_word; w < line->first_word + line->word_count; w++) {
        sum += doc->words[w].confidence;
        any_known = any_known || esc_unknown_share(ocr, doc, w) < 1;
    }
    float least = line->word_count > FEW_WORDS ? noise : any_known ? doubtful : unknown;
    return sum < least * (float)line->word_count;
}

static int32_t median_height(const esc_doc *doc) {
    ESC_AUTOROWS rows = {0};
    esc_rows_find(doc, &rows);
    return rows.unit;
}

// Most of box lies within by.
static bool covers(esc_box by, esc_box box) {
    int32_t left = L_MAX(by.x, box.x), right = L_MIN(by.x + by.w, box.x + box.w);
    int32_t top = L_MAX(by.y, box.y), bottom = L_MIN(by.y + by.h, box.y + box.h);
    if (right <= left || bottom <= top) return false;
    return (int64_t)(right - left) * (bottom - top) * 2 > (int64_t)box.w * box.h;
}

// Whether most of the line's words stand within a piece: two signatures side by side are read as one line.
static bool stands_in(const esc_doc *doc, const esc_line *line, const esc_block *pieces, uint32_t count) {
    uint32_t inside = 0;
    for (uint32_t w = line->first_word; w < line->first_word + line->word_count; w++)
        for (uint32_t p = 0; p < count; p++)
            if (covers(pieces[p].box, doc->words[w].box)) {
                inside++;
                break;
            }
    return 3 * inside > 2 * line->word_count;
}

static bool touches(esc_box a, esc_box b) {
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

// What a piece of ink can be, by its size in heights of a word; ESC_BLOCK_TEXT: a letter, a rule, a picture.
static esc_block_kind kind_of(PIX *part, int32_t unit) {
    int32_t width = pixGetWidth(part) * SCALE, height = pixGetHeight(part) * SCALE;
    l_int32 pixels = 0;
    if (width < 3 * unit || 5 * height < 6 * unit || width > 40 * unit || height > 25 * unit)
        return ESC_BLOCK_TEXT;
    pixCountPixels(part, &pixels, NULL);
    if ((float)pixels > most_fill * (float)pixGetWidth(part) * (float)pixGetHeight(part))
        return ESC_BLOCK_TEXT;
    bool round = 3 * height > 2 * width && 3 * width > 2 * height && height > 5 * unit;
    return round ? ESC_BLOCK_STAMP : ESC_BLOCK_SIGNATURE;
}

// Every connected piece of ink, in half of the page's size.
static PIXA *parts_of(PIX *page) {
    PIX *half = esc_image_darker_halved(page, BLACK);
    PIXA *parts = NULL;
    BOXA *boxes = half ? pixConnComp(half, &parts, 8) : NULL;
    boxaDestroy(&boxes);
    pixDestroy(&half);
    return parts;
}

// Those that are no print, in pixels of the page.
static esc_block *find_pieces(PIXA *parts, int32_t unit, uint32_t *ret_count) {
    struct {
        esc_block *pieces;
        uint32_t pieces_count, pieces_cap;
    } found = {0};
    for (l_int32 i = 0; parts && i < pixaGetCount(parts); i++) {
        PIX *part = pixaGetPix(parts, i, L_CLONE);
        esc_block_kind kind = kind_of(part, unit);
        pixDestroy(&part);
        if (kind == ESC_BLOCK_TEXT) continue;
        l_int32 x, y, w, h;
        pixaGetBoxGeometry(parts, i, &x, &y, &w, &h);
        *ESC_GROW(&found, pieces, 1) =
            (esc_block){.kind = (uint8_t)kind, .box = {x * SCALE, y * SCALE, w * SCALE, h * SCALE}};
    }
    *ret_count = found.pieces_count;
    return found.pieces;
}

static esc_box on_page(const esc_page *page, esc_box box) {
    int32_t right = L_MIN(box.x + box.w, page->width_px), bottom = L_MIN(box.y + box.h, page->height_px);
    if (box.x < 0) box.x = 0;
    if (box.y < 0) box.y = 0;
    return right > box.x && bottom > box.y ? (esc_box){box.x, box.y, right - box.x, bottom - box.y}
                                           : (esc_box){0};
}

static void note(esc_doc *doc, esc_block_kind kind, esc_box box) {
    box = on_page(&doc->pages[doc->pages_count - 1], box);
    if (box.w) esc_doc_add_block(doc, kind, box);
}

void esc_marks_find(const esc_ocr *ocr, esc_doc *doc, PIX *page, PIXA **parts) {
    uint32_t suspects = 0;
    for (uint32_t i = 0; i < doc->lines_count; i++) suspects += is_doubtful(ocr, doc, &doc->lines[i]);
    int32_t unit = suspects && page ? median_height(doc) : 0;
    if (!unit) return;
    if (!*parts) *parts = parts_of(page);
    uint32_t count;
    ESC_AUTOFREE esc_block *pieces = find_pieces(*parts, unit, &count);
    ESC_AUTOFREE bool *read = esc_alloc_zero(count + 1, sizeof *read);
    for (uint32_t i = 0; i < doc->lines_count; i++) {
        esc_line *line = &doc->lines[i];
        if (!is_doubtful(ocr, doc, line)) continue;
        bool several = stands_in(doc, line, pieces, count);
        for (uint32_t p = 0; p < count; p++) {
            if (several ? !touches(pieces[p].box, line->box) : !covers(pieces[p].box, line->box)) continue;
            line->role = ESC_LINE_JUNK;
            read[p] = true;
        }
    }
    for (uint32_t p = 0; p < count; p++)
        if (read[p]) note(doc, (esc_block_kind)pieces[p].kind, pieces[p].box);
}

// The outermost of the rings about one middle stands for the stamp.
static void note_rings(esc_doc *doc, const esc_lifted *lifted) {
    for (uint32_t i = 0; i < lifted->rings_count; i++) {
        const esc_ring *ring = &lifted->rings[i];
        bool inner = false;
        for (uint32_t k = 0; k < lifted->rings_count && !inner; k++)
            inner =
                lifted->rings[k].along > ring->along && esc_ring_holds(&lifted->rings[k], ring->x, ring->y);
        if (inner) continue;
        double c = ring->along * cos(ring->turn), s = ring->along * sin(ring->turn);
        double half_width = hypot(c, ring->across * sin(ring->turn)),
               half_height = hypot(s, ring->across * cos(ring->turn));
        note(doc, ESC_BLOCK_STAMP,
             (esc_box){(int32_t)(ring->x - half_width), (int32_t)(ring->y - half_height),
                       (int32_t)(2 * half_width + 1), (int32_t)(2 * half_height + 1)});
    }
}

void esc_marks_note_lifted(esc_doc *doc, const esc_lifted *lifted, bool is_lifted) {
    note_rings(doc, lifted);
    if (!is_lifted || lifted->rings_count) return;
    PIX *removed = lifted->removed;
    enum { QUARTER = 4, JOIN = 7, MOST = 8 };
    static const double least_in = 0.9, most_in = 3.5;
    int32_t dpi = doc->pages[doc->pages_count - 1].dpi;
    if (!removed || dpi <= 0) return;
    // The words of a stamp join its ring; what shines through joins to far more than any stamp.
    PIX *small = pixReduceRankBinaryCascade(removed, 1, 1, 0, 0);
    PIX *joined = small ? pixCloseBrick(NULL, small, JOIN, JOIN) : NULL;
    BOXA *boxes = joined ? pixConnCompBB(joined, 8) : NULL;
    int noted = 0;
    for (l_int32 i = 0; boxes && i < boxaGetCount(boxes) && noted < MOST; i++) {
        l_int32 x, y, w, h;
        boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
        double width = (double)w * QUARTER / dpi, height = (double)h * QUARTER / dpi;
        if (width < least_in || height < least_in || width > most_in || height > most_in) continue;
        if (2 * width > 3 * height || 2 * height > 3 * width) continue;
        note(doc, ESC_BLOCK_STAMP, (esc_box){x * QUARTER, y * QUARTER, w * QUARTER, h * QUARTER});
        noted++;
    }
    boxaDestroy(&boxes);
    pixDestroy(&joined);
    pixDestroy(&small);
}
