// SPDX-License-Identifier: GPL-3.0-or-later
// The session: its kind, ordinal and year. Every phrase around the word "sesión" is read; the one that says
// most, nearest to the beginning, is believed.
#include <stdio.h>
#include <string.h>

#include "fields/numbers.h"
#include "fields/reader.h"
#include "fields/sentences.h"

enum { HEADING_ROWS = 14, OPENING_ATOMS = 500 };

typedef struct session {
    const esc_stream *stream;
    uint32_t from, to;
    const char *kind;
    uint32_t ordinal, year;
    uint32_t ordinal_from, ordinal_to, kind_at, year_from, year_to;
} session;

static const char *kind_of(const esc_atom *atom) {
    if (esc_atom_is(atom, "ordinari@|ordinariamente|ord")) return "ordinaria";
    if (esc_atom_is(atom, "extraordinari@|extraordinariamente|extraord")) return "extraordinaria";
    if (esc_atom_is(atom, "urgente")) return "urgente";
    if (esc_atom_is(atom, "solemne")) return "solemne";
    // "Orcincria", "Extroordincric": what no lexicon has, but for its ends
    enum { LEAST = 8, LONGEST = 10, MOST_MORE = 5 };
    const size_t n = atom->norm_len, more = !strncmp(atom->norm, "extr", 4) ? MOST_MORE : 0;
    const bool ends = n > LEAST && !atom->known && !strncmp(atom->norm + n - 2, "ia", 2);
    if (ends && more && n >= LEAST + more && n <= LONGEST + more) return "extraordinaria";
    if (ends && !more && n <= LONGEST && !strncmp(atom->norm, "or", 2)) return "ordinaria";
    return NULL;
}

static void take_kind(session *out, const esc_stream *s, uint32_t at) {
    const char *kind = at < s->atoms_count ? kind_of(&s->atoms[at]) : NULL;
    if (kind && (!out->kind || !strcmp(out->kind, "urgente"))) out->kind = kind, out->kind_at = at;
}

// "número 12", "No. 12", "N° 5/2019", "XXIII", "05/2017"; also N?, N*, N2, as scanners read N°.
static bool numbered(esc_cursor *c, session *out) {
    esc_cursor next = *c;
    uint32_t n = 0, year;
    esc_cursor_match(&next, "marcad@|identificad@|registrad@|senalad@|distinguid@ con|bajo el");
    bool sign = esc_cursor_match(&next, "numero|no|num|nro|n|n°|nº|nª|#");
    if (sign && c->stream->atoms[c->at].kind == ESC_ATOM_NUMBER) next = *c, sign = false;
    if (!sign && esc_cursor_match(&next, "n2|n9|n0")) sign = true;
    while (sign && next.at < next.end && c->stream->atoms[next.at].kind == ESC_ATOM_SIGN &&
           strchr(".?*°:'\"-", c->stream->atoms[next.at].text[0]))
        next.at++;
    uint32_t at = next.at;
    const esc_atom *atom = esc_cursor_atom(&next);
    if (!atom) return false;
    if (!esc_number_figures(&next, &n)) {
        if (atom->shape == ESC_SHAPE_UPPER && (n = esc_number_roman(atom->text, false)))
            next.at++;
        else if (at > 1 && esc_cursor_looking_at(c->stream, at - 2, "de la")) // "sesión de la Segunda Sala"
            return false;
        else if (!esc_number_ordinal(&next, &n) && !((sign || out->kind) && esc_number_words(&next, &n)))
            return false;
        // "SESIÓN ORDINARIA VEINTIDÓS, celebrada …": without a sign the number has to end there
        const esc_atom *behind = esc_cursor_atom(&next);
        bool bare = !sign && atom->cardinal && !atom->ordinal;
        esc_date day; // "la sesión ordinaria del treinta de junio"
        esc_cursor dated = *c;
        if (bare && at && esc_atom_is(&c->stream->atoms[at - 1], "del") && esc_date_parse(&dated, &day))
            return false;
        if (bare && behind && behind->kind != ESC_ATOM_SIGN && !esc_atom_is(behind, "celebrad@|de|del|del"))
            return false;
        if (bare && at && esc_atom_is(&c->stream->atoms[at - 1], "con")) // "con trece de sus miembros"
            return false;
    }
    uint32_t thousands; // "N° 1.021"
    if (sign && atom->kind == ESC_ATOM_NUMBER && n < 10 && esc_stream_sign(c->stream, next.at, '.') &&
        next.at + 1 < next.end && c->stream->atoms[next.at + 1].glued &&
        strlen(c->stream->atoms[next.at + 1].text) == 3) {
        next.at++;
        if (!esc_number_figures(&next, &thousands)) return false;
        n = n * 1000 + thousands;
    }
    if (n < 1 || (n > 999 && !sign) || n > 9999 || (n > 1899 && n < 2101)) return false;
    esc_cursor slash = next;
    const bool since =
        !sign && at && esc_cursor_looking_at(c->stream, at - 1, "del|al"); // "del 8/2018 al 27/2018"
    if ((esc_cursor_sign(&slash, '/') || esc_cursor_sign(&slash, '-')) && esc_number_year(&slash, &year)) {
        if (since) return false;
        out->year = year, out->year_from = slash.at - 1, out->year_to = slash.at;
        next = slash;
    } else if (!sign && atom->kind == ESC_ATOM_NUMBER) {
        // a bare figure may be anything, but for "SESIÓN ORDINARIA 08 DEL 9 DE MARZO"
        esc_date date;
        esc_cursor dated = *c;
        const uint32_t told = next.at + (next.at < next.end && esc_stream_sign(c->stream, next.at, '('));
        bool kind = told < next.end && kind_of(&c->stream->atoms[told]); // "Sesión 12 (ordinaria)"
        if (kind) take_kind(out, c->stream, told);
        bool ends = kind || next.at >= next.end || esc_stream_first(c->stream, next.at) ||
                    esc_atom_is(&c->stream->atoms[next.at], "del|celebrad@|,|.|-|–");
        if (!out->kind || !ends || esc_stream_first(c->stream, at) || esc_date_parse(&dated, &date) ||
            (!kind && next.at < next.end && c->stream->atoms[next.at].kind == ESC_ATOM_SIGN &&
             next.at + 1 < next.end && c->stream->atoms[next.at + 1].glued))
            return false;
    }
    out->ordinal = n, out->ordinal_from = at, out->ordinal_to = at + 1;
    *c = next;
    return true;
}

