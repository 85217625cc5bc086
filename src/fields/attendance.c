// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/attendance.h"

#include <stdlib.h>
#include <string.h>

#include "fields/cells.h"
#include "fields/leaders.h"
#include "fields/sentences.h"
#include "fields/table_head.h"
#include "fields/titles.h"

enum {
    MOST_PERSONS = 150,
    QUOTED = 60,
    SILENCE = 130,
    HEADING = 14,
    MOST_NAME = 6,
    NEAR_ROWS = 4,
    COLUMN = 8,
    LABEL = 6
};

// What announces that the ones named next are there.
static const char *const announcements[] = {
    "lista|pase de asistencia|lista|presentes",
    "asistencia|presencia|participacion de|del|:",
    "asistencia concej*|regidor*|consejer@s|vocales|miembros|integrantes|directores|directivos|soci@s :",
    "miembros|integrantes|consejer@s|concejal*|regidor*|vocales|directivos|soci@s presentes|asistentes",
    "presidencia|secretaria :",
    "comprobar|comprueba|compruebo|comprobo|verificar|verifica|constatar|constata|constato ~1 "
    "asistencia|lista",
    "registraron|registro|tomo|tomaron|paso|pasaron|pasa|pasan|pase|llamo|llama|nombro|nombra|verifico ~2 "
    "asistencia|lista",
    "contestaron|contestan|respondieron|responden :",
    "acudieron|comparece|comparecio|comparecen",
    "presidid@|presidid@s|encabezad@|encabezad@s por",
    "a la cabeza de|del",
    "presidencia de|del|a|:",
    "presidi@|presidio|preside|presiden|presidiendo",
    "direccion|conduccion|moderacion de|del",
    "dirige|dirigio|dirigieron|dirigid@|conduce|condujo|conducid@|encabeza|encabezo|modera|modero ~2 "
    "sesion|reunion|mesa|"
    "asamblea|junta|por",
    "oficia|oficio|oficiando de|como",
    "condujeron|conducen|dirigieron|dirigen|encabezan|encabezaron|coordinaron l@s trabajos",
    "acompana|acompanan|acompano|acompanaron ~1 a la mesa",
    "acompana|acompanan|acompano|acompanaron a|al la? "
    "plenaria|sesion|reunion|asamblea|cabildo|concejo|consejo",
    "nos acompan*",
    "estuvieron|estan|estaban|asistieron en|a ella|este|esta|el|la acto|reunion|sesion|junta",
    "actu@|actuo|actuando|actuan|funge|fungio|fungiendo como|de",
    "integra|integran|conforman|componen|constituyen la|el|l@s "
    "quorum|mesa|presidium|comite|directiva|tribunal|jurado|comision|junta|consejo|organo",
    "dieron|dan|dio|da|hicieron cita|acto",
    "levanta|levanto|redacta|redacto el|la? acta :",
    "se conecta|conectan|conecto|conectaron|enlazan|enlazaron",
    "soci@s|accionistas|comuner@s|delegad@s ~1 representad@s en|por|:",
    "contestaron|contestan|respondieron|responden el|la|los|las|a",
    "se encontraban|encuentran|encontraron|hallaban|hallan ~5 :",
    "que en la|el ~2 estaban|estan|hay|habia :",
    "personas siguientes",
    "delegad@s|representantes|vocer@s|directores|soci@s acreditad@s|presentes|asistentes|plen@s|oficiales :",
    "siguientes personas",
    "contesta|contestan|contestaron|contesto|responden|respondieron|responde presente|presentes",
    "hall@|hallaron|hallaban|hallan|hallandose|encuentran|encontraban ~1 presentes|reunid@s|l@s",
    "con la asistencia|presencia|participacion|concurrencia",
    "concurr*|acudiendo|acuden|acude|congregad@s|congregaron",
    "asistid@|asistid@s|acompanad@|acompanad@s por|de|del",
    "senores|senoras|sres|sras concejal*|regidor*|consejer*|vocales|ediles|diputad@s|directores|soci@s ~1 :",
    "asistieron|asisten|asiste|asistio|asistentes|asistiendo|comparecen|comparecieron|comparecientes|"
    "participan|"
    "participaron|participantes|"
    "concurren|"
    "concurrieron|presentes|presente|integrantes|reunidos|reunieron|reunen|intervienen|encontrandose|estando|"
    "estuvieron",
};
static const char *const ends[] = {
    "quorum",
    "orden del di@",
    "legalmente instalad@",
    "se? declara|declaro|declarando ~2 instalad@|abiert@",
    "dio|dar|dando lectura",
    "tratar|considerar|abordar|desarrollar ~1 siguientes ~1 :",
};
static const char *const absences[] = {
    "ausente|ausentes|ausencia|ausencias|inasistencia|inasistencias|inasistente|"
    "inasistentes|inasiste|inasisten|inasistieron|faltas|falto|faltan|faltaron|"
    "faltando",
    "no asistio|asistieron|asiste|asisten|comparecio|estuvo|presentes",
    "delegando|delega|delegan|delegaron|delego|delegado ~2 voto|representacion|asistencia",
    "con? "
    "excepcion|salvo|justificaron|justifico|excusas|disculpas|disculpo|disculpa|disculpan|excusa|excusan|"
    "excuso|"
    "excusaron|excusad@|excusad@s|excusandose|licencia",
    "no vendr*|vino|vinieron|viene|vienen el|la|los|las",
    "que no vendr*|asistir*|acudir*|estar*|podr*",
    "dispens* su|la|de asistencia|inasistencia|falta|asistir",
    "dispensad@|justificad@|excusad@ )",
    "avis*|comunic*|inform*|notific*|anunci*|adviert*|advirt* ~4 que? no ~2 "
    "vendr*|venir|asistir*|acudir*|llegar*|estar*|concurrir*",
    "con dispensa se? encuentra|encontro|hallo",
    "no asist*|concurr*|acud*|comparec*|respond*|contest*|acompan*|conect*|particip*",
    "dej@|dejaron|dejando de asistir|concurrir|contestar|responder|acudir|comparecer|participar",
    "no se presento|presentaron|presenta|presentan",
    "imposibilidad de ~2 asistir|acudir|estar|concurrir|comparecer",
    "no le|les sera|seria|fue|es posible|dable asistir|acudir|concurrir|estar|acompan*",
    "se disculpa|disculpo|excusa|excuso por|de|con",
    "no puede|pueden|poder|haber|podra|podran|podia|podian|podria|podrian|pudo|pudieron ~1 "
    "asistir|concurrir|acudir|venir|llegar|estar|acompan*|particip*|comparecer|hacerse",
    "falta|falte el|la|los|las|don|dona|senor|senora|sr|sra",
    "representad@s , con? ~2 delegacion|poder|autorizacion|voto",
    "representad@s , por haber",
    "por haberlo hecho en",
    "impedid@|imposibilitad@ de|para|a asistir|acudir|concurrir|estar|comparecer|participar",
    "falta|faltas justificada|justificadas|injustificada|injustificadas",
    "falta|faltan con|sin aviso|causa|justificacion",
    "no se? "
    "hace|hizo|hicieron|hallo|hallaba|encuentra|encuentran|encontraba|encontraban|encontro|presento|"
    "presentaron|presenta ~1 "
    "presente|presentes|,|.|;|:|el|la|los|las",
};

