// SPDX-License-Identifier: GPL-3.0-or-later
// Capitals on scans that read capitals for small letters: s, c, o, p, u, v look alike in both cases. The
// language model folds case and cannot tell: function words within a sentence, words that the document writes
// small elsewhere, and capitals inside a word. On every scan: the commonest function words between two words
// in small letters, and the first letters of words that were mended there. Where an engine has read: verbs,
// too.
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/guards.h"
#include "correct/small_words.h"
#include "correct/work.h"

enum {
    LEAST_LETTERS = 4,
    WIDEST_BLANK = 2,
    ASKED_BEHIND = 3,
    ASKED_AHEAD = 4,
    NEXT_LINES = 2, // a scan set wide has empty ones between
    FULL_PERCENT = 85
};

// Stops are lost as often as capitals are read for small letters; what the model has to say for the latter.
#define LOST_STOP_NATS 5.0f

// A function word: once in three hundred words.
#define FUNCTION_LOG_FREQUENCY -5.7f
#define BEFORE_LOG_FREQUENCY -7.5f // once in two thousand
// Words that keep their capital: names, places, offices, and what the glossary says.
#define CAPITAL_CLASSES                                                                                      \
    (ESC_LEX_GIVEN | ESC_LEX_SURNAME | ESC_LEX_PLACE | ESC_LEX_ACRONYM | ESC_LEX_OFFICE | ESC_LEX_TITLE |    \
     ESC_LEX_USER | ESC_LEX_ABBREVIATION)

static int compare(const void *a, const void *b) { return strcmp(a, *(const char *const *)b); }

static bool looks_alike(uint32_t c) {
    c = esc_utf8_unaccent(c);
    return c < 0x80 && strchr("COPSUVWXZKI", (int)c) != NULL;
}

// The form with its capitals made small where they look alike, the first letter only if told so; NULL where
// another capital stands in it, or nothing changes. In the arena.
static const char *lower(esc_work *work, const esc_form *form, bool first_too) {
    char *small = esc_arena_alloc(work->arena, form->len + ESC_UTF8_MAX);
    size_t at = 0;
    bool changed = false;
    for (const char *p = form->text, *end = p + form->len; p < end;) {
        bool first = p == form->text;
        uint32_t c = esc_utf8_next(&p, end);
        bool lowers = esc_utf8_is_upper(c) && (!first || first_too);
        if (lowers && !looks_alike(c)) return NULL;
        changed |= lowers;
        at += esc_utf8_put(small + at, lowers ? esc_utf8_lower(c) : c);
    }
    small[at] = 0;
    return changed ? small : NULL;
}

// How often a text stands in the document as it was read.
static uint32_t times(esc_work *work, const char *text, esc_token_kind kind) {
    return esc_forms_intern_as(&work->forms, text, strlen(text), kind)->count;
}

// The same text, its first letter a capital. In the arena.
static const char *capitalised(esc_work *work, const char *small) {
    const char *rest = small, *end = small + strlen(small);
    char *text = esc_arena_alloc(work->arena, (size_t)(end - small) + ESC_UTF8_MAX);
    size_t len = esc_utf8_put(text, esc_utf8_upper(esc_utf8_next(&rest, end)));
    memcpy(text + len, rest, (size_t)(end - rest) + 1);
    return text;
}

// The letters of the document's own small form say that it is no name. A capital inside the word may be read
// wrongly, but it had a capital before it as often as not: ServiCIOS counts with Servicios.
static bool stands_small(esc_work *work, const char *small, const esc_form *read) {
    const esc_form *form = esc_forms_intern_as(&work->forms, small, strlen(small), ESC_TOKEN_WORD);
    uint32_t capitals = read->count;
    if (read->kind == ESC_TOKEN_MIXED) capitals += times(work, capitalised(work, small), ESC_TOKEN_CAPITAL);
    return form->count >= 2 * capitals && !form->doubtful;
}

// A past or a gerund: no heading within a sentence begins with one.
static bool is_verb(const char *small) {
    static const char *const endings[] = {"ó", "aron", "ieron", "ando", "iendo"};
    static const char *const pasts[] = {"dijo", "expuso", "propuso", "dispuso"};
    size_t len = strlen(small);
    for (size_t i = 0; i < sizeof pasts / sizeof *pasts; i++)
        if (!strcmp(small, pasts[i])) return true;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t end = strlen(endings[i]);
        if (len > end + 2 && !strcmp(small + len - end, endings[i])) return true;
    }
    return false;
}

