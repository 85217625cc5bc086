// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of this room share.
#pragma once

#include "base/buf.h"
#include "base/file.h"
#include "lexicon/automaton.h"
#include "lexicon/glossary.h"
#include "lexicon/lexicon.h"
#include "lexicon/spell.h"

struct esc_lexicon {
    esc_automaton *language; // the mapped file
    esc_automaton *own;      // words of glossaries that it lacks
    esc_buf own_bytes;
    esc_spell *spell; // NULL where the lexicon was expanded from the very dictionary
    esc_glossary glossary;
    uint32_t *by_text; // hash table of the glossary: 1 + entry
    uint32_t by_text_size;
    uint32_t first_user; // entries from here on are of further files
    char digest[ESC_SHA256_TEXT];
};

// Fills lexicon->own from the glossary; language and spell are there. Errors: LIMIT.
int esc_own_words(esc_lexicon *lexicon, esc_err *err);

// Loads the *.txt of a folder in the order of their names; appends their digests to digests. Errors: SYSTEM
// with ESC_WHY_MODELS_MISSING; FORMAT as esc_glossary_read.
int esc_lexicon_load_dicts(esc_lexicon *lexicon, const char *folder, esc_buf *digests, esc_err *err);
