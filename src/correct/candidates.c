// SPDX-License-Identifier: GPL-3.0-or-later
// Proposes other readings: for words that are none, whatever the channel allows; for valid words, only what
// the document's own active confusions make, so that a clean text costs nothing and risks nothing.
#include "correct/candidates.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include "base/pulse.h"
#include "base/utf8.h"
#include "correct/digits.h"
#include "correct/guards.h"

enum { LEAST_DOUBTED = 3, LEAST_FREE = 3, LEAST_FREE_CAPITALS = 6, LEAST_CAPITALS = 3 };

#define DOUBTED_BUDGET_NATS 17.0f
#define TRUSTED_BUDGET_NATS 8.5f
#define SURPRISED_BUDGET_NATS 11.0f
#define SURPRISED_LOG_FREQUENCY -13.0f
#define SURPRISED_SHORT_LOG_FREQUENCY -9.0f
#define ELSEWHERE_NATS 2.5f
// A reading of a valid word has to be met once in two million words; of a non-word, at all.
#define TRUSTED_LOG_FREQUENCY -14.5f
// A valid word rarer than this is doubted on a noisy scan.
#define INFREQUENT_LOG_FREQUENCY -8.5f
#define INFREQUENT_SHORT_LOG_FREQUENCY -6.5f
#define DOUBTED_LOG_FREQUENCY -17.0f
#define COMMON_LOG_FREQUENCY -10.0f
// An article or a preposition.
#define SMALL_LOG_FREQUENCY -6.5f
// Where rules alone lead to a word of the dictionary, readings that cost so much more are not looked for: the
// language model hardly ever prefers them, and to find them takes most of a search.
#define FURTHER_NATS 6.0f
#define FURTHER_LOG_FREQUENCY -14.0f
// What a half may cost beside its blank where both are one word.
#define TORN_NATS 4.0f

esc_candidates *esc_candidates_kept(esc_work *work, const esc_candidates *found) {
    if (!found->count) return NULL;
    size_t bytes = offsetof(esc_candidates, items) + (size_t)found->count * sizeof *found->items;
    return memcpy(esc_arena_alloc(work->arena, bytes), found, bytes);
}

// What a candidate by rules alone costs, one that is a word; infinite where there is none.
static float least_by_rules(const esc_candidates *found) {
    float least = INFINITY;
    for (int i = 0; i < found->count; i++) {
        const esc_candidate *item = &found->items[i];
        if (item->log_frequency > FURTHER_LOG_FREQUENCY && !item->blank && !item->capital_form)
            least = fminf(least, item->cost_nats);
    }
    return least;
}

// First by rules, as far as no letter stands for any other; then by what may still matter.
static void search_from_near(const esc_work *work, const esc_form *form, const esc_search_limits *limits,
                             esc_candidates *ret) {
    esc_search_limits near = *limits, far = *limits;
    near.any_letter = false;
    near.budget_nats = fminf(limits->budget_nats, work->channel.any_nats);
    esc_search(work->lexicon, &work->channel, form->text, form->len, &near, ret);
    far.budget_nats = fminf(limits->budget_nats, least_by_rules(ret) + FURTHER_NATS);
    if (far.budget_nats > work->channel.any_nats)
        esc_search(work->lexicon, &work->channel, form->text, form->len, &far, ret);
}

// Whether both are one word together.
static bool is_whole(const esc_work *work, const esc_form *first, const esc_form *second) {
    char text[ESC_CANDIDATE_BYTES];
    if (first->len + second->len > sizeof text) return false;
    memcpy(text, first->text, first->len);
    memcpy(text + first->len, second->text, second->len);
    return esc_lexicon_lookup(work->lexicon, text, first->len + second->len) & ESC_LEX_WORD;
}

// "con tratación", "solici tado": likely half of a word that a blank has torn.
static bool is_torn(esc_work *work, uint32_t unit) {
    const esc_unit *this = &work->units.units[unit];
    const esc_form *form = esc_work_form(work, unit);
    if (!work->channel.blanks_active) return false;
    if (!this->last && this[1].blank_before && this[1].kind == ESC_TOKEN_WORD &&
        is_whole(work, form, esc_work_form(work, unit + 1)))
        return true;
    if (this->first || !this->blank_before) return false;
    const esc_arcs *before = &work->arcs_of[unit - 1];
    for (uint32_t a = 0; a < before->arcs_count; a++)
        if (before->arcs[a].span == 2 && before->arcs[a].candidate->cost_nats < TORN_NATS) return true;
    return false;
}

