// SPDX-License-Identifier: GPL-3.0-or-later
// Institution and body. Every phrase that begins with one of the nouns for them is a candidate, and is
// weighed by where it stands: as whose session it is, in the heading, as the body's owner, or merely
// mentioned.
#include <string.h>

#include "base/distance.h"
#include "fields/candidates.h"
#include "fields/letterhead.h"
#include "fields/letters.h"
#include "fields/numbers.h"
#include "fields/phrases.h"
#include "fields/reader.h"
#include "fields/seats.h"
#include "fields/twins.h"

static const float KNOWN = 1.2f;  // a name of more weight is believed
static const float MENTIONED = 2; // less is only spoken of
static const float SURE = 4;      // and one of this much against where one met

enum { HEADING_ROWS = 14, PAIR_ROWS = 3, LONG_NAME = 4 };

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
    "superintendencia|defensoria|corte|servicio|orquesta|observatorio|laboratorio|ceip|ies|cepa";
// Of these a name goes on behind "del" and another institution: "Sindicato … de Empleados del Museo …".
static const char associations[] =
    "sindicato|cooperativa|fundacion|asociacion|club|fideicomiso|fondo|ejido|union|"
    "comunidad|federacion|confederacion|sociedad|mutual|amigos|consorcio";
// Told of as where one meets, these are whose session it is, if nothing else says that.
static const char hosts[] =
    "ejido|comunidad|cooperativa|sindicato|club|asociacion|sociedad|federacion|fundacion|mutual|"
    "institucion|universidad|facultad|colegio|instituto|liceo|municipalidad|ayuntamiento|hermandad|"
    "cofradia|gremio|resguardo|casino|ateneo";
// What may have the name of an institution behind it without being one.
static const char body_nouns_only[] = "patronato|consejo|comision|junta|comite|concejo|facultad|escuela|mesa";
// Bodies that have no more of a name than that.
static const char plain_bodies[] = "cabildo|pleno|ayuntamiento|patronato|claustro|directorio|asamblea|senado";
// Bodies that are an institution of their own: "Concejo Municipal de San Roque", "Junta Departamental de
// Rocha".
static const char own_masters[] = "concejo|cabildo|junta|legislatura|camara|diputacion";

static bool name_like(const esc_atom *atom) {
    return atom->shape == ESC_SHAPE_CAPITAL ||
           (atom->shape == ESC_SHAPE_UPPER && (strlen(atom->text) > 3 || esc_atom_is(atom, "ies")));
}

// "Consejo de Administración de HARINERA DEL SUR": the owner stands in capitals, the body does not.
static bool raised(const esc_stream *s, uint32_t from, uint32_t at) {
    return s->atoms[from].shape == ESC_SHAPE_CAPITAL && s->atoms[at].shape == ESC_SHAPE_UPPER &&
           strlen(s->atoms[at].text) > 4 && !s->rows[s->atoms[from].row].upper;
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
        if (raised(s, from, noun)) {
            *ret_owner = noun;
            return i;
        }
        bool owner = esc_atom_is(&s->atoms[noun], institution_nouns) ||
                     esc_atom_is(&s->atoms[noun], "consejo|comision|comite|cabildo|junta|ayuntamiento");
        // "Consejo de Administración", "Comité de Servicios", "Comisión del Servicio" own nothing; a school
        // does
        bool article = noun > i + 1 || esc_atom_is(&s->atoms[i], "del") ||
                       esc_atom_is(&s->atoms[noun], "cabildo|ayuntamiento");
        bool town = esc_atom_is(&s->atoms[noun], "municipio") &&
                    esc_atom_is(&s->atoms[from], "ayuntamiento|gobierno|alcaldia");
        if (esc_cursor_looking_at(s, noun, "sociedad civil")) continue; // "… de la Sociedad Civil" is nobody
        if (!owner || !article || town || esc_atom_is(&s->atoms[noun], "servicios")) continue;
        *ret_owner = noun;
        return i;
    }
    // "EL PLENO DE ESTE" / "AYUNTAMIENTO": the row breaks before whose it is
    bool broken = to > from + 2 && esc_atom_is(&s->atoms[to - 1], "este|esta|dich@|propi@");
    return broken ? to - 2 : to;
}

