// SPDX-License-Identifier: GPL-3.0-or-later
// Letters read for figures where only figures can stand: the years and days of dates, hours, shares, amounts,
// what is counted, and what stands beside it in words: 14 de marzo de 2O18, 1S de mayo, 18:4O, l00 %,
// $l,250.00, OO/1OO M.N., ll votos, 2O integrantes, cinco (S). Whoever types writes no such thing. No figure
// ever becomes a letter or another one.
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/nouns.h"

enum { MOST_CHARS = 24, MOST_DAY = 31, MOST_MINUTE = 59, MOST_HOUR = 24, MOST_COUNT = 4, MONEY_REACH = 3 };

#define FUNCTION_LOG_FREQUENCY -7.5f

static const char digits[] = "0123456789";
static const char *const links[] = {"de", "del"};

// A row of figures, some of which were read as letters, up to the next blank or bracket: its pieces, what was
// read, and what that says as figures.
struct run {
    uint32_t piece, pieces;
    size_t len, letters, figures; // of what was read
    bool stopped;                 // its last piece, cut as an initial, holds the sentence's stop: "18:4O."
    char read[MOST_CHARS], meant[MOST_CHARS];
};

// The figure that a letter was read for; 0: none.
static char figure_of(char c) {
    static const char letters[] = "OoQSlI", meant[] = "000511";
    if (c >= '0' && c <= '9') return c;
    const char *at = c ? strchr(letters, c) : NULL;
    return at ? meant[at - letters] : 0;
}

// The same of all that looks a little like a figure, where the number is told in words beside it.
static char figure_like(char c) {
    static const char letters[] = "DUcCi!|][JzZAhsbGTBgq", meant[] = "000011111122445667899";
    const char figure = figure_of(c), *at = c ? strchr(letters, c) : NULL;
    return figure ? figure : at ? meant[at - letters] : 0;
}

// False where no such row begins at a piece.
static bool read_run(const esc_work *work, uint32_t piece, char (*figure)(char), struct run *ret) {
    static const char *const opening[] = {"(", "$", "€", "["};
    const uint32_t count = work->pieces.pieces_count;
    *ret = (struct run){.piece = piece};
    if (!work->pieces.pieces[piece].unit_count) return false;
    if (esc_work_is_glued(work, piece) && !ESC_ONE_OF(esc_work_raw_form(work, piece - 1), opening))
        return false;
    for (uint32_t i = piece; i < count && (i == piece || esc_work_is_glued(work, i)); i++) {
        size_t len, next_len;
        const char *text = esc_work_raw_text(work, i, &len);
        if (len == 1 && i > piece && strchr(".,:/", *text)) {
            // the sentence's, or the number's where more of it follows
            const bool more = i + 1 < count && esc_work_is_glued(work, i + 1);
            if (!more || !figure(*esc_work_raw_text(work, i + 1, &next_len))) break;
        } else if (esc_work_unit(work, i)->kind == ESC_TOKEN_PUNCT && !figure(*text)) {
            if (strchr("-_", *text)) return false; // a code's, or a range's
            break;
        }
        ret->stopped = esc_work_unit(work, i)->kind == ESC_TOKEN_INITIAL;
        len -= ret->stopped;
        if (ret->len + len + 2 > MOST_CHARS) return false;
        for (size_t k = 0; k < len; k++, ret->len++) {
            const bool mark = strchr(".,:/", text[k]) != NULL;
            ret->read[ret->len] = text[k];
            if (!(ret->meant[ret->len] = mark ? text[k] : figure(text[k]))) return false;
            ret->letters += ret->meant[ret->len] != text[k];
            ret->figures += esc_utf8_is_digit((unsigned char)text[k]);
        }
        ret->pieces++;
        if (ret->stopped) break;
    }
    return ret->letters > 0;
}

// The word that a piece says now, in the document's forms or NULL: a month may have been mended.
static const esc_form *said(const esc_work *work, uint32_t piece) {
    size_t len;
    if (piece >= work->pieces.pieces_count || !work->pieces.pieces[piece].unit_count) return NULL;
    const char *text = esc_work_piece_text(work, piece, &len);
    return esc_forms_find(&work->forms, text, len);
}

// What stands before a run and behind it, less the bracket or the sign that opens it.
static uint32_t before(const struct run *run, uint32_t back) {
    return run->piece >= back ? run->piece - back : UINT32_MAX;
}

static uint32_t behind(const struct run *run, uint32_t on) { return run->piece + run->pieces + on - 1; }

