// SPDX-License-Identifier: GPL-3.0-or-later
// The letters that an institution is called by.
#pragma once

#include "fields/reader.h"

// Records the acronym of the institution whose name stands at atoms from…to-1 of s, where the text has one:
// in brackets or alone beside the name, or a word of the text that the name's letters make.
void esc_letters_read(esc_reader *r, const esc_stream *s, uint32_t from, uint32_t to);
