// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of low confidence are cut out and read again by themselves, once with their edges smoothed and once
// brought to the height that Tesseract was taught with; then the readings vote. The page's layout stays.
// Tried and left out: medians (they eat thin strokes), sharpening, reading the raw line without Tesseract's
// own search for its baseline, and the same pixels once more.
#include "ocr/second.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <leptonica/allheaders.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/pulse.h"
#include "ocr/vote.h"

// Pages of which more than this is sure read too well for a second look to pay; lines likewise.
static const float sure_page = 0.945f, sure_line = 0.93f;

enum {
    MOST_LINES = 60,  // looked at again on one page, the least sure first: at most twice a page's own time
    LEAST_HEIGHT = 6, // pixels of a line
    MOST_HEIGHT = 200,
    HEIGHT = 45,     // pixels that a line is brought to
    READINGS = 3,    // with the first one
    MOST_OTHERS = 4, // readings of the whole page that are heard
    HEARD = READINGS + MOST_OTHERS
};

typedef struct doubt {
    uint32_t line;
    float confidence;
} doubt;

static float line_confidence(const esc_doc *doc, const esc_line *line) {
    double sum = 0, bytes = 0;
    for (uint32_t i = line->first_word; i < line->first_word + line->word_count; i++) {
        sum += (double)doc->words[i].confidence * doc->words[i].raw.len;
        bytes += doc->words[i].raw.len;
    }
    return bytes > 0 ? (float)(sum / bytes) : 1;
}

static int by_confidence(const void *a, const void *b) {
    const doubt *x = a, *y = b;
    if (x->confidence != y->confidence) return x->confidence < y->confidence ? -1 : 1;
    return x->line < y->line ? -1 : 1;
}

// The doubtful lines, the least sure first; at most MOST_LINES. Owned by the caller.
static doubt *doubtful(const esc_doc *doc, uint32_t *ret_count) {
    doubt *doubts = esc_alloc_zero((size_t)doc->lines_count + 1, sizeof *doubts);
    uint32_t count = 0;
    for (uint32_t i = 0; i < doc->lines_count; i++) {
        const esc_line *line = &doc->lines[i];
        float confidence = line_confidence(doc, line);
        if (confidence > sure_line || line->box.h < LEAST_HEIGHT || line->box.h > MOST_HEIGHT) continue;
        if (line->role == ESC_LINE_JUNK) continue; // scrawl, which would only be read surer
        if (line->box.w < line->box.h) continue;   // a mark, or a line that runs down the page
        doubts[count++] = (doubt){i, confidence};
    }
    qsort(doubts, count, sizeof *doubts, by_confidence);
    *ret_count = count < MOST_LINES ? count : MOST_LINES;
    return doubts;
}

static PIX *at_height(PIX *pix, int32_t line_height) {
    float factor = (float)HEIGHT / (float)line_height;
    if (factor > 4) factor = 4;
    if (factor > 1.15f) return pixScaleGrayLI(pix, factor, factor);
    return factor < 0.87f ? pixScaleAreaMap(pix, factor, factor) : pixClone(pix);
}

// A picture of the line made in way 1 or 2. Smoothing lets the strokes of low lines run together: their greys
// are drawn apart instead, where that has not been done.
static PIX *remade(PIX *cut, int way, int32_t line_height) {
    enum { LOW = 30 };
    static const float slightly = 0.7f, well = 1;
    static const double deepest = 0.01;
    if (way == 1) return esc_image_smoothed(cut, slightly);
    PIX *scaled = at_height(cut, line_height), *made = NULL;
    if (scaled)
        made = line_height < LOW && esc_image_has_grain(scaled) ? esc_image_drawn_apart(scaled, deepest)
                                                                : esc_image_smoothed(scaled, well);
    pixDestroy(&scaled);
    return made;
}

// From pixels of the picture to those of the page.
static void place(esc_doc *doc, esc_box cut, double scale) {
    for (uint32_t i = 0; i < doc->words_count; i++) {
        esc_box *box = &doc->words[i].box;
        int32_t x = cut.x + (int32_t)(box->x / scale), y = cut.y + (int32_t)(box->y / scale);
        int32_t right = cut.x + (int32_t)((box->x + box->w) / scale + 0.5);
        int32_t bottom = cut.y + (int32_t)((box->y + box->h) / scale + 0.5);
        if (right > cut.x + cut.w) right = cut.x + cut.w;
        if (bottom > cut.y + cut.h) bottom = cut.y + cut.h;
        *box = (esc_box){x, y, right - x, bottom - y};
    }
}

// Reads one picture of a line; NULL where nothing was read. Owned by the caller.
static esc_doc *read_line(esc_ocr *ocr, PIX *pix, esc_box cut) {
    enum { DPI = 300 };
    TessBaseAPISetImage2(ocr->api, pix);
    TessBaseAPISetSourceResolution(ocr->api, DPI);
    esc_doc *doc = NULL;
    if (!TessBaseAPIRecognize(ocr->api, NULL)) {
        int32_t turn;
        doc = esc_doc_new();
        esc_doc_add_page(doc, ESC_PAGE_OCR);
        if (esc_ocr_harvest(ocr, pixGetWidth(pix), pixGetHeight(pix), doc, &turn, NULL) ||
            !doc->words_count) {
            esc_doc_free(doc);
            doc = NULL;
        } else {
            place(doc, cut, (double)pixGetWidth(pix) / cut.w);
        }
    }
    TessBaseAPIClear(ocr->api);
    return doc;
}

