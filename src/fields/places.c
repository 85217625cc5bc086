// SPDX-License-Identifier: GPL-3.0-or-later
// Lists whose column of marks a scan lost, all but some of them: the paragraphs or rows below the heading are
// counted, and those marks that can still be read have to agree with the count.
#include <stdlib.h>
#include <string.h>

#include "fields/cursor.h"
#include "fields/lists.h"
#include "fields/phrases.h"

enum {
    LEAST_POINTS = 3,
    SPECK_ATOMS = 3,
    SPECK_BYTES = 3,
    SCRAP_BYTES = 7,
    SPECKS_BEFORE = 3,
    LABEL_ATOMS = 5,
    RUBBLE_ATOMS = 4,
    LONGEST = 60,
    LEAST_STOPS = 3,  // rows that keep the stop of their marks
    LEAST_TITLES = 2, // headings further down that say a point again
    TITLE_WORDS = 3,
    SHORTEST_WORD = 4,
    MOST_MISSES = 3 // rows that are no title
};

// What is left of marks in a row of its own: "L", "I", "v."
static bool specks(const esc_stream *s, const esc_row *row) {
    if (row->count > SPECK_ATOMS) return false;
    for (uint32_t i = row->first; i < row->first + row->count; i++)
        if (strlen(s->atoms[i].raw) > SPECK_BYTES) return false;
    return true;
}

// "SESIÓN ORDINARIA No. 12", "HORA: 8:00 a.m.", between the heading and the points.
static bool labelled(const esc_stream *s, const esc_row *row) {
    const bool closed = esc_stream_sign(s, row->first + row->count - 1, '.'); // "Acta 16." is a point
    if (!closed && esc_atom_is(&s->atoms[row->first], "sesion|reunion|fecha|hora|lugar|dia|acta"))
        return true;
    for (uint32_t i = row->first; i < row->first + row->count && i < row->first + LABEL_ATOMS; i++)
        if (esc_stream_sign(s, i, ':')) return true;
    return false;
}

// "a. pana" behind a point's stop.
static bool scrap(const esc_stream *s, const esc_row *row, uint32_t before) {
    size_t bytes = 0;
    if (row->count > SPECK_ATOMS || s->atoms[row->first].shape != ESC_SHAPE_LOWER ||
        !esc_stream_sign(s, before, '.'))
        return false;
    for (uint32_t i = row->first; i < row->first + row->count; i++) bytes += strlen(s->atoms[i].raw);
    return bytes <= SCRAP_BYTES;
}

// "Doe pynNe": what a scan made of the column of marks, read apart from its texts.
static bool rubble(const esc_stream *s, const esc_row *row) {
    const uint32_t last = row->first + row->count - 1;
    if (row->count > RUBBLE_ATOMS || esc_stream_sign(s, last, '.')) return false;
    for (uint32_t i = row->first; i <= last; i++)
        if (s->atoms[i].kind == ESC_ATOM_NUMBER || (s->atoms[i].norm[1] && s->atoms[i].known)) return false;
    return true;
}

static bool runs_on(const esc_stream *s, uint32_t at, uint32_t before) {
    return s->atoms[at].shape == ESC_SHAPE_LOWER || esc_phrase_link(&s->atoms[before]) ||
           esc_stream_sign(s, before, ',');
}

// The mark at the head of the row that can be the one of point `value`, in either style. Exact, or damaged.
static bool mark_of(const esc_stream *s, esc_arena *arena, uint32_t at, uint32_t value, bool exact,
                    esc_mark *ret) {
    for (int style = ESC_MARK_FIGURE; style <= ESC_MARK_ROMAN; style++)
        if (esc_mark_read(s, arena, at, style, exact ? 0 : value, ret) && (exact || ret->value == value) &&
            ret->to < s->atoms_count && (exact || !ret->sub))
            return true;
    return false;
}

