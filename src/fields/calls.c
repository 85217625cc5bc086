// SPDX-License-Identifier: GPL-3.0-or-later
// All names of persons in the text: those that the words tell, and those that only their place does.
#include <stdlib.h>
#include <string.h>

#include "fields/attendance.h"
#include "fields/cells.h"
#include "fields/leaders.h"
#include "fields/table_head.h"
#include "fields/titles.h"

enum {
    MOST_NAME = 6,
    NEAR_ROWS = 3,
    MOST_CELLS = 6,
    ASIDE = 14,
    MOST_INVERTED = 9,
    BUCKETS = 1024,
    MOST_AGAIN = 2000, // names that are looked for elsewhere
};

// How a row of a list of persons goes on behind the name.
static bool row_goes_on(const esc_stream *s, uint32_t to, uint32_t end) {
    return to == end || s->atoms[to].wide || esc_seat_word(&s->atoms[to]) ||
           esc_leaders_end(s, to, end) > to || esc_atom_is(&s->atoms[to], ",|(|:|-|–|—");
}

// What stands where a name does in a row: capitalised words that nobody knows for anything else.
static bool shaped_name(const esc_stream *s, uint32_t row, esc_person_name *ret) {
    uint32_t at = s->rows[row].first, end = at + s->rows[row].count, words = 0;
    while (at < end && (s->atoms[at].kind == ESC_ATOM_SIGN || s->atoms[at].kind == ESC_ATOM_NUMBER)) at++;
    if (at + 1 >= end || (esc_seat_sender(&s->atoms[at]) && esc_attendance_sends(s, at))) return false;
    if (s->atoms[at].shape != ESC_SHAPE_CAPITAL && s->atoms[at].shape != ESC_SHAPE_UPPER) return false;
    if (esc_atom_is(&s->atoms[at],
                    "en|a|al|ante|con|por|se|no|si|siendo|hoy|reunid@s|sin|el|los|las|av|avda"))
        return false;
    uint32_t name = esc_title_end(s, at, end), to = name;
    for (; to < end && words < MOST_NAME; to++) {
        const esc_atom *atom = &s->atoms[to];
        if (to > name && (atom->wide || esc_seat_word(atom))) break;
        if (to > name && esc_atom_is(atom, "de|del|la|las|los")) continue;
        if (atom->kind != ESC_ATOM_WORD || atom->listed || !atom->norm[1] || esc_seat_word(atom) ||
            (atom->shape != ESC_SHAPE_CAPITAL && atom->shape != ESC_SHAPE_UPPER))
            break;
        words++;
    }
    if (words < 2 || !row_goes_on(s, to, end)) return false;
    *ret = (esc_person_name){at, to, at, name, name, to, 0};
    return true;
}

// The place of the first name of a roll in order that ends behind an atom.
static uint32_t name_behind(const esc_roll *roll, uint32_t atom) {
    uint32_t low = 0, high = roll->items_count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (roll->items[middle].to <= atom)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// The first name that begins in a row.
static const esc_person_name *named_in_row(const esc_stream *s, const esc_roll *roll, uint32_t row) {
    uint32_t first = s->rows[row].first, end = first + s->rows[row].count, i = name_behind(roll, first);
    if (i < roll->items_count && roll->items[i].from < first) i++;
    return i < roll->items_count && roll->items[i].from < end ? &roll->items[i] : NULL;
}

// Takes a name into the roll at its place; what it overlaps goes.
static void take(esc_roll *roll, const esc_person_name *name) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < roll->items_count; i++)
        if (roll->items[i].from >= name->to || roll->items[i].to <= name->from)
            roll->items[n++] = roll->items[i];
    roll->items_count = n;
    ESC_GROW(roll, items, 1);
    uint32_t k = roll->items_count - 1;
    for (; k && roll->items[k - 1].from > name->from; k--) roll->items[k] = roll->items[k - 1];
    roll->items[k] = *name;
}

// Whether a name of a roll in order has some of these atoms.
static bool taken(const esc_roll *roll, uint32_t from, uint32_t to) {
    uint32_t i = name_behind(roll, from);
    return i < roll->items_count && roll->items[i].from < to;
}

