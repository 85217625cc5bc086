// SPDX-License-Identifier: GPL-3.0-or-later
// Reading of training text: forms numbered as they come, tokens as numbers of forms.
#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "lm/token.h"
#include "lm/train_parts.h"

#define MAX_TOKENS 0x7FFFFFF0u

static uint32_t *slot_of(const esc_train *train, const char *form, size_t len) {
    uint32_t at = (uint32_t)lm_hash_form(form, len) & (train->slot_count - 1);
    for (;; at = (at + 1) & (train->slot_count - 1)) {
        uint32_t *slot = &train->slots[at];
        if (*slot == LM_EMPTY) return slot;
        const train_form *there = &train->forms[*slot];
        if (there->len == len && !memcmp(train->bytes.bytes + there->at, form, len)) return slot;
    }
}

static void rehash(esc_train *train, uint32_t slot_count) {
    free(train->slots);
    train->slots = esc_alloc(slot_count * sizeof *train->slots);
    train->slot_count = slot_count;
    memset(train->slots, 0xFF, slot_count * sizeof *train->slots);
    for (uint32_t i = 0; i < train->forms_count; i++)
        *slot_of(train, train->bytes.bytes + train->forms[i].at, train->forms[i].len) = i;
}

uint32_t train_form_of(esc_train *train, const char *form, size_t len) {
    uint32_t *slot = slot_of(train, form, len);
    if (*slot != LM_EMPTY) return *slot;
    uint32_t number = *slot = train->forms_count;
    *ESC_GROW(train, forms, 1) = (train_form){.at = (uint32_t)train->bytes.len, .len = (uint32_t)len};
    esc_buf_put(&train->bytes, form, len);
    if (train->forms_count > train->slot_count / 2) rehash(train, train->slot_count * 2);
    return number;
}

esc_train *esc_train_new(void) {
    static const char *const classes[ESC_LM_FIRST_FORM] = {"<unk>",  "<s>",    "</s>",    "<num>",
                                                           "<date>", "<code>", "<roman>", "<name>"};
    esc_train *train = esc_alloc_zero(1, sizeof *train);
    rehash(train, 1u << 12);
    for (uint32_t i = 0; i < ESC_LM_FIRST_FORM; i++) {
        uint32_t number = train_form_of(train, classes[i], strlen(classes[i]));
        assert(number == i);
    }
    return train;
}

void esc_train_free(esc_train *train) {
    if (!train) return;
    esc_buf_free(&train->bytes);
    free(train->forms);
    free(train->slots);
    free(train->tokens);
    free(train);
}

void train_source_start(esc_train *train, double weight) {
    train->sources[train->sources_count++] = (train_source){train->tokens_count, weight};
}

void train_token(esc_train *train, uint32_t token) {
    *ESC_GROW(train, tokens, 1) = token;
    train_form *form = &train->forms[TRAIN_FORM(token)];
    form->count++;
    form->mass += train->sources[train->sources_count - 1].weight;
}

int esc_train_names(esc_train *train, const char *path, esc_err *err) {
    FILE *in = fopen(path, "re");
    if (!in) return esc_fail_errno(err, "cannot open %s", path);
    ESC_AUTOFREE char *line = NULL;
    size_t cap = 0;
    while (getline(&line, &cap, in) >= 0) {
        if (*line == '#' || *line == '[') continue; // a comment, a section's head
        const char *p = line, *end = line + strcspn(line, "\r\n");
        esc_lm_token token;
        while (esc_lm_cut(&p, end, &token)) { // "De la Cruz" is three names
            char form[ESC_LM_MAX_FORM];
            size_t len = token.mark ? 0 : esc_lm_fold(token.text, token.len, form);
            if (!len) continue;
            const uint32_t number = train_form_of(train, form, len);
            train->forms[number].name = true;
        }
    }
    int rc = ferror(in) ? esc_fail_errno(err, "cannot read %s", path) : ESC_OK;
    fclose(in);
    return rc;
}

bool train_is_name(const esc_train *train, const char *form, size_t len) {
    const uint32_t slot = *slot_of(train, form, len);
    return slot != LM_EMPTY && train->forms[slot].name;
}

static uint32_t number_of(esc_train *train, const esc_lm_token *token) {
    esc_lm_word class = esc_lm_class(token->text, token->len);
    if (class != ESC_LM_UNKNOWN) return class;
    char form[ESC_LM_MAX_FORM];
    size_t len = esc_lm_fold(token->text, token->len, form);
    if (!len) return ESC_LM_UNKNOWN;
    uint32_t number = train_form_of(train, form, len);
    const char *first = token->text;
    bool capital = esc_utf8_is_upper(esc_utf8_next(&first, token->text + token->len));
    return train->forms[number].name && capital ? number | TRAIN_NAME_BIT : number;
}

