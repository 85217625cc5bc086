// SPDX-License-Identifier: GPL-3.0-or-later
// Junk: what a scan's margin, rules and signatures leave in the text. Single marks at the ends of lines are
// dropped only where the same document shows such marks again and again; a line is junk only where nothing
// in it could be a word, a number or a bullet. That, too, is an edit, which a person may take back.
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/work.h"

#define JUNK_CONFIDENCE 0.93f

enum {
    LEAST_MARGIN_MARKS = 3,
    LEAST_LINE_UNITS = 4,
    LEAST_RULE = 10, // bytes
    REACH_UNITS = 200
};

// Marks that a margin or a column's rule is read as. The letters only count where there are many of them.
static const char *const always[] = {"~", "|", "_", "`", "^", "{}", "¦"};
static const char *const often[] = {"I", "l", "!", "'",  "\"", "(", ")", "[",
                                    "]", ",", ".", "\\", "*",  "’", "‘", "·"};

// What a list's items may begin with as well.
static const char *const bullets[] = {"·", "*"};

static bool in_list(const esc_form *form, const char *const *list, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (!strcmp(form->text, list[i])) return true;
    return false;
}

#define IN(form, list) in_list(form, list, sizeof(list) / sizeof *(list))

// A Roman I may well end a line behind these.
static bool takes_numeral(const esc_form *form) {
    static const char *const words[] = {"fracción", "capítulo", "título",   "anexo",  "tomo",  "artículo",
                                        "libro",    "sección",  "apartado", "inciso", "parte", "grado",
                                        "fase",     "etapa",    "nivel",    "punto",  "tipo",  "ii",
                                        "y",        "número",   "sesión"};
    char small[32];
    if (!esc_form_lowered(form, small, sizeof small)) return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(small, words[i])) return true;
    return false;
}

bool esc_work_rules_cells(const esc_work *work, uint32_t unit) {
    const esc_unit *units = work->units.units;
    uint32_t from = unit, end = unit;
    while (!units[from].first && from + REACH_UNITS > unit) from--;
    while (!units[end].last && end < unit + REACH_UNITS) end++;
    int bars = 0;
    for (uint32_t u = from; u <= end; u++) bars += *work->form_of[u]->text == '|';
    return bars > 2 || (bars == 2 && (*work->form_of[from]->text != '|' || *work->form_of[end]->text != '|'));
}

// Whether the unit stands alone at the left or right end of a line of text, and could be a margin's mark.
static bool is_margin_mark(const esc_work *work, uint32_t unit, bool many) {
    const esc_unit *units = work->units.units, *this = &units[unit];
    const esc_form *form = work->form_of[unit];
    if (this->first == this->last) return false; // within the line, or all of it
    uint32_t inner = this->first ? unit + 1 : unit - 1;
    if (!(this->first ? units[inner].blank_before : this->blank_before)) return false;
    if (*form->text == '|' && esc_work_rules_cells(work, unit)) return false;
    bool listed = IN(form, always) || (many && IN(form, often));
    if (!listed) return false;
    if (this->first && IN(form, bullets)) return false;
    if (this->last && !strcmp(form->text, ".")) return false; // a full stop set off by a blank
    if (this->last && !strcmp(form->text, ",")) return false;
    if (form->kind == ESC_TOKEN_PUNCT) return true;
    // I, l: behind a word or a stop, or before a word; never where a numeral may stand.
    const esc_form *beside = work->form_of[inner];
    if (this->first)
        return beside->kind <= ESC_TOKEN_MIXED && !(unit && takes_numeral(work->form_of[unit - 1]));
    bool ends = beside->kind == ESC_TOKEN_PUNCT && strchr(".,;:", *beside->text);
    return (beside->kind == ESC_TOKEN_WORD || ends) && !takes_numeral(beside);
}

// Units of the line that unit begins.
static uint32_t line_units(const esc_work *work, uint32_t unit) {
    uint32_t count = 1;
    while (!work->units.units[unit + count - 1].last) count++;
    return count;
}

// "+-------+------+": a table's rule, as typists set it.
static bool rules_table(const esc_work *work, uint32_t unit, uint32_t count) {
    uint32_t corners = 0, dashes = 0;
    for (uint32_t u = unit; u < unit + count; u++) {
        const char *text = work->form_of[u]->text;
        if (text[strspn(text, "+-=|")]) return false;
        for (; *text; text++) corners += *text == '+', dashes += *text == '-' || *text == '=';
    }
    return corners > 1 && dashes > 2 * corners && *work->form_of[unit]->text == '+';
}

