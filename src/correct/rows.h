// SPDX-License-Identifier: GPL-3.0-or-later
// Rows: a line's pieces, the head that it begins with, up to its first blank, and the text behind that.
#pragma once

#include "correct/work.h"

enum { ESC_HEAD_BYTES = 16 };

// What a row begins with, before its first blank.
typedef struct esc_head {
    uint32_t piece, pieces, line;
    char text[ESC_HEAD_BYTES];
} esc_head;

typedef struct esc_row {
    uint32_t piece, last; // its first one, its last one
    uint32_t end;         // the piece behind it
    uint32_t text;        // the first piece behind its mark; the row's first where it has none
    uint32_t line;
} esc_row;

// Whether a piece is the first of its row.
static inline bool esc_row_begins(const esc_work *work, uint32_t piece) {
    return work->pieces.pieces[piece].unit_count && esc_work_unit(work, piece)->first;
}

// The row that begins with a piece; its text is all of it.
esc_row esc_row_read(const esc_work *work, uint32_t piece);
// The head of the row that a piece begins, as it was read; false where it begins none, the head is too long,
// or nothing stands behind it.
bool esc_head_raw(const esc_work *work, uint32_t piece, esc_head *ret);
// The same as it says now, from any piece on: a bullet may stand before it.
bool esc_head_now(const esc_work *work, uint32_t piece, esc_head *ret);
// Takes the head off the row's text, and a few marks that stand apart: "M. — Ratificación", "4.. +. Informe";
// false where no capital follows.
bool esc_row_take_head(const esc_work *work, esc_row *row, const esc_head *head);

// Whether the row's last byte is one of signs.
bool esc_row_ends_in(const esc_work *work, const esc_row *row, const char *signs);
// Whether an empty line parts the row from the one above. above: NULL where there is none.
static inline bool esc_row_is_parted(const esc_row *row, const esc_row *above) {
    return !above || above->line + 1 < row->line;
}
// The bytes of the document's full lines: what a few of them reach. Those near a list are as short as it is.
uint32_t esc_rows_width(const esc_work *work);
// Whether something may begin at the row: what stands above ends there. width: of full lines.
bool esc_row_is_fresh(const esc_work *work, const esc_row *row, const esc_row *above, uint32_t width);
// How many words the texts of two rows both begin with; where that is all of both, one more.
uint32_t esc_rows_alike(const esc_work *work, const esc_row *a, const esc_row *b);
