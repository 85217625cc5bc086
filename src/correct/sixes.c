// SPDX-License-Identifier: GPL-3.0-or-later
// A 6 that was read as ó, where only a number may stand: "Punto ó.", "del ó al 8 de marzo"; and a 5 that was
// read as S: "la Sa. Sesión".
#include <string.h>

#include "correct/work.h"

static bool is_number(const esc_work *work, uint32_t piece) {
    const esc_form *form = esc_work_raw_form(work, piece);
    return form && form->kind == ESC_TOKEN_NUMBER;
}

static bool is_six(const esc_work *work, uint32_t piece) {
    static const char *const counted[] = {"punto", "artículo", "apartado", "numeral", "inciso", "acuerdo"};
    static const char *const closing[] = {".", ":", ")"};
    if (!piece || !esc_work_says(work, piece, "ó") || esc_work_unit(work, piece)->first) return false;
    if ((esc_work_says(work, piece - 1, "del") && esc_work_says(work, piece + 1, "al")) ||
        (esc_work_says(work, piece - 1, "de") && esc_work_says(work, piece + 1, "a")))
        return is_number(work, piece + 2);
    return ESC_ONE_OF(esc_work_raw_form(work, piece - 1), counted) &&
           ESC_ONE_OF(esc_work_raw_form(work, piece + 1), closing) &&
           !esc_work_unit(work, piece + 1)->blank_before;
}

// "la Sa. Sesión"
static bool is_fifth(const esc_work *work, uint32_t piece) {
    static const char *const feminine[] = {"sesión", "SESIÓN", "sesion", "reunión", "asamblea"};
    const esc_unit *unit = esc_work_unit(work, piece);
    return esc_work_says(work, piece, "Sa") && esc_work_says(work, piece + 1, ".") && !unit->last &&
           !unit[1].blank_before && ESC_ONE_OF(esc_work_raw_form(work, piece + 2), feminine);
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
        }
    }
}
