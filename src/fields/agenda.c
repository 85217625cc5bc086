// SPDX-License-Identifier: GPL-3.0-or-later
// The agenda. Behind each "orden del día" a list is tried, numbered as its first mark says; the longest is
// the agenda. Where a text has none, the points are read off the headings over what was said of each.
#include <stdlib.h>
#include <string.h>

#include "fields/first.h"
#include "fields/grid.h"
#include "fields/lists.h"
#include "fields/mentions.h"
#include "fields/names.h"
#include "fields/numbers.h"
#include "fields/reader.h"
#include "fields/spoilt.h"
#include "fields/telling.h"

enum {
    FIRST_MARK_REACH = 90,
    WEAK_REACH = 30,
    HEADING_BONUS = 4,
    UNMARKED_REACH = 220,
    LEAST_ANNOUNCED = 3,
    ANNOUNCEMENT = 12,
    ANNOUNCED_ROWS = 2,
    SECTION_WORDS = 12,
    SINGLE_WORDS = 30,
    BRIEF_WORDS = 16,
    HEADING_WORDS = 6,
    RUBBLE_ROWS = 2,
    MOST_BEHIND = 3,
    MOST_SPECKS = 4,
    OWN_PARTS_BONUS = 1000, // more than any list is long
    LOST_MARKS = 5          // as many a scan may have broken before the first that reads
};

// What announces an agenda: the first ones anywhere, others as a heading of their own or before a colon.
static const char *const headings[] = {
    "orden del di@",
    "orden dia",
    "asuntos|puntos|temas a tratar|tratarse|desahogar|desahogarse|resolver|desarrollar",
    "temario",
    "agenda|tabla ,? que? ~1 contiene|comprende|incluye|siguiente|consta de? :",
    "siguiente agenda|tabla|sumario",
    "agenda|temario ~8 :",
    "asuntos|puntos|temas tratados|atendidos|vistos|analizados|abordados|revisados",
    "agenda|tabla|sumario|temas|asuntos|puntos|casos|programa|materias",
    "se considera|consideran|considero|trata|tratan|trato",
    "l@s? siguientes? puntos|asuntos|temas siguientes?",
    "asuntos|temas en? agendados|listados|cartera|de la? convocatoria",
    "l@s? puntos|asuntos|temas que|a siguen|continuacion",
    "tabla de contenido|contenidos",
};
enum { BEFORE_COLON = 6, ANYWHERE = 7 };
static esc_pattern_set heading_set = ESC_PATTERNS(headings);

// A row of its own, or followed by a colon: rather a heading than a mention.
static bool stands_alone(const esc_stream *s, uint32_t from, uint32_t to) {
    return to >= s->atoms_count || esc_stream_first(s, to) || esc_stream_sign(s, to, ':') ||
           s->rows[s->atoms[from].row].upper;
}

// "2. AGENDA" and nothing else in the row: a heading that is itself numbered.
static bool numbered_heading(const esc_stream *s, esc_arena *arena, uint32_t from, uint32_t to) {
    uint32_t first = s->rows[s->atoms[from].row].first;
    esc_mark mark;
    return from > first && esc_stream_row_end(s, from) == to &&
           esc_mark_read(s, arena, first, -1, 0, &mark) && mark.to == from;
}

// "IV. Aprobación de la agenda" alone in its row, right over the "1." of a list in other numerals.
static bool approved_below(const esc_stream *s, esc_arena *arena, uint32_t at, uint32_t to) {
    esc_mark own, below;
    esc_cursor c = esc_cursor_on(s, s->rows[s->atoms[at].row].first, at);
    if (esc_mark_read(s, arena, c.at, -1, 0, &own) && own.to < at) c.at = own.to;
    const bool marked = c.at > s->rows[s->atoms[at].row].first;
    return marked && to < s->atoms_count && esc_stream_row_end(s, at) == to &&
           esc_cursor_match(&c, "lectura|consideracion|aprobacion y|o? aprobacion? de la|del") &&
           c.at == at && esc_mark_read(s, arena, to, ESC_MARK_FIGURE, 1, &below) && below.value == 1 &&
           !below.sub && own.style != below.style;
}

// "2. AGENDA" over 2.1, 2.2, …: its own parts. Nothing else in a report that is numbered through can be them.
static bool own_parts(const esc_stream *s, esc_arena *arena, uint32_t at, const esc_points *points) {
    esc_mark mark;
    const esc_mark *part = &points->items[0].mark;
    return points->items_count > 1 && part->sub == 1 &&
           (part->style == ESC_MARK_FIGURE || part->style == ESC_MARK_ROMAN) &&
           esc_mark_read(s, arena, s->rows[s->atoms[at].row].first, part->style, part->value, &mark) &&
           mark.to == at && !mark.sub && mark.value == part->value;
}

// "(i)", "(ii)" below "ÚNICO:": what was read as a list are parts of a point of the other.
static bool are_parts(const esc_points *whole, const esc_points *list) {
    uint32_t same = 0;
    for (uint32_t i = 1; i < whole->items_count; i++)
        for (uint32_t k = 0; k < list->items_count && whole->items[i].nested; k++)
            same += whole->items[i].mark.from == list->items[k].mark.from;
    return same * 2 > list->items_count;
}

// "1)" before "II." and "III.": not the first of these.
static bool closed_otherwise(const esc_stream *s, const esc_points *points) {
    if (points->items_count < 2 || s->atoms[points->items[0].mark.from].kind != ESC_ATOM_NUMBER) return false;
    const uint32_t first = points->items[0].mark.to - 1, second = points->items[1].mark.to - 1;
    return esc_stream_sign(s, first, ')') && !esc_stream_sign(s, second, ')');
}

