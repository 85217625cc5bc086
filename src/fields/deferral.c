// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/deferral.h"

#include "fields/dates.h"
#include "fields/seats.h"
#include "fields/titles.h"

static inline bool has(const esc_stream *s, uint32_t from, uint32_t to, const char *pattern) {
    return esc_cursor_within(s, from, to, pattern);
}

static const char matters[] =
    "punto|asunto|tema|caso|pedido|peticion|discusion|votacion|tratamiento|propuesta|proposicion|orden|"
    "dictamen|"
    "iniciativa|expediente|solicitud|nombramiento|proyecto|resolucion|analisis|mocion|acta|minuta|materia";

static bool either(const esc_stream *s, uint32_t at, const char *a, const char *b) {
    return esc_atom_is(&s->atoms[at], a) || esc_atom_is(&s->atoms[at], b);
}

// "se deja para la próxima reunión", "se pasa para marzo", "dejar el tema para la reunión de marzo".
#define LATER                                                                                                \
    " para ~2 "                                                                                              \
    "proxim@|siguiente|otra|futura|posterior|asamblea|reunion|sesion|junta|" ESC_MONTHS
// "El consejero Benítez se retira …": who leaves is a person.
#define PERSONS                                                                                              \
    "consejer*|regidor*|concejal*|edil*|senor*|sr|sra|diputad*|vocal|miembro|integrante|dr|dra|lic|ing|"     \
    "companer*|sindic@|quien"
static bool person_before(const esc_stream *s, uint32_t from, uint32_t at) {
    uint32_t i = at > from + 6 ? at - 6 : from;
    bool person = false;
    for (; i < at; i++) person |= esc_atom_is(&s->atoms[i], PERSONS);
    return person && at > from && esc_atom_is(&s->atoms[at - 1], "se");
}

// "Se retiró el Biól. Paz."
static bool person_behind(const esc_stream *s, uint32_t at) {
    if (esc_cursor_looking_at(s, at, "el|la|los|las? " PERSONS) ||
        esc_cursor_looking_at(s, at, "a las|la # : #") || esc_cursor_looking_at(s, at, "siendo las|la"))
        return true; // "Terminado su informe se retiró a las 7:30"
    at += at < s->atoms_count && esc_atom_is(&s->atoms[at], "el|la|los|las|d|don|dona");
    return at < s->atoms_count && s->atoms[at].shape != ESC_SHAPE_LOWER &&
           (esc_title_word(&s->atoms[at]) || esc_title_end(s, at, s->atoms_count) > at);
}

// A seat, or two words with capitals one after the other: whoever it is, it is no point that leaves.
static bool names_person(const esc_stream *s, uint32_t from, uint32_t at) {
    for (uint32_t i = from; i < at; i++)
        if (esc_seat_word(&s->atoms[i]) || (i > from && s->atoms[i].shape == ESC_SHAPE_CAPITAL &&
                                            s->atoms[i - 1].shape == ESC_SHAPE_CAPITAL))
            return true;
    return false;
}

// Behind a wish: "…, lo que se aprueba", "… y así se acordó".
static const char granted[] = "lo|y que|cual|asi|ello? se? ~1 aprueba|aprobo|acepta|acepto|acuerd@|acordo|"
                              "concede|concedio|aprueban|aprobaron|aceptan|aceptaron";
static const char *const assents[] = {
    granted,
    "asi|ello se? ~1 aprueba|aprobo|acepta|acepto|acuerd@|acordo|decide|decidio|resuelve|resolvio|hizo|"
    "convino|conviene|determino|dispone|dispuso",
    "siendo|fue|es|queda|y ~2 aprobad@|aceptad@|acogid@|aprobandose|acordandose"};
static esc_pattern_set assent_set = ESC_PATTERNS(assents);

// What says that it was decided, and not only wished.
#define DECIDED                                                                                              \
    "acord*|acuerd*|decid*|resolv*|resuelv*|determin*|convin*|convien*|acept*|optan|optaron|prefir*"

