// SPDX-License-Identifier: GPL-3.0-or-later
// Depth first through one automaton. At each letter of what was read: the same letter; the `meant` side of
// every rule whose `seen` side stands there; at most once a blank, or more letters behind the end; once or,
// on noisy scans, up to three times any letter at all. A branch dies when the automaton has no such form or
// the cost passes the budget, so that a word of ten letters costs some microseconds. Nearly all of the time
// goes into the last of several any letters: once nothing else can be afforded, the arcs are only looked
// through for those behind which the rest of the word goes on (esc_automaton's ahead).
#include "correct/search_walk.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"

enum { MAX_ENDING = 3, LEAST_SMUDGED = 6, LONG_SMUDGED = 9, MOST_STEPS = 200000 };

// A glued word's first half has to be as frequent as an article or a preposition …
#define HALF_LOG_FREQUENCY -7.5f
// … or both halves are long and frequent.
#define LONG_HALF_LOG_FREQUENCY -10.5f
// A second capital inside a word costs less than the first.
#define MORE_CAPITALS_NATS 1.0f
// A blank lost before a capital.
#define CAMEL_NATS 4.0f
// Of each further one.
#define MORE_SMUDGED_NATS 4.0f

static float lesser(float a, float b) { return a < b ? a : b; }

// What can be afforded, beside the letters as they were read. RULES: and blanks that were lost.
enum left { ALL, RULES, ONE_ANY, NOTHING };

static void walk(struct search *s, int at, esc_state state, float cost);
static void try_all(struct search *s, enum left left, int at, esc_state state, float cost);

// Whether a letter's own capital may be meant where its small one is, right behind what the form has so far.
// capital_read: a capital was read for it.
static bool may_be_capital(const struct search *s, bool capital_read) {
    if (s->made_count == s->word_start)
        return s->pattern != SMALL || s->digit_first || s->limits.names || s->word_start;
    return capital_read && esc_utf8_is_upper(s->made[s->made_count - 1]);
}

static void step(struct search *s, int at, esc_state state, float cost, const uint32_t *meant, int meant_len);

static inline void go_further(struct search *s, int at, esc_state state, float cost, const uint32_t *meant,
                              int meant_len) {
    if (meant_len)
        step(s, at, state, cost, meant, meant_len);
    else
        walk(s, at, state, cost);
}

// Goes on through the form's own capital for the first letter meant, and the others.
static void step_by_capital(struct search *s, int at, esc_state state, float cost, const uint32_t *meant,
                            int meant_len) {
    const uint32_t upper = esc_utf8_upper(*meant);
    if (s->made_count >= ESC_WORD_CHARS || upper == *meant) return;
    if (!esc_state_next(s->automaton, &state, upper)) return;
    s->made[s->made_count++] = upper;
    go_further(s, at, state, cost, meant + 1, meant_len - 1);
    s->made_count--;
}

static bool is_capital_read(const struct search *s, int at) {
    return s->pattern == CAPITALS || s->seen[at] != s->small[at];
}

// Goes on through the letters meant, with the form's own capitals where capitals were read.
static void step(struct search *s, int at, esc_state state, float cost, const uint32_t *meant,
                 int meant_len) {
    if (s->made_count >= ESC_WORD_CHARS) return;
    esc_state next = state;
    if (cost <= s->limits.budget_nats && esc_state_next(s->automaton, &next, *meant)) {
        s->made[s->made_count++] = *meant;
        go_further(s, at, next, cost, meant + 1, meant_len - 1);
        s->made_count--;
    }
    if (at > s->plain_from && s->pattern != CAPITALS && s->made_count != s->word_start) return; // most
    if (may_be_capital(s, s->pattern == CAPITALS || (at && is_capital_read(s, at - 1))))
        step_by_capital(s, at, state, cost, meant, meant_len);
}

// What a form may cost in all by the rules.
static inline float rules_budget(const struct search *s) { return s->rules_budget[s->anys > 0]; }

