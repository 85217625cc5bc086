// SPDX-License-Identifier: GPL-3.0-or-later
// A list's numerals stand apart from its text, a page's number from everything. Tesseract takes the first for
// a line that runs down the page, and leaves the second out. What stands at the height of a line is read
// again together with the words next to it: one of these has to come out as it was, so that nothing but
// writing in its line comes in. What stands alone above or below all text is read by itself.
#include "ocr/strays.h"

#include <stdlib.h>
#include <string.h>

#include <leptonica/allheaders.h>

#include "base/mem.h"
#include "base/pulse.h"
#include "base/utf8.h"
#include "ocr/inside.h"
#include "ocr/layout.h"
#include "ocr/unread.h"

enum {
    MOST_READ = 30, // on a page; where more is left over, it is dirt
    WIDEST = 12,    // units of a piece
    REACH = 6,      // units between a piece and its line
    WITNESSES = 12, // units of the line that are read with it
    BLACK = 140     // grey below which it is ink
};
static const float least_beside = 0.6f, least_alone = 0.8f, sure_witness = 0.8f;

void esc_strays_find(PIX *letters, int32_t scale, int32_t unit, esc_strays *ret) {
    PIX *joined = pixCloseBrick(NULL, letters, unit / scale, L_MAX(1, unit / 4 / scale));
    BOXA *boxes = joined ? pixConnCompBB(joined, 8) : NULL;
    for (l_int32 i = 0; boxes && i < boxaGetCount(boxes); i++) {
        l_int32 x, y, w, h;
        boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
        esc_box box = {x * scale, y * scale, w * scale, h * scale};
        if (box.w <= WIDEST * unit && 5 * box.h <= 8 * unit) *ESC_GROW(ret, pieces, 1) = box;
    }
    boxaDestroy(&boxes);
    pixDestroy(&joined);
}

void esc_strays_free(esc_strays *strays) {
    free(strays->pieces);
    *strays = (esc_strays){0};
}

bool esc_strays_is_upended(const esc_doc *doc, uint32_t number) {
    static const float badly = 0.6f;
    const esc_line *line = &doc->lines[number];
    if (line->box.h < 2 * line->box.w) return false;
    for (uint32_t w = line->first_word; w < line->first_word + line->word_count; w++)
        if (doc->words[w].confidence > badly) return false;
    return true;
}

// ---- where a piece belongs ----

static int32_t right_of(esc_box box) { return box.x + box.w; }
static int32_t bottom_of(esc_box box) { return box.y + box.h; }
static int32_t middle_of(esc_box box) { return box.y + box.h / 2; }

static esc_box joined(esc_box a, esc_box b) {
    int32_t x = L_MIN(a.x, b.x), y = L_MIN(a.y, b.y);
    return (esc_box){x, y, L_MAX(right_of(a), right_of(b)) - x, L_MAX(bottom_of(a), bottom_of(b)) - y};
}

static int32_t gap_between(esc_box a, esc_box b) { return a.x < b.x ? b.x - right_of(a) : a.x - right_of(b); }

static bool is_level(esc_box piece, esc_box word) {
    if (!word.w || 3 * word.h < piece.h || 3 * piece.h < word.h) return false;
    return 2 * abs(middle_of(piece) - middle_of(word)) < L_MAX(piece.h, word.h);
}

static bool holds_middle(esc_box box, esc_box piece) {
    int32_t x = piece.x + piece.w / 2, y = middle_of(piece);
    return box.x <= x && x < right_of(box) && box.y <= y && y < bottom_of(box);
}

// The line of the word nearest to the piece at its height; ESC_NONE where none is near.
static uint32_t line_beside(const esc_doc *doc, esc_box piece, int32_t unit) {
    int32_t nearest = REACH * unit;
    uint32_t found = ESC_NONE;
    for (uint32_t l = 0; l < doc->lines_count; l++) {
        const esc_line *line = &doc->lines[l];
        if (esc_strays_is_upended(doc, l)) continue;
        for (uint32_t w = line->first_word; w < line->first_word + line->word_count; w++) {
            esc_box word = doc->words[w].box;
            if (!is_level(piece, word) || gap_between(piece, word) >= nearest) continue;
            nearest = gap_between(piece, word);
            found = l;
        }
    }
    return found;
}

