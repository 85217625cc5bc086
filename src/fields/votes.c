// SPDX-License-Identifier: GPL-3.0-or-later
// Votes on the points of the agenda. The business is walked through from its beginning: headings and turns of
// phrase say which point is being treated, and each sentence that tells of a vote belongs to that one, unless
// it names what was voted.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fields/course.h"
#include "fields/numbers.h"
#include "fields/progress.h"
#include "fields/rollcall.h"
#include "fields/seats.h"
#include "fields/sentences.h"
#include "fields/tally.h"

enum { SENTENCE = 60, BRIEF = 16 };

typedef struct vote {
    uint32_t point;
    const char *result, *how;
    esc_tally tally;
    uint32_t from, to;
} vote;

typedef struct votes {
    vote *items;
    uint32_t items_count, items_cap;
} votes;

// ---- what was voted ----

// The point whose subject the sentence names: the agenda itself, the minutes of the last session.
static uint32_t subject(const esc_reader *r, uint32_t from, uint32_t to) {
    const esc_stream *s = &r->body;
    static const char *const subjects[] = {"orden del di@", "acta|minuta ~6 anterior"},
                             *const said[] = {"orden del di@", "acta|minuta de la|lo ~2 sesion|reunion"};
    for (size_t k = 0; k < sizeof subjects / sizeof *subjects; k++) {
        bool here = false;
        for (uint32_t i = from; i < to; i++) {
            bool called = esc_cursor_looking_at(s, i, said[k]) &&
                          esc_cursor_within(s, from, to, "aprob*|aprueb*|ratific*");
            if (!called && !esc_cursor_looking_at(s, i, subjects[k])) continue;
            // "el siguiente punto del orden del día" is about something else
            uint32_t back = i > 6 ? i - 6 : 0;
            bool merely = false;
            for (uint32_t b = back; b < i; b++)
                merely |= esc_atom_is(&s->atoms[b], "punto|puntos|siguiente|conforme|desahogo");
            here |= !merely;
        }
        if (!here) continue;
        for (uint32_t i = 0; i < r->points.items_count; i++)
            for (uint32_t at = r->points.items[i].from; at < r->points.items[i].to; at++)
                if (esc_cursor_looking_at(s, at, subjects[k])) return i;
    }
    return ESC_NONE;
}

// The sentence is about the order of the day as a whole.
static bool on_agenda(const esc_stream *s, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (esc_cursor_looking_at(s, i, "orden del di@ ~6 aprob*|aprueb*") ||
            esc_cursor_looking_at(s, i, "aprob*|aprueb* ~5 orden del di@") ||
            esc_cursor_looking_at(s, i, "agenda|temario|tabla ~6 aprob*|aprueb*") ||
            esc_cursor_looking_at(s, i, "aprob*|aprueb* ~5 la|el|esta|este|presente agenda|temario|tabla"))
            return true;
    return false;
}

// The point that approves the agenda itself, or ESC_NONE.
static uint32_t agenda_point(const esc_reader *r) {
    for (uint32_t i = 0; i < r->points.items_count; i++)
        for (uint32_t at = r->points.items[i].from; at < r->points.items[i].to; at++)
            if (esc_cursor_looking_at(&r->body, at, "orden del di@") ||
                esc_cursor_looking_at(&r->body, at, "de|del la|lo|el? agenda|temario|tabla"))
                return i;
    return ESC_NONE;
}

// ---- what a sentence says of a vote ----

static const char approved[] =
    "aprob*|aprueb*|avala*|autoriz*|ratific*|acept*|acord*|acuerd*|elig*|elij*|"
    "elect*|design*|nombr*|resuelv*|"
    "resolv*|conced*|otorg*|adjudic*|procedente|conform*|confirm*|respald*|apoy*|aval*";
static const char rejected[] =
    "rechaz*|desech*|desestim*|desaprueb*|niega|nego|deneg*|infundad@|decae|decayo";