// Who moves something, and what they ask for where it is to be put off.
static const char *const movers[] = {
    "propon*|propus*|propuso|pid*|pidio|solicit*|sugir*|sugier*|sugirio|mocion*|plante*|peticion|propuesta",
    "quienes|l@s que? est* por|porque|de|a"};
static const char *const asked_for[] = {
    ESC_PUT_OFF,
    "sobre la mesa",
    "dej*|qued* ~6 pendiente|pendientes",
    "vuelv*|regres*|retorn*|devolv*|devuelv* ~2 a la? comision",
    "retirar|retirarl@|retire|retiren ~3 punto|asunto|tema|dictamen|iniciativa|del|orden|agenda|tabla",
    "no se? ~1 vea|viera|trate|tratara hoy|ahora",
    "se? vea|viera|vean|trate|tratara|traten|analice ~4 cuando|hasta",
    "en|para|a una|la? ~1 proxim@|siguiente|otra|futura sesion|reunion|asamblea|junta|ocasion",
    "dej*|pas*|traslad* ~3 para|a la? sesion|reunion|asamblea|junta de|del"};
static esc_pattern_set mover_set = ESC_PATTERNS(movers), asked_set = ESC_PATTERNS(asked_for);

bool esc_moved_to_put_off(const esc_stream *s, uint32_t from, uint32_t to, uint32_t *ret_behind) {
    uint32_t i = from;
    while (i < to && !esc_cursor_any(s, i, &mover_set)) i++;
    while (++i < to)
        if (esc_cursor_any(s, i, &asked_set)) {
            *ret_behind = i + 1;
            return true;
        }
    return false;
}

