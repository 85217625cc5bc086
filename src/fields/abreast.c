// SPDX-License-Identifier: GPL-3.0-or-later
// Persons side by side where a scan lost the blanks between them: below two heads ("Regidores propietarios
// Regidores suplentes"), or over their seats ("Presidenta Secretario"). A given name behind a whole name
// begins the next one.
#include <string.h>

#include "fields/names.h"
#include "fields/phrases.h"
#include "fields/rearrange.h"
#include "fields/seats.h"

enum {
    LEAST_NAME = 2,
    MOST_NAME = 6,
    FULL_NAME = 3,
    LEAST_ROWS = 2,
    MOST_ROWS = 30,
    MOST_HEAD = 3,
    SPECK = 2
};

static bool begins_upper(const esc_atom *atom) {
    return atom->shape == ESC_SHAPE_CAPITAL || atom->shape == ESC_SHAPE_UPPER;
}

// Dirt between two columns: "o", ":", "- :".
static bool speck(const esc_atom *atom) {
    if (esc_atom_is(atom, "y|e|,|.|de|la|el")) return false;
    return atom->kind == ESC_ATOM_SIGN || (strlen(atom->raw) <= SPECK && atom->shape == ESC_SHAPE_LOWER);
}

static uint32_t behind_specks(const esc_stream *s, uint32_t at, uint32_t end) {
    while (at < end && speck(&s->atoms[at])) at++;
    return at;
}

static uint32_t before_specks(const esc_stream *s, uint32_t from, uint32_t at) {
    while (at > from && speck(&s->atoms[at - 1])) at--;
    return at;
}

// Atoms from…to-1 may be one name: words in capitals, and links within.
static bool one_name(const esc_stream *s, uint32_t from, uint32_t to) {
    uint32_t words = 0;
    for (uint32_t i = from; i < to; i++) {
        const esc_atom *atom = &s->atoms[i];
        const bool link = i > from && i + 1 < to && esc_phrase_link(atom) && atom->kind == ESC_ATOM_WORD;
        if (link) continue;
        if (atom->kind != ESC_ATOM_WORD || !begins_upper(atom) || esc_seat_word(atom)) return false;
        words++;
    }
    return words >= LEAST_NAME && words <= MOST_NAME;
}

static bool surname(const esc_reader *r, uint32_t at) {
    return (esc_name_classes(r, &r->body.atoms[at]) & ESC_LEX_SURNAME) != 0;
}

// Where the second of two names begins in atoms from…to-1; ESC_NONE where there is but one. ret_end: of the
// first.
static uint32_t second_name(const esc_reader *r, uint32_t from, uint32_t to, uint32_t *ret_end) {
    const esc_stream *s = &r->body;
    uint32_t best = ESC_NONE, best_score = 0, words = 0;
    for (uint32_t i = from; i < to; i++) {
        const bool dirt = speck(&s->atoms[i]);
        if (dirt || (words >= LEAST_NAME && !esc_phrase_link(&s->atoms[i - 1]))) {
            const uint32_t at = behind_specks(s, i, to);
            const unsigned class = at < to ? esc_name_classes(r, &s->atoms[at]) : 0;
            // "… Chaves Segura Róger …": two surnames, and no third one
            const bool behind = i > from + 1 && !(class & ESC_LEX_SURNAME) && surname(r, i - 1) &&
                                surname(r, i - 2),
                       given = (class & ESC_LEX_GIVEN) != 0,
                       more =
                           i > from && (esc_name_classes(r, &s->atoms[i - 1]) & ESC_LEX_GIVEN); // "Ana Ruth"
            if ((given || dirt || behind) && one_name(s, from, i) && one_name(s, at, to)) {
                const uint32_t score = 1 + (dirt ? 8 : 0) + (given && !(class & ESC_LEX_SURNAME) ? 4 : 0) +
                                       (words >= FULL_NAME ? 2 : 0) + (more ? 0 : 4);
                if (score > best_score) best = at, best_score = score, *ret_end = i;
            }
            if (dirt) i = at - 1;
        }
        words += !dirt && !esc_phrase_link(&s->atoms[i]);
    }
    return best;
}

// Two heads of several persons each, nothing between them but dirt. Gives where the second begins, or
// ESC_NONE.
static uint32_t second_head(const esc_stream *s, const esc_row *row) {
    const uint32_t end = row->first + row->count;
    uint32_t second = ESC_NONE;
    if (row->count < 2 || row->count > 2 * MOST_HEAD + SPECK) return ESC_NONE;
    for (uint32_t i = row->first; i < end; i++) {
        const esc_atom *atom = &s->atoms[i];
        if (speck(atom)) continue;
        if (atom->kind != ESC_ATOM_WORD || atom->norm[strlen(atom->norm) - 1] != 's') return ESC_NONE;
        if (i > row->first && esc_seat_is_role(atom) && !esc_seat_adjective(atom) && begins_upper(atom)) {
            if (second != ESC_NONE) return ESC_NONE;
            second = i;
        }
    }
    return second;
}

