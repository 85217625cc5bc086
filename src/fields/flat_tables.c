// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of persons whose blanks a scan lost: "Nombre Calidad Adscripción" over "Ana Ruiz Paz Vocal Dirección
// de Obras". The head says which cells there are, the name where the first one ends. They are given their
// columns back, and what did not fit into a cell's row is put behind it.
#include <string.h>

#include "fields/cells.h"
#include "fields/names.h"
#include "fields/phrases.h"
#include "fields/rearrange.h"
#include "fields/seats.h"
#include "fields/table_head.h"
#include "fields/titles.h"

enum {
    MOST_CELLS = 6,
    MOST_HEAD = 14,
    LONGEST_TABLE = 60,
    LEAST_PERSONS = 2,
    LEAST_ROWS = 3,
    LEAST_NAME = 2,
    MOST_FOLDED = 8,
    MOST_STATUS = 2,
    FIRST_COLUMN = 6, // behind the rows' numbers
    COLUMN_WIDTH = 200
};

typedef struct head {
    uint32_t count, begin[MOST_CELLS + 1]; // cells
    esc_column is[MOST_CELLS];
} head;

typedef struct person {
    uint32_t row, count, begin[MOST_CELLS + 1]; // cells: the number, if there is one, the name, …
    uint32_t more;                              // rows below that go on with it
    uint32_t named, longest, seat;              // the cells of the name, of what may be long, of the seat
} person;

// A head of names first and of what they are, each word or phrase a column's.
static bool read_head(const esc_stream *s, uint32_t row, head *ret) {
    const esc_row *x = &s->rows[row];
    const uint32_t end = x->first + x->count;
    bool says = false, role = false;
    uint32_t before = x->first; // the word before, over specks
    *ret = (head){0};
    if (x->count < 2 || x->count > MOST_HEAD || !esc_cells_flat(s, row)) return false;
    for (uint32_t i = esc_table_over_number(s, x->first, end); i < end; i++) {
        const esc_atom *atom = &s->atoms[i];
        esc_column is = esc_table_column(s, i, i + 1);
        if (esc_cursor_looking_at(s, i, "cargo|puesto en|dentro")) is = ESC_COLUMN_ROLE;
        if (is == ESC_COLUMN_ROLE && role) is = ESC_COLUMN_POST; // "Cargo en el Consejo Función"
        // "Cargo ENLA Comisión Área que representa"
        if (is == ESC_COLUMN_POST && ret->count && ret->is[ret->count - 1] == is && esc_atom_is(atom, "area"))
            is = ESC_COLUMN_OFFICE;
        const bool signs = esc_atom_is(atom, "firma|rubrica"),
                   begins = esc_atom_capital(atom) && !esc_phrase_link(atom) &&
                            (is != ESC_COLUMN_OTHER || signs) &&
                            !(ret->count && esc_phrase_link(&s->atoms[before])) &&
                            !(ret->count && ret->is[ret->count - 1] == is);
        // "Nombre A Carácter E “ Adscripción", "Nombre — . 2 Carácter . Adscripción": specks
        const bool speck =
            ret->count && i + 1 < end &&
            (atom->kind == ESC_ATOM_SIGN     ? !esc_atom_is(atom, ":|,|;|(|)")
             : atom->kind == ESC_ATOM_NUMBER ? !atom->text[1]
                                             : !atom->norm[1] && atom->shape == ESC_SHAPE_UPPER);
        if (speck) continue;
        before = i;
        if (atom->kind != ESC_ATOM_WORD || (!begins && !ret->count)) return false;
        if (!begins) continue;
        if (ret->count == MOST_CELLS) return false;
        says |= ret->count && !signs;
        role |= is == ESC_COLUMN_ROLE;
        ret->is[ret->count] = is, ret->begin[ret->count++] = i;
    }
    ret->begin[ret->count] = end;
    // two columns with the names first are read as any list, but for numbered rows and a seat of whatever
    // words
    const bool numbered = esc_table_over_number(s, x->first, end) > x->first;
    return says && ret->is[0] == ESC_COLUMN_NAME &&
           (ret->count > 2 || (ret->count == 2 && numbered && ret->is[1] == ESC_COLUMN_ROLE));
}

