// SPDX-License-Identifier: GPL-3.0-or-later
// Words that lost their first letters at the beginnings of lines, where a page was cut or lay in the binding:
// "irmarla", "arvacho" of Carvacho, who stands elsewhere; and words whose C was read as a sign: "€ ompañía".
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/work.h"

enum { LEAST_LETTERS = 4, MOST_LOST = 3, MOST_BYTES = 64 };

// Of a word that the document does not have elsewhere: how frequent it has to be, and how much more so than
// any other that the letters may be the rest of.
#define HEAD_LOG_FREQUENCY -15.0f
#define HEAD_LEAD_NATS 2.5f

static const char *const letters[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "l", "m", "n", "o",
                                      "p", "q", "r", "s", "t", "u", "v", "y", "z", "á", "é", "í", "ó", "ú"};
enum { LETTERS = sizeof letters / sizeof *letters };

// The one word of the document that ends so, with one letter to three before; NULL: none, or several.
static const char *head_elsewhere(const esc_work *work, const esc_form *form) {
    const esc_form *best = NULL;
    bool several = false;
    for (uint32_t i = 0; i < work->forms.slot_count; i++) {
        const esc_form *other = work->forms.slots[i];
        if (!other || !other->count || other->letters <= form->letters || other->kind > ESC_TOKEN_CAPITAL ||
            other->letters > form->letters + MOST_LOST || other->len < form->len ||
            memcmp(other->text + other->len - form->len, form->text, form->len) != 0)
            continue;
        if (!other->classes && other->count < 2) continue;
        several |= best && !esc_form_is(best, other->text);
        if (!best || other->count > best->count) best = other;
    }
    return several || !best ? NULL : best->text;
}

// The frequent word that is the form behind one letter or two; NULL where there is none, or no such lead.
static const char *head_known(esc_work *work, const esc_form *form) {
    char text[MOST_BYTES], best[MOST_BYTES] = "";
    float best_nats = -INFINITY, next_nats = -INFINITY;
    if (form->len + 4u >= sizeof text) return NULL;
    for (int a = -1; a < LETTERS; a++)
        for (int b = 0; b < LETTERS; b++) {
            const char *const first = a < 0 ? "" : letters[a];
            const size_t len = (size_t)snprintf(text, sizeof text, "%s%s%s", first, letters[b], form->text);
            const float nats = esc_lexicon_log_frequency(work->lexicon, text, len);
            if (nats <= HEAD_LOG_FREQUENCY || nats <= next_nats) continue;
            if (nats > best_nats) {
                next_nats = best_nats, best_nats = nats;
                strcpy(best, text);
            } else {
                next_nats = nats;
            }
        }
    return *best && best_nats >= next_nats + HEAD_LEAD_NATS
               ? esc_arena_strndup(work->arena, best, strlen(best))
               : NULL;
}

// "…, muni/cipal": the rest of a word of the line above.
static bool goes_on_from_above(const esc_work *work, uint32_t unit) {
    if (!unit) return false;
    const esc_form *before = work->form_of[unit - 1];
    return !strcmp(before->text, "-") || esc_goes_on_below(work, unit - 1);
}

static bool ends_sentence(const esc_work *work, uint32_t unit) {
    const char *before = unit ? work->form_of[unit - 1]->text : ".";
    return strchr(".:;?!)-", *before) != NULL;
}

// "ación" ends too many words.
static bool is_suffix(const esc_form *form) {
    static const char *const suffixes[] = {"ación", "ición",  "ución", "aciones", "iciones", "mente",
                                           "iento", "ientos", "idad",  "idades",  "encia",   "ancia"};
    return ESC_ONE_OF(form, suffixes);
}

static const char *head_of_line(esc_work *work, uint32_t unit) {
    const esc_unit *this = &work->units.units[unit];
    const esc_form *form = work->form_of[unit];
    if (!this->first || !form->doubtful || form->classes || form->kind != ESC_TOKEN_WORD ||
        form->letters < LEAST_LETTERS || form->stands || form->count > 1 || this->quoted || this->foreign ||
        strpbrk(form->text, "0123456789!|") || goes_on_from_above(work, unit))
        return NULL;
    const char *elsewhere = head_elsewhere(work, form);
    if (elsewhere) return elsewhere;
    return ends_sentence(work, unit) || is_suffix(form) ? NULL : head_known(work, form);
}

// "€ arvacho", "€ivil": with its C a word that somebody knows, and none without.
static const char *behind_sign(const esc_work *work, uint32_t unit) {
    const esc_form *sign = work->form_of[unit], *rest = work->form_of[unit + 1];
    static const char *const signs[] = {"€", "¢", "©"};
    const esc_unit *this = &work->units.units[unit];
    if (!ESC_ONE_OF(sign, signs) || this->last || rest->kind != ESC_TOKEN_WORD || !rest->doubtful ||
        rest->letters < LEAST_LETTERS)
        return NULL;
    const char *whole = esc_arena_printf(work->arena, "C%s", rest->text);
    const size_t len = strlen(whole);
    const esc_form *elsewhere = esc_forms_find(&work->forms, whole, len);
    const bool known = (elsewhere && elsewhere->count) || esc_lexicon_lookup(work->lexicon, whole, len);
    return known ? whole : NULL;
}

void esc_work_restore_heads(esc_work *work) {
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        esc_piece *piece = &work->pieces.pieces[i];
        if (piece->unit_count != 1) continue;
        const uint32_t unit = piece->first_unit;
        const char *text = esc_piece_is_raw(piece) ? head_of_line(work, unit) : NULL;
        if (text) esc_piece_change(piece, ESC_EDIT_NONWORD, ESC_BY_RULE, text, 0.9f);
        if (unit + 1 >= work->units.units_count || piece[1].unit_count != 1) continue;
        text = behind_sign(work, unit);
        if (text)
            esc_pieces_say(work->doc, &work->units, piece, 2, ESC_EDIT_NONWORD, text, 0.92f, work->arena);
    }
}
