// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/first.h"

#include <string.h>

#include "fields/cursor.h"

enum {
    SECOND_ROWS = 6,
    LEAST_ON = 2,  // marks behind the first of a list that does not begin with 1
    LOST_MARKS = 5 // as many a scan may have broken before the first that reads
};

// "I - RESOLUCIONES" over points of another numbering: a section, no point.
static bool heads_section(const esc_stream *s, esc_arena *arena, const esc_mark *mark) {
    const esc_row *row = &s->rows[s->atoms[mark->from].row];
    uint32_t next = row->first + row->count;
    esc_mark below;
    bool section = mark->style != ESC_MARK_FIGURE && row->upper && next < s->atoms_count &&
                   esc_mark_read(s, arena, next, ESC_MARK_FIGURE, 1, &below) && below.value == 1 &&
                   !below.sub;
    // Where the figures begin anew under the next one, the sections are points, and these their parts.
    for (uint32_t k = s->atoms[mark->from].row + 1; section && k + 1 < s->rows_count; k++) {
        esc_mark second;
        if (esc_mark_read(s, arena, s->rows[k].first, mark->style, mark->value + 1, &second) &&
            second.value == mark->value + 1 && second.style == mark->style)
            return !(esc_mark_read(s, arena, s->rows[k + 1].first, ESC_MARK_FIGURE, 1, &below) &&
                     below.value == 1);
    }
    return section;
}

// "Acuerdos", "Compromisos:" alone in a row: what is numbered below is no agenda.
bool esc_first_other_heading(const esc_stream *s, uint32_t at) {
    uint32_t end = esc_stream_row_end(s, at);
    return end - at < 4 && s->atoms[at].shape != ESC_SHAPE_LOWER &&
           esc_atom_is(&s->atoms[at], "acuerdos|compromisos|conclusiones|tareas|resoluciones|resolutivos|"
                                      "asistentes|presentes|participantes|desarrollo");
}

// "Caso 15:" with "Caso 16:" soon below it: numbered on from an earlier session.
static bool goes_on_named(const esc_stream *s, esc_arena *arena, const esc_mark *mark) {
    uint32_t row = s->atoms[mark->from].row;
    if (!esc_stream_first(s, mark->from) || mark->sub || mark->value <= LOST_MARKS) return false;
    for (uint32_t k = row + 1; k < s->rows_count && k <= row + SECOND_ROWS; k++) {
        esc_mark next;
        if (esc_mark_read(s, arena, s->rows[k].first, mark->style, mark->value + 1, &next) && next.named)
            return next.value == mark->value + 1 && !next.sub;
    }
    return false;
}

// "6. Plan …", "7. …", "8. …" right below the heading: what another session left.
static bool counts_on(const esc_stream *s, esc_arena *arena, const esc_mark *mark) {
    if (!esc_stream_first(s, mark->from) || mark->sub || mark->value < 2 || mark->style != ESC_MARK_FIGURE ||
        s->atoms[mark->from].kind != ESC_ATOM_NUMBER)
        return false;
    uint32_t value = mark->value;
    for (uint32_t k = s->atoms[mark->from].row + 1, since = 0;
         k < s->rows_count && since < SECOND_ROWS && value < mark->value + LEAST_ON; k++, since++) {
        esc_mark next;
        const uint32_t at = s->rows[k].first;
        if (s->atoms[at].kind != ESC_ATOM_NUMBER || !esc_mark_read(s, arena, at, ESC_MARK_FIGURE, 0, &next) ||
            next.sub || next.value == value)
            continue;
        if (next.value != value + 1) return false;
        value++, since = 0;
    }
    return value == mark->value + LEAST_ON;
}

// The "1" of "A.1.": no mark of its own.
static bool within_mark(const esc_stream *s, uint32_t at) {
    return at > 1 && s->atoms[at].glued && esc_stream_sign(s, at - 1, '.') && s->atoms[at - 1].glued &&
           s->atoms[at - 2].kind == ESC_ATOM_WORD && !s->atoms[at - 2].norm[1];
}

// "II. AGENDA" right before `from`: the heading has the number.
static bool heading_numbered(const esc_stream *s, esc_arena *arena, uint32_t from, uint32_t value) {
    esc_mark own;
    const uint32_t row = from ? s->rows[s->atoms[from - 1].row].first : from;
    return row < from && esc_mark_read(s, arena, row, ESC_MARK_ROMAN, 0, &own) && !own.sub &&
           own.value == value && own.to < from &&
           (esc_cursor_within(s, own.to, from, "agenda|temario|tabla|sumario") ||
            esc_cursor_within(s, own.to, from, "orden del di@"));
}

