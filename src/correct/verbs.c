// SPDX-License-Identifier: GPL-3.0-or-later
// Verbs of minutes: "la Presidenta solicito", "Se voto", "el concejal Soto pregunto". Behind a person or "se"
// no first person stands, so that the ending was misread: solicitó where this scan loses accents, pregunta
// where it reads o for a. The language model knows both as words and often finds the first person likelier.
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/guards.h"
#include "correct/work.h"

enum {
    LEAST_LETTERS = 4,
    MOST_BYTES = 48,
    LEAST_PAST = 2,
    SPEAKER_REACH = 8,
    LABEL_REACH = 8,
    LEAST_SPEECHES = 4,
    LEAST_AGAIN = 3,
    LEAST_NAMES = 2
};

// The verb's other forms are met at least so often …
#define VERB_LOG_FREQUENCY -15.5f
// … and its plural, if it were a noun or an adjective (acuerdo, completo), hardly ever.
#define NOUN_LOG_FREQUENCY -15.5f
// como is no verb beside coma.
#define SMALL_LOG_FREQUENCY -8.0f
#define VERB_CONFIDENCE 0.9f
#define RARER_NATS 0.7f

struct verb {
    char past[MOST_BYTES], present[MOST_BYTES]; // of the third person
    bool noun;                                  // it may be a noun or an adjective as well
    bool rare;                                  // met less often than its past: a verb if anything
};

static float frequency(const esc_work *work, const char *text) {
    return esc_lexicon_log_frequency(work->lexicon, text, strlen(text));
}

static bool with_ending(const char *stem, size_t len, const char *ending, char ret[MOST_BYTES]) {
    size_t ending_len = strlen(ending);
    if (len + ending_len >= MOST_BYTES) return false;
    memcpy(ret, stem, len);
    memcpy(ret + len, ending, ending_len + 1);
    return true;
}

// Whether the form is the first person of a verb: its infinitive and its past are words.
static bool read_verb(const esc_work *work, const esc_form *form, struct verb *ret) {
    if (form->kind > ESC_TOKEN_CAPITAL || form->letters < LEAST_LETTERS || form->text[form->len - 1] != 'o')
        return false;
    if (form->kind == ESC_TOKEN_CAPITAL && form->classes & (ESC_LEX_GIVEN | ESC_LEX_SURNAME | ESC_LEX_PLACE))
        return false;
    size_t stem = form->len - 1u;
    char infinitive[MOST_BYTES], plural[MOST_BYTES];
    bool ir = form->text[stem - 1] == 'y'; // concluyo, concluir
    if (!with_ending(form->text, stem, "ó", ret->past) || !with_ending(form->text, stem, "os", plural) ||
        !with_ending(form->text, stem, ir ? "e" : "a", ret->present) ||
        !with_ending(form->text, stem - ir, ir ? "ir" : "ar", infinitive))
        return false;
    if (frequency(work, infinitive) <= VERB_LOG_FREQUENCY) return false;
    const float past = frequency(work, ret->past);
    if (past <= VERB_LOG_FREQUENCY) return false;
    ret->noun = frequency(work, plural) > NOUN_LOG_FREQUENCY;
    ret->rare = form->log_frequency + RARER_NATS < past;
    return true;
}

// The unit before, as it is corrected; NULL at a paragraph's beginning.
static const esc_form *form_before(const esc_work *work, uint32_t unit) {
    return unit ? work->form_of[unit - 1] : NULL;
}

static bool is_name(const esc_form *form) {
    return form->kind == ESC_TOKEN_CAPITAL && form->classes & (ESC_LEX_GIVEN | ESC_LEX_SURNAME);
}

static bool is_person(const esc_form *form) {
    static const unsigned persons = ESC_LEX_GIVEN | ESC_LEX_SURNAME | ESC_LEX_OFFICE;
    return form->kind == ESC_TOKEN_CAPITAL && form->letters > 3 &&
           (!form->classes || form->classes & persons);
}

