// SPDX-License-Identifier: GPL-3.0-or-later
// Whoever types leaves accents out and blanks, too (presento, ala), and what a paper says is not ours to
// improve. So where nothing tells of a scan, no letter taken for another and no dirt, such changes are
// suggested only; and so are the accents of names in a paper that mostly spells names without them.
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/work.h"

#define TRUSTED 0.85f
#define MISFIT_NATS 4.0f // by which a word's twin with an accent fits better
#define EVEN 0.8f
#define EVEN_NATS 1.0f // how much likelier the word with its accent has to be

enum {
    LEAST_BARE = 3,
    LEAST_LETTERS = 4,
    LEAST_MADE = 2,
    WORDS_A_LAPSE = 25, // whoever types leaves out no more than one in so many words
};

// Whether after is what was read with accents or blanks added, and nothing else.
static bool adds_only(const char *raw, size_t len, const char *after, bool *ret_accents) {
    const char *raw_end = raw + len, *end = after + strlen(after);
    *ret_accents = false;
    while (after < end) {
        const char *next = after, *rest = raw;
        const uint32_t c = esc_utf8_next(&next, end);
        const uint32_t was = raw < raw_end ? esc_utf8_next(&rest, raw_end) : 0;
        const bool same = c == was, accent = was && esc_utf8_unaccent(c) == was;
        if (!same && !accent && c != ' ') return false;
        *ret_accents |= !same && accent;
        if (same || accent) raw = rest;
        after = next;
    }
    return raw == raw_end;
}

static bool by_typist(const esc_work *work, const esc_piece *piece, bool *ret_accents) {
    const esc_span raw = esc_piece_raw(&work->units, piece);
    size_t len;
    const char *after = esc_piece_text(work->doc, &work->units, piece, &len);
    return adds_only(esc_doc_text(work->doc, raw), raw.len, after, ret_accents);
}

// A piece that was mended of what nobody types so: "cornisión", "IL." for "II."
static bool is_mended(const esc_work *work, const esc_piece *piece) {
    bool accents;
    return piece->unit_count && !esc_piece_is_raw(piece) &&
           esc_piece_applied(piece)->class != ESC_EDIT_NUMBERING && // whoever typed may have lost it
           !by_typist(work, piece, &accents);
}

void esc_work_tell_read(esc_work *work) {
    work->was_read |= !esc_channel_is_typed(&work->channel);
    for (uint32_t i = 0; i < work->pieces.pieces_count && !work->was_read; i++)
        work->was_read = is_mended(work, &work->pieces.pieces[i]);
}

bool esc_work_seems_read(esc_work *work) {
    const bool told = work->was_read;
    esc_work_tell_read(work);
    const bool ret = work->was_read;
    work->was_read = told;
    return ret;
}

static void suggest(esc_piece *piece) {
    for (int i = 0; i < piece->change_count; i++) piece->changes[i].suggest = true;
}

static bool is_name(unsigned classes) { return classes & (ESC_LEX_GIVEN | ESC_LEX_SURNAME); }

// A capitalised name that would get its accent.
static bool bare_name(const esc_work *work, const esc_piece *piece) {
    size_t len;
    const char *after = esc_piece_text(work->doc, &work->units, piece, &len);
    return piece->unit_count == 1 && work->form_of[piece->first_unit]->kind == ESC_TOKEN_CAPITAL &&
           is_name(esc_lexicon_lookup(work->lexicon, after, len));
}

// "asentara, asignaran", whose twins are futures: the model hardly tells one from the other.
static bool is_past(const esc_form *form) {
    size_t len = form->len;
    if (len && strchr("ns", form->text[len - 1])) len--;
    return len > 2 && !strncmp(form->text + len - 2, "ra", 2);
}

