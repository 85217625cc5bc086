// SPDX-License-Identifier: GPL-3.0-or-later
// Dirt beside words, and down a page's edge, which an engine reads as marks that open or close something:
// "¡obra y dos por esperar", "el 'nota que", "Marcano” firma". Nothing closes or opens them, and they are of
// several kinds.
#include <string.h>

#include "correct/work.h"

enum { LEAST_EDGES = 3, LEAST_KINDS = 2, REACH_LINES = 6, LEAST_LETTERS = 3 };

static const struct edge {
    const char *mark;
    bool opens, closes;
    const char *mates[4]; // what would close it, or open it
} edges[] = {
    {"¡", true, false, {"!"}},
    {"¿", true, false, {"?"}},
    {"«", true, false, {"»", "\"", "”"}},
    {"»", false, true, {"«", "\"", "“"}},
    {"“", true, false, {"”", "\"", "»", "’"}},
    {"\"", true, false, {"\"", "“", "”"}},
    {"'", true, true, {"'", "’", "‘"}},
    {"‘", true, true, {"’", "'", "”"}},
    {"’", false, true, {"‘", "'", "“"}},
};
enum { KINDS = sizeof edges / sizeof *edges, MATES = 4 };

static bool is_quote(const char *mark) { return !strcmp(mark, "“") || !strcmp(mark, "\""); }

// Whether a mark stands before a word as if it opened something.
static bool leads(const esc_work *work, uint32_t unit) {
    const esc_unit *this = &work->units.units[unit];
    if (esc_unit_is_glued(this) || this->last || this[1].blank_before) return false;
    const bool begins = this->first && (!unit || this[-1].line + 1 != this->line);
    if (is_quote(work->form_of[unit]->text) && (begins || !this->first || this[1].kind == ESC_TOKEN_UPPER))
        return false; // “Año de …, above all else, "ARTÍCULO 5, whose end is elsewhere
    return esc_unit_is_word(&this[1]) && (this->first || !work->form_of[unit + 1]->doubtful);
}

// Whether a mark may close something that was opened before it, or open something that is closed behind it.
static bool may_mate(const esc_work *work, uint32_t unit, bool closing) {
    const esc_unit *this = &work->units.units[unit];
    if (closing) return esc_unit_is_glued(this);
    return !this->last && !this[1].blank_before;
}

// Whether a mate stands near: behind what opens, before what closes, and before a line that something may go
// on in from above.
static bool has_mate(const esc_work *work, uint32_t unit, const struct edge *edge) {
    const esc_unit *units = work->units.units;
    const uint32_t line = units[unit].line;
    uint32_t from = unit;
    while (from && units[from - 1].line + REACH_LINES >= line) from--;
    for (uint32_t u = from; u < work->units.units_count && units[u].line <= line + REACH_LINES; u++) {
        if (u == unit || units[u].kind != ESC_TOKEN_PUNCT) continue;
        const bool closing = leads(work, unit) && !units[unit].first;
        if (!units[unit].first && ((u > unit) != closing || !may_mate(work, u, closing))) continue;
        for (int i = 0; i < MATES && edge->mates[i]; i++)
            if (!strcmp(work->form_of[u]->text, edge->mates[i])) return true;
    }
    return false;
}

// Whether it stands behind one as if it closed something.
static bool trails(const esc_work *work, uint32_t unit) {
    const esc_unit *this = &work->units.units[unit];
    if (!esc_unit_is_glued(this) || !(this->last || this[1].blank_before)) return false;
    return esc_unit_is_word(&this[-1]) && work->form_of[unit - 1]->letters >= LEAST_LETTERS &&
           !work->form_of[unit - 1]->doubtful;
}

// Which mark of these a piece is; −1: none.
static int edge_at(const esc_work *work, uint32_t piece) {
    const esc_form *form = esc_work_raw_form(work, piece);
    if (!form || form->kind != ESC_TOKEN_PUNCT) return -1;
    const uint32_t unit = work->pieces.pieces[piece].first_unit;
    for (int i = 0; i < KINDS; i++) {
        if (strcmp(form->text, edges[i].mark)) continue;
        const bool beside = (edges[i].opens && leads(work, unit)) || (edges[i].closes && trails(work, unit));
        return beside && !has_mate(work, unit, &edges[i]) ? i : -1;
    }
    return -1;
}

static void drop(esc_work *work, uint32_t piece) {
    esc_piece *mark = &work->pieces.pieces[piece];
    const esc_unit *unit = esc_work_unit(work, piece);
    if (unit->first || !unit->blank_before || !mark[1].unit_count) {
        esc_piece_change(mark, ESC_EDIT_PUNCTUATION, ESC_BY_RULE, "", 0.9f);
        return;
    }
    size_t len; // the blank before it is the word's
    const char *text = esc_piece_text(work->doc, &work->units, mark + 1, &len);
    esc_pieces_say(work->doc, &work->units, mark, 2, ESC_EDIT_PUNCTUATION,
                   esc_arena_strndup(work->arena, text, len), 0.9f, work->arena);
}

void esc_work_clean_edges(esc_work *work) {
    if (!work->was_read) return;
    uint32_t found = 0, kinds = 0;
    bool seen[KINDS] = {false};
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        const int edge = edge_at(work, i);
        if (edge < 0) continue;
        found++;
        kinds += !seen[edge];
        seen[edge] = true;
    }
    if (found < LEAST_EDGES || kinds < LEAST_KINDS) return;
    for (uint32_t i = 0; i + 1 < work->pieces.pieces_count; i++)
        if (edge_at(work, i) >= 0) drop(work, i);
}