// "I.1", with "I.2" or "II.1" in one of the next rows: groups none of which has a row of its own.
static bool begins_group(const esc_stream *s, esc_arena *arena, const esc_mark *mark) {
    const uint32_t row = s->atoms[mark->from].row;
    for (uint32_t k = row + 1; mark->value == 1 && k < s->rows_count && k <= row + SECOND_ROWS; k++) {
        esc_mark next;
        if (esc_mark_read(s, arena, s->rows[k].first, ESC_MARK_ROMAN, 0, &next) && next.sub)
            return (next.value == 1 && next.sub == 2) || (next.value == 2 && next.sub == 1);
    }
    return false;
}

// The mark of a first point. style: -1 for any.
bool esc_first_mark(const esc_stream *s, esc_arena *arena, uint32_t from, uint32_t end, uint32_t reach,
                    int style, esc_mark *ret) {
    for (uint32_t i = from; i < end && i < from + reach; i++) {
        if (esc_stream_first(s, i) && i > from && esc_first_other_heading(s, i)) return false;
        bool begins =
            esc_stream_begins(s, i) ||
            (i && (esc_stream_sign(s, i - 1, ':') || esc_stream_sign(s, i - 1, '.'))) ||
            (i > 1 && esc_stream_sign(s, i - 2, ':') && s->atoms[i - 1].kind == ESC_ATOM_SIGN); // ": -1."
        if (!begins || within_mark(s, i) || !esc_mark_read(s, arena, i, style, 1, ret)) continue;
        if (ret->value == 1 && !ret->sub && !heads_section(s, arena, ret)) return true;
        if (ret->named && goes_on_named(s, arena, ret)) return true;
        if (i <= from + 1 && counts_on(s, arena, ret)) return true;
        if (ret->sub == 1 && ret->style == ESC_MARK_FIGURE && esc_stream_first(s, i)) return true;
        if (ret->sub == 1 && ret->style == ESC_MARK_LETTER && ret->value == 1 && esc_stream_first(s, i))
            return true; // A.1, A.2, B.1
        if (ret->sub == 1 && ret->style == ESC_MARK_ROMAN && esc_stream_first(s, i) &&
            (heading_numbered(s, arena, from, ret->value) || begins_group(s, arena, ret)))
            return true;
    }
    return false;
}

// "[9) Consideración …" right below the heading, and "2%) …" soon behind it: the first mark, that the scan
// broke.
bool esc_first_broken(const esc_stream *s, esc_arena *arena, uint32_t from, uint32_t end, esc_mark *ret) {
    if (from >= end || !esc_stream_first(s, from)) return false;
    uint32_t text = from, row = s->atoms[from].row;
    while (text < from + 5 && text < esc_stream_row_end(s, from) &&
           s->atoms[text].shape != ESC_SHAPE_CAPITAL &&
           (s->atoms[text].kind == ESC_ATOM_SIGN || strlen(s->atoms[text].raw) < 3))
        text++;
    if (text == from || text >= s->atoms_count || s->atoms[text].shape != ESC_SHAPE_CAPITAL ||
        s->atoms[text - 1].kind != ESC_ATOM_SIGN)
        return false;
    for (uint32_t k = row + 1; k < s->rows_count && k < row + SECOND_ROWS && s->rows[k].first < end; k++) {
        for (int style = ESC_MARK_FIGURE; style <= ESC_MARK_ROMAN; style++) {
            esc_mark second;
            if (!esc_mark_read(s, arena, s->rows[k].first, style, 2, &second) || second.value != 2 ||
                second.sub)
                continue;
            *ret = second;
            ret->value = 1, ret->from = from, ret->to = text;
            ret->number = esc_mark_written(arena, (uint8_t)style, 1);
            return true;
        }
    }
    return false;
}

// "19)" with "29)" soon below it: 1º and 2º, whose sign was read as a figure.
bool esc_first_ordinal(const esc_stream *s, esc_arena *arena, uint32_t from, esc_mark *ret) {
    if (!esc_stream_first(s, from) || !esc_mark_read(s, arena, from, ESC_MARK_FIGURE, 1, ret) || ret->sub ||
        ret->value / 10 != 1)
        return false;
    for (uint32_t row = s->atoms[from].row + 1;
         row < s->rows_count && row <= s->atoms[from].row + SECOND_ROWS; row++) {
        esc_mark second;
        if (!esc_mark_read(s, arena, s->rows[row].first, ESC_MARK_FIGURE, 2, &second) || second.sub) continue;
        if (second.value != 2 && second.value / 10 != 2) return false;
        ret->value = 1, ret->number = esc_mark_written(arena, ESC_MARK_FIGURE, 1);
        return true;
    }
    return false;
}