// "a Propuesta de cambio": one letter at the head of a row may be a mark, or dirt.
static bool behind_mark(const esc_work *work, uint32_t unit) {
    return work->units.units[unit - 1].first && work->form_of[unit - 1]->letters == 1;
}

// In another column than what stands before it.
static bool is_apart(const esc_unit *unit) {
    return !unit->first && unit->raw.off > unit[-1].raw.off + unit[-1].raw.len + WIDEST_BLANK;
}

// Whether a sentence runs on across unit, so that no capital is due there.
static bool inside_sentence(const esc_work *work, uint32_t unit) {
    const esc_unit *this = &work->units.units[unit];
    if (this->line > this[-1].line + 1) return false; // a paragraph's first word
    if (is_apart(this)) return false;
    if (behind_mark(work, unit)) return false;
    const esc_form *before = work->form_of[unit - 1];
    if (before->kind == ESC_TOKEN_WORD || (before->len == 1 && strchr(",;", *before->text))) return true;
    // After another capital a name may go on, or a heading.
    return (before->kind == ESC_TOKEN_CAPITAL || before->kind == ESC_TOKEN_MIXED) &&
           unit + 1 < work->units.units_count && work->form_of[unit + 1]->kind == ESC_TOKEN_WORD;
}

static bool is_tall(const esc_work *work, uint32_t unit) {
    return work->form_of[unit]->kind == ESC_TOKEN_CAPITAL || work->form_of[unit]->kind == ESC_TOKEN_UPPER;
}

// Whether a name may go on here: Partido Socialista, Sociedad Civil, Transporte por Carretera.
static bool in_name(const esc_work *work, uint32_t unit) {
    if (is_tall(work, unit - 1)) return true;
    if (unit + 1 < work->units.units_count && is_tall(work, unit + 1)) return true;
    return unit >= 2 && work->form_of[unit - 1]->kind == ESC_TOKEN_WORD && is_tall(work, unit - 2);
}

// "la concejala De los Cobos"
static bool behind_office(const esc_work *work, uint32_t unit) {
    return !strcmp(work->form_of[unit]->text, "De") &&
           work->form_of[unit - 1]->classes & (ESC_LEX_OFFICE | ESC_LEX_TITLE);
}

static const char *small_in_sentence(esc_work *work, uint32_t unit) {
    const esc_form *form = work->form_of[unit];
    if (form->kind != ESC_TOKEN_CAPITAL && form->kind != ESC_TOKEN_MIXED) return NULL;
    if (esc_guard_holds(form) || !inside_sentence(work, unit) || behind_office(work, unit)) return NULL;
    const char *small = lower(work, form, true);
    if (!small) return NULL;
    if (esc_lexicon_log_frequency(work->lexicon, small, strlen(small)) >= FUNCTION_LOG_FREQUENCY)
        return small;
    if (form->letters < LEAST_LETTERS || form->classes & CAPITAL_CLASSES) return NULL;
    unsigned classes = esc_lexicon_lookup(work->lexicon, small, strlen(small));
    if (!(classes & ESC_LEX_WORD)) return NULL;
    return is_verb(small) || (!in_name(work, unit) && stands_small(work, small, form)) ? small : NULL;
}

// Between two words in small letters, on one line, and not in another column than the first.
static bool between_small(const esc_work *work, uint32_t unit) {
    const esc_unit *this = &work->units.units[unit];
    return !this->first && !is_apart(this) && !this->last &&
           work->form_of[unit - 1]->kind == ESC_TOKEN_WORD && work->form_of[unit + 1]->kind == ESC_TOKEN_WORD;
}

