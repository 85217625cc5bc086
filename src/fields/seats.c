// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/seats.h"

#include <string.h>

#include "base/utf8.h"
#include "fields/attendance.h"
#include "fields/codes.h"
#include "fields/phrases.h"
#include "fields/titles.h"

static const char bodies[] =
    "comite|consejo|concejo|comision|junta|cabildo|subcomite|academia|asamblea|pleno|este|esta|"
    "mism@|organo|mesa|patronato|propio|citad@|claustro|comisariado";

enum { MOST_PLAIN = 6, ACTS = 4 };

// One post or seat among the words: where it ends, and how much of it is the seat's own name.
typedef struct piece {
    uint32_t from, to, name_to;
    int rank;
} piece;

static uint32_t skip_links(const esc_stream *s, uint32_t at, uint32_t to) {
    while (at < to && (esc_phrase_link(&s->atoms[at]) || esc_atom_is(&s->atoms[at], "el"))) at++;
    if (at + 2 < to && esc_atom_is(&s->atoms[at], "h") && esc_stream_sign(s, at + 1, '.')) at += 2;
    return at + (at + 1 < to && esc_atom_is(&s->atoms[at], "h|honorable")); // "del H. Ayuntamiento"
}

// "jefe de seguridad", "director de obras públicas" up to a sign or the end of what is said: few small words.
static uint32_t plain_end(const esc_stream *s, uint32_t at, uint32_t to) {
    uint32_t i = at;
    while (i < to && i < at + MOST_PLAIN && s->atoms[i].kind == ESC_ATOM_WORD &&
           s->atoms[i].shape == ESC_SHAPE_LOWER &&
           !(i > at && (s->atoms[i].wide || esc_seat_word(&s->atoms[i]))) &&
           !esc_atom_is(&s->atoms[i], "quien|que|y|e|en|con|sin|por|para|como|se|no|ha|han|fue"))
        i++;
    // "encargado de la parroquia de San Juan"
    if (i < to && i > at + 2 && s->atoms[i].kind == ESC_ATOM_WORD && esc_atom_capital(&s->atoms[i]) &&
        esc_phrase_link(&s->atoms[i - 1]) && !esc_stream_first(s, at) && esc_title_end(s, i, to) == i) {
        const uint32_t name = esc_phrase_end(s, i, to, ESC_PHRASE_LISTS);
        if (name == to || s->atoms[name].kind == ESC_ATOM_SIGN) return name;
    }
    const bool closed =
        i == to || s->atoms[i].wide || (i < to && s->atoms[i].kind == ESC_ATOM_SIGN) ||
        (i + 1 < to && esc_atom_is(&s->atoms[i], "y|e") && // "director del liceo y presidente"
         esc_seat_is_role(&s->atoms[i + 1]));
    return closed && i > at + 1 && !esc_phrase_link(&s->atoms[i - 1]) ? i : at;
}

static uint32_t lower_end(const esc_stream *s, uint32_t at, uint32_t to) {
    uint32_t last = at + 1;
    for (uint32_t i = at + 1; i < to; i++) {
        const esc_atom *atom = &s->atoms[i];
        if (atom->kind == ESC_ATOM_SIGN || atom->wide) break;
        if (esc_stream_first(s, i) && s->rows[atom->row].gap && !esc_phrase_link(&s->atoms[i - 1])) break;
        if (esc_phrase_link(atom)) {
            uint32_t next = skip_links(s, i, to);
            if (next == to || esc_seat_word(&s->atoms[next])) break;
            bool goes_on = s->atoms[next].shape != ESC_SHAPE_LOWER || esc_atom_is(&s->atoms[next], bodies) ||
                           esc_atom_is(&s->atoms[next], "ayuntamiento|partido|area|instituto");
            if (!goes_on || s->atoms[next].kind != ESC_ATOM_WORD) break;
            if (s->atoms[next].shape != ESC_SHAPE_LOWER) return esc_phrase_end(s, next, to, ESC_PHRASE_LISTS);
            i = next;
        } else if (!esc_seat_adjective(atom) &&
                   !(i == at + 1 && esc_atom_is(&s->atoms[at], "consejer@") && // of a university's schools
                     esc_atom_is(atom, "director|directora|maestr@"))) {
            break;
        }
        last = i + 1;
    }
    return last;
}

