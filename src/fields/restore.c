// SPDX-License-Identifier: GPL-3.0-or-later
// Marks that a scan broke, found again from the numbers that a list leaves out.
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "fields/cursor.h"
#include "fields/lists.h"
#include "fields/numbers.h"
#include "fields/titles.h"

enum {
    LOST_PARTS = 4,
    BROKEN_ATOMS = 4,
    BROKEN_BYTES = 7,
    BROKEN_ROWS = 4,
    BROKEN_LEAP = 9,
    LEAST_REPEATED = 3,
    LEAST_SMALL = 2
};

// What a scan may leave of a mark at the beginning of a row: few figures or capitals, with their signs,
// before a capital or a number. Gives where the text behind it begins, or ESC_NONE.
static uint32_t behind_broken(const esc_stream *s, uint32_t from) {
    uint32_t i = from, bytes = 0, end = esc_stream_row_end(s, from);
    bool mark = false;
    if (esc_title_end(s, from, end) > from) return ESC_NONE; // "Abg. …", who signs
    for (; i < from + BROKEN_ATOMS && i + 1 < end; i++) {
        const esc_atom *atom = &s->atoms[i];
        bool closing = i > from && atom->kind == ESC_ATOM_SIGN;
        if (i > from && !atom->glued && !closing) break;
        if (!closing) bytes += (uint32_t)strlen(atom->raw);
        mark |= atom->kind == ESC_ATOM_NUMBER || atom->kind == ESC_ATOM_MIXED ||
                (atom->kind == ESC_ATOM_WORD && atom->shape != ESC_SHAPE_LOWER && !atom->known);
    }
    const esc_atom *text = &s->atoms[i];
    bool begins = text->shape == ESC_SHAPE_CAPITAL || text->shape == ESC_SHAPE_UPPER ||
                  (text->kind == ESC_ATOM_NUMBER && strlen(text->text) > 2);
    return mark && bytes <= BROKEN_BYTES && i > from && !text->glued && begins ? i : ESC_NONE;
}

// The rows of the point that begin with broken marks. Fills at and text with the first `most` of them; gives
// how many there are.
static uint32_t broken_marks(const esc_stream *s, const esc_point *point, uint32_t *at, uint32_t *text,
                             uint32_t most) {
    uint32_t n = 0;
    for (uint32_t row = s->atoms[point->from].row + 1; row < s->rows_count && s->rows[row].first < point->to;
         row++) {
        uint32_t from = s->rows[row].first, behind = behind_broken(s, from);
        if (behind == ESC_NONE) continue;
        if (n < most) at[n] = from, text[n] = behind;
        n++;
    }
    return n;
}

// Where the text of a row begins behind what a scan left of its mark: behind at most four short atoms, a
// capital. ret_rubble: none of them is a word. ESC_NONE where no point begins so.
static uint32_t behind_lost(const esc_stream *s, uint32_t from, uint32_t end, bool *ret_rubble) {
    uint32_t at = from;
    *ret_rubble = true;
    for (; at < end && at < from + BROKEN_ATOMS && s->atoms[at].shape != ESC_SHAPE_CAPITAL; at++) {
        const esc_atom *atom = &s->atoms[at];
        if (atom->kind != ESC_ATOM_SIGN && strlen(atom->text) > 4) break;
        *ret_rubble &= atom->kind != ESC_ATOM_WORD || (!atom->known && !atom->listed);
    }
    *ret_rubble &= at > from && !s->atoms[at].glued;
    bool begins = at < end && at < esc_stream_row_end(s, from) &&
                  (s->atoms[at].shape == ESC_SHAPE_CAPITAL || s->atoms[at].shape == ESC_SHAPE_UPPER);
    return begins ? at : ESC_NONE;
}

// "1) Quórum; ¡ra y aprobación del acta; 3) …": where the one that is missing begins, behind the only
// semicolon within the point before it.
static bool only_semicolon(const esc_stream *s, const esc_point *point, uint32_t *ret_at,
                           uint32_t *ret_text) {
    uint32_t found = ESC_NONE;
    for (uint32_t i = point->from + 1; i + 2 < point->to; i++) {
        if (!esc_stream_sign(s, i, ';')) continue;
        if (found != ESC_NONE) return false;
        found = i + 1;
    }
    if (found == ESC_NONE) return false;
    *ret_at = *ret_text = found;
    while (*ret_text + 1 < point->to && s->atoms[*ret_text].kind == ESC_ATOM_SIGN)
        ++*ret_text; // what is left
    return true;
}

