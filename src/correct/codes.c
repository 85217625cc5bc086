// SPDX-License-Identifier: GPL-3.0-or-later
// Codes and numbers of lists, repaired by their grammar alone: the parts of an oficio's number that a blank
// tore apart, the year that was, "No." before a code, the 1 of a list that reads "l.". No digit ever becomes
// another one.
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/work.h"

enum {
    LIST_REACH = 60, // units in which the list's second item has to follow
};

static size_t digits_at_end(const esc_form *form) {
    size_t count = 0;
    while (count < form->len && esc_utf8_is_digit((unsigned char)form->text[form->len - 1 - count])) count++;
    return count;
}

static bool all_digits(const esc_form *form) { return digits_at_end(form) == form->len; }

// "…/20" "17", "…/2" "11/2017", "…/UTSI/" "211/2017": the rest of a code that a blank tore apart. "23-201"
// "7" of a paper that names that year.
static bool code_goes_on(const esc_work *work, const esc_form *code, const esc_form *rest) {
    const bool slashed = code->kind == ESC_TOKEN_CODE && memchr(code->text, '/', code->len),
               dashed = !slashed && code->kind != ESC_TOKEN_WORD && memchr(code->text, '-', code->len);
    if (!slashed && !dashed) return false;
    size_t tail = digits_at_end(code);
    char before = code->text[code->len - tail - (tail < code->len)];
    if (!tail || (before != '/' && before != '-')) return false;
    if (all_digits(rest)) { // completes the year
        char year[4];
        if (tail + rest->len != sizeof year) return false;
        memcpy(year, code->text + code->len - tail, tail);
        memcpy(year + tail, rest->text, rest->len);
        const esc_form *named = esc_forms_find(&work->forms, year, sizeof year);
        return esc_text_is_year(year, sizeof year) && (slashed || (named && named->count && tail > 1));
    }
    if (!slashed) return false;
    // digits, one slash, a year; and the code has none yet
    const char *slash = memchr(rest->text, '/', rest->len);
    if (!slash || tail > 3 || (tail == 4 && esc_text_is_year(code->text + code->len - 4, 4))) return false;
    for (const char *p = rest->text; p < slash; p++)
        if (!esc_utf8_is_digit((unsigned char)*p)) return false;
    return slash > rest->text && esc_text_is_year(slash + 1, (size_t)(rest->text + rest->len - slash - 1));
}

// "octubre de" "20" "17", "año" "2" "019".
static bool is_torn_year(const esc_work *work, uint32_t piece) {
    const esc_form *a = esc_work_raw_form(work, piece), *b = esc_work_raw_form(work, piece + 1);
    if (!a || !b || !all_digits(a) || !all_digits(b) || a->len + b->len != 4) return false;
    char year[4];
    memcpy(year, a->text, a->len);
    memcpy(year + a->len, b->text, b->len);
    return esc_text_is_year(year, sizeof year) && esc_work_dates_year(work, piece);
}

// Whether a part of a code is "OO1" or "0O2": noughts, one of which was read as a letter, before a figure.
static bool has_noughts(const char *text, size_t len) {
    size_t noughts = 0, letters = 0;
    for (; noughts < len && strchr("O0", text[noughts]); noughts++) letters += text[noughts] == 'O';
    const size_t rest = strspn(text + noughts, "0123456789");
    return letters && rest && noughts + rest == len;
}

// Whether a part of a code that begins at text, of len, is "o88" or "Eo4": a small o before figures up to its
// end, behind capitals or nothing; where the o stands. No4 is the number 4.
static bool has_small_nought(const char *text, size_t len, size_t *ret_at) {
    size_t at = 0;
    while (at < len && text[at] >= 'A' && text[at] <= 'Z') at++;
    if (at + 1 >= len || text[at] != 'o' || (at == 1 && *text == 'N')) return false;
    for (size_t i = at + 1; i < len; i++)
        if (!esc_utf8_is_digit((unsigned char)text[i])) return false;
    *ret_at = at;
    return true;
}

