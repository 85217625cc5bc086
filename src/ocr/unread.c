// SPDX-License-Identifier: GPL-3.0-or-later
// Writing that gave no words. Tesseract leaves out what it takes for a picture, sometimes whole paragraphs,
// and says nothing: a page may be sure of every word and lack a third of its text. So what is left of the
// page once all words are wiped out is looked through for pieces of a letter's size that stand in lines. Such
// places are read once more by themselves, as one block of text; what stays unread is put on record.
#include "ocr/unread.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <leptonica/allheaders.h>

#include "base/mem.h"
#include "image/image.h"
#include "ocr/inside.h"
#include "ocr/layout.h"

enum {
    SCALE = 2,          // the page is looked at in half of its size
    BLACK = 140,        // grey below which it is ink
    LEAST_IN_LINE = 6,  // letters of a line
    LEAST_LETTERS = 12, // of a place that is worth a look
    MOST_PLACES = 8,
};

// What is no part of a word, in black and white.
static PIX *rest_of(const esc_doc *doc, PIX *page, int32_t unit) {
    PIX *ink = esc_image_darker_sampled(page, BLACK);
    int32_t room = unit / 4;
    ESC_AUTOFREE bool *in_upended = esc_alloc_zero(doc->words_count + 1, sizeof *in_upended);
    for (uint32_t l = 0; l < doc->lines_count; l++)
        if (esc_strays_is_upended(doc, l))
            memset(in_upended + doc->lines[l].first_word, 1, doc->lines[l].word_count);
    for (uint32_t i = 0; ink && i < doc->words_count; i++) {
        esc_box box = doc->words[i].box;
        if (!box.w || in_upended[i]) continue;
        pixRasterop(ink, (box.x - room) / SCALE, (box.y - room) / SCALE, (box.w + 2 * room) / SCALE,
                    (box.h + 2 * room) / SCALE, PIX_CLR, NULL, 0, 0);
    }
    return ink;
}

static bool is_letter(const BOX *box, int32_t unit) {
    int32_t width = box->w * SCALE, height = box->h * SCALE;
    return 3 * height > unit && 2 * height < 3 * unit && 10 * width > unit && width < 3 * unit;
}

// Leaves of all pieces those of a letter's size, each as its box; NULL where there are none.
static PIX *letters_of(PIX *ink, int32_t unit, uint32_t *ret_count) {
    BOXA *boxes = pixConnCompBB(ink, 8);
    PIX *made = boxes ? pixCreateTemplate(ink) : NULL;
    for (l_int32 i = 0; made && i < boxaGetCount(boxes); i++) {
        BOX *box = boxaGetBox(boxes, i, L_CLONE);
        if (is_letter(box, unit)) {
            pixRasterop(made, box->x, box->y, box->w, box->h, PIX_SET, NULL, 0, 0);
            ++*ret_count;
        }
        boxDestroy(&box);
    }
    boxaDestroy(&boxes);
    if (!*ret_count) pixDestroy(&made);
    return made;
}

static l_int32 count_pieces(PIX *pix, const BOX *in) {
    PIX *part = pixClipRectangle(pix, (BOX *)in, NULL);
    l_int32 count = 0;
    if (part) pixCountConnComp(part, 8, &count);
    pixDestroy(&part);
    return count;
}

// Leaves of the letters those that stand in lines.
static PIX *lines_of(PIX *letters, int32_t unit) {
    PIX *joined = pixCloseBrick(NULL, letters, unit * 3 / 2 / SCALE, 1);
    BOXA *boxes = joined ? pixConnCompBB(joined, 8) : NULL;
    PIX *made = boxes ? pixCreateTemplate(letters) : NULL;
    for (l_int32 i = 0; made && i < boxaGetCount(boxes); i++) {
        BOX *box = boxaGetBox(boxes, i, L_CLONE);
        if (box->w * SCALE > 4 * unit && box->h * SCALE < 3 * unit &&
            count_pieces(letters, box) >= LEAST_IN_LINE)
            pixRasterop(made, box->x, box->y, box->w, box->h, PIX_SRC, letters, box->x, box->y);
        boxDestroy(&box);
    }
    boxaDestroy(&boxes);
    pixDestroy(&joined);
    return made;
}

static int32_t usual_height(const esc_doc *doc) {
    ESC_AUTOROWS rows = {0};
    esc_rows_find(doc, &rows);
    return rows.unit;
}

