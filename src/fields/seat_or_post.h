// SPDX-License-Identifier: GPL-3.0-or-later
// Of two things that are said of a person, which is the seat and which the post.
#pragma once

#include "fields/attendance.h"

// "Presidenta: D.ª Ana Ruiz Paz, Alcaldesa", "Vocales: …, Teniente de Alcalde": the label says the seat, and
// the town's own office is the post.
void esc_seat_by_label(esc_reader *r, uint32_t left, const esc_person_name *name, const esc_seat *announced,
                       const esc_seat *group, esc_seat *own);

// "Consejera Electoral Lic. Ana Ruiz Paz, integrante" of a commission: the seat is the second, the first the
// post.
bool esc_seat_mere_member(const esc_reader *r, const esc_person_name *name, const esc_seat *announced,
                          esc_seat *own);

// "Consejero Electoral e integrante de la Comisión": the same, both behind the name.
void esc_seat_member_and_post(const esc_reader *r, esc_seat *own);

// "Magistrada Ana Ruiz Paz     Presidenta": at a row's beginning, before one whose seat stands behind, a
// title.
void esc_seat_title_of_judge(const esc_stream *stream, esc_person *p);

// Who presides over a body ex officio is listed by the post alone: "…, Directora General" among "…, Vocal".
void esc_seat_by_post(esc_reader *r, esc_people *all);

// Whether the office is called as the body that meets, which is nobody's post.
bool esc_post_is_body(const esc_reader *r, const char *office);
