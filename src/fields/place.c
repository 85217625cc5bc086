// SPDX-License-Identifier: GPL-3.0-or-later
// Where the session was: a room or a building said to be the place, else the address, else the town.
#include <string.h>

#include "fields/attendance.h"
#include "fields/candidates.h"
#include "fields/phrases.h"
#include "fields/seats.h"
#include "fields/sentences.h"

#define LIES "ubicad@|sit@|situad@|cita|ubicad@s|sit@s|situad@s"

enum {
    OPENING_ATOMS = 500,
    LONGEST_PLACE = 45,
    LABEL_ROWS = 20,
    DATED_ROW = 28,
    LONGEST_ROW = 12,
    LATE_OPENING = 150
};

static const char venues[] =
    "sala|salon|auditorio|aulario|recinto|instalaciones|oficinas|edificio|palacio|sede|explanada|aula|"
    "biblioteca|patio|casa|teatro|plaza|videoconferencia|paraninfo|gimnasio|local|"
    "despacho|centro|quiosco|torre|domicilio|museo|capilla|hacienda|club|hotel|hemiciclo|"
    "cabina|oficina|salones|cancha|kiosco|escuela|bodega|galeron|unidad|planta|caseta|cine|palapa|zaguan|"
    "portal|vestibulo|quincho|sotano|azotea|garaje|hall|multicancha|pabellon|nave|terraza|comedor|"
    "dependencias|locales|salas|aulas|bar|cafeteria|bodegas|colegio|liceo|instituto|iglesia|templo|parque|"
    "granja|taller|campo|estadio|mercado|consultorio|piso|residencia|infocentro|telecentro|ateneo|casino|"
    "finca|chalet|nave|seminario";
// Rooms; the others are buildings and what else a room may be in.
static const char rooms[] =
    "sala|salon|auditorio|aula|aulario|recinto|biblioteca|paraninfo|despacho|local|cabina|hemiciclo|"
    "patio|oficina|gimnasio|teatro|capilla|quiosco|kiosco|cancha|palapa|salones|zaguan|portal|vestibulo|"
    "quincho|sotano|azotea|garaje|hall|multicancha|pabellon|terraza|comedor|seminario|foyer|claustro|notaria|"
    "ambientes";

// That alone make a row of the heading a place.
static const char halls[] =
    "sala|salon|auditorio|aula|recinto|paraninfo|hemiciclo|palacio|edificio|teatro|gimnasio|sede";

// That need no name: one has only one of them.
static const char lone[] =
    "hemiciclo|paraninfo|auditorio|biblioteca|gimnasio|quincho|teatro|capilla|kiosco|quiosco|"
    "recinto|comedor|patio|templo|parroquia|multicancha";
// Offices that lend their rooms.
static const char offices[] =
    "direccion|subdireccion|secretaria|rectoria|vicerrectoria|decanato|gerencia|presidencia|"
    "jefatura|delegacion|alcaldia|agencia|comisaria|coordinacion|tesoreria|sindicatura";

static bool goes_on(const esc_stream *s, uint32_t at) {
    const esc_atom *atom = &s->atoms[at];
    if (atom->kind == ESC_ATOM_SIGN) return false;
    return !esc_atom_is(
        atom,
        "se|con|siendo|los|las|para|bajo|presidid@|reunid@s|dio|da|ubicad@|ubicad@s|sit@|sit@s|cita|situad@|"
        "situad@s|que|el|dia|"
        "fecha|estando|encontrandose|previa|comparecen|y|ante|a|convocados|misma|mismo|hora|dando|"
        "constituid@s|celebro|c");
}

