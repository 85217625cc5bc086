// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/phrases.h"

#include <string.h>

#include "base/utf8.h"
#include "fields/cursor.h"
#include "fields/numbers.h"
#include "fields/seats.h"

enum { FULL_ROW = 9, HEADING_ROWS = 6, LONGEST_SPACED = 9, LEAST_NOUN = 5, FULL_HEADING = 16 };

bool esc_phrase_link(const esc_atom *atom) {
    return esc_atom_is(atom, "de|del|la|lo|las|los|y|e|en|para|por|al|a");
}

// Words that stand in capitals in a heading, too, but end the name before them.
static bool ends_name(const esc_atom *atom) {
    return esc_atom_is(
        atom,
        "sesion|acta|minuta|orden|celebrad@|verificad@|efectuad@|correspondiente|numero|no|num|n|n°|nº|nro|"
        "dia|dias|fecha|siendo|el|con|que|se|ano|mil|un|una|relativa|presente|presentes|"
        "mism@|sres|sras|senores|senoras|cc|dres|lics|ings|"
        "presidente|presidenta|lista|hora|horas|designado|designada|ordinari@|extraordinari@|nit|rut|ruc|"
        "cuit|"
        "rfc|cif|nif|tel|telefono|telf|fax|web");
}

// "Preparatoria Número Cuatro", "Escuela No. 12": the number is part of the name. Gives its end, or `at`.
static uint32_t over_number(const esc_stream *s, uint32_t at, uint32_t end) {
    uint32_t n;
    esc_cursor c = esc_cursor_on(s, at, end);
    if (!at || esc_atom_is(&s->atoms[at - 1],
                           "sesion|acta|minuta|ordinaria|extraordinaria|reunion|acuerdo|municipal|concejo|"
                           "consejo|comite|directorio|cabildo|junta|administracion|directiva|directivo|"
                           "deliberante|general|pleno"))
        return at;
    if (!esc_cursor_match(&c, "numero|num|no|n°|nº")) return at;
    esc_cursor_sign(&c, '.');
    return esc_number_any(&c, &n) && n < 10000 ? c.at : at;
}

// "ASOCIACIÓN DE VECINOS EL MOLINO", alone in a row of the heading: nothing but words follow to its end, or
// to the comma before a state.
static bool article_in_heading(const esc_stream *s, uint32_t at, uint32_t end) {
    const esc_row *row = &s->rows[s->atoms[at].row];
    uint32_t row_end = row->first + row->count;
    for (uint32_t i = at + 1; i < row_end; i++)
        if (esc_stream_sign(s, i, ',')) row_end = i;
    while (row_end > at + 2 && s->atoms[row_end - 1].kind == ESC_ATOM_SIGN) row_end--; // "… EL ROBLE LTDA."
    if (!esc_atom_is(&s->atoms[at], "el") || !row->upper || s->atoms[at].row >= HEADING_ROWS ||
        at == row->first || row_end > end || row_end < at + 2 || row_end > at + 4 ||
        esc_phrase_link(&s->atoms[at - 1]))
        return false;
    for (uint32_t i = at + 1; i < row_end; i++)
        if (s->atoms[i].kind != ESC_ATOM_WORD || esc_seat_word(&s->atoms[i]) || ends_name(&s->atoms[i]))
            return false;
    return true;
}

// "Ejido El Zapote", "Colonia Los Pinos": an article that belongs to the name of the place.
static bool article_of_place(const esc_stream *s, uint32_t at, uint32_t end) {
    // in the middle of small letters, "Peña El Tambor", a capital can mean nothing else
    if (at && at + 1 < end && esc_atom_is(&s->atoms[at], "el|la|los|las") &&
        s->atoms[at].shape == ESC_SHAPE_CAPITAL && s->atoms[at + 1].shape == ESC_SHAPE_CAPITAL &&
        s->atoms[at - 1].shape == ESC_SHAPE_CAPITAL && !esc_stream_first(s, at) && !s->atoms[at].wide)
        return true;
    if (article_in_heading(s, at, end)) return true;
    return at && at + 1 < end && esc_atom_is(&s->atoms[at], "el|la|los|las") &&
           s->atoms[at].shape != ESC_SHAPE_LOWER && s->atoms[at + 1].shape != ESC_SHAPE_LOWER &&
           esc_atom_is(&s->atoms[at - 1],
                       "ejido|colonia|villa|barrio|pueblo|fraccionamiento|rancho|residencial|"
                       "conjunto|san|hacienda|vereda|de|condominio|urbanizacion");
}

