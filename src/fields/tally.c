// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/tally.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "fields/cursor.h"
#include "fields/numbers.h"
#include "fields/voters.h"

enum { GROUPS_REACH = 40, APPROVAL_REACH = 12, WHAT_REACH = 8 };

// How the sides are named, and which they are.
static const char *const sides[] = {
    "a|en favor",
    "en pro",
    "por aprobar*|ratificar*",
    "por rechazar*",
    "por la afirmativa|aprobacion|positiva",
    "que si",
    "que no",
    "en blanco",
    "por el? si",
    "por el? no|nº",
    "afirmativ@|afirmativ@s|favorable|favorables|positiv@|positiv@s|aprobatori@|aprobatori@s|"
    "afirmativamente|favorablemente|positivamente|sies",
    "en contra",
    "por la|el negativa|rechazo",
    "negativ@|negativ@s|desfavorable|desfavorables|contrari@|contrari@s|negativamente|"
    "desfavorablemente|noes",
    "de rechazo",
    "en|de abstencion|abstenciones",
    "abstencion|abstenciones",
    "abstenid@|abstenid@s",
    "se abstuvo|abstuvieron|abstiene|abstienen|abstuvieren",
    "no se? pronuncian|pronunciaron|pronuncia|pronuncio|votan|votaron",
    "absteniendose",
};
static const int8_t side_of[] = {FOR,     FOR,     FOR,     AGAINST, FOR,     FOR,     AGAINST,
                                 ABSTAIN, FOR,     AGAINST, FOR,     AGAINST, AGAINST, AGAINST,
                                 AGAINST, ABSTAIN, ABSTAIN, ABSTAIN, ABSTAIN, ABSTAIN, ABSTAIN};
static esc_pattern_set side_names = ESC_PATTERNS(sides);

int esc_tally_side(esc_cursor *c) {
    if (c->at >= c->end || !esc_cursor_any(c->stream, c->at, &side_names)) return -1;
    // "tres que no habían concurrido": who they are
    if (esc_cursor_looking_at(c->stream, c->at, "que no ~1 habian|asist*|estuv*|concurr*|acud*|particip*"))
        return -1;
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
        if (esc_cursor_match(c, sides[i])) return side_of[i];
    return -1;
}

// What stands between a label and its count: a colon, a question mark, a row of dots.
static bool gap(esc_cursor *c) {
    const uint32_t from = c->at;
    const esc_atom *atom;
    while ((atom = esc_cursor_atom(c)) && atom->kind == ESC_ATOM_SIGN &&
           (strchr(":,?._", atom->text[0]) || !strncmp(atom->text, "…", strlen("…"))))
        c->at++;
    const esc_atom *first = &c->stream->atoms[from];
    if (c->at == from + 1 && !strcmp(first->text, ".")) c->at = from; // the sentence's end
    return c->at > from;
}

// Two of each side, by its number, and one of either.
static const char *const verbs[] = {
    "aprueban|aprobaron|aprueba|apoyan|apoyaron|respaldan|respaldaron|asienten|asintieron",
    "levantan|levantaron|alzan|alzaron la|su mano", "rechazan|rechazaron|rechaza|desaprueban|desaprobaron",
    "se opone|oponen|opuso|opusieron", "votan|votaron"};
static esc_pattern_set all_verbs = ESC_PATTERNS(verbs);

// "aprueban 7; rechazan 0", "la apoyaron dos y la rechazaron los otros cuatro", "tres socios la respaldan":
// what was done is the side's name.
static bool by_verb(reading *r, uint32_t at, uint32_t to) {
    const esc_stream *s = r->stream;
    if (!may_count(&s->atoms[at]) && !esc_cursor_any(s, at, &all_verbs)) return false;
    esc_cursor c = esc_cursor_on(s, at, to);
    uint32_t n;
    for (int side = FOR; side <= AGAINST; side++) {
        c.at = at;
        bool votes = side == FOR && at && esc_atom_is(&s->atoms[at - 1], "lo|la|los|las") &&
                     esc_cursor_match(&c, "votan|votaron"); // "lo votan diez y uno se opone"
        if (!votes && !esc_cursor_match(&c, verbs[2 * side]) && !esc_cursor_match(&c, verbs[2 * side + 1]))
            continue;
        gap(&c);
        esc_cursor_match(&c, "l@s? otr@s|demas|restantes?");
        if (!number(&c, &n)) return false;
        esc_cursor_match(&c, "votos|voto|" PEOPLE);
        esc_cursor_match(&c,
                         "de l@s presentes|asistentes|integrantes|miembros"); // "levantan la mano siete …"
        bool ends = c.at >= to || s->atoms[c.at].kind == ESC_ATOM_SIGN || esc_atom_is(&s->atoms[c.at], "y|e");
        if (ends) take(r, side, n, c.at);
        return ends;
    }
    if (!number(&c, &n)) return false;
    bool people = esc_cursor_match(&c, PEOPLE);
    if (!n || (!people && !s->atoms[at].cardinal)) return false;
    esc_cursor_match(&c, "presentes|asistentes");
    esc_cursor_match(&c, "l@|l@s");
    for (int side = FOR; side <= AGAINST; side++)
        if (esc_cursor_match(&c, verbs[2 * side]) || esc_cursor_match(&c, verbs[2 * side + 1])) {
            esc_cursor other = c;
            if (esc_tally_side(&other) >= 0) return false; // "cinco levantan la mano en contra"
            take(r, side, n, c.at);
            return true;
        }
    return false;
}

