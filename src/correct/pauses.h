// SPDX-License-Identifier: GPL-3.0-or-later
// Pauses: the mark behind a word, or none, and what speaks for another one.
#pragma once

#include "correct/work.h"

// none , . : ;
enum { ESC_PAUSE_MARKS = 5, ESC_PAUSE_EVIDENCE = 87 };
#define ESC_PAUSE_NONE UINT32_MAX
extern const char esc_pause_marks[ESC_PAUSE_MARKS]; // 0 for none

// A place behind a word where such a mark stands or may have stood.
typedef struct esc_pause {
    uint32_t word, mark, next;     // pieces; ESC_PAUSE_NONE where there is no mark, or nothing behind
    uint32_t word_unit, next_unit; // the last one before the mark, the first one behind; ESC_PAUSE_NONE: none
    const esc_form *before, *after; // the words as they now read; after: NULL for none
    uint8_t seen;                   // which of the marks
} esc_pause;

// How likely each mark is at a pause by the models, nats.
typedef struct esc_pause_nats {
    float all[ESC_PAUSE_MARKS];  // with what follows
    float mark[ESC_PAUSE_MARKS]; // the mark's own share
} esc_pause_nats;

// What a document shows of its pauses.
typedef struct esc_pause_counts {
    uint16_t (*behind)[ESC_PAUSE_MARKS];      // of each form, by its id: marks that stand behind it
    uint16_t (*ahead)[ESC_PAUSE_MARKS];       // and before it
    uint32_t forms;                           // that these have room for
    uint32_t marks[ESC_PAUSE_MARKS];          // of all places
    uint32_t before_capital[ESC_PAUSE_MARKS]; // of those before a word in a capital that may be small
    uint32_t at_end[ESC_PAUSE_MARKS];         // of those at the ends of short lines
    uint32_t labels[ESC_PAUSE_MARKS];         // behind a number or a letter at the head of a line
    uint32_t edits;                           // pieces that were changed so far
} esc_pause_counts;

// pause_evidence.c: what speaks for and against mark `meant` at a pause.
void esc_pause_evidence(const esc_work *work, const esc_pause_counts *counts, const esc_pause *pause,
                        const esc_pause_nats *nats, uint8_t meant, float ret[ESC_PAUSE_EVIDENCE]);
// Whether a word in a capital is one that may be small within sentences.
bool esc_pause_common(const esc_work *work, const esc_form *form);
// Whether a place is at the end of a line that is shorter than those near it.
bool esc_pause_ends_short(const esc_work *work, const esc_pause *pause);
// Whether a number or a letter at the head of its line stands before the mark.
bool esc_pause_is_label(const esc_work *work, const esc_pause *pause);
