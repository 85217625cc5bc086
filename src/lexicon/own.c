// SPDX-License-Identifier: GPL-3.0-or-later
// The words of glossaries as an automaton beside the big one: what an archivist writes into a file counts the
// next time the program starts, without any training.
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "lexicon/builder.h"
#include "lexicon/inside.h"

// How often a word is taken to occur of which only a glossary tells: rarer than common words, so that it wins
// where the letters speak for it, not by its frequency.
static const double OWN_PER_MILLION = 0.5, USER_PER_MILLION = 2;

typedef struct collector {
    const esc_lexicon *lexicon;
    esc_builder *builder;
    bool user; // the entry is of a further file
} collector;

static bool starts_upper(const char *word, size_t len) {
    const char *p = word;
    return len && esc_utf8_is_upper(esc_utf8_next(&p, word + len));
}

static bool known(const esc_lexicon *l, const char *word, size_t len) {
    return esc_automaton_lookup(l->language, word, len) != ESC_NO_FORM ||
           (l->spell && esc_spell_knows(l->spell, word, len));
}

static void add(const collector *c, const char *word, size_t len, unsigned classes) {
    if (!len || len > ESC_MAX_WORD_BYTES) return;
    if (c->user) classes |= ESC_LEX_USER;
    const esc_automaton *language = c->lexicon->language;
    uint32_t form = esc_automaton_lookup(language, word, len);
    if (form != ESC_NO_FORM && (esc_automaton_classes(language, form) & classes) == classes) return;
    esc_builder_add(c->builder, word, len, classes, c->user ? USER_PER_MILLION : OWN_PER_MILLION);
}

// A common noun or adjective that is written with a capital: its lower-case form where that is a word, as
// written otherwise (Zacatecano, Juárez). What is known in neither case is taken in lower case where
// lower_unknown (síndica, regiduría), else as written. classes 0: only what is unknown counts, as a word.
static void add_common(const collector *c, const char *word, size_t len, unsigned classes,
                       bool lower_unknown) {
    ESC_AUTOBUF lower = {0};
    esc_utf8_lower_text(word, len, &lower);
    bool has_lower = known(c->lexicon, esc_buf_text(&lower), lower.len);
    bool unknown = !has_lower && !known(c->lexicon, word, len);
    if (!classes && !unknown) return;
    collector plain = *c;
    if (has_lower) plain.user = false; // a word of the language does not become the user's own
    if (!classes) classes = ESC_LEX_WORD;
    if (has_lower || (unknown && lower_unknown))
        add(&plain, esc_buf_text(&lower), lower.len, classes);
    else
        add(&plain, word, len, classes);
}

// Calls back for each word of a text, without quotes, brackets and (unless dots is true) stops around it.
static void each_word(const collector *c, const char *text, bool dots, unsigned classes,
                      void (*then)(const collector *, const char *, size_t, unsigned)) {
    for (const char *p = text, *end = text + strlen(text); p < end;) {
        const char *from = p, *stop = p;
        for (; p < end; stop = p) {
            uint32_t code = esc_utf8_next(&p, end);
            if (!esc_utf8_is_letter(code) && code != '-' && code != '\'' && code != '.' &&
                !esc_utf8_is_digit(code))
                break;
        }
        size_t len = (size_t)(stop - from);
        while (!dots && len && from[len - 1] == '.') len--;
        if (len) then(c, from, len, classes);
    }
}

// The name's words that have a capital: not "de la".
static void add_name(const collector *c, const char *word, size_t len, unsigned classes) {
    const char *second = word;
    bool initial = esc_utf8_is_upper(esc_utf8_next(&second, word + len)) && second == word + len;
    if (starts_upper(word, len) && !initial) add(c, word, len, classes);
}

// Not "de la", and not the longer ones of their kind.
static bool has_content(const char *word, size_t len) {
    static const char *const small[] = {"para", "sobre", "entre", "desde", "hasta", "como"};
    for (size_t i = 0; i < sizeof small / sizeof *small; i++)
        if (len == strlen(small[i]) && !memcmp(word, small[i], len)) return false;
    return starts_upper(word, len) || len > 3;
}

