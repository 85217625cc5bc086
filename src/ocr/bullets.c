// SPDX-License-Identifier: GPL-3.0-or-later
// A bullet is told by the picture: one filled dot, as high as wide, of a third of a word's height, beside the
// middle of the first word of a line, and more of them below each other.
#include "ocr/bullets.h"

#include <stdlib.h>

#include <leptonica/allheaders.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "image/image.h"
#include "ocr/inside.h"
#include "ocr/layout.h"

enum {
    BLACK = 140,    // grey below which it is ink
    REACH = 4,      // units to the left of a line
    LEAST_READ = 2, // on one edge, where all were read as something
    LEAST = 3
};
static const float confidence = 0.9f;

typedef struct dot {
    uint32_t line;
    esc_box box;
    bool read; // the line's first word stands for it
} dot;

typedef struct dots {
    dot *dots;
    uint32_t dots_count, dots_cap;
} dots;

// The only piece of ink in a place; a width of 0 where there are several or none.
static esc_box only_piece(PIX *page, esc_box place, int32_t unit, l_int32 *ret_pixels) {
    esc_box found = {0};
    BOX *box = boxCreate(place.x, place.y, place.w, place.h);
    PIX *part = pixClipRectangle(page, box, NULL), *ink = part ? esc_image_ink(part, BLACK) : NULL;
    PIXA *parts = NULL;
    BOXA *boxes = ink ? pixConnComp(ink, &parts, 8) : NULL;
    int pieces = 0;
    for (l_int32 i = 0; boxes && i < boxaGetCount(boxes); i++) {
        l_int32 x, y, w, h;
        boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
        if (8 * w < unit && 8 * h < unit) continue; // dust
        pieces++;
        found = (esc_box){place.x + x, place.y + y, w, h};
        PIX *piece = pixaGetPix(parts, i, L_CLONE);
        pixCountPixels(piece, ret_pixels, NULL);
        pixDestroy(&piece);
    }
    boxaDestroy(&boxes);
    pixaDestroy(&parts);
    pixDestroy(&ink);
    pixDestroy(&part);
    boxDestroy(&box);
    return pieces == 1 ? found : (esc_box){0};
}

// Whether it is a dot beside the middle of a word.
static bool is_dot(esc_box box, l_int32 pixels, esc_box word, int32_t unit) {
    if (20 * box.w < 3 * unit || 20 * box.h < 3 * unit || 20 * box.w > 13 * unit || 20 * box.h > 13 * unit)
        return false;
    if (10 * box.w > 14 * box.h || 10 * box.h > 14 * box.w || 100 * pixels < 64 * box.w * box.h) return false;
    int32_t middle = 2 * box.y + box.h - 2 * word.y; // twice, from the word's top
    return 20 * middle > 6 * word.h && 20 * middle < 27 * word.h;
}

// One sign, whatever it is.
static bool is_one_sign(const esc_doc *doc, const esc_word *word) {
    const char *at = esc_doc_text(doc, word->raw), *end = at + word->raw.len;
    esc_utf8_next(&at, end);
    return at == end;
}

static void find_dot(const esc_doc *doc, PIX *page, uint32_t number, int32_t unit, dots *ret) {
    const esc_line *line = &doc->lines[number];
    if (line->role == ESC_LINE_JUNK || !line->word_count) return;
    const esc_word *first = &doc->words[line->first_word];
    bool read = line->word_count > 1 && is_one_sign(doc, first);
    esc_box beside = read ? first[1].box : first->box, place = first->box;
    if (!beside.w || !place.w || 2 * beside.h > 5 * unit || 3 * beside.h < unit) return;
    if (!read) { // what is left of it
        int32_t x = L_MAX(0, beside.x - REACH * unit);
        place = (esc_box){x, beside.y, beside.x - unit / 4 - x, beside.h};
        if (place.w < unit / 2) return;
    }
    l_int32 pixels = 0;
    esc_box box = only_piece(page, place, unit, &pixels);
    if (box.w && is_dot(box, pixels, beside, unit)) *ESC_GROW(ret, dots, 1) = (dot){number, box, read};
}

// Whether enough of them stand on one edge.
static bool is_one_of_many(const dots *found, const dot *this, int32_t unit) {
    uint32_t count = 0;
    bool all_read = true;
    for (uint32_t i = 0; i < found->dots_count; i++) {
        const dot *other = &found->dots[i];
        if (2 * abs(other->box.x - this->box.x) > unit) continue;
        count++;
        all_read = all_read && other->read;
    }
    return count >= (all_read ? LEAST_READ : LEAST);
}

static esc_doc *bullet(esc_box box) {
    static const char sign[] = "•";
    esc_doc *doc = esc_doc_new();
    esc_doc_add_page(doc, ESC_PAGE_OCR);
    esc_doc_add_block(doc, ESC_BLOCK_TEXT, box);
    esc_doc_add_line(doc, 0, sign, sizeof sign - 1, box);
    esc_doc_add_word(doc, 0, sizeof sign - 1, box, confidence);
    return doc;
}

static void write_line(esc_doc *to, const esc_doc *all, uint32_t number, const dot *with, uint32_t sign) {
    const esc_line *line = &all->lines[number];
    ESC_AUTOFREE uint32_t *words = esc_alloc_zero(line->word_count + 2, sizeof *words);
    uint32_t count = 0;
    esc_box box = line->box;
    if (with) {
        words[count++] = sign;
        if (with->box.x < box.x) {
            box.w += box.x - with->box.x;
            box.x = with->box.x;
        }
    }
    for (uint32_t w = with && with->read; w < line->word_count; w++) words[count++] = line->first_word + w;
    esc_ocr_copy_words(to, to->blocks_count - 1, all, words, count, box);
    to->lines[to->lines_count - 1].role = line->role;
}

esc_doc *esc_bullets_read(const esc_doc *doc, PIX *page) {
    ESC_AUTOROWS rows = {0};
    esc_rows_find(doc, &rows);
    if (!rows.unit || !page) return NULL;
    dots found = {0};
    for (uint32_t l = 0; l < doc->lines_count; l++) find_dot(doc, page, l, rows.unit, &found);
    uint32_t kept = 0;
    ESC_AUTOFREE bool *good = esc_alloc_zero(found.dots_count + 1, sizeof *good);
    for (uint32_t i = 0; i < found.dots_count; i++)
        kept += good[i] = is_one_of_many(&found, &found.dots[i], rows.unit);
    esc_doc *to = NULL;
    if (kept) {
        ESC_AUTODOC *all = esc_doc_new(), *sign = bullet((esc_box){0});
        esc_doc_append(all, doc); // words and lines keep their numbers
        to = esc_doc_new();
        esc_doc_add_page(to, (esc_page_origin)doc->pages[0].origin);
        uint32_t block = ESC_NONE, next = 0;
        for (uint32_t l = 0; l < doc->lines_count; l++) {
            esc_ocr_copy_block(to, doc, &doc->lines[l], &block);
            while (next < found.dots_count && found.dots[next].line < l) next++;
            const dot *with = next < found.dots_count && found.dots[next].line == l && good[next]
                                  ? &found.dots[next]
                                  : NULL;
            uint32_t number = all->words_count;
            if (with) {
                ESC_AUTODOC *one = bullet(with->box);
                esc_doc_append(all, one);
            }
            write_line(to, all, l, with, number);
        }
        esc_ocr_finish_copy(to, doc);
    }
    free(found.dots);
    return to;
}