static int rank_of(const esc_reader *r, const piece *p) {
    const esc_stream *s = &r->body;
    const esc_atom *first = &s->atoms[p->from];
    if (p->from > 1 && esc_atom_is(&s->atoms[p->from - 1], "de") &&
        esc_atom_is(&s->atoms[p->from - 2], "calidad|caracter|condicion") && p->to == p->name_to)
        return esc_seat_is_role(first) ? 6 : 4; // "en su condición de administrador"
    // "profesora propietaria", "alumno suplente": seats of a school's council
    if (esc_atom_is(first, "profesor|profesora|alumn@|investigador|investigadora") &&
        p->name_to > p->from + 1 && esc_atom_is(&s->atoms[p->from + 1], "propietari@|suplente|consejer@"))
        return 4;
    if (esc_atom_is(first, "abogad@|licenciad@") && p->to == p->from + 2 &&
        esc_atom_is(&s->atoms[p->from + 1], "secretari@"))
        return 4; // "Abogado Secretario" of a chamber's commission
    // "delegado estudiantil"
    if (esc_atom_is(first, "delegad@|vocer@|portavoz|apoderad@") && p->name_to > p->from + 1 &&
        esc_atom_is(&s->atoms[p->from + 1], "estudiantil|sindical|gremial|docente|profesoral|obrer@|patronal|"
                                            "laboral|alumn@|vecinal|comunal|titular|suplente"))
        return 4;
    // "Directora suplente" of a board, "Director Presidente" of any
    if (p->to == p->name_to &&
        esc_atom_is(first, "propietarios|copropietari@s|accionistas|comuner@s|condomin@s|ejidatari@s"))
        return 4; // of those to whom it belongs
    if (esc_atom_is(first, "directores|directoras") && p->to == p->from + 1)
        return 4; // without a place: of a board
    bool board =
        p->to == p->name_to && r->body_key &&
        ((strstr(r->body_key, "directorio") &&
          (p->to == p->from + 1 ||
           esc_atom_is(&s->atoms[p->from + 1], "titular|titulares|suplente|suplentes"))) ||
         ((strstr(r->body_key, "direct") || strstr(r->body_key, "administra")) && p->to == p->from + 2 &&
          esc_atom_is(&s->atoms[p->from + 1], "titular|titulares|suplente|suplentes|propietari@|propietari@s|"
                                              "president@|presidente|secretari@|"
                                              "tesorer@|vicepresident@|vicepresidente|vocal")));
    if (board && esc_atom_is(first, "director|directora|directores|directoras")) return 4; // of its directors
    if (esc_atom_is(first, "fiscal") && p->to == p->from + 1)
        return 4; // of an association; others are of some place
    const bool chairs = esc_atom_is(first, "coordinador|coordinadora|director|directora");
    if (!esc_seat_is_role(first) && !chairs) return 0;
    bool belongs = p->name_to < p->to && esc_atom_is(&s->atoms[p->name_to], "de|del|a|al|en|para");
    uint32_t of = belongs ? skip_links(s, p->name_to, p->to) : p->to; // not "Secretario y Ministro de Fe"
    bool of_body =
             of < p->to && (esc_atom_is(&s->atoms[of], bodies) || esc_seat_calls_body(r, &s->atoms[of]) ||
                            (esc_atom_is(&s->atoms[of], "cuerpo") && of + 1 == p->to)),
         of_other = of < p->to && !of_body;
    if (chairs) // "Coordinadora del Subcomité", which is what meets
        return belongs && of_body && r->body_key && of + 1 == p->to &&
                       (strstr(r->body_key, s->atoms[of].norm) || esc_seat_calls_body(r, &s->atoms[of]))
                   ? 5
                   : 0;
    bool qualified = p->name_to > p->from + 1;
    const esc_atom *second = qualified ? &s->atoms[p->from + 1] : NULL;
    if (esc_atom_is(first, "representante|representantes")) return 1;
    if (esc_atom_is(first, "integrante|integrantes|miembro|miembros")) return of_body ? 3 : 2;
    const bool town = !r->body_key || strstr(r->body_key, "cabildo") || strstr(r->body_key, "ayuntamiento") ||
                      strstr(r->body_key, "concejo") || strstr(r->body_key, "corporacion") ||
                      strstr(r->body_key, "municip") || strstr(r->body_key, "pleno");
    if (esc_atom_is(first, "alcalde|alcaldesa|intendente|intendenta") && of_other && !town &&
        s->atoms[of].shape == ESC_SHAPE_CAPITAL)
        return 0;                         // "Alcalde de Campo Real": of a place, and in another body
    if (esc_atom_is(first, "tesorer@")) { // of a town hall it is a post
        return of_body ? 4 : qualified || of_other ? 1 : town ? 2 : 4;
    }
    if (esc_atom_is(first, "diputad@|diputad@s|magistrad@")) return of_body ? 4 : 1;
    if (esc_atom_is(first, "secretari@|secretari@s")) {
        if (of_body || (of_other && r->of_union)) return 5; // Secretario de Trabajo y Conflictos
        if (esc_atom_is(second, "administrativ@|particular|academic@")) return 1;
        if (of_other &&
            esc_atom_is(&s->atoms[of], "ayuntamiento|actas|acuerdos|corporacion|municipio|facultad|camara|"
                                       "sociedad|asociacion|club|cooperativa|hermandad|directorio"))
            return 4;
        if (of_other) return esc_atom_is(second, "tecnic@|ejecutiv@|general") ? 2 : 0;
        return esc_atom_is(second, "tecnic@") || !qualified ? 4 : 3;
    }
    if (esc_atom_is(first, "presidente|presidenta"))
        return of_body ? 6 : esc_atom_is(second, "municipal") ? 5 : of_other ? 1 : 5;
    if (esc_atom_is(first, "asesor|asesora") && of_other) return 1;
    if (esc_atom_is(first, "revisor|revisora|interventor|interventora") && p->to > p->from + 1 &&
        esc_atom_is(&s->atoms[p->from + 1], "fiscal"))
        return 2; // Revisor Fiscal
    return of_body ? 5 : 4;
}

// "Director de Administración Vocal", "… Materiales Secretaria Ejecutiva": where the last column of a table
// whose blanks are lost begins, a seat, behind the post that begins at `at`; `end` where none does.
static uint32_t before_column(const esc_stream *s, uint32_t at, uint32_t end, uint32_t to) {
    uint32_t role = end, rest = end;
    const uint32_t row_end = esc_stream_row_end(s, end - 1);
    while (rest < row_end && esc_seat_adjective(&s->atoms[rest])) rest++; // "Invitado permanente"
    while (role > at + 3 && esc_seat_adjective(&s->atoms[role - 1]) && !esc_seat_word(&s->atoms[role - 1]))
        role--;
    if (role < at + 3 || end - 1 >= to || rest != row_end) return end;
    const esc_atom *seat = &s->atoms[role - 1], *before = seat - 1;
    const bool noun = !esc_seat_adjective(seat) || (!esc_seat_is_role(&s->atoms[at]) &&
                                                    esc_atom_is(seat, "president@|presidente|secretari@")),
               advises =
                   esc_atom_is(seat, "asesor|asesora") && esc_seat_area(before); // "Oficina Asesora Jurídica"
    return noun && esc_seat_is_role(seat) && seat->shape == ESC_SHAPE_CAPITAL && !esc_phrase_link(before) &&
                   !esc_seat_word(before) && !advises
               ? role - 1
               : end;
}

