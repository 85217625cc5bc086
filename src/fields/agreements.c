// SPDX-License-Identifier: GPL-3.0-or-later
// Agreements: "ACUERDO CT/05/2019. Se aprueba …", "ACUERDO PRIMERO.- …", and lists under "ACUERDOS".
#include <stdlib.h>
#include <string.h>

#include "fields/agreement_cells.h"
#include "fields/agreement_ids.h"
#include "fields/agreement_texts.h"
#include "fields/codes.h"
#include "fields/numbers.h"
#include "fields/points.h"
#include "fields/reader.h"
#include "fields/sentences.h"

enum {
    SHORT_ROW = 10,
    TOLD_REACH = 12,
    CODED_REACH = 30,
};

// What says itself by what it is known: "ACUERDO NÚMERO UNO. Otorgar …".
#define LABELLED "acuerdo|resolucion|decision|determinacion|ordenanza numero|no|num|nro|n|n°|nº|#"

// "Apruébase", "Exímese", "Autorízanse": what a council ordains. They never lack their accent in print.
static bool ordains(const esc_atom *atom) {
    enum { LEAST_BYTES = 7 };
    static const char *const ends[] = {"ase", "ese", "anse", "ense"};
    if (atom->kind != ESC_ATOM_WORD || atom->norm_len < LEAST_BYTES || strlen(atom->text) == atom->norm_len)
        return false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (!strcmp(atom->norm + atom->norm_len - strlen(ends[i]), ends[i])) return true;
    return false;
}

// What is to be done, or what was: "Aprobar …", "Se aprueba …", "Que se publique …".
static bool deed(const esc_atom *atom) {
    return esc_atom_infinitive(atom) || ordains(atom) || esc_atom_is(atom, "se|que");
}

// The mark at `at` is the one that comes next behind `series`, the last of a list of agreements (value 0:
// there is none), printed in the same way: it goes on further down, behind what was said of the next point.
static bool goes_on(const esc_reader *r, const esc_mark *series, uint32_t at, esc_mark *ret) {
    const esc_stream *s = &r->body;
    return series->value && s->atoms[at].shape == s->atoms[series->from].shape &&
           esc_mark_read(s, r->arena, at, series->style, series->value + 1, ret) &&
           ret->value == series->value + 1 && !ret->sub && ret->named == series->named &&
           ret->to < s->atoms_count && s->atoms[ret->to].shape == ESC_SHAPE_CAPITAL &&
           deed(&s->atoms[ret->to]);
}

// "1.1 Citar …" / "1.2 Fijar …": the parts of one point, one agreement each. Gives where they end.
static uint32_t read_parts(esc_reader *r, uint32_t at, uint32_t end, uint32_t *n) {
    const esc_stream *s = &r->body;
    uint32_t i = at, expected = 1, last;
    for (;;) {
        uint32_t behind = esc_agreement_part(s, i, end, &last);
        if (behind == i || last != expected++) return i;
        uint32_t to = esc_agreement_paragraph_end(r, behind, end, NULL);
        esc_agreement_put(r, n, esc_stream_text(s, r->arena, i, behind), (esc_range){s, i, behind}, behind,
                          to);
        i = to;
    }
}

// "SEGUNDO. …" further down, numbered in words as the one that `mark` begins: whatever paragraphs stand
// between are of that one. Gives where it begins, or `to`.
static uint32_t up_to_next(const esc_reader *r, const esc_mark *mark, uint32_t to, uint32_t end) {
    const esc_stream *s = &r->body;
    const uint32_t stop = mark->to + 2 * LONGEST_AGREEMENT < end ? mark->to + 2 * LONGEST_AGREEMENT : end;
    if (mark->style != ESC_MARK_ORDINAL || s->atoms[mark->from].kind != ESC_ATOM_WORD) return to;
    for (uint32_t row = s->atoms[mark->from].row + 1; row < s->rows_count && s->rows[row].first < stop;
         row++) {
        const uint32_t at = s->rows[row].first;
        esc_mark next;
        if (s->atoms[at].kind == ESC_ATOM_WORD && s->atoms[at].shape == s->atoms[mark->from].shape &&
            esc_mark_read(s, r->arena, at, ESC_MARK_ORDINAL, mark->value + 1, &next)) {
            if (next.value == mark->value + 1 && next.named == mark->named) return at;
            if (next.value == 1) break; // of another list
        }
        const bool other = s->rows[row].upper ||
                           esc_cursor_looking_at(s, at, "punto|asunto|tema|acuerdo|capitulo ~2 .|-|:") ||
                           (at >= to && esc_mark_read(s, r->arena, at, -1, 0, &next)) ||
                           (at >= to && esc_cursor_within(s, at, at + s->rows[row].count,
                                                          "votacion|votos|unanimidad|mayoria|sesion"));
        if (other) break;
    }
    return to;
}

// "3. Asuntos varios" again, of the agenda.
static bool heads_point(const esc_reader *r, uint32_t at) {
    for (uint32_t i = 0; i < r->points.items_count; i++) {
        const esc_point *point = &r->points.items[i];
        if (point->from != at && point->to > point->from + 1 &&
            esc_stream_same(&r->body, point->from, point->to - 1, &r->body, at))
            return true;
    }
    return false;
}

// The mark is of another kind than those of the agenda, also by its letters' size.
static bool no_point_mark(const esc_reader *r, const esc_mark *mark) {
    if (!r->points.items_count) return false;
    const esc_mark *point = &r->points.items[0].mark;
    return point->style != mark->style || r->body.atoms[point->from].shape != r->body.atoms[mark->from].shape;
}

// "Se decreta …", "Aprobar …": what is done, not what is told ("Se agrietó …").
static bool resolves(const esc_stream *s, uint32_t at) {
    if (at + 2 >= s->atoms_count || s->atoms[at].shape != ESC_SHAPE_CAPITAL) return false;
    if (!esc_atom_is(&s->atoms[at], "se"))
        return esc_atom_infinitive(&s->atoms[at]) || ordains(&s->atoms[at]);
    const esc_atom *verb = &s->atoms[at + 1];
    const char last = verb->norm_len > 3 ? verb->norm[verb->norm_len - 1] : 0;
    return last == 'a' || last == 'e' || last == 'n';
}

// Behind an empty line, which a scan may have lost before PRIMERO in capitals.
static bool set_apart(const esc_stream *s, uint32_t row) {
    const uint32_t at = s->rows[row].first;
    return s->rows[row].gap || (s->atoms[at].ordinal && s->atoms[at].shape == ESC_SHAPE_UPPER);
}

