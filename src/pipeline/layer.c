// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/layer.h"

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

esc_layer_judgement esc_layer_judge(const esc_lexicon *lexicon, const esc_doc *doc) {
    esc_layer_judgement ret = {0};
    uint32_t known = 0;
    for (uint32_t i = 0; i < doc->words_count; i++) {
        const char *text = esc_doc_text(doc, doc->words[i].raw);
        size_t len = letters_of(&text, doc->words[i].raw.len);
        if (!len) continue;
        ret.words++;
        known += esc_lexicon_lookup(lexicon, text, len) != 0;
    }
    if (ret.words) ret.known = (float)known / (float)ret.words;
    return ret;
}

bool esc_layer_is_language(esc_layer_judgement layer) {
    return layer.words < FEW_WORDS || layer.known >= least_known;
}

bool esc_layer_is_better(esc_layer_judgement layer, esc_layer_judgement own) {
    return layer.words * 10 >= own.words * 9 && layer.words >= FEW_WORDS && layer.known > own.known + clearly;
}
