// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/lists.h"

#include <string.h>

#include "fields/cursor.h"
#include "fields/next_mark.h"
#include "fields/numbers.h"

enum {
    LONGEST_POINT = 260,
    SOFT_REACH = 70,
    SHORT_HEADING = 9,
    NEXT_ROWS = 6,
    LOST_POINTS = 3,
    LEAST_REPEATED = 3,
    LONGEST_SPECK = 3,
    HEADING_ROWS = 3
};

static void add_point(esc_list *l, esc_mark mark, bool nested) {
    *ESC_GROW(&l->points, items, 1) =
        (esc_point){.mark = mark, .from = mark.to, .to = mark.to, .nested = nested};
    if (nested && mark.third) {
        l->third = mark;
    } else if (nested) {
        l->sub = mark, l->third = (esc_mark){0};
        if (!mark.sub && mark.style == ESC_MARK_FIGURE) l->run = mark;
    } else {
        l->top = mark;
        l->sub = l->third = (esc_mark){0};
    }
    l->nested = nested;
}

// A Roman mark that a scan broke.
static bool broken_roman(const esc_stream *s, const esc_mark *mark) {
    return mark->style == ESC_MARK_ROMAN && !mark->sub &&
           esc_number_roman(s->atoms[mark->from].raw, false) != mark->value;
}

// "II." a second time, and "IV." soon below it: the author's slip, or a stroke that is lost. It is the next
// point.
static bool said_twice(const esc_stream *s, esc_arena *arena, const esc_list *l, uint32_t at, esc_mark *ret) {
    const uint32_t row = s->atoms[at].row;
    bool damaged = false;
    if (!esc_stream_first(s, at) || (!esc_list_parted(s, at) && !s->rows[row].gap) || l->dotted ||
        !esc_mark_read(s, arena, at, l->top.style, 0, ret) || ret->sub || ret->value != l->top.value ||
        esc_stream_sign(s, at - 1, ':')) // "IV. Solicitudes:" / "IV. …", whose .1 is lost
        return false;
    for (uint32_t k = row + 1; k < s->rows_count && k <= row + NEXT_ROWS; k++) {
        esc_mark mark;
        const uint32_t first = s->rows[k].first;
        if (!esc_mark_read(s, arena, first, l->top.style, 0, &mark) || mark.sub) {
            damaged |= esc_mark_read(s, arena, first, l->top.style, ret->value + 2, &mark) && !mark.sub;
            continue;
        }
        ret->value++;
        damaged |= l->damaged;
        if (damaged) ret->number = esc_mark_like(arena, &l->top, ret->value, 0);
        return mark.value == ret->value + 1 || (damaged && mark.value == ret->value + 2);
    }
    return false;
}

// A section heading between two points, in capitals or short and behind a point's last stop, behind which the
// mark that has to come next stands. Gives where that mark is, or ESC_NONE.
static uint32_t behind_heading(const esc_stream *s, esc_arena *arena, const esc_list *l, uint32_t at) {
    uint32_t row = s->atoms[at].row;
    if (s->rows[row].upper && esc_next_heads_group(s, arena, l, row)) return s->rows[row + 1].first;
    bool apart = s->rows[row].gap && row + 1 < s->rows_count && s->rows[row + 1].gap;
    bool small = s->rows[row].count < (apart ? 2 * SHORT_HEADING : SHORT_HEADING) &&
                 s->atoms[at].shape == ESC_SHAPE_CAPITAL && at &&
                 (esc_stream_sign(s, at - 1, '.') || esc_stream_sign(s, at - 1, ')')) &&
                 !esc_stream_sign(s, s->rows[row].first + s->rows[row].count - 1, '.');
    bool upper = s->rows[row].upper && (s->rows[row].gap || esc_list_parted(s, at));
    if (!upper && !small) return ESC_NONE;
    for (uint32_t n = 1; n <= HEADING_ROWS && row + n < s->rows_count; n++) {
        uint32_t first = s->rows[row + n].first;
        esc_mark mark;
        if (esc_mark_read(s, arena, first, l->top.style, l->top.value + 1, &mark) && !mark.sub &&
            mark.value == l->top.value + 1)
            return first;
        const bool part = !l->top.sub && esc_mark_read(s, arena, first, l->top.style, l->top.value, &mark) &&
                          mark.sub && mark.value == l->top.value && mark.sub == l->sub.sub + 1;
        if (part && upper) return first; // a stamp over "6.1"
        const bool next = l->nested &&
                          !l->sub.sub && // "2. Programa de Suelos." / "Comisión de Presupuesto" / "3."
                          esc_mark_read(s, arena, first, l->sub.style, l->sub.value + 1, &mark) &&
                          !mark.sub && mark.value == l->sub.value + 1;
        // "C. Despachos." / "Comisión de Suelos" / "1) …"
        const bool begins = n == 1 && l->top.style == ESC_MARK_LETTER && !l->nested && small &&
                            esc_mark_read(s, arena, first, ESC_MARK_FIGURE, 1, &mark) && !mark.sub &&
                            mark.value == 1;
        if (next || begins) return first;
        if (!s->rows[row + n].upper) return ESC_NONE;
    }
    return ESC_NONE;
}