// The year behind it: "de dos mil diecisiete", "2019", "del año 2018", "correspondiente al ejercicio 2018".
static void year_behind(esc_cursor c, session *out) {
    uint32_t limit = c.at + 28, year;
    for (; c.at < c.end && c.at < limit && !out->year; c.at++) {
        const esc_atom *atom = &c.stream->atoms[c.at];
        if (esc_stream_sign(c.stream, c.at, '.') || esc_stream_sign(c.stream, c.at, ';')) break;
        if (esc_atom_is(atom, "dia|celebrad@|fecha|siendo|efectuad@|verificad@|horas|articulo")) break;
        esc_cursor here = c;
        esc_date date;
        if (esc_date_parse(&here, &date)) break;
        if (atom->kind == ESC_ATOM_NUMBER && c.at > c.stream->rows[0].first &&
            (esc_stream_sign(c.stream, c.at - 1, '/') || esc_stream_sign(c.stream, c.at - 1, '-')))
            continue;
        uint32_t last; // "2016-2020" is a term of office
        esc_cursor range = esc_cursor_on(c.stream, c.at + 1, c.end);
        if (atom->kind == ESC_ATOM_NUMBER &&
            (esc_cursor_match(&range, "a|al|-|–") && esc_number_year(&range, &last))) {
            c.at = range.at - 1;
            continue;
        }
        if (esc_number_year(&here, &year)) out->year = year, out->year_from = c.at, out->year_to = here.at;
    }
}

// "252 SESIÓN ORDINARIA", "25? SESIÓN": what scanners make of 25ª at the head of a row.
static bool damaged_ordinal(const esc_stream *s, uint32_t at, session *out) {
    uint32_t i = at;
    if (i && kind_of(&s->atoms[i - 1])) i--;
    if (i && s->atoms[i - 1].kind == ESC_ATOM_SIGN && strchr("?*\"'", s->atoms[i - 1].text[0])) i--;
    bool sign = i < at && s->atoms[i].kind == ESC_ATOM_SIGN;
    if (!i || s->atoms[i - 1].row != s->atoms[at].row || !esc_stream_begins(s, i - 1) ||
        s->atoms[i - 1].kind != ESC_ATOM_NUMBER)
        return false;
    esc_cursor c = esc_cursor_on(s, i - 1, at);
    uint32_t n;
    if (!esc_number_figures(&c, &n) || !n || n > 999) return false;
    if (!sign && n > 99) n /= 10;
    out->ordinal = n, out->ordinal_from = i - 1, out->ordinal_to = i, out->from = i - 1;
    if (kind_of(&s->atoms[at - 1])) take_kind(out, s, at - 1);
    return true;
}

