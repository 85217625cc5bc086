// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a minute that say who is there: where they begin, which names they hold, who of them is
// absent.
#pragma once

#include "fields/seats.h"

typedef struct esc_person {
    esc_person_name name;
    const char *text, *key, *title; // key: what the text is compared by
    uint32_t title_from, title_to;  // where the title stands, which may be beside another mention of the name
    esc_seat seat;
    const char *role;
    uint32_t first; // where the person is named first, once all are known
    bool absent;
    bool of_group; // the role is one word for several: "Consejeros:"
} esc_person;

typedef struct esc_people {
    esc_person *items;
    uint32_t items_count, items_cap;
} esc_people;

// Every name in the text, in order.
typedef struct esc_roll {
    esc_person_name *items;
    uint32_t items_count, items_cap;
} esc_roll;

void esc_attendance_call(const esc_reader *r, esc_roll *ret);

// "Decanos", "docentes": groups of those who are there that are no seats.
bool esc_attendance_group(const esc_atom *atom);

// True where atom `at` announces that the ones named next are there ("lista de asistencia", "comparecieron").
bool esc_attendance_announced(const esc_stream *stream, uint32_t at);
// "oficio dirigido al Ing. Luis Paz": the one named at `at` is whom something was sent to.
bool esc_attendance_addressed(const esc_stream *stream, uint32_t at);
// True where it says that somebody is not there.
bool esc_attendance_absence(const esc_stream *stream, uint32_t at);

// Appends the names from atom `from` on, up to `end` or to what comes behind the list: the quorum, the
// agenda, a long silence. Gives where it ended.
uint32_t esc_attendance_read(const esc_reader *r, const esc_roll *names, uint32_t from, uint32_t end,
                             esc_people *out);

// True where the row that begins at `at` says no more than whom those named below come from: "Por el Grupo
// Municipal Popular", "Grupo Municipal Popular:".
bool esc_attendance_sends(const esc_stream *stream, uint32_t at);

// True where the row that begins at `at`, before the name at `to`, stands as a heading over the names below
// it.
bool esc_attendance_heads(const esc_stream *stream, uint32_t at, uint32_t to);