// The candidate that costs most.
static int dearest(const esc_candidates *found) {
    int ret = 0;
    for (int i = 1; i < found->count; i++)
        if (found->items[i].cost_nats > found->items[ret].cost_nats) ret = i;
    return ret;
}

static void search_form(esc_work *work, uint32_t unit, esc_form *form) {
    form->searched = true;
    if (!esc_digits_asked(work, form)) return;
    bool guarded = !(work->options->leave_out & ESC_CORRECT_GUARDS);
    if (guarded && esc_guard_holds(form) && form->kind != ESC_TOKEN_MIXED) return;
    esc_search_limits limits = {.budget_nats = DOUBTED_BUDGET_NATS,
                                .any_letter = form->letters + work->channel.noisy >= LEAST_FREE,
                                .glue = form->letters >= LEAST_DOUBTED,
                                .names = !form->classes || *form->text == 'l',
                                .least_log_frequency = DOUBTED_LOG_FREQUENCY};
    if (!form->doubtful && form->kind <= ESC_TOKEN_MIXED) {
        float least =
            form->letters <= LEAST_DOUBTED ? INFREQUENT_SHORT_LOG_FREQUENCY : INFREQUENT_LOG_FREQUENCY;
        bool infrequent = work->channel.noisy && form->log_frequency < least;
        bool capitals = form->kind == ESC_TOKEN_UPPER && work->channel.capitals_accented;
        if (!work->channel.any_active && !infrequent && !capitals) return;
        limits = (esc_search_limits){.budget_nats = TRUSTED_BUDGET_NATS,
                                     .only_active = !infrequent && !capitals,
                                     .glue = infrequent,
                                     .least_log_frequency = TRUSTED_LOG_FREQUENCY};
    }
    esc_candidates found;
    if (limits.any_letter) {
        limits.one_any = is_torn(work, unit);
        search_from_near(work, form, &limits, &found);
    } else {
        esc_search(work->lexicon, &work->channel, form->text, form->len, &limits, &found);
    }
    for (int i = 0; form->candidates && i < form->candidates->count; i++) { // what the document offered
        const esc_candidate *own = &form->candidates->items[i];
        int at = 0;
        while (at < found.count && strcmp(found.items[at].text, own->text)) at++;
        if (at == ESC_CANDIDATES) at = dearest(&found); // what the document says is heard
        if (at == found.count || own->cost_nats < found.items[at].cost_nats) found.items[at] = *own;
        found.count += at == found.count;
    }
    form->candidates = esc_candidates_kept(work, &found);
}

bool esc_candidate_only_accents(const esc_work *work, const esc_candidate *candidate) {
    if (!candidate->rule_count || candidate->rule_count > ESC_CANDIDATE_RULES || candidate->any) return false;
    for (int i = 0; i < candidate->rule_count; i++)
        if (work->channel.rules[candidate->rules[i]].class != ESC_EDIT_ACCENT) return false;
    return true;
}

// What the document has elsewhere needs no rule, and may differ in letters, too: Tarasco, Tarasca.
static bool differs_in_letters(const esc_form *form, const esc_candidate *candidate) {
    const char *a = form->text, *a_end = a + form->len, *b = candidate->text, *b_end = b + candidate->len;
    while (a < a_end && b < b_end)
        if (esc_utf8_lower(esc_utf8_next(&a, a_end)) != esc_utf8_lower(esc_utf8_next(&b, b_end))) return true;
    return a < a_end || b < b_end;
}

