// SPDX-License-Identifier: GPL-3.0-or-later
// Institution and body: which of the names that were gathered are whose session this is and who met.
#include <string.h>
#include <strings.h>

#include "base/distance.h"
#include "fields/attest.h"
#include "fields/chosen.h"
#include "fields/gather.h"
#include "fields/hosts.h"
#include "fields/letterhead.h"
#include "fields/letters.h"
#include "fields/numbers.h"
#include "fields/phrases.h"

static const float KNOWN = 1.2f;     // a name of more weight is believed
static const float LEAST_SAT = 1.5f; // what met, by the session's name alone
static const float LEAST_LONGER = 3; // the body's name with its place
static const float MENTIONED = 2;    // less is only spoken of
static const float NAMED = 5;        // a name in the heading, or whose session it is
static const float SURE = 4;         // and one of this much against where one met

static const float HEADING = 7; // a row of the heading that is a name
// What speaks for a name, and against it: that the body is said to be its; that it is one of those over whose
// paper it is; that it is a part of another.
static const float OWNER = 30, OUTER = 30, OWNED = 60, LESS = 9;

enum { PAIR_ROWS = 3, LONG_NAME = 4, NEXT_ROWS = 3, DAMAGE = 8, MOST_TOWN = 5 };

static const esc_candidate *heaviest(const esc_candidates *all) {
    const esc_candidate *best = NULL;
    for (uint32_t i = 0; i < all->count; i++)
        if (all->items[i].weight > 0 && (!best || all->items[i].weight > best->weight)) best = &all->items[i];
    return best;
}

// How near a name is to the paper's own institution, by its noun: the state stands over ministries and towns,
// these over whose paper it is, and the parts of that under it.
enum { PART, STATE, MINISTRY, OWN };

static int rank_of(const esc_candidate *x) {
    const esc_stream *s = x->stream;
    const esc_atom *noun = &s->atoms[x->from];
    if (esc_atom_is(noun, "escuela")) return OWN;
    // of a town hall, but for those that are works of their own: "Comisión Municipal de Agua Potable"
    const bool towns = esc_cursor_looking_at(s, x->from, "comision|comite municipal") &&
                       !esc_cursor_within(s, x->from, x->to, "agua|aguas|saneamiento|vivienda|deporte");
    if (esc_atom_is(noun, ESC_PARTS) || towns || !strcmp(x->key, "corporacion municipal") ||
        !strcmp(x->key, "corporacion local"))
        return PART;
    if (esc_atom_is(noun, "poder|gobierno"))
        return esc_cursor_looking_at(s, x->from + 1,
                                     "autonomo|regional|municipal|departamental|provincial|parroquial|local")
                   ? OWN
                   : STATE;
    if (esc_atom_is(noun, "intendencia|gobernacion|prefectura")) return STATE;
    return esc_atom_is(noun, "secretaria|ministerio|municipio") ? MINISTRY : OWN;
}

// How much of the name the body is said to be of: all of it, "… de la Universidad" where it has more, or only
// its beginning.
static float owns_body(const esc_candidate *x, const esc_candidate *body) {
    if (!body || !body->owner) return 0;
    size_t n = strlen(x->key), m = strlen(body->owner), least = n < m ? n : m;
    const char *longer = n < m ? body->owner : x->key;
    bool damaged = n <= ESC_DISTANCE_LONGEST && m <= ESC_DISTANCE_LONGEST &&
                   esc_distance(x->key, n, body->owner, m) * DAMAGE <= least;
    if (damaged) return OWNER;
    if (strncmp(x->key, body->owner, least) || (longer[least] && longer[least] != ' ')) return 0;
    return n < m ? OWNER - LESS : OWNER;
}

