// SPDX-License-Identifier: GPL-3.0-or-later
// Times of day: in words, in figures, before the hour ("las once menos cuarto", "faltando diez minutos para
// las siete"), and as the River Plate says them ("la hora 17 y 25").
#include <stdio.h>
#include <string.h>

#include "fields/dates.h"
#include "fields/numbers.h"

// Behind the hours: "de la tarde", "p.m.".
static bool half_of_day(esc_cursor *c, uint32_t *hour) {
    esc_cursor next = *c;
    esc_cursor_match(&next, "en punto");
    esc_cursor stop = next; // "3:00. P.M.", "6:30:p.m.", "4:40'p. m."
    const esc_atom *speck = esc_cursor_atom(&stop);
    if (speck && speck->kind == ESC_ATOM_SIGN && strchr(".:,;'\"*", speck->text[0])) stop.at++;
    if (stop.at > next.at && esc_cursor_atom(&stop) && esc_atom_is(esc_cursor_atom(&stop), "p|a|pm|am") &&
        !esc_stream_first(stop.stream, stop.at))
        next = stop;
    bool late = esc_cursor_match(&next, "de|del|por la|lo tarde|noche") || esc_cursor_match(&next, "p m") ||
                esc_cursor_match(&next, "pm");
    bool early = !late && (esc_cursor_match(&next, "de|por la|lo manana|madrugada") ||
                           esc_cursor_match(&next, "a m") || esc_cursor_match(&next, "am"));
    bool noon = !late && !early &&
                (esc_cursor_match(&next, "del|de dia|mediodia") || esc_cursor_match(&next, "meridian@"));
    if (!late && !early && !noon) return false;
    if (late && *hour < 12) *hour += 12;
    if (early && *hour == 12) *hour = 0;
    *c = next;
    return true;
}

// "once, horas", "siete. minutos": over a scan's speck before the word.
static void over_speck(esc_cursor *c, const char *words) {
    const esc_atom *speck = esc_cursor_atom(c);
    if (speck && speck->kind == ESC_ATOM_SIGN && strchr(".,;'", speck->text[0]) && c->at + 1 < c->end &&
        esc_atom_is(speck + 1, words))
        c->at++;
}

static bool hours_word(esc_cursor *c) {
    over_speck(c, "horas|hrs");
    const esc_stream *s = c->stream;
    if (c->at < c->end && esc_stream_first(s, c->at) && s->rows[s->atoms[c->at].row].gap)
        return false; // "Acta 3" over "Hora: …"
    return esc_cursor_match(c, "horas|hora|hrs|hr|hs|h");
}

// 18h05 in one word.
static bool glued_figures(const esc_atom *atom, uint32_t *hour, uint32_t *minute) {
    unsigned h, m;
    char rest;
    if (atom->kind != ESC_ATOM_MIXED || atom->norm_len > 5) return false;
    if (sscanf(atom->norm, "%2uh%2u%c", &h, &m, &rest) != 2 || h > 24 || m > 59) return false;
    *hour = h, *minute = m;
    return true;
}

// 17hs, 10h: the figure before the letters. 0 where the atom is something else.
static uint32_t figure_with_hours(const esc_atom *atom, uint32_t *ret) {
    if (atom->kind != ESC_ATOM_MIXED) return 0;
    size_t digits = strspn(atom->norm, "0123456789");
    static const char *const endings[] = {"h", "hs", "hr", "hrs", "horas"};
    if (digits < 1 || digits > 2) return 0;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (!strcmp(atom->norm + digits, endings[i])) {
            *ret = (uint32_t)(atom->norm[0] - '0');
            if (digits == 2) *ret = *ret * 10 + (uint32_t)(atom->norm[1] - '0');
            return (uint32_t)digits;
        }
    return 0;
}

// 6pm, 30am: "pm" and "am" glued to a figure. 0 where it is not so, else 'p' or 'a'.
static char figure_with_half(const esc_atom *atom, uint32_t *ret) {
    if (atom->kind != ESC_ATOM_MIXED) return 0;
    size_t digits = strspn(atom->norm, "0123456789");
    const char *half = atom->norm + digits;
    if (digits < 1 || digits > 2 || (strcmp(half, "pm") && strcmp(half, "am"))) return 0;
    *ret = (uint32_t)(atom->norm[0] - '0');
    if (digits == 2) *ret = *ret * 10 + (uint32_t)(atom->norm[1] - '0');
    return half[0];
}

