// SPDX-License-Identifier: GPL-3.0-or-later
#include "correct/confidence.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "correct/guards.h"

// How likely right an edit has to be so that it is made, and how likely it may harm at most.
#define LEAST_RIGHT 0.45f
// Less is enough of what hardly ever harms, and of blanks that were lost: no word is two others together.
#define LEAST_RIGHT_HARMLESS 0.35f
#define HARMLESS 0.02f
#define HARMLESS_LEAD_NATS 0.5f
#define LEAST_RIGHT_SPLIT 0.2f
#define MOST_HARM_SPLIT 0.05f
#define MOST_HARM 0.1f
#define MOST_HARM_TWIN 0.07f    // of what only its gender parts from what is meant
#define MOST_HARM_STRANGE 0.08f // of capitals that no list knows, and of accents that others lack
#define MOST_HARM_UNSEEN 0.03f  // of such twins, and of such accents that the scan is not seen to lose
#define MOST_HARM_MODERN 0.2f   // on a scan without the confusions of old engines
#define MOST_HARM_TYPED 0.06f   // where nothing shows that an engine has read it
#define MOST_HARM_NONWORD 0.5f  // of what no list knows; on 330,000 clean words there was none so sure
#define MOST_HARM_OF_MANY 0.3f  // where each of the confusions befalls one letter in twenty
#define FREQUENT_NATS 3.0f
#define LEAST_RIGHT_TYPED_NAME 0.97f // of the accent of a name that is typed so each time
// On a quiet scan.
#define QUIET_QUALITY_NATS 1.2f
#define SPECKED_SLACK_NATS 2.5f
// On any other scan, of what no list knows.
#define SCANNED_SLACK_NATS 4.0f
#define SCANNED_SURE 0.6f
#define SHOWN_NAME_NATS 1.0f
// A word that no list knows, and what no known confusion makes of it. Of those that were less sure and better
// by less, in 96 papers that nobody had seen, Tesseract's readings: 9 right, 7 harmed (podotáctiles,
// tanquero); of those up to 12 nats an old engine's: 1 and 6.
#define UNEXPLAINED_SURE 0.6f
#define UNEXPLAINED_NATS 8.0f
#define OLD_UNEXPLAINED_NATS 12.0f
// On an old engine's scan, what that does not show: words of no list (11 right, 3 harmed) and others (18 and
// 5); and twins, be they words (19 and 3) or names (22 and 3).
#define UNSHOWN_SURE 0.6f
#define UNSHOWN_WORD_NATS 6.0f
#define TWIN_SURE 0.7f
#define NAME_TWIN_SURE 0.9f
// What is right less often than this stays, however much better it reads: words of another language.
#define HARDLY_EVER 0.2f
// declara, declaró: of two ways to go on one has to be likelier.
#define ENDING_LEAD_NATS 0.7f
#define CLEAR_NATS 7.0f
#define CLEAR_SURE 0.25f
#define CLEAR_NAME_NATS 8.0f
#define CLEAR_NAME_SURE 0.25f
#define SURE_NAME 0.75f
#define SURE_NAME_HARM 0.12f
// By hand: the judge has met too few; in the models' text three capitals are so, all misprints.
#define RAN_TOGETHER_SURE 0.9f
#define USERS_SURE 0.8f

enum {
    MANY_TIMES = 3,
    OWN_NAME_TIMES = 3,
    OWN_TIMES = 4,
    LEAST_OWN_TIMES = 2,
    LEAST_OWN = 6,   // letters
    LEAST_MEANT = 4, // letters
    MOST_ACRONYM = 6,
    LEAST_ORDER = 7,
    LEAST_AGAIN = 4,
    LEAST_GLUED = 4,
    LEAST_USERS = 5, // letters
    LEAST_RARE = 6,
    SHORT = 3,
    LEAST_COMMON = 5,
    LEAST_NO_NAME = 9 // letters: surnames are shorter
};
#define FUNCTION_LOG_FREQUENCY -7.5f
#define RARE_WORD_LOG_FREQUENCY -13.5f
#define STRANGE_NAME_SLACK_NATS 2.0f
// Of two small words glued to a word of the dictionary, rarer than this or not.
#define RARE_LOG_FREQUENCY -13.5f
#define RARE_SPLIT_NATS 1.0f
#define RARE_NAME_SPLIT_NATS 3.0f
#define SMALL_SPLIT_NATS 5.0f
#define GLUED_NATS -3.0f
#define COMMON_LOG_FREQUENCY -10.5f

