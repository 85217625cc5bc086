// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of persons whose head says what each column is: "DEPENDENCIA   NOMBRE   CARÁCTER".
#pragma once

#include "fields/attendance.h"

// What a column holds. AWAY: a mark in it says that somebody is not there.
typedef enum esc_column {
    ESC_COLUMN_OTHER,
    ESC_COLUMN_NAME,
    ESC_COLUMN_OFFICE,
    ESC_COLUMN_ROLE,
    ESC_COLUMN_POST,
    ESC_COLUMN_STATUS,
    ESC_COLUMN_AWAY,
    ESC_COLUMN_CODE,
    ESC_COLUMNS
} esc_column;

// What a head of atoms from…to-1 says of its column.
esc_column esc_table_column(const esc_stream *stream, uint32_t from, uint32_t to);

// Behind the number of a row, or what heads it, that stands close before what a column holds: "N.º
// Consejero(a)", "12 Ana Ruiz Paz".
uint32_t esc_table_over_number(const esc_stream *stream, uint32_t at, uint32_t end);

// Whether the row that begins at atom `at` is such a head.
bool esc_table_head(const esc_stream *stream, uint32_t at);

// What the column of names holds in `row` of the table whose head is row `head`: false where nothing, or
// where the row is none of the table's.
bool esc_table_head_name(const esc_stream *stream, uint32_t head, uint32_t row, uint32_t *ret_from,
                         uint32_t *ret_to);

// Gives those who are named below such heads what the cells beside their names say by their columns.
void esc_table_head_share(esc_reader *r, esc_people *all);
