// SPDX-License-Identifier: GPL-3.0-or-later
// By how much an edit has to gain over leaving its place alone.
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/confidence.h"
#include "correct/guards.h"
#include "correct/nouns.h"

enum { MANY_TIMES = 3, FUNCTION_LETTERS = 3, LEAST_PREFIXED = 7, LEAST_CUT = 4 };

// Least gain over leaving it alone, by class; measured on held-back text, see docs/correction.md.
static const float margin_nats[ESC_EDIT_CLASS_COUNT] = {
    [ESC_EDIT_NONWORD] = 2, [ESC_EDIT_REALWORD] = 3.5, [ESC_EDIT_MERGE] = 3,   [ESC_EDIT_SPLIT] = 4,
    [ESC_EDIT_CASE] = 3,    [ESC_EDIT_ACCENT] = 3,     [ESC_EDIT_DIGIT] = 2.5, [ESC_EDIT_ENDING] = 5,
    [ESC_EDIT_ACRONYM] = 4, [ESC_EDIT_NAME] = 6,
};
// The least where every confusion that the edit needs is one that the document shows again and again.
static const float shown_margin_nats[ESC_EDIT_CLASS_COUNT] = {
    [ESC_EDIT_NONWORD] = 2, [ESC_EDIT_REALWORD] = 0, [ESC_EDIT_MERGE] = 2, [ESC_EDIT_SPLIT] = 4,
    [ESC_EDIT_CASE] = 2,    [ESC_EDIT_ACCENT] = 2,   [ESC_EDIT_DIGIT] = 2, [ESC_EDIT_ENDING] = 4,
    [ESC_EDIT_ACRONYM] = 3, [ESC_EDIT_NAME] = 4,
};

// A valid word where the language model expects another.
#define SURPRISED_NATS 2.0f
#define SURPRISED_ANY_NATS 5.0f

#define FUNCTION_LOG_FREQUENCY -7.5f
#define CAPITAL_NATS 4.0f
#define AGAIN_NATS 3.0f
#define PREFIX_NATS 4.0f
// At the edge of a page that takes letters; a mark is left there behind whole words, too.
#define EDGE_MARGIN_NATS 2.5f
#define NUMBER_MARGIN_NATS 1.0f
#define CUT_MARGIN_NATS 2.5f
#define SHORT_CASE_NATS 4.0f
#define ENDING_MARGIN_NATS 2.5f
// Where accents are lost, a word that is met twenty times as often with its accent has hardly to be doubted:
// unico, Cuellar.
#define RARER_NATS 3.0f
#define RARER_MARGIN_NATS 0.1f
// la Secretaria, who is a person, and la Secretaría
#define PERSON_NATS 5.0f
#define SURNAME_MARGIN_NATS 0.5f
// Halves of which one at least is no word: Te pole.
#define TORN_NAME_MARGIN_NATS 0.5f
// Rutilo is no Rutilio: names are many.
#define UNKNOWN_NAME_NATS 4.0f
// Rare words of the dictionary do occur.
#define RARE_WORD_NATS 3.5f

static const unsigned LISTED = ESC_LEX_GIVEN | ESC_LEX_SURNAME | ESC_LEX_PLACE;

bool esc_confusions_shown(const esc_channel *channel, const esc_candidate *candidate) {
    if (candidate->any || candidate->rule_count > ESC_CANDIDATE_RULES) return false;
    for (int i = 0; i < candidate->rule_count; i++)
        if (!channel->active[candidate->rules[i]]) return false;
    return candidate->rule_count > 0;
}

// True where the two differ in their last vowel only: gender, tense, person. Agreement reaches further than
// the model sees.
static bool differs_in_ending(const esc_form *read, const esc_form *meant) {
    if (read->letters != meant->letters || read->letters <= 4) return false;
    size_t same = 0;
    while (same < read->len && same < meant->len && read->text[same] == meant->text[same]) same++;
    return esc_utf8_count(read->text, same) + 3 >= read->letters;
}

float esc_margin_nats(esc_edit_class class) { return margin_nats[class]; }

int esc_judgement_agrees(const esc_work *work, const esc_judgement *judgement) {
    char read = esc_guard_ending(judgement->form), meant = esc_guard_ending(judgement->arc->forms[0]);
    if (!read || !meant || read == meant) return 0;
    char before = judgement->before ? esc_noun_gender(work, judgement->before) : 0;
    // "entre ellos Maravillas": a capital behind a small word begins a name.
    const esc_form *next = judgement->after;
    bool runs_on = next && (next->kind == ESC_TOKEN_WORD || judgement->form->kind != ESC_TOKEN_WORD);
    char after = runs_on ? esc_noun_gender(work, next) : 0;
    char asked = before ? before : after;
    if (!asked || (before && after && before != after)) return 0;
    return asked == meant ? 1 : -1;
}

