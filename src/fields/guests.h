// SPDX-License-Identifier: GPL-3.0-or-later
// Those who came because somebody asked them to: "Concurren por invitación del Rector, el Contralor, Sr. …;
// el Director de …, Sr. …".
#pragma once

#include "fields/attendance.h"

// What an invitation says of the one named behind it holds for all of its sentence, and what announces each
// is the post.
void esc_guests_share(esc_reader *r, esc_people *all);

// Below "Invitados" (group), or behind "en calidad de invitada la maestra …" (announced): whatever seat one
// has elsewhere is the post.
void esc_guests_under_heading(esc_reader *r, const esc_seat *group, const esc_person_name *name,
                              esc_seat *own);
void esc_guests_post(esc_reader *r, const esc_seat *announced, esc_seat *own);
