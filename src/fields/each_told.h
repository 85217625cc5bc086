// SPDX-License-Identifier: GPL-3.0-or-later
// A list that says of each one whether he came: "1. Ana Ruiz Paz, Vocal, asistió" / "2. Luis Sosa, Vocal,
// faltó"; "Ana Ruiz (presente), Luis Sosa (ausente)"; "Ana Ruiz (P)", where a legend explains the letters.
#pragma once

#include "fields/attendance.h"

// What the letter at `at` stands for in a legend ("P = presente. A = ausente."): 1 there, -1 absent, 0 where
// none explains it.
int esc_told_letter(const esc_stream *stream, uint32_t at);

// Appends those whom such a list names, three at least one behind the other, the absent among them.
void esc_each_told_read(esc_reader *r, const esc_roll *names, esc_people *out);