// "Presidentapara": no name ends so.
bool esc_arc_parts_function_word(const esc_arc *arc) {
    const esc_candidate *candidate = arc->candidate;
    if (!arc->forms[1] || candidate->rule_count || candidate->any || candidate->cased) return false;
    const esc_form *last = arc->forms[1];
    for (int i = 2; i < ESC_ARC_WORDS && arc->forms[i]; i++) last = arc->forms[i];
    return last->letters >= FUNCTION_LETTERS && last->log_frequency > FUNCTION_LOG_FREQUENCY;
}

// "Afavor", "Nose" at the beginning of a sentence: the capital is the article's or the adverb's.
bool esc_judgement_begins_small(const esc_judgement *judgement) {
    const esc_arc *arc = judgement->arc;
    return judgement->begins && arc->forms[1] && !arc->candidate->rule_count && !arc->candidate->any &&
           !arc->candidate->cased && arc->forms[0]->log_frequency > FUNCTION_LOG_FREQUENCY &&
           arc->forms[1]->kind == ESC_TOKEN_WORD;
}

// "Paracentroamericanos": a preposition may be a prefix.
static bool parts_prefix(const esc_arc *arc) {
    static const char *const prefixes[] = {"para", "sobre", "entre", "contra", "ante", "sin", "con"};
    if (!arc->forms[1] || arc->forms[2] || arc->forms[1]->letters < LEAST_PREFIXED) return false;
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (!strcasecmp(arc->forms[0]->text, prefixes[i])) return true;
    return false;
}

// What makes an edit harder that needs a confusion which the document does not show.
static float doubts(const esc_form *form, const esc_judgement *judgement) {
    float more = 0;
    // A capital where no sentence begins speaks for a name, and a name may be any row of letters.
    bool name = judgement->class == ESC_EDIT_NAME && judgement->beside_name;
    const esc_form *meant = judgement->arc->forms[0];
    bool accented = judgement->class == ESC_EDIT_ACCENT && meant->classes & LISTED && meant->count;
    if (form->kind == ESC_TOKEN_CAPITAL && !name && !accented &&
        !esc_arc_parts_function_word(judgement->arc) && !esc_judgement_begins_small(judgement))
        more += CAPITAL_NATS;
    // What stands again and again is hardly an accident.
    if (form->count >= MANY_TIMES && !accented) more += 1.5f * logf((float)form->count);
    // Above all not one that no known confusion explains: inquilinatos are no inquilinos.
    if (judgement->arc->candidate->any && form->count > 1) more += AGAIN_NATS * (float)(form->count - 1);
    if (form->letters <= 3) more += 1;
    if (form->classes && !name) more += RARE_WORD_NATS;
    if (parts_prefix(judgement->arc)) more += PREFIX_NATS;
    if (judgement->arc->candidate->any && !judgement->arc->candidate->cased)
        more += name ? UNKNOWN_NAME_NATS : 1;
    bool lost = judgement->class == ESC_EDIT_ACCENT && !form->classes; // rindio
    if (!lost && differs_in_ending(form, judgement->arc->forms[0])) more += ENDING_MARGIN_NATS;
    return more;
}

// A name that stands several times as it is, and never as it would become, has been misread each time or not
// at all; one that the lists know was not.
static float repeated_nats(const esc_form *form, const esc_arc *arc) {
    if (form->kind != ESC_TOKEN_CAPITAL || form->count < 2 || arc->forms[0]->count) return 0;
    if (form->classes & (ESC_LEX_GIVEN | ESC_LEX_SURNAME)) return INFINITY;
    return (float)(form->count - 1) * fmaxf(arc->candidate->cost_nats, 0);
}

// A rare word of the dictionary, which is no name, in a surname's place: Fiares. Hidalga is one beside
// Hidalgo.
bool esc_judgement_is_lost_surname(const esc_work *work, const esc_judgement *judgement) {
    const esc_form *form = judgement->form;
    const esc_candidate *candidate = judgement->arc->candidate;
    return judgement->between_names && form && form->doubtful && form->classes == ESC_LEX_WORD &&
           candidate->classes & ESC_LEX_SURNAME && !candidate->any && !candidate->blank &&
           (!esc_guard_twins(form, judgement->arc->forms[0]) ||
            esc_confusions_shown(&work->channel, candidate));
}

