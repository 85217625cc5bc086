// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/groups.h"

#include <string.h>

#include "fields/announce.h"
#include "fields/beside.h"
#include "fields/cells.h"
#include "fields/phrases.h"
#include "fields/titles.h"

enum {
    MOST_GROUP = 12,
    MOST_HEADING = 5,
    MOST_CELLS = 6,
    MOST_BACK = 7,
    MOST_POST = 18,
    LEAST_ROWS = 3,
    MOST_TITLE = 8
};

// "…, Subsecretaria de Riego," right before: a comma at `at` that ends the post of another one.
static bool behind_post(const esc_stream *s, uint32_t at) {
    if (!esc_stream_sign(s, at, ',')) return false;
    for (uint32_t i = at, n = 0; i-- > 1 && n < MOST_BACK && s->atoms[i].kind == ESC_ATOM_WORD; n++)
        if (esc_seat_word(&s->atoms[i]) && esc_stream_sign(s, i - 1, ',')) return true;
    return false;
}

// The row of a table: something in it stands apart.
static bool has_cells(const esc_stream *s, uint32_t row) {
    for (uint32_t i = s->rows[row].first + 1; i < s->rows[row].first + s->rows[row].count; i++)
        if (s->atoms[i].wide) return true;
    return false;
}

bool esc_groups_stood_for(const esc_stream *s, uint32_t at) {
    for (uint32_t i = at, n = 0; i-- > 1 && n < MOST_BACK; n++) {
        if (s->atoms[i].kind != ESC_ATOM_WORD) break;
        if (esc_stream_first(s, i + 1) &&
            (i + 1 < at ? s->rows[s->atoms[i + 1].row].gap : has_cells(s, s->atoms[i].row)))
            break;
        if (esc_cursor_looking_at(
                s, i, "sustituye|sustituyo|suple|suplio|reemplaza|reemplazo|representa|releva a|al") ||
            esc_cursor_looking_at(s, i, "sustituye|suple|reemplaza en propiedad|funciones a|al"))
            return !esc_atom_is(&s->atoms[i - 1], "le|lo|la|se");
        if (esc_cursor_looking_at(s, i, "sustituyendo|supliendo|reemplazando|representando a|al") ||
            esc_cursor_looking_at(s, i,
                                  "sustitucion|suplencia|reemplazo|representacion|lugar|ausencia de|del"))
            return i > 1;
    }
    // "… acudió en suplencia de la Titular del Órgano Interno, Lic. …": who holds the post is named behind it
    if (!at || !esc_stream_sign(s, at - 1, ',')) return false;
    for (uint32_t i = at - 1, n = 0; i-- > 2 && n < MOST_POST && s->atoms[i].kind == ESC_ATOM_WORD; n++) {
        bool post = false;
        for (uint32_t k = i; k < at; k++) post |= esc_seat_word(&s->atoms[k]);
        if (!post) continue;
        // "Ing. Luis Paz suple al Gerente de Obras, Arq. …"
        if (esc_cursor_looking_at(s, i, "sustituye|suple|reemplaza|suplio|sustituyo|reemplazo a|al"))
            return !esc_atom_is(&s->atoms[i - 1], "le|lo|la|se");
        if (esc_cursor_looking_at(s, i, "en|por suplencia|sustitucion|ausencia|lugar de|del la|el?"))
            return (s->atoms[i - 1].kind == ESC_ATOM_WORD || behind_post(s, i - 1)) &&
                   (!esc_stream_first(s, i) || esc_stream_sign(s, i - 1, ','));
    }
    return false;
}

// The stop of "Cs.", "C.A.R.": behind few letters.
static bool cut(const esc_stream *s, uint32_t at) {
    return at && esc_stream_sign(s, at, '.') && s->atoms[at].glued &&
           s->atoms[at - 1].kind == ESC_ATOM_WORD && s->atoms[at - 1].shape != ESC_SHAPE_LOWER &&
           s->atoms[at - 1].norm_len < 4;
}

