// SPDX-License-Identifier: GPL-3.0-or-later
// Legal references: "artículos 5, 6, fracción VII, y 8 del Manual de …", one entry an article.
#include <stdio.h>
#include <string.h>

#include "fields/numbers.h"
#include "fields/phrases.h"
#include "fields/reader.h"

enum {
    MOST_ARTICLES = 24,
    MOST_REFS = 300,
    REACH = 70,
    TOLD_REACH = 30,
    FRACTION_REACH = 10,
    TITLE_REACH = 14,
    REFUNDED_REACH = 5
};

static const char instruments[] =
    "ley|manual|reglamento|codigo|constitucion|estatuto|estatutos|lineamientos|bando|decreto|presupuesto|"
    "normas|bases|reglas|acuerdo|normatividad|politicas|convenio|plan|ordenanza|ordenanzas|carta|resolucion|"
    "pacto|criterios|protocolo|norma|normativa|orden|instructivo|instruccion|disposiciones|directrices|"
    "circular|"
    "contrato|tratado|compendio|guia|arancel|declaracion|fuero|regimen|estatutaria|programa|"
    "convencion|directiva|real|ordenamiento|texto";
// What points back at an instrument that was named.
#define SAID_BEFORE                                                                                          \
    "mism@|dich@|citad@|propi@|referid@|mencionad@|aludid@|expresad@|invocad@|precitad@|antedich@|"          \
    "susodich@"

typedef struct reference {
    const char *article, *fraction, *instrument;
    uint32_t from, to, fraction_from, fraction_to, instrument_from, instrument_to;
} reference;

typedef struct references {
    reference items[MOST_REFS];
    uint32_t count;
} references;

// VII, or several: "I y II", "III, IV y V".
static const char *fractions(esc_reader *r, esc_cursor *c) {
    uint32_t from = c->at, last = c->at;
    while (c->at < c->end) {
        const esc_atom *atom = esc_cursor_atom(c);
        if (atom->kind != ESC_ATOM_SIGN && esc_number_roman(atom->raw, atom->shape != ESC_SHAPE_LOWER))
            last = ++c->at;
        else if (last > from && esc_atom_is(atom, ",|y|e|al?") && c->at + 1 < c->end &&
                 esc_number_roman(c->stream->atoms[c->at + 1].raw, false))
            c->at++;
        else
            break;
    }
    c->at = last;
    return last > from ? esc_stream_text(c->stream, r->arena, from, last) : NULL;
}

