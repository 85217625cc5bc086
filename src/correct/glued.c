// SPDX-License-Identifier: GPL-3.0-or-later
// Blanks that a scan lost, where the document itself tells where they stood: "RAÚLIBARROLA", when "Raúl
// Ibarrola" stands elsewhere in it; "Página6", when "Página 5" does, whatever else was made of it. And
// between a figure and a common word: "75días".
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/work.h"

enum {
    LEAST_LETTERS = 5,
    LEAST_PART = 2,
    LEAST_CAMEL = 8,   // letters of QuizhpiMorocho
    LEAST_STRANGE = 4, // of one of two names that no list knows
    LEAST_NAME = 6,
    LEAST_NUMBERED = 4,
    MOST_FIGURES = 3,
    MOST_COUNT = 4,
    LEAST_COUNTED = 4, // letters of a common word behind a figure
    LEAST_LONG = 6,    // and of any word
    MOST_DAY = 31,
    LEAST_MONTH = 4, // letters
    MOST_MONTH = 10,
    LEAST_SMALL = 4,
    MOST_SMALL = 8
};

#define COMMON_LOG_FREQUENCY -10.5f
// Of the former of two small words; and the latter behind it.
#define SMALL_LOG_FREQUENCY -6.5f
#define PAIR_NATS -6.0f
// Behind a name of the document.
#define KNOWN_LOG_FREQUENCY -12.5f

#define FIGURES "0123456789"

// A word that nothing else is known of, and that stands once.
static bool is_strange(const esc_form *form) {
    if (form->kind == ESC_TOKEN_MIXED)
        return form->letters >= LEAST_CAMEL && form->doubtful && !form->classes;
    return form->kind < ESC_TOKEN_MIXED && form->count == 1 && form->letters >= LEAST_LETTERS &&
           form->doubtful && !form->classes && !form->stands;
}

static bool is_word(const esc_form *form) {
    return form && form->kind < ESC_TOKEN_MIXED && form->letters >= LEAST_PART &&
           (form->classes || (form->kind == ESC_TOKEN_CAPITAL && form->letters >= LEAST_STRANGE));
}

// Whether the words before and behind are, one behind the other, the form's letters; gives the bytes of the
// former in the form.
static size_t parted_as(const esc_form *form, const esc_form *before, const esc_form *behind) {
    if (before->letters + behind->letters != form->letters) return 0;
    const char *p = form->text, *cut = p;
    const esc_form *const parts[] = {before, behind};
    for (int k = 0; k < 2; k++) {
        if (k) cut = p;
        for (const char *q = parts[k]->text, *end = q + parts[k]->len; q < end;)
            if (esc_utf8_unaccent(esc_utf8_lower(esc_utf8_next(&q, end))) !=
                esc_utf8_unaccent(esc_utf8_lower(esc_utf8_next(&p, form->text + form->len))))
                return 0;
    }
    return (size_t)(cut - form->text);
}

static void part(esc_work *work, uint32_t piece, const esc_form *form, size_t cut, float confidence) {
    esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[piece], 1, ESC_EDIT_SPLIT,
                   esc_arena_printf(work->arena, "%.*s %s", (int)cut, form->text, form->text + cut),
                   confidence, work->arena);
}

// Pieces that say a strange word, by its letters and how it begins.
enum { MOST_LETTERS = 40, BEGINNINGS = 32 };
typedef struct strange {
    uint32_t piece, next; // next: one more than its place in items; 0: the last
} strange;
typedef struct strangers {
    strange *items;
    uint32_t items_count, items_cap;
    uint32_t heads[MOST_LETTERS + 1][BEGINNINGS]; // as next
} strangers;

static uint32_t *head_of(strangers *all, const esc_form *begin, uint32_t letters) {
    const char *p = begin->text;
    const uint32_t first = esc_utf8_unaccent(esc_utf8_lower(esc_utf8_next(&p, p + begin->len)));
    return &all->heads[letters][first % BEGINNINGS];
}

