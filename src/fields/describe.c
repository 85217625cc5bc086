// SPDX-License-Identifier: GPL-3.0-or-later
// Who each of those named is. What stands between two names is shared out: what describes the one before, and
// what announces the one behind. A heading ("Vocales:") holds for all names below it.
#include "fields/describe.h"

#include <string.h>

#include "fields/absent.h"
#include "fields/announce.h"
#include "fields/apposition.h"
#include "fields/beside.h"
#include "fields/deputies.h"
#include "fields/groups.h"
#include "fields/guests.h"
#include "fields/leaders.h"
#include "fields/phrases.h"
#include "fields/post_rows.h"
#include "fields/posts.h"
#include "fields/respective.h"
#include "fields/roster.h"
#include "fields/seat_or_post.h"
#include "fields/speakers.h"
#include "fields/table_head.h"
#include "fields/trades.h"
#include "fields/units.h"

enum { POST_RANK = 4, SERIES_GAP = 5, TOP_RANK = 6, LABEL_WORDS = 6 };

// "Propietarios asistentes:" are owners.
static const char *without_presence(const esc_reader *r, const char *role) {
    static const char *const words[] = {" asistentes", " presentes"};
    size_t len = strlen(role);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const size_t n = strlen(words[i]);
        if (len > n && !strcmp(role + len - n, words[i])) return esc_arena_strndup(r->arena, role, len - n);
    }
    return role;
}

// "Rectora:" alone before the name: the post is the seat.
static bool labels(const esc_stream *s, uint32_t from, uint32_t to) {
    if (esc_attendance_sends(s, from)) return false;
    if (esc_atom_is(&s->atoms[from], "representante|representantes")) return false; // whom one stands for
    if (esc_attendance_heads(s, from, to)) return true;
    return from + 1 < to && to - from < 6 && esc_stream_sign(s, to - 1, ':') && esc_stream_begins(s, from);
}

// "Rectora: Lic. Ana Ruiz Paz"
static void label_as_seat(esc_roster *t) {
    esc_seat *announced = &t->announced;
    const uint32_t left = t->gap.left;
    if (announced->role || !announced->office || !labels(t->s, left, t->p->name.from) ||
        esc_atom_is(&t->s->atoms[left], "por"))
        return;
    // "Jefe de estudios:", and not only "Jefe"
    const uint32_t from = announced->office_from, last = esc_stream_row_end(t->s, from) - 1;
    const bool head = announced->office_to == from + 1 && last > from + 2 && last < from + LABEL_WORDS &&
                      esc_stream_sign(t->s, last, ':') && esc_cursor_looking_at(t->s, from + 1, "de|del") &&
                      t->s->atoms[last - 1].kind == ESC_ATOM_WORD;
    if (head) announced->office = esc_stream_text(t->s, t->r->arena, from, last), announced->office_to = last;
    announced->role = without_presence(t->r, esc_beside_lowered(t->r, announced->office));
    announced->role_from = announced->office_from, announced->role_to = announced->office_to;
    announced->plural = announced->role[strcspn(announced->role, " ") - 1] == 's';
    announced->post = announced->office, announced->office = NULL, announced->rank = POST_RANK;
}

// The office before the name is not of the one named.
static bool office_of_another(const esc_stream *s, const esc_seat *announced, uint32_t left) {
    const uint32_t at = announced->office_from;
    if (!announced->office || at <= left) return false;
    // "Por Secretaría se pasa lista:"
    if (!announced->role && esc_cursor_looking_at(s, at - 1, "por secretaria se")) return true;
    // "El secretario informa que están los concejales: …": who tells it
    return announced->plural && at < announced->role_from && esc_atom_is(&s->atoms[at - 1], "el|la") &&
           esc_seat_word(&s->atoms[at]);
}

// The role before the name is that of whoever acts.
static bool role_of_another(const esc_stream *s, const esc_seat *announced, uint32_t name) {
    const uint32_t at = announced->role_to;
    if (!announced->role) return false;
    // "El Presidente designó escrutadora a la señora …": who chooses is another one
    if (esc_cursor_within(s, at, name, "design*|nombro|eligio|propuso|propone|invito")) return true;
    // "La señora Secretaria procede a llamar a lista: …"
    return !announced->plural && at < name &&
           esc_cursor_looking_at(
               s, at,
               "procede|procedio|pasa|paso|llama|llamo|verifica|verifico|hace|hizo|constata|constato|"
               "comprueba|comprobo|toma|tomo|certifica|informa|informo|da|dio|nombra ~4 "
               "lista|asistencia|llamado|quorum");
}