// "por el claustro docente," or "por el personal de servicios (PAS):" right before `to`: gives where the
// group's name begins and ends.
static bool sent_by(const esc_stream *s, uint32_t from, uint32_t to, uint32_t *ret_from, uint32_t *ret_to) {
    if (to > from && esc_atom_is(&s->atoms[to - 1], "el|la|los|las")) to--; // "por el sector social, el C. …"
    if (to < from + 3 || !(esc_stream_sign(s, to - 1, ',') || esc_stream_sign(s, to - 1, ':'))) return false;
    uint32_t stop = to - 1, first = ESC_NONE;
    if (esc_stream_sign(s, stop - 1, ')')) { // its letters
        while (stop > from && !esc_stream_sign(s, stop, '(')) stop--;
        if (stop == from) return false;
    }
    for (uint32_t i = stop;
         i-- > from && i + MOST_GROUP > stop && (s->atoms[i].kind == ESC_ATOM_WORD || cut(s, i));)
        if (esc_cursor_looking_at(s, i, "por el|la|los|las")) first = i;
    if (first == ESC_NONE || first + 2 >= stop) return false;
    bool begins = esc_stream_begins(s, first) || (first && s->atoms[first - 1].kind == ESC_ATOM_SIGN) ||
                  (first && esc_atom_is(&s->atoms[first - 1], "y|e"));
    for (uint32_t i = first + 2; i < stop; i++) // "por el Presidente, …" is no group
        if (esc_seat_is_role(&s->atoms[i])) return false;
    if (!begins || esc_seat_word(&s->atoms[first + 2])) return false;
    *ret_from = first + 2, *ret_to = stop;
    return true;
}

void esc_groups_heading(esc_reader *r, uint32_t at, uint32_t name, esc_seat *seat) {
    const esc_stream *s = &r->body;
    uint32_t to = esc_stream_row_end(s, at), from = seat->role_to;
    if (!seat->role || !esc_stream_begins(s, at) || to > name || from >= to || from < at) return;
    if (esc_stream_sign(s, to - 1, ':')) to--;
    esc_cursor c = esc_cursor_on(s, from, to);
    esc_cursor bloc = c; // "Concejales del Grupo Socialista"
    const bool of_bloc =
        esc_cursor_match(&bloc, "de|del el|la?") && bloc.at < to &&
        esc_atom_is(&s->atoms[bloc.at], "grupo|partido|bloque|bancada|coalicion|fraccion|agrupacion") &&
        (bloc.at + 1 < to || s->atoms[bloc.at].shape == ESC_SHAPE_UPPER);
    if (of_bloc)
        c = bloc;
    else if (!esc_cursor_match(&c, "por el|la|los|las") &&
             !esc_cursor_match(&c, "en? representacion de|del el|la|los|las?"))
        return;
    if (c.at + MOST_GROUP < to || c.at >= to) return;
    for (uint32_t i = c.at; i < to; i++)
        if (s->atoms[i].kind != ESC_ATOM_WORD) return;
    seat->office = esc_stream_text(s, r->arena, c.at, to);
    seat->office_from = c.at, seat->office_to = to;
}

// "los siguientes consejeros:" right before `to`: the role of all groups that follow.
static bool announced_role(const esc_reader *r, uint32_t from, uint32_t to, esc_seat *ret) {
    const esc_stream *s = &r->body;
    for (uint32_t colon = to; colon-- > from;) {
        if (!esc_stream_sign(s, colon, ':')) continue;
        for (uint32_t i = colon; i-- > from && i + MOST_BACK > colon;) {
            if (!esc_seat_is_role(&s->atoms[i]) || s->atoms[i].norm[s->atoms[i].norm_len - 1] != 's')
                continue;
            *ret = esc_seat_read(r, i > from + 2 ? i - 2 : i, colon, false);
            return ret->role && ret->plural;
        }
        return false;
    }
    return false;
}

// "CONSEJEROS PRESENTES" in the row over "Por el claustro de profesores:", which begins at `at`.
static bool headed_role(const esc_reader *r, uint32_t from, uint32_t at, esc_seat *ret) {
    const esc_stream *s = &r->body;
    for (uint32_t row = s->atoms[at].row; row-- > 0 && s->rows[row].first >= from;) {
        const uint32_t first = s->rows[row].first, end = first + s->rows[row].count;
        if (s->atoms[first].kind == ESC_ATOM_SIGN && end == first + 1) continue;
        if (!esc_seat_is_role(&s->atoms[first]) || !esc_attendance_heads(s, first, at)) return false;
        for (uint32_t i = first; i < end; i++)
            if (esc_attendance_absence(s, i)) return false;
        *ret = esc_seat_read(r, first, end, false);
        return ret->role && ret->plural;
    }
    return false;
}

