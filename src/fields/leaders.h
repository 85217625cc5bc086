// SPDX-License-Identifier: GPL-3.0-or-later
// Lists of seats, each with leaders from it to the name of who holds it.
#pragma once

#include "fields/attendance.h"

// Where the leaders (dots, dashes) end that begin at `at`; `at` where there are none.
uint32_t esc_leaders_end(const esc_stream *stream, uint32_t at, uint32_t end);

// "Secretario Técnico ........ Lic. Ana Ruiz Paz": in two such rows or more, what stands before the leaders,
// also in a row above, is the seat of the one behind them. from: where the list may begin.
void esc_leaders_share(esc_reader *r, esc_people *all, uint32_t from);
