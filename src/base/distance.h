// SPDX-License-Identifier: GPL-3.0-or-later
// How far two short texts are from each other.
#pragma once

#include <stdbool.h>
#include <stddef.h>

#define ESC_DISTANCE_LONGEST 95 // bytes; longer texts count as wholly different

// Levenshtein distance by bytes: insertions, deletions and replacements. a_len + b_len where one is longer
// than ESC_DISTANCE_LONGEST.
size_t esc_distance(const char *a, size_t a_len, const char *b, size_t b_len);

// Whether it is 1, without looking for how much it is otherwise.
bool esc_distance_one(const char *a, size_t a_len, const char *b, size_t b_len);
