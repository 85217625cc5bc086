// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/speakers.h"

#include "fields/cursor.h"
#include "fields/seats.h"

// "SECRETARIO: Ciudadana Ana Ruiz, …" again and again at the head of a paragraph.
static bool repeated(const esc_stream *s, uint32_t first, uint32_t colon) {
    enum { LEAST_TURNS = 3 };
    uint32_t turns = 0;
    for (uint32_t row = 0; row < s->rows_count && turns < LEAST_TURNS; row++) {
        const uint32_t at = s->rows[row].first, to = at + (colon - first);
        turns += s->rows[row].gap && s->atoms[at].shape == ESC_SHAPE_UPPER && esc_stream_sign(s, to, ':') &&
                 esc_stream_same(s, first, colon, s, at);
    }
    return turns >= LEAST_TURNS;
}

// "LA C. SECRETARIA: Contadora Ana Ruiz, representante …": who calls the roll, not who is called.
bool esc_speakers_label(const esc_stream *s, uint32_t from, uint32_t name) {
    uint32_t row = s->rows[s->atoms[name].row].first;
    const bool label = row + 1 < name && esc_stream_sign(s, name - 1, ':') && from <= row + 1 &&
                       s->atoms[row].shape == ESC_SHAPE_UPPER && s->atoms[name].shape == ESC_SHAPE_CAPITAL;
    if (label && repeated(s, row, name - 1)) return true;
    return row + 2 < name && esc_stream_sign(s, name - 1, ':') && from <= row + 2 &&
           esc_atom_is(&s->atoms[row], "el|la") && s->atoms[row].shape == ESC_SHAPE_UPPER &&
           s->atoms[name - 2].shape == ESC_SHAPE_UPPER && s->atoms[name].shape == ESC_SHAPE_CAPITAL;
}

// "LA C. CONSEJERA RUIZ: Presente." in a paragraph of its own: what is said of the one before ends there.
uint32_t esc_speakers_before(const esc_stream *s, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i + 1 < to; i++)
        if (esc_stream_first(s, i) &&
            (s->rows[s->atoms[i].row].gap || (i && esc_stream_sign(s, i - 1, '.'))) &&
            esc_atom_is(&s->atoms[i], "el|la") && s->atoms[i].shape == ESC_SHAPE_UPPER &&
            s->atoms[i + 1].shape == ESC_SHAPE_UPPER && esc_cursor_looking_at(s, i + 1, "~8 :"))
            return i;
    return to;
}

// "Ing. Luis Paz: Secundo la propuesta." in a paragraph of its own: somebody speaks, and does not answer a
// call.
bool esc_speakers_turn(const esc_stream *s, const esc_person_name *name) {
    const uint32_t to = name->to;
    return esc_stream_begins(s, name->from) && s->rows[s->atoms[name->from].row].gap &&
           esc_stream_sign(s, to, ':') && to + 1 < s->atoms_count && !esc_stream_first(s, to + 1) &&
           !esc_cursor_looking_at(s, to + 1, "~1 presente|aqui") && !esc_seat_word(&s->atoms[to + 1]);
}