static const unsigned LISTED = ESC_LEX_GIVEN | ESC_LEX_SURNAME | ESC_LEX_PLACE;

// A word of the dictionary that is met less often than the two small words that it may be: Dela, Ala.
static bool parts_small_words(const esc_judgement *judgement) {
    const esc_form *form = judgement->form, *const *parts = judgement->arc->forms;
    return form && !form->doubtful && judgement->class == ESC_EDIT_SPLIT &&
           !judgement->arc->candidate->rule_count && !judgement->arc->candidate->any && !parts[2] &&
           parts[0]->log_frequency > FUNCTION_LOG_FREQUENCY &&
           parts[1]->log_frequency > FUNCTION_LOG_FREQUENCY;
}

// Edits that hang on a rule of their own; too few of them were met to learn from.
static bool by_rule(const esc_work *work, const esc_judgement *judgement) {
    const esc_form *form = judgement->form;
    if (!form) return !judgement->arc->candidate->classes;
    return form->kind == ESC_TOKEN_NUMBER || esc_judgement_is_lost_surname(work, judgement) ||
           esc_judgement_stands_accented(work, judgement);
}

// Whether the scan shows one of the edit's confusions the other way round, too: o for a and a for o.
static bool is_either_way(const esc_channel *channel, const esc_candidate *candidate) {
    if (candidate->rule_count > ESC_CANDIDATE_RULES) return false;
    for (int i = 0; i < candidate->rule_count; i++) {
        const esc_rule *rule = &channel->rules[candidate->rules[i]];
        if (rule->seen_len == 1 && rule->meant_len == 1 &&
            esc_channel_shows(channel, rule->meant[0], rule->seen[0]))
            return true;
    }
    return false;
}

static bool is_quiet_scan(const esc_channel *channel) {
    return channel->specked && channel->quality_nats <= QUIET_QUALITY_NATS;
}

// Whether the scan shows each of the edit's confusions often, and none of them the other way round, so that
// the word that is meant is hardly ever read for the other one.
static bool befalls_many(const esc_channel *channel, const esc_candidate *candidate) {
    if (!esc_confusions_shown(channel, candidate) || is_either_way(channel, candidate)) return false;
    for (int i = 0; i < candidate->rule_count; i++)
        if (channel->cost_nats[candidate->rules[i]] > FREQUENT_NATS) return false;
    return true;
}

// "conel", "Elseñor": no word, and a function word with another one, or an article with a common word where a
// sentence begins.
static bool parts_glued(const esc_judgement *judgement) {
    const esc_form *form = judgement->form, *const *parts = judgement->arc->forms;
    const esc_candidate *candidate = judgement->arc->candidate;
    if (!form || !form->doubtful || form->classes || judgement->class != ESC_EDIT_SPLIT || !parts[1] ||
        parts[2])
        return false;
    if (candidate->rule_count || candidate->any || candidate->cased || form->kind > ESC_TOKEN_CAPITAL)
        return false;
    if (parts[0]->log_frequency <= FUNCTION_LOG_FREQUENCY) return false;
    // "Nose vota", but "Delos Santos", and "Encontra:" (ballots.c)
    const bool runs_on = judgement->after && (judgement->after->kind == ESC_TOKEN_WORD ||
                                              judgement->after->kind == ESC_TOKEN_NUMBER);
    const bool named =
        !judgement->begins && judgement->before && judgement->before->kind == ESC_TOKEN_CAPITAL;
    if ((form->kind == ESC_TOKEN_WORD || (runs_on && !named)) &&
        parts[1]->log_frequency > FUNCTION_LOG_FREQUENCY)
        return true;
    static const char *const articles[] = {"el", "la", "los", "las", "un", "una"};
    return esc_judgement_begins_small(judgement) && ESC_ONE_OF(parts[0], articles) &&
           parts[1]->letters >= LEAST_GLUED && parts[1]->log_frequency > COMMON_LOG_FREQUENCY;
}

