// SPDX-License-Identifier: GPL-3.0-or-later
// Tables in which a long cell all but touches the next: "Econ. Julio Arce Valdivia Oficina de Presupuesto"
// between rows whose second cell begins in the same column.
#include <string.h>

#include "fields/phrases.h"
#include "fields/titles.h"

static const uint32_t NEAR = 3, LEAST_ALIKE = 2, SLACK = 1;

static bool parted(const esc_stream *s, const esc_row *row) {
    for (uint32_t i = row->first + 1; i < row->first + row->count; i++)
        if (s->atoms[i].wide) return true;
    return false;
}

// How many of the rows first…last-1 but for `row` have a cell that begins in this column.
static uint32_t begun_in(const esc_stream *s, uint32_t first, uint32_t last, uint32_t row, uint32_t column) {
    uint32_t alike = 0;
    for (uint32_t k = first; k < last; k++) {
        const esc_row *other = &s->rows[k];
        bool same = false;
        for (uint32_t i = other->first + 1; i < other->first + other->count && k != row; i++)
            same |= s->atoms[i].wide && s->atoms[i].column <= column + SLACK &&
                    column <= s->atoms[i].column + SLACK;
        alike += same;
    }
    return alike;
}

void esc_stream_part_cells(esc_stream *s) {
    uint32_t tables = 0; // how many of the rows around have several cells
    for (uint32_t row = 0; row < s->rows_count && row < NEAR; row++) tables += parted(s, &s->rows[row]);
    for (uint32_t row = 0; row < s->rows_count; row++) {
        if (row + NEAR < s->rows_count) tables += parted(s, &s->rows[row + NEAR]);
        if (row > NEAR) tables -= parted(s, &s->rows[row - NEAR - 1]);
        const esc_row *x = &s->rows[row];
        uint32_t first = row, last = row + 1, end = x->first + x->count;
        if (tables < LEAST_ALIKE || s->atoms[x->first].first_token == ESC_NONE) continue;
        while (first && first + NEAR > row && !s->rows[first].gap) first--;
        while (last < s->rows_count && last <= row + NEAR && !s->rows[last].gap) last++;
        bool cells = esc_title_end(s, x->first, end) > x->first; // "Econ. …" begins a table of persons
        for (uint32_t i = x->first + 1; i < end && !cells; i++)
            cells = s->atoms[i].wide && begun_in(s, first, last, row, s->atoms[i].column) >= LEAST_ALIKE;
        for (uint32_t i = x->first + 2; i < end && cells; i++) {
            const esc_atom *atom = &s->atoms[i];
            if (atom->wide || atom->glued || atom->shape == ESC_SHAPE_LOWER || atom->kind != ESC_ATOM_WORD ||
                esc_phrase_link(&s->atoms[i - 1]))
                continue;
            if (begun_in(s, first, last, row, atom->column) >= LEAST_ALIKE) s->atoms[i].wide = true;
        }
    }
}
