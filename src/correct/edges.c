// SPDX-License-Identifier: GPL-3.0-or-later
// Dirt down a page's edge, which an engine reads as marks that open something at the lines' beginnings:
// "¡obra y dos por esperar", "'nota que". Nothing closes them, and they are of several kinds.
#include <string.h>

#include "correct/work.h"

enum { LEAST_EDGES = 3, LEAST_KINDS = 2, REACH_LINES = 6 };

static const struct edge {
    const char *mark;
    const char *mates[3]; // what would close it, or open it before
} edges[] = {
    {"¡", {"!"}},           {"¿", {"?"}},      {"“", {"”", "\""}}, {"\"", {"\"", "“", "”"}},
    {"'", {"'", "’", "‘"}}, {"‘", {"’", "'"}},
};
enum { KINDS = sizeof edges / sizeof *edges, MATES = 3 };

// Whether a mate stands near, before or behind.
static bool has_mate(const esc_work *work, uint32_t unit, const struct edge *edge) {
    const esc_unit *units = work->units.units;
    const uint32_t line = units[unit].line;
    uint32_t from = unit;
    while (from && units[from - 1].line + REACH_LINES >= line) from--;
    for (uint32_t u = from; u < work->units.units_count && units[u].line <= line + REACH_LINES; u++) {
        if (u == unit || units[u].kind != ESC_TOKEN_PUNCT) continue;
        for (int i = 0; i < MATES && edge->mates[i]; i++)
            if (!strcmp(work->form_of[u]->text, edge->mates[i])) return true;
    }
    return false;
}

// Which mark opens a line at a piece, glued to a word; −1: none.
static int edge_at(const esc_work *work, uint32_t piece) {
    const esc_form *form = esc_work_raw_form(work, piece);
    if (!form || form->kind != ESC_TOKEN_PUNCT) return -1;
    const uint32_t unit = work->pieces.pieces[piece].first_unit;
    const esc_unit *this = &work->units.units[unit];
    const bool quote = !strcmp(form->text, "“") || !strcmp(form->text, "\"");
    if (quote && (!unit || this[-1].line + 1 != this->line || this->last || this[1].kind == ESC_TOKEN_UPPER))
        return -1; // “Año de …, above all else, "ARTÍCULO 5, whose end is elsewhere
    if (!this->first || this->last || this[1].blank_before || !esc_unit_is_word(&this[1])) return -1;
    for (int i = 0; i < KINDS; i++)
        if (!strcmp(form->text, edges[i].mark)) return has_mate(work, unit, &edges[i]) ? -1 : i;
    return -1;
}

void esc_work_clean_edges(esc_work *work) {
    if (!work->channel.noisy && !work->channel.specked) return;
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
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++)
        if (edge_at(work, i) >= 0)
            esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_PUNCTUATION, ESC_BY_RULE, "", 0.9f);
}