// The number of an article with what belongs to it: 10, 4 Bis, 115. whole: also of 17.4 all is given.
static const char *article(esc_reader *r, esc_cursor *c, bool whole) {
    const esc_atom *atom = esc_cursor_atom(c);
    uint32_t n;
    if (atom && atom->kind == ESC_ATOM_WORD && !esc_atom_is(atom, "un|uno|una") && esc_number_words(c, &n)) {
        char figures[16];
        snprintf(figures, sizeof figures, "%u", n);
        return esc_arena_strndup(r->arena, figures, strlen(figures));
    }
    esc_cursor ordinal = *c;
    if (atom && atom->kind == ESC_ATOM_WORD && esc_number_ordinal_words(&ordinal, &n)) { // décimo tercero
        uint32_t begin = c->at;
        if (esc_atom_is(esc_cursor_atom(&ordinal), "parrafo|parrafos|transitori@|inciso")) return NULL;
        *c = ordinal;
        return esc_stream_text(c->stream, r->arena, begin, c->at);
    }
    if (!atom || (atom->kind != ESC_ATOM_NUMBER && atom->kind != ESC_ATOM_MIXED)) return NULL;
    if (atom->text[0] < '0' || atom->text[0] > '9' || strlen(atom->text) > 5) return NULL;
    uint32_t from = c->at++;
    const esc_stream *s = c->stream;
    if (esc_cursor_atom(c) && esc_cursor_atom(c)->glued && esc_atom_is(esc_cursor_atom(c), "º|°|ª")) c->at++;
    bool dotted = c->at + 1 < c->end && esc_stream_sign(s, c->at, '.') && s->atoms[c->at].glued &&
                  s->atoms[c->at + 1].glued && s->atoms[c->at + 1].kind == ESC_ATOM_NUMBER;
    if (esc_cursor_match(c, "bis|ter|quater")) { // "166 Bis 3, fracción V"
        const esc_atom *number = esc_cursor_atom(c);
        c->at += number && number->kind == ESC_ATOM_NUMBER && strlen(number->text) < 3 &&
                 (esc_stream_sign(s, c->at + 1, ',') ||
                  (c->at + 1 < c->end && esc_atom_is(&s->atoms[c->at + 1], "de|del|y|fraccion|inciso")));
    }
    const esc_atom *capital = esc_cursor_atom(c); // "104 E de la Ley", as Chile's laws count
    if (capital && c->at == from + 1 && capital->shape == ESC_SHAPE_UPPER && !capital->norm[1] &&
        !capital->glued && c->at + 1 < c->end && esc_atom_is(&s->atoms[c->at + 1], "de|del"))
        c->at++;
    uint32_t to = c->at;
    if (dotted) c->at += 2;  // of 17.4 the numeral is left out; 5.08 has none
    uint32_t deeper = c->at; // 2.5.3.2.3.1, as codes number that hold all there is of a kind
    while (dotted && deeper + 1 < c->end && esc_stream_sign(s, deeper, '.') && s->atoms[deeper].glued &&
           s->atoms[deeper + 1].glued && s->atoms[deeper + 1].kind == ESC_ATOM_NUMBER)
        deeper += 2;
    if (deeper > c->at) whole = true, c->at = deeper;
    if (dotted && (whole || s->atoms[c->at - 1].text[0] == '0')) to = c->at;
    // "23.2.b)", "47.2 ll)": the letter of a part
    esc_cursor part = *c;
    if (dotted) esc_cursor_sign(&part, '.');
    const esc_atom *letter = esc_cursor_atom(&part);
    bool lettered = dotted && letter && letter->kind == ESC_ATOM_WORD && letter->norm_len < 3 &&
                    esc_stream_sign(s, part.at + 1, ')');
    if (lettered) c->at = part.at + 2;
    if (to == from + 1 && esc_number_ordinal_figures(atom, &n)) { // 80º, 5o.: the number
        char figures[16];
        snprintf(figures, sizeof figures, "%u", n);
        return esc_arena_strndup(r->arena, figures, strlen(figures));
    }
    return esc_stream_text(c->stream, r->arena, from, to);
}

static void skip_detail(esc_cursor *c) {
    uint32_t n;
    for (;;) {
        esc_cursor next = *c;
        if (esc_cursor_match(&next, "parrafo|parrafos|inciso|incisos|numeral|numerales|apartado|apartados|"
                                    "base|bases|regla|letra|letras|literal|"
                                    "literales|paragrafo|ordinal")) {
            while (esc_cursor_atom(&next) &&
                   (esc_number_ordinal(&next, &n) || strlen(esc_cursor_atom(&next)->text) < 3 ||
                    esc_cursor_atom(&next)->kind == ESC_ATOM_NUMBER) &&
                   !esc_atom_is(esc_cursor_atom(&next), "de|,|;|."))
                if (next.at == c->at || !esc_number_ordinal(&next, &n)) next.at++;
            if (esc_cursor_atom(&next) && next.at + 1 < next.end &&
                esc_stream_sign(c->stream, next.at, '.') &&
                esc_atom_is(&c->stream->atoms[next.at + 1], "º|°|ª|o") && c->stream->atoms[next.at + 1].glued)
                next.at += 2; // numeral 3.º
        } else if (esc_number_ordinal_words(&next, &n) && esc_cursor_match(&next, "parrafo|parrafos")) {
        } else {
            return;
        }
        *c = next;
    }
}

