// SPDX-License-Identifier: GPL-3.0-or-later
// The language model: how likely a word is after the words before it. A read-only mapped file (magic,
// version, checksum), shared by all workers; written by the trainer. See docs/language-model.md.
//
// Text becomes numbers of words in one way only, the trainer's: lm/token.h cuts it and folds it, and
// esc_lm_map gives the number of a token. In short, for who has tokens of his own:
//   - case is folded: "Secretario", "SECRETARIO" and "secretario" are one word; accents stay;
//   - every mark of punctuation is a token of its own, also the full stop of an abbreviation or of a
//   sentence,
//     and the history runs on across it: there is no end of a sentence inside a paragraph;
//   - a paragraph, a heading, an item of a list begins with ESC_LM_BEGIN and ends with ESC_LM_END; a line of
//     a page that goes on in the next one does not;
//   - numbers, dates and years, codes, Roman numerals are classes (token.h says which);
//   - a token that gives ESC_LM_UNKNOWN and that the lexicon knows as a name or a place, written with a
//     capital, counts as ESC_LM_NAME.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

typedef struct esc_lm esc_lm;

typedef uint32_t esc_lm_word; // number of a word in the model's vocabulary
#define ESC_LM_UNKNOWN 0u     // a word that is not in it
#define ESC_LM_BEGIN 1u       // start of a paragraph; only ever in a history
#define ESC_LM_END 2u         // its end
// Classes that stand for many tokens alike.
#define ESC_LM_NUMBER 3u
#define ESC_LM_DATE 4u
#define ESC_LM_CODE 5u
#define ESC_LM_ROMAN 6u
#define ESC_LM_NAME 7u
#define ESC_LM_FIRST_FORM 8u // the words proper, the most frequent first

#define ESC_LM_MAX_ORDER 6

// What of a history still matters, with the prices of leaving it. A plain value: copy it freely.
typedef struct esc_lm_state {
    esc_lm_word words[ESC_LM_MAX_ORDER - 1]; // words[0] is the last one; meaningful up to len
    float backoff[ESC_LM_MAX_ORDER - 1];     // natural logarithms, of the contexts of 1 … len words
    int len;
} esc_lm_state;

// Maps the file and checks it whole (magic, version, sizes, checksum). Errors: SYSTEM with
// ESC_WHY_MODELS_MISSING; FORMAT or LIMIT with ESC_WHY_MODELS_DAMAGED.
int esc_lm_open(const char *path, esc_lm **ret, esc_err *err);
void esc_lm_close(esc_lm *lm); // NULL is fine

int esc_lm_order(const esc_lm *lm);
// Number of words in the vocabulary; every esc_lm_word is below it.
uint32_t esc_lm_word_count(const esc_lm *lm);
// The number of a folded form, without regard to classes; ESC_LM_UNKNOWN where there is none.
esc_lm_word esc_lm_lookup(const esc_lm *lm, const char *form, size_t len);
// The number of a token as it is written: its class, or the number of its folded form.
esc_lm_word esc_lm_map(const esc_lm *lm, const char *token, size_t len);
// The form of a word, not zero-terminated, and its length; classes are "<num>" and the like. Lent.
const char *esc_lm_form(const esc_lm *lm, esc_lm_word word, size_t *ret_len);

// The state at the start of a paragraph (after ESC_LM_BEGIN), and the one that knows nothing of what came
// before.
esc_lm_state esc_lm_start(const esc_lm *lm);
esc_lm_state esc_lm_nothing(void);
// Natural logarithm of the probability of word after from, always finite and ≤ 0; *ret_to becomes the state
// after it (may be from itself, or NULL). The one to use in a search: it repeats no work on the history.
//
// The probability of ESC_LM_UNKNOWN or of a class is that of *some* word of it. To weigh a certain unknown
// word or name against known ones, add esc_chars_score of its letters.
float esc_lm_step(const esc_lm *lm, const esc_lm_state *from, esc_lm_word word, esc_lm_state *ret_to);
// True where nothing that follows can tell the two apart: a search keeps only the better one.
bool esc_lm_same(const esc_lm_state *a, const esc_lm_state *b);
// The same probability for a history written out, history[0] being the word just before; history_len may be
// longer than the order.
float esc_lm_score(const esc_lm *lm, esc_lm_word word, const esc_lm_word *history, int history_len);

// Occurrences of the word in the training text, as weighted there, per million words.
float esc_lm_per_million(const esc_lm *lm, esc_lm_word word);
// SHA-256 of the model's contents (what stands after the file's header), in hexadecimal. Lent.
const char *esc_lm_digest(const esc_lm *lm);
