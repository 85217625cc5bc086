// SPDX-License-Identifier: GPL-3.0-or-later
// From pieces to the document's tokens and edits.
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "correct/forms.h"
#include "correct/piece.h"

esc_piece *esc_pieces_add(esc_pieces *pieces, uint32_t first_unit, uint32_t unit_count) {
    ESC_RESERVE(pieces, pieces, 1);
    esc_piece *piece = &pieces->pieces[pieces->pieces_count++];
    *piece = (esc_piece){.first_unit = first_unit, .unit_count = unit_count};
    return piece;
}

void esc_pieces_free(esc_pieces *pieces) {
    for (uint32_t i = 0; i < pieces->pieces_count; i++) free(pieces->pieces[i].changes);
    free(pieces->pieces);
    *pieces = (esc_pieces){0};
}

// Room for one more change; there is one.
static esc_change *add_change(esc_piece *piece) {
    if (!piece->changes) piece->changes = esc_alloc_zero(ESC_PIECE_CHANGES, sizeof *piece->changes);
    return &piece->changes[piece->change_count++];
}

esc_change *esc_piece_change(esc_piece *piece, esc_edit_class class, esc_edit_by by, const char *after,
                             float confidence) {
    while (piece->change_count && piece->changes[piece->change_count - 1].suggest) piece->change_count--;
    if (piece->change_count == ESC_PIECE_CHANGES) return NULL;
    esc_change *change = add_change(piece);
    *change = (esc_change){.after = after,
                           .confidence = confidence,
                           .scan_rate = -1,
                           .class = (uint8_t) class,
                           .by = (uint8_t)by};
    return change;
}

esc_span esc_piece_raw(const esc_units *units, const esc_piece *piece) {
    assert(piece->unit_count);
    esc_span first = units->units[piece->first_unit].raw;
    esc_span last = units->units[piece->first_unit + piece->unit_count - 1].raw;
    return (esc_span){first.off, last.off + last.len - first.off};
}

const char *esc_piece_text(const esc_doc *doc, const esc_units *units, const esc_piece *piece,
                           size_t *ret_len) {
    const esc_change *change = esc_piece_applied(piece);
    if (change) {
        *ret_len = strlen(change->after);
        return change->after;
    }
    esc_span raw = esc_piece_raw(units, piece);
    *ret_len = raw.len;
    return esc_doc_text(doc, raw);
}

static const char *concat(esc_arena *arena, const char *a, size_t a_len, const char *b, size_t b_len) {
    char *text = esc_arena_alloc(arena, a_len + b_len + 1);
    memcpy(text, a, a_len);
    memcpy(text + a_len, b, b_len);
    return text;
}

bool esc_piece_join(const esc_doc *doc, const esc_units *units, esc_piece *piece, esc_piece *behind,
                    esc_arena *arena) {
    assert(piece->first_unit + piece->unit_count == behind->first_unit);
    if (piece->change_count + behind->change_count > ESC_PIECE_CHANGES) return false;
    size_t len;
    // Changes of the first part are followed by the raw rest, those of the second preceded by the new text.
    esc_span head = esc_piece_raw(units, piece), tail = esc_piece_raw(units, behind);
    uint32_t rest_off = head.off + head.len;
    esc_span rest = {rest_off, tail.off + tail.len - rest_off};
    const char *text = esc_piece_text(doc, units, piece, &len);
    for (int i = 0; i < behind->change_count; i++) {
        esc_change *change = &behind->changes[i];
        change->after = concat(arena, text, len, change->after, strlen(change->after));
    }
    for (int i = 0; i < piece->change_count; i++) {
        esc_change *change = &piece->changes[i];
        change->after =
            concat(arena, change->after, strlen(change->after), esc_doc_text(doc, rest), rest.len);
    }
    for (int i = 0; i < behind->change_count; i++) *add_change(piece) = behind->changes[i];
    piece->unit_count += behind->unit_count;
    behind->unit_count = behind->change_count = 0;
    return true;
}

