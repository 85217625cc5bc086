// SPDX-License-Identifier: GPL-3.0-or-later
// Who is told to be there while the business goes on: officials who are called for the record, those who come
// late, the roll that is called under the first point.
#pragma once

#include "fields/attendance.h"

// True where atom `at` begins to tell that somebody comes in: "se incorpora a la sesión", "ingresa a la
// sala".
bool esc_later_comes(const esc_stream *stream, uint32_t at);

// False where esc_later_comes() is false and esc_later_told() gives `at`, as at most atoms; asked before
// them.
bool esc_later_may_tell(const esc_stream *stream, uint32_t at);

// What atom `at` announces of who is there, beside any list that stands before the business: where it ends,
// and in *ret_from where it begins; `at` where it announces nothing.
uint32_t esc_later_told(const esc_stream *stream, const esc_roll *names, uint32_t at, uint32_t limit,
                        uint32_t *ret_from);

// Reads entries from…to-1 that run "post, person", one in a row or two, also below "Invitados:". False where
// they do not.
bool esc_later_posts(esc_reader *r, const esc_roll *names, uint32_t from, uint32_t to, esc_people *out);