// Whether a form's own capitals may be meant from at on, by a rule.
static inline bool may_be_capitals(const struct search *s, int at) {
    if (at >= s->plain_from && s->pattern != CAPITALS && s->made_count != s->word_start) return false;
    return may_be_capital(s, true);
}

static void apply_rules_to(struct search *s, const uint32_t *text, int at, esc_state state, float cost) {
    const esc_channel *channel = s->channel;
    if (text[at] >= 256) return;
    const esc_rules *rules = s->anys ? s->rules_beside_any : s->rules;
    const esc_rules_sum *sum = &rules->sum[text[at]];
    const bool capitals = may_be_capitals(s, at); // what is ahead tells nothing of them
    if (!capitals && !(state.ahead & sum->ahead)) return;
    const float budget = rules_budget(s);
    for (const esc_rule_brief *brief = rules->row + sum->from, *end = rules->row + sum->to; brief < end;
         brief++) {
        if (!capitals && (state.ahead & brief->ahead) != brief->ahead) continue; // most of them
        if (cost + brief->cost_nats > budget) continue;
        const esc_rule *rule = &channel->rules[brief->rule];
        if (at + rule->seen_len > s->count) continue;
        if (rule->seen_len > 1 && memcmp(rule->seen, text + at, rule->seen_len * sizeof *text)) continue;
        uint8_t count = s->now.rule_count;
        if (count < ESC_CANDIDATE_RULES) s->now.rules[count] = (uint8_t)brief->rule;
        s->now.rule_count++;
        step(s, at + rule->seen_len, state, cost + brief->cost_nats, rule->meant, rule->meant_len);
        s->now.rule_count = count;
    }
}

static void apply_rules(struct search *s, int at, esc_state state, float cost) {
    const uint32_t *text = s->pattern == CAPITALS ? s->small : s->seen;
    if (at && cost + s->least_nats[at] > rules_budget(s)) return;
    // A capital that begins a word is tried as its small letter; I and J also as the l that they look like.
    if (at == 0 && s->pattern == CAPITALISED) {
        if (s->seen[0] == 'I' || s->seen[0] == 'J') {
            s->now.lowered = true;
            apply_rules_to(s, s->seen, at, state, cost);
            s->now.lowered = false;
        }
        text = s->small;
    }
    apply_rules_to(s, text, at, state, cost);
}

// Whether another letter may stand for any where anys do; ret_cost is what it costs in all then.
static inline bool may_be_any(const struct search *s, int anys, float cost, float *ret_cost) {
    *ret_cost = cost + s->any_nats[anys];
    return *ret_cost <= s->any_budget[anys];
}

// What can still be afforded behind a place that is reached at that cost, by anys letters that stand for any
// other; where no capitals of the form's own are in question.
static inline enum left what_is_left(const struct search *s, int at, int anys, float cost) {
    if (s->limits.ending && !anys) return ALL;
    const bool more =
        cost + s->glue_nats <= s->limits.budget_nats || cost + s->least_rest[at] <= rules_budget(s);
    float with, further;
    if (!may_be_any(s, anys, cost, &with)) return more ? RULES : NOTHING;
    return !more && anys && !may_be_any(s, anys + 1, with, &further) ? ONE_ANY : ALL;
}

// The like, whatever capitals.
static enum left left_of(const struct search *s, int at, float cost) {
    const bool first = s->made_count == s->word_start;
    if (first || (at < s->plain_from && may_be_capital(s, true))) return ALL; // the form's own
    return what_is_left(s, at, s->anys, cost);
}

// What has to be ahead: one of some, one of more, and all of all. So what an arc needs is told without asking
// what is left.
struct need {
    uint64_t some, more, all;
};

static const struct need NEVER = {0, 0, 0};

static inline struct need need_of(const struct search *s, enum left left, int at) {
    const struct ruled *ruled = s->anys ? s->ruled_beside_any : s->ruled;
    switch (left) {
    case RULES:
        return (struct need){ruled[at].next, ruled[at].after, 0};
    case ONE_ANY:
        return (struct need){s->rest_but_one[at], ~0ull, 0};
    case NOTHING:
        return (struct need){~0ull, ~0ull, s->rest[at]};
    case ALL:
        break;
    }
    return (struct need){~0ull, ~0ull, 0};
}

