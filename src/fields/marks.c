// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fields/cursor.h"
#include "fields/numbers.h"
#include "fields/numerals.h"
#include "fields/points.h"
#include "fields/titles.h"

enum { MAX_POINT = 199, LONE_BYTES = 6 };

// "L 'AGENDA", "PRIMERO ¿Lista": the dot behind the mark, which a scan has moved over to the title. Quotes
// and questions that end are none.
static bool dot_over_title(const esc_cursor *c) {
    const esc_stream *s = c->stream;
    const esc_atom *sign = esc_cursor_atom(c);
    if (!sign || sign->kind != ESC_ATOM_SIGN || sign->glued || !esc_atom_is(sign, "'|´|‘|’|`|¿|¡"))
        return false;
    const uint32_t end = esc_stream_row_end(s, c->from);
    if (c->at <= c->from || c->at + 1 >= end || !esc_stream_first(s, c->from) || !sign[1].glued ||
        sign[1].kind != ESC_ATOM_WORD || sign[1].shape == ESC_SHAPE_LOWER)
        return false;
    for (uint32_t i = c->at + 1; i < end; i++)
        if (!strcmp(s->atoms[i].raw, sign->raw) || strchr("?!", *s->atoms[i].raw)) return false;
    return true;
}

// Moves over what closes a mark: . .- ) - : and the like. Gives how many signs there were.
static uint32_t close_mark(esc_cursor *c) {
    uint32_t n = 0;
    if (dot_over_title(c)) {
        c->at++;
        return 1;
    }
    while (c->at < c->end && c->stream->atoms[c->at].kind == ESC_ATOM_SIGN && n < 3 &&
           !esc_stream_first(c->stream, c->at)) {
        const char *text = c->stream->atoms[c->at].text;
        bool dash = !strcmp(text, "–") || !strcmp(text, "—");
        // "3; HIMNO": the dot, misread
        bool dot = !n && text[0] == ';' && c->at > c->from &&
                   c->stream->atoms[c->at - 1].kind == ESC_ATOM_NUMBER &&
                   esc_stream_first(c->stream, c->at - 1);
        if (!dash && !dot && (text[1] || !strchr(".-):,", text[0]))) break;
        c->at++;
        n++;
    }
    return n;
}

// What stands before the closing sign, put together: numerals fall to pieces in scans ("[ I.-").
enum {
    MARK_ATOMS = 4,
    MARK_BYTES = 12,
    PLAIN_BYTES = 4,
    LEAST_LISTED = 3 // a longer word of the lexicon is no broken numeral
};

static bool closes(const esc_atom *atom) {
    return atom->kind == ESC_ATOM_SIGN &&
           (strchr(".-):,", atom->text[0]) || (unsigned char)atom->text[0] > 127);
}

static uint32_t gather(const esc_cursor *c, char *out) {
    const esc_stream *s = c->stream;
    uint32_t at = c->at;
    size_t len = 0;
    for (; at < c->end && at < c->at + MARK_ATOMS; at++) {
        const esc_atom *atom = &s->atoms[at];
        size_t n = strlen(atom->raw);
        if (at > c->at && (closes(atom) || esc_stream_first(s, at) || (!atom->glued && n > 1))) break;
        if (dot_over_title(&(esc_cursor){s, at, c->end, c->from})) break;
        if (len + n > MARK_BYTES) return c->at;
        memcpy(out + len, atom->raw, n);
        len += n;
    }
    out[len] = 0;
    return at;
}

static char *printed(esc_arena *arena, const char *format, uint32_t value, uint32_t sub) {
    char text[32];
    snprintf(text, sizeof text, format, value, sub);
    return esc_arena_strndup(arena, text, strlen(text));
}

static char *printed_deep(esc_arena *arena, uint32_t value, uint32_t sub, uint32_t deep) {
    char text[48];
    int len = snprintf(text, sizeof text, "%u.%u.%u", value, sub, deep);
    return esc_arena_strndup(arena, text, (size_t)len);
}

// "II.a", "C.2.1": with a letter, or without one a figure.
static char *joined(esc_arena *arena, const char *number, char letter, uint32_t figure) {
    char text[32];
    const int len = letter ? snprintf(text, sizeof text, "%.12s.%c", number, letter)
                           : snprintf(text, sizeof text, "%.12s.%u", number, figure);
    return esc_arena_strndup(arena, text, (size_t)len);
}

static char *printed_letter(esc_arena *arena, char letter, uint32_t sub) {
    return printed(arena, "%c.%u", (uint32_t)(unsigned char)letter, sub);
}

static char *printed_roman(esc_arena *arena, uint32_t value, uint32_t sub) {
    esc_buf text = {0};
    esc_number_write_roman(value, &text);
    if (sub) esc_buf_printf(&text, ".%u", sub);
    char *out = esc_arena_strndup(arena, text.bytes, text.len);
    esc_buf_free(&text);
    return out;
}

const char *esc_mark_written(esc_arena *arena, uint8_t style, uint32_t value) {
    if (style == ESC_MARK_FIGURE) return printed(arena, "%u", value, 0);
    if (style == ESC_MARK_LETTER && value <= 26) return printed(arena, "%c", 'a' + value - 1, 0);
    return style == ESC_MARK_ROMAN ? printed_roman(arena, value, 0) : NULL;
}

