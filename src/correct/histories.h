// SPDX-License-Identifier: GPL-3.0-or-later
// The language model asked for the same words behind the same ones again and again: by the decoder's beam, in
// judging each edit, and on bad scans in two decodings. So its states are kept once each and known by their
// numbers, and its answers are remembered.
#pragma once

#include <stdint.h>

#include "lm/lm.h"

#define ESC_HISTORY_NOTHING 0u // the number of the state that knows nothing of what came before

enum { ESC_ANSWERS_SIDE_BY_SIDE = 4 };

// What was answered to word behind the state numbered from.
typedef struct esc_answer {
    uint32_t from, word; // word: 1 + the word; 0: nothing is kept here
    uint32_t to;
    float nats;
} esc_answer;

// The members are for the functions below only.
typedef struct esc_histories {
    const esc_lm *lm;
    int words;
    esc_lm_state *states; // by number
    uint32_t states_count, states_cap;
    uint32_t *numbers; // open addressing: of a state, or 0
    uint32_t number_slots;
    esc_answer *answers; // in groups of ESC_ANSWERS_SIDE_BY_SIDE, a cache line each, the first ones first
    uint32_t answer_slots, answers_kept;
} esc_histories;

// The model is lent. words: most words of a history that are looked at.
esc_histories *esc_histories_new(const esc_lm *lm, int words);
void esc_histories_free(esc_histories *histories); // NULL is fine

// Where no number but ESC_HISTORY_NOTHING is in use: forgets all others once they are more than most.
void esc_histories_trim(esc_histories *histories, uint32_t most);

static inline uint32_t esc_histories_mix(uint32_t hash, uint32_t with) {
    hash = (hash ^ with) * 0x9E3779B9u;
    return hash ^ hash >> 15;
}

// Where that answer is kept, or is to be: in a free place of its group, or in another one's.
static inline esc_answer *esc_histories_answer(const esc_histories *h, uint32_t from, uint32_t word) {
    const uint32_t hash = esc_histories_mix(esc_histories_mix(0, from), word);
    esc_answer *group = &h->answers[hash & (h->answer_slots - ESC_ANSWERS_SIDE_BY_SIDE)];
    for (int i = 0; i < ESC_ANSWERS_SIDE_BY_SIDE; i++)
        if (!group[i].word || (group[i].word == word && group[i].from == from)) return &group[i];
    return &group[hash % ESC_ANSWERS_SIDE_BY_SIDE];
}

// Asks the model, and keeps what it answers.
const esc_answer *esc_histories_ask(esc_histories *histories, uint32_t from, esc_lm_word word);

// esc_lm_step: natural logarithm of the probability of word after the state numbered from; *ret_to becomes
// the number of the state after it. Inline, as a decoder asks for every step of every path.
static inline float esc_histories_step(esc_histories *histories, uint32_t from, esc_lm_word word,
                                       uint32_t *ret_to) {
    const esc_answer *kept = esc_histories_answer(histories, from, word + 1);
    if (kept->word != word + 1 || kept->from != from) kept = esc_histories_ask(histories, from, word);
    *ret_to = kept->to;
    return kept->nats;
}
