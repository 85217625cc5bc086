// SPDX-License-Identifier: GPL-3.0-or-later
// train-lm: trains the language models and measures them. For whoever builds the product, not installed;
// scripts/train-models shows how it is called.
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "lm/train_measure.h"
#include "lm/train_parts.h"

static const char usage[] =
    "usage: train-lm words [--names FILE]… [--text WEIGHT:FILE]… [--order N] [--words N] [--min-count N]\n"
    "                      [--min-mass X] [--keep ORDER:N]… [--letters FILE] OUT\n"
    "         OUT from the texts (one paragraph a line), and the character model into --letters\n"
    "       train-lm classes [--names FILE]… [--text WEIGHT:FILE]… MODEL OUT\n"
    "         the classes of MODEL's words from the texts\n"
    "       train-lm measure [--names FILE]… MODEL TEXT…\n"
    "         perplexity, unknown words and twins (train_measure.h) of each text, and the time of a query\n";

#define LETTERS_ORDER 6
#define LETTERS_LEAST 3 // occurrences of a form that count it as a word
static const uint32_t letters_keep[ESC_LM_MAX_ORDER + 1] = {[4] = 35000, [5] = 70000, [6] = 70000};

static int fail(const esc_err *err) {
    fprintf(stderr, "train-lm: %s\n", err->message);
    return 1;
}

