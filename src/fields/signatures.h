// SPDX-License-Identifier: GPL-3.0-or-later
// Signatures that stand side by side, with the seats in the rows below them.
#pragma once

#include "fields/attendance.h"

// Gives each of the people whose names share a row the seat that stands below him; what describe() made of
// such a row is taken back. The rows' columns tell whose a seat is, or where a scan lost the blanks, their
// number.
void esc_signatures_side_by_side(esc_reader *r, esc_people *all);
