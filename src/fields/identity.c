// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers of papers that stand behind a name, and entries of lists that are a person.
#include "fields/names.h"
#include "fields/seats.h"

uint32_t esc_name_over_identity(const esc_stream *s, uint32_t stop) {
    uint32_t at = stop + 1, letters = 0;
    if (!esc_stream_sign(s, stop, ',')) return stop;
    for (; at < s->atoms_count && at < stop + 9; at++) {
        const esc_atom *atom = &s->atoms[at];
        if (atom->kind == ESC_ATOM_NUMBER || atom->kind == ESC_ATOM_MIXED) break;
        if (atom->kind == ESC_ATOM_WORD &&
            !esc_atom_is(atom, "c|d|n|i|e|u|t|p|r|v|dni|cc|ci|nif|rut|run|cedula|ced|de|la|con|"
                               "identidad|ciudadania|identificad@|documento|no|num|nro|n°|nº|cui|curp|ine|"
                               "dui|nie|pasaporte|titular|portador|portadora|ruc|cip|colegiad@"))
            return stop;
        letters += atom->kind == ESC_ATOM_WORD;
    }
    while (at < s->atoms_count && letters && (s->atoms[at].kind == ESC_ATOM_NUMBER || s->atoms[at].glued) &&
           !esc_atom_is(&s->atoms[at], ",|;"))
        at++;
    return letters && at < s->atoms_count && esc_atom_is(&s->atoms[at], ",|;") ? at : stop;
}

bool esc_name_entry(const esc_reader *r, uint32_t from, uint32_t to) {
    const esc_stream *s = &r->body;
    esc_person_name name;
    if (!esc_name_at(r, from, to, false, &name)) return false;
    const uint32_t at = esc_name_over_identity(s, name.to);
    return name.to + 2 > to || at > name.to ||
           (at + 1 < to && esc_atom_is(&s->atoms[at], ",|(|-|–|—") &&
            (esc_seat_word(&s->atoms[at + 1]) ||
             esc_cursor_looking_at(s, at + 1, "en su? calidad|caracter|condicion|representacion de|del")));
}
