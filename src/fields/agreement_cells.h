// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of what was agreed, with whoever is responsible for it and until when.
#pragma once

#include "fields/reader.h"

// "N.º   Compromiso   Responsable   Plazo": the first cell behind that of the text, or ESC_NONE where the row
// is no such head.
uint32_t esc_agreement_cell_behind(const esc_stream *s, uint32_t row);
// Where the text of an entry ends that stands in such a table; `to` where it stands in none.
uint32_t esc_agreement_without_cells(const esc_stream *s, uint32_t from, uint32_t to);
// Below the head of such a table at `at`, rows that begin with a mark (A1, 1) over rows that go on with their
// text: puts them and gives where they end; `at` where there are none. coded: with a code (JG-05/2016).
uint32_t esc_agreement_marked_rows(esc_reader *r, uint32_t at, uint32_t end, bool coded, uint32_t *n);
