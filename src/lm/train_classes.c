// SPDX-License-Identifier: GPL-3.0-or-later
// Training of word classes: every word of a language model gets the class that makes the pairs of classes in
// the text likeliest (exchange, Kneser and Ney 1993: one word after the other is taken out and put where it
// fits best). Words begin in the class of their ending, so that a class tends to be one of grammar; the most
// frequent ones, articles and prepositions and marks, keep a class each.
#include <assert.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "lm/classes_format.h"
#include "lm/train_parts.h"

enum {
    OF_THEIR_OWN = 40, // frequent words with a class each, beside the classes of lm.h
    FIRST_FREE = 1 + ESC_LM_FIRST_FORM + OF_THEIR_OWN, // the first class that words move into
    ROUNDS = 6,
    MOVED = 40000,    // so many frequent words in every round; the others once
    OPEN_FROM = 1000, // words of this rank on tell the class of an ending
    ENDING_LEAST = 4, // such words that an ending needs
};
// Pairs and single classes back up three and two, as so many occurrences.
#define TRIPLE_PRIOR 12.0
#define PAIR_PRIOR 4.0

struct neighbour {
    uint32_t word;
    float mass;
};

struct neighbours { // of all words on one side: of word w from at[w] to at[w + 1]
    uint32_t *at;
    struct neighbour *items;
};

struct pair {
    uint64_t key; // first << 32 | second, plus 1; 0 is free
    double mass;
};

struct exchange {
    uint32_t words;
    double *mass; // by word
    struct neighbours after, before;
    uint8_t *class_of;
    double pairs[ESC_CLASSES][ESC_CLASSES], firsts[ESC_CLASSES], seconds[ESC_CLASSES];
};

typedef void (*visit_triple)(void *context, const uint32_t words[3], double weight);

// Every token with the two before it, ESC_LM_UNKNOWN + words where there is none.
static void visit(const esc_train *train, const esc_lm *lm, visit_triple each, void *context) {
    uint32_t *word_of = esc_alloc(train->forms_count * sizeof *word_of);
    for (uint32_t i = 0; i < train->forms_count; i++)
        word_of[i] = i < ESC_LM_FIRST_FORM
                         ? i
                         : esc_lm_lookup(lm, train->bytes.bytes + train->forms[i].at, train->forms[i].len);
    const uint32_t none = esc_lm_word_count(lm);
    uint32_t words[3] = {none, none, none}, source = 0;
    for (uint32_t i = 0; i < train->tokens_count; i++) {
        while (source + 1 < train->sources_count && i >= train->sources[source + 1].start) source++;
        uint32_t word = word_of[TRAIN_FORM(train->tokens[i])];
        if (word == ESC_LM_UNKNOWN && train->tokens[i] & TRAIN_NAME_BIT) word = ESC_LM_NAME;
        words[0] = word == ESC_LM_BEGIN ? none : words[1];
        words[1] = word == ESC_LM_BEGIN ? none : words[2];
        words[2] = word;
        each(context, words, train->sources[source].weight);
    }
    free(word_of);
}

struct pair_table {
    struct pair *pairs;
    uint32_t count, cap; // cap a power of two
    uint32_t none;
};

static struct pair *pair_slot(struct pair *pairs, uint32_t cap, uint64_t key) {
    uint32_t at = (uint32_t)(key * 0x9E3779B97F4A7C15u >> 32) & (cap - 1);
    while (pairs[at].key && pairs[at].key != key) at = (at + 1) & (cap - 1);
    return &pairs[at];
}

static void count_pair(void *context, const uint32_t words[3], double weight) {
    struct pair_table *table = context;
    if (words[1] == table->none) return;
    if (table->count * 2 >= table->cap) {
        struct pair *old = table->pairs;
        uint32_t old_cap = table->cap;
        table->cap *= 2;
        table->pairs = esc_alloc_zero(table->cap, sizeof *table->pairs);
        for (uint32_t i = 0; i < old_cap; i++)
            if (old[i].key) *pair_slot(table->pairs, table->cap, old[i].key) = old[i];
        free(old);
    }
    const uint64_t key = ((uint64_t)words[1] << 32 | words[2]) + 1;
    struct pair *pair = pair_slot(table->pairs, table->cap, key);
    table->count += !pair->key;
    pair->key = key;
    pair->mass += weight;
}