typedef struct counting {
    const esc_stream *s;
    esc_arena *arena;
    const esc_marks *marked; // what rows begin with
    bool ended;              // the business begins
    bool each_row;           // every row that begins in a capital is a point, not only paragraphs
    uint32_t agreed, style;
    uint32_t before; // the last atom of the row above that is no rubble
    esc_points points;
    uint32_t tops;
    uint32_t stops, last_stop; // points of which the stop of the mark is left, and how many there were then
    uint32_t scraps;           // how many points stood above the last row of rubble
} counting;

static void begin_point(counting *c, uint32_t from, uint32_t text, bool nested, const esc_mark *mark) {
    if (!nested) c->tops++;
    *ESC_GROW(&c->points, items, 1) = (esc_point){.from = text, .to = text, .nested = nested};
    esc_point *point = &c->points.items[c->points.items_count - 1];
    if (mark) point->mark = *mark;
    point->mark.from = from, point->mark.to = text;
    if (!nested) point->mark.value = c->tops, point->mark.sub = 0;
}

// Of the row's mark nothing but a stop is left; among such rows also a dash.
static bool stop_left(const esc_stream *s, uint32_t row) {
    const esc_row *x = &s->rows[row];
    if (x->stop) return true;
    const uint32_t at = x->first;
    return s->atoms[at].kind == ESC_ATOM_SIGN && at + 1 < s->atoms_count && !s->atoms[at + 1].glued && row &&
           (x[-1].stop || (row + 1 < s->rows_count && x[1].stop));
}

// "Resoluciones:" over "1. …".
static bool heads_first(const counting *c, uint32_t row) {
    const esc_stream *s = c->s;
    esc_mark mark;
    return row + 1 < s->rows_count && s->rows[row].count <= RUBBLE_ATOMS &&
           esc_stream_sign(s, s->rows[row].first + s->rows[row].count - 1, ':') &&
           esc_mark_read(s, c->arena, s->rows[row + 1].first, -1, 0, &mark) && mark.value == 1 && !mark.sub;
}

// One row; false where the counting has to end, or is contradicted: *ret_wrong.
static bool count_row(counting *c, uint32_t row, bool *ret_wrong) {
    const esc_stream *s = c->s;
    uint32_t at = s->rows[row].first, end = at + s->rows[row].count;
    while (at + 1 < end && at < s->rows[row].first + SPECKS_BEFORE && s->atoms[at].kind == ESC_ATOM_SIGN)
        at++;
    bool letter = s->rows[row].gap && at + 1 < end && !s->atoms[at].norm[1] && !s->atoms[at + 1].glued &&
                  s->atoms[at].shape == ESC_SHAPE_LOWER && s->atoms[at + 1].shape == ESC_SHAPE_CAPITAL &&
                  !esc_atom_is(&s->atoms[at], "y|e|o"); // "a Asuntos entrados": what is left of a mark
    if (letter) at++;
    esc_mark mark;
    bool exact = mark_of(s, c->arena, at, 0, true, &mark);
    esc_mark broken; // "L Presupuesto": I, and not 50
    if (exact && mark.style == ESC_MARK_ROMAN && mark.value > c->tops + 1 &&
        mark_of(s, c->arena, at, c->tops + 1, false, &broken))
        exact = false;
    if (exact && mark.sub) {
        if (mark.value != c->tops || !c->tops) return false;
        begin_point(c, at, mark.to, true, &mark);
    } else if (exact && mark.to < end) {
        // The business begins, with its first point or with one that was dealt with apart.
        c->ended = c->tops > 1 && mark.value == 1;
        if (c->ended || (c->tops > 1 && mark.value <= c->tops && c->agreed > 1)) return false;
        *ret_wrong = mark.value != c->tops + 1;
        if (*ret_wrong) return false;
        c->agreed++, c->style = mark.style;
        begin_point(c, at, mark.to, false, &mark);
    } else if (specks(s, &s->rows[row]) || rubble(s, &s->rows[row]) ||
               (c->points.items_count && scrap(s, &s->rows[row], c->before))) {
        c->scraps = c->points.items_count;
        return true;
    } else if (mark_of(s, c->arena, at, c->tops + 1, false, &mark) && mark.to < end && !s->atoms[at].known &&
               esc_atom_capital(&s->atoms[mark.to])) {
        begin_point(c, at, mark.to, false, &mark);
    } else if (stop_left(s, row) && s->atoms[at].kind == ESC_ATOM_WORD) {
        begin_point(c, at, at, false, NULL);
        c->stops++, c->last_stop = c->points.items_count;
    } else {
        bool fresh = s->rows[row].gap || (s->rows[row].first && strchr(".;", s->atoms[c->before].text[0])) ||
                     c->each_row;
        bool first = !c->points.items_count;
        const bool announces = esc_stream_sign(s, end - 1, ':'); // "… dio lectura al siguiente:"
        if (first && (announces || labelled(s, &s->rows[row]))) return true;
        c->ended =
            c->tops > 1 && !c->agreed && (esc_list_tells_on(s, s->rows[row].first) || heads_first(c, row));
        if (c->ended) return false;
        if (!first && !letter && (!fresh || runs_on(s, s->rows[row].first, c->before))) {
            c->points.items[c->points.items_count - 1].to = end, c->before = end - 1;
            return true;
        }
        if (!esc_atom_capital(&s->atoms[at])) return !first;
        begin_point(c, at, at, false, NULL);
    }
    c->points.items[c->points.items_count - 1].to = end, c->before = end - 1;
    return true;
}

