// SPDX-License-Identifier: GPL-3.0-or-later
// Repairs that need no context: a word that the lexicon does not know, and that one change of a kind which
// only a scan makes (a digit or a capital inside a word, a blank in its middle) turns into a known word.
#include <string.h>

#include "base/utf8.h"
#include "correct/work.h"

enum { LEAST_LETTERS = 6, LEAST_JOIN_LETTERS = 7, MAX_DIGIT_BYTES = 64 };

static unsigned lookup(const esc_work *work, const char *text, size_t len) {
    return esc_lexicon_lookup(work->lexicon, text, len);
}

// The letters that a digit inside a word may stand for.
static const char *const *letters_for(char digit) {
    static const char *const none[] = {NULL};
    static const char *const zero[] = {"o", NULL}, *const one[] = {"i", "l", "í", NULL};
    static const char *const five[] = {"s", NULL}, *const six[] = {"ó", NULL};
    switch (digit) {
    case '0':
        return zero;
    case '1':
        return one;
    case '5':
        return five;
    case '6':
        return six;
    default:
        return none;
    }
}

// The word with its capitals inside made small, or NULL where it has none.
static const char *small_inside(esc_work *work, const char *text, size_t len) {
    char *out = esc_arena_alloc(work->arena, len * 2 + 1);
    size_t used = 0;
    bool changed = false;
    for (const char *p = text, *end = text + len; p < end;) {
        bool first = p == text;
        uint32_t c = esc_utf8_next(&p, end), small = first ? c : esc_utf8_lower(c);
        changed |= small != c;
        used += esc_utf8_put(out + used, small);
    }
    return changed ? out : NULL;
}

// The one known word that a letter in place of the word's only digit gives, or NULL where there is none or
// are several.
static const char *letter_for_digit(esc_work *work, const char *text, size_t len, esc_token_kind kind) {
    const char *digit = NULL;
    for (const char *p = text; p < text + len; p++)
        if (esc_utf8_is_digit((unsigned char)*p)) {
            if (digit) return NULL;
            digit = p;
        }
    if (!digit || digit == text || len > MAX_DIGIT_BYTES) return NULL;
    const char *found = NULL;
    for (const char *const *letter = letters_for(*digit); *letter; letter++) {
        char put[ESC_UTF8_MAX];
        const char *p = *letter;
        uint32_t c = esc_utf8_next(&p, p + strlen(p));
        size_t put_len = esc_utf8_put(put, kind == ESC_TOKEN_UPPER ? esc_utf8_upper(c) : c);
        char *word = esc_arena_alloc(work->arena, len + ESC_UTF8_MAX + 1);
        size_t head = (size_t)(digit - text);
        memcpy(word, text, head);
        memcpy(word + head, put, put_len);
        memcpy(word + head + put_len, digit + 1, len - head - 1);
        if (!(lookup(work, word, strlen(word)) & ESC_LEX_WORD)) continue;
        if (found) return NULL;
        found = word;
    }
    return found;
}

static bool repair_word(esc_work *work, uint32_t unit, esc_piece *piece) {
    size_t len;
    const char *text = esc_work_text(work, unit, &len);
    esc_token_kind kind = work->units.units[unit].kind;
    if (esc_utf8_count(text, len) < LEAST_LETTERS || lookup(work, text, len)) return false;
    const char *after = letter_for_digit(work, text, len, kind);
    if (after) return esc_piece_change(piece, ESC_EDIT_DIGIT, ESC_BY_RULE, after, 0.97f) != NULL;
    after = kind == ESC_TOKEN_MIXED ? small_inside(work, text, len) : NULL;
    if (after && (lookup(work, after, strlen(after)) & ESC_LEX_WORD))
        return esc_piece_change(piece, ESC_EDIT_CASE, ESC_BY_RULE, after, 0.97f) != NULL;
    return false;
}

// True where this unit and the next one are the halves of one word: a half is unknown, the whole is known.
static bool are_halves(esc_work *work, uint32_t unit) {
    const esc_unit *a = &work->units.units[unit], *b = a + 1;
    if (a->last || !b->blank_before || a->kind > ESC_TOKEN_UPPER || b->kind != ESC_TOKEN_WORD) return false;
    size_t a_len, b_len;
    const char *a_text = esc_work_text(work, unit, &a_len), *b_text = esc_work_text(work, unit + 1, &b_len);
    if (esc_utf8_count(a_text, a_len) < 2 || esc_utf8_count(b_text, b_len) < 2 ||
        esc_utf8_count(a_text, a_len) + esc_utf8_count(b_text, b_len) < LEAST_JOIN_LETTERS)
        return false;
    if (lookup(work, a_text, a_len) && lookup(work, b_text, b_len)) return false;
    char *whole = esc_arena_alloc(work->arena, a_len + b_len + 1);
    memcpy(whole, a_text, a_len);
    memcpy(whole + a_len, b_text, b_len);
    if (!(lookup(work, whole, a_len + b_len) & ESC_LEX_WORD)) return false;
    esc_piece *piece = esc_pieces_add(&work->pieces, unit, 2);
    esc_piece_change(piece, ESC_EDIT_MERGE, ESC_BY_LEXICON, whole, 0.95f);
    return true;
}

void esc_work_repair(esc_work *work) {
    for (uint32_t unit = 0; unit < work->units.units_count;) {
        bool word = esc_unit_is_word(&work->units.units[unit]);
        if (word && are_halves(work, unit)) {
            unit += 2;
            continue;
        }
        esc_piece *piece = esc_pieces_add(&work->pieces, unit, 1);
        if (word) repair_word(work, unit, piece);
        unit++;
    }
}