// "del Interesado se", "siete Integrantes del": where i is read for l and I elsewhere.
static const char *small_stroke(esc_work *work, uint32_t unit) {
    static const char *const naming[] = {"de",  "del", "la", "las", "el",
                                         "los", "en",  "al", "a"}; // los Insurgentes
    const esc_form *form = work->form_of[unit];
    const esc_channel *channel = &work->channel;
    if (form->kind != ESC_TOKEN_CAPITAL || *form->text != 'I' || form->letters < LEAST_LETTERS ||
        form->classes & CAPITAL_CLASSES || !between_small(work, unit) ||
        ESC_ONE_OF(work->form_of[unit - 1], naming))
        return NULL;
    if (!esc_channel_shows(channel, 'l', 'i') && !esc_channel_shows(channel, 'I', 'i')) return NULL;
    const char *small = lower(work, form, true);
    return small && esc_lexicon_lookup(work->lexicon, small, strlen(small)) & ESC_LEX_WORD ? small : NULL;
}

// Whether a line's first word goes on with what the line above says: that one is full and ends in a function
// word.
static bool goes_on_above(const esc_work *work, uint32_t unit) {
    const esc_unit *this = &work->units.units[unit];
    return this->line <= this[-1].line + NEXT_LINES &&
           work->form_of[unit - 1]->log_frequency >= BEFORE_LOG_FREQUENCY &&
           esc_work_line_length(work, unit - 1) * 100 >= esc_work_width_near(work, unit - 1) * FULL_PERCENT;
}

static bool is_listed(const char *text, const char *const *list, size_t count) {
    return bsearch(text, list, count, sizeof *list, compare) != NULL;
}

// Words that hardly anybody writes with a capital within a sentence, or behind the word before; in the latter
// place not where the document has a habit of it ("en esta Sesión"). tall: as it would be with a capital.
static bool hardly_tall(esc_work *work, const esc_form *before, const char *small, const char *tall) {
    if (is_listed(small, small_words, sizeof small_words / sizeof *small_words)) return true;
    const char *pair = esc_arena_printf(work->arena, "%s %s", before->text, small);
    return is_listed(pair, small_pairs, sizeof small_pairs / sizeof *small_pairs) &&
           times(work, tall, ESC_TOKEN_CAPITAL) <= 1 + times(work, small, ESC_TOKEN_WORD);
}

// "avenida Cinco de Mayo", "calle 16 de Septiembre": a day that gave a place its name.
static bool is_feast(const esc_work *work, uint32_t unit) {
    return unit + 2 < work->units.units_count && !strcmp(work->form_of[unit + 1]->text, "de") &&
           work->form_of[unit + 2]->kind == ESC_TOKEN_CAPITAL && esc_form_is_month(work->form_of[unit + 2]);
}

// "del río Cabe", "la calle Resolana"
static bool names_place(const esc_form *before) {
    static const char *const nouns[] = {
        "aldea",     "arroyo", "avenida", "barrio",  "calle",     "callejón", "camino", "cañada",
        "caserío",   "cerro",  "colonia", "comarca", "comunidad", "ejido",    "estero", "finca",
        "hacienda",  "isla",   "lago",    "laguna",  "localidad", "monte",    "paraje", "parroquia",
        "pasaje",    "paseo",  "plaza",   "playa",   "pueblo",    "puente",   "puerto", "rancho",
        "ranchería", "río",    "sierra",  "valle",   "vereda",    "villa",    "volcán"};
    return ESC_ONE_OF(before, nouns);
}

// "en su Caso", "día de su Inicio".
static const char *seldom_tall(esc_work *work, uint32_t unit) {
    const esc_form *form = work->form_of[unit], *before = work->form_of[unit - 1];
    const esc_unit *this = &work->units.units[unit];
    const unsigned offices = ESC_LEX_OFFICE | ESC_LEX_TITLE | ESC_LEX_ACRONYM | ESC_LEX_USER;
    if (form->count > 1 && !work->channel.cases_active) return NULL; // the name of something: «el menú Vista»
    if (form->kind != ESC_TOKEN_CAPITAL || form->letters < LEAST_LETTERS || form->classes & offices ||
        before->kind != ESC_TOKEN_WORD || names_place(before) || in_name(work, unit) ||
        behind_mark(work, unit) || is_feast(work, unit))
        return NULL;
    if (this->first ? !goes_on_above(work, unit) : is_apart(this)) return NULL;
    if (!this->last && this[1].kind == ESC_TOKEN_NUMBER) return NULL; // "las pruebas Saber 11"
    const char *small = lower(work, form, true);
    return small && hardly_tall(work, before, small, form->text) ? small : NULL;
}

