// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/absent.h"

#include <string.h>

#include "fields/announce.h"
#include "fields/each_told.h"
#include "fields/phrases.h"

enum { TABLE_ROWS = 40, CALLED = 24, SEAT = 6 };

// Rows nearby end in "Sí", as this one ends in "No".
static bool rows_say_yes(const esc_stream *s, uint32_t at) {
    uint32_t row = s->atoms[at].row, from = row > 5 ? row - 5 : 0;
    for (uint32_t k = from; k < row + 6 && k < s->rows_count; k++)
        if (esc_atom_is(&s->atoms[s->rows[k].first + s->rows[k].count - 1], "si")) return true;
    return false;
}

// "X" under "No", in a table whose head has "Sí" and "No" over two columns.
static bool crossed_out(const esc_stream *s, uint32_t at) {
    const esc_atom *cross = &s->atoms[at];
    if (!cross->wide || !esc_atom_is(cross, "x|✓|✔")) return false;
    for (uint32_t row = cross->row, n = 0; row-- > 0 && n < TABLE_ROWS; n++)
        for (uint32_t no = s->rows[row].first + 1; no < s->rows[row].first + s->rows[row].count; no++) {
            if (!esc_atom_is(&s->atoms[no], "no") || !esc_atom_is(&s->atoms[no - 1], "si")) continue;
            uint32_t yes = s->atoms[no - 1].column, other = s->atoms[no].column;
            return cross->column * 2 > yes + other;
        }
    return false;
}

// "[ ] Ana Ruiz Paz", where other rows begin with "[x]".
static bool unchecked(const esc_stream *s, uint32_t name) {
    const uint32_t first = s->rows[s->atoms[name].row].first;
    if (name != first + 2 || !esc_atom_is(&s->atoms[first], "[|(") ||
        !esc_atom_is(&s->atoms[first + 1], "]|)"))
        return false;
    for (uint32_t row = 0; row < s->rows_count; row++)
        if (s->rows[row].count > 3 && !strcmp(s->atoms[s->rows[row].first].text, s->atoms[first].text) &&
            esc_atom_is(&s->atoms[s->rows[row].first + 1], "x|✓|✔"))
            return true;
    return false;
}

// "Ana Ruiz Paz *", where "(*) Ausente" stands below.
static bool starred(const esc_stream *s, uint32_t at) {
    if (!esc_stream_sign(s, at, '*')) return false;
    for (uint32_t i = at + 1; i + 2 < s->atoms_count; i++)
        if (esc_stream_sign(s, i, '*') &&
            esc_attendance_absence(s, i + (esc_stream_sign(s, i + 1, ')') ? 2 : 1)))
            return true;
    return false;
}

// "Ana Ruiz Paz     A", where "A: ausente" or "J = justificado" stands in a legend.
static bool lettered_absent(const esc_stream *s, uint32_t at) {
    return s->atoms[at].wide && esc_told_letter(s, at) < 0;
}

// "Consejero Luis Paz Roa." / "(No hay respuesta.)": called, and nobody answers.
static bool no_answer(const esc_stream *s, uint32_t at) {
    const uint32_t name = at;
    while (at + 3 < s->atoms_count && s->atoms[at].kind == ESC_ATOM_SIGN) at++;
    // "…, integrante. No se encuentra; …": behind the seat
    while (at < name + SEAT && at + 3 < s->atoms_count && esc_stream_sign(s, name, ',') &&
           (s->atoms[at].kind == ESC_ATOM_SIGN || esc_seat_word(&s->atoms[at]) ||
            esc_seat_adjective(&s->atoms[at])))
        at++;
    if (at > name && s->atoms[at - 1].kind == ESC_ATOM_SIGN &&
        esc_cursor_looking_at(s, at,
                              "no se? encuentra|encontro|encontraba|halla|hallo|hallaba|esta|estuvo "
                              "presente? .|;|,"))
        return true;
    // "…, vocal. Ausente, con justificante"
    if (at > name + 1 && esc_stream_sign(s, at - 1, '.') && s->atoms[at].row == s->atoms[name].row &&
        esc_atom_is(&s->atoms[at], "ausente|inasistente"))
        return true;
    return esc_cursor_looking_at(s, at, "no hay|hubo|dio|da|obtiene|obtuvo respuesta|contestacion") ||
           esc_cursor_looking_at(s, at, "sin respuesta|contestar|responder") ||
           (esc_cursor_looking_at(s, at, "no responde|respondio|contesta|contesto") &&
            !esc_cursor_looking_at(s, at + 2, "el|la|los|las|l@s|:")); // another, who is named next
}

// "(Ausente)" in a row of its own below the name's.
static bool answered_below(const esc_stream *s, uint32_t end, uint32_t next) {
    if (end >= next || end >= s->atoms_count || s->rows[s->atoms[end].row].gap) return false;
    const uint32_t row_end = esc_stream_row_end(s, end);
    uint32_t word = end;
    while (word < row_end && s->atoms[word].kind == ESC_ATOM_SIGN && !esc_stream_sign(s, word, '*')) word++;
    if (word == end || word == row_end || !esc_atom_is(&s->atoms[word], "ausente|inasistente|falta|falto"))
        return false;
    while (++word < row_end)
        if (s->atoms[word].kind != ESC_ATOM_SIGN) return false;
    return true;
}

