// SPDX-License-Identifier: GPL-3.0-or-later
// "Alas 21,45 horas", "ALAS DIEZ": before an hour nothing has wings.
#include <string.h>

#include "correct/work.h"

// Before an hour in figures or in words.
static bool is_hour(const esc_work *work, uint32_t piece) {
    static const char *const words[] = {
        "dos",       "tres",       "cuatro", "cinco",     "seis",      "siete",     "ocho",      "nueve",
        "diez",      "once",       "doce",   "trece",     "catorce",   "quince",    "dieciséis", "diecisiete",
        "dieciocho", "diecinueve", "veinte", "veintiuna", "veintidós", "veintitrés"};
    const esc_form *form = esc_work_raw_form(work, piece);
    if (!form || esc_work_unit(work, piece)->first) return false;
    return form->kind == ESC_TOKEN_NUMBER || form->kind == ESC_TOKEN_TIME || ESC_ONE_OF(form, words);
}

// "las alas 2 y 3 del edificio"
static bool may_be_wings(const esc_work *work, uint32_t piece) {
    static const char *const before[] = {"las", "sus", "con", "de", "en", "dos", "ambas", "por", "estas"};
    return piece && ESC_ONE_OF(esc_work_raw_form(work, piece - 1), before);
}

// "ala 1:15", "ala una": the first hour.
static bool is_first_hour(const esc_work *work, uint32_t piece) {
    const esc_form *form = esc_work_raw_form(work, piece);
    if (!form || esc_work_unit(work, piece)->first) return false;
    return !strcmp(form->text, "una") || !strcmp(form->text, "1") ||
           (form->kind == ESC_TOKEN_TIME && !strncmp(form->text, "1:", 2));
}

void esc_work_part_hours(esc_work *work) {
    for (uint32_t i = 0; i + 1 < work->pieces.pieces_count; i++) {
        const esc_form *form = esc_work_raw_form(work, i);
        if (form && !strcasecmp(form->text, "ala") && form->kind <= ESC_TOKEN_CAPITAL &&
            is_first_hour(work, i + 1))
            esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_SPLIT, ESC_BY_RULE,
                             form->kind == ESC_TOKEN_WORD ? "a la" : "A la", 0.94f);
        if (!form || strcasecmp(form->text, "alas") || !is_hour(work, i + 1)) continue;
        if (form->kind == ESC_TOKEN_WORD && may_be_wings(work, i)) continue;
        const char *parted = form->kind == ESC_TOKEN_WORD    ? "a las"
                             : form->kind == ESC_TOKEN_UPPER ? "A LAS"
                                                             : "A las";
        esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_SPLIT, ESC_BY_RULE, parted, 0.94f);
    }
}
