// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/progress.h"

#include <stdlib.h>
#include <string.h>

#include "fields/numbers.h"
#include "fields/sentences.h"
#include "fields/verdict.h"

// What begins a sentence that says what it is about.
static const char prepositions[] =
    "en|sobre|respecto|con|acerca|referente|relativo|por|para|tocante|pasando|a|de|al|del|tras|ya";

enum { LEAD_WORDS = 5, NAME_WORDS = 4, PARAGRAPH_HEAD = 14, HEADING_WORDS = 8, TOLD_WORDS = 5 };

// The same word, or one in which a scanner changed a letter or took a for o.
static bool near(const esc_atom *x, const esc_atom *y) {
    const char *a = x->norm, *b = y->norm;
    const size_t n = x->norm_len, most = n > 5;
    if (n != y->norm_len) return false;
    for (size_t i = 0, differ = 0; i < n; i++)
        if (a[i] != b[i] && !(strchr("ao", a[i]) && strchr("ao", b[i])) && ++differ > most) return false;
    return true;
}

// How many of the first words of the point's text stand at `at`.
static uint32_t alike(const esc_stream *s, const esc_point *point, uint32_t at, uint32_t end) {
    uint32_t n = 0, i = point->from;
    for (; i < point->to && at < end && n < 8; i++, at++) {
        while (i < point->to && s->atoms[i].kind == ESC_ATOM_SIGN) i++;
        while (at < end && s->atoms[at].kind == ESC_ATOM_SIGN) at++;
        if (i >= point->to || at >= end || !near(&s->atoms[i], &s->atoms[at])) break;
        n++;
    }
    return n;
}

// "C. Despachos" over "1)", "2)", …: the one part that has this number, whose point has a letter.
static uint32_t only_part(const esc_reader *r, uint32_t value) {
    uint32_t found = ESC_NONE;
    if (r->points.items_count && r->points.items[0].mark.style != ESC_MARK_LETTER) return found;
    for (uint32_t i = 0; i < r->points.items_count; i++) {
        const esc_mark *mark = &r->points.items[i].mark;
        if (mark->style != ESC_MARK_FIGURE || mark->value != value || mark->sub) continue;
        if (found != ESC_NONE) return ESC_NONE;
        found = i;
    }
    return found;
}

// The point numbered value, value.sub or value.sub.deep; letter: of a list of letters.
static uint32_t point_of(const esc_reader *r, uint32_t value, uint32_t sub, uint32_t deep, bool letter) {
    for (uint32_t i = 0; i < r->points.items_count; i++) {
        const esc_mark *mark = &r->points.items[i].mark;
        bool lettered = mark->style == ESC_MARK_LETTER;
        if (mark->value == value && mark->sub == sub && mark->deep == deep && lettered == letter &&
            (!r->points.items[i].nested || sub || letter))
            return i;
    }
    return sub || letter ? ESC_NONE : only_part(r, value);
}

// ".2" right behind a number.
static bool dotted_number(esc_cursor *c, uint32_t *ret) {
    esc_cursor next = *c;
    uint32_t n;
    if (!esc_cursor_sign(&next, '.') || !esc_cursor_atom(&next) || !esc_cursor_atom(&next)->glued ||
        !esc_number_figures(&next, &n))
        return false;
    *c = next, *ret = n;
    return true;
}

static bool is_letter(const esc_atom *atom) {
    return atom->kind == ESC_ATOM_WORD && atom->norm[0] >= 'a' && atom->norm[0] <= 'z' && !atom->norm[1];
}

// The list counts i., ii., iii.
static bool small_roman(const esc_reader *r) {
    const esc_mark *mark = r->points.items_count > 1 ? &r->points.items[1].mark : NULL;
    return mark && mark->style == ESC_MARK_ROMAN && r->body.atoms[mark->from].shape == ESC_SHAPE_LOWER;
}

// The number behind "punto": 3, 4.1, IV, IV.2, tres, tercero, b). ESC_NONE where there is none.
static uint32_t number_at(const esc_reader *r, esc_cursor *c) {
    const esc_stream *s = c->stream;
    const esc_atom *atom = esc_cursor_atom(c);
    uint32_t value = 0, sub = 0, deep = 0;
    if (!atom) return ESC_NONE;
    bool lettered = r->points.items_count && r->points.items[0].mark.style == ESC_MARK_LETTER;
    if (is_letter(atom) &&
        (esc_stream_sign(s, c->at + 1, ')') ||
         (lettered && (atom->shape != ESC_SHAPE_LOWER ||
                       (c->at && esc_atom_is(&s->atoms[c->at - 1], "inciso|literal|letra")))))) {
        c->at++;
        dotted_number(c, &sub); // "D.1"
        return point_of(r, (uint32_t)(atom->norm[0] - 'a' + 1), sub, 0, true);
    }
    const bool small = small_roman(r);
    uint32_t roman = atom->shape == ESC_SHAPE_UPPER || small ? esc_number_roman(atom->text, small) : 0;
    if (roman)
        value = roman, c->at++;
    else if (!esc_number_figures(c, &value) && !esc_number_ordinal(c, &value) && !esc_number_words(c, &value))
        return ESC_NONE;
    if (dotted_number(c, &sub)) dotted_number(c, &deep);
    uint32_t letter = c->at + 1; // "punto 3.a:"
    if (!sub && esc_stream_sign(s, c->at, '.') && letter < c->end && s->atoms[letter].glued &&
        is_letter(&s->atoms[letter]))
        sub = (uint32_t)(s->atoms[letter].norm[0] - 'a' + 1), c->at = letter + 1;
    return point_of(r, value, sub, deep, false);
}

