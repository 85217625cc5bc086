// SPDX-License-Identifier: GPL-3.0-or-later
// The incremental construction of Daciuk, Mihov, Watson and Watson (Computational Linguistics 26, 2000) for
// sorted forms: only the states along the last form are still open; when a form leaves that path, the states
// behind the fork are closed from the end, and each is replaced by an equal one where there is one already.
// A closed state is a run of arcs, so that children always stand before their parents in the file, which is
// how the reader proves that there is no circle.
#include "lexicon/builder.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "lexicon/automaton.h"
#include "lexicon/format.h"

enum { MAX_ARCS = 1 << 22, MAX_LABELS = 127 };

// Quantised frequencies: 1 is one occurrence in 500 million words, each step 7 % more; 0 is the floor.
static const double STEP = 0.07, LOWEST_PER_MILLION = 0.002;
static const float FLOOR_NATS = -21.0f;

typedef struct esc_form {
    uint32_t at, len; // in text
    unsigned classes;
    double per_million;
} form;

typedef struct open_state {
    uint32_t *arcs; // of closed states; the arc being walked comes when its target is closed
    uint32_t *before;
    uint32_t arcs_count, arcs_cap, before_count, before_cap;
    uint32_t forms; // below, counting itself where final
    bool final;     // kept by the arc that leads here
    uint32_t label; // of the arc that leads here
} open_state;

struct esc_builder {
    esc_buf text;
    form *forms;
    uint32_t forms_count, forms_cap;
    unsigned default_classes;

    uint32_t *arcs, *before;
    uint32_t arcs_count, arcs_cap, before_count, before_cap;
    uint32_t *buckets; // hash of a closed state → first arc
    uint32_t bucket_count, used;
    uint32_t alphabet[MAX_LABELS];
    uint32_t label_count;
    open_state path[ESC_MAX_WORD_BYTES + 1];
};

esc_builder *esc_builder_new(unsigned default_classes) {
    esc_builder *b = esc_alloc_zero(1, sizeof *b);
    b->default_classes = default_classes;
    return b;
}

void esc_builder_free(esc_builder *b) {
    if (!b) return;
    for (size_t i = 0; i < sizeof b->path / sizeof *b->path; i++) {
        free(b->path[i].arcs);
        free(b->path[i].before);
    }
    esc_buf_free(&b->text);
    free(b->forms);
    free(b->arcs);
    free(b->before);
    free(b->buckets);
    free(b);
}