// "objetaque", "aprobadopor": no word, and what the dictionary knows with a function word that hangs on no
// verb.
static bool parts_tail(const esc_judgement *judgement) {
    const esc_form *form = judgement->form, *const *parts = judgement->arc->forms;
    static const char *const tails[] = {"que", "del", "por", "con", "para", "una"};
    return form && form->doubtful && !form->classes && form->kind == ESC_TOKEN_WORD &&
           judgement->class == ESC_EDIT_SPLIT && esc_arc_parts_function_word(judgement->arc) && !parts[2] &&
           parts[0]->classes & ESC_LEX_WORD && parts[0]->letters >= LEAST_COMMON &&
           ESC_ONE_OF(parts[1], tails);
}

static bool is_split_surely(const esc_judgement *judgement) {
    if (parts_glued(judgement)) return judgement->gain_nats >= GLUED_NATS;
    if (parts_tail(judgement)) return judgement->gain_nats >= 0;
    return parts_small_words(judgement) &&
           judgement->gain_nats >= (judgement->form->log_frequency >= RARE_LOG_FREQUENCY ? SMALL_SPLIT_NATS
                                    : judgement->form->kind == ESC_TOKEN_WORD
                                        ? RARE_SPLIT_NATS
                                        : RARE_NAME_SPLIT_NATS); // Delos Santos
}

// Classes of which the judge has met few: how far beyond its margin such an edit has always been right.
static float rare_slack_nats(esc_edit_class class) {
    switch (class) {
    case ESC_EDIT_DIGIT:
        return 0;
    case ESC_EDIT_SPLIT:
        return 2;
    case ESC_EDIT_MERGE:
        return 5;
    default:
        return INFINITY;
    }
}

// Cecllla, eight times: no list knows it, and only what the scan confuses again and again parts it from a
// name.
static bool is_shown_name(const esc_work *work, const esc_judgement *judgement) {
    const esc_form *form = judgement->form;
    return judgement->gain_nats >= SHOWN_NAME_NATS && form && form->kind == ESC_TOKEN_CAPITAL &&
           !form->classes && judgement->class == ESC_EDIT_NAME &&
           judgement->arc->candidate->classes & ESC_LEX_GIVEN &&
           !esc_guard_twins(form, judgement->arc->forms[0]) && // Eutimia is hardly Eutimio
           esc_confusions_shown(&work->channel, judgement->arc->candidate);
}

// "Hemández", "Bemal": a capital that no list knows, and a listed name whose r and n ran together into an m,
// or the reverse. Hardly any name is another's so: none of 3,600 common ones is.
static bool ran_together(const esc_work *work, const esc_judgement *judgement) {
    const esc_form *form = judgement->form;
    const esc_candidate *candidate = judgement->arc->candidate;
    if (!form || form->kind != ESC_TOKEN_CAPITAL || form->classes || !form->doubtful) return false;
    if (candidate->any || candidate->blank || candidate->rule_count != 1 || !(candidate->classes & LISTED))
        return false;
    const esc_rule *rule = &work->channel.rules[candidate->rules[0]];
    bool seen_one = rule->seen_len == 1;
    const uint32_t *single = seen_one ? rule->seen : rule->meant, *pair = seen_one ? rule->meant : rule->seen;
    return rule->seen_len + rule->meant_len == 3 && single[0] == 'm' && pair[0] == 'r' && pair[1] == 'n';
}

// FUENTEMORAL, where Fuentemoral stands again and again.
static bool stands_in_small(const esc_work *work, const esc_form *upper) {
    ESC_AUTOBUF name = {0};
    const char *rest = upper->text, *end = upper->text + upper->len;
    esc_utf8_next(&rest, end);
    esc_buf_put(&name, upper->text, (size_t)(rest - upper->text));
    esc_utf8_lower_text(rest, (size_t)(end - rest), &name);
    const esc_form *form = esc_forms_find(&work->forms, esc_buf_text(&name), name.len);
    return form && form->kind == ESC_TOKEN_CAPITAL && form->count >= MANY_TIMES;
}

// A capitalised word that stands so often as it is, and never as it would become, was hardly misread each
// time; twice is enough for a listed surname, and where the scan shows no confusion.
static bool is_own(const esc_work *work, const esc_judgement *judgement) {
    const esc_form *form = judgement->form;
    if (form && form->kind == ESC_TOKEN_UPPER && !form->classes && stands_in_small(work, form)) return true;
    if (!form || form->kind != ESC_TOKEN_CAPITAL || judgement->arc->forms[0]->count) return false;
    if (judgement->class == ESC_EDIT_DIGIT) return false;
    const bool twice = form->count > 1, shown = work->channel.any_active;
    if (judgement->class == ESC_EDIT_ACCENT) return twice && !shown && !form->classes;
    if (twice && (!shown || form->classes & ESC_LEX_SURNAME)) return true;
    return form->count >= (judgement->class == ESC_EDIT_NAME ? OWN_NAME_TIMES : OWN_TIMES);
}