static void into_half(char half, uint32_t *hour) {
    if (half == 'p' && *hour < 12) *hour += 12;
    if (half == 'a' && *hour == 12) *hour = 0;
}

// The two figures of the minutes, with "hs" glued on or not.
static bool two_figures(esc_cursor *c, uint32_t *ret, bool *ret_hours) {
    const esc_atom *atom = esc_cursor_atom(c);
    if (!atom) return false;
    *ret_hours = false;
    if (figure_with_hours(atom, ret) == 2) {
        c->at++;
        return *ret_hours = true;
    }
    return strlen(atom->text) == 2 && esc_number_figures(c, ret);
}

// "12940 horas": a colon that was read as a figure between the hour and the minutes.
static bool colon_as_figure(esc_cursor *c, uint32_t *hour, uint32_t *minute) {
    esc_cursor next = *c;
    const esc_atom *atom = esc_cursor_atom(&next);
    uint32_t all;
    if (!atom || atom->kind != ESC_ATOM_NUMBER || strlen(atom->text) != 5 ||
        !esc_number_figures(&next, &all) || all / 1000 > 23 || all % 100 > 59 || !hours_word(&next))
        return false;
    *hour = all / 1000, *minute = all % 100;
    *c = next;
    return true;
}

// 13:01, 13.01, 13,01 horas, 10h30, 18:10hs; damaged: 13:0l.
static bool in_figures(esc_cursor *c, bool after_article, uint32_t *hour, uint32_t *minute,
                       bool *ret_doubted) {
    esc_cursor next = *c;
    const esc_atom *atom = esc_cursor_atom(&next);
    *minute = 0;
    if (atom && figure_with_hours(atom, hour) && *hour <= 24) { // 10h, 17hs
        next.at++;
        esc_cursor_sign(&next, '.');
        uint32_t behind;
        esc_cursor minutes = next;
        bool again;
        if (two_figures(&minutes, &behind, &again) && behind < 60 && c->stream->atoms[next.at].glued)
            *minute = behind, next = minutes;
        *c = next;
        return true;
    }
    if (atom && glued_figures(atom, hour, minute)) {
        next.at++;
        *c = next;
        return true;
    }
    char half = atom ? figure_with_half(atom, hour) : 0;
    if (half && *hour && *hour < 13) { // 6pm
        into_half(half, hour);
        next.at++;
        *c = next;
        return true;
    }
    if (after_article && colon_as_figure(c, hour, minute)) return true;
    uint32_t both;
    esc_cursor together = next; // a las 1830 horas
    if (after_article && atom && atom->kind == ESC_ATOM_NUMBER && strlen(atom->text) == 4 &&
        esc_number_figures(&together, &both) && both / 100 < 24 && both % 100 < 60 && hours_word(&together)) {
        *hour = both / 100, *minute = both % 100;
        *c = together;
        return true;
    }
    if (!esc_number_figures(&next, hour) || *hour > 24) return false;
    uint32_t digits = (uint32_t)strlen(c->stream->atoms[c->at].text);
    const esc_atom *sign = esc_cursor_atom(&next);
    if (!sign || digits > 2 || sign->kind != ESC_ATOM_SIGN || !strchr(":.;,", sign->text[0])) return false;
    bool colon = sign->text[0] == ':', said;
    next.at++;
    atom = esc_cursor_atom(&next);
    half = atom && strlen(atom->text) == 4 && *hour && *hour < 13 ? figure_with_half(atom, minute) : 0;
    if (half && *minute < 60) { // 6:30pm
        into_half(half, hour);
        next.at++;
        *c = next;
        return true;
    }
    if (!two_figures(&next, minute, &said)) return false;
    if (*minute >= 80 && *minute < 90) *minute -= 80, *ret_doubted = true; // no minute: 08 read as 88
    if (*minute > 59) return false;
    esc_cursor seconds = next;
    uint32_t ignored;
    if (esc_cursor_sign(&seconds, ':') && esc_number_figures(&seconds, &ignored)) next = seconds;
    said |= hours_word(&next);
    if (!said && !colon && !after_article) return false;
    *c = next;
    return true;
}

