// SPDX-License-Identifier: GPL-3.0-or-later
// How much a text looks like the minutes, or the agenda, of a session, by what it says.
#pragma once

#include "fields/stream.h"

// Words for those who meet, and for their meetings: one element of a pattern.
extern const char esc_body_words[];
// One of the words stands in the row.
bool esc_row_has(const esc_stream *stream, uint32_t row, const char *words);

// 0 (not at all) … 1. closes: the text tells how the session ended; agenda: it is one that was sent out.
float esc_likeness(const esc_stream *stream, bool closes, bool agenda);
