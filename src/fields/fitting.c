// SPDX-License-Identifier: GPL-3.0-or-later
// Lists whose marks a scan broke here and there, or lost: every row below the heading is a point, a part of
// one, or goes on with the one above. Of all ways to share them out that is taken for which most speaks:
// marks that read, marks that may be the ones their places ask for, and headings further down that say the
// points again behind their numbers.
#include <stdlib.h>
#include <string.h>

#include "fields/cursor.h"
#include "fields/echoes.h"
#include "fields/first.h"
#include "fields/lists.h"
#include "fields/numerals.h"
#include "fields/phrases.h"

enum {
    MOST_ROWS = 48,
    MOST_POINTS = 40,
    LEAST_POINTS = 3,
    MANY_POINTS = 5,
    FIRST_ENTRIES = 3, // one of which begins the business
    REPEATED = 3,      // a mark that as many rows bear numbers none of them
    MOST_LEAP = 4,
    SPECK_BYTES = 3,
    SPECK_ATOMS = 4,
    LONGEST_ROW = 26,
    MARK_BYTES = 6,
    MOST_STROKES = 3,
    SENTENCE = 12 // words of a row that may begin to tell
};

typedef enum role { GOES_ON, POINT, PART, NOTHING } role;

typedef struct cell {
    float score; // of the best way that ends here
    uint8_t role;
    uint8_t before; // how many points there were then
} cell;

typedef struct fitting {
    const esc_stream *s;
    esc_arena *arena;
    const esc_headings *headings; // what may say the points again
    esc_entry rows[MOST_ROWS];
    uint32_t count;
    uint8_t style;
    bool marked[MOST_ROWS]; // may begin with a mark of the style, whatever it is
    bool closed;            // the business begins right behind the last row
    cell cells[MOST_ROWS + 1][MOST_POINTS + 1];
} fitting;

static const float impossible = -1e6f;

// What a scan made of dirt, or of a column of marks that it read apart.
static bool nothing(const esc_stream *s, uint32_t row) {
    const esc_row *x = &s->rows[row];
    if (x->count > SPECK_ATOMS) return false;
    for (uint32_t i = x->first; i < x->first + x->count; i++) {
        const esc_atom *atom = &s->atoms[i];
        if (strlen(atom->raw) > SPECK_BYTES && (atom->known || strlen(atom->raw) > 2 * SPECK_BYTES))
            return false;
    }
    return true;
}

// The row above has ended: in a stop, or with room to spare.
static bool ended(const esc_stream *s, uint32_t row) {
    const uint32_t at = s->rows[row].first;
    return s->rows[row].gap || s->rows[row].fresh || esc_list_parted(s, at);
}

static bool runs_on(const esc_stream *s, uint32_t at) {
    return s->atoms[at].shape == ESC_SHAPE_LOWER || (at && esc_phrase_link(&s->atoms[at - 1])) ||
           esc_stream_sign(s, at - 1, ',');
}

// "ORDEN DEL DÍA", "… dio lectura al siguiente:".
static bool announces(const esc_stream *s, uint32_t row) {
    const esc_row *x = &s->rows[row];
    return (x->upper && x->count <= SPECK_ATOMS &&
            esc_cursor_within(s, x->first, x->first + 1, "orden|agenda|temario")) ||
           (esc_stream_sign(s, x->first + x->count - 1, ':') && row + 1 < s->rows_count &&
            esc_cursor_within(s, x->first, x->first + x->count, "siguiente|siguientes"));
}

static bool exact(const fitting *f, const esc_mark *mark) {
    return mark->value && mark->style == f->style && !mark->sub;
}

static bool read_mark(const fitting *f, const esc_entry *e, uint32_t value, esc_mark *ret) {
    return f->marked[e - f->rows] && esc_mark_read(f->s, f->arena, e->at, f->style, value, ret);
}

// A row of running text, and none of a list.
static bool prose(const esc_stream *s, uint32_t row) {
    const esc_row *x = &s->rows[row];
    if (x->count > LONGEST_ROW || x->upper) return true;
    for (uint32_t i = x->first + 1; i + 1 < x->first + x->count; i++)
        if (esc_stream_sign(s, i, '.') && s->atoms[i - 1].norm_len > SPECK_BYTES) return true;
    return false;
}

