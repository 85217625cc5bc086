// SPDX-License-Identifier: GPL-3.0-or-later
// Attendees. In the part of the document that says who is there, every name is found first; what stands
// between two names is then shared out: what describes the one before, and what announces the one behind. A
// heading ("Vocales:") holds for all names below it. The same person is one entry, also where the signatures
// name him again.
#include <stdlib.h>
#include <string.h>

#include "fields/announce.h"
#include "fields/attendance.h"
#include "fields/beside.h"
#include "fields/groups.h"
#include "fields/officers.h"
#include "fields/phrases.h"
#include "fields/posts.h"
#include "fields/sentences.h"
#include "fields/signatures.h"

enum {
    RESPECTIVE_REACH = 40,
    MOST_RESPECTIVE = 12,
    FEW = 3,
    REGION_ATOMS = 2500,
    POST_RANK = 4,
    TOP_RANK = 6,
    HEADING_ATOMS = 120,
    OPENING_ATOMS = 700,
    BLOCK_REST = 8, // what may stand behind the name in its row
    BLOCK_GAP = 4,  // rows from one to the next
    SEAT_REACH = 4, // from a name to its seat
    SERIES_GAP = 12 // from a seat to the next name
};

// "Integrantes:" over the names says no more than that they belong to it.
static bool vague(const char *role) {
    return role && (!strncmp(role, "integrante", 10) || !strncmp(role, "miembro", 7) ||
                    !strncmp(role, "funcionari", 10));
}

// Rows nearby end in "Sí", as this one ends in "No".
static bool rows_say_yes(const esc_stream *s, uint32_t at) {
    uint32_t row = s->atoms[at].row, from = row > 5 ? row - 5 : 0;
    for (uint32_t k = from; k < row + 6 && k < s->rows_count; k++)
        if (esc_atom_is(&s->atoms[s->rows[k].first + s->rows[k].count - 1], "si")) return true;
    return false;
}

// A person whose own row says that he is not there: "Ana Ruiz Paz   Regidora   Ausente".
static bool row_says_absent(const esc_stream *s, const esc_person *p, uint32_t next) {
    uint32_t end = esc_stream_row_end(s, p->name.to - 1);
    if (end > next) end = next;
    if (end > p->name.to && esc_atom_is(&s->atoms[end - 1], "no|falta") &&
        (s->atoms[end - 1].wide || rows_say_yes(s, end - 1)))
        return true; // a column "Asiste: No"
    for (uint32_t i = p->name.to; i < end && !esc_announce_stop(s, i, end) && !esc_stream_sign(s, i, ';');
         i++)
        if (esc_attendance_absence(s, i) || esc_cursor_looking_at(s, i, "representad@ por") ||
            esc_cursor_looking_at(s, i,
                                  "remitio|envio|presento|mando|hizo ~1 justificante|justificacion|excusas"))
            return true;
    return false;
}

// "… los siguientes concejales:": a plural role in the sentence that a colon ends right before the names.
static esc_seat listed_as(const esc_reader *r, uint32_t from, uint32_t to) {
    const esc_stream *s = &r->body;
    uint32_t colon = to;
    while (colon > from && colon + 3 > to && !esc_stream_sign(s, colon - 1, ':')) colon--;
    if (colon == from || !esc_stream_sign(s, colon - 1, ':')) return (esc_seat){0};
    uint32_t back = colon > from + 14 ? colon - 14 : from;
    for (uint32_t i = colon; i-- > back;) {
        if (!esc_seat_is_role(&s->atoms[i]) || s->atoms[i].norm[strlen(s->atoms[i].norm) - 1] != 's')
            continue;
        return esc_seat_read(r, i > back + 2 ? i - 2 : i, colon, false);
    }
    return (esc_seat){0};
}

// "Rectora:" alone before the name: the post is the seat.
static bool labels(const esc_stream *s, uint32_t from, uint32_t to) {
    if (esc_atom_is(&s->atoms[from], "representante|representantes")) return false; // whom one stands for
    if (esc_attendance_heads(s, from, to)) return true;
    return from + 1 < to && to - from < 6 && esc_stream_sign(s, to - 1, ':') && esc_stream_begins(s, from);
}

