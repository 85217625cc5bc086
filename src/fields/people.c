// SPDX-License-Identifier: GPL-3.0-or-later
// Attendees: the parts of the document that say who is there, and those who are named in them. The same
// person is one entry, also where the signatures name him again.
#include <stdlib.h>
#include <string.h>

#include "fields/announce.h"
#include "fields/beside.h"
#include "fields/describe.h"
#include "fields/each_told.h"
#include "fields/floor.h"
#include "fields/later.h"
#include "fields/leaders.h"
#include "fields/officers.h"
#include "fields/phrases.h"
#include "fields/roll_rows.h"
#include "fields/seat_or_post.h"
#include "fields/sentences.h"
#include "fields/shared_titles.h"
#include "fields/signatures.h"
#include "fields/speakers.h"
#include "fields/stops.h"
#include "fields/titles.h"

enum {
    FEW = 3,
    REGION_ATOMS = 2500,
    HEADING_ATOMS = 120,
    OPENING_ATOMS = 700,
    BLOCK_REST = 8,  // what may stand behind the name in its row
    BLOCK_GAP = 4,   // rows from one to the next
    SEAT_REACH = 4,  // from a name to its seat
    SERIES_GAP = 12, // from a seat to the next name
    DENSE_GAP = 10,  // from a name to the next
    LIST = 4,        // rows of names alone
    COUNTED = 40,    // a sentence that counts them
    MOST_LABEL = 24  // from a speaker to the colon
};

static esc_person *find(esc_people *all, const char *key) {
    for (uint32_t i = 0; i < all->items_count; i++)
        if (esc_name_same(all->items[i].key, key)) return &all->items[i];
    return NULL;
}

// "Consejera Electoral" over the signature of her whom the list calls a member and that: no seat but the
// post.
static bool says_office(const esc_reader *r, const esc_person *known, const esc_person *p) {
    return known->seat.office && !strcmp(esc_beside_lowered(r, known->seat.office), p->role);
}

// Whoever signs as secretary took the minutes, and whoever signs as president or mayor was in the chair, also
// where no list has one.
static bool sat_at_table(const esc_people *known, const esc_person *p) {
    static const char *const seats[] = {"secretari", "president", "alcald"};
    for (size_t k = 0; k < sizeof seats / sizeof *seats && p->role; k++) {
        const size_t len = strlen(seats[k]);
        if (strncmp(p->role, seats[k], len)) continue;
        for (uint32_t i = 0; i < known->items_count; i++)
            if (known->items[i].role && !strncmp(known->items[i].role, seats[k], len)) return false;
        return true;
    }
    return false;
}

static void merge(const esc_reader *r, esc_people *into, const esc_people *from, bool only_known) {
    for (uint32_t i = 0; i < from->items_count; i++) {
        esc_person p = from->items[i];
        if (!p.text) p.text = esc_name_text(r, &p.name);
        p.title = esc_name_title(r, &p.name);
        p.title_from = p.name.title_from, p.title_to = p.name.title_to;
        p.key = esc_name_key(r, p.text);
        esc_person *known = find(into, p.key);
        if (!known) {
            if (!only_known || sat_at_table(into, &p)) *ESC_GROW(into, items, 1) = p;
            continue;
        }
        if (!known->title)
            known->title = p.title, known->title_from = p.title_from, known->title_to = p.title_to;
        // "Consejeros:" said it of all, the signature says it of her: Consejera
        const bool nearer = known->role && known->of_group && p.role && !p.of_group &&
                            (!strncmp(known->role, p.role, 5) || !strncmp(p.role, "president", 9) ||
                             !strncmp(p.role, "secretari", 9));
        if (nearer || (esc_seat_vague(known->role) && p.role && !p.of_group && !says_office(r, known, &p)))
            known->role = NULL;
        // "Regidor Luis Paz: Presente" in a commission, who signs as its "Vocal"
        if (known->role && !known->seat.office && !known->of_group && p.role && !p.of_group && r->body_key &&
            !strncmp(r->body_key, "comisi", 6) &&
            (!strncmp(p.role, "vocal", 5) || !strncmp(p.role, "president", 9) ||
             !strncmp(p.role, "secretari", 9)) &&
            (!strncmp(known->role, "regidor", 7) || !strncmp(known->role, "diputad", 7) ||
             !strncmp(known->role, "concejal", 8))) {
            known->seat.office =
                esc_stream_text(&r->body, r->arena, known->seat.role_from, known->seat.role_to);
            known->seat.office_from = known->seat.role_from, known->seat.office_to = known->seat.role_to;
            known->role = NULL;
        }
        // "Directora: Dña. …" who signs as "La Presidenta": the first is the post
        if (known->seat.post && p.role && !p.seat.post && !known->seat.office && !known->of_group) {
            known->seat.office = known->seat.post, known->role = NULL;
            known->seat.office_from = known->seat.role_from, known->seat.office_to = known->seat.role_to;
        }
        if (!known->role)
            known->role = p.role, known->seat.role_from = p.seat.role_from,
            known->seat.role_to = p.seat.role_to;
        if (!known->seat.office && p.seat.office)
            known->seat.office = p.seat.office, known->seat.office_from = p.seat.office_from,
            known->seat.office_to = p.seat.office_to;
        if (!known->seat.oficio && p.seat.oficio)
            known->seat.oficio = p.seat.oficio, known->seat.oficio_from = p.seat.oficio_from,
            known->seat.oficio_to = p.seat.oficio_to;
    }
}

// "…, Presidente de la Unión de Vecinos" of one who comes in: the seat is another body's, and so a post.
static void post_elsewhere(esc_reader *r, esc_people *found) {
    const esc_stream *s = &r->body;
    for (uint32_t i = 0; i < found->items_count; i++) {
        esc_person *p = &found->items[i];
        const uint32_t from = p->seat.role_from;
        if (!p->role || (p->seat.office && p->seat.office_from != from) || p->seat.rank != 1 ||
            from < p->name.to || !esc_cursor_looking_at(s, p->seat.role_to, "de|del"))
            continue;
        p->seat.office_from = from,
        p->seat.office_to = esc_phrase_end(s, from, s->atoms_count, ESC_PHRASE_LISTS);
        p->seat.office = esc_phrase_text(s, r->arena, r->vocabulary, from, p->seat.office_to);
        p->role = NULL;
    }
}

