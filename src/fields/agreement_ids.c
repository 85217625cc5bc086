// SPDX-License-Identifier: GPL-3.0-or-later
// What agreements are known by: codes, numbers, ordinals.
#include "fields/agreement_ids.h"

#include <stdlib.h>
#include <string.h>

#include "base/distance.h"
#include "fields/codes.h"
#include "fields/dates.h"
#include "fields/numbers.h"

enum { LEAST_LETTERS = 4 };

// "S.O.IV.01.2015": letters and two numbers at least, joined by dots alone. Gives its end, or `at`.
static uint32_t dotted_end(const esc_stream *s, uint32_t at, uint32_t end) {
    uint32_t groups = 1, numbers = 0, i = at;
    if (s->atoms[at].kind != ESC_ATOM_WORD || s->atoms[at].shape != ESC_SHAPE_UPPER) return at;
    while (i + 2 < end && esc_stream_sign(s, i + 1, '.') && s->atoms[i + 1].glued && s->atoms[i + 2].glued &&
           s->atoms[i + 2].kind != ESC_ATOM_SIGN && s->atoms[i + 2].shape != ESC_SHAPE_LOWER) {
        i += 2, groups++;
        numbers += s->atoms[i].kind == ESC_ATOM_NUMBER;
    }
    // "V.1.2" is a point
    return numbers > 1 && (groups > 3 || (groups == 3 && s->atoms[at].norm_len > 1)) ? i + 1 : at;
}

// "R. 88/2022", "R.D. 041/2018", "CG-EX 58/2018": the letters of a series before a number and a year. Gives
// its end, or `at`.
static uint32_t lettered_end(const esc_stream *s, uint32_t at, uint32_t end) {
    uint32_t i = at, letters = 0;
    if (at >= end || !esc_stream_first(s, at)) return at;
    while (i < end && s->atoms[i].shape == ESC_SHAPE_UPPER && s->atoms[i].kind == ESC_ATOM_WORD &&
           (i == at || s->atoms[i].glued) && s->atoms[i].norm_len < 6) {
        letters += s->atoms[i].norm_len, i++;
        if (i + 1 < end && s->atoms[i].glued && esc_atom_is(&s->atoms[i], ".|-|/")) i++;
    }
    if (i == at || i + 2 >= end || s->atoms[i].kind != ESC_ATOM_NUMBER || s->atoms[i].glued ||
        esc_stream_first(s, i) || (letters < 2 && !esc_stream_sign(s, i - 1, '.')) ||
        !esc_atom_is(&s->atoms[i + 1], "/|-"))
        return at;
    const uint32_t to = esc_code_end(s, i, end);
    return to > i ? to : at;
}

// The end of the code at `at`, or `at`.
uint32_t esc_agreement_id_end(const esc_stream *s, uint32_t at, uint32_t end) {
    uint32_t to = esc_code_end(s, at, end);
    if (to == at) to = lettered_end(s, at, end);
    return to > at ? to : dotted_end(s, at, end);
}

char *esc_agreement_id_text(const esc_stream *s, esc_arena *arena, uint32_t from, uint32_t to) {
    return lettered_end(s, from, to) == to ? esc_stream_text(s, arena, from, to)
                                           : esc_code_text(s, arena, from, to);
}

// "S.O. 2/16-1": letters with dots before the number. Gives where they end, or `at`.
static uint32_t over_letters(const esc_stream *s, uint32_t at, uint32_t end) {
    uint32_t i = at;
    while (i + 2 < end && s->atoms[i].shape == ESC_SHAPE_UPPER && !s->atoms[i].norm[1] &&
           esc_stream_sign(s, i + 1, '.') && s->atoms[i + 1].glued && (i == at || s->atoms[i].glued))
        i += 2;
    return i > at + 2 && i < end && s->atoms[i].kind == ESC_ATOM_NUMBER && !esc_stream_first(s, i) ? i : at;
}

// "HCD 141/19": the letters of a series before a number and a year. Gives its end, or `at`.
static uint32_t series_end(const esc_stream *s, uint32_t at, uint32_t end) {
    const esc_atom *letters = &s->atoms[at];
    if (letters->shape != ESC_SHAPE_UPPER || letters->norm_len < 2 || letters->norm_len > 5 ||
        at + 3 >= end || letters[1].kind != ESC_ATOM_NUMBER || esc_stream_first(s, at + 1) ||
        !esc_atom_is(&letters[2], "/|-") || esc_number_roman(letters->text, false))
        return at;
    const uint32_t to = esc_code_end(s, at + 1, end);
    return to > at + 1 ? to : at;
}