// "con cua tos", "concanaFdAta minutos", "con setenta minutos": minutes are said behind the hours, and cannot
// be read, or be.
static bool minutes_broken(const esc_cursor *c) {
    const esc_stream *s = c->stream;
    if (c->at + 1 >= c->end) return false;
    esc_cursor many = *c;
    uint32_t n;
    if (esc_cursor_match(&many, "con") && esc_number_any(&many, &n) && n > 59 &&
        esc_cursor_match(&many, "minutos"))
        return true;
    const esc_atom *atom = &s->atoms[c->at], *next = atom + 1;
    if (esc_atom_is(atom, "con"))
        return next->kind == ESC_ATOM_WORD && next->shape == ESC_SHAPE_LOWER && !next->known &&
               !next->cardinal;
    return atom->kind == ESC_ATOM_WORD && !atom->known && !strncmp(atom->norm, "con", 3) &&
           esc_atom_is(next, "minutos");
}

// "A5 minutos": two figures, one of them read as a letter of its shape. 0: it is not so.
static uint32_t lettered_minutes(esc_cursor *c) {
    static const char letters[] = "AaSsBZzGgOolI", figures[] = "4455822660011";
    const esc_atom *atom = esc_cursor_atom(c);
    uint32_t n = 0;
    if (!atom || atom->kind != ESC_ATOM_MIXED || strlen(atom->text) != 2 || c->at + 1 >= c->end ||
        !esc_atom_is(atom + 1, "minutos"))
        return 0;
    for (const char *p = atom->text; *p; p++) {
        const char *letter = strchr(letters, *p);
        if (!letter && (*p < '0' || *p > '9')) return 0;
        n = n * 10 + (uint32_t)((letter ? figures[letter - letters] : *p) - '0');
    }
    if (n > 59) return 0;
    c->at += 2;
    return n;
}

// "17 diecisiete", "30 treinta": figures, and words right behind them in the same row, which are believed.
// *ret_figures: what the figures say. `unit` has to follow words that say another number.
static bool number_twice(esc_cursor *c, const char *unit, uint32_t *ret, uint32_t *ret_figures) {
    const esc_stream *s = c->stream;
    uint32_t words;
    if (!esc_number_any(c, ret)) return false;
    *ret_figures = *ret;
    esc_cursor next = *c;
    if (s->atoms[c->at - 1].kind == ESC_ATOM_NUMBER && esc_cursor_atom(&next) &&
        !esc_stream_first(s, next.at) && esc_number_words(&next, &words) &&
        (words == *ret || (esc_atom_is(esc_cursor_atom(&next), unit) && words < 60)))
        *ret = words, *c = next;
    return true;
}

// Behind "horas": con cinco minutos, y media, 30 minutos. Leaves c where no minutes are said.
// *ret_figures: what figures say that stand before the words.
static uint32_t minutes_behind(esc_cursor *c, uint32_t *ret_figures) {
    esc_cursor next = *c;
    uint32_t minute, figures = ESC_NONE;
    *ret_figures = 0;
    // "hrs. con", "horas: con": a scan's speck
    const esc_atom *speck = esc_cursor_atom(&next);
    if (speck && speck->kind == ESC_ATOM_SIGN && strchr(".,:;'\"*", speck->text[0]) &&
        (speck->text[0] == '.' || esc_cursor_looking_at(c->stream, next.at + 1, "con")))
        next.at++;
    bool linked = esc_cursor_match(&next, "con|y|,");
    if (linked && esc_cursor_match(&next, "medi@")) {
        minute = 30;
    } else if (linked && (esc_cursor_match(&next, "cuarto") || esc_cursor_match(&next, "un cuarto"))) {
        minute = 15;
    } else {
        const uint32_t lettered = linked ? lettered_minutes(&next) : 0;
        if (lettered) {
            *c = next;
            return *ret_figures = lettered;
        }
        bool number = number_twice(&next, "minutos|minuto", &minute, &figures);
        if (!number || minute > 59) return 0;
        over_speck(&next, "minutos|minuto");
        bool said = esc_cursor_match(&next, "minutos|minuto|mins|min");
        // "trece horas treinta", and no more
        bool closed = !esc_cursor_atom(&next) || esc_cursor_atom(&next)->kind == ESC_ATOM_SIGN ||
                      esc_atom_is(esc_cursor_atom(&next), "del|de|se");
        if (!linked && !said && !(closed && minute > 4)) return 0;
    }
    *c = next;
    *ret_figures = figures == ESC_NONE ? minute : figures;
    return minute;
}

// "menos cuarto", "menos cinco minutos": how many minutes less, below 0.
static bool minutes_less(esc_cursor *c, int *ret) {
    esc_cursor next = *c;
    uint32_t n = 15;
    if (!esc_cursor_match(&next, "menos")) return false;
    if (!esc_cursor_match(&next, "cuarto")) {
        if (!esc_number_any(&next, &n) || n > 59) return false;
        esc_cursor_match(&next, "minutos");
    }
    *ret = -(int)n;
    *c = next;
    return true;
}

