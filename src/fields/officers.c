// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/officers.h"

#include <string.h>

#include "fields/announce.h"
#include "fields/sentences.h"

enum { LONGEST_LABEL = 9, LEAST_SPEAKERS = 2, OFFICE_REACH = 18, ELECTION_REACH = 45, SIGNER_REACH = 14 };

// Adds a person whose seat is told in atoms from…to-1.
static void add_seated(const esc_reader *r, esc_people *ret, const esc_person_name *name, uint32_t from,
                       uint32_t to) {
    esc_person *p = ESC_GROW(ret, items, 1);
    *p = (esc_person){.name = *name};
    p->seat = esc_seat_read(r, from, to, false);
    p->role = p->seat.role;
}

// The officers that the opening tells of as they do something: "la Presidenta, Dra. Ana Ruiz Paz, abrió …".
static void read_acting(esc_reader *r, const esc_roll *names, esc_people *ret) {
    const esc_stream *s = &r->body;
    bool absence = false;
    for (uint32_t i = 0, at = 0; i < names->items_count && names->items[i].to <= r->sections.opening.to;
         i++) {
        const esc_person_name *name = &names->items[i];
        for (; at < name->from; at++)
            absence = esc_attendance_absence(s, at) || (absence && esc_sentence_from(s, at, 1) != at);
        uint32_t role = name->from;
        while (role && s->atoms[role - 1].kind == ESC_ATOM_SIGN && strchr(",:", s->atoms[role - 1].text[0]))
            role--;
        if (role && esc_atom_is(&s->atoms[role - 1], "suscrit@") &&
            !absence) { // "la suscrita, Lic. A, Secretaria …"
            uint32_t to = name->to + SIGNER_REACH < s->atoms_count ? name->to + SIGNER_REACH : s->atoms_count;
            add_seated(r, ret, name, name->to, to);
            continue;
        }
        uint32_t from = role > 5 ? role - 5 : 0;
        for (uint32_t k = role; k-- > from;) {
            if (s->atoms[k].kind == ESC_ATOM_SIGN) break;
            if (!esc_atom_is(&s->atoms[k], "president@|presidente|secretari@") ||
                !esc_seat_is_role(&s->atoms[k]))
                continue;
            bool article = k && esc_atom_is(&s->atoms[k - 1], "el|la|del|al|su|senor|senora|sr|sra");
            if (!article || absence || esc_announce_object(s, k - 1, name->from)) break;
            add_seated(r, ret, name, k, name->from);
            break;
        }
    }
}

// ":", ".-" behind who speaks.
static bool gives_word(const esc_stream *s, uint32_t at) {
    return esc_stream_sign(s, at, ':') || (esc_stream_sign(s, at, '.') && at + 1 < s->atoms_count &&
                                           s->atoms[at + 1].glued && esc_atom_is(&s->atoms[at + 1], "-|–|—"));
}

// "EL CONSEJERO PRESIDENTE, MTRO. EFRÉN OLIVARES: …", "SECRETARIA, DRA. ANA RUIZ.- …", "DR. IVÁN SANZ
// (PRESIDENTE): …": a seat and a name begin the row, a colon ends them. Gives where the seat stands.
static bool speaks(const esc_stream *s, const esc_person_name *name, uint32_t *ret_from, uint32_t *ret_to) {
    const uint32_t first = s->rows[s->atoms[name->from].row].first,
                   citizen = first + esc_atom_is(&s->atoms[first], "el|la"), // "LA C. PRESIDENTA"
        seat = citizen + 2 * (esc_atom_is(&s->atoms[citizen], "c") && esc_stream_sign(s, citizen + 1, '.'));
    if (name->from > seat && name->from - first < LONGEST_LABEL && esc_seat_is_role(&s->atoms[seat]) &&
        s->atoms[seat].shape != ESC_SHAPE_LOWER && gives_word(s, name->to)) {
        *ret_from = seat, *ret_to = name->from;
        const bool chair = s->rows[s->atoms[first].row].gap && // "Presidenta del Consejo, Dra. Ana Ruiz: …"
                           esc_atom_is(&s->atoms[seat], "president@|presidente");
        return seat > first || chair || s->atoms[seat].shape == ESC_SHAPE_UPPER;
    }
    if (name->from > first + 2 || !esc_stream_sign(s, name->to, '(') || name->to + 1 >= s->atoms_count ||
        !esc_seat_is_role(&s->atoms[name->to + 1]))
        return false;
    uint32_t close = name->to + 2;
    while (close < s->atoms_count && close < name->to + LONGEST_LABEL && !esc_stream_sign(s, close, ')'))
        close++;
    *ret_from = name->to + 1, *ret_to = close;
    return esc_stream_sign(s, close, ')') && gives_word(s, close + 1);
}

// Who speaks in a literal record was there.
static void read_speakers(esc_reader *r, const esc_roll *names, esc_people *ret) {
    const esc_stream *s = &r->body;
    uint32_t count = 0, from, to;
    for (uint32_t i = 0; i < names->items_count; i++) count += speaks(s, &names->items[i], &from, &to);
    for (uint32_t i = 0; i < names->items_count && count >= LEAST_SPEAKERS; i++) {
        const esc_person_name *name = &names->items[i];
        if (!speaks(s, name, &from, &to)) continue;
        add_seated(r, ret, name, from, to);
    }
}

