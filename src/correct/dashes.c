// SPDX-License-Identifier: GPL-3.0-or-later
// The stop and dash behind headings and speakers (PRIMERO.- Lista, EL ALCALDE.- Gracias): where a document
// writes them all over, ". -", ",-", "..-" and ".—" are the same, and so is " -" behind capitals that stand
// before ".-" elsewhere, or head a sentence.
#include <string.h>

#include "correct/work.h"

enum { LEAST_DASHED = 3, DASHED_PER_ODD = 2, LEAST_SAME = 2, LEAST_CAPITALS = 2 };

// What stands behind a word, read by units.
enum shape { NONE, DASHED, PARTED, COMMA, DOUBLED, LONG, LOST };

// Whether a blank or the line's end follows a piece.
static bool parts(const esc_work *work, uint32_t piece) {
    const esc_unit *unit = esc_work_unit(work, piece);
    return unit->last || unit[1].blank_before;
}

static bool one_blank(const esc_work *work, uint32_t piece) {
    const esc_unit *unit = esc_work_unit(work, piece);
    return !unit->first && unit->raw.off == unit[-1].raw.off + unit[-1].raw.len + 1;
}

// The shape of the two marks behind a word that is a piece of its own.
static enum shape read_shape(const esc_work *work, uint32_t word) {
    const esc_piece *pieces = work->pieces.pieces;
    if (word + 1 >= work->pieces.pieces_count || !pieces[word].unit_count || !pieces[word + 1].unit_count)
        return NONE;
    const uint8_t kind = work->units.units[pieces[word].first_unit + pieces[word].unit_count - 1].kind;
    if (kind > ESC_TOKEN_MIXED && kind != ESC_TOKEN_ROMAN && kind != ESC_TOKEN_NUMBER) return NONE;
    if (kind == ESC_TOKEN_UPPER && esc_work_says(work, word + 1, "-") && one_blank(work, word + 1) &&
        parts(work, word + 1))
        return LOST;
    if (!esc_work_is_glued(work, word + 1) || word + 2 >= work->pieces.pieces_count ||
        !pieces[word + 2].unit_count || !parts(work, word + 2))
        return NONE;
    const bool dash = esc_work_says(work, word + 2, "-"), stop = esc_work_says(work, word + 1, ".");
    if (dash && !esc_work_is_glued(work, word + 2)) return stop && one_blank(work, word + 2) ? PARTED : NONE;
    if (!esc_work_is_glued(work, word + 2)) return NONE;
    if (dash && stop) return DASHED;
    if (dash && esc_work_says(work, word + 1, ",")) return COMMA;
    if (dash && esc_work_says(work, word + 1, "..")) return DOUBLED;
    return stop && (esc_work_says(work, word + 2, "—") || esc_work_says(work, word + 2, "–")) ? LONG : NONE;
}

// Whether ".-" stands behind the same word elsewhere, again and again.
static bool is_dashed(const esc_work *work, const esc_form *form) {
    uint32_t times = 0;
    for (uint32_t i = 0; i < work->pieces.pieces_count && times < LEAST_SAME; i++)
        times += esc_work_raw_form(work, i) == form && read_shape(work, i) == DASHED;
    return times == LEAST_SAME;
}

// "EL ALCALDE - Tome": capitals from the line's beginning on, and a sentence behind them.
static bool heads_sentence(const esc_work *work, uint32_t word) {
    const esc_unit *units = work->units.units, *dash = esc_work_unit(work, word + 1);
    if (dash->last || dash[1].kind != ESC_TOKEN_CAPITAL) return false;
    uint32_t words = 0;
    for (uint32_t u = work->pieces.pieces[word].first_unit;; u--) {
        if (units[u].kind == ESC_TOKEN_UPPER)
            words++;
        else if (!words || units[u].kind == ESC_TOKEN_WORD || units[u].kind == ESC_TOKEN_CAPITAL)
            return false;
        if (units[u].first) return words >= LEAST_CAPITALS;
    }
}

// Not "- de acuerdo. -", which closes what another dash opened, nor "a favor. - - - - -", which fills the
// line.
static bool goes_on(const esc_work *work, uint32_t dash) {
    const esc_unit *unit = esc_work_unit(work, dash);
    return !unit->last && esc_unit_is_word(&unit[1]);
}

static void mend(esc_work *work, uint32_t word, enum shape shape) {
    esc_piece *mark = &work->pieces.pieces[word + 1];
    if (shape == LOST) {
        const esc_form *form = esc_work_raw_form(work, word);
        if (!form || (!is_dashed(work, form) && !heads_sentence(work, word))) return;
        esc_pieces_say(work->doc, &work->units, mark - 1, 2, ESC_EDIT_PUNCTUATION,
                       esc_arena_printf(work->arena, "%s.-", form->text), 0.92f, work->arena);
    } else if (shape == COMMA || shape == DOUBLED) {
        esc_piece_change(mark, ESC_EDIT_PUNCTUATION, ESC_BY_RULE, ".", 0.92f);
    } else if (shape == LONG) {
        esc_piece_change(mark + 1, ESC_EDIT_PUNCTUATION, ESC_BY_RULE, "-", 0.92f);
    } else if (shape == PARTED && goes_on(work, word + 2)) {
        esc_pieces_say(work->doc, &work->units, mark, 2, ESC_EDIT_PUNCTUATION, ".-", 0.92f, work->arena);
    }
}

// A heading or a speaker, and no word of a sentence: "el vertedero. - A la Comisión".
static bool is_head(const esc_work *work, uint32_t word) {
    const esc_unit *unit = esc_work_unit(work, word);
    return unit->first || unit->kind == ESC_TOKEN_UPPER || unit->kind == ESC_TOKEN_ROMAN;
}

void esc_work_repair_dashes(esc_work *work) {
    uint32_t of[2][LOST + 1] = {{0}}; // of words, of heads
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++)
        if (work->pieces.pieces[i].unit_count) of[is_head(work, i)][read_shape(work, i)]++;
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        if (!work->pieces.pieces[i].unit_count) continue;
        const uint32_t *alike = of[is_head(work, i)];
        const enum shape shape = read_shape(work, i);
        if (shape > DASHED && alike[DASHED] >= LEAST_DASHED && alike[DASHED] >= DASHED_PER_ODD * alike[shape])
            mend(work, i, shape);
    }
}