static uint32_t venue_end(const esc_stream *s, uint32_t at, uint32_t end) {
    uint32_t last = at + 1;
    for (uint32_t i = at + 1; i < end && i < at + LONGEST_PLACE; i++) {
        if (esc_atom_is(&s->atoms[i], "\"|“|”|«|»")) { // “Dr. Benito Juárez”
            for (uint32_t k = i + 1; k < i + 10 && k < end; k++)
                if (esc_atom_is(&s->atoms[k], "\"|”|»")) {
                    i = k;
                    break;
                }
            last = i + 1;
            continue;
        }
        if (esc_atom_is(&s->atoms[i], "los|las") && !esc_atom_is(&s->atoms[i - 1], "de|en|para") &&
            s->atoms[i].shape == ESC_SHAPE_LOWER)
            break;
        // "… en el Salón Rojo la reunión": an article that no "de" brings begins something else
        if (esc_atom_is(&s->atoms[i], "la") && s->atoms[i].shape == ESC_SHAPE_LOWER &&
            s->atoms[i - 1].shape != ESC_SHAPE_LOWER)
            break;
        // "en la sede social la Comisión Directiva": who met
        if (esc_atom_is(&s->atoms[i], "la") && !esc_phrase_link(&s->atoms[i - 1]) && i + 1 < end &&
            (esc_atom_is(&s->atoms[i + 1], ESC_BODY_NOUNS) || esc_seat_word(&s->atoms[i + 1])))
            break;
        if (esc_phrase_link(&s->atoms[i]) && !esc_atom_is(&s->atoms[i], "a|y")) continue;
        bool joint = i + 1 < end && s->atoms[i].glued && esc_atom_is(&s->atoms[i], ".|-|/") &&
                     s->atoms[i + 1].glued && s->atoms[i + 1].kind == ESC_ATOM_NUMBER;
        const bool lettered = i + 1 < end && s->atoms[i].glued && esc_atom_is(&s->atoms[i], "-|/") &&
                              s->atoms[i - 1].kind == ESC_ATOM_NUMBER && s->atoms[i + 1].glued &&
                              s->atoms[i + 1].shape == ESC_SHAPE_UPPER && !s->atoms[i + 1].norm[1];
        if (joint || lettered) { // "aula 2.14", "sala B-12", "salón 3-B"
            last = ++i + 1;
            continue;
        }
        if (i + 2 < end && esc_cursor_looking_at(s, i, "y de|del") && esc_atom_capital(&s->atoms[i + 2]) &&
            esc_atom_capital(&s->atoms[i - 1])) // "del Consejo Electoral y de Consulta"
            continue;
        if (esc_cursor_looking_at(s, i, "que ocupa|ocupan")) { // "la oficina que ocupa la Dirección"
            i++;
            continue;
        }
        if (s->atoms[i].cardinal && esc_cursor_looking_at(s, i + 1, "de l@s")) break; // who were there
        if (esc_atom_is(&s->atoms[i], "h") && esc_stream_sign(s, i + 1, '.')) i += 2;
        if (i >= end || !goes_on(s, i)) break;
        if (esc_stream_first(s, i) && s->rows[s->atoms[i].row].gap) break;
        // "… DEL SALÓN DE SESIONES" / "DIRECTORIO" / "Regidores Propietarios": headings
        if (esc_stream_first(s, i) && !esc_phrase_link(&s->atoms[i - 1]) &&
            (s->rows[s->atoms[i].row].count == 1 || esc_attendance_heads(s, i, end)) &&
            s->rows[s->atoms[i].row].upper == s->rows[s->atoms[i - 1].row].upper &&
            s->atoms[i].shape != ESC_SHAPE_LOWER && s->atoms[i - 1].shape != ESC_SHAPE_LOWER)
            break;
        last = i + 1;
    }
    // "… de Seguridad S.L."
    while (last < end && s->atoms[last - 1].shape == ESC_SHAPE_UPPER && !s->atoms[last - 1].norm[1] &&
           esc_stream_sign(s, last, '.') && s->atoms[last].glued)
        last += 1 + (last + 1 < end && s->atoms[last + 1].glued && s->atoms[last + 1].kind == ESC_ATOM_WORD);
    return last;
}

static uint32_t address_end(const esc_stream *s, uint32_t at, uint32_t end) {
    uint32_t last = at;
    for (uint32_t i = at; i < end && i < at + LONGEST_PLACE; i++) {
        if (esc_atom_is(&s->atoms[i],
                        "se|siendo|con|reunid@s|dio|da|estando|encontrandose|para|comparecen|constituid@s"))
            break;
        // "… número 45, Puerto Nogal." / "Inicio: 18:03 hrs."
        if (esc_stream_sign(s, i, '.') && i > at && s->atoms[i - 1].norm_len > 3 && i + 1 < end &&
            esc_stream_first(s, i + 1) && s->atoms[i + 1].shape == ESC_SHAPE_CAPITAL &&
            !esc_atom_is(&s->atoms[i - 1], "calle|colonia|avenida|numero"))
            break;
        if (esc_stream_sign(s, i, ';') || (esc_stream_first(s, i) && s->rows[s->atoms[i].row].gap && i > at))
            break;
        last = i + 1;
    }
    return last;
}

