// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/agreement_texts.h"

#include <string.h>

#include "fields/agreement_ids.h"
#include "fields/cursor.h"
#include "fields/points.h"
#include "fields/sentences.h"

// Nothing but strokes in the row: "--------".
static bool rule(const esc_stream *s, uint32_t row) {
    const uint32_t at = s->rows[row].first, end = at + s->rows[row].count;
    for (uint32_t i = at; i < end; i++)
        if (s->atoms[i].kind != ESC_ATOM_SIGN || !strchr("-=*_", s->atoms[i].text[0])) return false;
    return end > at + 2;
}

bool esc_agreement_bullet(const esc_stream *s, uint32_t at) {
    return at + 1 < s->atoms_count && s->atoms[at].kind == ESC_ATOM_SIGN &&
           !strchr("().,:;\"%", s->atoms[at].text[0]) && !s->atoms[at + 1].glued &&
           s->atoms[at + 1].shape == ESC_SHAPE_CAPITAL;
}

// What a code belongs to that begins the next row.
static const char before_code[] = "expediente|expedientes|oficio|folio|clave|contrato|licitacion|acuerdo|"
                                  "resolucion|numero|no|num|y|e|o|de|del|la|el|los|las|con|por|en|a|,";

// "– Asunto 8: …", "– Es la hora …": a dash that begins a row behind a whole sentence; "FUNDAMENTO LEGAL: …":
// a label in capitals.
static bool another_matter(const esc_stream *s, uint32_t at) {
    enum { LABEL = 5 };
    if (esc_atom_is(&s->atoms[at], "–|—") && at + 1 < s->atoms_count && !s->atoms[at + 1].glued &&
        s->atoms[at + 1].shape == ESC_SHAPE_CAPITAL)
        return true;
    for (uint32_t i = at; i < at + LABEL && i < s->atoms_count; i++) {
        if (i > at && esc_stream_sign(s, i, ':')) return true;
        if (s->atoms[i].shape != ESC_SHAPE_UPPER && !esc_atom_is(&s->atoms[i], "de|del|la|y")) return false;
    }
    return false;
}

// To the end of the paragraph; the next agreement, point or heading ends it, too.
// label: the word that the agreement began with, as the next of a series does; empty: a code; NULL: none.
uint32_t esc_agreement_paragraph_end(const esc_reader *r, uint32_t at, uint32_t end, const char *label) {
    const esc_stream *s = &r->body;
    for (uint32_t i = at; i < end && i < at + LONGEST_AGREEMENT; i++) {
        // "… del valor catastral. PUNTO No. 7. …": the next point in running text
        if (i > at && esc_stream_sign(s, i - 1, '.') && s->atoms[i].shape == ESC_SHAPE_UPPER &&
            esc_cursor_looking_at(s, i, "punto|asunto numero|no|num|n|n°|nº|#"))
            return i;
        if (i == at || !esc_stream_first(s, i)) continue;
        const esc_row *row = &s->rows[s->atoms[i].row];
        bool ended =
            strchr(".;:\"", s->atoms[i - 1].text[0]) || (unsigned char)s->atoms[i - 1].text[0] == 0xE2;
        bool small = s->atoms[i].shape == ESC_SHAPE_LOWER;
        bool fresh = label && s->tight && row->fresh && s->atoms[i].kind != ESC_ATOM_SIGN &&
                     s->atoms[i - 1].text[0] == '.';
        if (((row->gap || row->upper || fresh) && ended && !small) || (row->gap && row->upper)) return i;
        if (row->gap && !small && esc_stream_sign(s, i - 1, ')')) return i; // "… (Unanimidad)"
        esc_mark mark;
        if (s->atoms[i].text[0] == '_' || rule(s, s->atoms[i].row)) return i; // over the page's foot
        // "CT/03/2. …": the next one's own number; behind one, "03-ORD-02/22   Se aprueban …", whatever ends
        const bool of_text = !ended && esc_cursor_looking_at(s, i - 1, before_code); // "… en el expediente"
        if ((ended || (label && !*label)) && !of_text && esc_agreement_id_end(s, i, end) > i) return i;
        // "• CS/06/2020-II La Secretaría …"
        if (ended && s->atoms[i].kind == ESC_ATOM_SIGN && i + 1 < end && !s->atoms[i + 1].glued &&
            esc_agreement_id_end(s, i + 1, end) > i + 1)
            return i;
        if (ended &&
            esc_cursor_looking_at(s, i + esc_agreement_bullet(s, i), "acuerdo|acuerdos|punto|votacion"))
            return i;
        if (ended && label && *label && !small && !strcmp(s->atoms[i].norm, label)) return i;
        if (ended && esc_cursor_looking_at(s, i, "y no|sin")) return i; // "Y no siendo otros los asuntos"
        if (s->atoms[i - 1].text[0] == '.' && another_matter(s, i)) return i;
        bool bracket = esc_stream_sign(s, i - 1, ')'); // "… (Unanimidad)" / "2) …"
        if ((ended || bracket) && esc_mark_read(s, r->arena, i, -1, 0, &mark)) return i;
        if (ended && row->gap && r->points.items_count && // "iii. La Gerente expone …"
            esc_mark_read(s, r->arena, i, r->points.items[0].mark.style, 0, &mark))
            return i;
        if (ended &&
            esc_atom_is(&s->atoms[i], "siendo|continuando|acto|el|la|no|en|se|por|una|al|posteriormente"))
            return i;
    }
    return end < at + LONGEST_AGREEMENT ? end : at + LONGEST_AGREEMENT;
}

