// SPDX-License-Identifier: GPL-3.0-or-later
// Verbs with pronouns behind them: "remitirlo", "dársele", "habiéndoselos". es_MX has them for some verbs
// only; administrative prose makes them of any. For the training of the lexicon only.
#pragma once

#include <stddef.h>

#include "lexicon/automaton.h"

// Calls each(context, form, len) for the infinitives and gerunds among the forms of words with each pronoun,
// and each pair of "se" and another, accented as they have to be.
void esc_enclitics(const esc_automaton *words, void (*each)(void *context, const char *form, size_t len),
                   void *context);