// "CAPÍTULO IV" at the head of a row: what is numbered within the chapters ("Artículo 7.") is no point.
static bool in_chapters(const esc_reader *r) {
    const esc_stream *s = &r->body;
    for (uint32_t row =
             s->atoms[r->sections.business.from < s->atoms_count ? r->sections.business.from : 0].row;
         row < s->rows_count; row++)
        if (s->rows[row].gap && esc_atom_is(&s->atoms[s->rows[row].first], "capitulo")) return true;
    return false;
}

// "punto número 3", "tercer punto": the point, and where the words end.
static uint32_t reference(const esc_reader *r, uint32_t at, uint32_t *ret_to) {
    const esc_stream *s = &r->body;
    esc_cursor c = esc_cursor_on(s, at, s->atoms_count);
    uint32_t point, value;
    // "artículo 30, numeral 4, del Código"
    if (at > 3 && esc_cursor_looking_at(s, at, "numeral|inciso|literal|apartado|letra|ordinal") &&
        esc_cursor_within(s, at - 4, at, "articulo|articulos|art|arts|fraccion|clausula"))
        return ESC_NONE;
    bool heading =
        s->rows[s->atoms[at].row].gap && esc_stream_first(s, at) &&
        esc_cursor_match(&c, "capitulo|apartado|titulo|articulo|seccion"); // of the minutes themselves
    if (heading && esc_atom_is(&s->atoms[at], "articulo") && in_chapters(r)) return ESC_NONE;
    // "En el artículo 7, la directora …", where the agenda's points are "ARTÍCULO 7"
    const bool called = at > 1 && s->atoms[at - 2].shape == ESC_SHAPE_CAPITAL &&
                        esc_cursor_looking_at(s, at - 2, "en|sobre el articulo") &&
                        esc_atom_is(&s->atoms[r->points.items[0].mark.from], "articulo");
    if (called) esc_cursor_match(&c, "articulo");
    // "CASO IV.2   Área requirente: …" at a row's head
    const bool example = esc_stream_first(s, at) && s->atoms[at].shape != ESC_SHAPE_LOWER;
    if (heading || called || (example && esc_cursor_match(&c, "caso")) ||
        esc_cursor_match(&c, "punto|numeral|ordinal|asunto|inciso|literal|letra|tema|agenda")) {
        esc_cursor_match(&c, "es? el|la"); // "El siguiente punto es el cinco."
        if (esc_cursor_match(&c, "numero|no|num")) esc_cursor_sign(&c, '.');
        // "… quedó aprobado el punto" at a paragraph's end: the next one's mark is no number of its
        if (esc_stream_first(c.stream, c.at) && c.stream->rows[c.stream->atoms[c.at].row].gap)
            return ESC_NONE;
        point = number_at(r, &c);
    } else if (esc_number_ordinal_words(&c, &value) && esc_cursor_match(&c, "punto|asunto|tema")) {
        point = point_of(r, value, 0, 0, false);
    } else {
        return ESC_NONE;
    }
    // "Punto 3, inciso a)": a part of it
    esc_cursor part = c;
    esc_cursor_sign(&part, ',');
    if (point != ESC_NONE && esc_cursor_match(&part, "inciso|literal|apartado|letra") &&
        esc_cursor_atom(&part) && !esc_cursor_atom(&part)->norm[1]) {
        uint32_t letter = (uint32_t)(esc_cursor_atom(&part)->norm[0] - 'a' + 1);
        for (uint32_t i = point + 1; i < r->points.items_count && r->points.items[i].nested; i++) {
            const esc_mark *mark = &r->points.items[i].mark;
            bool same = mark->style == ESC_MARK_LETTER ? mark->value == letter : mark->sub == letter;
            if (same) {
                *ret_to = part.at + 1;
                return i;
            }
        }
    }
    *ret_to = c.at;
    return point;
}

// "… hizo ver que en el punto quinto se omitió su voto": in the minutes that are read.
static bool of_minutes(const esc_stream *s, uint32_t to) {
    return esc_cursor_looking_at(s, to,
                                 "se|falt*|dice|decia|consta|debe ~1 omit*|asent*|decir|dice|decia|consta");
}

uint32_t esc_progress_named(const esc_reader *r, uint32_t from, uint32_t vote, uint32_t to) {
    uint32_t last = ESC_NONE;
    for (uint32_t at = from; at < to; at++) {
        uint32_t end, point = reference(r, at, &end);
        // "… pidió recorrer el punto V": of the order in which they are treated
        if (point != ESC_NONE &&
            esc_cursor_within(&r->body, at > from + 3 ? at - 3 : from, at,
                              "cuyo|recorr*|adelant*|anticip*|mover|inclu*|agreg*|invert*|resuelto") &&
            !esc_cursor_within(&r->body, at > from + 4 ? at - 4 : from, at, "mas adelante"))
            continue;
        if (point != ESC_NONE && of_minutes(&r->body, end)) continue;
        if (point != ESC_NONE && at > vote) return last != ESC_NONE ? last : point;
        if (point != ESC_NONE) last = point;
        // "el inciso c) del punto 4": named once
        if (point != ESC_NONE && r->points.items[point].nested &&
            esc_cursor_looking_at(&r->body, end, "del punto|numeral|asunto|tema"))
            at = end + 1;
    }
    return last;
}