// The mark that has to come next begins a row soon behind the one at `at`, so that nothing has ended yet.
static bool goes_on_soon(const esc_stream *s, esc_arena *arena, const esc_list *l, uint32_t at) {
    uint32_t row = s->atoms[at].row;
    if (l->nested || l->dotted || (s->rows[row].upper && !l->top.named) || l->top.value < 2) return false;
    for (uint32_t k = row + 1; k < s->rows_count && k <= row + NEXT_ROWS; k++) {
        esc_mark mark;
        if (esc_next_begins_anew(s, arena, l, s->rows[k].first)) return false;
        if (esc_mark_read(s, arena, s->rows[k].first, l->top.style, l->top.value + 1, &mark) && !mark.sub &&
            mark.value == l->top.value + 1)
            return true;
    }
    return false;
}

// In a paper of points alone, whether a mark that may follow the last point's begins any row below `at`.
static bool goes_on_later(const esc_stream *s, esc_arena *arena, esc_list *l, uint32_t at, uint32_t end) {
    if (!l->whole) return false;
    bool known = l->later_of == l->points.items_count && (l->later == ESC_NONE || l->later >= at);
    if (known) return l->later != ESC_NONE;
    l->later_of = l->points.items_count, l->later = ESC_NONE;
    for (uint32_t k = s->atoms[at].row; k < s->rows_count && s->rows[k].first < end; k++) {
        esc_mark mark;
        uint32_t from = s->rows[k].first;
        if (from > at && esc_next_begins_anew(s, arena, l, from)) break;
        if (!esc_mark_read(s, arena, from, l->top.style, l->top.value + 1, &mark) || mark.sign != l->top.sign)
            continue;
        bool next = !mark.sub && mark.value > l->top.value && mark.value <= l->top.value + LOST_POINTS;
        bool part = mark.sub && mark.value == l->top.value && mark.sub > l->sub.sub;
        if (!next && !part) continue;
        l->later = from;
        break;
    }
    return l->later != ESC_NONE;
}

// "bp) Orden del día.": a letter and its bracket that a scan broke, before a capital.
static bool broken_letter(const esc_stream *s, uint32_t at) {
    return strlen(s->atoms[at].raw) <= LONGEST_SPECK && esc_stream_sign(s, at + 1, ')') &&
           s->atoms[at + 1].glued && at + 2 < s->atoms_count && s->atoms[at + 2].shape == ESC_SHAPE_CAPITAL;
}

// Some row goes on with a point though its first word would have fitted into the row above: the list is
// narrower than the page, and that says nothing.
static bool runs_narrow(const esc_stream *s, const esc_list *l) {
    for (uint32_t i = 0; i + 1 < l->points.items_count; i++) {
        const esc_point *point = &l->points.items[i];
        for (uint32_t row = s->atoms[point->from].row + 1; row <= s->atoms[point->to - 1].row; row++)
            if (s->rows[row].fresh) return true;
    }
    return false;
}