// Nobody was against it, though the word is not said.
static const char *const by_all[] = {
    "por? tod@s l@s presentes|asistentes|miembros|integrantes|concejal*|consejer*|vocales|regidor*|soci@s",
    "por|con|hay|hubo asentimiento|aclamacion",
    "asentimiento general",
    "por consenso|unanimemente",
    "por l@s ~1 concejal*|consejer*|regidor*|miembros|integrantes|vocales|soci@s ~1 presentes|asistentes",
    "l@s ~1 miembros|integrantes|concejal*|consejer*|regidor*|vocales presentes|asistentes la|lo|los|las? "
    "ratific*|aprueb*|aprob*|acept*|acuerd*|acord*",
    "sin votos? en? contra|contrario|contrarios",
    "sin oposicion|que nadie se? oponga|opusiera|opusiese|objete|objetara",
    "nadie se? opuso|opone|objeto|objeta",
    "tod@s de acuerdo",
    "aprobad@|aprobad@s|aceptad@|aceptad@s|ratificad@|avalad@|avalad@s|apoyad@|respaldad@ por tod@s",
    "tod@s ~3 estuvieron|estan|estaban|votaron|manifestaron|expresaron ~2 favor|afirmativa|acuerdo|conformes",
    "aprobad@|aprobad@s|aceptad@|aceptad@s|ratificad@|avalad@ por l@s presentes|asistentes|concurrentes",
    "de comun acuerdo",
    "nemine discrepante",
};
static inline bool has(const esc_stream *s, uint32_t from, uint32_t to, const char *pattern) {
    return esc_cursor_within(s, from, to, pattern);
}

// Verbs of putting off and of taking back, as stems; the latter also say that a person leaves.
#define PUT_OFF "pospon*|pospus*|pospuest*|posterg*|aplaz*|aplac*|difier*|difer*|difir*"
static const char matters[] =
    "punto|asunto|tema|pedido|peticion|discusion|votacion|tratamiento|propuesta|proposicion|orden|dictamen|"
    "iniciativa|expediente|solicitud|nombramiento|proyecto|resolucion|analisis|mocion";

static bool either(const esc_stream *s, uint32_t at, const char *a, const char *b) {
    return esc_atom_is(&s->atoms[at], a) || esc_atom_is(&s->atoms[at], b);
}

// "se deja para la próxima reunión", "se pasa para marzo".
static const char later[] =
    "deja|dejo|dejan|pasa|paso|dejarl@|dejarse|pasarl@ para ~2 "
    "proxim@|siguiente|otra|futura|posterior|asamblea|reunion|sesion|junta|enero|febrero|marzo|abril|"
    "mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre";

// "El consejero Benítez se retira …": who leaves is a person.
static bool person_before(const esc_stream *s, uint32_t from, uint32_t at) {
    uint32_t i = at > from + 6 ? at - 6 : from;
    bool person = false;
    for (; i < at; i++)
        person |= esc_atom_is(&s->atoms[i], "consejer*|regidor*|concejal*|edil*|senor*|sr|sra|diputad*|vocal|"
                                            "miembro|integrante|dr|dra|lic|ing|companer*|sindic@|quien");
    return person && at > from && esc_atom_is(&s->atoms[at - 1], "se");
}

// A seat, or two words with capitals one after the other: whoever it is, it is no point that leaves.
static bool names_person(const esc_stream *s, uint32_t from, uint32_t at) {
    for (uint32_t i = from; i < at; i++)
        if (esc_seat_word(&s->atoms[i]) || (i > from && s->atoms[i].shape == ESC_SHAPE_CAPITAL &&
                                            s->atoms[i - 1].shape == ESC_SHAPE_CAPITAL))
            return true;
    return false;
}