static bool heads(const esc_candidate *x) {
    const esc_stream *s = x->stream;
    uint32_t at = x->from; // "H. Ayuntamiento", "SALUD      Servicios …"
    if (at > 1 && esc_stream_sign(s, at - 1, '.') && !s->atoms[at - 2].norm[1]) at -= 2;
    return (esc_stream_first(s, at) || s->atoms[at].wide) && x->weight > HEADING;
}

// What speaks for a name: how often it is said and where, that the body is said to be its, and that it stands
// in the letterhead where one's own name does, under the state's and over those of one's parts.
static float speaks_for(const esc_candidates *all, const esc_candidate *x, const esc_candidate *body) {
    const int rank = rank_of(x);
    const uint32_t row = x->stream->atoms[x->first].row;
    float weight = x->weight + owns_body(x, body);
    bool outer = false, part = false, upper = false;
    for (uint32_t i = 0; i < all->count; i++) {
        const esc_candidate *y = &all->items[i];
        if (y == x || y->stream != x->stream || y->weight <= NAMED) continue;
        const int other = rank_of(y);
        uint32_t at = y->stream->atoms[y->first].row;
        bool below = heads(x) && heads(y) && at > row && at <= row + NEXT_ROWS;
        outer |= below && rank != PART && other > rank;
        upper |= below && rank == OWN && other == OWN;
        bool taught = esc_atom_is(&y->stream->atoms[y->from], "universidad");
        bool school = esc_atom_is(&x->stream->atoms[x->from], "facultad|escuela|centro|instituto|colegio");
        part |= rank == PART && !school && other >= MINISTRY;
        part |= school && taught && at < row + NEXT_ROWS;
    }
    return weight - (outer ? OUTER : 0) - (part ? OWNED : 0) - (upper ? 1 : 0);
}

static const esc_candidate *weighed(const esc_candidates *all, const esc_candidate *body) {
    const esc_candidate *best = NULL;
    float most = 0;
    for (uint32_t i = 0; i < all->count; i++) {
        const esc_candidate *x = &all->items[i];
        if (x->weight <= 0) continue;
        float weight = speaks_for(all, x, body);
        if (!best || weight > most) best = x, most = weight;
    }
    return best;
}

// What follows a body's name says which one it is: "… de Tacuarí", "… 06"; "… del Cobat" has but letters.
static bool names_one(const char *rest) {
    return strstr(rest, " de ") || (!strncmp(rest, " del ", 5) && strchr(rest + 5, ' ')) ||
           (rest[0] == ' ' && strspn(rest + 1, "0123456789"));
}

// "Consejo Univcrsitarlode la Universidad …" is the "Consejo Universitario" that another row spells.
static void mend_bodies(esc_candidates *all) {
    for (uint32_t i = 0; i < all->count; i++) {
        esc_candidate *torn = &all->items[i];
        bool known = true;
        for (uint32_t at = torn->from; at < torn->to; at++)
            known &= torn->stream->atoms[at].known || torn->stream->atoms[at].kind == ESC_ATOM_NUMBER ||
                     esc_number_roman(torn->stream->atoms[at].text, false);
        for (uint32_t k = 0; k < all->count && !known; k++) {
            esc_candidate *whole = &all->items[k];
            size_t m = strlen(whole->key);
            if (i == k || m < 12 || m > strlen(torn->key) || m > ESC_DISTANCE_LONGEST) continue;
            if (esc_distance(torn->key, m, whole->key, m) * 6 > m) continue;
            if (!strncmp(torn->key, whole->key, m) && names_one(torn->key + m)) continue;
            whole->weight += torn->weight;
            torn->weight = 0;
            break;
        }
    }
}

// A unit that met, and belongs to somebody, is no institution, though it heads the paper.
static void seat_units(esc_candidates *bodies, esc_candidates *institutions) {
    for (uint32_t i = 0; i < bodies->count; i++)
        for (uint32_t k = 0; k < institutions->count && !strncmp(bodies->items[i].key, "unidad ", 7); k++)
            if (!strcmp(institutions->items[k].key, bodies->items[i].key)) {
                bodies->items[i].weight += institutions->items[k].weight;
                institutions->items[k].weight = 0;
            }
}

