// SPDX-License-Identifier: GPL-3.0-or-later
// Points that count in two parts, 4.1, 4.2: the stop between the parts was read as a comma or a hyphen, or is
// lost ("4,1", "2 2", "31"). The points before and behind tell. No digit changes. Where most of a whole's
// points have a hyphen (19-1, 19-2), that is what parts them.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/work.h"

enum {
    REACH_LINES = 60,
    REACH_BELOW = 3,
    RAW_BYTES = 16,
    MOST_UNITS = 3,
    LEAST_GLUED = 2,
    LEAST_HYPHENS = 3
};

struct point {
    uint32_t piece, pieces, line;
    int whole, part;
    const esc_form *head; // the word before it at the beginning of its line: Caso 3.1; NULL: none
    char mark, right;     // between its parts: as read, and as most of them have it
    bool certain, loose;  // loose: without a mark between its parts, so that it may as well be other numbers
};

struct points {
    struct point *points;
    uint32_t points_count, points_cap;
};

static int digits(const char **at) {
    int value = 0, count = 0;
    for (; **at >= '0' && **at <= '9' && count < 2; (*at)++, count++) value = value * 10 + (**at - '0');
    return **at >= '0' && **at <= '9' ? 0 : value;
}

// Reads "4.1" and what that may have become; false for anything else.
static bool parse(const char *raw, struct point *ret) {
    const char *at = raw;
    const size_t len = strlen(raw);
    if (raw[strspn(raw, "0123456789")] == 0) {
        if (len < LEAST_GLUED || len > LEAST_GLUED + 1) return false;
        ret->loose = true;
        ret->whole = raw[0] - '0';
        at = raw + 1;
        return (ret->part = digits(&at)) > 0 && raw[1] != '0';
    }
    ret->whole = digits(&at);
    const size_t between = strspn(at, ".,;- ");
    ret->mark = between == 1 ? *at : 0;
    ret->loose = between == 1 && *at == ' ';
    if (between < 1 || between > 2) return false;
    at += between;
    if (*at == '0') return false;
    ret->part = digits(&at);
    return ret->whole && ret->part && !*at;
}

// What a line begins with, where it could be such a point before a capital.
static bool read_point(const esc_work *work, uint32_t piece, struct point *ret) {
    const esc_piece *pieces = work->pieces.pieces;
    const uint32_t count = work->pieces.pieces_count;
    if (pieces[piece].unit_count != 1) return false;
    *ret = (struct point){.line = esc_work_unit(work, piece)->line};
    if (!esc_work_unit(work, piece)->first) return false;
    if (esc_work_unit(work, piece)->kind == ESC_TOKEN_CAPITAL) { // Caso 3.1
        ret->head = esc_work_first_form(work, piece);
        if (++piece >= count || pieces[piece].unit_count != 1 || esc_work_unit(work, piece)->first)
            return false;
    }
    const esc_unit *first = esc_work_unit(work, piece);
    if (first->kind == ESC_TOKEN_TIME ||
        !esc_utf8_is_digit((unsigned char)*esc_doc_text(work->doc, first->raw)))
        return false;
    ret->piece = piece;
    uint32_t next = piece;
    esc_span last = first->raw;
    for (uint32_t i = piece; i < count && i <= piece + MOST_UNITS - 1; i++) { // up to the last figure
        if (pieces[i].unit_count != 1 || (i > piece && esc_work_unit(work, i)->first)) break;
        const esc_span raw = esc_work_unit(work, i)->raw;
        if (raw.off > last.off + last.len + 1) break;
        last = raw;
        if (esc_utf8_is_digit((unsigned char)*esc_doc_text(work->doc, raw)))
            next = i + 1;
        else if (esc_work_unit(work, i)->kind != ESC_TOKEN_PUNCT)
            break;
    }
    ret->pieces = next - piece;
    const esc_span end = esc_work_unit(work, next - 1)->raw;
    char raw[RAW_BYTES];
    const size_t len = end.off + end.len - first->raw.off;
    if (len >= sizeof raw) return false;
    memcpy(raw, esc_doc_text(work->doc, first->raw), len);
    raw[len] = 0;
    if (!parse(raw, ret)) return false;
    for (; next < count && esc_work_unit(work, next)->kind == ESC_TOKEN_PUNCT; next++) // .-, )
        if (!esc_unit_is_glued(esc_work_unit(work, next))) return false;
    if (next >= count || esc_work_unit(work, next)->first || !esc_work_unit(work, next)->blank_before)
        return false;
    const uint8_t kind = esc_work_unit(work, next)->kind;
    return kind == ESC_TOKEN_CAPITAL || kind == ESC_TOKEN_UPPER;
}