// Whether all lines of the page stand above the piece, or all below it.
static bool is_outside(const esc_doc *doc, esc_box piece) {
    bool above = true, below = true;
    for (uint32_t i = 0; i < doc->lines_count; i++) {
        above = above && bottom_of(piece) < doc->lines[i].box.y;
        below = below && piece.y > bottom_of(doc->lines[i].box);
    }
    return above || below;
}

// The piece with the words of the line around it.
static esc_box strip_around(const esc_doc *doc, const esc_line *line, esc_box piece, int32_t unit) {
    int32_t left = piece.x, right = right_of(piece), top = piece.y, bottom = bottom_of(piece);
    for (uint32_t w = line->first_word; w < line->first_word + line->word_count; w++) {
        esc_box word = doc->words[w].box;
        if (!word.w || gap_between(piece, word) > WITNESSES * unit) continue;
        left = L_MIN(left, word.x);
        right = L_MAX(right, right_of(word));
        top = L_MIN(top, word.y);
        bottom = L_MAX(bottom, bottom_of(word));
    }
    return (esc_box){left, top, right - left, bottom - top};
}

// ---- reading ----

// The picture of a place with a little room around it; *ret_cut is what that covers.
static PIX *cut_out(PIX *page, esc_box place, int32_t room, esc_box *ret_cut) {
    int32_t x = L_MAX(0, place.x - room), y = L_MAX(0, place.y - room);
    *ret_cut = (esc_box){x, y, L_MIN(pixGetWidth(page), right_of(place) + room) - x,
                         L_MIN(pixGetHeight(page), bottom_of(place) + room) - y};
    BOX *box = boxCreate(ret_cut->x, ret_cut->y, ret_cut->w, ret_cut->h);
    PIX *part = pixClipRectangle(page, box, NULL);
    boxDestroy(&box);
    return part;
}

// Reads a place as one line; NULL where nothing was read. Owned by the caller.
static esc_doc *read_place(esc_ocr *ocr, const esc_raster *raster, esc_box place, int32_t room) {
    enum { DPI = 300 };
    esc_box cut;
    PIX *part = cut_out(raster->pix, place, room, &cut);
    if (!part) return NULL;
    esc_doc *doc = esc_doc_new();
    esc_doc_add_page(doc, ESC_PAGE_OCR);
    int32_t turn;
    TessBaseAPISetImage2(ocr->api, part);
    TessBaseAPISetSourceResolution(ocr->api, raster->dpi ? raster->dpi : DPI);
    int failed = TessBaseAPIRecognize(ocr->api, NULL) || esc_ocr_harvest(ocr, cut.w, cut.h, doc, &turn, NULL);
    TessBaseAPIClear(ocr->api);
    pixDestroy(&part);
    if (failed || !doc->words_count) {
        esc_doc_free(doc);
        return NULL;
    }
    for (uint32_t i = 0; i < doc->words_count; i++) {
        doc->words[i].box.x += cut.x;
        doc->words[i].box.y += cut.y;
    }
    for (uint32_t i = 0; i < doc->lines_count; i++) {
        doc->lines[i].box.x += cut.x;
        doc->lines[i].box.y += cut.y;
    }
    return doc;
}

static bool has_sign(const esc_doc *doc, const esc_word *word) {
    const char *at = esc_doc_text(doc, word->raw), *end = at + word->raw.len;
    while (at < end) {
        uint32_t sign = esc_utf8_next(&at, end);
        if (esc_utf8_is_letter(sign) || esc_utf8_is_digit(sign)) return true;
    }
    return false;
}

static bool same_text(const esc_doc *a, esc_span x, const esc_doc *b, esc_span y) {
    return x.len == y.len && !memcmp(esc_doc_text(a, x), esc_doc_text(b, y), x.len);
}

// Whether this word of the page came out as it was.
static bool is_confirmed(const esc_doc *doc, const esc_word *word, const esc_doc *read) {
    for (uint32_t r = 0; r < read->words_count; r++)
        if (read->words[r].confidence >= sure_witness && has_sign(read, &read->words[r]) &&
            esc_ocr_shared_area(read->words[r].box, word->box) &&
            same_text(read, read->words[r].raw, doc, word->raw))
            return true;
    return false;
}

