// SPDX-License-Identifier: GPL-3.0-or-later
// Words counted in plain text, told apart by how they are written. For the training of the lexicon only.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

// How often a word, as written, was seen; occurrences are weighted.
typedef struct esc_count {
    const char *text; // zero-terminated
    uint32_t len;
    uint32_t files;  // in how many files
    double inside;   // within a sentence
    double initial;  // where a sentence begins
    double headline; // beside another word in capitals
    double raw;      // all of them, unweighted
} esc_count;

typedef struct esc_counts esc_counts;

esc_counts *esc_counts_new(void);
void esc_counts_free(esc_counts *counts); // NULL is fine

// Counts the words of a text (UTF-8), each worth weight.
void esc_counts_text(esc_counts *counts, const char *text, size_t len, double weight);
// The texts after it are of another file.
void esc_counts_next_file(esc_counts *counts);

double esc_counts_total(const esc_counts *counts); // weighted words
uint32_t esc_counts_size(const esc_counts *counts);
// Lent; in no particular order, but the same for the same texts.
const esc_count *esc_counts_at(const esc_counts *counts, uint32_t index);
const esc_count *esc_counts_lookup(const esc_counts *counts, const char *word, size_t len); // or NULL
