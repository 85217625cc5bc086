// SPDX-License-Identifier: GPL-3.0-or-later
// Proposes what words would be without the blanks within them, which a scan invents: Secre torio. What stands
// apart on purpose stays apart: "O R D E N", "L a V".
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/candidates.h"
#include "correct/guards.h"

enum {
    MOST_PARTS = 4,
    MOST_OF_FRAGMENT = 3,
    MOST_OF_ENDING = 4,
    MOST_OF_NAME = 11,
    MOST_OF_SMALL = 4,
    LEAST_OWN = 4,
    LEAST_SET_APART = 4,
    JOIN_BYTES = 128
};

#define JOIN_BUDGET_NATS 9.0f
#define JOIN_TRUSTED_NATS 5.0f
#define JOIN_LOG_FREQUENCY -15.0f
// Of one that needs nothing else where a part of it is no word.
#define JOIN_EXACT_LOG_FREQUENCY -18.5f
// Of one of four letters at most that has lost an accent, too.
#define JOIN_SHORT_NATS 4.0f
// Both parts are rarer than the whole by so much: ob ra.
#define JOIN_RARER_NATS 4.0f
#define FRAGMENT_LOG_FREQUENCY -13.5f

static bool may_join(const esc_form *form) {
    return form->kind <= ESC_TOKEN_MIXED || form->kind == ESC_TOKEN_ROMAN || form->kind == ESC_TOKEN_CODE;
}

// What the parts are together before anything is known of that: no word.
static esc_form torn_form(const esc_form *whole) {
    return (esc_form){.text = "", .doubtful = true, .kind = whole->kind, .letters = whole->letters};
}

// The parts together as they read; known: what else the candidate has.
static void propose_as_read(esc_work *work, uint32_t unit, uint32_t span, const esc_form *whole,
                            const esc_candidate *known, float blanks) {
    if (whole->len >= ESC_CANDIDATE_BYTES) return;
    esc_candidate *candidate = esc_arena_alloc(work->arena, sizeof *candidate);
    *candidate = *known;
    candidate->len = (uint8_t)whole->len;
    memcpy(candidate->text, whole->text, whole->len + 1u);
    esc_form nothing = torn_form(whole);
    esc_work_add_arc(work, unit, span, &nothing, candidate, blanks);
}

// Names that nobody knows are torn, too: Tzomp antzi. Both halves together are likelier than two words that
// are none, or the language model says that they are not.
static void propose_unknown_name(esc_work *work, uint32_t unit, const esc_form *whole) {
    const esc_form *first = esc_work_form(work, unit), *second = esc_work_form(work, unit + 1);
    if (!work->channel.blanks_active || whole->kind != ESC_TOKEN_CAPITAL) return;
    if (!first->doubtful && first->letters > MOST_OF_FRAGMENT) return;
    if (second->kind != ESC_TOKEN_WORD || second->letters < 2) return;
    if (strpbrk(second->text, "0123456789")) return; // Sugey 01guín: letters that are still to be read
    // The second is a word of this document's own, or both are.
    if (second->count > 1 || whole->letters > MOST_OF_NAME) return;
    bool rare = second->doubtful || (first->doubtful && second->letters <= MOST_OF_ENDING &&
                                     second->log_frequency < FRAGMENT_LOG_FREQUENCY);
    if (!rare || esc_forms_intern(&work->forms, whole->text, whole->len)->classes) return;
    propose_as_read(work, unit, 2, whole, &(esc_candidate){.capital_form = true}, work->channel.blank_nats);
}

// A single capital.
static bool is_lone(const esc_work *work, uint32_t unit) {
    const esc_form *form = esc_work_form(work, unit);
    return form->letters == 1 && (form->kind == ESC_TOKEN_CAPITAL || form->kind == ESC_TOKEN_ROMAN);
}

// The like, and no word either: not the Y of "Y A LIMENTOS".
static bool is_letter(const esc_work *work, uint32_t unit) {
    return is_lone(work, unit) && !strchr("AEOUY", *esc_work_form(work, unit)->text);
}

static bool is_single(const esc_work *work, uint32_t unit) { return esc_work_form(work, unit)->letters == 1; }

// "L a V": from Monday to Friday.
static bool is_range(const esc_work *work, uint32_t unit) {
    return unit + 2 < work->units.units_count && is_lone(work, unit) && is_lone(work, unit + 2) &&
           !work->units.units[unit + 2].first && !strcmp(esc_work_form(work, unit + 1)->text, "a");
}

