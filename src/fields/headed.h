// SPDX-License-Identifier: GPL-3.0-or-later
// Heads over columns of names.
#pragma once

#include "fields/stream.h"

// Atoms from…to-1 head the names of several persons, or say who is there and who is not: "Regidores
// suplentes", "Ausentes".
bool esc_headed_names(const esc_stream *stream, uint32_t from, uint32_t to);
// They say whom those below come from: "Claustro de Profesores".
bool esc_headed_unit(const esc_stream *stream, uint32_t from, uint32_t to);
