// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of a person right behind the name has the person's gender: "Mtra. Ana Luna Ríos, designado".
// Titles and given names tell it where they agree; many given names say nothing (Guadalupe, Edgar).
#include <stdlib.h>
#include <string.h>

#include "correct/guards.h"
#include "correct/work.h"

enum { MOST_NAMES = 7, LEAST_NAMES = 2, MOST_BYTES = 48 };

#define GENDER_CONFIDENCE 0.9f

static int compare(const void *a, const void *b) { return strcmp(a, *(const char *const *)b); }

// A given name's gender by its ending; 0 where it has none, or misleads.
static char gender_of_given(const esc_form *form) {
    static const char *const others[] = {"Amparo",  "Borja", "Consuelo", "Luca",     "Milagro", "Nicola",
                                         "Refugio", "Rocío", "Rosario",  "Sagrario", "Santana", "Socorro"};
    if (!(form->classes & ESC_LEX_GIVEN)) return 0;
    if (bsearch(form->text, others, sizeof others / sizeof *others, sizeof *others, compare)) return 0;
    char last = form->text[form->len - 1];
    return last == 'o' ? 'm' : last == 'a' ? 'f' : 0;
}

static char gender_of_title(const esc_form *form) {
    static const char *const male[] = {"Don", "Dr",     "Profr",    "Señor", "Sr",
                                       "don", "doctor", "profesor", "señor"};
    if (bsearch(form->text, male, sizeof male / sizeof *male, sizeof *male, compare)) return 'm';
    char last = form->text[form->len - 1];
    if (!(form->classes & (ESC_LEX_TITLE | ESC_LEX_OFFICE))) return 0;
    return last == 'o' ? 'm' : last == 'a' ? 'f' : 0;
}

static bool in_name(const esc_form *form) {
    static const char *const particles[] = {"de", "del", "la", "las", "los", "y"};
    if (bsearch(form->text, particles, sizeof particles / sizeof *particles, sizeof *particles, compare))
        return true;
    return form->kind == ESC_TOKEN_CAPITAL && form->letters > 1 && !(form->classes & ESC_LEX_TITLE) &&
           (!form->classes || form->classes & (ESC_LEX_GIVEN | ESC_LEX_SURNAME));
}

// The gender of the person whose name, and a comma, stand right before the unit: 'm', 'f', or 0 where nothing
// tells it. Only a given name that agrees with its title is believed: either may be misread.
static char gender_before(const esc_work *work, uint32_t unit) {
    if (unit < LEAST_NAMES + 1u || strcmp(work->form_of[unit - 1]->text, ",") != 0) return 0;
    uint32_t first = unit - 1, names = 0;
    while (first && unit - first <= MOST_NAMES && in_name(work->form_of[first - 1])) {
        first--;
        names += work->form_of[first]->kind == ESC_TOKEN_CAPITAL;
    }
    while (work->form_of[first]->kind == ESC_TOKEN_WORD) first++;
    char given = gender_of_given(work->form_of[first]);
    if (names < LEAST_NAMES || !given || !first) return 0;
    bool stop = first >= 2 && !strcmp(work->form_of[first - 1]->text, ".");
    char title = gender_of_title(work->form_of[first - 1 - stop]);
    return title && title != given ? 0 : given;
}

void esc_work_repair_persons(esc_work *work) {
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        esc_piece *piece = &work->pieces.pieces[i];
        if (piece->unit_count != 1) continue;
        const esc_form *form = work->form_of[piece->first_unit];
        char ending = form->kind == ESC_TOKEN_WORD ? esc_guard_ending(form) : 0;
        if (!ending || form->len >= MOST_BYTES || form->text[form->len - 1] == 's') continue;
        char text[MOST_BYTES];
        memcpy(text, form->text, form->len + 1u);
        text[form->len - 1] = ending == 'm' ? 'a' : 'o';
        const esc_form *twin = esc_forms_intern(&work->forms, text, form->len, ESC_TOKEN_WORD);
        if (!esc_guard_gender(form, twin) || !esc_piece_is_raw(piece)) continue;
        char gender = gender_before(work, piece->first_unit);
        if (!gender || gender == ending) continue;
        if (!esc_channel_shows(&work->channel, (uint32_t)form->text[form->len - 1],
                               (uint32_t)text[form->len - 1]))
            continue;
        esc_change *change =
            esc_piece_change(piece, ESC_EDIT_REALWORD, ESC_BY_RULE, twin->text, GENDER_CONFIDENCE);
        if (change) change->confusion = gender == 'm' ? "o→a" : "a→o";
    }
}
