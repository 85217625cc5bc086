// SPDX-License-Identifier: GPL-3.0-or-later
// Names over the whole document, and acronyms in it: a rare variant of what stands elsewhere in the same
// document is offered that form; an article glued to an acronym is offered both.
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/guards.h"
#include "correct/work.h"

enum { LEAST_LETTERS = 5, LEAST_TIMES = 2, MOST_OWN_FORMS = 2048, ACRONYM_BYTES = 16, NAME_BYTES = 48 };

#define VARIANT_BUDGET_NATS 9.0f
#define ACCENT_NATS -1.0f
// Of all the times that a form stands in the document together: a name that nobody knows is likelier than
// that.
#define MISREAD_NATS 10.0f
#define SHOWN_MISREAD_NATS 8.0f
#define MISREAD_LOG_FREQUENCY -15.0f
// Letters that go together so much worse are no print.
#define STRANGER_NATS 3.0f
// How sure it has to be which of two is the print where the scan may have made either of the other.
#define PRINT_NATS 3.0f
#define GLUED_NATS 4.0f
// Of running words, those that the language model does not know.
#define UNKNOWN_SHARE_NATS 4.6f

static bool is_variant(const esc_form *form) {
    return form->kind == ESC_TOKEN_CAPITAL && form->doubtful && form->letters >= LEAST_LETTERS;
}

static void offer(esc_work *work, esc_form *form, const char *text, size_t len, const esc_candidate *by) {
    if (!form->candidates) form->candidates = esc_arena_alloc(work->arena, sizeof *form->candidates);
    esc_candidates *all = form->candidates;
    for (int i = 0; i < all->count; i++)
        if (all->items[i].len == len && !memcmp(all->items[i].text, text, len)) return;
    if (all->count == ESC_CANDIDATES) all->count--;
    esc_candidate *candidate = &all->items[all->count++];
    *candidate = *by;
    candidate->len = (uint8_t)len;
    candidate->capital_form = true;
    memcpy(candidate->text, text, len);
}

// How much likelier the document itself makes an unknown word of its own than its letters do.
static float own_share_nats(const esc_work *work, const esc_form *form) {
    float share = logf((float)form->count / (float)work->units.units_count) + UNKNOWN_SHARE_NATS;
    return share > form->spelling_nats ? fminf(share, 0) - form->spelling_nats : 0;
}

static bool stranger(const esc_form *form, const esc_form *than) {
    return form->spelling_nats + STRANGER_NATS < than->spelling_nats;
}

bool esc_work_is_print(const esc_work *work, const esc_form *own, const esc_form *other) {
    char text[NAME_BYTES], other_text[NAME_BYTES];
    const bool known = !own->doubtful && !other->doubtful;
    if ((!own->doubtful && !known) || !esc_form_lowered(own, text, sizeof text) ||
        !esc_form_lowered(other, other_text, sizeof other_text))
        return true;
    const float most = VARIANT_BUDGET_NATS;
    const float back = fminf(esc_channel_distance(&work->channel, text, other_text, most), most);
    const float there = fminf(esc_channel_distance(&work->channel, other_text, text, most), most);
    const float prior = known ? own->log_frequency - other->log_frequency
                              : fminf(own->spelling_nats - other->spelling_nats, 0);
    return (float)own->count * back - (float)other->count * there + prior >= PRINT_NATS;
}

// Whether all that parts two readings of a name are letters that this scan takes for others, and never the
// other way round: then one is the print and the other its misreading, however often each is met. The last
// letters have to be the same, or they are a woman and a man. Their rules go to ret, their cost is given;
// infinite where it is not so.
static float misread_nats(const esc_channel *channel, const esc_form *seen, const esc_form *meant,
                          esc_candidate *ret) {
    if (seen->letters != meant->letters) return INFINITY;
    const char *s = seen->text, *s_end = s + seen->len, *m = meant->text, *m_end = m + meant->len;
    float nats = 0;
    ret->rule_count = 0;
    while (s < s_end) {
        uint32_t a = esc_utf8_next(&s, s_end), b = esc_utf8_next(&m, m_end);
        if (a == b) continue;
        int rule = esc_channel_letter_rule(channel, a, b), back = esc_channel_letter_rule(channel, b, a);
        if (rule < 0 || !channel->active[rule] || (back >= 0 && channel->active[back])) return INFINITY;
        if (s == s_end || ret->rule_count == ESC_CANDIDATE_RULES) return INFINITY;
        ret->rules[ret->rule_count++] = (uint8_t)rule;
        nats += channel->cost_nats[rule];
    }
    if (stranger(meant, seen)) return INFINITY; // Vicedecono is hardly a name that Vicedecano was read for
    return ret->rule_count ? nats : INFINITY;
}

