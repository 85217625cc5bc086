// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers, dates and times: whatever is written in words is read back as it was.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "fields/dates.h"
#include "fields/numbers.h"

typedef struct reading {
    esc_doc *doc;
    esc_arena *arena;
    esc_stream body, margin;
} reading;

static reading read_text(const char *text, size_t len) {
    reading r = {.doc = esc_doc_new(), .arena = esc_arena_new()};
    assert_int_equal(esc_doc_add_text(r.doc, text, len, NULL), ESC_OK);
    esc_stream_read(r.doc, esc_vocabulary_shared(), r.arena, &r.body, &r.margin);
    esc_stream_arrange(&r.body, r.arena);
    return r;
}

static void close_reading(reading *r) {
    esc_stream_free(&r->body);
    esc_stream_free(&r->margin);
    esc_arena_free(r->arena);
    esc_doc_free(r->doc);
}

static esc_cursor row_of(const reading *r, uint32_t row) {
    const esc_row *x = &r->body.rows[row];
    return esc_cursor_on(&r->body, x->first, x->first + x->count);
}

static void every_date_of_two_centuries_comes_back(void **state) {
    (void)state;
    for (uint16_t year = 1900; year <= 2100; year++) {
        ESC_AUTOBUF text = {0};
        for (uint8_t month = 1; month <= 12; month++)
            for (uint8_t day = 1; day <= 31; day++)
                if (esc_date_exists(year, month, day)) {
                    esc_date_write(&(esc_date){.year = year, .month = month, .day = day}, &text);
                    esc_buf_putc(&text, '\n');
                }
        reading r = read_text(text.bytes, text.len);
        uint32_t row = 0;
        for (uint8_t month = 1; month <= 12; month++)
            for (uint8_t day = 1; day <= 31; day++) {
                if (!esc_date_exists(year, month, day)) continue;
                esc_cursor c = row_of(&r, row++);
                esc_date date = {0};
                assert_true(esc_date_parse(&c, &date));
                assert_int_equal(c.at, c.end);
                assert_true(date.year == year && date.month == month && date.day == day);
            }
        assert_int_equal(row, r.body.rows_count);
        close_reading(&r);
    }
}

static void every_minute_of_a_day_comes_back(void **state) {
    (void)state;
    ESC_AUTOBUF text = {0};
    for (uint32_t m = 0; m < 24 * 60; m++) {
        esc_buf_puts(&text, "las ");
        esc_time_write((esc_time){.hour = (uint8_t)(m / 60), .minute = (uint8_t)(m % 60)}, &text);
        esc_buf_putc(&text, '\n');
    }
    reading r = read_text(text.bytes, text.len);
    for (uint32_t m = 0; m < 24 * 60; m++) {
        esc_cursor c = row_of(&r, m);
        esc_time time = {0};
        assert_true(esc_time_parse(&c, &time));
        assert_int_equal(c.at, c.end);
        assert_int_equal(time.hour * 60 + time.minute, m);
    }
    close_reading(&r);
}

static void cardinals_and_roman_numerals_come_back(void **state) {
    (void)state;
    ESC_AUTOBUF text = {0};
    for (uint32_t n = 0; n < 1000000; n += n < 3000 ? 1 : 997) {
        esc_number_write(n, ESC_NUMBER_UNO, &text);
        esc_buf_putc(&text, '\n');
    }
    reading r = read_text(text.bytes, text.len);
    uint32_t row = 0;
    for (uint32_t n = 0; n < 1000000; n += n < 3000 ? 1 : 997) {
        esc_cursor c = row_of(&r, row++);
        uint32_t got = 0;
        assert_true(esc_number_words(&c, &got));
        assert_int_equal(got, n);
        assert_int_equal(c.at, c.end);
    }
    close_reading(&r);
    for (uint32_t n = 1; n < 400; n++) {
        ESC_AUTOBUF roman = {0};
        esc_number_write_roman(n, &roman);
        assert_int_equal(esc_number_roman(roman.bytes, false), n);
    }
}

static const struct {
    const char *text;
    uint32_t n;
} ordinals[] = {
    {"Quinta", 5},
    {"Vigésima Tercera", 23},
    {"vigesimotercera", 23},
    {"DÉCIMA PRIMERA", 11},
    {"Décimo Primer", 11},
    {"5a.", 5},
    {"5ª", 5},
    {"XXIII", 23},
    {"1er", 1},
    {"Undécima", 11},
    {"Centésima Décima", 110},
    {"Trigésima Primera", 31},
    {"Quinto", 5},
    {"Vigesima  Tercero", 23},
};

static void ordinals_of_every_form_are_read(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof ordinals / sizeof *ordinals; i++) {
        reading r = read_text(ordinals[i].text, strlen(ordinals[i].text));
        esc_cursor c = row_of(&r, 0);
        uint32_t n = 0;
        assert_true(esc_number_ordinal(&c, &n));
        assert_int_equal(n, ordinals[i].n);
        close_reading(&r);
    }
}

