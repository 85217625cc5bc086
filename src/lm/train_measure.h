// SPDX-License-Identifier: GPL-3.0-or-later
// How good a model is on text that it was not trained on.
#pragma once

#include "lm/train.h"

typedef struct esc_measure {
    uint64_t tokens; // ends of paragraphs are some, too
    uint64_t unknown;
    double nats; // − ln probability of the known ones, summed
    // Words of which a misreading of one letter (a for o, c for e, i for l, n for u, or the reverse) makes
    // another word of the vocabulary, and those of them where the model likes another one better, three words
    // after it taken into account. A corrector has more to go by; this is what the model says alone.
    uint64_t twins, twins_lost;
} esc_measure;

// Adds one paragraph to sum. names holds the names (esc_train_names) that stand in for the corrector's
// lexicon.
void esc_measure_paragraph(const esc_lm *lm, const esc_train *names, const char *text, size_t len,
                           esc_measure *sum);
double esc_measure_perplexity(const esc_measure *measure); // of the known tokens; NAN where there are none
