// SPDX-License-Identifier: GPL-3.0-or-later
#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/paths.h"
#include "lexicon/lexicon.h"

static esc_lexicon *lexicon;

static int open_lexicon(void **state) {
    (void)state;
    esc_err err = {0};
    if (esc_lexicon_open(NULL, &lexicon, &err)) fail_msg("%s", err.message);
    return 0;
}

static int close_lexicon(void **state) {
    (void)state;
    esc_lexicon_close(lexicon);
    return 0;
}

static unsigned classes(const char *word) { return esc_lexicon_lookup(lexicon, word, strlen(word)); }

static void words_are_known_in_every_case(void **state) {
    (void)state;
    static const char *const known[] = {"sesión", "Sesión", "SESIÓN", "celebrándose", "reglamento", "a"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!(classes(known[i]) & ESC_LEX_WORD)) fail_msg("%s is unknown", known[i]);
    static const char *const unknown[] = {"sesiónn", "xqzt", "Secretorjo", "sESIÓN", "", "-", "a-", "ñ"};
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        if (classes(unknown[i])) fail_msg("%s is known", unknown[i]);
}

static void names_need_their_capital(void **state) {
    (void)state;
    assert_true(classes("Hernández") & ESC_LEX_SURNAME);
    assert_true(classes("HERNÁNDEZ") & ESC_LEX_SURNAME);
    assert_int_equal(classes("hernández"), 0);
    assert_true(classes("Guadalupe") & ESC_LEX_GIVEN);
    assert_true(classes("Azcapotzalco") & ESC_LEX_PLACE);
    assert_int_equal(classes("azcapotzalco") & ESC_LEX_PLACE, 0);
    assert_int_equal(classes("Zacatecas") & ESC_LEX_SURNAME, 0);
}

static void institutions_are_known(void **state) {
    (void)state;
    static const char *const acronyms[] = {"IECM",   "IEDF",    "UTSI", "UTAJ",  "DERFE", "DEOEyG", "DEOyGE",
                                           "DEOEYG", "UTALAOD", "OPLE", "TEPJF", "Pemex", "PEMEX",  "INE"};
    for (size_t i = 0; i < sizeof acronyms / sizeof *acronyms; i++)
        if (!(classes(acronyms[i]) & ESC_LEX_ACRONYM)) fail_msg("%s is no acronym", acronyms[i]);
    assert_true(classes("Lic.") & ESC_LEX_TITLE);
    assert_true(classes("Lic") & ESC_LEX_TITLE);
    assert_true(classes("Mtra.") & ESC_LEX_TITLE);
    assert_true(classes("fracc.") & ESC_LEX_ABBREVIATION);
    assert_true(classes("Secretaria") & ESC_LEX_OFFICE);
    assert_true(classes("SÍNDICO") & ESC_LEX_OFFICE);
    assert_true(classes("regidora") & ESC_LEX_OFFICE);
}

static void hyphenated_words_are_known_by_their_parts(void **state) {
    (void)state;
    assert_int_equal(classes("técnico-administrativo"), ESC_LEX_WORD);
    assert_int_equal(classes("técnico-xqzt"), 0);
    assert_int_equal(classes("técnico-"), 0);
    assert_int_equal(classes("técnico--legal"), 0);
}

static void the_glossary_is_looked_up(void **state) {
    (void)state;
    const esc_glossary_entry *entry = esc_lexicon_glossary_lookup(lexicon, ESC_GLOSSARY_ACRONYM, "IECM", 4);
    assert_non_null(entry);
    assert_string_equal(entry->expansion, "Instituto Electoral de la Ciudad de México");
    assert_non_null(strstr(entry->file, "10-iecm.txt"));
    assert_null(esc_lexicon_glossary_lookup(lexicon, ESC_GLOSSARY_OFFICE, "IECM", 4));
    static const char both[] = "Consejera Presidenta";
    assert_non_null(esc_lexicon_glossary_lookup(lexicon, ESC_GLOSSARY_OFFICE, both, strlen(both)));
    assert_int_equal(strlen(esc_lexicon_digest(lexicon)), 64);
    assert_true(esc_lexicon_glossary_count(lexicon) > 1000);
}

static void capitals_may_lack_their_accents(void **state) {
    (void)state;
    assert_true(classes("MEXICO") & ESC_LEX_PLACE);
    assert_true(classes("TECNICA") & ESC_LEX_OFFICE);
    assert_true(classes("MARTINEZ") & ESC_LEX_SURNAME);
    assert_int_equal(classes("Mexico"), 0);
    assert_true(esc_lexicon_lookup_unaccented(lexicon, "Gutierrez", 9) & ESC_LEX_SURNAME);
    assert_int_equal(esc_lexicon_lookup_unaccented(lexicon, "Gutiérrez", strlen("Gutiérrez")), 0);
    assert_int_equal(classes("sindico-"), 0);
    assert_int_equal(classes("ESPANA") & ESC_LEX_PLACE, 0); // ñ is a letter, not an accent
}

