// SPDX-License-Identifier: GPL-3.0-or-later
// Other languages: titles, quotations and names in English, French, Italian, Catalan or Galician, which
// Spanish models would only spoil. Words that are frequent there and none here betray them; the strange words
// around are left alone.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "correct/work.h"

enum {
    AROUND = 4,        // words on either side that belong to the stretch, where they are strange
    LEAST_STRANGE = 2, // of them; a scan makes "of" of a Spanish word, too
    JOIN_BYTES = 128,
    LONGEST_FIRST = 6,     // "status"
    LONGEST_BETRAYING = 7, // "between"
};

// Two pieces that are more frequent than this as one word are one that a blank has torn.
#define JOIN_LOG_FREQUENCY -15.0f

static int compare(const void *a, const void *b) { return strcmp(a, *(const char *const *)b); }

bool esc_form_is_foreign(const esc_form *form) {
    // Sorted by bytes.
    static const char *const words[] = {
        "about", "after", "also",  "amb",     "and",   "aquest", "avec",   "aínda", "been",  "between",
        "but",   "cette", "could", "dans",    "degli", "della",  "delle",  "dels",  "dunha", "eine",
        "from",  "gli",   "have",  "into",    "its",   "moi",    "nicht",  "nous",  "nunha", "não",
        "of",    "other", "our",   "pour",    "qui",   "she",    "should", "sont",  "such",  "são",
        "tamén", "teño",  "than",  "that",    "the",   "their",  "them",   "then",  "there", "these",
        "they",  "this",  "those", "through", "uma",   "und",    "unha",   "using", "você",  "vous",
        "was",   "were",  "what",  "when",    "where", "which",  "with",   "would", "you",   "your",
    };
    return form->len <= LONGEST_BETRAYING &&
           bsearch(form->text, words, sizeof words / sizeof *words, sizeof *words, compare);
}

static bool is_strange(const esc_form *form) {
    return form->kind <= ESC_TOKEN_MIXED && (form->doubtful || esc_form_is_foreign(form));
}

// "of icio" is no English.
static bool is_torn(const esc_work *work, uint32_t unit) {
    const esc_unit *this = &work->units.units[unit], *next = this + 1;
    if (unit + 1 >= work->units.units_count || this->last || !esc_unit_is_word(next)) return false;
    const esc_form *first = work->form_of[unit], *rest = work->form_of[unit + 1];
    char text[JOIN_BYTES];
    if (!rest->doubtful || first->len + rest->len > sizeof text) return false;
    memcpy(text, first->text, first->len);
    memcpy(text + first->len, rest->text, rest->len);
    return esc_lexicon_log_frequency(work->lexicon, text, first->len + rest->len) > JOIN_LOG_FREQUENCY;
}

// The next word from unit in the direction of step; units_count where there is none.
static uint32_t next_word(const esc_work *work, uint32_t unit, int step) {
    uint32_t count = work->units.units_count;
    do unit += (uint32_t)step; // runs over the beginning, too
    while (unit < count && !esc_unit_is_word(&work->units.units[unit]));
    return unit < count ? unit : count;
}

static void mark_around(esc_work *work, uint32_t unit) {
    uint32_t strange[2 * AROUND];
    int found = 0;
    for (int step = -1; step <= 1; step += 2) {
        uint32_t at = unit;
        for (int i = 0; i < AROUND; i++) {
            at = next_word(work, at, step);
            if (at == work->units.units_count) break;
            if (is_strange(work->form_of[at])) strange[found++] = at;
        }
    }
    if (found < LEAST_STRANGE) return;
    work->units.units[unit].foreign = true;
    for (int i = 0; i < found; i++) work->units.units[strange[i]].foreign = true;
}

// Latin that Spanish papers use: the second word of a set phrase.
static bool is_latin(const esc_work *work, uint32_t unit) {
    static const struct {
        const char *first, *seconds;
    } phrases[] = {
        {"a", " quo priori posteriori contrario fortiori "},
        {"ad", " hoc quem referendum interim honorem litem libitum hominem cautelam effectum valorem "
               "perpetuam vitam corpus nutum quo "},
        {"de", " iure jure facto cuius cujus visu "},
        {"erga", " omnes "},
        {"ex", " ante post officio novo lege nunc tunc aequo parte profeso "},
        {"in", " situ fine fraganti extenso memoriam limine dubio voce solidum itinere pectore albis "},
        {"inter", " vivos alia partes "},
        {"ipso", " facto iure "},
        {"motu", " proprio "},
        {"per", " se capita "},
        {"pro", " forma rata indiviso domo tempore "},
        {"statu", " quo "},
        {"status", " quo "},
        {"sub", " iudice judice lite "},
    };
    if (!unit || work->form_of[unit - 1]->len > LONGEST_FIRST) return false;
    const esc_form *before = work->form_of[unit - 1], *this = work->form_of[unit];
    char second[JOIN_BYTES];
    if (!esc_unit_is_word(&work->units.units[unit - 1]) || this->len + 3u >= sizeof second) return false;
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
        if (esc_form_is(before, phrases[i].first)) {
            snprintf(second, sizeof second, " %s ", this->text);
            return strcasestr(phrases[i].seconds, second) != NULL;
        }
    return false;
}

void esc_work_mark_foreign(esc_work *work) {
    for (uint32_t u = 0; u < work->units.units_count; u++) {
        if (!esc_unit_is_word(&work->units.units[u])) continue;
        if (esc_form_is_foreign(work->form_of[u]) && !is_torn(work, u)) mark_around(work, u);
        if (is_latin(work, u)) work->units.units[u].foreign = true;
    }
}