// True where the sentence says that a point was put off, or taken back.
static bool put_off(const esc_stream *s, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++) {
        if (esc_cursor_looking_at(
                s, i, "deja|dejar*|dejo|dejan|queda|quedo|quedan|dejandose|quedando ~4 sobre la mesa") ||
            esc_cursor_looking_at(s, i, later) ||
            esc_cursor_looking_at(s, i,
                                  "pasa|paso|pasan a la proxima|siguiente|otra sesion|reunion|asamblea") ||
            esc_cursor_looking_at(s, i, "se pasa|paso al mes|ano que"))
            return true;
        // "propone ver la materia en la próxima sesión, y así se acuerda"
        if (esc_cursor_looking_at(s, i,
                                  "ver|verl@|tratar|tratarl@|analizar|analizarl@|retomar|retomarl@ ~3 "
                                  "en|para la ~1 proxim@|siguiente|otra|futura sesion|reunion|asamblea") &&
            (has(s, i, to, "asi se acuerd@|acordo|aprueba|aprobo|decide|decidio") ||
             has(s, from, i, "se acuerd@|acordo|decide|decidio|resuelve|resolvio")))
            return true;
        if (esc_cursor_looking_at(s, i,
                                  "baja|bajo|bajan|saca|saco|sacan|quita|quito|elimina|elimino del|de ~1 "
                                  "orden|agenda|tabla|temario") ||
            esc_cursor_looking_at(s, i, "deja|dejo|dejan sin efecto ~2 punto|asunto|tema"))
            return true;
        if (esc_cursor_looking_at(s, i, "vuelve|vuelva|volvio|regresa|regresan a la? comision")) {
            if (esc_atom_is(&s->atoms[i], "vuelva") && !has(s, from, i, "acord*|acuerd*|resolv*|resuelv*"))
                continue;
            return true;
        }
        bool off = esc_atom_is(&s->atoms[i], PUT_OFF),
             back = (esc_atom_is(&s->atoms[i], "retir*") && !person_before(s, from, i)) ||
                    (i > from + 1 && esc_cursor_looking_at(s, i - 2, "da|dar|dado|dada|dio|darse de baja"));
        bool wish = esc_atom_is(&s->atoms[i], "difiera|difieran|posponga|pospongan|aplace|aplacen|postergue|"
                                              "retire|retiren") && // "pidió que se difiera"
                    !has(s, from, i, "acord*|acuerd*|resolv*|resuelv* que se?");
        if ((!off && !back) || wish) continue;
        if (esc_cursor_looking_at(s, i, "retirarlo|retirarla") && has(s, i, to, "asi se hizo|acordo|aprobo"))
            return true;
        bool matter = false, decided = false;
        for (uint32_t k = i > from + 9 ? i - 9 : from; k < i + 7 && k < to; k++) {
            matter |= esc_atom_is(&s->atoms[k], matters);
            decided |=
                k < i && k + 5 > i &&
                either(s, k, "se|acuerd*|acord*|decid*|qued@|queda|quedando|fue|es|resuelv*|resolv*|resolvio",
                       "solicit*|propon*|propus*|propuso|pid*|pidio|aprob*|aprueb*|sugir*|sugier*");
        }
        if (matter &&
            (decided || back || esc_atom_is(&s->atoms[i], "pospuest@|diferid@|aplazad@|postergad@")))
            return true;
        if (off && decided) return true;
        bool itself = back && i > from && esc_atom_is(&s->atoms[i - 1], "se") &&
                      !(i > from + 1 && esc_atom_is(&s->atoms[i - 2], "que|quien|quienes"));
        if (itself && i < from + 12 && !names_person(s, from, i))
            return true; // "A petición del área, se retira"
    }
    return false;
}

static const char unopposed[] = "aprueba|aprobo|aprueban|aprobaron|aprobad@ ~9 sin "
                                "observaciones|observacion|reparos|objeciones|objecion|modificaciones|"
                                "enmiendas|correcciones|cambios|discusion";

// "Se aprueba el acta anterior.", "Leída, fue aprobada.", "Se acuerda aprobar …": a short sentence, also
// right below a heading, that says no more than that.
static bool merely_approved(const esc_stream *s, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i + 1 < to; i++) {
        if (esc_stream_first(s, i) && s->atoms[i].shape == ESC_SHAPE_CAPITAL) from = i;
        if (i > from && esc_atom_is(&s->atoms[i - 1], "que|cuando|si|donde|como|cual|no|quien")) continue;
        if (esc_cursor_looking_at(s, i, "se? dio|da|tuvo|tiene por aprobad@|aprobad@s|aceptad@|aceptad@s"))
            return true;
        if (i == from && esc_cursor_looking_at(s, i, "se acuerd@|acordo|resuelve|resolvio aprobar|autorizar"))
            return true;
        // "Con esa corrección se aprobó.": its last word
        bool last = i + 2 == to || (i + 3 == to && s->atoms[i + 2].kind == ESC_ATOM_SIGN);
        if (last && esc_cursor_looking_at(s, i, "se aprueba|aprobo|aprueban|aprobaron")) return true;
        if (to - from > BRIEF || i >= from + BRIEF / 2) continue;
        if (esc_cursor_looking_at(s, i, "se aprueba|aprobo|aprueban|aprobaron") ||
            esc_cursor_looking_at(s, i,
                                  "fue|fueron|es|son|queda|quedan|quedo|resulta|resulto "
                                  "aprobad@|aprobad@s"))
            return true;
    }
    return false;
}