static esc_pattern_set announcing = ESC_PATTERNS(announcements), ending = ESC_PATTERNS(ends),
                       missing = ESC_PATTERNS(absences);

// "SECRETARIA       D.ª …": a seat begins the row, a person with a title the next column, which ends it; the
// first of such rows.
static bool seat_beside(const esc_stream *s, uint32_t at) {
    const uint32_t end = esc_stream_row_end(s, at);
    uint32_t i = at + 1, columns = 0;
    const esc_row *row = &s->rows[s->atoms[at].row];
    for (uint32_t k = !row->gap && row->first ? row[-1].first : at; k < at; k++)
        if (s->atoms[k].wide) return false;
    while (i < end && !s->atoms[i].wide) i++;
    for (uint32_t k = i; k < end; k++) columns += s->atoms[k].wide;
    return columns == 1 && i < at + MOST_NAME && esc_title_end(s, i, end) > i;
}

// "Secretaria-Interventora: D.ª …": a seat and a colon begin the row.
static bool seat_label(const esc_stream *s, uint32_t at) {
    if (esc_stream_first(s, at) && esc_seat_is_role(&s->atoms[at]) && seat_beside(s, at)) return true;
    return esc_stream_first(s, at) && esc_seat_is_role(&s->atoms[at]) &&
           esc_cursor_looking_at(s, at + 1, "~6 :") && esc_stream_row_end(s, at) > at + 3;
}

// "Director de Debates: Prof. …" over "Relatora: Profa. …": a post and a colon, over a seat so labelled.
static bool post_over_label(const esc_stream *s, uint32_t at) {
    const uint32_t below = esc_stream_row_end(s, at);
    return esc_stream_first(s, at) && esc_seat_word(&s->atoms[at]) && !esc_seat_is_role(&s->atoms[at]) &&
           esc_cursor_looking_at(s, at + 1, "~4 :") && below > at + 3 && below < s->atoms_count &&
           !s->rows[s->atoms[below].row].gap && seat_label(s, below);
}

// Groups of those who are there that are no seats of their own: "DECANOS:", "Invitados y funcionarios".
bool esc_attendance_group(const esc_atom *atom) {
    return esc_atom_is(atom, "decan@s|directores|directoras|rectores|vicerrectores|gerentes|autoridades|"
                             "funcionari@s|jefes|coordinadores|delegad@s|docentes|estudiantes|graduad@s|"
                             "profesores|alumn@s|academic@s|egresad@s");
}

