// SPDX-License-Identifier: GPL-3.0-or-later
// Letters read for the digits of a number that nothing else explains: l7, l9:30; O among counted votes. Only
// where an engine has read: who types writes no such thing by accident, but may mean it (l2).
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "correct/nouns.h"

enum { MOST_CHARS = 16, AROUND = 8 };

#define STROKE_CONFIDENCE 0.95f

// "l9:30": an l, digits, and marks of a time, a date or an amount between digits.
static bool is_number_but_first(const esc_form *form) {
    if (*form->text != 'l' || form->len < 2 || form->len >= MOST_CHARS) return false;
    bool digit = false;
    for (const char *p = form->text + 1; *p; p++) {
        if (!esc_utf8_is_digit((unsigned char)*p) && !(digit && strchr(":/.,-", *p))) return false;
        digit = esc_utf8_is_digit((unsigned char)*p);
    }
    return digit;
}

static bool says(const esc_work *work, uint32_t unit, const char *word) {
    return unit < work->units.units_count && esc_form_is(work->form_of[unit], word);
}

static bool says_abstentions(const esc_work *work, uint32_t unit) {
    return says(work, unit, "abstenciones") || says(work, unit, "abstención");
}

bool esc_work_counts_from(const esc_work *work, uint32_t unit) {
    if (says(work, unit, "votos")) unit++;
    return says_abstentions(work, unit) ||
           ((says(work, unit, "en") || says(work, unit, "a")) &&
            (says(work, unit + 1, "contra") || says(work, unit + 1, "favor")));
}

// "abstenciones O", "en contra: O"
static bool counted_before(const esc_work *work, uint32_t unit) {
    if (unit && says(work, unit - 1, ":")) unit--;
    return unit > 1 && (says_abstentions(work, unit - 1) || says(work, unit - 1, "contra"));
}

bool esc_work_counts_votes(const esc_work *work, uint32_t unit) {
    const esc_form *form = work->form_of[unit];
    if (form->len != 1 || (*form->text != 'O' && *form->text != 'o')) return false;
    return counted_before(work, unit) || esc_work_counts_from(work, unit + 1);
}

// An O where other votes are counted in figures nearby, or behind its colon; an o only where no or can stand.
static bool is_no_vote(const esc_work *work, uint32_t unit) {
    if (!esc_work_counts_votes(work, unit)) return false;
    const bool before = counted_before(work, unit), colon = unit && says(work, unit - 1, ":");
    if (before && colon) return true;
    if (*work->form_of[unit]->text == 'o' && !(unit && says(work, unit - 1, "y"))) return false;
    for (uint32_t i = unit > AROUND ? unit - AROUND : 0; i < unit + AROUND && i < work->units.units_count;
         i++)
        if (work->units.units[i].kind == ESC_TOKEN_NUMBER &&
            ((before && counted_before(work, i)) || esc_work_counts_from(work, i + 1) ||
             says(work, i + 1, "a")))
            return true; // "5 a fovor"
    return false;
}

// "l4 cuota": one thing is not counted, and what it is the number of would stand before it. Its gender, 0
// where nothing is amiss.
static char is_counted_once(const esc_work *work, uint32_t unit) {
    const esc_unit *this = &work->units.units[unit];
    if (strcmp(work->form_of[unit]->text, "l4") != 0 || this->last || !this[1].blank_before) return 0;
    const esc_form *next = work->form_of[unit + 1], *before = unit ? work->form_of[unit - 1] : NULL;
    if (next->kind != ESC_TOKEN_WORD || next->text[next->len - 1] == 's' || esc_form_is_month(next)) return 0;
    if (before && before->kind <= ESC_TOKEN_UPPER && esc_noun_gender(work, before)) return 0;
    return esc_noun_gender(work, next);
}

// "20]8", "de 20!7": the 1 of a year.
static void repair_year(esc_work *work, uint32_t piece) {
    const esc_form *head = esc_work_raw_form(work, piece), *stroke = esc_work_raw_form(work, piece + 1),
                   *last = esc_work_raw_form(work, piece + 2);
    if (!head || !stroke || !last || stroke->len != 1 || !strchr("]!|[lI", *stroke->text)) return;
    if (strcmp(head->text, "20") != 0 || last->len != 1 || !esc_utf8_is_digit((unsigned char)*last->text))
        return;
    for (uint32_t i = piece + 1; i < piece + 3; i++)
        if (!esc_unit_is_glued(esc_work_unit(work, i))) return;
    char year[] = "2010";
    year[3] = *last->text;
    esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[piece], 3, ESC_EDIT_DIGIT, year, 0.92f,
                   work->arena);
}

void esc_work_repair_strokes(esc_work *work) {
    for (uint32_t i = 0; i + 2 < work->pieces.pieces_count; i++) repair_year(work, i);
    if (!esc_channel_is_scan(&work->channel)) return;
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        esc_piece *piece = &work->pieces.pieces[i];
        if (piece->unit_count != 1 || !esc_piece_is_raw(piece)) continue;
        const uint32_t unit = piece->first_unit;
        const esc_form *form = work->form_of[unit];
        const bool vote = is_no_vote(work, unit);
        if (!vote && !is_number_but_first(form)) continue;
        const char once = vote ? 0 : is_counted_once(work, unit);
        if (once) {
            if (once == 'f') esc_piece_change(piece, ESC_EDIT_DIGIT, ESC_BY_RULE, "la", 0.85f);
            continue;
        }
        char *text = esc_arena_strndup(work->arena, form->text, form->len);
        *text = vote ? '0' : '1';
        esc_piece_change(piece, ESC_EDIT_DIGIT, ESC_BY_RULE, text, STROKE_CONFIDENCE);
    }
}
