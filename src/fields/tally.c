// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/tally.h"

#include <string.h>

#include "fields/cursor.h"
#include "fields/numbers.h"
#include "fields/phrases.h"
#include "fields/seats.h"
#include "fields/titles.h"

enum {
    GROUPS_REACH = 40,
    LEAST_CALLED = 3,
    MOST_VOTES = 500,
    APPROVAL_REACH = 12,
    ONE_REACH = 9,
    FOR = 0,
    AGAINST = 1,
    ABSTAIN = 2
};

typedef struct reading {
    const esc_stream *stream;
    esc_tally *tally;
    uint32_t used; // numbers before this atom have found their side
    bool any;
} reading;

static void take(reading *r, int side, uint32_t n, uint32_t used) {
    if (r->tally->votes[side] < 0) r->tally->votes[side] = (int)n;
    r->any = true;
    if (used > r->used) r->used = used;
}

// How the sides are named, and which they are.
static const char *const sides[] = {
    "a|en favor",
    "por la afirmativa|aprobacion",
    "que si",
    "que no",
    "en blanco",
    "por el? si",
    "por el? no|nº",
    "afirmativ@|afirmativ@s|favorable|favorables|positiv@|positiv@s|aprobatori@|aprobatori@s",
    "en contra",
    "por la|el negativa|rechazo",
    "negativ@|negativ@s|desfavorable|desfavorables|contrari@|contrari@s",
    "de rechazo",
    "en|de abstencion|abstenciones",
    "abstencion|abstenciones",
    "se abstuvo|abstuvieron|abstiene|abstienen|abstuvieren",
    "no se? pronuncian|pronunciaron|pronuncia|pronuncio|votan|votaron",
    "absteniendose",
};
static const int8_t side_of[] = {FOR,     FOR,     FOR,     AGAINST, ABSTAIN, FOR,
                                 AGAINST, FOR,     AGAINST, AGAINST, AGAINST, AGAINST,
                                 ABSTAIN, ABSTAIN, ABSTAIN, ABSTAIN, ABSTAIN};
static _Thread_local esc_pattern_set side_names = ESC_PATTERNS(sides);

int esc_tally_side(esc_cursor *c) {
    if (c->at >= c->end || !esc_cursor_any(c->stream, c->at, &side_names)) return -1;
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
        if (esc_cursor_match(c, sides[i])) return side_of[i];
    return -1;
}

