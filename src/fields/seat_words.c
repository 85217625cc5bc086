// SPDX-License-Identifier: GPL-3.0-or-later
// The words that seats, posts and whom somebody comes from are told by.
#include <string.h>

#include "fields/phrases.h"
#include "fields/seats.h"

static const char role_words[] =
    "president@|presidente|presidentes|vicepresident@|vicepresidente|vicealcalde|vicealcaldesa|secretari@|"
    "secretari@s|prosecretari@|vocal|vocales|"
    "asesor|asesora|asesores|asesoras|consejer@|consejer@s|concejal|concejala|"
    "concejales|concejalas|regidor|regidora|regidores|"
    "regidoras|sindic@|sindic@s|invitad@|invitad@s|integrante|integrantes|"
    "miembro|miembros|comisionad@|comisionad@s|"
    "comisari@|magistrad@|magistrad@s|diputad@|diputad@s|edil|edila|edilas|ediles|escrutador|"
    "escrutadora|alcalde|alcaldesa|"
    "representante|representantes|tesorer@|tesorer@s|intendente|teniente|tenientes|patron@|patron@s|"
    "vicesecretari@|relator|relatora|moderador|moderadora|fideicomisari@|vicetesorer@|"
    "interventor|interventora|revisor|revisora|comisariad@|directiv@s|mayordom@|prioste|herman@|escrutadores|"
    "prosecretari@s|protesorer@|vocer@|portavoz|asambleista|asambleistas|legislador|legisladora|legisladores|"
    "municipe|municipes|comodoro|vicecomodoro|consiliari@|consiliari@s|congresista|congresistas|capitular|"
    "capitulares|claustral|"
    "claustrales";
static const char post_words[] =
    "director|directora|directores|titular|titulares|jefe|jefa|coordinador|coordinadora|coordinadores|"
    "contralor|contralora|"
    "encargad@|subdirector|subdirectora|subgerente|subjefe|subjefa|subcontralor|personer@|ministr@|"
    "viceministr@|prefect@|viceprefect@|vicegobernador|vicegobernadora|corregidor|corregidora|oficial|rector|"
    "rectora|decan@|delegad@|gerente|administrador|"
    "administradora|"
    "auditor|auditora|abogad@|notari@|subsecretari@|suplente|propietari@|procurador|procuradora|fiscal|"
    "responsable|vicedecan@|apoderad@|visitador|visitadora|comandante|"
    "supervisor|supervisora|analista|lider|funcionari@|funcionari@s|profesor|profesora|alumn@|enlace|"
    "contador|contadora|"
    "vicerrector|vicerrectora|prorrector|prorrectora|decan@s|vicerrectores|investigador|investigadora|"
    "comandante|cronista|servidor|"
    "subprocurador|subprocuradora|subdelegad@|superintendente|regente|defensor|"
    "defensora|"
    "registrador|registradora|juez|jueza|subcoordinador|subcoordinadora|subtesorer@|"
    "servidores|servidoras|propietarios|copropietari@s|accionistas|comuner@s|condomin@s|ejidatari@s";
static const char adjectives[] =
    "tecnic@|tecnic@s|municipal|municipales|ejecutiv@|ejecutiv@s|general|generales|electoral|electorales|"
    "propietari@|"
    "propietari@s|suplente|suplentes|permanente|permanentes|especial|especiales|universitari@|universitari@s|"
    "academic@|"
    "academic@s|procurador|procuradora|hacendari@|constitucional|interin@|honorari@|alumn@|alumn@s|maestr@s|"
    "docente|"
    "docentes|"
    "estudiantil|estudiantiles|gremial|gremiales|sindical|sindicales|ciudadan@|ciudadan@s|president@|"
    "presidente|secretari@|juridic@|financier@|"
    "auxiliar|"
    "provisional|profesor|"
    "profesora|profesores|administrativ@|administrativ@s|directiv@|distrital|distritales|titular|titulares|"
    "ex|officio|"
    "primer@|segund@|tercer@|cuart@|quint@|sext@|septim@|octav@|noven@|decim@|primer|tercer|ejidal|"
    "public@|principal|principales|accidental|adjunt@|nat@|nat@s|elect@|fundador|saliente|entrante|mayor|"
    "extern@|intern@|regional|regionales|departamental|departamentales|provincial|provinciales|"
    "parroquial|parroquiales|vecinal|vecinales|comunal|comunales|estatal|estatales|nacional|nacionales|"
    "cantonal|cantonales|local|locales|altern@|altern@s|profesoral|profesorales|patronal|patronales|laboral|"
    "laborales|obrer@|obrer@s|empresarial|"
    "empresariales|campesin@|campesin@s|indigena|indigenas";
