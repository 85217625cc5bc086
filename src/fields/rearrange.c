// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/rearrange.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

esc_rearrangement esc_rearrange_begin(esc_stream *s, uint32_t first, uint32_t last, uint32_t parts) {
    esc_rearrangement all = {.stream = s, .first = first, .last = last};
    all.room = s->rows[last - 1].first + s->rows[last - 1].count - s->rows[first].first;
    all.moved = malloc(all.room * sizeof *all.moved);
    all.made = malloc((size_t)parts * (last - first) * sizeof *all.made);
    if (!all.moved || !all.made) abort();
    return all;
}

// Whether all words of a row are in capitals.
static void tell_case(const esc_rearrangement *all, esc_row *made) {
    bool letters = false, little = false;
    const esc_atom *atoms = &all->moved[all->atoms - made->count];
    for (uint32_t i = 0; i < made->count; i++) {
        bool word = strlen(atoms[i].text) > 2;
        letters |= word && atoms[i].shape == ESC_SHAPE_UPPER;
        little |= word && (atoms[i].shape == ESC_SHAPE_LOWER || atoms[i].shape == ESC_SHAPE_CAPITAL);
    }
    made->upper = letters && !little;
}

void esc_rearrange_add(esc_rearrangement *all, uint32_t row, uint32_t from, uint32_t to, bool gap) {
    const esc_stream *s = all->stream;
    if (from == to) return;
    assert(all->atoms + to - from <= all->room);
    esc_row *made = &all->made[all->rows++];
    *made = s->rows[row];
    made->first = s->rows[all->first].first + all->atoms, made->count = to - from, made->gap = gap;
    all->moved[all->atoms] = s->atoms[from];
    all->moved[all->atoms].wide = false;
    memcpy(&all->moved[all->atoms + 1], &s->atoms[from + 1], (to - from - 1) * sizeof *all->moved);
    all->atoms += to - from;
    tell_case(all, made);
}

void esc_rearrange_go_on(esc_rearrangement *all, uint32_t from, uint32_t to, bool cell) {
    if (from == to) return;
    assert(all->atoms + to - from <= all->room);
    esc_row *made = &all->made[all->rows - 1];
    memcpy(&all->moved[all->atoms], &all->stream->atoms[from], (to - from) * sizeof *all->moved);
    all->moved[all->atoms].wide = cell, all->moved[all->atoms].glued = false;
    made->count += to - from, all->atoms += to - from;
    tell_case(all, made);
}

int32_t esc_rearrange_end(esc_rearrangement *all) {
    esc_stream *s = all->stream;
    int32_t more = (int32_t)all->rows - (int32_t)(all->last - all->first);
    uint32_t behind = s->rows_count - all->last, gone = all->room - all->atoms;
    esc_atom *atoms = &s->atoms[s->rows[all->first].first], *rest = atoms + all->room;
    memcpy(atoms, all->moved, all->atoms * sizeof *all->moved);
    memmove(rest - gone, rest, (size_t)(s->atoms + s->atoms_count - rest) * sizeof *rest);
    s->atoms_count -= gone;
    for (uint32_t row = all->last; row < s->rows_count; row++) s->rows[row].first -= gone;
    if (more > 0) ESC_GROW(s, rows, (uint32_t)more);
    memmove(&s->rows[all->first + all->rows], &s->rows[all->last], behind * sizeof *s->rows);
    if (more < 0) s->rows_count -= (uint32_t)-more;
    memcpy(&s->rows[all->first], all->made, all->rows * sizeof *all->made);
    for (uint32_t row = all->first; row < s->rows_count; row++)
        for (uint32_t i = 0; i < s->rows[row].count; i++) s->atoms[s->rows[row].first + i].row = row;
    free(all->moved);
    free(all->made);
    return more;
}
