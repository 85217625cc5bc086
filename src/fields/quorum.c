// SPDX-License-Identifier: GPL-3.0-or-later
// Quorum: whether it was declared, and how many were said to be there.
#include <stdio.h>
#include <string.h>

#include "fields/numbers.h"
#include "fields/phrases.h"
#include "fields/reader.h"
#include "fields/sentences.h"

enum { ROLL_REACH = 150, LABEL_WEIGHT = 4, FIRST_POINTS = 2, SUMMED = 7 };

static const char *const declarations[] = {
    "suficiente|suficientes|bastantes|bastante para ~2 quorum",
    "numero suficiente|bastante|necesario para ~2 valid@|celebrar|sesionar|constitu*|deliberar",
    "legalmente|formalmente|validamente instalad@",
    "declar@|declara|declarando|declarar|declarandose ~6 instalad@|abiert@|iniciad@ ~3 sesion",
    "declar@|declarad@|declarando|declararon|declarandose ~7 quorum",
    "cumplio|cumple|cumplido|satisfecho|satisfizo|alcanzo|alcanzado|reunio|reune|reunido|acredito|constato|"
    "constatado|haber|"
    "existe|existiendo|hay|habia|hubo|habiendo|existencia|cuenta|contando|contar|tiene|integra|constituye|"
    "certifica|"
    "certifico|confirma|"
    "confirmo|verificada|verificado ~4 quorum",
    "verificad@|comprobad@|constatad@|acreditad@ ~4 valid@|legal constitucion",
    "con el? quorum legal|suficiente|requerido|necesario|bastante|reglamentario|estatutario|exigido|minimo",
    "previ@ verificacion|comprobacion|constatacion ~2 quorum",
    "con el? quorum de reglamento|ley|rigor|estatuto",
    "da|daba|hacer|hizo|hace|hicieron|dio|informo|manifesto|certifica|determino|determina|tenia|tienen|"
    "contaba|"
    "cuentan|contaban|conto|conta@|concurrir|concurriendo|logro|comprobo|comprobado|comprobada|verifico|"
    "existia|"
    "integrarse|integrado|integro|cubierto|anuncio|constituido ~4 quorum",
    "validamente|legalmente|formalmente constituid@|constituye|reunid@|integrad@",
    "constituye|constituyo|constituid@|queda|quedo validamente|legalmente|formalmente",
    "quorum legal|suficiente|requerido|necesario ~4 sesionar|iniciar|instalar|celebrar|sesion",
    "declar@|declara|declarando|declarandose valid@|validamente ~2 instalacion|sesion|reunion|asamblea|junta",
    "inici*|abr*|abiert@|comenz*|comienz*|sesion*|instal* ~4 con quorum",
    // "hay número para sesionar", "podía celebrarse con plena validez", "puede sesionar con los que están"
    "hay|habia|existe|existia|habiendo|existiendo|hubo|reunido|reuniendo|con ~1 numero "
    "legal|suficiente|bastante|"
    "reglamentario|estatutario|necesario|para",
    "pueden|puede|podia|podian|podra|podran|procede ~3 sesionar|celebrarse|constituirse|deliberar|instalarse "
    "~3 "
    "valid*|legal*|quorum|resolver|presentes|asistentes|esten|estan",
    "presente|presentes|asistencia|concurrencia|reunida|reunidos|representada ~2 mayoria ~12 "
    "sesion|instalad@|"
    "abiert@|quorum",
    "quorum :? si|legal|completo|suficiente|reglamentario|valido",
    "quorum se cumpl*|cubr*|acredit*|constat*|verific*|complet*|alcanz*|integr*|reun*|conform*",
    "es|siendo|son numero suficiente|bastante|legal",
    "quorum : conforme|cumplido|cubierto|verificado|acreditado|existente|hay|existe",
    "quorum : se cumple|verifica|verifico|constata|acredita|declara",
    "sesion quedo|queda instalad@",
    "instala|instalo|instalada|abierta legalmente? la sesion",
    "quorum ~1 fue|es|era|quedo|queda|resulto|esta|estaba|estuvo "
    "legal|suficiente|decisorio|deliberatorio|deliberativo|acreditado|cubierto|constituido|integrado|"
    "completo|"
    "cumplido|reglamentario|satisfecho|verificado|confirmado|establecido|reunido",
    "quorum ~2 se? tuvo|tiene|dio|da por acreditado|cumplido|satisfecho|cubierto|reunido|verificado",
    "constituyeron|constituyen|forman|formaron|integran|integraron|hicieron|completaron el? quorum",
    "numero de miembros|integrantes|asistentes|soci@s que ~2 exig*|requier*|establec*|senal*|marc*|pid*",
};
// These only before the agenda: "viendo que había mayoría, abrió la sesión".
static const char *const openings[] = {
    "hay|habia|hubo|existe|existia|existiendo|habiendo|reunida ~1 mayoria",
    "se declaro|declar@|tuvo|tiene ~2 abierta|instalada|constituida|iniciada",
};
static const char *const denials[] = {
    "no ~2 exist*|hay|haya|hubo|hub*|hab*|cuent*|cont*|reun*|alcanz*|complet*|logr*|integr*|obt*|conform*|"
    "dio|da|form@|tien*|tuv* ~4 quorum",
    "falta|inexistencia|carece|carecer|sin de? ~1 quorum",
};
static const char *const intentions[] = {
    "verificar|constatar|corroborar|revisar|comprobar si|la|el ~3 quorum",
    "quorum exigido|requerido|necesario|minimo es|sera|de"};