static const struct {
    const char *text;
    esc_date date;
} dates[] = {
    {"29 de marzo de 2016", {.year = 2016, .month = 3, .day = 29}},
    {"los trece días del mes de octubre del año dos mil diecisiete", {.year = 2017, .month = 10, .day = 13}},
    {"viernes 13 de octubre del 2017", {.year = 2017, .month = 10, .day = 13, .weekday = 5}},
    {"viernes trece de octubre de 2017", {.year = 2017, .month = 10, .day = 13, .weekday = 5}},
    {"13 (trece) de octubre de 2017 (dos mil diecisiete)", {.year = 2017, .month = 10, .day = 13}},
    {"1º de julio de 2020", {.year = 2020, .month = 7, .day = 1}},
    {"primero de julio de dos mil veinte", {.year = 2020, .month = 7, .day = 1}},
    {"13/10/2017", {.year = 2017, .month = 10, .day = 13}},
    {"2017-10-13", {.year = 2017, .month = 10, .day = 13}},
    {"13-oct-2017", {.year = 2017, .month = 10, .day = 13}},
    {"26.06.2025", {.year = 2025, .month = 6, .day = 26}},
    {"treinta y uno de diciembre de mil novecientos noventa y nueve", {.year = 1999, .month = 12, .day = 31}},
    // damaged
    {"trece de octubre de dos mil diecisie te.", {.year = 2017, .month = 10, .day = 13}},
    {"l3 de octubre de 20 17", {.year = 2017, .month = 10, .day = 13}},
    {"13 de 0ctubre de 2Ol7", {.year = 2017, .month = 10, .day = 13}},
    {"trece de oclubre de dos mil diecisiete", {.year = 2017, .month = 10, .day = 13}},
};

static void dates_of_every_form_are_read(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        reading r = read_text(dates[i].text, strlen(dates[i].text));
        esc_cursor c = row_of(&r, 0);
        esc_cursor_match(&c, "los");
        esc_date date = {0};
        if (!esc_date_parse(&c, &date)) fail_msg("no date in %s", dates[i].text);
        if (date.year != dates[i].date.year || date.month != dates[i].date.month ||
            date.day != dates[i].date.day)
            fail_msg("%s gave %u-%u-%u", dates[i].text, date.year, date.month, date.day);
        assert_int_equal(date.weekday, dates[i].date.weekday);
        assert_false(date.contradicts);
        close_reading(&r);
    }
}

static const char *const no_dates[] = {
    "80101911/26.06.2025", "31 de abril de 2017", "30/02/2018", "13 de 2017",
    "artículo 13 de mayo", "SE/13-10-2017",       "2017",
};

static void what_is_no_date_is_none(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof no_dates / sizeof *no_dates; i++) {
        reading r = read_text(no_dates[i], strlen(no_dates[i]));
        for (esc_cursor c = row_of(&r, 0); c.at < c.end; c.at++) {
            esc_date date;
            esc_cursor here = c;
            if (esc_date_parse(&here, &date) && date.year) fail_msg("%s gave a date", no_dates[i]);
        }
        close_reading(&r);
    }
}

static void what_is_said_twice_has_to_agree(void **state) {
    (void)state;
    static const char text[] = "jueves 13 de octubre de 2017\n13 de octubre de 2017 (dos mil dieciocho)";
    reading r = read_text(text, sizeof text - 1);
    for (uint32_t row = 0; row < 2; row++) {
        esc_cursor c = row_of(&r, row);
        esc_date date;
        assert_true(esc_date_parse(&c, &date));
        assert_true(date.contradicts);
    }
    close_reading(&r);
}

static const struct {
    const char *text;
    int minute; // of the day; -1: no time
} times[] = {
    {"las trece horas con un minuto", 781},
    {"10:05 horas", 605},
    {"18:00 hrs.", 1080},
    {"las veintiún horas con cinco minutos", 1265},
    {"las 10 horas con 5 minutos", 605},
    {"las 9:30 a.m.", 570},
    {"las 5:15 p. m.", 1035},
    {"las cinco de la tarde", 1020},
    {"las diez horas con treinta minutos de la mañana", 630},
    {"las diez treinta horas", 630},
    {"las diez y media", 630},
    {"las 17:30 (diecisiete horas con treinta minutos)", 1050},
    {"las 18 (dieciocho) horas", 1080},
    {"10.30 horas", 630},
    {"l0:05 horas", 605},
    {"trece horas c on d iecisiete minutos", 797},
    {"10:05", 605},
    {"los 15 integrantes", -1},
    {"las tres propuestas", -1},
    {"25:10 horas", -1},
    {"2.5", -1},
};

static void times_of_every_form_are_read(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        reading r = read_text(times[i].text, strlen(times[i].text));
        esc_cursor c = row_of(&r, 0);
        esc_time time = {0};
        bool any = esc_time_parse(&c, &time);
        int minute = any ? time.hour * 60 + time.minute : -1;
        if (minute != times[i].minute) fail_msg("%s gave %d", times[i].text, minute);
        close_reading(&r);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_date_of_two_centuries_comes_back),
        cmocka_unit_test(every_minute_of_a_day_comes_back),
        cmocka_unit_test(cardinals_and_roman_numerals_come_back),
        cmocka_unit_test(ordinals_of_every_form_are_read),
        cmocka_unit_test(dates_of_every_form_are_read),
        cmocka_unit_test(what_is_no_date_is_none),
        cmocka_unit_test(what_is_said_twice_has_to_agree),
        cmocka_unit_test(times_of_every_form_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