// "Salón de Cabildos": a rare plural of a word of the dictionary, of which no known confusion took the end.
static bool is_plural(const esc_judgement *judgement) {
    const esc_form *form = judgement->form, *meant = judgement->arc->forms[0];
    return form && form->classes & ESC_LEX_WORD && judgement->arc->candidate->any &&
           form->len == meant->len + 1u && strchr("sS", form->text[meant->len]) &&
           !strncasecmp(form->text, meant->text, meant->len);
}

// "Rosalba Ixtepan Mora": no place's name where a surname stands.
static bool puts_place(const esc_judgement *judgement) {
    return judgement->class == ESC_EDIT_NAME && judgement->between_names &&
           !(judgement->arc->candidate->classes & (ESC_LEX_GIVEN | ESC_LEX_SURNAME));
}

// "biológico-infecciosos", three times, and never with another ending: a valid word was hardly misread the
// same way each time.
static bool stands_again(const esc_judgement *judgement) {
    const esc_form *form = judgement->form;
    return form && judgement->class == ESC_EDIT_REALWORD && form->letters >= LEAST_AGAIN &&
           form->count >= MANY_TIMES && !judgement->arc->forms[0]->count && !judgement->arc->forms[1];
}

// "Carmen Yáñez Quirce": beside a name, a capital that nobody knows is hardly a numeral or a month.
static bool counts_in_name(const esc_judgement *judgement) {
    const esc_form *form = judgement->form;
    return form && form->kind == ESC_TOKEN_CAPITAL && !form->classes && judgement->beside_name &&
           esc_guard_holds(judgement->arc->forms[0]);
}

// "una beca SICUE": short capitals within a sentence are an acronym, known or not.
static bool may_be_acronym(const esc_judgement *judgement) {
    const esc_form *form = judgement->form;
    return form && form->kind == ESC_TOKEN_UPPER && !form->classes && form->letters <= MOST_ACRONYM &&
           judgement->before && judgement->before->kind == ESC_TOKEN_WORD &&
           !(judgement->after && judgement->after->kind == ESC_TOKEN_UPPER) &&
           judgement->class != ESC_EDIT_ACRONYM && !(judgement->arc->forms[0]->classes & ESC_LEX_ACRONYM);
}

// PanamaCompra, YouTube: what its own capitals part is parted by them, and nothing else is amiss in it.
static bool is_camel(const esc_work *work, const esc_judgement *judgement) {
    const esc_form *form = judgement->form;
    if (!form || form->kind != ESC_TOKEN_MIXED || judgement->class != ESC_EDIT_SPLIT ||
        !judgement->arc->candidate->rule_count ||
        esc_confusions_shown(&work->channel, judgement->arc->candidate))
        return false;
    int capitals = 0;
    bool small = false;
    for (const char *p = form->text, *end = p + form->len; p < end;) {
        const uint32_t c = esc_utf8_next(&p, end);
        const bool tall = esc_utf8_is_upper(c);
        if (tall && capitals && !small) return false;
        capitals += tall;
        small = !tall;
    }
    return capitals == 2 && esc_utf8_is_upper((unsigned char)*form->text);
}

// "Notifiquese y archivese": verbs with what hangs on them, which are no words without their accent.
static bool is_order(const esc_judgement *judgement) {
    const esc_form *form = judgement->form;
    return judgement->class == ESC_EDIT_ACCENT && judgement->gain_nats > 0 && form && form->doubtful &&
           !form->classes && form->letters >= LEAST_ORDER && !strcmp(form->text + form->len - 2, "se") &&
           esc_form_same_letters(form, judgement->arc->forms[0]->text);
}

// "mayordomio", where a glossary has mayordomía: what no list knows, and a word that somebody wrote down as
// one that stands in these papers. Genders are left to the rules below.
static bool is_users_word(const esc_judgement *judgement) {
    const esc_form *form = judgement->form, *meant = judgement->arc->forms[0];
    return form && form->kind == ESC_TOKEN_WORD && form->doubtful && !form->classes && !form->stands &&
           form->letters >= LEAST_USERS && !judgement->arc->forms[1] && !judgement->arc->candidate->any &&
           meant->classes & ESC_LEX_USER && !esc_guard_twins(form, meant) && judgement->gain_nats > 0;
}