static int by_value(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

// Makes room for the letters of a form; false where they are too many. Labels come from the order of the
// letters when the automaton is written, so that arcs rise by code points.
static bool take_letters(esc_builder *b, const char *text, size_t len) {
    uint32_t fresh[MAX_LABELS], count = 0;
    for (const char *p = text, *end = text + len; p < end;) {
        uint32_t c = esc_utf8_next(&p, end);
        bool known = bsearch(&c, b->alphabet, b->label_count, sizeof c, by_value);
        for (uint32_t i = 0; i < count && !known; i++) known = fresh[i] == c;
        if (known) continue;
        if (b->label_count + count == MAX_LABELS) return false;
        fresh[count++] = c;
    }
    if (!count) return true;
    memcpy(b->alphabet + b->label_count, fresh, count * sizeof *fresh);
    b->label_count += count;
    qsort(b->alphabet, b->label_count, sizeof *b->alphabet, by_value);
    return true;
}

bool esc_builder_add(esc_builder *b, const char *text, size_t len, unsigned classes, double per_million) {
    if (!len || len > ESC_MAX_WORD_BYTES || !take_letters(b, text, len)) return false;
    *ESC_GROW(b, forms, 1) = (form){(uint32_t)b->text.len, (uint32_t)len, classes, per_million};
    esc_buf_put(&b->text, text, len);
    return true;
}

static int by_text(const void *a, const void *b, void *text) {
    const form *x = a, *y = b;
    const char *bytes = text;
    int order = memcmp(bytes + x->at, bytes + y->at, x->len < y->len ? x->len : y->len);
    return order ? order : (x->len > y->len) - (x->len < y->len);
}

static void sort_and_unite(esc_builder *b) {
    if (!b->forms_count) return;
    qsort_r(b->forms, b->forms_count, sizeof *b->forms, by_text, b->text.bytes);
    uint32_t n = 1;
    for (uint32_t i = 1; i < b->forms_count; i++) {
        form *last = &b->forms[n - 1], *now = &b->forms[i];
        if (by_text(last, now, b->text.bytes)) {
            b->forms[n++] = *now;
            continue;
        }
        last->classes |= now->classes;
        last->per_million += now->per_million;
    }
    b->forms_count = n;
}

static uint32_t label(const esc_builder *b, uint32_t code) {
    const uint32_t *found = bsearch(&code, b->alphabet, b->label_count, sizeof code, by_value);
    return (uint32_t)(found - b->alphabet);
}

static uint64_t hash_arcs(const uint32_t *arcs, uint32_t count) {
    uint64_t h = 0x9E3779B97F4A7C15u;
    for (uint32_t i = 0; i < count; i++) h = (h ^ arcs[i]) * 0xFF51AFD7ED558CCDu, h ^= h >> 29;
    return h;
}

static uint32_t state_arcs(const esc_builder *b, uint32_t first) {
    uint32_t n = 1;
    while (!(b->arcs[first + n - 1] & ESC_ARC_LAST)) n++;
    return n;
}

static void grow_buckets(esc_builder *b) {
    uint32_t *old = b->buckets, old_count = b->bucket_count;
    b->bucket_count = old_count ? old_count * 2 : 4096;
    b->buckets = esc_alloc_zero(b->bucket_count, sizeof *b->buckets);
    for (uint32_t i = 0; i < old_count; i++) {
        if (!old[i]) continue;
        uint64_t at = hash_arcs(b->arcs + old[i], state_arcs(b, old[i])) % b->bucket_count;
        while (b->buckets[at]) at = (at + 1) % b->bucket_count;
        b->buckets[at] = old[i];
    }
    free(old);
}

// The first arc of the closed state equal to this one, written now where there was none; 0 without arcs.
static uint32_t close_state(esc_builder *b, open_state *state) {
    uint32_t n = state->arcs_count;
    if (!n) return 0;
    state->arcs[n - 1] |= ESC_ARC_LAST;
    if (b->used * 2 >= b->bucket_count) grow_buckets(b);
    uint64_t at = hash_arcs(state->arcs, n) % b->bucket_count;
    for (; b->buckets[at]; at = (at + 1) % b->bucket_count) {
        uint32_t first = b->buckets[at];
        if (first + n <= b->arcs_count && !memcmp(b->arcs + first, state->arcs, n * sizeof *b->arcs))
            return first;
    }
    uint32_t first = b->arcs_count;
    memcpy(ESC_GROW(b, arcs, n), state->arcs, n * sizeof *b->arcs);
    memcpy(ESC_GROW(b, before, n), state->before, n * sizeof *b->before);
    b->buckets[at] = first;
    b->used++;
    return first;
}

// Closes the states of the path deeper than depth, each becoming an arc of the one above.
static void close_below(esc_builder *b, uint32_t *depth_now, uint32_t depth) {
    for (; *depth_now > depth; (*depth_now)--) {
        open_state *state = &b->path[*depth_now], *above = state - 1;
        uint32_t target = close_state(b, state);
        *ESC_GROW(above, before, 1) = above->forms;
        *ESC_GROW(above, arcs, 1) =
            state->label | (state->final ? ESC_ARC_FINAL : 0) | target << ESC_ARC_TARGET;
        above->forms += state->forms + state->final;
    }
}

static void open_next(esc_builder *b, uint32_t *depth_now, uint32_t label_next) {
    open_state *state = &b->path[++*depth_now];
    state->arcs_count = state->before_count = state->forms = 0;
    state->final = false;
    state->label = label_next;
}

static int build_arcs(esc_builder *b, uint32_t *ret_root, esc_err *err) {
    b->arcs_count = b->before_count = 0;
    free(b->buckets);
    b->buckets = NULL;
    b->bucket_count = b->used = 0;
    *ESC_GROW(b, arcs, 1) = ESC_ARC_LAST; // "no arc"
    ESC_GROW(b, before, 1);
    uint32_t depth_now = 0, labels[ESC_MAX_WORD_BYTES];
    b->path[0].arcs_count = b->path[0].before_count = b->path[0].forms = 0;
    for (uint32_t i = 0; i < b->forms_count; i++) {
        const char *p = b->text.bytes + b->forms[i].at, *end = p + b->forms[i].len;
        uint32_t n = 0, common = 0;
        while (p < end) labels[n++] = label(b, esc_utf8_next(&p, end));
        while (common < depth_now && common < n && b->path[common + 1].label == labels[common]) common++;
        close_below(b, &depth_now, common);
        while (depth_now < n) open_next(b, &depth_now, labels[depth_now]);
        b->path[n].final = true;
        if (b->arcs_count > MAX_ARCS)
            return esc_fail(err, ESC_LIMIT, ESC_WHY_OTHER, "the automaton has more than %d arcs", MAX_ARCS);
    }
    close_below(b, &depth_now, 0);
    *ret_root = close_state(b, &b->path[0]);
    return ESC_OK;
}

static uint8_t quantise(double per_million) {
    if (per_million <= 0) return 0;
    double steps = 1 + round(log(per_million / LOWEST_PER_MILLION) / STEP);
    return (uint8_t)(steps < 1 ? 1 : steps > 255 ? 255 : steps);
}

int esc_builder_write(esc_builder *b, uint64_t dictionary, esc_buf *out, esc_err *err) {
    sort_and_unite(b);
    esc_automaton_header header = {.magic = ESC_AUTOMATON_MAGIC, .dictionary = dictionary};
    int rc = build_arcs(b, &header.root, err);
    if (rc) return rc;

    header.arc_count = b->arcs_count;
    header.form_count = b->forms_count;
    header.label_count = b->label_count;
    header.default_classes = b->default_classes;
    memcpy(header.alphabet, b->alphabet, sizeof b->alphabet);
    header.log_frequency[0] = FLOOR_NATS;
    for (int q = 1; q < 256; q++)
        header.log_frequency[q] = (float)(log(LOWEST_PER_MILLION / 1e6) + STEP * (q - 1));

    ESC_AUTOBUF keys = {0};
    ESC_AUTOBUF classes = {0};
    ESC_AUTOBUF frequency = {0};
    for (uint32_t i = 0; i < b->forms_count; i++) {
        uint8_t q = quantise(b->forms[i].per_million);
        esc_buf_put(&frequency, &q, 1);
        if (b->forms[i].classes == b->default_classes) continue;
        uint16_t bits = (uint16_t)b->forms[i].classes;
        esc_buf_put(&keys, &i, sizeof i);
        esc_buf_put(&classes, &bits, sizeof bits);
        header.class_count++;
    }
    size_t start = out->len;
    esc_buf_put(out, &header, sizeof header);
    esc_buf_put(out, b->arcs, b->arcs_count * sizeof *b->arcs);
    esc_buf_put(out, b->before, b->before_count * sizeof *b->before);
    esc_buf_put(out, keys.bytes, keys.len);
    esc_buf_put(out, classes.bytes, classes.len);
    esc_buf_put(out, frequency.bytes, frequency.len);
    while ((out->len - start) % 8) esc_buf_putc(out, 0);
    size_t from = offsetof(esc_automaton_header, dictionary);
    uint64_t checksum = esc_checksum(0, out->bytes + start + from, out->len - start - from);
    memcpy(out->bytes + start + offsetof(esc_automaton_header, checksum), &checksum, sizeof checksum);
    return ESC_OK;
}
