// SPDX-License-Identifier: GPL-3.0-or-later
// Boosted trees. Gains of one size are worth less for a name, a short word, a word that stands again and
// again, and more on a bad scan; margins set by hand say so class by class, and are one number among others
// here.
#include "correct/judge.h"

#include <assert.h>
#include <math.h>

// Where evidence[number] is at most `bound`, the next node follows, otherwise the one `skip` further on; a
// leaf has skip 0, and its share of the log of the odds in `bound`.
struct node {
    uint8_t number, skip;
    float bound;
};

#include "correct/judge_trees.h"

static_assert(JUDGE_NUMBERS == ESC_EVIDENCE_COUNT, "train the judge again");

static const unsigned PERSONS = ESC_LEX_GIVEN | ESC_LEX_SURNAME;

struct vector {
    float *numbers;
    int count;
};

static void put(struct vector *v, float number) {
    assert(v->count < ESC_EVIDENCE_COUNT);
    v->numbers[v->count++] = number;
}

static float between(float least, float number, float most) { return fminf(fmaxf(number, least), most); }

// The gain and the channel's share of it, and how they bend.
static void put_gain(struct vector *v, const esc_judgement *j, bool shown) {
    float gain = between(-40, j->gain_nats, 40), lead = between(0, j->lead_nats, 12),
          cost = j->arc->cost_nats;
    const esc_candidate *candidate = j->arc->candidate;
    float rules = fminf(candidate->rule_count, 3);
    put(v, between(-15, gain, 0));
    put(v, between(0, gain, 6));
    put(v, between(0, gain - 6, 14));
    put(v, fminf(lead, 4));
    put(v, fmaxf(lead - 4, 0));
    put(v, fminf(cost, 20));
    put(v, fmaxf(cost - 8, 0));
    put(v, shown);
    put(v, shown ? between(0, gain, 6) : 0);
    put(v, candidate->any);
    put(v, rules);
    put(v, rules >= 2);
}

// What was read; zeros for a join.
static void put_read(struct vector *v, const esc_judgement *j, const esc_form *form) {
    float gain = between(0, j->gain_nats, 10), letters = form->letters;
    bool valid = j->form && !form->doubtful, unknown = j->form && !form->classes;
    bool capital = form->kind == ESC_TOKEN_CAPITAL;
    put(v, capital);
    put(v, form->kind == ESC_TOKEN_UPPER);
    put(v, form->kind == ESC_TOKEN_MIXED);
    put(v, capital && unknown);
    put(v, capital && valid);
    put(v, capital ? gain : 0);
    put(v, logf(fmaxf((float)form->count, 1)));
    put(v, form->count >= 3);
    put(v, log1pf((float)j->arc->forms[0]->count));
    put(v, j->arc->forms[0]->count > 0);
    put(v, j->form && letters <= 2);
    put(v, j->form && letters == 3);
    put(v, j->form && letters == 4);
    put(v, fminf(letters, 12) / 10);
    put(v, valid);
    put(v, unknown);
    put(v, form->word != ESC_LM_UNKNOWN);
    put(v, valid ? gain : 0);
    put(v, form->classes ? fmaxf(form->log_frequency, -19) / 5 : 0);
    put(v, j->arc->candidate->log_frequency / 5);
    put(v, unknown ? form->spelling_nats / fmaxf(letters, 1) : 0);
}

static void put_place(struct vector *v, const esc_judgement *j, const esc_traits *traits,
                      const esc_form *form) {
    bool valid = j->form && !form->doubtful;
    put(v, traits->parts_prefix);
    put(v, traits->parts_function_word);
    put(v, traits->differs_in_ending && valid);
    put(v, traits->differs_in_ending && !valid);
    put(v, traits->agreement > 0);
    put(v, traits->agreement < 0);
    put(v, j->beside_name);
    put(v, j->between_names);
    put(v, traits->lost_surname);
    put(v, traits->names_person);
    put(v, traits->stands_accented);
    put(v, between(0, traits->repeated_nats, 10));
    put(v, j->line_first);
    put(v, j->line_last);
    put(v, j->begins && form->kind == ESC_TOKEN_CAPITAL);
}

static void put_scan(struct vector *v, const esc_channel *channel, const esc_judgement *j,
                     const esc_form *form) {
    float quality = channel->quality_nats;
    put(v, fminf(quality, 4));
    put(v, fmaxf(quality, 0));
    put(v, j->form && !form->classes ? quality : 0);
    put(v, channel->noisy);
    put(v, channel->any_active);
    put(v, channel->cases_active && j->class == ESC_EDIT_CASE);
    put(v, channel->blanks_active && j->class == ESC_EDIT_MERGE);
}

