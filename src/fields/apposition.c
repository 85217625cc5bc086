// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/apposition.h"

#include <string.h>

#include "fields/beside.h"
#include "fields/phrases.h"
#include "fields/sentences.h"
#include "fields/titles.h"

enum { BEFORE = 30, NOUN_REACH = 9, MOST_WORDS = 7, LEAST_SENT = 2, ROW_HEAD = 4 };

static bool ends_in_s(const esc_atom *atom) {
    size_t len = atom->norm_len;
    return len > 3 && atom->norm[len - 1] == 's';
}

// Nothing but commas, "y" and little words between two names: one series.
static bool joined(const esc_stream *s, uint32_t from, uint32_t to) {
    from = to > from ? from : to;
    for (uint32_t i = from; i < to; i++)
        if (!esc_stream_sign(s, i, ',') && !esc_stream_sign(s, i, ';') &&
            !esc_atom_is(&s->atoms[i], "y|e|la|el|l@s|de|del"))
            return false;
    return to < from + 4;
}

// Nothing but a bullet, a number or a flat's letter stands before the name at `at` in its row.
static bool row_of_list(const esc_stream *s, uint32_t at) {
    const uint32_t first = s->rows[s->atoms[at].row].first;
    for (uint32_t i = first; i < at; i++)
        if (s->atoms[i].kind == ESC_ATOM_WORD && s->atoms[i].norm[1]) return false;
    return at < first + ROW_HEAD;
}

// A plural that says no more than that they are there, or that is no word for persons.
static bool empty_plural(const esc_atom *atom) {
    return esc_title_word(atom) ||
           esc_atom_is(atom,
                       "asistentes|presentes|participantes|miembros|integrantes|personas|senor*|nombres|"
                       "siguientes|ausentes|comparecientes|firmantes|firmas|rubricas|otr@s|tod@s|reunid@s|"
                       "ambos|ambas|"
                       "horas|minutos|puntos|asuntos|acuerdos|votos|partidos|grupos|demas|honorables|"
                       "ciudadan@s|companer@s|licenciad@s|ingenier@s|doctores|mismos|mencionad@s|estos|"
                       "representantes|funciones|sesiones|efectos|terminos|oficios|excusas|actas");
}

// The plural noun that announces the series of names at `to`: its first atom, and in *ret_to one past its
// adjectives; ESC_NONE where there is none.
static uint32_t head_noun(const esc_stream *s, uint32_t from, uint32_t to, uint32_t *ret_to) {
    bool colon = to > from && esc_stream_sign(s, to - 1, ':'), plain = true;
    for (uint32_t i = to; i-- > from && i + NOUN_REACH > to;) {
        const esc_atom *atom = &s->atoms[i];
        if (esc_stream_sign(s, i, '.') || esc_stream_sign(s, i, ';') ||
            (esc_atom_is(atom, "por") && !esc_atom_is(&s->atoms[i + 1], "si"))) // "por sí o representados"
            return ESC_NONE;
        bool open = i == from || esc_stream_begins(s, i) ||
                    esc_atom_is(&s->atoms[i - 1],
                                "l@s|senor*|sres|sras|siguientes|honorables|hh|estimad@s|distinguid@s");
        bool noun = atom->kind == ESC_ATOM_WORD && ends_in_s(atom) && atom->known && !esc_phrase_link(atom) &&
                    !empty_plural(atom) && atom->norm_len > 4;
        if (noun && open && i > 1 && esc_atom_is(&s->atoms[i - 2], "por")) return ESC_NONE; // who sent them
        if (noun && open && (plain || colon)) {
            uint32_t stop = i + 1;
            while (stop < to && s->atoms[stop].kind == ESC_ATOM_WORD && ends_in_s(&s->atoms[stop]) &&
                   s->atoms[stop].shape == atom->shape && !empty_plural(&s->atoms[stop]) &&
                   !esc_atom_is(&s->atoms[stop], "l@s"))
                stop++;
            *ret_to = stop;
            return i;
        }
        plain &= atom->kind == ESC_ATOM_SIGN ? esc_stream_sign(s, i, ',') || esc_stream_sign(s, i, ':')
                                             : ends_in_s(atom) && !esc_atom_is(atom, "l@s");
        if (!plain && !colon) return ESC_NONE;
    }
    return ESC_NONE;
}