// "2 de abril", without its year.
static bool day_and_month(esc_cursor *c) {
    uint32_t day;
    esc_cursor next = *c;
    if (!esc_number_figures(&next, &day) || !day || day > 31 || !esc_cursor_match(&next, "de") ||
        !esc_cursor_match(&next, ESC_MONTHS))
        return false;
    *c = next;
    return true;
}

// To the sign that ends what is said in small letters.
static uint32_t to_sign(const esc_stream *s, uint32_t at) {
    uint32_t to = at;
    while (to < s->atoms_count && to < at + TITLE_REACH && s->atoms[to].kind != ESC_ATOM_SIGN) to++;
    return to;
}

// "por el que se aprueba el texto refundido de la Ley …", "sobre propiedad horizontal", "de Universidades":
// what a law that is called by its number is about. dated: its day stands before it. Gives its end, or `at`.
static uint32_t title_end(const esc_stream *s, uint32_t at, bool dated) {
    const unsigned flags = ESC_PHRASE_LISTS | ESC_PHRASE_LAWS;
    esc_cursor c = esc_cursor_on(s, at, s->atoms_count);
    if (esc_cursor_match(&c, "por|mediante el|la|los|las que|cual|cuales")) {
        uint32_t name = c.at;
        while (name < c.end && name < c.at + TITLE_REACH && s->atoms[name].kind != ESC_ATOM_SIGN &&
               s->atoms[name].shape != ESC_SHAPE_CAPITAL)
            name++;
        bool capital = name < c.end && s->atoms[name].shape == ESC_SHAPE_CAPITAL;
        return capital ? esc_phrase_end(s, name, s->atoms_count, flags) : to_sign(s, c.at);
    }
    if (dated && esc_cursor_match(&c, "de|del|sobre")) {
        uint32_t word = c.at;
        esc_cursor_match(&c, "la|los|las");
        if (c.at >= c.end || s->atoms[c.at].kind != ESC_ATOM_WORD ||
            esc_atom_is(&s->atoms[c.at], "conformidad|acuerdo|modo|manera|forma|fecha|que|cual|cuyo|donde"))
            return at;
        if (s->atoms[c.at].shape == ESC_SHAPE_LOWER) return to_sign(s, c.at);
        return esc_phrase_end(s, word - (c.at > word), s->atoms_count, flags);
    }
    bool rules = esc_cursor_looking_at(s, at, "regulador@ de|del"); // "…, reguladora de las Bases …"
    bool named = at < s->atoms_count && s->atoms[at].shape == ESC_SHAPE_CAPITAL &&
                 (dated || esc_atom_is(&s->atoms[at], instruments) ||
                  esc_atom_is(&s->atoms[at], "organica|general|sobre|marco|de|regulador@|regulacion"));
    return rules || named ? esc_phrase_end(s, at, s->atoms_count, flags) : at;
}

// The word behind "de la", "del", "sobre" at `at`; ESC_NONE where none stands there.
static uint32_t behind_of(const esc_stream *s, uint32_t at) {
    esc_cursor c = esc_cursor_on(s, at, s->atoms_count);
    return esc_cursor_match(&c, "de|del|sobre la|los|las?") && c.at < c.end &&
                   s->atoms[c.at].kind == ESC_ATOM_WORD
               ? c.at
               : ESC_NONE;
}

