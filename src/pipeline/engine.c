// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/engine.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char **split(const char *list, const char *between, size_t *ret_count) {
    char **words = NULL;
    *ret_count = 0;
    for (const char *p = list + strspn(list, between); *p; p += strspn(p, between)) {
        size_t len = strcspn(p, between);
        words = esc_realloc(words, (*ret_count + 1) * sizeof *words);
        words[(*ret_count)++] = esc_strndup(p, len);
        p += len;
    }
    return words;
}

char **esc_words_of(const char *list, size_t *ret_count) { return split(list, " \t\n", ret_count); }

void esc_words_free(char **words, size_t count) {
    for (size_t i = 0; i < count; i++) free(words[i]);
    free(words);
}

static esc_lexicon_options lexicon_options(const esc_conf *conf, char **glossaries, size_t count) {
    return (esc_lexicon_options){.hunspell = esc_conf_text(conf, ESC_CONF_GLOSSARY_HUNSPELL),
                                 .glossaries = (const char *const *)glossaries,
                                 .glossary_count = count};
}

static int set_modes(const char *list, esc_correct_mode mode, esc_correct_options *options, esc_err *err) {
    size_t count;
    char **words = split(list, ", \t\n", &count); // no name of a class has a comma
    int failed = ESC_OK;
    for (size_t i = 0; i < count && !failed; i++) {
        int class = 0;
        while (class < ESC_EDIT_CLASS_COUNT && strcmp(words[i], esc_edit_class_name((esc_edit_class) class)))
            class ++;
        if (class < ESC_EDIT_CLASS_COUNT) {
            options->mode[class] = mode;
            continue;
        }
        ESC_AUTOBUF names = {0};
        for (int c = 0; c < ESC_EDIT_CLASS_COUNT; c++)
            esc_buf_printf(&names, " %s", esc_edit_class_name((esc_edit_class)c));
        failed = esc_fail(err, ESC_ARGUMENT, ESC_WHY_SETTINGS,
                          "[correct]: there is no class of edits \"%s\"; there are:%s", words[i],
                          esc_buf_text(&names));
    }
    esc_words_free(words, count);
    return failed;
}

static int correct_options(const esc_conf *conf, esc_correct_options *ret, esc_err *err) {
    const char *mode = esc_conf_text(conf, ESC_CONF_CORRECT_MODE);
    for (int i = 0; i < ESC_EDIT_CLASS_COUNT; i++)
        ret->mode[i] = !strcmp(mode, "off")       ? ESC_CORRECT_OFF
                       : !strcmp(mode, "suggest") ? ESC_CORRECT_SUGGEST
                                                  : ESC_CORRECT_APPLY;
    ret->min_confidence = (float)esc_conf_number(conf, ESC_CONF_CORRECT_MIN_CONFIDENCE);
    int failed = ESC_OK;
    if (!strcmp(mode, "apply"))
        failed = set_modes(esc_conf_text(conf, ESC_CONF_CORRECT_SUGGEST_ONLY), ESC_CORRECT_SUGGEST, ret, err);
    if (!failed)
        failed = set_modes(esc_conf_text(conf, ESC_CONF_CORRECT_APPLY_OFF), ESC_CORRECT_OFF, ret, err);
    return failed;
}

// The first of several mistakes, each of which is told.
static void mistaken(int failed, const esc_err *wrong, esc_conf_told *told, void *user, int *first,
                     esc_err *err) {
    if (!failed) return;
    if (told) told(user, wrong->said);
    if (!*first && err) *err = *wrong;
    if (!*first) *first = failed;
}

// In a process of its own: whoever only checks settings, such as the supervisor, keeps nothing of what is
// loaded, neither libraries nor models, and survives their crash; they are told of when they are loaded.
static int check_apart(int (*check)(const void *of, esc_err *err), const void *of, esc_err *err) {
    struct {
        int failed;
        esc_err err;
    } told = {0};
    int ends[2];
    if (pipe2(ends, O_CLOEXEC)) return ESC_OK;
    const pid_t asked = fork();
    if (!asked) {
        told.failed = check(of, &told.err);
        _exit(write(ends[1], &told, sizeof told) != sizeof told);
    }
    close(ends[1]);
    ESC_AUTOBUF said = {0};
    if (asked > 0 && !esc_file_read(ends[0], sizeof told, &said, NULL) && said.len == sizeof told)
        memcpy(&told, said.bytes, sizeof told);
    close(ends[0]);
    while (asked > 0 && waitpid(asked, NULL, 0) < 0 && errno == EINTR) continue;
    if (told.failed) *err = told.err;
    return told.failed;
}

