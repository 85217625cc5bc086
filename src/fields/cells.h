// SPDX-License-Identifier: GPL-3.0-or-later
// The cells of a row: what many blanks part.
#pragma once

#include "fields/stream.h"

// Writes where the cells of the row begin into begin[0…most], the row's end behind the last; gives how many
// there are, none where there are more than `most`.
uint32_t esc_cells_of(const esc_stream *stream, uint32_t row, uint32_t most, uint32_t *begin);

// Whether no blanks part the row, which was read from a document.
bool esc_cells_flat(const esc_stream *stream, uint32_t row);

// How many letters the atoms from…to-1 of one row take.
uint32_t esc_cells_width(const esc_stream *stream, uint32_t from, uint32_t to);
// Whether they are a person's name: a title, or two capitalised words and more, none of them a seat.
bool esc_cells_person(const esc_stream *stream, uint32_t from, uint32_t to, bool *ret_titled);