// "acta de Ta Sesión", "los Tecursos del": the capital that was misread may have been none. What was made of
// the word in small letters, where the place or the document speaks for these; NULL: no.
static const char *mended_small(esc_work *work, uint32_t unit, const char *after) {
    const esc_form *form = work->form_of[unit], *before = unit ? work->form_of[unit - 1] : NULL;
    const char *read = form->text, *meant = after, *end = after + strlen(after);
    if (form->kind != ESC_TOKEN_CAPITAL || !before || before->kind != ESC_TOKEN_WORD) return NULL;
    if (esc_unit_kind(after, (size_t)(end - after)) != ESC_TOKEN_CAPITAL) return NULL;
    if (work->units.units[unit].first && !goes_on_above(work, unit)) return NULL;
    const uint32_t first = esc_utf8_lower(esc_utf8_next(&meant, end));
    if (esc_utf8_lower(esc_utf8_next(&read, form->text + form->len)) == first) return NULL;
    ESC_AUTOBUF lowered = {0};
    esc_utf8_lower_text(after, (size_t)(end - after), &lowered);
    const char *small = esc_arena_strndup(work->arena, esc_buf_text(&lowered), lowered.len);
    if (esc_lexicon_log_frequency(work->lexicon, small, lowered.len) >= FUNCTION_LOG_FREQUENCY) return small;
    if (in_name(work, unit) || esc_lexicon_lookup(work->lexicon, small, lowered.len) & CAPITAL_CLASSES)
        return NULL;
    return times(work, small, ESC_TOKEN_WORD) > times(work, after, ESC_TOKEN_CAPITAL) ||
                   hardly_tall(work, before, small, after)
               ? small
               : NULL;
}

// Whether a sentence may run on from what stands before: not in ".....cccnnoo Presente", nor in "l Pase",
// which was mended to "I. Pase".
static bool runs_on(const esc_work *work, uint32_t piece) {
    while (piece && !work->pieces.pieces[piece - 1].unit_count) piece--; // "As untos Internos"
    if (!piece) return true;
    size_t len;
    const char *text = esc_work_piece_text(work, piece - 1, &len), *end = text + len;
    return len && esc_utf8_is_lower(esc_utf8_next(&text, end)) &&
           !(esc_piece_is_raw(&work->pieces.pieces[piece - 1]) &&
             esc_work_first_form(work, piece - 1)->doubtful);
}

// MacPherson, DeLuca
static bool has_prefix(const esc_form *form) {
    static const char *const prefixes[] = {"Mc", "Mac", "De", "Di", "La", "Le", "Van", "Fitz"};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        const size_t len = strlen(prefixes[i]);
        const char *rest = form->text + len, *end = form->text + form->len;
        if (form->len < len + LEAST_LETTERS || memcmp(form->text, prefixes[i], len)) continue;
        bool name = esc_utf8_is_upper(esc_utf8_next(&rest, end));
        while (name && rest < end) name = esc_utf8_is_lower(esc_utf8_next(&rest, end));
        if (name) return true;
    }
    return false;
}

// Capitals inside a word; of one that nobody knows, too, as a name may be any row of letters.
static const char *small_inside(esc_work *work, const esc_form *form) {
    if (form->kind != ESC_TOKEN_MIXED || form->letters < LEAST_LETTERS || form->classes) return NULL;
    const char *small = lower(work, form, false);
    if (!small) return NULL;
    const char *p = small;
    bool capital = esc_utf8_is_upper(esc_utf8_next(&p, small + form->len));
    if (esc_lexicon_lookup(work->lexicon, small, strlen(small))) return small;
    return capital && !has_prefix(form) ? small : NULL;
}

// The O of O'Higgins.
static bool is_prefix(const esc_work *work, uint32_t unit) {
    if (work->units.units[unit].last || work->units.units[unit + 1].blank_before) return false;
    const char *next = work->form_of[unit + 1]->text;
    return !strcmp(next, "'") || !strcmp(next, "’");
}

