// SPDX-License-Identifier: GPL-3.0-or-later
#include "correct/rows.h"

#include "base/utf8.h"

enum { MOST_SIGNS = 2, FULL_LINES = 5, SHORT_PERCENT = 85 };

esc_row esc_row_read(const esc_work *work, uint32_t piece) {
    esc_row row = {.piece = piece, .last = piece, .text = piece, .line = esc_work_unit(work, piece)->line};
    row.end = esc_work_next(work, piece);
    while (row.end < work->pieces.pieces_count && !esc_work_unit(work, row.end)->first)
        row.last = row.end, row.end = esc_work_next(work, row.end);
    return row;
}

static bool read_head(const esc_work *work, uint32_t piece, bool now, esc_head *ret) {
    *ret = (esc_head){.piece = piece, .line = esc_work_unit(work, piece)->line};
    uint32_t at = piece;
    size_t used = 0, len;
    for (; at == piece || esc_work_is_glued(work, at); at = esc_work_next(work, at)) {
        const char *text = now ? esc_work_piece_text(work, at, &len) : esc_work_raw_text(work, at, &len);
        if (used + len >= ESC_HEAD_BYTES) return false;
        memcpy(ret->text + used, text, len);
        used += len;
    }
    ret->pieces = at - piece;
    return used && at < work->pieces.pieces_count && !esc_work_unit(work, at)->first;
}

bool esc_head_raw(const esc_work *work, uint32_t piece, esc_head *ret) {
    return esc_row_begins(work, piece) && read_head(work, piece, false, ret);
}

bool esc_head_now(const esc_work *work, uint32_t piece, esc_head *ret) {
    return read_head(work, piece, true, ret);
}

bool esc_row_take_head(const esc_work *work, esc_row *row, const esc_head *head) {
    uint32_t at = head->piece + head->pieces;
    for (int signs = 0; signs < MOST_SIGNS && at < row->end; signs++) {
        if (esc_work_unit(work, at)->kind != ESC_TOKEN_PUNCT) break;
        at = esc_work_next(work, at);
    }
    if (at >= row->end) return false;
    const uint8_t kind = esc_work_unit(work, at)->kind;
    const esc_form *form = esc_work_first_form(work, at);
    const char *text = form->text; // "RegiStro", too
    const bool mixed =
        kind == ESC_TOKEN_MIXED && esc_utf8_is_upper(esc_utf8_next(&text, form->text + form->len));
    if (kind != ESC_TOKEN_CAPITAL && kind != ESC_TOKEN_UPPER && !mixed) return false;
    row->text = at;
    return true;
}

bool esc_row_ends_in(const esc_work *work, const esc_row *row, const char *signs) {
    size_t len;
    const char *text = esc_work_piece_text(work, row->last, &len);
    return len && strchr(signs, text[len - 1]);
}

uint32_t esc_rows_width(const esc_work *work) {
    uint32_t longest[FULL_LINES] = {0};
    for (uint32_t u = 0; u < work->units.units_count; u++) {
        if (!work->units.units[u].first) continue;
        uint32_t bytes = esc_work_line_length(work, u);
        for (int i = 0; i < FULL_LINES; i++)
            if (bytes > longest[i]) {
                const uint32_t less = longest[i];
                longest[i] = bytes, bytes = less;
            }
    }
    return longest[FULL_LINES - 1];
}

bool esc_row_is_fresh(const esc_work *work, const esc_row *row, const esc_row *above, uint32_t width) {
    if (esc_row_is_parted(row, above) || esc_row_ends_in(work, above, ".:;")) return true;
    const uint32_t unit = work->pieces.pieces[above->piece].first_unit;
    return esc_work_line_length(work, unit) * 100 < width * SHORT_PERCENT;
}

uint32_t esc_rows_alike(const esc_work *work, const esc_row *a, const esc_row *b) {
    uint32_t x = a->text, y = b->text, same = 0;
    for (; x < a->end && y < b->end; x = esc_work_next(work, x), y = esc_work_next(work, y), same++) {
        const esc_form *form = esc_work_first_form(work, x), *other = esc_work_first_form(work, y);
        if (!esc_unit_is_word(esc_work_unit(work, x)) || !esc_unit_is_word(esc_work_unit(work, y)) ||
            !esc_form_same_letters(form, other->text))
            break;
    }
    const bool whole = (x >= a->end || esc_work_next(work, x) >= a->end) && // a stop, perhaps
                       (y >= b->end || esc_work_next(work, y) >= b->end);
    return same + whole;
}
