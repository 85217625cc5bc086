// SPDX-License-Identifier: GPL-3.0-or-later
// Decoding: Viterbi with a beam over the lattice of "leave it" and the arcs, scored by channel and language
// model. Only where there are arcs: islands of doubt, with some words of context on both sides. Then every
// edit that the best path makes has to win alone, all others standing, against leaving that place as it was,
// by the margin of its class.
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/pulse.h"
#include "correct/confidence.h"
#include "correct/echoes.h"
#include "correct/guards.h"
#include "correct/judge.h"
#include "correct/work.h"

enum { BEAM = 24, CONTEXT = 4, LOOKAHEAD = 3, MOST_HISTORIES = 50000, READINGS = 3 };

// An edit that does not pass its margin is never said to be surer than this.
#define MOST_UNSURE 0.5f
// What is so much worse than the best that gets to its place is not gone on with.
#define BEAM_NATS 12.0f
// Of two readings of one place, these are as good as each other; the worse one is not worth a look.
#define NEAR_NATS 2.0f
#define FAR_NATS 6.0f

// A hypothesis: the units before some place, read in one way.
struct hypothesis {
    esc_context state;
    float score;
    uint32_t back, unit; // where it came from, and the unit that the last step began at
    const esc_arc *arc;  // NULL: left alone
};

struct place { // the hypotheses that end before a unit
    uint32_t ids[BEAM];
    uint32_t keys[BEAM]; // of their contexts: what differs here is not the same
    float scores[BEAM];
    int count, worst; // worst: where it is full
};

struct decoder {
    esc_work *work;
    struct hypothesis *hypotheses;
    uint32_t hypotheses_count, hypotheses_cap;
    struct place *places;
    uint32_t places_count, places_cap;
};

bool esc_breaks_before(const esc_work *work, uint32_t unit) {
    if (!unit) return true;
    const esc_unit *before = &work->units.units[unit - 1], *this = before + 1;
    if (before->line == this->line) return false;
    if (work->doc->lines[before->line].page != work->doc->lines[this->line].page)
        return this->kind != ESC_TOKEN_WORD;
    return this->line > before->line + 1 && this->kind != ESC_TOKEN_WORD;
}

// The next word, by the models and by what the document says elsewhere.
static float go(const esc_work *work, uint32_t unit, uint32_t span, const esc_form *form, bool left,
                const esc_context *from, esc_context *to) {
    const esc_form *before = from->word;
    const float nats = esc_form_step(&work->forms, form, from, to);
    return work->echoes ? nats + esc_echo_nats(work->echoes, unit, span, form, left, before, nats) : nats;
}

// A mark that closes something begins no line of its own: dirt, or torn from the line above.
static bool is_stray(const esc_work *work, uint32_t unit) {
    const esc_unit *this = &work->units.units[unit];
    if (this->kind != ESC_TOKEN_PUNCT || !this->first || this->last || !work->channel.noisy) return false;
    const esc_form *form = work->form_of[unit];
    return form->len == 1 && strchr(",;:.", *form->text) && this[1].blank_before &&
           this[1].kind == ESC_TOKEN_WORD;
}

// A unit as every path comes to it.
struct entry {
    uint32_t unit;
    bool breaks; // what stands before it tells nothing
    bool stray;
};

static struct entry entry_of(const esc_work *work, uint32_t unit) {
    return (struct entry){unit, esc_breaks_before(work, unit), is_stray(work, unit)};
}

// One step of a path.
struct step {
    struct entry at;
    const esc_arc *arc;
};

static float leave(const esc_work *work, struct entry at, const esc_context *from, esc_context *to) {
    const esc_unit *unit = &work->units.units[at.unit];
    if (at.breaks && !at.stray) { // no paragraph begins with what is stray
        const esc_context nothing = esc_context_nothing();
        return leave(work, (struct entry){.unit = at.unit}, &nothing, to);
    }
    if (!at.stray && !unit->junk && !unit->speck)
        return go(work, at.unit, 1, work->form_of[at.unit], true, from, to);
    *to = *from;
    return 0;
}

