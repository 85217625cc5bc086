// SPDX-License-Identifier: GPL-3.0-or-later
// A hash of bytes, for tables that hold texts (FNV-1a).
#pragma once

#include <stddef.h>
#include <stdint.h>

#define ESC_HASH_START 2166136261u

// What hash is with one more byte behind those it is of.
static inline uint32_t esc_hash_byte(uint32_t hash, char byte) {
    return (hash ^ (unsigned char)byte) * 16777619u;
}

// The lower bits tell of the upper ones, too: tables look at those alone.
static inline uint32_t esc_hash_end(uint32_t hash) { return hash ^ hash >> 15; }

static inline uint32_t esc_hash_text(const char *text, size_t len) {
    uint32_t hash = ESC_HASH_START;
    for (size_t i = 0; i < len; i++) hash = esc_hash_byte(hash, text[i]);
    return esc_hash_end(hash);
}
