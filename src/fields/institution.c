// SPDX-License-Identifier: GPL-3.0-or-later
// Institution and body. Every phrase that begins with one of the nouns for them is a candidate, and is
// weighed by where it stands: as whose session it is, in the heading, as the body's owner, or merely
// mentioned.
#include <string.h>

#include "fields/codes.h"
#include "fields/phrases.h"
#include "fields/reader.h"
#include "fields/seats.h"

enum { MAX_CANDIDATES = 400, HEADING_ROWS = 14 };

static const char institution_nouns[] = "instituto|tribunal|ayuntamiento|municipio|universidad|alcaldia|"
                                        "sistema|organismo|colegio|congreso|fiscalia|"
                                        "fideicomiso|centro|hospital|escuela|agencia|secretaria|delegacion|"
                                        "patronato|facultad|camara|asociacion|municipalidad|"
                                        "auditoria|procuraduria|museo|biblioteca|sindicato|cooperativa|"
                                        "corporacion|empresa|servicios|fundacion|tecnologico|red|consorcio|"
                                        "archivo|promotora|coordinadora|confederacion|federacion";
static const char body_nouns[] = "comite|comision|consejo|concejo|junta|subcomite|asamblea|pleno|cabildo|"
                                 "patronato|academia|mesa|ayuntamiento|claustro";

typedef struct candidate {
    uint32_t from, to;
    const char *key;  // folded
    const char *text; // as shown
    const esc_stream *stream;
    float weight;
    bool capitals;
} candidate;

typedef struct candidates {
    candidate items[MAX_CANDIDATES];
    uint32_t count;
} candidates;

static bool name_like(const esc_atom *atom) {
    return atom->shape == ESC_SHAPE_CAPITAL || (atom->shape == ESC_SHAPE_UPPER && strlen(atom->text) > 3);
}

// The end of the body's own name: before the institution that it belongs to.
static uint32_t own_name(const esc_stream *s, uint32_t from, uint32_t to, uint32_t *ret_owner) {
    *ret_owner = ESC_NONE;
    for (uint32_t i = from + 1; i + 1 < to; i++) {
        if (!esc_atom_is(&s->atoms[i], "del|de")) continue;
        uint32_t noun = i + 1;
        while (noun < to && esc_atom_is(&s->atoms[noun], "la|lo|los|h|honorable|propio|citado|.")) noun++;
        if (noun >= to) break;
        bool owner = esc_atom_is(&s->atoms[noun], institution_nouns) ||
                     esc_atom_is(&s->atoms[noun], "consejo|comision|comite|cabildo|junta|ayuntamiento");
        // "Consejo de Administración", "Comité de Servicios", "Comisión del Servicio" own nothing; a school
        // does
        bool article = noun > i + 1 || esc_atom_is(&s->atoms[i], "del") ||
                       esc_atom_is(&s->atoms[noun], "cabildo|ayuntamiento");
        if (!owner || !article || esc_atom_is(&s->atoms[noun], "servicios")) continue;
        *ret_owner = noun;
        return i;
    }
    return to;
}

static void add(esc_reader *r, candidates *all, const esc_stream *s, uint32_t from, uint32_t to,
                float weight) {
    char *text = esc_phrase_text(s, r->arena, r->vocabulary, from, to);
    char *key = esc_fold(r->arena, text, strlen(text));
    bool capitals = s->atoms[from].shape == ESC_SHAPE_UPPER;
    for (uint32_t i = 0; i < all->count; i++) {
        candidate *known = &all->items[i];
        if (strcmp(known->key, key)) continue;
        known->weight += weight;
        // Small letters carry their accents, capitals often not.
        bool accented = !capitals && strlen(text) > strlen(known->text);
        if ((known->capitals && !capitals) || accented)
            known->from = from, known->to = to, known->text = text, known->stream = s,
            known->capitals = false;
        return;
    }
    if (all->count < MAX_CANDIDATES)
        all->items[all->count++] = (candidate){from, to, key, text, s, weight, capitals};
}