// "… aprobado por mayoría de tres votos." / "PRIMERO. Se autoriza …": set apart behind a vote and numbered in
// words through the paper, as the points are not, with the next one further down; or one that goes on with
// such. Gives where it ends, or `at`.
static uint32_t read_apart(esc_reader *r, uint32_t at, uint32_t end, uint32_t *n, esc_mark *series) {
    enum { REACH = 60 };
    const esc_stream *s = &r->body;
    esc_mark mark, next;
    const uint32_t row = s->atoms[at].row;
    if (!at || !set_apart(s, row) || s->atoms[at].shape == ESC_SHAPE_LOWER ||
        !esc_atom_is(&s->atoms[at - 1], ".|:"))
        return at;
    if (!goes_on(r, series, at, &mark)) {
        if (!esc_mark_read(s, r->arena, at, ESC_MARK_ORDINAL, 1, &mark) || mark.value != 1 || mark.named ||
            s->atoms[at].kind != ESC_ATOM_WORD ||
            !esc_cursor_within(s, at > REACH ? at - REACH : 0, at, "votos|unanimidad|mayoria"))
            return at;
        bool second = false;
        for (uint32_t k = row + 1; k < s->rows_count && s->rows[k].first < end && !second; k++) {
            const uint32_t first = s->rows[k].first;
            second = set_apart(s, k) && s->atoms[first].shape == s->atoms[at].shape &&
                     esc_mark_read(s, r->arena, first, ESC_MARK_ORDINAL, 2, &next) && next.value == 2 &&
                     !next.named && resolves(s, next.to);
        }
        if (!second) return at;
    }
    if ((r->points.items_count && !no_point_mark(r, &mark)) || !resolves(s, mark.to)) return at;
    const uint32_t to = esc_agreement_paragraph_end(r, mark.to, end, NULL);
    esc_agreement_put(r, n, mark.number, (esc_range){s, mark.from, mark.to}, mark.to, to);
    *series = mark;
    return to;
}

// "N.° 05-2017-01: …": behind the word for a number that a code follows, or `at`.
static uint32_t behind_number_word(const esc_stream *s, uint32_t at, uint32_t end) {
    esc_cursor c = esc_cursor_on(s, at, end);
    if (!esc_cursor_match(&c, "n|no|nro|num|numero|n°|nº")) return at;
    c.at += esc_stream_sign(s, c.at, '.');
    c.at += c.at < end && esc_atom_is(&s->atoms[c.at], "°|º");
    return c.at + 1 < end && s->atoms[c.at].kind == ESC_ATOM_NUMBER && s->atoms[c.at + 1].glued &&
                   strchr("-/", s->atoms[c.at + 1].text[0])
               ? c.at
               : at;
}

// "• CS/06/2020-I Las entrevistas …", "a) D-22-05: Avalar …": a list's sign or letter before the code that
// its entries are known by; gives where the code begins, or `at`.
static uint32_t behind_mark(const esc_reader *r, uint32_t at, uint32_t end) {
    const esc_stream *s = &r->body;
    esc_mark mark;
    uint32_t code = at;
    if (s->atoms[at].kind == ESC_ATOM_SIGN)
        code = at + 1;
    else if (esc_mark_read(s, r->arena, at, ESC_MARK_LETTER, 0, &mark))
        code = mark.to;
    if (code == at || code >= end || s->atoms[code].glued || esc_stream_first(s, code)) return at;
    const uint32_t to = esc_agreement_id_end(s, code, end);
    return to > code && to < end && (esc_atom_is(&s->atoms[to], ":|.") || esc_atom_capital(&s->atoms[to]))
               ? code
               : at;
}

// A list under "ACUERDOS", "Acuerdos tomados:", or one that goes on; gives where it ends.
static uint32_t read_list(esc_reader *r, uint32_t at, uint32_t end, uint32_t *n, esc_mark *series) {
    const esc_stream *s = &r->body;
    uint32_t expected = 1, i = at, worded = 0;
    int style = -1;
    esc_mark on;
    if (goes_on(r, series, at, &on)) style = on.style, expected = on.value;
    bool named = false, by_code = false;
    const uint32_t parts = read_parts(r, at, end, n);
    if (parts > at) return parts;
    for (;;) {
        esc_mark mark;
        if (i >= end || !esc_stream_first(s, i)) return i;
        uint32_t from = behind_number_word(s, i, end);
        uint32_t code = esc_agreement_id_end(s, from, end); // "CT-01-03-2020. Se aprueba …"
        if (code == from) {
            const uint32_t behind = behind_mark(r, i, end); // "• CT-01-03-2020 Se aprueba …"
            if (behind > i) from = behind, code = esc_agreement_id_end(s, from, end);
        }
        bool capital =
            code < end && s->atoms[code].shape == ESC_SHAPE_CAPITAL; // "JG-EXT2-01 Se actualizan …"
        if (code > from && code < end && (s->atoms[code].kind == ESC_ATOM_SIGN || capital)) {
            uint32_t to = esc_agreement_paragraph_end(r, code + 1, end, "");
            esc_agreement_put(r, n, esc_agreement_id_text(s, r->arena, from, code),
                              (esc_range){s, from, code}, code, esc_agreement_without_cells(s, code, to));
            i = to, by_code = true;
            continue;
        }
        if (by_code) return i; // nothing else goes on with it
        bool lettered = s->atoms[i].kind == ESC_ATOM_MIXED && i + 1 < end && s->atoms[i].norm[0] > '9' &&
                        strchr(".:)", s->atoms[i + 1].text[0]); // A1.
        if (lettered) {
            uint32_t to = esc_agreement_paragraph_end(r, i + 2, end, NULL);
            esc_agreement_put(r, n, s->atoms[i].text, (esc_range){s, i, i + 1}, i + 2, to);
            i = to;
            continue;
        }
        if (!esc_mark_read(s, r->arena, i, style, expected, &mark) || mark.value != expected) return i;
        if (expected == 1) named = mark.named;
        if (mark.named && !named) return i; // "PUNTO TERCERO": the next point
        if (expected > 1 && s->rows[s->atoms[i].row].gap && heads_point(r, mark.to)) return i;
        if (i == at) worded = s->atoms[mark.from].kind == ESC_ATOM_WORD;
        if (style == ESC_MARK_ORDINAL && worded != (s->atoms[mark.from].kind == ESC_ATOM_WORD))
            return i; // "3º" behind SEGUNDO: the next point
        uint32_t to = up_to_next(r, &mark, esc_agreement_paragraph_end(r, mark.to, end, NULL), end);
        esc_agreement_put(r, n, mark.number, (esc_range){s, mark.from, mark.to}, mark.to, to);
        style = mark.style;
        *series = mark;
        expected++;
        i = to;
    }
}

