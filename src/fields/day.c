// SPDX-License-Identifier: GPL-3.0-or-later
// The day of the session. Every date in the text is a candidate; the words around it tell what it is the date
// of.
#include <stdio.h>
#include <string.h>

#include "base/distance.h"
#include "fields/numbers.h"
#include "fields/reader.h"
#include "fields/sentences.h"

enum { MAX_DATES = 256, OPENING_ATOMS = 700, TITLE_ROWS = 8, LEAST_TOLD = 3 };

typedef struct dated {
    const esc_stream *stream;
    uint32_t from, to;
    esc_date date;
    int weight;
} dated;

// How many atoms back from `at` the pattern begins, within reach and within the sentence; 0: nowhere.
static uint32_t behind(const esc_stream *s, uint32_t at, const char *pattern, uint32_t reach) {
    for (uint32_t n = 1; n <= reach && n <= at; n++)
        if (esc_cursor_looking_at(s, at - n, pattern)) return n;
    return 0;
}

// Near the row stand a code, a version and the like, each behind its label: the day is that of the form.
static bool stamped(const esc_stream *s, uint32_t row) {
    uint32_t labels = 0;
    for (uint32_t k = row > 2 ? row - 2 : 0; k < row + 2 && k < s->rows_count; k++)
        for (uint32_t i = s->rows[k].first; i < s->rows[k].first + s->rows[k].count; i++)
            labels +=
                esc_cursor_looking_at(s, i, "codigo|version|revision|vigencia|emision|edicion|pagina ~1 :");
    return labels > 1;
}

// Whether a paragraph ends among the few atoms behind a date: what follows is not told with it.
static bool ends_soon(const esc_stream *s, uint32_t to) {
    enum { FEW = 3 };
    for (uint32_t i = to; i < to + FEW && i < s->atoms_count; i++)
        if (esc_stream_first(s, i) && s->rows[s->atoms[i].row].gap) return true;
    return false;
}

static int weigh_date(const esc_reader *r, const esc_stream *s, uint32_t from, uint32_t to) {
    int weight = 1;
    bool body = s == &r->body;
    bool opening = body && from < r->sections.opening.to && from < OPENING_ATOMS;
    bool closing = body && from >= r->sections.closing.from;
    if (behind(s, from, "siendo|horas|hrs", 14) ||
        (esc_cursor_looking_at(s, to, "~2 siendo|se|reunidos ~3 las|reunieron|horas") && !ends_soon(s, to)))
        weight += opening ? 8 : closing ? 5 : 1;
    if (esc_cursor_looking_at(s, to, "~1 en|a|siendo punto? de? las|los") ||
        esc_cursor_looking_at(s, to, "~1 al ser las|los"))
        weight += opening ? 7 : 1;
    if (behind(s, from, "celebrad@|efectuad@|verificad@|llevada|realizada|tuvo", 8))
        weight += opening ? 7 : 3;
    // "se reunirá el martes 15 de noviembre", "DÍA: viernes 14 de setiembre"
    if (behind(s, from,
               "reunira|reuniran|celebrara|celebrarse|efectuara|realizara|verificara|desarrollara|tendra|"
               "llevara|"
               "llevarse|cita|citase|"
               "convoca|convocase|convocan",
               18))
        weight += opening ? 8 : 1;
    if (behind(s, from, "dia :", 3)) weight += opening ? 5 : 0;
    if (body && from >= r->sections.agenda.from && from < r->sections.agenda.to) weight -= 5;
    if (behind(s, from, "emision|revision|vigencia|actualizacion|impresion|version :", 4)) weight -= 6;
    if (stamped(s, s->atoms[from].row)) weight -= 8;
    if (behind(s, from, "fecha", 3)) weight += opening ? 5 : 0;
    if (behind(s, from, "sesion|reunion|cabildo|acta|minuta", 18)) weight += opening ? 3 : 1;
    if (opening && from < 160) weight += 2;
    if (opening && behind(s, from, "a los", 3)) weight += 3;
    if (r->sections.accord && closing) // "Dado … a los cuatro días del mes de mayo"
        weight += behind(s, from, "dad@|a los", 14) ? 9 : behind(s, from, "segun|gaceta", 14) ? -6 : 3;
    // dates of other papers
    if (behind(s, from, "oficio|oficios|publicad@|convocad@|anterior|vigencia|contrato|circular|factura", 8))
        weight -= 6;
    if (behind(s, from, "fundad@|cread@|establecid@|constituid@ el|en|desde", 4)) weight -= 12;
    if (behind(s, from, "convocatoria ~1 de|del|con|emitida|fechada", 8)) weight -= 6;
    // "previa convocatoria hecha por su Presidente en fecha 4 de septiembre", "citatorio girado el día 28"
    if (behind(s, from, "convocatoria|citacion|citatorio hecha|girad@|emitid@|expedid@|enviad@|cursada", 12))
        weight -= 6;
    if (behind(s, from, "ley|reglamento|acuerdo|decreto|manual|proxima|vence|pasado|recibid@", 6))
        weight -= 4;
    // a deadline
    if (behind(s, from, "antes del|de", 3) || behind(s, from, "tardar ~1 el", 3) ||
        behind(s, from, "hasta las|el", 10) || (!r->sections.notice && behind(s, from, "sera|seran", 3)))
        weight -= 6;
    return weight;
}

