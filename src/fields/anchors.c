// SPDX-License-Identifier: GPL-3.0-or-later
// Lists whose first marks a scan broke beyond reading. Two ways back to them: rows that each begin with
// something like a mark, some of which read as the number that their place gives them; or the second mark
// (the third), which stands below the heading where only a list can be.
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "fields/cursor.h"
#include "fields/lists.h"
#include "fields/numbers.h"

enum {
    MARK_ATOMS = 3,
    MARK_BYTES = 5,
    LEAST_ROWS = 4,
    JUNK_ROWS = 2,
    ANCHOR_ROWS = 8,
    LEAST_BEHIND = 3,
    FIRST_WORDS = 45,
    RUBBLE = 6,
    LEAST_AGREED = 4, // a mark that reads well counts two, one that may be it counts one
    NEXT_ROWS = 6,
};

// Where the text begins behind what may be left of a mark: few letters, figures or signs that are no word,
// before a capital. ESC_NONE where the row begins otherwise.
static uint32_t text_behind(const esc_stream *s, uint32_t at) {
    uint32_t i = at, end = esc_stream_row_end(s, at);
    size_t bytes = 0;
    bool letter = false;
    const esc_atom *first = &s->atoms[at];
    bool word = first->kind == ESC_ATOM_WORD && first->known && first->shape != ESC_SHAPE_UPPER &&
                first->norm[1] && !esc_number_roman(first->text, true);
    // "Me Pase de lista": I
    word &= !(first->norm_len == 2 && first->shape == ESC_SHAPE_CAPITAL && at + 1 < end &&
              s->atoms[at + 1].shape == ESC_SHAPE_CAPITAL && !s->atoms[at + 1].glued);
    bool named = first->listed && first->norm_len > 3 && !esc_number_roman(first->text, true); // "PUNTO I.-"
    if (word || named ||
        esc_atom_is(first, "el|la|los|las|ing|lic|dr|dra|prof|arq|mtr@|sr|sra|en|se|al|del|por|de|un|su|no|"
                           "si|lo|le|ya|yo|mi"))
        return ESC_NONE;
    for (; i < end && i < at + MARK_ATOMS; i++) {
        const esc_atom *atom = &s->atoms[i];
        if (i > at && esc_atom_capital(atom) && !atom->glued) break;
        if (i > at && !atom->glued && atom->kind != ESC_ATOM_SIGN) return ESC_NONE;
        bytes += strlen(atom->raw);
        letter |= isalnum((unsigned char)atom->raw[0]) || (unsigned char)atom->raw[0] > 127;
    }
    bool bullet =
        strlen(first->raw) < 4 && (unsigned char)first->raw[0] > 127 && first->kind == ESC_ATOM_SIGN;
    bool text =
        i > at && letter && !bullet && i < end && esc_atom_capital(&s->atoms[i]) && !s->atoms[i].glued;
    return text && bytes <= MARK_BYTES ? i : ESC_NONE;
}

static bool ends_sentence(const esc_stream *s, uint32_t at) {
    return at && s->atoms[at - 1].kind == ESC_ATOM_SIGN && strchr(".;:", s->atoms[at - 1].text[0]);
}

// Numbers the rows by their places, where what can be read of their marks agrees. False where it does not.
static bool number(const esc_stream *s, esc_arena *arena, esc_points *points) {
    uint32_t agree[2] = {0}, disagree = 0;
    for (uint32_t i = 0; i < points->items_count; i++) {
        esc_mark mark;
        uint32_t at = points->items[i].mark.from, other;
        for (int style = ESC_MARK_FIGURE; style <= ESC_MARK_ROMAN; style++) {
            bool exact = esc_mark_read(s, arena, at, style, 0, &mark) && !mark.sub && mark.value == i + 1;
            // "42.-", "7%.-": 4º, 7º, whose sign was read as a figure
            bool tenfold = !exact && style == ESC_MARK_FIGURE &&
                           esc_mark_read(s, arena, at, style, 0, &mark) && !mark.sub &&
                           mark.value / 10 == i + 1;
            if (exact || tenfold)
                agree[style] += 2, style += tenfold;
            else if (s->atoms[at].kind == ESC_ATOM_NUMBER && i < LEAST_ROWS - 1 && !disagree)
                disagree++; // one of the first may be misread
            else if (s->atoms[at].kind == ESC_ATOM_NUMBER ||
                     (i > 1 && esc_number_ordinal_figures(&s->atoms[at], &other) && other == 1))
                return false;
            else if (esc_mark_read(s, arena, at, style, i + 1, &mark) && mark.value == i + 1)
                agree[style]++;
        }
    }
    uint8_t style = agree[ESC_MARK_ROMAN] > agree[ESC_MARK_FIGURE] ? ESC_MARK_ROMAN : ESC_MARK_FIGURE;
    bool most = agree[style] + 1 >= LEAST_AGREED && agree[style] * 5 >= points->items_count * 3;
    if ((agree[style] < LEAST_AGREED && !most) || agree[style] * 2 < points->items_count) return false;
    for (uint32_t i = 0; i < points->items_count; i++) {
        esc_mark *mark = &points->items[i].mark;
        mark->style = style, mark->value = i + 1, mark->number = esc_mark_written(arena, style, i + 1);
    }
    return true;
}