// The seats that a verb gives are told as a man's.
static const char *of_woman(const char *role) {
    return !strcmp(role, "secretario") ? "secretaria" : !strcmp(role, "invitado") ? "invitada" : "presidenta";
}

// Elsewhere the text says "la regidora Ruiz" of her whom a list has among the "regidores".
static bool called_so(const esc_stream *s, const esc_person_name *name, const char *role) {
    for (uint32_t i = 0; i + 1 < s->atoms_count; i++) {
        const char *norm = s->atoms[i].norm;
        size_t len = strlen(norm);
        if (len < 6 || norm[len - 1] != 'a' || strncmp(norm, role, 5) || !esc_seat_word(&s->atoms[i]))
            continue;
        for (uint32_t k = i + 1; k < i + 5 && k < s->atoms_count; k++)
            for (uint32_t n = name->name_from; n < name->name_to; n++)
                if (strlen(s->atoms[n].norm) > 3 && s->atoms[n].shape != ESC_SHAPE_LOWER && k != n &&
                    !strcmp(s->atoms[n].norm, s->atoms[k].norm))
                    return true;
    }
    return false;
}

// "A, B y C, Presidente, Secretaria y Tesorero, respectivamente": each has the seat in his place.
static void share_out(esc_reader *r, esc_people *all, uint32_t end) {
    const esc_stream *s = &r->body;
    for (uint32_t i = 1; i < all->items_count; i++) {
        uint32_t from = all->items[i].name.to, stop = from, first = i;
        uint32_t limit = i + 1 < all->items_count ? all->items[i + 1].name.from : end;
        while (stop < limit && stop < from + RESPECTIVE_REACH &&
               !esc_atom_is(&s->atoms[stop], "respectivamente"))
            stop++;
        if (stop >= limit || !esc_atom_is(&s->atoms[stop], "respectivamente")) continue;
        while (first && all->items[first].name.from - all->items[first - 1].name.to < 4) first--;
        esc_seat seats[MOST_RESPECTIVE];
        uint32_t count = 0, begin = from;
        for (uint32_t at = from; at <= stop && count < MOST_RESPECTIVE; at++) {
            bool parts = at == stop || esc_stream_sign(s, at, ',') || esc_atom_is(&s->atoms[at], "y|e");
            if (!parts) continue;
            if (at > begin && esc_announce_seat(s, begin, at))
                seats[count++] = esc_seat_read(r, begin, at, false);
            begin = at + 1;
        }
        if (count != i - first + 1) continue;
        for (uint32_t k = 0; k < count; k++) {
            all->items[first + k].role = seats[k].role, all->items[first + k].of_group = false;
            all->items[first + k].seat = seats[k];
            all->items[first + k].seat.office = NULL; // what is said of the last one holds for all
        }
    }
}

// "Presidenta: D.ª Ana Ruiz Paz, Alcaldesa", "Vocales: …, Teniente de Alcalde": the label says the seat, and
// the town's own office is the post.
static void by_label(esc_reader *r, uint32_t left, const esc_person_name *name, const esc_seat *announced,
                     const esc_seat *group, esc_seat *own) {
    const esc_stream *s = &r->body;
    const esc_seat *label = announced->role && esc_stream_sign(s, name->from - 1, ':') ? announced
                            : !announced->role && group->role                          ? group
                                                                                       : NULL;
    bool sits = label && (!strncmp(label->role, "president", 9) || !strncmp(label->role, "vocal", 5));
    if (!sits || left > name->from || !own->role || own->office ||
        !esc_atom_is(&s->atoms[own->role_from],
                     "alcalde|alcaldesa|teniente|concejal|concejala|regidor|regidora"))
        return;
    uint32_t from = own->role_from; // "1.er Teniente de Alcalde", "2.ª Teniente"
    while (from > name->to + 1 &&
           (s->atoms[from - 1].kind == ESC_ATOM_NUMBER || esc_stream_sign(s, from - 1, '.') ||
            esc_atom_is(&s->atoms[from - 1], "er|ª|º|°")))
        from--;
    own->office = esc_phrase_text(s, r->arena, r->vocabulary, from, own->role_to);
    own->office_from = from, own->office_to = own->role_to, own->role = NULL, own->rank = 0;
}