// The same of a street and its number, behind "en": up to the hour, the day or those who met.
static uint32_t street_end(const esc_stream *s, uint32_t at, uint32_t end) {
    uint32_t to = address_end(s, at, end);
    for (uint32_t i = at + 1; i < to; i++) {
        bool stops = esc_cursor_looking_at(s, i, ",? a las|los") ||
                     esc_cursor_looking_at(s, i, ",? el|del dia") ||
                     esc_cursor_looking_at(s, i, ", el|la " ESC_BODY_NOUNS) ||
                     (esc_atom_is(&s->atoms[i], "los|las|el") && s->atoms[i].shape == ESC_SHAPE_LOWER &&
                      !esc_phrase_link(&s->atoms[i - 1]));
        if (stops) return esc_stream_sign(s, i - 1, ',') ? i - 1 : i;
    }
    while (to > at && (esc_stream_sign(s, to - 1, ',') || esc_atom_is(&s->atoms[to - 1], "y|e"))) to--;
    return to;
}

static void put(esc_reader *r, uint32_t from, uint32_t to, const char *rule, float confidence) {
    esc_reader_put(r, ESC_VALUE_TEXT, esc_stream_text(&r->body, r->arena, from, to), rule, confidence,
                   (esc_range){&r->body, from, to}, "/place");
}

// "Día: …", "Hora: …", "Local: Salón Túpac Katari": a label of whatever name among those of when, before a
// place.
static bool among_labels(esc_reader *r, uint32_t end) {
    const esc_stream *s = &r->body;
    for (uint32_t row = 0; row < s->rows_count && s->rows[row].first < end && row < LABEL_ROWS; row++) {
        uint32_t at = s->rows[row].first, row_end = at + s->rows[row].count;
        if (at + 2 >= row_end || !esc_stream_sign(s, at + 1, ':') || s->atoms[at].shape == ESC_SHAPE_LOWER)
            continue;
        bool beside = false;
        for (uint32_t k = row > 2 ? row - 2 : 0; k < row + 3 && k < s->rows_count; k++)
            beside |=
                k != row && esc_cursor_looking_at(s, s->rows[k].first, "dia|fecha|hora|horario|inicio :");
        uint32_t to = at + 3;
        while (to < row_end && !s->atoms[to].wide) to++;
        esc_cursor c = esc_cursor_on(s, at + 2, to);
        if (esc_atom_is(&s->atoms[c.at], "en")) c.at++;
        if (c.at < to && esc_atom_is(&s->atoms[c.at], "el|la|los|las")) c.at++;
        if ((!beside && !esc_atom_is(&s->atoms[at], "donde")) || c.at >= to ||
            !esc_atom_is(&s->atoms[c.at], venues))
            continue;
        put(r, c.at, to, "place.label", 0.85f);
        return true;
    }
    return false;
}

// ", 10:00 horas", ", 3 de mayo": a comma and when; ". Hora: …": the next label.
static bool timed(const esc_stream *s, uint32_t at) {
    if (at + 2 < s->atoms_count && esc_atom_is(&s->atoms[at], ".|;|-|–") && esc_stream_sign(s, at + 2, ':') &&
        s->atoms[at + 1].shape == ESC_SHAPE_CAPITAL)
        return true;
    esc_cursor c = esc_cursor_on(s, at + 1, s->atoms_count), day = c;
    esc_time time;
    esc_date date;
    return esc_stream_sign(s, at, ',') && (esc_time_parse(&c, &time) || esc_date_parse(&day, &date));
}