static piece read_piece(const esc_reader *r, uint32_t at, uint32_t to) {
    const esc_stream *s = &r->body;
    piece p = {.from = at};
    bool lower = s->atoms[at].shape == ESC_SHAPE_LOWER;
    p.to = lower ? lower_end(s, at, to) : esc_phrase_end(s, at, to, ESC_PHRASE_LISTS);
    if (lower && !esc_seat_is_role(&s->atoms[at])) {
        const uint32_t plain = plain_end(s, at, to);
        p.to = plain > p.to ? plain : p.to;
    }
    if (!lower && p.to == at + 1) p.to = lower_end(s, at, to); // "Presidente del comité"
    if (p.to < at + 3 && esc_seat_pair(s, at, to)) {           // "Consejeras y consejeros académicos"
        p.to = at + 3;
        while (p.to < to && esc_seat_adjective(&s->atoms[p.to])) p.to++;
    }
    // "Presidenta" / "Directora de Finanzas" below it in a list
    for (uint32_t i = at + 1; i < p.to && esc_stream_first(s, at); i++)
        if (esc_stream_first(s, i) && s->atoms[i].shape != ESC_SHAPE_LOWER &&
            !esc_phrase_link(&s->atoms[i - 1]) &&
            (esc_seat_word(&s->atoms[i]) || esc_seat_area(&s->atoms[i])))
            p.to = i;
    // "…, Secretaria Académica" / "CONSEJEROS PRESENTES"
    for (uint32_t i = at + 1; i < p.to; i++)
        if (esc_stream_first(s, i) && s->rows[s->atoms[i].row].upper && !s->rows[s->atoms[i].row - 1].upper &&
            esc_seat_is_role(&s->atoms[i]) && s->atoms[i].norm[s->atoms[i].norm_len - 1] == 's')
            p.to = i;
    // "Presidenta y Directora General" are two
    const bool plural = s->atoms[at].norm[s->atoms[at].norm_len - 1] == 's';
    for (uint32_t i = at + 1; i < p.to; i++) {
        bool follows = esc_atom_is(&s->atoms[i - 1], "y|e") || s->atoms[i - 1].kind == ESC_ATOM_SIGN;
        bool same =
            esc_seat_is_role(&s->atoms[at]) &&
            (esc_atom_is(&s->atoms[i], "consejer@s|regidor*|invitad@s|vocales") ||
             (!strncmp(s->atoms[i].norm, s->atoms[at].norm, 5) &&
              (plural || s->atoms[i].norm[s->atoms[i].norm_len - 1] == 's'))); // "consejeras y consejero"
        // two posts, "Director de Obras y Coordinador de Archivo", are one office
        bool posts = !esc_seat_is_role(&s->atoms[at]) && !esc_seat_is_role(&s->atoms[i]) && i > at + 2;
        same |= i == at + 2 && esc_seat_pair(s, at, i + 1);
        if (follows && esc_seat_word(&s->atoms[i]) && !same && !posts) p.to = i - 1;
    }
    if (p.to < to && s->atoms[p.to].kind == ESC_ATOM_NUMBER && !s->atoms[p.to].wide && // "de la Sección 14"
        esc_atom_is(&s->atoms[p.to - 1], "seccion|distrito|zona|delegacion|numero|comuna|region|circuito"))
        p.to++;
    if (!lower && p.to > at + 2 && p.to + 2 < to &&
        s->atoms[p.to].kind == ESC_ATOM_NUMBER && // "Ruta 7 de Taxis"
        !s->atoms[p.to].wide && esc_cursor_looking_at(s, p.to + 1, "de|del") &&
        esc_atom_capital(&s->atoms[p.to + 2]) && !esc_seat_word(&s->atoms[p.to + 2]))
        p.to = esc_phrase_end(s, p.to + 2, to, ESC_PHRASE_LISTS);
    p.to = before_column(s, at, p.to, to);
    p.name_to = at + 1;
    bool of_staff = esc_atom_is(&s->atoms[at], "consejer@|consejer@s") && p.name_to < p.to &&
                    esc_atom_is(&s->atoms[p.name_to], "maestr@|director|directora|directores|directoras");
    if (of_staff) p.name_to++; // "Consejera Maestra"
    while (p.name_to < p.to && esc_seat_adjective(&s->atoms[p.name_to])) p.name_to++;
    if (p.name_to < to && esc_atom_is(&s->atoms[at], "vicepresident@|vicepresidente") &&
        !s->atoms[p.name_to].wide && esc_seat_ordinal(&s->atoms[p.name_to])) // "vicepresidente 1°"
        p.name_to++, p.to = p.to > p.name_to ? p.to : p.name_to;
    // "Secretaria no consejera"
    if (p.name_to == at + 1 && esc_atom_is(&s->atoms[at], "secretari@|vicesecretari@") && at + 2 < to &&
        esc_atom_is(&s->atoms[at + 1], "no") && esc_seat_word(&s->atoms[at + 2]))
        p.name_to = at + 3, p.to = p.to > at + 3 ? p.to : at + 3;
    // "Consejera integrante", "Consejera Electoral integrante" is one seat
    bool member = p.name_to <= at + 2 && esc_seat_is_role(&s->atoms[at]) && p.name_to < to &&
                  !esc_stream_first(s, p.name_to) && !s->atoms[p.name_to].wide &&
                  esc_atom_is(&s->atoms[p.name_to], "integrante");
    if (member) p.name_to++, p.to = p.to > p.name_to ? p.to : p.name_to;
    // Alcaldesa-Presidenta, Secretaria-Tesorera
    bool pair = p.name_to == at + 1 && at + 2 < to && esc_stream_sign(s, at + 1, '-') &&
                s->atoms[at + 1].glued && s->atoms[at + 2].glued && esc_seat_word(&s->atoms[at + 2]);
    if (pair) p.name_to = at + 3, p.to = p.to > at + 3 ? p.to : at + 3;
    bool fiscal = esc_atom_is(&s->atoms[at], "revisor|revisora") && at + 1 < to &&
                  esc_atom_is(&s->atoms[at + 1], "fiscal");
    if (fiscal) p.name_to = at + 2, p.to = p.to > at + 2 ? p.to : at + 2;
    p.rank = rank_of(r, &p);
    return p;
}

// The seat's name in small letters, with its accents.
static const char *role_text(const esc_reader *r, uint32_t from, uint32_t to) {
    esc_buf out = {0};
    for (uint32_t i = from; i < to; i++) {
        const esc_atom *atom = &r->body.atoms[i];
        const char *accented = atom->text;
        if (esc_vocabulary_has(r->vocabulary, atom->norm))
            esc_vocabulary_lookup(r->vocabulary, atom->norm, true, &accented);
        if (esc_stream_sign(&r->body, i, '-') && atom->glued) esc_buf_putc(&out, '-');
        if ((atom->kind != ESC_ATOM_WORD && !esc_seat_ordinal(atom)) || esc_atom_is(atom, "h")) continue;
        if (out.len && !(atom->glued && esc_stream_sign(&r->body, i - 1, '-'))) esc_buf_putc(&out, ' ');
        esc_utf8_lower_text(accented, strlen(accented), &out);
    }
    char *text = esc_arena_strndup(r->arena, esc_buf_text(&out), out.len);
    esc_buf_free(&out);
    return text;
}

