// SPDX-License-Identifier: GPL-3.0-or-later
// Ends of paragraphs where the document's others end in a full stop: one that was read as a comma, and one
// that a bad scan has lost.
#include <string.h>

#include "correct/work.h"

enum {
    LEAST_WORDS = 4,
    WIDTH_LINES = 6,
    MOST_BLANK_LINES = 3,
    SHORTER_PERCENT = 85,
    MUCH_SHORTER_PERCENT = 60,
    LABEL_UNITS = 3,
    MOST_ROWS = 500, // of a paragraph
    LEAST_STOPS = 3,
    CAPITALS_PER_SMALL = 8,
    STOPS_PER_COMMA = 2
};
// Of stops that were lost.
enum { LEAST_KEPT = 4, LEAST_LIKE = 2, LEAST_CONTENT = 3, LEAST_LETTERS = 4, LABEL_REACH = 8 };

// A word that tells: met less often than articles and prepositions.
#define CONTENT_LOG_FREQUENCY -6.5f

uint32_t esc_work_line_length(const esc_work *work, uint32_t unit) {
    return work->line_bytes[work->units.units[unit].line];
}

uint32_t esc_work_width_near(const esc_work *work, uint32_t unit) {
    const uint32_t line = work->units.units[unit].line, lines = work->doc->lines_count;
    uint32_t width = 0;
    for (uint32_t l = line > WIDTH_LINES ? line - WIDTH_LINES : 0; l < lines && l <= line + WIDTH_LINES; l++)
        if (work->line_bytes[l] > width) width = work->line_bytes[l];
    return width;
}

// The words of the line that a unit stands in; 0 where it has columns.
static uint32_t line_words(const esc_work *work, uint32_t unit) {
    const esc_unit *units = work->units.units;
    uint32_t words = 0;
    for (; !units[unit].first; unit--) {
    }
    for (;; unit++) {
        if (!units[unit].first && esc_unit_is_across(&units[unit - 1], &units[unit])) return 0;
        words +=
            units[unit].kind == ESC_TOKEN_WORD || (work->in_capitals && units[unit].kind == ESC_TOKEN_UPPER);
        if (units[unit].last) return words;
    }
}

// Whether the line above is a full one, of prose, and no blank line parts the two.
static bool goes_on_from_above(const esc_work *work, uint32_t unit) {
    const esc_unit *units = work->units.units;
    for (; !units[unit].first; unit--) {
    }
    if (!unit || units[unit - 1].line + 1 != units[unit].line) return false;
    return line_words(work, unit - 1) >= LEAST_WORDS &&
           esc_work_line_length(work, unit - 1) * 100 >= esc_work_width_near(work, unit) * SHORTER_PERCENT;
}

// Whether a line begins with a number, or with who speaks in capitals, a colon or a dash behind it.
static bool is_labelled(const esc_work *work, uint32_t first) {
    const esc_unit *units = work->units.units;
    if (units[first].kind == ESC_TOKEN_NUMBER || units[first].kind == ESC_TOKEN_ROMAN) return true;
    for (uint32_t u = first; u < first + LABEL_REACH && units[u].kind <= ESC_TOKEN_PUNCT; u++) {
        if (units[u].kind == ESC_TOKEN_PUNCT && u > first && strchr("-:", *work->form_of[u]->text))
            return true;
        if (units[u].last || units[u].kind == ESC_TOKEN_WORD || units[u].kind == ESC_TOKEN_CAPITAL) break;
    }
    return false;
}

