// SPDX-License-Identifier: GPL-3.0-or-later
// The character model: how much a string looks like a word of Spanish or a Mexican name, for words that no
// list knows and for junk. The same machine as lm.h, with letters for words and words for paragraphs.
#pragma once

#include <stddef.h>

#include "base/err.h"

typedef struct esc_chars esc_chars;

// Errors as esc_lm_open.
int esc_chars_open(const char *path, esc_chars **ret, esc_err *err);
void esc_chars_close(esc_chars *chars); // NULL is fine

// Natural logarithm of the probability that an unseen word is this one (case is folded): the sum over its
// letters and its end. Add it to esc_lm_step of ESC_LM_UNKNOWN or ESC_LM_NAME. Always finite and ≤ 0.
float esc_chars_score(const esc_chars *chars, const char *word, size_t len);
// The same per letter, the end counted as one: comparable between words of different length. Most words lie
// between −1 and −2.5, random letters between −4 and −5.5.
float esc_chars_per_letter(const esc_chars *chars, const char *word, size_t len);
// Lent.
const char *esc_chars_digest(const esc_chars *chars);
