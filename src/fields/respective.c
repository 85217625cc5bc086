// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/respective.h"

#include "fields/announce.h"

enum { RESPECTIVE_REACH = 40, MOST_RESPECTIVE = 12 };

// The seats that commas and "y" part in atoms from…to-1, before "respectivamente".
static uint32_t seats_in_turn(const esc_reader *r, uint32_t from, uint32_t to, esc_seat *seats) {
    const esc_stream *s = &r->body;
    uint32_t count = 0, begin = from;
    for (uint32_t at = from; at <= to && count < MOST_RESPECTIVE; at++) {
        bool parts = at == to || esc_stream_sign(s, at, ',') || esc_atom_is(&s->atoms[at], "y|e");
        if (!parts) continue;
        if (at > begin && esc_announce_seat(s, begin, at))
            seats[count++] = esc_seat_read(r, begin, at, false);
        begin = at + 1;
    }
    return count;
}

// Right before the name at `to`, "como Presidente y Secretario, respectivamente, D.": where the seats begin,
// and in *ret_to where they end; `to` where there are none.
static uint32_t seats_before(const esc_stream *s, uint32_t from, uint32_t to, uint32_t *ret_to) {
    uint32_t stop = to;
    while (stop > from && stop + 4 > to && !esc_atom_is(&s->atoms[stop], "respectivamente")) stop--;
    if (stop == from || !esc_atom_is(&s->atoms[stop], "respectivamente")) return to;
    *ret_to = stop;
    while (stop > from && stop + RESPECTIVE_REACH > to && !esc_atom_is(&s->atoms[stop], "como|de|:")) stop--;
    return stop + 1;
}

void esc_respective_share(esc_reader *r, esc_people *all, uint32_t begin, uint32_t end) {
    const esc_stream *s = &r->body;
    for (uint32_t i = 0; i < all->items_count; i++) {
        const esc_person_name *name = &all->items[i].name;
        uint32_t stop = name->to, first = i, last = i, to = 0,
                 limit = i + 1 < all->items_count ? all->items[i + 1].name.from : end;
        while (stop < limit && stop < name->to + RESPECTIVE_REACH &&
               !esc_atom_is(&s->atoms[stop], "respectivamente"))
            stop++;
        const uint32_t before = seats_before(s, i ? all->items[i - 1].name.to : begin, name->from, &to);
        esc_seat seats[MOST_RESPECTIVE];
        uint32_t count = 0;
        if (before < name->from) {
            count = seats_in_turn(r, before, to, seats);
            while (last + 1 < all->items_count && last + 1 < i + count &&
                   all->items[last + 1].name.from - all->items[last].name.to < 4)
                last++;
        } else if (stop < limit && esc_atom_is(&s->atoms[stop], "respectivamente")) {
            count = seats_in_turn(r, name->to, stop, seats);
            while (first && all->items[first].name.from - all->items[first - 1].name.to < 4) first--;
        }
        if (count < 2 || count != last - first + 1) continue;
        for (uint32_t k = 0; k < count; k++) {
            all->items[first + k].role = seats[k].role, all->items[first + k].of_group = false;
            all->items[first + k].seat = seats[k];
            all->items[first + k].seat.office = NULL; // what is said of the last one holds for all
        }
    }
}