// "ORDINARIAN.9 12": the N is none of the word's, but that of a number's sign (marks.c).
static bool has_sign(const esc_judgement *judgement) {
    const esc_form *form = judgement->form, *meant = judgement->arc->forms[0];
    return form->len == meant->len + 1u && strchr("Nn", form->text[meant->len]) &&
           !strncasecmp(form->text, meant->text, meant->len);
}

// "ctontreto", "Xicohténcal": what no list knows, on a scan, where another reading fits so much better. Of 55
// such that the bounds below left (readings of 43 papers by others, Tesseract's and an old engine's noise),
// 36 were right and one harmed. Capitals that stand again, or beside names, are names that nobody knows.
static bool is_clear(const esc_work *work, const esc_judgement *judgement, const esc_verdict *verdict) {
    const esc_form *form = judgement->form;
    if (!form || !form->doubtful || form->classes || !esc_channel_is_scan(&work->channel)) return false;
    const bool small = form->kind == ESC_TOKEN_WORD &&
                       !(work->channel.any_active && judgement->arc->candidate->any),
               alone = form->count == 1 && !work->channel.any_active;
    if (judgement->class == ESC_EDIT_NONWORD && (small || (alone && !judgement->beside_name)))
        return judgement->gain_nats >= CLEAR_NATS && verdict->right >= CLEAR_SURE;
    return judgement->class == ESC_EDIT_NAME && alone && judgement->gain_nats >= CLEAR_NAME_NATS &&
           verdict->right >= CLEAR_NAME_SURE;
}

// A word of the dictionary, however rare, was not read for another that no known confusion makes of it
// (punteo, emanasen), nor for its twin where the scan does not show that (tipa): who wrote it meant it.
static bool is_rare_word(const esc_work *work, const esc_judgement *judgement) {
    const esc_form *form = judgement->form;
    const esc_candidate *candidate = judgement->arc->candidate;
    if (!form || !(form->classes & ESC_LEX_WORD)) return false;
    if ((judgement->class == ESC_EDIT_REALWORD || judgement->class == ESC_EDIT_NONWORD) &&
        form->letters >= LEAST_MEANT && esc_channel_is_typed(&work->channel))
        return true; // sima, in a text that nothing shows to have been read
    if (candidate->any) return form->letters >= LEAST_RARE;
    return form->doubtful && esc_guard_twins(form, judgement->arc->forms[0]) &&
           !esc_confusions_shown(&work->channel, candidate);
}

// "traqueostomía", "xiloteca": learned words end so, and no list has them all.
static bool is_learned(const esc_judgement *judgement) {
    static const char *const endings[] = {"ostomía", "otomía", "ectomía",  "oscopia", "oscopía",  "ografía",
                                          "ometría", "ología", "oterapia", "opatía",  "oplastia", "oteca",
                                          "ófilo",   "ófago",  "icultura", "ívoro",   "ífero"};
    const esc_form *form = judgement->form;
    if (!form || form->classes || judgement->class != ESC_EDIT_NONWORD || !judgement->arc->candidate->any)
        return false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        const size_t len = strlen(endings[i]);
        if (form->len > len + 2 && !strcmp(form->text + form->len - len, endings[i])) return true;
    }
    return false;
}

// Whether what stands before, an article ("la C. Rutilia"), asks for the form's gender.
static bool is_asked_before(const esc_work *work, const esc_judgement *judgement, const esc_form *form) {
    uint32_t unit = judgement->unit;
    while (unit &&
           (work->form_of[unit - 1]->kind == ESC_TOKEN_INITIAL ||
            work->form_of[unit - 1]->classes & ESC_LEX_TITLE || *work->form_of[unit - 1]->text == '.'))
        unit--;
    const char asked = unit ? esc_guard_asks(work->form_of[unit - 1]) : 0;
    return asked && asked == esc_guard_ending(form);
}

// "ista de asistencia" at a row's head, "autoriz" at its end: the page's edge took the rest.
static bool is_cut(const esc_work *work, const esc_judgement *judgement) {
    const esc_form *form = judgement->form, *meant = judgement->arc->forms[0];
    const esc_unit *unit = &work->units.units[judgement->unit];
    if (meant->len <= form->len) return false;
    return (unit->first && !strcmp(meant->text + (meant->len - form->len), form->text)) ||
           (unit->last && !strncmp(meant->text, form->text, form->len));
}