static void seat_several(esc_reader *r, esc_person *p, uint32_t noun, uint32_t noun_to) {
    const esc_stream *s = &r->body;
    esc_seat seat = {.role = esc_beside_lowered(r, esc_stream_text(s, r->arena, noun, noun_to)),
                     .plural = true,
                     .mixed = esc_name_title_gender(r, &p->name) == 'f'};
    p->role = esc_seat_singular(r, &seat, esc_name_feminine(r, &p->name)), p->of_group = true;
    p->seat.role_from = noun, p->seat.role_to = noun_to;
}

// "los académicos Dra. A, Dr. B y Dra. C", "Concejales que contestaron a lista: A, B y C".
static void by_noun(esc_reader *r, esc_people *all) {
    const esc_stream *s = &r->body;
    for (uint32_t i = 0, j; i < all->items_count; i = j) {
        uint32_t at = all->items[i].name.from, noun_to = 0;
        const uint32_t head = s->rows[s->atoms[at].row].first;
        const bool rows = head && esc_stream_sign(s, head - 1, ':') && row_of_list(s, at);
        for (j = i + 1; j < all->items_count; j++) {
            const uint32_t last = all->items[j - 1].name.to, next = all->items[j].name.from,
                           down = s->atoms[next].row - s->atoms[last - 1].row;
            // of a list in rows the next one, or whom a remark names
            if (!joined(s, last, next) && !(rows && (!down || (down == 1 && row_of_list(s, next))))) break;
        }
        if (j < i + 2) continue;
        if (rows) at = head;
        const uint32_t back = at > BEFORE ? at - BEFORE : 0;
        uint32_t from = i && all->items[i - 1].name.to > back ? all->items[i - 1].name.to
                                                              : esc_sentence_from(s, at ? at - 1 : 0, BEFORE);
        uint32_t noun = head_noun(s, from, at, &noun_to);
        for (uint32_t k = i; noun != ESC_NONE && k < j; k++) {
            esc_person *p = &all->items[k];
            if (rows && !row_of_list(s, p->name.from)) continue;
            if (p->seat.office && p->seat.office_from == noun)
                p->seat.office = NULL; // the noun itself, taken for a post
            if (!p->role && !p->seat.office) seat_several(r, p, noun, noun_to);
        }
    }
}

// "A, B y C (socios fundadores)": the plural in brackets is said of the whole series.
static void by_bracket(esc_reader *r, esc_people *all) {
    const esc_stream *s = &r->body;
    for (uint32_t i = 0, j; i < all->items_count; i = j) {
        for (j = i + 1;
             j < all->items_count && joined(s, all->items[j - 1].name.to, all->items[j].name.from);)
            j++;
        const uint32_t open = all->items[j - 1].name.to;
        uint32_t to = open + 1;
        if (j < i + 2 || !esc_stream_sign(s, open, '(')) continue;
        while (to < s->atoms_count && to < open + MOST_WORDS && s->atoms[to].shape == ESC_SHAPE_LOWER &&
               ends_in_s(&s->atoms[to]) && !empty_plural(&s->atoms[to]))
            to++;
        if (to == open + 1 || !esc_stream_sign(s, to, ')')) continue;
        for (uint32_t k = i; k < j; k++)
            if (!all->items[k].seat.office) seat_several(r, &all->items[k], open + 1, to);
    }
}

// "… del Consejo de Administración: A, B y C; de la Junta de Vigilancia: D y E": the organ they sit in.
static void by_organ(esc_reader *r, esc_people *all) {
    const esc_stream *s = &r->body;
    uint32_t organ = 0, organ_to = 0;
    for (uint32_t i = 0; i < all->items_count; i++) {
        esc_person *p = &all->items[i];
        uint32_t at = p->name.from, before = i ? all->items[i - 1].name.to : at > BEFORE ? at - BEFORE : 0;
        if (!joined(s, before, at)) organ = organ_to = 0;
        for (uint32_t k = at; esc_stream_sign(s, at - 1, ':') && k-- > before && k + NOUN_REACH > at;)
            if (esc_cursor_looking_at(s, k,
                                      "del|de la? "
                                      "consejo|junta|comision|comite|direccion|gerencia|departamento|"
                                      "area|sindicato|secretaria|unidad|oficina|division")) {
                organ = esc_atom_is(&s->atoms[k + 1], "la") ? k + 2 : k + 1, organ_to = at - 1;
                break;
            } else if (esc_seat_word(&s->atoms[k]) || esc_stream_sign(s, k, ';')) {
                break;
            }
        if (esc_cursor_within(s, organ, organ_to, "estuvieron|estan|estando|presentes|asist*|concurr*"))
            organ = organ_to = 0; // "los miembros de la Junta estuvieron presentes: …"
        bool vague = p->of_group && esc_seat_vague(p->role);
        if (organ == organ_to || p->seat.office || (p->role && !vague)) continue;
        p->seat.office = esc_phrase_text(s, r->arena, r->vocabulary, organ, organ_to);
        p->seat.office_from = organ, p->seat.office_to = organ_to;
    }
}