// Keeps the points up to the last one whose mark could be read, with the numbers that their places give them.
static void settle(counting *c, uint32_t last) {
    c->points.items_count = last;
    for (uint32_t i = 0; i < last; i++) {
        esc_mark *mark = &c->points.items[i].mark;
        if (c->points.items[i].nested) continue;
        mark->style = (uint8_t)c->style;
        mark->number = esc_mark_written(c->arena, mark->style, mark->value);
    }
}

// Whether the words behind a mark at `at` are those of a point: most of the first longer ones stand in it.
static bool says_again(const esc_stream *s, const esc_point *point, uint32_t at) {
    const uint32_t end = esc_stream_row_end(s, at);
    uint32_t words = 0, shared = 0;
    for (uint32_t i = at; i < end && words < TITLE_WORDS; i++) {
        if (s->atoms[i].kind != ESC_ATOM_WORD || s->atoms[i].norm_len < SHORTEST_WORD) continue;
        words++;
        for (uint32_t k = point->from; k < point->to; k++)
            if (s->atoms[k].hash == s->atoms[i].hash && !strcmp(s->atoms[k].norm, s->atoms[i].norm)) {
                shared++;
                break;
            }
    }
    return words && shared * 2 > words;
}

// The number of a point's place in the mark: 3 of "3." and, where points are parts of another number, of
// "6.3."; 0 where it has none, or is of another number than `like`.
static uint32_t place_in(const esc_mark *mark, bool parts, const esc_mark *like) {
    if (!parts) return mark->sub ? 0 : mark->value;
    const bool other = like->value && like->value != mark->value;
    return mark->style == ESC_MARK_FIGURE && !mark->deep && !other ? mark->sub : 0;
}

// The points that a heading below the list says again behind the number of their place: "3. INFORME DE
// AVANCE", and in parts "6.3. Contratación" below "6. ORDEN DEL DÍA". Gives one more than the last of them, 0
// where there are too few, and its mark.
static uint32_t said_below(counting *c, uint32_t from, bool parts, esc_mark *ret) {
    const esc_stream *s = c->s;
    uint32_t found = 0, last = 0, value = 0;
    *ret = (esc_mark){0};
    for (uint32_t k = 0; k < c->marked->items_count && value < c->tops; k++) {
        const esc_mark *mark = &c->marked->items[k];
        if (mark->from < from) continue;
        const uint32_t place = place_in(mark, parts, ret);
        if (place <= value || place > c->tops) continue;
        for (uint32_t i = 0; i < c->points.items_count; i++) {
            const esc_point *point = &c->points.items[i];
            if (point->nested || point->mark.value != place || !says_again(s, point, mark->to)) continue;
            value = place, last = i + 1, found++, *ret = *mark;
            break;
        }
    }
    return found >= LEAST_TITLES && found * 2 >= value ? last : 0;
}