static int compare(const void *a, const void *b) { return strcmp(a, *(const char *const *)b); }

// What stands behind a verb rather than behind a noun: "exhorto a", "preciso que".
static bool runs_on(const esc_work *work, uint32_t unit) {
    static const char *const words[] = {"a", "al", "el", "en", "la", "las", "los", "que", "su", "un", "una"};
    if (unit + 1 >= work->units.units_count) return false;
    return bsearch(work->form_of[unit + 1]->text, words, sizeof words / sizeof *words, sizeof *words,
                   compare);
}

// Whether the sentence has said before unit that its writer speaks: "que como Secretario …", "de todo lo cual
// …".
static bool speaks(const esc_work *work, uint32_t unit) {
    static const char *const words[] = {"como", "yo", "cual", "fe"};
    for (uint32_t back = 1; back <= SPEAKER_REACH && back <= unit; back++) {
        const esc_form *form = work->form_of[unit - back];
        if (!strcmp(form->text, ".")) return false;
        if (ESC_ONE_OF(form, words)) return true;
    }
    return false;
}

bool esc_work_attests(const esc_work *work, uint32_t unit) {
    static const char *const verbs[] = {"certifico", "autorizo", "levanto", "firmo"};
    const esc_form *form = work->form_of[unit];
    const esc_form *next = unit + 1 < work->units.units_count ? work->form_of[unit + 1] : NULL;
    if (esc_form_is(form, "creo")) return next && !strcmp(next->text, "que");
    if (esc_form_is(form, "yo") && next && !strcmp(next->text, ",")) return true; // "que yo, la Secretaria"
    if (esc_form_is(form, "certifico") && (!next || next->kind == ESC_TOKEN_PUNCT)) return true;
    // "con fundamento en el artículo 60, convoco a los señores concejales", "les cito a sesión"
    static const char *const calls[] = {"convoco", "cito", "declaro", "comunico", "notifico"},
                             *const before[] = {",", "le", "les", "lo"};
    if (ESC_ONE_OF(form, calls) && unit && ESC_ONE_OF(work->form_of[unit - 1], before)) return true;
    return ESC_ONE_OF(form, verbs) && speaks(work, unit);
}

// "EL ALCALDE.- Instalo la sesión.", "SEÑORA RUIZ: Apoyo la moción.": the word in capitals that such a line
// begins with, and a sentence behind its mark; NULL for any other line.
static const esc_form *speaker_of(const esc_work *work, uint32_t first) {
    const esc_unit *units = work->units.units;
    const uint32_t end = work->units.units_count;
    uint32_t u = first;
    for (; u < end && u < first + LABEL_REACH && !units[u].last && units[u].kind == ESC_TOKEN_UPPER; u++) {
    }
    if (u == first || units[u].kind != ESC_TOKEN_PUNCT) return NULL;
    for (; u < end && !units[u].last && units[u].kind == ESC_TOKEN_PUNCT; u++)
        if (!strpbrk(work->form_of[u]->text, ".-:—–")) return NULL;
    return units[u].kind == ESC_TOKEN_CAPITAL && !units[u].first ? work->form_of[first] : NULL;
}

bool esc_work_is_verbatim(const esc_work *work) {
    uint32_t speeches = 0;
    bool again = false;
    for (uint32_t u = 0; u < work->units.units_count; u++) {
        const esc_form *speaker = work->units.units[u].first ? speaker_of(work, u) : NULL;
        if (!speaker) continue;
        speeches++;
        again |= speaker->count >= LEAST_AGAIN;
    }
    return again && speeches >= LEAST_SPEECHES;
}

