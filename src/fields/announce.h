// SPDX-License-Identifier: GPL-3.0-or-later
// What stands between two names in the part that says who is there: what of it is said of the one before, and
// what announces the one behind.
#pragma once

#include "fields/cursor.h"

// "Ana Ruiz Paz. Tesorera. Integrante." in a row: stops part what is said of the one whose name ends at `at`.
bool esc_announce_parted(const esc_stream *stream, uint32_t at);

// Atoms from…to-1 tell of a seat, a post, or whom one stands for.
bool esc_announce_seat(const esc_stream *stream, uint32_t from, uint32_t to);
// "Secretario: señor Facundo Leiva", "Presidió: …", "Presidencia de la señora …": what begins the row of a
// name is said of that name. ESC_NONE where the row begins otherwise.
uint32_t esc_announce_label(const esc_stream *stream, uint32_t from, uint32_t to);
// "La Presidenta dio la bienvenida a …": whoever holds the seat told at `at` does something.
bool esc_announce_does(const esc_stream *stream, uint32_t at, uint32_t to);
// "La Presidenta dio la bienvenida a Ana Ruiz": the one named at `to` is told of by what another does, whose
// seat and its article stand at `from` or behind it.
bool esc_announce_object(const esc_stream *stream, uint32_t from, uint32_t to);
// A stop between two persons: "…, vocal. Por la Gerencia Jurídica, Lic. …".
bool esc_announce_stop(const esc_stream *stream, uint32_t at, uint32_t to);
// What stands in brackets right behind a name is said of it: "Mirta Olascoaga (Secretaria General) y …".
// Gives its end, or `from`.
uint32_t esc_announce_over_bracket(const esc_stream *stream, uint32_t from, uint32_t to);
// Where what announces the next person begins, between a name that ends at `from` and one that begins at
// `to`.
uint32_t esc_announce_from(const esc_stream *stream, uint32_t from, uint32_t to, bool roles_first);
// True where the first name is announced by a role right before it: "el Presidente, Lic. …".
bool esc_announce_roles_first(const esc_stream *stream, uint32_t from, uint32_t to);

// True where the verb at `at` ends its row before `to`: who presides is the one named before it.
bool esc_announce_presides(const esc_stream *stream, uint32_t at, uint32_t to);
