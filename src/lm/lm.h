// SPDX-License-Identifier: GPL-3.0-or-later
// The language model: how likely a word is after the words before it. A read-only mapped file (magic,
// version, checksum), shared by all workers; written by lm/train.c.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

typedef struct esc_lm esc_lm;

typedef uint32_t esc_lm_word; // number of a word in the model's vocabulary
#define ESC_LM_UNKNOWN 0u     // a word that is not in it
#define ESC_LM_BEGIN 1u       // start of a sentence
#define ESC_LM_END 2u         // its end
// Classes that stand for many tokens alike, as <num>, <date>, <code>, <roman>, <name> in the training text.
#define ESC_LM_NUMBER 3u
#define ESC_LM_DATE 4u
#define ESC_LM_CODE 5u
#define ESC_LM_ROMAN 6u
#define ESC_LM_NAME 7u

#define ESC_LM_MAX_ORDER 5

// Errors: SYSTEM or FORMAT with ESC_WHY_MODELS_MISSING or ESC_WHY_DAMAGED.
int esc_lm_open(const char *path, esc_lm **ret, esc_err *err);
void esc_lm_close(esc_lm *lm); // NULL is fine

int esc_lm_order(const esc_lm *lm);
// The number of a form (as written in the model: lower case, but for what only occurs with capitals).
esc_lm_word esc_lm_lookup(const esc_lm *lm, const char *word, size_t len);
// Natural logarithm of the word's probability, history[0] being the word just before it. history_len may be
// longer than the order. Always finite and ≤ 0.
float esc_lm_score(const esc_lm *lm, esc_lm_word word, const esc_lm_word *history, int history_len);
// Occurrences of the word in the training text, per million words.
float esc_lm_per_million(const esc_lm *lm, esc_lm_word word);
// SHA-256 of the file, in hexadecimal. Lent.
const char *esc_lm_digest(const esc_lm *lm);
