// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/signatures.h"

#include <stdlib.h>

enum { ROWS_BELOW = 3, MOST_CELLS = 6 };

typedef struct cell {
    uint32_t from, to;
} cell;

static bool has_columns(const esc_stream *s, const esc_row *row) {
    for (uint32_t i = row->first + 1; i < row->first + row->count; i++)
        if (s->atoms[i].wide) return true;
    return false;
}

// Atom `at` is of one of these names, or of what stands before it in its column.
static bool in_name(const esc_people *all, uint32_t first, uint32_t count, uint32_t at) {
    for (uint32_t i = first; i < first + count; i++)
        if (at < all->items[i].name.to && at + 4 > all->items[i].name.from) return true;
    return false;
}

// How far from the row's beginning an atom stands, in bytes.
static uint32_t column_of(const esc_reader *r, uint32_t at) {
    const esc_atom *atom = &r->body.atoms[at];
    const esc_line *line = &r->doc->lines[r->body.rows[atom->row].line];
    return atom->first_token == ESC_NONE ? 0 : r->doc->tokens[atom->first_token].raw.off - line->raw.off;
}

// A seat that is none of the words of the one before: "Consejera Presidenta", but "Presidente Secretario".
static bool seat_begins(const esc_stream *s, uint32_t at) {
    static const char heads[] = "president@|presidente|secretari@";
    if (!esc_seat_is_role(&s->atoms[at])) return false;
    const esc_atom *before = &s->atoms[at - 1]; // never the row's first
    return !esc_seat_adjective(&s->atoms[at]) ||
           (esc_atom_is(&s->atoms[at], heads) && (!esc_seat_word(before) || esc_atom_is(before, heads)));
}

// The parts of a row: between wide blanks, or where there are none, from each seat on.
static uint32_t cells_of(const esc_stream *s, const esc_row *row, cell *ret) {
    uint32_t end = row->first + row->count, n = 0;
    bool wide = false;
    for (uint32_t i = row->first + 1; i < end; i++) wide |= s->atoms[i].wide;
    for (uint32_t i = row->first; i < end; i++) {
        bool begins = i == row->first || (wide ? s->atoms[i].wide : seat_begins(s, i));
        if (!begins) continue;
        if (n) ret[n - 1].to = i;
        if (n == MOST_CELLS) return 0;
        ret[n++] = (cell){i, end};
    }
    return n;
}

// Whose cell it is among the names first…first+count-1 of a row; ESC_NONE where it stands under one of the
// row that nobody knows for a name.
static uint32_t owner(const esc_reader *r, const esc_people *all, uint32_t first, uint32_t count,
                      uint32_t at) {
    uint32_t best = first, least = UINT32_MAX, column = column_of(r, at);
    for (uint32_t i = first; i < first + count; i++) {
        uint32_t own = column_of(r, all->items[i].name.from),
                 far = own > column ? own - column : column - own;
        if (far < least) best = i, least = far;
    }
    const esc_row *row = &r->body.rows[r->body.atoms[all->items[first].name.from].row];
    for (uint32_t i = row->first; i < row->first + row->count; i++) {
        uint32_t own = column_of(r, i), far = own > column ? own - column : column - own;
        bool begins = i == row->first || r->body.atoms[i].wide;
        if (begins && far < least && !in_name(all, first, count, i)) return ESC_NONE;
    }
    return best;
}

static void give(esc_reader *r, esc_person *p, const cell *x) {
    esc_seat seat = esc_seat_read(r, x->from, x->to, p->role != NULL);
    if (!p->role && seat.role) {
        bool office = seat.office != NULL;
        p->role = seat.role, p->of_group = false;
        p->seat = seat;
        if (!office) p->seat.office = NULL;
    } else if (!p->seat.office && seat.office) {
        p->seat.office = seat.office, p->seat.office_from = seat.office_from,
        p->seat.office_to = seat.office_to;
    }
}

static void give_to(esc_reader *r, esc_people *all, uint32_t whose, const cell *x) {
    if (whose != ESC_NONE) give(r, &all->items[whose], x);
}

static bool holds_name(const esc_stream *s, const esc_people *all, uint32_t row) {
    for (uint32_t i = 0; i < all->items_count; i++)
        if (s->atoms[all->items[i].name.from].row == row) return true;
    return false;
}

// Row k goes on with what stands under the names of a row. Where a scan lost the empty lines, only names in
// capitals over seats that are not look as if one parted them.
static bool row_below(const esc_stream *s, const esc_people *all, uint32_t row, uint32_t k) {
    if (k >= s->rows_count || holds_name(s, all, k)) return false;
    return !s->rows[k].gap || (s->tight && k == row + 1 && esc_seat_is_role(&s->atoms[s->rows[k].first]));
}

// by_column: each cell is his under or over whom it stands; else they are shared out in turn.
static void give_cells(esc_reader *r, esc_people *all, uint32_t first, uint32_t count, const cell *cells,
                       uint32_t n, bool by_column) {
    for (uint32_t c = 0; c < n; c++)
        if (by_column)
            give_to(r, all, owner(r, all, first, count, cells[c].from), &cells[c]);
        else if (n == count)
            give(r, &all->items[first + c], &cells[c]);
}

static void forget_seats(esc_people *all, uint32_t first, uint32_t count) {
    for (uint32_t i = first; i < first + count; i++)
        all->items[i].role = NULL, all->items[i].seat.office = all->items[i].seat.oficio = NULL;
}

// "EL PRESIDENTE MUNICIPAL     LA SECRETARIA GENERAL" over as many names: a seat over each.
static void seats_above(esc_reader *r, esc_people *all, uint32_t first, uint32_t count) {
    const esc_stream *s = &r->body;
    const uint32_t row = s->atoms[all->items[first].name.from].row;
    cell cells[MOST_CELLS];
    if (count < 2 || !row || holds_name(s, all, row - 1) || !has_columns(s, &s->rows[row - 1]) ||
        cells_of(s, &s->rows[row - 1], cells) != count)
        return;
    for (uint32_t c = 0; c < count; c++)
        if (!esc_seat_word(&s->atoms[cells[c].from + esc_atom_is(&s->atoms[cells[c].from], "el|la")])) return;
    forget_seats(all, first, count);
    give_cells(r, all, first, count, cells, count, true);
}

void esc_signatures_side_by_side(esc_reader *r, esc_people *all) {
    const esc_stream *s = &r->body;
    for (uint32_t first = 0, count; first < all->items_count; first += count) {
        uint32_t row = s->atoms[all->items[first].name.from].row;
        for (count = 1; first + count < all->items_count; count++)
            if (s->atoms[all->items[first + count].name.from].row != row) break;
        if (count < 2 && !has_columns(s, &s->rows[row])) continue;
        if (!row_below(s, all, row, row + 1)) {
            seats_above(r, all, first, count);
            continue;
        }
        forget_seats(all, first, count);
        for (uint32_t k = row + 1; k <= row + ROWS_BELOW && row_below(s, all, row, k); k++) {
            cell cells[MOST_CELLS];
            uint32_t n = cells_of(s, &s->rows[k], cells);
            bool wide = n > 1 && s->atoms[cells[1].from].wide, alone = n == 1 && count > 1;
            give_cells(r, all, first, count, cells, n, wide || alone);
        }
    }
}