uint32_t esc_agreement_letters(const esc_stream *s, uint32_t at, uint32_t end) {
    uint32_t i = at;
    while (i + 1 < end && s->atoms[i].shape == ESC_SHAPE_UPPER && s->atoms[i].norm_len < 4 &&
           esc_stream_sign(s, i + 1, '.') && s->atoms[i + 1].glued)
        i += 2;
    return i > at && i < end && esc_atom_is(&s->atoms[i], "numero|no|num|nro|n|n°|nº") ? i : at;
}

uint32_t esc_agreement_text(const esc_stream *s, uint32_t from, uint32_t to) {
    esc_date day;
    esc_cursor c = esc_cursor_on(s, from, to), dated = c;
    if (esc_cursor_match(&dated, "de|del fecha|dia?") || esc_cursor_match(&dated, "de|del")) {
        // ", de 3 de mayo de 2021.- Aprobar …"
        if (esc_date_parse(&dated, &day) && dated.at < to && s->atoms[dated.at].kind == ESC_ATOM_SIGN)
            c = dated;
    }
    for (uint32_t i = c.at; i + 2 < to; i++) {
        // "… CONSIDERANDO: I- Que …; por tanto, ACUERDA: Autorizar …"
        if (!esc_stream_sign(s, i + 1, ':') ||
            !esc_atom_is(&s->atoms[i], "acuerd@|acuerdan|acordo|acordaron|resuelve|resuelven|resolvio|"
                                       "dispone|decide"))
            continue;
        c.at = i + 2;
        break;
    }
    while (c.at < to && s->atoms[c.at].kind == ESC_ATOM_SIGN && s->atoms[c.at].text[0] != '(') c.at++;
    return c.at;
}

// The id at the cursor: a code, a number with its sign, an ordinal. NULL where there is none.
char *esc_agreement_id(esc_reader *r, esc_cursor *c, uint32_t *ret_from) {
    const esc_stream *s = c->stream;
    uint32_t start = c->at, n;
    const uint32_t series = esc_agreement_letters(s, c->at, c->end);
    c->at = series;
    esc_cursor_match(c, "numero|no|num|nro|n|n°|nº|#");
    bool sign = c->at > series;
    while (c->at < c->end && esc_stream_sign(s, c->at, '.')) c->at++;
    *ret_from = c->at;
    const esc_atom *atom = esc_cursor_atom(c);
    if (!atom) return NULL;
    uint32_t letters = over_letters(s, c->at, c->end);
    if (letters > c->at) {
        uint32_t behind = esc_code_end(s, letters, c->end);
        c->at = behind > letters ? behind : letters + 1;
        return esc_stream_text(s, r->arena, *ret_from, c->at);
    }
    uint32_t to = series_end(s, c->at, c->end);
    if (to > c->at) {
        c->at = to;
        return esc_stream_text(s, r->arena, *ret_from, to);
    }
    to = esc_code_end(s, c->at, c->end);
    if (to > c->at) {
        // "SO/II-19/01,R": the letter says what kind of agreement it is
        if (to + 1 < c->end && esc_stream_sign(s, to, ',') && s->atoms[to].glued && s->atoms[to + 1].glued &&
            s->atoms[to + 1].shape == ESC_SHAPE_UPPER && !s->atoms[to + 1].norm[1])
            to += 2;
        char *code = esc_code_text(s, r->arena, c->at, to);
        c->at = to;
        return code;
    }
    uint32_t dotted = c->at + 1; // 02.01.2021, XXIV.1
    const bool numeral = atom->shape == ESC_SHAPE_UPPER && esc_number_roman(atom->text, false);
    while ((atom->kind == ESC_ATOM_NUMBER || numeral) && dotted + 1 < c->end &&
           esc_stream_sign(s, dotted, '.') && s->atoms[dotted].glued && s->atoms[dotted + 1].glued &&
           s->atoms[dotted + 1].kind == ESC_ATOM_NUMBER)
        dotted += 2;
    if (dotted > c->at + 1) {
        // "112.01.O.": the letter says what kind of session it is of
        if (dotted + 1 < c->end && esc_stream_sign(s, dotted, '.') && s->atoms[dotted].glued &&
            s->atoms[dotted + 1].glued && s->atoms[dotted + 1].shape == ESC_SHAPE_UPPER &&
            !s->atoms[dotted + 1].norm[1])
            dotted += 2;
        c->at = dotted;
        return esc_stream_text(s, r->arena, *ret_from, dotted);
    }
    esc_cursor word = *c;
    bool number = esc_number_figures(&word, &n) || esc_number_ordinal_words(&word, &n) ||
                  (atom->shape == ESC_SHAPE_UPPER && esc_number_roman(atom->text, false) && ++word.at) ||
                  esc_cursor_match(&word, "unico|unica") ||
                  (esc_number_ordinal_figures(atom, &n) && ++word.at);
    if (!number) // "ACUERDO NÚMERO DOS", "ACUERDO UNO: …"
        number = esc_number_words(&word, &n) &&
                 (sign || (word.at < c->end && esc_atom_is(&s->atoms[word.at], ":|.")));
    if (!number) {
        c->at = start;
        return NULL;
    }
    *c = word;
    uint32_t year; // "ACUERDO 027 DE 2023"
    if (esc_cursor_match(&word, "de|del") && esc_number_figures(&word, &year) && year > 1900 && year < 2100)
        *c = word;
    return esc_stream_text(s, r->arena, *ret_from, c->at);
}

