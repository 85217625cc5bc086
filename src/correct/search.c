// SPDX-License-Identifier: GPL-3.0-or-later
// Depth first through one automaton. At each letter of what was read: the same letter; the `meant` side of
// every rule whose `seen` side stands there; at most once a blank, or more letters behind the end; once or,
// on noisy scans, up to three times any letter at all. A branch dies when the automaton has no such form or
// the cost passes the budget, so that a word of ten letters costs some microseconds.
#include "correct/search.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"

enum { MAX_ENDING = 3, LEAST_HALF = 2, MANY_SMALL = 3, LEAST_SMUDGED = 6, LONG_SMUDGED = 9 };

// A glued word's first half has to be as frequent as an article or a preposition …
#define HALF_LOG_FREQUENCY -7.5f
// … or both halves are long and frequent.
#define LONG_HALF_LOG_FREQUENCY -10.5f
// A second capital inside a word costs less than the first.
#define MORE_CAPITALS_NATS 1.0f
// A blank lost before a capital.
#define CAMEL_NATS 4.0f
// Of a form that needs any letter at all.
#define ANY_BUDGET_NATS 13.0f
// Of each further one.
#define MORE_SMUDGED_NATS 4.0f

typedef enum pattern { SMALL, CAPITALISED, CAPITALS } pattern;

struct search {
    const esc_lexicon *lexicon;
    const esc_automaton *automaton;
    const esc_channel *channel;
    const esc_search_limits *limits;
    esc_candidates *out;
    uint32_t seen[ESC_WORD_CHARS];        // as read
    uint32_t small[ESC_WORD_CHARS];       // in small letters
    float least_nats[ESC_WORD_CHARS];     // that a confusion of what was read there costs
    float least_rest[ESC_WORD_CHARS + 1]; // or of anything from there on
    bool plain;                           // small letters only
    int count;
    pattern pattern;
    bool digit_first;
    uint32_t made[ESC_WORD_CHARS * 2]; // the form so far
    int made_count;
    int second_at;  // what was read there
    int word_start; // where the form after the blank begins
    esc_candidate now;
    float first_log_frequency;
    unsigned first_classes;
    int anys;         // letters that stand for any other, so far
    int budget_steps; // a last defence against words that branch everywhere
};

static pattern pattern_of(const uint32_t *chars, int count) {
    int upper = 0, letters = 0;
    for (int i = 0; i < count; i++) {
        upper += esc_utf8_is_upper(chars[i]);
        letters += esc_utf8_is_letter(chars[i]);
    }
    bool capitalised = esc_utf8_is_upper(chars[0]) && letters - upper >= MANY_SMALL;
    if (upper * 2 > letters && letters > 1 && !capitalised) return CAPITALS;
    return esc_utf8_is_upper(chars[0]) ? CAPITALISED : SMALL;
}

static float rank(const esc_candidate *candidate) { return candidate->cost_nats - candidate->log_frequency; }

static void keep(esc_candidates *out, const esc_candidate *candidate) {
    int at = out->count;
    for (int i = 0; i < out->count; i++) {
        esc_candidate *old = &out->items[i];
        if (old->len != candidate->len || memcmp(old->text, candidate->text, old->len)) continue;
        old->classes |= candidate->classes;
        if (candidate->log_frequency > old->log_frequency) old->log_frequency = candidate->log_frequency;
        if (candidate->cost_nats >= old->cost_nats) return;
        unsigned classes = old->classes;
        float log_frequency = old->log_frequency;
        *old = *candidate;
        old->classes = classes;
        old->log_frequency = log_frequency;
        at = -1;
        break;
    }
    if (at == ESC_CANDIDATES) {
        if (rank(candidate) >= rank(&out->items[at - 1])) return;
        at--;
        out->count--;
    }
    if (at >= 0) {
        out->items[at] = *candidate;
        out->count++;
    }
    for (int i = 1; i < out->count; i++) // nearly sorted already
        for (int k = i; k > 0 && rank(&out->items[k]) < rank(&out->items[k - 1]); k--) {
            esc_candidate swap = out->items[k];
            out->items[k] = out->items[k - 1];
            out->items[k - 1] = swap;
        }
}

// The case of the letters read from `from` to `to`: of the whole word, or of one of two glued ones.
static pattern part_pattern(const struct search *s, int from, int to) {
    int upper = 0;
    for (int i = from; i < to; i++) upper += esc_utf8_is_upper(s->seen[i]);
    if (upper > 1 && upper == to - from) return CAPITALS;
    return esc_utf8_is_upper(s->seen[from]) ? CAPITALISED : SMALL;
}

