// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/table_head.h"

#include <string.h>

#include "fields/beside.h"
#include "fields/cells.h"
#include "fields/codes.h"
#include "fields/phrases.h"

enum {
    MOST_CELLS = 7,
    MOST_HEAD_WORDS = 6,
    LONGEST_TABLE = 60,
    MOST_ROLE_WORDS = 5,
    MOST_GAPS = 3,
    MOST_SEAT = 6,
    LEAST_MARKS = 2
};

typedef struct head {
    uint32_t row, count, begin[MOST_CELLS + 1];
    esc_column columns[MOST_CELLS];
    bool has[ESC_COLUMNS];
    uint32_t seat, seat_to; // the column of names is called by the seat that all have; ESC_NONE: it is not
    uint32_t marks;         // rows with a mark in the column that says who is there
    bool seats;             // most cells of the column "Cargo" are seats: so are the others
} head;

// A row of the table, by columns.
typedef struct cells {
    bool has[ESC_COLUMNS];
    uint32_t at[ESC_COLUMNS], to[ESC_COLUMNS];
} cells;

#define MARKS "x|✓|✔|•|●|■"

esc_column esc_table_column(const esc_stream *s, uint32_t from, uint32_t to) {
    if (to - from > MOST_HEAD_WORDS) return ESC_COLUMN_OTHER;
    if (esc_cursor_looking_at(s, from, "asiste|asistio como|en")) return ESC_COLUMN_ROLE;
    if (to == from + 1 && esc_atom_is(&s->atoms[from], "no")) return ESC_COLUMN_AWAY;
    esc_cursor c = esc_cursor_on(s, from, to); // "Cargo en el Comité"
    if (esc_cursor_match(&c, "cargo|puesto|posicion en|dentro|del")) return ESC_COLUMN_ROLE;
// Each with a pattern of its own, which most words are refused by at one look.
#define HEADS(words, column)                                                                                 \
    for (uint32_t at = from; at < to; at++)                                                                  \
        if (esc_atom_is(&s->atoms[at], words)) return column;
    HEADS("nombre|nombres|apellidos|integrante|integrantes|asistente|asistentes|participante|participantes",
          ESC_COLUMN_NAME)
    HEADS("oficio|oficios|designacion|acreditacion", ESC_COLUMN_CODE)
    HEADS("dependencia|dependencias|ente|entidad|institucion|adscripcion|organizacion|organismo|empresa|"
          "representa|representacion|representante|procedencia|sector|partido|organo|estamento|comunidad|"
          "distrito|gremio|ayuntamiento|municipio|facultad|localidad",
          ESC_COLUMN_OFFICE)
    HEADS("caracter|calidad|funcion|figura|rol|dignidad|investidura", ESC_COLUMN_ROLE)
    HEADS("cargo|puesto|area|unidad|ocupacion|profesion|desempeno", ESC_COLUMN_POST)
    HEADS("ausente|ausentes|falta|faltas|falto|inasistencia", ESC_COLUMN_AWAY)
    HEADS("asistencia|asist|asiste|asistio|presente|presentes|presencia|respuesta|contestacion|estado|"
          "condicion|situacion|si",
          ESC_COLUMN_STATUS)
#undef HEADS
    return ESC_COLUMN_OTHER;
}

// "N°   Consejero(a) Regional   Estamento   Condición": names under the seat that all of them have.
static void find_seat(const esc_stream *s, head *x) {
    for (uint32_t i = 0; i < x->count && !x->has[ESC_COLUMN_NAME]; i++) {
        const uint32_t at = x->begin[i], end = x->begin[i + 1];
        const bool owner = esc_seat_owner(&s->atoms[at]);
        if (x->columns[i] != ESC_COLUMN_OTHER || end - at > MOST_SEAT ||
            (!esc_seat_is_role(&s->atoms[at]) && !owner))
            continue;
        x->columns[i] = ESC_COLUMN_NAME, x->has[ESC_COLUMN_NAME] = true, x->seat = at, x->seat_to = end;
    }
}