static bool same_date(const esc_date *a, const esc_date *b) {
    return a->day == b->day && a->month == b->month && a->year == b->year;
}

// "el martes 18 del corriente", "el día 5 del mes en curso": the month is that of the paper's own date.
static bool of_this_month(esc_cursor *c, uint32_t *ret_day) {
    esc_cursor next = *c;
    if (!esc_number_any(&next, ret_day) || *ret_day < 1 || *ret_day > 31) return false;
    esc_cursor_match(&next, "dias");
    if (!esc_cursor_match(&next, "del|de los? corriente|corrientes|actual|actuales") &&
        !esc_cursor_match(&next, "del presente mes") &&
        !esc_cursor_match(&next, "del? mes y? ano? en curso|actual|presente|corriente"))
        return false;
    next.from = c->at;
    *c = next;
    return true;
}

// The date over or under the paper, "Cebollatí, 14 de abril de 2023".
static const dated *of_paper(const esc_reader *r, const dated *dates, uint32_t count) {
    const dated *out = NULL;
    for (uint32_t i = 0; i < count; i++) {
        const esc_stream *s = dates[i].stream;
        bool line = esc_stream_row_end(s, dates[i].from) <= dates[i].to + 1 && s == &r->body;
        bool told = dates[i].from >= r->sections.agenda.from && dates[i].from < r->sections.agenda.to;
        if (line && dates[i].date.year && !told && (!out || dates[i].from < r->sections.agenda.from)) {
            out = &dates[i];
            if (out->from < r->sections.agenda.from) return out;
        }
    }
    return out;
}

static uint32_t collect_of_this_month(esc_reader *r, dated *dates, uint32_t count) {
    const esc_stream *s = &r->body;
    const dated *paper = of_paper(r, dates, count);
    esc_cursor c = esc_cursor_on(s, 0, r->sections.agenda.from);
    while (paper && c.at < c.end && count < MAX_DATES) {
        uint32_t day;
        if (!of_this_month(&c, &day)) {
            c.at++;
            continue;
        }
        esc_date date = paper->date;
        date.day = (uint8_t)day, date.weekday = 0, date.contradicts = false, date.never = false;
        if (esc_date_exists(date.year, date.month, day))
            dates[count++] = (dated){s, c.from, c.at, date, weigh_date(r, s, c.from, c.at)};
    }
    return count;
}

static uint32_t collect(esc_reader *r, const esc_stream *s, dated *out, uint32_t count) {
    esc_cursor c = esc_cursor_on(s, 0, s->atoms_count);
    while (c.at < c.end && count < MAX_DATES) {
        esc_date date;
        if (!esc_date_parse(&c, &date) && !esc_date_parse_any(&c, &date)) {
            c.at++;
            continue;
        }
        out[count++] = (dated){s, c.from, c.at, date, weigh_date(r, s, c.from, c.at)};
    }
    return count;
}