// "Acta de la [sesión ordinaria de la] Junta de Facultad": the row begins by saying whose minutes these are.
static bool titles(const esc_stream *s, uint32_t at) {
    esc_cursor c = esc_cursor_on(s, s->rows[s->atoms[at].row].first, at + 1);
    if (!esc_cursor_match(&c, "acta|minuta")) return false;
    while (c.at < at && esc_cursor_match(&c, "de|del|la|las|el|sesion|reunion|asamblea|ordinari@|"
                                             "extraordinari@|general|primera|segunda|tercera|celebrada|por"))
        continue;
    return c.at == at;
}

// What stands before a name tells what it is to the document.
static float weight_of(const esc_stream *s, uint32_t at, bool body) {
    const esc_row *row = &s->rows[s->atoms[at].row];
    float weight = 1;
    if (at > 1 && esc_cursor_looking_at(s, at - 2, "sala|salon|recinto de|del")) return 0;
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
    // "POR LA SECRETARÍA DE FINANZAS" over a name: who sends whom
    if (!body && esc_cursor_looking_at(s, row->first, "por el|la|los|las") && at < row->first + 3)
        return 0.3f;
    // "… en su carácter de Presidente del Consejo de Administración": whose post that is, is told elsewhere
    bool held =
        body && at > 1 &&
        (esc_cursor_looking_at(s, at - 2, "president@|presidente|secretari@|vocal|tesorer@ del|de") ||
         (at > 2 && esc_cursor_looking_at(s, at - 3, "president@|presidente|secretari@|vocal de la")));
    uint32_t back = at > 14 ? at - 14 : 0;
    bool heads = !body && esc_stream_first(s, at) && at && s->atoms[at].row < HEADING_ROWS &&
                 !esc_phrase_link(&s->atoms[at - 1]);
    if (heads) back = at; // a row of its own is not what the one above is about
    for (uint32_t i = at; i-- > back;) {
        const esc_atom *atom = &s->atoms[i];
        if (esc_atom_is(atom, "ley|manual|reglamento|codigo|estatuto|lineamientos|articulo")) return 0.2f;
        if (esc_stream_sign(s, i, '.') && at - i > 2) break;
        if (body && !held &&
            esc_atom_is(atom, "sesion*|reunion|reune*|reunio|reunier*|reunid*|reunim*|reuniend*|celebr*|"
                              "conform@n|integran|asamblea|constituy*|constituid*|congreg*|convoc*|instalo|"
                              "instala|instalan")) {
            weight += 10;
            break;
        }
        if (!body && (esc_atom_is(atom, "sesion|comite|comision|consejo|cabildo|junta|pleno") ||
                      (at - i < 5 && esc_atom_is(atom, "asamblea|concejo|directorio|directiva|soci@s|"
                                                       "miembros|integrantes|accionistas")) ||
                      (at - i < 6 && !esc_atom_is(&s->atoms[at], body_nouns_only) &&
                       esc_atom_is(atom, "reunio|reune|denominado|denominada")))) {
            weight += 6;
            break;
        }
        if (body && at - i < 5 && esc_atom_is(atom, "integrantes|miembros|presidente|presidenta"))
            weight += 1;
    }
    bool titled = body && s->atoms[at].row < HEADING_ROWS && titles(s, at);
    bool prose = esc_atom_is(&s->atoms[row->first], "en|a|siendo|reunid@s");
    if (s->atoms[at].row < HEADING_ROWS && ((row->upper && !prose) || esc_stream_first(s, at) || titled))
        weight += body ? 5 : 8;
    return weight;
}

// A commission or council that is itself an institution: "… del Consejo Estatal Electoral".
static bool owns(const esc_stream *s, uint32_t at) {
    if (esc_atom_is(&s->atoms[at], "comision|junta")) return true;
    return esc_atom_is(&s->atoms[at], "consejo") &&
           esc_cursor_looking_at(s, at + 1, "estatal|nacional|federal|electoral");
}

