// SPDX-License-Identifier: GPL-3.0-or-later
// Roman numerals as scans have them.
#pragma once

#include "correct/work.h"

enum { ESC_NUMERAL_BYTES = 12, ESC_MOST_NUMERAL = 39 };

// The numeral of value, 1 … ESC_MOST_NUMERAL, in capitals.
void esc_numeral_write(int value, char ret[ESC_NUMERAL_BYTES]);
// What text counts as it stands, in capitals; 0: it is no numeral.
int esc_numeral_value(const char *text);
// Whether text is such a numeral of several strokes in small letters, as some lists count: "iii".
bool esc_numeral_small(const char *text);
// Whether text may be the numeral meant, misread. loose: as a bad scan may have it, a stroke of three or
// more lost.
bool esc_numeral_may_be(const char *text, const char *meant, bool loose);
// labels.c: labels that are beyond their own letters, by their places between others.
void esc_work_count_labels(esc_work *work);
// The numeral that a text begins with, up to one of the marks, goes to ret; gives its length, 0 where there
// is none or no room.
size_t esc_numeral_cut(const char *text, const char *marks, char ret[ESC_NUMERAL_BYTES]);
// tallies.c: lists whose numerals are strokes.
void esc_work_count_tallies(esc_work *work);
// gaps.c: points between a part of one and another point.
void esc_work_fill_gaps(esc_work *work);
// outline.c: heads of rows that are still broken, by all of the document's together.
void esc_work_outline(esc_work *work);