// "1.1 Citar …", "112.1  Se aprueban …": a number with its parts that begins a row, before a capital.
uint32_t esc_agreement_part(const esc_stream *s, uint32_t at, uint32_t end, uint32_t *ret_last) {
    uint32_t i = at;
    if (at >= end || !esc_stream_first(s, at) || s->atoms[at].kind != ESC_ATOM_NUMBER) return at;
    while (i + 2 < end && esc_stream_sign(s, i + 1, '.') && s->atoms[i + 1].glued && s->atoms[i + 2].glued &&
           s->atoms[i + 2].kind == ESC_ATOM_NUMBER && strlen(s->atoms[i + 2].text) < 3)
        i += 2;
    if (i == at) return at;
    *ret_last = (uint32_t)strtoul(s->atoms[i].text, NULL, 10);
    uint32_t text = i + 1;
    while (text < end && esc_atom_is(&s->atoms[text], ".|-|)|:")) text++;
    const bool capital = text < end && !esc_stream_first(s, text) && s->atoms[text].kind == ESC_ATOM_WORD &&
                         s->atoms[text].shape != ESC_SHAPE_LOWER;
    return capital ? i + 1 : at;
}

// The codes differ in one group of figures, which is one more in the second: 03-ORD-02 and 03-ORD-03,
// JD-101-2023 and JD-102-2023.
bool esc_agreement_counts_up(const char *a, const char *b) {
    const char *p = a, *q = b;
    while (*p && *p == *q) p++, q++;
    while (p > a && p[-1] >= '0' && p[-1] <= '9') p--, q--;
    char *p_end, *q_end;
    long n = strtol(p, &p_end, 10), m = strtol(q, &q_end, 10);
    return p_end > p && q_end > q && p_end - p < 4 && m == n + 1 && !strcmp(p_end, q_end);
}

// How often the letters begin a code in the text.
static uint32_t codes_with(const esc_stream *s, const char *letters, size_t len) {
    uint32_t n = 0;
    for (uint32_t i = 0; i + 1 < s->atoms_count; i++)
        n += s->atoms[i].shape == ESC_SHAPE_UPPER && strlen(s->atoms[i].raw) == len &&
             !strncmp(s->atoms[i].raw, letters, len) && s->atoms[i + 1].glued &&
             esc_atom_is(&s->atoms[i + 1], "/|-|.");
    return n;
}

const char *esc_agreement_id_attested(const esc_stream *s, esc_arena *arena, const char *id) {
    const size_t len = strspn(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    if (len < LEAST_LETTERS || !strchr("/-.", id[len]) || codes_with(s, id, len) > 1) return id;
    const char *best = NULL;
    uint32_t most = 1;
    for (uint32_t i = 0; i + 1 < s->atoms_count; i++) {
        if (s->atoms[i].shape != ESC_SHAPE_UPPER || !s->atoms[i + 1].glued) continue;
        const char *other = s->atoms[i].raw;
        const size_t n = strlen(other), most_apart = (n + len) / 4;
        if (n < LEAST_LETTERS || n > len + most_apart || len > n + most_apart ||
            (n == len && !strncmp(other, id, len)) || esc_distance(other, n, id, len) > most_apart)
            continue;
        const uint32_t count = codes_with(s, other, n);
        if (count > most) best = other, most = count;
    }
    return best ? esc_arena_printf(arena, "%s%s", best, id + len) : id;
}