// "a)" below 4, "1." below IV.
static bool minor(const fitting *f, const esc_mark *mark) {
    return mark->value && !mark->sub &&
           (mark->style == ESC_MARK_LETTER ? f->style != ESC_MARK_LETTER
                                           : mark->style == ESC_MARK_FIGURE && f->style == ESC_MARK_ROMAN);
}

// "1." for II, "11." for III: strokes of a numeral, of which a scan lost or made some.
static bool strokes(const fitting *f, const esc_entry *e, uint32_t value) {
    const char *raw = f->s->atoms[e->at].raw;
    const size_t len = strlen(raw);
    return f->style == ESC_MARK_ROMAN && value <= MOST_STROKES && len <= MOST_STROKES && e->mark.value &&
           strspn(raw, "1IlTL|") == len;
}

// The number can be read: in the list, or in the heading that says the point again.
static bool reads(const fitting *f, const esc_entry *e, uint32_t value) {
    return (exact(f, &e->mark) && e->mark.value == value) ||
           (e->echo != ESC_NONE && exact(f, &e->below) && e->below.value == value);
}

// How much speaks for the row's being point `value`.
static float as_point(const fitting *f, const esc_entry *e, uint32_t value) {
    esc_mark mark;
    float score = 0;
    const bool own = exact(f, &e->mark) && e->mark.value == value,
               below = e->echo != ESC_NONE && exact(f, &e->below) && e->below.value == value;
    if (!esc_atom_capital(&f->s->atoms[e->text]) && !e->mark.value && !e->rubble) return impossible;
    if (!e->mark.value && announces(f->s, e->row)) return impossible;
    if (own)
        score += 3;
    else if (exact(f, &e->mark))
        score -= 4;
    else if (e->mark.value && e->mark.sub)
        score -= 4;
    else if (read_mark(f, e, value, &mark) && mark.value == value && !mark.sub)
        score += 1.5f;
    else if (strokes(f, e, value))
        score += 1.2f;
    else if (e->rubble || e->mark.value)
        score += 0.5f;
    else if (runs_on(f->s, e->at))
        score -= 2;
    else if (!ended(f->s, e->row))
        score -= 1;
    if (!e->mark.value && prose(f->s, e->row)) score -= 1.5f;
    if (e->echo == ESC_NONE) return score;
    if (e->below.value && (e->below.sub || (minor(f, &e->below) && minor(f, &e->mark)))) return score - 2;
    if (below) return score + 3;
    return score + (exact(f, &e->below) ? -2.0f : e->below.value ? 0.3f : 1); // of another numbering
}

// "TL1" and "VII]" below III and VII, "41" below 4: a part whose dot is lost, or its mark where no other
// reads.
static bool undotted(const fitting *f, const esc_entry *e, uint32_t value, esc_mark *ret) {
    const esc_atom *atom = &f->s->atoms[e->at], *next = atom + 1;
    char prefix[MARK_BYTES + 1];
    size_t len = strlen(atom->raw);
    const bool bracket = next < f->s->atoms + f->s->atoms_count && next->glued && !strcmp(next->raw, "]");
    if (e->text != e->at + 1 + bracket && e->mark.to != e->at + 1) return false;
    if (len + bracket < 2 || len > MARK_BYTES || e->at + 1 + bracket >= esc_stream_row_end(f->s, e->at))
        return false;
    const char last = bracket ? '1' : atom->raw[len - 1];
    len -= !bracket;
    memcpy(prefix, atom->raw, len);
    prefix[len] = 0;
    if (f->style == ESC_MARK_FIGURE) {
        if (strspn(prefix, "0123456789") != len || (uint32_t)atoi(prefix) != value || last < '1' ||
            last > '9')
            return false;
    } else if (f->style != ESC_MARK_ROMAN || (!strchr("123456789Iil", last)) ||
               (atom->kind == ESC_ATOM_NUMBER) || !esc_numeral_may_be_roman(prefix, value)) {
        return false;
    }
    const uint32_t sub = last >= '1' && last <= '9' ? (uint32_t)(last - '0') : 1;
    *ret =
        (esc_mark){.style = f->style, .value = value, .sub = sub, .from = e->at, .to = e->at + 1 + bracket};
    ret->number = esc_arena_printf(f->arena, "%s.%u", esc_mark_written(f->arena, f->style, value), sub);
    return esc_atom_capital(&f->s->atoms[ret->to]);
}

