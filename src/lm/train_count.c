// SPDX-License-Identifier: GPL-3.0-or-later
// Counting: the n-grams of the highest order are written out for every token, sorted and run together; each
// lower order follows from the one above it, as Kneser-Ney counts the different words before an n-gram, and
// from the n-grams at the start of a paragraph, which have none and keep their occurrences.
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "lm/train_parts.h"

#define SOURCE_BITS 4 // below the words of a key that is still to be counted
_Static_assert(ESC_TRAIN_MAX_SOURCES <= 1 << SOURCE_BITS, "a source's number fits");
#define DIGIT_BITS 11

// Sorts count items of size bytes by the low key_bits of the key that each begins with; the same order for
// equals. Least significant digit first: the passes read and write whole runs.
static void *radix_sort(void *items, size_t count, size_t size, int key_bits) {
    char *from = items, *to = esc_alloc(count * size + 1);
    for (int shift = 0; shift < key_bits; shift += DIGIT_BITS) {
        size_t starts[1 << DIGIT_BITS] = {0}, sum = 0;
        for (size_t i = 0; i < count; i++) {
            train_key key;
            memcpy(&key, from + i * size, sizeof key);
            starts[(uint32_t)(key >> shift) & ((1 << DIGIT_BITS) - 1)]++;
        }
        for (size_t d = 0; d < 1 << DIGIT_BITS; d++) {
            size_t here = starts[d];
            starts[d] = sum;
            sum += here;
        }
        for (size_t i = 0; i < count; i++) {
            train_key key;
            memcpy(&key, from + i * size, sizeof key);
            size_t at = starts[(uint32_t)(key >> shift) & ((1 << DIGIT_BITS) - 1)]++;
            memcpy(to + at * size, from + i * size, size);
        }
        char *swap = from;
        from = to;
        to = swap;
    }
    free(to);
    return from;
}

// The keys of all n-grams of n words, or only of those that begin a paragraph, with their source below.
static train_key *keys_of(const esc_train *train, const train_vocabulary *vocabulary, int bits, int n,
                          bool only_at_begin, uint32_t *ret_count) {
    uint32_t count = 0, cap = only_at_begin ? train->tokens_count / 2 : train->tokens_count;
    train_key *keys = esc_alloc((size_t)cap * sizeof *keys + 1);
    const train_key mask = ((train_key)1 << (bits * n)) - 1;
    train_key key = 0;
    uint32_t source = 0;
    int length = 0;
    for (uint32_t i = 0; i < train->tokens_count; i++) {
        while (source + 1 < train->sources_count && i >= train->sources[source + 1].start) source++;
        esc_lm_word word = vocabulary->word_of[TRAIN_FORM(train->tokens[i])];
        if (word == ESC_LM_UNKNOWN && train->tokens[i] & TRAIN_NAME_BIT) word = ESC_LM_NAME;
        length = word == ESC_LM_BEGIN ? 1 : length + 1;
        key = (key << bits | word) & mask;
        if (only_at_begin ? length == n : length >= n) keys[count++] = key << SOURCE_BITS | source;
    }
    *ret_count = count;
    return keys;
}

// Runs of equal words become grams, appended to out, which has room for them.
static void run_together(const esc_train *train, const train_key *keys, uint32_t count, train_grams *out) {
    for (uint32_t i = 0; i < count;) {
        const train_key words = keys[i] >> SOURCE_BITS;
        uint32_t start = i;
        double mass = 0;
        for (; i < count && keys[i] >> SOURCE_BITS == words; i++)
            mass += train->sources[(uint32_t)keys[i] & ((1 << SOURCE_BITS) - 1)].weight;
        out->grams[out->count++] =
            (train_gram){.key = words, .count = i - start, .mass = (float)mass, .joint = (float)mass};
    }
}

