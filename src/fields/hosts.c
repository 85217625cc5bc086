// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/hosts.h"

#include <string.h>

#include "fields/gather.h"
#include "fields/letters.h"
#include "fields/phrases.h"

enum { OPENING = 250 };

// The ejido, the club or the school in which one met.
static const esc_candidate *host(const esc_reader *r, const esc_candidates *all) {
    const esc_candidate *best = NULL;
    for (uint32_t i = 0; i < all->count; i++) {
        const esc_candidate *c = &all->items[i];
        bool may = c->weight > 0.2f && c->stream == &r->body && c->from < r->sections.agenda.from &&
                   esc_atom_is(&c->stream->atoms[c->from], ESC_HOSTS);
        if (may && (!best || c->weight > best->weight)) best = c;
    }
    return best;
}

// The only one that the opening names together with its letters: "… de los Servicios de Agua de Valdés
// (SAV)".
static const esc_candidate *lettered(const esc_reader *r, const esc_candidates *all) {
    const esc_candidate *only = NULL;
    for (uint32_t i = 0; i < all->count; i++) {
        const esc_candidate *c = &all->items[i];
        const esc_stream *s = c->stream;
        bool named = c->weight > 0.9f && s == &r->body && c->to < OPENING &&
                     c->to < r->sections.agenda.from && c->to + 2 < s->atoms_count &&
                     esc_stream_sign(s, c->to, '(') && esc_stream_sign(s, c->to + 2, ')') &&
                     esc_letters_spell(s, c->from, c->to, s->atoms[c->to + 1].norm);
        if (named && only) return NULL;
        if (named) only = c;
    }
    return only;
}

// "el Pleno de este Ayuntamiento", and only in the business "el Ayuntamiento de La Zarza": that one.
static const esc_candidate *said_of_itself(const esc_reader *r, const esc_candidates *all) {
    const esc_stream *s = &r->body;
    for (uint32_t at = 1; at < s->atoms_count && at < r->sections.business.from; at++) {
        if (!esc_atom_is(&s->atoms[at - 1], "este|esta") ||
            !esc_atom_is(&s->atoms[at],
                         "ayuntamiento|municipalidad|alcaldia|diputacion|universidad|municipio|"
                         "mancomunidad"))
            continue;
        const char *noun = s->atoms[at].norm;
        const size_t len = strlen(noun);
        const esc_candidate *best = NULL;
        for (uint32_t i = 0; i < all->count; i++) {
            const esc_candidate *c = &all->items[i];
            if (!strncmp(c->key, noun, len) && !strncmp(c->key + len, " de", 3) &&
                (!best || c->weight > best->weight))
                best = c;
        }
        return best;
    }
    return NULL;
}

// A committee that met "en la sala de juntas de la Secretaría de Pesca": whose room it is, where the opening
// names no room of another.
static const esc_candidate *whose_room(const esc_reader *r, const esc_candidates *all,
                                       const esc_candidate *body) {
    enum { ROOM_REACH = 10 };
    const esc_candidate *only = NULL;
    const esc_stream *s = &r->body;
    if (!body || !esc_atom_is(&body->stream->atoms[body->from], "comite|subcomite")) return NULL;
    for (uint32_t i = 0; i < all->count; i++) {
        const esc_candidate *c = &all->items[i];
        if (c->stream != s || c->to >= r->sections.agenda.from || c->from < 2 ||
            !esc_atom_is(&s->atoms[c->from],
                         "secretaria|instituto|universidad|procuraduria|fiscalia|tribunal|comision"))
            continue;
        const uint32_t from = c->from > ROOM_REACH ? c->from - ROOM_REACH : 0;
        if (!esc_phrase_link(&s->atoms[c->from - 1]) || esc_cursor_within(s, from, c->from, ",|.|;") ||
            !esc_cursor_within(s, from, c->from, "sala|salon|auditorio|oficinas|instalaciones"))
            continue;
        if (only) return NULL;
        only = c;
    }
    return only;
}

const esc_candidate *esc_host_of(const esc_reader *r, const esc_candidates *institutions,
                                 const esc_candidate *body, bool unsure) {
    const esc_candidate *where = host(r, institutions);
    if (where || !unsure) return where;
    where = said_of_itself(r, institutions);
    if (!where) where = lettered(r, institutions);
    return where ? where : whose_room(r, institutions, body);
}
