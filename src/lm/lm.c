// SPDX-License-Identifier: GPL-3.0-or-later
#include "lm/lm.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "lm/format.h"
#include "lm/token.h"

struct esc_lm {
    esc_map map;
    lm_header header;
    const lm_unigram *unigrams;
    const uint32_t *form_at, *slots;
    const char *forms;
    const void *buckets[ESC_LM_MAX_ORDER + 1];
};

static bool header_sane(const lm_header *header) {
    if (header->digest[64] || strspn(header->digest, "0123456789abcdef") != 64) return false;
    for (uint32_t n = 2; n <= header->order; n++) {
        const float values[] = {header->probability[n].low, header->probability[n].step,
                                header->backoff[n].low, header->backoff[n].step};
        for (size_t i = 0; i < sizeof values / sizeof *values; i++)
            if (!isfinite(values[i]) || fabsf(values[i]) > 1000) return false;
    }
    return true;
}

// What a checksum made by somebody else cannot promise: numbers that lead outside the file.
static bool tables_sane(const esc_lm *lm) {
    for (uint32_t i = 0; i < lm->header.word_count; i++)
        if (lm->form_at[i] > lm->form_at[i + 1]) return false;
    if (lm->form_at[lm->header.word_count] > lm->header.form_bytes) return false;
    uint32_t free_slots = 0;
    for (uint32_t i = 0; i < lm->header.slot_count; i++) {
        if (lm->slots[i] == LM_EMPTY)
            free_slots++;
        else if (lm->slots[i] >= lm->header.word_count)
            return false;
    }
    return free_slots > 0; // a search for an unknown form ends at one
}

static int damaged(esc_err *err, const char *path, const char *what) {
    return esc_fail_of(err, ESC_FORMAT, ESC_WHY_MODELS_DAMAGED, what, "%s is no sound language model", path);
}

static int check(esc_lm *lm, const char *path, esc_err *err) {
    const char *bytes = lm->map.bytes;
    if (lm->map.len < sizeof lm->header) return damaged(err, path, N_("too short"));
    memcpy(&lm->header, bytes, sizeof lm->header);
    if (memcmp(lm->header.magic, LM_MAGIC, sizeof lm->header.magic))
        return damaged(err, path, N_("other magic"));
    if (lm->header.version != LM_VERSION) return damaged(err, path, N_("other version"));
    lm_layout layout;
    if (!lm_layout_of(&lm->header, &layout) || !header_sane(&lm->header))
        return damaged(err, path, N_("impossible header"));
    if (layout.total != lm->map.len) return damaged(err, path, N_("wrong length"));
    if (lm_checksum(&lm->header, bytes + sizeof lm->header, lm->map.len - sizeof lm->header) !=
        lm->header.checksum)
        return damaged(err, path, N_("wrong checksum"));
    lm->unigrams = (const void *)(bytes + layout.unigrams);
    lm->form_at = (const void *)(bytes + layout.form_at);
    lm->forms = bytes + layout.forms;
    lm->slots = (const void *)(bytes + layout.slots);
    for (uint32_t n = 2; n <= lm->header.order; n++) lm->buckets[n] = bytes + layout.buckets[n];
    return tables_sane(lm) ? ESC_OK : damaged(err, path, N_("impossible tables"));
}

int esc_lm_open(const char *path, esc_lm **ret, esc_err *err) {
    esc_err cause = {0};
    int fd = esc_file_open(path, true, &cause);
    if (fd < 0) return esc_fail_as(err, fd, ESC_WHY_MODELS_MISSING, &cause);
    esc_lm *lm = esc_alloc_zero(1, sizeof *lm);
    int rc = esc_file_map(fd, LM_MAX_BYTES, &lm->map, &cause);
    close(fd);
    if (rc) {
        esc_fail_by(err, rc, rc == ESC_SYSTEM ? ESC_WHY_MODELS_MISSING : ESC_WHY_MODELS_DAMAGED, &cause, "%s",
                    path);
    } else {
        esc_file_fetch(&lm->map);
        rc = check(lm, path, err);
    }
    if (rc) {
        esc_lm_close(lm);
        return rc;
    }
    *ret = lm;
    return ESC_OK;
}