// What tells, in any tense or person, that the quorum was there: the stems of the verbs beside the word.
static const char *const tellings[] = {
    "exist*|hay|habia|hubo|habiend*|haber|haya|cuent*|contand*|contar|contab*|contam*|conto|teng*|tenem*",
    "tiene*|tenia*|tuv*|dispon*|obten*|obtuv*|cubr*|cubiert@",
    "alcanz*|reune*|reunid*|logr*|acredit*|certific@|certifico|confirm@|confirmo|comprueb*|comprob@|comprobo",
    "verific@|verifico|verificad*|verificand*|constat@|constato|constatad*|constatand*|cumpl*|satisf*",
    "comprobad*|comproband*|complet@|completo|completan|completad@|conform@|conforman|form@|forman|integr@|"
    "integran",
    "encuentr*|encontr*|esta|estan|estaba|estando|estamos|estuvo",
    "declar*|establec*|constituy*|constituid*|qued*|consider*|constancia|da|dio|dan|decret*|anunci*|inform@|"
    "informo|result*",
};
// Where it is no fact: a rule, a condition, what is still to be seen.
static const char *const conditions[] = {
    "exige|exigen|exigia|exigir*|requiere*|requeria*|requerir*|mitad|si|caso|cuando|art|articulo|necesit*",
    "minimo|falta*|solicit*|pedir|deber*|permite|permita|permitir*|sin",
    "para verificar|constatar|comprobar|determinar|establecer",
};
// What answers, behind "verificar el quórum" or the heading of that point, that it was there.
static const char *const answers[] = {
    "lo hay|habia|hubo",
    "si ~1 lo? hay|habia|hubo|existe|existia|cuenta|contaba|contamos|tiene|tenia|tenemos|reune|cumple",
    "con el mismo",
    "posible|puede|pueden|podia|podian ~1 deliberar|decidir|sesionar|resolver",
    "mism@ que|cual ~2 se? declar*|existe|existia|fue|cumpl*|cubr*|constat*|verific*",
    "se declara|declaro|declarandose|constata|constato|verifica|verifico|cumple|cumplio|acredita|acredito",
};
enum { TELLING_REACH = 9, SENTENCE_REACH = 40, SHORTEST_SENTENCE = 5, ANSWER_REACH = 24, DENIED_REACH = 7 };

static const char seated[] =
    "integrantes|miembros|asistencias|consejer@s|regidor*|vocales|ediles|asistentes|personas|concejales|"
    "sindic@s|comisionad@s|representantes|presentes|funcionari@s|votantes|titulares|soci@s|patronos|"
    "ejidatari@s|delegad@s|diputad@s|senador*|magistrad@s|patron@s|vecin@s|municipes|condueños|condominos|"
    "copropietari@s|asociad@s|comuneros|"
    "propietari@s|apoderad@s|colegiad@s|afiliad@s|cooperativistas|agremiad@s|academic@s|directiv@s|"
    "accionistas|claustrales|dignatari@s";

// A verb of being there before the number, as near as that, makes persons of whatever is counted, but for
// things that are counted in minutes, too.
static const char being_there[] = "asist*|concurr*|acud*|comparec*|presente|presentes|presencia|respond*|"
                                  "contest*|hall@|hallan|hallab*|hallar*|encuentr*|encontr*|estan|estaban|"
                                  "reunid@|reunidos|reunidas|congreg*|particip*|conect*|firmaron";
static const char things[] =
    "inasistencias|faltas|votos|puntos|minutos|horas|dias|meses|anos|metros|pesos|hojas|fojas|folios|paginas|"
    "ausentes|actas|"
    "articulos|solicitudes|temas|asuntos|oficios|notas|copias|casos|kilometros|hectareas|lotes|veces|"
    "expedientes|proyectos|convocatorias|euros|soles|dolares|colones|quetzales|lempiras|bolivianos|millones";