// Right behind who speaks: "ADRIANA MURGUÍA LAZO: Solicito".
static bool is_first_said(const esc_work *work, uint32_t unit) {
    const esc_unit *units = work->units.units;
    uint32_t first = unit, words = 0;
    for (; first && !units[first].first; first--) words += units[first - 1].kind == ESC_TOKEN_UPPER;
    if (words < LEAST_NAMES || !speaker_of(work, first)) return false;
    for (uint32_t u = unit - 1; u > first && units[u].kind == ESC_TOKEN_PUNCT; u--)
        if (units[u - 1].kind == ESC_TOKEN_UPPER) return true;
    return false;
}

bool esc_work_is_spoken(const esc_work *work, uint32_t unit, const esc_form *meant) {
    static const char *const marks[] = {".", ",", ";", ":", "-", "—", "–", ".-", "y"};
    struct verb verb;
    if (!unit || !meant || !ESC_ONE_OF(work->form_of[unit - 1], marks)) return false;
    const bool first = is_first_said(work, unit);
    if (!work->verbatim && !first) return false;
    const esc_form *said = work->form_of[unit];
    const size_t stem = said->len - 1u; // "PRESIDENTA: Hago constar", and not "Haga"
    if (first && said->letters >= LEAST_LETTERS && meant->len == said->len && said->text[stem] == 'o' &&
        meant->text[stem] == 'a' && !strncasecmp(meant->text, said->text, stem))
        return true;
    return read_verb(work, said, &verb) &&
           (!strcasecmp(meant->text, verb.past) || !strcasecmp(meant->text, verb.present));
}

// "D. Saturio Renedo ruega que se repare": behind a person no third person, of which there is a plural,
// becomes a first one.
bool esc_work_keeps_person(const esc_work *work, uint32_t unit, const esc_form *read, const esc_form *meant) {
    const size_t stem = read->len - 1u;
    char plural[MOST_BYTES];
    if (!unit || work->verbatim || work->units.units[unit].first || read->kind != ESC_TOKEN_WORD ||
        read->letters < LEAST_LETTERS || read->len != meant->len || meant->text[stem] != 'o' ||
        !strchr("ae", read->text[stem]) || strncmp(read->text, meant->text, stem) != 0 ||
        !is_person(work->form_of[unit - 1]) || !with_ending(read->text, read->len, "n", plural))
        return false;
    return meant->log_frequency < SMALL_LOG_FREQUENCY &&
           esc_lexicon_lookup(work->lexicon, plural, strlen(plural)) & ESC_LEX_WORD;
}

bool esc_work_narrates(const esc_work *work) {
    static const char *const words[] = {
        "Gracias", "Me",       "Yo",       "digo",   "doy", "estoy", "gracias", "hago", "me", "mi",
        "mí",      "nosotras", "nosotros", "quiero", "soy", "tengo", "ustedes", "voy",  "yo"};
    for (uint32_t u = 0; u < work->units.units_count; u++) {
        const esc_form *form = work->form_of[u];
        if (!work->units.units[u].quoted && form->letters <= 8 &&
            bsearch(form->text, words, sizeof words / sizeof *words, sizeof *words, compare))
            return false;
    }
    return !work->verbatim;
}

// Whether a noun has to stand at unit, or one may.
static bool behind_article(const esc_form *before) {
    static const char *const words[] = {"a", "con", "de", "en", "lo", "por", "sin", "su"};
    return esc_guard_asks(before) == 'm' ||
           bsearch(before->text, words, sizeof words / sizeof *words, sizeof *words, compare);
}

// Whether a third person has to stand at unit.
static bool behind_subject(const esc_work *work, uint32_t unit, const struct verb *verb, bool told) {
    const esc_form *before = form_before(work, unit);
    if (!before) return false;
    const bool begins = work->form_of[unit]->kind == ESC_TOKEN_CAPITAL;
    if (begins)
        return told && verb->rare && !verb->noun && runs_on(work, unit) && before->kind > ESC_TOKEN_MIXED;
    if (told && verb->rare && !verb->noun && !behind_article(before)) return true;
    if (!strcmp(before->text, "se") || !strcmp(before->text, "Se")) return true;
    if (verb->noun) return is_name(before) && runs_on(work, unit);
    if (work->units.units[unit].first && !is_name(before)) return false;
    if (!strcmp(before->text, "quien")) // not "a quien reitero"
        return unit >= 2 && work->form_of[unit - 2]->kind == ESC_TOKEN_PUNCT;
    return is_person(before);
}

