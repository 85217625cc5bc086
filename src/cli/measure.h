// SPDX-License-Identifier: GPL-3.0-or-later
// How good a text is, held against its truth, and what a correction did to it: character and word error
// rates, words fixed, words harmed.
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

// Whether the dictionary knows a word; for telling real-word errors.
typedef bool esc_measure_known(void *user, const char *word, size_t len);

typedef struct esc_measures {
    long chars;                     // of the truth, runs of blanks counted as one
    long edits_before, edits_after; // insertions, deletions and substitutions between truth and text
    long tokens;                    // runs of the truth between blanks, judged with their punctuation
    long tokens_wrong_before, tokens_wrong_after, tokens_fixed, tokens_harmed;
    long words; // runs of letters and digits in the truth
    long words_wrong_before, words_wrong_after, words_fixed, words_harmed;
    long realword_errors, realword_fixed; // wrong words that the dictionary accepts; 0 without one
} esc_measures;

// Measures ocr, and what became of it in out, against truth (all UTF-8). White space is folded, typographic
// quotes and dashes count as their plain forms. show, where it is not NULL, gets a line for each word that
// was fixed, missed or harmed: kind, truth, before, after, separated by tabs. Errors: LIMIT where the texts
// are too long or too different to be aligned.
int esc_measure(const char *truth, const char *ocr, const char *out, esc_measure_known *known, void *user,
                esc_buf *show, esc_measures *ret, esc_err *err);