void esc_pieces_say(const esc_doc *doc, const esc_units *units, esc_piece *pieces, uint32_t count,
                    esc_edit_class class, const char *text, float confidence, esc_arena *arena) {
    for (uint32_t i = 0; i < count; i++) pieces[i].change_count = 0;
    for (uint32_t i = 1; i < count; i++)
        if (pieces[i].unit_count) esc_piece_join(doc, units, pieces, &pieces[i], arena);
    esc_piece_change(pieces, class, ESC_BY_RULE, esc_arena_strndup(arena, text, strlen(text)), confidence);
}

static bool same(const esc_doc *doc, esc_span span, const char *text) {
    return strlen(text) == span.len && !memcmp(esc_doc_text(doc, span), text, span.len);
}

// True where the change is now part of the token's text.
static bool emit_change(esc_doc *doc, uint32_t token, const esc_change *change, bool held,
                        const esc_correct_options *options) {
    esc_correct_mode mode = options->mode[change->class];
    if (same(doc, doc->tokens[token].text, change->after)) return true;
    if (mode == ESC_CORRECT_OFF) return false;
    bool suggest = held || change->suggest || mode == ESC_CORRECT_SUGGEST ||
                   change->confidence < options->min_confidence;
    uint32_t index = esc_doc_add_edit(doc, token, change->class, change->by,
                                      suggest ? ESC_EDIT_SUGGESTED : ESC_EDIT_APPLIED, change->after,
                                      strlen(change->after), change->confidence);
    esc_span confusion = change->confusion ? esc_doc_puts(doc, change->confusion) : (esc_span){0, 0};
    esc_span runner_up = change->runner_up ? esc_doc_puts(doc, change->runner_up) : (esc_span){0, 0};
    esc_edit *edit = &doc->edits[index];
    edit->confusion = confusion;
    edit->runner_up = runner_up;
    edit->cost_keep_nats = change->cost_keep_nats;
    edit->cost_edit_nats = change->cost_edit_nats;
    edit->scan_rate = change->scan_rate;
    return !suggest;
}

// Most have been looked up as forms.
static bool is_known(const esc_forms *forms, const char *text, size_t len) {
    const esc_form *form = esc_forms_find(forms, text, len);
    if (form && form->looked_up && form->kind <= ESC_TOKEN_MIXED) return form->classes;
    return esc_lexicon_lookup(forms->lexicon, text, len);
}

static void emit_token(esc_doc *doc, const esc_units *units, const esc_piece *piece,
                       const esc_correct_options *options, const esc_forms *forms) {
    const esc_unit *unit = &units->units[piece->first_unit];
    esc_span raw = esc_piece_raw(units, piece);
    uint32_t off = raw.off - doc->lines[unit->line].raw.off;
    uint32_t index = esc_doc_add_token(doc, unit->line, off, raw.len, unit->kind);
    bool held = false; // an earlier change was held back: what builds on it is, too
    for (int i = 0; i < piece->change_count; i++)
        held |= !emit_change(doc, index, &piece->changes[i], held, options);
    esc_token *token = &doc->tokens[index];
    const char *text = esc_doc_text(doc, token->text);
    size_t len = token->text.len;
    if (token->last_edit != ESC_NONE && doc->edits[token->last_edit].class == ESC_EDIT_NUMBERING) {
        const char *blank = memrchr(text, ' ', len); // "2. Lectura" is what the word is
        if (blank) len -= (size_t)(blank + 1 - text), text = blank + 1;
    }
    if (len && (token->last_edit != ESC_NONE || piece->unit_count > 1))
        token->kind = (uint8_t)esc_unit_kind(text, len);
    token->known = len && is_known(forms, text, len);
}

void esc_pieces_emit(esc_doc *doc, const esc_units *units, const esc_pieces *pieces,
                     const esc_correct_options *options, const esc_forms *forms) {
    for (uint32_t i = 0; i < pieces->pieces_count; i++) {
        const esc_piece *piece = &pieces->pieces[i];
        bool wanted = false;
        for (int c = 0; c < piece->change_count; c++)
            wanted |= options->mode[piece->changes[c].class] != ESC_CORRECT_OFF;
        if (wanted || piece->unit_count == 1) {
            emit_token(doc, units, piece, options, forms);
            continue;
        }
        for (uint32_t u = 0; u < piece->unit_count; u++) // a join that the settings do not want
            emit_token(doc, units, &(esc_piece){.first_unit = piece->first_unit + u, .unit_count = 1},
                       options, forms);
    }
}