static esc_edit_class class_of(const esc_work *work, const esc_form *form, uint32_t span,
                               const esc_candidate *candidate) {
    if (span > 1) return ESC_EDIT_MERGE;
    if (candidate->blank) return ESC_EDIT_SPLIT;
    if (candidate->ended) return ESC_EDIT_ENDING;
    if (esc_candidate_only_accents(work, candidate)) return ESC_EDIT_ACCENT;
    if (form->kind > ESC_TOKEN_MIXED) return ESC_EDIT_DIGIT;
    if (candidate->classes & ESC_LEX_ACRONYM && form->kind != ESC_TOKEN_WORD &&
        !(candidate->classes & ESC_LEX_WORD))
        return ESC_EDIT_ACRONYM;
    if (!candidate->rule_count && !candidate->any && !candidate->cased && candidate->capital_form &&
        !differs_in_letters(form, candidate))
        return ESC_EDIT_CASE;
    if (candidate->capital_form) return ESC_EDIT_NAME;
    if (!form->doubtful) return ESC_EDIT_REALWORD;
    if (!candidate->rule_count && candidate->cased && !candidate->any) return ESC_EDIT_CASE;
    for (int i = 0; i < candidate->rule_count && i < ESC_CANDIDATE_RULES; i++)
        if (work->channel.rules[candidate->rules[i]].class == ESC_EDIT_DIGIT) return ESC_EDIT_DIGIT;
    return ESC_EDIT_NONWORD;
}

// A valid verb keeps its past: quedó is never queda. (Where accents are invented, dió is dio.)
static bool loses_past(const esc_form *read, const esc_form *meant) {
    size_t len = strlen("ó");
    return read->len > len && meant->len > len && !memcmp(read->text + read->len - len, "ó", len) &&
           memcmp(meant->text + meant->len - len, "ó", len) != 0 && meant->text[meant->len - 1] != 'o';
}

// Nor does a valid present become one: informa is never informó.
static bool gains_past(const esc_form *read, const esc_form *meant) {
    size_t len = strlen("ó");
    return read->len > 1 && meant->len == read->len + 1 && read->text[read->len - 1] == 'a' &&
           !memcmp(meant->text + meant->len - len, "ó", len) &&
           !memcmp(read->text, meant->text, read->len - 1u);
}

// True where the candidate needs no confusion but those that the document shows.
static bool all_active(const esc_work *work, const esc_candidate *candidate) {
    if (candidate->any || candidate->ended || candidate->rule_count > ESC_CANDIDATE_RULES) return false;
    for (int i = 0; i < candidate->rule_count; i++)
        if (!work->channel.active[candidate->rules[i]]) return false;
    return true;
}

// "das mil diecisiete": nobody gives anything in minutes, where a is read for o.
static bool is_two(const esc_work *work, const esc_form *form, const esc_form *meant,
                   const esc_candidate *candidate) {
    return !strcasecmp(form->text, "das") && !strcasecmp(meant->text, "dos") && all_active(work, candidate);
}

static int digits_at_end(const char *text, size_t len) {
    int digits = 0;
    while (len && text[len - 1] >= '0' && text[len - 1] <= '9') len--, digits++;
    return digits;
}

// "Hernándo": a listed name with an accent that a fleck made, and no other name.
static bool is_flecked_name(const esc_work *work, const esc_form *form) {
    static const unsigned names = ESC_LEX_GIVEN | ESC_LEX_SURNAME | ESC_LEX_PLACE;
    char plain[ESC_CANDIDATE_BYTES];
    size_t len = 0;
    if (form->kind != ESC_TOKEN_CAPITAL || form->classes || form->len > sizeof plain - ESC_UTF8_MAX ||
        !esc_form_has_accent(form))
        return false;
    for (const char *p = form->text, *end = p + form->len; p < end;)
        len += esc_utf8_put(plain + len, esc_utf8_unaccent(esc_utf8_next(&p, end)));
    return esc_lexicon_lookup(work->lexicon, plain, len) & names;
}

// Túnubalá, Echeandíá: no Spanish word has two accents, and the one that was read without has its own.
static bool has_two_accents(const esc_form *form) {
    int accents = 0;
    for (const char *p = form->text, *end = p + form->len; p < end;) {
        const uint32_t c = esc_utf8_lower(esc_utf8_next(&p, end));
        accents += c == 0xE1 || c == 0xE9 || c == 0xED || c == 0xF3 || c == 0xFA;
    }
    return accents > 1 && !form->classes;
}

// Ñáñez is no Náñez: scans lose the tilde of a capital, and none has made one.
static bool loses_tilde(const esc_form *read, const esc_form *meant) {
    const char *a = read->text, *a_end = a + read->len, *b = meant->text, *b_end = b + meant->len;
    while (a < a_end && b < b_end) {
        const uint32_t seen = esc_utf8_next(&a, a_end), other = esc_utf8_next(&b, b_end);
        if (seen == 0xD1 && other == 'N') return true;
    }
    return false;
}

