// SPDX-License-Identifier: GPL-3.0-or-later
// The language model asked for the same words behind the same ones again and again: by the decoder's beam, in
// judging each edit, and on bad scans in two decodings. So its states are kept once each and known by their
// numbers, and its answers are remembered.
#pragma once

#include <stdint.h>

#include "lm/lm.h"

#define ESC_HISTORY_NOTHING 0u // the number of the state that knows nothing of what came before

typedef struct esc_histories esc_histories;

// The model is lent. words: most words of a history that are looked at.
esc_histories *esc_histories_new(const esc_lm *lm, int words);
void esc_histories_free(esc_histories *histories); // NULL is fine

// esc_lm_step: natural logarithm of the probability of word after the state numbered from; *ret_to becomes
// the number of the state after it.
float esc_histories_step(esc_histories *histories, uint32_t from, esc_lm_word word, uint32_t *ret_to);

// Where no number but ESC_HISTORY_NOTHING is in use: forgets all others once they are more than most.
void esc_histories_trim(esc_histories *histories, uint32_t most);
