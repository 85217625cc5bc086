// SPDX-License-Identifier: GPL-3.0-or-later
// Lists of seats, each with leaders from it to the name of who holds it.
#pragma once

#include "fields/attendance.h"

// "Secretario Técnico ........ Lic. Ana Ruiz Paz": in two such rows or more, what stands before the leaders,
// also in a row above, is the seat of the one behind them. from: where the list may begin.
void esc_leaders_share(esc_reader *r, esc_people *all, uint32_t from);