static void describe(esc_reader *r, esc_people *all, uint32_t from, uint32_t end) {
    const esc_stream *s = &r->body;
    uint32_t n = all->items_count;
    if (!n) return;
    bool roles_first = esc_announce_roles_first(s, from, all->items[0].name.from);
    esc_seat group = {0}, members = {0};
    bool group_heads = false;       // the group stands in a row over the names
    const esc_seat *sent_by = NULL; // "Por el Claustro de Profesores:", "Representantes del Ayuntamiento:"
    esc_seat sender;
    uint32_t left = from;
    for (uint32_t i = 0; i < n; i++) {
        esc_person *p = &all->items[i];
        uint32_t before = i ? all->items[i - 1].name.to : from;
        uint32_t after = i + 1 < n ? all->items[i + 1].name.from : end;
        left = esc_announce_from(s, before, p->name.from, roles_first);
        if (!i && !roles_first && left > before && !esc_attendance_heads(s, left, p->name.from) &&
            esc_announce_label(s, before, p->name.from) == ESC_NONE &&
            !esc_atom_is(&s->atoms[left], "por|como"))
            left = p->name.from;
        uint32_t right_end = i + 1 < n ? esc_announce_from(s, p->name.to, after, roles_first) : after;
        if (i + 1 == n) { // the last one: to the end of what is said of him
            bool parted =
                i && esc_announce_parted(s, p->name.to) && esc_announce_parted(s, all->items[i - 1].name.to);
            for (uint32_t k = p->name.to; k < right_end; k++)
                if ((!(parted && esc_announce_parted(s, k)) && esc_stream_sign(s, k, '.') &&
                     strlen(s->atoms[k - 1].norm) > 3 && k + 1 < right_end &&
                     s->atoms[k + 1].shape != ESC_SHAPE_LOWER && s->atoms[k + 1].kind == ESC_ATOM_WORD) ||
                    k - p->name.to > 40 ||
                    (esc_stream_first(s, k) && s->rows[s->atoms[k].row].gap &&
                     !esc_phrase_link(&s->atoms[k - 1]))) {
                    right_end = k;
                    break;
                }
        }
        // "Directora    D.ª Ana Ruiz Paz": a row of its own, and what follows is of the next one
        bool whole_row = roles_first && left < p->name.from && esc_stream_first(s, left) &&
                         s->atoms[left].row == s->atoms[p->name.to - 1].row &&
                         p->name.to == esc_stream_row_end(s, left) && p->name.to < s->atoms_count &&
                         (s->atoms[p->name.to].shape == ESC_SHAPE_CAPITAL ||
                          s->atoms[p->name.to].shape == ESC_SHAPE_UPPER);
        if (whole_row) right_end = p->name.to;
        for (uint32_t k = p->name.from; k-- > left + 2;) // "los miembros del Consejo: presidente, Sr. …"
            if (esc_stream_sign(s, k, ':') && esc_announce_seat(s, k, p->name.from)) {
                left = k + 1;
                break;
            }
        p->absent |= row_says_absent(s, p, after) || esc_groups_stood_for(s, p->name.from);
        esc_seat announced = esc_seat_read(r, left, p->name.from, false);
        if (!announced.role && announced.office && labels(s, left, p->name.from) &&
            !esc_atom_is(&s->atoms[left], "por")) {
            announced.role = esc_beside_lowered(r, announced.office); // "Rectora: Lic. Ana Ruiz Paz"
            announced.role_from = announced.office_from, announced.role_to = announced.office_to;
            announced.plural = announced.role[strcspn(announced.role, " ") - 1] == 's';
            announced.post = announced.office, announced.office = NULL, announced.rank = POST_RANK;
        }
        // "El Presidente designó escrutadora a la señora …": who chooses is another one
        if (announced.role && esc_cursor_within(s, announced.role_to, p->name.from,
                                                "design*|nombro|eligio|propuso|propone|invito"))
            announced.role = NULL, announced.office = NULL;
        const char *by_office = esc_post_of_office(r, left, p->name.from, esc_name_feminine(r, &p->name));
        if (by_office)
            announced =
                (esc_seat){.role = by_office, .role_from = left, .role_to = p->name.from, .rank = TOP_RANK};
        if (left < p->name.from && announced.role) {
            bool heading = esc_attendance_heads(s, left, p->name.from);
            group = (announced.plural || heading) && !vague(announced.role) ? announced : (esc_seat){0};
            members = announced.plural && !heading && vague(announced.role) ? announced : (esc_seat){0};
            if ((heading || announced.plural) && vague(announced.role)) announced.role = NULL;
            group_heads = heading || esc_stream_sign(s, p->name.from - 1, ':');
        } else if (left < p->name.from && !esc_atom_is(&s->atoms[left], "por") &&
                   (esc_attendance_heads(s, left, p->name.from) ||
                    esc_stream_sign(s, p->name.from - 1, ':'))) {
            group =
                (esc_seat){0}; // "AUTORIDADES", "los decanos asistentes:" end what was said of those above
        } else if (left == p->name.from) {
            esc_seat several = listed_as(r, before, p->name.from);
            if (several.role && vague(several.role))
                members = several;
            else if (several.role)
                group = several, group_heads = false;
            else if (p->name.from > before && esc_stream_sign(s, p->name.from - 1, ':'))
                group = (esc_seat){0}, sent_by = NULL; // "con los decanos asistentes:"
        }
        if (left < p->name.from) {
            bool several = announced.plural || esc_cursor_within(s, left, p->name.from, "por el|la|los|las");
            sender = announced;
            bool over =
                esc_stream_sign(s, p->name.from - 1, ':') || esc_attendance_heads(s, left, p->name.from);
            sent_by = several && announced.office && over ? &sender : NULL;
        }
        bool seated = (group.role && group_heads) || (announced.role && !announced.plural);
        esc_seat own = esc_seat_read(r, p->name.to, right_end, seated);
        if (own.plural && esc_stream_sign(s, own.role_to, ':'))
            own.role = NULL, own.plural = false;  // of those named next
        if (by_office && own.role && !own.office) // "…: Mtro. …, Secretario Ejecutivo"
            own.office = esc_phrase_text(s, r->arena, r->vocabulary, own.role_from, own.role_to),
            own.office_from = own.role_from, own.office_to = own.role_to, own.role = NULL;
        // "Concejales: A, B y C. Está además el Administrador, don D": not one of them
        bool apart = announced.office && !announced.role && left < p->name.from &&
                     esc_cursor_within(s, before, p->name.from, "ademas|tambien|asimismo|igualmente");
        by_label(r, left, &p->name, &announced, &group, &own);
        esc_seat role = own.role && own.rank > 1 ? own
                        : announced.role         ? announced
                        : group.role && !apart   ? group
                                                 : own;
        if (vague(own.role) && announced.role) role = announced, own.plural = false;
        p->seat = own;
        bool woman = esc_name_feminine(r, &p->name), several = role.plural;
        role.mixed |=
            role.plural && (esc_name_title_gender(r, &p->name) == 'f' || // "Regidores: Dra. Ana Ruiz Paz"
                            (woman && called_so(s, &p->name, role.role)));
        if (woman && role.plural && role.role && !strncmp(role.role, "concejales", 10) &&
            called_so(s, &p->name, role.role))
            role.role = "concejala", role.plural = false, role.mixed = false;
        if (role.by_verb && woman) role.role = of_woman(role.role);
        p->role = esc_seat_singular(r, &role, woman);
        p->of_group = several;
        p->seat.role_from = role.role_from, p->seat.role_to = role.role_to, p->seat.post = role.post;
        p->seat.plural = own.role && own.plural;
        // "la Consejera Electoral Ana Ruiz, Presidenta de la Comisión": the first is the post
        if (!p->seat.office && announced.role && !announced.plural && !announced.by_verb &&
            role.role == own.role && own.rank > 1 && left < p->name.from &&
            !esc_attendance_heads(s, left, p->name.from))
            p->seat.office =
                esc_phrase_text(s, r->arena, r->vocabulary, announced.role_from, announced.role_to),
            p->seat.office_from = announced.role_from, p->seat.office_to = announced.role_to;
        if (!p->seat.office && announced.office)
            p->seat.office = announced.office, p->seat.office_from = announced.office_from,
            p->seat.office_to = announced.office_to;
        if (!p->seat.office && sent_by)
            p->seat.office = sent_by->office, p->seat.office_from = sent_by->office_from,
            p->seat.office_to = sent_by->office_to;
        if (!p->seat.oficio && announced.oficio)
            p->seat.oficio = announced.oficio, p->seat.oficio_from = announced.oficio_from,
            p->seat.oficio_to = announced.oficio_to;
        // "A, B y C, regidores": the plural holds for those before, too
        for (uint32_t k = i;
             p->seat.plural && k-- > 0 &&
             (!all->items[k].role || (all->items[k].of_group && strncmp(all->items[k].role, role.role, 4)));)
            all->items[k].role = esc_seat_singular(r, &role, esc_name_feminine(r, &all->items[k].name)),
            all->items[k].seat.role_from = role.role_from, all->items[k].seat.role_to = role.role_to;
        uint32_t post = p->role || p->seat.office || group.role ? p->name.from
                                                                : esc_post_strange(s, before, p->name.from);
        if (post < p->name.from)
            p->seat.office = esc_stream_text(s, r->arena, post, p->name.from), p->seat.office_from = post,
            p->seat.office_to = p->name.from;
        esc_beside_slash(r, p, right_end);
        esc_beside_bracket(r, p);
        esc_beside_column(r, p, after);
        if (!p->role && !p->seat.office && members.role && !group.role) { // no more is said of them
            p->role = esc_seat_singular(r, &members, woman), p->of_group = true;
            p->seat.role_from = members.role_from, p->seat.role_to = members.role_to;
        }
    }
    share_out(r, all, end);
    esc_groups_share(r, all, from);
    esc_beside_by_shape(r, all, from, end);
}

