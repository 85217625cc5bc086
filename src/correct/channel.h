// SPDX-License-Identifier: GPL-3.0-or-later
// The channel: what a scanner and an engine make of printed letters. A table of rules "seen for meant" with
// background rates, and the costs that hold for one document after adapt.c has looked at it.
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum {
    ESC_RULE_CHARS = 3,      // letters a side
    ESC_CHANNEL_RULES = 254, // room in the table
    ESC_WORD_CHARS = 40,     // longer words are left alone
};

// The words that a rule holds for: shapes differ between small letters and capitals.
typedef enum esc_rule_case {
    ESC_RULE_SMALL = 1,
    ESC_RULE_CAPITALS = 2,
    ESC_RULE_BOTH = 3,
    ESC_RULE_WORN = 4 | ESC_RULE_SMALL, // on bad scans only
} esc_rule_case;

typedef struct esc_rule {
    uint32_t seen[ESC_RULE_CHARS], meant[ESC_RULE_CHARS]; // meant in small letters
    uint8_t seen_len, meant_len;
    uint8_t letters; // esc_rule_case
    bool worn;       // on bad scans only
    uint8_t class;   // esc_edit_class it makes where it is the only one: nonword, accent, digit
    float rate;      // background: P(seen | meant)
    uint64_t ahead;  // bits of esc_state's ahead: meant goes on from there
} esc_rule;

// What the rules of a code point have in common, and where they stand in a row.
typedef struct esc_rules_sum {
    float least_nats;  // of any; infinite where there is none
    uint32_t ahead;    // bits of the letters that may be meant first
    uint32_t second;   // and second, where several are
    uint8_t skips;     // a bit for each number of letters read for a single one
    uint16_t from, to; // of the row
} esc_rules_sum;

// What most rules are passed over by.
typedef struct esc_rule_brief {
    uint64_t ahead;
    float cost_nats;
    uint32_t rule;
} esc_rule_brief;

// Some of the rules, by what they read first.
typedef struct esc_rules {
    esc_rules_sum sum[256];
    esc_rule_brief row[ESC_CHANNEL_RULES];
} esc_rules;

// Budget of a form that needs any letter at all.
#define ESC_ANY_BUDGET_NATS 13.0f

typedef struct esc_channel {
    int rule_count;
    esc_rule rules[ESC_CHANNEL_RULES];
    uint8_t by_first[256]; // 1 + first rule whose `seen` begins with that code point; chained
    uint8_t
        next[ESC_CHANNEL_RULES]; // 1 + next rule of the same first code point (code points ≥ 256 share one)
    // Those whose `seen` begins with a code point below 256, of small letters and [1] of capitals: all, the
    // active ones, and those that can be afforded beside any letter.
    esc_rules all_rules[2], active_rules[2], rules_beside_any[2];
    // For this document:
    float cost_nats[ESC_CHANNEL_RULES]; // −log rate
    bool active[ESC_CHANNEL_RULES];     // its rate here is above background: valid words are doubted, too
    float blank_nats;                   // a blank where none was: Secre torio
    float glue_nats;                    // a blank lost: delInstituto
    float ending_nats;                  // letters lost at the end of a line
    float case_nats;                    // a capital inside a word
    float any_nats;                     // one letter taken for any other, lost or invented
    float quality_nats;                 // how much worse than an ordinary scan, as a log
    bool blanks_active;                 // blanks are invented here above background
    bool noisy;                         // so many non-words that rare words are doubted, too
    bool worn;                          // a bad scan: slips in words that stand elsewhere
    bool digits_active;                 // digits are read for letters here
    bool cases_active;                  // capitals for small letters
    bool any_active;                    // some rule is active
    bool commas_active;                 // commas are read as full stops here
    bool capitals_accented;             // capitals keep their accents here
    bool specked; // an engine has read this: ours did, or marks stand here that nobody types
} esc_channel;

// An engine has read the document: what is odd in it may be dirt.
static inline bool esc_channel_is_scan(const esc_channel *channel) {
    return channel->noisy || channel->specked;
}

// Nothing in the document shows that an engine has read it: what is odd in it was typed so.
static inline bool esc_channel_is_typed(const esc_channel *channel) {
    return !esc_channel_is_scan(channel) && !channel->any_active;
}

// The table with its background rates.
void esc_channel_init(esc_channel *channel);
// Makes every cost that of the background again.
void esc_channel_reset(esc_channel *channel);
// Sums the rules up anew, after a change of costs or of what is active.
void esc_channel_sum_up(esc_channel *channel);
// Cost of reading `seen` where `meant` was printed, by the cheapest rules and any letters; infinite above
// budget_nats. Texts in small letters; words longer than ESC_WORD_CHARS are infinitely far.
float esc_channel_distance(const esc_channel *channel, const char *seen, const char *meant,
                           float budget_nats);
// "a→o" for a person: what was seen, and what was meant. Zero-terminated.
#define ESC_RULE_TEXT 32
void esc_rule_text(const esc_rule *rule, char ret[ESC_RULE_TEXT]);
// The rule that reads one small letter (below U+0100) for another, or −1.
int esc_channel_letter_rule(const esc_channel *channel, uint32_t seen, uint32_t meant);
// Whether this document shows one small letter (below U+0100) read for another again and again.
bool esc_channel_shows(const esc_channel *channel, uint32_t seen, uint32_t meant);
// How often it is, in this document; 0 where there is no such rule.
float esc_channel_rate(const esc_channel *channel, uint32_t seen, uint32_t meant);
