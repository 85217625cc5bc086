// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/codes.h"

#include <string.h>

enum { LONGEST_CODE = 80, LONGEST_LETTERS = 6 };

static bool part(const esc_atom *atom) { return atom->kind != ESC_ATOM_SIGN; }

static bool joint(const esc_atom *atom) {
    return atom->kind == ESC_ATOM_SIGN && !atom->text[1] && strchr("/-._", atom->text[0]);
}

// A blank within a number, or beside a slash: scanners leave it, codes never have one.
static bool torn(const esc_stream *s, uint32_t at, uint32_t from) {
    const esc_atom *atom = &s->atoms[at], *before = &s->atoms[at - 1];
    bool slash_before = esc_stream_sign(s, at - 1, '/'), slash = esc_stream_sign(s, at, '/');
    bool number = atom->kind == ESC_ATOM_NUMBER && before->kind == ESC_ATOM_NUMBER;
    if (esc_stream_first(s, at))
        return (slash_before || (esc_stream_sign(s, at - 1, '-') && at > from + 1)) && part(atom) &&
               atom->shape != ESC_SHAPE_LOWER;
    if (slash_before && part(atom) && atom->shape != ESC_SHAPE_LOWER) return true;
    // "005- 2022- MDCH": behind a hyphen that is glued to the code's part before it
    const bool hyphen = at > from + 1 && esc_stream_sign(s, at - 1, '-') && before->glued && !atom->wide &&
                        (before[-1].kind == ESC_ATOM_NUMBER || before[-1].shape == ESC_SHAPE_UPPER);
    if (hyphen && (atom->kind == ESC_ATOM_NUMBER || (atom->shape == ESC_SHAPE_UPPER && !atom->known &&
                                                     atom->norm[1] && strlen(atom->text) <= LONGEST_LETTERS)))
        return true;
    if (slash && at + 1 < s->atoms_count && s->atoms[at + 1].glued) return true;
    // 2 11/2017: the digits go on, and a slash and a year follow; /20 17: the year itself is torn
    if (number && esc_stream_sign(s, at + 1, '/') && at > from + 1 && esc_stream_sign(s, at - 2, '/'))
        return true;
    return number && esc_stream_sign(s, at - 2, '/') && strlen(before->text) + strlen(atom->text) == 4 &&
           before->text[0] == '2' && strlen(before->text) < 4;
}

// "UTHT:CAAS/ORD": a slash that was read as a colon.
static bool slash_as_colon(const esc_stream *s, uint32_t at, uint32_t from, uint32_t end) {
    return at > from && at + 2 < end && esc_stream_sign(s, at, ':') && s->atoms[at + 1].glued &&
           s->atoms[at - 1].shape == ESC_SHAPE_UPPER && s->atoms[at + 1].shape == ESC_SHAPE_UPPER &&
           s->atoms[at + 2].glued && esc_stream_sign(s, at + 2, '/');
}

uint32_t esc_code_end(const esc_stream *s, uint32_t from, uint32_t end) {
    uint32_t at = from;
    bool digits = false, joined = false;
    for (; at < end; at++) {
        const esc_atom *atom = &s->atoms[at];
        bool here = at == from || (atom->glued && !esc_stream_first(s, at)) || torn(s, at, from);
        if (here && slash_as_colon(s, at, from, end)) continue;
        if (!here || (!part(atom) && !joint(atom)) || (at == from && !part(atom))) break;
        const bool twice = joint(atom) && at > from && joint(&s->atoms[at - 1]); // 812.08.-0415
        if (twice && !(esc_stream_sign(s, at - 1, '.') && esc_stream_sign(s, at, '-') && at + 1 < end &&
                       s->atoms[at - 2].kind == ESC_ATOM_NUMBER && s->atoms[at + 1].glued &&
                       s->atoms[at + 1].kind == ESC_ATOM_NUMBER))
            break;
        digits |= atom->kind == ESC_ATOM_NUMBER || atom->kind == ESC_ATOM_MIXED;
        joined |= joint(atom) && strchr("/-", atom->text[0]);
    }
    while (at > from && joint(&s->atoms[at - 1])) at--;
    // CGRP.11.2016, IEPC.SE.DEOE.531.2024
    joined |= at > from + 4 && esc_stream_sign(s, from + 1, '.') && esc_stream_sign(s, from + 3, '.') &&
              s->atoms[from].shape == ESC_SHAPE_UPPER && s->atoms[from].norm[1];
    return digits && joined && at > from + 2 ? at : from;
}

