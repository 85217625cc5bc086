// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/numbers.h"

#include <assert.h>
#include <string.h>

typedef struct value {
    const char *word;
    uint16_t n;
} value;

static const char *const small[30] = {
    "cero",         "uno",         "dos",        "tres",        "cuatro",     "cinco",
    "seis",         "siete",       "ocho",       "nueve",       "diez",       "once",
    "doce",         "trece",       "catorce",    "quince",      "dieciséis",  "diecisiete",
    "dieciocho",    "diecinueve",  "veinte",     "veintiuno",   "veintidós",  "veintitrés",
    "veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve",
};
static const char *const tens[10] = {NULL,        NULL,      NULL,      "treinta", "cuarenta",
                                     "cincuenta", "sesenta", "setenta", "ochenta", "noventa"};
static const char *const hundreds[10] = {
    NULL,         "ciento",      "doscientos",  "trescientos", "cuatrocientos",
    "quinientos", "seiscientos", "setecientos", "ochocientos", "novecientos"};

static const value cardinals[] = {
    {"cero", 0},
    {"un", 1},
    {"uno", 1},
    {"una", 1},
    {"dos", 2},
    {"tres", 3},
    {"cuatro", 4},
    {"cinco", 5},
    {"seis", 6},
    {"siete", 7},
    {"ocho", 8},
    {"nueve", 9},
    {"diez", 10},
    {"once", 11},
    {"doce", 12},
    {"trece", 13},
    {"catorce", 14},
    {"quince", 15},
    {"dieciseis", 16},
    {"diecisiete", 17},
    {"dieciocho", 18},
    {"diecinueve", 19},
    {"veinte", 20},
    {"veintiun", 21},
    {"veintiuno", 21},
    {"veintiuna", 21},
    {"veintidos", 22},
    {"veintitres", 23},
    {"veinticuatro", 24},
    {"veinticinco", 25},
    {"veintiseis", 26},
    {"veintisiete", 27},
    {"veintiocho", 28},
    {"veintinueve", 29},
    {"treinta", 30},
    {"treintaiuno", 31},
    {"cuarenta", 40},
    {"cincuenta", 50},
    {"sesenta", 60},
    {"setenta", 70},
    {"ochenta", 80},
    {"noventa", 90},
    {"cien", 100},
    {"ciento", 100},
    {"doscientos", 200},
    {"doscientas", 200},
    {"trescientos", 300},
    {"trescientas", 300},
    {"cuatrocientos", 400},
    {"cuatrocientas", 400},
    {"quinientos", 500},
    {"quinientas", 500},
    {"seiscientos", 600},
    {"seiscientas", 600},
    {"setecientos", 700},
    {"setecientas", 700},
    {"ochocientos", 800},
    {"ochocientas", 800},
    {"novecientos", 900},
    {"novecientas", 900},
    {"mil", 1000},
};

// Ordinals without their last letter; "primer" and "tercer" also stand by themselves.
static const value ordinals[] = {
    {"primer", 1},          {"segund", 2},          {"tercer", 3},
    {"cuart", 4},           {"quint", 5},           {"sext", 6},
    {"septim", 7},          {"setim", 7},           {"octav", 8},
    {"noven", 9},           {"decim", 10},          {"undecim", 11},
    {"onceav", 11},         {"duodecim", 12},       {"doceav", 12},
    {"decimoprimer", 11},   {"decimosegund", 12},   {"decimotercer", 13},
    {"decimocuart", 14},    {"decimoquint", 15},    {"decimosext", 16},
    {"decimoseptim", 17},   {"decimoctav", 18},     {"decimonoven", 19},
    {"vigesim", 20},        {"vigesimoprimer", 21}, {"vigesimosegund", 22},
    {"vigesimotercer", 23}, {"vigesimocuart", 24},  {"vigesimoquint", 25},
    {"vigesimosext", 26},   {"vigesimoseptim", 27}, {"vigesimoctav", 28},
    {"vigesimonoven", 29},  {"trigesim", 30},       {"cuadragesim", 40},
    {"quincuagesim", 50},   {"sexagesim", 60},      {"septuagesim", 70},
    {"octogesim", 80},      {"nonagesim", 90},      {"centesim", 100},
    {"ducentesim", 200},    {"tricentesim", 300},   {"cuadringentesim", 400},
    {"quingentesim", 500},
};

// Nearly all words are refused by their first letters: `seconds` has, for each first letter from a on, those
// that may follow.
static bool begins(const char *norm, const char *const seconds[26]) {
    char a = norm[0], b = a ? norm[1] : 0;
    return b && a >= 'a' && a <= 'z' && seconds[a - 'a'] && strchr(seconds[a - 'a'], b);
}

