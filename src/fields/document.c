// SPDX-License-Identifier: GPL-3.0-or-later
// The document's own kind and id.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/distance.h"
#include "fields/codes.h"
#include "fields/labelled.h"
#include "fields/numbers.h"
#include "fields/paper_number.h"
#include "fields/phrases.h"
#include "fields/reader.h"

enum { HEADING_ROWS = 14, TITLE_ROWS = 4, LABEL_ATOMS = 160, LONGEST_LABEL = 6, BROKEN_SIGN = 4 };

// A number of thousands as a whole: 1.496, 1,496. Gives its end.
static uint32_t number_end(const esc_stream *s, uint32_t at) {
    bool thousands = s->atoms[at].kind == ESC_ATOM_NUMBER && strlen(s->atoms[at].text) < 4 &&
                     (esc_stream_sign(s, at + 1, '.') || esc_stream_sign(s, at + 1, ',')) &&
                     at + 2 < s->atoms_count && s->atoms[at + 1].glued && s->atoms[at + 2].glued &&
                     s->atoms[at + 2].kind == ESC_ATOM_NUMBER && strlen(s->atoms[at + 2].text) == 3;
    return thousands ? at + 3 : at + 1;
}

typedef struct document {
    const char *kind;
    const esc_stream *stream;
    uint32_t at, id_from, id_to;
    const char *id; // where it is told in words
} document;

static const char *const kind_words[] = {"version estenografica|taquigrafica",
                                         "minut@ de acuerdos",
                                         "minuta|minutas",
                                         "acta|actan",
                                         "orden del di@",
                                         "tabla de? la? sesion|reunion",
                                         "acuerdo",
                                         "diario de sesiones|debates"};
static const char *const kinds[] = {
    "version_estenografica", "minuta",        "minuta",  "acta",
    "orden_del_dia",         "orden_del_dia", "acuerdo", "version_estenografica"};
static esc_pattern_set kind_set = ESC_PATTERNS(kind_words);

// "009 DE 2008", "094 – 2023": the year belongs to the number.
static uint32_t over_year(const esc_stream *s, uint32_t to) {
    uint32_t year;
    esc_cursor c = esc_cursor_on(s, to, s->atoms_count);
    bool joined = to && s->atoms[to - 1].kind == ESC_ATOM_NUMBER && esc_cursor_match(&c, "de|del|-|–|/") &&
                  !esc_stream_first(s, to) && esc_cursor_atom(&c) &&
                  esc_cursor_atom(&c)->kind == ESC_ATOM_NUMBER && !esc_stream_first(s, c.at);
    if (!joined && to && s->atoms[to - 1].kind == ESC_ATOM_NUMBER && !esc_stream_first(s, to) &&
        esc_cursor_looking_at(s, to, "bis|ter"))
        return to + 1; // "3 bis"
    return joined && esc_number_year(&c, &year) ? c.at : to;
}

// "número cuarenta y uno", "quince guion dos mil nueve": told in words, given in figures.
static bool id_in_words(esc_arena *arena, esc_cursor c, document *out) {
    uint32_t n, year, from = c.at;
    if (esc_stream_first(c.stream, c.at) || !esc_cursor_atom(&c) ||
        esc_cursor_atom(&c)->kind != ESC_ATOM_WORD)
        return false;
    if (!esc_number_words(&c, &n) || n > 9999) return false;
    esc_cursor next = c;
    uint32_t figures =
        c.at; // "cero ocho guion dos mil veintiuno (08-2021)": the figures are how it is printed
    while (figures < c.end && figures < from + 12 && !esc_stream_sign(c.stream, figures, '(')) figures++;
    uint32_t code = figures + 1 < c.end ? esc_code_end(c.stream, figures + 1, c.end) : 0;
    if (figures < from + 12 && code > figures + 1 && esc_stream_sign(c.stream, code, ')')) {
        out->id_from = figures + 1, out->id_to = code;
        return true;
    }
    bool yearly = (esc_cursor_match(&next, "guion|diagonal|barra") || esc_cursor_sign(&next, '-') ||
                   esc_cursor_sign(&next, '/')) &&
                  esc_number_year(&next, &year);
    char text[32];
    snprintf(text, sizeof text, yearly ? "%u-%u" : "%u", n, yearly ? year : 0);
    out->id = esc_arena_strndup(arena, text, strlen(text));
    out->id_from = from, out->id_to = yearly ? next.at : c.at;
    return true;
}

// What may stand between "acta" and its number: the body's name, what sort of acta it is.
static const char paper_words[] =
    "acuerdos|cabildo|concejo|consejo|junta|comite|subcomite|comision|directorio|patronato|claustro|pleno|"
    "trabajo|la|:|-|lo|el|administrativa|municipal|distrital|provincial|regional|departamental|local|vecinal|"
    "directiv@|general|ejecutiv@|tecnic@|consultiv@|academic@|universitari@|social|escolar|administracion|"
    "vigilancia|gobierno|honorable|corporacion|resumid@|literal|sintetic@|final|definitiv@|preliminar|"
    "constitutiv@";

// What an acta deals with and calls by its number.
static const char dealt_with[] = "licitacion|contrato|expediente|proceso|procedimiento|concurso|convocatoria|"
                                 "adjudicacion|cotizacion|invitacion|"
                                 "ley|resolucion|oficio|proyecto|convenio|obra|solicitud|punto|acuerdo|"
                                 "legislatura|ejercicio|distrito|zona";

