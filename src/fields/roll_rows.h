// SPDX-License-Identifier: GPL-3.0-or-later
// A roll that is called, set as rows of a name and what was answered: "Concejala Ana Ruiz Paz .....
// Presente".
#pragma once

#include "fields/attendance.h"

// Appends those whom such rows name, three at least one below the other, whoever knows their names; surnames
// that stand first are put behind the given names where the text names most of them so elsewhere.
void esc_roll_rows_read(esc_reader *r, const esc_roll *names, esc_people *out);