static bool starts_another(const esc_atom *atom) {
    return esc_atom_is(
        atom,
        "comite|comision|comisiones|consejo|concejo|junta|subcomite|subcomision|acta|minuta|sesion|reunion|"
        "instituto|universidad|"
        "orden|lista|ayuntamiento|tribunal|direccion|secretaria|vocales|asesores|mesa|directorio|asimismo|"
        "ademas|tambien|igualmente|seguidamente");
}

// In a heading's row from which a scan took the blanks between two cells: "CLÍNICA DE SAN JUAN CONSEJO DE
// ADMINISTRACIÓN", "Ayuntamiento de Peña Libro 3, folio 20".
static bool set_beside(const esc_stream *s, uint32_t from, uint32_t at) {
    if (at < from + 3 || s->atoms[at].shape == ESC_SHAPE_LOWER || esc_stream_first(s, at) ||
        s->atoms[at].row != s->atoms[from].row || s->atoms[at - 1].kind != ESC_ATOM_WORD ||
        esc_phrase_link(&s->atoms[at - 1]))
        return false;
    return esc_cursor_looking_at(s, at, "libro|tomo|folio|foja|pagina|hoja|acta|expediente #") ||
           esc_cursor_looking_at(
               s, at, "consejo|comite|comision|junta|concejo de|general|regional|directiv@|tecnic@");
}

// "Instituto para el Fomento …", "Instituto de la Madera y el Mueble": the name goes on behind the article,
// but not to a person or to another body.
static bool article_within(const esc_stream *s, uint32_t from, uint32_t at, uint32_t end) {
    if (at < from + 2 || at + 1 >= end || !esc_atom_is(&s->atoms[at], "el")) return false;
    bool pair = at > from + 3 && esc_atom_is(&s->atoms[at - 1], "y") &&
                esc_atom_is(&s->atoms[at - 3], "la|las|los|del");
    const esc_atom *next = &s->atoms[at + 1];
    return (pair || esc_atom_is(&s->atoms[at - 1], "para")) && next->kind == ESC_ATOM_WORD &&
           next->shape != ESC_SHAPE_LOWER && next->shape != ESC_SHAPE_NONE && !esc_seat_word(next) &&
           !starts_another(next);
}

// "S.T.A.S.L.", "S T A S L" at the head of a row: letters with dots or blanks.
static bool dotted_letters(const esc_stream *s, uint32_t at) {
    uint32_t n = 0, row_end = esc_stream_row_end(s, at);
    while (at + n < row_end && s->atoms[at + n].shape == ESC_SHAPE_UPPER && !s->atoms[at + n].norm[1]) n++;
    if (n > 2 && at + n == row_end && n < LONGEST_SPACED) return true;
    return at + 3 < s->atoms_count && s->atoms[at].shape == ESC_SHAPE_UPPER && !s->atoms[at].norm[1] &&
           esc_stream_sign(s, at + 1, '.') && s->atoms[at + 2].glued && !s->atoms[at + 2].norm[1] &&
           s->atoms[at + 2].shape == ESC_SHAPE_UPPER && esc_stream_sign(s, at + 3, '.');
}

static bool capital(const esc_stream *s, uint32_t at, bool upper) {
    const esc_atom *atom = &s->atoms[at];
    if (atom->kind != ESC_ATOM_WORD) return false;
    if (upper) return atom->shape == ESC_SHAPE_UPPER || (atom->shape == ESC_SHAPE_CAPITAL && !atom->norm[1]);
    return atom->shape == ESC_SHAPE_CAPITAL || atom->shape == ESC_SHAPE_UPPER;
}

