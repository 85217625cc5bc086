// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/lists.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "fields/cursor.h"
#include "fields/numbers.h"
#include "fields/numerals.h"

enum {
    LONGEST_POINT = 260,
    SOFT_REACH = 70,
    SHORT_HEADING = 9,
    LETTER_ROWS = 5,
    NEXT_ROWS = 6,
    ONE_LOST_REACH = 40,
    LOST_PARTS = 4,
    LOST_POINTS = 3,
    LEAST_REPEATED = 3,
    LONGEST_SPECK = 3,
    HEADING_ROWS = 3,
    RUN_REACH = 25
};

typedef struct list {
    esc_points points;
    esc_mark top, sub; // the last of either level
    esc_mark third;    // the last of a part's own parts: "1)" below "A)" below "4."
    esc_mark run;      // the last part with a figure of its own, under whichever point
    bool nested;
    bool dotted; // all marks are parts of one number: 2.1, 2.2, …
    bool whole;
    bool damaged;      // a mark read otherwise than what it stands for
    bool runs;         // marks within a row, and no stops before them
    uint32_t later;    // whole: the row of the next mark that may follow, ESC_NONE: none; looked for once
    uint32_t later_of; // a point's count that `later` is good for
} list;

static bool closes_letter(const esc_stream *s, uint32_t at) {
    return esc_stream_sign(s, at, ')') || (esc_stream_sign(s, at, '.') && s->atoms[at].glued);
}

// "a)" in a row of its own, with "b)" in one soon behind it: parts of a point, and no figure that a scan
// broke.
static bool begins_letters(const esc_stream *s, uint32_t at) {
    if (strcmp(s->atoms[at].norm, "a") || !closes_letter(s, at + 1) || !esc_stream_first(s, at)) return false;
    for (uint32_t row = s->atoms[at].row + 1; row < s->rows_count && row < s->atoms[at].row + LETTER_ROWS;
         row++) {
        uint32_t first = s->rows[row].first;
        if (!strcmp(s->atoms[first].norm, "b") && closes_letter(s, first + 1)) return true;
    }
    return false;
}

// "111.2" below III: a part of the last point, whose number the scan may have broken. Where the first part
// says that the point is one further ("III.1" below what was read as II), the point is.
static bool part_of_top(const esc_stream *s, esc_arena *arena, list *l, uint32_t at, esc_mark *ret) {
    for (uint32_t value = l->top.value; value <= l->top.value + 1; value++) {
        if (!esc_mark_read(s, arena, at, l->top.style, value, ret) || ret->value != value || !ret->sub)
            continue;
        if (value == l->top.value && ret->sub > l->sub.sub && ret->sub <= l->sub.sub + LOST_PARTS)
            return true;
        if (value > l->top.value && ret->sub == 1 && !l->nested) {
            esc_mark *top = &l->points.items[l->points.items_count - 1].mark;
            l->top.value = top->value = value;
            l->top.number = top->number = esc_mark_written(arena, top->style, value);
            return true;
        }
    }
    return false;
}

// Little that a scan saw in the margin, before what stands in the row.
static bool behind_specks(const esc_stream *s, uint32_t at) {
    uint32_t first = s->rows[s->atoms[at].row].first;
    if (at == first || at > first + 2) return false;
    for (uint32_t i = first; i < at; i++)
        if (strlen(s->atoms[i].raw) > 2 || s->atoms[i].kind == ESC_ATOM_NUMBER) return false;
    return !s->atoms[at].glued && s->atoms[at].kind == ESC_ATOM_NUMBER;
}

// "ES) 4. Ampliación": behind what is no word, the very figure that has to come next, before a capital.
static bool clear_behind_specks(const esc_stream *s, esc_arena *arena, const list *l, uint32_t at) {
    esc_mark mark;
    if (l->top.style != ESC_MARK_FIGURE || !behind_specks(s, at)) return false;
    if (s->atoms[at - 1].kind == ESC_ATOM_WORD && s->atoms[at - 1].known) return false;
    return esc_mark_read(s, arena, at, ESC_MARK_FIGURE, 0, &mark) && !mark.sub &&
           mark.value == l->top.value + 1 && s->atoms[mark.to - 1].kind == ESC_ATOM_SIGN &&
           mark.to < s->atoms_count && s->atoms[mark.to].shape == ESC_SHAPE_CAPITAL;
}

