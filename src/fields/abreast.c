// SPDX-License-Identifier: GPL-3.0-or-later
// Persons side by side where a scan lost the blanks between them: below two heads ("Regidores propietarios
// Regidores suplentes"), or over their seats ("Presidenta Secretario"). A given name behind a whole name
// begins the next one.
#include "fields/abreast.h"

#include <string.h>

#include "fields/names.h"
#include "fields/phrases.h"
#include "fields/rearrange.h"
#include "fields/seats.h"
#include "fields/titles.h"

enum {
    MOST_CELLS = 4,
    LEAST_NAME = 2,
    MOST_NAME = 6,
    FULL_NAME = 3,
    LEAST_ROWS = 2,
    MOST_ROWS = 30,
    MOST_HEAD = 3,
    MOST_BACK = 4, // from the colon to the plural before it
    TITLE = 4,
    SPECK = 2
};

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
        if (atom->kind != ESC_ATOM_WORD || !esc_atom_capital(atom) || esc_seat_word(atom)) return false;
        words++;
    }
    return words >= LEAST_NAME && words <= MOST_NAME;
}

static bool surname(const esc_reader *r, uint32_t at) {
    return (esc_name_classes(r, &r->body.atoms[at]) & ESC_LEX_SURNAME) != 0;
}

typedef struct cells {
    uint32_t begin[MOST_CELLS], end[MOST_CELLS];
} cells;

// Parts atoms from…to-1 into n names, into *ret from its k-th on. False where they are not as many.
static bool part_names(const esc_reader *r, uint32_t from, uint32_t to, uint32_t n, uint32_t k, cells *ret) {
    const esc_stream *s = &r->body;
    uint32_t best_score = 0, words = 0;
    if (n == 1) {
        ret->begin[k] = from, ret->end[k] = to;
        return one_name(s, from, to);
    }
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
            const uint32_t score = 1 + (dirt ? 8 : 0) + (given && !(class & ESC_LEX_SURNAME) ? 4 : 0) +
                                   (words >= FULL_NAME ? 2 : 0) + (more ? 0 : 4);
            cells rest = *ret;
            if ((given || dirt || behind) && score > best_score && one_name(s, from, i) &&
                part_names(r, at, to, n - 1, k + 1, &rest)) {
                *ret = rest, best_score = score;
                ret->begin[k] = from, ret->end[k] = i;
            }
            if (dirt) i = at - 1;
        }
        words += !dirt && !esc_phrase_link(&s->atoms[i]);
    }
    return best_score > 0;
}

uint32_t esc_abreast_second(const esc_reader *r, uint32_t from, uint32_t to, uint32_t *ret_end) {
    cells two;
    if (!part_names(r, from, to, 2, 0, &two)) return ESC_NONE;
    *ret_end = two.end[0];
    return two.begin[1];
}

// "Arq. Luis Paz Roa Ana Ruiz Soto (Dibujo), suplente": where the names begin in atoms from…to-1 and, in
// *ret_to, where what is said of the last one does.
static uint32_t names_only(const esc_stream *s, uint32_t from, uint32_t to, uint32_t *ret_to) {
    uint32_t at = esc_title_end(s, from, to);
    while (at + 1 < to && at < from + TITLE && !s->atoms[at].norm[1] && s->atoms[at].kind == ESC_ATOM_WORD &&
           esc_stream_sign(s, at + 1, '.'))
        at += 2; // "D.l.", read for "D.I."
    *ret_to = to;
    for (uint32_t i = at; i < to && *ret_to == to; i++)
        if (esc_stream_sign(s, i, '(') || esc_stream_sign(s, i, ',')) *ret_to = i;
    return at < *ret_to ? at : from;
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
        if (atom->kind != ESC_ATOM_WORD || atom->norm[atom->norm_len - 1] != 's') return ESC_NONE;
        if (i > row->first && esc_seat_is_role(atom) && !esc_seat_adjective(atom) && esc_atom_capital(atom)) {
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
            uint32_t cut = 0, names_to;
            const uint32_t names = names_only(s, from, to, &names_to),
                           at_name = esc_abreast_second(r, names, before_specks(s, names, names_to), &cut);
            uint32_t at = at_name;
            if (at == ESC_NONE) at = to, cut = to;
            const uint32_t stop = side ? to : cut, own = side ? at : from;
            const bool said = stop > own && esc_stream_sign(s, stop - 1, ')');
            esc_rearrange_add(&all, row, own, said ? stop : before_specks(s, own, stop), false);
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
        uint32_t names_to = to;
        const uint32_t names = from < to ? names_only(s, from, to, &names_to) : from;
        const bool two = from < to && esc_abreast_second(r, names, names_to, &cut) != ESC_NONE;
        if (!two && (from >= to || !one_name(s, names, names_to))) break;
        abreast += two;
    }
    if (abreast < LEAST_ROWS) return;
    const int32_t more = part_heads(r, s, *row, second, last);
    *row = (uint32_t)((int32_t)last + more) - 1;
}

