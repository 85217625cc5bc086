// SPDX-License-Identifier: GPL-3.0-or-later
// A set of forms as a minimal acyclic automaton whose arcs are code points: one walk tells whether a form is
// in it, and gives its number (0 … form_count - 1, in the order of code points), under which its frequency
// and its classes are kept. Walking is inline and allocates nothing: it is the inner loop of the corrector's
// search for candidates.
//
//     for every arc out of a state:
//         for (const esc_automaton_arc *arc = esc_arc_first(a, state); arc; arc = esc_arc_after(arc)) {
//             uint32_t c = esc_arc_code(a, arc);
//             esc_state below = esc_arc_follow(state, arc);
//             if (esc_is_final(below)) … a form ends here: esc_automaton_log_frequency(a, below.form) …
//         }
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

// What a walk needs of an arc, side by side.
typedef struct esc_automaton_arc {
    uint64_t ahead;  // what lies ahead of the state behind it
    uint32_t to;     // label (7 bits), last of its state, final, target (from bit ESC_ARC_TARGET on)
    uint32_t before; // forms of its state that come before those through it
} esc_automaton_arc;

// Automata are read-only; the members are for the functions below only.
typedef struct esc_automaton {
    esc_automaton_arc *arcs;
    uint32_t arc_count, root, form_count;
    const uint8_t *frequency;  // quantised, for each form
    const uint32_t *class_key; // forms whose classes are not default_classes, rising …
    const uint16_t *class_of;  // … and those classes
    uint32_t class_count;
    uint16_t default_classes;
    uint8_t *has_class;       // a bit for each form: it is in class_key
    uint32_t *behind;         // for each arc, forms that go through it
    uint64_t *offered;        // a bit for each form: it is not too rare (ESC_RARE_LOG_FREQUENCY)
    uint8_t kind[128];        // of each label: esc_ahead_kind
    bool small[128];          // of each label: it is a small letter
    uint32_t root_arc[128];   // the root's arc of each label, or 0: the root has the most arcs by far
    uint32_t alphabet[128];   // code point of each label
    uint32_t bare[128];       // the same as a small letter without accents
    uint8_t label_count;      // labels are 0 … label_count - 1
    uint8_t label_of[0x180];  // 1 + label of a code point below 0x180, 0 where it has none
    float log_frequency[256]; // what a quantised frequency stands for
    uint64_t dictionary;      // checksum of the Hunspell dictionary it was expanded from, or 0
    uint64_t checksum;        // of the file: tells one lexicon from another
    void *map;                // what has to be given back
    size_t map_bytes;
} esc_automaton;

enum { ESC_ARC_LABEL = 0x7F, ESC_ARC_LAST = 0x80, ESC_ARC_FINAL = 0x100, ESC_ARC_TARGET = 9 };

// What lies ahead, so that a search need not try what leads nowhere: bit k of the lower half tells that the
// next arc may have a letter of kind k, and bit ESC_AHEAD_FINAL that a form ends here; the upper half is the
// same of the arcs after, whichever the next one is. Odd letters share a kind: a bit that is set promises
// nothing, one that is not set does.
enum { ESC_AHEAD_KINDS = 31, ESC_AHEAD_FINAL = 31, ESC_AHEAD_SECOND = 32 };

// The kind of a code point, below ESC_AHEAD_KINDS.
uint8_t esc_ahead_kind(uint32_t code);

// Where a walk stands. The state after no code point is esc_automaton_root().
typedef struct esc_state {
    uint32_t node;  // first arc out of it, 0 where there is none
    uint32_t form;  // number of the form that ends here (where final), otherwise of the first one below
    uint64_t ahead; // what lies ahead
} esc_state;

// Whether a form ends here.
static inline bool esc_is_final(esc_state state) { return state.ahead >> ESC_AHEAD_FINAL & 1; }

static inline esc_state esc_automaton_root(const esc_automaton *a) {
    return (esc_state){a->root, 0, ~(1ull << ESC_AHEAD_FINAL)};
}

// The first arc out of state, or NULL.
static inline const esc_automaton_arc *esc_arc_first(const esc_automaton *a, esc_state state) {
    return state.node ? a->arcs + state.node : NULL;
}

// The arc beside this one (code points rise), or NULL.
static inline const esc_automaton_arc *esc_arc_after(const esc_automaton_arc *arc) {
    return arc->to & ESC_ARC_LAST ? NULL : arc + 1;
}

static inline uint32_t esc_arc_label(const esc_automaton_arc *arc) { return arc->to & ESC_ARC_LABEL; }

