// SPDX-License-Identifier: GPL-3.0-or-later
// How far a PDF page's own text can be trusted. Internal to the room.
#pragma once

#include <stdbool.h>

#include "doc/doc.h"
#include "lexicon/lexicon.h"

typedef struct esc_layer_judgement {
    uint32_t words; // long enough to be judged
    float known;    // share of them that the lexicon knows; 0 where there are none
    uint32_t odd;   // with a sign among their letters that stands in no word
} esc_layer_judgement;

// Judges the words of a document's pages, before correction.
esc_layer_judgement esc_layer_judge(const esc_lexicon *lexicon, const esc_doc *doc);

// Whether a text says what it seems to: a font without a proper encoding gives letters that are none,
// or signs in the place of those with accents.
bool esc_layer_is_language(esc_layer_judgement layer);
// Whether it has enough words to be judged by itself.
bool esc_layer_can_be_judged(esc_layer_judgement layer);
// How much (0..1) of two readings of a page is the same words in the same order.
float esc_layer_agreement(const esc_doc *a, const esc_doc *b);
// Whether the layer would do in place of our own reading, agreement being how much they have in common.
bool esc_layer_is_as_good(esc_layer_judgement layer, esc_layer_judgement own, float agreement);
// Whether the layer is clearly the better reading of the page than our own: a person corrected it, or the
// image shows less than its maker saw.
bool esc_layer_is_better(esc_layer_judgement layer, esc_layer_judgement own);