uint32_t esc_table_over_number(const esc_stream *s, uint32_t at, uint32_t end) {
    uint32_t to = at;
    if (at < end &&
        (esc_atom_is(&s->atoms[at], "numero|no|num|nro|n°|nº|n|#") || s->atoms[at].kind == ESC_ATOM_NUMBER))
        to++;
    while (to > at && to < end && s->atoms[to].kind == ESC_ATOM_SIGN) to++;
    return to < end ? to : at;
}

static uint32_t apart(uint32_t a, uint32_t b) { return a > b ? a - b : b - a; }

// Which column of the head the cell from…to-1 stands in: the one that begins nearest, or whose middle does.
static uint32_t place_of(const esc_stream *s, const head *x, uint32_t from, uint32_t to) {
    const uint32_t begin = s->atoms[from].column, half = esc_cells_width(s, from, to) / 2;
    uint32_t best = 0, least = UINT32_MAX;
    for (uint32_t i = 0; i < x->count; i++) {
        const uint32_t at = s->atoms[x->begin[i]].column,
                       middle = at + esc_cells_width(s, x->begin[i], x->begin[i + 1]) / 2,
                       left = apart(at, begin), centre = apart(middle, begin + half),
                       far = left < centre ? left : centre;
        if (far < least) best = i, least = far;
    }
    return best;
}

// The cells of a row by the columns of the head. False where two stand in one column.
static bool read_cells(const esc_stream *s, const head *x, uint32_t row, cells *ret) {
    uint32_t begin[MOST_CELLS + 1], n = esc_cells_of(s, row, MOST_CELLS, begin);
    *ret = (cells){0};
    const uint32_t second = n > 1 ? esc_table_over_number(s, begin[0], begin[2]) : 0;
    if (n == x->count + 1 && second == begin[1]) memmove(begin, begin + 1, n-- * sizeof *begin);
    for (uint32_t c = 0; c < n; c++) {
        const bool in_turn = n == x->count || (s->rows[row].parted && n < x->count);
        const uint32_t k = in_turn ? c : place_of(s, x, begin[c], begin[c + 1]);
        const esc_column is = x->columns[k];
        uint32_t end = begin[c + 1];
        while (end > begin[c] + 1 && s->atoms[end - 1].kind == ESC_ATOM_SIGN &&
               !esc_stream_sign(s, end - 1, ')') && !esc_atom_is(&s->atoms[end - 1], "»|”") &&
               !esc_atom_is(&s->atoms[end - 1], MARKS))
            end--;
        if (is != ESC_COLUMN_OTHER && ret->has[is]) return false;
        ret->has[is] = true, ret->at[is] = begin[c], ret->to[is] = end;
    }
    return n > 0;
}

// A name stands below where the head has the seat.
static bool names_below(const esc_stream *s, const head *x) {
    uint32_t row = x->row + 1;
    while (row < s->rows_count && s->atoms[s->rows[row].first].kind == ESC_ATOM_SIGN) row++;
    cells c;
    bool titled;
    return row < s->rows_count && read_cells(s, x, row, &c) && c.has[ESC_COLUMN_NAME] &&
           esc_cells_of(s, row, MOST_CELLS, (uint32_t[MOST_CELLS + 1]){0}) > 1 &&
           esc_cells_person(s, esc_table_over_number(s, c.at[ESC_COLUMN_NAME], c.to[ESC_COLUMN_NAME]),
                            c.to[ESC_COLUMN_NAME], &titled);
}

