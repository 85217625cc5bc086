// SPDX-License-Identifier: GPL-3.0-or-later
// Boosted trees, as scripts/trees.py writes them: not to be walked, which a processor can hardly foresee, but
// by what each split rules out (QuickScorer, Lucchese et al. 2015).
#pragma once

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { ESC_MOST_TREES = 256, ESC_MOST_LEAVES = 10 };

// Where the evidence is above `bound`, or where it is not, of that tree's leaves only those of `keep` are
// left.
typedef struct esc_tree_split {
    float bound;
    uint16_t tree, keep; // a bit for each leaf
} esc_tree_split;

// Where the splits of a number end.
typedef struct esc_tree_ends {
    uint16_t above; // first those that hold where it is above their bounds, which rise
    uint16_t below; // then those that hold where it is not, whose bounds fall
} esc_tree_ends;

// Of the leaves that are left in a tree, the first holds. Each split is written so that it seldom holds.
typedef struct esc_trees {
    const esc_tree_split *splits;           // by number of the evidence
    const esc_tree_ends *ends;              // for each number
    const float (*leaves)[ESC_MOST_LEAVES]; // for each tree, their shares of the log of the odds
    uint16_t numbers, count;
    float base;
} esc_trees;

// P of what the trees were taught to tell, 0..1.
static inline float esc_trees_probability(const esc_trees *trees, const float *evidence) {
    uint16_t left[ESC_MOST_TREES];
    memset(left, 0xFF, trees->count * sizeof *left);
    const esc_tree_split *split = trees->splits;
    for (uint32_t number = 0; number < trees->numbers; number++) {
        const float this = evidence[number];
        const esc_tree_split *above = trees->splits + trees->ends[number].above,
                             *below = trees->splits + trees->ends[number].below;
        for (; split < above && !(this <= split->bound); split++) left[split->tree] &= split->keep;
        for (split = above; split < below && this <= split->bound; split++) left[split->tree] &= split->keep;
        split = below;
    }
    float odds = trees->base;
    for (uint32_t tree = 0; tree < trees->count; tree++)
        odds += trees->leaves[tree][__builtin_ctz(left[tree])];
    return 1 / (1 + expf(-odds));
}
