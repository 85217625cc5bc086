// SPDX-License-Identifier: GPL-3.0-or-later
// What the parts of a search share (search.c, search_keep.c).
#pragma once

#include "correct/search.h"

enum {
    ESC_LEAST_HALF = 2, // letters of a glued word
    ESC_MOST_ANYS = 3,  // letters of a word that may stand for any other
};

// A letter that stands for any other: none was printed, or one was that nobody read.
enum any { NO_ANY, OTHER, INVENTED, LOST };

typedef enum pattern { SMALL, CAPITALISED, CAPITALS } pattern;

struct search {
    const esc_lexicon *lexicon;
    const esc_automaton *automaton;
    const esc_channel *channel;
    const esc_rules *rules, *rules_beside_any; // that this word may need
    esc_search_limits limits;
    esc_candidates *out;
    uint32_t seen[ESC_WORD_CHARS];                           // as read
    uint32_t small[ESC_WORD_CHARS];                          // in small letters
    uint32_t kinds[ESC_WORD_CHARS];                          // bits of their kinds (esc_state's ahead)
    uint8_t labels_in[ESC_LEXICON_AUTOMATA][ESC_WORD_CHARS]; // 1 + their labels, 0 where there is none
    const uint8_t *labels;                                   // those in automaton
    float least_nats[ESC_WORD_CHARS];                        // that a confusion of what was read there costs
    float least_rest[ESC_WORD_CHARS + 1];                    // or of anything from there on
    // What has to be ahead (esc_state) where the letters from there on follow as read: all of these bits;
    // where they do but for one any letter: one of these.
    uint64_t rest[ESC_WORD_CHARS + 1], rest_but_one[ESC_WORD_CHARS + 1];
    // Where they are as read or meant by rules: one of next, and one of after.
    struct ruled {
        uint64_t next, after;
    } ruled[ESC_WORD_CHARS + 1], ruled_beside_any[ESC_WORD_CHARS + 1];
    bool camel[ESC_WORD_CHARS + 1]; // PilarDelgado: the capital there tells where a blank was
    int plain_from;                 // only small letters from there on
    int rest_from;                  // a rest from there on is followed in small letters, at no cost
    bool rare;                      // forms may be rare: of camels the first half, or all
    int most_anys;                  // letters that may stand for any other
    // What one more letter that stands for any other costs behind so many, and what all may cost with it; and
    // what they may by rules behind none and behind some.
    float any_nats[ESC_MOST_ANYS + 1], any_budget[ESC_MOST_ANYS + 1], rules_budget[2];
    float glue_nats; // infinite where no blank may have been lost, or no other
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
    int anys; // letters that stand for any other, so far
    struct last_any {
        enum any any;
        int at, made_count; // behind it
    } last_any;
    int budget_steps; // a last defence against words that branch everywhere
};

// How the word is written.
pattern esc_search_pattern(const uint32_t *chars, int count);
// A form ends at state, and nothing more was read.
void esc_search_finish(struct search *s, esc_state state, float cost);
