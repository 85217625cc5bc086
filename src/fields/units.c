// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/units.h"

#include <string.h>

#include "fields/announce.h"
#include "fields/beside.h"
#include "fields/cells.h"
#include "fields/leaders.h"

enum {
    LEAST = 2,
    MOST_UNIT = 8,
    MOST_LABEL = 8,
    ABOVE = 16,
    MOST_CHAIR = 6,
    MOST_UNITS = 12,
    LEAST_UNITS = 3
};

static bool series(const esc_stream *s, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (!esc_stream_sign(s, i, ',') && !esc_atom_is(&s->atoms[i], "y|e|la|el")) return false;
    return to < from + 4;
}

// "(Ciencias de la Tierra)" right behind a name: gives its closing bracket, or `at` where none so is there.
static uint32_t unit_behind(const esc_stream *s, uint32_t at) {
    const uint32_t to = esc_announce_over_bracket(s, at, s->atoms_count);
    if (to < at + 3 || to > at + MOST_UNIT + 2 || !esc_atom_capital(&s->atoms[at + 1])) return at;
    for (uint32_t i = at + 1; i + 1 < to; i++)
        if (s->atoms[i].kind != ESC_ATOM_WORD || esc_seat_word(&s->atoms[i]) ||
            esc_attendance_absence(s, i) ||
            esc_atom_is(&s->atoms[i], "virtual|presencial|presente|remot@|telematic*|videoconferencia"))
            return at;
    return to - 1;
}

static void set_unit(esc_reader *r, esc_person *p, uint32_t from, uint32_t to) {
    p->seat.office = esc_stream_text(&r->body, r->arena, from, to);
    p->seat.office_from = from, p->seat.office_to = to;
}

// "Consejeras y consejeros: Ana Ruiz y Luis Paz (Agronomía); Eva Gil (Enfermería)": of all in the series.
static void by_bracket(esc_reader *r, esc_people *all) {
    const esc_stream *s = &r->body;
    for (int pass = 0, units = 0; pass < 2; pass++)
        for (uint32_t i = 0, j; i < all->items_count; i = j) {
            for (j = i + 1;
                 j < all->items_count && series(s, all->items[j - 1].name.to, all->items[j].name.from);)
                j++;
            const uint32_t open = all->items[j - 1].name.to, close = unit_behind(s, open);
            if (close == open) continue;
            units += !pass;
            for (uint32_t k = i; k < j && pass && units >= LEAST; k++)
                if (all->items[k].role && !all->items[k].seat.office)
                    set_unit(r, &all->items[k], open + 1, close);
        }
}

// "Representantes de los partidos:" stands over the rows.
static bool below_representatives(const esc_stream *s, uint32_t at) {
    for (uint32_t row = s->atoms[at].row, n = 0; row-- > 0 && n < ABOVE; n++)
        if (esc_atom_is(&s->atoms[s->rows[row].first], "representantes|representaciones")) return true;
    return false;
}

// "PAN ....... Lic. Luis Paz Roa (suplente)", "Movimiento Azul (MA): C. Ana Ruiz Paz, propietaria": where the
// label ends at a row's head, before its letters in brackets; `name` where none stands there.
static uint32_t label_end(const esc_stream *s, const esc_person_name *name, uint32_t *ret_from) {
    const uint32_t first = s->rows[s->atoms[name->from].row].first;
    uint32_t at = first, words = 0;
    while (at < name->from && words < MOST_LABEL && s->atoms[at].kind == ESC_ATOM_WORD &&
           !esc_seat_word(&s->atoms[at]) && !esc_attendance_absence(s, at) &&
           !(at > first && s->atoms[at].wide))
        at++, words++;
    if (!words || !esc_atom_capital(&s->atoms[first])) return name->from;
    uint32_t to = esc_announce_over_bracket(s, at, name->from);
    to += esc_stream_sign(s, to, ':') || (esc_stream_sign(s, to, ',') && below_representatives(s, first));
    if (to < name->from) to = esc_leaders_end(s, to, name->from);
    if (to != name->from || to == at) return name->from;
    *ret_from = first;
    const uint32_t row = s->atoms[first].row; // "Movimiento" / "Ciudadano ......"
    if (row && !s->rows[row].gap && s->rows[row - 1].count == 1 &&
        s->atoms[first - 1].kind == ESC_ATOM_WORD && esc_atom_capital(&s->atoms[first - 1]) &&
        !esc_seat_word(&s->atoms[first - 1]))
        *ret_from = first - 1;
    return at;
}