static inline bool is_ahead(struct need need, uint64_t ahead) {
    return ahead & need.some && ahead & need.more && (ahead & need.all) == need.all;
}

// Whether that can lead on from at, by what is ahead: is_ahead of need_of, as most come here.
static inline bool leads_on(const struct search *s, enum left left, int at, uint64_t ahead) {
    if (left == ALL) return true;
    if (left == NOTHING) return (ahead & s->rest[at]) == s->rest[at];
    if (left == ONE_ANY) return ahead & s->rest_but_one[at];
    const struct ruled *ruled = s->anys ? &s->ruled_beside_any[at] : &s->ruled[at];
    return ahead & ruled->next && ahead & ruled->after;
}

// What a capital read inside of a word costs more where a small letter is meant, but not where a glued word
// may begin.
static inline float case_nats(const struct search *s, int at) {
    if (at >= s->plain_from) return 0;
    const bool inside = s->pattern != CAPITALS && at > 0 && s->made_count != s->word_start;
    if (!inside || s->seen[at] == s->small[at]) return 0;
    return s->now.cased ? MORE_CAPITALS_NATS : s->channel->case_nats;
}

// Goes on by the letter that was read, in small; false where that cannot be.
static inline bool follow(struct search *s, int at, esc_state *state, float *cost) {
    if (!(state->ahead & s->kinds[at])) return false; // most cannot
    const float odd = case_nats(s, at);
    if (s->made_count >= ESC_WORD_CHARS || *cost + odd > s->limits.budget_nats) return false;
    if (!esc_state_follow(s->automaton, state, s->labels[at], s->kinds[at])) return false;
    s->now.cased |= odd > 0;
    *cost += odd;
    s->made[s->made_count++] = s->small[at];
    return true;
}

// From at on, through every automaton.
static void walk_all(struct search *s, int at, float cost) {
    for (int i = 0; i < ESC_LEXICON_AUTOMATA; i++) {
        s->automaton = esc_lexicon_automaton(s->lexicon, i);
        if (!s->automaton->form_count) continue; // no glossary
        s->labels = s->labels_in[i];
        if (!at) s->budget_steps = MOST_STEPS;
        walk(s, at, esc_automaton_root(s->automaton), cost);
    }
}

static void begin_second(struct search *s, int at, esc_state state, float cost) {
    bool camel = s->camel[at] && s->made_count > 2;
    cost += camel ? CAMEL_NATS : s->channel->glue_nats;
    if (cost > s->limits.budget_nats || s->count - at < ESC_LEAST_HALF) return;
    float log_frequency = esc_automaton_log_frequency(s->automaton, state.form);
    bool long_half = s->made_count >= 4 && s->count - at >= 4 && log_frequency > LONG_HALF_LOG_FREQUENCY;
    if (log_frequency < HALF_LOG_FREQUENCY && !long_half && !camel) return;
    s->word_start = s->made_count;
    s->second_at = at;
    s->first_log_frequency = log_frequency;
    s->first_classes = esc_automaton_classes(s->automaton, state.form);
    const esc_automaton *own = s->automaton;
    const uint8_t *labels = s->labels;
    const float glue_nats = s->glue_nats;
    s->glue_nats = INFINITY;
    walk_all(s, at, cost);
    s->glue_nats = glue_nats;
    s->automaton = own;
    s->labels = labels;
    s->word_start = 0;
}

// A word ends here and another begins: a blank was lost.
static inline void apply_glue(struct search *s, int at, esc_state state, float cost) {
    if (!esc_is_final(state) || s->glue_nats == INFINITY) return;
    if (s->camel[at] || cost + s->glue_nats <= s->limits.budget_nats) begin_second(s, at, state, cost);
}

