// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/post_rows.h"

enum { LEAST_ROWS = 2, MORE_ROWS = 3 };

// Where the post begins that the row right below a name tells behind a label, and where it ends; false where
// none does.
static bool post_below(const esc_stream *s, const esc_person_name *name, uint32_t *ret_from,
                       uint32_t *ret_to) {
    uint32_t row = s->atoms[name->to - 1].row + 1;
    if (row >= s->rows_count) return false; // scans put empty lines anywhere
    const uint32_t first = s->rows[row].first;
    esc_cursor c = esc_cursor_on(s, first, esc_stream_row_end(s, first));
    if (!esc_cursor_match(&c, "cargo|puesto|adscripcion|dependencia|area|institucion :") || c.at >= c.end)
        return false;
    *ret_from = c.at, *ret_to = c.end;
    const uint16_t column = s->atoms[c.at].column;
    for (uint32_t n = 0; n < MORE_ROWS && ++row < s->rows_count && !s->rows[row].gap;
         n++) { // a long post goes on
        if (s->atoms[s->rows[row].first].column + 1u < column) break;
        *ret_to = s->rows[row].first + s->rows[row].count;
    }
    return true;
}

void esc_post_rows_share(esc_reader *r, esc_people *all) {
    const esc_stream *s = &r->body;
    uint32_t rows = 0, from, to;
    for (uint32_t i = 0; i < all->items_count; i++) rows += post_below(s, &all->items[i].name, &from, &to);
    for (uint32_t i = 0; i < all->items_count && rows >= LEAST_ROWS; i++) {
        if (!post_below(s, &all->items[i].name, &from, &to)) continue;
        esc_person *next = i + 1 < all->items_count ? &all->items[i + 1] : NULL;
        if (next && next->seat.office && next->seat.office_from >= from && next->seat.office_from < to)
            next->seat.office = NULL;
        esc_seat *seat = &all->items[i].seat;
        seat->office = esc_stream_text(s, r->arena, from, to);
        seat->office_from = from, seat->office_to = to;
    }
}
