// SPDX-License-Identifier: GPL-3.0-or-later
// When the session began and ended. Every time of day in the text is a candidate. What it is the time of is
// told by the verb that its sentence hangs on ("dio inicio", "se levanta"), by a label before it ("Hora de
// término:"), by what is said beside it (a date, "siendo las"), and by the part of the document it stands in.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fields/reader.h"
#include "fields/sentences.h"

enum {
    REACH = 60,         // atoms of a sentence that are looked at on either side
    HEAD_ATOMS = 250,   // the very beginning of the text
    LEAST = 5,          // what has to speak for a time before it is believed
    CONVENED_LEAST = 0, // for the hour that a session was called for, where no other is given
    MERE_LESS = 8,
    SAID = 6, // for the first of the times that a verbatim report puts in brackets
    HEADING_ROWS = 14,
    SHORT_ROW = 16,
    DAY_REACH = 18,
    DAY_BEGINS = 6,
    PROSE = 9, // words that a row of a paragraph has at least
    NEVER = 1000,
};

// Verbs by their stems, so that any tense or person will do.
static const char *const beginnings[] = {
    "inici*|comenz*|comienz*|empez*|empiez*|arranc*|instal*|apertur*|abre*|abrio|abrir*|abrie*|abrim*",
    "abiert*|principi*|reune*|reunio|reunier*|reunid*|reunim*|reuniend*|constituy*|constituid*|congreg*",
    "celebr*|efectu*|verific@|verificaron|conect@|conectaron|juntaron|juntan|sesion@|sesiono|sesionan",
    "sesionaron|encuentra*|encontr*|comparec*|concurr*|asisten|asistieron|estando|llam* ~3 orden",
    "llev@|llevo|llevaron a cabo",
    "se junto|juntaron|dieron cita",
    "tuvo|tiene lugar|verificativo|efecto",
};
static const char *const endings[] = {
    "conclu*|finaliz*|finalic*|clausur*|levant*|cierr*|cerr*|culmin*|disuelv*|disolv*|acab*|despid*|despedi*",
    "termin@|termino|terminan|terminaron|terminad*|terminar|terminando|terminandose|terminamos",
    "dio|da|dan|dando|dandose|damos|puso|pone|poniendo|llego|llega a? su? fin|final|termino|remate",
    "no habiendo|existiendo|teniendo|quedando|hubo|hay ~3 asunto|asuntos|tema|temas|punto|puntos|tratar",
    "no siendo para mas",
    "sin mas|otro|otros ~3 tratar|particular",
    "punto final",
    "fin|final de los|la|el trabajos|sesion|reunion|acto|asamblea|junta",
    "recesa|recesan|receso|recesaron sus|los trabajos",
    "retiran|retiraron",
    "agotad@|agotados|agotadas|desahogad@|desahogados ~4 orden|puntos|asuntos|temas|temario",
};
// A time that belongs to something else.
static const char *const others[] = {
    "receso|recesos|reanud*|incorpor*|transmit*|recibid@|prorrog*|suspend*|vence|plazo",
    "proxim@ sesion|reunion",
    "sesion|reunion|acta anterior|pasada|proxima",
    "se retira|retiro|ausenta|ausento|integra|integro|abandona|abandono|reincorpora|reincorporo",
    "lunes|martes a viernes|domingo",
    "sera|seran|quedara|quedaran|debera|deberan",
    "publicad@|registrad@|presentad@|notificad@|horario de",
    "celebraran|realizaran|efectuaran|llevaran|sesionaran|reuniran|sucesivo",
};
static const char convened[] = "convoca|convoco|convocando|cita|cito|citando|convocad@|convocad@s|citad@|"
                               "citad@s|convocatoria|programad@|senalada|fijada";

static const struct {
    const char *pattern;
    int start, end;
} labels[] = {
    {"hora|horas|horario de|del? inicio|apertura|comienzo|inicial|instalacion|entrada|sesion|reunion", 8, -6},
    {"hora|horas|horario de|del|de? la? "
     "termino|terminacion|cierre|conclusion|clausura|finalizacion|final|fin|salida",
     -6, 8},
    {"inicio|inicia|comienzo|apertura :", 8, -6},
    {"termino|termina|cierre|fin|final|conclusion|clausura|finaliza :", -6, 8},
    {"hora|horario|horas :", 6, 0},
    {"a las :", 6, 0},
};
enum { MERE_LABEL = 4 };

