// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/table_head.h"

#include <string.h>

#include "fields/beside.h"
#include "fields/cells.h"
#include "fields/phrases.h"

enum {
    MOST_CELLS = 7,
    MOST_HEAD_WORDS = 6,
    LONGEST_TABLE = 60,
    MOST_ROLE_WORDS = 5,
    MOST_GAPS = 3,
    MOST_SEAT = 4
};

typedef enum column { OTHER, NAME, OFFICE, ROLE, POST } column;

typedef struct head {
    uint32_t row, count, begin[MOST_CELLS + 1];
    column columns[MOST_CELLS];
    bool has[POST + 1];
    uint32_t seat; // the column of names is called by the seat that all of them have; ESC_NONE: it is not
} head;

// What a cell of a head says of its column.
static column column_of(const esc_stream *s, uint32_t from, uint32_t to) {
    static const struct {
        const char *words;
        column is;
    } heads[] = {
        {"nombre|nombres|apellidos|integrante|integrantes|asistente|asistentes|participante|participantes",
         NAME},
        {"dependencia|dependencias|ente|entidad|institucion|adscripcion|organizacion|organismo|empresa|"
         "representa|representacion|representante|procedencia|sector|partido|organo|estamento|comunidad|"
         "distrito",
         OFFICE},
        {"caracter|calidad|funcion|figura|rol|asiste", ROLE},
        {"cargo|puesto|area|unidad", POST},
    };
    if (to - from > MOST_HEAD_WORDS) return OTHER;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        for (uint32_t at = from; at < to; at++)
            if (esc_atom_is(&s->atoms[at], heads[i].words)) return heads[i].is;
    return OTHER;
}

static bool read_head(const esc_stream *s, uint32_t row, head *ret) {
    *ret = (head){.row = row, .seat = ESC_NONE};
    ret->count = esc_cells_of(s, row, MOST_CELLS, ret->begin);
    for (uint32_t i = 0; i < ret->count; i++) {
        ret->columns[i] = column_of(s, ret->begin[i], ret->begin[i + 1]);
        if (ret->has[NAME] && ret->columns[i] == NAME)
            ret->columns[i] = OTHER; // "Nombre   Calidad del integrante"
        ret->has[ret->columns[i]] = true;
        if (s->atoms[ret->begin[i]].shape == ESC_SHAPE_LOWER) return false;
    }
    for (uint32_t i = 0; i < ret->count && !ret->has[NAME];
         i++) { // "N°   Consejero(a)   Estamento   Condición"
        const uint32_t at = ret->begin[i], end = ret->begin[i + 1];
        bool seat = ret->columns[i] == OTHER && end - at <= MOST_SEAT && esc_seat_is_role(&s->atoms[at]);
        if (seat) ret->columns[i] = NAME, ret->has[NAME] = true, ret->seat = at;
    }
    if (ret->seat != ESC_NONE) return ret->has[OFFICE];
    // two columns with the names first are read as any list
    return ret->has[NAME] && (ret->has[OFFICE] || ret->has[ROLE]) &&
           (ret->columns[0] != NAME || ret->has[OFFICE] + ret->has[ROLE] + ret->has[POST] > 1);
}

bool esc_table_head(const esc_stream *s, uint32_t at) {
    head x;
    return esc_stream_first(s, at) && read_head(s, s->atoms[at].row, &x);
}

// Which column of the head a cell that begins at `at` stands in: the one that begins nearest.
static uint32_t place_of(const esc_stream *s, const head *x, uint32_t at) {
    uint32_t best = 0, least = UINT32_MAX;
    for (uint32_t i = 0; i < x->count; i++) {
        uint32_t a = s->atoms[x->begin[i]].column, b = s->atoms[at].column, far = a > b ? a - b : b - a;
        if (far < least) best = i, least = far;
    }
    return best;
}

// Words, and neither a mark of being there nor a number.
static bool says_something(const esc_stream *s, uint32_t from, uint32_t to) {
    if (from >= to || esc_atom_is(&s->atoms[from], "si|no|presente|ausente|asistio|firma|rubrica|x"))
        return false;
    for (uint32_t i = from; i < to; i++)
        if (s->atoms[i].kind == ESC_ATOM_NUMBER) return false;
    return s->atoms[from].kind == ESC_ATOM_WORD;
}