static float take(const esc_work *work, struct entry at, const esc_arc *arc, const esc_context *from,
                  esc_context *to) {
    const esc_context nothing = esc_context_nothing();
    if (at.breaks) from = &nothing;
    float score = go(work, at.unit, arc->span, arc->forms[0], false, from, to) - arc->cost_nats;
    for (int i = 1; i < ESC_ARC_WORDS && arc->forms[i]; i++) {
        esc_context between = *to;
        score += go(work, at.unit, arc->span, arc->forms[i], false, &between, to);
    }
    return score;
}

// A step of a path.
static float go_by(const esc_work *work, const struct step *step, const esc_context *from, esc_context *to) {
    return step->arc ? take(work, step->at, step->arc, from, to) : leave(work, step->at, from, to);
}

static uint32_t key_of(const esc_context *context) {
    return (context->word ? context->word->id : UINT32_MAX) * 31 + context->history;
}

static void find_worst(struct place *p) {
    p->worst = 0;
    for (int i = 1; i < BEAM; i++)
        if (p->scores[i] < p->scores[p->worst]) p->worst = i;
}

static void reach(struct decoder *d, uint32_t place, const struct hypothesis *new) {
    struct place *p = &d->places[place];
    if (p->count == BEAM && new->score <= p->scores[p->worst]) return;
    const uint32_t key = key_of(&new->state);
    int at = 0;
    while (at < p->count &&
           (p->keys[at] != key || !esc_context_same(&d->hypotheses[p->ids[at]].state, &new->state)))
        at++;
    if (at < p->count && new->score <= p->scores[at]) return;
    if (at == BEAM) at = p->worst;
    if (at == p->count) {
        ESC_RESERVE(d, hypotheses, 1);
        p->ids[p->count++] = d->hypotheses_count++;
    }
    p->keys[at] = key;
    p->scores[at] = new->score;
    d->hypotheses[p->ids[at]] = *new;
    if (p->count == BEAM) find_worst(p);
}

static float best_score(const struct place *place) {
    float best = -INFINITY;
    for (int i = 0; i < place->count; i++) best = fmaxf(best, place->scores[i]);
    return best;
}

// Searches units first … end-1; gives the best path's steps in order (owned by the caller).
static struct step *search(struct decoder *d, uint32_t first, uint32_t end, uint32_t *ret_count) {
    const esc_work *work = d->work;
    d->hypotheses_count = 0;
    d->places_count = 0;
    ESC_RESERVE(d, places, end - first + 1);
    for (uint32_t i = 0; i <= end - first; i++) d->places[i].count = 0;
    struct hypothesis start = {.state = esc_context_nothing()};
    reach(d, 0, &start);
    for (uint32_t unit = first; unit < end; unit++) {
        const struct place *place = &d->places[unit - first]; // nothing more gets there
        const float least = best_score(place) - BEAM_NATS;
        const struct entry at = entry_of(work, unit);
        for (int i = 0; i < place->count; i++) {
            if (place->scores[i] < least) continue;
            struct hypothesis from = d->hypotheses[place->ids[i]], to = {.back = place->ids[i], .unit = unit};
            to.score = from.score + leave(work, at, &from.state, &to.state);
            reach(d, unit - first + 1, &to);
            const esc_arcs *arcs = &work->arcs_of[unit];
            for (uint32_t a = 0; a < arcs->arcs_count; a++) {
                const esc_arc *arc = &arcs->arcs[a];
                if (unit + arc->span > end) continue;
                to.arc = arc;
                to.score = from.score + take(work, at, arc, &from.state, &to.state);
                reach(d, unit - first + arc->span, &to);
            }
        }
    }
    const struct place *last = &d->places[end - first];
    int best = 0;
    for (int i = 1; i < last->count; i++)
        if (last->scores[i] > last->scores[best]) best = i;
    uint32_t count = 0;
    for (uint32_t id = last->ids[best]; id; id = d->hypotheses[id].back) count++;
    struct step *steps = esc_alloc_zero(count, sizeof *steps);
    *ret_count = count;
    for (uint32_t id = last->ids[best]; id; id = d->hypotheses[id].back)
        steps[--count] = (struct step){entry_of(work, d->hypotheses[id].unit), d->hypotheses[id].arc};
    return steps;
}