void esc_marks_of_rows(const esc_stream *s, esc_arena *arena, esc_marks *ret) {
    for (uint32_t row = 0; row < s->rows_count; row++) {
        const esc_atom *atom = &s->atoms[s->rows[row].first];
        esc_mark mark;
        if (atom->shape != ESC_SHAPE_LOWER && atom->kind != ESC_ATOM_SIGN &&
            strlen(atom->raw) <= LABEL_ATOMS && mark_of(s, arena, s->rows[row].first, 0, true, &mark))
            *ESC_GROW(ret, items, 1) = mark;
    }
}

// Numbers the points as parts of that number.
static void settle_parts(counting *c, uint32_t whole) {
    for (uint32_t i = 0; i < c->points.items_count; i++) {
        esc_mark *mark = &c->points.items[i].mark;
        if (c->points.items[i].nested) continue;
        mark->sub = mark->value, mark->value = whole, mark->style = ESC_MARK_FIGURE;
        mark->number = esc_arena_printf(c->arena, "%u.%u", whole, mark->sub);
    }
}

// Whether a heading further down says the row at `at` again behind the number `value`.
static bool headed_below(const esc_stream *s, esc_arena *arena, uint32_t at, uint8_t style, uint32_t value) {
    esc_mark mark;
    const esc_point title = {.from = at, .to = esc_stream_row_end(s, at)};
    for (uint32_t row = s->atoms[at].row + 1; row < s->rows_count; row++)
        if (esc_mark_read(s, arena, s->rows[row].first, style, value, &mark) && mark.value == value &&
            !mark.sub && mark.to < s->atoms_count && says_again(s, &title, mark.to))
            return true;
    return false;
}

void esc_list_end_by_titles(const esc_stream *s, esc_arena *arena, uint32_t end, esc_points *points) {
    if (!points->items_count || points->items[points->items_count - 1].from >= s->atoms_count)
        return; // a mark ends the text
    esc_mark before = points->items[points->items_count - 1].mark, mark;
    if (before.style != ESC_MARK_FIGURE && before.style != ESC_MARK_ROMAN) return;
    uint32_t top = points->items_count - 1;
    while (top && (points->items[top].nested || points->items[top].mark.sub)) top--;
    if (points->items[top].mark.value != before.value || // the business counts as the list does
        !headed_below(s, arena, points->items[top].from, points->items[top].mark.style, before.value))
        return;
    uint32_t row = s->atoms[points->items[points->items_count - 1].from].row + 1;
    for (uint32_t misses = 0; row < s->rows_count && s->rows[row].first < end && misses < MOST_MISSES;
         row++) {
        const uint32_t at = s->rows[row].first;
        if (specks(s, &s->rows[row])) continue;
        if (mark_of(s, arena, at, 0, true, &mark)) return; // the business begins
        misses++;
        if (!esc_atom_capital(&s->atoms[at]) || !headed_below(s, arena, at, before.style, before.value + 1))
            continue;
        esc_point *last = &points->items[points->items_count - 1];
        if (last->to > at) last->to = at;
        before.value++, before.sub = before.deep = 0, misses = 0;
        before.from = before.to = at;
        before.number = esc_mark_written(arena, before.style, before.value);
        *ESC_GROW(points, items, 1) =
            (esc_point){.mark = before, .from = at, .to = esc_stream_row_end(s, at)};
    }
}

