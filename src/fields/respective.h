// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fields/attendance.h"

// "A, B y C, Presidente, Secretaria y Tesorero, respectivamente", or the seats first: each has the one in his
// place.
void esc_respective_share(esc_reader *r, esc_people *all, uint32_t begin, uint32_t end);