const char *esc_mark_like(esc_arena *arena, const esc_mark *other, uint32_t value, uint32_t sub) {
    bool capital = other->style == ESC_MARK_LETTER && other->number[0] < 'a';
    if (!sub && capital) return value <= 26 ? printed(arena, "%c", 'A' + value - 1, 0) : NULL;
    if (!sub) return esc_mark_written(arena, other->style, value);
    if (other->style == ESC_MARK_FIGURE) return printed(arena, "%u.%u", value, sub);
    return other->style == ESC_MARK_ROMAN ? printed_roman(arena, value, sub) : NULL;
}

// The second number of 2.1 and III.1.
static uint32_t sub_number(esc_cursor *c) {
    esc_cursor next = *c;
    uint32_t sub;
    if (!esc_cursor_sign(&next, '.') || next.at >= next.end || !next.stream->atoms[next.at].glued) return 0;
    if (!esc_number_figures(&next, &sub) &&
        !(esc_cursor_atom(&next) && esc_number_ordinal_figures(esc_cursor_atom(&next), &sub) &&
          ++next.at)) // 2.1º
        return 0;
    if (sub < 1 || sub > MAX_POINT) return 0;
    *c = next;
    return sub;
}

// A word begins in capitals right behind the mark, in the same row.
static bool capital_follows(const esc_cursor *c) {
    const esc_atom *next = esc_cursor_atom(c);
    return next && !next->glued && !esc_stream_first(c->stream, c->at) &&
           (next->shape == ESC_SHAPE_CAPITAL || next->shape == ESC_SHAPE_UPPER);
}

// The same behind a letter at the head of a row, where a scan made a colon of the stop: C:2.
static uint32_t number_of_letter(esc_cursor *c) {
    const esc_stream *s = c->stream;
    const uint32_t sub = sub_number(c);
    esc_cursor next = *c;
    uint32_t value;
    if (sub || !esc_cursor_sign(&next, ':') || next.at >= next.end || !s->atoms[next.at - 1].glued ||
        !s->atoms[next.at].glued || !esc_number_figures(&next, &value) || value < 1 || value > MAX_POINT ||
        !capital_follows(&next))
        return sub;
    *c = next;
    return value;
}

// The letter of "3.a." and "3.b)", counted; 0 where there is none.
static uint32_t sub_letter(esc_cursor *c) {
    const esc_stream *s = c->stream;
    uint32_t at = c->at + 1;
    if (!esc_stream_begins(s, c->from) || !esc_stream_sign(s, c->at, '.') || at + 1 >= c->end ||
        !s->atoms[at].glued || s->atoms[at].kind != ESC_ATOM_WORD || s->atoms[at].norm[1] ||
        (s->atoms[at].shape != ESC_SHAPE_LOWER && !strchr("cosvwxz", s->atoms[at].norm[0]))) // "2.C."
        return 0;
    char letter = s->atoms[at].norm[0];
    bool closed =
        s->atoms[at + 1].glued && (esc_stream_sign(s, at + 1, '.') || esc_stream_sign(s, at + 1, ')'));
    if (!closed || letter < 'a' || letter > 'z') return 0;
    c->at = at + 1;
    return (uint32_t)(letter - 'a' + 1);
}

// "N° 12." at the beginning of a row, before a capital: the sign is no part of the number. Scanners read N%,
// NO.
static bool signed_figure(esc_cursor *c, esc_mark *ret) {
    const esc_stream *s = c->stream;
    if (!esc_stream_first(s, c->from) || !esc_cursor_match(c, "numero|num|nro|no|n|n°|nº|nª")) return false;
    for (uint32_t n = 0; n < 3 && c->at < c->end && !esc_stream_first(s, c->at); n++, c->at++) {
        const esc_atom *atom = &s->atoms[c->at];
        if (atom->kind == ESC_ATOM_NUMBER) break;
        if (atom->kind != ESC_ATOM_SIGN && !esc_atom_is(atom, "°|º|ª")) return false;
    }
    const esc_atom *atom = esc_cursor_atom(c);
    uint32_t value;
    if (!atom || strlen(atom->text) > 3 || !esc_number_figures(c, &value) || value < 1 || value > MAX_POINT)
        return false;
    if (!close_mark(c) || !capital_follows(c)) return false;
    *ret = (esc_mark){.style = ESC_MARK_FIGURE, .value = value, .number = atom->text, .sign = true};
    return true;
}

// The same at the head of a row behind a comma, before a capital: "1,4 Dictamen".
static uint32_t sub_behind_comma(esc_cursor *c) {
    esc_cursor next = *c;
    uint32_t sub;
    if (!esc_stream_first(c->stream, c->from) || !esc_cursor_sign(&next, ',') || next.at >= next.end ||
        !next.stream->atoms[next.at - 1].glued || !next.stream->atoms[next.at].glued ||
        !esc_number_figures(&next, &sub) || sub < 1 || sub > MAX_POINT)
        return 0;
    const uint32_t to = next.at;
    close_mark(&next);
    if (!capital_follows(&next)) return 0;
    c->at = to;
    return sub;
}