// The letters of a code's numeral that are digits misread: CI-Q2 is CI-02, PM-o88 is PM-088. Only q, o and l
// have no business there. Whether there were any.
static bool mend_numerals(char *code, size_t len) {
    bool changed = false;
    for (size_t i = 1; i + 1 < len; i++) {
        bool part = code[i - 1] == '-' || code[i - 1] == '/';
        if (!part || !strchr("QOl", code[i]) || !esc_utf8_is_digit((unsigned char)code[i + 1])) continue;
        size_t end = i + 1;
        while (end < len && esc_utf8_is_digit((unsigned char)code[end])) end++;
        if (end < len && code[end] != '-' && code[end] != '/') continue;
        code[i] = code[i] == 'l' ? '1' : '0';
        changed = true;
    }
    const bool parts = strpbrk(code, "-/") != NULL;
    for (size_t from = 0, to, at; parts && from < len; from = to + 1) {
        to = from + strcspn(code + from, "-/");
        if (from && has_noughts(code + from, to - from)) {
            for (char *c = code + from; c < code + to; c++)
                if (*c == 'O') *c = '0', changed = true;
        }
        if (!has_small_nought(code + from, to - from, &at) || (!from && !at)) continue;
        code[from + at] = '0';
        changed = true;
    }
    return changed;
}

// The two pieces are one without the blank between them.
static bool join(esc_work *work, uint32_t piece) {
    const esc_form *a = esc_work_raw_form(work, piece), *b = esc_work_raw_form(work, piece + 1);
    char *after = esc_arena_alloc(work->arena, (size_t)a->len + b->len + 1);
    memcpy(after, a->text, a->len);
    memcpy(after + a->len, b->text, b->len + 1u);
    mend_numerals(after, (size_t)a->len + b->len); // CAP/OO7/20 18
    esc_piece *p = &work->pieces.pieces[piece];
    if (!esc_piece_join(work->doc, &work->units, p, p + 1, work->arena)) return false;
    esc_piece_change(p, ESC_EDIT_CODE, ESC_BY_RULE, after, 0.97f);
    return true;
}

// "UPVH/AG/141 /2016", "OAG/DEL/207 / 19", "CF-12 -2024": blanks about the last stroke of a code.
static void join_stroke(esc_work *work, uint32_t piece) {
    const esc_form *code = esc_work_raw_form(work, piece), *stroke = esc_work_raw_form(work, piece + 1),
                   *number = esc_work_raw_form(work, piece + 2);
    if (!code || !stroke || !number || code->kind != ESC_TOKEN_CODE || stroke->len != 1 ||
        !all_digits(number))
        return;
    const bool slash = *stroke->text == '/' && memchr(code->text, '/', code->len) && number->len <= 4,
               year = *stroke->text == '-' && esc_text_is_year(number->text, number->len) &&
                      digits_at_end(code) < 4;
    if ((!slash && !year) || !digits_at_end(code)) return;
    bool blank = false;
    for (uint32_t i = piece + 1; i <= piece + 2; i++) {
        const esc_unit *unit = esc_work_unit(work, i);
        if (unit->first || unit->raw.off > unit[-1].raw.off + unit[-1].raw.len + 1) return;
        blank |= unit->blank_before;
    }
    if (!blank) return;
    esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[piece], 3, ESC_EDIT_CODE,
                   esc_arena_printf(work->arena, "%s%s%s", code->text, stroke->text, number->text), 0.93f,
                   work->arena);
}

// "NO.IECM/…" behind a small letter's word: No.
static void repair_number_sign(esc_work *work, uint32_t piece) {
    const esc_form *sign = esc_work_raw_form(work, piece), *stop = esc_work_raw_form(work, piece + 1),
                   *code = esc_work_raw_form(work, piece + 2);
    if (!sign || !stop || !code || strcmp(sign->text, "NO") || strcmp(stop->text, ".")) return;
    if (code->kind != ESC_TOKEN_CODE || !memchr(code->text, '/', code->len)) return;
    const esc_form *before = piece ? esc_work_raw_form(work, piece - 1) : NULL;
    if (!before || before->kind != ESC_TOKEN_WORD) return;
    esc_piece_change(&work->pieces.pieces[piece], ESC_EDIT_CASE, ESC_BY_RULE, "No", 0.95f);
}

