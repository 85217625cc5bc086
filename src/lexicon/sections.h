// SPDX-License-Identifier: GPL-3.0-or-later
// The sections of a glossary file: their names, and what an entry of each has to look like.
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "lexicon/lexicon.h"

typedef struct esc_section {
    esc_glossary_kind kind;
    const char *name;    // as the documentation writes it
    const char *others;  // further names, separated by blanks; folded like those that are looked up
    bool expands;        // entries have "= full text"
    bool one_word;       // entries have no blanks
    const char *example; // a good line
} esc_section;

// The section of that name, whatever its case and accents, or NULL.
const esc_section *esc_section_lookup(const char *name, size_t len);
const esc_section *esc_section_of(esc_glossary_kind kind);
// The section whose name is nearest to a wrong one, or NULL where none is near.
const esc_section *esc_section_nearest(const char *name, size_t len);
// Appends all names, as "[siglas], [cargos] …".
void esc_section_names(esc_buf *out);
