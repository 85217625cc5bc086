// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/roll_rows.h"

#include <string.h>

#include "fields/phrases.h"
#include "fields/titles.h"

enum { LEAST_ROWS = 3, ANSWER = 4, MOST_WORDS = 7, RUBBLE = 6, MOST_ROWS = 150 };

typedef struct roll_row {
    esc_person_name name;
    uint32_t seat_from, seat_to;
    bool absent;
} roll_row;

static bool filler(const esc_atom *atom) {
    return atom->kind == ESC_ATOM_SIGN &&
           (strchr(".-_=:", atom->text[0]) || (unsigned char)atom->text[0] > 0x7F);
}

// Where the answer that closes the row stands: "Presente", "Ausente con excusa"; the row's end where none
// does.
static uint32_t answer(const esc_stream *s, uint32_t first, uint32_t end, bool *ret_absent) {
    const uint32_t back = end > first + ANSWER ? end - ANSWER : first;
    for (uint32_t i = back; i < end; i++) {
        const bool present = esc_atom_is(&s->atoms[i], "presente|asiste|asistio"),
                   absent =
                       esc_atom_is(&s->atoms[i],
                                   "ausente|excus*|inasistente|licencia|permiso|justific*|falto|falta") ||
                       esc_cursor_looking_at(s, i, "no contest*|respond*|asist*|compareci*");
        if (!present && !absent) continue;
        *ret_absent = absent;
        return i;
    }
    return end;
}

// What parts a name from the answer: leaders, blanks, or what a scan made of them.
static bool parts(const esc_stream *s, uint32_t from, uint32_t answer) {
    uint32_t fillers = 0, rubble = 0;
    for (uint32_t i = from; i < answer; i++) {
        const esc_atom *atom = &s->atoms[i];
        const bool ruined = atom->kind != ESC_ATOM_SIGN && !atom->known && atom->norm_len >= RUBBLE;
        if (!filler(atom) && !ruined && atom->kind != ESC_ATOM_SIGN) return false;
        fillers += filler(atom), rubble += ruined;
    }
    return s->atoms[answer].wide || fillers || rubble;
}

// The words in capitals from `at` on.
static uint32_t words_end(const esc_stream *s, uint32_t at, uint32_t to) {
    uint32_t i = at, words = 0;
    for (; i < to && words < MOST_WORDS; i++) {
        if (i > at && esc_atom_is(&s->atoms[i], "de|del|la|las|los")) continue;
        if (s->atoms[i].kind != ESC_ATOM_WORD || !esc_atom_capital(&s->atoms[i]) ||
            (i > at && s->atoms[i].wide))
            break;
        words++;
    }
    return words > 1 ? i : at;
}

static bool read_row(const esc_stream *s, const esc_roll *names, uint32_t row, roll_row *ret) {
    const uint32_t first = s->rows[row].first, end = first + s->rows[row].count;
    const uint32_t said = answer(s, first, end, &ret->absent);
    uint32_t at = first;
    while (at < said && s->atoms[at].kind != ESC_ATOM_WORD) at++; // "12.-"
    ret->seat_from = at;
    while (at < said && (esc_seat_word(&s->atoms[at]) || esc_seat_adjective(&s->atoms[at]))) at++;
    ret->seat_to = at;
    if (said == end || at >= said) return false;
    for (uint32_t i = 0; i < names->items_count && names->items[i].from <= at; i++)
        if (names->items[i].from == at && parts(s, names->items[i].to, said)) {
            ret->name = names->items[i];
            return true;
        }
    const uint32_t name = esc_title_end(s, at, said), to = words_end(s, name, said);
    if (to == name || !parts(s, to, said)) return false;
    ret->name = (esc_person_name){at, to, at, name, name, to, 0};
    return true;
}

