// SPDX-License-Identifier: GPL-3.0-or-later
// Those who are named one after the other, and what holds for several of them: a heading ("Vocales:"), whom
// they are sent by.
#pragma once

#include "fields/gap.h"

typedef struct esc_roster {
    esc_reader *r;
    const esc_stream *s;
    esc_people *all;
    // What holds from one to the next.
    bool roles_first;        // what they are stands before their names
    esc_seat group;          // "Vocales:"
    bool group_heads;        // the group stands in a row over the names
    esc_seat members;        // "los miembros:", which says no more than that
    const esc_seat *sent_by; // "Por el Claustro de Profesores:", "Representantes del Ayuntamiento:"
    esc_seat sender;         // of which sent_by tells
    bool staff;              // "Por la Administración:" holds
    // The one at hand.
    uint32_t i;
    esc_person *p;
    esc_gap gap;
    const char *by_office;   // the seat, by the name of its office
    esc_seat announced, own; // what stands before the name, and behind it
    esc_seat role;           // of these and the group's, the seat
    bool woman;
} esc_roster;

// Goes on to the i-th of those whom text names, and ends what does not hold for that one.
void esc_roster_go_on(esc_roster *t, uint32_t i, esc_range text);
// Takes what announces the one at hand for what holds from here on, where it does, and ends what it ends.
void esc_roster_head(esc_roster *t);
