// SPDX-License-Identifier: GPL-3.0-or-later
// From Tesseract's iterators to the document. Lines are put together word by word: Tesseract's own text of a
// line cannot be cut back into words for certain.
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/pulse.h"
#include "base/utf8.h"
#include "ocr/inside.h"
#include "ocr/longpage.h"

// Readings less likely than this are noise.
static const float least_alt_confidence = 0.01f;

// An alternative of a symbol: its place in the line's raw text, and what else it could be.
typedef struct raw_alt {
    uint32_t at, len;
    size_t text; // in line.alt_text
    float confidence;
} raw_alt;

typedef struct raw_word {
    uint32_t at, len;
    esc_box box;
    float confidence;
    uint32_t first_alt, alt_count;
} raw_word;

// The line being put together.
typedef struct raw_line {
    esc_buf raw, alt_text;
    raw_word *words;
    uint32_t words_count, words_cap;
    raw_alt *alts;
    uint32_t alts_count, alts_cap;
    esc_box box;
} raw_line;

typedef struct harvest {
    TessResultIterator *results;
    TessPageIterator *walk;  // the same iterator, which moves
    TessPageIterator *place; // where it is, for places; on a long page it moves
    esc_longpage page;       // empty on any other
    bool alternatives;       // whether words get their symbols' other readings
    esc_doc *doc;
    int32_t width, height;
    raw_line line;
    double confidence, weight; // sums for the page's mean
    double down, up;           // weight of the words whose line runs down, up the page
} harvest;

static esc_box box_at(const harvest *h, TessPageIteratorLevel level) {
    int left, top, right, bottom;
    if (!TessPageIteratorBoundingBox(h->place, level, &left, &top, &right, &bottom)) return (esc_box){0};
    if (left < 0) left = 0;
    if (top < 0) top = 0;
    if (right > h->width) right = h->width;
    if (bottom > h->height) bottom = h->height;
    if (right <= left || bottom <= top) return (esc_box){0};
    return (esc_box){left, top, right - left, bottom - top};
}

static esc_block_kind kind_at(const harvest *h) {
    return TessPageIteratorBlockType(h->place) == PT_TABLE ? ESC_BLOCK_TABLE : ESC_BLOCK_TEXT;
}

static float unit(float value) { return value < 0 ? 0 : value > 1 ? 1 : value; }

// Other readings of the symbol that stands at at…at+len of the line.
static void take_choices(harvest *h, uint32_t at, uint32_t len) {
    TessChoiceIterator *choices = TessResultIteratorGetChoiceIterator(h->results);
    if (!choices) return;
    raw_line *line = &h->line;
    do {
        const char *text = TessChoiceIteratorGetUTF8Text(choices);
        float confidence = unit(TessChoiceIteratorConfidence(choices) / 100);
        if (!text || confidence < least_alt_confidence) continue;
        size_t size = strlen(text);
        if (size == len && !memcmp(text, line->raw.bytes + at, len)) continue;
        if (strchr(text, ' ') || !esc_utf8_valid(text, size)) continue;
        size_t off = line->alt_text.len;
        esc_buf_put(&line->alt_text, text, size + 1);
        *ESC_GROW(line, alts, 1) = (raw_alt){at, len, off, confidence};
        line->words[line->words_count - 1].alt_count++;
    } while (TessChoiceIteratorNext(choices));
    TessChoiceIteratorDelete(choices);
}

// Walks the symbols of the last word. Where they do not add up to the word's text, it has no alternatives.
static void take_symbols(harvest *h) {
    raw_line *line = &h->line;
    raw_word *word = &line->words[line->words_count - 1];
    uint32_t at = word->at, end = word->at + word->len;
    for (;;) {
        char *symbol = TessResultIteratorGetUTF8Text(h->results, RIL_SYMBOL);
        size_t len = symbol ? strlen(symbol) : 0;
        bool fits = len && at + len <= end && !memcmp(symbol, line->raw.bytes + at, len);
        TessDeleteText(symbol);
        if (!fits) {
            line->alts_count = word->first_alt;
            word->alt_count = 0;
            return;
        }
        take_choices(h, at, (uint32_t)len);
        at += (uint32_t)len;
        if (TessPageIteratorIsAtFinalElement(h->walk, RIL_WORD, RIL_SYMBOL)) return;
        if (!TessPageIteratorNext(h->walk, RIL_SYMBOL)) return;
    }
}

// The text of the word, cleaned; its confidence.
static float read_word(harvest *h, esc_buf *clean) {
    size_t len;
    float confidence;
    if (h->page.text) {
        const char *text = esc_longpage_word(&h->page, h->place, &len, &confidence);
        if (text) esc_utf8_clean(text, len, clean);
        return confidence;
    }
    char *text = TessResultIteratorGetUTF8Text(h->results, RIL_WORD);
    if (text) esc_utf8_clean(text, strlen(text), clean);
    TessDeleteText(text);
    return unit(TessResultIteratorConfidence(h->results, RIL_WORD) / 100);
}