uint32_t esc_progress_several(const esc_reader *r, uint32_t from, uint32_t to, uint32_t *ret, uint32_t most) {
    const esc_stream *s = &r->body;
    for (uint32_t at = from; at < to; at++) {
        esc_cursor c = esc_cursor_on(s, at, to);
        const bool bare = at == from && esc_stream_first(s, at); // "2 y 3. Se votaron …"
        if (!esc_cursor_match(&c, "puntos|asuntos|numerales|temas") && !bare) continue;
        // "propuso invertir los puntos quinto y sexto"
        if (esc_cursor_within(s, at > from + 4 ? at - 4 : from, at,
                              "sin|retir*|salvo|excepto|inclu*|agreg*|invert*|recorr*|adelant*|anticip*|"
                              "intercambi*|cambi*|mover|orden"))
            continue;
        esc_cursor_match(&c, "numeros|marcados");
        uint32_t n = 0;
        while (n < most && c.at < to) {
            const uint32_t point = number_at(r, &c);
            if (point == ESC_NONE) break;
            ret[n++] = point;
            esc_cursor_sign(&c, ',');
            if (esc_cursor_match(&c, "al|a") && n) { // "los puntos 2 al 4"
                const uint32_t last = number_at(r, &c);
                for (uint32_t i = point + 1; last != ESC_NONE && i <= last && n < most; i++)
                    if (!r->points.items[i].nested) ret[n++] = i;
                break;
            }
            esc_cursor_match(&c, "y|e");
        }
        const bool ends = !bare || esc_stream_sign(s, c.at, '.') || esc_stream_sign(s, c.at, ':') ||
                          esc_stream_sign(s, c.at, ')');
        if (n > 1 && ends) return n;
    }
    return 0;
}

// True where atom `at` stands at the head of a paragraph, which tells what it is about.
static bool at_head(const esc_stream *s, uint32_t at) {
    uint32_t row = s->atoms[at].row, first = s->rows[row].first;
    if (!esc_stream_opens(s, row) && row && esc_stream_opens(s, row - 1)) first = s->rows[--row].first;
    return esc_stream_opens(s, row) && at - first < PARAGRAPH_HEAD;
}

// Behind a stop or a colon, or at a row's head: where somebody begins a sentence.
static bool begins_saying(const esc_stream *s, uint32_t at) {
    return s->atoms[at].shape != ESC_SHAPE_LOWER &&
           (!at || esc_stream_begins(s, at) || strchr(".:?!", s->atoms[at - 1].text[0]));
}

// Who speaks says which point comes: "Es el punto 1, relativo a …", "El punto 3 corresponde a …", "quienes
// estén por la afirmativa del punto 2", "el proyecto listado como punto 4".
static bool said_aloud(const esc_stream *s, uint32_t at, uint32_t to) {
    if (at < 3) return false;
    if (esc_cursor_looking_at(s, at - 2, "es el") && begins_saying(s, at - 2)) return true;
    if (esc_atom_is(&s->atoms[at - 1], "el") && begins_saying(s, at - 1) &&
        esc_cursor_looking_at(s, to, ",? es|corresponde|consiste|trata|versa|contiene"))
        return true;
    return esc_cursor_looking_at(s, at - 2, "listad@|identificad@|enlistad@|marcad@ como|con") ||
           esc_cursor_looking_at(s, at - 2, "proyecto|afirmativa|votacion|favor|contenido del");
}

// "El punto cuarto queda retirado.", "… queda retirado el punto 5": told when the agenda is voted, and no
// turn to that point.
static bool taken_off(const esc_stream *s, uint32_t at, uint32_t to) {
    return esc_cursor_looking_at(
               s, to, "queda|quede|quedo|fue|sea|sera retirad@|eliminad@|aplazad@|pospuest@|baj@") ||
           esc_cursor_looking_at(
               s, to, "se reserv*|retir*|pospo*|pospu*|poster*|aplac*|aplaz*|difier*|difir*|elimin*") ||
           (at > 1 &&
            esc_cursor_looking_at(
                s, at - 2, "retirad@|eliminad@|retiro|retire|retirar|retira|retiran|elimina|sin el|del"));
}

// A point that the telling turns to here.
static uint32_t named_point(const esc_reader *r, uint32_t at) {
    const esc_stream *s = &r->body;
    uint32_t to, point = reference(r, at, &to);
    if (point == ESC_NONE) return point;
    if (at && esc_atom_is(&s->atoms[at - 1], "cuyo")) return ESC_NONE; // of another paper
    if (taken_off(s, at, to) || of_minutes(s, to)) return ESC_NONE;
    if (esc_stream_first(s, at) && s->atoms[at].shape != ESC_SHAPE_LOWER) return point;
    bool whole = esc_cursor_looking_at(s, to, "~1 del|de la? orden|presente") ||
                 esc_cursor_looking_at(s, to, "de lo orden");
    bool moved =
        at > 2 &&
        (esc_cursor_looking_at(s, at - 1, "siguiente|proximo|ultimo punto|asunto|tema es") ||
         esc_cursor_looking_at(s, at - 2, "desahogo|desahogar|abordar|tratar del|el|al") ||
         esc_cursor_looking_at(s, at - 2,
                               "pasa|paso|pasando|pasemos|pasamos|continuando|adelante|vamos|vayamos|turno "
                               "al|con") ||
         esc_cursor_looking_at(s, at - 3, "continuamos|continuando|adelante|seguimos|sigamos con el") ||
         esc_cursor_looking_at(s, at - 2,
                               "aprueb*|somet*|vot*|respecto|cuanto|toca|relativo|consideracion|trata|trato|"
                               "tratar|trataron|tratan el|al|del"));
    // "… Punto 2): se lee …" in running text: its own sign behind it, as over a paragraph
    bool announced = at && s->atoms[at - 1].kind == ESC_ATOM_SIGN && s->atoms[at].shape != ESC_SHAPE_LOWER &&
                     to < s->atoms_count && s->atoms[to].kind == ESC_ATOM_SIGN &&
                     strchr("):.", s->atoms[to].text[0]);
    return whole || moved || announced || said_aloud(s, at, to) || at_head(s, at) ? point : ESC_NONE;
}

