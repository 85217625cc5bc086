// SPDX-License-Identifier: GPL-3.0-or-later
// Votes set as a table: who voted stands in the rows, and how in the columns.
#pragma once

#include "fields/reader.h"
#include "fields/tally.h"

// Reads the table whose head is the row that atom `at` begins: "NOMBRE   A FAVOR   EN CONTRA   ABSTENCIÓN", a
// cross or a figure in each row below, a row of totals perhaps; or rows that end in how each voted. False
// where none begins there; *ret_to: one past its last atom.
bool esc_rollcall_read(const esc_reader *r, uint32_t at, esc_tally *ret, uint32_t *ret_to);

// "Consejera Luna: a favor. Consejero Paz: en contra. …", three or more from atom `at` on, told in one
// paragraph or a row each. Gives the sum of each side and, in ret_to, one past the last answer.
bool esc_rollcall_answers(const esc_stream *stream, uint32_t at, esc_tally *ret, uint32_t *ret_to);

// "VOTAN A FAVOR: Ana Paz, Luis Mora. / TOTAL: Dos votos. / EN CONTRA: Ninguno.": the sums below the names.
// False where atom `at` begins no such row; *ret_to: one past the last of it.
bool esc_rollcall_totals(const esc_stream *stream, uint32_t at, esc_tally *ret, uint32_t *ret_to);

// The side that a column's head names, an index into a tally's votes, moving behind it; -1 where none is.
int esc_rollcall_side(esc_cursor *cursor);
