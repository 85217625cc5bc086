// SPDX-License-Identifier: GPL-3.0-or-later
// Agendas set as tables: "Nº  Expediente  Extracto", a number that counts up in the first column.
#pragma once

#include "fields/reader.h"

// The longest table up to atom `end` whose head names what an agenda has (asunto, extracto, …), or that
// stands right below such a heading: a point a row, the text of which is in the column with most words. False
// where none has three rows, or the rows are persons.
bool esc_list_of_grid(const esc_reader *r, uint32_t end, esc_points *ret);

// Rows of tables within points, numbered on from one table to the next, become points of their own, nested.
void esc_grid_split(const esc_reader *r, esc_points *points);