// What stands before a place: a path's context there, and its score.
struct before {
    esc_context state;
    float score;
};

// The context before step at.
static struct before score_before(const esc_work *work, const struct step *steps, uint32_t at) {
    struct before before = {.state = esc_context_nothing()};
    for (uint32_t i = at >= CONTEXT ? at - CONTEXT : 0; i < at; i++) {
        esc_context to;
        before.score += go_by(work, &steps[i], &before.state, &to);
        before.state = to;
    }
    return before;
}

// The score of the neighbourhood of step at behind that context, with arc there (NULL: its units left alone).
static float score_around(const esc_work *work, const struct before *before, const struct step *steps,
                          uint32_t count, uint32_t at, const esc_arc *arc) {
    esc_context state = before->state, to;
    float score = before->score;
    const uint32_t span = steps[at].arc && !arc ? steps[at].arc->span : 1;
    for (uint32_t u = 0; u < span; u++) {
        const struct entry here = u ? entry_of(work, steps[at].at.unit + u) : steps[at].at;
        score += go_by(work, &(struct step){here, arc}, &state, &to);
        state = to;
    }
    for (uint32_t i = at + 1; i < count && i <= at + LOOKAHEAD; i++) {
        score += go_by(work, &steps[i], &state, &to);
        state = to;
    }
    return score;
}

// What stands before a step, as the path reads it; NULL at a paragraph's start.
static const esc_form *form_before(const esc_work *work, const struct step *steps, uint32_t at) {
    if (at) {
        const esc_arc *arc = steps[at - 1].arc;
        if (!arc) return work->form_of[steps[at - 1].at.unit];
        int last = 0;
        while (last + 1 < ESC_ARC_WORDS && arc->forms[last + 1]) last++;
        return arc->forms[last];
    }
    return steps[0].at.unit ? work->form_of[steps[0].at.unit - 1] : NULL;
}

// What stands behind a step as the path reads it; NULL at the end.
static const esc_form *form_after(const esc_work *work, const struct step *steps, uint32_t count,
                                  uint32_t at) {
    if (at + 1 >= count) return NULL;
    return steps[at + 1].arc ? steps[at + 1].arc->forms[0] : work->form_of[steps[at + 1].at.unit];
}

// The noun before a step that it may belong to; NULL where that one hangs on another (de la ley previstos).
static const esc_form *head_before(const esc_work *work, const struct step *steps, uint32_t at) {
    uint32_t unit = steps[at].at.unit;
    for (uint32_t back = 2; back <= 3 && back <= unit; back++) {
        const esc_form *form = work->form_of[unit - back];
        if (!strcmp(form->text, "de") || !strcmp(form->text, "del")) return NULL;
    }
    return form_before(work, steps, at);
}

// The gender of persons and offices follows their article, never frequency.
static bool gender_holds(const esc_work *work, const struct step *steps, uint32_t at) {
    const esc_arc *arc = steps[at].arc;
    const esc_form *read = work->form_of[steps[at].at.unit], *meant = arc->forms[0];
    if (arc->span > 1 || arc->forms[1] || !esc_guard_gender(read, meant)) return true;
    const esc_form *before = form_before(work, steps, at);
    // Where article and noun agree as they stand, both are right: las Consejeras.
    const esc_form *raw = steps[at].at.unit ? work->form_of[steps[at].at.unit - 1] : NULL;
    if (raw && esc_guard_asks(raw) && esc_guard_asks(raw) == esc_guard_ending(read)) return false;
    char asked = before ? esc_guard_asks(before) : 0;
    return asked && asked != esc_guard_ending(read) && asked == esc_guard_ending(meant);
}

// True where a given name stands before the unit and a surname behind it: Netzahualcóyotl Fiares Rodríguez.
static bool between_names(const esc_work *work, uint32_t unit) {
    if (!unit || unit + 1 >= work->units.units_count) return false;
    const esc_form *before = work->form_of[unit - 1], *after = work->form_of[unit + 1];
    return before->kind == ESC_TOKEN_CAPITAL && before->classes & ESC_LEX_GIVEN &&
           after->kind == ESC_TOKEN_CAPITAL && after->classes & ESC_LEX_SURNAME;
}