enum { BEING_REACH = 5, WHOLE_REACH = 14, APPOSED_REACH = 90 };

// "contestaron presente once delegados", "asisten 14 hermanos": a plural, or a number of a whole.
static bool persons_behind(const esc_stream *s, uint32_t at, uint32_t number_to) {
    bool there = false;
    for (uint32_t i = at > BEING_REACH ? at - BEING_REACH : 0; i < at; i++) {
        if (s->atoms[i].kind == ESC_ATOM_SIGN && !esc_stream_sign(s, i, '"')) there = false;
        there |= esc_atom_is(&s->atoms[i], being_there) || esc_cursor_looking_at(s, i, "quorum con");
    }
    if (!there || number_to >= s->atoms_count) return false;
    const esc_atom *what = &s->atoms[number_to];
    size_t len = strlen(what->norm);
    return what->kind == ESC_ATOM_WORD && what->shape == ESC_SHAPE_LOWER && len > 4 &&
           what->norm[len - 1] == 's' && !esc_atom_is(what, things);
}

// What may be represented, where it is said of how many.
static const char sending[] = "areas|unidades|dependencias|organizaciones|entidades|delegaciones|secciones|"
                              "agrupaciones|casas|lotes|departamentos|acciones";

static _Thread_local esc_pattern_set declares = ESC_PATTERNS(declarations), opens = ESC_PATTERNS(openings),
                                     denies = ESC_PATTERNS(denials), intends = ESC_PATTERNS(intentions),
                                     tells = ESC_PATTERNS(tellings), supposes = ESC_PATTERNS(conditions),
                                     replies = ESC_PATTERNS(answers);

// "quórum", and what some call it: "habiendo número, se abre el acto", "seis en total, número bastante para
// …".
static bool names_quorum(const esc_stream *s, uint32_t at) {
    if (esc_atom_is(&s->atoms[at], "quorum")) return true;
    if (!esc_atom_is(&s->atoms[at], "numero")) return false;
    bool alone = at && at + 1 < s->atoms_count && s->atoms[at - 1].kind == ESC_ATOM_WORD &&
                 s->atoms[at + 1].kind == ESC_ATOM_SIGN && strchr(",;.", s->atoms[at + 1].text[0]);
    return (alone && esc_cursor_any(s, at - 1, &tells)) ||
           (at > 1 && esc_cursor_looking_at(s, at - 2, "esta|estan|estaba|estando|estamos en")) ||
           esc_cursor_looking_at(s, at + 1, "legal|reglamentario|estatutario");
}

// "declara que no hay quórum", "se acordó esperar al no haber quórum": between the verb at `at` and the word
// stands a no.
static bool denied(const esc_stream *s, uint32_t at) {
    bool no = false;
    for (uint32_t i = at; i < at + DENIED_REACH && i < s->atoms_count; i++) {
        if (names_quorum(s, i)) return no;
        no |= esc_atom_is(&s->atoms[i], "no|sin|falta");
    }
    return false;
}

// "Verificación del quórum. La Presidenta manifestó que sí se cuenta con el mismo", "solicita verificar el
// quórum; contesta que lo hay".
static bool answered(const esc_stream *s, uint32_t at) {
    if (!names_quorum(s, at)) return false;
    bool asked = false;
    for (uint32_t i = at > TELLING_REACH ? at - TELLING_REACH : 0; i < at; i++)
        asked |= esc_atom_is(&s->atoms[i], "verific*|declar*|comprob*|constat*|pregunt*|consult*|solicit*");
    for (uint32_t i = at + 1; asked && i < at + ANSWER_REACH && i < s->atoms_count; i++) {
        if (esc_atom_is(&s->atoms[i], "no") || esc_stream_sign(s, i, ';')) return false;
        if (esc_stream_first(s, i) && s->rows[s->atoms[i].row].gap) return false;
        if (esc_cursor_any(s, i, &replies)) return true;
    }
    return false;
}

// "Quórum: nueve concejales", "Quórum: 8 de 10" at the head of a row or a sentence. Gives where the number
// stands.
static uint32_t labelled_quorum(const esc_stream *s, uint32_t at) {
    esc_cursor c = esc_cursor_on(s, at, s->atoms_count);
    uint32_t n;
    bool begins = esc_stream_first(s, at) || esc_stream_sign(s, at - 1, '.');
    if (!begins || !esc_cursor_match(&c, "quorum :")) return ESC_NONE;
    uint32_t number = c.at;
    return esc_number_any(&c, &n) && n > 1 ? number : ESC_NONE;
}