static void set_role(const esc_reader *r, esc_seat *seat, const piece *p) {
    const esc_stream *s = &r->body;
    uint32_t to = p->name_to;
    uint32_t of = skip_links(s, to, p->to);
    if (of < p->to && esc_atom_is(&s->atoms[p->from], "secretari@") &&
        esc_atom_is(&s->atoms[of], "ayuntamiento|actas|acuerdos"))
        to = of + 1;
    if (of < p->to && esc_atom_is(&s->atoms[p->from], "teniente|tenientes")) to = of + 1; // de alcalde
    if (of < p->to && esc_atom_is(&s->atoms[p->from], "regidor|regidora") && p->name_to == p->from + 1 &&
        esc_atom_is(&s->atoms[p->name_to], "de") &&
        !esc_atom_is(&s->atoms[of], "ayuntamiento|municipio|mayoria|representacion|partido|cabildo|este"))
        to = p->to; // "Regidora de Obras Públicas"
    if (esc_cursor_looking_at(s, p->name_to, "de debates")) to = p->name_to + 2;
    if (esc_cursor_looking_at(s, p->name_to, "de la mesa de debates")) to = p->name_to + 5;
    if (r->of_union && of < p->to && esc_atom_is(&s->atoms[p->from], "secretari@")) to = p->to;
    // "Primer Regidor Propietario"
    const bool which = p->from && !s->atoms[p->from].wide &&
                       esc_atom_is(&s->atoms[p->from - 1],
                                   "vice|primer|primer@|segund@|tercer|tercer@|cuart@|quint@|sext@") &&
                       s->atoms[p->from - 1].shape == s->atoms[p->from].shape;
    seat->role = role_text(r, p->from - which, to);
    seat->role_from = p->from - which, seat->role_to = to;
    seat->rank = p->rank;
    const esc_atom *first = &s->atoms[p->from];
    size_t len = first->norm_len;
    const bool pair = esc_seat_pair(s, p->from, p->to);
    seat->plural = pair || first->norm[len - 1] == 's', seat->mixed = pair;
    for (uint32_t i = p->from > 4 ? p->from - 4 : 0; i < p->to; i++)
        if (seat->plural && esc_seat_women_and(s, i))
            seat->mixed = seat->both = true;
        else
            seat->mixed |= seat->plural && esc_cursor_looking_at(s, i, "las y los|l@s");
    const uint32_t women = seat->plural ? esc_seat_men_and(s, p->from, p->to) : p->to;
    if (women < p->to) {
        uint32_t stop = women + 1;
        while (stop < p->to && esc_seat_adjective(&s->atoms[stop])) stop++;
        const char *noun = role_text(r, p->from, p->from + 1), *rest = role_text(r, women + 1, stop);
        seat->role = *rest ? esc_arena_printf(r->arena, "%s %s", noun, rest) : noun;
        seat->mixed = seat->both = true;
    } else if (seat->mixed) // "consejeras y consejeros electorales": the second noun carries the adjective
        for (uint32_t i = p->from + 1; i < p->to; i++)
            if (esc_seat_is_role(&s->atoms[i])) {
                uint32_t stop = i + 1;
                while (stop < p->to && esc_seat_adjective(&s->atoms[stop])) stop++;
                seat->role = role_text(r, i, stop);
            }
}

// "Presidente del Comisariado Ejidal" in an assembly: the seat is another body's, and so a post held.
static bool of_another_body(const esc_reader *r, const piece *p, uint32_t of) {
    const esc_stream *s = &r->body;
    if (!r->body_key || of >= p->to || s->atoms[of].shape == ESC_SHAPE_LOWER) return false;
    if (of + 1 == p->to && !esc_atom_is(&s->atoms[of], "comisariado|sindicato|asociacion|patronato"))
        return false; // "Presidenta de la Comisión": the one that meets
    return (esc_atom_is(&s->atoms[of],
                        "comite|consejo|concejo|comision|junta|comisariado|patronato|sindicato|asociacion") ||
            (esc_atom_is(&s->atoms[p->from], "president@|presidente") && esc_seat_sender(&s->atoms[of]))) &&
           !strstr(r->body_key, s->atoms[of].norm);
}

const char *esc_seat_entity(const esc_reader *r, uint32_t from, uint32_t to) {
    const esc_stream *s = &r->body;
    // "el INAH", in a row that is not all in capitals
    const bool letters = to == from + 1 && s->atoms[from].shape == ESC_SHAPE_UPPER &&
                         !s->rows[s->atoms[from].row].upper &&
                         (!s->atoms[from].known || esc_seat_party(&s->atoms[from]) ||
                          esc_name_classes(r, &s->atoms[from]) & ESC_LEX_ACRONYM);
    return letters ? s->atoms[from].text : esc_phrase_text(s, r->arena, r->vocabulary, from, to);
}

static void set_office(const esc_reader *r, esc_seat *seat, uint32_t from, uint32_t to) {
    const esc_stream *s = &r->body;
    if (esc_cursor_looking_at(s, from, "integrantes|miembros del") && from + 2 < to)
        from += 2; // "integrantes del Consejo de Vigilancia": whose
    if (seat->office || from >= to) return;
    if (to > from + 1 && esc_stream_row_end(s, to - 1) == to && esc_atom_is(&s->atoms[to - 1], "si|no"))
        to--; // the column "Asiste"
    const size_t ends = to > from ? s->atoms[from].norm_len : 0;
    const bool several = ends > 5 && s->atoms[from].norm[ends - 1] == 's' && esc_seat_word(&s->atoms[from]) &&
                         !esc_stream_sign(s, to, ':'); // "DECANOS:" is what they are
    if (to == from + 1 &&
        (several || esc_atom_is(&s->atoms[from], "miembros|integrantes|asistentes|titular|titulares")))
        return;
    // "Sector A (profesorado):" over names: which group, and nobody's office
    if (esc_atom_is(&s->atoms[from], "sector|estamento|grupo") &&
        (to == from + 1 || (to == from + 2 && !s->atoms[from + 1].norm[1])))
        return;
    if (esc_cursor_looking_at(s, from, "titular de|del la? corporacion|cuerpo|ayuntamiento"))
        return; // whose seat it is, not which
    bool ordinal = from > 1 && s->atoms[from - 1].row == s->atoms[from].row &&
                   s->atoms[from - 1].shape != ESC_SHAPE_LOWER &&
                   esc_atom_is(&s->atoms[from - 1], "primer|primera|segund@|tercer|tercera|cuart@|quint@") &&
                   (s->atoms[from - 1].wide || s->atoms[from - 2].kind == ESC_ATOM_SIGN ||
                    esc_atom_is(&s->atoms[from - 2], "el|la|del"));
    if (ordinal) from--; // "Segunda Visitadora General"
    seat->office = esc_seat_entity(r, from, to);
    seat->office_from = from, seat->office_to = to;
}

static void stand_for(esc_seat *seat, uint32_t at, bool several) {
    seat->role = "representante", seat->role_from = at, seat->role_to = at + 1;
    seat->rank = 1, seat->plural = several;
}