// "I. AGENDA" over "1.", with "II. DESPACHO" further down: the figure is no numeral, and what goes on with
// the heading's is none of its points.
static bool below_numeral(const esc_stream *s, esc_arena *arena, uint32_t from, uint32_t first) {
    esc_mark own;
    const uint32_t row = from ? s->rows[s->atoms[from - 1].row].first : from;
    return s->atoms[first].kind == ESC_ATOM_NUMBER && row < from && first >= from &&
           esc_atom_capital(&s->atoms[row]) && esc_mark_read(s, arena, row, ESC_MARK_ROMAN, 0, &own) &&
           own.to < from && numbered_heading(s, arena, own.to, esc_stream_row_end(s, row));
}

// A stroke may be the figure or the Roman numeral: what makes the longer list is it.
static void try_styles(const esc_reader *r, uint32_t from, uint32_t end, uint32_t reach, esc_points *ret) {
    static const int styles[] = {-1, ESC_MARK_ROMAN, ESC_MARK_FIGURE};
    const uint32_t below = from + (from < end && esc_stream_sign(&r->body, from, ':')); // where rows begin
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
        esc_mark mark;
        esc_points found = {0};
        bool first = esc_first_mark(&r->body, r->arena, from, end, reach, styles[i], &mark);
        bool broken = !first && styles[i] < 0 &&
                      (esc_first_broken(&r->body, r->arena, below, end, &mark) ||
                       esc_first_ordinal(&r->body, r->arena, below, &mark));
        if (!first && !broken) continue;
        if (styles[i] == ESC_MARK_ROMAN && below_numeral(&r->body, r->arena, from, mark.from)) continue;
        esc_list_read(&r->body, r->arena, mark, end, r->sections.notice, &found);
        bool only = esc_cursor_within(&r->body, mark.from, mark.to, "unic@");
        if (styles[i] == ESC_MARK_ROMAN && closed_otherwise(&r->body, &found)) found.items_count = 0;
        bool enough = styles[i] < 0 ? found.items_count > 1 || only : esc_list_top(&found) > 1;
        // "I.", "II.", "III.1." are no 1, 2, 3, though the parts make the list of these longer
        const bool less = ret->items_count && enough && found.items_count < ret->items_count &&
                          found.items[0].mark.style != ret->items[0].mark.style;
        if (enough && !less && esc_list_top(&found) > esc_list_top(ret) && !are_parts(ret, &found)) {
            free(ret->items);
            *ret = found;
        } else {
            free(found.items);
        }
    }
}

static bool names_agenda(const esc_stream *s, uint32_t at) {
    return esc_cursor_looking_at(s, at, "orden del di@") || esc_atom_is(&s->atoms[at], "agenda|temario");
}

// "Pasa a orden del día.": what is done with a paper, and no heading.
static bool passed_to(const esc_stream *s, uint32_t at) {
    while (at && esc_atom_is(&s->atoms[at - 1], "el|la")) at--;
    return at > 1 && esc_atom_is(&s->atoms[at - 1], "a|al") &&
           esc_atom_is(&s->atoms[at - 2], "pasa|pasan|pase|pasen|paso|pasar|pasaron");
}

// "Punto 2 del orden del día. Obras": the words are of the mark of that point.
static bool of_mark(const esc_stream *s, esc_arena *arena, uint32_t at) {
    esc_mark own;
    const uint32_t first = s->rows[s->atoms[at].row].first;
    return first < at && esc_mark_read(s, arena, first, -1, 0, &own) && own.named && own.to > at;
}

// "1. Aprobación del orden del día" over a list that begins with 2: it is that list's first point.
static bool second_below(const esc_reader *r, uint32_t row, uint32_t at, const esc_points *list) {
    esc_mark own;
    return list->items_count && list->items[0].mark.value == 2 && !list->items[0].mark.sub &&
           esc_mark_read(&r->body, r->arena, row, list->items[0].mark.style, 1, &own) && own.value == 1 &&
           !own.sub && own.to < at;
}

// Gives whether nothing else can be the agenda.
static bool find_list(const esc_reader *r, uint32_t end, esc_points *best) {
    const esc_stream *s = &r->body;
    uint32_t best_score = 0, best_end = 0;
    bool plain = false; // an agenda has been announced that is no part of the report's own numbering
    for (uint32_t at = 0; at < end; at++)
        for (size_t h = 0;
             h < sizeof headings / sizeof *headings && (h || esc_cursor_any(s, at, &heading_set)); h++) {
            bool only_alone = h >= ANYWHERE;
            esc_cursor c = esc_cursor_on(s, at, end);
            bool within = at < best_end; // there only the heading itself may still tell more of the same list
            if (!esc_cursor_match(&c, headings[h]) || passed_to(s, at) || of_mark(s, r->arena, at)) continue;
            if (within && !esc_stream_begins(s, at) && !numbered_heading(s, r->arena, at, c.at)) continue;
            esc_cursor_match(
                &c, "propuest@|propuest@s|provisional|definitiv@|tentativ@|previst@|previst@s|aprobad@|"
                    "aprobad@s|convocad@|convocad@s|programad@s");
            esc_cursor_match(&c, "de|para la|lo|esta|el? ~1 sesion|reunion|asamblea|junta|dia");
            bool heading = stands_alone(s, at, c.at) && (!only_alone || c.at - at < 5);
            if (only_alone && (!heading || (!esc_stream_sign(s, c.at, ':') && !esc_stream_begins(s, at) &&
                                            !esc_list_heading_among_specks(s, at, c.at) &&
                                            !numbered_heading(s, r->arena, at, c.at) &&
                                            !approved_below(s, r->arena, at, c.at))))
                continue;
            esc_points found = {0};
            try_styles(r, c.at, end, h == BEFORE_COLON ? 1 : heading ? FIRST_MARK_REACH : WEAK_REACH, &found);
            if (h == BEFORE_COLON && !found.items_count) continue;
            // "I.- Aprobación del orden del día." / "I.- Lectura …": it stands in the first point itself
            const uint32_t own = s->rows[s->atoms[at].row].first;
            if ((!heading || second_below(r, own, at, &found)) && found.items_count && own < at)
                try_styles(r, own, end, 1, &found);
            uint32_t score = found.items_count + (heading ? HEADING_BONUS : 0);
            bool own_list = false;
            if (heading && found.items_count && names_agenda(s, at)) {
                bool parts = own_parts(s, r->arena, at, &found);
                own_list = parts && !plain && !r->sections.notice;
                if (own_list) score += OWN_PARTS_BONUS;
                plain |= !parts; // "5. ORDEN DEL DÍA" below that is a part of the agenda
            }
            bool another = within && !own_list && found.items_count &&
                           found.items[0].mark.from != best->items[0].mark.from;
            if (found.items_count && score > best_score && !another) {
                free(best->items);
                *best = found;
                best_score = score;
                best_end = found.items[found.items_count - 1].to;
            } else {
                free(found.items);
            }
            break;
        }
    return best_score > OWN_PARTS_BONUS;
}