// Who presides over a body ex officio is listed by the post alone: "…, Directora General" among "…, Vocal".
static void seat_by_post(esc_reader *r, esc_people *all) {
    uint32_t seated = 0;
    for (uint32_t i = 0; i < all->items_count; i++)
        seated += all->items[i].role && !vague(all->items[i].role) &&
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
        if (!general && !alone) continue;
        p->role = esc_beside_lowered(r, p->seat.office);
        p->seat.role_from = from, p->seat.role_to = to;
        p->seat.post = p->seat.office, p->seat.office = NULL;
    }
}

// ---- merging and recording ----

static esc_person *find(esc_people *all, const char *key) {
    for (uint32_t i = 0; i < all->items_count; i++)
        if (esc_name_same(all->items[i].key, key)) return &all->items[i];
    return NULL;
}

static void merge(const esc_reader *r, esc_people *into, const esc_people *from, bool only_known) {
    for (uint32_t i = 0; i < from->items_count; i++) {
        esc_person p = from->items[i];
        p.text = esc_name_text(r, &p.name);
        p.title = esc_name_title(r, &p.name);
        p.key = esc_name_key(r, p.text);
        esc_person *known = find(into, p.key);
        if (!known) {
            if (!only_known) *ESC_GROW(into, items, 1) = p;
            continue;
        }
        if (!known->title) known->title = p.title;
        // "Consejeros:" said it of all, the signature says it of her: Consejera
        bool nearer =
            known->role && known->of_group && p.role && !p.of_group && !strncmp(known->role, p.role, 5);
        if (nearer || (vague(known->role) && p.role && !p.of_group)) known->role = NULL;
        // "Directora: Dña. …" who signs as "La Presidenta": the first is the post
        if (known->seat.post && p.role && !p.seat.post && !known->seat.office && !known->of_group) {
            known->seat.office = known->seat.post, known->role = NULL;
            known->seat.office_from = known->seat.role_from, known->seat.office_to = known->seat.role_to;
        }
        if (!known->role)
            known->role = p.role, known->seat.role_from = p.seat.role_from,
            known->seat.role_to = p.seat.role_to;
        if (!known->seat.office && p.seat.office)
            known->seat.office = p.seat.office, known->seat.office_from = p.seat.office_from,
            known->seat.office_to = p.seat.office_to;
        if (!known->seat.oficio && p.seat.oficio)
            known->seat.oficio = p.seat.oficio, known->seat.oficio_from = p.seat.oficio_from,
            known->seat.oficio_to = p.seat.oficio_to;
    }
}