// "Ley 20.337", "Acuerdo 12 de 2010", "Ley 854-P", "Ley 7/1985, de 2 de abril, Reguladora …": a law that is
// called by its number, with its year, its day and its title. Gives its end.
static uint32_t number_of_law(const esc_stream *s, uint32_t name, uint32_t to) {
    esc_cursor c = esc_cursor_on(s, to, s->atoms_count);
    if (to > name + 1 && s->atoms[to - 1].kind == ESC_ATOM_NUMBER)
        c.at = to - 1;
    else if (to > name + 3 && s->atoms[to - 3].kind == ESC_ATOM_NUMBER && esc_stream_sign(s, to - 2, '-'))
        c.at = to - 3; // 854-P
    else if (esc_cursor_match(&c, "n°|nº|no|num|nro|numero|n"))
        esc_cursor_sign(&c, '.');
    uint32_t at = c.at;
    if (at + 1 < s->atoms_count && s->atoms[at].glued && esc_atom_is(&s->atoms[at], "º|°")) at++; // N.º
    if (at >= s->atoms_count || s->atoms[at].kind != ESC_ATOM_NUMBER) return to;
    at++;
    bool thousands = esc_stream_sign(s, at, '.') && at + 1 < s->atoms_count && s->atoms[at].glued &&
                     s->atoms[at + 1].glued && s->atoms[at + 1].kind == ESC_ATOM_NUMBER;
    if (thousands) at += 2;
    bool year = at + 1 < s->atoms_count && esc_atom_is(&s->atoms[at], "de") &&
                s->atoms[at + 1].kind == ESC_ATOM_NUMBER && strlen(s->atoms[at + 1].text) == 4;
    if (year) at += 2;
    bool joined = false;
    while (!year && at + 1 < s->atoms_count && s->atoms[at].kind == ESC_ATOM_SIGN &&
           strchr("/-", s->atoms[at].text[0]) && s->atoms[at].glued && s->atoms[at + 1].glued &&
           (s->atoms[at + 1].kind == ESC_ATOM_NUMBER || s->atoms[at + 1].shape == ESC_SHAPE_UPPER))
        joined = true, at += 2; // Ley 7/1985, 003-97-TR
    esc_date date;
    c = esc_cursor_on(s, at, s->atoms_count);
    bool day = esc_cursor_sign(&c, ',') && esc_cursor_match(&c, "de") &&
               (esc_date_parse(&c, &date) || day_and_month(&c));
    if (day) at = c.at;
    c = esc_cursor_on(s, at, s->atoms_count);
    const unsigned flags = ESC_PHRASE_LISTS | ESC_PHRASE_LAWS;
    if (!esc_cursor_sign(&c, ',')) { // "Ley 176-07 del Distrito Nacional"
        if (year) return at;
        const uint32_t of = behind_of(s, at);
        if (of != ESC_NONE && s->atoms[of].shape == ESC_SHAPE_CAPITAL)
            return esc_phrase_end(s, of, s->atoms_count, flags);
        const bool named = joined && esc_cursor_looking_at(s, at, "organic@|general|basica|marco") &&
                           s->atoms[at].shape == ESC_SHAPE_CAPITAL; // "Ley 3966/2010 Orgánica Municipal"
        return named ? esc_phrase_end(s, at, s->atoms_count, flags) : at;
    }
    // "Ley Orgánica 2/2006, de Educación", "Ley 25 de 1995, sobre fundaciones"
    const uint32_t of = day ? ESC_NONE : behind_of(s, c.at);
    if (of != ESC_NONE && s->atoms[of].shape == ESC_SHAPE_CAPITAL)
        return esc_phrase_end(s, of, s->atoms_count, flags);
    if (of != ESC_NONE && esc_atom_is(&s->atoms[c.at], "sobre")) return to_sign(s, of);
    uint32_t title = title_end(s, c.at, day);
    return title > c.at ? title : at;
}

