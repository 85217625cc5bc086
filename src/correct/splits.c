// SPDX-License-Identifier: GPL-3.0-or-later
// Blanks that were lost: "Lecturayensucaso". A word that is none, and that can be cut into words of which one
// at least is as frequent as an article, is offered its likeliest cuts; the language model chooses. Cuts with
// an error in them, at one blank, are the search's.
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/work.h"

enum {
    LEAST_LETTERS = 3,
    LEAST_WITNESS = 5,
    LEAST_CAPITALS = 6,
    MIDDLING_PART = 4,
    LONG_PART = 6,
    LEAST_SPECKED = 6,
    CUTS = 3
};

// The shorter a part, the more frequent a word it has to be.
#define SHORT_LOG_FREQUENCY -8.5f
#define MIDDLING_LOG_FREQUENCY -14.0f
#define LONG_LOG_FREQUENCY -16.0f
#define FUNCTION_LOG_FREQUENCY -8.5f
// Each further blank of the same word: they are lost together.
#define MORE_BLANKS_NATS 3.0f
// A speck where a blank was.
#define SPECK_NATS 4.0f
// Parts of one letter fit everywhere.
#define LETTER_NATS 1.0f
// Of a word that bears witness of lost blanks: its parts are met so often, on the average.
#define WITNESS_LOG_FREQUENCY -8.0f

// The best cut of the first letters into words.
struct best {
    float score;
    uint8_t from; // where the last word begins
    bool specked; // the letter before it stands for a blank
    bool common;  // one of them is a function word
    bool lengthy; // all of them are long
};

struct cutter {
    const esc_form *form;
    const char *at[ESC_WORD_CHARS + 1]; // where each letter begins
    int letters;
    // [1]: with one letter that stands for a blank; into n words; of the first i letters
    struct best best[2][ESC_ARC_WORDS + 1][ESC_WORD_CHARS + 1];
};

static bool is_letter_word(const char *text) { return strchr("yaoeuYAOEU", *text) != NULL; }

// How frequent a part is; −∞ where it may be none.
static float part_score(const esc_work *work, const struct cutter *c, int from, int to) {
    size_t len = (size_t)(c->at[to] - c->at[from]);
    int letters = to - from;
    if (letters == 1 && !(len == 1 && is_letter_word(c->at[from]))) return -INFINITY;
    float log_frequency = esc_lexicon_log_frequency(work->lexicon, c->at[from], len);
    float least = letters < MIDDLING_PART ? SHORT_LOG_FREQUENCY
                  : letters < LONG_PART   ? MIDDLING_LOG_FREQUENCY
                                          : LONG_LOG_FREQUENCY;
    if (log_frequency < least) return -INFINITY;
    return log_frequency - (letters == 1 ? LETTER_NATS : 0);
}

static bool can_be_cut(const esc_form *form) {
    if (!form->doubtful || form->classes || form->letters < LEAST_LETTERS || form->letters > ESC_WORD_CHARS)
        return false;
    if (form->kind == ESC_TOKEN_UPPER) return form->letters >= LEAST_CAPITALS;
    return form->kind == ESC_TOKEN_WORD || form->kind == ESC_TOKEN_CAPITAL;
}

// Takes a cut that goes on with one more word, if it is better.
static void go_on(struct cutter *c, int specks, int words, int from, bool specked, int to, float part) {
    const struct best *before = &c->best[specks - specked][words][from - specked];
    struct best *best = &c->best[specks][words + 1][to];
    const float score = before->score + part;
    if (score <= best->score) return;
    *best = (struct best){.score = score,
                          .from = (uint8_t)from,
                          .specked = specked,
                          .common = before->common || part > FUNCTION_LOG_FREQUENCY,
                          .lengthy = before->lengthy && to - from >= LONG_PART};
}

