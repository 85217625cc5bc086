// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of points that count in Roman numerals, III.1, III.2: the numeral, which was read as strokes ("11,1",
// "ll.2"), is that of the point they stand under, if the figures count from 1 and others of the document are
// numbered so, or if no figures count so: 111.1 where nothing stands between 1 and 11. What stands again
// where the points are dealt with (11.1) is the same part.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "correct/numerals.h"
#include "correct/rows.h"

enum { HEAD_BYTES = ESC_HEAD_BYTES, REACH_LINES = 40, NEXT_LINES = 4, MOST_POINTS = 39, LISTED = 4 };

struct part {
    esc_head head;
    int whole, figure;
    const char *marks; // behind the figure: ".", ".-", ")", ""
    bool digits;       // its numeral was read as some
};

struct parts {
    struct part *parts;
    uint32_t parts_count, parts_cap;
};

// The value of a point "III." as it is corrected, 0 for all else.
static int point_value(const esc_work *work, uint32_t piece) {
    size_t len;
    char text[ESC_NUMERAL_BYTES];
    const char *said = esc_work_piece_text(work, piece, &len);
    while (len && strchr(".-)", said[len - 1])) len--;
    if (!len || len >= sizeof text) return 0;
    memcpy(text, said, len);
    text[len] = 0;
    return esc_numeral_value(text);
}

// The marks that may follow a part, as they should be; NULL for anything else.
static const char *marks_of(const char *text) {
    static const char *const marks[] = {"", ".", ".-", ")"};
    if (!strcmp(text, ",") || !strcmp(text, ":")) return "."; // "111.1,"
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (!strcmp(text, marks[i])) return marks[i];
    return NULL;
}

// "11,1", "IV.2)", what numeral ever: it goes to ret_numeral.
static bool read_figures(const esc_head *head, struct part *ret, char ret_numeral[ESC_NUMERAL_BYTES]) {
    const size_t len = esc_numeral_cut(head->text, ".,-", ret_numeral);
    if (!len || !head->text[len]) return false;
    char *end;
    const long figure = strtol(head->text + len + 1, &end, 10);
    if (figure < 1 || figure > 99) return false;
    *ret = (struct part){.head = *head, .figure = (int)figure, .marks = marks_of(end)};
    ret->digits = ret_numeral[strspn(ret_numeral, "1")] == 0;
    return ret->marks;
}

// The same under point `whole`; whether its numeral is that of the point as it stands goes to ret_exact.
static bool read_part(const esc_head *head, int whole, struct part *ret, bool *ret_exact) {
    char numeral[ESC_NUMERAL_BYTES], meant[ESC_NUMERAL_BYTES];
    if (!read_figures(head, ret, numeral)) return false;
    ret->whole = whole;
    esc_numeral_write(whole, meant);
    *ret_exact = !strcmp(numeral, meant);
    const int own = esc_numeral_value(numeral);
    if (!*ret_exact && own > 0 && own <= MOST_POINTS) return false; // II.1 below I.4: of the next point
    const bool strokes = numeral[strspn(numeral, "1lI|!i")] == 0 && meant[strspn(meant, "I")] == 0;
    return *ret_exact || strokes || esc_numeral_may_be(numeral, meant, true);
}

// The figure of the next part of a point right below a head; 0: none.
static int figure_below(const esc_work *work, const esc_head *head, int whole) {
    for (uint32_t i = head->piece + head->pieces; i < work->pieces.pieces_count; i++) {
        esc_head next;
        struct part part;
        bool exact;
        if (!esc_head_raw(work, i, &next)) continue;
        if (next.line > head->line + NEXT_LINES) return 0;
        if (read_part(&next, whole, &part, &exact)) return part.figure;
    }
    return 0;
}

// "1.1)" right above "1V.2)": the strokes of a numeral that has lost the rest.
static bool held_by_next(const esc_work *work, const esc_head *head, int whole, struct part *ret) {
    char numeral[ESC_NUMERAL_BYTES], meant[ESC_NUMERAL_BYTES];
    if (!read_figures(head, ret, numeral) || numeral[strspn(numeral, "1lI|!")]) return false;
    esc_numeral_write(whole, meant);
    if (!meant[strspn(meant, "I")]) return false;
    ret->whole = whole;
    return figure_below(work, head, whole) == ret->figure + 1;
}

// "111.7" right above "111.2" below III: the figure is the list's, a 1 that was read as a 7.
static bool counted_by_next(const esc_work *work, const struct part *part, int expected) {
    return part->figure == 7 && expected == 1 && figure_below(work, &part->head, part->whole) == 2;
}

static void set_part(esc_work *work, const esc_head *head, const struct part *part, const char *marks) {
    char numeral[ESC_NUMERAL_BYTES], text[HEAD_BYTES + ESC_NUMERAL_BYTES];
    esc_numeral_write(part->whole, numeral);
    snprintf(text, sizeof text, "%s.%d%s", numeral, part->figure, marks);
    esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[head->piece], head->pieces, ESC_EDIT_CODE,
                   text, 0.93f, work->arena);
}