// Where the name begins: "Ilustre Municipalidad", "Real Sociedad", and in a heading all of its row.
static uint32_t name_from(const esc_stream *s, uint32_t at) {
    uint32_t from = at, first = s->rows[s->atoms[at].row].first;
    while (from > first &&
           esc_atom_is(&s->atoms[from - 1], "ilustre|real|gran|muy|primer@|segund@|tercer@|superior"))
        from--;
    if (from > first + 1 && esc_stream_sign(s, from - 1, '.') && esc_atom_is(&s->atoms[from - 2], "i") &&
        esc_atom_is(&s->atoms[from], "municipalidad"))
        return from - 2; // "I. Municipalidad"
    if (s->atoms[from].shape == ESC_SHAPE_LOWER) return at;
    if (s->atoms[at].row >= HEADING_ROWS || !s->rows[s->atoms[at].row].upper) return from;
    for (uint32_t i = first; i < at; i++)
        if (s->atoms[i].kind != ESC_ATOM_WORD || esc_phrase_link(&s->atoms[i]) || s->atoms[i].listed ||
            strlen(s->atoms[i].norm) < 3)
            return from;
    return first;
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

static void collect(esc_reader *r, const esc_stream *s, esc_candidates *bodies,
                    esc_candidates *institutions) {
    for (uint32_t at = 0; at < s->atoms_count; at++) {
        const esc_atom *atom = &s->atoms[at];
        if (atom->kind != ESC_ATOM_WORD || !name_like(atom)) continue;
        bool body = esc_atom_is(atom, ESC_BODY_NOUNS), institution = esc_atom_is(atom, institution_nouns);
        if (esc_atom_is(atom, "secretaria") && !esc_cursor_looking_at(s, at + 1, "de|del"))
            institution = false;
        if (esc_atom_is(atom, "gobierno"))
            institution = esc_cursor_looking_at(
                s, at + 1, "autonomo|municipal|regional|provincial|departamental|parroquial|de|del|estatal");
        body |= esc_cursor_looking_at(s, at, "sala capitular");
        if (at && esc_atom_is(atom, "pleno") && esc_cursor_looking_at(s, at - 1, "ayuntamiento pleno"))
            continue;
        if (at > 1 && esc_atom_is(atom, "pleno") && esc_cursor_looking_at(s, at - 2, "ayuntamiento en pleno"))
            continue;
        if (body && at && esc_atom_is(&s->atoms[at - 1], hosts) && name_like(&s->atoms[at - 1]))
            continue; // "Ejido Mesa del Capulín"
        bool town = at > 2 && institution &&
                    esc_cursor_looking_at(s, at - 3, "municipal de la|lo"); // "… de la Unión"
        if (town || esc_cursor_looking_at(s, at, "sociedad civil")) institution = false;
        bool members =
            esc_cursor_looking_at(s, at, "junta de vecinos|regantes|usuarios|accion|aguas|propietarios");
        if (members) body = false, institution = true;
        if (!body && !institution) continue;
        if (add_full_council(r, bodies, s, at)) continue;
        uint32_t end = esc_phrase_end(s, at, s->atoms_count, ESC_PHRASE_LISTS | ESC_PHRASE_NUMBERS), owner;
        for (uint32_t i = at + 2; i < end; i++) // "del Organismo y Secretario de la Junta"
            if (esc_atom_is(&s->atoms[i - 1], "y|e") && esc_seat_word(&s->atoms[i])) end = i - 1;
        uint32_t own = own_name(s, at, end, &owner);
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
                own = end = esc_candidate_over_quotes(s, own); // CONSEJO COMUNAL «LOS SAMANES»
            if (!esc_atom_is(atom, "ayuntamiento"))
                esc_candidate_add_owned(r, bodies, s, at, own,
                                        owner != ESC_NONE && end > owner + 1 ? end : own, weight);
            if (owner != ESC_NONE && owns(s, owner) && owner + 1 < end)
                esc_candidate_add(r, institutions, s, owner, end, weight); // a water commission's board
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
                              esc_candidate_legal_form(s, esc_candidate_over_quotes(s, end)),
                              weight_of(s, at, false) * told);
        if (esc_atom_is(atom, "patronato") || esc_atom_is(atom, associations)) own = end; // all one name
        if (institution)
            own = esc_candidate_legal_form(
                s, esc_candidate_over_quotes(s, esc_candidate_before_form(s, at, own)));
        if (institution && own > at + 1)
            esc_candidate_add(r, institutions, s, name_from(s, at), own, weight_of(s, at, false) * told);
        if (body && owner != ESC_NONE && raised(s, at, owner))
            esc_candidate_add(r, institutions, s, owner,
                              esc_candidate_legal_form(s, esc_candidate_before_form(s, owner, end)),
                              8 * told);
    }
}

static const esc_candidate *heaviest(const esc_candidates *all) {
    const esc_candidate *best = NULL;
    for (uint32_t i = 0; i < all->count; i++)
        if (all->items[i].weight > 0 && (!best || all->items[i].weight > best->weight)) best = &all->items[i];
    return best;
}