// "representante propietario de": which of the two is part of the seat.
static void qualify_stand(const esc_reader *r, esc_seat *seat, uint32_t at, uint32_t to) {
    const bool said = at + 1 < to && esc_atom_is(&r->body.atoms[at], "representante|representantes") &&
                      esc_atom_is(&r->body.atoms[at + 1], "suplente|propietari@|titular|suplentes|"
                                                          "propietari@s|titulares");
    if (said && seat->role_from == at) seat->role = role_text(r, at, at + 2), seat->role_to = at + 2;
}

// "Por el Consejo de Vigilancia estuvo presente la Dra. …", "Por la Junta Vecinal del barrio Sur, invitado:
// Sr. …": whom one comes from begins the sentence at `at`. Gives where the name of that ends, 0 where there
// is none.
static uint32_t sent_to_be_there(const esc_stream *s, uint32_t at, uint32_t entity) {
    enum { LONGEST = 12 };
    if (s->atoms[at].shape != ESC_SHAPE_CAPITAL ||
        !(esc_stream_begins(s, at) || esc_stream_sign(s, at - 1, '.')))
        return 0;
    const uint32_t to = esc_phrase_end(s, entity, s->atoms_count, ESC_PHRASE_LISTS);
    if (esc_cursor_looking_at(s, to, ",? estuvo|estuvieron|asist*|comparec*|particip*|acud*|concurr*"))
        return to;
    uint32_t comma = to;
    while (comma < to + LONGEST && comma < s->atoms_count && s->atoms[comma].kind != ESC_ATOM_SIGN) comma++;
    const bool label = comma + 2 < s->atoms_count && esc_stream_sign(s, comma, ',') &&
                       esc_seat_is_role(&s->atoms[comma + 1]) && esc_cursor_looking_at(s, comma + 2, "~1 :");
    return label ? comma : 0;
}

// "representante [suplente] del Partido X", "por la Dirección Jurídica": whom the person stands for.
// first: the atom the reading began at.
static uint32_t representation(const esc_reader *r, esc_seat *seat, uint32_t first, uint32_t at,
                               uint32_t to) {
    const esc_stream *s = &r->body;
    esc_cursor c = esc_cursor_on(s, at, to);
    bool said = esc_cursor_match(&c, "representante|representantes suplente|propietari@? de|del|por ~2") ||
                esc_cursor_match(&c, "representantes suplentes|propietari@s|titulares de|del ~2") ||
                esc_cursor_match(&c, "representacion|representaciones de|del") ||
                esc_cursor_match(&c, "en representacion|nombre de|del") ||
                esc_cursor_match(&c, "por parte de|del") || esc_cursor_match(&c, "representando a|al");
    bool by = !said && esc_cursor_match(&c, "por|del|de");
    if (!said && !by) return at;
    // "asistidos por la Secretaria": who did it, not whom somebody stands for
    if (by && at &&
        esc_atom_is(&s->atoms[at - 1], "asistid@|asistid@s|presidid@|presidid@s|acompanad@|acompanad@s|"
                                       "encabezad@|encabezad@s|convocad@|convocad@s|dirigid@"))
        return at;
    uint32_t entity = skip_links(s, c.at, to);
    if (esc_atom_is(&s->atoms[at], "representante|representantes") && c.at > at + 1 && entity < to &&
        s->atoms[c.at - 1].shape != ESC_SHAPE_LOWER && !esc_phrase_link(&s->atoms[c.at - 1]))
        entity = c.at - 1;
    if (entity >= to || s->atoms[entity].kind != ESC_ATOM_WORD) return at;
    if (esc_atom_is(&s->atoms[entity], "partidos")) return at; // of all of them: a heading
    // "Representante de los Estudiantes": all of them, and no body's name
    const size_t ends = s->atoms[entity].norm_len;
    const bool sector = said && esc_atom_is(&s->atoms[entity - 1], "los|las") &&
                        s->atoms[entity].norm[ends - 1] == 's' && !esc_seat_sender(&s->atoms[entity]) &&
                        !esc_seat_party(&s->atoms[entity]);
    if (s->atoms[entity].shape == ESC_SHAPE_LOWER || sector) { // "representante del sector productivo"
        uint32_t stop = entity;
        while (
            stop < to && stop < entity + 6 && s->atoms[stop].kind == ESC_ATOM_WORD &&
            !(esc_stream_first(s, stop) && s->atoms[stop].shape != ESC_SHAPE_LOWER) &&
            !(s->atoms[stop].shape != ESC_SHAPE_LOWER && esc_title_end(s, stop, to) > stop) &&
            !(stop > entity && s->atoms[stop].shape == ESC_SHAPE_CAPITAL &&
              esc_seat_is_role(&s->atoms[stop]) &&
              esc_stream_row_end(s, stop) == stop + 1) && // the last column of a table whose blanks are lost
            !esc_atom_is(&s->atoms[stop], "en|mediante|segun|con|quien") &&
            !(esc_atom_is(&s->atoms[stop], "y") && !esc_stream_sign(s, stop + 2, ':')))
            stop++;
        bool several = esc_phrase_link(&s->atoms[entity - 1]) &&
                       s->atoms[entity - 1].norm[s->atoms[entity - 1].norm_len - 1] == 's';
        // "por la banca privada, el Consejero …"
        bool parted = by && esc_atom_is(&s->atoms[at], "por") && stop + 2 <= to &&
                      esc_stream_sign(s, stop, ',') && esc_atom_is(&s->atoms[stop + 1], "el|la|como|y|e");
        // "miembro, por la comunidad indígena Yvy Porã"
        parted |= by && esc_atom_is(&s->atoms[at], "por") && at > first && esc_stream_sign(s, at - 1, ',') &&
                  esc_seat_sender(&s->atoms[entity]) && (stop == to || s->atoms[stop].kind == ESC_ATOM_SIGN);
        // "Directora Propietaria por el personal de enfermería": which of the members sits for it
        parted |=
            by && at > first && esc_atom_is(&s->atoms[at], "por") && stop < to + 1 &&
            s->atoms[stop].kind == ESC_ATOM_SIGN && entity > at + 1 &&
            esc_atom_is(&s->atoms[at - 1], "propietari@|suplente|titular|vocal|consejer@|delegad@|miembro");
        if ((!said && !parted) || seat->office || (esc_seat_word(&s->atoms[entity]) && !several)) return at;
        set_office(r, seat, entity, stop);
        if (!seat->role && esc_atom_is(&s->atoms[at], "representante|representantes"))
            stand_for(seat, at, esc_atom_is(&s->atoms[at], "representantes")),
                seat->role = role_text(r, at, stop), seat->role_to = stop; // the seat of a sector
        return stop;
    }
    const uint32_t sent = by && esc_atom_is(&s->atoms[at], "por") && esc_atom_capital(&s->atoms[entity])
                              ? sent_to_be_there(s, at, entity)
                              : 0;
    bool of = by && esc_atom_is(&s->atoms[at], "de"), party = esc_seat_party(&s->atoms[entity]),
         sender = esc_seat_sender(&s->atoms[entity]) || (by && esc_attendance_sends(s, at)) || sent ||
                  // "asesora, designada por el INAH", "Por el Consejo de Vigilancia estuvo presente …"
                  (by && at && esc_atom_is(&s->atoms[at], "por") && esc_atom_capital(&s->atoms[entity]) &&
                   s->atoms[entity].norm_len > 2 && !esc_seat_word(&s->atoms[entity]) &&
                   esc_title_end(s, entity, to) == entity &&
                   esc_atom_is(&s->atoms[at - 1], "designad@|comisionad@|acreditad@|enviad@|nombrad@|"
                                                  "propuest@|delegad@")) ||
                  // "por UNIDOS, Ana Ruiz": nothing else stands before the name
                  (by && at == first && esc_atom_is(&s->atoms[at], "por") &&
                   esc_atom_capital(&s->atoms[entity]) && esc_stream_sign(s, to - 1, ',') &&
                   !esc_seat_word(&s->atoms[entity]) && esc_title_end(s, entity, to) == entity &&
                   esc_phrase_end(s, entity, to, ESC_PHRASE_LISTS) + 1 == to);
    // "el sargento Luis Paz, de la Policía Nacional"
    const bool article = c.at < entity || esc_atom_is(&s->atoms[at], "del");
    const bool from_there =
        (of || esc_atom_is(&s->atoms[at], "del")) && at == first + 1 && esc_stream_sign(s, first, ',') &&
        !esc_seat_is_role(&s->atoms[entity]) && // ", de la Tesorera, …": the next one
        (esc_seat_sender(&s->atoms[entity]) || article || s->atoms[entity].shape == ESC_SHAPE_UPPER);
    if (by && !party && !from_there && (of || !sender)) return at;
    uint32_t stop = esc_phrase_end(s, entity, to, ESC_PHRASE_LISTS);
    if (stop == entity + 1 && stop + 2 < to && s->atoms[stop].kind == ESC_ATOM_NUMBER &&
        esc_cursor_looking_at(s, stop + 1, "de|del") && s->atoms[stop + 2].shape == ESC_SHAPE_CAPITAL &&
        esc_atom_is(&s->atoms[entity], "seccion|delegacion|zona|distrito")) // "Sección 4 de Maestros"
        stop = esc_phrase_end(s, stop + 2, to, ESC_PHRASE_LISTS);
    if (sent > stop && sent <= to) stop = sent;
    for (uint32_t i = entity + 1; i < stop; i++) // "…, por el Concello de Outes" / "Vocal     D. Luis Paz"
        if (esc_stream_first(s, i) && esc_seat_is_role(&s->atoms[i]) && !esc_phrase_link(&s->atoms[i - 1]))
            stop = i;
    set_office(r, seat, entity, stop);
    // Whom an office sends is there for it; the seat itself is another matter. "En representación de" says
    // none.
    bool silent = !party && (by ? sender || from_there
                             : esc_atom_is(&s->atoms[at], "representante|representantes")
                                 ? esc_seat_area(&s->atoms[entity])
                                 : true);
    silent &= !(at + 1 < to && esc_cursor_looking_at(s, at, "representante suplente|propietari@"));
    // "…, y de MORENA, Ana Ruiz": as what, was said before
    silent |= by && at == first && esc_atom_is(&s->atoms[at], "de|del");
    if (!seat->role && !silent) {
        stand_for(seat, at, esc_atom_is(&s->atoms[at], "representantes|representaciones"));
        qualify_stand(r, seat, at, to);
    }
    return stop;
}