static int check_ocr(const void *language, esc_err *err) {
    int failed = esc_readers_load(err);
    return failed ? failed : esc_readers_get()->esc_ocr_check(language, NULL, err);
}

// The lexicon and the glossaries of our own.
static int check_words(const void *options, esc_err *err) {
    esc_lexicon_options own = *(const esc_lexicon_options *)options;
    own.glossary_count = 0;
    esc_lexicon *lexicon = NULL;
    int failed = esc_lexicon_open(&own, &lexicon, err);
    esc_lexicon_close(lexicon);
    return failed;
}

static int check_models(const void *options, esc_err *err) {
    esc_corrector *corrector = NULL;
    int failed = esc_corrector_new(NULL, options, &corrector, err);
    esc_corrector_free(corrector);
    return failed;
}

int esc_engine_check(const esc_conf *conf, esc_conf_told *told, void *user, esc_err *err) {
    esc_correct_options options = {0};
    esc_err wrong = {0};
    int failed = ESC_OK;
    mistaken(correct_options(conf, &options, &wrong), &wrong, told, user, &failed, err);
    size_t count;
    char **glossaries = esc_words_of(esc_conf_text(conf, ESC_CONF_GLOSSARY_FILES), &count);
    const esc_lexicon_options words = lexicon_options(conf, glossaries, count);
    esc_err named = {0}; // the first of what the settings name; it is told already
    mistaken(esc_lexicon_check(&words, told, user, &named), &named, NULL, NULL, &failed, err);
    const int wordless = check_apart(check_words, &words, &wrong);
    if (strcmp(wrong.message, named.message) != 0) mistaken(wordless, &wrong, told, user, &failed, err);
    esc_words_free(glossaries, count);
    mistaken(check_apart(check_models, &options, &wrong), &wrong, told, user, &failed, err);
    const int unread = check_apart(check_ocr, esc_conf_text(conf, ESC_CONF_OCR_LANGUAGE), &wrong);
    mistaken(unread, &wrong, told, user, &failed, err);
    return failed;
}

int esc_engine_new(const esc_conf *conf, esc_engine **ret, esc_err *err) {
    esc_correct_options options = {0};
    int failed = correct_options(conf, &options, err);
    if (failed) return failed;

    esc_engine *engine = esc_alloc_zero(1, sizeof *engine);
    engine->conf = conf;
    size_t count;
    char **glossaries = esc_words_of(esc_conf_text(conf, ESC_CONF_GLOSSARY_FILES), &count);
    const esc_lexicon_options words = lexicon_options(conf, glossaries, count);
    failed = esc_lexicon_open(&words, &engine->lexicon, err);
    esc_words_free(glossaries, count);
    if (!failed) failed = esc_corrector_new(engine->lexicon, &options, &engine->corrector, err);
    if (failed) {
        esc_engine_free(engine);
        return failed;
    }
    *ret = engine;
    return ESC_OK;
}

void esc_engine_free(esc_engine *engine) {
    if (!engine) return;
    if (engine->ocr) esc_readers_get()->esc_ocr_free(engine->ocr);
    esc_corrector_free(engine->corrector);
    esc_lexicon_close(engine->lexicon);
    free(engine);
}

const esc_lexicon *esc_engine_lexicon(const esc_engine *engine) { return engine->lexicon; }

static bool is_known(const void *lexicon, const char *word, size_t len) {
    return esc_lexicon_lookup(lexicon, word, len) != 0;
}

int esc_engine_ocr(esc_engine *engine, esc_ocr **ret, esc_err *err) {
    if (!engine->ocr) {
        int failed = esc_readers_load(err);
        if (failed) return failed;
        const esc_readers *with = esc_readers_get();
        const char *language = esc_conf_text(engine->conf, ESC_CONF_OCR_LANGUAGE);
        if ((failed = with->esc_ocr_new(language, NULL, &engine->ocr, err))) return failed;
        with->esc_ocr_use_words(engine->ocr, is_known, engine->lexicon);
    }
    *ret = engine->ocr;
    return ESC_OK;
}

int esc_engine_load_readers(esc_err *err) { return esc_readers_load(err); }

int esc_engine_load_ocr(esc_engine *engine, esc_err *err) {
    esc_ocr *ocr;
    return esc_engine_ocr(engine, &ocr, err);
}

const char *esc_engine_ocr_version(esc_engine *engine) {
    esc_ocr *ocr;
    return esc_engine_ocr(engine, &ocr, NULL) ? NULL : esc_readers_get()->esc_ocr_version(ocr);
}