// Whether what stands behind the last unit of a line begins anew: a blank line parts them or the line is a
// short one, and a number is in the next, or who speaks.
static bool begins_below(const esc_work *work, uint32_t last, bool plain, bool speakers) {
    const esc_unit *units = work->units.units;
    if (last + 1 == work->units.units_count) return true;
    const esc_unit *next = &units[last + 1];
    if (next->kind == ESC_TOKEN_WORD || next->line > units[last].line + MOST_BLANK_LINES) return false;
    if (work->doc->lines[next->line].page != work->doc->lines[units[last].line].page) return false;
    const uint32_t percent = plain ? SHORTER_PERCENT : MUCH_SHORTER_PERCENT; // where names part columns
    const bool shorter = esc_work_line_length(work, last) * 100 < esc_work_width_near(work, last) * percent;
    const bool numbered = next->kind == ESC_TOKEN_NUMBER || next->kind == ESC_TOKEN_ROMAN ||
                          (speakers && is_labelled(work, last + 1));
    const bool blank = next->line > units[last].line + 1;
    return blank ? shorter || numbered : shorter && numbered;
}

// Whether a line of prose ends with the mark, and what follows begins anew.
static bool ends_paragraph(const esc_work *work, uint32_t mark) {
    const esc_unit *units = work->units.units;
    if (!mark || !units[mark].last || units[mark].blank_before || units[mark].first) return false;
    const uint32_t words = line_words(work, mark);
    const bool rest = words || units[mark - 1].first; // of a line above: one word, a name perhaps
    if (words < LEAST_WORDS && !(rest && goes_on_from_above(work, mark))) return false;
    const bool plain = units[mark - 1].kind == ESC_TOKEN_WORD || units[mark - 1].kind == ESC_TOKEN_NUMBER;
    return begins_below(work, mark, plain, false);
}

// "le saluda atentamente,", "de la forma siguiente,"
static bool asks_comma(const esc_form *form) {
    static const char *const words[] = {"atentamente", "cordialmente", "usted",      "ustedes", "saludo",
                                        "saludos",     "siguiente",    "siguientes", "presente"};
    return ESC_ONE_OF(form, words);
}

static bool is_mark(const esc_work *work, uint32_t unit, char mark) {
    const esc_form *form = work->form_of[unit];
    return form->len == 1 && *form->text == mark;
}

// Finds where the paragraph of each line begins, as far as full lines tell; once.
static void find_paragraphs(esc_work *work) {
    const esc_unit *units = work->units.units;
    uint32_t start = 0, rows = 0;
    if (work->paragraph_start) return;
    work->paragraph_start = esc_alloc_zero(work->doc->lines_count, sizeof *work->paragraph_start);
    for (uint32_t u = 0; u < work->units.units_count; u++) {
        if (!units[u].first) continue;
        if (rows++ == MOST_ROWS || !goes_on_from_above(work, u)) start = u, rows = 0;
        work->paragraph_start[units[u].line] = start;
    }
}

// The first unit of the paragraph whose last line ends with unit.
static uint32_t paragraph_start(const esc_work *work, uint32_t unit) {
    return work->paragraph_start[work->units.units[unit].line];
}

// "b) los gastos del mes,": a part of a sentence that goes on with the next one.
static bool is_member(const esc_work *work, uint32_t unit) {
    const esc_unit *units = work->units.units;
    unit = paragraph_start(work, unit);
    if (units[unit].kind == ESC_TOKEN_WORD && work->form_of[unit]->letters > 1) return true;
    for (uint32_t last = unit + LABEL_UNITS; unit < last && !units[unit].last; unit++)
        if (units[unit].kind == ESC_TOKEN_PUNCT && units[unit + 1].blank_before)
            return units[unit + 1].kind == ESC_TOKEN_WORD;
    return false;
}

// ---- lost stops
// -------------------------------------------------------------------------------------

// Whether enough words of a stretch tell something.
static bool has_content(const esc_work *work, uint32_t from, uint32_t to) {
    uint32_t count = 0;
    for (uint32_t u = from; u <= to && count < LEAST_CONTENT; u++)
        count += work->units.units[u].kind == ESC_TOKEN_WORD &&
                 work->form_of[u]->log_frequency < CONTENT_LOG_FREQUENCY;
    return count == LEAST_CONTENT;
}

