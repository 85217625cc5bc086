// SPDX-License-Identifier: GPL-3.0-or-later
// Classes of a small invented language: masculine nouns follow "el", feminine ones "la". Of a
// pair that was never met the classes know which article it has.
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"
#include "lm/classes.h"
#include "lm/classes_format.h"
#include "lm/train.h"

enum { NOUNS = 900, LACKS_ARTICLE = 810 };

static char folder[] = "/tmp/esc-classes-XXXXXX";

static const char *path_of(const char *name) {
    static char paths[2][256];
    static int turn;
    char *path = paths[turn++ & 1];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static void noun(char out[16], int number, char ending) {
    static const char *const begin[] = {"ba", "ce", "di", "fo", "gu"}, *const middle[] = {"ma", "ne", "pi",
                                                                                          "ro", "su", "ta"},
                             *const last[] = {"bl", "dr", "nt", "rc", "st"};
    snprintf(out, 16, "%s%s%s%s%c", begin[number % 5], middle[number / 5 % 6], middle[number / 30 % 6],
             last[number / 180], ending);
}

// Whether the noun is ever met after the article (number 0), as most are, or after another such word, as half
// are.
static bool met(int number, int before) {
    uint32_t x = (uint32_t)(number * 12 + before) * 2654435761u;
    x = (x ^ x >> 13) * 2246822519u;
    return (x >> 16) % 100 < (before ? 50 : 90);
}

static esc_train *language(void) {
    static const char *const before[][2] = {{"el", "la"},         {"un", "una"},      {"ese", "esa"},
                                            {"otro", "otra"},     {"este", "esta"},   {"aquel", "aquella"},
                                            {"poco", "poca"},     {"mucho", "mucha"}, {"nuestro", "nuestra"},
                                            {"cierto", "cierta"}, {"todo", "toda"},   {"mismo", "misma"}};
    static const char *const verb[] = {"llega", "sale", "habla", "calla"};
    ESC_AUTOBUF text = {0};
    for (int n = 0; n < NOUNS; n++)
        for (int k = 0; k < 12; k++)
            for (int gender = 0; gender < 2 && met(n, k); gender++) {
                char word[16];
                noun(word, n, "oa"[gender]);
                esc_buf_printf(&text, "%s %s %s .\n%s con %s %s .\n", before[k][gender], word,
                               verb[(n + k) % 4], verb[n % 4], before[k][gender], word);
            }
    esc_train *train = esc_train_new();
    FILE *in = fmemopen(text.bytes, text.len, "r");
    assert_non_null(in);
    assert_int_equal(esc_train_text(train, in, 1, NULL), ESC_OK);
    fclose(in);
    return train;
}

static int make(void **state) {
    (void)state;
    if (!mkdtemp(folder)) return -1;
    esc_train *train = language();
    const esc_train_options options = {.order = 2, .max_words = 3000, .min_count = 1};
    esc_train_stats stats;
    esc_lm *lm = NULL;
    int rc = esc_train_write(train, &options, path_of("lm"), &stats, NULL);
    if (!rc) rc = esc_lm_open(path_of("lm"), &lm, NULL);
    if (!rc) rc = esc_train_classes(train, lm, path_of("classes"), NULL);
    if (!rc) rc = esc_train_classes(train, lm, path_of("again"), NULL);
    esc_lm_close(lm);
    esc_train_free(train);
    return rc;
}

static int drop(void **state) {
    (void)state;
    static const char *const names[] = {"lm", "classes", "again", "other", "damaged"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) unlink(path_of(names[i]));
    return rmdir(folder);
}

static esc_buf bytes_of(const char *name) {
    esc_buf bytes = {0};
    int fd = esc_file_open(path_of(name), false, NULL);
    assert_true(fd >= 0);
    assert_int_equal(esc_file_read(fd, 1 << 24, &bytes, NULL), ESC_OK);
    close(fd);
    return bytes;
}

static esc_lm *open_lm(void) {
    esc_lm *lm = NULL;
    assert_int_equal(esc_lm_open(path_of("lm"), &lm, NULL), ESC_OK);
    return lm;
}

static void unseen_pairs_agree(void **state) {
    (void)state;
    esc_lm *lm = open_lm();
    esc_classes *classes;
    assert_int_equal(esc_classes_open(path_of("classes"), lm, &classes, NULL), ESC_OK);
    char male[16], female[16];
    noun(male, LACKS_ARTICLE, 'o');
    noun(female, LACKS_ARTICLE, 'a');
    esc_class el = esc_class_of(classes, esc_lm_lookup(lm, "el", 2)),
              la = esc_class_of(classes, esc_lm_lookup(lm, "la", 2));
    esc_class he = esc_class_of(classes, esc_lm_lookup(lm, male, strlen(male)));
    esc_class she = esc_class_of(classes, esc_lm_lookup(lm, female, strlen(female)));
    assert_false(met(LACKS_ARTICLE, 0));
    assert_int_not_equal(he, she);
    assert_true(esc_class_fit(classes, ESC_CLASS_NOTHING, el, he) >
                esc_class_fit(classes, ESC_CLASS_NOTHING, la, he) + 1);
    assert_true(esc_class_fit(classes, ESC_CLASS_NOTHING, la, she) >
                esc_class_fit(classes, ESC_CLASS_NOTHING, el, she) + 1);
    assert_true(esc_class_fit(classes, ESC_CLASS_NOTHING, ESC_CLASS_NOTHING, he) == 0);
    // A word of no list, by its last three letters; and one whose ending nobody knows.
    esc_class unseen = esc_class_by_ending(classes, "Zalasta", 7);
    assert_true(esc_class_fit(classes, ESC_CLASS_NOTHING, la, unseen) >
                esc_class_fit(classes, ESC_CLASS_NOTHING, el, unseen) + 1);
    assert_int_equal(esc_class_by_ending(classes, "zalaxqy", 7), esc_class_of(classes, ESC_LM_UNKNOWN));
    esc_classes_close(classes);
    esc_lm_close(lm);
}

static void the_same_text_gives_the_same_bytes(void **state) {
    (void)state;
    ESC_AUTOBUF a = bytes_of("classes"), b = bytes_of("again");
    assert_int_equal(a.len, b.len);
    assert_memory_equal(a.bytes, b.bytes, a.len);
}

static void damage_is_refused(void **state) {
    (void)state;
    esc_lm *lm = open_lm();
    ESC_AUTOBUF sound = bytes_of("classes");
    char *bytes = sound.bytes;
    const size_t len = sound.len;
    const size_t places[] = {0,
                             offsetof(classes_header, version),
                             offsetof(classes_header, word_count),
                             offsetof(classes_header, lm_digest),
                             sizeof(classes_header) + 7,
                             len - 1};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        bytes[places[i]] ^= 1;
        assert_int_equal(esc_file_write(AT_FDCWD, path_of("damaged"), bytes, len, NULL), ESC_OK);
        bytes[places[i]] ^= 1;
        esc_classes *classes = NULL;
        assert_int_equal(esc_classes_open(path_of("damaged"), lm, &classes, NULL), ESC_FORMAT);
        assert_null(classes);
    }
    for (size_t cut = 0; cut < len; cut = cut * 2 + 1) {
        assert_int_equal(esc_file_write(AT_FDCWD, path_of("damaged"), bytes, cut, NULL), ESC_OK);
        esc_classes *classes = NULL;
        assert_int_equal(esc_classes_open(path_of("damaged"), lm, &classes, NULL), ESC_FORMAT);
    }
    esc_classes *classes = NULL;
    esc_err err = {0};
    assert_int_equal(esc_classes_open(path_of("missing"), lm, &classes, &err), ESC_SYSTEM);
    assert_int_equal(err.why, ESC_WHY_MODELS_MISSING);
    esc_lm_close(lm);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(unseen_pairs_agree),
                                       cmocka_unit_test(the_same_text_gives_the_same_bytes),
                                       cmocka_unit_test(damage_is_refused)};
    return cmocka_run_group_tests(tests, make, drop);
}
