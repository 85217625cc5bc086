// SPDX-License-Identifier: GPL-3.0-or-later
// Names that lost their capital beside names that have theirs: "iván Castro", "Señora israel Ríos". Thin
// letters lose their serifs first, so it is mostly an I.
#include <string.h>

#include "base/utf8.h"
#include "correct/work.h"

enum { LEAST_LETTERS = 4 };

static const unsigned NAME = ESC_LEX_GIVEN | ESC_LEX_SURNAME;

// Whether a capitalised name stands at unit, on the line.
static bool is_name(const esc_work *work, uint32_t unit, uint32_t line) {
    return unit < work->units.units_count && work->units.units[unit].line == line &&
           work->form_of[unit]->kind == ESC_TOKEN_CAPITAL && work->form_of[unit]->classes & NAME;
}

static bool lacks_capital(const esc_work *work, uint32_t unit) {
    const esc_form *form = work->form_of[unit];
    const esc_unit *units = work->units.units;
    if (form->kind != ESC_TOKEN_WORD || form->letters < LEAST_LETTERS || *form->text != 'i') return false;
    char *text = esc_arena_strndup(work->arena, form->text, form->len);
    *text = 'I';
    if (!(esc_lexicon_lookup(work->lexicon, text, form->len) & NAME) || form->classes & ESC_LEX_WORD)
        return false;
    const uint32_t line = units[unit].line;
    return (unit && units[unit].blank_before && is_name(work, unit - 1, line)) ||
           (!units[unit].last && units[unit + 1].blank_before && is_name(work, unit + 1, line));
}

void esc_work_raise_names(esc_work *work) {
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        const esc_form *form = esc_work_raw_form(work, i);
        if (!form || !lacks_capital(work, work->pieces.pieces[i].first_unit)) continue;
        char *tall = esc_arena_strndup(work->arena, form->text, form->len);
        *tall = 'I';
        esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_CASE, ESC_BY_RULE, tall, 0.93f);
    }
}
