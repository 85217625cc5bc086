// SPDX-License-Identifier: GPL-3.0-or-later
#include "correct/channel.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "doc/doc.h"
#include "lexicon/automaton.h"

// Background rates a letter. They are those of an ordinary scan; a document's own rates replace them where
// it shows them (adapt.c). Set by hand from the shapes of letters, in four steps: frequent, usual, rare, odd.
#define FREQUENT 3e-3f
#define USUAL 1.2e-3f
#define RARE 5e-4f
#define ODD 2e-4f

static const struct {
    const char *seen, *meant;
    float rate;
    esc_rule_case letters;
    esc_edit_class class;
} table[] = {
    // One-storey a, worn or filled round letters.
    {"o", "a", USUAL, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"a", "o", USUAL, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"ó", "á", USUAL, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"á", "ó", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"o", "á", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"a", "ó", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"ó", "a", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"c", "e", USUAL, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"e", "c", USUAL, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"e", "o", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"o", "e", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"e", "a", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"a", "e", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"c", "o", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"o", "c", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"c", "é", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"s", "a", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"a", "s", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"s", "e", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    // Strokes that run together or fall apart.
    {"rn", "m", USUAL, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"m", "rn", USUAL, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"in", "m", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"ni", "m", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"nn", "m", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"iii", "m", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"m", "in", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"m", "ni", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"n", "m", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"m", "n", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"ri", "n", USUAL, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"n", "ri", USUAL, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"ii", "n", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"ii", "u", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"n", "u", USUAL, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"u", "n", USUAL, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"u", "ii", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"v", "u", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"u", "v", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"v", "y", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"y", "v", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"v", "r", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"r", "v", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"vv", "w", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"cl", "d", USUAL, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"d", "cl", USUAL, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"ci", "d", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"ol", "d", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"d", "ci", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"li", "h", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"h", "li", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"h", "ti", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"h", "b", USUAL, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"b", "h", USUAL, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"h", "n", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"n", "h", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"r", "n", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"n", "r", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"r", "c", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"c", "r", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"g", "q", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"q", "g", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"p", "g", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"b", "l", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    // Slender letters.
    {"f", "t", USUAL, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"t", "f", USUAL, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"l", "t", USUAL, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"t", "l", USUAL, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"i", "t", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"t", "i", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"r", "t", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"t", "r", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"c", "t", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"t", "c", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"i", "r", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"r", "i", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"i", "l", USUAL, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"l", "i", USUAL, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"l", "í", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"f", "l", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"j", "i", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"i", "j", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"I", "l", FREQUENT, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"J", "l", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"J", "j", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"fi", "ñ", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"ft", "ñ", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD}, // seftor
    {"ti", "fi", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"fi", "ti", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    // What Tesseract makes of touching letters, and single ones that many of its pages show.
    {"ñ", "rí", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"í", "rí", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"r", "rí", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"ñ", "ri", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"íñ", "rí", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"n", "rí", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"n", "rt", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"n", "rr", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"m", "nt", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"m", "rr", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"u", "tr", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"u", "ti", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"h", "lí", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"h", "it", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"h", "il", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"r", "m", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"f", "r", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"l", "f", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"g", "c", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"d", "o", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"a", "d", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"g", "o", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"a", "u", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"f", "fi", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"h", "ll", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"s", "g", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"d", "a", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"s", "c", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"s", "r", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"i", "u", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"g", "a", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"g", "s", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"g", "e", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"g", "d", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"d", "c", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"b", "d", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"r", "p", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"ti", "u", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"u", "o", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"ñ", "r", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"fi", "n", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"im", "un", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"rí", "n", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"nu", "mi", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"e", "t", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"v", "tr", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"úi", "ü", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"to", "ió", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"a", "fi", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"l", "c", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"h", "f", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    // Strokes of bad scans; elsewhere such words are of another language.
    {"ti", "h", ODD, ESC_RULE_WORN, ESC_EDIT_NONWORD},
    {"tl", "u", ODD, ESC_RULE_WORN, ESC_EDIT_NONWORD},
    {"li", "u", ODD, ESC_RULE_WORN, ESC_EDIT_NONWORD},
    {"il", "u", ODD, ESC_RULE_WORN, ESC_EDIT_NONWORD},
    {"ra", "m", ODD, ESC_RULE_WORN, ESC_EDIT_NONWORD},
    {"m", "ra", ODD, ESC_RULE_WORN, ESC_EDIT_NONWORD},
    {"m", "ur", ODD, ESC_RULE_WORN, ESC_EDIT_NONWORD},
    {"m", "ir", ODD, ESC_RULE_WORN, ESC_EDIT_NONWORD},
    {"ir", "m", ODD, ESC_RULE_WORN, ESC_EDIT_NONWORD},
    {"ri", "m", ODD, ESC_RULE_WORN, ESC_EDIT_NONWORD},
    {"rr", "m", ODD, ESC_RULE_WORN, ESC_EDIT_NONWORD},
    {"rn", "n", ODD, ESC_RULE_WORN, ESC_EDIT_NONWORD},
    {"u", "il", ODD, ESC_RULE_WORN, ESC_EDIT_NONWORD},
    {"u", "li", ODD, ESC_RULE_WORN, ESC_EDIT_NONWORD},
    {"l", "d", ODD, ESC_RULE_WORN, ESC_EDIT_NONWORD},
    {"d", "l", ODD, ESC_RULE_WORN, ESC_EDIT_NONWORD},
    // Digits and marks for letters.
    {"1", "l", USUAL, ESC_RULE_SMALL, ESC_EDIT_DIGIT},
    {"1", "i", USUAL, ESC_RULE_BOTH, ESC_EDIT_DIGIT},
    {"1", "í", RARE, ESC_RULE_BOTH, ESC_EDIT_DIGIT},
    {"0", "o", USUAL, ESC_RULE_BOTH, ESC_EDIT_DIGIT},
    {"0", "a", ODD, ESC_RULE_SMALL, ESC_EDIT_DIGIT},
    {"6", "ó", USUAL, ESC_RULE_BOTH, ESC_EDIT_DIGIT},
    {"6", "o", RARE, ESC_RULE_BOTH, ESC_EDIT_DIGIT},
    {"6", "é", ODD, ESC_RULE_SMALL, ESC_EDIT_DIGIT},
    {"6", "g", RARE, ESC_RULE_CAPITALS, ESC_EDIT_DIGIT},
    {"5", "s", USUAL, ESC_RULE_BOTH, ESC_EDIT_DIGIT},
    {"8", "b", USUAL, ESC_RULE_CAPITALS, ESC_EDIT_DIGIT},
    {"8", "s", ODD, ESC_RULE_BOTH, ESC_EDIT_DIGIT},
    {"9", "g", RARE, ESC_RULE_SMALL, ESC_EDIT_DIGIT},
    {"4", "a", ODD, ESC_RULE_BOTH, ESC_EDIT_DIGIT},
    {"2", "z", RARE, ESC_RULE_BOTH, ESC_EDIT_DIGIT},
    {"3", "a", ODD, ESC_RULE_SMALL, ESC_EDIT_DIGIT},
    {"!", "i", RARE, ESC_RULE_BOTH, ESC_EDIT_NONWORD},
    {"!", "l", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"!", "t", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"|", "l", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"|", "i", RARE, ESC_RULE_BOTH, ESC_EDIT_NONWORD},
    {"~", "n", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"~", "ñ", RARE, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"~", "m", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    {"$", "s", RARE, ESC_RULE_BOTH, ESC_EDIT_NONWORD},
    // Accents lost, invented, turned.
    {"a", "á", FREQUENT, ESC_RULE_BOTH, ESC_EDIT_ACCENT},
    {"e", "é", FREQUENT, ESC_RULE_BOTH, ESC_EDIT_ACCENT},
    {"i", "í", FREQUENT, ESC_RULE_BOTH, ESC_EDIT_ACCENT},
    {"o", "ó", FREQUENT, ESC_RULE_BOTH, ESC_EDIT_ACCENT},
    {"u", "ú", FREQUENT, ESC_RULE_BOTH, ESC_EDIT_ACCENT},
    {"u", "ü", FREQUENT, ESC_RULE_BOTH, ESC_EDIT_ACCENT},
    {"n", "ñ", FREQUENT, ESC_RULE_BOTH, ESC_EDIT_ACCENT},
    {"á", "a", RARE, ESC_RULE_BOTH, ESC_EDIT_ACCENT},
    {"é", "e", RARE, ESC_RULE_BOTH, ESC_EDIT_ACCENT},
    {"í", "i", RARE, ESC_RULE_BOTH, ESC_EDIT_ACCENT},
    {"ó", "o", RARE, ESC_RULE_BOTH, ESC_EDIT_ACCENT},
    {"ú", "u", RARE, ESC_RULE_BOTH, ESC_EDIT_ACCENT},
    {"ñ", "n", RARE, ESC_RULE_BOTH, ESC_EDIT_ACCENT},
    {"é", "ó", RARE, ESC_RULE_SMALL, ESC_EDIT_ACCENT},
    {"ó", "é", RARE, ESC_RULE_SMALL, ESC_EDIT_ACCENT},
    {"ii", "ü", RARE, ESC_RULE_SMALL, ESC_EDIT_ACCENT},
    {"il", "ü", RARE, ESC_RULE_SMALL, ESC_EDIT_ACCENT},
    {"ij", "ü", RARE, ESC_RULE_SMALL, ESC_EDIT_ACCENT},
    {"à", "á", USUAL, ESC_RULE_BOTH, ESC_EDIT_ACCENT},
    {"è", "é", USUAL, ESC_RULE_BOTH, ESC_EDIT_ACCENT},
    {"ì", "í", USUAL, ESC_RULE_BOTH, ESC_EDIT_ACCENT},
    {"ò", "ó", USUAL, ESC_RULE_BOTH, ESC_EDIT_ACCENT},
    {"ù", "ú", USUAL, ESC_RULE_BOTH, ESC_EDIT_ACCENT},
    {"ä", "á", RARE, ESC_RULE_BOTH, ESC_EDIT_ACCENT},
    {"ë", "é", RARE, ESC_RULE_BOTH, ESC_EDIT_ACCENT},
    {"ï", "í", RARE, ESC_RULE_BOTH, ESC_EDIT_ACCENT},
    {"ö", "ó", RARE, ESC_RULE_BOTH, ESC_EDIT_ACCENT},
    {"ü", "ú", RARE, ESC_RULE_BOTH, ESC_EDIT_ACCENT},
    {"ú", "ü", RARE, ESC_RULE_BOTH, ESC_EDIT_ACCENT},
    {"f", "í", ODD, ESC_RULE_SMALL, ESC_EDIT_NONWORD},
    // Capitals.
    {"i", "l", RARE, ESC_RULE_CAPITALS, ESC_EDIT_NONWORD},
    {"l", "i", USUAL, ESC_RULE_CAPITALS, ESC_EDIT_NONWORD},
    {"t", "i", RARE, ESC_RULE_CAPITALS, ESC_EDIT_NONWORD},
    {"i", "t", RARE, ESC_RULE_CAPITALS, ESC_EDIT_NONWORD},
    {"j", "i", ODD, ESC_RULE_CAPITALS, ESC_EDIT_NONWORD},
    {"c", "g", RARE, ESC_RULE_CAPITALS, ESC_EDIT_NONWORD},
    {"g", "c", RARE, ESC_RULE_CAPITALS, ESC_EDIT_NONWORD},
    {"c", "o", ODD, ESC_RULE_CAPITALS, ESC_EDIT_NONWORD},
    {"o", "c", RARE, ESC_RULE_CAPITALS, ESC_EDIT_NONWORD},
    {"q", "o", RARE, ESC_RULE_CAPITALS, ESC_EDIT_NONWORD},
    {"o", "q", RARE, ESC_RULE_CAPITALS, ESC_EDIT_NONWORD},
    {"d", "o", RARE, ESC_RULE_CAPITALS, ESC_EDIT_NONWORD},
    {"o", "d", RARE, ESC_RULE_CAPITALS, ESC_EDIT_NONWORD},
    {"e", "f", RARE, ESC_RULE_CAPITALS, ESC_EDIT_NONWORD},
    {"f", "e", RARE, ESC_RULE_CAPITALS, ESC_EDIT_NONWORD},
    {"p", "r", RARE, ESC_RULE_CAPITALS, ESC_EDIT_NONWORD},
    {"r", "p", RARE, ESC_RULE_CAPITALS, ESC_EDIT_NONWORD},
    {"p", "f", RARE, ESC_RULE_CAPITALS, ESC_EDIT_NONWORD},
    {"f", "p", RARE, ESC_RULE_CAPITALS, ESC_EDIT_NONWORD},
    {"e", "b", ODD, ESC_RULE_CAPITALS, ESC_EDIT_NONWORD},
    {"b", "e", ODD, ESC_RULE_CAPITALS, ESC_EDIT_NONWORD},
    {"n", "m", ODD, ESC_RULE_CAPITALS, ESC_EDIT_NONWORD},
    {"m", "n", ODD, ESC_RULE_CAPITALS, ESC_EDIT_NONWORD},
    {"h", "n", ODD, ESC_RULE_CAPITALS, ESC_EDIT_NONWORD},
    {"n", "h", ODD, ESC_RULE_CAPITALS, ESC_EDIT_NONWORD},
    {"v", "y", RARE, ESC_RULE_CAPITALS, ESC_EDIT_NONWORD},
    {"y", "v", RARE, ESC_RULE_CAPITALS, ESC_EDIT_NONWORD},
    {"u", "v", ODD, ESC_RULE_CAPITALS, ESC_EDIT_NONWORD},
    {"v", "u", ODD, ESC_RULE_CAPITALS, ESC_EDIT_NONWORD},
    {"o", "u", ODD, ESC_RULE_CAPITALS, ESC_EDIT_NONWORD},
};

static uint8_t chars_of(const char *text, uint32_t out[ESC_RULE_CHARS]) {
    uint8_t n = 0;
    for (const char *p = text, *end = text + strlen(text); p < end;) {
        assert(n < ESC_RULE_CHARS);
        out[n++] = esc_utf8_next(&p, end);
    }
    return n;
}

void esc_channel_init(esc_channel *channel) {
    *channel = (esc_channel){0};
    channel->rule_count = sizeof table / sizeof *table;
    static_assert(sizeof table / sizeof *table <= ESC_CHANNEL_RULES, "room for every rule");
    for (int i = channel->rule_count; i-- > 0;) {
        esc_rule *rule = &channel->rules[i];
        rule->seen_len = chars_of(table[i].seen, rule->seen);
        rule->meant_len = chars_of(table[i].meant, rule->meant);
        rule->letters = (uint8_t)(table[i].letters & ESC_RULE_BOTH);
        rule->worn = table[i].letters == ESC_RULE_WORN;
        rule->class = (uint8_t)table[i].class;
        rule->rate = table[i].rate;
        rule->ahead = 1ull << esc_ahead_kind(rule->meant[0]);
        if (rule->meant_len > 1) rule->ahead |= 1ull << esc_ahead_kind(rule->meant[1]) << ESC_AHEAD_SECOND;
        assert(rule->seen[0] < 256);
        channel->next[i] = channel->by_first[rule->seen[0]];
        channel->by_first[rule->seen[0]] = (uint8_t)(i + 1);
    }
    esc_channel_reset(channel);
}

void esc_channel_reset(esc_channel *channel) {
    for (int i = 0; i < channel->rule_count; i++) {
        channel->cost_nats[i] = -logf(channel->rules[i].rate);
        channel->active[i] = false;
    }
    channel->blank_nats = 7.5f;
    channel->glue_nats = 8.0f;
    channel->ending_nats = 8.0f;
    channel->case_nats = 4.0f;
    channel->any_nats = 10.5f;
    channel->blanks_active = channel->any_active = channel->noisy = channel->worn = false;
    channel->digits_active = channel->cases_active = false;
    channel->commas_active = channel->capitals_accented = false;
    esc_channel_sum_up(channel);
}

static bool is_at_hand(const esc_channel *channel, int rule) {
    return channel->worn || !channel->rules[rule].worn;
}

static bool is_active(const esc_channel *channel, int rule) { return channel->active[rule]; }

static bool is_beside_any(const esc_channel *channel, int rule) {
    return is_at_hand(channel, rule) && channel->any_nats + channel->cost_nats[rule] <= ESC_ANY_BUDGET_NATS;
}

static void sum_up_for(const esc_channel *channel, esc_rule_case letters,
                       bool (*belongs)(const esc_channel *channel, int rule), esc_rules *ret) {
    uint16_t at = 0;
    for (int c = 0; c < 256; c++) {
        esc_rules_sum *sum = &ret->sum[c];
        *sum = (esc_rules_sum){.least_nats = INFINITY, .from = at};
        for (int next = channel->by_first[c]; next; next = channel->next[next - 1]) {
            const int rule = next - 1;
            if (!(channel->rules[rule].letters & letters) || !belongs(channel, rule)) continue;
            sum->least_nats = fminf(sum->least_nats, channel->cost_nats[rule]);
            const uint64_t ahead = channel->rules[rule].ahead;
            sum->ahead |= (uint32_t)ahead;
            sum->second |= (uint32_t)(ahead >> ESC_AHEAD_SECOND);
            if (channel->rules[rule].meant_len == 1)
                sum->skips |= (uint8_t)(1u << channel->rules[rule].seen_len);
            ret->row[at++] = (esc_rule_brief){ahead, channel->cost_nats[rule], (uint32_t)rule};
        }
        sum->to = at;
    }
}

static void sum_up(const esc_channel *channel, bool (*belongs)(const esc_channel *channel, int rule),
                   esc_rules ret[2]) {
    sum_up_for(channel, ESC_RULE_SMALL, belongs, &ret[0]);
    sum_up_for(channel, ESC_RULE_CAPITALS, belongs, &ret[1]);
}

void esc_channel_sum_up(esc_channel *channel) {
    sum_up(channel, is_at_hand, channel->all_rules);
    sum_up(channel, is_active, channel->active_rules);
    sum_up(channel, is_beside_any, channel->rules_beside_any);
}

void esc_rule_text(const esc_rule *rule, char ret[ESC_RULE_TEXT]) {
    size_t at = 0;
    for (int i = 0; i < rule->meant_len; i++) at += esc_utf8_put(ret + at, rule->meant[i]);
    memcpy(ret + at, "→", 3);
    at += 3;
    for (int i = 0; i < rule->seen_len; i++) at += esc_utf8_put(ret + at, rule->seen[i]);
    ret[at] = 0;
}

static int letters_of(const char *text, uint32_t out[ESC_WORD_CHARS]) {
    int count = 0;
    for (const char *p = text, *end = text + strlen(text); p < end;) {
        if (count == ESC_WORD_CHARS) return -1;
        out[count++] = esc_utf8_lower(esc_utf8_next(&p, end));
    }
    return count;
}

// Costs by letters of both words. live: the last row that anything affordable has reached; from, to: the
// columns of each row between which it has.
struct distances {
    float cost[ESC_WORD_CHARS + 1][ESC_WORD_CHARS + 1];
    int from[ESC_WORD_CHARS + 1], to[ESC_WORD_CHARS + 1];
    float budget;
    int live;
};

static inline void lower_to(struct distances *d, int i, int k, float value) {
    if (value > d->budget) return;
    if (value < d->cost[i][k]) d->cost[i][k] = value;
    if (i > d->live) d->live = i;
    if (k < d->from[i]) d->from[i] = k;
    if (k > d->to[i]) d->to[i] = k;
}

float esc_channel_distance(const esc_channel *channel, const char *seen, const char *meant,
                           float budget_nats) {
    uint32_t s[ESC_WORD_CHARS], m[ESC_WORD_CHARS];
    int s_count = letters_of(seen, s), m_count = letters_of(meant, m);
    if (s_count < 0 || m_count < 0) return INFINITY;
    struct distances d; // filled as far as rules reach: most words are far apart
    d.budget = budget_nats;
    d.live = 0;
    int filled = -1;
    for (int i = 0; i <= s_count; i++) {
        if (i > d.live) return INFINITY;
        for (; filled < s_count && filled < i + ESC_RULE_CHARS; filled++) {
            for (int k = 0; k <= m_count; k++) d.cost[filled + 1][k] = INFINITY;
            d.from[filled + 1] = m_count;
            d.to[filled + 1] = -1;
        }
        if (!i) d.cost[0][0] = 0, d.from[0] = d.to[0] = 0;
        for (int k = d.from[i]; k <= d.to[i]; k++) {
            float here = d.cost[i][k], any = here + channel->any_nats;
            if (here > budget_nats) continue;
            if (i < s_count) lower_to(&d, i + 1, k, any);
            if (k < m_count) lower_to(&d, i, k + 1, any);
            if (i == s_count || k == m_count) continue;
            lower_to(&d, i + 1, k + 1, s[i] == m[k] ? here : any);
            for (int next = s[i] < 256 ? channel->by_first[s[i]] : 0; next; next = channel->next[next - 1]) {
                const esc_rule *rule = &channel->rules[next - 1];
                if (rule->meant[0] != m[k]) continue; // few go beyond
                if (i + rule->seen_len > s_count || k + rule->meant_len > m_count) continue;
                if (memcmp(s + i, rule->seen, rule->seen_len * sizeof *s) ||
                    memcmp(m + k, rule->meant, rule->meant_len * sizeof *m))
                    continue;
                lower_to(&d, i + rule->seen_len, k + rule->meant_len, here + channel->cost_nats[next - 1]);
            }
        }
    }
    const float cost = d.cost[s_count][m_count];
    return cost <= budget_nats ? cost : INFINITY;
}

int esc_channel_letter_rule(const esc_channel *channel, uint32_t seen, uint32_t meant) {
    for (int next = seen < 256 ? channel->by_first[seen] : 0; next; next = channel->next[next - 1]) {
        const esc_rule *rule = &channel->rules[next - 1];
        if (rule->seen_len == 1 && rule->meant_len == 1 && rule->meant[0] == meant &&
            rule->letters & ESC_RULE_SMALL)
            return next - 1;
    }
    return -1;
}

bool esc_channel_shows(const esc_channel *channel, uint32_t seen, uint32_t meant) {
    const int rule = esc_channel_letter_rule(channel, seen, meant);
    return rule >= 0 && channel->active[rule];
}

float esc_channel_rate(const esc_channel *channel, uint32_t seen, uint32_t meant) {
    const int rule = esc_channel_letter_rule(channel, seen, meant);
    return rule >= 0 ? expf(-channel->cost_nats[rule]) : 0;
}