// A comma that goes on: some word behind it, and an "y" before the sentence or the phrase ends.
static bool list_goes_on(const esc_stream *s, uint32_t comma, uint32_t end, bool upper) {
    uint32_t at = comma + 1;
    for (uint32_t n = 0; at < end && n < 9; at++, n++) {
        const esc_atom *atom = &s->atoms[at];
        if (esc_atom_is(atom, "y|e") && n) return at + 1 < end && capital(s, at + 1, upper);
        if (esc_stream_sign(s, at, ',')) continue;
        if (!capital(s, at, upper) && !esc_phrase_link(atom)) return false;
        if (ends_name(atom) || starts_another(atom)) return false;
    }
    return false;
}

// "Huancabamba, Perú" alone in the row under a heading: a place, and no part of the name above.
static bool place_row(const esc_stream *s, uint32_t at, uint32_t end) {
    const esc_row *row = &s->rows[s->atoms[at].row];
    uint32_t commas = 0, stop = row->first + row->count;
    if (row->count < 3 || row->count > 7 || stop > end || row->upper) return false;
    for (uint32_t i = at; i < stop; i++) {
        bool comma = esc_stream_sign(s, i, ',');
        commas += comma;
        if (!comma && s->atoms[i].shape != ESC_SHAPE_CAPITAL && !esc_phrase_link(&s->atoms[i])) return false;
        if (esc_atom_is(&s->atoms[i], "y|e")) return false;
    }
    bool ends = stop >= s->atoms_count || s->rows[s->atoms[stop].row].gap;
    return commas == 1 && ends && !esc_stream_sign(s, stop - 1, ',');
}

// «"SAN TELMO" DE CALA HONDA»: the quotation mark at `at` closes what another one opened in its row.
static bool closes_quote(const esc_stream *s, uint32_t at) {
    bool open = false;
    for (uint32_t i = s->rows[s->atoms[at].row].first; i < at; i++) open ^= esc_stream_sign(s, i, '"');
    return open;
}

// "DEL H. AYUNTAMIENTO DE" / "- TEPALTITLÁN", "DE, SALUD": a sign between a little word and what it stands
// for.
static bool speck_behind_link(const esc_stream *s, uint32_t at, uint32_t end) {
    const esc_atom *sign = &s->atoms[at];
    return sign->kind == ESC_ATOM_SIGN && at + 1 < end && esc_atom_is(&s->atoms[at - 1], "de|del") &&
           s->atoms[at + 1].kind == ESC_ATOM_WORD && esc_atom_capital(&s->atoms[at + 1]) &&
           esc_stream_first(s, at) && !s->rows[sign->row].gap &&
           (esc_atom_is(sign, "—|–") || (!s->atoms[at + 1].glued && strchr("-*.'=", sign->text[0])));
}

// "Desarrollo” Rural y “Recursos": quotation marks without a partner within a name.
static bool lone_quote(const esc_stream *s, uint32_t at, uint32_t end) {
    static const char opening[] = "“|«", closing[] = "”|»";
    const esc_atom *sign = &s->atoms[at];
    if (sign->kind != ESC_ATOM_SIGN || at + 1 >= end || s->atoms[at + 1].kind != ESC_ATOM_WORD) return false;
    const bool closes = esc_atom_is(sign, closing), opens = !closes && esc_atom_is(sign, opening);
    if (closes) { // nothing opened before
        for (uint32_t i = at, n = 0; i-- > 0 && n < 14; n++)
            if (esc_atom_is(&s->atoms[i], opening)) return false;
        return sign->glued && !s->atoms[at + 1].glued &&
               (esc_atom_capital(&s->atoms[at + 1]) || esc_phrase_link(&s->atoms[at + 1]));
    }
    for (uint32_t i = at + 1, n = 0; opens && i < s->atoms_count && n < 14; i++, n++)
        if (esc_atom_is(&s->atoms[i], closing)) return false;
    return opens && s->atoms[at + 1].glued && esc_phrase_link(&s->atoms[at - 1]) &&
           esc_atom_capital(&s->atoms[at + 1]);
}

