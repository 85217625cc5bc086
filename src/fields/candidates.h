// SPDX-License-Identifier: GPL-3.0-or-later
// Names that may be the institution's or the body's, each weighed by what speaks for it.
#pragma once

#include "fields/reader.h"

enum { ESC_CANDIDATES_MOST = 400 };

// What a body's name begins with.
#define ESC_BODY_NOUNS                                                                                       \
    "comite|comision|consejo|concejo|junta|subcomite|subcomision|asamblea|pleno|cabildo|comisiones|comites|" \
    "patronato|academia|mesa|ayuntamiento|claustro|directorio|grupo|camara|"                                 \
    "comisariado|consistorio|corporacion|diputacion|legislatura"

typedef struct esc_candidate {
    uint32_t from, to; // where it is spelled best
    uint32_t first;    // where it stood first
    const char *key;   // folded
    const char *text;  // as shown
    const esc_stream *stream;
    uint32_t owner_to; // of a body: one past the institution named behind it; `to` where none is
    const char *owner; // folded: whose body it is said to be, wherever it is named; NULL where nowhere
    float weight;
    bool capitals;
} esc_candidate;

typedef struct esc_candidates {
    esc_candidate items[ESC_CANDIDATES_MOST];
    uint32_t count;
} esc_candidates;

// Adds the name of atoms from…to-1 with that weight; to the weight of the same name, where it is known.
void esc_candidate_add(esc_reader *r, esc_candidates *all, const esc_stream *stream, uint32_t from,
                       uint32_t to, float weight);
// The same of a body, with the end of the institution's name behind it, which begins at `owner` (ESC_NONE
// where none is).
void esc_candidate_add_owned(esc_reader *r, esc_candidates *all, const esc_stream *stream, uint32_t from,
                             uint32_t to, uint32_t owner, uint32_t owner_to, float weight);

// Over a part in quotes that belongs to the name: Cooperativa de Viviendas "Los Ceibos". Gives `to` where
// none is, or it is but what the name that began at `from` is called by: … "FOPESCA".
uint32_t esc_candidate_over_quotes(const esc_stream *stream, uint32_t from, uint32_t to);
// Over the legal form behind a company's name: "…, S.A. de C.V.", "… Ltda.". Gives `to` where none is.
uint32_t esc_candidate_legal_form(const esc_stream *stream, uint32_t to);
// Where a legal form that the phrase has swallowed in part begins: before "S" of "… del Salado S.A."; `to`
// where none is.
uint32_t esc_candidate_before_form(const esc_stream *stream, uint32_t from, uint32_t to);

// The first row of the heading, where it is a company's name by its legal form: "AGUAS DE LA RIBERA, S.A."
void esc_candidate_company(esc_reader *r, esc_candidates *institutions);
