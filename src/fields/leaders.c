// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/leaders.h"

#include <string.h>

#include "fields/beside.h"
#include "fields/phrases.h"
#include "fields/posts.h"

enum {
    LEAST_FILLERS = 3,
    LEAST_ROWS = 2,
    LEAST_OF_BLANKS = 3,
    MOST_SEAT = 24,
    ROWS_ABOVE = 2,
    SLACK = 1,
    MOST_POST = 3
};

static bool filler(const esc_atom *atom) {
    return atom->kind == ESC_ATOM_SIGN && (strchr(".-_=·", atom->text[0]) || !strcmp(atom->text, "…"));
}

uint32_t esc_leaders_end(const esc_stream *s, uint32_t at, uint32_t end) {
    uint32_t to = at, run = 0;
    for (; to < end && filler(&s->atoms[to]); to++) run += strcmp(s->atoms[to].text, "…") ? 1 : LEAST_FILLERS;
    return run < LEAST_FILLERS ? at : to;
}

// Where the leaders, or the blanks, begin that part a seat from the name that closes its row; ESC_NONE where
// there are none. A scan may have seen letters among leaders.
static uint32_t leaders(const esc_stream *s, const esc_person_name *name, bool *ret_blanks) {
    uint32_t first = s->rows[s->atoms[name->from].row].first, run = 0, to = esc_stream_row_end(s, name->from),
             columns = 0;
    while (to > name->to && s->atoms[to - 1].kind == ESC_ATOM_SIGN) to--;
    const bool more = to > name->to; // "Patrono ..... Luis Paz Roa, por la Liga de Vecinos"
    const bool said =
        esc_stream_sign(s, name->to, ',') || esc_stream_sign(s, name->to, '('); // "… (suplente)"
    if ((more && !said) || name->from == first) return ESC_NONE;
    for (uint32_t i = first; i < name->from; i++) {
        columns += i > first && s->atoms[i].wide;
        run = filler(&s->atoms[i]) ? run + (strcmp(s->atoms[i].text, "…") ? 1 : LEAST_FILLERS) : 0;
        if (run < LEAST_FILLERS) continue;
        while (i > first && filler(&s->atoms[i - 1])) i--;
        return i > first ? i : ESC_NONE;
    }
    const uint32_t two = name->from - 2; // "Secretario Ejecutivo .. Lic.": little room was left
    if (name->from > first + 2 && filler(&s->atoms[two]) && filler(&s->atoms[two + 1]) &&
        (esc_seat_word(&s->atoms[first]) || esc_seat_sender(&s->atoms[first])))
        return two;
    if (more) return ESC_NONE;
    *ret_blanks |= s->atoms[name->from].wide;
    return s->atoms[name->from].wide && !columns ? name->from : ESC_NONE;
}

// Where the first seat of the list begins: in the name's row, or in one above that runs on into it.
static uint32_t first_seat(const esc_stream *s, uint32_t name, uint32_t from) {
    uint32_t row = s->atoms[name].row;
    for (uint32_t n = 0; n < ROWS_ABOVE && row && !s->rows[row].gap && s->rows[row - 1].first >= from; n++) {
        uint32_t last = s->rows[row].first - 1;
        if (s->atoms[last].kind == ESC_ATOM_SIGN && !esc_stream_sign(s, last, ',')) break;
        row--;
    }
    return s->rows[row].first > from ? s->rows[row].first : from;
}

// "Vocal ....... Ana Ruiz Paz" / "              Directora de Obras": the end of the rows below a name's that
// begin where it does, which say what post he has; the end of its own row where there are none.
static uint32_t posts_below(const esc_stream *s, const esc_person_name *name, uint32_t end) {
    uint32_t row = s->atoms[name->from].row, column = s->atoms[name->from].column;
    while (s->atoms[name->from].first_token != ESC_NONE && row + 1 < s->rows_count && !s->rows[row + 1].gap &&
           s->rows[row + 1].first < end && s->rows[row].page == s->rows[row + 1].page) {
        const esc_atom *first = &s->atoms[s->rows[row + 1].first];
        if (first->column > column + (uint32_t)SLACK || column > first->column + (uint32_t)SLACK ||
            (first->shape == ESC_SHAPE_LOWER && !esc_phrase_link(first)))
            break;
        row++;
    }
    return s->rows[row].first + s->rows[row].count;
}

// Where what is said of the one named beside leaders ends: with his row and those below that begin no
// further out than his name.
static uint32_t own_end(const esc_stream *s, const esc_person_name *name) {
    uint32_t row = s->atoms[name->from].row;
    while (row + 1 < s->rows_count && !s->rows[row + 1].gap && s->rows[row].page == s->rows[row + 1].page &&
           s->atoms[s->rows[row + 1].first].column + SLACK >= s->atoms[name->from].column)
        row++;
    return s->rows[row].first + s->rows[row].count;
}

