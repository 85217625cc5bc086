// SPDX-License-Identifier: GPL-3.0-or-later
// Institution and body: which of the names that were gathered are whose session this is and who met.
#include <string.h>

#include "base/distance.h"
#include "fields/attest.h"
#include "fields/gather.h"
#include "fields/letterhead.h"
#include "fields/letters.h"
#include "fields/numbers.h"
#include "fields/phrases.h"
#include "fields/twins.h"

static const float KNOWN = 1.2f;     // a name of more weight is believed
static const float LEAST_SAT = 1.5f; // what met, by the session's name alone
static const float MENTIONED = 2;    // less is only spoken of
static const float NAMED = 5;        // a name in the heading, or whose session it is
static const float SURE = 4;         // and one of this much against where one met

static const float HEADING = 7; // a row of the heading that is a name
// What speaks for a name, and against it: that the body is said to be its; that it is one of those over whose
// paper it is; that it is a part of another.
static const float OWNER = 30, OUTER = 30, OWNED = 60, LESS = 9;

enum { PAIR_ROWS = 3, LONG_NAME = 4, NEXT_ROWS = 3, DAMAGE = 10, OPENING = 250, FACULTY_REACH = 4 };

// Bodies that are an institution of their own: "Concejo Municipal de San Roque", "Junta Departamental de
// Rocha".
static const char own_masters[] = "junta|legislatura|camara|diputacion";

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

// A council that belongs to nobody else: its name without the place is the body's, all of it the
// institution's.
static bool is_its_own(const esc_stream *s, const esc_candidate *body, uint32_t *ret_name_to) {
    if (!esc_atom_is(&s->atoms[body->from], own_masters) &&
        !esc_cursor_looking_at(s, body->from, "concejo municipal|distrital de") &&
        !esc_cursor_looking_at(s, body->from,
                               "consejo comunal|ciudadano|consultivo|vecinal|regional|provincial|"
                               "estatal|nacional|distrital"))
        return false;
    if (esc_atom_is(&s->atoms[body->from], "junta") &&
        !esc_cursor_looking_at(
            s, body->from + 1,
            "departamental|municipal|local|legislativa|provincial|insular|administradora|auxiliar|"
            "vecinal|comunal|rural|parroquial"))
        return false;
    for (uint32_t i = body->from + 1; i < body->to; i++)
        if ((i + 1 < body->to && esc_atom_is(&s->atoms[i], "de|del|«|“|\"")) ||
            s->atoms[i].kind == ESC_ATOM_NUMBER) {
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

// "Ayuntamiento de Colima" in the letterhead, "Ayuntamiento Constitucional de Colima" where it meets.
static esc_candidate *in_full(esc_candidates *all, const esc_candidate *name) {
    const size_t n = strlen(name->key), noun = strcspn(name->key, " ");
    for (uint32_t i = 0; i < all->count; i++) {
        esc_candidate *x = &all->items[i];
        const size_t m = strlen(x->key), rest = n - noun;
        bool same = m > n && x->weight > 0.9f && !strncmp(x->key, name->key, noun) &&
                    !strcmp(x->key + m - rest, name->key + noun);
        if (same && esc_cursor_looking_at(x->stream, x->from + 1,
                                          "constitucional|metropolitan@|distrital|provincial del|de"))
            return x;
    }
    return NULL;
}

// Where what the body is of ends before the institution that this is of: "… de la Facultad de Química" of
// "… de la Facultad de Química de la Universidad de Loma".
static uint32_t before_tail(const esc_reader *r, const esc_candidate *body, uint32_t part, const char *key) {
    const esc_stream *s = body->stream;
    for (uint32_t i = part + 2; i + 1 < body->owner_to; i++) {
        if (!esc_phrase_link(&s->atoms[i - 1])) continue;
        char *tail = esc_phrase_text(s, r->arena, r->vocabulary, i, body->owner_to);
        if (strcmp(esc_fold(r->arena, tail, strlen(tail)), key)) continue;
        while (i > part + 1 && esc_phrase_link(&s->atoms[i - 1])) i--;
        return i;
    }
    return body->owner_to;
}

// The body's name goes on over a part of the institution: "Consejo Técnico de la Facultad de Química".
static uint32_t with_its_part(const esc_reader *r, const esc_candidate *body,
                              const esc_candidate *institution) {
    const esc_stream *s = body->stream;
    if (!institution || body->owner_to <= body->to) return body->to;
    for (uint32_t i = body->to; i < body->owner_to; i++)
        if (esc_atom_is(&s->atoms[i], "facultad|escuela|departamento|division|campus|plantel|sede|centro")) {
            char *owner = esc_phrase_text(s, r->arena, r->vocabulary, i, body->owner_to);
            const char *key = esc_fold(r->arena, owner, strlen(owner));
            return strstr(institution->key, key) ? body->to : before_tail(r, body, i, institution->key);
        }
    return body->to;
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
            known &= torn->stream->atoms[at].known || esc_number_roman(torn->stream->atoms[at].text, false);
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
                  esc_atom_is(&s->atoms[x->from], own_masters);
    }
    return words >= LONG_NAME || placed ||
           esc_cursor_looking_at(s, x->from, "asamblea nacional|legislativa|constituyente|departamental") ||
           esc_cursor_looking_at(s, x->from,
                                 "consejo|comision|comite|junta|camara nacional|estatal|federal|regional") ||
           esc_cursor_looking_at(s, x->from, "camara de|del");
}

// Two bodies in the letterhead, one under the other: the upper one, with a name of its own, is whose the
// lower is: "COMISIÓN DE LOS DERECHOS HUMANOS DEL ESTADO DE …" over "CONSEJO CONSULTIVO" or "Acta del Pleno".
static bool one_over_other(const esc_candidates *all, const esc_candidate *body,
                           const esc_candidate **ret_upper, const esc_candidate **ret_lower) {
    const esc_stream *s = body->stream;
    const esc_candidate *pair[2] = {NULL, NULL};
    for (uint32_t i = 0; i < all->count; i++) {
        const esc_candidate *x = &all->items[i];
        if (x->stream != s || !esc_stream_first(s, x->first) || s->atoms[x->first].row > PAIR_ROWS ||
            x->weight <= 5)
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
                   esc_atom_is(&c->stream->atoms[c->from], ESC_HOSTS);
        if (may && (!best || c->weight > best->weight)) best = c;
    }
    return best;
}

// The only one that the opening names together with its letters: "… de los Servicios de Agua de Valdés
// (SAV)".
static const esc_candidate *lettered(const esc_reader *r, const esc_candidates *all) {
    const esc_candidate *only = NULL;
    for (uint32_t i = 0; i < all->count; i++) {
        const esc_candidate *c = &all->items[i];
        const esc_stream *s = c->stream;
        bool named = c->weight > 0.9f && s == &r->body && c->to < OPENING &&
                     c->to < r->sections.agenda.from && c->to + 2 < s->atoms_count &&
                     esc_stream_sign(s, c->to, '(') && esc_stream_sign(s, c->to + 2, ')') &&
                     esc_letters_spell(s, c->from, c->to, s->atoms[c->to + 1].norm);
        if (named && only) return NULL;
        if (named) only = c;
    }
    return only;
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
        char *head = esc_phrase_text(s, r->arena, r->vocabulary, body->from, i);
        const char *own =
            esc_fold(r->arena, head, strlen(head)); // the same body, which is its own institution
        if (!strncmp(whole->key, own, strlen(own)) && whole->key[strlen(own)] == ' ') return to;
        if (named || (n > m && !strcmp(whole->key + n - m, key))) return i;
    }
    return to;
}