// Where the mark of who came stands at the end of a row: "Asistió", "No asistió", "X".
static uint32_t status_begin(const esc_stream *s, uint32_t from, uint32_t end) {
    while (end > from && s->atoms[end - 1].kind == ESC_ATOM_SIGN) end--;
    if (end == from ||
        !esc_atom_is(&s->atoms[end - 1], "asistio|asiste|presente|ausente|justificad@|si|no|x|licencia|falta|"
                                         "falto|inasistencia|permiso|excusa|excusad@|virtual"))
        return end;
    uint32_t at = end - 1;
    while (at > from && end - at < MOST_STATUS + 1 &&
           esc_atom_is(&s->atoms[at - 1], "no|con|en|se|falta|ausencia"))
        at--;
    return at;
}

// Where a seat of from…end-1 that begins at `from` ends: its noun and the words that go with it.
static uint32_t seat_end(const esc_stream *s, uint32_t from, uint32_t end) {
    uint32_t at = from;
    if (!esc_seat_word(&s->atoms[at])) return from;
    for (at++; at < end; at++) {
        const esc_atom *atom = &s->atoms[at];
        if (atom->shape == ESC_SHAPE_LOWER || esc_seat_ordinal(atom)) continue;
        // "Invitada Titular de la Unidad …": no adjective
        const bool noun = at + 1 < end && esc_seat_word(atom) && esc_atom_is(atom + 1, "de|del");
        if (esc_seat_adjective(atom) && !noun) continue;
        if (atom->kind == ESC_ATOM_SIGN || esc_phrase_link(&s->atoms[at - 1])) continue;
        break;
    }
    return at;
}

// Where a row's words begin behind a speck: "» Control".
static uint32_t words_of(const esc_stream *s, uint32_t row) {
    const esc_row *x = &s->rows[row];
    const bool speck = x->count > 1 && s->atoms[x->first].kind == ESC_ATOM_SIGN &&
                       esc_atom_is(&s->atoms[x->first], "«|»|“|”|*|.|,|'|\"");
    return x->first + speck;
}

// The row says no more than what did not fit into a cell above.
static bool folded(const esc_stream *s, uint32_t row) {
    const esc_row *x = &s->rows[row];
    const esc_atom *first = &s->atoms[words_of(s, row)], *last = &s->atoms[x->first + x->count - 1];
    return esc_cells_flat(s, row) && x->count <= MOST_FOLDED && first->kind == ESC_ATOM_WORD &&
           !esc_atom_is(last, ":|.") && !esc_seat_is_role(first);
}

// Where the seat that ends a row begins: "… Jefa de Recursos Materiales Secretaria Ejecutiva".
static uint32_t last_seat(const esc_stream *s, uint32_t from, uint32_t end) {
    for (uint32_t i = end; i-- > from + 1;)
        if (esc_seat_is_role(&s->atoms[i]) && esc_atom_capital(&s->atoms[i]) &&
            !esc_phrase_link(&s->atoms[i - 1]) && seat_end(s, i, end) == end)
            return i;
    // "Titular del Órgano Interno de Vocal" over "Control": the cell before it is broken off
    const uint32_t row = s->atoms[from].row;
    if (row + 1 >= s->rows_count || !folded(s, row + 1)) return from;
    for (uint32_t i = end; i-- > from + 2;) {
        if (!esc_seat_is_role(&s->atoms[i]) || !esc_atom_capital(&s->atoms[i]) || seat_end(s, i, end) != end)
            continue;
        const bool other = esc_atom_is(&s->atoms[i - 1], "la") && // "Acceso a la Secretario"
                           s->atoms[i].norm[s->atoms[i].norm_len - 1] == 'o';
        if (other || esc_atom_is(&s->atoms[i - 1], "de|del|y|e|en|para|a")) return i;
    }
    return from;
}

// The cells of a row behind the name by the columns that the head has, from `at` on.
static void cut_cells(const esc_stream *s, const head *h, uint32_t at, uint32_t end, person *ret) {
    uint32_t texts[MOST_CELLS], n = 0;
    bool status = false;
    for (uint32_t k = 1; k < h->count; k++)
        if (h->is[k] == ESC_COLUMN_STATUS || h->is[k] == ESC_COLUMN_AWAY)
            status = true;
        else if (h->is[k] != ESC_COLUMN_OTHER)
            texts[n++] = k;
    while (end > at + 1 && s->atoms[end - 1].kind == ESC_ATOM_SIGN && !esc_stream_sign(s, end - 1, ')'))
        end--;
    const uint32_t stop = status ? status_begin(s, at, end) : end;
    ret->named = ret->longest = ret->seat = ret->count - 1;
    if (at < stop && n) {
        ret->begin[ret->count++] = at;
        ret->longest = ret->seat = ret->count - 1;
        const bool role_first = n == 2 && h->is[texts[0]] == ESC_COLUMN_ROLE;
        const uint32_t cut = n != 2 ? stop : role_first ? seat_end(s, at, stop) : last_seat(s, at, stop);
        if (cut > at && cut < stop) {
            ret->begin[ret->count++] = cut;
            *(role_first ? &ret->longest : &ret->seat) = ret->count - 1;
        }
    }
    if (stop < end) ret->begin[ret->count++] = stop;
    ret->begin[ret->count] = end;
}

