// SPDX-License-Identifier: GPL-3.0-or-later
// Names that lost their capital beside names that have theirs: "iván Castro", "Señora israel Ríos". Thin
// letters lose their serifs first, so it is mostly an I.
#include "correct/work.h"

enum { LEAST_LETTERS = 4 };

static const unsigned NAME = ESC_LEX_GIVEN | ESC_LEX_SURNAME;

// The name with its capital; NULL where none is lost. In the arena.
static const char *with_capital(const esc_work *work, uint32_t unit) {
    const esc_form *form = work->form_of[unit];
    const esc_unit *units = work->units.units;
    if (form->kind != ESC_TOKEN_WORD || form->letters < LEAST_LETTERS || *form->text != 'i' ||
        form->classes & ESC_LEX_WORD)
        return NULL;
    const uint32_t line = units[unit].line;
    const bool beside =
        (unit && units[unit].blank_before && esc_work_is_name(work, unit - 1, line)) ||
        (!units[unit].last && units[unit + 1].blank_before && esc_work_is_name(work, unit + 1, line));
    if (!beside) return NULL;
    char *tall = esc_arena_strndup(work->arena, form->text, form->len);
    *tall = 'I';
    return esc_lexicon_lookup(work->lexicon, tall, form->len) & NAME ? tall : NULL;
}

// "Remedios Pacheco llescas": behind a name, what no list knows and nobody writes with a small l.
static const char *behind_name(const esc_work *work, uint32_t unit) {
    const esc_form *form = work->form_of[unit];
    const esc_unit *this = &work->units.units[unit];
    if (form->kind != ESC_TOKEN_WORD || form->letters <= LEAST_LETTERS || *form->text != 'l' ||
        form->classes || !form->doubtful || this->first || !this->blank_before ||
        !esc_work_is_name(work, unit - 1, this->line))
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
        if (!tall) tall = behind_name(work, work->pieces.pieces[i].first_unit);
        if (tall) esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_CASE, ESC_BY_RULE, tall, 0.93f);
    }
}
