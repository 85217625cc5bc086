// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/telling.h"

#include <stdlib.h>
#include <string.h>

#include "fields/cursor.h"

enum { LEAST_POINTS = 3, OPENING = 60, BEFORE = 14, LONG_WORD = 4 };

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

// How many words of the points are told in the passages that are set against them, `back` points further up.
static uint32_t shared(const esc_reader *r, const esc_points *told, uint32_t back) {
    const esc_stream *s = &r->body;
    uint32_t same = 0;
    for (uint32_t i = 0, top = 0; i < r->points.items_count; i++) {
        if (r->points.items[i].nested) continue;
        const uint32_t k = top++ + back;
        if (k >= told->items_count) break;
        const uint32_t from = told->items[k].from,
                       to = k + 1 < told->items_count ? told->items[k + 1].mark.from : r->sections.closing.to;
        if (from < r->points.items[r->points.items_count - 1].to) continue;
        for (uint32_t w = r->points.items[i].from; w < r->points.items[i].to; w++) {
            if (s->atoms[w].norm_len < LONG_WORD) continue;
            uint32_t at = from;
            while (at < to && strcmp(s->atoms[at].norm, s->atoms[w].norm) != 0) at++;
            same += at < to;
        }
    }
    return same;
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
        // "SEGUNDO: Se lee la agenda: …. TERCERO: Se lee el acta": of the second point, where the words say
        // so
        const uint32_t back =
            all && told.items_count == top + 1 && shared(r, &told, 1) > shared(r, &told, 0) ? 1 : 0;
        for (uint32_t i = 0, p = back; all && i < r->points.items_count && p < told.items_count; i++)
            if (!r->points.items[i].nested) {
                const uint32_t at = told.items[p++].mark.from;
                if (at >= r->points.items[r->points.items_count - 1].to)
                    *ESC_GROW(turns, legs, 1) = (esc_leg){at, at, i};
            }
        free(told.items);
    }
    return turns->legs_count > 0;
}
