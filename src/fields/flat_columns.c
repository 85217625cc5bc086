// SPDX-License-Identifier: GPL-3.0-or-later
// Columns whose blanks a scan lost: names below two heads ("Regidurías propietarias Regidurías suplentes"),
// and names in the margin whose rows run into the text beside them ("D. Luis Paz Roa (AB) horas del día
// catorce"). What stands on the right is told to be a column, which is then read as any other.
#include <string.h>

#include "fields/abreast.h"
#include "fields/attendance.h"
#include "fields/cells.h"
#include "fields/headed.h"
#include "fields/phrases.h"
#include "fields/titles.h"

enum {
    RIGHT = 200, // the column where the right side is put
    MOST_ROWS = 40,
    LEAST_NAME = 2,
    LEAST_SPLIT = 2,
    MOST_HEADS = 14, // words of two heads
    MOST_LABEL = 6,
    LEAST_PAIRS = 4,
    LEAST_WORDS = 3,
    FULL_NAME = 3
};

// What a row holds; on: where the right side begins, its end where it has none.
typedef struct side_by_side {
    uint32_t row, on;
} side_by_side;

// A person is named at `at`, whatever capital stands before it.
static bool person_at(esc_reader *r, uint32_t at, uint32_t end, esc_person_name *ret) {
    const bool wide = r->body.atoms[at].wide;
    r->body.atoms[at].wide = true;
    const bool found = esc_name_at(r, at, end, false, ret);
    r->body.atoms[at].wide = wide;
    return found;
}

static void put_right(esc_stream *s, const side_by_side *x) {
    if (x->on == esc_row_end(s, x->row)) return;
    s->atoms[x->on].wide = x->on > s->rows[x->row].first;
    for (uint32_t i = x->on; i < esc_row_end(s, x->row); i++)
        s->atoms[i].column = (uint16_t)(RIGHT + (i - x->on) * 2);
}

// ---- two heads ----

static bool heads(const esc_stream *s, uint32_t from, uint32_t to) {
    return esc_headed_names(s, from, to) || esc_headed_unit(s, from, to);
}

// Where the second of a row's two heads begins; ESC_NONE where there are no two.
static uint32_t second_head(const esc_stream *s, uint32_t row) {
    const uint32_t first = s->rows[row].first, end = esc_row_end(s, row);
    if (end - first > MOST_HEADS || s->atoms[first].shape == ESC_SHAPE_LOWER || !esc_cells_flat(s, row))
        return ESC_NONE;
    for (uint32_t i = first + 1; i < end; i++)
        if ((i + 1 < end || i == first + 1) && // "CONSEJEROS PRESENTES" is one
            !esc_phrase_link(&s->atoms[i - 1]) && heads(s, first, i) && heads(s, i, end) &&
            esc_headed_unit(s, first, i) == esc_headed_unit(s, i, end))
            return i;
    return ESC_NONE;
}

// Where what stands on the right begins: a second person or a head behind a person, a person behind a head.
static uint32_t right_side(esc_reader *r, uint32_t row) {
    const esc_stream *s = &r->body;
    const uint32_t first = s->rows[row].first, end = esc_row_end(s, row);
    esc_person_name left, right;
    for (uint32_t i = first + 1; i < end; i++) {
        if (!esc_atom_capital(&s->atoms[i]) || esc_phrase_link(&s->atoms[i - 1])) continue;
        if (esc_headed_unit(s, i, end) && esc_name_at(r, first, i, false, &left)) return i;
        const bool titled = esc_title_end(s, i, end) > i;
        if (titled && !esc_stream_sign(s, i - 1, ',') && person_at(r, i, end, &right) &&
            (heads(s, first, i) || esc_name_at(r, first, i, false, &left)))
            return i;
    }
    uint32_t comma = first, cut;
    while (comma < end && !esc_stream_sign(s, comma, ',') && !esc_stream_sign(s, comma, '(')) comma++;
    // "Ana Ruiz Paz Luis Sosa Roa", "Ana Ruiz Paz Luis Sosa Roa, secretario"
    const uint32_t second = esc_abreast_second(r, first, comma, &cut);
    if (second != ESC_NONE) return second;
    for (uint32_t i = comma + 2; i < end; i++) // "Ana Ruiz Paz, presidenta Luis Sosa Roa"
        if (esc_atom_capital(&s->atoms[i]) && !esc_phrase_link(&s->atoms[i - 1]) &&
            s->atoms[i - 1].kind != ESC_ATOM_NUMBER && !esc_stream_sign(s, i - 1, ',') &&
            !esc_name_unlikely(r, &s->atoms[i]) && person_at(r, i, end, &right) && right.sure >= LEAST_NAME)
            return i;
    return end;
}

// The row holds persons, or heads of the same columns.
static bool of_columns(esc_reader *r, uint32_t row) {
    const esc_stream *s = &r->body;
    const uint32_t first = s->rows[row].first, end = esc_row_end(s, row);
    esc_person_name name;
    return esc_cells_flat(s, row) && !esc_attendance_absence(s, first) && !esc_stream_sign(s, end - 1, '.') &&
           !esc_stream_sign(s, end - 1, ':') &&
           (esc_headed_unit(s, first, end) || esc_headed_unit(s, first, right_side(r, row)) ||
            esc_name_at(r, first, end, false, &name));
}