static bool number(esc_cursor *c, uint32_t *ret) {
    if (esc_cursor_match(c, "ningun|ninguno|ninguna|sin|nadie")) {
        *ret = 0;
        return true;
    }
    return esc_number_any(c, ret) && *ret <= MOST_VOTES;
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

#define PEOPLE                                                                                               \
    "miembros|integrantes|consejer*|regidor*|concejal*|ediles|vocales|diputad*|soci@s|comisionad*|"          \
    "personas|asistentes|vecin@s|ejidatari@s|delegad@s|asambleistas|copropietari*|afiliad@s|asociad@s"

// "aprueban 7; rechazan 0", "la apoyaron dos y la rechazaron los otros cuatro", "tres socios la respaldan":
// what was done is the side's name.
static bool by_verb(reading *r, uint32_t at, uint32_t to) {
    static const char *const verbs[2] = {"aprueban|aprobaron|aprueba|apoyan|apoyaron|respaldan|respaldaron",
                                         "rechazan|rechazaron|rechaza|desaprueban|desaprobaron"};
    const esc_stream *s = r->stream;
    esc_cursor c = esc_cursor_on(s, at, to);
    uint32_t n;
    for (int side = FOR; side <= AGAINST; side++) {
        c.at = at;
        if (!esc_cursor_match(&c, verbs[side])) continue;
        gap(&c);
        esc_cursor_match(&c, "l@s? otr@s|demas|restantes?");
        if (!number(&c, &n)) return false;
        esc_cursor_match(&c, "votos|voto|" PEOPLE);
        bool ends = c.at >= to || s->atoms[c.at].kind == ESC_ATOM_SIGN || esc_atom_is(&s->atoms[c.at], "y|e");
        if (ends) take(r, side, n, c.at);
        return ends;
    }
    if (!number(&c, &n)) return false;
    bool people = esc_cursor_match(&c, PEOPLE);
    if (!people && !s->atoms[at].cardinal) return false;
    esc_cursor_match(&c, "presentes|asistentes");
    esc_cursor_match(&c, "l@|l@s");
    for (int side = FOR; side <= AGAINST; side++)
        if (esc_cursor_match(&c, verbs[side])) {
            take(r, side, n, c.at);
            return true;
        }
    return false;
}

// "5 votos [de los regidores] a favor", "uno en contra", "dos votos contra uno".
static bool number_first(reading *r, uint32_t at, uint32_t to) {
    esc_cursor c = esc_cursor_on(r->stream, at, to);
    uint32_t n, other;
    if (!number(&c, &n)) return false;
    if (n == 1) esc_cursor_match(&c, "solo|sola|unico|unica");
    bool votes = esc_cursor_match(
        &c, "votos|voto|sufragios|sufragio|miembros|integrantes|consejer*|regidor*|"
            "concejal*|ediles|vocales|diputad*|soci@s|comisionad*|personas|asistentes|vecin@s|"
            "ejidatari@s|delegad@s|asambleistas|patron@s|preferencias|manos|papeletas|voluntades|adhesiones");
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
    for (uint32_t skip = 0; skip <= (votes ? 5u : 0u) && c.at + skip < to; skip++) {
        esc_cursor next = esc_cursor_on(r->stream, c.at + skip, to), another = next;
        if (esc_number_any(&another, &other)) break;
        if (skip && r->stream->atoms[next.at - 1].kind == ESC_ATOM_SIGN) break;
        if (esc_cursor_looking_at(r->stream, next.at, "y|e con? la|el|una|un"))
            break; // "tres votos y la abstención de"
        int side = esc_tally_side(&next);
        if (side < 0) continue;
        esc_cursor label = next; // "… de $ 450 / A favor: 31": that count is its own
        if (n && gap(&label) && esc_stream_sign(r->stream, next.at, ':') && number(&label, &other))
            return false;
        take(r, side, n, next.at);
        return true;
    }
    return false;
}

// "A favor: Alcalde, Concejales Uribe y Quezada     5": the label begins the row, the count ends it.
static bool row_of_counts(reading *r, uint32_t at, uint32_t to) {
    const esc_stream *s = r->stream;
    if (!esc_stream_first(s, at)) return false;
    uint32_t end = esc_stream_row_end(s, at), last = end - 1, n;
    esc_cursor c = esc_cursor_on(s, at, end < to ? end : to), count = esc_cursor_on(s, last, end);
    esc_cursor_match(&c, "votos|voto");
    int side = esc_tally_side(&c);
    if (side < 0 || c.at >= last || end > to || s->atoms[last].kind != ESC_ATOM_NUMBER) return false;
    bool column = s->atoms[last].wide || esc_cursor_sign(&c, ':') ||
                  (last > c.at + 1 && esc_stream_sign(s, last - 1, '.') && esc_stream_sign(s, last - 2, '.'));
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
    if (r->tally->votes[FOR] >= 0 || !others || !number(&c, &n)) return;
    if (!esc_cursor_match(&c, "votos|voto? por") || c.at >= to) return;
    const esc_atom *what = esc_cursor_atom(&c); // "6 por ampliar"
    size_t len = strlen(what->norm);
    bool deed = len > 4 && what->norm[len - 1] == 'r' && strchr("aei", what->norm[len - 2]);
    if (deed || esc_atom_is(what, "el|la|los|las")) take(r, FOR, n, c.at);
}

// "por seis votos y una abstención": those that no side is named for.
static void unnamed(reading *r, uint32_t at, uint32_t to) {
    esc_cursor c = esc_cursor_on(r->stream, at, to);
    uint32_t n;
    bool others = r->tally->votes[AGAINST] >= 0 || r->tally->votes[ABSTAIN] >= 0;
    // "Acuerdo firme, cinco votos."
    bool firm = at > 1 && esc_atom_is(&r->stream->atoms[at - 2], "firme|aprobad@|unanime") &&
                esc_stream_sign(r->stream, at - 1, ',');
    if (r->tally->votes[FOR] < 0 && !others && firm && number(&c, &n) && esc_cursor_match(&c, "votos") &&
        (c.at >= to || r->stream->atoms[c.at].kind == ESC_ATOM_SIGN))
        take(r, FOR, n, c.at);
    c.at = at;
    if (r->tally->votes[FOR] >= 0 || !esc_cursor_match(&c, "por|con") || !number(&c, &n)) return;
    if (!esc_cursor_match(&c, "votos|voto")) return;
    if (others && esc_cursor_looking_at(r->stream, c.at, "y|con ~1")) take(r, FOR, n, c.at);
    // "por seis votos se aprueba", "fue aprobado por cinco votos."
    uint32_t from = at > APPROVAL_REACH ? at - APPROVAL_REACH : 0;
    bool behind =
             esc_cursor_within(r->stream, from, at,
                               "aprobad@|aprobad@s|aprobo|aprueba|autoriza|autorizo|afirmativ@|positiv@") &&
             (c.at >= to || r->stream->atoms[c.at].kind == ESC_ATOM_SIGN),
         before = esc_cursor_looking_at(r->stream, c.at, "se|fue|es|queda|quedo aprueba|aprobo|aprobad@");
    if (!others && n > 1 && (behind || before)) take(r, FOR, n, c.at);
}

// "por la compra, treinta y uno; en contra, cero": the same, with the count behind.
static void for_what_first(reading *r, uint32_t at, uint32_t to) {
    esc_cursor c = esc_cursor_on(r->stream, at, to);
    uint32_t n;
    if (r->tally->votes[FOR] >= 0 || r->tally->votes[AGAINST] < 0) return;
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
        if (!used && s->atoms[i].kind == ESC_ATOM_NUMBER) return false;
        if (esc_stream_sign(s, i, '(') && esc_number_figures(&inside, &n) &&
            esc_stream_sign(s, inside.at, ')') && n <= MOST_VOTES)
            sum += n, used = inside.at + 1;
    }
    if (!used) return false;
    take(r, side, sum, used);
    return true;
}

