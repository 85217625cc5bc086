// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/counts.h"

#include <string.h>

#include "fields/cursor.h"
#include "fields/dates.h"
#include "fields/numbers.h"
#include "fields/sentences.h"

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
static esc_pattern_set tells = ESC_PATTERNS(tellings);

bool esc_count_tells(const esc_stream *s, uint32_t at) { return esc_cursor_any(s, at, &tells); }

// "quórum", and what some call it: "habiendo número, se abre el acto", "seis en total, número bastante para
// …".
bool esc_count_names_quorum(const esc_stream *s, uint32_t at) {
    if (esc_atom_is(&s->atoms[at], "quorum")) return true;
    if (!esc_atom_is(&s->atoms[at], "numero")) return false;
    bool alone = at && at + 1 < s->atoms_count && s->atoms[at - 1].kind == ESC_ATOM_WORD &&
                 s->atoms[at + 1].kind == ESC_ATOM_SIGN && strchr(",;.", s->atoms[at + 1].text[0]);
    return (alone && esc_cursor_any(s, at - 1, &tells)) ||
           (at > 1 && esc_cursor_looking_at(s, at - 2, "esta|estan|estaba|estando|estamos en")) ||
           esc_cursor_looking_at(s, at + 1, "legal|reglamentario|estatutario");
}

static const char seated[] =
    "integrantes|miembros|asistencias|consejer@s|regidor*|vocales|ediles|asistentes|personas|concejales|"
    "sindic@s|comisionad@s|representantes|presentes|funcionari@s|votantes|titulares|soci@s|patronos|"
    "ejidatari@s|delegad@s|diputad@s|senador*|magistrad@s|patron@s|vecin@s|municipes|condueños|condominos|"
    "copropietari@s|asociad@s|comuneros|"
    "propietari@s|apoderad@s|colegiad@s|afiliad@s|cooperativistas|agremiad@s|academic@s|directiv@s|"
    "accionistas|claustrales|dignatari@s|directores|directoras|gobernadores|profesores|profesoras|docentes|"
    "ministr@s|"
    "parlamentari@s|convencionales|herman@s|trabajadores|productores|usuari@s|jueces|procuradores|fiduciari@"
    "s";

// A verb of being there before the number, as near as that, makes persons of whatever is counted, but for
// things that are counted in minutes, too.
static const char being_there[] = "asist*|concurr*|acud*|comparec*|presente|presentes|presencia|respond*|"
                                  "contest*|hall@|hallan|hallab*|hallar*|encuentr*|encontr*|estan|estaban|"
                                  "reunid@|reunidos|reunidas|congreg*|particip*|conect*|firmaron";
static const char things[] =
    "inasistencias|faltas|votos|puntos|minutos|horas|dias|meses|anos|metros|pesos|hojas|fojas|folios|paginas|"
    "ausentes|actas|"
    "articulos|solicitudes|temas|asuntos|oficios|notas|copias|casos|kilometros|hectareas|lotes|veces|"
    "licitadoras|licitadores|licitantes|empresas|ofertas|propuestas|postores|proponentes|oferentes|"
    "criterios|requisitos|indicadores|metas|acciones|recomendaciones|observaciones|municipios|"
    "expedientes|proyectos|convocatorias|euros|soles|dolares|colones|quetzales|lempiras|bolivianos|millones";
enum { BEING_REACH = 5, WHOLE_REACH = 14, APPOSED_REACH = 90, LABEL_WEIGHT = 4, SUMMED = 7 };

// "contestaron presente once delegados", "asisten 14 hermanos": a plural, or a number of a whole.
static bool persons_behind(const esc_stream *s, uint32_t at, uint32_t number_to) {
    bool there = false;
    for (uint32_t i = at > BEING_REACH ? at - BEING_REACH : 0; i < at; i++) {
        if (s->atoms[i].kind == ESC_ATOM_SIGN && !esc_stream_sign(s, i, '"')) there = false;
        there |= esc_atom_is(&s->atoms[i], being_there) || esc_cursor_looking_at(s, i, "quorum con");
    }
    if (!there || number_to >= s->atoms_count) return false;
    const esc_atom *what = &s->atoms[number_to];
    size_t len = what->norm_len;
    return what->kind == ESC_ATOM_WORD && what->shape == ESC_SHAPE_LOWER && len > 4 &&
           what->norm[len - 1] == 's' && !esc_atom_is(what, things);
}

// What may be represented, where it is said of how many.
static const char sending[] = "areas|unidades|dependencias|organizaciones|entidades|delegaciones|secciones|"
                              "agrupaciones|casas|lotes|departamentos|acciones";

// "Quórum: nueve concejales", "Quórum: 8 de 10" at the head of a row or a sentence. Gives where the number
// stands.
uint32_t esc_count_labelled_quorum(const esc_stream *s, uint32_t at) {
    esc_cursor c = esc_cursor_on(s, at, s->atoms_count);
    uint32_t n;
    bool begins = esc_stream_first(s, at) || esc_stream_sign(s, at - 1, '.');
    if (!begins || !esc_cursor_match(&c, "quorum :")) return ESC_NONE;
    uint32_t number = c.at;
    return esc_number_any(&c, &n) && n > 1 ? number : ESC_NONE;
}

