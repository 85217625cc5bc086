// SPDX-License-Identifier: GPL-3.0-or-later
// What prose says of a person in words that no list of seats has, told by where they stand: "los
// copropietarios A, B y C", "A por los trabajadores y B por los empleadores", "A, bibliotecaria; B, …".
#pragma once

#include "fields/attendance.h"

// Gives each of all what is not known of him so far. end: of the text that names them.
void esc_apposition_share(esc_reader *r, esc_people *all, uint32_t end);