// The body's name is that of one in particular: long, or with a place or a number.
static bool particular(const esc_candidate *x) {
    const esc_stream *s = x->stream;
    uint32_t words = 0;
    bool placed = false;
    for (uint32_t k = x->from; k < x->owner_to; k++) {
        words += s->atoms[k].kind == ESC_ATOM_WORD && !esc_phrase_link(&s->atoms[k]);
        placed |= s->atoms[k].kind == ESC_ATOM_NUMBER;
        placed |= k > x->from + 1 && esc_atom_is(&s->atoms[k], "de|del") &&
                  esc_atom_is(&s->atoms[x->from], ESC_OWN_MASTERS);
    }
    return words >= LONG_NAME || placed ||
           esc_cursor_looking_at(s, x->from, "asamblea nacional|legislativa|constituyente|departamental") ||
           esc_cursor_looking_at(s, x->from,
                                 "consejo|comision|comite|junta|camara nacional|estatal|federal|regional") ||
           esc_cursor_looking_at(s, x->from, "camara de|del");
}

typedef struct pair_of_bodies {
    const esc_candidate *upper, *lower; // NULL: none
} pair_of_bodies;

// "HONORABLE CONCEJO DELIBERANTE DE VILLA CARDOSO": where it begins.
static uint32_t with_honour(const esc_candidate *body) {
    const uint32_t at = body->from;
    const esc_atom *atoms = body->stream->atoms;
    bool honoured = at && esc_atom_is(&atoms[at - 1], "honorable") && atoms[at - 1].row == atoms[at].row &&
                    atoms[at - 1].shape != ESC_SHAPE_LOWER;
    return at - honoured;
}

// At the beginning of its row, also behind "HONORABLE".
static bool begins_row(const esc_candidate *x) {
    return esc_stream_first(x->stream, x->first) ||
           (x->first == x->from && with_honour(x) < x->from && esc_stream_first(x->stream, with_honour(x)));
}

// Two bodies in the letterhead, one under the other: the upper one, with a name of its own, is whose the
// lower is: "COMISIÓN DE LOS DERECHOS HUMANOS DEL ESTADO DE …" over "CONSEJO CONSULTIVO" or "Acta del Pleno".
static bool one_over_other(const esc_candidates *all, const esc_candidate *body, pair_of_bodies *ret) {
    const esc_stream *s = body->stream;
    const esc_candidate *pair[2] = {NULL, NULL};
    for (uint32_t i = 0; i < all->count; i++) {
        const esc_candidate *x = &all->items[i];
        if (x->stream != s || !begins_row(x) || s->atoms[x->first].row > PAIR_ROWS || x->weight <= 5)
            continue;
        bool upper = (particular(x) || x->owner_to > x->from + 2) &&
                     (!pair[0] || s->atoms[x->first].row < s->atoms[pair[0]->first].row);
        if (upper) pair[0] = x;
    }
    for (uint32_t i = 0; pair[0] && i < all->count; i++) {
        const esc_candidate *x = &all->items[i];
        bool heads = x->stream == s && (esc_stream_first(s, x->first) || esc_gather_titled(s, x->first));
        bool same = !strncmp(pair[0]->key, x->key, strlen(x->key)); // the upper one, said again in short
        // A commission may sit in any body; a board or an assembly sits in what has it.
        bool governs =
            esc_cursor_looking_at(s, x->from, "pleno|directorio|asamblea|directiva") ||
            esc_cursor_looking_at(s, x->from,
                                  "junta|consejo|comite|mesa|comision "
                                  "directiv@|ejecutiv@|rector|general") ||
            esc_cursor_looking_at(s, x->from, "consejo|junta de administracion|gobierno|vigilancia");
        // "reunión ordinaria de directorio"
        bool sat = governs && x->weight > LEAST_SAT && s->atoms[x->from].shape == ESC_SHAPE_LOWER;
        if (((heads && x->weight > 5) || sat) && !same && (governs || particular(pair[0])) && x != pair[0] &&
            s->atoms[x->first].row > s->atoms[pair[0]->first].row && s->atoms[x->first].row <= PAIR_ROWS &&
            (!pair[1] || x->weight > pair[1]->weight))
            pair[1] = x;
    }
    if (!pair[1] || (body != pair[0] && body != pair[1])) return false;
    *ret = (pair_of_bodies){.upper = pair[0], .lower = pair[1]};
    return true;
}

