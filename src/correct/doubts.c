// SPDX-License-Identifier: GPL-3.0-or-later
// Where a better score is no evidence. A scan that takes o for a as well as a for o tells little of a word's
// vowels, and the language model sees three words: what lo and la stand for, and whether a street is Los
// Ceibos or Las Ceibas, neither can know.
#include <math.h>
#include <string.h>

#include "correct/confidence.h"
#include "correct/guards.h"
#include "correct/nouns.h"

#define PRONOUN_NATS 4.0f
#define AGREES_NATS 9.0f
#define PROPER_NATS 4.0f
#define FAR_NATS 3.0f
#define SPOKEN_NATS 9.0f
#define BOTH_WAYS 0.25f
#define MOST_REPEATED_NATS 8.0f
#define NAME_TYPED_NATS 4.0f // for each time but the first
#define FORMULA_NATS 3.0f
#define LABEL_NATS 5.0f
#define PAGE_NATS 9.0f
// About ten in a million words.
#define RARE_LOG_FREQUENCY -11.5f

enum { MOST_BACK = 16, BEFORE = 3 };

// Whether the scan reads the letter that is meant for the one that was read nearly as often as the reverse.
static bool goes_both_ways(const esc_channel *channel, const esc_candidate *candidate) {
    for (int i = 0; i < candidate->rule_count && i < ESC_CANDIDATE_RULES; i++) {
        const esc_rule *rule = &channel->rules[candidate->rules[i]];
        const uint32_t seen = rule->seen[0], meant = rule->meant[0];
        if (rule->seen_len != 1 || rule->meant_len != 1 || meant >= 256) continue;
        if (esc_channel_shows(channel, meant, seen) &&
            esc_channel_rate(channel, meant, seen) > BOTH_WAYS * esc_channel_rate(channel, seen, meant))
            return true;
    }
    return false;
}

// lo, la, uno, una and their plurals before what tells no gender: "la aprueba", "por la que", "exige uno
// reciente".
static bool is_pronoun(const esc_work *work, const esc_judgement *judgement) {
    const esc_form *read = judgement->form, *next = judgement->after;
    if (read->letters > 3) return false;
    if (!strncasecmp(read->text, "un", 2)) return !next || !esc_noun_gender(work, next);
    return !strncasecmp(read->text, "l", 1) && next && next->kind == ESC_TOKEN_WORD &&
           !esc_noun_gender(work, next);
}

// "las chicherías", "las señoras": an article and a noun that ends as the article does, if nobody knows its
// gender, or was read in the article's.
static bool agrees_with_next(const esc_work *work, const esc_judgement *judgement) {
    const esc_form *next = judgement->after;
    const char asked = esc_guard_asks(judgement->form);
    if (!asked || judgement->unit + 1 >= work->units.units_count) return false;
    const esc_form *read = work->form_of[judgement->unit + 1];
    if (!read->doubtful && esc_noun_gender(work, read) == asked) return true;
    return next && next->kind == ESC_TOKEN_WORD && !esc_noun_gender(work, next) &&
           esc_guard_ending(next) == asked;
}

// "la sesión ordinaria número 238, celebrada por": behind a comma, the nearest noun before has the ending
// that was read. Numbers and months are not what is spoken of.
static bool agrees_afar(const esc_work *work, const esc_judgement *judgement) {
    static const char *const parting[] = {",", "y"}, *const counted[] = {"número", "Número", "NÚMERO"};
    const char read = esc_guard_ending(judgement->form), meant = esc_guard_ending(judgement->arc->forms[0]);
    const uint32_t at = judgement->unit;
    if (!read || !meant || read == meant || judgement->form->kind != ESC_TOKEN_WORD || at < 2) return false;
    if (!ESC_ONE_OF(work->form_of[at - 1], parting)) return false;
    for (uint32_t u = at - 1; u-- > 0 && u + MOST_BACK > at;) {
        const esc_form *form = work->form_of[u];
        if (!strcmp(form->text, ";")) break;
        if (form->doubtful || ESC_ONE_OF(form, counted) || esc_guard_holds(form)) continue;
        const char gender = esc_noun_gender(work, form);
        if (gender) return gender == read;
    }
    return false;
}

// A capitalised word that is hardly a common one.
static bool is_rare_capital(const esc_form *form) {
    return form && form->kind == ESC_TOKEN_CAPITAL &&
           (form->doubtful || form->log_frequency < RARE_LOG_FREQUENCY);
}

// Part of a proper name: calle Los Ceibos, Bomberos de Alto Quillay.
static bool is_proper(const esc_work *work, const esc_judgement *judgement) {
    if (judgement->form->kind != ESC_TOKEN_CAPITAL || !judgement->unit) return false;
    const esc_form *before = judgement->before ? judgement->before : work->form_of[judgement->unit - 1];
    if (before->kind != ESC_TOKEN_WORD && before->kind != ESC_TOKEN_CAPITAL) return false;
    return is_rare_capital(before) || is_rare_capital(judgement->after);
}