static void read_heads(esc_reader *r, uint32_t *row) {
    esc_stream *s = &r->body;
    const uint32_t on = second_head(s, *row);
    if (on == ESC_NONE) return;
    side_by_side rows[MOST_ROWS] = {{*row, on}};
    uint32_t n = 1, split = 0, newest[2] = {0, 0}; // the rows in which each side was headed last
    const bool units = esc_headed_unit(s, on, esc_row_end(s, *row));
    for (uint32_t at = *row + 1; at < s->rows_count && n < MOST_ROWS && of_columns(r, at); at++, n++) {
        const uint32_t first = s->rows[at].first, end = esc_row_end(s, at);
        rows[n] = (side_by_side){at, right_side(r, at)};
        split += rows[n].on < end;
        if (units && esc_headed_unit(s, first, rows[n].on)) newest[0] = n;
        if (units && rows[n].on < end && esc_headed_unit(s, rows[n].on, end)) newest[1] = n;
        if (rows[n].on == end && newest[1] > newest[0]) rows[n].on = first; // goes on below the newer head
    }
    if (split < LEAST_SPLIT) return;
    for (uint32_t k = 0; k < n; k++) {
        put_right(s, &rows[k]);
        if (k) s->rows[rows[k].row].gap = false;
    }
    *row += n - 1;
}

// ---- names in the margin ----

// "ASISTENTES", "SEÑORES ASISTENTES" in capitals before other words. Gives where it ends.
static uint32_t margin_head(const esc_stream *s, uint32_t first, uint32_t end) {
    uint32_t at = first;
    bool tells = false;
    for (;
         at < end && at < first + MOST_LABEL && s->atoms[at].shape == ESC_SHAPE_UPPER && s->atoms[at].norm[1];
         at++)
        tells |= esc_atom_is(&s->atoms[at], "asistentes|asisten|presentes|concejales|miembros|vocales");
    return tells ? at : first;
}

// "Concejalas y concejales:", "Excusan su asistencia:"
static uint32_t margin_label(const esc_stream *s, uint32_t first, uint32_t end) {
    uint32_t colon = first + 1;
    while (colon < end && colon < first + MOST_LABEL && !esc_stream_sign(s, colon, ':')) colon++;
    if (colon >= end || colon >= first + MOST_LABEL) return first;
    const bool tells = esc_seat_word(&s->atoms[first]) || esc_attendance_absence(s, first) ||
                       esc_atom_is(&s->atoms[first],
                                   "asisten|asistentes|presentes|preside|presidencia|senores|sres|excusan");
    return tells ? colon + 1 : first;
}

// Where what stands in the margin ends: a label, or a person with a title and what stands in brackets; the
// row's first atom where nothing does.
static uint32_t margin_end(esc_reader *r, uint32_t row, bool *ret_named) {
    const esc_stream *s = &r->body;
    const uint32_t first = s->rows[row].first, end = esc_row_end(s, row);
    esc_person_name name;
    *ret_named = false;
    uint32_t at = margin_head(s, first, end);
    if (at == first) at = margin_label(s, first, end);
    if (at > first || !esc_name_at(r, first, end, true, &name)) return at;
    *ret_named = true;
    at = name.to < end ? name.to : end;
    for (uint32_t i = name.name_from + FULL_NAME; i < at; i++)
        if (esc_name_unlikely(r, &s->atoms[i]) && !esc_phrase_link(&s->atoms[i])) at = i;
    if (esc_stream_sign(s, at, '.')) at++;
    if (esc_stream_sign(s, at, '('))
        for (uint32_t i = at; i < end; i++)
            if (esc_stream_sign(s, i, ')')) return i + 1;
    return at;
}

// Rows from *row on whose left side are names in the margin, the right one running text.
static void read_margin(esc_reader *r, uint32_t *row) {
    esc_stream *s = &r->body;
    side_by_side rows[MOST_ROWS];
    uint32_t n = 0, pairs = 0, small = 0, names = 0, words = 0;
    bool open = false, named; // the text on the right goes on
    for (uint32_t at = *row; at < s->rows_count && n < MOST_ROWS && esc_cells_flat(s, at); at++, n++) {
        const uint32_t first = s->rows[at].first, end = esc_row_end(s, at), on = margin_end(r, at, &named);
        const bool right = on<end, left = on> first;
        if (!left && !open) break;
        if (left && right && s->atoms[on].kind == ESC_ATOM_SIGN) break; // "Ana Ruiz Paz, vocal"
        if (!n && (!right || !left)) break;
        rows[n] = (side_by_side){at, on};
        if (left && right) {
            pairs++, words += end - on;
            small += s->atoms[on].shape == ESC_SHAPE_LOWER;
        }
        names += named;
        if (right) open = !esc_stream_sign(s, end - 1, '.') && !esc_stream_sign(s, end - 1, ':');
    }
    if (pairs < LEAST_PAIRS || small * 2 < pairs || words < LEAST_WORDS * pairs || names < LEAST_PAIRS)
        return;
    for (uint32_t k = 0; k < n; k++) {
        put_right(s, &rows[k]);
        if (k && !esc_stream_sign(s, rows[k].on - 1, ':')) s->rows[rows[k].row].gap = false;
    }
    *row += n - 1;
}

void esc_part_flat_columns(esc_reader *r) {
    if (!r->lexicon) return;
    for (uint32_t row = 0; row + LEAST_SPLIT < r->body.rows_count; row++) {
        const uint32_t before = row;
        read_heads(r, &row);
        if (row == before) read_margin(r, &row);
    }
}