// All names that may be either, weighed.
static void gather(esc_reader *r, esc_candidates *bodies, esc_candidates *institutions) {
    esc_attest_heading(r);
    esc_gather_names(r, &r->body, bodies, institutions);
    esc_gather_names(r, &r->margin, bodies, institutions);
    seat_units(bodies, institutions);
    esc_candidate_company(r, institutions);
    esc_letterhead_said(r, institutions);
    esc_letters_weigh(r, institutions);
    mend_bodies(bodies);
}

static bool unsure_of(const esc_candidate *institution) {
    return !institution || institution->weight <= KNOWN;
}

// Whose session it is, as the names weigh; *ret_pair where it may be a body over another.
static const esc_candidate *choose(esc_reader *r, const esc_candidates *bodies, esc_candidates *institutions,
                                   pair_of_bodies *ret_pair) {
    const esc_candidate *top = heaviest(bodies), *institution = weighed(institutions, top);
    if (!unsure_of(institution)) return institution;
    if (top && top->weight > NAMED && one_over_other(bodies, top, ret_pair)) return institution;
    esc_letterhead_owner(r, top, institutions);
    esc_letterhead_name(r, institutions);
    return weighed(institutions, top);
}

// "JUNTA MUNICIPAL DE SAN BLAS" in the paper's first row: a body that is its own institution.
static bool heads_itself(const esc_candidate *body) {
    return body->first < body->stream->atoms_count && !body->stream->atoms[body->first].row &&
           esc_cursor_looking_at(body->stream, body->from, "junta municipal|departamental|parroquial de") &&
           esc_chosen_is_own(body);
}

// A board is not the body of itself.
static void unseat(esc_candidates *bodies, const esc_candidate *institution) {
    for (uint32_t i = 0; i < bodies->count && bodies->count > 1; i++)
        if (!strcmp(bodies->items[i].key, institution->key) && !heads_itself(&bodies->items[i]))
            bodies->items[i].weight = 0;
}

// What is merely mentioned is not whose council it is that has a name of its own.
static bool merely_mentioned(const esc_candidate *institution, const esc_candidate *body) {
    return institution->weight < MENTIONED && body && body->weight > NAMED && esc_chosen_is_own(body);
}

// "Sistema Dif Municipal", from a row in capitals: the glossaries' acronyms that are no words keep them.
static const char *with_acronyms(const esc_reader *r, const char *name, esc_range where) {
    const esc_stream *s = where.stream;
    char *out = NULL;
    for (uint32_t i = where.from; i < where.to && r->lexicon; i++) {
        const esc_atom *atom = &s->atoms[i];
        const size_t len = strlen(atom->text);
        if (atom->shape != ESC_SHAPE_UPPER || len != atom->norm_len) continue;
        const unsigned classes = esc_lexicon_lookup(r->lexicon, atom->text, len);
        if (!(classes & ESC_LEX_ACRONYM) || (classes & (ESC_LEX_WORD | ESC_LEX_PLACE))) continue;
        for (char *p = out ? out : (out = esc_arena_strndup(r->arena, name, strlen(name))); *p;) {
            const size_t n = strcspn(p, " ,.");
            if (n == len && !strncasecmp(p, atom->text, n)) memcpy(p, atom->text, n);
            p += n + (p[n] != 0);
        }
    }
    return out ? out : name;
}

