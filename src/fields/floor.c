// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/floor.h"

#include <string.h>

#include "fields/phrases.h"
#include "fields/sentences.h"

enum { REACH = 80, MOST_POST = 18, LINKS = 3, FLOOR = 9, DEPUTATION = 40, BESIDE = 4 };

// Where the post of one who takes part stands, and the words that give him the floor may end.
typedef struct beside {
    uint32_t from, to; // the post; equal where none is told
    uint32_t begins;   // the article before the post, or before the name
    uint32_t ends;     // behind the name and a post there
} beside;

// A seat of the bodies that meet: whoever has it is in the roll, or nowhere.
static bool member(const esc_atom *atom) {
    return esc_atom_is(atom,
                       "concejal|concejala|consejer@|regidor|regidora|edil|edila|diputad@|vocal|magistrad@|"
                       "comisionad@|sindic@|alcalde|alcaldesa|asambleista|congresista|integrante|miembro|"
                       "patron@|senador|senadora|vicepresident@|vicepresidente|vicealcalde|vicealcaldesa");
}

// "al Director de Obras, Arq. …": the article before a post that ends at the name; `name` where none is.
static uint32_t article_before(const esc_stream *s, uint32_t from, uint32_t name) {
    const uint32_t stop = esc_stream_sign(s, name - 1, ',') ? name - 1 : name;
    for (uint32_t i = stop; i-- > from && i + MOST_POST > stop;) {
        if (s->atoms[i].kind == ESC_ATOM_SIGN && !esc_stream_sign(s, i, '.')) break;
        if (i + 1 < stop && esc_atom_is(&s->atoms[i], "palabra")) break; // whoever asked for it
        if (!esc_atom_is(&s->atoms[i], "el|la|al|del")) continue;
        uint32_t post = i + 1;
        if (post < stop && esc_atom_is(&s->atoms[post], "senor|senora|sr|sra")) // "la señora Tesorera"
            post += 1 + esc_stream_sign(s, post + 1, '.');
        if (post < stop && esc_seat_word(&s->atoms[post])) return i;
    }
    return name;
}

// "Director de Cultura, Lic. …": the same at a row's head, without an article.
static uint32_t label_before(const esc_stream *s, uint32_t name) {
    for (uint32_t i = name, n = 0; i-- > 0 && n < MOST_POST; n++) {
        if (s->atoms[i].kind == ESC_ATOM_SIGN && i + 1 < name) break;
        if (esc_stream_begins(s, i) && esc_seat_word(&s->atoms[i]) && s->atoms[i].shape != ESC_SHAPE_LOWER)
            return i;
    }
    return name;
}

static beside read_beside(const esc_stream *s, const esc_person_name *name, uint32_t from, uint32_t to) {
    beside b = {0, 0, name->from, name->to};
    uint32_t post = article_before(s, from, name->from);
    if (post < name->from) {
        b.begins = post++;
        if (esc_atom_is(&s->atoms[post], "senor|senora|sr|sra"))
            post += 1 + esc_stream_sign(s, post + 1, '.');
        b.from = post, b.to = esc_stream_sign(s, name->from - 1, ',') ? name->from - 1 : name->from;
    } else if (name->from > from && esc_atom_is(&s->atoms[name->from - 1], "el|la|al|del")) {
        b.begins = name->from - 1;
    }
    if (b.to > b.from || !esc_stream_sign(s, name->to, ',') || name->to + 1 >= to) return b;
    post = name->to + 1 + esc_atom_is(&s->atoms[name->to + 1], "el|la");
    if (post >= to || !esc_seat_word(&s->atoms[post])) return b;
    b.from = post, b.to = post + 1;
    if (s->atoms[post].shape == ESC_SHAPE_LOWER) // "asesora jurídica de la Cámara": up to a sign
        while (b.to < to && b.to < post + MOST_POST && s->atoms[b.to].kind == ESC_ATOM_WORD) b.to++;
    else
        b.to = esc_phrase_end(s, post, to, ESC_PHRASE_LISTS);
    b.ends = b.to;
    return b;
}

