// SPDX-License-Identifier: GPL-3.0-or-later
// Boosted trees. Gains of one size are worth less for a name, a short word, a word that stands again and
// again, and more on a bad scan; margins set by hand say so class by class, and are one number among others
// here.
#include "correct/judge.h"

#include "correct/evidence.h"
#include "correct/trees.h"

#include "correct/harm_trees.h"
#include "correct/judge_trees.h"

static_assert(JUDGE_NUMBERS == ESC_EVIDENCE_COUNT && HARM_NUMBERS == ESC_EVIDENCE_COUNT,
              "train the judge again");

static const unsigned PERSONS = ESC_LEX_GIVEN | ESC_LEX_SURNAME;

// The gain and the channel's share of it, and how they bend.
static void put_gain(struct esc_vector *v, const esc_judgement *j, bool shown) {
    float gain = esc_between(-40, j->gain_nats, 40), lead = esc_between(0, j->lead_nats, 12),
          cost = j->arc->cost_nats;
    const esc_candidate *candidate = j->arc->candidate;
    float rules = fminf(candidate->rule_count, 3);
    esc_put(v, esc_between(-15, gain, 0));
    esc_put(v, esc_between(0, gain, 6));
    esc_put(v, esc_between(0, gain - 6, 14));
    esc_put(v, fminf(lead, 4));
    esc_put(v, fmaxf(lead - 4, 0));
    esc_put(v, fminf(cost, 20));
    esc_put(v, fmaxf(cost - 8, 0));
    esc_put(v, shown);
    esc_put(v, shown ? esc_between(0, gain, 6) : 0);
    esc_put(v, candidate->any);
    esc_put(v, rules);
    esc_put(v, rules >= 2);
}

// What was read; zeros for a join.
static void put_read(struct esc_vector *v, const esc_judgement *j, const esc_form *form) {
    float gain = esc_between(0, j->gain_nats, 10), letters = form->letters;
    bool valid = j->form && !form->doubtful, unknown = j->form && !form->classes;
    bool capital = form->kind == ESC_TOKEN_CAPITAL;
    esc_put(v, capital);
    esc_put(v, form->kind == ESC_TOKEN_UPPER);
    esc_put(v, form->kind == ESC_TOKEN_MIXED);
    esc_put(v, capital && unknown);
    esc_put(v, capital && valid);
    esc_put(v, capital ? gain : 0);
    esc_put(v, logf(fmaxf((float)form->count, 1)));
    esc_put(v, form->count >= 3);
    esc_put(v, log1pf((float)j->arc->forms[0]->count));
    esc_put(v, j->arc->forms[0]->count > 0);
    esc_put(v, j->form && letters <= 2);
    esc_put(v, j->form && letters == 3);
    esc_put(v, j->form && letters == 4);
    esc_put(v, fminf(letters, 12) / 10);
    esc_put(v, valid);
    esc_put(v, unknown);
    esc_put(v, form->word != ESC_LM_UNKNOWN);
    esc_put(v, valid ? gain : 0);
    esc_put(v, form->classes ? fmaxf(form->log_frequency, -19) / 5 : 0);
    esc_put(v, j->arc->candidate->log_frequency / 5);
    esc_put(v, unknown ? form->spelling_nats / fmaxf(letters, 1) : 0);
}

static void put_place(struct esc_vector *v, const esc_judgement *j, const esc_traits *traits,
                      const esc_form *form) {
    bool valid = j->form && !form->doubtful;
    esc_put(v, traits->parts_prefix);
    esc_put(v, traits->parts_function_word);
    esc_put(v, traits->differs_in_ending && valid);
    esc_put(v, traits->differs_in_ending && !valid);
    esc_put(v, traits->agreement > 0);
    esc_put(v, traits->agreement < 0);
    esc_put(v, j->beside_name);
    esc_put(v, j->between_names);
    esc_put(v, traits->lost_surname);
    esc_put(v, traits->names_person);
    esc_put(v, traits->stands_accented);
    esc_put(v, esc_between(0, traits->repeated_nats, 10));
    esc_put(v, j->line_first);
    esc_put(v, j->line_last);
    esc_put(v, j->begins && form->kind == ESC_TOKEN_CAPITAL);
}

static void put_scan(struct esc_vector *v, const esc_channel *channel, const esc_judgement *j,
                     const esc_form *form) {
    float quality = channel->quality_nats;
    esc_put(v, fminf(quality, 4));
    esc_put(v, fmaxf(quality, 0));
    esc_put(v, j->form && !form->classes ? quality : 0);
    esc_put(v, channel->noisy);
    esc_put(v, channel->any_active);
    esc_put(v, channel->cases_active && j->class == ESC_EDIT_CASE);
    esc_put(v, channel->blanks_active && j->class == ESC_EDIT_MERGE);
}

static void put_meant(struct esc_vector *v, const esc_judgement *j, const esc_form *form) {
    const esc_candidate *candidate = j->arc->candidate;
    bool merge = j->class == ESC_EDIT_MERGE;
    esc_put(v, candidate->capital_form);
    esc_put(v, (candidate->classes & PERSONS) != 0);
    esc_put(v, (form->classes & PERSONS) != 0);
    esc_put(v, (form->classes & ~(PERSONS | ESC_LEX_WORD)) != 0);
    esc_put(v, candidate->cased);
    esc_put(v, candidate->lowered);
    esc_put(v, merge ? j->unknown_parts : 0);
    esc_put(v, merge && j->parts == 2);
    esc_put(v, merge ? fminf(j->arc->forms[0]->letters, 10) / 10 : 0);
    esc_put(v, j->arc->forms[0]->word != ESC_LM_UNKNOWN);
}

