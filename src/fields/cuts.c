// SPDX-License-Identifier: GPL-3.0-or-later
// Points that go on with what was said of them: cut to what they are about.
#include <string.h>

#include "fields/cursor.h"
#include "fields/lists.h"
#include "fields/phrases.h"
#include "fields/seats.h"

enum { LEAST_TITLES = 4, LONG_REMARK = 5, MOST_CUT = 60 };

// A sentence that tells what was done begins here: "Se aprueba …", "El Tesorero informa …", "Leída el acta,
// …".
static bool telling(const esc_stream *s, uint32_t at, uint32_t end) {
    return at + 1 < end && esc_list_capital(s, at) &&
           esc_atom_is(&s->atoms[at], "se|no|sin|el|la|los|las|en|a|por|con|conforme|tras|luego|leid@|vist@|"
                                      "puest@|sometid@|habiendo|siendo|queda|hace|toma");
}

// Where a point's first sentence ends; its end where it has but one.
static uint32_t first_sentence(const esc_stream *s, const esc_point *point) {
    for (uint32_t i = point->from + 1; i + 1 < point->to; i++)
        if (esc_list_title_ended(s, i))
            return i;
        else if (esc_stream_sign(s, i, '.') && s->atoms[i - 1].norm_len > 3 &&
                 s->atoms[i - 1].kind == ESC_ATOM_WORD && s->atoms[i + 1].shape == ESC_SHAPE_CAPITAL)
            return i;
        else if (esc_stream_sign(s, i, ':') && telling(s, i + 1, point->to)) // "INFORMES: El Tesorero …"
            return i;
    return point->to;
}

// "PRIMERO. Acta anterior. Leída, se aprueba …": where all points but one go on behind their first sentence,
// they are headings over what was said, under whatever heading they stand.
static bool cut_to_titles(const esc_stream *s, esc_points *points) {
    uint32_t longer = 0, told = 0, rows = 0; // titles in rows of their own, over what was said
    for (uint32_t i = 0; i < points->items_count; i++) {
        const uint32_t ends = first_sentence(s, &points->items[i]), to = points->items[i].to;
        const uint32_t rest = ends < to && s->atoms[ends].kind == ESC_ATOM_SIGN ? ends + 1 : ends;
        const bool tells = telling(s, rest, to);
        longer += ends + LONG_REMARK < to || tells;
        told += tells;
        rows += tells && esc_stream_first(s, rest);
    }
    const bool over = rows == points->items_count && rows + 1 >= LEAST_TITLES;
    if ((points->items_count < LEAST_TITLES && !over) || longer + 1 < points->items_count) return false;
    if (!told) return false; // "INFORMES. De la Rectoría, sobre la matrícula": all of it is what it is about
    for (uint32_t i = 0; i < points->items_count; i++)
        points->items[i].to = first_sentence(s, &points->items[i]);
    return true;
}

// "1. GRADOS Y TÍTULOS" / "El Secretario presentó …": where the points begin with rows in capitals and most
// go on with running text, they are headings over it, too.
static bool cut_to_upper(const esc_stream *s, esc_points *points) {
    uint32_t longer = 0, ends[MOST_CUT], n = points->items_count;
    if (n < 2 || n > MOST_CUT) return false;
    for (uint32_t i = 0; i < n; i++) {
        const esc_point *point = &points->items[i];
        uint32_t row = s->atoms[point->from].row;
        if (!s->rows[row].upper || point->nested) return false;
        while (row < s->rows_count && s->rows[row].first < point->to && s->rows[row].upper) row++;
        ends[i] = row < s->rows_count && s->rows[row].first < point->to ? s->rows[row].first : point->to;
        longer += ends[i] + LONG_REMARK < point->to;
    }
    if (longer * 2 < n) return false;
    for (uint32_t i = 0; i < n; i++) points->items[i].to = ends[i];
    return true;
}

// "Licencia del Prof. Machín." / "VISTO: el informe; SE RESUELVE: Conceder …": where what was resolved, or
// its reasons, begin within a point.
static uint32_t resolved(const esc_stream *s, const esc_point *point) {
    for (uint32_t i = point->from + 1; i + 2 < point->to; i++)
        if ((esc_stream_first(s, i) || esc_stream_sign(s, i - 1, '.') || esc_stream_sign(s, i - 1, ';')) &&
            esc_cursor_looking_at(s, i,
                                  "se? resuelve|resolvio|resuelto|acuerda|acordo|acuerdo|dispone|decide|"
                                  "visto|vistos|considerando|resolucion :"))
            return i;
    return point->to;
}

// At least two points have to tell so: a single one may announce it.
static bool cut_to_resolved(const esc_stream *s, esc_points *points) {
    uint32_t longer = 0;
    for (uint32_t i = 0; i < points->items_count; i++)
        longer += resolved(s, &points->items[i]) < points->items[i].to;
    if (longer < 2) return false;
    for (uint32_t i = 0; i < points->items_count; i++) points->items[i].to = resolved(s, &points->items[i]);
    return true;
}