// "9 (nueve)": the number again, in words; also another one, "nueve (8)" (quorum.c).
static void over_words(esc_cursor *c) {
    esc_cursor again = *c;
    uint32_t same;
    if (esc_cursor_sign(&again, '(') && esc_number_any(&again, &same) && esc_cursor_sign(&again, ')'))
        *c = again;
}

// "Presentes: siete. Ausentes: dos.", "Total de asistentes: 7": nothing stands behind the number.
static bool labelled_count(const esc_stream *s, uint32_t at, uint32_t *ret, uint32_t *ret_to) {
    esc_cursor c = esc_cursor_on(s, at, s->atoms_count);
    uint32_t quorum = esc_count_labelled_quorum(s, at);
    if (quorum != ESC_NONE) c.at = quorum;
    if ((quorum == ESC_NONE &&
         !esc_cursor_match(
             &c, "asistentes|presentes|asistencia|concurrentes|asistieron|asistencias|participantes :") &&
         !esc_cursor_match(&c,
                           "total de asistentes|presentes|concurrentes ~2 fue|es|son|fueron|era|eran de?")) ||
        !esc_number_any(&c, ret))
        return false;
    over_words(&c);
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

// "la mayoría de los directores (seis)": counted behind those who are there.
static bool count_behind(const esc_stream *s, uint32_t at, uint32_t *ret, uint32_t *ret_to) {
    esc_cursor c = esc_cursor_on(s, at, s->atoms_count);
    if (at < 3 || !esc_stream_sign(s, at - 1, '(') || !esc_atom_is(&s->atoms[at - 2], seated) ||
        !esc_cursor_within(s, at > BEING_REACH + 3 ? at - BEING_REACH - 3 : 0, at - 2,
                           "mayoria|totalidad|tod@s|presencia|asistencia|concurrencia") ||
        !esc_number_any(&c, ret) || !esc_cursor_sign(&c, ')'))
        return false;
    *ret_to = c.at;
    return *ret > 1 && *ret < 500;
}

// "asistieron 29, con lo que …", "Presentes 6, ausentes 2": the verb, the number, and nothing counted.
static bool bare_count(const esc_stream *s, uint32_t at, uint32_t *ret, uint32_t *ret_to) {
    esc_cursor c = esc_cursor_on(s, at, s->atoms_count);
    if (!esc_cursor_match(&c, "asistieron|asisten|concurrieron|concurren|acudieron|comparecieron|firmaron|"
                              "participaron|respondieron|contestaron|presentes|asistentes|somos") ||
        (esc_atom_is(&s->atoms[at], "presentes|asistentes") && !esc_stream_first(s, at) &&
         !esc_stream_sign(s, at - 1, ':')) ||
        (esc_cursor_sign(&c, ',') && c.at >= c.end) ||
        (esc_cursor_match(&c, "la|el|su asistencia|lista|libro") && c.at >= c.end) ||
        esc_stream_first(s, c.at) || !esc_number_any(&c, ret))
        return false;
    over_words(&c);
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
    const bool told = at && esc_atom_is(&s->atoms[at - 1], "de"); // "de 142 asociados hábiles"
    if ((!told && !esc_cursor_match(&c, "de l@s") && !esc_cursor_match(&c, "de un total de")) ||
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
    over_words(&c);
    if (!before && !esc_cursor_match(&c, "en|por total|todo") &&
        !esc_cursor_match(&c, "~1 en|por total|todo"))
        return false;
    *ret_to = c.at;
    bool ends = c.at >= c.end || s->atoms[c.at].kind == ESC_ATOM_SIGN ||
                (before && esc_cursor_looking_at(s, c.at, "de l@s")); // "en número de diez de los doce"
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
    if (esc_cursor_looking_at(s, c.at, "del|de los? corriente|corrientes|actual|presente")) return false;
    over_words(&c);
    esc_cursor next = c;
    bool of_all = false;
    // "veintiuna consejeras y consejeros de los veintiocho"
    esc_cursor both = c;
    if (esc_cursor_match(&both,
                         "consejer*|regidor*|concejal*|integrantes|miembros|vocales|comisionad*|ediles") &&
        (!esc_cursor_match(&both, "y|e|o") ||
         esc_cursor_match(&both, "consejer*|regidor*|concejal*|vocales|comisionad*")) &&
        esc_cursor_looking_at(s, both.at, "de l@s"))
        next = both;
    if ((esc_cursor_match(&next, "de|sobre l@s|sus") || esc_cursor_match(&next, "de|del|d|sobre")) &&
        esc_number_any(&next, &all) && all >= n) {
        over_words(&next);
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
        told |= esc_atom_is(&s->atoms[i],
                            "asist*|concurr*|acud*|respond*|contest*|comparec*|presentes|conto|registrad@|"
                            "contaba|contando|cuenta|hallandose|estando|encontrandose");
    const esc_atom *what = esc_cursor_atom(&c);
    size_t len = what ? what->norm_len : 0; // "estuvieron nueve de once secretarios"
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
static esc_pattern_set sums_up = ESC_PATTERNS(sums);

static int weigh_count(const esc_stream *s, uint32_t at, uint32_t to) {
    int weight = at > 1 && esc_cursor_looking_at(s, at - 2, "voto|votos de") ? -9 : 0;
    if (at > 2 && esc_cursor_looking_at(s, at - 3, "unanimidad de l@s")) weight = -9; // how it was voted
    for (uint32_t i = at > 6 ? at - 6 : 0; i < at; i++) // "el reglamento exige un quórum de siete miembros"
        if (esc_atom_is(&s->atoms[i], "exig*|requier*|minimo|padron|padrones|matricula|empadronad@s"))
            weight = -9;
    bool in_all =
        at > 2 && esc_cursor_looking_at(s, at - 2, "total de") && // how many there might be
        !esc_cursor_within(s, at > 6 ? at - 6 : 0, at - 2, "asist*|particip*|concurr*|acud*|con ~1 total");
    if (in_all) weight = -9;
    if (esc_cursor_within(s, to, to + 2, "de un total de")) weight += 3;
    if (at > 3 && esc_cursor_looking_at(s, at - 4, "con la asistencia|presencia de")) weight += 4;
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
                              "hallan|hallaban|hallaron|hallandose"))
            weight += 3;
        if (esc_count_names_quorum(s, i)) weight += 3;
        if (esc_atom_is(atom, "votos|votaron|votan|favor|contra|ausentes|ausencia|inasistencia")) weight -= 2;
    }
    // "informó que había seis miembros de la Junta al pase de lista"
    if (at && esc_atom_is(&s->atoms[at - 1], "hay|habia|hubo") &&
        esc_cursor_within(s, to, to + 9, "al pase|pasar|tomar de? lista"))
        weight += 6;
    // "la Secretaria contó ocho patronos"; "por unanimidad de los nueve patronos" voted
    if (at && esc_atom_is(&s->atoms[at - 1], "conto|contaron")) weight += 6;
    if (at > 2 && esc_cursor_looking_at(s, at - 3, "unanimidad de l@s")) weight -= 4;
    for (uint32_t i = at > 4 ? at - 4 : 0; i < at; i++) // "sólo habían llegado seis", "con lo que son nueve"
        if (esc_cursor_looking_at(s, i, "solo|apenas|llegado") ||
            esc_cursor_looking_at(s, i, "con lo que son|fueron"))
            weight -= 6;
    return weight;
}

#define COUNT_WORDS                                                                                          \
    "quorum|asistentes|presentes|asistencia|concurrentes|asistieron|asistencias|asisten|concurrieron|"       \
    "concurren|acudieron|comparecieron|firmaron|participaron|participantes|respondieron|contestaron|somos"

static const char *const beginnings[] = {COUNT_WORDS "|total", "de l@s", "de un total de"};
static esc_pattern_set beginning = ESC_PATTERNS(beginnings);

bool esc_count_may_begin(const esc_stream *s, uint32_t at) {
    const esc_atom *atom = &s->atoms[at];
    if (atom->kind != ESC_ATOM_WORD) return atom->kind != ESC_ATOM_SIGN;
    return atom->cardinal || esc_cursor_any(s, at, &beginning) ||
           (at && esc_stream_sign(s, at - 1, ',') && esc_atom_is(atom, "en|que|con|para|haciendo|siendo"));
}

bool esc_count_there(const esc_stream *s, uint32_t at) {
    uint32_t n, stop;
    return count_at(s, at, &n, &stop) &&
           esc_cursor_within(s, at > BEING_REACH ? at - BEING_REACH : 0, at, being_there);
}

bool esc_count_read(const esc_stream *s, uint32_t at, uint32_t *ret, uint32_t *ret_to, int *ret_weight) {
    bool label = labelled_count(s, at, ret, ret_to) || count_in_brackets(s, at, ret, ret_to) ||
                 bare_count(s, at, ret, ret_to) || count_behind(s, at, ret, ret_to) ||
                 count_of_whole(s, at, ret, ret_to);
    bool summed = !label && count_in_apposition(s, at, ret, ret_to);
    summed |= label && esc_atom_is(&s->atoms[at], "somos"); // "Con el de la voz somos siete."
    label |= summed;
    if (!label && !count_at(s, at, ret, ret_to)) return false;
    if (at > 2 && esc_cursor_within(s, at > 6 ? at - 6 : 0, at, "mitad mas"))
        return false; // what a quorum is
    if (!label && esc_cursor_within(s, at > 0 ? at - 1 : 0, *ret_to, "n°|nº|nro|num|no .? #"))
        return false; // "… de sus miembros presentes, el Acta Nº 23"
    *ret_weight = label ? LABEL_WEIGHT + (summed ? SUMMED : 0) : weigh_count(s, at, *ret_to);
    return true;
}
