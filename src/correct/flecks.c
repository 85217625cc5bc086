// SPDX-License-Identifier: GPL-3.0-or-later
// Accents that a fleck made on a scan that has them: "Costá", "Gastélúm" of names that are listed without,
// and small words that are others with one: "dé la", "pará el", "él Presidente", or none: "pór", "lá".
#include <string.h>

#include "base/utf8.h"
#include "correct/work.h"

enum {
    LEAST_LETTERS = 4,
    LEAST_CAPITALS = 6,
    MOST_BYTES = 64,
    MOST_ACCENTS = 4,
    LEAST_FLECKS = 2,
    CAPITAL_TILDE = 0xD1, // Ñ
    SMALL_TILDE = 0xF1,   // ñ
};

// How much better the word without its accent has to fit.
#define PLAIN_NATS 5.0f
// Once in seven hundred words.
#define FUNCTION_LOG_FREQUENCY -6.5f
// Once in half a million.
#define COMMON_LOG_FREQUENCY -13.0f
// Once in three hundred thousand.
#define USUAL_LOG_FREQUENCY -12.5f
// Once in five million.
#define NAME_LOG_FREQUENCY -15.5f
// Once in thirty million.
#define PLAIN_LOG_FREQUENCY -17.0f

static bool is_accented(uint32_t c) { return esc_utf8_unaccent(c) != c; }

// á, é, í, ó, ú: of ñ and ü a word may have more than one.
static bool is_acute(uint32_t c) { return c == 0xE1 || c == 0xE9 || c == 0xED || c == 0xF3 || c == 0xFA; }

// The form without its accent number `which`, without any where that is negative; gives how many it has.
static int without(const esc_form *form, int which, char ret[MOST_BYTES], size_t *ret_len) {
    int accents = 0;
    size_t at = 0;
    for (const char *p = form->text, *end = p + form->len; p < end;) {
        uint32_t c = esc_utf8_next(&p, end);
        if (is_accented(c) && (which < 0 || which == accents++)) c = esc_utf8_unaccent(c);
        at += esc_utf8_put(ret + at, c);
    }
    ret[at] = 0;
    *ret_len = at;
    return accents;
}

// Aída, Óliver, Ordás: one accent within a name is its own; two, or one on its last letter, hardly are.
static bool may_be_own(const esc_form *form) {
    uint32_t last = 0, accents = 0;
    for (const char *p = form->text, *end = p + form->len; p < end;) {
        last = esc_utf8_next(&p, end);
        accents += is_accented(last);
    }
    return accents == 1 && !is_accented(last);
}

// Whether a word that is none has lost an accent on one of the form's accented letters.
static bool has_fleck(const esc_work *work, const esc_form *form) {
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        const esc_change *change = esc_piece_applied(&work->pieces.pieces[i]);
        const esc_form *read =
            change && change->class == ESC_EDIT_ACCENT ? esc_work_first_form(work, i) : NULL;
        if (!read || !read->doubtful || strlen(change->after) >= read->len ||
            !esc_form_same_letters(read, change->after))
            continue;
        const char *a = read->text, *a_end = a + read->len, *b = change->after, *b_end = b + strlen(b);
        while (a < a_end && b < b_end) {
            const uint32_t seen = esc_utf8_next(&a, a_end), meant = esc_utf8_next(&b, b_end);
            if (seen == meant) continue;
            for (const char *p = form->text, *end = p + form->len; p < end;)
                if (esc_utf8_lower(esc_utf8_next(&p, end)) == esc_utf8_lower(seen)) return true;
        }
    }
    return false;
}