// "Delegados docentes: Ing. …", "Por los intereses sociales: D. …", "Por la Universidad: el Gerente, D. …":
// what begins the row, up to a colon, is told of the person with a title whom the row goes on with.
static bool person_label(const esc_stream *s, uint32_t at) {
    if (!esc_stream_first(s, at) || s->atoms[at].shape == ESC_SHAPE_LOWER) return false;
    const uint32_t end = esc_stream_row_end(s, at);
    if (!esc_attendance_group(&s->atoms[at]) && !esc_cursor_looking_at(s, at, "por el|la|los|las"))
        return false;
    uint32_t colon = at + 1;
    while (colon < end && colon < at + COLUMN && s->atoms[colon].kind == ESC_ATOM_WORD) colon++;
    if (colon + 1 >= end || !esc_stream_sign(s, colon, ':')) return false;
    uint32_t who = colon + 1; // "el Gerente, D. Luis Paz"
    if (esc_atom_is(&s->atoms[who], "el|la"))
        while (who < end && !esc_stream_sign(s, who - 1, ',')) who++;
    return who < end && esc_title_end(s, who, s->atoms_count) > who;
}

// "Con voz y voto", "Con derecho a voz:" alone in a row, over those who have it.
static bool voice_heading(const esc_stream *s, uint32_t at) {
    return esc_cursor_looking_at(s, at, "con derecho? a? voz|voto") &&
           esc_stream_row_end(s, at) <= at + HEADING / 2 &&
           (esc_stream_first(s, at) ||
            (at > 1 && esc_stream_sign(s, at - 1, ',') && s->rows[s->atoms[at].row].first + 3 > at));
}

// "Luis Paz Roa          Presidente": two rows and more of a person and a seat, and nothing else.
static bool seat_column(const esc_stream *s, uint32_t row) {
    uint32_t begin[3];
    bool titled;
    return row < s->rows_count && esc_cells_of(s, row, 2, begin) == 2 &&
           esc_cells_person(s, begin[0], begin[1], &titled) && esc_seat_is_role(&s->atoms[begin[1]]);
}

// "Decano     Dr. Luis Paz Roa": a post or a seat, and a person with a title in the next column.
static bool post_column(const esc_stream *s, uint32_t row) {
    uint32_t begin[3];
    return row < s->rows_count && esc_cells_of(s, row, 2, begin) == 2 && esc_seat_word(&s->atoms[begin[0]]) &&
           esc_title_end(s, begin[1], s->atoms_count) > begin[1];
}

// "Excusados:" over such rows, the one at `row` among them.
static bool below_absent(const esc_stream *s, uint32_t row) {
    while (row && (seat_column(s, row) || post_column(s, row))) row--;
    const uint32_t first = s->rows[row].first, end = first + s->rows[row].count;
    if (end > first + LABEL || !esc_stream_sign(s, end - 1, ':')) return false;
    for (uint32_t i = first; i < end; i++)
        if (esc_attendance_absence(s, i)) return true;
    return false;
}

static bool seats_in_column(const esc_stream *s, uint32_t at) {
    const uint32_t row = s->atoms[at].row;
    if (esc_stream_first(s, at) && post_column(s, row) && post_column(s, row + 1) && !s->rows[row + 1].gap &&
        !below_absent(s, row))
        return true;
    return esc_stream_first(s, at) && seat_column(s, row) && seat_column(s, row + 1) &&
           !s->rows[row + 1].gap && !below_absent(s, row);
}

// "Dr. Luis Paz Roa ......... Rector": leaders stand in the row that begins at `at`.
static bool in_leaders(const esc_stream *s, uint32_t at) {
    const uint32_t end = esc_stream_row_end(s, at);
    for (uint32_t i = at + 2; i < end; i++)
        if (esc_leaders_end(s, i, end) > i) return true;
    return false;
}

// "ALCALDESA:" alone in a row, and a row that begins in a capital below; also "Regidores propietarios", where
// a paragraph begins.
static bool seat_above(const esc_stream *s, uint32_t at) {
    if (!esc_stream_first(s, at) || !esc_seat_is_role(&s->atoms[at])) return false;
    uint32_t end = esc_stream_row_end(s, at);
    bool colon = esc_stream_sign(s, end - 1, ':'),
         several = s->rows[s->atoms[at].row].gap && s->atoms[at].norm[s->atoms[at].norm_len - 1] == 's' &&
                   s->atoms[at].shape != ESC_SHAPE_LOWER && s->atoms[end - 1].kind == ESC_ATOM_WORD &&
                   end < at + 4;
    // "ALCALDE-PRESIDENTE" / "D. Luis Paz Roa"
    const bool titled = s->rows[s->atoms[at].row].upper && s->rows[s->atoms[at].row].gap &&
                        end < s->atoms_count && end < at + 4 &&
                        (!s->rows[s->atoms[end].row].gap || in_leaders(s, end)) &&
                        esc_title_end(s, end, s->atoms_count) > end;
    return end < at + 6 && end < s->atoms_count && (colon || several || titled) &&
           (s->atoms[end].shape == ESC_SHAPE_CAPITAL || s->atoms[end].shape == ESC_SHAPE_UPPER ||
            esc_stream_sign(s, end, '-'));
}

// "Administradora: D.ª …" under those who are absent: a post and a colon begin the row.
static bool post_label(const esc_stream *s, uint32_t at) {
    return esc_stream_first(s, at) && esc_seat_word(&s->atoms[at]) &&
           esc_cursor_looking_at(s, at + 1, "~3 :");
}