// A name and a seat right behind it, as the rows of a list of persons are made; few words of the name may be
// known for others.
static bool name_and_seat(const esc_reader *r, const esc_roll *roll, uint32_t row) {
    const esc_stream *s = &r->body;
    const esc_person_name *known = named_in_row(s, roll, row);
    esc_person_name name;
    if (!known && !shaped_name(s, row, &name)) return false;
    if (known) name = *known;
    for (uint32_t i = name.name_from; i < name.name_to && !known; i++)
        if (esc_name_unlikely(r, &s->atoms[i]) && !esc_atom_is(&s->atoms[i], "de|del|la|las|los"))
            return false;
    uint32_t end = s->rows[row].first + s->rows[row].count, seat = esc_leaders_end(s, name.to, end);
    return seat < end && esc_seat_word(&s->atoms[seat]);
}

// Under a head that says where the names are, what is made as one is one, whoever knows it.
static void call_in_tables(const esc_reader *r, const esc_roll *roll, esc_roll *more) {
    const esc_stream *s = &r->body;
    for (uint32_t head = 0; head < s->rows_count; head++) {
        if (!esc_table_head(s, s->rows[head].first)) continue;
        for (uint32_t row = head + 1, gaps = 0; row < s->rows_count && gaps < NEAR_ROWS; row++) {
            uint32_t from, to;
            bool titled, named;
            gaps++;
            if (!esc_table_head_name(s, head, row, &from, &to)) continue;
            named = taken(roll, from, to);
            if (!named && !esc_cells_person(s, from, to, &titled)) continue;
            gaps = 0;
            if (named) continue;
            uint32_t name = esc_title_end(s, from, to);
            *ESC_GROW(more, items, 1) = (esc_person_name){from, to, from, name, name, to, 0};
        }
    }
}

// Rows made as others near them that begin with a person's name begin with one, too: names that no lexicon
// has, or that a scan damaged. Three rows of a name and a seat need none that is known.
static void call_by_shape(const esc_reader *r, esc_roll *roll) {
    const esc_stream *s = &r->body;
    esc_roll more = {0};
    for (uint32_t row = 0; row < s->rows_count; row++) {
        esc_person_name name;
        if (named_in_row(s, roll, row) || !shaped_name(s, row, &name)) continue;
        uint32_t alike = 0, seats = 0, first = row > NEAR_ROWS ? row - NEAR_ROWS : 0;
        for (uint32_t k = first; k <= row + NEAR_ROWS && k < s->rows_count; k++) {
            const esc_person_name *other = named_in_row(s, roll, k);
            alike += other && esc_stream_entry(s, other->from) &&
                     row_goes_on(s, other->to, esc_stream_row_end(s, other->to - 1)) &&
                     (other->to == esc_stream_row_end(s, other->to - 1)) ==
                         (name.to == esc_stream_row_end(s, name.to - 1)) &&
                     (other->title_from < other->title_to) == (name.title_from < name.title_to);
        }
        for (uint32_t k = first; alike < 2 && k <= row + NEAR_ROWS && k < s->rows_count; k++)
            seats += name_and_seat(r, roll, k);
        if (alike >= 2 || (seats > 2 && name_and_seat(r, roll, row))) *ESC_GROW(&more, items, 1) = name;
    }
    call_in_tables(r, roll, &more);
    for (uint32_t i = 0; i < more.items_count; i++) take(roll, &more.items[i]);
    free(more.items);
}

// Whether the cells of a row stand over as many seats: as "Ana Ruiz Paz     Ruben Iralde Ponce" over
// "Presidenta
//     Tesorero", or one alone; gives the cells, and how many of them are known for names.
static uint32_t over_seats(const esc_stream *s, const esc_roll *roll, uint32_t row, uint32_t *ret_begin,
                           uint32_t *ret_known) {
    uint32_t seat[MOST_CELLS + 1], n = esc_cells_of(s, row, MOST_CELLS, ret_begin);
    *ret_known = 0;
    if (row + 1 >= s->rows_count || s->rows[row + 1].gap || !n || (n == 1 && !s->rows[row].gap) ||
        esc_cells_of(s, row + 1, MOST_CELLS, seat) != n)
        return 0;
    for (uint32_t k = 0; k < n; k++) {
        const uint32_t from = ret_begin[k], to = ret_begin[k + 1], column = s->atoms[seat[k]].column,
                       above = s->atoms[from].column;
        bool titled;
        if (!esc_seat_word(&s->atoms[seat[k]]) || s->atoms[seat[k]].shape == ESC_SHAPE_LOWER ||
            column > above + ASIDE || above > column + ASIDE)
            return 0;
        const bool known = taken(roll, from, to);
        if (!known && !esc_cells_person(s, from, to, &titled)) return 0;
        *ret_known += known;
    }
    return n;
}

