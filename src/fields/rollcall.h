// SPDX-License-Identifier: GPL-3.0-or-later
// Votes set as a table: who voted stands in the rows, and how in the columns.
#pragma once

#include "fields/reader.h"
#include "fields/tally.h"

// Reads the table whose head is the row that atom `at` begins: "NOMBRE   A FAVOR   EN CONTRA   ABSTENCIÓN", a
// cross or a figure in each row below, a row of totals perhaps; or rows that end in how each voted. False
// where none begins there; *ret_to: one past its last atom.
bool esc_rollcall_read(const esc_reader *r, uint32_t at, esc_tally *ret, uint32_t *ret_to);