// "… de Industria y Comercio": within a name, an "y" before another word of it.
static bool name_goes_on(const esc_stream *s, uint32_t at, uint32_t end) {
    return at + 1 < end && esc_atom_capital(&s->atoms[at - 1]) && esc_atom_capital(&s->atoms[at + 1]) &&
           !esc_seat_word(&s->atoms[at + 1]) && esc_title_end(s, at + 1, end) == at + 1;
}

// "por los trabajadores": gives the end of the sender's name, or `at`.
static uint32_t sender_behind(const esc_stream *s, uint32_t at, uint32_t end, uint32_t *ret_from) {
    esc_cursor c = esc_cursor_on(s, at, end);
    esc_cursor_match(&c, ",");
    bool from = false; // "el patrullero A, de la Policía; el padre B, de la Parroquia": a name of its own
    if (!esc_cursor_match(&c, "por|en? representacion? de?|del? el|la|los|las") &&
        !(from = c.at > at && esc_cursor_match(&c, "del|de la?")))
        return at;
    if (c.at == at || (from && (c.at >= end || s->atoms[c.at].shape != ESC_SHAPE_CAPITAL))) return at;
    uint32_t to = c.at;
    while (to < end && to < c.at + MOST_WORDS &&
           !(esc_stream_first(s, to) && s->rows[s->atoms[to].row].gap) &&
           !(esc_stream_first(s, to) && esc_atom_capital(&s->atoms[to]) && // the seat of the next row
             esc_seat_is_role(&s->atoms[to]) && !esc_phrase_link(&s->atoms[to - 1])) &&
           (s->atoms[to].kind == ESC_ATOM_WORD || (to > c.at && s->atoms[to].kind == ESC_ATOM_NUMBER)) &&
           !(esc_atom_is(&s->atoms[to], "y|e|con|que|quien") &&
             !(esc_atom_is(&s->atoms[to], "y|e") && to > c.at && name_goes_on(s, to, end))))
        to++;
    if (to == c.at || esc_seat_word(&s->atoms[c.at])) return at;
    *ret_from = c.at;
    return to;
}

// "A por los trabajadores, B por los empleadores": told of two at least.
static void by_sender(esc_reader *r, esc_people *all, uint32_t end) {
    const esc_stream *s = &r->body;
    uint32_t sent = 0, from = 0;
    // "A, B y C por el Bloque Unidos": of all three
    for (uint32_t i = all->items_count; i-- > 1;) {
        const esc_person *p = &all->items[i];
        esc_person *q = &all->items[i - 1];
        const bool by = p->seat.office && p->seat.office_from > p->name.from && !q->seat.office &&
                        joined(s, q->name.to, p->name.from);
        if (!by) continue;
        uint32_t last = i; // whom the words stand behind
        while (last + 1 < all->items_count && all->items[last].name.to < p->seat.office_from &&
               all->items[last + 1].name.to <= p->seat.office_from)
            last++;
        if (!esc_cursor_looking_at(s, all->items[last].name.to, "por el|la|los|las")) continue;
        q->seat.office = p->seat.office, q->seat.office_from = p->seat.office_from,
        q->seat.office_to = p->seat.office_to;
    }
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < all->items_count; i++) {
            esc_person *p = &all->items[i];
            uint32_t next = i + 1 < all->items_count ? all->items[i + 1].name.from : end;
            uint32_t to = sender_behind(s, p->name.to, next, &from);
            if (to == p->name.to) continue;
            if (!pass) {
                sent++;
            } else if (sent >= LEAST_SENT && !p->seat.office) {
                p->seat.office = esc_stream_text(s, r->arena, from, to);
                p->seat.office_from = from, p->seat.office_to = to;
                if (p->of_group && (esc_seat_vague(p->role) || !p->role || !strncmp(p->role, "represent", 9)))
                    p->role = NULL;
            }
        }
}

