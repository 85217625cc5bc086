// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/sentences.h"

#include <string.h>

#include "fields/cursor.h"
#include "fields/numbers.h"
#include "fields/titles.h"

// "b) …", "iii) …", "e. Altas …", "ii. Altas …" at the head of a row: an entry of its own.
static bool entry(const esc_stream *s, uint32_t at) {
    if (!esc_stream_first(s, at) || at + 2 >= s->atoms_count) return false;
    const bool letter = !s->atoms[at].norm[1];
    if (esc_stream_sign(s, at + 1, ')')) return letter || esc_number_roman(s->atoms[at].text, true);
    const char *text = s->atoms[at].text;
    const bool numeral = esc_number_small_roman(text) > 0;
    return (letter || numeral) && esc_stream_sign(s, at + 1, '.') &&
           s->atoms[at + 2].shape != ESC_SHAPE_LOWER && s->atoms[at + 2].kind == ESC_ATOM_WORD;
}

// "2) Se demandará …" at the head of a row, where what stands above has come to some end.
static bool numbered(const esc_stream *s, uint32_t at) {
    if (!at || at + 2 >= s->atoms_count || !esc_stream_first(s, at) || !esc_stream_sign(s, at + 1, ')'))
        return false;
    if (s->atoms[at].kind != ESC_ATOM_NUMBER || s->atoms[at + 2].shape == ESC_SHAPE_LOWER) return false;
    return s->atoms[at - 1].kind == ESC_ATOM_SIGN && strchr(".;:)", s->atoms[at - 1].text[0]);
}

bool esc_sentence_behind_result(const esc_stream *s, uint32_t at) {
    return at && at + 2 < s->atoms_count && esc_stream_first(s, at) && s->atoms[at].kind == ESC_ATOM_NUMBER &&
           esc_stream_sign(s, at + 1, '.') && s->atoms[at + 2].shape != ESC_SHAPE_LOWER &&
           (esc_atom_is(&s->atoms[at - 1],
                        "aprobad@|rechazad@|pendiente|retirad@|pospuest@|aplazad@|unanimidad|mayoria") ||
            (at > 2 && s->atoms[at - 1].kind == ESC_ATOM_NUMBER && esc_stream_sign(s, at - 2, ':') &&
             esc_atom_is(&s->atoms[at - 3], "favor|contra|abstenciones|abstencion"))); // "Abstenciones: 0"
}

// A paragraph begins at `at`: behind an empty line, and not in the middle of a sentence that goes on.
static bool paragraph(const esc_stream *s, uint32_t at) {
    if (!esc_stream_first(s, at)) return false;
    if (numbered(s, at) || esc_sentence_behind_result(s, at)) return true;
    return s->rows[s->atoms[at].row].gap && (s->atoms[at].shape != ESC_SHAPE_LOWER || entry(s, at));
}

// "…, En cuanto al punto 4 …": the stop, read as a comma, before a word that has a capital nowhere else.
static bool misread_stop(const esc_stream *s, uint32_t at) {
    return esc_stream_sign(s, at, ',') && at + 1 < s->atoms_count &&
           s->atoms[at + 1].shape == ESC_SHAPE_CAPITAL &&
           esc_atom_is(&s->atoms[at + 1], "en|se|sobre|al|tras|sin|puest@|sometid@|habiendo|acto");
}

// Words as short as abbreviations are, but whole.
static const char short_words[] =
    "si|asi|mes|dia|voz|uso|fin|ley|luz|gas|mas|vez|via|ano|hoy|pie|red|mal|bien";

// The stop at `at` ends a sentence: a capital follows, and no abbreviation stands before it.
static bool stops(const esc_stream *s, uint32_t at, size_t shortest) {
    if (misread_stop(s, at)) return true;
    if (!esc_stream_sign(s, at, '.') || !at || at + 1 >= s->atoms_count) return false;
    if (esc_stream_sign(s, at + 1, '.')) return false; // leaders
    const esc_atom *before = &s->atoms[at - 1];
    bool whole = before->kind == ESC_ATOM_SIGN
                     ? strchr(")\"", before->text[0]) != NULL
                     : before->cardinal ||
                           (at > 1 && before->glued && esc_stream_sign(s, at - 2, ',')) || // "18,00."
                           (at > 2 && before->glued && esc_stream_sign(s, at - 2, '.') &&  // "4,200.00."
                            strlen(before->text) == 2 && strlen(s->atoms[at - 3].text) == 3) ||
                           (before->shape == ESC_SHAPE_LOWER && esc_atom_is(before, short_words)) ||
                           strlen(before->text) + (before->kind == ESC_ATOM_NUMBER) >= shortest;
    if (esc_atom_is(before, "mtr@|prof|profr@|srta|srita|expte|excm@|ilm@|ftal|lcd@|licd@|tnlg@|abog|"
                            "econ|mgtr|mgter|biol|pbro|gral|cnel|arqt@|tecn|psic"))
        return false;
    // "… inscrito en el CNR. El Alcalde propuso …"
    whole |=
        before->shape == ESC_SHAPE_UPPER && before->norm_len == 3 && !esc_title_word(before) &&
        !s->rows[before->row].upper && s->atoms[at + 1].shape == ESC_SHAPE_CAPITAL &&
        esc_atom_is(&s->atoms[at + 1], "el|la|los|las|se|en|con|por|al|asimismo|no|una|un|este|esta|dicha");
    // "… del 5° C." / "Punto 2: …"
    bool headed = esc_stream_first(s, at + 1) &&
                  esc_atom_is(&s->atoms[at + 1], "punto|tema|asunto|caso|articulo|acuerdo|votacion");
    if (!headed && esc_title_word(before) && before->norm_len < 6 &&
        s->atoms[at + 1].shape == ESC_SHAPE_CAPITAL)
        return false; // "la Bioq. Mg. Paz"
    return (whole || headed) && (s->atoms[at + 1].shape != ESC_SHAPE_LOWER || entry(s, at + 1));
}

uint32_t esc_sentence_from(const esc_stream *s, uint32_t at, uint32_t reach) {
    uint32_t from = at > reach ? at - reach : 0;
    for (uint32_t i = at; i-- > from;)
        if ((stops(s, i, 4) && !esc_atom_is(&s->atoms[i + 1], "y|en")) || paragraph(s, i + 1)) return i + 1;
    return from;
}

uint32_t esc_sentence_to(const esc_stream *s, uint32_t at, uint32_t reach) {
    uint32_t to = at + reach < s->atoms_count ? at + reach : s->atoms_count;
    for (uint32_t i = at + 1; i < to; i++)
        if (stops(s, i, 4) || paragraph(s, i)) return i;
    return to;
}
