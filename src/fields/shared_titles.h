// SPDX-License-Identifier: GPL-3.0-or-later
// Titles that one word in the plural gives to several: "los CC. Ana Ruiz Paz y Luis Mora Gil".
#pragma once

#include "fields/attendance.h"

// Gives each of those named behind such a word, who has no title yet, the title in the singular.
void esc_titles_share(esc_reader *r, const esc_roll *names, esc_people *all);