// What stands before the name.
static void read_announced(esc_roster *t) {
    const esc_stream *s = t->s;
    const uint32_t left = t->gap.left, name = t->p->name.from;
    t->announced = esc_seat_read(t->r, left, name, false);
    if (office_of_another(s, &t->announced, left)) t->announced.office = NULL;
    label_as_seat(t);
    if (left < name && t->announced.role) esc_groups_heading(t->r, left, name, &t->announced);
    // "la representación del Partido Azul, Ana Ruiz, y de MORENA, Luis Paz": as the one before
    if (!t->announced.role && t->announced.office && left < name && t->i && t->p[-1].role &&
        esc_atom_is(&s->atoms[left], "de|del") && !strcmp(t->p[-1].role, "representante"))
        t->announced.role = t->p[-1].role, t->announced.rank = 1,
        t->announced.role_from = t->p[-1].seat.role_from, t->announced.role_to = t->p[-1].seat.role_to;
    if (role_of_another(s, &t->announced, name)) t->announced.role = NULL, t->announced.office = NULL;
    t->by_office = esc_post_of_office(t->r, left, name, esc_name_feminine(t->r, &t->p->name));
    if (t->by_office)
        t->announced = (esc_seat){.role = t->by_office, .role_from = left, .role_to = name, .rank = TOP_RANK};
}

// What is said behind the name is of those named next: "…, los concejales: …".
static bool announces_next(const esc_stream *s, const esc_seat *own) {
    if (!own->plural) return false;
    const uint32_t of = own->role_from;
    return esc_stream_sign(s, own->role_to, ':') ||
           esc_cursor_looking_at(s, own->role_to, "por|en su orden :") ||
           (of > 1 && esc_atom_is(&s->atoms[of - 1], "senores|senoras|sres|sras") &&
            esc_atom_is(&s->atoms[of - 2], "los|las"));
}

// "Ana Ruiz Paz - Preside"
static void seat_by_verb(esc_roster *t) {
    const esc_stream *s = t->s;
    const uint32_t to = t->p->name.to, after = t->gap.after;
    for (uint32_t k = to;
         k < after && k < to + 3 && !esc_stream_sign(s, k, '.') && s->atoms[k].row == s->atoms[to - 1].row;
         k++)
        if (esc_announce_presides(s, k, after))
            t->own.role = "presidente", t->own.role_from = k, t->own.role_to = k + 1, t->own.rank = POST_RANK,
            t->own.by_verb = true, t->own.plural = false;
}

// The role behind the name is the post, up to atom `to`.
static void role_to_post(esc_roster *t, uint32_t to) {
    esc_seat *own = &t->own;
    own->office = esc_phrase_text(t->s, t->r->arena, t->r->vocabulary, own->role_from, to);
    own->office_from = own->role_from, own->office_to = to, own->role = NULL;
}

// "…, director, representante del Sector Pesquero": a post that is the seat where whom he represents is the
// office.
static void seat_before_sender(esc_roster *t) {
    const esc_stream *s = t->s;
    const uint32_t at = t->p->name.to + 1;
    if (t->own.role || !t->own.office || !esc_stream_sign(s, at - 1, ',') || at >= t->gap.right ||
        s->atoms[at].shape != ESC_SHAPE_LOWER ||
        !esc_atom_is(&s->atoms[at], "director|directora|delegad@|apoderad@|comisionad@|vocer@|directiv@"))
        return;
    uint32_t to = at + 1;
    while (to < at + 3 && s->atoms[to].kind == ESC_ATOM_WORD && s->atoms[to].shape == ESC_SHAPE_LOWER) to++;
    if (!esc_cursor_looking_at(s, to, ", representante") &&
        !esc_cursor_looking_at(s, to, ", en representacion"))
        return;
    t->own.role = esc_stream_text(s, t->r->arena, at, to);
    t->own.role_from = at, t->own.role_to = to, t->own.rank = POST_RANK;
}