static bool labelled(esc_reader *r, uint32_t end) {
    esc_cursor c = esc_cursor_on(&r->body, 0, end);
    for (uint32_t row = 0; row < r->body.rows_count && r->body.rows[row].first < end; row++) {
        uint32_t at = r->body.rows[row].first, row_end = at + r->body.rows[row].count; // "Sede. Biblioteca …"
        if (at + 3 >= row_end || !esc_atom_is(&r->body.atoms[at], "lugar|sede")) continue;
        // "Lugar      Casa de la Cultura": in a table; "LUGAR - Salón …", "Lugar ¿Sala …": a colon misread
        const bool sign =
            r->body.atoms[at + 1].kind == ESC_ATOM_SIGN && !esc_stream_sign(&r->body, at + 1, ':');
        uint32_t from = at + 1 + sign;
        if ((from > at + 1 || r->body.atoms[from].wide) && r->body.atoms[from].shape == ESC_SHAPE_CAPITAL) {
            put(r, from, row_end, "place.label", 0.85f);
            return true;
        }
    }
    while (esc_cursor_find(&c, "lugar|sede|ubicacion|recinto|domicilio|verificativo|sitio|local ~3 :") ||
           esc_cursor_find(&c, "en :")) {
        const bool broken = r->body.atoms[c.from].row != r->body.atoms[c.at - 1].row; // another label
        bool dated = esc_cursor_looking_at(&r->body, c.from, "lugar y|, fecha");      // the town, rather
        // "Hora de inicio: 8:40 a.m. Lugar: Sala de Consejo. Verificado el quórum …"
        const bool told = c.from && !esc_stream_first(&r->body, c.from) &&
                          esc_stream_sign(&r->body, c.from - 1, '.') && c.at <= c.from + 3 &&
                          r->body.atoms[c.from].shape == ESC_SHAPE_CAPITAL;
        bool begins = esc_stream_first(&r->body, c.from) || r->body.atoms[c.from].wide || told;
        if (!begins || c.at >= c.end || dated || broken) continue;
        uint32_t to = c.at + 1, row_end = esc_stream_row_end(&r->body, c.at);
        while (to < row_end && !r->body.atoms[to].wide && !timed(&r->body, to) &&
               !(told && esc_stream_sign(&r->body, to, '.') && r->body.atoms[to - 1].norm_len > 3))
            to++;
        put(r, c.at, to, "place.label", 0.9f);
        return true;
    }
    return false;
}

// "en la sala nueve integrantes" names no room: one has a name, an "of", or an adjective of its own.
static bool named(const esc_stream *s, uint32_t at, uint32_t end) {
    if (esc_atom_is(&s->atoms[at], "videoconferencia|paraninfo|plataforma")) return true;
    if (at + 1 >= end || s->atoms[at + 1].wide) return false;
    const esc_atom *next = &s->atoms[at + 1];
    if (next->kind == ESC_ATOM_NUMBER && esc_atom_is(&s->atoms[at], rooms)) return true; // sala 5
    if (next->shape == ESC_SHAPE_CAPITAL || next->shape == ESC_SHAPE_UPPER) return true;
    if (esc_atom_is(next, "de|del|\"|“|«|social|magna|propi@|virtual|que|anexa|alterna|central|auxiliar"))
        return true;
    // a word of its own before a stop: "en la sala multiuso."
    if (next->kind == ESC_ATOM_WORD && at + 2 < end && s->atoms[at + 2].kind == ESC_ATOM_SIGN &&
        !esc_stream_sign(s, at + 2, ':') && !esc_seat_word(next) && !next->listed &&
        next->norm[next->norm_len - 1] != 's')
        return true;
    size_t len = next->norm_len;
    static const char *const endings[] = {"al",   "ar",  "ales", "ares", "ico", "ica", "ario",
                                          "aria", "ivo", "iva",  "ora",  "ada", "ado"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings && next->kind == ESC_ATOM_WORD; i++) {
        size_t n = strlen(endings[i]);
        if (len > n + 2 && !strcmp(next->norm + len - n, endings[i])) return true;
    }
    return false;
}

// "la plataforma institucional de videoconferencias": in small letters all through.
static uint32_t platform_end(const esc_stream *s, uint32_t at, uint32_t end) {
    esc_cursor c = esc_cursor_on(s, at, end);
    if (!esc_cursor_match(&c, "plataforma|herramienta|sistema|sala")) return at + 1;
    esc_cursor_match(&c, "institucional|electronica|digital|virtual|tecnologica|informatica|oficial");
    bool told =
        esc_cursor_match(&c, "de videoconferencia|videoconferencias|videollamada|videollamadas|reuniones") ||
        (esc_cursor_match(&c, "para") &&
         esc_cursor_match(&c, "videoconferencia|videoconferencias|reuniones"));
    esc_cursor_match(&c, "virtuales");
    return told ? c.at : at + 1;
}

