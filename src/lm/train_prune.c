// SPDX-License-Identifier: GPL-3.0-or-later
// Pruning: from the highest order down, the n-grams whose loss changes the model least are dropped, but never
// one that a longer n-gram needs as its history or its suffix (the reader's search relies on both). Then the
// backoffs make the probabilities after each history sum to one again.
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "lm/train_parts.h"

#define LEAST_REST 1e-7 // of probability, left to what was not seen after a history

typedef struct left_over {
    double own, lower; // 1 − Σ probability, 1 − Σ lower, over the n-grams of one history
} left_over;

static left_over left_over_of(const train_gram *group, uint32_t count) {
    left_over ret = {1, 1};
    for (uint32_t i = 0; i < count; i++) {
        ret.own -= group[i].probability;
        ret.lower -= group[i].lower;
    }
    ret.own = fmax(ret.own, LEAST_REST);
    ret.lower = fmax(ret.lower, LEAST_REST);
    return ret;
}

static uint32_t group_end(const train_model *model, const train_grams *grams, uint32_t start) {
    const train_key history = train_history(model, grams->grams[start].key);
    uint32_t end = start;
    while (end < grams->count && train_history(model, grams->grams[end].key) == history) end++;
    return end;
}

// The relative entropy that dropping each n-gram of a history costs (Stolcke 1998, equation 5).
static void losses_of(const train_gram *group, uint32_t count, double total, float *ret) {
    double joint = 0;
    for (uint32_t i = 0; i < count; i++) joint += group[i].joint;
    const left_over rest = left_over_of(group, count);
    const double backoff = log(rest.own / rest.lower);
    for (uint32_t i = 0; i < count; i++) {
        const double p = group[i].probability;
        const double without = log((rest.own + p) / (rest.lower + group[i].lower));
        const double change = p * (log(group[i].lower) + without - log(p)) + rest.own * (without - backoff);
        ret[i] = (float)(-joint / total * change);
    }
}

static void swap(float *a, float *b) {
    float old = *a;
    *a = *b;
    *b = old;
}

// The value that has rank values above it (quickselect; the order of values is lost).
static float nth_largest(float *values, uint32_t count, uint32_t rank) {
    uint32_t low = 0, high = count - 1;
    while (low < high) {
        const float pivot = values[low + (high - low) / 2];
        uint32_t i = low, j = high;
        for (;;) {
            while (values[i] > pivot) i++;
            while (values[j] < pivot) j--;
            if (i >= j) break;
            swap(&values[i++], &values[j--]);
        }
        if (rank <= j)
            high = j;
        else
            low = j + 1;
    }
    return values[rank];
}

// Lowers the losses to a threshold so that about keep n-grams stay, those that are needed among them.
static float threshold_of(const float *losses, const uint8_t *needed, uint32_t count, uint32_t keep) {
    float *free_losses = esc_alloc((size_t)count * sizeof *free_losses + 1);
    uint32_t free_count = 0;
    for (uint32_t i = 0; i < count; i++)
        if (!needed[i]) free_losses[free_count++] = losses[i];
    const uint32_t needed_count = count - free_count;
    const uint32_t more = keep > needed_count ? keep - needed_count : 0;
    float threshold = -INFINITY;
    if (more < free_count) threshold = nth_largest(free_losses, free_count, more);
    free(free_losses);
    return threshold;
}

static void mark_needed(const train_model *model, int n, uint8_t *needed) {
    const train_grams *grams = &model->orders[n], *below = &model->orders[n - 1];
    for (uint32_t i = 0; i < grams->count; i++) {
        needed[train_find(below, train_history(model, grams->grams[i].key))] = 1;
        needed[train_find(below, train_suffix(model, grams->grams[i].key, n))] = 1;
    }
}

static void drop(train_model *model, int n, const uint8_t *needed, uint32_t keep) {
    train_grams *grams = &model->orders[n];
    if (!keep || keep >= grams->count) return;
    float *losses = esc_alloc((size_t)grams->count * sizeof *losses);
    double total = 0;
    for (uint32_t i = 0; i < grams->count; i++) total += grams->grams[i].joint;
    for (uint32_t i = 0, end; i < grams->count; i = end) {
        end = group_end(model, grams, i);
        losses_of(grams->grams + i, end - i, total, losses + i);
    }
    const float threshold = threshold_of(losses, needed, grams->count, keep);
    uint32_t used = 0;
    for (uint32_t i = 0; i < grams->count; i++)
        if (needed[i] || losses[i] > threshold) grams->grams[used++] = grams->grams[i];
    grams->count = used;
    grams->grams = esc_realloc(grams->grams, used * sizeof *grams->grams + 1);
    free(losses);
}

// As every suffix is in the model, what a history's n-grams had from the shorter history is their "lower".
static void set_backoffs(train_model *model, int n) {
    const train_grams *grams = &model->orders[n];
    train_grams *contexts = &model->orders[n - 1];
    contexts->backoff = esc_alloc((size_t)contexts->count * sizeof *contexts->backoff + 1);
    for (uint32_t i = 0; i < contexts->count; i++) contexts->backoff[i] = NAN;
    for (uint32_t i = 0, end; i < grams->count; i = end) {
        end = group_end(model, grams, i);
        const left_over rest = left_over_of(grams->grams + i, end - i);
        contexts->backoff[train_find(contexts, train_history(model, grams->grams[i].key))] =
            (float)log(rest.own / rest.lower);
    }
}

void train_prune(train_model *model, const uint32_t keep[ESC_LM_MAX_ORDER + 1]) {
    uint8_t *needed = esc_alloc_zero(model->orders[model->order].count + 1, 1);
    for (int n = model->order; n >= 2; n--) {
        drop(model, n, needed, keep[n]);
        free(needed);
        needed = esc_alloc_zero(model->orders[n - 1].count + 1, 1);
        if (n > 2) mark_needed(model, n, needed);
    }
    free(needed);
    for (int n = 2; n <= model->order; n++) set_backoffs(model, n);
}
