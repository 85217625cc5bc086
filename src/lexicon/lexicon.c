// SPDX-License-Identifier: GPL-3.0-or-later
#include "lexicon/lexicon.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/paths.h"
#include "lexicon/format.h"
#include "lexicon/inside.h"

static const char DEFAULT_HUNSPELL[] = "/usr/share/hunspell/es_MX";

static int is_glossary(const struct dirent *entry) {
    const char *dot = strrchr(entry->d_name, '.');
    return *entry->d_name != '.' && dot && !strcmp(dot, ".txt");
}

// Byte order, whatever the locale: the order of entries is part of the digest.
static int by_name(const struct dirent **a, const struct dirent **b) {
    return strcmp((*a)->d_name, (*b)->d_name);
}

// One that is not there is no document that was moved away.
static void blame_glossary(esc_err *err) {
    if (!esc_why_transient(err->why)) err->why = ESC_WHY_GLOSSARY;
}

static int load_file(esc_lexicon *l, const char *path, esc_buf *digests, esc_err *err) {
    char sha256[ESC_SHA256_TEXT];
    int rc = esc_glossary_load(&l->glossary, path, sha256, err);
    if (rc && err) blame_glossary(err);
    if (!rc) esc_buf_puts(digests, sha256);
    return rc;
}

int esc_lexicon_load_dicts(esc_lexicon *l, const char *folder, esc_buf *digests, esc_err *err) {
    struct dirent **names = NULL;
    int count = scandir(folder, &names, is_glossary, by_name), rc = ESC_OK;
    if (count < 0) {
        esc_err inner;
        rc = esc_fail_errno(&inner, "cannot read the folder %s", folder);
        return esc_fail_as(err, rc, ESC_WHY_MODELS_MISSING, &inner);
    }
    for (int i = 0; i < count; i++) {
        ESC_AUTOFREE char *path = esc_asprintf("%s/%s", folder, names[i]->d_name);
        if (!rc) rc = load_file(l, path, digests, err);
        free(names[i]);
    }
    free(names);
    return rc;
}

static int load_glossaries(esc_lexicon *l, const esc_lexicon_options *options, const char *data_dir,
                           esc_err *err) {
    ESC_AUTOBUF digests = {0};
    ESC_AUTOFREE char *folder = esc_asprintf("%s/dicts", data_dir);
    int rc = esc_lexicon_load_dicts(l, folder, &digests, err);
    l->first_user = l->glossary.entries_count;
    for (size_t i = 0; !rc && i < options->glossary_count; i++)
        rc = load_file(l, options->glossaries[i], &digests, err);
    if (rc) return rc;
    esc_buf_printf(&digests, "%016llx", (unsigned long long)l->language->checksum);
    esc_file_sha256(esc_buf_text(&digests), digests.len, l->digest);
    return ESC_OK;
}

// Hunspell itself is needed only where its dictionary is not the one that the lexicon was expanded from.
static int load_spell(esc_lexicon *l, const char *base, esc_err *err) {
    uint64_t dictionary = 0;
    int rc = esc_spell_checksum(base, &dictionary, err);
    if (rc || l->language->dictionary == dictionary) return rc;
    return esc_spell_open(base, &l->spell, err);
}

static int load_language(esc_lexicon *l, const char *data_dir, esc_err *err) {
    ESC_AUTOFREE char *path = esc_asprintf("%s/models/spanish.lexicon", data_dir);
    esc_err inner;
    int rc = esc_automaton_open(path, &l->language, &inner);
    return rc ? esc_fail_by(err, rc, rc == ESC_SYSTEM ? ESC_WHY_MODELS_MISSING : ESC_WHY_MODELS_DAMAGED,
                            &inner, "%s", path)
              : ESC_OK;
}

static uint64_t hash_text(esc_glossary_kind kind, const char *text, size_t len) {
    return esc_checksum((uint64_t)kind + 1, text, len);
}

static void index_glossary(esc_lexicon *l) {
    l->by_text_size = 64;
    while (l->by_text_size < 2 * l->glossary.entries_count) l->by_text_size *= 2;
    l->by_text = esc_alloc_zero(l->by_text_size, sizeof *l->by_text);
    for (uint32_t i = 0; i < l->glossary.entries_count; i++) {
        const esc_glossary_entry *entry = &l->glossary.entries[i];
        uint64_t at = hash_text(entry->kind, entry->text, strlen(entry->text)) % l->by_text_size;
        while (l->by_text[at]) at = (at + 1) % l->by_text_size;
        l->by_text[at] = i + 1;
    }
}

int esc_lexicon_open(const esc_lexicon_options *options, esc_lexicon **ret, esc_err *err) {
    static const esc_lexicon_options defaults;
    if (!options) options = &defaults;
    const char *data_dir = options->data_dir ? options->data_dir : esc_paths_data();
    const char *hunspell = options->hunspell ? options->hunspell : DEFAULT_HUNSPELL;
    esc_lexicon *l = esc_alloc_zero(1, sizeof *l);
    l->glossary.arena = esc_arena_new();
    int rc = load_language(l, data_dir, err);
    if (!rc) rc = load_glossaries(l, options, data_dir, err);
    if (!rc) rc = load_spell(l, hunspell, err);
    if (!rc) rc = esc_own_words(l, err);
    if (rc) {
        esc_lexicon_close(l);
        return rc;
    }
    index_glossary(l);
    *ret = l;
    return ESC_OK;
}

void esc_lexicon_close(esc_lexicon *l) {
    if (!l) return;
    esc_automaton_close(l->language);
    esc_automaton_close(l->own);
    esc_buf_free(&l->own_bytes);
    esc_spell_close(l->spell);
    esc_glossary_free(&l->glossary);
    free(l->by_text);
    free(l);
}

int esc_lexicon_check(const esc_lexicon_options *options, void (*tell)(void *context, const char *message),
                      void *context, esc_err *err) {
    esc_err first = {0};
    uint64_t dictionary;
    int failed = esc_spell_checksum(options->hunspell, &dictionary, &first);
    if (failed && tell) tell(context, first.said);
    for (size_t i = 0; i < options->glossary_count; i++) {
        esc_err wrong = {0};
        int rc = esc_glossary_check(options->glossaries[i], tell, context, NULL, &wrong);
        if (!rc) continue;
        if (wrong.why != ESC_WHY_GLOSSARY) {
            if (tell) tell(context, wrong.said); // of wrong lines it is told already
            blame_glossary(&wrong);
        }
        if (!failed) first = wrong;
        if (!failed) failed = rc;
    }
    if (failed && err) *err = first;
    return failed;
}

const esc_automaton *esc_lexicon_automaton(const esc_lexicon *l, int index) {
    return index ? l->own : l->language;
}

size_t esc_lexicon_glossary_count(const esc_lexicon *l) { return l->glossary.entries_count; }

const esc_glossary_entry *esc_lexicon_glossary_at(const esc_lexicon *l, size_t index) {
    return &l->glossary.entries[index];
}

const esc_glossary_entry *esc_lexicon_glossary_lookup(const esc_lexicon *l, esc_glossary_kind kind,
                                                      const char *text, size_t len) {
    uint64_t at = hash_text(kind, text, len) % l->by_text_size;
    for (; l->by_text[at]; at = (at + 1) % l->by_text_size) {
        const esc_glossary_entry *entry = &l->glossary.entries[l->by_text[at] - 1];
        if (entry->kind == kind && strlen(entry->text) == len && !memcmp(entry->text, text, len))
            return entry;
    }
    return NULL;
}

const char *esc_lexicon_digest(const esc_lexicon *l) { return l->digest; }