// "Ley Reglamentaria del Artículo 5o. Constitucional, relativo al Ejercicio de las Profesiones": another's
// article in the name. `to`: where the name seemed to end. Gives its end.
static uint32_t over_article(esc_reader *r, uint32_t to) {
    const esc_stream *s = &r->body;
    if (!esc_atom_is(&s->atoms[to - 1], "articulo|articulos")) return to;
    esc_cursor c = esc_cursor_on(s, to, s->atoms_count);
    if (!article(r, &c, false)) return to;
    esc_cursor_sign(&c, '.');
    esc_cursor_match(&c, "constitucional|constitucionales");
    uint32_t end = c.at;
    if (esc_cursor_sign(&c, ',') && esc_cursor_match(&c, "relativ@|relativos|relativas a|al|en"))
        end = esc_phrase_end(s, c.at - 1, s->atoms_count, ESC_PHRASE_LISTS | ESC_PHRASE_LAWS);
    return end;
}

// "Estatutos de la asociación", "Reglamento interno del CEIm": whose they are, behind the name that seemed to
// end at `to`.
static uint32_t over_owner(const esc_stream *s, uint32_t name, uint32_t to) {
    if (!esc_atom_is(&s->atoms[name], "estatuto|estatutos|reglamento|ordenanzas|reglas|normas")) return to;
    esc_cursor c = esc_cursor_on(s, to, s->atoms_count);
    bool kind = esc_cursor_match(&c, "intern@|interior|organic@|sociales|social|general|electoral");
    const uint32_t end = c.at;
    if (!esc_cursor_match(&c, "de la|los|nuestr@|est@?") && !esc_cursor_match(&c, "del")) return end;
    if (c.at >= c.end) return end;
    if (kind && s->atoms[c.at].shape != ESC_SHAPE_LOWER && s->atoms[c.at].kind == ESC_ATOM_WORD)
        return esc_phrase_end(s, c.at, s->atoms_count, ESC_PHRASE_LISTS);
    if (!esc_cursor_match(&c, "asociacion|sociedad|cooperativa|sindicato|colegio|club|federacion|comunidad|"
                              "fundacion|corporacion|entidad|camara|liga|hermandad|cofradia|mutual|junta|"
                              "organizacion|gremio|partido|caja|universidad|facultad|empresa|consejo|"
                              "comite|escuela|ejido|mancomunidad"))
        return end;
    esc_cursor_match(&c, "gremial|civil|cooperadora|rural|vecinal|deportiv@|mutual|anonima");
    return c.at;
}

// The instrument that "la misma Ley", "dicho Reglamento", "el mismo ordenamiento" mean, among those named
// before: all that is said of it, "la misma Ley General", its name begins with. NULL where none is meant.
static const reference *named_before(const references *all, uint32_t first, const esc_stream *s, uint32_t at,
                                     uint32_t to) {
    bool any = esc_atom_is(&s->atoms[at], "ordenamiento|cuerpo|texto|instrumento|norma");
    for (uint32_t i = first; i-- > 0;) {
        const reference *x = &all->items[i];
        if (!x->instrument) continue;
        bool begins = x->instrument_to - x->instrument_from >= to - at;
        if (any || (begins && esc_stream_same(s, at, to, s, x->instrument_from))) return x;
    }
    return NULL;
}

// The instrument as shown; one that is called by its letters stays as it is.
static const char *law_text(esc_reader *r, uint32_t from, uint32_t to) {
    if (!esc_atom_is(&r->body.atoms[from], instruments) && r->body.atoms[from].shape == ESC_SHAPE_UPPER)
        return esc_stream_text(&r->body, r->arena, from, to);
    return esc_phrase_text(&r->body, r->arena, r->vocabulary, from, to);
}

// A law called by its letters: "de la LGTAIP".
static bool by_letters(const esc_reader *r, const esc_atom *atom) {
    return atom->kind == ESC_ATOM_WORD && atom->shape == ESC_SHAPE_UPPER && atom->norm_len > 2 &&
           !esc_vocabulary_has(r->vocabulary, atom->norm);
}