typedef struct hour {
    uint32_t from, to;
    esc_time time;
    int start, end; // what speaks for either
    bool convened;
    bool opens; // the nearest verb of its sentence is one of beginning
    bool mere;  // a label "Hora:", which may be the hour that it was called for
    bool lasts; // so many hours, no time of day
    bool other; // of something else
} hour;

typedef struct hours {
    hour *items;
    uint32_t items_count, items_cap;
} hours;

static esc_pattern_set opening_cues = ESC_PATTERNS(beginnings), ending_cues = ESC_PATTERNS(endings),
                       other_cues = ESC_PATTERNS(others);

// How far the nearest cue is from the time; what stands behind it is a little farther than what stands
// before.
typedef struct cues {
    int beginning, ending;
} cues;

static cues look_around(const esc_stream *s, const hour *x) {
    cues out = {NEVER, NEVER};
    uint32_t from = esc_sentence_from(s, x->from, REACH), to = esc_sentence_to(s, x->to, REACH);
    for (uint32_t i = from; i < to; i++) {
        if (i >= x->from && i < x->to) continue;
        int far = i < x->from ? (int)(x->from - i) : (int)(i - x->to) + 4;
        if (i > from + 1 && esc_cursor_looking_at(s, i - 2, "de su inicio|comienzo")) continue; // the day's
        if (far < out.ending && esc_cursor_any(s, i, &ending_cues))
            out.ending = far;
        else if (far < out.beginning && esc_cursor_any(s, i, &opening_cues))
            out.beginning = far;
    }
    return out;
}

static bool behind(const esc_stream *s, uint32_t at, const char *pattern, uint32_t reach) {
    for (uint32_t n = 1; n <= reach && n <= at; n++)
        if (esc_cursor_looking_at(s, at - n, pattern)) return true;
    return false;
}

// "… a las 13:54 horas y la siguiente será el 14 de octubre": what is said of another session.
static bool of_next(const esc_stream *s, uint32_t at) {
    return esc_cursor_looking_at(s, at, "y la|el siguiente|proxim@");
}

// A date right before or behind the time: "a las 10:00 horas del 5 de mayo", "5 de mayo de 2017, 10:00 h".
static bool beside_date(const esc_stream *s, const hour *x) {
    esc_date date;
    for (uint32_t n = 0; n < 8; n++) {
        esc_cursor c = esc_cursor_on(s, x->to + n, s->atoms_count);
        if (x->to + n >= s->atoms_count || esc_stream_sign(s, x->to + n, '.') || of_next(s, x->to + n)) break;
        if (esc_date_parse(&c, &date)) return true;
    }
    for (uint32_t n = 1; n < 14 && n <= x->from; n++) {
        esc_cursor c = esc_cursor_on(s, x->from - n, x->from);
        if (esc_date_parse(&c, &date) && c.at + 4 >= x->from) return true;
    }
    return false;
}

// "convocada para hoy, 28 de mayo de 2021, a las diecisiete horas": the day stands between.
static bool convened_for_day(const esc_stream *s, const hour *x) {
    for (uint32_t n = 2; n < DAY_REACH && n <= x->from; n++) {
        if (!esc_cursor_looking_at(s, x->from - n, "convocad@|citad@|programad@ para")) continue;
        for (uint32_t i = x->from - n + 2; i < x->from && i < x->from - n + DAY_BEGINS; i++) {
            esc_cursor c = esc_cursor_on(s, i, x->from);
            esc_date date;
            if (esc_date_parse(&c, &date)) return c.at + 4 >= x->from;
        }
        return false;
    }
    return false;
}

