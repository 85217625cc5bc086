// SPDX-License-Identifier: GPL-3.0-or-later
// Text as the language model sees it: tokens, folded forms, classes. Trainer and corrector both go through
// here, so that what is asked of a model is what it was taught.
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "lm/lm.h"

#define ESC_LM_MAX_FORM 64 // bytes of a folded form; a longer token is unknown

typedef struct esc_lm_token {
    const char *text; // inside the caller's text
    size_t len;
    bool mark; // punctuation
} esc_lm_token;

// Cuts the next token off [*p, end) and moves *p past it; false at the end. Blanks separate. At both ends of
// what stands between blanks, each mark of punctuation is a token (a run of full stops or of hyphens is one);
// inside, it belongs to the token ("3.98", "y/o", "IECM/UTSI/211/2017", "político-electoral"), but for
// parentheses, quotation marks, commas, semicolons and colons that do not stand between digits.
bool esc_lm_cut(const char **p, const char *end, esc_lm_token *ret);

// The class of a token, or ESC_LM_UNKNOWN where it is a word or a mark:
//   DATE   12/05/2017, 12-V-2017, and years alone, 1800 … 2099
//   NUMBER begins with a digit and has no letters but an ordinal's: 3, 1,250.00, 11:00, 1°, 8o, 2a, 1er
//   ROMAN  Roman numerals up to LXXXIX, in capitals
//   CODE   anything else with a digit and a letter, or with digits and a slash: IECM/CI/22/2017, CG-45, B2
// The class of names is not told from the letters alone: see lm.h.
esc_lm_word esc_lm_class(const char *token, size_t len);

// Writes the folded form: lower case; the kinds of quotation marks, dashes, apostrophes and bullets made one
// each. Gives its length, or 0 where it has no room.
size_t esc_lm_fold(const char *token, size_t len, char ret[ESC_LM_MAX_FORM]);