// What is done at a time that says no "horas".
#define CLOSES "se levant*|cierr*|clausur*|da|dio|finaliz*|inici*|reun*|instal*|abr*|constituy*"

// Without "horas", behind "las": diez y media, trece con un minuto, diez treinta horas, 17 y 25, once menos
// cuarto (a negative number). False where no minutes are said.
static bool minutes_of_a_clock(esc_cursor *c, bool after_hora, int *ret) {
    esc_cursor next = *c;
    uint32_t n;
    if (esc_cursor_match(&next, "y|con medi@")) {
        *ret = 30;
    } else if (esc_cursor_match(&next, "y cuarto")) {
        *ret = 15;
    } else if (!minutes_less(&next, ret)) {
        next = *c;
        bool linked = esc_cursor_match(&next, "con|y");
        if (!esc_number_any(&next, &n) || n > 59) return false;
        bool said = esc_cursor_match(&next, "minutos|minuto") | hours_word(&next);
        uint32_t ignored = 1;
        esc_cursor half = next;
        const esc_atom *behind = esc_cursor_atom(&next);
        const bool done = esc_cursor_looking_at(c->stream, next.at, CLOSES); // "a las 21 y 10 se levanta"
        bool figures = linked && c->stream->atoms[next.at - 1].kind == ESC_ATOM_NUMBER && behind &&
                       (behind->kind == ESC_ATOM_SIGN || done); // "a las 21 y 10, se reúne"
        bool words = linked && c->stream->atoms[next.at - 1].kind == ESC_ATOM_WORD && n > 4 &&
                     (!behind || behind->kind == ESC_ATOM_SIGN || esc_atom_is(behind, "del|de|se|en"));
        if (!said && !(linked && after_hora) && !figures && !words && !half_of_day(&half, &ignored))
            return false; // "las diecinueve y treinta del ocho de abril"
        *ret = (int)n;
    }
    hours_word(&next);
    *c = next;
    return true;
}

// One of the forms above becomes an hour and a minute.
static void settle(uint32_t *hour, int minutes, uint32_t *minute) {
    int all = (int)*hour * 60 + minutes;
    if (all < 0) all += 24 * 60;
    *hour = (uint32_t)all / 60;
    *minute = (uint32_t)all % 60;
}

// ret_figures: what figures say that stand before the words, where it is another time.
static bool in_words(esc_cursor *c, bool article, bool after_hora, uint32_t *hour, uint32_t *minute,
                     esc_time *ret_figures) {
    esc_cursor next = *c;
    int minutes = 0;
    uint32_t figures, minute_figures = 0;
    *minute = 0;
    if (!number_twice(&next, "horas|hora|hrs", hour, &figures) || *hour > 24) return false;
    if (hours_word(&next)) {
        if (minutes_broken(&next)) return false;
        if (minutes_less(&next, &minutes)) // "las catorce horas menos cinco minutos"
            settle(hour, minutes, minute);
        else
            *minute = minutes_behind(&next, &minute_figures);
        ret_figures->contradicts = (figures != *hour && figures < 24) || minute_figures != *minute;
        ret_figures->hour = (uint8_t)(figures < 24 ? figures : *hour);
        ret_figures->minute = (uint8_t)minute_figures;
        if (minutes < 0) ret_figures->contradicts = false;
    } else if (!article) {
        return false; // a bare number
    } else if (minutes_of_a_clock(&next, after_hora, &minutes)) {
        half_of_day(&next, hour);
        settle(hour, minutes, minute);
    } else {
        uint32_t ignored = *hour;
        esc_cursor half = next;
        bool sharp =
            esc_cursor_match(&half, "en punto") || half_of_day(&half, &ignored); // las cinco de la tarde
        bool closed = esc_stream_sign(next.stream, next.at, '.') ||
                      esc_stream_sign(next.stream, next.at, ',') || esc_stream_first(next.stream, next.at) ||
                      next.at >= next.stream->atoms_count;
        bool bare = next.stream->atoms[c->at].kind == ESC_ATOM_WORD || closed; // "a la hora 23."
        bool told = c->at > 1 && esc_atom_is(&c->stream->atoms[c->at - 2], "siendo|a");
        esc_cursor day = next; // "siendo las 18 del 20/03/2020"
        esc_date date;
        bool dated = told && esc_cursor_match(&day, "del") && esc_date_parse(&day, &date);
        bool done = told && // "A las 22 se levanta"
                    esc_cursor_looking_at(c->stream, next.at, ",? " CLOSES);
        if (!sharp && !dated && !done && !(after_hora && bare)) return false;
    }
    *c = next;
    return true;
}