// "Nombre     Cargo     Firma": the head of a table.
static const char people[] = "nombre|nombres|miembro|miembros|integrante|integrantes|apellidos|participante|"
                             "participantes|asistente|asistentes";

static bool heads_table(const esc_stream *s, uint32_t at) {
    if (!esc_stream_first(s, at)) return false;
    if (esc_table_head(s, at)) return true;
    esc_cursor c = esc_cursor_on(s, at, esc_stream_row_end(s, at)); // "No.  Nombre     Cargo"
    if (esc_cursor_match(&c, "numero|no|num|nro|n°|nº|n|#")) esc_cursor_skip_signs(&c);
    bool numbered = c.at > at;
    at = c.at;
    if (at >= c.end || !esc_atom_is(&s->atoms[at], numbered ? "nombre|nombres|apellidos" : people))
        return false;
    uint32_t columns = 0, others = 0, end = esc_stream_row_end(s, at);
    for (uint32_t i = at + 1; i < end; i++) {
        columns += s->atoms[i].wide;
        others += !esc_atom_is(&s->atoms[i],
                               "cargo|calidad|puesto|firma|sector|asiste|asistencia|dependencia|area|"
                               "institucion|rubrica|nombre|y|apellidos|entidad|representa|departamento");
    }
    return columns > 0 || (!others && end > at + 1); // blanks are lost in scans
}

// "Principales: Ana Ruiz Paz y …": which of a side's seats, in two rows at least.
static bool sides(const esc_stream *s, uint32_t at) {
    static const char which[] = "titulares|suplentes|principales|propietari@s :";
    if (!esc_stream_first(s, at)) return false;
    if (esc_cursor_looking_at(s, at, "por el|la|los|las ~5 :"))
        at = esc_stream_row_end(s, at); // "Por la empresa:"
    if (at >= s->atoms_count || !esc_cursor_looking_at(s, at, which)) return false;
    for (uint32_t row = s->atoms[at].row + 1, n = 0; row < s->rows_count && n < NEAR_ROWS; row++, n++)
        if (esc_cursor_looking_at(s, s->rows[row].first, which)) return true;
    return false;
}

// "Asistencia.", "Presentes:", "PRESIDENTE: …" at the head of a row.
static bool labelled(const esc_stream *s, uint32_t at) {
    if (!esc_stream_first(s, at) && !(at > 1 && esc_stream_first(s, at - 2))) return false;
    if (esc_cursor_looking_at(s, at, "asistencia|asistentes|participantes|invitad@s|presidium|estrado :") ||
        esc_cursor_looking_at(s, at, "mesa directiva|principal|de honor ~2 :") ||
        (esc_cursor_looking_at(s, at, "asistencia|asistentes") &&
         (esc_stream_sign(s, at + 1, '.') || esc_stream_first(s, at + 1))))
        return true;
    return seat_label(s, at) || seats_in_column(s, at) || post_over_label(s, at) || person_label(s, at) ||
           voice_heading(s, at) || sides(s, at) || seat_above(s, at) || heads_table(s, at);
}

bool esc_attendance_announced(const esc_stream *s, uint32_t at) {
    // "Ing. Luis Paz, quien preside la sesión, …": the one before presides
    if (at && esc_atom_is(&s->atoms[at], "preside|presidio") && esc_atom_is(&s->atoms[at - 1], "quien"))
        return false;
    // "NO ASISTE    D. Luis Paz Roa"
    if (at && esc_atom_is(&s->atoms[at - 1], "no") && esc_attendance_absence(s, at - 1)) return false;
    return esc_cursor_any(s, at, &announcing) || labelled(s, at);
}

// "…, quien se excusa por el atraso": who came late is there.
static bool only_late(const esc_stream *s, uint32_t at) {
    return esc_cursor_looking_at(s, at,
                                 "se? excus*|disculp* por el|la|su|haber? "
                                 "atraso|retraso|demora|tardanza|llegado|retardo");
}

// "Concejal Suplente, en ausencia de su propietario, …": who stands in for another is there.
static bool stands_in(const esc_stream *s, uint32_t at) {
    const uint32_t before =
        at > 1 && esc_atom_is(&s->atoms[at - 1], "la") ? at - 1 : at; // "ante la ausencia de"
    return before && esc_atom_is(&s->atoms[before - 1], before < at ? "ante" : "en|por|ante") &&
           esc_cursor_looking_at(s, at, "ausencia|inasistencia justificada? de|del");
}

bool esc_attendance_absence(const esc_stream *s, uint32_t at) {
    return esc_cursor_any(s, at, &missing) && !only_late(s, at) && !stands_in(s, at);
}

// "CONSEJERO PRESIDENTE" / "Lic. Ana Ruiz" / "SECRETARIO" / "Lic. Juan Paz": seats in capitals over names
// that are not, and the paragraph begins with one.
static bool seats_above(const esc_stream *s, uint32_t row) {
    uint32_t top = row;
    if (!s->rows[row].upper || row + 1 >= s->rows_count || s->rows[row + 1].upper) return false;
    while (top && !s->rows[top].gap && !esc_stream_sign(s, s->rows[top].first - 1, ':')) top--;
    return s->rows[top].upper && esc_seat_is_role(&s->atoms[s->rows[top].first]);
}