// "l. Lectura" where the next item of the list is 2.
static void repair_list_number(esc_work *work, uint32_t piece) {
    const esc_form *item = esc_work_raw_form(work, piece), *stop = esc_work_raw_form(work, piece + 1);
    if (!esc_work_unit(work, piece)->first || !item || !stop || strcmp(stop->text, ".")) return;
    if (strcmp(item->text, "l") && strcmp(item->text, "I")) return;
    uint32_t end = piece + LIST_REACH;
    for (uint32_t i = piece + 2; i + 1 < work->pieces.pieces_count && i < end; i++) {
        const esc_form *next = esc_work_raw_form(work, i), *mark = esc_work_raw_form(work, i + 1);
        if (!esc_work_unit(work, i)->first || !next || !mark || strcmp(mark->text, ".")) continue;
        if (!strcmp(next->text, "2"))
            esc_piece_change(&work->pieces.pieces[piece], ESC_EDIT_DIGIT, ESC_BY_RULE, "1", 0.96f);
        return;
    }
}

static void repair_numeral(esc_work *work, uint32_t piece) {
    const esc_form *code = esc_work_raw_form(work, piece);
    if (!code || code->kind != ESC_TOKEN_CODE) return;
    char *after = esc_arena_strndup(work->arena, code->text, code->len);
    if (mend_numerals(after, code->len))
        esc_piece_change(&work->pieces.pieces[piece], ESC_EDIT_CODE, ESC_BY_RULE, after, 0.9f);
}

// "No. o11": a number behind its sign.
static void repair_nought(esc_work *work, uint32_t piece) {
    static const char *const signs[] = {"No", "N", "Núm", "número", "N°", "Nº"}, *const stops[] = {".", "º",
                                                                                                   "°"};
    const esc_form *read = esc_work_raw_form(work, piece);
    if (!piece || !read || read->len < 3 || (*read->text != 'o' && *read->text != 'O')) return;
    if (strspn(read->text + 1, "0123456789") + 1 != read->len) return;
    uint32_t sign = piece - 1;
    while (sign && ESC_ONE_OF(esc_work_raw_form(work, sign), stops)) sign--;
    if (!ESC_ONE_OF(esc_work_raw_form(work, sign), signs)) return;
    esc_piece_change(&work->pieces.pieces[piece], ESC_EDIT_DIGIT, ESC_BY_RULE,
                     esc_arena_printf(work->arena, "0%s", read->text + 1), 0.93f);
}

// "$C/003/2012": SC.
static void repair_dollar(esc_work *work, uint32_t piece) {
    const esc_form *sign = esc_work_raw_form(work, piece), *code = esc_work_raw_form(work, piece + 1);
    if (!sign || !code || strcmp(sign->text, "$") || code->kind != ESC_TOKEN_CODE) return;
    if (*code->text < 'A' || *code->text > 'Z' || !memchr(code->text, '/', code->len)) return;
    if (!esc_unit_is_glued(esc_work_unit(work, piece + 1))) return;
    esc_piece_change(&work->pieces.pieces[piece], ESC_EDIT_CODE, ESC_BY_RULE, "S", 0.9f);
}

// "Banco del Sur, $.A.": a company's S.
static void repair_company(esc_work *work, uint32_t piece) {
    const esc_form *sign = esc_work_raw_form(work, piece), *stop = esc_work_raw_form(work, piece + 1),
                   *letter = esc_work_raw_form(work, piece + 2);
    if (!sign || strcmp(sign->text, "$") || !stop || strcmp(stop->text, ".") || !letter) return;
    for (uint32_t i = piece + 1; i < piece + 3; i++)
        if (!esc_unit_is_glued(esc_work_unit(work, i))) return;
    if (*letter->text < 'A' || *letter->text > 'Z' || (letter->text[1] && strcmp(letter->text + 1, ".")))
        return;
    esc_piece_change(&work->pieces.pieces[piece], ESC_EDIT_CODE, ESC_BY_RULE, "S", 0.93f);
}

