// SPDX-License-Identifier: GPL-3.0-or-later
// The agenda. Behind each "orden del día" a list is tried: its first mark says how it is numbered, and from
// there on only the mark that has to come next is believed. The longest list is the agenda.
#include <stdlib.h>
#include <string.h>

#include "fields/points.h"
#include "fields/reader.h"

enum { FIRST_MARK_REACH = 90, WEAK_REACH = 30, HEADING_BONUS = 4, LONGEST_POINT = 260, SOFT_REACH = 70 };

static const char *const headings[] = {"orden del di@", "orden dia", "asuntos|puntos|temas a tratar",
                                       "temario"};

// Words that go on with the telling behind the last point.
static const char openers[] =
    "punto|el|la|los|las|una|uno|acto|se|al|en|a|siendo|por|posteriormente|enseguida|continuando|sometid@|"
    "despues|"
    "previ@|"
    "leid@|dich@|con|no|habiendo|puest@|tod@|vist@|como|una|acuerdo|acuerdos|desahogo|desarrollo|una|sin|"
    "tras|concluid@|"
    "aprobad@|hecho|dada|dado|lista|declaracion|quorum|inmediatamente|seguidamente|resultando|considerando|"
    "intervenciones|c|lic|mtr@|dr|dra|ing|presidente|presidenta|secretari@|quien|esta|este|antes|para|firmas|"
    "atentamente|"
    "mism@|votacion";

static bool ends_sentence(const esc_stream *s, uint32_t at) {
    return at && s->atoms[at - 1].kind == ESC_ATOM_SIGN && strchr(".;:-_", s->atoms[at - 1].text[0]);
}

// True where the row that begins at `at` no longer belongs to the point before it.
static bool tells_on(const esc_stream *s, uint32_t at) {
    const esc_row *row = &s->rows[s->atoms[at].row];
    const esc_atom *atom = &s->atoms[at];
    bool sentence = ends_sentence(s, at);
    if (!row->gap && !sentence) return false;
    if (atom->shape == ESC_SHAPE_LOWER) return false;
    bool before_upper = s->atoms[at].row && s->rows[s->atoms[at].row - 1].upper;
    if (row->upper && !before_upper) return true; // a heading
    return esc_atom_is(atom, openers) && row->count > 2;
}

typedef struct list {
    esc_points points;
    esc_mark top, sub; // the last of either level
    bool nested;
    bool dotted; // all marks are parts of one number: 2.1, 2.2, …
} list;

// Whether the mark at `at` is the one that has to come next; at the beginning of a row or behind ; . : or
// "y".
static bool next_mark(const esc_stream *s, esc_arena *arena, const list *l, uint32_t at, esc_mark *ret,
                      bool *nested) {
    bool first = esc_stream_begins(s, at);
    bool inside = at && (esc_stream_sign(s, at - 1, ';') || esc_stream_sign(s, at - 1, '.') ||
                         esc_stream_sign(s, at - 1, ':') || esc_stream_sign(s, at - 1, ',') ||
                         esc_atom_is(&s->atoms[at - 1], "y"));
    if (!first && !inside) return false;
    esc_mark mark;
    if (l->dotted) {
        if (!first || !esc_mark_read(s, arena, at, ESC_MARK_FIGURE, l->top.value, &mark)) return false;
        if (mark.value != l->top.value || mark.sub != l->sub.sub + 1) return false;
        *ret = mark, *nested = true;
        return true;
    }
    if (esc_mark_read(s, arena, at, l->top.style, l->top.value + 1, &mark)) {
        if (!mark.sub && mark.value > l->top.value && mark.value <= l->top.value + (first ? 3 : 1)) {
            *ret = mark, *nested = false;
            return true;
        }
        if (mark.sub && mark.value == l->top.value &&
            (mark.sub == 1 || mark.sub == l->sub.sub + 1 || (first && mark.sub == l->sub.sub + 2))) {
            *ret = mark, *nested = true;
            return true;
        }
    }
    uint32_t expected = l->nested ? l->sub.value + 1 : 1;
    if (!esc_mark_read(s, arena, at, l->nested && !l->sub.sub ? l->sub.style : -1, expected, &mark))
        return false;
    if (mark.style == l->top.style || mark.value != expected || mark.sub) return false;
    if (mark.style == ESC_MARK_ORDINAL || mark.style == ESC_MARK_WORD) return false;
    if (!first && mark.style != ESC_MARK_LETTER) return false;
    *ret = mark, *nested = true;
    return true;
}

static void add_point(list *l, esc_mark mark, bool nested) {
    *ESC_GROW(&l->points, items, 1) =
        (esc_point){.mark = mark, .from = mark.to, .to = mark.to, .nested = nested};
    if (nested) {
        l->sub = mark;
    } else {
        l->top = mark;
        l->sub = (esc_mark){0};
    }
    l->nested = nested;
}

// True where the numbering begins anew, as it does where the points are dealt with.
static bool begins_anew(const esc_stream *s, esc_arena *arena, const list *l, uint32_t at) {
    esc_mark mark;
    if (l->dotted)
        return esc_mark_read(s, arena, at, ESC_MARK_FIGURE, l->top.value + 1, &mark) &&
               mark.value > l->top.value;
    return esc_mark_read(s, arena, at, l->top.style, 1, &mark) && mark.style == l->top.style && !mark.sub &&
           mark.value <= l->top.value;
}