// What may say that something is put off: by itself (from SURE on), or together with other words.
enum {
    LEFT_FOR,
    LEFT_WHAT,
    SEEN_LATER,
    RECESS,
    SENT_BACK,
    IN_STUDY,
    NOT_TODAY,
    BACK_AGAIN,
    OFF,
    TAKEN_BACK,
    GIVEN_UP,
    SURE
};
static const char *const signs[] = {
    [LEFT_FOR] = "deja|dejo|dejar|dejando|pasa|paso|pasar|queda|quedo el|la|lo|este|esta|dich@ ~1 "
                 "punto|asunto|tema|expediente|dictamen|propuesta|solicitud|discusion|votacion" LATER,
    [LEFT_WHAT] = "deja|dejo|dejar|dejando|pasa|paso|pasar|queda|quedo el|la|los|las ~3 para|a la|una? ~1 "
                  "proxim@|siguiente|otra|futura|posterior sesion|reunion|asamblea|junta",
    [SEEN_LATER] = "ver|verl@|tratar|tratarl@|tratad@|analizar|analizarl@|analizad@|retomar|"
                   "retomarl@|retomad@|discutir|discutirl@|resolver|resolverl@|votarl@ ~3 "
                   "en|para una|la? ~1 proxim@|siguiente|otra|futura|sesion|reunion|asamblea "
                   "sesion|reunion|asamblea|junta|ocasion|oportunidad|que",
    [RECESS] = "pasa|paso|pasan|pasar a un? cuarto intermedio",
    [SENT_BACK] = "devuelve|devuelven|devolvio|devuelto|devuelta|devolver|devolverlo ~3 "
                  "a la|las? comision|comisiones|comite|area|origen|estudio",
    [IN_STUDY] = "queda|quedo|quedan|quedando|deja|dejo|dejan|dejar|dejarlo|dejarla ~3 "
                 "en estudio|suspenso|reserva|cartera|consulta",
    [NOT_TODAY] =
        "se tratara|vera|retomara|analizara|votara|discutira|resolvera|abordara|estudiara|presentara ~4 "
        "proxim@|siguiente|otra|futura|posterior sesion|reunion|asamblea|junta",
    [BACK_AGAIN] = "vuelve|vuelva|volvio|regresa|regresan|regreso|retorna|retornan|retorno a la? comision",
    [OFF] = ESC_PUT_OFF,
    [TAKEN_BACK] = "retir*",
    [GIVEN_UP] = "da|dar|dado|dada|dio|darse de baja",
    [SURE] = "deja|dejar*|dejo|dejan|queda|quedar|quedo|quedan|dejandose|quedando ~4 sobre la mesa",
    "deja|dejo|dejan|pasa|paso|dejarl@|dejarse|pasarl@|queda|quedo|quedan|traslada|traslado|trasladan|"
    "trasladarl@|corre|transfiere" LATER,
    "pasa|paso|pasan a la proxima|siguiente|otra sesion|reunion|asamblea",
    "a favor de trasladarl@|posponerl@|aplazarl@|diferirl@|retirarl@|postergarl@",
    "de vuelta a la? comision|comisiones",
    "bajar|bajarse|bajarl@|retirarse el|la? dictamen|punto|asunto|iniciativa",
    "regrese|vuelva|retorne ~2 cuando|hasta|una",
    "se pasa|paso al mes|ano que",
    "se vera|tratara|analizara|discutira|resolvera|votara en la sesion|reunion|junta|asamblea de " ESC_MONTHS,
    "qued@|queda|quedan|quedando ~4 para una|la ~1 sesion|reunion|junta|asamblea posterior|futura|proxim@",
    "tuvo|tiene|tienen|tuvieron|dio|da|dan por retirad@|desistid@",
    "queda|quedo retirad@ y|,|del|.",
    "deja|dejo|dejan|dejar|queda|quedo|quedan pendiente|pendientes ~3" LATER,
    "baja|bajo|bajan|saca|saco|sacan|quita|quito|elimina|elimino del|de ~1 orden|agenda|tabla|temario",
    "deja|dejo|dejan|dejar el|la conocimiento|tratamiento|analisis|examen|estudio|desahogo ~4" LATER,
    "deja|dejo|dejan sin efecto ~2 punto|asunto|tema",
    "suspendo|suspende|suspendio|difiero|pospongo|aplazo el|este punto|asunto|tema para|hasta",
    // "queda suspendido y será tratado en la siguiente sesión", "Se reserva para la próxima reunión"
    "sera|seran tratad@|vist@|retomad@|conocid@|analizad@|discutid@|resuelt@ ~1 en|para ~1 "
    "proxim@|siguiente|otra|futura|posterior sesion|reunion|asamblea|junta",
    "se reserva|reservo|reservan|reservaron" LATER,
    "queda|quedo|quedan suspendid@|suspendid@s hasta|para",
    "fue|queda|quedo cancelad@ a|por peticion|solicitud",
    "punto|asunto|tema|caso|numeral|inciso ~9 l@ retira|retiro|baja|bajo .",
    "suspende|suspenden|suspendio|suspender ~1 "
    "tratamiento|aprobacion|discusion|analisis|estudio|votacion|consideracion",
};
static esc_pattern_set sign_set = ESC_PATTERNS(signs);

// The sign `which` stands at `at`, and what it needs beside it in the sentence.
static bool tells(const esc_stream *s, uint32_t from, uint32_t at, uint32_t to, uint32_t which,
                  bool carried) {
    if (!esc_cursor_looking_at(s, at, signs[which])) return false;
    switch (which) {
    case LEFT_FOR:
    case LEFT_WHAT: // "pidió dejar el tema …" is only a wish
        return !esc_atom_is(&s->atoms[at], "dejar|pasar") || has(s, from, at, DECIDED);
    case SEEN_LATER: // "propone ver la materia en la próxima sesión, y así se acuerda"
        return has(s, at, to, granted) ||
               has(s, at, to, "asi se decide|decidio|resuelve|resolvio|hara|hizo") ||
               has(s, at, to, "lo que|cual es|fue aceptad@|aprobad@") || has(s, from, at, DECIDED);
    case RECESS:
        return !has(s, at, to, "minutos|minuto");
    case SENT_BACK:
    case NOT_TODAY:
        return !carried;
    case IN_STUDY:
        return !carried && has(s, from, at, matters);
    case BACK_AGAIN:
        return !esc_atom_is(&s->atoms[at], "vuelva") || has(s, from, at, "acord*|acuerd*|resolv*|resuelv*");
    default:
        return which >= SURE;
    }
}

