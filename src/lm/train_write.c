// SPDX-License-Identifier: GPL-3.0-or-later
// Quantising and writing of a model; see format.h for the file.
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "lm/train_parts.h"

#define SLOTS_PER_FORM 1.5
#define LOAD 0.95 // of the n-grams' tables

typedef struct writer {
    const esc_train *train;
    const train_vocabulary *vocabulary;
    const train_model *model;
    lm_header header;
    lm_layout layout;
    char *bytes;
} writer;

static double clamp(double x, double low, double high) { return x < low ? low : x > high ? high : x; }

static double log_or(double x, double instead) { return x > 0 ? log(x) : instead; }

static void put_unigrams(writer *w) {
    lm_unigram *unigrams = (void *)(w->bytes + w->layout.unigrams);
    const train_grams *grams = &w->model->orders[1];
    for (uint32_t i = 0; i < w->model->words; i++) {
        const double cost = -log_or(grams->grams[i].probability, -INFINITY) / LM_UNIT;
        const double backoff = (double)grams->backoff[i] / LM_UNIT;
        const double frequency = log_or(w->vocabulary->mass[i] / w->vocabulary->total * 1e6, -16) / LM_UNIT;
        unigrams[i].cost = (uint16_t)lrint(clamp(cost, 0, UINT16_MAX));
        unigrams[i].backoff =
            isnan(backoff) ? LM_NO_CONTEXT : (int16_t)lrint(clamp(backoff, INT16_MIN + 1, INT16_MAX));
        unigrams[i].frequency = (int16_t)lrint(clamp(frequency, INT16_MIN, INT16_MAX));
    }
}

static const train_form *form_of(const writer *w, uint32_t word) {
    return &w->train->forms[w->vocabulary->form_of[word]];
}

static void put_forms(writer *w) {
    uint32_t *form_at = (void *)(w->bytes + w->layout.form_at);
    uint32_t *slots = (void *)(w->bytes + w->layout.slots);
    char *forms = w->bytes + w->layout.forms;
    const uint32_t slot_count = w->header.slot_count;
    memset(slots, 0xFF, slot_count * sizeof *slots);
    uint32_t at = 0;
    for (uint32_t i = 0; i < w->model->words; i++) {
        const train_form *form = form_of(w, i);
        const char *text = w->train->bytes.bytes + form->at;
        form_at[i] = at;
        memcpy(forms + at, text, form->len);
        at += form->len;
        uint64_t slot = (uint64_t)((unsigned __int128)lm_hash_form(text, form->len) * slot_count >> 64);
        while (slots[slot] != LM_EMPTY) slot = slot + 1 == slot_count ? 0 : slot + 1;
        slots[slot] = i;
    }
    form_at[w->model->words] = at;
}

static uint64_t hash_of(const train_model *model, train_key key, int n) {
    uint64_t hash = 0;
    for (int i = 0; i < n; i++, key = train_history(model, key))
        hash = lm_hash_word(hash, train_last(model, key));
    return hash;
}

static unsigned code_of(lm_scale scale, double value, double least) {
    return (unsigned)lrint(clamp(scale.step > 0 ? (value - scale.low) / scale.step : 0, least, 255));
}

// Spaces codes first … 255 evenly between the extremes of the values.
static lm_scale scale_between(double low, double high, int first) {
    if (low > high) low = high = 0;
    const double step = (high - low) / (255 - first);
    return (lm_scale){(float)(low - first * step), (float)step};
}

static void put_slot(writer *w, int n, train_key key, unsigned probability, unsigned backoff) {
    const uint32_t count = w->header.bucket_count[n];
    const bool top = n == w->model->order;
    lm_place place = lm_place_of(hash_of(w->model, key, n), count);
    for (;;) {
        char *bucket = w->bytes + w->layout.buckets[n] + (size_t)place.bucket * LM_BUCKET_BYTES;
        uint32_t *slot =
            top ? ((lm_bucket_top *)(void *)bucket)->slot : ((lm_bucket_inner *)(void *)bucket)->slot;
        for (int i = 0; i < (top ? 16 : 12); i++) {
            if (slot[i]) continue;
            slot[i] = place.tag << 8 | probability;
            if (!top) ((lm_bucket_inner *)(void *)bucket)->backoff[i] = (uint8_t)backoff;
            return;
        }
        place.bucket = place.bucket + 1 == count ? 0 : place.bucket + 1;
    }
}

static void put_grams(writer *w, int n) {
    const train_grams *grams = &w->model->orders[n];
    double low = 0, high = -INFINITY, low_backoff = INFINITY, high_backoff = -INFINITY;
    for (uint32_t i = 0; i < grams->count; i++) {
        const double value = log(grams->grams[i].probability);
        low = fmin(low, value);
        high = fmax(high, value);
        if (!grams->backoff || isnan(grams->backoff[i])) continue;
        low_backoff = fmin(low_backoff, grams->backoff[i]);
        high_backoff = fmax(high_backoff, grams->backoff[i]);
    }
    w->header.probability[n] = scale_between(low, high, 0);
    w->header.backoff[n] = scale_between(low_backoff, high_backoff, 1);
    for (uint32_t i = 0; i < grams->count; i++) {
        const bool context = grams->backoff && !isnan(grams->backoff[i]);
        put_slot(w, n, grams->grams[i].key,
                 code_of(w->header.probability[n], log(grams->grams[i].probability), 0),
                 context ? code_of(w->header.backoff[n], grams->backoff[i], 1) : 0);
    }
}

static void plan(writer *w) {
    lm_header *header = &w->header;
    memcpy(header->magic, LM_MAGIC, sizeof header->magic);
    header->version = LM_VERSION;
    header->order = (uint32_t)w->model->order;
    header->word_count = w->model->words;
    for (uint32_t i = 0; i < w->model->words; i++) header->form_bytes += form_of(w, i)->len;
    header->slot_count = (uint32_t)(w->model->words * SLOTS_PER_FORM) + 1;
    for (int n = 2; n <= w->model->order; n++) {
        const double slots = n == w->model->order ? 16 : 12;
        header->bucket_count[n] = (uint32_t)(w->model->orders[n].count / (slots * LOAD)) + 1;
    }
}

int train_store(const esc_train *train, const train_vocabulary *vocabulary, const train_model *model,
                const char *path, size_t *ret_bytes, esc_err *err) {
    writer w = {.train = train, .vocabulary = vocabulary, .model = model};
    plan(&w);
    if (!lm_layout_of(&w.header, &w.layout))
        return esc_fail(err, ESC_LIMIT, ESC_WHY_OTHER, "the model passes the limits of its format");
    w.bytes = esc_alloc_zero(1, w.layout.total);
    put_unigrams(&w);
    put_forms(&w);
    for (int n = 2; n <= model->order; n++) put_grams(&w, n);

    const char *contents = w.bytes + sizeof w.header;
    const size_t contents_len = w.layout.total - sizeof w.header;
    esc_file_sha256(contents, contents_len, w.header.digest);
    w.header.checksum = lm_checksum(&w.header, contents, contents_len);
    memcpy(w.bytes, &w.header, sizeof w.header);
    int rc = esc_file_write(AT_FDCWD, path, w.bytes, w.layout.total, err);
    if (!rc) *ret_bytes = w.layout.total;
    free(w.bytes);
    return rc;
}
