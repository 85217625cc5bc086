// SPDX-License-Identifier: GPL-3.0-or-later
// Marks whose meaning follows from their place: the numerals of a list that counts (HI. between II. and IV.),
// the sign N° before a number (N?, N*), bullets that were read as other marks.
#include <string.h>

#include "base/utf8.h"
#include "correct/work.h"

enum { MOST_ITEM = 39, NUMERAL_BYTES = 12, ITEM_REACH_LINES = 40, LEAST_BULLETS = 2 };

static const esc_form *form_of(const esc_work *work, uint32_t piece) {
    const esc_piece *p = &work->pieces.pieces[piece];
    return p->unit_count == 1 && !p->change_count ? work->form_of[p->first_unit] : NULL;
}

static const esc_unit *unit_of(const esc_work *work, uint32_t piece) {
    return &work->units.units[work->pieces.pieces[piece].first_unit];
}

static void numeral(int value, char ret[NUMERAL_BYTES]) {
    static const char *const tens[] = {"", "X", "XX", "XXX"};
    static const char *const ones[] = {"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"};
    strcpy(stpcpy(ret, tens[value / 10]), ones[value % 10]);
}

static int value_of(const char *text) {
    char other[NUMERAL_BYTES];
    for (int value = 1; value <= MOST_ITEM; value++) {
        numeral(value, other);
        if (!strcmp(text, other)) return value;
    }
    return 0;
}

// Whether text may be that numeral misread: I looks like l, 1, i, L, J, T, |, !; II like H, LI, U; VI like
// Vl.
static bool may_be(const char *text, const char *meant) {
    char strokes[2 * NUMERAL_BYTES], wanted[2 * NUMERAL_BYTES];
    if (strlen(text) >= NUMERAL_BYTES) return false;
    size_t at = 0;
    for (const char *p = text; *p; p++) {
        if (strchr("IlL1iJT|!", *p)) {
            strokes[at++] = 'I';
        } else if (strchr("HUNE", *p)) { // two strokes
            strokes[at++] = 'I';
            strokes[at++] = 'I';
        } else if (strchr("VXvx", *p)) {
            strokes[at++] = *p == 'V' || *p == 'v' ? 'V' : 'X';
        } else {
            return false;
        }
    }
    strokes[at] = 0;
    strcpy(wanted, meant);
    return !strcmp(strokes, wanted);
}

// An item of a list: the first unit of its line, before a full stop, and a capital behind it.
static bool is_item(const esc_work *work, uint32_t piece) {
    if (piece + 2 >= work->pieces.pieces_count || !unit_of(work, piece)->first) return false;
    const esc_form *item = form_of(work, piece), *stop = form_of(work, piece + 1),
                   *text = form_of(work, piece + 2);
    if (!item || !stop || item->len >= NUMERAL_BYTES || strcmp(stop->text, ".")) return false;
    const esc_unit *mark = unit_of(work, piece + 1), *next = unit_of(work, piece + 2);
    return !mark->blank_before && next->blank_before && !next->first &&
           (!text || text->kind != ESC_TOKEN_WORD);
}

static void repair_items(esc_work *work) {
    uint32_t waiting = ESC_NONE, last_line = 0; // an item that no numeral before it explains
    int last = 0;
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        if (!work->pieces.pieces[i].unit_count || !is_item(work, i)) continue;
        const esc_form *item = form_of(work, i);
        uint32_t line = unit_of(work, i)->line;
        if (line > last_line + ITEM_REACH_LINES) last = 0, waiting = ESC_NONE;
        char expected[NUMERAL_BYTES];
        int value = value_of(item->text);
        if (value == 2 && waiting != ESC_NONE && may_be(form_of(work, waiting)->text, "I")) {
            esc_piece_change(&work->pieces.pieces[waiting], ESC_EDIT_CODE, ESC_BY_RULE, "I", 0.95f);
        } else if (!value && last && last < MOST_ITEM) {
            numeral(last + 1, expected);
            if (may_be(item->text, expected)) {
                value = last + 1;
                esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_CODE, ESC_BY_RULE,
                                 esc_arena_strndup(work->arena, expected, strlen(expected)), 0.95f);
            }
        }
        waiting = value ? ESC_NONE : i;
        if (value) last = value;
        last_line = line;
    }
}

// "N?", "N*" and the like before a number.
static void repair_number_signs(esc_work *work) {
    for (uint32_t i = 0; i + 2 < work->pieces.pieces_count; i++) {
        const esc_form *n = form_of(work, i), *mark = form_of(work, i + 1), *number = form_of(work, i + 2);
        if (!n || !mark || !number || strcmp(n->text, "N") || unit_of(work, i + 1)->blank_before) continue;
        if (strcmp(mark->text, "?") && strcmp(mark->text, "*") && strcmp(mark->text, "\"")) continue;
        if (number->kind != ESC_TOKEN_NUMBER && number->kind != ESC_TOKEN_CODE) continue;
        if (unit_of(work, i + 2)->first || !work->pieces.pieces[i + 1].unit_count) continue;
        esc_piece_change(&work->pieces.pieces[i + 1], ESC_EDIT_PUNCTUATION, ESC_BY_RULE, "°", 0.95f);
    }
}

static bool begins_line(const esc_work *work, uint32_t piece, const char *mark) {
    const esc_form *form = form_of(work, piece);
    if (!form || !unit_of(work, piece)->first || strcmp(form->text, mark)) return false;
    const esc_unit *next = unit_of(work, piece) + 1;
    return !unit_of(work, piece)->last && next->blank_before && next->kind == ESC_TOKEN_CAPITAL;
}

// "+" and "»" where other items of the same document have their "•".
static void repair_bullets(esc_work *work) {
    static const char *const marks[] = {"+", "»", "*", "«", "©", "¢", "°"};
    uint32_t bullets = 0;
    for (uint32_t i = 0; i + 1 < work->pieces.pieces_count; i++)
        bullets += work->pieces.pieces[i].unit_count && begins_line(work, i, "•");
    if (bullets < LEAST_BULLETS) return;
    for (uint32_t i = 0; i + 1 < work->pieces.pieces_count; i++)
        for (size_t k = 0; k < sizeof marks / sizeof *marks && work->pieces.pieces[i].unit_count; k++)
            if (begins_line(work, i, marks[k]))
                esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_PUNCTUATION, ESC_BY_RULE, "•", 0.9f);
}

void esc_work_repair_marks(esc_work *work) {
    repair_items(work);
    repair_number_signs(work);
    repair_bullets(work);
}
