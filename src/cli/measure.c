// SPDX-License-Identifier: GPL-3.0-or-later
// Truth and text are aligned character by character by edit distance, within a band around the diagonal that
// is doubled until it holds the best path (Ukkonen 1985). A word of the truth is right where each of its
// characters stands unchanged, nothing was put in between, and no letter is glued to its edges.
#include "cli/measure.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

typedef struct text {
    uint32_t *at; // code points
    int32_t len;
} text;

// One text laid beside the truth.
typedef struct aligned {
    text text;
    int32_t *map; // for each character of the truth, where it stands unchanged in the text, or -1
    int32_t
        *inserted; // characters of the text put in just before each character of the truth, and at its end
    long edits;
} aligned;

enum { MAX_CELLS = 1 << 30 };

static uint32_t plain(uint32_t c) {
    switch (c) {
    case 0x2018:
    case 0x2019:
        return '\'';
    case 0x201C:
    case 0x201D:
        return '"';
    case 0x2013:
    case 0x2014:
        return '-';
    default:
        return c;
    }
}

static text fold(const char *bytes) {
    size_t len = strlen(bytes);
    text t = {esc_alloc((len + 1) * sizeof *t.at), 0};
    bool blank = true;
    for (const char *p = bytes, *end = bytes + len; p < end;) {
        uint32_t c = esc_utf8_next(&p, end);
        bool space = esc_utf8_is_space(c);
        if (!space)
            t.at[t.len++] = plain(c);
        else if (!blank)
            t.at[t.len++] = ' ';
        blank = space;
    }
    if (t.len && t.at[t.len - 1] == ' ') t.len--;
    return t;
}

// ---- alignment ----

enum { SAME = 1, REPLACED, LEFT_OUT, PUT_IN }; // steps of the best path, as kept in the trace

// The distance within `band` characters of the diagonal; the steps go to trace, (2 * band + 1) a row.
static long distances(text t, text h, int32_t band, uint8_t *trace) {
    enum { FAR = 1 << 29 };
    int32_t n = t.len, m = h.len, width = 2 * band + 1;
    int32_t *rows = esc_alloc(2 * ((size_t)m + 2) * sizeof *rows), *prev = rows, *now = rows + m + 2;
    for (int32_t j = 0; j <= m; j++) prev[j] = now[j] = FAR;
    for (int32_t i = 0; i <= n; i++) {
        int32_t centre = (int32_t)((int64_t)i * m / (n ? n : 1));
        int32_t low = centre - band < 0 ? 0 : centre - band, high = centre + band > m ? m : centre + band;
        for (int32_t j = low; j <= high; j++) {
            int32_t best = i || j ? FAR : 0;
            uint8_t step = 0;
            if (i && j) {
                bool same = t.at[i - 1] == h.at[j - 1];
                int32_t cost = prev[j - 1] + !same;
                if (cost < best) best = cost, step = same ? SAME : REPLACED;
            }
            if (i && prev[j] + 1 < best) best = prev[j] + 1, step = LEFT_OUT;
            if (j > low && now[j - 1] + 1 < best) best = now[j - 1] + 1, step = PUT_IN;
            now[j] = best;
            trace[(size_t)i * (size_t)width + (size_t)(j - (centre - band))] = step;
        }
        if (high < m) now[high + 1] = FAR; // the row below looks one further to the right
        if (low > 0) now[low - 1] = FAR;
        int32_t *swap = prev;
        prev = now;
        now = swap;
    }
    long distance = prev[m];
    free(rows);
    return distance;
}

static int align(text t, const char *bytes, aligned *ret, esc_err *err) {
    text h = fold(bytes);
    int32_t n = t.len, m = h.len, band = abs(n - m) + 64;
    long distance;
    uint8_t *trace = NULL;
    for (;; band *= 2) {
        size_t cells = ((size_t)n + 1) * (2 * (size_t)band + 1);
        if (cells > MAX_CELLS) {
            free(trace);
            free(h.at);
            return esc_fail(
                err, ESC_LIMIT, ESC_WHY_TOO_MANY_BYTES,
                "the texts are too long or too different to be compared; compare them page by page");
        }
        trace = esc_realloc(trace, cells);
        distance = distances(t, h, band, trace);
        // A path with that many edits strays at most so far from the diagonal, whose slope may shift it by
        // the difference.
        if (distance + abs(n - m) <= band || band > n + m) break;
    }
    *ret = (aligned){.text = h,
                     .map = esc_alloc(((size_t)n + 1) * sizeof *ret->map),
                     .inserted = esc_alloc_zero((size_t)n + 1, sizeof *ret->inserted),
                     .edits = distance};
    int32_t i = n, j = m;
    while (i || j) {
        int32_t centre = (int32_t)((int64_t)i * m / (n ? n : 1));
        switch (trace[(size_t)i * (2 * (size_t)band + 1) + (size_t)(j - (centre - band))]) {
        case SAME:
            ret->map[--i] = --j;
            break;
        case REPLACED:
            ret->map[--i] = -1, j--;
            break;
        case LEFT_OUT:
            ret->map[--i] = -1;
            break;
        default:
            ret->inserted[i]++, j--;
            break;
        }
    }
    free(trace);
    return ESC_OK;
}