// What stands before a name tells what it is to the document.
static float weight_of(const esc_stream *s, uint32_t at, bool body) {
    const esc_row *row = &s->rows[s->atoms[at].row];
    float weight = 1;
    if (at > 1 && esc_cursor_looking_at(s, at - 2, "sala|salon|recinto de|del")) return 0;
    if (!body && at > 1 &&
        (esc_cursor_looking_at(s, at - 2, "en el|la|los") || esc_stream_sign(s, at - 1, ':')))
        return 0.3f; // rather the place
    uint32_t back = at > 14 ? at - 14 : 0;
    for (uint32_t i = at; i-- > back;) {
        const esc_atom *atom = &s->atoms[i];
        if (esc_atom_is(atom, "ley|manual|reglamento|codigo|estatuto|lineamientos|articulo")) return 0.2f;
        if (esc_stream_sign(s, i, '.') && at - i > 2) break;
        if (body && esc_atom_is(atom, "sesion|reunion")) {
            weight += 10;
            break;
        }
        if (!body && esc_atom_is(atom, "sesion|comite|comision|consejo|cabildo|junta|pleno")) {
            weight += 6;
            break;
        }
        if (body && at - i < 5 && esc_atom_is(atom, "integrantes|miembros|presidente|presidenta"))
            weight += 1;
    }
    if (s->atoms[at].row < HEADING_ROWS && (row->upper || esc_stream_first(s, at))) weight += body ? 5 : 8;
    return weight;
}

// A commission or council that is itself an institution: "… del Consejo Estatal Electoral".
static bool owns(const esc_stream *s, uint32_t at) {
    if (esc_atom_is(&s->atoms[at], "comision|junta")) return true;
    return esc_atom_is(&s->atoms[at], "consejo") &&
           esc_cursor_looking_at(s, at + 1, "estatal|nacional|federal|electoral");
}

static void collect(esc_reader *r, const esc_stream *s, candidates *bodies, candidates *institutions) {
    for (uint32_t at = 0; at < s->atoms_count; at++) {
        const esc_atom *atom = &s->atoms[at];
        if (atom->kind != ESC_ATOM_WORD || !name_like(atom)) continue;
        bool body = esc_atom_is(atom, body_nouns), institution = esc_atom_is(atom, institution_nouns);
        if (esc_atom_is(atom, "secretaria") && !esc_cursor_looking_at(s, at + 1, "de|del"))
            institution = false;
        if (!body && !institution) continue;
        uint32_t end = esc_phrase_end(s, at, s->atoms_count, ESC_PHRASE_LISTS | ESC_PHRASE_NUMBERS), owner;
        for (uint32_t i = at + 2; i < end; i++) // "del Organismo y Secretario de la Junta"
            if (esc_atom_is(&s->atoms[i - 1], "y|e") && esc_seat_word(&s->atoms[i])) end = i - 1;
        uint32_t own = own_name(s, at, end, &owner);
        if (body && (own > at + 1 || esc_atom_is(atom, "cabildo|pleno|ayuntamiento"))) {
            float weight = weight_of(s, at, true);
            if (!esc_atom_is(atom, "ayuntamiento")) add(r, bodies, s, at, own, weight);
            if (owner != ESC_NONE && owns(s, owner) && owner + 1 < end)
                add(r, institutions, s, owner, end, weight); // a water commission's board
        }
        // "Comisión Municipal de Agua Potable", "Junta Estatal de Caminos" are bodies by name, institutions
        // by right.
        bool council = esc_atom_is(atom, "consejo") &&
                       esc_cursor_looking_at(s, at + 1, "estatal|nacional|federal electoral");
        if (council) add(r, institutions, s, at, own, weight_of(s, at, false));
        bool authority =
            esc_atom_is(atom, "comision|junta") && at + 2 < end &&
            esc_atom_is(&s->atoms[at + 1], "municipal|estatal|nacional|federal|intermunicipal|central") &&
            esc_atom_is(&s->atoms[at + 2], "de|del|para");
        if (authority) add(r, institutions, s, at, own, weight_of(s, at, false) / 2);
        if (esc_atom_is(atom, "patronato")) own = end; // "Patronato del Hospital …" is one name
        if (institution && (own > at + 1)) add(r, institutions, s, at, own, weight_of(s, at, false));
    }
}

