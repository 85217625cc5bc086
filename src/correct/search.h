// SPDX-License-Identifier: GPL-3.0-or-later
// Weighted search: the forms of the lexicon that may have been printed where a word was read, by a walk
// through its automata and the channel's rules at once.
#pragma once

#include "correct/channel.h"
#include "lexicon/lexicon.h"

enum {
    ESC_CANDIDATES = 12,     // kept for a word
    ESC_CANDIDATE_RULES = 4, // rules remembered of a candidate
    ESC_CANDIDATE_BYTES = 96,
};

// How far a search may go, and through what.
typedef struct esc_search_limits {
    float budget_nats;         // of the channel
    bool only_active;          // only rules that this document shows above background
    bool any_letter;           // one letter may stand for any other, be lost or invented
    bool one_any;              // and on noisy scans no more than one
    bool glue;                 // a blank may have been lost
    bool ending;               // letters may have been lost at its end
    bool names;                // a small letter may begin a name
    float least_log_frequency; // of the forms wanted
} esc_search_limits;

typedef struct esc_candidate {
    char text[ESC_CANDIDATE_BYTES]; // as it would be printed, in the case of what was read
    uint8_t len, blank;             // blank: place of the blank that was put in, 0 where there is none
    uint8_t rule_count;             // all, of which the first are remembered
    uint8_t rules[ESC_CANDIDATE_RULES];
    bool any, ended, cased; // uses the any-letter rule, letters lost at the end, case inside changed
    bool lowered;           // a capital at its beginning was a small letter misread
    bool capital_form;      // a name, a place or an acronym: written with its capital
    float cost_nats;        // channel
    float log_frequency;    // of the form; of the rarer one, where there are two
    unsigned classes;       // esc_lexicon_class
} esc_candidate;

typedef struct esc_candidates {
    int count;
    esc_candidate items[ESC_CANDIDATES]; // the best first: by channel cost and frequency
} esc_candidates;

// Fills ret with what may have been meant by text (a word or several glued together, no blanks; letters,
// digits and marks). What was read is among them where it is in the lexicon: at cost 0.
void esc_search(const esc_lexicon *lexicon, const esc_channel *channel, const char *text, size_t len,
                const esc_search_limits *limits, esc_candidates *ret);