// Paragraphs further down are numbered through, and as many as the points.
static bool counted_below(const counting *c, uint32_t row, uint8_t *ret_style) {
    const esc_stream *s = c->s;
    uint32_t value = 0;
    for (; row < s->rows_count && value <= c->tops; row++) {
        esc_mark mark;
        if (!esc_mark_read(s, c->arena, s->rows[row].first, value ? *ret_style : -1, 0, &mark) || mark.sub)
            continue;
        if (mark.value == 1 && value > 1) break; // another numbering
        if (mark.value != value + 1) continue;
        value++, *ret_style = mark.style;
    }
    return value == c->tops;
}

// None of the first n points goes on behind a stop, or is what a heading tells of the session.
static bool one_sentence_each(const counting *c, uint32_t n) {
    const esc_stream *s = c->s;
    for (uint32_t k = 0; k < n; k++) {
        const esc_point *point = &c->points.items[k];
        if (labelled(s, &s->rows[s->atoms[point->from].row])) return false;
        for (uint32_t i = point->from + 2; i < point->to; i++)
            if (esc_stream_sign(s, i - 1, '.') && esc_atom_capital(&s->atoms[i]) && s->atoms[i - 2].norm[1] &&
                !s->atoms[i].glued)
                return false;
    }
    return true;
}

static bool count(const esc_stream *s, esc_arena *arena, const esc_marks *marked, uint32_t from, uint32_t end,
                  bool each_row, esc_points *ret) {
    counting c = {
        .s = s, .arena = arena, .marked = marked, .each_row = each_row, .before = from ? from - 1 : 0};
    uint32_t last = 0, agreed = 0, unread = 0, tops = 0, row = s->atoms[from].row;
    bool wrong = false;
    for (; row < s->rows_count && s->rows[row].first < end; row++) {
        if (!count_row(&c, row, &wrong)) break;
        if (c.points.items_count &&
            c.points.items[c.points.items_count - 1].to - c.points.items[c.points.items_count - 1].from >
                LONGEST)
            break;
        if (c.agreed > agreed || (last && c.tops == tops))
            last = c.points.items_count, tops = c.tops, agreed = c.agreed;
    }
    // No mark can be read: their stops, or what is headed further down, say as well that these are points.
    if (!agreed && c.tops >= LEAST_POINTS) {
        uint8_t style = ESC_MARK_FIGURE;
        esc_mark said;
        bool parts = false; // of the agenda's own number
        last = 0;
        if (row < s->rows_count) {
            last = said_below(&c, s->rows[row].first, false, &said);
            if (last) style = said.style;
            if (!last) last = said_below(&c, s->rows[row].first, true, &said), parts = last > 0;
        }
        if (last && c.ended) last = c.points.items_count;
        if (c.stops >= LEAST_STOPS && c.stops * 3 >= c.last_stop * 2 && c.last_stop > last)
            last = c.last_stop;
        if (!last && c.ended && one_sentence_each(&c, c.points.items_count) && counted_below(&c, row, &style))
            last = c.points.items_count;
        if (!last && c.scraps > LEAST_POINTS && one_sentence_each(&c, c.scraps)) last = c.scraps;
        if (style != ESC_MARK_ROMAN) style = ESC_MARK_FIGURE;
        if (last) {
            c.style = style;
            settle(&c, last);
            if (parts) settle_parts(&c, said.value);
            *ret = c.points;
            return true;
        }
    }
    unread = tops - agreed;
    bool enough = !wrong && tops >= LEAST_POINTS && unread && (agreed > 1 || tops > LEAST_POINTS);
    if (enough) {
        settle(&c, last);
        *ret = c.points;
    } else {
        free(c.points.items);
    }
    return enough;
}

bool esc_list_by_places(const esc_stream *s, esc_arena *arena, const esc_marks *marked, uint32_t from,
                        uint32_t end, esc_points *ret) {
    return from < end &&
           (count(s, arena, marked, from, end, false, ret) || count(s, arena, marked, from, end, true, ret));
}