// "ACTA N°      Fecha: …" over "011 de 2019": the number that begins a cell under the one that begins at
// `at`; `at` where there is none.
static uint32_t cell_below(const esc_stream *s, uint32_t at) {
    uint32_t row = s->atoms[at].row + 1;
    if (row >= s->rows_count) return at;
    for (uint32_t i = s->rows[row].first; i < s->rows[row].first + s->rows[row].count; i++) {
        uint32_t x = s->atoms[i].column, head = s->atoms[at].column;
        bool under = (esc_stream_first(s, i) || s->atoms[i].wide) && x + 3 > head && x < head + 8;
        if (under) return s->atoms[i].kind == ESC_ATOM_NUMBER ? i : at;
    }
    return at;
}

// "Consejo Académico – Acta 7", "LIBRO 3, ACTA 118": in a heading, a sign parts it from what stands before.
static bool behind_sign(const esc_stream *s, uint32_t at) {
    // "Libro VII, acta 302"
    const bool small = s->atoms[at].shape == ESC_SHAPE_LOWER,
               ends = esc_stream_row_end(s, at) == at + 2 && s->atoms[at + 1].kind == ESC_ATOM_NUMBER;
    return at && s->atoms[at].row < HEADING_ROWS && (!small || ends) && !s->atoms[at].glued &&
           s->atoms[at - 1].kind == ESC_ATOM_SIGN && esc_atom_is(&s->atoms[at - 1], ".|,|-|–|—|·|/") &&
           s->atoms[at - 1].row == s->atoms[at].row;
}

// The id behind "acta", "minuta …": a code, or a number with its sign.
static void read_id(const esc_stream *s, esc_arena *arena, uint32_t at, document *out) {
    uint32_t whole = esc_code_end(s, at, s->atoms_count); // ACTA/JD/02/2021
    if (whole > at) {
        uint32_t from = at; // IEPC/CE/ACTA/02/2021
        while (from > 1 && s->atoms[from].glued && !esc_stream_first(s, from - 1) &&
               s->atoms[from - 1].glued && esc_atom_is(&s->atoms[from - 1], "/|-") &&
               s->atoms[from - 2].kind != ESC_ATOM_SIGN)
            from -= 2;
        out->id_from = from;
        out->id_to = whole;
        return;
    }
    // MINUTA 'CT/07/2022
    const bool speck = at + 1 < s->atoms_count && s->atoms[at + 1].kind == ESC_ATOM_SIGN &&
                       !esc_stream_first(s, at + 1) && !s->atoms[at + 1].glued &&
                       !strchr(".,:;-/()#", s->atoms[at + 1].text[0]);
    const uint32_t behind = at + 1 + speck;
    esc_cursor c = esc_cursor_on(s, behind, at + 16);
    bool behind_session = false, of_kind = false, of_body = false;
    bool linked = strcmp(out->kind, "acta"); // only an acta goes by the number of its session
    for (int n = 0; n < 12; n++) {
        uint32_t before = c.at;
        // "ORDEN DEL DÍA" with "N° 1. …" in the paragraph below: a point
        if (!strcmp(out->kind, "orden_del_dia") && before < s->atoms_count && esc_stream_first(s, before) &&
            s->rows[s->atoms[before].row].gap)
            return;
        esc_code_over_sign(&c);
        if (!n && esc_atom_is(&s->atoms[at], "actan")) // "ACTAN.* 12": its sign was read as part of the word
            esc_code_over_stops(&c);
        // "ACTA Na. 023": a sign that the scan broke
        const esc_atom *broken = esc_cursor_atom(&c);
        if (c.at == before && c.at == behind && broken && broken->kind != ESC_ATOM_SIGN &&
            broken->kind != ESC_ATOM_NUMBER && broken->norm_len < 4 && !broken->listed &&
            esc_code_end(s, c.at, s->atoms_count) == c.at && !esc_phrase_link(broken) &&
            !esc_stream_first(s, c.at)) {
            esc_cursor figure = esc_cursor_on(s, c.at + 1, c.end);
            while (esc_cursor_atom(&figure) && esc_atom_is(esc_cursor_atom(&figure), ".|º|°|ª|:"))
                figure.at++;
            const esc_atom *behind_it = esc_cursor_atom(&figure);
            const uint32_t code = behind_it ? esc_code_end(s, figure.at, figure.end) : 0;
            // "ACTA Mo. CAAS-09/2020": before a code that ends the row
            const bool coded = code > figure.at && code == esc_stream_row_end(s, at) &&
                               esc_code_has_letters(s, figure.at, code);
            if (behind_it && (behind_it->kind == ESC_ATOM_NUMBER || coded) &&
                s->atoms[figure.at].row == s->atoms[at].row)
                c.at = figure.at;
        }
        bool sign = c.at > before;
        const esc_atom *atom = esc_cursor_atom(&c);
        if (!atom) return;
        uint32_t below = sign && atom->wide ? cell_below(s, at) : at;
        if (below > at) c = esc_cursor_on(s, below, below + 6), atom = esc_cursor_atom(&c);
        uint32_t to = esc_code_end(s, c.at, s->atoms_count);
        esc_date date;
        esc_cursor dated = c;
        if (to > c.at && esc_date_parse(&dated, &date)) return;
        // "ACTA 112": right behind the word no sign is needed
        // and none at the end of its row: "ACTA DE CONSEJO ACADÉMICO 005"
        bool ends = s->rows[s->atoms[at].row].upper && s->atoms[c.at].row == s->atoms[at].row &&
                    esc_stream_row_end(s, at) == c.at + 1 && !behind_session && strlen(atom->text) < 4;
        bool right_behind = (c.at == behind || ends) && (esc_stream_begins(s, at) || behind_sign(s, at)) &&
                            !esc_date_parse(&dated, &date);
        if (to == c.at && (sign || right_behind) &&
            (atom->kind == ESC_ATOM_NUMBER || (sign && atom->kind == ESC_ATOM_MIXED)))
            to = number_end(s, c.at);
        // Behind the session's name a number is the session's, a code with letters the document's.
        // "Acta de Sesión N° 17/2021"; a title that ends in its number: "ACTA DE SESIÓN ORDINARIA N° 733"
        // or "Acta de reunión N° 12", which no article makes one of many
        bool alone = s->rows[s->atoms[at].row].upper ||
                     (esc_stream_begins(s, at) && !esc_cursor_within(s, at, c.at, "la|esta|su|una"));
        bool titled = alone && s->atoms[at].row < HEADING_ROWS && s->atoms[c.at].row == s->atoms[at].row &&
                      esc_stream_row_end(s, at) == to;
        // "ACTA DE LA SESIÓN ORDINARIA DE …" over "Núm. 3/2022" in a row of its own
        const bool under = alone && to > c.at + 1 && esc_stream_first(s, before) &&
                           s->atoms[before].row == s->atoms[at].row + 1 &&
                           esc_stream_row_end(s, before) == to;
        bool own = sign && ((to > c.at + 1 && !of_kind) || titled || under);
        for (uint32_t i = c.at; i < to; i++) own |= sign && s->atoms[i].kind == ESC_ATOM_WORD;
        if (behind_session && atom->kind != ESC_ATOM_WORD && !own) return;
        if (to > c.at) {
            out->id_from = c.at;
            out->id_to = over_year(s, to);
            if (out->id_to > to && !esc_atom_is(&s->atoms[to], "de|del"))
                out->id = esc_stream_text(s, arena, out->id_from, out->id_to); // its blanks, too
            return;
        }
        if (!behind_session && (sign || c.at == behind) && id_in_words(arena, c, out)) return;
        uint32_t ordinal;
        // "ACTA ORDINARIA 47-2017", "ACTA SESIÓN ORDINARIA N° 12": the number is the paper's; that of "Acta
        // de la sesión N° 12" is the session's
        if (esc_cursor_match(&c, "ordinari@|extraordinari@|urgente|solemne|especial"))
            of_kind = true, behind_session |= linked;
        else if (esc_cursor_match(&c, "sesion|reunion|asamblea"))
            behind_session |= linked || esc_stream_first(s, c.at - 1);
        else if (esc_cursor_match(&c, "de|del"))
            linked = true, of_body |= esc_atom_is(&s->atoms[c.at - 1], "del");
        else if (esc_cursor_match(&c, paper_words))
            of_body = true; // "ACTA DEL COMITÉ DE LA ESCUELA No. 14"
        else if (!esc_number_ordinal_words(&c, &ordinal)) {
            // whatever else a title says before the number that ends it
            bool title = s->rows[s->atoms[at].row].upper && s->atoms[at].row < HEADING_ROWS &&
                         behind_session && s->atoms[c.at].row == s->atoms[at].row &&
                         s->atoms[c.at].kind == ESC_ATOM_WORD;
            // "ACTA RESOLUTIVA N° 12": whatever sort of acta it is, right before the number's sign
            esc_cursor number = esc_cursor_on(s, c.at + 1, c.end);
            esc_code_over_sign(&number);
            const bool heads = esc_stream_begins(s, at) && s->atoms[c.at].kind == ESC_ATOM_WORD &&
                               s->atoms[at].row < HEADING_ROWS && c.at + 1 < c.end &&
                               s->atoms[c.at + 1].row == s->atoms[at].row;
            title |=
                heads && c.at == behind && (number.at > c.at + 1 || esc_atom_is(&s->atoms[c.at + 1], "de"));
            // "ACTA DE CALIFICACIÓN DE OFERTAS No. 003", but not the number of what it deals with
            title |= heads && linked && !of_body && s->rows[s->atoms[at].row].upper &&
                     !esc_atom_is(&s->atoms[c.at], dealt_with);
            if (!title) return;
            c.at++;
        }
    }
}

