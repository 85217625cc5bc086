// SPDX-License-Identifier: GPL-3.0-or-later
// The seats and posts of persons whose names were found.
#pragma once

#include "fields/attendance.h"

// Gives each of all his seat, post and oficio, as atoms from…end-1 tell them; who is said to be away becomes
// absent.
void esc_describe(esc_reader *r, esc_people *all, uint32_t from, uint32_t end);