static uint32_t count_runs(const train_key *keys, uint32_t count) {
    uint32_t runs = 0;
    for (uint32_t i = 0; i < count; i++) runs += !i || keys[i] >> SOURCE_BITS != keys[i - 1] >> SOURCE_BITS;
    return runs;
}

static train_key *sorted_keys(const esc_train *train, const train_vocabulary *vocabulary, int bits, int n,
                              bool only_at_begin, uint32_t *ret_count) {
    train_key *keys = keys_of(train, vocabulary, bits, n, only_at_begin, ret_count);
    return radix_sort(keys, *ret_count, sizeof *keys, bits * n + SOURCE_BITS);
}

static void count_highest(const esc_train *train, const train_vocabulary *vocabulary, train_model *model) {
    train_grams *top = &model->orders[model->order];
    uint32_t count;
    train_key *keys = sorted_keys(train, vocabulary, model->bits, model->order, false, &count);
    top->grams = esc_alloc(count_runs(keys, count) * sizeof *top->grams + 1);
    run_together(train, keys, count, top);
    free(keys);
}

// Adds up grams of equal keys, in place.
static void add_up(train_grams *grams) {
    uint32_t used = 0;
    for (uint32_t i = 0; i < grams->count; i++) {
        train_gram *last = used ? &grams->grams[used - 1] : NULL;
        if (last && last->key == grams->grams[i].key) {
            last->count += grams->grams[i].count;
            last->mass += grams->grams[i].mass;
            last->joint += grams->grams[i].joint;
        } else {
            grams->grams[used++] = grams->grams[i];
        }
    }
    grams->count = used;
}

static void count_lower(const esc_train *train, const train_vocabulary *vocabulary, train_model *model,
                        int n) {
    const train_grams *above = &model->orders[n + 1];
    train_grams *here = &model->orders[n];
    uint32_t count;
    train_key *keys = sorted_keys(train, vocabulary, model->bits, n, true, &count);
    here->grams = esc_alloc(((size_t)above->count + count_runs(keys, count)) * sizeof *here->grams + 1);
    for (uint32_t i = 0; i < above->count; i++) {
        const train_gram *gram = &above->grams[i];
        here->grams[here->count++] = (train_gram){.key = train_suffix(model, gram->key, n + 1),
                                                  .count = 1,
                                                  .mass = gram->mass / (float)gram->count,
                                                  .joint = gram->joint};
    }
    run_together(train, keys, count, here);
    free(keys);
    here->grams = radix_sort(here->grams, here->count, sizeof *here->grams, model->bits * n);
    add_up(here);
    here->grams = esc_realloc(here->grams, here->count * sizeof *here->grams + 1);
}

// Every word has a unigram, also those that nothing stands before or that pruning of the text left out.
static void complete_unigrams(train_model *model) {
    train_grams *old = &model->orders[1];
    train_gram *all = esc_alloc_zero(model->words, sizeof *all);
    for (uint32_t i = 0; i < model->words; i++) all[i].key = i;
    for (uint32_t i = 0; i < old->count; i++) all[(uint32_t)old->grams[i].key] = old->grams[i];
    free(old->grams);
    *old = (train_grams){.grams = all, .count = model->words};
}

void train_count(const esc_train *train, const train_vocabulary *vocabulary, int order, train_model *ret) {
    train_model model = {.order = order, .words = vocabulary->count, .bits = 1};
    while ((uint64_t)1 << model.bits < vocabulary->count) model.bits++;
    assert(model.bits * order + SOURCE_BITS <= 128);
    count_highest(train, vocabulary, &model);
    for (int n = order - 1; n >= 1; n--) count_lower(train, vocabulary, &model, n);
    complete_unigrams(&model);
    *ret = model;
}

void train_model_free(train_model *model) {
    for (int n = 1; n <= model->order; n++) {
        free(model->orders[n].grams);
        free(model->orders[n].backoff);
    }
}

uint32_t train_find(const train_grams *grams, train_key key) {
    uint32_t low = 0, high = grams->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (grams->grams[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
