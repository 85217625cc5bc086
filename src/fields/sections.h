// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a minute, as ranges of atoms of the text's stream. A part that is not there is empty.
#pragma once

#include "fields/stream.h"

typedef struct esc_section {
    uint32_t from, to;
} esc_section;

typedef struct esc_sections {
    esc_section opening;    // all before the agenda's points; up to the closing where there are none
    esc_section agenda;     // the points; set by esc_read_agenda
    esc_section business;   // what was talked about and voted: from the agenda to the closing
    esc_section closing;    // the paragraph that ends the session
    esc_section signatures; // behind it
    bool notice;            // the paper calls a session and has its agenda; nothing was said in it yet
    bool accord;    // the paper is what a body resolved, with its reasons: no points, no votes on them
    float likeness; // how much the document looks like a minute, 0..1
} esc_sections;

// Finds the closing and the signatures, and how like a minute it is; opening and business as far as they are
// known without the agenda.
esc_sections esc_sections_find(const esc_stream *stream);

// Puts the agenda where it was found, and the opening and the business around it.
void esc_sections_set_agenda(esc_sections *sections, uint32_t from, uint32_t to);
