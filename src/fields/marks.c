// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>
#include <string.h>

#include "fields/cursor.h"
#include "fields/numbers.h"
#include "fields/points.h"

enum { MAX_POINT = 99 };

// Moves over what closes a mark: . .- ) - : and the like. Gives how many signs there were.
static uint32_t close_mark(esc_cursor *c) {
    uint32_t n = 0;
    while (c->at < c->end && c->stream->atoms[c->at].kind == ESC_ATOM_SIGN && n < 3 &&
           !esc_stream_first(c->stream, c->at)) {
        const char *text = c->stream->atoms[c->at].text;
        bool dash = !strcmp(text, "–") || !strcmp(text, "—");
        if (!dash && (text[1] || !strchr(".-):,", text[0]))) break;
        c->at++;
        n++;
    }
    return n;
}

// Letters that scanners read where a figure stands.
static bool may_be_figure(char c, char digit) {
    static const char *const looks[10] = {"oOQD", "lI|i!t", "Zz", "", "A", "Ss", "Gb", "", "B", "gq"};
    return c == digit || strchr(looks[digit - '0'], c);
}

static bool may_be_number(const char *text, uint32_t expected) {
    char digits[12];
    snprintf(digits, sizeof digits, "%u", expected);
    if (strlen(text) != strlen(digits)) return false;
    for (size_t i = 0; digits[i]; i++)
        if (!may_be_figure(text[i], digits[i])) return false;
    return true;
}

// MI. for III., VIH. for VIII., L for I: nothing but strokes, about as many as there should be.
static bool may_be_roman(const char *text, uint32_t expected) {
    esc_buf proper = {0};
    esc_number_write_roman(expected, &proper);
    size_t strokes = 0, wanted = 0;
    bool only = true;
    for (const char *p = text; *p; p++) {
        if (!strchr("IVXLMHNUl1|iJvx", *p)) only = false;
        strokes += strchr("MHNUVXvx", *p) ? 2 : 1;
    }
    for (const char *p = esc_buf_text(&proper); *p; p++) wanted += strchr("VX", *p) ? 2 : 1;
    esc_buf_free(&proper);
    return only && (strokes > wanted ? strokes - wanted : wanted - strokes) <= 1;
}

static char *printed(esc_arena *arena, const char *format, uint32_t value, uint32_t sub) {
    char text[32];
    snprintf(text, sizeof text, format, value, sub);
    return esc_arena_strndup(arena, text, strlen(text));
}

static char *printed_roman(esc_arena *arena, uint32_t value, uint32_t sub) {
    esc_buf text = {0};
    esc_number_write_roman(value, &text);
    if (sub) esc_buf_printf(&text, ".%u", sub);
    char *out = esc_arena_strndup(arena, text.bytes, text.len);
    esc_buf_free(&text);
    return out;
}

// The second number of 2.1 and III.1.
static uint32_t sub_number(esc_cursor *c) {
    esc_cursor next = *c;
    uint32_t sub;
    if (!esc_cursor_sign(&next, '.') || next.at >= next.end || !next.stream->atoms[next.at].glued) return 0;
    if (!esc_number_figures(&next, &sub) || sub < 1 || sub > MAX_POINT) return 0;
    *c = next;
    return sub;
}

static bool figure(esc_cursor *c, esc_arena *arena, uint32_t expected, bool open, esc_mark *ret) {
    const esc_atom *atom = esc_cursor_atom(c);
    bool exact = atom->kind == ESC_ATOM_NUMBER;
    uint32_t value = expected;
    bool stroke = atom->raw[0] == 'I' && !atom->raw[1]; // rather a Roman one, unless figures are expected
    if (exact ? !esc_number_figures(c, &value) : !may_be_number(atom->raw, expected) || (stroke && open))
        return false;
    if (!exact) c->at++;
    if (value < 1 || value > MAX_POINT || (exact && strlen(atom->text) > 2)) return false;
    uint32_t sub = sub_number(c);
    uint32_t signs = close_mark(c);
    const esc_atom *next = esc_cursor_atom(c);
    // "1 Lectura …" in a row of its own is a point, too; "5 de octubre" is none.
    bool bare = exact && next && (next->shape == ESC_SHAPE_CAPITAL || next->shape == ESC_SHAPE_UPPER) &&
                !next->glued && esc_stream_first(c->stream, c->from);
    if (!signs && !sub && !bare) return false;
    if (next && next->kind == ESC_ATOM_NUMBER && next->glued) return false; // 1.500, 10:30
    *ret = (esc_mark){.style = ESC_MARK_FIGURE, .value = value, .sub = sub};
    ret->number = sub     ? printed(arena, "%u.%u", value, sub)
                  : exact ? atom->text
                          : printed(arena, "%u", value, 0);
    return true;
}

