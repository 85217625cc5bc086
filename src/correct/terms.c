// SPDX-License-Identifier: GPL-3.0-or-later
// Terms of a year, 2016-I and 2016-II, which many universities number so: "2017-1", "2017-Il" where the
// document has another whose numeral is certain, and none in figures.
#include <string.h>

#include "correct/work.h"

enum { YEAR_DIGITS = 4, MOST_NUMERAL = 2 };

// What stands behind the year of a term; NULL where the form is none.
static const char *numeral_of(const esc_form *form) {
    if (!form || form->len <= YEAR_DIGITS + 1 || form->len > YEAR_DIGITS + 1 + MOST_NUMERAL) return NULL;
    if (!esc_text_is_year(form->text, YEAR_DIGITS) || form->text[YEAR_DIGITS] != '-') return NULL;
    const char *numeral = form->text + YEAR_DIGITS + 1;
    return numeral[strspn(numeral, "I1l|2")] ? NULL : numeral;
}

static bool all_of(const char *text, const char *set) { return !text[strspn(text, set)]; }

void esc_work_repair_terms(esc_work *work) {
    bool roman = false;
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        const char *numeral = numeral_of(esc_work_raw_form(work, i));
        if (numeral && strchr(numeral, '2')) return;
        roman |= numeral && all_of(numeral, "I");
    }
    for (uint32_t i = 0; i < work->pieces.pieces_count && roman; i++) {
        const esc_form *form = esc_work_raw_form(work, i);
        const char *numeral = numeral_of(form);
        if (!numeral || numeral[strspn(numeral, (const char[]){*numeral, 0})] || *numeral == 'I') continue;
        char *meant = esc_arena_strndup(work->arena, form->text, form->len);
        memset(meant + YEAR_DIGITS + 1, 'I', strlen(numeral));
        esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_CODE, ESC_BY_RULE, meant, 0.92f);
    }
}