// "4. CALLES. …" for the point "IV. Nomenclatura de las calles …": the minutes number the agenda's points in
// their own way, and the heading has a word of the point.
static bool other_numbering(const esc_reader *r, uint32_t at, const esc_point *point) {
    const esc_stream *s = &r->body;
    esc_mark mark;
    if (point->mark.style == ESC_MARK_LETTER) return false;
    if (!esc_mark_read(s, r->arena, at, -1, point->mark.value, &mark) || mark.style == point->mark.style)
        return false;
    if (mark.value != point->mark.value || mark.sub || point->mark.sub) return false;
    for (uint32_t i = mark.to; i < mark.to + HEADING_WORDS && i < s->atoms_count; i++) {
        if (i > mark.to && (esc_stream_sign(s, i, '.') || esc_stream_sign(s, i, ':'))) return false;
        if (s->atoms[i].kind != ESC_ATOM_WORD || s->atoms[i].norm_len < 4) continue;
        for (uint32_t k = point->from; k < point->to; k++)
            if (near(&s->atoms[k], &s->atoms[i])) return true;
    }
    return false;
}

// A row that begins a paragraph: behind an empty line, a row that ends in a stop or a bracket, or a heading.
static bool fresh(const esc_stream *s, uint32_t row) {
    uint32_t first = s->rows[row].first;
    return esc_stream_opens(s, row) ||
           (row && (esc_stream_sign(s, first - 1, '.') || esc_stream_sign(s, first - 1, ')'))) ||
           (row && s->rows[row - 1].upper) || esc_sentence_behind_result(s, first);
}

bool esc_progress_heads_agreements(const esc_reader *r, uint32_t at) {
    const esc_stream *s = &r->body;
    const esc_row *row = &s->rows[s->atoms[at].row];
    esc_mark mark;
    if (!row->upper || row->count > HEADING_WORDS) return false;
    uint32_t text = esc_mark_read(s, r->arena, at, -1, 0, &mark) ? mark.to : at;
    return text < s->atoms_count && esc_atom_is(&s->atoms[text], "acuerdos|resolutivos|resoluciones") &&
           !esc_cursor_looking_at(s, text + 1,
                                  "de|del la? alcald*|presiden*|intenden*|rector*|direccion|gerencia");
}

// The style, other than the agenda's, in which paragraphs of the business are numbered through, one after the
// other and never anew: "TERCERO.- …" for point 3. -1 where there is none.
static int business_style(const esc_reader *r) {
    static const int styles[] = {ESC_MARK_ORDINAL, ESC_MARK_ROMAN, ESC_MARK_FIGURE, ESC_MARK_WORD};
    const esc_stream *s = &r->body;
    uint32_t top = 0, from = r->sections.business.from, to = r->sections.closing.from;
    for (uint32_t i = 0; i < r->points.items_count; i++) {
        top += !r->points.items[i].nested;
        if (from < r->points.items[i].to) from = r->points.items[i].to;
    }
    if (!top) return -1;
    for (size_t k = 0; k < sizeof styles / sizeof *styles; k++) {
        uint32_t expected = 1, found = 0;
        bool through = styles[k] != r->points.items[0].mark.style;
        for (uint32_t row = 0; through && row < s->rows_count; row++) {
            esc_mark mark;
            uint32_t at = s->rows[row].first;
            if (at < from || at >= to || !fresh(s, row)) continue;
            if (esc_progress_heads_agreements(r, at)) break; // "ACUERDOS" over "PRIMERO. …"
            if (!esc_mark_read(s, r->arena, at, styles[k], expected, &mark) || mark.sub) continue;
            through = mark.value >= expected && mark.value <= expected + 1;
            expected = mark.value + 1;
            found++;
        }
        if (through && found > 1 && found + 2 >= top && expected <= top + 1) return styles[k];
    }
    return -1;
}

// The business names what it numbers, as the agenda does: "PUNTO SEGUNDO. …" begins the second point, and
// "SEGUNDO.- …" is of what was agreed.
static bool business_named(const esc_reader *r) {
    const esc_stream *s = &r->body;
    const esc_mark *first = &r->points.items[0].mark;
    for (uint32_t row = 0; first->named && row < s->rows_count; row++) {
        esc_mark mark;
        uint32_t at = s->rows[row].first;
        if (at >= r->sections.business.from && at < r->sections.closing.from &&
            esc_mark_read(s, r->arena, at, first->style, 0, &mark) && mark.named)
            return true;
    }
    return false;
}

// The number that stands alone in a row between empty lines; 0 where none does.
static uint32_t alone_in_row(const esc_stream *s, uint32_t row) {
    const esc_row *own = &s->rows[row];
    const esc_atom *atom = &s->atoms[own->first];
    if (own->count != 1 || atom->kind != ESC_ATOM_NUMBER || strlen(atom->text) > 2 || !own->gap ||
        (row + 1 < s->rows_count && !s->rows[row + 1].gap))
        return 0;
    return (uint32_t)strtoul(atom->text, NULL, 10);
}

