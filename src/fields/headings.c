// SPDX-License-Identifier: GPL-3.0-or-later
// The points of a text without a list of its own: the headings over what was said of each.
#include <stdlib.h>
#include <string.h>

#include "fields/codes.h"
#include "fields/cursor.h"
#include "fields/lists.h"

enum { LONGEST_HEADING = 45, LEAST_HEADINGS = 3, TITLE_WORDS = 12, LONG_REMARK = 5, NEXT_ROWS = 6 };

bool esc_list_capital(const esc_stream *s, uint32_t at) {
    const esc_atom *atom = &s->atoms[at];
    return atom->shape == ESC_SHAPE_CAPITAL ||
           (atom->shape == ESC_SHAPE_UPPER && !atom->text[1] && esc_atom_is(atom, "a|e|o|y"));
}

bool esc_list_title_ended(const esc_stream *s, uint32_t at) {
    if (!at || !esc_stream_first(s, at) || !esc_list_capital(s, at)) return false;
    const esc_atom *last = &s->atoms[at - 1];
    return s->rows[s->atoms[at].row - 1].count < TITLE_WORDS && last->kind != ESC_ATOM_SIGN &&
           !esc_atom_is(last, "de|del|la|el|los|las|y|e|o|a|al|en|con|para|por|sobre");
}

static bool has_small(const esc_stream *s, const esc_row *row) {
    for (uint32_t i = row->first; i < row->first + row->count; i++)
        if (s->atoms[i].shape == ESC_SHAPE_LOWER || s->atoms[i].shape == ESC_SHAPE_CAPITAL) return true;
    return false;
}

// The end of a heading that begins at `at`: of its rows in capitals, else of its first sentence.
static uint32_t heading_end(const esc_stream *s, uint32_t at, uint32_t end) {
    if (at >= end) return end; // a mark is the last that stands there
    uint32_t stop = at + LONGEST_HEADING < end ? at + LONGEST_HEADING : end;
    bool upper = s->rows[s->atoms[at].row].upper;
    // "Expediente 212/2025. Licencia urbanística …" / "Favorable.   Tipo de votación: Unanimidad"
    static const char verdicts[] = "favorable|desfavorable|retirad@|aplazad@|motivo|no .|:|tipo|hay|se|ha";
    esc_cursor file = esc_cursor_on(s, at, stop);
    uint32_t behind_file = at;
    if (esc_cursor_match(&file, "expediente numero|num|n|nº|n°?")) {
        while (esc_cursor_atom(&file) && esc_cursor_atom(&file)->kind == ESC_ATOM_SIGN) file.at++;
        const uint32_t code = esc_code_end(s, file.at, stop);
        if (code > file.at && esc_stream_sign(s, code, '.')) behind_file = code + 1;
    }
    for (uint32_t i = at + 1; i < stop; i++) {
        if (esc_stream_first(s, i)) {
            const esc_row *row = &s->rows[s->atoms[i].row];
            if (row->gap || (upper && !row->upper && has_small(s, row)) || esc_list_title_ended(s, i) ||
                esc_cursor_looking_at(s, i, verdicts))
                return i;
        }
        if (i < behind_file) continue;
        bool ends = (esc_stream_sign(s, i, '.') && strlen(s->atoms[i - 1].text) > 3 &&
                     !esc_atom_is(&s->atoms[i - 1], "expte|exptes|exped")) ||
                    esc_stream_sign(s, i, ':') || esc_stream_sign(s, i, ';');
        if (ends && !upper) return i;
    }
    return stop;
}

// What is numbered here is no point: a resolution, or a person.
static bool other_list(const esc_stream *s, const esc_mark *mark) {
    const esc_atom *text = &s->atoms[mark->to];
    if (esc_atom_is(text, "se|que|el|la|los|las|lic|ing|dr|dra|c|mtr@|prof|sr|sra|d|don|dona|en|no|por"))
        return true;
    uint32_t back = mark->from > 12 ? mark->from - 12 : 0;
    for (uint32_t i = back; i < mark->from; i++)
        if (mark->value == 1 && text->shape != ESC_SHAPE_UPPER &&
            esc_atom_is(&s->atoms[i], "acuerd*|acord*|resuelv*|resoluc*|resolutivo|resolutivos|"
                                      "asistent*|consider*")) // but "PARTE RESOLUTIVA" heads points
            return true;
    return false;
}

// A heading of a part stands in rows of its own.
static bool own_row(const esc_stream *s, const esc_mark *mark, uint32_t end) {
    uint32_t to = heading_end(s, mark->to, end);
    while (to < end && s->atoms[to].kind == ESC_ATOM_SIGN && !esc_stream_first(s, to)) to++;
    return to >= end || esc_stream_first(s, to);
}

// "I.-" again, before what is or may be III and no II: a stroke of the second is lost.
static bool lost_stroke(const esc_stream *s, esc_arena *arena, const esc_mark *mark, uint32_t expected,
                        uint32_t end) {
    if (mark->style != ESC_MARK_ROMAN || mark->sub || mark->value + 1 != expected) return false;
    const uint32_t row = s->atoms[mark->from].row;
    for (uint32_t k = row + 1; k < s->rows_count && k <= row + NEXT_ROWS && s->rows[k].first < end; k++) {
        esc_mark next;
        if (esc_mark_read(s, arena, s->rows[k].first, ESC_MARK_ROMAN, expected + 1, &next) && !next.sub)
            return next.value == expected + 1;
    }
    return false;
}

