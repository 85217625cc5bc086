// SPDX-License-Identifier: GPL-3.0-or-later
// Names between the same two: of Hermilo Fiares Tzompaxtle, where the document, or a roster of the
// glossary, has Hermilo Flores Tzompaxtle, the two that hold it tell who that is. Only what no list knows,
// and what it would become by a letter, or two in a longer one; another surname is another person.
#include <string.h>

#include "base/distance.h"
#include "base/utf8.h"
#include "correct/work.h"

enum { LEAST_LETTERS = 4, LEAST_LONG = 6, LEAST_FRAME = 3, LEAST_TIMES = 2, NAME_BYTES = 48, MOST_NAMES = 8 };

// Small letters without accents; false where there is no room.
static bool fold(const char *text, size_t text_len, char ret[NAME_BYTES]) {
    size_t at = 0;
    for (const char *p = text, *end = text + text_len; p < end;) {
        if (at + ESC_UTF8_MAX >= NAME_BYTES) return false;
        at += esc_utf8_put(ret + at, esc_utf8_unaccent(esc_utf8_lower(esc_utf8_next(&p, end))));
    }
    ret[at] = 0;
    return true;
}

static bool is_capital(const esc_form *form) {
    return form->kind == ESC_TOKEN_CAPITAL || form->kind == ESC_TOKEN_UPPER;
}

// Whether a name is another one but for a slip or, of six letters and more, two. The first letter is the
// same, and no last vowel another, or they may be a woman and a man.
static bool is_slip(const esc_form *read, const char *meant, size_t len) {
    char a[NAME_BYTES], b[NAME_BYTES];
    if (!fold(read->text, read->len, a) || !fold(meant, len, b)) return false;
    const size_t n = strlen(a), m = strlen(b);
    if (!n || !m || *a != *b) return false;
    if (a[n - 1] != b[m - 1] && strchr("aeiou", a[n - 1]) && strchr("aeiou", b[m - 1])) return false;
    const size_t slips = esc_distance(a, n, b, m);
    return slips && slips <= (n >= LEAST_LONG && n == m ? 2u : 1u);
}

// The unit that frames a name, a word in capitals of the same paragraph; NULL: none.
static const esc_form *frame(const esc_work *work, uint32_t unit, int step) {
    const uint32_t other = step < 0 ? unit - 1 : unit + 1;
    if ((step < 0 && !unit) || other >= work->units.units_count) return NULL;
    const esc_form *form = work->form_of[other];
    const esc_unit *behind = &work->units.units[step < 0 ? unit : other];
    if (!is_capital(form) || form->letters < LEAST_FRAME || esc_unit_is_glued(behind)) return NULL;
    return esc_breaks_before(work, step < 0 ? unit : other) ? NULL : form;
}

// What stands between the same two words elsewhere in the document, in the case of the last of them.
static const esc_form *said_between(const esc_work *work, const esc_form *read, const esc_form *before,
                                    const esc_form *after) {
    const esc_form *found = NULL;
    for (uint32_t i = 0; i < after->count; i++) {
        const uint32_t u = after->places[i];
        if (u < 2 || frame(work, u - 1, 1) != after) continue;
        const esc_form *own = work->form_of[u - 1], *first = frame(work, u - 1, -1);
        if (own == read || own == found || !first || !esc_form_same_letters(first, before->text)) continue;
        if (own->count < read->count || (own->count == read->count && !own->classes)) continue;
        if (own->count < LEAST_TIMES && !(own->classes & (ESC_LEX_GIVEN | ESC_LEX_SURNAME))) continue;
        if (!own->classes && !esc_work_is_print(work, own, read)) continue;
        if (!is_capital(own) || !is_slip(read, own->text, own->len)) continue;
        if (found) return NULL; // which of them?
        found = own;
    }
    return found;
}

