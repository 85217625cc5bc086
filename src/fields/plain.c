// SPDX-License-Identifier: GPL-3.0-or-later
// Agendas without numbers: bullets, and lines that are a point each.
#include <stdlib.h>
#include <string.h>

#include "fields/cursor.h"
#include "fields/lists.h"

enum { LONGEST_LINE = 16, LEAST_LINES = 3, FULL_LINE = 7 };

// A sign, or the letter that a scanner makes of one, apart before a capital.
static bool has_bullet(const esc_stream *s, const esc_row *row) {
    if (row->count < 2) return false;
    const esc_atom *mark = &s->atoms[row->first], *text = mark + 1;
    bool sign = mark->kind == ESC_ATOM_SIGN && !strchr("()\".,:;%", mark->text[0]);
    bool letter = mark->kind == ESC_ATOM_WORD && !mark->raw[1] && strchr("eo", mark->raw[0]);
    bool capital = text->shape == ESC_SHAPE_CAPITAL || text->shape == ESC_SHAPE_UPPER;
    // "-Varios": glued to it, too
    return (letter && !text->glued && capital) ||
           (sign && capital &&
            (!text->glued || strchr("-*", mark->text[0]) || (unsigned char)mark->text[0] > 127));
}

bool esc_list_bulleted(const esc_stream *s, uint32_t from, uint32_t end, esc_points *ret) {
    if (from >= end || !has_bullet(s, &s->rows[s->atoms[from].row])) return false;
    esc_points found = {0};
    const char *bullet = s->atoms[from].raw;
    uint32_t rows = 0; // as many as bullets: none goes on
    for (uint32_t row = s->atoms[from].row; row < s->rows_count && s->rows[row].first < end; row++) {
        uint32_t at = s->rows[row].first;
        if (has_bullet(s, &s->rows[row]) && !strcmp(s->atoms[at].raw, bullet))
            *ESC_GROW(&found, items, 1) = (esc_point){.from = at + 1};
        else if (s->rows[row].gap || s->rows[row].upper ||
                 (rows == found.items_count && esc_list_told_below(s, at)))
            break;
        rows++;
        found.items[found.items_count - 1].to = esc_stream_row_end(s, at);
    }
    bool enough = found.items_count >= (s->atoms[from].kind == ESC_ATOM_SIGN ? 2 : LEAST_LINES);
    if (enough)
        *ret = found;
    else
        free(found.items);
    return enough;
}

// A line of running text: it tells, goes on behind a stop, or is as long as no point is.
static bool is_prose(const esc_stream *s, const esc_row *row) {
    if (row->count > LONGEST_LINE || row->upper) return true;
    if (esc_atom_is(&s->atoms[row->first], "se|siendo|en|con|no|por|una|habiendo|el|la|los|las")) return true;
    for (uint32_t i = row->first + 1; i + 1 < row->first + row->count; i++)
        if (esc_stream_sign(s, i, '.') && s->atoms[i - 1].norm_len > 3) return true;
    return false;
}

bool esc_list_of_lines(const esc_stream *s, uint32_t from, uint32_t end, esc_points *ret) {
    esc_points found = {0};
    uint32_t joined = 0;
    bool prose = false;
    for (uint32_t row = s->atoms[from].row; row < s->rows_count && s->rows[row].first < end && !prose;
         row++) {
        uint32_t at = s->rows[row].first, n = found.items_count;
        if (n && s->rows[row].gap) break;
        bool goes_on = s->atoms[at].shape == ESC_SHAPE_LOWER;
        prose = is_prose(s, &s->rows[row]) || (goes_on && (!n || s->rows[row - 1].count < FULL_LINE)) ||
                (!goes_on && s->atoms[at].shape != ESC_SHAPE_CAPITAL);
        joined += goes_on;
        if (!goes_on) *ESC_GROW(&found, items, 1) = (esc_point){.from = at};
        if (found.items_count) found.items[found.items_count - 1].to = esc_stream_row_end(s, at);
    }
    bool enough = !prose && found.items_count >= LEAST_LINES && joined * 2 <= found.items_count;
    if (enough)
        *ret = found;
    else
        free(found.items);
    return enough;
}

bool esc_list_unmarked(const esc_stream *s, uint32_t from, uint32_t end, bool whole, esc_points *ret) {
    esc_points found = {0};
    for (uint32_t row = s->atoms[from].row; row < s->rows_count && s->rows[row].first < end; row++) {
        uint32_t at = s->rows[row].first;
        bool fresh = !found.items_count || esc_list_parted(s, at);
        bool tells = whole ? esc_atom_is(&s->atoms[at], "atentamente|lic|ing|dr|dra|se|nota|en")
                           : esc_list_tells_on(s, at);
        if (fresh && found.items_count && tells) break;
        if (fresh && found.items_count > 1 && at + 2 < end && // the first one again: what was said of it
            esc_stream_same(s, at, at + 3, s, found.items[0].from))
            break;
        if (s->rows[row].upper) break;
        if (fresh && s->atoms[at].shape != ESC_SHAPE_CAPITAL) {
            if (s->atoms[at].kind == ESC_ATOM_WORD && s->atoms[at].shape == ESC_SHAPE_LOWER) break;
            continue; // what the scan left of the marks
        }
        if (fresh) *ESC_GROW(&found, items, 1) = (esc_point){.from = at};
        found.items[found.items_count - 1].to = esc_stream_row_end(s, at);
    }
    bool enough = found.items_count > 1;
    for (uint32_t i = 0; i < found.items_count; i++) enough &= esc_stream_sign(s, found.items[i].to - 1, '.');
    if (enough)
        *ret = found;
    else
        free(found.items);
    return enough;
}