// Below a heading of its own, without numbers: the paragraphs that begin with what is to be done. Gives where
// they end.
static uint32_t read_unmarked(esc_reader *r, uint32_t at, uint32_t end, uint32_t *n) {
    const esc_stream *s = &r->body;
    uint32_t i = at;
    while (i < end && esc_stream_first(s, i) && !s->rows[s->atoms[i].row].upper &&
           s->atoms[i].shape == ESC_SHAPE_CAPITAL) {
        if (!deed(&s->atoms[i]) || esc_cursor_looking_at(s, i, LABELLED) ||
            (s->rows[s->atoms[i].row].gap && i > at && s->atoms[i].shape == ESC_SHAPE_UPPER))
            break;
        uint32_t to = i + 1;
        while (to < end && !(esc_stream_first(s, to) &&
                             (s->rows[s->atoms[to].row].gap || esc_stream_sign(s, to - 1, '.'))))
            to++;
        esc_agreement_put(r, n, NULL, (esc_range){0}, i, to);
        i = to;
    }
    return i;
}

// "Actividad   Responsable   Fecha" over rows without marks. Gives where they end, or `at`.
static uint32_t read_table(esc_reader *r, uint32_t at, uint32_t end, uint32_t *n) {
    const esc_stream *s = &r->body;
    if (at >= end || esc_agreement_cell_behind(s, s->atoms[at].row) == ESC_NONE) return at;
    uint32_t row = s->atoms[at].row + 1, stop = at;
    for (; row < s->rows_count && s->rows[row].first < end; row++) {
        const uint32_t first = s->rows[row].first, row_end = first + s->rows[row].count;
        const uint32_t to = esc_agreement_without_cells(s, first, row_end);
        if (s->rows[row].gap || s->atoms[first].shape != ESC_SHAPE_CAPITAL || to >= row_end || to <= first)
            break;
        esc_agreement_put(r, n, NULL, (esc_range){0}, first, to);
        stop = row_end;
    }
    return stop;
}

// "• Crear un listado …", "* Por unanimidad, …" below what announces agreements. Gives where they end.
static uint32_t read_bullets(esc_reader *r, uint32_t at, uint32_t end, uint32_t *n) {
    const esc_stream *s = &r->body;
    uint32_t i = at;
    if (i >= end || !esc_stream_first(s, i) || !esc_agreement_bullet(s, i)) return at;
    const char *sign = s->atoms[i].text;
    while (i < end && esc_agreement_bullet(s, i) && !strcmp(s->atoms[i].text, sign)) {
        uint32_t to = i + 1;
        while (to < end &&
               !(esc_stream_first(s, to) && (s->rows[s->atoms[to].row].gap || esc_agreement_bullet(s, to))))
            to++;
        esc_agreement_put(r, n, NULL, (esc_range){0}, i + 1, to);
        i = to;
    }
    return i;
}

// The code that begins the row of atom `at`, before a stop or a capital; NULL where none does.
static char *code_of_row(const esc_reader *r, uint32_t at, uint32_t end, uint32_t *ret_to) {
    const esc_stream *s = &r->body;
    uint32_t to = esc_stream_first(s, at) ? esc_agreement_id_end(s, at, end) : at;
    if (to <= at || to >= end || esc_stream_first(s, to)) return NULL;
    const bool misread = esc_stream_sign(s, to, ',') &&
                         to + 1 < end && // "R.D. 041/2018, Aprobar …": its stop
                         s->atoms[to + 1].shape == ESC_SHAPE_CAPITAL && deed(&s->atoms[to + 1]);
    if (!esc_stream_sign(s, to, '.') && !esc_stream_sign(s, to, ':') && !misread &&
        s->atoms[to].shape != ESC_SHAPE_CAPITAL)
        return NULL;
    *ret_to = to;
    return esc_code_text(s, r->arena, at, to);
}

// "… se adopta por unanimidad el siguiente Acuerdo:", "… ACUERDA:" ends the row above: what was agreed comes
// next, in words (PRIMERO) or figures.
static bool announced(const esc_reader *r, uint32_t at, const esc_mark *series) {
    const esc_stream *s = &r->body;
    if (!at || !esc_stream_first(s, at) || !esc_stream_sign(s, at - 1, ':')) return false;
    esc_mark mark;
    bool marked = esc_mark_read(s, r->arena, at, -1, 1, &mark) && mark.value == 1 && !mark.sub;
    const bool on = goes_on(r, series, at, &mark);
    const bool to_do = marked && mark.to < s->atoms_count && deed(&s->atoms[mark.to]);
    marked |= on;
    uint32_t to, last;
    marked |= esc_agreement_part(s, at, s->atoms_count, &last) > at && last == 1;
    bool coded = code_of_row(r, at, s->atoms_count, &to) != NULL;
    bool below = (s->rows[s->atoms[at].row].gap ||
                  (at > 1 && s->atoms[at - 2].shape == ESC_SHAPE_UPPER)) && // ACUERDA:
                 s->atoms[at].shape == ESC_SHAPE_CAPITAL &&
                 esc_atom_infinitive(&s->atoms[at]);
    if (!marked && !below && !coded && !esc_agreement_bullet(s, at)) return false;
    const uint32_t reach = coded ? CODED_REACH : TOLD_REACH, back = at > reach ? at - reach : 0;
    for (uint32_t i = at - 1; i-- > back;) {
        if (esc_stream_sign(s, i, '.') || esc_stream_sign(s, i, ';')) return false;
        if (esc_atom_is(&s->atoms[i], "orden|puntos|asuntos|temas|considerando|antecedentes|integrada") ||
            (!coded && esc_atom_is(&s->atoms[i], "favor|contra")))
            return false;
        if ((esc_cursor_looking_at(s, i, "lo siguiente") && // "… se aprueba por unanimidad lo siguiente:"
             esc_cursor_within(s, back, i, "aprueba|aprobo|aprueban|aprobaron")) ||
            ((on || to_do || coded) && // "… resulta aprobada, en estos términos:"
             esc_atom_is(&s->atoms[i], "terminos|dictamina|dictaminan|dictamen|dictamenes|despacho|decreta|"
                                       "recomienda|recomiendan|determinacion|determinaciones")) ||
            esc_atom_is(&s->atoms[i],
                        "acuerdo|acuerdos|acuerda|acuerdan|acordo|acordaron|resuelve|resuelven|"
                        "resolvio|resolvieron|decide|deciden|decidio|decidieron|determina|determino|"
                        "dispone|dispuso|resolucion|resoluciones|acordandose|adopta|resolutivos"))
            return true;
    }
    return false;
}

