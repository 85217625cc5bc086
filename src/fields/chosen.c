// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/chosen.h"

#include <string.h>

#include "fields/gather.h"
#include "fields/letterhead.h"
#include "fields/numbers.h"
#include "fields/phrases.h"
#include "fields/twins.h"

enum { FACULTY_REACH = 4, SESSION_REACH = 6 };

esc_candidate *esc_chosen_with_place(esc_candidates *all, const esc_candidate *body) {
    size_t n = strlen(body->key);
    esc_candidate *best = NULL;
    for (uint32_t i = 0; i < all->count; i++) {
        esc_candidate *longer = &all->items[i];
        bool fits = !strncmp(longer->key, body->key, n) && !strncmp(longer->key + n, " de", 3);
        if (fits && longer->weight > 0.9f && (!best || longer->weight > best->weight)) best = longer;
    }
    return best;
}

const char *esc_chosen_spelling(const esc_reader *r, const esc_candidate *c) {
    const char *better = esc_twin_spelling(r, c->stream, c->from, c->to);
    return better ? better : c->text;
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
        s->atoms[last].shape != ESC_SHAPE_UPPER || s->atoms[last].norm_len < 3 ||
        esc_phrase_link(&s->atoms[last - 1]))
        return;
    for (uint32_t i = last + 1; i < c->to; i++) // "EPMAPACH-EP"
        if (s->atoms[i].norm_len > 2) return;
    c->to = last;
    c->text = esc_phrase_text(s, r->arena, r->vocabulary, c->from, c->to);
    c->key = esc_fold(r->arena, c->text, strlen(c->text));
}

// "Legislatura Municipal", elsewhere with its town.
static const esc_candidate *with_town(esc_candidates *all, const esc_candidate *name) {
    if (name->to != name->from + 2 ||
        !esc_atom_is(&name->stream->atoms[name->from],
                     "legislatura|alcaldia|municipalidad|ayuntamiento|gobierno"))
        return name;
    esc_candidate *whole = esc_chosen_with_place(all, name);
    if (!whole || whole->weight >= name->weight) return name;
    whole->weight = name->weight;
    return whole;
}

const esc_candidate *esc_chosen_in_full(esc_reader *r, esc_candidates *all, const esc_candidate *name) {
    name = with_town(all, name);
    esc_candidate *words = letters_alone(name) ? in_words(all, name) : NULL;
    if (words) words->weight = name->weight, name = words;
    without_letters_row(r, &all->items[name - all->items]);
    esc_candidate *full = in_full(all, name);
    if (full) full->weight = name->weight, name = full;
    return name;
}

// "Concejo", "Asamblea": the "Concejo Municipal", the "Asamblea General" that is said elsewhere.
static bool names_kind(const esc_candidate *x, const esc_candidate *body) {
    return x->weight > 0.9f &&
           ((!strncmp(body->key, "con", 3) && !strncmp(x->key, body->key, 7) && x->key[7] == ' ') ||
            (!strcmp(body->key, "asamblea") && !strncmp(x->key, "asamblea general", 16)));
}

// "Comité Bipartito", whole in the heading.
static bool names_whole(const esc_reader *r, const esc_candidate *x, const esc_candidate *body) {
    const size_t n = strlen(body->key);
    // "… de la Sesión 118 del Consejo Divisional de Ciencias", where the heading has but the council
    const bool met = x->weight > 2.5f && x->stream == &r->body && x->from < r->sections.agenda.from &&
                     esc_cursor_within(x->stream, x->from > SESSION_REACH ? x->from - SESSION_REACH : 0,
                                       x->from, "sesion");
    return (x->weight > 5 || met) && body->to > body->from + 1 && !strncmp(x->key, body->key, n) &&
           !strncmp(x->key + n, " de ", 4) && x->stream->atoms[x->from].row < ESC_GATHER_ROWS &&
           esc_atom_is(&x->stream->atoms[x->from], "comite|comision|subcomite|consejo");
}

// "Consejo Distrital", whom the letterhead calls "CONSEJO DISTRITAL ELECTORAL 13": which of many.
static bool names_which(const esc_candidate *x, const esc_candidate *body) {
    const esc_stream *s = x->stream;
    const size_t n = strlen(body->key);
    const esc_atom *last = &s->atoms[x->to - 1];
    return body->to > body->from + 1 && x->to > x->from + 2 && s->atoms[x->first].row < ESC_GATHER_ROWS &&
           esc_stream_first(s, x->first) && !strncmp(x->key, body->key, n) && x->key[n] == ' ' &&
           (last->kind == ESC_ATOM_NUMBER || esc_number_roman(last->text, false));
}