// "y en contra uno": the side's name and its own count.
static bool label_behind_and(const esc_stream *s, uint32_t at, uint32_t to) {
    esc_cursor c = esc_cursor_on(s, at, to);
    uint32_t n;
    return esc_cursor_match(&c, "y|e") && esc_tally_side(&c) >= 0 && number(&c, &n);
}

// "dos votos a favor, de los consejeros Ruiz, Paz y Sosa": as many as are named?
static void compare_names(reading *r, int side, uint32_t n, uint32_t at, uint32_t to) {
    const esc_stream *s = r->stream;
    esc_cursor c = esc_cursor_on(s, at, to);
    const bool bracket = esc_cursor_sign(&c, '(');
    if (!bracket) esc_cursor_sign(&c, ',');
    const bool of = esc_cursor_match(&c, "de l@s");
    if (!bracket && !of) return;
    const uint32_t named = esc_voters_named(s, c.at, to, bracket);
    // a scan may lose some of them
    if (named > 1 && named > n && !r->tally->other[side]) r->tally->other[side] = (int)named + 1;
}

// "5 votos [de los regidores] a favor", "uno en contra", "dos votos contra uno".
static bool number_first(reading *r, uint32_t at, uint32_t to) {
    esc_cursor c = esc_cursor_on(r->stream, at, to);
    uint32_t n, other;
    if (!number(&c, &n)) return false;
    if (n == 1) esc_cursor_match(&c, "solo|sola|unico|unica");
    const bool rest = esc_cursor_match(&c, "restantes|demas|otros|otras|primer@s"); // "los cuatro restantes"
    bool votes = esc_cursor_match(&c, "votos|voto|sufragios|sufragio|patron@s|preferencias|manos|papeletas|"
                                      "voluntades|adhesiones|cedulas|balotas|boletas|" PEOPLE) ||
                 rest;
    esc_voters_over_other(&c); // "tres votos (2) a favor"
    if (!votes && n > 1 && c.at < to && r->stream->atoms[c.at].shape == ESC_SHAPE_LOWER &&
        esc_cursor_looking_at(r->stream, c.at + 1, "se? votan|votaron"))
        c.at++; // "siete copropietarios votan en contra"
    // "los seis concejales votan a favor"
    votes |=
        esc_cursor_match(&c, "se? vota|votan|votaron|voto|votando|pronunci*|manifest*|estan|estuvieron") ||
        esc_cursor_match(&c, "l@? hacen|hicieron"); // "los otros cinco lo hacen en contra"
    esc_cursor against = c;
    if (esc_cursor_match(&against, "contra|frente a?") && number(&against, &other)) {
        take(r, FOR, n, against.at);
        take(r, AGAINST, other, against.at);
        return true;
    }
    // "dos votos del grupo A a favor, y uno del Vocal Ruiz en contra"
    const bool whose = n && esc_cursor_looking_at(r->stream, c.at, "de|del");
    votes |= r->any && whose;
    for (uint32_t skip = 0; skip <= (!votes ? 0u : whose ? 9u : 5u) && c.at + skip < to; skip++) {
        esc_cursor next = esc_cursor_on(r->stream, c.at + skip, to), another = next;
        if (esc_number_any(&another, &other)) break;
        if (skip && r->stream->atoms[next.at - 1].kind == ESC_ATOM_SIGN) break;
        if (esc_cursor_looking_at(r->stream, next.at, "y|e con? la|el|una|un"))
            break;                                           // "tres votos y la abstención de"
        if (label_behind_and(r->stream, next.at, to)) break; // "seis consejeros y en contra uno"
        int side = esc_tally_side(&next);
        if (side < 0) continue;
        if (!votes && !skip && esc_stream_first(r->stream, c.at) && // "… calle Olmo, 8" / "Favorable"
            r->stream->atoms[c.at].shape != ESC_SHAPE_LOWER && !esc_stream_first(r->stream, at))
            return false;
        esc_cursor label = next; // "… de $ 450 / A favor: 31": that count is its own
        if (n && gap(&label) && esc_stream_sign(r->stream, next.at, ':') && number(&label, &other))
            return false;
        take(r, side, n, next.at);
        compare_names(r, side, n, next.at, to);
        against = next; // "cuatro votos a favor contra dos"
        if (side == FOR && esc_cursor_match(&against, "contra|frente a?") && number(&against, &other) &&
            (against.at >= to || r->stream->atoms[against.at].kind == ESC_ATOM_SIGN ||
             esc_cursor_looking_at(r->stream, against.at, "votos|voto|negativos|en|y|de")))
            take(r, AGAINST, other, against.at);
        return true;
    }
    return false;
}