// "… lo que permitió alcanzar el quórum", "verificándose que había quórum": the word in a sentence that has
// a verb of finding or being beside it, and neither denies nor supposes it.
static bool told_in_sentence(const esc_stream *s, uint32_t at) {
    if (!names_quorum(s, at)) return false;
    uint32_t from = esc_sentence_from(s, at, SENTENCE_REACH), to = esc_sentence_to(s, at, SENTENCE_REACH);
    if (to - from < SHORTEST_SENTENCE) return false;
    // "existía quórum, según el artículo 22": where the verb is right before it, what follows supposes
    // nothing
    bool told = false, right = at > from && esc_cursor_any(s, at - 1, &tells);
    for (uint32_t i = from; i < to; i++) {
        uint32_t far = i < at ? at - i : i - at;
        if (far > TELLING_REACH) continue;
        bool which = i > at && esc_atom_is(&s->atoms[i - 1], "que"); // "el quórum que exigen las reglas"
        if (!which && !(right && i > at) && esc_cursor_any(s, i, &supposes)) return false;
        if (esc_cursor_any(s, i, &denies)) return false;
        told |= esc_cursor_any(s, i, &tells);
    }
    return told;
}

// Verbs that only a telling has, besides those in -ó, -aron and -ieron.
static const char finite_verbs[] =
    "hubo|hay|habia|existe|existia|dio|dieron|tuvo|fue|hizo|estuvo|estan|estaban|cuenta|cuentan|"
    "contaba|contamos|conto|tenemos|tiene|constata|certifica|informa|manifiesta|declara|registra|"
    "verifica|comprueba|asisten|concurren|encuentran|encuentra|satisface|cumple|reune|reunen|"
    "instala|abre|inicia|comunica|senala|indica|da|queda|paso|declaro|informo";

static bool tells_verb(const esc_atom *atom) {
    size_t len = strlen(atom->text);
    if (atom->shape != ESC_SHAPE_LOWER) return false;
    return (len > 4 && !strcmp(atom->text + len - 2, "ó")) ||
           (len > 5 && !strcmp(atom->text + len - 4, "aron")) ||
           (len > 6 && !strcmp(atom->text + len - 5, "ieron"));
}

// Where a point of the agenda begins to tell what was done: behind its heading, "1. Quórum. Se constata que
// …", or at once in the tense that only tellings have, "1.- El señor Alcalde, comprobado el quórum, abrió la
// sesión". Its end where it only says what is to be done.
static uint32_t told_from(const esc_stream *s, const esc_point *point) {
    uint32_t tail = point->to;
    for (uint32_t i = point->from; i < point->to && i < s->atoms_count; i++) {
        const esc_atom *atom = &s->atoms[i];
        if (tells_verb(atom)) return tail < i ? tail : point->from;
        if (tail < i && esc_atom_is(atom, finite_verbs)) return tail;
        bool row = i > point->from + 1 && esc_stream_first(s, i) && atom->shape != ESC_SHAPE_LOWER &&
                   !esc_phrase_link(&s->atoms[i - 1]);
        bool stop = i > point->from && i + 1 < point->to && esc_atom_is(atom, ".|:|;");
        if (tail == point->to && (row || stop)) tail = row ? i : i + 1;
    }
    return point->to;
}

// The agenda's points while atoms are walked from the first to the last.
typedef struct walk {
    const esc_reader *r;
    uint32_t next; // point
    uint32_t from, to, told;
} walk;

// Whether what stands at `at` may tell: outside of the agenda, or in a point that goes on to. *ret_heading:
// it is the heading of such a point.
static bool may_tell(walk *w, uint32_t at, bool *ret_heading) {
    const esc_section *agenda = &w->r->sections.agenda;
    *ret_heading = false;
    if (at < agenda->from || at >= agenda->to) return true;
    const esc_points *points = &w->r->points;
    while (at >= w->to && w->next < points->items_count) {
        const esc_point *point = &points->items[w->next++];
        if (point->to <= at) continue;
        w->from = point->from, w->to = point->to, w->told = told_from(&w->r->body, point);
    }
    bool within = at >= w->from && at < w->to && w->told < w->to;
    *ret_heading = within && at < w->told;
    return within;
}

static bool count_at(const esc_stream *s, uint32_t at, uint32_t *ret, uint32_t *ret_to);