static void take_word(harvest *h) {
    ESC_AUTOBUF clean = {0};
    float confidence = read_word(h, &clean);
    // Words are runs without blanks: a blank within is left out, a word of blanks altogether.
    raw_line *line = &h->line;
    size_t before = line->raw.len;
    if (before) esc_buf_putc(&line->raw, ' ');
    size_t at = line->raw.len;
    for (const char *p = esc_buf_text(&clean), *end = p + clean.len; p < end;) {
        const char *start = p;
        bool blank = esc_utf8_is_space(esc_utf8_next(&p, end));
        if (!blank && line->raw.len + (size_t)(p - start) - at <= ESC_MAX_WORD_BYTES)
            esc_buf_put(&line->raw, start, (size_t)(p - start));
    }
    if (line->raw.len == at) {
        esc_buf_truncate(&line->raw, before);
        return;
    }
    uint32_t len = (uint32_t)(line->raw.len - at);
    *ESC_GROW(line, words, 1) =
        (raw_word){(uint32_t)at, len, box_at(h, RIL_WORD), confidence, line->alts_count, 0};
    h->confidence += (double)confidence * len;
    h->weight += len;
    int x1, y1, x2, y2;
    if (TessPageIteratorBaseline(h->place, RIL_TEXTLINE, &x1, &y1, &x2, &y2) && abs(y2 - y1) > abs(x2 - x1))
        *(y2 > y1 ? &h->down : &h->up) += len;
    if (h->alternatives) take_symbols(h);
}

static int finish_line(harvest *h, uint32_t block, esc_err *err) {
    raw_line *line = &h->line;
    if (line->words_count) {
        if (line->raw.len > ESC_MAX_LINE_BYTES)
            return esc_fail(err, ESC_LIMIT, ESC_WHY_TOO_MANY_BYTES, "a line of %zu bytes", line->raw.len);
        esc_doc_add_line(h->doc, block, esc_buf_text(&line->raw), line->raw.len, line->box);
        for (uint32_t i = 0; i < line->words_count; i++) {
            const raw_word *word = &line->words[i];
            esc_doc_add_word(h->doc, word->at, word->len, word->box, word->confidence);
            for (uint32_t j = 0; j < word->alt_count; j++) {
                const raw_alt *alt = &line->alts[word->first_alt + j];
                esc_doc_add_alt(h->doc, alt->at - word->at, alt->len, line->alt_text.bytes + alt->text,
                                alt->confidence);
            }
        }
    }
    esc_buf_truncate(&line->raw, 0);
    esc_buf_truncate(&line->alt_text, 0);
    line->words_count = line->alts_count = 0;
    return ESC_OK;
}

// A results' iterator is slow to say where it stands; a copy, which is a plain one, just looks.
static bool next_word(harvest *h) {
    if (h->page.text) return TessPageIteratorNext(h->place, RIL_WORD);
    TessPageIteratorDelete(h->place);
    bool more = TessPageIteratorNext(h->walk, RIL_WORD);
    h->place = TessPageIteratorCopy(h->walk);
    return more;
}

static int take_all(harvest *h, esc_err *err) {
    uint32_t block = ESC_NONE;
    int failed = ESC_OK;
    do {
        if (TessPageIteratorIsAtBeginningOf(h->place, RIL_BLOCK))
            block = esc_doc_add_block(h->doc, kind_at(h), box_at(h, RIL_BLOCK));
        if (!h->line.words_count) h->line.box = box_at(h, RIL_TEXTLINE);
        bool last = TessPageIteratorIsAtFinalElement(h->place, RIL_TEXTLINE, RIL_WORD);
        take_word(h);
        esc_pulse();
        if (last) failed = finish_line(h, block, err);
    } while (!failed && next_word(h));
    return failed ? failed : finish_line(h, block, err);
}

int esc_ocr_harvest(esc_ocr *ocr, int32_t width, int32_t height, esc_doc *doc, int32_t *ret_turn,
                    esc_err *err) {
    TessResultIterator *results = TessBaseAPIGetIterator(ocr->api);
    *ret_turn = 0;
    if (!results) return ESC_OK; // nothing on the page
    harvest h = {.results = results,
                 .alternatives = ocr->alternatives,
                 .walk = TessResultIteratorGetPageIterator(results),
                 .doc = doc,
                 .width = width,
                 .height = height};
    h.place = TessPageIteratorCopy(h.walk);
    if (!h.alternatives) esc_longpage_open(ocr->api, h.place, ESC_LONGPAGE_WORDS, &h.page);
    int failed = take_all(&h, err);
    if (h.weight > 0) doc->pages[doc->pages_count - 1].confidence = (float)(h.confidence / h.weight);
    if (h.down > h.weight / 2) *ret_turn = 270;
    if (h.up > h.weight / 2) *ret_turn = 90;
    esc_longpage_close(&h.page);
    TessPageIteratorDelete(h.place);
    TessResultIteratorDelete(results);
    esc_buf_free(&h.line.raw);
    esc_buf_free(&h.line.alt_text);
    free(h.line.words);
    free(h.line.alts);
    return failed;
}
