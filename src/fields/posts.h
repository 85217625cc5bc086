// SPDX-License-Identifier: GPL-3.0-or-later
// Seats and posts that are told by other words than those of the lists in seats.c.
#pragma once

#include "fields/reader.h"

// The seat by the name of its office, in atoms from…to-1 before a name: "Por la Presidencia del Comité:",
// "Secretaría Técnica:". woman: whoever holds it is one. NULL where nothing of the kind stands there.
const char *esc_post_of_office(esc_reader *r, uint32_t from, uint32_t to, bool woman);

// Where a post that no list has begins, right before a name at `to`: "el mayor de Carabineros don …", "la
// trabajadora social doña …". `to` where none does.
uint32_t esc_post_strange(const esc_stream *s, uint32_t from, uint32_t to);

// "Secretaría a cargo del señor …", "Presidencia a cargo de su titular …".
bool esc_post_in_charge(const esc_stream *stream, uint32_t at);