// An old engine: a and o are one letter to it.
static bool takes_vowels(const esc_channel *channel) {
    return esc_channel_shows(channel, 'a', 'o') || esc_channel_shows(channel, 'o', 'a');
}

// "tanquero", "jilakatas": a word of a trade or of a region, rather than a reading that nothing explains.
static bool is_unexplained(const esc_work *work, const esc_judgement *judgement, const esc_verdict *verdict) {
    const esc_form *form = judgement->form;
    return form && form->kind == ESC_TOKEN_WORD && !form->classes && judgement->class == ESC_EDIT_NONWORD &&
           (judgement->arc->candidate->any || esc_channel_is_typed(&work->channel)) &&
           !judgement->arc->forms[1] && verdict->right < UNEXPLAINED_SURE &&
           judgement->gain_nats < (takes_vowels(&work->channel) ? OLD_UNEXPLAINED_NATS : UNEXPLAINED_NATS) &&
           !is_cut(work, judgement);
}

// On a scan of an old engine: boletas, manzanos.
static bool is_unsure(const esc_work *work, const esc_judgement *judgement, const esc_verdict *verdict) {
    const esc_form *form = judgement->form;
    if (!form || !takes_vowels(&work->channel) || by_rule(work, judgement)) return false;
    const bool twins = esc_guard_twins(form, judgement->arc->forms[0]),
               shown = esc_confusions_shown(&work->channel, judgement->arc->candidate);
    switch (judgement->class) {
    case ESC_EDIT_NONWORD:
        return !twins && !shown && verdict->right < UNSHOWN_SURE;
    case ESC_EDIT_REALWORD:
        return twins ? verdict->right < TWIN_SURE
                     : form->letters > SHORT && judgement->gain_nats < UNSHOWN_WORD_NATS &&
                           !befalls_many(&work->channel, judgement->arc->candidate);
    case ESC_EDIT_NAME:
        return twins && verdict->right < (shown ? TWIN_SURE : NAME_TWIN_SURE);
    default:
        return false;
    }
}

// "Santacoloma": no scan loses a blank and the capital behind it.
static bool parts_name(const esc_judgement *judgement) {
    const esc_form *form = judgement->form, *second = judgement->arc->forms[1];
    return form && form->kind == ESC_TOKEN_CAPITAL && judgement->class == ESC_EDIT_SPLIT && second &&
           second->kind == ESC_TOKEN_CAPITAL;
}

// "la aldea El Rusio": a name that no list knows, and that a rarer word is but for its ending (Rusia), has
// the gender of its article.
static bool is_other_gender(const esc_work *work, const esc_judgement *judgement) {
    const esc_form *form = judgement->form, *meant = judgement->arc->forms[0];
    return form && form->kind == ESC_TOKEN_CAPITAL && !form->classes && esc_guard_twins(form, meant) &&
           meant->log_frequency <= COMMON_LOG_FREQUENCY && is_asked_before(work, judgement, form);
}

// A capital that no list knows, and that hardly passes its margin, where the scan does not show what would
// have made it.
static bool is_strange(const esc_work *work, const esc_judgement *judgement) {
    const esc_form *form = judgement->form;
    const bool modern = esc_channel_is_scan(&work->channel) && !work->channel.any_active;
    return form && form->kind == ESC_TOKEN_CAPITAL && !form->classes &&
           (judgement->class == ESC_EDIT_NAME || judgement->class == ESC_EDIT_NONWORD) &&
           judgement->slack_nats < (modern ? 0 : STRANGE_NAME_SLACK_NATS) &&
           !esc_confusions_shown(&work->channel, judgement->arc->candidate);
}

// "Amaro Senra": that may be a name as it stands; one that a common word is but for a slip hardly is:
// Purtido.
static bool is_strange_name(const esc_work *work, const esc_judgement *judgement) {
    const esc_form *meant = judgement->arc->forms[0];
    const bool common = judgement->class == ESC_EDIT_NONWORD && judgement->form &&
                        judgement->form->letters >= LEAST_COMMON &&
                        meant->log_frequency > COMMON_LOG_FREQUENCY;
    // "Zuntida", where Zunilda stands again and again.
    const bool own = judgement->class == ESC_EDIT_NAME && meant->count >= LEAST_OWN_TIMES &&
                     meant->letters >= LEAST_OWN && work->channel.worn;
    return !common && !own && is_strange(work, judgement);
}

