// SPDX-License-Identifier: GPL-3.0-or-later
// How much of what stands between the names is said of one of them.
#pragma once

#include "fields/attendance.h"

// Around one name, in atoms.
typedef struct esc_gap {
    uint32_t before, left; // where the name before ends; where what announces this one begins, up to the name
    uint32_t right, after; // where what is said behind the name ends; where the next name begins
} esc_gap;

// Around the i-th of all, who are named in text. roles_first: what they are stands before their names.
esc_gap esc_gap_around(const esc_people *all, uint32_t i, esc_range text, bool roles_first);