// "1°) QUÓRUM: se registra la presencia de quince representantes, con lo cual …": how many were there, and no
// no.
static bool counted(const esc_stream *s, uint32_t from, uint32_t to) {
    bool out = false;
    for (uint32_t at = from; at < to; at++) {
        uint32_t n, stop;
        if (esc_atom_is(&s->atoms[at], "no|sin|falta|faltan")) return false;
        out |= count_at(s, at, &n, &stop) &&
               esc_cursor_within(s, at > BEING_REACH ? at - BEING_REACH : 0, at, being_there);
    }
    return out;
}

static void read_declared(esc_reader *r) {
    const esc_stream *s = &r->body;
    uint32_t yes = ESC_NONE, no = ESC_NONE;
    walk points = {.r = r};
    for (uint32_t at = 0; at < r->sections.closing.from && yes == ESC_NONE; at++) {
        bool heading;
        if (!may_tell(&points, at, &heading)) continue;
        if (answered(s, at)) {
            yes = at;
            break;
        }
        if (esc_cursor_any(s, at, &intends)) {
            at += 3; // to the word, which may be answered
            continue;
        }
        if (no == ESC_NONE && esc_cursor_any(s, at, &denies)) {
            no = at;
            at += 6;
        } else if (esc_cursor_any(s, at, &declares)) {
            if (denied(s, at)) {
                if (no == ESC_NONE) no = at;
                at += DENIED_REACH;
            } else {
                yes = at;
            }
        } else if (at && esc_stream_sign(s, at - 1, ',') &&
                   esc_cursor_looking_at(s, at, "numero suficiente|bastante|necesario")) {
            yes = at; // in apposition to those who are there
        } else if (heading && names_quorum(s, at) && counted(s, points.told, points.to)) {
            yes = at;
        } else if ((!heading && told_in_sentence(s, at)) || labelled_quorum(s, at) != ESC_NONE ||
                   (at < r->sections.agenda.from && esc_cursor_any(s, at, &opens))) {
            yes = at;
        }
    }
    // "No existiendo quórum a las nueve … en segunda convocatoria se declara quórum": what came later holds.
    uint32_t at = yes != ESC_NONE ? yes : no;
    if (at == ESC_NONE) return;
    uint32_t to = at + 5 < s->atoms_count ? at + 5 : s->atoms_count;
    esc_reader_put(r, yes != ESC_NONE ? ESC_VALUE_TRUE : ESC_VALUE_FALSE, yes != ESC_NONE ? "true" : "false",
                   "quorum.declared", 0.9f, (esc_range){s, at, to}, "/quorum/declared");
}

// "9 (nueve)": the number again, in words.
static void over_words(esc_cursor *c, uint32_t n) {
    esc_cursor again = *c;
    uint32_t same;
    if (esc_cursor_sign(&again, '(') && esc_number_any(&again, &same) && same == n &&
        esc_cursor_sign(&again, ')'))
        *c = again;
}

// "Presentes: siete. Ausentes: dos.", "Total de asistentes: 7": nothing stands behind the number.
static bool labelled_count(const esc_stream *s, uint32_t at, uint32_t *ret, uint32_t *ret_to) {
    esc_cursor c = esc_cursor_on(s, at, s->atoms_count);
    uint32_t quorum = labelled_quorum(s, at);
    if (quorum != ESC_NONE) c.at = quorum;
    if ((quorum == ESC_NONE &&
         !esc_cursor_match(
             &c, "asistentes|presentes|asistencia|concurrentes|asistieron|asistencias|participantes :") &&
         !esc_cursor_match(&c,
                           "total de asistentes|presentes|concurrentes ~2 fue|es|son|fueron|era|eran de?")) ||
        !esc_number_any(&c, ret))
        return false;
    over_words(&c, *ret);
    uint32_t all;
    esc_cursor of = c;
    if (esc_cursor_match(&of, "de ~1") && esc_number_any(&of, &all) && all >= *ret) c = of;
    if (quorum != ESC_NONE && esc_cursor_sign(&of, '/') && esc_number_figures(&of, &all) && all >= *ret)
        c = of;
    bool ends = c.at >= c.end || esc_stream_first(s, c.at) || s->atoms[c.at].wide ||
                esc_stream_sign(s, c.at, '(') || // "25 (20 presencial + 5 en línea)"
                (s->atoms[c.at].kind == ESC_ATOM_SIGN && strchr(".;,", s->atoms[c.at].text[0]) &&
                 !(c.at + 1 < c.end && s->atoms[c.at + 1].glued)) ||
                esc_atom_is(&s->atoms[c.at], seated);
    *ret_to = c.at;
    return ends && *ret > 1 && *ret < 500;
}