// No more than a comma or an "y" stands between two names of a group.
static bool joins(const esc_stream *s, uint32_t from, uint32_t to) {
    // "Mater. Ana Ruiz Paz" at a row's head: a title that nobody knows
    if (to > from + 1 && to < s->atoms_count && esc_stream_sign(s, to - 1, '.') &&
        esc_stream_begins(s, to - 2) && s->atoms[to - 2].shape == ESC_SHAPE_CAPITAL &&
        s->atoms[to - 2].norm_len < MOST_TITLE)
        to -= 2;
    for (uint32_t i = from; i < to; i++)
        if (!esc_stream_sign(s, i, ',') && !esc_atom_is(&s->atoms[i], "y|e|la|el|l@s")) return false;
    return true;
}

// "Ana Ruiz Paz (Auxiliar Docente)": few words that begin in a capital, in brackets right behind the name;
// gives their end, or where the name ends.
static uint32_t bracketed(const esc_stream *s, uint32_t at) {
    const uint32_t to = esc_announce_over_bracket(s, at, s->atoms_count);
    if (to < at + 3 || to > at + MOST_GROUP || s->atoms[at + 1].shape != ESC_SHAPE_CAPITAL ||
        esc_atom_is(&s->atoms[at + 1], "suplente|titular|propietari@|virtual|presente|remot@|telematic*"))
        return at;
    for (uint32_t i = at + 1; i + 1 < to; i++)
        if ((s->atoms[i].kind != ESC_ATOM_WORD && !esc_stream_sign(s, i, '(') &&
             !esc_stream_sign(s, i, ')')) ||
            esc_attendance_absence(s, i))
            return at;
    return to - 1;
}

// What a heading of several says of one of them.
static void seat_of_heading(esc_reader *r, esc_person *p, uint32_t from, uint32_t to) {
    const esc_stream *s = &r->body;
    bool woman = esc_name_feminine(r, &p->name), mixed = false;
    for (uint32_t i = from; i < to; i++) // the second noun is the one that both share
        if (esc_atom_is(&s->atoms[i], "y|e") && i + 1 < to) from = i + 1, mixed = true;
    const char *low = esc_beside_lowered(r, esc_stream_text(s, r->arena, from, to));
    esc_seat seat = {
        .role = low, .plural = true, .mixed = mixed || esc_name_title_gender(r, &p->name) == 'f'};
    if (to == from + 1 && s->atoms[from].norm[s->atoms[from].norm_len - 1] != 's') seat.plural = false;
    p->role = esc_seat_singular(r, &seat, woman), p->of_group = true;
    p->seat.role_from = from, p->seat.role_to = to;
}

