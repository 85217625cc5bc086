// SPDX-License-Identifier: GPL-3.0-or-later
// Agendas whose list a scan spoilt: its marks broken from the first on, read apart or lost.
#pragma once

#include "fields/points.h"
#include "fields/reader.h"

// Puts what can be fitted together below a heading, up to `end`, in the place of what was found where it is
// rather the agenda.
void esc_agenda_spoilt(const esc_reader *r, uint32_t end, esc_points *points);

// A list of those who were there, and no agenda.
bool esc_points_name_persons(const esc_reader *r, const esc_points *points);

// Where a list's own marks are lost and the headings further down number its points as 1º, 2º, so does the
// list.
void esc_agenda_ordinals(const esc_reader *r, uint32_t end, esc_points *points);
