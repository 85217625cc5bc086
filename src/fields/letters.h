// SPDX-License-Identifier: GPL-3.0-or-later
// The letters that an institution is called by.
#pragma once

#include "fields/candidates.h"
#include "fields/reader.h"

// Records the acronym of the institution whose name stands at atoms from…to-1 of s, where the text has one:
// in brackets or alone beside the name, or a word of the text that the name's letters make.
void esc_letters_read(esc_reader *r, const esc_stream *s, uint32_t from, uint32_t to);

// True where each word of the name, but for little ones, gives its first one to three letters to the acronym.
bool esc_letters_spell(const esc_stream *s, uint32_t from, uint32_t to, const char *letters);

// Adds to the weight of names whose acronym heads the paper; adds rows of its heading that end in theirs.
void esc_letters_weigh(esc_reader *r, esc_candidates *institutions);