// "Cuenta pública. Votación: A FAVOR 4 …", "Contratación de médico. Se pospone …": where a sentence within
// the point only tells what came of it.
static uint32_t outcome(const esc_stream *s, const esc_point *point) {
    for (uint32_t i = point->from + 2; i + 1 < point->to; i++) {
        if (!esc_stream_sign(s, i - 1, '.') || s->atoms[i].shape == ESC_SHAPE_LOWER) continue;
        if (esc_cursor_looking_at(s, i, "votacion|resultado|votos|sentido :") ||
            esc_cursor_looking_at(
                s, i, "se pospone|pospuso|difiere|difirio|aprueba|aprobo|rechaza|rechazo|retira|retiro") ||
            esc_cursor_looking_at(s, i, "aprobad@|rechazad@|retirad@|pospuest@|diferid@ por|para|,|.|:"))
            return i;
    }
    return point->to;
}

// Two points at least, and one of them with its vote: it is told where the points are.
static bool cut_to_outcome(const esc_stream *s, esc_points *points) {
    uint32_t told = 0, voted = 0;
    for (uint32_t i = 0; i < points->items_count; i++) {
        const uint32_t at = outcome(s, &points->items[i]);
        told += at < points->items[i].to;
        voted +=
            at < points->items[i].to && esc_cursor_looking_at(s, at, "votacion|resultado|votos|sentido :");
    }
    if (told < 2 || !voted || 2 * told < points->items_count) return false;
    for (uint32_t i = 0; i < points->items_count; i++) points->items[i].to = outcome(s, &points->items[i]);
    return true;
}

bool esc_points_cut(const esc_stream *s, esc_points *points) {
    const bool decided = cut_to_resolved(s, points) | cut_to_outcome(s, points);
    return cut_to_titles(s, points) || cut_to_upper(s, points) || decided;
}

// "3.1 Renuncia de …" / "      Pase sugerido: …": a sentence further in than the point's text. Gives where it
// begins; the point's end where there is none.
static uint32_t remark(const esc_stream *s, const esc_point *point) {
    if (point->from >= point->to) return point->to;
    for (uint32_t row = s->atoms[point->from].row + 1; row < s->rows_count && s->rows[row].first < point->to;
         row++) {
        const uint32_t at = s->rows[row].first;
        const bool inner = s->atoms[at].column > s->atoms[point->from].column &&
                           s->atoms[at].shape == ESC_SHAPE_CAPITAL && esc_stream_sign(s, at - 1, '.');
        // "4. DESPACHOS" / empty line / "COMISIÓN DE OBRAS (reunión del 3)"
        const bool below = s->rows[row].gap && s->rows[s->atoms[point->from].row].upper &&
                           s->atoms[at].shape == ESC_SHAPE_UPPER;
        if (inner || below) return at;
    }
    return point->to;
}

void esc_points_cut_remarks(const esc_stream *s, esc_points *points) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < points->items_count; i++)
        n += remark(s, &points->items[i]) < points->items[i].to;
    for (uint32_t i = 0; i < points->items_count && n > 1; i++)
        points->items[i].to = remark(s, &points->items[i]);
}

// Where the seat begins in which the point's first row ends: "… del día Presidente", "… 2023 Vocal técnico";
// ESC_NONE where it ends otherwise.
static uint32_t seat_of_row(const esc_stream *s, const esc_point *point) {
    const uint32_t end = esc_stream_row_end(s, point->from);
    uint32_t at = end;
    while (at > point->from + 2 && esc_seat_adjective(&s->atoms[at - 1]) &&
           !esc_seat_is_role(&s->atoms[at - 1]))
        at--;
    if (at < point->from + 3 || at > s->atoms_count) return ESC_NONE;
    at--;
    return esc_seat_is_role(&s->atoms[at]) && s->atoms[at].shape == ESC_SHAPE_CAPITAL &&
                   !esc_phrase_link(&s->atoms[at - 1]) && s->atoms[at - 1].kind != ESC_ATOM_SIGN
               ? at
               : ESC_NONE;
}

void esc_points_cut_seats(const esc_stream *s, esc_points *points) {
    enum { LEAST = 3 };
    const uint32_t n = points->items_count;
    uint32_t seated = 0;
    for (uint32_t i = 0; i < n && i <= seated + 1; i++)
        seated += seat_of_row(s, &points->items[i]) != ESC_NONE;
    if (seated < LEAST || seated + 1 < n) return;
    for (uint32_t i = 0; i < n; i++) {
        esc_point *point = &points->items[i];
        const uint32_t at = seat_of_row(s, point);
        const bool row = point->to <= esc_stream_row_end(s, point->from) || i + 1 == n;
        if (at != ESC_NONE && at < point->to && row) point->to = at;
    }
}
