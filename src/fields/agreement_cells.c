// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/agreement_cells.h"

#include <string.h>

#include "fields/agreement_ids.h"
#include "fields/cursor.h"

enum { TABLE_ROWS = 30, HEAD_ATOMS = 14, MARK_ATOMS = 5 };

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

// "A1", "3", "07-01", or with coded only "JG-05/2016", and white behind it: where it ends, `at` where none
// stands there.
static uint32_t mark_end(const esc_stream *s, uint32_t at, uint32_t end, bool coded) {
    if (coded) {
        const uint32_t code = esc_agreement_id_end(s, at, end);
        return code > at + 1 && code < end && s->atoms[code].wide && s->atoms[code].shape == ESC_SHAPE_CAPITAL
                   ? code
                   : at;
    }
    const esc_atom *first = &s->atoms[at];
    if (first->kind != ESC_ATOM_NUMBER && !(first->kind == ESC_ATOM_MIXED && first->norm[0] > '9')) return at;
    uint32_t to = at + 1;
    while (to < end && to < at + MARK_ATOMS && s->atoms[to].glued &&
           (s->atoms[to].kind == ESC_ATOM_NUMBER || esc_atom_is(&s->atoms[to], "-|/")))
        to++;
    const bool closed = s->atoms[to - 1].kind != ESC_ATOM_SIGN && strlen(first->text) < 4;
    return closed && to < end && s->atoms[to].wide && s->atoms[to].shape != ESC_SHAPE_LOWER ? to : at;
}

// Where the cell ends that begins at `at`: at the next one, or before those of the head's column `behind`.
static uint32_t cell_end(const esc_stream *s, uint32_t at, uint32_t row_end, uint32_t behind) {
    uint32_t to = at + 1;
    while (to < row_end && !s->atoms[to].wide && s->atoms[to].column < behind) to++;
    return to;
}

uint32_t esc_agreement_marked_rows(esc_reader *r, uint32_t at, uint32_t end, bool coded, uint32_t *n) {
    const esc_stream *s = &r->body;
    const uint32_t head = s->atoms[at].row, cell = esc_agreement_cell_behind(s, head);
    if (cell == ESC_NONE || !s->atoms[cell].wide) return at;
    const uint32_t behind = s->atoms[cell].column;
    uint32_t row = head + 1, stop = at;
    while (row < s->rows_count && s->rows[row].first < end) {
        const uint32_t mark = s->rows[row].first;
        uint32_t row_end = mark + s->rows[row].count;
        const uint32_t from = mark_end(s, mark, row_end, coded);
        if (from == mark) break;
        const uint16_t column = s->atoms[from].column;
        uint32_t to = cell_end(s, from, row_end, behind);
        const char *text = esc_stream_text(s, r->arena, from, to);
        for (row++; row < s->rows_count && s->rows[row].first < end; row++) {
            const uint32_t first = s->rows[row].first;
            row_end = first + s->rows[row].count;
            if (s->atoms[first].column + 1u < column || s->atoms[first].column >= behind ||
                mark_end(s, first, row_end, coded) > first)
                break;
            to = cell_end(s, first, row_end, behind);
            text = esc_arena_printf(r->arena, "%s %s", text, esc_stream_text(s, r->arena, first, to));
        }
        esc_reader_put(r, ESC_VALUE_TEXT, esc_stream_text(s, r->arena, mark, from), "agreements.id", 0.9f,
                       (esc_range){s, mark, from}, "/agreements/%u/id", *n);
        esc_reader_put(r, ESC_VALUE_TEXT, text, "agreements.text", 0.85f, (esc_range){s, from, to},
                       "/agreements/%u/text", *n);
        ++*n, stop = s->rows[row - 1].first + s->rows[row - 1].count;
    }
    return stop;
}
