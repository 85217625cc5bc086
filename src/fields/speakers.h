// SPDX-License-Identifier: GPL-3.0-or-later
// Labels of who speaks in a verbatim record, which tell nothing of those who are named beside them.
#pragma once

#include "fields/names.h"

// The words from…name-1 are the label of whoever names this person.
bool esc_speakers_label(const esc_stream *s, uint32_t from, uint32_t name);

// Where the next one's label begins in atoms from…to-1; `to` where none does.
uint32_t esc_speakers_before(const esc_stream *s, uint32_t from, uint32_t to);

// The person named takes a turn to speak there: "Ing. Luis Paz: Secundo la propuesta."
bool esc_speakers_turn(const esc_stream *s, const esc_person_name *name);
