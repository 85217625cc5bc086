// SPDX-License-Identifier: GPL-3.0-or-later
// A row of such a table begins with a figure, behind which stands a column, or a code where a scan lost the
// blanks between the columns. Only rows that count up by one, three or more, are believed.
#include "fields/grid.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "fields/lists.h"
#include "fields/names.h"
#include "fields/numbers.h"

enum { MOST_CELLS = 6, LEAST_ROWS = 3, HEAD_ROWS = 4, ROWS_BETWEEN = 8, MORE_ROWS = 4, FIGURES = 4 };

typedef struct entry {
    uint32_t row, value, sub, number; // sub: 1 of 3.1; number: its atom
    uint32_t cells, cell[MOST_CELLS + 1];
    bool wide; // the blanks between the columns are there
    bool dash; // behind the figure but a dash
} entry;

typedef struct entries {
    entry *items;
    uint32_t items_count, items_cap;
} entries;

static const char heads[] = "asunto|asuntos|extracto|tema|temas|punto|puntos|descripcion|materia|contenido|"
                            "caratula|temario|agenda|tabla|detalle";
static const char others[] =
    "nombre|nombres|apellidos|cargo|acuerdo|acuerdos|acordado|importe|monto|concepto|"
    "firma|asistencia|proveedor|precio|compromiso|compromisos|responsables|votacion";

// "112/PEM/24", "s/n", "—" at `at`: a cell of its own, though nothing parts it from the next. Gives its end,
// or `at`.
static uint32_t code_cell(const esc_stream *s, uint32_t at, uint32_t end) {
    uint32_t i = at;
    bool parted = false, digit = false;
    for (; i < end && (i == at || s->atoms[i].glued); i++) {
        parted |= i > at && s->atoms[i].kind == ESC_ATOM_SIGN && strchr("/-", s->atoms[i].text[0]);
        digit |= s->atoms[i].kind == ESC_ATOM_NUMBER || s->atoms[i].kind == ESC_ATOM_MIXED;
    }
    if (i >= end) return at;
    bool none = (i == at + 1 && s->atoms[at].kind == ESC_ATOM_SIGN &&
                 (s->atoms[at].text[0] == '-' || (unsigned char)s->atoms[at].text[0] > 127)) ||
                (i == at + 3 && esc_atom_is(&s->atoms[at], "s") && esc_stream_sign(s, at + 1, '/'));
    return none || (parted && digit && i > at + 2) ? i : at;
}

static bool read_row(const esc_stream *s, uint32_t row, entry *ret) {
    uint32_t at = s->rows[row].first, end = at + s->rows[row].count;
    const esc_atom *first = &s->atoms[at];
    bool figure = first->kind == ESC_ATOM_NUMBER,
         broken = !figure && !first->known && strlen(first->raw) <= FIGURES;
    if ((!figure && !broken) || strlen(first->text) > FIGURES || end < at + 3) return false;
    entry e = {.row = row, .number = at};
    esc_cursor c = esc_cursor_on(s, at + broken, end);
    if (!broken && (!esc_number_figures(&c, &e.value) || c.at != at + 1)) return false;
    if (!broken && c.at + 1 < end && esc_stream_sign(s, c.at, '.') && s->atoms[c.at].glued &&
        s->atoms[c.at + 1].glued) { // 3.1
        c.at++;
        if (!esc_number_figures(&c, &e.sub)) return false;
    }
    while (c.at < end && s->atoms[c.at].glued && esc_atom_is(&s->atoms[c.at], ".|)|-|º|°")) c.at++;
    if (c.at >= end || s->atoms[c.at].glued) return false;
    uint32_t text = c.at, code = code_cell(s, text, end);
    e.wide = s->atoms[text].wide || (e.sub && esc_atom_capital(&s->atoms[text])); // "3.1  Avance": two blanks
    e.dash = code == text + 1;
    if ((!e.wide || broken) && code == text) return false; // with a code the figure may be broken
    for (uint32_t i = text; i < end && e.cells < MOST_CELLS; i++)
        if (i == text || s->atoms[i].wide || (!e.wide && i == code)) e.cell[e.cells++] = i;
    e.cell[e.cells] = end;
    if (text > at + 1 + 2 * (e.sub > 0) && e.cells < 2) return false; // "1.   Apertura": a list's mark
    *ret = e;
    return true;
}