// "pesca O silvicultura", but "la comisión O de obras", "grupo O negativo", "o O o".
static bool may_be_or(const esc_work *work, uint32_t unit) {
    static const char *const lettered[] = {"grupo",  "comisión", "anexo", "inciso", "letra", "sección",
                                           "bloque", "tipo",     "zona",  "punto",  "serie", "apartado"};
    const esc_form *before = work->form_of[unit - 1], *after = work->form_of[unit + 1];
    if (!strcmp(after->text, "de") || !strcmp(after->text, "del") || before->doubtful || after->doubtful ||
        after->len == 1)
        return false;
    for (size_t i = 0; i < sizeof lettered / sizeof *lettered; i++)
        if (!strcmp(before->text, lettered[i])) return false;
    return true;
}

// "640 escrituras Y 215 pies"
static bool before_number(const esc_work *work, uint32_t unit) {
    const esc_unit *this = &work->units.units[unit];
    return !strcmp(work->form_of[unit]->text, "Y") && !this->first && !this->last && unit > 1 &&
           this[-2].kind == ESC_TOKEN_NUMBER && this[-1].kind == ESC_TOKEN_WORD &&
           this[1].kind == ESC_TOKEN_NUMBER && this[1].blank_before && work->form_of[unit - 1]->letters > 3;
}

// How well the words from unit on follow on from a state, over a few words of its line.
static float follows(const esc_work *work, uint32_t unit, esc_context state) {
    float nats = 0;
    for (uint32_t u = unit; u < work->units.units_count && u < unit + ASKED_AHEAD; u++) {
        nats += esc_form_step(&work->forms, work->form_of[u], &state, &state);
        if (work->units.units[u].last) break;
    }
    return nats;
}

// Whether a sentence may begin here, its stop lost before it: "de lo que hablamos Por cierto, la fuente".
static bool lost_stop(esc_work *work, uint32_t unit) {
    esc_context state = esc_context_nothing(), stopped;
    for (uint32_t u = unit > ASKED_BEHIND ? unit - ASKED_BEHIND : 0; u < unit; u++)
        esc_form_step(&work->forms, work->form_of[u], &state, &state);
    const float stop = esc_form_step(&work->forms, esc_forms_intern(&work->forms, ".", 1), &state, &stopped);
    return follows(work, unit, stopped) + stop + LOST_STOP_NATS > follows(work, unit, state);
}

// "la Secretaria Ejecutiva Informó que": behind the last word of an office, in its line.
static bool behind_post(const esc_work *work, uint32_t unit) {
    const esc_unit *this = &work->units.units[unit];
    const esc_form *before = work->form_of[unit - 1];
    return work->was_read && unit > 1 && !this->first && !this->last && !is_apart(this) && !this[-1].first &&
           before->kind == ESC_TOKEN_CAPITAL && before->classes & (ESC_LEX_OFFICE | ESC_LEX_WORD) &&
           work->form_of[unit + 1]->kind == ESC_TOKEN_WORD &&
           (before->classes & ESC_LEX_OFFICE || work->form_of[unit - 2]->classes & ESC_LEX_OFFICE);
}

// "como Sugirió un vecino"
static const char *small_verb(esc_work *work, uint32_t unit) {
    const esc_form *form = work->form_of[unit];
    if (form->kind != ESC_TOKEN_CAPITAL || form->letters < LEAST_LETTERS || form->classes & CAPITAL_CLASSES)
        return NULL;
    const bool scan = esc_channel_is_scan(&work->channel);
    if (!(scan && between_small(work, unit)) && !(form->count == 1 && behind_post(work, unit))) return NULL;
    const char *small = lower(work, form, true);
    if (!small || !is_verb(small) || lost_stop(work, unit)) return NULL;
    return esc_lexicon_lookup(work->lexicon, small, strlen(small)) & ESC_LEX_WORD ? small : NULL;
}

// "la ingeniera De la Rosa": a surname.
static bool begins_surname(const esc_work *work, uint32_t unit) {
    static const char *const articles[] = {"la", "las", "los"};
    return !strcmp(work->form_of[unit]->text, "De") && ESC_ONE_OF(work->form_of[unit + 1], articles) &&
           !work->units.units[unit + 1].last && work->form_of[unit + 2]->kind == ESC_TOKEN_CAPITAL;
}

