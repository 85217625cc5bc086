// SPDX-License-Identifier: GPL-3.0-or-later
// Layout of a model file, for its reader (lm.c) and its writer (train_write.c). Little-endian; sections
// follow the header in this order, each at the next multiple of 64 bytes:
//
//   unigrams   word_count × lm_unigram
//   form_at    (word_count + 1) × u32: where each form begins in the next section
//   forms      form_bytes of UTF-8
//   slots      slot_count × u32: open-addressing hash table from form to word; LM_EMPTY where free
//   buckets    for each order from 2 up: bucket_count[order] × 64 bytes
//
// The n-grams lie in hash tables without their words: 24 bits of a hash tell them apart, so that one costs
// 4 bytes (5⅓ with a backoff). The price is that an absent n-gram is taken for a present one about once in
// 80,000 look-ups: in tables filled to 95 % one passes over 14 to 18 buckets, a cache line each, before it
// finds a free slot (four or five at 90 %). Probabilities and backoffs are 8 bits, evenly
// spaced between the order's extremes (steps of some 0.05 nats).
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/file.h"
#include "lm/lm.h"

#define LM_MAGIC "escLM\r\n\x1a" // line ends and ^Z: a copy in text mode is noticed
#define LM_VERSION 1u
#define LM_ALIGN 64u
#define LM_BUCKET_BYTES 64u
#define LM_EMPTY UINT32_MAX
#define LM_MAX_WORDS (1u << 20)
#define LM_MAX_BUCKETS (1u << 22)
#define LM_MAX_FORM_BYTES (64u << 20)
#define LM_MAX_BYTES ((size_t)1 << 30)
#define LM_UNIT (1.0f / 2048) // of the unigrams' logarithms, in nats
#define LM_NO_CONTEXT INT16_MIN

typedef struct lm_scale {
    float low, step; // code c stands for low + c · step
} lm_scale;

typedef struct lm_header {
    char magic[8];
    uint32_t version, order;
    uint32_t word_count, form_bytes, slot_count;
    uint32_t bucket_count[ESC_LM_MAX_ORDER + 1]; // by order, from 2
    uint64_t checksum;                           // lm_checksum of the file
    char digest[ESC_SHA256_TEXT + 7]; // SHA-256 of everything after the header, in hexadecimal; zeros
    lm_scale probability[ESC_LM_MAX_ORDER + 1], backoff[ESC_LM_MAX_ORDER + 1];
} lm_header;

typedef struct lm_unigram {
    uint16_t cost;     // −ln probability
    int16_t backoff;   // ln; LM_NO_CONTEXT where no longer n-gram begins with the word
    int16_t frequency; // ln of occurrences per million
} lm_unigram;

// n-grams of the highest order: 16 slots of hash << 8 | probability; 0 is free, and slots fill from the
// first.
typedef struct lm_bucket_top {
    uint32_t slot[16];
} lm_bucket_top;

// n-grams of lower orders: 12 such slots, and their backoffs; code 0 is "no longer n-gram begins with it".
typedef struct lm_bucket_inner {
    uint32_t slot[12];
    uint8_t backoff[12];
    uint8_t unused[4];
} lm_bucket_inner;

typedef struct lm_layout {
    size_t unigrams, form_at, forms, slots, buckets[ESC_LM_MAX_ORDER + 1], total; // offsets in the file
} lm_layout;

// False where the header's numbers are out of bounds.
bool lm_layout_of(const lm_header *header, lm_layout *ret);
// Fast, against damage and not against malice: 18 MB in a few milliseconds.
// Of the header, whose own checksum counts as zero, and of the bytes after it.
uint64_t lm_checksum(const lm_header *header, const void *contents, size_t len);
// The same of any bytes.
uint64_t lm_sum(const void *bytes, size_t len);
uint64_t lm_hash_form(const char *form, size_t len);

// The hash of an n-gram grows word by word from its last to its first.
static inline uint64_t lm_hash_word(uint64_t hash, esc_lm_word word) {
    hash = (hash ^ (word + 1)) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 32;
}

typedef struct lm_place {
    uint32_t bucket, tag; // tag: 24 bits, never 0
} lm_place;

static inline lm_place lm_place_of(uint64_t hash, uint32_t bucket_count) {
    hash *= 0xD6E8FEB86659FD93u;
    uint32_t tag = (uint32_t)hash >> 8 & 0xFFFFFFu; // below the bits that choose the bucket
    return (lm_place){(uint32_t)((unsigned __int128)hash * bucket_count >> 64), tag ? tag : 1};
}