static void put_meant(struct vector *v, const esc_judgement *j, const esc_form *form) {
    const esc_candidate *candidate = j->arc->candidate;
    bool merge = j->class == ESC_EDIT_MERGE;
    put(v, candidate->capital_form);
    put(v, (candidate->classes & PERSONS) != 0);
    put(v, (form->classes & PERSONS) != 0);
    put(v, (form->classes & ~(PERSONS | ESC_LEX_WORD)) != 0);
    put(v, candidate->cased);
    put(v, candidate->lowered);
    put(v, merge ? j->unknown_parts : 0);
    put(v, merge && j->parts == 2);
    put(v, merge ? fminf(j->arc->forms[0]->letters, 10) / 10 : 0);
    put(v, j->arc->forms[0]->word != ESC_LM_UNKNOWN);
}

static void put_class(struct vector *v, const esc_channel *channel, const esc_judgement *j,
                      const esc_form *form) {
    static const esc_edit_class classes[] = {ESC_EDIT_REALWORD, ESC_EDIT_MERGE,   ESC_EDIT_SPLIT,
                                             ESC_EDIT_CASE,     ESC_EDIT_ACCENT,  ESC_EDIT_DIGIT,
                                             ESC_EDIT_ENDING,   ESC_EDIT_ACRONYM, ESC_EDIT_NAME};
    static const esc_edit_class by_gain[] = {ESC_EDIT_REALWORD, ESC_EDIT_MERGE,  ESC_EDIT_SPLIT,
                                             ESC_EDIT_CASE,     ESC_EDIT_ACCENT, ESC_EDIT_NAME};
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) put(v, j->class == classes[i]);
    for (size_t i = 0; i < sizeof by_gain / sizeof *by_gain; i++)
        put(v, j->class == by_gain[i] ? between(-5, j->gain_nats, 8) : 0);
    bool accent = j->class == ESC_EDIT_ACCENT, split = j->class == ESC_EDIT_SPLIT;
    put(v, accent && j->form && !form->classes);
    put(v, accent && j->form && !form->doubtful);
    put(v, accent && j->arc->candidate->capital_form);
    put(v, split ? channel->glue_nats : 0);
    put(v, j->class == ESC_EDIT_MERGE ? channel->blank_nats : 0);
    put(v, accent && form->kind == ESC_TOKEN_UPPER);
    put(v, split ? j->arc->candidate->log_frequency : 0);
}

// How much is amiss nearby.
static void put_around(struct vector *v, const esc_work *work, const esc_judgement *j, const esc_form *form) {
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
    put(v, doubtful / fmaxf(words, 1));
    put(v, capitals / fmaxf(words, 1));
    put(v, j->before ? fmaxf(j->before->log_frequency, -20) / 5 : -5);
    put(v, j->after ? fmaxf(j->after->log_frequency, -20) / 5 : -5);
    put(v, j->before && j->before->doubtful);
    put(v, j->after && j->after->doubtful);
    put(v, between(-60, -j->keep_nats, 0) / 10);
    put(v, (float)j->arc->forms[0]->letters - (float)form->letters);
    put(v, form->spelling_nats / fmaxf(form->letters, 1));
    put(v, j->arc->forms[0]->spelling_nats / fmaxf(j->arc->forms[0]->letters, 1));
    put(v, j->echoed);
    put(v, j->arc->witnessed);
    put(v, between(-20, j->slack_nats, 20));
}

void esc_judge_evidence(const esc_work *work, const esc_judgement *judgement, float ret[ESC_EVIDENCE_COUNT]) {
    static const esc_form none = {.text = "", .doubtful = true};
    const esc_form *form = judgement->form ? judgement->form : &none;
    esc_traits traits = esc_judgement_traits(work, judgement);
    struct vector v = {ret, 0};
    put_gain(&v, judgement, traits.shown);
    put_read(&v, judgement, form);
    put_place(&v, judgement, &traits, form);
    put_scan(&v, &work->channel, judgement, form);
    put_meant(&v, judgement, form);
    put_class(&v, &work->channel, judgement, form);
    put_around(&v, work, judgement, form);
    assert(v.count == ESC_EVIDENCE_COUNT);
}

float esc_judge_probability(const float evidence[ESC_EVIDENCE_COUNT]) {
    float odds = JUDGE_BASE;
    for (size_t tree = 0; tree < sizeof judge_roots / sizeof *judge_roots; tree++) {
        const struct node *node = &judge_nodes[judge_roots[tree]];
        while (node->skip) node += evidence[node->number] <= node->bound ? 1 : node->skip;
        odds += node->bound;
    }
    return 1 / (1 + expf(-odds));
}