// Whether such numbers count the business through, from 3 at most up to the agenda's last point, as verbatim
// records' do; pages hardly are as many.
static bool business_alone(const esc_reader *r) {
    const esc_stream *s = &r->body;
    uint32_t last = 0, top = 0, found = 0;
    for (uint32_t i = 0; i < r->points.items_count; i++)
        if (!r->points.items[i].nested) top = r->points.items[i].mark.value;
    for (uint32_t row = 0; row < s->rows_count; row++) {
        const uint32_t at = s->rows[row].first, n = alone_in_row(s, row);
        if (!n || at < r->sections.business.from || at >= r->sections.closing.from) continue;
        if (last ? n != last + 1 : n > 3) return false;
        last = n, found++;
    }
    return found > 2 && last == top && r->points.items[0].mark.style == ESC_MARK_FIGURE;
}

void esc_progress_begin(esc_reader *r) {
    r->business_alone = business_alone(r);
    r->business_style = business_style(r);
    r->business_named = business_named(r);
}

// "BD b) Leída la propuesta, …": the mark stands behind what a stamp or the margin left in the row.
static bool behind_dirt(const esc_stream *s, uint32_t at) {
    return at && esc_stream_first(s, at - 1) && !esc_stream_first(s, at) && !s->atoms[at].glued &&
           s->atoms[at - 1].kind == ESC_ATOM_WORD && s->atoms[at - 1].shape == ESC_SHAPE_UPPER &&
           strlen(s->atoms[at - 1].raw) == 2 && !s->atoms[at - 1].known && esc_stream_sign(s, at + 1, ')');
}

// "4. DESARROLLO": what the minutes' own parts are called; no point of the agenda.
static bool heads_part(const esc_stream *s, uint32_t at, uint32_t text) {
    const esc_row *row = &s->rows[s->atoms[at].row];
    return row->upper && row->count < HEADING_WORDS && text < row->first + row->count &&
           esc_atom_is(&s->atoms[text], "desarrollo|desahogo|deliberaciones|acuerdos|resoluciones|resultados|"
                                        "antecedentes|compromisos|firmas");
}

// "D. Luis Paz pregunta …" where the points are a), b), c), d): a courtesy title, and no mark.
static bool courtesy(const esc_stream *s, uint32_t at, const esc_mark *own) {
    return own->style == ESC_MARK_LETTER && s->atoms[own->from].shape == ESC_SHAPE_LOWER &&
           s->atoms[at].shape == ESC_SHAPE_UPPER && esc_atom_is(&s->atoms[at], "d|c") &&
           esc_stream_sign(s, at + 1, '.') && at + 3 < s->atoms_count &&
           s->atoms[at + 2].shape == ESC_SHAPE_CAPITAL && s->atoms[at + 3].shape == ESC_SHAPE_CAPITAL;
}

// A heading that repeats a point: its mark, or its mark and its first words.
static uint32_t repeated_point(const esc_reader *r, uint32_t at, uint32_t current, int style) {
    const esc_stream *s = &r->body;
    if (!esc_stream_begins(s, at) && !behind_dirt(s, at)) return ESC_NONE;
    uint32_t end = s->atoms_count, after = current == ESC_NONE ? 0 : current + 1;
    while (after < r->points.items_count && r->points.items[after].nested) after++;
    if (r->business_alone && esc_stream_first(s, at) && alone_in_row(s, s->atoms[at].row))
        return point_of(r, alone_in_row(s, s->atoms[at].row), 0, 0, false);
    uint32_t unmarked = ESC_NONE;
    bool head = style >= 0 && fresh(s, s->atoms[at].row);
    uint32_t text = at; // behind a mark, or what is left of one
    esc_mark figure;
    if (esc_mark_read(s, r->arena, at, ESC_MARK_FIGURE, 0, &figure) && figure.sub)
        text = figure.to; // "3.1 Reincorporación …" for the point 2.1
    else
        while (text < at + 2 && text < end && s->atoms[text].kind != ESC_ATOM_WORD) text++;
    head = head && esc_mark_may_stand(s, at, style, 1);
    const bool other = esc_stream_opens(s, s->atoms[at].row) && esc_mark_may_stand(s, at, -1, 1);
    bool marked = false; // as the points are
    for (uint32_t i = 0; i < r->points.items_count; i++) {
        const esc_point *point = &r->points.items[i];
        esc_mark mark;
        if (!i || point->mark.style != point[-1].mark.style)
            marked = esc_mark_may_stand(s, at, point->mark.style, 1) && !courtesy(s, at, &point->mark);
        if (head && i >= after && !point->nested && !heads_part(s, at, text) &&
            esc_mark_read(s, r->arena, at, style, point->mark.value, &mark) &&
            mark.value == point->mark.value && !mark.sub)
            return i;
        uint32_t words = point->to - point->from < NAME_WORDS ? 2 : 3;
        if (marked && esc_mark_read(s, r->arena, at, point->mark.style, point->mark.value, &mark) &&
            mark.value == point->mark.value && mark.sub == point->mark.sub && mark.deep == point->mark.deep) {
            uint32_t same = alike(s, point, mark.to, end);
            bool own_mark = same >= words - 1 || (same && point->to - point->from <= 3);
            // without its words only a mark that may come next, in a paragraph of its own
            uint32_t row = s->atoms[at].row;
            // further on only behind an empty line
            bool next = !point->nested && fresh(s, row) && !heads_part(s, at, mark.to) &&
                        (mark.named || !r->business_named) && i >= after &&
                        (i <= after + 1 || esc_stream_opens(s, row)) &&
                        // "A) PARTE RESOLUTIVA" is no broken 4
                        (i == after || mark.named || mark.style != ESC_MARK_FIGURE ||
                         s->atoms[mark.from].kind != ESC_ATOM_WORD);
            // "a) Leída la propuesta, …", where the list has it right behind the point that is treated
            next |= point->nested && i == current + 1 && current != ESC_NONE && fresh(s, row) &&
                    mark.style == ESC_MARK_LETTER;
            if (own_mark || next || mark.sub) return i;
        }
        if (other && i >= after && !point->nested && other_numbering(r, at, point)) return i;
        // without its mark, or with a damaged one: the point that comes next before any other
        // "Proyecto FONDEVE: …": all of a short point's words, and the sign of a heading
        const uint32_t same = alike(s, point, text, end), behind = text + same;
        bool whole = same > 1 && same == point->to - point->from && behind < end &&
                     esc_atom_is(&s->atoms[behind], ":|.-|-|–");
        bool fits = (same >= words + 1 || whole) && (text == at || s->atoms[at].kind != ESC_ATOM_SIGN);
        if (fits && (unmarked == ESC_NONE || i == after)) unmarked = i;
    }
    return unmarked;
}