// "A favor 1   En contra 3   Abstenciones 0": labels, each before its count, and no sign between.
static bool labels_in_turn(reading *r, uint32_t at, uint32_t to) {
    const esc_stream *s = r->stream;
    esc_cursor c = esc_cursor_on(s, at, to);
    int side[3];
    uint32_t counts[3], n = 0;
    if (at && (s->atoms[at - 1].kind == ESC_ATOM_NUMBER || s->atoms[at - 1].cardinal ||
               esc_atom_is(&s->atoms[at - 1], "votos|voto")))
        return false; // "cuatro a favor, dos en contra"
    while (n < 3) {
        if (n && !esc_cursor_atom(&c)) break;
        side[n] = esc_tally_side(&c);
        if (side[n] < 0 || !number(&c, &counts[n])) break;
        n++;
    }
    if (n < 2) return false;
    for (uint32_t k = 0; k < n; k++) take(r, side[k], counts[k], c.at);
    return true;
}

// "Votos a favor 7": nothing else in the row.
static bool label_and_count(const esc_stream *s, uint32_t row) {
    if (row >= s->rows_count) return false;
    const uint32_t at = s->rows[row].first, end = at + s->rows[row].count;
    esc_cursor c = esc_cursor_on(s, at, end);
    esc_cursor_match(&c, "votos|voto");
    return esc_tally_side(&c) >= 0 && c.at + 1 == end && s->atoms[c.at].kind == ESC_ATOM_NUMBER;
}

// "A favor: Alcalde, Concejales Uribe y Quezada     5": the label begins the row, the count ends it.
static bool row_of_counts(reading *r, uint32_t at, uint32_t to) {
    const esc_stream *s = r->stream;
    if (!esc_stream_first(s, at)) return false;
    uint32_t end = esc_stream_row_end(s, at), last = end - 1, n;
    esc_cursor c = esc_cursor_on(s, at, end < to ? end : to), count = esc_cursor_on(s, last, end);
    esc_cursor_match(&c, "votos|voto");
    int side = esc_tally_side(&c);
    if (side < 0 || c.at > last || end > to || s->atoms[last].kind != ESC_ATOM_NUMBER) return false;
    bool column = s->atoms[last].wide || esc_cursor_sign(&c, ':') ||
                  (last > c.at + 1 && esc_stream_sign(s, last - 1, '.') && esc_stream_sign(s, last - 2, '.'));
    const uint32_t row = s->atoms[at].row; // the blanks between the columns are lost
    column |=
        label_and_count(s, row) && (label_and_count(s, row + 1) || (row && label_and_count(s, row - 1)));
    for (uint32_t i = c.at; i < last; i++) // "A favor: 2, En contra: 0, Ausentes: 1"
        if (s->atoms[i].kind == ESC_ATOM_NUMBER || esc_stream_sign(s, i, ':')) return false;
    if (!column || !number(&count, &n)) return false;
    take(r, side, n, end);
    return true;
}

// "4 votos por el nombramiento y 2 en contra": what one votes for, where others are against it.
static void for_what(reading *r, uint32_t at, uint32_t to) {
    esc_cursor c = esc_cursor_on(r->stream, at, to);
    uint32_t n;
    bool others = r->tally->votes[AGAINST] >= 0 || r->tally->votes[ABSTAIN] >= 0;
    // "votaron por la venta tres patronos", "… a favor de la venta tres", those against told behind
    if (others && (esc_cursor_match(&c, "votan|votaron por el|la|los|las") ||
                   esc_cursor_match(&c, "votan|votaron a|en favor de|del"))) {
        for (uint32_t k = 0; k < WHAT_REACH && c.at < to; k++, c.at++) {
            if (r->stream->atoms[c.at].kind == ESC_ATOM_SIGN) return;
            esc_cursor count = c;
            if (k && number(&count, &n) && count.at < to &&
                (esc_cursor_match(&count, PEOPLE "|patron@s|votos") ||
                 r->stream->atoms[count.at].kind == ESC_ATOM_SIGN)) {
                take(r, FOR, n, count.at);
                return;
            }
        }
        return;
    }
    if ((r->stream->atoms[at].kind != ESC_ATOM_NUMBER && !r->stream->atoms[at].cardinal) || !number(&c, &n))
        return;
    // "los cuatro directores votaron por la renovación"
    esc_cursor people = c;
    if (n && esc_cursor_match(&people, PEOPLE) && esc_cursor_match(&people, "vota|votan|votaron") &&
        !esc_cursor_looking_at(r->stream, people.at, "por la|el negativa|rechazo|archivo|no") &&
        esc_cursor_match(&people, "por el|la|los|las")) {
        take(r, FOR, n, people.at);
        return;
    }
    if (!others || !esc_cursor_match(&c, "votos|voto? por") || c.at >= to) return;
    const esc_atom *what = esc_cursor_atom(&c); // "6 por ampliar"
    size_t len = what->norm_len;
    bool deed = len > 4 && what->norm[len - 1] == 'r' && strchr("aei", what->norm[len - 2]);
    if (deed || esc_atom_is(what, "el|la|los|las")) take(r, FOR, n, c.at);
}

