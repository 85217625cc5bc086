// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/voters.h"

#include <string.h>

#include "fields/phrases.h"
#include "fields/seats.h"
#include "fields/titles.h"

enum { LEAST_CALLED = 3, ONE_REACH = 9 };

// The number that ends before atom `end`, and the word "votos" with it: "treinta y uno", "3 votos".
static bool number_before(const esc_stream *s, uint32_t end, uint32_t *ret) {
    enum { LONGEST = 4 };
    bool found = false;
    if (end && esc_atom_is(&s->atoms[end - 1], "votos|voto|sufragios")) end--;
    for (uint32_t k = 1; k <= LONGEST && k <= end; k++) {
        esc_cursor c = esc_cursor_on(s, end - k, end);
        uint32_t n;
        if (esc_number_any(&c, &n) && c.at == end) *ret = n, found = true;
    }
    return found;
}

// "tres (2)", "5 (tres)": another number in brackets, one in figures and one in words.
static bool numbers_differ(esc_cursor *c, uint32_t *ret, uint32_t *ret_other) {
    const esc_stream *s = c->stream;
    if (!c->at || !esc_stream_sign(s, c->at, '(')) return false;
    esc_cursor inside = esc_cursor_on(s, c->at + 1, c->end);
    const bool votes = esc_atom_is(&s->atoms[c->at - 1], "votos|voto|sufragios");
    if (inside.at >= inside.end || c->at < 1u + votes) return false;
    const bool figures = s->atoms[inside.at].kind == ESC_ATOM_NUMBER,
               before = s->atoms[c->at - 1 - votes].kind == ESC_ATOM_NUMBER;
    if (figures == before || !esc_number_any(&inside, ret_other) || !esc_cursor_sign(&inside, ')') ||
        !number_before(s, c->at, ret) || *ret == *ret_other)
        return false;
    *c = inside;
    return true;
}

bool esc_voters_over_other(esc_cursor *c) {
    uint32_t n, other;
    return numbers_differ(c, &n, &other);
}

void esc_voters_doubt(reading *r, int side, uint32_t n, uint32_t used) {
    enum { DOUBT_REACH = 14 };
    const uint32_t from = used > DOUBT_REACH ? used - DOUBT_REACH : 0;
    for (uint32_t i = from > r->doubted ? from : r->doubted; i < used; i++) {
        esc_cursor c = esc_cursor_on(r->stream, i, r->stream->atoms_count);
        uint32_t first, other;
        if (!numbers_differ(&c, &first, &other) || first != n) continue;
        r->tally->other[side] = (int)other + 1;
        r->doubted = c.at;
        return;
    }
}

#define GROUPS "grupo|partido|bancada|fraccion"

static const char persons_said[] =
    "senor|senora|senores|senoras|sr|sra|sres|don|dona|ciudadan@|ciudadan@s|ingenier*|"
    "licenciad*|doctor*|arquitect*|maestr*|contador*|profesor*|companer*|titular|concejal*|regidor*|"
    "consejer*|diputad*|ediles|edilas|soci@|soci@s|vecin@|vecin@s|comisionad*|delegad*";

// How many persons are named from `at` on: "los regidores Huamán, Condori y Puma", "el Presidente"; behind a
// label (listed) also names of two words and more by themselves. 0 where something else follows.
uint32_t esc_voters_named(const esc_stream *s, uint32_t at, uint32_t to, bool listed) {
    uint32_t count = 0, words = 0;
    bool name = false, seat = false, cue = false, office = false;
    if (at < to && esc_stream_sign(s, at, ':')) at++, listed = true;
    if (at < to && esc_stream_sign(s, at, ',')) at++;
    for (uint32_t i = at; i < to; i++) {
        const esc_atom *atom = &s->atoms[i];
        esc_cursor side = esc_cursor_on(s, i, to);
        if (i > at && esc_tally_side(&side) >= 0) break; // "…, y por la negativa …"
        // "el Regidor de Obras, C. Luis Paz": his office and his name
        if (esc_stream_sign(s, i, ',') && seat && (!name || office) && i + 2 < to &&
            esc_title_word(&s->atoms[i + 1]) && !esc_seat_word(&s->atoms[i + 1])) {
            cue = true;
            continue;
        }
        if (esc_stream_sign(s, i, ',') || esc_atom_is(atom, "y|e")) {
            if (name && !cue && words < 2) return 0;
            count += name || seat;
            name = seat = office = false, words = 0;
        } else if (i > at && i + 1 < to && esc_stream_sign(s, i, '.') &&
                   s->atoms[i - 1].norm_len < (words > 1 ? 3 : 5)) {
            cue = true; // of a title
        } else if (atom->kind == ESC_ATOM_SIGN) {
            break;
        } else if (esc_seat_word(atom) || esc_title_word(atom) || esc_atom_is(atom, persons_said)) {
            cue = true;
            seat |= atom->norm[atom->norm_len - 1] != 's' && esc_seat_word(atom);
        } else if (esc_atom_is(atom,
                               "acuerd@|acuerdan|acordo|resuelve|resolvio|decide|dispone|aprueba|queda")) {
            break; // "…, con el voto en contra de la regidora Paz, ACUERDA: …"
        } else if (atom->shape == ESC_SHAPE_LOWER) {
            if (!esc_phrase_link(atom) && !esc_seat_adjective(atom) && !esc_atom_is(atom, "el|su|propi@"))
                return 0;
        } else if (atom->kind != ESC_ATOM_WORD ||
                   esc_atom_is(atom, "grupo|partido|proyecto|ley|articulo|punto|dictamen|mocion")) {
            return 0;
        } else {
            office |= !name && seat && i > at && esc_phrase_link(&s->atoms[i - 1]);
            name = true, words++;
        }
        if (!cue && name && !listed) return 0;
    }
    return cue || words > 1 ? count + (name || seat) : 0;
}