// Of an institution or a law, which are often named after somebody.
static void add_title_word(const collector *c, const char *word, size_t len, unsigned classes) {
    if (has_content(word, len)) add_common(c, word, len, classes, false);
}

// Of an office or an organ, whose words are seldom names.
static void add_office_word(const collector *c, const char *word, size_t len, unsigned classes) {
    if (has_content(word, len)) add_common(c, word, len, classes, true);
}

// "Mtro.", and "Mtro" as a scan may leave it; of "M. en C." only what has its dot.
static void add_with_and_without_dot(const collector *c, const char *word, size_t len, unsigned classes) {
    bool dot = word[len - 1] == '.';
    if (dot || starts_upper(word, len)) add(c, word, len, classes);
    if (dot && len > 2) add(c, word, len - 1, classes);
}

// DEOEyG, and DEOEYG as headings have it.
static void add_acronym(const collector *c, const char *text) {
    size_t len = strlen(text);
    add(c, text, len, ESC_LEX_ACRONYM);
    ESC_AUTOBUF upper = {0};
    for (const char *p = text, *end = text + len; p < end;) {
        char utf8[ESC_UTF8_MAX];
        esc_buf_put(&upper, utf8, esc_utf8_put(utf8, esc_utf8_upper(esc_utf8_next(&p, end))));
    }
    if (strcmp(esc_buf_text(&upper), text) != 0) add(c, esc_buf_text(&upper), upper.len, ESC_LEX_ACRONYM);
}

static void collect(const collector *c, const esc_glossary_entry *entry) {
    switch (entry->kind) {
    case ESC_GLOSSARY_ACRONYM:
        add_acronym(c, entry->text);
        break;
    case ESC_GLOSSARY_INSTITUTION:
        each_word(c, entry->text, false, ESC_LEX_OFFICE, add_title_word);
        break;
    case ESC_GLOSSARY_ORGAN:
    case ESC_GLOSSARY_OFFICE:
        each_word(c, entry->text, false, ESC_LEX_OFFICE, add_office_word);
        break;
    case ESC_GLOSSARY_TITLE:
        each_word(c, entry->text, true, ESC_LEX_TITLE, add_with_and_without_dot);
        break;
    case ESC_GLOSSARY_ABBREVIATION:
        each_word(c, entry->text, true, ESC_LEX_ABBREVIATION, add_with_and_without_dot);
        break;
    case ESC_GLOSSARY_INSTRUMENT:
        each_word(c, entry->text, false, 0, add_title_word);
        break;
    case ESC_GLOSSARY_WORD:
        add(c, entry->text, strlen(entry->text), ESC_LEX_WORD);
        break;
    case ESC_GLOSSARY_PERSON:
        each_word(c, entry->text, false, ESC_LEX_GIVEN | ESC_LEX_SURNAME, add_name);
        break;
    case ESC_GLOSSARY_GIVEN:
        each_word(c, entry->text, false, ESC_LEX_GIVEN, add_name);
        break;
    case ESC_GLOSSARY_SURNAME:
        each_word(c, entry->text, false, ESC_LEX_SURNAME, add_name);
        break;
    case ESC_GLOSSARY_PLACE:
        each_word(c, entry->text, false, ESC_LEX_PLACE, add_name);
        break;
    }
    if (entry->expansion) each_word(c, entry->expansion, false, 0, add_title_word);
}

int esc_own_words(esc_lexicon *lexicon, esc_err *err) {
    esc_builder *builder = esc_builder_new(ESC_LEX_WORD);
    const esc_glossary *glossary = &lexicon->glossary;
    for (uint32_t i = 0; i < glossary->entries_count; i++)
        collect(&(collector){lexicon, builder, i >= lexicon->first_user}, &glossary->entries[i]);
    int rc = esc_builder_write(builder, 0, &lexicon->own_bytes, err);
    if (!rc) rc = esc_automaton_read(lexicon->own_bytes.bytes, lexicon->own_bytes.len, &lexicon->own, err);
    esc_builder_free(builder);
    return rc;
}