static void read_label(const esc_stream *s, hour *x) {
    uint32_t from = x->from, words = 0; // leaders are passed over
    while (from && words < 7) words += !esc_stream_sign(s, --from, '.');
    for (uint32_t i = x->from; i-- > from;)
        for (size_t k = 0; k < sizeof labels / sizeof *labels; k++) {
            esc_cursor c = esc_cursor_on(s, i, x->from);
            if (!esc_cursor_match(&c, labels[k].pattern)) continue;
            if (x->from - c.at > 3) continue;
            x->start += labels[k].start, x->end += labels[k].end;
            x->mere = k == MERE_LABEL;
            return;
        }
}

// "La biblioteca abrirá de 9:00 a 14:00": a verb of what shall be, before the time.
static bool foretold(const esc_stream *s, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++) {
        size_t len = strlen(s->atoms[i].text);
        const char *end = s->atoms[i].text + len;
        if (s->atoms[i].shape == ESC_SHAPE_LOWER && len > 5 &&
            (!strcmp(end - 3, "rá") || !strcmp(end - 4, "rán")))
            return true;
    }
    return false;
}

static void weigh(const esc_reader *r, hour *x) {
    const esc_stream *s = &r->body;
    bool closing = r->sections.closing.from < s->atoms_count && x->from >= r->sections.closing.from;
    bool opening = !closing && x->from < r->sections.opening.to;
    if (opening) x->start += x->from < HEAD_ATOMS ? 4 : 2;
    cues near = look_around(s, x);
    bool begins = near.beginning < NEVER && near.beginning <= near.ending;
    x->opens = begins && near.beginning < near.ending;
    // "Inicia a las 17:05 y concluye a las 18:50"
    bool opened =
        x->opens && near.ending < NEVER && behind(s, x->from, "inici*|comenz*|comienz*|empez*|abre|abrio", 4);
    if (closing && !opened) x->end += 4, x->start -= 5;
    if (opening && (begins || near.ending == NEVER)) x->end -= 3;
    if (near.beginning < NEVER) x->start += begins ? 5 : 1;
    if (near.ending < NEVER) x->end += begins ? 1 : 5;
    if (behind(s, x->from, "siendo|eran|son|sean|es|era|fue", 6)) x->start += 1, x->end += 1;
    bool same_day = esc_cursor_looking_at(s, x->to, "~2 mism@ dia|fecha|mes") ||
                    esc_cursor_looking_at(s, x->to, "~1 del|de dia de su|la|lo|inicio");
    if (same_day)
        x->end += 3, x->start -= 3;
    else if (beside_date(s, x) || esc_cursor_looking_at(s, x->to, "~2 de|del dia"))
        x->start += 3, x->end += 1;
    read_label(s, x);
    // "Salón Encinos, 8:30 horas": at the end of a short row of the heading
    const esc_row *row = &s->rows[s->atoms[x->from].row];
    bool heads = near.ending == NEVER && s->atoms[x->from].row < HEADING_ROWS &&
                 x->from < r->sections.agenda.from && row->count < SHORT_ROW &&
                 x->to + 1 >= row->first + row->count;
    if (heads) x->start += 1;
    // "Jueves 29 de noviembre, 13:30 h", "10:00 horas (primera convocatoria)": what it was called for, it may
    // be
    x->mere |= heads || esc_cursor_looking_at(s, x->to, "~2 primera convocatoria");
    uint32_t from = esc_sentence_from(s, x->from, 9);
    for (uint32_t i = from; i < x->to + 5 && i < s->atoms_count; i++) {
        if (i > x->from && i < x->to) continue;
        if (esc_stream_sign(s, i, '.') && i >= x->to) break;
        if (i >= x->to && of_next(s, i)) break;
        // "levantó la sesión a las doce y cinco, previo receso de …"
        if (i >= x->to && esc_stream_sign(s, i, ',') && near.ending < NEVER &&
            esc_cursor_looking_at(s, i + 1, "previ@|tras|luego|despues|con ~2 receso"))
            break;
        if (esc_cursor_any(s, i, &other_cues)) {
            x->start -= 8, x->end -= 6, x->other = true;
            break;
        }
    }
    if (x->from >= r->sections.agenda.to && !r->sections.notice && foretold(s, from, x->from))
        x->start -= 8, x->end -= 6, x->other = true;
    if (behind(s, x->from, "poco|cerca|alrededor|despues|antes de", 4)) x->start -= 2, x->end -= 2;
    // "las nueve horas del día antes señalado" lasts no time
    const bool said_before = esc_cursor_looking_at(
        s, x->to, "antes|arriba senalad@|indicad@|citad@|mencionad@|dich@|expresad@|referid@|anotad@");
    if ((!said_before && esc_cursor_looking_at(s, x->to, "despues|antes|posteriores")) ||
        esc_cursor_looking_at(s, x->to, "de|mas duracion|tarde"))
        x->start -= 9, x->end -= 9, x->lasts = true; // "tres horas después de su inicio"
    // "cumplido el objeto de la convocatoria se levantó la sesión": the verb nearer to the time has it
    int reach = near.ending == NEVER ? 8 : near.ending < 16 ? near.ending : 16;
    const int within = (int)(x->from - esc_sentence_from(s, x->from, REACH));
    if (reach > within) reach = within;
    x->convened = (behind(s, x->from, convened, (uint32_t)reach) &&
                   !behind(s, x->from, "primera|segunda|unica|tercera convocatoria", 9)) ||
                  convened_for_day(s, x) || esc_cursor_looking_at(s, row->first, "convocatoria|citacion :") ||
                  esc_cursor_looking_at(s, row->first, "hora de citacion|convocatoria :");
    if (x->convened) x->start -= 6, x->end -= 6;
}