// "MTRA. RUIZ: Mtro. Luis Paz Roa, consejero director de / la Facultad de Artes." / "(No responde)": in a row
// of its own behind all that is said of him.
static bool unanswered(const esc_stream *s, uint32_t at, uint32_t next) {
    for (uint32_t i = at; i < next && i < at + CALLED && i + 3 < s->atoms_count; i++) {
        if (i > at && s->rows[s->atoms[i].row].gap && esc_stream_first(s, i))
            return esc_stream_sign(s, i, '(') &&
                   (esc_cursor_looking_at(s, i + 1, "no responde|respondio|contesta|contesto") ||
                    esc_cursor_looking_at(s, i + 1, "no hay|hubo respuesta|contestacion") ||
                    esc_cursor_looking_at(s, i + 1, "sin respuesta"));
    }
    return false;
}

// A person whose own row says that he is not there: "Ana Ruiz Paz   Regidora   Ausente".
bool esc_absent_by_row(const esc_stream *s, const esc_person *p, uint32_t next) {
    uint32_t end = esc_stream_row_end(s, p->name.to - 1);
    if (unchecked(s, p->name.from)) return true;
    if (no_answer(s, p->name.to) || answered_below(s, end, next) || unanswered(s, p->name.to, next))
        return true;
    if (end > next) end = next;
    if (end > p->name.to && esc_atom_is(&s->atoms[end - 1], "no|falta") &&
        (s->atoms[end - 1].wide || rows_say_yes(s, end - 1)))
        return true; // a column "Asiste: No"
    if (end > p->name.to &&
        (crossed_out(s, end - 1) || starred(s, p->name.to) || lettered_absent(s, end - 1)))
        return true;
    // "… Canul May. No respondieron …": however short the name's last word is
    if (esc_stream_sign(s, p->name.to, '.') && p->name.to + 1 < end &&
        s->atoms[p->name.to + 1].shape == ESC_SHAPE_CAPITAL)
        // "Regidor Luis Paz Roa. Presentó justificante": of him alone, in his row
        return !esc_stream_sign(s, p->name.from - 1, ',') &&
               esc_cursor_looking_at(s, p->name.to + 1,
                                     "presento|presenta|envio|envia|remitio|mando|hizo|tiene|goza ~2 "
                                     "justificante|justificacion|excusa|disculpa|aviso|licencia|permiso");
    // "LUIS PAZ ROA," / "REGIDOR.          AUSENTE"
    if (end < next && end < s->atoms_count && !s->rows[s->atoms[end].row].gap &&
        esc_seat_word(&s->atoms[end]))
        for (uint32_t i = end + 1, stop = esc_stream_row_end(s, end); i < stop && i < next; i++)
            if (s->atoms[i].wide && esc_attendance_absence(s, i)) return true;
    // a sentence runs on in the next row: "el concejal Luis Paz avisó que no / podría asistir"
    bool whole = false;
    for (uint32_t i = p->name.to; i < end; i++) whole |= esc_stream_sign(s, i, '.');
    if (!whole && end < next && end < s->atoms_count && !s->rows[s->atoms[end].row].gap &&
        (s->atoms[end].shape == ESC_SHAPE_LOWER || esc_phrase_link(&s->atoms[end - 1]) ||
         (esc_seat_word(&s->atoms[end - 1]) &&
          esc_seat_adjective(&s->atoms[end]))) && // Secretario / Ejecutivo
        !s->atoms[end].wide) {
        const uint32_t stop = esc_stream_row_end(s, end);
        while (end < stop && end < next && !esc_stream_sign(s, end, '.') && !esc_stream_sign(s, end, ';'))
            end++;
    }
    for (uint32_t i = p->name.to; i < end && !esc_announce_stop(s, i, end) && !esc_stream_sign(s, i, ';');
         i++)
        if (esc_cursor_looking_at(s, i, "faltando|faltan|faltaron|falto ~3 el|la|los|las|c|l@s") ||
            esc_cursor_looking_at(s, i,
                                  "no asistiendo|concurriendo|compareciendo|acudiendo|estando ~8 "
                                  "el|la|los|las|don|dona|d|sr|sra") ||
            esc_cursor_looking_at(s, i, "con la|las? ausencia|ausencias|inasistencia|inasistencias|falta"))
            return false; // others, who are named next
        else if (esc_cursor_looking_at(s, i, "suplente|suplencia|sustitucion|reemplazo|lugar de|del") &&
                 esc_stream_sign(s, p->name.to, ','))
            return false; // "…, suplente de Luis Paz, quien se excusó": he did
        else if (esc_attendance_absence(s, i) || esc_cursor_looking_at(s, i, "representad@ por") ||
                 esc_cursor_looking_at(s, i, "c aviso|licencia|permiso|excusa") ||
                 esc_cursor_looking_at(s, i,
                                       "se encuentra|encontraba|halla|hallaba delicad@|enferm@|indispuest@|"
                                       "incapacitad@|hospitalizad@|convaleciente") ||
                 esc_cursor_looking_at(s, i, "no fue|fueron suplid@|suplid@s|sustituid@|sustituid@s") ||
                 esc_cursor_looking_at(s, i, "solicit*|pid*|present*|ofrec* disculpas") ||
                 esc_cursor_looking_at(s, i,
                                       "remitio|envio|presento|mando|hizo ~1 "
                                       "justificante|justificacion|excusas|disculpa|disculpas"))
            return true;
    return false;
}
