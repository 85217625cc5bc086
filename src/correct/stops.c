// SPDX-License-Identifier: GPL-3.0-or-later
// Full stops that were read as commas: behind the numbers of a list ("4, Expte." between 3. and 5.), at a
// sentence's end, where a word that is small within sentences begins the next one in a capital ("de salud, La
// secretaria informó"), and at a paragraph's.
#include <stdlib.h>
#include <string.h>

#include "correct/work.h"

enum { LIST_REACH_LINES = 60, LEAST_STOPPED = 2, LEAST_LETTERS = 3, LEAST_WORDS = 4 };
// Of paragraphs that end.
enum {
    WIDTH_LINES = 6,
    MOST_BLANK_LINES = 3,
    SHORTER_PERCENT = 85,
    MUCH_SHORTER_PERCENT = 60,
    LABEL_UNITS = 3,
    LEAST_STOPS = 3,
    STOPS_PER_COMMA = 2
};

// ---- numbers of a list
// -------------------------------------------------------------------------------------

struct number {
    uint32_t mark, line; // the piece behind it
    long value;
    bool stopped; // "12.", not "12," or "12:"
};

struct numbers {
    struct number *numbers;
    uint32_t numbers_count, numbers_cap;
};

// "12." or "12," at the beginning of a line, before a capital.
static bool read_number(const esc_work *work, uint32_t piece, struct number *ret) {
    const esc_form *number = esc_work_raw_form(work, piece), *mark = esc_work_raw_form(work, piece + 1),
                   *text = esc_work_raw_form(work, piece + 2);
    if (!number || !mark || number->kind != ESC_TOKEN_NUMBER || number->len > 3 ||
        !esc_work_unit(work, piece)->first)
        return false;
    if (mark->len != 1 || !strchr(".,:", *mark->text) || esc_work_unit(work, piece + 1)->blank_before)
        return false;
    if (!text || esc_work_unit(work, piece + 2)->first || !esc_work_unit(work, piece + 2)->blank_before)
        return false;
    if (text->kind != ESC_TOKEN_CAPITAL && text->kind != ESC_TOKEN_UPPER) return false;
    *ret = (struct number){piece + 1, esc_work_unit(work, piece)->line, strtol(number->text, NULL, 10),
                           *mark->text == '.'};
    return ret->value > 0;
}

// Whether other counts on from number, or number from other.
static bool is_next(const struct number *number, const struct number *other, int step) {
    return labs((long)other->line - (long)number->line) <= LIST_REACH_LINES &&
           other->value == number->value + step;
}

void esc_work_repair_list_stops(esc_work *work) {
    struct numbers all = {0};
    uint32_t stopped = 0;
    for (uint32_t i = 0; i + 2 < work->pieces.pieces_count; i++) {
        struct number number;
        if (!read_number(work, i, &number)) continue;
        *ESC_GROW(&all, numbers, 1) = number;
        stopped += number.stopped;
    }
    for (uint32_t i = 0; i < all.numbers_count && stopped >= LEAST_STOPPED; i++) {
        const struct number *number = &all.numbers[i];
        if (number->stopped) continue;
        const bool before = i && is_next(number, number - 1, -1),
                   behind = i + 1 < all.numbers_count && is_next(number, number + 1, 1);
        const bool colon = *esc_work_raw_form(work, number->mark)->text == ':';
        if (colon ? before && behind && stopped * 2 >= all.numbers_count : before || behind)
            esc_piece_change(&work->pieces.pieces[number->mark], ESC_EDIT_PUNCTUATION, ESC_BY_RULE, ".",
                             0.93f);
    }
    free(all.numbers);
}

// ---- ends of sentences
// -------------------------------------------------------------------------------------

// "CF/12-2024, Se aprueba": a code that begins its line is what is numbered so.
static bool heads_line(const esc_work *work, uint32_t comma) {
    const esc_unit *code = esc_work_unit(work, comma - 1), *mark = esc_work_unit(work, comma);
    return code->kind == ESC_TOKEN_CODE && code->first && !mark->blank_before && mark[1].blank_before &&
           !mark->last;
}

