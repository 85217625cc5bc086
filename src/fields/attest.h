// SPDX-License-Identifier: GPL-3.0-or-later
// Damaged words in the names of the heading, read again from what the rest of the document says of them.
#pragma once

#include "fields/reader.h"

// Spells the capitalised words of the heading and of running heads as the document attests them best: where
// another mention has the word whole, with its accents, or known; where it has none, as the lexicon has it,
// if one letter that scanners take for another is all that is wrong.
void esc_attest_heading(esc_reader *r);