// Behind rows that a scan made of dirt or of a stamp's letters.
static uint32_t behind_rubble(const esc_stream *s, esc_arena *arena, uint32_t at) {
    esc_mark mark;
    uint32_t row = s->atoms[at].row;
    for (uint32_t n = 0; n < RUBBLE_ROWS && row + 1 < s->rows_count && s->rows[row].count < 3; n++, row++)
        if (esc_mark_read(s, arena, s->rows[row].first, -1, 1, &mark)) break;
    return s->rows[row].first;
}

// Where the sentence that announces a list at `at` begins.
static uint32_t announcement(const esc_stream *s, uint32_t at) {
    uint32_t from = at > ANNOUNCEMENT ? at - ANNOUNCEMENT : 0;
    for (uint32_t i = from; i < at; i++)
        if (esc_stream_sign(s, i, '.') && esc_stream_first(s, i + 1)) from = i + 1; // of the row above
    return from;
}

// It announces persons, or what was agreed.
static bool tells_other(const esc_stream *s, uint32_t from, uint32_t at) {
    for (uint32_t i = from; i < at; i++)
        if (esc_atom_is(&s->atoms[i],
                        "acuerd*|acord*|resuelv*|resolv*|asist*|present*|participantes|comparec*|"
                        "considerand*|miembros|integrantes|compromisos|tareas|votos"))
            return true;
    return false;
}

// The row above ends in a colon, with what a scan made of leaders behind it ("siguiente: o o"), or in words
// that have one though the scan lost it ("… los siguientes temas").
static bool colon_above(const esc_stream *s, uint32_t row) {
    const uint32_t at = s->rows[row].first, first = s->rows[row - 1].first;
    uint32_t last = at - 1;
    while (last > first && last + MOST_SPECKS > at && !esc_stream_sign(s, last, ':') &&
           strlen(s->atoms[last].raw) < 3)
        last--;
    if (esc_stream_sign(s, last, ':')) return true;
    last = at - 1;
    if (last > first + 1 && s->atoms[last].kind == ESC_ATOM_SIGN) last--;
    return esc_atom_is(&s->atoms[last], "siguiente|siguientes") ||
           (last > first && esc_atom_is(&s->atoms[last], "asuntos|puntos|temas") &&
            esc_cursor_within(s, last > first + 2 ? last - 2 : first, last, "siguientes"));
}

// "II. Lectura de la agenda.", "III. …" right below what announces them: a scan lost the first point.
static bool first_lost(const esc_stream *s, esc_arena *arena, uint32_t at, esc_mark *ret) {
    esc_mark next;
    const uint32_t below = esc_stream_row_end(s, at);
    return esc_mark_read(s, arena, at, -1, 2, ret) && ret->value == 2 && !ret->sub &&
           below < s->atoms_count && esc_mark_read(s, arena, below, ret->style, 3, &next) && next.value == 3;
}

// Nothing but a sign stands from `at` on to the end of its row: dirt.
static bool speck_ends_row(const esc_stream *s, uint32_t at) {
    return at < s->atoms_count && s->atoms[at].kind == ESC_ATOM_SIGN && esc_stream_row_end(s, at) == at + 1;
}

// "1) … 2) El Secretario leyó la agenda, que dice:": what is numbered is the telling, and the agenda stands
// in it.
static bool holds_agenda(const esc_stream *s, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (esc_cursor_looking_at(s, i, "agenda|temario ~9 :") ||
            esc_cursor_looking_at(s, i, "orden del di@ ~9 :"))
            for (uint32_t k = i + 1; k < i + 13 && k + 1 < to; k++)
                if (esc_stream_sign(s, k, ':') && (esc_stream_first(s, k + 1) || speck_ends_row(s, k + 1)))
                    return true;
    return false;
}

// "Los asuntos listados fueron estos:" in words that nobody foresaw: the first list of some length that a
// colon announces, whose entries are neither persons nor what was agreed.
static void find_announced(const esc_reader *r, uint32_t end, esc_points *ret) {
    const esc_stream *s = &r->body;
    for (uint32_t row = 1; row < s->rows_count && s->rows[row].first < end; row++) {
        uint32_t at = s->rows[row].first;
        esc_mark mark;
        if (!colon_above(s, row)) continue;
        const uint32_t list = behind_rubble(s, r->arena, at);
        const uint32_t from = announcement(s, at);
        const bool whole = esc_first_mark(s, r->arena, list, end, 1, -1, &mark) ||
                           esc_first_broken(s, r->arena, list, end, &mark);
        const bool agenda = esc_cursor_within(s, from, at, "agenda|temario") ||
                            esc_cursor_within(s, from, at, "orden del di@"),
                   lost = !whole && agenda && first_lost(s, r->arena, list, &mark);
        if (!whole && !lost) continue;
        if (tells_other(s, from, at) || mark.to >= end ||
            esc_atom_is(&s->atoms[mark.to], "lic|ing|dr|dra|c|mtr@|prof|sr|sra|d|don|dona"))
            continue;
        esc_points found = {0};
        if (lost)
            esc_list_read(s, r->arena, mark, end, false, &found);
        else
            try_styles(r, list, end, 2, &found);
        bool says_so = esc_cursor_within(s, from, at, "tratar|desahogar|convocad@|citad@|temario|programa");
        const uint32_t top = esc_list_top(&found);
        const bool tells = top && holds_agenda(s, found.items[0].from, found.items[found.items_count - 1].to);
        if (!tells && (top >= LEAST_ANNOUNCED || (says_so && top > 1)) &&
            !esc_points_name_persons(r, &found)) {
            free(ret->items);
            *ret = found;
            return;
        }
        free(found.items);
    }
}

