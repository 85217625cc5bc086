// SPDX-License-Identifier: GPL-3.0-or-later
// Lists of Roman numerals that were read as strokes: "1)", "11)", "111)", or "!)", "1)", "111)", "IV)". No
// list counts 1, 11, 111; and what stands before IV), one line an item, is I), II) and III), a stroke lost or
// not.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "correct/numerals.h"
#include "correct/rows.h"

enum { REACH_LINES = 60, MOST_STROKES = 3, LEAST_ROW = 3, EXACT_PER_LOST = 2 };

struct tally {
    esc_head head;
    int value;        // of a certain numeral, or 0
    int strokes;      // of what is nothing but strokes
    bool figure;      // an Arabic number: "2)"
    const char *mark; // behind it
};

struct tallies {
    struct tally *tallies;
    uint32_t tallies_count, tallies_cap;
};

size_t esc_numeral_cut(const char *text, const char *marks, char ret[ESC_NUMERAL_BYTES]) {
    const size_t len = strcspn(text, marks);
    if (len >= ESC_NUMERAL_BYTES) return 0;
    memcpy(ret, text, len);
    ret[len] = 0;
    return len;
}

static const char *mark_of(const char *text) {
    static const char *const marks[] = {".", ")", ".-", ".)", "-"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (!strcmp(text, marks[i])) return marks[i];
    return NULL;
}

static bool read_tally(const esc_work *work, uint32_t piece, struct tally *ret) {
    *ret = (struct tally){0};
    if (!esc_head_raw(work, piece, &ret->head)) return false;
    const char *text = ret->head.text;
    char numeral[ESC_NUMERAL_BYTES];
    const size_t len = esc_numeral_cut(text, ".-)", numeral);
    if (!len || !(ret->mark = mark_of(text + len))) return false;
    const uint8_t kind = esc_work_unit(work, piece + ret->head.pieces)->kind;
    if (kind != ESC_TOKEN_CAPITAL && kind != ESC_TOKEN_UPPER) return false;
    if (!numeral[strspn(numeral, "1lI|!")]) ret->strokes = (int)len;
    ret->value = esc_numeral_value(numeral);
    ret->figure = !ret->strokes && !numeral[strspn(numeral, "0123456789")];
    return ret->strokes || ret->value || ret->figure;
}

// Whether the item may be that one; *ret_lost where a stroke of it would be.
static bool may_be(const struct tally *tally, int value, bool *ret_lost) {
    *ret_lost = !tally->value && value > 1 && value <= MOST_STROKES && tally->strokes == value - 1;
    if (tally->value) return tally->value == value;
    return *ret_lost || (value <= MOST_STROKES && tally->strokes == value);
}

// Only the numeral's own pieces, so that its mark stays one.
static void set_tally(esc_work *work, const struct tally *tally, int value) {
    const size_t len = strcspn(tally->head.text, ".-)");
    char text[ESC_NUMERAL_BYTES + 1];
    uint32_t pieces = 0;
    size_t read = 0;
    while (read < len)
        read += esc_piece_raw(&work->units, &work->pieces.pieces[tally->head.piece + pieces++]).len;
    esc_numeral_write(value, text);
    if (read > len) strcat(text, "."); // an initial's
    if (strncmp(text, tally->head.text, read) || strlen(text) != read)
        esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[tally->head.piece], pieces,
                       ESC_EDIT_CODE, text, 0.93f, work->arena);
}

// The items of one list from first on, by their places; those with other marks are passed over.
static void count_from(esc_work *work, const struct tallies *all, uint32_t first) {
    uint32_t row[ESC_MOST_NUMERAL], lost_count = 0, odd = 0;
    int count = 0;
    bool sure = false, plain = true;
    for (uint32_t i = first; i < all->tallies_count && count < ESC_MOST_NUMERAL; i++) {
        const struct tally *item = &all->tallies[i];
        if (item->mark != all->tallies[first].mark) continue;
        if (count && item->head.line > all->tallies[row[count - 1]].head.line + REACH_LINES) break;
        bool lost;
        if (item->figure || !may_be(item, count + 1, &lost)) break;
        lost_count += lost;
        odd += !item->value;
        plain &= !lost;
        row[count++] = i;
        sure |= item->value > MOST_STROKES;
    }
    const bool counted = count >= LEAST_ROW && (sure || plain);
    const uint32_t exact_per_lost = sure ? 1 : EXACT_PER_LOST; // IV. bears them
    if (!counted || !odd || (uint32_t)count - lost_count < lost_count * exact_per_lost) return;
    for (int i = 0; i < count; i++) set_tally(work, &all->tallies[row[i]], i + 1);
}

void esc_work_count_tallies(esc_work *work) {
    struct tallies all = {0};
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        struct tally tally;
        if (read_tally(work, i, &tally)) *ESC_GROW(&all, tallies, 1) = tally;
    }
    for (uint32_t i = 0; i < all.tallies_count; i++)
        if (all.tallies[i].strokes == 1) count_from(work, &all, i);
    free(all.tallies);
}