// "Pineda", of a scan that reads a for o and the reverse: two names that are both known, and the document,
// which has the other one as well, does not tell which of them is the print.
static bool is_other_name(const esc_work *work, const esc_judgement *judgement) {
    static const unsigned names = ESC_LEX_GIVEN | ESC_LEX_SURNAME;
    const esc_form *form = judgement->form, *meant = judgement->arc->forms[0];
    return form && form->kind == ESC_TOKEN_CAPITAL && form->classes & names && meant->classes & names &&
           meant->count && judgement->class != ESC_EDIT_ACCENT && !esc_work_is_print(work, meant, form);
}

// "La Regidora Padilla Guifarro": beside a name no rare word that is none.
static bool puts_word(const esc_judgement *judgement) {
    const esc_form *form = judgement->form, *meant = judgement->arc->forms[0];
    return form && form->kind == ESC_TOKEN_CAPITAL && form->doubtful && judgement->beside_name &&
           !meant->count && !(meant->classes & ~(unsigned)ESC_LEX_WORD) &&
           meant->log_frequency < RARE_WORD_LOG_FREQUENCY && !judgement->arc->forms[1];
}

// "mas", "diesel": an accent that the scan is not seen to lose, where the word fits as it is.
static bool fits_unaccented(const esc_work *work, const esc_judgement *judgement) {
    const esc_form *form = judgement->form;
    return form && judgement->class == ESC_EDIT_ACCENT && judgement->slack_nats < 0 &&
           form->len < judgement->arc->forms[0]->len &&
           !esc_confusions_shown(&work->channel, judgement->arc->candidate);
}

// Whether the article before, or the noun beside, has the gender of what is meant: "el acuerda".
static bool is_asked(const esc_work *work, const esc_judgement *judgement) {
    return is_asked_before(work, judgement, judgement->arc->forms[0]) ||
           esc_judgement_agrees(work, judgement) > 0;
}

// An accent on a word of the dictionary, which the document has nowhere with it.
static bool is_lone_accent(const esc_judgement *judgement) {
    return judgement->class == ESC_EDIT_ACCENT && judgement->form && judgement->form->classes &&
           !judgement->arc->forms[0]->count;
}

// How likely an edit may harm.
static float most_harm(const esc_work *work, const esc_judgement *judgement) {
    const esc_channel *channel = &work->channel;
    const esc_form *form = judgement->form, *meant = judgement->arc->forms[0];
    const bool unknown = judgement->class == ESC_EDIT_NONWORD && form && form->doubtful && !form->classes;
    if (is_strange(work, judgement)) return MOST_HARM_STRANGE;
    if (unknown && (form->kind == ESC_TOKEN_WORD || form->letters >= LEAST_NO_NAME) && // Barojas, Finol
        !channel->any_active && !judgement->beside_name && !has_sign(judgement))
        return MOST_HARM_NONWORD;
    if (esc_channel_is_typed(channel)) return MOST_HARM_TYPED;
    const bool twins = form && esc_guard_twins(form, meant) && !is_asked(work, judgement);
    if (judgement->slack_nats >= 0 && befalls_many(channel, judgement->arc->candidate))
        return twins ? MOST_HARM_MODERN : MOST_HARM_OF_MANY;
    if (!channel->any_active) return MOST_HARM_MODERN;
    if (unknown && form->kind == ESC_TOKEN_CAPITAL) return twins ? MOST_HARM_UNSEEN : MOST_HARM_STRANGE;
    if (!unknown && is_lone_accent(judgement))
        return esc_confusions_shown(channel, judgement->arc->candidate) ? MOST_HARM_STRANGE
                                                                        : MOST_HARM_UNSEEN;
    return twins ? MOST_HARM_TWIN : MOST_HARM;
}

// How likely right an edit has to be.
static float least_right(const esc_work *work, const esc_judgement *judgement, const esc_verdict *verdict) {
    const esc_form *form = judgement->form;
    if (esc_doubt_typed_name(judgement)) return LEAST_RIGHT_TYPED_NAME;
    if (esc_channel_is_typed(&work->channel)) return LEAST_RIGHT;
    if (judgement->class == ESC_EDIT_SPLIT && !judgement->arc->candidate->rule_count &&
        verdict->harms <= MOST_HARM_SPLIT)
        return LEAST_RIGHT_SPLIT;
    const bool odd = form && form->doubtful && !form->classes && form->kind != ESC_TOKEN_MIXED; // case.c
    return odd && verdict->harms <= HARMLESS && judgement->lead_nats >= HARMLESS_LEAD_NATS &&
                   judgement->gain_nats >= esc_margin_nats(judgement->class)
               ? LEAST_RIGHT_HARMLESS
               : LEAST_RIGHT;
}

