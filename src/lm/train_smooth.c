// SPDX-License-Identifier: GPL-3.0-or-later
// Smoothing: counts become interpolated modified Kneser-Ney probabilities, from the unigrams up.
#include <stdlib.h>

#include "base/mem.h"
#include "lm/train_parts.h"

typedef struct discounts {
    double share[4]; // of an n-gram's mass that is taken away, by its count 1, 2, 3 and more
} discounts;

static bool counts_in(int n, train_key key) { return n > 1 || key != ESC_LM_BEGIN; }

// D(c) = c − (c+1) · Y · n(c+1)/n(c), Y = n1/(n1 + 2·n2), with n(c) the number of n-grams of count c. Small
// texts may lack some counts: then the values that large ones come close to.
static discounts discounts_of(const train_grams *grams, int n) {
    static const double usual[4] = {0, 0.5, 1, 1.5};
    double of_count[5] = {0};
    for (uint32_t i = 0; i < grams->count; i++)
        if (counts_in(n, grams->grams[i].key) && grams->grams[i].count && grams->grams[i].count <= 4)
            of_count[grams->grams[i].count]++;
    discounts ret = {0};
    for (int c = 1; c <= 3; c++) {
        double y = of_count[1] / (of_count[1] + 2 * of_count[2]);
        double d = of_count[c] > 0 ? c - (c + 1) * y * of_count[c + 1] / of_count[c] : 0;
        ret.share[c] = d > 0 && d < c ? d : usual[c];
    }
    return ret;
}

static double share_of(const discounts *discount, uint32_t count) {
    if (!count) return 0;
    return count < 3 ? discount->share[count] / count : discount->share[3] / count;
}

static void smooth_unigrams(train_model *model) {
    train_grams *unigrams = &model->orders[1];
    const discounts discount = discounts_of(unigrams, 1);
    double total = 0, taken = 0;
    for (uint32_t i = 0; i < unigrams->count; i++) {
        if (!counts_in(1, i)) continue;
        total += unigrams->grams[i].mass;
        taken += unigrams->grams[i].mass * share_of(&discount, unigrams->grams[i].count);
    }
    for (uint32_t i = 0; i < unigrams->count; i++) {
        train_gram *gram = &unigrams->grams[i];
        double own = gram->mass * (1 - share_of(&discount, gram->count)) / total;
        double even = taken / total / (unigrams->count - 1);
        gram->probability = counts_in(1, i) ? (float)(own + even) : 0;
    }
}

// Where the n-grams of each first word begin, words + 1 numbers.
static uint32_t *index_by_first(const train_model *model, int n) {
    const train_grams *grams = &model->orders[n];
    uint32_t *starts = esc_alloc((model->words + 1) * sizeof *starts);
    uint32_t i = 0;
    for (uint32_t word = 0; word <= model->words; word++) {
        while (i < grams->count && grams->grams[i].key >> (model->bits * (n - 1)) < word) i++;
        starts[word] = i;
    }
    return starts;
}

static float lower_probability(const train_model *model, int n, const uint32_t *starts, train_key key) {
    if (n == 1) return model->orders[1].grams[(uint32_t)key].probability;
    uint32_t first = (uint32_t)(key >> (model->bits * (n - 1)));
    train_grams range = {.grams = model->orders[n].grams + starts[first],
                         .count = starts[first + 1] - starts[first]};
    return range.grams[train_find(&range, key)].probability;
}

static void smooth_group(train_model *model, int n, const discounts *discount, const uint32_t *starts,
                         train_gram *group, uint32_t count) {
    double total = 0, taken = 0;
    for (uint32_t i = 0; i < count; i++) {
        total += group[i].mass;
        taken += group[i].mass * share_of(discount, group[i].count);
    }
    for (uint32_t i = 0; i < count; i++) {
        double own = group[i].mass * (1 - share_of(discount, group[i].count)) / total;
        float lower = lower_probability(model, n - 1, starts, train_suffix(model, group[i].key, n));
        group[i].probability = (float)(own + taken / total * lower);
        group[i].lower = lower;
    }
}

void train_smooth(train_model *model) {
    smooth_unigrams(model);
    for (int n = 2; n <= model->order; n++) {
        train_grams *grams = &model->orders[n];
        const discounts discount = discounts_of(grams, n);
        uint32_t *starts = index_by_first(model, n - 1);
        for (uint32_t i = 0, end; i < grams->count; i = end) {
            const train_key history = train_history(model, grams->grams[i].key);
            for (end = i; end < grams->count && train_history(model, grams->grams[end].key) == history;)
                end++;
            smooth_group(model, n, &discount, starts, grams->grams + i, end - i);
        }
        free(starts);
    }
}