bool esc_doubt_typed_name(const esc_judgement *judgement) {
    const esc_form *form = judgement->form, *meant = judgement->arc->forms[0];
    return form && form->count > 1 && form->kind == ESC_TOKEN_CAPITAL &&
           judgement->class == ESC_EDIT_ACCENT && meant &&
           meant->classes & (ESC_LEX_GIVEN | ESC_LEX_SURNAME) && !meant->count;
}

// What a word that stands again and again as it is, and never as it would become, was not misread each time.
static float repeated_nats(const esc_judgement *judgement) {
    const esc_form *form = judgement->form;
    if (form->count < 2 || judgement->arc->forms[0]->count || judgement->class == ESC_EDIT_NAME) return 0;
    const float nats = (float)(form->count - 1) * fmaxf(judgement->arc->candidate->cost_nats, 0);
    return fminf(nats, MOST_REPEATED_NATS);
}

// A mark that may be a comma is taken for one.
static esc_lm_word word_or_comma(const esc_work *work, const esc_form *form) {
    return strcmp(form->text, ".") ? form->word : esc_lm_map(work->forms.lm, ",", 1);
}

// log P of a word behind the three units before `unit`, and of a comma behind it.
static float comma_nats(const esc_work *work, uint32_t unit, const esc_form *form) {
    esc_lm_state from = esc_lm_nothing(), to;
    for (uint32_t u = unit - BEFORE; u < unit; u++, from = to)
        esc_lm_step(work->forms.lm, &from, word_or_comma(work, work->form_of[u]), &to);
    const float word = esc_lm_step(work->forms.lm, &from, form->word, &to);
    return word + esc_lm_step(work->forms.lm, &to, esc_lm_map(work->forms.lm, ",", 1), &from);
}

// "y. en su caso. aprobación": commas read as stops, the last before a small letter. The language model that
// believes them finds "casa" likelier, which may well end a sentence. By how much what was read is likelier
// between commas.
static float formula_nats(const esc_work *work, const esc_judgement *judgement) {
    const uint32_t at = judgement->unit;
    if (at < BEFORE || at + 2 >= work->units.units_count || strcmp(work->form_of[at + 1]->text, ".") != 0 ||
        work->form_of[at + 2]->kind != ESC_TOKEN_WORD)
        return 0;
    const float lead = comma_nats(work, at, judgement->form) - comma_nats(work, at, judgement->arc->forms[0]);
    return lead > FORMULA_NATS ? lead + FORMULA_NATS : 0;
}

// "Hora: 10:00", "hoja 3 de 3": what stands apart from sentences, the model cannot know.
static float label_nats(const esc_work *work, const esc_judgement *judgement) {
    static const char *const pages[] = {"hoja", "hojas", "Hoja", "foja", "fojas", "Foja", "folio", "folios"};
    const uint32_t at = judgement->unit;
    const esc_unit *unit = &work->units.units[at];
    if (at + 1 >= work->units.units_count || unit->last) return 0;
    const bool begins = unit->first || esc_unit_is_across(unit - 1, unit);
    if (begins && judgement->form->kind == ESC_TOKEN_CAPITAL && !strcmp(work->form_of[at + 1]->text, ":") &&
        !esc_confusions_shown(&work->channel, judgement->arc->candidate))
        return LABEL_NATS;
    return unit[1].kind == ESC_TOKEN_NUMBER && ESC_ONE_OF(judgement->form, pages) ? PAGE_NATS : 0;
}

float esc_doubt_nats(const esc_work *work, const esc_judgement *judgement) {
    const esc_form *form = judgement->form;
    const esc_candidate *candidate = judgement->arc->candidate;
    if (!form || judgement->arc->forms[1]) return 0;
    if (esc_work_is_spoken(work, judgement->unit, judgement->arc->forms[0])) return SPOKEN_NATS;
    if (esc_doubt_typed_name(judgement)) return (float)(form->count - 1) * NAME_TYPED_NATS;
    if (form->doubtful) return repeated_nats(judgement);
    if (judgement->class != ESC_EDIT_REALWORD) return 0;
    const float label = label_nats(work, judgement);
    if (label > 0) return label;
    const float formula = formula_nats(work, judgement);
    if (formula > 0) return formula;
    if (!goes_both_ways(&work->channel, candidate)) return 0;
    if (agrees_with_next(work, judgement)) return AGREES_NATS;
    if (is_pronoun(work, judgement)) return PRONOUN_NATS;
    if (esc_judgement_agrees(work, judgement) > 0) return 0;
    if (agrees_afar(work, judgement)) return FAR_NATS;
    return is_proper(work, judgement) ? PROPER_NATS : 0;
}
