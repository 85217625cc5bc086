// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/roster.h"

#include <string.h>

#include "fields/announce.h"
#include "fields/phrases.h"
#include "fields/seat_or_post.h"

enum {
    STAFF_WORDS = 5,
    HEAD_WORDS = 7,
    LISTED = 20 // from a plural to the colon before those it tells of
};

// "… los siguientes concejales:": a plural role in the sentence that a colon ends right before the names.
static esc_seat listed_as(const esc_reader *r, uint32_t from, uint32_t to) {
    const esc_stream *s = &r->body;
    uint32_t colon = to;
    while (colon > from && colon + 3 > to && !esc_stream_sign(s, colon - 1, ':')) colon--;
    // "asisten los consejeros; Sra. …"
    if (to > from + 1 && esc_stream_sign(s, to - 1, ';') && esc_seat_is_role(&s->atoms[to - 2]) &&
        esc_cursor_within(s, from, to, "asisten|asistieron|concurren|concurrieron|presentes"))
        colon = to;
    else if (colon == from || !esc_stream_sign(s, colon - 1, ':'))
        return (esc_seat){0};
    uint32_t back = colon > from + LISTED ? colon - LISTED : from;
    for (uint32_t i = colon; i-- > back;) {
        if (!esc_seat_is_role(&s->atoms[i]) || s->atoms[i].norm[s->atoms[i].norm_len - 1] != 's') continue;
        return esc_seat_read(r, i > back + 2 ? i - 2 : i, colon, false);
    }
    return (esc_seat){0};
}

// "Personal administrativo" in a row of its own between two names: the seat of those above is theirs alone.
static bool staff_heads(const esc_stream *s, uint32_t from, uint32_t to) {
    for (uint32_t row = s->atoms[from].row; row < s->atoms[to].row; row++) {
        uint32_t first = s->rows[row].first;
        if (first >= from && s->rows[row].gap && s->rows[row].count < HEAD_WORDS &&
            s->atoms[first].shape != ESC_SHAPE_LOWER && esc_cursor_looking_at(s, first, "por el|la|los"))
            return true; // "POR LA MESA DE DEBATES"
        if (first >= from && s->rows[row].gap && s->rows[row].count < STAFF_WORDS &&
            s->atoms[first].shape != ESC_SHAPE_LOWER &&
            esc_atom_is(&s->atoms[first],
                        "personal|funcionari@s|administracion|otr@s|demas|equipo|publico|tambien"))
            return true;
    }
    return false;
}

// "Por la Administración:": those who are no members.
static bool administration(const esc_stream *s, uint32_t left, uint32_t name) {
    return left + 3 < name && esc_stream_begins(s, left) && esc_stream_sign(s, name - 1, ':') &&
           esc_cursor_looking_at(s, left, "por la administracion|gerencia|fiscalia|auditoria");
}

// "Grupo Municipal Verde: D. Luis Paz Roa", "PAN: Ing. …": the label of a row is whom those in it come from;
// gives where it begins, or `name`.
static uint32_t party_label(const esc_stream *s, uint32_t left, uint32_t name) {
    uint32_t at = s->rows[s->atoms[name].row].first;
    while (at < name && s->atoms[at].kind == ESC_ATOM_SIGN) at++;
    const bool any = esc_seat_party(&s->atoms[at]) && at + 2 == name;
    return at >= left && (any || at + 2 < name) && esc_stream_sign(s, name - 1, ':') &&
                   (any ||
                    esc_atom_is(&s->atoms[at], "grupo|partido|bloque|bancada|coalicion|fraccion|agrupacion"))
               ? at
               : name;
}

// "Asisten además los señores …": another sort of those who are there.
static bool others_too(const esc_stream *s, uint32_t from, uint32_t to) {
    return esc_cursor_within(s, from, to,
                             "asist*|concurr*|particip*|acompan*|comparec*|estuvieron|presente|presentes ~2 "
                             "ademas|tambien|asimismo|igualmente") ||
           esc_cursor_within(s, from, to,
                             "ademas|tambien|asimismo|igualmente ~3 "
                             "asist*|concurr*|particip*|acompan*|comparec*|estuvieron|presente|presentes");
}

// A seat that but one holds.
static bool held_by_one(const esc_seat *seat) {
    static const char *const seats[] = {"alcald", "president", "secretari", "tesorer", "rector", "intendent"};
    for (size_t i = 0; i < sizeof seats / sizeof *seats; i++)
        if (seat->role && !seat->plural && !strncmp(seat->role, seats[i], strlen(seats[i]))) return true;
    return false;
}

static void forget(esc_roster *t) { t->group = t->members = (esc_seat){0}, t->sent_by = NULL; }

// What was said of those above ends before this one.
static void end_above(esc_roster *t, bool others) {
    const esc_stream *s = t->s;
    const uint32_t before = t->gap.before, left = t->gap.left, name = t->p->name.from;
    const bool bare = left == name;
    if ((bare &&
         (staff_heads(s, before, name) ||
          esc_cursor_within(s, before, name, "presencia|asistencia|participacion|concurrencia de|del"))) ||
        ((bare || esc_attendance_sends(s, left)) && ((t->group_heads && held_by_one(&t->group)) || others)))
        forget(t);
    // "…: A, tesorero; B, vocal. Por el Consejo de Vigilancia estuvo presente la Dra. C"
    if (left > before && left < name && esc_stream_sign(s, left - 1, '.') &&
        esc_atom_is(&s->atoms[left], "por"))
        forget(t);
    // "…; no así de C, por lo que en su lugar asistió su suplente, D"
    if (esc_cursor_within(s, before, name, "en su lugar|reemplazo|representacion|suplencia") ||
        esc_cursor_within(s, before, name, "su suplente"))
        forget(t);
    // "los concejales A y B. Asiste la abogada C": another sentence, of no heading's
    for (uint32_t k = before; !t->group_heads && t->group.role && k < name; k++)
        if (esc_announce_stop(s, k, name)) t->group = (esc_seat){0};
}

