// SPDX-License-Identifier: GPL-3.0-or-later
// What those named are by trade, or whom they came for, in small letters behind the name.
#pragma once

#include "fields/attendance.h"

void esc_trades_share(esc_reader *reader, esc_people *people);