// "6 sí, 1 no"
static void yes_and_no(reading *r, uint32_t at, uint32_t to) {
    esc_cursor c = esc_cursor_on(r->stream, at, to);
    uint32_t yes, no;
    if (r->tally->votes[FOR] >= 0 || !number(&c, &yes) || !esc_cursor_match(&c, "si|sies") ||
        !esc_cursor_match(&c, "y?") || !number(&c, &no) || !esc_cursor_match(&c, "no|noes|nº"))
        return;
    take(r, FOR, yes, c.at);
    take(r, AGAINST, no, c.at);
}

// "seis en nueve", behind a vote: those for it, of those who voted.
static void of_all(reading *r, uint32_t at, uint32_t to) {
    esc_cursor c = esc_cursor_on(r->stream, at, to);
    uint32_t n, all;
    if (r->any || !esc_number_any(&c, &n) || !esc_cursor_match(&c, "en") || !esc_number_any(&c, &all)) return;
    if (n > all || all > MOST_VOTES || all < 2 || (c.at < to && r->stream->atoms[c.at].kind != ESC_ATOM_SIGN))
        return;
    bool told = false;
    for (uint32_t i = at > 4 ? at - 4 : 0; i < c.at + 3 && i < r->stream->atoms_count; i++)
        told |= esc_atom_is(&r->stream->atoms[i], "vota|voto|votan|afirmativ@|negativ@");
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
    for (int k = 0; what && k < 2 && c.at < to && esc_cursor_atom(&c)->kind == ESC_ATOM_WORD; k++) c.at++;
    bool sign = gap(&c);
    if (r->tally->votes[FOR] > 0 || (at && esc_atom_is(&r->stream->atoms[at - 1], "vot*")))
        esc_cursor_match(&c, "l@s"); // "votan a favor los tres vocales y en contra los dos de …"
    if (what && !sign) return false; // "en contra de la puerta 3"
    if (c.at >= to || !number(&c, &n)) return false;
    esc_cursor behind = c;
    esc_cursor_match(&behind, "votos|voto");
    if (esc_tally_side(&behind) >= 0 || esc_cursor_match(&behind, "en"))
        return false; // "negativa, dos en seis"
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
    if (!esc_number_any(&c, &n) || n > MOST_VOTES || r->tally->votes[FOR] >= 0) return;
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
    if (r->tally->votes[FOR] >= 0 ||
        !esc_cursor_match(&c, "voto favorable|afirmativo|aprobatorio de l@s|sus") ||
        !esc_number_any(&c, &n) || n < 2 || n > MOST_VOTES)
        return;
    take(r, FOR, n, c.at);
}