// "Vocal ........ sin asistencia": a row with leaders in which nobody is named; whatever stands above the
// next one's seat ends there. Gives where the row behind the last of them begins, or `from`.
static uint32_t over_vacant(const esc_stream *s, uint32_t from, uint32_t name) {
    for (uint32_t row = s->atoms[name].row; row > s->atoms[from].row; row--)
        for (uint32_t i = s->rows[row - 1].first; i < s->rows[row].first; i++)
            if (i >= from && esc_leaders_end(s, i, s->rows[row].first) > i) return s->rows[row].first;
    return from;
}

// Where what stands before the leaders of person k begins; the list's first is `first`.
static uint32_t seat_from(const esc_stream *s, const esc_people *all, uint32_t first, uint32_t k,
                          uint32_t from) {
    uint32_t before = k ? all->items[k - 1].name.to : from, name = all->items[k].name.from;
    if (k == first) return first_seat(s, name, before);
    const uint32_t own = own_end(s, &all->items[k - 1].name);
    if (esc_stream_sign(s, before, ',') && own <= name) before = own; // what else is said of him above
    const uint32_t below = posts_below(s, &all->items[k - 1].name, name);
    if (below > esc_stream_row_end(s, all->items[k - 1].name.from)) before = below; // the post of him above
    while (before < name && s->atoms[before].kind == ESC_ATOM_SIGN) before++;
    return over_vacant(s, before, name);
}

static void post_below(esc_reader *r, esc_person *p, uint32_t end) {
    const esc_stream *s = &r->body;
    const uint32_t from = esc_stream_row_end(s, p->name.from), to = posts_below(s, &p->name, end);
    if (to <= from || p->seat.office) return;
    p->seat.office = esc_phrase_text(s, r->arena, r->vocabulary, from, to);
    p->seat.office_from = from, p->seat.office_to = to;
}

static void seat_before(esc_reader *r, esc_person *p, uint32_t from, uint32_t to) {
    const esc_stream *s = &r->body;
    while (to > from && s->atoms[to - 1].kind == ESC_ATOM_SIGN) to--;
    if (from >= to) return;
    esc_seat seat = esc_seat_read(r, from, to, false);
    esc_cursor sender = esc_cursor_on(s, seat.role_to, to); // "Vocal por los clubes ........ Ana Ruiz Paz"
    if (seat.role && !seat.office && esc_cursor_match(&sender, "por el|la|los|las") && sender.at < to)
        seat.office = esc_stream_text(s, r->arena, sender.at, to), seat.office_from = sender.at,
        seat.office_to = to;
    if (!seat.role && !seat.office && !seat.oficio)
        seat.office = esc_phrase_text(s, r->arena, r->vocabulary, from, to), seat.office_from = from,
        seat.office_to = to;
    // "Auditor externo ..... Lic. Ana Ruiz Paz, de Ruiz & Asociados": the post is the seat
    if (!seat.role && seat.office && seat.office_from == from && to <= from + MOST_POST &&
        esc_seat_word(&s->atoms[from]) && to < p->name.from &&
        (filler(&s->atoms[to]) || (to == from + 1 && esc_stream_sign(s, to, ':'))))
        seat.role = esc_beside_lowered(r, seat.office), seat.role_from = from, seat.role_to = to,
        seat.post = seat.office, seat.office = NULL;
    const uint32_t row_end = esc_stream_row_end(s, p->name.from);
    const bool more = esc_stream_sign(s, p->name.to, ',') && p->name.to < row_end,
               told = p->seat.office && p->seat.office_from >= p->name.to &&
                      p->seat.office_to <= own_end(s, &p->name);
    esc_cursor c = esc_cursor_on(s, p->name.to, row_end);
    const esc_seat own = more ? esc_seat_read(r, p->name.to, own_end(s, &p->name), true) : (esc_seat){0};
    const bool post = more && seat.role && p->role && p->seat.role_from > p->name.to &&
                      p->seat.role_to <= own_end(s, &p->name);
    if (post) { // "Presidente ..... Ing. Luis Paz Roa, Presidente Municipal de Arroyo"
        const bool of = esc_atom_is(&s->atoms[p->seat.role_to], "de|del");
        const uint32_t all_of_it =
            of ? esc_phrase_end(s, p->seat.role_from, own_end(s, &p->name), 0) : p->seat.role_to;
        seat.office_from = p->seat.role_from;
        seat.office_to = all_of_it > p->seat.role_to ? all_of_it : p->seat.role_to;
        seat.office = esc_phrase_text(s, r->arena, r->vocabulary, seat.office_from, seat.office_to);
    } else if (own.office && !own.role && !told)
        seat.office = own.office, seat.office_from = own.office_from, seat.office_to = own.office_to;
    else if (more && told && (!seat.office || seat.office_from < p->name.from))
        seat.office = p->seat.office, seat.office_from = p->seat.office_from,
        seat.office_to = p->seat.office_to;
    else if (!seat.office && esc_cursor_match(&c, ", de|del|por|en representacion? de? el|la|los|las?") &&
             c.at < row_end)
        seat.office = esc_stream_text(s, r->arena, c.at, row_end), seat.office_from = c.at,
        seat.office_to = row_end;
    if (more && !seat.oficio)
        seat.oficio = p->seat.oficio, seat.oficio_from = p->seat.oficio_from,
        seat.oficio_to = p->seat.oficio_to;
    const bool beside = s->atoms[from].row == s->atoms[p->name.from].row; // "Vocales:" beside the first
    p->seat = seat, p->of_group = false;
    p->role = beside ? esc_seat_singular(r, &seat, esc_name_feminine(r, &p->name)) : seat.role;
}

