// SPDX-License-Identifier: GPL-3.0-or-later
// What the place beside a name says of a person, where its words are no seat that anybody knows.
#pragma once

#include "fields/attendance.h"

// A text in small letters, in the reader's arena.
const char *esc_beside_lowered(const esc_reader *r, const char *text);

// Each of these gives p what is not known of him so far. next, end: where the next person is named.

// The column of a table: "Ana Ruiz Paz     Profesional Universitaria".
void esc_beside_column(esc_reader *r, esc_person *p, uint32_t next);
// "… (Primera Visitaduría)", "… (PSOE)" right behind the name: where one comes from.
void esc_beside_bracket(esc_reader *r, esc_person *p);
// "Consejero / Sindicato de Pescadores": whom one comes from, in the same cell as the seat.
void esc_beside_slash(esc_reader *r, esc_person *p, uint32_t end);

// In a list whose rows all run "name, what he is", three or more, what nobody knows for a seat is one all the
// same: "Ana Ruiz Paz, docente asociada". So is the label of a row among labelled rows: "Profesorado: A, B y
// C". from, end: of the text that names them.
void esc_beside_by_shape(esc_reader *r, esc_people *all, uint32_t from, uint32_t end);