// ", El regidor": nobody writes so, but for titles (El Quijote, El impostor), which stand behind names.
bool esc_work_is_stop(const esc_work *work, uint32_t comma) {
    static const char *const small[] = {"al",  "así", "con",     "el",   "en", "esta", "este", "la",
                                        "las", "le",  "lo",      "los",  "no", "para", "por",  "se",
                                        "su",  "sus", "también", "tras", "un", "una"};
    const esc_form *before = comma ? esc_work_raw_form(work, comma - 1) : NULL,
                   *first = esc_work_raw_form(work, comma + 1), *second = esc_work_raw_form(work, comma + 2);
    if (!before || !first || !second || first->kind != ESC_TOKEN_CAPITAL || !ESC_ONE_OF(first, small))
        return false;
    const bool common = before->kind == ESC_TOKEN_WORD && !before->doubtful,
               scanned = work->channel.noisy || work->channel.specked || work->channel.any_active,
               entitled = common && second->classes & (ESC_LEX_TITLE | ESC_LEX_OFFICE);
    if ((second->kind != ESC_TOKEN_WORD || second->doubtful) && !entitled) return false;
    if (heads_line(work, comma)) return true;
    if (before->letters < LEAST_LETTERS) return false;
    if (!common && !(scanned && (before->kind == ESC_TOKEN_UPPER || before->kind == ESC_TOKEN_NUMBER)))
        return false;
    const esc_unit *mark = esc_work_unit(work, comma), *next = esc_work_unit(work, comma + 1);
    if (mark->blank_before || !(next->blank_before || next->first)) return false;
    if (next->line > mark->line + 1 || esc_work_unit(work, comma + 2)->first) return false;
    if (esc_unit_is_across(mark, next)) return false;
    uint32_t words = 0; // El secretario,  La presidenta, where people sign
    for (const esc_unit *u = mark; words < LEAST_WORDS && !u->first && !esc_unit_is_across(u - 1, u); u--)
        words++;
    return words == LEAST_WORDS;
}

// ---- ends of paragraphs
// -------------------------------------------------------------------------------------

// The bytes of the line that a unit stands in.
static uint32_t line_length(const esc_work *work, uint32_t unit) {
    const esc_unit *units = work->units.units;
    uint32_t first = unit, last = unit;
    while (!units[first].first) first--;
    while (!units[last].last) last++;
    return units[last].raw.off + units[last].raw.len - units[first].raw.off;
}

// How long the lines near a unit are at most.
static uint32_t width_near(const esc_work *work, uint32_t unit) {
    const esc_unit *units = work->units.units;
    const uint32_t line = units[unit].line;
    uint32_t from = unit, width = 0;
    while (from && units[from - 1].line + WIDTH_LINES >= line) from--;
    for (uint32_t u = from; u < work->units.units_count && units[u].line <= line + WIDTH_LINES; u++) {
        if (!units[u].first) continue;
        const uint32_t length = line_length(work, u);
        if (length > width) width = length;
    }
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
        words += units[unit].kind == ESC_TOKEN_WORD;
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
           line_length(work, unit - 1) * 100 >= width_near(work, unit) * SHORTER_PERCENT;
}

// Whether a line of prose ends with the mark, and what follows begins anew: two of a short line, a blank one
// behind it, and a number in the next one.
static bool ends_paragraph(const esc_work *work, uint32_t mark) {
    const esc_unit *units = work->units.units;
    if (!mark || !units[mark].last || units[mark].blank_before || units[mark].first) return false;
    const uint32_t words = line_words(work, mark);
    if (words < LEAST_WORDS && !(words && goes_on_from_above(work, mark))) return false;
    if (mark + 1 == work->units.units_count) return true;
    const esc_unit *next = &units[mark + 1];
    if (next->kind == ESC_TOKEN_WORD || next->line > units[mark].line + MOST_BLANK_LINES) return false;
    if (work->doc->lines[next->line].page != work->doc->lines[units[mark].line].page) return false;
    const bool plain = units[mark - 1].kind == ESC_TOKEN_WORD || units[mark - 1].kind == ESC_TOKEN_NUMBER;
    const uint32_t percent = plain ? SHORTER_PERCENT : MUCH_SHORTER_PERCENT; // where names part columns
    const bool shorter = line_length(work, mark) * 100 < width_near(work, mark) * percent;
    const bool numbered = next->kind == ESC_TOKEN_NUMBER || next->kind == ESC_TOKEN_ROMAN;
    const bool blank = next->line > units[mark].line + 1;
    return blank ? shorter || numbered : shorter && numbered;
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

// "b) los gastos del mes,": a part of a sentence that goes on with the next one.
static bool is_member(const esc_work *work, uint32_t unit) {
    const esc_unit *units = work->units.units;
    for (; !units[unit].first; unit--) {
    }
    while (goes_on_from_above(work, unit)) {
        unit--;
        for (; !units[unit].first; unit--) {
        }
    }
    if (units[unit].kind == ESC_TOKEN_WORD && work->form_of[unit]->letters > 1) return true;
    for (uint32_t last = unit + LABEL_UNITS; unit < last && !units[unit].last; unit++)
        if (units[unit].kind == ESC_TOKEN_PUNCT && units[unit + 1].blank_before)
            return units[unit + 1].kind == ESC_TOKEN_WORD;
    return false;
}

void esc_work_stop_paragraphs(esc_work *work) {
    uint32_t stops = 0, commas = 0;
    for (uint32_t u = 1; u < work->units.units_count; u++) {
        if (!work->units.units[u].last || !ends_paragraph(work, u)) continue;
        stops += is_mark(work, u, '.');
        commas += is_mark(work, u, ',') || is_mark(work, u, ';');
    }
    if (!commas || stops < LEAST_STOPS || stops < commas * STOPS_PER_COMMA) return;
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
