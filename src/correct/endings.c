// SPDX-License-Identifier: GPL-3.0-or-later
// Letters lost at the ends of lines, where a page was cut or lay in the binding: autoriz, qu. How often that
// happens is the document's own: counted from words of small letters that are none, and that become frequent
// ones by letters behind them.
#include <math.h>
#include <string.h>

#include "correct/work.h"

enum { LEAST_LETTERS = 3, LEAST_WITNESSES = 2 };

#define WITNESS_LOG_FREQUENCY -12.0f
// Of a witness: up to two letters.
#define MORE_LETTERS_NATS 0.8f
// Strength of the background against what the document shows, in lines.
#define PRIOR_LINES 100.0f
// A word that goes on in the next line without a hyphen.
#define WHOLE_LOG_FREQUENCY -14.0f

bool esc_goes_on_below(const esc_work *work, uint32_t unit) {
    if (unit + 1 >= work->units.units_count) return false;
    const esc_form *form = work->form_of[unit], *next = work->form_of[unit + 1];
    if (next->kind != ESC_TOKEN_WORD) return false;
    char whole[2 * ESC_WORD_CHARS * 4];
    if ((size_t)form->len + next->len > sizeof whole) return false;
    memcpy(whole, form->text, form->len);
    memcpy(whole + form->len, next->text, next->len);
    return esc_lexicon_log_frequency(work->lexicon, whole, (size_t)form->len + next->len) >
           WHOLE_LOG_FREQUENCY;
}

// Whether letters behind the form are the likeliest story.
static bool is_witness(const esc_work *work, const esc_form *form) {
    if (!form->doubtful || form->kind != ESC_TOKEN_WORD || form->letters < LEAST_LETTERS) return false;
    const esc_search_limits limits = {.budget_nats = work->channel.ending_nats + MORE_LETTERS_NATS,
                                      .ending = true,
                                      .least_log_frequency = WITNESS_LOG_FREQUENCY};
    esc_candidates found;
    esc_search(work->lexicon, &work->channel, form->text, form->len, &limits, &found);
    return found.count && found.items[0].ended;
}

void esc_work_count_endings(esc_work *work) {
    float witnesses = 0, lines = 0;
    for (uint32_t u = 0; u < work->units.units_count; u++) {
        const esc_unit *unit = &work->units.units[u];
        if (!unit->last || !esc_unit_is_word(unit)) continue;
        lines++;
        witnesses += is_witness(work, work->form_of[u]) && !esc_goes_on_below(work, u);
    }
    if (witnesses < LEAST_WITNESSES) return;
    float background = expf(-work->channel.ending_nats);
    work->channel.ending_nats = -logf((witnesses + PRIOR_LINES * background) / (lines + PRIOR_LINES));
}