// Signatures: what is made as a name over a seat, beside or near another that is known for one.
static void call_over_seats(esc_roll *roll, const esc_stream *s) {
    for (uint32_t row = 0; row + 1 < s->rows_count; row++) {
        uint32_t name[MOST_CELLS + 1], other[MOST_CELLS + 1], known, near,
            n = over_seats(s, roll, row, name, &known);
        if (!n || known == n) continue;
        for (uint32_t k = row > NEAR_ROWS ? row - NEAR_ROWS : 0; k <= row + NEAR_ROWS && k < s->rows_count;
             k++)
            known += over_seats(s, roll, k, other, &near) ? near : 0;
        for (uint32_t k = 0; k < n && known; k++) {
            if (taken(roll, name[k], name[k + 1])) continue;
            const uint32_t at = esc_title_end(s, name[k], name[k + 1]);
            take(roll, &(esc_person_name){name[k], name[k + 1], name[k], at, at, name[k + 1], 0});
        }
    }
}

// "Mora Badilla, Kimberly" at the beginning of a row: capitalised words on both sides of a comma, and behind
// them the next column, a bracket or nothing. Gives the end, or the row's first atom.
static uint32_t turned_name(const esc_stream *s, uint32_t row, uint32_t *ret_from) {
    uint32_t at = s->rows[row].first, end = at + s->rows[row].count, words = 0, comma = 0;
    while (at < end && (s->atoms[at].kind == ESC_ATOM_SIGN || s->atoms[at].kind == ESC_ATOM_NUMBER)) at++;
    uint32_t i = at;
    for (; i < end && i < at + MOST_INVERTED; i++) {
        const esc_atom *atom = &s->atoms[i];
        if ((i > at && atom->wide) || esc_stream_sign(s, i, '(')) break;
        const bool hyphen = esc_stream_sign(s, i, '-') && atom->glued && i + 1 < end && s->atoms[i + 1].glued;
        if (esc_stream_sign(s, i, ',') && !comma && words)
            comma = i;
        else if (i > at && esc_atom_is(atom, "de|del|la|las|los|y"))
            continue;
        else if (!hyphen && (atom->kind != ESC_ATOM_WORD || !esc_atom_capital(atom) || esc_seat_word(atom) ||
                             esc_seat_sender(atom) || esc_title_word(atom)))
            return s->rows[row].first;
        else
            words++;
    }
    const bool whole = i == end || s->atoms[i].wide || esc_stream_sign(s, i, '(');
    *ret_from = at;
    return comma && comma + 1 < i && comma + 4 > i && whole ? i : s->rows[row].first;
}

// Three rows and more near each other that begin so are a list by surnames, whoever knows these.
static void call_turned(esc_roll *roll, const esc_stream *s) {
    uint32_t most = 0;
    for (uint32_t row = 0; row < s->rows_count; row++) {
        uint32_t from, other, alike = 0, to = turned_name(s, row, &from);
        if (to == s->rows[row].first) continue;
        for (uint32_t k = row > NEAR_ROWS ? row - NEAR_ROWS : 0; k <= row + NEAR_ROWS && k < s->rows_count;
             k++)
            alike += turned_name(s, k, &other) > s->rows[k].first;
        most = alike > most ? alike : most; // in such a paper a row of two cells is made as the others are
        if (alike > 2 || (most > 2 && to < s->rows[row].first + s->rows[row].count))
            take(roll, &(esc_person_name){from, to, from, from, from, to, 0});
    }
}

// Capitalised words stand right before or behind atoms from…to-1 in their row.
static bool part_of_longer(const esc_stream *s, uint32_t from, uint32_t to) {
    const bool before = from && !esc_stream_first(s, from) && !s->atoms[from].wide &&
                        s->atoms[from - 1].kind == ESC_ATOM_WORD &&
                        s->atoms[from - 1].shape != ESC_SHAPE_LOWER,
               behind = to < s->atoms_count && !esc_stream_first(s, to) && !s->atoms[to].wide &&
                        s->atoms[to].kind == ESC_ATOM_WORD && s->atoms[to].shape != ESC_SHAPE_LOWER;
    return before || behind;
}

static int by_place(const void *a, const void *b) {
    const esc_person_name *x = a, *y = b;
    return x->from < y->from ? -1 : x->from > y->from;
}