static uint32_t words(const esc_stream *s, uint32_t from, uint32_t to) {
    uint32_t n = 0;
    for (uint32_t i = from; i < to; i++) n += s->atoms[i].kind == ESC_ATOM_WORD && s->atoms[i].norm_len > 2;
    return n;
}

// The column, counted from the one behind the number, in which most is said.
static uint32_t text_column(const esc_stream *s, const entries *all, uint32_t from, uint32_t to) {
    uint32_t sum[MOST_CELLS] = {0}, best = 0;
    for (uint32_t k = from; k < to; k++)
        for (uint32_t c = 0; c < all->items[k].cells; c++)
            sum[c] += words(s, all->items[k].cell[c], all->items[k].cell[c + 1]);
    for (uint32_t c = 1; c < MOST_CELLS; c++)
        if (sum[c] > sum[best]) best = c;
    return best;
}

// What stands below the cell in the rows up to `last`, behind its own text. Fills the point's text where the
// cell is not the last of its row.
static void go_on(const esc_reader *r, const entry *e, uint32_t column, uint32_t last, esc_point *point) {
    const esc_stream *s = &r->body;
    uint32_t left = s->atoms[e->cell[column]].column;
    uint32_t right = column + 1 < e->cells ? s->atoms[e->cell[column + 1]].column : UINT32_MAX;
    bool apart = column + 1 < e->cells;
    esc_buf text = {0};
    esc_buf_puts(&text, esc_stream_text(s, r->arena, point->from, point->to));
    for (uint32_t row = e->row + 1; row < last && row <= e->row + MORE_ROWS && !s->rows[row].gap; row++) {
        uint32_t at = s->rows[row].first, end = at + s->rows[row].count;
        if (s->atoms[at].kind == ESC_ATOM_SIGN && s->rows[row].count < 3) break;
        for (uint32_t to; at < end; at = to) {
            for (to = at + 1; to < end && !s->atoms[to].wide;) to++;
            uint32_t x = s->atoms[at].column;
            bool below = e->wide ? x + 3 > left && x + 1 < right : s->atoms[at].shape == ESC_SHAPE_LOWER;
            if (!below) {
                apart |= to < end;
                continue;
            }
            esc_buf_printf(&text, " %s", esc_stream_text(s, r->arena, at, to));
            if (!apart) point->to = to;
        }
        if (!e->wide && point->to != end) break;
    }
    if (apart) point->text = esc_arena_strndup(r->arena, text.bytes, text.len);
    esc_buf_free(&text);
}

// Entries from…to-1 as points.
static void take(const esc_reader *r, const entries *all, uint32_t from, uint32_t to, uint32_t column,
                 bool nested, uint32_t end, esc_points *ret) {
    for (uint32_t k = from; k < to; k++) {
        const entry *e = &all->items[k];
        uint32_t c = column < e->cells ? column : e->cells - 1,
                 next = k + 1 < to ? all->items[k + 1].row : end;
        esc_point point = {.from = e->cell[c], .to = e->cell[c + 1], .nested = nested};
        point.mark = (esc_mark){.style = ESC_MARK_FIGURE,
                                .value = e->value,
                                .from = e->number,
                                .to = e->cell[0],
                                .sub = e->sub,
                                .number = esc_mark_written(r->arena, ESC_MARK_FIGURE, e->value)};
        if (e->sub)
            point.nested = true, point.mark.number = esc_mark_like(r->arena, &point.mark, e->value, e->sub);
        else if (r->body.atoms[e->number].kind == ESC_ATOM_NUMBER)
            point.mark.number = r->body.atoms[e->number].text;
        go_on(r, e, c, next, &point);
        *ESC_GROW(ret, items, 1) = point;
    }
}

static bool of_persons(const esc_reader *r, const entries *all, uint32_t from, uint32_t to) {
    uint32_t n = 0;
    for (uint32_t k = from; k < to; k++) {
        esc_person_name name;
        uint32_t cell = all->items[k].cell[0], end = all->items[k].cell[1];
        n += esc_name_at(r, cell, end, false, &name) && name.to + 2 > end;
    }
    return n * 2 > to - from;
}

// What stands over the table says that it is an agenda's, and not of something else.
static bool headed(const esc_stream *s, uint32_t row) {
    bool found = false;
    for (uint32_t k = row; k-- > 0 && k + HEAD_ROWS >= row;)
        for (uint32_t i = s->rows[k].first; i < s->rows[k].first + s->rows[k].count; i++) {
            if (esc_atom_is(&s->atoms[i], others)) return false;
            found |= esc_atom_is(&s->atoms[i], heads) || esc_cursor_looking_at(s, i, "orden del di@");
        }
    return found;
}

