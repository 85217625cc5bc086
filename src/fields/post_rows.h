// SPDX-License-Identifier: GPL-3.0-or-later
// Forms that tell a person's post in a row of its own, behind a label.
#pragma once

#include "fields/roster.h"

// "Vocal: Arq. Ana Ruiz Paz" / "Cargo: Directora de Obras": what stands behind such labels is the office of
// the one above, of nobody else.
void esc_post_rows_share(esc_reader *reader, esc_people *all);