// Those whom atoms from…to-1 name are there.
static void read_passage(esc_reader *r, const esc_roll *names, uint32_t from, uint32_t to, esc_people *ret) {
    esc_people found = {0};
    esc_attendance_read(r, names, from, to, &found);
    esc_describe(r, &found, from, to);
    if (from >= r->sections.agenda.to && r->sections.agenda.to) post_elsewhere(r, &found);
    merge(r, ret, &found, false);
    free(found.items);
}

// Where nothing announces those who are there: the first rows, three or more, that each begin with the title
// and name of a person, also below "Por la Sala …" or with a seat in a row of its own between.
static void read_block(esc_reader *r, const esc_roll *names, uint32_t stop, esc_people *ret) {
    const esc_stream *s = &r->body;
    uint32_t first = ESC_NONE, last = 0, count = 0;
    for (uint32_t i = 0; i < names->items_count && names->items[i].from < stop; i++) {
        const esc_person_name *name = &names->items[i];
        bool row = esc_stream_begins(s, name->from) && name->title_to > name->title_from &&
                   esc_stream_row_end(s, name->from) - name->to < BLOCK_REST && !esc_speakers_turn(s, name);
        bool near = count && s->atoms[name->from].row - s->atoms[last].row <= BLOCK_GAP;
        if (row && near)
            count++, last = name->from;
        else if (count >= FEW)
            break;
        else
            first = name->from, last = name->from, count = row;
    }
    if (count < FEW) return;
    uint32_t row = s->atoms[first].row, to = esc_stream_row_end(s, last);
    if (row && s->rows[row - 1].count < 2 * BLOCK_REST) first = s->rows[row - 1].first;
    if (s->atoms[last].row + 1 < s->rows_count && !s->rows[s->atoms[last].row + 1].gap)
        to = esc_stream_row_end(s, to);
    read_passage(r, names, first, to, ret);
}

// Where nothing announces them: the first names, three or more, one close behind the other and each with a
// seat beside it, "Ana Ruiz (presidenta), Luis Paz (tesorero) y …".
static void read_series(esc_reader *r, const esc_roll *names, uint32_t stop, esc_people *ret) {
    const esc_stream *s = &r->body;
    uint32_t first = 0, count = 0, last = 0;
    for (uint32_t i = 0; i < names->items_count && names->items[i].from < stop; i++) {
        const esc_person_name *name = &names->items[i];
        uint32_t next = i + 1 < names->items_count ? names->items[i + 1].from : s->atoms_count,
                 seat = name->to;
        while (seat < next && seat < name->to + SEAT_REACH && !esc_seat_word(&s->atoms[seat]) &&
               !esc_stream_sign(s, seat, '.'))
            seat++;
        bool seated = seat < next && esc_seat_word(&s->atoms[seat]);
        bool near = count && name->from - last < SERIES_GAP;
        if (!seated || !near) {
            if (count >= FEW) break;
            count = 0;
        }
        if (!seated) continue;
        if (!count) first = name->from;
        count++, last = seat;
    }
    if (count < FEW) return;
    uint32_t from = esc_sentence_from(s, first, SERIES_GAP), to = esc_sentence_to(s, last, SERIES_GAP);
    for (uint32_t i = from; i < first; i++)
        if (esc_attendance_absence(s, i)) return;
    read_passage(r, names, from, to, ret);
}

// Where still nobody is known to be there: the first names, three or more, that stand so close together that
// the passage can hold little else.
static void read_dense(esc_reader *r, const esc_roll *names, uint32_t stop, esc_people *ret) {
    const esc_stream *s = &r->body;
    uint32_t i = 0, to = 0;
    for (uint32_t first = 0; first < names->items_count && names->items[first].from < stop && !to;
         first = i) {
        for (i = first + 1; i < names->items_count && names->items[i].from < stop &&
                            names->items[i].from - names->items[i - 1].to < DENSE_GAP;)
            i++;
        if (i < first + FEW) continue;
        uint32_t at = names->items[first].from, from = at ? esc_sentence_from(s, at - 1, SERIES_GAP) : 0;
        to = esc_sentence_to(s, names->items[i - 1].to, SERIES_GAP);
        if (esc_cursor_within(s, from, at,
                              "carta|nota|escrito|solicit*|felicit*|acord*|acuerd*|invit*|propon*|"
                              "propus*|design*|design@s|nombr*|elegid@s|terna|candidat*|becari*"))
            return;
        for (uint32_t k = from; k < at; k++)
            if (esc_attendance_absence(s, k)) return;
        read_passage(r, names, from, to, ret);
    }
}

// "… encontrándose presentes 63 ejidatarios de un total de 104.": how many were there; who is named in the
// running text of later sentences did something else.
static bool only_counted(const esc_stream *s, uint32_t at, uint32_t name) {
    const uint32_t stop = esc_sentence_to(s, at, COUNTED);
    return esc_stream_sign(s, stop, '.') && stop < name && s->atoms[name].row > s->atoms[stop].row &&
           s->rows[s->atoms[at].row].count >= BLOCK_REST && !esc_stream_begins(s, name);
}

// "ASISTENCIA", "Lista de asistentes" in a row of its own behind the end of the session, where who was there
// is told last; ESC_NONE for none.
static uint32_t listed_last(const esc_reader *r) {
    static const char heading[] = "lista|relacion? de? asistencia|asistentes|presentes|participantes";
    const esc_stream *s = &r->body;
    for (uint32_t row = 0; row < s->rows_count && !r->sections.accord; row++) {
        const uint32_t at = s->rows[row].first, end = esc_row_end(s, row);
        if (at < r->sections.closing.from || !s->rows[row].gap) continue;
        esc_cursor c = esc_cursor_on(s, at, end);
        if (esc_cursor_match(&c, heading) && (esc_cursor_sign(&c, ':') || true) && c.at == end) return at;
    }
    return ESC_NONE;
}