// Whether the row at `at`, a point by its looks, is the one numbered value: its mark says so, or, behind an
// empty line, the next one's does. False where it reads as an earlier one: the numbering begins anew.
static bool may_be_next(const esc_stream *s, esc_arena *arena, uint32_t at, uint32_t value) {
    esc_mark mark;
    for (int style = ESC_MARK_FIGURE; style <= ESC_MARK_ROMAN; style++)
        if (esc_mark_read(s, arena, at, style, 0, &mark) &&
            (mark.sub || (mark.value < value && mark.value > 1)))
            return false;
    if (value == 1) return true;
    uint32_t ordinal;
    bool lower = s->atoms[at].text[0] == 'i' && esc_stream_sign(s, at + 1, ')');      // i) … behind iv)
    bool first = esc_number_ordinal_figures(&s->atoms[at], &ordinal) && ordinal == 1; // 1º
    bool anew =
        value > LEAST_ROWS && s->rows[s->atoms[at].row].gap &&
        (first || (!s->atoms[at].norm[1] &&
                   (lower || (esc_stream_sign(s, at + 1, '.') && strchr("I1", s->atoms[at].text[0])))));
    if (anew) return false;
    if (!s->rows[s->atoms[at].row].gap || esc_mark_read(s, arena, at, ESC_MARK_ROMAN, value, &mark) ||
        esc_mark_read(s, arena, at, ESC_MARK_FIGURE, value, &mark))
        return true;
    for (uint32_t row = s->atoms[at].row + 1; row < s->rows_count && row < s->atoms[at].row + NEXT_ROWS;
         row++)
        for (int style = ESC_MARK_FIGURE; style <= ESC_MARK_ROMAN; style++)
            if (esc_mark_read(s, arena, s->rows[row].first, style, 0, &mark) && !mark.sub &&
                mark.value == value + 1)
                return true;
    return false;
}

bool esc_list_said_again(const esc_stream *s, const esc_point *first, uint32_t at) {
    enum { WORDS = 3 };
    const uint32_t to = first->from + WORDS < first->to ? first->from + WORDS : first->to;
    return to > first->from && esc_stream_same(s, first->from, to, s, at);
}

bool esc_list_of_broken(const esc_stream *s, esc_arena *arena, uint32_t from, uint32_t end, esc_points *ret) {
    esc_points found = {0};
    uint32_t junk = 0;
    bool brackets = false;
    for (uint32_t row = s->atoms[from].row; row < s->rows_count && s->rows[row].first < end; row++) {
        uint32_t at = s->rows[row].first, text = text_behind(s, at);
        bool bracket = text != ESC_NONE && esc_stream_sign(s, text - 1, ')');
        if (text != ESC_NONE && !found.items_count) brackets = bracket;
        if (bracket && !brackets) break; // "C) Desarrollo"
        if (text != ESC_NONE && found.items_count > 1 && esc_list_said_again(s, &found.items[0], text)) break;
        if (text != ESC_NONE && !may_be_next(s, arena, at, found.items_count + 1)) break;
        bool goes_on =
            found.items_count && (s->atoms[at].shape == ESC_SHAPE_LOWER ||
                                  (!ends_sentence(s, at) && !s->rows[row].gap && text == ESC_NONE));
        if (text != ESC_NONE)
            *ESC_GROW(&found, items, 1) = (esc_point){.mark = {.from = at, .to = text}, .from = text};
        else if (!goes_on && !(s->rows[row].count < 3 && junk++ < JUNK_ROWS))
            break;
        if (found.items_count && (text != ESC_NONE || goes_on))
            found.items[found.items_count - 1].to = esc_stream_row_end(s, at);
    }
    if (found.items_count < LEAST_ROWS || !number(s, arena, &found)) {
        free(found.items);
        return false;
    }
    *ret = found;
    return true;
}