// ", bibliotecaria;" right behind a name: few words that end where what is said of this one does.
static uint32_t behind(const esc_stream *s, uint32_t at, uint32_t next, uint32_t *ret_from) {
    const uint32_t name = at;
    at = esc_name_over_identity(s, at); // "A, C. C. 4.117.220, bibliotecaria"
    if (!esc_stream_sign(s, at, ',')) return name;
    uint32_t from = at + 1;
    if (from < next && esc_atom_is(&s->atoms[from], "como")) from++;
    if (from < next && esc_stream_first(s, from) && s->rows[s->atoms[from].row].gap) return name;
    // "…, propietaria del 3.º A del portal 20": whatever is hers
    if (from + 1 < next && esc_seat_owner(&s->atoms[from]) && s->atoms[from].shape == ESC_SHAPE_LOWER &&
        esc_atom_is(&s->atoms[from + 1], "de|del")) {
        *ret_from = from;
        return from + 1;
    }
    uint32_t to = from;
    for (; to < next && s->atoms[to].kind == ESC_ATOM_WORD && !esc_atom_is(&s->atoms[to], "y|e"); to++)
        if (to > from && esc_stream_first(s, to) && s->rows[s->atoms[to].row].gap)
            break; // a heading
        else if (to > from && esc_seat_place(&s->atoms[from]) && esc_atom_is(&s->atoms[to], "los|las|lo"))
            continue; // "distrito Las Juntas"
        else if (esc_atom_is(&s->atoms[to],
                             "que|quien|quienes|se|con|por|en|no|asi|ademas|tod@s|ambos|ambas|los|las|"
                             "sin|segun|mediante|previa|cuando|donde|su|sus|lo|ante|presente|ausente") ||
                 (to == from && (esc_phrase_link(&s->atoms[to]) || esc_atom_is(&s->atoms[to], "el"))))
            return name;
    bool closed = to >= next || esc_stream_first(s, to) || esc_atom_is(&s->atoms[to], ";|.|,|y|e|)");
    if (to == from || to > from + MOST_WORDS || !closed) return name;
    // "…, distrito Guaria" closes its row
    const bool place = esc_seat_place(&s->atoms[from]) && to < s->atoms_count && esc_stream_first(s, to);
    if (next > to + 5 && !place) return name;
    if (!s->atoms[from].known || esc_title_end(s, from, next) > from) return name;
    *ret_from = from;
    return to;
}

// "A, Presidente; B, bibliotecaria": where others have their seat behind the name, so has this one.
static void by_place(esc_reader *r, esc_people *all, uint32_t end) {
    const esc_stream *s = &r->body;
    uint32_t alike = 0, seats = 0, from = 0;
    for (uint32_t i = 0; i < all->items_count; i++) {
        const esc_person *p = &all->items[i];
        uint32_t next = i + 1 < all->items_count ? all->items[i + 1].name.from : end;
        bool seated = p->role && !p->of_group && p->seat.role_from >= p->name.to;
        bool told = seated || (p->seat.office && p->seat.office_from >= p->name.to);
        seats += seated;
        alike += told || (!p->role && behind(s, p->name.to, next, &from) > p->name.to);
    }
    for (uint32_t i = 0; i < all->items_count && alike > 1; i++) {
        esc_person *p = &all->items[i];
        uint32_t next = i + 1 < all->items_count ? all->items[i + 1].name.from : end;
        bool vague = p->of_group && esc_seat_vague(p->role);
        if ((p->role && !vague) || p->seat.office) continue;
        uint32_t to = behind(s, p->name.to, next, &from);
        if (to == p->name.to) continue;
        const char *text = esc_stream_text(s, r->arena, from, to);
        bool brief = true; // "Bibliotecaria" among "Decano" and "Tesorero"
        for (uint32_t k = from; k < to; k++) brief &= !esc_phrase_link(&s->atoms[k]);
        p->role = NULL;
        if (!esc_seat_place(&s->atoms[from]) &&
            (s->atoms[from].shape == ESC_SHAPE_LOWER || (brief && to < from + 3 && seats)))
            p->role = esc_beside_lowered(r, text), p->of_group = false, p->seat.role_from = from,
            p->seat.role_to = to;
        else
            p->seat.office = text, p->seat.office_from = from, p->seat.office_to = to;
    }
}

void esc_apposition_share(esc_reader *r, esc_people *all, uint32_t end) {
    by_noun(r, all);
    by_bracket(r, all);
    by_organ(r, all);
    by_sender(r, all, end);
    by_place(r, all, end);
}