static void describe(esc_work *work, esc_change *change, const esc_arc *arc) {
    const esc_candidate *candidate = arc->candidate;
    if (!candidate->rule_count) return;
    char text[ESC_RULE_TEXT];
    esc_rule_text(&work->channel.rules[candidate->rules[0]], text);
    change->confusion = esc_arena_strndup(work->arena, text, strlen(text));
    if (work->channel.active[candidate->rules[0]])
        change->scan_rate = expf(-work->channel.cost_nats[candidate->rules[0]]);
}

// True where a name or a title stands beside the step's unit as it was read.
static bool beside_name(const esc_work *work, uint32_t unit) {
    static const unsigned names = ESC_LEX_GIVEN | ESC_LEX_SURNAME | ESC_LEX_TITLE;
    for (uint32_t i = unit >= 2 ? unit - 2 : 0; i <= unit + 1 && i < work->units.units_count; i++) {
        const esc_form *form = work->form_of[i];
        if (i != unit && form->kind == ESC_TOKEN_CAPITAL && form->classes & names) return true;
    }
    return false;
}

// Whether a sentence, an entry or a heading begins at unit, as far as what stands before it tells.
static bool may_begin(const esc_work *work, uint32_t unit) {
    if (!unit) return true;
    const esc_form *before = work->form_of[unit - 1];
    if (before->kind == ESC_TOKEN_WORD) return false;
    return !(before->len == 1 && strchr(",;", *before->text));
}

// Whether the document has what is meant twice behind the same word, and what was read here only.
static bool is_echoed(const esc_work *work, const struct step *steps, uint32_t at) {
    const esc_arc *arc = steps[at].arc;
    const esc_form *before = form_before(work, steps, at);
    if (!work->echoes || !before || arc->span > 1 || arc->forms[1]) return false;
    return esc_echo_pairs(work->echoes, before, arc->forms[0]) >= 2 &&
           esc_echo_pairs(work->echoes, before, work->form_of[steps[at].at.unit]) <= 1;
}

// What may be meant at a step, and the score of its neighbourhood with it.
struct reading {
    const esc_arc *arc;
    float score;
};

// A step's likeliest readings: its own arc, and the best of the others that read as many units.
struct readings {
    struct reading of[READINGS];
    int count;
    uint8_t near;  // how many are hardly worse than the first, these or others
    float without; // the score with its units left alone
};

static bool says(const struct reading *reading, const esc_arc *arc) { // the model folds case
    return !strcasecmp(reading->arc->candidate->text, arc->candidate->text);
}

// Takes in a reading that is not the step's own, if it is among the best; of one text only the best.
static void put_reading(struct readings *readings, struct reading new) {
    int at = 1;
    while (at < readings->count && !says(&readings->of[at], new.arc)) at++;
    if (at < READINGS && at == readings->count)
        readings->count++;
    else if (readings->of[at < READINGS ? at : --at].score >= new.score)
        return;
    for (; at > 1 && readings->of[at - 1].score < new.score; at--) readings->of[at] = readings->of[at - 1];
    readings->of[at] = new;
}

// Whether a step makes another word of one of the dictionary; lo and la tell too little.
static bool is_doubt(const esc_work *work, const struct step *step) {
    const esc_form *form = work->form_of[step->at.unit];
    return step->arc && step->arc->span == 1 && form->classes & ESC_LEX_WORD && form->letters > 2;
}

