// SPDX-License-Identifier: GPL-3.0-or-later
// Persons whom no list names, but who are told of as they act: who opens the session, who speaks in a literal
// record, whom the meeting makes its president or teller.
#pragma once

#include "fields/attendance.h"

// Appends them to ret, one entry for each time they are told of.
void esc_officers_read(esc_reader *r, const esc_roll *names, esc_people *ret);
