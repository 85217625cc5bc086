// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/telling.h"

#include <stdlib.h>

#include "fields/cursor.h"

enum { LEAST_POINTS = 3, OPENING = 60, BEFORE = 14 };

// Whether a number of the telling may stand at `at`: at the head of a row, or behind a sentence.
static bool may_begin(const esc_stream *s, uint32_t at, int style) {
    const esc_atom *atom = &s->atoms[at];
    const bool first = esc_stream_first(s, at), behind = at && esc_atom_is(&s->atoms[at - 1], ".|:|;");
    if (first && (style != ESC_MARK_ROMAN || s->rows[atom->row].gap || behind)) return true;
    return behind && (style != ESC_MARK_FIGURE || esc_stream_sign(s, at + 1, ')'));
}

// Reads the marks of one style that count through from one on.
static void read_marks(const esc_reader *r, int style, esc_points *ret) {
    const esc_stream *s = &r->body;
    uint32_t expected = 1;
    for (uint32_t at = 0; at + 1 < r->sections.closing.to; at++) {
        esc_mark mark;
        if (!may_begin(s, at, style) || s->atoms[at].shape == ESC_SHAPE_LOWER) continue;
        if (!esc_mark_read(s, r->arena, at, style, expected, &mark) || mark.value != expected || mark.sub)
            continue;
        if (mark.to >= s->atoms_count || s->atoms[mark.to - 1].kind != ESC_ATOM_SIGN ||
            (s->atoms[mark.to].shape == ESC_SHAPE_LOWER &&
             !esc_stream_sign(s, mark.to + 1, ')'))) // "OCTAVO: a) …"
            continue;
        *ESC_GROW(ret, items, 1) = (esc_point){.mark = mark, .from = mark.to, .to = mark.to};
        expected++;
        at = mark.to - 1;
    }
}

// What the first of them tells: how the session began. Lists of what was agreed tell no such thing.
static bool opens(const esc_stream *s, const esc_mark *first) {
    const uint32_t before = first->from > BEFORE ? first->from - BEFORE : 0;
    if (esc_cursor_within(s, before, first->from,
                          "acuerd*|acord*|resuelv*|resuelto|resolv*|dispone|clausulas|considerando"))
        return false;
    return esc_cursor_within(
        s, first->to, first->to + OPENING,
        "quorum|bienvenida|asistencia|lista|lectura|apertura|agenda|siendo|participaron|acta");
}

bool esc_telling_read(esc_reader *r, esc_course *turns) {
    static const int styles[] = {ESC_MARK_ORDINAL, ESC_MARK_WORD, ESC_MARK_FIGURE, ESC_MARK_ROMAN};
    for (size_t k = 0; k < sizeof styles / sizeof *styles; k++) {
        r->points.items_count = 0;
        read_marks(r, styles[k], &r->points);
        if (r->points.items_count >= LEAST_POINTS && opens(&r->body, &r->points.items[0].mark)) break;
        r->points.items_count = 0;
    }
    for (uint32_t i = 0; i < r->points.items_count; i++)
        *ESC_GROW(turns, legs, 1) = (esc_leg){r->points.items[i].mark.from, r->points.items[i].mark.from, i};
    return r->points.items_count > 0;
}

bool esc_telling_turns(const esc_reader *r, esc_course *turns) {
    static const int styles[] = {ESC_MARK_ORDINAL, ESC_MARK_WORD};
    uint32_t top = 0;
    for (uint32_t i = 0; i < r->points.items_count; i++) top += !r->points.items[i].nested;
    for (size_t k = 0; k < sizeof styles / sizeof *styles && !turns->legs_count; k++) {
        if (r->points.items[0].mark.style == styles[k]) continue;
        esc_points told = {0};
        read_marks(r, styles[k], &told);
        const bool all = told.items_count >= LEAST_POINTS && told.items_count + 1 >= top &&
                         told.items_count <= top + 1 && opens(&r->body, &told.items[0].mark);
        for (uint32_t i = 0, p = 0; all && i < r->points.items_count && p < told.items_count; i++)
            if (!r->points.items[i].nested) {
                const uint32_t at = told.items[p++].mark.from;
                if (at >= r->points.items[r->points.items_count - 1].to)
                    *ESC_GROW(turns, legs, 1) = (esc_leg){at, at, i};
            }
        free(told.items);
    }
    return turns->legs_count > 0;
}