// The score of the neighbourhood of step at with its units left alone, and with them the words beside it that
// the path makes others of: each of "las señoras concejalas" speaks for the others as they were read.
// Infinitely bad where there are none.
static float without_neighbors(const esc_work *work, struct step *steps, uint32_t count, uint32_t at) {
    enum { NEAR = 2 };
    const esc_arc *arcs[2 * NEAR + 1];
    uint32_t from = at, to = at + 1;
    if (!is_doubt(work, &steps[at])) return -INFINITY;
    while (from && at - from < NEAR && is_doubt(work, &steps[from - 1])) from--;
    while (to < count && to - at <= NEAR && is_doubt(work, &steps[to])) to++;
    if (to - from == 1) return -INFINITY;
    for (uint32_t i = from; i < to; i++) arcs[i - from] = steps[i].arc, steps[i].arc = NULL;
    const struct before before = score_before(work, steps, at);
    const float score = score_around(work, &before, steps, count, at, NULL);
    for (uint32_t i = from; i < to; i++) steps[i].arc = arcs[i - from];
    return score;
}

static struct readings readings_at(const esc_work *work, const struct before *before, struct step *steps,
                                   uint32_t count, uint32_t at) {
    const esc_arc *own = steps[at].arc;
    const esc_arcs *arcs = &work->arcs_of[steps[at].at.unit];
    struct readings readings = {.of = {{own, score_around(work, before, steps, count, at, own)}},
                                .count = 1,
                                .without = fmaxf(score_around(work, before, steps, count, at, NULL),
                                                 without_neighbors(work, steps, count, at))};
    for (uint32_t a = 0; a < arcs->arcs_count; a++) {
        const esc_arc *other = &arcs->arcs[a];
        if (other == own || other->span != own->span || says(readings.of, other)) continue;
        const struct reading new = {other, score_around(work, before, steps, count, at, other)};
        if (new.score > readings.of[0].score - NEAR_NATS && readings.near < UINT8_MAX) readings.near++;
        put_reading(&readings, new);
    }
    return readings;
}

// What reading i of a step gains, and all else that is to be known to judge it.
static esc_judgement weigh(const esc_work *work, const struct before *before, const struct step *steps,
                           uint32_t count, uint32_t at, const struct readings *readings, int i) {
    const struct reading *reading = &readings->of[i];
    const esc_arc *arc = reading->arc;
    const float rival = i ? readings->of[0].score : readings->count > 1 ? readings->of[1].score : -INFINITY;
    esc_judgement judgement = {.class = arc->class,
                               .gain_nats = reading->score - readings->without,
                               .lead_nats = reading->score - rival,
                               .keep_nats = -readings->without,
                               .rank = (uint8_t)i,
                               .near = readings->near,
                               .unit = steps[at].at.unit,
                               .echoed = is_echoed(work, steps, at),
                               .form = arc->span == 1 ? work->form_of[steps[at].at.unit] : NULL,
                               .arc = arc,
                               .beside_name = beside_name(work, steps[at].at.unit),
                               .between_names = between_names(work, steps[at].at.unit),
                               .before = head_before(work, steps, at),
                               .after = form_after(work, steps, count, at),
                               .line_first = work->units.units[steps[at].at.unit].first,
                               .line_last = work->units.units[steps[at].at.unit + arc->span - 1].last,
                               .begins = may_begin(work, steps[at].at.unit)};
    esc_context behind, next;
    judgement.expected_nats = take(work, steps[at].at, arc, &before->state, &behind) + arc->cost_nats;
    if (at + 1 < count) judgement.next_nats = go_by(work, &steps[at + 1], &behind, &next);
    for (uint32_t u = 0; u < arc->span && arc->span > 1; u++) {
        judgement.parts++;
        judgement.unknown_parts += work->form_of[steps[at].at.unit + u]->doubtful;
    }
    judgement.slack_nats = esc_judgement_slack(work, &judgement);
    return judgement;
}

static void observe(const esc_work *work, uint32_t unit, const esc_judgement *judgement, bool passes,
                    const float *evidence) {
    const esc_unit *first = &work->units.units[unit], *last = first + judgement->arc->span - 1;
    const esc_correct_observed seen = {.line = first->line,
                                       .off = first->raw.off - work->doc->lines[first->line].raw.off,
                                       .len = last->raw.off + last->raw.len - first->raw.off,
                                       .class = (uint8_t)judgement->class,
                                       .passes = passes,
                                       .after = judgement->arc->candidate->text,
                                       .evidence = evidence,
                                       .evidence_count = ESC_EVIDENCE_COUNT};
    work->options->observe(work->options->observe_to, &seen);
}

