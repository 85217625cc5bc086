// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/guests.h"

#include <string.h>

#include "fields/phrases.h"
#include "fields/sentences.h"

enum { REACH = 200, MOST_POST = 18 };

// "; el Director del Programa de Bachillerato, Sr. …": gives where the post behind the article begins, and in
// *ret_to where it ends; `to` where nothing of the kind stands before the name at `to`.
static uint32_t post_before(const esc_stream *s, uint32_t from, uint32_t to, uint32_t *ret_to) {
    uint32_t stop = to;
    while (stop > from && esc_stream_sign(s, stop - 1, ',')) stop--;
    for (uint32_t i = stop; i-- > from + 1 && i + MOST_POST > stop;) {
        if (esc_stream_sign(s, i, ';')) break;
        if (esc_atom_is(&s->atoms[i], "el|la") && esc_atom_is(&s->atoms[i - 1], ";|,|:|y|e") &&
            i + 1 < stop) {
            *ret_to = stop;
            return i + 1;
        }
    }
    return to;
}

// Under "Invitados": who is one, whatever seat he has elsewhere: that is his post.
void esc_guests_under_heading(esc_reader *r, const esc_seat *group, const esc_person_name *name,
                              esc_seat *own) {
    const esc_stream *s = &r->body;
    if (!group->role || strncmp(group->role, "invitad", 7) != 0 || !own->role || own->role_from < name->to)
        return;
    // "Presidenta Ejecutiva" manages, and presides over nobody
    const bool manages = esc_cursor_looking_at(s, own->role_from, "president@|presidente ejecutiv@");
    if (!manages &&
        esc_atom_is(&s->atoms[own->role_from], "invitad@|president@|presidente|secretari@|representante"))
        return;
    uint32_t to = own->role_to, end = esc_stream_row_end(s, own->role_from);
    while (to < end && s->atoms[to].kind == ESC_ATOM_WORD && !s->atoms[to].wide) to++;
    if (!own->office)
        own->office = esc_phrase_text(s, r->arena, r->vocabulary, own->role_from, to),
        own->office_from = own->role_from, own->office_to = to;
    own->role = NULL, own->rank = 0;
}

// "en calidad de invitada la maestra Ana Ruiz Paz, Secretaria de Acuerdos de la Sala": elsewhere, and so a
// post.
void esc_guests_post(esc_reader *r, const esc_seat *announced, esc_seat *own) {
    const esc_stream *s = &r->body;
    if (!announced->role || strncmp(announced->role, "invitad", 7) != 0 || !own->role || own->office ||
        !esc_cursor_looking_at(s, own->role_to, "de|del|en"))
        return;
    own->office_from = own->role_from;
    own->office_to = esc_phrase_end(s, own->role_from, s->atoms_count, ESC_PHRASE_LISTS);
    own->office = esc_phrase_text(s, r->arena, r->vocabulary, own->office_from, own->office_to);
    own->role = NULL, own->rank = 0;
}

void esc_guests_share(esc_reader *r, esc_people *all) {
    const esc_stream *s = &r->body;
    uint32_t end = 0, said_from = 0, said_to = 0;
    for (uint32_t i = 0; i < all->items_count; i++) {
        esc_person *p = &all->items[i];
        const uint32_t before = i                      ? all->items[i - 1].name.to
                                : p->name.from > REACH ? p->name.from - REACH
                                                       : 0;
        esc_cursor said = esc_cursor_on(s, before, p->name.from);
        const bool invited = esc_cursor_find(&said, "a|por invitacion de|del");
        if (invited) said_from = said.from, said_to = said.at, end = esc_sentence_to(s, said_from, REACH);
        if (p->name.from >= end) continue;
        uint32_t to = 0, from = invited ? said_to : before;
        if (p->role && !invited && p->seat.role_from >= p->name.to)
            continue; // a seat of his own behind the name
        const uint32_t post = post_before(s, from, p->name.from, &to);
        if (post < p->name.from)
            p->seat.office = esc_phrase_text(s, r->arena, r->vocabulary, post, to),
            p->seat.office_from = post, p->seat.office_to = to;
        else if (!invited)
            continue;
        p->role = esc_name_feminine(r, &p->name) ? "invitada" : "invitado", p->of_group = false;
        p->seat.role_from = said_from, p->seat.role_to = said_to;
    }
}
