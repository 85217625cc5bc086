// SPDX-License-Identifier: GPL-3.0-or-later
// Guards: what correction must not touch, whatever the models say.
#pragma once

#include "correct/forms.h"

// Words whose change would change what was decided: no, sí, votes, number words, months. They are never
// replaced, and never put where another valid word stands.
bool esc_guard_holds(const esc_form *form);

// True where the two differ in the gender of their ending only (Tarasca, Tarasco).
bool esc_guard_twins(const esc_form *a, const esc_form *b);
// True where, besides, both are given names, or they are an office or a person's role (Consejera, Consejero):
// only broken agreement may decide between them.
bool esc_guard_gender(const esc_form *a, const esc_form *b);
// Whether the form is such an office or role.
bool esc_guard_is_office(const esc_form *form);
// The gender that a word asks of the next one: 'm' (el, los, del, …), 'f' (la, las, …), or 0.
char esc_guard_asks(const esc_form *form);
// The gender of a form by its ending: 'm', 'f', or 0.
char esc_guard_ending(const esc_form *form);