static void add_paragraph(esc_train *train, const char *p, const char *end) {
    esc_lm_token token;
    if (!esc_lm_cut(&p, end, &token)) return;
    train_token(train, ESC_LM_BEGIN);
    do train_token(train, number_of(train, &token));
    while (esc_lm_cut(&p, end, &token));
    train_token(train, ESC_LM_END);
}

int esc_train_text(esc_train *train, FILE *in, double weight, esc_err *err) {
    if (train->sources_count == ESC_TRAIN_MAX_SOURCES)
        return esc_fail(err, ESC_LIMIT, ESC_WHY_OTHER, "more than %d sources", ESC_TRAIN_MAX_SOURCES);
    train_source_start(train, weight);
    ESC_AUTOFREE char *line = NULL;
    size_t cap = 0;
    ssize_t len;
    errno = 0;
    while ((len = getline(&line, &cap, in)) >= 0) {
        // A token has at least one byte.
        if ((uint64_t)train->tokens_count + (uint64_t)len + 2 > MAX_TOKENS)
            return esc_fail(err, ESC_LIMIT, ESC_WHY_OTHER, "more than %u tokens", MAX_TOKENS);
        add_paragraph(train, line, line + len);
    }
    return ferror(in) ? esc_fail_errno(err, "cannot read the training text") : ESC_OK;
}

esc_train *esc_train_letters(const esc_train *words, uint32_t min_count) {
    esc_train *letters = esc_train_new();
    train_source_start(letters, 1);
    for (uint32_t i = ESC_LM_FIRST_FORM; i < words->forms_count; i++) {
        const train_form *form = &words->forms[i];
        const char *text = words->bytes.bytes + form->at, *end = text + form->len;
        bool good = form->count >= min_count || form->name;
        for (const char *p = text; good && p < end;) good = esc_utf8_is_letter(esc_utf8_next(&p, end));
        if (!good) continue;
        train_token(letters, ESC_LM_BEGIN);
        for (const char *p = text, *start = p; p < end; start = p) {
            esc_utf8_next(&p, end);
            train_token(letters, train_form_of(letters, start, (size_t)(p - start)));
        }
        train_token(letters, ESC_LM_END);
    }
    return letters;
}

// The most frequent forms first; equals by their bytes, so that nothing depends on the order of the sources.
static int by_mass(const void *a, const void *b, void *context) {
    const esc_train *train = context;
    const train_form *x = &train->forms[*(const uint32_t *)a], *y = &train->forms[*(const uint32_t *)b];
    if (x->mass != y->mass) return x->mass > y->mass ? -1 : 1;
    const uint32_t len = x->len < y->len ? x->len : y->len;
    int order = memcmp(train->bytes.bytes + x->at, train->bytes.bytes + y->at, len);
    return order ? order : (x->len > y->len) - (x->len < y->len);
}

void train_vocabulary_choose(const esc_train *train, const esc_train_options *options,
                             train_vocabulary *ret) {
    train_vocabulary chosen = {.count = ESC_LM_FIRST_FORM};
    chosen.word_of = esc_alloc_zero(train->forms_count, sizeof *chosen.word_of);
    chosen.form_of = esc_alloc(train->forms_count * sizeof *chosen.form_of);
    for (uint32_t i = 0; i < ESC_LM_FIRST_FORM; i++) chosen.form_of[i] = i;
    for (uint32_t i = ESC_LM_FIRST_FORM; i < train->forms_count; i++)
        if (train->forms[i].count && train->forms[i].count >= options->min_count &&
            train->forms[i].mass >= options->min_mass)
            chosen.form_of[chosen.count++] = i;
    qsort_r(chosen.form_of + ESC_LM_FIRST_FORM, chosen.count - ESC_LM_FIRST_FORM, sizeof *chosen.form_of,
            by_mass, (void *)(uintptr_t)train);
    if (chosen.count > options->max_words + ESC_LM_FIRST_FORM)
        chosen.count = options->max_words + ESC_LM_FIRST_FORM;
    for (uint32_t i = 0; i < chosen.count; i++) chosen.word_of[chosen.form_of[i]] = i;

    chosen.mass = esc_alloc_zero(chosen.count, sizeof *chosen.mass);
    for (uint32_t s = 0; s < train->sources_count; s++) {
        uint32_t end = s + 1 < train->sources_count ? train->sources[s + 1].start : train->tokens_count;
        for (uint32_t i = train->sources[s].start; i < end; i++) {
            esc_lm_word word = chosen.word_of[TRAIN_FORM(train->tokens[i])];
            if (word == ESC_LM_UNKNOWN && train->tokens[i] & TRAIN_NAME_BIT) word = ESC_LM_NAME;
            chosen.mass[word] += train->sources[s].weight;
            if (word != ESC_LM_BEGIN && word != ESC_LM_END) chosen.total += train->sources[s].weight;
        }
    }
    *ret = chosen;
}

void train_vocabulary_free(train_vocabulary *vocabulary) {
    free(vocabulary->word_of);
    free(vocabulary->form_of);
    free(vocabulary->mass);
}