// "III.", "4)": the mark of the next point.
static bool marks_point(const esc_stream *s, uint32_t at) {
    return at + 1 < s->atoms_count && s->atoms[at + 1].kind == ESC_ATOM_SIGN && s->atoms[at + 1].glued &&
           strchr(".)-", s->atoms[at + 1].text[0]);
}

// All around the word "sesión" at `at`.
static session around(const esc_stream *s, uint32_t at) {
    session out = {.stream = s, .from = at, .to = at + 1};
    // before it: [ordinal] [kind] sesión, kind and ordinal in any order; no "de la" between
    uint32_t back = at > 6 ? at - 6 : 0;
    if (damaged_ordinal(s, at, &out)) back = at;
    uint32_t behind = at; // "TRIGÉSIMA TERCERA (XXXIII) SESIÓN": over the same in brackets
    // but not "Período: XXXVIII (2023)" over "Sesión: …"
    const bool label = esc_stream_first(s, at) && esc_stream_sign(s, at + 1, ':');
    if (label) back = behind;
    for (uint32_t i = at; at && !label && esc_stream_sign(s, at - 1, ')') && i-- > back;)
        if (esc_stream_sign(s, i, '(')) {
            behind = i, back = i > 6 ? i - 6 : 0;
            break;
        }
    for (uint32_t i = behind; i-- > back;) {
        esc_cursor c = esc_cursor_on(s, i, at);
        uint32_t n;
        bool apart = esc_stream_first(s, i + 1) && s->rows[s->atoms[i + 1].row].gap;
        if (apart && esc_stream_sign(s, i, '.')) break; // "… S.A. de C.V." over "ASAMBLEA GENERAL"
        if (i && esc_atom_is(&s->atoms[i - 1], "tomo|libro|folio|foja|volumen|serie|capitulo|legislatura"))
            break;
        const bool of_code = i && s->atoms[i].glued && esc_atom_is(&s->atoms[i - 1], "-|/") &&
                             !s->atoms[i].ordinal; // "Acta N° 012-2018/CR-IV" over "Reunión ordinaria"
        if (of_code) break;
        if (kind_of(&s->atoms[i])) {
            take_kind(&out, s, i);
            out.from = i;
        } else if (esc_number_ordinal(&c, &n)) {
            esc_cursor before = esc_cursor_on(s, i ? i - 1 : 0, at);
            if (i && esc_number_ordinal_words(&before, &n) && before.at > i)
                continue; // its first word comes next
            c = esc_cursor_on(s, i, at);
            esc_number_ordinal(&c, &n);
            bool tens = i > 1 && s->atoms[i].glued && esc_stream_sign(s, i - 1, '-') && n < 10 &&
                        s->atoms[i - 2].ordinal >= 10 && s->atoms[i - 2].ordinal % 10 == 0;
            if (tens) i -= 2, n += s->atoms[i].ordinal; // "Décima-Sexta"
            out.ordinal = n, out.ordinal_from = i, out.ordinal_to = c.at, out.from = i;
            break;
        } else if (esc_atom_is(&s->atoms[i], "ª|º|°|a") && i > 1 && s->atoms[i].glued &&
                   esc_stream_sign(s, i - 1, '.') && s->atoms[i - 2].kind == ESC_ATOM_NUMBER) { // 14.ª
            c = esc_cursor_on(s, i - 2, at);
            if (!esc_number_figures(&c, &n) || !n || n > 999) break;
            out.ordinal = n, out.ordinal_from = i - 2, out.ordinal_to = i + 1, out.from = i - 2;
            break;
        } else if (!esc_atom_is(&s->atoms[i], ".|,|«|“|\"|y|publica|a|privada|#|ª|º|°|especial|general")) {
            break;
        }
    }
    // behind it: kinds, numbers
    esc_cursor c = esc_cursor_on(s, at + 1, s->atoms_count);
    for (int n = 0; n < 9 && c.at < c.end; n++) {
        if (esc_stream_first(s, c.at) && esc_stream_sign(s, c.at - 1, '.') &&
            (s->rows[s->atoms[c.at].row].gap || s->atoms[c.at].ordinal || marks_point(s, c.at)))
            break; // "Tercero." of the points
        bool point =
            esc_stream_sign(s, c.at - 1, '.') && s->atoms[c.at].ordinal && esc_stream_sign(s, c.at + 1, ':');
        if (point) break; // "… abre la sesión. SEGUNDO: …"
        bool page = s->atoms[c.at].kind == ESC_ATOM_NUMBER && esc_stream_sign(s, c.at - 1, '-') &&
                    s->atoms[c.at].glued && esc_stream_sign(s, c.at + 1, '-') && s->atoms[c.at + 1].glued;
        if (page) break; // "Sesión Ordinaria      -1-"
        if (kind_of(&s->atoms[c.at])) {
            take_kind(&out, s, c.at++);
        } else if (esc_cursor_looking_at(s, c.at, "en? primera|segunda|unica|tercera convocatoria")) {
            break; // "sesión ordinaria y primera convocatoria"
        } else if (!out.ordinal && numbered(&c, &out)) {
        } else if (esc_atom_is(
                       &s->atoms[c.at],
                       "de|y|publica|privada|,|(|)|-|cabildo|concejo|permanente|presencial|virtual|a|general|"
                       "distancia|caracter|con|:|ayuntamiento|municipal|deliberante|universitari@|directiv@|"
                       "consejo|"
                       "junta|del|la|lo|mixta|h|.|plenari@|celebrad@|manera|forma|continuad@")) {
            c.at++;
        } else {
            break;
        }
        out.to = c.at;
    }
    year_behind(esc_cursor_on(s, out.to, s->atoms_count), &out);
    return out;
}