// The seat that what the person does gives: who presides, who acts as secretary, who was invited.
static void read_verb(const esc_reader *r, esc_seat *seat, const piece *best, uint32_t from, uint32_t to) {
    const esc_stream *s = &r->body;
    esc_cursor c = esc_cursor_on(s, from, to);
    const char *role = NULL;
    esc_cursor under = c; // "bajo la dirección de", and no "Dirección de Riego"
    bool led = esc_cursor_find(&under, "direccion|conduccion de|del su?") &&
               s->atoms[under.from].shape != ESC_SHAPE_CAPITAL;
    bool mere = best->to &&
                (s->atoms[best->from].shape == ESC_SHAPE_LOWER ||
                 esc_atom_is(&s->atoms[from], "presidencia|preside|presidid@")) &&
                esc_atom_is(&s->atoms[best->from],
                            "concejal|concejala|regidor|regidora|edil|diputad@|consejer@|vocal|asambleista");
    if (esc_cursor_find(&c, "presidid@|presidid@s|encabezad@|encabezad@s por") ||
        esc_cursor_find(&c, "presidencia de|del|a|:"))
        role = !seat->role || mere ? "presidente" : NULL;
    else if (esc_cursor_find(&c, "preside|presidio|presidi@|presiden") ||
             esc_cursor_find(&c,
                             "dirige|dirigio|conduce|condujo|encabeza|encabezo la|el ~1 sesion|reunion|mesa|"
                             "asamblea|junta") ||
             (led && (c = under, true)))
        role = !seat->role || mere ? "presidente" : NULL;
    else if (esc_cursor_find(&c, "actua|actu@|actuan|actuando|fungio|funge|fungiendo|oficia|oficio|estando "
                                 "en|de|por|la la? secretaria") ||
             esc_cursor_find(&c, "secretaria :"))
        role = !seat->role ? "secretario" : NULL;
    else if (esc_cursor_find(&c, "a|por invitacion de|del") ||
             (esc_cursor_find(&c, "invitad@ por el|la") && esc_atom_is(&s->atoms[c.from + 1], "por")))
        role = "invitado";
    if (!role) return;
    if (best->to && !mere) set_office(r, seat, best->from, best->to);
    seat->role = role, seat->role_from = c.from, seat->role_to = c.at;
    seat->rank = 4, seat->by_verb = true, seat->plural = false;
}

// "Presidente" / "Dirección General de Finanzas": in a row of its own right below the seat.
static bool below(const esc_stream *s, uint32_t at) {
    return esc_stream_first(s, at) && !s->rows[s->atoms[at].row].gap;
}