static bool upper(char c) { return c >= 'A' && c <= 'Z'; }

bool esc_code_has_letters(const esc_stream *stream, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (stream->atoms[i].kind == ESC_ATOM_WORD && stream->atoms[i].shape == ESC_SHAPE_UPPER) return true;
    return false;
}

bool esc_code_is_yearly(const esc_stream *stream, uint32_t from, uint32_t to) {
    bool year = false;
    for (uint32_t i = from; i < to; i++) {
        const char *text = stream->atoms[i].text;
        year |= strlen(text) == 4 && (!strncmp(text, "19", 2) || !strncmp(text, "20", 2));
    }
    return year && esc_code_has_letters(stream, from, to);
}

char *esc_code_text(const esc_stream *s, esc_arena *arena, uint32_t from, uint32_t to) {
    char *out = esc_arena_alloc(arena, LONGEST_CODE + 1);
    size_t len = 0;
    for (uint32_t i = from; i < to; i++) {
        // "/2 11/": a one that was read as a letter is a digit beside digits
        const char *text = esc_stream_sign(s, i, ':') ? "/" : s->atoms[i].text;
        size_t n = strlen(text);
        if (len + n > LONGEST_CODE) break;
        memcpy(out + len, text, n);
        if (n > 2 && text[0] == '0' && upper(text[1]) && upper(text[2])) out[len] = 'O'; // "0RD", "0IC"
        if (n == 2 && upper(text[0]) && text[1] == 'l') out[len + 1] = 'I'; // "Ul" among capitals
        len += n;
    }
    return out;
}

// A number, or a code, begins at `at` in the row of the atom before it.
static bool begins_number(const esc_stream *s, uint32_t at) {
    return at && at < s->atoms_count && !esc_stream_first(s, at) &&
           (s->atoms[at].kind == ESC_ATOM_NUMBER || esc_code_end(s, at, s->atoms_count) > at);
}

void esc_code_over_stops(esc_cursor *c) {
    const esc_stream *s = c->stream;
    const uint32_t from = c->at;
    while (c->at < c->end && s->atoms[c->at].kind == ESC_ATOM_SIGN &&
           (strchr(".:*?'\"", s->atoms[c->at].text[0]) || esc_atom_is(&s->atoms[c->at], "”|“|¿|%|£|º|°|ª")))
        c->at++;
    if (c->at < c->end && esc_stream_sign(s, c->at, ',') && begins_number(s, c->at + 1)) c->at++; // "NÚM, 14"
    if (c->at && esc_stream_sign(s, c->at, '-') && esc_atom_is(&s->atoms[c->at - 1], "*|?|'"))
        c->at++; // "N.*-9/2019"
    // "N.?2 4127-2019", "N.o 14": a raised o that was read as a figure or a letter
    const esc_atom *raised = esc_cursor_atom(c);
    if (raised && c->at > from && raised->glued && strlen(raised->text) == 1 &&
        raised->kind != ESC_ATOM_SIGN && c->at + 1 < c->end) {
        const bool colon = esc_stream_sign(s, c->at + 1, ':'); // "N.2:018"
        if ((colon || !s->atoms[c->at + 1].glued) && begins_number(s, c->at + 1 + colon)) c->at += 1 + colon;
    }
}

void esc_code_over_sign(esc_cursor *c) {
    esc_cursor_match(c, "con");
    if (esc_cursor_sign(c, '#')) return; // "Acta # 12"
    const esc_atom *atom = esc_cursor_atom(c);
    // "N2 14/2021", "NS 14": the same right behind the N
    const bool broken = atom && atom->norm_len == 2 && atom->text[0] == 'N' && !atom->listed &&
                        c->at + 1 < c->end && !c->stream->atoms[c->at + 1].glued &&
                        begins_number(c->stream, c->at + 1);
    if (broken)
        c->at++;
    else if (!esc_cursor_match(c, "numero|numeros|no|nos|num|nums|nro|nr0|n|n°|nº|clave|folio"))
        return;
    esc_code_over_stops(c);
    if (esc_atom_is(esc_cursor_atom(c), "º|°|ª") && esc_cursor_atom(c)->glued) c->at++; // N.º
}
