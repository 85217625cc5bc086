// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/gather.h"

#include <string.h>

#include "fields/codes.h"
#include "fields/labelled.h"
#include "fields/numbers.h"
#include "fields/phrases.h"
#include "fields/seats.h"

enum { LONG_NAME = 4, SUBJECT_REACH = 25 };

static const float MET = 10;      // what one adds that is said to have met
static const float HELD = 3;      // and more, what is itself what they met for: "para celebrar la Asamblea"
static const float SAT = 2;       // what a body weighs of which only the session's name tells
static const float LABELLED = 20; // what a form says it is

static const float MOST_SIGNING = 0.9f; // of whom those come who sign, whatever stands before it

static const char institution_nouns[] =
    "instituto|tribunal|ayuntamiento|municipio|universidad|alcaldia|"
    "sistema|organismo|colegio|congreso|fiscalia|"
    "fideicomiso|centro|hospital|escuela|agencia|secretaria|delegacion|"
    "patronato|facultad|camara|asociacion|municipalidad|"
    "auditoria|procuraduria|museo|biblioteca|sindicato|cooperativa|"
    "corporacion|empresa|servicios|fundacion|tecnologico|red|consorcio|"
    "archivo|promotora|coordinadora|confederacion|federacion|fondo|ejido|"
    "comunidad|sociedad|club|condominio|conjunto|fraccionamiento|residencial|"
    "compania|banco|caja|mutual|liga|ministerio|diputacion|legislatura|"
    "intendencia|gobernacion|prefectura|barra|unidad|consulado|circulo|"
    "obispado|parroquia|union|centro|cuerpo|autoridad|poder|mancomunidad|gremio|"
    "mutualidad|parlamento|senado|copropiedad|urbanizacion|hermandad|cofradia|liceo|preparatoria|"
    "gobierno|institucion|resguardo|logia|casino|ateneo|iglesia|diocesis|clinica|sanatorio|"
    "superintendencia|defensoria|corte|servicio|orquesta|observatorio|laboratorio|complejo|ceip|ies|cepa|"
    "academia|conservatorio";
// Of these a name goes on behind "del" and another institution: "Sindicato … de Empleados del Museo …".
static const char associations[] =
    "sindicato|cooperativa|fundacion|asociacion|club|fideicomiso|fondo|ejido|union|"
    "comunidad|federacion|confederacion|sociedad|mutual|amigos|consorcio";
// Parts of a school whose boards go by their names.
#define ESC_TAUGHT "facultad|escuela|departamento|division|seccion|carrera|programa"
// Bodies that have no more of a name than that.
static const char plain_bodies[] = "cabildo|pleno|ayuntamiento|patronato|claustro|directorio|asamblea|senado";

static bool name_like(const esc_atom *atom) {
    return atom->shape == ESC_SHAPE_CAPITAL ||
           (atom->shape == ESC_SHAPE_UPPER && (strlen(atom->text) > 3 || esc_atom_is(atom, "ies")));
}

// "en el ejido El Potrero": the noun is no part of the name, but says what it is the name of.
static bool plainly_named(const esc_stream *s, uint32_t at) {
    return esc_atom_is(&s->atoms[at], "ejido|comunidad|cooperativa|club") && at + 1 < s->atoms_count &&
           s->atoms[at + 1].shape == ESC_SHAPE_CAPITAL && !s->atoms[at + 1].wide;
}

// "Consejo de Administración de HARINERA DEL SUR": the owner stands in capitals, the body does not.
static bool raised(const esc_stream *s, uint32_t from, uint32_t at) {
    return s->atoms[from].shape == ESC_SHAPE_CAPITAL && s->atoms[at].shape == ESC_SHAPE_UPPER &&
           strlen(s->atoms[at].text) > 4 && !s->rows[s->atoms[from].row].upper;
}

// "Organismo Público Descentralizado denominado Caminos …": where the name itself begins, behind what it is;
// ESC_NONE where no such stands at `at`.
static uint32_t behind_called(const esc_stream *s, uint32_t at) {
    esc_cursor c = esc_cursor_on(s, at, s->atoms_count);
    return esc_cursor_match(&c, "organismo ~6 denominad@") && c.at < c.end ? c.at : ESC_NONE;
}

