// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/beside.h"

#include <string.h>

#include "base/utf8.h"
#include "fields/announce.h"
#include "fields/phrases.h"

enum { MOST_REMARK = 7, LEAST_ALIKE = 3 };

const char *esc_beside_lowered(const esc_reader *r, const char *text) {
    esc_buf small = {0};
    esc_utf8_lower_text(text, strlen(text), &small);
    char *out = esc_arena_strndup(r->arena, esc_buf_text(&small), small.len);
    esc_buf_free(&small);
    return out;
}

// What a column beside the name says, where it is no seat that anybody knows: "Profesional Universitaria".
void esc_beside_column(esc_reader *r, esc_person *p, uint32_t next) {
    const esc_stream *s = &r->body;
    uint32_t end = esc_stream_row_end(s, p->name.to - 1), from = p->name.to;
    bool yes = from + 1 < end && esc_atom_is(&s->atoms[end - 1], "si") &&
               s->atoms[end - 1].shape == ESC_SHAPE_CAPITAL;
    if (p->role || p->seat.office || from >= end || next < from + 2 || (!s->atoms[from].wide && !yes)) return;
    if (s->atoms[from].kind != ESC_ATOM_WORD ||
        esc_atom_is(&s->atoms[from], "si|no|presente|asistio|firma|rubrica|ausente|x|p"))
        return;
    uint32_t to = from + 1;
    while (to < end && !s->atoms[to].wide) to++;
    for (uint32_t i = from; i < to; i++) // a share: "coef. 8,40 %"
        if (s->atoms[i].text[0] == '%' || s->atoms[i].text[0] == '$') return;
    if (yes && to == end) to--;
    p->seat.office = esc_phrase_text(s, r->arena, r->vocabulary, from, to);
    p->seat.office_from = from, p->seat.office_to = to;
}

// "… (Primera Visitaduría)", "… (PSOE)" right behind the name: where one comes from.
void esc_beside_bracket(esc_reader *r, esc_person *p) {
    const esc_stream *s = &r->body;
    uint32_t from = p->name.to + 1, to = esc_announce_over_bracket(s, p->name.to, s->atoms_count);
    for (uint32_t i = from + 1; i + 1 < to && p->role; i++) // "(alumno propietario, Arquitectura)"
        if (esc_stream_sign(s, i, ',') && !p->seat.office) from = i + 1;
    if (p->seat.office || to <= from + 1 || s->atoms[from].kind != ESC_ATOM_WORD ||
        (s->atoms[from].shape == ESC_SHAPE_LOWER && !esc_cursor_looking_at(s, from, "area de")) ||
        esc_seat_is_role(&s->atoms[from]))
        return;
    to--;
    if (esc_phrase_end(s, from, to, ESC_PHRASE_LISTS) != to) return;
    p->seat.office =
        to == from + 1 ? s->atoms[from].text : esc_phrase_text(s, r->arena, r->vocabulary, from, to);
    p->seat.office_from = from, p->seat.office_to = to;
}

// "Consejero / Sindicato de Pescadores": whom one comes from, in the same cell as the seat.
void esc_beside_slash(esc_reader *r, esc_person *p, uint32_t end) {
    const esc_stream *s = &r->body;
    uint32_t at = p->seat.role_to;
    if (!p->role || p->seat.office || at < p->name.to || at + 1 >= end || !esc_stream_sign(s, at, '/') ||
        s->atoms[at + 1].kind != ESC_ATOM_WORD)
        return;
    uint32_t from = at + 1, to = esc_stream_row_end(s, at);
    while (to < end && !s->rows[s->atoms[to].row].gap && s->atoms[to].kind == ESC_ATOM_WORD)
        to = esc_stream_row_end(s, to);
    if (to > end) to = end;
    for (uint32_t i = from + 1; i < to; i++)
        if (s->atoms[i].wide && !esc_stream_first(s, i)) to = i;
    p->seat.office = esc_stream_text(s, r->arena, from, to);
    p->seat.office_from = from, p->seat.office_to = to;
}

// What stands behind the name in a list's row, or in brackets: its end, and where it begins in *ret_from;
// `at` where it is no few words.
static uint32_t remark(const esc_stream *s, const esc_person *p, uint32_t next, uint32_t *ret_from) {
    uint32_t at = p->name.to, end = at < s->atoms_count ? esc_stream_row_end(s, p->name.to - 1) : at;
    bool bracket = esc_stream_sign(s, at, '(');
    if (end > next) end = next;
    if (at + 1 >= end || s->atoms[at].kind != ESC_ATOM_SIGN ||
        (!bracket && !esc_stream_begins(s, p->name.from)))
        return at;
    if (!bracket && !esc_atom_is(&s->atoms[at], ",|:|-|–|—")) return at;
    uint32_t from = at + 1, to = from;
    while (to < end &&
           (s->atoms[to].kind == ESC_ATOM_WORD || (to > from && s->atoms[to].kind == ESC_ATOM_NUMBER)) &&
           !(s->atoms[to].wide && to > from))
        to++;
    bool closed = to == end || s->atoms[to].wide || esc_atom_is(&s->atoms[to], bracket ? ")" : ";|.|,");
    if (to == from || to > from + MOST_REMARK || !closed || (bracket && to == end) ||
        esc_atom_is(&s->atoms[from], "quien|que|se|con|ausente|presente|en|no|si|y|e|a|por|firma|rubrica"))
        return at;
    *ret_from = from;
    return to;
}

// In a list whose rows all run "name, what he is", three or more, what nobody knows for a seat is one all the
// same: "Ana Ruiz Paz, docente asociada".
void esc_beside_by_shape(esc_reader *r, esc_people *all, uint32_t end) {
    const esc_stream *s = &r->body;
    uint32_t alike = 0, from;
    for (uint32_t i = 0; i < all->items_count; i++) {
        uint32_t next = i + 1 < all->items_count ? all->items[i + 1].name.from : end;
        alike += remark(s, &all->items[i], next, &from) > all->items[i].name.to;
    }
    for (uint32_t i = 0; i < all->items_count && alike >= LEAST_ALIKE; i++) {
        esc_person *p = &all->items[i];
        uint32_t next = i + 1 < all->items_count ? all->items[i + 1].name.from : end;
        uint32_t to = p->role || p->seat.office ? p->name.to : remark(s, p, next, &from);
        if (to == p->name.to) continue;
        const char *text = esc_stream_text(s, r->arena, from, to);
        if (s->atoms[from].shape == ESC_SHAPE_LOWER)
            p->role = esc_beside_lowered(r, text), p->seat.role_from = from, p->seat.role_to = to;
        else
            p->seat.office = text, p->seat.office_from = from, p->seat.office_to = to;
    }
}