// "haya Una lista": no name begins so before a small letter.
static const char *small_function_word(esc_work *work, uint32_t unit) {
    // Sorted by bytes.
    static const char *const words[] = {
        "aunque", "como", "con",    "cuando", "de",   "del",   "desde", "donde",  "entre", "es",    "esa",
        "ese",    "esta", "estaba", "estas",  "esto", "estos", "fue",   "fueron", "ha",    "había", "han",
        "hasta",  "hay",  "le",     "les",    "lo",   "muy",   "más",   "nos",    "para",  "pero",  "por",
        "porque", "que",  "se",     "sea",    "ser",  "sería", "sobre", "son",    "su",    "sus",   "también",
        "tan",    "un",   "una",    "unas",   "uno",  "unos",  "y",     "ya"};
    const esc_form *form = work->form_of[unit];
    if (form->kind != ESC_TOKEN_CAPITAL) return NULL;
    if (!between_small(work, unit)) return before_number(work, unit) ? "y" : NULL;
    if (begins_surname(work, unit)) return NULL;
    if (!strcmp(form->text, "O"))
        return may_be_or(work, unit) && !esc_work_counts_votes(work, unit) ? "o" : NULL;
    // "X e Y", "el valor de Y"
    static const char *const before_name[] = {"a", "con", "de", "e", "el", "la", "por", "que", "un", "una"};
    if (form->len == 1 && bsearch(work->form_of[unit - 1]->text, before_name,
                                  sizeof before_name / sizeof *before_name, sizeof *before_name, compare))
        return NULL;
    char *small = esc_arena_strndup(work->arena, form->text, form->len);
    *small = (char)esc_utf8_lower((unsigned char)*small); // all of them begin in ASCII
    if (!bsearch(small, words, sizeof words / sizeof *words, sizeof *words, compare)) return NULL;
    return lost_stop(work, unit) ? NULL : small;
}

// Whether a sentence, an entry or a heading begins at unit, as far as what stands before it tells.
static bool may_begin(const esc_work *work, uint32_t unit) {
    if (!unit) return true;
    const esc_form *before = work->form_of[unit - 1];
    if (before->kind == ESC_TOKEN_WORD) return false;
    return !(before->len == 1 && strchr(",;", *before->text));
}

// A digit, or l for a capital I, at the beginning of a word has hidden whether it was a capital: 1ntereses,
// lnforme (1 is l, too, and that one is small). The document's own spelling tells, or the place.
static const char *first_letter(esc_work *work, uint32_t unit, const char *text) {
    const esc_form *read = work->form_of[unit];
    bool digit = *read->text >= '0' && *read->text <= '9';
    const char *rest = text, *end = text + strlen(text);
    uint32_t first = esc_utf8_next(&rest, end);
    bool hidden = digit ? esc_utf8_lower(first) != 'l' : *read->text == 'l' && esc_utf8_lower(first) == 'i';
    if (!hidden || !esc_utf8_is_letter(first)) return NULL;
    for (const char *p = rest; p < end;)
        if (esc_utf8_is_upper(esc_utf8_next(&p, end)) || *rest == ' ') return NULL;
    if (rest == end) return NULL;
    char *small = esc_arena_strndup(work->arena, text, strlen(text));
    esc_utf8_put(small, esc_utf8_lower(first));
    const char *tall = capitalised(work, small);
    unsigned classes = esc_lexicon_lookup(work->lexicon, small, strlen(small));
    uint32_t small_times = times(work, small, ESC_TOKEN_WORD),
             tall_times = times(work, tall, ESC_TOKEN_CAPITAL);
    // 5ecretario Técnico
    bool name = classes & ESC_LEX_OFFICE && unit + 1 < work->units.units_count && is_tall(work, unit + 1);
    bool capital = !classes || name || may_begin(work, unit) || tall_times > small_times;
    const char *meant = capital ? tall : small;
    return strcmp(meant, text) ? meant : NULL;
}