// A paragraph that ends as the points do, in a stop or without: it ends the last point, but not one behind
// which another mark follows soon, as scanners put stops for commas and gaps anywhere.
static bool may_end(const esc_stream *s, const esc_list *l, uint32_t at) {
    const esc_row *row = &s->rows[s->atoms[at].row];
    const bool fresh = row->fresh && l->points.items_count >= LEAST_REPEATED;
    if ((!row->gap && !fresh) || (s->atoms[at].shape == ESC_SHAPE_LOWER && !broken_letter(s, at)))
        return false;
    if (esc_stream_sign(s, at - 1, '.') || esc_stream_sign(s, at - 1, ')')) return true;
    if (at > 1 && esc_stream_sign(s, at - 1, '-') && esc_stream_sign(s, at - 2, '.')) return true; // ".-"
    uint32_t n = l->points.items_count;
    if (!row->gap && runs_narrow(s, l)) return false;
    return n > 1 && s->atoms[l->points.items[n - 2].to - 1].kind == ESC_ATOM_WORD;
}

// "1." between II and IV: no part of II, but the point III.
static bool lone_part(esc_arena *arena, esc_list *l, const esc_mark *next) {
    uint32_t n = l->points.items_count;
    if (next->sub || next->value != l->top.value + 2 || !l->nested || n < 2 || l->points.items[n - 2].nested)
        return false;
    esc_point *point = &l->points.items[n - 1];
    const char *number = esc_mark_written(arena, l->top.style, l->top.value + 1);
    if (point->mark.style != ESC_MARK_FIGURE || point->mark.sub || !number) return false;
    point->mark.style = l->top.style, point->mark.value = l->top.value + 1, point->mark.number = number;
    point->nested = false;
    return true;
}

// The points whose marks nobody can read, between the last one and `next`.
static void restore_lost(const esc_stream *s, esc_arena *arena, esc_list *l, const esc_mark *next) {
    if (lone_part(arena, l, next)) return;
    if (next->sub || next->value < l->top.value + 2 || l->nested) return;
    uint32_t missing = next->value - l->top.value - 1, at[LOST_POINTS], text[LOST_POINTS];
    const esc_point *point = &l->points.items[l->points.items_count - 1];
    if (missing > LOST_POINTS || !esc_mark_like(arena, &l->top, next->value, 0) ||
        !esc_list_lost(s, point, next->from, missing, at, text))
        return;
    for (uint32_t k = 0; k < missing; k++) {
        esc_mark mark = {.style = l->top.style, .value = l->top.value + 1, .from = at[k], .to = text[k]};
        mark.number = esc_mark_like(arena, &l->top, mark.value, 0);
        l->points.items[l->points.items_count - 1].to = at[k];
        add_point(l, mark, false);
    }
}