// "SESIÓN ADMINISTRATIVA EXTRAORDINARIA", "SESIÓN ORDINARIA DE GERENTES N° 733": in the heading, what ends
// the row, whatever words stand between; but for a number that is a part of the body's name.
static void rest_of_row(const esc_reader *r, const esc_stream *s, uint32_t at, session *out) {
    const esc_row *row = &s->rows[s->atoms[at].row];
    uint32_t end = row->first + row->count;
    if (s->atoms[at].row >= HEADING_ROWS || (!row->upper && !esc_stream_first(s, at))) return;
    for (uint32_t i = out->to; i < end && s->atoms[i].kind == ESC_ATOM_WORD; i++) {
        if (!out->kind && out->to <= at + 1) take_kind(out, s, i);
        session x = *out;
        esc_cursor c = esc_cursor_on(s, i, end);
        bool sign = esc_cursor_looking_at(s, i, "numero|no|num|nro|n|n°|nº|nª");
        if (out->ordinal || !sign || !numbered(&c, &x) || c.at < end) continue;
        if (!r->body_key || !strstr(r->body_key, s->atoms[x.ordinal_from].norm)) *out = x;
    }
}

// A body's name said of its meeting: "Junta General Extraordinaria", "Cabildo abierto", "pleno ordinario".
static bool meeting_of_body(const esc_stream *s, uint32_t at) {
    return esc_cursor_looking_at(s, at, "junta general? ordinaria|extraordinaria") ||
           esc_cursor_looking_at(
               s, at,
               "pleno|plenario|cabildo|claustro|consejo|asamblea general? ordinari@|extraordinari@|solemne");
}

// "Ordinaria No. 16 del 3 de mayo", "Acta de la extraordinaria": the word itself is left out.
static bool kind_alone(const esc_stream *s, uint32_t at) {
    if (s->atoms[at].row >= HEADING_ROWS || !kind_of(&s->atoms[at])) return false;
    return (esc_stream_first(s, at) && esc_cursor_looking_at(s, at + 1, "no|n|numero|num|nro|n°|nº #")) ||
           (at && esc_stream_first(s, at - 1) && // "ACTA ORDINARIA N° 10"
            esc_cursor_looking_at(s, at - 1, "acta|minuta ~1 no|n|numero|num|nro|n°|nº #")) ||
           (at > 2 && esc_cursor_looking_at(s, at - 3, "acta|minuta de la"));
}

