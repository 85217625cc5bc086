// SPDX-License-Identifier: GPL-3.0-or-later
// Names in columns, each under a head of its own ("Regidores propietarios     Regidores suplentes",
// "Asistencia     Ausentes"): read one column after the other, every head above its names, as a list would
// have them.
#include "fields/headed.h"

#include <string.h>

#include "fields/cursor.h"
#include "fields/rearrange.h"
#include "fields/seats.h"

enum { MOST_COLUMNS = 4, MOST_HEAD = 6, MOST_CELL = 12, LEAST_ROWS = 2, LEAST_PARTING = 10, NARROW = 3 };

typedef struct heads {
    uint32_t row, count, begin[MOST_COLUMNS]; // atoms
    bool units;                               // whose others stand further down in the same columns
} heads;

bool esc_headed_names(const esc_stream *s, uint32_t from, uint32_t to) {
    bool colon = esc_stream_sign(s, to - 1, ':');
    if (colon) to--;
    if (to <= from || to - from > MOST_HEAD) return false;
    const esc_atom *first = &s->atoms[from];
    for (uint32_t i = from; i < to; i++)
        if (s->atoms[i].kind != ESC_ATOM_WORD) return false;
    if (first->shape == ESC_SHAPE_LOWER) return false;
    if (esc_atom_is(first, "no") && to == from + 2) first = &s->atoms[++from]; // "No asisten:"
    bool several =
        (esc_seat_is_role(first) || esc_seat_chairs(first)) && first->norm[first->norm_len - 1] == 's';
    return several ||
           (to == from + 1 && esc_atom_is(first, "asistencia|asistentes|presentes|ausentes|ausencias|"
                                                 "inasistencias|inasistentes|asisten|faltan|"
                                                 "titulares|suplentes|propietarios"));
}

bool esc_headed_unit(const esc_stream *s, uint32_t from, uint32_t to) {
    if (to < from + 2 || to - from > MOST_HEAD || s->atoms[from].shape == ESC_SHAPE_LOWER) return false;
    for (uint32_t i = from; i < to; i++)
        if (s->atoms[i].kind != ESC_ATOM_WORD) return false;
    return esc_atom_is(&s->atoms[from], "claustro|estamento|sector|seccion|zona");
}

static bool find_heads(const esc_stream *s, uint32_t row, heads *ret) {
    const esc_row *x = &s->rows[row];
    uint32_t end = x->first + x->count;
    *ret = (heads){.row = row, .count = 1, .begin = {x->first}};
    for (uint32_t i = x->first + 1; i < end; i++) {
        if (!s->atoms[i].wide) continue;
        if (ret->count == MOST_COLUMNS) return false;
        ret->begin[ret->count++] = i;
    }
    ret->units = true;
    for (uint32_t k = 0; k < ret->count && ret->count > 1; k++) {
        uint32_t to = k + 1 < ret->count ? ret->begin[k + 1] : end;
        ret->units &= esc_headed_unit(s, ret->begin[k], to);
        if (!ret->units &&
            (esc_headed_unit(s, ret->begin[0], ret->begin[1]) || !esc_headed_names(s, ret->begin[k], to)))
            return false;
        if (k && s->atoms[ret->begin[k]].column < s->atoms[ret->begin[k - 1]].column + LEAST_PARTING)
            return false;
    }
    return ret->count > 1 && s->atoms[x->first].first_token != ESC_NONE;
}

// "Claustro de Graduados" alone behind an empty line, or beside names: the columns go on.
static bool unit_goes_on(const esc_stream *s, const heads *h, uint32_t row) {
    const uint32_t first = s->rows[row].first, end = first + s->rows[row].count;
    uint32_t to = first + 1;
    while (to < end && !s->atoms[to].wide) to++;
    return h->units && s->rows[row].gap && esc_headed_unit(s, first, to);
}

static bool begins_cell(const esc_stream *s, uint32_t at) {
    return esc_stream_first(s, at) || s->atoms[at].wide;
}

// The column that atom `at` stands in, by where it begins; the count of columns where it stands in none.
static uint32_t column_of(const esc_stream *s, const heads *h, uint32_t at) {
    for (uint32_t k = 0; k < h->count; k++) {
        uint32_t head = s->atoms[h->begin[k]].column, x = s->atoms[at].column, apart = NARROW;
        if (x >= head ? x - head <= apart : head - x <= apart) return k;
    }
    return h->count;
}

// Every cell of the row stands under a head and is as short as a name with a remark; none says how many or
// when.
static bool fits(const esc_stream *s, const heads *h, uint32_t row) {
    const esc_row *x = &s->rows[row];
    uint32_t end = x->first + x->count, last = h->count, begin = x->first;
    for (uint32_t i = x->first; i < end; i++) {
        if (i > x->first && !s->atoms[i].wide) {
            if (i - begin > MOST_CELL) return false;
            continue;
        }
        uint32_t k = column_of(s, h, i);
        if (k == h->count || (last < h->count && k <= last)) return false;
        last = k, begin = i;
    }
    return s->atoms[x->first].kind == ESC_ATOM_WORD || s->atoms[x->first].text[0] == '-';
}

// Rows h->row…last-1 again, each column for itself. Gives by how many rows there are more.
static uint32_t part(esc_stream *s, const heads *h, uint32_t last) {
    esc_rearrangement all = esc_rearrange_begin(s, h->row, last, h->count);
    for (uint32_t k = 0; k < h->count; k++)
        for (uint32_t row = h->row, before = all.rows; row < last; row++) {
            uint32_t begin = s->rows[row].first, end = begin + s->rows[row].count;
            while (begin < end && !(begins_cell(s, begin) && column_of(s, h, begin) == k)) begin++;
            uint32_t to = begin;
            while (to < end && (to == begin || !s->atoms[to].wide)) to++;
            esc_rearrange_add(&all, row, begin, to, all.rows == before);
        }
    return (uint32_t)esc_rearrange_end(&all);
}

// Something stands under every head in rows first…last-1.
static bool full(const esc_stream *s, const heads *h, uint32_t first, uint32_t last) {
    uint32_t under = 0;
    for (uint32_t k = 0; k < h->count && first < last; k++)
        for (uint32_t i = s->rows[first].first; i < s->rows[last - 1].first + s->rows[last - 1].count; i++)
            if (begins_cell(s, i) && column_of(s, h, i) == k) {
                under++;
                break;
            }
    return under == h->count;
}

void esc_stream_part_headed(esc_stream *s) {
    heads h;
    for (uint32_t row = 0; row + LEAST_ROWS < s->rows_count; row++) {
        if (!find_heads(s, row, &h)) continue;
        uint32_t last = row + 1;
        while (last < s->rows_count && s->rows[last].page == s->rows[row].page &&
               (!s->rows[last].gap || last == row + 1 || unit_goes_on(s, &h, last)) && fits(s, &h, last) &&
               (h.units || !find_heads(s, last, &(heads){0})))
            last++;
        if (full(s, &h, row + 1, last)) row = last - 1 + part(s, &h, last);
    }
}
