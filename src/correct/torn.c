// SPDX-License-Identifier: GPL-3.0-or-later
// Words that a mark tears apart, on scans: what an engine made of a damaged letter or of a speck within a
// word: "conc: sión", "defen+a", "or; gánica". One half at least is no word, and both together, with a letter
// for the mark or without, are a common one.
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/work.h"

enum {
    LEAST_LETTERS = 6, // of both halves
    MOST_BYTES = 64,
    MOST_MARKS = 2,
};

#define COMMON_LOG_FREQUENCY -12.5f
// A letter that was lost, against a speck between two letters.
#define LETTER_NATS 2.0f
// How much better than the next best.
#define LEAD_NATS 3.0f

struct torn {
    const esc_form *before, *behind;
    uint32_t last; // piece of the half behind
};

static bool is_mark(const esc_form *form) {
    static const char *const marks[] = {";", ":", "!", "¡", "+", "«", "»", "*", "'", "\"", "=",
                                        ".", "|", "~", "^", "<", ">", "¿", "”", "“", "‘",  "’"};
    return ESC_ONE_OF(form, marks);
}

static bool is_strange(const esc_form *form) { return form->doubtful && !form->classes; }

// The form of a piece of one unit, whatever it says now; NULL: none.
static const esc_form *read_form(const esc_work *work, uint32_t piece) {
    if (piece >= work->pieces.pieces_count || work->pieces.pieces[piece].unit_count != 1) return NULL;
    return work->form_of[work->pieces.pieces[piece].first_unit];
}

// "Existier.do", cut as one unit: its halves.
static bool read_within(esc_work *work, uint32_t piece, struct torn *ret) {
    const esc_form *form = read_form(work, piece);
    if (!form || !is_strange(form) || esc_work_unit(work, piece)->foreign) return false;
    const size_t len = strcspn(form->text, ".:;=+*!'"), rest = form->len - len;
    if (!len || rest < 2 || form->len >= MOST_BYTES) return false;
    const esc_form *before = esc_forms_intern(&work->forms, form->text, len),
                   *behind = esc_forms_intern(&work->forms, form->text + len + 1, rest - 1);
    *ret = (struct torn){.before = before, .behind = behind, .last = piece};
    return before->kind <= ESC_TOKEN_CAPITAL && behind->kind == ESC_TOKEN_WORD &&
           (is_strange(before) || is_strange(behind)) &&
           before->letters + behind->letters >= LEAST_LETTERS - 1;
}

// Two halves with marks between them, of which a blank stands on one side at most.
static bool read_torn(const esc_work *work, uint32_t piece, struct torn *ret) {
    static const unsigned stopped = ESC_LEX_ABBREVIATION | ESC_LEX_TITLE;
    ret->before = read_form(work, piece);
    if (!ret->before || ret->before->kind > ESC_TOKEN_CAPITAL || ret->before->classes & stopped) return false;
    if (work->units.units[work->pieces.pieces[piece].first_unit].foreign) return false;
    int blanks = 0, marks = 0;
    uint32_t at = piece + 1;
    for (;; at++, marks++) {
        ret->behind = read_form(work, at);
        if (!ret->behind || esc_work_unit(work, at)->first) return false;
        blanks += esc_work_unit(work, at)->blank_before;
        if (ret->behind->kind != ESC_TOKEN_PUNCT) break;
        if (marks == MOST_MARKS || !is_mark(ret->behind)) return false;
    }
    ret->last = at;
    if (!marks || blanks > 1 || ret->behind->kind != ESC_TOKEN_WORD || esc_work_unit(work, at)->foreign)
        return false;
    // "el Lic. avier" keeps its words: a half that stands elsewhere is one
    if (!is_strange(ret->before) && !is_strange(ret->behind)) return false;
    if ((is_strange(ret->before) && ret->before->count > 1) ||
        (is_strange(ret->behind) && ret->behind->count > 1))
        return false;
    return ret->before->letters + ret->behind->letters >= LEAST_LETTERS - 1 &&
           ret->before->len + ret->behind->len + ESC_UTF8_MAX < MOST_BYTES;
}

// How well a whole word stands there; −∞ where it is none that is common.
static float fit(esc_work *work, const struct torn *torn, uint32_t letter, const esc_context *state,
                 char ret[MOST_BYTES]) {
    size_t len = torn->before->len;
    memcpy(ret, torn->before->text, len);
    if (letter) len += esc_utf8_put(ret + len, letter);
    memcpy(ret + len, torn->behind->text, torn->behind->len + 1u);
    len += torn->behind->len;
    if (esc_lexicon_log_frequency(work->lexicon, ret, len) < COMMON_LOG_FREQUENCY) return -INFINITY;
    const esc_form *form = esc_forms_intern(&work->forms, ret, len);
    if (form->doubtful || form->letters < LEAST_LETTERS) return -INFINITY;
    return esc_form_step(&work->forms, form, state, NULL) - (letter ? LETTER_NATS : 0);
}

void esc_work_mend_torn(esc_work *work) {
    static const uint32_t accented[] = {0xE1, 0xE9, 0xED, 0xF3, 0xFA, 0xF1};
    enum { ACCENTED = sizeof accented / sizeof *accented, LETTERS = 'z' - 'a' + 1 };
    if (!esc_channel_is_scan(&work->channel)) return;
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        struct torn torn;
        if (!read_torn(work, i, &torn) && !read_within(work, i, &torn)) continue;
        const esc_context state = esc_work_context_before(work, i);
        char best[MOST_BYTES], text[MOST_BYTES];
        float first = -INFINITY, second = -INFINITY;
        for (int k = 0; k <= LETTERS + ACCENTED; k++) {
            const uint32_t letter = !k             ? 0
                                    : k <= LETTERS ? (uint32_t)('a' + k - 1)
                                                   : accented[k - LETTERS - 1];
            const float nats = fit(work, &torn, letter, &state, text);
            if (nats > first) {
                second = first, first = nats;
                memcpy(best, text, sizeof best);
            } else {
                second = fmaxf(second, nats);
            }
        }
        if (first == -INFINITY || first < second + LEAD_NATS) continue;
        esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[i], torn.last - i + 1, ESC_EDIT_MERGE,
                       best, 0.9f, work->arena);
    }
}
