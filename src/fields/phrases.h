// SPDX-License-Identifier: GPL-3.0-or-later
// Phrases of capitalised words: what institutions, bodies, offices and laws are called.
#pragma once

#include "fields/stream.h"

typedef enum esc_phrase_flags {
    ESC_PHRASE_LISTS =
        1, // goes on over a comma where an "y" follows: "Adquisiciones, Arrendamientos y Servicios"
    ESC_PHRASE_LAWS = 4,    // goes on over "con", "sobre", "contra": "… Relacionados con las Mismas"
    ESC_PHRASE_NUMBERS = 2, // figures belong to it: "Consejo Distrital 05"
} esc_phrase_flags;

// One past the last atom of the phrase that begins at `at`, at most `end`: capitalised words and the little
// words between them. It stops before verbs and other words that go on with the sentence. `at` itself is
// taken as it is.
uint32_t esc_phrase_end(const esc_stream *stream, uint32_t at, uint32_t end, unsigned flags);

// The same words stand in the text once more.
bool esc_phrase_said_again(const esc_stream *stream, uint32_t from, uint32_t to);

// True for de, del, la, las, los, y, e, en, para, al, a: the little words.
bool esc_phrase_link(const esc_atom *atom);

// The phrase as it is shown: where it stands in capitals, in the case of a title, with the little words
// small.
char *esc_phrase_text(const esc_stream *stream, esc_arena *arena, const esc_vocabulary *vocabulary,
                      uint32_t from, uint32_t to);
