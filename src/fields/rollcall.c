// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/rollcall.h"

#include <stdlib.h>
#include <string.h>

#include "fields/cursor.h"
#include "fields/numbers.h"
#include "fields/sentences.h"
#include "fields/titles.h"

enum { SIDES = 3, MOST_COLUMNS = 4, LEAST_ROWS = 2, NAME_ATOMS = 10, MOST_VOTES = 500 };

int esc_rollcall_side(esc_cursor *c) {
    const esc_cursor was = *c;
    esc_cursor_match(c, "votos");
    const int side = esc_tally_side(c);
    if (side >= 0) return side;
    if (esc_cursor_match(c, "si|sies")) return 0;
    if (esc_cursor_match(c, "no|noes|rechazo")) return 1;
    if (esc_cursor_match(c, "abst|blanco")) return 2;
    *c = was;
    return -1;
}

struct head {
    int sides[MOST_COLUMNS];
    uint32_t middles[MOST_COLUMNS]; // characters from the line's beginning
    uint32_t count;
};

static uint32_t middle(const esc_reader *r, uint32_t from, uint32_t to) {
    const esc_stream *s = &r->body;
    return (s->atoms[from].column + s->atoms[to - 1].column + (uint32_t)strlen(s->atoms[to - 1].text)) / 2;
}

// A row that names two sides or three, and nothing behind them.
static bool read_head(const esc_reader *r, uint32_t at, struct head *ret) {
    const esc_stream *s = &r->body;
    uint32_t end = esc_stream_row_end(s, at), behind = at;
    *ret = (struct head){0};
    for (uint32_t i = at; i < end; i++) {
        esc_cursor c = esc_cursor_on(s, i, end);
        bool parted = i == at || s->atoms[i].wide || s->atoms[i - 1].kind == ESC_ATOM_SIGN || i == behind;
        int side = parted || s->rows[s->atoms[at].row].upper ? esc_rollcall_side(&c) : -1;
        if (side < 0) continue;
        if (ret->count == MOST_COLUMNS) return false;
        ret->sides[ret->count] = side;
        ret->middles[ret->count++] = middle(r, i, c.at);
        behind = c.at;
        i = c.at - 1;
    }
    bool all = ret->count >= 2;
    for (uint32_t a = 0; a < ret->count; a++)
        for (uint32_t b = 0; b < a; b++) all &= ret->sides[a] != ret->sides[b];
    return all && behind + 1 >= end;
}

static bool is_cross(const esc_atom *atom) {
    static const char *const crosses[] = {"x", "X", "×", "✓", "✔", "√", "•", "*", "+"};
    for (size_t i = 0; i < sizeof crosses / sizeof *crosses; i++)
        if (!strcmp(atom->text, crosses[i])) return !atom->glued;
    return false;
}

static uint32_t nearest(const struct head *head, uint32_t column) {
    uint32_t best = 0;
    for (uint32_t i = 1; i < head->count; i++) {
        uint32_t a = head->middles[i] > column ? head->middles[i] - column : column - head->middles[i],
                 b = head->middles[best] > column ? head->middles[best] - column
                                                  : column - head->middles[best];
        if (a < b) best = i;
    }
    return best;
}

// "TOTAL   3   1   1": in the order of the columns.
static bool totals(const esc_stream *s, uint32_t from, uint32_t end, const struct head *head,
                   esc_tally *ret) {
    esc_cursor c = esc_cursor_on(s, from, end);
    if (!esc_cursor_match(&c, "total|totales|suma|sumas|resultado")) return false;
    esc_cursor_match(&c, "de? votos");
    esc_tally sums = ESC_TALLY_NONE;
    for (uint32_t i = 0; i < head->count; i++) {
        uint32_t n;
        esc_cursor_sign(&c, ':');
        if (!esc_number_any(&c, &n) || n > MOST_VOTES) return false;
        sums.votes[head->sides[i]] = (int)n;
    }
    *ret = sums;
    return true;
}

bool esc_rollcall_read(const esc_reader *r, uint32_t at, esc_tally *ret, uint32_t *ret_to) {
    const esc_stream *s = &r->body;
    struct head head;
    if (!esc_stream_first(s, at) || !read_head(r, at, &head)) return false;
    *ret = ESC_TALLY_NONE;
    int crosses[MOST_COLUMNS] = {0};
    uint32_t rows = 0, row = s->atoms[at].row + 1;
    for (; row < s->rows_count; row++) {
        uint32_t from = s->rows[row].first, end = from + s->rows[row].count, column = head.count;
        if (totals(s, from, end, &head, ret)) {
            *ret_to = end;
            return true;
        }
        for (uint32_t i = from + 1; i < end; i++)
            if (is_cross(&s->atoms[i]) && (s->atoms[i].wide || i + 1 == end))
                column = nearest(&head, middle(r, i, i + 1));
        if (column == head.count || end - from > NAME_ATOMS + 2) break;
        crosses[column]++;
        rows++;
    }
    if (rows < LEAST_ROWS) return false;
    for (uint32_t i = 0; i < head.count; i++) ret->votes[head.sides[i]] = crosses[i];
    *ret_to = s->rows[row - 1].first + s->rows[row - 1].count;
    return true;
}

// "TOTAL: Ocho votos.", "Ninguno.": the count behind a side's names. -1 where none stands before `end`.
static int total_of(const esc_stream *s, uint32_t from, uint32_t end) {
    esc_cursor c = esc_cursor_on(s, from, end);
    uint32_t n;
    if (esc_cursor_match(&c, "ningun|ninguno|ninguna|nadie")) return 0;
    return esc_cursor_find(&c, "total") && (esc_cursor_sign(&c, ':') || true) && esc_number_any(&c, &n) &&
                   n <= MOST_VOTES
               ? (int)n
               : -1;
}

