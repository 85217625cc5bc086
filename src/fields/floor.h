// SPDX-License-Identifier: GPL-3.0-or-later
// Who is plainly there though no list has him: officials who are given the floor or explain a point, who
// comes for a deputation that is received.
#pragma once

#include "fields/attendance.h"

// Appends whoever behind the agenda is told to take part, each with the post that stands beside the name.
void esc_floor_read(esc_reader *r, const esc_roll *names, esc_people *out);