// "HCU-11/18-01. …" with "HCU-11/18-02. …" further down: a series of codes that counts up.
static bool coded_series(const esc_reader *r, uint32_t at, uint32_t end) {
    const esc_stream *s = &r->body;
    uint32_t to, stop = at + LONGEST_AGREEMENT < end ? at + LONGEST_AGREEMENT : end;
    const char *code = esc_stream_first(s, at) ? code_of_row(r, at, end, &to) : NULL;
    if (!code || !strpbrk(code, "/-.")) return false;
    for (uint32_t row = s->atoms[at].row + 1; row < s->rows_count && s->rows[row].first < stop; row++) {
        const char *next = code_of_row(r, s->rows[row].first, end, &to);
        if (next && esc_agreement_counts_up(code, next)) return true; // else an oficio's, told in between
    }
    // the last one of the series
    for (uint32_t row = s->atoms[at].row; row-- > 0 && s->rows[row].first > r->sections.business.from;) {
        const char *before = code_of_row(r, s->rows[row].first, end, &to);
        if (before && esc_agreement_counts_up(before, code)) return true;
    }
    return false;
}

// Over a row of few words that a scan put between the heading and the first of what was agreed: a stamp.
// Gives where a row with a code begins behind it, or `at`.
static uint32_t behind_specks(const esc_stream *s, uint32_t at, uint32_t end) {
    uint32_t next = at < end ? esc_stream_row_end(s, at) : at;
    return next < end && next - at < 4 && esc_code_end(s, next, end) > next ? next : at;
}

// At the beginning of a row, also behind a bullet: "» Decisión 4. …".
static bool begins_row(const esc_stream *s, uint32_t at) {
    return esc_stream_first(s, at) || (esc_stream_first(s, at - 1) && esc_agreement_bullet(s, at - 1));
}

// There, or quoted: "… el siguiente acuerdo: "Acuerdo 5/2019. …"".
static bool stands_out(const esc_stream *s, uint32_t at) {
    return begins_row(s, at) ||
           (s->atoms[at].shape == ESC_SHAPE_UPPER && s->atoms[at - 1].kind == ESC_ATOM_SIGN);
}

// "Se adopta por unanimidad el Acuerdo 18: …", "toma el siguiente Acuerdo Nº 233: …": told within a sentence.
static bool told_here(const esc_stream *s, uint32_t at) {
    if (s->atoms[at].shape == ESC_SHAPE_UPPER &&
        esc_cursor_looking_at(s, at, "acuerd@|acuerdan|resuelve numero|no|num|n|n°|nº"))
        return true; // "… y se ACUERDA No. 62-2018: Declarar …"
    if (s->atoms[at].shape == ESC_SHAPE_UPPER && esc_atom_is(&s->atoms[at], "acuerdo") &&
        at + 1 < s->atoms_count) { // "…, y se asentó como ACUERDO CT-12-01: Se aprueba …"
        const uint32_t to = esc_agreement_id_end(s, at + 1, s->atoms_count);
        if (to > at + 1 && esc_stream_sign(s, to, ':')) return true;
    }
    if (!esc_atom_is(&s->atoms[at], "acuerdo|resolucion|determinacion")) return false;
    // "toma el acuerdo No. 12-2022: …"
    if (s->atoms[at].shape == ESC_SHAPE_LOWER &&
        !esc_cursor_looking_at(s, at + 1, "no|num|nro|n|n°|nº|numero"))
        return false;
    for (uint32_t i = at, k = 0; i-- > 0 && k < TOLD_REACH; k++) {
        if (esc_stream_sign(s, i, '.') && s->atoms[i ? i - 1 : 0].norm_len > 3) return false;
        if (esc_atom_is(&s->atoms[i], "adopt*|toma|tomo|toman|tomaron|dicta|dicto|dictan|emite|emitio|emiten|"
                                      "expide|expidio|siguiente"))
            return true;
    }
    return false;
}

// "… los egresos. Acuerdo N.º 45-2021: Aprobar …": in a sentence of its own within the paragraph.
// "PRESIDENTE.- Acuerdo número dos: …": or the first that somebody says.
static bool behind_stop(const esc_stream *s, uint32_t at) {
    return at > 1 && s->atoms[at].shape == ESC_SHAPE_CAPITAL && esc_atom_is(&s->atoms[at - 1], ".|-|–|—") &&
           esc_atom_is(&s->atoms[at], "acuerdo|resolucion");
}

// "(aprobado por unanimidad)" right behind the id; gives its end, or `at`.
static uint32_t over_bracket(const esc_stream *s, uint32_t at, uint32_t end) {
    if (at >= end || !esc_stream_sign(s, at, '(')) return at;
    uint32_t to = at + 1;
    while (to < end && to < at + SHORT_ROW && !esc_stream_sign(s, to, ')')) to++;
    return to + 1 < end && esc_stream_sign(s, to, ')') &&
                   (esc_stream_sign(s, to + 1, ':') || esc_stream_sign(s, to + 1, '.'))
               ? to + 1
               : at;
}

// "… acuerda: I) Autorizar el pago; II) Encomendar …": a list that goes on in the row of its colon. Gives
// where it ends, or `at`.
static uint32_t read_inline(esc_reader *r, uint32_t at, uint32_t end, uint32_t *n) {
    const esc_stream *s = &r->body;
    if (!at || esc_stream_first(s, at) || !esc_stream_sign(s, at - 1, ':')) return at;
    bool told = false;
    for (uint32_t i = at - 1, k = 0; i-- > 0 && k < TOLD_REACH && !esc_stream_sign(s, i, '.'); k++) {
        if (esc_atom_is(&s->atoms[i], "orden|puntos|asuntos|temas|agenda|considerando")) return at;
        told |= esc_atom_is(&s->atoms[i],
                            "acuerd@|acuerdan|acordo|acordaron|resuelve|resuelven|resolvio|acuerdos");
    }
    esc_mark mark, next;
    // "I)" before "II)": the numeral, and no stroke that a scan made of 1
    const bool roman = told && esc_mark_read(s, r->arena, at, ESC_MARK_ROMAN, 1, &mark);
    if (!told || (!roman && !esc_mark_read(s, r->arena, at, -1, 1, &mark)) || mark.value != 1 || mark.sub)
        return at;
    uint32_t stop = at, marks = 0, before = *n;
    for (uint32_t i = mark.to; i <= end && i < at + LONGEST_AGREEMENT * 2; i++) {
        const uint32_t before_it =
            i > 1 && esc_atom_is(&s->atoms[i - 1], "y|e") ? i - 2 : i - 1; // "…; y (ii) …"
        bool parted = i < end && strchr(";.", s->atoms[before_it].text[0]) && !s->atoms[before_it].text[1];
        bool another = parted && esc_mark_read(s, r->arena, i, mark.style, mark.value + 1, &next) &&
                       next.value == mark.value + 1 && !next.sub;
        bool over = i == end || (parted && esc_stream_sign(s, i - 1, '.') && !another &&
                                 s->atoms[i].shape != ESC_SHAPE_LOWER && s->atoms[i - 2].norm_len > 3);
        if (!another && !over) continue;
        if (another || marks)
            esc_agreement_put(r, n, mark.number, (esc_range){s, mark.from, mark.to}, mark.to,
                              another ? before_it : i - (i < end));
        stop = i, marks++;
        if (over) break;
        mark = next;
        i = mark.to;
    }
    return *n > before ? stop : at;
}