// What the counts alone say: that some were of another mind, or that nobody was.
static const char *how_of(const esc_tally *tally) {
    int yes = tally->votes[0], no = tally->votes[1], abstained = tally->votes[2];
    if (yes == no) return NULL;
    if (yes > 0 && no > 0) return "mayoria";
    if (yes > 0 && abstained > 0) return "mayoria";
    return yes > 0 && !no ? "unanimidad" : NULL;
}

// "Se integra la comisión. (Unanimidad)", "(Mayoría: 3 a favor)": how it was voted, behind what was.
static bool in_brackets(const esc_stream *s, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i + 1 < to; i++) {
        if (!esc_stream_sign(s, i, '(') || !esc_atom_is(&s->atoms[i + 1], "unanimidad|unanime|mayoria"))
            continue;
        while (i < to && !esc_stream_sign(s, i, ')')) i++;
        return i + 1 >= to || esc_stream_sign(s, i + 1, '.');
    }
    return false;
}

// "El caso no fue aprobado": said of what was done, not of what would be.
static bool refused(const esc_stream *s, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (esc_cursor_looking_at(s, i, "no se|fue|fueron|resulto? aprobo|aprobad@|aprobad@s|aprobaron"))
            return !has(s, from, i, "si|que|porque|cuando|como|donde|aunque|quien|cual");
    return false;
}

