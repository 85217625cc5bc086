// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences of the text's stream: where the one around an atom begins and ends.
#pragma once

#include "fields/stream.h"

// The first atom of the sentence that `at` stands in, at most `reach` atoms before it.
uint32_t esc_sentence_from(const esc_stream *stream, uint32_t at, uint32_t reach);
// One past its last atom, at most `reach` atoms behind `at`.
uint32_t esc_sentence_to(const esc_stream *stream, uint32_t at, uint32_t reach);
// "… → Aprobado" / "3. Informe …": atom `at` begins the next point below a row that ends in what was decided.
bool esc_sentence_behind_result(const esc_stream *stream, uint32_t at);
