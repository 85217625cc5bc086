// SPDX-License-Identifier: GPL-3.0-or-later
// Tables in which votes are marked: their headings, whose blanks are lost (AFAVOR ENCONTRA), and the crosses
// at the ends of rows, which are read as "Xx", "x" or "*x".
#include <string.h>

#include "correct/work.h"

enum { LEAST_CROSSES = 2, MOST_BEFORE = 8 };

static void part_heading(esc_work *work, uint32_t piece) {
    static const struct heading {
        const char *read, *meant;
    } headings[] = {{"AFAVOR", "A FAVOR"}, {"ENCONTRA", "EN CONTRA"}, {"encontra", "en contra"}};
    static const struct heading before_colon[] = {{"Encontra", "En contra"}, {"Afavor", "A favor"}};
    const esc_form *form = esc_work_raw_form(work, piece);
    for (size_t i = 0; form && i < sizeof headings / sizeof *headings; i++)
        if (!strcmp(form->text, headings[i].read))
            esc_piece_change(&work->pieces.pieces[piece], ESC_EDIT_SPLIT, ESC_BY_RULE, headings[i].meant,
                             0.94f);
    // "Encontra:0"
    const esc_form *colon = esc_work_raw_form(work, piece + 1), *votes = esc_work_raw_form(work, piece + 2);
    if (!form || !colon || strcmp(colon->text, ":") || esc_work_unit(work, piece + 1)->blank_before) return;
    bool heads = false;
    for (size_t i = 0; i < sizeof before_colon / sizeof *before_colon; i++) {
        if (strcmp(form->text, before_colon[i].read)) continue;
        heads = true;
        work->pieces.pieces[piece].change_count = 0;
        esc_piece_change(&work->pieces.pieces[piece], ESC_EDIT_SPLIT, ESC_BY_RULE, before_colon[i].meant,
                         0.94f);
    }
    const bool glued =
        votes && esc_unit_is_glued(esc_work_unit(work, piece + 2)) && votes->kind == ESC_TOKEN_NUMBER;
    if (heads && glued)
        esc_piece_change(&work->pieces.pieces[piece + 1], ESC_EDIT_SPLIT, ESC_BY_RULE, ": ", 0.92f);
}

// A row's last word, with a mark glued to it or none: the pieces of a cross; 0 where it is none.
static uint32_t cross_at(const esc_work *work, uint32_t piece) {
    static const char *const crosses[] = {"x", "xx"};
    if (!work->pieces.pieces[piece].unit_count) return 0;
    const esc_unit *unit = esc_work_unit(work, piece);
    if (unit->first || !unit->blank_before || unit[-1].kind != ESC_TOKEN_CAPITAL) return 0;
    const esc_form *form = esc_work_raw_form(work, piece);
    const bool speck = form && !strcmp(form->text, "*");
    if (speck) form = esc_work_raw_form(work, piece + 1);
    if (!ESC_ONE_OF(form, crosses) || !unit[speck].last || (speck && unit[1].blank_before)) return 0;
    uint32_t words = 0; // of the row before it
    for (const esc_unit *u = unit - 1; words <= MOST_BEFORE; u--, words++) {
        if (u->kind == ESC_TOKEN_WORD) return 0;
        if (u->first) break;
    }
    return words > 0 && words < MOST_BEFORE ? 1u + speck : 0;
}

void esc_work_repair_ballots(esc_work *work) {
    uint32_t crosses = 0;
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        part_heading(work, i);
        crosses += cross_at(work, i) > 0;
    }
    for (uint32_t i = 0; i < work->pieces.pieces_count && crosses >= LEAST_CROSSES; i++) {
        const uint32_t pieces = cross_at(work, i);
        if (pieces > 1 || (pieces && strcmp(esc_work_raw_form(work, i)->text, "X") != 0))
            esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[i], pieces, ESC_EDIT_CASE, "X",
                           0.92f, work->arena);
    }
}