// The same for the other case of the word behind: HERMILO FIARES TZOMPAXTLE.
static const esc_form *said_in_case(const esc_work *work, const esc_form *read, const esc_form *before,
                                    const esc_form *after) {
    const esc_form *found = said_between(work, read, before, after);
    char text[NAME_BYTES];
    size_t at = 0;
    if (found) return found;
    for (const char *p = after->text, *end = p + after->len; p < end;) {
        if (at + ESC_UTF8_MAX >= sizeof text) return NULL;
        const uint32_t c = esc_utf8_next(&p, end);
        at += esc_utf8_put(text + at,
                           after->kind == ESC_TOKEN_CAPITAL || !at ? esc_utf8_upper(c) : esc_utf8_lower(c));
    }
    const esc_form *other = esc_forms_find(&work->forms, text, at);
    return other && other->count && other != after ? said_between(work, read, before, other) : NULL;
}

// What a roster has between the two. Lent; its length goes to ret_len.
static const char *listed_between(const esc_work *work, const esc_form *read, const esc_form *before,
                                  const esc_form *after, size_t *ret_len) {
    char names[MOST_NAMES][NAME_BYTES], first[NAME_BYTES], last[NAME_BYTES];
    if (!fold(before->text, before->len, first) || !fold(after->text, after->len, last)) return NULL;
    for (size_t e = 0; e < esc_lexicon_glossary_count(work->lexicon); e++) {
        const esc_glossary_entry *entry = esc_lexicon_glossary_at(work->lexicon, e);
        if (entry->kind != ESC_GLOSSARY_PERSON) continue;
        const char *at[MOST_NAMES];
        int count = 0;
        for (const char *p = entry->text; *p && count < MOST_NAMES; count++) {
            const size_t len = strcspn(p, " ");
            if (!fold(p, len, names[count])) break;
            at[count] = p;
            p += len + strspn(p + len, " ");
        }
        for (int i = 0; i + 2 < count; i++) {
            if (strcmp(names[i], first) != 0 || strcmp(names[i + 2], last) != 0) continue;
            *ret_len = strcspn(at[i + 1], " ");
            if (is_slip(read, at[i + 1], *ret_len)) return at[i + 1];
        }
    }
    return NULL;
}

// A name's letters in the case of what was read. In the arena.
static const char *in_case(esc_work *work, const esc_form *read, const char *meant, size_t len) {
    char *text = esc_arena_alloc(work->arena, len * ESC_UTF8_MAX + 1);
    size_t at = 0;
    for (const char *p = meant, *end = p + len; p < end;) {
        const uint32_t c = esc_utf8_next(&p, end);
        at += esc_utf8_put(text + at,
                           read->kind == ESC_TOKEN_UPPER || !at ? esc_utf8_upper(c) : esc_utf8_lower(c));
    }
    text[at] = 0;
    return text;
}

// Whether the lists have a name, to which the decoder has mended what was read: Villaseñor.
static bool is_listed(const esc_work *work, const char *name) {
    return esc_lexicon_lookup(work->lexicon, name, strlen(name)) & (ESC_LEX_GIVEN | ESC_LEX_SURNAME);
}

void esc_work_match_framed(esc_work *work) {
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        esc_piece *piece = &work->pieces.pieces[i];
        if (piece->unit_count != 1) continue;
        const uint32_t unit = piece->first_unit;
        const esc_form *read = work->form_of[unit];
        const bool word = read->classes == ESC_LEX_WORD && read->doubtful; // Fiares, of fiar
        if (!is_capital(read) || (read->classes && !word) || read->letters < LEAST_LETTERS || read->stands)
            continue;
        const esc_form *before = frame(work, unit, -1), *after = frame(work, unit, 1);
        if (!before || !after) continue;
        const esc_form *own = said_in_case(work, read, before, after);
        size_t len = own ? own->len : 0;
        const char *meant = own ? own->text : listed_between(work, read, before, after, &len);
        if (!meant) continue;
        meant = in_case(work, read, meant, len);
        const esc_change *change = esc_piece_applied(piece);
        if (change && (!strcmp(change->after, meant) || is_listed(work, change->after))) continue;
        piece->change_count = 0;
        esc_piece_change(piece, ESC_EDIT_NAME, own ? ESC_BY_RULE : ESC_BY_GLOSSARY, meant, 0.92f);
    }
}