// The very mark that has to come next, and no broken one that may be it, begins a row soon below.
static bool next_follows(const esc_stream *s, esc_arena *arena, const list *l, uint32_t at) {
    uint32_t row = s->atoms[at].row;
    for (uint32_t k = row + 1; k < s->rows_count && k <= row + NEXT_ROWS; k++) {
        esc_mark mark;
        if (esc_mark_read(s, arena, s->rows[k].first, l->top.style, 0, &mark) && !mark.sub &&
            mark.value == l->top.value + 1 && mark.sign == l->top.sign)
            return true;
    }
    return false;
}

// One of the marks up to `value` that have to come next begins a row soon below, clear of all damage.
static bool comes_again(const esc_stream *s, esc_arena *arena, const list *l, uint32_t at, uint32_t value) {
    uint32_t row = s->atoms[at].row;
    for (uint32_t k = row + 1; k < s->rows_count && k <= row + NEXT_ROWS; k++) {
        esc_mark mark;
        if (esc_mark_read(s, arena, s->rows[k].first, l->top.style, 0, &mark) && !mark.sub &&
            mark.sign == l->top.sign && mark.value > l->top.value && mark.value <= value)
            return true;
    }
    return false;
}

// "2.1", "2.2" and "2.1.1", "2.1.2" below a point 2. first: at the beginning of a row, where one may be lost.
static bool follows_part(const list *l, const esc_mark *mark, bool first) {
    if (mark->deep) {
        bool below =
            mark->sub == l->sub.sub && mark->deep > l->sub.deep && mark->deep <= l->sub.deep + 1 + first;
        return below || (mark->deep == 1 && mark->sub == l->sub.sub + 1);
    }
    return mark->sub == 1 || mark->sub == l->sub.sub + 1 || (first && mark->sub == l->sub.sub + 2);
}

// "Aclaraciones de Secretaría:" in a paragraph of its own behind the last point: what is numbered below it is
// no part of that.
static bool below_label(const esc_stream *s, uint32_t at, uint32_t point) {
    uint32_t row = s->atoms[at].row;
    if (!row || !esc_stream_sign(s, at - 1, ':')) return false;
    const esc_row *above = &s->rows[row - 1];
    return above->gap && above->first > point && above->count < SHORT_HEADING &&
           esc_list_parted(s, above->first) && !esc_stream_sign(s, above->first - 1, ':');
}

// "11", "12" below the point 1, before another such part or the point 2: 1.1 and 1.2, whose stop is lost.
static bool glued_part(const esc_stream *s, esc_arena *arena, const list *l, esc_mark *mark, bool first) {
    if (!first || mark->style != ESC_MARK_FIGURE || mark->sub || mark->value / 10 != l->top.value ||
        mark->value % 10 != l->sub.sub + 1)
        return false;
    const uint32_t row = s->atoms[mark->from].row;
    for (uint32_t k = row + 1; k < s->rows_count && k <= row + NEXT_ROWS; k++) {
        esc_mark next;
        if (!esc_mark_read(s, arena, s->rows[k].first, ESC_MARK_FIGURE, 0, &next)) continue;
        if (next.sub || (next.value != l->top.value + 1 && next.value != mark->value + 1)) return false;
        mark->value = l->top.value, mark->sub = l->sub.sub + 1;
        mark->number = esc_mark_like(arena, &l->top, mark->value, mark->sub);
        return true;
    }
    return false;
}

// "; 19) Mociones" for f), "Mv. Clausura" for V: what is no word, closed as the marks before it and before a
// capital, where the next mark has to come.
static bool broken_next(const esc_stream *s, esc_arena *arena, const list *l, uint32_t at, bool first,
                        esc_mark *ret) {
    const uint32_t to = at + 2;
    const esc_mark *top = &l->top;
    if (l->nested || l->dotted || top->sub || top->value < LEAST_REPEATED || to >= s->atoms_count)
        return false;
    const esc_atom *atom = &s->atoms[at], *sign = &s->atoms[at + 1], *like = &s->atoms[top->to - 1];
    const bool row = esc_stream_first(s, top->from) && first && top->style == ESC_MARK_ROMAN &&
                     atom->kind == ESC_ATOM_WORD && !atom->known,
               line = !first && top->style == ESC_MARK_LETTER && sign->text[0] == ')' &&
                      esc_stream_sign(s, at - 1, ';');
    if ((!row && !line) || strlen(atom->raw) > LONGEST_SPECK - (uint32_t)row || !sign->glued ||
        s->atoms[to].glued || strcmp(sign->text, like->text) || s->atoms[to].shape != ESC_SHAPE_CAPITAL ||
        next_follows(s, arena, l, at))
        return false;
    for (uint32_t value = 1; row && value < LEAST_REPEATED; value++)
        if (esc_numeral_may_be_roman(atom->raw, value))
            return false; // "Il. Orden del día": what was said of it
    *ret = (esc_mark){.style = top->style, .value = top->value + 1, .from = at, .to = to};
    ret->number = esc_mark_like(arena, top, ret->value, 0);
    return ret->number != NULL;
}