// The first place of one of these kinds that the opening says something to be in.
static bool find_venue(const esc_stream *s, uint32_t end, const char *kinds, uint32_t *ret_from,
                       uint32_t *ret_to) {
    esc_cursor c = esc_cursor_on(s, 0, end);
    while (esc_cursor_find(
        &c, "en|desde|vi@|mediante|traves|entra|ocupa|ocupan|conectaron|conectan|conectad@s a? "
            "el|la|lo|las|los|su|un|una|de? ~1")) {
        uint32_t at = c.at, last = c.at + 2;
        while (at < end && at < last && !esc_atom_is(&s->atoms[at], kinds)) at++;
        c.at = c.from + 1;
        if (at >= end || at == last || esc_cursor_looking_at(s, at, "domicilio que ocupa|ocupan")) continue;
        bool lies = esc_cursor_looking_at(s, at + 1, ",? " LIES " en"); // "la bodega, sita en …"
        if (!lies && !named(s, at, end)) continue;
        uint32_t to = venue_end(s, at, end);
        if (to == at + 1) to = platform_end(s, at, end);
        if (to == at + 1 && !lies && !esc_atom_is(&s->atoms[at], "videoconferencia")) continue;
        if (esc_atom_is(&s->atoms[at], "piso") && at && s->atoms[at - 1].ordinal) at--;
        esc_cursor address = esc_cursor_on(s, to, end); // "…, sita en la calle Mayor, 31"
        esc_cursor_sign(&address, ',');
        if (esc_cursor_match(&address, LIES " en")) {
            uint32_t street = street_end(s, address.at, end);
            if (street > address.at + 1 && street < address.at + LONGEST_PLACE) to = street;
        }
        *ret_from = at, *ret_to = to;
        return true;
    }
    return false;
}

// "en la multicancha techada, se reunieron …": whatever stands between "en" and the verb of meeting, or
// behind it, and is neither a town nor a turn of phrase.
static bool find_unforeseen(const esc_stream *s, uint32_t end, uint32_t *ret_from, uint32_t *ret_to) {
    esc_cursor c = esc_cursor_on(s, 0, end);
    while (esc_cursor_find(&c, "en el|la|los|las|su|un|una")) {
        uint32_t at = c.at;
        c.at = c.from + 1;
        // an office, or whose it is: "la Secretaría", "la secretaría del club"
        bool town_hall = at < end && s->atoms[at].shape == ESC_SHAPE_CAPITAL && c.from &&
                         esc_atom_is(&s->atoms[at], "ayuntamiento|municipalidad") &&
                         s->atoms[c.from].shape == ESC_SHAPE_CAPITAL;
        bool office = at + 1 < end && esc_atom_is(&s->atoms[at], offices) &&
                      (s->atoms[at].shape == ESC_SHAPE_CAPITAL || esc_cursor_looking_at(s, at + 1, "de|del"));
        bool room = at < end && esc_atom_is(&s->atoms[at], lone);
        uint32_t least = at + (office || room ? 0 : 1);
        if (at + 1 >= end || s->atoms[at].kind != ESC_ATOM_WORD ||
            (s->atoms[at].listed && !office && !room && !town_hall) ||
            s->atoms[at].shape == ESC_SHAPE_UPPER || !s->atoms[at].known ||
            esc_atom_is(&s->atoms[at],
                        "ciudad|villa|poblacion|comunidad|parroquia|pueblo|provincia|canton|vereda|region|"
                        "barrio|caserio|aldea|comuna|partido|isla|republica|manana|madrugada|que|cual|"
                        "ejido|vida|forma|modalidad|calidad|virtud|margen|citada|mencionada|nombre|"
                        "corregimiento|persona|momento|mes|curso|marco|objeto|mesa|uso|seno"))
            continue;
        uint32_t to = venue_end(s, at, end);
        bool meets = to > least &&
                     (esc_cursor_looking_at(s, to, ",? se|nos reun*|congreg*|constituy*|celebr*|dio|da") ||
                      esc_cursor_looking_at(s, to, ",? reunid@s|siendo") ||
                      (room && esc_cursor_looking_at(s, to, ",? a las|los")) ||
                      esc_cursor_looking_at(s, to, ", el|la " ESC_BODY_NOUNS) ||
                      (town_hall && esc_cursor_looking_at(s, to, ",? a las")));
        for (uint32_t n = 1; n < 8 && n <= c.from && !meets; n++)
            meets =
                to > least && esc_atom_is(&s->atoms[c.from - n], "reun*|congreg*|sesion*|celebr*|constitu*");
        // "En el oratorio, el sábado …, se reunieron …": when, and further on that they met
        meets |=
            to > at &&
            (timed(s, to) || esc_cursor_looking_at(s, to, ", el|la? " ESC_WEEKDAYS) ||
             esc_cursor_looking_at(s, to, ", a las|la")) &&
            esc_cursor_within(s, to, esc_sentence_to(s, to, OPENING_ATOMS / 4), "reun*|congreg*|celebr*");
        if (!meets) continue;
        *ret_from = at, *ret_to = to;
        return true;
    }
    return false;
}