// The line with a little room around it.
static PIX *cut_out(const esc_raster *raster, esc_box line, esc_box *ret_cut) {
    int32_t room = line.h / 4 + 2, x = line.x - room, y = line.y - room;
    int32_t right = line.x + line.w + room, bottom = line.y + line.h + room;
    if (x < 0) x = 0;
    if (y < 0) y = 0;
    if (right > pixGetWidth(raster->pix)) right = pixGetWidth(raster->pix);
    if (bottom > pixGetHeight(raster->pix)) bottom = pixGetHeight(raster->pix);
    *ret_cut = (esc_box){x, y, right - x, bottom - y};
    BOX *box = boxCreate(x, y, right - x, bottom - y);
    PIX *part = pixClipRectangle(raster->pix, box, NULL);
    boxDestroy(&box);
    PIX *grey = part ? pixConvertTo8(part, 0) : NULL;
    pixDestroy(&part);
    return grey;
}

// A line read again.
typedef struct look {
    esc_hearing hearings[HEARD]; // the page's own first
    uint32_t hearings_count;
    esc_hearing best, all;       // the best of its readings; every word of them all
    esc_doc *keep[READINGS - 1]; // documents that they lie in; NULL where there is none
} look;

static void finish_look(look *done) {
    for (uint32_t i = 0; i < done->hearings_count; i++) esc_hearing_free(&done->hearings[i]);
    esc_hearing_free(&done->best);
    esc_hearing_free(&done->all);
    for (int i = 0; i < READINGS - 1; i++) esc_doc_free(done->keep[i]);
}

static esc_hearing *one_more(look *at) { return &at->hearings[at->hearings_count++]; }

// Hears what the whole page's readings have in the place of each line.
static void hear_page(const esc_doc *doc, const esc_others *others, look *again) {
    for (uint32_t i = 0; i < doc->lines_count; i++)
        esc_hearing_add(one_more(&again[i]), doc, doc->lines[i].first_word, doc->lines[i].word_count, 0);
    for (uint32_t r = 0; r < others->readings_count && r < MOST_OTHERS; r++) {
        ESC_AUTOFREE esc_hearing *heard = esc_others_hear(&others->readings[r], doc);
        for (uint32_t i = 0; i < doc->lines_count; i++)
            if (heard[i].words_count) *one_more(&again[i]) = heard[i];
    }
}

// Reads pictures of the line made for it.
static void look_closely(esc_ocr *ocr, const esc_raster *raster, const esc_line *line, look *ret) {
    esc_box cut;
    PIX *grey = cut_out(raster, line->box, &cut);
    for (int way = 1; grey && way < READINGS; way++) {
        PIX *picture = remade(grey, way, line->box.h);
        esc_doc *other = ret->keep[way - 1] = picture ? read_line(ocr, picture, cut) : NULL;
        pixDestroy(&picture);
        if (other) esc_hearing_add(one_more(ret), other, 0, other->words_count, 0);
    }
    pixDestroy(&grey);
}

// What is taken off a coarse page with a second ink takes its stops along: other readings of the whole page
// then have nearly all of those that differ.
static bool lacks_stops(const look *again, uint32_t count) {
    enum { SOME = 8, FAR_MORE = 4 };
    uint32_t missing = 0, more = 0;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t h = 1; h < again[i].hearings_count; h++)
            esc_vote_compare_stops(&again[i].hearings[0], &again[i].hearings[h], &missing, &more);
    return missing >= SOME && missing > FAR_MORE * more;
}

static void choose(const esc_ocr *ocr, bool stops_are_missing, look *at) {
    if (at->hearings_count < 2) return;
    for (uint32_t h = 0; h < at->hearings_count; h++)
        for (uint32_t w = 0; w < at->hearings[h].words_count; w++)
            *ESC_GROW(&at->all, words, 1) = at->hearings[h].words[w];
    esc_vote(at->hearings, at->hearings_count, ocr->known, ocr->known_user, stops_are_missing, &at->best);
}

// Adds what other readings have in the place of a word of to as alternatives of it.
static void add_others(esc_doc *to, const esc_word *word, const esc_heard *heard, const esc_hearing *all) {
    static const double mostly = 0.7;
    const char *text = esc_doc_text(heard->doc, word->raw);
    uint32_t added = 0;
    for (uint32_t i = 0; i < all->words_count && added < READINGS - 1; i++) {
        const esc_doc *from = all->words[i].doc;
        const esc_word *other = &from->words[all->words[i].word];
        int32_t left = other->box.x > word->box.x ? other->box.x : word->box.x;
        int32_t right = other->box.x + other->box.w, end = word->box.x + word->box.w;
        if (end < right) right = end;
        if (right - left < mostly * other->box.w || right - left < mostly * word->box.w) continue;
        if (other->raw.len == word->raw.len && !memcmp(esc_doc_text(from, other->raw), text, word->raw.len))
            continue;
        esc_doc_add_alt(to, 0, word->raw.len, esc_doc_text(from, other->raw), other->confidence);
        added++;
    }
}