void esc_list_read(const esc_stream *s, esc_arena *arena, esc_mark first, uint32_t end, bool whole,
                   esc_points *ret) {
    esc_list read = {.points = *ret, .whole = whole}, *l = &read;
    add_point(l, first, false);
    if (first.sub) l->dotted = true, l->sub = first;
    l->damaged = first.to > first.from && broken_roman(s, &first);
    uint32_t i = first.to, soft = 0, heading = 0;
    for (; i < end; i++) {
        esc_point *point = &l->points.items[l->points.items_count - 1];
        esc_mark mark;
        bool nested;
        bool twice = i > point->from && said_twice(s, arena, l, i, &mark);
        if (twice) nested = false;
        if (twice || (i > point->from && esc_next_mark(s, arena, l, i, &mark, &nested))) {
            if (esc_next_behind_specks(s, i)) i = s->rows[s->atoms[i].row].first;
            point->to = i;
            if (!nested) restore_lost(s, arena, l, &mark);
            l->points.items[l->points.items_count - 1].to = heading ? heading : i;
            heading = 0;
            l->damaged |= broken_roman(s, &mark);
            add_point(l, mark, nested);
            i = mark.to - 1;
            soft = 0;
            continue;
        }
        bool row = i > point->from && esc_stream_first(s, i);
        uint32_t next = row ? behind_heading(s, arena, l, i) : ESC_NONE;
        bool stops = row && (esc_list_tells_on(s, i) || esc_next_begins_anew(s, arena, l, i));
        if (stops && next == ESC_NONE) next = behind_heading(s, arena, l, i);
        if (next != ESC_NONE) {
            heading = i, i = next - 1;
            continue;
        }
        if (stops && !(row && goes_on_soon(s, arena, l, i)) && !goes_on_later(s, arena, l, i, end)) {
            if (l->whole && heading) i = heading;
            break;
        }
        if (stops && l->whole && !heading && s->rows[s->atoms[i].row].upper) heading = i;
        if (row && !soft && may_end(s, l, i) && !esc_list_ran_on(s, &l->points, i)) soft = i;
        bool far = i - point->from > LONGEST_POINT || (soft && i - soft > SOFT_REACH);
        if (far && !(row && goes_on_soon(s, arena, l, i)) && !goes_on_later(s, arena, l, i, end)) break;
    }
    esc_point *last = &l->points.items[l->points.items_count - 1];
    last->to = soft ? soft : i;
    // A list within the running text ends with its sentence.
    const uint32_t count = l->points.items_count;
    const bool running = !esc_stream_first(s, first.from) ||
                         (count > 2 && !esc_stream_first(s, l->points.items[count - 2].mark.from));
    if (running && !esc_stream_first(s, last->mark.from))
        for (uint32_t k = last->from + 1; k < i; k++)
            // "; 9. Cierre de la sesión; y sometida a discusión fue aprobada"
            if ((esc_stream_sign(s, k, '.') && (k > last->from + 1 || s->atoms[k - 1].norm_len > 3)) ||
                ((esc_stream_sign(s, k, ';') || esc_stream_sign(s, k, ',')) &&
                 esc_cursor_looking_at(
                     s, k + 1, "y|que|cual|mism@ ~1 fue|sometid@|aprobad@|puest@|leid@|queda|quedo"))) {
                last->to = k;
                break;
            }
    esc_list_end_as_others(s, &l->points, whole);
    if (whole) esc_list_restore(s, arena, end, &read.points);
    esc_list_mend_numbers(s, arena, &read.points);
    *ret = read.points;
}

// A row right before `to` that begins with "b)" and a capital, and ends in no stop; gives its first atom.
static uint32_t lettered_row(const esc_stream *s, uint32_t to) {
    const uint32_t at = s->rows[s->atoms[to - 1].row].first;
    const bool mark = at + 2 < to && s->atoms[at].kind == ESC_ATOM_WORD && !s->atoms[at].norm[1] &&
                      esc_stream_sign(s, at + 1, ')');
    return mark && s->atoms[at + 2].shape != ESC_SHAPE_LOWER && !esc_stream_sign(s, to - 1, '.') ? at
                                                                                                 : ESC_NONE;
}

void esc_list_drop_headings(const esc_stream *s, esc_points *points) {
    uint32_t kept = 0;
    if (!points->items_count || points->items[0].mark.style != ESC_MARK_FIGURE) return;
    for (uint32_t i = 0; i < points->items_count; i++) {
        esc_point *p = &points->items[i], *last = kept ? &points->items[kept - 1] : NULL;
        const bool own = p->mark.style == ESC_MARK_LETTER && !p->mark.sub;
        const esc_mark *before = own ? (last ? &last->mark : NULL) : &p->mark,
                       *next = i + 1 < points->items_count ? &p[1].mark : NULL;
        if (before && next && before->style == ESC_MARK_FIGURE && !before->sub &&
            next->style == ESC_MARK_FIGURE && next->value == before->value + 1 &&
            esc_stream_first(s, next->from)) {
            const uint32_t at = lettered_row(s, next->from);
            if (own && at == p->mark.from) continue;
            if (!own && at != ESC_NONE && at > p->from && at < p->to) p->to = at;
        }
        points->items[kept++] = *p;
    }
    points->items_count = kept;
}
