// SPDX-License-Identifier: GPL-3.0-or-later
// The minutes of tests/spec/fields against their truth, as they are and damaged; and texts that are no
// minutes.
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/file.h"
#include "base/utf8.h"
#include "correct/correct.h"
#include "fields/fields.h"
#include "render/render.h"

#define SPEC TEST_DIR "/spec/fields"

enum { MOST_FILES = 200, LONGEST = 2000 };

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

static esc_doc *read_text(const char *text, size_t len, const char *path) {
    esc_err err = {0};
    esc_doc *doc = esc_doc_new();
    assert_int_equal(esc_doc_add_text(doc, text, len, &err), ESC_OK);
    assert_int_equal(esc_correct(corrector, doc, &err), ESC_OK);
    assert_int_equal(esc_fields_read(doc, lexicon, &err), ESC_OK);
    if (esc_doc_check(doc, &err)) fail_msg("%s: %s", path, err.message);
    return doc;
}

static esc_doc *read_document(const char *path) {
    esc_err err = {0};
    int fd = esc_file_open(path, true, &err);
    assert_true(fd >= 0);
    ESC_AUTOBUF text = {0};
    assert_int_equal(esc_file_read(fd, 1 << 20, &text, &err), ESC_OK);
    close(fd);
    return read_text(esc_buf_text(&text), text.len, path);
}

// ---- counting leaves ----

typedef struct tally {
    int right, given, wanted;
} tally;

static void fold(const char *text, char *out) {
    ESC_AUTOBUF lower = {0};
    esc_utf8_lower_text(text, strlen(text), &lower);
    size_t n = 0;
    for (const char *p = esc_buf_text(&lower); *p && n + 1 < LONGEST; p++)
        if (!(*p == ' ' && (!n || out[n - 1] == ' '))) out[n++] = *p;
    while (n && strchr(" .,;:-", out[n - 1])) n--;
    out[n] = 0;
}

static void text_of(const json_t *value, char *out) {
    char number[32];
    if (json_is_string(value)) {
        fold(json_string_value(value), out);
        return;
    }
    snprintf(number, sizeof number, "%lld", json_is_true(value) ? 1 : (long long)json_integer_value(value));
    fold(number, out);
}

static size_t distance(const char *a, const char *b) {
    static size_t row[LONGEST + 1];
    size_t n = strlen(a), m = strlen(b);
    for (size_t j = 0; j <= m; j++) row[j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t d = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            if (row[j] + 1 < d) d = row[j] + 1;
            if (row[j - 1] + 1 < d) d = row[j - 1] + 1;
            row[j] = d;
        }
    }
    return row[m];
}

// Long texts count as right from a likeness of 0.9.
static bool same(const char *key, const json_t *a, const json_t *b) {
    static char x[LONGEST], y[LONGEST];
    text_of(a, x);
    text_of(b, y);
    bool is_long = !strcmp(key, "text") || !strcmp(key, "instrument") || !strcmp(key, "place");
    size_t longer = strlen(x) > strlen(y) ? strlen(x) : strlen(y);
    return is_long ? distance(x, y) * 10 <= longer : !strcmp(x, y);
}

static bool absent(const json_t *value) { return !value || json_is_null(value) || json_is_false(value); }

static void count(const char *name, const char *key, const json_t *wanted, const json_t *given, tally *t) {
    bool want = !absent(wanted), give = !absent(given), right = want && give && same(key, wanted, given);
    t->wanted += want;
    t->given += give;
    t->right += right;
    if ((want || give) && !right) {
        static char x[LONGEST], y[LONGEST];
        text_of(wanted, x);
        text_of(given, y);
        print_message("  %s: %s: wanted \"%s\", given \"%s\"\n", name, key, want ? x : "", give ? y : "");
    }
}

static void count_object(const char *name, const json_t *wanted, const json_t *given, tally *t) {
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)(wanted ? wanted : given), key, value)
        count(name, key, wanted ? value : NULL, given ? json_object_get(given, key) : NULL, t);
}