static int worth(const session *x) { return (x->kind ? 3 : 0) + (x->ordinal ? 4 : 0) + (x->year ? 1 : 0); }

// The minutes of an earlier session, or the next one, are talked about in the business.
static bool of_another(const esc_stream *s, uint32_t at) {
    // "Aprobada por el Consejo en su Sesión 244": where these minutes were read
    uint32_t first = s->rows[s->atoms[at].row].first;
    for (uint32_t i = first; i < at; i++)
        if (esc_cursor_looking_at(s, i, "aprobad@|leid@|ratificad@ ~5 en la|su sesion|reunion") &&
            at - i < 10)
            return true;
    return at > 1 &&
           (esc_atom_is(&s->atoms[at - 1], "anterior|proxima|pasada") ||
            esc_cursor_looking_at(s, at + 1, "ordinaria|extraordinaria? anterior|pasada|proxima|previa"));
}

// "queda aplazado para la primera sesión de diciembre", "hasta la segunda sesión ordinaria": in the business,
// one that is still to come.
static bool to_come(const esc_reader *r, const esc_stream *s, uint32_t from, uint32_t to) {
    if (!r->sections.notice && esc_cursor_looking_at(s, to, "se? celebrara|efectuara|realizara|tendra|sera"))
        return true; // "La primera sesión ordinaria se celebrará el …"
    return s == &r->body && from > 1 && r->sections.agenda.to > r->sections.agenda.from &&
           from >= r->sections.agenda.to && from < r->sections.closing.from &&
           esc_cursor_looking_at(s, from - 2, "para|hasta|en la|una");
}

// "convocar a Asamblea General Ordinaria", told of in the business of a board: no session of its own.
static bool of_other_body(const esc_reader *r, const esc_stream *s, uint32_t at) {
    return s == &r->body && r->body_key && !strstr(r->body_key, "asamblea") &&
           esc_atom_is(&s->atoms[at], "asamblea") && at >= r->sections.agenda.from;
}

// "2. Aprobación del acta de la sesión ordinaria N° 40": among the points, the one before this.
static bool of_minutes_read(const esc_reader *r, const esc_stream *s, uint32_t at) {
    enum { BEFORE = 4 };
    if (s != &r->body || at < r->sections.agenda.from) return false;
    for (uint32_t i = at > BEFORE ? at - BEFORE : 0; i < at; i++)
        if (s->atoms[i].row == s->atoms[at].row && esc_atom_is(&s->atoms[i], "acta|actas|minuta|acuerdos"))
            return true;
    return false;
}

// The session of another year than this day's: "la sesión constitutiva de 1932".
static bool of_other_year(const esc_reader *r, const session *x) {
    return x->year && r->year && (x->year > r->year + 1 || x->year + 1 < r->year);
}

enum { OF_MINUTES_READ = 45 }; // a heading that tells the kind alone is worth more

static void scan(const esc_reader *r, const esc_stream *s, session *best, int *best_worth) {
    for (uint32_t at = 0; at < s->atoms_count; at++) {
        if (!esc_atom_is(&s->atoms[at], "sesion|reunion|asamblea") && !meeting_of_body(s, at) &&
            !kind_alone(s, at))
            continue;
        const bool reason = r->sections.accord && s == &r->body && at >= r->sections.agenda.from &&
                            at < r->sections.agenda.to;
        if (reason) continue;
        session x = around(s, at);
        if (!x.kind) take_kind(&x, s, at);
        rest_of_row(r, s, at, &x);
        if (of_other_year(r, &x)) { // in the heading the year itself is misread
            if (s->atoms[at].row >= HEADING_ROWS) continue;
            x.year = 0;
        }
        int score = worth(&x) * 10 - (int)(at * 12 / (s->atoms_count + 1)) -
                    (of_minutes_read(r, s, at) ? OF_MINUTES_READ : 0);
        if (worth(&x) && !of_another(s, at) && !to_come(r, s, x.from, x.to) && !of_other_body(r, s, at) &&
            score > *best_worth)
            *best = x, *best_worth = score;
    }
}

