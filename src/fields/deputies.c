// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/deputies.h"

#include "fields/beside.h"
#include "fields/groups.h"

enum { NEAR = 26 }; // from one to whom he stands in for

// "Por el Partido Verde, Luis Paz Roa, representante suplente": which of its two he is, also where nobody
// knows "Por Fuerza Vecinal, …" for a party.
void esc_deputies_which(esc_reader *r, uint32_t left, uint32_t name, const esc_seat *announced,
                        esc_seat *own) {
    const esc_stream *s = &r->body;
    const bool seat = own->role && !own->office; // as it reads where nothing else says the seat
    const uint32_t from = seat ? own->role_from : own->office_from, to = seat ? own->role_to : own->office_to;
    if ((!seat && (own->role || !own->office)) || to != from + 2 ||
        !esc_cursor_looking_at(s, from, "representante suplente|propietari@|titular"))
        return;
    const bool party =
        left + 2 < name && esc_atom_is(&s->atoms[left], "por") && esc_stream_sign(s, name - 1, ',');
    if (!announced->office && !party) return;
    if (!seat) own->role = esc_beside_lowered(r, own->office), own->role_from = from, own->role_to = to;
    own->rank = 2;
    own->office_from = announced->office ? announced->office_from : left + 1;
    own->office_to = announced->office ? announced->office_to : name - 1;
    own->office = announced->office ? announced->office : esc_stream_text(s, r->arena, left + 1, name - 1);
}

// "Ana Ruiz suple al Gerente, Luis Paz, según oficio 12": it sends her, not him.
void esc_deputies_oficio(const esc_stream *s, esc_people *all) {
    for (uint32_t i = 1; i < all->items_count; i++) {
        esc_person *p = &all->items[i], *deputy = p - 1;
        if (!p->seat.oficio || deputy->seat.oficio || deputy->absent ||
            !esc_groups_stood_for(s, p->name.from) || p->name.from > deputy->name.to + NEAR)
            continue;
        deputy->seat.oficio = p->seat.oficio;
        deputy->seat.oficio_from = p->seat.oficio_from, deputy->seat.oficio_to = p->seat.oficio_to;
        p->seat.oficio = NULL;
    }
}
