// SPDX-License-Identifier: GPL-3.0-or-later
// Tables in which a long cell all but touches the next: "Econ. Julio Arce Valdivia Oficina de Presupuesto"
// between rows whose second cell begins in the same column. And tables of persons whose cells run over
// several rows: those are put together, cell by cell.
#include "fields/cells.h"

#include <string.h>

#include "base/utf8.h"
#include "fields/phrases.h"
#include "fields/rearrange.h"
#include "fields/seats.h"
#include "fields/titles.h"

static const uint32_t NEAR = 3, LEAST_ALIKE = 2, SLACK = 1;
enum { MOST_CELLS = 6, MOST_NAME = 14, MOST_FOLDED = 4, MOST_MEASURED = 60, LEAST_PAIRS = 3 };

uint32_t esc_cells_of(const esc_stream *s, uint32_t row, uint32_t most, uint32_t *begin) {
    uint32_t n = 0, first = s->rows[row].first, end = first + s->rows[row].count;
    for (uint32_t i = first; i < end; i++) {
        if (i > first && !s->atoms[i].wide) continue;
        if (n == most) return 0;
        begin[n++] = i;
    }
    begin[n] = end;
    return n;
}

static bool parted(const esc_stream *s, const esc_row *row) {
    for (uint32_t i = row->first + 1; i < row->first + row->count; i++)
        if (s->atoms[i].wide) return true;
    return false;
}

bool esc_cells_flat(const esc_stream *s, uint32_t row) {
    const esc_row *x = &s->rows[row];
    return !x->parted && !parted(s, x) && s->atoms[x->first].first_token != ESC_NONE;
}

// How many of the rows first…last-1 but for `row` have a cell that begins in this column.
static uint32_t begun_in(const esc_stream *s, uint32_t first, uint32_t last, uint32_t row, uint32_t column) {
    uint32_t alike = 0;
    for (uint32_t k = first; k < last; k++) {
        const esc_row *other = &s->rows[k];
        bool same = false;
        for (uint32_t i = other->first + 1; i < other->first + other->count && k != row; i++)
            same |= s->atoms[i].wide && s->atoms[i].column <= column + SLACK &&
                    column <= s->atoms[i].column + SLACK;
        alike += same;
    }
    return alike;
}

// "Ana Ruiz Paz Presente": the last word of a row says who came.
static bool answers(const esc_stream *s, uint32_t row) {
    const uint32_t first = s->rows[row].first, last = first + s->rows[row].count - 1;
    return last > first + 1 && s->atoms[last].shape != ESC_SHAPE_LOWER && !s->atoms[last].glued &&
           s->atoms[last - 1].kind == ESC_ATOM_WORD && s->atoms[last - 1].shape != ESC_SHAPE_LOWER &&
           esc_atom_is(&s->atoms[last], "presente|ausente|justificad@|inasistente|licencia|falta|falto");
}

// Where a scan lost the blanks before that column, in rows that stand near each other.
static void part_answers(esc_stream *s) {
    for (uint32_t row = 0; row < s->rows_count; row++) {
        if (!answers(s, row)) continue;
        uint32_t alike = 0;
        for (uint32_t k = row > 2 * NEAR ? row - 2 * NEAR : 0; k <= row + 2 * NEAR && k < s->rows_count; k++)
            alike += k != row && answers(s, k);
        if (alike >= LEAST_ALIKE) s->atoms[s->rows[row].first + s->rows[row].count - 1].wide = true;
    }
}