// ---- a column of labels beside one of names ----

// Where the name that closes its row begins a column of names: in *ret_label where the label beside it
// begins, the name itself where it has none. False where something else stands in the row.
static bool in_names_column(const esc_stream *s, const esc_person_name *name, uint32_t *ret_label) {
    uint32_t first = s->rows[s->atoms[name->from].row].first, to = esc_stream_row_end(s, name->from);
    while (to > name->to && s->atoms[to - 1].kind == ESC_ATOM_SIGN) to--;
    *ret_label = first;
    if (to > name->to || (first < name->from && !s->atoms[name->from].wide)) return false;
    for (uint32_t i = first + 1; i < name->from; i++)
        if (s->atoms[i].wide || s->atoms[i].kind != ESC_ATOM_WORD) return false;
    return s->atoms[name->from].first_token != ESC_NONE;
}

static bool same_column(const esc_stream *s, uint32_t a, uint32_t b) {
    uint32_t x = s->atoms[a].column, y = s->atoms[b].column;
    return x <= y + 1 && y <= x + 1;
}

// "Presidencia   Ana Ruiz Paz" / "Vocales   Luis Soto Roa" / "          Eva Gil Mora": the label is the seat
// of the name beside it and, in the plural, of those below that have none.
static void by_label_column(esc_reader *r, esc_people *all) {
    const esc_stream *s = &r->body;
    for (uint32_t i = 0, next; i < all->items_count; i = next) {
        uint32_t labels = 0, label;
        for (next = i; next < all->items_count && in_names_column(s, &all->items[next].name, &label);
             next++) {
            uint32_t at = all->items[next].name.from;
            if (next > i && (!same_column(s, at, all->items[i].name.from) ||
                             s->atoms[at].row != s->atoms[all->items[next - 1].name.from].row + 1))
                break;
            labels += label < at;
        }
        if (next == i) next++;
        if (labels < LEAST_ROWS || next - i < LEAST_OF_BLANKS || labels == next - i) continue;
        esc_seat over = {0};
        for (uint32_t k = i; k < next; k++) {
            esc_person *p = &all->items[k];
            bool woman = esc_name_feminine(r, &p->name);
            in_names_column(s, &p->name, &label);
            if (label < p->name.from) {
                over = esc_seat_read(r, label, p->name.from, false);
                const char *post = esc_post_of_office(r, label, p->name.from, woman);
                if (post) over = (esc_seat){.role = post, .role_from = label, .role_to = p->name.from};
            } else if (!over.plural) {
                continue;
            }
            bool elsewhere = p->role && s->atoms[p->seat.role_from].row != s->atoms[p->name.from].row;
            if (elsewhere) p->role = NULL;
            if (!over.role) continue;
            p->role = esc_seat_singular(r, &over, woman), p->of_group = over.plural;
            p->seat.role_from = over.role_from, p->seat.role_to = over.role_to;
        }
    }
}

