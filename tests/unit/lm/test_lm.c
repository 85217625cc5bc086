// SPDX-License-Identifier: GPL-3.0-or-later
// A small model is trained here from sentences of our own, and everything is asked of it.
#include <fcntl.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/mem.h"
#include "lm/chars.h"
#include "lm/format.h"
#include "lm/train_measure.h"
#include "lm/train_parts.h"

static const char minutes[] =
    "El Secretario Técnico dio lectura al orden del día.\n"
    "El Secretario Técnico pasó lista de asistencia.\n"
    "El Presidente pidió al Secretario dar lectura al orden del día.\n"
    "El Presidente sometió a votación el orden del día, que fue aprobado por unanimidad.\n"
    "La Consejera Ximenita pidió la palabra.\n"
    "La Consejera Zorayda pidió la palabra y preguntó por el oficio IEX/UT/12/2021.\n"
    "Siendo las 11:00 horas del 5 de mayo de 2021, inició la sesión.\n"
    "Siendo las 12:30 horas del 7 de junio de 2021, terminó la sesión.\n"
    "Punto IV. El Presidente preguntó si había comentarios.\n"
    "No habiendo comentarios, el Presidente sometió a votación el acuerdo.\n"
    "El acuerdo fue aprobado por unanimidad.\n";
static const char names[] = "# un comentario\n[nombres]\nXimenita | Zorayda\n";

static char folder[] = "/tmp/esc-lm-XXXXXX";

