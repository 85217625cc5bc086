// SPDX-License-Identifier: GPL-3.0-or-later
// Forms: what the document's units are as words, each distinct text looked up once.
#pragma once

#include <string.h>

#include "base/mem.h"
#include "correct/histories.h"
#include "correct/search.h"
#include "doc/doc.h"
#include "lexicon/lexicon.h"
#include "lm/chars.h"
#include "lm/classes.h"
#include "lm/lm.h"

// Log of the share of running words that the language model does not know: turns a word's frequency into
// its share among those.
#define ESC_UNKNOWN_SHARE_NATS 4.6f

typedef struct esc_form {
    const char *text;      // zero-terminated, in the forms' arena
    uint16_t len, letters; // bytes; code points
    uint8_t kind;          // esc_token_kind
    uint32_t count;        // how often it stands in the document
    uint32_t *places;      // the units that it stands as, in their order
    uint32_t quoted;       // of these, inside of quotation marks
    unsigned classes;      // esc_lexicon_class; 0: unknown
    float log_frequency;
    float spelling_nats;  // log P(these letters | some unknown word); only where word is ESC_LM_UNKNOWN
    esc_lm_word word;     // in the language model
    esc_class word_class; // of word, or by its ending
    uint32_t id;          // 0, 1, … in the order of their first places
    int16_t witness;      // adapt.c: the rule that this non-word bears witness of, or −1
    bool doubtful;        // unknown, or so rare that a misread frequent word is the likelier story
    bool stands;          // no word of the dictionary's, and none the less right: spellings.h
    bool looked_up;       // all of the above but text, len, letters, kind and id
    uint8_t held, asks;   // guards.c, once asked: 1 + what is answered
    uint8_t noun;         // nouns.c, likewise
    bool searched, doubted, joined;
    esc_candidates *candidates; // of this form alone, once searched; NULL where there are none
    esc_candidates *surprised;  // the same, searched further, for where it is not expected
    esc_candidates *joins;      // of several units that read so together, once joined
} esc_form;

typedef struct esc_forms {
    esc_arena *arena;
    esc_form **slots; // open addressing, slot_count a power of two
    uint32_t slot_count, form_count;
    const esc_lexicon *lexicon;
    const esc_lm *lm;
    const esc_chars *chars;          // may be NULL
    const esc_classes *word_classes; // may be NULL
    int history;                     // most words of the history that are looked at
    esc_histories *histories;        // of the language model
} esc_forms;

// What stands before a place, as the models see it. A plain value: copy it freely.
typedef struct esc_context {
    uint32_t history;       // its number in the forms' histories
    esc_class before, last; // of the two words before the place
    const esc_form *word;   // the last one that is no mark; NULL: none
} esc_context;

// Models and arena are lent. history: most words of it that are looked at.
void esc_forms_init(esc_forms *forms, esc_arena *arena, const esc_lexicon *lexicon, const esc_lm *lm,
                    const esc_chars *chars, const esc_classes *word_classes, int history);
void esc_forms_finish(esc_forms *forms);
// The form of that text, looked up when it is new, of the kind given or, by esc_unit_kind, found then. Lent
// until finish.
esc_form *esc_forms_intern_as(esc_forms *forms, const char *text, size_t len, esc_token_kind kind);
esc_form *esc_forms_intern(esc_forms *forms, const char *text, size_t len);
// The same, not looked up when it is new: for texts that are likely to be nothing.
esc_form *esc_forms_intern_unseen(esc_forms *forms, const char *text, size_t len);

// The form of that text, if the document has it; NULL otherwise.
const esc_form *esc_forms_find(const esc_forms *forms, const char *text, size_t len);

// "1987", "2024"
bool esc_text_is_year(const char *text, size_t len);
// "enero"; false for NULL.
bool esc_form_is_month(const esc_form *form);
bool esc_form_has_accent(const esc_form *form);
// Writes the form in small letters; gives their bytes, 0 where they would not fit into so many.
size_t esc_form_lowered(const esc_form *form, char *ret, size_t bytes);
// Whether the form is that text, whatever its case and its accents.
bool esc_form_same_letters(const esc_form *form, const char *text);
// Whether the form is that text, in whatever case.
static inline bool esc_form_is(const esc_form *form, const char *text) {
    const unsigned char case_bit = 'a' ^ 'A'; // most first letters differ in more than that
    return !((*form->text ^ *text) & ~case_bit) && !strcasecmp(form->text, text);
}
// Whether the form is one of texts, in whatever case; false for NULL.
bool esc_form_one_of(const esc_form *form, const char *const *texts, size_t count);
#define ESC_ONE_OF(form, texts) esc_form_one_of(form, texts, sizeof(texts) / sizeof *(texts))

// Weight of what the word classes say besides the language model; see docs/correction.md.
#define ESC_CLASS_WEIGHT 0.45f

// What follows is inline, as a decoder asks for every step of every path.

// Nothing is known of what stands before.
static inline esc_context esc_context_nothing(void) { return (esc_context){.history = ESC_HISTORY_NOTHING}; }

// Whether nothing that follows can tell the two apart.
static inline bool esc_context_same(const esc_context *a, const esc_context *b) {
    return a->before == b->before && a->last == b->last && a->word == b->word && a->history == b->history;
}

// How well the form stands after from, whatever is known of the form: ln P by the language model, and what
// the classes of the words say besides. Nats; *ret_to (may be NULL) becomes the context after it.
static inline float esc_form_step(const esc_forms *forms, const esc_form *form, const esc_context *from,
                                  esc_context *ret_to) {
    esc_context to = {.before = from->last, .last = form->word_class, .word = form};
    if (form->kind == ESC_TOKEN_PUNCT) to.word = from->word;
    const bool classed = forms->word_classes && forms->history;
    // Asked for first: both answers come from far off, and so are waited for at once.
    const float fit =
        classed ? esc_class_fit(forms->word_classes, from->before, from->last, form->word_class) : 0;
    float score =
        esc_histories_step(forms->histories, from->history, form->word, &to.history) + form->spelling_nats;
    if (classed) score += ESC_CLASS_WEIGHT * fit;
    if (ret_to) *ret_to = to;
    return score;
}
