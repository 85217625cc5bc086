// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers as minutes write them: in words, figures, ordinals and Roman numerals; and written out again.
#pragma once

#include <stdint.h>

#include "base/buf.h"
#include "fields/cursor.h"

// What a word stands for by itself, as esc_atom has it: a cardinal plus one, an ordinal; 0 where it is none.
// norm: in lower case, without accents.
void esc_number_of_word(const char *norm, uint16_t *ret_cardinal, uint16_t *ret_ordinal);
// A cardinal in words, 0…999999 (dos mil diecisiete; diez y seis). Moves c behind it.
bool esc_number_words(esc_cursor *c, uint32_t *ret);
// A cardinal in figures, also with letters that scanners make of them (2Ol7). No separators.
bool esc_number_figures(esc_cursor *c, uint32_t *ret);
// Either, with the other behind it in brackets or not: 13 (trece), trece (13).
bool esc_number_any(esc_cursor *c, uint32_t *ret);
// An ordinal in words, 1…999 (vigésima tercera, décimo primer, vigesimoquinta).
bool esc_number_ordinal_words(esc_cursor *c, uint32_t *ret);
// An ordinal in figures: 5a, 5ª, 1º, 1er, 23va.
bool esc_number_ordinal_figures(const esc_atom *atom, uint32_t *ret);
// An ordinal of any form: words, 5a., 5ª, 1er., XXIII.
bool esc_number_ordinal(esc_cursor *c, uint32_t *ret);
// A Roman numeral up to 399, in capitals; repaired: also with 1, l, | for I where `loose`. 0 where it is
// none.
uint32_t esc_number_roman(const char *text, bool loose);
// The same of "iv", all of it in small letters; 0: none.
uint32_t esc_number_small_roman(const char *text);
// A year 1900…2100 in words or figures, also broken (20 17).
bool esc_number_year(esc_cursor *c, uint32_t *ret);

// Appends n (up to 999999) in words, masculine before a noun where `un` (veintiún), feminine where `una`.
typedef enum esc_number_form { ESC_NUMBER_UNO, ESC_NUMBER_UN, ESC_NUMBER_UNA } esc_number_form;
void esc_number_write(uint32_t n, esc_number_form form, esc_buf *out);
// Appends n in Roman numerals (1…399).
void esc_number_write_roman(uint32_t n, esc_buf *out);
