// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/ballots.h"

#include <string.h>

#include "fields/numbers.h"
#include "fields/rollcall.h"

enum { MOST_COLUMNS = 4, MOST_VOTES = 5000, LEAST_SIDES = 2, LEAST_ROWS = 2, HEAD_WORDS = 14 };

// The sides that the head names, in their order; 0 where it is no such head.
static uint32_t read_head(const esc_stream *s, uint32_t at, int *ret) {
    const uint32_t end = esc_stream_row_end(s, at);
    uint32_t count = 0;
    esc_cursor c = esc_cursor_on(s, at, end);
    if (end - at > HEAD_WORDS || !esc_cursor_match(&c, "punto|puntos|asunto|asuntos|tema|temas|no|num|nº|n"))
        return 0;
    while (c.at < end) {
        const int side = esc_rollcall_side(&c);
        if (side < 0)
            c.at++;
        else if (count == MOST_COLUMNS)
            return 0;
        else
            ret[count++] = side;
    }
    bool all = count >= LEAST_SIDES;
    for (uint32_t a = 0; a < count; a++)
        for (uint32_t b = 0; b < a; b++) all &= ret[a] != ret[b];
    return all ? count : 0;
}

// The point whose number begins the row; ESC_NONE where none does.
static uint32_t point_at(const esc_reader *r, uint32_t at, uint32_t end) {
    const esc_stream *s = &r->body;
    esc_cursor c = esc_cursor_on(s, at, end);
    uint32_t value;
    bool figures = esc_number_figures(&c, &value);
    for (uint32_t i = 0; i < r->points.items_count; i++) {
        const esc_mark *own = &r->points.items[i].mark;
        esc_mark mark;
        if (figures && !own->sub && own->value == value && !r->points.items[i].nested) return i;
        if (esc_mark_read(s, r->arena, at, own->style, own->value, &mark) && mark.value == own->value &&
            mark.sub == own->sub && mark.deep == own->deep)
            return i;
        const char *number = own->number; // without its dot
        if (number && at < end && s->atoms[at].kind == ESC_ATOM_WORD && !strcmp(number, s->atoms[at].text))
            return i;
    }
    return ESC_NONE;
}

// The first `count` numbers that stand one behind the other; a dash is none. Moves *ret_to behind them.
static bool read_counts(const esc_stream *s, uint32_t from, uint32_t end, uint32_t count, int *ret,
                        uint32_t *ret_to) {
    for (uint32_t i = from; i + count <= end; i++) {
        uint32_t k = 0;
        for (; k < count; k++) {
            const esc_atom *atom = &s->atoms[i + k];
            esc_cursor c = esc_cursor_on(s, i + k, end);
            uint32_t n;
            if (!strcmp(atom->text, "-") || !strcmp(atom->text, "–") || !strcmp(atom->text, "—"))
                ret[k] = -1;
            else if (atom->kind == ESC_ATOM_NUMBER && esc_number_figures(&c, &n) && n <= MOST_VOTES)
                ret[k] = (int)n;
            else
                break;
        }
        if (k < count) continue;
        *ret_to = i + count;
        return true;
    }
    return false;
}

// What the table's last column says of it, or the counts.
static bool read_result(const esc_stream *s, uint32_t from, uint32_t end, esc_verdict *v) {
    const int yes = v->tally.votes[0], no = v->tally.votes[1];
    if (esc_cursor_within(s, from, end, "pospuest@|aplazad@|pendiente|diferid@|retirad@|postergad@|posterg*"))
        v->result = "postponed";
    else if (esc_cursor_within(s, from, end,
                               "rechaz*|negad@|desech*|desestim*|desaprob*|reprobad@|improcedente") ||
             esc_cursor_within(s, from, end, "no ~1 aprob*|aprueb*|pasa|procede"))
        v->result = "rejected";
    else if (esc_cursor_within(s, from, end, "aprob*|aprueb*|aceptad@|ratificad@|si|unanimidad|unanime"))
        v->result = "approved";
    else if (yes >= 0 && no >= 0 && yes != no)
        v->result = yes > no ? "approved" : "rejected";
    else
        return false;
    v->how = esc_cursor_within(s, from, end, "unanimidad|unanime") ? "unanimidad"
             : esc_cursor_within(s, from, end, "mayoria")          ? "mayoria"
                                                                   : esc_verdict_how(&v->tally);
    if (!v->how && no > 0 && !yes) v->how = "unanimidad"; // all were against it
    return true;
}

// "Asunto 2) confirmar la reserva   a favor   a favor   unanimidad": rows that begin with a point and end in
// what became of it.
static uint32_t read_results(const esc_reader *r, uint32_t at, esc_ballot *ret, uint32_t *ret_to) {
    const esc_stream *s = &r->body;
    uint32_t found = 0;
    for (uint32_t row = s->atoms[at].row; row < s->rows_count && found < ESC_MOST_BALLOTS; row++) {
        const uint32_t from = s->rows[row].first, end = from + s->rows[row].count;
        esc_cursor c = esc_cursor_on(s, from, end);
        uint32_t last = end;
        while (last > from + 2 && !s->atoms[last - 1].wide) last--;
        if (!esc_cursor_match(&c, "punto|asunto|tema") || last <= c.at + 1) break;
        const uint32_t point = point_at(r, c.at, end);
        esc_verdict v = {.from = from, .to = end, .tally = ESC_TALLY_NONE};
        if (point == ESC_NONE || !read_result(s, last - 1, end, &v)) break;
        *ret_to = end;
        ret[found++] = (esc_ballot){point, v};
    }
    return found >= LEAST_ROWS ? found : 0;
}

uint32_t esc_ballots_read(const esc_reader *r, uint32_t at, esc_ballot *ret, uint32_t *ret_to) {
    const esc_stream *s = &r->body;
    int sides[MOST_COLUMNS], counts[MOST_COLUMNS];
    const uint32_t columns = esc_stream_first(s, at) ? read_head(s, at, sides) : 0;
    uint32_t found = 0;
    if (!columns) return esc_stream_first(s, at) ? read_results(r, at, ret, ret_to) : 0;
    for (uint32_t row = s->atoms[at].row + 1; row < s->rows_count && found < ESC_MOST_BALLOTS; row++) {
        const uint32_t from = s->rows[row].first, end = from + s->rows[row].count;
        uint32_t words = 0, behind;
        for (uint32_t i = from; i < end; i++) words += s->atoms[i].kind != ESC_ATOM_SIGN;
        if (!words) continue; // a rule
        const uint32_t point = point_at(r, from, end);
        if (point == ESC_NONE || !read_counts(s, from + 1, end, columns, counts, &behind)) {
            if (found && !s->rows[row].gap) continue; // a cell goes on
            break;
        }
        esc_verdict v = {.from = from, .to = end, .tally = ESC_TALLY_NONE};
        for (uint32_t k = 0; k < columns; k++) v.tally.votes[sides[k]] = counts[k];
        *ret_to = end;
        if (read_result(s, behind, end, &v)) ret[found++] = (esc_ballot){point, v};
    }
    return found;
}
