// SPDX-License-Identifier: GPL-3.0-or-later
// "Lucia Rangel", "Dario" among José, García and Inés: a name that nearly everybody writes with its accent,
// on a scan of a document that writes the accents of its other names. And what the document itself writes
// with an accent elsewhere, of the same person or place: "Lucia Andrade" beside "Lucía Andrade". And capitals
// among others that have theirs: "COMITE".
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/work.h"

enum {
    LEAST_ACCENTED = 3,
    EACH_BARE = 3,
    MOST_TIMES = 2,
    LEAST_CAPITALS = 3,
    EACH_BARE_CAPITALS = 3,
    LEAST_LETTERS = 4,
    MOST_PLACES = 1000 // of one text that are looked at
};

// How much more frequent the name has to be with its accent.
#define ACCENTED_LEAD_NATS 3.0f
// Once in half a million words.
#define COMMON_LOG_FREQUENCY -13.0f

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
        const uint32_t letter = esc_utf8_next(at, end);
        const bool upper = form->kind == ESC_TOKEN_UPPER;
        uint32_t accent = esc_utf8_accent(upper ? esc_utf8_lower(letter) : letter);
        if (!accent) continue;
        if (upper) accent = esc_utf8_upper(accent);
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

static bool same_word(const esc_work *work, uint32_t a, uint32_t b) {
    size_t len, other_len;
    const uint32_t count = work->pieces.pieces_count;
    const esc_piece *pieces = work->pieces.pieces;
    if (a >= count || b >= count || !pieces[a].unit_count || !pieces[b].unit_count) return false;
    const char *text = esc_work_piece_text(work, a, &len), *other = esc_work_piece_text(work, b, &other_len);
    return len == other_len && !memcmp(text, other, len);
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

// A name with an accent that pieces say by now, where the document has it without one, too.
struct saying {
    const char *text;
    size_t len;
    bool mended; // the scan broke that accent somewhere
    uint32_t *pieces, pieces_count, pieces_cap;
    uint32_t next; // of the same form, as in first_of
};

struct sayings {
    struct saying *items;
    uint32_t items_count, items_cap;
    uint32_t *first_of; // by the id of the form without an accent: 1 + the place of the first; 0: none
};

static struct saying *find_saying(const struct sayings *all, const esc_form *bare, const char *text,
                                  size_t len) {
    for (uint32_t at = all->first_of[bare->id]; at; at = all->items[at - 1].next)
        if (all->items[at - 1].len == len && !memcmp(all->items[at - 1].text, text, len))
            return &all->items[at - 1];
    return NULL;
}

// The form of the document that is the text without accents, where the text has some; NULL: none.
static const esc_form *without_accents(const esc_work *work, const char *text, size_t len) {
    char bare[ESC_WORD_CHARS * ESC_UTF8_MAX];
    size_t at = 0;
    if (len >= sizeof bare) return NULL;
    for (const char *p = text, *end = text + len; p < end;)
        at += esc_utf8_put(bare + at, esc_utf8_unaccent(esc_utf8_next(&p, end)));
    const esc_form *form = at < len ? esc_forms_find(&work->forms, bare, at) : NULL;
    return form && form->count ? form : NULL;
}

static void add_saying(const esc_work *work, struct sayings *all, uint32_t piece, bool mended) {
    size_t len;
    const char *text = esc_piece_text(work->doc, &work->units, &work->pieces.pieces[piece], &len);
    const esc_form *bare = without_accents(work, text, len);
    if (!bare) return;
    struct saying *saying = find_saying(all, bare, text, len);
    if (!saying) {
        saying = ESC_GROW(all, items, 1);
        *saying = (struct saying){.text = text, .len = len, .next = all->first_of[bare->id]};
        all->first_of[bare->id] = all->items_count;
    }
    saying->mended |= mended;
    *ESC_GROW(saying, pieces, 1) = piece;
}

static void collect_sayings(const esc_work *work, struct sayings *ret) {
    *ret = (struct sayings){.first_of = esc_alloc_zero(work->forms.form_count, sizeof *ret->first_of)};
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        const esc_piece *piece = &work->pieces.pieces[i];
        if (!piece->unit_count) continue;
        const esc_form *form = work->form_of[piece->first_unit];
        const bool raw = esc_piece_is_raw(piece), one = piece->unit_count == 1;
        if (!raw || (one && form->len > form->letters)) // more bytes than letters: some have an accent
            add_saying(work, ret, i, !raw && one && form->kind == ESC_TOKEN_CAPITAL);
    }
}

static void free_sayings(struct sayings *all) {
    for (uint32_t i = 0; i < all->items_count; i++) free(all->items[i].pieces);
    free(all->items);
    free(all->first_of);
}