// What stands behind the name.
static void read_own(esc_roster *t) {
    const esc_stream *s = t->s;
    esc_seat *own = &t->own;
    bool seated = (t->group.role && t->group_heads) || (t->announced.role && !t->announced.plural);
    *own = esc_seat_read(t->r, t->p->name.to, t->gap.right, seated);
    if (announces_next(s, own)) own->role = NULL, own->plural = false;
    // "bajo la presidencia de la alcaldesa Ana Ruiz, los miembros del Concejo …": who met with her
    if (seated && esc_cursor_looking_at(s, t->p->name.to, ", l@s miembros|integrantes de|del"))
        *own = (esc_seat){0};
    // "…, Residente de Mantenimiento del Hospital Regional": a post that nobody knows, up to its unit
    const uint32_t post = t->p->name.to + 1;
    if (own->office && !own->role && post < own->office_from && esc_stream_sign(s, post - 1, ',') &&
        s->atoms[post].shape == ESC_SHAPE_CAPITAL && !esc_atom_is(&s->atoms[post], "representante") &&
        esc_phrase_end(s, post, t->gap.right, ESC_PHRASE_LISTS) >= own->office_to)
        own->office_from = post,
        own->office = esc_phrase_text(s, t->r->arena, t->r->vocabulary, post, own->office_to);
    const uint32_t of = own->office_from; // "…, y actuando por Secretaría la Prof. …": another one
    if (own->office && own->office_to == of + 1 && of && esc_atom_is(&s->atoms[of], "secretaria") &&
        esc_atom_is(&s->atoms[of - 1], "por|en"))
        own->office = NULL;
    if (t->by_office && own->role && !own->office) // "…: Mtro. …, Secretario Ejecutivo"
        role_to_post(t, own->role_to);
    seat_by_verb(t);
    seat_before_sender(t);
    esc_seat_by_label(t->r, t->gap.left, &t->p->name, &t->announced, &t->group, own);
    // "Asesora Legal" of those
    if (t->staff && own->role && !own->office && !strncmp(own->role, "asesor", 6)) {
        role_to_post(t, esc_phrase_end(s, own->role_from, t->gap.right, ESC_PHRASE_LISTS));
        own->rank = 0;
    }
}

// "… y el Gerente General, Sr. …" behind those of a group: an article of his own.
static bool one_of_his_own(const esc_stream *s, uint32_t from, uint32_t to) {
    while (from < to &&
           (s->atoms[from].kind == ESC_ATOM_SIGN || esc_atom_is(&s->atoms[from], "y|e|asi|como")))
        from++;
    if (from + 2 >= to || !esc_atom_is(&s->atoms[from], "el|la|del")) return false;
    return esc_seat_word(&s->atoms[from + 1 + (s->atoms[from + 1].ordinal > 0)]); // "del Primer Visitador"
}

// "Concejales: A, B y C. Está además el Administrador, don D": not one of them.
static bool apart(const esc_roster *t) {
    const esc_stream *s = t->s;
    const uint32_t before = t->gap.before, left = t->gap.left, name = t->p->name.from;
    if (!t->announced.office || t->announced.role || left >= name) return false;
    return esc_cursor_within(s, before, name, "ademas|tambien|asimismo|igualmente") ||
           (t->i &&
            (esc_cursor_within(s, before, name, "presencia|asistencia|participacion|concurrencia de|del") ||
             esc_cursor_within(s, before, name, "encuentra|estuvo|estando|hallaba presente"))) ||
           one_of_his_own(s, left, name);
}

// Which of what stands before the name, behind it and over it is the seat.
static void choose_role(esc_roster *t) {
    const uint32_t left = t->gap.left, name = t->p->name.from;
    if (t->group_heads && (left == name || t->announced.plural))
        esc_guests_under_heading(t->r, &t->group, &t->p->name, &t->own);
    esc_guests_post(t->r, &t->announced, &t->own);
    esc_seat_member_and_post(t->r, &t->own);
    const bool member = esc_seat_mere_member(t->r, &t->p->name, &t->announced, &t->own);
    esc_deputies_which(t->r, left, name, &t->announced, &t->own);
    t->role = t->own.role && t->own.rank > 1 ? t->own
              : t->announced.role            ? t->announced
              : t->group.role && !apart(t)   ? t->group
                                             : t->own;
    // "Alcaldesa: Sra. Ana Ruiz, quien preside": she does so as that
    if (t->own.by_verb && t->announced.role && !t->announced.plural && !t->announced.by_verb &&
        esc_atom_is(&t->s->atoms[t->announced.role_from], "alcalde|alcaldesa|intendente|intendenta"))
        t->role = t->announced;
    if (esc_seat_vague(t->own.role) && t->announced.role && !member)
        t->role = t->announced, t->own.plural = false;
    t->p->seat = t->own;
}

