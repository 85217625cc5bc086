// SPDX-License-Identifier: GPL-3.0-or-later
// A noisy scan's places that the language model does not expect: valid words that fit neither what stands
// before nor what follows are doubted, and marks without which the words around them go well together are
// specks, and tell nothing of the words behind them. One pass over what was read; the decoder looks closer.
#include "correct/work.h"

// A word less expected than this, in its place …
#define WORD_NATS 7.0f
// … and together with the next one.
#define TOGETHER_NATS 15.0f
// A speck among letters.
#define SPECK_NATS 4.0f

// How well two forms follow on from, the first of them perhaps not there.
static float pair(const esc_work *work, const esc_form *mark, const esc_form *next, const esc_context *from) {
    esc_context to = *from;
    float score = mark ? esc_form_step(&work->forms, mark, from, &to) : -SPECK_NATS;
    return score + esc_form_step(&work->forms, next, &to, NULL);
}

static bool is_speck(const esc_work *work, uint32_t u, const esc_context *from) {
    const esc_unit *this = &work->units.units[u], *next = this + 1;
    if (this->kind != ESC_TOKEN_PUNCT || this->first || this->last) return false;
    if (next->kind != ESC_TOKEN_WORD) return false;
    const esc_form *mark = work->form_of[u], *form = work->form_of[u + 1];
    if (form->doubtful || form->word == ESC_LM_UNKNOWN) return false;
    return pair(work, NULL, form, from) > pair(work, mark, form, from);
}

void esc_work_find_surprises(esc_work *work) {
    if (!work->channel.noisy) return;
    esc_units *units = &work->units;
    esc_context state = esc_context_nothing(), to;
    float before = 0;
    uint32_t word = 0;
    for (uint32_t u = 0; u < units->units_count; u++) {
        if (esc_breaks_before(work, u)) {
            state = esc_context_nothing();
            before = 0;
        }
        if (is_speck(work, u, &state)) {
            units->units[u].speck = true;
            continue;
        }
        float nats = -esc_form_step(&work->forms, work->form_of[u], &state, &to);
        state = to;
        if (before > WORD_NATS && before + nats > TOGETHER_NATS) units->units[word].surprising = true;
        before = nats;
        word = u;
    }
}