// "Ayuntamiento   Representante   Cargo": where no column has the names, those who represent the others.
static void find_representatives(const esc_stream *s, head *x) {
    for (uint32_t i = 0; i < x->count && !x->has[ESC_COLUMN_NAME]; i++) {
        const uint32_t at = x->begin[i];
        if (x->begin[i + 1] == at + 1 &&
            esc_atom_is(&s->atoms[at], "representante|representantes|delegad@|delegad@s"))
            for (uint32_t k = 0; k < x->count; k++)
                if (k != i && x->columns[k] == ESC_COLUMN_OFFICE)
                    x->columns[i] = ESC_COLUMN_NAME, x->has[ESC_COLUMN_NAME] = true;
    }
}

static bool read_head(const esc_stream *s, uint32_t row, head *ret) {
    *ret = (head){.row = row, .seat = ESC_NONE};
    ret->count = esc_cells_of(s, row, MOST_CELLS, ret->begin);
    if (ret->count < 2) return false; // a name alone heads nothing
    ret->begin[0] = esc_table_over_number(s, ret->begin[0], ret->begin[1]);
    for (uint32_t i = 0; i < ret->count; i++) {
        ret->columns[i] = esc_table_column(s, ret->begin[i], ret->begin[i + 1]);
        if (ret->has[ESC_COLUMN_ROLE] && ret->columns[i] == ESC_COLUMN_ROLE)
            ret->columns[i] = ESC_COLUMN_POST; // "Cargo en el Consejo   Función"
        if (ret->has[ret->columns[i]] && ret->columns[i] != ESC_COLUMN_OTHER)
            ret->columns[i] = ESC_COLUMN_OTHER; // "Nombre   Calidad del integrante"
        ret->has[ret->columns[i]] = true;
        if (s->atoms[ret->begin[i]].shape == ESC_SHAPE_LOWER) return false;
    }
    find_representatives(s, ret);
    find_seat(s, ret);
    const bool says = ret->has[ESC_COLUMN_OFFICE] || ret->has[ESC_COLUMN_ROLE] ||
                      ret->has[ESC_COLUMN_STATUS] || ret->has[ESC_COLUMN_AWAY];
    if (!ret->has[ESC_COLUMN_NAME]) return false;
    if (ret->seat != ESC_NONE)
        return (says || (ret->count > 2 && esc_seat_owner(&s->atoms[ret->seat]))) && names_below(s, ret);
    // two columns with the names first are read as any list
    return (says || ret->has[ESC_COLUMN_POST]) && (ret->columns[0] != ESC_COLUMN_NAME || ret->count > 2);
}

bool esc_table_head(const esc_stream *s, uint32_t at) {
    head x;
    return esc_stream_first(s, at) && read_head(s, s->atoms[at].row, &x);
}

bool esc_table_head_name(const esc_stream *s, uint32_t head_row, uint32_t row, uint32_t *ret_from,
                         uint32_t *ret_to) {
    head x;
    cells c;
    if (!read_head(s, head_row, &x) || row > head_row + LONGEST_TABLE || !read_cells(s, &x, row, &c) ||
        !c.has[ESC_COLUMN_NAME])
        return false;
    *ret_from = esc_table_over_number(s, c.at[ESC_COLUMN_NAME], c.to[ESC_COLUMN_NAME]),
    *ret_to = c.to[ESC_COLUMN_NAME];
    return esc_cells_of(s, row, MOST_CELLS, (uint32_t[MOST_CELLS + 1]){0}) > 1;
}

// "Docente de 6.º «A»", "Sección Sindical 35": a number within what is said of somebody.
static bool short_number(const esc_stream *s, uint32_t from, uint32_t at) {
    return at > from && s->atoms[from].norm_len > 3 && strlen(s->atoms[at].text) < 4 && !s->atoms[at].glued;
}

// Words, and neither a mark of being there nor a number that may be of a paper.
static bool says_something(const esc_stream *s, const cells *row, esc_column is) {
    const uint32_t from = row->at[is], to = row->to[is];
    if (!row->has[is] || esc_atom_is(&s->atoms[from], "si|no|presente|ausente|asistio|firma|rubrica|x"))
        return false;
    for (uint32_t i = from; i < to; i++)
        if (s->atoms[i].kind == ESC_ATOM_NUMBER && !short_number(s, from, i)) return false;
    return s->atoms[from].kind == ESC_ATOM_WORD;
}