static void collect(const esc_stream *s, uint32_t from, uint32_t end, entries *ret) {
    for (uint32_t row = s->atoms[from].row; row < s->rows_count && s->rows[row].first < end; row++) {
        entry e;
        if (s->rows[row].first >= from && read_row(s, row, &e)) *ESC_GROW(ret, items, 1) = e;
    }
    for (uint32_t k = 0; k < ret->items_count; k++) { // broken figures: as their places ask for
        if (ret->items[k].value) continue;
        if (k && ret->items[k - 1].value)
            ret->items[k].value = ret->items[k - 1].value + 1;
        else if (k + 1 < ret->items_count && ret->items[k + 1].value > 1)
            ret->items[k].value = ret->items[k + 1].value - 1;
    }
}

// 4 behind 3 and 3.2; 3.1 behind 3, and 3.2 behind that.
static bool counts_up(const entry *before, const entry *next) {
    return next->sub ? next->value == before->value && next->sub == before->sub + 1
                     : next->value == before->value + 1;
}

bool esc_list_of_grid(const esc_reader *r, uint32_t end, esc_points *ret) {
    const esc_stream *s = &r->body;
    entries all = {0};
    uint32_t best = 0, best_from = 0;
    if (end) collect(s, 0, end, &all);
    for (uint32_t from = 0, to; from < all.items_count; from = to) {
        for (to = from + 1; to < all.items_count && counts_up(&all.items[to - 1], &all.items[to]) &&
                            all.items[to].row - all.items[to - 1].row <= ROWS_BETWEEN;)
            to++;
        uint32_t dashes = 0; // "1 - Asuntos previos": marks of a list, where all have one
        for (uint32_t k = from; k < to; k++) dashes += all.items[k].dash;
        bool agenda = dashes < to - from && to - from >= LEAST_ROWS && to - from > best &&
                      headed(s, all.items[from].row) && !of_persons(r, &all, from, to);
        if (agenda) best = to - from, best_from = from;
    }
    if (best) {
        uint32_t last = all.items[best_from + best - 1].row + MORE_ROWS;
        take(r, &all, best_from, best_from + best, text_column(s, &all, best_from, best_from + best), false,
             last < s->rows_count ? last : s->rows_count, ret);
    }
    free(all.items);
    return best > 0;
}

// Back over the head of the table whose first row is `row`, no further than the row of `from`.
static uint32_t over_head(const esc_stream *s, uint32_t row, uint32_t from) {
    while (row > s->atoms[from].row + 1) {
        const esc_row *above = &s->rows[row - 1];
        bool head = s->atoms[above->first].kind == ESC_ATOM_SIGN;
        for (uint32_t i = above->first; i < above->first + above->count; i++)
            head |= s->atoms[i].wide && i > above->first;
        head |= above->count < 2 * HEAD_ROWS && esc_atom_is(&s->atoms[above->first], heads);
        if (!head) break;
        row--;
    }
    return row;
}

void esc_grid_split(const esc_reader *r, esc_points *points) {
    const esc_stream *s = &r->body;
    entries all = {0};
    esc_points out = {0};
    for (uint32_t i = 0; i < points->items_count; i++)
        if (points->items[i].from < points->items[i].to)
            collect(s, points->items[i].from, points->items[i].to, &all);
    bool counts = all.items_count >= LEAST_ROWS;
    for (uint32_t k = 1; counts && k < all.items_count; k++)
        counts = counts_up(&all.items[k - 1], &all.items[k]);
    for (uint32_t i = 0, k = 0; counts && i < points->items_count; i++) {
        esc_point point = points->items[i];
        uint32_t from = k;
        while (k < all.items_count && all.items[k].number < point.to) k++;
        uint32_t end = s->atoms[point.to - 1].row + 1;
        if (k > from) point.to = s->rows[over_head(s, all.items[from].row, point.from)].first;
        *ESC_GROW(&out, items, 1) = point;
        if (k > from) take(r, &all, from, k, text_column(s, &all, 0, all.items_count), true, end, &out);
    }
    if (counts) {
        free(points->items);
        *points = out;
    }
    free(all.items);
}
