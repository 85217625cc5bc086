// SPDX-License-Identifier: GPL-3.0-or-later
// Makes automata: forms in, the bytes of a file out. The same forms give the same bytes.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

typedef struct esc_builder esc_builder;

// default_classes: what most forms are; others cost six bytes more each.
esc_builder *esc_builder_new(unsigned default_classes);
void esc_builder_free(esc_builder *builder); // NULL is fine

// Adds a form (UTF-8, in any order; a form added again unites its classes and adds up its occurrences).
// per_million: occurrences in a million words of training text, 0 where it never occurred. False where it is
// left out: it is empty, longer than ESC_MAX_WORD_BYTES, or would be the one to bring the 128th letter.
bool esc_builder_add(esc_builder *builder, const char *form, size_t len, unsigned classes,
                     double per_million);

// Writes the automaton; more may be added and written again. dictionary: see esc_automaton.dictionary.
// Errors: LIMIT, where there are more than 127 different letters or 4 million arcs.
int esc_builder_write(esc_builder *builder, uint64_t dictionary, esc_buf *out, esc_err *err);
