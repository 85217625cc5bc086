// SPDX-License-Identifier: GPL-3.0-or-later
// Which point of the agenda the business has come to.
#pragma once

#include "fields/reader.h"

// Looks how the business numbers the points; to be called once before the others.
void esc_progress_begin(esc_reader *r);

// The point (index into r->points) that is treated from atom `at` on: another one where a heading or a turn
// of phrase stands there, else `current`. ESC_NONE: none yet.
uint32_t esc_progress_at(const esc_reader *r, uint32_t at, uint32_t current);

// The point that the sentence from…to-1 names ("el punto 4.1", "el tercer punto"): the last one before the
// vote at atom `vote`, else the first behind it; ESC_NONE where it names none.
uint32_t esc_progress_named(const esc_reader *r, uint32_t from, uint32_t vote, uint32_t to);

// "los puntos 2 y 3", "2 y 3. Se votaron …": the points that the sentence from…to-1 names together, in ret,
// at most `most`; 0 where it names no two.
uint32_t esc_progress_several(const esc_reader *r, uint32_t from, uint32_t to, uint32_t *ret, uint32_t most);

// A row of its own, in capitals, over a list of what was agreed.
bool esc_progress_heads_agreements(const esc_reader *r, uint32_t at);

// Whether atom `at` stands behind the first few words of a sentence ("En cuanto al …"); where those begin.
bool esc_progress_lead(const esc_stream *s, uint32_t at, uint32_t *ret_from);