// The end of the body's own name: before the institution that it belongs to.
static uint32_t own_name(const esc_stream *s, uint32_t from, uint32_t to, uint32_t *ret_owner) {
    *ret_owner = ESC_NONE;
    for (uint32_t i = from + 1; i + 1 < to; i++) {
        if (!esc_atom_is(&s->atoms[i], "del|de")) continue;
        uint32_t noun = i + 1;
        while (noun < to &&
               esc_atom_is(&s->atoms[noun], "la|lo|los|h|honorable|propio|citado|este|esta|dich@|."))
            noun++;
        if (noun >= to) break;
        bool letters = (noun > i + 1 || esc_atom_is(&s->atoms[i], "del")) &&
                       s->atoms[from].shape == ESC_SHAPE_CAPITAL && s->atoms[noun].shape == ESC_SHAPE_UPPER &&
                       s->atoms[noun].norm[1] && noun + 1 == to && !s->rows[s->atoms[noun].row].upper;
        if (letters || raised(s, from, noun)) { // "Junta de Gobierno del IMM"

            *ret_owner = noun;
            return i;
        }
        bool owner = esc_atom_is(&s->atoms[noun], institution_nouns) ||
                     esc_atom_is(&s->atoms[noun],
                                 "consejo|comision|comite|cabildo|junta|ayuntamiento|concejo|legislatura");
        // "Consejo de Administración", "Comité de Servicios", "Comisión del Servicio" own nothing; a school
        // does
        bool article = noun > i + 1 || esc_atom_is(&s->atoms[i], "del") ||
                       esc_atom_is(&s->atoms[noun], "cabildo|ayuntamiento");
        // "Gobierno del Municipio de …", "Sistema … de la Familia del Municipio de …": no owner, a part of
        // the name
        bool town = esc_atom_is(&s->atoms[noun], "municipio") &&
                    (esc_atom_is(&s->atoms[from], "ayuntamiento|gobierno|alcaldia") ||
                     !esc_atom_is(&s->atoms[from], ESC_BODY_NOUNS));
        if (esc_cursor_looking_at(s, noun, "sociedad civil")) continue; // "… de la Sociedad Civil" is nobody
        uint32_t called = behind_called(s, noun);
        if (called < to) owner = true, noun = called;
        if (!owner || !article || town || esc_atom_is(&s->atoms[noun], "servicios")) continue;
        *ret_owner = noun;
        return i;
    }
    // "EL PLENO DE ESTE" / "AYUNTAMIENTO": the row breaks before whose it is
    bool broken = to > from + 2 && esc_atom_is(&s->atoms[to - 1], "este|esta|dich@|propi@") &&
                  esc_atom_is(&s->atoms[to - 2], "de");
    return broken ? to - 2 : to;
}

// "Acta de la [sesión ordinaria de la] Junta de Facultad": the row begins by saying whose minutes these are.
bool esc_gather_titled(const esc_stream *s, uint32_t at) {
    esc_cursor c = esc_cursor_on(s, s->rows[s->atoms[at].row].first, at + 1);
    if (!esc_cursor_match(&c, "acta|minuta")) return false;
    while (c.at < at &&
           esc_cursor_match(
               &c, "de|del|la|las|el|sesion|reunion|asamblea|ordinari@|"
                   "extraordinari@|general|primera|segunda|tercera|celebrada|por|instalacion|constitucion|"
                   "integracion|trabajo"))
        continue;
    return c.at == at;
}

#define POSTS                                                                                                \
    "titular|director|directora|jefe|jefa|encargad@|coordinador|coordinadora|subdirector|subdirectora|"      \
    "representante"

// "La Junta Directiva del Instituto …, por sus siglas …, se reunió …": the name is the subject of who met.
static bool meets(const esc_stream *s, uint32_t at) {
    if (!at || !esc_atom_is(&s->atoms[at - 1], "el|la") || s->atoms[at - 1].shape == ESC_SHAPE_LOWER)
        return false;
    for (uint32_t i = at + 1; i < at + SUBJECT_REACH && i < s->atoms_count; i++) {
        if (esc_stream_sign(s, i, '.') || esc_stream_sign(s, i, ';')) return false;
        if (esc_atom_is(&s->atoms[i],
                        "reunio|reune|reunieron|reunen|reunid@|sesiono|sesiona|celebro|celebra|congrego"))
            return true;
    }
    return false;
}

// "“AÑO DEL SERVICIO AL CIUDADANO”": within a row of the heading that is all in quotes.
static bool motto(const esc_stream *s, uint32_t at) {
    static const char quotes[] = "«|“|”|»|\"";
    const esc_row *row = &s->rows[s->atoms[at].row];
    return s->atoms[at].row < ESC_GATHER_ROWS && at > row->first + 1 &&
           esc_atom_is(&s->atoms[row->first], quotes) &&
           esc_atom_is(&s->atoms[row->first + row->count - 1], quotes);
}

// Where the name begins: "Ilustre Municipalidad", "Real Sociedad", and in a heading all of its row.
static uint32_t name_from(const esc_stream *s, uint32_t at) {
    uint32_t from = at, first = at;
    while (!s->atoms[first].wide && !esc_stream_first(s, first)) first--; // of its column
    while (from > first &&
           esc_atom_is(&s->atoms[from - 1], "ilustre|real|gran|muy|primer@|segund@|tercer@|superior"))
        from--;
    if (from > first + 1 && esc_stream_sign(s, from - 1, '.') && esc_atom_is(&s->atoms[from - 2], "i") &&
        esc_atom_is(&s->atoms[from], "municipalidad"))
        return from - 2; // "I. Municipalidad"
    if (s->atoms[from].shape == ESC_SHAPE_LOWER) return at;
    uint32_t form = from, letters = 0; // "E.S.E. Hospital …", "I.E. Colegio …"
    while (form > first + 1 && esc_stream_sign(s, form - 1, '.') && !s->atoms[form - 2].norm[1] &&
           s->atoms[form - 2].shape == ESC_SHAPE_UPPER && (!letters || s->atoms[form].glued))
        form -= 2, letters++;
    if (letters > 1) return form;
    if (s->atoms[at].row >= ESC_GATHER_ROWS || !s->rows[s->atoms[at].row].upper) return from;
    for (uint32_t i = first; i < at; i++)
        if (s->atoms[i].kind != ESC_ATOM_WORD || esc_phrase_link(&s->atoms[i]) || s->atoms[i].listed ||
            s->atoms[i].norm_len < 3 || esc_atom_is(&s->atoms[i], "denominad@"))
            return from;
    return first;
}