// A verb of putting off, or of taking back (back), at `at`: said of a matter, as what was decided.
static bool verb_tells(const esc_stream *s, uint32_t from, uint32_t at, uint32_t to, bool back) {
    const bool off = !back;
    bool wish = esc_atom_is(&s->atoms[at], "difiera|difieran|posponga|pospongan|aplace|aplacen|postergue|"
                                           "retire|retiren") && // "pidió que se difiera"
                !has(s, from, at, "acord*|acuerd*|resolv*|resuelv* que se?") &&
                !has(s, from, at, "dispon*|dispus*|determina|determino que ~3 se") && // the chair

                !has(s, at, to, granted);
    if (wish) return false;
    if (has(s, from, at, "propuesta|mocion de") && has(s, at, to, "rechazad@|rechazaron|desechad@"))
        return false; // "la propuesta de aplazarlo es rechazada"
    if (esc_cursor_looking_at(s, at, "retirarlo|retirarla") && has(s, at, to, "asi se hizo|acordo|aprobo"))
        return true;
    bool matter = false,
         decided =
             has(s, from, at, "de acuerdo ~5 en|con") || // "… en postergar la venta"
             has(s, at > from + 9 ? at - 9 : from, at,
                 "acord*|acuerd*|decid*|resolv*|resuelv*|determin*|convin*|dispus* por unanimidad|mayoria");
    for (uint32_t k = at > from + 9 ? at - 9 : from; k < at + 7 && k < to; k++) {
        matter |= esc_atom_is(&s->atoms[k], matters);
        decided |=
            k < at && k + 5 > at &&
            either(s, k,
                   "se|acuerd*|acord*|decid*|qued@|queda|quedando|fue|es|resuelv*|resolv*|resolvio|"
                   "convin*|convien*|determin*|dispus*|dispone|procede|optan|optaron|acept*",
                   "solicit*|propon*|propus*|propuso|propuesta|pid*|pidio|aprob*|aprueb*|sugir*|sugier*");
    }
    if (matter && (decided || back || esc_atom_is(&s->atoms[at], "pospuest@|diferid@|aplazad@|postergad@")))
        return true;
    // "el Consejo postergó su tratamiento"
    if (off && matter && at > from && esc_atom_is(&s->atoms[at], "postergo|aplazo|pospuso|difirio") &&
        esc_atom_is(&s->atoms[at - 1],
                    "consejo|concejo|comite|comision|junta|asamblea|directorio|pleno|cabildo"))
        return true;
    // "El Consejo, por unanimidad, pospuso el asunto"
    if (off && matter && has(s, at > from + 5 ? at - 5 : from, at, "unanimidad|mayoria") &&
        esc_atom_is(&s->atoms[at], "postergo|aplazo|pospuso|difirio|posterga|aplaza|pospone|difiere"))
        return true;
    // "las visitas se reprogramaron": no point of the agenda
    if (off && decided && !esc_atom_is(&s->atoms[at], "reprogramaron|reagendaron")) return true;
    bool itself = back && at > from && esc_atom_is(&s->atoms[at - 1], "se") &&
                  !(at > from + 1 && esc_atom_is(&s->atoms[at - 2], "que|quien|quienes")) &&
                  !person_behind(s, at + 1);
    return itself && at < from + 12 && !names_person(s, from, at); // "A petición del área, se retira"
}

