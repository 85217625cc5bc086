// SPDX-License-Identifier: GPL-3.0-or-later
// What the stages of one document's correction share.
#pragma once

#include "correct/piece.h"

typedef struct esc_work {
    const esc_lexicon *lexicon;
    const esc_correct_options *options;
    esc_doc *doc;
    esc_units units;
    esc_pieces pieces;
    esc_arena *arena; // texts of candidates and changes, until the document is done
} esc_work;

// A unit's raw text. Lent.
static inline const char *esc_work_text(const esc_work *work, uint32_t unit, size_t *ret_len) {
    esc_span raw = work->units.units[unit].raw;
    *ret_len = raw.len;
    return esc_doc_text(work->doc, raw);
}

// Decides every unit into pieces.
void esc_work_repair(esc_work *work);