// "faltando diez minutos para las siete", "cuarto para las diez": what is missing. 0: nothing is said of it.
static uint32_t missing(esc_cursor *c) {
    esc_cursor next = *c;
    uint32_t n = 15;
    bool lacking = esc_cursor_match(&next, "faltando|faltaban|siendo|a|al");
    bool quarter = esc_cursor_match(&next, "un? cuarto");
    if (!quarter && (!esc_number_any(&next, &n) || n < 1 || n > 59)) return 0;
    bool said = esc_cursor_match(&next, "minutos|minuto para");
    if (!said && !((lacking || quarter) && esc_cursor_match(&next, "para"))) return 0;
    if (!esc_atom_is(esc_cursor_atom(&next), "las|la")) return 0;
    *c = next;
    return n;
}

// "al mediodía", "al punto de la medianoche", and no "12:30 del mediodía".
static bool by_name(esc_cursor *c, esc_time *ret) {
    esc_cursor next = *c;
    if (!esc_cursor_match(&next, "al punto? del? mediodia|medianoche") &&
        !esc_cursor_match(&next, "a|al punto? de? la? medianoche"))
        return false;
    const bool noon = esc_atom_is(&c->stream->atoms[next.at - 1], "mediodia");
    next.from = c->at;
    *c = next;
    *ret = (esc_time){.hour = noon ? 12 : 0, .other_hour = noon ? 12 : 0};
    return true;
}

static bool one_time(esc_cursor *c, esc_time *ret) {
    uint32_t start = c->at, hour, minute;
    esc_cursor next = *c;
    if (by_name(c, ret)) return true;
    const esc_atom *before = start ? &c->stream->atoms[start - 1] : NULL;
    uint32_t lacking = missing(&next);
    bool hora =
        esc_cursor_match(&next, "la? hora|horas") && esc_atom_is(&c->stream->atoms[next.at - 1], "hora");
    bool peru = start && esc_atom_is(before, "a") && esc_atom_is(&c->stream->atoms[start], "horas") &&
                next.at > start; // "a horas 10 y 05"
    bool article = hora || peru || esc_cursor_match(&next, "las|los|la|ias");
    if (!article && before && before->kind == ESC_ATOM_SIGN && strchr("/-:.", before->text[0]) &&
        next.at < next.end && c->stream->atoms[start].glued)
        return false; // the end of a code or a date
    article |= esc_atom_is(before, "las|los|la|hora|siendo");
    for (uint32_t i = start > 5 ? start - 5 : 0;
         i + 1 < start && esc_stream_sign(c->stream, start - 1, ':') && !article; i++) // "Fin de la sesión:"
        article = c->stream->atoms[i].row == c->stream->atoms[start - 1].row &&
                  esc_atom_is(&c->stream->atoms[i], "hora|inicio|comienzo|apertura|termino|cierre|fin|"
                                                    "conclusion|clausura|horario|finalizacion");
    hora |= esc_atom_is(before, "hora");
    // "las:18:10", "las.10:30": a speck in the blank
    const esc_atom *speck = article && next.at > start ? esc_cursor_atom(&next) : NULL;
    if (speck && speck->kind == ESC_ATOM_SIGN && speck->glued && strchr(".:,;'*-", speck->text[0]) &&
        next.at + 1 < next.end && c->stream->atoms[next.at + 1].kind == ESC_ATOM_NUMBER)
        next.at++;
    bool doubted = false;
    esc_time figures = {0};
    if (!in_figures(&next, article, &hour, &minute, &doubted)) {
        if (!in_words(&next, article, hora || lacking, &hour, &minute, &figures)) return false;
    } else if (next.stream->atoms[next.at - 1].kind == ESC_ATOM_NUMBER) {
        // "las 11:30 once horas con quince minutos": the words are believed
        esc_cursor words = next;
        const esc_atom *atom = esc_cursor_atom(&words);
        uint32_t said, said_minute;
        if (atom && atom->kind == ESC_ATOM_WORD && atom->cardinal && !atom->glued &&
            in_words(&words, false, false, &said, &said_minute, &figures)) {
            figures = (esc_time){.contradicts = said % 12 != hour % 12 || said_minute != minute,
                                 .hour = (uint8_t)(hour % 24),
                                 .minute = (uint8_t)minute};
            if (figures.contradicts) hour = said, minute = said_minute;
            next = words;
        }
    }
    uint32_t said_hour = hour;
    uint32_t half_at = next.at;
    bool half = half_of_day(&next, &hour);
    bool early =
        half && esc_cursor_within(c->stream, half_at, next.at, "a|am|manana|madrugada"); // 19:14 a.m.
    bool linked = half && !minute && esc_atom_is(esc_cursor_atom(&next), "con|y");
    uint32_t ignored,
        later = linked ? minutes_behind(&next, &ignored) : 0; // la una de la tarde con veinte minutos
    if (later) minute = later;
    if (lacking) settle(&hour, (int)minute - (int)lacking, &minute);
    *c = next;
    c->from = start;
    doubted |= half && said_hour > 12 && hour == said_hour && early;
    *ret = (esc_time){(uint8_t)(hour % 24), (uint8_t)minute, doubted, (uint8_t)(hour % 24), (uint8_t)minute};
    if (figures.contradicts)
        ret->contradicts = true, ret->other_hour = figures.hour, ret->other_minute = figures.minute;
    return true;
}

