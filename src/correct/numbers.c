// SPDX-License-Identifier: GPL-3.0-or-later
// What stands around the numbers of papers: "No, 12" and "ACTANO. 12" for No. 12, "N° 31 2003" for N°
// 31/2003 where the document parts its other numbers from that year with a stroke, and "N° 10:2017".
#include <stdlib.h>
#include <string.h>

#include "correct/work.h"

enum { LEAST_GLUED = 5, LEAST_STROKES = 2, MOST_DIGITS = 4, FIRST_YEAR = 1900, YEARS = 200 };

static bool is_number(const esc_work *work, uint32_t piece) {
    const esc_form *form = esc_work_raw_form(work, piece);
    return form && form->kind == ESC_TOKEN_NUMBER && strspn(form->text, "0123456789") == form->len;
}

static bool is_year(const esc_work *work, uint32_t piece) {
    const esc_form *form = esc_work_raw_form(work, piece);
    return form && esc_text_is_year(form->text, form->len);
}

static bool follows(const esc_work *work, uint32_t piece) {
    const esc_unit *unit = esc_work_unit(work, piece);
    return !unit->first && unit->blank_before;
}

// ---- No.
// -------------------------------------------------------------------------------------

// "No" and a mark glued to it, before a number.
static bool is_sign(const esc_work *work, uint32_t piece, char mark) {
    static const char *const signs[] = {"No", "Nos", "Núm", "núm"};
    const esc_form *sign = esc_work_raw_form(work, piece), *stop = esc_work_raw_form(work, piece + 1),
                   *number = esc_work_raw_form(work, piece + 2);
    bool known = false;
    if (!sign || (*sign->text | ('a' ^ 'A')) != 'n') return false; // most
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) known |= !strcmp(sign->text, signs[i]);
    return known && stop && stop->len == 1 && *stop->text == mark && !follows(work, piece + 1) && number &&
           (number->kind == ESC_TOKEN_NUMBER || number->kind == ESC_TOKEN_CODE) && follows(work, piece + 2);
}

// "ACTANO. 12", "ACTANO, 12": the blank before the sign is lost, too.
static void part_sign(esc_work *work, uint32_t piece, bool in_small) {
    const esc_form *form = esc_work_raw_form(work, piece), *mark = esc_work_raw_form(work, piece + 1),
                   *number = esc_work_raw_form(work, piece + 2);
    if (!form || form->kind != ESC_TOKEN_UPPER || form->classes || form->len < LEAST_GLUED ||
        strcmp(form->text + form->len - 2, "NO") || !mark || mark->len != 1 || !strchr(".,", *mark->text) ||
        follows(work, piece + 1) || !number || number->kind != ESC_TOKEN_NUMBER || !follows(work, piece + 2))
        return;
    if (!(esc_lexicon_lookup(work->lexicon, form->text, form->len - 2u) & ESC_LEX_WORD)) return;
    const char *text =
        esc_arena_printf(work->arena, "%.*s %s", form->len - 2, form->text, in_small ? "No." : "NO.");
    esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[piece], 2, ESC_EDIT_SPLIT, text, 0.92f,
                   work->arena);
}

static void stop_signs(esc_work *work) {
    uint32_t stops = 0;
    for (uint32_t i = 0; i + 2 < work->pieces.pieces_count; i++) stops += is_sign(work, i, '.');
    for (uint32_t i = 0; i + 2 < work->pieces.pieces_count; i++) part_sign(work, i, stops > 0);
    for (uint32_t i = 0; i + 2 < work->pieces.pieces_count && stops; i++)
        if (is_sign(work, i, ','))
            esc_piece_change(&work->pieces.pieces[i + 1], ESC_EDIT_PUNCTUATION, ESC_BY_RULE, ".", 0.93f);
}

// ---- the stroke before a year
// -------------------------------------------------------------------------------------

// From 1900 on: what esc_text_is_year takes for one.
static uint32_t year_at(const char *year) { return (uint32_t)atoi(year) - FIRST_YEAR; }

// How many codes "12/2003" of each year the document has.
static void count_strokes(const esc_work *work, uint32_t ret[YEARS]) {
    for (uint32_t u = 0; u < work->units.units_count; u++) {
        const esc_form *form = work->form_of[u];
        const size_t head = strspn(form->text, "0123456789");
        const char *year = form->text + head + 1;
        if (head && head <= MOST_DIGITS && form->text[head] == '/' && esc_text_is_year(year, strlen(year)))
            ret[year_at(year)]++;
    }
}

// Whether a sign ends just before a piece: N° as it was read or is now.
static bool behind_sign(const esc_work *work, uint32_t piece) {
    static const char *const signs[] = {"°", "º", "N°", "Nº"};
    if (!piece || !work->pieces.pieces[piece - 1].unit_count) return false;
    size_t len;
    const char *text = esc_work_piece_text(work, piece - 1, &len);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strlen(signs[i]) == len && !memcmp(text, signs[i], len)) return true;
    return false;
}

static void join_years(esc_work *work) {
    uint32_t strokes[YEARS] = {0};
    bool counted = false;
    for (uint32_t i = 1; i + 1 < work->pieces.pieces_count; i++) {
        if (!is_number(work, i) || !is_year(work, i + 1) || !follows(work, i + 1) || !behind_sign(work, i))
            continue;
        const esc_form *number = esc_work_raw_form(work, i), *year = esc_work_raw_form(work, i + 1);
        if (!counted) count_strokes(work, strokes);
        counted = true;
        if (number->len > MOST_DIGITS || strokes[year_at(year->text)] < LEAST_STROKES) continue;
        esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[i], 2, ESC_EDIT_CODE,
                       esc_arena_printf(work->arena, "%s/%s", number->text, year->text), 0.92f, work->arena);
    }
}

// "N° 1 1/19", "N° 11 /19": a blank within one.
static void join_torn(esc_work *work, uint32_t piece) {
    enum { MOST_HEAD = 2, MOST_REST = 2 };
    if (esc_channel_is_typed(&work->channel) || !is_number(work, piece) || !behind_sign(work, piece) ||
        !follows(work, piece + 1))
        return;
    const esc_form *head = esc_work_raw_form(work, piece), *rest = esc_work_raw_form(work, piece + 1);
    if (!rest || rest->kind != ESC_TOKEN_CODE || head->len > MOST_HEAD) return;
    const size_t figures = strspn(rest->text, "0123456789"),
                 year = strspn(rest->text + figures + 1, "0123456789");
    if (figures > MOST_REST || rest->text[figures] != '/' || (year != 2 && year != 4) ||
        rest->text[figures + 1 + year])
        return;
    esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[piece], 2, ESC_EDIT_CODE,
                   esc_arena_printf(work->arena, "%s%s", head->text, rest->text), 0.9f, work->arena);
}

// "10:2017": no clock has such minutes.
static const char *with_stroke(esc_work *work, uint32_t piece) {
    const esc_form *form = esc_work_raw_form(work, piece);
    if (!form) return NULL;
    const size_t digits = strspn(form->text, "0123456789");
    const char *year = form->text + digits + 1;
    if (!digits || form->text[digits] != ':' || !esc_text_is_year(year, strlen(year))) return NULL;
    return esc_arena_printf(work->arena, "%.*s/%s", (int)digits, form->text, year);
}

void esc_work_repair_numbers(esc_work *work) {
    stop_signs(work);
    join_years(work);
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        if (i + 1 < work->pieces.pieces_count) join_torn(work, i);
        const char *number = with_stroke(work, i);
        if (number) esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_CODE, ESC_BY_RULE, number, 0.92f);
    }
}
