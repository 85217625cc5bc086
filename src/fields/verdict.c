// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/verdict.h"

#include <string.h>

#include "fields/dates.h"
#include "fields/deferral.h"
#include "fields/numbers.h"
#include "fields/seats.h"
#include "fields/sentences.h"
#include "fields/supposed.h"
#include "fields/titles.h"

enum { SENTENCE = ESC_VERDICT_SENTENCE, BRIEF = 16, VERDICT_WORDS = 7, BARE = 5, PASSAGE = 240 };
enum {
    OTHER_REACH = 5,
    CONCLUSION = 16,
    AFTERWARDS = 9,
    WAIVED_REACH = 28,
    WHY_REACH = 3,
    NAMED = 9,
    LONE_COUNT = 3
};

static const char approved[] =
    "aprob*|aprueb*|avala*|autoriz*|ratific*|acept*|acord*|acuerd*|elig*|elij*|"
    "elect*|design*|nombr*|resuelv*|resolv*|conced*|otorg*|adjudic*|procedente|conform*|confirm*|respald*|"
    "apoy*|aval*|convalid*|valid*|homolog*|sancion*|adopt*|acog*|admit*|prosper*|favorablemente|beneplacito|"
    "visto|asinti*|asient*|consinti*|consient*|positivamente|positiv@";
static const char rejected[] =
    "rechaz*|desech*|desestim*|desaprueb*|desaprob*|niega|niegan|nego|negaron|negad@|deneg*|"
    "derrotad@|infundad@|improcedente|improcedentes|decae|decayo";
// "La propuesta no alcanza los votos", "se vota y resulta negativa".
static const char *const refusals[] = {
    "no ~1 alcanz*|obtuv*|obtien*|reun* ~3 votos|mayoria|apoyo|sufragios",
    "resulta|resulto|resultando negativa",
    "informa|informo|dictamina|dictamino|pronuncia|pronuncio desfavorablemente",
    "no se? ha|hace|hacer|hizo|dar|da|dio ~1 lugar a|al|lo",
};
// Nobody was against it, though the word is not said.
#define MEMBERS                                                                                              \
    "presentes|asistentes|miembros|integrantes|concurrentes|concejal*|consejer*|vocales|regidor*|soci@s|"    \
    "ediles|director*|directiv@s|delegad@s|comisionad*|diputad*|patron@s|comuner@s|vecin@s|propietari@s|"    \
    "copropietari*|ejidatari@s|votantes|capitulares"
static const char *const by_all[] = {
    "por? tod@s l@s " MEMBERS,
    "por|con|hay|hubo asentimiento|aclamacion",
    "asentimiento general",
    "por consenso|unanimemente",
    "por l@s ~1 concejal*|consejer*|regidor*|miembros|integrantes|vocales|soci@s ~1 presentes|asistentes",
    "l@s ~1 miembros|integrantes|concejal*|consejer*|regidor*|vocales presentes|asistentes la|lo|los|las? "
    "ratific*|aprueb*|aprob*|acept*|acuerd*|acord*",
    "sin votos? en? contra|contrario|contrarios",
    "sin objecion|oposicion|disenso|discrepancia|reparo de nadie|ninguno|alguno|alguna|nadie",
    "sin oposicion|que nadie se? oponga|opusiera|opusiese|objete|objetara",
    "nadie se? opuso|opone|objeto|objeta",
    "tod@s de acuerdo",
    "aprobad@|aprobad@s|aceptad@|aceptad@s|ratificad@|avalad@|avalad@s|apoyad@|respaldad@ por tod@s",
    "tod@s ~3 estuvieron|estan|estaban|votaron|votan|vota|levantan|levantaron|manifestaron|expresaron ~2 "
    "favor|afirmativa|acuerdo|conformes|mano",
    "resultado favorable de tod@s",
    "aprobad@|aprobad@s|aceptad@|aceptad@s|ratificad@|avalad@ por l@s presentes|asistentes|concurrentes",
    "de comun acuerdo",
    "nemine discrepante",
    "sin ~2 votos? ~1 en contra",
    "sin que ~3 haya|hubiera|hubiese|exista|existiera ~3 contra|oposicion",
    "ningun@|nadie ~3 en contra",
    "ningun@|nadie ~2 se? opone|opuso",
    "la totalidad de l@s? ~2 votos|" MEMBERS,
    "tod@s ~3 coinciden|coincidieron|convienen|convinieron|deciden|decidieron|acuerdan|acordaron",
    "tod@s a|en favor",
    "tod@s se? pronunci*|manifest*|manifiest* ~2 favor|acuerdo|conformidad|conformes",
    "l@s ~1 presentes|asistentes|votantes l@s? aprob*|aprueb*|acept*|ratific*",
    "l@s ~1 presentes|asistentes votan|votaron a|en favor",
    "sin ~1 rechazos|contrarios|oposicion ni|y|o abstenciones",
    "l@s ~1 personas|miembros|integrantes|vocales con ~2 voto l@|l@s aprob*|aprueb*",
    "tod@s l@s que ~3 voto ~3 favor|conformidad|aprob*|acuerdo",
    "el voto|votos ~1 de tod@s",
    "de|con la conformidad|anuencia|acuerdo|beneplacito de tod@s",
    "visto bueno de tod@s",
    "l@s ~1 presentes|asistentes|concurrentes|integrantes|miembros manifiestan|expresan|dan|manifestaron|"
    "expresaron|dieron su conformidad|aprobacion|acuerdo|anuencia",
    "tod@s l@s ~3 aprueban|aprobaron|votan|votaron|aceptan|aceptaron|asienten|asintieron",
};
static esc_pattern_set by_all_set = ESC_PATTERNS(by_all), refusal_set = ESC_PATTERNS(refusals);

static bool any(const esc_stream *s, uint32_t from, uint32_t to, esc_pattern_set *set) {
    while (from < to && !esc_cursor_any(s, from, set)) from++;
    return from < to;
}