static void put_date(esc_reader *r, const dated *x, const char *rule, float confidence, bool flagged) {
    char iso[16];
    snprintf(iso, sizeof iso, "%04u-%02u-%02u", x->date.year, x->date.month, x->date.day);
    esc_field *field = esc_reader_put(r, ESC_VALUE_TEXT, iso, rule, confidence,
                                      (esc_range){x->stream, x->from, x->to}, "/date");
    field->flagged = flagged;
}

// "31 de abril de 2018": what is said for the day, which is none.
static void put_never(esc_reader *r, const dated *x, const char *rule, float confidence) {
    esc_reader_put(r, ESC_VALUE_NONE, "", rule, confidence, (esc_range){x->stream, x->from, x->to}, "/date")
        ->flagged = true;
}

// The year of a date that leaves it out ("del presente año"): that of the heaviest date which has one.
// Where none has, the first year that the opening tells: "tercera sesión extraordinaria de dos mil catorce".
static void lend_years(const esc_reader *r, dated *dates, uint32_t count) {
    const dated *with = NULL;
    for (uint32_t i = 0; i < count; i++)
        if (dates[i].date.year && (!with || dates[i].weight > with->weight)) with = &dates[i];
    uint32_t lent = with ? with->date.year : 0;
    esc_cursor c = esc_cursor_on(&r->body, 0, r->sections.opening.to);
    for (; count && !lent && c.at < c.end && c.at < OPENING_ATOMS; c.at++)
        if (esc_cursor_match(&c, "de|del|ano|ejercicio") && !esc_number_year(&c, &lent)) c.at--;
    for (uint32_t i = 0; i < count; i++) {
        if (dates[i].date.year) continue;
        if (lent) dates[i].date.year = (uint16_t)lent; // "29 de febrero del presente año", of 2019
        dates[i].date.never = lent && !esc_date_exists(lent, dates[i].date.month, dates[i].date.day);
        dates[i].weight -= 3;
    }
}

// "catorce de noviembre de dos mil | diecisiete", torn by a column: the same day in figures has all of the
// year.
static void mend_torn_years(dated *dates, uint32_t count) {
    enum { TORN = 2000, CENTURY = 100 };
    for (uint32_t i = 0; i < count; i++) {
        const dated *x = &dates[i];
        if (x->date.year != TORN || x->stream->atoms[x->to - 1].kind != ESC_ATOM_WORD) continue;
        for (uint32_t k = 0; k < count; k++) {
            const esc_date *whole = &dates[k].date;
            if (whole->day == x->date.day && whole->month == x->date.month && whole->year > TORN &&
                whole->year < TORN + CENTURY)
                dates[i].date.year = whole->year;
        }
    }
}

// How often the year stands in the text, in figures.
static uint32_t told_years(const esc_reader *r, uint32_t year) {
    uint32_t n = 0;
    char figures[8];
    snprintf(figures, sizeof figures, "%u", year);
    for (uint32_t i = 0; i < r->body.atoms_count; i++)
        n += r->body.atoms[i].kind == ESC_ATOM_NUMBER && !strcmp(r->body.atoms[i].text, figures);
    return n;
}

// "catorce de septiembre de dos mil veratitrós": the year of the text whose word that is nearest to, if it is
// near at all.
static void mend_broken_years(const esc_reader *r, dated *dates, uint32_t count) {
    enum { TORN = 2000, FIRST = 2001, LAST = 2059 };
    for (uint32_t i = 0; i < count; i++) {
        dated *x = &dates[i];
        const esc_stream *s = x->stream;
        if (x->date.year != TORN || x->to >= s->atoms_count || !esc_atom_is(&s->atoms[x->to - 1], "mil"))
            continue;
        const esc_atom *word = &s->atoms[x->to];
        if (word->kind != ESC_ATOM_WORD || word->known || word->shape != ESC_SHAPE_LOWER) continue;
        size_t fewest = word->norm_len / 2u + 1u;
        for (uint32_t year = FIRST; year <= LAST; year++) {
            esc_buf told = {0};
            esc_number_write(year - TORN, ESC_NUMBER_UNO, &told);
            const char *said = esc_fold(r->arena, esc_buf_text(&told), told.len);
            const size_t far = esc_distance(word->norm, word->norm_len, said, strlen(said));
            if (far < fewest && told_years(r, year))
                fewest = far, x->date.year = (uint16_t)year, x->date.contradicts = true;
            esc_buf_free(&told);
        }
    }
}