// A town or a school that another candidate in the heading has as a part of its name is no institution of its
// own: "Cofradía de Zaragoza" in "Ayuntamiento de Cofradía de Zaragoza".
static void drop_parts(esc_candidates *all) {
    for (uint32_t i = 0; i < all->count; i++)
        for (uint32_t k = 0; k < all->count; k++) {
            const esc_candidate *whole = &all->items[i];
            esc_candidate *part = &all->items[k];
            size_t n = strlen(whole->key), m = strlen(part->key);
            bool heads = whole->weight > 7 &&
                         !esc_atom_is(&whole->stream->atoms[whole->from], body_nouns_only) &&
                         esc_stream_first(whole->stream, whole->from) &&
                         whole->stream->atoms[whole->from].row < HEADING_ROWS;
            if (i != k && heads && n > m + 3 && !strcmp(whole->key + n - m, part->key) &&
                whole->key[n - m - 1] == ' ')
                part->weight = 0;
        }
}

// A faculty's or a school's council sits in the university that stands over it.
static const esc_candidate *whole_of(const esc_candidates *all, const esc_candidate *part) {
    if (!part || (strncmp(part->key, "facultad", 8) && strncmp(part->key, "escuela", 7))) return part;
    const esc_candidate *whole = part;
    for (uint32_t i = 0; i < all->count; i++)
        if (!strncmp(all->items[i].key, "universidad", 11) && all->items[i].weight > 5 &&
            (whole == part || all->items[i].weight > whole->weight))
            whole = &all->items[i];
    return whole;
}

// "SECRETARÍA DE EDUCACIÓN" over "ESCUELA NORMAL RURAL …": in a letterhead the ministry stands over whose
// paper it is.
static const esc_candidate *below_ministry(const esc_candidates *all, const esc_candidate *ministry) {
    const esc_candidate *own = ministry;
    if (!ministry ||
        !esc_atom_is(&ministry->stream->atoms[ministry->from], "secretaria|ministerio|gobierno|poder"))
        return ministry;
    uint32_t row = ministry->stream->atoms[ministry->from].row;
    for (uint32_t i = 0; i < all->count; i++) {
        const esc_candidate *x = &all->items[i];
        uint32_t at = x->stream->atoms[x->from].row;
        bool heads = x->stream == ministry->stream && esc_stream_first(x->stream, x->from) && at > row &&
                     at <= row + 3 && x->weight > 7;
        if (heads && (own == ministry || x->weight > own->weight)) own = x;
    }
    return own;
}

// A council that belongs to nobody else: its name without the place is the body's, all of it the
// institution's.
static bool is_its_own(const esc_stream *s, const esc_candidate *body, uint32_t *ret_name_to) {
    if (!esc_atom_is(&s->atoms[body->from], own_masters) &&
        !esc_cursor_looking_at(s, body->from,
                               "consejo comunal|ciudadano|consultivo|vecinal|regional|provincial|"
                               "estatal|nacional"))
        return false;
    if (esc_atom_is(&s->atoms[body->from], "junta") &&
        !esc_cursor_looking_at(
            s, body->from + 1,
            "departamental|municipal|local|legislativa|provincial|insular|administradora|auxiliar|"
            "vecinal|comunal|rural|parroquial"))
        return false;
    for (uint32_t i = body->from + 1; i + 1 < body->to; i++)
        if (esc_atom_is(&s->atoms[i], "de|del|«|“|\"")) {
            *ret_name_to = i;
            return true;
        }
    return false;
}

// "Concejo Deliberante", said so in the text, where the heading has "Concejo Deliberante de Laguna Seca".
static esc_candidate *with_its_place(esc_candidates *all, const esc_candidate *body) {
    size_t n = strlen(body->key);
    esc_candidate *best = NULL;
    for (uint32_t i = 0; i < all->count; i++) {
        esc_candidate *longer = &all->items[i];
        bool fits = !strncmp(longer->key, body->key, n) && !strncmp(longer->key + n, " de", 3);
        if (fits && longer->weight > 0.9f && (!best || longer->weight > best->weight)) best = longer;
    }
    return best;
}