// "el Directorio DETERMINA: Autorizar …", "el siguiente acuerdo: "Autorizar …"": one, in the row of its
// colon. Gives where it ends, or `at`.
static uint32_t read_behind_colon(esc_reader *r, uint32_t at, uint32_t end, uint32_t *n) {
    const esc_stream *s = &r->body;
    if (at < 4 || s->atoms[at - 1].kind != ESC_ATOM_SIGN) return at;
    const uint32_t colon = esc_agreement_quote(s, at - 1) ? at - 2 : at - 1, quoted = colon + 1 < at;
    if ((esc_stream_first(s, at) && !quoted) || !esc_stream_sign(s, colon, ':') || !deed(&s->atoms[at]) ||
        s->atoms[at].shape == ESC_SHAPE_LOWER)
        return at;
    const bool verb =
        s->atoms[colon - 1].shape == ESC_SHAPE_UPPER &&
        esc_atom_is(&s->atoms[colon - 1], "acuerd@|acuerdan|resuelve|resuelven|determin@|decide|dispone");
    const bool next =
        esc_cursor_looking_at(s, colon - 2, "siguiente acuerdo|resolucion|determinacion|decision");
    if (!verb && !next) return at;
    const uint32_t to = esc_agreement_paragraph_end(r, at, end, NULL);
    esc_agreement_put(r, n, NULL, (esc_range){0}, at, to);
    return to;
}

// "… y se tomó el siguiente" / "ACUERDO" / "“Se autoriza la obra …”": a heading of its own, and what was
// agreed in quotation marks below it. Gives where it ends, or `at`.
static uint32_t read_quoted(esc_reader *r, uint32_t at, uint32_t end, uint32_t *n) {
    const esc_stream *s = &r->body;
    uint32_t from = at + 1;
    if (s->atoms[at].shape != ESC_SHAPE_UPPER || !esc_stream_first(s, at) ||
        !esc_atom_is(&s->atoms[at], "acuerdo|resolucion|acuerda|resuelve"))
        return at;
    from += esc_stream_sign(s, from, ':');
    if (from + 1 >= end || esc_stream_row_end(s, at) != from || !esc_agreement_quote(s, from) ||
        !deed(&s->atoms[from + 1]) || s->atoms[from + 1].shape != ESC_SHAPE_CAPITAL)
        return at;
    const uint32_t stop = from + LONGEST_AGREEMENT < end ? from + LONGEST_AGREEMENT : end;
    uint32_t to = from + 1;
    while (to < stop && !esc_agreement_quote(s, to) &&
           !(esc_stream_first(s, to) && s->rows[s->atoms[to].row].gap))
        to++;
    if (to == stop) return at;
    esc_agreement_put(r, n, NULL, (esc_range){0}, from + 1, to);
    return to;
}

// "Acuerdo 2/2021, por unanimidad: Comprar …": gives where the colon stands, or `at`.
static uint32_t over_vote(const esc_stream *s, uint32_t at, uint32_t end) {
    enum { VOTE = 8 };
    esc_cursor c = esc_cursor_on(s, at, end);
    if (!esc_cursor_match(&c, ", aprobad@|adoptad@|tomad@|dictad@? por|con unanimidad|mayoria")) return at;
    for (uint32_t i = c.at; i < end && i < c.at + VOTE && !esc_stream_sign(s, i, '.'); i++)
        if (esc_stream_sign(s, i, ':')) return i;
    return at;
}

// Over "ANEXO." before "ACUERDOS ADOPTADOS".
static uint32_t over_annex(const esc_stream *s, uint32_t at) {
    const bool annex = at + 2 < s->atoms_count && esc_atom_is(&s->atoms[at], "anex@|apendice") &&
                       esc_atom_is(&s->atoms[at + 1], ".|:");
    return annex ? at + 2 : at;
}

// A heading ACUERDOS of its own behind the closing.
static bool listed_behind(const esc_stream *s, uint32_t at) {
    if (at >= s->atoms_count) return false;
    for (uint32_t row = s->atoms[at].row; row < s->rows_count; row++)
        if (s->rows[row].count <= 4 && s->rows[row].upper &&
            esc_cursor_looking_at(s, over_annex(s, s->rows[row].first), "acuerdos|resolutivos|resoluciones"))
            return true;
    return false;
}

// "por unanimidad", "por mayoría (1 voto en contra, del Vocal)", ":" between who agrees and what.
static void over_how(esc_cursor *c) {
    enum { BRACKET = 16 };
    if (esc_cursor_match(c, ",? por|con unanimidad|mayoria|consenso"))
        esc_cursor_match(c, "de votos|presentes|l@s? presentes|miembros|asistentes?");
    uint32_t to = c->at;
    while (esc_stream_sign(c->stream, c->at, '(') && to < c->end && to < c->at + BRACKET &&
           !esc_stream_sign(c->stream, to, ')'))
        to++;
    if (to > c->at && esc_stream_sign(c->stream, to, ')')) c->at = to + 1;
    esc_cursor_sign(c, ',');
    esc_cursor_sign(c, ':');
}

// "Se acuerda aprobar …", "La Comisión acuerda: Aprobar …", "Tras la discusión, se acordó por mayoría no
// comprar …": where what was agreed begins, or `at`. marked: behind a point's number, where "Se resolvió …"
// tells of its vote.
static uint32_t behind_agreeing(const esc_stream *s, uint32_t at, uint32_t end, bool marked) {
    enum { LEAD = 8, SUBJECT = 8 };
    static const char agrees[] = "acuerd@|acordo|acuerdan|acordaron";
    esc_cursor c = esc_cursor_on(s, at, end);
    bool any = esc_cursor_match(&c, "se") &&
               (esc_cursor_match(&c, agrees) || (!marked && esc_cursor_match(&c, "resuelve|resolvio")));
    for (uint32_t i = at + 1; i < end && i < at + LEAD && !any && !esc_stream_sign(s, i, '.'); i++) {
        if (!esc_stream_sign(s, i, ',')) continue;
        c = esc_cursor_on(s, i + 1, end);
        any = esc_cursor_match(&c, "se") && esc_cursor_match(&c, agrees);
    }
    const bool subject =
        !any && esc_atom_is(&s->atoms[at], "la|el|los|las") && at + 1 < end &&
        esc_atom_is(&s->atoms[at + 1], "comite|comision|consejo|concejo|junta|asamblea|pleno|cabildo|"
                                       "directorio|subcomite|claustro|presentes|miembros|"
                                       "integrantes|asistentes|soci@s|asociad@s|consejer@s");
    for (uint32_t i = at + 1; subject && !any && i < end && i < at + SUBJECT; i++) {
        if (s->atoms[i].kind == ESC_ATOM_SIGN) break;
        c = esc_cursor_on(s, i, end);
        any = esc_cursor_match(&c, agrees);
    }
    if (!any) return at;
    over_how(&c);
    const uint32_t from = c.at;
    esc_cursor_match(&c, "no");
    const esc_atom *done = esc_cursor_atom(&c);
    return done && done->kind == ESC_ATOM_WORD &&
                   (esc_atom_infinitive(done) || esc_atom_is(done, "dar|ver|ir"))
               ? from
               : at;
}

