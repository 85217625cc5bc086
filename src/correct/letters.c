// SPDX-License-Identifier: GPL-3.0-or-later
// Lists whose items are lettered: "9)" between "f)" and "h)" is "g)". Only what stands between two items in
// their turn is changed, one of which between may be lost. And a list's first number that was read as a
// letter: "l.-" before "2.-".
#include <stdlib.h>
#include <string.h>

#include "correct/rows.h"

enum { MOST_LIST_LINES = 40, MOST_OPEN = 4, MOST_NEXT_LINES = 4 };

struct heads {
    esc_head *heads;
    uint32_t heads_count, heads_cap;
    bool typed; // no scan: letters far from each other were typed as they are
};

// The head of a row; a sign in the place of its letter gives way to the letter.
static bool read_head(const esc_work *work, uint32_t piece, esc_head *ret) {
    static const struct {
        const char *sign;
        char letter;
    } signs[] = {{"€", 'C'}, {"¢", 'C'}, {"©", 'C'}, {"<", 'C'}, {"£", 'F'}};
    if (!esc_head_raw(work, piece, ret)) return false;
    for (uint32_t i = piece; i < piece + ret->pieces; i++)
        if (work->pieces.pieces[i].unit_count != 1) return false;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        const size_t len = strlen(signs[i].sign);
        if (strncmp(ret->text, signs[i].sign, len)) continue;
        memmove(ret->text + 1, ret->text + len, strlen(ret->text + len) + 1);
        *ret->text = signs[i].letter;
        break;
    }
    return true;
}

// A sign that begins no item stands there: "€)".
static bool is_odd(const esc_work *work, const esc_head *head) {
    return *esc_work_first_form(work, head->piece)->text != *head->text;
}

static void set_head(esc_work *work, const esc_head *head, const char *text) {
    esc_pieces_say(work->doc, &work->units, work->pieces.pieces + head->piece, head->pieces,
                   ESC_EDIT_PUNCTUATION, text, 0.93f, work->arena);
}

// The letter of an item "c)"; 0 for all else.
static char letter_of(const esc_head *head) {
    return head->text[0] >= 'a' && head->text[0] <= 'z' && !strcmp(head->text + 1, ")") ? head->text[0] : 0;
}

// Whether the head may be the letter's item misread.
static bool may_be(const esc_head *head, char letter) {
    static const char *const read[] = {"g9q", "i1l!j", "l1Ii", "o0O", "b6h", "da",
                                       "ce",  "jJi",   "qg9",  "s5S", "z2Z", "e8c"};
    const char *mark = strchr(head->text, ')');
    if (!mark || mark[1]) return false;
    char one = head->text[0], large = (char)(letter - 'a' + 'A');
    if (mark == head->text + 2) return one == large && head->text[1] == letter; // Cc)
    if (mark != head->text + 1) return false;
    if (one == large) return true;
    for (size_t i = 0; i < sizeof read / sizeof *read; i++)
        if (*read[i] == letter && strchr(read[i] + 1, one)) return true;
    return false;
}

// "ll.-" right behind "10.-".
static bool is_eleven(const esc_head *ten, const esc_head *head) {
    return strspn(head->text, "lI1") == 2 && strpbrk(head->text, "lI") &&
           !strcmp(ten->text + 2, head->text + 2) && head->line <= ten->line + MOST_LIST_LINES;
}

// "l.- Informe" before "2.- Oficio": a list's first number.
static void repair_first(esc_work *work) {
    esc_head one = {0}, ten = {0}, head;
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        if (!read_head(work, i, &head) || !head.text[1]) continue;
        if (ten.pieces && is_eleven(&ten, &head)) {
            char text[ESC_HEAD_BYTES] = "11";
            set_head(work, &head, strcat(text, head.text + 2));
        }
        ten.pieces = 0;
        if (!strncmp(head.text, "10", 2) && strchr(".-)", head.text[2])) ten = head;
        if (*head.text == '1') one.pieces = 0;
        if (strchr("lI|!", *head.text) && strchr(".-)", head.text[1])) {
            one = head;
        } else if (*head.text == '2' && one.pieces && !strcmp(head.text + 1, one.text + 1)) {
            if (head.line <= one.line + MOST_LIST_LINES) {
                *one.text = '1';
                set_head(work, &one, one.text);
            }
            one.pieces = 0;
        }
    }
}

// "Cc)": the letter as a capital and as itself, which is nothing else.
static char doubled_letter(const esc_head *head) {
    const char small = head->text[1];
    return small >= 'a' && small <= 'z' && *head->text == small - 'a' + 'A' && !strcmp(head->text + 2, ")")
               ? small
               : 0;
}

