// SPDX-License-Identifier: GPL-3.0-or-later
// Years in words: between "dos" and "veintitrés" stands "mil", however it was read (múl, MIC, m¡l). In
// figures: "de2023" where the document has more that stand apart, "de 2022".
#include <string.h>

#include "base/utf8.h"
#include "correct/work.h"

enum { LEAST_LETTERS = 2, MOST_LETTERS = 4, WORD_BYTES = 24 };

static bool small_of(const esc_form *form, char ret[WORD_BYTES]) {
    size_t at = 0;
    for (const char *p = form->text, *end = p + form->len; p < end;) {
        if (at + ESC_UTF8_MAX >= WORD_BYTES) return false;
        at += esc_utf8_put(ret + at, esc_utf8_unaccent(esc_utf8_lower(esc_utf8_next(&p, end))));
    }
    ret[at] = 0;
    return at > 0;
}

// What may follow "dos mil" in a year, and hardly anything else that "dos" counts.
static bool ends_year(const esc_form *form) {
    static const char *const words[] = {"diez",   "once",    "doce",     "trece",  "catorce",
                                        "quince", "treinta", "cuarenta", "veinte", "cincuenta"},
                             *const stems[] = {"dieci", "veinti"};
    char small[WORD_BYTES];
    if (!form || !small_of(form, small)) return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(small, words[i])) return true;
    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
        if (!strncmp(small, stems[i], strlen(stems[i]))) return true;
    return false;
}

// Whether two of the three letters of "mil" stand in their order, the first or the last of them among them.
static bool may_be_thousand(const esc_form *form) {
    char small[WORD_BYTES];
    if (form->letters < LEAST_LETTERS || form->letters > MOST_LETTERS || !small_of(form, small)) return false;
    const char *m = strchr(small, 'm'), *i = strpbrk(small, "i1!|"), *l = strrchr(small, 'l');
    return (m && i && i > m) || (m && l && l > m) || (i && l && l > i && form->doubtful);
}

static const char *const before_years[] = {"de", "del", "DE", "DEL"};

// How many letters a word before a year has that is glued to it; 0: it is no such thing.
static size_t glued_to_year(const esc_form *form) {
    for (size_t i = 0; i < sizeof before_years / sizeof *before_years && form; i++) {
        const size_t len = strlen(before_years[i]);
        if (form->len == len + 4u && !memcmp(form->text, before_years[i], len) &&
            esc_text_is_year(form->text + len, 4))
            return len;
    }
    return 0;
}

static void part_years(esc_work *work) {
    uint32_t apart = 0, glued = 0;
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        const esc_form *form = esc_work_raw_form(work, i);
        glued += glued_to_year(form) > 0;
        apart += i && form && esc_text_is_year(form->text, form->len) &&
                 ESC_ONE_OF(esc_work_raw_form(work, i - 1), before_years);
    }
    for (uint32_t i = 0; i < work->pieces.pieces_count && glued && glued < apart; i++) {
        const esc_form *form = esc_work_raw_form(work, i);
        const size_t len = glued_to_year(form);
        if (len)
            esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_SPLIT, ESC_BY_RULE,
                             esc_arena_printf(work->arena, "%.*s %s", (int)len, form->text, form->text + len),
                             0.93f);
    }
}

void esc_work_repair_years(esc_work *work) {
    part_years(work);
    static const char *const two[] = {"dos"}, *const thousand[] = {"mil"};
    for (uint32_t i = 1; i + 1 < work->pieces.pieces_count; i++) {
        const esc_form *form = esc_work_raw_form(work, i);
        if (!form || form->kind > ESC_TOKEN_MIXED || ESC_ONE_OF(form, thousand)) continue;
        if (!ESC_ONE_OF(esc_work_raw_form(work, i - 1), two) || !ends_year(esc_work_raw_form(work, i + 1)))
            continue;
        if (may_be_thousand(form))
            esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_NONWORD, ESC_BY_RULE,
                             form->kind == ESC_TOKEN_UPPER ? "MIL" : "mil", 0.95f);
    }
}