static void set_office(esc_reader *r, esc_person *p, uint32_t from, uint32_t to) {
    const esc_stream *s = &r->body;
    p->seat.office =
        to == from + 1 ? s->atoms[from].text : esc_phrase_text(s, r->arena, r->vocabulary, from, to);
    p->seat.office_from = from, p->seat.office_to = to;
}

// "Director de Obras", and not "Delegado a la asociación": a capital behind the first word.
static bool names_place(const esc_stream *s, uint32_t from, uint32_t to) {
    for (uint32_t i = from + 1; i < to; i++)
        if (esc_atom_capital(&s->atoms[i])) return true;
    return false;
}

// What the cell says of his seat, in whatever words; known: only words that are known for a seat, and others
// are the post he holds. seats: most cells of the column are such.
static void set_role(esc_reader *r, esc_person *p, uint32_t from, uint32_t to, bool known, bool seats) {
    const esc_stream *s = &r->body;
    const esc_seat seat = esc_seat_read(r, from, to, false);
    if (seats && !seat.role && to > from + 1 && !names_place(s, from, to)) known = false;
    if (known && seat.office)
        p->seat.office = seat.office, p->seat.office_from = seat.office_from,
        p->seat.office_to = seat.office_to;
    if (!seat.role && (known || to - from > MOST_ROLE_WORDS)) return;
    p->role = seat.role ? esc_seat_singular(r, &seat, esc_name_feminine(r, &p->name))
                        : esc_beside_lowered(r, esc_stream_text(s, r->arena, from, to));
    p->seat.role_from = from, p->seat.role_to = to, p->of_group = false;
}

// The seat that the head of the column of names says, for a woman or a man.
static void seat_of_head(esc_reader *r, const head *x, esc_person *p) {
    const esc_stream *s = &r->body;
    if (esc_seat_owner(&s->atoms[x->seat])) { // no seat, where one has another
        if (p->role || p->seat.office) return;
        const char *low = esc_beside_lowered(r, s->atoms[x->seat].text);
        const esc_seat own = {.role = low, .plural = low[strlen(low) - 1] == 's'};
        p->role = esc_seat_singular(r, &own, false);
        p->seat.role_from = x->seat, p->seat.role_to = x->seat + 1;
        return;
    }
    esc_seat seat = esc_seat_read(r, x->seat, x->seat + 1, false);
    if (!seat.role) return;
    esc_buf out = {0}; // as of several, "consejeros", for what a woman is called
    esc_buf_puts(&out, seat.role);
    const char last = seat.role[strlen(seat.role) - 1];
    esc_buf_puts(&out, last == 's' ? "" : strchr("aeo", last) ? "s" : "es");
    for (uint32_t i = x->seat + 1; i < x->seat_to; i++) {
        if (!esc_seat_adjective(&s->atoms[i])) continue;
        esc_buf_putc(&out, ' ');
        esc_buf_puts(&out, esc_beside_lowered(r, s->atoms[i].text));
    }
    seat.role = esc_arena_strndup(r->arena, esc_buf_text(&out), out.len);
    esc_buf_free(&out);
    seat.plural = seat.mixed = true;
    p->role = esc_seat_singular(r, &seat, esc_name_feminine(r, &p->name));
    p->seat.role_from = x->seat, p->seat.role_to = x->seat_to, p->of_group = false;
}

// "Rector (Presidente)": the post, and the seat in brackets. Gives where the post ends.
static uint32_t before_bracket(esc_reader *r, esc_person *p, uint32_t from, uint32_t to) {
    const esc_stream *s = &r->body;
    uint32_t open = to - 1;
    if (!esc_stream_sign(s, open, ')')) return to;
    while (open > from && !esc_stream_sign(s, open, '(')) open--;
    if (open == from || open + 2 >= to || !esc_seat_is_role(&s->atoms[open + 1])) return to;
    set_role(r, p, open + 1, to - 1, true, false);
    return open;
}

