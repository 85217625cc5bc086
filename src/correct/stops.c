// SPDX-License-Identifier: GPL-3.0-or-later
// Full stops that were read as commas: behind the numbers of a list ("4, Expte." between 3. and 5.), and at a
// sentence's end, where a word that is small within sentences begins the next one in a capital ("de salud, La
// secretaria informó"). Those at the ends of paragraphs: paragraphs.c.
#include <stdlib.h>
#include <string.h>

#include "correct/work.h"

enum { LIST_REACH_LINES = 60, LEAST_STOPPED = 2, LEAST_LETTERS = 3, LEAST_WORDS = 4 };

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

// "SEGUNDO, Lectura" at a row's head among "PRIMERO." and "TERCERO.", "IV, Informe" among "II." and "III.";
// the mark's piece goes to ret_mark.
static bool is_ordinal_head(const esc_work *work, uint32_t piece, uint32_t *ret_mark) {
    static const char *const ordinals[] = {"PRIMERO", "SEGUNDO", "TERCERO", "CUARTO",  "QUINTO",
                                           "SEXTO",   "SÉPTIMO", "SEPTIMO", "OCTAVO",  "NOVENO",
                                           "DÉCIMO",  "DECIMO",  "PRIMERA", "SEGUNDA", "TERCERA",
                                           "CUARTA",  "QUINTA",  "SEXTA",   "Séptimo", "Décimo"};
    const esc_form *word = esc_work_raw_form(work, piece), *mark = esc_work_raw_form(work, piece + 1);
    if (!word || !mark || !esc_work_unit(work, piece)->first) return false;
    if (word->kind != ESC_TOKEN_ROMAN && !ESC_ONE_OF(word, ordinals)) return false;
    const esc_form *above = piece ? esc_work_raw_form(work, piece - 1) : NULL;
    if (above && above->classes & ESC_LEX_OFFICE) return false; // "Concejal / Primero, Juan Paz"
    const esc_unit *unit = esc_work_unit(work, piece + 1);
    if (!esc_unit_is_glued(unit) || unit->last || !unit[1].blank_before || mark->len != 1) return false;
    *ret_mark = piece + 1;
    return unit[1].kind == ESC_TOKEN_CAPITAL || unit[1].kind == ESC_TOKEN_UPPER;
}

static void stop_ordinals(esc_work *work) {
    uint32_t stops = 0, commas = 0, mark;
    for (uint32_t i = 0; i + 1 < work->pieces.pieces_count; i++) {
        if (!is_ordinal_head(work, i, &mark)) continue;
        stops += *esc_work_raw_form(work, mark)->text == '.';
        commas += *esc_work_raw_form(work, mark)->text == ',';
    }
    if (stops < LEAST_STOPPED || stops < commas) return;
    for (uint32_t i = 0; i + 1 < work->pieces.pieces_count; i++)
        if (is_ordinal_head(work, i, &mark) && *esc_work_raw_form(work, mark)->text == ',')
            esc_piece_change(&work->pieces.pieces[mark], ESC_EDIT_PUNCTUATION, ESC_BY_RULE, ".", 0.93f);
}

void esc_work_repair_list_stops(esc_work *work) {
    stop_ordinals(work);
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

// Whether enough stands before a comma in its paragraph: El secretario,  La presidenta, where people sign.
static bool is_in_prose(const esc_work *work, const esc_unit *mark) {
    uint32_t words = 0;
    for (const esc_unit *u = mark; words < LEAST_WORDS; u--, words++) {
        if (u == work->units.units) break;
        if (u->first && (u[-1].line + 1 != u->line || u[-1].kind != ESC_TOKEN_WORD)) break;
        if (!u->first && esc_unit_is_across(u - 1, u)) break;
    }
    return words == LEAST_WORDS;
}

// ", El regidor", ", Agrega que": nobody writes so, but for titles (El Quijote, El impostor), which stand
// behind names. scanned: an engine has read the document.
static bool begins_sentence(const esc_work *work, uint32_t first_piece, bool common, bool scanned) {
    static const char *const small[] = {"al",  "así", "con",     "el",   "en", "esta", "este", "la",
                                        "las", "le",  "lo",      "los",  "no", "para", "por",  "se",
                                        "su",  "sus", "también", "tras", "un", "una"};
    static const unsigned persons = ESC_LEX_TITLE | ESC_LEX_OFFICE,
                          names = ESC_LEX_GIVEN | ESC_LEX_SURNAME | ESC_LEX_PLACE | persons;
    const esc_form *first = esc_work_raw_form(work, first_piece),
                   *second = esc_work_raw_form(work, first_piece + 1);
    if (!first || !second || first->kind != ESC_TOKEN_CAPITAL) return false;
    if (!ESC_ONE_OF(first, small)) // Agrega que
        return scanned && common && !strcmp(second->text, "que") && !first->doubtful &&
               first->letters > LEAST_LETTERS && !(first->classes & names);
    if (second->classes & persons && (common || scanned)) return true;
    return second->kind == ESC_TOKEN_WORD && !second->doubtful;
}

bool esc_work_is_stop(const esc_work *work, uint32_t comma) {
    static const char *const answers[] = {"no", "sí"};
    const esc_form *before = comma ? esc_work_raw_form(work, comma - 1) : NULL;
    if (!before || comma + 2 >= work->pieces.pieces_count) return false;
    const bool common = before->kind == ESC_TOKEN_WORD && !before->doubtful, scanned = work->was_read;
    if (!begins_sentence(work, comma + 1, common, scanned)) return false;
    const esc_form *second = esc_work_raw_form(work, comma + 2);
    if (heads_line(work, comma) && second->kind == ESC_TOKEN_WORD) return true;
    if (before->letters < LEAST_LETTERS && !(scanned && ESC_ONE_OF(before, answers)) &&
        before->kind != ESC_TOKEN_CODE)
        return false;
    if (!common && !(scanned && (before->kind == ESC_TOKEN_UPPER || before->kind == ESC_TOKEN_NUMBER ||
                                 before->kind == ESC_TOKEN_CODE)))
        return false;
    const esc_unit *mark = esc_work_unit(work, comma), *next = esc_work_unit(work, comma + 1);
    if (mark->blank_before || esc_unit_is_glued(next)) return false;
    if (next->line > mark->line + 1 || esc_work_unit(work, comma + 2)->first) return false;
    return !esc_unit_is_across(mark, next) && is_in_prose(work, mark);
}
