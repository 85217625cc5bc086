// SPDX-License-Identifier: GPL-3.0-or-later
// Pieces: the decision of correction. Each covers one unit or a join of several, and holds the changes made
// to it, one after another. Written into the document as tokens and edits at the end, by esc_pieces_emit.
#pragma once

#include "base/mem.h"
#include "correct/correct.h"
#include "correct/unit.h"

enum { ESC_PIECE_CHANGES = 3 };

typedef struct esc_change {
    const char *after;     // the whole piece's new text; "" drops it
    const char *confusion; // "o→a", or NULL
    const char *runner_up; // or NULL
    float confidence;      // 0..1
    float cost_keep_nats, cost_edit_nats;
    float scan_rate; // negative where not used
    uint8_t class;   // esc_edit_class
    uint8_t by;      // esc_edit_by
    bool suggest;    // too unsure to be applied
} esc_change;

typedef struct esc_piece {
    uint32_t first_unit;
    uint32_t unit_count : 24, change_count : 8;
    esc_change *changes; // room for ESC_PIECE_CHANGES; NULL for as long as none was made
} esc_piece;

typedef struct esc_pieces {
    esc_piece *pieces;
    uint32_t pieces_count, pieces_cap;
} esc_pieces;

// Appends a piece of unit_count units, which follows the last one without a gap.
esc_piece *esc_pieces_add(esc_pieces *pieces, uint32_t first_unit, uint32_t unit_count);
void esc_pieces_free(esc_pieces *pieces);

// Adds a change to a piece, in place of mere suggestions, and gives it, to be filled in further; NULL where
// the piece has no room for more. after is lent for as long as the pieces live.
esc_change *esc_piece_change(esc_piece *piece, esc_edit_class class, esc_edit_by by, const char *after,
                             float confidence);

// The change that the piece's text is by: the last one that is no mere suggestion; NULL: none.
static inline const esc_change *esc_piece_applied(const esc_piece *piece) {
    for (int i = piece->change_count; i-- > 0;)
        if (!piece->changes[i].suggest) return &piece->changes[i];
    return NULL;
}

// True where the piece still says what was read: nothing, or suggestions only, were made to it.
static inline bool esc_piece_is_raw(const esc_piece *piece) { return !esc_piece_applied(piece); }

// The raw bytes that a piece covers, blanks within included.
esc_span esc_piece_raw(const esc_units *units, const esc_piece *piece);
// What the piece says now: its last change that is not a mere suggestion, or its raw text. Lent.
const char *esc_piece_text(const esc_doc *doc, const esc_units *units, const esc_piece *piece,
                           size_t *ret_len);

// Joins a piece with the one before it (on the same line), dropping the blanks between them: one piece whose
// changes are those of both, told of the whole. Texts come from arena. The piece behind becomes empty
// (unit_count 0). False where there is no room for the changes of both.
bool esc_piece_join(const esc_doc *doc, const esc_units *units, esc_piece *piece, esc_piece *behind,
                    esc_arena *arena);

// Makes count pieces, which follow one another on a line, say text, as one piece; what was decided of them
// before is forgotten. Those that are joined already may be among them. The text is copied into arena.
void esc_pieces_say(const esc_doc *doc, const esc_units *units, esc_piece *pieces, uint32_t count,
                    esc_edit_class class, const char *text, float confidence, esc_arena *arena);

struct esc_forms;
// Writes every piece as a token and its changes as edits into doc. Modes and the least confidence of options
// decide what is applied, suggested or left out. forms: where most words have been looked up.
void esc_pieces_emit(esc_doc *doc, const esc_units *units, const esc_pieces *pieces,
                     const esc_correct_options *options, const struct esc_forms *forms);