void esc_roster_go_on(esc_roster *t, uint32_t i, esc_range text) {
    t->i = i, t->p = &t->all->items[i];
    const uint32_t before = i ? t->p[-1].name.to : text.from, name = t->p->name.from;
    const bool others = i && others_too(t->s, before, name);
    if (others) t->roles_first = esc_announce_roles_first(t->s, before, name);
    t->gap = esc_gap_around(t->all, i, text, t->roles_first);
    if (i) end_above(t, others);
}

// "Miembros:" alone in its row, with "Presidente:" so above the one before: a seat as that is.
static bool member_among_seats(const esc_roster *t, bool heading) {
    const esc_stream *s = t->s;
    const uint32_t at = t->gap.left;
    if (!heading || !t->i || !t->announced.plural || s->rows[s->atoms[at].row].count != 2 ||
        !esc_stream_first(s, at) || !esc_stream_sign(s, at + 1, ':') ||
        !esc_atom_is(&s->atoms[at], "miembros|integrantes"))
        return false;
    const uint32_t row = s->atoms[t->p[-1].name.from].row;
    if (!row) return false;
    const esc_row *own = &s->rows[row]; // "Secretario General: Abog. Luis Paz Roa."
    if (esc_seat_is_role(&s->atoms[own->first]) && own->first + 1 < t->p[-1].name.from &&
        esc_cursor_looking_at(s, own->first + 1, "~2 :"))
        return true;
    const esc_row *above = own - 1; // "Presidenta de la Comisión:"
    return above->count > 1 && above->count < HEAD_WORDS &&
           esc_stream_sign(s, above->first + above->count - 1, ':') &&
           esc_seat_is_role(&s->atoms[above->first]);
}

// "Vocales:" holds for those named from here on.
static void head_by_role(esc_roster *t) {
    esc_seat *announced = &t->announced;
    const uint32_t name = t->p->name.from;
    const bool heading = esc_attendance_heads(t->s, t->gap.left, name),
               vague = esc_seat_vague(announced->role) && !member_among_seats(t, heading);
    t->group = (announced->plural || heading) && !vague ? *announced : (esc_seat){0};
    t->members = announced->plural && !heading && vague ? *announced : (esc_seat){0};
    if ((announced->plural || (heading && !strchr(announced->role, ' '))) &&
        vague) // "Integrante propietaria"
        announced->role = NULL;
    t->group_heads = heading || esc_stream_sign(t->s, name - 1, ':');
}

// "AUTORIDADES", "los decanos asistentes:" end what was said of those above.
static bool ends_group(const esc_stream *s, uint32_t left, uint32_t name) {
    return !esc_atom_is(&s->atoms[left], "por") && !esc_attendance_sends(s, left) &&
           !esc_seat_place(&s->atoms[left]) &&
           (esc_attendance_heads(s, left, name) || esc_stream_sign(s, name - 1, ':'));
}

// Nothing announces this one alone: "… los siguientes concejales: A, B".
static void head_by_list(esc_roster *t) {
    const uint32_t before = t->gap.before, name = t->p->name.from;
    const esc_seat several = listed_as(t->r, before, name);
    if (several.role && esc_seat_vague(several.role))
        t->members = several;
    else if (several.role)
        t->group = several, t->group_heads = false;
    else if (name > before && esc_stream_sign(t->s, name - 1, ':'))
        t->group = (esc_seat){0}, t->sent_by = NULL; // "con los decanos asistentes:"
}

// "Por el Claustro de Profesores:": whom those named from here on come from.
static void head_by_sender(esc_roster *t) {
    const esc_stream *s = t->s;
    const uint32_t left = t->gap.left, name = t->p->name.from;
    const bool sends = esc_attendance_sends(s, left);
    bool several = t->announced.plural || esc_cursor_within(s, left, name, "por el|la|los|las") || sends;
    bool over = esc_stream_sign(s, name - 1, ':') || esc_attendance_heads(s, left, name);
    t->sender = t->announced;
    const char *office = t->announced.office;
    // "POR EL COMITÉ EJECUTIVO", which is the one that meets
    const bool own_body = office && sends && esc_post_is_body(t->r, office);
    t->sent_by = several && office && over && !own_body ? &t->sender : NULL;
    if (own_body) t->announced.office = NULL;
}

// "Grupo Municipal Verde: D. Luis Paz Roa": the label is the office. Whether it is one.
static bool office_by_party(esc_roster *t) {
    const uint32_t left = t->gap.left, name = t->p->name.from, at = party_label(t->s, left, name);
    if (at == name || (t->announced.role && t->announced.role_to > at)) return false; // else told above it
    t->announced.office = esc_seat_entity(t->r, at, name - 1);
    t->announced.office_from = at, t->announced.office_to = name - 1;
    return !t->announced.role;
}

void esc_roster_head(esc_roster *t) {
    const uint32_t left = t->gap.left, name = t->p->name.from;
    const bool party = office_by_party(t);
    if (left >= name) {
        head_by_list(t);
        return;
    }
    t->staff = administration(t->s, left, name);
    if (t->staff) forget(t), t->announced = (esc_seat){0};
    if (t->announced.role)
        head_by_role(t);
    else if (!party && ends_group(t->s, left, name))
        t->group = (esc_seat){0};
    head_by_sender(t);
}