// "El Programa se aprueba mediante Acuerdo No. 15/2022, con 2 votos.": its number is told behind what was
// done, and nobody else's.
static void read_cited(esc_reader *r, uint32_t at, uint32_t end, uint32_t *n) {
    const esc_stream *s = &r->body;
    uint32_t to = esc_sentence_to(s, at, LONGEST_AGREEMENT), from;
    if (to > end) to = end;
    for (uint32_t i = at + 2; i < to; i++) {
        esc_cursor c = esc_cursor_on(s, i, end);
        if (!esc_cursor_match(&c, "mediante|bajo|con el? numero? de? acuerdo|resolucion")) continue;
        const char *id = esc_agreement_id(r, &c, &from);
        if (!id || !strpbrk(id, "/-") || !strpbrk(id, "0123456789") || c.at >= end ||
            s->atoms[c.at].kind != ESC_ATOM_SIGN ||
            !esc_cursor_within(s, at, i,
                               "se aprueba|aprobo|autoriza|autorizo|acuerda|acordo|aprueban|aprobaron"))
            continue;
        esc_agreement_put(r, n, id, (esc_range){s, from, c.at}, at, i);
        return;
    }
}

// The same at the head of a paragraph, a bullet or a numbered row, in minutes that set no agreement apart: to
// the end of the sentence.
static void read_told(esc_reader *r, uint32_t from, uint32_t end, uint32_t *n) {
    const esc_stream *s = &r->body;
    for (uint32_t row = 0; row < s->rows_count && s->rows[row].first < end; row++) {
        uint32_t at = s->rows[row].first;
        esc_mark mark;
        bool marked = false;
        if (at >= from && esc_agreement_bullet(s, at)) {
            at++, marked = true;
        } else if (at >= from && esc_mark_read(s, r->arena, at, -1, 0, &mark) && mark.to < end) {
            at = mark.to, marked = true;
        }
        if (at < from || s->atoms[at].shape != ESC_SHAPE_CAPITAL) continue;
        const bool fresh =
            marked || s->rows[row].gap ||
            (at && (strchr(".:", s->atoms[at - 1].text[0]) || s->rows[row - 1].count < SHORT_ROW));
        const uint32_t text = fresh ? behind_agreeing(s, at, end, marked) : at;
        if (text > at)
            esc_agreement_put(r, n, NULL, (esc_range){0}, text, esc_sentence_to(s, text, LONGEST_AGREEMENT));
        else if (fresh)
            read_cited(r, at, end, n);
    }
}

// "ARTÍCULO PRIMERO: …", "Artículo 1.- …", "2. …", "ÚNICO.- …" at the beginning of a row; gives where its
// text begins, or `at`. figure: the one that may stand there.
static uint32_t behind_article(const esc_stream *s, uint32_t at, uint32_t end, uint32_t figure,
                               uint32_t *ret_from, uint32_t *ret_to) {
    esc_cursor c = esc_cursor_on(s, at, end);
    uint32_t ordinal;
    if (s->atoms[at].shape == ESC_SHAPE_LOWER) return at; // "… del párrafo" / "segundo. …"
    esc_cursor_match(&c, "articulo|art|punto .?");
    *ret_from = c.at;
    if (!esc_cursor_match(&c, "unic@") && !esc_number_ordinal_words(&c, &ordinal)) {
        if (c.at < end && esc_number_ordinal_figures(&s->atoms[c.at], &ordinal))
            c.at++;
        else if (!esc_number_figures(&c, &ordinal))
            return at;
        if (ordinal != figure) return at;
    }
    *ret_to = c.at;
    const uint32_t text = c.at;
    while (c.at < end && s->atoms[c.at].kind == ESC_ATOM_SIGN && strchr(".:-—–", s->atoms[c.at].text[0]))
        c.at++;
    return c.at > text ? c.at : at;
}

// What a paper of its own kind resolves, article by article.
static void read_accord(esc_reader *r, uint32_t *n) {
    const esc_stream *s = &r->body;
    const uint32_t end = r->sections.business.to;
    uint32_t text = ESC_NONE, id_from = 0, id_to = 0, figure = 1; // 0: they go by words
    for (uint32_t row = s->atoms[r->sections.business.from].row + 1; row <= s->rows_count; row++) {
        const uint32_t at = row < s->rows_count && s->rows[row].first < end ? s->rows[row].first : end;
        uint32_t from = 0, to = 0, begins = at;
        if (at < end) begins = behind_article(s, at, end, figure, &from, &to);
        if (at < end && begins == at) continue;
        if (at < end) figure = figure && s->atoms[from].kind != ESC_ATOM_WORD ? figure + 1 : 0;
        if (text != ESC_NONE) {
            char *id = esc_stream_text(s, r->arena, id_from, id_to);
            esc_agreement_put(r, n, id, (esc_range){s, id_from, id_to}, text, at);
        }
        if (at == end) return;
        text = begins, id_from = from, id_to = to;
    }
}

// "ACUERDO 214.1" over the list of points that it approves, with 214.2 as the next one further down: where to
// begin.
static uint32_t first_in_series(esc_reader *r) {
    const esc_stream *s = &r->body;
    const char *before = NULL;
    uint32_t first = r->sections.business.from, from;
    for (uint32_t row = 0; row < s->rows_count; row++) {
        const uint32_t at = s->rows[row].first;
        esc_cursor c = esc_cursor_on(s, at, s->atoms_count);
        if (s->atoms[at].shape == ESC_SHAPE_LOWER || !esc_cursor_match(&c, "acuerdo")) continue;
        const char *id = esc_agreement_id(r, &c, &from);
        if (!id || !strpbrk(id, "/-.")) continue;
        if (before) return esc_agreement_counts_up(before, id) ? first : r->sections.business.from;
        if (at >= r->sections.business.from) break;
        before = id, first = at;
    }
    return r->sections.business.from;
}

// Up to the next row of a form that begins with a label, or stands apart.
static uint32_t before_label(const esc_stream *s, uint32_t from, uint32_t to) {
    for (uint32_t i = esc_stream_row_end(s, from); i < to; i = esc_stream_row_end(s, i))
        if (s->rows[s->atoms[i].row].gap ||
            (i + 2 < to && esc_stream_sign(s, i + 1, ':') && s->atoms[i + 2].wide))
            return i;
    return to;
}

