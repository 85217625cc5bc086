// SPDX-License-Identifier: GPL-3.0-or-later
// A word in capitals as the lexicon spells it.
#pragma once

#include "base/mem.h"
#include "lexicon/lexicon.h"

// The form of the lexicon, lower case with its accents, that folded (lower case, no accents) is without them;
// where confusions is 1, also the one that it is but for a letter which scanners take for another when both
// are capitals. The most frequent of them; NULL where there is none that occurs.
const char *esc_respell(const esc_lexicon *lexicon, esc_arena *arena, const char *folded,
                        unsigned confusions);

// True where capitals of these letters (lower case, no accents) are taken for each other.
bool esc_respell_alike(char read, char meant);
