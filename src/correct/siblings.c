// SPDX-License-Identifier: GPL-3.0-or-later
// Codes one part of which counts in Roman numerals: CT-01-2018-1 beside CT-01-2018-II, 2187-111-2 beside
// 2187-III-1. Nobody counts 1, II, III.
#include <string.h>

#include "correct/numerals.h"

enum { MOST_STROKES = 3 };

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

enum counting { NOTHING, NUMERALS, FIGURES };

// What a code tells of how the others with that head count.
static enum counting counted(const char *code, size_t len, const char *head, size_t head_len) {
    if (len <= head_len || memcmp(code, head, head_len)) return NOTHING;
    char part[ESC_NUMERAL_BYTES];
    const size_t part_len = part_at(code, len, head_len);
    if (!part_len || part_len >= sizeof part) return NOTHING;
    memcpy(part, code + head_len, part_len);
    part[part_len] = 0;
    if (!part[strspn(part, "0123456789")]) return part[strspn(part, "1")] ? FIGURES : NOTHING;
    return esc_numeral_value(part) > 1 ? NUMERALS : NOTHING;
}

static bool counts_in_numerals(const esc_work *work, const char *head, size_t head_len) {
    bool numerals = false;
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        size_t len;
        const char *code = code_at(work, i, &len);
        const enum counting how = code ? counted(code, len, head, head_len) : NOTHING;
        if (how == FIGURES) return false;
        numerals |= how == NUMERALS;
    }
    return numerals;
}

void esc_work_count_siblings(esc_work *work) {
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        size_t len;
        const char *code = code_at(work, i, &len);
        for (size_t from = 0, part; code && from < len; from += part + 1) {
            part = part_at(code, len, from);
            if (!from || part > MOST_STROKES || strspn(code + from, "1") != part) continue;
            if (!part || !counts_in_numerals(work, code, from)) continue;
            char *after = esc_arena_strndup(work->arena, code, len);
            memset(after + from, 'I', part);
            esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_CODE, ESC_BY_RULE, after, 0.9f);
            break;
        }
    }
}
