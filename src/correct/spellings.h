// SPDX-License-Identifier: GPL-3.0-or-later
// Spellings that no dictionary of today has, and that are no mistakes: archives go back further than the last
// orthography, and nobody lists every compound.
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "lexicon/lexicon.h"

// Whether a word of letters (text, len bytes, zero-terminated) was right when it was written, or is a
// compound that explains itself: éste, sólo (until 2010), acordóse (1999), fué, dió (1959), á, ó (1911);
// trascripción, obscuro, setiembre beside their twins; 1ra, 2do; mg, km; centroeuropeo of a prefix and a
// word. Of a word that is known otherwise, only whether it is one of the lists.
bool esc_spelling_stands(const esc_lexicon *lexicon, const char *text, size_t len, bool known);