// An office of the meeting itself at `at`: escrutador, presidente de debates, secretaria de la asamblea.
static bool meeting_office(const esc_stream *s, uint32_t at) {
    return esc_atom_is(&s->atoms[at], "escrutador|escrutadora|escrutadores|escrutadoras") ||
           esc_cursor_looking_at(s, at,
                                 "president@|presidente|secretari@|relator|relatora|moderador|moderadora "
                                 "de|del la? debates|asamblea|mesa|sesion|reunion|junta|actas");
}

// "elige a los CC. A y B como presidente y secretaria de debates": each of two has one of two seats.
static bool read_elected_pair(esc_reader *r, const esc_person_name *one, const esc_person_name *other,
                              esc_people *ret) {
    const esc_stream *s = &r->body;
    const uint32_t as = other->to, first = as + 1, second = as + 3;
    if (other->from != one->to + 1 || !esc_atom_is(&s->atoms[one->to], "y|e") || second >= s->atoms_count ||
        !esc_atom_is(&s->atoms[as], "como|para") || !esc_seat_is_role(&s->atoms[first]) ||
        !esc_atom_is(&s->atoms[first + 1], "y|e") || !meeting_office(s, second) ||
        !esc_cursor_within(s, esc_sentence_from(s, one->from, ELECTION_REACH), one->from,
                           "elig*|eleg*|elij*|elect@s|design*|nombr*"))
        return false;
    const uint32_t to = second + 3 + esc_atom_is(&s->atoms[second + 2], "la"); // "de debates", "de la mesa"
    const char *tail = esc_stream_text(s, r->arena, second + 1, to);
    for (int k = 0; k < 2; k++) {
        const uint32_t seat = k ? second : first;
        esc_person *p = ESC_GROW(ret, items, 1);
        *p = (esc_person){.name = k ? *other : *one};
        p->role = esc_arena_printf(r->arena, "%s %s", s->atoms[seat].text, tail);
        p->seat = (esc_seat){.role = p->role, .role_from = seat, .role_to = k ? to : seat + 1};
    }
    return true;
}

// "… eligió como Presidente de Debates al C. A, y como escrutadores al C. B y a la C. D".
static void read_elected(esc_reader *r, const esc_roll *names, esc_people *ret) {
    const esc_stream *s = &r->body;
    for (uint32_t i = 0; i < names->items_count; i++) {
        const esc_person_name *name = &names->items[i];
        if (i + 1 < names->items_count && read_elected_pair(r, name, name + 1, ret)) {
            i++;
            continue;
        }
        uint32_t from = esc_sentence_from(s, name->from, ELECTION_REACH), office = ESC_NONE;
        if (name->from < 2 || !esc_atom_is(&s->atoms[name->from - 1], "a|al|la|el|los|las|y|,|senor|senora"))
            continue;
        for (uint32_t k = name->from; k-- > from && k + OFFICE_REACH > name->from && office == ESC_NONE;)
            if (meeting_office(s, k)) office = k;
        // "… al C. A como Presidente de la Mesa, a la C. B como Secretaria": said behind the name
        const uint32_t behind = name->to + 1;
        const bool as =
            behind < s->atoms_count && esc_atom_is(&s->atoms[behind - 1], "como|para") &&
            (meeting_office(s, behind) || (office != ESC_NONE && esc_seat_is_role(&s->atoms[behind])));
        if (as) office = behind;
        // "… Presidente de Debates el C. A, Secretaria la C. B": each right before the article
        const bool before = !as && office != ESC_NONE && name->from >= office + 4 &&
                            esc_atom_is(&s->atoms[name->from - 1], "el|la|al") &&
                            esc_seat_is_role(&s->atoms[name->from - 2]);
        if (before) office = name->from - 2;
        bool chosen = false;
        for (uint32_t k = from; office != ESC_NONE && k < office; k++)
            chosen |=
                esc_atom_is(&s->atoms[k], "elig*|eleg*|elij*|elect@|elect@s|design*|nombr*|propon*|propus*");
        if (!chosen) continue;
        esc_person *p = ESC_GROW(ret, items, 1);
        *p = (esc_person){.name = *name};
        uint32_t to = office + 1;
        const uint32_t stop = as ? esc_sentence_to(s, behind, OFFICE_REACH) : name->from;
        while (to < stop && s->atoms[to].kind == ESC_ATOM_WORD && !esc_atom_is(&s->atoms[to], "a|al|y|e"))
            to++;
        p->seat = esc_seat_read(r, office, to, false);
        bool woman = esc_name_feminine(r, name);
        p->seat.mixed |= woman;
        p->role = esc_seat_singular(r, &p->seat, woman);
    }
}

