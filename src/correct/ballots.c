// SPDX-License-Identifier: GPL-3.0-or-later
// Tables in which votes are marked: their headings, whose blanks are lost (AFAVOR ENCONTRA), and the crosses
// at the ends of rows, which are read as "Xx", "x" or "*x". Votes that are told: "tres votos o favor, cero en
// contro y uno abstención".
#include <string.h>

#include "base/utf8.h"
#include "correct/guards.h"
#include "correct/work.h"

enum { LEAST_CROSSES = 2, MOST_BEFORE = 8, VOTE_REACH = 8 };

static void part_heading(esc_work *work, uint32_t piece) {
    static const struct heading {
        const char *read, *meant;
    } headings[] = {
        {"AFAVOR", "A FAVOR"}, {"ENCONTRA", "EN CONTRA"}, {"encontra", "en contra"}, {"Afavor", "A favor"}};
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

// Whether a vote is told around a piece.
static bool is_vote_near(const esc_work *work, uint32_t piece) {
    static const char *const words[] = {"voto",       "votos",   "votó",         "votaron",
                                        "abstención", "contra",  "abstenciones", "votando",
                                        "unanimidad", "mayoría", "votación",     "favor"};
    const uint32_t unit = work->pieces.pieces[piece].first_unit;
    for (uint32_t u = unit > VOTE_REACH ? unit - VOTE_REACH : 0;
         u <= unit + VOTE_REACH && u < work->units.units_count; u++)
        if (u != unit && u != unit + 1 && ESC_ONE_OF(work->form_of[u], words)) return true;
    return false;
}

// Whether what a word was read as is meant but for one vowel.
static bool is_but_vowel(const esc_form *read, const char *meant) {
    static const char vowels[] = "aeou";
    if (!read->doubtful || read->len != strlen(meant)) return false;
    size_t parted = 0;
    for (size_t i = 0; i < read->len; i++) {
        const char c = (char)esc_utf8_lower((unsigned char)read->text[i]);
        if (c == meant[i]) continue;
        if (!strchr(vowels, c) || !strchr(vowels, meant[i])) return false;
        parted++;
    }
    return parted == 1;
}

static void say(esc_work *work, uint32_t piece, esc_edit_class class, const char *small, const char *upper) {
    const bool capitals = esc_work_unit(work, piece)->kind == ESC_TOKEN_UPPER;
    work->pieces.pieces[piece].change_count = 0;
    esc_piece_change(&work->pieces.pieces[piece], class, ESC_BY_RULE, capitals ? upper : small, 0.93f);
}

// The two words of "a favor" and "en contra", which hold each other; "una abstención".
static void repair_vote(esc_work *work, uint32_t piece) {
    static const char *const votes[] = {"voto", "votos", "votó", "votaron"};
    if (work->pieces.pieces[piece].unit_count != 1 || work->pieces.pieces[piece + 1].unit_count != 1) return;
    const esc_form *word = esc_work_first_form(work, piece), *next = esc_work_first_form(work, piece + 1);
    if (esc_work_is_glued(work, piece + 1) || next->kind > ESC_TOKEN_UPPER) return;
    const esc_form *before = piece ? esc_work_raw_form(work, piece - 1) : NULL;
    if (esc_form_is(word, "en")) {
        if (is_but_vowel(next, "contra") && is_vote_near(work, piece))
            say(work, piece + 1, ESC_EDIT_NONWORD, "contra", "CONTRA");
    } else if (word->len == 1 && strchr("oOuUeE", *word->text)) {
        const bool favor = esc_form_is(next, "favor") || is_but_vowel(next, "favor");
        const bool counted = before && (before->kind == ESC_TOKEN_NUMBER || ESC_ONE_OF(before, votes) ||
                                        (esc_guard_holds(before) && before->kind != ESC_TOKEN_PUNCT));
        // "beneficio o favor"
        if (favor && counted && !esc_work_unit(work, piece)->first)
            esc_piece_change(&work->pieces.pieces[piece], ESC_EDIT_REALWORD, ESC_BY_RULE,
                             next->kind == ESC_TOKEN_UPPER ? "A" : "a", 0.93f);
    } else if (esc_form_is(word, "uno") && esc_form_is(next, "abstención")) {
        say(work, piece, ESC_EDIT_REALWORD, "una", "UNA");
    }
}

void esc_work_repair_ballots(esc_work *work) {
    uint32_t crosses = 0;
    for (uint32_t i = 0; i + 1 < work->pieces.pieces_count; i++) repair_vote(work, i);
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
