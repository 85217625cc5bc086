// SPDX-License-Identifier: GPL-3.0-or-later
// What a search keeps of what it finds: the best readings, in the case of what was read.
#include <string.h>

#include "base/utf8.h"
#include "correct/search_walk.h"

enum { MANY_SMALL = 3 };

pattern esc_search_pattern(const uint32_t *chars, int count) {
    int upper = 0, letters = 0;
    for (int i = 0; i < count; i++) upper += esc_utf8_is_upper(chars[i]);
    if (!upper) return SMALL; // most are
    for (int i = 0; i < count; i++) letters += esc_utf8_is_letter(chars[i]);
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

void esc_search_finish(struct search *s, esc_state state, float cost) {
    esc_candidate candidate = s->now;
    candidate.cost_nats = cost;
    candidate.log_frequency = esc_automaton_log_frequency(s->automaton, state.form);
    candidate.classes = esc_automaton_classes(s->automaton, state.form);
    // Names and the glossary's words count however rare they are.
    bool plain = !(candidate.classes & ~(unsigned)ESC_LEX_WORD);
    if (plain && candidate.log_frequency < s->limits.least_log_frequency) return;
    if (s->word_start) {
        if (s->made_count - s->word_start < ESC_LEAST_HALF) return;
        if (candidate.log_frequency > s->first_log_frequency)
            candidate.log_frequency = s->first_log_frequency;
        candidate.classes = ESC_LEX_WORD | (s->first_classes & candidate.classes);
    }
    if (write_form(s, &candidate)) keep(s->out, &candidate);
}
