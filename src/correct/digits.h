// SPDX-License-Identifier: GPL-3.0-or-later
// Digits read for the letters of small words: e1, 1a, 5in, 9ue, 01.
#pragma once

#include "correct/work.h"

// Whether a form may be a word: every word, and what has digits for the letters of a short one.
bool esc_digits_asked(esc_work *work, const esc_form *form);
// Whether a reading takes nothing but digits of a word for letters.
bool esc_digits_only(const esc_work *work, const esc_form *form, const esc_candidate *candidate);
// The reading in small letters where a digit was read for the first letter of a small word within a sentence;
// otherwise itself. Lent.
const esc_candidate *esc_digits_cased(esc_work *work, uint32_t unit, const esc_candidate *candidate);
// "01" and "10" for al and lo, where digits are read for letters.
void esc_digits_propose(esc_work *work, uint32_t unit);