// The rest as it was read, some of it in capitals.
static void take_capital_rest(struct search *s, int at, esc_state state, float cost) {
    const int made_count = s->made_count;
    const bool cased = s->now.cased;
    esc_state next = state;
    float next_cost = cost;
    if (at == s->count) {
        if (esc_is_final(state)) esc_search_finish(s, state, cost);
    } else if (follow(s, at, &next, &next_cost)) {
        take_capital_rest(s, at + 1, next, next_cost);
    }
    s->made_count = made_count;
    s->now.cased = cased;
    if (s->camel[at]) apply_glue(s, at, state, cost);
}

// The rest as it was read, which can lead on.
static void take_rest(struct search *s, int at, esc_state state, float cost) {
    if (at < s->rest_from) {
        take_capital_rest(s, at, state, cost);
        return;
    }
    for (int i = at; i < s->count; i++)
        if (!esc_state_follow(s->automaton, &state, s->labels[i], s->kinds[i]) ||
            !leads_on(s, NOTHING, i + 1, state.ahead))
            return;
    const int rest = s->count - at;
    if (s->made_count + rest > ESC_WORD_CHARS) return;
    memcpy(s->made + s->made_count, s->small + at, (size_t)rest * sizeof *s->made);
    s->made_count += rest;
    esc_search_finish(s, state, cost);
    s->made_count -= rest;
}

// Whether the last any letter was of that kind and stands right here.
static bool is_right_behind(const struct search *s, enum any any, int at) {
    return s->last_any.any == any && s->last_any.at == at && s->last_any.made_count == s->made_count;
}

// Several any letters in a row come to the same in whatever order: one order is enough. One that is lost and
// one that is invented are another one, and cheaper.
static bool may_be_invented(const struct search *s, int at) {
    if (!at || at >= s->count) return false;
    return !is_right_behind(s, LOST, at) && !(is_right_behind(s, OTHER, at) && at > 1);
}

static bool may_be_lost(const struct search *s, int at) {
    return !is_right_behind(s, INVENTED, at) && !is_right_behind(s, OTHER, at);
}

// Whether an arc of state has a small letter, and leads to a form that may be offered.
static inline bool offers(const struct search *s, esc_state state, const esc_automaton_arc *arc) {
    return s->automaton->small[esc_arc_label(arc)] && (s->rare || esc_arc_offers(s->automaton, state, arc));
}

// Any letter for the one read, none for it, or one that was lost before it; then the rest as it was read.
static void take_last_any(struct search *s, int at, esc_state state, float cost) {
    if (!may_be_any(s, s->anys, cost, &cost)) return;
    const bool inside = at < s->count, lost = may_be_lost(s, at);
    if (may_be_invented(s, at) && leads_on(s, NOTHING, at + 1, state.ahead))
        take_rest(s, at + 1, state, cost);
    // One arc at least has to go on with what is read here or next.
    const uint64_t behind = s->rest_but_one[at] >> ESC_AHEAD_SECOND << ESC_AHEAD_SECOND;
    if (s->made_count >= ESC_WORD_CHARS || !(state.ahead & behind)) return;
    const uint64_t before = lost ? s->rest[at] : ~0ull, instead = inside ? s->rest[at + 1] : ~0ull;
    const esc_automaton *a = s->automaton;
    for (const esc_automaton_arc *arc = esc_arc_first(a, state); arc; arc = esc_arc_after(arc)) {
        const uint64_t ahead = arc->ahead;
        if ((ahead & before) != before && (ahead & instead) != instead) continue; // most of them
        if (!offers(s, state, arc)) continue;
        const esc_state below = esc_arc_follow(state, arc);
        const uint32_t c = s->made[s->made_count++] = esc_arc_code(a, arc);
        if (lost && (ahead & before) == before) take_rest(s, at, below, cost);
        if (inside && (ahead & instead) == instead && c != s->small[at]) take_rest(s, at + 1, below, cost);
        s->made_count--;
    }
}