// Whether the one is the other without some of its accents; their rules go to ret.
static bool lost_accents(const esc_channel *channel, const esc_form *seen, const esc_form *meant,
                         esc_candidate *ret) {
    if (seen->letters != meant->letters || seen->len >= meant->len) return false;
    const char *s = seen->text, *s_end = s + seen->len, *m = meant->text, *m_end = m + meant->len;
    ret->rule_count = 0;
    while (s < s_end) {
        uint32_t a = esc_utf8_next(&s, s_end), b = esc_utf8_next(&m, m_end);
        if (a == b) continue;
        int rule = a == esc_utf8_unaccent(b) ? esc_channel_letter_rule(channel, a, b) : -1;
        if (rule < 0 || ret->rule_count == ESC_CANDIDATE_RULES) return false;
        ret->rules[ret->rule_count++] = (uint8_t)rule;
    }
    return ret->rule_count > 0;
}

// A name that has its accents elsewhere in a document of a bad scan: Farias, Farías.
static void offer_accented(esc_work *work, esc_form *form, const esc_form *own) {
    if (form->len >= own->len) return; // most
    esc_candidate by = {0};
    if (!lost_accents(&work->channel, form, own, &by)) return;
    // Where the scan is seen to lose them, fewer will do.
    bool shown = true;
    for (int i = 0; i < by.rule_count; i++) shown &= work->channel.active[by.rules[i]];
    if ((1 + shown) * own->count < form->count) return;
    by.cost_nats = ACCENT_NATS;
    by.classes = own->classes;
    offer(work, form, own->text, own->len, &by);
}

// Whether a form that the lexicon does not know is itself the misreading of one that it knows, each time that
// it stands in the document: Baulista, twice, for Bautista. What the scan confuses again and again befalls
// one name as often as it stands: Cecilla.
static bool is_misread(const esc_work *work, const esc_form *form) {
    if (!form->doubtful) return false;
    for (int shown = 0; shown <= work->channel.any_active; shown++) {
        const esc_search_limits limits = {.budget_nats =
                                              shown ? SHOWN_MISREAD_NATS : MISREAD_NATS / (float)form->count,
                                          .only_active = shown,
                                          .least_log_frequency = MISREAD_LOG_FREQUENCY};
        esc_candidates found;
        esc_search(work->lexicon, &work->channel, form->text, form->len, &limits, &found);
        for (int i = 0; i < found.count; i++)
            if (found.items[i].cost_nats > 0) return true; // at no cost: the form itself, which is rare
    }
    return false;
}

