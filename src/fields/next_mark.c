// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/next_mark.h"

#include <stdlib.h>
#include <string.h>

#include "fields/cursor.h"
#include "fields/lists.h"
#include "fields/numbers.h"
#include "fields/numerals.h"

enum {
    SHORT_HEADING = 9,
    LETTER_ROWS = 5,
    NEXT_ROWS = 6,
    ONE_LOST_REACH = 40,
    LOST_PARTS = 4,
    LEAST_REPEATED = 3,
    LONGEST_SPECK = 3,
    RUN_REACH = 25,
    SET_IN = 2, // letters
    MOST_SET_IN = 16
};

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
static bool part_of_top(const esc_stream *s, esc_arena *arena, esc_list *l, uint32_t at, esc_mark *ret) {
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

bool esc_next_behind_specks(const esc_stream *s, uint32_t at) {
    uint32_t first = s->rows[s->atoms[at].row].first;
    if (at == first || at > first + 2) return false;
    for (uint32_t i = first; i < at; i++)
        if (strlen(s->atoms[i].raw) > 2 || s->atoms[i].kind == ESC_ATOM_NUMBER) return false;
    return !s->atoms[at].glued && s->atoms[at].kind == ESC_ATOM_NUMBER;
}

// "ES) 4. Ampliación": behind what is no word, the very figure that has to come next, before a capital.
static bool clear_behind_specks(const esc_stream *s, esc_arena *arena, const esc_list *l, uint32_t at) {
    esc_mark mark;
    if (l->top.style != ESC_MARK_FIGURE || !esc_next_behind_specks(s, at)) return false;
    if (s->atoms[at - 1].kind == ESC_ATOM_WORD && s->atoms[at - 1].known) return false;
    return esc_mark_read(s, arena, at, ESC_MARK_FIGURE, 0, &mark) && !mark.sub &&
           mark.value == l->top.value + 1 && s->atoms[mark.to - 1].kind == ESC_ATOM_SIGN &&
           mark.to < s->atoms_count && s->atoms[mark.to].shape == ESC_SHAPE_CAPITAL;
}

// The very mark that has to come next, and no broken one that may be it, begins a row soon below.
static bool next_follows(const esc_stream *s, esc_arena *arena, const esc_list *l, uint32_t at) {
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
static bool comes_again(const esc_stream *s, esc_arena *arena, const esc_list *l, uint32_t at,
                        uint32_t value) {
    uint32_t row = s->atoms[at].row;
    for (uint32_t k = row + 1; k < s->rows_count && k <= row + NEXT_ROWS; k++) {
        esc_mark mark;
        if (!esc_mark_read(s, arena, s->rows[k].first, l->top.style, 0, &mark) || mark.sub ||
            mark.sign != l->top.sign || mark.value <= l->top.value)
            continue;
        if (mark.value <= value) return true;
        if (mark.value == value + 1) return false; // it was that one itself
    }
    return false;
}

// "2.1", "2.2" and "2.1.1", "2.1.2" below a point 2. first: at the beginning of a row, where one may be lost.
static bool follows_part(const esc_list *l, const esc_mark *mark, bool first) {
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
static bool glued_part(const esc_stream *s, esc_arena *arena, const esc_list *l, esc_mark *mark, bool first) {
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
static bool broken_next(const esc_stream *s, esc_arena *arena, const esc_list *l, uint32_t at, bool first,
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
static bool third_mark(const esc_stream *s, esc_arena *arena, const esc_list *l, uint32_t at, esc_mark *ret) {
    if (!l->nested || l->sub.sub || l->sub.style == ESC_MARK_FIGURE ||
        !esc_mark_read(s, arena, at, ESC_MARK_FIGURE, l->third.value + 1, ret) || ret->sub || ret->named ||
        ret->value != l->third.value + 1 || ret->to >= s->atoms_count || esc_stream_first(s, ret->to))
        return false;
    if (l->third.value) return ret->third = !strcmp(closing(s, ret), closing(s, &l->third));
    const bool unlike = l->top.style != ESC_MARK_FIGURE || strcmp(closing(s, ret), closing(s, &l->top));
    return ret->third = unlike && (l->whole || s->atoms[at].column > s->atoms[l->sub.from].column);
}

// "i.", "ii." below "b)" below "2.", further in.
static bool third_numeral(const esc_stream *s, esc_arena *arena, const esc_list *l, uint32_t at,
                          esc_mark *ret) {
    const char *raw = s->atoms[at].raw;
    if (!l->nested || l->sub.sub || l->sub.style != ESC_MARK_LETTER || l->sub.from >= s->atoms_count ||
        (*raw == 'i' && !raw[1] && l->sub.value == 8) || // "h)", "i)"
        esc_number_small_roman(raw) != l->third.value + 1 ||
        !esc_mark_read(s, arena, at, ESC_MARK_ROMAN, l->third.value + 1, ret) || ret->sub ||
        ret->value != l->third.value + 1)
        return false;
    return ret->third = s->atoms[at].column > s->atoms[l->sub.from].column;
}

// "a)", "b)" below "2." below "III.", further in and closed in another way, and the first behind a colon.
static bool third_letter(const esc_stream *s, esc_arena *arena, const esc_list *l, uint32_t at,
                         esc_mark *ret) {
    if (!l->nested || l->sub.sub || l->sub.style != ESC_MARK_FIGURE || l->top.style != ESC_MARK_ROMAN ||
        !at || (!l->third.value && !esc_stream_sign(s, at - 1, ':')) ||
        !esc_mark_read(s, arena, at, ESC_MARK_LETTER, l->third.value + 1, ret) || ret->sub || ret->named ||
        ret->value != l->third.value + 1 || !strcmp(closing(s, ret), closing(s, &l->sub)))
        return false;
    return ret->third = s->atoms[at].column > s->atoms[l->sub.from].column;
}

// "b)" behind "a)" below 5.: the letter that has to come next, closed as the one before it, and no broken 6;
// also "B." behind "A.", further in than the points.
static bool next_letter(const esc_stream *s, esc_arena *arena, const esc_list *l, uint32_t at,
                        esc_mark *ret) {
    return l->nested && l->sub.style == ESC_MARK_LETTER && l->top.style == ESC_MARK_FIGURE && !l->sub.sub &&
           esc_mark_read(s, arena, at, ESC_MARK_LETTER, l->sub.value + 1, ret) && !ret->sub &&
           ret->value == l->sub.value + 1 && !strcmp(closing(s, ret), closing(s, &l->sub)) &&
           (strcmp(closing(s, ret), closing(s, &l->top)) ||
            (esc_stream_first(s, at) && s->atoms[at].shape == s->atoms[l->sub.from].shape &&
             s->atoms[at].column > s->atoms[l->top.from].column + 1));
}

bool esc_next_heads_group(const esc_stream *s, esc_arena *arena, const esc_list *l, uint32_t row) {
    esc_mark mark;
    return l->dotted && l->top.style == ESC_MARK_ROMAN && row + 1 < s->rows_count &&
           esc_cursor_within(s, s->rows[row].first, s->rows[row].first + 1,
                             "parte|bloque|apartado|seccion|capitulo|rubro|grupo|eje") &&
           esc_mark_read(s, arena, s->rows[row + 1].first, ESC_MARK_ROMAN, l->top.value + 1, &mark) &&
           mark.value == l->top.value + 1 && mark.sub == 1;
}

// "2.1" right behind "1.2", and "3." behind "2.2": a list of groups none of which has a row of its own.
static bool next_group(const esc_stream *s, esc_arena *arena, esc_list *l, uint32_t at, esc_mark *ret) {
    const esc_point *first = &l->points.items[0], *last = &l->points.items[l->points.items_count - 1];
    if (first->mark.value != 1 || first->mark.sub != 1 || l->points.items_count < 2 ||
        !esc_mark_read(s, arena, at, l->top.style, l->top.value + 1, ret) || ret->deep ||
        ret->value != l->top.value + 1 || (ret->sub ? ret->sub != 1 : l->top.value < 2))
        return false;
    for (uint32_t row = s->atoms[last->from].row + 1; row <= s->atoms[at].row; row++) // a section's heading
        if (s->rows[row].upper && !esc_next_heads_group(s, arena, l, row)) return false;
    return true;
}

bool esc_next_begins_anew(const esc_stream *s, esc_arena *arena, const esc_list *l, uint32_t at) {
    esc_mark mark;
    if (l->dotted && l->top.value > l->points.items[0].mark.value &&
        esc_mark_read(s, arena, at, ESC_MARK_FIGURE, 1, &mark) && mark.value == 1 && mark.sub == 1)
        return true;
    if (l->dotted)
        return esc_mark_read(s, arena, at, ESC_MARK_FIGURE, l->top.value + 1, &mark) &&
               mark.value > l->top.value;
    // among points alone, VII behind XXVI has only lost its tens
    return esc_mark_read(s, arena, at, l->top.style, 1, &mark) && mark.style == l->top.style &&
           (!mark.sub || (mark.sub == 1 && mark.value == 1 && l->top.value > 1 && !l->whole)) &&
           (mark.named || !l->top.named) && mark.value <= (l->whole ? 1 : l->top.value);
}

// "A) PARTE RESOLUTIVA" over the first point, dealt with: a section, and no part of the last point.
static bool section_again(const esc_stream *s, esc_arena *arena, const esc_list *l, uint32_t at) {
    const uint32_t row = s->atoms[at].row;
    return s->rows[row].upper && row + 1 < s->rows_count && l->top.value > 1 &&
           esc_next_begins_anew(s, arena, l, s->rows[row + 1].first);
}

// A figure within a row, closed as the list's marks are and before a capital: "… inicial 2- Lectura".
static bool figure_in_row(const esc_stream *s, const esc_list *l, uint32_t at, uint32_t value) {
    const esc_atom *atom = &s->atoms[at], *like = &s->atoms[l->top.to - 1];
    if (at + 2 >= s->atoms_count || atom->kind != ESC_ATOM_NUMBER || value > 99 || atom->glued ||
        s->atoms[at - 1].kind == ESC_ATOM_SIGN || s->atoms[at - 1].norm_len < 3 ||
        esc_atom_is(&s->atoms[at - 1], "acta|actas|numero|sesion|punto|articulo|folio|lote|zona|anexo|plan"))
        return false;
    return strtoul(atom->text, NULL, 10) == value && s->atoms[at + 1].glued && !s->atoms[at + 2].glued &&
           !strcmp(s->atoms[at + 1].text, like->text) && s->atoms[at + 2].shape != ESC_SHAPE_LOWER &&
           s->atoms[at + 2].kind == ESC_ATOM_WORD;
}

// "II" over "Se aprobó …" behind III: what was said of an earlier point, and no fourth.
static bool told_again(const esc_stream *s, const esc_list *l, uint32_t at) {
    const uint32_t to = esc_stream_row_end(s, at), value = esc_number_roman(s->atoms[at].raw, false);
    return to == at + 1 && value && value <= l->top.value && to < s->atoms_count &&
           esc_atom_is(&s->atoms[to], "se|la|el|los|las|por|con|al|una|un|tras|no|en");
}

// No stops between the points of a row: the next mark, and soon the one behind it, or such a one before.
static bool runs_on(const esc_stream *s, esc_list *l, uint32_t at) {
    if (l->nested || l->dotted || l->top.style != ESC_MARK_FIGURE || l->top.sub || !at ||
        !figure_in_row(s, l, at, l->top.value + 1))
        return false;
    for (uint32_t i = at + 3; !l->runs && i < at + RUN_REACH && i < s->atoms_count; i++)
        l->runs = figure_in_row(s, l, i, l->top.value + 2);
    return l->runs;
}

// "1) Quórum; ¡ra y aprobación del acta; 3) Informes; 4) …": a mark within the row is lost, and the list goes
// on behind it.
static bool one_lost(const esc_stream *s, esc_arena *arena, const esc_list *l, uint32_t at,
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

// "3.1" below III where the list prints its parts' numbers in figures: what may also be strokes, 1 or 11,
// needs others further down that may not.
static bool figured_part(const esc_stream *s, esc_arena *arena, const esc_list *l, uint32_t at,
                         esc_mark *ret) {
    enum { REACH = 40 };
    if (l->top.style != ESC_MARK_ROMAN || l->top.sub || (l->nested && !l->sub.sub) ||
        s->atoms[at].kind != ESC_ATOM_NUMBER ||
        !esc_mark_read(s, arena, at, ESC_MARK_FIGURE, l->top.value, ret) || ret->value != l->top.value ||
        !ret->sub || ret->sub != (l->nested ? l->sub.sub + 1 : 1))
        return false;
    const uint32_t row = s->atoms[at].row;
    for (uint32_t k = row; k < s->rows_count && k < row + REACH; k++) {
        const uint32_t i = s->rows[k].first;
        esc_mark mark;
        if (s->atoms[i].kind == ESC_ATOM_NUMBER && esc_mark_read(s, arena, i, ESC_MARK_FIGURE, 0, &mark) &&
            mark.sub && !mark.deep && strspn(s->atoms[i].raw, "1") < strlen(s->atoms[i].raw))
            return true;
    }
    return false;
}

// "1)", "2)" set in below "3.", "i)", "ii)" below "3." or "III.": they begin with 1 again, and stand in one
// column.
static bool part_set_in(const esc_stream *s, esc_arena *arena, const esc_list *l, uint32_t at,
                        esc_mark *ret) {
    const uint32_t count = s->atoms_count; // a point whose mark is lost has none
    if (l->top.from >= count || (l->nested && l->sub.from >= count)) return false;
    const bool figure = s->atoms[at].kind == ESC_ATOM_NUMBER && l->top.style == ESC_MARK_FIGURE,
               numeral = esc_number_small_roman(s->atoms[at].raw) &&
                         !esc_number_small_roman(s->atoms[l->top.from].raw) &&
                         (l->top.style == ESC_MARK_FIGURE || l->top.style == ESC_MARK_ROMAN);
    const uint8_t style = figure ? ESC_MARK_FIGURE : ESC_MARK_ROMAN;
    if ((!figure && !numeral) || l->top.sub || l->top.sign) return false;
    if (l->nested && (l->sub.style != style || l->sub.sub)) return false;
    const uint32_t column = s->atoms[at].column, over = s->atoms[l->top.from].column;
    if (column < over + (uint32_t)SET_IN || column > over + (uint32_t)MOST_SET_IN) return false;
    if (l->nested && abs((int)column - (int)s->atoms[l->sub.from].column) > 1) return false;
    const uint32_t expected = l->nested ? l->sub.value + 1 : 1;
    return esc_mark_read(s, arena, at, style, expected, ret) && ret->value == expected && !ret->sub &&
           !ret->sign && !ret->named &&
           (l->nested || !esc_list_said_again(s, &l->points.items[0], ret->to)); // "1) ACTA ANTERIOR"
}

bool esc_next_mark(const esc_stream *s, esc_arena *arena, esc_list *l, uint32_t at, esc_mark *ret,
                   bool *nested) {
    bool first = esc_stream_begins(s, at) || (l->whole && esc_next_behind_specks(s, at)) ||
                 clear_behind_specks(s, arena, l, at);
    bool inside = at && (esc_stream_sign(s, at - 1, ';') || esc_stream_sign(s, at - 1, '.') ||
                         esc_stream_sign(s, at - 1, ':') || esc_stream_sign(s, at - 1, ',') ||
                         (at > 1 && esc_stream_sign(s, at - 1, '-') && esc_stream_sign(s, at - 2, '.')) ||
                         esc_atom_is(&s->atoms[at - 1], "y"));
    // "S.A. de / C.V., por $386,540.00": the V of initials
    if (!first && inside && at > 1 && s->atoms[at].glued && esc_stream_sign(s, at - 1, '.') &&
        s->atoms[at - 2].kind == ESC_ATOM_WORD && !s->atoms[at - 2].norm[1])
        inside = false;
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
        if (first && next_group(s, arena, l, at, ret)) {
            *nested = ret->sub > 0;
            if (*nested) l->top.value = ret->value;
            return true;
        }
        if (!first || !esc_mark_read(s, arena, at, l->top.style, l->top.value, &mark)) return false;
        const bool part = mark.deep ? mark.sub == l->sub.sub && mark.deep == l->sub.deep + 1
                                    : mark.sub == l->sub.sub + 1; // 2.4.1 below 2.4
        if (mark.value != l->top.value || !part) return false;
        *ret = mark, *nested = true;
        return true;
    }
    if (first && (third_numeral(s, arena, l, at, ret) || third_mark(s, arena, l, at, ret) ||
                  third_letter(s, arena, l, at, ret)))
        return *nested = true;
    bool letters = !l->nested && l->top.style != ESC_MARK_LETTER && begins_letters(s, at) &&
                   !section_again(s, arena, l, at);
    if (letters && esc_mark_read(s, arena, at, ESC_MARK_LETTER, 1, &mark)) {
        *ret = mark, *nested = true;
        return true;
    }
    if (first && next_letter(s, arena, l, at, ret)) return *nested = true;
    if (first && (figured_part(s, arena, l, at, &mark) || part_set_in(s, arena, l, at, &mark))) {
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
    if (l->top.alone && first && !told_again(s, l, at) &&
        esc_mark_alone(s, arena, at, l->top.value + 1, &mark)) {
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
                  esc_list_parted(s, at) && !next_follows(s, arena, l, at) &&
                  esc_mark_rubble(s, arena, at, l->top.value + 1, &mark);
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
                 l->top.value >= LEAST_REPEATED && !esc_stream_sign(s, at - 1, ':') &&
                 !(l->whole && next_follows(s, arena, l, at)) &&
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