// CPU time: other work on the machine is not counted.
static double now_s(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static int add_text(esc_train *train, const char *weighted, esc_err *err) {
    char *path;
    const double weight = strtod(weighted, &path);
    if (*path++ != ':' || !(weight > 0))
        return esc_fail(err, ESC_ARGUMENT, ESC_WHY_OTHER, "%s is no WEIGHT:FILE", weighted);
    FILE *in = fopen(path, "re");
    if (!in) return esc_fail_errno(err, "cannot open %s", path);
    const uint32_t before = train->tokens_count;
    int rc = esc_train_text(train, in, weight, err);
    fclose(in);
    fprintf(stderr, "%s: %u tokens, weight %g\n", path, train->tokens_count - before, weight);
    return rc;
}

static int write_model(const esc_train *train, const esc_train_options *options, const char *path,
                       esc_err *err) {
    esc_train_stats stats;
    int rc = esc_train_write(train, options, path, &stats, err);
    if (rc) return rc;
    printf("%s: %llu tokens, %u words, %zu bytes\n", path, (unsigned long long)stats.tokens, stats.words,
           stats.bytes);
    for (int n = 2; n <= options->order; n++)
        printf("  order %d: %u of %u n-grams\n", n, stats.kept[n], stats.seen[n]);
    return ESC_OK;
}

static int keep_option(esc_train_options *options, const char *text) {
    char *rest;
    const unsigned long order = strtoul(text, &rest, 10);
    if (order < 2 || order > ESC_LM_MAX_ORDER || *rest != ':') return 1;
    options->keep[order] = (uint32_t)strtoul(rest + 1, NULL, 10);
    return 0;
}

static int words(int argc, char **argv) {
    static const struct option known[] = {
        {"names", 1, NULL, 'n'}, {"text", 1, NULL, 't'},      {"order", 1, NULL, 'o'},
        {"words", 1, NULL, 'w'}, {"min-count", 1, NULL, 'c'}, {"min-mass", 1, NULL, 'm'},
        {"keep", 1, NULL, 'k'},  {"letters", 1, NULL, 'l'},   {0}};
    esc_train_options options = {.order = 3, .max_words = 120000, .min_count = 3, .min_mass = 2};
    const char *letters = NULL;
    esc_train *train = esc_train_new();
    esc_err err = {0};
    int rc = 0, option;
    while (!rc && (option = getopt_long(argc, argv, "", known, NULL)) >= 0) {
        if (option == 'n')
            rc = esc_train_names(train, optarg, &err);
        else if (option == 't')
            rc = add_text(train, optarg, &err);
        else if (option == 'o')
            options.order = atoi(optarg);
        else if (option == 'w')
            options.max_words = (uint32_t)strtoul(optarg, NULL, 10);
        else if (option == 'c')
            options.min_count = (uint32_t)strtoul(optarg, NULL, 10);
        else if (option == 'm')
            options.min_mass = strtod(optarg, NULL);
        else if (option == 'l')
            letters = optarg;
        else if (option != 'k' || keep_option(&options, optarg))
            rc = esc_fail(&err, ESC_ARGUMENT, ESC_WHY_OTHER, "wrong option\n%s", usage);
    }
    if (!rc && optind + 1 != argc) rc = esc_fail(&err, ESC_ARGUMENT, ESC_WHY_OTHER, "one OUT\n%s", usage);
    if (!rc) rc = write_model(train, &options, argv[optind], &err);
    if (!rc && letters) {
        esc_train_options small = {.order = LETTERS_ORDER, .max_words = 100, .min_count = 20};
        memcpy(small.keep, letters_keep, sizeof small.keep);
        esc_train *spelling = esc_train_letters(train, LETTERS_LEAST);
        rc = write_model(spelling, &small, letters, &err);
        esc_train_free(spelling);
    }
    esc_train_free(train);
    return rc ? fail(&err) : 0;
}

static int classes(int argc, char **argv) {
    static const struct option known[] = {{"names", 1, NULL, 'n'}, {"text", 1, NULL, 't'}, {0}};
    esc_train *train = esc_train_new();
    esc_err err = {0};
    esc_lm *lm = NULL;
    int rc = 0, option;
    while (!rc && (option = getopt_long(argc, argv, "", known, NULL)) >= 0)
        rc = option == 'n'   ? esc_train_names(train, optarg, &err)
             : option == 't' ? add_text(train, optarg, &err)
                             : esc_fail(&err, ESC_ARGUMENT, ESC_WHY_OTHER, "wrong option\n%s", usage);
    if (!rc && optind + 2 != argc)
        rc = esc_fail(&err, ESC_ARGUMENT, ESC_WHY_OTHER, "one MODEL and one OUT\n%s", usage);
    if (!rc) rc = esc_lm_open(argv[optind], &lm, &err);
    if (!rc) rc = esc_train_classes(train, lm, argv[optind + 1], &err);
    esc_lm_close(lm);
    esc_train_free(train);
    return rc ? fail(&err) : 0;
}

static double percent(uint64_t part, uint64_t whole) {
    return whole ? 100.0 * (double)part / (double)whole : 0;
}

static int measure_file(const esc_lm *lm, const esc_train *names, const char *path, esc_err *err) {
    FILE *in = fopen(path, "re");
    if (!in) return esc_fail_errno(err, "cannot open %s", path);
    ESC_AUTOFREE char *line = NULL;
    size_t cap = 0;
    ssize_t len;
    esc_measure sum = {0};
    while ((len = getline(&line, &cap, in)) >= 0) esc_measure_paragraph(lm, names, line, (size_t)len, &sum);
    fclose(in);
    printf("%-40s %9llu tokens  %5.2f %% unknown  perplexity %7.1f  of %llu twins %.2f %% lost\n", path,
           (unsigned long long)sum.tokens, percent(sum.unknown, sum.tokens), esc_measure_perplexity(&sum),
           (unsigned long long)sum.twins, percent(sum.twins_lost, sum.twins));
    return ESC_OK;
}

// Queries for words at random after histories at random walk over the whole file: the slowest there are.
static void measure_speed(const esc_lm *lm) {
    enum { QUERIES = 2000000 };
    const uint32_t words_count = esc_lm_word_count(lm);
    uint64_t random = 1;
    double sum = 0;
    esc_lm_state state = esc_lm_start(lm);
    const double start = now_s();
    for (int i = 0; i < QUERIES; i++) {
        random = random * 6364136223846793005u + 1442695040888963407u;
        const uint32_t range = 1u << (random >> 32 & 15); // frequent words often, rare ones too
        const esc_lm_word word = ESC_LM_END + (esc_lm_word)((random >> 40) % (range * 4)) % (words_count - 2);
        esc_lm_state to;
        sum += (double)esc_lm_step(lm, &state, word, &to);
        if (i % 8 == 0) state = to;
    }
    printf("%.3f µs a query (%d queries, mean %.1f nats)\n", (now_s() - start) / QUERIES * 1e6, QUERIES,
           sum / QUERIES);
}

static int measure_all(int argc, char **argv) {
    static const struct option known[] = {{"names", 1, NULL, 'n'}, {0}};
    esc_train *names = esc_train_new();
    esc_err err = {0};
    esc_lm *lm = NULL;
    int rc = 0, option;
    while (!rc && (option = getopt_long(argc, argv, "", known, NULL)) >= 0)
        rc = option == 'n' ? esc_train_names(names, optarg, &err)
                           : esc_fail(&err, ESC_ARGUMENT, ESC_WHY_OTHER, "wrong option\n%s", usage);
    if (!rc && optind >= argc) rc = esc_fail(&err, ESC_ARGUMENT, ESC_WHY_OTHER, "no MODEL\n%s", usage);
    const double start = now_s();
    if (!rc) rc = esc_lm_open(argv[optind], &lm, &err);
    if (!rc)
        printf("%s: order %d, opened in %.1f ms\n", argv[optind], esc_lm_order(lm), (now_s() - start) * 1e3);
    for (int i = optind + 1; !rc && i < argc; i++) rc = measure_file(lm, names, argv[i], &err);
    if (!rc) measure_speed(lm);
    esc_lm_close(lm);
    esc_train_free(names);
    return rc ? fail(&err) : 0;
}

int main(int argc, char **argv) {
    if (argc > 1 && !strcmp(argv[1], "words")) return words(argc - 1, argv + 1);
    if (argc > 1 && !strcmp(argv[1], "classes")) return classes(argc - 1, argv + 1);
    if (argc > 1 && !strcmp(argv[1], "measure")) return measure_all(argc - 1, argv + 1);
    fputs(usage, stderr);
    return 2;
}
