// SPDX-License-Identifier: GPL-3.0-or-later
// Capitals of function words within a sentence, on scans that read capitals for small letters: s, c, o, p, u,
// v look alike in both cases. The language model folds case and cannot tell.
#include <string.h>

#include "base/utf8.h"
#include "correct/guards.h"
#include "correct/work.h"

enum { MOST_LETTERS = 4 };

// A function word: once in three hundred words.
#define FUNCTION_LOG_FREQUENCY -5.7f

static bool looks_alike(uint32_t c) { return c < 0x80 && strchr("COPSUVWXZKI", (int)c) != NULL; }

void esc_work_lower_capitals(esc_work *work) {
    if (!work->channel.cases_active) return;
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        esc_piece *piece = &work->pieces.pieces[i];
        uint32_t unit = piece->first_unit;
        if (piece->unit_count != 1 || !esc_piece_is_raw(piece) || !unit ||
            unit + 1 >= work->units.units_count)
            continue;
        const esc_form *form = work->form_of[unit], *before = work->form_of[unit - 1],
                       *after = work->form_of[unit + 1];
        if (form->letters > MOST_LETTERS || esc_guard_holds(form)) continue;
        if (form->kind != ESC_TOKEN_CAPITAL || before->kind != ESC_TOKEN_WORD ||
            after->kind != ESC_TOKEN_WORD)
            continue;
        const char *rest = form->text, *end = rest + form->len;
        uint32_t first = esc_utf8_next(&rest, end);
        if (!looks_alike(first)) continue;
        char *small = esc_arena_alloc(work->arena, form->len + ESC_UTF8_MAX);
        size_t at = esc_utf8_put(small, esc_utf8_lower(first));
        memcpy(small + at, rest, (size_t)(end - rest));
        if (esc_lexicon_log_frequency(work->lexicon, small, strlen(small)) < FUNCTION_LOG_FREQUENCY) continue;
        esc_piece_change(piece, ESC_EDIT_CASE, ESC_BY_RULE, small, 0.9f);
    }
}
