// SPDX-License-Identifier: GPL-3.0-or-later
// Offices that lost their accent, and are another word without it: "la Sindica Municipal". Only where the
// document writes the office with its accent elsewhere, or shows that an engine has read it badly. And parts
// of papers before their numbers: "el articulo 36".
#include <string.h>

#include "base/utf8.h"
#include "correct/work.h"

enum { LEAST_LETTERS = 5, LEAST_SPEAKING = 2, MOST_BYTES = 64 };

// The office that the form is with an accent more; NULL: none. In the arena.
static const char *office_of(const esc_work *work, const esc_form *form) {
    const bool dirty = esc_channel_is_scan(&work->channel);
    if (form->kind != ESC_TOKEN_CAPITAL || form->letters < LEAST_LETTERS ||
        form->classes & ~(unsigned)ESC_LEX_WORD)
        return NULL;
    for (const char *p = form->text, *end = p + form->len; p < end;) {
        const size_t at = (size_t)(p - form->text);
        const uint32_t accented = esc_utf8_accent(esc_utf8_next(&p, end));
        if (!accented) continue;
        char *text = esc_arena_alloc(work->arena, form->len + ESC_UTF8_MAX);
        memcpy(text, form->text, at);
        size_t len = at + esc_utf8_put(text + at, accented);
        memcpy(text + len, p, (size_t)(end - p) + 1);
        len += (size_t)(end - p);
        const esc_form *office = esc_forms_find(&work->forms, text, len);
        if (!dirty && !(office && office->count)) continue;
        if (esc_lexicon_lookup(work->lexicon, text, len) & ESC_LEX_OFFICE) return text;
    }
    return NULL;
}

// "articulo 36", "capitulo II"; NULL for all else.
static const char *part_of(const esc_work *work, uint32_t piece, const esc_form *form) {
    static const char *const parts[][2] = {{"articulo", "artículo"}, {"articulos", "artículos"},
                                           {"capitulo", "capítulo"}, {"capitulos", "capítulos"},
                                           {"titulo", "título"},     {"numero", "número"},
                                           {"numeros", "números"}};
    const esc_form *number = esc_work_raw_form(work, piece + 1);
    if (!number || (number->kind != ESC_TOKEN_NUMBER && number->kind != ESC_TOKEN_ROMAN)) return NULL;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!strcmp(form->text, parts[i][0])) return parts[i][1];
    return NULL;
}

// "LA C. SECRETARÍA:", where "LA C. SECRETARIA:" stands before what she says again and again; NULL: not.
static const char *speaker_of(const esc_work *work, uint32_t piece, const esc_form *form) {
    if (form->kind != ESC_TOKEN_UPPER || !esc_form_has_accent(form) || form->letters < LEAST_LETTERS ||
        !esc_work_says(work, piece + 1, ":") || !esc_channel_is_scan(&work->channel))
        return NULL;
    char plain[MOST_BYTES];
    size_t len = 0;
    if (form->len >= sizeof plain) return NULL;
    for (const char *p = form->text, *end = p + form->len; p < end;)
        len += esc_utf8_put(plain + len, esc_utf8_unaccent(esc_utf8_next(&p, end)));
    plain[len] = 0;
    const esc_form *other = esc_forms_find(&work->forms, plain, len);
    if (!other || other->count < LEAST_SPEAKING || other->count <= form->count) return NULL;
    uint32_t speaks = 0, speaks_too = 0;
    for (uint32_t u = 0; u + 1 < work->units.units_count; u++) {
        if (strcmp(work->form_of[u + 1]->text, ":") != 0 || work->units.units[u].last) continue;
        speaks += work->form_of[u] == other;
        speaks_too += work->form_of[u] == form;
    }
    return speaks >= LEAST_SPEAKING && speaks > speaks_too ? other->text : NULL;
}

// "El secretario: Presente", at a row's head, where "El Secretario:" stands again and again; NULL: not.
static const char *tall_speaker(const esc_work *work, uint32_t piece, const esc_form *form) {
    static const char *const articles[] = {"El", "La", "el", "la"};
    if (form->kind != ESC_TOKEN_WORD || form->letters < LEAST_LETTERS || !piece ||
        !ESC_ONE_OF(esc_work_raw_form(work, piece - 1), articles) || !esc_work_says(work, piece + 1, ":") ||
        esc_channel_is_typed(&work->channel) || !esc_work_unit(work, piece - 1)->first)
        return NULL;
    ESC_AUTOBUF tall = {0};
    const char *rest = form->text, *end = form->text + form->len;
    char first[ESC_UTF8_MAX];
    const size_t len = esc_utf8_put(first, esc_utf8_upper(esc_utf8_next(&rest, end)));
    esc_buf_put(&tall, first, len);
    esc_buf_put(&tall, rest, (size_t)(end - rest));
    const esc_form *other = esc_forms_find(&work->forms, esc_buf_text(&tall), tall.len);
    uint32_t speaks = 0, speaks_too = 0;
    for (uint32_t u = 1; other && u + 1 < work->units.units_count; u++) {
        if (strcmp(work->form_of[u + 1]->text, ":") != 0 || !work->units.units[u - 1].first) continue;
        speaks += work->form_of[u] == other;
        speaks_too += work->form_of[u] == form;
    }
    return speaks >= LEAST_SPEAKING && speaks > speaks_too ? other->text : NULL;
}

void esc_work_repair_offices(esc_work *work) {
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        const esc_form *form = work->pieces.pieces[i].unit_count ? esc_work_raw_form(work, i) : NULL;
        if (!form || esc_work_unit(work, i)->quoted || esc_work_unit(work, i)->foreign) continue;
        const char *office = office_of(work, form);
        if (!office) office = part_of(work, i, form);
        if (!office) office = speaker_of(work, i, form);
        if (office) esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_ACCENT, ESC_BY_RULE, office, 0.93f);
        office = office ? NULL : tall_speaker(work, i, form);
        if (office) esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_CASE, ESC_BY_RULE, office, 0.92f);
    }
}
