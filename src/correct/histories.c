// SPDX-License-Identifier: GPL-3.0-or-later
#include "correct/histories.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { LEAST_SLOTS = 4096, MOST_ANSWERS = 1 << 17, SIDE_BY_SIDE = 4 };

// What was answered to word behind the state numbered from.
struct answer {
    uint32_t from, word; // word: 1 + the word; 0: nothing is kept here
    uint32_t to;
    float nats;
};

struct esc_histories {
    const esc_lm *lm;
    int words;
    esc_lm_state *states; // by number
    uint32_t states_count, states_cap;
    uint32_t *numbers; // open addressing: of a state, or 0
    uint32_t number_slots;
    struct answer *answers; // in groups of SIDE_BY_SIDE, a cache line each, the first ones first
    uint32_t answer_slots, answers_kept;
};

esc_histories *esc_histories_new(const esc_lm *lm, int words) {
    esc_histories *h = esc_alloc_zero(1, sizeof *h);
    *h = (esc_histories){.lm = lm, .words = words, .number_slots = LEAST_SLOTS, .answer_slots = LEAST_SLOTS};
    h->numbers = esc_alloc_zero(h->number_slots, sizeof *h->numbers);
    h->answers = esc_alloc_zero(h->answer_slots, sizeof *h->answers);
    *ESC_GROW(h, states, 1) = esc_lm_nothing();
    return h;
}

void esc_histories_free(esc_histories *histories) {
    if (!histories) return;
    free(histories->states);
    free(histories->numbers);
    free(histories->answers);
    free(histories);
}

void esc_histories_trim(esc_histories *histories, uint32_t most) {
    if (histories->states_count <= most) return;
    histories->states_count = 1;
    histories->answers_kept = 0;
    memset(histories->numbers, 0, histories->number_slots * sizeof *histories->numbers);
    memset(histories->answers, 0, histories->answer_slots * sizeof *histories->answers);
}

static uint32_t mixed(uint32_t hash, uint32_t with) {
    hash = (hash ^ with) * 0x9E3779B9u;
    return hash ^ hash >> 15;
}

static uint32_t hash_of(const esc_lm_state *state) {
    uint32_t hash = 0;
    for (int i = 0; i < state->len; i++) hash = mixed(hash, state->words[i] + 1);
    return hash;
}

// Where the state's number stands, or is to stand.
static uint32_t *slot_of(const esc_histories *h, const esc_lm_state *state) {
    uint32_t at = hash_of(state) & (h->number_slots - 1);
    while (h->numbers[at] && !esc_lm_same(&h->states[h->numbers[at]], state))
        at = (at + 1) & (h->number_slots - 1);
    return &h->numbers[at];
}

static void grow_numbers(esc_histories *h) {
    free(h->numbers);
    h->number_slots *= 2;
    h->numbers = esc_alloc_zero(h->number_slots, sizeof *h->numbers);
    for (uint32_t i = 1; i < h->states_count; i++) *slot_of(h, &h->states[i]) = i;
}

static uint32_t number_of(esc_histories *h, const esc_lm_state *state) {
    if (!state->len) return ESC_HISTORY_NOTHING;
    uint32_t *slot = slot_of(h, state);
    if (*slot) return *slot;
    const uint32_t number = *slot = h->states_count;
    *ESC_GROW(h, states, 1) = *state;
    if (h->states_count * 2 > h->number_slots) grow_numbers(h);
    return number;
}

// Where that answer is kept, or is to be: in a free place of its group, or in another one's.
static struct answer *answer_at(const esc_histories *h, uint32_t from, uint32_t word) {
    const uint32_t hash = mixed(mixed(0, from), word);
    struct answer *group = &h->answers[hash & (h->answer_slots - SIDE_BY_SIDE)];
    for (int i = 0; i < SIDE_BY_SIDE; i++)
        if (!group[i].word || (group[i].word == word && group[i].from == from)) return &group[i];
    return &group[hash % SIDE_BY_SIDE];
}

static void grow_answers(esc_histories *h) {
    struct answer *old = h->answers;
    const uint32_t slots = h->answer_slots;
    h->answer_slots *= 2;
    h->answers = esc_alloc_zero(h->answer_slots, sizeof *h->answers);
    for (uint32_t i = 0; i < slots; i++)
        if (old[i].word) *answer_at(h, old[i].from, old[i].word) = old[i];
    free(old);
}

static struct answer ask(esc_histories *h, uint32_t from, esc_lm_word word) {
    esc_lm_state to;
    const float nats = esc_lm_step(h->lm, &h->states[from], word, &to);
    if (to.len > h->words) to.len = h->words;
    return (struct answer){from, word + 1, number_of(h, &to), nats};
}

float esc_histories_step(esc_histories *histories, uint32_t from, esc_lm_word word, uint32_t *ret_to) {
    struct answer *kept = answer_at(histories, from, word + 1);
    if (kept->word != word + 1 || kept->from != from) {
        if (!kept->word && ++histories->answers_kept * 2 > histories->answer_slots &&
            histories->answer_slots < MOST_ANSWERS) {
            grow_answers(histories);
            kept = answer_at(histories, from, word + 1);
        }
        *kept = ask(histories, from, word);
    }
    *ret_to = kept->to;
    return kept->nats;
}
