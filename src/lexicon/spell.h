// SPDX-License-Identifier: GPL-3.0-or-later
// Hunspell, asked only whether a word is right. The lexicon holds every form of Debian's es_MX, so that it is
// loaded only where another dictionary was set.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

typedef struct esc_spell esc_spell;

// base: the dictionary's path without .aff and .dic. Errors: LIBRARY or SYSTEM with ESC_WHY_MODELS_MISSING;
// UNSUPPORTED where it is not in UTF-8.
int esc_spell_open(const char *base, esc_spell **ret, esc_err *err);
void esc_spell_close(esc_spell *spell); // NULL is fine

bool esc_spell_knows(const esc_spell *spell, const char *word, size_t len);

// A checksum over both files of a dictionary. Errors: SYSTEM with ESC_WHY_MODELS_MISSING.
int esc_spell_checksum(const char *base, uint64_t *ret, esc_err *err);
