// SPDX-License-Identifier: GPL-3.0-or-later
// Minutes without an agenda whose telling numbers what was treated: "PRIMERO: Se comprueba el quórum.
// SEGUNDO: …".
#pragma once

#include "fields/course.h"
#include "fields/reader.h"

// Puts the numbers of the telling into r->points, which is empty, without texts; where each begins goes to
// turns. False where what was said is not numbered through.
bool esc_telling_read(esc_reader *r, esc_course *turns);

// The same where an agenda is known that is numbered in another way: "1. …" in the list, "PRIMERO: …" in what
// was said. Gives where each point begins.
bool esc_telling_turns(const esc_reader *r, esc_course *turns);
