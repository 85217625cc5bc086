// SPDX-License-Identifier: GPL-3.0-or-later
// Codes one part of which counts in Roman numerals: CT-01-2018-1 beside CT-01-2018-II, 2187-111-2 beside
// 2187-III-1. Nobody counts 1, II, III.
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "correct/numerals.h"

enum { MOST_STROKES = 3, BUCKETS = 4096 };

static const char separators[] = "-/";

// The text of a code as it is by now; NULL where the piece is none.
static const char *code_at(const esc_work *work, uint32_t piece, size_t *ret_len) {
    const esc_piece *p = &work->pieces.pieces[piece];
    if (p->unit_count != 1 || esc_work_unit(work, piece)->kind != ESC_TOKEN_CODE) return NULL;
    return esc_piece_text(work->doc, &work->units, p, ret_len);
}

static size_t part_at(const char *code, size_t len, size_t from) {
    size_t to = from;
    while (to < len && !strchr(separators, code[to])) to++;
    return to - from;
}

// How the codes with one head count behind it.
struct head {
    const char *text;
    size_t len;
    uint32_t figures, numerals;
    uint32_t next; // of the same bucket, as in buckets
};

struct heads {
    struct head *items;
    uint32_t items_count, items_cap;
    uint32_t buckets[BUCKETS]; // by a head's hash, 1 + the place of the first; 0: none
};

static struct head *find_head(const struct heads *all, const char *text, size_t len) {
    for (uint32_t at = all->buckets[esc_hash_text(text, len) % BUCKETS]; at; at = all->items[at - 1].next)
        if (all->items[at - 1].len == len && !memcmp(all->items[at - 1].text, text, len))
            return &all->items[at - 1];
    return NULL;
}

static void count_behind(struct heads *all, const char *text, size_t len, bool figures, uint32_t more) {
    struct head *head = find_head(all, text, len);
    if (!head) {
        uint32_t *bucket = &all->buckets[esc_hash_text(text, len) % BUCKETS];
        head = ESC_GROW(all, items, 1);
        *head = (struct head){.text = text, .len = len, .next = *bucket};
        *bucket = all->items_count;
    }
    *(figures ? &head->figures : &head->numerals) += more;
}

// Counts what each part of a code tells of how the others with the head before it count, once more or less.
static void count_code(struct heads *all, const char *code, size_t len, uint32_t more) {
    for (size_t from = 0, part_len; from < len; from += part_len + 1) {
        char part[ESC_NUMERAL_BYTES];
        part_len = part_at(code, len, from);
        if (!from || !part_len || part_len >= sizeof part) continue;
        memcpy(part, code + from, part_len);
        part[part_len] = 0;
        const bool figures = !part[strspn(part, "0123456789")];
        if (figures ? part[strspn(part, "1")] != 0 : esc_numeral_value(part) > 1)
            count_behind(all, code, from, figures, more);
    }
}

void esc_work_count_siblings(esc_work *work) {
    struct heads *all = esc_alloc_zero(1, sizeof *all);
    size_t len;
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        const char *code = code_at(work, i, &len);
        if (code) count_code(all, code, len, 1);
    }
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        const char *code = code_at(work, i, &len);
        for (size_t from = 0, part; code && from < len; from += part + 1) {
            part = part_at(code, len, from);
            if (!from || !part || part > MOST_STROKES || strspn(code + from, "1") != part) continue;
            const struct head *head = find_head(all, code, from);
            if (!head || !head->numerals || head->figures) continue;
            char *after = esc_arena_strndup(work->arena, code, len);
            memset(after + from, 'I', part);
            if (esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_CODE, ESC_BY_RULE, after, 0.9f)) {
                count_code(all, code, len, -1u);
                count_code(all, after, len, 1);
            }
            break;
        }
    }
    free(all->items);
    free(all);
}