// On a bad scan, a name of which the judge is so sure. Women's and men's, and those that stand again, are
// left to the rules below. (Elsewhere Georg and Gustave would become George and Gustavo.)
static bool is_sure_name(const esc_work *work, const esc_judgement *judgement, const esc_verdict *verdict) {
    const esc_form *form = judgement->form;
    return judgement->class == ESC_EDIT_NAME && work->channel.worn && form && form->count == 1 &&
           !esc_guard_twins(form, judgement->arc->forms[0]) && verdict->right >= SURE_NAME &&
           verdict->harms <= SURE_NAME_HARM;
}

// What also changes letters, in a class of which too few were met for the margin to be enough, and the judge
// hardly believes: T0LIMA is no Colima.
static bool is_incredible(const esc_judgement *judgement, const esc_verdict *verdict) {
    const esc_edit_class class = judgement->class;
    const esc_candidate *candidate = judgement->arc->candidate;
    const bool letters = candidate->rule_count || candidate->any;
    return (class == ESC_EDIT_DIGIT || class == ESC_EDIT_SPLIT || class == ESC_EDIT_MERGE) && letters &&
           !judgement->arc->witnessed && !judgement->echoed && verdict->right < HARDLY_EVER;
}

bool esc_judgement_passes(const esc_work *work, const esc_judgement *judgement, esc_verdict *verdict) {
    const esc_channel *channel = &work->channel;
    if (is_split_surely(judgement) || is_shown_name(work, judgement) || is_order(judgement)) return true;
    if (judgement->gain_nats > 0 && ran_together(work, judgement)) {
        verdict->right = fmaxf(verdict->right, RAN_TOGETHER_SURE);
        return true;
    }
    if (is_sure_name(work, judgement, verdict)) return true;
    if (is_users_word(judgement)) {
        verdict->right = fmaxf(verdict->right, USERS_SURE);
        return true;
    }
    if (is_own(work, judgement) || stands_again(judgement) || counts_in_name(judgement) ||
        may_be_acronym(judgement) || is_camel(work, judgement) || is_plural(judgement) ||
        puts_place(judgement) || is_learned(judgement) || is_rare_word(work, judgement) ||
        fits_unaccented(work, judgement) || is_other_gender(work, judgement) ||
        is_strange_name(work, judgement) || puts_word(judgement) || is_other_name(work, judgement) ||
        is_unexplained(work, judgement, verdict) || is_unsure(work, judgement, verdict) ||
        parts_name(judgement))
        return false;
    if (!is_strange(work, judgement) && is_clear(work, judgement, verdict)) return true;
    if (is_incredible(judgement, verdict)) return false;
    float slack = judgement->slack_nats;
    if (judgement->class == ESC_EDIT_ENDING) return slack >= 0 && judgement->lead_nats >= ENDING_LEAD_NATS;
    if (by_rule(work, judgement)) return slack >= 0;
    if (slack >= 0 && (judgement->arc->witnessed || judgement->echoed)) return true;
    if (judgement->class == ESC_EDIT_NONWORD && verdict->right < HARDLY_EVER) return false;
    if (slack >= rare_slack_nats(judgement->class)) return true;
    // Words that dirt has spoilt are too few to learn from.
    if (judgement->form && judgement->form->doubtful && is_quiet_scan(channel) && slack >= SPECKED_SLACK_NATS)
        return true;
    const esc_form *form = judgement->form;
    const bool letters = judgement->arc->candidate->rule_count || judgement->arc->candidate->any; // not POr
    if (judgement->class == ESC_EDIT_NONWORD && letters && form && form->doubtful && !form->classes &&
        esc_channel_is_scan(channel) && !channel->any_active && !judgement->beside_name &&
        slack >= SCANNED_SLACK_NATS) {
        verdict->right = fmaxf(verdict->right, SCANNED_SURE);
        return true;
    }
    return verdict->right >= least_right(work, judgement, verdict) &&
           verdict->harms <= most_harm(work, judgement);
}