// Writes the form in the case that was read. A form with a capital of its own keeps it.
static bool write_form(struct search *s, esc_candidate *candidate) {
    // Digits are as tall as capitals: 5ecretaria is Secretaria; but 1a is la.
    bool tall = s->digit_first && s->made[0] != 'l';
    pattern first = s->word_start ? part_pattern(s, 0, s->second_at) : tall ? CAPITALISED : s->pattern;
    if (s->now.lowered) first = SMALL;
    pattern second = s->word_start ? part_pattern(s, s->second_at, s->count) : SMALL;
    size_t at = 0;
    candidate->blank = 0;
    candidate->capital_form = false;
    for (int i = 0; i < s->made_count; i++) {
        if (at + 2 * ESC_UTF8_MAX >= sizeof candidate->text) return false;
        bool behind = s->word_start && i >= s->word_start, begins = i == 0 || (behind && i == s->word_start);
        if (behind && begins) {
            candidate->blank = (uint8_t)at;
            candidate->text[at++] = ' ';
        }
        uint32_t c = s->made[i];
        candidate->capital_form |= begins && esc_utf8_is_upper(c);
        pattern as = behind ? second : first;
        if (as == CAPITALS || (as == CAPITALISED && begins)) c = esc_utf8_upper(c);
        at += esc_utf8_put(candidate->text + at, c);
    }
    candidate->text[at] = 0;
    candidate->len = (uint8_t)at;
    return true;
}

static void finish(struct search *s, esc_state state, float cost) {
    esc_candidate candidate = s->now;
    candidate.cost_nats = cost;
    candidate.log_frequency = esc_automaton_log_frequency(s->automaton, state.form);
    candidate.classes = esc_automaton_classes(s->automaton, state.form);
    // Names and the glossary's words count however rare they are.
    bool plain = !(candidate.classes & ~(unsigned)ESC_LEX_WORD);
    if (plain && candidate.log_frequency < s->limits->least_log_frequency) return;
    if (s->word_start) {
        if (s->made_count - s->word_start < LEAST_HALF) return;
        if (candidate.log_frequency > s->first_log_frequency)
            candidate.log_frequency = s->first_log_frequency;
        candidate.classes = ESC_LEX_WORD | (s->first_classes & candidate.classes);
    }
    if (write_form(s, &candidate)) keep(s->out, &candidate);
}

static void walk(struct search *s, int at, esc_state state, float cost);

// Goes on through the letters meant, with the form's own capitals where capitals were read. odd: nats that a
// small letter costs where a capital was read inside a word.
static void step(struct search *s, int at, esc_state state, float cost, const uint32_t *meant, int meant_len,
                 float odd) {
    if (!meant_len) {
        walk(s, at, state, cost);
        return;
    }
    if (s->made_count >= ESC_WORD_CHARS) return;
    esc_state next = state;
    if (cost + odd <= s->limits->budget_nats && esc_state_next(s->automaton, &next, *meant)) {
        bool cased = s->now.cased;
        s->now.cased |= odd > 0;
        s->made[s->made_count++] = *meant;
        step(s, at, next, cost + odd, meant + 1, meant_len - 1, 0);
        s->made_count--;
        s->now.cased = cased;
    }
    bool first = s->made_count == s->word_start;
    bool capital_read = s->pattern == CAPITALS || (at && s->seen[at - 1] != s->small[at - 1]);
    bool capital_before = !first && esc_utf8_is_upper(s->made[s->made_count - 1]);
    if (!(first ? s->pattern != SMALL || s->digit_first || s->limits->names || s->word_start
                : capital_read && capital_before))
        return;
    uint32_t upper = esc_utf8_upper(*meant);
    next = state;
    if (upper == *meant || !esc_state_next(s->automaton, &next, upper)) return;
    s->made[s->made_count++] = upper;
    step(s, at, next, cost, meant + 1, meant_len - 1, 0);
    s->made_count--;
}

// What a form may cost in all by the rules.
static float rules_budget(const struct search *s) {
    return s->now.any ? fminf(s->limits->budget_nats, ANY_BUDGET_NATS) : s->limits->budget_nats;
}