// Surnames stand first in most rows: the last word is a given name that is no surname, or the first a surname
// that is no given name.
static bool turned(const esc_reader *r, const roll_row *rows, uint32_t count) {
    int sum = 0;
    for (uint32_t i = 0; i < count; i++) {
        const esc_person_name *name = &rows[i].name;
        const unsigned first = esc_name_classes(r, &r->body.atoms[name->name_from]) &
                               (ESC_LEX_GIVEN | ESC_LEX_SURNAME),
                       last = esc_name_classes(r, &r->body.atoms[name->name_to - 1]) &
                              (ESC_LEX_GIVEN | ESC_LEX_SURNAME);
        sum += (last == ESC_LEX_GIVEN) + (first == ESC_LEX_SURNAME) - (last == ESC_LEX_SURNAME) -
               (first == ESC_LEX_GIVEN);
    }
    return sum > 0;
}

// Where the given names begin behind one surname or two; name_from where they cannot be told.
static uint32_t given_from(const esc_reader *r, const esc_person_name *name) {
    const esc_stream *s = &r->body;
    uint32_t at = name->name_from, surnames = 0;
    for (; at < name->name_to && surnames < 2; at++) {
        if (esc_atom_is(&s->atoms[at], "de|del|la|las|los")) continue;
        const unsigned class = esc_name_classes(r, &s->atoms[at]) & (ESC_LEX_GIVEN | ESC_LEX_SURNAME);
        if (surnames == 1 && (at + 1 == name->name_to || class == ESC_LEX_GIVEN)) break;
        surnames++;
    }
    return at < name->name_to ? at : name->name_from;
}

static const char *turned_text(const esc_reader *r, const esc_person_name *name) {
    const uint32_t given = given_from(r, name);
    if (given == name->name_from) return NULL;
    const char *first = esc_phrase_text(&r->body, r->arena, r->vocabulary, given, name->name_to),
               *second = esc_phrase_text(&r->body, r->arena, r->vocabulary, name->name_from, given);
    return esc_arena_printf(r->arena, "%s %s", first, second);
}

// The text names this person elsewhere with the given names first.
static bool named_so(const esc_reader *r, const esc_roll *names, const char *text) {
    const char *key = text ? esc_name_key(r, text) : NULL;
    for (uint32_t i = 0; key && i < names->items_count; i++)
        if (!strcmp(esc_name_key(r, esc_name_text(r, &names->items[i])), key)) return true;
    return false;
}

static void append(esc_reader *r, const esc_roll *names, const roll_row *rows, uint32_t count,
                   esc_people *out) {
    const bool surnames_first = turned(r, rows, count);
    uint32_t so = 0; // elsewhere: most of them and so all, or the others stay as the roll has them
    for (uint32_t i = 0; i < count && surnames_first; i++)
        so += named_so(r, names, turned_text(r, &rows[i].name));
    const bool all = surnames_first && so * 2 >= count;
    for (uint32_t i = 0; i < count; i++) {
        esc_person p = {.name = rows[i].name, .absent = rows[i].absent};
        const char *text = surnames_first ? turned_text(r, &p.name) : NULL;
        if (all || named_so(r, names, text)) p.text = text;
        if (rows[i].seat_to > rows[i].seat_from) {
            p.seat = esc_seat_read(r, rows[i].seat_from, rows[i].seat_to, false);
            p.role = p.seat.role, p.of_group = true; // who presides is told elsewhere
        }
        *ESC_GROW(out, items, 1) = p;
    }
}

void esc_roll_rows_read(esc_reader *r, const esc_roll *names, esc_people *out) {
    const esc_stream *s = &r->body;
    for (uint32_t row = 0; row < s->rows_count; row++) {
        roll_row rows[MOST_ROWS];
        uint32_t count = 0, there = 0;
        while (row + count < s->rows_count && count < MOST_ROWS &&
               read_row(s, names, row + count, &rows[count]))
            there += !rows[count++].absent;
        if (count >= LEAST_ROWS && there > 1) append(r, names, rows, count, out);
        row += count;
    }
}