// "sesión del Subcomité Revisor (SURE) del Comité de Compras": whose the body is that met.
static bool of_body(const esc_stream *s, uint32_t at) {
    enum { NAME_REACH = 12 };
    if (at < 4 || (!esc_atom_is(&s->atoms[at - 1], "del") && !esc_cursor_looking_at(s, at - 2, "de la|lo")))
        return false;
    for (uint32_t i = at - 1; i-- > 0 && i + NAME_REACH > at;) {
        if (esc_atom_is(&s->atoms[i], ".|,|;|:|y|e|sesion|reunion")) return false;
        if (name_like(&s->atoms[i]) && esc_atom_is(&s->atoms[i], ESC_BODY_NOUNS)) return true;
    }
    return false;
}

// "en el Salón de Actos del Centro Cultural", also over a row's end: where one met.
static bool within_room(const esc_stream *s, uint32_t at) {
    enum { REACH = 6 };
    if (at < 4 ||
        !(esc_atom_is(&s->atoms[at - 1], "del") || esc_cursor_looking_at(s, at - 2, "de la|los|las")))
        return false;
    for (uint32_t i = at - 1; i-- > 0 && i + REACH > at;) {
        if (s->atoms[i].kind != ESC_ATOM_WORD) return false;
        if (esc_atom_is(&s->atoms[i], "salon|sala|auditorio|aula|biblioteca") &&
            esc_cursor_looking_at(s, i + 1, "de|magna|principal|mayor"))
            return i > 1 && (esc_atom_is(&s->atoms[i - 1], "en|el|la") || esc_stream_sign(s, i - 1, ':')) &&
                   !esc_cursor_looking_at(s, i + 1, "de sesiones|juntas|plenos|cabildo|cabildos");
    }
    return false;
}

// What stands before a name tells what it is to the document.
static float weight_of(const esc_stream *s, uint32_t at, bool body) {
    const esc_row *row = &s->rows[s->atoms[at].row];
    float weight = 1;
    if (at > 1 && esc_cursor_looking_at(s, at - 2, "sala|salon|recinto de|del")) return 0;
    // "Lugar: Sala de Sesiones del Consejo General", where a commission of it met
    if ((at > 3 && esc_cursor_looking_at(s, at - 4, "sala|salon|recinto de sesiones|juntas|plenos del")) ||
        (at > 4 &&
         esc_cursor_looking_at(s, at - 5, "sala|salon|recinto de sesiones|juntas|plenos de la|l@s")))
        return 0.3f;
    if (motto(s, at)) return 0;
    if (within_room(s, at)) return 0.3f;
    // Spain's regional governments are no boards
    if (body && esc_cursor_looking_at(s, at, "junta de andalucia|extremadura|castilla|comunidades")) return 0;
    if (at && esc_atom_is(&s->atoms[at], "sala") &&
        (esc_cursor_looking_at(s, at - 1, "en") || (at > 1 && esc_cursor_looking_at(s, at - 2, "en la"))))
        return 0.3f; // rather the place
    if (at > 2 && esc_cursor_looking_at(s, at - 3, "sala|salon|recinto|auditorio de la|los|las"))
        return 0.3f; // rather the place
    if (!body && at > 1 &&
        (esc_cursor_looking_at(s, at - 2, "en el|la|los") || esc_stream_sign(s, at - 1, ':')))
        return 0.3f; // rather the place
    // "convocatoria expedida por el Comisariado Ejidal"
    if (body && at > 2 &&
        esc_cursor_looking_at(s, at - 3,
                              "expedid@|emitid@|formulad@|girad@|hecha|convocad@|citad@ por el|la"))
        return 0.3f;
    // "previa citación de la Mesa Directiva"
    if (body && at > 2 && esc_cursor_looking_at(s, at - 3, "citacion|convocatoria|llamado de|por la|el"))
        return 0.3f;
    // "POR LA SECRETARÍA DE FINANZAS" over a name: who sends whom
    if (!body && esc_cursor_looking_at(s, row->first, "por el|la|los|las") && at < row->first + 3)
        return 0.3f;
    // "… en su carácter de Presidente del Consejo de Administración": whose post that is, is told elsewhere
    // "…, Municipio de Tlalpan, Estado …": where it lies
    if (!body && at && esc_atom_is(&s->atoms[at], "municipio") && esc_stream_sign(s, at - 1, ','))
        return 0.2f;
    bool held =
        body && at > 1 &&
        (esc_cursor_looking_at(s, at - 2, "president@|presidente|secretari@|vocal|tesorer@ del|de") ||
         (at > 2 && esc_cursor_looking_at(s, at - 3, "president@|presidente|secretari@|vocal de la")));
    // "Titular de la Unidad de Archivos": where one comes from
    if (!body && at > 1 && esc_atom_is(&s->atoms[at], "unidad|secretaria|delegacion|archivo|laboratorio") &&
        (esc_cursor_looking_at(s, at - 2, POSTS " del") ||
         (at > 2 && esc_cursor_looking_at(s, at - 3, POSTS " de la|los|las"))))
        return 0.1f;
    uint32_t back = at > 14 ? at - 14 : 0;
    const bool owner = body && of_body(s, at);
    bool heads = !body && esc_stream_first(s, at) && at && s->atoms[at].row < ESC_GATHER_ROWS &&
                 !esc_phrase_link(&s->atoms[at - 1]);
    if (heads) back = at; // a row of its own is not what the one above is about
    for (uint32_t i = at; i-- > back;) {
        const esc_atom *atom = &s->atoms[i];
        if (esc_atom_is(atom, "ley|manual|reglamento|codigo|estatuto|lineamientos|articulo") &&
            !esc_stream_sign(s, i + 1, ':')) // "Código: GD-FR-014" is the form's
            return 0.2f;
        if (esc_stream_sign(s, i, '.') && at - i > 2) break;
        // "ACUERDO DE LA JUNTA … POR EL QUE SE INTEGRA LA COMISIÓN …": what it is about
        if (body && i > back + 2 && s->rows[s->atoms[at].row].upper && esc_atom_is(atom, "que|cual") &&
            esc_cursor_looking_at(s, i - 2, "por|mediante el|la"))
            return 0.3f;
        if (body && !held && !owner &&
            esc_atom_is(atom, "sesion*|reunion|reune*|reunio|reunier*|reunid*|reunim*|reuniend*|celebr*|"
                              "conform@n|integran|asamblea|constituy*|constituid*|congreg*|convoc*|instalo|"
                              "instala|instalan")) {
            weight += MET + (at - i < 3 && esc_atom_is(atom, "celebr*") ? HELD : 0);
            break;
        }
        if (!body && (esc_atom_is(atom, "sesion|comite|comision|consejo|cabildo|junta|pleno") ||
                      (at - i < 5 && esc_atom_is(atom, "asamblea|concejo|directorio|directiva|soci@s|"
                                                       "miembros|integrantes|accionistas")) ||
                      (at - i < 6 && !esc_atom_is(&s->atoms[at], ESC_BODY_OR_OWNER) &&
                       esc_atom_is(atom, "reunio|reune|denominado|denominada")))) {
            weight += 6;
            break;
        }
        if (body && at - i < 5 && esc_atom_is(atom, "integrantes|miembros|presidente|presidenta"))
            weight += 1;
    }
    if (body && weight < MET && meets(s, at)) weight += MET;
    // "ACTA DE LA SEGUNDA ASAMBLEA GENERAL"
    if (body && weight < MET && at && s->atoms[at].row < ESC_GATHER_ROWS && s->atoms[at - 1].ordinal &&
        esc_atom_is(&s->atoms[at], "asamblea|junta"))
        weight += MET;
    bool first = esc_stream_first(s, at) || // "H. Consejo Universitario"
                 (!body && s->atoms[at].row < ESC_GATHER_ROWS && esc_stream_first(s, name_from(s, at))) ||
                 (at > 1 && esc_stream_sign(s, at - 1, '.') && esc_atom_is(&s->atoms[at - 2], "h|i") &&
                  esc_stream_first(s, at - 2)) ||
                 (at && esc_atom_is(&s->atoms[at - 1], "honorable|ilustre") && esc_stream_first(s, at - 1)) ||
                 (body && at > row->first + 2 && esc_atom_is(&s->atoms[at - 1], "-|–|—") &&
                  !s->atoms[at].glued); // "Facultad de Ciencias - Comité de Bioseguridad"
    bool titled = body && s->atoms[at].row < ESC_GATHER_ROWS && esc_gather_titled(s, at);
    bool prose = esc_atom_is(&s->atoms[row->first], "en|a|siendo|reunid@s");
    if (s->atoms[at].row < ESC_GATHER_ROWS && ((row->upper && !prose) || first || titled))
        weight += body ? 5 : 8;
    return weight;
}

