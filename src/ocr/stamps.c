// SPDX-License-Identifier: GPL-3.0-or-later
// Words of a stamp. They are set aside where they stand within a ring, and their ink is paler than the
// print's; or where they stand in the ring's very middle, apart from all other words, none of which crosses
// the ring. That is not asked of rings in the page's head: a letter head may have one around its seal or
// sign. What is within goes there where it was read as noise altogether, as the picture of an emblem is.
#include <math.h>

#include <leptonica/allheaders.h>

#include "base/mem.h"
#include "image/image.h"
#include "ocr/inside.h"
#include "ocr/layout.h"

static const float noise = 0.6f;

// The share of a word's ink that was taken off the page.
static double removed_share(const esc_lifted *lifted, esc_box box) {
    BOX *part = boxCreate(box.x, box.y, box.w, box.h);
    l_int32 ink = 0, removed = 0;
    pixCountPixelsInRect(lifted->ink, part, &ink, NULL);
    pixCountPixelsInRect(lifted->removed, part, &removed, NULL);
    boxDestroy(&part);
    return ink ? (double)removed / ink : 0;
}

static double middle_x(esc_box box) { return box.x + box.w / 2.0; }
static double middle_y(esc_box box) { return box.y + box.h / 2.0; }

static bool holds(const esc_ring *ring, esc_box box) {
    return esc_ring_holds(ring, middle_x(box), middle_y(box));
}

static bool crosses(const esc_ring *ring, esc_box box) {
    bool left = esc_ring_holds(ring, box.x, middle_y(box)),
         right = esc_ring_holds(ring, box.x + box.w, middle_y(box));
    return left != right;
}

static bool in_head(const esc_doc *doc, const esc_ring *ring) {
    enum { HEAD = 6 }; // of a page's height
    return ring->y * HEAD < doc->pages[0].height_px;
}

// Whether all that was read within the ring is noise, taken together.
static bool is_picture(const esc_doc *doc, const esc_ring *ring) {
    double sum = 0, bytes = 0;
    for (uint32_t i = 0; i < doc->words_count; i++) {
        const esc_word *word = &doc->words[i];
        if (!holds(ring, word->box)) continue;
        sum += (double)word->confidence * word->raw.len;
        bytes += word->raw.len;
    }
    return sum < (double)noise * bytes;
}

// Whether the words within the ring stand free in its middle.
static bool is_free(const esc_doc *doc, const esc_ring *ring) {
    static const double off = 0.2; // of the shorter half axis, at most
    if (in_head(doc, ring)) return is_picture(doc, ring);
    double left = INFINITY, top = INFINITY, right = 0, bottom = 0;
    for (uint32_t i = 0; i < doc->lines_count; i++) {
        const esc_line *line = &doc->lines[i];
        for (uint32_t w = line->first_word; w < line->first_word + line->word_count; w++) {
            esc_box box = doc->words[w].box;
            if (doc->words[w].confidence < noise || line->role == ESC_LINE_JUNK) continue;
            if (crosses(ring, box)) return false;
            if (!holds(ring, box)) continue;
            left = fmin(left, box.x);
            top = fmin(top, box.y);
            right = fmax(right, box.x + box.w);
            bottom = fmax(bottom, box.y + box.h);
        }
    }
    if (left > right) return false;
    double x = (left + right) / 2 - ring->x, y = (top + bottom) / 2 - ring->y;
    return hypot(x, y) < off * ring->across;
}

static bool is_stamped(const esc_lifted *lifted, const bool *is_free_ring, const esc_word *word) {
    static const double mostly = 0.6;
    if (word->box.w <= 0 || word->box.h <= 0) return false;
    for (uint32_t i = 0; i < lifted->rings_count; i++)
        if (holds(&lifted->rings[i], word->box))
            return is_free_ring[i] || removed_share(lifted, word->box) > mostly;
    return false;
}

static esc_box around(const esc_doc *doc, const uint32_t *words, uint32_t count) {
    int32_t left = INT32_MAX, top = INT32_MAX, right = 0, bottom = 0;
    for (uint32_t i = 0; i < count; i++) {
        esc_box box = doc->words[words[i]].box;
        left = L_MIN(left, box.x);
        top = L_MIN(top, box.y);
        right = L_MAX(right, box.x + box.w);
        bottom = L_MAX(bottom, box.y + box.h);
    }
    return (esc_box){left, top, right - left, bottom - top};
}

static void write_line(esc_doc *to, const esc_doc *doc, const esc_line *line, const bool *stamped) {
    ESC_AUTOFREE uint32_t *words = esc_alloc_zero((size_t)line->word_count + 1, sizeof *words);
    uint32_t block = to->blocks_count - 1;
    for (int pass = 0; pass < 2; pass++) {
        uint32_t count = 0;
        for (uint32_t w = line->first_word; w < line->first_word + line->word_count; w++)
            if (stamped[w] == (pass == 1)) words[count++] = w;
        if (!count && (pass || line->word_count)) continue;
        esc_box box = count == line->word_count ? line->box : around(doc, words, count);
        esc_ocr_copy_words(to, block, doc, words, count, box);
        to->lines[to->lines_count - 1].role = pass ? ESC_LINE_JUNK : line->role;
    }
}

esc_doc *esc_stamps_set_aside(const esc_doc *doc, const esc_lifted *lifted) {
    if (!lifted->rings_count) return NULL;
    ESC_AUTOFREE bool *stamped = esc_alloc_zero((size_t)doc->words_count + 1, sizeof *stamped);
    bool any = false, is_free_ring[ESC_RINGS_MOST];
    for (uint32_t i = 0; i < lifted->rings_count; i++) is_free_ring[i] = is_free(doc, &lifted->rings[i]);
    for (uint32_t i = 0; i < doc->lines_count; i++) {
        const esc_line *line = &doc->lines[i];
        if (line->role == ESC_LINE_JUNK) continue;
        for (uint32_t w = line->first_word; w < line->first_word + line->word_count; w++)
            any = (stamped[w] = is_stamped(lifted, is_free_ring, &doc->words[w])) || any;
    }
    if (!any) return NULL;
    esc_doc *to = esc_doc_new();
    esc_doc_add_page(to, (esc_page_origin)doc->pages[0].origin);
    uint32_t block = ESC_NONE;
    for (uint32_t i = 0; i < doc->lines_count; i++) {
        const esc_line *line = &doc->lines[i];
        esc_ocr_copy_block(to, doc, line, &block);
        write_line(to, doc, line, stamped);
    }
    esc_ocr_finish_copy(to, doc);
    return to;
}
