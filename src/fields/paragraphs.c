// SPDX-License-Identifier: GPL-3.0-or-later
// Where paragraphs begin, in texts whose empty lines a scan lost, too.
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "fields/phrases.h"
#include "fields/stream.h"

enum {
    LEAST_PROSE = 6,
    LEAST_ROWS = 10,
    SLACK = 4,
    MOST_DIRT = 4, // signs and short words that a scan made of leaders
};

// How many letters stand, or would fit, before the end of the atoms at…to-1 that no blank parts.
static uint32_t run_width(const esc_stream *s, uint32_t at, uint32_t to) {
    uint32_t width = 0, i = at;
    do {
        width += (uint32_t)esc_utf8_count(s->atoms[i].raw, strlen(s->atoms[i].raw));
        i++;
    } while (i < to && s->atoms[i].glued);
    return width;
}

static uint32_t row_width(const esc_stream *s, const esc_row *row) {
    uint32_t to = row->first + row->count, last = to - 1;
    while (last > row->first && s->atoms[last].glued) last--;
    return s->atoms[last].column + run_width(s, last, to);
}

static int ascending(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

// The row that atom `last` ends comes to a stop or a colon, whatever dirt stands behind it.
static bool row_stops(const esc_stream *s, uint32_t last) {
    const uint32_t first = s->rows[s->atoms[last].row].first;
    for (uint32_t at = last; at > first && at + MOST_DIRT > last; at--) {
        if (esc_stream_sign(s, at, '.') || esc_stream_sign(s, at, ':')) return true;
        if (strlen(s->atoms[at].raw) > 2 || s->atoms[at].kind == ESC_ATOM_NUMBER) return false;
    }
    return false;
}

// "… en el Salón de" / "Cabildo …": the row above cannot end there, whatever its width.
static bool runs_on(const esc_atom *last) {
    return esc_phrase_link(last) || (last->kind == ESC_ATOM_SIGN && last->text[0] == ',');
}

// Where no empty lines part the paragraphs, the row behind one that ends in a stop or a colon, though more
// would have fitted, begins one; so does a heading in capitals.
static void find_gaps(esc_stream *s) {
    for (uint32_t row = 1; row < s->rows_count; row++) {
        esc_row *x = &s->rows[row];
        if (!x->fresh || s->atoms[x->first].shape == ESC_SHAPE_LOWER) continue;
        x->gap |= row_stops(s, x->first - 1) || (x->upper != x[-1].upper) ||
                  (!runs_on(&s->atoms[x->first - 1]) && row + 1 < s->rows_count && x[1].page == x->page &&
                   x[-1].fresh && !x[1].fresh);
    }
}

// Rows are as wide as most long ones of the page are.
void esc_stream_find_paragraphs(esc_stream *s) {
    uint32_t *widths = esc_alloc((s->rows_count + 1) * sizeof *widths);
    for (uint32_t from = 0, to; from < s->rows_count; from = to) {
        uint32_t n = 0;
        for (to = from; to < s->rows_count && s->rows[to].page == s->rows[from].page; to++)
            if (s->rows[to].count >= LEAST_PROSE) widths[n++] = row_width(s, &s->rows[to]);
        if (n < LEAST_ROWS) continue;
        qsort(widths, n, sizeof *widths, ascending);
        const uint32_t width = widths[9 * n / 10];
        for (uint32_t row = from + 1; row < to; row++) {
            esc_row *x = &s->rows[row];
            x->fresh = row_width(s, x - 1) + 1 + run_width(s, x->first, x->first + x->count) + SLACK < width;
        }
    }
    free(widths);
    uint32_t begun = 0, apart = 0; // paragraphs
    for (uint32_t row = 1; row < s->rows_count; row++) {
        const esc_row *x = &s->rows[row];
        bool begins =
            x->fresh && s->atoms[x->first].shape != ESC_SHAPE_LOWER && esc_stream_sign(s, x->first - 1, '.');
        begun += begins, apart += begins && x->gap;
    }
    s->tight = 4 * apart < begun;
    if (s->tight) find_gaps(s);
}