static inline bool has(const esc_stream *s, uint32_t from, uint32_t to, const char *pattern) {
    return esc_cursor_within(s, from, to, pattern);
}

static const char unopposed[] = "aprueba|aprobo|aprueban|aprobaron|aprobad@ ~9 sin ~1 "
                                "modificacion|correccion|enmienda|objecion|cambio|reparo|observaciones|"
                                "observacion|reparos|objeciones|objecion|modificaciones|"
                                "enmiendas|correcciones|cambios|discusion";

// "Aprobado, señor presidente.", "Aprobada.": the verdict alone.
static bool mere_verdict(const esc_stream *s, uint32_t from, uint32_t to) {
    while (from < to && s->atoms[from].kind != ESC_ATOM_WORD) from++;
    return from < to && to - from < VERDICT_WORDS && esc_atom_is(&s->atoms[from], "aprobad@|aprobad@s") &&
           (from + 1 == to || s->atoms[from + 1].kind == ESC_ATOM_SIGN);
}

// "3. Rechazado", "No aprobada.": likewise.
static bool mere_refusal(const esc_stream *s, uint32_t from, uint32_t to) {
    while (from < to && s->atoms[from].kind != ESC_ATOM_WORD) from++;
    const uint32_t verb = from + (from < to && esc_atom_is(&s->atoms[from], "no"));
    return verb < to && to - from < VERDICT_WORDS &&
           esc_atom_is(&s->atoms[verb], verb > from ? "aprobad@|aprobad@s"
                                                    : "rechazad@|rechazad@s|desechad@|desechad@s|denegad@") &&
           (verb + 1 == to || s->atoms[verb + 1].kind == ESC_ATOM_SIGN);
}

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
        if (last &&
            (esc_cursor_looking_at(s, i, "se aprueba|aprobo|aprueban|aprobaron") ||
             esc_cursor_looking_at(s, i, "fue|queda|quedo|quedando|resulta|resulto aprobad@|aprobad@s") ||
             esc_cursor_looking_at(s, i, "resulta|resulto|resultando afirmativa|positiva")))
            return true;
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
const char *esc_verdict_how(const esc_tally *tally) {
    int yes = tally->votes[0], no = tally->votes[1], abstained = tally->votes[2];
    if (tally->all && yes >= 0) return yes < tally->all ? "mayoria" : "unanimidad"; // "17 en 25"
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
        if (esc_cursor_looking_at(s, i, "no se|fue|fueron|resulto? aprobo|aprobad@|aprobad@s|aprobaron") ||
            esc_cursor_looking_at(s, i, "no prosper*"))
            return !has(s, from, i, "si|que|porque|cuando|como|donde|aunque|quien|cual");
    return false;
}

// A number that no side is named for, or the larger one, is against what was rejected.
static void turn_sides(const esc_stream *s, esc_verdict *v) {
    int *votes = v->tally.votes;
    // who was for it is said, too
    bool pro =
        has(s, v->from, v->to,
            "favor|favorable|favorables|afirmativ*|positiv*|pro|sies|apoy*|respald*|aprueban|aprobaron") ||
        has(s, v->from, v->to, "por|que el? si");
    // "se niega la propuesta con tres votos": those who voted were against it
    if (votes[0] > 0 && votes[1] < 0 && !pro &&
        has(s, v->from, v->to, "niega|nego|niegan|deneg*|rechaz*|desech*")) {
        votes[1] = votes[0];
        votes[0] = -1;
    }
    // "Se rechaza, por 5 votos contra 1": the more were against it, though the sides are named, too
    const bool turned = has(s, v->from, v->to,
                            "rechaz*|deneg*|niega|nego|desestim*|desech* ~1 por|con ~1 votos? contra|frente");
    // "por mayoría de tres votos contra dos no se aprobó": the more were against it
    if (votes[1] >= 0 && votes[0] > votes[1] && (!pro || turned)) {
        int against = votes[0];
        votes[0] = votes[1];
        votes[1] = against;
    }
}

// "En la Sexta Sesión se aprobó …", "en su reunión del día 23", "se había negado": at another time than this.
static bool other_time(const esc_stream *s, uint32_t from, uint32_t to) {
    static const char meeting[] = "sesion|reunion|asamblea|pleno|junta|claustro";
    if (has(s, from, to, "en " ESC_MONTHS " ~3 acordo|aprobo|rechazo|nego|voto|desecho|autorizo") ||
        has(s, from, to, "el # de " ESC_MONTHS " el|la ~2 acordo|aprobo|rechazo|nego|voto|desecho|autorizo"))
        return true;
    if (has(s, from, to, "sesion|reunion|ocasion|ocasiones ~5 pasad@|pasad@s|anterior|anteriores") &&
        !has(s, from, to, "acta|minuta"))
        return true;
    if (has(s, from, to,
            "el|la|los|las ano|mes|semana|periodo|meses|anos pasad@|pasad@s|anterior|anteriores"))
        return true;
    if (has(s, from, to,
            "aprobad@|rechazad@|negad@|votad@|acordad@ ~1 entonces") || // "… entonces con un voto"
        has(s, from, to, "en su momento|oportunidad|dia") ||
        has(s, from, to,
            "habia|habian ~2 desechad*|aprobad*|negad*|rechazad*|autorizad*|concedid*|acordad*|votad*"))
        return true;
    for (uint32_t i = from; i < to; i++) {
        if (!esc_cursor_looking_at(s, i, "en|durante ~4 sesion|reunion|asamblea|pleno|junta|claustro"))
            continue;
        // "…, por mayoría, y pasa a su discusión en detalle en la sesión 36": what comes of it
        if (has(s, i > from + AFTERWARDS ? i - AFTERWARDS : from, i,
                "pasa|pase|pasan|pasara|pasando|continua|continuara|seguira|vera|tratara|votara|presentara"))
            continue;
        // "y una abstención, por no haber estado en aquella sesión": why
        if (has(s, i > from + WHY_REACH ? i - WHY_REACH : from, i,
                "estado|asistido|concurrido|participado|estuvo|estuvieron|asistio|asistieron|estar|asistir"))
            continue;
        uint32_t noun = i + 1;
        while (!esc_atom_is(&s->atoms[noun], meeting)) noun++;
        bool other = has(s, i, noun, "su|sus|aquella"),
             own = has(s, i, noun, "esta|presente|misma|actual|proxim@|siguiente|futura|posterior|otra|cada");
        for (uint32_t k = i; k < noun + OTHER_REACH && k < to; k++) {
            const esc_atom *atom = &s->atoms[k];
            if (k > noun && atom->kind == ESC_ATOM_SIGN && !atom->glued) break;
            other |= atom->ordinal || atom->kind == ESC_ATOM_NUMBER || atom->kind == ESC_ATOM_MIXED ||
                     esc_atom_is(atom, ESC_MONTHS);
            own |= esc_atom_is(atom, "proxim@|siguiente|futura|posterior|celebrarse");
        }
        if (other && !own) return true;
    }
    return false;
}

