// SPDX-License-Identifier: GPL-3.0-or-later
// Marks whose meaning follows from their place: the numerals of a list that counts (HI. between II. and IV.),
// the sign N° before a number (N?, N*), bullets that were read as other marks.
#include <string.h>

#include "base/utf8.h"
#include "correct/work.h"

enum { MOST_ITEM = 39, NUMERAL_BYTES = 12, ITEM_REACH_LINES = 40, LEAST_BULLETS = 2 };

static const esc_form *form_of(const esc_work *work, uint32_t piece) {
    const esc_piece *p = &work->pieces.pieces[piece];
    return p->unit_count == 1 && esc_piece_is_raw(p) ? work->form_of[p->first_unit] : NULL;
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

// Whether text may be that numeral misread: I looks like l, 1, i, L, J, T; II like H, U, N. One stroke more
// or less is forgiven where slack says so.
static bool may_be(const char *text, const char *meant, bool slack) {
    char strokes[2 * NUMERAL_BYTES];
    if (strlen(text) >= NUMERAL_BYTES) return false;
    size_t at = 0;
    for (const char *p = text; *p; p++) {
        if (strchr("IlL1iJT", *p)) {
            strokes[at++] = 'I';
        } else if (strchr("HUN", *p)) { // two strokes
            strokes[at++] = 'I';
            strokes[at++] = 'I';
        } else if (strchr("VXvx", *p)) {
            strokes[at++] = (char)(*p & ~0x20);
        } else {
            return false;
        }
    }
    strokes[at] = 0;
    if (!strcmp(strokes, meant)) return true;
    return slack && at + 1 == strlen(meant) && at > 1 && !memcmp(strokes, meant, at);
}

// An item of a list: the first unit of its line, before "." or ".-" and a capital.
static bool is_item(const esc_work *work, uint32_t piece) {
    const esc_unit *item = unit_of(work, piece), *end = work->units.units + work->units.units_count;
    const esc_form *form = form_of(work, piece);
    if (!item->first || !form || form->len >= NUMERAL_BYTES || end - item < 4) return false;
    const esc_unit *stop = item + 1, *text = stop + 1;
    if (stop->first || stop->blank_before || *work->form_of[stop - work->units.units]->text != '.')
        return false;
    if (!text->blank_before && !text->first && *work->form_of[text - work->units.units]->text == '-') text++;
    return text->blank_before && !text->first && text->kind != ESC_TOKEN_WORD;
}

static void set_numeral(esc_work *work, uint32_t piece, int value) {
    char *text = esc_arena_alloc(work->arena, NUMERAL_BYTES);
    numeral(value, text);
    if (strcmp(text, form_of(work, piece)->text))
        esc_piece_change(&work->pieces.pieces[piece], ESC_EDIT_CODE, ESC_BY_RULE, text, 0.95f);
}

// A list counts: what stands between I and III is II, if it could look so.
static void repair_items(esc_work *work) {
    uint32_t first = ESC_NONE, last_line = 0; // first: an item that could be I
    int last = 0;
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        if (!work->pieces.pieces[i].unit_count || !is_item(work, i)) continue;
        const char *text = form_of(work, i)->text;
        uint32_t line = unit_of(work, i)->line;
        if (line > last_line + ITEM_REACH_LINES) last = 0, first = ESC_NONE;
        last_line = line;
        int value = value_of(text);
        if (first != ESC_NONE && (value == 2 || (!value && may_be(text, "II", false)))) {
            set_numeral(work, first, 1);
            set_numeral(work, i, value = 2);
        } else if (!value && last) {
            char expected[NUMERAL_BYTES];
            numeral(last + 1, expected);
            if (may_be(text, expected, last > 1)) set_numeral(work, i, value = last + 1);
        }
        first = !value && may_be(text, "I", false) ? i : ESC_NONE;
        last = value < MOST_ITEM ? value : 0;
    }
}

// "lll", "Vll", "XIl": numerals with a small l or a 1 for their I, and nothing else that they could be.
static void repair_numerals(esc_work *work) {
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        const esc_form *form = work->pieces.pieces[i].unit_count ? form_of(work, i) : NULL;
        if (!form || form->len < 2 || form->len >= NUMERAL_BYTES || !strpbrk(form->text, "lVXI")) continue;
        if (!strpbrk(form->text, "l1") || form->text[strspn(form->text, "IVXl1")]) continue;
        char text[NUMERAL_BYTES];
        size_t at = 0;
        for (const char *p = form->text; *p; p++) text[at++] = strchr("l1", *p) ? 'I' : *p;
        text[at] = 0;
        if (value_of(text)) set_numeral(work, i, value_of(text));
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
    repair_numerals(work);
    repair_number_signs(work);
    repair_bullets(work);
}