// "Artículo IX", "ACUERDO 3°" in a short row of its own: what comes next is another matter.
static bool heads(const esc_stream *s, uint32_t at) {
    enum { HEAD = 6 };
    return esc_stream_first(s, at) && s->atoms[at].shape != ESC_SHAPE_LOWER &&
           s->rows[s->atoms[at].row].count <= HEAD &&
           esc_atom_is(&s->atoms[at], "articulo|acuerdo|punto|capitulo|asunto|inciso");
}

uint32_t esc_agreement_behind_reasons(const esc_stream *s, uint32_t at, uint32_t end, uint32_t *ret_to) {
    enum { REASONS = 600, COLON = 8, MOST = 3 * LONGEST_AGREEMENT };
    if (at >= end || !esc_atom_is(&s->atoms[at], "visto|vistos|vista|considerando|resultando|que|con|por") ||
        esc_cursor_looking_at(s, at, "por|con mayoria|unanimidad|#"))
        return at;
    uint32_t text = at;
    for (uint32_t i = at; i < end && i < at + REASONS && text == at && (i == at || !heads(s, i)); i++) {
        if (s->atoms[i].shape != ESC_SHAPE_UPPER || esc_cursor_looking_at(s, i + 1, "numero|no|n°|nº|num") ||
            !esc_atom_is(&s->atoms[i], "acuerd@|acuerdan|resuelve|dispone|acordamos"))
            continue;
        for (uint32_t k = i + 1; k < end && k < i + COLON && text == at; k++)
            if (esc_stream_sign(s, k, ':')) text = k + 1;
    }
    if (text == at) return at;
    for (uint32_t i = text; i < end && i < text + MOST && !heads(s, i); i++) {
        *ret_to = i + 1;
        // "SE VOTA CON DISPENSA …", "ACUERDO DEFINITIVAMENTE APROBADO." behind it, in capitals
        if (s->atoms[i].shape == ESC_SHAPE_UPPER && esc_atom_is(&s->atoms[i - 1], ".|:|,") &&
            esc_cursor_looking_at(s, i,
                                  "se|acuerdo|votacion ~1 vota|aprueba|firme|definitivamente|unanime|:")) {
            *ret_to = i;
            break;
        }
    }
    return text;
}