// listed: how many a list has, without those whom the text tells to have been chosen.
static void read_signatures(esc_reader *r, const esc_roll *names, uint32_t listed, esc_people *ret) {
    esc_people found = {0};
    esc_attendance_read(r, names, r->sections.signatures.from, r->body.atoms_count, &found);
    esc_describe(r, &found, r->sections.signatures.from, r->body.atoms_count);
    esc_signatures_side_by_side(r, &found);
    // who signs was there; beside a list the others only certify, but two names are no list
    const bool certify = listed >= FEW || (ret->items_count > 1 && found.items_count < FEW);
    merge(r, ret, &found, certify && !r->sections.accord);
    free(found.items);
}

// Where the brief rows begin that end a paper without a closing, two names at least with a title each among
// them: who signs. ESC_NONE for none.
static uint32_t signed_last(const esc_reader *r, const esc_roll *names) {
    enum { LONGEST = 14, NAMES = 2 };
    const esc_stream *s = &r->body;
    uint32_t from = ESC_NONE, found = 0;
    for (uint32_t row = s->rows_count; row-- > 0;) {
        const uint32_t first = s->rows[row].first, end = esc_row_end(s, row);
        if (first < r->sections.agenda.to || s->rows[row].count > LONGEST ||
            s->atoms[first].kind == ESC_ATOM_NUMBER ||
            (esc_stream_sign(s, end - 1, '.') && s->rows[row].count > LONGEST / 2) ||
            esc_cursor_looking_at(s, first, "c|con .? c|copia") || esc_atom_is(&s->atoms[first], "ccp|cc"))
            break;
        for (uint32_t i = first; i < end; i++)
            if (esc_attendance_absence(s, i)) return ESC_NONE;
        from = first;
    }
    for (uint32_t i = 0; i < names->items_count; i++)
        found += names->items[i].from >= from && names->items[i].title_to > names->items[i].title_from;
    return found >= NAMES ? from : ESC_NONE;
}

// "… los integrantes del Comité, cuyos nombres y firmas aparecen al final de la presente acta": who signs is
// the list.
static bool list_signs(const esc_reader *r) {
    static const char *const words[] = {
        "cuy@s ~1 nombres|firmas ~8 al|a final|calce|pie",
        "cuy@s ~1 nombres|firmas ~8 en|a la? ultima|lo|continuacion",
        "nombres|cargos|firmas aparecen|constan|obran|figuran al final|calce|pie",
        "que|quienes firman|suscriben|signan al final|calce|pie"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const uint32_t end =
            r->sections.agenda.from < OPENING_ATOMS ? r->sections.agenda.from : OPENING_ATOMS;
        esc_cursor c = esc_cursor_on(&r->body, 0, end);
        if (esc_cursor_find(&c, words[i])) return true;
    }
    return false;
}

// Reads the regions that announcements open. Before the agenda all of them count, as who presides and who
// takes the minutes is often said apart; behind it only the first list of some length, and only where there
// was none before, as later on there are those who speak.
static void read_attendance(esc_reader *r, const esc_roll *names, esc_people *ret) {
    const esc_stream *s = &r->body;
    uint32_t stop = r->sections.closing.from;
    const uint32_t last = r->sections.accord ? s->atoms_count : stop;
    static const char told_as[] = "l@s siguientes miembros|integrantes|concej*|regidor*|consejer@s|vocales|"
                                  "ediles|soci@s|directivos|directores";
    esc_cursor above = esc_cursor_on(s, 0, OPENING_ATOMS);
    if (esc_cursor_find(&above,
                        "arriba|anteriormente|precedentemente|margen se? indic*|expres*|mencion*|relacion*|"
                        "resen*|cita*|refer*|refier*|senala*|anota*|detalla*"))
        read_passage(r, names, 0, above.from, ret); // those named over the text
    const uint32_t list = listed_last(r);
    if (list != ESC_NONE) {
        esc_people found = {0};
        const uint32_t end = esc_attendance_read(r, names, list, s->atoms_count, &found);
        esc_describe(r, &found, list, end);
        esc_seat_by_post(r, &found);
        merge(r, ret, &found, false);
        free(found.items);
        if (end > r->sections.signatures.from) r->sections.signatures.from = end;
    }
    esc_people best = {0};
    uint32_t done = 0;
    for (uint32_t at = 0; at < last; at++) {
        // "Aprueban los concejales: …", under what a body resolved
        const bool signing =
            at >= stop &&
            esc_cursor_looking_at(s, at, "concej*|regidor*|consejer@s|vocales|miembros|integrantes :");
        if (at >= r->sections.agenda.from && at < r->sections.agenda.to) continue;
        if (at >= stop ? !signing : !esc_attendance_announced(s, at)) continue;
        uint32_t limit = at < r->sections.agenda.from ? r->sections.agenda.from : at < stop ? stop : last;
        if (limit > at + REGION_ATOMS) limit = at + REGION_ATOMS;
        esc_people found = {0};
        uint32_t end = esc_attendance_read(r, names, at, limit, &found);
        bool opening = at < r->sections.agenda.from;
        if (!opening && found.items_count && only_counted(s, at, found.items[0].name.from))
            found.items_count = 0;
        bool any = found.items_count > 0;
        if (opening &&
            any) { // "En nombre de la Asociación comparece …": what stands before the verb tells, too
            uint32_t from = esc_sentence_from(s, at, SERIES_GAP);
            bool sent =
                from >= done && (esc_cursor_within(s, from, at, "en representacion|nombre de|del") ||
                                 esc_cursor_within(s, from, at, told_as)); // "Los siguientes vocales …"
            const uint32_t row = s->rows[s->atoms[at].row].first;          // "PROPIETARIOS ASISTENTES:"
            const bool heading = row >= done && esc_attendance_heads(s, row, limit);
            esc_describe(r, &found, sent ? from : heading ? row : at, end);
            done = end;
            esc_seat_by_post(r, &found);
            merge(r, ret, &found, false);
            free(found.items);
        } else if (ret->items_count < FEW && best.items_count < FEW && found.items_count > best.items_count) {
            esc_describe(r, &found, at, end);
            esc_seat_by_post(r, &found);
            free(best.items);
            best = found;
        } else {
            free(found.items);
        }
        if (any) at = end; // what is announced within the region belongs to it
    }
    if (!ret->items_count && !r->sections.accord && list_signs(r)) read_signatures(r, names, 0, ret);
    if (ret->items_count < FEW) merge(r, ret, &best, false);
    free(best.items);
    if (!ret->items_count) read_block(r, names, stop, ret);
    if (ret->items_count < FEW)
        read_series(r, names, stop < r->sections.agenda.from ? stop : r->sections.agenda.from, ret);
    if (!ret->items_count)
        read_dense(r, names, stop < r->sections.agenda.from ? stop : r->sections.agenda.from, ret);
}

