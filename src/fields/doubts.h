// SPDX-License-Identifier: GPL-3.0-or-later
// Where what is told of a vote contradicts itself: its counts, how it came about, and its result.
#pragma once

#include "fields/reader.h"
#include "fields/verdict.h"

typedef struct esc_doubts {
    bool result, how, counts[3];          // contradicted by something
    const char *other_result, *other_how; // what speaks against them; NULL: nothing else is said
    int other_counts[3];                  // -1: likewise
} esc_doubts;

// Looks for contradictions; the counts that are better evidenced go into said->tally.
esc_doubts esc_doubts_of(const esc_reader *r, esc_verdict *said);