// A paragraph that ends in a stop: it ends the last point, but not one behind which another mark follows
// soon, as scanners put stops for commas and gaps anywhere.
static bool may_end(const esc_stream *s, uint32_t at) {
    return s->rows[s->atoms[at].row].gap && esc_stream_sign(s, at - 1, '.') &&
           s->atoms[at].shape != ESC_SHAPE_LOWER;
}

// Reads the list whose first mark stands at `at`.
static void read_list(const esc_stream *s, esc_arena *arena, esc_mark first, uint32_t end, list *l) {
    add_point(l, first, false);
    if (first.sub) l->dotted = true, l->sub = first;
    uint32_t i = first.to, soft = 0;
    for (; i < end; i++) {
        esc_point *point = &l->points.items[l->points.items_count - 1];
        esc_mark mark;
        bool nested;
        if (i > point->from && next_mark(s, arena, l, i, &mark, &nested)) {
            point->to = i;
            add_point(l, mark, nested);
            i = mark.to - 1;
            soft = 0;
            continue;
        }
        bool row = i > point->from && esc_stream_first(s, i);
        if (row && (tells_on(s, i) || begins_anew(s, arena, l, i))) break;
        if (row && !soft && may_end(s, i)) soft = i;
        if (i - point->from > LONGEST_POINT || (soft && i - soft > SOFT_REACH)) break;
    }
    esc_point *last = &l->points.items[l->points.items_count - 1];
    last->to = soft ? soft : i;
    // A list within the running text ends with its sentence.
    if (!esc_stream_first(s, first.from) && !esc_stream_first(s, last->mark.from))
        for (uint32_t k = last->from; k < i; k++)
            if (esc_stream_sign(s, k, '.') && k > last->from + 1) {
                last->to = k;
                break;
            }
}

static bool first_mark(const esc_stream *s, esc_arena *arena, uint32_t from, uint32_t end, uint32_t reach,
                       esc_mark *ret) {
    for (uint32_t i = from; i < end && i < from + reach; i++) {
        bool begins = esc_stream_begins(s, i) ||
                      (i && (esc_stream_sign(s, i - 1, ':') || esc_stream_sign(s, i - 1, '.')));
        if (!begins || !esc_mark_read(s, arena, i, -1, 1, ret)) continue;
        if (ret->value == 1 && !ret->sub) return true;
        if (ret->sub == 1 && ret->style == ESC_MARK_FIGURE && esc_stream_first(s, i)) return true;
    }
    return false;
}

static void trim(const esc_stream *s, esc_point *point) {
    while (point->to > point->from && ((s->atoms[point->to - 1].kind == ESC_ATOM_SIGN &&
                                        !strchr(")\"", s->atoms[point->to - 1].text[0])) ||
                                       esc_atom_is(&s->atoms[point->to - 1], "y")))
        point->to--;
    while (point->from < point->to && s->atoms[point->from].kind == ESC_ATOM_SIGN &&
           strchr(".-):_", s->atoms[point->from].text[0]))
        point->from++;
}

// A row of its own, or followed by a colon: rather a heading than a mention.
static bool stands_alone(const esc_stream *s, uint32_t from, uint32_t to) {
    return to >= s->atoms_count || esc_stream_first(s, to) || esc_stream_sign(s, to, ':') ||
           s->rows[s->atoms[from].row].upper;
}

static void find_list(esc_reader *r, list *best) {
    const esc_stream *s = &r->body;
    uint32_t best_score = 0, best_end = 0;
    uint32_t end = r->sections.closing.from < s->atoms_count ? r->sections.closing.from : s->atoms_count;
    for (uint32_t at = 0; at < end; at++)
        for (size_t h = 0; h < sizeof headings / sizeof *headings; h++) {
            esc_cursor c = esc_cursor_on(s, at, end);
            esc_mark mark;
            if (at < best_end || !esc_cursor_match(&c, headings[h])) continue;
            bool heading = stands_alone(s, at, c.at);
            if (!first_mark(s, r->arena, c.at, end, heading ? FIRST_MARK_REACH : WEAK_REACH, &mark)) continue;
            list l = {0};
            read_list(s, r->arena, mark, end, &l);
            uint32_t score = l.points.items_count + (heading ? HEADING_BONUS : 0);
            bool enough = l.points.items_count > 1 || esc_atom_is(&s->atoms[mark.from], "unic@");
            if (enough && score > best_score) {
                free(best->points.items);
                *best = l;
                best_score = score;
                best_end = l.points.items[l.points.items_count - 1].to;
            } else {
                free(l.points.items);
            }
            break;
        }
}

void esc_read_agenda(esc_reader *r) {
    list found = {0};
    find_list(r, &found);
    uint32_t n = found.points.items_count;
    if (!n) return;
    for (uint32_t i = 0; i < n; i++) {
        esc_point *point = &found.points.items[i];
        trim(&r->body, point);
        esc_range number = {&r->body, point->mark.from, point->mark.to},
                  text = {&r->body, point->from, point->to};
        esc_reader_put(r, ESC_VALUE_TEXT, point->mark.number, "agenda.number", 0.95f, number,
                       "/agenda/%u/number", i);
        esc_reader_put(r, ESC_VALUE_TEXT, esc_stream_text(&r->body, r->arena, point->from, point->to),
                       "agenda.text", i + 1 < n ? 0.95f : 0.85f, text, "/agenda/%u/text", i);
    }
    esc_sections_set_agenda(&r->sections, found.points.items[0].mark.from, found.points.items[n - 1].to);
    r->points = found.points;
}
