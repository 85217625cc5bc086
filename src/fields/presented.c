// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/presented.h"

#include <string.h>

#include "fields/phrases.h"
#include "fields/seats.h"
#include "fields/titles.h"

enum { LONGEST_ROLL = 90, MOST_BETWEEN = 16, MOST_SENDER = 7 };

// A seat and what goes with it right before `at`: "el Alcalde Municipal", "la Síndica Primera", "el
// prosecretario de actas".
bool esc_presented_behind_seat(const esc_stream *s, uint32_t at) {
    if (at > 2 && s->atoms[at - 1].kind == ESC_ATOM_WORD && s->atoms[at - 1].shape == ESC_SHAPE_LOWER &&
        esc_atom_is(&s->atoms[at - 2], "de") && esc_seat_is_role(&s->atoms[at - 3]) &&
        !esc_stream_first(s, at))
        return true;
    for (uint32_t n = 1; n <= 3 && n <= at; n++) {
        const esc_atom *atom = &s->atoms[at - n];
        if (n == 1 && esc_seat_ordinal(atom)) continue; // "el vicepresidente 1° …"
        if (atom->kind != ESC_ATOM_WORD) return false;
        if (esc_seat_word(atom)) return true;
        if (!esc_seat_adjective(atom)) return false;
    }
    return false;
}

// "los directivos", "los señores socios" right before `at`: several persons, whatever they are.
static bool plural_before(const esc_stream *s, uint32_t at) {
    if (at < 2) return false;
    const esc_atom *noun = &s->atoms[at - 1];
    size_t len = noun->norm_len;
    return noun->kind == ESC_ATOM_WORD && noun->shape == ESC_SHAPE_LOWER && len > 4 &&
           noun->norm[len - 1] == 's' &&
           esc_atom_is(&s->atoms[at - 2], "los|las|senores|senoras|sres|sras|siguientes");
}

bool esc_presented_several(const esc_stream *s, uint32_t at) {
    if (plural_before(s, at)) return true;
    const esc_atom *noun = at ? &s->atoms[at - 1] : NULL;
    return noun && noun->kind == ESC_ATOM_WORD && esc_seat_is_role(noun) &&
           noun->norm[noun->norm_len - 1] == 's';
}

// "Asisten …", "Preside …" at the head of a sentence: whoever did comes next.
bool esc_presented_behind_verb(const esc_stream *s, uint32_t at) {
    return at && esc_atom_is(&s->atoms[at - 1], "asist*|comparec*|concurr*|particip*|presid*|acud*|dirige|"
                                                "conduce|modera|firma|firman|estuvieron");
}

// "UF 1", "Apto. 302": what is one's own, by its number at `at`.
static bool unit_before(const esc_stream *s, uint32_t at) {
    uint32_t i = at;
    while (i && s->atoms[i - 1].kind == ESC_ATOM_SIGN && i + 2 > at) i--;
    return i &&
           esc_atom_is(&s->atoms[i - 1], "uf|apto|apartamento|depto|departamento|dpto|casa|lote|local|unidad|"
                                         "oficina|piso|parcela|predio|villa|torre|puesto|no|numero");
}

// As the entry of a list begins: behind a role, a colon, a comma, an "y", a bullet, or at the row's begin.
bool esc_presented_joined(const esc_stream *s, uint32_t at) {
    if (!at || esc_stream_entry(s, at) || s->atoms[at].wide) return true;
    const esc_atom *before = &s->atoms[at - 1];
    if ((before->kind == ESC_ATOM_NUMBER || before->kind == ESC_ATOM_MIXED) && unit_before(s, at - 1))
        return true;
    return (before->kind == ESC_ATOM_SIGN && strchr(",:;-|", before->text[0])) ||
           esc_atom_is(before, "–|—|y|e|companer@|companer@s|colega") || esc_presented_behind_seat(s, at) ||
           plural_before(s, at) || esc_presented_behind_verb(s, at);
}

// Set off as the entry of a list is, on both sides.
bool esc_presented_set_off(const esc_stream *s, uint32_t at, uint32_t stop) {
    if (!esc_presented_joined(s, at) || stop >= s->atoms_count) return esc_presented_joined(s, at);
    const esc_atom *after = &s->atoms[stop];
    size_t len = after->norm_len; // "… y Adrián Andreatta procediéndose a …"
    if (after->shape == ESC_SHAPE_LOWER && len > 5 &&
        (!strcmp(after->norm + len - 3, "ndo") || !strcmp(after->norm + len - 5, "ndose")))
        return true;
    return esc_stream_first(s, stop) || after->wide || esc_atom_is(after, "y|e|con|quien|como|en|–|—") ||
           (after->kind == ESC_ATOM_SIGN && strchr(",;.(-:|", after->text[0]));
}

// "Preside: …", "Presidió: …": who else would be named there.
static bool presided(const esc_stream *s, uint32_t at) {
    return at > 1 && esc_stream_sign(s, at - 1, ':') && esc_stream_begins(s, at - 2) &&
           esc_atom_is(&s->atoms[at - 2], "preside|presidio|presidencia|secretaria|relator|relatora");
}

// A role said of several: "concejales", "Vocales".
static bool plural_role(const esc_atom *atom) {
    return esc_seat_is_role(atom) && atom->norm[atom->norm_len - 1] == 's';
}

