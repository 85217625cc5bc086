// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "lexicon/expand.h"

typedef struct list {
    char forms[64][40];
    size_t count;
} list;

static void collect(void *context, const char *form, size_t len) {
    list *l = context;
    assert_true(l->count < 64 && len < 40);
    memcpy(l->forms[l->count++], form, len);
}

static int by_bytes(const void *a, const void *b) { return strcmp(a, b); }

static void every_form_is_made_once_each_way(void **state) {
    (void)state;
    list l = {0};
    size_t refused = 99;
    esc_err err = {0};
    if (esc_expand(TEST_DIR "/unit/lexicon/data/mini", collect, &l, &refused, &err))
        fail_msg("%s", err.message);
    qsort(l.forms, l.count, sizeof *l.forms, by_bytes);
    ESC_AUTOBUF all = {0};
    for (size_t i = 0; i < l.count; i++)
        if (!i || strcmp(l.forms[i], l.forms[i - 1]) != 0) esc_buf_printf(&all, "%s ", l.forms[i]);
    assert_string_equal(
        esc_buf_text(&all),
        "Tlalpan acta actas construir construyó firmado firmador firmadores firmar mandona mandón nopapel "
        "papel papeles refirmado refirmador refirmadores refirmar rerrumor rerrumores rumor rumores seguir ");
    assert_int_equal(refused, 1); // nopapeles: the prefix does not combine
}

static void a_dictionary_that_is_not_there(void **state) {
    (void)state;
    list l = {0};
    esc_err err = {0};
    assert_int_equal(esc_expand("/nonexistent/es_XX", collect, &l, NULL, &err), ESC_SYSTEM);
    assert_int_equal(err.why, ESC_WHY_MODELS_MISSING);
    assert_int_equal(l.count, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_form_is_made_once_each_way),
        cmocka_unit_test(a_dictionary_that_is_not_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