// The clause of the word `at` tells of no vote on this paper's point: it waives a reading, recalls what was
// voted at another time, or quotes a text. off: it tells that something was put off, to another session.
static const char waiving[] = "dispensa|dispenso|dispensar*|dispense|dispensad@|omitir*|omita|omitio|omision";

static bool of_other(const esc_stream *s, uint32_t from, uint32_t at, uint32_t to, bool off) {
    uint32_t clause = at, end = at;
    while (clause > from && !esc_stream_sign(s, clause - 1, ';')) clause--;
    while (end < to && !esc_stream_sign(s, end, ';')) end++;
    // "Aclarado por el tesorero que alcanza, se aprobó …": what is told begins behind that
    bool cleared = false;
    for (uint32_t i = clause; i + 1 < at; i++) {
        cleared |= esc_atom_is(&s->atoms[i], "aclarad@|constatad@|rectificad@") &&
                   s->atoms[i].shape == ESC_SHAPE_CAPITAL;
        if (cleared && esc_stream_sign(s, i, ',') && esc_atom_is(&s->atoms[i + 1], "se")) clause = i + 1;
    }
    if (has(s, clause, end, waiving) && has(s, from, to, "lectura|leer*")) return true;
    // "… para solicitar la no lectura del cuestionario. Se sometió a consideración. Fue aprobada."
    const uint32_t asked = from > WAIVED_REACH ? from - WAIVED_REACH : 0;
    if (to - from <= BRIEF && !has(s, asked, to, "acta|minuta|orden|informe|dictamen|proyecto|punto") &&
        has(s, asked, from,
            "solicit*|pid*|pidio|propon*|propuso ~3 no|dispensa|dispensar|omitir ~2 lectura|leer"))
        return true;
    if (has(s, clause, end, "dictaminad@|informad@ ~2 por la comision")) return true; // who voted there
    if (has(s, clause, at + 1,
            "se dice|decia|dijo|lee|leia|asienta|asento|consigna|consigno|anota|anoto que") ||
        has(s, clause, at,
            "const*|aclar*|recuerd*|recordo|recordaron|recordando|rectific*|corrija|corrige|corrigio ~3 que"))
        return true;
    return other_time(s, clause, off ? at : end) &&
           !has(s, clause, end, "se|queda aprueba|aprueban|acuerda|resuelve|aprobad@|aprobad@s");
}

// The sentence at `from` goes on with a count: "En contra, ninguno.", "¿Abstenciones? Una.", "¿Quiénes no?
// Dos."
static bool counts_on(const esc_stream *s, uint32_t from, uint32_t to) {
    while (from < to && s->atoms[from].kind == ESC_ATOM_SIGN) from++;
    esc_cursor c = esc_cursor_on(s, from, to);
    if (esc_cursor_match(&c, "quienes") && esc_cursor_match(&c, "est*|no")) return true;
    esc_cursor bare = c;
    uint32_t n; // "Quienes estén por retirarlo. Cinco."
    if (esc_number_any(&bare, &n) && bare.at >= to) return true;
    esc_cursor_match(&c, "y|los|las");
    esc_cursor_match(&c, "que");
    esc_cursor_match(&c, "vota|votan|votaron|voto|votos|esten|estan|se");
    if (esc_tally_side(&c) >= 0 || esc_cursor_match(&c, "abstengan")) return true;
    // "Aprobada con tres votos. El doctor Perdomo se abstiene, porque …"
    esc_cursor one = esc_cursor_on(s, from, to);
    if (esc_cursor_match(&one, "el|la") && one.at < to &&
        (esc_seat_word(&s->atoms[one.at]) || esc_title_word(&s->atoms[one.at])) &&
        has(s, one.at, one.at + NAMED < to ? one.at + NAMED : to, "se abstiene|abstuvo"))
        return true;
    return esc_cursor_match(&c, "no") && esc_cursor_sign(&c, '?');
}

// "Queda aprobado por mayoría.", "En consecuencia, se rechaza.": what came of the counts before it.
static bool concludes(const esc_stream *s, uint32_t from, uint32_t to) {
    esc_cursor c = esc_cursor_on(s, from, to);
    esc_cursor_match(&c, "en consecuencia|por ~1 tanto|asi|habiendo");
    const bool short_of =
        esc_cursor_match(&c, "al? no|por ~1 reun*|alcanz*|obten*|lograr*|haber*"); // "Al no …"
    esc_cursor_sign(&c, ',');
    // "La venta fue rechazada.": with what was voted before the verb
    const bool passive = has(s, from, to,
                             "fue|es|queda|quedo|resulta|resulto|ha ~1 aprobad@|rechazad@|desechad@|"
                             "desestimad@|denegad@|negad@");
    return to - from <= CONCLUSION &&
           (short_of || passive ||
            esc_cursor_match(&c, "aprobad@|aprobad@s|rechazad@|queda|quedo|se|es|ha|fue|no|"
                                 "unanimidad|mayoria|por")) &&
           (has(s, from, to,
                "aprob*|aprueb*|rechaz*|desech*|desestim*|neg*|denegad@|unanimidad|mayoria|prosper*|"
                "elegid@|elect@"));
}