// "Casa de Cultura, 3 de mayo de 2016", "14 de diciembre de 2019, Residencia Deportiva, 11:00 horas": in a
// row of the heading that tells when, a piece that begins as places do, or the only one that is left.
static bool in_dated_row(esc_reader *r, uint32_t end) {
    const esc_stream *s = &r->body;
    for (uint32_t row = 0; row < s->rows_count && row < LABEL_ROWS && s->rows[row].first < end; row++) {
        const esc_row *x = &s->rows[row];
        uint32_t stop = x->first + x->count, from = ESC_NONE, to = 0, left = 0;
        bool dated = false, hour = false;
        for (uint32_t at = x->first; at < stop && x->count < DATED_ROW;) {
            uint32_t piece = at;
            while (at < stop && !esc_stream_sign(s, at, ',') && !esc_stream_sign(s, at, '.')) at++;
            esc_cursor day = esc_cursor_on(s, piece, stop), clock = day;
            esc_date date;
            esc_time time;
            if (esc_cursor_match(&clock, "de|a"))
                esc_cursor_match(&clock, "las|la"); // "de 12:30 a 13:20 horas"
            esc_cursor_match(&day, ESC_WEEKDAYS);
            esc_cursor yearless = day;
            bool when = esc_date_parse(&day, &date) || esc_cursor_match(&yearless, "# de " ESC_MONTHS),
                 then = !when && esc_time_parse(&clock, &time);
            const esc_atom *first = &s->atoms[piece];
            bool venue = esc_atom_is(first, venues);
            // behind when it is, a room needs no capital: "12 de junio, 18:00, cafetería"
            bool behind = venue && dated && hour;
            dated |= when, hour |= then;
            bool may = !when && !then && at > piece + !behind && at < piece + 9 &&
                       first->kind == ESC_ATOM_WORD && (first->shape != ESC_SHAPE_LOWER || behind) &&
                       !esc_atom_is(first, ESC_BODY_NOUNS) && (venue || !first->listed);
            left += may;
            if (may && (venue || from == ESC_NONE)) from = piece, to = at;
            at++;
        }
        bool sure = from != ESC_NONE && esc_atom_is(&s->atoms[from], venues);
        if (from == ESC_NONE || !dated || !(sure || (hour && left == 1))) continue;
        put(r, from, to, "place.dated", sure ? 0.8f : 0.6f);
        return true;
    }
    return false;
}

// "Lugar y fecha: Villa Rica, 9 de noviembre de 2022": the town before the date.
static bool town_before_date(esc_reader *r, uint32_t end) {
    const esc_stream *s = &r->body;
    esc_cursor c = esc_cursor_on(s, 0, end);
    if (!esc_cursor_find(&c, "lugar|ciudad y|, fecha :") || c.at >= c.end) return false;
    uint32_t to = c.at, row_end = esc_stream_row_end(s, c.at);
    while (to < row_end && s->atoms[to].kind != ESC_ATOM_NUMBER && !esc_atom_is(&s->atoms[to], "a")) to++;
    while (to > c.at && s->atoms[to - 1].kind == ESC_ATOM_SIGN) to--;
    if (to == c.at) return false;
    put(r, c.at, to, "place.town", 0.6f);
    return true;
}