// Whether unit stands among single letters, each a blank apart, four or more: "A t e n t a m e n t e".
static bool is_set_apart(const esc_work *work, uint32_t unit) {
    const esc_unit *units = work->units.units;
    uint32_t first = unit, last = unit;
    if (!is_single(work, unit)) return false;
    while (unit - first < LEAST_SET_APART && !units[first].first && is_single(work, first - 1) &&
           units[first - 1].raw.off + units[first - 1].raw.len + 1 == units[first].raw.off)
        first--;
    while (last - first + 1 < LEAST_SET_APART && !units[last].last && is_single(work, last + 1) &&
           units[last].raw.off + units[last].raw.len + 1 == units[last + 1].raw.off)
        last++;
    return last - first + 1 >= LEAST_SET_APART;
}

// Letters that were set apart, "O R D E N": no blank of theirs was invented.
static bool is_spaced(const esc_work *work, uint32_t unit, uint32_t span) {
    const esc_unit *units = work->units.units;
    const uint32_t last = unit + span - 1;
    uint32_t lone = 0;
    for (uint32_t u = unit; u <= last; u++) lone += is_lone(work, u);
    bool before = is_lone(work, unit) && !units[unit].first && is_letter(work, unit - 1) &&
                  units[unit - 1].raw.off + 2 == units[unit].raw.off;
    bool after = is_lone(work, last) && !units[last].last && is_letter(work, last + 1) &&
                 units[last].raw.off + 2 == units[last + 1].raw.off;
    return lone > 1 || before || after || (is_set_apart(work, unit) && is_set_apart(work, last));
}

// Whether a whole that stands elsewhere is likelier than its parts: those that are none stand here only.
static bool is_torn_word(const esc_work *work, uint32_t unit, uint32_t span, const esc_form *whole) {
    bool once = true;
    for (uint32_t i = 0; i < span; i++)
        once &= !esc_work_form(work, unit + i)->doubtful || esc_work_form(work, unit + i)->count == 1;
    return once && whole->count && whole->letters >= LEAST_OWN && whole->kind != ESC_TOKEN_MIXED;
}

// What the parts may have been together, looked for once; doubtful: one of them is no word.
static const esc_candidates *search_whole(esc_work *work, esc_form *whole, bool doubtful) {
    if (whole->joined) return whole->joins;
    whole->joined = true;
    const bool small = whole->letters <= MOST_OF_SMALL;
    const esc_search_limits limits = {.budget_nats = small      ? (doubtful ? JOIN_SHORT_NATS : 0)
                                                     : doubtful ? JOIN_BUDGET_NATS
                                                                : JOIN_TRUSTED_NATS,
                                      .only_active = !doubtful || small,
                                      .least_log_frequency =
                                          doubtful ? JOIN_EXACT_LOG_FREQUENCY : JOIN_LOG_FREQUENCY};
    esc_candidates found;
    esc_search(work->lexicon, &work->channel, whole->text, whole->len, &limits, &found);
    return whole->joins = esc_candidates_kept(work, &found);
}

// Readings of span units from unit on, which are whole together.
static void propose_readings(esc_work *work, uint32_t unit, uint32_t span, esc_form *whole, bool doubtful) {
    const bool small = whole->letters <= MOST_OF_SMALL;
    const esc_candidates *found = search_whole(work, whole, doubtful);
    esc_form nothing = torn_form(whole);
    float blanks = work->channel.blank_nats * (1 + 0.5f * (float)(span - 2));
    bool known = false;
    for (int i = 0; found && i < found->count; i++) {
        const esc_candidate *item = &found->items[i];
        const bool exact = item->cost_nats <= 0, plain = !(item->classes & ~(unsigned)ESC_LEX_WORD);
        if (plain && !exact && item->log_frequency < JOIN_LOG_FREQUENCY) continue;
        known = true;
        if (item->blank || item->cost_nats > JOIN_BUDGET_NATS) continue;
        if (small && !exact && !esc_candidate_only_accents(work, item)) continue;
        esc_work_add_arc(work, unit, span, &nothing, item, blanks);
    }
    if (is_torn_word(work, unit, span, whole) && !esc_work_find_arc(work, unit, span, whole->text))
        propose_as_read(work, unit, span, whole,
                        &(esc_candidate){.capital_form = whole->kind == ESC_TOKEN_CAPITAL,
                                         .log_frequency = whole->log_frequency,
                                         .classes = whole->classes},
                        blanks);
    else if (span == 2 && !known)
        propose_unknown_name(work, unit, whole);
}