// "(suplente)", ", propietaria," right behind the name.
static uint32_t which_of_two(const esc_stream *s, uint32_t at) {
    return (esc_stream_sign(s, at, ',') || esc_stream_sign(s, at, '(')) && at + 1 < s->atoms_count &&
                   esc_atom_is(&s->atoms[at + 1], "suplente|propietari@|titular")
               ? at + 1
               : at;
}

static void by_row_label(esc_reader *r, esc_people *all) {
    const esc_stream *s = &r->body;
    for (int pass = 0, rows = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < all->items_count; i++) {
            esc_person *p = &all->items[i];
            uint32_t from = 0;
            const uint32_t to = label_end(s, &p->name, &from), which = which_of_two(s, p->name.to);
            if (to == p->name.from) continue;
            // "Partido Verde, Lic. Luis Paz Roa. Presente"
            const bool party = p->role && !p->seat.office && !strcmp(p->role, "representante") &&
                               esc_stream_sign(s, to, ',');
            if (which == p->name.to && !party) continue;
            rows += !pass;
            if (!pass || rows < LEAST) continue;
            const bool own = p->seat.office_from >= p->name.to && p->seat.office_from > which + 1;
            if (!p->seat.office || !own) set_unit(r, p, from, to);
            if (party) continue;
            if (!p->role || !strcmp(p->role, "representantes"))
                p->role = below_representatives(s, from)
                              ? esc_arena_printf(r->arena, "representante %s", s->atoms[which].norm)
                              : esc_beside_lowered(r, esc_stream_text(s, r->arena, which, which + 1)),
                p->seat.role_from = which, p->seat.role_to = which + 1;
        }
}

// "REGIDURÍAS PROPIETARIAS", "Consejerías": the seats, over rows of those who have them.
static const struct {
    const char *seats, *man, *woman;
} chairs[] = {{"regidurias", "regidor", "regidora"},        {"sindicaturas", "síndico", "síndica"},
              {"consejerias", "consejero", "consejera"},    {"vocalias", "vocal", "vocal"},
              {"diputaciones", "diputado", "diputada"},     {"concejalias", "concejal", "concejala"},
              {"magistraturas", "magistrado", "magistrada"}};

static const char *chair(const esc_reader *r, uint32_t row, bool woman) {
    const esc_stream *s = &r->body;
    const uint32_t at = s->rows[row].first, end = at + s->rows[row].count;
    if (end > at + MOST_CHAIR) return NULL;
    for (uint32_t i = at; i < end; i++)
        if (esc_attendance_absence(s, i)) return NULL;
    for (size_t k = 0; k < sizeof chairs / sizeof *chairs; k++) {
        if (!esc_atom_is(&s->atoms[at], chairs[k].seats)) continue;
        const char *noun = woman ? chairs[k].woman : chairs[k].man;
        if (at + 1 == end) return noun;
        if (esc_atom_is(&s->atoms[at + 1], "suplentes"))
            return esc_arena_printf(r->arena, "%s suplente", noun);
        if (esc_atom_is(&s->atoms[at + 1], "propietarias|propietarios"))
            return esc_arena_printf(r->arena, "%s %s", noun, woman ? "propietaria" : "propietario");
        if (esc_atom_is(&s->atoms[at + 1], "electorales"))
            return esc_arena_printf(r->arena, "%s electoral", noun);
        return noun;
    }
    return NULL;
}

