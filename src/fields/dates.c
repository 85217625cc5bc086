// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/dates.h"

#include <assert.h>
#include <string.h>

#include "base/distance.h"
#include "fields/numbers.h"

enum { MOST_DIRT = 2, MOST_DAYS = 31 };

static const char *const months[12] = {"enero", "febrero", "marzo",      "abril",   "mayo",      "junio",
                                       "julio", "agosto",  "septiembre", "octubre", "noviembre", "diciembre"};
static const char *const weekdays[7] = {"lunes",   "martes", "miercoles", "jueves",
                                        "viernes", "sabado", "domingo"};

bool esc_date_exists(uint32_t year, uint32_t month, uint32_t day) {
    static const uint8_t days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12 || day < 1) return false;
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return day <= days[month - 1] + (month == 2 && (leap || !year) ? 1u : 0u);
}

// Sakamoto's method.
uint32_t esc_date_weekday(uint32_t year, uint32_t month, uint32_t day) {
    static const uint8_t shift[12] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
    if (month < 3) year--;
    uint32_t sunday0 = (year + year / 4 - year / 100 + year / 400 + shift[month - 1] + day) % 7;
    return sunday0 ? sunday0 : 7;
}

static uint32_t month_of(const esc_atom *atom) {
    if (!esc_atom_is(atom, ESC_MONTHS)) return 0;
    if (!strcmp(atom->norm, "setiembre")) return 9;
    for (uint32_t i = 0; i < 12; i++)
        if (!strcmp(atom->norm, months[i])) return i + 1;
    return 0;
}

// "24 de asosjo de 2023", "29 de zo de 2016": what stands between a day and a year, where no word is it, can
// only be a month: that which is near, or the only one that ends so. 0: none.
static uint32_t broken_month_of(const esc_atom *atom) {
    enum { SHORTEST = 5, FARTHEST = 2 };
    uint32_t best = 0, ends = 0, count = 0;
    size_t fewest = FARTHEST + 1;
    const size_t len = atom ? atom->norm_len : 0;
    if (len < 2 || atom->kind != ESC_ATOM_WORD || atom->known || esc_atom_is(atom, "los|las|el|la")) return 0;
    for (uint32_t i = 0; i < 12; i++) {
        const size_t n = strlen(months[i]),
                     far = len >= SHORTEST ? esc_distance(atom->norm, len, months[i], n) : n;
        if (far < fewest)
            fewest = far, best = i + 1;
        else if (far == fewest)
            best = 0;
        if (len < n && !strcmp(months[i] + n - len, atom->norm)) ends = i + 1, count++;
    }
    return best && fewest <= FARTHEST ? best : count == 1 ? ends : 0;
}

// ene, sept: only between other parts of a date in figures.
static uint32_t short_month_of(const esc_atom *atom) {
    size_t len = atom ? atom->norm_len : 0;
    if (len < 3 || len > 4) return 0;
    for (uint32_t i = 0; i < 12; i++)
        if (!strncmp(atom->norm, months[i], len)) return i + 1;
    return 0;
}

// "febrero18", "feb2018": a blank is lost.
static bool month_and_year(const esc_atom *atom, uint32_t *ret_month, uint32_t *ret_year) {
    size_t letters = strcspn(atom->norm, "0123456789"), digits = strspn(atom->norm + letters, "0123456789");
    if (atom->kind != ESC_ATOM_MIXED || letters < 3 || atom->norm[letters + digits] ||
        (digits != 2 && digits != 4))
        return false;
    *ret_year = 0;
    for (const char *p = atom->norm + letters; *p; p++) *ret_year = *ret_year * 10 + (uint32_t)(*p - '0');
    for (uint32_t i = 0; i < 12; i++)
        if (!strncmp(atom->norm, months[i], letters) && (!months[i][letters] || letters < 5)) {
            *ret_month = i + 1;
            return true;
        }
    return false;
}