// "a)" behind "3º" right below what that heads by itself, "b)" below "3º a)".
static bool lettered_below(const esc_cursor *c) {
    enum { NEAR = 6, REACH = 40 };
    const esc_stream *s = c->stream;
    const uint32_t at = c->at - 1, row = s->atoms[at].row;
    if (c->at + 1 >= c->end || !esc_stream_first(s, at) || !esc_stream_sign(s, c->at + 1, ')')) return false;
    const char *letter = s->atoms[c->at].norm;
    if (letter[0] < 'a' || letter[0] > 'z' || letter[1]) return false;
    const uint32_t reach = letter[0] == 'a' ? NEAR : REACH;
    for (uint32_t k = row, n = 0; k-- > 0 && n < reach; n++) {
        const esc_atom *first = &s->atoms[s->rows[k].first], *next = first + 1;
        if (strcmp(first->text, s->atoms[at].text) != 0) continue;
        if (letter[0] == 'a' ? next->kind == ESC_ATOM_SIGN || next->norm[1]
                             : next->norm[0] + 1 == letter[0] && !next->norm[1])
            return true;
    }
    return false;
}

static bool figure(esc_cursor *c, esc_arena *arena, uint32_t expected, bool open, esc_mark *ret) {
    const esc_atom *atom = esc_cursor_atom(c);
    uint32_t value = expected;
    bool ordinal = esc_number_ordinal_figures(atom, &value); // 1º.-
    bool exact = ordinal || atom->kind == ESC_ATOM_NUMBER;
    bool stroke =
        !atom->raw[1] && // rather a Roman one, "I." or "i)", unless figures are expected
        (atom->raw[0] == 'I' || (atom->raw[0] == 'i' && esc_stream_sign(c->stream, c->at + 1, ')')));
    if (ordinal || !exact) {
        if (!exact && ((stroke && open) || !esc_numeral_may_be_figures(atom->raw, expected))) return false;
        c->at++;
    } else if (strlen(atom->text) > 3 || !esc_number_figures(c, &value)) {
        return false;
    }
    bool dotted = exact && !ordinal && esc_stream_sign(c->stream, c->at, '.') &&
                  c->stream->atoms[c->at].glued && c->at + 1 < c->end && c->stream->atoms[c->at + 1].glued &&
                  esc_atom_is(&c->stream->atoms[c->at + 1], "º|°|ª"); // 1.º
    if (dotted) {
        ret->number = printed(arena, "%u.º", value, 0);
        c->at += 2;
        close_mark(c);
        *ret = (esc_mark){.style = ESC_MARK_FIGURE, .value = value, .number = ret->number};
        return true;
    }
    if (ordinal && lettered_below(c)) { // 3º a)
        const uint32_t part = (uint32_t)(c->stream->atoms[c->at].norm[0] - 'a' + 1);
        *ret = (esc_mark){.style = ESC_MARK_FIGURE, .value = value, .sub = part};
        ret->number = esc_arena_printf(arena, "%s %c", atom->text, 'a' + part - 1);
        c->at++;
        close_mark(c);
        return true;
    }
    // "2?)", "2”)": the sign of the ordinal, misread
    const esc_atom *sign = esc_cursor_atom(c);
    bool lost = sign && sign->glued && (strchr("?*\"'!%^", sign->text[0]) || esc_atom_is(sign, "”|“|°|º|ª"));
    if (lost) c->at++;
    uint32_t sub = sub_number(c);
    const bool follows = value == expected || value + 1 == expected;
    if (!sub && follows && exact && !ordinal) sub = sub_behind_comma(c);
    uint32_t part = sub ? 0 : sub_letter(c);
    if (part) { // 3.a.
        *ret = (esc_mark){.style = ESC_MARK_FIGURE, .value = value, .sub = part};
        ret->number = printed(arena, "%u.%c", value, 'a' + part - 1);
        close_mark(c);
        return true;
    }
    uint32_t deep = sub ? sub_number(c) : 0;
    if (sub && esc_cursor_atom(c) && esc_cursor_atom(c)->glued && esc_atom_is(esc_cursor_atom(c), "º|°|ª"))
        c->at++; // 2.1º)
    bool closed = esc_stream_sign(c->stream, c->at, ')') && esc_stream_sign(c->stream, c->at + 1, '-');
    uint32_t signs = close_mark(c);
    const esc_atom *next = esc_cursor_atom(c);
    // "1 Lectura …" in a row of its own is a point, too; "5 de octubre" is none.
    bool bare = exact && next && (next->shape == ESC_SHAPE_CAPITAL || next->shape == ESC_SHAPE_UPPER) &&
                !next->glued && esc_stream_first(c->stream, c->from);
    // "4º  a) El costo …": its first part right behind it
    bare |= exact && ordinal && next && !next->glued && !next->norm[1] &&
            esc_stream_first(c->stream, c->from) && esc_stream_sign(c->stream, c->at + 1, ')');
    bool ordinal_row = lost && exact && esc_stream_first(c->stream, c->from); // "5% Oficio"
    if (!signs && !sub && !bare && !ordinal_row) return false;
    if (next && next->kind == ESC_ATOM_NUMBER && next->glued) return false; // 1.500, 10:30
    const bool zero = exact && !ordinal && atom->text[0] == '0' && atom->text[1];
    *ret = (esc_mark){.style = ESC_MARK_FIGURE, .value = value, .sub = sub, .deep = deep};
    ret->number = deep                       ? printed_deep(arena, value, sub, deep)
                  : sub && zero              ? esc_arena_printf(arena, "%s.%u", atom->text, sub) // 04.1
                  : sub                      ? printed(arena, "%u.%u", value, sub)
                  : lost && exact && !closed ? printed(arena, "%uº", value, 0)
                  : ordinal && closed        ? printed(arena, "%u", value, 0) // "1º)-"
                  : exact || ordinal         ? atom->text                     // "1º" is printed so
                                             : printed(arena, "%u", value, 0);
    return true;
}