// A commission or council that is itself an institution: "… del Consejo Estatal Electoral", or has a long
// name of its own, "… del Consejo Coordinador Empresarial de Valle Hondo". "… del Consejo Universitario" has
// not.
static bool owns(const esc_stream *s, uint32_t at, uint32_t end) {
    if (esc_atom_is(&s->atoms[at], "comision|junta")) return true;
    if (!esc_atom_is(&s->atoms[at], ESC_BODY_NOUNS)) return false;
    uint32_t words = 0;
    for (uint32_t i = at; i < end; i++)
        words += s->atoms[i].kind == ESC_ATOM_WORD && !esc_phrase_link(&s->atoms[i]);
    bool named = words >= LONG_NAME || (esc_atom_is(&s->atoms[at], "concejo|asamblea|camara") &&
                                        esc_cursor_within(s, at, end, "de|del"));
    return named || (esc_atom_is(&s->atoms[at], "consejo") &&
                     esc_cursor_looking_at(s, at + 1, "estatal|nacional|federal|electoral"));
}

// Whose a board is that belongs to a committee or a faculty that belongs to somebody itself: "Subcomité de
// Obras del Comité de Compras de la Secretaría …".
static uint32_t outermost(const esc_stream *s, uint32_t owner, uint32_t end) {
    while (owner != ESC_NONE && esc_atom_is(&s->atoms[owner], ESC_BODY_NOUNS "|" ESC_PARTS) &&
           !esc_cursor_looking_at(s, owner, "junta administradora|vecinal|de vecinos|aguas|agua|regantes")) {
        uint32_t outer;
        own_name(s, owner, end, &outer);
        if (outer == ESC_NONE) break;
        owner = outer;
    }
    return owner;
}

