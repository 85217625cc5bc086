// SPDX-License-Identifier: GPL-3.0-or-later
// Dates and times of day, in words, in figures and in mixtures.
#pragma once

#include "base/buf.h"
#include "fields/cursor.h"

// As a cursor's alternatives.
#define ESC_MONTHS                                                                                           \
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre"
#define ESC_WEEKDAYS "lunes|martes|miercoles|jueves|viernes|sabado|domingo"

typedef struct esc_date {
    uint16_t year; // 0: not said ("del presente año")
    uint8_t month, day;
    uint8_t weekday;  // 1 Monday … 7 Sunday; 0: not said
    bool never;       // the calendar has no such day (only of esc_date_parse_any)
    bool contradicts; // what is said twice (figures and words, weekday) does not agree
    struct {
        uint16_t year; // 0: none
        uint8_t month, day;
    } other; // the day as it is said the other way, where that is another
} esc_date;

typedef struct esc_time {
    uint8_t hour, minute;
    bool contradicts;                 // "las trece horas (14:00)", "19:14 a.m."
    uint8_t other_hour, other_minute; // as it is said the other way; the same where it is not
} esc_time;

// A date where the cursor stands; c->from…c->at is what it covers. Only dates that the calendar has.
bool esc_date_parse(esc_cursor *c, esc_date *ret);
// The same, also of a day that the calendar has not, with its year: "31 de abril de 2018", "30/02/2020".
bool esc_date_parse_any(esc_cursor *c, esc_date *ret);
// A time of day: "las trece horas con un minuto", "13:01 hrs.", "10 de la mañana". Needs some word or form
// that makes it one: a bare number is none.
bool esc_time_parse(esc_cursor *c, esc_time *ret);

// "12:75 horas", "las veinticinco horas": said as a time of day, and none.
bool esc_time_never(esc_cursor *c);

bool esc_date_exists(uint32_t year, uint32_t month, uint32_t day);
// 1 Monday … 7 Sunday.
uint32_t esc_date_weekday(uint32_t year, uint32_t month, uint32_t day);

// Appends "trece de octubre de dos mil diecisiete", "trece horas con un minuto".
void esc_date_write(const esc_date *date, esc_buf *out);
void esc_time_write(esc_time time, esc_buf *out);