// "por el claustro docente, A, B y C; por el claustro de graduados, D": each comes from his group.
static void by_sender(esc_reader *r, esc_people *all, uint32_t from) {
    const esc_stream *s = &r->body;
    esc_seat role = {0};
    uint32_t group = 0, group_to = 0;
    bool headed = false; // the role stands in a row over the groups
    for (uint32_t i = 0; i < all->items_count; i++) {
        esc_person *p = &all->items[i];
        uint32_t before = i ? all->items[i - 1].name.to : from, at, to;
        esc_seat said;
        // "Por los trabajadores:" / "Suplentes: Ana Ruiz Paz"
        uint32_t begin = s->rows[s->atoms[p->name.from].row].first;
        const bool side = begin >= before && begin + 2 == p->name.from &&
                          esc_stream_sign(s, begin + 1, ':') &&
                          esc_atom_is(&s->atoms[begin], "titular|titulares|suplente|suplentes|principal|"
                                                        "principales|propietari@|propietari@s");
        if (!side) begin = p->name.from;
        bool over = sent_by(s, before, begin, &at, &to);
        if (over && announced_role(r, before, at, &said))
            role = said, headed = false;
        else if (over && headed_role(r, before, at - 2, &said))
            role = said, headed = true;
        else if (!over && !joins(s, esc_announce_over_bracket(s, before, begin), begin) &&
                 !(bracketed(s, before) > before && begin == bracketed(s, before) + 2 &&
                   bracketed(s, p->name.to) > p->name.to)) // "… (Docente); Carolina Paredes (Alumna)"
            role = (esc_seat){0}, group_to = group;
        if (over) group = at, group_to = to;
        if (group_to == group) continue;
        if (side && !p->role && !p->seat.office) // "Suplente: Ana Ruiz Paz"
            seat_of_heading(r, p, begin, begin + 1);
        bool woman = esc_name_feminine(r, &p->name);
        // "Por la Facultad de Odontología: Dra. A, directora; B, consejero maestro": what is said behind the
        // name is the seat
        uint32_t seat = p->seat.office ? p->seat.office_from : 0, seat_to = p->seat.office_to;
        bool own = p->seat.office && seat > p->name.to && s->atoms[seat].shape == ESC_SHAPE_LOWER &&
                   seat_to <= seat + 2 && (!p->role || p->of_group);
        const uint32_t close = bracketed(s, p->name.to);
        if (close > p->name.to && (!p->role || p->of_group)) // "Por la Facultad: A (Decano), B (Docente)"
            own = true, seat = p->name.to + 1, seat_to = close,
            p->seat.office = esc_stream_text(s, r->arena, seat, close);
        if (own)
            p->role = esc_beside_lowered(r, p->seat.office), p->of_group = false, p->seat.office = NULL,
            p->seat.role_from = seat, p->seat.role_to = seat_to;
        esc_seat one = role;
        one.mixed = !headed || role.both; // "CONSEJEROS Y CONSEJERAS" says it of each
        const bool deputy = headed && p->role && strstr(p->role, "suplente"); // "Luis Paz (suplente)"
        if (deputy && !strcmp(p->role, "suplente"))
            p->role = esc_arena_printf(r->arena, "%s suplente", esc_seat_singular(r, &one, woman));
        if (role.role && !deputy && (!p->role || p->of_group))
            p->role = esc_seat_singular(r, &one, woman), p->of_group = true,
            p->seat.role_from = role.role_from, p->seat.role_to = role.role_to;
        const char *name = esc_stream_text(s, r->arena, group, group_to);
        // the body that meets, or an office that is called by the seat itself
        const bool same = (r->body_key && strstr(r->body_key, esc_fold(r->arena, name, strlen(name)))) ||
                          (p->role && esc_atom_is(&s->atoms[group], "secretaria|presidencia|tesoreria") &&
                           !strncmp(s->atoms[group].norm, p->role, 6));
        const bool part =
            p->seat.office_from == group && p->seat.office_to < group_to; // "Claustro" / "No Docente"
        if ((!p->seat.office || part) && !same)
            p->seat.office = esc_seat_entity(r, group, group_to), p->seat.office_from = group,
            p->seat.office_to = group_to;
    }
}

// A word of a heading that says nothing but that those below are there, or who is not one of the body.
static bool says_little(const esc_atom *atom) {
    return esc_atom_is(atom, "asistentes|presentes|participantes|miembros|integrantes|personas|autoridades|"
                             "funcionari@s|senor*|nombres|otr@s|comparecientes|intervinientes|firmantes|"
                             "siguientes|demas|ausentes|excusad@s|representad@s|tambien|ademas|asimismo|"
                             "reunid@s|participan|asisten|sres|firmas|datos|acuerdos|asuntos");
}

// "Técnica municipal" / "D.ª Ana Ruiz Paz, Ingeniera": right over a title that begins its row, behind one
// that names somebody.
static bool over_titled(const esc_stream *s, uint32_t at, uint32_t end) {
    enum { WORDS = 3 };
    return end <= at + WORDS && s->atoms[at].shape == ESC_SHAPE_CAPITAL && end < s->atoms_count &&
           !s->rows[s->atoms[end].row].gap && esc_title_end(s, end, s->atoms_count) > end;
}