void esc_unread_find(const esc_doc *doc, PIX *page, esc_unread *ret) {
    *ret = (esc_unread){0};
    enum { LEAST_UNIT = 8 };
    int32_t unit = page ? usual_height(doc) : 0;
    if (unit < LEAST_UNIT) return;
    uint32_t count = 0;
    PIX *ink = rest_of(doc, page, unit), *letters = ink ? letters_of(ink, unit, &count) : NULL;
    PIX *lines = count >= LEAST_LETTERS ? lines_of(letters, unit) : NULL;
    PIX *places = lines ? pixCloseBrick(NULL, lines, 2 * unit / SCALE, 2 * unit / SCALE) : NULL;
    BOXA *boxes = places ? pixConnCompBB(places, 8) : NULL;
    for (l_int32 i = 0; boxes && i < boxaGetCount(boxes) && ret->places_count < MOST_PLACES; i++) {
        BOX *box = boxaGetBox(boxes, i, L_CLONE);
        l_int32 pieces = count_pieces(lines, box);
        if (pieces >= LEAST_LETTERS) {
            ret->letters += (uint32_t)pieces;
            *ESC_GROW(ret, places, 1) =
                (esc_box){box->x * SCALE, box->y * SCALE, box->w * SCALE, box->h * SCALE};
        }
        boxDestroy(&box);
    }
    for (uint32_t i = 0; i < ret->places_count; i++) {
        esc_box box = ret->places[i];
        pixRasterop(letters, box.x / SCALE, box.y / SCALE, box.w / SCALE, box.h / SCALE, PIX_CLR, NULL, 0, 0);
    }
    if (letters) esc_strays_find(letters, SCALE, unit, &ret->strays);
    boxaDestroy(&boxes);
    pixDestroy(&places);
    pixDestroy(&lines);
    pixDestroy(&letters);
    pixDestroy(&ink);
}

uint32_t esc_ocr_unread_letters(const esc_doc *doc, const esc_raster *raster) {
    ESC_AUTOUNREAD unread = {0};
    esc_unread_find(doc, raster->pix, &unread);
    return unread.letters;
}

void esc_unread_free(esc_unread *unread) {
    free(unread->places);
    esc_strays_free(&unread->strays);
    *unread = (esc_unread){0};
}

// ---- reading such places ----

// Reads one place of the page; NULL where nothing was read. Owned by the caller.
static esc_doc *read_place(esc_ocr *ocr, const esc_raster *raster, esc_box place) {
    static const float noise = 0.6f;
    esc_doc *doc = esc_doc_new();
    esc_doc_add_page(doc, ESC_PAGE_OCR);
    int32_t room = 6, x = L_MAX(0, place.x - room), y = L_MAX(0, place.y - room), turn;
    TessBaseAPISetImage2(ocr->api, raster->pix);
    if (raster->dpi) TessBaseAPISetSourceResolution(ocr->api, raster->dpi);
    TessBaseAPISetRectangle(ocr->api, x, y, L_MIN(pixGetWidth(raster->pix) - x, place.w + 2 * room),
                            L_MIN(pixGetHeight(raster->pix) - y, place.h + 2 * room));
    int failed = TessBaseAPIRecognize(ocr->api, NULL) ||
                 esc_ocr_harvest(ocr, pixGetWidth(raster->pix), pixGetHeight(raster->pix), doc, &turn, NULL);
    TessBaseAPIClear(ocr->api);
    if (failed || !doc->words_count || doc->pages[0].confidence < noise) {
        esc_doc_free(doc);
        return NULL;
    }
    return doc;
}

bool esc_unread_is_slanted(const esc_doc *read) {
    enum { LEAST_WORDS = 3 };
    static const double steep = 0.08, of_height = 0.5; // of a word's, from one end of a line to the other
    double across = 0, slope = 0, widest = 0, height = 0;
    uint32_t count = 0;
    for (uint32_t l = 0; l < read->lines_count; l++) {
        const esc_line *line = &read->lines[l];
        for (uint32_t w = line->first_word + 1; w < line->first_word + line->word_count; w++) {
            esc_box first = read->words[line->first_word].box, box = read->words[w].box;
            double dx = box.x + box.w / 2.0 - first.x - first.w / 2.0;
            double dy = box.y + box.h / 2.0 - first.y - first.h / 2.0;
            across += dx * dx;
            slope += dx * dy;
            widest = L_MAX(widest, dx);
            height = L_MAX(height, L_MIN(box.h, first.h));
        }
        count += line->word_count;
    }
    slope = across > 0 ? fabs(slope / across) : 0;
    return count >= LEAST_WORDS && slope >= steep && slope * widest >= of_height * height;
}

// The line before which a place belongs: behind the last one that stands above it; behind all of them where
// none reaches below it.
static uint32_t line_after(const esc_doc *doc, esc_box place) {
    uint32_t at = 0, above_all = 0;
    for (uint32_t i = 0; i < doc->lines_count; i++)
        above_all += doc->lines[i].box.y + doc->lines[i].box.h <= place.y;
    if (above_all == doc->lines_count) return above_all;
    for (uint32_t i = 0; i < doc->lines_count; i++) {
        esc_box box = doc->lines[i].box;
        bool above = box.y + box.h / 2 <= place.y;
        bool over = box.x < place.x + place.w && place.x < box.x + box.w;
        if (above && over) at = i + 1;
    }
    return at;
}

