// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers of papers that stand behind a name.
#include "fields/names.h"

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