bool esc_work_dates_year(const esc_work *work, uint32_t piece) {
    static const char *const years[] = {"año", "ejercicio", "fiscal"};
    if (piece < 2) return false;
    const esc_form *form = said(work, piece - 1);
    if (ESC_ONE_OF(form, links)) form = said(work, piece - 2);
    return ESC_ONE_OF(form, years) || esc_form_is_month(form);
}

static bool is_number(const struct run *run) { return strspn(run->meant, digits) == run->len; }

// "ll", "lO": what is no word and begins as a number may; lo is one.
static bool is_strokes(const struct run *run) {
    return *run->read == 'l' && strspn(run->read, "lO") == run->len;
}

// "1o", "2o": ordinals as typewriters have them.
static bool may_be_ordinal(const struct run *run) {
    return run->letters == 1 && run->read[run->len - 1] == 'o';
}

static bool tells_year(const esc_work *work, const struct run *run) {
    return run->figures && is_number(run) && esc_text_is_year(run->meant, run->len) &&
           esc_work_dates_year(work, run->piece);
}

// "1S de mayo", "ll de mayo"
static bool tells_day(const esc_work *work, const struct run *run) {
    const int value = atoi(run->meant);
    return is_number(run) && run->len == 2 && value && value <= MOST_DAY && !may_be_ordinal(run) &&
           (run->figures || is_strokes(run)) && ESC_ONE_OF(said(work, behind(run, 1)), links) &&
           esc_form_is_month(said(work, behind(run, 2)));
}

// "18:4O", "las l2:O5", "18.3O horas"
static bool tells_hour(const esc_work *work, const struct run *run) {
    static const char *const articles[] = {"las", "la"}, *const units[] = {"horas", "hrs", "hs", "h", "hora"};
    const size_t hour = strspn(run->meant, digits);
    const char mark = run->meant[hour];
    if (!hour || hour > 2 || (mark != ':' && mark != '.') || atoi(run->meant) > MOST_HOUR) return false;
    for (const char *p = run->meant + hour; *p; p += 3)
        if (*p != mark || strspn(p + 1, digits) < 2 || atoi(p + 1) > MOST_MINUTE) return false;
    const bool counted = ESC_ONE_OF(said(work, behind(run, 1)), units);
    if (mark == '.') return counted;
    return counted || run->figures || ESC_ONE_OF(said(work, before(run, 1)), articles);
}

// "1O %", "l00 por ciento"
static bool tells_share(const esc_work *work, const struct run *run) {
    const size_t whole = strspn(run->meant, digits);
    if (!run->figures || !whole || whole > 3 || (run->meant[whole] && !strchr(".,", run->meant[whole])))
        return false;
    return esc_work_says(work, behind(run, 1), "%") ||
           (esc_work_says(work, behind(run, 1), "por") && esc_work_says(work, behind(run, 2), "ciento"));
}

// "pesos OO/1OO M.N."
static bool tells_cents(const esc_work *work, const struct run *run) {
    static const char *const money[] = {"pesos", "M.", "MN", "M.N", "Moneda", "moneda"};
    if (run->len != 6 || strspn(run->meant, digits) != 2 || strcmp(run->meant + 2, "/100") != 0) return false;
    for (uint32_t i = 1; i <= MONEY_REACH; i++)
        if (ESC_ONE_OF(said(work, before(run, i)), money) || ESC_ONE_OF(said(work, behind(run, i)), money))
            return true;
    return false;
}

// "2O integrantes", "ll votos", "l abstención": what is counted stands behind, and nothing before that would
// have the number of a part (fracción ll).
static bool tells_count(const esc_work *work, const struct run *run) {
    static const char *const votes[] = {"voto", "votos", "abstención", "abstenciones"};
    const esc_form *next = said(work, behind(run, 1)), *last = said(work, before(run, 1));
    if (!is_number(run) || run->stopped || run->len > MOST_COUNT || *run->meant == '0' ||
        may_be_ordinal(run) || !next || esc_work_is_glued(work, behind(run, 1)))
        return false;
    const bool ballot =
        ESC_ONE_OF(next, votes) || esc_work_counts_from(work, work->pieces.pieces[behind(run, 1)].first_unit);
    // "l05 nuevos" may be los, if the decoder says so
    if (!ballot && (!esc_noun_is_counted(work, next) || !esc_piece_is_raw(&work->pieces.pieces[run->piece])))
        return false;
    if (run->figures) return ballot || !strchr(run->read, 'I'); // 2I
    if (!is_strokes(run) || (run->len == 1 && !ballot)) return false;
    if (esc_work_unit(work, run->piece)->first || !last || last->kind > ESC_TOKEN_UPPER)
        return ballot && last;
    return last->log_frequency > FUNCTION_LOG_FREQUENCY || !esc_noun_gender(work, last);
}