// "La Secretaria certifica": what runs on in small letters is hardly an office's name.
static bool names_person(const esc_judgement *judgement) {
    const esc_form *after = judgement->after;
    if (!(judgement->form->classes & ESC_LEX_OFFICE) || !after || after->kind != ESC_TOKEN_WORD) return false;
    return strcmp(after->text, "de") != 0 && strcmp(after->text, "del") != 0;
}

// The document has that name with its accents, at least as often; half as often where the scan loses them.
bool esc_judgement_stands_accented(const esc_work *work, const esc_judgement *judgement) {
    const esc_form *form = judgement->form;
    const bool listed = judgement->arc->forms[0]->classes; // of two strangers neither is the better one
    return form && judgement->class == ESC_EDIT_ACCENT && form->kind == ESC_TOKEN_CAPITAL &&
           !(form->classes & ESC_LEX_OFFICE) && (listed || judgement->arc->forms[0]->count > form->count) &&
           (1u + esc_confusions_shown(&work->channel, judgement->arc->candidate)) *
                   judgement->arc->forms[0]->count >=
               form->count;
}

float esc_judgement_slack(const esc_work *work, const esc_judgement *judgement) {
    const esc_form *form = judgement->form;
    const esc_candidate *candidate = judgement->arc->candidate;
    bool edge = candidate->ended && work->edge_cut && form && form->kind == ESC_TOKEN_WORD;
    bool shown = edge || esc_confusions_shown(&work->channel, candidate), valid = form && !form->doubtful;
    float margin = (shown ? shown_margin_nats : margin_nats)[judgement->class];
    if (edge && (judgement->line_last || form->doubtful)) margin = EDGE_MARGIN_NATS;
    if (!form && !candidate->classes) margin = TORN_NAME_MARGIN_NATS;
    bool accent = valid && judgement->class == ESC_EDIT_ACCENT;
    bool rarer =
        accent && shown && form->log_frequency + RARER_NATS < judgement->arc->forms[0]->log_frequency;
    if (accent && form->letters <= 5) margin += ENDING_MARGIN_NATS;
    bool noun = judgement->class == ESC_EDIT_ACCENT && form && form->kind != ESC_TOKEN_WORD;
    if (valid && !noun && !judgement->echoed && differs_in_ending(form, judgement->arc->forms[0]))
        margin += ENDING_MARGIN_NATS * (float)(1 - esc_judgement_agrees(work, judgement));
    margin += esc_doubt_nats(work, judgement);
    if (rarer) margin = RARER_MARGIN_NATS;
    if (esc_judgement_stands_accented(work, judgement)) return judgement->gain_nats;
    if (accent && names_person(judgement)) margin += PERSON_NATS;
    if (form && form->kind == ESC_TOKEN_NUMBER) margin = NUMBER_MARGIN_NATS; // 01, asked on bad scans only
    if (esc_judgement_is_lost_surname(work, judgement))
        margin = SURNAME_MARGIN_NATS;
    else if (form && form->doubtful && !shown && judgement->class != ESC_EDIT_CASE)
        margin += doubts(form, judgement);
    if (valid && candidate->any)
        margin += SURPRISED_ANY_NATS;
    else if (valid && !shown)
        margin += SURPRISED_NATS;
    // "senten", "Ensenad" at a line's end: of 14 such that were better by two and more, all were right
    const bool cut = candidate->ended && form && form->doubtful && form->letters >= LEAST_CUT;
    if (cut && !edge) margin = fminf(margin, CUT_MARGIN_NATS);
    if (form && judgement->class == ESC_EDIT_NAME) margin += repeated_nats(form, judgement->arc);
    bool short_case = judgement->class == ESC_EDIT_CASE && form && form->letters <= 3;
    if (short_case && !work->channel.cases_active) margin += SHORT_CASE_NATS;
    return judgement->gain_nats - margin;
}

esc_traits esc_judgement_traits(const esc_work *work, const esc_judgement *judgement) {
    const esc_form *form = judgement->form;
    const esc_arc *arc = judgement->arc;
    esc_traits traits = {.shown = esc_confusions_shown(&work->channel, arc->candidate),
                         .parts_function_word = esc_arc_parts_function_word(arc),
                         .parts_prefix = parts_prefix(arc),
                         .lost_surname = esc_judgement_is_lost_surname(work, judgement),
                         .stands_accented = esc_judgement_stands_accented(work, judgement)};
    if (!form) return traits;
    traits.differs_in_ending = !arc->candidate->blank && differs_in_ending(form, arc->forms[0]);
    traits.agreement = esc_judgement_agrees(work, judgement);
    traits.names_person = names_person(judgement);
    traits.repeated_nats = repeated_nats(form, arc);
    return traits;
}
