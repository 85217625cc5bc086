// SPDX-License-Identifier: GPL-3.0-or-later
// A name that stands several times in a document is spelled best in one of them: a scanner tears or bends it
// here and leaves it whole there, and capitals often lack the accents that small letters have.
#pragma once

#include "fields/reader.h"

// The name of atoms from…to-1 of stream, with its end taken from where the document spells it better; also
// where the scan tore it, so that to-1 is not its last piece. NULL where nothing better stands anywhere.
char *esc_twin_spelling(const esc_reader *r, const esc_stream *stream, uint32_t from, uint32_t to);