// Reads the sentence around `at`, where a word of voting stands, from atom `least` on. False where it tells
// of no vote on a point.
static bool read_vote(const esc_stream *s, uint32_t least, uint32_t at, vote *ret) {
    uint32_t from = esc_sentence_from(s, at, SENTENCE), to = esc_sentence_to(s, at, SENTENCE);
    if (from < least) from = least;
    vote v = {.from = from, .to = to};
    uint32_t clause = at;
    while (clause > from && !esc_stream_sign(s, clause - 1, ';')) clause--;
    if (has(s, clause, to, "dispensa|dispensar|dispensarse|omitir|omision de|la|lo|su ~4 lectura|leer"))
        return false;
    if (has(s, from, to, "sesion|reunion ~5 pasada|anterior") && !has(s, from, to, "acta|minuta"))
        return false;
    bool counts = esc_tally_read(s, from, to, &v.tally);
    bool unanimous = has(s, from, to, "unanimidad|unanime|unanimes|unanimemente"),
         majority =
             has(s, from, to, "mayoria|mayoritariamente") &&
             !has(s, from, to,
                  "mayoria que? exig*|requer*|necesaria|pide|establece|senala|marca"); // "no alcanzándose la
                                                                                       // …"
    for (size_t i = 0; i < sizeof by_all / sizeof *by_all; i++)
        unanimous |= !majority && has(s, from, to, by_all[i]);
    bool carried = has(s, from, to, "aprob*|aprueb* ~3 unanimidad|mayoria");
    bool no = (has(s, from, to, rejected) && !carried) ||
              has(s, from, to, "acuerd*|acord*|resuelv*|resolv*|decid* negar|denegar") ||
              has(s, from, to, "no se|fue|es|resulto? aprueba|aprobo|aprobad@|aprobaron") ||
              has(s, from, to,
                  "por lo que|cual no se? acepta|acepto|autoriza|autorizo|concede|concedio|admite|admitio");
    no |= has(s, from, to, "mayoria de ~3 voto|votaron|vota|votan en? contra") &&
          !has(s, from, to, "aprob*|aprueb*");
    no |= has(s, from, to, "negad@|negad@s por ~2 unanimidad|mayoria|votos") ||
          has(s, from, to, "vota ~9 negativa");
    // "tres por la aprobación, dos por el rechazo": a side, and no verdict
    no &=
        !(v.tally.votes[0] > v.tally.votes[1] && v.tally.votes[1] >= 0 && has(s, from, to, "por el rechazo"));
    bool decides = has(s, from, to, "por unanimidad|mayoria") ||
                   has(s, from, to, "votacion|votado|vota :? unanimidad|unanime") || in_brackets(s, from, to);
    bool yes =
        has(s, from, to, approved) || decides || ((unanimous || majority) && to - from <= 2); // "Unanimidad."
    bool pending =
        !has(s, from, to, "aprob*|aprueb*") && !unanimous && !no &&
        has(s, from, to,
            "queda|quedo|quedan|quedando|dejar|deja|dejo|dejan|dejarl@|dejarse ~3 "
            "pendiente|pendientes") &&
        (has(s, from, to, matters) || has(s, from, to, "acuerd*|acord*|resuelv*|resolv* dejar|dejarl@") ||
         has(s, from, to, "siguiente|proxima|otra|posterior|futura sesion|reunion|ocasion"));
    if (pending || (put_off(s, from, to) && !has(s, from, to, "aprob*|aprueb* ~6 orden del di@"))) {
        v.result = "postponed";
        v.how = unanimous ? "unanimidad" : majority && counts ? "mayoria" : NULL;
        if (!v.how) v.tally = (esc_tally){{-1, -1, -1}};
    } else if ((unanimous || majority || counts) &&
               (yes || no || counts || has(s, from, to, "votos|votacion|afirmativa|vota") ||
                has(s, from, to, "voto favorable|afirmativo|aprobatorio|unanime"))) {
        if (has(s, from, to, "empate") && !has(s, from, to, "calidad|desempat*|aprob*|aprueb*|rechaz*"))
            return false; // nothing was decided
        if (majority && has(s, from, to, "mayoria de|del l@s|sus? integrantes|miembros|presentes") && !yes &&
            !no && !counts)
            return false;
        v.result = no ? "rejected" : "approved";
        if (!yes && !no && v.tally.votes[0] >= 0 && v.tally.votes[1] > v.tally.votes[0])
            v.result = "rejected";
        v.how = unanimous ? "unanimidad" : majority ? "mayoria" : how_of(&v.tally);
    } else if (no && (has(s, from, to, "se|fue|qued@|queda|es rechaz*|desech*|desestim*|niega|nego|deneg*") ||
                      has(s, from, to, "mocion|propuesta|proposicion|iniciativa ~2 decae|decayo") ||
                      refused(s, from, to))) {
        v.result = "rejected";
    } else if (has(s, from, to, unopposed) || merely_approved(s, from, to)) { // how, it does not say
        v.result = "approved";
    } else {
        return false;
    }
    if (!v.how && !strcmp(v.result, "approved") && v.tally.votes[1] > 0 && v.tally.votes[0] < 0)
        v.how = "mayoria"; // "con un solo voto en contra"
    // "se niega la propuesta con tres votos": those who voted were against it
    if (!strcmp(v.result, "rejected") && v.tally.votes[0] > 0 && v.tally.votes[1] < 0 &&
        has(s, from, to, "niega|nego|niegan|deneg*|rechaz*|desech*") &&
        !has(s, from, to, "favor|favorable|favorables|afirmativ@|afirmativ@s|pro"))
        v.tally.votes[1] = v.tally.votes[0], v.tally.votes[0] = -1;
    // "por mayoría de tres votos contra dos no se aprobó": the more were against it
    bool by_more =
        majority || has(s, from, to, "negad@|rechazad@|desechad@|desestimad@ por # votos|voto contra");
    bool more = !strcmp(v.result, "rejected") && by_more && v.tally.votes[1] >= 0 &&
                v.tally.votes[0] > v.tally.votes[1] &&
                !has(s, from, to, "a|en favor|voto|votos favor|afirmativ*|positiv*|favorabl*");
    if (more) {
        int against = v.tally.votes[0];
        v.tally.votes[0] = v.tally.votes[1], v.tally.votes[1] = against;
    }
    *ret = v;
    return true;
}

static void record(votes *all, const vote *v) {
    for (uint32_t i = 0; i < all->items_count; i++)
        if (all->items[i].point == v->point) {
            vote *known = &all->items[i];
            // The counts may come in a sentence of their own.
            for (int k = 0; k < 3; k++)
                if (known->tally.votes[k] < 0 && !strcmp(known->result, v->result))
                    known->tally.votes[k] = v->tally.votes[k];
            if (!known->how && !strcmp(known->result, v->result)) known->how = v->how;
            return;
        }
    *ESC_GROW(all, items, 1) = *v;
}