// The pairs sorted by one of their sides.
static struct neighbours side_of(const struct pair_table *table, uint32_t words, bool after) {
    struct neighbours side = {.at = esc_alloc_zero(words + 2, sizeof *side.at),
                              .items = esc_alloc(table->count * sizeof *side.items + 1)};
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < table->cap; i++) {
            if (!table->pairs[i].key) continue;
            const uint32_t first = (uint32_t)((table->pairs[i].key - 1) >> 32),
                           second = (uint32_t)(table->pairs[i].key - 1);
            const uint32_t of = after ? first : second, other = after ? second : first;
            if (pass)
                side.items[side.at[of + 1]++] = (struct neighbour){other, (float)table->pairs[i].mass};
            else
                side.at[of + 2]++;
        }
        for (uint32_t w = 0; w <= words && !pass; w++) side.at[w + 1] += side.at[w];
    }
    return side;
}

static double times_log(double x) { return x > 0 ? x * log(x) : 0; }

// What stands beside one word, by class, without itself.
struct beside {
    double after[ESC_CLASSES], before[ESC_CLASSES], itself, all_after, all_before;
    int after_classes[ESC_CLASSES], before_classes[ESC_CLASSES], after_count, before_count;
};

static void look_beside(const struct exchange *x, uint32_t word, struct beside *ret) {
    memset(ret, 0, sizeof *ret);
    for (uint32_t i = x->after.at[word]; i < x->after.at[word + 1]; i++) {
        const struct neighbour *n = &x->after.items[i];
        ret->all_after += (double)n->mass;
        if (n->word == word)
            ret->itself += (double)n->mass;
        else
            ret->after[x->class_of[n->word]] += (double)n->mass;
    }
    for (uint32_t i = x->before.at[word]; i < x->before.at[word + 1]; i++) {
        const struct neighbour *n = &x->before.items[i];
        ret->all_before += (double)n->mass;
        if (n->word != word) ret->before[x->class_of[n->word]] += (double)n->mass;
    }
    for (int c = 0; c < ESC_CLASSES; c++) {
        if (ret->after[c] > 0) ret->after_classes[ret->after_count++] = c;
        if (ret->before[c] > 0) ret->before_classes[ret->before_count++] = c;
    }
}

// Puts the word into the class (sign 1) or takes it out (−1).
static void move(struct exchange *x, const struct beside *beside, int class, double sign) {
    for (int i = 0; i < beside->after_count; i++)
        x->pairs[class][beside->after_classes[i]] += sign * beside->after[beside->after_classes[i]];
    for (int i = 0; i < beside->before_count; i++)
        x->pairs[beside->before_classes[i]][class] += sign * beside->before[beside->before_classes[i]];
    x->pairs[class][class] += sign * beside->itself;
    x->firsts[class] += sign * beside->all_after;
    x->seconds[class] += sign * beside->all_before;
}

// What the likelihood of all pairs gains by the word's being in the class, nats.
static double gain(const struct exchange *x, const struct beside *beside, int class) {
    double sum = 0;
    for (int i = 0; i < beside->after_count; i++) {
        const int c = beside->after_classes[i];
        if (c != class)
            sum += times_log(x->pairs[class][c] + beside->after[c]) - times_log(x->pairs[class][c]);
    }
    for (int i = 0; i < beside->before_count; i++) {
        const int c = beside->before_classes[i];
        if (c != class)
            sum += times_log(x->pairs[c][class] + beside->before[c]) - times_log(x->pairs[c][class]);
    }
    const double inside = x->pairs[class][class];
    sum +=
        times_log(inside + beside->after[class] + beside->before[class] + beside->itself) - times_log(inside);
    sum -= times_log(x->firsts[class] + beside->all_after) - times_log(x->firsts[class]);
    return sum - (times_log(x->seconds[class] + beside->all_before) - times_log(x->seconds[class]));
}