// "Número de sesión: 15", "Tipo de sesión: extraordinaria", on a form.
static void read_labels(const esc_reader *r, const esc_stream *s, session *out) {
    esc_cursor c = esc_cursor_on(s, 0, s->atoms_count);
    uint32_t n;
    if (!out->ordinal && esc_cursor_find(&c, "numero|no|num de? la? sesion :") &&
        (esc_number_figures(&c, &n) || esc_number_ordinal(&c, &n)) && n && n < 1000)
        out->stream = s, out->ordinal = n, out->ordinal_from = c.from, out->ordinal_to = c.at;
    c = esc_cursor_on(s, 0, s->atoms_count);
    bool label = !out->kind && (esc_cursor_find(&c, "tipo de? sesion|convocatoria :") ||
                                esc_cursor_find(&c, "caracter|tipo|clase :") ||
                                esc_cursor_find(&c, "tipo de? convocatoria|sesion"));
    esc_cursor which = c; // "Tipo: Segunda extraordinaria"
    if (label && !out->ordinal && esc_number_ordinal(&which, &n) && n && n < 1000 &&
        esc_cursor_atom(&which) && kind_of(esc_cursor_atom(&which))) {
        out->stream = s, out->ordinal = n, out->ordinal_from = c.at, out->ordinal_to = which.at;
        c = which;
    }
    if (label && esc_cursor_atom(&c) && kind_of(esc_cursor_atom(&c)))
        out->stream = s, out->kind = kind_of(esc_cursor_atom(&c)), out->kind_at = c.at;
    c = esc_cursor_on(s, 0, s->atoms_count);
    bool period = !out->kind && esc_cursor_find(&c, "periodo de sesiones :") && esc_cursor_atom(&c);
    if (period && esc_atom_is(esc_cursor_atom(&c), "ordinarias|extraordinarias")) {
        out->kind = esc_atom_is(esc_cursor_atom(&c), "ordinarias") ? "ordinaria" : "extraordinaria";
        out->stream = s, out->kind_at = c.at;
    }
    c = esc_cursor_on(s, 0, s->atoms_count);
    esc_cursor many = c; // "SESIONES ORDINARIAS, SEGUNDO PERÍODO"
    bool heading = !out->kind && esc_cursor_find(&many, "sesiones ordinarias|extraordinarias") &&
                   s->rows[s->atoms[many.from].row].upper && s->atoms[many.from].row < HEADING_ROWS;
    if (heading) {
        out->kind = esc_atom_is(&s->atoms[many.at - 1], "ordinarias") ? "ordinaria" : "extraordinaria";
        out->stream = s, out->kind_at = many.at - 1;
    }
    esc_cursor said = c; // "sesionaron de manera ordinaria", "con el carácter de extraordinaria"
    if (!out->kind &&
        ((esc_cursor_find(&c, "sesion*|reunieron de manera|forma") && esc_cursor_atom(&c) &&
          kind_of(esc_cursor_atom(&c))) ||
         (c = said, esc_cursor_find(&c, "con|de|en el? caracter de?") && esc_cursor_atom(&c) &&
                        kind_of(esc_cursor_atom(&c))) ||
         (c = said, esc_cursor_find(&c, "reunio|reunieron|reune|reunen|reunid@s|sesion@|sesiono "
                                        "ordinariamente|extraordinariamente") &&
                        c.at-- && c.from < r->sections.agenda.from)))
        out->stream = s, out->kind = kind_of(esc_cursor_atom(&c)), out->kind_at = c.at;
}

// The kind that another mention of this session gives, where the best one gives none: "Sesión N° 17" in the
// title, "declaró abierta la sesión ordinaria" below. Only from where the paper tells of itself: its opening,
// its closing.
static void complete(const esc_reader *r, session *best) {
    const esc_stream *s = &r->body;
    const esc_row *row = &s->rows[s->atoms[best->from].row]; // "Sesión N° 3 de 9 de marzo (extraordinaria)"
    for (uint32_t at = row->first; s->atoms[best->from].row < HEADING_ROWS && at < row->first + row->count;
         at++)
        if (esc_stream_sign(s, at, '(') && esc_stream_sign(s, at + 2, ')')) take_kind(best, s, at + 1);
    for (uint32_t at = 0; at < s->atoms_count && !best->kind; at++) {
        bool itself = at < r->sections.agenda.from || at >= r->sections.closing.from;
        if (!itself || !esc_atom_is(&s->atoms[at], "sesion|reunion|asamblea")) continue;
        session x = around(s, at);
        bool other = (x.ordinal && best->ordinal && x.ordinal != best->ordinal) || of_another(s, at) ||
                     (at > 1 && esc_cursor_looking_at(s, at - 2, "acta|actas|minuta de|del") &&
                      !esc_stream_begins(s, at - 2));
        if (!x.kind || other) continue;
        best->kind = x.kind, best->kind_at = x.kind_at;
        if (!best->stream) best->stream = s;
    }
}

