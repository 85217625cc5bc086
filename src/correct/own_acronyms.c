// SPDX-License-Identifier: GPL-3.0-or-later
#include "correct/own_acronyms.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"

struct code_part {
    const char *text;
    uint32_t len, times;
};

struct esc_own_acronyms {
    const esc_work *work;
    struct code_part *parts; // in order, each once
    uint32_t parts_count, parts_cap;
    const char **spelled; // where each initial stands among all, in the order of what they begin
    uint32_t spelled_count, spelled_cap;
    const char **words; // that stand in the document, in order
    uint32_t words_count, words_cap;
    bool spelled_asked, words_asked;
};

static int compare_parts(const void *a, const void *b) {
    const struct code_part *x = a, *y = b;
    const int order = memcmp(x->text, y->text, x->len < y->len ? x->len : y->len);
    return order ? order : (x->len > y->len) - (x->len < y->len);
}

static void collect_parts(const esc_work *work, esc_own_acronyms *own) {
    for (uint32_t i = 0; i < work->forms.slot_count; i++) {
        const esc_form *form = work->forms.slots[i];
        if (!form || !form->count) continue;
        const bool code = form->kind == ESC_TOKEN_CODE,
                   joined = form->kind == ESC_TOKEN_UPPER && strpbrk(form->text, "-/");
        for (size_t from = 0, to; (code || joined) && from < form->len; from = to + 1) {
            to = from + strcspn(form->text + from, "-/");
            *ESC_GROW(own, parts, 1) =
                (struct code_part){form->text + from, (uint32_t)(to - from), form->count};
        }
    }
    if (!own->parts_count) return;
    qsort(own->parts, own->parts_count, sizeof *own->parts, compare_parts);
    uint32_t last = 0;
    for (uint32_t i = 1; i < own->parts_count; i++) {
        if (compare_parts(&own->parts[last], &own->parts[i]))
            own->parts[++last] = own->parts[i];
        else
            own->parts[last].times += own->parts[i].times;
    }
    own->parts_count = last + 1;
}

uint32_t esc_own_acronyms_in_codes(const esc_own_acronyms *own, const char *text, size_t len) {
    const struct code_part asked = {.text = text, .len = (uint32_t)len}, *found = NULL;
    if (own->parts_count) found = bsearch(&asked, own->parts, own->parts_count, sizeof asked, compare_parts);
    return found ? found->times : 0;
}

// The first of texts, which are in order, that does not come before what is asked for by its first bytes.
static uint32_t find_first(const char *const *texts, uint32_t count, const char *asked, size_t len,
                           int (*compare)(const char *, const char *, size_t)) {
    uint32_t low = 0, high = count;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (compare(texts[middle], asked, len) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int compare_initials(const void *a, const void *b) {
    return strncmp(*(const char *const *)a, *(const char *const *)b, ESC_ACRONYM_BYTES);
}

// The initials of capitalised words, with a blank where any other word parts them.
static void collect_initials(esc_own_acronyms *own) {
    static const char *const links[] = {"de", "del", "la", "las", "los", "el", "y", "e", "en"};
    const esc_work *work = own->work;
    char *initials = esc_arena_alloc(work->arena, (size_t)work->units.units_count + 1);
    size_t at = 0;
    own->spelled_asked = true;
    for (uint32_t i = 0; i < work->units.units_count; i++) {
        const esc_form *form = work->form_of[i];
        if (ESC_ONE_OF(form, links)) continue;
        const char *p = form->text;
        const uint32_t first = esc_utf8_unaccent(esc_utf8_next(&p, form->text + form->len));
        const bool word = form->kind == ESC_TOKEN_CAPITAL || form->kind == ESC_TOKEN_UPPER,
                   capital = word && first >= 'A' && first <= 'Z';
        initials[at] = capital ? (char)first : ' ';
        if (capital) *ESC_GROW(own, spelled, 1) = initials + at;
        at++;
    }
    if (own->spelled_count) qsort(own->spelled, own->spelled_count, sizeof *own->spelled, compare_initials);
}

bool esc_own_acronyms_spelled(esc_own_acronyms *own, const char *acronym) {
    const size_t len = strlen(acronym);
    if (!own->spelled_asked) collect_initials(own);
    const uint32_t first = find_first(own->spelled, own->spelled_count, acronym, len, strncmp);
    return first < own->spelled_count && !strncmp(own->spelled[first], acronym, len);
}

static int compare_words(const void *a, const void *b) {
    return strcasecmp(*(const char *const *)a, *(const char *const *)b);
}

static void collect_words(esc_own_acronyms *own) {
    const esc_forms *forms = &own->work->forms;
    own->words_asked = true;
    for (uint32_t i = 0; i < forms->slot_count; i++) {
        const esc_form *form = forms->slots[i];
        if (form && form->count && form->kind <= ESC_TOKEN_UPPER) *ESC_GROW(own, words, 1) = form->text;
    }
    if (own->words_count) qsort(own->words, own->words_count, sizeof *own->words, compare_words);
}

bool esc_own_acronyms_begun(esc_own_acronyms *own, const char *text, size_t len, size_t beyond) {
    if (!own->words_asked) collect_words(own);
    for (uint32_t i = find_first(own->words, own->words_count, text, len, strncasecmp);
         i < own->words_count && !strncasecmp(own->words[i], text, len); i++)
        if (strlen(own->words[i]) > len + beyond) return true;
    return false;
}

esc_own_acronyms *esc_work_own_acronyms(esc_work *work) {
    if (!work->acronyms) {
        work->acronyms = esc_alloc_zero(1, sizeof *work->acronyms);
        work->acronyms->work = work;
        collect_parts(work, work->acronyms);
    }
    return work->acronyms;
}

void esc_own_acronyms_free(esc_own_acronyms *own) {
    if (!own) return;
    free(own->parts);
    free(own->spelled);
    free(own->words);
    free(own);
}
