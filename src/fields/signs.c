// SPDX-License-Identifier: GPL-3.0-or-later
// Signs that a scan made of apostrophes and of dirt between the words of a row.
#include <string.h>

#include "fields/cursor.h"
#include "fields/stream.h"

enum { SIGNS = 8, FIRST_MISREAD = 4 };

static void take_out(esc_stream *s, uint32_t at, uint32_t count) {
    memmove(&s->atoms[at], &s->atoms[at + count], (s->atoms_count - at - count) * sizeof *s->atoms);
    s->atoms_count -= count, s->rows[s->rows_count - 1].count -= count;
}

static char *joined(esc_arena *arena, const char *a, const char *b, const char *c) {
    const size_t l = strlen(a), m = strlen(b), n = strlen(c);
    char *text = esc_arena_alloc(arena, l + m + n + 1);
    memcpy(text, a, l);
    memcpy(text + l, b, m);
    memcpy(text + l + m, c, n + 1);
    return text;
}

// "d'Aubuisson", "O´Donnell" is one name, also where a scan made a quotation mark of the apostrophe.
static bool join_apostrophe(esc_stream *s, esc_arena *arena, uint32_t at) {
    static const char *const signs[SIGNS] = {"'", "’", "´", "‘", "“", "”", "\"", "`"};
    const esc_atom *sign = &s->atoms[at], *name = sign + 1;
    esc_atom *head = &s->atoms[at - 1];
    if (head->raw[1] || !strchr("dDoOlL", head->raw[0]) || !sign->glued || !name->glued ||
        name->kind != ESC_ATOM_WORD || name->shape == ESC_SHAPE_LOWER)
        return false;
    uint32_t which = 0;
    while (which < SIGNS && strcmp(sign->raw, signs[which])) which++;
    if (which == SIGNS) return false;
    const uint8_t shape = name->shape;
    esc_atom_retext(head, joined(arena, head->raw, which < FIRST_MISREAD ? sign->raw : "'", name->text),
                    arena);
    head->shape = shape, head->last_token = name->last_token;
    take_out(s, at, 2);
    return true;
}

// "las. once horas", "en la: Ciudad de. México": behind a little word no sentence or phrase can end.
static bool behind_link(const esc_atom *before, const esc_atom *sign, const esc_atom *next) {
    const bool upper = before->shape == ESC_SHAPE_UPPER && next->shape == ESC_SHAPE_UPPER && next->norm[1];
    if (!sign->glued || next->glued || (before->shape != ESC_SHAPE_LOWER && !upper) ||
        !strchr(".:,;'", sign->raw[0]))
        return false;
    if (upper) return sign->raw[0] == '.' && esc_atom_is(before, "de|del|la|las|los|el|en|con|por|y");
    for (const char *p = before->raw; *p; p++)
        if ((unsigned char)*p > 127) return false; // "dé", "él"
    if (esc_atom_is(before, "de|del")) return true;
    if (sign->raw[0] == ':' && !esc_atom_is(before, "la|los|las")) return false; // "integrada por: …"
    // "la. sesión" was the first
    return esc_atom_is(before, "la|los|las|el|en|con|por|al|su") && next->shape == ESC_SHAPE_LOWER &&
           !(esc_atom_is(before, "la") && sign->raw[0] == '.');
}

// "a las once. horas con siete. minutos": behind a whole word, before another in small letters.
static bool within_sentence(const esc_atom *before, const esc_atom *sign, const esc_atom *next) {
    enum { SHORTEST = 4 };
    return sign->glued && sign->raw[0] == '.' && !next->glued && before->shape == ESC_SHAPE_LOWER &&
           next->shape == ESC_SHAPE_LOWER && before->norm_len >= SHORTEST && next->norm[1] && before->known &&
           next->known;
}