// "por seis votos y una abstención": those that no side is named for.
static void unnamed(reading *r, uint32_t at, uint32_t to) {
    esc_cursor c = esc_cursor_on(r->stream, at, to);
    uint32_t n;
    bool others = r->tally->votes[AGAINST] >= 0 || r->tally->votes[ABSTAIN] >= 0;
    // "Acuerdo firme, cinco votos.", "Cinco votos. Aprobado."
    bool firm = at > 1 && may_count(&r->stream->atoms[at]) &&
                ((esc_atom_is(&r->stream->atoms[at - 2], "firme|aprobad@|unanime") &&
                  esc_stream_sign(r->stream, at - 1, ',')) ||
                 esc_atom_is(&r->stream->atoms[at - 1], ".|-|?"));
    if (r->tally->votes[FOR] < 0 && !others && firm && number(&c, &n) && esc_cursor_match(&c, "votos") &&
        (c.at >= to || r->stream->atoms[c.at].kind == ESC_ATOM_SIGN))
        take(r, FOR, n, c.at);
    c.at = at;
    if (r->tally->votes[FOR] >= 0 || !esc_cursor_match(&c, "por|con") || !number(&c, &n)) return;
    if (!esc_cursor_match(&c, "votos|voto")) return;
    const uint32_t next = c.at + esc_stream_sign(r->stream, c.at, ','); // "por 21 votos, con 2 abstenciones"
    if (others && (esc_cursor_looking_at(r->stream, c.at, "y|con ~1") ||
                   esc_cursor_looking_at(r->stream, next, "con ~1")))
        take(r, FOR, n, c.at);
    // "por seis votos se aprueba", "fue aprobado por cinco votos."
    uint32_t from = at > APPROVAL_REACH ? at - APPROVAL_REACH : 0;
    bool behind =
             esc_cursor_within(r->stream, from, at,
                               "aprobad@|aprobad@s|aprobo|aprueba|autoriza|autorizo|afirmativ@|positiv@") &&
             (c.at >= to || r->stream->atoms[c.at].kind == ESC_ATOM_SIGN ||
              esc_cursor_looking_at(r->stream, c.at, "de l@s|sus")), // "… de los regidores Mora y Solís"
        before = esc_cursor_looking_at(r->stream, c.at, "se|fue|es|queda|quedo aprueba|aprobo|aprobad@");
    if (!others && n > 1 && (behind || before)) take(r, FOR, n, c.at);
}

// "por la compra, treinta y uno; en contra, cero": the same, with the count behind.
static void for_what_first(reading *r, uint32_t at, uint32_t to) {
    esc_cursor c = esc_cursor_on(r->stream, at, to);
    uint32_t n;
    if (r->tally->votes[AGAINST] < 0) return;
    if (!esc_cursor_match(&c, "por el|la|los|las") || c.at + 2 >= to) return;
    while (c.at < to && c.at < at + 6 && r->stream->atoms[c.at].kind == ESC_ATOM_WORD) c.at++;
    if ((esc_cursor_sign(&c, ',') || esc_cursor_sign(&c, ':')) && number(&c, &n)) take(r, FOR, n, c.at);
}

// "votos a favor del Grupo Independiente (4) y del Mixto (1), y en contra del Grupo Comarcal (3)": the counts
// stand in brackets behind who voted so.
static bool bracketed(reading *r, uint32_t at, uint32_t to) {
    const esc_stream *s = r->stream;
    esc_cursor c = esc_cursor_on(s, at, to);
    esc_cursor_match(&c, "votos|voto");
    int side = esc_tally_side(&c);
    uint32_t sum = 0, used = 0;
    if (side < 0) return false;
    for (uint32_t i = c.at; i < to && i < c.at + GROUPS_REACH; i++) {
        esc_cursor other = esc_cursor_on(s, i, to), inside = esc_cursor_on(s, i + 1, to);
        uint32_t n;
        if (esc_tally_side(&other) >= 0) break;
        if (!used && (s->atoms[i].kind == ESC_ATOM_NUMBER || s->atoms[i].cardinal)) return false;
        if (!esc_stream_sign(s, i, '(') || !esc_number_figures(&inside, &n)) continue;
        esc_cursor_match(&inside, "votos|voto|" PEOPLE); // "(4 votos)"
        if (esc_stream_sign(s, inside.at, ')') && n <= MOST_VOTES) sum += n, used = inside.at + 1;
    }
    if (!used) return false;
    take(r, side, sum, used);
    return true;
}