// The sentence behind the stop at `at`: where it ends, and in ret_from where it begins.
static uint32_t next_sentence(const esc_stream *s, uint32_t at, uint32_t *ret_from) {
    const uint32_t to = esc_sentence_to(s, at, SENTENCE);
    *ret_from = at;
    while (*ret_from < to && esc_stream_sign(s, *ret_from, '.')) ++*ret_from;
    return to;
}

#define CASTING "calidad|dirimente|desempate|decisivo|doble"

// "ejerció su voto de calidad en contra", "decidió en contra con su voto dirimente": the side that whoever
// breaks a tie takes, -1 where it is not said.
static int casting_side(const esc_stream *s, uint32_t from, uint32_t to) {
    for (uint32_t i = from + 1; i < to; i++) {
        if (!esc_atom_is(&s->atoms[i], CASTING) ||
            !has(s, i > from + WHY_REACH ? i - WHY_REACH : from, i + 2 < to ? i + 2 : to, "voto|votos"))
            continue;
        for (uint32_t k = i + 1; k < to && k < i + BRIEF && !esc_atom_is(&s->atoms[k], ".|;"); k++) {
            esc_cursor c = esc_cursor_on(s, k, to);
            const int side = esc_tally_side(&c);
            const bool counted = s->atoms[k - 1].cardinal || s->atoms[k - 1].kind == ESC_ATOM_NUMBER ||
                                 esc_atom_is(&s->atoms[k - 1], "votos");
            if (side == 0 || side == 1) return counted ? -1 : side;
        }
        esc_cursor before = esc_cursor_on(s, i > from + BRIEF ? i - BRIEF : from, i);
        if (esc_cursor_find(&before, "decid*|voto|vota|votando|resolv*|inclin*|pronunci*")) {
            const int side = esc_tally_side(&before);
            if (side == 0 || side == 1) return side;
        }
    }
    return -1;
}

// Where the passage ends that tells of one ballot: the counts may stand in sentences of their own, and so may
// what came of them.
static uint32_t passage_to(const esc_stream *s, uint32_t from, uint32_t to) {
    static const char result[] =
        "unanimidad|unanime|mayoria|aprobad@|aprobad@s|rechazad@|aprueba|aprobo|rechaza";
    uint32_t next, begin, votes;
    if (to < s->atoms_count && (next = next_sentence(s, to, &begin)) <= begin + LONE_COUNT &&
        (s->atoms[begin].cardinal || s->atoms[begin].kind == ESC_ATOM_NUMBER) &&
        esc_atom_is(&s->atoms[begin + 1], "abstencion|abstenciones"))
        to = next; // "Afirmativa (8 en 10). Dos abstenciones."
    uint32_t end = to;
    bool counted = false;
    for (uint32_t i = from; i < to && !counted; i++) {
        esc_cursor c = esc_cursor_on(s, i, to);
        counted = esc_tally_side(&c) >= 0 ||
                  esc_cursor_match(&c, "quienes|que est* de? acuerdo|conformes|por") ||
                  (esc_cursor_match(&c, "con|por") && esc_number_any(&c, &votes) &&
                   esc_cursor_match(&c, "votos")) ||
                  (esc_cursor_match(&c, "empate a") && esc_number_any(&c, &votes));
    }
    if (!counted) return to;
    while (end < s->atoms_count && end < from + PASSAGE) {
        next = next_sentence(s, end, &begin);
        if (!counts_on(s, begin, next)) break;
        end = next;
    }
    if (end < s->atoms_count && !has(s, from, end, result)) {
        next = next_sentence(s, end, &begin);
        // "Persistiendo el empate, decide el voto de calidad …, con lo que resulta rechazada."
        const bool tied = has(s, begin, next, "empate|empatada|calidad|dirimente") &&
                          has(s, begin, next, "aprobad@|rechazad@|desechad@|aprueba|rechaza");
        const bool cast = has(s, begin, next, CASTING) && casting_side(s, begin, next) >= 0;
        if (tied || cast || concludes(s, begin, next)) end = next;
    }
    return end;
}

// Behind what was recalled: what is decided today.
#define NOW_DECIDED                                                                                          \
    ",|; se "                                                                                                \
    "ratifica|resuelve|resolvio|acuerda|acordo|aprueba|aprobo|rechaza|rechazo|decide|decidio|desecha|niega " \
    "~9 "                                                                                                    \
    "unanimidad|mayoria|favor|votos|unanime"

// "No se aprobó", "no aprobada"; not "8 sí, 1 no. Aprobado."
static bool not_approved(const esc_stream *s, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i + 1 < to; i++)
        if (esc_cursor_looking_at(s, i, "no se|fue|es|resulto? aprueba|aprobo|aprobad@|aprobaron") &&
            s->atoms[i + 1].kind == ESC_ATOM_WORD)
            return true;
    return false;
}

// "No prosperó su petición, por cinco votos contra dos, y la agenda quedó aprobada por mayoría": where the
// second of two ballots in one sentence begins, which is on the matter itself; `from` where there is but one.
static uint32_t later_ballot(const esc_stream *s, uint32_t from, uint32_t to) {
    if (!has(s, from, to, "prosper*|admit*|acept*|acog*|rechaz*|desech*")) return from;
    for (uint32_t i = from + 2; i + 2 < to; i++) {
        const bool parts = esc_stream_sign(s, i, ';') || (esc_stream_sign(s, i - 1, ',') &&
                                                          esc_atom_is(&s->atoms[i], "y|e|pero|aprobandose"));
        if (parts && has(s, i, to, "aprob*|aprueb* ~9 unanimidad|mayoria|votos|favor") &&
            !has(s, from, i, "aprob*|aprueb*") &&
            (has(s, from, i, "no ~1 prosper*|admit*|acept*|acog*") || has(s, from, i, "rechaz*|desech*")))
            return i + 1;
    }
    return from;
}

