// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/later.h"

#include <string.h>

#include "fields/phrases.h"
#include "fields/sentences.h"
#include "fields/titles.h"

enum { REACH = 24, LABEL = 5, HOUR = 12, MOST_ROWS = 40, LEAST_ROLL = 3, SENTENCE = 60 };

static uint32_t named_within(const esc_roll *names, uint32_t from, uint32_t to) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < names->items_count && names->items[i].from < to; i++)
        n += names->items[i].from >= from;
    return n;
}

static bool seat_within(const esc_stream *s, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (esc_seat_word(&s->atoms[i])) return true;
    return false;
}

// "Intervino el concejal …:", "3. Proposiciones": the business goes on.
static bool business_goes_on(const esc_stream *s, uint32_t row) {
    const uint32_t at = s->rows[row].first;
    return s->atoms[at].kind == ESC_ATOM_NUMBER ||
           esc_atom_is(&s->atoms[at], "intervin*|intervien*|toma|tomo|hizo|se|acto|segu*|vot*|conced*|a|en|"
                                      "con|punto");
}

// "… procedió a llamar a los citados para dejar constancia de su asistencia en el acta:" over rows, two at
// least, that have a person with a post each, also below "Citados:", or a bullet. Gives where they end.
static uint32_t called_below(const esc_stream *s, const esc_roll *names, uint32_t colon, uint32_t limit) {
    static const char calling[] = "asistencia|asistentes|presencia|presentes|invitad@s";
    const uint32_t below = colon + 1, back = colon > REACH ? colon - REACH : 0;
    if (below >= limit || !esc_stream_first(s, below)) return colon;
    const bool bullets = s->atoms[below].kind == ESC_ATOM_SIGN &&
                         esc_atom_is(&s->atoms[colon - 1], calling) &&
                         esc_stream_row_end(s, below) > below + 3;
    const bool record = esc_cursor_within(s, back, colon,
                                          "llam*|constancia|registro ~8 "
                                          "asistencia|presencia");
    if (!bullets && !record) return colon;
    uint32_t entries = 0, to = below;
    for (uint32_t row = s->atoms[below].row, n = 0; row < s->rows_count && n < MOST_ROWS; row++, n++) {
        const uint32_t first = s->rows[row].first, end = first + s->rows[row].count;
        if (end > limit || business_goes_on(s, row)) break;
        const bool label = end - first <= LABEL && esc_stream_sign(s, end - 1, ':');
        uint32_t last = end; // an entry over two rows
        if (!label && !named_within(names, first, end) && row + 1 < s->rows_count && !s->rows[row + 1].gap)
            last += s->rows[row + 1].count;
        if (!label && (last > limit || !named_within(names, first, last) || !seat_within(s, first, last)))
            break;
        entries += !label;
        to = last;
        row += last > end;
    }
    return entries > 1 || (bullets && entries) ? to : colon;
}

// "Se llama a lista y contestan los siguientes concejales:".
static bool roll_called(const esc_stream *s, uint32_t at) {
    if (!esc_atom_is(&s->atoms[at], "contest*|respond*")) return false;
    const uint32_t from = esc_sentence_from(s, at, SENTENCE), to = esc_sentence_to(s, at, SENTENCE);
    return esc_cursor_looking_at(s, at,
                                 "contest*|respond* ~2 lista|llamado|l@s? siguientes|presente|presentes") &&
           !esc_cursor_within(s, from, to, "vot*|favor|contra|afirmativ@|negativ@|pregunt*");
}

// "A las 16:05 ingresa la síndica Ana Ruiz Paz": the hour stands before the verb, the seat behind.
static bool comes_at(const esc_stream *s, uint32_t at) {
    const uint32_t verb = at + esc_cursor_looking_at(s, at, "se incorpor*|integr*");
    if (!esc_cursor_looking_at(s, verb,
                               "ingresa|ingreso|llega|llego|arriba|arribo|incorpora|incorporo|"
                               "integra|integro el|la") ||
        verb + 2 >= s->atoms_count)
        return false;
    const uint32_t from = at > HOUR ? at - HOUR : 0; // "siendo las 10:02 hrs. se incorpora"
    return (esc_seat_is_role(&s->atoms[verb + 2]) || esc_title_word(&s->atoms[verb + 2])) &&
           esc_cursor_within(s, from, at, "a|ser|siendo la|las");
}

// How it is told that somebody comes in, but for what comes_at() reads.
#define COMINGS                                                                                              \
    "se hace|hacen|hizo|hicieron presente|presentes", "esta con nosotros",                                   \
        "se incorpor*|integr*|sum* a los|estos trabajos",                                                    \
        "se ha|han? incorporado|integrado|conectado|enlazado|sumado",                                        \
        "se conecta|conecto|enlaza|enlazo ~4 el|la",                                                         \
        "se incorpor*|integr*|sum* a la|esta|el|este "                                                       \
        "sesion|reunion|junta|asamblea|sala|recinto|plenaria|pleno|acto|mesa",                               \
        "ingres@|ingresan|ingresaron|entr@|entran|entraron|acced* a|al|en la|el|esta? "                      \
        "sesion|reunion|junta|asamblea|sala|recinto|salon",                                                  \
        "se hace|hizo|invita|invito pasar|ingresar|comparecer a|al", "tom@|toman|tomaron asiento",           \
        "ocupa|ocupo su banca|escano|curul"