// What the columns of who is there and who is not say of p.
static void tell_presence(const esc_stream *s, const head *x, const cells *row, esc_person *p) {
    if (row->has[ESC_COLUMN_AWAY] && esc_atom_is(&s->atoms[row->at[ESC_COLUMN_AWAY]], MARKS "|si"))
        p->absent = true;
    if (!row->has[ESC_COLUMN_STATUS]) {
        p->absent |= x->has[ESC_COLUMN_STATUS] && x->marks >= LEAST_MARKS;
        return;
    }
    const uint32_t from = row->at[ESC_COLUMN_STATUS], to = row->to[ESC_COLUMN_STATUS];
    for (uint32_t i = from; i < to; i++)
        if (esc_attendance_absence(s, i) ||
            esc_atom_is(&s->atoms[i], "no|falt*|inasist*|licencia|permiso|excus*|justific*|aviso"))
            p->absent = true;
}

// Who is named in row k of the table, in the column of names.
static esc_person *named_in(const cells *row, esc_people *all) {
    for (uint32_t i = 0; i < all->items_count && row->has[ESC_COLUMN_NAME]; i++) {
        const uint32_t at = all->items[i].name.from;
        if (at >= row->at[ESC_COLUMN_NAME] && at < row->to[ESC_COLUMN_NAME]) return &all->items[i];
    }
    return NULL;
}

// What was taken for a name in another column of the row, such as a town's, is nobody's.
static void strike_others(const esc_stream *s, uint32_t row, const esc_person *named, esc_people *all) {
    for (uint32_t i = 0; i < all->items_count; i++) {
        esc_person *p = &all->items[i];
        if (p != named && s->atoms[p->name.from].row == row && p->name.title_from == p->name.title_to)
            p->absent = true;
    }
}

static void share_row(esc_reader *r, const head *x, esc_person *p, const cells *row) {
    const esc_stream *s = &r->body;
    const bool office = says_something(s, row, ESC_COLUMN_OFFICE),
               role = says_something(s, row, ESC_COLUMN_ROLE), post = says_something(s, row, ESC_COLUMN_POST);
    tell_presence(s, x, row, p);
    bool figures = false;
    for (uint32_t i = row->at[ESC_COLUMN_CODE]; i < row->to[ESC_COLUMN_CODE]; i++)
        figures |= s->atoms[i].kind == ESC_ATOM_NUMBER || s->atoms[i].kind == ESC_ATOM_MIXED;
    if (row->has[ESC_COLUMN_CODE] && figures && !p->seat.oficio &&
        row->to[ESC_COLUMN_CODE] > row->at[ESC_COLUMN_CODE] + 2) {
        p->seat.oficio = esc_code_text(s, r->arena, row->at[ESC_COLUMN_CODE], row->to[ESC_COLUMN_CODE]);
        p->seat.oficio_from = row->at[ESC_COLUMN_CODE], p->seat.oficio_to = row->to[ESC_COLUMN_CODE];
    }
    if (!office && !role && !post && x->seat == ESC_NONE) return;
    if (p->role && office && p->seat.role_from >= row->at[ESC_COLUMN_OFFICE] &&
        p->seat.role_from < row->to[ESC_COLUMN_OFFICE])
        p->role = NULL; // "Secretaría General" is no seat of hers
    if (role || (post && !x->has[ESC_COLUMN_ROLE])) p->seat.office = NULL;
    if (x->seat != ESC_NONE) seat_of_head(r, x, p);
    const bool alone = !x->has[ESC_COLUMN_OFFICE] && !x->has[ESC_COLUMN_POST] && role &&
                       esc_seat_word(&s->atoms[row->at[ESC_COLUMN_ROLE]]);
    if (role && !alone) p->role = NULL;
    if (role)
        set_role(r, p, row->at[ESC_COLUMN_ROLE], row->to[ESC_COLUMN_ROLE], alone, x->seats);
    else if (post && !x->has[ESC_COLUMN_ROLE]) {
        const uint32_t to = before_bracket(r, p, row->at[ESC_COLUMN_POST], row->to[ESC_COLUMN_POST]);
        const esc_seat seat = esc_seat_read(r, row->at[ESC_COLUMN_POST], to, false);
        if (to == row->to[ESC_COLUMN_POST]) set_role(r, p, row->at[ESC_COLUMN_POST], to, true, false);
        if (!office && !seat.role) set_office(r, p, row->at[ESC_COLUMN_POST], to);
    }
    if (post && role)
        set_office(r, p, row->at[ESC_COLUMN_POST], row->to[ESC_COLUMN_POST]);
    else if (office) {
        set_office(r, p, row->at[ESC_COLUMN_OFFICE],
                   before_bracket(r, p, row->at[ESC_COLUMN_OFFICE], row->to[ESC_COLUMN_OFFICE]));
        // "Representante de los docentes" says what he is, too
        if (!p->role && esc_atom_is(&s->atoms[row->at[ESC_COLUMN_OFFICE]], "representante"))
            p->role = "representante", p->seat.role_from = row->at[ESC_COLUMN_OFFICE],
            p->seat.role_to = row->at[ESC_COLUMN_OFFICE] + 1;
    }
}