static void by_chair(esc_reader *r, esc_people *all) {
    const esc_stream *s = &r->body;
    uint32_t head = ESC_NONE;
    for (uint32_t i = 0; i < all->items_count; i++) {
        esc_person *p = &all->items[i];
        const uint32_t row = s->atoms[p->name.from].row;
        if (!row || !esc_stream_begins(s, p->name.from)) continue;
        const bool goes_on = i && s->atoms[all->items[i - 1].name.from].row + 1 == row && !s->rows[row].gap;
        if (!goes_on) head = row - 1;
        const bool woman = esc_name_feminine(r, &p->name);
        const bool open = head != ESC_NONE && (!p->role || p->seat.role_from == s->rows[head].first);
        const bool place = p->seat.office && p->seat.office_from > p->name.from &&
                           esc_seat_place(&s->atoms[p->seat.office_from]); // "…, distrito Guaria"
        const char *role = open && (!p->seat.office || place) ? chair(r, head, woman) : NULL;
        if (!role) continue;
        p->role = role, p->seat.role_from = s->rows[head].first, p->seat.role_to = p->seat.role_from + 1;
    }
}

// Below "Representantes de partidos" rows "Ana Ruiz Paz, propietaria, Partido Verde": which of the two she
// is.
static void by_which(const esc_reader *r, esc_people *all) {
    const esc_stream *s = &r->body;
    for (uint32_t i = 0; i < all->items_count; i++) {
        esc_person *p = &all->items[i];
        const uint32_t at = which_of_two(s, p->name.to);
        const bool sent = p->role ? !strncmp(p->role, "representante", 13) && !strchr(p->role, ' ')
                                  : below_representatives(s, p->name.from);
        if (!sent || at == p->name.to || !esc_stream_sign(s, at - 1, ',') ||
            !esc_stream_sign(s, at + 1, ',') || !esc_stream_begins(s, p->name.from))
            continue;
        p->role = esc_arena_printf(r->arena, "representante %s", s->atoms[at].norm);
        p->seat.role_from = at, p->seat.role_to = at + 1, p->of_group = false;
    }
}

// "Ciencias Básicas        Dr. Luis Paz Roa": a unit, and who comes from it in the next cell, also where a
// scan lost the blanks between them. Gives where the unit ends, 0 where the row is another.
static uint32_t unit_before(const esc_stream *s, const esc_person_name *name) {
    const uint32_t first = s->rows[s->atoms[name->from].row].first;
    if (name->from < first + 1 || name->from > first + MOST_UNIT || name->title_to == name->title_from ||
        name->to != esc_stream_row_end(s, first) || s->atoms[first].shape != ESC_SHAPE_CAPITAL ||
        esc_attendance_absence(s, first))
        return 0;
    for (uint32_t i = first; i < name->from; i++)
        if (s->atoms[i].kind != ESC_ATOM_WORD || esc_seat_word(&s->atoms[i]) ||
            (i > first && s->atoms[i].wide))
            return 0;
    return name->from;
}

static bool names_any(const esc_stream *s, const esc_people *all, uint32_t row) {
    for (uint32_t i = 0; i < all->items_count; i++)
        if (s->atoms[all->items[i].name.from].row == row) return true;
    return false;
}

// "Directores de División" alone over such rows, of which the one at `row` is one: its row, ESC_NONE where
// none is.
static uint32_t head_of_units(const esc_stream *s, const esc_people *all, uint32_t row) {
    for (uint32_t n = 0; row-- > 0 && n < MOST_UNITS; n++) {
        const uint32_t first = s->rows[row].first, end = first + s->rows[row].count;
        if (esc_cells_of(s, row, 1, (uint32_t[2]){0}) != 1 || names_any(s, all, row)) continue;
        const esc_atom *atom = &s->atoms[first];
        const bool seats = esc_seat_word(atom) || esc_atom_is(atom, "jefes|jefas|encargad@s|titulares");
        const bool heads = seats && atom->norm[atom->norm_len - 1] == 's' && atom->shape != ESC_SHAPE_LOWER &&
                           end - first <= MOST_LABEL && !esc_stream_sign(s, end - 1, '.');
        return heads ? row : ESC_NONE;
    }
    return ESC_NONE;
}