// "presentes en la reunión (6 de 9):"
static bool count_in_brackets(const esc_stream *s, uint32_t at, uint32_t *ret, uint32_t *ret_to) {
    esc_cursor c = esc_cursor_on(s, at, s->atoms_count);
    uint32_t all;
    if (!esc_cursor_match(&c, "presentes|asistieron|asistentes ~4 (") || !esc_number_any(&c, ret) ||
        !esc_cursor_match(&c, "de") || !esc_number_any(&c, &all) || !esc_cursor_sign(&c, ')'))
        return false;
    *ret_to = c.at;
    return *ret > 1 && *ret <= all && all < 500;
}

// "asistieron 29, con lo que …", "Presentes 6, ausentes 2": the verb, the number, and nothing counted.
static bool bare_count(const esc_stream *s, uint32_t at, uint32_t *ret, uint32_t *ret_to) {
    esc_cursor c = esc_cursor_on(s, at, s->atoms_count);
    if (!esc_cursor_match(&c, "asistieron|asisten|concurrieron|concurren|acudieron|comparecieron|firmaron|"
                              "participaron|presentes|asistentes") ||
        (esc_atom_is(&s->atoms[at], "presentes|asistentes") && !esc_stream_first(s, at) &&
         !esc_stream_sign(s, at - 1, ':')) ||
        (esc_cursor_sign(&c, ',') && c.at >= c.end) ||
        (esc_cursor_match(&c, "la|el|su asistencia|lista|libro") && c.at >= c.end) ||
        esc_stream_first(s, c.at) || !esc_number_any(&c, ret))
        return false;
    over_words(&c, *ret);
    *ret_to = c.at;
    bool ends =
        c.at >= c.end || (s->atoms[c.at].kind == ESC_ATOM_SIGN && strchr(".;,(", s->atoms[c.at].text[0]));
    bool joined = c.at + 1 < c.end && s->atoms[c.at + 1].glued && !esc_stream_sign(s, c.at, '(');
    return ends && !joined && *ret > 1 && *ret < 500;
}

// "de los siete concejales que integran el Cabildo están presentes seis": the number behind the verb, of the
// one before it.
static bool count_of_whole(const esc_stream *s, uint32_t at, uint32_t *ret, uint32_t *ret_to) {
    esc_cursor c = esc_cursor_on(s, at, s->atoms_count);
    uint32_t all;
    if ((!esc_cursor_match(&c, "de l@s") && !esc_cursor_match(&c, "de un total de")) ||
        !esc_number_any(&c, &all) || all > 500)
        return false;
    for (uint32_t i = c.at; i < c.at + WHOLE_REACH && i < s->atoms_count; i++) {
        if (esc_stream_sign(s, i, '.') || esc_stream_sign(s, i, ';')) return false;
        if (!esc_atom_is(&s->atoms[i], being_there)) continue;
        esc_cursor number = esc_cursor_on(s, i + 1, s->atoms_count);
        if (!esc_number_any(&number, ret) || *ret < 2 || *ret > all) continue;
        *ret_to = number.at;
        return number.at >= number.end || s->atoms[number.at].kind == ESC_ATOM_SIGN ||
               esc_atom_is(&s->atoms[number.at], seated);
    }
    return false;
}

// "…, en número de diecinueve", "…, seis en total", "la totalidad de sus miembros, que son cinco": those who
// were named or told of, counted in apposition.
static bool count_in_apposition(const esc_stream *s, uint32_t at, uint32_t *ret, uint32_t *ret_to) {
    esc_cursor c = esc_cursor_on(s, at, s->atoms_count);
    if (!at || !esc_stream_sign(s, at - 1, ',')) return false;
    bool before = esc_cursor_match(&c, "en numero|total de") ||
                  esc_cursor_match(&c, "con|para|haciendo|siendo un total de") ||
                  esc_cursor_match(&c, "que son|eran|suman|sumaban") || esc_cursor_match(&c, "total :?");
    if (!esc_number_any(&c, ret) || *ret < 2 || *ret > 500) return false;
    over_words(&c, *ret);
    if (!before && !esc_cursor_match(&c, "en|por total|todo") &&
        !esc_cursor_match(&c, "~1 en|por total|todo"))
        return false;
    *ret_to = c.at;
    bool ends = c.at >= c.end || s->atoms[c.at].kind == ESC_ATOM_SIGN;
    return ends &&
           esc_cursor_within(s, esc_sentence_from(s, at, APPOSED_REACH), at,
                             "asist*|concurr*|"
                             "comparec*|presen*|reunid@|reunid@s|reun*|acud*|particip*|encontr*|encuentr*");
}