// The longer name of the same body; NULL where there is none.
static esc_candidate *longer_body(const esc_reader *r, esc_candidates *bodies, const esc_candidate *body) {
    esc_candidate *longer = NULL;
    if (!strcmp(body->key, "asamblea") || !strcmp(body->key, "asamblea general") ||
        !strcmp(body->key, "junta general"))
        longer = esc_chosen_with_place(bodies, body); // "… de Ejidatarios"
    for (uint32_t i = 0; !longer && body->to == body->from + 1 && i < bodies->count; i++)
        if (names_kind(&bodies->items[i], body)) longer = &bodies->items[i];
    if (longer) return longer;
    for (uint32_t i = 0; i < bodies->count && !longer; i++)
        if (names_which(&bodies->items[i], body)) longer = &bodies->items[i];
    for (uint32_t i = 0; i < bodies->count && !longer; i++)
        if (names_whole(r, &bodies->items[i], body)) longer = &bodies->items[i];
    return longer;
}

const esc_candidate *esc_chosen_body(const esc_reader *r, esc_candidates *bodies, const esc_candidate *body) {
    esc_candidate *longer = longer_body(r, bodies, body);
    if (!longer) return body;
    longer->weight = body->weight;
    return longer;
}

bool esc_chosen_is_own(const esc_candidate *body) {
    const esc_stream *s = body->stream;
    if (!esc_atom_is(&s->atoms[body->from], ESC_OWN_MASTERS) &&
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
            s->atoms[i].kind == ESC_ATOM_NUMBER)
            return true;
    return false;
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
    if (body->owner_to <= body->to) return body->to;
    for (uint32_t i = body->to; i < body->owner_to; i++)
        if (esc_atom_is(&s->atoms[i], "facultad|escuela|departamento|division|campus|plantel|sede|centro")) {
            char *owner = esc_phrase_text(s, r->arena, r->vocabulary, i, body->owner_to);
            const char *key = esc_fold(r->arena, owner, strlen(owner));
            return strstr(institution->key, key) ? body->to : before_tail(r, body, i, institution->key);
        }
    return body->to;
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

// The owner that no noun gave away: where it begins in the body's name.
static uint32_t before_owner(const esc_reader *r, const esc_candidate *body,
                             const esc_candidate *institution) {
    const uint32_t cut = esc_letterhead_body_end(r, body);
    const char *tail = esc_phrase_text(body->stream, r->arena, r->vocabulary, cut, body->to);
    bool owned = cut < body->to && strstr(esc_fold(r->arena, tail, strlen(tail)), institution->key);
    return owned ? cut : body->to;
}

// "Junta Directiva de la Agrupación": without the institution's noun.
static uint32_t before_noun(const esc_candidate *body, uint32_t to, const esc_candidate *institution) {
    const esc_stream *s = body->stream;
    if (to <= body->from + 3) return to;
    const uint32_t link = to - (esc_atom_is(&s->atoms[to - 2], "del") ? 2 : 3);
    const char *noun = s->atoms[to - 1].norm;
    const size_t len = strlen(noun);
    bool owned = link > body->from && esc_cursor_looking_at(s, link, "del|de") && len > 4 &&
                 esc_phrase_link(&s->atoms[to - 2]) && !strncmp(institution->key, noun, len) &&
                 institution->key[len] == ' ';
    return owned ? link : to;
}

uint32_t esc_chosen_body_to(const esc_reader *r, const esc_candidate *body,
                            const esc_candidate *institution) {
    uint32_t to = with_its_part(r, body, institution);
    if (to == body->to) to = before_owner(r, body, institution);
    return without_place(r, body, before_noun(body, to, institution), institution);
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

const char *esc_chosen_body_name(const esc_reader *r, const esc_candidate *body, uint32_t to) {
    char *name = esc_phrase_text(body->stream, r->arena, r->vocabulary, body->from, to);
    if (body->first < body->stream->atoms_count)
        name = over_kind(r, body->stream, body->first + (to - body->from), name);
    const char *faculty = to == body->from + 2 ? faculty_over(r, body) : NULL;
    return faculty ? esc_arena_printf(r->arena, "%s de la %s", name, faculty) : name;
}