void esc_stream_part_cells(esc_stream *s) {
    part_answers(s);
    uint32_t tables = 0; // how many of the rows around have several cells
    for (uint32_t row = 0; row < s->rows_count && row < NEAR; row++) tables += parted(s, &s->rows[row]);
    for (uint32_t row = 0; row < s->rows_count; row++) {
        if (row + NEAR < s->rows_count) tables += parted(s, &s->rows[row + NEAR]);
        if (row > NEAR) tables -= parted(s, &s->rows[row - NEAR - 1]);
        const esc_row *x = &s->rows[row];
        uint32_t first = row, last = row + 1, end = x->first + x->count;
        if (tables < LEAST_ALIKE || s->atoms[x->first].first_token == ESC_NONE) continue;
        while (first && first + NEAR > row && !s->rows[first].gap) first--;
        while (last < s->rows_count && last <= row + NEAR && !s->rows[last].gap) last++;
        bool cells = esc_title_end(s, x->first, end) > x->first; // "Econ. …" begins a table of persons
        for (uint32_t i = x->first + 1; i < end && !cells; i++)
            cells = s->atoms[i].wide && begun_in(s, first, last, row, s->atoms[i].column) >= LEAST_ALIKE;
        for (uint32_t i = x->first + 2; i < end && cells; i++) {
            const esc_atom *atom = &s->atoms[i];
            if (atom->wide || atom->glued || atom->shape == ESC_SHAPE_LOWER || atom->kind != ESC_ATOM_WORD ||
                esc_phrase_link(&s->atoms[i - 1]))
                continue;
            if (begun_in(s, first, last, row, atom->column) >= LEAST_ALIKE) s->atoms[i].wide = true;
        }
    }
}

// ---- cells that run over several rows ----

// A row, its cells, and how wide each of its columns is.
typedef struct folded {
    uint32_t row, count, begin[MOST_CELLS + 1], width[MOST_CELLS];
} folded;

static uint32_t apart(uint32_t a, uint32_t b) { return a > b ? a - b : b - a; }

uint32_t esc_cells_width(const esc_stream *s, uint32_t from, uint32_t to) {
    uint32_t last = to - 1, width = 0;
    while (last > from && s->atoms[last].glued) last--;
    for (uint32_t i = last; i < to; i++)
        width += (uint32_t)esc_utf8_count(s->atoms[i].raw, strlen(s->atoms[i].raw));
    return width + s->atoms[last].column - s->atoms[from].column;
}

// Which column of the row begins where atom `at` stands; its count where none does.
static uint32_t column_at(const esc_stream *s, const folded *x, uint32_t at) {
    uint32_t k = 0;
    while (k < x->count && apart(s->atoms[x->begin[k]].column, s->atoms[at].column) > SLACK) k++;
    return k;
}

bool esc_cells_person(const esc_stream *s, uint32_t from, uint32_t to, bool *ret_titled) {
    uint32_t name = esc_title_end(s, from, to), words = 0;
    *ret_titled = name > from;
    for (uint32_t i = name; i < to; i++) {
        const esc_atom *atom = &s->atoms[i];
        if (esc_seat_word(atom) || esc_seat_area(atom) || atom->kind == ESC_ATOM_NUMBER) return false;
        if (esc_phrase_link(atom) || atom->kind == ESC_ATOM_SIGN) continue;
        if (atom->kind != ESC_ATOM_WORD || atom->shape == ESC_SHAPE_LOWER) return false;
        words++;
    }
    return to - from <= MOST_NAME && words > (*ret_titled ? 0 : 1);
}

// A row of a table of persons: one cell holds a name, another a seat or a post.
static bool of_person(const esc_stream *s, const folded *x) {
    bool name = false, seat = false, titled;
    for (uint32_t k = 0; k < x->count; k++) {
        for (uint32_t i = x->begin[k]; i < x->begin[k + 1]; i++) seat |= esc_seat_word(&s->atoms[i]);
        name |= esc_cells_person(s, x->begin[k], x->begin[k + 1], &titled);
    }
    return x->count > 1 && name && seat;
}

// What stands at from…to-1 had no place any more in the cell above it, which ends at `above`: a word that
// would have fit begins another entry.
static bool did_not_fit(const esc_stream *s, const folded *x, uint32_t k, uint32_t begin, uint32_t above,
                        uint32_t from, uint32_t to) {
    uint32_t word = from;
    if (esc_phrase_link(&s->atoms[above - 1]) || s->atoms[from].shape == ESC_SHAPE_LOWER) return true;
    while (word + 1 < to && s->atoms[word + 1].glued) word++;
    return esc_cells_width(s, begin, above) + 1 + esc_cells_width(s, from, word + 1) >= x->width[k];
}