// "Propietarias y propietarios:" in a row of its own, or "Jefes de Departamento", which says whom it means,
// where a paragraph begins; gives the end of its words, or `at`.
static uint32_t heading(const esc_stream *s, uint32_t at) {
    uint32_t end = esc_stream_row_end(s, at), words = 0;
    const bool told =
        s->rows[s->atoms[at].row].gap &&
        esc_atom_is(&s->atoms[at], "jefes|jefas|directores|directoras|coordinadores|coordinadoras|"
                                   "profesores|profesoras|docentes|alumn@s|estudiantes|"
                                   "maestr@s|academic@s|trabajadores|trabajadoras|titulares");
    // "Coordinador de Control Interno" over one name: no seat of all committees
    const bool one = s->rows[s->atoms[at].row].gap &&
                     ((over_titled(s, at, end) && !esc_atom_is(&s->atoms[at], "claustro|estamento|sector")) ||
                      (end > at + 1 &&
                       esc_atom_is(&s->atoms[at], "coordinador|coordinadora|enlace|responsable|encargad@")));
    if (told || one) end++; // no colon
    if (!esc_stream_first(s, at) || end < at + 2 || end - at > MOST_HEADING + 1 ||
        (!told && !one && !esc_stream_sign(s, end - 1, ':')))
        return at;
    for (uint32_t i = at; i + 1 < end; i++) {
        const esc_atom *atom = &s->atoms[i];
        if (atom->kind != ESC_ATOM_WORD || esc_seat_is_role(atom) || says_little(atom)) return at;
        if (esc_attendance_absence(s, i)) return at;
        words++;
    }
    const esc_atom *first = &s->atoms[at];
    const bool several = first->norm[first->norm_len - 1] == 's';
    return words && first->shape != ESC_SHAPE_LOWER && (several || one) ? end - 1 : at;
}

// Rows of names below a heading that no one knows for a seat, up to the next row that is none.
static void by_heading(esc_reader *r, esc_people *all) {
    const esc_stream *s = &r->body;
    uint32_t head = 0, head_to = 0;
    for (uint32_t i = 0; i < all->items_count; i++) {
        esc_person *p = &all->items[i];
        uint32_t row = s->atoms[p->name.from].row;
        if (!esc_stream_begins(s, p->name.from) || !row) {
            head_to = head;
            continue;
        }
        uint32_t above = s->rows[row - 1].first, to = heading(s, above);
        bool goes_on = i && s->atoms[all->items[i - 1].name.from].row + 1 == row && !s->rows[row].gap;
        if (to > above)
            head = above, head_to = to;
        else if (!goes_on)
            head_to = head;
        const bool farther = p->of_group && p->seat.role_to <= head; // what a heading above this one says
        if (head_to > head && (farther || (!p->role && !p->seat.office))) {
            const size_t len = farther ? strlen(p->role) : 0;
            const bool deputy =
                len > 9 && !strcmp(p->role + len - 9, " suplente"); // "Ana Ruiz Paz (suplente)"
            seat_of_heading(r, p, head, head_to);
            if (deputy) p->role = esc_arena_printf(r->arena, "%s suplente", p->role);
        }
    }
}

// "Profesorado     Estudiantes" over two rows at least with a name in every column: each head is what those
// below it are.
static void by_column(esc_reader *r, esc_people *all) {
    const esc_stream *s = &r->body;
    uint32_t head[MOST_CELLS + 1], heads = 0, last_row = ESC_NONE;
    for (uint32_t i = 0; i < all->items_count;) {
        uint32_t row = s->atoms[all->items[i].name.from].row, begin[MOST_CELLS + 1],
                 n = esc_cells_of(s, row, MOST_CELLS, begin), same = 0;
        while (i + same < all->items_count && s->atoms[all->items[i + same].name.from].row == row &&
               same < n && all->items[i + same].name.from == begin[same])
            same++;
        bool full = n > 1 && same == n && row > 0;
        if (full && row != last_row + 1) {
            heads = esc_cells_of(s, row - 1, MOST_CELLS, head);
            uint32_t below[MOST_CELLS + 1];
            bool fits =
                heads == n && row + 1 < s->rows_count && esc_cells_of(s, row + 1, MOST_CELLS, below) == n;
            for (uint32_t k = 0; k < heads && fits; k++)
                fits = s->atoms[head[k]].kind == ESC_ATOM_WORD &&
                       s->atoms[head[k]].shape != ESC_SHAPE_LOWER && !says_little(&s->atoms[head[k]]) &&
                       !esc_seat_is_role(&s->atoms[head[k]]);
            if (!fits) heads = 0;
        }
        for (uint32_t k = 0; k < n && full && heads == n; k++) {
            esc_person *p = &all->items[i + k];
            uint32_t to = k + 1 < n ? head[k + 1] : esc_stream_row_end(s, head[k]);
            bool vague = p->of_group && esc_seat_vague(p->role);
            if ((p->role && !vague) || p->seat.office) continue;
            seat_of_heading(r, p, head[k], to);
        }
        last_row = full ? row : ESC_NONE - 1;
        i += same ? same : 1;
    }
}

