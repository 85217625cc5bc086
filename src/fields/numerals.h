// SPDX-License-Identifier: GPL-3.0-or-later
// Numerals that a scan has broken: what was read against the one that has to stand there.
#pragma once

#include "fields/stream.h"

// True where text (as read, without what closes the mark) may stand for the Roman numeral `expected`: [ or L
// for I, TL for II, nI for III, VIIL for VIII, Mm for III. False for another numeral that reads well, so that
// II is never taken for III.
bool esc_numeral_may_be_roman(const char *text, uint32_t expected);
// The same for figures: l for 1, Z for 2, S for 5.
bool esc_numeral_may_be_figures(const char *text, uint32_t expected);

// "Cuanto.-" where the fourth point has to stand: the ordinal that was misread by one letter, in its case and
// gender; NULL where none can have been.
const char *esc_numeral_misread_ordinal(esc_arena *arena, const esc_stream *stream, uint32_t at,
                                        uint32_t expected);