// Where the name of a row ends: one that is known, or words in capitals before a seat or an office.
static uint32_t name_end(const esc_reader *r, uint32_t at, uint32_t end) {
    const esc_stream *s = &r->body;
    esc_person_name name;
    if (esc_name_at(r, at, end, false, &name)) return name.to;
    uint32_t words = 0, to = esc_title_end(s, at, end);
    const bool small = to > at && to + 1 < end && s->atoms[to].shape == ESC_SHAPE_LOWER &&
                       !s->atoms[to].known && esc_atom_capital(&s->atoms[to + 1]);
    if (small) to++, words++; // "Lic. irais Montes"
    for (; to < end && s->atoms[to].kind == ESC_ATOM_WORD; to++) {
        if (words >= LEAST_NAME && (esc_seat_word(&s->atoms[to]) || esc_seat_area(&s->atoms[to]))) return to;
        if (!esc_atom_capital(&s->atoms[to]) && !esc_phrase_link(&s->atoms[to])) break;
        words += esc_atom_capital(&s->atoms[to]);
    }
    return at;
}

static bool read_person(const esc_reader *r, const head *h, uint32_t row, person *ret) {
    const esc_stream *s = &r->body;
    const uint32_t first = s->rows[row].first, end = first + s->rows[row].count;
    const uint32_t at = esc_table_over_number(s, first, end);
    *ret = (person){.row = row};
    if (!esc_cells_flat(s, row) || at >= end) return false;
    if (at > first) ret->begin[ret->count++] = first;
    ret->begin[ret->count++] = at;
    uint32_t behind = name_end(r, at, end);
    if (behind == at) return false;
    while (behind < end && s->atoms[behind].kind == ESC_ATOM_SIGN && !esc_stream_sign(s, behind, '('))
        behind++;
    if (behind < end && !esc_atom_capital(&s->atoms[behind]) && s->atoms[behind].kind == ESC_ATOM_WORD &&
        s->atoms[behind].norm[1])
        return false; // "Ana Ruiz Paz informa …"
    cut_cells(s, h, behind, end, ret);
    return true;
}

// Before the seat that ends its row a cell stops at a little word: "Titular del Órgano Interno de Vocal".
static bool broken_off(const esc_stream *s, const person *x) {
    return x->seat > x->longest && esc_phrase_link(&s->atoms[x->begin[x->seat] - 1]);
}

// The cell of x that the row goes on with.
static uint32_t cell_of(const esc_stream *s, const person *x, uint32_t row) {
    const uint32_t first = words_of(s, row), end = s->rows[row].first + s->rows[row].count;
    if (esc_cursor_looking_at(s, first, "en suplencia|sustitucion|representacion")) return x->named;
    for (uint32_t i = first; i < end; i++)
        if (!esc_seat_adjective(&s->atoms[i])) return x->longest;
    return x->seat; // "Secretario" / "Técnico"
}

// Cells begin below one another, and nothing else of one row below those of others.
static void set_columns(esc_stream *s, uint32_t row) {
    const uint32_t first = s->rows[row].first;
    uint32_t k = esc_table_over_number(s, first, first + s->rows[row].count) > first ? 0 : 1, at = 0;
    for (uint32_t i = 0; i < s->rows[row].count; i++) {
        esc_atom *atom = &s->atoms[s->rows[row].first + i];
        if (!i || atom->wide) {
            at = k ? FIRST_COLUMN + (k - 1) * COLUMN_WIDTH : 0;
            k++;
        } else
            at += 1 + (uint32_t)strlen(s->atoms[s->rows[row].first + i - 1].raw);
        atom->column = (uint16_t)at;
    }
}

