// SPDX-License-Identifier: GPL-3.0-or-later
// What a document tells of its own acronyms: the parts of its codes, the initials of its words, the letters
// that its words begin with. Each is put in order the first time that it is asked for.
#pragma once

#include "correct/work.h"

enum { ESC_ACRONYM_BYTES = 16 };

typedef struct esc_own_acronyms esc_own_acronyms;

// Of the document, once asked for. Lent until it is done.
esc_own_acronyms *esc_work_own_acronyms(esc_work *work);
void esc_own_acronyms_free(esc_own_acronyms *own); // NULL is fine

// How often the letters stand as a part of the document's codes.
uint32_t esc_own_acronyms_in_codes(const esc_own_acronyms *own, const char *text, size_t len);
// Whether words that stand side by side have these initials, fewer than ESC_ACRONYM_BYTES, the first of them
// a capital without an accent.
bool esc_own_acronyms_spelled(esc_own_acronyms *own, const char *acronym);
// Whether a word that is longer by more than beyond bytes begins with the letters, in whatever case.
bool esc_own_acronyms_begun(esc_own_acronyms *own, const char *text, size_t len, size_t beyond);