// Atoms from…to-1 are words alone, right behind a name in the middle of its row, no name themselves.
static bool plain_column(const esc_stream *s, uint32_t from, uint32_t to) {
    if (esc_stream_first(s, from) || s->atoms[from].shape != ESC_SHAPE_CAPITAL || !s->atoms[from].known)
        return false;
    for (uint32_t i = from; i < to; i++)
        if (s->atoms[i].kind != ESC_ATOM_WORD || s->atoms[i].row != s->atoms[from].row ||
            esc_atom_is(&s->atoms[i],
                        "el|senor|senora|preside|presidio|siendo")) // "Preside el señor alcalde"
            return false;
    return !esc_phrase_link(&s->atoms[to - 1]);
}

// The same seat, told of women and of men, with no more than an article and a title between.
static bool twin_seats(const esc_stream *s, const piece *one, const piece *other) {
    const esc_atom *a = &s->atoms[one->from], *b = &s->atoms[other->from];
    if (other->from < one->to + 2 || other->from > one->to + 4 || a->norm[a->norm_len - 1] != 's' ||
        b->norm[b->norm_len - 1] != 's' || strncmp(a->norm, b->norm, 5) || !strcmp(a->raw, b->raw))
        return false;
    esc_cursor c = esc_cursor_on(s, one->to, other->from);
    return esc_cursor_match(&c, "y|e l@s senores|senoras|sres|sras|ciudadan@s? .?") && c.at == other->from;
}

// "…, quien justificó su inasistencia mediante oficio 12/2021": by which one excused himself, and sent
// nobody.
static bool excuses(const esc_stream *s, uint32_t from, uint32_t at) {
    enum { BACK = 8 };
    return esc_cursor_within(s, at > from + BACK ? at - BACK : from, at,
                             "justific*|excus*|disculp*|inasistencia|inasistencias");
}

