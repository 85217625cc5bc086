// SPDX-License-Identifier: GPL-3.0-or-later
// Endings for every gender: todes, les socies, compañerxs. A document that writes several of them means
// them, unless its other words show that the scan takes o for e.
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/work.h"

// Either gender's word has to be met about once in three million.
#define KNOWN_LOG_FREQUENCY -15.0f

enum {
    LEAST_FORMS = 2,  // different words that have such an ending; those with x count twice
    LEAST_STEM = 1,   // bytes before the ending: lxs
    OTHERS_SHARE = 3, // a word misread elsewhere speaks against so many
};

// Whether the word is known with the masculine and with the feminine ending in place of the neutral one.
static bool has_genders(const esc_work *work, const char *stem, size_t len, const char *consonant,
                        bool plural) {
    char word[ESC_WORD_CHARS * ESC_UTF8_MAX];
    for (const char *ending = "oa"; *ending; ending++) {
        int word_len =
            snprintf(word, sizeof word, "%.*s%s%c%s", (int)len, stem, consonant, *ending, plural ? "s" : "");
        if (word_len < 0 || (size_t)word_len >= sizeof word ||
            esc_lexicon_log_frequency(work->lexicon, word, (size_t)word_len) < KNOWN_LOG_FREQUENCY)
            return false;
    }
    return true;
}

// The letter in the place of o and a, e or x, where the form is no word and both of theirs are; or 0.
static char neutral(const esc_work *work, const esc_form *form) {
    if (form->kind > ESC_TOKEN_CAPITAL || !(form->doubtful || form->stands)) return 0;
    bool plural = form->len && form->text[form->len - 1] == 's';
    if (form->len < LEAST_STEM + 1U + plural) return 0;
    size_t stem = form->len - 1U - plural;
    char letter = form->text[stem];
    if (letter != 'e' && letter != 'x') return 0;
    if (has_genders(work, form->text, stem, "", plural)) return letter;
    if (letter == 'x' || stem < LEAST_STEM + 2U || form->text[stem - 1] != 'u') return 0;
    char before = form->text[stem - 2];
    bool hard = (before == 'g' && has_genders(work, form->text, stem - 1, "", plural)) || // amigues
                (before == 'q' && has_genders(work, form->text, stem - 2, "c", plural));  // chiques
    return hard ? letter : 0;
}

// Whether an e before the ending was an o: cencejo.
static bool misread_within(const esc_work *work, const esc_form *form) {
    char word[ESC_WORD_CHARS * ESC_UTF8_MAX];
    if (form->kind > ESC_TOKEN_CAPITAL || !form->doubtful || form->len > sizeof word) return false;
    memcpy(word, form->text, form->len);
    for (size_t i = 0; i + 2 < form->len; i++) {
        if (word[i] != 'e') continue;
        word[i] = 'o';
        if (esc_lexicon_log_frequency(work->lexicon, word, form->len) > KNOWN_LOG_FREQUENCY) return true;
        word[i] = 'e';
    }
    return false;
}

void esc_work_keep_neutral(esc_work *work) {
    int forms = 0, others = 0;
    for (uint32_t i = 0; i < work->forms.slot_count; i++) {
        const esc_form *form = work->forms.slots[i];
        char letter = form ? neutral(work, form) : 0;
        forms += letter == 'x' ? 2 : letter == 'e';
        others += form && !letter && misread_within(work, form);
    }
    if (forms < LEAST_FORMS || others * OTHERS_SHARE > forms) return;
    for (uint32_t i = 0; i < work->forms.slot_count; i++) {
        esc_form *form = work->forms.slots[i];
        if (!form || !neutral(work, form)) continue;
        form->stands = true;
        form->doubtful = false;
    }
}