static void put(esc_reader *r, const vote *v, uint32_t i) {
    static const char *const names[3] = {"for", "against", "abstain"};
    const esc_point *point = &r->points.items[v->point];
    esc_range where = {&r->body, v->from, v->to};
    if (point->mark.number)
        esc_reader_put(r, ESC_VALUE_TEXT, point->mark.number, "votes.item", 0.85f, where, "/votes/%u/item",
                       i);
    esc_reader_put(r, ESC_VALUE_TEXT, v->result, "votes.result", 0.9f, where, "/votes/%u/result", i);
    if (v->how) esc_reader_put(r, ESC_VALUE_TEXT, v->how, "votes.how", 0.95f, where, "/votes/%u/how", i);
    for (int k = 0; k < 3; k++) {
        char text[16];
        if (v->tally.votes[k] < 0) continue;
        snprintf(text, sizeof text, "%d", v->tally.votes[k]);
        esc_reader_put(r, ESC_VALUE_INTEGER, text, "votes.count", 0.9f, where, "/votes/%u/%s", i, names[k]);
    }
}

static int by_point(const void *a, const void *b) {
    const vote *x = a, *y = b;
    return x->point < y->point ? -1 : x->point > y->point;
}

// "Se aprobó por unanimidad el siguiente orden del día:", before the points themselves.
static void read_before_list(esc_reader *r, votes *all) {
    const esc_stream *s = &r->body;
    uint32_t to = r->sections.agenda.from;
    vote v;
    for (uint32_t at = to > SENTENCE ? to - SENTENCE : 0; at < to; at++) {
        if (!esc_atom_is(&s->atoms[at], "unanimidad|unanime|unanimemente|mayoria")) continue;
        if (!read_vote(s, 0, at, &v) || !on_agenda(s, v.from, v.to < to ? v.to : to)) continue;
        v.point = agenda_point(r);
        if (v.point != ESC_NONE) record(all, &v);
        return;
    }
}

// Where the clause of atom `at` ends.
static uint32_t clause_to(const esc_stream *s, uint32_t at) {
    uint32_t to = esc_sentence_to(s, at, SENTENCE);
    for (uint32_t i = at; i < to; i++)
        if (esc_stream_sign(s, i, ';')) return i;
    return to;
}

// Where the sentence says how it was voted; `at` where it does not.
static uint32_t verdict(const esc_stream *s, const vote *v, uint32_t at) {
    for (uint32_t i = v->from; i < v->to; i++)
        if (esc_atom_is(&s->atoms[i], "unanimidad|unanime|unanimemente|mayoria")) return i;
    return at;
}

// Where the telling begins: behind points that stand one after the other though no heading announced them.
static uint32_t behind_list(const esc_reader *r) {
    const esc_points *points = &r->points;
    for (uint32_t i = 0; i + 1 < points->items_count; i++)
        if (points->items[i + 1].mark.from > points->items[i].to + 1) return r->sections.business.from;
    uint32_t to = points->items[points->items_count - 1].to;
    return to > r->sections.business.from ? to : r->sections.business.from;
}

// A row of its own, in capitals, over a list of what was agreed.
static bool heads_agreements(const esc_stream *s, esc_arena *arena, uint32_t at) {
    const esc_row *row = &s->rows[s->atoms[at].row];
    esc_mark mark;
    if (!row->upper || row->count > 2 * BRIEF / 4) return false;
    uint32_t text = esc_mark_read(s, arena, at, -1, 0, &mark) ? mark.to : at;
    return text < s->atoms_count && esc_atom_is(&s->atoms[text], "acuerdos|resolutivos|resoluciones");
}