static void part_as_elsewhere(esc_work *work, strangers *all) {
    for (uint32_t i = 0; i + 1 < work->pieces.pieces_count && all->items_count; i++) {
        const esc_form *before = esc_work_raw_form(work, i), *behind = esc_work_raw_form(work, i + 1);
        if (!is_word(before) || !is_word(behind) || before->letters + behind->letters > MOST_LETTERS)
            continue;
        // two names that no list knows, but not "Serrab lo", which a blank has torn
        const bool names = before->kind == ESC_TOKEN_CAPITAL && behind->kind == ESC_TOKEN_CAPITAL;
        if ((!before->classes || !behind->classes) && !names) continue;
        uint32_t at = *head_of(all, before, before->letters + behind->letters);
        for (; at; at = all->items[at - 1].next) {
            const esc_form *form = esc_work_raw_form(work, all->items[at - 1].piece);
            const size_t cut = form ? parted_as(form, before, behind) : 0;
            const bool tall = cut && esc_utf8_is_upper((unsigned char)form->text[cut]);
            if (form && form->kind == ESC_TOKEN_MIXED && (!tall || behind->kind != ESC_TOKEN_CAPITAL))
                continue;
            // "Callamarca", where a blank has torn CAL LAMARCA, Derlis, where it has torn Der lis: a name has
            // its capital
            if (form && form->kind == ESC_TOKEN_CAPITAL &&
                (work->channel.blanks_active || !(behind->classes & ESC_LEX_WORD)))
                continue;
            if (cut) part(work, all->items[at - 1].piece, form, cut, 0.95f);
        }
    }
}

static size_t figures(const char *text) { return strspn(text, FIGURES); }

// "Página6", where the word stands before a figure elsewhere.
static void part_numbered(esc_work *work, uint32_t piece, const esc_form *form) {
    const size_t n = form->len > MOST_FIGURES ? strcspn(form->text, FIGURES) : 0;
    // "Elector01": no figures, where the scan has them for letters
    if (work->channel.digits_active || form->text[n] == '0' || n < LEAST_NUMBERED || n == form->len ||
        form->len - n > MOST_FIGURES || figures(form->text + n) != form->len - n)
        return;
    const esc_form *word = esc_forms_find(&work->forms, form->text, n);
    if (!word || !word->classes || word->doubtful) return;
    for (uint32_t i = 0; i + 1 < work->pieces.pieces_count; i++) {
        const esc_form *behind = esc_work_raw_form(work, i) == word ? esc_work_raw_form(work, i + 1) : NULL;
        if (!behind || figures(behind->text) != behind->len) continue;
        part(work, piece, form, n, 0.93f);
        return;
    }
}

// "75días", "2016en": a figure before a common word in small letters; 20avos are one word.
static void part_count(esc_work *work, uint32_t piece, const esc_form *form) {
    static const char *const short_ones[] = {"de", "del", "en", "que", "con", "por"};
    const size_t n = figures(form->text), letters = form->len - n;
    if (!n || n > MOST_COUNT || form->text[0] == '0' || letters < LEAST_PART ||
        !strncmp(form->text + n, "avo", 3))
        return;
    const esc_form *word = esc_forms_intern(&work->forms, form->text + n, letters);
    if (word->kind != ESC_TOKEN_WORD || !(word->classes & ESC_LEX_WORD)) return;
    // 50metido, but not 5días, of which días was made, nor 5en, of which ser was
    const esc_change *made = esc_piece_applied(&work->pieces.pieces[piece]);
    const size_t len = made ? strlen(made->after) : 0;
    if (len > letters && !strcmp(made->after + len - letters, word->text) &&
        esc_lexicon_lookup(work->lexicon, made->after, len))
        return;
    const bool whole =
        word->letters >= LEAST_LONG ? !word->doubtful : word->log_frequency >= COMMON_LOG_FREQUENCY;
    if (whole && (word->letters >= LEAST_COUNTED || ESC_ONE_OF(word, short_ones)))
        part(work, piece, form, n, 0.93f);
}