// Whether there is enough amiss for a second look.
static bool decodes_twice(const esc_work *work) { return work->channel.noisy || work->channel.any_active; }

// What is recorded: a rare word is searched like one that is none, but to a person it is a word.
static esc_edit_class class_of(const esc_judgement *judgement) {
    bool word = judgement->form && judgement->form->classes & ESC_LEX_WORD;
    return word && judgement->class == ESC_EDIT_NONWORD ? ESC_EDIT_REALWORD : judgement->class;
}

// What becomes of a reading.
struct decision {
    enum { GIVEN_UP, SUGGESTED, MADE } what;
    float confidence, gain_nats;
    esc_edit_class class;
};

// Decides on an edit. final: not in a first decoding of two, which is only listened to: neither suggestions
// nor how sure an edit is are heard.
static struct decision decide(const esc_work *work, const esc_judgement *judgement, bool held, bool final) {
    const bool asked = final && work->options->observe && !held;
    const bool may_suggest = final && judgement->form && judgement->gain_nats > 0;
    float evidence[ESC_EVIDENCE_COUNT];
    esc_verdict most = {.right = 1}, verdict = {0};
    struct decision decision = {.gain_nats = judgement->gain_nats, .class = class_of(judgement)};
    // The judge costs more than all else here: it is not asked where no answer would change anything.
    if (!may_suggest && !asked && (held || !esc_judgement_passes(work, judgement, &most))) return decision;
    const bool ruled = !held && esc_judgement_passes(work, judgement, &verdict);
    bool sure = ruled;
    if (final || !ruled) {
        esc_judge_evidence(work, judgement, evidence);
        verdict = (esc_verdict){.right = esc_judge_right(evidence)};
        sure = !held && esc_judgement_passes(work, judgement, &verdict);
        if (sure && !ruled) {
            verdict.harms = esc_judge_harms(evidence);
            sure = esc_judgement_passes(work, judgement, &verdict);
        }
    }
    if (asked) observe(work, judgement->unit, judgement, sure, evidence);
    decision.what = sure ? MADE : may_suggest ? SUGGESTED : GIVEN_UP;
    decision.confidence = sure ? verdict.right : fminf(verdict.right, MOST_UNSURE);
    return decision;
}

// Decides on the edit at a step, by its arc or another reading that is likelier right: ret says it, perhaps
// as a mere suggestion; false where it is given up. The step's arc becomes what was chosen.
static bool judge(esc_work *work, const struct before *before, struct step *steps, uint32_t count,
                  uint32_t at, esc_change *ret) {
    const struct readings readings = readings_at(work, before, steps, count, at);
    const bool final = work->echoes || !decodes_twice(work);
    struct decision best = {0};
    int chosen = 0;
    for (int i = 0; i < (final ? readings.count : 1); i++) {
        if (readings.of[i].score < readings.of[0].score - FAR_NATS) break;
        steps[at].arc = readings.of[i].arc;
        const bool held = !(work->options->leave_out & ESC_CORRECT_GUARDS) && !gender_holds(work, steps, at);
        const esc_judgement judgement = weigh(work, before, steps, count, at, &readings, i);
        const struct decision decision = decide(work, &judgement, held, final);
        if (decision.what > best.what ||
            (decision.what == best.what && decision.confidence > best.confidence))
            best = decision, chosen = i;
    }
    const esc_arc *arc = steps[at].arc = readings.of[chosen].arc;
    if (!best.what) return false;
    const int second = !chosen;
    *ret = (esc_change){
        .after = arc->candidate->text,
        .runner_up = second < readings.count ? readings.of[second].arc->candidate->text : NULL,
        .confidence = best.confidence,
        .cost_keep_nats = -readings.without,
        .cost_edit_nats = -readings.without - best.gain_nats,
        .scan_rate = -1,
        .class = (uint8_t)best.class,
        .by = arc->forms[0]->classes & ESC_LEX_USER && !arc->forms[1] ? ESC_BY_GLOSSARY : ESC_BY_MODEL,
        .suggest = best.what == SUGGESTED};
    describe(work, ret, arc);
    return true;
}