// "Séptima (5a.) Sesión": what its brackets say, where that is another number; 0: nothing is.
static uint32_t other_ordinal(const session *x) {
    uint32_t n;
    esc_cursor c = esc_cursor_on(x->stream, x->ordinal_to, x->stream->atoms_count);
    if (!esc_cursor_sign(&c, '(') || (!esc_number_ordinal(&c, &n) && !esc_number_figures(&c, &n))) return 0;
    esc_cursor_sign(&c, '.');
    return esc_stream_sign(x->stream, c.at, ')') && n != x->ordinal && n < 1000 ? n : 0;
}

// What this session itself is said to be done: "a fin de celebrar la Octava Sesión Ordinaria", "se dio por
// concluida la …", "declara abierta la …"; within the sentence, and nothing else of the session named before.
static bool is_this_one(const esc_stream *s, uint32_t at) {
    enum { REACH = 9, SENTENCE = 30 };
    if (esc_cursor_within(s, esc_sentence_from(s, at, SENTENCE), at,
                          "convoc*|propuso|propone|proxim@|acordo"))
        return false; // of one to come
    for (uint32_t n = 1; n <= REACH && n <= at; n++) {
        const uint32_t i = at - n;
        if (esc_stream_sign(s, i, '.') && !esc_stream_first(s, i) && s->atoms[i + 1].row != s->atoms[i].row)
            return false;
        if (esc_atom_is(&s->atoms[i],
                        "acta|actas|minuta|acuerdo|acuerdos|aprobad@|acordad@|desde|hasta|para"))
            return esc_cursor_looking_at(s, i, "para celebrar|llevar|efectuar|realizar|desahogar");
        if (esc_atom_is(&s->atoms[i],
                        "celebra*|celebro|efectuar|llevar|realizar|inicio|iniciad@|abiert@|instalad@|"
                        "instala|concluid@|concluye|clausura|clausurad@|clausuro|clausurar|levantad@|"
                        "levanta|levanto|terminad@|termina|cerrad@|cierra|desahogar|desarrollar|comenzo|"
                        "comienza|abrio|abre"))
            return true;
    }
    return false;
}

// "MINUTA DE LA SÉPTIMA SESIÓN" over "a fin de celebrar la Octava Sesión", or "la Séptima (8a.) Sesión": this
// session's other number, or 0; *ret has where it is told.
static uint32_t ordinal_elsewhere(const esc_reader *r, const session *best, session *ret) {
    const esc_stream *s = &r->body;
    for (uint32_t at = 0; best->ordinal && best->stream == s && at < s->atoms_count; at++) {
        if (!esc_atom_is(&s->atoms[at], "sesion|reunion|asamblea")) continue;
        *ret = around(s, at);
        // "V. Se clausura la Sexta Sesión siendo las 11:30 horas": in the business only with the hour
        if ((at >= r->sections.agenda.from || at > OPENING_ATOMS) && at < r->sections.closing.from &&
            !esc_cursor_looking_at(s, ret->to, "~3 siendo|a las|la"))
            continue;
        const bool kin = ret->ordinal && (!ret->kind || !best->kind || !strcmp(ret->kind, best->kind)) &&
                         (!ret->year || !best->year || ret->year == best->year);
        if (!kin || of_another(s, at) || to_come(r, s, ret->from, ret->to) || of_minutes_read(r, s, at) ||
            of_other_body(r, s, at))
            continue;
        if (ret->ordinal == best->ordinal) {
            const uint32_t again = other_ordinal(ret);
            if (again) return again;
        } else if (ret->ordinal_from != best->ordinal_from && is_this_one(s, ret->from)) {
            return ret->ordinal;
        }
    }
    return 0;
}

