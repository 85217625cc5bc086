// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/likeness.h"

#include <stddef.h>
#include <string.h>

#include "fields/cursor.h"
#include "fields/dates.h"

enum {
    BODY_ROWS = 4,
    TITLE_ROWS = 8,
    TITLE_ATOMS = 120,
    SHORT_ROW = 9,
    HEAD_ATOMS = 60,
    MEETING_ATOMS = 240
};

// What a document is less like a minute that says nothing of itself which only minutes say.
static const float alien = 0.4f;
#define MEETING_LIKENESS 0.8f

const char esc_body_words[] =
    "junta|comite|comision|consejo|concejo|asamblea|pleno|cabildo|directorio|claustro|sesion|"
    "ayuntamiento|reunion|plenari@|camara|senado";

bool esc_row_has(const esc_stream *s, uint32_t row, const char *words) {
    return esc_cursor_within(s, s->rows[row].first, s->rows[row].first + s->rows[row].count, words);
}

// Those of whom it is told that they came.
#define MEMBERS "senores|senoras|sres|siguientes|miembros|integrantes|consejeros"
#define SEATED                                                                                               \
    "concejales|concejal@s|regidores|regidor@s|soci@s|vocales|ediles|vecin@s|delegad@s|director@s|"          \
    "directores"

typedef struct sign_of_minutes {
    const char *pattern;
    float weight;
    bool in_title; // only among the first words
} sign_of_minutes;

static const sign_of_minutes signs[] = {
    {"acta|minuta|minutas ~9 sesion|reunion|asamblea|cabildo", 0.35f, true},
    {"acta|minuta ~4 junta|pleno|concejo|consejo|comite|comision|claustro|patronato|directorio", 0.3f, true},
    {"acta|minuta numero|no|num|n|nro|n°|nº", 0.2f, true},
    {"presidencia de|del", 0.1f, false},
    {"presidid@|preside|presidio por|el|la|don|dona|:", 0.1f, false},
    {"secretari@|tesorer@|vocal|vocales|consejer@s :", 0.15f, false},
    {"presidente|presidenta :", 0.15f, false},
    {"acta|minuta :", 0.2f, true},
    {"hora|inicio :", 0.15f, true},
    {"termino|fin|cierre|clausura :", 0.15f, true},
    {"dio|dieron|da principio|inicio|comienzo|apertura", 0.1f, false},
    {"orden del di@", 0.25f, true},
    {"sesion|reunion|asamblea ~2 ordinari@|extraordinari@|solemne|urgente|especial", 0.3f, false},
    {"ordinari@|extraordinari@ sesion", 0.2f, false},
    {"consejo|junta|comite|pleno ~1 ordinari@|extraordinari@", 0.2f, true},
    {"acta|minuta ~3 ordinari@|extraordinari@", 0.15f, true},
    {"asiste|asisten|asistieron|concurren|concurrieron ~1 l@s? " MEMBERS, 0.2f, false},
    {"asisten|concurren l@s " SEATED, 0.2f, false},
    {"quien|quienes preside|presidio|presiden", 0.1f, false},
    {"fecha de la? sesion|reunion :", 0.3f, true},
    {"certifico|certifica|certificamos|certifican ~3 que ~16 sesion|reunion|acta", 0.35f, false},
    {"orden del di@", 0.2f, false},
    {"quorum", 0.25f, false},
    {"reunion|sesion ~1 de|del la|el|lo? ~1 "
     "comision|comite|consejo|concejo|junta|asamblea|claustro|directorio|patronato",
     0.25f, true},
    {"miembros|integrantes|vocales ~9 presentes", 0.2f, false},
    {"asistentes|presentes|asisten|participantes :", 0.15f, false},
    {"ausentes|ausencias|excusados|faltan :", 0.2f, false},
    {"asistencia|asistentes|presentes|participantes", 0.1f, true},
    {"acta|minuta de trabajo|acuerdos", 0.35f, true},
    {"participantes|asistentes|acuerdos|compromisos", 0.1f, false},
    {"con la? asistencia|presencia|concurrencia de", 0.15f, false},
    {"se trata|trato|trataron|tratan lo|l@s|del|de", 0.1f, false},
    {"lista|pase de asistencia|lista|asistentes|presentes", 0.15f, false},
    {"se reune|congrega|constituye la|el junta|pleno|consejo|comite|comision|concejo|asamblea", 0.15f, false},
    {"puntos|asuntos|temas a tratar", 0.15f, false},
    {"siendo las|los", 0.1f, false},
    {"por unanimidad|mayoria", 0.1f, false},
    {"reunid@s|constituid@s|congregad@s ~10 integrantes|miembros|vocales|consejer@s|regidor*|soci@s", 0.2f,
     false},
    {"bajo la presidencia", 0.1f, false},
    {"se reunieron|reunen|junto|juntaron|encuentran|encontraban|procedio|procede|declaro|declara", 0.1f,
     false},
    {"version estenografica", 0.3f, true},
    {"diario de sesiones|debates", 0.3f, true},
    {"hora de inicio|termino", 0.15f, false},
    // and what tells against it
    {"estimad@ senor|senora|amigo|cliente|maestro|maestra|doctor|doctora", -0.4f, true},
    {"factura|subtotal|iva|rfc", -0.25f, true},
    {"anoche|ayer", -0.25f, false},
    {"sentencia n|num|numero|no|definitiva", -0.4f, true},
    {"antecedentes|fundamentos de hecho|derecho", -0.3f, false},
    {"parte|part@ actora|demandada|demandante", -0.3f, false},
    {"contrato|convenio de|que ~3 celebran|prestacion|arrendamiento|compraventa|obra|colaboracion", -0.4f,
     true},
    {"en lo sucesivo|adelante|quien|quienes ~4 denominara|denominaran", -0.3f, false},
    {"clausulas primera|1", -0.3f, false},
    {"atentamente sufragio|quedo|reciba", -0.2f, false},
    {"le|les saludo|saludos|agradezco", -0.3f, false},
    {"solicito a usted|ustedes ~2 copia|copias", -1.3f, true},
};

