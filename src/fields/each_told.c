// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/each_told.h"

#include <stdlib.h>
#include <string.h>

#include "fields/announce.h"
#include "fields/describe.h"

enum {
    LEAST = 3,
    REACH = 16,   // from a name to what is told of him
    CLOSES = 6,   // from there to the end of his row
    NEXT_ROW = 3, // from one to the next, in rows
    NEXT = 6      // and in a series, from the bracket
};

#define CAME "presente|presentes|asiste|asistio|asistencia|acudio|comparecio|concurrio"
#define MISSED "ausen*|inasist*|falto|falta|faltas|licencia|permiso|excus*|justific*"

static int told(const esc_stream *s, uint32_t at) {
    if (at >= s->atoms_count) return 0;
    if (esc_atom_is(&s->atoms[at], MISSED) || esc_attendance_absence(s, at) ||
        esc_cursor_looking_at(s, at, "con|sin licencia|aviso|permiso|excusa|justific*") ||
        esc_cursor_looking_at(s, at, "no asist*|comparec*|acud*|contest*|respond*|concurr*"))
        return -1;
    return esc_atom_is(&s->atoms[at], CAME) || esc_cursor_looking_at(s, at, "si asist*|acud*|comparec*");
}

int esc_told_letter(const esc_stream *s, uint32_t at) {
    const esc_atom *letter = &s->atoms[at];
    if (letter->kind != ESC_ATOM_WORD || letter->norm[1] || letter->shape == ESC_SHAPE_LOWER) return 0;
    for (uint32_t i = 0; i + 2 < s->atoms_count; i++) {
        if (i == at || strcmp(s->atoms[i].text, letter->text) != 0) continue;
        const int behind = esc_atom_is(&s->atoms[i + 1], ":|=|-|–|—") ? told(s, i + 2) : 0,
                  before = i > 1 && esc_stream_sign(s, i - 1, '(') && esc_stream_sign(s, i + 1, ')') &&
                                   s->atoms[i - 2].shape == ESC_SHAPE_LOWER
                               ? told(s, i - 2)
                               : 0; // "presente (P), ausente (A)"
        if (behind || before) return behind ? behind : before;
    }
    return 0;
}

typedef struct entry {
    uint32_t said, to; // what is told, with its bracket
    int how;           // as told() has it
} entry;

// "(presente)", "(A)", "(presente por videoconferencia)" in from…to-1.
static entry in_brackets(const esc_stream *s, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i + 2 < to; i++) {
        const uint32_t close = esc_announce_over_bracket(s, i, to);
        if (close == i) continue;
        const int letter = close == i + 3 ? esc_told_letter(s, i + 1) : 0;
        const int how = letter ? letter : told(s, i + 1);
        if (how) return (entry){i, close, how};
    }
    return (entry){0};
}

// "…, Vocal, asistió", "…, Vocal. Faltó con aviso.", "… - A" up to the end of the row.
static entry at_row_end(const esc_stream *s, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++) {
        const bool apart = i == from || s->atoms[i].wide || s->atoms[i - 1].kind == ESC_ATOM_SIGN;
        if (!apart || i + CLOSES < to) continue;
        const bool last = i + 1 == to || (i + 2 == to && esc_stream_sign(s, i + 1, '.'));
        const int letter = last ? esc_told_letter(s, i) : 0, how = letter ? letter : told(s, i);
        if (how) return (entry){i, to, how};
    }
    return (entry){0};
}

static entry read_entry(const esc_stream *s, const esc_roll *names, uint32_t i) {
    const esc_person_name *name = &names->items[i];
    uint32_t stop = i + 1 < names->items_count ? names->items[i + 1].from : s->atoms_count;
    if (stop > name->to + REACH) stop = name->to + REACH;
    for (uint32_t k = name->to; k < stop; k++)
        if (esc_stream_first(s, k) && s->rows[s->atoms[k].row].gap) stop = k;
    if (!esc_stream_begins(s, name->from) && !esc_stream_entry(s, name->from))
        return in_brackets(s, name->to, stop);
    const uint32_t end = esc_stream_row_end(s, name->to - 1);
    const entry row = at_row_end(s, name->to, end);
    return row.how ? row : in_brackets(s, name->to, stop);
}

// Name i + 1 goes on with the list in which `e` is told of name i.
static bool next_to(const esc_stream *s, const esc_roll *names, uint32_t i, const entry *e) {
    if (i + 1 >= names->items_count) return false;
    const uint32_t from = names->items[i + 1].from;
    return from < e->to + NEXT ||
           (esc_stream_entry(s, from) && s->atoms[from].row <= s->atoms[e->said].row + NEXT_ROW);
}

// What is told of them is no post of theirs.
static void strike(esc_person *p, const entry *e) {
    if (p->seat.office && p->seat.office_from >= e->said && p->seat.office_from < e->to)
        p->seat.office = NULL;
    if (p->role && p->seat.role_from >= e->said && p->seat.role_from < e->to) p->role = NULL;
}

void esc_each_told_read(esc_reader *r, const esc_roll *names, esc_people *out) {
    const esc_stream *s = &r->body;
    entry all[LEAST * 50];
    for (uint32_t i = 0, n; i < names->items_count && names->items[i].from < r->sections.closing.from;
         i += n ? n : 1) {
        uint32_t there = 0;
        for (n = 0; i + n < names->items_count && n < sizeof all / sizeof *all; n++) {
            all[n] = read_entry(s, names, i + n);
            if (!all[n].how) break;
            there += all[n].how > 0;
            if (!next_to(s, names, i + n, &all[n])) {
                n++;
                break;
            }
        }
        if (n < LEAST || !there) continue;
        esc_people found = {0};
        for (uint32_t k = 0; k < n; k++)
            *ESC_GROW(&found, items, 1) = (esc_person){.name = names->items[i + k]};
        const uint32_t from = s->rows[s->atoms[names->items[i].from].row].first;
        const bool row = esc_stream_entry(s, names->items[i].from);
        esc_describe(r, &found, row ? from : names->items[i].from, all[n - 1].to);
        for (uint32_t k = 0; k < n; k++) {
            found.items[k].absent = all[k].how < 0;
            strike(&found.items[k], &all[k]);
            *ESC_GROW(out, items, 1) = found.items[k];
        }
        free(found.items);
    }
}
