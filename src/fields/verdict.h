// SPDX-License-Identifier: GPL-3.0-or-later
// What a sentence says of a vote: its result, how it came about, and its counts.
#pragma once

#include "fields/tally.h"

enum { ESC_VERDICT_SENTENCE = 60 }; // atoms of the longest sentence that is looked at

typedef struct esc_verdict {
    const char *result; // "approved", "rejected" or "postponed"
    const char *how;    // "unanimidad" or "mayoria"; NULL: not said
    esc_tally tally;
    bool mere;         // "(Se vota: 12 en 12). Afirmativa.": what was voted on is said before it
    bool cut;          // the sentence may tell of another vote behind `to`
    uint32_t from, to; // the sentence
} esc_verdict;

// A word that may tell of a vote.
bool esc_verdict_word(const esc_atom *atom);

// Reads the sentence around `at`, where such a word stands, from atom `least` on. False where it tells of no
// vote on a point; *ret then has the sentence alone, and the counts of a tie that it leaves undecided.
// most: one past the last atom that may be read.
bool esc_verdict_read(const esc_stream *stream, uint32_t least, uint32_t most, uint32_t at, esc_verdict *ret);

// What the counts alone say: that some were of another mind, or that nobody was. NULL: neither.
const char *esc_verdict_how(const esc_tally *tally);
