// SPDX-License-Identifier: GPL-3.0-or-later
// Who sits for somebody else: a party's representatives, and those who stand in for another.
#pragma once

#include "fields/attendance.h"

// Behind "Por el Partido Verde, Luis Paz Roa, representante suplente" the seat is which of its two he is, and
// the office the party, which `announced` says or atoms left…name-1.
void esc_deputies_which(esc_reader *r, uint32_t left, uint32_t name, const esc_seat *announced,
                        esc_seat *own);

// The oficio that is told behind the one stood in for is of who stands in.
void esc_deputies_oficio(const esc_stream *stream, esc_people *all);