// Of the row's mark the stop is left, or a dash.
static bool stop_left(const esc_stream *s, uint32_t row) {
    const uint32_t at = s->rows[row].first;
    return s->rows[row].stop ||
           (esc_stream_sign(s, at, '-') && at + 1 < s->atoms_count && !s->atoms[at + 1].glued);
}

// Rows that keep the stop of their marks come first; then sentences of their own, whatever stands before
// their capital; then rows that begin with what is no word, as the points of many lists end without a stop;
// then both; a semicolon within the row last.
bool esc_list_lost(const esc_stream *s, const esc_point *point, uint32_t end, uint32_t missing,
                   uint32_t *ret_at, uint32_t *ret_text) {
    enum { STOPS = 0, SENTENCES = 1, RUBBLE = 2 };
    for (int kinds = STOPS; kinds <= (SENTENCES | RUBBLE); kinds++) {
        uint32_t n = 0;
        for (uint32_t row = s->atoms[point->from].row + 1; row < s->rows_count && s->rows[row].first < end;
             row++) {
            bool rubble;
            uint32_t at = s->rows[row].first, text = behind_lost(s, at, end, &rubble);
            bool sentence = esc_list_parted(s, at);
            const bool lost = kinds == STOPS ? stop_left(s, row)
                                             : (kinds & SENTENCES && sentence) || (kinds & RUBBLE && rubble);
            if (text == ESC_NONE || !lost) continue;
            if (n < missing) ret_at[n] = at, ret_text[n] = text;
            n++;
        }
        if (n == missing) return true;
    }
    return missing == 1 && only_semicolon(s, point, ret_at, ret_text);
}

// The point that stands where a mark is broken, n numbers behind `before`.
static esc_point broken_point(esc_arena *arena, const esc_point *before, uint32_t n, bool part, uint32_t at,
                              uint32_t text) {
    esc_mark mark = before->mark;
    mark.from = at, mark.to = text;
    *(part ? &mark.sub : &mark.value) += n;
    mark.number = esc_mark_like(arena, &before->mark, mark.value, mark.sub);
    return (esc_point){.mark = mark, .from = text, .to = text, .nested = part || before->nested};
}

// Between two points whose numbers leave some out, as many rows that begin with broken marks are those
// points.
static void restore_broken(const esc_stream *s, esc_arena *arena, esc_points *points) {
    for (uint32_t i = 0; i + 1 < points->items_count; i++) {
        esc_point a = points->items[i], b = points->items[i + 1];
        bool parts = b.mark.sub && a.mark.value == b.mark.value;
        bool tops = !a.nested && !b.nested && !a.mark.sub && !b.mark.sub;
        if ((!parts && !tops) || a.mark.style != b.mark.style) continue;
        uint32_t last = parts ? a.mark.sub : a.mark.value, next = parts ? b.mark.sub : b.mark.value;
        uint32_t at[LOST_PARTS], text[LOST_PARTS], missing = next - last - 1;
        if (next <= last + 1 || missing > LOST_PARTS) continue;
        if (broken_marks(s, &a, at, text, LOST_PARTS) != missing) continue;
        ESC_GROW(points, items, missing);
        memmove(&points->items[i + 1 + missing], &points->items[i + 1],
                (points->items_count - missing - i - 1) * sizeof *points->items);
        for (uint32_t k = 0; k < missing; k++) {
            esc_point *point = &points->items[i + 1 + k];
            *point = broken_point(arena, &a, k + 1, parts, at[k], text[k]);
            point->to = k + 1 < missing ? at[k + 1] : a.to;
        }
        points->items[i].to = at[0];
        i += missing;
    }
}