// "Vocal por los estudiantes", "Representante suplente del Partido Verde" over the one it tells of: the names
// below are further in, or the paragraph begins with such a row.
static bool seat_over(const esc_stream *s, uint32_t row, uint32_t at) {
    const uint32_t next = row + 1;
    if (next >= s->rows_count || s->rows[next].gap) return false;
    const uint32_t below = s->rows[next].first, below_to = below + s->rows[next].count,
                   begin = s->atoms[s->rows[row].first].column, in = s->atoms[below].column;
    bool titled = esc_title_end(s, below, below_to) > below, any = titled;
    if (!titled && !esc_cells_person(s, below, below_to, &any)) return false;
    const bool group = esc_cursor_looking_at(s, at + 1, "por el|la|los|las") ||
                       esc_cursor_looking_at(s, at + 1, "en? representacion de|del");
    if (in > begin + (group ? 1 : COLUMN)) return titled || group;
    uint32_t top = row;
    while (top && !s->rows[top].gap && !esc_stream_sign(s, s->rows[top].first - 1, ':')) top--;
    if (s->rows[top].count < 3 && esc_attendance_announced(s, s->rows[top].first)) top++; // "Asistentes"
    return group && top <= row && esc_seat_is_role(&s->atoms[s->rows[top].first]);
}

// Where whom they come from ends in the row: before a colon, and before its letters in brackets ("(PSOE)").
static uint32_t sender_end(const esc_stream *s, uint32_t at) {
    uint32_t end = esc_stream_row_end(s, at);
    if (end > at && esc_stream_sign(s, end - 1, ':')) end--;
    if (end > at + 2 && esc_stream_sign(s, end - 1, ')'))
        for (uint32_t i = end - 1; i-- > at + 1;)
            if (esc_stream_sign(s, i, '(')) return i;
    return end;
}

bool esc_attendance_sends(const esc_stream *s, uint32_t at) {
    uint32_t end = esc_stream_row_end(s, at), i = at;
    bool by = esc_atom_is(&s->atoms[at], "por|del|de");
    while (i < end && esc_atom_is(&s->atoms[i], "por|del|de|el|la")) i++;
    // "POR EL COMISARIADO EJIDAL", whatever it is, but for who holds a seat or those who meet
    bool any = i == at + 2 && i < end && esc_atom_is(&s->atoms[at], "por") &&
               (!esc_seat_word(&s->atoms[i]) || esc_atom_is(&s->atoms[i], "comisariado")) &&
               !esc_atom_is(&s->atoms[i], "mesa|asamblea|pleno|presidium|administracion|tarde|noche") &&
               !esc_stream_sign(s, end - 1, '.');
    if (!esc_stream_first(s, at) || s->atoms[at].shape == ESC_SHAPE_LOWER || i >= end || end - i > HEADING ||
        (!any && !esc_seat_sender(&s->atoms[i])) || s->atoms[i].shape == ESC_SHAPE_LOWER)
        return false;
    const uint32_t row_end = end;
    end = sender_end(s, i);
    for (uint32_t k = i; k < end; k++)
        if (s->atoms[k].kind != ESC_ATOM_WORD && s->atoms[k].kind != ESC_ATOM_MIXED && !s->atoms[k].glued)
            return false;
    // "Concejales:" / "Grupo Municipal Socialista" / "D. Luis Paz Roa"
    bool titled;
    const bool group = esc_atom_is(&s->atoms[i], "grupo|partido|coalicion|bloque|bancada|fraccion|agrupacion|"
                                                 "candidatura|alianza|frente|movimiento") &&
                       row_end < s->atoms_count &&
                       esc_cells_person(s, row_end, esc_stream_row_end(s, row_end), &titled);
    return by || group || s->rows[s->atoms[at].row].gap;
}

// A row that stands over the names below it: a role in the plural or with a colon, and not much else. A
// single role without one may also stand alone over a name, but right under a name it belongs to that.
// "LISTA DE ASISTENCIA DE CONCEJALES", "NÓMINA DE REGIDORES PRESENTES": where the seat of several stands in
// from…end-1; `from` where none does.
static uint32_t behind_roll(const esc_stream *s, uint32_t from, uint32_t end) {
    uint32_t i = from;
    while (i < end &&
           esc_atom_is(&s->atoms[i], "asistencia|asistentes|presentes|lista|listado|nomina|relacion|"
                                     "registro|de|los|las|:"))
        i++;
    const esc_atom *seat = i < end ? &s->atoms[i] : NULL;
    return i > from && seat && esc_seat_is_role(seat) && seat->norm[seat->norm_len - 1] == 's' ? i : from;
}