// A past of the third person: "aprobó", "votaron", "fue".
static bool is_past(const esc_form *form) {
    static const char *const ends[] = {"ó", "aron", "ieron"}, *const words[] = {"fue", "fueron", "hizo",
                                                                                "dijo"};
    if (form->kind != ESC_TOKEN_WORD || form->doubtful) return false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        const size_t len = strlen(ends[i]);
        if (form->len > len + 2 && !strcmp(form->text + form->len - len, ends[i])) return true;
    }
    return ESC_ONE_OF(form, words);
}

// Whether a stretch tells of something: a verb in the past, or a sentence that ends within it.
static bool narrates(const esc_work *work, uint32_t from, uint32_t to) {
    const esc_unit *units = work->units.units;
    for (uint32_t u = from; u <= to; u++) {
        if (is_past(work->form_of[u])) return true;
        if (u > from && u < to && is_mark(work, u, '.') && units[u + 1].kind == ESC_TOKEN_CAPITAL &&
            units[u - 1].kind == ESC_TOKEN_WORD && work->form_of[u - 1]->letters >= LEAST_LETTERS &&
            !(work->form_of[u - 1]->classes & (ESC_LEX_ABBREVIATION | ESC_LEX_TITLE)))
            return true;
    }
    return false;
}

// Whether a paragraph begins with who speaks: "EL ALCALDE.- Gracias".
static bool is_speech(const esc_work *work, uint32_t start) {
    return work->units.units[start].kind == ESC_TOKEN_UPPER && is_labelled(work, start);
}

// Whether a paragraph of several lines tells of something.
static bool is_told(const esc_work *work, uint32_t start, uint32_t last) {
    const esc_unit *units = work->units.units;
    if (!line_words(work, last) && !units[last].first && !units[last - 1].first)
        return false; // columns, capitals
    return goes_on_from_above(work, last) && has_content(work, start, last) && narrates(work, start, last);
}

// Whether a paragraph that tells of something, or that somebody says, ends with a line's last unit, a mark or
// none.
static bool ends_prose(const esc_work *work, uint32_t last) {
    const esc_unit *units = work->units.units;
    if (!units[last].last || !last) return false;
    const uint32_t start = paragraph_start(work, last);
    if (!begins_below(work, last, true, true)) return false;
    return (is_speech(work, start) && line_words(work, last)) || is_told(work, start, last);
}

// How many paragraphs that begin with a word end in a stop, by the id of its form. Owned by the caller.
static uint32_t *count_stopped(const esc_work *work) {
    uint32_t *ret = esc_alloc_zero(work->forms.form_count, sizeof *ret);
    for (uint32_t u = 1; u < work->units.units_count; u++)
        if (is_mark(work, u, '.') && ends_prose(work, u)) ret[work->form_of[paragraph_start(work, u)]->id]++;
    return ret;
}

// A whole word or a number that a sentence may end with.
static bool may_end(const esc_form *form) {
    if (form->kind == ESC_TOKEN_NUMBER) return form->len > 1;
    if (form->letters < 2 || form->kind > ESC_TOKEN_UPPER || form->classes & ESC_LEX_ABBREVIATION)
        return false;
    if (form->classes & ESC_LEX_TITLE && form->letters <= LEAST_LETTERS) return false;
    return form->kind != ESC_TOKEN_WORD || form->log_frequency < CONTENT_LOG_FREQUENCY;
}

// "1.", "I.", "a)", "PRIMERO.-" below: what ends here announces a list.
static bool announces(const esc_work *work, uint32_t last) {
    static const char *const firsts[] = {"1", "I", "a", "PRIMERO", "PRIMERA", "l", "•", "-", "a."};
    return asks_comma(work->form_of[last]) ||
           (last + 1 < work->units.units_count && ESC_ONE_OF(work->form_of[last + 1], firsts));
}