// "martes 15 de agosto de 2029" in a paper of 2023, whose 15 August was a Tuesday: a figure of the year was
// misread.
static void mend_by_weekday(const esc_reader *r, dated *dates, uint32_t count) {
    enum { OFTEN = 3, SPAN = 60, CENTURY = 2000 };
    for (uint32_t i = 0; i < count && r->doc->edits_count; i++) {
        esc_date *date = &dates[i].date;
        if (!date->weekday || !date->year || told_years(r, date->year) > 1 ||
            esc_date_weekday(date->year, date->month, date->day) == date->weekday)
            continue;
        for (uint32_t year = CENTURY; year < CENTURY + SPAN; year++) {
            const uint32_t figures = (year / 10 != date->year / 10u) + (year % 10 != date->year % 10u);
            if (figures == 1 && esc_date_exists(year, date->month, date->day) &&
                esc_date_weekday(year, date->month, date->day) == date->weekday &&
                told_years(r, year) >= OFTEN) {
                date->year = (uint16_t)year, date->contradicts = true;
                break;
            }
        }
    }
}

// "MINUTA CAP/007/2018 del 15 de marzo de 2018": in the title itself.
static bool in_title(const esc_reader *r, const dated *x) {
    const esc_row *row = &x->stream->rows[x->stream->atoms[x->from].row];
    return x->stream == &r->body && x->stream->atoms[x->from].row < TITLE_ROWS &&
           x->from < r->sections.agenda.from && esc_stream_row_end(x->stream, x->from) <= x->to + 1 &&
           x->from > row->first + 1 && esc_atom_is(&x->stream->atoms[x->from - 1], "del|de|el") &&
           esc_atom_is(&x->stream->atoms[row->first], "acta|minuta|sesion|reunion|version");
}

// "12 de marzo de 2021" by itself in the heading of a paper that began on that day of another year.
static bool of_other_year(const esc_reader *r, const dated *x, const dated *began) {
    return x->stream == &r->body && x->stream->atoms[x->from].row < TITLE_ROWS &&
           x->from < r->sections.agenda.from && esc_stream_row_end(x->stream, x->from) <= x->to + 1 &&
           x->date.day == began->date.day && x->date.month == began->date.month;
}

// "Se dio por concluida la sesión a las doce horas del 16 de mayo": the day on which it ended, a month or
// more from that on which it began.
static bool ended_elsewhen(const esc_reader *r, const dated *x, const dated *began) {
    enum { REACH = 40 };
    const esc_stream *s = x->stream;
    if (s != &r->body || x->from < r->sections.closing.from || !x->date.year || x->weight <= 0 ||
        (x->date.year == began->date.year && x->date.month == began->date.month) ||
        !behind(s, x->from, "horas|hrs|minutos|h", 4))
        return false;
    const bool next_day = x->date.day == 1 && !began->date.never && // over midnight
                          !esc_date_exists(began->date.year, began->date.month, began->date.day + 1u);
    const uint32_t from = esc_sentence_from(s, x->from, REACH), to = esc_sentence_to(s, x->to, REACH);
    return !next_day &&
           esc_cursor_within(s, from, to, "conclu*|levant*|clausur*|termin*|finaliz*|cierr*|cerro|cerrad@") &&
           esc_cursor_within(s, from, to, "sesion|reunion|asamblea|junta|trabajos") &&
           !esc_cursor_within(s, from, x->from, "firm*") &&
           !esc_cursor_within(s, from, to, "proxima|siguiente|acta|minuta");
}