// The letters of the heads from `at` on, behind an item of letter `last`, up to the next one that is in its
// turn; how many they are, 0 where there is no such end. lost: how many items may be missing between.
static int follow(const struct heads *all, uint32_t at, char last, int lost, int count,
                  char letters[MOST_OPEN]) {
    if (at >= all->heads_count) return 0;
    const esc_head *head = &all->heads[at];
    if (head->line > all->heads[at - 1].line + MOST_LIST_LINES) return 0;
    for (int step = 1; step <= 1 + lost; step++) {
        const char letter = (char)(last + step);
        if (letter_of(head) == letter) return count;
        if (doubled_letter(head) == letter && count < MOST_OPEN) {
            letters[count] = letter;
            return count + 1;
        }
        if (count == MOST_OPEN || letter > 'z' || !may_be(head, letter)) continue;
        if (all->typed && letter_of(head) && head->line > all->heads[at - 1].line + MOST_NEXT_LINES) continue;
        letters[count] = letter;
        const int found = follow(all, at + 1, letter, lost + 1 - step, count + 1, letters);
        if (found) return found;
    }
    return 0;
}

// "1.2)" right behind "f.1)": its letter is that of the part before.
static void repair_part(esc_work *work, const esc_head *before, const esc_head *head) {
    const char *a = before->text, *b = head->text;
    const bool parts = a[0] >= 'a' && a[0] <= 'z' && a[1] == '.' && b[0] && b[1] == '.' && a[2] >= '1' &&
                       b[2] == a[2] + 1 && !strcmp(a + 3, ")") && !strcmp(b + 3, ")");
    if (!parts || a[0] == b[0] || head->line > before->line + MOST_LIST_LINES) return;
    const char text[] = {a[0], '.', b[2], ')', 0};
    set_head(work, head, text);
}

static bool says(const struct heads *all, uint32_t at, const char *text) {
    return at < all->heads_count && !strcmp(all->heads[at].text, text);
}

// Whether one head stands next to another, and a capital behind it.
static bool is_next(const esc_work *work, const esc_head *first, const esc_head *second) {
    const esc_unit *a = esc_work_unit(work, first->piece + first->pieces),
                   *b = esc_work_unit(work, second->piece + second->pieces);
    return second->line <= first->line + MOST_NEXT_LINES && a->kind == ESC_TOKEN_CAPITAL &&
           b->kind == ESC_TOKEN_CAPITAL;
}

// "3) Obras, b) Deuda" where nothing counts 2), "2) Obras" where nothing counts 1), "1) Obras" where 2) does
// not follow: a). "b) Deuda, e) Informe" and no f) behind it: c), where none is open, to be set already.
static void repair_beside_b(esc_work *work, const struct heads *all, uint32_t b, int open) {
    const esc_head *heads = all->heads;
    const char figure = b && !strcmp(heads[b - 1].text + 1, ")") ? *heads[b - 1].text : 0;
    bool counted = figure == '1' && says(all, b + 1, "2)");
    for (uint32_t i = 0; i + 1 < b && !counted; i++)
        counted = heads[i].line + MOST_LIST_LINES > heads[b].line &&
                  ((figure == '3' && says(all, i, "2)")) || (figure > '1' && says(all, i, "1)")));
    if (figure >= '1' && figure <= '3' && !counted && is_next(work, &heads[b - 1], &heads[b]))
        set_head(work, &heads[b - 1], "a)");
    if (!open && says(all, b + 1, "e)") && !says(all, b + 2, "f)") && is_next(work, &heads[b], &heads[b + 1]))
        set_head(work, &heads[b + 1], "c)");
}

void esc_work_repair_letters(esc_work *work) {
    struct heads all = {.typed = esc_channel_is_typed(&work->channel)};
    esc_head part = {0};
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        esc_head head;
        if (!read_head(work, i, &head) || !strchr(head.text, ')')) continue;
        if (strchr(head.text, '.')) {
            if (part.pieces) repair_part(work, &part, &head);
            part = head;
            continue;
        }
        *ESC_GROW(&all, heads, 1) = head;
        part.pieces = 0;
    }
    for (uint32_t i = 0; i < all.heads_count; i++) {
        char letters[MOST_OPEN];
        const int open =
            letter_of(&all.heads[i]) ? follow(&all, i + 1, letter_of(&all.heads[i]), 1, 0, letters) : 0;
        for (int k = 0; k < open; k++) {
            const char text[] = {letters[k], ')', 0};
            set_head(work, &all.heads[i + 1 + (uint32_t)k], text);
        }
        if (letter_of(&all.heads[i]) == 'b') repair_beside_b(work, &all, i, open);
        const esc_head *next = i + 1 < all.heads_count ? &all.heads[i + 1] : NULL;
        // "e) Baja, £) Asuntos varios", and nothing behind
        const char text[] = {(char)(letter_of(&all.heads[i]) + 1), ')', 0};
        if (!open && next && is_odd(work, next) && next->line <= all.heads[i].line + MOST_LIST_LINES &&
            !strcasecmp(next->text, text))
            set_head(work, next, text);
    }
    free(all.heads);
    repair_first(work);
}