// Behind the last point whose mark could be read, rows that begin a paragraph with a broken mark, closed by
// the same sign as the first one, go on with the list.
static void go_on_broken(const esc_stream *s, esc_arena *arena, uint32_t end, esc_points *points) {
    esc_mark first = points->items[0].mark;
    const esc_atom *sign = &s->atoms[first.to - 1];
    uint32_t row = s->atoms[points->items[points->items_count - 1].mark.to - 1].row, since = 0;
    if (points->items_count < LEAST_REPEATED || sign->kind != ESC_ATOM_SIGN) return;
    while (++row < s->rows_count && s->rows[row].first < end && since++ < BROKEN_ROWS) {
        uint32_t at = s->rows[row].first, text = behind_broken(s, at);
        esc_point *last = &points->items[points->items_count - 1];
        if (s->rows[row].upper || esc_atom_is(&s->atoms[at], ESC_FAREWELL)) return;
        bool closed = text != ESC_NONE && !strcmp(s->atoms[text - 1].text, sign->text);
        if (!closed || last->nested || last->mark.sub || !esc_mark_written(arena, first.style, 1)) continue;
        if (!esc_list_parted(s, at) && !s->rows[row].gap) continue;
        esc_mark exact; // nothing is broken: the list was lost before it
        if (first.style == ESC_MARK_LETTER && esc_mark_read(s, arena, at, ESC_MARK_FIGURE, 0, &exact)) return;
        last->to = at;
        bool reads = esc_mark_read(s, arena, at, first.style, 0, &exact) && !exact.sub &&
                     exact.value > last->mark.value && exact.value < last->mark.value + BROKEN_LEAP;
        uint32_t n = reads ? exact.value - last->mark.value : 1;
        esc_point point = broken_point(arena, last, n, false, at, text);
        point.to = esc_stream_row_end(s, at);
        for (uint32_t k = row + 1; k < s->rows_count && !s->rows[k].gap && !s->rows[k].upper &&
                                   s->rows[k].first < end && !esc_list_parted(s, s->rows[k].first);
             k++)
            point.to = esc_stream_row_end(s, s->rows[k].first);
        *ESC_GROW(points, items, 1) = point;
        since = 0;
    }
}

void esc_list_restore(const esc_stream *s, esc_arena *arena, uint32_t end, esc_points *points) {
    restore_broken(s, arena, points);
    go_on_broken(s, arena, end, points);
}

// What a scan left of a part's mark at the head of a row within the point, behind a stop: "301" of 3.1,
// "IV2",
// ".1.-", "NA]". Gives where the text behind it begins, or ESC_NONE.
static uint32_t behind_part(const esc_stream *s, const esc_point *point, uint32_t at) {
    if (!esc_list_parted(s, at)) return ESC_NONE;
    const uint32_t text = behind_broken(s, at);
    if (text != ESC_NONE) return text;
    const esc_atom *atom = &s->atoms[at]; // "NA Cobro …"
    if (atom->shape == ESC_SHAPE_UPPER && atom->norm_len == 2 && at + 1 < esc_stream_row_end(s, at) &&
        atom[1].shape == ESC_SHAPE_CAPITAL && !atom[1].glued)
        return at + 1;
    // "IV." again, where IV.1 has to stand
    return point->mark.style == ESC_MARK_ROMAN && esc_stream_sign(s, at + 1, '.') &&
                   at + 2 < s->atoms_count &&
                   esc_number_roman(s->atoms[at].raw, false) == point->mark.value &&
                   s->atoms[at + 2].shape == ESC_SHAPE_CAPITAL
               ? at + 2
               : ESC_NONE;
}

// The last figure of what stands in from…to-1; 0: there is none.
static uint32_t last_figure(const esc_stream *s, uint32_t from, uint32_t to) {
    uint32_t out = 0;
    for (uint32_t i = from; i < to; i++)
        for (const char *p = s->atoms[i].raw; *p; p++)
            if (*p >= '0' && *p <= '9') out = (uint32_t)(*p - '0');
    return out;
}

// "Punto V" further down: what was said on the point of that number.
static bool told_below(const esc_stream *s, esc_arena *arena, uint32_t from, uint8_t style, uint32_t value) {
    for (uint32_t row = s->atoms[from].row; row < s->rows_count; row++) {
        esc_mark mark;
        if (esc_atom_is(&s->atoms[s->rows[row].first], "punto|asunto|numeral|inciso") &&
            esc_mark_read(s, arena, s->rows[row].first, style, value, &mark) && mark.named &&
            mark.value == value && !mark.sub)
            return true;
    }
    return false;
}

// Where the paragraph of the list's last point ends, or the one below it that begins with a broken mark.
static uint32_t paragraph_end(const esc_stream *s, const esc_point *point) {
    uint32_t row = s->atoms[point->to - 1].row + 1;
    if (row < s->rows_count && behind_part(s, point, s->rows[row].first) != ESC_NONE) row++;
    while (row < s->rows_count && !s->rows[row].gap && !s->rows[row].upper) row++;
    return row < s->rows_count ? s->rows[row].first : s->atoms_count;
}

