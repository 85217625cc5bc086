// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/rearrange.h"

#include <stdlib.h>
#include <string.h>

esc_rearrangement esc_rearrange_begin(esc_stream *s, uint32_t first, uint32_t last, uint32_t parts) {
    uint32_t atoms = s->rows[last - 1].first + s->rows[last - 1].count - s->rows[first].first;
    esc_rearrangement all = {.stream = s, .first = first, .last = last};
    all.moved = malloc(atoms * sizeof *all.moved);
    all.made = malloc((size_t)parts * (last - first) * sizeof *all.made);
    if (!all.moved || !all.made) abort();
    return all;
}

void esc_rearrange_add(esc_rearrangement *all, uint32_t row, uint32_t from, uint32_t to, bool gap) {
    const esc_stream *s = all->stream;
    if (from == to) return;
    esc_row *made = &all->made[all->rows++];
    *made = s->rows[row];
    made->first = s->rows[all->first].first + all->atoms, made->count = to - from, made->gap = gap;
    bool letters = false, little = false;
    for (uint32_t i = from; i < to; i++) {
        const esc_atom *atom = &s->atoms[i];
        bool word = strlen(atom->text) > 2;
        letters |= word && atom->shape == ESC_SHAPE_UPPER;
        little |= word && (atom->shape == ESC_SHAPE_LOWER || atom->shape == ESC_SHAPE_CAPITAL);
        all->moved[all->atoms + i - from] = *atom;
    }
    all->moved[all->atoms].wide = false;
    made->upper = letters && !little;
    all->atoms += to - from;
}

uint32_t esc_rearrange_end(esc_rearrangement *all) {
    esc_stream *s = all->stream;
    uint32_t more = all->rows - (all->last - all->first), behind = s->rows_count - all->last;
    memcpy(&s->atoms[s->rows[all->first].first], all->moved, all->atoms * sizeof *all->moved);
    ESC_GROW(s, rows, more);
    memmove(&s->rows[all->first + all->rows], &s->rows[all->last], behind * sizeof *s->rows);
    memcpy(&s->rows[all->first], all->made, all->rows * sizeof *all->made);
    for (uint32_t row = all->first; row < s->rows_count; row++)
        for (uint32_t i = 0; i < s->rows[row].count; i++) s->atoms[s->rows[row].first + i].row = row;
    free(all->moved);
    free(all->made);
    return more;
}