// Whether no rule of spelling asks for the name's accent: Hernándo, Gastelúm, but Chacá, Nahúm, Tóvar. An i
// or u beside another vowel has its accent of its own right.
static bool breaks_rules(const esc_form *form) {
    uint32_t letters[MOST_BYTES], count = 0, at = UINT32_MAX, behind = 0;
    for (const char *p = form->text, *end = p + form->len; p < end;) {
        letters[count] = esc_utf8_lower(esc_utf8_next(&p, end));
        const uint32_t c = letters[count];
        if (is_acute(c)) {
            if (at != UINT32_MAX) return true; // two of them
            at = count;
        }
        count++;
    }
    if (at == UINT32_MAX) return false;
    const bool weak = letters[at] == 0xED || letters[at] == 0xFA;
    for (uint32_t i = at ? at - 1 : 0; i <= at + 1 && i < count && weak; i++)
        if (i != at && letters[i] < 0x80 && strchr("aeiou", (int)letters[i])) return false; // incluído, too
    if (weak && at > 1 && letters[at - 1] == 'h') return false;                             // Nahúm
    bool vowel = true;
    for (uint32_t i = at + 1; i < count; i++) { // syllables behind it
        const char *const found = letters[i] < 0x80 ? strchr("iuaeo", (int)letters[i]) : NULL;
        const bool strong = found && strchr("aeo", *found);
        behind += found && (!vowel || (i == at + 1 && strong));
        vowel = found != NULL;
    }
    const uint32_t end = letters[count - 1];
    const bool open = at + 1 == count || (end < 0x80 && strchr("aeiouns", (int)end));
    return behind ? behind == 1 && open : !open;
}

// "Álvaró", "Ibáñéz": no word has two.
static bool has_two(const esc_form *form) {
    uint32_t accents = 0;
    for (const char *p = form->text, *end = p + form->len; p < end;) {
        const uint32_t c = esc_utf8_lower(esc_utf8_next(&p, end));
        accents += is_acute(c);
    }
    return accents > 1;
}

static bool ends_accented(const esc_form *form) {
    uint32_t last = 0;
    for (const char *p = form->text, *end = p + form->len; p < end;) last = esc_utf8_next(&p, end);
    return is_accented(last);
}

// "Yeseñia", where Yesenia stands elsewhere.
static bool has_twin(const esc_work *work, const char *plain, size_t len) {
    const esc_form *twin = esc_forms_find(&work->forms, plain, len);
    return twin && twin->count && twin->kind == ESC_TOKEN_CAPITAL;
}

// Whether it has a letter that Spanish has not.
static bool is_foreign(const esc_form *form) {
    static const uint32_t spanish[] = {0xE1, 0xE9, 0xED, 0xF3, 0xFA, 0xFC, 0xF1};
    for (const char *p = form->text, *end = p + form->len; p < end;) {
        const uint32_t c = esc_utf8_lower(esc_utf8_next(&p, end));
        bool known = c < 0x80;
        for (size_t i = 0; i < sizeof spanish / sizeof *spanish && !known; i++) known = c == spanish[i];
        if (!known) return true;
    }
    return false;
}

// "Fulgenció", "Rosalbá": no given name that is listed without ends so.
static bool ends_given(const esc_form *form) {
    const char *end = form->text + form->len - 2;
    return !strcmp(end, "ó") || !strcmp(end, "á");
}

// "Recepcioñes": the common word that an unknown one is without its tilde.
static const char *plain_tilde(esc_work *work, const esc_form *form) {
    char text[MOST_BYTES];
    size_t len = 0;
    bool tilde = false;
    if (form->kind > ESC_TOKEN_CAPITAL || form->classes || form->stands || form->letters < LEAST_CAPITALS ||
        form->len >= MOST_BYTES)
        return NULL;
    for (const char *p = form->text, *end = p + form->len; p < end;) {
        const uint32_t c = esc_utf8_next(&p, end);
        tilde |= c == SMALL_TILDE;
        len += esc_utf8_put(text + len, c == SMALL_TILDE ? 'n' : c);
    }
    text[len] = 0;
    return tilde && esc_lexicon_lookup(work->lexicon, text, len) & ESC_LEX_WORD &&
                   esc_lexicon_log_frequency(work->lexicon, text, len) >= COMMON_LOG_FREQUENCY
               ? esc_arena_strndup(work->arena, text, len)
               : NULL;
}

// "Aurélio", "António", "Patrícia": names as Portuguese spells them.
static bool is_portuguese(const esc_form *form, unsigned plain_classes) {
    const char *end = form->text + form->len - 2;
    return form->kind == ESC_TOKEN_CAPITAL && plain_classes & (ESC_LEX_GIVEN | ESC_LEX_SURNAME) &&
           (!strcmp(end, "io") || !strcmp(end, "ia")) && may_be_own(form);
}