static uint32_t weekday(esc_cursor *c) {
    const esc_atom *atom = esc_cursor_atom(c);
    if (!esc_atom_is(atom, ESC_WEEKDAYS)) return 0;
    for (uint32_t i = 0; i < 7; i++)
        if (!strcmp(atom->norm, weekdays[i])) {
            c->at++;
            esc_cursor_skip_signs(c);
            return i + 1;
        }
    return 0;
}

// 13/10/2017, 13-10-17, 13.10.2017, 2017-10-13, 13/oct/2017, 13/X/2017; nothing may be glued on to either
// end.
static bool in_figures(esc_cursor *c, bool any, esc_date *ret) {
    const esc_stream *s = c->stream;
    uint32_t start = c->at, part[3];
    if (!esc_cursor_atom(c)) return false; // a weekday ended the text
    if (start && s->atoms[start].glued && s->atoms[start - 1].kind == ESC_ATOM_SIGN &&
        strchr("/-.", s->atoms[start - 1].text[0]))
        return false;
    esc_cursor next = *c;
    char between = 0;
    for (int i = 0; i < 3; i++) {
        const esc_atom *atom = esc_cursor_atom(&next);
        if (!atom) return false;
        if (i == 1 && month_and_year(atom, &part[1], &part[2])) { // 09/febrero18
            next.at++;
            break;
        }
        if (i == 1 && (part[1] = short_month_of(atom) ? short_month_of(atom) : month_of(atom)))
            next.at++;
        else if (i == 1 && atom->shape == ESC_SHAPE_UPPER && (part[1] = esc_number_roman(atom->text, false)))
            next.at++; // 9/III/2017
        else if (!esc_number_figures(&next, &part[i]))
            return false;
        if (i == 2) break;
        const esc_atom *sign = esc_cursor_atom(&next);
        if (!sign || sign->kind != ESC_ATOM_SIGN || !strchr("/-.", sign->text[0]) || sign->text[1])
            return false;
        if (between && sign->text[0] != between) return false;
        between = sign->text[0];
        next.at++;
    }
    const esc_atom *after = esc_cursor_atom(&next);
    if (after && after->glued && (after->kind != ESC_ATOM_SIGN || strchr("/-", after->text[0]))) return false;
    bool iso = part[0] >= 1900;
    uint32_t year = part[iso ? 0 : 2], month = part[1], day = part[iso ? 2 : 0];
    if (year < 100 && !iso) year += year < 70 ? 2000 : 1900;
    const bool exists = esc_date_exists(year, month, day);
    const bool never = any && !exists && day && day <= MOST_DAYS && month && month <= 12;
    if (year < 1900 || year > 2100 || (!exists && !never)) return false;
    *c = next;
    c->from = start;
    *ret = (esc_date){.year = (uint16_t)year, .month = (uint8_t)month, .day = (uint8_t)day, .never = !exists};
    return true;
}

// "1o. de marzo": the first, its sign a small letter; of 10 a scan makes 1O.
static bool first_lettered(const esc_atom *atom) { return atom && !strcmp(atom->text, "1o"); }

static bool day_number(esc_cursor *c, uint32_t *ret) {
    uint32_t n;
    esc_cursor next = *c;
    if (first_lettered(esc_cursor_atom(c))) {
        n = 1, next.at++;
        esc_cursor stop = next;
        if (esc_cursor_sign(&stop, '.') && esc_cursor_looking_at(c->stream, stop.at, "de|del")) next = stop;
    } else if (!esc_number_any(&next, &n)) {
        if (!esc_number_ordinal(&next, &n) || n != 1) return false; // primero, 1º
    }
    esc_cursor sign = next; // 1.º
    if (n == 1 && esc_cursor_sign(&sign, '.') && esc_cursor_match(&sign, "º|°|ª|o|er|ro|\"|*")) next = sign;
    if (n < 1 || n > MOST_DAYS) return false;
    *c = next;
    *ret = n;
    return true;
}

