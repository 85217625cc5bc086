// SPDX-License-Identifier: GPL-3.0-or-later
// The counts of a vote, as a sentence tells them.
#pragma once

#include "fields/cursor.h"

typedef struct esc_tally {
    int votes[3]; // for, against, abstentions; -1: not said
    int all;      // who voted; 0: not said
    int other[3]; // one more than a side's other number: 2 of "tres (2) votos"; 0: none
    int total;    // "total 4 votos"; 0: not said
    int there;    // "de los 4 consejeros presentes"; 0: not said
    bool called;  // counted from the answers of a roll call, some of which may be missing
} esc_tally;
#define ESC_TALLY_NONE ((esc_tally){.votes = {-1, -1, -1}})

// Reads the counts in atoms from…to-1: "con 5 votos a favor, 2 en contra y una abstención", "a favor: 5, en
// contra: 2", "dos votos contra uno", "por unanimidad de los seis presentes", "con la abstención del
// Presidente". False where none are said.
bool esc_tally_read(const esc_stream *stream, uint32_t from, uint32_t to, esc_tally *ret);

// The side that is named where the cursor stands, an index into votes, moving behind it; -1 where none is.
int esc_tally_side(esc_cursor *cursor);
