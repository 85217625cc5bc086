// SPDX-License-Identifier: GPL-3.0-or-later
// Counts of a vote that are told by who voted so, and what is shared with those told in numbers.
#pragma once

#include <string.h>

#include "fields/cursor.h"
#include "fields/numbers.h"
#include "fields/tally.h"

enum { MOST_VOTES = 500, FOR = 0, AGAINST = 1, ABSTAIN = 2 };

typedef struct reading {
    const esc_stream *stream;
    esc_tally *tally;
    uint32_t used; // numbers before this atom have found their side
    bool any;
    uint32_t doubted; // numbers before this atom have been compared with those in brackets behind them
    uint32_t *begins; // the atoms at which anything that is asked one by one may begin
    uint32_t begins_count, begins_cap;
} reading;

// "tres (2)", "5 (tres)", "tres votos (2)": moves behind the brackets, which hold another number.
bool esc_voters_over_other(esc_cursor *c);
// Records the other one of the two, if such a number n stands before atom `used`.
void esc_voters_doubt(reading *r, int side, uint32_t n, uint32_t used);

static inline void take(reading *r, int side, uint32_t n, uint32_t used) {
    if (r->tally->votes[side] < 0) {
        r->tally->votes[side] = (int)n;
        esc_voters_doubt(r, side, n, used);
    }
    r->any = true;
    if (used > r->used) r->used = used;
}

// What a count may begin with.
static inline bool may_count(const esc_atom *atom) {
    return atom->cardinal || atom->kind == ESC_ATOM_NUMBER || atom->kind == ESC_ATOM_MIXED ||
           esc_atom_is(atom, "ningun|ninguno|ninguna|sin|nadie|ni");
}

static inline bool number(esc_cursor *c, uint32_t *ret) {
    if (c->at >= c->end || !may_count(&c->stream->atoms[c->at])) return false;
    if (esc_cursor_match(c, "ningun|ninguno|ninguna|sin|nadie")) {
        *ret = 0;
        return true;
    }
    esc_cursor nor = *c; // "sin votos en contra ni abstenciones"
    if (esc_cursor_match(&nor, "ni") &&
        esc_cursor_looking_at(nor.stream, nor.at, "abstencion|abstenciones")) {
        *c = nor, *ret = 0;
        return true;
    }
    if (!esc_number_any(c, ret)) return false;
    esc_cursor again = *c; // "7 siete votos"
    uint32_t same;
    if (c->stream->atoms[c->at - 1].kind == ESC_ATOM_NUMBER && esc_number_words(&again, &same) &&
        same == *ret)
        *c = again;
    esc_voters_over_other(c);
    esc_cursor next = *c; // "2.115 votos": by hectares or shares
    uint32_t rest;
    if (esc_cursor_sign(&next, '.') && next.at < next.end && c->stream->atoms[next.at].glued &&
        strlen(c->stream->atoms[next.at].text) == 3 && esc_number_figures(&next, &rest) && *ret < 100) {
        *ret = *ret * 1000 + rest, *c = next;
        return true;
    }
    next = *c; // "812 votos", "715 en contra"
    const bool told = esc_cursor_match(&next, "votos") || esc_tally_side(&next) >= 0;
    return *ret <= (told ? 99999u : (uint32_t)MOST_VOTES);
}

#define PEOPLE                                                                                               \
    "miembros|integrantes|consejer*|regidor*|concejal*|ediles|vocales|diputad*|soci@s|comisionad*|"          \
    "personas|asistentes|vecin@s|ejidatari@s|delegad@s|asambleistas|copropietari*|afiliad@s|asociad@s|"      \
    "director*|directiv@s|propietari@s|comuner@s|comisari@s|accionistas|fundadores|electores"

// Counts those who are named in atoms from…to-1: "a favor los regidores Huamán y Condori", "Alzate, sí; …",
// "la consejera Ruiz se abstiene".
void esc_voters_read(reading *r, uint32_t from, uint32_t to);

// How many persons are named from `at` on; behind a label (listed) also by two words and more.
uint32_t esc_voters_named(const esc_stream *stream, uint32_t at, uint32_t to, bool listed);
