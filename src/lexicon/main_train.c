// SPDX-License-Identifier: GPL-3.0-or-later
// Makes models/spanish.lexicon: the forms of a Hunspell dictionary, the glossaries' words, and frequent clean
// words of a corpus that neither has; each with its frequency in the corpus. Called by scripts/train-models.
#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/paths.h"
#include "base/utf8.h"
#include "lexicon/builder.h"
#include "lexicon/counts.h"
#include "lexicon/enclitics.h"
#include "lexicon/expand.h"
#include "lexicon/inside.h"
#include "lexicon/pick.h"

enum { MAX_TEXT_BYTES = 1 << 30 };

static const char USAGE[] =
    "usage: train-lexicon [--dictionary BASE] [--dicts DIR] [--picked FILE] [--text WEIGHT:FILE]… OUT\n"
    "  --dictionary BASE   Hunspell dictionary without .aff and .dic (/usr/share/hunspell/es_MX)\n"
    "  --dicts DIR         the folder of glossaries (dicts/)\n"
    "  --picked FILE       also list there the words taken from the texts, with their counts\n"
    "  --text WEIGHT:FILE  a plain text (also a pipe), one paragraph a line, and what each of its words is "
    "worth\n";

typedef struct training {
    const char *dictionary, *dicts, *picked;
    char **texts; // WEIGHT:FILE each
    uint32_t texts_count, texts_cap;
    const char *name; // of the text before
    esc_counts *counts;
    esc_automaton *words; // of the dictionary
    esc_buf words_bytes;
    esc_lexicon glossary; // language: words; own: what the glossaries add to it
    esc_automaton *extra; // of the corpus
    esc_buf extra_bytes;
} training;

static void add_word(void *builder, const char *form, size_t len) {
    esc_builder_add(builder, form, len, ESC_LEX_WORD, 0);
}

// Builds t->words anew from what builder holds.
static int build_words(training *t, esc_builder *builder, uint64_t dictionary, esc_err *err) {
    esc_automaton_close(t->words);
    t->words = NULL;
    esc_buf_truncate(&t->words_bytes, 0);
    int rc = esc_builder_write(builder, dictionary, &t->words_bytes, err);
    return rc ? rc : esc_automaton_read(t->words_bytes.bytes, t->words_bytes.len, &t->words, err);
}

static int expand(training *t, esc_err *err) {
    esc_builder *builder = esc_builder_new(ESC_LEX_WORD);
    size_t refused = 0;
    uint64_t dictionary = 0;
    int rc = esc_spell_checksum(t->dictionary, &dictionary, err);
    if (!rc) rc = esc_expand(t->dictionary, add_word, builder, &refused, err);
    if (!rc) rc = build_words(t, builder, dictionary, err);
    if (!rc) printf("dictionary: %u forms (%zu more were made and refused)\n", t->words->form_count, refused);
    if (!rc) esc_enclitics(t->words, add_word, builder);
    if (!rc) rc = build_words(t, builder, dictionary, err);
    if (!rc) printf("with pronouns: %u forms\n", t->words->form_count);
    esc_builder_free(builder);
    return rc;
}

static int add_glossaries(training *t, esc_err *err) {
    t->glossary.language = t->words;
    t->glossary.glossary.arena = esc_arena_new();
    ESC_AUTOBUF digests = {0};
    int rc = esc_lexicon_load_dicts(&t->glossary, t->dicts, &digests, err);
    t->glossary.first_user = t->glossary.glossary.entries_count;
    if (!rc) rc = esc_own_words(&t->glossary, err);
    if (!rc)
        printf("glossaries: %u entries, %u forms\n", t->glossary.glossary.entries_count,
               t->glossary.own->form_count);
    return rc;
}

static int count_text(training *t, const char *argument, esc_err *err) {
    char *path;
    double weight = strtod(argument, &path);
    if (*path != ':' || !(weight > 0))
        return esc_fail(err, ESC_ARGUMENT, ESC_WHY_OTHER, "%s is not WEIGHT:FILE", argument);
    path++;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return esc_fail_errno(err, "cannot open %s", path);
    ESC_AUTOBUF text = {0};
    int rc = esc_file_read(fd, MAX_TEXT_BYTES, &text, err);
    close(fd);
    if (rc) return rc;
    // A text that comes in parts, under the same name in several folders, is one source.
    const char *name = esc_file_base(path);
    if (t->name && strcmp(t->name, name) != 0) esc_counts_next_file(t->counts);
    t->name = name;
    esc_counts_text(t->counts, esc_buf_text(&text), text.len, weight);
    return ESC_OK;
}