// "22dejuliode2021", "el13de" before a month: a date whose blanks were lost.
static bool part_date(esc_work *work, uint32_t piece, const esc_form *form) {
    static const char *const articles[] = {"el", "al", "del", "día"}, *const seen[] = {"8l", "e1", "El"};
    const char *p = form->text, *article = "", *of = "", *year = "", *link = "";
    for (size_t i = 0; i < sizeof articles / sizeof *articles && !*article; i++)
        if (!strncmp(p, articles[i], strlen(articles[i]))) article = articles[i], p += strlen(article);
    for (size_t i = 0; i < sizeof seen / sizeof *seen && !*article; i++)
        if (!strncmp(p, seen[i], strlen(seen[i])) && p[strlen(seen[i])] > '0' && p[strlen(seen[i])] <= '9')
            article = *seen[i] == 'E' ? "El" : "el", p += strlen(seen[i]);
    const size_t day = figures(p);
    const char *const number = p;
    if (!day || day > 2 || *p == '0' || atoi(p) > MOST_DAY) return false;
    p += day;
    if (strncmp(p, "de", 2) != 0) return false;
    of = "de", p += 2;
    char month[MOST_MONTH + 1];
    const size_t letters = strspn(p, "abcdefghijlmnoprstuvyz");
    const esc_form *named = NULL;
    size_t used = 0;
    for (size_t len = letters < MOST_MONTH ? letters : MOST_MONTH; len >= LEAST_MONTH && !named; len--) {
        memcpy(month, p, len);
        month[len] = 0;
        const esc_form *other = esc_forms_intern(&work->forms, month, len);
        if (esc_form_is_month(other)) named = other, used = len;
    }
    p += used;
    if (named && (!strncmp(p, "del", 3) || !strncmp(p, "de", 2))) {
        link = p[2] == 'l' ? "del" : "de", year = p + strlen(link);
        if (strlen(year) != 4 || !esc_text_is_year(year, 4)) return false;
        p = year + 4;
    }
    if (*p || (!named && (!*article || !esc_form_is_month(esc_work_raw_form(work, piece + 1))))) return false;
    const char *mark = "";
    if (work->pieces.pieces[piece].unit_count > 1) { // "… ." that was closed up
        mark = work->form_of[work->pieces.pieces[piece].first_unit + 1]->text;
        if (esc_unit_kind(mark, strlen(mark)) != ESC_TOKEN_PUNCT) return false;
    }
    const char *text = esc_arena_printf(
        work->arena, "%s%s%.*s %s%s%s%s%s%s%s%s", article, *article ? " " : "", (int)day, number, of,
        named ? " " : "", named ? named->text : "", *link ? " " : "", link, *link ? " " : "", year, mark);
    esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[piece], 1, ESC_EDIT_SPLIT, text, 0.95f,
                   work->arena);
    return true;
}

// "Valdecañasla", "Viteriobserva": a name of the document before a small word, or, where it stands again and
// again, before any common one.
static void part_name(esc_work *work, uint32_t piece, const esc_form *form) {
    static const char *const small[] = {"de", "del", "el", "en", "la", "las", "los", "que", "con", "por"};
    const char *p = form->text, *const end = p + form->len;
    for (int letters = 0; form->kind == ESC_TOKEN_CAPITAL && p < end; letters++, esc_utf8_next(&p, end)) {
        if (letters < LEAST_NAME) continue;
        const size_t len = (size_t)(p - form->text);
        const esc_form *name = esc_forms_find(&work->forms, form->text, len);
        if (!name || !name->count || name->kind != ESC_TOKEN_CAPITAL) continue;
        const esc_form *rest = esc_forms_intern(&work->forms, p, form->len - len);
        const bool common = name->count > 1 && rest->letters >= LEAST_LETTERS &&
                            rest->classes & ESC_LEX_WORD && rest->log_frequency >= KNOWN_LOG_FREQUENCY;
        if (!common && (work->channel.blanks_active || !ESC_ONE_OF(rest, small))) continue; // Zamarbi de
        part(work, piece, form, len, 0.93f);
        return;
    }
}

