// SPDX-License-Identifier: GPL-3.0-or-later
// Stops that a scan made of commas, between persons and what they are and within names of bodies.
#pragma once

#include "fields/attendance.h"

// Makes commas of them again: "1. Ana Ruiz Paz. Tesorera. por la Cámara" in rows that begin with a name, or
// have it behind leaders, and "; Síndica Segunda. Ana Ruiz Paz;".
void esc_stops_mend(const esc_reader *r, const esc_roll *names);
// "Comité de Adquisiciones. Arrendamientos y Servicios", "Ley de Adquisiciones. Arrendamientos y …": within a
// name.
void esc_stops_mend_names(const esc_reader *r);