bool esc_merely_put_off(const esc_stream *s, uint32_t from, uint32_t to) {
    const uint32_t mark = from;
    while (from < to && s->atoms[from].kind != ESC_ATOM_WORD) from++; // "3.", its number
    // "3. Pendiente", "Pendiente para la próxima reunión"; else it may be said of an agreement
    if (from < to && esc_atom_is(&s->atoms[from], "pendiente|pendientes") &&
        ((from > mark && to - from < 3) ||
         esc_cursor_looking_at(s, from + 1, "para|hasta una|la ~1 proxim@|siguiente|otra|sesion|reunion")))
        return true;
    // "Cuarto: retirado por el área", "Presidenta: «Se baja»": behind the point, or who says it
    for (uint32_t i = from; i < to && i < from + 4; i++)
        if (esc_stream_sign(s, i, ':')) {
            from = i + 1;
            while (from < to && s->atoms[from].kind != ESC_ATOM_WORD) from++;
            break;
        }
    // "Se baja.", "Se pospone."
    static const char off[] = "baja|pospone|aplaza|posterga|difiere";
    if (to - from < 4 && esc_cursor_looking_at(s, from, "se") && from + 1 < to &&
        (esc_atom_is(&s->atoms[from + 1], off) || esc_atom_is(&s->atoms[from + 1], "retira")))
        return true;
    return esc_cursor_looking_at(s, from, "reservad@|retirad@|aplazad@|pospuest@|diferid@|postergad@") &&
           (to - from < 3 || esc_cursor_looking_at(s, from + 1, ",|para|por|.|a|hasta"));
}

// "mientras dure la retirada de la cubierta", "con el retiro del caso 3, el orden del día se aprobó": no
// verb. But "se aprueba el retiro del punto".
static bool mere_noun(const esc_stream *s, uint32_t from, uint32_t at) {
    if (at < from + 1 || !esc_atom_is(&s->atoms[at], "retiro|retirada") ||
        !esc_atom_is(&s->atoms[at - 1], "el|la|un|una|su|al|del") ||
        !esc_cursor_looking_at(s, at + 1, "de|del"))
        return false;
    return esc_atom_is(&s->atoms[at], "retirada") ||
           (at > from + 1 && esc_atom_is(&s->atoms[at - 2], "con|tras")) ||
           !has(s, from, at, "se ~3 aprueba|aprobo|acuerda|acordo|autoriza|autorizo");
}

bool esc_put_off(const esc_stream *s, uint32_t from, uint32_t to) {
    if (esc_merely_put_off(s, from, to)) return true;
    const bool carried = has(s, from, to, "aprob*|aprueb*"); // what is only told of then comes later
    uint32_t moved; // "propone que el asunto quede sobre la mesa, y así se acuerda"
    if (esc_moved_to_put_off(s, from, to, &moved))
        while (moved < to)
            if (esc_cursor_any(s, moved++, &assent_set)) return true;
    for (uint32_t i = from; i < to; i++) {
        if (!esc_cursor_any(s, i, &sign_set)) continue;
        for (uint32_t k = 0; k < sizeof signs / sizeof *signs; k++)
            if (tells(s, from, i, to, k, carried)) return true;
        const bool given_up = esc_cursor_looking_at(s, i, signs[GIVEN_UP]) && i + 2 < to,
                   taken = esc_atom_is(&s->atoms[i], signs[TAKEN_BACK]) && !person_before(s, from, i) &&
                           !mere_noun(s, from, i);
        if (!given_up && !taken && !esc_atom_is(&s->atoms[i], ESC_PUT_OFF)) continue;
        if (verb_tells(s, from, given_up ? i + 2 : i, to, given_up || taken)) return true;
    }
    return false;
}

bool esc_left_pending(const esc_stream *s, uint32_t from, uint32_t to) {
    return !has(s, from, to, "aprob*|aprueb*") &&
           has(s, from, to,
               "queda|quedo|quedan|quedando|dejar|deja|dejo|dejan|dejarl@|dejarse ~3 "
               "pendiente|pendientes") &&
           (has(s, from, to, matters) || has(s, from, to, "acuerd*|acord*|resuelv*|resolv* dejar|dejarl@") ||
            has(s, from, to, "siguiente|proxima|otra|posterior|futura sesion|reunion|ocasion") ||
            has(s, from, to, "pendiente|pendientes hasta|mientras") ||
            has(s, from, to,
                "pendiente|pendientes para|de ~3 sesion|reunion|dictamen|informe|criterio|estudio"));
}
