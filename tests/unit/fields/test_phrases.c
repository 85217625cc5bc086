// SPDX-License-Identifier: GPL-3.0-or-later
// Turns of phrase, one at a time. Each file of tests/spec/fields/phrases begins with a minute in which @@
// stands where the phrase goes; behind a row of ==== come the examples, parted by empty lines: first what has
// to be read (a JSON Pointer and its value, or - where there must be none; of a pointer with ? behind it the
// other reading), then the phrase itself, in which a row with nothing but ~ is an empty line.
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "correct/correct.h"
#include "fields/fields.h"

#define PHRASES TEST_DIR "/spec/fields/phrases"

static esc_lexicon *lexicon;
static esc_corrector *corrector;

static int open_models(void **state) {
    (void)state;
    esc_err err = {0};
    if (esc_lexicon_open(NULL, &lexicon, &err) || esc_corrector_new(lexicon, NULL, &corrector, &err)) {
        print_error("%s\n", err.message);
        return -1;
    }
    return 0;
}

static int close_models(void **state) {
    (void)state;
    esc_corrector_free(corrector);
    esc_lexicon_close(lexicon);
    return 0;
}

static const char *value_at(const esc_doc *doc, const char *pointer) {
    const size_t len = strcspn(pointer, "?");
    bool other = pointer[len] == '?';
    for (uint32_t i = 0; i < doc->fields_count; i++) {
        const char *at = esc_doc_text(doc, doc->fields[i].pointer);
        if (strncmp(at, pointer, len) || at[len]) continue;
        if (!other) return esc_doc_text(doc, doc->fields[i].value);
        other = false;
    }
    return NULL;
}

// One example: its expectations are the lines of [p, end) that begin with a slash. Gives how many are not
// met.
static int judge(const char *file, const char *before, const char *behind, const char *p, const char *end) {
    const char *phrase = p;
    while (phrase < end && *phrase == '/') {
        const char *stop = memchr(phrase, '\n', (size_t)(end - phrase));
        phrase = stop ? stop + 1 : end;
    }
    ESC_AUTOBUF text = {0};
    esc_err err = {0};
    esc_buf_puts(&text, before);
    for (const char *at = phrase; at < end; at++)
        if (*at != '~' || at[-1] != '\n' || at[1] != '\n') esc_buf_put(&text, at, 1);
    esc_buf_puts(&text, behind);
    ESC_AUTODOC *doc = esc_doc_new();
    assert_int_equal(esc_doc_add_text(doc, text.bytes, text.len, &err), ESC_OK);
    assert_int_equal(esc_correct(corrector, doc, &err), ESC_OK);
    assert_int_equal(esc_fields_read(doc, lexicon, &err), ESC_OK);
    int wrong = 0;
    while (p < phrase) {
        char pointer[64], wanted[256];
        assert_int_equal(sscanf(p, "%63s %255[^\n]", pointer, wanted), 2);
        const char *given = value_at(doc, pointer);
        if (!given || !*given) given = "-"; // none, or what can be none
        if (strcmp(given, wanted)) {
            print_message("%s: %s: wanted \"%s\", given \"%s\" in: %.*s\n", file, pointer, wanted,
                          given ? given : "-", (int)(end - phrase), phrase);
            wrong++;
        }
        p = strchr(p, '\n') + 1;
    }
    return wrong;
}

static int judge_file(const char *name) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", PHRASES, name);
    esc_err err = {0};
    int fd = esc_file_open(path, true, &err), wrong = 0;
    assert_true(fd >= 0);
    ESC_AUTOBUF text = {0};
    assert_int_equal(esc_file_read(fd, 1 << 20, &text, &err), ESC_OK);
    close(fd);
    char *frame = (char *)esc_buf_text(&text), *hole = strstr(frame, "@@"),
         *examples = strstr(frame, "====\n");
    assert_true(hole && examples);
    *hole = *examples = 0;
    bool whole = !*frame && !strcmp(hole + 2, "\n");
    for (const char *p = examples + 5; *p;) {
        const char *end = strstr(p, whole ? "====\n" : "\n\n");
        if (!end) end = p + strlen(p) - (p[strlen(p) - 1] == '\n');
        wrong += judge(name, frame, hole + 2, p, end);
        p = end + strspn(end, whole ? "=\n" : "\n");
    }
    return wrong;
}

static void every_phrase_is_read(void **state) {
    (void)state;
    struct dirent **names;
    int n = scandir(PHRASES, &names, NULL, alphasort), files = 0, wrong = 0;
    assert_true(n > 0);
    for (int i = 0; i < n; i++) {
        size_t len = strlen(names[i]->d_name);
        if (len > 4 && !strcmp(names[i]->d_name + len - 4, ".txt"))
            wrong += judge_file(names[i]->d_name), files++;
        free(names[i]);
    }
    free(names);
    assert_true(files > 2);
    assert_int_equal(wrong, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_phrase_is_read)};
    return cmocka_run_group_tests(tests, open_models, close_models);
}