// Laws and rules of procedure speak of sessions, too, but in articles.
static uint32_t articles(const esc_stream *s) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < s->rows_count; i++)
        n += esc_cursor_looking_at(s, s->rows[i].first,
                                   "articulo|art primero|segundo|tercero|unic@|1*|2*|3*|4*|5*|6*|7*|8*|9*");
    return n;
}

// What a minute says of itself, and those who merely tell of a session seldom do.
static const char *const own_words[] = {
    "acta|actas|minuta|minutas",
    "version estenografica|taquigrafica|literal",
    "diario de sesiones|debates",
    "certifico|certifica : que",
    "estuvieron|estaban|estan presentes",
    "siendo|eran las|los",
    "se reunieron|reunen|reune|congregaron|constituyeron|encuentran",
    "reunid@s|constituid@s|congregad@s",
    "quorum",
    "pase|lista de asistencia|lista",
    "asistentes|presentes|asisten|participantes :",
    "asisten|asistieron|concurren|concurrieron ~1 l@s " MEMBERS,
    "asisten|concurren l@s " SEATED,
    "con la? asistencia|presencia de",
};

// "ORDEN DEL DÍA" as a heading, or what a minute says of itself.
static bool speaks_of_itself(const esc_stream *s) {
    for (size_t i = 0; i < sizeof own_words / sizeof *own_words; i++) {
        esc_cursor c = esc_cursor_on(s, 0, s->atoms_count);
        if (esc_cursor_find(&c, own_words[i])) return true;
    }
    esc_cursor c = esc_cursor_on(s, 0, s->atoms_count);
    while (esc_cursor_find(&c, "orden del di@"))
        if (esc_stream_first(s, c.from) && s->rows[s->atoms[c.from].row].count < SHORT_ROW) return true;
    return false;
}

// Papers that are called acta, too, and tell of no session.
static const char *const other_papers[] = {
    "acta circunstanciada|notarial|administrativa|policial|parroquial",
    "acta ~1 de|del "
    "nacimiento|matrimonio|defuncion|bautismo|bautizo|entrega|recepcion|examen|examenes|grado|inspeccion|"
    "infraccion|notificacion|hechos|verificacion|inventario|embargo|deslinde|posesion|protesta|"
    "calificaciones|visita|"
    "conciliacion|denuncia|hallazgo|decomiso|finiquito|nacido|supervivencia|juramento|donacion",
};

// "COMITÉ DE COMPRAS", "Mesa de Contratación": a short row of the heading, or one in capitals, names who met.
static bool names_body(const esc_stream *s) {
    static const char bodies[] =
        "junta|comite|subcomite|comision|subcomision|consejo|concejo|asamblea|pleno|cabildo|"
        "directorio|claustro|patronato|mesa|grupo";
    for (uint32_t row = 0; row < s->rows_count && row < TITLE_ROWS; row++)
        if ((s->rows[row].upper || s->rows[row].count < SHORT_ROW) && esc_row_has(s, row, bodies))
            return true;
    return false;
}

// Some time of day stands among the first `reach` atoms.
static bool tells_time(const esc_stream *s, uint32_t reach) {
    esc_time time;
    for (esc_cursor c = esc_cursor_on(s, 0, reach); c.at < c.end; c.at++)
        if (esc_time_parse(&c, &time)) return true;
    return false;
}

