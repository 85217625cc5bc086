// SPDX-License-Identifier: GPL-3.0-or-later
// Roman numerals that count behind the same word all over a document, CAPÍTULO I … CAPÍTULO VII, Vocal I,
// Vocal II: one that was misread (CAPÍTULO Hl, Vocal 111) is told by those before and behind it.
#include <stdlib.h>
#include <string.h>

#include "correct/numerals.h"

enum { LEAST_LETTERS = 4, LEAST_MEMBERS = 3, LEAST_PLACED = 4, PLACED_PER_STRANGE = 5 };

struct member {
    const esc_form *word;
    uint32_t piece; // of the numeral
    char text[ESC_NUMERAL_BYTES];
    int value; // 0: no numeral as it stands
};

struct members {
    struct member *members;
    uint32_t members_count, members_cap;
};

// A word with a capital and what stands behind it in its line, if that may be a numeral of one piece.
static bool read_member(const esc_work *work, uint32_t piece, struct member *ret) {
    const esc_form *word = esc_work_raw_form(work, piece);
    if (!word || word->letters < LEAST_LETTERS || word->count < LEAST_MEMBERS) return false;
    if (word->kind != ESC_TOKEN_CAPITAL && word->kind != ESC_TOKEN_UPPER) return false;
    const esc_piece *next = &work->pieces.pieces[piece + 1];
    if (piece + 1 >= work->pieces.pieces_count || !next->unit_count) return false;
    const esc_unit *unit = esc_work_unit(work, piece + 1);
    if (unit->first || !unit->blank_before) return false;
    size_t len;
    const char *text = esc_piece_text(work->doc, &work->units, next, &len);
    if (len && text[len - 1] == '.') len--; // an initial's
    if (!len || len >= ESC_NUMERAL_BYTES) return false;
    for (size_t i = 0; i < len; i++)
        if (!text[i] || !strchr("IVXLHUNMTlijf1|!023456789", text[i])) return false;
    *ret = (struct member){.word = word, .piece = piece + 1};
    memcpy(ret->text, text, len);
    ret->text[len] = 0;
    ret->value = esc_numeral_value(ret->text);
    return true;
}

static bool is_digits(const char *text) { return text[strspn(text, "0123456789")] == 0; }
static bool is_strokes(const char *text) { return text[strspn(text, "1")] == 0; }

// Whether the word is counted in Roman numerals: two of them that are certain, and no figures that could be
// none; or 1, 11, 111 one behind the other.
static bool counts_in_numerals(struct member *const *of, uint32_t count) {
    uint32_t certain = 0, most = 0, row = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (is_digits(of[i]->text) && !is_strokes(of[i]->text)) return false;
        certain += of[i]->value > 1;
        row = is_strokes(of[i]->text) && strlen(of[i]->text) == row + 1 ? row + 1 : 0;
        if (row > most) most = row;
    }
    return certain >= 2 || most >= 3;
}

static void set_member(esc_work *work, struct member *member, int value) {
    char text[ESC_NUMERAL_BYTES + 1];
    esc_numeral_write(value, text);
    if (esc_work_unit(work, member->piece)->kind == ESC_TOKEN_INITIAL) strcat(text, ".");
    esc_pieces_say(work->doc, &work->units, &work->pieces.pieces[member->piece], 1, ESC_EDIT_CODE, text,
                   0.93f, work->arena);
    member->value = value;
}

static bool may_be(const struct member *member, int value, bool loose) {
    char meant[ESC_NUMERAL_BYTES];
    if (value < 1 || value > ESC_MOST_NUMERAL) return false;
    esc_numeral_write(value, meant);
    return esc_numeral_may_be(member->text, meant, loose);
}

// As many as are missing between two certain ones, if each may be the one of its place.
static bool fill(esc_work *work, struct member *const *of, uint32_t from, uint32_t end, int before) {
    for (uint32_t i = from; i < end; i++)
        if (!may_be(of[i], before + 1 + (int)(i - from), true)) return false;
    for (uint32_t i = from; i < end; i++) set_member(work, of[i], before + 1 + (int)(i - from));
    return true;
}

static void repair_row(esc_work *work, struct member *const *of, uint32_t count) {
    for (uint32_t i = 0, end; i < count; i++) {
        if (of[i]->value) continue;
        const int before = i ? of[i - 1]->value : 0;
        for (end = i + 1; end < count && !of[end]->value;) end++;
        if (end < count && of[end]->value == before + (int)(end - i) + 1 && fill(work, of, i, end, before))
            continue;
        if (is_strokes(of[i]->text) && strlen(of[i]->text) <= 3)
            set_member(work, of[i], (int)strlen(of[i]->text));
        else if (before && may_be(of[i], before + 1, false) && strpbrk(of[i]->text, "HIVXM"))
            set_member(work, of[i], before + 1);
    }
}

// "CAPÍTULO l.", "IL.", "IU.", "fV.", "V.", "VI.": every one but a few may be that of its place.
static bool count_by_place(esc_work *work, struct member *const *of, uint32_t count) {
    uint32_t certain = 0, strange = 0;
    for (uint32_t i = 0; i < count; i++) {
        const int value = (int)i + 1;
        if (of[i]->value == value)
            certain++;
        else if (of[i]->value > 1 || !may_be(of[i], value, true))
            strange++;
    }
    if (count < LEAST_PLACED || !certain || certain == count || strange * PLACED_PER_STRANGE > count)
        return false;
    if (of[count - 1]->value != (int)count && !may_be(of[count - 1], (int)count, true)) return false;
    for (uint32_t i = 0; i < count; i++)
        if (of[i]->value != (int)i + 1) set_member(work, of[i], (int)i + 1);
    return true;
}

void esc_work_count_chapters(esc_work *work) {
    struct members all = {0};
    for (uint32_t i = 0; i + 1 < work->pieces.pieces_count; i++) {
        struct member member;
        if (read_member(work, i, &member)) *ESC_GROW(&all, members, 1) = member;
    }
    struct member **of = esc_alloc((all.members_count + 1) * sizeof *of);
    for (uint32_t i = 0; i < all.members_count; i++) {
        const esc_form *word = all.members[i].word;
        uint32_t count = 0;
        for (uint32_t k = i; word && k < all.members_count; k++) {
            if (all.members[k].word != word) continue;
            of[count++] = &all.members[k];
            all.members[k].word = NULL;
        }
        if (count < LEAST_MEMBERS || count_by_place(work, of, count)) continue;
        if (counts_in_numerals(of, count)) repair_row(work, of, count);
    }
    free(of);
    free(all.members);
}
