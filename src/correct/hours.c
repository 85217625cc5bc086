// SPDX-License-Identifier: GPL-3.0-or-later
// "Alas 21,45 horas", "ALAS DIEZ": before an hour nothing has wings. "las 10415": 10H15.
#include <string.h>

#include "correct/work.h"

enum { LEAST_WITH_H = 2 };

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

// "las 10415", "Siendo las 10440": what stands for 10H15 and 10H40, an H that was read as a 4.
static bool is_hour_with_h(const esc_work *work, uint32_t piece) {
    const esc_form *form = esc_work_raw_form(work, piece),
                   *before = piece ? esc_work_raw_form(work, piece - 1) : NULL;
    if (!form || !before || !esc_form_is(before, "las") || esc_work_unit(work, piece)->first) return false;
    const char *t = form->text;
    if (form->len != 5 || strspn(t, "0123456789") != 5 || t[2] != '4') return false;
    return (t[0] - '0') * 10 + t[1] - '0' < 24 && t[3] < '6';
}

// Whether the document writes an hour so: "08H30", "8h30".
static bool writes_h(const esc_work *work) {
    for (uint32_t i = 0; i < work->forms.slot_count; i++) {
        const esc_form *form = work->forms.slots[i];
        if (!form || !form->count || form->len < 4 || form->len > 5) continue;
        const size_t hours = strspn(form->text, "0123456789");
        const char *minutes = form->text + hours + 1;
        if (hours && hours < 3 && form->text[hours] == 'H' && strspn(minutes, "0123456789") == 2 &&
            !minutes[2])
            return true;
    }
    return false;
}

// Two of them, or one in a document that writes its hours so.
static void restore_h(esc_work *work) {
    uint32_t count = writes_h(work);
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) count += is_hour_with_h(work, i);
    for (uint32_t i = 0; i < work->pieces.pieces_count && count >= LEAST_WITH_H; i++) {
        if (!is_hour_with_h(work, i)) continue;
        char *after = esc_arena_strndup(work->arena, esc_work_raw_form(work, i)->text, 5);
        after[2] = 'H';
        esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_CODE, ESC_BY_RULE, after, 0.92f);
    }
}

void esc_work_part_hours(esc_work *work) {
    restore_h(work);
    for (uint32_t i = 0; i + 1 < work->pieces.pieces_count; i++) {
        const esc_form *form = esc_work_raw_form(work, i);
        if (form && esc_form_is(form, "ala") && form->kind <= ESC_TOKEN_CAPITAL && is_first_hour(work, i + 1))
            esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_SPLIT, ESC_BY_RULE,
                             form->kind == ESC_TOKEN_WORD ? "a la" : "A la", 0.94f);
        if (!form || !esc_form_is(form, "alas") || !is_hour(work, i + 1)) continue;
        if (form->kind == ESC_TOKEN_WORD && may_be_wings(work, i)) continue;
        const char *parted = form->kind == ESC_TOKEN_WORD    ? "a las"
                             : form->kind == ESC_TOKEN_UPPER ? "A LAS"
                                                             : "A las";
        esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_SPLIT, ESC_BY_RULE, parted, 0.94f);
    }
}