// "de 10:00 a 12:30 horas": where the first is the start, the second is the end.
static void pair_up(const esc_reader *r, hours *all) {
    const esc_stream *s = &r->body;
    for (uint32_t i = 0; i + 1 < all->items_count; i++) {
        hour *x = &all->items[i], *y = x + 1;
        bool lasted = behind(s, x->from, "duracion|duro|desarroll*|celebr*|transcurr*", 7);
        const bool business = r->sections.agenda.to > r->sections.agenda.from &&
                              x->from >= r->sections.agenda.to && x->from < r->sections.closing.from;
        // "planteó abrir el museo de 18:00 a 01:00": told of in the business
        if (y->from - x->to > 3 || ((x->start < LEAST || business) && !lasted)) continue;
        for (uint32_t k = x->to; k <= y->from && k < s->atoms_count; k++)
            if (esc_atom_is(&s->atoms[k], "a|hasta|-|–")) {
                y->end += 8, y->start -= 8;
                if (lasted) x->start += 8; // "duró desde las 5 hasta las 6:35"
                break;
            }
    }
}

// "Hora: 17:00" over "Se abre la sesión a las 17:05 horas": what is told of the session itself is its start.
static void prefer_told(const esc_reader *r, hours *all) {
    const hour *told = NULL;
    for (uint32_t i = 0; i < all->items_count && !told; i++) {
        const hour *x = &all->items[i];
        bool opens = !x->mere && x->start >= LEAST && x->start > x->end && x->opens &&
                     x->from < r->sections.opening.to;
        if (opens) told = x;
    }
    for (uint32_t i = 0; told && i < all->items_count; i++)
        if (all->items[i].mere && all->items[i].from < told->from && all->items[i].end < LEAST)
            all->items[i].start -= MERE_LESS;
}

static uint32_t words_of(const esc_stream *s, const esc_row *row) {
    uint32_t n = 0;
    for (uint32_t i = row->first; i < row->first + row->count; i++) {
        if (i > row->first && s->atoms[i].wide) n = 0; // who sign stand beside each other
        n += s->atoms[i].kind != ESC_ATOM_SIGN;
    }
    return n;
}