static void copy_line(esc_doc *to, uint32_t block, const esc_doc *from, uint32_t number) {
    const esc_line *line = &from->lines[number];
    ESC_AUTOFREE uint32_t *words = esc_alloc_zero(line->word_count + 1, sizeof *words);
    for (uint32_t i = 0; i < line->word_count; i++) words[i] = line->first_word + i;
    esc_ocr_copy_words(to, block, from, words, line->word_count, line->box);
    to->lines[to->lines_count - 1].role = line->role;
}

static bool is_covered(esc_box word, const esc_doc *by) {
    int64_t covered = 0;
    for (uint32_t i = 0; i < by->words_count; i++) covered += esc_ocr_shared_area(word, by->words[i].box);
    return word.w && 2 * covered > (int64_t)word.w * word.h;
}

// Whether the line was read again with the place: Tesseract may have found no more than its middle before.
static bool is_part_of(const esc_doc *doc, uint32_t number, const esc_doc *more) {
    const esc_line *line = &doc->lines[number];
    uint32_t covered = 0;
    for (uint32_t w = line->first_word; w < line->first_word + line->word_count; w++)
        covered += is_covered(doc->words[w].box, more);
    return 5 * covered > 4 * line->word_count;
}

esc_doc *esc_unread_put(const esc_doc *doc, const esc_doc *more, esc_box place) {
    uint32_t at = line_after(doc, place);
    esc_doc *to = esc_doc_new();
    esc_doc_add_page(to, (esc_page_origin)doc->pages[0].origin);
    uint32_t block = ESC_NONE;
    bool begun = false; // a block for the line's own
    for (uint32_t i = 0; i <= doc->lines_count; i++) {
        if (i == at) {
            uint32_t made = esc_doc_add_block(to, ESC_BLOCK_TEXT, place);
            for (uint32_t l = 0; l < more->lines_count; l++) copy_line(to, made, more, l);
            begun = false;
        }
        if (i == doc->lines_count) break;
        if (is_part_of(doc, i, more)) continue;
        const esc_block *own = doc->lines[i].block == ESC_NONE ? NULL : &doc->blocks[doc->lines[i].block];
        if (!begun || doc->lines[i].block != block)
            esc_doc_add_block(to, own ? own->kind : ESC_BLOCK_TEXT, own ? own->box : doc->lines[i].box);
        begun = true;
        block = doc->lines[i].block;
        copy_line(to, to->blocks_count - 1, doc, i);
    }
    esc_ocr_finish_copy(to, doc);
    return to;
}

static double bytes_of(const esc_doc *doc) {
    double sum = 0;
    for (uint32_t i = 0; i < doc->words_count; i++) sum += doc->words[i].raw.len;
    return sum;
}

esc_doc *esc_unread_read(esc_ocr *ocr, const esc_raster *raster, const esc_doc *doc, const esc_unread *unread,
                         double deadline_s) {
    esc_doc *whole = NULL;
    TessBaseAPISetPageSegMode(ocr->api, PSM_SINGLE_BLOCK);
    for (uint32_t i = 0; i < unread->places_count && !esc_ocr_is_late(deadline_s); i++) {
        const esc_doc *so_far = whole ? whole : doc;
        ESC_AUTODOC *more = read_place(ocr, raster, unread->places[i]);
        if (!more || esc_unread_is_slanted(more)) continue;
        double old = bytes_of(so_far), new = bytes_of(more);
        float before = so_far->pages[0].confidence, mean = more->pages[0].confidence;
        if (before >= 0) mean = (float)((old * (double)before + new *(double)mean) / (old + new));
        esc_doc *longer = esc_unread_put(so_far, more, unread->places[i]);
        longer->pages[0].confidence = mean;
        esc_doc_free(whole);
        whole = longer;
    }
    TessBaseAPISetPageSegMode(ocr->api, PSM_AUTO);
    return whole;
}

esc_doc *esc_ocr_complete(esc_ocr *ocr, const esc_doc *doc, const esc_raster *raster, int32_t deadline_ms) {
    double deadline_s =
        deadline_ms > 0 ? esc_ocr_seconds(CLOCK_PROCESS_CPUTIME_ID) + deadline_ms / 1000.0 : 0;
    ESC_AUTOUNREAD unread = {0};
    esc_unread_find(doc, raster->pix, &unread);
    return unread.letters ? esc_unread_read(ocr, raster, doc, &unread, deadline_s) : NULL;
}

void esc_unread_note(esc_doc *doc, const esc_unread *unread) {
    for (uint32_t i = 0; i < unread->places_count; i++)
        esc_doc_add_block(doc, ESC_BLOCK_UNREAD, unread->places[i]);
}
