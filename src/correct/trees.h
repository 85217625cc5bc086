// SPDX-License-Identifier: GPL-3.0-or-later
// Boosted trees, as scripts/train-judge writes them.
#pragma once

#include <math.h>
#include <stddef.h>
#include <stdint.h>

// Where evidence[number] is at most `bound`, the next node follows, otherwise the one `skip` further on; a
// leaf has skip 0, and its share of the log of the odds in `bound`.
typedef struct esc_tree_node {
    uint8_t number, skip;
    float bound;
} esc_tree_node;

// P of what the trees were taught to tell, 0..1.
static inline float esc_trees_probability(const esc_tree_node *nodes, const uint16_t *roots, size_t count,
                                          float base, const float *evidence) {
    float odds = base;
    for (size_t tree = 0; tree < count; tree++) {
        const esc_tree_node *node = &nodes[roots[tree]];
        while (node->skip) node += evidence[node->number] <= node->bound ? 1 : node->skip;
        odds += node->bound;
    }
    return 1 / (1 + expf(-odds));
}
