// SPDX-License-Identifier: GPL-3.0-or-later
// Twins: rare words that one slip of the engine makes of frequent ones, and that hardly anybody writes:
// articulo for artículo, ta for la. Dictionaries know them, so they are asked about on every scan, whatever
// it shows; the language model decides.
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/guards.h"
#include "correct/work.h"

enum { SHORT_LETTERS = 3 };

// A form that is met more often than this has no twin.
#define LEAST_COMMON_NATS -9.5f
// How much more often the twin is met: by an accent, and among words of up to three letters, by any rule.
#define ACCENT_LEAD_NATS 5.0f
#define SHORT_LEAD_NATS 7.5f
#define SHORT_LOG_FREQUENCY -6.5f
#define SHORT_BUDGET_NATS 8.5f

static void offer(esc_work *work, esc_form *form, const esc_candidate *candidate) {
    if (!form->candidates) form->candidates = esc_arena_alloc(work->arena, sizeof *form->candidates);
    if (form->candidates->count < ESC_CANDIDATES)
        form->candidates->items[form->candidates->count++] = *candidate;
}

static void offer_accents(esc_work *work, esc_form *form) {
    bool seen = false;
    for (const char *p = form->text, *end = p + form->len; p < end;) {
        const char *here = p;
        uint32_t c = esc_utf8_next(&p, end), with = esc_utf8_accent(c);
        if (!with) {
            seen |= c >= 0x80;
            continue;
        }
        esc_candidate twin = {.classes = ESC_LEX_WORD};
        if ((size_t)form->len + ESC_UTF8_MAX >= sizeof twin.text) return;
        size_t at = (size_t)(here - form->text);
        memcpy(twin.text, form->text, at);
        at += esc_utf8_put(twin.text + at, with);
        memcpy(twin.text + at, p, (size_t)(end - p));
        twin.len = (uint8_t)(at + (size_t)(end - p));
        twin.log_frequency = esc_lexicon_log_frequency(work->lexicon, twin.text, twin.len);
        int rule = esc_channel_letter_rule(&work->channel, c, with);
        if (seen || rule < 0 || twin.log_frequency < form->log_frequency + ACCENT_LEAD_NATS) continue;
        twin.rule_count = 1;
        twin.rules[0] = (uint8_t)rule;
        twin.cost_nats = work->channel.cost_nats[rule];
        offer(work, form, &twin);
    }
}

static void offer_short(esc_work *work, esc_form *form) {
    const esc_search_limits limits = {.budget_nats = SHORT_BUDGET_NATS,
                                      .least_log_frequency = SHORT_LOG_FREQUENCY};
    esc_candidates found;
    esc_search(work->lexicon, &work->channel, form->text, form->len, &limits, &found);
    for (int i = 0; i < found.count; i++) {
        const esc_candidate *twin = &found.items[i];
        if (twin->rule_count == 1 && !twin->capital_form && !twin->blank &&
            twin->log_frequency >= form->log_frequency + SHORT_LEAD_NATS)
            offer(work, form, twin);
    }
}

// "alas doce horas", "Dela Comisión": an article behind a small word.
static void offer_split(esc_work *work, esc_form *form) {
    static const char *const heads[] = {"a", "y", "de", "en", "con", "por"};
    static const char *const rests[] = {"el", "la", "las", "lo", "los", "su", "sus", "que", "se"};
    const bool upper = form->kind == ESC_TOKEN_UPPER;
    for (size_t h = 0; h < sizeof heads / sizeof *heads; h++) {
        const size_t head = strlen(heads[h]);
        if (strncasecmp(form->text, heads[h], head) != 0) continue;
        for (size_t i = 0; i < sizeof rests / sizeof *rests; i++) {
            if ((upper ? strcasecmp : strcmp)(form->text + head, rests[i]) != 0) continue;
            esc_candidate twin = {
                .blank = (uint8_t)head, .classes = ESC_LEX_WORD, .cost_nats = work->channel.glue_nats};
            twin.len = (uint8_t)sprintf(twin.text, "%.*s %s", (int)head, form->text, form->text + head);
            twin.log_frequency = esc_lexicon_log_frequency(work->lexicon, rests[i], strlen(rests[i]));
            offer(work, form, &twin);
        }
    }
}

void esc_work_offer_twins(esc_work *work) {
    uint32_t slots = work->forms.slot_count;
    for (uint32_t i = 0; i < slots; i++) {
        esc_form *form = work->forms.slots[i];
        if (!form || !form->count || form->doubtful || form->kind > ESC_TOKEN_UPPER || form->letters < 2)
            continue;
        if (form->classes != ESC_LEX_WORD || form->log_frequency > LEAST_COMMON_NATS || esc_guard_holds(form))
            continue;
        offer_split(work, form);
        if (form->kind == ESC_TOKEN_UPPER) continue;
        if (form->letters <= SHORT_LETTERS)
            offer_short(work, form);
        else
            offer_accents(work, form);
    }
}