// "111,1." and "11.2" below III: the same of a part.
static bool part_of_strokes(const fitting *f, const esc_entry *e, uint32_t value, esc_mark *ret) {
    const esc_stream *s = f->s;
    const esc_atom *atom = &s->atoms[e->at];
    const size_t len = strlen(atom->raw);
    if (f->style != ESC_MARK_ROMAN || value > MOST_STROKES || len > MOST_STROKES || len < 2 ||
        strspn(atom->raw, "1IlTL|") != len || e->at + 3 >= esc_stream_row_end(s, e->at) ||
        !strchr(",.", *atom[1].raw) || !atom[2].glued || atom[2].kind != ESC_ATOM_NUMBER ||
        strlen(atom[2].raw) != 1 || *atom[2].raw == '0')
        return false;
    *ret =
        (esc_mark){.style = f->style, .value = value, .sub = (uint32_t)(*atom[2].raw - '0'), .from = e->at};
    ret->to = e->at + 3 + (esc_stream_sign(s, e->at + 3, '.') ? 1 : 0);
    ret->number = esc_arena_printf(f->arena, "%s.%u", esc_mark_written(f->arena, f->style, value), ret->sub);
    return true;
}

static float as_part(const fitting *f, const esc_entry *e, uint32_t value) {
    esc_mark mark;
    const float again = e->echo != ESC_NONE ? 1 : 0;
    if (part_of_strokes(f, e, value, &mark)) return 1.7f + again;
    if (e->mark.value && e->mark.sub && e->mark.style == f->style)
        return e->mark.value == value ? 2 + again : -4.0f;
    if (read_mark(f, e, value, &mark) && mark.value == value && mark.sub) return 1.5f + again;
    if (undotted(f, e, value, &mark)) return 1.2f + again;
    return minor(f, &e->mark) && !strokes(f, e, value) ? 0.7f + again : impossible;
}

static float as_rest(const fitting *f, const esc_entry *e, uint32_t value) {
    float score = runs_on(f->s, e->at) ? 0.3f : ended(f->s, e->row) ? -0.7f : 0;
    if (e->mark.value && (e->mark.sub || (exact(f, &e->mark) && e->mark.value <= value + 1))) score -= 2;
    if (e->rubble) score -= 0.5f;
    return e->echo == ESC_NONE ? score : score - 1.5f;
}

static void reach(fitting *f, uint32_t row, uint32_t points, float score, role as, uint32_t before) {
    cell *c = &f->cells[row + 1][points];
    if (score > c->score) *c = (cell){score, (uint8_t)as, (uint8_t)before};
}

static void share_out(fitting *f) {
    for (uint32_t i = 0; i <= f->count; i++)
        for (uint32_t n = 0; n <= MOST_POINTS; n++) f->cells[i][n].score = impossible;
    f->cells[0][0].score = 0;
    for (uint32_t i = 0; i < f->count; i++)
        for (uint32_t n = 0; n <= MOST_POINTS; n++) {
            const float score = f->cells[i][n].score;
            const esc_entry *e = &f->rows[i];
            if (score <= impossible / 2) continue;
            if (nothing(f->s, e->row))
                reach(f, i, n, score + (f->s->rows[e->row].gap ? 0.35f : 0), NOTHING, n);
            if (!n && i < FIRST_ENTRIES) reach(f, i, n, score - 1, NOTHING, n); // what announces the list
            if (n) reach(f, i, n, score + as_rest(f, e, n), GOES_ON, n);
            if (n) reach(f, i, n, score + as_part(f, e, n), PART, n);
            for (uint32_t leap = 0; leap < MOST_LEAP && n + 1 + leap <= MOST_POINTS; leap++) {
                if (leap && !reads(f, e, n + 1 + leap)) continue;
                const float own = as_point(f, e, n + 1 + leap);
                reach(f, i, n + 1 + leap, score + own - 1.5f * (float)leap, POINT, n);
            }
        }
}

// Marks that several rows bear alike number none of them.
static void void_repeated(fitting *f) {
    for (uint32_t i = 0; i < f->count; i++) {
        const esc_mark mark = f->rows[i].mark;
        uint32_t same = 0;
        for (uint32_t k = 0; k < f->count; k++) same += esc_mark_same(&f->rows[k].mark, &mark);
        if (same < REPEATED || mark.style == ESC_MARK_LETTER) continue;
        for (uint32_t k = 0; k < f->count; k++)
            if (esc_mark_same(&f->rows[k].mark, &mark)) f->rows[k].mark.value = 0, f->rows[k].rubble = true;
        for (uint32_t k = 0; k < f->count; k++)
            if (esc_mark_same(&f->rows[k].below, &mark)) f->rows[k].below.value = 0;
    }
}