// What was decided, told by a verb of its own at `at`: 1 approved, -1 rejected, 0 nothing.
static int decides_at(const esc_stream *s, uint32_t from, uint32_t at) {
    const bool yes = esc_atom_is(&s->atoms[at], "aprueba|aprobo|aprueban|aprobaron|aprobad@|aprobad@s"),
               no = !yes && esc_atom_is(&s->atoms[at],
                                        "rechaza|rechazo|rechazan|rechazaron|rechazad@|rechazad@s|desecha|"
                                        "desecho|desechad@|desecharon|niega|nego|negad@");
    if ((!yes && !no) ||
        !has(s, at > from + 3 ? at - 3 : from, at, "se|fue|fueron|es|queda|quedo|resulta|resulto|siendo"))
        return 0;
    return no || has(s, at > from + 3 ? at - 3 : from, at, "no") ? -1 : 1;
}

// "La compra se rechazó (1-2) y, repetida la votación, se aprobó (2-1)", "se rechazó la enmienda y se aprobó
// el programa": where the second of two ballots begins that end otherwise; ESC_NONE where there is one.
static uint32_t second_ballot(const esc_stream *s, uint32_t from, uint32_t to) {
    uint32_t parts = ESC_NONE;
    int first = 0;
    for (uint32_t i = from; i < to; i++) {
        const int sign = decides_at(s, from, i);
        if (!sign) {
            if (first && parts == ESC_NONE &&
                (esc_stream_sign(s, i, ';') || esc_atom_is(&s->atoms[i], "y|e|pero|mientras|aunque")) &&
                !esc_stream_first(s, i + 1))
                parts = i + 1;
            // "dos votos a favor y uno en contra"
            if (parts == i) {
                esc_cursor c = esc_cursor_on(s, i, to);
                uint32_t n;
                if (esc_number_any(&c, &n) || esc_tally_side(&c) >= 0) parts = ESC_NONE;
            }
            continue;
        }
        if (first && sign != first && parts != ESC_NONE) return parts;
        first = sign, parts = ESC_NONE;
    }
    return ESC_NONE;
}

// "Se rechazó la enmienda": of a motion, where another ballot is told beside it.
static const char motions[] =
    "enmienda|enmiendas|mocion|reserva|reservas|modificacion|adicion|peticion|sugerencia|"
    "contrapropuesta|adendo";

// "no se aprobó por unanimidad sino por mayoría": where it says what was meant; ESC_NONE where nothing is set
// right. ret_manner: only how it was voted is.
static uint32_t set_right(const esc_stream *s, uint32_t from, uint32_t to, bool *ret_manner) {
    enum { DENIED_REACH = 12 };
    for (uint32_t i = from + 2; i + 1 < to; i++) {
        if (!esc_atom_is(&s->atoms[i], "sino")) continue;
        for (uint32_t k = i; k-- > from && k + DENIED_REACH > i;) {
            if (!esc_atom_is(&s->atoms[k], "no") ||
                esc_atom_is(&s->atoms[k + 1], "solo|solamente|unicamente"))
                continue;
            *ret_manner = esc_atom_is(&s->atoms[i + 1], "por|con|a|mediante");
            return i + 1;
        }
    }
    return ESC_NONE;
}

// "No hubo unanimidad", "sin alcanzar la unanimidad", "no por unanimidad".
static const char *const divided_ways[] = {
    "no ~1 hubo|hay|existe|existio|alcanz*|logr*|obtuv*|habiendo|haber|habido ~2 unanimidad",
    "sin alcanz*|lleg*|haber|lograr*|obten*|existir ~2 unanimidad", "sin|no por? unanimidad",
    "no es|fue por? unanime|unanimidad"};
static esc_pattern_set divided_set = ESC_PATTERNS(divided_ways);

// "Aprobado en lo general por unanimidad; en lo particular, …": where the vote on its parts begins; `to`
// where none is told.
static uint32_t in_particular(const esc_stream *s, uint32_t from, uint32_t to) {
    esc_cursor whole = esc_cursor_on(s, from, to);
    static const char told[] = "unanimidad|unanime|mayoria|votos|aprob*|aprueb*|rechaz*|desech*";
    if (!esc_cursor_find(&whole, "en lo general")) return to;
    for (uint32_t i = whole.at; i + 2 < to; i++) {
        const bool part = esc_cursor_looking_at(s, i, "en lo particular") && has(s, whole.at, i, told),
                   other = esc_stream_sign(s, i, ';') && has(s, i, to, told);
        if (!part && !other) continue;
        if (!has(s, i, to, told)) return to;
        uint32_t cut = i;
        while (cut > whole.at && esc_atom_is(&s->atoms[cut - 1], "y|e|,|;|.|mientras|que|se|aprobo|aprueba"))
            cut--;
        return cut;
    }
    return to;
}

// "Se somete a votación la moción y es acogida …", "Así se acuerda.": what is voted is what was moved before.
static bool on_motion(const esc_stream *s, uint32_t from, uint32_t to) {
    return esc_cursor_looking_at(s, from, "asi|ello|lo") ||
           esc_cursor_looking_at(s, from, "es|por unanimidad") ||
           esc_cursor_looking_at(s, from, "se acuerda|acordo|aprueba|aprobo|acepta|acepto|decide asi") ||
           esc_cursor_looking_at(s, from, "fue|es|queda aprobad@|aceptad@|acogid@") ||
           has(s, from, to,
               "la|dicha|esta|su mocion|peticion|propuesta|solicitud|sugerencia ~9 "
               "aprob*|aprueb*|acogid@|aceptad@|favor|votos|unanimidad|mayoria") ||
           esc_cursor_looking_at(s, from, "el|la ~3 accedio|accede|accedieron") ||
           esc_cursor_looking_at(s, from, "se estuvo|estaba de acuerdo") ||
           esc_cursor_looking_at(s, from, "tod@s ~4 acuerdo|conformes|coincid*");
}