// "… el aval. Votación: 5 a favor. APROBADO POR UNANIMIDAD. ACUERDO FIRME.": behind its own first sentence,
// those at the end that only say how it was voted are left out.
static uint32_t without_vote(const esc_stream *s, uint32_t from, uint32_t to) {
    uint32_t cut = to, at = from;
    while (at < to) {
        uint32_t stop = esc_sentence_to(s, at, LONGEST_AGREEMENT);
        if (stop > to) stop = to;
        bool vote =
            at > from &&
            esc_atom_is(&s->atoms[at], "acuerd@|aprobad@|aprobad@s|apruebase|votacion|vota|votan|"
                                       "votos|votaron|unanim*|mayoria|firme|definitivamente|por|"
                                       "queda|resultado|se|sometid@|puest@|tomada|recogida|efectuada") &&
            (esc_cursor_within(s, at, stop, "unanim*|mayoria|firme|votos|voto|votan|votacion|favor") ||
             stop < at + 3);
        vote |=
            at > from && (s->atoms[at].cardinal || s->atoms[at].kind == ESC_ATOM_NUMBER) &&
            esc_cursor_looking_at(s, at + 1, "votos ~1 favor|contra"); // "Trece votos a favor, salvando …"
        vote |= at > from && esc_cursor_looking_at(s, at, "responsable|responsables|encargad@|plazo ~3 :");
        if (!vote)
            cut = to;
        else if (cut == to)
            cut = at;
        at = stop + 1;
    }
    return cut;
}

// "… el programa de 2022. (3 votos a favor, 2 abstenciones)": in brackets at the end.
static uint32_t without_bracket(const esc_stream *s, uint32_t from, uint32_t to) {
    uint32_t end = to, open;
    while (end > from && esc_atom_is(&s->atoms[end - 1], ".")) end--;
    if (end < from + 3 || !esc_stream_sign(s, end - 1, ')')) return to;
    for (open = end - 1; open > from && !esc_stream_sign(s, open, '('); open--) continue;
    return open > from && end - open < 20 &&
                   esc_cursor_within(s, open, end, "unanim*|mayoria|votos|favor|abstencion|abstenciones")
               ? open
               : to;
}

// "Renovar el convenio     Unanimidad": a column that says how it was voted is left out.
static uint32_t without_column(const esc_stream *s, uint32_t from, uint32_t to) {
    for (uint32_t i = from + 1; i < to; i++)
        if (s->atoms[i].wide && !esc_stream_first(s, i) &&
            esc_atom_is(&s->atoms[i], "unanimidad|unanime|mayoria|aprobad@|cumplid@|pendiente"))
            return i;
    return to;
}

// "ACUERDOS:" over the points of the agenda with what was said of each: their headings are none.
static bool is_point(const esc_reader *r, uint32_t from, uint32_t to) {
    for (uint32_t i = 0; i < r->points.items_count; i++) {
        const esc_point *point = &r->points.items[i];
        if (point->from <= from && from < point->to && to <= point->to + 1) return true; // with its stop
    }
    return false;
}

bool esc_agreement_quote(const esc_stream *s, uint32_t at) {
    return esc_atom_is(&s->atoms[at], "\"|“|”|«|»");
}

static bool quoted_within(const esc_stream *s, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (esc_agreement_quote(s, i)) return true;
    return false;
}

void esc_agreement_put(esc_reader *r, uint32_t *n, const char *id, esc_range id_at, uint32_t from,
                       uint32_t to) {
    while (from < to && r->body.atoms[from].kind == ESC_ATOM_SIGN && r->body.atoms[from].text[0] != '(')
        from++;
    from = esc_agreement_text(&r->body, from, to);
    to = without_column(&r->body, from, without_vote(&r->body, from, without_bracket(&r->body, from, to)));
    uint32_t last = to; // "… el Programa".", whose opening quote is left out
    while (last > from + 1 && esc_stream_sign(&r->body, last - 1, '.')) last--;
    if (last > from + 1 && esc_agreement_quote(&r->body, last - 1) &&
        !quoted_within(&r->body, from, last - 1))
        to = last - 1;
    const uint32_t least =
        id && from < to && esc_atom_infinitive(&r->body.atoms[from]) ? 2 : 3; // "(2) cotizar cajas"
    if (to < from + least || is_point(r, from, to)) return;
    if (id) id = esc_agreement_id_attested(&r->body, r->arena, id);
    if (id) esc_reader_put(r, ESC_VALUE_TEXT, id, "agreements.id", 0.9f, id_at, "/agreements/%u/id", *n);
    esc_reader_put(r, ESC_VALUE_TEXT, esc_stream_text(&r->body, r->arena, from, to), "agreements.text", 0.85f,
                   (esc_range){&r->body, from, to}, "/agreements/%u/text", *n);
    ++*n;
}