// "INSTITUTO. ELECTORAL. DE. LA. CIUDAD": stops behind most words of a row in capitals are what a scan made
// of the paper's grain.
static bool grainy(const esc_stream *s, const esc_row *row) {
    enum { LEAST_WORDS = 4 };
    uint32_t words = 0, stops = 0;
    for (uint32_t i = row->first; i + 1 < row->first + row->count; i++) {
        if (s->atoms[i].kind != ESC_ATOM_WORD) continue;
        if (s->atoms[i].shape != ESC_SHAPE_UPPER) return false;
        words += s->atoms[i].norm_len > 1;
        stops += s->atoms[i].norm_len > 1 && esc_stream_sign(s, i + 1, '.');
    }
    return words >= LEAST_WORDS && stops * 2 > words;
}

// Dirt between two words: "presidida:por", where no colon can stand, a dash behind a label's colon, a stroke
// within a name, and "AGUSTÍN PAZ _ VOCAL", which parts two cells.
static bool dirt(const esc_stream *s, uint32_t at) {
    const esc_atom *sign = &s->atoms[at], *before = sign - 1, *next = sign + 1;
    const bool apart = !sign->glued && !next->glued;
    // "SECRETARIA DEL “CONSEJO": a mark before a word of the vocabulary, and none that closes it
    if (!sign->glued && next->glued && next->listed && esc_atom_is(sign, "“") &&
        esc_atom_is(before, "de|del")) {
        const esc_row *row = &s->rows[s->rows_count - 1];
        for (uint32_t i = at + 1; i < row->first + row->count; i++)
            if (esc_atom_is(&s->atoms[i], "”|\"|“|»")) return false;
        return true;
    }
    if (apart && before->raw[0] == ':' && esc_atom_is(sign, "-|–|—") && next->shape == ESC_SHAPE_CAPITAL)
        return true; // "Por los Profesores: — Dra. …"
    if (sign->raw[1] || before->kind != ESC_ATOM_WORD || next->kind != ESC_ATOM_WORD) return false;
    enum { NAME = 5 }; // "Delmiro'Nahuelquir"
    if (sign->glued && next->glued && strchr("'`", sign->raw[0]) && before->shape == ESC_SHAPE_CAPITAL &&
        next->shape == ESC_SHAPE_CAPITAL && before->norm_len >= NAME)
        return true;
    if (strchr("!|~^", sign->raw[0])) // "Sagrario ! Mota"
        return apart && next->shape == ESC_SHAPE_CAPITAL && before->shape == ESC_SHAPE_CAPITAL;
    // "DE PUERTO, ESCAMILLA"
    if (sign->glued && strchr(",.;:'", sign->raw[0]) && before->shape == ESC_SHAPE_UPPER &&
        next->shape == ESC_SHAPE_UPPER && esc_atom_is(before, "puerto|san|santa|santo|villa"))
        return true;
    // "LECHERA DEL:ALTO TEZOLCO", "MUNICIPAL DE, SALUD": behind a "de" nothing can stand
    if (sign->glued && strchr(",.:;'", sign->raw[0]) && esc_atom_is(before, "de|del") &&
        esc_atom_capital(next) && before->shape != ESC_SHAPE_CAPITAL)
        return true;
    if (behind_link(before, sign, next) || within_sentence(before, sign, next)) return true;
    // "DE EL 'MAITÉN": an apostrophe before a name, and none that closes it
    if (!sign->glued && next->glued && strchr("'`", sign->raw[0]) && esc_atom_capital(next)) {
        const esc_row *row = &s->rows[s->rows_count - 1];
        for (uint32_t i = at + 1; i < row->first + row->count; i++)
            if (esc_atom_is(&s->atoms[i], "'|’|`|´|\"")) return false;
        return true;
    }
    if (sign->raw[0] == ':')
        return sign->glued && next->glued && next->shape == ESC_SHAPE_LOWER && next->norm[1] &&
               before->shape == ESC_SHAPE_LOWER;
    return sign->raw[0] == '_' && apart;
}