// Whether a word of the dictionary in capitals stands there, of some length.
static bool is_capitals(const esc_work *work, uint32_t unit) {
    const esc_form *form = work->form_of[unit];
    return form->kind == ESC_TOKEN_UPPER && form->classes & ESC_LEX_WORD && form->letters >= LEAST_CAPITALS;
}

// "COMISIÓN HÍDRICA PEL ESTADO", "CARGO ENEL COMITÉ": a small word, or two, where a row in capitals goes on.
static bool goes_on_in_capitals(const esc_work *work, uint32_t unit, const esc_form *const *meant) {
    if (!unit || unit + 1 >= work->units.units_count || work->units.units[unit].last) return false;
    return is_capitals(work, unit - 1) && is_capitals(work, unit + 1) &&
           meant[0]->log_frequency > SMALL_LOG_FREQUENCY &&
           (!meant[1] || (meant[1]->log_frequency > SMALL_LOG_FREQUENCY && !meant[2]));
}

// Whether a reading in two words is what was read but for a capital.
static bool raises_only(const esc_form *form, const esc_candidate *candidate) {
    const char *a = form->text, *a_end = a + form->len, *b = candidate->text, *b_end = b + candidate->len;
    bool raised = false;
    while (a < a_end && b < b_end) {
        const uint32_t meant = esc_utf8_next(&b, b_end);
        if (meant == ' ') continue;
        const uint32_t read = esc_utf8_next(&a, a_end);
        if (esc_utf8_lower(meant) != read) return false;
        raised |= meant != read;
    }
    return raised && a == a_end && b == b_end;
}