// "Asisten los miembros de la Junta Directiva por medios telemáticos:" right before atom `at`.
static bool members_before(const esc_stream *s, uint32_t at) {
    for (uint32_t i = at, n = 0; i-- > 0 && n < MOST_BETWEEN && s->atoms[i].kind == ESC_ATOM_WORD; n++)
        if (esc_atom_is(&s->atoms[i], "asist*|concurr*|presentes|participan|participaron|comparec*"))
            return true;
    return false;
}

// Within a list of names behind those who are there: "los señores ediles: A, B y C", "los regidores A y B".
bool esc_presented_listed(const esc_stream *s, uint32_t at) {
    bool rolled = esc_stream_first(s, at) && s->rows[s->atoms[at].row].upper; // names in capitals, one a row
    for (uint32_t i = at, n = 0; i-- > 0 && n < LONGEST_ROLL; n++) {
        const esc_atom *atom = &s->atoms[i];
        if (esc_stream_sign(s, i, ':')) {
            if (i && esc_stream_sign(s, i - 1, ')')) // "presentes (6 de 9): …"
                for (uint32_t k = i; k-- > 0 && k + MOST_BETWEEN > i;)
                    if (esc_stream_sign(s, k, '(')) i = k;
            uint32_t back = i > 3 ? i - 3 : 0;
            for (uint32_t k = back; k < i; k++)
                if (plural_role(&s->atoms[k])) return true;
            if (members_before(s, i)) return true;
            return i && esc_atom_is(&s->atoms[i - 1], "presentes|presente|asistentes|asistencia|siguientes");
        }
        // "los copropietarios: UF 1 Luis Paz; apto. 302 Ana Ruiz"
        if (i && (atom->kind == ESC_ATOM_NUMBER || atom->kind == ESC_ATOM_MIXED) && unit_before(s, i))
            continue;
        bool part = esc_stream_sign(s, i, ',') || esc_stream_sign(s, i, ';') || esc_stream_sign(s, i, '\'') ||
                    esc_stream_sign(s, i, '.') || esc_stream_sign(s, i, '-') || esc_phrase_link(atom) ||
                    (atom->kind == ESC_ATOM_WORD && !esc_seat_word(atom) &&
                     (atom->shape == ESC_SHAPE_CAPITAL || !atom->norm[1] ||
                      (atom->shape == ESC_SHAPE_UPPER && rolled)));
        if (part) continue;
        for (uint32_t k = 0; k < 2 && i && esc_seat_adjective(&s->atoms[i]); k++)
            i--; // "REGIDORES PROPIETARIOS"
        return n && (plural_role(&s->atoms[i]) || plural_before(s, i + 1));
    }
    return false;
}

// "Fdo.: …", "Firmado: …"
static bool signs(const esc_stream *s, uint32_t at) {
    for (uint32_t i = at, n = 0; i-- > 0 && n < 3; n++) {
        if (esc_atom_is(&s->atoms[i], "fdo|fdª|firmado")) return n > 0;
        if (s->atoms[i].kind != ESC_ATOM_SIGN) return false;
    }
    return false;
}

// "Decana: …", "Preside: …", "la Secretaria General, compañera …", "los regidores …": a person comes next.
bool esc_presented_person(const esc_stream *s, uint32_t at) {
    if (!at) return false;
    uint32_t first = s->rows[s->atoms[at].row].first; // "Vocal de festejos: …"
    while (first < at && s->atoms[at].wide && s->atoms[first].kind != ESC_ATOM_WORD)
        first++;                                                         // "4. Decano     …"
    while (first < at && s->atoms[first].kind == ESC_ATOM_SIGN) first++; // "- Profesorado: …"
    if (esc_stream_sign(s, at - 1, ':') && at - first < 7 &&
        (esc_seat_word(&s->atoms[first]) ||
         esc_atom_is(
             &s->atoms[first],
             "titulares|suplentes|principales|propietari@s|delegad@s|asistentes|presentes|profesorado|"
             "alumnado|estudiantado|familias|padres|madres|docentes|estudiantes|graduad@s|egresad@s|"
             "trabajadores|vecin@s|soci@s|participantes|integrantes|autoridades|equipo|personal")))
        return true;
    bool beside =
        s->atoms[at].wide && esc_seat_word(&s->atoms[first]) && first < at; // "ALCALDESA      Kattia Salas"
    if (signs(s, at) || beside) return true;
    if (presided(s, at) || esc_atom_is(&s->atoms[at - 1], "companer@|companer@s|colega")) return true;
    if (at > 1 && s->atoms[at - 1].kind == ESC_ATOM_SIGN && esc_presented_behind_seat(s, at - 1)) return true;
    const esc_atom *before = &s->atoms[at - 1];
    if (esc_seat_is_role(before) && before->shape == ESC_SHAPE_LOWER && !esc_stream_first(s, at)) return true;
    if (esc_presented_behind_seat(s, at) && !esc_stream_first(s, at)) return true;
    // "por los pueblos indígenas, Ixmucané Sotz y …"
    for (uint32_t i = at - 1, n = 0; i > 1 && esc_stream_sign(s, at - 1, ',') && n < MOST_SENDER; n++) {
        i--;
        if (s->atoms[i].kind != ESC_ATOM_WORD || s->atoms[i].shape != ESC_SHAPE_LOWER) break;
        if (n && esc_cursor_looking_at(s, i, "por el|la|los|las") && i &&
            s->atoms[i - 1].kind == ESC_ATOM_SIGN)
            return true;
    }
    return esc_presented_listed(s, at);
}