// "…, quien está presente", "…, que nos acompaña" behind the name and its post.
static bool told_there(const esc_stream *s, uint32_t at) {
    at += esc_stream_sign(s, at, ',');
    return esc_cursor_looking_at(s, at, "quien|que se? encuentra|esta|estaba|hallaba|halla presente|aqui") ||
           esc_cursor_looking_at(s, at, "quien|que nos? acompan*|asiste|concurre|comparece") ||
           esc_cursor_looking_at(s, at, "presente en el|la|esta sesion|reunion|sala|recinto|acto") ||
           esc_cursor_looking_at(s, at, "que|quien ingreso|ingresa|entro|entra|paso a|al|en") ||
           esc_cursor_looking_at(s, at, "que|quien se incorporo|incorpora|integro|integra|sumo") ||
           esc_cursor_looking_at(s, at, "llamad@ al efecto");
}

// "invitado a la sesión", "especialmente invitada".
static bool told_guest(const esc_stream *s, uint32_t at) {
    return esc_cursor_looking_at(s, at, "invitad@ a|para el|la|esta|este") ||
           esc_cursor_looking_at(s, at, "especialmente invitad@") ||
           esc_cursor_looking_at(s, at, "en su? calidad|caracter de invitad@");
}

// "Se concede el uso de la palabra al", "Interviene el" right before `at`, in the sentence from `from` on.
static bool given_floor(const esc_stream *s, uint32_t from, uint32_t at) {
    uint32_t word = at;
    while (word > from &&
           (esc_atom_is(&s->atoms[word - 1], "a|al|el|la|para") || esc_stream_sign(s, word - 1, ',')) &&
           word + LINKS > at)
        word--;
    while (word > from + 1 &&
           esc_atom_is(&s->atoms[word - 1], "tambien|ademas|asimismo|luego|entonces|seguidamente"))
        word--;
    if (word == from) return false;
    const esc_atom *last = &s->atoms[word - 1];
    if (esc_atom_is(last, "interviene|intervino")) return true;
    // "Se incorporó la Mtra. …, directora de …", "Acompañan también el Ing. …"
    if (word > from + 1 && esc_atom_is(last, "incorpora|incorporo") && esc_atom_is(last - 1, "se"))
        return true;
    if (word == from + 1 &&
        esc_atom_is(last, "ingresa|ingreso|entra|entro|acompana|acompanan|presento|presenta"))
        return true;
    if (word > from + 1 && esc_atom_is(last, "recibe|recibio") && esc_atom_is(last - 1, "se")) return true;
    // "Presente en esta sesión el ingeniero …"
    if (word > from + LINKS && esc_atom_is(last, "sesion|reunion|sala|recinto") &&
        esc_cursor_looking_at(s, word - LINKS - 1, "presente en la|el|esta|este"))
        return true;
    if (!esc_atom_is(last, "palabra|voz") && strcmp(last->raw, "audiencia") != 0) return false;
    const uint32_t back = word > from + FLOOR ? word - FLOOR : from;
    if (esc_atom_is(&s->atoms[word], "para") && esc_cursor_within(s, back, word, "solicit*|pidio|pide"))
        return true; // "solicitó el uso de la palabra para la Ing. …"
    return esc_cursor_within(s, back, word,
                             "conced*|da|dio|doy|ced*|otorg*|tiene|toma|tomo|hace|hizo|haciendo") ||
           esc_cursor_within(s, back, word, "en uso");
}

static const char telling[] =
    "explica|explico|expone|expuso|interviene|intervino|aclara|aclaro|responde|respondio|"
    "contesta|contesto|detalla|detallo|sustenta|sustento";

// What was said may have come in writing: "informó por oficio".
static bool in_writing(const esc_stream *s, uint32_t from, uint32_t to) {
    return esc_cursor_within(s, from, to,
                             "escrito|oficio|carta|nota|correo|telefono|llamada|memorando|mensaje|renuncia|"
                             "solicitud|circular|conducto|medio|mediante");
}

// "El Director de Obras, Arq. Luis Paz, explica …" at the head of a sentence, or "Expone el asunto el Jefe de
// Obras, Luis Paz": he tells it himself.
static bool tells(const esc_stream *s, uint32_t from, uint32_t to, const beside *b) {
    if (b->to <= b->from || in_writing(s, from, to)) return false;
    for (uint32_t i = from; i < b->begins && i < from + LINKS + 1; i++)
        if (s->atoms[i].shape == ESC_SHAPE_CAPITAL && esc_atom_is(&s->atoms[i], telling)) {
            for (uint32_t k = i + 1; k < b->begins; k++)
                if (s->atoms[k].kind == ESC_ATOM_SIGN) return false;
            return b->begins < i + FLOOR;
        }
    const bool first = b->begins == from || // also "SEXTO: El Director …"
                       (b->begins < from + LINKS + 1 && s->atoms[b->begins - 1].kind == ESC_ATOM_SIGN);
    const uint32_t verb = b->ends + esc_stream_sign(s, b->ends, ',');
    return first && verb < s->atoms_count && esc_atom_is(&s->atoms[verb], telling);
}