// A word that is none but for an accent, "asistian", "articulo", or one that hardly fits: "la victima". Only
// suggested so far.
static bool lacks_accent(const esc_work *work, const esc_piece *piece) {
    if (piece->unit_count != 1 || piece->change_count != 1) return false;
    const esc_form *form = work->form_of[piece->first_unit];
    const esc_change *change = piece->changes;
    bool accents;
    return change->suggest && change->class == ESC_EDIT_ACCENT && form->kind == ESC_TOKEN_WORD &&
           (!form->classes ||
            (change->cost_keep_nats - change->cost_edit_nats >= MISFIT_NATS && !is_past(form))) &&
           form->letters >= LEAST_LETTERS && adds_only(form->text, form->len, change->after, &accents) &&
           accents && esc_lexicon_lookup(work->lexicon, change->after, strlen(change->after)) & ESC_LEX_WORD;
}

// An engine that loses other letters loses accents, too: whoever typed the paper has few lapses.
static void trust_accents(esc_work *work, uint32_t lapses, uint32_t words) {
    struct {
        esc_change **changes;
        uint32_t changes_count, changes_cap;
    } bare = {0};
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        esc_piece *piece = &work->pieces.pieces[i];
        if (lacks_accent(work, piece)) *ESC_GROW(&bare, changes, 1) = piece->changes;
    }
    const bool engine = (lapses + bare.changes_count) * WORDS_A_LAPSE <= words;
    for (uint32_t i = 0; i < bare.changes_count && engine; i++)
        bare.changes[i]->suggest = false, bare.changes[i]->confidence = TRUSTED;
    free(bare.changes);
}

// What got its accent again and again in a document, "quorum", gets it in the places where that was less
// sure.
static void even_accents(esc_work *work) {
    struct made {
        const char *after;
        uint32_t times;
    } *made = esc_alloc_zero(work->forms.form_count, sizeof *made);
    for (uint32_t pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
            esc_piece *piece = &work->pieces.pieces[i];
            if (piece->unit_count != 1 || piece->change_count != 1 ||
                piece->changes->class != ESC_EDIT_ACCENT)
                continue;
            const esc_form *form = work->form_of[piece->first_unit];
            struct made *of = &made[form->id];
            if (form->kind != ESC_TOKEN_WORD || form->letters < LEAST_LETTERS) continue;
            if (!pass && !piece->changes->suggest) {
                if (!of->after) of->after = piece->changes->after;
                of->times += !strcmp(of->after, piece->changes->after);
            } else if (pass && piece->changes->suggest && of->times >= LEAST_MADE &&
                       of->times * 2 > form->count && !strcmp(of->after, piece->changes->after) &&
                       (form->doubtful ||
                        esc_lexicon_log_frequency(work->lexicon, of->after, strlen(of->after)) >
                            form->log_frequency + EVEN_NATS)) {
                piece->changes->suggest = false, piece->changes->confidence = EVEN;
            }
        }
    free(made);
}

void esc_work_spare_typist(esc_work *work) {
    even_accents(work);
    bool accents;
    uint32_t bare = 0, accented = 0, lapses = 0, words = 0;
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        const esc_piece *piece = &work->pieces.pieces[i];
        if (!piece->unit_count) continue;
        const esc_form *form = work->form_of[piece->first_unit];
        words += form->kind <= ESC_TOKEN_MIXED;
        if (esc_piece_is_raw(piece)) {
            accented +=
                form->kind == ESC_TOKEN_CAPITAL && is_name(form->classes) && esc_form_has_accent(form);
            continue;
        }
        if (esc_piece_applied(piece)->class == ESC_EDIT_NUMBERING) continue; // whoever typed may have lost it
        const bool typist = by_typist(work, piece, &accents);
        lapses += typist;
        bare += typist && accents && bare_name(work, piece);
    }
    if (work->was_read) trust_accents(work, lapses, words);
    if (lapses * WORDS_A_LAPSE > words || work->channel.any_active) return;
    const bool habit = bare >= LEAST_BARE && bare > 2 * accented;
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        esc_piece *piece = &work->pieces.pieces[i];
        if (!piece->unit_count || esc_piece_is_raw(piece) || !by_typist(work, piece, &accents)) continue;
        if (!work->was_read || (habit && accents && bare_name(work, piece))) suggest(piece);
    }
}