// The words of a name as they stand elsewhere in the text are the same person.
static void call_again(esc_roll *roll, const esc_stream *s) {
    esc_roll more = {0};
    uint32_t heads[BUCKETS], *next = esc_alloc((s->atoms_count + 1) * sizeof *next);
    memset(heads, 0xFF, sizeof heads);
    for (uint32_t at = s->atoms_count; at-- > 0;)
        if (s->atoms[at].kind == ESC_ATOM_WORD && s->atoms[at].shape != ESC_SHAPE_LOWER)
            next[at] = heads[s->atoms[at].hash % BUCKETS], heads[s->atoms[at].hash % BUCKETS] = at;
    for (uint32_t k = 0; k < roll->items_count && k < MOST_AGAIN; k++) {
        const esc_person_name *name = &roll->items[k];
        const uint32_t n = name->name_to - name->name_from;
        if (n < 2) continue;
        for (uint32_t at = heads[s->atoms[name->name_from].hash % BUCKETS];
             at + n <= s->atoms_count && at != ESC_NONE; at = next[at]) {
            if (taken(roll, at, at + n) || part_of_longer(s, at, at + n) ||
                !esc_stream_same(s, at, at + n, s, name->name_from))
                continue;
            *ESC_GROW(&more, items, 1) = (esc_person_name){at, at + n, at, at, at, at + n, name->sure};
        }
    }
    free(next);
    if (more.items_count) qsort(more.items, more.items_count, sizeof *more.items, by_place);
    for (uint32_t i = 0; i < more.items_count; i++)
        if (!taken(roll, more.items[i].from, more.items[i].to)) take(roll, &more.items[i]);
    free(more.items);
}

// "Ana Ruiz Paz y Primitiva Surco Ramos, …": behind a name and what joins it to the next, few capitalised
// words that end as names in a series do.
static bool next_in_series(const esc_reader *r, uint32_t at, esc_person_name *ret) {
    const esc_stream *s = &r->body;
    if (esc_stream_sign(s, at, '(')) // "Luis Paz (Tesorero), Líber Viera, …"
        for (uint32_t i = at + 1; i < at + MOST_NAME && i < s->atoms_count; i++)
            if (esc_stream_sign(s, i, ')')) {
                at = i + 1;
                break;
            }
    if (at + 3 >= s->atoms_count || !esc_atom_is(&s->atoms[at], "y|e|,")) return false;
    uint32_t name = esc_title_end(s, at + 1, s->atoms_count), to = name, words = 0, unlikely = 0;
    for (; to < s->atoms_count && words < MOST_NAME; to++) {
        const esc_atom *atom = &s->atoms[to];
        if (to > name && esc_atom_is(atom, "de|del|la|las|los")) continue;
        if (atom->kind != ESC_ATOM_WORD || atom->listed || atom->wide || atom->norm_len < 3 ||
            esc_seat_word(atom) || esc_seat_area(atom) || atom->shape != ESC_SHAPE_CAPITAL)
            break;
        words++, unlikely += esc_name_unlikely(r, atom);
    }
    bool closed = to < s->atoms_count && esc_atom_is(&s->atoms[to], ",|.|;|(|y|e");
    if (words < 2 || words > 5 || unlikely * 2 > words || !closed) return false;
    *ret = (esc_person_name){at + 1, to, at + 1, name, name, to, 0};
    return true;
}

void esc_attendance_call(const esc_reader *r, esc_roll *ret) {
    for (uint32_t at = 0; at < r->body.atoms_count; at++) {
        esc_person_name name;
        if (!esc_name_at(r, at, r->body.atoms_count, false, &name)) continue;
        *ESC_GROW(ret, items, 1) = name;
        at = name.to - 1;
        esc_person_name next, other;
        if (next_in_series(r, name.to, &next) &&
            !esc_name_at(r, next.from, r->body.atoms_count, false, &other)) {
            *ESC_GROW(ret, items, 1) = next;
            at = next.to - 1;
        }
    }
    call_by_shape(r, ret);
    call_turned(ret, &r->body);
    call_over_seats(ret, &r->body);
    call_again(ret, &r->body);
    // what is only near to a word of minutes is, in a name, what was read
    for (uint32_t i = 0; i < ret->items_count; i++)
        for (uint32_t at = ret->items[i].name_from; at < ret->items[i].name_to; at++) {
            esc_atom *atom = &r->body.atoms[at];
            if (atom->guessed && atom->kind == ESC_ATOM_WORD && !strpbrk(atom->raw, "0123456789|!"))
                atom->text = atom->raw;
        }
}