// They met, at some hour: what is told of a session before anything else.
static bool tells_meeting(const esc_stream *s) {
    static const char *const meetings[] = {"se "
                                           "reunieron|reunen|reune|reunio|constituye|constituyen|"
                                           "constituyeron|instala|instalo|congregaron|juntaron",
                                           "dieron|dan cita",
                                           "reunid@s|congregad@s|constituid@s",
                                           "quorum",
                                           "abrio|abre|abriose ~1 la sesion|reunion|junta",
                                           "asistentes|asisten|presentes :?",
                                           "integrad@|conformad@ por"};
    esc_cursor c = esc_cursor_on(s, 0, MEETING_ATOMS);
    bool met = false;
    for (size_t i = 0; i < sizeof meetings / sizeof *meetings && !met;
         i++, c = esc_cursor_on(s, 0, MEETING_ATOMS))
        met = esc_cursor_find(&c, meetings[i]);
    return met && tells_time(s, MEETING_ATOMS);
}

// "ACTA 9" / "Reunidos en el local de los vecinos …": the opening speaks of those who meet, or of their
// agenda, where no heading names a body.
static bool opens_session(const esc_stream *s) {
    bool plain = false; // "ACTA" or "ACTA N° 9", and not of what
    for (uint32_t row = 0; row < s->rows_count && row < TITLE_ROWS; row++) {
        const uint32_t at = s->rows[row].first;
        plain |= esc_atom_is(&s->atoms[at], "acta|minuta") && s->atoms[at].shape != ESC_SHAPE_LOWER &&
                 (s->rows[row].count == 1 || s->atoms[at + 1].kind == ESC_ATOM_NUMBER ||
                  esc_atom_is(&s->atoms[at + 1], "numero|no|num|n|nro|n°|nº"));
    }
    return plain && esc_cursor_within(s, 0, s->atoms_count < MEETING_ATOMS ? s->atoms_count : MEETING_ATOMS,
                                      "sesion|asamblea|reunion|agenda|temario|" MEMBERS "|" SEATED);
}

// "En la ciudad de …, siendo las nueve horas …, reunidos en …, los regidores …": minutes copied from a book
// of them have no heading; their first sentence tells the hour, that they met, and who.
static bool begins_with_meeting(const esc_stream *s) {
    const uint32_t end = s->atoms_count < MEETING_ATOMS ? s->atoms_count : MEETING_ATOMS;
    return tells_time(s, HEAD_ATOMS) &&
           esc_cursor_within(s, 0, end,
                             "reunid@s|congregad@s|constituid@s|reunieron|reunimos|congregaron|juntaron") &&
           esc_cursor_within(s, 0, end,
                             MEMBERS "|" SEATED "|regidor|regidora|sindic@|vocal|vecinos|president@");
}

// What a row of the heading that begins with "ACTA …", "Minuta …" speaks for; against it, where it is another
// paper. body: the heading names one, and its acts are those of a session, whatever it gave (an "acta
// administrativa" of a committee).
static float title(const esc_stream *s, bool body) {
    for (uint32_t row = 0; row < s->rows_count && row < TITLE_ROWS; row++) {
        uint32_t at = s->rows[row].first;
        if (!esc_atom_is(&s->atoms[at], "acta|minuta") || s->atoms[at].shape == ESC_SHAPE_LOWER) continue;
        for (size_t i = 0; i < sizeof other_papers / sizeof *other_papers && !body; i++)
            if (esc_cursor_looking_at(s, at, other_papers[i])) return -0.6f;
        return 0.2f;
    }
    return 0;
}

static const char session_words[] =
    "acta|actas|minuta|orden|sesion|reunion|version|convocatoria|citacion|agenda|"
    "temario|tabla|sumario|asuntos";

// A row as those of headings are, in capitals or short.
static bool speaks_of_session(const esc_stream *s, uint32_t row) {
    return (s->rows[row].upper || s->rows[row].count < SHORT_ROW + 3) && esc_row_has(s, row, session_words);
}

// "SENTENCIA N° 118/2009", "LEY ORGÁNICA DE …": a row of the heading, in capitals, begins with the name of a
// paper that is none of a session's.
static bool other_title(const esc_stream *s) {
    bool other = false;
    for (uint32_t row = 0; row < s->rows_count && row < TITLE_ROWS; row++) {
        if (speaks_of_session(s, row)) return false;
        other |= s->rows[row].upper &&
                 esc_atom_is(
                     &s->atoms[s->rows[row].first],
                     "sentencia|ley|codigo|reglamento|estatuto|estatutos|decreto|contrato|oficio|testamento|"
                     "edicto|demanda");
    }
    return other;
}

// A row of the heading speaks of a session or of its papers.
static bool of_session(const esc_stream *s) {
    for (uint32_t row = 0; row < s->rows_count && row < TITLE_ROWS; row++)
        if (speaks_of_session(s, row)) return true;
    return false;
}