// "6 sí, 1 no"
static void yes_and_no(reading *r, uint32_t at, uint32_t to) {
    esc_cursor c = esc_cursor_on(r->stream, at, to);
    uint32_t yes, no;
    if (!number(&c, &yes) || !esc_cursor_match(&c, "si|sies") ||
        (!esc_cursor_sign(&c, ',') && !esc_cursor_match(&c, "y?")) || !number(&c, &no) ||
        !esc_cursor_match(&c, "no|noes|nº"))
        return;
    take(r, FOR, yes, c.at);
    take(r, AGAINST, no, c.at);
}

// "seis en nueve", "15 votos en 16", behind a vote: those for it, of those who voted.
static void of_all(reading *r, uint32_t at, uint32_t to) {
    esc_cursor c = esc_cursor_on(r->stream, at, to);
    uint32_t n, all;
    const bool sided = r->any && (r->tally->votes[FOR] >= 0 || r->tally->votes[AGAINST] >= 0);
    if (sided || !esc_number_any(&c, &n)) return;
    esc_cursor_match(&c, "votos|voto");
    if ((!esc_cursor_match(&c, "en") && !esc_cursor_sign(&c, '/')) || !esc_number_any(&c, &all)) return;
    if (n > all || all > MOST_VOTES || all < 2 || (c.at < to && r->stream->atoms[c.at].kind != ESC_ATOM_SIGN))
        return;
    bool told = false;
    for (uint32_t i = at > 4 ? at - 4 : 0; i < c.at + 3 && i < r->stream->atoms_count; i++)
        told |=
            esc_atom_is(&r->stream->atoms[i],
                        "vota|voto|votan|afirmativ@|negativ@|unanimidad|mayoria|unanime|aprobad@|apruebase|"
                        "afirmativamente|negativamente");
    if (!told) return;
    take(r, FOR, n, c.at);
    r->tally->all = (int)all;
}

// "a favor: 15, en contra: 20", "a favor tres": the label, and a number that no side follows.
static bool label_first(reading *r, uint32_t at, uint32_t to) {
    esc_cursor c = esc_cursor_on(r->stream, at, to);
    esc_cursor_match(&c, "votos|voto");
    int side = esc_tally_side(&c);
    uint32_t n;
    if (side < 0) return false;
    bool what = esc_cursor_match(&c, "de|del la|los|las?"); // "a favor del cambio, tres"
    for (int k = 0; what && k < 2 && c.at < to && esc_cursor_atom(&c)->kind == ESC_ATOM_WORD &&
                    !esc_atom_is(esc_cursor_atom(&c), "los|las");
         k++)
        c.at++;
    bool sign = gap(&c), told = false;
    if (!sign) esc_cursor_match(&c, "votaron|votan|hubo|hay|resultaron"); // "por el sí votaron 17 afiliados"
    if (r->tally->votes[FOR] > 0 || (at && esc_atom_is(&r->stream->atoms[at - 1], "vot*")))
        told = esc_cursor_match(&c, "l@s"); // "votan a favor los tres vocales y en contra los dos de …"
    // "a favor de la moción los tres Concejales del Grupo Popular"
    const bool people = what && !sign && (told || esc_cursor_match(&c, "l@s"));
    if (what && !sign && !people) return false; // "en contra de la puerta 3"
    if (c.at >= to || !number(&c, &n)) return false;
    if (people && !esc_cursor_looking_at(r->stream, c.at, PEOPLE)) return false;
    esc_cursor behind = c;
    esc_cursor_match(&behind, "votos|voto");
    // "negativa, dos en seis"; "A favor: 31   En contra: 0": the next label has a count of its own
    if (esc_tally_side(&behind) >= 0) {
        uint32_t other;
        if (!sign || !gap(&behind) || !number(&behind, &other)) return false;
    } else if (esc_cursor_match(&behind, "en")) {
        return false;
    }
    take(r, side, n, c.at);
    return true;
}

// "por unanimidad de los seis presentes", "por unanimidad, 38 votos", "mayoría de dos votos".
static void with_verdict(reading *r, uint32_t at, uint32_t to) {
    esc_cursor c = esc_cursor_on(r->stream, at, to);
    uint32_t n;
    bool unanimous = esc_cursor_match(&c, "unanimidad|unanime");
    if (!unanimous && !esc_cursor_match(&c, "mayoria|con")) return;
    esc_cursor_match(&c, "de votos");
    if (!esc_cursor_sign(&c, '(')) esc_cursor_sign(&c, ','); // "por unanimidad (siete votos)"
    esc_cursor_match(&c, "de");
    bool all = esc_cursor_match(&c, "l@s");
    if (!number(&c, &n) || n > MOST_VOTES) return;
    bool votes = esc_cursor_match(&c, "votos|sufragios");
    esc_cursor rest = c;
    bool other = esc_cursor_match(&rest, "~1 contra|abstencion|favor");
    bool people =
        unanimous && all &&
        esc_cursor_match(&c, "presentes|integrantes|miembros|regidor*|consejer*|asistentes|concejal*|"
                             "vocales|ediles|socios|votantes|comisionad*|diputad*|patronos");
    if ((votes && !other) || people) take(r, FOR, n, c.at);
}