// "Reunida la Asamblea en Valencia el día …", "En Pichilemu, a seis de mayo …": a town, and no more.
static bool town_of_meeting(esc_reader *r, uint32_t end) {
    const esc_stream *s = &r->body;
    for (uint32_t at = 1; at < end; at++) {
        if (!esc_atom_is(&s->atoms[at - 1], "en") || s->atoms[at].shape != ESC_SHAPE_CAPITAL ||
            s->atoms[at].listed || esc_atom_is(&s->atoms[at], "sesion|reunion|pleno|asamblea"))
            continue;
        uint32_t to = esc_phrase_end(s, at, end, 0);
        bool dated = esc_cursor_looking_at(s, to, ",? a|el|siendo|al dia|los|las|#") ||
                     esc_cursor_looking_at(s, to, ",? siendo|reunid@s");
        esc_cursor c = esc_cursor_on(s, to, end);
        esc_date date;
        esc_cursor_sign(&c, ',');
        if (!dated && esc_cursor_match(&c, "a")) dated = esc_date_parse(&c, &date);
        if (!dated || to > at + 6) continue;
        put(r, at, to, "place.town", 0.5f);
        return true;
    }
    return false;
}

// "Dado en el Salón de Sesiones …, a los seis días …", under what a body resolved.
static bool where_given(esc_reader *r) {
    const esc_stream *s = &r->body;
    esc_cursor c = esc_cursor_on(s, r->sections.closing.from, r->sections.closing.to);
    while (r->sections.accord && esc_cursor_find(&c, "en el|la"))
        if (c.at < c.end && esc_atom_is(&s->atoms[c.at], halls)) {
            put(r, c.at, venue_end(s, c.at, c.end), "place.given", 0.8f);
            return true;
        }
    return false;
}