// Where the day that is told best is none of the calendar: another one of the same month, if that is told as
// the session's; else ESC_NONE.
static uint32_t of_same_month(const dated *dates, uint32_t count, const esc_date *never) {
    uint32_t best = ESC_NONE;
    for (uint32_t i = 0; i < count; i++)
        if (!dates[i].date.never && dates[i].date.year == never->year &&
            dates[i].date.month == never->month && dates[i].weight >= LEAST_TOLD &&
            (best == ESC_NONE || dates[i].weight > dates[best].weight))
            best = i;
    return best;
}

void esc_read_date(esc_reader *r) {
    dated *dates = esc_arena_alloc(r->arena, MAX_DATES * sizeof *dates);
    uint32_t count = collect(r, &r->margin, dates, collect(r, &r->body, dates, 0));
    lend_years(r, dates, count);
    mend_torn_years(dates, count);
    mend_broken_years(r, dates, count);
    mend_by_weekday(r, dates, count);
    count = collect_of_this_month(r, dates, count);
    // The same day said at several places counts for all of them.
    uint32_t best = ESC_NONE, best_sum = 0, other = ESC_NONE;
    for (uint32_t i = 0; i < count; i++) {
        int sum = 0, top = 0;
        for (uint32_t k = 0; k < count; k++) {
            if (!same_date(&dates[i].date, &dates[k].date)) continue;
            if (dates[k].weight > top) top = dates[k].weight;
            if (dates[k].weight > 0) sum += dates[k].weight > 3 ? 3 : 1;
        }
        sum += 4 * top;
        if (dates[i].date.year && top >= LEAST_TOLD && (uint32_t)sum > best_sum)
            best = i, best_sum = (uint32_t)sum;
    }
    if (best == ESC_NONE) return;
    const uint32_t never = dates[best].date.never ? best : ESC_NONE;
    if (never != ESC_NONE) best = of_same_month(dates, count, &dates[never].date);
    if (best == ESC_NONE) {
        put_never(r, &dates[never], "date", ESC_OTHER_READING);
        r->year = dates[never].date.year;
        r->year_of = (esc_range){dates[never].stream, dates[never].from, dates[never].to};
        return;
    }
    const dated *chosen = &dates[best];
    for (uint32_t i = 0; i < count; i++) // the same day where it is said best
        if (same_date(&dates[i].date, &chosen->date) && dates[i].weight > chosen->weight) chosen = &dates[i];
    for (uint32_t i = 0; i < count; i++)
        if (!same_date(&dates[i].date, &chosen->date) && dates[i].date.year &&
            (dates[i].weight >= 8 || in_title(r, &dates[i]) || of_other_year(r, &dates[i], chosen) ||
             ended_elsewhen(r, &dates[i], chosen)))
            other = i;
    if (never != ESC_NONE) other = never;
    float sure = chosen->weight >= 8 ? 0.97f : chosen->weight >= 4 ? 0.85f : 0.6f;
    bool doubtful = chosen->date.contradicts || other != ESC_NONE || chosen->date.year < 1917;
    put_date(r, chosen, "date", doubtful ? sure * ESC_DOUBTED : sure, doubtful);
    if (chosen->date.other.year && // figures against words
        esc_date_exists(chosen->date.other.year, chosen->date.other.month, chosen->date.other.day)) {
        dated said = *chosen;
        said.date.year = chosen->date.other.year, said.date.month = chosen->date.other.month;
        said.date.day = chosen->date.other.day;
        put_date(r, &said, "date.contradiction", ESC_OTHER_READING, true);
    }
    if (other != ESC_NONE && dates[other].date.never)
        put_never(r, &dates[other], "date.contradiction", ESC_OTHER_READING);
    else if (other != ESC_NONE)
        put_date(r, &dates[other], "date.contradiction", ESC_OTHER_READING, true);
    r->year = chosen->date.year;
    r->year_of = (esc_range){chosen->stream, chosen->from, chosen->to};
}
