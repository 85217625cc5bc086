// SPDX-License-Identifier: GPL-3.0-or-later
// Specks beside words that an engine took for marks: "se aprueba. por mayoría", "COMITÉ: DE OBRAS", "el'
// libro". Only where the document shows that an engine has read it badly; the language model tells what the
// words say without the mark.
#include <string.h>

#include "correct/guards.h"
#include "correct/work.h"

enum { LISTED_PIECES = 20, LEAST_COLONS = 3 };
enum { LEAST_LETTERS = 4 }; // of a word that is no abbreviation

// A mark is a speck where the words fit so much better without it: a full stop before a small letter, and a
// colon, which more often is the author's.
#define STOP_NATS 4.0f
#define COLON_NATS 9.0f
// A comma is read as a stop more often than a speck stands for one.
#define COMMA_BIAS_NATS 1.0f

// How much better the words before and behind a mark fit with `instead` in its place; NULL: with nothing.
static float gain_with(esc_work *work, uint32_t mark, const esc_form *before, const esc_form *after,
                       const esc_form *instead) {
    esc_context with = esc_work_context_before(work, mark - 1), without;
    esc_form_step(&work->forms, before, &with, &with);
    without = with;
    float gain = instead ? esc_form_step(&work->forms, instead, &without, &without) : 0;
    gain -= esc_form_step(&work->forms, esc_work_raw_form(work, mark), &with, &with);
    gain += esc_form_step(&work->forms, after, &without, &without);
    gain -= esc_form_step(&work->forms, after, &with, &with);
    const esc_piece *third = &work->pieces.pieces[mark + 2];
    bool goes_on = mark + 2 < work->pieces.pieces_count && third->unit_count &&
                   !esc_breaks_before(work, third->first_unit);
    const esc_form *next = goes_on ? esc_work_word(work, mark + 2, false) : NULL;
    if (!next) return gain;
    gain += esc_form_step(&work->forms, next, &without, NULL);
    return gain - esc_form_step(&work->forms, next, &with, NULL);
}

// Another of its kind stands near: 'así'.
static bool is_paired(const esc_work *work, uint32_t mark) {
    static const char *const apostrophes[] = {"'", "’", "‘"};
    const uint32_t unit = work->pieces.pieces[mark].first_unit, line = work->units.units[unit].line;
    const bool apostrophe = ESC_ONE_OF(work->form_of[unit], apostrophes);
    uint32_t from = unit;
    while (from && work->units.units[from - 1].line + 1 >= line) from--;
    for (uint32_t u = from; u < work->units.units_count && work->units.units[u].line <= line + 1; u++) {
        const esc_form *form = work->form_of[u];
        bool same = apostrophe ? ESC_ONE_OF(form, apostrophes) : form == work->form_of[unit];
        if (u != unit && same) return true;
    }
    return false;
}

// A stroke on one side of a word: "del' Comité", "de 'mercado".
static bool is_stroke(const esc_work *work, uint32_t mark, const esc_form *before, const esc_form *after) {
    static const char *const strokes[] = {"'", "’", "‘", "_"};
    const bool leads = esc_work_unit(work, mark)->blank_before;
    return ESC_ONE_OF(esc_work_raw_form(work, mark), strokes) && !before->doubtful && !after->doubtful &&
           before->kind <= ESC_TOKEN_UPPER && after->kind <= ESC_TOKEN_UPPER &&
           (leads || before->letters > 1) && !is_paired(work, mark);
}

// A whole word stands before the mark and a small letter behind it, which no bracket follows: "a)" is a
// point.
static bool is_within_sentence(const esc_work *work, uint32_t mark, const esc_form *before,
                               const esc_form *after, bool links) {
    static const unsigned whole = ESC_LEX_WORD | ESC_LEX_GIVEN | ESC_LEX_SURNAME | ESC_LEX_PLACE;
    if (before->kind > ESC_TOKEN_UPPER || before->letters < LEAST_LETTERS || before->doubtful ||
        !(before->classes & whole) || before->classes & (ESC_LEX_ABBREVIATION | ESC_LEX_TITLE))
        return false;
    const bool small = after->kind == ESC_TOKEN_WORD ||
                       (links && after->kind == ESC_TOKEN_UPPER && before->kind == ESC_TOKEN_UPPER);
    const esc_piece *piece = &work->pieces.pieces[mark + 1];
    const esc_unit *sign = esc_work_unit(work, mark), *next = esc_work_unit(work, mark + 1),
                   *last = &work->units.units[piece->first_unit + piece->unit_count - 1];
    if (!small || after->doubtful || sign->blank_before || last->kind == ESC_TOKEN_PUNCT ||
        next->raw.off != sign->raw.off + sign->raw.len + 1)
        return false;
    const bool glued = !last->last && last[1].kind == ESC_TOKEN_PUNCT && !last[1].blank_before;
    return !glued || strchr(".,;:", *work->form_of[last + 1 - work->units.units]->text);
}