// "4º  a) El costo …", "2) b) …": a part of the point right behind its mark.
static uint32_t part_behind(const esc_reader *r, uint32_t at, uint32_t point) {
    const uint32_t part = point + 1;
    esc_mark mark, letter;
    if (part >= r->points.items_count || !r->points.items[part].nested || r->points.items[point].nested ||
        r->points.items[part].mark.style != ESC_MARK_LETTER)
        return point;
    const bool parted = esc_mark_read(&r->body, r->arena, at, r->points.items[point].mark.style,
                                      r->points.items[point].mark.value, &mark) &&
                        esc_mark_read(&r->body, r->arena, mark.to, ESC_MARK_LETTER, 1, &letter) &&
                        esc_stream_sign(&r->body, letter.to - 1, ')');
    for (uint32_t i = part; parted && i < r->points.items_count && r->points.items[i].nested; i++)
        if (esc_mark_same(&r->points.items[i].mark, &letter)) return i;
    return point;
}

// "2) b) Se elige …" at a row's head, whatever is treated.
static uint32_t compound(const esc_reader *r, uint32_t at) {
    if (!esc_stream_first(&r->body, at)) return ESC_NONE;
    for (uint32_t i = 0; i + 1 < r->points.items_count; i++) {
        const uint32_t part = r->points.items[i + 1].nested ? part_behind(r, at, i) : i;
        if (part != i) return part;
    }
    return ESC_NONE;
}

bool esc_progress_lead(const esc_stream *s, uint32_t at, uint32_t *ret_from) {
    uint32_t from = at;
    while (from && from + LEAD_WORDS > at && s->atoms[from].shape == ESC_SHAPE_LOWER) from--;
    *ret_from = from;
    return s->atoms[from].shape != ESC_SHAPE_LOWER &&
           (!from || esc_stream_begins(s, from) || s->atoms[from - 1].kind == ESC_ATOM_SIGN);
}

// "someto a su consideración el 3.1", "Tomo la votación del 3.2 de manera nominal": the part at "el", "del".
static uint32_t part_voted(const esc_reader *r, uint32_t at) {
    const esc_stream *s = &r->body;
    esc_cursor c = esc_cursor_on(s, at + 1, s->atoms_count);
    const bool dotted = esc_cursor_looking_at(s, at - 1, "consideracion|votacion el|del") &&
                        esc_cursor_looking_at(s, at + 2, ". #");
    return dotted ? number_at(r, &c) : ESC_NONE;
}