// "La presente foja pertenece a la Minuta …", "la presente acta": the paper speaks of itself.
static bool speaks_of_itself(const esc_stream *s, uint32_t at) {
    uint32_t back = at > 9 ? at - 9 : 0;
    for (uint32_t i = back; i < at; i++)
        if (esc_cursor_looking_at(s, i, "foja|hoja|pagina ~2 pertenece|corresponde|forma|parte")) return true;
    if (esc_cursor_looking_at(s, at + 1, "de la sesion|reunion|junta ~1 anterior") ||
        esc_cursor_looking_at(s, at + 1, "anterior|numero|no|n|correspondiente"))
        return false;
    for (uint32_t i = at > 3 ? at - 3 : 0; i < at; i++) // "levantándose acta de lo acordado"
        if (esc_atom_is(&s->atoms[i], "levant*|extiend*|extendi*|redact*|labr*|asentad@|consignad@"))
            return true;
    return at && esc_atom_is(&s->atoms[at - 1], "presente");
}

static bool heads_row(const esc_stream *s, uint32_t at) {
    bool capitals = s->atoms[at].shape == ESC_SHAPE_UPPER && s->atoms[at].row < HEADING_ROWS;
    bool column = s->atoms[at].wide && s->atoms[at].row < HEADING_ROWS;
    column |= behind_sign(s, at) ||
              (at > 1 && s->atoms[at].row < HEADING_ROWS &&
               esc_cursor_looking_at(s, at - 2, "borrador|proyecto|copia|certificacion del|de"));
    const bool specked = s->atoms[at].row < HEADING_ROWS && esc_stream_begins(s, at); // "¿Acta núm. 5/2024"
    // "DIPUTACIÓN PROVINCIAL DE ARLANZÓN Acta núm. 5/2022": two columns, their blanks lost
    column |= at && s->atoms[at].row < HEADING_ROWS && s->atoms[at].shape == ESC_SHAPE_CAPITAL &&
              s->atoms[at - 1].shape == ESC_SHAPE_UPPER && s->atoms[at - 1].norm_len > 3 &&
              esc_cursor_looking_at(s, at, "acta|minuta numero|no|num|n|nro|n°|nº|#");
    // "… emite el presente" / "acuerdo con base en …": within a sentence
    const bool within = s->atoms[at].shape == ESC_SHAPE_LOWER && esc_stream_first(s, at) && at &&
                        !s->rows[s->atoms[at].row].gap &&
                        esc_atom_is(&s->atoms[at - 1], "presente|este|siguiente");
    return ((esc_stream_first(s, at) || specked) && !within) || s->rows[s->atoms[at].row].upper || capitals ||
           column;
}

