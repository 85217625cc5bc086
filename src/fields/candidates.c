// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/candidates.h"

#include <string.h>

#include "fields/letters.h"
#include "fields/phrases.h"

enum { COMPANY_ROWS = 4, LONGEST_QUOTED = 5 };

// COFRADÍA DE PESCADORES «SAN TELMO» DE PUERTO CALA: to the end of a row in capitals.
static uint32_t over_town(const esc_stream *s, uint32_t at) {
    const uint32_t end = esc_stream_row_end(s, at - 1);
    if (at + 1 >= end || !s->rows[s->atoms[at - 1].row].upper || !esc_atom_is(&s->atoms[at], "de|del"))
        return at;
    for (uint32_t i = at; i < end; i++)
        if (s->atoms[i].kind != ESC_ATOM_WORD || s->atoms[i].wide) return at;
    return end;
}

uint32_t esc_candidate_over_quotes(const esc_stream *s, uint32_t from, uint32_t to) {
    if (to + 2 >= s->atoms_count || !esc_atom_is(&s->atoms[to], "\"|“|«")) return to;
    if (esc_atom_is(&s->atoms[to + 2], "\"|”|»") && to > from + 1 &&
        esc_letters_spell(s, from, to, s->atoms[to + 1].norm))
        return to;
    for (uint32_t i = to + 1; i < to + 9 && i < s->atoms_count; i++)
        if (esc_atom_is(&s->atoms[i], "\"|”|»")) // long and in a row or a column of its own: the year's motto
            return (esc_stream_first(s, to) || s->atoms[to].wide) && i > to + LONGEST_QUOTED
                       ? to
                       : over_town(s, i + 1);
    return to;
}

// "S.C." goes on "de A.P. de R.L. de C.V.".
static uint32_t over_more_forms(const esc_stream *s, uint32_t at) {
    while (at + 2 < s->atoms_count && esc_atom_is(&s->atoms[at], "de") && !s->atoms[at + 1].norm[1] &&
           s->atoms[at + 1].shape == ESC_SHAPE_UPPER && esc_stream_sign(s, at + 2, '.'))
        for (at++; at + 1 < s->atoms_count && !s->atoms[at].norm[1] &&
                   s->atoms[at].shape == ESC_SHAPE_UPPER && esc_stream_sign(s, at + 1, '.');)
            at += 2;
    return at;
}

uint32_t esc_candidate_legal_form(const esc_stream *s, uint32_t to) {
    esc_cursor c = esc_cursor_on(s, to, s->atoms_count);
    esc_cursor_sign(&c, ',');
    bool form = esc_cursor_match(&c, "s a de c v") || esc_cursor_match(&c, "s de r l de c v") ||
                esc_cursor_match(&c, "s de r l") || esc_cursor_match(&c, "s a s") ||
                esc_cursor_match(&c, "s|a|i a|c|l p?") || esc_cursor_match(&c, "s coop de credito?") ||
                esc_cursor_match(&c, "soc coop") ||
                esc_cursor_match(&c, "ltda|limitada|sac|srl|sa|sas|slu|inc");
    if (!form) { // R.L., I.A.P., P.H.: two capitals or more, each with its stop
        uint32_t at = c.at, letters = 0;
        while (at + 1 < c.end && !s->atoms[at].norm[1] && s->atoms[at].shape == ESC_SHAPE_UPPER &&
               esc_stream_sign(s, at + 1, '.') && s->atoms[at + 1].glued &&
               s->atoms[at].row == s->atoms[c.at].row && (!letters || s->atoms[at].glued))
            at += 2, letters++;
        bool code =
            at < c.end && (s->atoms[at].kind == ESC_ATOM_NUMBER || s->atoms[at].kind == ESC_ATOM_MIXED);
        form = letters > 1 && letters < 5 && s->atoms[c.at].row == s->atoms[to - 1].row &&
               !s->atoms[c.at].wide && (at >= c.end || !s->atoms[at].glued) && !code; // "C.C.T. 09DST0058K"
        if (form) return over_more_forms(s, at);
    }
    if (!form || s->atoms[c.from].shape == ESC_SHAPE_LOWER || s->atoms[c.from].row != s->atoms[c.at - 1].row)
        return to;
    esc_cursor_sign(&c, '.');
    return over_more_forms(s, c.at);
}