// "por UNanimidad", "Macías del HOyO": the size of some letters was misread, and what was made of them fits
// neither neighbour. What does; NULL where it is as it should be.
static const char *sized(esc_work *work, uint32_t unit, const char *text) {
    const esc_form *read = work->form_of[unit], *before = unit ? work->form_of[unit - 1] : NULL;
    const char *rest = text, *end = text + strlen(text);
    const esc_unit *this = &work->units.units[unit];
    if (read->kind != ESC_TOKEN_MIXED || read->letters < LEAST_LETTERS || !before || this->first ||
        !this->blank_before || before->kind != ESC_TOKEN_WORD || strchr(text, ' '))
        return NULL;
    if (!esc_utf8_is_upper(esc_utf8_next(&rest, end)) || rest == end) return NULL;
    ESC_AUTOBUF small = {0};
    esc_utf8_lower_text(text, (size_t)(end - text), &small);
    if (esc_unit_kind(text, (size_t)(end - text)) == ESC_TOKEN_UPPER) { // behind a small word
        const bool goes_on = !this->last && work->form_of[unit + 1]->kind == ESC_TOKEN_UPPER;
        return goes_on ? NULL : capitalised(work, esc_buf_text(&small));
    }
    const char *behind = read->text;
    esc_utf8_next(&behind, read->text + read->len);
    const bool second = esc_utf8_is_upper(esc_utf8_next(&behind, read->text + read->len));
    const unsigned classes = esc_lexicon_lookup(work->lexicon, esc_buf_text(&small), small.len);
    // "ACervos" may be the name of a unit
    return second && classes & ESC_LEX_WORD && !(classes & CAPITAL_CLASSES) &&
                   stands_small(work, esc_buf_text(&small), read)
               ? esc_arena_strndup(work->arena, esc_buf_text(&small), small.len)
               : NULL;
}

// "deLa comisión": of two words that ran together, a small one before a small letter.
static const char *parted_small(esc_work *work, uint32_t unit, const char *after) {
    static const char *const articles[] = {"el", "la", "las", "lo", "los", "su", "sus", "un", "una"};
    const char *second = strchr(after, ' ');
    if (!second || work->units.units[unit].last || work->form_of[unit + 1]->kind != ESC_TOKEN_WORD)
        return NULL;
    if (esc_unit_kind(after, (size_t)(second - after)) != ESC_TOKEN_WORD) return NULL;
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
        if (esc_utf8_is_upper((unsigned char)second[1]) && !strcasecmp(second + 1, articles[i]))
            return esc_arena_printf(work->arena, "%.*s%s", (int)(second + 1 - after), after, articles[i]);
    return NULL;
}

void esc_work_lower_capitals(esc_work *work) {
    bool active = work->channel.cases_active;
    const bool tall = active || work->was_read;
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        esc_piece *piece = &work->pieces.pieces[i];
        uint32_t unit = piece->first_unit;
        if (piece->unit_count != 1) continue;
        if (!esc_piece_is_raw(piece)) {
            esc_change *change = &piece->changes[piece->change_count - 1];
            const char *meant = change->suggest ? NULL : first_letter(work, unit, change->after);
            if (!meant && !change->suggest && !strcasecmp(change->after, work->form_of[unit]->text))
                meant = sized(work, unit, change->after);
            if (!meant && !change->suggest) meant = mended_small(work, unit, change->after);
            if (!meant && change->class == ESC_EDIT_SPLIT) meant = parted_small(work, unit, change->after);
            // "que COnCurrieron": its first letter was read as the others were.
            if (!meant && active && unit && change->class == ESC_EDIT_CASE && change->by == ESC_BY_MODEL &&
                !change->suggest && (meant = small_in_sentence(work, unit)) &&
                strcasecmp(meant, change->after))
                meant = NULL;
            if (meant) change->after = meant;
            continue;
        }
        if (!unit || is_prefix(work, unit)) continue;
        const char *small = small_function_word(work, unit);
        if (!small && work->was_read) small = small_verb(work, unit);
        if (!small) small = small_stroke(work, unit);
        if (!small && tall && runs_on(work, i)) small = seldom_tall(work, unit);
        if (!small && active) small = small_in_sentence(work, unit);
        if (!small && active) small = small_inside(work, work->form_of[unit]);
        if (small) esc_piece_change(piece, ESC_EDIT_CASE, ESC_BY_RULE, small, 0.9f);
    }
}
