// SPDX-License-Identifier: GPL-3.0-or-later
// The grammar's hand: a place in the stream, and matchers that move it.
//
// A pattern is a row of elements with blanks between them. An element is a word in its normal form (lower
// case, no accents), or several with | between; in a word, @ stands for a or o (gender, and what scanners
// make of it) and * at the end for any ending. # is a number in figures. ? behind an element makes it
// optional; ~3 passes over at most three atoms. Commas, stops and quotes between words are passed over by
// themselves.
#pragma once

#include "fields/stream.h"

typedef struct esc_cursor {
    const esc_stream *stream;
    uint32_t at, end; // it never reads beyond end
    uint32_t from;    // where the last match began
} esc_cursor;

static inline esc_cursor esc_cursor_on(const esc_stream *stream, uint32_t from, uint32_t to) {
    return (esc_cursor){stream, from, to < stream->atoms_count ? to : stream->atoms_count, from};
}
// The atom under the cursor, or NULL at its end.
static inline const esc_atom *esc_cursor_atom(const esc_cursor *c) {
    return c->at < c->end ? &c->stream->atoms[c->at] : NULL;
}

// What is known of the words of one document narrows what its patterns may begin with: begin before its words
// are cut (esc_stream_read), narrow once nearly all of them are and stand in their order, and widen when it
// is done. A word is met when its atom is made, or made another.
void esc_patterns_begin(void);
void esc_patterns_meet(const esc_atom *atom);
void esc_patterns_narrow(const esc_stream *body, esc_arena *arena);
void esc_patterns_widen(void);
// The first of atoms from…to-1 that begins as one of `starts` says (bits of esc_start_bit), or to.
uint32_t esc_cursor_begun(const esc_stream *stream, uint32_t from, uint32_t to, uint64_t starts);

// What the pattern may begin with, as esc_start_bit says it; looked up by its address.
uint64_t esc_pattern_begins(const char *pattern);
// A question in the code keeps for itself what its pattern may not begin with in the document at hand, so
// that most are answered without any look at the pattern: 0 until it was asked, or where it may begin with
// anything. Only for what is written there in so many words; what a variable names has none (NULL).
#define ESC_REFUSED(pattern)                                                                                 \
    __builtin_choose_expr(__builtin_types_compatible_p(__typeof__(pattern), char[sizeof(pattern)]),          \
                          __extension__({                                                                    \
                              static uint64_t esc_refused;                                                   \
                              &esc_refused;                                                                  \
                          }),                                                                                \
                          (uint64_t *)NULL)
static inline uint64_t esc_pattern_refused(const char *pattern, const uint64_t *refused) {
    return refused ? *refused : ~esc_pattern_begins(pattern);
}
bool esc_cursor_match_further(esc_cursor *c, const char *pattern, uint64_t *refused);
bool esc_cursor_looking_further(const esc_stream *stream, uint32_t at, const char *pattern,
                                uint64_t *refused);
bool esc_atom_is_further(const esc_atom *atom, const char *element, uint64_t *refused);

// Moves behind the pattern where it stands here; leaves the cursor alone where not.
#define esc_cursor_match(c, pattern) esc_cursor_match_asked((c), (pattern), ESC_REFUSED(pattern))
static inline bool esc_cursor_match_asked(esc_cursor *c, const char *pattern, uint64_t *refused) {
    if (c->at < c->end && (esc_pattern_refused(pattern, refused) >> c->stream->atoms[c->at].start & 1))
        return false;
    return esc_cursor_match_further(c, pattern, refused);
}
// True where the pattern stands at atom `at`.
#define esc_cursor_looking_at(stream, at, pattern)                                                           \
    esc_cursor_looking_asked((stream), (at), (pattern), ESC_REFUSED(pattern))
static inline bool esc_cursor_looking_asked(const esc_stream *stream, uint32_t at, const char *pattern,
                                            uint64_t *refused) {
    return at < stream->atoms_count &&
           !(esc_pattern_refused(pattern, refused) >> stream->atoms[at].start & 1) &&
           esc_cursor_looking_further(stream, at, pattern, refused);
}
// True where the word is the given one, or matches one element of a pattern.
#define esc_atom_is(atom, element) esc_atom_is_asked((atom), (element), ESC_REFUSED(element))
static inline bool esc_atom_is_asked(const esc_atom *atom, const char *element, uint64_t *refused) {
    return atom && !(esc_pattern_refused(element, refused) >> atom->start & 1) &&
           esc_atom_is_further(atom, element, refused);
}
// Moves behind the next place where the pattern stands; c->from is where it begins. False: c is left alone.
bool esc_cursor_find(esc_cursor *c, const char *pattern);
// Several patterns that are asked together, most of them refused at one look: to be defined by
// ESC_PATTERNS.
typedef struct esc_pattern_set {
    const char *const *patterns;
    uint32_t count;
    uint32_t ready;                              // the turn in which the rest was worked out
    uint64_t starts, tails, words[4], words2[4]; // what the first words of all of them may be
    uint64_t wild;                               // what those with any ending may begin with
    uint64_t asked[64]; // by the bit for a word's beginning, the patterns to be asked (number modulo 64)
} esc_pattern_set;
#define ESC_PATTERNS(list)                                                                                   \
    { .patterns = (list), .count = sizeof(list) / sizeof *(list) }
extern uint32_t esc_patterns_turn; // one more whenever what patterns may begin with changes
bool esc_cursor_any_further(const esc_stream *stream, uint32_t at, esc_pattern_set *set);
// True where one of them stands at atom `at`.
static inline bool esc_cursor_any(const esc_stream *stream, uint32_t at, esc_pattern_set *set) {
    return at < stream->atoms_count &&
           (set->ready != esc_patterns_turn || set->asked[stream->atoms[at].start]) &&
           esc_cursor_any_further(stream, at, set);
}
// True where the pattern begins at one of atoms from…to-1; it may end behind them. to: also behind the last
// atom.
bool esc_cursor_within(const esc_stream *stream, uint32_t from, uint32_t to, const char *pattern);
// Moves over the sign c if it stands here.
bool esc_cursor_sign(esc_cursor *c, char sign);
// Moves over commas, stops, dashes, colons and other signs except brackets.
void esc_cursor_skip_signs(esc_cursor *c);