// "H. AYUNTAMIENTO CONSTITUCIONAL DE TANTOCO, VERACRUZ": in a row of the heading that ends in the state.
static uint32_t over_state(const esc_reader *r, const esc_stream *s, uint32_t from, uint32_t to) {
    uint32_t end = esc_stream_row_end(s, from);
    if (s->atoms[from].row >= ESC_GATHER_ROWS || !s->rows[s->atoms[from].row].upper || to + 1 >= end ||
        end > to + 4 || to < from + 2 || !esc_stream_sign(s, to, ',') || !r->lexicon ||
        esc_atom_is(&s->atoms[to + 1], "el|la|los|las") || s->atoms[to + 1].wide)
        return to;
    const esc_atom *state = &s->atoms[to + 1];
    bool place = esc_lexicon_lookup(r->lexicon, state->text, strlen(state->text)) & ESC_LEX_PLACE;
    return place && s->atoms[end - 1].kind == ESC_ATOM_WORD ? end : to;
}

// "el Ayuntamiento Pleno": the council, not the town hall.
static bool add_full_council(esc_reader *r, esc_candidates *bodies, const esc_stream *s, uint32_t at) {
    esc_cursor c = esc_cursor_on(s, at, s->atoms_count);
    if (!esc_cursor_match(&c, "ayuntamiento en? pleno") || s->atoms[c.at - 1].shape == ESC_SHAPE_LOWER ||
        esc_cursor_looking_at(s, c.at, "de|del"))
        return false;
    bool business = s == &r->body && at >= r->sections.agenda.from;
    esc_candidate_add(r, bodies, s, at, c.at, weight_of(s, at, true) * (business ? 0.05f : 1));
    return true;
}

// "sesión solemne de cabildo": the body in small letters.
static bool sat_as(const esc_stream *s, uint32_t at) {
    // "ACTA DE LA SESIÓN ORDINARIA DE AYUNTAMIENTO": not which one
    const bool heading = s->atoms[at].shape == ESC_SHAPE_UPPER &&
                         esc_atom_is(&s->atoms[at], "ayuntamiento") &&
                         !esc_cursor_looking_at(s, at + 1, "de|del|constitucional");
    return (s->atoms[at].shape == ESC_SHAPE_LOWER || heading) && esc_atom_is(&s->atoms[at], plain_bodies) &&
           esc_atom_is(&s->atoms[at - 1], "de") &&
           (esc_cursor_looking_at(s, at - 3, "sesion|reunion ~1 de") ||
            esc_atom_is(&s->atoms[at - 2], "sesion"));
}

// "Órgano colegiado:   El Pleno", on a form.
static void add_on_form(esc_reader *r, const esc_stream *s, esc_candidates *bodies) {
    uint32_t to, at = esc_label_value(s, "organo colegiado|gobierno", ESC_GATHER_ROWS, &to);
    if (at == ESC_NONE)
        at = esc_label_value(s, "comite|comision|consejo|organo|instancia|grupo|reunion|dependencia",
                             ESC_GATHER_ROWS, &to);
    if (at == ESC_NONE) return;
    if (esc_atom_is(&s->atoms[at], "el|la")) at++;
    if (at < to && esc_atom_is(&s->atoms[at], ESC_BODY_NOUNS))
        esc_candidate_add(r, bodies, s, at, to, LABELLED);
}

// "Río Hondo. Municipio Salinas, zona postal 5030" in a page's foot: where the house stands.
static bool in_address(const esc_reader *r, const esc_stream *s, uint32_t at) {
    return s == &r->margin && !esc_stream_first(s, at) &&
           esc_cursor_within(s, at, esc_stream_row_end(s, at), "postal|cp|tel|telefono|telefonos|fax");
}

// What the names of bodies and institutions begin with.
static const char *const beginnings[] = {ESC_BODY_NOUNS, institution_nouns,
                                         "aguas|sala|organo|colegio|tribunal|junta|gobierno"};
static esc_pattern_set beginning = ESC_PATTERNS(beginnings);