// "El Secretario del Comisariado, C. A, pasa lista …": whoever calls the roll was there.
static void read_caller(esc_reader *r, const esc_roll *names, esc_people *ret) {
    const esc_stream *s = &r->body;
    for (uint32_t i = 0; i < names->items_count && names->items[i].to < r->sections.closing.from; i++) {
        const esc_person_name *name = &names->items[i];
        uint32_t from = esc_sentence_from(s, name->from, OFFICE_REACH);
        if (!esc_cursor_looking_at(
                s, name->to,
                ",? "
                "pasa|paso|pasando|llama|llamo|llamando|procede|procedio|da|dio|realiza|realizo|verifica|"
                "verifico|comprueba|comprobo|constata|toma|tomo ~4 lista|asistencia"))
            continue;
        while (from < name->from && !esc_seat_is_role(&s->atoms[from])) from++;
        if (from == name->from || !esc_stream_sign(s, name->from - 1, ',')) continue;
        add_seated(r, ret, name, from, name->from);
    }
}

// "El Dr. A, Director y Presidente del Consejo, inició la sesión …": the same, told behind the name.
static void read_opening(esc_reader *r, const esc_roll *names, esc_people *ret) {
    const esc_stream *s = &r->body;
    for (uint32_t i = 0; i < names->items_count && names->items[i].to <= r->sections.opening.to; i++) {
        const esc_person_name *name = &names->items[i];
        uint32_t comma = name->to + 1;
        while (comma < s->atoms_count && comma < name->to + OFFICE_REACH && !esc_stream_sign(s, comma, ','))
            comma++;
        if (!esc_stream_sign(s, name->to, ',') || !esc_stream_sign(s, comma, ',') ||
            !esc_cursor_within(s, name->to, comma, "president@|presidente|secretari@") ||
            !esc_cursor_looking_at(s, comma + 1,
                                   "dio|da? inicio|inicia|abre|abrio|declara|declaro|instala|instalo|"
                                   "inauguro|preside|presidio"))
            continue;
        add_seated(r, ret, name, name->to, comma);
    }
}

// "… el Sr. Alcalde don A abre la sesión en el nombre de Dios": the seat before the name, the verb behind it.
static void read_opener(esc_reader *r, const esc_roll *names, esc_people *ret) {
    const esc_stream *s = &r->body;
    for (uint32_t i = 0; i < names->items_count && names->items[i].to <= r->sections.opening.to; i++) {
        const esc_person_name *name = &names->items[i];
        if (!esc_cursor_looking_at(s, name->to,
                                   ",? abre|abrio|inicia|inicio|declara|declaro|instala|instalo|da|dio ~4 "
                                   "sesion|reunion|asamblea|junta"))
            continue;
        const uint32_t from = esc_sentence_from(s, name->from, OFFICE_REACH);
        uint32_t seat = name->from;
        while (
            seat > from && seat + LONGEST_LABEL > name->from &&
            !esc_atom_is(&s->atoms[seat], "alcalde|alcaldesa|intendente|intendenta|gobernador|gobernadora"))
            seat--;
        if (seat == from || seat + LONGEST_LABEL == name->from ||
            !esc_atom_is(&s->atoms[seat - 1], "el|la|senor|senora|sr|sra|.") ||
            !esc_seat_is_role(&s->atoms[seat]))
            continue;
        add_seated(r, ret, name, seat, name->from);
    }
}

// "previa convocatoria del señor Alcalde, Ing. A, quien preside la sesión": who does so was there.
static void read_presiding(esc_reader *r, const esc_roll *names, esc_people *ret) {
    const esc_stream *s = &r->body;
    for (uint32_t i = 0; i < names->items_count && names->items[i].to <= r->sections.opening.to; i++) {
        const esc_person_name *name = &names->items[i];
        if (!esc_cursor_looking_at(s, name->to,
                                   ",? quien|que|quienes preside|presidio|presidia|presidira|dirige|dirigio|"
                                   "encabeza|encabezo|conduce|condujo|modera|modero"))
            continue;
        uint32_t from = esc_sentence_from(s, name->from, OFFICE_REACH), seat = name->from;
        while (seat > from && seat + LONGEST_LABEL > name->from && !esc_seat_is_role(&s->atoms[seat])) seat--;
        esc_person *p = ESC_GROW(ret, items, 1);
        *p = (esc_person){.name = *name};
        if (esc_seat_is_role(&s->atoms[seat])) p->seat = esc_seat_read(r, seat, name->from, false);
        if (p->seat.plural) p->seat = (esc_seat){0}; // "REGIDORES: A, quien preside; B"
        if (!p->seat.role)
            p->seat.role = esc_name_feminine(r, name) ? "presidenta" : "presidente",
            p->seat.role_from = name->to, p->seat.role_to = name->to + 3, p->seat.by_verb = true;
        p->role = p->seat.role;
    }
}

void esc_officers_read(esc_reader *r, const esc_roll *names, esc_people *ret) {
    read_acting(r, names, ret);
    read_presiding(r, names, ret);
    read_opening(r, names, ret);
    read_opener(r, names, ret);
    read_speakers(r, names, ret);
    read_caller(r, names, ret);
    read_elected(r, names, ret);
}