// Joins of span units from unit on, where they may have been one word.
static void propose_join(esc_work *work, uint32_t unit, uint32_t span) {
    char text[JOIN_BYTES];
    size_t len = 0;
    bool doubtful = false, held = true;
    float likeliest = -INFINITY;
    for (uint32_t i = 0; i < span; i++) {
        const esc_form *form = esc_work_form(work, unit + i);
        likeliest = fmaxf(likeliest, form->log_frequency);
        if (len + form->len > sizeof text) return;
        memcpy(text + len, form->text, form->len);
        len += form->len;
        doubtful |= form->doubtful;
        held = held && esc_guard_holds(form);
    }
    if (held || (!doubtful && !work->channel.blanks_active && !work->channel.noisy)) return;
    esc_form *whole = esc_forms_intern_unseen(&work->forms, text, len);
    if (whole->kind > ESC_TOKEN_MIXED || whole->letters < 2) return;
    if (!doubtful && !work->channel.blanks_active && likeliest + JOIN_RARER_NATS > whole->log_frequency)
        return;
    // Of "a l" more is lost than a blank.
    if (whole->letters <= 3 && !work->channel.blanks_active && !(doubtful && work->channel.noisy)) return;
    propose_readings(work, unit, span, whole, doubtful);
}

// A last letter that begins the next line's first word: hace n/ecesario.
static bool begins_next(const esc_work *work, uint32_t unit) {
    const esc_unit *this = &work->units.units[unit];
    if (!this->last || unit + 1 >= work->units.units_count || esc_work_form(work, unit)->letters != 1)
        return false;
    const esc_form *letter = esc_work_form(work, unit), *next = esc_work_form(work, unit + 1);
    char text[JOIN_BYTES];
    if (!next->doubtful || letter->len + next->len > sizeof text) return false;
    memcpy(text, letter->text, letter->len);
    memcpy(text + letter->len, next->text, next->len);
    return esc_lexicon_log_frequency(work->lexicon, text, letter->len + next->len) > JOIN_LOG_FREQUENCY;
}

// "Vice Alcaldesa", "AlCaldesa"
static bool begins_tall(const esc_form *form) {
    if (form->kind == ESC_TOKEN_CAPITAL) return form->letters > 1;
    const char *rest = form->text, *end = form->text + form->len;
    return form->kind == ESC_TOKEN_MIXED && esc_utf8_is_upper(esc_utf8_next(&rest, end)) &&
           esc_utf8_is_lower(esc_utf8_next(&rest, end));
}

// "director de l= Facultad": a sign at a word's end is what became of a letter.
static bool has_sign_behind(const esc_work *work, uint32_t unit) {
    static const char *const signs[] = {"=", "<", ">", "*", "+", "#", "~", "^", "£", "€", "$", "§", "¢"};
    const esc_unit *units = work->units.units;
    return !units[unit].last && !units[unit + 1].blank_before && ESC_ONE_OF(work->form_of[unit + 1], signs);
}

void esc_work_propose_joins(esc_work *work, uint32_t unit) {
    if (!may_join(esc_work_form(work, unit)) || is_range(work, unit)) return;
    if (esc_form_is(esc_work_form(work, unit), "ex")) return; // "ex regidor" is as good as exregidor
    for (uint32_t span = 2; span <= MOST_PARTS; span++) {
        uint32_t last = unit + span - 1;
        if (last >= work->units.units_count || work->units.units[last - 1].last) return;
        const esc_form *form = esc_work_form(work, last);
        const esc_span before = work->units.units[last - 1].raw, this = work->units.units[last].raw;
        if (this.off != before.off + before.len + 1 || work->units.units[last].junk || !may_join(form))
            return;
        // The rest of a word begins with a capital only where all of it is in capitals.
        if (begins_tall(form)) return;
        if (form->kind == ESC_TOKEN_UPPER && esc_work_form(work, unit)->kind == ESC_TOKEN_WORD)
            return; // al TAS
        if (!is_spaced(work, unit, span) && !begins_next(work, last) && !has_sign_behind(work, last))
            propose_join(work, unit, span);
    }
}
