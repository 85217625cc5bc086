// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/longpage.h"

#include <string.h>

static bool is_word(const TessPageIterator *place) {
    int left, top, right, bottom;
    return TessPageIteratorBoundingBox(place, RIL_WORD, &left, &top, &right, &bottom);
}

// Behind the mark of the next line; NULL where there is none.
static const char *line_from(const char *text) {
    static const char head[] = "WordStr ";
    for (const char *at = text; *at; at = strchr(at, '\n') + 1) {
        if (!strncmp(at, head, sizeof head - 1)) {
            const char *mark = strchr(at, '#'), *end = strchr(at, '\n');
            return mark && (!end || mark < end) ? mark + 1 : NULL;
        }
        if (!strchr(at, '\n')) break;
    }
    return NULL;
}

// How many words the line has at whose first one from stands.
static uint32_t words_of_line(const TessPageIterator *from) {
    TessPageIterator *place = TessPageIteratorCopy(from);
    uint32_t words = 0;
    do words += is_word(place);
    while (!TessPageIteratorIsAtFinalElement(place, RIL_TEXTLINE, RIL_WORD) &&
           TessPageIteratorNext(place, RIL_WORD));
    TessPageIteratorDelete(place);
    return words;
}

// Goes to the next line of the text; false where it has more pieces than the page has words there.
static bool begin_line(esc_longpage *page, const TessPageIterator *place) {
    page->next = line_from(page->next);
    if (!page->next) return false;
    uint32_t pieces = 0, words = words_of_line(place);
    for (const char *at = page->next; *at && *at != '\n'; at++)
        pieces += *at != ' ' && (at == page->next || at[-1] == ' ');
    page->blank = words - pieces;
    return pieces <= words;
}

// Whether the text and the page have the same words.
static bool fits(const esc_longpage *page, const TessPageIterator *from, uint32_t words) {
    TessPageIterator *place = TessPageIteratorCopy(from);
    esc_longpage walk = {.text = page->text, .next = page->text, .confidences = page->confidences};
    bool good = true;
    do {
        if (!is_word(place)) continue;
        size_t len;
        float confidence;
        good = walk.word < words && esc_longpage_word(&walk, place, &len, &confidence);
    } while (good && TessPageIteratorNext(place, RIL_WORD));
    TessPageIteratorDelete(place);
    return good && walk.word == words;
}

bool esc_longpage_open(TessBaseAPI *api, const TessPageIterator *place, uint32_t least_words,
                       esc_longpage *ret) {
    *ret = (esc_longpage){.confidences = TessBaseAPIAllWordConfidences(api)};
    uint32_t words = 0;
    while (ret->confidences && ret->confidences[words] >= 0) words++;
    if (words >= least_words) ret->text = TessBaseAPIGetWordStrBoxText(api, 0);
    ret->next = ret->text;
    if (ret->text && fits(ret, place, words)) return true;
    esc_longpage_close(ret);
    return false;
}

void esc_longpage_close(esc_longpage *page) {
    if (page->text) TessDeleteText(page->text);
    if (page->confidences) TessDeleteIntArray(page->confidences);
    *page = (esc_longpage){0};
}

const char *esc_longpage_word(esc_longpage *page, const TessPageIterator *place, size_t *ret_len,
                              float *ret_confidence) {
    *ret_len = 0;
    *ret_confidence = 0;
    if (!is_word(place)) return "";
    if (TessPageIteratorIsAtBeginningOf(place, RIL_TEXTLINE) && !begin_line(page, place)) return NULL;
    *ret_confidence = (float)page->confidences[page->word++] / 100;
    bool at_blank = *page->next == ' ' || *page->next == '\n' || !*page->next;
    if (at_blank && page->blank) { // and the one that parts words
        page->blank--;
        for (int i = 0; i < 2 && *page->next == ' '; i++) page->next++;
        return "";
    }
    page->next += strspn(page->next, " ");
    const char *word = page->next, *end = word + strcspn(word, " \n");
    if (end == word) return NULL;
    page->next = end + (*end == ' ');
    *ret_len = (size_t)(end - word);
    return word;
}