// "3. DESPACHOS DE COMISIONES" / "3.1. Comisión de Hacienda. Se trata …": nothing is said of the point but in
// its parts, of which this is the first, or goes on with them.
static bool only_in_parts(const esc_stream *s, const esc_points *points, const esc_mark *mark) {
    static const char told[] =
        "vist@|vistos|vistas|leid@|dad@|puest@|habiendo|toma|interviene|a|con|al|una|un|"
        "seguidamente|acto|queda|conforme|tras|ante|como|tambien|expte|exp|exped|expediente";
    if (!points->items_count || mark->to >= s->atoms_count || esc_atom_is(&s->atoms[mark->to], told))
        return false;
    const esc_point *before = &points->items[points->items_count - 1];
    if (before->nested) return before->mark.sub + 1 == mark->sub;
    uint32_t to = before->to;
    while (to < mark->from && s->atoms[to].kind == ESC_ATOM_SIGN) to++;
    return mark->sub == 1 && to == mark->from;
}

static void follow_headings(const esc_stream *s, esc_arena *arena, uint32_t from, uint32_t end, int style,
                            esc_points *ret) {
    uint32_t expected = 1;
    for (uint32_t row = s->atoms[from].row; row < s->rows_count && s->rows[row].first < end; row++) {
        uint32_t at = s->rows[row].first;
        esc_mark mark;
        // parted from what was said above, or told from it by its capitals
        if (!s->rows[row].gap && !esc_list_parted(s, at) && !s->rows[row].upper &&
            !(row && s->rows[row - 1].upper))
            continue;
        if (!esc_mark_read(s, arena, at, style, expected, &mark)) continue;
        if (ret->items_count && ret->items[0].mark.named && !mark.named) continue; // of what was agreed
        if (lost_stroke(s, arena, &mark, expected, end)) {
            mark.value = expected;
            mark.number = esc_mark_written(arena, mark.style, expected);
        }
        bool anew = !mark.sub && mark.value == 1 && ret->items_count == 1 && mark.to < end &&
                    !other_list(s, &mark); // "Excusas: 1. Ana Ruiz Paz" stood before
        if (anew) ret->items_count = 0, expected = 1;
        bool nested = mark.sub && mark.value + 1 == expected;
        if (nested && !own_row(s, &mark, end) && !only_in_parts(s, ret, &mark))
            continue; // "2.1. Visto el expediente …": what was said
        if (!nested && (mark.value != expected || mark.sub)) continue;
        if (mark.to >= end || s->atoms[mark.to].shape == ESC_SHAPE_LOWER || other_list(s, &mark)) continue;
        if (ret->items_count && ret->items[ret->items_count - 1].to > mark.from)
            ret->items[ret->items_count - 1].to = mark.from;
        *ESC_GROW(ret, items, 1) =
            (esc_point){.mark = mark, .from = mark.to, .to = heading_end(s, mark.to, end), .nested = nested};
        if (!nested) expected++;
    }
}

// "ASUNTO I.- APROBACIÓN DEL ACTA", "PUNTO 2. OBRAS": headings in capitals that say themselves what they
// number, or stand apart from what was said.
bool esc_list_worded(const esc_stream *s, const esc_points *points) {
    bool apart = true, worded = true;
    for (uint32_t i = 0; i < points->items_count; i++) {
        uint32_t at = points->items[i].mark.from;
        const esc_row *row = &s->rows[s->atoms[at].row];
        if (!row->upper) return false;
        worded &= esc_atom_is(&s->atoms[at], "asunto|punto|tema");
        // paragraphs of their own, over others
        apart &= row->gap && own_row(s, &points->items[i].mark, s->atoms_count);
    }
    return points->items_count > 1 && (worded || apart);
}

bool esc_list_of_headings(const esc_stream *s, esc_arena *arena, uint32_t from, uint32_t end,
                          esc_points *ret) {
    static const int styles[] = {ESC_MARK_FIGURE, ESC_MARK_ORDINAL, ESC_MARK_ROMAN, ESC_MARK_WORD};
    for (size_t i = 0; i < sizeof styles / sizeof *styles && from < end; i++) {
        esc_points found = {0};
        follow_headings(s, arena, from, end, styles[i], &found);
        uint32_t least = esc_list_worded(s, &found) ? 2 : LEAST_HEADINGS;
        if (found.items_count > ret->items_count && found.items_count >= least) {
            free(ret->items);
            *ret = found;
        } else {
            free(found.items);
        }
    }
    return ret->items_count > 0;
}

uint32_t esc_list_top(const esc_points *points) {
    uint32_t n = 0;
    if (points->items_count && points->items[0].mark.sub) return points->items_count; // 2.1, 2.2, …
    for (uint32_t i = 0; i < points->items_count; i++) n += !points->items[i].nested;
    return n;
}

// What was read as a list are the headings over what was said: "PUNTO PRIMERO. OBRAS" / "Se acuerda …".
bool esc_list_same_headings(const esc_stream *s, const esc_points *found, const esc_points *over) {
    uint32_t before = 0; // headings over longer remarks than a list's points can be
    while (found->items_count && before < over->items_count &&
           over->items[before].mark.from != found->items[0].mark.from)
        before++;
    if (!found->items_count || before == over->items_count ||
        esc_list_top(over) < esc_list_top(found) + before || !esc_list_worded(s, over))
        return false;
    uint32_t longer = 0; // points that go on with what was said of them
    for (uint32_t i = 0; i < over->items_count; i++)
        for (uint32_t k = 0; k < found->items_count; k++)
            longer += found->items[k].mark.from == over->items[i].mark.from &&
                      found->items[k].to > over->items[i].to + LONG_REMARK;
    const uint32_t both = esc_list_top(found) < esc_list_top(over) ? esc_list_top(found) : esc_list_top(over);
    return longer * 2 >= both;
}
