// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/others.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ocr/inside.h"

void esc_others_add(esc_others *others, esc_doc *doc, double scale) {
    *ESC_GROW(others, readings, 1) = (esc_other){doc, scale, 0};
}

// The box of what it holds once that is turned clockwise about a point. A leaning word makes its box higher
// by as much as its ends lie apart.
static esc_box turned(esc_box box, double radians, double x, double y) {
    double dx = box.x + box.w / 2.0 - x, dy = box.y + box.h / 2.0 - y;
    double across = dx * cos(radians) - dy * sin(radians), down = dx * sin(radians) + dy * cos(radians);
    double lean = fabs(sin(radians)), w = fmax(box.w / 2.0, box.w - lean * box.h),
           h = fmax(box.h / 2.0, box.h - lean * box.w);
    return (esc_box){(int32_t)lround(x + across - w / 2), (int32_t)lround(y + down - h / 2),
                     (int32_t)lround(w), (int32_t)lround(h)};
}

void esc_reading_straighten(esc_doc *reading, float skew_deg) {
    esc_page *page = &reading->pages[0];
    double radians = ((double)skew_deg - (double)page->skew_deg) * M_PI / 180;
    if (radians == 0) return;
    double x = page->width_px / 2.0, y = page->height_px / 2.0;
    for (uint32_t i = 0; i < reading->words_count; i++)
        reading->words[i].box = turned(reading->words[i].box, radians, x, y);
    for (uint32_t i = 0; i < reading->lines_count; i++)
        reading->lines[i].box = turned(reading->lines[i].box, radians, x, y);
    for (uint32_t i = 0; i < reading->blocks_count; i++)
        reading->blocks[i].box = turned(reading->blocks[i].box, radians, x, y);
    page->skew_deg = skew_deg;
}

void esc_others_place(esc_others *others, double scale, const esc_page *page) {
    for (uint32_t r = 0; r < others->readings_count; r++) {
        esc_other *other = &others->readings[r];
        esc_page *own = &other->doc->pages[0];
        esc_reading_straighten(other->doc, page->skew_deg);
        for (uint32_t i = 0; i < other->doc->words_count; i++)
            esc_ocr_scale_box(&other->doc->words[i].box, other->scale / scale, page);
        own->width_px = page->width_px;
        own->height_px = page->height_px;
        other->scale = scale;
    }
}

void esc_others_free(esc_others *others) {
    for (uint32_t r = 0; r < others->readings_count; r++) esc_doc_free(others->readings[r].doc);
    free(others->readings);
    *others = (esc_others){0};
}

double esc_reading_surer(const esc_doc *reading, const esc_doc *than) {
    enum { FEW = 12, SHORT = 3 };
    ESC_AUTOFREE bool *taken = esc_alloc_zero((size_t)than->words_count + 1, sizeof *taken);
    double sum = 0;
    uint32_t shared = 0;
    for (uint32_t i = 0; i < reading->words_count; i++) {
        esc_span raw = reading->words[i].raw;
        for (uint32_t j = 0; raw.len > SHORT && j < than->words_count; j++) {
            esc_span other = than->words[j].raw;
            if (taken[j] || other.len != raw.len) continue;
            if (memcmp(esc_doc_text(reading, raw), esc_doc_text(than, other), raw.len)) continue;
            taken[j] = true;
            sum += (double)reading->words[i].confidence - (double)than->words[j].confidence;
            shared++;
            break;
        }
    }
    return shared < FEW ? 0 : sum / shared;
}

static void temper(esc_doc *reading, double surer) {
    for (uint32_t i = 0; i < reading->words_count; i++) {
        float *confidence = &reading->words[i].confidence;
        *confidence = fminf(1, fmaxf(0, *confidence - (float)surer));
    }
}

double esc_reading_unknown(const esc_ocr *ocr, const esc_doc *reading) {
    double unknown = 0, bytes = 0;
    for (uint32_t i = 0; i < reading->words_count; i++) {
        unknown += esc_unknown_share(ocr, reading, i) * reading->words[i].raw.len;
        bytes += reading->words[i].raw.len;
    }
    return bytes > 0 ? unknown / bytes : 0;
}

