// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of a list that headings further down say again, whole or abridged: "Informe de avance" / "3. INFORME".
#pragma once

#include "fields/points.h"

#define ESC_HEADING_WORDS 8

typedef struct esc_entry {
    uint32_t at, text; // where the row begins, and its text behind a mark or what a scan left of one
    uint32_t row;
    uint32_t echo;  // the row further down that says it again; ESC_NONE
    esc_mark mark;  // as it reads by itself; value 0: none does
    esc_mark below; // the same of the row that says it again
    bool rubble;    // something that is no word stands where a mark would
} esc_entry;

// Reads the row's mark, whatever its style, or finds what may be left of one.
void esc_entry_read(const esc_stream *stream, esc_arena *arena, uint32_t row, esc_entry *ret);

// A row that may say a point again: it stands in capitals, or behind a mark of its own.
typedef struct esc_heading {
    uint32_t row;
    uint32_t words[ESC_HEADING_WORDS]; // atoms that tell what it is about
    uint32_t words_count;
    esc_mark mark;
} esc_heading;

typedef struct esc_headings { // in the paper's order; items are freed by whoever gathers them
    esc_heading *items;
    uint32_t items_count, items_cap;
} esc_headings;

// Gathers those from row `from` on, before atom `end`.
void esc_headings_gather(const esc_stream *stream, esc_arena *arena, uint32_t from, uint32_t end,
                         esc_headings *ret);

// Finds the headings from row `below` on that say the entries' texts again, in their order. Gives how many
// there are.
uint32_t esc_echoes_find(const esc_stream *stream, const esc_headings *headings, esc_entry *entries,
                         uint32_t count, uint32_t below);

// The first row from `from` on that says the entry again; ESC_NONE.
uint32_t esc_echo_first(const esc_stream *stream, const esc_headings *headings, const esc_entry *entry,
                        uint32_t from);
