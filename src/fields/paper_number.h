// SPDX-License-Identifier: GPL-3.0-or-later
// The paper's own number where a scan spoilt its title: as the paper says it again, and as its parts stand
// elsewhere.
#pragma once

#include "fields/reader.h"

typedef struct esc_paper_number {
    const char *kind; // what it is called there; NULL: nothing is told
    uint32_t kind_at;
    const esc_stream *stream;
    uint32_t from, to; // the code
} esc_paper_number;

// Finds where the paper names itself again: at the foot of its pages, over signatures, in its closing.
bool esc_paper_number_again(const esc_reader *r, esc_paper_number *ret);

// The number with its parts as the institution's letters, the body's initials and other numbers have them,
// where one of them is but a letter or a like shape away: "C05/07/2023" of the Consejo Ciudadano de
// Seguridad.
const char *esc_paper_number_mended(const esc_reader *r, const char *number);
