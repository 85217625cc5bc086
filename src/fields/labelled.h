// SPDX-License-Identifier: GPL-3.0-or-later
// Forms: what a label tells of stands behind it, or below it in the same column.
#pragma once

#include "fields/stream.h"

// Looks in the first `rows` rows for a cell that begins with `label` (a pattern) and whose label ends in a
// colon. Gives the first atom of its value and, in ret_to, one past its last; ESC_NONE where there is none.
uint32_t esc_label_value(const esc_stream *stream, const char *label, uint32_t rows, uint32_t *ret_to);