// "por mayoría calificada de diez votos": those for it. "31 de 40 presentes": of whom.
static void by_majority(reading *r, uint32_t at, uint32_t to) {
    esc_cursor c = esc_cursor_on(r->stream, at, to);
    uint32_t n, all;
    if (r->tally->votes[FOR] >= 0) return;
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
    if (r->tally->votes[FOR] >= 0 || !esc_cursor_match(&c, "empate|empatad@|empatados a|de|con") ||
        !esc_number_any(&c, &n) || n > MOST_VOTES)
        return;
    take(r, FOR, n, c.at);
    take(r, AGAINST, n, c.at);
}

// "aprobada por los cinco concejales presentes": all of them.
static void by_those_present(reading *r, uint32_t at, uint32_t to) {
    esc_cursor c = esc_cursor_on(r->stream, at, to);
    uint32_t n;
    if (r->tally->votes[FOR] >= 0 ||
        !esc_cursor_match(&c, "aprob*|aprueb*|acept*|ratific*|respald* por l@s") || !esc_number_any(&c, &n) ||
        n < 2 || n > MOST_VOTES)
        return;
    if (esc_cursor_match(&c, "~2 presentes|asistentes|concurrentes")) take(r, FOR, n, c.at);
}

// "los ocho presentes manifiestan su conformidad": likewise.
static void by_their_consent(reading *r, uint32_t at, uint32_t to) {
    esc_cursor c = esc_cursor_on(r->stream, at, to);
    uint32_t n;
    if (r->tally->votes[FOR] < 0 && esc_cursor_match(&c, "l@s") && esc_number_any(&c, &n) && n > 1 &&
        n <= MOST_VOTES &&
        esc_cursor_match(&c, "~1 presentes|asistentes|concurrentes|integrantes|miembros "
                             "manifiestan|expresan|dan|manifestaron|expresaron|dieron su "
                             "conformidad|aprobacion|acuerdo|anuencia"))
        take(r, FOR, n, c.at);
}