static void offer_variants(esc_work *work) {
    const esc_form *own[MOST_OWN_FORMS];
    uint16_t letters[MOST_OWN_FORMS]; // of each, by which most are passed over
    int own_count = 0;
    for (uint32_t i = 0; i < work->forms.slot_count && own_count < MOST_OWN_FORMS; i++) {
        const esc_form *form = work->forms.slots[i];
        if (form && form->kind == ESC_TOKEN_CAPITAL && form->count && form->letters >= LEAST_LETTERS &&
            !is_misread(work, form)) {
            letters[own_count] = form->letters;
            own[own_count++] = form;
        }
    }
    for (uint32_t i = 0; i < work->forms.slot_count; i++) {
        esc_form *form = work->forms.slots[i];
        if (!form || form->kind != ESC_TOKEN_CAPITAL || !form->count) continue;
        for (int k = 0; k < own_count && work->channel.noisy; k++)
            if (letters[k] == form->letters) offer_accented(work, form, own[k]);
        if (!is_variant(form)) continue;
        esc_candidate by = {0}, none = {0};
        for (int k = 0; k < own_count; k++) {
            const int longer = letters[k] - form->letters;
            if (longer < -1 || longer > 1 || own[k]->len + 1u >= ESC_CANDIDATE_BYTES) continue;
            const bool frequent = own[k]->count >= LEAST_TIMES && own[k]->count > form->count;
            if (longer && !frequent) continue;
            float cost =
                work->channel.any_active ? misread_nats(&work->channel, form, own[k], &by) : INFINITY;
            if (!isfinite(cost)) {
                if (!frequent) continue;
                if (esc_guard_twins(form, own[k])) continue; // Nueva Tarasca, Partido Tarasco
                if (stranger(own[k], form)) continue;        // Chenng, twice, and Cheung
                // The other way round: what is read here stands in the print.
                if (isfinite(misread_nats(&work->channel, own[k], form, &none))) continue;
                cost = esc_channel_distance(&work->channel, form->text, own[k]->text, VARIANT_BUDGET_NATS);
                if (isfinite(cost) && !esc_work_is_print(work, own[k], form)) continue;
                by.rule_count = 0;
            }
            if (!isfinite(cost)) continue;
            by.cost_nats = cost - own_share_nats(work, own[k]);
            by.classes = own[k]->classes;
            offer(work, form, own[k]->text, own[k]->len, &by);
        }
    }
}

// l, I and 1 look the same; they are written as the first text has them.
static bool looks_like(const char *text, const char *seen, size_t len) {
    for (size_t i = 0; i < len; i++)
        if (text[i] != seen[i] && !(strchr("lI1", text[i]) && strchr("lI1|", seen[i]))) return false;
    return true;
}

// "eIIECM": el IECM, where IECM is known here.
static void offer_glued(esc_work *work, esc_form *form) {
    static const char *const articles[] = {"el", "al", "del", "la", "de", "en", "los", "por"};
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++) {
        size_t len = strlen(articles[i]);
        if (form->len < len + 2 || form->len - len >= ACRONYM_BYTES ||
            !looks_like(articles[i], form->text, len))
            continue;
        char text[ACRONYM_BYTES + 8];
        memcpy(text, articles[i], len);
        text[len] = ' ';
        size_t at = len + 1;
        for (const char *p = form->text + len; *p; p++) text[at++] = strchr("l1|", *p) ? 'I' : *p;
        const char *acronym = text + len + 1;
        size_t acronym_len = at - len - 1;
        if (esc_unit_kind(acronym, acronym_len) != ESC_TOKEN_UPPER) continue;
        const esc_form *known = esc_forms_intern_as(&work->forms, acronym, acronym_len, ESC_TOKEN_UPPER);
        if (known->classes & ESC_LEX_ACRONYM || (known->count >= LEAST_TIMES && acronym_len > 2))
            offer(
                work, form, text, at,
                &(esc_candidate){.blank = (uint8_t)len, .cost_nats = GLUED_NATS, .classes = ESC_LEX_ACRONYM});
    }
}

// "de_la": a blank with a speck in it.
static void offer_parted(esc_work *work, esc_form *form) {
    const char *mark = strchr(form->text, '_');
    const size_t len = mark ? (size_t)(mark - form->text) : 0, rest = form->len - len - 1;
    if (!len || !rest || strchr(mark + 1, '_') || form->len + 1u >= ESC_CANDIDATE_BYTES) return;
    if (!(esc_lexicon_lookup(work->lexicon, form->text, len) & ESC_LEX_WORD) ||
        !(esc_lexicon_lookup(work->lexicon, mark + 1, rest) & ESC_LEX_WORD))
        return;
    char text[ESC_CANDIDATE_BYTES];
    memcpy(text, form->text, form->len + 1u);
    text[len] = ' ';
    offer(work, form, text, form->len, &(esc_candidate){.blank = (uint8_t)len, .classes = ESC_LEX_WORD});
}

void esc_work_offer_names(esc_work *work) {
    offer_variants(work);
    for (uint32_t u = 0; u < work->units.units_count; u++) {
        esc_form *form = work->form_of[u];
        if (form->kind == ESC_TOKEN_MIXED && !form->classes) offer_glued(work, form);
        if (form->kind == ESC_TOKEN_WORD && !form->classes) offer_parted(work, form);
    }
}