// "a favor Alfaro, Vindas y Zamora; en contra …": surnames, one word each, and nothing else; `least` of them.
static uint32_t surnames(const esc_stream *s, uint32_t at, uint32_t to, uint32_t least) {
    uint32_t count = 0, i = at, common = 0; // that are words, too: Pineda, Luna
    const bool label = i < to && esc_stream_sign(s, i, ':');
    if (i < to && esc_atom_is(&s->atoms[i], ":|,")) i++;
    for (; i < to; i += 2) {
        const bool word = s->atoms[i].listed && least > 1;
        common += word;
        bool name = s->atoms[i].kind == ESC_ATOM_WORD && s->atoms[i].shape == ESC_SHAPE_CAPITAL &&
                    (!word || (label && common <= 2 + count / 2));
        esc_cursor side = esc_cursor_on(s, i, to);
        if (!name) return count >= least && esc_tally_side(&side) >= 0 ? count : 0; // "…, absteniéndose Ruiz"
        count++;
        if (i + 1 >= to || !esc_atom_is(&s->atoms[i + 1], ",|y|e")) break;
    }
    bool ends = count >= least && i + 1 <= to && (i + 1 == to || esc_atom_is(&s->atoms[i + 1], ";|.|)"));
    return ends ? count : 0;
}

// "a favor los regidores Huamán y Condori; en contra el regidor Puma": those who are named are counted.
static void named(reading *r, uint32_t at, uint32_t to) {
    esc_cursor c = esc_cursor_on(r->stream, at, to);
    int side = esc_tally_side(&c);
    if (side < 0 || r->tally->votes[side] >= 0) return;
    // "A favor de la compra se pronuncian Ovelar y Duarte"
    esc_cursor verb = c;
    if (esc_cursor_match(&verb, "~3 se? pronunci*|manifest*|vot*|declar*") &&
        !esc_stream_sign(r->stream, verb.from, ','))
        c = verb;
    // "los negativos de los señores Ruiz y Paz", "a favor del Consejero Paz"
    esc_cursor of = c;
    const bool listed =
        esc_atom_is(&r->stream->atoms[at], "negativ@s|afirmativ@s|contrari@s|favorables|positiv@s");
    bool whose =
        esc_cursor_match(&of, "de|del l@s?|el?") && of.at < to &&
        (listed || esc_seat_word(&r->stream->atoms[of.at]) || esc_title_word(&r->stream->atoms[of.at]) ||
         esc_atom_is(&r->stream->atoms[of.at], persons_said));
    if (whose) c = of;
    uint32_t n = esc_voters_named(r->stream, c.at, to, whose && listed);
    bool other = r->tally->votes[FOR] > 0 || r->tally->votes[AGAINST] > 0; // they are named as those were
    if (!n) n = surnames(r->stream, c.at, to, other ? 1 : 2);
    if (!n) return;
    r->tally->votes[side] = (int)n;
}

// "los regidores Huamán y Condori y el alcalde la apoyaron": who voted stands before it.
static void named_before(reading *r, uint32_t from, uint32_t at, uint32_t to) {
    const esc_stream *s = r->stream;
    esc_cursor c = esc_cursor_on(s, at, to);
    int side = -1;
    if (esc_cursor_match(&c, "l@|l@s? apoyaron|apoyan|respaldaron|respaldan|aprobaron|aprueban"))
        side = FOR;
    else if (esc_cursor_match(&c, "l@|l@s? rechazaron|rechazan"))
        side = AGAINST;
    else if (esc_cursor_match(&c, "votaron|votan|emitieron|emiten|dan|dieron|otorgan|otorgaron|se? "
                                  "manifiestan|manifestaron|pronuncian|"
                                  "pronunciaron su|sus? voto|votos?"))
        side = esc_tally_side(&c);
    if (side < 0 || r->tally->votes[side] >= 0) return;
    uint32_t begin = at;
    while (begin > from &&
           (s->atoms[begin - 1].kind == ESC_ATOM_WORD || esc_stream_sign(s, begin - 1, ',') ||
            (esc_stream_sign(s, begin - 1, '.') && begin > from + 1 && s->atoms[begin - 2].norm_len < 5)))
        begin--;
    for (uint32_t i = begin; i < at; i++) {
        if (!esc_atom_is(&s->atoms[i], "el|la|los|las|don|dona")) continue;
        uint32_t n = esc_voters_named(s, i + 1, at, false);
        const bool one = n == 1 && esc_atom_is(&s->atoms[i], "el|la|don|dona") && r->any;
        if (n > 1 || one) { // not "los integrantes del Comité"
            r->tally->votes[side] = (int)n;
            return;
        }
    }
}