// What closes a mark: its last sign.
static const char *closing(const esc_stream *s, const esc_mark *mark) { return s->atoms[mark->to - 1].text; }

// "1)", "2)" below "A)" below "4.": parts of a part, closed in another way than the points, and further in.
static bool third_mark(const esc_stream *s, esc_arena *arena, const list *l, uint32_t at, esc_mark *ret) {
    if (!l->nested || l->sub.sub || l->sub.style == ESC_MARK_FIGURE ||
        !esc_mark_read(s, arena, at, ESC_MARK_FIGURE, l->third.value + 1, ret) || ret->sub || ret->named ||
        ret->value != l->third.value + 1 || ret->to >= s->atoms_count || esc_stream_first(s, ret->to))
        return false;
    if (l->third.value) return ret->third = !strcmp(closing(s, ret), closing(s, &l->third));
    const bool unlike = l->top.style != ESC_MARK_FIGURE || strcmp(closing(s, ret), closing(s, &l->top));
    return ret->third = unlike && (l->whole || s->atoms[at].column > s->atoms[l->sub.from].column);
}

static bool begins_anew(const esc_stream *s, esc_arena *arena, const list *l, uint32_t at);

// "A) PARTE RESOLUTIVA" over the first point, dealt with: a section, and no part of the last point.
static bool section_again(const esc_stream *s, esc_arena *arena, const list *l, uint32_t at) {
    const uint32_t row = s->atoms[at].row;
    return s->rows[row].upper && row + 1 < s->rows_count && l->top.value > 1 &&
           begins_anew(s, arena, l, s->rows[row + 1].first);
}

// A figure within a row, closed as the list's marks are and before a capital: "… inicial 2- Lectura".
static bool figure_in_row(const esc_stream *s, const list *l, uint32_t at, uint32_t value) {
    const esc_atom *atom = &s->atoms[at], *like = &s->atoms[l->top.to - 1];
    if (at + 2 >= s->atoms_count || atom->kind != ESC_ATOM_NUMBER || value > 99 || atom->glued ||
        s->atoms[at - 1].kind == ESC_ATOM_SIGN || strlen(s->atoms[at - 1].norm) < 3 ||
        esc_atom_is(&s->atoms[at - 1], "acta|actas|numero|sesion|punto|articulo|folio|lote|zona|anexo|plan"))
        return false;
    return strtoul(atom->text, NULL, 10) == value && s->atoms[at + 1].glued && !s->atoms[at + 2].glued &&
           !strcmp(s->atoms[at + 1].text, like->text) && s->atoms[at + 2].shape != ESC_SHAPE_LOWER &&
           s->atoms[at + 2].kind == ESC_ATOM_WORD;
}

// No stops between the points of a row: the next mark, and soon the one behind it, or such a one before.
static bool runs_on(const esc_stream *s, list *l, uint32_t at) {
    if (l->nested || l->dotted || l->top.style != ESC_MARK_FIGURE || l->top.sub || !at ||
        !figure_in_row(s, l, at, l->top.value + 1))
        return false;
    for (uint32_t i = at + 3; !l->runs && i < at + RUN_REACH && i < s->atoms_count; i++)
        l->runs = figure_in_row(s, l, i, l->top.value + 2);
    return l->runs;
}

// "1) Quórum; ¡ra y aprobación del acta; 3) Informes; 4) …": a mark within the row is lost, and the list goes
// on behind it.
static bool one_lost(const esc_stream *s, esc_arena *arena, const list *l, uint32_t at,
                     const esc_mark *mark) {
    if (l->nested || l->dotted || mark->sub || mark->value != l->top.value + 2 ||
        !esc_stream_sign(s, at - 1, ';') || strcmp(closing(s, mark), closing(s, &l->top)))
        return false;
    for (uint32_t i = mark->to; i < mark->to + ONE_LOST_REACH && i < s->atoms_count; i++) {
        esc_mark next;
        if (!esc_atom_is(&s->atoms[i], ";|,|.|y") || i + 1 == s->atoms_count) continue;
        if (esc_mark_read(s, arena, i + 1, l->top.style, mark->value + 1, &next) && !next.sub)
            return next.value == mark->value + 1 && !strcmp(closing(s, &next), closing(s, &l->top));
    }
    return false;
}

