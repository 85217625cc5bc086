// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/seat_or_post.h"

#include <string.h>

#include "fields/beside.h"
#include "fields/phrases.h"

void esc_seat_by_label(esc_reader *r, uint32_t left, const esc_person_name *name, const esc_seat *announced,
                       const esc_seat *group, esc_seat *own) {
    const esc_stream *s = &r->body;
    const bool over = left < name->from && esc_attendance_heads(s, left, name->from); // in a row of its own
    // "Asistieron como vocales el Dr. Luis Paz, Consejero Electoral; …"
    const bool as = announced->role && announced->plural && announced->role_from > 1 &&
                    esc_atom_is(&s->atoms[announced->role_from - 1], "como");
    const esc_seat *label = announced->role && (over || as || esc_stream_sign(s, name->from - 1, ':'))
                                ? announced
                            : !announced->role && group->role ? group
                                                              : NULL;
    bool attests = announced->role && !strncmp(announced->role, "ministr", 7);
    bool sits =
        label && (attests || !strncmp(label->role, "president", 9) || !strncmp(label->role, "vocal", 5));
    // "Presidenta de la Comisión:" / "- Ana Ruiz Paz, Consejera Electoral.": a commission's, of a council
    const bool council = label && own->role && (sits || esc_seat_vague(label->role)) &&
                         esc_stream_sign(s, name->to, ',') && own->role_from == name->to + 1 &&
                         own->role_to > own->role_from + 1 && r->body_key &&
                         !strstr(r->body_key, "consejo") &&
                         esc_atom_is(&s->atoms[own->role_from], "consejer@|magistrad@|comisionad@");
    if (!(sits || council) || left > name->from || !own->role || own->office ||
        !(council || esc_atom_is(&s->atoms[own->role_from],
                                 attests ? "secretari@"
                                         : "alcalde|alcaldesa|teniente|concejal|concejala|regidor|regidora|"
                                           "interventor|interventora")))
        return;
    uint32_t from = own->role_from; // "1.er Teniente de Alcalde", "2.ª Teniente"
    while (from > name->to + 1 &&
           (s->atoms[from - 1].kind == ESC_ATOM_NUMBER || esc_stream_sign(s, from - 1, '.') ||
            esc_atom_is(&s->atoms[from - 1], "er|ª|º|°")))
        from--;
    uint32_t to = own->role_to; // "Concejala de Deportes", "alcalde de Campo Real"
    if (esc_atom_is(&s->atoms[own->role_from], "concejal|concejala|regidor|regidora|alcalde|alcaldesa") &&
        esc_cursor_looking_at(s, to, "de|del"))
        to = esc_phrase_end(s, own->role_from, esc_stream_row_end(s, to), ESC_PHRASE_LISTS);
    own->office = esc_phrase_text(s, r->arena, r->vocabulary, from, to);
    own->office_from = from, own->office_to = to, own->role = NULL, own->rank = 0;
}

bool esc_seat_mere_member(const esc_reader *r, const esc_person_name *name, const esc_seat *announced,
                          esc_seat *own) {
    const esc_stream *s = &r->body;
    bool post =
        announced->role && !announced->plural && !announced->by_verb && !announced->office &&
        announced->role_to == name->from &&
        esc_atom_is(&s->atoms[announced->role_from],
                    "consejer@|magistrad@|diputad@|regidor|regidora|concejal|concejala|comisionad@") &&
        !(r->body_key && strstr(r->body_key, "consejo"));
    bool vague = !own->role && own->office && own->office_to == own->office_from + 1 &&
                 esc_atom_is(&s->atoms[own->office_from], "integrante|miembro");
    if (!post || !vague) return false;
    own->role = esc_beside_lowered(r, own->office), own->rank = 2;
    own->role_from = own->office_from, own->role_to = own->office_to, own->office = NULL;
    return true;
}

// "Integrante    Consejera Electoral" in two cells.
static bool member_before_post(const esc_reader *r, const esc_seat *own) {
    const esc_stream *s = &r->body;
    return own->role && own->office && own->office_to == own->role_from && s->atoms[own->role_from].wide &&
           own->office_to == own->office_from + 1 &&
           esc_atom_is(&s->atoms[own->office_from], "integrante|miembro") &&
           esc_atom_is(&s->atoms[own->role_from],
                       "consejer@|magistrad@|comisionad@|regidor|regidora|diputad@") &&
           !(r->body_key && strstr(r->body_key, "consejo"));
}