// Where nothing announces those who are there: the first rows, three or more, that each begin with the title
// and name of a person, also below "Por la Sala …" or with a seat in a row of its own between.
static void read_block(esc_reader *r, const esc_roll *names, uint32_t stop, esc_people *ret) {
    const esc_stream *s = &r->body;
    uint32_t first = ESC_NONE, last = 0, count = 0;
    for (uint32_t i = 0; i < names->items_count && names->items[i].from < stop; i++) {
        const esc_person_name *name = &names->items[i];
        bool row = esc_stream_begins(s, name->from) && name->title_to > name->title_from &&
                   esc_stream_row_end(s, name->from) - name->to < BLOCK_REST;
        bool near = count && s->atoms[name->from].row - s->atoms[last].row <= BLOCK_GAP;
        if (row && near)
            count++, last = name->from;
        else if (count >= FEW)
            break;
        else
            first = name->from, last = name->from, count = row;
    }
    if (count < FEW) return;
    uint32_t row = s->atoms[first].row, to = esc_stream_row_end(s, last);
    if (row && s->rows[row - 1].count < 2 * BLOCK_REST) first = s->rows[row - 1].first;
    if (s->atoms[last].row + 1 < s->rows_count && !s->rows[s->atoms[last].row + 1].gap)
        to = esc_stream_row_end(s, to);
    esc_people found = {0};
    esc_attendance_read(r, names, first, to, &found);
    describe(r, &found, first, to);
    merge(r, ret, &found, false);
    free(found.items);
}