// "se vota: por el informe, siete; en contra, uno": a colon before what semicolons part.
static bool lists(const esc_work *work, uint32_t colon) {
    for (uint32_t i = colon + 1; i < work->pieces.pieces_count && i < colon + LISTED_PIECES; i++) {
        const esc_form *form = esc_work_raw_form(work, i);
        if (form && !strcmp(form->text, ".")) return false;
        if (form && !strcmp(form->text, ";")) return true;
    }
    return false;
}

// "que:existe", "financieros:del:segundo": colons that are specks all over a page.
static bool has_colons(const esc_work *work) {
    const esc_unit *units = work->units.units;
    uint32_t count = 0;
    for (uint32_t u = 1; u + 1 < work->units.units_count && count < LEAST_COLONS; u++) {
        if (strcmp(work->form_of[u]->text, ":") != 0 || units[u].first || units[u].last) continue;
        count += !units[u].blank_before && !units[u + 1].blank_before &&
                 units[u - 1].kind == ESC_TOKEN_WORD && units[u + 1].kind == ESC_TOKEN_WORD;
    }
    return count == LEAST_COLONS;
}

// What should stand in the place of a mark, "" for nothing; NULL where it stays.
static const char *meant(esc_work *work, uint32_t mark) {
    static const char *const linking[] = {"de", "del", "al", "y", "en", "con", "por", "para"};
    const esc_unit *sign = esc_work_unit(work, mark), *next = esc_work_unit(work, mark + 1);
    if (sign->line != next->line || sign->first || sign->blank_before == next->blank_before) return NULL;
    const esc_form *read = esc_work_raw_form(work, mark), *before = esc_work_word(work, mark - 1, true),
                   *after = esc_work_word(work, mark + 1, false);
    if (!before || !after) return NULL;
    if (is_stroke(work, mark, before, after)) return "";
    const bool scan = esc_channel_is_scan(&work->channel); // whoever typed a slip has put his colons right
    // Where commas are read as stops, punctuation.c makes commas of them.
    const bool stop = !strcmp(read->text, ".") && !work->channel.commas_active,
               links = ESC_ONE_OF(after, linking),
               specked = !strcmp(read->text, ":") && before->kind == ESC_TOKEN_WORD &&
                         !esc_guard_holds(after) && has_colons(work),
               colon = specked || (links && scan && !strcmp(read->text, ":"));
    if ((!stop && !colon) || !is_within_sentence(work, mark, before, after, links)) return NULL;
    const float gain = gain_with(work, mark, before, after, NULL);
    if (colon) return gain >= (specked ? STOP_NATS : COLON_NATS) && !lists(work, mark) ? "" : NULL;
    const esc_form *comma = esc_forms_intern_as(&work->forms, ",", 1, ESC_TOKEN_PUNCT);
    const float listed = gain_with(work, mark, before, after, comma);
    if (gain < STOP_NATS && listed < STOP_NATS) return NULL;
    return listed > gain - COMMA_BIAS_NATS ? "," : "";
}

// ", .y al": a stop that hangs before a small word, and "oficio -DDU/1102/2019".
static bool hangs(const esc_work *work, uint32_t mark) {
    const esc_form *read = esc_work_raw_form(work, mark), *next = esc_work_raw_form(work, mark + 1);
    const esc_unit *unit = esc_work_unit(work, mark);
    if (!next || unit->first || !unit->blank_before || unit->last || unit[1].blank_before) return false;
    if (!strcmp(read->text, "-"))
        return next->kind == ESC_TOKEN_CODE && *next->text >= 'A' && *next->text <= 'Z' &&
               unit[-1].kind == ESC_TOKEN_WORD;
    if (strcmp(read->text, ".") != 0 || next->kind != ESC_TOKEN_WORD || next->doubtful) return false;
    return unit[1].last || unit[2].blank_before || unit[2].kind == ESC_TOKEN_PUNCT;
}

bool esc_work_drop_speck(esc_work *work, uint32_t mark) {
    if (!work->was_read) return false;
    const char *instead = hangs(work, mark) ? "" : meant(work, mark);
    if (!instead) return false;
    esc_piece *piece = &work->pieces.pieces[mark];
    if (!esc_work_unit(work, mark)->blank_before) {
        esc_piece_change(piece, ESC_EDIT_PUNCTUATION, ESC_BY_RULE, instead, 0.9f);
        return true;
    }
    size_t len; // the blank before it is the word's
    const char *text = esc_piece_text(work->doc, &work->units, piece + 1, &len);
    esc_pieces_say(work->doc, &work->units, piece, 2, ESC_EDIT_PUNCTUATION,
                   esc_arena_strndup(work->arena, text, len), 0.9f, work->arena);
    return true;
}