static const char *const comings[] = {COMINGS};
// These, and all else that tells who is there.
static const char *const tellings[] = {
    COMINGS,
    "contest*|respond*",
    "ingresa|ingreso|llega|llego|arriba|arribo|incorpora|incorporo|integra|integro el|la",
    "se incorpor*|integr*",
};
static esc_pattern_set coming = ESC_PATTERNS(comings), telling = ESC_PATTERNS(tellings);

// "A las 8:50 se hace presente la concejala …", "Se incorpora a la sesión el regidor …".
bool esc_later_comes(const esc_stream *s, uint32_t at) {
    return esc_cursor_any(s, at, &coming) || comes_at(s, at);
}

bool esc_later_may_tell(const esc_stream *s, uint32_t at) {
    return esc_stream_sign(s, at, ':') || esc_cursor_any(s, at, &telling);
}

// "ingresa a Sala la Dra. Ana Ruiz Paz, en lugar del Dr. …": who is replaced does not come.
static uint32_t before_replaced(const esc_stream *s, uint32_t at, uint32_t to) {
    esc_cursor c = esc_cursor_on(s, at, to);
    return esc_cursor_find(&c, ", en lugar|sustitucion|reemplazo|suplencia|remplazo de|del") ? c.from : to;
}

uint32_t esc_later_told(const esc_stream *s, const esc_roll *names, uint32_t at, uint32_t limit,
                        uint32_t *ret_from) {
    uint32_t to = at;
    *ret_from = at;
    if (at && esc_stream_sign(s, at, ':')) {
        to = called_below(s, names, at, limit);
        *ret_from = at + 1;
    } else if (roll_called(s, at)) {
        to = esc_sentence_to(s, at, SENTENCE);
        for (uint32_t row = s->atoms[at].row + 1; row < s->rows_count; row++) { // its rows
            const uint32_t first = s->rows[row].first, end = first + s->rows[row].count;
            if (end > limit || business_goes_on(s, row) || !named_within(names, first, end)) break;
            to = end;
        }
        if (to > limit) to = limit;
        if (named_within(names, at, to) < LEAST_ROLL) to = at;
    } else if (esc_later_comes(s, at)) {
        to = before_replaced(s, at, esc_sentence_to(s, at, SENTENCE));
        if (to > limit) to = limit;
        if (named_within(names, at, to) != 1) to = at;
    } else if (esc_cursor_looking_at(s, at, "se incorpora|incorporo a la|las # horas?") ||
               esc_cursor_looking_at(s, at, "se incorpora|incorporo a la|las ~3 horas|hora")) {
        // "La Jefa de Compras, Licda. Ana Ruiz, quien se incorpora a las diez horas, informa …"
        const uint32_t from = esc_sentence_from(s, at, SENTENCE);
        if (at > from && esc_atom_is(&s->atoms[at - 1], "quien") && named_within(names, from, at) == 1)
            *ret_from = from, to = at + 1;
    }
    return to;
}

// The first name that begins in from…to-1 behind a post and a comma; NULL where none does.
static const esc_person_name *behind_post(const esc_stream *s, const esc_roll *names, uint32_t from,
                                          uint32_t to) {
    for (uint32_t i = 0; i < names->items_count && names->items[i].from < to; i++) {
        const uint32_t at = names->items[i].from;
        if (at < from) continue;
        const uint32_t post = from + esc_atom_is(&s->atoms[from], "el|la");
        return post + 1 < at && esc_seat_word(&s->atoms[post]) && esc_stream_sign(s, at - 1, ',')
                   ? &names->items[i]
                   : NULL;
    }
    return NULL;
}

bool esc_later_posts(esc_reader *r, const esc_roll *names, uint32_t from, uint32_t to, esc_people *out) {
    const esc_stream *s = &r->body;
    esc_seat group = {0};
    uint32_t entries = 0, others = 0;
    for (uint32_t at = from, end; at < to; at = end) {
        end = esc_stream_row_end(s, at);
        if (end - at <= LABEL && esc_stream_sign(s, end - 1, ':')) {
            group = esc_seat_read(r, at, end - 1, false);
            continue;
        }
        if (end < to && !named_within(names, at, end)) end = esc_stream_row_end(s, end);
        const esc_person_name *name = behind_post(s, names, at, end);
        entries += name != NULL, others += !name;
        bool absent = false;
        for (uint32_t i = at; i < end; i++) absent |= esc_attendance_absence(s, i);
        for (const esc_person_name *x = name; x && x < names->items + names->items_count && x->from < end;
             x++) {
            const uint32_t post = at + esc_atom_is(&s->atoms[at], "el|la");
            esc_person p = {.name = *x, .absent = absent};
            p.role = group.role ? esc_seat_singular(r, &group, esc_name_feminine(r, x)) : NULL;
            p.seat.role_from = group.role_from, p.seat.role_to = group.role_to;
            p.seat.office = esc_phrase_text(s, r->arena, r->vocabulary, post, name->from - 1);
            p.seat.office_from = post, p.seat.office_to = name->from - 1;
            *ESC_GROW(out, items, 1) = p;
        }
    }
    if (entries > others) return true;
    out->items_count = 0;
    return false;
}