// "Asamblea General Extraordinaria de Accionistas": the session's kind stands within the body's name.
static char *over_kind(const esc_reader *r, const esc_stream *s, uint32_t to, char *name) {
    esc_cursor c = esc_cursor_on(s, to, s->atoms_count);
    const char *key = esc_fold(r->arena, name, strlen(name));
    bool meeting =
        !strcmp(key, "asamblea general") || !strcmp(key, "asamblea") || !strcmp(key, "junta general");
    if (!meeting || !esc_cursor_match(&c, "ordinaria|extraordinaria")) return name;
    if (esc_cursor_match(&c, "y|e")) esc_cursor_match(&c, "ordinaria|extraordinaria");
    uint32_t of = c.at;
    if (!esc_cursor_match(&c, "de") || c.at >= c.end || s->atoms[c.at].shape == ESC_SHAPE_LOWER ||
        esc_atom_is(&s->atoms[c.at], "la|el|\"|“|«") || // whose it is
        esc_stream_first(s, of))
        return name;
    esc_buf both = {0};
    esc_buf_printf(&both, "%s de %s", name,
                   esc_phrase_text(s, r->arena, r->vocabulary, c.at, esc_phrase_end(s, c.at, c.end, 0)));
    char *out = esc_arena_strndup(r->arena, esc_buf_text(&both), both.len);
    esc_buf_free(&both);
    return out;
}

