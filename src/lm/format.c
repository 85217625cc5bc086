// SPDX-License-Identifier: GPL-3.0-or-later
#include "lm/format.h"

#include <string.h>

static size_t place(size_t *total, size_t bytes) {
    size_t at = (*total + LM_ALIGN - 1) / LM_ALIGN * LM_ALIGN;
    *total = at + bytes;
    return at;
}

bool lm_layout_of(const lm_header *header, lm_layout *ret) {
    if (header->order < 2 || header->order > ESC_LM_MAX_ORDER || header->word_count <= ESC_LM_FIRST_FORM ||
        header->word_count > LM_MAX_WORDS || header->form_bytes > LM_MAX_FORM_BYTES ||
        header->slot_count <= header->word_count || header->slot_count > 4 * LM_MAX_WORDS)
        return false;
    size_t total = sizeof *header;
    lm_layout layout = {0};
    layout.unigrams = place(&total, header->word_count * sizeof(lm_unigram));
    layout.form_at = place(&total, (header->word_count + 1) * sizeof(uint32_t));
    layout.forms = place(&total, header->form_bytes);
    layout.slots = place(&total, header->slot_count * sizeof(uint32_t));
    for (uint32_t n = 2; n <= header->order; n++) {
        if (!header->bucket_count[n] || header->bucket_count[n] > LM_MAX_BUCKETS) return false;
        layout.buckets[n] = place(&total, (size_t)header->bucket_count[n] * LM_BUCKET_BYTES);
    }
    layout.total = total;
    *ret = layout;
    return true;
}

static uint64_t load64(const unsigned char *p) {
    uint64_t x;
    memcpy(&x, p, sizeof x);
    return x;
}

static uint64_t mix(uint64_t h, uint64_t x) {
    h = (h ^ x) * 0x9FB21C651E98DF25u;
    return h ^ h >> 29;
}

uint64_t lm_sum(const void *bytes, size_t len) {
    const unsigned char *p = bytes, *end = p + len;
    uint64_t lane[4] = {1, 2, 3, 4}; // four, so that the multiplications overlap
    for (; end - p >= 32; p += 32)
        for (int i = 0; i < 4; i++) lane[i] = mix(lane[i], load64(p + 8 * i));
    uint64_t h = len;
    for (; p < end; p++) h = mix(h, *p);
    for (int i = 0; i < 4; i++) h = mix(h, lane[i]);
    return h;
}

uint64_t lm_checksum(const lm_header *header, const void *contents, size_t len) {
    lm_header copy = *header;
    copy.checksum = 0;
    return mix(lm_sum(&copy, sizeof copy), lm_sum(contents, len));
}

uint64_t lm_hash_form(const char *form, size_t len) {
    uint64_t h = len;
    for (size_t i = 0; i < len; i++) h = (h ^ (unsigned char)form[i]) * 0x100000001B3u;
    return mix(h, h >> 32);
}