// "Da Casilda Fresno", "D2 Casilda", "D* Casilda" at a row's head: Dª.
static void lady(esc_stream *s, esc_arena *arena, const esc_row *row) {
    esc_atom *first = &s->atoms[row->first];
    const bool sign = first->raw[0] == 'D' && !first->raw[1] && row->count > 3 && first[1].glued &&
                      strchr("*?\"'", first[1].raw[0]);
    const bool letter =
        first->raw[0] == 'D' && first->raw[1] && !first->raw[2] && strchr("a2?", first->raw[1]);
    const esc_atom *name = first + 1 + sign;
    if ((!sign && !letter) || row->count < 3u + sign || name->glued || name->shape != ESC_SHAPE_CAPITAL ||
        name[1].kind != ESC_ATOM_WORD || name[1].shape == ESC_SHAPE_LOWER)
        return;
    esc_atom_retext(first, "Dª", arena);
    first->kind = ESC_ATOM_WORD;
    if (sign) take_out(s, row->first + 1, 1);
}

// "¿con veintidós minutos": dirt in the margin, before a row that goes on with a sentence and asks nothing.
static bool asks_nothing(const esc_stream *s, const esc_row *row) {
    const esc_atom *first = &s->atoms[row->first];
    if (!esc_atom_is(first, "¿|¡") || !first[1].glued || first[1].shape != ESC_SHAPE_LOWER) return false;
    for (uint32_t i = row->first + 1; i < row->first + row->count; i++)
        if (esc_atom_is(&s->atoms[i], "?|!")) return false;
    return true;
}

void esc_stream_mend_signs(esc_stream *s, esc_arena *arena) {
    const esc_row *row = &s->rows[s->rows_count - 1];
    const bool grain = grainy(s, row);
    for (uint32_t i = row->first + 1; i + 1 < row->first + row->count; i++) {
        if (s->atoms[i].kind != ESC_ATOM_SIGN) continue;
        if (grain && s->atoms[i].raw[0] == '.' && s->atoms[i - 1].norm_len > 1) {
            take_out(s, i--, 1);
            continue;
        }
        if (!s->atoms[i].glued && s->atoms[i].raw[0] == ':' && s->atoms[i + 1].kind == ESC_ATOM_NUMBER)
            s->atoms[i + 1].glued = false; // "INICIO :08:45 horas"
        if (s->atoms[i].glued && join_apostrophe(s, arena, i)) continue;
        if (!dirt(s, i)) continue;
        s->atoms[i + 1].wide |= s->atoms[i].raw[0] == '_';
        s->atoms[i + 1].glued = false;
        take_out(s, i, 1);
    }
    // "AYUNTAMIENTO DE S" over "VALDERREY": a letter that a scan saw in the margin
    const esc_atom *last = &s->atoms[s->atoms_count - 1];
    const bool astray = row->count > 2 && last->kind == ESC_ATOM_WORD && !last->raw[1] && !last->glued &&
                        last->shape == ESC_SHAPE_UPPER && !strchr("AEOYH", last->raw[0]) &&
                        last[-1].shape == ESC_SHAPE_UPPER && esc_atom_is(&last[-1], "de|del");
    if (astray) take_out(s, s->atoms_count - 1, 1);
    lady(s, arena, row);
    if (row->count > 2 && asks_nothing(s, row)) {
        s->atoms[row->first + 1].glued = false;
        take_out(s, row->first, 1);
    }
    // "A PUNTO CUARTO.-": a letter that a scan saw in the margin, before what is numbered
    esc_atom *first = &s->atoms[row->first];
    const bool margin = row->count > 3 && !first->raw[1] && first[1].shape == ESC_SHAPE_UPPER &&
                        !first[1].glued && esc_atom_is(&first[1], "punto|articulo|capitulo|asunto") &&
                        (first[2].ordinal || first[2].kind == ESC_ATOM_NUMBER);
    if (!margin) return;
    first[1].wide = false;
    take_out(s, row->first, 1);
}