// Whether a word that the best path leaves alone is none, or surprising, and there are other readings of it.
static bool may_have_second(const esc_work *work, uint32_t unit) {
    return work->arcs_of[unit].arcs_count &&
           (work->form_of[unit]->doubtful || work->units.units[unit].surprising);
}

// The best of those readings; NULL: none.
static const esc_arc *second_thought(const esc_work *work, const struct before *before,
                                     const struct step *steps, uint32_t count, uint32_t at) {
    uint32_t unit = steps[at].at.unit;
    const esc_arcs *arcs = &work->arcs_of[unit];
    const esc_arc *best = NULL;
    float best_score = -INFINITY;
    for (uint32_t a = 0; a < arcs->arcs_count; a++) {
        const esc_arc *arc = &arcs->arcs[a];
        float score = arc->span == 1 ? score_around(work, before, steps, count, at, arc) : -INFINITY;
        if (score > best_score) best_score = score, best = arc;
    }
    return best;
}

static void decode_island(struct decoder *d, uint32_t first, uint32_t begin, uint32_t end, uint32_t last) {
    esc_work *work = d->work;
    uint32_t count;
    ESC_AUTOFREE struct step *steps = search(d, first, last, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (steps[i].at.unit < begin || steps[i].at.unit >= end) continue;
        uint32_t span = steps[i].arc ? steps[i].arc->span : 1;
        esc_change change;
        bool second = !steps[i].arc, edit = false;
        if (!second || may_have_second(work, steps[i].at.unit)) {
            const struct before before = score_before(work, steps, i);
            if (second) steps[i].arc = second_thought(work, &before, steps, count, i);
            edit =
                steps[i].arc && judge(work, &before, steps, count, i, &change) && !(second && change.suggest);
        }
        if (!edit || change.suggest) steps[i].arc = NULL; // the others are judged without it
        for (uint32_t u = 0; u < (edit ? 1 : span); u++) {
            esc_piece *piece = esc_pieces_add(&work->pieces, steps[i].at.unit + u, edit ? span : 1);
            if (edit)
                *esc_piece_change(piece, change.class, change.by, change.after, change.confidence) = change;
        }
    }
}

static void decode(esc_work *work) {
    uint32_t units = work->units.units_count;
    struct decoder d = {.work = work};
    for (uint32_t unit = 0; unit < units;) {
        if (!work->arcs_of[unit].arcs_count) {
            esc_pieces_add(&work->pieces, unit, 1);
            unit++;
            continue;
        }
        // The island ends where no arc reaches and none begins within the model's sight.
        uint32_t end = unit, quiet = 0, at = unit;
        for (; at < units && (at < end || quiet <= LOOKAHEAD); at++) {
            quiet++;
            for (uint32_t a = 0; a < work->arcs_of[at].arcs_count; a++) {
                uint32_t reach_to = at + work->arcs_of[at].arcs[a].span;
                if (reach_to > end) end = reach_to;
            }
            if (at < end) quiet = 0;
        }
        uint32_t first = unit >= CONTEXT ? unit - CONTEXT : 0;
        uint32_t last = end + LOOKAHEAD < units ? end + LOOKAHEAD : units;
        decode_island(&d, first, unit, end, last);
        esc_histories_trim(work->forms.histories, MOST_HISTORIES);
        esc_pulse();
        unit = end;
    }
    free(d.hypotheses);
    free(d.places);
}

static void decode_again(esc_work *work) {
    esc_echoes *echoes = esc_echoes_listen(work);
    esc_pieces_free(&work->pieces);
    esc_echoes_offer(echoes, work);
    work->echoes = echoes;
    decode(work);
    work->echoes = NULL;
    esc_echoes_free(echoes);
}

void esc_work_decode(esc_work *work) {
    decode(work);
    if (decodes_twice(work)) decode_again(work);
    for (uint32_t u = 0; u < work->units.units_count; u++) free(work->arcs_of[u].arcs);
    free(work->arcs_of);
    work->arcs_of = NULL;
}
