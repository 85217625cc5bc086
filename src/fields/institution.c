// SPDX-License-Identifier: GPL-3.0-or-later
// Institution and body. Every phrase that begins with one of the nouns for them is a candidate, and is
// weighed by where it stands: as whose session it is, in the heading, as the body's owner, or merely
// mentioned.
#include <string.h>

#include "base/distance.h"
#include "fields/letters.h"
#include "fields/phrases.h"
#include "fields/reader.h"
#include "fields/seats.h"
#include "fields/twins.h"

static const float KNOWN = 1.2f; // a name of more weight is believed
static const float SURE = 4;     // and one of this much against where one met

enum { MAX_CANDIDATES = 400, HEADING_ROWS = 14, LONGEST_ALONE = 8, COMPANY_ROWS = 4, NAME_ROWS = 5 };

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
static const char body_nouns[] = "comite|comision|consejo|concejo|junta|subcomite|asamblea|pleno|cabildo|"
                                 "patronato|academia|mesa|ayuntamiento|claustro|directorio|grupo|camara|"
                                 "comisariado|consistorio|corporacion|diputacion|legislatura";
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

typedef struct candidate {
    uint32_t from, to;
    const char *key;  // folded
    const char *text; // as shown
    const esc_stream *stream;
    uint32_t owner_to; // of a body: one past the institution named behind it; `to` where none is
    float weight;
    bool capitals;
} candidate;

typedef struct candidates {
    candidate items[MAX_CANDIDATES];
    uint32_t count;
} candidates;

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
        if (!owner || !article || town || esc_atom_is(&s->atoms[noun], "servicios")) continue;
        *ret_owner = noun;
        return i;
    }
    // "EL PLENO DE ESTE" / "AYUNTAMIENTO": the row breaks before whose it is
    bool broken = to > from + 2 && esc_atom_is(&s->atoms[to - 1], "este|esta|dich@|propi@");
    return broken ? to - 2 : to;
}

// Over a part in quotes that belongs to the name: Cooperativa de Viviendas "Los Ceibos".
static uint32_t over_quotes(const esc_stream *s, uint32_t to) {
    if (to >= s->atoms_count || !esc_atom_is(&s->atoms[to], "\"|“|«")) return to;
    for (uint32_t i = to + 1; i < to + 9 && i < s->atoms_count; i++)
        if (esc_atom_is(&s->atoms[i], "\"|”|»")) return i + 1;
    return to;
}

// Over the legal form behind a company's name: "…, S.A. de C.V.", "… Ltda.". Gives `to` where none is.
static uint32_t over_legal_form(const esc_stream *s, uint32_t to) {
    esc_cursor c = esc_cursor_on(s, to, s->atoms_count);
    esc_cursor_sign(&c, ',');
    bool form = esc_cursor_match(&c, "s a de c v") || esc_cursor_match(&c, "s de r l de c v") ||
                esc_cursor_match(&c, "s a s") || esc_cursor_match(&c, "s|a|i a|c|l p?") ||
                esc_cursor_match(&c, "ltda|limitada|sac|srl|sa|sas|slu");
    if (!form || s->atoms[c.from].shape == ESC_SHAPE_LOWER || s->atoms[c.from].row != s->atoms[c.at - 1].row)
        return to;
    esc_cursor_sign(&c, '.');
    return c.at;
}

// Where a legal form that the phrase has swallowed in part begins: before "S" of "… del Salado S.A.".
static uint32_t before_form(const esc_stream *s, uint32_t from, uint32_t to) {
    for (uint32_t i = to > from + 4 ? to - 3 : from + 2; i < to; i++)
        if (!s->atoms[i].norm[1] && over_legal_form(s, i) > i) return i;
    return to;
}

// The name ends in letters with dots, "S.A.", "E.S.P.", and the last of them is at to-1 or right behind.
static bool abbreviated(const esc_stream *s, uint32_t to) {
    uint32_t dot = esc_stream_sign(s, to - 1, '.') ? to - 1 : to;
    return dot > 2 && esc_stream_sign(s, dot, '.') && s->atoms[dot].glued && !s->atoms[dot - 1].norm[1] &&
           esc_stream_sign(s, dot - 2, '.') && !s->atoms[dot - 3].norm[1];
}

