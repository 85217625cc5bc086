// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/candidates.h"

#include <string.h>

#include "fields/phrases.h"

enum { LONGEST_ALONE = 8, COMPANY_ROWS = 4, NAME_ROWS = 5 };

uint32_t esc_candidate_over_quotes(const esc_stream *s, uint32_t to) {
    if (to >= s->atoms_count || !esc_atom_is(&s->atoms[to], "\"|“|«")) return to;
    for (uint32_t i = to + 1; i < to + 9 && i < s->atoms_count; i++)
        if (esc_atom_is(&s->atoms[i], "\"|”|»")) return i + 1;
    return to;
}

uint32_t esc_candidate_legal_form(const esc_stream *s, uint32_t to) {
    esc_cursor c = esc_cursor_on(s, to, s->atoms_count);
    esc_cursor_sign(&c, ',');
    bool form = esc_cursor_match(&c, "s a de c v") || esc_cursor_match(&c, "s de r l de c v") ||
                esc_cursor_match(&c, "s a s") || esc_cursor_match(&c, "s|a|i a|c|l p?") ||
                esc_cursor_match(&c, "ltda|limitada|sac|srl|sa|sas|slu");
    if (!form || s->atoms[c.from].shape == ESC_SHAPE_LOWER || s->atoms[c.from].row != s->atoms[c.at - 1].row)
        return to;
    esc_cursor_sign(&c, '.');
    return c.at;
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
                             uint32_t to, uint32_t owner_to, float weight) {
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
    for (uint32_t i = 0; i < all->count; i++) {
        esc_candidate *known = &all->items[i];
        if (strcmp(known->key, key)) continue;
        known->weight += weight;
        // Small letters carry their accents, capitals often not.
        bool accented = !capitals && strlen(text) > strlen(known->text);
        if ((known->capitals && !capitals) || accented)
            known->from = from, known->to = to, known->text = text, known->stream = s,
            known->owner_to = owner_to, known->capitals = false;
        return;
    }
    if (all->count < ESC_CANDIDATES_MOST)
        all->items[all->count++] = (esc_candidate){from, to, key, text, s, owner_to, weight, capitals};
}

void esc_candidate_add(esc_reader *r, esc_candidates *all, const esc_stream *s, uint32_t from, uint32_t to,
                       float weight) {
    esc_candidate_add_owned(r, all, s, from, to, to, weight);
}

// The same words stand in the text once more.
static bool said_again(const esc_stream *s, uint32_t from, uint32_t to) {
    for (uint32_t at = 0, n = to - from; at + n <= s->atoms_count; at++) {
        bool same = at != from;
        for (uint32_t k = 0; k < n && same; k++)
            same = !strcmp(s->atoms[at + k].norm, s->atoms[from + k].norm);
        if (same) return true;
    }
    return false;
}

// "la Junta Directiva de Python España": whose board it is, though no noun says what that is. A word of it
// has to be no word of the language, and the text has to say it again.
void esc_candidate_owner(esc_reader *r, esc_candidates *institutions) {
    const esc_stream *s = &r->body;
    static const char boards[] = "junta|comision|consejo|comite|asamblea|directorio|patronato";
    uint32_t end = r->sections.opening.to < s->atoms_count ? r->sections.opening.to : s->atoms_count;
    for (uint32_t at = 0; at < end; at++) {
        if (!esc_atom_is(&s->atoms[at], boards) || s->atoms[at].shape == ESC_SHAPE_LOWER) continue;
        esc_cursor c = esc_cursor_on(s, at + 1, end);
        if (!esc_cursor_match(&c, "directiv@|general|ordinaria|extraordinaria de|del") &&
            !esc_cursor_match(&c, "de soci@s|administracion|gobierno de|del"))
            continue;
        esc_cursor_match(&c, "la|el");
        if (c.at >= end || s->atoms[c.at].shape == ESC_SHAPE_LOWER || s->atoms[c.at].kind != ESC_ATOM_WORD)
            continue;
        uint32_t to = esc_phrase_end(s, c.at, end, 0);
        bool proper = false;
        for (uint32_t i = c.at; i < to && r->lexicon; i++)
            proper |=
                !esc_phrase_link(&s->atoms[i]) &&
                !(esc_lexicon_lookup(r->lexicon, s->atoms[i].text, strlen(s->atoms[i].text)) & ESC_LEX_WORD);
        if (!proper || to > c.at + LONGEST_ALONE || !said_again(s, c.at, to)) continue;
        esc_candidate_add(r, institutions, s, c.at, to, 3);
        return;
    }
}