esc_seat esc_seat_read(const esc_reader *r, uint32_t from, uint32_t to, bool has_role) {
    const esc_stream *s = &r->body;
    esc_seat seat = {0};
    piece best = {0}, other = {0};
    bool heading = esc_stream_first(s, from) && esc_attendance_sends(s, from); // "Grupo Municipal Popular"
    int least = has_role ? 4 : 2;
    bool twins = false;
    // "… Ana Ruiz señaló que, como se dice en el oficio 12/2021, …": what she says names it
    const bool says =
        esc_cursor_looking_at(s, from,
                              "senala|senalo|manifiesta|manifesto|informa|informo|explica|explico|"
                              "dice|dijo|comenta|comento|expone|expuso|indica|indico|precisa|"
                              "preciso|agrega|agrego|menciona|menciono ,? que");
    for (uint32_t i = from; i < to; i++) {
        uint32_t code_from, code_to;
        if (!says && !seat.oficio && esc_oficio_after(s, i, to, &code_from, &code_to) &&
            !esc_cursor_within(s, from, i,
                               "convocad@s|convoco") && // "…, a la que fueron convocados por oficio"
            !excuses(s, from, i)) {
            seat.oficio = esc_code_text(s, r->arena, code_from, code_to);
            seat.oficio_from = code_from, seat.oficio_to = code_to;
            i = code_to - 1;
            continue;
        }
        uint32_t behind = esc_name_over_identity(s, i);
        if (behind > i && behind <= to) { // a paper of his, no post
            i = behind - 1;
            continue;
        }
        uint32_t stop = representation(r, &seat, from, i, to);
        if (stop > i) {
            i = stop - 1;
            continue;
        }
        if (esc_cursor_looking_at(s, i, "a|por invitacion de|del la|el? ~1") ||
            (esc_cursor_looking_at(s, i, "invitad@ por el|la") &&
             esc_atom_is(&s->atoms[i + 1], "por"))) { // whoever invites is another
            i += 3;
            while (i < to && (s->atoms[i].kind != ESC_ATOM_SIGN ||
                              (esc_stream_sign(s, i, '.') && esc_title_word(&s->atoms[i - 1]))))
                i++;
            continue;
        }
        if (esc_cursor_looking_at(s, i,
                                  "comisionad@|delegad@|encargad@ con|mediante|por|segun ~1 oficio|escrito"))
            continue;                                       // what was done, no post
        if (esc_cursor_looking_at(s, i, "ademas de|del")) { // "además del Presidente, los ediles: …"
            while (i + 1 < to && s->atoms[i + 1].kind != ESC_ATOM_SIGN) i++;
            continue;
        }
        bool stands_in = esc_cursor_looking_at(s, i, "suplencia de|del");
        if (!esc_seat_word(&s->atoms[i]) && !stands_in) {
            bool sender =
                esc_seat_sender(&s->atoms[i]) && i + 1 < to && s->atoms[i + 1].kind == ESC_ATOM_WORD;
            if (!seat.office && !other.to && (sender || esc_seat_area(&s->atoms[i])) &&
                s->atoms[i].shape != ESC_SHAPE_LOWER &&
                (i > from ? esc_stream_sign(s, i - 1, ',') || esc_attendance_sends(s, i) ||
                                (esc_atom_is(&s->atoms[i - 1], "-|–|—") && !s->atoms[i].glued &&
                                 s->atoms[i - 1].row == s->atoms[i].row) || // "… - Concejal - Bloque Azul"
                                (best.to == i && below(s, i))
                          : heading || before_column(s, i, esc_stream_row_end(s, i), to) <
                                           esc_stream_row_end(s, i))) {
                const uint32_t all = esc_phrase_end(s, i, to, ESC_PHRASE_LISTS);
                other = (piece){.from = i, .to = before_column(s, i, all, to)};
                i = other.to - 1;
            }
            continue;
        }
        if (esc_cursor_looking_at(s, i, "suplencia|ausencia de|del") && i > from &&
            esc_atom_is(&s->atoms[i - 1], "en|por")) {
            uint32_t of = skip_links(s, i + 1, to); // "en suplencia del Director de Capacitación"
            if (of >= to || esc_title_end(s, of, to) > of) continue; // "en suplencia del Ing. Luis Paz, …"
            if (of < to && esc_seat_word(&s->atoms[of])) {
                uint32_t stop_at = read_piece(r, of, to).to;
                if (!other.to) set_office(r, &seat, i - 1, stop_at); // else he holds a post of his own
                i = stop_at - 1;
                continue;
            }
        }
        if (esc_atom_is(&s->atoms[i], "suplente|propietari@")) {
            uint32_t of =
                i + 2 < to && esc_atom_is(&s->atoms[i + 1], "de|del") ? skip_links(s, i + 1, to) : to;
            // "suplente de la Subprocuraduría de Aguas": whom one stands for
            // "suplente de Luis Paz"
            const bool person = of + 1 < to && esc_name_classes(r, &s->atoms[of]) & ESC_LEX_GIVEN &&
                                esc_name_classes(r, &s->atoms[of + 1]) & (ESC_LEX_GIVEN | ESC_LEX_SURNAME);
            if (of < to && !person && !esc_seat_word(&s->atoms[of]) && esc_atom_capital(&s->atoms[of]) &&
                s->atoms[of].norm_len > 3 && esc_title_end(s, of, to) == of && !best.to && i > from &&
                esc_stream_sign(s, i - 1, ',')) {
                const uint32_t all = esc_phrase_end(s, of, to, ESC_PHRASE_LISTS);
                if (!other.to) set_office(r, &seat, of, all);
                i = all - 1;
                continue;
            }
            if (person && !seat.role && esc_stream_sign(s, i - (i > from), ','))
                seat.role = s->atoms[i].norm, seat.role_from = i, seat.role_to = i + 1, seat.rank = 1;
            if (of >= to || !esc_seat_word(&s->atoms[of])) continue;
            set_office(r, &seat, i, read_piece(r, of, to).to); // "suplente del Secretario de Educación"
            i = seat.office_to - 1;
            continue;
        }
        piece p = read_piece(r, i, to);
        // "las señoras concejalas y los señores concejales": one seat, told of men
        if (best.to && twin_seats(s, &best, &p)) {
            if (esc_seat_women_and(s, best.from)) best = p;
            i = p.to - 1, twins = true;
            continue;
        }
        // "Asesor Legal, quien actúa como Secretario", "Actúan como presidenta la Decana, … y como secretario
        // el Vicedecano, …": the other is the post
        if (i > from + 1 && esc_atom_is(&s->atoms[i - 1], "como") && p.rank >= least &&
            esc_atom_is(&s->atoms[i - 2],
                        "actua|actuo|actuara|actuan|actuaron|funge|fungio|fungen|fungieron|y"))
            p.rank += ACTS;
        if (esc_cursor_looking_at(s, i, "ministr@ de fe")) { // who attests, whatever the seat
            bool label = !seat.role && !best.to && esc_stream_first(s, i) && esc_stream_sign(s, i + 3, ':');
            if (label) best = (piece){.from = i, .to = i + 3, .name_to = i + 3, .rank = 4};
            continue;
        }
        // "Síndico Procurador, Vocal" of a committee: the town's own office is the post
        bool bare = best.to && p.to == p.from + 1 && best.rank <= p.rank && best.rank > 1 &&
                    esc_atom_is(&s->atoms[p.from], "vocal|asesor|asesora|invitad@|consejer@|secretari@") &&
                    esc_atom_is(&s->atoms[best.from], "sindic@|regidor|regidora|alcalde|alcaldesa|diputad@");
        // "Tesorera del Patronato, vocal" of its committee
        bare |= best.to > best.name_to && p.to == p.from + 1 && best.rank > 1 && p.rank > 1 &&
                p.from == best.to + 1 && esc_stream_sign(s, best.to, ',') &&
                esc_atom_is(&s->atoms[p.from], "vocal|asesor|asesora|integrante") &&
                of_another_body(r, &best, skip_links(s, best.name_to, best.to));
        // "Integrante, Secretario General de Acuerdos": the tribunal's, and a member here
        bool member = best.to == best.from + 1 && esc_atom_is(&s->atoms[best.from], "integrante|miembro") &&
                      p.from == best.to + 1 && esc_stream_sign(s, best.to, ',') && p.to > p.name_to &&
                      p.rank < 5 && p.name_to > p.from + 1 && esc_atom_is(&s->atoms[p.from + 1], "general");
        if (p.rank >= least && (p.rank > best.rank || bare) && !member) {
            if (best.to && !other.to) other = best;
            best = p;
        } else if (!other.to &&
                   !(has_role && p.rank == 3 && esc_atom_is(&s->atoms[i], "integrante|miembro"))) {
            other = p;
        }
        i = p.to - 1;
    }
    if (!best.to && !has_role && other.rank == 1 && !seat.role) best = other, other = (piece){0};
    if (best.to) set_role(r, &seat, &best);
    if (twins) seat.mixed = seat.both = true;
    // "Vocal por la Comisión Forestal": whom he sits for
    const bool sent_for = best.to > best.name_to && esc_atom_is(&s->atoms[best.name_to], "por") &&
                          !esc_atom_is(&s->atoms[best.from], "comisionad@|delegad@|invitad@"); // by whom
    if (sent_for)
        set_office(r, &seat, skip_links(s, best.name_to + 1, best.to), best.to);
    else if (best.to && of_another_body(r, &best, skip_links(s, best.name_to, best.to)))
        set_office(r, &seat, best.from, best.to), seat.rank = 1;
    if (!has_role) read_verb(r, &seat, &best, from, to);
    // "representante de los padres": all of it is the seat
    if (!best.to && !has_role && seat.role_to > seat.role_from + 1 && seat.rank == 1 &&
        !esc_cursor_looking_at(s, seat.role_from,
                               "representante|representantes suplente|propietari@|titular|suplentes|"
                               "propietari@s|titulares"))
        seat.office = NULL;
    // "Consejera Maestra de la Facultad de Enfermería": whom she sits for
    uint32_t of = best.to ? skip_links(s, best.name_to, best.to) : 0;
    bool sits_for =
        best.to && of < best.to && of > best.name_to && esc_atom_is(&s->atoms[best.from], "consejer@") &&
        best.name_to > best.from + 1 &&
        esc_atom_is(&s->atoms[best.from + 1], "director|directora|maestr@|alumn@|profesor|profesora|"
                                              "docente|estudiantil|academic@|representante") &&
        esc_atom_is(&s->atoms[of], "facultad|escuela|instituto|colegio|departamento|division|centro") &&
        s->atoms[of].shape == ESC_SHAPE_CAPITAL;
    if (sits_for) set_office(r, &seat, of, best.to);
    // "… Oficialía Mayor de Gobierno Vocal": whatever stands in the column between
    const bool between = best.from > from + 1 && !other.to && !seat.office &&
                         plain_column(s, from, best.from) && esc_stream_row_end(s, from) <= best.to;
    if (between) set_office(r, &seat, from, best.from);
    if (other.to) set_office(r, &seat, other.from, other.to);
    return seat;
}