// The rest as it was read but for one any letter, which is tried from the end on; it can lead on.
static void take_rest_but_one(struct search *s, int at, esc_state state, float cost) {
    if (at == s->count) {
        if (esc_is_final(state)) esc_search_finish(s, state, cost);
    } else {
        const bool cased = s->now.cased;
        esc_state next = state;
        float next_cost = cost;
        if (follow(s, at, &next, &next_cost)) {
            if (leads_on(s, ONE_ANY, at + 1, next.ahead)) take_rest_but_one(s, at + 1, next, next_cost);
            s->made_count--;
            s->now.cased = cased;
        }
    }
    take_last_any(s, at, state, cost);
    if (s->camel[at]) apply_glue(s, at, state, cost);
}

// Goes on behind an any letter with what is left.
static void go_on(struct search *s, enum any any, enum left left, int at, esc_state state, float cost) {
    const struct last_any before = s->last_any;
    s->last_any = (struct last_any){any, at, s->made_count};
    if (left == NOTHING)
        take_rest(s, at, state, cost);
    else if (left == ONE_ANY)
        take_rest_but_one(s, at, state, cost);
    else
        try_all(s, left, at, state, cost);
    s->last_any = before;
}

// Any letter for the one read, none for it, or one that was lost before it. On a noisy scan a long word with
// one such letter is smudged: further ones cost less.
static void apply_any(struct search *s, int at, esc_state state, float cost) {
    if (!may_be_any(s, s->anys, cost, &cost)) return;
    const bool inside = at < s->count, invented = may_be_invented(s, at), lost = may_be_lost(s, at);
    s->anys++;
    s->now.any = true;
    if (invented) {
        const enum left left = left_of(s, at + 1, cost);
        if (leads_on(s, left, at + 1, state.ahead)) go_on(s, INVENTED, left, at + 1, state, cost);
    }
    const esc_automaton *a = s->automaton;
    const enum left here = lost ? what_is_left(s, at, s->anys, cost) : NOTHING;
    const enum left behind = inside ? what_is_left(s, at + 1, s->anys, cost) : NOTHING;
    const struct need before = lost ? need_of(s, here, at) : NEVER,
                      instead = inside ? need_of(s, behind, at + 1) : NEVER;
    for (const esc_automaton_arc *arc = esc_arc_first(a, state); arc; arc = esc_arc_after(arc)) {
        const uint64_t ahead = arc->ahead;
        if (!(is_ahead(before, ahead) || is_ahead(instead, ahead)) || !offers(s, state, arc)) continue;
        if (s->made_count >= ESC_WORD_CHARS) break;
        const esc_state below = esc_arc_follow(state, arc);
        const uint32_t c = s->made[s->made_count++] = esc_arc_code(a, arc);
        if (is_ahead(before, ahead)) go_on(s, LOST, here, at, below, cost);
        if (is_ahead(instead, ahead) && c != s->small[at]) go_on(s, OTHER, behind, at + 1, below, cost);
        s->made_count--;
    }
    s->anys--;
    s->now.any = s->anys > 0;
}

// Up to MAX_ENDING letters lost at the end of the line.
static void apply_ending(struct search *s, esc_state state, float cost, int left) {
    if (!left || s->made_count >= ESC_WORD_CHARS) return;
    for (const esc_automaton_arc *arc = esc_arc_first(s->automaton, state); arc; arc = esc_arc_after(arc)) {
        esc_state below = esc_arc_follow(state, arc);
        s->made[s->made_count++] = esc_arc_code(s->automaton, arc);
        if (esc_is_final(below)) esc_search_finish(s, below, cost);
        apply_ending(s, below, cost + 0.7f, left - 1);
        s->made_count--;
    }
}

// The letter as it was read, or the form's own capital for it.
static inline void read_on(struct search *s, int at, esc_state state, float cost) {
    const bool cased = s->now.cased;
    esc_state next = state;
    float next_cost = cost;
    if (follow(s, at, &next, &next_cost)) {
        walk(s, at + 1, next, next_cost);
        s->made_count--;
        s->now.cased = cased;
    }
    if (may_be_capital(s, is_capital_read(s, at))) step_by_capital(s, at + 1, state, cost, &s->small[at], 1);
}