// "SALUD PÚBLICA: DEL ESTADO", "Ley Orgánica . de …": a sign that stands nowhere between a noun and its "de".
static bool is_speck(const esc_stream *s, uint32_t at, uint32_t end) {
    const esc_atom *before = &s->atoms[at - 1], *sign = &s->atoms[at];
    if (esc_stream_sign(s, at, '"') && closes_quote(s, at)) return false;
    return sign->kind == ESC_ATOM_SIGN && at + 2 < end &&
           (strchr(".:;\"'*-_~", sign->text[0]) || // "CONSEJO MUNICIPAL, DE SALUD"
            (sign->text[0] == ',' && sign->glued && s->rows[sign->row].upper)) &&
           before->kind == ESC_ATOM_WORD && !esc_phrase_link(before) && before->norm_len >= LEAST_NOUN &&
           esc_atom_is(&s->atoms[at + 1], "de|del") && s->atoms[at + 2].kind == ESC_ATOM_WORD &&
           (s->atoms[at + 1].shape == ESC_SHAPE_LOWER || s->rows[sign->row].upper);
}

// A sign that is no part of the name it stands in.
static bool skipped(const esc_stream *s, uint32_t at, uint32_t end) {
    return s->atoms[at].kind == ESC_ATOM_SIGN &&
           (is_speck(s, at, end) || speck_behind_link(s, at, end) || lone_quote(s, at, end));
}

bool esc_phrase_said_again(const esc_stream *s, uint32_t from, uint32_t to) {
    for (uint32_t at = 0; at < s->atoms_count; at++)
        if (at != from && esc_stream_same(s, from, to, s, at)) return true;
    return false;
}

// "ACTA DE SESIÓN DEL CONSEJO UNIVERSITARIO No. 8": the number that ends the title is the paper's.
static bool numbers_title(const esc_stream *s, uint32_t at) {
    const esc_row *row = &s->rows[s->atoms[at].row];
    esc_cursor c = esc_cursor_on(s, at, row->first + row->count);
    return s->atoms[at].row < HEADING_ROWS &&
           esc_cursor_looking_at(s, row->first, "acta|minuta ~2 sesion|reunion") &&
           esc_cursor_match(&c, "no|num|nro|numero|n|n°|nº .? #") && c.at == c.end;
}

// "C/ Mesones, 14", "Avenida Norte 8" in a row under a name: an address.
static bool street_row(const esc_stream *s, uint32_t at) {
    if (esc_atom_is(&s->atoms[at], "c|av|avda|pza|ctra")) return esc_stream_sign(s, at + 1, '/');
    if (!esc_atom_is(&s->atoms[at], "calle|avenida|plaza|paseo|carrera|jiron|calzada|pasaje")) return false;
    const uint32_t end = esc_stream_row_end(s, at);
    for (uint32_t i = at + 1; i < end; i++)
        if (s->atoms[i].kind == ESC_ATOM_NUMBER) return true;
    return false;
}

// "ACUERDOS DE LA SESIÓN", "Décima sesión ordinaria" at the head of a row under a name: the paper's title.
static bool title_row(const esc_stream *s, uint32_t at) {
    return (s->atoms[at].ordinal && esc_cursor_looking_at(s, at + 1, "~2 sesion|reunion|asamblea")) ||
           esc_atom_is(&s->atoms[at],
                       "acuerdos|resoluciones|version|convocatoria|citacion|citatorio|borrador|"
                       "extracto|temario|agenda");
}