bool esc_attendance_heads(const esc_stream *s, uint32_t at, uint32_t to) {
    if (!esc_stream_first(s, at)) return false;
    uint32_t end = esc_stream_row_end(s, at), i = at;
    if (end > to || end - at > 12) return false;
    if (esc_attendance_sends(s, at)) return true;
    while (i < end && (s->atoms[i].kind == ESC_ATOM_SIGN ||
                       esc_atom_is(&s->atoms[i], "el|la|los|las|por|como|de|y|cargo|puesto|sr|sra|sres|sras|"
                                                 "senor|senora|senores|senoras|primer|primer@|segund@|"
                                                 "tercer|tercer@")))
        i++;
    i = behind_roll(s, i, end);
    if (i >= end) return false;
    if (esc_atom_is(&s->atoms[i], "representacion|partidos|funcionari@s")) return true;
    if (i > at && esc_atom_is(&s->atoms[at], "por") && esc_seat_sender(&s->atoms[i])) return true;
    bool role = false; // "Especialista invitado:"
    for (uint32_t k = i; k < end; k++)
        role |= esc_seat_is_role(&s->atoms[k]) || (k == i && esc_seat_owner(&s->atoms[k]) &&
                                                   !(k + 1 < end && esc_atom_is(&s->atoms[k + 1], "y|e")));
    // "Jefe de estudios:" / "D. Luis Paz Roa"
    const bool post = i == at && esc_seat_word(&s->atoms[i]) && s->atoms[i].shape != ESC_SHAPE_LOWER &&
                      s->atoms[i].norm[s->atoms[i].norm_len - 1] != 's' && end < s->atoms_count &&
                      esc_title_end(s, end, s->atoms_count) > end;
    role |= post;
    if (role && end - i < 7 && esc_stream_sign(s, end - 1, ':')) return true;
    // "Rector" / "Sr. D. Luis Paz Roa", where a paragraph begins
    if (esc_seat_word(&s->atoms[i]) && s->rows[s->atoms[at].row].gap && end - i < 3 && i == at &&
        s->atoms[at].shape != ESC_SHAPE_LOWER && end < s->atoms_count && !s->rows[s->atoms[end].row].gap &&
        esc_title_end(s, end, s->atoms_count) > end)
        return true;
    if (!esc_seat_is_role(&s->atoms[i]) &&
        !(esc_attendance_group(&s->atoms[i]) &&
          (s->rows[s->atoms[at].row].upper || esc_stream_sign(s, end - 1, ':'))))
        return false;
    if (seats_above(s, s->atoms[at].row) || seat_over(s, s->atoms[at].row, i)) return true;
    bool colon = esc_stream_sign(s, end - 1, ':'), plural = s->atoms[i].norm[s->atoms[i].norm_len - 1] == 's';
    uint32_t row = s->atoms[at].row;
    // "Sra. Secretaria General" / "D.ª Ana Ruiz Paz"
    const bool courtesy = esc_atom_is(&s->atoms[at], "sr|sra|senor|senora") && end < s->atoms_count &&
                          end - i < 4 && esc_title_end(s, end, s->atoms_count) > end;
    return colon || plural || courtesy || s->rows[row].gap ||
           (row && s->rows[row - 1].upper && !s->rows[row].upper);
}

// "Ausentes sin excusa: ninguno.", "Inasistencias: no hubo."
static bool nobody(const esc_stream *s, uint32_t at) {
    const uint32_t end = esc_stream_row_end(s, at);
    for (uint32_t i = at; i + 1 < end; i++)
        if (esc_stream_sign(s, i, ':'))
            return esc_cursor_looking_at(s, i + 1, "ninguno|ninguna|nadie") ||
                   esc_cursor_looking_at(s, i + 1, "no hay|hubo");
    return false;
}

// "PVEM ........ no asistió": told of the one seat in the row, and of nobody below it.
static bool of_row_alone(const esc_stream *s, uint32_t at) {
    const uint32_t end = esc_stream_row_end(s, at);
    return !esc_stream_first(s, at) && at + 2 == end && s->atoms[at + 1].shape == ESC_SHAPE_LOWER &&
           esc_cursor_looking_at(s, at, "no asistio|asiste|acudio|comparecio|concurrio");
}

// "NO ASISTE (excusa su ausencia)" in a row of its own: where the bracket opens, or the row ends.
static uint32_t before_remark(const esc_stream *s, uint32_t first) {
    const uint32_t end = esc_stream_row_end(s, first);
    if (!esc_attendance_absence(s, first) || !esc_stream_sign(s, end - 1, ')')) return end;
    for (uint32_t i = first + 1; i + 1 < end; i++)
        if (esc_stream_sign(s, i, '(')) return i;
    return end;
}

static bool absent_at(const esc_stream *s, uint32_t at, bool *in_absence, bool *whole_section) {
    if (esc_attendance_absence(s, at) && !of_row_alone(s, at)) {
        *in_absence = !nobody(s, at);
        const uint32_t first = s->rows[s->atoms[at].row].first, end = before_remark(s, first);
        if (at < end) *whole_section = at - first < 4 && end - at < 6;
    }
    return *in_absence;
}

// Behind an empty line and a sign, in a capital: what was said above of who is absent no longer holds.
static bool fresh_paragraph(const esc_stream *s, uint32_t at) {
    return at && esc_stream_first(s, at) && s->rows[s->atoms[at].row].gap &&
           s->atoms[at].shape != ESC_SHAPE_LOWER && s->atoms[at - 1].kind == ESC_ATOM_SIGN &&
           !esc_stream_sign(s, at - 1, ',') && !esc_stream_sign(s, at - 1, ':');
}