// A row that may stand over points: in capitals, or short and without a stop.
static bool heads_points(const esc_stream *s, uint32_t row) {
    const esc_row *x = &s->rows[row];
    return x->upper || (x->count < SECTION_WORDS && s->atoms[x->first].shape == ESC_SHAPE_CAPITAL &&
                        !esc_stream_sign(s, x->first + x->count - 1, '.'));
}

// In a paper that only calls a session: the lists, one behind the other, whose numbering may begin anew below
// each heading.
static void find_in_notice(const esc_reader *r, uint32_t end, esc_points *ret) {
    const esc_stream *s = &r->body;
    for (uint32_t row = 0; row < s->rows_count && s->rows[row].first < end; row++) {
        uint32_t at = s->rows[row].first;
        bool another = ret->items_count > 0;
        if (another && (!row || !heads_points(s, row - 1))) continue;
        esc_points found = {0};
        try_styles(r, at, end, 1, &found);
        if (!found.items_count || (another && found.items[0].mark.style != ret->items[0].mark.style)) {
            free(found.items);
            continue;
        }
        memcpy(ESC_GROW(ret, items, found.items_count), found.items, found.items_count * sizeof *found.items);
        row = s->atoms[found.items[found.items_count - 1].to - 1].row;
        free(found.items);
    }
}

// "1. Candidatura" and an empty line right below the heading: the only point.
static bool single_point(const esc_reader *r, uint32_t from, uint32_t end, esc_points *ret) {
    const esc_stream *s = &r->body;
    esc_mark mark;
    if (!esc_mark_read(s, r->arena, from, -1, 1, &mark) || mark.value != 1 || mark.sub || mark.to >= end ||
        s->atoms[mark.to].shape == ESC_SHAPE_LOWER)
        return false;
    uint32_t to = mark.to;
    while (to < end && !(esc_stream_first(s, to) && to > mark.to && s->rows[s->atoms[to].row].gap)) to++;
    if (to >= end || to > mark.to + SINGLE_WORDS) return false;
    *ESC_GROW(ret, items, 1) = (esc_point){.mark = mark, .from = mark.to, .to = to};
    return true;
}

// "ORDEN DEL DÍA DE LA SESIÓN ORDINARIA" / "QUE SE CELEBRARÁ …": the end of a heading of several rows in
// capitals, before an empty line; `at` where there is none.
static uint32_t heading_over(const esc_stream *s, uint32_t at, uint32_t end) {
    uint32_t row = s->atoms[at - 1].row;
    while (row + 1 < s->rows_count && s->rows[row].upper && !s->rows[row + 1].gap) row++;
    if (row + 1 >= s->rows_count || !s->rows[row].upper || s->rows[row + 1].first >= end) return at;
    return s->rows[row + 1].first;
}

// Below a heading "Orden del día" without any marks: its bullets, paragraphs, or lines.
static void find_unmarked(const esc_reader *r, uint32_t end, esc_points *ret) {
    const esc_stream *s = &r->body;
    static const char *const over[] = {
        "orden del di@",
        "temario",
        "agenda",
        "tabla",
        "asuntos|puntos|temas a|por tratar|tratarse|considerar|resolver|desahogar",
        "asuntos|puntos|temas de la tabla|agenda",
        "asuntos|puntos|temas tratados|atendidos|vistos|abordados|revisados",
        "asuntos|puntos|temas",
        "asuntos|puntos|temas que se? propuso|propusieron|trataron|vieron|plantearon|abordaron|traian|"
        "tratar|proponen"};
    for (size_t h = 0; h < sizeof over / sizeof *over; h++) {
        esc_cursor c = esc_cursor_on(s, 0, end);
        while (!ret->items_count && esc_cursor_find(&c, over[h])) {
            uint32_t before = c.from; // "Puntos del orden del día:"
            while (before && before > s->rows[s->atoms[c.from].row].first &&
                   esc_atom_is(&s->atoms[before - 1], "l@s|el|la|siguientes|puntos|asuntos|temas|del|de"))
                before--;
            bool alone = esc_stream_begins(s, before) || s->rows[s->atoms[c.from].row].upper;
            uint32_t row_end = esc_stream_row_end(s, c.at - 1);
            if (alone && c.at < row_end && row_end - c.at < 4 && esc_stream_sign(s, row_end - 1, ':'))
                c.at = row_end - 1; // "PUNTOS A TRATAR O REVISAR:"
            // "TABLA DE ASUNTOS", "TABLA DE LA SESIÓN"
            if (alone && esc_stream_first(s, c.from) && s->rows[s->atoms[c.from].row].upper &&
                c.at < row_end && row_end - c.at < 4 && esc_cursor_looking_at(s, c.at, "de|del"))
                c.at = row_end - esc_stream_sign(s, row_end - 1, ':');
            if (alone && !h && s->rows[s->atoms[c.from].row].upper) c.at = heading_over(s, c.at, end);
            bool colon = esc_stream_sign(s, c.at, ':');
            if (!alone || c.at >= end || (!esc_stream_first(s, c.at) && !colon) ||
                of_mark(s, r->arena, c.from))
                continue;
            uint32_t from = esc_stream_row_end(s, c.at - 1),
                     stop = from + UNMARKED_REACH < end ? from + UNMARKED_REACH : end;
            if (from >= stop || (colon && from > c.at + 1) || esc_list_bulleted(s, from, stop, ret)) continue;
            const bool lines = esc_stream_first(s, c.from) && // which end without a stop
                               !esc_stream_sign(s, esc_stream_row_end(s, from) - 1, '.');
            if (lines && esc_list_of_lines(s, from, stop, ret)) continue;
            if (esc_list_unmarked(s, from, stop, r->sections.notice, ret)) continue;
            if (single_point(r, from, stop, ret)) continue;
            if (!lines && esc_stream_first(s, c.from)) esc_list_of_lines(s, from, stop, ret);
        }
    }
}

