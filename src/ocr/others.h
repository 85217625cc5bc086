// SPDX-License-Identifier: GPL-3.0-or-later
// Readings of the whole page that were not kept: from another picture of it, or in another way. They have
// words right that the kept one has wrong, and cost nothing more. Private to the room.
#pragma once

#include "ocr/vote.h"

// A reading that was not kept; its boxes are in pixels of a picture scale times as large as the page's.
typedef struct esc_other {
    esc_doc *doc; // owned
    double scale;
    float mistrust; // as esc_heard has it
} esc_other;

typedef struct esc_others {
    esc_other *readings;
    uint32_t readings_count, readings_cap;
} esc_others;

// Takes the reading over.
void esc_others_add(esc_others *others, esc_doc *doc, double scale);
// Brings all words to where they are on a picture of that scale that page was read from.
void esc_others_place(esc_others *others, double scale, const esc_page *page);
void esc_others_free(esc_others *others);
#define ESC_AUTOOTHERS __attribute__((cleanup(esc_others_free))) esc_others

// Brings a reading's boxes to where they are once its page is straightened by skew_deg in all.
void esc_reading_straighten(esc_doc *reading, float skew_deg);

// How much surer a reading is than another one of the words that both have: that is the picture's doing, not
// theirs. 0 where they share too few.
double esc_reading_surer(const esc_doc *reading, const esc_doc *than);
// The share (0..1) of a reading's letters in words that the lexicon does not know.
double esc_reading_unknown(const esc_ocr *ocr, const esc_doc *reading);

// Makes the other readings as sure as doc is of what both have, and mistrusts those that know fewer words.
void esc_others_weigh(esc_others *others, const esc_ocr *ocr, const esc_doc *doc);

// What a reading has in the place of each line of doc (as many hearings as that has lines), by where the
// words stand. Owned by the caller: esc_hearing_free each, then the array.
esc_hearing *esc_others_hear(const esc_other *other, const esc_doc *doc);