// Leaves out of from…to-1 the clauses that only suppose a vote. False where `at` stands in such a one, *to
// then being its end.
static bool without_supposed(const esc_stream *s, uint32_t *from, uint32_t at, uint32_t *to) {
    uint32_t begin, end;
    for (uint32_t i = *from; esc_supposed_next(s, *from, i, *to, &begin, &end); i = end) {
        if (begin <= at && at < end) {
            *to = end;
            return false;
        }
        if (!has(s, begin, end, "unanim*|mayoria|mayoritariamente|votos|contra")) continue;
        if (end <= at) {
            *from = end;
        } else {
            bool told = false;
            for (uint32_t k = end; k < *to && !told; k++) told = esc_verdict_word(&s->atoms[k]);
            if (told) continue;
            *to = begin;
            break;
        }
    }
    return true;
}

bool esc_verdict_read(const esc_stream *s, uint32_t least, uint32_t most, uint32_t at, esc_verdict *ret) {
    uint32_t from = esc_sentence_from(s, at, SENTENCE), to = esc_sentence_to(s, at, SENTENCE);
    if (esc_cursor_looking_at(s, from, "asi se|lo") &&
        from > 1) // "Así se determinó por …": what was said before
        from = esc_sentence_from(s, from - 2, SENTENCE);
    if (from < least) from = least;
    to = passage_to(s, from, to);
    uint32_t behind, moved_from = from; // the sentence before, where it moved to put the point off
    if (from > least + 2 && on_motion(s, from, to)) {
        moved_from = esc_sentence_from(s, from - 2, SENTENCE);
        if (moved_from < least) moved_from = least;
    }
    // "Treinta y ocho votos. Aprobado por unanimidad.": the count before what came of it
    if (from > least + 2 && esc_atom_is(&s->atoms[from - 2], "votos") && esc_stream_sign(s, from - 1, '.')) {
        const uint32_t count = esc_sentence_from(s, from - 2, BRIEF);
        if (count >= least && (s->atoms[count].cardinal || s->atoms[count].kind == ESC_ATOM_NUMBER))
            from = count;
    }
    const bool moved = moved_from < from && esc_moved_to_put_off(s, moved_from, from, &behind);
    if (to > most) to = most;
    const uint32_t whole = from; // which says what was voted
    bool waives = false;
    // "Se dispensó por unanimidad la lectura del acta y se aprobó por mayoría": only what comes behind
    esc_cursor waived = esc_cursor_on(s, from, to);
    if (esc_cursor_find(&waived, waiving) && has(s, from, to, "lectura|leer*") &&
        (esc_cursor_find(&waived,
                         "y|, se|fue|queda|quedo|la|lo aprueba|aprobo|aprobad@|aprueban|aprobaron") ||
         esc_cursor_find(&waived, ", el|la|dich@ acta|minuta|proyecto|orden ~2 se|fue|es|queda|quedo "
                                  "aprueba|aprobo|aprobad@"))) // "concedida la dispensa, el acta se aprobó"
        waives = true, from = waived.from, at = waived.at > at ? waived.at - 1 : at;
    const uint32_t later = later_ballot(s, from, to);
    if (later > from) from = later, at = at > later ? at : later;
    // "Recordó que en abril se había rechazado …, se resuelve …": of another time, and now
    esc_cursor now = esc_cursor_on(s, from, to);
    if (esc_cursor_find(&now, "habia|habian|hubo|recordo|recuerda|recordando|cuyo ~6 "
                              "que|punto|rechaz*|desech*|aprobad*|negad*") &&
        esc_cursor_find(&now, NOW_DECIDED))
        from = now.from, at = now.at > at ? now.at - 1 : at;
    // "Se recuerda que en abril se rechazó por tres votos contra dos; se aprueba": of another time, and now
    for (uint32_t i = at; i > from + 1; i--)
        if (esc_stream_sign(s, i - 1, ';')) {
            if (other_time(s, from, i - 1)) from = i;
            break;
        }
    // "En lo particular, la reserva fue rechazada": of a part of what was voted as a whole
    enum { WHOLE_REACH = 60 };
    if (has(s, from, at + 1, "en lo particular") && !has(s, from, to, "en lo general") &&
        has(s, from > least + WHOLE_REACH ? from - WHOLE_REACH : least, from, "en lo general")) {
        *ret = (esc_verdict){.from = from, .to = to, .tally = ESC_TALLY_NONE};
        return false;
    }
    const uint32_t parts = in_particular(s, from, to);
    if (parts <= at) {
        *ret = (esc_verdict){.from = from, .to = to, .tally = ESC_TALLY_NONE};
        return false;
    }
    to = parts;
    const uint32_t second = later == whole ? second_ballot(s, from, to) : ESC_NONE;
    const bool cut = second != ESC_NONE && at < second;
    if (second != ESC_NONE) {
        const bool first_moved = has(s, from, second, motions), second_moved = has(s, second, to, motions);
        if (first_moved != second_moved && cut == first_moved) { // on what somebody moved
            *ret = (esc_verdict){.from = from, .to = cut ? second : to, .cut = true, .tally = ESC_TALLY_NONE};
            return false;
        }
        if (cut)
            to = second;
        else
            from = second;
    }
    bool manner = false;
    const uint32_t meant = set_right(s, from, to, &manner);
    if (meant != ESC_NONE && !manner) from = meant, at = at > meant ? at : meant;
    const uint32_t least_real = from;
    uint32_t most_real = to;
    if (!without_supposed(s, &from, at, &most_real) && !esc_put_off(s, least_real, to)) {
        *ret = (esc_verdict){.from = least_real, .to = most_real, .cut = true, .tally = ESC_TALLY_NONE};
        return false;
    }
    if (most_real > at) to = most_real;
    esc_verdict v = {.from = waives ? whole : least_real, .to = to, .cut = cut};
    *ret = v;
    ret->tally = ESC_TALLY_NONE;
    bool counts = esc_tally_read(s, from, to, &v.tally);
    const uint32_t how_from = manner ? meant : from; // "sino por mayoría"
    const bool by_word = has(s, how_from, to, "unanimidad|unanime|unanimes|unanimemente") &&
                         !any(s, how_from, to, &divided_set);
    bool unanimous = by_word,
         majority =
             has(s, how_from, to, "mayoria|mayoritariamente") &&
             !has(s, from, to,
                  "mayoria que? exig*|requer*|necesaria|pide|establece|senala|marca") && // "no alcanzándose
                                                                                         // la …"
             !has(s, from, to, "no ~1 reunir*|alcanz*|obten*|obtuv*|lograr*|logro|reun*|haber ~2 mayoria");
    // "cinco a favor, ninguno en contra y una abstención" is no unanimity
    unanimous |= !majority && v.tally.votes[2] <= 0 && any(s, from, to, &by_all_set);
    bool carried = has(s, from, to, "aprob*|aprueb* ~3 unanimidad|mayoria") ||
                   (manner && has(s, from, meant, "aprob*|aprueb*"));
    bool no = (has(s, from, to, rejected) && !carried) ||
              has(s, from, to, "acuerd*|acord*|resuelv*|resolv*|decid* negar|denegar") ||
              has(s, from, to,
                  "acuerd*|acord*|resuelv*|resolv*|decid* no "
                  "acceder|aprobar|autorizar|conceder|otorgar|aceptar|acoger|admitir") ||
              (!manner && not_approved(s, from, to)) || has(s, from, to, "no ~1 prosper*") ||
              has(s, from, to, "archiv* es|fue|queda aprobad@") ||
              has(s, from, to, "aprobad@|aprueba|aprobo|vota ~4 proposicion|propuesta|mocion de archiv*") ||
              has(s, from, to,
                  "por lo que|cual no se? acepta|acepto|autoriza|autorizo|concede|concedio|admite|admitio");
    no |= !has(s, from, to, "aprob*|aprueb*") &&
          has(s, from, to,
              "no se? confirm*|autoriza|autorizo|acepta|acepto|concede|concedio|admite|admitio|otorga|otorgo|"
              "ratifica|ratifico|acoge|acogio|favorable");
    no |= has(s, from, to, "mayoria de ~3 voto|votaron|vota|votan en? contra") &&
          !has(s, from, to, "aprob*|aprueb*");
    no |= any(s, from, to, &refusal_set);
    no |= v.tally.all > 0 && has(s, from, to, "negativa") && !has(s, from, to, "afirmativa"); // "(4 en 10)"
    no |= has(s, from, to, "negad@|negad@s por ~2 unanimidad|mayoria|votos") ||
          has(s, from, to, "vota ~9 negativa");
    // "tres por la aprobación, dos por el rechazo": a side, and no verdict
    no &= !(v.tally.votes[0] > v.tally.votes[1] && v.tally.votes[1] >= 0 &&
            ((has(s, from, to, "rechazan|rechazaron") && !has(s, from, to, "rechazad@|rechazad@s|rechaza")) ||
             has(s, from, to, "por el? rechazo|rechazar*") ||
             has(s, from, to, ",|: rechaza|rechazan|rechazaron|rechazo")));
    bool decides = has(s, from, to, "por|a unanimidad|mayoria") ||
                   has(s, from, to, "resultado|resultando ~3 unanimidad|unanime|mayoria") ||
                   has(s, from, to, "votacion|votado|vota :? unanimidad|unanime") || in_brackets(s, from, to);
    bool yes = has(s, from, to, approved) || decides ||
               has(s, from, to, "mayoria ~3 vota|voto|votaron|esta|estuvo|estuvieron ~1 favor|acuerdo") ||
               has(s, from, to,
                   "pronuncia|pronuncian|pronunciaron|manifiestan|manifestaron|muestran ~2 "
                   "favor|conformes|acuerdo") ||
               ((unanimous || majority) && to - from <= BARE); // "Unanimidad.", "Unánime y en firme."
    bool pending = !unanimous && !no && esc_left_pending(s, from, to);
    bool off = pending || esc_merely_put_off(s, from, to) ||
               (esc_put_off(s, from, to) && !has(s, from, to, "aprob*|aprueb* ~6 orden del di@"));
    if (of_other(s, from, at, to, off)) return false;
    // "Al estar presentes todos los integrantes con voto, se declaró la existencia de quórum"
    if (!off && !counts && has(s, from, to, "quorum") &&
        !has(s, from, to, "aprob*|aprueb*|acord*|acuerd*|rechaz*"))
        return false;
    if (moved && !off) {
        if (no) return false; // the motion alone was refused
        off = has(s, from, to, approved) || unanimous || majority || counts ||
              has(s, from, to, "accedio|accede|accedieron") || has(s, from, to, "se estuvo de acuerdo");
    }
    // "Quienes estén porque se vea en la próxima sesión … Es unanimidad."
    // or "Aprobado por unanimidad que se posponga el punto cinco."
    if (!off && !no && (unanimous || majority || counts))
        off = (has(s, from, to, "quienes|l@s que? est* por|porque|de|a") &&
               esc_moved_to_put_off(s, from, to, &behind)) ||
              has(s, from, to, "aprob* ~5 que se posponga|aplace|difiera|postergue|retire");
    if (off) {
        v.result = "postponed";
        v.how = unanimous                                                                   ? "unanimidad"
                : majority && (counts || has(s, from, to, "por|obtiene|obtuvo ~1 mayoria")) ? "mayoria"
                                                                                            : NULL;
        if (!v.how && counts) v.how = esc_verdict_how(&v.tally);
    } else if ((unanimous || majority || counts) &&
               (yes || no || counts || has(s, from, to, "votos|votacion|afirmativa|vota") ||
                has(s, from, to, "voto favorable|afirmativo|aprobatorio|unanime"))) {
        if (has(s, from, to, "empate") &&
            !has(s, from, to, "calidad|desempat*|dirimente|aprob*|aprueb*|rechaz*")) {
            ret->tally = v.tally;
            return false; // nothing was decided
        }
        if (majority && has(s, from, to, "mayoria de|del l@s|sus? integrantes|miembros|presentes") && !yes &&
            !no && !counts)
            return false;
        // whatever words stand beside them ("se vota el otorgamiento"), the counts decide, but for what is
        // said to have been done
        bool outvoted = v.tally.votes[0] >= 0 && v.tally.votes[1] > v.tally.votes[0] &&
                        !has(s, from, to,
                             "se|fue|es|queda|quedo|resulta|resulto|resultando|quedando ~1 "
                             "aprueba|aprobo|aprueban|aprobaron|aprobad@|aprobad@s") &&
                        !esc_atom_is(&s->atoms[from], "aprobad@|aprobad@s");
        const bool tied = v.tally.votes[0] > 0 && v.tally.votes[1] == v.tally.votes[0];
        if (tied && !has(s, from, to, "aprob*|aprueb*")) no |= casting_side(s, from, to) == 1;
        if (tied && !no && !has(s, from, to, "aprob*|aprueb*|calidad") && casting_side(s, from, to) < 0) {
            // not yet decided
            ret->tally = v.tally;
            return false;
        }
        v.result = no || outvoted ? "rejected" : "approved";
        // "rechazado con tres votos a favor y ninguno en contra"
        if (no && !by_word && v.tally.votes[0] > 0) unanimous = false;
        v.how = unanimous ? "unanimidad" : majority ? "mayoria" : esc_verdict_how(&v.tally);
    } else if (no &&
               !has(s, from, to, "desech* ~1 su|sus|la|las ~1 propuesta|oferta|proposicion|cotizacion") &&
               !has(s, from, to, "fue|fueron desechad@|desechad@s|descalificad@s por no") &&
               (has(s, from, to,
                    "se|fue|qued@|queda|es|resulta|resulto rechaz*|desech*|desestim*|niega|nego|deneg*|"
                    "reprueb*|reprob*|improcedente") ||
                has(s, from, to, "se? declar*|dictamin* ~4 improcedente|improcedentes") ||
                has(s, from, to, "mocion|propuesta|proposicion|iniciativa ~2 decae|decayo") ||
                has(s, from, to, refusals[0]) || has(s, from, to, refusals[1]) || refused(s, from, to) ||
                mere_refusal(s, from, to))) {
        v.result = "rejected";
    } else if (has(s, from, to, unopposed) || merely_approved(s, from, to) ||
               mere_verdict(s, from, to)) { // how, it does not say
        v.result = "approved";
    } else {
        return false;
    }
    v.mere = (counts || unanimous || majority) && !has(s, from, to, "aprob*|aprueb*|orden|acta") &&
             to - from <= BRIEF;
    bool carries = !strcmp(v.result, "approved");
    if (!v.how && strcmp(v.result, "postponed") != 0 && v.tally.votes[0] < 0 && v.tally.votes[1] > 0)
        v.how = "mayoria"; // "con un solo voto en contra"
    if (!v.how && (v.tally.votes[0] > 0 || v.tally.votes[1] > 0) &&
        has(s, from, to, "rechaz*|apoy*|respald*|votan|votaron l@s demas|restantes|otr@s"))
        v.how = "mayoria"; // "la rechazaron los demás"
    if (!v.how && carries && has(s, from, to, "voto ~1 calidad|dirimente|desempate|doble")) v.how = "mayoria";
    if (!strcmp(v.result, "rejected")) {
        turn_sides(s, &v);
        if (!majority && !unanimous && v.tally.votes[1] >= 0 && v.tally.votes[0] > v.tally.votes[1])
            v.how = NULL; // more were for it than against, and did not suffice
    }
    *ret = v;
    return true;
}