// "por locual", "yque": two of the commonest words, the second of which often stands behind the first.
static void part_small(esc_work *work, uint32_t piece, const esc_form *form) {
    const char *p = form->text, *const end = p + form->len;
    if (form->kind != ESC_TOKEN_WORD || form->letters < LEAST_SMALL || form->letters > MOST_SMALL ||
        !form->doubtful || form->classes || form->stands)
        return;
    for (esc_utf8_next(&p, end); p < end; esc_utf8_next(&p, end)) {
        const size_t len = (size_t)(p - form->text);
        const esc_form *first = esc_forms_intern(&work->forms, form->text, len),
                       *second = esc_forms_intern(&work->forms, p, form->len - len);
        if (first->log_frequency < SMALL_LOG_FREQUENCY || second->log_frequency < COMMON_LOG_FREQUENCY)
            continue;
        esc_context state = esc_context_nothing();
        esc_form_step(&work->forms, first, &state, &state);
        if (esc_form_step(&work->forms, second, &state, NULL) < PAIR_NATS) continue;
        part(work, piece, form, len, 0.9f);
        return;
    }
}

// "Dela Comisión", "MINUTA DELA SESIÓN": an article behind the preposition that it ran together with, at a
// row's head or among capitals. A name (Delas) stands behind another one.
static void part_tall(esc_work *work, uint32_t piece, const esc_form *form) {
    static const struct tall {
        const char *read, *meant;
    } words[] = {{"Dela", "De la"},   {"Delos", "De los"}, {"Delas", "De las"}, {"Enel", "En el"},
                 {"Porel", "Por el"}, {"DELA", "DE LA"},   {"DELOS", "DE LOS"}, {"DELAS", "DE LAS"},
                 {"ENEL", "EN EL"},   {"PORLA", "POR LA"}, {"CONEL", "CON EL"}};
    const esc_form *before = piece ? esc_work_raw_form(work, piece - 1) : NULL;
    const bool capital = form->kind == ESC_TOKEN_CAPITAL;
    if ((form->kind != ESC_TOKEN_UPPER && !capital) || esc_work_unit(work, piece)->last ||
        (before && before->kind == ESC_TOKEN_CAPITAL && !esc_work_unit(work, piece)->first))
        return;
    const esc_form *behind = esc_work_raw_form(work, piece + 1);
    if (!behind || behind->kind > ESC_TOKEN_UPPER || (!capital && behind->kind != ESC_TOKEN_UPPER)) return;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(form->text, words[i].read))
            esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[piece], 1, ESC_EDIT_SPLIT,
                           words[i].meant, 0.92f, work->arena);
}

void esc_work_repair_glued(esc_work *work) {
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        const esc_piece *piece = &work->pieces.pieces[i];
        const esc_form *form = work->form_of[piece->first_unit];
        if (!piece->unit_count || piece->unit_count > 2 || !strpbrk(form->text, FIGURES)) continue;
        if (!part_date(work, i, form) && piece->unit_count == 1) part_count(work, i, form);
    }
    if (!work->was_read) return;
    strangers all = {0};
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        const esc_piece *piece = &work->pieces.pieces[i];
        if (piece->unit_count != 1) continue;
        const esc_form *form = work->form_of[piece->first_unit];
        if (figures(form->text + strcspn(form->text, FIGURES))) {
            part_numbered(work, i, form);
            continue;
        }
        if (esc_piece_is_raw(piece)) part_small(work, i, form);
        if (esc_piece_is_raw(piece)) part_tall(work, i, form);
        if (is_strange(form) && form->letters <= MOST_LETTERS && esc_piece_is_raw(piece)) {
            uint32_t *head = head_of(&all, form, form->letters);
            *ESC_GROW(&all, items, 1) = (strange){i, *head};
            *head = all.items_count;
            part_name(work, i, form);
        }
    }
    part_as_elsewhere(work, &all);
    free(all.items);
}