// "ORDEN DEL DÍA" over "Nota N° 214/2024: …", "Expte. N° 061/2024: …", in sections or not: points that go by
// the numbers of their papers.
static void find_papers(const esc_reader *r, uint32_t end, esc_points *ret) {
    const esc_stream *s = &r->body;
    esc_mark mark;
    bool headed = false;
    for (uint32_t row = 0; row < s->rows_count && s->rows[row].first < end; row++) {
        const uint32_t at = s->rows[row].first;
        const bool paper = esc_mention_by_paper(s, at, &mark);
        esc_point *last = ret->items_count ? &ret->items[ret->items_count - 1] : NULL;
        if (!paper && !last) {
            headed =
                headed || r->sections.notice ||
                (s->rows[row].count < HEADING_WORDS && names_agenda(s, at) && stands_alone(s, at, at + 1));
        } else if (paper && headed) {
            mark.number = esc_stream_text(s, r->arena, mark.from, mark.to);
            if (last && esc_mark_same(&ret->items[0].mark, &mark)) break; // what was said of it
            *ESC_GROW(ret, items, 1) =
                (esc_point){.mark = mark, .from = mark.to + 1, .to = esc_stream_row_end(s, at)};
        } else if (last && ((!s->rows[row].upper && s->rows[row].gap && esc_list_tells_on(s, at)) ||
                            esc_first_other_heading(s, at))) {
            break;
        } else if (last && !s->rows[row].gap && last->to == at) {
            last->to = esc_stream_row_end(s, at);
        }
    }
    if (ret->items_count > 1) return;
    free(ret->items);
    *ret = (esc_points){0};
}

// "… se trató lo siguiente:" over bullets: what a colon announces that is neither persons nor what was
// agreed.
static void find_bullets(const esc_reader *r, uint32_t end, esc_points *ret) {
    const esc_stream *s = &r->body;
    for (uint32_t row = 1; row < s->rows_count && s->rows[row].first * 4 < end * 3; row++) {
        const uint32_t at = s->rows[row].first;
        if (!esc_stream_sign(s, at - 1, ':') || esc_first_other_heading(s, s->rows[row - 1].first)) continue;
        const uint32_t from = announcement(s, at);
        if (tells_other(s, from, at) ||
            !esc_cursor_within(s, from, at,
                               "agenda|temario|orden|temas|asuntos|puntos|tratar|tratando|trato|trataron|"
                               "abord*|desahog*|sigue"))
            continue;
        esc_points found = {0};
        if (esc_list_bulleted(s, at, end, &found) && found.items_count >= LEAST_ANNOUNCED &&
            !esc_points_name_persons(r, &found)) {
            *ret = found;
            return;
        }
        free(found.items);
    }
}

// Puts the points of a list of broken marks before one that the other list has, too, in the place of fewer
// ones there: "Me Pase de lista", "T. Declaración", "Tí. Lectura" before IV.
static void take_beginning(const esc_points *broken, esc_points *list) {
    for (uint32_t i = 0; i < list->items_count; i++)
        for (uint32_t k = i + 1; k < broken->items_count; k++) {
            const esc_mark *known = &list->items[i].mark, *mark = &broken->items[k].mark;
            if (list->items[i].nested || mark->from != known->from || mark->style != known->style ||
                mark->value != known->value || known->sub)
                continue;
            esc_points all = {0};
            const uint32_t rest = list->items_count - i;
            memcpy(ESC_GROW(&all, items, k), broken->items, k * sizeof *all.items);
            memcpy(ESC_GROW(&all, items, rest), list->items + i, rest * sizeof *all.items);
            free(list->items);
            *list = all;
            return;
        }
}

// All marks stand in rows of their own, and read: nothing of the list was broken.
static bool alone_and_whole(const esc_stream *s, const esc_points *list) {
    bool all = list->items_count >= LEAST_ANNOUNCED;
    for (uint32_t i = 0; i < list->items_count && all; i++)
        all = list->items[i].mark.alone &&
              esc_number_roman(s->atoms[list->items[i].mark.from].raw, false) == list->items[i].mark.value;
    return all;
}

