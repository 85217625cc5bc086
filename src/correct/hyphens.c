// SPDX-License-Identifier: GPL-3.0-or-later
// Words parted by a hyphen at the end of a line, on scans: "reglo-" above "mento". Neither half is judged by
// itself (candidates.c); both together are looked up and weighed as one word, and each keeps its line.
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/candidates.h"
#include "correct/guards.h"

enum {
    LEAST_LETTERS = 6, // of both halves
    LEAST_WORD = 4,    // of a half that is a word by itself
    MOST_LINES = 2,    // from one half to the other: a blank line may stand between them
};

#define COMMON_LOG_FREQUENCY -14.0f
#define BUDGET_NATS 13.0f
// How much better than what was read, and than the next best.
#define GAIN_NATS 6.0f
#define LEAD_NATS 2.5f
#define CONFIDENCE 0.9f

// Whether the pieces from one on are a half, its hyphen and the other half in the next line.
static bool is_parted(const esc_work *work, uint32_t piece) {
    if (!esc_work_says(work, piece + 1, "-")) return false; // most
    const esc_form *head = esc_work_raw_form(work, piece), *tail = esc_work_raw_form(work, piece + 2);
    if (!head || !tail || head->kind > ESC_TOKEN_UPPER) return false;
    const esc_unit *first = esc_work_unit(work, piece), *second = esc_work_unit(work, piece + 1),
                   *third = esc_work_unit(work, piece + 2);
    if (second->blank_before || second->first || !second->last || third->line > first->line + MOST_LINES)
        return false;
    if (tail->kind != (head->kind == ESC_TOKEN_UPPER ? ESC_TOKEN_UPPER : ESC_TOKEN_WORD)) return false;
    if (first->foreign || third->foreign || first->quoted || esc_work_is_glued(work, piece)) return false;
    // físico-/matemático
    return head->doubtful || tail->doubtful || head->letters < LEAST_WORD || tail->letters < LEAST_WORD;
}

static const esc_form *now_said(esc_work *work, uint32_t piece) {
    size_t len;
    if (piece >= work->pieces.pieces_count || !work->pieces.pieces[piece].unit_count) return NULL;
    const char *text = esc_work_piece_text(work, piece, &len);
    return len && !memchr(text, ' ', len) ? esc_forms_intern(&work->forms, text, len) : NULL;
}

// How well a word stands before what follows.
static float fit(const esc_work *work, const esc_context *before, const esc_form *form,
                 const esc_form *behind) {
    esc_context state;
    const float nats = esc_form_step(&work->forms, form, before, &state);
    return nats + (behind ? esc_form_step(&work->forms, behind, &state, NULL) : 0);
}

// Bytes of meant that stand for the first half of what was read; 0: nobody can tell.
static size_t seam(const esc_form *head, const esc_form *tail, const esc_form *meant) {
    if (meant->letters == head->letters + tail->letters) {
        const char *at = meant->text;
        for (int i = 0; i < head->letters; i++) esc_utf8_next(&at, meant->text + meant->len);
        return (size_t)(at - meant->text);
    }
    if (meant->len > tail->len && !strcmp(meant->text + meant->len - tail->len, tail->text))
        return meant->len - tail->len;
    return meant->len > head->len && !memcmp(meant->text, head->text, head->len) ? head->len : 0;
}

static bool may_be(const esc_candidate *item) {
    return !item->blank && !item->ended && !item->capital_form && item->classes & ESC_LEX_WORD &&
           item->log_frequency > COMMON_LOG_FREQUENCY;
}

static void change(esc_work *work, uint32_t piece, const char *text, size_t len, esc_edit_class class) {
    const esc_form *read = esc_work_raw_form(work, piece);
    if (read->len == len && !memcmp(read->text, text, len)) return;
    esc_piece_change(&work->pieces.pieces[piece], class, ESC_BY_RULE,
                     esc_arena_strndup(work->arena, text, len), CONFIDENCE);
}

static void mend(esc_work *work, uint32_t piece) {
    const esc_form *head = esc_work_raw_form(work, piece), *tail = esc_work_raw_form(work, piece + 2);
    const char *text = esc_arena_printf(work->arena, "%s%s", head->text, tail->text);
    const esc_form *whole = esc_forms_intern(&work->forms, text, (size_t)head->len + tail->len);
    if (!whole->doubtful || whole->classes || whole->letters < LEAST_LETTERS || esc_guard_holds(whole))
        return;
    const esc_search_limits limits = {.budget_nats = BUDGET_NATS,
                                      .any_letter = work->channel.noisy,
                                      .one_any = true,
                                      .least_log_frequency = COMMON_LOG_FREQUENCY};
    esc_candidates found;
    esc_search(work->lexicon, &work->channel, whole->text, whole->len, &limits, &found);
    const esc_context before = esc_work_context_before(work, piece);
    const esc_form *behind = now_said(work, piece + 3), *best = NULL;
    float first = -INFINITY, second = fit(work, &before, whole, behind) + GAIN_NATS - LEAD_NATS;
    esc_edit_class class = ESC_EDIT_NONWORD;
    for (int i = 0; i < found.count; i++) {
        const esc_candidate *item = &found.items[i];
        if (!may_be(item)) continue;
        const esc_form *meant = esc_forms_intern(&work->forms, item->text, item->len);
        const float nats = fit(work, &before, meant, behind) - item->cost_nats;
        second = fmaxf(second, fminf(first, nats));
        if (nats <= first) continue;
        first = nats, best = meant;
        class = esc_candidate_only_accents(work, item) ? ESC_EDIT_ACCENT : ESC_EDIT_NONWORD;
    }
    if (!best || first < second + LEAD_NATS) return;
    const size_t at = seam(head, tail, best);
    if (!at || at >= best->len) return;
    change(work, piece, best->text, at, class);
    change(work, piece + 2, best->text + at, best->len - at, class);
}

void esc_work_mend_hyphens(esc_work *work) {
    if (!esc_channel_is_scan(&work->channel) && !work->channel.any_active) return;
    for (uint32_t i = 0; i + 2 < work->pieces.pieces_count; i++)
        if (is_parted(work, i)) mend(work, i);
}
