// SPDX-License-Identifier: GPL-3.0-or-later
// What all that proposes other readings does with what it finds.
#pragma once

#include "correct/work.h"

// What a search found, in no more room than that takes; NULL where it is nothing. Lent until the document is
// done.
esc_candidates *esc_candidates_kept(esc_work *work, const esc_candidates *found);
// Whether a reading takes nothing but accents that were lost or invented.
bool esc_candidate_only_accents(const esc_work *work, const esc_candidate *candidate);
// One more reading of span units from unit on, read together as form, where it is allowed; costs extra_nats
// besides its own.
void esc_work_add_arc(esc_work *work, uint32_t unit, uint32_t span, const esc_form *form,
                      const esc_candidate *candidate, float extra_nats);
// The arc of span units that says text; NULL where there is none.
esc_arc *esc_work_find_arc(const esc_work *work, uint32_t unit, uint32_t span, const char *text);