// "REUNIÓN     28-FEB-2023"
static bool is_date(const esc_stream *s, uint32_t at) {
    esc_cursor c = esc_cursor_on(s, at, s->atoms_count);
    esc_date date;
    return esc_date_parse(&c, &date);
}

// What is known of the paper when its kind is asked for.
typedef struct paper {
    bool closed;     // the text tells how the session ended
    bool notice;     // it only calls one
    bool called;     // its opening speaks of a session that is to come
    uint32_t points; // where its points begin
} paper;

static void scan_document(const esc_stream *s, esc_arena *arena, const paper *p, document *out, int *best) {
    for (uint32_t at = 0; at < s->atoms_count; at++) {
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds && (k || esc_cursor_any(s, at, &kind_set)); k++) {
            esc_cursor word = esc_cursor_on(s, at, s->atoms_count);
            if (!esc_cursor_match(&word, kind_words[k])) continue;
            document x = {.kind = kinds[k], .stream = s, .at = at};
            read_id(s, arena, word.at - 1, &x);
            bool other =
                at && (!esc_stream_first(s, at) || s->atoms[at].shape == ESC_SHAPE_LOWER) &&
                esc_atom_is(&s->atoms[at - 1], "del|el|la|las|los") &&
                !(at > 1 && esc_atom_is(&s->atoms[at - 2], "borrador|proyecto|extracto|copia|certificacion"));
            bool title = at < 150 && at < p->points && heads_row(s, at) &&
                         !other; // "CONSIDERACIÓN DEL ACTA ANTERIOR" is none
            // "ACTA DE LA SESIÓN … Acta No. CAAS-ORD-004-22": two columns of a heading in one row
            title |= at < 150 && x.id_to && !other && s->atoms[at].row < HEADING_ROWS &&
                     s->atoms[at].shape != ESC_SHAPE_LOWER && esc_code_has_letters(s, x.id_from, x.id_to);
            // "se encuentra el ACTA NÚMERO 14-2024, que copiada dice:"
            title |= at < 150 && x.id_to && !strcmp(x.kind, "acta") &&
                     esc_cursor_looking_at(s, x.id_to,
                                           "~4 que ~1 copiad@|literalmente|transcrita|integramente ~2 dice");
            // "Número de acta: SG/GIA/01/2023"
            title |= at > 1 && s->atoms[at].row < HEADING_ROWS && esc_stream_sign(s, word.at, ':') &&
                     esc_cursor_looking_at(s, at - 2, "numero|no|num|clave de");
            if (at > 1 && !strcmp(x.kind, "acuerdo") && esc_cursor_looking_at(s, at - 2, "proyecto de"))
                title = false;
            int score = title ? 20 : 0;
            if (speaks_of_itself(s, at)) score += 12;
            // "ACTA DE LA SEXTA SESIÓN" in a row of its own behind the agenda that was sent out
            bool behind = p->closed && k > 0 && !title && esc_stream_first(s, at) &&
                          s->rows[s->atoms[at].row].upper && s->rows[s->atoms[at].row].gap &&
                          esc_cursor_looking_at(s, word.at, "de la ~3 sesion|reunion|asamblea");
            if (behind) score += 8;
            if (x.id_to && (title || score)) score += 6;
            bool part_of_minute = !strcmp(x.kind, "orden_del_dia") || !strcmp(x.kind, "acuerdo");
            // "ORDEN DEL DÍA", "Acta Nº 1.836" under it: what was called, and the number that its minutes
            // will have
            bool heads = part_of_minute && !p->closed && title && k == 4 && esc_stream_first(s, at) &&
                         esc_stream_row_end(s, at) == word.at && s->rows[s->atoms[at].row].upper && p->notice;
            if (heads) score += 30;
            if (part_of_minute)
                score -= p->closed ? 20 : 8; // where a session was held, they are parts of its minute
            // "se convoca … conforme al siguiente orden del día:"
            bool announced = at && p->called && k == 4 && at < p->points &&
                             (esc_atom_is(&s->atoms[at - 1], "siguiente") || esc_stream_sign(s, at - 1, ':'));
            if (announced && !title) score += 18;
            if (score > *best) *out = x, *best = score;
            break;
        }
    }
}

// "Documento: CCBM/MIN/019/2022", "Número: 1/2021" at the head of a row near the title.
static bool label_of_own(const esc_stream *s, esc_cursor *c) {
    for (uint32_t row = 0; row < s->rows_count && row < HEADING_ROWS; row++) {
        esc_cursor here = esc_cursor_on(s, s->rows[row].first, c->end);
        bool own = esc_cursor_match(&here, "documento|numero|no|acta|minuta|folio|clave") &&
                   esc_cursor_sign(&here, ':');
        uint32_t at = s->rows[row].first, end = at + s->rows[row].count;
        // "No. de control: CA-014-2021": a label of whatever name, but for other papers', and a code alone
        for (; !own && at < end && at < s->rows[row].first + LONGEST_LABEL; at++) {
            if (esc_atom_is(&s->atoms[at],
                            "oficio|expediente|codigo|version|contrato|licitacion|ref|referencia|"
                            "rfc|nit|ruc|rut|cif|tel|telefono|asunto"))
                break;
            if (!esc_stream_sign(s, at, ':') || (at + 1 < end && s->atoms[at + 1].glued)) continue;
            here = esc_cursor_on(s, at + 1, c->end);
            own = at + 1 < end && esc_code_end(s, at + 1, end) == end && esc_code_has_letters(s, at + 1, end);
            break;
        }
        if (!own) continue;
        if (!esc_stream_first(s, here.at) && esc_code_end(s, here.at, c->end) > here.at) {
            *c = here;
            return true;
        }
    }
    return false;
}

