// SPDX-License-Identifier: GPL-3.0-or-later
// Rows all in capitals: their little words are taken for the small ones that they would be in any other text,
// so that names and phrases end before them.
#include "fields/cursor.h"
#include "fields/seats.h"
#include "fields/stream.h"
#include "fields/vocabulary.h"

enum { LEAST_WORDS = 5 };

// But for those that a name may have (de, la, los, y).
static const char little[] =
    "al|en|por|para|con|sin|que|quien|quienes|se|su|sus|como|cual|cuales|asi|estos|estas|dicho|"
    "dicha|"
    "ante|desde|hasta|entre|segun|siendo|mediante|cuyo|cuya|no|si|fue|son|es|lo|le|les|una|un";

// "EN LA CASA EJIDAL LOS INTEGRANTES", but "EJIDO LOS ENCINOS", "MUNICIPIO DE EL PEÑOL": articles before
// persons, and behind what is no preposition.
static bool article(const esc_stream *s, uint32_t at) {
    if (!at || at + 1 >= s->atoms_count || esc_atom_is(&s->atoms[at - 1], "de|y|a|e")) return false;
    const esc_atom *next = &s->atoms[at + 1];
    return esc_atom_is(&s->atoms[at], "el|la|los|las") &&
           (esc_seat_word(next) ||
            esc_atom_is(next, "c|cc|ciudadan@|ciudadan@s|senor|senora|senores|siguientes|"
                              "presentes|asistentes|soci@s|que|lic|licenciad@|ing|mtr@"));
}

void esc_stream_lower_links(esc_stream *s) {
    for (uint32_t row = 0; row < s->rows_count; row++) {
        const esc_row *x = &s->rows[row];
        uint32_t words = 0;
        for (uint32_t i = x->first; i < x->first + x->count; i++)
            words += s->atoms[i].kind == ESC_ATOM_WORD && s->atoms[i].norm[1];
        if (!x->upper || words < LEAST_WORDS) continue;
        for (uint32_t i = x->first + (x->gap || !row); i < x->first + x->count; i++) {
            esc_atom *atom = &s->atoms[i];
            const bool begins = i == 0 || s->atoms[i - 1].kind == ESC_ATOM_SIGN || atom->wide;
            if (atom->shape != ESC_SHAPE_UPPER || (begins && !esc_stream_sign(s, i - 1, ','))) continue;
            const bool reason = esc_atom_is(&s->atoms[i - 1], "de") &&
                                esc_cursor_looking_at(s, i, "conformidad|acuerdo con|a");
            if (esc_atom_is(atom, little) || article(s, i) || reason) atom->shape = ESC_SHAPE_LOWER;
        }
    }
}