// Whether the mark at `at` is the one that has to come next; at the beginning of a row or behind ; . : or
// "y".
static bool next_mark(const esc_stream *s, esc_arena *arena, list *l, uint32_t at, esc_mark *ret,
                      bool *nested) {
    bool first = esc_stream_begins(s, at) || (l->whole && behind_specks(s, at)) ||
                 clear_behind_specks(s, arena, l, at);
    bool inside = at && (esc_stream_sign(s, at - 1, ';') || esc_stream_sign(s, at - 1, '.') ||
                         esc_stream_sign(s, at - 1, ':') || esc_stream_sign(s, at - 1, ',') ||
                         (at > 1 && esc_stream_sign(s, at - 1, '-') && esc_stream_sign(s, at - 2, '.')) ||
                         esc_atom_is(&s->atoms[at - 1], "y"));
    esc_mark mark;
    if (!l->nested && first && below_label(s, at, l->points.items[l->points.items_count - 1].from) &&
        !(esc_mark_read(s, arena, at, l->top.style, 0, &mark) && mark.value == l->top.value + 1))
        return false;
    bool lettered = l->nested && l->sub.style == ESC_MARK_LETTER && s->atoms[at].kind == ESC_ATOM_WORD &&
                    esc_stream_sign(s, at + 1, ')'); // "a) … b) …" needs no stop between
    if (!first && !inside && !lettered && !(s->atoms[at].kind == ESC_ATOM_NUMBER && runs_on(s, l, at)))
        return false;
    // "S.A. de C.V." within a point: no broken figure stands in the middle of a row
    bool figures = l->top.style == ESC_MARK_FIGURE && !lettered;
    if (!first && figures && s->atoms[at].kind == ESC_ATOM_WORD && !s->atoms[at].norm[1] &&
        !esc_stream_sign(s, at + 1, ')'))
        return false;
    if (l->dotted) {
        if (!first || !esc_mark_read(s, arena, at, ESC_MARK_FIGURE, l->top.value, &mark)) return false;
        if (mark.value != l->top.value || mark.sub != l->sub.sub + 1) return false;
        *ret = mark, *nested = true;
        return true;
    }
    if (first && third_mark(s, arena, l, at, ret)) return *nested = true;
    bool letters = !l->nested && l->top.style != ESC_MARK_LETTER && begins_letters(s, at) &&
                   !section_again(s, arena, l, at);
    if (letters && esc_mark_read(s, arena, at, ESC_MARK_LETTER, 1, &mark)) {
        *ret = mark, *nested = true;
        return true;
    }
    if (esc_mark_read(s, arena, at, l->top.style, l->top.value + 1, &mark) && mark.sign == l->top.sign &&
        (mark.named || !l->top.named)) {
        bool jump = !mark.sub && mark.value > l->top.value + 1; // "Chacra / 14." before point 13 is none
        if (jump && first && mark.value <= l->top.value + 3 && comes_again(s, arena, l, at, mark.value)) {
            mark.value = l->top.value + 1; // "5" for 3, before the very 5
            mark.number = esc_mark_written(arena, mark.style, mark.value);
            jump = !mark.number;
        }
        if (!mark.sub && mark.value > l->top.value &&
            (mark.value <= l->top.value + (first ? 3 : 1) || one_lost(s, arena, l, at, &mark)) &&
            !(jump && l->whole && next_follows(s, arena, l, at))) {
            *ret = mark, *nested = false;
            return true;
        }
        bool part = mark.value == l->top.value || glued_part(s, arena, l, &mark, first);
        if (part && first && mark.sub / 10 == l->sub.sub + 1 && !mark.deep) { // "2.19)": 2.1º
            mark.sub /= 10;
            mark.number = esc_mark_like(arena, &l->top, mark.value, mark.sub);
        }
        if (mark.sub && part && follows_part(l, &mark, first)) {
            *ret = mark, *nested = true;
            return true;
        }
    }
    if (l->top.alone && first && esc_mark_alone(s, arena, at, l->top.value + 1, &mark)) {
        *ret = mark, *nested = false;
        return true;
    }
    // "6.1" below the point SEIS, or below "Punto 6."
    bool worded = l->top.style == ESC_MARK_ORDINAL || l->top.style == ESC_MARK_WORD || l->top.named;
    if (worded && first && esc_mark_read(s, arena, at, ESC_MARK_FIGURE, l->top.value, &mark) && mark.sub &&
        mark.value == l->top.value && follows_part(l, &mark, first)) {
        *ret = mark, *nested = true;
        return true;
    }
    if ((l->whole || l->top.style == ESC_MARK_ROMAN) && first && part_of_top(s, arena, l, at, &mark)) {
        *ret = mark, *nested = true;
        return true;
    }
    bool rubble = first && l->top.style == ESC_MARK_FIGURE && !l->nested && l->top.value >= LEAST_REPEATED &&
                  esc_list_parted(s, at) && esc_mark_rubble(s, arena, at, l->top.value + 1, &mark);
    if (rubble) {
        *ret = mark, *nested = false;
        return true;
    }
    if (broken_next(s, arena, l, at, first, ret)) {
        *nested = false;
        return true;
    }
    // "157)" where 15 has to stand: the sign of the ordinal was read as a figure
    bool longer = first && (s->rows[s->atoms[at].row].gap || esc_list_parted(s, at)) &&
                  l->top.style == ESC_MARK_FIGURE &&
                  esc_mark_read(s, arena, at, ESC_MARK_FIGURE, l->top.value + 1, &mark) && !mark.sub &&
                  mark.value / 10 == l->top.value + 1;
    if (longer) {
        mark.value /= 10;
        mark.number = esc_mark_written(arena, mark.style, mark.value);
        *ret = mark, *nested = false;
        return true;
    }
    // "VI" again where VII has to stand: a stroke is lost, as the points are not told of from their end
    bool again = first && (esc_list_parted(s, at) || (l->whole && s->rows[s->atoms[at].row].gap)) &&
                 l->top.value >= LEAST_REPEATED && !(l->whole && next_follows(s, arena, l, at)) &&
                 esc_mark_read(s, arena, at, l->top.style, l->top.value + 1, &mark) && !mark.sub &&
                 mark.value == l->top.value && l->top.style == ESC_MARK_ROMAN;
    if (again) {
        mark.value++;
        mark.number = esc_mark_written(arena, mark.style, mark.value);
        *ret = mark, *nested = false;
        return true;
    }
    // "C. INFORMES" / "5. …": the parts are numbered through
    bool through = !l->nested && first && l->run.value && s->atoms[at].kind == ESC_ATOM_NUMBER &&
                   esc_mark_read(s, arena, at, ESC_MARK_FIGURE, 0, &mark) && !mark.sub &&
                   mark.value == l->run.value + 1;
    if (through) {
        *ret = mark, *nested = true;
        return true;
    }
    uint32_t expected = l->nested ? l->sub.value + 1 : 1;
    if (!l->nested && first && section_again(s, arena, l, at)) return false;
    if (!esc_mark_read(s, arena, at, l->nested && !l->sub.sub ? l->sub.style : -1, expected, &mark))
        return false;
    if (mark.style == l->top.style || mark.value != expected || mark.sub || mark.sign || mark.alone)
        return false;
    if (!l->nested && first && esc_list_said_again(s, &l->points.items[0], mark.to)) return false;
    // another numbering that begins in a paragraph of its own, where no point had parts so far: the business
    bool business = !l->nested && first && s->rows[s->atoms[at].row].gap && l->top.value >= LEAST_REPEATED &&
                    l->points.items_count == l->top.value && mark.style != ESC_MARK_LETTER;
    if (business) return false;
    if (mark.style == ESC_MARK_ORDINAL || mark.style == ESC_MARK_WORD) return false;
    if (!first && mark.style != ESC_MARK_LETTER) return false;
    *ret = mark, *nested = true;
    return true;
}