// "Consejera e integrante", "Consejera Electoral, integrante"
static bool post_before_member(const esc_reader *r, const esc_seat *own) {
    const esc_stream *s = &r->body;
    return own->role && own->office && !own->plural && own->role_to < own->office_from &&
           own->role_to + 2 >= own->office_from && esc_atom_is(&s->atoms[own->role_to], "e|y|,") &&
           esc_atom_is(&s->atoms[own->role_from], "consejer@") &&
           esc_atom_is(&s->atoms[own->office_from], "integrante|miembro") &&
           !(r->body_key && strstr(r->body_key, "consejo"));
}

void esc_seat_member_and_post(const esc_reader *r, esc_seat *own) {
    const esc_stream *s = &r->body;
    if (!member_before_post(r, own) && !post_before_member(r, own)) return;
    const uint32_t from = own->role_from, to = own->role_to;
    own->role = esc_beside_lowered(r, esc_stream_text(s, r->arena, own->office_from, own->office_from + 1));
    own->role_from = own->office_from, own->role_to = own->office_from + 1, own->rank = 2;
    own->office = esc_phrase_text(s, r->arena, r->vocabulary, from, to);
    own->office_from = from, own->office_to = to;
}

void esc_seat_title_of_judge(const esc_stream *s, esc_person *p) {
    uint32_t at = p->name.from ? p->name.from - 1 : 0;
    bool title = p->name.title_from == p->name.title_to && p->role && p->seat.role_from >= p->name.to &&
                 (esc_stream_begins(s, at) || (at && esc_atom_is(&s->atoms[at - 1], "el|la"))) &&
                 s->atoms[at].row == s->atoms[p->name.from].row && s->atoms[at].shape == ESC_SHAPE_CAPITAL &&
                 esc_atom_is(&s->atoms[at], "magistrad@");
    if (!title) return;
    p->name.title_from = p->name.from = at, p->name.title_to = at + 1;
    if (p->seat.office && p->seat.office_from == at) p->seat.office = NULL;
}

void esc_seat_by_post(esc_reader *r, esc_people *all) {
    uint32_t seated = 0;
    bool presided = false; // by another
    for (uint32_t i = 0; i < all->items_count; i++)
        presided |= all->items[i].role && !strncmp(all->items[i].role, "president", 9);
    for (uint32_t i = 0; i < all->items_count; i++)
        seated += all->items[i].role && !esc_seat_vague(all->items[i].role) &&
                  strncmp(all->items[i].role, "representante", 13) != 0;
    for (uint32_t i = 0; i < all->items_count; i++) {
        esc_person *p = &all->items[i];
        if (p->role || !p->seat.office || p->seat.office_from == p->seat.office_to || !seated) continue;
        const esc_stream *s = &r->body;
        uint32_t from = p->seat.office_from, to = p->seat.office_to;
        bool general = esc_cursor_looking_at(s, from, "director|directora general") && to == from + 2;
        bool alone = esc_atom_is(&s->atoms[from],
                                 "rector|rectora|decan@|coordinador|coordinadora|director|directora") &&
                     to == from + 1;
        alone |= esc_atom_is(&s->atoms[from], "comandante|superintendente") && to == from + 1;
        alone |= esc_cursor_looking_at(s, from, "decan@ regional|nacional|departamental") && to == from + 2;
        if ((!general && !alone) || (general && presided)) continue;
        p->role = esc_beside_lowered(r, p->seat.office);
        p->seat.role_from = from, p->seat.role_to = to;
        p->seat.post = p->seat.office, p->seat.office = NULL;
    }
}

bool esc_post_is_body(const esc_reader *r, const char *office) {
    if (!r->body_key) return false;
    const char *key = esc_fold(r->arena, office, strlen(office));
    const size_t len = strlen(key);
    // "POR EL COMITÉ", and no more of its name
    return !strcmp(key, r->body_key) ||
           (!strchr(key, ' ') && !strncmp(key, r->body_key, len) && r->body_key[len] == ' ');
}