// Where the scan broke the first marks below a heading: a list that is longer than what was found.
static void find_broken(const esc_reader *r, uint32_t end, esc_points *ret) {
    const esc_stream *s = &r->body;
    static const char *const over[] = {
        "orden del di@", "temario|tabla|agenda|temas|asuntos|puntos ~1 :", "temario|agenda ~5 :",
        "asuntos|puntos|temas a|por tratar|tratarse|considerar|considerarse|resolver",
        "sumario|temario|tabla|agenda"};
    enum { ALONE = 4 }; // "SUMARIO", a row of its own
    esc_marks marked = {0};
    bool read = false; // them
    esc_cursor c = esc_cursor_on(s, 0, end);
    for (size_t h = 0; h < sizeof over / sizeof *over;) {
        if (!esc_cursor_find(&c, over[h])) {
            c = esc_cursor_on(s, 0, end), h++;
            continue;
        }
        uint32_t row_end = esc_stream_row_end(s, c.at - 1);
        if (of_mark(s, r->arena, c.from)) continue;
        if (h == ALONE && (row_end != c.at || !esc_stream_first(s, c.from))) continue;
        bool heads = esc_stream_begins(s, c.from) || esc_stream_sign(s, row_end - 1, ':') ||
                     (c.at == row_end && row_end - s->rows[s->atoms[c.from].row].first < ANNOUNCEMENT) ||
                     esc_list_heading_among_specks(s, c.from, c.at);
        for (uint32_t n = 0; !h && !heads && n < ANNOUNCED_ROWS && row_end < end; n++) {
            row_end = esc_stream_row_end(s, row_end); // "2. Aprobación del orden del día." / "… siguiente:"
            heads = esc_stream_sign(s, row_end - 1, ':');
        }
        if (!heads || row_end >= end) continue;
        if (!read) esc_marks_of_rows(s, r->arena, &marked), read = true;
        for (int way = 0; way < 4; way++) {
            esc_points found = {0};
            bool any = way > 2   ? esc_list_of_lone(s, r->arena, row_end, end, &found)
                       : way > 1 ? esc_list_by_places(s, r->arena, &marked, row_end, end, &found)
                       : way     ? esc_list_anchored(s, r->arena, row_end, end, &found)
                                 : esc_list_of_broken(s, r->arena, row_end, end, &found);
            any = any && !(found.items[0].mark.style == ESC_MARK_ROMAN &&
                           below_numeral(s, r->arena, row_end, row_end));
            const bool dotted = ret->items_count && ret->items[0].mark.sub; // 1.1, 1.2, 2.1
            uint32_t top = esc_list_top(&found), was = dotted ? ret->items_count : esc_list_top(ret);
            // "a." and "b." below IV are its parts, and no V and VI that a scan broke
            const bool parts =
                any && way < 3 &&
                (are_parts(ret, &found) || (ret->items_count >= found.items_count && ret->items_count &&
                                            ret->items[0].mark.from == found.items[0].mark.from));
            // the list itself, and not the business that numbers the same points below it
            const bool list = any && way == 2 && top == was &&
                              found.items[found.items_count - 1].to <= ret->items[0].mark.from;
            if (any && !parts &&
                (top > was ||
                 (way > 1 && top == was && (way > 2 || list || found.items_count > ret->items_count)))) {
                free(ret->items);
                *ret = found;
            } else {
                if (any && !way && !parts) take_beginning(&found, ret);
                free(found.items);
            }
        }
    }
    free(marked.items);
}

// "Punto uno. Lista de presentes. Punto dos. …. Tal es el orden del día que se leyó.": points that say what
// they number within one paragraph, which says itself that they are the agenda; three at least, one sentence
// each.
static void find_within(const esc_reader *r, uint32_t end, esc_points *ret) {
    const esc_stream *s = &r->body;
    for (uint32_t row = 0; row < s->rows_count && s->rows[row].first < end; row++) {
        esc_mark mark;
        const uint32_t first = s->rows[row].first;
        if ((row && !esc_stream_opens(s, row)) || !esc_mark_read(s, r->arena, first, -1, 1, &mark) ||
            !mark.named || mark.value != 1 || mark.sub)
            continue;
        uint32_t to = row + 1;
        while (to < s->rows_count && !esc_stream_opens(s, to)) to++;
        const uint32_t stop = to < s->rows_count && s->rows[to].first < end ? s->rows[to].first : end;
        esc_points found = {0};
        for (uint32_t i = first; i < stop; i++) {
            esc_mark next;
            if (i > first && !esc_stream_sign(s, i - 1, '.')) continue;
            if (!esc_mark_read(s, r->arena, i, mark.style, found.items_count + 1, &next) || !next.named ||
                next.value != found.items_count + 1)
                continue;
            if (found.items_count) found.items[found.items_count - 1].to = i;
            *ESC_GROW(&found, items, 1) = (esc_point){.mark = next, .from = next.to, .to = next.to};
            i = next.to;
        }
        const uint32_t n = found.items_count;
        bool all = n >= LEAST_ANNOUNCED;
        if (all) {
            uint32_t *last = &found.items[n - 1].to;
            while (*last < stop && !esc_stream_sign(s, *last, '.')) ++*last;
            all = esc_cursor_within(s, *last, stop, "orden del di@") ||
                  esc_cursor_within(s, *last, stop, "agenda|temario");
        }
        for (uint32_t i = 0; i < n && all; i++) all = found.items[i].to - found.items[i].from < SINGLE_WORDS;
        if (all) {
            *ret = found;
            return;
        }
        free(found.items);
    }
}

// A list in the first part of a paper, of some length, whose points are all brief and resolve nothing: behind
// who met and before what they said.
static bool opens_paper(const esc_reader *r, const esc_points *list) {
    const esc_stream *s = &r->body;
    const uint32_t n = list->items_count, last = n ? list->items[n - 1].to : 0;
    if (n < LEAST_ANNOUNCED || last >= s->atoms_count || list->items[0].mark.from * 2 > s->atoms_count ||
        !esc_stream_first(s, last) || !(s->rows[s->atoms[last].row].gap || esc_list_parted(s, last)))
        return false;
    for (uint32_t i = 0; i < n; i++) {
        const esc_point *point = &list->items[i];
        if (point->from >= point->to || point->to > point->from + BRIEF_WORDS) return false;
        if (esc_atom_infinitive(&s->atoms[point->from])) return false; // "Aprobar …": what was resolved
    }
    return true;
}

// "Primero. Lista de asistencia." … right above the closing, or in the first part, of which nothing says what
// it is: nouns, each in a paragraph or row of its own, and no persons.
static void find_bare(const esc_reader *r, uint32_t end, esc_points *ret) {
    const esc_stream *s = &r->body;
    for (uint32_t row = 1; row < s->rows_count && s->rows[row].first < end; row++) {
        const uint32_t at = s->rows[row].first;
        esc_mark mark;
        if ((!s->tight && !s->rows[row].gap && !esc_list_parted(s, at)) ||
            esc_first_other_heading(s, s->rows[row - 1].first) || tells_other(s, announcement(s, at), at) ||
            !esc_first_mark(s, r->arena, at, end, 1, -1, &mark))
            continue;
        esc_points found = {0};
        try_styles(r, at, end, 1, &found);
        bool bare = found.items_count > 0 &&
                    (found.items[found.items_count - 1].to + MOST_BEHIND >= end || opens_paper(r, &found)) &&
                    !esc_points_name_persons(r, &found);
        for (uint32_t i = 0; i < found.items_count && bare; i++)
            bare = found.items[i].from < found.items[i].to && // no mark that is the last of the page
                   found.items[i].to < found.items[i].from + SINGLE_WORDS &&
                   s->atoms[found.items[i].from].shape != ESC_SHAPE_LOWER &&
                   !esc_atom_is(&s->atoms[found.items[i].from], "se|que|el|la|los|las|no|por|en");
        if (bare) {
            *ret = found;
            return;
        }
        free(found.items);
    }
}

