// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/stops.h"

#include <string.h>

enum { LEAST_WORD = 4, MOST_SEAT = 4, MOST_NAMED = 6 };

static void make_comma(const esc_reader *r, uint32_t at) {
    esc_atom *comma = &r->body.atoms[at];
    esc_atom_retext(comma, ",", r->arena);
}

// The name begins its row, or stands behind leaders.
static bool entry(const esc_stream *s, const esc_person_name *name) {
    return esc_stream_entry(s, name->from) || (name->from > 1 && esc_stream_sign(s, name->from - 1, '.') &&
                                               esc_stream_sign(s, name->from - 2, '.'));
}

// Behind a word that is none cut short.
static bool behind_word(const esc_stream *s, uint32_t at) {
    return esc_stream_sign(s, at, '.') && s->atoms[at].glued && s->atoms[at - 1].kind == ESC_ATOM_WORD &&
           s->atoms[at - 1].norm_len >= LEAST_WORD;
}

// What stands behind the name in its row.
static void mend_row(const esc_reader *r, const esc_person_name *name) {
    const esc_stream *s = &r->body;
    const uint32_t end = esc_stream_row_end(s, name->to - 1);
    if (name->to + 1 >= end || !behind_word(s, name->to)) return;
    const esc_atom *next = &s->atoms[name->to + 1];
    if (!esc_seat_word(next) &&
        !(next->shape == ESC_SHAPE_LOWER && esc_atom_is(next, "por|en|representante")))
        return;
    make_comma(r, name->to);
    for (uint32_t i = name->to + 1; i + 1 < end; i++)
        if (behind_word(s, i) &&
            (s->atoms[i + 1].shape == ESC_SHAPE_LOWER || esc_seat_word(&s->atoms[i + 1])))
            make_comma(r, i);
}

// "; Síndica Segunda. Ana Ruiz Paz;": between a seat and the name.
static void mend_seat(const esc_reader *r, const esc_person_name *name) {
    const esc_stream *s = &r->body;
    if (name->from < MOST_SEAT + 1 || !behind_word(s, name->from - 1) || !esc_stream_sign(s, name->to, ';'))
        return;
    for (uint32_t i = name->from - 1, n = 0; i-- > 0 && n < MOST_SEAT; n++) {
        if (esc_stream_sign(s, i, ';') || esc_stream_sign(s, i, ':')) {
            if (n && esc_seat_is_role(&s->atoms[i + 1])) make_comma(r, name->from - 1);
            return;
        }
        if (s->atoms[i].kind != ESC_ATOM_WORD) return;
    }
}

void esc_stops_mend(const esc_reader *r, const esc_roll *names) {
    for (uint32_t i = 0; i < names->items_count; i++) {
        if (entry(&r->body, &names->items[i])) mend_row(r, &names->items[i]);
        mend_seat(r, &names->items[i]);
    }
}

// Whether what ends before `at` is the name of a body, a unit or a law so far: "Comité de Adquisiciones".
static bool names_something(const esc_stream *s, uint32_t at) {
    static const char heads[] =
        "comite|subcomite|comision|consejo|direccion|subdireccion|secretaria|coordinacion|"
        "unidad|departamento|junta|instituto|ley|reglamento";
    for (uint32_t i = at, n = 0; i-- > 0 && n < MOST_NAMED && s->atoms[i].kind == ESC_ATOM_WORD; n++)
        if (esc_atom_is(&s->atoms[i], heads))
            return n && s->atoms[i].shape != ESC_SHAPE_LOWER &&
                   esc_atom_is(&s->atoms[i + 1], "de|del|para|edilicia");
    return false;
}

static bool is_common(const esc_reader *r, uint32_t at, esc_atom_shape shape) {
    const esc_atom *atom = &r->body.atoms[at];
    return atom->kind == ESC_ATOM_WORD && atom->shape == shape && atom->known &&
           !(esc_name_classes(r, atom) & (ESC_LEX_GIVEN | ESC_LEX_SURNAME));
}

void esc_stops_mend_names(const esc_reader *r) {
    const esc_stream *s = &r->body;
    for (uint32_t at = 1; at + 3 < s->atoms_count; at++) {
        const esc_atom_shape shape = s->atoms[at - 1].shape;
        if (!behind_word(s, at) || shape == ESC_SHAPE_LOWER || !is_common(r, at + 1, shape) ||
            !esc_atom_is(&s->atoms[at + 2], "y|e") || !is_common(r, at + 3, shape) || !names_something(s, at))
            continue;
        make_comma(r, at);
    }
}