static bool has_lost(const esc_work *work, const uint32_t *stopped, uint32_t last) {
    if (!ends_prose(work, last) || !may_end(work->form_of[last]) || announces(work, last)) return false;
    const uint32_t start = paragraph_start(work, last);
    return is_told(work, start, last) || stopped[work->form_of[start]->id] >= LEAST_LIKE;
}

// "se aplazó para la sesión de enero próximo" among paragraphs that end in a stop.
static void find_lost(esc_work *work) {
    const esc_channel *channel = &work->channel;
    if (esc_channel_is_typed(channel)) return;
    uint32_t kept = 0, lost = 0, first = 0, last = 0;
    find_paragraphs(work);
    ESC_AUTOFREE uint32_t *stopped = count_stopped(work);
    for (uint32_t u = 1; u < work->units.units_count; u++) {
        if (!work->units.units[u].last) continue;
        if (!is_mark(work, u, '.')) {
            lost += first && has_lost(work, stopped, u);
        } else {
            const bool prose = ends_prose(work, u);
            kept += prose;
            if (!prose && line_words(work, u) < LEAST_WORDS) continue;
            if (!first) first = u;
            last = u;
        }
    }
    if (!lost || kept < LEAST_KEPT || kept * 3 < lost * 2) return;
    for (uint32_t i = 1; i < work->pieces.pieces_count; i++) {
        esc_piece *piece = &work->pieces.pieces[i];
        if (!piece->unit_count) continue;
        const uint32_t unit = piece->first_unit + piece->unit_count - 1;
        if (unit < first || unit > last || piece->change_count == ESC_PIECE_CHANGES ||
            !has_lost(work, stopped, unit))
            continue;
        const esc_form *word = esc_work_word(work, i, true);
        if (!word || (word->kind == ESC_TOKEN_WORD && word->doubtful)) continue; // rubble
        size_t len;
        const char *text = esc_piece_text(work->doc, &work->units, piece, &len);
        if (!len || strchr(".,;:", text[len - 1])) continue;
        esc_piece_change(piece, ESC_EDIT_PUNCTUATION, ESC_BY_RULE,
                         esc_arena_printf(work->arena, "%.*s.", (int)len, text), 0.85f);
    }
}

// Whether a document is written in capitals all over.
static bool is_in_capitals(const esc_work *work) {
    uint32_t small = 0, capitals = 0;
    for (uint32_t u = 0; u < work->units.units_count; u++) {
        small += work->units.units[u].kind == ESC_TOKEN_WORD;
        capitals += work->units.units[u].kind == ESC_TOKEN_UPPER;
    }
    return capitals > CAPITALS_PER_SMALL * small;
}

void esc_work_stop_paragraphs(esc_work *work) {
    work->in_capitals = is_in_capitals(work);
    uint32_t stops = 0, commas = 0;
    for (uint32_t u = 1; u < work->units.units_count; u++) {
        if (!work->units.units[u].last || !ends_paragraph(work, u)) continue;
        stops += is_mark(work, u, '.');
        commas += is_mark(work, u, ',') || is_mark(work, u, ';');
    }
    find_lost(work);
    if (!commas || stops < LEAST_STOPS || stops < commas * STOPS_PER_COMMA) return;
    find_paragraphs(work);
    for (uint32_t i = 1; i < work->pieces.pieces_count; i++) {
        const esc_form *mark = esc_work_raw_form(work, i);
        if (!mark || strcmp(mark->text, ",") || !ends_paragraph(work, work->pieces.pieces[i].first_unit))
            continue;
        const esc_unit *unit = esc_work_unit(work, i);
        const esc_form *before = work->form_of[unit - 1 - work->units.units];
        if (is_member(work, work->pieces.pieces[i].first_unit) || asks_comma(before) ||
            before->classes & ESC_LEX_TITLE)
            continue;
        esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_PUNCTUATION, ESC_BY_RULE, ".", 0.9f);
    }
}