uint32_t esc_candidate_before_form(const esc_stream *s, uint32_t from, uint32_t to) {
    for (uint32_t i = to > from + 4 ? to - 3 : from + 2; i < to; i++)
        if (!s->atoms[i].norm[1] && esc_candidate_legal_form(s, i) > i) return i;
    return to;
}

// The name ends in letters with dots, "S.A.", "E.S.P.", and the last of them is at to-1 or right behind.
static bool abbreviated(const esc_stream *s, uint32_t to) {
    uint32_t dot = esc_stream_sign(s, to - 1, '.') ? to - 1 : to;
    return dot > 2 && esc_stream_sign(s, dot, '.') && s->atoms[dot].glued && !s->atoms[dot - 1].norm[1] &&
           esc_stream_sign(s, dot - 2, '.') && !s->atoms[dot - 3].norm[1];
}

static char *dotted(esc_arena *arena, const char *text) {
    size_t len = strlen(text);
    char *out = esc_arena_alloc(arena, len + 2);
    memcpy(out, text, len);
    out[len] = '.', out[len + 1] = 0;
    return out;
}

void esc_candidate_add_owned(esc_reader *r, esc_candidates *all, const esc_stream *s, uint32_t from,
                             uint32_t to, uint32_t owner, uint32_t owner_to, float weight) {
    char *text = esc_phrase_text(s, r->arena, r->vocabulary, from, to);
    if (abbreviated(s, to)) text = dotted(r->arena, text);
    static const char office[] = "Secretaría";
    if (!strncmp(text, "Secretaria d", 12)) { // from capitals: the vocabulary has the post first
        size_t len = strlen(text + 10);
        char *accented = esc_arena_alloc(r->arena, sizeof office + len);
        memcpy(accented, office, sizeof office - 1);
        memcpy(accented + sizeof office - 1, text + 10, len + 1);
        text = accented;
    }
    char *key = esc_fold(r->arena, text, strlen(text));
    bool capitals = s->atoms[from].shape == ESC_SHAPE_UPPER;
    const char *whose = NULL;
    if (owner != ESC_NONE && owner < owner_to) {
        char *name = esc_phrase_text(s, r->arena, r->vocabulary, owner, owner_to);
        whose = esc_fold(r->arena, name, strlen(name));
    }
    for (uint32_t i = 0; i < all->count; i++) {
        esc_candidate *known = &all->items[i];
        if (strcmp(known->key, key)) continue;
        known->weight += weight;
        if (whose && (!known->owner || strlen(whose) > strlen(known->owner))) known->owner = whose;
        // Small letters carry their accents, capitals often not.
        bool accented = !capitals && strlen(text) > strlen(known->text);
        const bool loses_owner =
            known->owner_to > known->to && owner_to <= to; // in the heading: "… DE LA FACULTAD …"
        if (((known->capitals && !capitals) || accented) && !loses_owner)
            known->from = from, known->to = to, known->text = text, known->stream = s,
            known->owner_to = owner_to, known->capitals = false;
        return;
    }
    if (all->count < ESC_CANDIDATES_MOST)
        all->items[all->count++] =
            (esc_candidate){from, to, from, key, text, s, owner_to, whose, weight, capitals};
}

void esc_candidate_add(esc_reader *r, esc_candidates *all, const esc_stream *s, uint32_t from, uint32_t to,
                       float weight) {
    esc_candidate_add_owned(r, all, s, from, to, ESC_NONE, to, weight);
}

// "Acta de la sesión ordinaria de la Junta Directiva del Club …": where what the title is about begins;
// `from` where the row is no title, or names it in quotes.
static uint32_t behind_title(const esc_stream *s, uint32_t from, uint32_t end) {
    esc_cursor c = esc_cursor_on(s, from, end);
    if (!esc_cursor_match(&c, "acta|minuta")) return from;
    for (uint32_t i = from; i < end; i++)
        if (esc_atom_is(&s->atoms[i], "\"|“|«")) return from;
    while (esc_cursor_match(&c, "de|del|la|el|sesion|reunion|ordinari@|extraordinari@|celebrada|por"))
        continue;
    return c.at < end && s->atoms[c.at].kind == ESC_ATOM_WORD && s->atoms[c.at].shape != ESC_SHAPE_LOWER
               ? c.at
               : from;
}