// What is said of one, of another: "consejero" of her whose title tells it, and the other way round.
static const char *of_gender(const esc_reader *r, const char *role, char gender) {
    const size_t len = strcspn(role, " ");
    if (!gender || !len || !strchr("oa", role[len - 1]) || (role[len - 1] == 'a') == (gender == 'f'))
        return role;
    char *out = esc_arena_strndup(r->arena, role, strlen(role));
    out[len - 1] = gender == 'f' ? 'a' : 'o';
    return out;
}

// "Claustro de graduados", "Provincia de Suyo:" in a row of its own: gives where its words end, or `at`.
static uint32_t subhead(const esc_stream *s, uint32_t at) {
    uint32_t end = esc_stream_row_end(s, at);
    if (end > at && esc_stream_sign(s, end - 1, ':')) end--;
    if (end < at + 2 || end > at + MOST_BACK || s->atoms[at].shape == ESC_SHAPE_LOWER ||
        (!esc_seat_sender(&s->atoms[at]) && !esc_seat_place(&s->atoms[at])))
        return at;
    for (uint32_t i = at; i < end; i++)
        if ((s->atoms[i].kind != ESC_ATOM_WORD && s->atoms[i].kind != ESC_ATOM_NUMBER) ||
            esc_seat_is_role(&s->atoms[i]) || esc_attendance_absence(s, i))
            return at;
    return end;
}

// Below "los siguientes consejeros:" rows of names under such headings: each comes from there, and is one.
static void by_subhead(esc_reader *r, esc_people *all) {
    const esc_stream *s = &r->body;
    uint32_t head = 0, head_to = 0;
    const esc_person *kin = NULL;
    for (uint32_t i = 0; i < all->items_count; i++) {
        esc_person *p = &all->items[i];
        const uint32_t row = s->atoms[p->name.from].row, above = row ? s->rows[row - 1].first : 0,
                       to = row ? subhead(s, above) : 0;
        const bool first = esc_stream_begins(s, p->name.from);
        if (first && to > above)
            head = above, head_to = to;
        else if (!first || !i || s->atoms[all->items[i - 1].name.from].row + 1 != row)
            head_to = head;
        if (head_to > head && kin && !p->role)
            p->role = of_gender(r, kin->role, esc_name_title_gender(r, &p->name)), p->of_group = true,
            p->seat.role_from = kin->seat.role_from, p->seat.role_to = kin->seat.role_to;
        const bool part = p->seat.office_from == head && p->seat.office_to < head_to;
        // "Claustro de Profesores" further up
        const bool farther = p->seat.office && p->seat.office_to <= head &&
                             subhead(s, p->seat.office_from) > p->seat.office_from;
        if (head_to > head && p->role && (!p->seat.office || part || farther))
            p->seat.office = esc_stream_text(s, r->arena, head, head_to), p->seat.office_from = head,
            p->seat.office_to = head_to;
        if (p->role && p->of_group) kin = p;
    }
}

// "- Cs. Agronómicas   Sr. Mario Paz" in a list of deans: the words before the title of one who has no
// office; gives where they begin, or `name`.
static uint32_t row_head(const esc_stream *s, const esc_person *p, uint32_t name) {
    uint32_t at = s->rows[s->atoms[name].row].first;
    while (at < name && s->atoms[at].kind == ESC_ATOM_SIGN) at++;
    if (at >= name || p->name.title_from == p->name.title_to || s->atoms[at].shape == ESC_SHAPE_LOWER ||
        name > at + MOST_GROUP)
        return name;
    for (uint32_t i = at; i < name; i++)
        if ((s->atoms[i].kind != ESC_ATOM_WORD &&
             !(i > at && s->atoms[i].glued && esc_stream_sign(s, i, '.'))) ||
            esc_seat_word(&s->atoms[i]))
            return name;
    return esc_atom_is(&s->atoms[name - 1], "el|la|los|las|del|al|y|e") ? name : at;
}