// "Alzate, sí; Castaño, sí; Giraldo, no": called by name, one after the other.
static void called(reading *r, uint32_t from, uint32_t to) {
    static const char *const answers[3] = {
        "si|afirmativ@|apruebo|favor|aprueba|proponente|mocionante|ponente",
        "no|negativ@|rechazo|contra|rechaza", "abstencion|abstengo|abstiene"};
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
    int side = esc_cursor_match(&c, "vota|voto|votando|manifiesta|manifesto|pronuncia|pronuncio en contra")
                   ? AGAINST
               : esc_cursor_match(&c, "se abstiene|abstuvo") ||
                       esc_cursor_match(&c, "opta|opto|decide|decidio|prefiere|prefirio por? abstenerse")
                   ? ABSTAIN
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

// "; se abstuvo la consejera Doria", "se abstiene el Síndico": told of one behind the verb.
static void abstains(reading *r, uint32_t at, uint32_t to) {
    const esc_stream *s = r->stream;
    esc_cursor c = esc_cursor_on(s, at, to);
    if (r->tally->votes[ABSTAIN] >= 0 || !esc_cursor_match(&c, "se abstiene|abstuvo")) return;
    const bool article = esc_cursor_match(&c, "el|la");
    if (c.at >= to) return;
    const esc_atom *who = &s->atoms[c.at];
    const bool person = esc_seat_word(who) || esc_title_word(who) || esc_atom_is(who, persons_said);
    if ((article && person) || (!article && who->kind == ESC_ATOM_WORD && who->shape == ESC_SHAPE_CAPITAL))
        take(r, ABSTAIN, 1, c.at);
}

// What by_one() and of_one() may begin with.
static const char *const of_one_begins[] = {
    "solo|solamente|unicamente|con|la|una|el|un|salvando|salva|salvo|se|vota|voto|votando",
    "manifiesta|manifesto|pronuncia|pronuncio|opta|opto|decide|decidio|prefiere|prefirio"};
static esc_pattern_set begins_one = ESC_PATTERNS(of_one_begins);

// "con la abstención del Presidente", "con el voto en contra de la regidora": one, as it is said of one.
static void by_one(reading *r, uint32_t at, uint32_t to) {
    esc_cursor c = esc_cursor_on(r->stream, at, to);
    if (!esc_cursor_any(r->stream, at, &begins_one) ||
        esc_cursor_within(r->stream, at > ONE_REACH / 2 ? at - ONE_REACH / 2 : 0, at,
                          "anunci*|adelant*|anticip*"))
        return; // "anuncia el voto contrario de su grupo": it is still to come
    if (r->tally->votes[FOR] < 0 &&
        esc_cursor_match(&c, "solo|solamente|unicamente el|la ~3 estuvo|vota|voto ~1 acuerdo|favor")) {
        take(r, FOR, 1, c.at);
    } else if (esc_cursor_match(
                   &c, "con|la|una abstencion de|del")) { // also where they were counted by their names
        uint32_t n = 1;
        esc_cursor_match(&c, "l@s");
        if (!number(&c, &n) || n > MOST_VOTES) n = 1;
        take(r, ABSTAIN, n, c.at);
    } else if (esc_cursor_match(
                   &c, "el|un|con voto en? contra|contrario|negativo|desfavorable|particular de|del") ||
               esc_cursor_match(&c, "la|una sola|unica? oposicion|disidencia de|del")) {
        if (!esc_cursor_looking_at(r->stream, c.at, "su|el|la? " GROUPS) &&
            !esc_cursor_looking_at(r->stream, c.at, "l@s"))
            take(r, AGAINST, 1, c.at);
    } else if (esc_cursor_match(&c, "salvando|salva|salvo su voto el|la")) { // a dissent that is written down
        take(r, AGAINST, 1, c.at);
    } else
        of_one(r, at, to);
}

void esc_voters_read(reading *r, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++) named(r, i, to);
    for (uint32_t i = from + 1; i < to; i++) named_before(r, from, i, to);
    // by itself it tells of no vote, but where both sides are named
    r->any |= r->tally->votes[FOR] > 0 && r->tally->votes[AGAINST] > 0;
    called(r, from, to);
    for (uint32_t i = from; i < to; i++) by_one(r, i, to);
    for (uint32_t i = from; i < to; i++) abstains(r, i, to);
}