// "se pasa al SEGUNDO: …": the word "punto" is left out. "Sobre el segundo, …", "En cuanto al D.1, …": so is
// the verb, at the beginning of a sentence.
static uint32_t passed_to(const esc_reader *r, uint32_t at) {
    const esc_stream *s = &r->body;
    // "Sobre a). …", "En b), …": a letter of the agenda at a sentence's head
    if (at && is_letter(&s->atoms[at]) && esc_stream_sign(s, at + 1, ')') &&
        esc_atom_is(&s->atoms[at - 1], "sobre|en|respecto|cuanto|al|inciso") &&
        (esc_stream_begins(s, at - 1) || s->atoms[at - 1].shape != ESC_SHAPE_LOWER))
        return point_of(r, (uint32_t)(s->atoms[at].norm[0] - 'a' + 1), 0, 0, true);
    if (!at || !esc_atom_is(&s->atoms[at], "el|al|del|a")) return ESC_NONE;
    // "Es el marcado con el número 2, …"
    if (esc_cursor_looking_at(s, at, "el marcado|listado|identificado|enlistado con el numero") &&
        at + 5 < s->atoms_count) {
        esc_cursor c = esc_cursor_on(s, at + 5, s->atoms_count);
        return number_at(r, &c);
    }
    bool verb = esc_atom_is(&s->atoms[at - 1], "pasa|paso|pasando|pasamos|pasemos|pasar|toca") &&
                esc_atom_is(&s->atoms[at], "al|a");
    // "Es el tercero, relativo a …"
    verb |= esc_cursor_looking_at(s, at - 1, "es el") && begins_saying(s, at - 1);
    uint32_t from, part = part_voted(r, at);
    if (part != ESC_NONE) return part;
    // "El 1º se aprueba por unanimidad.", "preguntó por el Segundo: …"
    if (esc_atom_is(&s->atoms[at], "el") && at + 2 < s->atoms_count) {
        esc_cursor own = esc_cursor_on(s, at + 1, s->atoms_count);
        const uint32_t first = own.at;
        uint32_t n;
        const bool ordinal = esc_number_ordinal_figures(&s->atoms[first], &n) ? ++own.at, true
            : s->atoms[first].shape != ESC_SHAPE_LOWER && s->atoms[first].ordinal &&
                  esc_number_ordinal_words(&own, &n);
        const bool told = esc_cursor_looking_at(s, own.at, "se|fue|es|queda|quedo|no") ||
                          (s->atoms[first].ordinal && esc_atom_is(&s->atoms[own.at], ":|,"));
        const char *own_sign = r->points.items[0].mark.number; // "1º", as the agenda has them
        const bool so = r->points.items[0].mark.style == ESC_MARK_ORDINAL ||
                        (own_sign && (strstr(own_sign, "º") || strstr(own_sign, "°")));
        if (ordinal && told && so && !esc_stream_first(s, first)) return point_of(r, n, 0, 0, false);
    }
    bool lead = esc_progress_lead(s, at, &from) && esc_atom_is(&s->atoms[from], prepositions);
    if (!verb && !lead) return ESC_NONE;
    esc_cursor c = esc_cursor_on(s, at + 1, s->atoms_count);
    const esc_atom *label = esc_cursor_atom(&c);
    uint32_t value, point = ESC_NONE;
    if (!label) return ESC_NONE;
    bool letter = is_letter(label);
    if (esc_number_ordinal_words(&c, &value))
        point = point_of(r, value, 0, 0, false);
    else if (label->kind == ESC_ATOM_WORD
                 ? label->shape != ESC_SHAPE_LOWER || (small_roman(r) && esc_number_roman(label->text, true))
                 : label->kind == ESC_ATOM_NUMBER)
        point = number_at(r, &c);
    const esc_atom *sign = esc_cursor_atom(&c);
    bool ends = sign && sign->kind == ESC_ATOM_SIGN &&
                strchr(letter && c.at == at + 2 ? ":," : ":,.;", sign->text[0]);
    return ends ? point : ESC_NONE;
}

// The words right before `at` are the point's.
static bool said_before(const esc_reader *r, uint32_t point, uint32_t at) {
    enum { BEFORE = 4 };
    const esc_stream *s = &r->body;
    const esc_point *own = &r->points.items[point];
    uint32_t same = 0;
    for (uint32_t i = at > BEFORE ? at - BEFORE : 0; i < at; i++)
        for (uint32_t k = own->from; k < own->to && s->atoms[i].norm_len > 3; k++)
            if (near(&s->atoms[k], &s->atoms[i])) {
                same++;
                break;
            }
    return same > 1;
}

// "3.4 Nivel naranja (2.3). …": at a paragraph's head, the part of the agenda that it deals with; anywhere,
// behind its words: "… la situación programática (6.1), …".
static uint32_t in_brackets(const esc_reader *r, uint32_t at) {
    const esc_stream *s = &r->body;
    esc_cursor c = esc_cursor_on(s, at + 1, s->atoms_count);
    uint32_t value, sub, deep = 0;
    if (!esc_number_figures(&c, &value)) return ESC_NONE;
    if (!dotted_number(&c, &sub)) { // "(4.a)"
        if (!esc_cursor_sign(&c, '.') || !esc_cursor_atom(&c) || !is_letter(esc_cursor_atom(&c)))
            return ESC_NONE;
        sub = (uint32_t)(esc_cursor_atom(&c)->norm[0] - 'a' + 1), c.at++;
    }
    dotted_number(&c, &deep);
    const uint32_t point = esc_cursor_sign(&c, ')') ? point_of(r, value, sub, deep, false) : ESC_NONE;
    return point != ESC_NONE && (at_head(s, at) || said_before(r, point, at)) ? point : ESC_NONE;
}

// "Cuarto" in a row of its own, where the agenda counts so.
static uint32_t headed_by_ordinal(const esc_reader *r, uint32_t at, uint32_t current) {
    const esc_stream *s = &r->body;
    if (!s->atoms[at].ordinal || s->atoms[at].shape == ESC_SHAPE_LOWER || !esc_stream_first(s, at))
        return ESC_NONE;
    esc_cursor c = esc_cursor_on(s, at, s->atoms_count);
    uint32_t value;
    if (!esc_number_ordinal_words(&c, &value)) return ESC_NONE;
    esc_cursor_sign(&c, '.');
    if (c.at < s->atoms_count && !esc_stream_first(s, c.at)) return ESC_NONE;
    const uint32_t point = point_of(r, value, 0, 0, false);
    if (point == ESC_NONE || r->points.items[point].mark.style != ESC_MARK_ORDINAL) return ESC_NONE;
    return current == ESC_NONE || point > current ? point : ESC_NONE;
}

// What a turn to another point begins with, other than a row or an ordinal.
static const char turns[] = "punto|numeral|ordinal|asunto|inciso|literal|letra|tema|agenda|caso|siguiente";

// A few words behind `at` tell of a vote.
static bool tells_soon(const esc_stream *s, uint32_t at) {
    enum { SOON = 8 };
    for (uint32_t i = at; i < at + SOON && i < s->atoms_count; i++) {
        if (esc_stream_sign(s, i, '.')) return false;
        if (esc_verdict_word(&s->atoms[i])) return true;
    }
    return false;
}