// Where nothing announces them: the first names, three or more, one close behind the other and each with a
// seat beside it, "Ana Ruiz (presidenta), Luis Paz (tesorero) y …".
static void read_series(esc_reader *r, const esc_roll *names, uint32_t stop, esc_people *ret) {
    const esc_stream *s = &r->body;
    uint32_t first = 0, count = 0, last = 0;
    for (uint32_t i = 0; i < names->items_count && names->items[i].from < stop; i++) {
        const esc_person_name *name = &names->items[i];
        uint32_t next = i + 1 < names->items_count ? names->items[i + 1].from : s->atoms_count,
                 seat = name->to;
        while (seat < next && seat < name->to + SEAT_REACH && !esc_seat_word(&s->atoms[seat]) &&
               !esc_stream_sign(s, seat, '.'))
            seat++;
        bool seated = seat < next && esc_seat_word(&s->atoms[seat]);
        bool near = count && name->from - last < SERIES_GAP;
        if (!seated || !near) {
            if (count >= FEW) break;
            count = 0;
        }
        if (!seated) continue;
        if (!count) first = name->from;
        count++, last = seat;
    }
    if (count < FEW) return;
    uint32_t from = esc_sentence_from(s, first, SERIES_GAP), to = esc_sentence_to(s, last, SERIES_GAP);
    for (uint32_t i = from; i < first; i++)
        if (esc_attendance_absence(s, i)) return;
    esc_people found = {0};
    esc_attendance_read(r, names, from, to, &found);
    describe(r, &found, from, to);
    merge(r, ret, &found, false);
    free(found.items);
}

// "… procedió a llamar a los citados para dejar constancia de su asistencia:" over bullets.
static bool called_below(const esc_stream *s, uint32_t at, uint32_t limit) {
    uint32_t end = esc_stream_row_end(s, at);
    if (end >= limit || !esc_stream_sign(s, end - 1, ':') ||
        !esc_atom_is(&s->atoms[end - 2], "asistencia|asistentes|presentes|invitad@s"))
        return false;
    return s->atoms[end].kind == ESC_ATOM_SIGN && esc_stream_row_end(s, end) > end + 3;
}

