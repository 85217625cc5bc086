// SPDX-License-Identifier: GPL-3.0-or-later
// "Lucia Rangel", "Dario" among José, García and Inés: a name that nearly everybody writes with its accent,
// on a scan of a document that writes the accents of its other names. And what the document itself writes
// with an accent elsewhere, of the same person or place: "Lucia Andrade" beside "Lucía Andrade".
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/work.h"

enum { LEAST_ACCENTED = 3, EACH_BARE = 3, MOST_TIMES = 2, LEAST_LETTERS = 4 };

// How much more frequent the name has to be with its accent.
#define ACCENTED_LEAD_NATS 3.0f

static const unsigned NAME = ESC_LEX_GIVEN | ESC_LEX_SURNAME;

static bool is_beside_name(const esc_work *work, uint32_t unit) {
    const uint32_t line = work->units.units[unit].line;
    return (unit && esc_work_is_name(work, unit - 1, line)) || esc_work_is_name(work, unit + 1, line);
}

// The form with its next letter from *at on that may bear one in that accent, *at moved behind it; NULL where
// there is none left. In the arena.
static char *accented(esc_work *work, const esc_form *form, const char **at, size_t *ret_len) {
    for (const char *end = form->text + form->len; *at < end;) {
        const char *const here = *at;
        uint32_t accent = esc_utf8_accent(esc_utf8_next(at, end));
        if (!accent) continue;
        const bool sounds = here > form->text && here[-1] == 'g' && *here == 'u' && strchr("ei", **at);
        if (sounds && **at) accent = 0xFC; // Argüelles
        char *text = esc_arena_alloc(work->arena, form->len + 2u);
        size_t len = (size_t)(here - form->text);
        memcpy(text, form->text, len);
        len += esc_utf8_put(text + len, accent);
        memcpy(text + len, *at, (size_t)(end - *at) + 1);
        *ret_len = len + (size_t)(end - *at);
        return text;
    }
    return NULL;
}

// The listed name that a capitalised word, which is none, is but for one accent; NULL where there is none, or
// where it is hardly more frequent. In the arena.
static const char *with_accent(esc_work *work, const esc_form *form) {
    if (form->kind != ESC_TOKEN_CAPITAL || form->letters < LEAST_LETTERS || form->count > MOST_TIMES ||
        form->classes & ~(unsigned)ESC_LEX_WORD || esc_form_has_accent(form))
        return NULL;
    const char *best = NULL, *text, *at = form->text;
    float best_nats = form->log_frequency + ACCENTED_LEAD_NATS;
    size_t len;
    while ((text = accented(work, form, &at, &len))) {
        const esc_lexicon_found found = esc_lexicon_find(work->lexicon, text, len);
        if (!(found.classes & NAME) || found.log_frequency < best_nats) continue;
        best = text, best_nats = found.log_frequency;
    }
    return best;
}

// What the piece says is that text.
static bool now_says(const esc_work *work, uint32_t piece, const char *text, size_t len) {
    size_t own;
    if (!work->pieces.pieces[piece].unit_count) return false;
    const char *said = esc_work_piece_text(work, piece, &own);
    return own == len && !memcmp(said, text, len);
}

static bool same_word(const esc_work *work, uint32_t a, uint32_t b) {
    size_t len;
    const uint32_t count = work->pieces.pieces_count;
    if (a >= count || b >= count || !work->pieces.pieces[a].unit_count) return false;
    const char *text = esc_work_piece_text(work, a, &len);
    return now_says(work, b, text, len);
}

static bool is_tall(const esc_work *work, uint32_t piece) {
    if (piece >= work->pieces.pieces_count || !work->pieces.pieces[piece].unit_count) return false;
    const esc_form *form = esc_work_first_form(work, piece);
    return form->kind == ESC_TOKEN_CAPITAL && form->letters >= LEAST_LETTERS;
}

// Whether two pieces stand beside the same: a capitalised word before or behind, or two words before.
static bool same_place(const esc_work *work, uint32_t a, uint32_t b) {
    const bool before = a && b && same_word(work, a - 1, b - 1);
    return (before && (is_tall(work, a - 1) || (a > 1 && b > 1 && same_word(work, a - 2, b - 2)))) ||
           (is_tall(work, a + 1) && same_word(work, a + 1, b + 1));
}

// Pieces that say something else than was read.
typedef struct changed {
    uint32_t *items, items_count, items_cap;
} changed;

// What the document writes elsewhere for the name in this piece, with an accent: in the same place, or
// where a scan broke that accent. NULL where it does not.
static const char *written_elsewhere(esc_work *work, const changed *mended, uint32_t piece,
                                     const esc_form *form) {
    const char *text, *at = form->text;
    size_t len;
    while ((text = accented(work, form, &at, &len))) {
        const esc_form *other = esc_forms_find(&work->forms, text, len);
        bool broken = false;
        for (uint32_t k = 0; k < mended->items_count && !broken; k++)
            broken = now_says(work, mended->items[k], text, len);
        if (!broken && (!other || !other->count)) continue;
        // Tapía is a misread Tapia, and a Secretaría no person
        const esc_lexicon_found found = esc_lexicon_find(work->lexicon, text, len);
        if (found.classes & ESC_LEX_OFFICE || found.log_frequency < form->log_frequency - ACCENTED_LEAD_NATS)
            continue;
        if (broken && (form->classes & NAME || !(form->classes & ESC_LEX_WORD))) return text;
        for (uint32_t i = 0; i < work->pieces.pieces_count && found.log_frequency > form->log_frequency;
             i++) {
            const esc_piece *p = &work->pieces.pieces[i];
            const bool may_say = work->form_of[p->first_unit] == other || !esc_piece_is_raw(p);
            if (may_say && now_says(work, i, text, len) && same_place(work, piece, i)) return text;
        }
    }
    return NULL;
}

static void accent_as_elsewhere(esc_work *work) {
    changed mended = {0};
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        const esc_piece *piece = &work->pieces.pieces[i];
        if (piece->unit_count == 1 && !esc_piece_is_raw(piece) &&
            work->form_of[piece->first_unit]->kind == ESC_TOKEN_CAPITAL)
            *ESC_GROW(&mended, items, 1) = i;
    }
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        const esc_form *form = esc_work_raw_form(work, i);
        if (!form || form->kind != ESC_TOKEN_CAPITAL || form->letters < LEAST_LETTERS ||
            esc_form_has_accent(form))
            continue;
        const char *text = written_elsewhere(work, &mended, i, form);
        if (text) esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_ACCENT, ESC_BY_RULE, text, 0.9f);
    }
    free(mended.items);
}

void esc_work_accent_names(esc_work *work) {
    uint32_t with = 0, bare = 0;
    accent_as_elsewhere(work);
    if (esc_channel_is_typed(&work->channel)) return;
    for (uint32_t i = 0; i < work->forms.slot_count; i++) {
        const esc_form *form = work->forms.slots[i];
        if (!form || !form->count || form->kind != ESC_TOKEN_CAPITAL) continue;
        with += form->classes & NAME && esc_form_has_accent(form);
        bare += with_accent(work, form) != NULL;
    }
    if (!bare || with < LEAST_ACCENTED || bare * EACH_BARE > with) return;
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        const esc_form *form = esc_work_raw_form(work, i);
        if (!form || !is_beside_name(work, work->pieces.pieces[i].first_unit)) continue;
        const char *text = with_accent(work, form);
        if (text) esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_ACCENT, ESC_BY_RULE, text, 0.9f);
    }
}