static char *dotted(esc_arena *arena, const char *text) {
    size_t len = strlen(text);
    char *out = esc_arena_alloc(arena, len + 2);
    memcpy(out, text, len);
    out[len] = '.', out[len + 1] = 0;
    return out;
}

static void add_owned(esc_reader *r, candidates *all, const esc_stream *s, uint32_t from, uint32_t to,
                      uint32_t owner_to, float weight) {
    char *text = esc_phrase_text(s, r->arena, r->vocabulary, from, to);
    if (abbreviated(s, to)) text = dotted(r->arena, text);
    static const char office[] = "Secretaría";
    if (!strncmp(text, "Secretaria d", 12)) { // from capitals: the vocabulary has the post first
        size_t len = strlen(text + 10);
        char *accented = esc_arena_alloc(r->arena, sizeof office + len);
        memcpy(accented, office, sizeof office - 1);
        memcpy(accented + sizeof office - 1, text + 10, len + 1);
        text = accented;
    }
    char *key = esc_fold(r->arena, text, strlen(text));
    bool capitals = s->atoms[from].shape == ESC_SHAPE_UPPER;
    for (uint32_t i = 0; i < all->count; i++) {
        candidate *known = &all->items[i];
        if (strcmp(known->key, key)) continue;
        known->weight += weight;
        // Small letters carry their accents, capitals often not.
        bool accented = !capitals && strlen(text) > strlen(known->text);
        if ((known->capitals && !capitals) || accented)
            known->from = from, known->to = to, known->text = text, known->stream = s,
            known->owner_to = owner_to, known->capitals = false;
        return;
    }
    if (all->count < MAX_CANDIDATES)
        all->items[all->count++] = (candidate){from, to, key, text, s, owner_to, weight, capitals};
}

