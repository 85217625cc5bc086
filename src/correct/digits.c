// SPDX-License-Identifier: GPL-3.0-or-later
#include "correct/digits.h"

#include <string.h>

#include "base/utf8.h"

enum { SMALL_WORD = 3 };
#define SMALL_WORD_LOG_FREQUENCY -7.5f

// Whether the document counts in figures: what may be an ordinal (1a, 5o) is one then.
static bool counts_ordinals(esc_work *work) {
    static const char *const others[] = {"2a",  "2o", "2da", "2do", "3a",  "3o",  "3er", "3ra",
                                         "3ro", "4a", "4o",  "4ta", "4to", "5ta", "5to"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (esc_forms_intern(&work->forms, others[i], strlen(others[i]))->count) return true;
    return false;
}

// Where digits are read for letters all over the scan; 1a, on a bad one, where nothing else is counted so.
static bool may_be_word(esc_work *work, const esc_form *form) {
    if (work->channel.digits_active) return true;
    const bool article = !strcmp(form->text, "1a") || !strcmp(form->text, "1o");
    return article && work->channel.noisy && !counts_ordinals(work);
}

bool esc_digits_asked(esc_work *work, const esc_form *form) {
    if (form->kind <= ESC_TOKEN_MIXED) return true;
    if (form->len > 4 || form->kind != ESC_TOKEN_CODE) return false;
    if (!strcmp(form->text, "E1") || !strcmp(form->text, "L0") || !strcmp(form->text, "L0s")) return true;
    bool letters = false;
    for (const char *p = form->text; *p; p++) {
        if (esc_utf8_is_upper((unsigned char)*p) || (unsigned char)*p >= 0x80) return false;
        if (!esc_utf8_is_letter((unsigned char)*p) && !strchr("015", *p)) return false;
        letters |= esc_utf8_is_letter((unsigned char)*p);
    }
    static const char *const ordinals[] = {"1o",  "1a",  "5o",  "5a",  "1er", "1ro",
                                           "1ra", "5to", "5ta", "10o", "10a"};
    for (size_t i = 0; i < sizeof ordinals / sizeof *ordinals; i++)
        if (!strcmp(form->text, ordinals[i])) return may_be_word(work, form);
    return letters;
}

bool esc_digits_only(const esc_work *work, const esc_form *form, const esc_candidate *candidate) {
    if (form->kind > ESC_TOKEN_MIXED || candidate->any || candidate->ended || candidate->blank ||
        !candidate->rule_count || candidate->rule_count > ESC_CANDIDATE_RULES)
        return false;
    for (int i = 0; i < candidate->rule_count; i++)
        if (work->channel.rules[candidate->rules[i]].class != ESC_EDIT_DIGIT) return false;
    return true;
}

const esc_candidate *esc_digits_cased(esc_work *work, uint32_t unit, const esc_candidate *candidate) {
    const esc_form *form = work->form_of[unit];
    const char first = *candidate->text;
    if (!esc_utf8_is_digit((unsigned char)*form->text) || first < 'A' || first > 'Z') return candidate;
    if (candidate->capital_form || !unit) return candidate;
    const uint8_t before = work->form_of[unit - 1]->kind;
    if (before == ESC_TOKEN_PUNCT || (work->units.units[unit].first && before != ESC_TOKEN_WORD))
        return candidate;
    const bool small = esc_utf8_count(candidate->text, candidate->len) <= SMALL_WORD &&
                       candidate->log_frequency > SMALL_WORD_LOG_FREQUENCY;
    if (!small && *form->text != '9') return candidate;
    esc_candidate *cased = esc_arena_alloc(work->arena, sizeof *cased);
    *cased = *candidate;
    cased->text[0] = (char)(first - 'A' + 'a');
    return cased;
}

void esc_digits_propose(esc_work *work, uint32_t unit) {
    const esc_form *form = work->form_of[unit];
    if (!work->channel.any_active || form->kind != ESC_TOKEN_NUMBER || form->len != 2) return;
    bool al = !strcmp(form->text, "01");
    if (!al && strcmp(form->text, "10")) return;
    const esc_unit *this = &work->units.units[unit];
    if (!this->last && !this[1].blank_before) return; // 10, or 10.
    esc_candidate *candidate = esc_arena_alloc(work->arena, sizeof *candidate);
    memcpy(candidate->text, al ? "al" : "lo", 3);
    candidate->len = 2;
    candidate->cost_nats = al ? 5.0f : 5.5f;
    candidate->classes = ESC_LEX_WORD;
    esc_work_offer(work, unit, candidate);
}