// The first point, whose mark is lost: what stands between the heading and the second one.
static bool first_point(const esc_stream *s, esc_arena *arena, uint32_t from, const esc_mark *second,
                        esc_point *ret) {
    uint32_t text = ESC_NONE, words = 0;
    if (esc_stream_sign(s, second->from - 1, ':')) return false; // what announces the list
    const uint32_t below = from + esc_stream_sign(s, from, ':');
    esc_mark own; // which is there to be read, but nothing else goes on with it
    if (esc_stream_first(s, below) && esc_mark_read(s, arena, below, second->style, 1, &own) &&
        own.value == 1 && !own.sub && own.to < second->from)
        text = own.to;
    if (text == ESC_NONE) text = text_behind(s, from); // "Me Pase de lista"
    for (uint32_t i = from; i + 1 < second->from; i++) // "… quedó como sigue:" / "3. Lista …"
        if (esc_stream_sign(s, i, ':') && esc_stream_first(s, i + 1)) {
            const uint32_t behind = text_behind(s, i + 1);
            text = behind != ESC_NONE ? behind : i + 1;
        }
    const bool marked = text != ESC_NONE;
    for (uint32_t i = from; !marked && i < second->from && i < from + RUBBLE; i++)
        if (esc_atom_capital(&s->atoms[i]) &&
            (text == ESC_NONE ||
             (i > from && (s->atoms[i - 1].kind == ESC_ATOM_SIGN || !s->atoms[i - 1].raw[1]))))
            text = i;
    if (text == ESC_NONE || second->from - text > FIRST_WORDS) return false;
    for (uint32_t i = text; i < second->from; i++)
        words += s->atoms[i].kind == ESC_ATOM_WORD && s->atoms[i].norm_len > 2;
    if (words < 2) return false;
    const char *written = second->style == ESC_MARK_LETTER ? esc_mark_like(arena, second, 1, 0)
                                                           : esc_mark_written(arena, second->style, 1);
    if (second->style == ESC_MARK_ORDINAL)
        written = isupper((unsigned char)second->number[1]) ? "PRIMERO" : "Primero";
    if (!written) return false;
    *ret = (esc_point){.mark = *second, .from = text, .to = second->from};
    ret->mark.value = 1, ret->mark.number = written, ret->mark.from = from, ret->mark.to = text;
    return true;
}

bool esc_list_anchored(const esc_stream *s, esc_arena *arena, uint32_t from, uint32_t end, esc_points *ret) {
    uint32_t first = s->atoms[from].row;
    for (uint32_t row = first; row < s->rows_count && row < first + ANCHOR_ROWS && s->rows[row].first < end;
         row++) {
        esc_mark mark;
        uint32_t at = s->rows[row].first;
        if (!esc_mark_read(s, arena, at, -1, 0, &mark) || mark.value != 2 || mark.sub ||
            (mark.style > ESC_MARK_ORDINAL && mark.style != ESC_MARK_LETTER))
            continue;
        esc_points rest = {0};
        esc_list_read(s, arena, mark, end, false, &rest);
        uint32_t top = 0;
        for (uint32_t i = 0; i < rest.items_count; i++) top += !rest.items[i].nested;
        esc_point lost;
        if (top < LEAST_BEHIND) {
            free(rest.items);
            return false;
        }
        esc_points all = {0}; // parts of the first point may stand before the second
        const bool any = first_point(s, arena, from, &mark, &lost);
        if (any) esc_list_read(s, arena, lost.mark, end, false, &all);
        if (all.items_count > rest.items_count + 1) {
            free(rest.items);
            *ret = all;
            return true;
        }
        free(all.items);
        if (any) *ESC_GROW(ret, items, 1) = lost;
        memcpy(ESC_GROW(ret, items, rest.items_count), rest.items, rest.items_count * sizeof *rest.items);
        free(rest.items);
        return true;
    }
    return false;
}