// "Aprobado, 3 a 0", "por cinco votos a dos": those for it, and those against.
static void one_against_other(reading *r, uint32_t at, uint32_t to) {
    const esc_stream *s = r->stream;
    esc_cursor c = esc_cursor_on(s, at, to);
    uint32_t n, other;
    if (r->tally->votes[FOR] >= 0 || !number(&c, &n)) return;
    esc_cursor_match(&c, "votos|voto");
    if (!esc_cursor_match(&c, "a|contra|-|–") || !number(&c, &other)) return;
    esc_cursor_match(&c, "votos|voto");
    bool ends =
        c.at >= to || s->atoms[c.at].kind == ESC_ATOM_SIGN || esc_atom_is(&s->atoms[c.at], "y|se|es|queda");
    if (c.at < to && strchr("/:-%", s->atoms[c.at].text[0])) return; // a date, a time
    bool told = false;
    for (uint32_t i = at > 3 ? at - 3 : 0; i < at; i++)
        told |=
            esc_atom_is(&s->atoms[i], "aprob*|aprueb*|rechaz*|desech*|mayoria|votacion|votos|resultado|por");
    if (!ends || !told || (at && esc_atom_is(&s->atoms[at - 1], "de|del|las|los"))) return;
    take(r, FOR, n, c.at);
    take(r, AGAINST, other, c.at);
}

#define GROUPS "grupo|partido|bancada|fraccion"

static const char persons_said[] =
    "senor|senora|senores|senoras|sr|sra|sres|don|dona|ciudadan@|ciudadan@s|ingenier*|"
    "licenciad*|doctor*|arquitect*|maestr*|contador*|profesor*|companer*|titular";

// How many persons are named from `at` on: "los regidores Huamán, Condori y Puma", "el Presidente"; behind a
// label (listed) also names of two words and more by themselves. 0 where something else follows.
static uint32_t persons(const esc_stream *s, uint32_t at, uint32_t to, bool listed) {
    uint32_t count = 0, words = 0;
    bool name = false, seat = false, cue = false;
    if (at < to && esc_stream_sign(s, at, ':')) at++, listed = true;
    for (uint32_t i = at; i < to; i++) {
        const esc_atom *atom = &s->atoms[i];
        esc_cursor side = esc_cursor_on(s, i, to);
        if (i > at && esc_tally_side(&side) >= 0) break; // "…, y por la negativa …"
        if (esc_stream_sign(s, i, ',') || esc_atom_is(atom, "y|e")) {
            if (name && !cue && words < 2) return 0;
            count += name || seat;
            name = seat = false, words = 0;
        } else if (i > at && i + 1 < to && esc_stream_sign(s, i, '.') &&
                   strlen(s->atoms[i - 1].norm) < (words > 1 ? 3 : 5)) {
            cue = true; // of a title
        } else if (atom->kind == ESC_ATOM_SIGN) {
            break;
        } else if (esc_seat_word(atom) || esc_title_word(atom) || esc_atom_is(atom, persons_said)) {
            cue = true;
            seat |= atom->norm[strlen(atom->norm) - 1] != 's' && esc_seat_word(atom);
        } else if (atom->shape == ESC_SHAPE_LOWER) {
            if (!esc_phrase_link(atom) && !esc_seat_adjective(atom) && !esc_atom_is(atom, "el|su|propi@"))
                return 0;
        } else if (atom->kind != ESC_ATOM_WORD ||
                   esc_atom_is(atom, "grupo|partido|proyecto|ley|articulo|punto|dictamen|mocion")) {
            return 0;
        } else {
            name = true, words++;
        }
        if (!cue && name && !listed) return 0;
    }
    return cue || words > 1 ? count + (name || seat) : 0;
}

// "a favor Alfaro, Vindas y Zamora; en contra …": surnames, one word each, and nothing else; `least` of them.
static uint32_t surnames(const esc_stream *s, uint32_t at, uint32_t to, uint32_t least) {
    uint32_t count = 0, i = at;
    if (i < to && esc_stream_sign(s, i, ':')) i++;
    for (; i + 1 < to; i += 2) {
        bool name = s->atoms[i].kind == ESC_ATOM_WORD && s->atoms[i].shape == ESC_SHAPE_CAPITAL &&
                    (!s->atoms[i].listed || least == 1);
        esc_cursor side = esc_cursor_on(s, i, to);
        if (!name) return count >= least && esc_tally_side(&side) >= 0 ? count : 0; // "…, absteniéndose Ruiz"
        count++;
        if (!esc_atom_is(&s->atoms[i + 1], ",|y|e")) break;
    }
    bool ends = count >= least && i + 1 <= to && (i + 1 == to || esc_atom_is(&s->atoms[i + 1], ";|.|)"));
    return ends ? count : 0;
}