// "el Pleno de este Ayuntamiento", and only in the business "el Ayuntamiento de La Zarza": that one.
static const esc_candidate *said_of_itself(const esc_reader *r, const esc_candidates *all) {
    const esc_stream *s = &r->body;
    for (uint32_t at = 1; at < s->atoms_count && at < r->sections.business.from; at++) {
        if (!esc_atom_is(&s->atoms[at - 1], "este|esta") ||
            !esc_atom_is(&s->atoms[at],
                         "ayuntamiento|municipalidad|alcaldia|diputacion|universidad|municipio|"
                         "mancomunidad"))
            continue;
        const char *noun = s->atoms[at].norm;
        const size_t len = strlen(noun);
        const esc_candidate *best = NULL;
        for (uint32_t i = 0; i < all->count; i++) {
            const esc_candidate *c = &all->items[i];
            if (!strncmp(c->key, noun, len) && !strncmp(c->key + len, " de", 3) &&
                (!best || c->weight > best->weight))
                best = c;
        }
        return best;
    }
    return NULL;
}

// A committee that met "en la sala de juntas de la Secretaría de Pesca": whose room it is, where the opening
// names no room of another.
static const esc_candidate *whose_room(const esc_reader *r, const esc_candidates *all,
                                       const esc_candidate *body) {
    enum { ROOM_REACH = 10 };
    const esc_candidate *only = NULL;
    const esc_stream *s = &r->body;
    if (!body || !esc_atom_is(&body->stream->atoms[body->from], "comite|subcomite")) return NULL;
    for (uint32_t i = 0; i < all->count; i++) {
        const esc_candidate *c = &all->items[i];
        if (c->stream != s || c->to >= r->sections.agenda.from || c->from < 2 ||
            !esc_atom_is(&s->atoms[c->from],
                         "secretaria|instituto|universidad|procuraduria|fiscalia|tribunal|comision"))
            continue;
        const uint32_t from = c->from > ROOM_REACH ? c->from - ROOM_REACH : 0;
        if (!esc_phrase_link(&s->atoms[c->from - 1]) || esc_cursor_within(s, from, c->from, ",|.|;") ||
            !esc_cursor_within(s, from, c->from, "sala|salon|auditorio|oficinas|instalaciones"))
            continue;
        if (only) return NULL;
        only = c;
    }
    return only;
}

// Nothing but letters in capitals: "EPMAPACH-EP".
static bool letters_alone(const esc_candidate *c) {
    for (uint32_t i = c->from; i < c->to; i++)
        if (c->stream->atoms[i].kind == ESC_ATOM_WORD && (c->stream->atoms[i].shape != ESC_SHAPE_UPPER ||
                                                          (c->stream->atoms[i].known && c->to > c->from + 1)))
            return false;
    return c->to <= c->from + 3 && !c->stream->rows[c->stream->atoms[c->from].row].upper;
}

// The name in words that heads the paper, where the text goes on to call it by its letters alone.
static esc_candidate *in_words(esc_candidates *all, const esc_candidate *letters) {
    esc_candidate *best = NULL;
    for (uint32_t i = 0; i < all->count; i++) {
        esc_candidate *c = &all->items[i];
        if (c->to < c->from + 3 || c->stream->atoms[c->from].row >= ESC_GATHER_ROWS || c->weight < 0.5f ||
            c->stream != letters->stream || letters_alone(c))
            continue;
        if (!best || c->weight > best->weight) best = c;
    }
    return best;
}

// "EMPRESA DE AGUA DE CHILLAPATA" / "EPMAPACH": the letters in a row of their own are no part of the name.
static void without_letters_row(esc_reader *r, esc_candidate *c) {
    const esc_stream *s = c->stream;
    const uint32_t last = s->rows[s->atoms[c->to - 1].row].first;
    if (last < c->from + 3 || s->rows[s->atoms[last].row].count > 3 || s->atoms[last].known ||
        s->atoms[last].shape != ESC_SHAPE_UPPER || strlen(s->atoms[last].norm) < 3 ||
        esc_phrase_link(&s->atoms[last - 1]))
        return;
    for (uint32_t i = last + 1; i < c->to; i++) // "EPMAPACH-EP"
        if (strlen(s->atoms[i].norm) > 2) return;
    c->to = last;
    c->text = esc_phrase_text(s, r->arena, r->vocabulary, c->from, c->to);
    c->key = esc_fold(r->arena, c->text, strlen(c->text));
}

