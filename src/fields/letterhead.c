// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/letterhead.h"

#include <string.h>

#include "fields/phrases.h"
#include "fields/seats.h"

enum { LEAST_OFFICE = 4, LONGEST_ALONE = 8, NAME_ROWS = 5, BLOCK_ROWS = 8, PROSE = 9, LONGEST_NAME = 16 };

static const float SAID = 8;  // what a name weighs that heads the paper and stands in its text
static const float WHOSE = 3; // what an owner weighs whom the text names only as such

static unsigned classes(const esc_reader *r, const esc_atom *atom) {
    return r->lexicon ? esc_lexicon_lookup(r->lexicon, atom->text, strlen(atom->text)) : 0;
}

// The name holds something that only names do: quotes, a word of no dictionary, an article in capitals, a
// surname or a place behind its first word. "Agua Potable", "Padres de Familia" do not.
static bool proper(const esc_reader *r, const esc_stream *s, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++) {
        const esc_atom *atom = &s->atoms[i];
        if (esc_atom_is(atom, "«|“|\"")) return true;
        if (atom->kind != ESC_ATOM_WORD || atom->shape == ESC_SHAPE_LOWER) continue;
        if (i > from && esc_atom_is(atom, "el|la|los|las") && !s->rows[atom->row].upper) return true;
        if (esc_phrase_link(atom) || !r->lexicon) continue;
        unsigned known = classes(r, atom);
        if (!(known & ESC_LEX_WORD)) return true;
        if (i > from && (known & (ESC_LEX_GIVEN | ESC_LEX_SURNAME | ESC_LEX_PLACE))) return true;
    }
    return false;
}

static const char lands[] =
    "consejeria|estado|municipio|departamento|provincia|distrito|ciudad|region|republica|comuna|"
    "canton|comarca|villa|san|santa|santo|puerto|pais|pueblo|localidad|zona";

// The end of the name of an owner that begins at `at`; `at` where none does.
static uint32_t owner_end(const esc_reader *r, const esc_stream *s, uint32_t at, uint32_t end) {
    if (at >= end || s->atoms[at].kind != ESC_ATOM_WORD || s->atoms[at].shape == ESC_SHAPE_LOWER ||
        esc_atom_is(&s->atoms[at], lands) || esc_atom_is(&s->atoms[at], ESC_BODY_NOUNS) ||
        esc_seat_word(&s->atoms[at]) || esc_cursor_looking_at(s, at, "sociedad civil"))
        return at;
    uint32_t to = esc_phrase_end(s, at, end, ESC_PHRASE_LISTS);
    to = esc_candidate_legal_form(s, esc_candidate_over_quotes(s, at, esc_candidate_before_form(s, at, to)));
    return to > at + 1 && to < at + LONGEST_NAME && proper(r, s, at, to) ? to : at;
}

uint32_t esc_letterhead_body_end(const esc_reader *r, const esc_candidate *body) {
    const esc_stream *s = body->stream;
    for (uint32_t i = body->from + 2; i + 1 < body->to; i++) {
        bool article = esc_atom_is(&s->atoms[i], "del") ||
                       (esc_atom_is(&s->atoms[i], "de") && esc_atom_is(&s->atoms[i + 1], "la|los|las"));
        uint32_t noun = i + (esc_atom_is(&s->atoms[i], "del") ? 1 : 2);
        if (article && !esc_phrase_link(&s->atoms[i - 1]) && owner_end(r, s, noun, body->to) == body->to)
            return i;
    }
    return body->to;
}

// Behind the body's name, or within it.
static bool add_behind_body(esc_reader *r, const esc_candidate *body, esc_candidates *institutions) {
    const esc_stream *s = body->stream;
    uint32_t cut = esc_letterhead_body_end(r, body);
    if (cut < body->to) {
        uint32_t noun = cut + (esc_atom_is(&s->atoms[cut], "del") ? 1 : 2);
        esc_candidate_add(r, institutions, s, noun, body->to, WHOSE);
        return true;
    }
    for (uint32_t at = 0, n = body->to - body->from; at + n < s->atoms_count; at++) {
        bool same = esc_stream_same(s, body->from, body->to, s, at);
        esc_cursor c = esc_cursor_on(s, at + n, s->atoms_count);
        if (!same || s->atoms[at].shape == ESC_SHAPE_LOWER || !esc_cursor_match(&c, "de|del la|los|las|el?"))
            continue;
        if (c.at != at + n + 1 && c.at != at + n + 2) continue; // over a comma
        uint32_t to = owner_end(r, s, c.at, s->atoms_count);
        if (to == c.at) continue;
        esc_candidate_add(r, institutions, s, c.at, to, WHOSE);
        return true;
    }
    return false;
}

// "la asamblea general de la Unión de Comerciantes", "los socios del Casino Español".
static void add_of_members(esc_reader *r, esc_candidates *institutions) {
    static const char who[] = "asamblea|reunion|sesion|junta|soci@s|miembros|integrantes|asociad@s|directiv@|"
                              "directivos|directores|afiliad@s|agremiad@s|herman@s|cofrades|delegad@s|"
                              "accionistas|copropietari@s|trabajador*|empleados|docentes|personal";
    const esc_stream *s = &r->body;
    uint32_t end = r->sections.opening.to < s->atoms_count ? r->sections.opening.to : s->atoms_count;
    for (uint32_t at = 0; at < end; at++) {
        esc_cursor c = esc_cursor_on(s, at, end);
        if (!esc_atom_is(&s->atoms[at], who)) continue;
        c.at++;
        while (
            esc_cursor_match(&c, "general|ordinari@|extraordinari@|anual|mensual|de padres|socios|familia"))
            continue;
        if (!esc_cursor_match(&c, "del") && !esc_cursor_match(&c, "de la|los|las")) continue;
        uint32_t to = owner_end(r, s, c.at, end);
        if (to == c.at) continue;
        esc_candidate_add(r, institutions, s, c.at, to, WHOSE);
        return;
    }
}