// "Expediente n.º: | Órgano colegiado:" over "PLN/2024/9 | El Pleno", as Spain's electronic actas begin.
static void find_on_form(const esc_stream *s, document *out) {
    uint32_t to, organ_to, from = esc_label_value(s, "expediente", HEADING_ROWS, &to);
    if (from == ESC_NONE || esc_label_value(s, "organo colegiado", HEADING_ROWS, &organ_to) == ESC_NONE)
        return;
    if (esc_code_end(s, from, to) != to) return;
    out->stream = s, out->id_from = from, out->id_to = to;
}

// "Número de acta: 12/2019", on a form.
static void find_labelled(const esc_stream *s, document *out) {
    esc_cursor c = esc_cursor_on(s, 0, LABEL_ATOMS);
    bool called =
        !strcmp(out->kind, "orden_del_dia"); // "Acta Nº 1.836", the number that its minutes will have
    esc_cursor acta = c;
    if (called && esc_cursor_find(&acta, "acta numero|no|num|n|n°|nº|nro") &&
        esc_stream_first(s, acta.from) && esc_stream_row_end(s, acta.from) < acta.from + 10)
        c = acta;
    else if (!esc_cursor_find(&c,
                              "numero|no|num|n|nro|folio|clave ~2 de|del|la|: acta|minuta|documento ~2 :") &&
             !label_of_own(s, &c) &&
             !(!strcmp(out->kind, "orden_del_dia") &&
               esc_cursor_find(
                   &c,
                   "citacion|citatorio|convocatoria|boletin|nomina|temario ~3 numero|no|num|n|n°|nº|nro")))
        return;
    while (esc_cursor_atom(&c) && esc_cursor_atom(&c)->kind == ESC_ATOM_SIGN && esc_cursor_atom(&c)->glued)
        c.at++;
    const esc_atom *atom = esc_cursor_atom(&c);
    if (!atom || atom->kind == ESC_ATOM_SIGN || esc_stream_first(s, c.at)) return;
    uint32_t to = esc_code_end(s, c.at, s->atoms_count), run = c.at + 1;
    while (run < s->atoms_count && s->atoms[run].glued && !esc_stream_first(s, run)) run++;
    bool dotted = run > to && run == esc_stream_row_end(s, c.at) &&
                  s->atoms[run - 1].kind == ESC_ATOM_NUMBER &&
                  esc_code_has_letters(s, c.at, run); // COCOSA-S.O.-01-2021
    if (dotted) to = run;
    if (to == c.at && atom->kind == ESC_ATOM_WORD) return;
    out->stream = s, out->id_from = c.at, out->id_to = to > c.at ? to : number_end(s, c.at);
}

// "Número de minuta: …" tells the kind, too.
static void find_labelled_kind(const esc_stream *s, document *out) {
    esc_cursor c = esc_cursor_on(s, 0, LABEL_ATOMS);
    if (out->kind || !esc_cursor_find(&c, "numero|no|num|n|nro|folio|clave ~1 de|del acta|minuta :")) return;
    uint32_t at = c.at - 2;
    *out = (document){.kind = esc_atom_is(&s->atoms[at], "acta") ? "acta" : "minuta", .stream = s, .at = at};
}

// A row of the heading that holds nothing but a code, a column of one, or the code in brackets at its end.
static void find_lone_code(const esc_stream *s, document *out) {
    for (uint32_t row = 0; row < s->rows_count && row < HEADING_ROWS; row++) {
        const esc_row *x = &s->rows[row];
        uint32_t end = x->first + x->count;
        esc_cursor sign = esc_cursor_on(s, x->first, end);
        // "$ IEEQ/AG/019/2024", "CE-ORD-03/2023.": a speck before it, a stop behind
        if (end > x->first + 3 && s->atoms[x->first].kind == ESC_ATOM_SIGN && !s->atoms[x->first + 1].glued &&
            !strchr("-(/", s->atoms[x->first].text[0]) && esc_code_end(s, x->first + 1, end) == end &&
            esc_code_has_letters(s, x->first + 1, end)) {
            out->stream = s, out->id_from = x->first + 1, out->id_to = end;
            return;
        }
        bool alone = esc_cursor_match(&sign, "no|num|n|n°|nº|numero");
        while (alone && sign.at < end && strchr(".:", s->atoms[sign.at].text[0])) sign.at++;
        if (alone && sign.at < end && esc_code_end(s, sign.at, end) == end &&
            esc_code_has_letters(s, sign.at, end)) {
            out->stream = s, out->id_from = sign.at, out->id_to = end; // "No. IEDBS/CT/03/2021"
            return;
        }
        for (uint32_t at = x->first; at < end; at++) {
            bool column = s->atoms[at].wide && at > x->first,
                 bracket = at > x->first && esc_stream_sign(s, at - 1, '(');
            if (at > x->first && !column && !bracket) continue;
            uint32_t to = esc_code_end(s, at, end);
            esc_date date;
            esc_cursor dated = esc_cursor_on(s, at, end);
            // "Acta de la Comisión Permanente (5/2015)"
            const bool titled = bracket && esc_atom_is(&s->atoms[x->first], "acta|minuta");
            const bool number = s->atoms[at].kind == ESC_ATOM_NUMBER && !titled;
            bool named = at && esc_atom_is(&s->atoms[at - 1], "no|oficio|numero|:|.") &&
                         !(at == x->first && x->gap); // "… oficio No."
            if (named || number || to == at || to + 1 < end || esc_date_parse(&dated, &date)) continue;
            if ((column || bracket) && !titled && !esc_code_has_letters(s, at, to)) continue;
            if (bracket && !esc_stream_sign(s, to, ')')) continue;
            out->stream = s, out->id_from = at, out->id_to = to;
            return;
        }
    }
}

