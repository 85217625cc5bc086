// SPDX-License-Identifier: GPL-3.0-or-later
#include "lexicon/enclitics.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { MAX_FORM_BYTES = 200 };

static const char *const single[] = {"me", "te", "se", "nos", "lo", "la", "los", "las", "le", "les"};
static const char *const pairs[] = {"selo", "sela", "selos", "selas", "sele", "seles"};

// An ending, what has to be a word with another ending for it to be a verb's, and its accented shape.
static const struct ending {
    const char *plain, *proofs[3], *accented;
    bool gerund; // accented before one pronoun already
} endings[] = {
    {"ar", {"ando"}, "ár", false},
    {"er", {"iendo", "yendo", "ido"}, "ér", false},
    {"ir", {"iendo", "yendo", "ido"}, "ír", false},
    {"ír", {"yendo", "iendo", "ído"}, "ír", false},
    {"ando", {"ar"}, "ándo", true},
    {"iendo", {""}, "iéndo", true},
    {"yendo", {""}, "yéndo", true},
};

typedef struct maker {
    const esc_automaton *words;
    void (*each)(void *context, const char *form, size_t len);
    void *context;
} maker;

static bool is_verb(const maker *m, const char *stem, size_t len, const struct ending *ending) {
    char other[MAX_FORM_BYTES + 16];
    for (int i = 0; i < 3 && ending->proofs[i]; i++) {
        if (!*ending->proofs[i]) return true; // nothing but a gerund ends so
        int n = snprintf(other, sizeof other, "%.*s%s", (int)len, stem, ending->proofs[i]);
        if (esc_automaton_lookup(m->words, other, (size_t)n) != ESC_NO_FORM) return true;
    }
    return false;
}

static void give(const maker *m, const char *stem, size_t len, const char *ending, const char *pronouns) {
    char form[MAX_FORM_BYTES + 16];
    int n = snprintf(form, sizeof form, "%.*s%s%s", (int)len, stem, ending, pronouns);
    m->each(m->context, form, (size_t)n);
}

static void with_pronouns(const maker *m, const char *form, size_t len) {
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        const struct ending *e = &endings[i];
        size_t n = strlen(e->plain);
        if (len <= n || memcmp(form + len - n, e->plain, n) != 0 || !is_verb(m, form, len - n, e)) continue;
        for (size_t k = 0; k < sizeof single / sizeof *single; k++)
            give(m, form, len - n, e->gerund ? e->accented : e->plain, single[k]);
        for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++)
            give(m, form, len - n, e->accented, pairs[k]);
        return;
    }
}

void esc_enclitics(const esc_automaton *words, void (*each)(void *context, const char *form, size_t len),
                   void *context) {
    maker m = {words, each, context};
    char form[MAX_FORM_BYTES];
    for (uint32_t i = 0; i < words->form_count; i++) {
        size_t len = esc_automaton_form(words, i, form, sizeof form);
        if (len) with_pronouns(&m, form, len);
    }
}