// How many verbs tell what shall be: "celebrará", "requerirán". Rules are made of them; minutes tell what
// was.
static uint32_t futures(const esc_stream *s) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < s->atoms_count; i++) {
        size_t len = strlen(s->atoms[i].text);
        if (s->atoms[i].shape != ESC_SHAPE_LOWER || len < 6) continue;
        const char *end = s->atoms[i].text + len;
        n += !strcmp(end - 3, "rá") || !strcmp(end - 4, "rán");
    }
    return n;
}

// Some figure stands in it, or a year in words: no minute is without its date.
static bool has_figures(const esc_stream *s) {
    for (uint32_t i = 0; i < s->atoms_count; i++)
        if (s->atoms[i].kind == ESC_ATOM_NUMBER || s->atoms[i].kind == ESC_ATOM_MIXED ||
            esc_atom_is(&s->atoms[i], "mil"))
            return true;
    return false;
}

// "COMITÉ DE OBRAS" / "Sesión del 3 de mayo de 2019" over what was voted: a row of the heading begins with
// the session, or the paper that tells of it, and the text says how something was decided, in two ways at
// least.
static bool decides_in_session(const esc_stream *s) {
    static const char *const ways[] = {"unanimidad|unanime|unanimemente|mayoria",
                                       "votos|votacion|votan|votaron|voto", "votos|voto a|en favor|contra",
                                       "aprob*|aprueb*|rechaz*|desech*|negad@|acuerdo|acuerdos|resolucion"};
    bool heads = false;
    for (uint32_t row = 0; row < s->rows_count && row < TITLE_ROWS; row++) {
        const uint32_t from = s->rows[row].first, count = s->rows[row].count;
        const bool whole = s->rows[row].upper || count <= SHORT_ROW + 3;
        // "EL PLENO APRUEBA EL AGUA EN UNA SESIÓN …": a headline; and what only speaks of sessions
        if (whole && row < BODY_ROWS &&
            (esc_cursor_within(s, from, from + count,
                               "aprueba|aprueban|rechaza|rechazan|acuerda|acuerdan|pide|piden") ||
             esc_cursor_within(s, from, from + 2,
                               "boletin|memoria|convocatoria|citacion|citatorio|manual|guia|"
                               "reglamento|instructivo") ||
             esc_cursor_within(s, from, from + count, ": memoria")))
            return false;
        heads |=
            s->atoms[from].shape != ESC_SHAPE_LOWER &&
            (esc_cursor_within(s, from, from + (whole ? count : 4),
                               "acta|minuta|minutas|sesion|reunion|diario") ||
             (whole && esc_cursor_within(s, from, from + count,
                                         "asamblea|junta|pleno|cabildo|consejo ordinari@|extraordinari@")));
    }
    uint32_t told = 0;
    for (size_t i = 0; heads && i < sizeof ways / sizeof *ways; i++)
        told += esc_cursor_within(s, 0, s->atoms_count, ways[i]);
    return told > 1 && !esc_cursor_within(s, 0, s->atoms_count, "anoche|ayer");
}

float esc_likeness(const esc_stream *s, bool closes, bool agenda) {
    float sum = closes ? 0.2f : 0;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        esc_cursor c = esc_cursor_on(s, 0, signs[i].in_title ? TITLE_ATOMS : s->atoms_count);
        if (esc_cursor_find(&c, signs[i].pattern)) sum += signs[i].weight;
    }
    const bool body = names_body(s);
    float titled = title(s, body);
    sum += titled;
    if (agenda) sum += 0.4f;
    bool meets = body; // or a row of the heading begins with who did
    for (uint32_t row = 0; row < s->rows_count && row < BODY_ROWS; row++)
        if (esc_atom_is(&s->atoms[s->rows[row].first], esc_body_words)) {
            sum += 0.15f, meets = true;
            break;
        }
    const bool decides = meets && sum < 1 + alien && decides_in_session(s);
    if (decides) sum += 0.4f;
    if (!agenda && !decides && !speaks_of_itself(s)) sum -= alien;
    // The minutes of some countries number what was treated as articles.
    uint32_t n = titled > 0 ? 0 : articles(s);
    if (n > 2) sum -= 0.2f * (float)(n > 6 ? 6 : n);
    const bool rules = n > 2 && !agenda && !of_session(s) && futures(s) >= n, other = rules || other_title(s);
    if (other) sum -= 1;
    if (!agenda && !has_figures(s)) sum -= 0.6f;
    // whatever its business says of contracts, invoices or who sues whom
    if (sum < MEETING_LIKENESS && ((titled > 0 && (body || opens_session(s)) && tells_meeting(s)) ||
                                   (titled >= 0 && !other && body && closes && tells_meeting(s)) ||
                                   (titled >= 0 && !other && begins_with_meeting(s))))
        sum = MEETING_LIKENESS;
    return sum < 0 ? 0 : sum > 1 ? 1 : sum;
}
