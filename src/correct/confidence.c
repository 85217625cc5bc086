// SPDX-License-Identifier: GPL-3.0-or-later
#include "correct/confidence.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/guards.h"
#include "correct/nouns.h"

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

enum { MANY_TIMES = 3, FUNCTION_LETTERS = 3, LEAST_PREFIXED = 7 };
#define FUNCTION_LOG_FREQUENCY -7.5f
#define CAPITAL_NATS 4.0f
#define PREFIX_NATS 4.0f
#define NUMBER_MARGIN_NATS 1.0f
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

static bool all_shown(const esc_channel *channel, const esc_candidate *candidate) {
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
static bool parts_function_word(const esc_arc *arc) {
    const esc_candidate *candidate = arc->candidate;
    if (!arc->forms[1] || candidate->rule_count || candidate->any || candidate->cased) return false;
    const esc_form *last = arc->forms[1];
    for (int i = 2; i < ESC_ARC_WORDS && arc->forms[i]; i++) last = arc->forms[i];
    return last->letters >= FUNCTION_LETTERS && last->log_frequency > FUNCTION_LOG_FREQUENCY;
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
    if (form->kind == ESC_TOKEN_CAPITAL && !name && !parts_function_word(judgement->arc))
        more += CAPITAL_NATS;
    // What stands again and again is hardly an accident.
    if (form->count >= MANY_TIMES) more += 1.5f * logf((float)form->count);
    if (form->letters <= 3) more += 1;
    if (form->classes && !name) more += RARE_WORD_NATS;
    if (parts_prefix(judgement->arc)) more += PREFIX_NATS;
    if (judgement->arc->candidate->any) more += name ? UNKNOWN_NAME_NATS : 1;
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

// A rare word of the dictionary, which is no name, in a surname's place: Fiares.
static bool is_lost_surname(const esc_judgement *judgement) {
    const esc_form *form = judgement->form;
    const esc_candidate *candidate = judgement->arc->candidate;
    return judgement->between_names && form && form->doubtful && form->classes == ESC_LEX_WORD &&
           candidate->classes & ESC_LEX_SURNAME && !candidate->any && !candidate->blank;
}

// "La Secretaria certifica": what runs on in small letters is hardly an office's name.
static bool names_person(const esc_judgement *judgement) {
    const esc_form *after = judgement->after;
    if (!(judgement->form->classes & ESC_LEX_OFFICE) || !after || after->kind != ESC_TOKEN_WORD) return false;
    return strcmp(after->text, "de") != 0 && strcmp(after->text, "del") != 0;
}

// The document has that name with its accents, at least as often.
static bool stands_accented(const esc_judgement *judgement) {
    const esc_form *form = judgement->form;
    return form && judgement->class == ESC_EDIT_ACCENT && form->kind == ESC_TOKEN_CAPITAL &&
           !(form->classes & ESC_LEX_OFFICE) && judgement->arc->forms[0]->count >= form->count;
}

bool esc_judgement_passes(const esc_work *work, const esc_judgement *judgement) {
    const esc_form *form = judgement->form;
    const esc_candidate *candidate = judgement->arc->candidate;
    bool shown = all_shown(&work->channel, candidate), valid = form && !form->doubtful;
    float margin = (shown ? shown_margin_nats : margin_nats)[judgement->class];
    if (!form && !candidate->classes) margin = TORN_NAME_MARGIN_NATS;
    bool accent = valid && judgement->class == ESC_EDIT_ACCENT;
    bool rarer =
        accent && shown && form->log_frequency + RARER_NATS < judgement->arc->forms[0]->log_frequency;
    if (accent && form->letters <= 5) margin += ENDING_MARGIN_NATS;
    bool noun = judgement->class == ESC_EDIT_ACCENT && form && form->kind != ESC_TOKEN_WORD;
    if (valid && !noun && differs_in_ending(form, judgement->arc->forms[0]))
        margin += ENDING_MARGIN_NATS * (float)(1 - esc_judgement_agrees(work, judgement));
    margin += esc_doubt_nats(work, judgement);
    if (rarer) margin = RARER_MARGIN_NATS;
    if (stands_accented(judgement)) return judgement->gain_nats > 0;
    if (accent && names_person(judgement)) margin += PERSON_NATS;
    if (form && form->kind == ESC_TOKEN_NUMBER) margin = NUMBER_MARGIN_NATS; // 01, asked on bad scans only
    if (is_lost_surname(judgement))
        margin = SURNAME_MARGIN_NATS;
    else if (form && form->doubtful && !shown && judgement->class != ESC_EDIT_CASE)
        margin += doubts(form, judgement);
    if (valid && candidate->any)
        margin += SURPRISED_ANY_NATS;
    else if (valid && !shown)
        margin += SURPRISED_NATS;
    if (form && judgement->class == ESC_EDIT_NAME) margin += repeated_nats(form, judgement->arc);
    bool short_case = judgement->class == ESC_EDIT_CASE && form && form->letters <= 3;
    if (short_case && !work->channel.cases_active) margin += SHORT_CASE_NATS;
    return judgement->gain_nats >= margin;
}

static float clip(float v, float least, float most) { return v < least ? least : v > most ? most : v; }

int esc_judgement_evidence(const esc_work *work, const esc_judgement *j, float ret[ESC_EVIDENCE_COUNT]) {
    static const esc_form none = {.text = "", .doubtful = true};
    const esc_form *form = j->form ? j->form : &none, *meant = j->arc->forms[0];
    const esc_candidate *c = j->arc->candidate;
    const esc_channel *ch = &work->channel;
    int n = 0;
    ret[n++] = clip(j->gain_nats, -40, 40);
    ret[n++] = clip(j->lead_nats, 0, 30);
    ret[n++] = j->arc->cost_nats;
    ret[n++] = all_shown(ch, c);
    ret[n++] = c->any;
    ret[n++] = c->rule_count;
    ret[n++] = c->cased;
    ret[n++] = c->lowered;
    ret[n++] = c->capital_form;
    ret[n++] = c->blank != 0;
    ret[n++] = c->log_frequency;
    ret[n++] = (float)c->classes;
    ret[n++] = j->form != NULL;
    ret[n++] = form->kind;
    ret[n++] = form->letters;
    ret[n++] = (float)form->count;
    ret[n++] = (float)meant->count;
    ret[n++] = form->doubtful;
    ret[n++] = (float)form->classes;
    ret[n++] = form->log_frequency;
    ret[n++] = form->spelling_nats;
    ret[n++] = form->word != ESC_LM_UNKNOWN;
    ret[n++] = meant->word != ESC_LM_UNKNOWN;
    ret[n++] = meant->letters;
    ret[n++] = parts_function_word(j->arc);
    ret[n++] = parts_prefix(j->arc);
    ret[n++] = j->form && !c->blank && differs_in_ending(form, meant);
    ret[n++] = j->form ? (float)esc_judgement_agrees(work, j) : 0;
    ret[n++] = j->beside_name;
    ret[n++] = j->between_names;
    ret[n++] = is_lost_surname(j);
    ret[n++] = j->form && names_person(j);
    ret[n++] = stands_accented(j);
    ret[n++] = j->form ? clip(repeated_nats(form, j->arc), 0, 99) : 0;
    ret[n++] = j->line_first;
    ret[n++] = j->line_last;
    ret[n++] = j->begins;
    ret[n++] = j->parts;
    ret[n++] = j->unknown_parts;
    ret[n++] = ch->quality_nats;
    ret[n++] = ch->noisy;
    ret[n++] = ch->any_active;
    ret[n++] = ch->cases_active;
    ret[n++] = ch->blanks_active;
    ret[n++] = ch->digits_active;
    ret[n++] = ch->blank_nats;
    ret[n++] = ch->glue_nats;
    ret[n++] = (float)work->units.units_count;
    return n;
}

float esc_judgement_confidence(const esc_judgement *judgement) {
    // Share of right edits by what they gain over the next best reading, leaving it alone included: about
    // 2,000 edits on generated minutes with an old engine's noise and pages read by Tesseract. Letters
    // replaced by others are right less often than accents, joins and names, which have fewer ways to go
    // wrong.
    enum { ROWS = 8 };
    static const float nats[ROWS] = {0, 2, 4, 6, 8, 10, 14, 20};
    static const float letters[ROWS] = {0.5f, 0.62f, 0.72f, 0.8f, 0.89f, 0.95f, 0.985f, 0.995f};
    static const float others[ROWS] = {0.6f, 0.8f, 0.93f, 0.96f, 0.97f, 0.985f, 0.993f, 0.995f};
    bool replaced = judgement->class == ESC_EDIT_NONWORD || judgement->class == ESC_EDIT_REALWORD ||
                    judgement->class == ESC_EDIT_SPLIT || judgement->class == ESC_EDIT_ENDING;
    const float *share = replaced ? letters : others;
    float least = fminf(judgement->gain_nats, judgement->lead_nats);
    if (least <= 0) return share[0];
    for (int i = 1; i < ROWS; i++)
        if (least < nats[i]) {
            float part = (least - nats[i - 1]) / (nats[i] - nats[i - 1]);
            return share[i - 1] + part * (share[i] - share[i - 1]);
        }
    return share[ROWS - 1];
}