static inline uint32_t esc_arc_code(const esc_automaton *a, const esc_automaton_arc *arc) {
    return a->alphabet[esc_arc_label(arc)];
}

// The state behind an arc of state.
static inline esc_state esc_arc_follow(esc_state state, const esc_automaton_arc *arc) {
    return (esc_state){arc->to >> ESC_ARC_TARGET, state.form + esc_is_final(state) + arc->before, arc->ahead};
}

// The same for code points from 0x180 on; slow.
uint8_t esc_automaton_label(const esc_automaton *a, uint32_t code);

// 1 + the label of a code point, or 0 where no form has it.
static inline uint32_t esc_label_of(const esc_automaton *a, uint32_t code) {
    return code < 0x180 ? a->label_of[code] : esc_automaton_label(a, code);
}

static inline uint32_t esc_bits_set(uint32_t bits) { // not every processor counts them in one step
    bits -= bits >> 1 & 0x55555555u;
    bits = (bits & 0x33333333u) + (bits >> 2 & 0x33333333u);
    return ((bits + (bits >> 4)) & 0x0F0F0F0Fu) * 0x01010101u >> 24;
}

// Goes on by one code point, of which label is 1 + the label (0: it has none) and kind the bit of its kind;
// false (and *state as it was) where no form goes on so.
static inline bool esc_state_follow(const esc_automaton *a, esc_state *state, uint32_t label, uint32_t kind) {
    if (!label || !(state->ahead & kind)) return false;
    const esc_automaton_arc *arc = a->arcs;
    if (state->node == a->root) {
        arc += a->root_arc[label - 1];
        if (arc == a->arcs) return false;
    } else { // at least as many arcs come before as there are kinds
        arc += state->node + esc_bits_set((uint32_t)state->ahead & (kind - 1) & ~1u);
        if (state->ahead & 1) {
            while (arc && esc_arc_label(arc) != label - 1) arc = esc_arc_after(arc);
            if (!arc) return false;
        }
    }
    *state = esc_arc_follow(*state, arc);
    return true;
}

static inline bool esc_state_next(const esc_automaton *a, esc_state *state, uint32_t code) {
    const uint32_t label = esc_label_of(a, code);
    return label && esc_state_follow(a, state, label, 1u << a->kind[label - 1]);
}

// Forms rarer than this that are plain words are offered to nobody; nine of ten in a dictionary.
#define ESC_RARE_LOG_FREQUENCY -17.0f

// Whether any form through an arc of state is not too rare.
static inline bool esc_arc_offers(const esc_automaton *a, esc_state state, const esc_automaton_arc *arc) {
    const uint32_t first = state.form + esc_is_final(state) + arc->before,
                   last = first + a->behind[arc - a->arcs] - 1;
    uint64_t bits = ~0ull << first % 64;
    for (uint32_t i = first / 64; i < last / 64; i++, bits = ~0ull)
        if (a->offered[i] & bits) return true;
    return a->offered[last / 64] & bits & ~0ull >> (63 - last % 64);
}

#define ESC_NO_FORM UINT32_MAX

// The number of a form, exactly as written, or ESC_NO_FORM.
uint32_t esc_automaton_lookup(const esc_automaton *a, const char *form, size_t len);

// Writes the form of that number to out (at most cap bytes, without a zero byte at its end). Gives its
// length, 0 where it does not fit. form < form_count is required.
size_t esc_automaton_form(const esc_automaton *a, uint32_t form, char *out, size_t cap);

// Natural logarithm of the form's relative frequency (occurrences ÷ words of the training text), in steps of
// about 0.07; forms that never occurred share a floor below all others. form < form_count is required.
static inline float esc_automaton_log_frequency(const esc_automaton *a, uint32_t form) {
    return a->log_frequency[a->frequency[form]];
}

// Whether it occurred in the training text at all.
static inline bool esc_automaton_seen(const esc_automaton *a, uint32_t form) {
    return a->frequency[form] != 0;
}

// Bits of esc_lexicon_class.
unsigned esc_automaton_classes(const esc_automaton *a, uint32_t form);

// Maps the automaton in the file path and checks all of it: checksum, arcs, numbers. Errors: SYSTEM; FORMAT
// with ESC_WHY_DAMAGED. Owned by the caller.
int esc_automaton_open(const char *path, esc_automaton **ret, esc_err *err);
// The same for bytes in memory, aligned to 8 bytes, which have to outlive it.
int esc_automaton_read(const void *bytes, size_t len, esc_automaton **ret, esc_err *err);
void esc_automaton_close(esc_automaton *a); // NULL is fine
