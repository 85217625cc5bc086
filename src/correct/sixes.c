// SPDX-License-Identifier: GPL-3.0-or-later
// A 6 that was read as ó, where only a number may stand: "Punto ó.", "del ó al 8 de marzo", a 5 that was read
// as S ("la Sa. Sesión"); and what parts a
// number from its year: "N° 10:2017".
#include <stdlib.h>
#include <string.h>

#include "correct/work.h"

enum { LEAST_YEAR = 1900, MOST_YEAR = 2099 };

static bool says(const esc_work *work, uint32_t piece, const char *text) {
    const esc_form *form = esc_work_raw_form(work, piece);
    return form && !strcmp(form->text, text);
}

static bool is_number(const esc_work *work, uint32_t piece) {
    const esc_form *form = esc_work_raw_form(work, piece);
    return form && form->kind == ESC_TOKEN_NUMBER;
}

static bool is_six(const esc_work *work, uint32_t piece) {
    static const char *const counted[] = {"punto", "artículo", "apartado", "numeral", "inciso", "acuerdo"};
    static const char *const closing[] = {".", ":", ")"};
    if (!piece || !says(work, piece, "ó") || esc_work_unit(work, piece)->first) return false;
    if ((says(work, piece - 1, "del") && says(work, piece + 1, "al")) ||
        (says(work, piece - 1, "de") && says(work, piece + 1, "a")))
        return is_number(work, piece + 2);
    return ESC_ONE_OF(esc_work_raw_form(work, piece - 1), counted) &&
           ESC_ONE_OF(esc_work_raw_form(work, piece + 1), closing) &&
           !esc_work_unit(work, piece + 1)->blank_before;
}

// "10:2017": no clock has such minutes.
static const char *with_stroke(esc_work *work, uint32_t piece) {
    const esc_form *form = esc_work_raw_form(work, piece);
    if (!form || !strchr(form->text, ':')) return NULL;
    char *text = esc_arena_strndup(work->arena, form->text, form->len), *colon = strchr(text, ':'), *end;
    const long year = strtol(colon + 1, &end, 10);
    if (*end || end != colon + 5 || year < LEAST_YEAR || year > MOST_YEAR || strchr(colon + 1, ':') ||
        colon == text || (size_t)(colon - text) != strspn(text, "0123456789"))
        return NULL;
    *colon = '/';
    return text;
}

// "la Sa. Sesión"
static bool is_fifth(const esc_work *work, uint32_t piece) {
    static const char *const feminine[] = {"sesión",   "SESIÓN",   "Sesión", "reunión", "Reunión",
                                           "asamblea", "Asamblea", "Sesion", "sesion"};
    const esc_unit *unit = esc_work_unit(work, piece);
    return says(work, piece, "Sa") && says(work, piece + 1, ".") && !unit->last && !unit[1].blank_before &&
           ESC_ONE_OF(esc_work_raw_form(work, piece + 2), feminine);
}

void esc_work_repair_sixes(esc_work *work) {
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        if (!work->pieces.pieces[i].unit_count) continue;
        if (is_six(work, i)) {
            esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_DIGIT, ESC_BY_RULE, "6", 0.93f);
            continue;
        }
        if (is_fifth(work, i)) {
            esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_DIGIT, ESC_BY_RULE, "5a", 0.93f);
            continue;
        }
        const char *number = with_stroke(work, i);
        if (number) esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_CODE, ESC_BY_RULE, number, 0.92f);
    }
}
