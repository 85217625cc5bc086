// SPDX-License-Identifier: GPL-3.0-or-later
#include "lm/train_measure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "lm/token.h"
#include "lm/train_parts.h"

#define TWIN_LEAST_PER_MILLION 0.5f // rarer twins are no temptation
#define AFTER 3                     // words after a twin that may tell it

typedef struct paragraph {
    esc_lm_word *words;
    esc_lm_state *before; // the state before each word
    uint32_t words_count, words_cap, before_count, before_cap;
} paragraph;

// As the corrector maps tokens, with a list of names for its lexicon.
static esc_lm_word word_of(const esc_lm *lm, const esc_train *names, const esc_lm_token *token) {
    const esc_lm_word word = esc_lm_map(lm, token->text, token->len);
    if (word != ESC_LM_UNKNOWN) return word;
    char form[ESC_LM_MAX_FORM];
    const size_t len = esc_lm_fold(token->text, token->len, form);
    const char *p = token->text;
    const bool capital = esc_utf8_is_upper(esc_utf8_next(&p, token->text + token->len));
    return len && capital && train_is_name(names, form, len) ? ESC_LM_NAME : ESC_LM_UNKNOWN;
}

// Probability of word in the place of words[at], and of what comes after it.
static double window(const esc_lm *lm, const paragraph *text, uint32_t at, esc_lm_word word) {
    esc_lm_state state = text->before[at];
    double nats = (double)esc_lm_step(lm, &state, word, &state);
    for (uint32_t i = at + 1; i < text->words_count && i <= at + AFTER; i++)
        nats += (double)esc_lm_step(lm, &state, text->words[i], &state);
    return nats;
}

static char misread(char c) {
    static const char pairs[] = "aoceilnu";
    const char *found = c ? strchr(pairs, c) : NULL;
    return found ? pairs[(found - pairs) ^ 1] : 0;
}

static void measure_twins(const esc_lm *lm, const paragraph *text, uint32_t at, esc_measure *sum) {
    size_t len;
    const char *form = esc_lm_form(lm, text->words[at], &len);
    if (text->words[at] < ESC_LM_FIRST_FORM || len > ESC_LM_MAX_FORM) return;
    char twin[ESC_LM_MAX_FORM];
    memcpy(twin, form, len);
    const double own = window(lm, text, at, text->words[at]);
    bool any = false, lost = false;
    for (size_t i = 0; i < len; i++) {
        if (!(twin[i] = misread(form[i]))) {
            twin[i] = form[i];
            continue;
        }
        const esc_lm_word other = esc_lm_lookup(lm, twin, len);
        twin[i] = form[i];
        if (other == ESC_LM_UNKNOWN || esc_lm_per_million(lm, other) < TWIN_LEAST_PER_MILLION) continue;
        any = true;
        lost |= window(lm, text, at, other) > own;
    }
    sum->twins += any;
    sum->twins_lost += lost;
}

void esc_measure_paragraph(const esc_lm *lm, const esc_train *names, const char *text, size_t len,
                           esc_measure *sum) {
    paragraph read = {0};
    esc_lm_state state = esc_lm_start(lm);
    esc_lm_token token;
    for (const char *p = text; esc_lm_cut(&p, text + len, &token);) {
        const esc_lm_word word = word_of(lm, names, &token);
        *ESC_GROW(&read, words, 1) = word;
        *ESC_GROW(&read, before, 1) = state;
        const float nats = esc_lm_step(lm, &state, word, &state);
        sum->unknown += word == ESC_LM_UNKNOWN;
        sum->nats -= word == ESC_LM_UNKNOWN ? 0 : (double)nats;
    }
    if (read.words_count) {
        sum->tokens += read.words_count + 1;
        sum->nats -= (double)esc_lm_step(lm, &state, ESC_LM_END, NULL);
    }
    for (uint32_t i = 0; i < read.words_count; i++) measure_twins(lm, &read, i, sum);
    free(read.words);
    free(read.before);
}

double esc_measure_perplexity(const esc_measure *measure) {
    const uint64_t known = measure->tokens - measure->unknown;
    return known ? exp(measure->nats / (double)known) : (double)NAN;
}