static bool roman(esc_cursor *c, esc_arena *arena, uint32_t expected, bool damaged, esc_mark *ret) {
    const esc_atom *atom = esc_cursor_atom(c);
    uint32_t value = esc_number_roman(atom->raw, false);
    bool wild = !value || value > expected + 10;
    if (damaged && wild && may_be_roman(atom->raw, expected)) value = expected;
    if (!value || value > MAX_POINT) return false;
    c->at++;
    uint32_t sub = sub_number(c);
    if (!close_mark(c) && !sub) return false;
    *ret = (esc_mark){
        .style = ESC_MARK_ROMAN, .value = value, .sub = sub, .number = printed_roman(arena, value, sub)};
    return true;
}

// PRIMERO.-  Primer punto.  Punto primero:  Punto 1.  Punto número uno.
static bool worded(esc_cursor *c, esc_arena *arena, esc_mark *ret) {
    const esc_stream *s = c->stream;
    uint32_t start = c->at, value, number_from = c->at, number_to;
    bool punto = esc_cursor_match(c, "punto|tema|asunto");
    if (punto) {
        esc_cursor_match(c, "numero|no|num");
        esc_cursor_sign(c, '.');
        number_from = c->at;
    }
    uint8_t style = ESC_MARK_ORDINAL;
    if (esc_cursor_match(c, "unic@")) {
        value = 1;
    } else if (esc_number_ordinal_words(c, &value)) {
    } else if (punto && esc_number_any(c, &value)) {
        style = s->atoms[number_from].kind == ESC_ATOM_NUMBER ? ESC_MARK_FIGURE : ESC_MARK_WORD;
    } else if (punto && esc_cursor_atom(c) && (value = esc_number_roman(esc_cursor_atom(c)->text, false))) {
        style = ESC_MARK_ROMAN;
        c->at++;
    } else if (!punto && esc_cursor_atom(c)->shape != ESC_SHAPE_LOWER && esc_number_words(c, &value)) {
        style = ESC_MARK_WORD;
    } else {
        return false;
    }
    number_to = c->at;
    if (!punto) punto = esc_cursor_match(c, "punto");
    uint32_t signs = close_mark(c);
    if (!signs || value < 1 || value > MAX_POINT || s->atoms[start].shape == ESC_SHAPE_LOWER) return false;
    *ret = (esc_mark){
        .style = style, .value = value, .number = esc_stream_text(s, arena, number_from, number_to)};
    return true;
}

static bool letter(esc_cursor *c, esc_mark *ret) {
    const esc_atom *atom = esc_cursor_atom(c);
    if (atom->kind != ESC_ATOM_WORD || atom->norm[1] || atom->norm[0] < 'a' || atom->norm[0] > 'z')
        return false;
    uint32_t start = c->at++;
    bool bracket = esc_stream_sign(c->stream, c->at, ')');
    bool dot = esc_stream_sign(c->stream, c->at, '.') && c->stream->atoms[c->at].glued &&
               esc_stream_first(c->stream, start);
    if (!bracket && !dot) return false;
    close_mark(c);
    *ret = (esc_mark){
        .style = ESC_MARK_LETTER, .value = (uint32_t)(atom->norm[0] - 'a' + 1), .number = atom->text};
    return true;
}

bool esc_mark_read(const esc_stream *s, esc_arena *arena, uint32_t at, int style, uint32_t expected,
                   esc_mark *ret) {
    if (at >= s->atoms_count) return false;
    esc_cursor c = esc_cursor_on(s, at, s->atoms_count);
    esc_cursor_sign(&c, '(');
    if (c.at >= c.end) return false;
    esc_cursor start = c;
    start.from = c.from = c.at;
    bool any = style < 0, found = false;
    if (any || style == ESC_MARK_FIGURE) found = figure(&c, arena, expected, any, ret);
    if (!found && (any || style == ESC_MARK_ROMAN)) {
        c = start;
        found = roman(&c, arena, expected, style == ESC_MARK_ROMAN, ret);
    }
    if (!found) {
        c = start;
        found = worded(&c, arena, ret) && (any || style == ret->style);
    }
    if (!found && (any || style == ESC_MARK_LETTER)) {
        c = start;
        found = letter(&c, ret);
    }
    if (!found) return false;
    ret->from = at;
    ret->to = c.at;
    return true;
}