// "a favor los regidores Huamán y Condori; en contra el regidor Puma": those who are named are counted.
static void named(reading *r, uint32_t at, uint32_t to) {
    esc_cursor c = esc_cursor_on(r->stream, at, to);
    int side = esc_tally_side(&c);
    if (side < 0 || r->tally->votes[side] >= 0) return;
    // "los negativos de los señores Ruiz y Paz", "a favor del Consejero Paz"
    esc_cursor of = c;
    const bool listed =
        esc_atom_is(&r->stream->atoms[at], "negativ@s|afirmativ@s|contrari@s|favorables|positiv@s");
    bool whose =
        esc_cursor_match(&of, "de|del l@s?|el?") && of.at < to &&
        (listed || esc_seat_word(&r->stream->atoms[of.at]) || esc_title_word(&r->stream->atoms[of.at]) ||
         esc_atom_is(&r->stream->atoms[of.at], persons_said));
    if (whose) c = of;
    uint32_t n = persons(r->stream, c.at, to, whose && listed);
    bool other = r->tally->votes[FOR] > 0 || r->tally->votes[AGAINST] > 0; // they are named as those were
    if (!n) n = surnames(r->stream, c.at, to, other ? 1 : 2);
    if (!n) return;
    r->tally->votes[side] = (int)n; // by itself it tells of no vote, but where both sides are named
    r->any |= r->tally->votes[FOR] > 0 && r->tally->votes[AGAINST] > 0;
}

// "Alzate, sí; Castaño, sí; Giraldo, no": called by name, one after the other.
static void called(reading *r, uint32_t from, uint32_t to) {
    static const char *const answers[3] = {"si|afirmativ@|apruebo|favor|aprueba",
                                           "no|negativ@|rechazo|contra|rechaza",
                                           "abstencion|abstengo|abstiene"};
    const esc_stream *s = r->stream;
    uint32_t n[3] = {0}, all = 0;
    for (uint32_t i = from + 2; i < to; i++) {
        uint32_t sign = i - 1; // "Ana Ruiz: a favor", "Luis Paz: me abstengo"
        if (esc_atom_is(&s->atoms[sign], "a|en|me|se") && sign > from + 1) sign--;
        bool answer = s->atoms[sign].kind == ESC_ATOM_SIGN && strchr(",:-", s->atoms[sign].text[0]) &&
                      s->atoms[sign - 1].shape == ESC_SHAPE_CAPITAL &&
                      (i + 1 >= to || s->atoms[i + 1].kind == ESC_ATOM_SIGN || esc_stream_first(s, i + 1));
        for (int k = 0; k < 3 && answer; k++)
            if (esc_atom_is(&s->atoms[i], answers[k])) n[k]++, all++;
    }
    bool again = n[FOR] > 1 || n[AGAINST] > 1 || n[ABSTAIN] > 1; // each but once: what one may answer
    if (r->any || all < LEAST_CALLED || !again) return;
    r->tally->called = true;
    for (int k = 0; k < 3; k++)
        if (n[k]) take(r, k, n[k], to);
}