// The seats that a verb gives are told as a man's.
static const char *of_woman(const char *role) {
    return !strcmp(role, "secretario") ? "secretaria" : !strcmp(role, "invitado") ? "invitada" : "presidenta";
}

// Elsewhere the text says "la regidora Ruiz" of her whom a list has among the "regidores".
static bool called_so(const esc_stream *s, const esc_person_name *name, const char *role) {
    const uint64_t start = 1ull << esc_start_bit(role[0], role[1]);
    const uint32_t end = s->atoms_count;
    for (uint32_t i = 0; (i = esc_cursor_begun(s, i, end, start)) + 1 < end; i++) {
        const char *norm = s->atoms[i].norm;
        size_t len = strlen(norm);
        if (len < 6 || norm[len - 1] != 'a' || strncmp(norm, role, 5) || !esc_seat_word(&s->atoms[i]))
            continue;
        for (uint32_t k = i + 1; k < i + 5 && k < s->atoms_count; k++)
            for (uint32_t n = name->name_from; n < name->name_to; n++)
                if (s->atoms[n].norm_len > 3 && s->atoms[n].shape != ESC_SHAPE_LOWER && k != n &&
                    !strcmp(s->atoms[n].norm, s->atoms[k].norm))
                    return true;
    }
    return false;
}

// "los regidores Ana Ruiz, Luis Paz y Eva Gil": named one after the other in a sentence, not in rows.
static bool in_series(const esc_stream *s, const esc_people *all, uint32_t i) {
    const esc_person_name *name = &all->items[i].name;
    bool behind =
             i && name->from - all->items[i - 1].name.to < SERIES_GAP && !esc_stream_begins(s, name->from),
         ahead = i + 1 < all->items_count && all->items[i + 1].name.from - name->to < SERIES_GAP &&
                 !esc_stream_begins(s, all->items[i + 1].name.from);
    return behind || ahead;
}

// Whether a plural role is told as those of women and men are.
static bool is_mixed(const esc_roster *t) {
    const esc_seat *role = &t->role;
    const esc_person_name *name = &t->p->name;
    if (!role->plural) return false;
    // "Consejeros docentes" over a list stays what the heading says of each
    const bool as_headed = t->group_heads && role->role && !strncmp(role->role, "consejer", 8);
    if (esc_name_title_gender(t->r, name) == 'f' && !as_headed) return true; // "Regidores: Dra. Ana Ruiz Paz"
    // "Invitados: Ing. Ana Ruiz Paz"; bare names in a list stay what its heading says
    if (t->woman && role->role && !strcmp(role->role, "invitados") && name->title_to > name->title_from)
        return true;
    if (esc_seat_owner(&t->s->atoms[role->role_from])) return t->woman && called_so(t->s, name, role->role);
    // "los representantes propietarios del PRI, Luis Paz, y de MORENA, Ana Ruiz"
    const bool of = t->gap.left < name->from && esc_atom_is(&t->s->atoms[t->gap.left], "de|del");
    return t->woman && (of || in_series(t->s, t->all, t->i) || called_so(t->s, name, role->role));
}

// The seat, as of a woman or a man.
static void give_role(esc_roster *t) {
    esc_person *p = t->p;
    esc_seat *role = &t->role;
    const bool several = role->plural;
    t->woman = esc_name_feminine(t->r, &p->name);
    t->woman |= several && role->role && called_so(t->s, &p->name, role->role);
    role->mixed |= is_mixed(t);
    if (t->woman && role->plural && role->role && !strncmp(role->role, "concejales", 10) &&
        called_so(t->s, &p->name, role->role))
        role->role = "concejala", role->plural = false, role->mixed = false;
    if (role->by_verb && t->woman) role->role = of_woman(role->role);
    p->role = esc_seat_singular(t->r, role, t->woman);
    p->of_group = several;
    p->seat.role_from = role->role_from, p->seat.role_to = role->role_to, p->seat.post = role->post;
    p->seat.plural = t->own.role && t->own.plural;
}

static void take_office(esc_seat *seat, const char *office, uint32_t from, uint32_t to) {
    if (!seat->office && office) seat->office = office, seat->office_from = from, seat->office_to = to;
}

