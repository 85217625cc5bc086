// SPDX-License-Identifier: GPL-3.0-or-later
// Full stops that were read as commas: behind the numbers of a list ("4, Expte." between 3. and 5.), and at a
// sentence's end, where a word that is small within sentences begins the next one in a capital ("de salud, La
// secretaria informó").
#include <stdlib.h>
#include <string.h>

#include "correct/work.h"

enum { LIST_REACH_LINES = 60, LEAST_STOPPED = 2, LEAST_LETTERS = 3, LEAST_WORDS = 4 };

// ---- numbers of a list
// -------------------------------------------------------------------------------------

struct number {
    uint32_t mark, line; // the piece behind it
    long value;
    bool stopped; // "12.", not "12," or "12:"
};

struct numbers {
    struct number *numbers;
    uint32_t numbers_count, numbers_cap;
};

// "12." or "12," at the beginning of a line, before a capital.
static bool read_number(const esc_work *work, uint32_t piece, struct number *ret) {
    const esc_form *number = esc_work_raw_form(work, piece), *mark = esc_work_raw_form(work, piece + 1),
                   *text = esc_work_raw_form(work, piece + 2);
    if (!number || !mark || number->kind != ESC_TOKEN_NUMBER || number->len > 3 ||
        !esc_work_unit(work, piece)->first)
        return false;
    if (mark->len != 1 || !strchr(".,:", *mark->text) || esc_work_unit(work, piece + 1)->blank_before)
        return false;
    if (!text || esc_work_unit(work, piece + 2)->first || !esc_work_unit(work, piece + 2)->blank_before)
        return false;
    if (text->kind != ESC_TOKEN_CAPITAL && text->kind != ESC_TOKEN_UPPER) return false;
    *ret = (struct number){piece + 1, esc_work_unit(work, piece)->line, strtol(number->text, NULL, 10),
                           *mark->text == '.'};
    return ret->value > 0;
}

// Whether other counts on from number, or number from other.
static bool is_next(const struct number *number, const struct number *other, int step) {
    return labs((long)other->line - (long)number->line) <= LIST_REACH_LINES &&
           other->value == number->value + step;
}

void esc_work_repair_list_stops(esc_work *work) {
    struct numbers all = {0};
    uint32_t stopped = 0;
    for (uint32_t i = 0; i + 2 < work->pieces.pieces_count; i++) {
        struct number number;
        if (!read_number(work, i, &number)) continue;
        *ESC_GROW(&all, numbers, 1) = number;
        stopped += number.stopped;
    }
    for (uint32_t i = 0; i < all.numbers_count && stopped >= LEAST_STOPPED; i++) {
        const struct number *number = &all.numbers[i];
        if (number->stopped) continue;
        const bool before = i && is_next(number, number - 1, -1),
                   behind = i + 1 < all.numbers_count && is_next(number, number + 1, 1);
        const bool colon = *esc_work_raw_form(work, number->mark)->text == ':';
        if (colon ? before && behind && stopped * 2 >= all.numbers_count : before || behind)
            esc_piece_change(&work->pieces.pieces[number->mark], ESC_EDIT_PUNCTUATION, ESC_BY_RULE, ".",
                             0.93f);
    }
    free(all.numbers);
}

// ---- ends of sentences
// -------------------------------------------------------------------------------------

// ", El regidor": nobody writes so, but for titles (El Quijote, El impostor), which stand behind names.
bool esc_work_is_stop(const esc_work *work, uint32_t comma) {
    static const char *const small[] = {"el", "la", "los", "las", "se", "en", "al", "no"};
    const esc_form *before = comma ? esc_work_raw_form(work, comma - 1) : NULL,
                   *first = esc_work_raw_form(work, comma + 1), *second = esc_work_raw_form(work, comma + 2);
    if (!before || !first || !second || first->kind != ESC_TOKEN_CAPITAL || !ESC_ONE_OF(first, small))
        return false;
    if (second->kind != ESC_TOKEN_WORD || second->doubtful || before->letters < LEAST_LETTERS) return false;
    const bool common = before->kind == ESC_TOKEN_WORD && !before->doubtful,
               scanned = work->channel.noisy || work->channel.specked || work->channel.any_active;
    if (!common && !(scanned && (before->kind == ESC_TOKEN_UPPER || before->kind == ESC_TOKEN_NUMBER)))
        return false;
    const esc_unit *mark = esc_work_unit(work, comma), *next = esc_work_unit(work, comma + 1);
    if (mark->blank_before || !(next->blank_before || next->first)) return false;
    if (next->line > mark->line + 1 || esc_work_unit(work, comma + 2)->first) return false;
    if (esc_unit_is_across(mark, next)) return false;
    uint32_t words = 0; // El secretario,  La presidenta, where people sign
    for (const esc_unit *u = mark; words < LEAST_WORDS && !u->first && !esc_unit_is_across(u - 1, u); u--)
        words++;
    return words == LEAST_WORDS;
}