static void put_institution(esc_reader *r, const char *name, const char *rule, float confidence,
                            esc_range where) {
    name = with_acronyms(r, name, where);
    r->institution = name;
    esc_reader_put(r, ESC_VALUE_TEXT, name, rule, confidence, where, "/institution/name");
    esc_letters_read(r, where.stream, where.from, where.to);
}

// "H. AYUNTAMIENTO CONSTITUCIONAL" / "SAN MARTÍN DEL RÍO": the town in the row below, which the text calls
// one. NULL where none stands there.
static const char *town_below(esc_reader *r, const esc_candidate *x) {
    const esc_stream *s = x->stream;
    if (x->to != x->from + 2 || x->first >= s->atoms_count || s->atoms[x->first].row >= PAIR_ROWS ||
        !esc_cursor_looking_at(s, x->from, "ayuntamiento|gobierno constitucional|municipal"))
        return NULL;
    const uint32_t from = esc_stream_row_end(s, x->first), to = esc_stream_row_end(s, from);
    if (x->first + 2 != from || from >= s->atoms_count || to > from + MOST_TOWN) return NULL;
    for (uint32_t i = from; i < to; i++)
        if (s->atoms[i].kind != ESC_ATOM_WORD) return NULL;
    for (uint32_t at = to; at + 1 < s->atoms_count; at++)
        if (esc_cursor_looking_at(s, at, "ciudad|municipio|villa|pueblo|poblacion|localidad|cabecera de") &&
            esc_stream_same(s, from, to, s, at + 2))
            return esc_phrase_text(s, r->arena, r->vocabulary, from, to);
    return NULL;
}

static void put_known(esc_reader *r, const esc_candidate *x) {
    const char *town = town_below(r, x), *name = esc_chosen_spelling(r, x);
    put_institution(r, town ? esc_arena_printf(r->arena, "%s de %s", name, town) : name, "institution.name",
                    x->weight > NAMED ? 0.95f : 0.6f, (esc_range){x->stream, x->from, x->to});
}

static void put_upper(esc_reader *r, const esc_candidate *x) {
    const uint32_t from = with_honour(x);
    put_institution(r, esc_phrase_text(x->stream, r->arena, r->vocabulary, from, x->owner_to),
                    "institution.over_body", 0.8f, (esc_range){x->stream, from, x->owner_to});
}

// A body that heads the paper, and is its own institution where it may be. Gives it as it is spelled longer.
static const esc_candidate *put_body_itself(esc_reader *r, esc_candidates *bodies,
                                            const esc_candidate *body) {
    const esc_candidate *longer = esc_chosen_with_place(bodies, body);
    if (longer && longer->weight > LEAST_LONGER) body = longer;
    if (!esc_chosen_is_own(body)) return body;
    const uint32_t from = with_honour(body);
    put_institution(r,
                    from < body->from ? esc_phrase_text(body->stream, r->arena, r->vocabulary, from, body->to)
                                      : esc_chosen_spelling(r, body),
                    "institution.is_body", 0.8f, (esc_range){body->stream, body->from, body->to});
    return body;
}

