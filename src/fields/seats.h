// SPDX-License-Identifier: GPL-3.0-or-later
// What a person is said to be: the seat in the body (presidente, vocal), the post held or the entity
// represented, the oficio that says so.
#pragma once

#include "fields/names.h"

typedef struct esc_seat {
    const char *role, *office, *oficio; // NULL: not said
    const char *post;                   // the post that stands for the role, as written; else NULL
    uint32_t role_from, role_to, office_from, office_to, oficio_from, oficio_to;
    int rank;     // how surely the role is a seat and not a post
    bool plural;  // said of several: "vocales"
    bool mixed;   // of women and men: "las y los consejeros"
    bool both;    // which names the women apart: "las Concejalas y Concejales"
    bool by_verb; // who "presided": the seat's gender is the person's
} esc_seat;

// A word that begins a role or a post: presidente, vocal, director, titular, ….
bool esc_seat_word(const esc_atom *atom);
// A word that names a seat in a body.
bool esc_seat_is_role(const esc_atom *atom);
// "Regidurías", "Vocalías": the seats themselves, over those who have them.
bool esc_seat_chairs(const esc_atom *atom);

// "1°", "2do.": which of several seats of the kind.
bool esc_seat_ordinal(const esc_atom *atom);
// A word that goes with a seat: municipal, técnica, primera, suplente.
bool esc_seat_adjective(const esc_atom *atom);

// A word that begins the name of an office or of a party: dirección, partido, unidad, ….
bool esc_seat_area(const esc_atom *atom);

// A word that begins the name of whom somebody may come from: an office, a party, grupo, sindicato, ….
bool esc_seat_sender(const esc_atom *atom);
// propietario, accionista, comunero: who meets because something is theirs.
bool esc_seat_owner(const esc_atom *atom);
// provincia, distrito, vereda: what a member may be elected in.
bool esc_seat_place(const esc_atom *atom);
// partido, coalición, Morena, ….
bool esc_seat_party(const esc_atom *atom);

// The name of an office begins at `at`: "Oficina de Presupuesto", "Servicio de Meteorología".
bool esc_seat_organ(const esc_stream *stream, uint32_t at);

// Whom somebody comes from, as written: letters alone stay capitals in a row that is not all in them.
const char *esc_seat_entity(const esc_reader *r, uint32_t from, uint32_t to);
// Reads what atoms from…to-1, which stand beside a name, say of the person. has_role: the role is known from
// a heading, so that what stands here is the post.
esc_seat esc_seat_read(const esc_reader *r, uint32_t from, uint32_t to, bool has_role);

// "las Comisionadas y los Comisionados": of women and of men.
bool esc_seat_women_and(const esc_stream *s, uint32_t at);

// "Presidenta de la CPVEC": letters of the body that meets.
bool esc_seat_calls_body(const esc_reader *r, const esc_atom *atom);

// "Consejera y consejero administrativos": one noun, of a woman and of a man, begins at `at`.
bool esc_seat_pair(const esc_stream *s, uint32_t at, uint32_t to);

// "Consejeros y consejeras académicos": where the second noun stands, and the first is of men; `to` else.
uint32_t esc_seat_men_and(const esc_stream *s, uint32_t from, uint32_t to);

// The role for one woman or man of a plural one.
const char *esc_seat_singular(const esc_reader *r, const esc_seat *seat, bool feminine);

// "… los Regidores por su orden: Primero: Ana Ruiz Paz": the seat of one whom the ordinal at `at` numbers;
// NULL where no plural stands before it.
const char *esc_seat_numbered(const esc_reader *r, uint32_t at, bool feminine);

// "integrante", "miembro", "funcionario": says no more than that one belongs to it. role may be NULL.
bool esc_seat_vague(const char *role);
