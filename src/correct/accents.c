// SPDX-License-Identifier: GPL-3.0-or-later
// "Lucia Rangel", "Dario" among José, García and Inés: a name that nearly everybody writes with its accent,
// on a scan of a document that writes the accents of its other names.
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

// The listed name that a capitalised word, which is none, is but for one accent; NULL where there is none, or
// where it is hardly more frequent. In the arena.
static const char *with_accent(esc_work *work, const esc_form *form) {
    if (form->kind != ESC_TOKEN_CAPITAL || form->letters < LEAST_LETTERS || form->count > MOST_TIMES ||
        form->classes & ~(unsigned)ESC_LEX_WORD || esc_form_has_accent(form))
        return NULL;
    char *best = NULL;
    float best_nats = form->log_frequency + ACCENTED_LEAD_NATS;
    for (const char *p = form->text, *end = p + form->len; p < end;) {
        const char *const here = p;
        const uint32_t accent = esc_utf8_accent(esc_utf8_next(&p, end));
        if (!accent) continue;
        char *text = esc_arena_alloc(work->arena, form->len + 2u);
        size_t len = (size_t)(here - form->text);
        memcpy(text, form->text, len);
        len += esc_utf8_put(text + len, accent);
        memcpy(text + len, p, (size_t)(end - p) + 1);
        len += (size_t)(end - p);
        const esc_lexicon_found found = esc_lexicon_find(work->lexicon, text, len);
        if (!(found.classes & NAME) || found.log_frequency < best_nats) continue;
        best = text, best_nats = found.log_frequency;
    }
    return best;
}

void esc_work_accent_names(esc_work *work) {
    uint32_t accented = 0, bare = 0;
    if (esc_channel_is_typed(&work->channel)) return;
    for (uint32_t i = 0; i < work->forms.slot_count; i++) {
        const esc_form *form = work->forms.slots[i];
        if (!form || !form->count || form->kind != ESC_TOKEN_CAPITAL) continue;
        accented += form->classes & NAME && esc_form_has_accent(form);
        bare += with_accent(work, form) != NULL;
    }
    if (!bare || accented < LEAST_ACCENTED || bare * EACH_BARE > accented) return;
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        const esc_form *form = esc_work_raw_form(work, i);
        if (!form || !is_beside_name(work, work->pieces.pieces[i].first_unit)) continue;
        const char *text = with_accent(work, form);
        if (text) esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_ACCENT, ESC_BY_RULE, text, 0.9f);
    }
}
