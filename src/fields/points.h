// SPDX-License-Identifier: GPL-3.0-or-later
// Numbered points: how a list numbers its entries, and the agenda as it was read.
#pragma once

#include "fields/stream.h"

typedef enum esc_mark_style {
    ESC_MARK_FIGURE,  // 1.  2)  3.-
    ESC_MARK_ROMAN,   // IV.
    ESC_MARK_ORDINAL, // PRIMERO.-  Primer punto:
    ESC_MARK_WORD,    // Punto uno.
    ESC_MARK_LETTER,  // a)
    ESC_MARK_BULLET,  // •
} esc_mark_style;

typedef struct esc_mark {
    uint8_t style;      // esc_mark_style
    uint32_t value;     // 3 of "3.", 2 of "2.1"
    uint32_t sub;       // 1 of "2.1"; 0: none
    uint32_t deep;      // 3 of "2.1.3"; 0: none
    uint32_t from, to;  // its atoms; the text begins at `to`
    const char *number; // as printed, without its dot
    bool sign;          // behind "N°"
    bool named;         // behind "Punto", "Asunto", …
    bool third;         // of a part's own parts
    bool alone;         // in a row of its own, over its text
} esc_mark;

typedef struct esc_marks {
    esc_mark *items;
    uint32_t items_count, items_cap;
} esc_marks;

// The same point of a list.
static inline bool esc_mark_same(const esc_mark *a, const esc_mark *b) {
    return a->style == b->style && a->value == b->value && a->sub == b->sub && a->deep == b->deep && a->value;
}

// Reads the mark at `at`. expected: the value that would come next, so that a damaged numeral (l. for 1., MI.
// for III.) is believed where it can be that one; style: of the list, and only then (-1: any). False where
// none is.
bool esc_mark_read(const esc_stream *stream, esc_arena *arena, uint32_t at, int style, uint32_t expected,
                   esc_mark *ret);

// Whether a mark of the style may stand at `at`, told by its first word alone: as it is, or as any value that
// is expected where `expected` is not 0.
bool esc_mark_may_stand(const esc_stream *stream, uint32_t at, int style, uint32_t expected);

// The number as such a list would print it; NULL for styles whose form is not known.
const char *esc_mark_written(esc_arena *arena, uint8_t style, uint32_t value);
// The same in the case of another mark of the list; with its part, where sub is not 0.
const char *esc_mark_like(esc_arena *arena, const esc_mark *other, uint32_t value, uint32_t sub);

// The same where all marks of a list stand in rows of their own: whatever little stands in such a row is the
// mark that has to come next.
bool esc_mark_alone(const esc_stream *stream, esc_arena *arena, uint32_t at, uint32_t expected,
                    esc_mark *ret);

// What a scan may leave of a figure: signs and small letters at the beginning of a row, before a capital:
// "a,",
// "[e))". Only the sequence of a list can say that it is one.
bool esc_mark_rubble(const esc_stream *stream, esc_arena *arena, uint32_t at, uint32_t expected,
                     esc_mark *ret);

typedef struct esc_point {
    esc_mark mark;
    uint32_t from, to; // its text
    bool nested;
    const char *text; // of a table's cell that goes on in other rows; NULL: as it stands
} esc_point;

typedef struct esc_points {
    esc_point *items;
    uint32_t items_count, items_cap;
} esc_points;