// words: those that may be meant, up to a NULL.
static bool allowed(const esc_work *work, uint32_t unit, const esc_form *form, const esc_form *const *words,
                    const esc_candidate *candidate) {
    const esc_form *meant = words[0];
    if (candidate->len == form->len && !memcmp(candidate->text, form->text, form->len)) return false;
    if (work->options->leave_out & ESC_CORRECT_GUARDS) return true;
    if (form->classes & ESC_LEX_USER) return false; // the user knows better
    if (has_two_accents(meant) || loses_tilde(form, meant)) return false;
    // A number that was typed against a word says something: febrero18.
    int digits = digits_at_end(form->text, form->len);
    if (digits >= 2 && digits < form->len && !candidate->blank &&
        digits_at_end(candidate->text, candidate->len) < digits)
        return false;
    // A small letter is no name's, unless the name is all that it could be.
    bool only_case = !candidate->rule_count && !candidate->any && !candidate->ended && !form->classes;
    bool tall = *form->text == 'l' && *candidate->text == 'I'; // lbarra
    if (form->kind == ESC_TOKEN_WORD && candidate->capital_form && !candidate->blank && !only_case && !tall)
        return false;
    if (!form->doubtful && form->kind <= ESC_TOKEN_MIXED &&
        ((esc_guard_holds(meant) && !is_two(work, form, meant, candidate)) || loses_past(form, meant) ||
         gains_past(form, meant)))
        return false;
    // Nor has a blank that was lost taken a capital with it: deagua.
    if (form->kind == ESC_TOKEN_WORD && candidate->blank && raises_only(form, candidate)) return false;
    // A noun of either gender, of which the lexicon has but the other: búfala.
    if (!form->classes && form->kind != ESC_TOKEN_MIXED && form->len == meant->len &&
        esc_guard_twins(form, meant) && !all_active(work, candidate))
        return false;
    // A single capital is no name's: lunes, miércoles, Lima.
    if (form->letters == 1 && meant->letters == 1 && form->kind == ESC_TOKEN_CAPITAL &&
        candidate->capital_form)
        return false;
    // Nor is it a place's: tejocote names a fruit before a town.
    bool person = candidate->classes & (ESC_LEX_GIVEN | ESC_LEX_SURNAME | ESC_LEX_ACRONYM | ESC_LEX_TITLE);
    if (form->kind == ESC_TOKEN_WORD && candidate->classes & ESC_LEX_PLACE && !person && only_case)
        return false;
    // Nor is a spelling of its time modernised, unless the scan invents such letters.
    bool ordinal = *form->text >= '0' && *form->text <= '9';
    if (form->stands &&
        (ordinal || !all_active(work, candidate) || esc_candidate_only_accents(work, candidate)))
        return false;
    // hs. is no ha.: what is short for something is read for another word only by what the scan shows.
    if (form->classes & ESC_LEX_ABBREVIATION && !all_active(work, candidate) && !only_case) return false;
    // Dña. is another title than Dra.
    if (form->classes & candidate->classes & ESC_LEX_TITLE && !only_case) return false;
    if (form->letters <= LEAST_DOUBTED && esc_guard_holds(meant) && !all_active(work, candidate) &&
        !esc_digits_only(work, form, candidate))
        return false;
    // Capitals without accents are a printer's habit: only a document that keeps accents there loses one, and
    // a name may be written so by itself.
    bool accents = esc_candidate_only_accents(work, candidate);
    if (!accents && !candidate->blank && !work->channel.any_active && is_flecked_name(work, form))
        return false;
    // Nor does a name lose one that no scan has invented: Wáshington.
    bool fewer = accents && candidate->capital_form && meant->len < form->len;
    if (fewer && !all_active(work, candidate)) return false;
    bool name = form->classes & (ESC_LEX_GIVEN | ESC_LEX_SURNAME);
    bool stands_so = meant->count && meant->count >= form->count && all_active(work, candidate);
    if (form->kind == ESC_TOKEN_UPPER && accents && !stands_so && (name || !work->channel.capitals_accented))
        return false;
    if (form->kind == ESC_TOKEN_UPPER && !form->doubtful && !accents && !all_active(work, candidate))
        return false;
    // An unknown row of capitals is an acronym, and only another acronym may be meant.
    bool torn = !form->len && !candidate->rule_count && !candidate->any; // PUN TO
    // ORDFN is ORDEN, on a bad scan
    bool common = work->channel.noisy && form->letters + 1 == LEAST_FREE_CAPITALS && !candidate->any &&
                  candidate->rule_count == 1 && candidate->log_frequency > COMMON_LOG_FREQUENCY &&
                  work->channel.rules[candidate->rules[0]].class != ESC_EDIT_DIGIT; // shapes.c
    if (form->kind == ESC_TOKEN_UPPER && form->letters < LEAST_FREE_CAPITALS && form->doubtful && !torn &&
        !common && !(candidate->classes & ESC_LEX_ACRONYM) && !esc_candidate_only_accents(work, candidate) &&
        !goes_on_in_capitals(work, unit, words))
        return false;
    // Acronyms are many, and near to each other: CONEA is no CNEA where the scan reads well.
    if (form->kind == ESC_TOKEN_UPPER && form->doubtful && candidate->any && !work->channel.noisy &&
        candidate->classes & ESC_LEX_ACRONYM)
        return false;
    return true;
}

// What the candidate's confusions cost more or less on this line than in the whole document.
static float local_extra(const esc_work *work, uint32_t unit, const esc_candidate *candidate) {
    float extra = 0;
    for (int i = 0; i < candidate->rule_count && i < ESC_CANDIDATE_RULES; i++) {
        uint8_t rule = candidate->rules[i];
        if (work->local_nats[rule])
            extra += work->local_nats[rule][work->units.units[unit].line] - work->channel.cost_nats[rule];
    }
    return extra;
}

// A join that stands in the document as a word is likelier than others.
static float stands_elsewhere(esc_work *work, const esc_candidate *candidate) {
    const esc_form *form = esc_forms_intern(&work->forms, candidate->text, candidate->len);
    return form->count >= 2 ? ELSEWHERE_NATS : 0;
}

// Whether the gender of what stands at unit could be out of agreement with what is before it.
static bool may_disagree(const esc_work *work, uint32_t unit) {
    if (!unit) return false;
    const esc_form *before = esc_work_form(work, unit - 1);
    char asked = esc_guard_asks(before), ending = esc_guard_ending(esc_work_form(work, unit));
    return asked ? asked != ending : work->arcs_of[unit - 1].arcs_count > 0 && before->letters <= 4;
}