static int pick(training *t, esc_err *err) {
    esc_builder *builder = esc_builder_new(ESC_LEX_WORD);
    esc_picker picker = {t->counts, {t->words, t->glossary.own}};
    FILE *list = t->picked ? fopen(t->picked, "we") : NULL;
    if (t->picked && !list) {
        esc_builder_free(builder);
        return esc_fail_errno(err, "cannot write %s", t->picked);
    }
    for (uint32_t i = 0; i < esc_counts_size(t->counts); i++) {
        const esc_count *count = esc_counts_at(t->counts, i);
        if (esc_pick_known(&picker, count->text, count->len)) continue;
        unsigned classes = esc_pick(&picker, count);
        if (!classes) continue;
        esc_builder_add(builder, count->text, count->len, classes, 0);
        if (list) fprintf(list, "%s\t%.0f\t%u\n", count->text, count->raw, count->files);
    }
    if (list) fclose(list);
    int rc = esc_builder_write(builder, 0, &t->extra_bytes, err);
    if (!rc) rc = esc_automaton_read(t->extra_bytes.bytes, t->extra_bytes.len, &t->extra, err);
    esc_builder_free(builder);
    if (!rc) printf("corpus: %u forms more\n", t->extra->form_count);
    return rc;
}

static bool in_lexicon(const training *t, const char *form, size_t len) {
    const esc_automaton *const sets[] = {t->words, t->glossary.own, t->extra};
    for (int i = 0; i < 3; i++)
        if (esc_automaton_lookup(sets[i], form, len) != ESC_NO_FORM) return true;
    return false;
}

static bool is_persons_name(const training *t, const char *form, size_t len) {
    uint32_t at = esc_automaton_lookup(t->glossary.own, form, len);
    return at != ESC_NO_FORM &&
           (esc_automaton_classes(t->glossary.own, at) & (ESC_LEX_GIVEN | ESC_LEX_SURNAME));
}

// Gives a word's occurrences to the forms that they speak for: a capital at the start of a sentence or in a
// headline says nothing, one inside a sentence speaks for the name where there is one.
static void spread(const training *t, const esc_count *count, esc_builder *builder) {
    double unit = 1e6 / esc_counts_total(t->counts);
    double inside = count->inside * unit, elsewhere = (count->initial + count->headline) * unit;
    bool exact = in_lexicon(t, count->text, count->len);
    ESC_AUTOBUF lower = {0};
    esc_utf8_lower_text(count->text, count->len, &lower);
    bool has_lower = in_lexicon(t, esc_buf_text(&lower), lower.len);
    bool is_lower = !strcmp(esc_buf_text(&lower), count->text);
    if (is_lower || !has_lower) {
        if (exact) {
            esc_builder_add(builder, count->text, count->len, 0, inside + elsewhere);
            return;
        }
        // MÉXICO, where there is neither it nor méxico
        const char *second = count->text;
        esc_utf8_next(&second, count->text + count->len);
        ESC_AUTOBUF capital = {0};
        esc_buf_put(&capital, count->text, (size_t)(second - count->text));
        esc_utf8_lower_text(second, count->len - (size_t)(second - count->text), &capital);
        if (in_lexicon(t, esc_buf_text(&capital), capital.len))
            esc_builder_add(builder, capital.bytes, capital.len, 0, inside + elsewhere);
        return;
    }
    esc_builder_add(builder, lower.bytes, lower.len, 0, elsewhere);
    if (exact) esc_builder_add(builder, count->text, count->len, 0, inside);
    // "Ciudad" is both a word of places and the word ciudad: it counts for both, unless its lower case is
    // rare beside it. A person's name is more likely to be just that.
    const esc_count *plain = esc_counts_lookup(t->counts, lower.bytes, lower.len);
    double times = is_persons_name(t, count->text, count->len) ? 3 : 20;
    if (!exact || (plain && plain->inside * times > count->inside))
        esc_builder_add(builder, lower.bytes, lower.len, 0, inside);
}

