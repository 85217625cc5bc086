// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of several persons at once: by whom a group is sent, a heading of no known seat, heads of
// columns.
#pragma once

#include "fields/attendance.h"

// Gives the persons named behind atom `from` what the group they are named in says of them, where nothing
// nearer does: "por el claustro docente, A, B y C;", "Propietarios:" over rows, "Profesorado   Estudiantes"
// over columns.
void esc_groups_share(esc_reader *r, esc_people *all, uint32_t from);

// True where the person named at `at` is told only as the one another stands for: "quien sustituye a la
// regidora …", "en representación de doña …".
bool esc_groups_stood_for(const esc_stream *stream, uint32_t at);

// "Vocales por el profesorado permanente", "Vocal por los estudiantes:" in a row that begins at `at` above
// the name: of whom they are is the seat's office.
void esc_groups_heading(esc_reader *r, uint32_t at, uint32_t name, esc_seat *seat);