// The table again, each cell in its column.
static void rebuild(esc_stream *s, uint32_t row, const head *h, const person *persons, uint32_t n,
                    uint32_t last) {
    const bool bare = !h->begin[h->count]; // without a head
    esc_rearrangement all = esc_rearrange_begin(s, row, last, 2);
    const bool numbered = !bare && h->begin[0] > s->rows[row].first && n && persons[0].named;
    if (numbered) esc_rearrange_add(&all, row, s->rows[row].first, h->begin[0], s->rows[row].gap);
    if (numbered)
        esc_rearrange_go_on(&all, h->begin[0], h->begin[1], true);
    else if (!bare)
        esc_rearrange_add(&all, row, h->begin[0], h->begin[1], s->rows[row].gap);
    for (uint32_t k = 1; k < h->count && !bare; k++)
        esc_rearrange_go_on(&all, h->begin[k], h->begin[k + 1], true);
    for (uint32_t p = 0; p < n; p++) {
        const person *x = &persons[p];
        for (uint32_t k = 0; k < x->count; k++) {
            if (k)
                esc_rearrange_go_on(&all, x->begin[k], x->begin[k + 1], true);
            else
                esc_rearrange_add(&all, x->row, x->begin[0], x->begin[1], bare && !p && s->rows[row].gap);
            for (uint32_t more = 1; more <= x->more; more++) {
                const esc_row *below = &s->rows[x->row + more];
                if (cell_of(s, x, x->row + more) != k) continue;
                // "Transparencia Técnica": what is left of the long cell, and of the seat
                const uint32_t from = words_of(s, x->row + more), end = below->first + below->count;
                uint32_t cut = end;
                while (k == x->longest && broken_off(s, x) && more == x->more && x->seat + 1 == x->count &&
                       cut > from + 1 && esc_seat_adjective(&s->atoms[cut - 1]))
                    cut--;
                esc_rearrange_go_on(&all, from, cut, false);
                if (cut == end) continue;
                esc_rearrange_go_on(&all, x->begin[x->seat], x->begin[x->seat + 1], true);
                esc_rearrange_go_on(&all, cut, end, false);
                k = x->count;
                break;
            }
        }
    }
    esc_rearrange_end(&all);
    for (uint32_t k = 0; k < n + !bare; k++) set_columns(s, row + k);
}

// The persons below the head in `row`, and where the table ends.
static uint32_t read_persons(const esc_reader *r, const head *h, uint32_t row, person *ret,
                             uint32_t *ret_last) {
    const esc_stream *s = &r->body;
    uint32_t n = 0, at = row + 1;
    for (; at < s->rows_count && n < LONGEST_TABLE; at++) {
        if (read_person(r, h, at, &ret[n])) {
            n++;
            continue;
        }
        person next;
        const bool more = n && folded(s, at) &&
                          ((broken_off(s, &ret[n - 1]) && !ret[n - 1].more) ||
                           s->atoms[s->rows[at].first].shape == ESC_SHAPE_LOWER ||
                           esc_phrase_link(&s->atoms[s->rows[at].first - 1]) ||
                           (at + 1 < s->rows_count && !s->rows[at].gap && read_person(r, h, at + 1, &next)));
        if (!more) break;
        ret[n - 1].more++;
    }
    *ret_last = at;
    return n;
}

// In how many rows a seat and what is no part of it were told apart.
static uint32_t split_rows(const esc_stream *s, const person *persons, uint32_t n) {
    uint32_t split = 0;
    for (uint32_t p = 0; p < n; p++)
        split += persons[p].longest != persons[p].seat &&
                 esc_seat_is_role(&s->atoms[persons[p].begin[persons[p].seat]]);
    return split;
}

// The persons below a head that may have lost words: where the rows have the seat right behind the name, so
// does the table, whatever the head was read for ("Cargo ENEL Comité Adscripción").
static uint32_t read_table(const esc_reader *r, head *h, uint32_t row, person *ret, uint32_t *ret_last) {
    const esc_stream *s = &r->body;
    const uint32_t n = read_persons(r, h, row, ret, ret_last), split = split_rows(s, ret, n);
    head other = *h;
    uint32_t texts[2], count = 0;
    for (uint32_t k = 1; k < h->count; k++) {
        if (h->is[k] == ESC_COLUMN_STATUS || h->is[k] == ESC_COLUMN_AWAY || h->is[k] == ESC_COLUMN_OTHER)
            continue;
        if (count == 2) return n;
        texts[count++] = k;
    }
    if (count != 2 || h->is[texts[0]] == ESC_COLUMN_ROLE || 2 * split >= n) return n;
    person persons[LONGEST_TABLE];
    uint32_t last;
    other.is[texts[0]] = ESC_COLUMN_ROLE, other.is[texts[1]] = ESC_COLUMN_POST;
    const uint32_t turned = read_persons(r, &other, row, persons, &last);
    if (turned < n || split_rows(s, persons, turned) <= 2 * split) return n;
    *h = other, *ret_last = last;
    memcpy(ret, persons, turned * sizeof *persons);
    return turned;
}