// Every cell of `row` goes on with one of x, and some of x have no more to say.
static bool goes_on(const esc_stream *s, const folded *x, uint32_t row) {
    uint32_t cells[MOST_CELLS + 1], n = esc_cells_of(s, row, MOST_CELLS, cells), above[MOST_CELLS + 1];
    if (!n || n >= x->count || s->rows[row].gap || s->rows[row].page != s->rows[x->row].page) return false;
    for (uint32_t c = 0; c < n; c++) {
        uint32_t from = cells[c], to = cells[c + 1], k = column_at(s, x, from), words = 0;
        bool titled;
        if (k == x->count || s->atoms[from].kind != ESC_ATOM_WORD || esc_title_end(s, from, to) > from)
            return false;
        // the cell's last row is right above, or it is x's own
        uint32_t begin = x->begin[k], end = x->begin[k + 1],
                 last = esc_cells_of(s, row - 1, MOST_CELLS, above);
        for (uint32_t i = 0; i < last && row - 1 > x->row; i++)
            if (column_at(s, x, above[i]) == k) begin = above[i], end = above[i + 1];
        for (uint32_t i = from; i < to; i++) words += !esc_phrase_link(&s->atoms[i]);
        if (esc_stream_sign(s, end - 1, ':') || // a label, and a heading below it
            (n == 1 && to == from + 1 && s->atoms[from].shape != ESC_SHAPE_LOWER &&
             esc_atom_is(&s->atoms[from], "ausent*|present*|asist*|inasist*|invitad@s|excusad@s|faltan")))
            return false;
        bool name = esc_cells_person(s, x->begin[k], x->begin[k + 1], &titled);
        if (esc_seat_word(&s->atoms[from]) && s->atoms[from].shape != ESC_SHAPE_LOWER &&
            (name || !esc_phrase_link(&s->atoms[end - 1])))
            return false;
        if (name && words > (titled ? 2 : 1)) return false;
        if (!did_not_fit(s, x, k, begin, end, from, to)) return false;
    }
    return true;
}

static void measure(const esc_stream *s, folded *x, uint32_t row) {
    uint32_t cells[MOST_CELLS + 1], n = esc_cells_of(s, row, MOST_CELLS, cells);
    for (uint32_t c = 0; c < n; c++) {
        uint32_t k = column_at(s, x, cells[c]), width = esc_cells_width(s, cells[c], cells[c + 1]);
        if (k < x->count && x->width[k] < width) x->width[k] = width;
    }
}

// How wide the columns are: as the widest cell of the paragraph, as far as it is near.
static void measure_around(const esc_stream *s, folded *x) {
    const uint32_t row = x->row;
    measure(s, x, row);
    for (uint32_t k = row + 1; k < s->rows_count && k < row + MOST_MEASURED && !s->rows[k].gap; k++)
        measure(s, x, k);
    for (uint32_t k = row; k && k + MOST_MEASURED > row && !s->rows[k].gap; k--) measure(s, x, k - 1);
}

// Rows x->row…last-1 as one.
static void fold(esc_stream *s, const folded *x, uint32_t last) {
    esc_rearrangement all = esc_rearrange_begin(s, x->row, last, 1);
    for (uint32_t k = 0; k < x->count; k++) {
        if (k)
            esc_rearrange_go_on(&all, x->begin[k], x->begin[k + 1], true);
        else
            esc_rearrange_add(&all, x->row, x->begin[0], x->begin[1], s->rows[x->row].gap);
        for (uint32_t row = x->row + 1; row < last; row++) {
            uint32_t cells[MOST_CELLS + 1], n = esc_cells_of(s, row, MOST_CELLS, cells);
            for (uint32_t c = 0; c < n; c++)
                if (column_at(s, x, cells[c]) == k) esc_rearrange_go_on(&all, cells[c], cells[c + 1], false);
        }
    }
    esc_rearrange_end(&all);
}

// Where a seat stands in that column of a row behind a name, many blanks or dots between; the row's end where
// none does.
static uint32_t seat_in(const esc_stream *s, uint32_t row, uint32_t column) {
    const uint32_t first = s->rows[row].first, end = first + s->rows[row].count;
    for (uint32_t i = first + 2; i < end; i++) {
        const bool led = esc_stream_sign(s, i - 1, '.') && esc_stream_sign(s, i - 2, '.');
        if (apart(s->atoms[i].column, column) > SLACK || !(led || s->atoms[i].wide)) continue;
        uint32_t name = i;
        while (name > first && esc_stream_sign(s, name - 1, '.')) name--;
        bool titled;
        return esc_seat_word(&s->atoms[i]) && esc_cells_person(s, first, name, &titled) ? i : end;
    }
    return end;
}

