// SPDX-License-Identifier: GPL-3.0-or-later
// Minutes that name those present in the margin, beside the text: lines in which two columns stand side by
// side are read one column after the other. The one on the right has to be running text, most of whose lines
// begin in small letters; columns of a table do not.
#include <string.h>

#include "fields/attendance.h"
#include "fields/rearrange.h"
#include "fields/seats.h"

enum { LEAST_PAIRS = 4, SLACK = 1, LEAST_WORDS = 3, LEFT_WORDS = 10, MARK_BYTES = 7, LABEL_WORDS = 5 };

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

// "(iii)", "2.-": what stands on the left is the mark of a list.
static bool is_mark(const esc_stream *s, uint32_t from, uint32_t to) {
    size_t bytes = 0;
    for (uint32_t i = from; i < to; i++) bytes += strlen(s->atoms[i].raw);
    return to > from + 1 && bytes <= MARK_BYTES && s->atoms[to - 1].kind == ESC_ATOM_SIGN &&
           strchr(".)-", s->atoms[to - 1].text[0]);
}

// "Secretario:" / "D. Luis Paz Roa" below the end of the right column: the margin goes on. Gives where it
// ends.
static uint32_t margin_goes_on(const esc_stream *s, uint32_t row, uint32_t last, uint32_t column) {
    while (row < last && s->rows[row].gap) {
        const uint32_t first = s->rows[row].first, end = first + s->rows[row].count;
        if (!esc_stream_sign(s, end - 1, ':') || end > first + LABEL_WORDS ||
            !(esc_seat_word(&s->atoms[first]) || esc_attendance_absence(s, first)))
            break;
        uint32_t to = row;
        do {
            if (right_of(s, to, column) != s->rows[to].first + s->rows[to].count ||
                s->rows[to].count > LEFT_WORDS)
                return row;
            to++;
        } while (to < last && !s->rows[to].gap);
        row = to;
    }
    return row;
}

static bool find_run(const esc_stream *s, uint32_t from, run *ret) {
    for (uint32_t row = from; row + LEAST_PAIRS <= s->rows_count; row++) {
        uint32_t part = parting(s, &s->rows[row]);
        if (part == ESC_NONE || s->atoms[part].first_token == ESC_NONE) continue;
        run r = {.first = row, .last = row, .column = s->atoms[part].column};
        uint32_t pairs = 0, small = 0, words = 0, marks = 0, labels = 0, sent = 0, last_pair = row;
        for (; r.last < s->rows_count && s->rows[r.last].page == s->rows[row].page; r.last++) {
            const esc_row *x = &s->rows[r.last];
            uint32_t right = right_of(s, r.last, r.column), end = x->first + x->count;
            if (right == ESC_NONE || right - x->first > LEFT_WORDS) break;
            if (right == x->first || right == end) continue;
            pairs++, last_pair = r.last;
            small += s->atoms[right].shape == ESC_SHAPE_LOWER;
            sent += esc_atom_is(&s->atoms[right], "por"); // "por la Cámara": whom a name comes from
            marks += is_mark(s, x->first, right);
            labels += esc_stream_sign(s, right - 1, ':'); // "Lugar:     sala de juntas"
            words += end - right;
        }
        // behind the last pair only what goes on without an empty line
        uint32_t stop = last_pair + 1;
        while (stop < r.last && !s->rows[stop].gap) stop++;
        r.last = margin_goes_on(s, stop, r.last, r.column);
        if (pairs < LEAST_PAIRS || small * 2 < pairs || words < LEAST_WORDS * pairs || marks * 2 > pairs ||
            labels * 2 > pairs || sent * 2 > small)
            continue;
        *ret = r;
        return true;
    }
    return false;
}

void esc_stream_part_columns(esc_stream *s) {
    run r;
    for (uint32_t from = 0; find_run(s, from, &r);) {
        esc_rearrangement all = esc_rearrange_begin(s, r.first, r.last, 2);
        for (int side = 0; side < 2; side++)
            for (uint32_t row = r.first, before = all.rows; row < r.last; row++) {
                const esc_row *x = &s->rows[row];
                uint32_t right = right_of(s, row, r.column), end = x->first + x->count;
                esc_rearrange_add(&all, row, side ? right : x->first, side ? end : right,
                                  x->gap || all.rows == before);
            }
        from = r.last + (uint32_t)esc_rearrange_end(&all);
    }
}