// "PRESENTES POR LA ADMINISTRACIÓN" under those who are absent: a heading of its own that names nobody.
static bool fresh_heading(const esc_stream *s, const esc_roll *names, uint32_t next, uint32_t at) {
    const esc_row *row = &s->rows[s->atoms[at].row];
    uint32_t end = row->first + row->count;
    if (at != row->first || !row->gap) return false;
    // "TAMBIÉN PRESENTES: Abog. Ana Ruiz Paz, …"
    bool there = false;
    for (uint32_t i = at; i < end && i < at + LABEL && !esc_cursor_any(s, i, &missing); i++) {
        there |= esc_attendance_announced(s, i) ||
                 esc_atom_is(&s->atoms[i], "presentes|asistentes|invitad@s|participantes");
        if (there && esc_stream_sign(s, i, ':')) return true;
    }
    bool brief = row->count < HEADING && !esc_stream_sign(s, end - 1, '.') && esc_attendance_announced(s, at);
    if (!row->upper && !esc_stream_sign(s, end - 1, ':') && !brief) return false;
    for (uint32_t i = at; i < end; i++)
        if (esc_cursor_any(s, i, &missing)) return false;
    return next == names->items_count || names->items[next].from >= end;
}

// "Se acordó invitar a …": a sentence of what was done names others than those who are there.
static bool business_begins(const esc_stream *s, uint32_t at) {
    return esc_cursor_looking_at(s, at,
                                 "se? acordo|acuerda|aprobo|aprueba|nombra|nombro|propone|propuso|"
                                 "solicita|solicito ~2 a|al|la|el|invitar|enviar|que");
}

// Where a quotation that begins at `at` ends; `at` where nothing ends it: a scan's speck among leaders.
static uint32_t quotation_end(const esc_stream *s, uint32_t at, uint32_t end) {
    for (uint32_t i = at; i < end && i < at + QUOTED; i++)
        if (esc_atom_is(&s->atoms[i], "”|»")) return i;
    return at;
}

// "PRD .......... no asistió": of that row alone.
static bool behind_leaders(const esc_stream *s, uint32_t at) {
    return at > 3 && !esc_stream_first(s, at) && esc_leaders_end(s, at - 3, at) == at;
}

// "Ana Ruiz, Vocal      No (excusa)", "Ana Ruiz Paz (con licencia)": in brackets that the row closes, it
// tells of whom the row begins with.
static bool bracketed_alone(const esc_stream *s, uint32_t at) {
    const uint32_t first = s->rows[s->atoms[at].row].first, end = esc_stream_row_end(s, at);
    if (!esc_stream_sign(s, end - 1, ')') && !(esc_stream_sign(s, end - 2, ')') && end > first + 2))
        return false;
    for (uint32_t i = at; i-- > first && i + 4 > at;)
        if (esc_stream_sign(s, i, '(')) return i > first + 1 || end == at + 2; // or in a row of its own
    return false;
}

// "en la Sala de Juntas Profesora Ana Ruiz": after whom a room is called.
static bool names_room(const esc_stream *s, uint32_t at) {
    if (at < 4 || esc_stream_first(s, at)) return false;
    return esc_cursor_looking_at(s, at - 1, "sala|salon|auditorio|aula|recinto|teatro|biblioteca") ||
           esc_cursor_looking_at(s, at - 3,
                                 "sala|salon|recinto de juntas|sesiones|actos|plenos|consejo|cabildo");
}

bool esc_attendance_addressed(const esc_stream *s, uint32_t at) {
    enum { BACK = 4 };
    for (uint32_t i = at; i-- > 0 && i + BACK > at && s->atoms[i].kind == ESC_ATOM_WORD;)
        if (esc_cursor_looking_at(s, i, "dirigid@|dirigid@s|enviad@|remitid@|girad@|turnad@ a|al"))
            return true;
    return false;
}