// Some row near this one holds nothing but that numeral.
static bool stands_alone_near(const esc_stream *s, uint32_t row, uint32_t value) {
    enum { REACH = 40 };
    const uint32_t first = row > REACH ? row - REACH : 0,
                   end = row + REACH < s->rows_count ? row + REACH : s->rows_count;
    for (uint32_t i = first; i < end && value; i++)
        if (s->rows[i].count == 1 && esc_number_roman(s->atoms[s->rows[i].first].text, false) == value)
            return true;
    return false;
}

// Atoms from…to-1 are all that stands in their row, apart from what comes before and over a capital: "IV" in
// the middle of the page. Where no blanks are told of, the numeral before or behind it stands so, too.
static bool alone_in_row(const esc_stream *s, uint32_t from, uint32_t to, uint32_t value) {
    const uint32_t row = s->atoms[from].row;
    if (!esc_stream_first(s, from) || to != esc_stream_row_end(s, from) || row + 1 >= s->rows_count)
        return false;
    const bool apart = s->rows[row].gap || (from && esc_stream_sign(s, from - 1, '.'));
    if (s->rows[row + 1].upper || s->atoms[to].shape != ESC_SHAPE_CAPITAL) return false;
    return (apart && s->rows[row + 1].gap) || stands_alone_near(s, row, value + 1) ||
           stands_alone_near(s, row, value - 1);
}

// "I      Actas", with "II     Informes" further down: a column of numerals without stops.
static bool heads_column(const esc_stream *s, uint32_t from, uint32_t to) {
    enum { REACH = 12 };
    const uint32_t row = s->atoms[from].row;
    if (to != from + 1 || !esc_stream_first(s, from) || to >= s->atoms_count || !s->atoms[to].wide)
        return false;
    for (uint32_t i = row + 1; i < s->rows_count && i < row + REACH; i++) {
        const uint32_t at = s->rows[i].first;
        if (esc_number_roman(s->atoms[at].text, false) == 2)
            return at + 1 < s->atoms_count && s->atoms[at + 1].wide &&
                   s->atoms[at + 1].column == s->atoms[to].column;
    }
    return false;
}

// damaged: the list is known to be numbered in Roman, so that a broken numeral may be the expected one.
static bool roman(esc_cursor *c, esc_arena *arena, uint32_t expected, bool damaged, esc_mark *ret) {
    char text[MARK_BYTES + 1];
    uint32_t to = gather(c, text);
    if (to == c->at) return false;
    const esc_atom *first = esc_cursor_atom(c);
    uint32_t value = esc_number_roman(text, false);
    // "iv)": small letters, as a bracket says that they are; "v)" alone may be a letter
    const bool small = !value && strspn(text, "ivx") == strlen(text) &&
                       ((esc_stream_sign(c->stream, to, ')') && (text[1] || text[0] == 'i' || damaged)) ||
                        (esc_stream_sign(c->stream, to, '.') && (text[1] || *text == 'i') && damaged));
    if (small) value = esc_number_roman(text, true);
    bool broken = damaged && expected && (!value || value > expected + 3) &&
                  esc_stream_begins(c->stream, c->from) &&
                  !(first->shape == ESC_SHAPE_LOWER && (first->known || esc_atom_is(first, "y|e|o|a"))) &&
                  esc_numeral_may_be_roman(text, expected);
    if (broken && first->listed && first->norm_len > LEAST_LISTED) return false; // "PUNTO I.-" is no VII
    if (broken &&
        (esc_atom_is(first, "el|la|los|las|ing|lic|dr|dra|en|se|al|del|por") ||
         (first->norm_len > 1 && esc_title_word(first) && esc_stream_sign(c->stream, c->at + 1, '.'))))
        return false; // "Lic. Ana Ruiz"
    if (broken) value = expected;
    if (!value || value > MAX_POINT) return false;
    c->at = to;
    uint32_t sub = sub_number(c);
    const uint32_t part = sub || broken ? 0 : sub_letter(c);
    if (part) { // II.a)
        *ret = (esc_mark){.style = ESC_MARK_ROMAN, .value = value, .sub = part};
        ret->number = joined(arena, text, (char)('a' + part - 1), 0);
        close_mark(c);
        return true;
    }
    uint32_t signs = close_mark(c);
    // "VI Estudio …": the stop is lost, but nothing else can stand there
    bool bare = damaged && value == expected && !signs && esc_stream_first(c->stream, c->from) &&
                capital_follows(c) && (!broken || !first->known);
    bool alone =
        expected && value == expected && !signs && !sub && alone_in_row(c->stream, c->from, to, value);
    bare |= value == 1 && !broken && !signs && capital_follows(c) && heads_column(c->stream, c->from, to);
    if (!signs && !sub && !bare && !alone) return false;
    bool honorific =
        broken && !strcmp(text, "H") &&
        esc_atom_is(esc_cursor_atom(c), "ayuntamiento|congreso|cabildo|consejo|concejo|junta|camara");
    if (honorific) return false;
    *ret = (esc_mark){.style = ESC_MARK_ROMAN,
                      .value = value,
                      .sub = sub,
                      .number = small ? esc_arena_strndup(arena, text, strlen(text))
                                      : printed_roman(arena, value, sub),
                      .alone = alone};
    return true;
}