// Where no verb tells the end: the last time in the paragraph over the signatures, "… la aprueban y firman a
// las 13:20 horas".
static const hour *last_told(const esc_reader *r, const hours *all, const hour *start) {
    const esc_stream *s = &r->body;
    if (!all->items_count || r->sections.notice) return NULL;
    const hour *x = &all->items[all->items_count - 1];
    bool after = start && x > start &&
                 (x->time.hour > start->time.hour ||
                  (x->time.hour == start->time.hour && x->time.minute > start->time.minute));
    const esc_section *agenda = &r->sections.agenda;
    if (!after || x->other || x->lasts || x->convened || (agenda->to > agenda->from && x->from < agenda->to))
        return NULL;
    const bool lone = x->from && esc_stream_first(s, x->from - 1) && esc_stream_sign(s, x->from - 1, '(') &&
                      esc_stream_sign(s, x->to, ')'); // "(12:08 horas)", as verbatim reports say
    if (!lone && !behind(s, x->from + 1, "a|siendo|son|eran|cuando ~2 las|la", 5)) return NULL;
    uint32_t prose = 0; // paragraphs below it
    for (uint32_t row = s->atoms[x->to - 1].row + 1; row < s->rows_count; row++)
        prose += s->rows[row].gap && words_of(s, &s->rows[row]) > PROSE;
    return prose ? NULL : x;
}

// It ends before it has begun, and no night lies between.
static bool runs_backwards(const hour *start, const hour *end) {
    enum { EVENING = 16, MORNING = 9 };
    if (!start || !end) return false;
    const int from = start->time.hour * 60 + start->time.minute, to = end->time.hour * 60 + end->time.minute;
    return to < from && !(start->time.hour >= EVENING && end->time.hour < MORNING);
}

static void put(esc_reader *r, const hour *x, const char *pointer, const char *rule, int weight,
                bool doubted) {
    char text[8];
    snprintf(text, sizeof text, "%02u:%02u", x->time.hour, x->time.minute);
    float sure = weight >= 8 ? 0.97f : weight >= LEAST ? 0.85f : 0.5f;
    doubted |= x->time.contradicts;
    if (doubted) sure *= ESC_DOUBTED;
    esc_range where = {&r->body, x->from, x->to};
    esc_reader_put(r, ESC_VALUE_TEXT, text, rule, sure, where, "%s", pointer)->flagged = doubted;
    if (!x->time.contradicts ||
        (x->time.other_hour == x->time.hour && x->time.other_minute == x->time.minute))
        return;
    snprintf(text, sizeof text, "%02u:%02u", x->time.other_hour, x->time.other_minute);
    esc_reader_put_other(r, ESC_VALUE_TEXT, text, "time.contradiction", where, pointer);
}

// "a las 12:75 horas": what is said for the time, which is none.
static void put_never(esc_reader *r, const hour *x, const char *pointer, const char *rule) {
    esc_reader_put(r, ESC_VALUE_NONE, "", rule, ESC_OTHER_READING, (esc_range){&r->body, x->from, x->to},
                   "%s", pointer)
        ->flagged = true;
}

// The time that no clock has and for which most speaks as the start, or as the end; NULL: none.
static const hour *never_told(const hours *nevers, bool end) {
    const hour *best = NULL;
    for (uint32_t i = 0; i < nevers->items_count; i++) {
        const hour *x = &nevers->items[i];
        const int own = end ? x->end : x->start, other = end ? x->start : x->end;
        if (own >= LEAST && own > other && (!best || own > (end ? best->end : best->start))) best = x;
    }
    return best;
}

// "Hora de inicio: 10:00"
static bool is_labelled_start(const esc_stream *s, const hour *x) {
    const uint32_t row = s->rows[s->atoms[x->from].row].first;
    return x->from > row && x->from - row < 6 &&
           esc_cursor_looking_at(s, row, "hora? de? inicio|comienzo|apertura :?");
}

// The start that the form's label tells and the one that the opening tells, where they differ; NULL: they do
// not.
static const hour *other_start(const esc_reader *r, const hours *all, const hour *start) {
    const esc_stream *s = &r->body;
    for (uint32_t i = 0; start && i < all->items_count; i++) {
        const hour *x = &all->items[i];
        if (x == start || x->from >= r->sections.opening.to || x->other || x->lasts || x->convened ||
            x->start < LEAST || x->start <= x->end ||
            (x->time.hour == start->time.hour && x->time.minute == start->time.minute))
            continue;
        if (is_labelled_start(s, x) != is_labelled_start(s, start)) return x;
    }
    return NULL;
}