// "a las", "la mesa": behind an article or a preposition a time goes on with a number, with "hora" or with
// what is missing from one.
static bool goes_on(const esc_cursor *c) {
    if (!esc_atom_is(&c->stream->atoms[c->at], "faltando|faltaban|siendo|a|al|la|las|los|ias")) return true;
    const esc_atom *next = c->at + 1 < c->end ? &c->stream->atoms[c->at + 1] : NULL;
    return next && (next->kind != ESC_ATOM_WORD || next->cardinal ||
                    esc_atom_is(next, "un|cuarto|hora|horas|punto|mediodia|medianoche"));
}

bool esc_time_parse(esc_cursor *c, esc_time *ret) {
    uint32_t start = c->at;
    const esc_atom *first = esc_cursor_atom(c);
    bool word = first && first->kind == ESC_ATOM_WORD && !first->cardinal;
    if (!first || first->kind == ESC_ATOM_SIGN ||
        (word && !esc_atom_is(first, "faltando|faltaban|siendo|a|al|cuarto|la|las|los|ias|hora|horas")))
        return false;
    if (word && !goes_on(c)) return false;
    if (!one_time(c, ret)) return false;
    // The same again in brackets, as words or figures.
    esc_cursor again = *c;
    esc_time other;
    if (esc_cursor_sign(&again, '(') && one_time(&again, &other) && esc_cursor_sign(&again, ')')) {
        hours_word(&again);
        *c = again;
        if (ret->contradicts && ret->other_hour != ret->hour) return c->from = start, true;
        if (other.hour != ret->hour || other.minute != ret->minute) // two in the afternoon is 14:00, too
            ret->contradicts |= other.hour % 12 != ret->hour % 12 || other.minute != ret->minute;
        ret->other_hour = other.hour, ret->other_minute = other.minute;
    }
    c->from = start;
    return true;
}

bool esc_time_never(esc_cursor *c) {
    enum { LAST = 24, LATEST = 29, MINUTES = 60, MOST = 99 };
    const esc_stream *s = c->stream;
    if (!c->at || !esc_atom_is(&s->atoms[c->at - 1], "las|los|la|:")) return false;
    esc_cursor next = *c;
    uint32_t hour, minute = 0;
    if (!esc_number_any(&next, &hour) || hour > LATEST) return false;
    const bool colon =
        esc_stream_sign(s, next.at, ':') && next.at + 1 < next.end && s->atoms[next.at + 1].glued;
    if (colon) {
        next.at++;
        if (!esc_number_figures(&next, &minute) || minute > MOST) return false;
        if (hour <= LAST && minute < MINUTES) return false;
        hours_word(&next);
    } else if (hours_word(&next)) {
        esc_cursor behind = next;
        bool more = esc_cursor_match(&behind, "con") && esc_number_any(&behind, &minute) && minute <= MOST &&
                    esc_cursor_match(&behind, "minutos|minuto");
        if (more) next = behind;
        // "las 25 horas de clase"
        if (hour <= LAST ? !more || minute < MINUTES : esc_cursor_looking_at(s, next.at, "de|semanales|que"))
            return false;
    } else {
        return false;
    }
    next.from = c->at;
    *c = next;
    return true;
}