// The listed name that an unknown one is without an accent, or without all; NULL: none. many: the document
// has more such accents. In the arena.
static const char *plain_name(esc_work *work, const esc_form *form, bool many) {
    static const unsigned names = ESC_LEX_GIVEN | ESC_LEX_SURNAME | ESC_LEX_PLACE;
    char text[MOST_BYTES];
    size_t len;
    if (form->kind != ESC_TOKEN_CAPITAL || form->classes || form->count > 1 ||
        form->letters < LEAST_LETTERS || form->len >= MOST_BYTES || !esc_form_has_accent(form))
        return NULL;
    without(form, -1, text, &len);
    const bool twin = has_twin(work, text, len);
    const bool usual = esc_lexicon_lookup(work->lexicon, text, len) & names &&
                       esc_lexicon_log_frequency(work->lexicon, text, len) >= USUAL_LOG_FREQUENCY; // Rúiz
    const bool odd = breaks_rules(form) &&                                                         // Tostádo
                     !is_portuguese(form, esc_lexicon_lookup(work->lexicon, text, len));
    if (!many && !twin && !usual && !odd && may_be_own(form)) return NULL;
    bool known = false;
    for (int which = 0; which < MOST_ACCENTS && !known; which++) {
        if (which >= without(form, which, text, &len)) break;
        known = esc_lexicon_lookup(work->lexicon, text, len) & names;
    }
    if (!known) {
        without(form, -1, text, &len);
        known = esc_lexicon_lookup(work->lexicon, text, len) & names;
    }
    const bool given = esc_lexicon_lookup(work->lexicon, text, len) & ESC_LEX_GIVEN && ends_given(form);
    // "Rosalbá": Chacá has its accent, but few that are so common lack theirs
    const bool common = known && ends_accented(form) &&
                        esc_lexicon_log_frequency(work->lexicon, text, len) >= NAME_LOG_FREQUENCY;
    return known && (common || usual || given || twin || breaks_rules(form) || has_fleck(work, form))
               ? esc_arena_strndup(work->arena, text, len)
               : NULL;
}

// The small word without its accent, where it fits so much better.
static const char *plain_word(esc_work *work, uint32_t piece, const esc_form *form) {
    static const struct word {
        const char *read, *plain;
    } words[] = {{"dé", "de"}, {"pará", "para"}, {"él", "el"}, {"sé", "se"},
                 {"Él", "El"}, {"sí", "si"},     {"ño", "no"}};
    const esc_form *next = piece + 1 < work->pieces.pieces_count && work->pieces.pieces[piece + 1].unit_count
                               ? esc_work_word(work, piece + 1, false)
                               : NULL;
    if (!next || next->kind == ESC_TOKEN_PUNCT) return NULL;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(form->text, words[i].read) != 0) continue;
        esc_context with = esc_work_context_before(work, piece), without_it = with;
        const esc_form *plain = esc_forms_intern(&work->forms, words[i].plain, strlen(words[i].plain));
        float gain = esc_form_step(&work->forms, plain, &without_it, &without_it);
        gain -= esc_form_step(&work->forms, form, &with, &with);
        gain += esc_form_step(&work->forms, next, &without_it, NULL);
        gain -= esc_form_step(&work->forms, next, &with, NULL);
        return gain >= PLAIN_NATS ? words[i].plain : NULL;
    }
    return NULL;
}

// "pór", "lá": none of the commonest words but for its accent, and no other.
static const char *function_word(esc_work *work, const esc_form *form) {
    char text[MOST_BYTES];
    size_t len;
    if (form->kind != ESC_TOKEN_WORD || form->classes || form->stands || form->letters < 2 ||
        form->letters >= LEAST_LETTERS || !esc_form_has_accent(form))
        return NULL;
    without(form, -1, text, &len);
    return esc_lexicon_log_frequency(work->lexicon, text, len) > FUNCTION_LOG_FREQUENCY
               ? esc_arena_strndup(work->arena, text, len)
               : NULL;
}

// "Secretarió", "Presidenté": an office, and no form of a verb.
static const char *plain_office(esc_work *work, const esc_form *form) {
    char text[MOST_BYTES];
    size_t len;
    if (form->kind > ESC_TOKEN_CAPITAL || form->classes || form->letters < LEAST_LETTERS ||
        form->len >= MOST_BYTES || !ends_accented(form))
        return NULL;
    without(form, -1, text, &len);
    return esc_lexicon_lookup(work->lexicon, text, len) & ESC_LEX_OFFICE
               ? esc_arena_strndup(work->arena, text, len)
               : NULL;
}