// The body's name goes on over a part of the institution: "Consejo Técnico de la Facultad de Química".
static uint32_t with_its_part(const esc_reader *r, const esc_candidate *body,
                              const esc_candidate *institution) {
    const esc_stream *s = body->stream;
    if (!institution || body->owner_to <= body->to) return body->to;
    for (uint32_t i = body->to; i < body->owner_to; i++)
        if (esc_atom_is(&s->atoms[i], "facultad|escuela|departamento|division|campus|plantel|sede|centro")) {
            char *owner = esc_phrase_text(s, r->arena, r->vocabulary, i, body->owner_to);
            return strstr(institution->key, esc_fold(r->arena, owner, strlen(owner))) ? body->to
                                                                                      : body->owner_to;
        }
    return body->to;
}

// "Consejo Univcrsitarlode la Universidad …" is the "Consejo Universitario" that another row spells.
static void mend_bodies(esc_candidates *all) {
    for (uint32_t i = 0; i < all->count; i++) {
        esc_candidate *torn = &all->items[i];
        bool known = true;
        for (uint32_t at = torn->from; at < torn->to; at++)
            known &= torn->stream->atoms[at].known || esc_number_roman(torn->stream->atoms[at].text, false);
        for (uint32_t k = 0; k < all->count && !known; k++) {
            esc_candidate *whole = &all->items[k];
            size_t m = strlen(whole->key);
            if (i == k || m < 12 || m > strlen(torn->key) || m > ESC_DISTANCE_LONGEST) continue;
            if (esc_distance(torn->key, m, whole->key, m) * 6 > m) continue;
            whole->weight += torn->weight;
            torn->weight = 0;
            break;
        }
    }
}

// Two bodies in the letterhead, one under the other: the upper one, with a long name, is whose the lower is:
// "COMISIÓN DE LOS DERECHOS HUMANOS DEL ESTADO DE …" over "CONSEJO CONSULTIVO".
static bool one_over_other(const esc_candidates *all, const esc_candidate *body,
                           const esc_candidate **ret_upper, const esc_candidate **ret_lower) {
    const esc_stream *s = body->stream;
    const esc_candidate *pair[2] = {NULL, NULL};
    for (uint32_t i = 0; i < all->count; i++) {
        const esc_candidate *x = &all->items[i];
        if (x->stream != s || !esc_stream_first(s, x->from) || s->atoms[x->from].row > PAIR_ROWS ||
            x->weight <= 5)
            continue;
        uint32_t words = 0;
        for (uint32_t k = x->from; k < x->owner_to; k++)
            words += s->atoms[k].kind == ESC_ATOM_WORD && !esc_phrase_link(&s->atoms[k]);
        bool upper = words >= LONG_NAME && (!pair[0] || s->atoms[x->from].row < s->atoms[pair[0]->from].row);
        if (upper) pair[0] = x;
    }
    for (uint32_t i = 0; pair[0] && i < all->count; i++) {
        const esc_candidate *x = &all->items[i];
        if (x->stream == s && x != pair[0] && esc_stream_first(s, x->from) && x->weight > 5 &&
            s->atoms[x->from].row > s->atoms[pair[0]->from].row && s->atoms[x->from].row <= PAIR_ROWS &&
            (!pair[1] || x->weight > pair[1]->weight))
            pair[1] = x;
    }
    if (!pair[1] || (body != pair[0] && body != pair[1])) return false;
    *ret_upper = pair[0], *ret_lower = pair[1];
    return true;
}

// The name as the document spells it best.
static const char *spelled(const esc_reader *r, const esc_candidate *c) {
    const char *better = esc_twin_spelling(r, c->stream, c->from, c->to);
    return better ? better : c->text;
}

// Where nothing says whose session it is: the ejido, the club or the school in which one met.
static const esc_candidate *host(const esc_reader *r, const esc_candidates *all) {
    const esc_candidate *best = NULL;
    for (uint32_t i = 0; i < all->count; i++) {
        const esc_candidate *c = &all->items[i];
        bool may = c->weight > 0.2f && c->stream == &r->body && c->from < r->sections.agenda.from &&
                   esc_atom_is(&c->stream->atoms[c->from], hosts);
        if (may && (!best || c->weight > best->weight)) best = c;
    }
    return best;
}