// "La Ley de Transparencia, en su artículo 70", "la Ley 4995/2013, artículo 18": the instrument before it,
// with its end in *ret_to. ESC_NONE where none is.
static uint32_t told_before(const esc_stream *s, uint32_t at, uint32_t *ret_to) {
    if (at < 4) return ESC_NONE;
    uint32_t before = at - 2;
    if (!esc_cursor_looking_at(s, before, "en su|sus articulo|articulos|art|arts")) {
        if (!esc_stream_sign(s, at - 1, ',')) return ESC_NONE;
        before = at - 1;
    }
    for (uint32_t i = before; i-- > 0 && i + TOLD_REACH > at;) {
        if (esc_stream_sign(s, i, '.') || esc_stream_sign(s, i, ';')) return ESC_NONE;
        if (!esc_atom_is(&s->atoms[i], instruments) || s->atoms[i].shape == ESC_SHAPE_LOWER) continue;
        uint32_t to = esc_phrase_end(s, i, before, ESC_PHRASE_LISTS | ESC_PHRASE_LAWS);
        to = number_of_law(s, i, to);
        *ret_to = to;
        // "como los Estatutos piden, en su artículo 19"
        const bool rules =
            to + 2 == before && esc_stream_sign(s, to + 1, ',') &&
            esc_atom_is(&s->atoms[to], "pide|piden|exige|exigen|dispone|disponen|establece|establecen|"
                                       "ordena|ordenan|manda|mandan|preve|preven|senala|senalan|fija|fijan|"
                                       "marca|marcan|prescribe|prescriben|determina|determinan");
        return to + 1 >= before || rules ? i : ESC_NONE;
    }
    return ESC_NONE;
}

// "4. Reforma del Estatuto Social:" over "4.1 Artículo 8, sobre …": the instrument that the point names whose
// part begins with the article at `at`, with its end in *ret_to. ESC_NONE where none is.
static uint32_t told_by_point(const esc_reader *r, uint32_t at, uint32_t *ret_to) {
    const esc_stream *s = &r->body;
    const esc_point *whole = NULL;
    for (uint32_t i = 0; i < r->points.items_count && r->points.items[i].from <= at; i++) {
        const esc_point *x = &r->points.items[i];
        if (!x->nested) whole = x;
        if (!x->nested || x->from != at || !whole) continue;
        for (uint32_t k = whole->from + 2; k < whole->to; k++) {
            if (!esc_atom_is(&s->atoms[k], instruments) || s->atoms[k].shape == ESC_SHAPE_LOWER ||
                !esc_cursor_within(s, whole->from, k, "reforma*|modific*|adicion*|enmienda*"))
                continue;
            *ret_to = esc_phrase_end(s, k, whole->to, ESC_PHRASE_LISTS | ESC_PHRASE_LAWS);
            return k;
        }
    }
    return ESC_NONE;
}

// "la fracción II del artículo 10": the fraction that stands before it. NULL where none does.
static const char *fraction_before(esc_reader *r, uint32_t at, uint32_t *ret_from, uint32_t *ret_to) {
    const esc_stream *s = &r->body;
    if (at < 3 || !esc_cursor_looking_at(s, at - 1, "del|los articulo|articulos|art")) return NULL;
    for (uint32_t i = at - 1; i-- > 0 && i + FRACTION_REACH > at;) {
        if (!esc_atom_is(&s->atoms[i], "fraccion|fracciones|fracc|frac")) continue;
        esc_cursor c = esc_cursor_on(s, i + 1, at);
        esc_cursor_sign(&c, '.');
        *ret_from = c.at;
        const char *text = fractions(r, &c);
        *ret_to = c.at;
        if (text) skip_detail(&c);
        esc_cursor_sign(&c, ',');
        return text && c.at + 2 >= at ? text : NULL;
    }
    return NULL;
}