// "aprobó", "fue": something was done.
static bool past(const esc_stream *s, uint32_t row) {
    for (uint32_t i = s->rows[row].first; i < esc_row_end(s, row); i++) {
        const size_t len = strlen(s->atoms[i].raw);
        if ((len > 4 && !strcmp(s->atoms[i].raw + len - 2, "ó")) ||
            esc_atom_is(&s->atoms[i], "fue|fueron|hubo|dieron|pidieron"))
            return true;
    }
    return false;
}

// A paragraph of several rows behind an empty line, where those before stood close together.
static bool begins_telling(const fitting *f, const esc_entry *e) {
    const esc_stream *s = f->s;
    uint32_t gaps = 0;
    if (e->mark.value || e->rubble || !s->rows[e->row].gap || s->rows[e->row].count < SENTENCE ||
        f->count < LEAST_POINTS || e->row + 1 >= s->rows_count ||
        s->atoms[s->rows[e->row + 1].first].shape != ESC_SHAPE_LOWER)
        return false;
    if (past(s, e->row) || past(s, e->row + 1)) return true;
    if (nothing(s, f->rows[f->count - 1].row)) return true; // the column of marks, read apart
    for (uint32_t i = 1; i < f->count; i++) gaps += s->rows[f->rows[i].row].gap;
    return gaps * 2 < f->count;
}

// The rows that may be the list: up to the first one that says one of the first again, or that tells.
static void gather(fitting *f, uint32_t from, uint32_t end) {
    const esc_stream *s = f->s;
    uint32_t row = s->atoms[from].row, stop = ESC_NONE;
    for (; row < s->rows_count && s->rows[row].first < end && f->count < MOST_ROWS && row < stop; row++) {
        esc_entry *e = &f->rows[f->count];
        esc_entry_read(s, f->arena, row, e);
        if (f->count > 1 && !e->mark.value && !e->rubble && esc_list_tells_on(s, e->at)) break;
        if (esc_first_other_heading(s, e->at) || begins_telling(f, e)) break;
        f->count++;
        if (f->count > FIRST_ENTRIES || nothing(s, row)) continue;
        const uint32_t echo = esc_echo_first(s, f->headings, e, row + LEAST_POINTS);
        if (echo < stop) stop = echo;
    }
    f->closed = row == stop;
    while (f->count && nothing(s, f->rows[f->count - 1].row)) f->count--;
    esc_echoes_find(s, f->headings, f->rows, f->count, row);
    void_repeated(f);
}

// The rows that belong to the list: up to the last point that something speaks for, and those below it that
// look as the others do.
static uint32_t tail(const fitting *f, const uint8_t *roles, const uint32_t *values) {
    uint32_t last = 0, gaps = 0;
    for (uint32_t i = 0; i < f->count; i++) {
        const esc_entry *e = &f->rows[i];
        if ((roles[i] == POINT && as_point(f, e, values[i]) >= 1) ||
            (roles[i] == PART && as_part(f, e, values[i]) > 1 + (minor(f, &e->mark) ? 1 : 0)))
            last = i;
    }
    for (uint32_t i = 1; i <= last; i++) gaps += f->s->rows[f->rows[i].row].gap;
    uint32_t to = last + 1;
    while (to < f->count && !prose(f->s, f->rows[to].row) &&
           (!f->s->rows[f->rows[to].row].gap || gaps * 2 > last || f->closed))
        to++;
    return to;
}

// How many of the points something speaks for, besides their places. ret_read: whose numbers can be read.
static uint32_t supported(const fitting *f, const uint8_t *roles, const uint32_t *values,
                          uint32_t *ret_points, uint32_t *ret_read) {
    uint32_t n = 0;
    *ret_points = *ret_read = 0;
    for (uint32_t i = 0; i < f->count; i++) {
        const esc_entry *e = &f->rows[i];
        bool read = roles[i] == POINT && reads(f, e, values[i]);
        if (roles[i] == POINT) ++*ret_points, n += as_point(f, e, values[i]) >= 1;
        if (roles[i] == PART) read = !minor(f, &e->mark) && as_part(f, e, values[i]) > 1;
        *ret_read += read;
    }
    return n;
}