bool esc_work_is_parted(const esc_work *work, uint32_t unit) {
    const esc_unit *units = work->units.units, *this = &units[unit];
    if (unit + 1 < work->units.units_count && units[unit + 1].last && !units[unit + 1].blank_before &&
        units[unit + 1].line == this->line && *esc_work_form(work, unit + 1)->text == '-')
        return true;
    return unit && this->first && units[unit - 1].kind == ESC_TOKEN_PUNCT &&
           *esc_work_form(work, unit - 1)->text == '-' && !units[unit - 1].blank_before;
}

void esc_work_add_arc(esc_work *work, uint32_t unit, uint32_t span, const esc_form *form,
                      const esc_candidate *candidate, float extra_nats) {
    if (span == 1 && esc_work_is_parted(work, unit)) return;
    extra_nats += local_extra(work, unit, candidate);
    if (span > 1) extra_nats -= stands_elsewhere(work, candidate);
    const esc_form *forms[ESC_ARC_WORDS + 1] = {NULL};
    const char *word = candidate->text;
    int words = 0;
    for (; words < ESC_ARC_WORDS && *word; words++) {
        size_t len = strcspn(word, candidate->blank ? " " : "");
        forms[words] = esc_forms_intern(&work->forms, word, len);
        word += len + (word[len] == ' ');
    }
    if (!allowed(work, unit, form, forms, candidate)) return;
    if (span == 1 && !forms[1] &&
        (esc_work_neighbors_hold(work, unit, form, forms[0]) ||
         esc_work_keeps_mood(work, unit, forms[0]->text) ||
         esc_work_keeps_person(work, unit, form, forms[0])) &&
        !(work->options->leave_out & ESC_CORRECT_GUARDS))
        return;
    if (span == 1 && !forms[1] && esc_guard_gender(form, forms[0]) && !may_disagree(work, unit) &&
        !(work->options->leave_out & ESC_CORRECT_GUARDS))
        return;
    size_t bytes = ((size_t)words + 1) * sizeof *forms;
    esc_arcs *arcs = &work->arcs_of[unit]; // most have one or two, and there are very many: no room to grow
    arcs->arcs = esc_realloc(arcs->arcs, (arcs->arcs_count + 1u) * sizeof *arcs->arcs);
    arcs->arcs[arcs->arcs_count++] =
        (esc_arc){.candidate = candidate,
                  .forms = memcpy(esc_arena_alloc(work->arena, bytes), forms, bytes),
                  .span = span,
                  .cost_nats = candidate->cost_nats + extra_nats,
                  .class = (uint8_t)class_of(work, form, span, candidate)};
}

// Further readings of a valid word, for the places where nobody expects it.
static const esc_candidates *search_surprising(esc_work *work, esc_form *form) {
    if (form->doubted) return form->surprised;
    form->doubted = true;
    if (form->doubtful || form->kind > ESC_TOKEN_CAPITAL || form->letters < 2) return NULL;
    if (!(work->options->leave_out & ESC_CORRECT_GUARDS) && esc_guard_holds(form)) return NULL;
    const esc_search_limits limits = {.budget_nats = SURPRISED_BUDGET_NATS,
                                      .any_letter = true,
                                      .glue = form->letters >= LEAST_DOUBTED,
                                      .least_log_frequency = form->letters <= LEAST_DOUBTED
                                                                 ? SURPRISED_SHORT_LOG_FREQUENCY
                                                                 : SURPRISED_LOG_FREQUENCY};
    esc_candidates found;
    esc_search(work->lexicon, &work->channel, form->text, form->len, &limits, &found);
    return form->surprised = esc_candidates_kept(work, &found);
}

static bool has_arc(const esc_work *work, uint32_t unit, const esc_candidate *candidate) {
    const esc_arcs *arcs = &work->arcs_of[unit];
    for (uint32_t i = 0; i < arcs->arcs_count; i++)
        if (!strcmp(arcs->arcs[i].candidate->text, candidate->text)) return true;
    return false;
}

static void propose_word(esc_work *work, uint32_t unit) {
    esc_form *form = esc_work_form(work, unit);
    if (!form->searched) search_form(work, unit, form);
    const esc_candidates *found = form->candidates;
    bool quoted = work->units.units[unit].quoted && form->kind <= ESC_TOKEN_MIXED &&
                  (!form->doubtful || esc_channel_is_typed(&work->channel));
    for (int i = 0; found && i < found->count; i++) {
        const esc_candidate *item = esc_digits_cased(work, unit, &found->items[i]);
        if (!quoted || all_active(work, item)) esc_work_add_arc(work, unit, 1, form, item, 0);
    }
    if (quoted || !work->units.units[unit].surprising) return;
    found = search_surprising(work, form);
    for (int i = 0; found && i < found->count; i++)
        if (!has_arc(work, unit, &found->items[i]))
            esc_work_add_arc(work, unit, 1, form, &found->items[i], 0);
}