static uint16_t cardinal_of(const char *norm) {
    static const char *const seconds[26] = {
        ['c' - 'a'] = "aeiu", ['d' - 'a'] = "io", ['m' - 'a'] = "i", ['n' - 'a'] = "ou", ['o' - 'a'] = "cn",
        ['q' - 'a'] = "u",    ['s' - 'a'] = "ei", ['t' - 'a'] = "r", ['u' - 'a'] = "n",  ['v' - 'a'] = "e"};
    if (!begins(norm, seconds)) return 0;
    for (size_t i = 0; i < sizeof cardinals / sizeof *cardinals; i++)
        if (cardinals[i].word[1] == norm[1] && !strcmp(cardinals[i].word, norm))
            return (uint16_t)(cardinals[i].n + 1);
    return 0;
}

static uint16_t ordinal_of(const char *norm) {
    static const char *const seconds[26] = {
        ['c' - 'a'] = "eu", ['d' - 'a'] = "eou", ['n' - 'a'] = "o",  ['o' - 'a'] = "cn", ['p' - 'a'] = "r",
        ['q' - 'a'] = "u",  ['s' - 'a'] = "e",   ['t' - 'a'] = "er", ['u' - 'a'] = "n",  ['v' - 'a'] = "i"};
    if (!begins(norm, seconds)) return 0;
    size_t len = strlen(norm);
    if (len > 3 && norm[len - 1] == 's') len--;
    for (size_t i = 0; i < sizeof ordinals / sizeof *ordinals; i++) {
        const char *stem = ordinals[i].word;
        if (stem[0] != norm[0] || stem[1] != norm[1]) continue; // nearly all
        size_t n = strlen(stem);
        if (strncmp(norm, stem, n)) continue;
        bool ending = len == n + 1 && strchr("ao", norm[n]), apocope = len == n && stem[n - 1] == 'r';
        if (ending || apocope) return ordinals[i].n;
    }
    return 0;
}

void esc_number_of_word(const char *norm, uint16_t *ret_cardinal, uint16_t *ret_ordinal) {
    *ret_cardinal = cardinal_of(norm);
    *ret_ordinal = ordinal_of(norm);
}

static bool cardinal(const esc_atom *atom, uint32_t *ret) {
    if (!atom || !atom->cardinal) return false;
    *ret = atom->cardinal - 1u;
    return true;
}

// Below a thousand: hundreds, tens "y" units.
static bool below_thousand(esc_cursor *c, uint32_t *ret) {
    uint32_t n, total = 0, least = 1000;
    bool any = false;
    while (cardinal(esc_cursor_atom(c), &n) && n < 1000 && n < least && (n || !any)) {
        total += n;
        any = true;
        c->at++;
        if (n % 100 == 0 && n) {
            least = 100;
            continue;
        }
        // A ten takes a unit behind "y"; "diez y seis" is an older spelling.
        esc_cursor next = *c;
        if (n % 10 == 0 && n >= 10 && (esc_cursor_match(&next, "y|e|i"))) {
            uint32_t unit;
            const uint32_t least_unit = n == 10 ? 6 : 1; // "diez y uno" are two numbers
            if (cardinal(esc_cursor_atom(&next), &unit) && unit >= least_unit && unit < 10) {
                next.at++;
                *c = next;
                total += unit;
            }
        }
        break;
    }
    if (any) *ret = total;
    return any;
}

// "dos'mil", "dos mil. nueve" at a row's end: one sign that a scan put between two words of a number.
static void over_speck(esc_cursor *c, const char *signs, uint32_t least, uint32_t most) {
    const esc_stream *s = c->stream;
    uint32_t n;
    if (c->at + 1 >= c->end || s->atoms[c->at].kind != ESC_ATOM_SIGN) return;
    const char *sign = s->atoms[c->at].text;
    const bool quote = !strcmp(sign, "’") || !strcmp(sign, "‘") || !strcmp(sign, "´") ||
                       (esc_stream_first(s, c->at + 1) && (!strcmp(sign, "”") || !strcmp(sign, "“")));
    if (!quote && (sign[1] || !strchr(signs, sign[0]))) return;
    const bool follows = s->atoms[c->at + 1].shape == ESC_SHAPE_LOWER && cardinal(&s->atoms[c->at + 1], &n) &&
                         n >= least && n < most;
    if (follows) c->at++;
}