// Behind what announces the only point in a sentence, where what it is about begins: at the article of
// "sometió a consideración la compra …", "fue la renovación …"; `end` where nothing is told so.
static uint32_t object_of(const esc_stream *s, uint32_t from, uint32_t end) {
    for (uint32_t i = from; i + 1 < end; i++) {
        esc_cursor c = esc_cursor_on(s, i, end);
        if (!esc_cursor_match(&c,
                              "sometio|somete|puso|pone a la? consideracion|votacion|aprobacion|discusion") &&
            !esc_cursor_match(
                &c, "expuso|expone|presento|presenta|propuso|propone|explico|trato|analizo|abordo|leyo") &&
            !esc_cursor_match(&c, "se trato|trata|analizo|abordo|vio|discutio|presento") &&
            !esc_cursor_match(&c, "fue|es|era|consistio|consiste en?"))
            continue;
        for (uint32_t k = c.at; k < end && k < c.at + 6; k++) // "… a consideración del Comité la compra"
            if (esc_atom_is(&s->atoms[k], "la|el|los|las|un|una") &&
                (k == c.at || !esc_atom_is(&s->atoms[k - 1], "de|a|por|con|en")))
                return k + 1;
    }
    return end;
}

// "Punto único: Convocatoria …" at the head of a row or behind a colon; "Como punto único del orden del día,
// la Presidenta sometió a consideración la compra …, que fue aprobada"; "El único punto a tratar fue la
// renovación".
static void find_single(const esc_reader *r, uint32_t end, esc_points *ret) {
    const esc_stream *s = &r->body;
    for (uint32_t at = 0; at < end && !ret->items_count; at++) {
        if (!esc_atom_is(&s->atoms[at], "punto|tema|asunto|unic@")) continue;
        esc_cursor c = esc_cursor_on(s, at, end);
        const bool behind = esc_cursor_match(&c, "punto|tema|asunto unic@");
        if (!behind && !esc_cursor_match(&c, "unic@ punto|tema|asunto")) continue;
        const uint32_t word = behind ? c.at - 1 : at;
        const uint32_t of = c.at;
        if (!esc_cursor_match(&c, "del orden del di@") && !esc_cursor_match(&c, "a tratar|desahogar"))
            esc_cursor_match(&c, "de la agenda|convocatoria");
        uint32_t from = c.at;
        while (from < end && s->atoms[from].kind == ESC_ATOM_SIGN &&
               strchr(".:,-;", s->atoms[from].text[0]) && !esc_stream_first(s, from))
            from++;
        const bool signs = from > c.at;
        const bool label = behind && signs && of == c.at && !esc_stream_first(s, from) &&
                           (esc_stream_begins(s, at) || (at && esc_stream_sign(s, at - 1, ':')));
        const bool told = (at && esc_atom_is(&s->atoms[at - 1], "como|el")) ||
                          (at > 1 && esc_cursor_looking_at(s, at - 2, "como el"));
        if (!label && !told) continue;
        uint32_t stop = from;
        while (stop < end && stop < from + HEADING_WORDS * SINGLE_WORDS / 3 &&
               !esc_stream_sign(s, stop, '.') &&
               !(stop > from && s->rows[s->atoms[stop].row].gap && esc_stream_first(s, stop)))
            stop++;
        if (!label) from = object_of(s, c.at, stop);
        for (uint32_t i = from; i < stop && !label; i++)
            if (esc_stream_sign(s, i, ';') ||
                (esc_stream_sign(s, i, ',') &&
                 esc_cursor_looking_at(s, i + 1,
                                       "que|quien|la|el|lo|habiendo|siendo|mism@|para|con|y|se|por")) ||
                esc_cursor_looking_at(s, i, "que|quien fue|fueron|se aprob*|acord*|resolv*"))
                stop = i;
        if (label && esc_list_told_below(s, esc_stream_row_end(s, at))) stop = esc_stream_row_end(s, at);
        if (from >= stop || stop > from + SINGLE_WORDS ||
            esc_atom_is(&s->atoms[from], "se|la|el|los|las|que"))
            continue;
        esc_mark mark = {.style = ESC_MARK_ORDINAL, .value = 1, .named = true, .from = word, .to = word + 1};
        mark.number = s->atoms[word].text;
        *ESC_GROW(ret, items, 1) = (esc_point){.mark = mark, .from = from, .to = stop};
    }
}

// The only point, unless what was said numbers or names another; with its number as the votes are told of it.
static void find_only(const esc_reader *r, uint32_t end, esc_points *ret) {
    esc_reader probe = *r;
    esc_course turns = {0};
    probe.points = (esc_points){0};
    const bool any = esc_telling_read(&probe, &turns) || esc_mentions_read(&probe, &turns);
    const uint32_t named = any ? probe.points.items_count : 0;
    const esc_mark *mark = named ? &probe.points.items[0].mark : NULL;
    const bool only = named == 1 && mark->style == ESC_MARK_ORDINAL && mark->value == 1 && mark->number;
    if (!named || only) find_single(r, end, ret);
    if (ret->items_count && only) ret->items[0].mark.number = mark->number;
    free(probe.points.items);
    esc_course_free(&turns);
}

