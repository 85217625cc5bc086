// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/distance.h"

// Cuts what both begin and end with, which costs nothing.
static void trim(const char **a, size_t *a_len, const char **b, size_t *b_len) {
    while (*a_len && *b_len && **a == **b) ++*a, ++*b, --*a_len, --*b_len;
    while (*a_len && *b_len && (*a)[*a_len - 1] == (*b)[*b_len - 1]) --*a_len, --*b_len;
}

size_t esc_distance(const char *a, size_t a_len, const char *b, size_t b_len) {
    size_t row[ESC_DISTANCE_LONGEST + 1];
    if (a_len > ESC_DISTANCE_LONGEST || b_len > ESC_DISTANCE_LONGEST) return a_len + b_len;
    trim(&a, &a_len, &b, &b_len);
    if (!a_len || !b_len) return a_len + b_len;
    for (size_t j = 0; j <= b_len; j++) row[j] = j;
    for (size_t i = 1; i <= a_len; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b_len; j++) {
            size_t best = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            if (row[j] + 1 < best) best = row[j] + 1;
            if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
            row[j] = best;
        }
    }
    return row[b_len];
}

bool esc_distance_one(const char *a, size_t a_len, const char *b, size_t b_len) {
    if (a_len > b_len + 1 || b_len > a_len + 1) return false;
    trim(&a, &a_len, &b, &b_len);
    return a_len <= 1 && b_len <= 1 && a_len + b_len;
}
