// SPDX-License-Identifier: GPL-3.0-or-later
// What the head of a row may be that a scan has read somehow: Roman numerals, with a part in figures or
// without.
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum {
    ESC_READ_BYTES = 12,        // of a head, in ASCII
    ESC_MOST_READ_NUMERAL = 30, // XXX
    ESC_MOST_READ_PART = 12,
    ESC_MOST_READINGS = 24
};

typedef struct esc_reading {
    int value, part; // "III.2"; part 0: none
    float nats;      // of emission
    bool stop;       // swallowed by a stroke, or read as something else
    uint8_t used;    // bytes of the head that are the numeral, and such a stop
} esc_reading;

typedef struct esc_readings {
    esc_reading items[ESC_MOST_READINGS];
    uint32_t count;
} esc_readings;

// Adds all that the head, shorter than ESC_READ_BYTES, may be at bearable cost, the cheapest of each value
// and part.
void esc_readings_find(const char *head, esc_readings *ret);
// Adds a reading, or makes the one of the same value and part cheaper; where there are too many, the dearest
// goes.
void esc_readings_add(esc_readings *readings, esc_reading reading);