static const char areas[] =
    "organo|direccion|subdireccion|unidad|departamento|coordinacion|secretaria|contraloria|area|gerencia|"
    "jefatura|tesoreria|consejeria|sala|claustro|estamento|sector|instituto|partido|delegacion|comision|"
    "camara|"
    "facultad|escuela|colegio|oficina|licenciatura|posgrado|maestria|doctorado|preparatoria";

// Whom somebody may come from: "…, vocal, Sindicato de Feriantes".
static const char senders[] =
    "union|club|comunidad|sindicato|camara|asociacion|federacion|confederacion|fundacion|universidad|liga|"
    "cooperativa|red|centro|empresa|grupo|ejido|barra|banco|hospital|ministerio|gobierno|municipio|"
    "ayuntamiento|municipalidad|alcaldia|gobernacion|diputacion|comisaria|policia|bomberos|cuerpo|sociedad|"
    "patronato|servicio|cruz|iglesia|parroquia|corporacion|bloque|bancada|fraccion|agencia|programa|"
    "defensoria|"
    "procuraduria|superintendencia|fiscalia|prefectura|guardia|mancomunidad|subsecretaria|academia|"
    "agrupacion|frente|seccion|division|candidatura|alianza|radio|televisora|periodico|semanario";
static const char parties[] = "partido|movimiento|coalicion|morena|pan|pri|prd|pt|pvem|mc";

// "Secretaría": the office, not who holds it. Only its accent tells.
static bool is_place_of_work(const esc_atom *atom) {
    return strstr(atom->text, "ría") || strstr(atom->text, "RÍA");
}

bool esc_seat_is_role(const esc_atom *atom) {
    return atom->kind == ESC_ATOM_WORD && esc_atom_is(atom, role_words) && !is_place_of_work(atom);
}

bool esc_seat_chairs(const esc_atom *atom) {
    return atom->kind == ESC_ATOM_WORD &&
           esc_atom_is(atom,
                       "regidurias|sindicaturas|consejerias|vocalias|diputaciones|concejalias|magistraturas");
}

bool esc_seat_word(const esc_atom *atom) {
    return esc_seat_is_role(atom) || (atom->kind == ESC_ATOM_WORD && esc_atom_is(atom, post_words));
}

bool esc_seat_vague(const char *role) {
    return role && (!strncmp(role, "integrante", 10) || !strncmp(role, "miembro", 7) ||
                    !strncmp(role, "funcionari", 10));
}

bool esc_seat_ordinal(const esc_atom *atom) {
    return atom->norm[0] > '0' && atom->norm[0] <= '9' &&
           esc_atom_is(
               atom, "1°|1º|1ª|2°|2º|2ª|3°|3º|3ª|4°|4º|4ª|5°|5º|5ª|1er|1ra|1ro|2da|2do|3er|3ra|3ro|4ta|4to");
}

bool esc_seat_adjective(const esc_atom *atom) {
    return atom->kind == ESC_ATOM_WORD && esc_atom_is(atom, adjectives);
}

bool esc_seat_area(const esc_atom *atom) {
    return atom->kind == ESC_ATOM_WORD && (esc_atom_is(atom, areas) || esc_atom_is(atom, parties));
}

bool esc_seat_owner(const esc_atom *atom) {
    return atom->kind == ESC_ATOM_WORD &&
           esc_atom_is(atom,
                       "propietari@|propietari@s|copropietari@|copropietari@s|comuner@|comuner@s|condomin@|"
                       "condomin@s|soci@|soci@s|accionista|accionistas|asociad@|asociad@s|ejidatari@|"
                       "ejidatari@s|cooperativista|cooperativistas");
}

bool esc_seat_place(const esc_atom *atom) {
    return atom->kind == ESC_ATOM_WORD &&
           esc_atom_is(atom,
                       "provincia|distrito|canton|comuna|region|barrio|zona|sector|vereda|corregimiento|"
                       "circuito|estado");
}

bool esc_seat_party(const esc_atom *atom) {
    return atom->kind == ESC_ATOM_WORD && esc_atom_is(atom, parties);
}

bool esc_seat_sender(const esc_atom *atom) {
    return esc_seat_area(atom) || (atom->kind == ESC_ATOM_WORD && esc_atom_is(atom, senders));
}

bool esc_seat_organ(const esc_stream *s, uint32_t at) {
    return at + 2 < s->atoms_count && s->atoms[at].shape != ESC_SHAPE_LOWER &&
           (esc_seat_area(&s->atoms[at]) || esc_atom_is(&s->atoms[at], "servicio|autoridad")) &&
           esc_phrase_link(&s->atoms[at + 1]) && s->atoms[at + 2].kind == ESC_ATOM_WORD;
}