// "con la presencia de 9 integrantes", "se encuentran presentes ocho de los diez regidores", "presentes: 9".
static bool count_at(const esc_stream *s, uint32_t at, uint32_t *ret, uint32_t *ret_to) {
    esc_cursor c = esc_cursor_on(s, at, s->atoms_count);
    uint32_t n, all;
    if (!esc_number_any(&c, &n) || n < 2 || n > 500) return false;
    if (c.at < c.end && s->atoms[c.at].glued && s->atoms[c.at].kind == ESC_ATOM_SIGN &&
        strchr("/-.:", s->atoms[c.at].text[0]) && c.at + 1 < c.end && s->atoms[c.at + 1].glued)
        return false; // 9/4/1987, 10:30
    if (at && s->atoms[at].glued && strchr("/-.:", s->atoms[at - 1].text[0])) return false;
    if (esc_stream_first(s, c.at) && s->rows[s->atoms[c.at].row].gap) return false; // a street's number
    esc_cursor dated = esc_cursor_on(s, at, s->atoms_count);
    esc_date date;
    if (esc_date_parse(&dated, &date)) return false;
    over_words(&c, n);
    esc_cursor next = c;
    bool of_all = false;
    if ((esc_cursor_match(&next, "de|sobre l@s|sus") || esc_cursor_match(&next, "de|del|d|sobre")) &&
        esc_number_any(&next, &all) && all >= n) {
        over_words(&next, all);
        c = next, of_all = true;
    } else if ((next = c, esc_cursor_match(&next, "de un total de")) && esc_number_any(&next, &all))
        c = next;
    esc_cursor_match(&c, "de");
    if (!esc_cursor_match(&c, "l@s y? l@s? ~1") && !esc_cursor_match(&c, "l@s")) {
    }
    if (!of_all && persons_behind(s, at, c.at)) {
        *ret = n;
        *ret_to = c.at + 1;
        return true;
    }
    bool told = false; // "concurren cinco de ocho"
    for (uint32_t i = at > 2 ? at - 2 : 0; i < at && of_all; i++)
        told |= esc_atom_is(&s->atoms[i], "asist*|concurr*|acud*|respond*|contest*|comparec*|presentes|conto|"
                                          "contaba|contando|cuenta");
    const esc_atom *what = esc_cursor_atom(&c);
    size_t len = what ? strlen(what->norm) : 0; // "estuvieron nueve de once secretarios"
    told |=
        len > 4 && what->shape == ESC_SHAPE_LOWER && what->norm[len - 1] == 's' && !esc_atom_is(what, things);
    if (of_all && (told || esc_cursor_match(&c, "~6 quorum"))) {
        *ret = n;
        *ret_to = c.at;
        return true;
    }
    if (esc_cursor_match(&c, "quienes|l@s que? ~1 conforman|integran|componen|forman")) {
        *ret = n;
        *ret_to = c.at;
        return true;
    }
    uint32_t limit = c.at + 6;
    for (; c.at < c.end && c.at < limit; c.at++) {
        const esc_atom *atom = &s->atoms[c.at];
        if (esc_atom_is(atom, seated) || (of_all && esc_atom_is(atom, sending))) {
            *ret = n;
            *ret_to = c.at + 1;
            return true;
        }
        if (atom->kind == ESC_ATOM_SIGN && !esc_stream_sign(s, c.at, '/')) return false;
        if (esc_atom_is(atom, "se|que|reunieron|reunen|votos|horas|minutos|puntos|de|anos|dias|metros"))
            return false;
    }
    return false;
}

// "el presidente y diez regidores, esto es, once integrantes"
static const char *const sums[] = {"sumando|suman|totalizando", "esto es", "o sea", "es decir",
                                   "para|en un? total"};
static _Thread_local esc_pattern_set sums_up = ESC_PATTERNS(sums);

