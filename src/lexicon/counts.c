// SPDX-License-Identifier: GPL-3.0-or-later
#include "lexicon/counts.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "lexicon/format.h"

enum { MAX_COUNTED_BYTES = 64 }; // a longer run of letters is no word

typedef struct entry {
    esc_count count;
    uint32_t last_file;
} entry;

struct esc_counts {
    esc_arena *arena;
    entry *entries;
    uint32_t entries_count, entries_cap;
    uint32_t *buckets; // 1 + entry
    uint32_t bucket_count, file;
    double total;
};

esc_counts *esc_counts_new(void) {
    esc_counts *c = esc_alloc_zero(1, sizeof *c);
    c->arena = esc_arena_new();
    c->file = 1;
    return c;
}

void esc_counts_free(esc_counts *c) {
    if (!c) return;
    esc_arena_free(c->arena);
    free(c->entries);
    free(c->buckets);
    free(c);
}

void esc_counts_next_file(esc_counts *c) { c->file++; }
double esc_counts_total(const esc_counts *c) { return c->total; }
uint32_t esc_counts_size(const esc_counts *c) { return c->entries_count; }
const esc_count *esc_counts_at(const esc_counts *c, uint32_t index) { return &c->entries[index].count; }

static uint32_t bucket_of(const esc_counts *c, const char *word, size_t len) {
    uint32_t at = (uint32_t)(esc_checksum(0, word, len) % c->bucket_count);
    while (c->buckets[at]) {
        const esc_count *count = &c->entries[c->buckets[at] - 1].count;
        if (count->len == len && !memcmp(count->text, word, len)) break;
        at = (at + 1) % c->bucket_count;
    }
    return at;
}

static void grow(esc_counts *c) {
    free(c->buckets);
    c->bucket_count = c->bucket_count ? c->bucket_count * 2 : 1 << 16;
    c->buckets = esc_alloc_zero(c->bucket_count, sizeof *c->buckets);
    for (uint32_t i = 0; i < c->entries_count; i++)
        c->buckets[bucket_of(c, c->entries[i].count.text, c->entries[i].count.len)] = i + 1;
}

static entry *entry_of(esc_counts *c, const char *word, size_t len) {
    if (c->entries_count * 2ull >= c->bucket_count) grow(c);
    uint32_t at = bucket_of(c, word, len);
    if (!c->buckets[at]) {
        entry *fresh = ESC_GROW(c, entries, 1);
        fresh->count.text = esc_arena_strndup(c->arena, word, len);
        fresh->count.len = (uint32_t)len;
        c->buckets[at] = c->entries_count;
    }
    return &c->entries[c->buckets[at] - 1];
}

const esc_count *esc_counts_lookup(const esc_counts *c, const char *word, size_t len) {
    if (!c->bucket_count) return NULL;
    uint32_t at = c->buckets[bucket_of(c, word, len)];
    return at ? &c->entries[at - 1].count : NULL;
}

// A word of the text that waits until it is known whether the next one is in capitals too.
typedef struct word {
    const char *at;
    size_t len;
    bool initial;  // a sentence begins with it
    bool capitals; // two letters or more, all capitals
    bool beside;   // only a blank parts it from the word before, which is in capitals as well
} word;

static void put(esc_counts *c, const word *w, bool next_beside, double weight) {
    if (!w->len || w->len > MAX_COUNTED_BYTES) return;
    entry *e = entry_of(c, w->at, w->len);
    if (w->capitals && (w->beside || next_beside))
        e->count.headline += weight;
    else if (w->initial)
        e->count.initial += weight;
    else
        e->count.inside += weight;
    e->count.raw += 1;
    if (e->last_file != c->file) e->count.files++;
    e->last_file = c->file;
    c->total += weight;
}

// Marks after which a capital says nothing.
static bool begins_sentence(uint32_t mark) {
    switch (mark) {
    case '.':
    case '?':
    case '!':
    case ':':
    case ';':
    case '\n':
    case '"':
    case '(':
    case '-':
    case 0xA1:   // ¡
    case 0xBF:   // ¿
    case 0xAB:   // «
    case 0x201C: // “
    case 0x2013:
    case 0x2014:
    case 0x2022:
        return true;
    default:
        return esc_utf8_is_digit(mark);
    }
}

void esc_counts_text(esc_counts *c, const char *text, size_t len, double weight) {
    word before = {0};
    bool initial = true, only_blank = false;
    for (const char *p = text, *end = text + len; p < end;) {
        const char *from = p;
        uint32_t code = esc_utf8_next(&p, end);
        if (!esc_utf8_is_letter(code)) {
            initial |= begins_sentence(code);
            only_blank &= code == ' ';
            continue;
        }
        size_t letters = 0, upper = 0;
        const char *stop = from;
        for (p = from; p < end; stop = p, letters++) {
            code = esc_utf8_next(&p, end);
            if (!esc_utf8_is_letter(code)) break;
            upper += esc_utf8_is_upper(code);
        }
        p = stop;
        word now = {from, (size_t)(stop - from), initial, letters > 1 && upper == letters, false};
        // Part of a code such as A4 or 3er: no word.
        bool code_like = (from > text && esc_utf8_is_digit((unsigned char)from[-1])) ||
                         (p < end && esc_utf8_is_digit((unsigned char)*p));
        if (code_like) now.len = 0;
        now.beside = only_blank && now.capitals && before.capitals;
        put(c, &before, now.beside, weight);
        before = now;
        initial = false;
        only_blank = true;
    }
    put(c, &before, false, weight);
}