void esc_candidate_company(esc_reader *r, esc_candidates *institutions) {
    const esc_stream *s = &r->body;
    for (uint32_t row = 0; row < s->rows_count && row < COMPANY_ROWS; row++) {
        uint32_t from = s->rows[row].first, end = from + s->rows[row].count;
        while (from + 1 < end && esc_atom_is(&s->atoms[from], "de|del")) from++;
        if (s->atoms[from].kind != ESC_ATOM_WORD || s->atoms[from].shape == ESC_SHAPE_LOWER) continue;
        uint32_t to = esc_phrase_end(s, from, end, ESC_PHRASE_LISTS), stop = esc_candidate_legal_form(s, to);
        if (stop > to && stop <= end) esc_candidate_add(r, institutions, s, from, stop, 20);
    }
}

// A row at the head of the text that is a name and nothing else: no date, no paper, no body, no place.
static bool row_is_name(const esc_stream *s, const esc_row *row) {
    uint32_t words = 0, end = row->first + row->count, noun = row->first;
    if (noun + 1 < end && esc_atom_is(&s->atoms[noun], "honorable|ilustre|excelentisimo|h")) noun++;
    for (uint32_t i = row->first; i < end; i++) {
        const esc_atom *atom = &s->atoms[i];
        bool link = esc_phrase_link(atom);
        if (atom->wide && i > row->first) return false;
        if (esc_atom_is(atom, "acta|actas|minuta|sesion|reunion|asamblea|orden|libro|folio|fecha|hora|lugar|"
                              "convocatoria|lista|asistencia|ano|periodo|presidencia|secretaria|version|"
                              "direccion|departamento|gerencia|republica|provincia|estado"))
            return false;
        if (atom->kind == ESC_ATOM_NUMBER || (atom->kind == ESC_ATOM_SIGN && !strchr(".\"", atom->text[0])))
            return false;
        if (atom->kind == ESC_ATOM_WORD && !link && atom->shape == ESC_SHAPE_LOWER) return false;
        words += atom->kind == ESC_ATOM_WORD && !link;
    }
    return words > 1 && !esc_atom_is(&s->atoms[noun], ESC_BODY_NOUNS) &&
           !esc_phrase_link(&s->atoms[row->first]);
}

// "Acta de reunión", "Junta Directiva", "Python Canarias": the name in a row of its own under the title, of
// which the text speaks again.
static void add_below_title(esc_reader *r, esc_candidates *institutions) {
    const esc_stream *s = &r->body;
    for (uint32_t row = 1; row < s->rows_count && row < NAME_ROWS; row++) {
        const esc_row *x = &s->rows[row];
        if (x->count < 2 || x->count > 5 || !row_is_name(s, x)) continue;
        bool known = false;
        if (esc_phrase_link(&s->atoms[x->first - 1])) continue; // goes on from the row above
        for (uint32_t i = x->first; i < x->first + x->count && r->lexicon; i++)
            known |= (esc_lexicon_lookup(r->lexicon, s->atoms[i].text, strlen(s->atoms[i].text)) &
                      (ESC_LEX_GIVEN | ESC_LEX_SURNAME)) != 0;
        if (known || !said_again(s, x->first, x->first + x->count)) continue;
        esc_candidate_add(r, institutions, s, x->first, x->first + x->count, 4);
        return;
    }
}

void esc_candidate_heading(esc_reader *r, esc_candidates *institutions) {
    const esc_stream *s = &r->body;
    if (s->rows_count < COMPANY_ROWS || !row_is_name(s, &s->rows[0])) {
        add_below_title(r, institutions);
        return;
    }
    uint32_t from = s->rows[0].first, to = from + s->rows[0].count;
    // what stands below has to be a heading, too
    const esc_row *below = &s->rows[1];
    if (!below->gap && !below->upper && below->count > LONGEST_ALONE) return;
    esc_candidate_add(r, institutions, s, from,
                      esc_candidate_over_quotes(s, esc_phrase_end(s, from, to, ESC_PHRASE_LISTS)), 4);
}