static int weigh_count(const esc_stream *s, uint32_t at, uint32_t to) {
    int weight = at > 1 && esc_cursor_looking_at(s, at - 2, "voto|votos de") ? -9 : 0;
    for (uint32_t i = at > 6 ? at - 6 : 0; i < at; i++) // "el reglamento exige un quórum de siete miembros"
        if (esc_atom_is(&s->atoms[i], "exig*|requier*|minimo|padron|padrones|matricula|empadronad@s"))
            weight = -9;
    bool in_all =
        at > 2 && esc_cursor_looking_at(s, at - 2, "total de") && // how many there might be
        !esc_cursor_within(s, at > 6 ? at - 6 : 0, at - 2, "asist*|particip*|concurr*|acud*|con ~1 total");
    if (in_all) weight = -9;
    if (esc_cursor_within(s, to, to + 2, "de un total de")) weight += 3;
    // "once de los trece miembros que componen la Corporación"
    if (esc_cursor_looking_at(s, to, "que ~3 componen|integran|conforman|forman|constituyen") &&
        esc_cursor_within(s, at + 1, to, "de l@s"))
        weight += 4;
    if (esc_cursor_looking_at(s, to, "con derecho a voto ,? de l@s"))
        weight += 4; // "… de los cinco que integran"
    // "9 de los 11 integrantes se registraron": some of a whole, whatever their verb
    weight += 3 * esc_cursor_within(s, at + 1, to - 1, "de|sobre");
    weight +=
        3 * (at > 1 && esc_cursor_looking_at(s, at - 2, "con l@s")); // "se abre con los siete titulares"
    for (uint32_t i = at > 3 ? at - 3 : 0; i < at; i++)
        if (esc_cursor_any(s, i, &sums_up)) weight += SUMMED;
    uint32_t from = at > 12 ? at - 12 : 0;
    for (uint32_t i = from; i < to + 14 && i < s->atoms_count; i++) {
        const esc_atom *atom = &s->atoms[i];
        if (esc_atom_is(atom, "presen*|asist*|encuentran|encontrab*|reunid@s|congreg*|conect*|"
                              "contando|cuenta|estan|estaban|constituid*|concurr*|acud*|comparec*|habiendo|"
                              "contaron|contest*|respond*|particip*|firmaron|"
                              "hallan|hallaban|hallaron"))
            weight += 3;
        if (names_quorum(s, i)) weight += 3;
        if (esc_atom_is(atom, "votos|favor|contra|ausentes|ausencia|inasistencia")) weight -= 2;
    }
    return weight;
}

#define COUNT_WORDS                                                                                          \
    "quorum|asistentes|presentes|asistencia|concurrentes|asistieron|asistencias|asisten|concurrieron|"       \
    "concurren|acudieron|comparecieron|firmaron|participaron|participantes"

static void read_present(esc_reader *r) {
    const esc_stream *s = &r->body;
    int best = 2;
    uint32_t from = ESC_NONE, to = 0, present = 0;
    walk points = {.r = r};
    for (uint32_t at = 0; at < r->sections.closing.from; at++) {
        uint32_t n, stop;
        // a number begins here, or a word that brings one
        if (!s->atoms[at].cardinal && s->atoms[at].kind == ESC_ATOM_WORD &&
            !esc_atom_is(&s->atoms[at], COUNT_WORDS "|de|en|que|total|con|para|haciendo|siendo"))
            continue;
        esc_cursor year = esc_cursor_on(s, at, s->atoms_count);
        if (esc_number_year(&year, &n)) { // its last words are no count: dos mil diecinueve
            at = year.at - 1;
            continue;
        }
        bool heading;
        if (!may_tell(&points, at, &heading)) continue;
        bool label = labelled_count(s, at, &n, &stop) || count_in_brackets(s, at, &n, &stop) ||
                     bare_count(s, at, &n, &stop) || count_of_whole(s, at, &n, &stop);
        bool summed = !label && count_in_apposition(s, at, &n, &stop);
        label |= summed;
        if (!label && !count_at(s, at, &n, &stop)) continue;
        if (at > 2 && esc_cursor_within(s, at > 6 ? at - 6 : 0, at, "mitad mas"))
            continue; // what a quorum is
        if (!label && esc_cursor_within(s, at > 0 ? at - 1 : 0, stop, "n°|nº|nro|num|no .? #"))
            continue; // "… de sus miembros presentes, el Acta Nº 23"
        int weight = label ? LABEL_WEIGHT + (summed ? SUMMED : 0) : weigh_count(s, at, stop);
        if (at > r->sections.agenda.to + ROLL_REACH && !esc_cursor_looking_at(s, stop, "~6 quorum"))
            weight -= 5; // told of in the business: visitors, applicants
        if (at >= r->sections.agenda.from && at < r->sections.agenda.to && points.next > FIRST_POINTS)
            weight -= 5;
        if (weight > best) best = weight, from = at, to = stop, present = n;
        at = stop;
    }
    if (from == ESC_NONE) return;
    char text[16];
    snprintf(text, sizeof text, "%u", present);
    esc_reader_put(r, ESC_VALUE_INTEGER, text, "quorum.present", best > 5 ? 0.9f : 0.75f,
                   (esc_range){s, from, to}, "/quorum/present");
}

void esc_read_quorum(esc_reader *r) {
    if (r->sections.notice) return; // nobody has met yet
    read_declared(r);
    read_present(r);
}