// Gives the number of words that changed their class.
static uint32_t exchange_round(struct exchange *x, uint32_t from, uint32_t end) {
    uint32_t moved = 0;
    for (uint32_t word = from; word < end; word++) {
        struct beside beside;
        look_beside(x, word, &beside);
        const int old = x->class_of[word];
        move(x, &beside, old, -1);
        int best = old;
        double most = gain(x, &beside, old);
        for (int class = FIRST_FREE; class < ESC_CLASSES; class ++) {
            const double here = class == old ? -INFINITY : gain(x, &beside, class);
            if (here <= most) continue;
            most = here;
            best = class;
        }
        move(x, &beside, best, 1);
        x->class_of[word] = (uint8_t)best;
        moved += best != old;
    }
    return moved;
}

static void begin(struct exchange *x, const esc_lm *lm) {
    enum { FREE = ESC_CLASSES - FIRST_FREE };
    char endings[FREE][CLASSES_ENDING_BYTES];
    int count = 0;
    for (uint32_t word = 0; word < x->words; word++) {
        if (word < FIRST_FREE - 1) {
            x->class_of[word] = (uint8_t)(word + 1);
            continue;
        }
        size_t len;
        const char *form = esc_lm_form(lm, word, &len);
        char ending[CLASSES_ENDING_BYTES];
        int class = FREE - 1; // of the words whose endings came too late
        if (classes_ending_of(form, len, ending)) {
            for (class = 0; class < count && memcmp(endings[class], ending, sizeof ending) != 0;) class ++;
            if (class == count && count < FREE - 1) memcpy(endings[count++], ending, sizeof ending);
        }
        x->class_of[word] = (uint8_t)(FIRST_FREE + class);
    }
    for (uint32_t word = 0; word < x->words; word++)
        for (uint32_t i = x->after.at[word]; i < x->after.at[word + 1]; i++) {
            const struct neighbour *n = &x->after.items[i];
            x->pairs[x->class_of[word]][x->class_of[n->word]] += (double)n->mass;
            x->firsts[x->class_of[word]] += (double)n->mass;
            x->seconds[x->class_of[n->word]] += (double)n->mass;
        }
}

struct triples {
    const struct exchange *x;
    double *counts; // [before][last][class]
};

static void count_triple(void *context, const uint32_t words[3], double weight) {
    struct triples *triples = context;
    const struct exchange *x = triples->x;
    if (words[1] == x->words) return;
    const size_t before = words[0] == x->words ? ESC_CLASS_NOTHING : x->class_of[words[0]];
    triples->counts[(before * ESC_CLASSES + x->class_of[words[1]]) * ESC_CLASSES + x->class_of[words[2]]] +=
        weight;
}

static void put_fits(const struct exchange *x, const double *triples, int8_t *fits) {
    double all = 0;
    for (int c = 0; c < ESC_CLASSES; c++) all += x->seconds[c];
    for (int last = 1; last < ESC_CLASSES; last++) {
        double pair[ESC_CLASSES];
        for (int c = 1; c < ESC_CLASSES; c++)
            pair[c] =
                (x->pairs[last][c] + PAIR_PRIOR * (x->seconds[c] + 1) / all) / (x->firsts[last] + PAIR_PRIOR);
        for (int before = 0; before < ESC_CLASSES; before++) {
            const size_t row = ((size_t)before * ESC_CLASSES + (size_t)last) * ESC_CLASSES;
            double sum = 0;
            for (int c = 1; c < ESC_CLASSES; c++) sum += before ? triples[row + (size_t)c] : 0;
            for (int c = 1; c < ESC_CLASSES; c++) {
                const double seen = before ? triples[row + (size_t)c] : 0;
                const double likely = (seen + TRIPLE_PRIOR * pair[c]) / (sum + TRIPLE_PRIOR);
                const double fit = log(likely / ((x->seconds[c] + 1) / all)) / (double)CLASSES_UNIT;
                fits[row + (size_t)c] = (int8_t)lrint(fmax(-128, fmin(127, fit)));
            }
        }
    }
}