static uint32_t read_one(esc_reader *r, esc_cursor c, references *all, bool whole) {
    const esc_stream *s = c.stream;
    uint32_t first = all->count, limit = c.at + REACH < c.end ? c.at + REACH : c.end;
    c.end = limit;
    while (c.at < c.end && all->count < MOST_REFS && all->count < first + MOST_ARTICLES) {
        reference *last = all->count > first ? &all->items[all->count - 1] : NULL;
        uint32_t at = c.at;
        const char *number = article(r, &c, whole);
        if (number) {
            all->items[all->count++] = (reference){.article = number, .from = at, .to = c.at};
            continue;
        }
        if (!last) return at;
        skip_detail(&c);
        if (esc_cursor_match(&c, "fraccion|fracciones|fracc|fraccs|frac")) {
            esc_cursor_sign(&c, '.');
            uint32_t from = c.at;
            const char *text = fractions(r, &c);
            if (text) last->fraction = text, last->fraction_from = from, last->fraction_to = c.at;
            continue;
        }
        if (esc_cursor_match(&c, "de|del|d la|lo|los|las|l@s|su? ~1")) {
            uint32_t name = c.at;
            if (name < c.end && esc_atom_is(&s->atoms[name - 1], instruments)) name--;
            if (name + 1 < c.end && esc_atom_is(&s->atoms[name], SAID_BEFORE)) name++;
            if (name >= c.end) break;
            bool again = name && esc_atom_is(&s->atoms[name - 1], SAID_BEFORE);
            const reference *same = again ? named_before(all, first, s, name, name + 1) : NULL;
            bool letters = !same && by_letters(r, &s->atoms[name]);
            bool law = esc_atom_is(&s->atoms[name], instruments) &&
                       (s->atoms[name].shape != ESC_SHAPE_LOWER ||
                        esc_cursor_looking_at(s, name, "texto refundido|unico|ordenado"));
            if (!same && !letters && !law) break;
            uint32_t to = name + 1;
            if (letters) to = number_of_law(s, name, to); // "del DFL N° 2 de 2009"
            if (law && !letters) {
                uint32_t head = name; // "texto refundido de la Ley …"
                while (s->atoms[head].shape == ESC_SHAPE_LOWER && head + 1 < s->atoms_count &&
                       head < name + REFUNDED_REACH)
                    head++;
                to = esc_phrase_end(s, head, s->atoms_count, ESC_PHRASE_LISTS | ESC_PHRASE_LAWS);
                const uint32_t named = to;
                to = over_owner(s, name, over_article(r, number_of_law(s, name, to)));
                if (to > named || to > name + 2)
                    same =
                        NULL; // "la misma Ley 49/1960", "del mismo Reglamento de Régimen Interno": named anew
                if (esc_atom_is(to < s->atoms_count ? &s->atoms[to] : NULL,
                                "local|federal|estatal|municipal|interno|interior"))
                    to++; // "Ley Electoral local"
                if (to == name + 1 && esc_cursor_looking_at(s, to, "de creacion de|del"))
                    to = esc_phrase_end(s, to + 1, s->atoms_count,
                                        ESC_PHRASE_LISTS); // "Decreto de creación …"
            }
            if (same && to > name + 1)
                same = named_before(all, first, s, name, to); // "del citado Reglamento de …"
            const char *text = same ? same->instrument : law_text(r, name, to);
            for (uint32_t i = first; i < all->count; i++)
                all->items[i].instrument = text, all->items[i].instrument_from = name,
                all->items[i].instrument_to = to;
            // "…; y 5 del Reglamento …": the next instrument
            esc_cursor more = esc_cursor_on(s, to, s->atoms_count);
            bool goes_on = false, listed = false; // "…; 134 de la Constitución"
            while (esc_cursor_match(&more, ",|;|y|asi|como|e|los|el|articulo|articulos")) {
                goes_on |= esc_atom_is(&s->atoms[more.at - 1], "y|e|como|articulo|articulos");
                listed |= esc_stream_sign(s, more.at - 1, ';');
            }
            esc_date date;
            esc_cursor dated = more, number_there = more;
            if ((!goes_on && !listed) || esc_date_parse(&dated, &date) || !article(r, &number_there, false))
                return to;
            const uint32_t count = all->count, end = read_one(r, more, all, false);
            if (goes_on || (all->count > count && all->items[count].instrument)) return end;
            all->count = count;
            return to;
        }
        if (c.at == at && !esc_cursor_match(&c, ",|y|e|;|al|a|en|relacion|con|.|asi|como")) break;
    }
    return c.at;
}