// The letter of "Asunto b)" or "Inciso c).", counted.
static bool lettered(esc_cursor *c, uint32_t *ret) {
    const esc_atom *atom = esc_cursor_atom(c);
    if (!atom || atom->kind != ESC_ATOM_WORD || atom->norm[1] || atom->norm[0] < 'a' || atom->norm[0] > 'z' ||
        !esc_stream_sign(c->stream, c->at + 1, ')') || !c->stream->atoms[c->at + 1].glued)
        return false;
    *ret = (uint32_t)(atom->norm[0] - 'a' + 1);
    c->at++;
    return true;
}

// One letter or sign, before what closes a mark: what a scan may have made of a figure. No part "Asunto b)".
static bool broken_figure(const esc_stream *s, uint32_t at) {
    if (at + 1 >= s->atoms_count || s->atoms[at].kind == ESC_ATOM_NUMBER || !s->atoms[at + 1].glued)
        return false;
    const size_t len = strlen(s->atoms[at].raw);
    return (len == 1 || (len == 2 && (unsigned char)s->atoms[at].raw[0] > 127)) &&
           (esc_stream_sign(s, at + 1, '.') || esc_stream_sign(s, at + 1, ':'));
}

// "ARTÍCULO! í" over a title in capitals: what a scan left of a numeral behind the word, and nothing else.
static bool rubble_over_title(const esc_stream *s, uint32_t start, uint32_t at) {
    const uint32_t row = s->atoms[start].row, end = esc_stream_row_end(s, start);
    size_t bytes = 0;
    for (uint32_t i = at; i < end; i++) bytes += strlen(s->atoms[i].raw);
    return esc_stream_first(s, start) && s->atoms[start].shape == ESC_SHAPE_UPPER && bytes &&
           bytes <= LONE_BYTES && row + 1 < s->rows_count && s->rows[row + 1].upper;
}

// "CAPÍTULO II Correspondencia", where no sign ends the mark: the same noun begins a row close by, with the
// number before or behind this one.
static bool noun_counts(const esc_stream *s, uint32_t start, uint32_t at, uint32_t value) {
    enum { REACH = 4 };
    const uint32_t row = s->atoms[start].row, first = row > REACH ? row - REACH : 0;
    if (!esc_stream_first(s, start) || at >= s->atoms_count || s->atoms[at].glued ||
        esc_stream_first(s, at) || s->atoms[at].shape == ESC_SHAPE_LOWER ||
        s->atoms[at].kind != ESC_ATOM_WORD)
        return false;
    for (uint32_t k = first; k < s->rows_count && k <= row + REACH; k++) {
        const uint32_t i = s->rows[k].first;
        if (k == row || s->rows[k].count < 3 || s->atoms[i].hash != s->atoms[start].hash) continue;
        const uint32_t other = esc_number_roman(s->atoms[i + 1].text, false);
        if (other && (other + 1 == value || other == value + 1)) return true;
    }
    return false;
}

// "Punto ii.": its numeral in small letters; 0 where it is none, or a letter of a lettered list.
static uint32_t small_numeral(const esc_cursor *c, int style_of_list) {
    const esc_atom *atom = esc_cursor_atom(c);
    return atom && (atom->text[1] || style_of_list == ESC_MARK_ROMAN) ? esc_number_small_roman(atom->text)
                                                                      : 0;
}

// "N° 1    Lista de asistencia", "N° 2. Lectura": moves over the sign that a row begins with.
static bool over_row_sign(esc_cursor *c) {
    const esc_stream *s = c->stream;
    const uint32_t number = c->at + 1;
    if (!esc_stream_begins(s, c->at) || !esc_atom_is(&s->atoms[c->at], "n°|nº") || number + 1 >= c->end ||
        s->atoms[number].kind != ESC_ATOM_NUMBER ||
        (!s->atoms[number + 1].wide && !(s->atoms[number + 1].glued && esc_stream_sign(s, number + 1, '.'))))
        return false;
    c->at = number;
    return true;
}

