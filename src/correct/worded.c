// SPDX-License-Identifier: GPL-3.0-or-later
// Lists that count in words: "Cuanto.-" between "Tercero.-" and "Quinto.-", "Terceto.-" behind "Segundo.-".
#include <string.h>

#include "base/distance.h"
#include "base/utf8.h"
#include "correct/work.h"

enum { WORD_BYTES = 24, MOST_SLIPS = 2, LETTERS_PER_SLIP = 3, REACH_LINES = 60, NONE = -1 };

static const char *const ordinals[] = {"primer", "segund", "tercer", "cuart", "quint",
                                       "sext",   "séptim", "octav",  "noven", "décim"};
enum { ORDINALS = sizeof ordinals / sizeof *ordinals };

struct item {
    uint32_t piece, line;
    int value;   // from 0 on, NONE where the word is no ordinal
    char ending; // a, o
};

// The ordinal that a word is, whatever its case.
static int value_of(const char *small, char *ret_ending) {
    const size_t len = strlen(small);
    for (int i = 0; i < ORDINALS; i++) {
        const size_t stem = strlen(ordinals[i]);
        if (len != stem + 1 || memcmp(small, ordinals[i], stem) || !strchr("ao", small[stem])) continue;
        *ret_ending = small[stem];
        return i;
    }
    return NONE;
}

// Behind a quotation mark, too.
static bool heads_line(const esc_work *work, uint32_t piece) {
    const esc_unit *unit = esc_work_unit(work, piece);
    return unit->first ||
           (piece && unit[-1].first && unit[-1].kind == ESC_TOKEN_PUNCT && !unit->blank_before);
}

// "Cuarto.-", "TERCERA:" at the head of a line. False where a line begins otherwise.
static bool read_item(const esc_work *work, uint32_t piece, struct item *ret) {
    static const char *const marks[] = {".", ":", ".-", "-", "–", "—", ")"};
    const esc_form *word = esc_work_raw_form(work, piece), *mark = esc_work_raw_form(work, piece + 1);
    if (!word || !mark || esc_work_unit(work, piece)->last || !heads_line(work, piece)) return false;
    if ((word->kind != ESC_TOKEN_CAPITAL && word->kind != ESC_TOKEN_UPPER) || !ESC_ONE_OF(mark, marks))
        return false;
    ESC_AUTOBUF small = {0};
    esc_utf8_lower_text(word->text, word->len, &small);
    *ret = (struct item){.piece = piece, .line = esc_work_unit(work, piece)->line};
    ret->value = value_of(esc_buf_text(&small), &ret->ending);
    return true;
}

static void say(esc_work *work, const struct item *item, int value, char ending) {
    const esc_form *form = esc_work_raw_form(work, item->piece);
    const char *meant = esc_arena_printf(work->arena, "%s%c", ordinals[value], ending);
    char text[WORD_BYTES];
    ESC_AUTOBUF small = {0};
    esc_utf8_lower_text(form->text, form->len, &small);
    const size_t most = form->letters / LETTERS_PER_SLIP < MOST_SLIPS ? 1 : MOST_SLIPS;
    if (esc_distance(esc_buf_text(&small), small.len, meant, strlen(meant)) > most ||
        esc_form_same_letters(form, meant)) // capitals without accents are a printer's habit
        return;
    size_t at = 0;
    for (const char *p = meant, *end = p + strlen(meant); p < end;) {
        const bool capital = p == meant || form->kind == ESC_TOKEN_UPPER;
        const uint32_t c = esc_utf8_next(&p, end);
        at += esc_utf8_put(text + at, capital ? esc_utf8_upper(c) : c);
    }
    esc_piece_change(&work->pieces.pieces[item->piece], form->doubtful ? ESC_EDIT_NONWORD : ESC_EDIT_REALWORD,
                     ESC_BY_RULE, esc_arena_strndup(work->arena, text, at), 0.94f);
}

// The next ordinal that heads a line behind a piece; NONE: there is none near.
static int value_behind(const esc_work *work, const struct item *item) {
    for (uint32_t i = item->piece + 1; i < work->pieces.pieces_count; i++) {
        struct item next;
        if (esc_work_unit(work, i)->line > item->line + REACH_LINES) break;
        if (read_item(work, i, &next) && next.value != NONE) return next.value;
    }
    return NONE;
}

void esc_work_repair_worded(esc_work *work) {
    struct item last = {.value = NONE};
    for (uint32_t i = 0; i + 1 < work->pieces.pieces_count; i++) {
        struct item item;
        if (!work->pieces.pieces[i].unit_count || !read_item(work, i, &item)) continue;
        if (item.value != NONE) {
            last = item;
            continue;
        }
        const bool near = last.value != NONE && item.line <= last.line + REACH_LINES;
        if (!near || last.value + 1 >= ORDINALS) continue;
        const int behind = value_behind(work, &item);
        if (behind == NONE || behind == last.value + 2 || behind == 0)
            say(work, &item, last.value + 1, last.ending);
    }
}