uint32_t esc_phrase_end(const esc_stream *s, uint32_t at, uint32_t end, unsigned flags) {
    bool upper = s->atoms[at].shape == ESC_SHAPE_UPPER && strlen(s->atoms[at].text) > 1 &&
                 (s->rows[s->atoms[at].row].upper ||
                  (at + 1 < s->atoms_count && s->atoms[at + 1].shape == ESC_SHAPE_UPPER));
    uint32_t last = at + 1; // one past the last word that certainly belongs to it
    bool link = false;
    const bool heading = s->atoms[at].row < HEADING_ROWS && s->rows[s->atoms[at].row].count < FULL_HEADING;
    for (uint32_t i = at + 1; i < end; i++) {
        const esc_atom *atom = &s->atoms[i];
        // "Comité de Obra Pública y Servicios Relacionados con la Misma"
        if (esc_atom_is(atom, "con") && i + 2 < end &&
            esc_atom_is(&s->atoms[i - 1], "relacionad@|relacionad@s") &&
            esc_cursor_looking_at(s, i + 1, "la|las|el|los misma|mismas|mismo|mismos")) {
            last = i + 3, link = false;
            i += 2;
            continue;
        }
        // "Comisión de Vinculación con Organismos Externos": what is told by its name to deal with others
        if (esc_atom_is(atom, "con") && i + 1 < end && capital(s, i + 1, upper) && !link &&
            esc_atom_is(&s->atoms[i - 1],
                        "vinculacion|relacion|relaciones|enlace|coordinacion|cooperacion|colaboracion")) {
            link = true;
            continue;
        }
        // "Comisión Ordinaria de Turismo": which of a council's commissions, and no session's kind
        if (i == at + 1 && esc_atom_is(atom, "ordinari@|extraordinari@") && i + 2 < end &&
            esc_atom_is(&s->atoms[at], "comision|subcomision") && esc_atom_is(&s->atoms[i + 1], "de|para") &&
            s->atoms[i + 2].shape == s->atoms[at].shape && atom->row == s->atoms[at].row) {
            last = i + 1;
            continue;
        }
        // "Directorio del sábado 7 de mayo"
        if (link && esc_cursor_looking_at(s, i, "lunes|martes|miercoles|jueves|viernes|sabado|domingo #"))
            break;
        // "Comisión de Salud de la Sexagésima Cuarta Legislatura": whose term it is
        if (link && (atom->ordinal || esc_number_roman(atom->text, false)) &&
            esc_cursor_looking_at(s, i + 1, "~2 legislatura"))
            break;
        if (esc_stream_first(s, i)) {
            const esc_row *row = &s->rows[atom->row];
            if (esc_atom_is(i + 1 < end ? &s->atoms[i + 1] : NULL, "legislatura")) break; // LXIII
            if (!link && esc_atom_is(atom, "h") && esc_stream_sign(s, i + 1, '.')) break; // H. Consejo
            const bool goes_on = esc_atom_is(atom, "de|del") &&
                                 atom->shape != ESC_SHAPE_CAPITAL; // scans put empty lines anywhere
            if ((row->gap && !link && !goes_on) || dotted_letters(s, i)) break;
            // "UNIVERSIDAD DEL NORTE a" / "FACULTAD DE DERECHO": a letter in the margin is no little word
            const esc_atom *letter = &s->atoms[i - 1];
            if (link && heading && !letter->norm[1] && letter->shape == ESC_SHAPE_LOWER && upper &&
                row->upper)
                break;
            bool alone = esc_stream_first(s, at) && s->atoms[at].row + 1 == atom->row && !link;
            if (alone && place_row(s, i, end)) break;
            // In capitals a row is a heading of its own, but where the one above is full, or ends in a noun
            // alone
            bool runs_on =
                i == at + 1 || s->rows[atom->row - 1].count >= FULL_ROW ||
                esc_atom_is(&s->atoms[i - 1], "san|santa|santo"); // "AYUNTAMIENTO DE SANTA" / "ROSA"
            if (!link && (street_row(s, i) || title_row(s, i))) break;
            if (!link && (starts_another(atom) || (upper && !runs_on && !esc_phrase_link(atom)))) break;
            if (upper && !row->upper && atom->shape != ESC_SHAPE_UPPER) break;
            // "CONSEJO DE FACULTAD" / "TEMUCO, JUEVES 15 DE JUNIO"
            if (!link &&
                esc_cursor_looking_at(s, i + 1, ", lunes|martes|miercoles|jueves|viernes|sabado|domingo|a|#"))
                break;
            // "Ayuntamiento de Alcorza" / "Ref.: 12": a label
            if (!link && (esc_stream_sign(s, i + 1, ':') ||
                          (esc_stream_sign(s, i + 1, '.') && esc_stream_sign(s, i + 2, ':'))))
                break;
            // "Junta Directiva" / "Python Canarias": short rows of a heading, one under the other, unless the
            // text says both in one
            bool short_row = alone && !upper && !esc_phrase_link(atom) && row->page == 0 &&
                             s->rows[atom->row - 1].count < FULL_ROW && atom->row < HEADING_ROWS &&
                             i > at + 1 && row->count < FULL_ROW;
            if (short_row && !esc_phrase_said_again(s, at, i + 1)) break;
        }
        // "UNIVERSIDAD DE LOS VALLES  CÓDIGO: FO-GDO-05": a form's label in the same row
        const bool label = esc_cursor_looking_at(
            s, i,
            "codigo|version|fecha|pagina|vigencia|nit|ruc|expediente|ref|folio|formato|seccion|dependencia|"
            "area|asunto|numero :");
        if (!link && (label || (heading && set_beside(s, at, i)))) break;
        if (!link && numbers_title(s, i) && !esc_phrase_said_again(s, at, esc_stream_row_end(s, i))) break;
        if (skipped(s, i, end)) continue;
        bool lone = link && atom->kind == ESC_ATOM_SIGN && s->rows[atom->row].count == 1; // a bullet astray
        if (lone) continue;
        if (esc_stream_sign(s, i, ',') && (flags & ESC_PHRASE_LISTS) && list_goes_on(s, i, end, upper))
            continue;
        if (esc_stream_sign(s, i, '.') && s->atoms[i - 1].shape != ESC_SHAPE_LOWER &&
            strlen(s->atoms[i - 1].text) < 3 && i + 1 < end && capital(s, i + 1, upper) &&
            !(esc_stream_first(s, i + 1) && esc_stream_sign(s, i - 2, '.'))) { // … S.A.
            link |= esc_atom_is(&s->atoms[i - 1], "h") &&
                    !s->atoms[i - 1].glued; // "Cabildo del H." / "Ayuntamiento"
            continue;                       // H. Ayuntamiento, San J. Pérez
        }
        // Jolna'ichim, Térraba-Boruca, Pro-Pavimentación
        bool joint = atom->glued && esc_atom_is(atom, "-|'|’") && i + 1 < end && s->atoms[i + 1].glued &&
                     s->atoms[i + 1].kind == ESC_ATOM_WORD && !link &&
                     (capital(s, i + 1, upper) || !esc_stream_sign(s, i, '-'));
        bool counted = atom->glued && esc_stream_sign(s, i, '-') && i + 1 < end && s->atoms[i + 1].glued &&
                       s->atoms[i + 1].kind == ESC_ATOM_NUMBER && strlen(s->atoms[i + 1].text) < 3 &&
                       s->atoms[i - 1].shape == ESC_SHAPE_UPPER && !link; // "Módulo IV-3"
        if (joint || counted) {
            last = i + 2;
            i++;
            continue;
        }
        bool law_link =
            (flags & ESC_PHRASE_LAWS) &&
            (esc_atom_is(atom, "con|sobre|contra") ||
             (esc_atom_is(atom, "el") && esc_atom_is(&s->atoms[i - 1], "para")) || // "… para el Estado de"
             (esc_atom_is(atom, "un|una") && link));                               // "… a una Vida Libre"
        bool acting = esc_stream_sign(s, i, '(') && i + 2 < end && esc_stream_sign(s, i + 2, ')') &&
                      esc_atom_is(&s->atoms[i + 1], "e|i|s|p|ai|int|enc"); // "Jefe (e) de la Oficina"
        if (acting) {
            i += 2, last = i + 1, link = false;
            continue;
        }
        // "la Corporación Dª Ana Ruiz Paz"
        if (!link && (esc_atom_is(atom, "dª|d.ª|dna") ||
                      (esc_atom_is(atom, "d|sr|sra") && esc_stream_sign(s, i + 1, '.'))))
            break;
        bool persons = esc_atom_is(atom, "los|las") && !esc_phrase_link(&s->atoms[i - 1]) && i + 1 < end &&
                       esc_atom_is(&s->atoms[i + 1], "c|cc|ciudadan@s|senores|sres"); // "… los C.C. A y B"
        bool seat = esc_atom_is(atom, "el|la|los|las") && !esc_phrase_link(&s->atoms[i - 1]) && i + 1 < end &&
                    esc_seat_word(&s->atoms[i + 1]); // "… Palacio Municipal la Presidenta …"
        if (persons || seat) break;
        bool met = esc_atom_is(atom, "en") && i + 1 < end &&
                   esc_atom_is(&s->atoms[i + 1], "sesion|reunion|asamblea|junta|pleno|cabildo");
        if (met) break; // "Cooperativa Los Chasquis en Asamblea General"
        if (link && esc_cursor_looking_at(s, i, "sus municipios|comites|comisiones") &&
            esc_atom_is(&s->atoms[i - 1], "y")) {
            i += 1, last = i + 1, link = false; // "Ley … del Estado de Jalisco y sus Municipios"
            continue;
        }
        if (esc_cursor_looking_at(s, i,
                                  "en el|la|las|los|su sala|salon|sede|local|recinto|casa|oficina|oficinas|"
                                  "dependencias|auditorio|aula|instalaciones|biblioteca|palacio"))
            break; // "… el Consejo Superior en la Sala de Consejo"
        if (esc_cursor_looking_at(s, i, "en el trabajo") && capital(s, i + 2, upper)) {
            i += 2, last = i + 1, link = false; // "Seguridad y Salud en el Trabajo"
            continue;
        }
        if (esc_cursor_looking_at(s, i, "con l@s mism@s") && capital(s, i + 2, upper)) {
            i += 2, last = i + 1, link = false; // "Obras Públicas y Servicios Relacionados con las Mismas"
            continue;
        }
        if (esc_phrase_link(atom) || law_link) {
            link = true;
            continue;
        }
        uint32_t behind_number = over_number(s, i, end);
        if (behind_number > i) {
            i = behind_number - 1, last = behind_number, link = false;
            continue;
        }
        if (article_of_place(s, i, end) || article_within(s, at, i, end)) continue;
        bool negated = esc_atom_is(atom, "no") && esc_atom_is(&s->atoms[i - 1], "y|e") &&
                       (capital(s, i, upper) || (upper && s->rows[atom->row].upper)) && i + 1 < end &&
                       capital(s, i + 1, upper);
        if (negated) continue; // "Igualdad y No Discriminación"
        bool abbreviated =
            esc_stream_sign(s, i, '.') && i + 1 < end && !esc_stream_first(s, i + 1) &&
            esc_atom_is(&s->atoms[i - 1], "depto|dpto|dir|coord|gral|grales|admon|secr|univ|fac|ing") &&
            (esc_phrase_link(&s->atoms[i + 1]) || capital(s, i + 1, upper));
        if (abbreviated) continue; // "Jefe de Depto. de Radio"
        bool decimal = i + 1 < s->atoms_count && esc_stream_sign(s, i + 1, '.') && s->atoms[i + 1].glued &&
                       i + 2 < s->atoms_count && s->atoms[i + 2].glued &&
                       s->atoms[i + 2].kind == ESC_ATOM_NUMBER; // 94.5 FM
        bool number = (flags & ESC_PHRASE_NUMBERS) && !link && !decimal && !esc_stream_first(s, i) &&
                      !atom->wide && atom->kind == ESC_ATOM_NUMBER && strlen(atom->text) < 3;
        if (!number && (!capital(s, i, upper) || ends_name(atom) || (atom->wide && !esc_stream_first(s, i))))
            break;
        uint32_t n;
        esc_cursor c = esc_cursor_on(s, i, end);
        if (upper && esc_number_words(&c, &n) && n >= 1900) break; // DE DOS MIL DIECISIETE
        c = esc_cursor_on(s, i, end);
        if (link && esc_number_ordinal(&c, &n) && esc_cursor_match(&c, "sesion"))
            break; // "… en Quinta Sesión"
        link = false;
        last = i + 1;
    }
    return last;
}

