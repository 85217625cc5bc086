// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of points that count in Roman numerals, III.1, III.2: the numeral, which was read as strokes ("11,1",
// "ll.2"), is that of the point they stand under, if the figures count from 1 and others of the document are
// numbered so, or if no figures count so: 111.1 where nothing stands between 1 and 11. What stands again
// where the points are dealt with (11.1) is the same part.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "correct/numerals.h"

enum { HEAD_BYTES = 16, REACH_LINES = 40, MOST_POINTS = 39 };

// What a line begins with, before its first blank, as it was read.
struct head {
    uint32_t piece, pieces, line;
    char text[HEAD_BYTES];
};

struct part {
    struct head head;
    int whole, figure;
    const char *marks; // behind the figure: ".", ".-", ""
    bool digits;       // its numeral was read as some
};

struct parts {
    struct part *parts;
    uint32_t parts_count, parts_cap;
};

static bool read_head(const esc_work *work, uint32_t piece, struct head *ret) {
    const esc_pieces *all = &work->pieces;
    if (!all->pieces[piece].unit_count || !esc_work_unit(work, piece)->first) return false;
    *ret = (struct head){.piece = piece, .line = esc_work_unit(work, piece)->line};
    size_t at = 0;
    for (uint32_t next = piece; next < all->pieces_count; next++, ret->pieces++) {
        if (!all->pieces[next].unit_count) return false;
        if (next > piece && esc_work_unit(work, next)->first) return false; // nothing behind it
        if (next > piece && esc_work_unit(work, next)->blank_before) break;
        const esc_span raw = esc_piece_raw(&work->units, &all->pieces[next]);
        if (at + raw.len >= HEAD_BYTES) return false;
        memcpy(ret->text + at, esc_doc_text(work->doc, raw), raw.len);
        at += raw.len;
    }
    return at > 0;
}

// The value of a point "III." as it is corrected, 0 for all else.
static int point_value(const esc_work *work, uint32_t piece) {
    size_t len;
    char text[ESC_NUMERAL_BYTES];
    const char *said = esc_piece_text(work->doc, &work->units, &work->pieces.pieces[piece], &len);
    while (len && strchr(".-)", said[len - 1])) len--;
    if (!len || len >= sizeof text) return 0;
    memcpy(text, said, len);
    text[len] = 0;
    return esc_numeral_value(text);
}

// The marks that may follow a part; NULL for anything else.
static const char *marks_of(const char *text) {
    static const char *const marks[] = {"", ".", ".-"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (!strcmp(text, marks[i])) return marks[i];
    return NULL;
}

// "11,1", "IV.2." under point `whole`; whether its numeral is that of the point as it stands goes to
// ret_exact.
static bool read_part(const struct head *head, int whole, struct part *ret, bool *ret_exact) {
    char numeral[ESC_NUMERAL_BYTES], meant[ESC_NUMERAL_BYTES];
    const size_t len = strcspn(head->text, ".,-");
    if (!len || len >= sizeof numeral || !head->text[len]) return false;
    memcpy(numeral, head->text, len);
    numeral[len] = 0;
    char *end;
    const long figure = strtol(head->text + len + 1, &end, 10);
    if (figure < 1 || figure > 99) return false;
    *ret = (struct part){.head = *head, .whole = whole, .figure = (int)figure, .marks = marks_of(end)};
    if (!ret->marks) return false;
    esc_numeral_write(whole, meant);
    *ret_exact = !strcmp(numeral, meant);
    ret->digits = numeral[strspn(numeral, "1")] == 0;
    const int own = esc_numeral_value(numeral);
    if (!*ret_exact && own > 0 && own <= MOST_POINTS) return false; // II.1 below I.4: of the next point
    const bool strokes = numeral[strspn(numeral, "1lI|!i")] == 0 && meant[strspn(meant, "I")] == 0;
    return *ret_exact || strokes || esc_numeral_may_be(numeral, meant, true);
}

static void set_part(esc_work *work, const struct head *head, const struct part *part, const char *marks) {
    char numeral[ESC_NUMERAL_BYTES], text[HEAD_BYTES + ESC_NUMERAL_BYTES];
    esc_numeral_write(part->whole, numeral);
    snprintf(text, sizeof text, "%s.%d%s", numeral, part->figure, marks);
    esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[head->piece], head->pieces, ESC_EDIT_CODE,
                   text, 0.93f, work->arena);
}

// "4.1": a part that is told in figures no numeral is read as. "11.1" may be either.
static bool is_plain_part(const struct head *head) {
    char *end;
    const long whole = strtol(head->text, &end, 10);
    return whole > 1 && whole != 11 && whole != 111 && *end == '.' && end[1] >= '1' && end[1] <= '9';
}

// The same numbers once more, behind the list.
static void repeat_parts(esc_work *work, const struct parts *parts) {
    const struct part *last = &parts->parts[parts->parts_count - 1];
    struct head head;
    for (uint32_t i = last->head.piece + last->head.pieces; i < work->pieces.pieces_count; i++) {
        if (!read_head(work, i, &head) || !esc_piece_is_raw(&work->pieces.pieces[i])) continue;
        size_t len = strlen(head.text);
        while (len && strchr(".-", head.text[len - 1])) len--;
        const char *marks = marks_of(head.text + len);
        for (uint32_t k = 0; k < parts->parts_count; k++) {
            const struct part *part = &parts->parts[k];
            if (part->digits && marks && !strncmp(part->head.text, head.text, len) &&
                strlen(part->head.text) == len + strlen(part->marks)) {
                set_part(work, &head, part, marks);
                break;
            }
        }
    }
}

void esc_work_repair_parts(esc_work *work) {
    struct parts open = {0};
    int whole = 0, value, expected = 1, exact = 0, odd = 0;
    bool plain = false;
    uint32_t line = 0;
    bool own_list = false; // under this point
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        struct head head;
        struct part part;
        bool as_is;
        if (!read_head(work, i, &head)) continue;
        plain |= is_plain_part(&head);
        const bool is_part =
            whole && head.line <= line + REACH_LINES && read_part(&head, whole, &part, &as_is);
        if (is_part && part.figure == expected && !(part.digits && own_list)) {
            exact += as_is;
            odd += part.digits && part.head.text[1] == '1'; // 11.1 below II, 111.1 below III
            expected++;
            if (!as_is) *ESC_GROW(&open, parts, 1) = part;
        } else if (is_part && part.digits) {
            own_list = true; // 1.1, 1.2, … below I.1
        } else if ((value = point_value(work, i))) {
            whole = value, expected = 1, line = head.line, own_list = false;
        }
    }
    if (open.parts_count && (exact || (odd && !plain))) {
        for (uint32_t i = 0; i < open.parts_count; i++)
            set_part(work, &open.parts[i].head, &open.parts[i], open.parts[i].marks);
        if (!plain) repeat_parts(work, &open);
    }
    free(open.parts);
}
