// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/agreement_cells.h"

#include "fields/agreement_ids.h"
#include "fields/cursor.h"

enum { TABLE_ROWS = 30, HEAD_ATOMS = 14 };

// "N.º   Compromiso   Responsable   Plazo": gives the first cell behind that of the text, or ESC_NONE where
// the row is no such head.
uint32_t esc_agreement_cell_behind(const esc_stream *s, uint32_t row) {
    const uint32_t first = s->rows[row].first, end = first + s->rows[row].count;
    bool text = false;
    if (s->rows[row].count > HEAD_ATOMS) return ESC_NONE;
    for (uint32_t i = first; i < end; i++) {
        if (s->atoms[i].shape == ESC_SHAPE_LOWER && !s->atoms[i].glued) return ESC_NONE;
        if (text && esc_atom_is(&s->atoms[i], "responsable|responsables|encargad@|plazo|fecha|vencimiento"))
            return i;
        text |= esc_atom_is(&s->atoms[i], "compromiso|compromisos|acuerdo|acuerdos|tarea|tareas|actividad|"
                                          "actividades|accion|acciones|descripcion");
    }
    return ESC_NONE;
}

// "… Farfán 12/09/2023" at the row's end: where the date begins, and how many words with capitals stand
// before it.
static uint32_t before_date(const esc_stream *s, uint32_t from, uint32_t to, uint32_t *ret_names) {
    uint32_t at = to;
    while (at > from + 1 &&
           (s->atoms[at - 1].kind == ESC_ATOM_NUMBER || esc_atom_is(&s->atoms[at - 1], "/|-")))
        at--;
    uint32_t first = at;
    while (first > from + 1 && s->atoms[first - 1].shape == ESC_SHAPE_CAPITAL) first--;
    *ret_names = at - first;
    return at;
}

// Where the text of an entry ends that stands in a table with whoever is responsible for it and the date: as
// the columns stand or, where a scan lost the blanks between them, at the date and as many words with
// capitals before it as all rows have at least.
uint32_t esc_agreement_without_cells(const esc_stream *s, uint32_t from, uint32_t to) {
    const uint32_t own = s->atoms[from].row, own_end = esc_stream_row_end(s, from);
    uint32_t head = own, behind = ESC_NONE;
    while (head > 0 && own - head < TABLE_ROWS && behind == ESC_NONE)
        behind = esc_agreement_cell_behind(s, --head);
    if (behind == ESC_NONE) return to;
    if (s->atoms[behind].wide) {
        for (uint32_t i = from + 1; i < to && i < own_end; i++)
            if (s->atoms[i].column + 1 > s->atoms[behind].column) return i;
        return to;
    }
    uint32_t least = UINT32_MAX, names, at = before_date(s, from, own_end, &names);
    if (at == own_end) return to; // no date: the row does not tell where its cells end
    for (uint32_t row = head + 1; row < s->rows_count && row < head + TABLE_ROWS; row++) {
        const uint32_t first = s->rows[row].first, end = first + s->rows[row].count;
        if (esc_agreement_id_end(s, first, end) == first && s->atoms[first].kind != ESC_ATOM_NUMBER) break;
        uint32_t n;
        if (before_date(s, first, end, &n) < end && n < least) least = n;
    }
    return at - (least < names ? least : names);
}