void esc_read_legal(esc_reader *r) {
    const esc_stream *s = &r->body;
    references *all = esc_arena_alloc(r->arena, sizeof *all);
    for (uint32_t at = 0; at < s->atoms_count; at++) {
        if (!esc_atom_is(&s->atoms[at], "articulo|articulos|art|arts|numeral")) continue;
        esc_cursor c = esc_cursor_on(s, at + 1, s->atoms_count);
        esc_cursor_sign(&c, '.');
        bool numeral = esc_atom_is(&s->atoms[at], "numeral");
        // "artículo 273 de la Constitución, numeral 3": a part of that article
        if (numeral && all->count && at > 1 && esc_stream_sign(s, at - 1, ',') &&
            all->items[all->count - 1].instrument_to == at - 1)
            continue;
        uint32_t before = all->count, end = read_one(r, c, all, numeral), fraction_from, fraction_to, told_to;
        uint32_t told =
            all->count > before && !all->items[before].instrument ? told_before(s, at, &told_to) : ESC_NONE;
        if (told == ESC_NONE && all->count > before && !all->items[before].instrument)
            told = told_by_point(r, at, &told_to);
        for (uint32_t i = before; told != ESC_NONE && i < all->count; i++)
            all->items[i].instrument = law_text(r, told, told_to), all->items[i].instrument_from = told,
            all->items[i].instrument_to = told_to;
        const char *fraction =
            all->count > before ? fraction_before(r, at, &fraction_from, &fraction_to) : NULL;
        if (fraction && !all->items[before].fraction)
            all->items[before].fraction = fraction, all->items[before].fraction_from = fraction_from,
            all->items[before].fraction_to = fraction_to;
        // Without an instrument it is an article of the text itself, or of who knows what.
        bool named = all->count > before && all->items[before].instrument;
        if (!named)
            all->count = before;
        else
            at = end - 1;
    }
    uint32_t n = 0;
    for (uint32_t i = 0; i < all->count; i++) {
        const reference *x = &all->items[i];
        bool again = false;
        for (uint32_t k = 0; x->instrument && k < i; k++) {
            const reference *y = &all->items[k];
            bool same_fraction =
                x->fraction && y->fraction ? !strcmp(x->fraction, y->fraction) : x->fraction == y->fraction;
            // "la misma Ley N° 18.695" of "Ley N° 18.695, Orgánica …"
            size_t length = strlen(x->instrument);
            bool same = y->instrument && !strncmp(x->instrument, y->instrument, length) &&
                        (!y->instrument[length] ||
                         (y->instrument[length] == ',' && strpbrk(x->instrument, "0123456789")));
            again |= same_fraction && same && !strcmp(x->article, y->article);
        }
        if (again) continue;
        esc_reader_put(r, ESC_VALUE_TEXT, x->article, "legal.article", 0.9f, (esc_range){s, x->from, x->to},
                       "/legal_refs/%u/article", n);
        if (x->fraction)
            esc_reader_put(r, ESC_VALUE_TEXT, x->fraction, "legal.fraction", 0.9f,
                           (esc_range){s, x->fraction_from, x->fraction_to}, "/legal_refs/%u/fraction", n);
        if (x->instrument)
            esc_reader_put(r, ESC_VALUE_TEXT, x->instrument, "legal.instrument", 0.85f,
                           (esc_range){s, x->instrument_from, x->instrument_to}, "/legal_refs/%u/instrument",
                           n);
        n++;
    }
}
