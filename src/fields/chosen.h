// SPDX-License-Identifier: GPL-3.0-or-later
// How the names that were chosen go: the institution's in full, the body's without what is the institution's.
#pragma once

#include "fields/candidates.h"

// Bodies that are an institution of their own: "Concejo Municipal de San Roque", "Junta Departamental de
// Rocha".
#define ESC_OWN_MASTERS "junta|legislatura|camara|diputacion"

// The institution's name as the paper has it in full, where it has: with its town, in words, without its
// letters.
const esc_candidate *esc_chosen_in_full(esc_reader *r, esc_candidates *all, const esc_candidate *name);
// The body's likewise: "Asamblea General", elsewhere "… de Ejidatarios".
const esc_candidate *esc_chosen_body(const esc_reader *r, esc_candidates *bodies, const esc_candidate *body);
// "Concejo Deliberante", said so in the text, where the heading has "Concejo Deliberante de Laguna Seca".
// NULL where nothing has.
esc_candidate *esc_chosen_with_place(esc_candidates *all, const esc_candidate *body);

// A council that belongs to nobody else, with a place or a number: its name is the institution's, too.
bool esc_chosen_is_own(const esc_candidate *body);
// The name as the document spells it best.
const char *esc_chosen_spelling(const esc_reader *r, const esc_candidate *c);

// Where the body's name ends, that goes on over a part of the institution and leaves out the institution.
uint32_t esc_chosen_body_to(const esc_reader *r, const esc_candidate *body, const esc_candidate *institution);
// The body's name up to there, with the session's kind or the faculty that are told beside it.
const char *esc_chosen_body_name(const esc_reader *r, const esc_candidate *body, uint32_t to);