static void aligned_free(aligned *a) {
    free(a->text.at);
    free(a->map);
    free(a->inserted);
}

// ---- judging ----

static bool wordlike(uint32_t c) {
    return esc_utf8_is_letter(c) || esc_utf8_is_digit(c) || c == 0xAA || c == 0xBA;
}

// The truth's characters [from, to) stand unchanged and together.
static bool unchanged(const aligned *a, int32_t from, int32_t to) {
    for (int32_t i = from; i < to; i++)
        if (a->map[i] < 0 || (i > from && a->inserted[i])) return false;
    return true;
}

// A token between blanks is right where its bounds are, too.
static bool token_right(const aligned *a, text t, int32_t from, int32_t to) {
    return unchanged(a, from, to) && !a->inserted[from] && !a->inserted[to] &&
           (from == 0 || a->map[from - 1] >= 0) && (to == t.len || a->map[to] >= 0);
}

static bool word_right(const aligned *a, int32_t from, int32_t to) {
    if (!unchanged(a, from, to)) return false;
    int32_t left = a->map[from] - 1, right = a->map[to - 1] + 1;
    return !(left >= 0 && wordlike(a->text.at[left])) &&
           !(right < a->text.len && wordlike(a->text.at[right]));
}

static void put(esc_buf *out, text t, int32_t from, int32_t to) {
    for (int32_t i = from; i < to; i++) {
        char utf8[ESC_UTF8_MAX];
        esc_buf_put(out, utf8, esc_utf8_put(utf8, t.at[i]));
    }
}

// What stands in the text where the truth has [from, to): what is aligned with it, out to the `bounds`.
static void standing(const aligned *a, int32_t from, int32_t to, bool (*inner)(uint32_t c), esc_buf *out) {
    int32_t first = -1, last = -1;
    for (int32_t i = from; i < to; i++)
        if (a->map[i] >= 0) {
            if (first < 0) first = a->map[i];
            last = a->map[i];
        }
    if (first < 0 && to - from <= 2) { // a short word wholly replaced: what follows the character before it
        int32_t before = from;
        while (before > 0 && a->map[before - 1] < 0) before--;
        if (before > 0) {
            first = a->map[before - 1] + 1;
            while (first < a->text.len && a->text.at[first] == ' ') first++;
            last = first;
        }
    }
    if (first < 0 || last >= a->text.len) return;
    while (first > 0 && inner(a->text.at[first - 1])) first--;
    while (last + 1 < a->text.len && inner(a->text.at[last + 1])) last++;
    put(out, a->text, first, last + 1);
}

static bool not_blank(uint32_t c) { return c != ' '; }

static bool is_realword_error(const aligned *before, int32_t from, int32_t to, esc_measure_known *known,
                              void *user) {
    ESC_AUTOBUF word = {0};
    if (known) standing(before, from, to, wordlike, &word);
    return word.len && !strchr(word.bytes, ' ') && known(user, word.bytes, word.len);
}

static void show_word(esc_buf *show, text t, const aligned *before, const aligned *after, int32_t from,
                      int32_t to, const char *kind) {
    esc_buf_printf(show, "%s\t", kind);
    put(show, t, from, to);
    esc_buf_putc(show, '\t');
    standing(before, from, to, not_blank, show);
    esc_buf_putc(show, '\t');
    standing(after, from, to, not_blank, show);
    esc_buf_putc(show, '\n');
}

int esc_measure(const char *truth, const char *ocr, const char *out, esc_measure_known *known, void *user,
                esc_buf *show, esc_measures *ret, esc_err *err) {
    text t = fold(truth);
    aligned before = {0}, after = {0};
    int failed = align(t, ocr, &before, err);
    if (!failed) failed = align(t, out, &after, err);
    esc_measures m = {.chars = t.len, .edits_before = before.edits, .edits_after = after.edits};
    for (int32_t i = 0; i < t.len && !failed;) {
        if (t.at[i] == ' ') {
            i++;
            continue;
        }
        int32_t from = i;
        while (i < t.len && t.at[i] != ' ') i++;
        bool was = token_right(&before, t, from, i), is = token_right(&after, t, from, i);
        m.tokens++;
        m.tokens_wrong_before += !was;
        m.tokens_wrong_after += !is;
        m.tokens_fixed += !was && is;
        m.tokens_harmed += was && !is;
        for (int32_t k = from; k < i;) {
            if (!wordlike(t.at[k])) {
                k++;
                continue;
            }
            int32_t start = k;
            while (k < i && wordlike(t.at[k])) k++;
            was = word_right(&before, start, k), is = word_right(&after, start, k);
            m.words++;
            m.words_wrong_before += !was;
            m.words_wrong_after += !is;
            m.words_fixed += !was && is;
            m.words_harmed += was && !is;
            if (!was && is_realword_error(&before, start, k, known, user)) {
                m.realword_errors++;
                m.realword_fixed += is;
            }
            if (show && !(was && is))
                show_word(show, t, &before, &after, start, k, was ? "harmed" : is ? "fixed" : "missed");
        }
    }
    if (!failed) *ret = m;
    aligned_free(&before);
    aligned_free(&after);
    free(t.at);
    return failed;
}
