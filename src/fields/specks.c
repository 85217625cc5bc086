// SPDX-License-Identifier: GPL-3.0-or-later
// Dirt that a scan read as text: in leaders, around headings, behind the points of a list.
#include <string.h>

#include "fields/cursor.h"
#include "fields/lists.h"

enum { LEADERS = 4 /* dots in a row */, LEAST_GARBLED = 8, LONGEST_SPECK = 3 };

// What a scan reads into leaders: "coccccccnnnonnonanan".
static bool garbled(const esc_atom *atom) {
    static const char *const runs[] = {"nnn", "ccc", "ooo", "rrr"};
    const size_t len = strspn(atom->raw, "acehinorsu");
    if (len < LEAST_GARBLED || atom->raw[len]) return false;
    bool run = false;
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) run |= strstr(atom->raw, runs[i]) != NULL;
    return run;
}

// "Votos en contra ..... 2", "Presentes ..... 14": what the leaders lead to is a count, and no page.
static bool counts(const esc_stream *s, const esc_row *row) {
    const uint32_t at = row->first, last = at + row->count - 1;
    return s->atoms[last].kind == ESC_ATOM_NUMBER &&
           (esc_atom_is(&s->atoms[at],
                        "votos|voto|abstencion|abstenciones|si|sies|no|noes|afirmativ@s|negativ@s|favorables|"
                        "presentes|ausentes|asistentes|blancos|total|totales|suma") ||
            (at + 1 < last && esc_atom_is(&s->atoms[at], "a|en") &&
             esc_atom_is(&s->atoms[at + 1], "favor|contra|blanco")));
}

void esc_stream_cut_leaders(esc_stream *s) {
    esc_row *row = &s->rows[s->rows_count - 1];
    uint32_t end = row->first + row->count, dots = 0, from = row->first;
    bool wild = false;
    if (row->count && counts(s, row)) return;
    for (uint32_t i = row->first; i < end; i++) {
        const esc_atom *atom = &s->atoms[i];
        bool filler = atom->kind == ESC_ATOM_SIGN && strchr(".-_", atom->text[0]), letters = garbled(atom);
        bool again = dots && (letters || garbled(&atom[-1]) || atom->text[0] == atom[-1].text[0]);
        if (!again) from = i, wild = false;
        wild |= letters;
        dots = letters ? dots + LEADERS : !filler ? 0 : again ? dots + 1 : 1;
        if (dots < LEADERS || end - i - 1 > 1 + LEADERS || from == row->first) continue;
        bool ends = true;
        for (uint32_t k = i + 1; k < end; k++)
            ends &= s->atoms[k].kind == ESC_ATOM_NUMBER || s->atoms[k].text[0] == atom->text[0] ||
                    garbled(&s->atoms[k]) || (k + 1 == end && wild && !s->atoms[k].raw[1]) ||
                    (!s->atoms[k].known && strspn(s->atoms[k].norm, "oceau") == s->atoms[k].norm_len);
        if (!ends) continue;
        row->count = from - row->first;
        s->atoms_count = from;
        return;
    }
}

// "q A Orden del Día — + 5": nothing else in the row but what a scan made of dirt.
bool esc_list_heading_among_specks(const esc_stream *s, uint32_t from, uint32_t to) {
    const esc_row *row = &s->rows[s->atoms[from].row];
    for (uint32_t i = row->first; i < row->first + row->count; i++)
        if ((i < from || i >= to) && s->atoms[i].kind != ESC_ATOM_SIGN && s->atoms[i].raw[0] &&
            s->atoms[i].raw[1] &&
            (s->atoms[i].raw[2] || esc_atom_is(&s->atoms[i], "de|la|el|en|al|se|un|su|no|y|a")))
            return false;
    return true;
}

// "Informe del Rector. / o", "… anterior. — A": specks in the point's last row, behind its stop. Gives where
// they begin.
static uint32_t before_specks(const esc_stream *s, const esc_point *point) {
    uint32_t at = point->to, letters = 0, row = s->rows[s->atoms[point->to - 1].row].first;
    if (point->to < s->atoms_count && !esc_stream_first(s, point->to)) return point->to;
    while (at > point->from + 2 && at > row + 1 && !esc_stream_sign(s, at - 1, '.')) {
        const esc_atom *atom = &s->atoms[at - 1];
        bool speck = atom->kind == ESC_ATOM_WORD && strlen(atom->raw) < LONGEST_SPECK && !atom->glued;
        if (!speck && (atom->kind != ESC_ATOM_SIGN || strchr(")\"", atom->text[0]))) return point->to;
        letters += speck;
        at--;
    }
    bool stop = at > point->from + 1 && esc_stream_sign(s, at - 1, '.') && s->atoms[at - 2].norm_len > 2;
    return stop && letters && letters < LONGEST_SPECK ? at : point->to;
}

// "Clausura." / "pr": specks in a row of their own behind the point's end.
static bool ends_in_rubble(const esc_stream *s, const esc_point *point) {
    const esc_row *row = &s->rows[s->atoms[point->to - 1].row];
    return row->count == 1 && row->first > point->from && strlen(s->atoms[row->first].raw) <= LONGEST_SPECK &&
           esc_stream_sign(s, row->first - 1, '.');
}

void esc_point_trim(const esc_stream *s, esc_point *point) {
    if (point->to > point->from) point->to = before_specks(s, point);
    while (point->to > point->from && ends_in_rubble(s, point)) point->to--;
    while (point->to > point->from && ((s->atoms[point->to - 1].kind == ESC_ATOM_SIGN &&
                                        !strchr(")\"", s->atoms[point->to - 1].text[0])) ||
                                       esc_atom_is(&s->atoms[point->to - 1], "y|e|o|u")))
        point->to--;
    while (point->from < point->to && s->atoms[point->from].kind == ESC_ATOM_SIGN &&
           strchr(".-):_", s->atoms[point->from].text[0]))
        point->from++;
}
