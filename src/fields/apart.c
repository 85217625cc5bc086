// SPDX-License-Identifier: GPL-3.0-or-later
// A table of persons whose columns a scan read one below the other, the names and then what each of them is:
// where both are as many, they are put together again.
#include <stdlib.h>
#include <string.h>

#include "fields/attendance.h"
#include "fields/names.h"
#include "fields/phrases.h"
#include "fields/reader.h"
#include "fields/rearrange.h"
#include "fields/titles.h"

enum {
    RIGHT = 200, // the column where what they are is put
    LEAST = 3,
    MOST = 30,
    MOST_ROWS = 60,
    HEAD_WORDS = 6,
    SPECK_ATOMS = 4,
    MOST_NAME = 18, // atoms of a name and its titles
    SPECK_BYTES = 2,
    MOST_SEAT = 18
};

typedef struct column {
    uint32_t at[MOST]; // the rows in which its entries begin
    uint32_t count, end;
} column;

// A person and nothing else.
static bool only_name(const esc_reader *r, uint32_t row) {
    const esc_stream *s = &r->body;
    esc_person_name name;
    const esc_atom *last = &s->atoms[esc_row_end(s, row) - 1];
    if (!esc_atom_capital(last) && !last->glued && last->text[0] != '.') return false; // no name ends so
    return s->rows[row].count > 1 && s->rows[row].count <= MOST_NAME &&
           esc_name_at(r, s->rows[row].first, esc_row_end(s, row), false, &name) &&
           name.to == esc_row_end(s, row) && !esc_seat_word(&s->atoms[name.name_from]) && name.sure;
}

// The same of a name that a scan damaged, or that no lexicon has: behind a title, or nothing but capitals.
static bool may_be_name(const esc_reader *r, uint32_t row) {
    const esc_stream *s = &r->body;
    const uint32_t first = s->rows[row].first, end = esc_row_end(s, row);
    if (only_name(r, row)) return true;
    if (s->rows[row].count < 2 || s->rows[row].count > HEAD_WORDS || esc_seat_word(&s->atoms[first]))
        return false;
    if (esc_title_end(s, first, end) > first) return true;
    uint32_t unlikely = 0;
    for (uint32_t i = first; i < end; i++) {
        if (s->atoms[i].kind != ESC_ATOM_WORD || s->atoms[i].shape != ESC_SHAPE_CAPITAL) return false;
        unlikely += esc_name_unlikely(r, &s->atoms[i]);
    }
    return unlikely < 2;
}

// "MIEMBROS QUE NO ASISTEN", "Vocales" over names.
static bool heads_names(const esc_reader *r, uint32_t row) {
    const esc_stream *s = &r->body;
    return s->rows[row].count <= HEAD_WORDS && row + 1 < s->rows_count && may_be_name(r, row + 1) &&
           esc_atom_capital(&s->atoms[s->rows[row].first]);
}

// What a scan made of a signature or of dirt: no word among it.
static bool specks(const esc_stream *s, uint32_t row) {
    if (s->rows[row].count > SPECK_ATOMS) return false;
    for (uint32_t i = s->rows[row].first; i < esc_row_end(s, row); i++)
        if (strlen(s->atoms[i].raw) > SPECK_BYTES && (s->atoms[i].known || s->atoms[i].kind == ESC_ATOM_WORD))
            return false;
    return true;
}

static void read_names(const esc_reader *r, uint32_t row, column *ret) {
    const esc_stream *s = &r->body;
    *ret = (column){.end = row};
    for (; row < s->rows_count && ret->count < MOST; row++) {
        if (ret->count ? may_be_name(r, row) : only_name(r, row))
            ret->at[ret->count++] = row, ret->end = row + 1;
        else if (!heads_names(r, row) && !(ret->count && specks(s, row)))
            break;
    }
}

// "CALIDAD", the head of the second column.
static bool heads_seats(const esc_stream *s, uint32_t row) {
    return s->rows[row].count < 3 &&
           esc_atom_is(&s->atoms[s->rows[row].first],
                       "calidad|cargo|puesto|funcion|representa|representacion|dependencia|adscripcion");
}

// "Secretario de Salud", "por la Cámara de Comercio" begins the row.
static bool seat_at(const esc_stream *s, uint32_t row) {
    const uint32_t at = s->rows[row].first;
    return s->rows[row].count <= MOST_SEAT &&
           ((esc_atom_capital(&s->atoms[at]) && esc_seat_word(&s->atoms[at])) ||
            esc_cursor_looking_at(s, at, "por el|la|los|las"));
}

// It goes on with the one above.
static bool goes_on(const esc_stream *s, uint32_t row) {
    const uint32_t at = s->rows[row].first;
    return s->atoms[at].shape == ESC_SHAPE_LOWER || esc_stream_sign(s, at, '(') ||
           esc_phrase_link(&s->atoms[at - 1]);
}

static void read_seats(const esc_stream *s, uint32_t row, column *ret) {
    *ret = (column){.end = row};
    for (; row < s->rows_count && ret->count < MOST; row++) {
        if (seat_at(s, row))
            ret->at[ret->count++] = row;
        else if (!(ret->count && goes_on(s, row)) &&
                 !(!ret->count && (heads_seats(s, row) || specks(s, row))))
            break;
        ret->end = row + 1;
    }
}

// Puts the second column beside the first.
static void put_beside(esc_stream *s, const column *names, const column *seats) {
    esc_rearrangement all = esc_rearrange_begin(s, names->at[0], seats->end, 1);
    for (uint32_t row = names->at[0], n = 0; row < names->end; row++) {
        if (specks(s, row)) continue;
        const bool named = n < names->count && names->at[n] == row,
                   below = named && n && names->at[n - 1] + 1 == row;
        esc_rearrange_add(&all, row, s->rows[row].first, esc_row_end(s, row), s->rows[row].gap && !below);
        if (!named) continue;
        const uint32_t next = ++n < seats->count ? seats->at[n] : seats->end;
        for (uint32_t k = seats->at[n - 1]; k < next; k++) {
            for (uint32_t i = s->rows[k].first; i < esc_row_end(s, k); i++)
                s->atoms[i].column = (uint16_t)(RIGHT + 2 * (i - s->rows[k].first));
            esc_rearrange_go_on(&all, s->rows[k].first, esc_row_end(s, k), k == seats->at[n - 1]);
        }
    }
    esc_rearrange_end(&all);
}

void esc_part_apart(esc_reader *r) {
    esc_stream *s = &r->body;
    if (!r->lexicon) return;
    for (uint32_t row = 0; row < s->rows_count; row++) {
        column names, seats;
        if (!only_name(r, row)) continue;
        read_names(r, row, &names);
        read_seats(s, names.end, &seats);
        if (names.count >= LEAST && names.count == seats.count && !only_name(r, seats.end - 1))
            put_beside(s, &names, &seats);
        row = names.end - 1;
    }
}