// As many words for each of n names, two or three, some of which begin in a given name.
static bool part_evenly(const esc_reader *r, uint32_t from, uint32_t to, uint32_t n, cells *ret) {
    const esc_stream *s = &r->body;
    const uint32_t each = (to - from) / n;
    bool given = false;
    if ((to - from) % n || each < LEAST_NAME || each > FULL_NAME) return false;
    for (uint32_t i = from; i < to; i++)
        if (speck(&s->atoms[i]) || esc_phrase_link(&s->atoms[i])) return false;
    for (uint32_t k = 0; k < n; k++) {
        ret->begin[k] = from + k * each, ret->end[k] = from + (k + 1) * each;
        given |= (esc_name_classes(r, &s->atoms[ret->begin[k]]) & ESC_LEX_GIVEN) != 0;
        if (!one_name(s, ret->begin[k], ret->end[k])) return false;
    }
    return given;
}

// "AGUSTÍN CEDEÑO DIGNA BARRÍA" / "PRESIDENTE SECRETARIA": each over the own seat.
static void read_seats(const esc_reader *r, esc_stream *s, uint32_t row) {
    const esc_row *names = &s->rows[row], *seats = names + 1;
    const uint32_t end = names->first + names->count, to = seats->first + seats->count;
    uint32_t n = 1, seat[MOST_CELLS + 1] = {seats->first};
    if (names->count < 2 * LEAST_NAME || names->count > MOST_CELLS * MOST_NAME ||
        !esc_atom_capital(&s->atoms[seats->first]) || seats->count > MOST_CELLS * MOST_NAME)
        return;
    for (uint32_t i = seats->first + 1; i < to; i++) {
        const esc_atom *atom = &s->atoms[i];
        if (speck(atom) || esc_phrase_link(atom) || (atom->kind == ESC_ATOM_NUMBER && i > seat[n - 1] + 1))
            continue; // "Vocal titular 19": 1º
        if (atom->kind != ESC_ATOM_WORD || atom->wide) return;
        const bool role = esc_seat_is_role(atom) || esc_atom_is(atom, "secretaria"); // SECRETARÍA
        if (!role && !esc_atom_capital(atom) && !esc_seat_adjective(atom)) return;
        if (!role || !esc_atom_capital(atom) || esc_phrase_link(&s->atoms[i - 1])) continue;
        if (n == MOST_CELLS) return;
        seat[n++] = i;
    }
    const uint32_t from = behind_specks(s, names->first, end);
    cells parts;
    seat[n] = to;
    const uint32_t stop = before_specks(s, from, end);
    if (n < 2 || from >= end ||
        (!part_names(r, from, stop, n, 0, &parts) && !part_evenly(r, from, stop, n, &parts)))
        return;
    for (uint32_t k = 1; k < n; k++)
        if (s->atoms[parts.begin[k]].wide) return;
    esc_rearrangement all = esc_rearrange_begin(s, row, row + 2, n);
    for (uint32_t k = 0; k < n; k++) {
        esc_rearrange_add(&all, row, parts.begin[k], parts.end[k], true);
        esc_rearrange_add(&all, row + 1, seat[k], before_specks(s, seat[k], seat[k + 1]), false);
    }
    esc_rearrange_end(&all);
}

// "… los siguientes concejales:" over rows of two whole names each, and nothing else: one row a name.
static void read_announced(const esc_reader *r, esc_stream *s, uint32_t row) {
    const esc_row *over = &s->rows[row];
    const uint32_t colon = over->first + over->count - 1;
    bool several = false;
    if (!esc_stream_sign(s, colon, ':')) return;
    for (uint32_t i = colon; i-- > over->first && i + MOST_BACK > colon;)
        several |= s->atoms[i].norm[s->atoms[i].norm_len - 1] == 's' &&
                   (esc_seat_is_role(&s->atoms[i]) || esc_atom_is(&s->atoms[i], "presentes|asistentes"));
    uint32_t last = row + 1, abreast = 0, cut = 0;
    for (; several && last < s->rows_count && last <= row + MOST_ROWS; last++) {
        const uint32_t from = s->rows[last].first, to = from + s->rows[last].count;
        if (last > row + 1 && s->rows[last].gap) break;
        for (uint32_t i = from + 1; i < to; i++)
            if (s->atoms[i].wide) return;
        if (to >= from + 2 * FULL_NAME - 1 && esc_abreast_second(r, from, to, &cut) != ESC_NONE)
            abreast++;
        else if (one_name(s, from, to) && to < from + 2 * FULL_NAME - 1)
            break; // the last one, alone
        else
            return;
    }
    if (abreast < LEAST_ROWS) return;
    esc_rearrangement all = esc_rearrange_begin(s, row + 1, row + 1 + abreast, 2);
    for (uint32_t k = row + 1; k < row + 1 + abreast; k++) {
        const uint32_t from = s->rows[k].first, to = from + s->rows[k].count,
                       second = esc_abreast_second(r, from, to, &cut);
        esc_rearrange_add(&all, k, from, cut, s->rows[k].gap);
        esc_rearrange_add(&all, k, second, to, false);
    }
    esc_rearrange_end(&all);
}

void esc_part_abreast(esc_reader *r) {
    esc_stream *s = &r->body;
    if (!r->lexicon) return;
    for (uint32_t row = 0; row + 1 < s->rows_count; row++) {
        const esc_atom *atom = &s->atoms[s->rows[row].first];
        if (esc_stream_sign(s, s->rows[row].first + s->rows[row].count - 1, ':')) read_announced(r, s, row);
        if (atom->shape == ESC_SHAPE_LOWER || s->rows[row].count > MOST_ROWS) continue;
        if (esc_seat_is_role(atom))
            read_heads(r, s, &row);
        else if (esc_seat_is_role(&s->atoms[s->rows[row + 1].first]))
            read_seats(r, s, row);
    }
}