void esc_list_split(const esc_stream *s, esc_arena *arena, esc_points *points) {
    bool dotted = false; // some points have parts
    for (uint32_t i = 0; i < points->items_count; i++) dotted |= points->items[i].mark.sub > 0;
    for (uint32_t i = 0; i < points->items_count; i++) {
        const esc_point point = points->items[i];
        const esc_point *next = i + 1 < points->items_count ? &points->items[i + 1] : NULL;
        uint32_t at[LOST_PARTS], text[LOST_PARTS], n = 0, agreed = 0;
        if (point.from >= point.to || point.mark.deep || point.nested != (point.mark.sub > 0) ||
            (point.mark.style != ESC_MARK_FIGURE && point.mark.style != ESC_MARK_ROMAN))
            continue;
        const uint32_t end = next ? point.to : paragraph_end(s, &point);
        for (uint32_t row = s->atoms[point.from].row + 1;
             row < s->rows_count && s->rows[row].first < end && n < LOST_PARTS; row++) {
            const uint32_t behind = behind_part(s, &point, s->rows[row].first);
            if (behind == ESC_NONE || behind >= end) continue;
            at[n] = s->rows[row].first, text[n] = behind;
            agreed += last_figure(s, at[n], behind) == point.mark.sub + n + 1;
            n++;
        }
        if (!n) continue;
        const bool same = next && next->mark.sub && next->mark.value == point.mark.value &&
                          next->mark.style == point.mark.style;
        const bool announced =
            point.mark.sub || esc_stream_sign(s, at[0] - 1, ':') || (dotted && agreed == n);
        bool parts = same ? next->mark.sub == point.mark.sub + n + 1 : announced && agreed * 2 >= n && agreed;
        parts &= at[n - 1] < point.to; // what stands behind the list's end is no part of it
        const bool last = !next && !point.mark.sub && n == 1 && !parts &&
                          told_below(s, arena, point.to, point.mark.style, point.mark.value + 1);
        if (!parts && !last) continue;
        ESC_GROW(points, items, n);
        esc_point *from = &points->items[i];
        memmove(from + 1 + n, from + 1, (points->items_count - n - i - 1) * sizeof *from);
        for (uint32_t k = 0; k < n; k++) {
            esc_point lost = broken_point(arena, &point, k + 1, parts, at[k], text[k]);
            lost.to = k + 1 < n ? at[k + 1] : end;
            from[k + 1] = lost;
        }
        if (from->to > at[0]) from->to = at[0];
        i += n;
    }
}

// The sign of an ordinal at the end of a number as printed: "º" of "3º"; NULL where there is none.
static const char *ordinal_sign(const char *number) {
    const char *p = number ? number + strspn(number, "0123456789") : NULL;
    return p && p > number && (unsigned char)*p > 127 ? p : NULL;
}

// "I", "II" before "iii", "iv": the small ones that a scan took for others.
static void mend_small(const esc_stream *s, esc_arena *arena, esc_points *points) {
    uint32_t small = 0, large = 0;
    for (uint32_t i = 0; i < points->items_count; i++) {
        const esc_mark *mark = &points->items[i].mark;
        if (mark->style != ESC_MARK_ROMAN || mark->sub || points->items[i].nested || !mark->number) continue;
        small += mark->number[0] >= 'a';
        large += esc_number_roman(s->atoms[mark->from].raw, false) == mark->value;
    }
    if (small < LEAST_SMALL || small <= large) return;
    for (uint32_t i = 0; i < points->items_count; i++) {
        esc_mark *mark = &points->items[i].mark;
        if (mark->style != ESC_MARK_ROMAN || mark->sub || points->items[i].nested || !mark->number) continue;
        char *number = esc_arena_strndup(arena, mark->number, strlen(mark->number));
        for (char *c = number; *c; c++)
            if (*c >= 'A' && *c <= 'Z') *c = (char)(*c + ('a' - 'A'));
        mark->number = number;
    }
}

void esc_list_mend_numbers(const esc_stream *s, esc_arena *arena, esc_points *points) {
    mend_small(s, arena, points);
    uint32_t with = 0, without = 0;
    const char *sign = NULL;
    for (uint32_t i = 0; i < points->items_count; i++) {
        const esc_mark *mark = &points->items[i].mark;
        if (mark->style != ESC_MARK_FIGURE || mark->sub || points->items[i].nested) continue;
        const char *own = ordinal_sign(mark->number);
        with += own != NULL, without += !own;
        if (own && !sign) sign = own;
    }
    if (!sign || with <= without) return;
    for (uint32_t i = 0; i < points->items_count; i++) {
        esc_mark *mark = &points->items[i].mark;
        if (mark->style != ESC_MARK_FIGURE || mark->sub || points->items[i].nested ||
            ordinal_sign(mark->number))
            continue;
        esc_buf text = {0};
        esc_buf_printf(&text, "%u%s", mark->value, sign);
        mark->number = esc_arena_strndup(arena, text.bytes, text.len);
        esc_buf_free(&text);
    }
}