static void add_point(list *l, esc_mark mark, bool nested) {
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

// True where the numbering begins anew, as it does where the points are dealt with.
static bool begins_anew(const esc_stream *s, esc_arena *arena, const list *l, uint32_t at) {
    esc_mark mark;
    if (l->dotted)
        return esc_mark_read(s, arena, at, ESC_MARK_FIGURE, l->top.value + 1, &mark) &&
               mark.value > l->top.value;
    // among points alone, VII behind XXVI has only lost its tens
    return esc_mark_read(s, arena, at, l->top.style, 1, &mark) && mark.style == l->top.style &&
           (!mark.sub || (mark.sub == 1 && mark.value == 1 && l->top.value > 1 && !l->whole)) &&
           (mark.named || !l->top.named) && mark.value <= (l->whole ? 1 : l->top.value);
}

// A Roman mark that a scan broke.
static bool broken_roman(const esc_stream *s, const esc_mark *mark) {
    return mark->style == ESC_MARK_ROMAN && !mark->sub &&
           esc_number_roman(s->atoms[mark->from].raw, false) != mark->value;
}

// "II." a second time, and "IV." soon below it: the author's slip, or a stroke that is lost. It is the next
// point.
static bool said_twice(const esc_stream *s, esc_arena *arena, const list *l, uint32_t at, esc_mark *ret) {
    const uint32_t row = s->atoms[at].row;
    bool damaged = false;
    if (!esc_stream_first(s, at) || !esc_list_parted(s, at) || l->dotted ||
        !esc_mark_read(s, arena, at, l->top.style, 0, ret) || ret->sub || ret->value != l->top.value)
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
static uint32_t behind_heading(const esc_stream *s, esc_arena *arena, const list *l, uint32_t at) {
    uint32_t row = s->atoms[at].row;
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
        if (next) return first;
        if (!s->rows[row + n].upper) return ESC_NONE;
    }
    return ESC_NONE;
}

// The mark that has to come next begins a row soon behind the one at `at`, so that nothing has ended yet.
static bool goes_on_soon(const esc_stream *s, esc_arena *arena, const list *l, uint32_t at) {
    uint32_t row = s->atoms[at].row;
    if (l->nested || l->dotted || (s->rows[row].upper && !l->top.named) || l->top.value < 2) return false;
    for (uint32_t k = row + 1; k < s->rows_count && k <= row + NEXT_ROWS; k++) {
        esc_mark mark;
        if (begins_anew(s, arena, l, s->rows[k].first)) return false;
        if (esc_mark_read(s, arena, s->rows[k].first, l->top.style, l->top.value + 1, &mark) && !mark.sub &&
            mark.value == l->top.value + 1)
            return true;
    }
    return false;
}

// In a paper of points alone, whether a mark that may follow the last point's begins any row below `at`.
static bool goes_on_later(const esc_stream *s, esc_arena *arena, list *l, uint32_t at, uint32_t end) {
    if (!l->whole) return false;
    bool known = l->later_of == l->points.items_count && (l->later == ESC_NONE || l->later >= at);
    if (known) return l->later != ESC_NONE;
    l->later_of = l->points.items_count, l->later = ESC_NONE;
    for (uint32_t k = s->atoms[at].row; k < s->rows_count && s->rows[k].first < end; k++) {
        esc_mark mark;
        uint32_t from = s->rows[k].first;
        if (from > at && begins_anew(s, arena, l, from)) break;
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
static bool runs_narrow(const esc_stream *s, const list *l) {
    for (uint32_t i = 0; i + 1 < l->points.items_count; i++) {
        const esc_point *point = &l->points.items[i];
        for (uint32_t row = s->atoms[point->from].row + 1; row <= s->atoms[point->to - 1].row; row++)
            if (s->rows[row].fresh) return true;
    }
    return false;
}

// A paragraph that ends as the points do, in a stop or without: it ends the last point, but not one behind
// which another mark follows soon, as scanners put stops for commas and gaps anywhere.
static bool may_end(const esc_stream *s, const list *l, uint32_t at) {
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
static bool lone_part(esc_arena *arena, list *l, const esc_mark *next) {
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
static void restore_lost(const esc_stream *s, esc_arena *arena, list *l, const esc_mark *next) {
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
    list read = {.points = *ret, .whole = whole}, *l = &read;
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
        if (twice || (i > point->from && next_mark(s, arena, l, i, &mark, &nested))) {
            if (behind_specks(s, i)) i = s->rows[s->atoms[i].row].first;
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
        bool stops = row && (esc_list_tells_on(s, i) || begins_anew(s, arena, l, i));
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
        if (row && !soft && may_end(s, l, i)) soft = i;
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
            if ((esc_stream_sign(s, k, '.') && (k > last->from + 1 || strlen(s->atoms[k - 1].norm) > 3)) ||
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