// "Ana Ruiz Paz    Presidenta" / "                Consejera Electoral": the row below a person's says the
// post, in the column of the seat. ret_seat: in a word that is known for one.
static bool post_below(const esc_stream *s, uint32_t row, bool *ret_seat) {
    if (row + 1 >= s->rows_count || s->rows[row + 1].gap || s->rows[row + 1].page != s->rows[row].page)
        return false;
    const esc_row *below = &s->rows[row + 1];
    const esc_atom *first = &s->atoms[below->first], *last = first - 1;
    *ret_seat = esc_seat_word(first);
    return first->wide && first->kind == ESC_ATOM_WORD && esc_atom_capital(first) && !parted(s, below) &&
           seat_in(s, row, first->column) < below->first && !esc_phrase_link(last) &&
           last->kind == ESC_ATOM_WORD;
}

// Rows of persons that all have such a row below them: it becomes a cell of theirs.
static void fold_posts(esc_stream *s) {
    for (uint32_t row = 0; row + 1 < s->rows_count; row++) {
        uint32_t pairs = 0, seats = 0;
        bool seat;
        while (post_below(s, row + 2 * pairs, &seat)) pairs++, seats += seat;
        if (pairs < LEAST_PAIRS || 2 * seats < pairs) continue;
        for (uint32_t k = 0; k < pairs; k++) {
            const esc_row *x = &s->rows[row + k], *below = x + 1;
            esc_rearrangement all = esc_rearrange_begin(s, row + k, row + k + 2, 1);
            esc_rearrange_add(&all, row + k, x->first, x->first + x->count, x->gap);
            esc_rearrange_go_on(&all, below->first, below->first + below->count, true);
            esc_rearrange_end(&all);
        }
        row += pairs - 1;
    }
}

// "01   Ana Ruiz Paz     Presidenta     Oficina de" / "Compras" / "02 …": a numbered row whose last cell goes
// on at the margin.
static bool runs_over(const esc_stream *s, uint32_t row) {
    enum { MOST_WORDS = 4 };
    if (row + 1 >= s->rows_count || s->rows[row + 1].gap || s->rows[row + 1].count > MOST_WORDS ||
        s->atoms[s->rows[row].first].kind != ESC_ATOM_NUMBER || !parted(s, &s->rows[row]))
        return false;
    for (uint32_t i = s->rows[row + 1].first; i < esc_row_end(s, row + 1); i++)
        if (s->atoms[i].kind != ESC_ATOM_WORD || s->atoms[i].wide) return false;
    return row + 2 >= s->rows_count || s->rows[row + 2].gap ||
           s->atoms[s->rows[row + 2].first].kind == ESC_ATOM_NUMBER;
}

// Where two rows of a table do.
static void fold_margin(esc_stream *s) {
    enum { LEAST = 2 };
    for (uint32_t row = 0, seen = 0; row + 1 < s->rows_count; row++) {
        if (!runs_over(s, row)) continue;
        for (uint32_t k = row; k < s->rows_count && seen < LEAST && !(k > row && s->rows[k].gap); k++)
            seen += runs_over(s, k);
        if (seen < LEAST) {
            seen = 0;
            continue;
        }
        const esc_row *x = &s->rows[row], *below = x + 1;
        esc_rearrangement all = esc_rearrange_begin(s, row, row + 2, 1);
        esc_rearrange_add(&all, row, x->first, x->first + x->count, x->gap);
        esc_rearrange_go_on(&all, below->first, below->first + below->count, false);
        esc_rearrange_end(&all);
    }
}

void esc_stream_fold_cells(esc_stream *s) {
    fold_posts(s);
    fold_margin(s);
    for (uint32_t row = 0; row + 1 < s->rows_count; row++) {
        folded x = {.row = row};
        if (s->rows[row + 1].gap || !parted(s, &s->rows[row]) ||
            s->atoms[s->rows[row].first].first_token == ESC_NONE)
            continue;
        x.count = esc_cells_of(s, row, MOST_CELLS, x.begin);
        if (!of_person(s, &x)) continue;
        uint32_t last = row + 1;
        measure_around(s, &x);
        while (last < s->rows_count && last <= row + MOST_FOLDED && goes_on(s, &x, last)) last++;
        if (last > row + 1) fold(s, &x, last);
    }
}
