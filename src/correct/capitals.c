// SPDX-License-Identifier: GPL-3.0-or-later
// Names that lost their capital beside names that have theirs: "iván Castro", "Señora israel Ríos". Thin
// letters lose their serifs first, so it is mostly an I. And small words in capitals whose L lost its foot:
// "CELEBRADA El CATORCE".
#include "correct/work.h"

enum { LEAST_LETTERS = 4, LEAST_LABELS = 2 };

static const unsigned NAME = ESC_LEX_GIVEN | ESC_LEX_SURNAME;

static bool is_beside_name(const esc_work *work, uint32_t unit) {
    const esc_unit *units = work->units.units;
    const uint32_t line = units[unit].line;
    return (unit && units[unit].blank_before && esc_work_is_name(work, unit - 1, line)) ||
           (!units[unit].last && units[unit + 1].blank_before && esc_work_is_name(work, unit + 1, line));
}

// The name with its capital; NULL where none is lost. In the arena.
static const char *with_capital(const esc_work *work, uint32_t unit) {
    const esc_form *form = work->form_of[unit];
    if (form->kind != ESC_TOKEN_WORD || form->letters < LEAST_LETTERS || *form->text != 'i' ||
        form->classes & ESC_LEX_WORD || !is_beside_name(work, unit))
        return NULL;
    char *tall = esc_arena_strndup(work->arena, form->text, form->len);
    *tall = 'I';
    return esc_lexicon_lookup(work->lexicon, tall, form->len) & NAME ? tall : NULL;
}

// "el consejero tsrael Ríos", "teopoldo Aranda": no word, and the first letter of one name only looks so.
static const char *misread_capital(const esc_work *work, uint32_t unit) {
    static const char *const capitals[] = {"I", "L", "J", "T", "F", "Í"};
    const esc_form *form = work->form_of[unit];
    if (form->kind != ESC_TOKEN_WORD || form->letters < LEAST_LETTERS || form->classes || !form->doubtful ||
        !strchr("tfyj", *form->text) || !is_beside_name(work, unit))
        return NULL;
    const char *found = NULL;
    for (size_t i = 0; i < sizeof capitals / sizeof *capitals; i++) {
        const char *tall = esc_arena_printf(work->arena, "%s%s", capitals[i], form->text + 1);
        if (!(esc_lexicon_lookup(work->lexicon, tall, strlen(tall)) & NAME)) continue;
        if (found) return NULL;
        found = tall;
    }
    return found;
}

// "Remedios Pacheco llescas": behind a name, what no list knows and nobody writes with a small l.
static const char *behind_name(const esc_work *work, uint32_t unit) {
    const esc_form *form = work->form_of[unit];
    const esc_unit *this = &work->units.units[unit];
    if (form->kind != ESC_TOKEN_WORD || form->letters <= LEAST_LETTERS || *form->text != 'l' ||
        form->classes || !form->doubtful || this->first || !this->blank_before ||
        !esc_work_is_name(work, unit - 1, this->line) || unit < 2 ||
        !esc_work_is_name(work, unit - 2, this->line)) // «Abril llovedero»
        return NULL;
    char *tall = esc_arena_strndup(work->arena, form->text, form->len);
    *tall = 'L';
    if (esc_lexicon_lookup(work->lexicon, tall, form->len)) return NULL; // García lara
    *tall = 'I';
    return tall;
}

void esc_work_raise_names(esc_work *work) {
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        if (!esc_work_raw_form(work, i)) continue;
        const char *tall = with_capital(work, work->pieces.pieces[i].first_unit);
        if (!tall) tall = misread_capital(work, work->pieces.pieces[i].first_unit);
        if (!tall) tall = behind_name(work, work->pieces.pieces[i].first_unit);
        if (tall) esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_CASE, ESC_BY_RULE, tall, 0.93f);
    }
}

// The capitals that the piece says, where they are a word and neither initials nor an acronym.
static const esc_form *tall_word(const esc_work *work, uint32_t piece, uint32_t line) {
    const esc_form *form = esc_work_raw_form(work, piece);
    return form && form->kind == ESC_TOKEN_UPPER && form->letters > 1 &&
                   esc_work_unit(work, piece)->line == line && !(form->classes & ESC_LEX_ACRONYM)
               ? form
               : NULL;
}

static bool is_long_word(const esc_form *form) {
    return form && form->letters >= LEAST_LETTERS && form->classes & ESC_LEX_WORD;
}

// "El. SALVADOR": where the L's foot stands as a stop, one more than the article's piece.
static uint32_t behind_article(const esc_work *work, uint32_t piece) {
    return piece + 1 + (esc_work_says(work, piece + 1, ".") && esc_work_is_glued(work, piece + 1));
}

// Whether two words in capitals follow the article that heads a row: a label, "EL SECRETARIO EJECUTIVO:".
static bool heads_label(const esc_work *work, uint32_t piece) {
    const esc_unit *unit = esc_work_unit(work, piece);
    const uint32_t behind = behind_article(work, piece);
    return unit->first && is_long_word(tall_word(work, behind, unit->line)) &&
           (esc_work_says(work, behind + 1, ":") || tall_word(work, behind + 1, unit->line));
}

// Whether the article stands between two words in capitals of its line, a comma before it or not.
static bool among_capitals(const esc_work *work, uint32_t piece) {
    const esc_unit *unit = esc_work_unit(work, piece);
    const uint32_t back = 1 + (piece > 1 && esc_work_says(work, piece - 1, ","));
    if (unit->first || piece < back) return false;
    const esc_form *before = tall_word(work, piece - back, unit->line),
                   *behind = tall_word(work, behind_article(work, piece), unit->line);
    return before && behind && (is_long_word(before) || is_long_word(behind));
}

void esc_work_raise_letters(esc_work *work) {
    static const char *const small[] = {"El", "Al", "Del"}, *const tall[] = {"EL", "AL", "DEL"};
    uint32_t labels = 0, lost = 0;
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        // "LA" has kept its L, and tells how labels are written here
        labels += (esc_work_says(work, i, tall[0]) || esc_work_says(work, i, "LA")) && heads_label(work, i);
        lost += (esc_work_says(work, i, small[0]) || esc_work_says(work, i, "La")) && heads_label(work, i);
    }
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        for (size_t k = 0; k < sizeof small / sizeof *small; k++) {
            if (!esc_work_says(work, i, small[k])) continue;
            const bool label = !k && labels >= LEAST_LABELS && labels > lost && heads_label(work, i);
            if (!label && !among_capitals(work, i)) continue;
            esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_CASE, ESC_BY_RULE, tall[k], 0.95f);
            if (behind_article(work, i) > i + 1)
                esc_piece_change(&work->pieces.pieces[i + 1], ESC_EDIT_PUNCTUATION, ESC_BY_RULE, "", 0.9f);
        }
    }
}
