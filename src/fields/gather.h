// SPDX-License-Identifier: GPL-3.0-or-later
// All names that may be the institution's or the body's: phrases that begin with one of the nouns for them,
// each weighed by where it stands: as whose session it is, in the heading, as the body's owner, or merely
// mentioned.
#pragma once

#include "fields/candidates.h"

enum { ESC_GATHER_ROWS = 14 }; // how many rows may be the heading

// Told of as where one meets, these are whose session it is, if nothing else says that.
#define ESC_HOSTS                                                                                            \
    "ejido|comunidad|cooperativa|sindicato|club|asociacion|sociedad|federacion|fundacion|mutual|"            \
    "institucion|universidad|facultad|colegio|instituto|liceo|municipalidad|ayuntamiento|hermandad|"         \
    "cofradia|gremio|resguardo|casino|ateneo|caja|union|liga|agrupacion|circulo|condominio|conjunto|"        \
    "residencial|urbanizacion|mancomunidad|confederacion"
// What may have the name of an institution behind it without being one.
#define ESC_BODY_OR_OWNER "patronato|consejo|comision|junta|comite|concejo|facultad|escuela|mesa"

// What an institution is made of, and what no institution of its own is where it has one above.
#define ESC_PARTS "unidad|jurisdiccion|departamento|division|campus|plantel|sede|facultad|escuela"

// Adds those of the stream.
void esc_gather_names(esc_reader *r, const esc_stream *stream, esc_candidates *bodies,
                      esc_candidates *institutions);
// "Acta de la [sesión ordinaria de la] Junta de Facultad": the row of atom `at` begins by saying whose
// minutes these are, and that name begins at `at`.
bool esc_gather_titled(const esc_stream *stream, uint32_t at);
