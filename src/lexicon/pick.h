// SPDX-License-Identifier: GPL-3.0-or-later
// Which words of a corpus, unknown to dictionary and glossaries, are good enough for the lexicon. For its
// training only.
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "lexicon/automaton.h"
#include "lexicon/counts.h"

enum { ESC_PICK_SETS = 2 };

typedef struct esc_picker {
    const esc_counts *counts;
    const esc_automaton *known[ESC_PICK_SETS]; // what is in the lexicon already
} esc_picker;

// Whether a form, exactly as written, is in the lexicon already.
bool esc_pick_known(const esc_picker *picker, const char *form, size_t len);

// The esc_lexicon_class of an unknown counted word that is to be taken in as it is written; 0 where it is too
// rare, or looks like a misprint, two words run together, or a Roman numeral.
unsigned esc_pick(const esc_picker *picker, const esc_count *count);