uint32_t esc_attendance_read(const esc_reader *r, const esc_roll *names, uint32_t from, uint32_t end,
                             esc_people *out) {
    const esc_stream *s = &r->body;
    uint32_t next = 0;
    while (next < names->items_count && names->items[next].from < from) next++;
    bool absence = false, section = false, section_upper = false, cell = false; // section: a heading said so
    bool labels = false;              // and those below it have their seats before them
    uint32_t labelled_row = ESC_NONE; // the first of them, behind an empty line
    bool list = false;                // "Excusan: A, B; C, D": of all in the paragraph
    uint32_t last = from;
    for (uint32_t i = from; i < end && out->items_count < MOST_PERSONS; i++) {
        if (esc_cursor_any(s, i, &ending) && out->items_count) {
            bool heading_only = esc_cursor_looking_at(s, i, "quorum") && i + 12 < end &&
                                (out->items_count < 2 || esc_stream_sign(s, i + 1, ':'));
            if (!heading_only) return i;
        }
        if (i - last > SILENCE && out->items_count) return i;
        if (esc_atom_is(&s->atoms[i], "“|«")) i = quotation_end(s, i, end); // a room's name
        if (absence && cell && esc_stream_first(s, i)) absence = false;
        bool before = absence;
        absent_at(s, i, &absence, &section);
        // "Ana Ruiz Paz      AUSENTE" says nothing of the next row
        if (absence && !before) {
            // "Ana Ruiz Paz - Ausente con licencia" in a row of a list
            const esc_person_name *own = next ? &names->items[next - 1] : NULL;
            // "Ana Ruiz Paz No asistió": all that is left of a table's row
            const esc_person_name *just = out->items_count ? &out->items[out->items_count - 1].name : NULL;
            const bool ends_row = just && just->to == i && esc_stream_begins(s, just->from) &&
                                  esc_stream_row_end(s, just->from) == i + 2;
            cell = (s->atoms[i].wide && !esc_stream_first(s, i)) || bracketed_alone(s, i) ||
                   behind_leaders(s, i) || ends_row ||
                   (own && own->to < i && own->to + 2 > i - 1 && esc_stream_begins(s, own->from) &&
                    s->atoms[own->from].row == s->atoms[i].row && s->atoms[i - 1].kind == ESC_ATOM_SIGN);
            section_upper = s->rows[s->atoms[i].row].upper;
            list = esc_stream_begins(s, i) && esc_cursor_looking_at(s, i + 1, "~2 :");
            const uint32_t below = esc_stream_row_end(s, i);
            uint32_t first = next; // named at the heading or behind it
            while (first < names->items_count && names->items[first].from < i) first++;
            const bool gap = below < end && s->rows[s->atoms[below].row].gap,
                       alone = esc_stream_first(s, i) &&
                               (first == names->items_count || names->items[first].from >= below);
            labels = section && below < end && (!gap || (alone && seat_beside(s, below))) &&
                     (seat_label(s, below) || post_label(s, below));
            labelled_row = labels && gap ? s->atoms[below].row : ESC_NONE;
        }
        bool sentence = i > 1 && esc_stream_sign(s, i - 1, '.') &&
                        (s->atoms[i - 2].norm_len > 4 || (next && names->items[next - 1].to == i - 1) ||
                         esc_stream_sign(s, i - 2, ')') ||
                         (s->atoms[i - 2].shape == ESC_SHAPE_UPPER &&
                          s->atoms[i - 2].norm[2] && // "… en el IHSS. Asisten"
                          s->atoms[i].shape == ESC_SHAPE_CAPITAL && esc_cursor_any(s, i, &announcing)) ||
                         (s->atoms[i - 2].kind == ESC_ATOM_NUMBER &&
                          s->atoms[i - 2].norm_len > 2)); // "… N° 12/2022. Asisten"
        if (absence &&
            ((sentence && !section) ||
             ((seat_label(s, i) || post_label(s, i)) &&
              !(labels && (!s->rows[s->atoms[i].row].gap || s->atoms[i].row == labelled_row))) ||
             (section && !labels && esc_attendance_heads(s, i, end) &&
              !(section_upper && !s->rows[s->atoms[i].row].upper)) ||
             (!section && s->rows[s->atoms[i].row].gap && esc_attendance_heads(s, i, end)) ||
             (!section && esc_cursor_looking_at(s, i, "y|e actu*|fung*|presid*|ofici*|asistid@|asistid@s")) ||
             (!section && esc_cursor_looking_at(
                              s, i, "en|por cuy@|su lugar|reemplazo|sustitucion|suplencia|representacion")) ||
             (!section && !list && i && esc_stream_sign(s, i - 1, ';') &&
              !esc_cursor_looking_at(s, i, // "faltaron con aviso A y B; sin aviso C"
                                     "y? sin|con|por aviso|licencia|causa|permiso|excusa|justific*")) ||
             ((!section || esc_cursor_looking_at(s, i, "actua|actuan|actuo|actuaron|funge|fungen|fungio")) &&
              fresh_paragraph(s, i))))
            absence = absent_at(s, i, &(bool){false}, &section);
        const bool numbered = i > 1 && esc_stream_first(s, i - 2) && s->atoms[i - 1].kind == ESC_ATOM_SIGN;
        if ((sentence || numbered || esc_stream_first(s, i)) && s->atoms[i].shape == ESC_SHAPE_CAPITAL &&
            business_begins(s, i)) {
            i = esc_sentence_to(s, i, SILENCE) - 1;
            continue;
        }
        while (next < names->items_count && names->items[next].from < i) next++;
        if (absence && esc_stream_first(s, i) && // "Ausente: Luis Paz" / "Presente: Ana Ruiz"
            esc_cursor_looking_at(s, i, "presente|presentes|asiste|asisten|asistio|asistieron|si :"))
            absence = section = false;
        if (absence && fresh_heading(s, names, next, i)) absence = section = false;
        if (next == names->items_count || names->items[next].from != i || names->items[next].to > end)
            continue;
        esc_person_name name = names->items[next];
        if (names_room(s, i) || esc_attendance_addressed(s, i)) {
            i = name.to - 1;
            continue;
        }
        esc_person *p = ESC_GROW(out, items, 1);
        *p = (esc_person){.name = name, .absent = absence};
        last = name.to;
        i = name.to - 1;
    }
    return end;
}