// What is to be done, or what somebody will do: "Se aprueba …", "La tesorera pagará …".
static bool will_do(const esc_stream *s, uint32_t at, uint32_t end) {
    enum { SUBJECT = 7 };
    if (at >= end || !esc_atom_capital(&s->atoms[at])) return false;
    if (resolves(s, at)) return true;
    for (uint32_t i = at; i < end && i < at + SUBJECT && s->atoms[i].kind == ESC_ATOM_WORD; i++) {
        const size_t len = strlen(s->atoms[i].text);
        const char *ending = s->atoms[i].text + (len > 4 ? len - 4 : 0);
        if (len > 5 && s->atoms[i].shape == ESC_SHAPE_LOWER &&
            (strstr(ending, "rá") || strstr(ending, "rán")))
            return true;
    }
    return false;
}

// "R.D. N° 15/2022. Se establece …": the letters of a series and the number's sign begin the row.
static bool series_letters(const esc_stream *s, uint32_t at) {
    return esc_stream_first(s, at) && esc_agreement_letters(s, at, s->atoms_count) > at;
}

// "… el artículo 33 del" / "Acuerdo 008 de 2005.": the row breaks within what is named.
static bool named_above(const esc_stream *s, uint32_t at) {
    return at && esc_stream_first(s, at) && !s->rows[s->atoms[at].row].gap &&
           s->atoms[at].shape == ESC_SHAPE_CAPITAL &&
           esc_atom_is(&s->atoms[at - 1], "del|al|segun|este|dicho|conforme|mediante|por|y|e|o");
}