bool esc_number_words(esc_cursor *c, uint32_t *ret) {
    esc_cursor start = *c;
    uint32_t head = 1, rest = 0;
    const esc_atom *first = esc_cursor_atom(c);
    if (!first || !first->cardinal) return false;
    bool any = below_thousand(c, &head);
    const uint32_t end = c->at;
    if (any) over_speck(c, "'`*^~\"", 1000, 1001);
    if (!esc_cursor_match(c, "mil")) {
        c->at = end;
        if (any) *ret = head, c->from = start.at;
        return any;
    }
    if (!any || head == 2) // a year
        over_speck(c, esc_stream_first(c->stream, c->at + 1) ? "'`*^~\".," : "'`*^~\"", 1, 1000);
    bool tail = below_thousand(c, &rest);
    *ret = (any ? head : 1) * 1000 + (tail ? rest : 0);
    c->from = start.at;
    return true;
}

bool esc_number_figures(esc_cursor *c, uint32_t *ret) {
    const esc_atom *atom = esc_cursor_atom(c);
    if (!atom || (atom->kind != ESC_ATOM_NUMBER && atom->kind != ESC_ATOM_MIXED)) return false;
    uint32_t n = 0;
    size_t digits = 0;
    for (const char *p = atom->text; *p; p++, digits++) {
        int d = *p >= '0' && *p <= '9' ? *p - '0' : strchr("lI|", *p) ? 1 : strchr("oO", *p) ? 0 : -1;
        if (d < 0 || digits == 6) return false;
        n = n * 10 + (uint32_t)d;
    }
    *ret = n;
    c->from = c->at++;
    return true;
}

bool esc_number_any(esc_cursor *c, uint32_t *ret) {
    const esc_atom *first = esc_cursor_atom(c);
    if (!first || first->kind == ESC_ATOM_SIGN || (first->kind == ESC_ATOM_WORD && !first->cardinal))
        return false;
    uint32_t start = c->at, n, again;
    if (!esc_number_figures(c, &n) && !esc_number_words(c, &n)) return false;
    esc_cursor next = *c;
    if (esc_cursor_sign(&next, '(') &&
        (esc_number_figures(&next, &again) || esc_number_words(&next, &again)) && again == n &&
        esc_cursor_sign(&next, ')'))
        *c = next;
    c->from = start;
    *ret = n;
    return true;
}

static bool ordinal(const esc_atom *atom, uint32_t *ret) {
    if (!atom || !atom->ordinal) return false;
    *ret = atom->ordinal;
    return true;
}

bool esc_number_ordinal_words(esc_cursor *c, uint32_t *ret) {
    esc_cursor start = *c;
    uint32_t total = 0, n, least = 10000;
    while (ordinal(esc_cursor_atom(c), &n) &&
           (least == 10000 || (n < least && n < (least > 99 ? 100 : 10)))) {
        total += n;
        c->at++;
        if (n % 10) break;
        least = n;
    }
    if (!total) return false;
    c->from = start.at;
    *ret = total;
    return true;
}

uint32_t esc_number_roman(const char *text, bool loose) {
    static const uint16_t letters[128] = {
        ['I'] = 1, ['V'] = 5, ['X'] = 10, ['L'] = 50, ['C'] = 100, ['D'] = 500};
    uint32_t total = 0, before = 0;
    size_t len = strlen(text);
    if (len > 13 || (len < 3 && strchr(text, 'D'))) return 0; // CD, DC are acronyms
    for (const char *p = text; *p; p++) {
        char c = loose && strchr("l1|i", *p) ? 'I' : loose && *p == 'v' ? 'V' : loose && *p == 'x' ? 'X' : *p;
        const uint32_t n = (unsigned char)c < 128 ? letters[(unsigned char)c] : 0;
        if (!n) return 0;
        if (before && n > before) {
            if (total < 2 * before)
                total = n - before;
            else
                total += n - 2 * before;
        } else {
            total += n;
        }
        before = n;
    }
    // Only numerals as they are properly written count: MIX and IIX are words or noise.
    esc_buf proper = {0};
    bool same = total && total < 900;
    if (same) {
        esc_number_write_roman(total, &proper);
        same = strlen(esc_buf_text(&proper)) == len;
        for (size_t i = 0; same && text[i]; i++) same = loose || proper.bytes[i] == text[i];
    }
    esc_buf_free(&proper);
    return same ? total : 0;
}

uint32_t esc_number_small_roman(const char *text) {
    return text[strspn(text, "ivx")] ? 0 : esc_number_roman(text, true);
}

// 5a, 5ª, 1er, 23va; also "5 a." in two pieces is left to the corrector.
bool esc_number_ordinal_figures(const esc_atom *atom, uint32_t *ret) {
    static const char *const endings[] = {"a",  "o",  "ª",  "º",  "°",  "er", "ra", "ro", "da", "do",
                                          "ta", "to", "ma", "mo", "va", "vo", "na", "no", NULL};
    if (!atom || atom->kind != ESC_ATOM_MIXED) return false;
    uint32_t n = 0;
    const char *p = atom->norm;
    for (; *p >= '0' && *p <= '9' && n < 1000; p++) n = n * 10 + (uint32_t)(*p - '0');
    if (!n || p == atom->norm) return false;
    for (const char *const *e = endings; *e; e++)
        if (!strcmp(p, *e)) {
            *ret = n;
            return true;
        }
    return false;
}