// "FACULTAD DE CIENCIAS" in rows of its own over "CONSEJO TÉCNICO": whose council it is. NULL where none
// stands there, or the body says itself whose it is.
static const char *faculty_over(const esc_reader *r, const esc_candidate *body) {
    const esc_stream *s = body->stream;
    const uint32_t first = body->first < s->atoms_count ? body->first : body->from, row = s->atoms[first].row;
    if (row >= ESC_GATHER_ROWS || s->rows[row].first > first || s->rows[row].first + 2 < first ||
        !esc_atom_is(&s->atoms[body->from], "consejo|junta|comite") ||
        !esc_atom_is(&s->atoms[body->from + 1],
                     "tecnic@|directiv@|academic@|intern@|consultiv@|facultativ@|universitari@"))
        return NULL;
    for (uint32_t above = row; above-- > 0 && above + FACULTY_REACH >= row;) {
        const uint32_t at = s->rows[above].first;
        if (!esc_cursor_looking_at(s, at, "facultad|escuela de")) continue;
        const uint32_t to = esc_phrase_end(s, at, s->rows[row].first, ESC_PHRASE_LISTS | ESC_PHRASE_NUMBERS);
        if (to < at + 3) return NULL;
        char *name = esc_phrase_text(s, r->arena, r->vocabulary, at, to);
        return r->institution && strstr(r->institution, name) ? NULL : name;
    }
    return NULL;
}

void esc_read_institution(esc_reader *r) {
    esc_candidates *bodies = esc_arena_alloc(r->arena, sizeof *bodies);
    esc_candidates *institutions = esc_arena_alloc(r->arena, sizeof *institutions);
    esc_attest_heading(r);
    esc_gather_names(r, &r->body, bodies, institutions);
    esc_gather_names(r, &r->margin, bodies, institutions);
    seat_units(bodies, institutions);
    esc_candidate_company(r, institutions);
    esc_letterhead_said(r, institutions);
    esc_letters_weigh(r, institutions);
    mend_bodies(bodies);
    const esc_candidate *institution = weighed(institutions, heaviest(bodies));
    const esc_candidate *upper = NULL, *lower = NULL, *top = heaviest(bodies);
    bool unknown = !institution || institution->weight <= KNOWN;
    bool pair = unknown && top && top->weight > 5 && one_over_other(bodies, top, &upper, &lower);
    if (unknown && !pair) {
        esc_letterhead_owner(r, heaviest(bodies), institutions);
        esc_letterhead_name(r, institutions);
        institution = weighed(institutions, heaviest(bodies));
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
    esc_candidate *words =
        institution && letters_alone(institution) ? in_words(institutions, institution) : NULL;
    if (words) words->weight = institution->weight, institution = words;
    if (institution) without_letters_row(r, &institutions->items[institution - institutions->items]);
    esc_candidate *full = institution ? in_full(institutions, institution) : NULL;
    if (full) full->weight = institution->weight, institution = full;
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
        // "… de la Sesión 118 del Consejo Divisional de Ciencias", where the heading has but the council
        const bool met = x->weight > 2.5f && x->stream == &r->body && x->from < r->sections.agenda.from &&
                         esc_cursor_within(x->stream, x->from > 6 ? x->from - 6 : 0, x->from, "sesion");
        bool whole_name = (x->weight > 5 || met) && body->to > body->from + 1 &&
                          !strncmp(x->key, body->key, n) && !strncmp(x->key + n, " de ", 4) &&
                          x->stream->atoms[x->from].row < ESC_GATHER_ROWS &&
                          esc_atom_is(&x->stream->atoms[x->from], "comite|comision|subcomite|consejo");
        if (whole_name) longer = x;
    }
    if (longer) longer->weight = body->weight, body = longer;
    const esc_candidate *where = host(r, institutions);
    if (!where && !pair && (!institution || institution->weight <= KNOWN))
        where = said_of_itself(r, institutions);
    if (!where && !pair && (!institution || institution->weight <= KNOWN)) where = lettered(r, institutions);
    if (!where && !pair && (!institution || institution->weight <= KNOWN))
        where = whose_room(r, institutions, body);
    if (where && (!institution || institution->weight < SURE)) institution = where;
    uint32_t name_to;
    bool known = !pair && institution && (institution == where || institution->weight > KNOWN);
    // what is merely mentioned is not whose council it is that has a name of its own
    if (known && institution->weight < MENTIONED && body && body->weight > 5 &&
        is_its_own(body->stream, body, &name_to))
        known = false;
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
    } else if (pair) {
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
            esc_letters_read(r, body->stream, body->from, body->to);
        }
    }
    if (!body || body->weight <= 1.5f) return;
    char *name = esc_phrase_text(body->stream, r->arena, r->vocabulary, body->from, body_to);
    if (body->first < body->stream->atoms_count)
        name = over_kind(r, body->stream, body->first + (body_to - body->from), name);
    const char *faculty = body_to == body->from + 2 ? faculty_over(r, body) : NULL;
    if (faculty) name = esc_arena_printf(r->arena, "%s de la %s", name, faculty);
    r->body_key = esc_fold(r->arena, name, strlen(name));
    esc_reader_put(r, ESC_VALUE_TEXT, name, "body.name", body->weight > 5 ? 0.95f : 0.6f,
                   (esc_range){body->stream, body->from, body_to}, "/body/name");
}
