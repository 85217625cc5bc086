// SPDX-License-Identifier: GPL-3.0-or-later
#include "correct/histories.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { LEAST_SLOTS = 4096, MOST_ANSWERS = 1 << 17 };

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

static uint32_t hash_of(const esc_lm_state *state) {
    uint32_t hash = 0;
    for (int i = 0; i < state->len; i++) hash = esc_histories_mix(hash, state->words[i] + 1);
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
    ESC_RESERVE(h, states, 1);
    h->states[h->states_count++] = *state;
    if (h->states_count * 2 > h->number_slots) grow_numbers(h);
    return number;
}

static void grow_answers(esc_histories *h) {
    esc_answer *old = h->answers;
    const uint32_t slots = h->answer_slots;
    h->answer_slots *= 2;
    h->answers = esc_alloc_zero(h->answer_slots, sizeof *h->answers);
    for (uint32_t i = 0; i < slots; i++)
        if (old[i].word) *esc_histories_answer(h, old[i].from, old[i].word) = old[i];
    free(old);
}

static esc_answer ask(esc_histories *h, uint32_t from, esc_lm_word word) {
    esc_lm_state to;
    const float nats = esc_lm_step(h->lm, &h->states[from], word, &to);
    if (to.len > h->words) to.len = h->words;
    return (esc_answer){from, word + 1, number_of(h, &to), nats};
}

const esc_answer *esc_histories_ask(esc_histories *histories, uint32_t from, esc_lm_word word) {
    esc_answer *kept = esc_histories_answer(histories, from, word + 1);
    if (!kept->word && ++histories->answers_kept * 2 > histories->answer_slots &&
        histories->answer_slots < MOST_ANSWERS) {
        grow_answers(histories);
        kept = esc_histories_answer(histories, from, word + 1);
    }
    *kept = ask(histories, from, word);
    return kept;
}