bool esc_rollcall_totals(const esc_stream *s, uint32_t at, esc_tally *ret, uint32_t *ret_to) {
    enum { NAMES = 120 };
    *ret = ESC_TALLY_NONE;
    esc_cursor c = esc_cursor_on(s, at, s->atoms_count);
    if (!esc_cursor_match(&c, "votan|votaron a favor") || !esc_cursor_sign(&c, ':')) return false;
    int side = 0;
    uint32_t from = c.at;
    for (uint32_t i = from; side >= 0 && i < s->atoms_count && i < from + NAMES; i++) {
        esc_cursor next = esc_cursor_on(s, i, s->atoms_count);
        if (!esc_stream_first(s, i)) continue;
        esc_cursor_match(&next, "votan|votaron");
        const int other = esc_tally_side(&next);
        if (other < 0 || !esc_cursor_sign(&next, ':')) continue;
        if (ret->votes[side] < 0) ret->votes[side] = total_of(s, from, i);
        side = other, from = next.at, i = next.at - 1;
    }
    // the last one's
    const uint32_t end = from + NAMES < s->atoms_count ? from + NAMES : s->atoms_count;
    uint32_t stop = from;
    while (stop < end && !(stop > from && esc_stream_first(s, stop) && s->rows[s->atoms[stop].row].gap &&
                           !esc_atom_is(&s->atoms[stop], "total")))
        stop++;
    if (ret->votes[side] < 0) ret->votes[side] = total_of(s, from, stop);
    *ret_to = stop;
    return ret->votes[0] >= 0 && ret->votes[1] >= 0;
}

// "Sra. Cando, a favor;": the side, and one past the sign behind it. -1 where something else is said.
static int one_answer(const esc_stream *s, uint32_t at, uint32_t *ret_to) {
    uint32_t i = at;
    if (i >= s->atoms_count || s->atoms[i].shape != ESC_SHAPE_CAPITAL) return -1;
    if (esc_atom_is(&s->atoms[i],
                    "resultado|resultados|resolucion|sentido|decision|conclusion|votacion|total|"
                    "acuerdo|dictamen|estado|punto|asunto|propuesta"))
        return -1; // "Resultado: aprobado."
    for (; i < s->atoms_count && i < at + NAME_ATOMS; i++) {
        const esc_atom *atom = &s->atoms[i];
        bool title = esc_stream_sign(s, i, '.') && i > at && s->atoms[i - 1].norm_len < 6 &&
                     !esc_stream_sign(s, i + 1, '.');
        if (atom->kind == ESC_ATOM_SIGN && !title) break;
        if (i > at && (atom->wide || esc_stream_first(s, i))) break; // "Sra. Barría      Apruebo"
        if (atom->kind == ESC_ATOM_NUMBER) return -1;
    }
    if (i < at + 1 || i + 1 >= s->atoms_count || esc_stream_first(s, i)) return -1;
    const bool column = s->atoms[i].wide && s->atoms[i].kind == ESC_ATOM_WORD;
    const uint32_t sign = i;
    while (i + 1 < s->atoms_count && esc_stream_sign(s, i, '.') && esc_stream_sign(s, i + 1, '.')) i++;
    const bool leaders = i > sign + 1; // "Palafox ........ no"
    if (!column && !leaders && !esc_atom_is(&s->atoms[i], ":|,|-|–|—")) return -1;
    esc_cursor c = esc_cursor_on(s, i + !column, s->atoms_count);
    esc_cursor_match(&c, "mi|su? voto|vota|voto es?");
    int side = esc_tally_side(&c);
    static const char *const answers[SIDES] = {"si|apruebo|aprueba|aprobado|conforme|proponente|mocionante",
                                               "no|rechazo|rechaza", "me|se abstengo|abstiene"};
    for (int k = 0; k < SIDES && side < 0; k++)
        if (esc_cursor_match(&c, answers[k])) side = k;
    if (side < 0 && esc_cursor_match(&c, "con el proyecto")) side = 0;
    if (side < 0) return -1;
    esc_cursor_match(&c, "del proyecto|dictamen|acuerdo");
    bool ends =
        c.at >= c.end || esc_stream_first(s, c.at) || s->atoms[c.at].wide ||
        esc_atom_is(&s->atoms[c.at], ".|;|,|y") ||
        (s->atoms[c.at].shape == ESC_SHAPE_CAPITAL && esc_title_word(&s->atoms[c.at])); // "sí Dr. Paz: sí"
    if (!ends) return -1;
    *ret_to = c.at + (c.at < c.end && esc_atom_is(&s->atoms[c.at], ".|;|,|y"));
    return side;
}

bool esc_rollcall_answers(const esc_stream *s, uint32_t at, esc_tally *ret, uint32_t *ret_to) {
    enum { LEAST_ANSWERS = 3 };
    int votes[SIDES] = {0};
    uint32_t answers = 0, to = at, next;
    for (int side; (side = one_answer(s, to, &next)) >= 0; to = next) {
        votes[side]++, answers++;
        // "Me abstengo, soy socio.": why
        if (next < s->atoms_count && esc_stream_sign(s, next - 1, ',') &&
            s->atoms[next].shape == ESC_SHAPE_LOWER)
            next = esc_sentence_to(s, next, NAME_ATOMS) + 1;
    }
    if (answers < LEAST_ANSWERS) return false;
    *ret = ESC_TALLY_NONE;
    for (int k = 0; k < SIDES; k++)
        if (votes[k]) ret->votes[k] = votes[k];
    ret->called = true;
    *ret_to = to;
    return true;
}
