// SPDX-License-Identifier: GPL-3.0-or-later
// Looking a word up in every case it may stand for.
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "lexicon/inside.h"

static void take(const esc_automaton *a, uint32_t form, esc_lexicon_found *found) {
    found->classes |= esc_automaton_classes(a, form);
    float f = esc_automaton_log_frequency(a, form);
    if (f > found->log_frequency) found->log_frequency = f;
}

static void find_exact(const esc_lexicon *l, const char *word, size_t len, esc_lexicon_found *found) {
    for (int i = 0; i < ESC_LEXICON_AUTOMATA; i++) {
        const esc_automaton *a = esc_lexicon_automaton(l, i);
        uint32_t form = esc_automaton_lookup(a, word, len);
        if (form != ESC_NO_FORM) take(a, form, found);
    }
}

// Collects every form below state that is text (lower case) but for accents.
static void find_accented(const esc_automaton *a, esc_state state, const char *text, const char *end,
                          esc_lexicon_found *found) {
    if (text == end) {
        if (esc_is_final(state)) take(a, state.form, found);
        return;
    }
    uint32_t code = esc_utf8_next(&text, end);
    for (const esc_automaton_arc *arc = esc_arc_first(a, state); arc; arc = esc_arc_after(arc))
        if (a->bare[esc_arc_label(arc)] == code)
            find_accented(a, esc_arc_follow(state, arc), text, end, found);
}

static void find_unaccented(const esc_lexicon *l, const char *word, size_t len, esc_lexicon_found *found) {
    ESC_AUTOBUF text = {0};
    esc_utf8_lower_text(word, len, &text);
    for (int i = 0; i < ESC_LEXICON_AUTOMATA; i++) {
        const esc_automaton *a = esc_lexicon_automaton(l, i);
        find_accented(a, esc_automaton_root(a), text.bytes, text.bytes + text.len, found);
    }
}

enum shape { AS_IT_IS, CAPITALISED, ALL_CAPITALS };

// One capital letter alone counts as Capitalised.
static enum shape shape_of(const char *word, size_t len) {
    const char *p = word, *end = word + len;
    if (!len || !esc_utf8_is_upper(esc_utf8_next(&p, end))) return AS_IT_IS;
    size_t upper = 0, lower = 0;
    while (p < end) {
        uint32_t c = esc_utf8_next(&p, end);
        upper += esc_utf8_is_upper(c);
        lower += esc_utf8_is_lower(c);
    }
    return !upper ? CAPITALISED : lower ? AS_IT_IS : ALL_CAPITALS;
}

// The word in the case found and in those it may stand for.
static esc_lexicon_found find(const esc_lexicon *l, const char *word, size_t len) {
    esc_lexicon_found found = {0, l->own->log_frequency[0]};
    find_exact(l, word, len, &found);
    enum shape shape = shape_of(word, len);
    if (shape == AS_IT_IS) return found;
    ESC_AUTOBUF text = {0};
    esc_utf8_lower_text(word, len, &text);
    find_exact(l, text.bytes, text.len, &found);
    if (shape == CAPITALISED) return found;
    const char *second = word;
    esc_utf8_next(&second, word + len);
    esc_buf_truncate(&text, 0);
    esc_buf_put(&text, word, (size_t)(second - word));
    esc_utf8_lower_text(second, len - (size_t)(second - word), &text);
    find_exact(l, text.bytes, text.len, &found);
    if (found.classes) return found;
    find_unaccented(l, word, len, &found); // MEXICO, SECRETARIA TECNICA: many write no accents on capitals
    return found;
}

// Hunspell is not asked about hyphens: it takes "a-" for a word.
static esc_lexicon_found find_or_spell(const esc_lexicon *l, const char *word, size_t len) {
    esc_lexicon_found found = find(l, word, len);
    if (!found.classes && l->spell && !memchr(word, '-', len) && esc_spell_knows(l->spell, word, len))
        found.classes = ESC_LEX_WORD;
    return found;
}

// "técnico-administrativo": every part is known.
static bool known_by_parts(const esc_lexicon *l, const char *word, size_t len) {
    const char *end = word + len, *hyphen;
    for (const char *p = word; p <= end; p = hyphen + 1) {
        hyphen = memchr(p, '-', (size_t)(end - p));
        if (!hyphen) hyphen = end;
        if (hyphen == p || !find_or_spell(l, p, (size_t)(hyphen - p)).classes) return false;
    }
    return true;
}

esc_lexicon_found esc_lexicon_find(const esc_lexicon *l, const char *word, size_t len) {
    if (!len || len > ESC_MAX_WORD_BYTES) return (esc_lexicon_found){0, l->own->log_frequency[0]};
    esc_lexicon_found found = find_or_spell(l, word, len);
    if (!found.classes && memchr(word, '-', len) && known_by_parts(l, word, len))
        found.classes = ESC_LEX_WORD;
    return found;
}

unsigned esc_lexicon_lookup(const esc_lexicon *l, const char *word, size_t len) {
    return esc_lexicon_find(l, word, len).classes;
}

unsigned esc_lexicon_lookup_unaccented(const esc_lexicon *l, const char *word, size_t len) {
    esc_lexicon_found found = {0};
    if (len && len <= ESC_MAX_WORD_BYTES) find_unaccented(l, word, len, &found);
    return found.classes;
}

float esc_lexicon_log_frequency(const esc_lexicon *l, const char *word, size_t len) {
    if (!len || len > ESC_MAX_WORD_BYTES) return l->own->log_frequency[0];
    return find(l, word, len).log_frequency;
}
