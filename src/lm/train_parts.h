// SPDX-License-Identifier: GPL-3.0-or-later
// What the trainer's files share: text as numbers, n-grams counted and smoothed, the writer.
#pragma once

#include "base/buf.h"
#include "lm/format.h"
#include "lm/train.h"

#define TRAIN_NAME_BIT 0x80000000u // on a token: out of the vocabulary it is a name
#define TRAIN_FORM(token) ((token) & ~TRAIN_NAME_BIT)

typedef struct train_form {
    uint32_t at, len; // in bytes of forms
    uint32_t count;
    double mass;
    bool name;
} train_form;

typedef struct train_source {
    uint32_t start; // its first token; the next source's start, or tokens_count, ends it
    double weight;
} train_source;

struct esc_train {
    esc_buf bytes; // of all forms
    train_form *forms;
    uint32_t forms_count, forms_cap;
    uint32_t *slots; // hash table of forms, slot_count a power of two; LM_EMPTY where free
    uint32_t slot_count;
    uint32_t *tokens; // numbers of forms; a paragraph is BEGIN … END
    uint32_t tokens_count, tokens_cap;
    train_source sources[ESC_TRAIN_MAX_SOURCES];
    uint32_t sources_count;
};

// The number of a form, added where it is new.
uint32_t train_form_of(esc_train *train, const char *form, size_t len);
bool train_is_name(const esc_train *train, const char *form, size_t len);
// Starts a source and adds tokens to it by the numbers of their forms.
void train_source_start(esc_train *train, double weight);
void train_token(esc_train *train, uint32_t token);

typedef struct train_vocabulary {
    uint32_t *word_of; // by form: its word, or ESC_LM_UNKNOWN
    uint32_t *form_of; // by word
    uint32_t count;
    double *mass; // by word
    double total; // of all tokens
} train_vocabulary;

void train_vocabulary_choose(const esc_train *train, const esc_train_options *options, train_vocabulary *ret);
void train_vocabulary_free(train_vocabulary *vocabulary);

// An n-gram's words, the first in the highest bits: sorted, n-grams of one history lie together.
typedef unsigned __int128 train_key;

typedef struct train_gram {
    train_key key;
    uint32_t count; // occurrences, or different words before it (Kneser-Ney's count of a lower order)
    union {
        float mass;  // weighted count, until smoothed
        float lower; // then: probability after the history without its first word
    };
    float joint; // weighted occurrences in the text
    float probability;
} train_gram;

typedef struct train_grams { // of one order, sorted by key
    train_gram *grams;
    uint32_t count;
    float *backoff; // by gram, ln; NAN where it is no context
} train_grams;

typedef struct train_model {
    int order;
    int bits; // of a word in a key
    uint32_t words;
    train_grams orders[ESC_LM_MAX_ORDER + 1]; // orders[1] has a gram for every word, in order
} train_model;

void train_model_free(train_model *model);
static inline train_key train_history(const train_model *model, train_key key) { return key >> model->bits; }
static inline esc_lm_word train_last(const train_model *model, train_key key) {
    return (esc_lm_word)key & ((1u << model->bits) - 1);
}
// key without the first of its n words.
static inline train_key train_suffix(const train_model *model, train_key key, int n) {
    return key & (((train_key)1 << (model->bits * (n - 1))) - 1);
}
// Index of the first gram whose key is not below key.
uint32_t train_find(const train_grams *grams, train_key key);

// In this order: counts the n-grams of all orders; turns counts into probabilities; drops n-grams down to
// keep[order] and computes the backoffs of what is left.
void train_count(const esc_train *train, const train_vocabulary *vocabulary, int order, train_model *ret);
void train_smooth(train_model *model);
void train_prune(train_model *model, const uint32_t keep[ESC_LM_MAX_ORDER + 1]);

int train_store(const esc_train *train, const train_vocabulary *vocabulary, const train_model *model,
                const char *path, size_t *ret_bytes, esc_err *err);