static void set_office(esc_reader *r, esc_person *p, uint32_t from, uint32_t to) {
    const esc_stream *s = &r->body;
    p->seat.office =
        to == from + 1 ? s->atoms[from].text : esc_phrase_text(s, r->arena, r->vocabulary, from, to);
    p->seat.office_from = from, p->seat.office_to = to;
}

static void set_role(esc_reader *r, esc_person *p, uint32_t from, uint32_t to) {
    const esc_stream *s = &r->body;
    const esc_seat seat = esc_seat_read(r, from, to, false);
    if (!seat.role && to - from > MOST_ROLE_WORDS) return;
    p->role = seat.role ? esc_seat_singular(r, &seat, esc_name_feminine(r, &p->name))
                        : esc_beside_lowered(r, esc_stream_text(s, r->arena, from, to));
    p->seat.role_from = from, p->seat.role_to = to, p->of_group = false;
}

// Who is named in row k of the table, in the column of names.
static esc_person *named_in(const esc_stream *s, const head *x, esc_people *all, uint32_t row) {
    for (uint32_t i = 0; i < all->items_count; i++) {
        const uint32_t at = all->items[i].name.from;
        if (s->atoms[at].row == row && x->columns[place_of(s, x, at)] == NAME) return &all->items[i];
    }
    return NULL;
}

static void share_row(esc_reader *r, const head *x, esc_person *p, uint32_t row) {
    const esc_stream *s = &r->body;
    uint32_t cells[MOST_CELLS + 1], n = esc_cells_of(s, row, MOST_CELLS, cells), at[POST + 1], to[POST + 1];
    bool has[POST + 1] = {0};
    for (uint32_t c = 0; c < n; c++) {
        const column is = x->columns[place_of(s, x, cells[c])];
        uint32_t end = cells[c + 1];
        while (end > cells[c] && s->atoms[end - 1].kind == ESC_ATOM_SIGN) end--;
        if (is == NAME ? p->name.from < cells[c] || p->name.from >= cells[c + 1]
                       : is != OTHER && (has[is] || !says_something(s, cells[c], end)))
            return; // no row of this table
        has[is] = true, at[is] = cells[c], to[is] = end;
    }
    if (!has[NAME] || (!has[ROLE] && !has[OFFICE])) return;
    if (x->seat != ESC_NONE && !p->absent) {
        esc_seat seat = esc_seat_read(r, x->seat, x->seat + 1, false);
        seat.plural = seat.mixed = true;
        p->role = esc_seat_singular(r, &seat, esc_name_feminine(r, &p->name));
        p->seat.role_from = x->seat, p->seat.role_to = x->seat + 1, p->of_group = false;
    }
    p->seat.office = NULL;
    const bool seated = x->seat != ESC_NONE && p->role; // as all of them
    if (!seated && has[ROLE])
        p->role = NULL, set_role(r, p, at[ROLE], to[ROLE]);
    else if (!seated && p->role && has[OFFICE] && p->seat.role_from >= at[OFFICE] &&
             p->seat.role_from < to[OFFICE])
        p->role = NULL; // "Secretaría General" is no seat of hers
    const column says = has[POST] && has[ROLE] ? POST : OFFICE;
    if (has[says]) set_office(r, p, at[says], to[says]);
}

void esc_table_head_share(esc_reader *r, esc_people *all) {
    const esc_stream *s = &r->body;
    for (uint32_t row = 0; row < s->rows_count && all->items_count; row++) {
        head x;
        if (!read_head(s, row, &x)) continue;
        for (uint32_t k = row + 1, gaps = 0; k < s->rows_count && k < row + LONGEST_TABLE && gaps < MOST_GAPS;
             k++) {
            esc_person *p = named_in(s, &x, all, k);
            gaps = p ? 0 : gaps + 1;
            if (p) share_row(r, &x, p, k);
        }
    }
}
