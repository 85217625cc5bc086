// SPDX-License-Identifier: GPL-3.0-or-later
// What stands between a part and a point of a list that counts in Roman numerals, "III.2", "1.", "WA", "VI.",
// is the points that are missing there (IV. and V.), where as many lines begin with what may be a numeral;
// and the part between two others of its point: "I1v.2" between IV.1 and IV.3.
#include <stdlib.h>
#include <string.h>

#include "correct/numerals.h"
#include "correct/rows.h"

enum { REACH_LINES = 6, MOST_OPEN = 3, MOST_LETTERS = 4 };

struct gap {
    esc_head open[MOST_OPEN];
    int count, from; // the point whose part stands before it; 0: no gap
    uint32_t line;   // of its last head
};

// The numeral before the first mark; 0: none.
static int numeral_of(const char *text) {
    char numeral[ESC_NUMERAL_BYTES];
    return esc_numeral_cut(text, ".-)", numeral) ? esc_numeral_value(numeral) : 0;
}

// "III.2"
static bool is_part(const char *text) {
    const char *figure = strchr(text, '.');
    return figure && figure[1] >= '1' && figure[1] <= '9' && numeral_of(text);
}

// "VI.", with its stop.
static bool is_point(const char *text) {
    const size_t len = strlen(text);
    return len > 1 && text[len - 1] == '.' && strchr(text, '.') == text + len - 1 && numeral_of(text);
}

// "1.", "WA", "v.": strokes, or a few letters that are no word, before a capital.
static bool may_be_open(const esc_work *work, const esc_head *head) {
    const char *text = head->text;
    const uint8_t kind = esc_work_unit(work, head->piece + head->pieces)->kind;
    if (kind != ESC_TOKEN_CAPITAL && kind != ESC_TOKEN_UPPER) return false;
    const esc_form *form = esc_work_raw_form(work, head->piece);
    const size_t len = strcspn(text, ".");
    if (!form || !len || len > MOST_LETTERS || (text[len] && text[len + 1])) return false;
    if (text[strspn(text, "1lI|!.")] == 0) return true;
    return form->doubtful && strpbrk(text, "VvWXx") && !form->classes;
}

static void fill(esc_work *work, const struct gap *gap, int to) {
    if (!gap->count || to - gap->from - 1 != gap->count) return;
    for (int i = 0; i < gap->count; i++) {
        char text[ESC_NUMERAL_BYTES + 1];
        esc_numeral_write(gap->from + 1 + i, text);
        esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[gap->open[i].piece], gap->open[i].pieces,
                       ESC_EDIT_CODE, strcat(text, "."), 0.92f, work->arena);
    }
}

static int figure_of(const char *text) {
    const char *figure = strchr(text, '.');
    return figure ? atoi(figure + 1) : 0;
}

// "IV.1", "I1v.2", "IV.3": a part whose numeral is none, between two of the same point.
static void mend_between(esc_work *work, const esc_head heads[3]) {
    const char *texts[] = {heads[0].text, heads[1].text, heads[2].text};
    char meant[2 * ESC_HEAD_BYTES];
    if (!is_part(texts[0]) || !is_part(texts[2]) || numeral_of(texts[1])) return;
    if (heads[2].line > heads[0].line + 2 * REACH_LINES || numeral_of(texts[0]) != numeral_of(texts[2]))
        return;
    const int first = figure_of(texts[0]);
    if (figure_of(texts[1]) != first + 1 || figure_of(texts[2]) != first + 2) return;
    const size_t len = strcspn(texts[0], "."), own = strcspn(texts[1], ".");
    if (own > MOST_LETTERS || texts[1][strspn(texts[1], "0123456789.")] == 0) return; // 4.2
    memcpy(meant, texts[0], len);
    strcpy(meant + len, texts[1] + own);
    esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[heads[1].piece], heads[1].pieces,
                   ESC_EDIT_CODE, meant, 0.92f, work->arena);
}

static void mend_parts(esc_work *work) {
    esc_head last[3] = {0};
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        esc_head head;
        if (!esc_row_begins(work, i) || !esc_head_now(work, i, &head) || !strchr(head.text, '.')) continue;
        last[0] = last[1], last[1] = last[2], last[2] = head;
        if (last[0].pieces) mend_between(work, last);
    }
}

void esc_work_fill_gaps(esc_work *work) {
    struct gap gap = {0};
    mend_parts(work);
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        esc_head head;
        if (!esc_row_begins(work, i) || !esc_head_now(work, i, &head)) continue;
        if (gap.from && head.line > gap.line + REACH_LINES) gap.from = 0;
        if (is_part(head.text)) {
            gap = (struct gap){.from = numeral_of(head.text), .line = head.line};
        } else if (gap.from && is_point(head.text) && numeral_of(head.text) > gap.from) {
            fill(work, &gap, numeral_of(head.text));
            gap.from = 0;
        } else if (gap.from && may_be_open(work, &head)) {
            if (gap.count == MOST_OPEN)
                gap.from = 0;
            else
                gap.open[gap.count++] = head, gap.line = head.line;
        }
    }
}