// Where the opening ends for those whom nothing announces: at the agenda, and where the session is opened
// behind the first of those named.
static uint32_t rest_end(const esc_reader *r, const esc_roll *names) {
    static const char opened[] =
        "abre|abrio|abierta|inicia|inicio|comienza|comenzo|instala|instalo|instalad@|constituid@|principio "
        "~4 "
        "sesion|reunion|asamblea|junta|acto|trabajos|consejo|comite|comision|patronato|directorio|cabildo";
    uint32_t stop = r->sections.agenda.from < r->sections.closing.from ? r->sections.agenda.from
                                                                       : r->sections.closing.from;
    if (stop > OPENING_ATOMS) stop = OPENING_ATOMS;
    if (!names->items_count || names->items[0].to >= stop) return 0;
    esc_cursor c = esc_cursor_on(&r->body, names->items[0].to, stop);
    return esc_cursor_find(&c, opened) ? c.from : stop;
}

// A seat or a post stands right before the name or behind its comma.
static bool seat_beside(const esc_stream *s, const esc_person_name *name, uint32_t before, uint32_t next) {
    for (uint32_t i = name->from; i-- > before && i + SERIES_GAP > name->from;) {
        if (esc_seat_word(&s->atoms[i])) return true;
        if (s->atoms[i].kind == ESC_ATOM_SIGN && i + 1 < name->from) break;
    }
    for (uint32_t i = name->to; i < next && i < name->to + SEAT_REACH; i++)
        if (esc_seat_word(&s->atoms[i])) return true;
    return false;
}

// Whom the opening names with a seat or a post and nothing announces: two and more, one close behind the
// other, in a paragraph that tells of nobody's absence, of letters or of what was proposed.
static void read_rest(esc_reader *r, const esc_roll *names, esc_people *ret) {
    const esc_stream *s = &r->body;
    const uint32_t stop = rest_end(r, names);
    for (uint32_t i = 0, j; i < names->items_count && names->items[i].to <= stop; i = j) {
        uint32_t seated = 0;
        bool own = false; // the first has a seat of his own beside him
        for (j = i; j < names->items_count && names->items[j].to <= stop; j++) {
            const esc_person_name *name = &names->items[j];
            if (j > i && name->from > names->items[j - 1].to + 2 * SERIES_GAP) break;
            if (find(ret, esc_name_key(r, esc_name_text(r, name)))) break;
            if (name->from &&
                esc_atom_is(&s->atoms[name->from - 1],
                            "calle|avenida|av|boulevard|bulevar|calzada|paseo|plaza|jiron|pasaje"))
                break; // a street
            if (esc_attendance_addressed(s, name->from)) break;
            const bool seat =
                seat_beside(s, name, j ? names->items[j - 1].to : 0,
                            j + 1 < names->items_count ? names->items[j + 1].from : s->atoms_count);
            own |= seat && name->title_to > name->title_from;
            seated += seat || name->title_to > name->title_from;
        }
        if (j == i || (j == i + 1 && !own) || seated * 2 < j - i) {
            j += j == i;
            continue;
        }
        const uint32_t last = names->items[j - 1].to;
        uint32_t row = s->atoms[names->items[i].from].row;
        while (row && !s->rows[row].gap) row--;
        uint32_t from = s->rows[row].first, to = esc_sentence_to(s, last, SERIES_GAP);
        bool other =
            esc_cursor_within(s, from, last,
                              "carta|nota|escrito|contratos|solicit*|felicit*|acord*|acuerd*|invitar|propon*|"
                              "propus*|design*|nombr*|elegid@s|terna|candidat*|becari*|renuncia*|licencia*");
        for (uint32_t k = from; k < names->items[i].from && !other; k++) other = esc_attendance_absence(s, k);
        if (other) continue;
        if (i && names->items[i - 1].to > from) from = names->items[i - 1].to;
        read_passage(r, names, from, to, ret);
    }
}

static bool read_roll_rows(esc_reader *r, const esc_roll *names, esc_people *all) {
    esc_people found = {0};
    esc_roll_rows_read(r, names, &found);
    merge(r, all, &found, false);
    free(found.items);
    return all->items_count > 0;
}

static int by_name(const void *a, const void *b) {
    const esc_person *x = a, *y = b;
    return x->name.from < y->name.from ? -1 : x->name.from > y->name.from;
}

// "DRA. ANA RUIZ PAZ: Presente.": who answers the roll, at a row's head.
static bool answers_call(const esc_stream *s, const esc_person_name *name) {
    return esc_stream_begins(s, name->from) && esc_stream_sign(s, name->to, ':') &&
           esc_cursor_looking_at(s, name->to + 1, "presente|aqui");
}

// "DR. LUIS PAZ ROA, RECTOR Y PRESIDENTE DEL CONSEJO: …": the first label of who speaks that tells the seat.
static bool speaks_as(const esc_stream *s, const esc_person_name *name) {
    if (!esc_stream_begins(s, name->from) || s->atoms[name->name_from].shape != ESC_SHAPE_UPPER ||
        !esc_stream_sign(s, name->to, ',') || name->to + 1 >= s->atoms_count ||
        !(esc_seat_word(&s->atoms[name->to + 1]) || esc_seat_area(&s->atoms[name->to + 1])))
        return false;
    for (uint32_t i = name->to + 1; i < name->to + MOST_LABEL && i < s->atoms_count; i++) {
        if (esc_stream_sign(s, i, ':')) return true;
        if (s->atoms[i].kind == ESC_ATOM_WORD && s->atoms[i].shape != ESC_SHAPE_UPPER) return false;
    }
    return false;
}