void esc_others_weigh(esc_others *others, const esc_ocr *ocr, const esc_doc *doc) {
    for (uint32_t r = 0; r < others->readings_count; r++) {
        esc_other *other = &others->readings[r];
        temper(other->doc, esc_reading_surer(other->doc, doc));
        double more = esc_reading_unknown(ocr, other->doc) - esc_reading_unknown(ocr, doc);
        other->mistrust = (float)fmax(0, more);
    }
}

// The line of doc whose words cover most of the word's place; ESC_NONE where none covers a third of it.
static uint32_t line_under(const esc_doc *doc, const uint32_t *line_of, esc_box word) {
    int64_t most = (int64_t)word.w * word.h / 3;
    uint32_t found = ESC_NONE;
    for (uint32_t i = 0; i < doc->words_count; i++) {
        int64_t here = esc_ocr_shared_area(doc->words[i].box, word);
        if (here <= most) continue;
        most = here;
        found = line_of[i];
    }
    return found;
}

// Whether no more than a blank is between two words of a line.
static bool is_next(esc_box left, esc_box right) {
    int32_t height = left.h > right.h ? left.h : right.h;
    return 2 * (right.x - left.x - left.w) < 3 * height;
}

static esc_box box_of(const esc_heard *heard) { return heard->doc->words[heard->word].box; }

static int by_left(const void *a, const void *b) {
    const esc_heard *x = a, *y = b;
    int32_t left = box_of(x).x, other = box_of(y).x;
    return left != other ? (left > other) - (left < other) : (x->word > y->word) - (x->word < y->word);
}

// From left to right; of two words over each other, which come from two lines of the reading, the surer one.
static void put_in_order(esc_hearing *hearing) {
    if (!hearing->words_count) return;
    qsort(hearing->words, hearing->words_count, sizeof *hearing->words, by_left);
    uint32_t kept = 1;
    for (uint32_t i = 1; i < hearing->words_count; i++) {
        esc_heard *last = &hearing->words[kept - 1], *this = &hearing->words[i];
        esc_box left = box_of(last), right = box_of(this);
        if (2 * (left.x + left.w - right.x) <= (left.w < right.w ? left.w : right.w))
            hearing->words[kept++] = *this;
        else if (this->doc->words[this->word].confidence > last->doc->words[last->word].confidence)
            *last = *this;
    }
    hearing->words_count = kept;
}

esc_hearing *esc_others_hear(const esc_other *other, const esc_doc *doc) {
    const esc_doc *reading = other->doc;
    esc_hearing *ret = esc_alloc_zero((size_t)doc->lines_count + 1, sizeof *ret);
    ESC_AUTOFREE uint32_t *line_of = esc_alloc_zero((size_t)doc->words_count + 1, sizeof *line_of);
    for (uint32_t l = 0; l < doc->lines_count; l++)
        for (uint32_t w = 0; w < doc->lines[l].word_count; w++) line_of[doc->lines[l].first_word + w] = l;
    ESC_AUTOFREE uint32_t *under = esc_alloc_zero((size_t)reading->words_count + 1, sizeof *under);
    for (uint32_t l = 0; l < reading->lines_count; l++) {
        uint32_t first = reading->lines[l].first_word, end = first + reading->lines[l].word_count;
        for (uint32_t w = first; w < end; w++) under[w] = line_under(doc, line_of, reading->words[w].box);
        // What stands where doc has nothing goes with its neighbour on the line.
        const esc_word *words = reading->words;
        for (uint32_t w = first + 1; w < end; w++)
            if (under[w] == ESC_NONE && is_next(words[w - 1].box, words[w].box)) under[w] = under[w - 1];
        for (uint32_t w = end; w-- > first + 1;)
            if (under[w - 1] == ESC_NONE && is_next(words[w - 1].box, words[w].box)) under[w - 1] = under[w];
        for (uint32_t w = first; w < end; w++)
            if (under[w] != ESC_NONE) esc_hearing_add(&ret[under[w]], reading, w, 1, other->mistrust);
    }
    for (uint32_t l = 0; l < doc->lines_count; l++) put_in_order(&ret[l]);
    return ret;
}
