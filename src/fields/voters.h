// SPDX-License-Identifier: GPL-3.0-or-later
// Counts of a vote that are told by who voted so, and what is shared with those told in numbers.
#pragma once

#include "fields/cursor.h"
#include "fields/numbers.h"
#include "fields/tally.h"

enum { MOST_VOTES = 500, FOR = 0, AGAINST = 1, ABSTAIN = 2 };

typedef struct reading {
    const esc_stream *stream;
    esc_tally *tally;
    uint32_t used; // numbers before this atom have found their side
    bool any;
} reading;

static inline void take(reading *r, int side, uint32_t n, uint32_t used) {
    if (r->tally->votes[side] < 0) r->tally->votes[side] = (int)n;
    r->any = true;
    if (used > r->used) r->used = used;
}

static inline bool number(esc_cursor *c, uint32_t *ret) {
    if (esc_cursor_match(c, "ningun|ninguno|ninguna|sin|nadie")) {
        *ret = 0;
        return true;
    }
    return esc_number_any(c, ret) && *ret <= MOST_VOTES;
}

#define PEOPLE                                                                                               \
    "miembros|integrantes|consejer*|regidor*|concejal*|ediles|vocales|diputad*|soci@s|comisionad*|"          \
    "personas|asistentes|vecin@s|ejidatari@s|delegad@s|asambleistas|copropietari*|afiliad@s|asociad@s"

// Counts those who are named in atoms from…to-1: "a favor los regidores Huamán y Condori", "Alzate, sí; …",
// "la consejera Ruiz se abstiene".
void esc_voters_read(reading *r, uint32_t from, uint32_t to);