static void put_class(struct esc_vector *v, const esc_channel *channel, const esc_judgement *j,
                      const esc_form *form) {
    static const esc_edit_class classes[] = {ESC_EDIT_REALWORD, ESC_EDIT_MERGE,   ESC_EDIT_SPLIT,
                                             ESC_EDIT_CASE,     ESC_EDIT_ACCENT,  ESC_EDIT_DIGIT,
                                             ESC_EDIT_ENDING,   ESC_EDIT_ACRONYM, ESC_EDIT_NAME};
    static const esc_edit_class by_gain[] = {ESC_EDIT_REALWORD, ESC_EDIT_MERGE,  ESC_EDIT_SPLIT,
                                             ESC_EDIT_CASE,     ESC_EDIT_ACCENT, ESC_EDIT_NAME};
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) esc_put(v, j->class == classes[i]);
    for (size_t i = 0; i < sizeof by_gain / sizeof *by_gain; i++)
        esc_put(v, j->class == by_gain[i] ? esc_between(-5, j->gain_nats, 8) : 0);
    bool accent = j->class == ESC_EDIT_ACCENT, split = j->class == ESC_EDIT_SPLIT;
    esc_put(v, accent && j->form && !form->classes);
    esc_put(v, accent && j->form && !form->doubtful);
    esc_put(v, accent && j->arc->candidate->capital_form);
    esc_put(v, split ? channel->glue_nats : 0);
    esc_put(v, j->class == ESC_EDIT_MERGE ? channel->blank_nats : 0);
    esc_put(v, accent && form->kind == ESC_TOKEN_UPPER);
    esc_put(v, split ? j->arc->candidate->log_frequency : 0);
}

// How much is amiss nearby.
static void put_around(struct esc_vector *v, const esc_work *work, const esc_judgement *j,
                       const esc_form *form) {
    enum { NEAR = 5 };
    uint32_t from = j->unit > NEAR ? j->unit - NEAR : 0, to = j->unit + j->arc->span + NEAR;
    float doubtful = 0, capitals = 0, words = 0;
    for (uint32_t i = from; i < to && i < work->units.units_count; i++) {
        const esc_form *other = work->form_of[i];
        if ((i >= j->unit && i < j->unit + j->arc->span) || other->letters < 2) continue;
        words++;
        doubtful += other->doubtful;
        capitals += other->kind == ESC_TOKEN_CAPITAL || other->kind == ESC_TOKEN_UPPER;
    }
    esc_put(v, doubtful / fmaxf(words, 1));
    esc_put(v, capitals / fmaxf(words, 1));
    esc_put(v, j->before ? fmaxf(j->before->log_frequency, -20) / 5 : -5);
    esc_put(v, j->after ? fmaxf(j->after->log_frequency, -20) / 5 : -5);
    esc_put(v, j->before && j->before->doubtful);
    esc_put(v, j->after && j->after->doubtful);
    esc_put(v, esc_between(-60, -j->keep_nats, 0) / 10);
    esc_put(v, (float)j->arc->forms[0]->letters - (float)form->letters);
    esc_put(v, form->spelling_nats / fmaxf(form->letters, 1));
    esc_put(v, j->arc->forms[0]->spelling_nats / fmaxf(j->arc->forms[0]->letters, 1));
    esc_put(v, j->echoed);
    esc_put(v, j->arc->witnessed);
    esc_put(v, esc_between(-20, j->slack_nats, 20));
}

// What else may be meant, and how well what is meant fits in.
static void put_rivals(struct esc_vector *v, const esc_judgement *j, const esc_form *form) {
    const float letters = fmaxf(form->letters, 1);
    esc_put(v, j->rank);
    esc_put(v, esc_between(-8, j->lead_nats, 0));
    esc_put(v, fminf(j->near, 8));
    esc_put(v, esc_between(-25, j->expected_nats, 0));
    esc_put(v, esc_between(-25, j->next_nats, 0));
    esc_put(v, j->arc->cost_nats / letters);
    esc_put(v, esc_between(-40, j->gain_nats, 40) / letters);
}

void esc_judge_evidence(const esc_work *work, const esc_judgement *judgement, float ret[ESC_EVIDENCE_COUNT]) {
    static const esc_form none = {.text = "", .doubtful = true};
    const esc_form *form = judgement->form ? judgement->form : &none;
    esc_traits traits = esc_judgement_traits(work, judgement);
    struct esc_vector v = {ret, 0, ESC_EVIDENCE_COUNT};
    put_gain(&v, judgement, traits.shown);
    put_read(&v, judgement, form);
    put_place(&v, judgement, &traits, form);
    put_scan(&v, &work->channel, judgement, form);
    put_meant(&v, judgement, form);
    put_class(&v, &work->channel, judgement, form);
    put_around(&v, work, judgement, form);
    put_rivals(&v, judgement, form);
    assert(v.count == ESC_EVIDENCE_COUNT);
}

float esc_judge_right(const float evidence[ESC_EVIDENCE_COUNT]) {
    return esc_trees_probability(&judge_trees, evidence);
}

float esc_judge_harms(const float evidence[ESC_EVIDENCE_COUNT]) {
    return esc_trees_probability(&harm_trees, evidence);
}