// "Sesión Ordinaria n.º 2310-2021" over the pages or in a column: an acta without a number of its own goes by
// it.
static void find_session_number(const esc_stream *s, document *out) {
    esc_cursor c = esc_cursor_on(s, 0, s->atoms_count);
    while (esc_cursor_find(&c, "sesion|reunion ordinaria|extraordinaria?") &&
           s->atoms[c.from].row < HEADING_ROWS) {
        esc_cursor number = c;
        bool cell = esc_stream_first(s, c.from) || s->atoms[c.from].wide ||
                    (s->rows[s->atoms[c.from].row].upper && c.from > 1 &&
                     esc_cursor_looking_at(s, c.from - 2, "acta de"));
        esc_code_over_sign(&number);
        // "ACTA DE LA SESIÓN ORDINARIA N.º 011-2019 DEL CONSEJO": a number and its year
        cell |= number.at > c.at && s->rows[s->atoms[c.from].row].upper && c.from > 2 &&
                esc_cursor_looking_at(s, c.from - 3, "acta de la") &&
                esc_cursor_looking_at(s, number.at, "# -|/ #");
        cell &= number.at < s->atoms_count && s->atoms[number.at].row == s->atoms[c.from].row;
        uint32_t to = number.at < number.end ? esc_code_end(s, number.at, number.end) : 0;
        // "ACTA DE LA SESIÓN ORDINARIA 5/2022": a number and its year end the row
        cell |= s->rows[s->atoms[c.from].row].upper && c.from > 2 &&
                esc_cursor_looking_at(s, c.from - 3, "acta de la") &&
                esc_cursor_looking_at(s, number.at, "# / #") && to == esc_stream_row_end(s, c.from) &&
                to == number.at + 3;
        // "Acta Resumida de la reunión ordinaria N° 04-2013", and nothing else in its row
        cell |= number.at > c.at && to == esc_stream_row_end(s, c.from) &&
                esc_atom_is(&s->atoms[s->rows[s->atoms[c.from].row].first], "acta");
        if (!cell || to <= number.at) continue;
        out->stream = s, out->id_from = number.at, out->id_to = to;
        return;
    }
}

// "ACTA DE LA TERCERA SESIÓN" in capitals, and a row or two below it but a code: behind the paper's agenda.
static void find_below_title(const esc_stream *s, document *out) {
    for (uint32_t row = 0; row + 1 < s->rows_count; row++) {
        if (!s->rows[row].upper || !esc_atom_is(&s->atoms[s->rows[row].first], "acta|minuta")) continue;
        for (uint32_t k = row + 1; k < row + TITLE_ROWS && k < s->rows_count; k++) {
            uint32_t first = s->rows[k].first, end = first + s->rows[k].count;
            document x = {.stream = s, .id_from = first, .id_to = end};
            if (esc_code_end(s, first, end) != end || !esc_code_is_yearly(x.stream, x.id_from, x.id_to))
                continue;
            out->stream = s, out->id_from = first, out->id_to = end;
            return;
        }
    }
}

// "Comité de Transparencia CT/SE-09/2022", "ACTA DE LA SEXTA SESIÓN DE 2020 SAAS/ORD/06/2020": the columns of
// a heading, read as one row that ends in a code.
static void find_code_at_end(const esc_stream *s, document *out) {
    for (uint32_t row = 0; row < s->rows_count && row < HEADING_ROWS; row++) {
        uint32_t first = s->rows[row].first, end = first + s->rows[row].count;
        for (uint32_t at = first + 1; at < end; at++) {
            const esc_atom *before = &s->atoms[at - 1];
            document x = {.stream = s, .id_from = at, .id_to = end};
            const bool year = before->kind == ESC_ATOM_NUMBER && strlen(before->text) == 4 &&
                              esc_atom_is(&s->atoms[first], "acta|minuta");
            if (s->atoms[at].glued || (before->kind != ESC_ATOM_WORD && !year) ||
                before->shape == ESC_SHAPE_LOWER || esc_code_end(s, at, end) != end ||
                !esc_code_is_yearly(x.stream, x.id_from, x.id_to) ||
                esc_atom_is(before,
                            "oficio|expediente|contrato|acuerdo|ley|decreto|licitacion|circular|caso"))
                continue;
            out->stream = s, out->id_from = at, out->id_to = end;
            return;
        }
    }
}

// "Minuta núm. 7 …          CPQD-URG-07-20": the code that ends its row holds the same number, and more.
static void find_fuller_code(const esc_stream *s, document *x) {
    uint32_t n, same;
    esc_cursor c = esc_cursor_on(s, x->id_from, x->id_to);
    if (x->id_to != x->id_from + 1 || s->atoms[x->id_from].row != s->atoms[x->at].row ||
        !esc_number_figures(&c, &n))
        return;
    uint32_t end = esc_stream_row_end(s, x->at);
    for (uint32_t at = x->id_to; at < end; at++) {
        if (s->atoms[at].glued || esc_code_end(s, at, end) != end || !esc_code_has_letters(s, at, end))
            continue;
        for (uint32_t i = at; i < end; i++)
            if (c = esc_cursor_on(s, i, end), esc_number_figures(&c, &same) && same == n)
                x->id_from = at, x->id_to = end, at = i = end;
    }
}

