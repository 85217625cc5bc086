// SPDX-License-Identifier: GPL-3.0-or-later
// Titles before the names of persons, and given names that are cut short.
#pragma once

#include "fields/cursor.h"

// A word that may be a title, by its letters alone.
bool esc_title_word(const esc_atom *atom);
// One capital letter.
bool esc_title_initial(const esc_atom *atom);
// "III." at the head of a row, where II. or IV. heads one nearby: the number of an entry.
bool esc_title_numeral(const esc_stream *stream, uint32_t at);
// The end of the one title at `at`: "Lic.", "C.P.", "M. en C.", "maestra", "contador público"; `at` where
// none is.
uint32_t esc_title_end(const esc_stream *stream, uint32_t at, uint32_t end);
// The end of an abbreviation that nobody listed, before a name: "EU. ", "Klga. "; `at` where none is.
uint32_t esc_title_strange_end(const esc_stream *stream, uint32_t at, uint32_t end);
// True where the title at `at` is said of several: "CC.", "C.C.", "Lics."
bool esc_title_of_several(const esc_stream *stream, uint32_t at, uint32_t end);
// María, Francisco, Guadalupe … cut short; "Mª" needs no dot.
bool esc_title_short_name(const esc_stream *stream, uint32_t at);
