// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of hyphens that fill a line up to its end, so that nobody adds to it: "-----=--=-=“2-=--" was one.
// Only where several lines end so; what is of one stroke all along was typed.
#include <string.h>

#include "base/utf8.h"
#include "correct/work.h"

enum { LEAST_STROKES = 4, LEAST_ROWS = 3, STROKES_PER_OTHER = 2 };

struct filler {
    uint32_t piece, pieces;
    int chars, strokes;
    bool mixed,  // of several signs
        doubled; // two strokes one above the other among them
};

static bool is_stroke(uint32_t c) {
    return c == '-' || c == '=' || c == '_' || c == '~' || c == 0x2014 || c == 0x2013;
}

// Adds what a piece holds; false where it holds so much else that no filler has it.
static bool add_piece(const esc_work *work, uint32_t piece, uint32_t *first, struct filler *sum) {
    size_t len;
    const char *p = esc_work_raw_text(work, piece, &len), *end = p + len;
    int chars = 0, strokes = 0;
    bool mixed = false;
    while (p < end) {
        const uint32_t c = esc_utf8_next(&p, end);
        chars++;
        strokes += is_stroke(c);
        if (!*first && is_stroke(c)) *first = c;
        mixed |= c != *first;
        sum->doubled |= c == '=';
    }
    if (!strokes) return false; // "--- 14 de": what was told
    sum->chars += chars;
    sum->strokes += strokes;
    sum->mixed |= mixed;
    return true;
}

// The filler that ends with the line that piece ends.
static bool read_filler(const esc_work *work, uint32_t last, struct filler *ret) {
    struct filler sum = {0};
    uint32_t sign = 0;
    *ret = (struct filler){0};
    for (uint32_t piece = last;; piece--) {
        if (!work->pieces.pieces[piece].unit_count || !add_piece(work, piece, &sign, &sum)) break;
        size_t len;
        const char *p = esc_work_raw_text(work, piece, &len);
        if (is_stroke(esc_utf8_next(&p, p + len)) &&
            sum.strokes >= STROKES_PER_OTHER * (sum.chars - sum.strokes)) {
            *ret = sum;
            ret->piece = piece;
            ret->pieces = last + 1 - piece;
        }
        if (!piece || esc_work_unit(work, piece)->first) break;
    }
    return ret->strokes >= LEAST_STROKES && !esc_work_unit(work, ret->piece)->first;
}

void esc_work_repair_fillers(esc_work *work) {
    uint32_t rows = 0;
    for (int pass = 0; pass < 2; pass++) {
        if (pass && rows < LEAST_ROWS) return;
        for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
            const esc_piece *piece = &work->pieces.pieces[i];
            struct filler filler;
            if (!piece->unit_count || !work->units.units[piece->first_unit + piece->unit_count - 1].last)
                continue;
            if (!read_filler(work, i, &filler)) continue;
            rows += !pass && filler.mixed && filler.doubled;
            if (!pass || !filler.mixed || !filler.doubled) continue;
            char *text = esc_arena_alloc(work->arena, (size_t)filler.chars + 1);
            memset(text, '-', (size_t)filler.chars);
            text[filler.chars] = 0;
            esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[filler.piece], filler.pieces,
                           ESC_EDIT_PUNCTUATION, text, 0.9f, work->arena);
        }
    }
}
