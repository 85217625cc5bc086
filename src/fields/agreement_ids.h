// SPDX-License-Identifier: GPL-3.0-or-later
// What agreements are known by: codes, numbers, ordinals.
#pragma once

#include "fields/reader.h"

// The end of the code at `at`, or `at`.
uint32_t esc_agreement_id_end(const esc_stream *stream, uint32_t at, uint32_t end);
// It as printed.
char *esc_agreement_id_text(const esc_stream *stream, esc_arena *arena, uint32_t from, uint32_t to);

// "J.M. Nº 155/2019", "C.S. N° 12": whose number it is. Gives where the sign stands, or `at`.
uint32_t esc_agreement_letters(const esc_stream *stream, uint32_t at, uint32_t end);

// The id at the cursor: a code, a number with its sign, an ordinal. NULL where there is none.
char *esc_agreement_id(esc_reader *reader, esc_cursor *cursor, uint32_t *ret_from);

// The end of a number with its parts that begins a row (1.1, 112.1), and the last of its parts; or `at`.
uint32_t esc_agreement_part(const esc_stream *stream, uint32_t at, uint32_t end, uint32_t *ret_last);

// Where what was agreed begins within from…to: behind signs, the day of the agreement, and the formula that
// decides ("… CONSIDERANDO: …, por unanimidad ACUERDA: Autorizar …").
uint32_t esc_agreement_text(const esc_stream *stream, uint32_t from, uint32_t to);

// The codes differ in one number, which is one more in the second.
bool esc_agreement_counts_up(const char *first, const char *second);

// The id with the letters that the paper's other codes begin with, where its own stand nowhere else and are
// those but for what a scan misread: "GIMD/03-01" among "GTMD/…".
const char *esc_agreement_id_attested(const esc_stream *stream, esc_arena *arena, const char *id);
