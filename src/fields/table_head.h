// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of persons whose head says what each column is: "DEPENDENCIA   NOMBRE   CARÁCTER".
#pragma once

#include "fields/attendance.h"

// Whether the row that begins at atom `at` is such a head.
bool esc_table_head(const esc_stream *stream, uint32_t at);

// What the column of names holds in `row` of the table whose head is row `head`: false where nothing, or
// where the row is none of the table's.
bool esc_table_head_name(const esc_stream *stream, uint32_t head, uint32_t row, uint32_t *ret_from,
                         uint32_t *ret_to);

// Gives those who are named below such heads what the cells beside their names say by their columns.
void esc_table_head_share(esc_reader *r, esc_people *all);