// A roll that is called in turns: "LA SECRETARIA: Dra. Ana Ruiz Paz, consejera directora." / "DRA. ANA RUIZ
// PAZ: Presente.". Each is described where she is called.
static void read_answered(esc_reader *r, const esc_roll *names, esc_people *all) {
    const esc_stream *s = &r->body;
    esc_people found = {0};
    uint32_t answered = 0;
    for (uint32_t i = 0; i < names->items_count; i++) {
        const esc_person_name *name = &names->items[i];
        const bool answer = answers_call(s, name);
        if (!answer && !speaks_as(s, name)) continue;
        const char *key = esc_name_key(r, esc_name_text(r, name));
        for (uint32_t k = 0; k < i && answer; k++)
            if (!strcmp(esc_name_key(r, esc_name_text(r, &names->items[k])), key)) {
                name = &names->items[k];
                break;
            }
        bool known = false;
        for (uint32_t k = 0; k < found.items_count && !known; k++)
            known = !strcmp(esc_name_key(r, esc_name_text(r, &found.items[k].name)), key);
        if (known) continue;
        answered += answer;
        *ESC_GROW(&found, items, 1) = (esc_person){.name = *name};
    }
    if (answered >= FEW) {
        qsort(found.items, found.items_count, sizeof *found.items, by_name);
        esc_describe(r, &found, found.items[0].name.from,
                     esc_sentence_to(s, found.items[found.items_count - 1].name.to, SERIES_GAP));
        for (uint32_t i = 0; i < found.items_count;
             i++) { // whoever answered is there, whatever was read of him
            esc_person *known = find(all, esc_name_key(r, esc_name_text(r, &found.items[i].name)));
            if (!known || !known->absent || found.items[i].absent) continue;
            all->items_count--;
            memmove(known, known + 1, (size_t)(all->items + all->items_count - known) * sizeof *known);
        }
        merge(r, all, &found, false);
    }
    free(found.items);
}

static int by_first(const void *a, const void *b) {
    const esc_person *x = a, *y = b;
    return x->first < y->first ? -1 : x->first > y->first;
}

// In the order in which they are named first.
static void sort_by_first(const esc_reader *r, const esc_roll *names, esc_people *all) {
    for (uint32_t i = 0; i < all->items_count; i++) all->items[i].first = all->items[i].name.from;
    for (uint32_t i = names->items_count; i-- > 0;) {
        esc_person *p = find(all, esc_name_key(r, esc_name_text(r, &names->items[i])));
        if (p && names->items[i].from < p->first) p->first = names->items[i].from;
    }
    if (all->items_count) qsort(all->items, all->items_count, sizeof *all->items, by_first);
}

// A list that says of each one whether he came, whatever else was read of him.
static void read_each_told(esc_reader *r, const esc_roll *names, esc_people *all) {
    esc_people found = {0};
    esc_each_told_read(r, names, &found);
    uint32_t there = 0; // of those whom nothing else had there
    for (uint32_t i = 0; i < found.items_count; i++) {
        esc_person *known = find(all, esc_name_key(r, esc_name_text(r, &found.items[i].name)));
        there += (!known || known->absent) && !found.items[i].absent;
        if (known) known->absent = found.items[i].absent;
    }
    merge(r, all, &found, false);
    if (there) sort_by_first(r, names, all);
    free(found.items);
}

// Who did not answer when the roll was called and came in at from…to-1 was there.
static void came(const esc_reader *r, const esc_roll *names, uint32_t from, uint32_t to, esc_people *all) {
    for (uint32_t i = 0; i < names->items_count && names->items[i].from < to; i++) {
        if (names->items[i].from < from) continue;
        esc_person *p = find(all, esc_name_key(r, esc_name_text(r, &names->items[i])));
        if (p) p->absent = false;
    }
}

// A word of the person's name, not the first.
static bool surname_of(const esc_stream *s, const esc_person *p, uint32_t at) {
    for (uint32_t i = p->name.name_from + 1; i < p->name.name_to; i++)
        if (!strcmp(s->atoms[i].norm, s->atoms[at].norm)) return true;
    return false;
}

// "Siendo las 18:49 ingresa a la sesión la consejera Paz": the one of those absent who is called so.
static void came_by_surname(const esc_reader *r, uint32_t at, esc_people *all) {
    const esc_stream *s = &r->body;
    const uint32_t to = esc_sentence_to(s, at, COUNTED);
    for (uint32_t i = at + 1; i < to; i++) {
        const uint32_t before = i - 1 - (esc_stream_sign(s, i - 1, '.') && i > at + 1);
        if (s->atoms[i].shape != ESC_SHAPE_CAPITAL ||
            !(esc_seat_is_role(&s->atoms[before]) || esc_title_word(&s->atoms[before])))
            continue;
        esc_person *who = NULL;
        uint32_t called = 0;
        for (uint32_t k = 0; k < all->items_count; k++)
            if (surname_of(s, &all->items[k], i)) called++, who = &all->items[k];
        if (called != 1 || !who->absent) continue;
        who->absent = false;
        const esc_seat told = esc_seat_read(r, before, i, false);
        if (who->role || !told.role) continue;
        who->role = told.role, who->seat.role_from = told.role_from, who->seat.role_to = told.role_to;
    }
}