// A line without a letter or a digit that is no bullet, no rule of dots or hyphens, no lone hyphen.
static bool is_junk_line(const esc_work *work, uint32_t unit, uint32_t count) {
    bool mixed = false, odd = false, rule = true;
    uint32_t bytes = 0;
    if (rules_table(work, unit, count)) return false;
    for (uint32_t u = unit; u < unit + count; u++) {
        const esc_form *form = work->form_of[u];
        if (form->kind != ESC_TOKEN_PUNCT) return false;
        mixed |= u > unit && *form->text != *work->form_of[unit]->text;
        bytes += form->len;
        rule &= strspn(form->text, "-=_|+") == form->len;
        odd |= IN(form, always) || strchr("\\<>=+;¿", *form->text) != NULL;
    }
    // "==========", "|------|------|", "|      |      |": a typist's
    if (rule && (bytes >= LEAST_RULE || (count > 1 && !mixed && *work->form_of[unit]->text == '|')))
        return false;
    return mixed ? count >= 2 : odd;
}

void esc_work_mark_junk(esc_work *work) {
    uint32_t units = work->units.units_count, marks = 0;
    for (uint32_t u = 0; u < units; u++) marks += is_margin_mark(work, u, true);
    bool many = marks >= LEAST_MARGIN_MARKS;
    for (uint32_t u = 0; u < units;) {
        uint32_t count = line_units(work, u), end = u + count;
        esc_line *line = &work->doc->lines[work->units.units[u].line];
        if (line->role == ESC_LINE_BODY && is_junk_line(work, u, count)) {
            line->role = ESC_LINE_JUNK; // for all who look at lines, until esc_work_drop_lines
            for (; u < end; u++) work->units.units[u].junk = true;
            continue;
        }
        if (count >= LEAST_LINE_UNITS) {
            // "_ _" at a line's end: from the ends inwards.
            if (is_margin_mark(work, u, many)) work->units.units[u].junk = true;
            if (is_margin_mark(work, end - 1, many)) work->units.units[end - 1].junk = true;
        }
        u = end;
    }
}

void esc_work_drop_junk(esc_work *work) {
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        esc_piece *piece = &work->pieces.pieces[i];
        if (piece->unit_count != 1 || !esc_piece_is_raw(piece) || !work->units.units[piece->first_unit].junk)
            continue;
        esc_piece_change(piece, ESC_EDIT_JUNK, ESC_BY_RULE, "", JUNK_CONFIDENCE);
    }
}

// Puts the rows that mirrored.c took out back as one piece each.
static void put_mirrored_back(esc_work *work) {
    esc_pieces with = {0};
    uint32_t at = 0;
    for (uint32_t i = 0; i < work->mirrored_lines_count; i++) {
        const uint32_t line = work->mirrored_lines[i];
        for (; at < work->pieces.pieces_count && esc_work_unit(work, at)->line < line; at++)
            *ESC_GROW(&with, pieces, 1) = work->pieces.pieces[at];
        *ESC_GROW(&with, pieces, 1) = (esc_piece){.first_unit = work->units.units_count, .unit_count = 1};
        *ESC_GROW(&work->units, units, 1) = (esc_unit){.line = line,
                                                       .raw = work->doc->lines[line].raw,
                                                       .kind = ESC_TOKEN_JUNK,
                                                       .first = true,
                                                       .last = true,
                                                       .junk = true};
    }
    for (; at < work->pieces.pieces_count; at++) *ESC_GROW(&with, pieces, 1) = work->pieces.pieces[at];
    free(work->pieces.pieces); // their changes go on in the others
    work->pieces = with;
}

void esc_work_drop_lines(esc_work *work) {
    if (work->mirrored_lines_count) put_mirrored_back(work);
    for (uint32_t i = 0, end; i < work->pieces.pieces_count; i = end) {
        const esc_unit *first = esc_work_unit(work, i);
        esc_line *line = &work->doc->lines[first->line];
        end = i + 1;
        if (!first->junk || line->role != ESC_LINE_JUNK) continue;
        while (end < work->pieces.pieces_count &&
               (!work->pieces.pieces[end].unit_count || esc_work_unit(work, end)->line == first->line))
            end++;
        line->role = ESC_LINE_BODY;
        esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[i], end - i, ESC_EDIT_JUNK, "",
                       JUNK_CONFIDENCE, work->arena);
    }
}