// "con el voto favorable de los cuatro miembros presentes"
static void favourable(reading *r, uint32_t at, uint32_t to) {
    esc_cursor c = esc_cursor_on(r->stream, at, to);
    uint32_t n;
    if (!esc_cursor_match(&c, "voto favorable|afirmativo|aprobatorio de l@s|sus") ||
        !esc_number_any(&c, &n) || n < 2 || n > MOST_VOTES)
        return;
    take(r, FOR, n, c.at);
}

// "por mayoría calificada de diez votos": those for it. "31 de 40 presentes": of whom.
static void by_majority(reading *r, uint32_t at, uint32_t to) {
    esc_cursor c = esc_cursor_on(r->stream, at, to);
    uint32_t n, all;
    if (esc_cursor_match(&c, "mayoria ~2 de") && esc_number_any(&c, &n) && n > 1 && n <= MOST_VOTES) {
        if (esc_cursor_match(&c, "votos") &&
            !esc_cursor_looking_at(r->stream, c.at, "contra|en? contra|a|de"))
            take(r, FOR, n, c.at);
        return;
    }
    if (esc_number_any(&c, &n) && esc_cursor_match(&c, "de l@s?") && esc_number_any(&c, &all) && n <= all &&
        all <= MOST_VOTES &&
        esc_cursor_match(&c, "~1 presentes|asistentes|votantes|integrantes|miembros|soci@s") &&
        esc_cursor_within(r->stream, c.at, to, "a|en favor|conformes|acuerdo|aprueban|aprobaron"))
        take(r, FOR, n, c.at);
}

// "empate a seis votos": as many on both sides.
static void tied(reading *r, uint32_t at, uint32_t to) {
    esc_cursor c = esc_cursor_on(r->stream, at, to);
    uint32_t n;
    if ((!esc_cursor_match(&c, "empate|empatad@|empatados a|de|con") &&
         !esc_cursor_match(&c, "empatad@|empatados la|los votacion|votos a|con")) ||
        !esc_number_any(&c, &n) || n > MOST_VOTES)
        return;
    take(r, FOR, n, c.at);
    take(r, AGAINST, n, c.at);
}

// "aprobada por los cinco concejales presentes": all of them.
static void by_those_present(reading *r, uint32_t at, uint32_t to) {
    esc_cursor c = esc_cursor_on(r->stream, at, to);
    uint32_t n;
    if (!esc_cursor_match(&c, "aprob*|aprueb*|acept*|ratific*|respald* por l@s") || !esc_number_any(&c, &n) ||
        n < 2 || n > MOST_VOTES)
        return;
    if (esc_cursor_match(&c, "~2 presentes|asistentes|concurrentes") || esc_cursor_match(&c, PEOPLE))
        take(r, FOR, n, c.at);
}

// "los ocho presentes manifiestan su conformidad": likewise.
static void by_their_consent(reading *r, uint32_t at, uint32_t to) {
    esc_cursor c = esc_cursor_on(r->stream, at, to);
    uint32_t n;
    if (esc_cursor_match(&c, "l@s") && esc_number_any(&c, &n) && n > 1 && n <= MOST_VOTES &&
        esc_cursor_match(&c, "~1 presentes|asistentes|concurrentes|integrantes|miembros|votantes "
                             "manifiestan|expresan|dan|manifestaron|expresaron|dieron su "
                             "conformidad|aprobacion|acuerdo|anuencia"))
        take(r, FOR, n, c.at);
}

// "los ocho presentes lo aprobaron", "las ocho personas con voto la aprobaron", "consultados los ocho
// miembros, todos se pronuncian a favor": all of them, counted.
static void by_all_counted(reading *r, uint32_t at, uint32_t to) {
    const esc_stream *s = r->stream;
    esc_cursor c = esc_cursor_on(s, at, to);
    uint32_t n;
    if (r->tally->votes[AGAINST] > 0 || !esc_cursor_match(&c, "l@s") || !esc_number_any(&c, &n) || n < 2 ||
        n > MOST_VOTES)
        return;
    if (!esc_cursor_match(&c, "presentes|asistentes|votantes|integrantes|miembros|personas|" PEOPLE)) return;
    esc_cursor_match(&c, "con derecho? a? voz? y? voto");
    if (esc_cursor_match(&c, "lo|la|los|las aprob*|aprueb*|acept*|ratific*") ||
        esc_cursor_match(&c, "tod@s ~3 favor|acuerdo|conformes"))
        take(r, FOR, n, c.at);
}

