// SPDX-License-Identifier: GPL-3.0-or-later
// Clauses that tell of no vote, though they have its words: what somebody wishes, supposes, demands or asks.
#pragma once

#include "fields/stream.h"

// The first clause of atoms from…to-1 that is such a one and ends behind `at`: "pidió [que se aprobara por
// unanimidad]", "[si se rechazara por mayoría], …". False where none is.
bool esc_supposed_next(const esc_stream *stream, uint32_t from, uint32_t at, uint32_t to, uint32_t *ret_from,
                       uint32_t *ret_to);