// What an entry of a list is known by.
static const char *known_by(const char *list) {
    static const char *const keys[][2] = {{"attendees", "name"},
                                          {"agenda", "number"},
                                          {"votes", "item"},
                                          {"agreements", "text"},
                                          {"legal_refs", "article"}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (!strcmp(keys[i][0], list)) return keys[i][1];
    return NULL;
}

static void count_list(const char *name, const char *list, const json_t *wanted, const json_t *given,
                       tally *t) {
    const char *key = known_by(list);
    bool taken[MOST_FILES] = {false};
    size_t i, k;
    json_t *want, *give;
    json_array_foreach(wanted, i, want) {
        json_t *match = NULL;
        json_array_foreach(given, k, give) {
            if (k >= MOST_FILES || taken[k]) continue;
            if (!same(key ? key : list, key ? json_object_get(want, key) : want,
                      key ? json_object_get(give, key) : give))
                continue;
            taken[k] = true;
            match = give;
            break;
        }
        if (key)
            count_object(name, want, match, t);
        else
            count(name, list, want, match, t);
    }
    json_array_foreach(given, k, give) {
        if (k < MOST_FILES && taken[k]) continue;
        if (key)
            count_object(name, NULL, give, t);
        else
            count(name, list, NULL, give, t);
    }
}

static void judge(const char *name, const char *text_path, const char *truth_path, tally *scalars,
                  tally *lists) {
    ESC_AUTODOC *doc = read_document(text_path);
    ESC_AUTOBUF out = {0};
    assert_int_equal(esc_render_fields(doc, &out, NULL), ESC_OK);
    json_t *given = json_loadb(out.bytes, out.len, 0, NULL), *truth = json_load_file(truth_path, 0, NULL),
           *value;
    assert_non_null(given);
    assert_non_null(truth);
    json_t *fields = json_object_get(given, "fields");
    const char *key;
    json_object_foreach(truth, key, value) {
        json_t *got = json_object_get(fields, key);
        if (json_is_array(value))
            count_list(name, key, value, got, lists);
        else if (json_is_object(value))
            count_object(name, value, got, scalars);
        else
            count(name, key, value, got, scalars);
    }
    json_decref(given);
    json_decref(truth);
}

static double f1(const tally *t) { return 2.0 * t->right / (t->given + t->wanted); }

static bool ends_with(const char *name, const char *ending) {
    size_t n = strlen(name), m = strlen(ending);
    return n > m && !strcmp(name + n - m, ending);
}

static void judge_folder(const char *folder, double least_scalars, double least_lists) {
    tally scalars = {0}, lists = {0};
    struct dirent **names;
    int n = scandir(SPEC, &names, NULL, alphasort), documents = 0;
    assert_true(n > 0);
    for (int i = 0; i < n; i++) {
        char text[512], truth[512];
        if (ends_with(names[i]->d_name, ".json")) {
            int stem = (int)strlen(names[i]->d_name) - 5;
            snprintf(text, sizeof text, "%s/%.*s.txt", folder, stem, names[i]->d_name);
            snprintf(truth, sizeof truth, "%s/%s", SPEC, names[i]->d_name);
            judge(names[i]->d_name, text, truth, &scalars, &lists);
            documents++;
        }
        free(names[i]);
    }
    free(names);
    print_message("%d documents: scalars F1 %.3f of %d, lists F1 %.3f of %d\n", documents, f1(&scalars),
                  scalars.wanted, f1(&lists), lists.wanted);
    assert_true(documents >= 20);
    assert_true(f1(&scalars) >= least_scalars);
    assert_true(f1(&lists) >= least_lists);
}

static void minutes_give_their_fields(void **state) {
    (void)state;
    judge_folder(SPEC, 0.97, 0.92);
}

static void damaged_minutes_still_give_them(void **state) {
    (void)state;
    judge_folder(SPEC "/damaged", 0.93, 0.85);
}

static void what_is_no_minute_gives_nothing(void **state) {
    (void)state;
    struct dirent **names;
    int n = scandir(SPEC "/none", &names, NULL, alphasort), documents = 0;
    for (int i = 0; i < n; i++) {
        char path[512];
        if (ends_with(names[i]->d_name, ".txt")) {
            snprintf(path, sizeof path, "%s/none/%s", SPEC, names[i]->d_name);
            ESC_AUTODOC *doc = read_document(path);
            if (doc->fields_count) fail_msg("%s gave %u fields", names[i]->d_name, doc->fields_count);
            documents++;
        }
        free(names[i]);
    }
    free(names);
    assert_true(documents >= 10);
}

static void numbers_that_were_put_back_count_the_points(void **state) {
    (void)state;
    static const char text[] =
        "ACTA DE LA SEXTA SESIÓN ORDINARIA DEL COMITÉ DE ARCHIVO DEL INSTITUTO DE BOSQUES\n\n"
        "ORDEN DEL DÍA\n\nLista de asistencia.\nPunta de invierno, su muelle.\n"
        "III.- Informe de la Tesorería sobre la venta de\nleña del invierno.\n"
        "IV.- Informe del pozo comunal.\n.- Arreglo del camino viejo.\nAsuntos generales.\n\n"
        "Se declaró que existe quórum.\n\nSe dio por concluida la sesión.\n";
    static const struct {
        const char *number, *text;
    } points[] = {{"I", "Lista de asistencia"},
                  {"II", "Punta de invierno, su muelle"},
                  {"III", "Informe de la Tesorería sobre la venta de leña del invierno"},
                  {"IV", "Informe del pozo comunal"},
                  {"V", "Arreglo del camino viejo"},
                  {"VI", "Asuntos generales"}};
    ESC_AUTODOC *doc = read_text(text, sizeof text - 1, "text");
    int seen = 0;
    for (uint32_t i = 0; i < doc->fields_count; i++) {
        const esc_field *field = &doc->fields[i];
        const char *pointer = esc_doc_text(doc, field->pointer);
        int point = 0, end = 0;
        if (sscanf(pointer, "/agenda/%d/%n", &point, &end) < 1 || !end) continue;
        assert_in_range(point, 0, 5);
        const bool is_text = !strcmp(pointer + end, "text");
        if (!is_text && strcmp(pointer + end, "number")) continue;
        assert_string_equal(esc_doc_text(doc, field->value),
                            is_text ? points[point].text : points[point].number);
        seen++;
    }
    assert_int_equal(seen, 12);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(minutes_give_their_fields),
        cmocka_unit_test(damaged_minutes_still_give_them),
        cmocka_unit_test(what_is_no_minute_gives_nothing),
        cmocka_unit_test(numbers_that_were_put_back_count_the_points),
    };
    return cmocka_run_group_tests(tests, open_models, close_models);
}