// "Aprobado, 3 a 0", "por cinco votos a dos": those for it, and those against.
static void one_against_other(reading *r, uint32_t at, uint32_t to) {
    const esc_stream *s = r->stream;
    esc_cursor c = esc_cursor_on(s, at, to);
    uint32_t n, other;
    if (!number(&c, &n)) return;
    esc_cursor_match(&c, "votos|voto");
    if (!esc_cursor_match(&c, "a|contra|-|–") || !number(&c, &other)) return;
    esc_cursor_match(&c, "votos|voto");
    bool ends =
        c.at >= to || s->atoms[c.at].kind == ESC_ATOM_SIGN || esc_atom_is(&s->atoms[c.at], "y|se|es|queda");
    if (c.at < to && strchr("/:-%", s->atoms[c.at].text[0])) return; // a date, a time
    bool told = false;
    for (uint32_t i = at; i-- > 0 && i + 3 >= at && !esc_atom_is(&s->atoms[i], ".|acta|oficio|resolucion");)
        told |=
            esc_atom_is(&s->atoms[i], "aprob*|aprueb*|rechaz*|desech*|mayoria|votacion|votos|resultado|por");
    if (!ends || !told || (at && esc_atom_is(&s->atoms[at - 1], "de|del|las|los"))) return;
    take(r, FOR, n, c.at);
    take(r, AGAINST, other, c.at);
}

static bool has_number(const esc_stream *s, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (s->atoms[i].kind == ESC_ATOM_NUMBER || s->atoms[i].cardinal ||
            esc_atom_is(&s->atoms[i], "ningun|ninguno|ninguna|sin|nadie"))
            return true;
    return false;
}

// What one votes for that stands beside others: "obtuvo 29 votos", "la primera reúne tres votos y la segunda
// seis", "Planilla Azul: 40 votos". *ret_votes: the word itself is said.
static bool supporters(const esc_stream *s, uint32_t at, uint32_t to, uint32_t *ret, bool *ret_votes,
                       uint32_t *ret_to) {
    esc_cursor c = esc_cursor_on(s, at, to);
    bool got = esc_cursor_match(&c, "obtuv*|obtien*|reun*|recib*|logr*|alcanz*|sac*|junt* un|total? de?"),
         one = !got &&
               esc_cursor_match(&c, "la|el primer@|segund@|otr@|tercer@|planilla|lista|formula|opcion ~2");
    if (!got && !one) return false;
    if (!esc_number_any(&c, ret) || *ret > MOST_VOTES) return false;
    *ret_votes = esc_cursor_match(&c, "votos|voto|sufragios");
    esc_cursor side = c;
    if (esc_tally_side(&side) >= 0) return false;
    *ret_to = c.at;
    return *ret_votes || c.at >= to || s->atoms[c.at].kind == ESC_ATOM_SIGN ||
           esc_atom_is(&s->atoms[c.at], "y|e");
}

// Several that one could vote for: the most votes decide. Of two proposals the other is what was voted
// against; of several persons nobody is.
static void contested(reading *r, uint32_t from, uint32_t to) {
    uint32_t best = 0, all = 0, count = 0, n, end;
    bool voted = false, votes;
    if (r->tally->votes[FOR] >= 0) return;
    for (uint32_t i = from; i < to; i++) {
        if (!supporters(r->stream, i, to, &n, &votes, &end)) continue;
        voted |= votes;
        if (!voted) continue;
        best = n > best ? n : best;
        all += n, count++;
        i = end - 1;
    }
    bool others = r->tally->votes[AGAINST] >= 0 || r->tally->votes[ABSTAIN] >= 0;
    if (!count || (count == 1 && !others)) return;
    take(r, FOR, best, to);
    if (count == 1) return;
    r->tally->all = (int)all;
    if (esc_cursor_within(r->stream, from, to, "elegid@|elect@|elig*|postul*|candidat*|design*|nombr*"))
        r->tally->votes[ABSTAIN] = -1; // blank papers
    else if (count == 2)
        take(r, AGAINST, all - best, to);
}

// "¿Quiénes están de acuerdo? Dos. ¿Quiénes no? Tres.": asked, and counted.
static void asked(reading *r, uint32_t at, uint32_t to) {
    enum { QUESTION = 12 };
    const esc_stream *s = r->stream;
    esc_cursor c = esc_cursor_on(s, at, to);
    uint32_t n, sign = at;
    // "A favor de posponerlo, sírvanse levantar la mano. Seis."
    const bool hands = esc_cursor_match(&c, "a|en favor") &&
                       esc_cursor_within(s, c.at, c.at + QUESTION < to ? c.at + QUESTION : to,
                                         "levantar|levanten|alzar|alcen|manifestarlo|expresarlo");
    if (!hands && !esc_cursor_match(&c, "quienes|l@s que?")) return;
    const bool yes = hands || esc_cursor_match(&c, "est* de? acuerdo|conformes|por"),
               no = !yes && (esc_cursor_match(&c, "no") || esc_cursor_match(&c, "est* en? contra"));
    if (!yes && !no) return;
    for (sign = c.at; sign < to && sign < at + QUESTION && !esc_atom_is(&s->atoms[sign], "?|.|:");) sign++;
    c.at = sign + 1;
    if (sign >= to || !esc_atom_is(&s->atoms[sign], "?|.|:") || !number(&c, &n)) return;
    if (c.at < to && s->atoms[c.at].kind != ESC_ATOM_SIGN) return;
    if (r->tally->votes[yes ? FOR : AGAINST] < 0) take(r, yes ? FOR : AGAINST, n, c.at);
}

