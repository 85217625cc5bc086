// SPDX-License-Identifier: GPL-3.0-or-later
// Which mark has to come next in a list that is being read, whatever a scan made of it. Of lists.c alone.
#pragma once

#include "fields/points.h"

typedef struct esc_list { // as far as it was read
    esc_points points;
    esc_mark top, sub; // the last of either level
    esc_mark third;    // the last of a part's own parts: "1)" below "A)" below "4."
    esc_mark run;      // the last part with a figure of its own, under whichever point
    bool nested;
    bool dotted; // all marks are parts of one number: 2.1, 2.2, …
    bool whole;
    bool damaged;      // a mark read otherwise than what it stands for
    bool runs;         // marks within a row, and no stops before them
    uint32_t later;    // whole: the row of the next mark that may follow, ESC_NONE: none; looked for once
    uint32_t later_of; // a point's count that `later` is good for
} esc_list;

// Whether the mark at `at` is the one that has to come next; at the beginning of a row or behind ; . : or
// "y".
bool esc_next_mark(const esc_stream *stream, esc_arena *arena, esc_list *list, uint32_t at, esc_mark *ret,
                   bool *ret_nested);

// True where the numbering begins anew, as it does where the points are dealt with.
bool esc_next_begins_anew(const esc_stream *stream, esc_arena *arena, const esc_list *list, uint32_t at);

// Little that a scan saw in the margin, before what stands in the row.
bool esc_next_behind_specks(const esc_stream *stream, uint32_t at);

// "PARTE II. DE LOS ACUERDOS" over "II.1": the row heads the next group.
bool esc_next_heads_group(const esc_stream *stream, esc_arena *arena, const esc_list *list, uint32_t row);
