// SPDX-License-Identifier: GPL-3.0-or-later
// Institutions that no noun gives away: by the place of the name in the heading, or by who is said to meet.
#pragma once

#include "fields/candidates.h"

// "la Junta Directiva de Python España", "Comité de Convivencia de la Fábrica de Licores del Valle", "los
// socios de la Peña El Tambor": whose body, or whose members, are said to meet. body may be NULL.
void esc_letterhead_owner(esc_reader *r, const esc_candidate *body, esc_candidates *institutions);
// A row of the heading, before the paper tells what it is, that is a name and nothing else.
void esc_letterhead_name(esc_reader *r, esc_candidates *institutions);
// The first row of the paper, where it is a name that the text says again.
void esc_letterhead_said(esc_reader *r, esc_candidates *institutions);
// Where within the body's name its owner begins, at the "de" before; body->to where there is none.
uint32_t esc_letterhead_body_end(const esc_reader *r, const esc_candidate *body);