// all: the words of every reading.
static void write_line(esc_doc *to, uint32_t block, const esc_hearing *words, const esc_hearing *all,
                       esc_box box) {
    ESC_AUTOBUF raw = {0};
    for (uint32_t i = 0; i < words->words_count; i++) {
        const esc_heard *heard = &words->words[i];
        const esc_word *word = &heard->doc->words[heard->word];
        if (i) esc_buf_putc(&raw, ' ');
        esc_buf_put(&raw, esc_doc_text(heard->doc, word->raw), word->raw.len);
    }
    esc_doc_add_line(to, block, esc_buf_text(&raw), raw.len, box);
    uint32_t at = 0;
    for (uint32_t i = 0; i < words->words_count; i++) {
        const esc_doc *from = words->words[i].doc;
        const esc_word *word = &from->words[words->words[i].word];
        esc_doc_add_word(to, at, word->raw.len, word->box, word->confidence);
        for (uint32_t a = word->first_alt; a < word->first_alt + word->alt_count; a++) {
            const esc_alt *alt = &from->alts[a];
            esc_doc_add_alt(to, alt->at, alt->len, esc_doc_text(from, alt->text), alt->confidence);
        }
        add_others(to, word, &words->words[i], all);
        at += word->raw.len + 1;
    }
}

// The page with the lines that were read again in place of the first ones.
static esc_doc *rewrite(const esc_doc *doc, const look *again) {
    esc_doc *to = esc_doc_new();
    esc_doc_add_page(to, (esc_page_origin)doc->pages[0].origin);
    uint32_t block = ESC_NONE;
    double sum = 0, bytes = 0;
    for (uint32_t i = 0; i < doc->lines_count; i++) {
        const esc_line *line = &doc->lines[i];
        esc_ocr_copy_block(to, doc, line, &block);
        const esc_hearing *best = &again[i].best;
        ESC_AUTOHEARING first = {0};
        if (!best->words_count) esc_hearing_add(&first, doc, line->first_word, line->word_count, 0);
        write_line(to, to->blocks_count - 1, best->words_count ? best : &first, &again[i].all, line->box);
        to->lines[i].role = line->role;
    }
    for (uint32_t i = 0; i < to->words_count; i++) {
        sum += (double)to->words[i].confidence * to->words[i].raw.len;
        bytes += to->words[i].raw.len;
    }
    esc_ocr_finish_copy(to, doc);
    if (bytes > 0) to->pages[0].confidence = (float)(sum / bytes);
    return to;
}

// A page that reads well gets nothing of its other readings but slashes that it lost.
static esc_doc *with_slashes(const esc_doc *doc, const esc_others *others) {
    look *again = esc_alloc_zero(doc->lines_count, sizeof *again);
    bool any = false;
    hear_page(doc, others, again);
    for (uint32_t i = 0; i < doc->lines_count; i++) {
        esc_hearing *best = &again[i].best;
        esc_hearing_add(best, doc, doc->lines[i].first_word, doc->lines[i].word_count, 0);
        any |= esc_vote_restore_slashes(again[i].hearings, again[i].hearings_count, best);
    }
    esc_doc *better = any ? rewrite(doc, again) : NULL;
    for (uint32_t i = 0; i < doc->lines_count; i++) finish_look(&again[i]);
    free(again);
    return better;
}

esc_doc *esc_second_look(esc_ocr *ocr, const esc_raster *raster, const esc_doc *doc, const esc_others *others,
                         double deadline_s) {
    if (doc->pages[0].confidence > sure_page)
        return others->readings_count ? with_slashes(doc, others) : NULL;
    uint32_t count;
    ESC_AUTOFREE doubt *doubts = doubtful(doc, &count);
    if (!count && !others->readings_count) return NULL;
    bool wanted = ocr->alternatives;
    look *again = esc_alloc_zero(doc->lines_count, sizeof *again);
    hear_page(doc, others, again);
    bool stops_are_missing = lacks_stops(again, doc->lines_count);
    TessBaseAPISetPageSegMode(ocr->api, PSM_SINGLE_LINE);
    esc_ocr_want_alternatives(ocr, true);
    for (uint32_t i = 0; i < count; i++) {
        if (esc_ocr_is_late(deadline_s)) break;
        esc_pulse();
        look_closely(ocr, raster, &doc->lines[doubts[i].line], &again[doubts[i].line]);
    }
    esc_ocr_want_alternatives(ocr, wanted);
    TessBaseAPISetPageSegMode(ocr->api, PSM_AUTO);
    for (uint32_t i = 0; i < doc->lines_count; i++)
        if (doc->lines[i].role != ESC_LINE_JUNK) choose(ocr, stops_are_missing, &again[i]);
    esc_doc *better = rewrite(doc, again);
    for (uint32_t i = 0; i < doc->lines_count; i++) finish_look(&again[i]);
    free(again);
    return better;
}