static void put(esc_reader *r, const esc_point *point, uint32_t i, const char *rule, float sure) {
    esc_range number = {&r->body, point->mark.from, point->mark.to},
              text = {&r->body, point->from, point->to};
    if (point->mark.number)
        esc_reader_put(r, ESC_VALUE_TEXT, point->mark.number, "agenda.number", sure, number,
                       "/agenda/%u/number", i);
    const char *words =
        point->text ? point->text : esc_stream_text(&r->body, r->arena, point->from, point->to);
    esc_reader_put(r, ESC_VALUE_TEXT, words, rule, sure, text, "/agenda/%u/text", i);
}

// A table takes the place of what was read of it, or of less that stands elsewhere; tables within points are
// parts of these.
static void read_grid(const esc_reader *r, uint32_t end, esc_points *found) {
    esc_points table = {0};
    bool any = esc_list_of_grid(r, end, &table);
    uint32_t n = found->items_count, from = any ? table.items[0].mark.from : 0;
    bool instead = any && table.items_count >= esc_list_top(found) &&
                   (!n || from <= found->items[0].mark.from || from >= found->items[n - 1].to);
    if (instead) {
        free(found->items);
        *found = table;
        return;
    }
    free(table.items);
    esc_grid_split(r, found);
}

// "AGENDA" alone in the row right over the list: what stands before it is another list.
static bool below_heading(const esc_stream *s, const esc_points *points) {
    if (!points->items_count || points->items[0].mark.from >= s->atoms_count) return false;
    const uint32_t at = points->items[0].mark.from, row = s->atoms[at].row;
    if (!row || s->rows[row].first != at) return false;
    esc_cursor c = esc_cursor_on(s, s->rows[row - 1].first, at);
    if (!esc_cursor_match(&c, "orden del di@") && !esc_cursor_match(&c, "agenda|tabla|temario")) return false;
    esc_cursor_sign(&c, ':');
    return c.at == at;
}

void esc_read_agenda(esc_reader *r) {
    uint32_t end =
        r->sections.closing.from < r->body.atoms_count ? r->sections.closing.from : r->body.atoms_count;
    const char *rule = "agenda.text";
    esc_points found = {0};
    const bool sure = find_list(r, end, &found);
    esc_points announced = {0};
    if (!sure) find_announced(r, end, &announced);
    bool earlier = announced.items_count &&
                   (!found.items_count || announced.items[0].mark.from < found.items[0].mark.from);
    if (earlier && !below_heading(&r->body, &found) && esc_list_top(&announced) + 1 >= esc_list_top(&found)) {
        free(found.items);
        found = announced;
    } else {
        free(announced.items);
    }
    if (r->sections.notice) {
        esc_points all = {0};
        find_in_notice(r, end, &all);
        if (all.items_count > found.items_count) {
            free(found.items);
            found = all;
        } else {
            free(all.items);
        }
    }
    if (!sure && !alone_and_whole(&r->body, &found)) find_broken(r, end, &found);
    if (!sure) esc_agenda_spoilt(r, end, &found);
    esc_agenda_ordinals(r, end, &found);
    if (!sure) read_grid(r, end, &found);
    if (!sure) esc_list_end_by_titles(&r->body, r->arena, end, &found);
    if (esc_points_name_persons(r, &found)) {
        free(found.items);
        found = (esc_points){0};
    }
    if (!r->sections.notice) esc_list_split(&r->body, r->arena, &found);
    if (esc_list_top(&found) < LEAST_ANNOUNCED || found.items[0].mark.named) {
        esc_points within = {0};
        find_within(r, end, &within);
        if (within.items_count) {
            free(found.items);
            found = within;
        }
    }
    bool listed = found.items_count > 0;
    esc_points over = {0};
    uint32_t top = esc_list_top(&found);
    const bool telling = found.items_count && found.items[0].mark.named && // over what was said again
                         !esc_stream_first(&r->body, found.items[found.items_count - 1].mark.from);
    if (!telling && (top < 3 || !r->sections.notice) &&
        esc_list_of_headings(&r->body, r->arena, 0, end, &over) && !esc_points_name_persons(r, &over) &&
        !are_parts(&found, &over) &&
        ((top < 3 && esc_list_top(&over) >= top + 2) || esc_list_same_headings(&r->body, &found, &over))) {
        free(found.items);
        found = over;
        rule = "agenda.headings", listed = false;
    } else {
        free(over.items);
    }
    if (!found.items_count) {
        find_papers(r, end, &found);
        if (!found.items_count) find_unmarked(r, end, &found);
        if (!found.items_count) find_bullets(r, end, &found);
        if (!found.items_count) find_bare(r, end, &found);
        listed = found.items_count > 0, rule = "agenda.unmarked";
        if (!listed && !r->sections.accord) find_only(r, end, &found), rule = "agenda.single";
    }
    esc_list_drop_headings(&r->body, &found);
    uint32_t n = found.items_count;
    if (n && (found.items[n - 1].from >= r->body.atoms_count || // the text ends in a mark
              (n > 1 && esc_mark_same(&found.items[n - 2].mark, &found.items[n - 1].mark))))
        n = --found.items_count; // or "II.2 …" is what was said on it
    if (!n) {
        free(found.items);
        return;
    }
    if (r->sections.notice) esc_points_cut_remarks(&r->body, &found);
    listed &= r->sections.notice || !esc_points_cut(&r->body, &found);
    esc_points_cut_seats(&r->body, &found);
    for (uint32_t i = 0; i < n; i++) {
        esc_point_trim(&r->body, &found.items[i]);
        put(r, &found.items[i], i, rule, !listed ? 0.8f : i + 1 < n ? 0.95f : 0.85f);
    }
    // What was said begins behind the list, or right with the first heading.
    uint32_t from = found.items[0].mark.number ? found.items[0].mark.from : found.items[0].from;
    esc_sections_set_agenda(&r->sections, from, listed ? found.items[n - 1].to : from);
    r->points = found;
}