// "la Consejera Electoral Ana Ruiz, Presidenta de la Comisión": the first is the post.
static bool announces_post(const esc_roster *t) {
    const esc_seat *announced = &t->announced;
    return !t->p->seat.office && announced->role && !announced->plural && !announced->by_verb &&
           t->role.role == t->own.role && t->own.rank > 1 && t->gap.left < t->p->name.from &&
           !esc_attendance_heads(t->s, t->gap.left, t->p->name.from);
}

// Where an announced post ends: at the comma before the name, "la Asesora Legal, Abog. Ana Ruiz Paz".
static uint32_t post_to(const esc_roster *t) {
    const esc_seat *announced = &t->announced;
    const uint32_t comma = t->p->name.from - 1;
    return announced->role_to < comma && esc_stream_sign(t->s, comma, ',') &&
                   esc_phrase_end(t->s, announced->role_from, comma, ESC_PHRASE_LISTS) == comma
               ? comma
               : announced->role_to;
}

// The post, or whom one comes from.
static void give_office(esc_roster *t) {
    esc_seat *announced = &t->announced, *seat = &t->p->seat;
    if (announces_post(t)) {
        const uint32_t to = post_to(t);
        take_office(seat, esc_phrase_text(t->s, t->r->arena, t->r->vocabulary, announced->role_from, to),
                    announced->role_from, to);
    }
    // "Presidencia: Ana Ruiz Paz": the label is the seat
    if (announced->by_verb && announced->office && announced->office_to == announced->office_from + 1 &&
        esc_atom_is(&t->s->atoms[announced->office_from], "secretaria|presidencia"))
        announced->office = NULL;
    take_office(seat, announced->office, announced->office_from, announced->office_to);
    if (t->sent_by) take_office(seat, t->sent_by->office, t->sent_by->office_from, t->sent_by->office_to);
    if (!seat->oficio && announced->oficio)
        seat->oficio = announced->oficio, seat->oficio_from = announced->oficio_from,
        seat->oficio_to = announced->oficio_to;
}

// "A, B y C, regidores": the plural holds for those before, too.
static void share_plural(esc_roster *t) {
    if (!t->p->seat.plural) return;
    for (uint32_t k = t->i; k-- > 0;) {
        esc_person *p = &t->all->items[k];
        if (p->role && (!p->of_group || !strncmp(p->role, t->role.role, 4))) return;
        p->role = esc_seat_singular(t->r, &t->role, esc_name_feminine(t->r, &p->name));
        p->seat.role_from = t->role.role_from, p->seat.role_to = t->role.role_to;
    }
}

// "Abog. Carlos Villula (suplente)" below "Consejeros": which of the seat's two he holds.
static void qualified(esc_reader *r, esc_person *p) {
    const esc_stream *s = &r->body;
    uint32_t at = p->name.to;
    // "los representantes siguientes: el Lic. Luis Paz, representante suplente del Partido Verde"
    if (p->role && !strcmp(p->role, "representante") &&
        esc_cursor_looking_at(s, at, ", representante suplente|propietari@")) {
        p->role = esc_arena_printf(r->arena, "representante %s", s->atoms[at + 2].norm);
        p->seat.role_from = at + 1, p->seat.role_to = at + 3;
        return;
    }
    // "Por el Partido Verde, representante propietario, C. Luis Paz": before the name
    const uint32_t before = p->name.from;
    if (p->role && !strcmp(p->role, "representante") && before > 3 && esc_stream_sign(s, before - 1, ',') &&
        esc_cursor_looking_at(s, before - 3, "representante suplente|propietari@")) {
        p->role = esc_arena_printf(r->arena, "representante %s", s->atoms[before - 2].norm);
        p->seat.role_from = before - 3, p->seat.role_to = before - 1;
        return;
    }
    bool told = p->role && p->of_group && at + 2 < s->atoms_count && esc_stream_sign(s, at, '(') &&
                esc_stream_sign(s, at + 2, ')') &&
                esc_atom_is(&s->atoms[at + 1], "suplente|titular|propietari@");
    if (!told || strstr(p->role, s->atoms[at + 1].norm)) return;
    esc_buf out = {0};
    esc_buf_puts(&out, p->role);
    esc_buf_putc(&out, ' ');
    esc_buf_puts(&out, s->atoms[at + 1].norm);
    p->role = esc_arena_strndup(r->arena, esc_buf_text(&out), out.len);
    esc_buf_free(&out);
}