// Words that may tell of a vote.
static const char telling[] = // the frequent ones first, they are compared one by one
    "sin|tod@s|acuerd@|mesa|favor|voto|votos|votacion|aprueba|aprobo|aprobad@|unanimidad|pasa|paso|ver|"
    "comun|contra|procede|mayoria|aprobacion|queda|cuarto|conformidad|mano|apruebo|apoyan|apoyaron|"
    "tratad@|verl@|prosper*|unanime|unanimes|unanimemente|mayoritariamente|votaron|vota|votan|resuelve|"
    "baja|pendiente|aprobad@s|deja|dejo|dejan|dejar|dejarl@|dejarse|pasarl@|vuelve|regresa|bajo|saca|"
    "saco|quita|quito|elimina|elimino|afirmativa|negativa|niega|nego|infundad@|decae|decayo|"
    "asentimiento|aclamacion|consenso|ratifica|ratifico|ratifican|ratificad@|aprueban|aprobaron|manos|nadie|"
    "discrepante|suspende|suspendio|convino|alcanza|alcanzo|alcanzar|obtuvo|desfavorablemente|"
    "intermedio|regrese|pendiente|prospera|prosperan|prospero|prosperaron|improcedente|avala|avalan|avalo|"
    "asienten|"
    "asintieron|consienten|devuelve|devuelven|aprobandose|desaprueba|reprueba|sufragios|retomara|"
    "votara|traslada|traslado|trasladan|retorna|retornan|retorno|vuelva|regreso|coinciden|acepto|aceptaron|"
    "acogid@|reservad@|cancelad@|suspendid@|retira|dispone|dispuso|suspendo|accedio|accede|accedieron|"
    "rechazos|restantes";
static const char telling_stems[] = "rechaz*|desech*|desestim*|retir*|" ESC_PUT_OFF;

bool esc_verdict_word(const esc_atom *atom) {
    return esc_atom_is(atom, telling) || esc_atom_is(atom, telling_stems);
}
