// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/spoilt.h"

#include <stdlib.h>
#include <string.h>

#include "base/distance.h"
#include "fields/cursor.h"
#include "fields/echoes.h"
#include "fields/lists.h"
#include "fields/names.h"
#include "fields/numbers.h"
#include "fields/seats.h"

enum {
    ANNOUNCEMENT = 12,
    LEAD = 6, // words before the heading's own
    LEAST_LIST = 3,
    LEAST_TOP = 4
};

// "Regidora Ana Ruiz Paz", "Primer vocal: Luis Paz Roa": a seat before the person.
static bool seated_entry(const esc_reader *r, uint32_t from, uint32_t to) {
    const esc_stream *s = &r->body;
    uint32_t at = from;
    if (esc_atom_is(&s->atoms[at], "el|la")) at++;
    const uint32_t seat = at;
    while (at < to && (esc_seat_word(&s->atoms[at]) || esc_seat_adjective(&s->atoms[at]))) at++;
    if (at < to && at > seat && (esc_stream_sign(s, at, ':') || esc_stream_sign(s, at, ','))) at++;
    return at > seat && at < to && esc_name_entry(r, at, to);
}

bool esc_points_name_persons(const esc_reader *r, const esc_points *points) {
    uint32_t persons = 0;
    for (uint32_t i = 0; i < points->items_count; i++) {
        const esc_point *x = &points->items[i];
        persons += x->from < x->to && (esc_name_entry(r, x->from, x->to) || seated_entry(r, x->from, x->to));
    }
    return points->items_count && persons * 2 > points->items_count;
}

// All marks of a list read by themselves.
static bool sound(const esc_stream *s, esc_arena *arena, const esc_points *points) {
    for (uint32_t i = 0; i < points->items_count; i++) {
        const esc_mark *own = &points->items[i].mark;
        esc_mark mark;
        if (points->items[i].nested) continue;
        const bool reads =
            esc_mark_read(s, arena, own->from, own->style, 0, &mark) && mark.value == own->value;
        if (!reads && esc_number_roman(s->atoms[own->from].raw, false) != own->value) return false;
    }
    return points->items_count > 1;
}

// From the first point on.
static bool whole(const esc_points *points) {
    return esc_list_top(points) >= LEAST_LIST && points->items[0].mark.value == 1 &&
           !points->items[0].mark.sub;
}

// Some point of the other list stands behind the end of the fitted one, and is one of it, too.
static bool shared_tail(const esc_points *fitted, const esc_points *found) {
    const uint32_t last = fitted->items[fitted->items_count - 1].mark.from;
    for (uint32_t i = 0; i < found->items_count; i++)
        if (found->items[i].mark.from == last) return true;
    return false;
}

// Of the other list most points stand behind the fitted one, and are as long as what is told.
static bool told_at_length(const esc_stream *s, const esc_points *fitted, const esc_points *found) {
    enum { TOLD = 25 };
    const uint32_t to = fitted->items[fitted->items_count - 1].to;
    uint32_t behind = 0, told = 0, points = 0;
    for (uint32_t i = 0; i < found->items_count; i++) {
        const esc_point *x = &found->items[i];
        if (x->mark.from < to) continue;
        behind++, told += x->to > x->from + TOLD || esc_list_tells_on(s, x->from);
    }
    for (uint32_t i = 0; i < fitted->items_count; i++)
        points += fitted->items[i].to < fitted->items[i].from + TOLD;
    return behind && told * 2 > behind && points == fitted->items_count && found->items[0].mark.from < to;
}

// Whether what was fitted is rather the agenda than what was found: it has more points, or as many before the
// business that numbers the same; where all marks of the other could be read, it has to have these, too,
// which are no list by themselves.
static bool rather(const esc_stream *s, esc_arena *arena, const esc_points *fitted, const esc_points *found) {
    const uint32_t top = esc_list_top(fitted), was = esc_list_top(found);
    if (!was) return true;
    const bool before = fitted->items[fitted->items_count - 1].to <= found->items[0].mark.from;
    if (before) return top >= was;
    uint32_t shared = 0;
    for (uint32_t i = 0; i < found->items_count; i++)
        for (uint32_t k = 0; k < fitted->items_count; k++)
            shared += fitted->items[k].mark.from == found->items[i].mark.from;
    // what was found goes on with what was said, paragraphs that begin with a mark: "III. El Secretario dio
    // cuenta …"
    if (!shared_tail(fitted, found) && top >= LEAST_TOP && told_at_length(s, fitted, found)) return true;
    if (sound(s, arena, found)) return shared == found->items_count && !whole(found) && top > was;
    return top > was ||
           (top == was && shared * 2 > found->items_count && fitted->items_count > found->items_count);
}

