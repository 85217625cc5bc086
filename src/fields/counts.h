// SPDX-License-Identifier: GPL-3.0-or-later
// How many were there: numbers of persons, and the words for a quorum.
#pragma once

#include "fields/reader.h"

// "quórum", and what some call it ("habiendo número, se abre el acto").
bool esc_count_names_quorum(const esc_stream *stream, uint32_t at);
// A verb of finding or being, in whatever form, such as tells that a quorum was there.
bool esc_count_tells(const esc_stream *stream, uint32_t at);
// "Quórum: 8 de 10" at the head of a row or a sentence: where the number stands; ESC_NONE for nothing such.
uint32_t esc_count_labelled_quorum(const esc_stream *stream, uint32_t at);

// False where no count can begin.
bool esc_count_may_begin(const esc_stream *stream, uint32_t at);
// A number of persons begins at `at`, behind a word that says that they are there.
bool esc_count_there(const esc_stream *stream, uint32_t at);
// The number of those present that is told at `at` (2…500), with the end of what tells it and its weight: the
// higher, the likelier it counts those who met. False where none is.
bool esc_count_read(const esc_stream *stream, uint32_t at, uint32_t *ret, uint32_t *ret_to, int *ret_weight);

// How many were there, as the fields read so far tell (quorum.c); 0: they do not. *ret_named: how many of
// those who were there they name. *ret, unless ret is NULL: the field that tells it, or NULL.
uint32_t esc_present_told(const esc_reader *r, uint32_t *ret_named, esc_field **ret);