void esc_candidate_company(esc_reader *r, esc_candidates *institutions) {
    const esc_stream *s = &r->body;
    for (uint32_t row = 0; row < s->rows_count && row < COMPANY_ROWS; row++) {
        uint32_t from = s->rows[row].first, end = from + s->rows[row].count;
        // "… el Consejo de" / "Administración de Tejidos Alcázar, S.L."
        if (row && !s->rows[row].gap && esc_phrase_link(&s->atoms[from - 1])) continue;
        // "COLEGIO DE TOPÓGRAFOS" / "DE LA COSTA NORTE, A.C."
        const bool goes_on = row && !s->rows[row].gap && s->rows[row].upper && s->rows[row - 1].upper &&
                             esc_atom_is(&s->atoms[from], "de|del") &&
                             s->atoms[from - 1].kind == ESC_ATOM_WORD;
        if (goes_on && !esc_cursor_within(s, s->rows[row - 1].first, from,
                                          "acta|minuta|consejo|junta|asamblea|comite|comision|reunion|sesion|"
                                          "convocatoria"))
            from = s->rows[row - 1].first;
        while (from + 1 < end && esc_atom_is(&s->atoms[from], "de|del")) from++;
        if (s->atoms[from].kind != ESC_ATOM_WORD || s->atoms[from].shape == ESC_SHAPE_LOWER) continue;
        from = behind_title(s, from, end);
        // "JUNTA DE AGUA Y DRENAJE DE LOS CORRALES, A.C.": an association, and nobody's board
        const bool itself = esc_cursor_looking_at(s, from,
                                                  "junta|comite de agua|aguas|riego|vecinos|colonos|usuarios|"
                                                  "padres|regantes|mejoras|desarrollo");
        while (!itself &&
               esc_cursor_looking_at(s, from, "consejo|junta|asamblea|comite|comision")) { // whose that is
            esc_cursor board =
                esc_cursor_on(s, from, end); // "CONSEJO DE ADMINISTRACIÓN DE AGUAS DEL VALLE, S.A."
            if (esc_cursor_match(&board,
                                 "consejo|junta|comite|asamblea general? ordinaria|extraordinaria? de "
                                 "administracion|vigilancia|gobierno|directores|auditoria|"
                                 "accionistas|soci@s|asociad@s") &&
                (esc_cursor_match(&board, "de la|los|las|el?") || esc_cursor_match(&board, "del")) &&
                board.at + 2 < end) {
                from = board.at;
                break;
            }
            uint32_t of = from + 1;
            while (of + 2 < end && !esc_cursor_looking_at(s, of, "de la|los|las") &&
                   !esc_atom_is(&s->atoms[of], "del"))
                of++;
            if (of + 2 >= end) break;
            from = of + 1 + !esc_atom_is(&s->atoms[of], "del");
        }
        uint32_t to = esc_phrase_end(s, from, end, ESC_PHRASE_LISTS), stop = esc_candidate_legal_form(s, to);
        // "CAJA POPULAR EL GRANERO, S.C.", "USUARIOS DEL CANAL, MÓDULO IV, A.C.": all of the row up to its
        // form
        while (stop == to && to < end &&
               (s->atoms[to].kind == ESC_ATOM_WORD || esc_atom_is(&s->atoms[to], "&|-") ||
                (s->rows[row].upper && esc_stream_sign(s, to, ',') && !s->atoms[to + 1].wide)))
            stop = esc_candidate_legal_form(s, ++to);
        if (stop > to && stop <= end) esc_candidate_add(r, institutions, s, from, stop, 20);
        for (uint32_t at = from + 1; at + 2 < end;
             at++) { // "Acta de la junta general de «ACEITES DEL SUR, S.L.»"
            if (!esc_atom_is(&s->atoms[at], "\"|“|«") || s->atoms[at + 1].shape == ESC_SHAPE_LOWER) continue;
            to = esc_phrase_end(s, at + 1, end, ESC_PHRASE_LISTS), stop = esc_candidate_legal_form(s, to);
            if (stop > to && stop < end && esc_atom_is(&s->atoms[stop], "\"|”|»"))
                esc_candidate_add(r, institutions, s, at + 1, stop, 20);
        }
    }
}
