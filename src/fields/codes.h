// SPDX-License-Identifier: GPL-3.0-or-later
// Codes such as IECM/UTSI/211/2017, CIE-05-2017, 33/18: letters and digits with slashes and hyphens.
#pragma once

#include "fields/cursor.h"

// One past the last atom of the code that begins at `from`, or `from` where none does. Blanks that a scanner
// put into it are passed over: "IECM/UTSI/2 11/20 17".
uint32_t esc_code_end(const esc_stream *stream, uint32_t from, uint32_t end);

// Whether letters stand in a code, in capitals.
bool esc_code_has_letters(const esc_stream *stream, uint32_t from, uint32_t to);
// CT/08/2021: letters and a year.
bool esc_code_is_yearly(const esc_stream *stream, uint32_t from, uint32_t to);

// The code without blanks.
char *esc_code_text(const esc_stream *stream, esc_arena *arena, uint32_t from, uint32_t to);
// Moves over "No.", "número", "Núm.", also glued to what follows.
void esc_code_over_sign(esc_cursor *c);
// The same behind the word: stops, and what a scan made of them and of a raised o.
void esc_code_over_stops(esc_cursor *c);

// True where atom `at` is "oficio" and a code follows; gives the code's atoms.
bool esc_oficio_after(const esc_stream *stream, uint32_t at, uint32_t end, uint32_t *ret_from,
                      uint32_t *ret_to);