// "veintiocho (27) días": the day once more in brackets, and not the same. 0: nothing of the kind.
static uint32_t another_day(esc_cursor *c) {
    esc_cursor next = *c;
    uint32_t n;
    if (!esc_cursor_sign(&next, '(') || !esc_number_any(&next, &n) || n < 1 || n > 31 ||
        !esc_cursor_sign(&next, ')'))
        return 0;
    *c = next;
    return n;
}

// What a scan left before a year: "DE-2013", "de' 2022", "del ¡ño dos mil diez", "de 2821 dos mil veintiuno".
static void over_dirt(esc_cursor *c) {
    for (uint32_t at = c->at; at <= c->at + MOST_DIRT && at < c->end; at++) {
        esc_cursor here = esc_cursor_on(c->stream, at, c->end);
        const esc_atom *atom = esc_cursor_atom(&here);
        uint32_t year;
        if (esc_number_year(&here, &year)) {
            const bool sign = at == c->at + 1 && c->stream->atoms[c->at].kind == ESC_ATOM_SIGN;
            if (at > c->at && !sign && atom->kind != ESC_ATOM_WORD) return; // behind a word only in words
            c->at = at;
            return;
        }
        const bool figures = atom->kind == ESC_ATOM_NUMBER && strlen(atom->text) == 4;
        if (strchr("(),;.:", atom->text[0]) ||
            esc_atom_is(atom, "la|los|las|el|lo|un|una|y|o|a|en|con|que|su|al|se") ||
            (atom->kind != ESC_ATOM_SIGN && atom->norm_len > 3 && !figures))
            return;
    }
}

// "de dos mil diecisiete", "del año 2017", "del presente año".
static void year_part(esc_cursor *c, esc_date *date) {
    esc_cursor next = *c;
    uint32_t year, again;
    esc_cursor_skip_signs(&next);
    // "del presente año, 2020"
    const bool present = esc_cursor_match(&next, "del presente|corriente|actual ano");
    if (present) esc_cursor_skip_signs(&next);
    esc_cursor bracket = next; // "del presente año (2020)"
    if (present && esc_cursor_sign(&bracket, '(') && esc_number_year(&bracket, &year) &&
        esc_cursor_sign(&bracket, ')')) {
        date->year = (uint16_t)year;
        *c = bracket;
        return;
    }
    bool linked =
        present || esc_cursor_match(&next, "de|del|d ano?") || esc_cursor_match(&next, "del? ano de?");
    while (linked && esc_cursor_match(&next, "de|ano")) {
    }
    if (linked) over_dirt(&next);
    if (!linked && !esc_cursor_atom(&next)) return;
    if (!esc_number_year(&next, &year)) return;
    // Without "de" only four figures make a year: "13 de octubre 2017".
    if (!linked && next.stream->atoms[next.at - 1].kind != ESC_ATOM_NUMBER) return;
    date->year = (uint16_t)year;
    *c = next;
    if (esc_cursor_sign(&next, '(') && esc_number_year(&next, &again) && esc_cursor_sign(&next, ')')) {
        if (again != year) date->contradicts = true, date->other.year = (uint16_t)again;
        *c = next;
    }
}

