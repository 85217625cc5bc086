// SPDX-License-Identifier: GPL-3.0-or-later
// Lists that count 1.º, 2.º, 3.º, whose small sign is read as a mark or a digit: "1.*", "2.?", "4.2"; and the
// hyphen of "- Presidente" whose blank is lost where the document writes it.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/nouns.h"
#include "correct/work.h"

enum { LEAST_MARKED = 2, LEAST_COUNTED = 3, REACH_LINES = 40, LEAST_HYPHENS = 3, MOST_SMALL = 4 };

struct point {
    uint32_t piece, pieces, line;
    long value;
    bool marked; // by something that is no digit
};

struct points {
    struct point *points;
    uint32_t points_count, points_cap;
};

// "1.*", "4.2" at the head of a line, before a capital.
static bool read_point(const esc_work *work, uint32_t piece, struct point *ret) {
    static const char *const signs[] = {"*", "?", "%", "\"", "”", "“", "'", "’", "º", "°", "2", "9", "0"};
    const esc_form *number = esc_work_raw_form(work, piece);
    if (!number || number->kind != ESC_TOKEN_NUMBER || !esc_work_unit(work, piece)->first) return false;
    *ret = (struct point){.piece = piece, .line = esc_work_unit(work, piece)->line};
    char *end;
    ret->value = strtol(number->text, &end, 10);
    uint32_t next = piece + 1;
    if (*end) { // 4.2
        if (*end != '.' || !strchr("290", end[1]) || !end[1] || end[2]) return false;
    } else {
        const esc_form *stop = esc_work_raw_form(work, piece + 1), *sign = esc_work_raw_form(work, piece + 2);
        if (!esc_work_is_glued(work, piece + 1) || !esc_work_is_glued(work, piece + 2) || !stop ||
            strcmp(stop->text, ".") != 0 || !ESC_ONE_OF(sign, signs))
            return false;
        next = piece + 3;
        ret->marked = !esc_utf8_is_digit((unsigned char)*sign->text);
    }
    ret->pieces = next - piece;
    if (next >= work->pieces.pieces_count || !work->pieces.pieces[next].unit_count) return false;
    const esc_unit *text = esc_work_unit(work, next);
    return !text->first && text->blank_before &&
           (text->kind == ESC_TOKEN_CAPITAL || text->kind == ESC_TOKEN_UPPER);
}

static void count_points(esc_work *work) {
    struct points all = {0};
    for (uint32_t i = 0; i + 1 < work->pieces.pieces_count; i++) {
        struct point point;
        if (read_point(work, i, &point)) *ESC_GROW(&all, points, 1) = point;
    }
    for (uint32_t first = 0, end; first < all.points_count; first = end) {
        uint32_t marked = all.points[first].marked;
        for (end = first + 1; end < all.points_count; end++) {
            const struct point *point = &all.points[end];
            if (point->value != point[-1].value + 1 || point->line > point[-1].line + REACH_LINES) break;
            marked += point->marked;
        }
        if (end - first < LEAST_COUNTED || marked < LEAST_MARKED || all.points[first].value > 2) continue;
        for (uint32_t i = first; i < end; i++) {
            if (i && all.points[i - 1].value == all.points[i].value) continue; // 2.2 below 2.º
            char text[16];
            snprintf(text, sizeof text, "%ld.º", all.points[i].value);
            esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[all.points[i].piece],
                           all.points[i].pieces, ESC_EDIT_CODE, text, 0.93f, work->arena);
        }
    }
    free(all.points);
}

// "el 1.* A", "la 3.* planta", "del 1.? de mayo": within a line.
static void repair_floor(esc_work *work, uint32_t piece) {
    const esc_form *number = esc_work_raw_form(work, piece), *stop = esc_work_raw_form(work, piece + 1),
                   *sign = esc_work_raw_form(work, piece + 2), *next = esc_work_raw_form(work, piece + 3);
    if (!number || !stop || !sign || !next || number->kind != ESC_TOKEN_NUMBER || number->len > 2 ||
        strcmp(stop->text, ".") != 0 || esc_work_unit(work, piece)->first)
        return;
    const bool first_day =
        !strcmp(number->text, "1") && !strcmp(sign->text, "?") && !strcmp(next->text, "de");
    if (strcmp(sign->text, "*") != 0 && !first_day) return;
    if (!esc_work_is_glued(work, piece + 1) || !esc_work_is_glued(work, piece + 2) ||
        esc_work_is_glued(work, piece + 3))
        return;
    if (esc_unit_is_across(esc_work_unit(work, piece + 2), esc_work_unit(work, piece + 3))) return;
    const bool feminine = next->kind == ESC_TOKEN_WORD && esc_noun_gender(work, next) == 'f';
    esc_piece_change(&work->pieces.pieces[piece + 2], ESC_EDIT_PUNCTUATION, ESC_BY_RULE, feminine ? "ª" : "º",
                     0.92f);
}

// A hyphen before a capital and behind a blank, or at a row's head: with a blank behind it, without one, or
// none.
enum hyphen { NONE, APART, GLUED };

static enum hyphen hyphen_at(const esc_work *work, uint32_t piece, bool head) {
    const esc_form *hyphen = esc_work_raw_form(work, piece);
    if (!hyphen || strcmp(hyphen->text, "-") != 0 || piece + 1 >= work->pieces.pieces_count) return NONE;
    const esc_unit *unit = esc_work_unit(work, piece);
    if (unit->first != head || (!head && !unit->blank_before) || unit->last) return NONE;
    if (unit[1].kind != ESC_TOKEN_CAPITAL || !work->pieces.pieces[piece + 1].unit_count) return NONE;
    return unit[1].blank_before ? APART : GLUED;
}

// Whether a row holds few small words: who is there, and as what.
static bool is_row(const esc_work *work, uint32_t piece) {
    const esc_unit *unit = esc_work_unit(work, piece), *units = work->units.units;
    uint32_t small = 0;
    for (; !unit->first; unit--) {
    }
    for (;; unit++) {
        small += unit->kind == ESC_TOKEN_WORD;
        if (unit->last || unit + 1 == units + work->units.units_count) return small <= MOST_SMALL;
    }
}

static void part_hyphens(esc_work *work, bool head) {
    uint32_t apart = 0, glued = 0;
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        const enum hyphen hyphen = hyphen_at(work, i, head);
        apart += hyphen == APART;
        glued += hyphen == GLUED;
    }
    if (apart < LEAST_HYPHENS || apart < 2 * glued) return;
    for (uint32_t i = 0; i < work->pieces.pieces_count && glued; i++) {
        if (hyphen_at(work, i, head) != GLUED || (!head && !is_row(work, i))) continue;
        size_t len;
        const char *word = esc_work_piece_text(work, i + 1, &len);
        esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[i], 2, ESC_EDIT_SPLIT,
                       esc_arena_printf(work->arena, "- %.*s", (int)len, word), 0.9f, work->arena);
    }
}

void esc_work_repair_points(esc_work *work) {
    count_points(work);
    for (uint32_t i = 0; i + 3 < work->pieces.pieces_count; i++) repair_floor(work, i);
    part_hyphens(work, true);
    part_hyphens(work, false);
}