static void by_row_head(esc_reader *r, esc_people *all) {
    const esc_stream *s = &r->body;
    for (uint32_t i = 0, j; i < all->items_count; i = j) {
        uint32_t from = all->items[i].name.from, row = s->atoms[from].row, rows = 0;
        for (j = i; j < all->items_count; j++, rows++) {
            from = all->items[j].name.from;
            if (s->atoms[from].row != row + (j - i) || row_head(s, &all->items[j], from) == from) break;
        }
        for (uint32_t k = i; k < j && rows >= LEAST_ROWS; k++) {
            esc_person *p = &all->items[k];
            const uint32_t at = row_head(s, p, p->name.from), close = bracketed(s, p->name.to);
            if (p->seat.office && p->seat.office_from < p->name.from) continue;
            if (close > p->name.to) // "… Sr. Luis Paz (Vicedecano)"
                p->role = esc_beside_lowered(r, esc_stream_text(s, r->arena, p->name.to + 1, close)),
                p->of_group = false, p->seat.role_from = p->name.to + 1, p->seat.role_to = close;
            p->seat.office = esc_stream_text(s, r->arena, at, p->name.from);
            p->seat.office_from = at, p->seat.office_to = p->name.from;
        }
        if (j == i) j++;
    }
}

// "Síndicos:" / "Sr. Ana Ruiz Paz, distrito Guaria": behind the name of one whose heading has said the seat.
static void behind_name(esc_reader *r, esc_people *all) {
    const esc_stream *s = &r->body;
    for (uint32_t i = 0; i < all->items_count; i++) {
        esc_person *p = &all->items[i];
        uint32_t from = p->name.to, end = from < s->atoms_count ? esc_stream_row_end(s, from - 1) : from,
                 capitals = 0;
        if (!p->role || !p->of_group || p->seat.office || !esc_stream_begins(s, p->name.from)) continue;
        if (from + 1 >= end || !esc_stream_sign(s, from, ',')) continue;
        uint32_t stop = esc_stream_sign(s, end - 1, '.') || esc_stream_sign(s, end - 1, ';') ? end - 1 : end;
        bool words = stop < from + MOST_BACK && !esc_seat_word(&s->atoms[from + 1]);
        for (uint32_t k = from + 1; k < stop; k++) {
            words &= s->atoms[k].kind != ESC_ATOM_SIGN && !s->atoms[k].wide;
            capitals += s->atoms[k].kind == ESC_ATOM_WORD && s->atoms[k].shape != ESC_SHAPE_LOWER;
        }
        bool place =
            esc_atom_is(&s->atoms[from + 1], "distrito|barrio|zona|sector|parroquia|canton|corregimiento|"
                                             "comuna|vereda|circuito|circunscripcion|region|seccion|"
                                             "comunidad|agencia|delegacion|colonia|grupo|provincia|"
                                             "departamento|municipio|sede|campus");
        if (!words || !capitals || !place || esc_stream_first(s, from + 1)) continue;
        p->seat.office = esc_stream_text(s, r->arena, from + 1, stop);
        p->seat.office_from = from + 1, p->seat.office_to = stop;
    }
}

// "Colegio de Ingenieros Civiles     Vocal", "Asesor     C.P. Ana Ruiz     Órgano Interno": in a row of name,
// seat and one cell more, that is whom one comes from.
static void by_cell(esc_reader *r, esc_people *all) {
    const esc_stream *s = &r->body;
    for (uint32_t i = 0; i < all->items_count; i++) {
        esc_person *p = &all->items[i];
        uint32_t row = s->atoms[p->name.from].row, begin[MOST_CELLS + 1],
                 n = esc_cells_of(s, row, MOST_CELLS, begin), own = n, seat = n;
        if (!p->role || p->seat.office || n < 2 || n > 4) continue;
        // under "Representantes del personal", the one cell beside the name
        const bool headed = p->of_group && n == 2 && p->seat.role_to <= begin[0] && p->name.from == begin[0];
        if (!headed && (n < 3 || s->atoms[p->seat.role_from].row != row)) continue;
        for (uint32_t k = 0; k < n; k++) {
            if (begin[k] <= p->name.from) own = k;
            if (!headed && begin[k] <= p->seat.role_from) seat = k;
        }
        for (uint32_t k = 0; k < n && !p->seat.office; k++) {
            uint32_t at = begin[k], to = k + 1 < n ? begin[k + 1] : esc_stream_row_end(s, at);
            if (i + 1 < all->items_count && all->items[i + 1].name.from == at) break; // another person
            bool words = k != own && k != seat && to > at + 1 && // a member of what meets
                         !(headed && esc_atom_is(&s->atoms[at], "integrante|miembro"));
            for (uint32_t j = at; j < to; j++) words &= s->atoms[j].kind == ESC_ATOM_WORD;
            if (!words || s->atoms[at].shape != ESC_SHAPE_CAPITAL) continue;
            p->seat.office = esc_phrase_text(s, r->arena, r->vocabulary, at, to);
            p->seat.office_from = at, p->seat.office_to = to;
        }
    }
}