// Whether the words of the line around a piece came out as they were: both of them, or any of the line at its
// end.
static bool is_witnessed(const esc_doc *doc, const esc_line *line, esc_box piece, const esc_doc *read) {
    const esc_word *before = NULL, *behind = NULL;
    bool any = false;
    for (uint32_t w = line->first_word; w < line->first_word + line->word_count; w++) {
        const esc_word *word = &doc->words[w];
        any = any || is_confirmed(doc, word, read);
        if (word->box.x < piece.x && (!before || word->box.x > before->box.x)) before = word;
        if (word->box.x >= piece.x && (!behind || word->box.x < behind->box.x)) behind = word;
    }
    if (before && behind) return is_confirmed(doc, before, read) && is_confirmed(doc, behind, read);
    return any;
}

static int64_t area_of(esc_box box) { return (int64_t)box.w * box.h; }

// Whether a word stands in the place of one that is known already, or the other way round.
static bool is_known(const esc_doc *doc, esc_box word) {
    for (uint32_t l = 0; l < doc->lines_count; l++) {
        const esc_line *line = &doc->lines[l];
        if (esc_strays_is_upended(doc, l)) continue;
        for (uint32_t w = line->first_word; w < line->first_word + line->word_count; w++) {
            int64_t shared = esc_ocr_shared_area(word, doc->words[w].box);
            if (5 * shared > area_of(word) || 2 * shared > area_of(doc->words[w].box)) return true;
        }
    }
    return false;
}

// A word that comes into a line.
typedef struct addition {
    uint32_t word, line; // of all, of the page
} addition;

// What was read where nothing else stands.
typedef struct lone {
    esc_doc *read;
    esc_box place;
} lone;

typedef struct gleaning {
    esc_ocr *ocr;
    const esc_raster *raster;
    const esc_doc *doc;
    int32_t unit;
    esc_doc *all; // the page as it is, and behind it what was read beside its lines: words keep their numbers
    addition *added;
    uint32_t added_count, added_cap;
    lone *alone;
    uint32_t alone_count, alone_cap;
} gleaning;

static bool is_added(const gleaning *so_far, esc_box word) {
    for (uint32_t i = 0; i < so_far->added_count; i++)
        if (esc_ocr_shared_area(so_far->all->words[so_far->added[i].word].box, word)) return true;
    for (uint32_t i = 0; i < so_far->alone_count; i++)
        if (esc_ocr_shared_area(so_far->alone[i].place, word)) return true;
    return false;
}

static bool is_fresh(const gleaning *so_far, esc_box word) {
    return word.w && !is_known(so_far->doc, word) && !is_added(so_far, word);
}

// ---- what readings of the whole page have that were not kept ----

// Whether the picture has ink there: what was taken off it as a second ink shall not come back.
static bool is_inked(const gleaning *so_far, esc_box word) {
    static const double least = 0.04;
    esc_box cut;
    PIX *part = cut_out(so_far->raster->pix, word, 0, &cut), *ink = part ? esc_image_ink(part, BLACK) : NULL;
    l_int32 pixels = 0;
    if (ink) pixCountPixels(ink, &pixels, NULL);
    pixDestroy(&ink);
    pixDestroy(&part);
    return pixels > least * cut.w * cut.h;
}

static uint32_t letters_of(const esc_doc *doc, const esc_word *word) {
    const char *at = esc_doc_text(doc, word->raw), *end = at + word->raw.len;
    uint32_t letters = 0;
    while (at < end) letters += esc_utf8_is_letter(esc_utf8_next(&at, end));
    return letters;
}

// Whether a word that the kept reading lacks is one, by itself.
static bool is_good(const gleaning *so_far, const esc_doc *reading, uint32_t number) {
    enum { LEAST = 2 };
    const esc_word *word = &reading->words[number];
    return word->confidence >= least_alone && letters_of(reading, word) >= LEAST &&
           esc_unknown_share(so_far->ocr, reading, number) < 0.5 && is_inked(so_far, word->box);
}

// The line of the page in whose place most of the reading's line stands; ESC_NONE where it has one of its
// own.
static uint32_t home_of(const esc_doc *doc, const esc_doc *reading, const esc_line *line) {
    int64_t most = 0;
    uint32_t found = ESC_NONE;
    for (uint32_t l = 0; l < doc->lines_count; l++) {
        const esc_line *own = &doc->lines[l];
        int64_t shared = 0;
        for (uint32_t w = line->first_word; w < line->first_word + line->word_count; w++)
            for (uint32_t o = own->first_word; o < own->first_word + own->word_count; o++)
                shared += esc_ocr_shared_area(reading->words[w].box, doc->words[o].box);
        if (shared <= most) continue;
        most = shared;
        found = l;
    }
    return found;
}

