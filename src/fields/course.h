// SPDX-License-Identifier: GPL-3.0-or-later
// The course of business: which point of the agenda each sentence is about. Headings and turns of phrase tell
// (progress.h), and so do the words that a sentence shares with a point; the course is the likeliest walk
// through the points, most often forwards, that explains both (Viterbi).
#pragma once

#include "fields/reader.h"

typedef struct esc_leg { // a sentence, or what is left of it behind a turn
    uint32_t from, to;   // atoms
    uint32_t point;      // index into r->points; ESC_NONE: before the first
} esc_leg;

typedef struct esc_course {
    esc_leg *legs;
    uint32_t legs_count, legs_cap;
} esc_course;

// Reads the course of atoms from…to-1; r->points is not empty. turns: where headings and turns of phrase
// begin a point, in their order. To be freed.
void esc_course_read(const esc_reader *r, uint32_t from, uint32_t to, const esc_course *turns,
                     esc_course *ret);
void esc_course_free(esc_course *course);
// The leg that atom `at` stands in; NULL where none is.
const esc_leg *esc_course_at(const esc_course *course, uint32_t at);