// "CONSEJO ACADÉMICO" / "COMISIÓN DE BECAS", each in rows of its own: whose commission it is that met. Gives
// the commission, where the text goes on to call somebody its chair or member, else the body.
static const esc_candidate *commission_below(const esc_candidates *all, const esc_candidate *body) {
    const esc_stream *s = body->stream;
    if (body->first >= s->atoms_count) return body;
    const uint32_t below = esc_stream_row_end(s, body->first); // "Comité de Farmacia" / "Subcomité de Costos"
    const bool heads_row = s->atoms[body->first].row < PAIR_ROWS && esc_stream_first(s, body->first);
    for (uint32_t i = 0; i < all->count && heads_row && below < s->atoms_count; i++)
        if (all->items[i].stream == s && all->items[i].first == below &&
            esc_atom_is(&s->atoms[below], "subcomite|subcomision"))
            return &all->items[i];
    const uint32_t row = s->atoms[body->first].row, end = esc_stream_row_end(s, body->first);
    if (row >= PAIR_ROWS || body->first + (body->to - body->from) != end || !s->rows[row].upper ||
        end >= s->atoms_count || !s->rows[row + 1].upper ||
        !esc_atom_is(&s->atoms[body->from], "consejo|junta|pleno|concejo|asamblea|claustro") ||
        !esc_cursor_within(s, end, s->atoms_count,
                           "president@|presidente|secretari@|integrantes|miembros de|del la? "
                           "comision|comite|subcomision|subcomite"))
        return body;
    for (uint32_t i = 0; i < all->count; i++) {
        const esc_candidate *x = &all->items[i];
        if (x->stream == s && x->first == end && x->weight > LEAST_SAT &&
            esc_atom_is(&s->atoms[end], "comision|comite|subcomision|subcomite"))
            return x;
    }
    return body;
}

// "Comité de Auditoría de Banca" of "Banca del Centro, S.A.": the company, or as much of it as was taken for
// it, is no part of the body's name.
static const char *without_company(const esc_reader *r, const char *name) {
    static const char *const links[] = {" de la ", " de los ", " de las ", " de ", " del "};
    enum { LEAST = 4 };
    if (!r->institution || !strchr(r->institution, ',')) return name; // no legal form
    for (const char *p = name + 1; (p = strchr(p, ' ')); p++)
        for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
            const size_t n = strlen(links[i]), rest = strlen(p) > n ? strlen(p) - n : 0;
            if (rest >= LEAST && !strncmp(p, links[i], n) && !strncasecmp(p + n, r->institution, rest))
                return esc_arena_strndup(r->arena, name, (size_t)(p - name));
        }
    return name;
}

static void put_body(esc_reader *r, const esc_candidate *body, uint32_t to) {
    const char *name =
        with_acronyms(r, esc_chosen_body_name(r, body, to), (esc_range){body->stream, body->from, to});
    name = without_company(r, name);
    r->body_key = esc_fold(r->arena, name, strlen(name));
    esc_reader_put(r, ESC_VALUE_TEXT, name, "body.name", body->weight > NAMED ? 0.95f : 0.6f,
                   (esc_range){body->stream, body->from, to}, "/body/name");
}

void esc_read_institution(esc_reader *r) {
    esc_candidates *bodies = esc_arena_alloc(r->arena, sizeof *bodies);
    esc_candidates *institutions = esc_arena_alloc(r->arena, sizeof *institutions);
    gather(r, bodies, institutions);
    pair_of_bodies pair = {0};
    const esc_candidate *institution = choose(r, bodies, institutions, &pair);
    if (institution) institution = esc_chosen_in_full(r, institutions, institution);
    if (institution) unseat(bodies, institution);
    const esc_candidate *body = heaviest(bodies);
    if (body) body = commission_below(bodies, body);
    if (body) body = esc_chosen_body(r, bodies, body);
    const esc_candidate *where = esc_host_of(r, institutions, body, !pair.upper && unsure_of(institution));
    if (where && (!institution || institution->weight < SURE)) institution = where;
    bool known = !pair.upper && institution && (institution == where || !unsure_of(institution)) &&
                 !merely_mentioned(institution, body);
    uint32_t body_to = body && known ? esc_chosen_body_to(r, body, institution) : 0;
    if (known)
        put_known(r, institution);
    else if (pair.upper)
        put_upper(r, pair.upper), body = pair.lower;
    else if (body && body->weight > NAMED)
        body = put_body_itself(r, bodies, body);
    if (body && body->weight > LEAST_SAT) put_body(r, body, known ? body_to : body->to);
}
