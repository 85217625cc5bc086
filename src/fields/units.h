// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fields/attendance.h"

// Whom those of a list come from, where brackets behind them or a label before them say it.
void esc_units_share(esc_reader *r, esc_people *all);