// What a word counts, up to the tens; −1: nothing.
static int number_word(const esc_form *form) {
    static const char *const words[] = {
        "cero",         "uno",         "dos",        "tres",        "cuatro",     "cinco",
        "seis",         "siete",       "ocho",       "nueve",       "diez",       "once",
        "doce",         "trece",       "catorce",    "quince",      "dieciséis",  "diecisiete",
        "dieciocho",    "diecinueve",  "veinte",     "veintiuno",   "veintidós",  "veintitrés",
        "veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve"};
    static const char *const tens[] = {"treinta", "cuarenta", "cincuenta", "sesenta",
                                       "setenta", "ochenta",  "noventa",   "cien"};
    static const char *const ones[] = {"un", "una"};
    if (!form) return -1;
    for (int i = 0; i < (int)(sizeof words / sizeof *words); i++)
        if (esc_form_same_letters(form, words[i])) return i;
    for (int i = 0; i < (int)(sizeof tens / sizeof *tens); i++)
        if (esc_form_is(form, tens[i])) return 30 + 10 * i;
    return ESC_ONE_OF(form, ones) ? 1 : -1;
}

// The number that the words up to a piece tell, "treinta y cinco"; −1: none.
static int told_before(const esc_work *work, uint32_t piece) {
    const int last = number_word(said(work, piece));
    if (last < 0 || last > 9 || piece < 2 || !esc_work_says(work, piece - 1, "y")) return last;
    const int tens = number_word(said(work, piece - 2));
    return tens > 20 && tens % 10 == 0 ? tens + last : last;
}

// "cinco (S)", "2O (veinte)"
static bool is_told_beside(const esc_work *work, const struct run *run) {
    if (!is_number(run) || run->len > MOST_COUNT) return false;
    const uint32_t next = behind(run, 1);
    int value = -1;
    if (run->piece > 1 && esc_work_says(work, run->piece - 1, "(") && esc_work_says(work, next, ")"))
        value = told_before(work, run->piece - 2);
    else if (run->figures && esc_work_says(work, next, "("))
        for (uint32_t i = next + 2; i <= next + 4 && value < 0; i++)
            if (esc_work_says(work, i, ")")) value = told_before(work, i - 1);
    return value >= 0 && value == atoi(run->meant);
}

// "OO45": nothing else begins with two noughts.
static bool tells_folio(const esc_work *work, const struct run *run) {
    (void)work;
    return run->figures && is_number(run) && run->letters > 1 && strspn(run->read, "O") == run->letters;
}

// "$3,4S0.00", "$ l,000.00"; "10,5OO.OO pesos"
static bool tells_amount(const esc_work *work, const struct run *run) {
    static const char *const money[] = {"pesos",     "euros", "colones", "dólares", "soles",
                                        "bolívares", "M",     "M.",      "MN"};
    static const char *const signs[] = {"$", "€"};
    const bool sign = run->piece && ESC_ONE_OF(esc_work_raw_form(work, run->piece - 1), signs);
    const size_t noughts = run->letters - (strcspn(run->read, "SlI") < run->len);
    if (strpbrk(run->read, ":/") || (!sign && !esc_utf8_is_digit((unsigned char)*run->read))) return false;
    if (!sign && !ESC_ONE_OF(said(work, behind(run, 1)), money) &&
        (2 * run->letters >= run->len || noughts < run->letters))
        return false; // 1.1Il
    for (const char *group = ","; group; group = *group == ',' ? "." : NULL) {
        const char *rest = esc_amount_cents(run->meant, *group);
        if (rest && *rest != *group) return true;
    }
    const size_t row = strspn(run->meant, digits); // $4S0.00
    return sign && run->figures && row && row <= 3 && run->meant[row] == '.' &&
           strspn(run->meant + row + 1, digits) == 2 && !run->meant[row + 3];
}

static void say(esc_work *work, const struct run *run, float confidence) {
    esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[run->piece], run->pieces, ESC_EDIT_DIGIT,
                   esc_arena_printf(work->arena, "%s%s", run->meant, run->stopped ? "." : ""), confidence,
                   work->arena);
}

void esc_work_repair_noughts(esc_work *work) {
    static bool (*const tells[])(const esc_work *, const struct run *) = {
        tells_year, tells_day, tells_hour, tells_share, tells_cents, tells_count, tells_folio, tells_amount,
    };
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        struct run run;
        bool mended = false;
        if (read_run(work, i, figure_of, &run))
            for (size_t k = 0; k < sizeof tells / sizeof *tells && !mended; k++)
                if ((mended = tells[k](work, &run))) say(work, &run, 0.94f);
        if (!mended && read_run(work, i, figure_like, &run) && is_told_beside(work, &run))
            say(work, &run, 0.95f);
    }
}
