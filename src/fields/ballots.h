// SPDX-License-Identifier: GPL-3.0-or-later
// A table of votes: a row for each point of the agenda, a column for each side.
#pragma once

#include "fields/reader.h"
#include "fields/verdict.h"

enum { ESC_MOST_BALLOTS = 60 };

typedef struct esc_ballot {
    uint32_t point; // index into the reader's points
    esc_verdict said;
} esc_ballot;

// Reads the table whose head is the row at `at` ("Punto   Sí   No   Abstención   Resultado"): how many of its
// rows are in ret, 0 where no such table begins. *ret_to: the atom behind it.
uint32_t esc_ballots_read(const esc_reader *r, uint32_t at, esc_ballot *ret, uint32_t *ret_to);
