// SPDX-License-Identifier: GPL-3.0-or-later
// What was agreed, word by word: where it ends, and what of it is left out.
#pragma once

#include "fields/reader.h"

// "Visto: … CONSIDERANDO: … EL CONCEJO ACUERDA POR UNANIMIDAD: Ampliar …": where what was agreed begins
// behind the reasons below an agreement's heading, and in *ret_to where it ends; `at` where no reasons stand
// there.
uint32_t esc_agreement_behind_reasons(const esc_stream *stream, uint32_t at, uint32_t end, uint32_t *ret_to);

enum { LONGEST_AGREEMENT = 220 }; // atoms

// Where what was agreed at `at` ends: with its paragraph, or before the next agreement, point or heading.
// label: the word that it began with, as the next of a series does; empty: a code; NULL: none.
uint32_t esc_agreement_paragraph_end(const esc_reader *r, uint32_t at, uint32_t end, const char *label);
// Records one of atoms from…to-1 without the signs around it, its vote and its other cells, and counts *n;
// not what is a point of the agenda, or next to nothing.
void esc_agreement_put(esc_reader *r, uint32_t *n, const char *id, esc_range id_at, uint32_t from,
                       uint32_t to);

// A list's bullet before a capital.
bool esc_agreement_bullet(const esc_stream *stream, uint32_t at);
bool esc_agreement_quote(const esc_stream *stream, uint32_t at);
