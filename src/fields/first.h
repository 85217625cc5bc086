// SPDX-License-Identifier: GPL-3.0-or-later
// The first mark of a list, as printed or as a scan broke it.
#pragma once

#include "fields/points.h"

// The mark of a first point, at most `reach` atoms behind `from`. style: -1 for any.
bool esc_first_mark(const esc_stream *stream, esc_arena *arena, uint32_t from, uint32_t end, uint32_t reach,
                    int style, esc_mark *ret);

// "[9) Consideración …" at `from`, and "2%) …" soon behind it: the first mark, that the scan broke.
bool esc_first_broken(const esc_stream *stream, esc_arena *arena, uint32_t from, uint32_t end, esc_mark *ret);

// "19)" with "29)" soon below it: 1º and 2º, whose sign was read as a figure.
bool esc_first_ordinal(const esc_stream *stream, esc_arena *arena, uint32_t from, esc_mark *ret);

// "Acuerdos", "Compromisos:" alone in a row: what is numbered below is no agenda.
bool esc_first_other_heading(const esc_stream *stream, uint32_t at);