static void apply_rules_to(struct search *s, const uint32_t *text, int at, esc_state state, float cost) {
    const esc_channel *channel = s->channel;
    int letters = s->pattern == CAPITALS ? ESC_RULE_CAPITALS : ESC_RULE_SMALL;
    if (text[at] >= 256) return;
    const float budget = rules_budget(s);
    for (int next = channel->by_first[text[at]]; next; next = channel->next[next - 1]) {
        int index = next - 1;
        const esc_rule *rule = &channel->rules[index];
        if (!(rule->letters & letters) || at + rule->seen_len > s->count) continue;
        if (s->limits->only_active && !channel->active[index]) continue;
        if (cost + channel->cost_nats[index] > budget) continue;
        if (rule->seen_len > 1 && memcmp(rule->seen, text + at, rule->seen_len * sizeof *text)) continue;
        uint8_t count = s->now.rule_count;
        if (count < ESC_CANDIDATE_RULES) s->now.rules[count] = (uint8_t)index;
        s->now.rule_count++;
        step(s, at + rule->seen_len, state, cost + channel->cost_nats[index], rule->meant, rule->meant_len,
             0);
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

// Whether another letter may stand for any; ret_cost is what it costs in all then.
static bool may_be_any(const struct search *s, float cost, float *ret_cost) {
    float least = s->limits->budget_nats;
    if (s->anys) {
        // Names in capitals are near to other words: PEUMOS, PERROS.
        int most = s->count < LEAST_SMUDGED || s->pattern != SMALL || !s->channel->noisy ? 1
                   : s->count < LONG_SMUDGED                                             ? 2
                                                                                         : 3;
        if (s->anys >= most) return false;
        *ret_cost = cost + MORE_SMUDGED_NATS;
        least = fminf(least, s->channel->any_nats + MORE_SMUDGED_NATS * (float)s->anys + 1);
    } else {
        *ret_cost = cost + s->channel->any_nats;
        least = fminf(least, ANY_BUDGET_NATS);
    }
    return *ret_cost <= least;
}

// Any letter for the one read, none for it, or one that was lost before it. On a noisy scan a long word with
// one such letter is smudged: further ones cost less.
static void apply_any(struct search *s, int at, esc_state state, float cost) {
    if (!may_be_any(s, cost, &cost)) return;
    s->anys++;
    s->now.any = true;
    if (at < s->count && at) walk(s, at + 1, state, cost);
    for (uint32_t arc = state.node; arc && s->made_count < ESC_WORD_CHARS;
         arc = esc_arc_after(s->automaton, arc)) {
        uint32_t c = esc_arc_code(s->automaton, arc);
        if (!esc_utf8_is_lower(c)) continue;
        esc_state below = esc_arc_follow(s->automaton, state, arc);
        s->made[s->made_count++] = c;
        walk(s, at, below, cost);
        if (at < s->count && s->small[at] != c) walk(s, at + 1, below, cost);
        s->made_count--;
    }
    s->anys--;
    s->now.any = s->anys > 0;
}

// A word ends here and another begins: a blank was lost.
static void apply_glue(struct search *s, int at, esc_state state, float cost) {
    // PilarDelgado: the capital tells where the blank was.
    bool camel =
        at && s->seen[at] != s->small[at] && s->seen[at - 1] == s->small[at - 1] && s->made_count > 2;
    cost += camel ? CAMEL_NATS : s->channel->glue_nats;
    if (!s->limits->glue || s->word_start || !state.final || cost > s->limits->budget_nats) return;
    if (s->count - at < LEAST_HALF) return;
    float log_frequency = esc_automaton_log_frequency(s->automaton, state.form);
    bool long_half = s->made_count >= 4 && s->count - at >= 4 && log_frequency > LONG_HALF_LOG_FREQUENCY;
    if (log_frequency < HALF_LOG_FREQUENCY && !long_half && !camel) return;
    s->word_start = s->made_count;
    s->second_at = at;
    s->first_log_frequency = log_frequency;
    s->first_classes = esc_automaton_classes(s->automaton, state.form);
    const esc_automaton *own = s->automaton;
    for (int i = 0; i < ESC_LEXICON_AUTOMATA; i++) {
        s->automaton = esc_lexicon_automaton(s->lexicon, i);
        if (s->automaton && s->automaton->form_count) walk(s, at, esc_automaton_root(s->automaton), cost);
    }
    s->automaton = own;
    s->word_start = 0;
}

// Up to MAX_ENDING letters lost at the end of the line.
static void apply_ending(struct search *s, esc_state state, float cost, int left) {
    for (uint32_t arc = state.node; arc && left && s->made_count < ESC_WORD_CHARS;
         arc = esc_arc_after(s->automaton, arc)) {
        esc_state below = esc_arc_follow(s->automaton, state, arc);
        s->made[s->made_count++] = esc_arc_code(s->automaton, arc);
        if (below.final) finish(s, below, cost);
        apply_ending(s, below, cost + 0.7f, left - 1);
        s->made_count--;
    }
}

// Whether all that can be afforded is the rest as it was read.
static bool is_spent(const struct search *s, int at, float cost) {
    float more;
    return s->plain && s->now.any && s->made_count > s->word_start &&
           cost + s->least_rest[at] > rules_budget(s) && !may_be_any(s, cost, &more) &&
           (s->word_start || !s->limits->glue || cost + s->channel->glue_nats > s->limits->budget_nats);
}

static void take_rest(struct search *s, int at, esc_state state, float cost) {
    const int made_count = s->made_count;
    while (at < s->count && s->made_count < ESC_WORD_CHARS &&
           esc_state_next(s->automaton, &state, s->small[at]))
        s->made[s->made_count++] = s->small[at++];
    if (at == s->count && state.final) finish(s, state, cost);
    s->made_count = made_count;
}

static void walk(struct search *s, int at, esc_state state, float cost) {
    if (s->budget_steps-- <= 0) return;
    if (is_spent(s, at, cost)) {
        take_rest(s, at, state, cost);
        return;
    }
    if (at == s->count) {
        if (state.final) finish(s, state, cost);
        if (s->limits->any_letter) apply_any(s, at, state, cost);
        if (s->limits->ending && !s->now.any && cost + s->channel->ending_nats <= s->limits->budget_nats) {
            s->now.ended = true;
            apply_ending(s, state, cost + s->channel->ending_nats, MAX_ENDING);
            s->now.ended = false;
        }
        return;
    }
    // A capital inside a word of small letters costs extra, but not where a glued word may begin.
    bool inside = s->pattern != CAPITALS && at > 0 && s->made_count != s->word_start;
    float odd =
        inside && s->seen[at] != s->small[at] ? s->now.cased ? MORE_CAPITALS_NATS : s->channel->case_nats : 0;
    step(s, at + 1, state, cost, &s->small[at], 1, odd);
    apply_rules(s, at, state, cost);
    if (s->limits->any_letter) apply_any(s, at, state, cost);
    if (at) apply_glue(s, at, state, cost);
}

static void find_least(struct search *s) {
    const esc_channel *channel = s->channel;
    s->least_rest[s->count] = INFINITY;
    for (int at = s->count - 1; at >= 0; at--) {
        const uint32_t c = s->pattern == CAPITALS ? s->small[at] : s->seen[at];
        s->least_nats[at] = INFINITY;
        for (int next = c < 256 ? channel->by_first[c] : 0; next; next = channel->next[next - 1])
            if (channel->active[next - 1] || !s->limits->only_active)
                s->least_nats[at] = fminf(s->least_nats[at], channel->cost_nats[next - 1]);
        s->least_rest[at] = fminf(s->least_rest[at + 1], s->least_nats[at]);
    }
}

void esc_search(const esc_lexicon *lexicon, const esc_channel *channel, const char *text, size_t len,
                const esc_search_limits *limits, esc_candidates *ret) {
    struct search s = {.lexicon = lexicon, .channel = channel, .limits = limits, .out = ret};
    ret->count = 0;
    for (const char *p = text, *end = text + len; p < end;) {
        if (s.count == ESC_WORD_CHARS) return;
        s.seen[s.count] = esc_utf8_next(&p, end);
        s.small[s.count] = esc_utf8_lower(s.seen[s.count]);
        s.count++;
    }
    if (!s.count) return;
    s.pattern = pattern_of(s.seen, s.count);
    s.digit_first = s.pattern == SMALL && esc_utf8_is_digit(s.seen[0]) && s.count > 1;
    s.plain = !s.digit_first && !memcmp(s.seen, s.small, (size_t)s.count * sizeof *s.seen);
    find_least(&s);
    for (int i = 0; i < ESC_LEXICON_AUTOMATA; i++) {
        s.automaton = esc_lexicon_automaton(lexicon, i);
        if (!s.automaton || !s.automaton->form_count) continue;
        s.budget_steps = 200000;
        walk(&s, 0, esc_automaton_root(s.automaton), 0);
    }
}