static const candidate *heaviest(const candidates *all) {
    const candidate *best = NULL;
    for (uint32_t i = 0; i < all->count; i++)
        if (all->items[i].weight > 0 && (!best || all->items[i].weight > best->weight)) best = &all->items[i];
    return best;
}

// Capitals of the words that are no little words: Instituto Electoral de la Ciudad de México → IECM.
static void initials(const esc_stream *s, uint32_t from, uint32_t to, char *out, size_t size) {
    size_t n = 0;
    for (uint32_t i = from; i < to && n + 1 < size; i++)
        if (s->atoms[i].kind == ESC_ATOM_WORD && !esc_phrase_link(&s->atoms[i]))
            out[n++] = s->atoms[i].norm[0];
    out[n] = 0;
}

static bool within_code(const esc_stream *s, uint32_t at) {
    return at && s->atoms[at].glued && (esc_stream_sign(s, at - 1, '/') || esc_stream_sign(s, at - 1, '-'));
}

// In brackets behind the name, or a word in the text made of its initials.
static void acronym(esc_reader *r, const candidate *c) {
    const esc_stream *s = c->stream;
    if (esc_stream_sign(s, c->to, '(') && esc_stream_sign(s, c->to + 2, ')') &&
        s->atoms[c->to + 1].shape == ESC_SHAPE_UPPER) {
        esc_reader_put(r, ESC_VALUE_TEXT, s->atoms[c->to + 1].text, "institution.acronym.brackets", 0.95f,
                       (esc_range){s, c->to + 1, c->to + 2}, "/institution/acronym");
        return;
    }
    char letters[16];
    initials(s, c->from, c->to, letters, sizeof letters);
    if (strlen(letters) < 3) return;
    uint32_t oficio_to = 0;
    for (uint32_t i = 0; i < r->body.atoms_count; i++) {
        const esc_atom *atom = &r->body.atoms[i];
        uint32_t from, to;
        if (esc_oficio_after(&r->body, i, r->body.atoms_count, &from, &to)) oficio_to = to;
        if (atom->shape != ESC_SHAPE_UPPER || strcmp(atom->norm, letters)) continue;
        // Within the document's own number, or an agreement's, it is no word of the text.
        if (i >= oficio_to &&
            (within_code(&r->body, i) || esc_code_end(&r->body, i, r->body.atoms_count) > i))
            continue;
        esc_reader_put(r, ESC_VALUE_TEXT, atom->text, "institution.acronym.initials", 0.85f,
                       (esc_range){&r->body, i, i + 1}, "/institution/acronym");
        return;
    }
}

void esc_read_institution(esc_reader *r) {
    candidates *bodies = esc_arena_alloc(r->arena, sizeof *bodies);
    candidates *institutions = esc_arena_alloc(r->arena, sizeof *institutions);
    collect(r, &r->body, bodies, institutions);
    collect(r, &r->margin, bodies, institutions);
    const candidate *institution = heaviest(institutions);
    for (uint32_t i = 0; institution && i < bodies->count; i++) // a board is not the body of itself
        if (!strcmp(bodies->items[i].key, institution->key) && bodies->count > 1) bodies->items[i].weight = 0;
    const candidate *body = heaviest(bodies);
    if (institution && institution->weight > 1.2f) {
        r->institution = institution->text;
        esc_reader_put(
            r, ESC_VALUE_TEXT, institution->text, "institution.name", institution->weight > 5 ? 0.95f : 0.6f,
            (esc_range){institution->stream, institution->from, institution->to}, "/institution/name");
        acronym(r, institution);
    }
    if (body && body->weight > 1.5f)
        esc_reader_put(r, ESC_VALUE_TEXT, body->text, "body.name", body->weight > 5 ? 0.95f : 0.6f,
                       (esc_range){body->stream, body->from, body->to}, "/body/name");
}