static void frequent_words_outweigh_rare_ones(void **state) {
    (void)state;
    static const char *const falling[] = {"de", "sesión", "articulo", "xqzt"};
    for (int i = 1; i < 4; i++)
        assert_true(esc_lexicon_log_frequency(lexicon, falling[i - 1], strlen(falling[i - 1])) >
                    esc_lexicon_log_frequency(lexicon, falling[i], strlen(falling[i])));
    static const char *const words[] = {"sesión", "SESION", "Gustavo", "técnico-administrativo",
                                        "qwrtx",  "",       "-"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const size_t len = strlen(words[i]);
        const esc_lexicon_found found = esc_lexicon_find(lexicon, words[i], len);
        assert_int_equal(found.classes, esc_lexicon_lookup(lexicon, words[i], len));
        assert_memory_equal(&found.log_frequency, &(float){esc_lexicon_log_frequency(lexicon, words[i], len)},
                            sizeof(float));
        assert_int_equal(!found.classes, i >= 4);
    }
    assert_float_equal(esc_lexicon_log_frequency(lexicon, "SESIÓN", strlen("SESIÓN")),
                       esc_lexicon_log_frequency(lexicon, "sesión", strlen("sesión")), 1e-6f);
}

static char *temporary(const char *text) {
    char path[] = "/tmp/escribano-lexicon-XXXXXX";
    int fd = mkstemp(path);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
    return esc_strdup(path);
}

static void own_words_count_at_once(void **state) {
    (void)state;
    ESC_AUTOFREE char *path = temporary("[siglas]\nCoZyX | CZX = Comité de Zurcidos y Xilografías\n"
                                        "[palabras]\nxilograbadora\nsesión\n[apellidos]\nQuahtzin\n"
                                        "[personas]\nItzel M. de la Tzintzuniz\n");
    const char *const files[] = {path};
    esc_lexicon *own = NULL;
    esc_err err = {0};
    const esc_lexicon_options options = {.glossaries = files, .glossary_count = 1};
    if (esc_lexicon_open(&options, &own, &err)) fail_msg("%s", err.message);
    static const struct {
        const char *word;
        unsigned classes;
    } expected[] = {
        {"CoZyX", ESC_LEX_ACRONYM | ESC_LEX_USER},
        {"COZYX", ESC_LEX_ACRONYM | ESC_LEX_USER},
        {"CZX", ESC_LEX_ACRONYM | ESC_LEX_USER},
        {"Zurcidos", ESC_LEX_WORD},
        {"Xilograbadora", ESC_LEX_WORD | ESC_LEX_USER},
        {"sesión", ESC_LEX_WORD | ESC_LEX_USER},
        {"QUAHTZIN", ESC_LEX_SURNAME | ESC_LEX_USER},
        {"quahtzin", 0},
        {"Tzintzuniz", ESC_LEX_GIVEN | ESC_LEX_SURNAME | ESC_LEX_USER},
        {"M", 0},
        {"en", ESC_LEX_WORD}, // of "M. en C."
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        unsigned got = esc_lexicon_lookup(own, expected[i].word, strlen(expected[i].word));
        if (got != expected[i].classes) fail_msg("%s: %x", expected[i].word, got);
    }
    assert_int_equal(classes("xilograbadora"), 0); // only in its own
    assert_string_not_equal(esc_lexicon_digest(own), esc_lexicon_digest(lexicon));
    size_t last = esc_lexicon_glossary_count(own) - 1;
    assert_string_equal(esc_lexicon_glossary_at(own, last)->text, "Itzel M. de la Tzintzuniz");
    const esc_automaton *a = esc_lexicon_automaton(own, 1);
    assert_int_not_equal(esc_automaton_lookup(a, "xilograbadora", strlen("xilograbadora")), ESC_NO_FORM);
    esc_lexicon_close(own);
    unlink(path);
}

static void a_wrong_line_stops_the_opening(void **state) {
    (void)state;
    ESC_AUTOFREE char *path = temporary("[cargos]\nRegidor\n???\n");
    const char *const files[] = {path};
    esc_lexicon *none = (void *)1;
    esc_err err = {0};
    const esc_lexicon_options options = {.glossaries = files, .glossary_count = 1};
    assert_int_equal(esc_lexicon_open(&options, &none, &err), ESC_FORMAT);
    assert_non_null(strstr(err.message, ":3: "));
    assert_ptr_equal(none, (void *)1);
    unlink(path);
}

