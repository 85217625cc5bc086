// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/supposed.h"

#include <string.h>

#include "fields/cursor.h"

enum { REACH = 12, WISH_REACH = 4, DECIDED_REACH = 6 };

// What is done to a matter that is voted on, by the beginnings of its verbs.
static const char deeds[] =
    "aprob*|aprueb*|rechaz*|rechac*|desech*|desestim*|desaprob*|vot*|avala*|avale*|ratif*|"
    "autori*|acept*|admit*|acord*|acuerd*|resolv*|resuelv*|acog*|acoj*";

static bool ends_in(const esc_atom *atom, const char *const *endings, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const size_t n = strlen(endings[i]);
        if (atom->norm_len > n + 2 && !strcmp(atom->norm + atom->norm_len - n, endings[i])) return true;
    }
    return false;
}

// "aprobara", "rechazasen", "votaría", "resolviera", "aprobará": what might be, or is still to come.
static bool unreal(const esc_atom *atom) {
    static const char *const endings[] = {"ara",   "aran", "ase",   "asen", "aria",  "arian", "iera",
                                          "ieran", "iese", "iesen", "eria", "erian", "iria",  "irian"};
    return ends_in(atom, endings, sizeof endings / sizeof *endings) && esc_atom_is(atom, deeds);
}

// "apruebe", "rechacen": of a wish behind "que".
static const char wished[] =
    "apruebe|aprueben|rechace|rechacen|deseche|desechen|vote|voten|avale|avalen|ratifique|"
    "ratifiquen|autorice|autoricen|acepte|acepten|admita|admitan|desestime|desestimen";
static const char introducing[] = "que|si|cuando|hasta|mientras|ojala|tanto|quiza|quizas";

// "fuera aprobado", "hubiese sido rechazada", "habría aprobado".
static bool unreal_passive(const esc_stream *s, uint32_t at, uint32_t to) {
    if (!esc_atom_is(
            &s->atoms[at],
            "sea|sean|fuera|fueran|fuese|fuesen|hubiera|hubieran|hubiese|hubiesen|haya|hayan|habria|"
            "habrian|seria|serian|sera|seran|quede|queden|quedara|quedaran|quedase|quedaria|resultara|"
            "resultase|resultaria"))
        return false;
    return at + 1 < to &&
           esc_cursor_within(s, at + 1, at + 3 < to ? at + 3 : to,
                             "aprobad@|aprobad@s|rechazad@|rechazad@s|desechad@|desechad@s|votad@|avalad@|"
                             "ratificad@|autorizad@|aceptad@|desestimad@");
}

// "propuso aprobarlo", "podría rechazarse", "de aprobarse": an infinitive, and what makes it a wish.
static bool infinitive_wished(const esc_stream *s, uint32_t from, uint32_t at) {
    static const char *const endings[] = {"ar", "arse", "arlo", "arla", "arlos", "arlas"};
    const esc_atom *atom = &s->atoms[at];
    if (!esc_atom_is(atom, deeds) || !ends_in(atom, endings, sizeof endings / sizeof *endings)) return false;
    if (at > from && esc_atom_is(&s->atoms[at - 1], "de") &&
        (at == from + 1 || s->atoms[at - 1].shape == ESC_SHAPE_CAPITAL || esc_stream_sign(s, at - 2, ',') ||
         esc_atom_is(&s->atoms[at - 2], "caso|que")))
        return true;
    return esc_cursor_within(
        s, at > from + WISH_REACH ? at - WISH_REACH : from, at,
        "propon*|propus*|propuso|pid*|pidio|solicit*|sugir*|sugier*|recomend*|recomiend*|"
        "desea*|quier*|quis*|podria|podrian|puede|podra|deberia|debe|debera|pretend*|espera|"
        "esperaba|requier*|exig*|convendria|conviene|necesario");
}

// "preguntó si se había aprobado", "no se sabe si se rechazó".
static bool asked(const esc_stream *s, uint32_t from, uint32_t at) {
    if (!esc_atom_is(&s->atoms[at], deeds)) return false;
    const uint32_t back = at > from + REACH ? at - REACH : from;
    for (uint32_t i = at; i-- > back && s->atoms[i].kind != ESC_ATOM_SIGN;)
        if (esc_atom_is(&s->atoms[i], "si"))
            return esc_cursor_within(s, i > from + WISH_REACH ? i - WISH_REACH : from, i,
                                     "pregunt*|sabe|sabia|saber|ignora*|dudaba|duda");
    return false;
}

// Where the clause of the verb at `at` begins: with the word that introduces it, or behind a sign.
static uint32_t clause_from(const esc_stream *s, uint32_t from, uint32_t at) {
    const uint32_t back = at > from + REACH ? at - REACH : from;
    uint32_t i = at;
    while (i > back && s->atoms[i - 1].kind != ESC_ATOM_SIGN) {
        i--;
        if (esc_atom_is(&s->atoms[i], introducing)) break;
    }
    return i;
}

static uint32_t clause_to(const esc_stream *s, uint32_t at, uint32_t to) {
    for (uint32_t i = at + 1; i < to; i++)
        if ((s->atoms[i].kind == ESC_ATOM_SIGN && strchr(",;.:(?", s->atoms[i].text[0])) ||
            esc_cursor_looking_at(s, i,
                                  "y|e|pero|aunque|sino se|fue|queda|quedo|asi|lo|la|hubo|no|nadie|resulta|"
                                  "resulto|ello"))
            return i;
    return to;
}

// "Se acordó que …", "por unanimidad que …", "votaron a favor de que …": what the clause says was decided.
static bool decided(const esc_stream *s, uint32_t from, uint32_t at) {
    return esc_cursor_within(
        s, at > from + DECIDED_REACH ? at - DECIDED_REACH : from, at,
        "acuerda|acuerdan|acordo|acordaron|acordandose|resolv*|resuelv*|decid*|determin*|"
        "convin*|convien*|dispus*|unanimidad|mayoria|favor|votos|votacion|consideracion|"
        "aprueba|aprobo|aprobaron|aprueban");
}

bool esc_supposed_next(const esc_stream *s, uint32_t from, uint32_t at, uint32_t to, uint32_t *ret_from,
                       uint32_t *ret_to) {
    for (uint32_t i = from; i < to; i++) {
        const esc_atom *atom = &s->atoms[i];
        if (atom->kind != ESC_ATOM_WORD) continue;
        const bool wish = esc_atom_is(atom, wished), unlikely = unreal(atom) || unreal_passive(s, i, to),
                   infinitive = !wish && !unlikely && infinitive_wished(s, from, i);
        if (!wish && !unlikely && !infinitive && !asked(s, from, i)) continue;
        const uint32_t begin = clause_from(s, from, i), end = clause_to(s, i, to);
        if (end <= at) continue;
        if (wish && !esc_atom_is(&s->atoms[begin], introducing)) continue;
        if (decided(s, from, begin)) continue;
        *ret_from = begin, *ret_to = end;
        return true;
    }
    return false;
}
