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

static bool is_figure(char c) { return esc_utf8_is_digit((unsigned char)c); }

// Whether a part of a code that begins at text, of len, is "o88" or "Eo4": a small o before figures up to its
// end, behind capitals or nothing; where the o stands. No4 is the number 4.
static bool has_small_nought(const char *text, size_t len, size_t *ret_at) {
    size_t at = 0;
    while (at < len && text[at] >= 'A' && text[at] <= 'Z') at++;
    if (at + 1 >= len || text[at] != 'o' || (at == 1 && *text == 'N')) return false;
    for (size_t i = at + 1; i < len; i++)
        if (!is_figure(text[i])) return false;
    *ret_at = at;
    return true;
}

// Makes the letters of a number, a part of a code, the figures that they were read for, "O3", "2O16", "0l5",
// "20I7"; those within the number behind capitals, too: "CG5O8". A small o at its end counts (1o), a capital
// one may be that of ordinaria unless noughts. Whether there were any.
static bool mend_number(char *text, size_t len, bool noughts) {
    size_t head = 0, figures = 0, letters = 0;
    while (head < len && text[head] >= 'A' && text[head] <= 'Z' && !strchr("OQI", text[head])) head++;
    for (size_t i = head; i < len; i++) {
        const bool within = i > head && i + 1 < len && (is_figure(text[i - 1]) || is_figure(text[i + 1]));
        const bool last = i + 1 == len, first = i == head;
        if (is_figure(text[i]))
            figures++;
        else if (text[i] == 'O' && (within || !head) && (!last || noughts))
            letters++;
        else if (text[i] == 'l' && (within || !head))
            letters++;
        else if (text[i] == 'o' && within)
            letters++;
        else if (text[i] == 'Q' && first && !head)
            letters++;
        else if (text[i] == 'I' && within && is_figure(text[i - 1]) && is_figure(text[i + 1]))
            letters++;
        else
            return false;
    }
    if (!figures || !letters || (head && !is_figure(text[head]))) return false;
    for (size_t i = head; i < len; i++)
        if (!is_figure(text[i])) text[i] = strchr("lI", text[i]) ? '1' : '0';
    return true;
}

// A code of chance has other small letters beside its figures, or figures between the letters of its head,
// and no number: "A7x4-Q0lO-91Ib", "S1A-20l".
static bool is_of_chance(const char *code, size_t len) {
    const size_t head = strcspn(code, "-/");
    for (size_t i = 0; i < len; i++) {
        const bool behind = i && is_figure(code[i - 1]), before = i + 1 < len && is_figure(code[i + 1]);
        if (code[i] >= 'a' && code[i] <= 'z' && !strchr("lo", code[i]) && (behind || before)) return true;
        if (i && i + 1 < head && is_figure(code[i]) && code[i - 1] >= 'A' && code[i + 1] >= 'A' &&
            !strchr("OlI", code[i + 1]))
            return true;
    }
    return false;
}

// Whether a code has but one number besides a year.
static bool has_one_number(const char *code, size_t len) {
    int numbers = 0;
    for (size_t from = 0, to; from < len; from = to + 1) {
        to = from + strcspn(code + from, "-/");
        const bool year = to - from == 4 && strchr("12l", code[from]);
        numbers += from && !year && strcspn(code + from, "0123456789") < to - from;
    }
    return numbers == 1;
}

// The letters of a code's numbers that are figures misread: CI-Q2 is CI-02, PM-o88 is PM-088, SE/2O1/2O16 is
// SE/201/2016. noughts: the document has others. Whether there were any.
static bool mend_numbers(char *code, size_t len, bool noughts) {
    bool changed = false;
    if (!strpbrk(code, "-/") || is_of_chance(code, len)) return false;
    noughts = noughts && has_one_number(code, len);
    for (size_t from = 0, to, at; from < len; from = to + 1) {
        to = from + strcspn(code + from, "-/");
        const bool capitals = *code >= 'A' && code[1] >= 'A',
                   headed = from || (to > 2 && capitals); // CG3O2/2011, OO7/CG/2011
        if (headed && mend_number(code + from, to - from, noughts)) changed = true;
        if (!has_small_nought(code + from, to - from, &at) || (!from && !at)) continue;
        code[from + at] = '0';
        changed = true;
    }
    return changed;
}

// Whether an O is read for a nought within the document's numbers (2O18), and none of its codes tells what a
// session is by a letter, as "CT-02E-2018" of an extraordinaria does: "CT-1O-2018" may be an ordinaria's.
static bool has_noughts(const esc_work *work) {
    bool noughts = false;
    for (uint32_t i = 0; i < work->forms.slot_count; i++) {
        const esc_form *form = work->forms.slots[i];
        if (!form || !form->count || form->kind != ESC_TOKEN_CODE) continue;
        char *text = esc_arena_strndup(work->arena, form->text, form->len);
        for (size_t from = 0, to; from < form->len; from = to + 1) {
            to = from + strcspn(text + from, "-/");
            if (to > from + 1 && text[to - 1] == 'E' && is_figure(text[to - 2])) return false;
            noughts |= memchr(text + from, 'O', to - from) && mend_number(text + from, to - from, false);
        }
    }
    return noughts;
}

// The two pieces are one without the blank between them.
static bool join(esc_work *work, uint32_t piece, bool noughts) {
    const esc_form *a = esc_work_raw_form(work, piece), *b = esc_work_raw_form(work, piece + 1);
    char *after = esc_arena_alloc(work->arena, (size_t)a->len + b->len + 1);
    memcpy(after, a->text, a->len);
    memcpy(after + a->len, b->text, b->len + 1u);
    mend_numbers(after, (size_t)a->len + b->len, noughts); // CAP/OO7/20 18
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

static void repair_numbers(esc_work *work, uint32_t piece, bool noughts) {
    const esc_form *code = esc_work_raw_form(work, piece);
    if (!code || code->kind != ESC_TOKEN_CODE) return;
    char *after = esc_arena_strndup(work->arena, code->text, code->len);
    if (mend_numbers(after, code->len, noughts))
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
    const bool noughts = has_noughts(work);
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        repair_page(work, i);
        const esc_form *a = esc_work_raw_form(work, i), *b = esc_work_raw_form(work, i + 1);
        if (!a) {
            repair_glued(work, i); // the decoder may have taken the figures for dirt
            continue;
        }
        bool beside = b && esc_work_unit(work, i)->line == esc_work_unit(work, i + 1)->line &&
                      work->pieces.pieces[i + 1].unit_count && esc_work_unit(work, i + 1)->blank_before;
        if (beside && (code_goes_on(work, a, b) || is_torn_year(work, i)) && join(work, i, noughts)) {
            i++;
            continue;
        }
        join_stroke(work, i);
        repair_numbers(work, i, noughts);
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