// "la consejera Ruiz vota en contra", "el señor Paz se abstiene": one, who is named or has a seat.
static void of_one(reading *r, uint32_t at, uint32_t to) {
    const esc_stream *s = r->stream;
    esc_cursor c = esc_cursor_on(s, at, to);
    int side = esc_cursor_match(&c, "vota|voto|votando|manifiesta en contra") ? AGAINST
               : esc_cursor_match(&c, "se abstiene|abstuvo")                  ? ABSTAIN
                                                                              : -1;
    if (side < 0 || r->tally->votes[side] >= 0) return;
    bool one = false;
    for (uint32_t i = at; i-- > 0 && i + ONE_REACH > at && s->atoms[i].kind == ESC_ATOM_WORD;) {
        const esc_atom *atom = &s->atoms[i];
        if (esc_atom_is(atom, GROUPS "|que|quien|no|nadie|ningun@|tod@s|l@s|con|su")) return;
        if (esc_atom_is(atom, "el|la") && i + 1 < at &&
            (esc_seat_word(&s->atoms[i + 1]) || esc_title_word(&s->atoms[i + 1]) ||
             esc_atom_is(&s->atoms[i + 1], persons_said)))
            one = true;
    }
    if (one) take(r, side, 1, c.at);
}

// "con la abstención del Presidente", "con el voto en contra de la regidora": one, as it is said of one.
static void by_one(reading *r, uint32_t at, uint32_t to) {
    esc_cursor c = esc_cursor_on(r->stream, at, to);
    if (esc_cursor_within(r->stream, at > ONE_REACH / 2 ? at - ONE_REACH / 2 : 0, at,
                          "anunci*|adelant*|anticip*"))
        return; // "anuncia el voto contrario de su grupo": it is still to come
    if (esc_cursor_match(&c, "con|la|una abstencion de|del")) { // also where they were counted by their names
        uint32_t n = 1;
        esc_cursor_match(&c, "l@s");
        if (!number(&c, &n) || n > MOST_VOTES) n = 1;
        take(r, ABSTAIN, n, c.at);
    } else if (esc_cursor_match(&c,
                                "el|un voto en? contra|contrario|negativo|desfavorable|particular de|del") ||
               esc_cursor_match(&c, "la|una sola|unica? oposicion|disidencia de|del")) {
        if (!esc_cursor_looking_at(r->stream, c.at, "su|el|la? " GROUPS)) take(r, AGAINST, 1, c.at);
    } else
        of_one(r, at, to);
}

static bool has_number(const esc_stream *s, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (s->atoms[i].kind == ESC_ATOM_NUMBER || s->atoms[i].cardinal ||
            esc_atom_is(&s->atoms[i], "ningun|ninguno|ninguna|sin|nadie"))
            return true;
    return false;
}

// What is told in numbers.
static void read_numbers(reading *r, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (i >= r->used && (row_of_counts(r, i, to) || bracketed(r, i, to) || label_first(r, i, to) ||
                             number_first(r, i, to) || by_verb(r, i, to)))
            i = r->used - 1;
    for (uint32_t i = from; i < to; i++) for_what(r, i, to);
    for (uint32_t i = from; i < to; i++) for_what_first(r, i, to);
    for (uint32_t i = from; i < to; i++) unnamed(r, i, to);
    for (uint32_t i = from; i < to; i++) yes_and_no(r, i, to);
    for (uint32_t i = from; i < to; i++) of_all(r, i, to);
    for (uint32_t i = from; i < to; i++) with_verdict(r, i, to);
    for (uint32_t i = from; i < to; i++) favourable(r, i, to);
    for (uint32_t i = from; i < to; i++) by_those_present(r, i, to);
    for (uint32_t i = from; i < to; i++) by_their_consent(r, i, to);
    for (uint32_t i = from; i < to; i++) by_majority(r, i, to);
    for (uint32_t i = from; i < to; i++) tied(r, i, to);
    for (uint32_t i = from; i < to; i++) one_against_other(r, i, to);
}

bool esc_tally_read(const esc_stream *stream, uint32_t from, uint32_t to, esc_tally *ret) {
    *ret = ESC_TALLY_NONE;
    reading r = {.stream = stream, .tally = ret};
    if (has_number(stream, from, to)) read_numbers(&r, from, to);
    for (uint32_t i = from; i < to; i++) named(&r, i, to);
    called(&r, from, to);
    for (uint32_t i = from; i < to; i++) by_one(&r, i, to);
    return r.any;
}