void esc_lm_close(esc_lm *lm) {
    if (!lm) return;
    esc_file_unmap(&lm->map);
    free(lm);
}

int esc_lm_order(const esc_lm *lm) { return (int)lm->header.order; }

uint32_t esc_lm_word_count(const esc_lm *lm) { return lm->header.word_count; }

const char *esc_lm_digest(const esc_lm *lm) { return lm->header.digest; }

const char *esc_lm_form(const esc_lm *lm, esc_lm_word word, size_t *ret_len) {
    *ret_len = lm->form_at[word + 1] - lm->form_at[word];
    return lm->forms + lm->form_at[word];
}

esc_lm_word esc_lm_lookup(const esc_lm *lm, const char *form, size_t len) {
    const uint64_t count = lm->header.slot_count;
    uint64_t at = (uint64_t)((unsigned __int128)lm_hash_form(form, len) * count >> 64);
    for (; lm->slots[at] != LM_EMPTY; at = at + 1 == count ? 0 : at + 1) {
        size_t have;
        const char *there = esc_lm_form(lm, lm->slots[at], &have);
        if (have == len && !memcmp(there, form, len)) return lm->slots[at];
    }
    return ESC_LM_UNKNOWN;
}

esc_lm_word esc_lm_map(const esc_lm *lm, const char *token, size_t len) {
    esc_lm_word class = esc_lm_class(token, len);
    if (class != ESC_LM_UNKNOWN) return class;
    char form[ESC_LM_MAX_FORM];
    size_t form_len = esc_lm_fold(token, len, form);
    return form_len ? esc_lm_lookup(lm, form, form_len) : ESC_LM_UNKNOWN;
}

float esc_lm_per_million(const esc_lm *lm, esc_lm_word word) {
    return expf((float)lm->unigrams[word].frequency * LM_UNIT);
}

typedef struct match {
    float probability, backoff;
    bool is_context;
} match;

static float at_scale(lm_scale scale, unsigned code) { return scale.low + (float)code * scale.step; }

typedef uint32_t lanes __attribute__((vector_size(16)));

// The slot that holds the tag, of groups × 4; −1: none does. All at once, as most buckets are passed over.
static int find_slot(const uint32_t *slots, int groups, uint32_t tag) {
    const lanes wanted = {tag, tag, tag, tag};
    lanes found = {0};
    for (int i = 0; i < groups; i++) {
        lanes here;
        memcpy(&here, slots + 4 * i, sizeof here);
        found |= (lanes)((here >> 8) == wanted);
    }
    uint64_t halves[2];
    memcpy(halves, &found, sizeof halves);
    if (!(halves[0] | halves[1])) return -1;
    int slot = 0;
    while (slots[slot] >> 8 != tag) slot++;
    return slot;
}

static bool find_top(const esc_lm *lm, uint32_t n, uint64_t hash, match *ret) {
    const lm_bucket_top *buckets = lm->buckets[n];
    const uint32_t count = lm->header.bucket_count[n];
    lm_place place = lm_place_of(hash, count);
    for (uint32_t tried = 0; tried < count; tried++) {
        const lm_bucket_top *bucket = &buckets[place.bucket];
        const int slot = find_slot(bucket->slot, 4, place.tag);
        if (slot >= 0) {
            ret->probability = at_scale(lm->header.probability[n], bucket->slot[slot] & 0xFF);
            ret->is_context = false;
            return true;
        }
        if (!bucket->slot[15]) return false;
        place.bucket = place.bucket + 1 == count ? 0 : place.bucket + 1;
    }
    return false;
}

