// SPDX-License-Identifier: GPL-3.0-or-later
// Bursts: an engine that takes one letter for another does so on some lines (a worn corner, a crease, a
// typeface) and not on others. A rule's rate on a line is drawn from the witnesses and places of the lines
// around it, with the document's rate as prior.
#include <math.h>
#include <stdlib.h>

#include "correct/work.h"

enum { LINES_AROUND = 5 };

// Strength of the document's rate, in places.
#define PRIOR_PLACES 25.0f
#define MOST_RATE 0.6f

static void localize(esc_work *work, int index) {
    const esc_rule *rule = &work->channel.rules[index];
    uint32_t lines = work->doc->lines_count;
    ESC_AUTOFREE float *of_form = esc_alloc(work->forms.form_count * sizeof *of_form);
    ESC_AUTOFREE float *seen = esc_alloc_zero(lines + 1, sizeof *seen); // sums over the lines before
    ESC_AUTOFREE float *places = esc_alloc_zero(lines + 1, sizeof *places);
    for (uint32_t i = 0; i < work->forms.form_count; i++) of_form[i] = -1;
    for (uint32_t u = 0; u < work->units.units_count; u++) {
        const esc_unit *unit = &work->units.units[u];
        const esc_form *form = work->form_of[u];
        if (!esc_unit_is_word(unit)) continue;
        float *here = &of_form[form->id];
        if (*here < 0) *here = form->doubtful ? form->witness == index : esc_rule_places(work, rule, form);
        places[unit->line + 1] += *here;
        if (form->witness == index) seen[unit->line + 1]++;
    }
    for (uint32_t l = 0; l < lines; l++) {
        seen[l + 1] += seen[l];
        places[l + 1] += places[l];
    }
    float rate = expf(-work->channel.cost_nats[index]);
    float *nats = work->local_nats[index] = esc_alloc(lines * sizeof *nats);
    for (uint32_t l = 0; l < lines; l++) {
        uint32_t from = l >= LINES_AROUND ? l - LINES_AROUND : 0;
        uint32_t to = l + LINES_AROUND < lines ? l + LINES_AROUND + 1 : lines;
        float local =
            (seen[to] - seen[from] + PRIOR_PLACES * rate) / (places[to] - places[from] + PRIOR_PLACES);
        nats[l] = -logf(local < MOST_RATE ? local : MOST_RATE);
    }
}

void esc_work_localize(esc_work *work) {
    for (int i = 0; i < work->channel.rule_count; i++)
        if (work->channel.active[i]) localize(work, i);
}