// "… es aprobada. IV. El presidente expone …", "… 3) Se aceptan …", "… unanimidad. 3. Se rechazó …" in
// running text: the mark of the point that comes next, right behind a stop.
static uint32_t next_in_text(const esc_reader *r, uint32_t at, uint32_t current) {
    const esc_stream *s = &r->body;
    if (current == ESC_NONE || !at || !esc_stream_sign(s, at - 1, '.') ||
        s->atoms[at].shape == ESC_SHAPE_LOWER)
        return ESC_NONE;
    const bool dotted = esc_cursor_looking_at(s, at + 1, ". #") && s->atoms[at + 2].glued; // "5.1", "B.2"
    if (dotted && is_letter(&s->atoms[at])) {
        esc_cursor c = esc_cursor_on(s, at, s->atoms_count);
        const uint32_t part = number_at(r, &c);
        return part != ESC_NONE && part > current && tells_soon(s, c.at) ? part : ESC_NONE;
    }
    for (uint32_t next = current + 1; next < r->points.items_count; next++) {
        const esc_mark *own = &r->points.items[next].mark;
        const bool nested = r->points.items[next].nested;
        if (nested && !(own->sub && dotted)) continue;
        esc_mark mark;
        const int style = r->business_style >= 0 && !own->sub ? r->business_style : own->style;
        if (style != ESC_MARK_LETTER && esc_mark_read(s, r->arena, at, style, own->value, &mark) &&
            mark.value == own->value && mark.sub == own->sub && mark.to > at + 1 &&
            mark.to < s->atoms_count) {
            const char last = s->atoms[mark.to - 1].kind == ESC_ATOM_SIGN ? s->atoms[mark.to - 1].text[0] : 0;
            const bool part = mark.sub && last == ':', // "5.1: aprobado. 5.2: aprobado."
                begins = s->atoms[mark.to].shape != ESC_SHAPE_LOWER;
            if (part || (last && begins && (style != ESC_MARK_FIGURE || last == ')')) ||
                (begins && (last || mark.sub) && tells_soon(s, mark.to)))
                return next;
        }
        if (!nested) break;
    }
    return ESC_NONE;
}

// "Es el proyecto de acuerdo por el que se designa …": who is asked for the next point says its words.
static uint32_t told_by_words(const esc_reader *r, uint32_t at, uint32_t current) {
    const esc_stream *s = &r->body;
    if (!esc_cursor_looking_at(s, at, "es|son el|la|los|las") || !begins_saying(s, at)) return ESC_NONE;
    uint32_t found = ESC_NONE, most = TOLD_WORDS - 1;
    for (uint32_t i = current == ESC_NONE ? 0 : current + 1; i < r->points.items_count; i++) {
        const uint32_t same = alike(s, &r->points.items[i], at + 2, s->atoms_count);
        if (same > most) found = i, most = same;
    }
    return found;
}

// "Acerca del préstamo, …", "En cuanto a la compra, …" at a sentence's head: a noun that only one point has
// names it, where that is not behind.
static uint32_t about_noun(const esc_reader *r, uint32_t at, uint32_t current) {
    enum { LONG_NOUN = 5 };
    const esc_stream *s = &r->body;
    if (!at || s->atoms[at].shape != ESC_SHAPE_CAPITAL || !begins_saying(s, at)) return ESC_NONE;
    esc_cursor c = esc_cursor_on(s, at, s->atoms_count);
    if (!esc_cursor_match(&c, "acerca|respecto de|del|a|al") && !esc_cursor_match(&c, "en cuanto a|al") &&
        !esc_cursor_match(&c, "en relacion con|a|al") && !esc_cursor_match(&c, "por lo que toca|hace a|al") &&
        !esc_cursor_match(&c, "en lo relativo|tocante a|al"))
        return ESC_NONE;
    esc_cursor_match(&c, "el|la|los|las");
    const esc_atom *noun = esc_cursor_atom(&c);
    if (!noun || noun->kind != ESC_ATOM_WORD || noun->norm_len < LONG_NOUN) return ESC_NONE;
    uint32_t found = ESC_NONE;
    for (uint32_t i = 0; i < r->points.items_count; i++)
        for (uint32_t k = r->points.items[i].from; k < r->points.items[i].to; k++)
            if (near(&s->atoms[k], noun)) {
                if (found != ESC_NONE && found != i) return ESC_NONE;
                found = i;
            }
    return found != ESC_NONE && (current == ESC_NONE || found > current) ? found : ESC_NONE;
}

uint32_t esc_progress_at(const esc_reader *r, uint32_t at, uint32_t current) {
    const esc_atom *atom = &r->body.atoms[at];
    uint32_t point = passed_to(r, at);
    if (point == ESC_NONE && esc_stream_sign(&r->body, at, '(')) point = in_brackets(r, at);
    if (point == ESC_NONE) point = headed_by_ordinal(r, at, current);
    if (point == ESC_NONE) point = next_in_text(r, at, current);
    if (point == ESC_NONE) point = told_by_words(r, at, current);
    if (point == ESC_NONE) point = about_noun(r, at, current);
    if (point != ESC_NONE) return point;
    if (!atom->ordinal && !esc_atom_is(atom, turns) && !esc_stream_begins(&r->body, at) &&
        !behind_dirt(&r->body, at))
        return current;
    point = named_point(r, at);
    if (point == ESC_NONE) point = compound(r, at);
    if (point == ESC_NONE) point = repeated_point(r, at, current, r->business_style);
    if (point != ESC_NONE) return part_behind(r, at, point);
    bool next = current != ESC_NONE && current + 1 < r->points.items_count &&
                esc_cursor_looking_at(&r->body, at, "siguiente punto ~3 orden|dia|agenda");
    return next ? current + 1 : current;
}