// "ACTA DE LA SESIÓN … DEL PLENO EL DÍA 9 DE MAYO DE 2019 (N.º 11/2019)": in brackets at the title's end.
static void find_in_brackets(const esc_stream *s, document *x) {
    if (x->stream != s || s->atoms[x->at].row >= HEADING_ROWS || !s->rows[s->atoms[x->at].row].upper) return;
    uint32_t row = s->atoms[x->at].row + 1;
    while (row < s->rows_count && !s->rows[row].gap) row++;
    uint32_t end = row < s->rows_count ? s->rows[row].first : s->atoms_count, open = x->at;
    // or behind the title's stop: "… DE 2024. N.º 1/2024"
    while (open < end && !esc_stream_sign(s, open, '(') &&
           !(esc_stream_sign(s, open, '.') && esc_cursor_looking_at(s, open + 1, "n|no|num|nro|n°|nº")))
        open++;
    const bool bracket = open < end && esc_stream_sign(s, open, '(');
    esc_cursor c = esc_cursor_on(s, open + 1, end);
    esc_code_over_sign(&c);
    uint32_t to = c.at < end ? esc_code_end(s, c.at, end) : end;
    if (to > c.at && to + bracket == end && (!bracket || esc_stream_sign(s, to, ')')))
        x->id_from = c.at, x->id_to = to;
}

static const char *id_text(const esc_reader *r, const document *x) {
    for (uint32_t i = x->id_from; i < x->id_to; i++)
        if (esc_atom_is(&x->stream->atoms[i], "de|del")) // "009 DE 2008"
            return esc_stream_text(x->stream, r->arena, x->id_from, x->id_to);
    return esc_code_text(x->stream, r->arena, x->id_from, x->id_to);
}

// Points under "TEMARIO", "Asuntos a tratar", and nothing of what became of them: the paper is the agenda.
static void find_agenda_kind(const esc_stream *s, uint32_t end, document *out) {
    for (uint32_t at = 0; at < end && at < s->atoms_count; at++)
        if (heads_row(s, at) &&
            esc_atom_is(
                &s->atoms[at],
                "temario|tabla|agenda|asuntos|citacion|citatorio|convocatoria|sumario|boletin|nomina")) {
            *out = (document){.kind = "orden_del_dia", .stream = s, .at = at};
            return;
        }
}

// The opening speaks of a session that is to come.
static bool calls(const esc_reader *r) {
    return esc_cursor_within(&r->body, 0, r->sections.agenda.from,
                             "se|l@s convoca|convoco|cita|cito|citase|convocase|citarl*|convocarl*|reunira|"
                             "celebrara|realizara|efectuara") ||
           esc_cursor_within(&r->body, 0, r->sections.agenda.from,
                             "celebrarse|efectuarse|realizarse|convocarl*|citarl*|celebrara|reunira");
}

// "Acra 11/2019", "Actalo o 'CE/07/2020" in a row of the heading: the word was misread, and the number behind
// it ends the row.
static void find_broken_kind(const esc_stream *s, document *out) {
    for (uint32_t row = 0; row < s->rows_count && row < HEADING_ROWS; row++) {
        const uint32_t first = s->rows[row].first, end = first + s->rows[row].count;
        const esc_atom *word = &s->atoms[first];
        const bool acta = esc_distance_one(word->norm, word->norm_len, "acta", 4) ||
                          (!strncmp(word->norm, "acta", 4) && word->norm_len < 8),
                   minuta = esc_distance_one(word->norm, word->norm_len, "minuta", 6);
        // "ACTAN29": N.º 9 without its blanks, and the sign read as a figure
        if (word->kind == ESC_ATOM_MIXED && end == first + 1 && !strncmp(word->norm, "actan2", 6) &&
            word->norm[6] && !word->norm[6 + strspn(word->norm + 6, "0123456789")]) {
            *out = (document){.kind = "acta",
                              .stream = s,
                              .at = first,
                              .id = word->norm + 6,
                              .id_from = first,
                              .id_to = end};
            return;
        }
        if (word->kind != ESC_ATOM_WORD || word->shape == ESC_SHAPE_LOWER || (!acta && !minuta)) continue;
        uint32_t at = first + 1;
        while (at < end && at < first + BROKEN_SIGN && esc_code_end(s, at, end) != end &&
               (s->atoms[at].kind == ESC_ATOM_SIGN || s->atoms[at].norm_len < 4))
            at++;
        esc_date date;
        esc_cursor dated = esc_cursor_on(s, at, end);
        if (at >= end || esc_code_end(s, at, end) != end || esc_date_parse(&dated, &date)) continue;
        *out = (document){
            .kind = acta ? "acta" : "minuta", .stream = s, .at = first, .id_from = at, .id_to = end};
        return;
    }
}

// "ACTAN.217" of a paper that takes up "Acta N.º 16": its sign was read as a figure. NULL where it is not so.
static const char *behind_former(const esc_reader *r, const char *id) {
    unsigned whole, rest, former;
    char more;
    if (!r->doc->edits_count || id[0] != '2' || id[1] == '0' || sscanf(id, "%u%c", &whole, &more) != 1 ||
        sscanf(id + 1, "%u", &rest) != 1)
        return NULL;
    const char *out = NULL;
    esc_cursor c = esc_cursor_on(&r->body, 0, r->body.atoms_count);
    while (esc_cursor_find(&c, "acta|minuta")) {
        esc_cursor number = c;
        esc_code_over_sign(&number);
        if (!esc_number_figures(&number, &former)) continue;
        if (former + 1 == whole) return NULL;
        if (former + 1 == rest) out = id + 1;
    }
    return out;
}