static bool one_date(esc_cursor *c, bool any, esc_date *ret) {
    const esc_atom *first = esc_cursor_atom(c);
    if (!first || first->kind == ESC_ATOM_SIGN) return false;
    bool word = first->kind == ESC_ATOM_WORD && !first->cardinal && !first->ordinal;
    if (word && !esc_atom_is(first, ESC_MONTHS "|" ESC_WEEKDAYS)) return false;
    uint32_t start = c->at, day, month, broken = 0;
    esc_cursor next = *c;
    esc_date date = {0};
    date.weekday = (uint8_t)weekday(&next);
    if (date.weekday) esc_cursor_match(&next, "dia");
    if (in_figures(&next, any, ret)) {
        ret->weekday = date.weekday;
        date = *ret;
    } else {
        bool month_first = (month = month_of(esc_cursor_atom(&next))) != 0; // octubre 13 de 2017
        if (month_first) next.at++;
        if (month_first) esc_cursor_sign(&next, '.'); // "Agosto. 15 de 2017"
        const bool lettered = first_lettered(esc_cursor_atom(&next));
        if (!day_number(&next, &day)) return false;
        uint32_t again = another_day(&next);
        if (!month_first) {
            esc_cursor_match(&next, "dias");
            const uint32_t link = next.at;
            if (!esc_cursor_match(&next, "de|del|d mes?") && !esc_cursor_match(&next, "del? mes de?")) {
                esc_cursor_skip_signs(&next);
            }
            esc_cursor_match(&next, "de");
            month = month_of(esc_cursor_atom(&next));
            if (!month && next.at > link) month = broken = broken_month_of(esc_cursor_atom(&next));
            if (!month) return false;
            const esc_row *row = &next.stream->rows[next.stream->atoms[next.at].row];
            if (row->gap && esc_stream_first(next.stream, next.at))
                return false; // "ACTA No. 12", "MARZO 13 DE 1996"
            next.at++;
        }
        date.day = (uint8_t)day;
        date.month = (uint8_t)month;
        year_part(&next, &date);
        if (again && again != day) {
            if (!date.other.year) date.other.year = date.year;
            date.other.month = date.month, date.other.day = (uint8_t)again, date.contradicts = true;
        } else if (date.other.year) {
            date.other.month = date.month, date.other.day = date.day;
        }
        if ((month_first || broken) && !date.year) return false;
        date.contradicts |= broken > 0; // somebody should look
        // "jueves 1o de marzo", whose weekday is the tenth's: read from a 10 after all
        if (lettered && date.year && date.weekday &&
            esc_date_weekday(date.year, date.month, 1) != date.weekday &&
            esc_date_weekday(date.year, date.month, 10) == date.weekday)
            date.day = 10;
        date.never = !esc_date_exists(date.year, date.month, date.day);
    }
    if (date.never && (!any || !date.year || broken)) return false;
    if (date.year && date.weekday && !date.never)
        date.contradicts |= esc_date_weekday(date.year, date.month, date.day) != date.weekday;
    *c = next;
    c->from = start;
    *ret = date;
    return true;
}

bool esc_date_parse_any(esc_cursor *c, esc_date *ret) {
    uint32_t start = c->at;
    if (!one_date(c, true, ret)) return false;
    c->from = start;
    return true;
}

bool esc_date_parse(esc_cursor *c, esc_date *ret) {
    uint32_t start = c->at;
    if (!one_date(c, false, ret)) return false;
    // The same day again in brackets: 13 de octubre de 2017 (trece de octubre de dos mil diecisiete).
    esc_cursor again = *c;
    esc_date other;
    if (ret->year && esc_cursor_sign(&again, '(') && one_date(&again, false, &other) &&
        esc_cursor_sign(&again, ')')) {
        if (other.day != ret->day || other.month != ret->month || other.year != ret->year) {
            ret->contradicts = true;
            ret->other.year = other.year, ret->other.month = other.month, ret->other.day = other.day;
        }
        *c = again;
    }
    c->from = start;
    return true;
}

void esc_date_write(const esc_date *date, esc_buf *out) {
    assert(date->month >= 1 && date->month <= 12);
    esc_number_write(date->day, ESC_NUMBER_UNO, out);
    esc_buf_printf(out, " de %s de ", months[date->month - 1]);
    esc_number_write(date->year, ESC_NUMBER_UNO, out);
}

void esc_time_write(esc_time time, esc_buf *out) {
    esc_number_write(time.hour, ESC_NUMBER_UNA, out);
    esc_buf_puts(out, time.hour == 1 ? " hora" : " horas");
    if (!time.minute) return;
    esc_buf_puts(out, " con ");
    esc_number_write(time.minute, ESC_NUMBER_UN, out);
    esc_buf_puts(out, time.minute == 1 ? " minuto" : " minutos");
}