// A row that may be the heading of an agenda whose list a scan spoilt, apart from its own mark: also where a
// letter of it was misread.
static bool heads_agenda(const esc_reader *r, uint32_t row) {
    static const char *const words[] = {"temario", "agenda", "temas", "asuntos",
                                        "sumario", "puntos", "tabla"};
    const esc_stream *s = &r->body;
    const uint32_t end = s->rows[row].first + s->rows[row].count;
    uint32_t at = s->rows[row].first;
    esc_mark mark;
    const bool colon = esc_stream_sign(s, end - 1, ':');
    const uint32_t head = colon || at + LEAD > end ? end : at + LEAD;
    // "2. ORDEN DEL DÍA. Se puso a la vista de los presentes:"
    const bool numbered = colon && end - at <= 2 * ANNOUNCEMENT &&
                          esc_mark_read(s, r->arena, at, -1, 0, &mark) && mark.to < end &&
                          s->atoms[mark.to].shape == ESC_SHAPE_UPPER &&
                          (esc_cursor_looking_at(s, mark.to, "orden del di@ .") ||
                           esc_cursor_looking_at(s, mark.to, "agenda|temario ."));
    if (numbered) return true;
    if (esc_mark_read(s, r->arena, at, -1, 0, &mark) && mark.named &&
        esc_cursor_within(s, at, mark.to, "dia|agenda|temario"))
        return false; // "Punto 2 del orden del día. Obras"
    if (esc_atom_capital(&s->atoms[at]) && end - at <= ANNOUNCEMENT &&
        (esc_cursor_within(s, at, head, "orden del di@") || esc_cursor_within(s, at, head, "temario|agenda")))
        return true;
    const bool marked = esc_mark_read(s, r->arena, at, -1, 0, &mark) && mark.to < end;
    if (marked) at = mark.to;
    if (colon && marked && at + 2 < end) return false; // "III. Asuntos presupuestales:" is a point
    if (colon) return esc_cursor_within(s, at, end, "puntos|asuntos|temas");
    if (at + 1 != end || !esc_atom_capital(&s->atoms[at])) return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (esc_distance(s->atoms[at].norm, s->atoms[at].norm_len, words[i], strlen(words[i])) < 2)
            return true;
    return false;
}

void esc_agenda_spoilt(const esc_reader *r, uint32_t end, esc_points *ret) {
    const esc_stream *s = &r->body;
    esc_headings headings = {0};
    bool settled = whole(ret) && sound(s, r->arena, ret);
    for (uint32_t row = 0; row + 1 < s->rows_count && s->rows[row + 1].first < end; row++) {
        // nothing from here on can be rather it
        if (settled && esc_stream_row_end(s, s->rows[row].first) > ret->items[0].mark.from) break;
        if (!heads_agenda(r, row)) continue;
        if (!headings.items_count) esc_headings_gather(s, r->arena, row, end, &headings);
        esc_points found = {0}, from_here = {0}; // "L. Aprobación del orden del día." may be the first point
        esc_list_fitted(s, r->arena, &headings, s->rows[row + 1].first, end, &found);
        esc_list_fitted(s, r->arena, &headings, s->rows[row].first, end, &from_here);
        const bool here = esc_list_top(&from_here) > esc_list_top(&found);
        free(here ? found.items : from_here.items);
        if (here) found = from_here;
        if (!found.items_count) continue;
        if (!esc_points_name_persons(r, &found) && rather(s, r->arena, &found, ret)) {
            free(ret->items);
            *ret = found;
            row = s->atoms[found.items[found.items_count - 1].to - 1].row;
            settled = whole(ret) && sound(s, r->arena, ret);
        } else {
            free(found.items);
        }
    }
    free(headings.items);
}

// The heading numbers the point of that place as 1º, the sign of which a scan read as another or as a figure:
// "2% CORRESPONDENCIA", "30 INFORME".
static bool ordinal_below(const esc_entry *e, uint32_t place) {
    const esc_mark *mark = &e->below;
    if (mark->style != ESC_MARK_FIGURE || mark->sub || !mark->number) return false;
    const bool sign = mark->value == place && (unsigned char)mark->number[strlen(mark->number) - 1] > 127;
    return sign || (mark->value / 10 == place && strchr("029", (int)('0' + mark->value % 10)));
}

void esc_agenda_ordinals(const esc_reader *r, uint32_t end, esc_points *points) {
    const esc_stream *s = &r->body;
    const uint32_t n = points->items_count, last = n ? points->items[n - 1].to : 0;
    uint32_t places = 0, plain = 0, ordinals = 0;
    if (n < LEAST_LIST || last >= end) return;
    esc_entry *entries = esc_alloc_zero(n, sizeof *entries);
    for (uint32_t i = 0; i < n; i++) {
        const esc_mark *mark = &points->items[i].mark;
        const bool printed = mark->from < points->items[i].from && // behind its mark, however it reads
                             s->atoms[mark->from].kind == ESC_ATOM_NUMBER;
        if (printed || mark->style != ESC_MARK_FIGURE || points->items[i].nested || mark->sub) break;
        const uint32_t row = s->atoms[points->items[i].from].row;
        entries[i] = (esc_entry){.at = s->rows[row].first, .text = points->items[i].from, .row = row};
        entries[i].echo = ESC_NONE, places++;
    }
    if (places == n) {
        esc_headings headings = {0};
        esc_headings_gather(s, r->arena, s->atoms[last].row, end, &headings);
        esc_echoes_find(s, &headings, entries, n, s->atoms[last].row);
        free(headings.items);
    }
    for (uint32_t i = 0; i < n && places == n; i++) {
        if (entries[i].echo == ESC_NONE) continue;
        const bool ordinal = ordinal_below(&entries[i], points->items[i].mark.value);
        ordinals += ordinal;
        plain += !ordinal && entries[i].below.value == points->items[i].mark.value;
    }
    for (uint32_t i = 0; i < n && ordinals > 1 && !plain; i++)
        points->items[i].mark.number = esc_arena_printf(r->arena, "%uº", points->items[i].mark.value);
    free(entries);
}