// PRIMERO.-  Primer punto.  Punto primero:  Punto 1.  Punto número uno.  Caso 3.1.  ARTÍCULO II.
// style: of the list, -1 for any; with `expected`, a numeral that a scan broke behind the word is believed:
// "ASUNTO ll.-".
static bool worded(esc_cursor *c, esc_arena *arena, int style_of_list, uint32_t expected, esc_mark *ret) {
    const esc_stream *s = c->stream;
    uint32_t start = c->at, value, number_from = c->at, number_to;
    bool punto = esc_cursor_match(c, "punto|tema|asunto|caso|numeral|inciso|articulo|capitulo");
    if (!punto && c->at + 1 < c->end && !esc_stream_first(s, c->at + 1))
        punto = esc_cursor_match(c, "agenda"); // "Agenda 1:", and not the heading over "1."
    const esc_atom *first = &s->atoms[start];
    punto |= !punto && over_row_sign(c);
    if (!punto && style_of_list != ESC_MARK_ORDINAL && !first->ordinal && !first->cardinal &&
        !esc_atom_is(first, "unic@"))
        return false;
    uint32_t sub = 0;
    if (punto) {
        esc_cursor_match(c, "numero|no|num|n°|nº|nro|n");
        esc_cursor_sign(c, '.');
        if (c->at + 1 < c->end && s->atoms[c->at + 1].wide)
            esc_cursor_sign(c, ':'); // "Inciso:      b)", a form
        number_from = c->at;
    }
    uint8_t style = ESC_MARK_ORDINAL;
    char broken[MARK_BYTES + 1];
    uint32_t behind = punto && expected && style_of_list == ESC_MARK_ROMAN ? gather(c, broken) : c->at;
    const char *misread = NULL; // "Cuanto.-" behind "Tercero.-"
    bool guessed = false, strokes = behind > c->at && !esc_number_roman(broken, false) &&
                                    strspn(broken, "Il1|!") == strlen(broken);
    // "PUNTO VIT.-": VII
    const bool broken_roman = behind > c->at && !strokes && broken[1] && !esc_number_roman(broken, false) &&
                              !s->atoms[c->at].listed && esc_numeral_may_be_roman(broken, expected);
    if (broken_roman || (strokes && strlen(broken) == expected)) { // "ASUNTO 1.-", "ASUNTO ll.-": I, II
        c->at = behind, value = expected, style = ESC_MARK_ROMAN;
    } else if (punto && expected > 1 && style_of_list == ESC_MARK_FIGURE && broken_figure(s, c->at)) {
        c->at++, value = expected, style = ESC_MARK_FIGURE, guessed = true; // "Punto ó.": 6
    } else if (!punto && expected > 1 && style_of_list == ESC_MARK_ORDINAL && esc_stream_begins(s, start) &&
               (misread = esc_numeral_misread_ordinal(arena, s, c->at, expected))) {
        c->at++, value = expected;
    } else if (esc_cursor_match(c, "unic@")) {
        value = 1;
    } else if (c->at < c->end && s->atoms[c->at].ordinal && esc_number_ordinal_words(c, &value)) {
    } else if (punto && esc_cursor_atom(c) && esc_number_ordinal_figures(esc_cursor_atom(c), &value)) {
        c->at++, style = ESC_MARK_FIGURE; // "Punto 1º)"
    } else if (punto && esc_number_any(c, &value)) {
        sub = sub_number(c);
        style = s->atoms[number_from].kind == ESC_ATOM_NUMBER ? ESC_MARK_FIGURE : ESC_MARK_WORD;
    } else if (punto && esc_cursor_atom(c) &&
               ((value = esc_number_roman(esc_cursor_atom(c)->text, false)) ||
                (value = small_numeral(c, style_of_list)))) {
        style = ESC_MARK_ROMAN;
        c->at++;
        sub = sub_number(c);                   // "Punto III.1"
    } else if (punto && lettered(c, &value)) { // "Asunto b)."
        style = ESC_MARK_LETTER;
    } else if (!punto && s->atoms[c->at].cardinal && s->atoms[c->at].shape != ESC_SHAPE_LOWER &&
               esc_number_words(c, &value)) {
        style = ESC_MARK_WORD;
    } else if (punto && expected && style_of_list == ESC_MARK_ROMAN &&
               rubble_over_title(s, start, number_from)) {
        c->at = esc_stream_row_end(s, start), value = expected, style = ESC_MARK_ROMAN, guessed = true;
    } else {
        return false;
    }
    number_to = c->at;
    bool ordinal = false; // "Punto 1%)", "Punto 22)": 1º, 2º
    if (punto && style == ESC_MARK_FIGURE && !sub && number_to == number_from + 1 && !guessed) {
        const esc_atom *sign = esc_cursor_atom(c), *next = c->at + 1 < c->end ? sign + 1 : NULL;
        bool lost = sign && sign->glued && next && next->glued && esc_stream_sign(s, c->at + 1, ')') &&
                    (strchr("?*\"'!%^", sign->text[0]) || esc_atom_is(sign, "”|“|°|º|ª"));
        bool swallowed = !lost && expected && value / 10 == expected &&
                         strchr("029", '0' + (char)(value % 10)) && esc_stream_sign(s, c->at, ')');
        if (lost) c->at++;
        if (swallowed) value = expected;
        ordinal = lost || swallowed;
    }
    if (!punto) punto = esc_cursor_match(c, "punto");
    esc_cursor of = *c; // "PRIMER PUNTO DEL ORDEN DEL DÍA. LISTA …"
    if (punto &&
        (esc_cursor_match(&of, "del orden del di@") ||
         esc_cursor_match(&of, "del? de? la? agenda|temario")) &&
        of.at < of.end && (s->atoms[of.at].kind == ESC_ATOM_SIGN || esc_stream_first(s, of.at)))
        *c = of;
    // "CAPÍTULO PRIMERO" over its title, or beside it
    bool over = punto && esc_stream_first(s, start) && c->at < c->end &&
                (esc_stream_first(s, c->at) || s->atoms[c->at].wide) &&
                s->atoms[c->at].shape != ESC_SHAPE_LOWER && s->atoms[c->at].kind == ESC_ATOM_WORD;
    if (!over && punto && rubble_over_title(s, start, number_from)) // "ARTÍCULO HI a"
        over = true, c->at = esc_stream_row_end(s, start);
    uint32_t signs = close_mark(c);
    const bool stroke = style == ESC_MARK_FIGURE && value == 1 && !sub && !guessed; // "CAPÍTULO 1": I
    if (!signs && !over && punto && (style == ESC_MARK_ROMAN || stroke))
        over = noun_counts(s, start, c->at, value), guessed |= over && stroke;
    if (over && stroke && guessed) style = ESC_MARK_ROMAN;
    // "PRIMERO Lista de asistencia": the sign is lost
    const bool bare =
        !signs && !punto && style == ESC_MARK_ORDINAL && value == expected && esc_stream_first(s, start) &&
        (s->atoms[start].shape == ESC_SHAPE_UPPER ||
         (style_of_list == ESC_MARK_ORDINAL && expected > 2 && c->at < c->end &&
          !esc_atom_is(&s->atoms[c->at], "regidor|regidora|punto|teniente|vocal|sesion|visitaduria"))) &&
        esc_cursor_atom(c) && esc_cursor_atom(c)->shape == ESC_SHAPE_CAPITAL && !esc_stream_first(s, c->at);
    if ((!signs && !over && !bare) || value < 1 || value > MAX_POINT) return false;
    // "…, que es la siguiente: primero, lectura del acta; segundo, …", "; y cuarto, …"
    const uint32_t before = start > 1 && esc_atom_is(&s->atoms[start - 1], "y") ? start - 1 : start;
    const bool next = style_of_list == ESC_MARK_ORDINAL && expected > 1 && value == expected;
    const bool in_line = before && !punto && style == ESC_MARK_ORDINAL && signs &&
                         (esc_stream_sign(s, before - 1, ':') || esc_stream_sign(s, before - 1, ';') ||
                          (next && esc_stream_sign(s, before - 1, ',')));
    if (s->atoms[start].shape == ESC_SHAPE_LOWER && !in_line) return false;
    *ret = (esc_mark){.style = style,
                      .value = value,
                      .sub = sub,
                      .named = punto,
                      .number = misread   ? misread
                                : ordinal ? printed(arena, "%uº", value, 0)
                                : ((strokes || broken_roman) && style == ESC_MARK_ROMAN) || guessed
                                    ? esc_mark_written(arena, style, value)
                                    : esc_stream_text(s, arena, number_from, number_to)};
    return true;
}