// "4.1": a part that is told in figures no numeral is read as. "11.1" may be either.
static bool is_plain_part(const esc_head *head) {
    char *end;
    const long whole = strtol(head->text, &end, 10);
    return whole > 1 && whole != 11 && whole != 111 && *end == '.' && end[1] >= '1' && end[1] <= '9';
}

// "TV.1" of IV.1: no numeral, and no word before a figure.
static bool is_broken(const esc_head *head, const struct part *part) {
    struct part read;
    char numeral[ESC_NUMERAL_BYTES], meant[ESC_NUMERAL_BYTES];
    if (!read_figures(head, &read, numeral) || read.figure != part->figure) return false;
    esc_numeral_write(part->whole, meant);
    return strpbrk(numeral, "VX") && !esc_numeral_value(numeral) && esc_numeral_may_be(numeral, meant, true);
}

// Whether a part's number was read so in the list, its marks aside.
static bool is_same(const struct part *part, const char *text, size_t len) {
    return part->digits && !strncmp(part->head.text, text, len) &&
           strlen(part->head.text) == len + strlen(part->marks);
}

// "el numeral 111.4": the same number within a sentence.
static void repeat_in_sentence(esc_work *work, const struct parts *parts, uint32_t piece) {
    static const char *const before[] = {"numeral", "punto",     "asunto", "apartado",
                                         "inciso",  "numerales", "puntos"};
    const esc_form *read = esc_work_raw_form(work, piece);
    if (!read || !piece || !ESC_ONE_OF(esc_work_raw_form(work, piece - 1), before)) return;
    for (uint32_t k = 0; k < parts->parts_count; k++) {
        const struct part *part = &parts->parts[k];
        if (!is_same(part, read->text, read->len)) continue;
        set_part(work, &(esc_head){.piece = piece, .pieces = 1}, part, "");
        return;
    }
}

// The same numbers once more, behind the list.
static void repeat_parts(esc_work *work, const struct parts *parts) {
    const struct part *last = &parts->parts[parts->parts_count - 1];
    esc_head head;
    for (uint32_t i = last->head.piece + last->head.pieces; i < work->pieces.pieces_count; i++) {
        if (!esc_head_raw(work, i, &head) || !esc_piece_is_raw(&work->pieces.pieces[i])) continue;
        size_t len = strlen(head.text);
        while (len && strchr(".-)", head.text[len - 1])) len--;
        const char *marks = marks_of(head.text + len);
        for (uint32_t k = 0; k < parts->parts_count; k++) {
            const struct part *part = &parts->parts[k];
            if (marks && (is_same(part, head.text, len) || is_broken(&head, part))) {
                set_part(work, &head, part, marks);
                break;
            }
        }
    }
}

// "I1I.2" under II, where III.1 to III.3 were listed above: as many strokes as the numeral of those.
static bool was_listed(const esc_head *head, const int listed[LISTED], struct part *ret) {
    char numeral[ESC_NUMERAL_BYTES];
    if (!read_figures(head, ret, numeral) || numeral[strspn(numeral, "1lI|!")]) return false;
    ret->whole = (int)strlen(numeral);
    return ret->whole < LISTED && ret->figure <= listed[ret->whole];
}

void esc_work_repair_parts(esc_work *work) {
    struct parts open = {0};
    int listed[LISTED] = {0}; // how many parts each of I, II, III has had
    int whole = 0, value, expected = 1, exact = 0, odd = 0;
    bool plain = false;
    uint32_t line = 0;
    bool own_list = false; // under this point
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        esc_head head;
        struct part part;
        bool as_is;
        if (!esc_head_raw(work, i, &head)) continue;
        plain |= is_plain_part(&head);
        if (was_listed(&head, listed, &part) && part.whole != whole)
            whole = part.whole, expected = part.figure, line = head.line;
        bool is_part = whole && head.line <= line + REACH_LINES && read_part(&head, whole, &part, &as_is);
        if (!is_part && whole && (is_part = held_by_next(work, &head, whole, &part))) as_is = false;
        if (is_part && counted_by_next(work, &part, expected)) part.figure = expected, as_is = false;
        if (is_part && part.figure == expected && !(part.digits && own_list)) {
            exact += as_is;
            odd += part.digits && part.head.text[1] == '1'; // 11.1 below II, 111.1 below III
            odd += !as_is && is_broken(&head, &part);       // TV.1 below IV
            expected++;
            if (whole < LISTED && part.figure > listed[whole]) listed[whole] = part.figure;
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
        for (uint32_t i = 0; i < work->pieces.pieces_count; i++) repeat_in_sentence(work, &open, i);
        if (!plain) repeat_parts(work, &open);
    }
    free(open.parts);
}