// Words that may tell of a vote.
static const char telling[] =
    "unanimidad|unanime|unanimes|unanimemente|mayoria|mayoritariamente|votos|voto|votaron|vota|votan|"
    "votacion|"
    "acuerd@|resuelve|favor|baja|pendiente|mesa|aprobad@|aprobad@s|aprueba|aprobo|deja|dejo|dejan|pasa|paso|"
    "dejarl@|dejarse|pasarl@|vuelve|regresa|bajo|saca|saco|quita|quito|elimina|elimino|afirmativa|negativa|"
    "niega|nego|infundad@|decae|decayo|"
    "asentimiento|"
    "aclamacion|tod@s|sin|consenso|ratifica|ratifico|ratifican|ratificad@|aprueban|mano|manos|nadie|"
    "discrepante|comun";
static const char telling_stems[] = "rechaz*|desech*|desestim*|retir*|" PUT_OFF;

static void turn(esc_course *turns, uint32_t at, uint32_t point) {
    *ESC_GROW(turns, legs, 1) = (esc_leg){at, at, point};
}

// Walks through the business from `from` on and records its votes. Without a course, turns tell which point
// they are about, and are noted down.
static void walk(const esc_reader *r, uint32_t from, const esc_course *course, votes *all,
                 esc_course *turns) {
    const esc_stream *s = &r->body;
    uint32_t current = r->points.items_count == 1 ? 0 : ESC_NONE, told_at = 0, told_to = 0, turned_at = 0;
    const esc_leg *leg = NULL;
    for (uint32_t at = from; at < r->sections.business.to; at++) {
        uint32_t before = current, head;
        if (esc_stream_first(s, at) && heads_agreements(s, r->arena, at))
            current = before = ESC_NONE, course = NULL; // what was agreed on all points, once more
        if (!course) {
            current = esc_progress_at(r, at, current);
            bool lead = current != before && esc_progress_lead(s, at, &head);
            if (lead) turned_at = head;
            if (current != before) turn(turns, lead ? head : at, current);
        } else if (!leg || at >= leg->to) {
            leg = esc_course_at(course, at);
            if (leg) current = leg->point;
            if (leg && current != before) turned_at = leg->from;
        }
        if (esc_stream_first(s, at) && current != ESC_NONE) {
            vote called = {.point = current, .from = at};
            if (esc_rollcall_read(r, at, &called.tally, &called.to)) {
                const int *n = called.tally.votes;
                called.result = n[0] > n[1] ? "approved" : "rejected";
                called.how = how_of(&called.tally);
                record(all, &called);
                at = called.to - 1;
                continue;
            }
        }
        if (!esc_atom_is(&s->atoms[at], telling) && !esc_atom_is(&s->atoms[at], telling_stems)) continue;
        vote v;
        // the rest of the clause tells of the same vote
        if (at < told_to && at < told_at + SENTENCE / 2) continue;
        bool found = read_vote(s, turned_at, at, &v);
        told_at = at, told_to = clause_to(s, at);
        if (!found) continue;
        uint32_t about = esc_progress_named(r, v.from, verdict(s, &v, at), v.to);
        if (about == ESC_NONE) about = subject(r, v.from, v.to);
        bool agenda = !strcmp(v.result, "approved") && on_agenda(s, v.from, v.to);
        if (about == ESC_NONE && agenda) about = agenda_point(r);
        if (about == ESC_NONE && agenda) continue; // of an agenda that has no point of its own
        if (about == ESC_NONE && current == ESC_NONE && v.from < r->sections.business.from + 2)
            about = agenda_point(r); // "Se aprobó por unanimidad.", right behind the list
        v.point = about != ESC_NONE ? about : current;
        if (v.point == ESC_NONE) continue;
        record(all, &v);
        if (course || (current != ESC_NONE && v.point <= current)) continue;
        current = v.point;
        turn(turns, v.from, current);
    }
}

void esc_read_votes(esc_reader *r) {
    votes all = {0}, first = {0};
    esc_course turns = {0}, course;
    if (!r->points.items_count) return;
    esc_progress_begin(r);
    read_before_list(r, &all);
    uint32_t from = behind_list(r);
    walk(r, from, NULL, &first, &turns);
    esc_course_read(r, from, r->sections.business.to, &turns, &course);
    walk(r, from, &course, &all, &turns);
    esc_course_free(&course);
    esc_course_free(&turns);
    free(first.items);
    if (all.items_count) qsort(all.items, all.items_count, sizeof *all.items, by_point);
    for (uint32_t i = 0; i < all.items_count; i++) put(r, &all.items[i], i);
    free(all.items);
}