void esc_read_hours(esc_reader *r) {
    hours all = {0}, nevers = {0};
    esc_cursor c = esc_cursor_on(&r->body, 0, r->body.atoms_count);
    while (c.at < c.end) {
        hour x = {0};
        if (!esc_time_parse(&c, &x.time)) {
            if (esc_time_never(&c)) {
                x.from = c.from, x.to = c.at;
                weigh(r, &x);
                *ESC_GROW(&nevers, items, 1) = x;
            } else {
                c.at++;
            }
            continue;
        }
        x.from = c.from, x.to = c.at;
        weigh(r, &x);
        if (!all.items_count && x.from > 1 && esc_cursor_looking_at(&r->body, x.from - 2, "( es"))
            x.start += SAID; // "(Es la hora 20:07)", as verbatim reports say again and again
        *ESC_GROW(&all, items, 1) = x;
    }
    pair_up(r, &all);
    prefer_told(r, &all);
    const hour *start = NULL, *end = NULL, *called = NULL, *first = NULL;
    for (uint32_t i = 0; i < all.items_count; i++) {
        const hour *x = &all.items[i];
        if (x->start >= LEAST && x->start >= x->end && (!start || x->start > start->start)) start = x;
        if (x->convened && x->start >= CONVENED_LEAST && !called) called = x;
        // "a las once horas de la fecha citada, la presidenta pidió …": told first, whatever was done then
        bool told = x->from < r->sections.opening.to && x->start >= CONVENED_LEAST && x->end < LEAST;
        if (told && !first && !x->other && !x->lasts && !x->convened &&
            behind(&r->body, x->from + 1, r->sections.notice ? "a|siendo|de las|la" : "a|siendo las|la", 3))
            first = x;
    }
    for (uint32_t i = 0; i < all.items_count; i++) {
        const hour *x = &all.items[i];
        if (x == start || x->end < LEAST || (start && x < start && x->end < x->start + 8)) continue;
        if (!end || x->end >= end->end) end = x;
    }
    const char *rule = end ? "end" : "end.last";
    if (!end) end = last_told(r, &all, start);
    hour later; // "a las siete menos veinte" of a session that began at five in the afternoon
    if (start && end && end->time.hour < 12 && end->time.hour + 12 >= start->time.hour &&
        start->time.hour >= 12 && end->time.hour > 0) {
        later = *end;
        later.time.hour = (uint8_t)(later.time.hour + 12);
        bool words = r->body.atoms[end->to - 1].kind == ESC_ATOM_WORD &&
                     !esc_atom_is(&r->body.atoms[end->to - 1], "horas|hrs|hs|h|manana|madrugada|m");
        bool after = later.time.hour > start->time.hour || later.time.minute >= start->time.minute;
        if (words && after) end = &later;
    }
    const bool backwards = runs_backwards(start, end);
    const hour *never_start = never_told(&nevers, false), *never_end = never_told(&nevers, true);
    const hour *other = other_start(r, &all, start);
    if (start)
        put(r, start, "/start", "start", start->start, backwards || never_start || other);
    else if (never_start)
        put_never(r, never_start, "/start", "start");
    else if (called && called != end)
        put(r, called, "/start", "start.convened", called->start, false);
    else if (first && first != end)
        put(r, first, "/start", "start.first", first->start, false);
    if (other) {
        char text[8];
        snprintf(text, sizeof text, "%02u:%02u", other->time.hour, other->time.minute);
        esc_reader_put_other(r, ESC_VALUE_TEXT, text, "time.contradiction",
                             (esc_range){&r->body, other->from, other->to}, "/start");
    }
    if (start && never_start) put_never(r, never_start, "/start", "time.contradiction");
    if (end && never_end && !strcmp(rule, "end.last")) end = NULL;
    if (end) put(r, end, "/end", rule, end->end, backwards || never_end);
    if (never_end) put_never(r, never_end, "/end", end ? "time.contradiction" : "end");
    free(all.items);
    free(nevers.items);
}