// Whether the document tells of what was done: other verbs of it have kept their past.
static bool tells_past(const esc_work *work) {
    int count = 0;
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        const esc_piece *piece = &work->pieces.pieces[i];
        if (!piece->unit_count) continue; // joined with the one before it
        size_t len;
        const char *text = esc_piece_text(work->doc, &work->units, piece, &len);
        count += len > LEAST_LETTERS && !memcmp(text + len - strlen("ó"), "ó", strlen("ó"));
    }
    return count >= LEAST_PAST;
}

// "La conciliadora propuse", "Propuse replicar la base": first persons of irregular pasts where nobody speaks
// of himself; an e is what a scan makes of the o.
static void mend_irregular(esc_work *work) {
    static const char *const firsts[] = {"puse", "tuve", "dije", "pude", "quise", "duje", "supe"};
    if (!work->narrates || !esc_channel_is_scan(&work->channel)) return;
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        const esc_form *read = work->pieces.pieces[i].unit_count ? esc_work_raw_form(work, i) : NULL;
        const uint32_t unit = work->pieces.pieces[i].first_unit;
        if (!read || read->kind > ESC_TOKEN_CAPITAL || work->units.units[unit].quoted || read->len < 4)
            continue;
        if (esc_work_attests(work, unit) || (unit && is_first_said(work, unit))) continue;
        for (size_t k = 0; k < sizeof firsts / sizeof *firsts; k++) {
            const size_t end = strlen(firsts[k]), stem = read->len >= end ? read->len - end : 0;
            if (read->len < end || strcasecmp(read->text + stem, firsts[k]) != 0) continue;
            const char *meant =
                esc_arena_printf(work->arena, "%.*s%s", (int)(read->len - 1u), read->text, "o");
            if (esc_lexicon_lookup(work->lexicon, meant, strlen(meant)) & ESC_LEX_WORD)
                esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_REALWORD, ESC_BY_RULE, meant,
                                 VERB_CONFIDENCE);
        }
    }
}

void esc_work_repair_verbs(esc_work *work) {
    mend_irregular(work);
    bool accents = esc_channel_shows(&work->channel, 'o', 0xF3),
         vowels = esc_channel_shows(&work->channel, 'o', 'a');
    if (!accents && !vowels && !work->channel.noisy) return;
    bool past = !vowels || (accents && tells_past(work)), told = work->narrates;
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        esc_piece *piece = &work->pieces.pieces[i];
        struct verb verb;
        uint32_t unit = piece->first_unit;
        if (piece->unit_count != 1 || work->units.units[unit].quoted ||
            !read_verb(work, work->form_of[unit], &verb) || !behind_subject(work, unit, &verb, told))
            continue;
        if (esc_work_attests(work, unit) || (unit && is_first_said(work, unit))) continue;
        const char *meant = past ? verb.past : verb.present;
        if (frequency(work, meant) < VERB_LOG_FREQUENCY) continue;
        // The decoder may have chosen between the tenses without knowing of the subject.
        if (!esc_piece_is_raw(piece)) {
            if (!past || strcmp(piece->changes[0].after, verb.present) != 0) continue;
            piece->change_count = 0;
        }
        esc_change *change =
            esc_piece_change(piece, past ? ESC_EDIT_ACCENT : ESC_EDIT_REALWORD, ESC_BY_RULE,
                             esc_arena_strndup(work->arena, meant, strlen(meant)), VERB_CONFIDENCE);
        if (change) change->confusion = past ? "ó→o" : "a→o";
    }
}