// The text of atoms from…to-1 without specks.
static char *clean_text(const esc_stream *s, esc_arena *arena, uint32_t from, uint32_t to) {
    uint32_t at = from + 1;
    while (at < to && !skipped(s, at, to)) at++;
    if (at >= to) return esc_stream_text(s, arena, from, to);
    const char *head = esc_stream_text(s, arena, from, at), *tail = clean_text(s, arena, at + 1, to);
    char *out = esc_arena_alloc(arena, strlen(head) + strlen(tail) + 2);
    stpcpy(stpcpy(stpcpy(out, head), " "), tail);
    return out;
}

enum { MOST_ACRONYM = 8 };

char *esc_phrase_text(const esc_stream *s, esc_arena *arena, const esc_vocabulary *vocabulary, uint32_t from,
                      uint32_t to) {
    uint32_t letters = 0, raised = 0;
    for (uint32_t i = from; i < to; i++) {
        letters += s->atoms[i].shape == ESC_SHAPE_LOWER || s->atoms[i].shape == ESC_SHAPE_CAPITAL;
        raised += s->atoms[i].shape == ESC_SHAPE_UPPER;
    }
    char *text = clean_text(s, arena, from, to);
    if (letters >= raised) return text;
    // "por parte de la CNOC": an acronym, among words that have small letters
    if (to == from + 1 && !s->atoms[from].known && !s->rows[s->atoms[from].row].upper &&
        s->atoms[from].norm_len <= MOST_ACRONYM)
        return text;
    size_t len = strlen(text);
    char *out = esc_arena_alloc(arena, 2 * len + 1), *put = out;
    bool behind_link = true, behind_of = false;
    for (const char *p = text; *p;) {
        size_t n = strcspn(p, " ");
        char *folded = esc_fold(arena, p, n);
        const char *accented = NULL;
        bool plain = true; // a printed accent is believed: SECRETARÍA is no post
        for (size_t i = 0; i < n; i++) plain &= (unsigned char)p[i] < 128;
        bool known = plain && esc_vocabulary_has(vocabulary, folded) &&
                     esc_vocabulary_lookup(vocabulary, folded, true, &accented);
        size_t last = known ? strlen(accented) : 0; // "REGISTRO CIVIL": a verb's past is no name's
        known &= last < 2 || strcmp(accented + last - 2, "ó");
        bool little = p != text && strchr("delaypnc", folded[0]) && strlen(folded) < 5 &&
                      (!strcmp(folded, "de") || !strcmp(folded, "del") || !strcmp(folded, "la") ||
                       !strcmp(folded, "las") || !strcmp(folded, "los") || !strcmp(folded, "y") ||
                       !strcmp(folded, "e") || !strcmp(folded, "con") || !strcmp(folded, "en") ||
                       !strcmp(folded, "el") || !strcmp(folded, "para") || !strcmp(folded, "al") ||
                       !strcmp(folded, "a"));
        const char *word = known ? accented : p, *end = word + (known ? strlen(accented) : n);
        const bool masculine = !strcmp(folded, "el");
        bool article =
            little && (folded[0] == 'l' || masculine) && (!behind_link || (masculine && behind_of));
        little &= !article; // "Residencial Los Almeces": an article that no "de" brings; "… de El Totoral"
        behind_link = little, behind_of = !strcmp(folded, "de");
        char numeral[8] = "";
        if (n > 1 && n < sizeof numeral) memcpy(numeral, p, n), numeral[n] = 0;
        numeral[strcspn(numeral, "-,")] = 0;                        // "Módulo III-2", "Módulo IV, A.C."
        bool stays = p != text && esc_number_roman(numeral, false); // "Consejo Distrital VII"
        bool inside = little;
        while (word < end && !stays) {
            uint32_t c = esc_utf8_next(&word, end);
            bool letter = esc_utf8_is_letter(c);
            put += esc_utf8_put(put, inside ? esc_utf8_lower(c) : esc_utf8_upper(c));
            inside = little || letter;
        }
        if (stays) memcpy(put, p, n), put += n;
        p += n;
        while (*p == ' ') *put++ = *p++;
    }
    return out;
}