// The names below two heads in rows first…last-1: the left ones, the second head, the right ones. Gives by
// how many rows there are more.
static int32_t part_heads(const esc_reader *r, esc_stream *s, uint32_t head, uint32_t second, uint32_t last) {
    esc_rearrangement all = esc_rearrange_begin(s, head, last, 2);
    const uint32_t first = s->rows[head].first, end = first + s->rows[head].count;
    esc_rearrange_add(&all, head, first, before_specks(s, first, second), true);
    for (int side = 0; side < 2; side++) {
        if (side) esc_rearrange_add(&all, head, second, before_specks(s, second, end), true);
        for (uint32_t row = head + 1; row < last; row++) {
            const uint32_t to = s->rows[row].first + s->rows[row].count;
            const uint32_t from = behind_specks(s, s->rows[row].first, to);
            uint32_t cut = 0, at = second_name(r, from, before_specks(s, from, to), &cut);
            if (at == ESC_NONE) at = to, cut = to;
            esc_rearrange_add(&all, row, side ? at : from,
                              before_specks(s, side ? at : from, side ? to : cut), false);
        }
    }
    return esc_rearrange_end(&all);
}

static void read_heads(const esc_reader *r, esc_stream *s, uint32_t *row) {
    const uint32_t second = second_head(s, &s->rows[*row]);
    if (second == ESC_NONE) return;
    uint32_t last = *row + 1, abreast = 0;
    for (; last < s->rows_count && last <= *row + MOST_ROWS; last++) {
        const uint32_t end = s->rows[last].first + s->rows[last].count;
        const uint32_t from = behind_specks(s, s->rows[last].first, end), to = before_specks(s, from, end);
        uint32_t cut;
        const bool two = from < to && second_name(r, from, to, &cut) != ESC_NONE;
        if (!two && (from >= to || !one_name(s, from, to))) break;
        abreast += two;
    }
    if (abreast < LEAST_ROWS) return;
    const int32_t more = part_heads(r, s, *row, second, last);
    *row = (uint32_t)((int32_t)last + more) - 1;
}

// "AGUSTÍN CEDEÑO DIGNA BARRÍA" / "PRESIDENTE SECRETARIA": each over the own seat.
static void read_seats(const esc_reader *r, esc_stream *s, uint32_t row) {
    const esc_row *names = &s->rows[row], *seats = names + 1;
    const uint32_t end = names->first + names->count, to = seats->first + seats->count;
    uint32_t second = ESC_NONE;
    if (names->count < 2 * LEAST_NAME || names->count > 2 * MOST_NAME ||
        !begins_upper(&s->atoms[seats->first]) || !esc_seat_is_role(&s->atoms[seats->first]) ||
        seats->count > 2 * MOST_NAME)
        return;
    for (uint32_t i = seats->first; i < to; i++) {
        const esc_atom *atom = &s->atoms[i];
        if (speck(atom) || esc_phrase_link(atom)) continue;
        if (atom->kind != ESC_ATOM_WORD || !begins_upper(atom) || atom->wide) return;
        const bool role = esc_seat_is_role(atom) || esc_atom_is(atom, "secretaria"); // SECRETARÍA
        if (i == seats->first || !role || esc_phrase_link(&s->atoms[i - 1])) continue;
        if (second != ESC_NONE) return;
        second = i;
    }
    const uint32_t from = behind_specks(s, names->first, end);
    uint32_t cut = 0, at;
    if (second == ESC_NONE || from >= end ||
        (at = second_name(r, from, before_specks(s, from, end), &cut)) == ESC_NONE || s->atoms[at].wide)
        return;
    esc_rearrangement all = esc_rearrange_begin(s, row, row + 2, 2);
    esc_rearrange_add(&all, row, from, cut, true);
    esc_rearrange_add(&all, row + 1, seats->first, before_specks(s, seats->first, second), false);
    esc_rearrange_add(&all, row, at, before_specks(s, at, end), true);
    esc_rearrange_add(&all, row + 1, second, before_specks(s, second, to), false);
    esc_rearrange_end(&all);
}

void esc_part_abreast(esc_reader *r) {
    esc_stream *s = &r->body;
    if (!r->lexicon) return;
    for (uint32_t row = 0; row + 1 < s->rows_count; row++) {
        const esc_atom *atom = &s->atoms[s->rows[row].first];
        if (atom->shape == ESC_SHAPE_LOWER || s->rows[row].count > MOST_ROWS) continue;
        if (esc_seat_is_role(atom))
            read_heads(r, s, &row);
        else if (esc_seat_is_role(&s->atoms[s->rows[row + 1].first]))
            read_seats(r, s, row);
    }
}
