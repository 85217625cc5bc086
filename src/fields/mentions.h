// SPDX-License-Identifier: GPL-3.0-or-later
// Minutes that print no agenda and yet name its points in what was said: "Respecto del numeral 5, …", "El
// punto tercero queda aprobado", "Asunto 8: …".
#pragma once

#include "fields/course.h"
#include "fields/reader.h"

// Puts the points that the business names into r->points, which is empty, without texts, in the order in
// which they come up; the sentences that name them go to turns. False where it names none.
bool esc_mentions_read(esc_reader *r, esc_course *turns);