static void by_unit_before(esc_reader *r, esc_people *all) {
    const esc_stream *s = &r->body;
    for (int pass = 0, rows = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < all->items_count; i++) {
            esc_person *p = &all->items[i];
            const uint32_t row = s->atoms[p->name.from].row, to = unit_before(s, &p->name),
                           head = to ? head_of_units(s, all, row) : ESC_NONE;
            if (head == ESC_NONE) continue;
            rows += !pass;
            if (!pass || rows < (int)LEAST_UNITS) continue;
            const uint32_t from = s->rows[head].first;
            uint32_t end = from + s->rows[head].count;
            end -= esc_stream_sign(s, end - 1, ':');
            const esc_seat seat = {.role = esc_beside_lowered(r, esc_stream_text(s, r->arena, from, end)),
                                   .plural = true};
            p->role = esc_seat_singular(r, &seat, false);
            p->seat.role_from = from, p->seat.role_to = end;
            set_unit(r, p, s->rows[row].first, to);
        }
}

// "por el bloque Frente Azul, los concejales": gives where the phrase ends, at its comma, and where the name
// of those who send begins; `at` where none so stands there.
static uint32_t bloc_end(const esc_stream *s, uint32_t at, uint32_t *ret_from) {
    esc_cursor c = esc_cursor_on(s, at, s->atoms_count);
    if (!esc_cursor_match(&c,
                          "por el|la bloque|grupo|bancada|partido|coalicion|fraccion|agrupacion|interbloque"))
        return at;
    *ret_from = esc_atom_is(&s->atoms[c.at - 1], "bloque|bancada|interbloque") ? c.at : c.at - 1;
    uint32_t to = c.at;
    while (to < s->atoms_count && to < at + MOST_UNIT + 3 && s->atoms[to].kind == ESC_ATOM_WORD) to++;
    const bool named = to > c.at && esc_atom_capital(&s->atoms[c.at]);
    return named && esc_stream_sign(s, to, ',') &&
                   esc_cursor_looking_at(s, to + 1,
                                         "l@s|el|la ~2 concej*|consejer*|"
                                         "regidor*|vocal*|edil*|diputad@|diputad@s")
               ? to
               : at;
}

// "por el bloque A, los concejales Ana Ruiz y Luis Paz; por el bloque B, la concejala Eva Gil": two at least.
static void by_bloc(esc_reader *r, esc_people *all) {
    const esc_stream *s = &r->body;
    const uint32_t last = all->items_count ? all->items[all->items_count - 1].name.from : 0;
    for (int pass = 0, blocs = 0; pass < 2 && (!pass || blocs >= (int)LEAST); pass++)
        for (uint32_t at = 0; at < last; at++) {
            uint32_t from = at;
            const uint32_t to = bloc_end(s, at, &from);
            if (to == at) continue;
            blocs += !pass;
            uint32_t end = to;
            while (end < s->atoms_count && !esc_stream_sign(s, end, ';') &&
                   !esc_announce_stop(s, end, s->atoms_count))
                end++;
            for (uint32_t i = 0; i < all->items_count && pass; i++) {
                esc_person *p = &all->items[i];
                const bool own = p->seat.office && p->seat.office_from >= p->name.to;
                if (p->name.from > to && p->name.from < end && !own) set_unit(r, p, from, to);
            }
        }
}

void esc_units_share(esc_reader *r, esc_people *all) {
    by_bracket(r, all);
    by_row_label(r, all);
    by_chair(r, all);
    by_which(r, all);
    by_unit_before(r, all);
    by_bloc(r, all);
}