// What the document writes elsewhere for the name in this piece, with an accent: in the same place, or
// where a scan broke that accent. NULL where it does not.
static const char *written_elsewhere(esc_work *work, const struct sayings *all, uint32_t piece,
                                     const esc_form *form) {
    const char *text, *at = form->text;
    size_t len;
    while (all->first_of[form->id] && (text = accented(work, form, &at, &len))) {
        const struct saying *saying = find_saying(all, form, text, len);
        if (!saying) continue;
        // Tapía is a misread Tapia, and a Secretaría no person
        const esc_lexicon_found found = esc_lexicon_find(work->lexicon, text, len);
        if (found.classes & ESC_LEX_OFFICE || found.log_frequency < form->log_frequency - ACCENTED_LEAD_NATS)
            continue;
        if (saying->mended && (form->classes & NAME || !(form->classes & ESC_LEX_WORD))) return text;
        if (found.log_frequency <= form->log_frequency) continue;
        for (uint32_t i = 0; i < saying->pieces_count && i < MOST_PLACES; i++)
            if (same_place(work, piece, saying->pieces[i])) return text;
    }
    return NULL;
}

static void accent_as_elsewhere(esc_work *work) {
    struct sayings all;
    collect_sayings(work, &all);
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        const esc_form *form = esc_work_raw_form(work, i);
        if (!form || form->kind != ESC_TOKEN_CAPITAL || form->letters < LEAST_LETTERS ||
            esc_form_has_accent(form))
            continue;
        const char *text = written_elsewhere(work, &all, i, form);
        if (!text) continue;
        esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_ACCENT, ESC_BY_RULE, text, 0.9f);
        add_saying(work, &all, i, false);
    }
    free_sayings(&all);
}

// "COMISARIA", "SECRETARIA": she who holds the seat; with its accent it is her office.
static bool may_be_seat(const esc_work *work, const char *small, size_t len) {
    if (len < LEAST_LETTERS || strcmp(small + len - 2, "ia") != 0) return false;
    const char *him = esc_arena_printf(work->arena, "%.*so", (int)len - 1, small);
    return (esc_lexicon_lookup(work->lexicon, him, len) & ESC_LEX_WORD) != 0;
}

// "COMITE" among ACADÉMICO, SESIÓN, ORDEN DEL DÍA: the common word that capitals are but for one accent, and
// none without; NULL: none. In the arena.
static const char *accented_capitals(esc_work *work, const esc_form *form) {
    if (form->kind != ESC_TOKEN_UPPER || form->letters < LEAST_LETTERS || esc_form_has_accent(form) ||
        form->classes & (NAME | ESC_LEX_PLACE | ESC_LEX_ACRONYM))
        return NULL;
    ESC_AUTOBUF small = {0};
    esc_utf8_lower_text(form->text, form->len, &small);
    if (esc_lexicon_lookup(work->lexicon, esc_buf_text(&small), small.len)) return NULL;
    if (may_be_seat(work, esc_buf_text(&small), small.len)) return NULL;
    const char *text, *at = form->text, *best = NULL;
    size_t len;
    while ((text = accented(work, form, &at, &len))) {
        ESC_AUTOBUF lower = {0};
        esc_utf8_lower_text(text, len, &lower);
        const esc_lexicon_found found = esc_lexicon_find(work->lexicon, esc_buf_text(&lower), lower.len);
        const unsigned classes = esc_lexicon_lookup(work->lexicon, text, len);
        if (!(found.classes & ESC_LEX_WORD) || classes & NAME || strstr(text, "Ñ") ||
            found.log_frequency < COMMON_LOG_FREQUENCY)
            continue;
        if (best) return NULL;
        best = text;
    }
    return best;
}

// Where nearly all of the document's capitals have their accents and an engine has read it.
static void accent_capitals(esc_work *work) {
    uint32_t with = 0, bare = 0;
    for (uint32_t i = 0; i < work->forms.slot_count; i++) {
        const esc_form *form = work->forms.slots[i];
        if (!form || !form->count || form->kind != ESC_TOKEN_UPPER) continue;
        with += form->classes && form->letters > 2 && esc_form_has_accent(form);
        bare += accented_capitals(work, form) != NULL;
    }
    if (!bare || with < LEAST_CAPITALS || bare * EACH_BARE_CAPITALS > with || !esc_work_seems_read(work))
        return;
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        const esc_form *form = work->pieces.pieces[i].unit_count ? esc_work_raw_form(work, i) : NULL;
        const char *text = form ? accented_capitals(work, form) : NULL;
        if (text) esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_ACCENT, ESC_BY_RULE, text, 0.9f);
    }
}

void esc_work_accent_names(esc_work *work) {
    uint32_t with = 0, bare = 0;
    accent_as_elsewhere(work);
    accent_capitals(work);
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
