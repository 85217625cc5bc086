// SPDX-License-Identifier: GPL-3.0-or-later
// Moods: who asked in the past that something be done asked "que constara", and not "que constará".
#include <string.h>

#include "correct/work.h"

enum { WITHIN_CLAUSE = 8, BEFORE_CLAUSE = 24 };

// Pasts of asking, whose accents a scan may have lost.
static bool has_asked(const esc_form *form) {
    static const char *const asked[] = {"pidio",     "pidieron", "solicito",   "solicitaron", "propuso",
                                        "ordeno",    "instruyo", "encargo",    "exhorto",     "sugirio",
                                        "recomendo", "requirio", "rogo",       "demando",     "permitio",
                                        "pedia",     "proponia", "solicitaba", "propusieron", "sugirieron"};
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
        if (esc_form_same_letters(form, asked[i])) return true;
    return false;
}

// "para que", "sin que", "a fin de que", "antes de que".
static bool asks_itself(const esc_work *work, uint32_t que) {
    static const char *const links[] = {"para", "sin"}, *const nouns[] = {"fin", "antes", "efecto", "objeto"};
    if (!que) return false;
    if (ESC_ONE_OF(work->form_of[que - 1], links)) return true;
    return que > 1 && !strcmp(work->form_of[que - 1]->text, "de") &&
           ESC_ONE_OF(work->form_of[que - 2], nouns);
}

// Whether the ending of an imperfect subjunctive gains but the accent that makes it a future.
static bool becomes_future(const esc_form *form, const char *meant) {
    const char *one = form->len > 3 ? form->text + form->len - 3 : "";
    const bool several = form->len > 4 && !strcmp(form->text + form->len - 4, "aran");
    if (strcmp(one, "ara") != 0 && !several) return false;
    const size_t head = form->len - (several ? 2u : 1u);
    return strlen(meant) == form->len + 1u && !strncmp(meant, form->text, head) &&
           !strcmp(meant + head, several ? "án" : "á");
}

bool esc_work_keeps_mood(const esc_work *work, uint32_t unit, const char *meant) {
    if (!becomes_future(work->form_of[unit], meant)) return false;
    uint32_t que = unit;
    for (uint32_t back = 0; que && back < WITHIN_CLAUSE; back++)
        if (!strcmp(work->form_of[--que]->text, "que")) break;
    if (strcmp(work->form_of[que]->text, "que") != 0) return false;
    if (asks_itself(work, que)) return true;
    for (uint32_t u = que, back = 0; u && back < BEFORE_CLAUSE; back++)
        if (has_asked(work->form_of[--u])) return true;
    return false;
}
