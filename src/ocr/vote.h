// SPDX-License-Identifier: GPL-3.0-or-later
// Several readings of one line made one, word by word. Private to the room.
#pragma once

#include "ocr/ocr.h"

// A word as one reading has it: it lies in that reading's document.
typedef struct esc_heard {
    const esc_doc *doc;
    uint32_t word;
    float mistrust; // of the whole reading: how much less its confidence counts; 0 for none
} esc_heard;

// One reading of a line, from left to right.
typedef struct esc_hearing {
    esc_heard *words;
    uint32_t words_count, words_cap;
} esc_hearing;

// Appends the words first…first+count of doc.
void esc_hearing_add(esc_hearing *hearing, const esc_doc *doc, uint32_t first, uint32_t count,
                     float mistrust);
void esc_hearing_free(esc_hearing *hearing);
#define ESC_AUTOHEARING __attribute__((cleanup(esc_hearing_free))) esc_hearing

// Adds how many words the other reading has with one more stop, comma or colon behind them than the page's
// own has in the same place, and the other way round.
void esc_vote_compare_stops(const esc_hearing *own, const esc_hearing *other, uint32_t *missing,
                            uint32_t *more);

// Gives words of own that say what a reading says with more slashes, and else the same letters and digits,
// that reading's word: thin slanting strokes go before others where a picture is cleaned. A slash is hardly
// invented. Whether there was one.
bool esc_vote_restore_slashes(const esc_hearing *hearings, uint32_t count, esc_hearing *own);

// The best of each of count (at least one) readings, the page's own first, into the empty *ret. known may be
// NULL. stops_are_missing: in the page's own reading; then whatever has one more wins.
void esc_vote(const esc_hearing *hearings, uint32_t count, esc_ocr_known *known, const void *user,
              bool stops_are_missing, esc_hearing *ret);
