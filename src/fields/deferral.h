// SPDX-License-Identifier: GPL-3.0-or-later
// Points that were put off to another day, or taken back: what sentences say of it, and what was moved.
#pragma once

#include "fields/cursor.h"

// Verbs of putting off, as stems.
#define ESC_PUT_OFF                                                                                          \
    "pospon*|pospus*|pospuest*|posterg*|aplaz*|aplac*|difier*|diferir*|diferid*|difir*|reprogram*|reagend*|" \
    "recalendariz*"

// True where the sentence says that a point was put off, or taken back.
bool esc_put_off(const esc_stream *stream, uint32_t from, uint32_t to);
// "SEXTO. Reservado, de acuerdo con lo resuelto.": all that is told of a point.
bool esc_merely_put_off(const esc_stream *stream, uint32_t from, uint32_t to);
// "Queda pendiente la licencia hasta oír al área": likewise, where nothing else was decided.
bool esc_left_pending(const esc_stream *stream, uint32_t from, uint32_t to);
// "… propuso que se viera en la próxima sesión": it was only moved. *ret_behind: one past what was asked for.
bool esc_moved_to_put_off(const esc_stream *stream, uint32_t from, uint32_t to, uint32_t *ret_behind);
