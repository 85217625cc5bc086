// SPDX-License-Identifier: GPL-3.0-or-later
// Units: what the tokeniser cuts a document's lines into, before anybody decides what belongs together.
// Correction thinks in units; the document's tokens are made from them at the end, when joins are known.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "doc/doc.h"

typedef struct esc_unit {
    uint32_t line;
    esc_span raw;          // in the document's pool, never empty
    uint8_t kind;          // esc_token_kind
    bool blank_before : 1; // blanks stand before it in its line
    bool first : 1;        // of its line
    bool last : 1;         // of its line
    bool junk : 1;         // a margin's mark: to be dropped
    bool quoted : 1;       // inside of quotation marks
    bool foreign : 1;      // in words of another language
    bool speck : 1;        // a mark that is likelier dirt
    bool surprising : 1;   // the language model expects something else
} esc_unit;

typedef struct esc_units {
    esc_unit *units;
    uint32_t units_count, units_cap;
} esc_units;

// Cuts every line of doc into units, in order: together they leave out nothing but blanks.
void esc_units_cut(const esc_doc *doc, esc_units *out);
void esc_units_free(esc_units *units);

// The kind of a word, number or code by its letters and digits alone, such as ESC_TOKEN_CAPITAL for "Mesa".
esc_token_kind esc_unit_kind(const char *text, size_t len);
// True where so many blanks part two units of a line that the second begins another column.
static inline bool esc_unit_is_across(const esc_unit *a, const esc_unit *b) {
    return a->line == b->line && b->raw.off >= a->raw.off + a->raw.len + 3;
}
// True where nothing parts a unit from the one before it in its line.
static inline bool esc_unit_is_glued(const esc_unit *unit) { return !unit->first && !unit->blank_before; }
// True for the kinds that are made of letters: word, capitalised, capitals, mixed case.
static inline bool esc_unit_is_word(const esc_unit *unit) { return unit->kind <= ESC_TOKEN_MIXED; }