// Rows from `row` on that hold a person, a seat and a post each without a head, or under a spoilt one: "Ana
// Ruiz Paz Vocal Jefa de Obras". Gives how many persons they are.
static uint32_t part_seats(const esc_reader *r, esc_stream *s, uint32_t row) {
    static const head bare = {.count = 3, .is = {ESC_COLUMN_NAME, ESC_COLUMN_ROLE, ESC_COLUMN_POST}};
    person persons[LONGEST_TABLE];
    uint32_t last = row;
    if (!row) return 0;
    const uint32_t n = read_persons(r, &bare, row - 1, persons, &last);
    if (n < LEAST_ROWS || split_rows(s, persons, n) + 1 < n) return 0;
    rebuild(s, row, &bare, persons, n, last);
    return n;
}

// Rows from `row` on that hold a person, a post and a seat each, under a head that a scan spoilt, where what
// did not fit into a row stands below it: "Ana Ruiz Paz Titular del Órgano Interno de Vocal" / "Control".
// Gives how many persons they are.
static uint32_t part_bare(const esc_reader *r, esc_stream *s, uint32_t row) {
    static const head bare = {.count = 3, .is = {ESC_COLUMN_NAME, ESC_COLUMN_POST, ESC_COLUMN_ROLE}};
    person persons[LONGEST_TABLE];
    uint32_t n = 0, last = row, seated = 0, broken = 0;
    if (!row) return 0;
    n = read_persons(r, &bare, row - 1, persons, &last);
    for (uint32_t p = 0; p < n; p++) {
        seated += persons[p].seat > persons[p].longest;
        broken += persons[p].more && broken_off(s, &persons[p]);
    }
    if (n < LEAST_ROWS || seated + 1 < n || !broken) return 0;
    rebuild(s, row, &bare, persons, n, last);
    return n;
}

// "Dra. Ana Ruiz Paz Jefa del Departamento de Obras": the post in a column of its own. Gives where it begins,
// or 0.
static uint32_t post_begin(const esc_reader *r, uint32_t row) {
    const esc_stream *s = &r->body;
    const uint32_t first = s->rows[row].first, end = first + s->rows[row].count,
                   at = esc_table_over_number(s, first, end);
    esc_person_name name;
    if (at >= end || !esc_cells_flat(s, row) || !esc_name_at(r, at, end, true, &name)) return 0;
    const uint32_t behind = name.to + esc_stream_sign(s, name.to, '.'); // "Ana Ruiz Paz. Titular de …"
    if (behind >= end) return 0;
    const esc_atom *post = &s->atoms[behind];
    if (behind + 1 == end && !esc_seat_is_role(post)) return 0;
    return esc_atom_capital(post) && (esc_seat_word(post) || esc_seat_area(post)) ? behind : 0;
}

// Rows from `row` on that hold a person and a post each, without a head. Gives how many there are.
static uint32_t part_posts(const esc_reader *r, esc_stream *s, uint32_t row) {
    uint32_t n = 0;
    while (row + n < s->rows_count && post_begin(r, row + n)) n++;
    for (uint32_t k = 0; n >= LEAST_ROWS && k < n; k++) {
        s->atoms[post_begin(r, row + k)].wide = true;
        if (k) s->rows[row + k].gap = false; // whatever empty lines a scan put between them
        set_columns(s, row + k);
    }
    return n;
}

void esc_part_flat_tables(esc_reader *r) {
    esc_stream *s = &r->body;
    if (!r->lexicon) return;
    for (uint32_t row = 0; row + LEAST_PERSONS < s->rows_count; row++) {
        head h;
        person persons[LONGEST_TABLE];
        uint32_t last;
        if (!read_head(s, row, &h)) {
            if (!post_begin(r, row)) continue;
            uint32_t posts = part_bare(r, s, row);
            if (!posts) posts = part_seats(r, s, row);
            if (!posts) posts = part_posts(r, s, row);
            row += posts ? posts - 1 : 0;
            continue;
        }
        const uint32_t n = read_table(r, &h, row, persons, &last);
        if (n < LEAST_PERSONS) continue;
        rebuild(s, row, &h, persons, n, last);
        row += n;
    }
}