esc_arc *esc_work_find_arc(const esc_work *work, uint32_t unit, uint32_t span, const char *text) {
    const esc_arcs *arcs = &work->arcs_of[unit];
    for (uint32_t a = 0; a < arcs->arcs_count; a++)
        if (arcs->arcs[a].span == span && !strcmp(arcs->arcs[a].candidate->text, text)) return &arcs->arcs[a];
    return NULL;
}

esc_arc *esc_work_offer(esc_work *work, uint32_t unit, const esc_candidate *candidate) {
    esc_arc *arc = esc_work_find_arc(work, unit, 1, candidate->text);
    if (arc) {
        arc->cost_nats = fminf(arc->cost_nats, candidate->cost_nats);
        return arc;
    }
    const esc_arcs *arcs = &work->arcs_of[unit];
    esc_candidate *kept = esc_arena_alloc(work->arena, sizeof *kept);
    *kept = *candidate;
    uint32_t count = arcs->arcs_count;
    esc_work_add_arc(work, unit, 1, esc_work_form(work, unit), kept, 0);
    return arcs->arcs_count > count ? &arcs->arcs[count] : NULL;
}

// What the engine thought of is a candidate, too, or makes one cheaper.
static void propose_witnesses(esc_work *work, uint32_t unit) {
    esc_candidates found;
    if (esc_work_form(work, unit)->kind > ESC_TOKEN_MIXED) return;
    esc_work_witnesses(work, unit, &found);
    for (int i = 0; i < found.count; i++) {
        esc_arc *arc = esc_work_offer(work, unit, &found.items[i]);
        if (arc) arc->witnessed = true;
    }
}

// p.e., a.m.: the letters of an abbreviation, closed up with their stops.
static bool abbreviates(const esc_work *work, uint32_t unit) {
    const esc_unit *this = &work->units.units[unit];
    if (unit < 2 || !esc_unit_is_glued(this) || work->form_of[unit]->letters != 1) return false;
    const esc_form *stop = work->form_of[unit - 1];
    return !strcmp(stop->text, ".") && !this[-1].blank_before && !this[-1].first &&
           work->form_of[unit - 2]->letters == 1;
}

// M$, US$: whose money it is, or how much of it.
static bool tells_money(const esc_work *work, uint32_t unit) {
    const esc_form *sign = unit + 1 < work->units.units_count ? work->form_of[unit + 1] : NULL;
    return sign && *sign->text == '$' && !work->units.units[unit + 1].blank_before &&
           !work->units.units[unit].last && esc_utf8_is_upper((unsigned char)*work->form_of[unit]->text);
}

static bool is_slash(const esc_work *work, uint32_t unit) { return !strcmp(work->form_of[unit]->text, "/"); }

// s/v, c/u, p/fuerza: a letter that is short for a word.
static bool stands_for_word(const esc_work *work, uint32_t unit) {
    const esc_unit *this = &work->units.units[unit];
    if (work->form_of[unit]->letters != 1) return false;
    if (unit && esc_unit_is_glued(this) && is_slash(work, unit - 1)) return true;
    return !this->last && is_slash(work, unit + 1) && !this[1].blank_before;
}

void esc_work_propose(esc_work *work) {
    for (uint32_t unit = 0; unit < work->units.units_count; unit++) {
        const esc_unit *this = &work->units.units[unit];
        esc_work_propose_article(work, unit);
        if (this->kind == ESC_TOKEN_PUNCT || this->junk || this->foreign || esc_work_is_parted(work, unit))
            continue;
        if (abbreviates(work, unit) || tells_money(work, unit) || stands_for_word(work, unit)) continue;
        if (esc_work_counts_votes(work, unit)) continue;
        propose_word(work, unit);
        propose_witnesses(work, unit);
        esc_work_propose_ending(work, unit);
        esc_digits_propose(work, unit);
        esc_work_propose_joins(work, unit);
        esc_pulse();
    }
}