static void read_later(esc_reader *r, const esc_roll *names, esc_people *ret) {
    const esc_stream *s = &r->body;
    const uint32_t stop = r->sections.closing.from;
    for (uint32_t at = r->sections.agenda.to, from; at < stop; at++) {
        if (!esc_later_may_tell(s, at)) continue;
        if (esc_later_comes(s, at)) came_by_surname(r, at, ret);
        const uint32_t told = esc_later_told(s, names, at, stop, &from);
        if (told == at) continue;
        if (s->atoms[at].kind != ESC_ATOM_SIGN && !esc_atom_is(&s->atoms[at], "contest*|respond*"))
            came(r, names, from, told, ret);
        esc_people found = {0};
        if (s->atoms[at].kind == ESC_ATOM_SIGN && esc_later_posts(r, names, from, told, &found))
            merge(r, ret, &found, false);
        else
            read_passage(r, names, from, told, ret);
        free(found.items);
        at = told - 1;
    }
}

// "Gerente" of whom somebody in the list has: the same person, whose name was misread.
static bool post_taken(const esc_reader *r, const esc_people *all, const esc_person *p) {
    const char *post = p->seat.office ? esc_beside_lowered(r, p->seat.office) : NULL;
    for (uint32_t i = 0; post && i < all->items_count; i++) {
        const esc_person *x = &all->items[i];
        if ((x->role && !strcmp(x->role, post)) ||
            (x->seat.office && !strcmp(esc_beside_lowered(r, x->seat.office), post)))
            return true;
    }
    return false;
}

// Who takes part in the business and stands in no list.
static void read_floor(esc_reader *r, const esc_roll *names, esc_people *all) {
    esc_people found = {0};
    esc_floor_read(r, names, &found);
    for (uint32_t i = 0; i < found.items_count; i++) {
        const char *key = esc_name_key(r, esc_name_text(r, &found.items[i].name));
        if (find(all, key) || post_taken(r, all, &found.items[i])) continue;
        esc_people one = {.items = &found.items[i], .items_count = 1};
        merge(r, all, &one, false);
    }
    free(found.items);
}

// "Consejera Electoral, doctora Ana Ruiz" when the roll is called, "Dra. Ana Ruiz: Presente." where she
// speaks: the title as it is written rather than as it is said.
static void read_written_titles(const esc_reader *r, const esc_roll *names, esc_people *all) {
    const esc_stream *s = &r->body;
    for (uint32_t i = 0; i < names->items_count; i++) {
        const esc_person_name *name = &names->items[i];
        if (name->title_to == name->title_from || !esc_stream_sign(s, name->title_to - 1, '.') ||
            !esc_stream_sign(s, name->to, ':'))
            continue;
        const char *key = esc_name_key(r, esc_name_text(r, name));
        for (uint32_t k = 0; k < all->items_count; k++) {
            esc_person *p = &all->items[k];
            const bool said = p->title && p->title_to == p->title_from + 1 &&
                              s->atoms[p->title_from].shape == ESC_SHAPE_LOWER;
            if (!said || strcmp(p->key, key) != 0) continue;
            p->title = esc_name_title(r, name);
            p->title_from = name->title_from, p->title_to = name->title_to;
        }
    }
}

// "Ana Ruiz Paz     Subgerente" in the list, "la doctora Ana Ruiz Paz presentó …" further on: the title that
// other places give.
static void read_other_titles(const esc_reader *r, const esc_roll *names, esc_people *all) {
    const esc_stream *s = &r->body;
    for (uint32_t i = 0; i < names->items_count; i++) {
        const esc_person_name *name = &names->items[i];
        if (name->title_to == name->title_from || name->from >= r->sections.closing.from ||
            esc_atom_is(&s->atoms[name->title_from],
                        "sr|sra|srta|senor|senora|senorita|c|ciudadan@|don|dona|d|profesor|profesora"))
            continue;
        esc_person *p = find(all, esc_name_key(r, esc_name_text(r, name)));
        if (!p || p->title) continue;
        p->title = esc_name_title(r, name), p->title_from = name->title_from, p->title_to = name->title_to;
    }
}

// "Interviene el concejal Ana Ruiz Paz": of those whom the list only names, other places say the seat.
static void read_elsewhere(const esc_reader *r, const esc_roll *names, esc_people *all) {
    const esc_stream *s = &r->body;
    for (uint32_t i = 0; i < names->items_count; i++) {
        uint32_t at = names->items[i].from, seat = at;
        while (seat && seat + SEAT_REACH > at && s->atoms[seat - 1].kind == ESC_ATOM_WORD &&
               !esc_seat_is_role(&s->atoms[seat]) && !esc_stream_first(s, seat))
            seat--;
        if (seat == at || !seat || !esc_seat_is_role(&s->atoms[seat]) ||
            !esc_atom_is(&s->atoms[seat - 1], "el|la|del|al") || esc_announce_object(s, seat - 1, at))
            continue;
        const char *key = esc_name_key(r, esc_name_text(r, &names->items[i]));
        esc_person *p = find(all, key);
        if (!p || p->role || p->seat.office) continue;
        esc_seat told = esc_seat_read(r, seat, at, false);
        if (!told.role || told.plural || told.rank < 2) continue;
        p->role = told.role, p->seat.role_from = told.role_from, p->seat.role_to = told.role_to;
    }
}

// "Actúa como secretaria de actas la Sra. Ana Ruiz Paz", whom the list has as the representative of somebody:
// the seat is what she acts as, and whom she represents is the office.
static void read_acting_later(const esc_reader *r, const esc_roll *names, esc_people *all) {
    enum { ACTS = 12 };
    const esc_stream *s = &r->body;
    for (uint32_t i = 0; i < names->items_count && names->items[i].from < r->sections.closing.from; i++) {
        const uint32_t at = names->items[i].from, back = at > ACTS ? at - ACTS : 0;
        for (uint32_t k = at; k-- > back;) {
            if (!esc_cursor_looking_at(s, k, "actua|actuo|actuara|funge|fungio|oficia|oficio como|de"))
                continue;
            esc_person *p = find(all, esc_name_key(r, esc_name_text(r, &names->items[i])));
            const esc_seat seat = esc_seat_read(r, k + 2, at, false);
            if (!p || !p->role || !seat.role || seat.plural || seat.rank < 2 || p->seat.office ||
                strncmp(p->role, "representante", 13) != 0)
                break;
            p->seat.office = p->role, p->seat.office_from = p->seat.role_from,
            p->seat.office_to = p->seat.role_to;
            p->role = seat.role, p->seat.role_from = seat.role_from, p->seat.role_to = seat.role_to;
            break;
        }
    }
}