// "Decano     Dr. Luis Paz" / "Vicedecana     Dra. Ana Ruiz" / "Consejera egresada     Dra. Eva Gil": where
// each has a label beside him and half of them are seats, so are the others, and all of their words.
static void by_full_column(esc_reader *r, esc_people *all) {
    const esc_stream *s = &r->body;
    for (uint32_t i = 0, next; i < all->items_count; i = next) {
        uint32_t seats = 0, label;
        for (next = i; next < all->items_count && in_names_column(s, &all->items[next].name, &label) &&
                       label < all->items[next].name.from && esc_seat_word(&s->atoms[label]);
             next++) {
            const esc_person *p = &all->items[next];
            if (next > i && (!same_column(s, p->name.from, all->items[i].name.from) ||
                             s->atoms[p->name.from].row != s->atoms[p[-1].name.from].row + 1))
                break;
            seats += p->role && p->seat.role_from == label;
        }
        if (next == i) next++;
        if (next - i < LEAST_OF_BLANKS || seats * 2 < next - i) continue;
        for (uint32_t k = i; k < next; k++) {
            esc_person *p = &all->items[k];
            in_names_column(s, &p->name, &label);
            const bool post = !p->role && p->seat.office && p->seat.office_from == label &&
                              p->seat.office_to == p->name.from;
            bool part = p->role && !p->of_group && p->seat.role_from == label && !p->seat.office;
            for (uint32_t w = p->seat.role_to; part && w < p->name.from; w++)
                part = s->atoms[w].shape == ESC_SHAPE_LOWER && !esc_phrase_link(&s->atoms[w]);
            if (!post && (!part || p->seat.role_to >= p->name.from)) continue;
            p->role = esc_beside_lowered(r, esc_stream_text(s, r->arena, label, p->name.from));
            p->seat.role_from = label, p->seat.role_to = p->name.from;
            if (post) p->seat.office = NULL;
        }
    }
}

// "Secretaría de Salud" before leaders: whom one comes from, in one row, and no more.
static bool unit_alone(const esc_stream *s, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (s->atoms[i].kind != ESC_ATOM_WORD) return false;
    return to > from + 1 && esc_stream_begins(s, from) && s->atoms[from].row == s->atoms[to].row &&
           s->atoms[from].shape == ESC_SHAPE_CAPITAL && esc_seat_sender(&s->atoms[from]);
}

// "Lic. Ana Ruiz Paz ......... Vocal" / "     Tesorera Municipal": the row below a name and a seat that says
// the post, further in than the name; false where there is none.
static bool post_under(const esc_stream *s, const esc_people *all, uint32_t k, uint32_t *ret_row) {
    const esc_person_name *name = &all->items[k].name;
    const uint32_t row = s->atoms[name->from].row, end = esc_row_end(s, row);
    if (esc_leaders_end(s, name->to, end) == name->to || row + 1 >= s->rows_count || s->rows[row + 1].gap ||
        s->rows[row].page != s->rows[row + 1].page)
        return false;
    const uint32_t first = s->rows[row + 1].first, to = esc_row_end(s, row + 1);
    const bool inward = s->atoms[first].column > s->atoms[name->from].column + SLACK;
    for (uint32_t i = first; i < to; i++)
        if (esc_leaders_end(s, i, to) > i) return false;
    const bool named = k + 1 < all->items_count && all->items[k + 1].name.from < to;
    *ret_row = row + 1;
    return !named && inward && esc_seat_word(&s->atoms[first]) && s->atoms[first].shape != ESC_SHAPE_LOWER;
}

static void posts_under(esc_reader *r, esc_people *all) {
    const esc_stream *s = &r->body;
    uint32_t posts = 0, row;
    for (uint32_t k = 0; k < all->items_count; k++) posts += post_under(s, all, k, &row);
    for (uint32_t k = 0; k < all->items_count && posts >= LEAST_ROWS; k++) {
        esc_person *p = &all->items[k];
        if (!post_under(s, all, k, &row) || p->seat.office) continue;
        p->seat.office_from = s->rows[row].first, p->seat.office_to = esc_row_end(s, row);
        p->seat.office = esc_phrase_text(s, r->arena, r->vocabulary, p->seat.office_from, p->seat.office_to);
    }
}

void esc_leaders_share(esc_reader *r, esc_people *all, uint32_t from) {
    const esc_stream *s = &r->body;
    uint32_t next;
    by_label_column(r, all);
    for (uint32_t i = 0; i < all->items_count; i = next == i ? i + 1 : next) {
        uint32_t seats = 0;
        bool blanks = false;
        for (next = i; next < all->items_count; next++) {
            uint32_t at = leaders(s, &all->items[next].name, &blanks),
                     begin = seat_from(s, all, i, next, from), k = begin;
            if (at == ESC_NONE || at > begin + MOST_SEAT) break;
            while (k < at && !esc_seat_word(&s->atoms[k])) k++;
            seats += k < at || (!blanks && unit_alone(s, begin, at));
        }
        if (seats < (blanks ? LEAST_OF_BLANKS : LEAST_ROWS) || seats * 2 <= next - i) continue;
        for (uint32_t k = i; k < next; k++) {
            seat_before(r, &all->items[k], seat_from(s, all, i, k, from),
                        leaders(s, &all->items[k].name, &blanks));
            post_below(r, &all->items[k],
                       k + 1 < all->items_count ? all->items[k + 1].name.from : s->atoms_count);
        }
    }
    by_full_column(r, all);
    posts_under(r, all);
}