void esc_read_place(esc_reader *r) {
    const esc_stream *s = &r->body;
    if (where_given(r)) return;
    uint32_t end = r->sections.opening.to < OPENING_ATOMS ? r->sections.opening.to : OPENING_ATOMS;
    if (end > s->atoms_count) end = s->atoms_count;
    if (labelled(r, end) || among_labels(r, end)) return;
    for (uint32_t row = 0; row < s->rows_count && s->rows[row].first < end && row < 14;
         row++) { // in the heading
        esc_row heading = s->rows[row], *x = &heading;
        // ": Sala de Consejo …": the label before the colon is lost
        const bool unlabelled =
            x->count > 2 && esc_stream_sign(s, x->first, ':') && esc_atom_is(&s->atoms[x->first + 1], halls);
        if (unlabelled) x->first++, x->count--;
        uint32_t to = x->first + 1;
        while (to < x->first + x->count && !s->atoms[to].wide) to++;
        bool cell = to < x->first + x->count && s->atoms[x->first].shape == ESC_SHAPE_CAPITAL;
        bool own = s->atoms[x->first].shape == ESC_SHAPE_CAPITAL && esc_stream_sign(s, to - 1, '.') &&
                   to == x->first + x->count &&
                   (x->gap || (x->first && esc_stream_sign(s, x->first - 1, '.')));
        // Salón "Cacique Orkeke", Belgrano 1135: a row to itself behind a date, a time or an empty line
        esc_date date;
        esc_cursor above = esc_cursor_on(s, row ? s->rows[row - 1].first : 0, x->first);
        bool dated = false;
        esc_cursor clock = above; // "19 de febrero de 2020" / "9:00 h" / "Sala 5"
        esc_time time;
        dated = row && esc_time_parse(&clock, &time) && clock.at + 1 >= clock.end;
        for (; row && above.at < above.end && !dated; above.at++)
            dated = esc_date_parse(&above, &date) && above.at + 8 > above.end;
        bool last = to == x->first + x->count &&
                    (to >= s->atoms_count || s->rows[row + 1].gap || to == r->sections.agenda.from ||
                     esc_cursor_looking_at(s, to, "orden del di@"));
        if (dated && (!last || to - x->first > LONGEST_ROW) &&
            s->atoms[x->first].shape == ESC_SHAPE_CAPITAL) {
            uint32_t comma = x->first + 1; // "Auditorio …, Calle 5 Poniente 339," / "Puebla, Pue."
            while (comma < to && !esc_stream_sign(s, comma, ',')) comma++;
            if (comma < to) to = comma, last = true;
        }
        esc_cursor below = esc_cursor_on(s, to, s->atoms_count); // or right above the date, under the heading
        bool over =
            to == x->first + x->count && row && s->rows[row - 1].upper && esc_date_parse(&below, &date);
        own |= s->atoms[x->first].shape == ESC_SHAPE_CAPITAL &&
               (((x->gap || dated || unlabelled) && last) || over);
        if ((!x->upper && !cell && !own) || to - x->first > LONGEST_ROW || to < x->first + 2 ||
            (!esc_atom_is(&s->atoms[x->first], halls) &&
             !esc_cursor_looking_at(s, x->first, "casa de|del la|el? cultura|pueblo|gobierno|cabildo")))
            continue;
        put(r, x->first, to, "place.heading", 0.8f);
        return;
    }
    uint32_t from, to;
    if (find_venue(s, end, rooms, &from, &to) || find_venue(s, end, venues, &from, &to)) {
        put(r, from, to, "place.venue", 0.85f);
        return;
    }
    // "Acta de la sesión, celebrada …, en la Sala …" behind a table of contents
    const uint32_t agenda = r->sections.agenda.to;
    if (agenda > r->sections.agenda.from && r->sections.agenda.from < LATE_OPENING && !r->sections.notice) {
        uint32_t late = agenda + LATE_OPENING < s->atoms_count ? agenda + LATE_OPENING : s->atoms_count;
        if (late > r->sections.closing.from) late = r->sections.closing.from;
        if (find_venue(s, late, rooms, &from, &to) && from >= agenda &&
            esc_cursor_within(s, from > LATE_OPENING ? from - LATE_OPENING : 0, from, "celebrada por|en")) {
            put(r, from, to, "place.venue", 0.8f);
            return;
        }
    }
    esc_cursor street = esc_cursor_on(s, 0, end);
    while (esc_cursor_find(&street,
                           "en el|la? calle|avenida|av|carrera|jiron|jr|pasaje|boulevard|calzada|paseo")) {
        from = street.at - 1, to = street_end(s, from, end);
        if (to < from + 2) continue;
        put(r, from, to, "place.address", 0.7f);
        return;
    }
    if (in_dated_row(r, end)) return;
    if (find_unforeseen(s, end, &from, &to)) {
        put(r, from, to, "place.said", 0.6f);
        return;
    }
    esc_cursor c;
    c = esc_cursor_on(s, 0, end); // "Vía Google Meet", "a través de Zoom"
    if (esc_cursor_find(&c, "via|traves de|del?") || esc_cursor_find(&c, "via")) {
        esc_cursor_match(&c, "la|el|una");
        bool name = c.at < end && s->atoms[c.at].shape == ESC_SHAPE_CAPITAL;
        to = name ? esc_phrase_end(s, c.at, end, 0) : platform_end(s, c.at, end);
        if (name ? to < c.at + 4 : to > c.at + 1) {
            put(r, c.at, to, "place.platform", 0.6f);
            return;
        }
    }
    c = esc_cursor_on(s, 0, end); // "de manera virtual, mediante la plataforma Zoom"
    if (esc_cursor_find(&c, "plataforma")) {
        from = c.from, to = platform_end(s, from, end);
        if (to < end && s->atoms[to].shape == ESC_SHAPE_CAPITAL) to = esc_phrase_end(s, to, end, 0);
        if (to > from + 1) {
            put(r, from, to, "place.platform", 0.6f);
            return;
        }
    }
    c = esc_cursor_on(s, 0, end);
    if (esc_cursor_find(&c, "domicilio|ubicad@|sit@ ~2 en")) {
        to = address_end(s, c.at, end);
        if (to > c.at + 2) {
            put(r, c.at, to, "place.address", 0.7f);
            return;
        }
    }
    if (town_before_date(r, end)) return;
    // one that met on screens was in no town
    if (esc_cursor_within(s, 0, end, "por|mediante|via videoconferencia|videollamada|zoom|meet") ||
        esc_cursor_within(s, 0, end, "modalidad|manera|forma virtual|remota|telematica"))
        return;
    if (town_of_meeting(r, end)) return;
    c = esc_cursor_on(s, 0, end);
    if (esc_cursor_find(&c, "en el|la|lo? ciudad|municipio|villa|poblacion|localidad|cabecera de|del")) {
        from = esc_atom_is(&s->atoms[c.from + 2], "ciudad") && esc_cursor_looking_at(s, c.at, "mexico")
                   ? c.at - 2
                   : c.at;
        if (from < end && s->atoms[from].shape != ESC_SHAPE_LOWER) {
            to = esc_phrase_end(s, from, end, 0);
            if (esc_stream_sign(s, to, ',') && to + 1 < end && s->atoms[to + 1].shape == ESC_SHAPE_CAPITAL)
                to = esc_phrase_end(s, to + 1, end, 0);
            put(r, from, to, "place.town", 0.6f);
        }
    }
}
