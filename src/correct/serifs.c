// SPDX-License-Identifier: GPL-3.0-or-later
// Capitals that look like small letters: an I that lost its serifs ("7. informe de la tesorera" among
// numbered rows that begin with capitals, "del instituto Electoral", which hardly anybody writes so), an L,
// and those whose small letters have their shape ("a) lista" over "b) Análisis").
#include <stdlib.h>
#include <string.h>

#include "correct/rows.h"
#include "correct/stroke_pairs.h"

enum { LEAST_LETTERS = 4, LEAST_ROWS = 2, ROWS_A_SMALL_ONE = 4, ROWS_A_TYPED_ONE = 8 };

#define CONFIDENCE 0.93f

// "7.-", "IV.", "4", "b)": a number or a letter and its signs.
static bool is_number(const char *head) {
    if (*head >= 'a' && *head <= 'z' && head[1] == ')' && !head[2]) return true;
    const size_t figures = strspn(head, "0123456789"), numeral = figures ? 0 : strspn(head, "IVXL");
    const size_t digits = figures + numeral, signs = strspn(head + digits, ".,)-:°º–");
    return digits && (figures <= 2) && !head[digits + signs] && (figures || signs);
}

// The first piece behind the number that the row beginning with a piece has, and whether a sign parts them
// (not in "2 votos en contra"); 0: no such row.
static uint32_t numbered(const esc_work *work, uint32_t piece, bool *ret_sign) {
    esc_head head;
    if (!esc_row_begins(work, piece) || !esc_head_now(work, piece, &head) || !is_number(head.text)) return 0;
    const uint32_t text = head.piece + head.pieces;
    *ret_sign = strpbrk(head.text, ".,)-:°º") != NULL;
    return text < work->pieces.pieces_count && !esc_work_unit(work, text)->first ? text : 0;
}

// A small word of the dictionary that begins with one of the letters.
static bool may_be_tall(const esc_form *form, const char *letters) {
    return form && form->kind == ESC_TOKEN_WORD && strchr(letters, *form->text) &&
           form->letters >= LEAST_LETTERS && form->classes & ESC_LEX_WORD;
}

static int compare(const void *a, const void *b) { return strcmp(a, *(const char *const *)b); }

// "instituto Electoral", within one line.
static bool is_pair(const esc_work *work, uint32_t piece, const esc_form *form) {
    const esc_form *next = esc_work_raw_form(work, piece + 1);
    if (!next || next->kind != ESC_TOKEN_CAPITAL || esc_work_unit(work, piece)->last) return false;
    if (work->channel.cases_active) return false; // the other one's may be none
    const char *pair = esc_arena_printf(work->arena, "%s %s", form->text, next->text);
    return bsearch(pair, stroke_pairs, sizeof stroke_pairs / sizeof *stroke_pairs, sizeof *stroke_pairs,
                   compare) != NULL;
}

void esc_work_raise_serifs(esc_work *work) {
    if (!esc_work_seems_read(work)) return;
    uint32_t tall = 0, small = 0;
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        bool sign;
        const uint32_t text = numbered(work, i, &sign);
        const esc_form *form = text ? esc_work_first_form(work, text) : NULL;
        if (!form || may_be_tall(form, "i")) continue;
        tall += form->kind == ESC_TOKEN_CAPITAL || form->kind == ESC_TOKEN_UPPER;
        small += form->kind == ESC_TOKEN_WORD;
    }
    const bool scan = esc_channel_is_scan(&work->channel);
    const char *const row_letters = scan ? "ilcosuvxz" : "il";
    const bool rows = tall >= LEAST_ROWS && small * (scan ? ROWS_A_SMALL_ONE : ROWS_A_TYPED_ONE) <= tall;
    uint32_t begins = 0;
    bool signed_row = false;
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        bool sign;
        const uint32_t text = rows ? numbered(work, i, &sign) : 0;
        if (text) begins = text, signed_row = sign;
        const esc_form *form = esc_work_raw_form(work, i);
        const bool row = rows && begins == i && may_be_tall(form, signed_row ? row_letters : "i");
        if (!row && !(scan && may_be_tall(form, "i") && is_pair(work, i, form))) continue;
        char *with_capital = esc_arena_strndup(work->arena, form->text, form->len);
        *with_capital -= 'a' - 'A';
        esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_CASE, ESC_BY_RULE, with_capital, CONFIDENCE);
    }
}