static void try_all(struct search *s, enum left left, int at, esc_state state, float cost) {
    if (s->budget_steps-- <= 0) return;
    if (at == s->count) {
        if (esc_is_final(state)) esc_search_finish(s, state, cost);
        if (left == RULES) return;
        if (s->limits.any_letter) apply_any(s, at, state, cost);
        if (s->limits.ending && !s->now.any && cost + s->channel->ending_nats <= s->limits.budget_nats) {
            s->now.ended = true;
            apply_ending(s, state, cost + s->channel->ending_nats, MAX_ENDING);
            s->now.ended = false;
        }
        return;
    }
    read_on(s, at, state, cost);
    apply_rules(s, at, state, cost);
    if (left == ALL && s->limits.any_letter) apply_any(s, at, state, cost);
    if (at) apply_glue(s, at, state, cost);
}

static void walk(struct search *s, int at, esc_state state, float cost) {
    const enum left left = left_of(s, at, cost);
    if (!leads_on(s, left, at, state.ahead)) return;
    if (left == NOTHING)
        take_rest(s, at, state, cost);
    else if (left == ONE_ANY)
        take_rest_but_one(s, at, state, cost);
    else
        try_all(s, left, at, state, cost);
}

// The rules that this word may need.
static void choose_rules(struct search *s) {
    const int letters = s->pattern == CAPITALS;
    s->rules = s->limits.only_active ? &s->channel->active_rules[letters] : &s->channel->all_rules[letters];
    s->rules_beside_any = s->limits.only_active ? s->rules : &s->channel->rules_beside_any[letters];
}

// What may be afforded beside the letters as they were read.
static void set_budgets(struct search *s) {
    const float budget = s->limits.budget_nats;
    s->rules_budget[0] = budget;
    s->rules_budget[1] = lesser(budget, ESC_ANY_BUDGET_NATS);
    for (int anys = 0; anys <= ESC_MOST_ANYS; anys++) {
        s->any_nats[anys] = anys ? MORE_SMUDGED_NATS : s->channel->any_nats;
        s->any_budget[anys] = !s->limits.any_letter || (anys && anys >= s->most_anys) ? -INFINITY
                              : anys
                                  ? lesser(budget, s->channel->any_nats + MORE_SMUDGED_NATS * (float)anys + 1)
                                  : lesser(budget, ESC_ANY_BUDGET_NATS);
    }
    s->glue_nats = s->limits.glue ? s->channel->glue_nats : INFINITY;
}

// What has to be ahead at `at`, where c was read, and behind are known the places after it. lost: what is
// ahead where a form may end there, as a blank was lost.
static inline struct ruled ruled_at(const struct search *s, const esc_rules *rules,
                                    const struct ruled *behind, int at, uint32_t c, uint64_t lost) {
    struct ruled ret = {s->kinds[at] | lost, behind[at + 1].next << ESC_AHEAD_SECOND | lost};
    if (c >= 256) return ret;
    const esc_rules_sum *sum = &rules->sum[c];
    ret.next |= sum->ahead;
    ret.after |= (uint64_t)sum->second << ESC_AHEAD_SECOND;
    for (int skip = 2; sum->skips >> skip && at + skip <= s->count; skip++)
        if (sum->skips >> skip & 1) ret.after |= behind[at + skip].next << ESC_AHEAD_SECOND;
    return ret;
}