void esc_gather_names(esc_reader *r, const esc_stream *s, esc_candidates *bodies,
                      esc_candidates *institutions) {
    add_on_form(r, s, bodies);
    uint32_t within = 0; // the end of the name that began before
    for (uint32_t at = 0; at < s->atoms_count; at++) {
        const esc_atom *atom = &s->atoms[at];
        if (at && esc_atom_is(&s->atoms[at - 1], "bloque|bancada|fraccion"))
            continue; // whose members they are
        if (at > 2 && sat_as(s, at) && (s != &r->body || at < r->sections.agenda.from))
            esc_candidate_add(r, bodies, s, at, at + 1, SAT);
        if (atom->kind != ESC_ATOM_WORD || !(name_like(atom) || plainly_named(s, at))) continue;
        if (!esc_cursor_any(s, at, &beginning) && !(at && esc_atom_is(&s->atoms[at - 1], "denominad@")))
            continue;
        bool body = esc_atom_is(atom, ESC_BODY_NOUNS), institution = esc_atom_is(atom, institution_nouns);
        institution |= esc_atom_is(atom, "aguas") && esc_stream_first(s, at) && atom->row < ESC_GATHER_ROWS &&
                       esc_cursor_looking_at(s, at + 1, "y|de|del"); // "Aguas del Municipio de …"
        if (esc_atom_is(atom, "secretaria") && (!esc_cursor_looking_at(s, at + 1, "de|del") ||
                                                esc_cursor_looking_at(s, at + 1, "de acta|actas")))
            institution = false; // who writes them
        institution &= behind_called(s, at) == ESC_NONE;
        institution |= at > 2 && esc_atom_is(&s->atoms[at - 1], "denominad@") &&
                       esc_cursor_within(s, at > 8 ? at - 8 : 0, at, "organismo");
        if (esc_atom_is(atom, "gobierno"))
            institution = esc_cursor_looking_at(
                s, at + 1, "autonomo|municipal|regional|provincial|departamental|parroquial|de|del|estatal");
        body |= esc_cursor_looking_at(s, at, "sala capitular|plen@") ||
                esc_cursor_looking_at(s, at, "organo colegiado|directivo|deliberante") ||
                esc_cursor_looking_at(s, at, "organo de administracion|gobierno|control|direccion");
        if (esc_cursor_looking_at(s, at, "colegio academico|electoral") ||
            esc_cursor_looking_at(s, at, "colegio del personal") ||
            esc_cursor_looking_at(s, at, "tribunal de honor|disciplina|etica|penas"))
            body = true, institution = false; // of a college, a federation
        if (at && esc_cursor_looking_at(s, at - 1, "sala plen@")) continue;
        if (at && esc_atom_is(atom, "pleno") && esc_cursor_looking_at(s, at - 1, "ayuntamiento pleno"))
            continue;
        if (at > 1 && esc_atom_is(atom, "pleno") && esc_cursor_looking_at(s, at - 2, "ayuntamiento en pleno"))
            continue;
        if (body && at && esc_atom_is(&s->atoms[at - 1], ESC_HOSTS) && name_like(&s->atoms[at - 1]))
            continue; // "Ejido Mesa del Capulín"
        bool town = at > 2 && institution &&
                    esc_cursor_looking_at(s, at - 3, "municipal de la|lo"); // "… de la Unión"
        bool quality = esc_atom_is(atom, "tecnologico|coordinadora|promotora") && at &&
                       !esc_stream_first(s, at) && !atom->wide && s->atoms[at - 1].kind == ESC_ATOM_WORD &&
                       !esc_phrase_link(&s->atoms[at - 1]);
        // "… ARRENDAMIENTOS Y SERVICIOS" / "TERCERA SESIÓN": the end of another name
        const bool tail =
            esc_atom_is(atom, "servicios") && at + 1 < s->atoms_count && s->atoms[at + 1].ordinal;
        if (at < within || town || quality || tail || (institution && in_address(r, s, at)) ||
            esc_cursor_looking_at(s, at, "sociedad civil"))
            institution = false;
        bool members =
            esc_cursor_looking_at(s, at, "junta de vecinos|regantes|usuarios|accion|aguas|propietarios");
        // "COMUNIDAD DE PROPIETARIOS …" over "JUNTA DE PROPIETARIOS": that is what met
        if (members && esc_cursor_looking_at(s, at, "junta") &&
            esc_cursor_within(s, 0, at, "comunidad de propietarios|regantes|usuarios|aguas"))
            members = false, body = true, institution = false;
        if (members) body = false, institution = true;
        if (esc_cursor_looking_at(s, at, "corporacion municipal|local")) institution = false;
        // "LXXV LEGISLATURA AL H. CONGRESO DEL ESTADO": whose term it is
        if (esc_cursor_looking_at(s, at, "legislatura al|del h? .? congreso")) continue;
        if (esc_atom_is(atom, "legislatura") && at + 1 < s->atoms_count && // "LEGISLATURA XLVIII": the same
            (s->atoms[at + 1].kind == ESC_ATOM_NUMBER || esc_number_roman(s->atoms[at + 1].text, false)))
            continue;
        // "ORGANISMO PÚBLICO DESCENTRALIZADO": what it is, not which
        if (esc_cursor_looking_at(s, at, "organismo public@? descentralizado|autonomo|desconcentrado") &&
            !esc_cursor_looking_at(s, at + 3, "de|del|para"))
            institution = false;
        if (!body && !institution) continue;
        if (add_full_council(r, bodies, s, at)) continue;
        uint32_t end = esc_phrase_end(s, at, s->atoms_count, ESC_PHRASE_LISTS | ESC_PHRASE_NUMBERS), owner;
        for (uint32_t i = at + 1; i + 1 < end && body; i++) // "SESIÓN DE CABILDO DEL EJERCICIO FISCAL 2023"
            if (esc_cursor_looking_at(s, i, "del|de ejercicio|trienio|cuatrienio|bienio|ano")) end = i;
        for (uint32_t i = at + 1; i < end; i++) // "LOS INTEGRANTES DEL CABILDO A FIN DE DESAHOGAR"
            if (esc_cursor_looking_at(s, i, "a fin|efecto de")) end = i;
        while (end > at + 1 && esc_atom_is(&s->atoms[end - 1], "del|de|la|honorable|ilustre"))
            end--; // "SESIÓN DE CABILDO DEL HONORABLE" / "AYUNTAMIENTO …"
        // "Asociación Gremial" in a row below the name: what it is
        if (esc_cursor_looking_at(s, at, "asociacion gremial|civil") && end == at + 2 &&
            esc_stream_first(s, at) && (end == s->atoms_count || esc_stream_first(s, end)))
            institution = false;
        for (uint32_t i = at + 2; i < end; i++) // "del Organismo y Secretario de la Junta"
            if (esc_atom_is(&s->atoms[i - 1], "y|e") && esc_seat_word(&s->atoms[i])) end = i - 1;
        for (uint32_t i = at + 2; i < end; i++) // "del Concejo de Junín   Secretario del Concejo …"
            if (!esc_phrase_link(&s->atoms[i - 1]) && esc_seat_word(&s->atoms[i]) &&
                esc_cursor_looking_at(s, i + 1, "del|de"))
                end = i;
        for (uint32_t i = at + 1; i < end; i++) // "EL CONCEJO MUNICIPAL DE JUNÍN" / "Según lo dispuesto …"
            if (esc_stream_first(s, i) && s->rows[atom->row].upper && !s->rows[s->atoms[i].row].upper &&
                !esc_phrase_link(&s->atoms[i - 1]) && !esc_phrase_link(&s->atoms[i]))
                end = i;
        for (uint32_t i = at + 1; i < end && atom->row < ESC_GATHER_ROWS;
             i++) // the next row's is another name
            if (esc_stream_first(s, i) && s->atoms[i - 1].kind == ESC_ATOM_WORD &&
                !esc_phrase_link(&s->atoms[i - 1]) && !esc_phrase_link(&s->atoms[i]) &&
                esc_atom_is(&s->atoms[i], institution_nouns))
                end = i;
        for (uint32_t i = at + 1; i < end && atom->row < ESC_GATHER_ROWS; i++) // the paper's code below
            if (esc_stream_first(s, i) && i + 1 < s->atoms_count && s->atoms[i + 1].glued &&
                esc_code_end(s, i, s->atoms_count) > end)
                end = i;
        // "COMITÉ DE BIENES CBM-ORD-02/2019": the paper's code in the same row
        for (uint32_t i = at + 2; i < end && atom->row < ESC_GATHER_ROWS; i++)
            if (s->atoms[i].shape == ESC_SHAPE_UPPER && !s->atoms[i].glued && i + 2 < s->atoms_count &&
                esc_atom_is(&s->atoms[i + 1], "-|/") && s->atoms[i + 1].glued && s->atoms[i + 2].glued &&
                esc_code_end(s, i, s->atoms_count) > i + 4)
                end = i;
        esc_person_name person; // "Directora Instituto Pedagógico" / "Olga Díaz Flórez, Decana"
        for (uint32_t i = at + 2; i < end && s == &r->body; i++)
            if (esc_stream_first(s, i) && !esc_phrase_link(&s->atoms[i - 1]) &&
                !esc_atom_is(&s->atoms[i - 1], "san|santa|santo") && // "Santa" / "Rosa del Valle"
                esc_name_at(r, i, s->atoms_count, false, &person) && person.sure > 1)
                end = i;
        if (body && end == at + 1 && esc_atom_is(atom, "asamblea|junta") && end < s->atoms_count &&
            s->atoms[end].shape == ESC_SHAPE_LOWER && esc_atom_is(&s->atoms[end], "general"))
            end++; // "Asamblea general de regantes"
        for (uint32_t i = end;
             body && i-- > at + 2;) // "JUNTA PARROQUIAL No. 009-GADP-2022": the paper's number
            if (esc_atom_is(&s->atoms[i - 1], "no|n|nº|n°|num") &&
                esc_code_end(s, end - 1, s->atoms_count) > end)
                end = i - 1;
        uint32_t own = own_name(s, at, end, &owner), outer = outermost(s, owner, end);
        // "Consejo de la Facultad de Odontología": without that it is no name
        if (body && own == at + 1 && owner != ESC_NONE && esc_atom_is(&s->atoms[owner], ESC_TAUGHT) &&
            s->atoms[at].row < ESC_GATHER_ROWS)
            own = own_name(s, owner, end, &owner), outer = outermost(s, owner, end);
        // "Comisión Permanente del Consejo Universitario": without that it is no name
        if (body && own == at + 2 && owner != ESC_NONE &&
            esc_atom_is(&s->atoms[owner], "consejo|claustro|senado") &&
            esc_cursor_looking_at(s, owner + 1, "universitari@|academic@|superior|tecnic@") &&
            esc_cursor_looking_at(
                s, at, "comision|comite|mesa permanente|ejecutiv@|delegad@|directiv@|coordinador@"))
            own = own_name(s, owner, end, &owner), outer = outermost(s, owner, end);
        // "Asamblea General Ordinaria de la Asociación …": whose it is stands behind the session's kind
        esc_cursor kind = esc_cursor_on(s, end, s->atoms_count);
        if (body && owner == ESC_NONE && end > at + 1 && esc_atom_is(atom, "asamblea|junta") &&
            esc_cursor_match(&kind, "ordinaria|extraordinaria")) {
            if (esc_cursor_match(&kind, "y|e")) esc_cursor_match(&kind, "ordinaria|extraordinaria");
            if ((esc_cursor_match(&kind, "de la|los") || esc_cursor_match(&kind, "del")) &&
                kind.at < kind.end && esc_atom_is(&s->atoms[kind.at], institution_nouns) &&
                name_like(&s->atoms[kind.at])) {
                owner = outer = kind.at;
                end = esc_candidate_over_quotes(
                    s, owner,
                    esc_phrase_end(s, owner, s->atoms_count, ESC_PHRASE_LISTS | ESC_PHRASE_NUMBERS));
            }
        }
        // What is told of in the business is rarely whose minutes these are.
        bool point = s == &r->body && at >= r->sections.agenda.from && at < r->sections.agenda.to;
        bool business = s == &r->body && at >= r->sections.agenda.from && at < r->sections.closing.from;
        bool signs = s == &r->body && at >= r->sections.signatures.from; // of whom those come who sign
        float told = point ? 0 : business ? 0.05f : signs ? 0.3f : 1;
        bool sat = own == at + 1 && esc_atom_is(atom, "concejo|consejo") && at &&
                   esc_atom_is(&s->atoms[at - 1], "de") &&
                   weight_of(s, at, true) > 10; // "Sesión Ordinaria de Concejo"
        if (body && (own > at + 1 || esc_atom_is(atom, plain_bodies) || sat)) {
            float weight = weight_of(s, at, true) * told;
            if (owner == ESC_NONE && esc_cursor_looking_at(s, at, "consejo|junta comunal|vecinal"))
                own = end = esc_candidate_over_quotes(s, at, own); // CONSEJO COMUNAL «LOS SAMANES»
            within = own > within ? own : within;                  // "Comité de Obras y Servicios …"
            if (!esc_atom_is(atom, "ayuntamiento"))
                esc_candidate_add_owned(r, bodies, s, at, own, outer,
                                        owner != ESC_NONE && end > owner + 1 ? end : own, weight);
            if (owner != ESC_NONE && outer == owner && owns(s, owner, end) && owner + 1 < end)
                esc_candidate_add(r, institutions, s, owner, end, weight); // a water commission's board
        }
        // "las integrantes de la Unidad Interna de Protección Civil del Instituto …": that unit met
        bool met =
            esc_atom_is(atom, "unidad") && owner != ESC_NONE && at > 2 &&
            (esc_cursor_looking_at(s, at - 3, "integrantes|miembros|sesion|ordinaria|extraordinaria de la") ||
             esc_cursor_looking_at(s, at - 2, "integran la"));
        if (met) {
            esc_candidate_add_owned(r, bodies, s, at, own, outer, end, weight_of(s, at, true) * told);
            esc_candidate_add(r, institutions, s, outer, end, weight_of(s, at, false) * told);
            institution = false;
        }
        // "Comisión Municipal de Agua Potable", "Junta Estatal de Caminos" are bodies by name, institutions
        // by right.
        bool council = esc_atom_is(atom, "consejo") &&
                       esc_cursor_looking_at(s, at + 1, "estatal|nacional|federal electoral");
        if (council) esc_candidate_add(r, institutions, s, at, own, weight_of(s, at, false));
        bool authority =
            esc_atom_is(atom, "comision|junta") && at + 2 < end &&
            esc_atom_is(&s->atoms[at + 1], "municipal|estatal|nacional|federal|intermunicipal|central") &&
            esc_atom_is(&s->atoms[at + 2], "de|del|para");
        if (authority) esc_candidate_add(r, institutions, s, at, own, weight_of(s, at, false) / 2);
        bool trustees = esc_atom_is(atom, "patronato") && owner != ESC_NONE; // of a hospital, a school
        if (trustees) institution = false;
        if (trustees && owner + 1 < end)
            esc_candidate_add(r, institutions, s, owner,
                              esc_candidate_legal_form(s, esc_candidate_over_quotes(s, owner, end)),
                              weight_of(s, at, false) * told);
        if (esc_atom_is(atom, "patronato") || esc_atom_is(atom, associations)) own = end; // all one name
        if (institution)
            own = esc_candidate_legal_form(
                s, esc_candidate_over_quotes(s, at, esc_candidate_before_form(s, at, own)));
        // "Asociación Civil (AC) de Pastores": the name goes on behind its letters
        if (institution && own < at + 4 && own + 4 < s->atoms_count && esc_stream_sign(s, own, '(') &&
            esc_stream_sign(s, own + 2, ')') && esc_atom_is(&s->atoms[own + 3], "de|del") &&
            s->atoms[own + 1].shape == ESC_SHAPE_UPPER && name_like(&s->atoms[own + 4]))
            own = esc_phrase_end(s, own + 4, s->atoms_count, ESC_PHRASE_LISTS);
        if (institution && esc_atom_is(atom, "ayuntamiento|sistema")) own = over_state(r, s, at, own);
        esc_cursor house =
            esc_cursor_on(s, own, s->atoms_count); // "Comunidad de Propietarios Calle Olmo, 44"
        if (institution && esc_atom_is(atom, "comunidad|edificio|condominio|copropiedad|conjunto") &&
            esc_cursor_sign(&house, ',')) {
            if (esc_cursor_match(&house, "num|numero|n|no|nº|n°")) esc_cursor_sign(&house, '.');
            const esc_atom *number = esc_cursor_atom(&house);
            if (number && number->kind == ESC_ATOM_NUMBER && strlen(number->text) < 4 &&
                number->row <= s->atoms[own - 1].row + 1)
                own = house.at + 1;
        }
        // "ACTA DE LA SESIÓN … DEL BANCO CENTRAL Nº 2188": the session's number
        const bool numbered =
            institution && own > at + 3 && s->atoms[own - 1].kind == ESC_ATOM_NUMBER &&
            esc_atom_is(&s->atoms[own - 2], "nº|n°|no|num|nro") &&
            !esc_cursor_within(s, at, own, "libro|tomo") &&
            esc_atom_is(atom, "banco|universidad|municipalidad|ayuntamiento|ministerio|congreso|gobierno");
        if (numbered) own -= 2;
        if (institution && own > at + 1) {
            float weight = weight_of(s, at, false) * told;
            if (signs && weight > MOST_SIGNING) weight = MOST_SIGNING;
            esc_candidate_add(r, institutions, s, name_from(s, at), own, weight);
            within = own;
        }
        if (body && owner != ESC_NONE && raised(s, at, owner))
            esc_candidate_add(r, institutions, s, owner,
                              esc_candidate_legal_form(s, esc_candidate_before_form(s, owner, end)),
                              8 * told);
    }
}