void esc_letterhead_owner(esc_reader *r, const esc_candidate *body, esc_candidates *institutions) {
    if (body && add_behind_body(r, body, institutions)) return;
    add_of_members(r, institutions);
}

// A row at the head of the text that is a name and nothing else: no date, no paper, no body, no place.
static bool row_is_name(const esc_stream *s, const esc_row *row) {
    uint32_t words = 0, end = row->first + row->count, noun = row->first;
    if (noun + 1 < end && esc_atom_is(&s->atoms[noun], "honorable|ilustre|excelentisimo|h")) noun++;
    if (esc_atom_is(&s->atoms[row->first], "d|dª|dna|sr|sra|lic|ing|dr|dra|mtr@|prof")) return false; // who
    if (esc_cursor_looking_at(s, row->first, "buenos|buenas|muy dias|tardes|noches|buenos|buenas"))
        return false;
    for (uint32_t i = row->first; i < end; i++) {
        const esc_atom *atom = &s->atoms[i];
        bool link = esc_phrase_link(atom);
        if (atom->wide && i > row->first) return false;
        if (esc_atom_is(atom, "acta|actas|minuta|sesion|reunion|asamblea|orden|libro|folio|fecha|hora|lugar|"
                              "convocatoria|lista|asistencia|ano|periodo|presidencia|secretaria|version|"
                              "gerencia|republica"))
            return false;
        bool top = row == s->rows; // whose paper it is, not a part of whom
        if (esc_atom_is(atom, "direccion") && !(top && row->count > LEAST_OFFICE)) return false;
        if (esc_atom_is(atom, "provincia|estado|departamento") &&
            !(i > row->first && esc_atom_is(&s->atoms[i - 1], "del|la")))
            return false;
        bool joint = atom->glued && esc_atom_is(atom, "-|'|’");
        if (atom->kind == ESC_ATOM_NUMBER ||
            (atom->kind == ESC_ATOM_SIGN && !joint && !esc_atom_is(atom, ".|\"|“|”|«|»")))
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
        if (known || !esc_phrase_said_again(s, x->first, x->first + x->count)) continue;
        esc_candidate_add(r, institutions, s, x->first, x->first + x->count, 4);
        return;
    }
}

// "PARTIDO VANGUARDIA CIUDADANA": the paper's first row is a name that no noun gives away, and the text says
// it again.
void esc_letterhead_said(esc_reader *r, esc_candidates *institutions) {
    const esc_stream *s = &r->body;
    if (!s->rows_count) return;
    const esc_row *top = s->rows;
    uint32_t end = top->first + top->count;
    if (top->count < 3 || !row_is_name(s, top) || esc_atom_is(&s->atoms[top->first], lands)) return;
    if (esc_phrase_end(s, top->first, s->atoms_count, ESC_PHRASE_LISTS) > end) return; // a part of one
    char *name = esc_phrase_text(s, r->arena, r->vocabulary, top->first, end);
    const char *key = esc_fold(r->arena, name, strlen(name));
    for (uint32_t i = 0; i < institutions->count; i++) // found by its noun: it, more of it, or less
        if (strstr(institutions->items[i].key, key) || strstr(key, institutions->items[i].key)) return;
    if (esc_phrase_said_again(s, top->first, end))
        esc_candidate_add(r, institutions, s, top->first, end, SAID);
}

// What a row of the heading begins with that tells what the paper is, or when and where.
static const char titles[] = "acta|actas|minuta|minutas|orden|citacion|citatorio|convocatoria|sesion|version|"
                             "temario|tabla|agenda|fecha|lugar|dia|hora|asunto|oficio|en|siendo|asistentes";

void esc_letterhead_name(esc_reader *r, esc_candidates *institutions) {
    const esc_stream *s = &r->body;
    for (uint32_t row = 0; row + 1 < s->rows_count && row < BLOCK_ROWS; row++) {
        const esc_row *x = &s->rows[row], *below = x + 1;
        const esc_atom *first = &s->atoms[x->first];
        if (esc_atom_is(first, titles) || (x->count > PROSE && !x->upper)) break;
        if (esc_atom_is(first, lands) || !row_is_name(s, x)) continue;
        unsigned known = classes(r, first); // a person
        if (row && (known & ESC_LEX_GIVEN) && !(known & ESC_LEX_WORD)) continue;
        // what stands below has to be a heading, too
        bool titled = esc_atom_is(&s->atoms[below->first], "acta|minuta|convocatoria|orden");
        bool quoted = x->upper && esc_atom_is(&s->atoms[x->first + x->count - 1], "\"|”|»");
        if (!below->gap && !below->upper && !titled && !quoted && below->count > LONGEST_ALONE) continue;
        uint32_t from = x->first, to = esc_phrase_end(s, from, s->atoms_count, ESC_PHRASE_LISTS);
        to = esc_candidate_over_quotes(s, from, to);
        if (to < x->first + x->count) to = x->first + x->count; // all of it is the name
        if (row && !proper(r, s, from, to)) continue;           // a part of the body
        esc_candidate_add(r, institutions, s, from, to, 4);
        return;
    }
    add_below_title(r, institutions);
}
