// SPDX-License-Identifier: GPL-3.0-or-later
// How sure an edit is, and whether that is enough.
#pragma once

#include "correct/work.h"

typedef struct esc_judgement {
    esc_edit_class class;
    float gain_nats;  // over leaving it alone
    float slack_nats; // by how much the gain passes its margin: esc_judgement_slack
    float keep_nats;  // what leaving it alone costs
    float lead_nats;  // over the next best reading; infinite where there is none
    uint32_t unit;
    const esc_form *form;           // what was read; NULL for a join
    const esc_arc *arc;             // what is meant
    bool echoed;                    // the document has it again behind the same word, and not what was read
    bool beside_name;               // a name or a title stands next to it
    bool between_names;             // a given name before it, a surname behind it
    bool line_first, line_last;     // of its line
    bool begins;                    // a sentence, an entry or a heading may begin here
    uint8_t parts, unknown_parts;   // of a join: how many, and how many of them are no words
    uint8_t rank, near;             // better readings of its place; others within 2 nats of the best
    float expected_nats, next_nats; // log P of what is meant, and of what stands behind it
    const esc_form *before, *after; // the words beside it, as the best path reads them; NULL: none
} esc_judgement;

// What the judge (judge.h) says of an edit.
typedef struct esc_verdict {
    float right, harms; // P(what is meant was printed), P(what was read was printed); 0..1
} esc_verdict;

// Whether the edit is to be made. Raises what the verdict says is right where a rule knows better.
bool esc_judgement_passes(const esc_work *work, const esc_judgement *judgement, esc_verdict *verdict);
// margins.c: by how much the gain passes the margin of its class, as this document and this word ask for it.
// Nats.
float esc_judgement_slack(const esc_work *work, const esc_judgement *judgement);
// What margins.c sees in an edit.
typedef struct esc_traits {
    bool shown; // the document shows every confusion that it needs
    bool parts_function_word, parts_prefix, differs_in_ending, lost_surname, names_person, stands_accented;
    int agreement; // with its noun: 1 mended, −1 broken
    float repeated_nats;
} esc_traits;
esc_traits esc_judgement_traits(const esc_work *work, const esc_judgement *judgement);
// Whether the edit mends (1) or breaks (−1) the gender of a word beside a noun that tells its own: otros
// funcionalidades. 0: neither.
int esc_judgement_agrees(const esc_work *work, const esc_judgement *judgement);
// The least gain of a class where the document does not show its confusions.
float esc_margin_nats(esc_edit_class class);
// Whether the document shows every confusion that the candidate needs, and it needs some.
bool esc_confusions_shown(const esc_channel *channel, const esc_candidate *candidate);
// Whether blanks alone part it so that its last word is a function word: "Presidentapara".
bool esc_arc_parts_function_word(const esc_arc *arc);
// "Afavor", "Nose" where something begins: the capital is the article's or the adverb's.
bool esc_judgement_begins_small(const esc_judgement *judgement);
// A rare word in a surname's place.
bool esc_judgement_is_lost_surname(const esc_work *work, const esc_judgement *judgement);
// The document has the name with its accents, too.
bool esc_judgement_stands_accented(const esc_work *work, const esc_judgement *judgement);
// doubts.c: what the gain has to pass besides, where neither language model nor scan can tell.
float esc_doubt_nats(const esc_work *work, const esc_judgement *judgement);
// A name that stands several times without its accent, and never with it: who typed it knew of none.
bool esc_doubt_typed_name(const esc_judgement *judgement);
