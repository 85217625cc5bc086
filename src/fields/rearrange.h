// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of the stream in another order: their pieces are added one after the other, then put in their place.
#pragma once

#include "fields/stream.h"

typedef struct esc_rearrangement {
    esc_stream *stream;
    uint32_t first, last, atoms, rows; // rows first…last-1 are replaced; how many atoms and rows were added
    uint32_t room;                     // the atoms of these rows
    esc_atom *moved;
    esc_row *made;
} esc_rearrangement;

// Begins with nothing of rows first…last-1, each of which may be added in `parts` pieces at most.
esc_rearrangement esc_rearrange_begin(esc_stream *stream, uint32_t first, uint32_t last, uint32_t parts);
// Appends atoms from…to-1 of `row` as a row; gap: an empty line stands before it. An empty piece is none.
void esc_rearrange_add(esc_rearrangement *all, uint32_t row, uint32_t from, uint32_t to, bool gap);
// Appends atoms from…to-1 to the row that was added last, as a cell of its own or as more of the last one.
void esc_rearrange_go_on(esc_rearrangement *all, uint32_t from, uint32_t to, bool cell);
// Puts what was added in place of the rows; atoms that were not (specks) are gone. Gives by how many rows the
// stream has grown, less than zero where rows were put together.
int32_t esc_rearrange_end(esc_rearrangement *all);