// "QUINTA SESIÓN ORDINARIA" over "… la Quinta Sesión Extraordinaria": the same session's other kind. False:
// there is none.
static bool other_kind(const esc_reader *r, const session *best, session *ret) {
    const esc_stream *s = &r->body;
    for (uint32_t at = 0; best->kind && best->stream == s && at < r->sections.agenda.from; at++) {
        if (!esc_atom_is(&s->atoms[at], "sesion|reunion|asamblea")) continue;
        *ret = around(s, at);
        // "se reúnen en sesión ordinaria los miembros"
        const bool met =
            !ret->ordinal && (esc_cursor_looking_at(s, at > 2 ? at - 2 : 0, "reunen|reunieron|reunidos en") ||
                              is_this_one(s, ret->from));
        if (ret->kind && (met || (best->ordinal && ret->ordinal == best->ordinal)) &&
            strcmp(ret->kind, best->kind) != 0 && strcmp(ret->kind, "urgente") != 0 &&
            strcmp(best->kind, "urgente") != 0 && (!ret->year || ret->year == best->year) &&
            !of_another(s, at) && !of_minutes_read(r, s, at))
            return true;
    }
    return false;
}

void esc_read_session(esc_reader *r) {
    session best = {0};
    int best_worth = 0;
    scan(r, &r->body, &best, &best_worth);
    scan(r, &r->margin, &best, &best_worth);
    if (best.stream == &r->body) complete(r, &best);
    if (best.stream != &r->margin) read_labels(r, &r->body, &best);
    char number[16];
    float sure = best_worth >= 60 ? 0.95f : 0.75f;
    session other;
    const bool unlike = other_kind(r, &best, &other);
    if (best.kind)
        esc_reader_put(r, ESC_VALUE_TEXT, best.kind, "session.kind", unlike ? sure * ESC_DOUBTED : sure,
                       (esc_range){best.stream, best.kind_at, best.kind_at + 1}, "/session/kind")
            ->flagged = unlike;
    if (unlike)
        esc_reader_put_other(r, ESC_VALUE_TEXT, other.kind, "session.contradiction",
                             (esc_range){other.stream, other.kind_at, other.kind_at + 1}, "/session/kind");
    if (best.ordinal) {
        session else_told;
        const esc_range where = {best.stream, best.ordinal_from, best.ordinal_to};
        esc_range other_where = where;
        uint32_t again = other_ordinal(&best);
        if (!again && (again = ordinal_elsewhere(r, &best, &else_told)))
            other_where = (esc_range){else_told.stream, else_told.ordinal_from, else_told.ordinal_to};
        snprintf(number, sizeof number, "%u", best.ordinal);
        esc_reader_put(r, ESC_VALUE_INTEGER, number, "session.ordinal", again ? sure * ESC_DOUBTED : sure,
                       where, "/session/ordinal")
            ->flagged = again > 0;
        snprintf(number, sizeof number, "%u", again);
        if (again)
            esc_reader_put_other(r, ESC_VALUE_INTEGER, number, "session.contradiction", other_where,
                                 "/session/ordinal");
    }
    bool told = best.kind || best.ordinal; // "los proyectos del año 2022" tell of no session
    // "… desde la última sesión ordinaria, que van de la 212 a la 240 de 2019": told of in the business
    const bool of_business = best.year && r->year && best.year != r->year && best.stream == &r->body &&
                             r->sections.agenda.to > r->sections.agenda.from &&
                             best.year_from >= r->sections.agenda.to &&
                             best.year_from < r->sections.closing.from;
    uint32_t year = 0;
    esc_range where = r->year_of;
    const char *rule = "session.year";
    if (best.year && !of_business && (told || !r->year || best.year == r->year))
        year = best.year, where = (esc_range){best.stream, best.year_from, best.year_to};
    else if (r->year && (told || !(r->sections.accord || r->sections.notice)))
        year = r->year, sure = 0.8f, rule = "session.year.of_date";
    if (!year) return;
    // "MINUTA CIE/07/2021" of a session of 2022; "la XI Sesión del ejercicio 2017", held in 2018
    const bool of_date = r->year && r->year != year, of_id = r->id_year && r->id_year != year;
    snprintf(number, sizeof number, "%u", year);
    esc_reader_put(r, ESC_VALUE_INTEGER, number, rule, of_date || of_id ? sure * ESC_DOUBTED : sure, where,
                   "/session/year")
        ->flagged = of_date || of_id;
    snprintf(number, sizeof number, "%u", of_date ? r->year : r->id_year);
    if (of_date || of_id)
        esc_reader_put_other(r, ESC_VALUE_INTEGER, number, "session.contradiction",
                             of_date ? r->year_of : r->id_of, "/session/year");
}
