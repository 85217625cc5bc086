// SPDX-License-Identifier: GPL-3.0-or-later
// Who is listed and was not there.
#pragma once

#include "fields/attendance.h"

// A person whose own row says so, "Ana Ruiz Paz   Regidora   Ausente"; next: the next one's name, or where
// the list ends.
bool esc_absent_by_row(const esc_stream *stream, const esc_person *person, uint32_t next);