// What else stands beside the name.
static void read_beside(esc_roster *t) {
    esc_person *p = t->p;
    const uint32_t name = p->name.from;
    if (!p->role && !p->seat.office && !t->group.role) {
        const uint32_t post = esc_post_strange(t->s, t->gap.before, name);
        if (post < name) take_office(&p->seat, esc_stream_text(t->s, t->r->arena, post, name), post, name);
    }
    qualified(t->r, p);
    esc_beside_slash(t->r, p, t->gap.right);
    esc_beside_bracket(t->r, p);
    esc_beside_column(t->r, p, t->gap.after);
    if (!p->role && !p->seat.office && t->members.role && !t->group.role) { // no more is said of them
        p->role = esc_seat_singular(t->r, &t->members, t->woman), p->of_group = true;
        p->seat.role_from = t->members.role_from, p->seat.role_to = t->members.role_to;
    }
}

static void describe_one(esc_roster *t) {
    esc_person *p = t->p;
    p->absent |= esc_absent_by_row(t->s, p, t->gap.after) || esc_groups_stood_for(t->s, p->name.from);
    if (esc_speakers_label(t->s, t->gap.left, p->name.from)) t->gap.left = p->name.from;
    read_announced(t);
    esc_roster_head(t);
    read_own(t);
    choose_role(t);
    give_role(t);
    give_office(t);
    share_plural(t);
    read_beside(t);
}

static bool crossed(const esc_stream *s, uint32_t from, uint32_t to) {
    return to > from + 1 && s->atoms[to - 1].shape == ESC_SHAPE_UPPER && esc_atom_is(&s->atoms[to - 1], "x");
}

// "RECTOR X", "DECANA DE LA FACULTAD DE ARTES X": the mark in the column of those who came.
static void strike_crosses(const esc_reader *r, esc_people *all) {
    const esc_stream *s = &r->body;
    uint32_t crosses = 0;
    for (uint32_t i = 0; i < all->items_count; i++)
        crosses += crossed(s, all->items[i].seat.office_from, all->items[i].seat.office_to);
    for (uint32_t i = 0; i < all->items_count && crosses > 1; i++) {
        esc_person *p = &all->items[i];
        const size_t len = p->role ? strlen(p->role) : 0;
        if (len > 2 && !strcmp(p->role + len - 2, " x"))
            p->role = esc_arena_strndup(r->arena, p->role, len - 2);
        if (!p->seat.office || !crossed(s, p->seat.office_from, p->seat.office_to)) continue;
        p->seat.office_to--;
        p->seat.office = esc_phrase_text(s, r->arena, r->vocabulary, p->seat.office_from, p->seat.office_to);
    }
}

// "Primero: Ana Ruiz Paz" behind "los Regidores por su orden:".
static void number_seat(esc_reader *r, esc_person *p) {
    const uint32_t at = p->seat.role_from;
    if (!p->role || p->seat.role_to != at + 1 || !r->body.atoms[at].ordinal) return;
    const char *which = esc_seat_numbered(r, at, esc_name_feminine(r, &p->name));
    if (which) p->role = which;
}

// What is said of several of them at once, or shown by how the list is set.
static void share(esc_reader *r, esc_people *all, uint32_t from, uint32_t end) {
    esc_deputies_oficio(&r->body, all);
    strike_crosses(r, all);
    esc_guests_share(r, all);
    esc_respective_share(r, all, from, end);
    esc_groups_share(r, all, from);
    esc_apposition_share(r, all, end);
    esc_beside_by_shape(r, all, from, end);
    esc_leaders_share(r, all, from);
    esc_table_head_share(r, all);
    esc_units_share(r, all);
    esc_post_rows_share(r, all);
    esc_trades_share(r, all);
}

void esc_describe(esc_reader *r, esc_people *all, uint32_t from, uint32_t end) {
    const esc_stream *s = &r->body;
    const uint32_t n = all->items_count;
    if (!n) return;
    const esc_range text = {s, from, end};
    esc_roster roster = {.r = r, .s = s, .all = all};
    roster.roles_first = esc_announce_roles_first(s, from, all->items[0].name.from);
    for (uint32_t i = 0; i < n; i++) {
        esc_roster_go_on(&roster, i, text);
        describe_one(&roster);
    }
    share(r, all, from, end);
    for (uint32_t i = 0; i < n; i++) number_seat(r, &all->items[i]);
    for (uint32_t i = 0; i < n; i++) esc_seat_title_of_judge(s, &all->items[i]);
}