static const char *path_of(const char *name) {
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static esc_train *text_of(const char *text) {
    esc_train *train = esc_train_new();
    assert_int_equal(esc_file_write(AT_FDCWD, path_of("names"), names, sizeof names - 1, NULL), ESC_OK);
    assert_int_equal(esc_train_names(train, path_of("names"), NULL), ESC_OK);
    FILE *in = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
    assert_non_null(in);
    assert_int_equal(esc_train_text(train, in, 1, NULL), ESC_OK);
    fclose(in);
    return train;
}

// Words that occur once are unknown.
static const esc_train_options small = {.order = 3, .max_words = 1000, .min_count = 2};

static void train_to(const char *name, const esc_train_options *options) {
    esc_train *train = text_of(minutes);
    esc_train_stats stats;
    assert_int_equal(esc_train_write(train, options, path_of(name), &stats, NULL), ESC_OK);
    assert_true(stats.words > ESC_LM_FIRST_FORM);
    esc_train_free(train);
}

static esc_lm *open_model(const char *name) {
    esc_lm *lm = NULL;
    esc_err err = {0};
    if (esc_lm_open(path_of(name), &lm, &err)) fail_msg("%s", err.message);
    return lm;
}

static esc_lm_word word(const esc_lm *lm, const char *form) { return esc_lm_map(lm, form, strlen(form)); }

static double sum_after(const esc_lm *lm, const esc_lm_word *history, int len) {
    double sum = 0;
    for (esc_lm_word w = 0; w < esc_lm_word_count(lm); w++)
        if (w != ESC_LM_BEGIN) sum += exp((double)esc_lm_score(lm, w, history, len));
    return sum;
}

static void assert_sums_to_one(const esc_lm *lm) {
    const esc_lm_word el = word(lm, "el"), orden = word(lm, "orden"), del = word(lm, "del");
    const esc_lm_word histories[][2] = {{ESC_LM_BEGIN},   {el, ESC_LM_BEGIN},   {orden, el},
                                        {del, orden},     {ESC_LM_NUMBER, del}, {ESC_LM_UNKNOWN, el},
                                        {del, ESC_LM_END}};
    assert_float_equal(sum_after(lm, NULL, 0), 1, 0.002);
    for (size_t i = 0; i < sizeof histories / sizeof *histories; i++)
        assert_float_equal(sum_after(lm, histories[i], i ? 2 : 1), 1, 0.03); // 8 bits a probability
}

static void probabilities_sum_to_one(void **state) {
    (void)state;
    for (int order = 2; order <= 4; order++) {
        esc_train_options options = small;
        options.order = order;
        train_to("sum.lm", &options);
        esc_lm *lm = open_model("sum.lm");
        assert_int_equal(esc_lm_order(lm), order);
        assert_sums_to_one(lm);
        esc_lm_close(lm);
    }
}

static void they_do_after_pruning_too(void **state) {
    (void)state;
    esc_train_options options = small;
    options.order = 4;
    options.keep[2] = 40;
    options.keep[3] = 25;
    options.keep[4] = 10;
    train_to("pruned.lm", &options);
    esc_lm *lm = open_model("pruned.lm");
    assert_sums_to_one(lm);
    esc_lm_close(lm);
}

static void what_was_seen_is_likelier(void **state) {
    (void)state;
    esc_lm *lm = open_model("small.lm");
    const esc_lm_word history[] = {word(lm, "orden"), word(lm, "al")};
    float del = esc_lm_score(lm, word(lm, "del"), history, 2);
    assert_true(del > logf(0.1f));
    assert_true(del > esc_lm_score(lm, word(lm, "del"), history, 1) - 0.2f);
    assert_true(esc_lm_score(lm, word(lm, "votación"), history, 2) < del - 2);
    // What stands beyond the order changes nothing.
    const esc_lm_word longer[] = {history[0], history[1], word(lm, "sesión"), word(lm, "la")};
    assert_float_equal(esc_lm_score(lm, word(lm, "del"), longer, 4), del, 0);
    esc_lm_close(lm);
}

static void an_unseen_history_backs_off_for_free(void **state) {
    (void)state;
    esc_lm *lm = open_model("small.lm");
    const esc_lm_word del = word(lm, "del"), unseen[] = {word(lm, "orden"), word(lm, "votación")};
    assert_float_equal(esc_lm_score(lm, del, unseen, 2), esc_lm_score(lm, del, unseen, 1), 0);
    const esc_lm_word end[] = {ESC_LM_END};
    assert_float_equal(esc_lm_score(lm, del, end, 1), esc_lm_score(lm, del, NULL, 0), 0);
    esc_lm_close(lm);
}

static void the_state_says_the_same_as_the_history(void **state) {
    (void)state;
    esc_lm *lm = open_model("small.lm");
    static const char *const sentence[] = {"el", "presidente", "sometió", "a",   "lectura",
                                           "el", "zzz",        "orden",   "del", "día"};
    esc_lm_word history[16] = {ESC_LM_BEGIN};
    esc_lm_state at = esc_lm_start(lm);
    int len = 1;
    for (size_t i = 0; i < sizeof sentence / sizeof *sentence; i++) {
        const esc_lm_word w = word(lm, sentence[i]);
        float expected = esc_lm_score(lm, w, history, len);
        assert_float_equal(esc_lm_step(lm, &at, w, &at), expected, 1e-6);
        memmove(history + 1, history, (size_t)len++ * sizeof *history);
        history[0] = w;
    }
    esc_lm_state a = esc_lm_nothing(), b = esc_lm_start(lm);
    assert_false(esc_lm_same(&a, &b));
    esc_lm_step(lm, &a, ESC_LM_END, &a); // nothing was ever seen after the end of a paragraph
    esc_lm_step(lm, &b, ESC_LM_END, &b);
    assert_true(esc_lm_same(&a, &b));
    esc_lm_close(lm);
}

static void words_unknown_ones_and_classes_have_numbers(void **state) {
    (void)state;
    esc_lm *lm = open_model("small.lm");
    assert_int_equal(word(lm, "inexistente"), ESC_LM_UNKNOWN);
    assert_int_equal(word(lm, "terminó"), ESC_LM_UNKNOWN); // seen once
    assert_int_equal(word(lm, "SECRETARIO"), word(lm, "secretario"));
    assert_int_not_equal(word(lm, "secretario"), ESC_LM_UNKNOWN);
    assert_int_equal(word(lm, "2019"), ESC_LM_DATE);
    assert_int_equal(word(lm, "X"), ESC_LM_ROMAN);
    size_t len;
    const char *form = esc_lm_form(lm, word(lm, "día"), &len);
    assert_int_equal(len, strlen("día"));
    assert_memory_equal(form, "día", len);
    // Names seen once each are their class: it follows "consejera" both times. Kneser-Ney leaves little
    // of small counts.
    const esc_lm_word history[] = {word(lm, "consejera")};
    assert_true(esc_lm_score(lm, ESC_LM_NAME, history, 1) > logf(0.15f));
    assert_float_equal(esc_lm_per_million(lm, word(lm, "presidente")) /
                           esc_lm_per_million(lm, word(lm, "secretario")),
                       4.0 / 3, 0.01);
    assert_true(esc_lm_per_million(lm, word(lm, "el")) > esc_lm_per_million(lm, word(lm, "día")));
    esc_lm_close(lm);
}

static void weights_count_like_repetitions_of_mass(void **state) {
    (void)state;
    esc_train *train = esc_train_new();
    static const char *const texts[] = {"uno dos\n", "uno tres\n"};
    for (int i = 0; i < 2; i++) {
        FILE *in = fmemopen((void *)(uintptr_t)texts[i], strlen(texts[i]), "r");
        assert_int_equal(esc_train_text(train, in, i ? 1 : 3, NULL), ESC_OK);
        fclose(in);
    }
    esc_train_stats stats;
    const esc_train_options options = {.order = 2, .max_words = 10};
    assert_int_equal(esc_train_write(train, &options, path_of("weights.lm"), &stats, NULL), ESC_OK);
    esc_train_free(train);
    esc_lm *lm = open_model("weights.lm");
    const esc_lm_word uno[] = {word(lm, "uno")};
    assert_true(esc_lm_score(lm, word(lm, "dos"), uno, 1) >
                esc_lm_score(lm, word(lm, "tres"), uno, 1) + 0.5f);
    assert_float_equal(sum_after(lm, uno, 1), 1, 0.03);
    esc_lm_close(lm);
}

static void the_same_text_gives_the_same_bytes(void **state) {
    (void)state;
    train_to("again.lm", &small);
    esc_buf bytes[2] = {{0}, {0}};
    for (int i = 0; i < 2; i++) {
        int fd = esc_file_open(path_of(i ? "again.lm" : "small.lm"), true, NULL);
        assert_true(fd >= 0);
        assert_int_equal(esc_file_read(fd, 1 << 20, &bytes[i], NULL), ESC_OK);
        close(fd);
    }
    assert_int_equal(bytes[0].len, bytes[1].len);
    assert_memory_equal(bytes[0].bytes, bytes[1].bytes, bytes[0].len);
    esc_buf_free(&bytes[0]);
    esc_buf_free(&bytes[1]);
}

static void nothing_to_train_from_is_an_error(void **state) {
    (void)state;
    esc_train *train = esc_train_new();
    esc_train_stats stats;
    assert_int_equal(esc_train_write(train, &small, path_of("empty.lm"), &stats, NULL), ESC_ARGUMENT);
    esc_train_free(train);
    train = text_of(minutes);
    const esc_train_options wrong = {.order = 1, .max_words = 10};
    assert_int_equal(esc_train_write(train, &wrong, path_of("empty.lm"), &stats, NULL), ESC_ARGUMENT);
    esc_train_free(train);
}

static void letters_tell_words_from_junk(void **state) {
    (void)state;
    esc_train *train = text_of(minutes), *letters = esc_train_letters(train, 1);
    const esc_train_options options = {.order = 4, .max_words = 60};
    esc_train_stats stats;
    assert_int_equal(esc_train_write(letters, &options, path_of("small.chars"), &stats, NULL), ESC_OK);
    esc_train_free(letters);
    esc_train_free(train);
    esc_chars *chars = NULL;
    assert_int_equal(esc_chars_open(path_of("small.chars"), &chars, NULL), ESC_OK);
    float likely = esc_chars_per_letter(chars, "Secretaria", 10);
    assert_true(likely > esc_chars_per_letter(chars, "xkqzwtrrvb", 10) + 1);
    assert_true(isfinite(esc_chars_score(chars, "§¶•", 6)));
    assert_float_equal(esc_chars_score(chars, "ACUERDO", 7), esc_chars_score(chars, "acuerdo", 7), 0);
    assert_float_equal(esc_chars_score(chars, "acta", 4) / 5, esc_chars_per_letter(chars, "acta", 4), 1e-5);
    assert_int_equal(strlen(esc_chars_digest(chars)), 64);
    esc_chars_close(chars);
}

static void held_out_text_is_measured(void **state) {
    (void)state;
    esc_lm *lm = open_model("small.lm");
    esc_train *none = esc_train_new();
    esc_measure seen = {0}, unseen = {0};
    static const char known[] = "El Presidente sometió a votación el orden del día.";
    static const char odd[] = "Presidente día el lectura xyz del.\n";
    esc_measure_paragraph(lm, none, known, sizeof known - 1, &seen);
    esc_measure_paragraph(lm, none, odd, sizeof odd - 1, &unseen);
    assert_int_equal(seen.tokens, 11); // nine words, the full stop, the end
    assert_int_equal(seen.unknown, 0);
    assert_int_equal(unseen.unknown, 1);
    assert_true(esc_measure_perplexity(&seen) < 10);
    assert_true(esc_measure_perplexity(&unseen) > 2 * esc_measure_perplexity(&seen));
    esc_train_free(none);
    esc_lm_close(lm);
}

static void a_twin_that_the_context_tells_is_not_lost(void **state) {
    (void)state;
    esc_train *train = text_of("la casa la casa la casa\nun caso un caso un caso\n");
    esc_train_stats stats;
    const esc_train_options options = {.order = 3, .max_words = 100};
    assert_int_equal(esc_train_write(train, &options, path_of("twins.lm"), &stats, NULL), ESC_OK);
    esc_lm *lm = open_model("twins.lm");
    esc_measure right = {0}, wrong = {0};
    esc_measure_paragraph(lm, train, "la casa", 7, &right);
    esc_measure_paragraph(lm, train, "la caso", 7, &wrong);
    assert_int_equal(right.twins, 1);
    assert_int_equal(right.twins_lost, 0);
    assert_int_equal(wrong.twins_lost, 1);
    esc_lm_close(lm);
    esc_train_free(train);
}

static esc_buf read_model(void) {
    esc_buf bytes = {0};
    int fd = esc_file_open(path_of("small.lm"), true, NULL);
    assert_true(fd >= 0);
    assert_int_equal(esc_file_read(fd, 1 << 20, &bytes, NULL), ESC_OK);
    close(fd);
    return bytes;
}

static int open_bytes(const void *bytes, size_t len, esc_lm **ret, esc_err *err) {
    FILE *out = fopen(path_of("damaged.lm"), "we");
    assert_non_null(out);
    assert_int_equal(fwrite(bytes, 1, len, out), len);
    fclose(out);
    return esc_lm_open(path_of("damaged.lm"), ret, err);
}

static void missing_and_damaged_files_are_refused(void **state) {
    (void)state;
    esc_lm *lm = NULL;
    esc_err err = {0};
    assert_int_equal(esc_lm_open(path_of("missing.lm"), &lm, &err), ESC_SYSTEM);
    assert_int_equal(err.why, ESC_WHY_MODELS_MISSING);
    ESC_AUTOBUF bytes = read_model();
    for (size_t len = 0; len < bytes.len; len += 1 + len / 7) {
        assert_int_equal(open_bytes(bytes.bytes, len, &lm, &err), ESC_FORMAT);
        assert_int_equal(err.why, ESC_WHY_MODELS_DAMAGED);
    }
    for (size_t at = 0; at < bytes.len; at += 1 + at / 16) {
        bytes.bytes[at] ^= 0x10;
        assert_int_equal(open_bytes(bytes.bytes, bytes.len, &lm, &err), ESC_FORMAT);
        bytes.bytes[at] ^= 0x10;
    }
    assert_null(lm);
    esc_buf_putc(&bytes, 0);
    assert_int_equal(open_bytes(bytes.bytes, bytes.len, &lm, &err), ESC_FORMAT);
}

static int set_up(void **state) {
    (void)state;
    if (!mkdtemp(folder)) return -1;
    train_to("small.lm", &small);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    static const char *const made[] = {"small.lm",   "again.lm",    "sum.lm",     "pruned.lm", "names",
                                       "weights.lm", "small.chars", "damaged.lm", "empty.lm",  "twins.lm"};
    for (size_t i = 0; i < sizeof made / sizeof *made; i++) unlink(path_of(made[i]));
    return rmdir(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(probabilities_sum_to_one),
        cmocka_unit_test(they_do_after_pruning_too),
        cmocka_unit_test(what_was_seen_is_likelier),
        cmocka_unit_test(an_unseen_history_backs_off_for_free),
        cmocka_unit_test(the_state_says_the_same_as_the_history),
        cmocka_unit_test(words_unknown_ones_and_classes_have_numbers),
        cmocka_unit_test(weights_count_like_repetitions_of_mass),
        cmocka_unit_test(the_same_text_gives_the_same_bytes),
        cmocka_unit_test(nothing_to_train_from_is_an_error),
        cmocka_unit_test(letters_tell_words_from_junk),
        cmocka_unit_test(held_out_text_is_measured),
        cmocka_unit_test(a_twin_that_the_context_tells_is_not_lost),
        cmocka_unit_test(missing_and_damaged_files_are_refused),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
