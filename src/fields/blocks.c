// SPDX-License-Identifier: GPL-3.0-or-later
// Persons side by side, "Ana Ruiz Paz     Luis Soto Roa", with what each is in rows of their own below or
// above: those who sign, and some lists. They are read block by block, as a list would have them.
#include <string.h>

#include "base/utf8.h"
#include "fields/cells.h"
#include "fields/cursor.h"
#include "fields/rearrange.h"
#include "fields/seats.h"

enum { MOST_CELLS = 4, MOST_BELOW = 4, MOST_ABOVE = 2, MOST_RULES = 3, MOST_CELL = 16 };

typedef struct block {
    uint32_t row, first, last; // of the names; rows first…last-1 belong together
    uint32_t count, begin[MOST_CELLS + 1];
} block;

// Twice the column of a cell's middle.
static uint32_t middle(const esc_stream *s, uint32_t from, uint32_t to) {
    const uint32_t last = esc_cells_width(s, from, to);
    return 2 * s->atoms[from].column + last;
}

// "____________", "f)_________": room to sign in, and no words.
static bool ruled(const esc_stream *s, uint32_t row) {
    const esc_row *x = &s->rows[row];
    for (uint32_t i = x->first; i < x->first + x->count; i++)
        if (s->atoms[i].kind != ESC_ATOM_SIGN && !esc_atom_is(&s->atoms[i], "f|fdo|firma|firmado"))
            return false;
    return true;
}

static bool of_names(const esc_stream *s, block *b) {
    b->count = esc_cells_of(s, b->row, MOST_CELLS, b->begin);
    if (b->count < 2 || s->atoms[b->begin[0]].first_token == ESC_NONE) return false;
    for (uint32_t k = 0; k < b->count; k++) {
        bool titled;
        uint32_t from = b->begin[k];
        while (from < b->begin[k + 1] &&
               (s->atoms[from].kind == ESC_ATOM_SIGN || esc_atom_is(&s->atoms[from], "f|fdo|firmado")))
            from++;
        if (!esc_cells_person(s, from, b->begin[k + 1], &titled)) return false;
    }
    return true;
}

// Whose cell each of the row's is, by their middles; false where two are one's, or one is no remark.
static bool owners(const esc_stream *s, const block *b, uint32_t row, uint32_t *begin, uint32_t *owner,
                   uint32_t *ret_count) {
    bool taken[MOST_CELLS] = {0}, titled;
    *ret_count = esc_cells_of(s, row, MOST_CELLS, begin);
    for (uint32_t c = 0; c < *ret_count; c++) {
        if (begin[c + 1] - begin[c] > MOST_CELL || s->atoms[begin[c]].kind != ESC_ATOM_WORD) return false;
        const uint32_t at = middle(s, begin[c], begin[c + 1]);
        uint32_t least = UINT32_MAX;
        for (uint32_t k = 0; k < b->count; k++) {
            const uint32_t x = middle(s, b->begin[k], b->begin[k + 1]), far = x > at ? x - at : at - x;
            if (far < least) least = far, owner[c] = k;
        }
        if (taken[owner[c]] || (esc_cells_person(s, begin[c], begin[c + 1], &titled) && titled)) return false;
        taken[owner[c]] = true;
    }
    return *ret_count > 0;
}

// How many of the cells have a seat or a post, of one person each.
static uint32_t seats_in(const esc_stream *s, const uint32_t *begin, uint32_t count) {
    uint32_t seats = 0;
    for (uint32_t c = 0; c < count; c++)
        for (uint32_t i = begin[c]; i < begin[c + 1]; i++)
            if (esc_seat_word(&s->atoms[i]) && s->atoms[i].norm[s->atoms[i].norm_len - 1] != 's') {
                seats++;
                break;
            }
    return seats;
}

// The rows below the names that say what they are; the first has a cell for each.
static void reach_down(const esc_stream *s, block *b) {
    uint32_t begin[MOST_CELLS + 1], owner[MOST_CELLS], n;
    b->last = b->row + 1;
    while (b->last < s->rows_count && b->last <= b->row + MOST_BELOW && !s->rows[b->last].gap &&
           s->rows[b->last].page == s->rows[b->row].page && !ruled(s, b->last) &&
           owners(s, b, b->last, begin, owner, &n)) {
        if (b->last == b->row + 1 && (n < b->count || !seats_in(s, begin, n))) return;
        block other = {.row = b->last};
        if (of_names(s, &other) && !seats_in(s, begin, n) && other.count == b->count) return;
        b->last++;
    }
}

// The rows above them, over the lines to sign on, in which each has a seat.
static void reach_up(const esc_stream *s, block *b) {
    uint32_t begin[MOST_CELLS + 1], owner[MOST_CELLS], n, rules = 0, row = b->row;
    b->first = b->row;
    while (row && rules < MOST_RULES && ruled(s, row - 1)) row--, rules++;
    for (uint32_t seats = 0; row && seats < MOST_ABOVE && s->rows[row - 1].page == s->rows[b->row].page;
         seats++) {
        if (!owners(s, b, row - 1, begin, owner, &n) || n != b->count || seats_in(s, begin, n) < n) return;
        b->first = --row;
    }
}

static void add(esc_rearrangement *all, const esc_stream *s, const block *b, uint32_t k, uint32_t from,
                uint32_t to, bool *first) {
    for (uint32_t row = from; row < to; row++) {
        uint32_t begin[MOST_CELLS + 1], owner[MOST_CELLS], n = 0;
        if (row == b->row)
            esc_rearrange_add(all, row, b->begin[k], b->begin[k + 1], *first), *first = false;
        else if (!ruled(s, row) && owners(s, b, row, begin, owner, &n))
            for (uint32_t c = 0; c < n; c++)
                if (owner[c] == k)
                    esc_rearrange_add(all, row, begin[c], begin[c + 1], *first), *first = false;
    }
}

static uint32_t part(esc_stream *s, const block *b) {
    esc_rearrangement all = esc_rearrange_begin(s, b->first, b->last, MOST_CELLS);
    for (uint32_t row = b->first; row < b->last; row++) // the lines to sign on
        if (ruled(s, row))
            esc_rearrange_add(&all, row, s->rows[row].first, s->rows[row].first + s->rows[row].count, true);
    for (uint32_t k = 0; k < b->count; k++) {
        bool first = true;
        add(&all, s, b, k, b->first, b->last, &first);
    }
    return b->last + (uint32_t)esc_rearrange_end(&all);
}

void esc_stream_part_blocks(esc_stream *s) {
    for (uint32_t row = 0; row < s->rows_count; row++) {
        block b = {.row = row};
        if (!of_names(s, &b)) continue;
        reach_down(s, &b);
        reach_up(s, &b);
        if (b.last > row + 1 || b.first < row) row = part(s, &b) - 1;
    }
}