void esc_read_agreements(esc_reader *r) {
    const esc_stream *s = &r->body;
    uint32_t n = 0, end = r->sections.signatures.from;
    esc_mark series = {0};
    if (r->sections.accord) {
        read_accord(r, &n);
        return;
    }
    if (end > s->atoms_count || end <= r->sections.business.from || listed_behind(s, end))
        end = s->atoms_count;
    for (uint32_t at = first_in_series(r); at < end; at++) {
        const uint32_t rows = esc_stream_first(s, at) ? esc_agreement_marked_rows(r, at, end, true, &n) : at;
        if (rows > at) {
            at = rows - 1;
            continue;
        }
        if (announced(r, at, &series) || coded_series(r, at, end)) {
            uint32_t stop = read_list(r, at, end, &n, &series);
            if (stop == at) stop = read_bullets(r, at, end, &n);
            if (stop == at) stop = read_unmarked(r, at, end, &n);
            if (stop > at) at = stop - 1;
            continue;
        }
        uint32_t over = read_inline(r, at, end, &n);
        if (over == at && esc_stream_first(s, at)) over = read_apart(r, at, end, &n, &series);
        if (over == at) over = read_behind_colon(r, at, end, &n);
        if (over == at) over = read_quoted(r, at, end, &n);
        if (over > at) {
            at = over - 1;
            continue;
        }
        if (named_above(s, at)) continue;
        bool within = !stands_out(s, at) && (told_here(s, at) || behind_stop(s, at));
        if (!within && (s->atoms[at].shape == ESC_SHAPE_LOWER || !stands_out(s, at))) continue;
        esc_cursor c = esc_cursor_on(s, at, end);
        // "Decisiones: La tesorera pagará …", "DICTAMEN: Se aprueba …"
        if (begins_row(s, at) &&
            esc_cursor_match(&c, "dictamen|decision|decisiones|determinacion|determinaciones|acuerdos|"
                                 "resoluciones") &&
            esc_cursor_sign(&c, ':') && !esc_stream_first(s, c.at) && will_do(s, c.at, end)) {
            const uint32_t to = esc_agreement_paragraph_end(r, c.at, end, NULL);
            esc_agreement_put(r, &n, NULL, (esc_range){0}, c.at, to);
            at = to - 1;
            continue;
        }
        c = esc_cursor_on(s, at, end);
        uint32_t ordinal, id_from;
        esc_mark own;
        if (esc_stream_first(s, at) && esc_mark_read(s, r->arena, at, -1, 0, &own))
            c.at = own.to; // "4. Acuerdos"
        if (esc_stream_first(s, at)) c.at = over_annex(s, c.at);
        if (esc_stream_first(s, at) && c.at < end &&
            (esc_cursor_match(&c, "se acuerd@|resuelve") ||
             esc_cursor_match(&c, "acuerda|acuerdan|acordaron|resuelve|resuelven") ||
             esc_cursor_match(&c,
                              "acuerdos|resolutivos|resoluciones|determinaciones|compromisos|decisiones") ||
             esc_cursor_match(&c, "punto|puntos de acuerdo") || esc_cursor_match(&c, "puntos resolutivos") ||
             esc_cursor_match(
                 &c, "se|fueron|quedaron|resultaron|los ~3 siguientes? acuerdos|resoluciones|resolutivos"))) {
            uint32_t row_end = esc_stream_row_end(s, at);
            if (row_end - at > 7 || row_end >= end) continue;
            if (esc_cursor_looking_at(s, c.at,
                                      "de|del la? alcald*|presiden*|intenden*|rector*|direccion|gerencia"))
                continue; // "5. RESOLUCIONES DE LA ALCALDÍA": what is reported of
            if (n && esc_atom_is(&s->atoms[c.from], "compromisos")) continue; // who does what, besides these
            uint32_t stop = read_list(r, row_end, end, &n, &series);
            uint32_t below = stop == row_end ? behind_specks(s, row_end, end) : row_end;
            if (below > row_end && (stop = read_list(r, below, end, &n, &series)) == below) stop = row_end;
            if (stop == row_end) stop = read_bullets(r, row_end, end, &n);
            if (stop == row_end) stop = esc_agreement_marked_rows(r, row_end, end, false, &n);
            if (stop == row_end) stop = read_table(r, row_end, end, &n);
            if (stop == row_end && s->rows[s->atoms[at].row].upper) stop = read_unmarked(r, row_end, end, &n);
            if (stop > row_end) at = stop - 1;
            continue;
        }
        c = esc_cursor_on(s, at, end);
        char *id = NULL;
        bool labelled = false;
        if (esc_number_ordinal_words(&c, &ordinal) &&
            esc_cursor_match(&c, "acuerdo|resolucion|decision")) { // "Primer acuerdo:"
            id = esc_stream_text(s, r->arena, at, c.at - 1);
            id_from = at;
        } else {
            c = esc_cursor_on(s, at, end);
            bool resolved =
                (begins_row(s, at) || within) &&
                (esc_cursor_match(&c, "resolucion|acordada|disposicion|decision|determinacion de|del "
                                      "directorio|consejo|concejo|junta|asamblea|comite|pleno|gerencia") ||
                 esc_cursor_match(&c, "resolucion|acordada|disposicion|decision|determinacion "
                                      "municipal|plenaria|administrativa|directoral|rectoral?"));
            // "DESPACHO 31/18: Aconsejar …": by names that other papers have, too
            bool other = !resolved && begins_row(s, at) &&
                         (esc_cursor_match(
                              &c, "despacho|dictamen|recomendacion|decreto|ordenanza|compromiso|conclusion|"
                                  "declaracion|comunicacion|providencia|mandato "
                                  "de|del? comision|consejo|concejo?") ||
                          esc_cursor_match(&c, "ley municipal|departamental|provincial"));
            other |= !resolved && series_letters(s, at);
            if (!resolved && !other && !(within && esc_cursor_match(&c, "acuerd@|acuerdan|resuelve")) &&
                !esc_cursor_match(
                    &c, "acuerdo de|del concejo|consejo|cabildo|ayuntamiento|junta|directorio|pleno") &&
                !esc_cursor_match(&c, "acuerdo municipal|regional|superior|plenario|directivo|gremial?"))
                continue;
            // "Acuerdo:      CTI-11/2021" / "Texto:        Se emite …": a form
            const bool form = esc_stream_first(s, at) && esc_stream_sign(s, c.at, ':') && c.at + 1 < end &&
                              s->atoms[c.at + 1].wide &&
                              esc_agreement_id_end(s, c.at + 1, end) == esc_stream_row_end(s, at);
            c.at += form;
            id = esc_agreement_id(r, &c, &id_from);
            if (form && id) labelled = true;
            // "Resolución CT/R-01. Se …", "RESOLUCIÓN PRIMERA. Se …"
            bool worded = id && s->atoms[at].shape == ESC_SHAPE_UPPER &&
                          (s->atoms[id_from].ordinal || begins_row(s, at)); // DETERMINACIÓN 1.-
            bool coded = id && (strpbrk(id, "/-") || worded) && esc_stream_sign(s, c.at, '.');
            const bool to_do = id && begins_row(s, at) && c.at + 2 < end &&
                               esc_atom_is(&s->atoms[c.at], ".|:") &&
                               resolves(s, c.at + 1 + esc_atom_is(&s->atoms[c.at + 1], "-|–|—"));
            if (other && !to_do) continue;
            coded |= to_do;
            // in a row of its own over what was resolved
            bool above = id && strpbrk(id, "/-") && c.at < end && esc_stream_first(s, c.at);
            // "Resolución 2019-01   Para aceptar …": what was resolved stands beside it
            bool beside = id && strpbrk(id, "/-") && esc_stream_first(s, at) && c.at + 1 < end &&
                          s->atoms[c.at].shape == ESC_SHAPE_CAPITAL &&
                          (s->atoms[c.at].wide || esc_atom_infinitive(&s->atoms[c.at]) ||
                           (esc_atom_is(&s->atoms[c.at], "no") && esc_atom_infinitive(&s->atoms[c.at + 1])) ||
                           esc_atom_is(&s->atoms[c.at], "para"));
            // "Determinación: Se aprueba …"
            bool bare = !id && begins_row(s, at) && c.at + 1 < end && esc_stream_sign(s, c.at, ':') &&
                        s->atoms[c.at + 1].shape == ESC_SHAPE_CAPITAL && deed(&s->atoms[c.at + 1]);
            if (resolved && !coded && !above && !beside && !bare && !(id && esc_stream_sign(s, c.at, ':')))
                continue;
        }
        uint32_t id_to = c.at;
        if (id) c.at = over_vote(s, over_bracket(s, c.at, end), end);
        if (labelled) esc_cursor_match(&c, "texto|descripcion|contenido|redaccion :");
        if (id && within && !esc_cursor_match(&c, "del|al tenor siguiente"))
            esc_cursor_match(&c, "que|cual dice|reza");
        // "… se tomó el siguiente ACUERDO: Se autoriza …": one without a number
        bool unnumbered = s->atoms[at].shape == ESC_SHAPE_UPPER && c.at + 1 < end &&
                          deed(&s->atoms[c.at + 1]) && s->atoms[c.at + 1].shape != ESC_SHAPE_LOWER;
        // "adopta por unanimidad el siguiente, ACUERDO" / "PRIMERO. …": a list, and not only its first one
        esc_mark first;
        if (id && esc_stream_first(s, id_from) && id_from > at &&
            esc_mark_read(s, r->arena, id_from, ESC_MARK_ORDINAL, 1, &first) && first.value == 1) {
            const uint32_t stop = read_list(r, id_from, end, &n, &series);
            if (stop > id_from) {
                at = stop - 1;
                continue;
            }
        }
        if (within && !((id || unnumbered) && c.at < end && esc_stream_sign(s, c.at, ':'))) continue;
        bool sign =
            c.at < end && s->atoms[c.at].kind == ESC_ATOM_SIGN && strchr(".:-)", s->atoms[c.at].text[0]);
        // in a row of its own over its text, or in a column beside it
        bool own_row = c.at < end && (esc_stream_first(s, c.at) || (id && s->atoms[c.at].wide));
        if (sign && !id && announced(r, c.at + 1, &series))
            continue; // "… el siguiente / Acuerdo:", and the list
        if (sign && !id && c.at + 1 < end && esc_stream_first(s, c.at + 1) &&
            esc_cursor_looking_at(s, c.at + 1, LABELLED))
            continue; // "…, ACUERDA:" / "ACUERDO NÚMERO UNO. …"
        const uint32_t list_end = sign && !id ? read_inline(r, c.at + 1, end, &n) : 0; // "…, ACUERDA: I) …"
        if (list_end > c.at + 1) {
            at = list_end - 1;
            continue;
        }
        // "Acuerdo 96.1 Se aprobó …": a code, and a sentence behind it
        bool sentence = id && strpbrk(id, "/-.") && esc_stream_first(s, at) && c.at < end &&
                        s->atoms[c.at].shape == ESC_SHAPE_CAPITAL && !s->atoms[c.at].glued;
        if (!sign && !own_row && !sentence && !(id && s->atoms[at].shape == ESC_SHAPE_UPPER)) continue;
        if (!id && !sign) continue;
        uint32_t to, reasons = id ? esc_agreement_behind_reasons(s, c.at + (sign ? 1 : 0), end, &to) : c.at;
        if (reasons > c.at + 1)
            c.at = reasons;
        else
            to = esc_agreement_paragraph_end(r, c.at + (sign ? 1 : 0), end, s->atoms[at].norm);
        if (labelled) to = before_label(s, c.at, to);
        esc_agreement_put(r, &n, id, (esc_range){s, id_from, id_to}, c.at, to);
        at = to - 1;
    }
    if (!n) read_told(r, r->sections.business.from, end, &n);
}