// A paper that tells how its session ended, and calls itself nothing in its heading: "se firmó el acta", "la
// secretaria labró el acta", or by what it is.
static void put_untitled(esc_reader *r) {
    const esc_stream *s = &r->body;
    const esc_section *closing = &r->sections.closing;
    esc_cursor c = esc_cursor_on(s, closing->from, s->atoms_count);
    const bool said = esc_cursor_find(&c, "el|la|presente acta|minuta");
    const uint32_t at = said ? c.at - 1 : closing->from;
    esc_reader_put(r, ESC_VALUE_TEXT, said && esc_atom_is(&s->atoms[at], "minuta") ? "minuta" : "acta",
                   said ? "document.kind.closing" : "document.kind.untitled", said ? 0.7f : 0.5f,
                   (esc_range){s, at, at + 1}, "/document/kind");
}

// The year at the end of a number of several parts, "CIE/05/2017"; 0: none.
static uint32_t year_in(const char *id) {
    enum { FIRST = 1950, LAST = 2100, FIGURES = 4 };
    const size_t len = strlen(id);
    if (len < FIGURES + 2 || !strchr("/-", id[len - FIGURES - 1]) ||
        strspn(id + len - FIGURES, "0123456789") != FIGURES)
        return 0;
    const uint32_t year = (uint32_t)strtoul(id + len - FIGURES, NULL, 10);
    return year >= FIRST && year <= LAST ? year : 0;
}

void esc_read_document(esc_reader *r) {
    document found = {0};
    int best = 5;
    bool closed = !r->sections.accord && r->sections.closing.from < r->body.atoms_count;
    paper about = {closed, r->sections.notice, !closed && calls(r), r->sections.agenda.from};
    scan_document(&r->body, r->arena, &about, &found, &best);
    about.points = r->margin.atoms_count;
    scan_document(&r->margin, r->arena, &about, &found, &best);
    find_labelled_kind(&r->body, &found);
    if (!found.kind && !closed && r->points.items_count)
        find_agenda_kind(&r->body, r->sections.agenda.from, &found);
    if (!found.kind && closed && r->doc->edits_count) find_broken_kind(&r->body, &found);
    esc_paper_number said = {0}, again;
    if ((!found.kind || !found.id_to) && closed && esc_paper_number_again(r, &again) &&
        (!found.kind || !strcmp(found.kind, again.kind))) { // a scan broke the title
        if (!found.kind) found.kind = again.kind, found.stream = again.stream, found.at = again.kind_at;
        said = again;
    }
    if (!found.kind && closed) { // a minute that does not call itself one
        find_lone_code(&r->body, &found);
        if (found.id_to && esc_code_is_yearly(found.stream, found.id_from, found.id_to))
            esc_reader_put(r, ESC_VALUE_TEXT, esc_paper_number_mended(r, id_text(r, &found)),
                           "document.id.alone", 0.8f, (esc_range){found.stream, found.id_from, found.id_to},
                           "/document/id");
    }
    if (!found.kind) {
        if (closed) put_untitled(r);
        return;
    }
    // "ACTA DE LA SESIÓN DEL CONSEJO DISTRITAL N° 7": the number is the body's
    if (found.id_to == found.id_from + 1 && found.stream == &r->body && r->body_key) {
        const esc_atom *number = &r->body.atoms[found.id_from];
        uint32_t word = found.id_from;
        while (word > found.at + 1 && (r->body.atoms[word].kind != ESC_ATOM_WORD || word == found.id_from ||
                                       esc_atom_is(&r->body.atoms[word], "numero|no|num|nro|n|n°|nº|o|º|°")))
            word--;
        if (strstr(r->body_key, number->norm) && strstr(r->body_key, r->body.atoms[word].norm))
            found.id_to = 0;
    }
    uint32_t kind_at = found.at;
    const esc_stream *kind_in = found.stream;
    if (found.id_to) find_fuller_code(found.stream, &found);
    if (!found.id_to) find_labelled(&r->body, &found);
    if (!found.id_to) find_on_form(&r->body, &found);
    if (!found.id_to) find_lone_code(&r->body, &found);
    if (!found.id_to) find_lone_code(&r->margin, &found);
    if (!found.id_to) find_code_at_end(&r->body, &found);
    if (!found.id_to) find_below_title(&r->body, &found);
    if (!found.id_to) find_in_brackets(&r->body, &found);
    if (!found.id_to && !strcmp(found.kind, "acta")) find_session_number(&r->body, &found);
    if (!found.id_to && !strcmp(found.kind, "acta")) find_session_number(&r->margin, &found);
    if (!found.id_to && said.kind)
        found.stream = said.stream, found.id_from = said.from, found.id_to = said.to;
    if (found.id_to && !found.id && is_date(found.stream, found.id_from)) found.id_to = 0;
    float sure = best >= 20 ? 0.95f : 0.7f;
    esc_reader_put(r, ESC_VALUE_TEXT, found.kind, "document.kind", sure,
                   (esc_range){kind_in, kind_at, kind_at + 1}, "/document/kind");
    if (!found.id_to) return;
    const char *id = esc_paper_number_mended(r, found.id ? found.id : id_text(r, &found)),
               *other = behind_former(r, id);
    r->id_of = (esc_range){found.stream, found.id_from, found.id_to};
    esc_reader_put(r, ESC_VALUE_TEXT, other ? other : id, "document.id", other ? 0.6f : sure, r->id_of,
                   "/document/id");
    r->id_year = other ? 0 : year_in(id);
}