// "31de diciembre", "el27 de julio", "las2:15": a blank lost beside the figures of a day or an hour.
static void repair_glued(esc_work *work, uint32_t piece) {
    esc_piece *p = &work->pieces.pieces[piece];
    if (p->unit_count != 1 || piece + 2 >= work->pieces.pieces_count) return;
    const char *text = work->form_of[p->first_unit]->text;
    if (!esc_utf8_is_digit((unsigned char)*text) && !strchr("lde", *text)) return; // most
    const esc_form *next = esc_work_raw_form(work, piece + 1), *third = esc_work_raw_form(work, piece + 2);
    size_t digits = strspn(text, "0123456789"), letters = strspn(text, "las");
    const bool day = digits && digits <= 2 &&
                     (!strcmp(text + digits, "de") || !strcmp(text + digits, "del")) &&
                     esc_form_is_month(next);
    const size_t rest = strspn(text + letters, "0123456789");
    const bool hour = (!strncmp(text, "las", letters) || !strncmp(text, "la", letters)) && letters >= 2 &&
                      rest && rest <= 2 && !text[letters + rest] && next && !strcmp(next->text, ":") &&
                      !esc_work_unit(work, piece + 1)->blank_before && third && all_digits(third) &&
                      third->len == 2 && !esc_work_unit(work, piece + 2)->blank_before;
    const size_t article = !strncmp(text, "el", 2)    ? 2
                           : !strncmp(text, "del", 3) ? 3
                                                      : 0,
                 of = strspn(text + article, "0123456789");
    const bool date = article && of && of <= 2 && !text[article + of] && next && !strcmp(next->text, "de") &&
                      esc_form_is_month(third);
    if (!day && !hour && !date) return;
    const int head = (int)(day ? digits : date ? article : letters);
    char *after = esc_asprintf("%.*s %s", head, text, text + head);
    esc_pieces_say(work->doc, &work->units, p, 1, ESC_EDIT_SPLIT, after, 0.95f, work->arena);
    free(after);
}

// "Página 2de4"
static void repair_page(esc_work *work, uint32_t piece) {
    static const char digits[] = "0123456789";
    esc_piece *p = &work->pieces.pieces[piece];
    if (p->unit_count != 1) return;
    const char *text = work->form_of[p->first_unit]->text;
    const size_t page = strspn(text, digits);
    if (!page || strncmp(text + page, "de", 2)) return;
    const char *of = text + page + 2;
    const size_t pages = strspn(of, digits);
    if (!pages || of[pages] || page > pages || pages > 3) return;
    char *after = esc_asprintf("%.*s de %s", (int)page, text, of);
    esc_pieces_say(work->doc, &work->units, p, 1, ESC_EDIT_SPLIT, after, 0.95f, work->arena);
    free(after);
}

void esc_work_repair_codes(esc_work *work) {
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        repair_page(work, i);
        const esc_form *a = esc_work_raw_form(work, i), *b = esc_work_raw_form(work, i + 1);
        if (!a) {
            repair_glued(work, i); // the decoder may have taken the figures for dirt
            continue;
        }
        bool beside = b && esc_work_unit(work, i)->line == esc_work_unit(work, i + 1)->line &&
                      work->pieces.pieces[i + 1].unit_count && esc_work_unit(work, i + 1)->blank_before;
        if (beside && (code_goes_on(work, a, b) || is_torn_year(work, i)) && join(work, i)) {
            i++;
            continue;
        }
        join_stroke(work, i);
        repair_numeral(work, i);
        repair_nought(work, i);
        repair_dollar(work, i);
        repair_company(work, i);
        repair_glued(work, i);
        if (i + 2 < work->pieces.pieces_count) {
            repair_number_sign(work, i);
            repair_list_number(work, i);
        }
    }
}