// "… a una comisión de la Junta de Vecinos, encabezada por el señor …": gives whom it comes from.
static bool of_deputation(const esc_stream *s, uint32_t from, uint32_t at, beside *b) {
    if (!esc_cursor_within(s, from, at, "audiencia|recib*")) return false;
    static const char *const leads[] = {"encabezad@|integrad@|representad@|presidid@ por",
                                        "a la|cuya cabeza de? la? cual? viene|va|esta|estaba"};
    bool led = false;
    for (uint32_t i = at > from + FLOOR ? at - FLOOR : from; i < at; i++)
        for (size_t k = 0; k < sizeof leads / sizeof *leads; k++) {
            esc_cursor c = esc_cursor_on(s, i, at);
            led |= esc_cursor_match(&c, leads[k]) &&
                   (c.at == at || (c.at + 1 == at && esc_atom_is(&s->atoms[c.at], "el|la")));
        }
    esc_cursor c = esc_cursor_on(s, at > from + DEPUTATION ? at - DEPUTATION : from, at);
    if (!led || !esc_cursor_find(&c, "comision|delegacion|comitiva|grupo|representacion de|del"))
        return false;
    if (esc_atom_is(&s->atoms[c.at], "la|el|los|las")) c.at++;
    b->from = b->to = c.at;
    while (b->to < at && s->atoms[b->to].kind == ESC_ATOM_WORD) b->to++; // up to a sign
    return s->atoms[b->from].kind == ESC_ATOM_WORD;
}

// "EL DIRECTOR DE OBRAS, INGENIERO LUIS PAZ.- Con su permiso": who speaks in a verbatim record.
static bool speaks(const esc_stream *s, const esc_person_name *name, beside *b) {
    const bool turn = esc_stream_sign(s, name->to, ':') ||
                      (esc_stream_sign(s, name->to, '.') && name->to + 1 < s->atoms_count &&
                       esc_atom_is(&s->atoms[name->to + 1], "-|–|—") && s->atoms[name->to + 1].glued);
    if (!turn) return false;
    if (b->to > b->from && b->to < name->to) return esc_stream_begins(s, b->begins);
    const uint32_t post = label_before(s, name->from);
    if (post == name->from) return false;
    b->from = post, b->to = esc_stream_sign(s, name->from - 1, ',') ? name->from - 1 : name->from;
    return true;
}

void esc_floor_read(esc_reader *r, const esc_roll *names, esc_people *out) {
    const esc_stream *s = &r->body;
    for (uint32_t i = 0; i < names->items_count; i++) {
        const esc_person_name *name = &names->items[i];
        if (name->from < r->sections.agenda.from || !name->from) continue;
        if (name->from >= r->sections.closing.from) break;
        const uint32_t from = esc_sentence_from(s, name->from, REACH),
                       to = esc_sentence_to(s, name->to, REACH);
        beside b = read_beside(s, name, from, to);
        uint32_t guest = b.ends;
        while (guest < to && guest < b.ends + BESIDE && !told_guest(s, guest)) guest++;
        const bool invited = guest < b.ends + BESIDE && told_guest(s, guest);
        const bool post = b.to > b.from;
        bool there = (post || invited) && (invited || told_there(s, b.ends) ||
                                           given_floor(s, from, b.begins) || tells(s, from, to, &b));
        const bool deputed = !there && of_deputation(s, from, name->from, &b);
        there = there || deputed || speaks(s, name, &b);
        if (!there || (b.to > b.from && member(&s->atoms[b.from]))) continue;
        esc_person p = {.name = *name};
        if (b.to > b.from)
            p.seat.office = deputed ? esc_stream_text(s, r->arena, b.from, b.to)
                                    : esc_phrase_text(s, r->arena, r->vocabulary, b.from, b.to),
            p.seat.office_from = b.from, p.seat.office_to = b.to;
        if (invited)
            p.role = esc_name_feminine(r, name) ? "invitada" : "invitado", p.seat.role_from = guest,
            p.seat.role_to = guest + BESIDE;
        *ESC_GROW(out, items, 1) = p;
    }
}