static int by_letters(const void *a, const void *b) {
    const classes_ending *x = a, *y = b;
    const int order = memcmp(x->letters, y->letters, CLASSES_ENDING_BYTES);
    return order ? order : (x->class > y->class) - (x->class < y->class);
}

// The commonest class of each ending among the words that are not too frequent; gives how many there are.
static uint32_t find_endings(const struct exchange *x, const esc_lm *lm, classes_ending *endings) {
    uint32_t all = 0, used = 0;
    for (uint32_t word = OPEN_FROM; word < x->words; word++) {
        size_t len;
        const char *form = esc_lm_form(lm, word, &len);
        endings[all].class = x->class_of[word];
        all += classes_ending_of(form, len, endings[all].letters);
    }
    qsort(endings, all, sizeof *endings, by_letters);
    for (uint32_t i = 0; i < all;) {
        uint32_t end = i, best = i, best_count = 0;
        while (end < all && !memcmp(endings[end].letters, endings[i].letters, CLASSES_ENDING_BYTES)) {
            uint32_t run = end;
            while (run < all && !by_letters(&endings[run], &endings[end])) run++;
            if (run - end > best_count) best = end, best_count = run - end;
            end = run;
        }
        if (end - i >= ENDING_LEAST && used < CLASSES_MAX_ENDINGS) endings[used++] = endings[best];
        i = end;
    }
    return used;
}

static int store(const struct exchange *x, const esc_lm *lm, const double *triples, const char *path,
                 esc_err *err) {
    classes_header header = {.version = CLASSES_VERSION, .word_count = x->words};
    memcpy(header.magic, CLASSES_MAGIC, sizeof header.magic);
    memcpy(header.lm_digest, esc_lm_digest(lm), 64);
    ESC_AUTOFREE classes_ending *endings = esc_alloc_zero(x->words, sizeof *endings);
    header.ending_count = find_endings(x, lm, endings);
    const size_t endings_len = header.ending_count * sizeof *endings;
    const size_t len = sizeof header + CLASSES_FITS + endings_len + x->words;
    ESC_AUTOFREE char *bytes = esc_alloc_zero(1, len);
    char *contents = bytes + sizeof header;
    put_fits(x, triples, (int8_t *)contents);
    memcpy(contents + CLASSES_FITS, endings, endings_len);
    memcpy(contents + CLASSES_FITS + endings_len, x->class_of, x->words);
    esc_file_sha256(contents, len - sizeof header, header.digest);
    header.checksum = lm_sum(contents, len - sizeof header);
    memcpy(bytes, &header, sizeof header);
    return esc_file_write(AT_FDCWD, path, bytes, len, err);
}

int esc_train_classes(const esc_train *train, const esc_lm *lm, const char *path, esc_err *err) {
    struct exchange *x = esc_alloc_zero(1, sizeof *x);
    x->words = esc_lm_word_count(lm);
    if (x->words < FIRST_FREE + ESC_CLASSES) {
        free(x);
        return esc_fail(err, ESC_ARGUMENT, ESC_WHY_OTHER, "too few words for %d classes", ESC_CLASSES);
    }
    struct pair_table table = {.cap = 1u << 20, .none = x->words};
    table.pairs = esc_alloc_zero(table.cap, sizeof *table.pairs);
    visit(train, lm, count_pair, &table);
    x->after = side_of(&table, x->words, true);
    x->before = side_of(&table, x->words, false);
    free(table.pairs);
    x->class_of = esc_alloc_zero(x->words, 1);
    begin(x, lm);
    const uint32_t often = x->words < MOVED ? x->words : MOVED;
    for (int round = 0; round < ROUNDS; round++)
        if (!exchange_round(x, FIRST_FREE - 1, often)) break;
    exchange_round(x, often, x->words);
    struct triples triples = {.x = x, .counts = esc_alloc_zero(CLASSES_FITS, sizeof(double))};
    visit(train, lm, count_triple, &triples);
    int rc = store(x, lm, triples.counts, path, err);
    free(triples.counts);
    free(x->class_of);
    free(x->after.at);
    free(x->after.items);
    free(x->before.at);
    free(x->before.items);
    free(x);
    return rc;
}
