// SPDX-License-Identifier: GPL-3.0-or-later
// Training of language models: text in, a model file out. Deterministic: the same text, weights and options
// give the same bytes. Not part of what is installed; scripts/train-models drives it through main_train.c.
//
// Interpolated modified Kneser-Ney (Chen and Goodman 1998), with one change so that sources can have weights:
// an n-gram's discount D(c) and the counts of counts that it is estimated from come from whole occurrences c,
// but what it leaves is mass · (1 − D(c)/c), mass being the sum of its occurrences' weights. Pruned by the
// change in relative entropy (Stolcke 1998) with the histories' probabilities taken from the text itself, as
// Kneser-Ney's own lower orders are no estimate of those (Chelba and others 2010).
#pragma once

#include <stdint.h>
#include <stdio.h>

#include "lm/lm.h"

typedef struct esc_train esc_train;

#define ESC_TRAIN_MAX_SOURCES 16

typedef struct esc_train_options {
    int order;                           // 2 … ESC_LM_MAX_ORDER
    uint32_t max_words;                  // of the vocabulary, the classes not counted
    uint32_t min_count;                  // occurrences that a form needs to enter it,
    double min_mass;                     // and how many weighted ones
    uint32_t keep[ESC_LM_MAX_ORDER + 1]; // n-grams to keep of each order from 2 up; 0: all
} esc_train_options;

typedef struct esc_train_stats {
    uint64_t tokens;
    uint32_t words;
    uint32_t seen[ESC_LM_MAX_ORDER + 1], kept[ESC_LM_MAX_ORDER + 1]; // different n-grams, by order
    size_t bytes;
} esc_train_stats;

esc_train *esc_train_new(void);
void esc_train_free(esc_train *train); // NULL is fine

// Adds the names of a glossary file (dicts/80-nombres.txt and the like: names between bars): out of the
// vocabulary and written with a capital they become ESC_LM_NAME. Before the text. Errors: SYSTEM.
int esc_train_names(esc_train *train, const char *path, esc_err *err);
// Adds text of UTF-8, one paragraph a line; each occurrence counts as weight (above 0). Errors: SYSTEM;
// LIMIT past ESC_TRAIN_MAX_SOURCES or 2³¹ tokens.
int esc_train_text(esc_train *train, FILE *in, double weight, esc_err *err);
// The words of another training text as a text of letters, for the character model: each form of letters only
// that occurs at least min_count times, once (unseen words are like the rare ones, not like "de").
esc_train *esc_train_letters(const esc_train *words, uint32_t min_count);

// Counts, smooths, prunes, quantises and writes the model. Errors: ARGUMENT for options that make no sense or
// an empty text; SYSTEM.
int esc_train_write(const esc_train *train, const esc_train_options *options, const char *path,
                    esc_train_stats *ret, esc_err *err);
// Finds the classes of lm's words in the text (classes.h) and writes them. Errors: ARGUMENT for a model of
// too few words; SYSTEM.
int esc_train_classes(const esc_train *train, const esc_lm *lm, const char *path, esc_err *err);
