// SPDX-License-Identifier: GPL-3.0-or-later
// Minutes that name those present in the margin, beside the text: lines in which two columns stand side by
// side are read one column after the other. The one on the right has to be running text, most of whose lines
// begin in small letters; columns of a table do not.
#include <stdlib.h>
#include <string.h>

#include "fields/stream.h"

enum { LEAST_PAIRS = 4, SLACK = 1, LEAST_WORDS = 3, LEFT_WORDS = 8 };

// The only place of the row where many blanks stand between words; ESC_NONE where there is none, or several.
static uint32_t parting(const esc_stream *s, const esc_row *row) {
    uint32_t found = ESC_NONE;
    for (uint32_t i = row->first + 1; i < row->first + row->count; i++) {
        if (!s->atoms[i].wide) continue;
        if (found != ESC_NONE) return ESC_NONE;
        found = i;
    }
    return found;
}

static bool near(uint32_t a, uint32_t b) { return a <= b + SLACK && b <= a + SLACK; }

// Rows first…last-1 stand in two columns, the right one of which begins at `column`.
typedef struct run {
    uint32_t first, last, column;
} run;

// Where in the row the right column begins: its end where it has none; ESC_NONE where the row is of neither.
static uint32_t right_of(const esc_stream *s, uint32_t row, uint32_t column) {
    const esc_row *x = &s->rows[row];
    uint32_t end = x->first + x->count, part = parting(s, x);
    if (part != ESC_NONE) return near(s->atoms[part].column, column) ? part : ESC_NONE;
    for (uint32_t i = x->first + 1; i < end; i++)
        if (s->atoms[i].wide) return ESC_NONE;
    if (near(s->atoms[x->first].column, column)) return x->first;
    return s->atoms[end - 1].column + (uint32_t)SLACK < column ? end : ESC_NONE;
}

static bool find_run(const esc_stream *s, uint32_t from, run *ret) {
    for (uint32_t row = from; row + LEAST_PAIRS <= s->rows_count; row++) {
        uint32_t part = parting(s, &s->rows[row]);
        if (part == ESC_NONE || s->atoms[part].first_token == ESC_NONE) continue;
        run r = {.first = row, .last = row, .column = s->atoms[part].column};
        uint32_t pairs = 0, small = 0, words = 0, last_pair = row;
        for (; r.last < s->rows_count && s->rows[r.last].page == s->rows[row].page; r.last++) {
            const esc_row *x = &s->rows[r.last];
            uint32_t right = right_of(s, r.last, r.column), end = x->first + x->count;
            if (right == ESC_NONE || right - x->first > LEFT_WORDS) break;
            if (right == x->first || right == end) continue;
            pairs++, last_pair = r.last;
            small += s->atoms[right].shape == ESC_SHAPE_LOWER;
            words += end - right;
        }
        // behind the last pair only what goes on without an empty line
        uint32_t stop = last_pair + 1;
        while (stop < r.last && !s->rows[stop].gap) stop++;
        r.last = stop;
        if (pairs < LEAST_PAIRS || small * 2 < pairs || words < LEAST_WORDS * pairs) continue;
        *ret = r;
        return true;
    }
    return false;
}

// The run's rows again, each column for itself.
static void part(esc_stream *s, const run *r) {
    uint32_t from = s->rows[r->first].first, to = s->rows[r->last - 1].first + s->rows[r->last - 1].count,
             atoms = 0, rows = 0;
    esc_atom *moved = malloc((to - from) * sizeof *moved);
    esc_row *made = malloc(2 * (r->last - r->first) * sizeof *made);
    if (!moved || !made) abort();
    for (int side = 0; side < 2; side++)
        for (uint32_t row = r->first, before = rows; row < r->last; row++) {
            const esc_row *x = &s->rows[row];
            uint32_t right = right_of(s, row, r->column), begin = side ? right : x->first,
                     end = side ? x->first + x->count : right;
            if (begin == end) continue;
            esc_row *y = &made[rows];
            *y = *x;
            y->first = from + atoms, y->count = end - begin, y->gap = x->gap || rows == before;
            rows++;
            memcpy(&moved[atoms], &s->atoms[begin], y->count * sizeof *moved);
            moved[atoms].wide = false;
            bool letters = false, little = false;
            for (uint32_t i = atoms; i < atoms + y->count; i++)
                letters |= moved[i].shape == ESC_SHAPE_UPPER && strlen(moved[i].text) > 2,
                    little |= (moved[i].shape == ESC_SHAPE_LOWER || moved[i].shape == ESC_SHAPE_CAPITAL) &&
                              strlen(moved[i].text) > 2;
            y->upper = letters && !little;
            atoms += y->count;
        }
    memcpy(&s->atoms[from], moved, atoms * sizeof *moved);
    uint32_t more = rows - (r->last - r->first), behind = s->rows_count - r->last;
    ESC_GROW(s, rows, more);
    memmove(&s->rows[r->first + rows], &s->rows[r->last], behind * sizeof *s->rows);
    memcpy(&s->rows[r->first], made, rows * sizeof *made);
    for (uint32_t row = r->first; row < s->rows_count; row++)
        for (uint32_t i = 0; i < s->rows[row].count; i++) s->atoms[s->rows[row].first + i].row = row;
    free(moved);
    free(made);
}

void esc_stream_part_columns(esc_stream *s) {
    run r;
    for (uint32_t from = 0; find_run(s, from, &r);) {
        uint32_t rows = s->rows_count;
        part(s, &r);
        from = r.last + (s->rows_count - rows);
    }
}
