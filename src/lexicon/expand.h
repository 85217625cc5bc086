// SPDX-License-Identifier: GPL-3.0-or-later
// All forms of a Hunspell dictionary, written out: each stem with each of its affixes. For the training of
// the lexicon only.
#pragma once

#include <stddef.h>

#include "base/err.h"

// Calls each(context, form, len) for every form of the dictionary base (a path without .aff and .dic), some
// more than once. Every form is one that Hunspell itself accepts. ret_refused: how many forms were made that
// it does not; may be NULL. Errors: as esc_spell_open; UNSUPPORTED where the affix file uses what we do not
// read (flags of several characters, compounds).
int esc_expand(const char *base, void (*each)(void *context, const char *form, size_t len), void *context,
               size_t *ret_refused, esc_err *err);
