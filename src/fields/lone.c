// SPDX-License-Identifier: GPL-3.0-or-later
// Lists whose marks stand in rows of their own over their texts ("IV" in the middle of the page), as a scan
// leaves them: "1", "tl", "Im", "IV". Below the heading little rows and texts take turns, and each of the
// little ones may be the numeral that its place asks for.
#include <stdlib.h>
#include <string.h>

#include "fields/lists.h"
#include "fields/numerals.h"

enum { LEAST_POINTS = 2, MARK_ATOMS = 2, MARK_BYTES = 5, TEXT_ROWS = 8 };

// What little stands in the row, put together without its stop; NULL where there is more, or a word.
static const char *lone(const esc_stream *s, const esc_row *row, char *text) {
    size_t len = 0;
    if (row->count > MARK_ATOMS) return NULL;
    for (uint32_t i = row->first; i < row->first + row->count; i++) {
        const size_t n = strlen(s->atoms[i].raw);
        if (i > row->first && s->atoms[i].kind == ESC_ATOM_SIGN && strchr(".)-", s->atoms[i].raw[0]))
            continue;
        if (len + n > MARK_BYTES) return NULL;
        memcpy(text + len, s->atoms[i].raw, n + 1);
        len += n;
    }
    return len ? text : NULL;
}

static bool begins_text(const esc_stream *s, uint32_t row) {
    const esc_atom *atom = &s->atoms[s->rows[row].first];
    return s->rows[row].count > 1 && (atom->shape == ESC_SHAPE_CAPITAL || atom->shape == ESC_SHAPE_UPPER);
}

// The end of the text that begins in `row`: before the next lone mark, or, where none comes soon, with the
// sentence or before a change between capitals and small letters.
static uint32_t text_end(const esc_stream *s, uint32_t row, uint32_t end, bool *ret_more) {
    char text[MARK_BYTES + 1];
    uint32_t k = row + 1;
    for (; k < s->rows_count && k < row + TEXT_ROWS && s->rows[k].first < end; k++) {
        *ret_more = lone(s, &s->rows[k], text) && k + 1 < s->rows_count && begins_text(s, k + 1);
        if (*ret_more) return s->rows[k].first;
    }
    *ret_more = false;
    for (k = row + 1; k < s->rows_count && s->rows[k].first < end; k++) {
        const uint32_t at = s->rows[k].first;
        if (s->rows[k].gap || s->rows[k].upper != s->rows[row].upper || esc_list_parted(s, at)) return at;
    }
    return k < s->rows_count ? s->rows[k].first : s->atoms_count;
}

bool esc_list_of_lone(const esc_stream *s, esc_arena *arena, uint32_t from, uint32_t end, esc_points *ret) {
    esc_points found = {0};
    char text[MARK_BYTES + 1];
    uint32_t roman = 0, figures = 0;
    bool more = from < end && esc_stream_first(s, from);
    for (uint32_t row = more ? s->atoms[from].row : 0; more && row + 1 < s->rows_count;) {
        const uint32_t at = s->rows[row].first, value = found.items_count + 1;
        if (!lone(s, &s->rows[row], text) || !begins_text(s, row + 1)) break;
        roman += esc_numeral_may_be_roman(text, value);
        figures += esc_numeral_may_be_figures(text, value);
        const uint32_t to = text_end(s, row + 1, end, &more), below = s->rows[row + 1].first;
        *ESC_GROW(&found, items, 1) =
            (esc_point){.mark = {.value = value, .from = at, .to = below}, .from = below, .to = to};
        row = to < s->atoms_count ? s->atoms[to].row : s->rows_count;
    }
    const uint32_t n = found.items_count;
    const uint8_t style = figures >= roman ? ESC_MARK_FIGURE : ESC_MARK_ROMAN;
    if (n < LEAST_POINTS || (figures > roman ? figures : roman) < n) { // "5" below "A" is none
        free(found.items);
        return false;
    }
    for (uint32_t i = 0; i < n; i++) {
        esc_mark *mark = &found.items[i].mark;
        mark->style = style, mark->alone = true, mark->number = esc_mark_written(arena, style, mark->value);
    }
    *ret = found;
    return true;
}