// Cells say what a column is, whatever its head: "Condición" over "Presente" and "Licencia", "Cargo" over
// "Presidente" and "Vocal" where no column tells whom they come from.
static void judge_columns(const esc_stream *s, head *x, uint32_t last) {
    uint32_t seats = 0, others = 0;
    for (uint32_t row = x->row + 1, gaps = 0; row < last && gaps < MOST_GAPS; row++) {
        cells c;
        if (!read_cells(s, x, row, &c) || !c.has[ESC_COLUMN_NAME]) {
            gaps++;
            continue;
        }
        gaps = 0;
        if (c.has[ESC_COLUMN_STATUS]) x->marks += esc_atom_is(&s->atoms[c.at[ESC_COLUMN_STATUS]], MARKS);
        if (!c.has[ESC_COLUMN_POST]) continue;
        const uint32_t from = c.at[ESC_COLUMN_POST];
        seats += esc_seat_is_role(&s->atoms[from]);
        others += !esc_seat_is_role(&s->atoms[from]) && c.to[ESC_COLUMN_POST] > from + 1 &&
                  names_place(s, from, c.to[ESC_COLUMN_POST]);
    }
    x->seats = !x->has[ESC_COLUMN_ROLE] && !x->has[ESC_COLUMN_OFFICE] && seats > 1 && seats > others;
    for (uint32_t i = 0; i < x->count && x->seats; i++)
        if (x->columns[i] == ESC_COLUMN_POST) x->columns[i] = ESC_COLUMN_ROLE;
    if (x->seats) x->has[ESC_COLUMN_ROLE] = true, x->has[ESC_COLUMN_POST] = false;
}

void esc_table_head_share(esc_reader *r, esc_people *all) {
    const esc_stream *s = &r->body;
    for (uint32_t row = 0; row < s->rows_count && all->items_count; row++) {
        head x;
        if (!read_head(s, row, &x)) continue;
        uint32_t last = row + 1 + LONGEST_TABLE < s->rows_count ? row + 1 + LONGEST_TABLE : s->rows_count;
        judge_columns(s, &x, last);
        for (uint32_t k = row + 1, gaps = 0; k < last && gaps < MOST_GAPS; k++) {
            cells c;
            esc_person *p = read_cells(s, &x, k, &c) ? named_in(&c, all) : NULL;
            gaps = p ? 0 : gaps + 1;
            if (p) share_row(r, &x, p, &c), strike_others(s, k, p, all);
        }
    }
}