// "REPRESENTANTES DEL TERCIO ESTUDIANTIL" over "Est. Ana Ruiz Paz     Facultad de Derecho": the cell is whom
// she comes from, and the heading the seat.
static void by_heading_and_cell(esc_reader *r, esc_people *all) {
    const esc_stream *s = &r->body;
    for (uint32_t i = 0; i < all->items_count; i++) {
        esc_person *p = &all->items[i];
        const uint32_t row = s->atoms[p->name.from].row, head = p->seat.role_from, to = p->seat.office_to;
        uint32_t begin[MOST_CELLS + 1];
        const uint32_t n = esc_cells_of(s, row, MOST_CELLS, begin);
        if (!p->role || !p->of_group || !p->seat.office || strncmp(p->role, "representante", 13) != 0 ||
            n < 2 || n > 3 || begin[0] != s->rows[row].first || begin[1] != p->name.to ||
            head >= p->name.from || p->seat.office_from < head || to > p->name.from ||
            s->atoms[head].row != s->atoms[to - 1].row || !esc_stream_begins(s, head) ||
            esc_stream_row_end(s, head) != to)
            continue;
        const uint32_t end = n > 2 ? begin[2] : esc_stream_row_end(s, begin[1]);
        if (end < begin[1] + 3 ||
            !esc_atom_is(&s->atoms[begin[1]], "facultad|escuela|instituto|departamento|sede"))
            continue;
        const char *rest = esc_stream_text(s, r->arena, p->seat.role_to, to);
        p->role = esc_arena_printf(r->arena, "%s %s", p->role, esc_beside_lowered(r, rest));
        p->seat.role_to = to;
        p->seat.office = esc_phrase_text(s, r->arena, r->vocabulary, begin[1], end);
        p->seat.office_from = begin[1], p->seat.office_to = end;
    }
}

// "POR LA SINDICATURA     POR LA TESORERÍA" over as many names: whom each comes from.
static void by_senders_above(esc_reader *r, esc_people *all) {
    const esc_stream *s = &r->body;
    for (uint32_t i = 0, same; i < all->items_count; i += same) {
        const uint32_t row = s->atoms[all->items[i].name.from].row;
        for (same = 1; i + same < all->items_count && s->atoms[all->items[i + same].name.from].row == row;)
            same++;
        uint32_t head[MOST_CELLS + 1];
        if (same < 2 || !row || s->rows[row].gap || esc_cells_of(s, row - 1, MOST_CELLS, head) != same)
            continue;
        bool sends = true;
        for (uint32_t k = 0; k < same; k++)
            sends &= esc_cursor_looking_at(s, head[k], "por el|la|los|las ~1") &&
                     !esc_seat_is_role(&s->atoms[head[k] + 2]);
        for (uint32_t k = 0; k < same && sends; k++) {
            esc_person *p = &all->items[i + k];
            const uint32_t at = head[k] + 2, to = k + 1 < same ? head[k + 1] : esc_stream_row_end(s, at);
            p->seat.office = esc_phrase_text(s, r->arena, r->vocabulary, at, to);
            p->seat.office_from = at, p->seat.office_to = to;
            if (p->seat.role_from < p->name.from) p->role = NULL;
        }
    }
}

void esc_groups_share(esc_reader *r, esc_people *all, uint32_t from) {
    by_senders_above(r, all);
    by_sender(r, all, from);
    by_heading(r, all);
    by_column(r, all);
    by_subhead(r, all);
    by_row_head(r, all);
    behind_name(r, all);
    by_cell(r, all);
    by_heading_and_cell(r, all);
}