// A line that stands where the page has none comes in whole, where it is good as a whole.
static void take_line(gleaning *so_far, const esc_doc *reading, const esc_line *line) {
    ESC_AUTOFREE uint32_t *words = esc_alloc_zero(line->word_count + 1, sizeof *words);
    uint32_t count = 0, letters = 0, good = 0;
    esc_box place = line->box;
    for (uint32_t w = line->first_word; w < line->first_word + line->word_count; w++) {
        const esc_word *word = &reading->words[w];
        letters += letters_of(reading, word);
        if (!is_fresh(so_far, word->box) || !is_inked(so_far, word->box)) continue;
        if (is_good(so_far, reading, w)) good += letters_of(reading, word);
        place = count ? joined(place, word->box) : word->box;
        words[count++] = w;
    }
    if (!good || 10 * good < 7 * letters) return;
    esc_doc *read = esc_doc_new();
    esc_doc_add_page(read, ESC_PAGE_OCR);
    read->pages[0].confidence = reading->pages[0].confidence;
    esc_doc_add_block(read, ESC_BLOCK_TEXT, place);
    esc_ocr_copy_words(read, 0, reading, words, count, place);
    *ESC_GROW(so_far, alone, 1) = (lone){read, place};
}

static void take_words(gleaning *so_far, const esc_doc *reading, const esc_line *line, uint32_t home) {
    for (uint32_t w = line->first_word; w < line->first_word + line->word_count; w++) {
        esc_box box = reading->words[w].box;
        if (!is_fresh(so_far, box) || !is_good(so_far, reading, w)) continue;
        uint32_t number = so_far->all->words_count;
        esc_doc *one = esc_doc_new();
        esc_doc_add_page(one, ESC_PAGE_OCR);
        esc_doc_add_block(one, ESC_BLOCK_TEXT, box);
        esc_ocr_copy_words(one, 0, reading, &w, 1, box);
        esc_doc_append(so_far->all, one);
        esc_doc_free(one);
        *ESC_GROW(so_far, added, 1) = (addition){number, home};
    }
}

static void take_others(gleaning *so_far, const esc_others *others) {
    for (uint32_t r = 0; r < others->readings_count; r++) {
        const esc_doc *reading = others->readings[r].doc;
        for (uint32_t l = 0; l < reading->lines_count; l++) {
            const esc_line *line = &reading->lines[l];
            uint32_t home = home_of(so_far->doc, reading, line);
            if (home == ESC_NONE)
                take_line(so_far, reading, line);
            else
                take_words(so_far, reading, line, home);
        }
    }
}

// ---- what is read again ----

static void read_beside(gleaning *so_far, esc_box piece, uint32_t line_number) {
    const esc_line *line = &so_far->doc->lines[line_number];
    esc_box strip = strip_around(so_far->doc, line, piece, so_far->unit);
    ESC_AUTODOC *read = read_place(so_far->ocr, so_far->raster, strip, so_far->unit / 4 + 2);
    if (!read || !is_witnessed(so_far->doc, line, piece, read)) return;
    uint32_t first = so_far->all->words_count;
    esc_doc_append(so_far->all, read);
    for (uint32_t i = 0; i < read->words_count; i++) {
        const esc_word *word = &read->words[i];
        if (!holds_middle(word->box, piece) && !holds_middle(piece, word->box)) continue;
        if (word->confidence < least_beside || !has_sign(read, word)) continue;
        if (!is_fresh(so_far, word->box)) continue;
        *ESC_GROW(so_far, added, 1) = (addition){first + i, line_number};
    }
}

// Takes what stands alone for writing where every word of it was read surely and is a number or known.
static void read_alone(gleaning *so_far, esc_box piece) {
    ESC_AUTODOC *read = read_place(so_far->ocr, so_far->raster, piece, so_far->unit);
    if (!read || read->lines_count != 1) return;
    for (uint32_t i = 0; i < read->words_count; i++)
        if (read->words[i].confidence < least_alone || !has_sign(read, &read->words[i]) ||
            esc_unknown_share(so_far->ocr, read, i) > 0)
            return;
    *ESC_GROW(so_far, alone, 1) = (lone){read, piece};
    read = NULL;
}