static bool find_inner(const esc_lm *lm, uint32_t n, uint64_t hash, match *ret) {
    const lm_bucket_inner *buckets = lm->buckets[n];
    const uint32_t count = lm->header.bucket_count[n];
    lm_place place = lm_place_of(hash, count);
    for (uint32_t tried = 0; tried < count; tried++) {
        const lm_bucket_inner *bucket = &buckets[place.bucket];
        const int slot = find_slot(bucket->slot, 3, place.tag);
        if (slot >= 0) {
            ret->probability = at_scale(lm->header.probability[n], bucket->slot[slot] & 0xFF);
            ret->is_context = bucket->backoff[slot] != 0;
            ret->backoff = at_scale(lm->header.backoff[n], bucket->backoff[slot]);
            return true;
        }
        if (!bucket->slot[11]) return false;
        place.bucket = place.bucket + 1 == count ? 0 : place.bucket + 1;
    }
    return false;
}

// Asks for the bucket of an n-gram ahead of time: each look-up would else wait for memory by itself.
static void expect(const esc_lm *lm, uint32_t n, uint64_t hash) {
    const uint32_t bucket = lm_place_of(hash, lm->header.bucket_count[n]).bucket;
    if (n < lm->header.order)
        __builtin_prefetch((const lm_bucket_inner *)lm->buckets[n] + bucket);
    else
        __builtin_prefetch((const lm_bucket_top *)lm->buckets[n] + bucket);
}

esc_lm_state esc_lm_nothing(void) { return (esc_lm_state){.len = 0}; }

esc_lm_state esc_lm_start(const esc_lm *lm) {
    esc_lm_state state = {.words = {ESC_LM_BEGIN}};
    int16_t backoff = lm->unigrams[ESC_LM_BEGIN].backoff;
    if (backoff == LM_NO_CONTEXT) return state;
    state.backoff[0] = (float)backoff * LM_UNIT;
    state.len = 1;
    return state;
}

// Every suffix of an n-gram of the model is in it too (train_prune.c sees to that), so that the search goes
// up from the unigram and stops at the first miss: most improbable words cost a single look-up.
float esc_lm_step(const esc_lm *lm, const esc_lm_state *from, esc_lm_word word, esc_lm_state *ret_to) {
    assert(word < lm->header.word_count);
    const int order = (int)lm->header.order;
    const lm_unigram *unigram = &lm->unigrams[word];
    float probability = -(float)unigram->cost * LM_UNIT;
    uint64_t hashes[ESC_LM_MAX_ORDER + 1], hash = lm_hash_word(0, word);
    for (int n = 2; n <= order && n <= from->len + 1; n++) {
        hashes[n] = hash = lm_hash_word(hash, from->words[n - 2]);
        expect(lm, (uint32_t)n, hash);
    }
    esc_lm_state to;
    to.words[0] = word;
    to.backoff[0] = (float)unigram->backoff * LM_UNIT;
    to.len = unigram->backoff != LM_NO_CONTEXT;
    int matched = 1;
    while (matched <= from->len && matched < order) {
        const int n = matched + 1;
        match found;
        if (!(n < order ? find_inner(lm, (uint32_t)n, hashes[n], &found)
                        : find_top(lm, (uint32_t)n, hashes[n], &found)))
            break;
        probability = found.probability;
        matched = n;
        if (n == order || !found.is_context || to.len != n - 1) continue;
        to.words[n - 1] = from->words[n - 2];
        to.backoff[n - 1] = found.backoff;
        to.len = n;
    }
    for (int i = matched; i <= from->len; i++) probability += from->backoff[i - 1];
    if (ret_to) *ret_to = to;
    return probability < 0 ? probability : 0;
}

bool esc_lm_same(const esc_lm_state *a, const esc_lm_state *b) {
    return a->len == b->len && !memcmp(a->words, b->words, (size_t)a->len * sizeof *a->words);
}

float esc_lm_score(const esc_lm *lm, esc_lm_word word, const esc_lm_word *history, int history_len) {
    esc_lm_state state = esc_lm_nothing();
    int longest = (int)lm->header.order - 1;
    for (int i = history_len < longest ? history_len : longest; i-- > 0;) {
        if (history[i] == ESC_LM_BEGIN)
            state = esc_lm_start(lm);
        else
            esc_lm_step(lm, &state, history[i], &state);
    }
    return esc_lm_step(lm, &state, word, NULL);
}