// "Concejo Municipal de San Roque" of the "Municipalidad de San Roque": the place is the institution's.
static uint32_t without_place(const esc_reader *r, const esc_candidate *body, uint32_t to,
                              const esc_candidate *whole) {
    const esc_stream *s = body->stream;
    for (uint32_t i = body->from + 1; i + 1 < to; i++) {
        if (!esc_atom_is(&s->atoms[i], "de|del")) continue;
        char *tail = esc_phrase_text(s, r->arena, r->vocabulary, i, to);
        const char *key = esc_fold(r->arena, tail, strlen(tail));
        size_t n = strlen(whole->key), m = strlen(key);
        const char *name = strchr(key, ' ') ? strchr(key, ' ') + 1 : key;
        bool named = strlen(name) > 5 && !strncmp(whole->key, name, strlen(name)); // "… de Harinera del Sur"
        if (named || (n > m && !strcmp(whole->key + n - m, key))) return i;
    }
    return to;
}

// "Asamblea General Extraordinaria de Accionistas": the session's kind stands within the body's name.
static char *over_kind(const esc_reader *r, const esc_stream *s, uint32_t to, char *name) {
    esc_cursor c = esc_cursor_on(s, to, s->atoms_count);
    if (strcmp(esc_fold(r->arena, name, strlen(name)), "asamblea general") ||
        !esc_cursor_match(&c, "ordinaria|extraordinaria"))
        return name;
    if (esc_cursor_match(&c, "y|e")) esc_cursor_match(&c, "ordinaria|extraordinaria");
    uint32_t of = c.at;
    if (!esc_cursor_match(&c, "de") || c.at >= c.end || s->atoms[c.at].shape == ESC_SHAPE_LOWER ||
        esc_stream_first(s, of))
        return name;
    esc_buf both = {0};
    esc_buf_printf(&both, "%s de %s", name,
                   esc_phrase_text(s, r->arena, r->vocabulary, c.at, esc_phrase_end(s, c.at, c.end, 0)));
    char *out = esc_arena_strndup(r->arena, esc_buf_text(&both), both.len);
    esc_buf_free(&both);
    return out;
}