// ---- writing the page ----

// The words of a line with those that come into it, from left to right. Owned by the caller.
static uint32_t *words_of(const gleaning *found, uint32_t number, uint32_t *ret_count, esc_box *ret_box) {
    const esc_line *line = &found->doc->lines[number];
    uint32_t *words = esc_alloc_zero(line->word_count + found->added_count + 1, sizeof *words);
    uint32_t count = 0;
    for (uint32_t w = 0; w < line->word_count; w++) words[count++] = line->first_word + w;
    *ret_box = line->box;
    for (uint32_t i = 0; i < found->added_count; i++) {
        if (found->added[i].line != number) continue;
        esc_box box = found->all->words[found->added[i].word].box;
        uint32_t at = count++;
        for (; at && found->all->words[words[at - 1]].box.x > box.x; at--) words[at] = words[at - 1];
        words[at] = found->added[i].word;
        *ret_box = joined(*ret_box, box);
    }
    *ret_count = count;
    return words;
}

// Whether what the line was made of was read another way.
static bool is_replaced(const gleaning *found, uint32_t number) {
    if (!esc_strays_is_upended(found->doc, number)) return false;
    for (uint32_t i = 0; i < found->added_count; i++)
        if (esc_ocr_shared_area(found->doc->lines[number].box, found->all->words[found->added[i].word].box))
            return true;
    return false;
}

static esc_doc *write_lines(const gleaning *found) {
    const esc_doc *doc = found->doc;
    esc_doc *to = esc_doc_new();
    esc_doc_add_page(to, (esc_page_origin)doc->pages[0].origin);
    uint32_t block = ESC_NONE;
    for (uint32_t i = 0; i < doc->lines_count; i++) {
        if (is_replaced(found, i)) continue;
        const esc_line *line = &doc->lines[i];
        esc_ocr_copy_block(to, doc, line, &block);
        esc_box box;
        uint32_t count;
        ESC_AUTOFREE uint32_t *words = words_of(found, i, &count, &box);
        esc_ocr_copy_words(to, to->blocks_count - 1, found->all, words, count, box);
        to->lines[to->lines_count - 1].role = line->role;
    }
    esc_ocr_finish_copy(to, doc);
    return to;
}

static esc_doc *write_page(const gleaning *found) {
    if (!found->added_count && !found->alone_count) return NULL;
    esc_doc *page = write_lines(found);
    for (uint32_t i = 0; i < found->alone_count; i++) {
        esc_doc *longer = esc_unread_put(page, found->alone[i].read, found->alone[i].place);
        esc_doc_free(page);
        page = longer;
    }
    return page;
}

esc_doc *esc_strays_read(esc_ocr *ocr, const esc_raster *raster, const esc_doc *doc, const esc_strays *strays,
                         const esc_others *others, double deadline_s) {
    ESC_AUTOROWS rows = {0};
    esc_rows_find(doc, &rows);
    gleaning found = {.ocr = ocr, .raster = raster, .doc = doc, .unit = rows.unit, .all = esc_doc_new()};
    esc_doc_append(found.all, doc);
    take_others(&found, others);
    uint32_t read = 0;
    TessBaseAPISetPageSegMode(ocr->api, PSM_SINGLE_LINE);
    for (uint32_t i = 0; i < strays->pieces_count && read < MOST_READ; i++) {
        esc_box piece = strays->pieces[i];
        if (!is_fresh(&found, piece)) continue;
        if (esc_ocr_is_late(deadline_s)) break;
        esc_pulse();
        uint32_t line = line_beside(doc, piece, rows.unit);
        bool alone = line == ESC_NONE && is_outside(doc, piece);
        if (alone) read_alone(&found, piece);
        if (line != ESC_NONE) read_beside(&found, piece, line);
        read += alone || line != ESC_NONE;
    }
    TessBaseAPISetPageSegMode(ocr->api, PSM_AUTO);
    esc_doc *page = write_page(&found);
    for (uint32_t i = 0; i < found.alone_count; i++) esc_doc_free(found.alone[i].read);
    free(found.alone);
    free(found.added);
    esc_doc_free(found.all);
    return page;
}