// What those that are asked at each atom may begin with, other than a count.
static const char beginnings[] = "por|con|los|las|votan|votaron|voto|unanimidad|unanime|mayoria|quienes|a|en|"
                                 "empate|empatad@|empatados|aprob*|aprueb*|acept*|ratific*|respald*";

static void find_beginnings(reading *r, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (may_count(&r->stream->atoms[i]) || esc_atom_is(&r->stream->atoms[i], beginnings))
            *ESC_GROW(r, begins, 1) = i;
}

// Asks at each atom at which something may begin; until it is known how many were for it.
static void each(reading *r, uint32_t to, void (*ask)(reading *, uint32_t, uint32_t)) {
    for (uint32_t i = 0; i < r->begins_count && r->tally->votes[FOR] < 0; i++) ask(r, r->begins[i], to);
}

// What is told in numbers.
static void read_numbers(reading *r, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++) {
        if (i < r->used) continue;
        // "…; no hay abstenciones", "no hubo votos en contra"
        esc_cursor none = esc_cursor_on(r->stream, i, to);
        if (r->tally->votes[FOR] > 0 && esc_cursor_match(&none, "no hay|hubo|habiendo|existen votos?")) {
            const int side = esc_tally_side(&none);
            if (side > FOR && r->tally->votes[side] < 0) take(r, side, 0, none.at);
        }
        const bool label =
            esc_atom_is(&r->stream->atoms[i], "votos|voto") || esc_cursor_any(r->stream, i, &side_names);
        if ((label && (row_of_counts(r, i, to) || labels_in_turn(r, i, to) || bracketed(r, i, to) ||
                       label_first(r, i, to))) ||
            number_first(r, i, to) || by_verb(r, i, to))
            i = r->used - 1;
    }
    find_beginnings(r, from, to);
    for (uint32_t i = 0; i < r->begins_count; i++) asked(r, r->begins[i], to);
    contested(r, from, to);
    each(r, to, for_what);
    each(r, to, for_what_first);
    each(r, to, unnamed);
    each(r, to, yes_and_no);
    for (uint32_t i = 0; i < r->begins_count; i++) of_all(r, r->begins[i], to);
    each(r, to, with_verdict);
    each(r, to, favourable);
    each(r, to, by_those_present);
    each(r, to, by_their_consent);
    each(r, to, by_all_counted);
    each(r, to, by_majority);
    // "empate a tres … aprobada cuatro a tres": what decides is told of both sides
    each(r, to, one_against_other);
    each(r, to, tied);
}

// "total 4 votos", "de un total de 9 votos", "de los 4 consejeros presentes": how many voted, or might have.
static void read_totals(reading *r, uint32_t from, uint32_t to) {
    const esc_stream *s = r->stream;
    if (r->tally->votes[FOR] < 0) return;
    for (uint32_t i = from; i < to; i++) {
        esc_cursor c = esc_cursor_on(s, i, to);
        uint32_t n;
        if (esc_cursor_match(&c, "total|totales|emitidos")) {
            esc_cursor_match(&c, "de? votos? emitidos?");
            gap(&c);
            esc_cursor_match(&c, "de");
            if (!number(&c, &n) || !n || n > MOST_VOTES) continue;
            const bool votes = esc_cursor_match(&c, "votos|sufragios"), end = c.at >= to;
            if (votes || end || s->atoms[c.at].kind == ESC_ATOM_SIGN) r->tally->total = (int)n;
        } else if (esc_cursor_match(&c, "de l@s") && esc_number_any(&c, &n) && n > 1 && n <= MOST_VOTES) {
            if (esc_cursor_match(&c, "~1 presentes|asistentes|concurrentes")) r->tally->there = (int)n;
        }
    }
}

bool esc_tally_read(const esc_stream *stream, uint32_t from, uint32_t to, esc_tally *ret) {
    *ret = ESC_TALLY_NONE;
    reading r = {.stream = stream, .tally = ret};
    if (has_number(stream, from, to)) read_numbers(&r, from, to);
    read_totals(&r, from, to);
    const bool sided = ret->votes[AGAINST] >= 0 || ret->votes[ABSTAIN] >= 0;
    esc_voters_read(&r, from, to);
    if (!sided && ret->votes[FOR] < 0 && (ret->votes[AGAINST] >= 0 || ret->votes[ABSTAIN] >= 0))
        for (uint32_t i = from; i < to; i++) unnamed(&r, i, to); // "por tres votos y la abstención de …"
    free(r.begins);
    return r.any;
}