void esc_read_institution(esc_reader *r) {
    esc_candidates *bodies = esc_arena_alloc(r->arena, sizeof *bodies);
    esc_candidates *institutions = esc_arena_alloc(r->arena, sizeof *institutions);
    collect(r, &r->body, bodies, institutions);
    collect(r, &r->margin, bodies, institutions);
    esc_candidate_company(r, institutions);
    drop_parts(institutions);
    mend_bodies(bodies);
    const esc_candidate *institution =
        below_ministry(institutions, whole_of(institutions, heaviest(institutions)));
    if (!institution || institution->weight <= KNOWN) {
        esc_letterhead_owner(r, heaviest(bodies), institutions);
        esc_letterhead_name(r, institutions);
        institution = heaviest(institutions);
    }
    const esc_candidate *whole =
        institution && institution->to == institution->from + 2 &&
                esc_atom_is(&institution->stream->atoms[institution->from],
                            "legislatura|alcaldia|municipalidad|ayuntamiento|gobierno")
            ? with_its_place(institutions, institution)
            : NULL;
    if (whole && whole->weight < institution->weight) { // "Legislatura Municipal", elsewhere with its town
        with_its_place(institutions, institution)->weight = institution->weight;
        institution = whole;
    }
    for (uint32_t i = 0; institution && i < bodies->count; i++) // a board is not the body of itself
        if (!strcmp(bodies->items[i].key, institution->key) && bodies->count > 1) bodies->items[i].weight = 0;
    const esc_candidate *body = heaviest(bodies);
    esc_candidate *longer = NULL;
    if (body && (!strcmp(body->key, "asamblea") || !strcmp(body->key, "asamblea general") ||
                 !strcmp(body->key, "junta general")))
        longer = with_its_place(bodies, body);                      // "… de Ejidatarios"
    for (uint32_t i = 0; body && !longer && i < bodies->count; i++) // "Concejo Municipal", said elsewhere
        if (body->to == body->from + 1 && bodies->items[i].weight > 0.9f &&
            ((!strncmp(body->key, "con", 3) && !strncmp(bodies->items[i].key, body->key, 7) &&
              bodies->items[i].key[7] == ' ') ||
             (!strcmp(body->key, "asamblea") && !strncmp(bodies->items[i].key, "asamblea general", 16))))
            longer = &bodies->items[i];
    for (uint32_t i = 0; body && !longer && i < bodies->count;
         i++) { // "Comité Bipartito", whole in the heading
        esc_candidate *x = &bodies->items[i];
        size_t n = strlen(body->key);
        bool whole_name = x->weight > 5 && body->to > body->from + 1 && !strncmp(x->key, body->key, n) &&
                          !strncmp(x->key + n, " de ", 4) && x->stream->atoms[x->from].row < HEADING_ROWS &&
                          esc_atom_is(&x->stream->atoms[x->from], "comite|comision|subcomite|consejo");
        if (whole_name) longer = x;
    }
    if (longer) longer->weight = body->weight, body = longer;
    const esc_candidate *where = host(r, institutions);
    if (where && (!institution || institution->weight < SURE)) institution = where;
    uint32_t name_to;
    bool known = institution && (institution == where || institution->weight > KNOWN);
    // what is merely mentioned is not whose council it is that has a name of its own
    if (known && institution->weight < MENTIONED && body && body->weight > 5 &&
        is_its_own(body->stream, body, &name_to))
        known = false;
    const esc_candidate *upper, *lower;
    uint32_t body_to = body ? with_its_part(r, body, known ? institution : NULL) : 0;
    if (known && body && body_to == body->to) { // the owner that no noun gave away
        uint32_t cut = esc_letterhead_body_end(r, body);
        char *tail = esc_phrase_text(body->stream, r->arena, r->vocabulary, cut, body->to);
        if (cut < body->to && strstr(esc_fold(r->arena, tail, strlen(tail)), institution->key)) body_to = cut;
    }
    if (known && body && body_to > body->from + 3) { // "Junta Directiva de la Agrupación"
        const esc_stream *s = body->stream;
        uint32_t link = body_to - (esc_atom_is(&s->atoms[body_to - 2], "del") ? 2 : 3);
        const char *noun = s->atoms[body_to - 1].norm;
        if (link > body->from && esc_cursor_looking_at(s, link, "del|de") && strlen(noun) > 4 &&
            esc_phrase_link(&s->atoms[body_to - 2]) && !strncmp(institution->key, noun, strlen(noun)) &&
            institution->key[strlen(noun)] == ' ')
            body_to = link;
    }
    if (known && body) body_to = without_place(r, body, body_to, institution);
    if (known) {
        r->institution = spelled(r, institution);
        esc_reader_put(
            r, ESC_VALUE_TEXT, r->institution, "institution.name", institution->weight > 5 ? 0.95f : 0.6f,
            (esc_range){institution->stream, institution->from, institution->to}, "/institution/name");
        esc_letters_read(r, institution->stream, institution->from, institution->to);
    } else if (body && body->weight > 5 && one_over_other(bodies, body, &upper, &lower)) {
        r->institution =
            esc_phrase_text(upper->stream, r->arena, r->vocabulary, upper->from, upper->owner_to);
        esc_reader_put(r, ESC_VALUE_TEXT, r->institution, "institution.over_body", 0.8f,
                       (esc_range){upper->stream, upper->from, upper->owner_to}, "/institution/name");
        esc_letters_read(r, upper->stream, upper->from, upper->owner_to);
        body = lower, body_to = lower->to;
    } else if (body && body->weight > 5) {
        longer = with_its_place(bodies, body);
        if (longer && longer->weight > 3) body = longer;
        body_to = body->to;
        if (is_its_own(body->stream, body, &name_to)) {
            body_to = body->to;
            uint32_t honour = body->from; // "HONORABLE CONCEJO DELIBERANTE DE VILLA CARDOSO"
            if (honour && esc_atom_is(&body->stream->atoms[honour - 1], "honorable") &&
                body->stream->atoms[honour - 1].row == body->stream->atoms[honour].row &&
                body->stream->atoms[honour - 1].shape != ESC_SHAPE_LOWER)
                honour--;
            r->institution = honour < body->from
                                 ? esc_phrase_text(body->stream, r->arena, r->vocabulary, honour, body->to)
                                 : spelled(r, body);
            esc_reader_put(r, ESC_VALUE_TEXT, r->institution, "institution.is_body", 0.8f,
                           (esc_range){body->stream, body->from, body->to}, "/institution/name");
        }
    }
    if (!body || body->weight <= 1.5f) return;
    char *name = esc_phrase_text(body->stream, r->arena, r->vocabulary, body->from, body_to);
    name = over_kind(r, body->stream, body_to, name);
    r->body_key = esc_fold(r->arena, name, strlen(name));
    esc_reader_put(r, ESC_VALUE_TEXT, name, "body.name", body->weight > 5 ? 0.95f : 0.6f,
                   (esc_range){body->stream, body->from, body_to}, "/body/name");
}