static bool letter(esc_cursor *c, esc_arena *arena, esc_mark *ret) {
    const esc_atom *atom = esc_cursor_atom(c);
    if (atom->kind != ESC_ATOM_WORD || atom->norm[1] || atom->norm[0] < 'a' || atom->norm[0] > 'z')
        return false;
    uint32_t start = c->at++, sub = esc_stream_first(c->stream, start) ? number_of_letter(c) : 0; // D.1)
    const char *number = sub ? printed_letter(arena, atom->text[0], sub) : atom->text;
    const uint32_t deep = sub ? sub_number(c) : 0; // C.2.1
    if (deep) number = joined(arena, number, 0, deep);
    bool stroke = !sub && esc_stream_first(c->stream, start) && esc_stream_sign(c->stream, c->at, '.') &&
                  c->at + 1 < c->end && c->stream->atoms[c->at + 1].glued &&
                  !strcmp(c->stream->atoms[c->at + 1].raw, "I");
    if (stroke) { // "D.I Creación", read for D.1
        sub = 1, c->at += 2;
        if (!capital_follows(c)) return false;
        number = printed_letter(arena, atom->text[0], 1);
    }
    bool bracket = esc_stream_sign(c->stream, c->at, ')');
    bool listed = esc_stream_first(c->stream, start) || esc_stream_sign(c->stream, start - 1, ':') ||
                  esc_stream_sign(c->stream, start - 1, ';'); // "…: a. Invocación; b. Lectura"
    bool dot = esc_stream_sign(c->stream, c->at, '.') && c->stream->atoms[c->at].glued && listed;
    bool bare = sub && capital_follows(c);
    if (!bracket && !dot && !bare) return false;
    close_mark(c);
    *ret = (esc_mark){.style = ESC_MARK_LETTER,
                      .value = (uint32_t)(atom->norm[0] - 'a' + 1),
                      .sub = sub,
                      .deep = deep,
                      .number = number};
    return true;
}

// Numerals as figures and letters may be read from: as they are, or as the expected one, broken by a scan.
static bool may_be_numeral(const esc_stream *s, uint32_t at, int style, uint32_t expected) {
    static const bool roman[256] = {
        ['I'] = 1, ['V'] = 1, ['X'] = 1, ['L'] = 1, ['C'] = 1, ['D'] = 1, ['i'] = 1, ['v'] = 1, ['x'] = 1};
    const esc_atom *atom = &s->atoms[at];
    if (atom->kind != ESC_ATOM_WORD) return true;
    if (expected && style == ESC_MARK_ROMAN && (!atom->listed || atom->norm_len <= LEAST_LISTED)) return true;
    const int least = expected ? PLAIN_BYTES : 1; // short ones may be broken figures
    bool numeral = true;
    for (int i = 0; numeral || i <= least; i++) {
        if (!atom->raw[i]) return true;
        numeral &= roman[(unsigned char)atom->raw[i]];
    }
    return false;
}