// Name i + 1 stands in the row below name i, and begins it.
static bool row_below(const esc_stream *s, const esc_people *all, uint32_t i) {
    return i + 1 < all->items_count && esc_stream_begins(s, all->items[i + 1].name.from) &&
           s->atoms[all->items[i + 1].name.from].row == s->atoms[all->items[i].name.to - 1].row + 1;
}

// A list of names alone, of whom the text elsewhere calls one or more "la concejala Ruiz" and nobody anything
// else, but for those who preside and take the minutes: they are "los concejales presentes".
static void read_common(const esc_reader *r, esc_people *all) {
    static const struct {
        const char *one, *several;
    } seats[] = {{"concejal", "concejales|concejalas"},
                 {"regidor", "regidores|regidoras"},
                 {"consejero", "consejer@s"},
                 {"diputado", "diputad@s"},
                 {"edil", "ediles|edilas"}};
    const esc_stream *s = &r->body;
    for (uint32_t i = 0, j; i < all->items_count; i = j) {
        for (j = i + 1; row_below(s, all, j - 1);) j++;
        for (size_t k = 0; j >= i + LIST && k < sizeof seats / sizeof *seats; k++) {
            const size_t len = strlen(seats[k].one) - (seats[k].one[strlen(seats[k].one) - 1] == 'o');
            esc_person said = {0}; // of whom it is told
            uint32_t told = 0, bare = 0, others = 0;
            for (uint32_t p = i; p < j; p++) {
                const char *role = all->items[p].role;
                const bool sits = role && !strncmp(role, seats[k].one, len);
                if (sits) said = all->items[p];
                told += sits, bare += !role && !all->items[p].seat.office;
                others += !sits && (all->items[p].seat.office ||
                                    (role && !strstr(role, "president") && !strstr(role, "secretari")));
            }
            if (!told || others || bare < LIST || !esc_cursor_within(s, 0, s->atoms_count, seats[k].several))
                continue;
            for (uint32_t p = i; p < j; p++) {
                esc_person *x = &all->items[p];
                if (x->role) continue;
                x->role = seats[k].one, x->of_group = true;
                x->seat.role_from = said.seat.role_from, x->seat.role_to = said.seat.role_to;
            }
        }
    }
}

static void put(esc_reader *r, const esc_person *p, uint32_t i) {
    esc_range name = {&r->body, p->name.name_from, p->name.name_to};
    float sure = p->title && p->name.sure ? 0.95f : p->title || p->name.sure > 1 ? 0.9f : 0.7f;
    esc_reader_put(r, ESC_VALUE_TEXT, p->text, "attendees.name", sure, name, "/attendees/%u/name", i);
    if (p->title)
        esc_reader_put(r, ESC_VALUE_TEXT, p->title, "attendees.title", sure,
                       (esc_range){&r->body, p->title_from, p->title_to}, "/attendees/%u/title", i);
    if (p->role)
        esc_reader_put(r, ESC_VALUE_TEXT, p->role, "attendees.role", 0.85f,
                       (esc_range){&r->body, p->seat.role_from, p->seat.role_to}, "/attendees/%u/role", i);
    if (p->seat.office)
        esc_reader_put(r, ESC_VALUE_TEXT, p->seat.office, "attendees.office", 0.85f,
                       (esc_range){&r->body, p->seat.office_from, p->seat.office_to}, "/attendees/%u/office",
                       i);
    if (p->seat.oficio)
        esc_reader_put(r, ESC_VALUE_TEXT, p->seat.oficio, "attendees.oficio", 0.9f,
                       (esc_range){&r->body, p->seat.oficio_from, p->seat.oficio_to}, "/attendees/%u/oficio",
                       i);
}

// Nobody is named in the row of the heading that begins at `at`.
static bool heading_alone(const esc_stream *s, uint32_t at, uint32_t name) {
    if (!esc_stream_first(s, at) || s->atoms[at].row == s->atoms[name].row) return false;
    for (uint32_t i = at, end = esc_stream_row_end(s, at); i + 1 < end; i++)
        if (esc_stream_sign(s, i, ':')) return false;
    return true;
}

// "Representante de los estudiantes" over those who are, or in a column: whom one stands for is the post.
static void stands_for(esc_reader *r, esc_person *p) {
    static const char head[] = "representante de";
    if (!p->role || p->seat.office || strncmp(p->role, head, sizeof head - 1) != 0 ||
        !strchr("l ", p->role[sizeof head - 1]))
        return;
    const uint32_t from = p->seat.role_from, to = p->seat.role_to;
    const bool over = from < p->name.from && heading_alone(&r->body, from, p->name.from);
    // "Representantes del profesorado:" is the seat, as where they stand beside it
    if (over && esc_stream_sign(&r->body, esc_stream_row_end(&r->body, from) - 1, ':')) return;
    // "Representante de los profesores" in a school's council is the seat
    const bool school = esc_cursor_within(&r->body, from, to,
                                          "profesores|profesorado|docentes|estudiantes|alumn@s|egresad@s|"
                                          "graduad@s|directivas|academic@s") ||
                        esc_cursor_within(&r->body, from, to, "personal academico|docente|administrativo");
    const bool column =
        over || (!school && from >= p->name.to &&
                 (r->body.atoms[from].wide || esc_leaders_end(&r->body, from - 3, from) == from));
    if (!column) return;
    p->seat.office =
        over || to < from + 3 ? p->role : esc_phrase_text(&r->body, r->arena, r->vocabulary, from, to);
    p->seat.office_from = from, p->seat.office_to = to, p->role = NULL;
}