static void cut(const esc_work *work, const esc_form *form, struct cutter *c) {
    c->form = form;
    c->letters = 0;
    for (const char *p = form->text, *end = p + form->len; p < end; esc_utf8_next(&p, end))
        c->at[c->letters++] = p;
    c->at[c->letters] = form->text + form->len;
    for (int n = 0; n <= ESC_ARC_WORDS; n++)
        for (int i = 0; i <= c->letters; i++) c->best[0][n][i].score = c->best[1][n][i].score = -INFINITY;
    c->best[0][0][0] = (struct best){.lengthy = true};
    const bool specked = c->letters >= LEAST_SPECKED && esc_channel_is_scan(&work->channel);
    for (int from = 0; from < c->letters; from++)
        for (int to = from + 1; to <= c->letters; to++) {
            bool reached = false;
            for (int n = 0; n < ESC_ARC_WORDS; n++)
                reached |= isfinite(c->best[0][n][from].score) || isfinite(c->best[1][n][from].score) ||
                           (specked && n && from && isfinite(c->best[0][n][from - 1].score));
            float part = reached ? part_score(work, c, from, to) : -INFINITY;
            for (int n = 0; n < ESC_ARC_WORDS && isfinite(part); n++) {
                go_on(c, 0, n, from, false, to, part);
                if (!specked) continue;
                go_on(c, 1, n, from, false, to, part);
                if (n && from) go_on(c, 1, n, from, true, to, part);
            }
        }
}

static bool has_cut(const struct cutter *c, int specks, int words) {
    const struct best *best = &c->best[specks][words][c->letters];
    return isfinite(best->score) && (best->common || (specks && best->lengthy));
}

// Writes the best cut into words words; false where there is none, or where its text is too long.
static bool write_cut(const struct cutter *c, int specks, int words, esc_candidate *ret) {
    if (!has_cut(c, specks, words) || c->form->len + (size_t)words > sizeof ret->text) return false;
    int begins[ESC_ARC_WORDS], ends[ESC_ARC_WORDS];
    for (int n = words, end = c->letters, layer = specks; n > 0; n--) {
        const struct best *best = &c->best[layer][n][end];
        ends[n - 1] = end;
        begins[n - 1] = best->from;
        end = best->from - best->specked;
        layer -= best->specked;
    }
    size_t len = 0;
    for (int n = 0; n < words; n++) {
        size_t part = (size_t)(c->at[ends[n]] - c->at[begins[n]]);
        if (n) ret->text[len++] = ' ';
        if (n == 1) ret->blank = (uint8_t)(len - 1);
        memcpy(ret->text + len, c->at[begins[n]], part);
        len += part;
    }
    ret->text[len] = 0;
    ret->len = (uint8_t)len;
    ret->log_frequency = c->best[specks][words][c->letters].score / (float)words;
    ret->classes = ESC_LEX_WORD;
    ret->any = (uint8_t)specks;
    return true;
}

static void offer(esc_work *work, esc_form *form, const struct cutter *c) {
    esc_candidate cuts[2 * CUTS];
    int count = 0;
    for (int specks = 0; specks < 2; specks++) // "oncewdías": a speck in the blank, read as a letter
        for (int words = 2, most = count + CUTS; words <= ESC_ARC_WORDS && count < most; words++) {
            cuts[count] = (esc_candidate){.cost_nats = work->channel.glue_nats + (specks ? SPECK_NATS : 0) +
                                                       MORE_BLANKS_NATS * (float)(words - 2)};
            count += write_cut(c, specks, words, &cuts[count]);
        }
    if (!count) return;
    if (!form->candidates) form->candidates = esc_arena_alloc(work->arena, sizeof *form->candidates);
    for (int i = 0; i < count && form->candidates->count < ESC_CANDIDATES; i++)
        form->candidates->items[form->candidates->count++] = cuts[i];
}

// A document's own rate of lost blanks.
static void set_rate(esc_work *work) {
    float seen = 0;
    for (uint32_t i = 0; i < work->forms.slot_count; i++) {
        const esc_form *form = work->forms.slots[i];
        if (!form || form->letters < LEAST_WITNESS || form->kind != ESC_TOKEN_WORD || !can_be_cut(form))
            continue;
        struct cutter c;
        cut(work, form, &c);
        bool witness = false;
        for (int words = 2; words <= ESC_ARC_WORDS; words++)
            witness |= has_cut(&c, 0, words) &&
                       c.best[0][words][c.letters].score > WITNESS_LOG_FREQUENCY * (float)words;
        seen += witness;
    }
    float background = expf(-work->channel.glue_nats), blanks = (float)work->units.units_count;
    float prior = 300;
    work->channel.glue_nats = -logf((seen + prior * background) / (blanks + prior));
}

void esc_work_offer_splits(esc_work *work) {
    set_rate(work);
    uint32_t slots = work->forms.slot_count;
    for (uint32_t i = 0; i < slots; i++) {
        esc_form *form = work->forms.slots[i];
        if (!form || !form->count || !can_be_cut(form)) continue;
        struct cutter c;
        cut(work, form, &c);
        offer(work, form, &c);
    }
}