// "ACUÉRDOS", "ORDIÑARIA": of capitals that no list knows, which may be a name's or an acronym's, the common
// word that they are without a fleck.
static const char *plain_capitals(esc_work *work, const esc_form *form) {
    char text[MOST_BYTES];
    size_t len = 0;
    if (form->kind != ESC_TOKEN_UPPER || form->classes || form->letters < LEAST_CAPITALS ||
        form->len >= MOST_BYTES)
        return NULL;
    bool tilde = false;
    for (const char *p = form->text, *end = p + form->len; p < end;) {
        uint32_t c = esc_utf8_next(&p, end);
        tilde |= c == CAPITAL_TILDE;
        len += esc_utf8_put(text + len, c == CAPITAL_TILDE ? 'N' : c);
    }
    text[len] = 0;
    if (tilde && esc_lexicon_log_frequency(work->lexicon, text, len) >= COMMON_LOG_FREQUENCY)
        return esc_arena_strndup(work->arena, text, len);
    if (tilde || !breaks_rules(form)) return NULL;
    without(form, -1, text, &len);
    return esc_lexicon_lookup(work->lexicon, text, len) & ESC_LEX_WORD &&
                   esc_lexicon_log_frequency(work->lexicon, text, len) >= COMMON_LOG_FREQUENCY
               ? esc_arena_strndup(work->arena, text, len)
               : NULL;
}

// "cáblé", "hidráulicó", "fíchas": accents that no word has there, of a word that has one less, or none.
// many: the document has more such accents.
static const char *plain_by_rules(esc_work *work, const esc_form *form, bool many) {
    char text[MOST_BYTES];
    size_t len;
    const char *best = NULL;
    const bool typed = esc_channel_is_typed(&work->channel);
    float best_nats = typed ? COMMON_LOG_FREQUENCY : PLAIN_LOG_FREQUENCY;
    if (form->kind == ESC_TOKEN_CAPITAL && (form->count > 1 || typed)) return NULL; // Túria
    if (typed && is_foreign(form)) return NULL;                                     // déjà
    if (form->kind > ESC_TOKEN_CAPITAL || form->classes || form->stands || form->letters < LEAST_LETTERS ||
        form->len >= MOST_BYTES || !breaks_rules(form))
        return NULL;
    for (int which = -1; which < MOST_ACCENTS; which++) {
        const int accents = without(form, which, text, &len);
        if (which >= accents && which >= 0) break;
        const float nats = esc_lexicon_log_frequency(work->lexicon, text, len);
        const unsigned classes = esc_lexicon_lookup(work->lexicon, text, len);
        if (!classes || nats <= best_nats || (!many && is_portuguese(form, classes))) continue;
        best = esc_arena_strndup(work->arena, text, len), best_nats = nats;
    }
    return best;
}

// Whether words that are none have lost accents again and again: dotúmentos, Secretário.
static bool has_flecks(const esc_work *work) {
    uint32_t flecks = 0;
    for (uint32_t i = 0; i < work->pieces.pieces_count && flecks < LEAST_FLECKS; i++) {
        const esc_change *change = esc_piece_applied(&work->pieces.pieces[i]);
        const esc_form *form =
            change && change->class == ESC_EDIT_ACCENT ? esc_work_first_form(work, i) : NULL;
        flecks += form && form->doubtful && strlen(change->after) < form->len &&
                  esc_form_same_letters(form, change->after);
    }
    return flecks == LEAST_FLECKS;
}

void esc_work_drop_flecks(esc_work *work) {
    const bool dirty = esc_channel_is_scan(&work->channel), typed = esc_channel_is_typed(&work->channel),
               many = dirty && !work->channel.any_active && has_flecks(work);
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        if (!work->pieces.pieces[i].unit_count) continue;
        const esc_form *form = esc_work_raw_form(work, i);
        if (!form || esc_work_unit(work, i)->quoted || esc_work_unit(work, i)->foreign) continue;
        const char *plain = function_word(work, form);
        if (!plain) plain = plain_office(work, form);
        if (!plain) plain = plain_by_rules(work, form, many);
        if (!plain && !typed) plain = plain_capitals(work, form);
        if (!plain && (!typed || has_two(form))) plain = plain_name(work, form, many);
        if (!plain && dirty) plain = plain_tilde(work, form);
        if (!plain && dirty) plain = plain_word(work, i, form);
        if (plain) esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_ACCENT, ESC_BY_RULE, plain, 0.9f);
    }
}