// Fills least_nats, least_rest and what has to be ahead.
static void look_ahead(struct search *s) {
    const uint64_t final = 1ull << ESC_AHEAD_FINAL;
    s->least_rest[s->count] = INFINITY;
    s->rest[s->count] = final;
    s->ruled[s->count] = s->ruled_beside_any[s->count] = (struct ruled){final, ~0ull};
    s->rest_but_one[s->count] = final | final << ESC_AHEAD_SECOND;
    const uint64_t lost = s->limits.glue ? final : 0; // where a blank was lost, a form ends
    uint64_t next = final;
    s->camel[s->count] = false;
    for (int at = s->count - 1; at >= 0; at--) {
        const uint32_t c = s->pattern == CAPITALS ? s->small[at] : s->seen[at];
        const uint64_t own = s->kinds[at] = 1u << esc_ahead_kind(s->small[at]);
        s->rest[at] = own | next << ESC_AHEAD_SECOND;
        if (s->limits.any_letter) s->rest_but_one[at] = (own | next) | (own | next) << ESC_AHEAD_SECOND;
        next = own;
        s->least_nats[at] = c < 256 ? s->rules->sum[c].least_nats : INFINITY;
        s->ruled[at] = ruled_at(s, s->rules, s->ruled, at, c, lost);
        if (s->limits.any_letter)
            s->ruled_beside_any[at] = ruled_at(s, s->rules_beside_any, s->ruled_beside_any, at, c, lost);
        s->least_rest[at] = lesser(s->least_rest[at + 1], s->least_nats[at]);
        s->camel[at] =
            at && at < s->plain_from && s->seen[at] != s->small[at] && s->seen[at - 1] == s->small[at - 1];
        if (!s->camel[at] && !s->camel[at + 1]) continue; // a form may end there
        s->rest[at] = s->camel[at] ? 0 : own;
        if (s->limits.any_letter) s->rest_but_one[at] |= final | final << ESC_AHEAD_SECOND;
    }
}

void esc_search(const esc_lexicon *lexicon, const esc_channel *channel, const char *text, size_t len,
                const esc_search_limits *limits, esc_candidates *ret) {
    struct search s; // what is large in it is filled as far as the word goes
    s.lexicon = lexicon;
    s.channel = channel;
    s.limits = *limits;
    s.out = ret;
    s.count = s.plain_from = 0;
    ret->count = 0;
    uint32_t all = 0;
    for (const char *p = text, *end = text + len; p < end;) {
        if (s.count == ESC_WORD_CHARS) return;
        s.seen[s.count] = esc_utf8_next(&p, end);
        s.small[s.count] = esc_utf8_lower(s.seen[s.count]);
        all |= s.seen[s.count];
        s.count++;
        if (s.seen[s.count - 1] != s.small[s.count - 1]) s.plain_from = s.count;
    }
    if (!s.count) return;
    // Below U+0100 what is no small letter's capital is no capital.
    s.pattern = s.plain_from || all >= 0x100 ? esc_search_pattern(s.seen, s.count) : SMALL;
    s.digit_first = s.pattern == SMALL && esc_utf8_is_digit(s.seen[0]) && s.count > 1;
    // Names in capitals are near to other words: PEUMOS, PERROS.
    const bool one_any = limits->one_any || s.count < LEAST_SMUDGED || s.pattern != SMALL || !channel->noisy;
    s.most_anys = one_any ? 1 : s.count < LONG_SMUDGED ? 2 : 3;
    choose_rules(&s);
    set_budgets(&s);
    look_ahead(&s);
    s.rest_from = s.plain_from;
    if (s.pattern == CAPITALS) // which cost nothing
        while (s.rest_from > 0 && !s.camel[s.rest_from - 1]) s.rest_from--;
    s.rare = limits->least_log_frequency < ESC_RARE_LOG_FREQUENCY;
    for (int i = 0; i < s.plain_from; i++) s.rare |= s.camel[i];
    for (int i = 0; i < ESC_LEXICON_AUTOMATA; i++) {
        const esc_automaton *a = esc_lexicon_automaton(lexicon, i);
        for (int at = 0; at < s.count && a->form_count; at++)
            s.labels_in[i][at] = esc_label_of(a, s.small[at]);
    }
    s.made_count = s.word_start = s.second_at = s.anys = 0;
    s.last_any = (struct last_any){0};
    s.now = (esc_candidate){0};
    walk_all(&s, 0, 0);
}