static void add_forms(const esc_automaton *a, esc_builder *builder) {
    char form[256];
    for (uint32_t i = 0; i < a->form_count; i++) {
        size_t len = esc_automaton_form(a, i, form, sizeof form);
        esc_builder_add(builder, form, len, esc_automaton_classes(a, i), 0);
    }
}

static int write_lexicon(const training *t, const char *path, esc_err *err) {
    esc_builder *builder = esc_builder_new(ESC_LEX_WORD);
    add_forms(t->words, builder);
    add_forms(t->glossary.own, builder);
    add_forms(t->extra, builder);
    for (uint32_t i = 0; i < esc_counts_size(t->counts); i++) spread(t, esc_counts_at(t->counts, i), builder);
    ESC_AUTOBUF out = {0};
    int rc = esc_builder_write(builder, t->words->dictionary, &out, err);
    if (!rc) rc = esc_file_write(AT_FDCWD, path, out.bytes, out.len, err);
    esc_builder_free(builder);
    if (!rc) printf("%s: %zu bytes\n", path, out.len);
    return rc;
}

static double cpu_seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

// How long the new file takes to open, and a word of the texts to look up.
static int measure(const training *t, const char *path, esc_err *err) {
    esc_automaton *a = NULL;
    double start = cpu_seconds();
    int rc = esc_automaton_open(path, &a, err);
    if (rc) return rc;
    double opened = cpu_seconds();
    uint32_t known = 0, size = esc_counts_size(t->counts);
    for (uint32_t i = 0; i < size; i++) {
        const esc_count *count = esc_counts_at(t->counts, i);
        known += esc_automaton_lookup(a, count->text, count->len) != ESC_NO_FORM;
    }
    printf("%u forms, %u arcs; opened and checked in %.1f ms", a->form_count, a->arc_count,
           (opened - start) * 1e3);
    if (size) printf("; %.0f ns a look-up (%u of %u)", (cpu_seconds() - opened) * 1e9 / size, known, size);
    putchar('\n');
    esc_automaton_close(a);
    return ESC_OK;
}

static void release(training *t) {
    free(t->texts);
    esc_counts_free(t->counts);
    esc_automaton_close(t->words);
    esc_buf_free(&t->words_bytes);
    esc_automaton_close(t->glossary.own);
    esc_buf_free(&t->glossary.own_bytes);
    esc_glossary_free(&t->glossary.glossary);
    esc_automaton_close(t->extra);
    esc_buf_free(&t->extra_bytes);
}

static int train(training *t, const char *out, esc_err *err) {
    int rc = expand(t, err);
    if (!rc) rc = add_glossaries(t, err);
    for (uint32_t i = 0; !rc && i < t->texts_count; i++) rc = count_text(t, t->texts[i], err);
    if (!rc) printf("texts: %.0f weighted words\n", esc_counts_total(t->counts));
    if (!rc) rc = pick(t, err);
    if (!rc) rc = write_lexicon(t, out, err);
    if (!rc) rc = measure(t, out, err);
    return rc;
}

// False where the command line makes no sense.
static bool read_options(int argc, char **argv, training *t) {
    static const struct option options[] = {{"dictionary", required_argument, NULL, 'd'},
                                            {"dicts", required_argument, NULL, 'g'},
                                            {"picked", required_argument, NULL, 'p'},
                                            {"text", required_argument, NULL, 't'},
                                            {0}};
    int option;
    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) switch (option) {
        case 'd':
            t->dictionary = optarg;
            break;
        case 'g':
            t->dicts = optarg;
            break;
        case 'p':
            t->picked = optarg;
            break;
        case 't':
            *ESC_GROW(t, texts, 1) = optarg;
            break;
        default:
            return false;
        }
    return optind == argc - 1;
}

int main(int argc, char **argv) {
    ESC_AUTOFREE char *dicts = esc_asprintf("%s/dicts", esc_paths_data());
    training t = {.dictionary = "/usr/share/hunspell/es_MX", .dicts = dicts, .counts = esc_counts_new()};
    int status = 2;
    if (read_options(argc, argv, &t)) {
        esc_err err = {0};
        status = train(&t, argv[optind], &err) ? 1 : 0;
        if (status) fprintf(stderr, "train-lexicon: %s\n", err.message);
    } else {
        fputs(USAGE, stderr);
    }
    release(&t);
    return status;
}