// "XXIII", "XXIIIª": with the sign of an ordinal or without.
static uint32_t roman_ordinal(const esc_atom *atom) {
    enum { LONGEST_ROMAN = 15 };
    char text[LONGEST_ROMAN + 1];
    if (!strchr("IVXLCD", atom->text[0])) return 0;
    const size_t len = strspn(atom->text, "IVXLC");
    const char *sign = atom->text + len;
    if (atom->shape == ESC_SHAPE_UPPER && (unsigned char)*sign < 128)
        return esc_number_roman(atom->text, false);
    if (!len || len > LONGEST_ROMAN || (strcmp(sign, "ª") && strcmp(sign, "º") && strcmp(sign, "°")))
        return 0;
    memcpy(text, atom->text, len);
    text[len] = 0;
    return esc_number_roman(text, false);
}

bool esc_number_ordinal(esc_cursor *c, uint32_t *ret) {
    if (esc_number_ordinal_words(c, ret)) return true;
    const esc_atom *atom = esc_cursor_atom(c);
    if (!atom) return false;
    uint32_t n = 0;
    if (!esc_number_ordinal_figures(atom, &n)) n = roman_ordinal(atom);
    if (!n) return false;
    c->from = c->at++;
    esc_cursor_sign(c, '.');
    *ret = n;
    return true;
}

bool esc_number_year(esc_cursor *c, uint32_t *ret) {
    esc_cursor next = *c;
    uint32_t n, rest;
    if (esc_number_figures(&next, &n)) {
        esc_cursor dotted = next; // 2.017, as Spain writes it
        if ((n == 1 || n == 2) && (esc_cursor_sign(&dotted, '.') || esc_cursor_sign(&dotted, ',')) &&
            esc_cursor_atom(&dotted) && esc_cursor_atom(&dotted)->glued &&
            strlen(esc_cursor_atom(&dotted)->text) == 3 && esc_number_figures(&dotted, &rest))
            n = n * 1000 + rest, next = dotted;
        if ((n == 19 || n == 20 || n == 201 || n == 202) && esc_number_figures(&next, &rest)) {
            if (n < 100 && rest < 100)
                n = n * 100 + rest;
            else if (n > 100 && rest < 10)
                n = n * 10 + rest;
        }
    } else if (!esc_number_words(&next, &n)) {
        return false;
    }
    bool words = c->at < c->end && c->stream->atoms[c->at].kind == ESC_ATOM_WORD;
    if (n < (words ? 1810u : 1900u) || n > 2100) return false; // an amount is seldom told in words alone
    next.from = c->at;
    *c = next;
    *ret = n;
    return true;
}

static void write_below_hundred(uint32_t n, esc_number_form form, esc_buf *out) {
    if (n == 1 || n == 21) {
        static const char *const one[2][3] = {{"uno", "un", "una"}, {"veintiuno", "veintiún", "veintiuna"}};
        esc_buf_puts(out, one[n == 21][form]);
    } else if (n < 30) {
        esc_buf_puts(out, small[n]);
    } else {
        esc_buf_puts(out, tens[n / 10]);
        if (n % 10) {
            esc_buf_puts(out, " y ");
            write_below_hundred(n % 10, form, out);
        }
    }
}

void esc_number_write(uint32_t n, esc_number_form form, esc_buf *out) {
    assert(n < 1000000);
    if (n >= 1000) {
        if (n >= 2000) {
            esc_number_write(n / 1000, ESC_NUMBER_UN, out);
            esc_buf_putc(out, ' ');
        }
        esc_buf_puts(out, "mil");
        if (!(n %= 1000)) return;
        esc_buf_putc(out, ' ');
    }
    if (n == 100) {
        esc_buf_puts(out, "cien");
        return;
    }
    if (n > 100) {
        esc_buf_puts(out, hundreds[n / 100]);
        if (!(n %= 100)) return;
        esc_buf_putc(out, ' ');
    }
    write_below_hundred(n, form, out);
}

void esc_number_write_roman(uint32_t n, esc_buf *out) {
    static const struct {
        uint32_t n;
        const char *letters;
    } steps[] = {{500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"},
                 {10, "X"},  {9, "IX"},   {5, "V"},   {4, "IV"},  {1, "I"}};
    assert(n < 900);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        for (; n >= steps[i].n; n -= steps[i].n) esc_buf_puts(out, steps[i].letters);
}