static void add(fitting *f, const esc_entry *e, role as, uint32_t value, esc_points *ret) {
    const esc_stream *s = f->s;
    esc_point *last = ret->items_count ? &ret->items[ret->items_count - 1] : NULL;
    if (as == NOTHING) return;
    if (as == GOES_ON) {
        last->to = esc_stream_row_end(s, e->at);
        return;
    }
    esc_mark mark = e->mark;
    const bool read = mark.value && ((as == PART && (minor(f, &mark) || mark.value == value)) ||
                                     (exact(f, &mark) && mark.value == value));
    const bool bare =
        as == PART && !read && (part_of_strokes(f, e, value, &mark) || undotted(f, e, value, &mark));
    const bool broken = !read && !bare && read_mark(f, e, value, &mark) && mark.value == value &&
                        (as == PART) == (mark.sub > 0);
    if (!read && !bare && !broken)
        mark = (esc_mark){.style = f->style,
                          .value = value,
                          .from = e->at,
                          .to = e->text,
                          .number = exact(f, &e->below) && e->below.value == value
                                        ? e->below.number
                                        : esc_mark_written(f->arena, f->style, value)};
    *ESC_GROW(ret, items, 1) =
        (esc_point){.mark = mark, .from = mark.to, .to = esc_stream_row_end(s, e->at), .nested = as == PART};
}

// "vi" among I, II and III: as these.
static void raise_numerals(const fitting *f, esc_points *points) {
    uint32_t small = 0;
    for (uint32_t i = 0; i < points->items_count; i++)
        small += points->items[i].mark.number && *points->items[i].mark.number >= 'a';
    for (uint32_t i = 0; i < points->items_count && f->style == ESC_MARK_ROMAN; i++) {
        esc_mark *mark = &points->items[i].mark;
        if (mark->style == ESC_MARK_ROMAN && !mark->sub && mark->number && *mark->number >= 'a' &&
            small * 2 < points->items_count)
            mark->number = esc_mark_written(f->arena, ESC_MARK_ROMAN, mark->value);
    }
}

// Shares the rows out as points of that style; gives what speaks for it, and the points.
static float fit(fitting *f, uint8_t style, esc_points *ret) {
    uint8_t roles[MOST_ROWS];
    uint32_t values[MOST_ROWS], n = 0, points, read;
    f->style = style;
    for (uint32_t i = 0; i < f->count; i++) f->marked[i] = esc_mark_may_stand(f->s, f->rows[i].at, style, 1);
    share_out(f);
    for (uint32_t k = 1; k <= MOST_POINTS; k++)
        if (f->cells[f->count][k].score > f->cells[f->count][n].score) n = k;
    const float score = f->cells[f->count][n].score;
    const uint32_t count = f->count;
    if (!n || score <= 0) return 0;
    for (uint32_t i = f->count; i; i--) {
        const cell *c = &f->cells[i][n];
        roles[i - 1] = c->role, values[i - 1] = n, n = c->before;
    }
    f->count = tail(f, roles, values);
    const uint32_t backed = supported(f, roles, values, &points, &read);
    const bool most = read && points >= MANY_POINTS && backed + 1 >= points; // nearly each by its own
    const bool enough =
        points >= LEAST_POINTS && (most || read > 1) && (backed * 2 >= points || read >= LEAST_POINTS);
    for (uint32_t i = 0; i < f->count && enough; i++) add(f, &f->rows[i], (role)roles[i], values[i], ret);
    raise_numerals(f, ret);
    f->count = count;
    return enough ? score : 0;
}

bool esc_list_fitted(const esc_stream *s, esc_arena *arena, const esc_headings *headings, uint32_t from,
                     uint32_t end, esc_points *ret) {
    static const uint8_t styles[] = {ESC_MARK_FIGURE, ESC_MARK_ROMAN, ESC_MARK_LETTER};
    if (from >= end) return false;
    fitting *f = esc_alloc_zero(1, sizeof *f);
    float best = 0;
    f->s = s, f->arena = arena, f->headings = headings;
    gather(f, from, end);
    for (size_t k = 0; k < sizeof styles / sizeof *styles && f->count >= LEAST_POINTS; k++) {
        esc_points found = {0};
        const float score = fit(f, styles[k], &found);
        if (score > best) {
            free(ret->items);
            *ret = found, best = score;
        } else {
            free(found.items);
        }
    }
    free(f);
    if (!ret->items_count) return false;
    esc_list_end_as_others(s, ret, false);
    esc_list_mend_numbers(s, arena, ret);
    return true;
}