static bool counts_on(const struct point *a, const struct point *b) {
    return a->whole == b->whole && a->part + 1 == b->part;
}

// The nearest certain point of the same heading before (step −1) or behind one; NULL where none is near.
static const struct point *beside(const struct points *all, uint32_t at, int step) {
    const struct point *this = &all->points[at];
    for (uint32_t i = at + (uint32_t)step; i < all->points_count; i += (uint32_t)step) {
        const struct point *other = &all->points[i];
        if (abs((int)other->line - (int)this->line) > REACH_LINES) return NULL;
        if (other->certain && other->head == this->head) return other;
    }
    return NULL;
}

// Whether the point is one, by those before and behind it; those that only look like points are skipped.
static bool is_point(const struct points *all, uint32_t at) {
    const struct point *this = &all->points[at], *before = beside(all, at, -1), *behind = beside(all, at, 1);
    if ((before && counts_on(before, this)) || (behind && counts_on(this, behind))) return true;
    // 4,1 after 3.2
    return !this->loose && before && this->part == 1 && before->whole + 1 == this->whole;
}

// "11 Sesión", "12 Sesión" right below "1- ACTAS": 1.1 and 1.2.
static bool stands_below(const esc_work *work, const struct points *all, uint32_t at) {
    const struct point *this = &all->points[at], *next = this + 1;
    if (at + 1 >= all->points_count || this->part != 1 || this->head || next->head ||
        !counts_on(this, next) || !this->loose || !next->loose || next->line > this->line + REACH_BELOW)
        return false;
    uint32_t piece = this->piece;
    while (piece && !(work->pieces.pieces[piece - 1].unit_count && esc_work_unit(work, piece - 1)->first))
        piece--;
    if (!piece || esc_work_unit(work, piece - 1)->line + REACH_BELOW < this->line) return false;
    char whole[RAW_BYTES];
    snprintf(whole, sizeof whole, "%d", this->whole);
    return esc_work_says(work, piece - 1, whole) && esc_work_unit(work, piece)->kind == ESC_TOKEN_PUNCT &&
           esc_unit_is_glued(esc_work_unit(work, piece));
}

static void set_point(esc_work *work, struct point *point) {
    char text[RAW_BYTES];
    snprintf(text, sizeof text, "%d%c%d", point->whole, point->right, point->part);
    esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[point->piece], point->pieces, ESC_EDIT_CODE,
                   text, 0.93f, work->arena);
    point->certain = true;
}

// Whether most points of the same whole have a hyphen.
static bool is_hyphenated(const struct points *all, const struct point *point) {
    int hyphens = 0, stops = 0;
    for (uint32_t i = 0; i < all->points_count; i++) {
        const struct point *other = &all->points[i];
        if (other->whole != point->whole || other->head != point->head) continue;
        hyphens += other->mark == '-';
        stops += other->mark == '.';
    }
    return hyphens > stops && hyphens >= LEAST_HYPHENS;
}

void esc_work_repair_sections(esc_work *work) {
    struct points all = {0};
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        struct point point;
        if (read_point(work, i, &point)) *ESC_GROW(&all, points, 1) = point;
    }
    for (uint32_t i = 0; i < all.points_count; i++) {
        struct point *point = &all.points[i];
        const char mark = is_hyphenated(&all, point) ? '-' : '.';
        point->certain = point->mark == mark;
        point->right = mark;
    }
    for (uint32_t i = 0; i < all.points_count; i++)
        if (!all.points[i].certain && stands_below(work, &all, i)) set_point(work, &all.points[i]);
    for (uint32_t i = 0; i < all.points_count; i++)
        if (!all.points[i].certain && is_point(&all, i)) set_point(work, &all.points[i]);
    for (uint32_t i = all.points_count; i-- > 0;) // what had no certain one before it
        if (!all.points[i].certain && is_point(&all, i)) set_point(work, &all.points[i]);
    free(all.points);
}
