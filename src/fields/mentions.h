// SPDX-License-Identifier: GPL-3.0-or-later
// Minutes that print no agenda and yet name its points in what was said: "Respecto del numeral 5, …", "El
// punto tercero queda aprobado", "Asunto 8: …".
#pragma once

#include "fields/course.h"
#include "fields/reader.h"

// "Expte. N° 061/2024: …" at the head of a row: the mark of a point that goes by its paper's number, without
// `number`; `to` is where the sign stands behind it.
bool esc_mention_by_paper(const esc_stream *stream, uint32_t at, esc_mark *ret);

// Puts the points that the business names into r->points, without texts, in the order in which they come up,
// but for those that are there by their papers' numbers; the sentences that name them go to turns. False
// where it names none.
bool esc_mentions_read(esc_reader *r, esc_course *turns);
