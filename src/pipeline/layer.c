// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/layer.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

enum { SHORTEST = 3, LONGEST = 64, FEW_WORDS = 20 };
static const float least_known = 0.6f, clearly = 0.03f;

// The word without what stands before and behind its letters; less than SHORTEST letters are 0 bytes.
static size_t letters_of(const char **text, size_t len) {
    const char *start = NULL, *stop = NULL, *p = *text, *end = p + len;
    size_t count = 0;
    while (p < end) {
        const char *from = p;
        if (!esc_utf8_is_letter(esc_utf8_next(&p, end))) continue;
        if (!start) start = from;
        stop = p;
        count++;
    }
    *text = start;
    return count < SHORTEST || stop - start > LONGEST ? 0 : (size_t)(stop - start);
}

// Whether a sign stands between letters that has nothing to do there: quotes, dashes and full stops may be
// stuck to two words that were run together, and addresses have signs of their own.
static bool has_odd_sign(const char *text, size_t len) {
    static const uint32_t usual[] = {0xA0, 0xAA, 0xAB, 0xAD, 0xB0, 0xB4, 0xB7, 0xBA, 0xBB, 0xBF, 0xA1};
    for (const char *p = text, *end = text + len; p < end;) {
        uint32_t c = esc_utf8_next(&p, end);
        if (c < 0x80 ? !strchr("#$%{}|\\^~<>", (int)c) : esc_utf8_is_letter(c)) continue;
        if ((c >= 0x300 && c < 0x370) || (c >= 0x2000 && c < 0x2020 && c != 0x201A && c != 0x201E) ||
            c == 0x2026)
            continue; // marks over letters; spaces, dashes and quotes
        bool is_usual = false;
        for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) is_usual |= c == usual[i];
        if (!is_usual) return true;
    }
    return false;
}

esc_layer_judgement esc_layer_judge(const esc_lexicon *lexicon, const esc_doc *doc) {
    esc_layer_judgement ret = {0};
    uint32_t known = 0;
    for (uint32_t i = 0; i < doc->words_count; i++) {
        const char *text = esc_doc_text(doc, doc->words[i].raw);
        size_t len = letters_of(&text, doc->words[i].raw.len);
        if (!len) continue;
        ret.words++;
        known += esc_lexicon_lookup(lexicon, text, len) != 0;
        ret.odd += has_odd_sign(text, len);
    }
    if (ret.words) ret.known = (float)known / (float)ret.words;
    return ret;
}

bool esc_layer_is_language(esc_layer_judgement layer) {
    static const uint32_t few = 3, most_odd = 50; // one word of so many
    if (layer.odd >= few && layer.odd * most_odd > layer.words) return false;
    return layer.words < FEW_WORDS || layer.known >= least_known;
}

bool esc_layer_can_be_judged(esc_layer_judgement layer) { return layer.words >= FEW_WORDS; }

static bool same_word(const esc_doc *a, uint32_t i, const esc_doc *b, uint32_t j) {
    esc_span x = a->words[i].raw, y = b->words[j].raw;
    return x.len == y.len && !memcmp(esc_doc_text(a, x), esc_doc_text(b, y), x.len);
}

// By the longest common subsequence, a row of its table at a time.
float esc_layer_agreement(const esc_doc *a, const esc_doc *b) {
    enum { MOST_WORDS = 20000 };
    if (!a->words_count || !b->words_count) return 0;
    if (a->words_count > MOST_WORDS || b->words_count > MOST_WORDS) return 0;
    ESC_AUTOFREE uint32_t *row = esc_alloc_zero(b->words_count + 1, sizeof *row);
    for (uint32_t i = 0; i < a->words_count; i++)
        for (uint32_t j = 0, before = 0; j < b->words_count; j++) { // before: the row above, one to the left
            uint32_t above = row[j + 1];
            if (same_word(a, i, b, j))
                row[j + 1] = before + 1;
            else if (row[j] > above)
                row[j + 1] = row[j];
            before = above;
        }
    return 2 * (float)row[b->words_count] / (float)(a->words_count + b->words_count);
}

bool esc_layer_is_as_good(esc_layer_judgement layer, esc_layer_judgement own, float agreement) {
    static const float hardly_less = 0.005f, much_the_same = 0.95f;
    return esc_layer_can_be_judged(layer) && layer.words * 100 >= own.words * 97 &&
           layer.known >= own.known - hardly_less && agreement >= much_the_same;
}

bool esc_layer_is_better(esc_layer_judgement layer, esc_layer_judgement own) {
    static const float good = 0.9f;
    if (layer.words < FEW_WORDS) return false;
    // Rubbish may be short words that the lexicon knows; of whole words it has few.
    if (layer.words > 2 * own.words && layer.known >= good) return true;
    return layer.words * 10 >= own.words * 9 && layer.known > own.known + clearly;
}
