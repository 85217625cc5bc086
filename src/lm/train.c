// SPDX-License-Identifier: GPL-3.0-or-later
#include "lm/train.h"

#include "lm/train_parts.h"

int esc_train_write(const esc_train *train, const esc_train_options *options, const char *path,
                    esc_train_stats *ret, esc_err *err) {
    if (options->order < 2 || options->order > ESC_LM_MAX_ORDER || !options->max_words ||
        options->max_words > LM_MAX_WORDS - ESC_LM_FIRST_FORM)
        return esc_fail(err, ESC_ARGUMENT, ESC_WHY_OTHER, "order %d, %u words", options->order,
                        options->max_words);
    if (!train->tokens_count) return esc_fail(err, ESC_ARGUMENT, ESC_WHY_EMPTY, "no text to train from");
    train_vocabulary vocabulary;
    train_model model;
    train_vocabulary_choose(train, options, &vocabulary);
    train_count(train, &vocabulary, options->order, &model);
    esc_train_stats stats = {.tokens = train->tokens_count, .words = vocabulary.count};
    for (int n = 1; n <= options->order; n++) stats.seen[n] = model.orders[n].count;
    train_smooth(&model);
    train_prune(&model, options->keep);
    for (int n = 1; n <= options->order; n++) stats.kept[n] = model.orders[n].count;
    int rc = train_store(train, &vocabulary, &model, path, &stats.bytes, err);
    train_model_free(&model);
    train_vocabulary_free(&vocabulary);
    if (!rc) *ret = stats;
    return rc;
}