// Reads the regions that announcements open. Before the agenda all of them count, as who presides and who
// takes the minutes is often said apart; behind it only the first list of some length, and only where there
// was none before, as later on there are those who speak.
static void read_attendance(esc_reader *r, const esc_roll *names, esc_people *ret) {
    const esc_stream *s = &r->body;
    uint32_t stop = r->sections.closing.from;
    esc_cursor above = esc_cursor_on(s, 0, OPENING_ATOMS);
    if (esc_cursor_find(&above,
                        "arriba|anteriormente|precedentemente|margen se? indic*|expres*|mencion*|relacion*|"
                        "resen*|cita*|refer*|refier*|senala*|anota*|detalla*")) { // those named over the text
        esc_people found = {0};
        esc_attendance_read(r, names, 0, above.from, &found);
        describe(r, &found, 0, above.from);
        merge(r, ret, &found, false);
        free(found.items);
    }
    esc_people best = {0};
    for (uint32_t at = 0; at < stop; at++) {
        if (!esc_attendance_announced(s, at)) continue;
        if (at >= r->sections.agenda.from && at < r->sections.agenda.to) continue;
        uint32_t limit = at < r->sections.agenda.from ? r->sections.agenda.from : stop;
        if (limit > at + REGION_ATOMS) limit = at + REGION_ATOMS;
        esc_people found = {0};
        uint32_t end = esc_attendance_read(r, names, at, limit, &found);
        bool any = found.items_count > 0;
        bool opening = at < r->sections.agenda.from;
        if (opening && any) {
            describe(r, &found, at, end);
            seat_by_post(r, &found);
            merge(r, ret, &found, false);
            free(found.items);
        } else if (any && called_below(s, at, limit)) {
            describe(r, &found, at, end);
            merge(r, ret, &found, false);
            free(found.items);
        } else if (ret->items_count < FEW && best.items_count < FEW && found.items_count > best.items_count) {
            describe(r, &found, at, end);
            seat_by_post(r, &found);
            free(best.items);
            best = found;
        } else {
            free(found.items);
        }
        if (any) at = end; // what is announced within the region belongs to it
    }
    if (ret->items_count < FEW) merge(r, ret, &best, false);
    free(best.items);
    if (!ret->items_count) read_block(r, names, stop, ret);
    if (ret->items_count < FEW)
        read_series(r, names, stop < r->sections.agenda.from ? stop : r->sections.agenda.from, ret);
}

static void read_signatures(esc_reader *r, const esc_roll *names, esc_people *ret) {
    esc_people found = {0};
    esc_attendance_read(r, names, r->sections.signatures.from, r->body.atoms_count, &found);
    describe(r, &found, r->sections.signatures.from, r->body.atoms_count);
    esc_signatures_side_by_side(r, &found);
    merge(r, ret, &found, ret->items_count > 0);
    free(found.items);
}

static void put(esc_reader *r, const esc_person *p, uint32_t i) {
    esc_range name = {&r->body, p->name.name_from, p->name.name_to};
    float sure = p->title && p->name.sure ? 0.95f : p->title || p->name.sure > 1 ? 0.9f : 0.7f;
    esc_reader_put(r, ESC_VALUE_TEXT, p->text, "attendees.name", sure, name, "/attendees/%u/name", i);
    if (p->title)
        esc_reader_put(r, ESC_VALUE_TEXT, p->title, "attendees.title", sure,
                       (esc_range){&r->body, p->name.title_from, p->name.title_to}, "/attendees/%u/title", i);
    if (p->role)
        esc_reader_put(r, ESC_VALUE_TEXT, p->role, "attendees.role", 0.85f,
                       (esc_range){&r->body, p->seat.role_from, p->seat.role_to}, "/attendees/%u/role", i);
    if (p->seat.office)
        esc_reader_put(r, ESC_VALUE_TEXT, p->seat.office, "attendees.office", 0.85f,
                       (esc_range){&r->body, p->seat.office_from, p->seat.office_to}, "/attendees/%u/office",
                       i);
    if (p->seat.oficio)
        esc_reader_put(r, ESC_VALUE_TEXT, p->seat.oficio, "attendees.oficio", 0.9f,
                       (esc_range){&r->body, p->seat.oficio_from, p->seat.oficio_to}, "/attendees/%u/oficio",
                       i);
}

void esc_read_attendees(esc_reader *r) {
    esc_people all = {0};
    esc_roll names = {0};
    esc_cursor heading = esc_cursor_on(&r->body, 0, HEADING_ATOMS);
    r->of_union = esc_cursor_find(&heading, "sindicat*|sindical|gremial|gremio");
    esc_attendance_call(r, &names);
    read_attendance(r, &names, &all);
    esc_people found = {0};
    esc_officers_read(r, &names, &found);
    merge(r, &all, &found, false);
    free(found.items);
    read_signatures(r, &names, &all);
    free(names.items);
    uint32_t n = 0;
    for (uint32_t i = 0; i < all.items_count; i++)
        if (!all.items[i].absent) put(r, &all.items[i], n++);
    free(all.items);
}