// "POR LOS LICITANTES" / "C. Luis Paz" / "Representante de Aceros Vega": who comes from outside holds no
// seat.
static void bids(esc_reader *r, esc_person *p) {
    const esc_stream *s = &r->body;
    const uint32_t from = p->seat.role_from;
    if (!p->role || strcmp(p->role, "representante") != 0 || from < p->name.to ||
        p->name.from < r->sections.closing.from || !esc_cursor_looking_at(s, from, "representante de|del"))
        return;
    for (uint32_t row = s->atoms[p->name.from].row;
         row-- > 0 && s->rows[row].first >= r->sections.closing.from;) {
        const uint32_t at = s->rows[row].first;
        if (!esc_cursor_looking_at(s, at, "por el|la|los|las") || s->rows[row].count > SEAT_REACH) continue;
        if (!esc_cursor_looking_at(s, at + 2,
                                   "licitante|licitantes|proveedor|proveedores|oferente|oferentes|"
                                   "concursante|concursantes|contratista|contratistas|proponentes|"
                                   "empresa|empresas|participantes|postor|postores"))
            return;
        p->seat.office_from = from;
        p->seat.office_to = esc_phrase_end(s, from, s->atoms_count, ESC_PHRASE_LISTS);
        p->seat.office = esc_phrase_text(s, r->arena, r->vocabulary, from, p->seat.office_to);
        p->role = NULL;
        return;
    }
}

// "COMISIÓN DE HACIENDA" over the first who signs: the body that meets is nobody's post.
static void of_body(const esc_reader *r, esc_person *p) {
    const char *office = p->seat.office;
    if (office && r->body.rows[r->body.atoms[p->seat.office_from].row].upper && esc_post_is_body(r, office))
        p->seat.office = NULL;
}

// A seat that but one can hold.
static bool of_one(const char *role) {
    static const char *const seats[] = {"alcald", "president", "secretari", "tesorer", "rector", "sindic",
                                        "gerent", "intendent", "primer",    "segund",  "tercer", "cuart",
                                        "quint",  "sext",      "septim",    "octav",   "noven",  "decim"};
    for (size_t i = 0; i < sizeof seats / sizeof *seats; i++)
        if (!strncmp(role, seats[i], strlen(seats[i]))) return true;
    return false;
}

// "LA SÍNDICA MUNICIPAL     EL PRIMER REGIDOR" over their names, "Decano     Secretario Docente" below them:
// a seat among the signatures that is another's is no post of his.
static void of_another(const esc_reader *r, const esc_people *all, esc_person *p) {
    if (!p->role || !p->seat.office || p->seat.office_from < r->sections.closing.from ||
        p->seat.office_from >= r->body.atoms_count)
        return;
    const char *office = esc_fold(r->arena, p->seat.office, strlen(p->seat.office));
    for (uint32_t i = 0; i < all->items_count && p->seat.office; i++) {
        const esc_person *other = &all->items[i];
        if (other == p || !other->role || !strcmp(other->role, p->role)) continue;
        const char *role = esc_fold(r->arena, other->role, strlen(other->role));
        const size_t n = strlen(role), len = strlen(office);
        if (!of_one(role) || n > len || strcmp(office + len - n, role) != 0) continue;
        if (n == len) p->seat.office = NULL;
        // his own seat and the other's, one behind the other
        const char *own = esc_fold(r->arena, p->role, strlen(p->role));
        if (n + 1 < len && office[len - n - 1] == ' ' && strlen(own) == len - n - 1 &&
            !strncmp(office, own, len - n - 1))
            p->seat.office = NULL;
    }
}

void esc_read_attendees(esc_reader *r) {
    esc_people all = {0};
    esc_roll names = {0};
    esc_cursor heading = esc_cursor_on(&r->body, 0, HEADING_ATOMS);
    r->of_union = esc_cursor_find(&heading, "sindicat*|sindical|gremial|gremio");
    r->surnames_upper = esc_name_surnames_upper(r);
    esc_attendance_call(r, &names);
    esc_stops_mend(r, &names);
    if (r->sections.accord) read_signatures(r, &names, 0, &all); // and below, who approved it
    const bool rolled = !r->sections.accord && read_roll_rows(r, &names, &all);
    read_attendance(r, &names, &all);
    if (!rolled && !r->sections.accord) read_each_told(r, &names, &all);
    if (!rolled && !r->sections.accord) read_answered(r, &names, &all);
    if (!r->sections.accord && !r->sections.notice) read_rest(r, &names, &all);
    if (!r->sections.accord) read_later(r, &names, &all);
    const uint32_t listed = all.items_count;
    esc_people found = {0};
    esc_officers_read(r, &names, &found);
    merge(r, &all, &found, false);
    free(found.items);
    if (!r->sections.accord) read_signatures(r, &names, listed, &all);
    const bool unsigned_yet = r->sections.signatures.from >= r->body.atoms_count && !r->sections.notice;
    const uint32_t last = !all.items_count && unsigned_yet ? signed_last(r, &names) : ESC_NONE;
    if (last != ESC_NONE) r->sections.signatures.from = last, read_signatures(r, &names, 0, &all);
    read_elsewhere(r, &names, &all);
    read_acting_later(r, &names, &all);
    if (!r->sections.accord) read_floor(r, &names, &all);
    read_written_titles(r, &names, &all);
    read_other_titles(r, &names, &all);
    esc_titles_share(r, &names, &all);
    read_common(r, &all);
    if (rolled) sort_by_first(r, &names, &all);
    free(names.items);
    uint32_t n = 0;
    const bool confused = esc_gender_confused(r);
    for (uint32_t i = 0; i < all.items_count; i++) {
        esc_person *p = &all.items[i];
        if (p->role) p->role = esc_gender_agreed(r, p->role, !p->of_group && esc_name_feminine(r, &p->name));
        if (p->role && confused && !p->of_group) p->role = esc_gender_mended(r, &p->name, p->role);
    }
    for (uint32_t i = 0; i < all.items_count; i++) {
        stands_for(r, &all.items[i]);
        bids(r, &all.items[i]);
        of_body(r, &all.items[i]);
        of_another(r, &all, &all.items[i]);
    }
    for (uint32_t i = 0; i < all.items_count; i++)
        if (!all.items[i].absent) put(r, &all.items[i], n++);
    free(all.items);
}
