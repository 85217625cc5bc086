// SPDX-License-Identifier: GPL-3.0-or-later
// The closed vocabulary of minutes: months, numbers, kinds of session, seats, turns of phrase. A damaged word
// is taken for one of these only where nothing else is near.
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"

typedef struct esc_vocabulary esc_vocabulary;

// The one vocabulary, built by whoever asks first; it stays until the program ends, and does not change.
const esc_vocabulary *esc_vocabulary_shared(void);

// The word of the vocabulary that `folded` (lower case, no accents) stands for, written without accents; NULL
// where there is none. sure: the text is known to be a word, so that only the same letters, or the twins that
// scanners make of them (a/o, i/l/1, s/5), count. *ret_accented gets its proper spelling.
const char *esc_vocabulary_lookup(const esc_vocabulary *vocabulary, const char *folded, bool sure,
                                  const char **ret_accented);
// The same, only for the word itself.
bool esc_vocabulary_has(const esc_vocabulary *vocabulary, const char *folded);

// The letter that stands for all that scanners take for c (folded): a for o, 1 and l for i, ….
char esc_skeletal(char c);

// Lower case without accents, ñ as n, º ª ° as they are; in arena.
char *esc_fold(esc_arena *arena, const char *text, size_t len);
