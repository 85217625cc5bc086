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

typedef struct esc_ballot {
    uint32_t from, to; // its row
    uint32_t point;    // of the agenda
    esc_tally tally;
} esc_ballot;

// Reads the row of ballots that begins at atom `at`, below a head "Punto   Sí   No   Abstención   Resultado"
// whose row begins at `head`: the number of a point, then as many figures as the head has sides.
bool esc_rollcall_ballot(const esc_reader *r, uint32_t head, uint32_t at, esc_ballot *ret);
// True where the row that begins at atom `at` is such a head.
bool esc_rollcall_heads_ballots(const esc_stream *stream, uint32_t at);