// Nearly all words are no marks, whatever stands behind them: no numerals, nor what such are told with.
static bool is_plain(const esc_stream *s, uint32_t at, int style, uint32_t expected) {
    const esc_atom *atom = &s->atoms[at];
    const bool words = style == ESC_MARK_ORDINAL || style == ESC_MARK_WORD;
    if ((words || style < 0) && (atom->ordinal || atom->cardinal)) return false;
    if (style == ESC_MARK_ORDINAL && expected && at + 1 < s->atoms_count &&
        esc_atom_is(&s->atoms[at + 1], ".|:|-"))
        return false;
    if (!words && may_be_numeral(s, at, style, expected)) return false;
    return !esc_atom_is(atom,
                        "punto|tema|asunto|caso|numeral|inciso|articulo|capitulo|agenda|unic@|numero|num|"
                        "nro|no|n°|nº|nª");
}

bool esc_mark_may_stand(const esc_stream *s, uint32_t at, int style, uint32_t expected) {
    at += esc_stream_sign(s, at, '(');
    return at < s->atoms_count && !is_plain(s, at, style, expected);
}

// "[1]", "[IV]": a number in square brackets, and nothing a scan may have made of a stroke.
static bool in_brackets(const esc_stream *s, uint32_t at, int style, esc_mark *ret) {
    if (!esc_stream_sign(s, at, '[') || !esc_stream_sign(s, at + 2, ']') || !esc_stream_begins(s, at))
        return false;
    const esc_atom *atom = &s->atoms[at + 1];
    if (!atom->glued || !s->atoms[at + 2].glued || strcmp(atom->raw, atom->text)) return false;
    const bool figure = atom->kind == ESC_ATOM_NUMBER && strlen(atom->raw) < 3;
    const uint32_t value =
        figure ? (uint32_t)strtoul(atom->raw, NULL, 10) : esc_number_roman(atom->raw, false);
    const uint8_t own = figure ? ESC_MARK_FIGURE : ESC_MARK_ROMAN;
    if (!value || value > MAX_POINT || (style >= 0 && style != own)) return false;
    *ret = (esc_mark){.style = own, .value = value, .number = atom->text, .from = at, .to = at + 3};
    return true;
}

bool esc_mark_read(const esc_stream *s, esc_arena *arena, uint32_t at, int style, uint32_t expected,
                   esc_mark *ret) {
    if (!esc_mark_may_stand(s, at, style, expected)) return false;
    if (in_brackets(s, at, style, ret)) return true;
    esc_cursor c = esc_cursor_on(s, at, s->atoms_count);
    c.at += esc_stream_sign(s, at, '(');
    esc_cursor start = c;
    start.from = c.from = c.at;
    bool any = style < 0, found = false;
    if (any || style == ESC_MARK_FIGURE) found = figure(&c, arena, expected, any, ret);
    if (!found && (any || style == ESC_MARK_FIGURE)) {
        c = start;
        found = signed_figure(&c, ret);
    }
    if (!found) c = start;
    if (!found && (any || style == ESC_MARK_ROMAN)) {
        c = start;
        found = roman(&c, arena, expected, style == ESC_MARK_ROMAN, ret);
    }
    if (!found) {
        c = start;
        found = worded(&c, arena, style, expected, ret) && (any || style == ret->style);
    }
    if (!found && (any || style == ESC_MARK_LETTER)) {
        c = start;
        found = letter(&c, arena, ret);
    }
    if (!found) return false;
    ret->from = at;
    ret->to = c.at;
    return true;
}

bool esc_mark_alone(const esc_stream *s, esc_arena *arena, uint32_t at, uint32_t expected, esc_mark *ret) {
    const uint32_t to = esc_stream_row_end(s, at);
    size_t bytes = 0;
    for (uint32_t i = at; i < to; i++) bytes += strlen(s->atoms[i].raw);
    if (bytes > LONE_BYTES || !alone_in_row(s, at, to, expected)) return false;
    *ret = (esc_mark){.style = ESC_MARK_ROMAN, .value = expected, .alone = true, .from = at, .to = to};
    ret->number = printed_roman(arena, expected, 0);
    return true;
}

bool esc_mark_rubble(const esc_stream *s, esc_arena *arena, uint32_t at, uint32_t expected, esc_mark *ret) {
    uint32_t i = at, signs = 0;
    if (!esc_stream_first(s, at)) return false;
    for (; i < at + 5 && i < s->atoms_count; i++) {
        const esc_atom *atom = &s->atoms[i];
        if (atom->kind == ESC_ATOM_NUMBER || atom->shape == ESC_SHAPE_UPPER || strlen(atom->text) > 2) break;
        if (i > at && esc_stream_first(s, i)) return false;
        if (atom->shape == ESC_SHAPE_CAPITAL && atom->norm[1]) return false; // "El Sr. Presidente"
        signs += atom->kind == ESC_ATOM_SIGN && strchr(".-):,", atom->text[0]) != NULL;
    }
    if (!signs || signs > 3 || i >= s->atoms_count || s->atoms[i - 1].kind != ESC_ATOM_SIGN) return false;
    if (s->atoms[i].glued || s->atoms[i].shape != ESC_SHAPE_CAPITAL) return false;
    *ret = (esc_mark){.style = ESC_MARK_FIGURE, .value = expected, .from = at, .to = i};
    ret->number = printed(arena, "%u", expected, 0);
    return true;
}
