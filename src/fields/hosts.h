// SPDX-License-Identifier: GPL-3.0-or-later
// Where nothing says whose session it is: what else tells it.
#pragma once

#include "fields/candidates.h"

// The club or the school in which one met; where nothing surer is known (unsure), also what the text calls
// "este Ayuntamiento", what the opening has with its letters, and whose room a committee met in. body may be
// NULL, as may what it gives.
const esc_candidate *esc_host_of(const esc_reader *r, const esc_candidates *institutions,
                                 const esc_candidate *body, bool unsure);