static void add(esc_reader *r, candidates *all, const esc_stream *s, uint32_t from, uint32_t to,
                float weight) {
    add_owned(r, all, s, from, to, to, weight);
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
    if (!body && at > 1 &&
        (esc_cursor_looking_at(s, at - 2, "en el|la|los") || esc_stream_sign(s, at - 1, ':')))
        return 0.3f; // rather the place
    uint32_t back = at > 14 ? at - 14 : 0;
    for (uint32_t i = at; i-- > back;) {
        const esc_atom *atom = &s->atoms[i];
        if (esc_atom_is(atom, "ley|manual|reglamento|codigo|estatuto|lineamientos|articulo")) return 0.2f;
        if (esc_stream_sign(s, i, '.') && at - i > 2) break;
        if (body &&
            esc_atom_is(atom, "sesion|reunion|sesiono|sesiona|celebro|celebra|conforman|integran|reunio|"
                              "reune|reunieron|reunen|asamblea|constituye|constituyo")) {
            weight += 10;
            break;
        }
        if (!body && (esc_atom_is(atom, "sesion|comite|comision|consejo|cabildo|junta|pleno") ||
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
    if (s->atoms[from].shape == ESC_SHAPE_LOWER) return at;
    if (s->atoms[at].row >= HEADING_ROWS || !s->rows[s->atoms[at].row].upper) return from;
    for (uint32_t i = first; i < at; i++)
        if (s->atoms[i].kind != ESC_ATOM_WORD || esc_phrase_link(&s->atoms[i]) || s->atoms[i].listed ||
            strlen(s->atoms[i].norm) < 3)
            return from;
    return first;
}

// "el Ayuntamiento Pleno": the council, not the town hall.
static bool add_full_council(esc_reader *r, candidates *bodies, const esc_stream *s, uint32_t at) {
    esc_cursor c = esc_cursor_on(s, at, s->atoms_count);
    if (!esc_cursor_match(&c, "ayuntamiento en? pleno") || s->atoms[c.at - 1].shape == ESC_SHAPE_LOWER ||
        esc_cursor_looking_at(s, c.at, "de|del"))
        return false;
    bool business = s == &r->body && at >= r->sections.agenda.from;
    add(r, bodies, s, at, c.at, weight_of(s, at, true) * (business ? 0.05f : 1));
    return true;
}

static void collect(esc_reader *r, const esc_stream *s, candidates *bodies, candidates *institutions) {
    for (uint32_t at = 0; at < s->atoms_count; at++) {
        const esc_atom *atom = &s->atoms[at];
        if (atom->kind != ESC_ATOM_WORD || !name_like(atom)) continue;
        bool body = esc_atom_is(atom, body_nouns), institution = esc_atom_is(atom, institution_nouns);
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
        if (town) institution = false;
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
        if (body && (own > at + 1 || esc_atom_is(atom, plain_bodies))) {
            float weight = weight_of(s, at, true) * told;
            if (!esc_atom_is(atom, "ayuntamiento"))
                add_owned(r, bodies, s, at, own, owner != ESC_NONE && end > owner + 1 ? end : own, weight);
            if (owner != ESC_NONE && owns(s, owner) && owner + 1 < end)
                add(r, institutions, s, owner, end, weight); // a water commission's board
        }
        // "Comisión Municipal de Agua Potable", "Junta Estatal de Caminos" are bodies by name, institutions
        // by right.
        bool council = esc_atom_is(atom, "consejo") &&
                       esc_cursor_looking_at(s, at + 1, "estatal|nacional|federal electoral");
        if (council) add(r, institutions, s, at, own, weight_of(s, at, false));
        bool authority =
            esc_atom_is(atom, "comision|junta") && at + 2 < end &&
            esc_atom_is(&s->atoms[at + 1], "municipal|estatal|nacional|federal|intermunicipal|central") &&
            esc_atom_is(&s->atoms[at + 2], "de|del|para");
        if (authority) add(r, institutions, s, at, own, weight_of(s, at, false) / 2);
        bool trustees = esc_atom_is(atom, "patronato") && owner != ESC_NONE; // of a hospital, a school
        if (trustees) institution = false;
        if (trustees && owner + 1 < end)
            add(r, institutions, s, owner, over_legal_form(s, over_quotes(s, end)),
                weight_of(s, at, false) * told);
        if (esc_atom_is(atom, "patronato") || esc_atom_is(atom, associations)) own = end; // all one name
        if (institution) own = over_legal_form(s, over_quotes(s, before_form(s, at, own)));
        if (institution && own > at + 1)
            add(r, institutions, s, name_from(s, at), own, weight_of(s, at, false) * told);
        if (body && owner != ESC_NONE && raised(s, at, owner))
            add(r, institutions, s, owner, over_legal_form(s, before_form(s, owner, end)), 8 * told);
    }
}

// The same words stand in the text once more.
static bool said_again(const esc_stream *s, uint32_t from, uint32_t to) {
    for (uint32_t at = 0, n = to - from; at + n <= s->atoms_count; at++) {
        bool same = at != from;
        for (uint32_t k = 0; k < n && same; k++)
            same = !strcmp(s->atoms[at + k].norm, s->atoms[from + k].norm);
        if (same) return true;
    }
    return false;
}

// "la Junta Directiva de Python España": whose board it is, though no noun says what that is. A word of it
// has to be no word of the language, and the text has to say it again.
static void add_owner(esc_reader *r, candidates *institutions) {
    const esc_stream *s = &r->body;
    static const char boards[] = "junta|comision|consejo|comite|asamblea|directorio|patronato";
    uint32_t end = r->sections.opening.to < s->atoms_count ? r->sections.opening.to : s->atoms_count;
    for (uint32_t at = 0; at < end; at++) {
        if (!esc_atom_is(&s->atoms[at], boards) || s->atoms[at].shape == ESC_SHAPE_LOWER) continue;
        esc_cursor c = esc_cursor_on(s, at + 1, end);
        if (!esc_cursor_match(&c, "directiv@|general|ordinaria|extraordinaria de|del") &&
            !esc_cursor_match(&c, "de soci@s|administracion|gobierno de|del"))
            continue;
        esc_cursor_match(&c, "la|el");
        if (c.at >= end || s->atoms[c.at].shape == ESC_SHAPE_LOWER || s->atoms[c.at].kind != ESC_ATOM_WORD)
            continue;
        uint32_t to = esc_phrase_end(s, c.at, end, 0);
        bool proper = false;
        for (uint32_t i = c.at; i < to && r->lexicon; i++)
            proper |=
                !esc_phrase_link(&s->atoms[i]) &&
                !(esc_lexicon_lookup(r->lexicon, s->atoms[i].text, strlen(s->atoms[i].text)) & ESC_LEX_WORD);
        if (!proper || to > c.at + LONGEST_ALONE || !said_again(s, c.at, to)) continue;
        add(r, institutions, s, c.at, to, 3);
        return;
    }
}

// The first row of the heading, where it is a company's name by its legal form: "AGUAS DE LA RIBERA, S.A."
static void add_company(esc_reader *r, candidates *institutions) {
    const esc_stream *s = &r->body;
    for (uint32_t row = 0; row < s->rows_count && row < COMPANY_ROWS; row++) {
        uint32_t from = s->rows[row].first, end = from + s->rows[row].count;
        while (from + 1 < end && esc_atom_is(&s->atoms[from], "de|del")) from++;
        if (s->atoms[from].kind != ESC_ATOM_WORD || s->atoms[from].shape == ESC_SHAPE_LOWER) continue;
        uint32_t to = esc_phrase_end(s, from, end, ESC_PHRASE_LISTS), stop = over_legal_form(s, to);
        if (stop > to && stop <= end) add(r, institutions, s, from, stop, 20);
    }
}

// A row at the head of the text that is a name and nothing else: no date, no paper, no body, no place.
static bool row_is_name(const esc_stream *s, const esc_row *row) {
    uint32_t words = 0, end = row->first + row->count;
    for (uint32_t i = row->first; i < end; i++) {
        const esc_atom *atom = &s->atoms[i];
        bool link = esc_phrase_link(atom);
        if (atom->wide && i > row->first) return false;
        if (esc_atom_is(atom, "acta|actas|minuta|sesion|reunion|asamblea|orden|libro|folio|fecha|hora|lugar|"
                              "convocatoria|lista|asistencia|ano|periodo|presidencia|secretaria|version|"
                              "direccion|departamento|gerencia|republica|provincia|estado"))
            return false;
        if (atom->kind == ESC_ATOM_NUMBER || (atom->kind == ESC_ATOM_SIGN && !strchr(".\"", atom->text[0])))
            return false;
        if (atom->kind == ESC_ATOM_WORD && !link && atom->shape == ESC_SHAPE_LOWER) return false;
        words += atom->kind == ESC_ATOM_WORD && !link;
    }
    return words > 1 && !esc_atom_is(&s->atoms[row->first], body_nouns) &&
           !esc_phrase_link(&s->atoms[row->first]);
}

// "Acta de reunión", "Junta Directiva", "Python Canarias": the name in a row of its own under the title, of
// which the text speaks again.
static void add_below_title(esc_reader *r, candidates *institutions) {
    const esc_stream *s = &r->body;
    for (uint32_t row = 1; row < s->rows_count && row < NAME_ROWS; row++) {
        const esc_row *x = &s->rows[row];
        if (x->count < 2 || x->count > 5 || !row_is_name(s, x)) continue;
        bool known = false;
        if (esc_phrase_link(&s->atoms[x->first - 1])) continue; // goes on from the row above
        for (uint32_t i = x->first; i < x->first + x->count && r->lexicon; i++)
            known |= (esc_lexicon_lookup(r->lexicon, s->atoms[i].text, strlen(s->atoms[i].text)) &
                      (ESC_LEX_GIVEN | ESC_LEX_SURNAME)) != 0;
        if (known || !said_again(s, x->first, x->first + x->count)) continue;
        add(r, institutions, s, x->first, x->first + x->count, 4);
        return;
    }
}

// Where no noun tells of an institution, the first row of the heading may name one.
static void add_heading(esc_reader *r, candidates *institutions) {
    const esc_stream *s = &r->body;
    if (s->rows_count < COMPANY_ROWS || !row_is_name(s, &s->rows[0])) {
        add_below_title(r, institutions);
        return;
    }
    uint32_t from = s->rows[0].first, to = from + s->rows[0].count;
    // what stands below has to be a heading, too
    const esc_row *below = &s->rows[1];
    if (!below->gap && !below->upper && below->count > LONGEST_ALONE) return;
    add(r, institutions, s, from, esc_phrase_end(s, from, to, ESC_PHRASE_LISTS), 4);
}

static const candidate *heaviest(const candidates *all) {
    const candidate *best = NULL;
    for (uint32_t i = 0; i < all->count; i++)
        if (all->items[i].weight > 0 && (!best || all->items[i].weight > best->weight)) best = &all->items[i];
    return best;
}

// A town or a school that another candidate in the heading has as a part of its name is no institution of its
// own: "Cofradía de Zaragoza" in "Ayuntamiento de Cofradía de Zaragoza".
static void drop_parts(candidates *all) {
    for (uint32_t i = 0; i < all->count; i++)
        for (uint32_t k = 0; k < all->count; k++) {
            const candidate *whole = &all->items[i];
            candidate *part = &all->items[k];
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
static const candidate *whole_of(const candidates *all, const candidate *part) {
    if (!part || (strncmp(part->key, "facultad", 8) && strncmp(part->key, "escuela", 7))) return part;
    const candidate *whole = part;
    for (uint32_t i = 0; i < all->count; i++)
        if (!strncmp(all->items[i].key, "universidad", 11) && all->items[i].weight > 5 &&
            (whole == part || all->items[i].weight > whole->weight))
            whole = &all->items[i];
    return whole;
}

// A council that belongs to nobody else: its name without the place is the body's, all of it the
// institution's.
static bool is_its_own(const esc_stream *s, const candidate *body, uint32_t *ret_name_to) {
    if (!esc_atom_is(&s->atoms[body->from], own_masters)) return false;
    if (esc_atom_is(&s->atoms[body->from], "junta") &&
        !esc_cursor_looking_at(s, body->from + 1,
                               "departamental|municipal|local|legislativa|provincial|insular|administradora|"
                               "vecinal|comunal|rural|parroquial"))
        return false;
    for (uint32_t i = body->from + 1; i + 1 < body->to; i++)
        if (esc_atom_is(&s->atoms[i], "de|del")) {
            *ret_name_to = i;
            return true;
        }
    return false;
}

// "Concejo Deliberante", said so in the text, where the heading has "Concejo Deliberante de Laguna Seca".
static candidate *with_its_place(candidates *all, const candidate *body) {
    size_t n = strlen(body->key);
    candidate *best = NULL;
    for (uint32_t i = 0; i < all->count; i++) {
        candidate *longer = &all->items[i];
        bool fits = !strncmp(longer->key, body->key, n) && !strncmp(longer->key + n, " de", 3);
        if (fits && longer->weight > 0.9f && (!best || longer->weight > best->weight)) best = longer;
    }
    return best;
}

// The body's name goes on over a part of the institution: "Consejo Técnico de la Facultad de Química".
static uint32_t with_its_part(const esc_reader *r, const candidate *body, const candidate *institution) {
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
static void mend_bodies(candidates *all) {
    for (uint32_t i = 0; i < all->count; i++) {
        candidate *torn = &all->items[i];
        bool known = true;
        for (uint32_t at = torn->from; at < torn->to; at++) known &= torn->stream->atoms[at].known;
        for (uint32_t k = 0; k < all->count && !known; k++) {
            candidate *whole = &all->items[k];
            size_t m = strlen(whole->key);
            if (i == k || m < 12 || m > strlen(torn->key) || m > ESC_DISTANCE_LONGEST) continue;
            if (esc_distance(torn->key, m, whole->key, m) * 6 > m) continue;
            whole->weight += torn->weight;
            torn->weight = 0;
            break;
        }
    }
}

// The name as the document spells it best.
static const char *spelled(const esc_reader *r, const candidate *c) {
    const char *better = esc_twin_spelling(r, c->stream, c->from, c->to);
    return better ? better : c->text;
}

// Where nothing says whose session it is: the ejido, the club or the school in which one met.
static const candidate *host(const esc_reader *r, const candidates *all) {
    const candidate *best = NULL;
    for (uint32_t i = 0; i < all->count; i++) {
        const candidate *c = &all->items[i];
        bool may = c->weight > 0.2f && c->stream == &r->body && c->from < r->sections.agenda.from &&
                   esc_atom_is(&c->stream->atoms[c->from], hosts);
        if (may && (!best || c->weight > best->weight)) best = c;
    }
    return best;
}

// "Concejo Municipal de San Roque" of the "Municipalidad de San Roque": the place is the institution's.
static uint32_t without_place(const esc_reader *r, const candidate *body, uint32_t to,
                              const candidate *whole) {
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

void esc_read_institution(esc_reader *r) {
    candidates *bodies = esc_arena_alloc(r->arena, sizeof *bodies);
    candidates *institutions = esc_arena_alloc(r->arena, sizeof *institutions);
    collect(r, &r->body, bodies, institutions);
    collect(r, &r->margin, bodies, institutions);
    add_company(r, institutions);
    drop_parts(institutions);
    mend_bodies(bodies);
    const candidate *institution = whole_of(institutions, heaviest(institutions));
    if (!institution || institution->weight <= KNOWN) {
        add_owner(r, institutions);
        add_heading(r, institutions);
        institution = heaviest(institutions);
    }
    for (uint32_t i = 0; institution && i < bodies->count; i++) // a board is not the body of itself
        if (!strcmp(bodies->items[i].key, institution->key) && bodies->count > 1) bodies->items[i].weight = 0;
    const candidate *body = heaviest(bodies);
    candidate *longer = NULL;
    if (body && (!strcmp(body->key, "asamblea") || !strcmp(body->key, "asamblea general") ||
                 !strcmp(body->key, "junta general")))
        longer = with_its_place(bodies, body); // "… de Ejidatarios"
    if (longer) longer->weight = body->weight, body = longer;
    const candidate *where = host(r, institutions);
    if (where && (!institution || institution->weight < SURE)) institution = where;
    bool known = institution && (institution == where || institution->weight > KNOWN);
    uint32_t body_to = body ? with_its_part(r, body, known ? institution : NULL) : 0, name_to;
    if (known && body) body_to = without_place(r, body, body_to, institution);
    if (known) {
        r->institution = spelled(r, institution);
        esc_reader_put(
            r, ESC_VALUE_TEXT, r->institution, "institution.name", institution->weight > 5 ? 0.95f : 0.6f,
            (esc_range){institution->stream, institution->from, institution->to}, "/institution/name");
        esc_letters_read(r, institution->stream, institution->from, institution->to);
    } else if (body && body->weight > 5) {
        longer = with_its_place(bodies, body);
        if (longer && longer->weight > 3) body = longer;
        body_to = body->to;
        if (is_its_own(body->stream, body, &name_to)) {
            body_to = body->to;
            r->institution = spelled(r, body);
            esc_reader_put(r, ESC_VALUE_TEXT, r->institution, "institution.is_body", 0.8f,
                           (esc_range){body->stream, body->from, body->to}, "/institution/name");
        }
    }
    if (!body || body->weight <= 1.5f) return;
    char *name = esc_phrase_text(body->stream, r->arena, r->vocabulary, body->from, body_to);
    r->body_key = esc_fold(r->arena, name, strlen(name));
    esc_reader_put(r, ESC_VALUE_TEXT, name, "body.name", body->weight > 5 ? 0.95f : 0.6f,
                   (esc_range){body->stream, body->from, body_to}, "/body/name");
}