static void what_is_missing_is_said(void **state) {
    (void)state;
    esc_lexicon *none = NULL;
    esc_err err = {0};
    const esc_lexicon_options no_data = {.data_dir = "/nonexistent"};
    assert_int_equal(esc_lexicon_open(&no_data, &none, &err), ESC_SYSTEM);
    assert_int_equal(err.why, ESC_WHY_MODELS_MISSING);
    char folder[] = "/tmp/escribano-lexicon-XXXXXX";
    assert_non_null(mkdtemp(folder));
    ESC_AUTOFREE char *models = esc_asprintf("%s/models", folder);
    ESC_AUTOFREE char *file = esc_asprintf("%s/spanish.lexicon", models);
    mkdir(models, 0700);
    assert_int_equal(esc_file_write(AT_FDCWD, file, "ESCLEX1", 7, NULL), ESC_OK);
    const esc_lexicon_options damaged = {.data_dir = folder};
    assert_int_equal(esc_lexicon_open(&damaged, &none, &err), ESC_FORMAT);
    assert_int_equal(err.why, ESC_WHY_MODELS_DAMAGED);
    assert_non_null(strstr(err.message, "spanish.lexicon"));
    unlink(file);
    rmdir(models);
    rmdir(folder);
    const esc_lexicon_options no_dictionary = {.hunspell = "/nonexistent/xx_XX"};
    assert_int_equal(esc_lexicon_open(&no_dictionary, &none, &err), ESC_SYSTEM);
    assert_int_equal(err.why, ESC_WHY_MODELS_MISSING);
}

static void another_dictionary_is_asked_too(void **state) {
    (void)state;
    esc_lexicon *other = NULL;
    const esc_lexicon_options options = {.hunspell = TEST_DIR "/unit/lexicon/data/mini"};
    assert_int_equal(esc_lexicon_open(&options, &other, NULL), ESC_OK);
    assert_int_equal(esc_lexicon_lookup(other, "rerrumores", 10), ESC_LEX_WORD);
    assert_int_equal(esc_lexicon_lookup(other, "acta-rerrumores", 15), ESC_LEX_WORD);
    assert_int_equal(classes("rerrumores"), 0);
    esc_lexicon_close(other);
}

// dicts/MANIFEST names every file with its licence and source, and no other.
static void every_dictionary_has_its_source(void **state) {
    (void)state;
    ESC_AUTOFREE char *folder = esc_asprintf("%s/dicts", esc_paths_data());
    ESC_AUTOFREE char *path = esc_asprintf("%s/MANIFEST", folder);
    FILE *manifest = fopen(path, "re");
    assert_non_null(manifest);
    char line[1000], name[100], licence[100];
    size_t named = 0, files = 0;
    while (fgets(line, sizeof line, manifest)) {
        int source = 0;
        if (*line == '#' || *line == '\n') continue;
        assert_int_equal(sscanf(line, "%99s %99s %n", name, licence, &source), 2);
        assert_string_equal(licence, "GPL-3.0-or-later");
        assert_true(strlen(line + source) > 20);
        ESC_AUTOFREE char *file = esc_asprintf("%s/%s", folder, name);
        size_t entries = 0;
        esc_err err = {0};
        if (esc_glossary_check(file, NULL, NULL, &entries, &err)) fail_msg("%s", err.message);
        assert_true(entries > 20);
        named++;
    }
    fclose(manifest);
    DIR *dir = opendir(folder);
    for (struct dirent *entry; (entry = readdir(dir));) files += strstr(entry->d_name, ".txt") != NULL;
    closedir(dir);
    assert_int_equal(named, files);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_known_in_every_case),
        cmocka_unit_test(names_need_their_capital),
        cmocka_unit_test(institutions_are_known),
        cmocka_unit_test(hyphenated_words_are_known_by_their_parts),
        cmocka_unit_test(the_glossary_is_looked_up),
        cmocka_unit_test(capitals_may_lack_their_accents),
        cmocka_unit_test(frequent_words_outweigh_rare_ones),
        cmocka_unit_test(own_words_count_at_once),
        cmocka_unit_test(a_wrong_line_stops_the_opening),
        cmocka_unit_test(what_is_missing_is_said),
        cmocka_unit_test(another_dictionary_is_asked_too),
        cmocka_unit_test(every_dictionary_has_its_source),
    };
    return cmocka_run_group_tests(tests, open_lexicon, close_lexicon);
}
