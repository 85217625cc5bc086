// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/sections.h"

#include <stddef.h>
#include <string.h>

#include "fields/cursor.h"
#include "fields/dates.h"
#include "fields/likeness.h"
#include "fields/numbers.h"
#include "fields/phrases.h"
#include "fields/sentences.h"

enum {
    AGENDA_ROWS = 14,
    LEAST_POINTS = 4,
    LEAST_CALLED = 2, // of a paper that calls to a session in so many words
    LEAST_RUN = 3,
    MOST_LOST = 40,
    TITLE_ROWS = 8,
    LONG_PARAGRAPH = 120,
    CLOSING_REACH = 45,
    SHORT_ROW = 9,
    LOST_MARKS = 3,
    AGENDA_HEADING = 6,
    CALL_ATOMS = 160,
    MANY_POINTS = 10,
    SPACED_LETTERS = 12,
    LONGEST_END = 12,
    REMARK = 12
};

#define ACCORD_LIKENESS 0.9f

static const char *const closings[] = {
    "da|dio|dan|dieron|dandose|se|quedo|queda por? formalmente? "
    "concluid@|terminad@|clausurad@|finalizad@|levantad@|cerrad@|concluid@s|terminad@s|clausurad@s",
    "declar* ~2 clausurad*|concluid*|terminad*|cerrad*|finalizad*|levantad*",
    "se|procedio|procede a? levanta|levanto|levantar|levantandose|clausura|clausuro|cierra ~2 "
    "sesion|reunion|acta|asamblea|junta|presente",
    "concluye|concluyo|concluyendo|termina|termino|terminando|finaliza|finalizo|finalizando|culmino|acaba|"
    "acabo ~3 "
    "sesion|reunion|acta|"
    "trabajos|junta|mism@|asamblea|acto",
    "sesion|reunion|acta|junta|asamblea concluyo|concluye|termino|termina|finalizo|finaliza|culmino",
    "levanta|levanto|clausura|clausuro|cierra|cerro la|lo presente? sesion|reunion|asamblea|junta",
    "concluy*|termin*|finaliz*|culmin*|clausur*|acab*|disuel*|disolv*|despid* ~3 a las|los|la",
    "levanta|levanto|levantan|levantaron|cierra|cerro ~9 siendo|a las|los",
    "hora de termino|cierre|conclusion|clausura",
    "termino|cierre|conclusion|clausura|fin :",
    "clausura|cierre|conclusion|termino|fin|final de la|lo|los sesion|reunion|trabajos",
    "recesa|recesan|receso|recesaron sus|los trabajos",
};

static esc_pattern_set closes = ESC_PATTERNS(closings);

static bool time_near(const esc_stream *s, uint32_t at) {
    uint32_t from = at > CLOSING_REACH ? at - CLOSING_REACH : 0, to = at + CLOSING_REACH;
    esc_cursor c = esc_cursor_on(s, from, to);
    esc_time time;
    for (; c.at < c.end; c.at++)
        if (esc_time_parse(&c, &time)) return true;
    return false;
}

// "3. Ruegos y preguntas" / "No habiendo más asuntos que tratar, el Presidente …": a row in a capital behind
// a much shorter one. Scans have no empty lines.
static bool behind_short(const esc_stream *s, uint32_t row) {
    const esc_row *this = &s->rows[row], *before = &s->rows[row - 1];
    const esc_atom *last = &s->atoms[this->first - 1];
    return s->atoms[this->first].shape == ESC_SHAPE_CAPITAL && 3 * before->count <= 2 * this->count &&
           last->text[0] != ',' && !esc_phrase_link(last);
}

// "2. Revisión de la convocatoria" / "Se cierra la presente …": a sentence right below the last point.
static bool below_item(const esc_stream *s, uint32_t row, uint32_t at) {
    const uint32_t mark = s->rows[row - 1].first;
    uint32_t first = s->rows[row].first;
    const bool own = s->atoms[at].row == row; // the row that says it
    const esc_atom *last = &s->atoms[first - 1];
    const esc_atom *number = &s->atoms[mark];
    bool item =
        first > mark + 2 && s->atoms[mark + 1].kind == ESC_ATOM_SIGN && s->atoms[mark + 1].glued &&
        strchr(".)-", s->atoms[mark + 1].text[0]) &&
        ((number->kind == ESC_ATOM_NUMBER && number->norm_len < 5) || esc_number_roman(number->text, false) ||
         (number->kind == ESC_ATOM_WORD && !number->norm[1]) ||
         (number->ordinal && number->shape != ESC_SHAPE_LOWER));
    if (own && s->atoms[first].kind == ESC_ATOM_SIGN && first < at) first++; // "¡Agotados los puntos"
    return item && s->atoms[first].shape == ESC_SHAPE_CAPITAL && (own || last->text[0] != ',') &&
           !esc_phrase_link(last);
}

// The paragraph around `at`: back to a row behind a gap, or to a row that begins a sentence.
static uint32_t paragraph(const esc_stream *s, uint32_t at) {
    uint32_t row = s->atoms[at].row;
    while (row && !s->rows[row].gap && !esc_stream_sign(s, s->rows[row].first - 1, '.') &&
           !behind_short(s, row) && !below_item(s, row, at))
        row--;
    return s->rows[row].first;
}

// "Acta 7. Siendo las 20 y 30 … A las 22 se levanta la reunión.": of a paragraph that tells all, with a time
// before its last sentence, the closing is that sentence alone.
static uint32_t behind_times(const esc_stream *s, uint32_t from, uint32_t at) {
    const uint32_t sentence = esc_sentence_from(s, at, LONG_PARAGRAPH / 2);
    esc_cursor c = esc_cursor_on(s, from, at);
    esc_time time;
    while (c.at < sentence)
        if (!esc_time_parse(&c, &time))
            c.at++;
        else if (c.at <= sentence)
            return sentence;
    return from;
}

// "V. Cierre de la sesión.", "Cuarto." / "Clausura de la sesión.": a point of a list, which names the end and
// tells nothing of it.
static bool point_of_end(const esc_stream *s, uint32_t at) {
    if (at < 2 || !esc_atom_is(&s->atoms[at], "clausura|cierre|conclusion|termino|fin|final")) return false;
    uint32_t mark = at, end = at + 1;
    while (mark > 1 && at - mark < 2 && s->atoms[mark - 1].kind == ESC_ATOM_SIGN &&
           strchr(".)-:", s->atoms[mark - 1].text[0]))
        mark--;
    const esc_atom *number = &s->atoms[mark - 1];
    if (mark == at || !s->atoms[mark].glued ||
        !(number->kind == ESC_ATOM_NUMBER || number->ordinal ||
          (number->kind == ESC_ATOM_WORD && !number->norm[1]) ||
          (number->shape == ESC_SHAPE_UPPER && esc_number_roman(number->text, false))))
        return false;
    while (end < s->atoms_count && !esc_stream_first(s, end) && !esc_stream_sign(s, end, '.')) end++;
    if (end > at + LONGEST_END) return false;
    esc_cursor c = esc_cursor_on(s, at, end);
    esc_time time;
    for (; c.at < c.end; c.at++)
        if (esc_time_parse(&c, &time)) return false;
    return true;
}

// "Pido un minuto de silencio al final de la sesión": a time to come, and no hour told with it.
static bool looks_ahead(const esc_stream *s, uint32_t at) {
    if (!at || !esc_atom_is(&s->atoms[at], "clausura|cierre|conclusion|termino|fin|final") ||
        !esc_atom_is(&s->atoms[at - 1], "al|hasta|del"))
        return false;
    esc_cursor c = esc_cursor_on(s, esc_sentence_from(s, at, LONG_PARAGRAPH / 2),
                                 esc_sentence_to(s, at, LONG_PARAGRAPH / 2));
    esc_time time;
    for (; c.at < c.end; c.at++)
        if (esc_time_parse(&c, &time)) return false;
    return true;
}

static void find_closing(const esc_stream *s, esc_sections *ret) {
    uint32_t best = ESC_NONE;
    bool timed = false;
    for (uint32_t at = s->atoms_count / 3; at < s->atoms_count; at++) {
        if (!esc_cursor_any(s, at, &closes)) continue;
        bool on_form = s->atoms[at].row < AGENDA_ROWS && // "Apertura: 10:20 horas      Cierre: 12:00 horas"
                       esc_cursor_looking_at(s, at, "~2 termino|cierre|conclusion|clausura|fin :");
        const bool hands =
            esc_cursor_looking_at(s, at, "levanta|levantan|levanto|levantaron l@s|su|sus? mano|manos");
        if (on_form || hands || point_of_end(s, at) || looks_ahead(s, at)) continue;
        bool has_time = time_near(s, at);
        if (has_time || !timed) best = at, timed |= has_time;
    }
    uint32_t end = s->atoms_count;
    ret->closing = (esc_section){end, end};
    ret->signatures = ret->closing;
    if (best == ESC_NONE) return;
    ret->closing.from = paragraph(s, best);
    if (best - ret->closing.from > LONG_PARAGRAPH) // all in one paragraph: the sentence that ends it
        ret->closing.from = esc_sentence_from(s, best, LONG_PARAGRAPH / 2);
    const uint32_t sentence = esc_sentence_from(s, best, LONG_PARAGRAPH / 2), head = ret->closing.from;
    const bool point = s->atoms[head].kind == ESC_ATOM_NUMBER && s->atoms[head].norm_len < 3 &&
                       head + 1 < end && esc_atom_is(&s->atoms[head + 1], ".|)|-|º|°");
    if (point && sentence > head + 3) ret->closing.from = sentence; // "7.- Cierre. No habiendo más …"
    ret->closing.from = behind_times(s, ret->closing.from, best);
    // The signatures begin behind the paragraph, or where one says "firmas".
    uint32_t row = s->atoms[best].row + 1;
    while (row < s->rows_count && !s->rows[row].gap && !s->rows[row].upper) row++;
    ret->closing.to = row < s->rows_count ? s->rows[row].first : end;
    ret->signatures.from = ret->closing.to;
}

// What stands over the points of a session, in a row of its own.
static const char agenda_words[] = "temario|tabla|agenda|asuntos|citacion|convocatoria|orden|sumario";
// How many rows begin with 1, 2, 3 …, one after the other; a scan may have broken two between.
static uint32_t numbered_rows(const esc_stream *s) {
    uint32_t n = 0, last = 0, run = 0, before = 0, value;
    for (uint32_t row = 0; row < s->rows_count; row++) {
        esc_cursor c = esc_cursor_on(s, s->rows[row].first, esc_stream_row_end(s, s->rows[row].first));
        const bool named = esc_cursor_match(&c, "n|no|nro|n°|nº|punto|asunto|tema|capitulo|caso");
        uint32_t spoken = 0; // "Punto uno."
        esc_cursor told = c;
        if (named && told.at < told.end && s->atoms[told.at].shape == ESC_SHAPE_LOWER &&
            esc_number_any(&told, &spoken))
            c = told;
        else if (named)
            while (c.at < c.end && s->atoms[c.at].kind != ESC_ATOM_NUMBER &&
                   strlen(s->atoms[c.at].text) < 4 &&
                   !(s->atoms[c.at].shape == ESC_SHAPE_UPPER && esc_number_roman(s->atoms[c.at].text, false)))
                c.at++;
        const esc_atom *first = esc_cursor_atom(&c);
        if (!first) continue;
        if (spoken) {
            n += spoken == last + 1;
            last = spoken == last + 1 ? spoken : last;
            continue;
        }
        uint32_t roman = first->shape == ESC_SHAPE_UPPER ? esc_number_roman(first->text, false) : 0;
        bool worded = !roman && first->ordinal && c.at + 1 < s->atoms_count && s->atoms[c.at + 1].glued &&
                      strchr(".-:)", s->atoms[c.at + 1].text[0]); // "PRIMERO.-"
        if (worded) roman = first->ordinal;
        if (!roman && !esc_number_ordinal_figures(first, &value) && !esc_number_figures(&c, &value)) continue;
        if (roman) value = roman;
        const bool first_part = !last && value <= MOST_LOST && c.at + 2 < s->atoms_count &&
                                esc_stream_sign(s, c.at, '.') && s->atoms[c.at].glued &&
                                s->atoms[c.at + 1].glued && !strcmp(s->atoms[c.at + 1].text, "1");
        if (first_part) last = value; // 4.1, 4.2: the parts of one number
        bool part = value == last && c.at + 2 < s->atoms_count && esc_stream_sign(s, c.at, '.') &&
                    s->atoms[c.at].glued && s->atoms[c.at + 1].glued && s->atoms[c.at + 1].text[0] >= '0' &&
                    s->atoms[c.at + 1].text[0] <= '9'; // 2.1
        n += part;
        if (value == 1 && last > 1) last = 0; // anew, below another heading
        run = value == before + 1 ? run + 1 : 1, before = value;
        if (run >= LEAST_RUN && value > n && value < MOST_LOST)
            n = value, last = value; // the marks above are lost
        if (value <= last || value > last + LOST_MARKS) continue;
        last = value;
        n++;
    }
    return n;
}

// What begins the telling behind points.
static const char openers[] = "se|el|la|los|las|en|siendo|con|no|por|atentamente|habiendo|a";

// The rows below a heading of its own that says "Orden del día", where a session is called and no row is
// numbered: bullets, or lines that each begin in a capital.
static uint32_t plain_rows(const esc_stream *s) {
    esc_cursor c = esc_cursor_on(s, 0, s->atoms_count);
    if (!esc_cursor_find(
            &c,
            "cita|citase|convoca|convocase|convocatoria|citacion|citatorio|celebrara|celebrarse|realizarse|"
            "reunira|verificativo"))
        return 0;
    for (uint32_t row = 0; row < s->rows_count && row < AGENDA_ROWS; row++) {
        uint32_t first = s->rows[row].first;
        bool day = esc_cursor_looking_at(s, first, "orden del di@"),
             small = s->rows[row].count < AGENDA_HEADING;
        bool heading = (day && (small || s->rows[row].upper)) ||
                       (small && esc_atom_is(&s->atoms[first], "temario|agenda|tabla|asuntos|puntos|temas"));
        if (!heading) continue;
        while (row + 1 < s->rows_count && s->rows[row].upper && s->rows[row + 1].upper &&
               !s->rows[row + 1].gap)
            row++; // a heading of several rows
        uint32_t n = 0;
        for (uint32_t k = row + 1; k < s->rows_count; k++) { // scans put empty lines anywhere
            uint32_t at = s->rows[k].first;
            bool ends = s->rows[k].gap && (s->rows[k].upper || esc_atom_is(&s->atoms[at], openers));
            if (k > row + 1 && ends) break;
            uint32_t text = at, end = at + s->rows[k].count; // behind a bullet, or what is left of a mark
            while (text + 1 < end &&
                   (s->atoms[text].kind == ESC_ATOM_SIGN || (text == at && strlen(s->atoms[at].raw) < 4)))
                text++;
            n += s->atoms[text].shape == ESC_SHAPE_CAPITAL;
        }
        return n;
    }
    return 0;
}

typedef struct agenda_paper {
    bool headed, of_session; // what its head says
    bool convenes;           // it calls to a session in so many words
    uint32_t points;
} agenda_paper;

// A heading that says so, a body or a session, and points.
static agenda_paper read_head(const esc_stream *s) {
    agenda_paper out = {.points = numbered_rows(s)};
    const uint32_t plain = out.points < LEAST_POINTS ? plain_rows(s) : 0;
    if (plain > out.points) out.points = plain;
    for (uint32_t row = 0; row < s->rows_count && row < AGENDA_ROWS; row++) {
        bool brief = s->rows[row].count <= SHORT_ROW + 8;
        out.headed |= brief && esc_row_has(s, row, agenda_words);
        out.of_session |= esc_row_has(s, row, esc_body_words);
    }
    esc_cursor c = esc_cursor_on(s, 0, CALL_ATOMS);
    out.convenes =
        esc_cursor_find(&c, "convoco|convoca|convocan|convocarl*|convocase|cito|cita|citan|citarl*|citase ~6 "
                            "sesion|reunion|asamblea");
    for (uint32_t row = 0; row < s->rows_count && row < TITLE_ROWS && !out.convenes; row++) {
        const uint32_t at = s->rows[row].first; // "CITATORIO N° 05"
        out.convenes = s->rows[row].upper && s->rows[row].count < SHORT_ROW &&
                       esc_atom_is(&s->atoms[at], "citatorio|citacion|convocatoria") &&
                       esc_cursor_within(s, at, at + CALL_ATOMS, "sesion|reunion|asamblea");
        out.headed |= out.convenes;
    }
    // "Le convoco a la Tercera Sesión …, conforme al siguiente orden del día:", a sentence of a letter
    c.at = c.from;
    out.headed |= out.convenes && esc_cursor_find(&c, "orden del di@ siguiente? :");
    return out;
}

static bool is_agenda(const agenda_paper *paper) {
    return paper->headed && paper->of_session &&
           paper->points >= (paper->convenes ? LEAST_CALLED : LEAST_POINTS);
}

// What only those say who were there.
static const char *const tellings[] = {
    "siendo|eran las|los",
    "se reunieron|congregaron|constituyeron|voto|levanto",
    "se dieron cita",
    "se? levanta|cierra|cerro|clausura|clausuro la presente? sesion|reunion|acta|asamblea|junta a las",
    "se encuentran|encontraban ~3 presentes|reunid@s|congregad@s|constituid@s",
    "reunid@s|constituid@s|congregad@s",
    "con la? asistencia|presencia de",
    "estuvieron|estaban|estando ~1 presentes",
    "concurrieron|comparecieron|participaron l@s",
    "se declaro|constato ~3 quorum|instalada|abierta",
    "asistentes|presentes|asisten|ausente|ausentes|asistencia|participantes :",
    "asisten|asistieron|preside|presidio|presiden l@s|la|el",
    "falta|faltan|faltaron con|sin aviso|licencia|excusa",
    "hubo|habia|existe|existir|verific* quorum",
    "version estenografica",
};
// What those say, too, who list what commissions reported: a few of these among many points tell nothing.
static const char *const decidings[] = {
    "se aprobo|acordo|resolvio",
    "aprobad@|aprueba|aprobo por",
    "por unanimidad|mayoria|aclamacion",
};
static esc_pattern_set telling_set = ESC_PATTERNS(tellings), deciding_set = ESC_PATTERNS(decidings);

// "Dictamen por unanimidad: acepta la donación", "despacho de mayoría": what a commission proposes.
static bool is_proposed(const esc_stream *s, uint32_t at) {
    return at && esc_atom_is(&s->atoms[at - 1], "dictamen|dictamenes|despacho|despachos|informe|informado");
}

// "(reunión del 26 de mayo, con la presencia de los consejeros …)": of a commission's, in brackets.
static bool in_remark(const esc_stream *s, uint32_t at) {
    for (uint32_t i = at; i-- > 0 && i + REMARK > at && !esc_stream_sign(s, i, ')');)
        if (esc_stream_sign(s, i, '(')) return true;
    return false;
}

// The paper only calls the session: nothing in it tells what was said and done. Where the head is lost, many
// points may stand for it.
static bool is_notice(const esc_stream *s, const agenda_paper *paper) {
    bool many = paper->of_session && paper->points >= MANY_POINTS, called = false;
    if (!is_agenda(paper) && !many) return false;
    for (uint32_t row = 0; row < s->rows_count && row < TITLE_ROWS; row++) {
        called = s->rows[row].upper && esc_cursor_looking_at(s, s->rows[row].first, "orden del di@") &&
                 s->rows[row].count == 3;
        if (called) break; // whatever number its minutes will have
        for (uint32_t at = s->rows[row].first, end = at + s->rows[row].count; at < end;
             at++) // a cell begins so
            if ((esc_stream_begins(s, at) || s->atoms[at].wide) &&
                esc_atom_is(&s->atoms[at], "acta|minuta|version|diario|relatoria|resumen"))
                return false;
    }
    uint32_t decided = 0;
    for (uint32_t at = 0; at < s->atoms_count; at++) {
        decided += esc_cursor_any(s, at, &deciding_set) && !is_proposed(s, at);
        if (decided * 2 > paper->points) return false;
        if (!esc_cursor_any(s, at, &telling_set) || (called && in_remark(s, at))) continue;
        for (size_t i = 0; i < sizeof tellings / sizeof *tellings; i++)
            if (esc_cursor_looking_at(s, at, tellings[i])) return false;
    }
    return true;
}

// "ACUERDA" at the end of a row, in capitals or before a colon, also with its letters set apart.
static bool resolves(const esc_stream *s, uint32_t row) {
    static const char *const words[] = {"acuerda",  "acuerdan", "acuerdo",
                                        "acuerdos", "resuelve", "seacuerda"};
    const uint32_t at = s->rows[row].first;
    uint32_t end = at + s->rows[row].count;
    const bool colon = esc_stream_sign(s, end - 1, ':');
    end -= colon;
    if (end == at || (!colon && s->atoms[end - 1].shape != ESC_SHAPE_UPPER)) return false;
    char spaced[SPACED_LETTERS + 1] = "";
    for (uint32_t i = at; i < end && i < at + SPACED_LETTERS && s->atoms[i].norm[0] && !s->atoms[i].norm[1];
         i++)
        spaced[i - at] = s->atoms[i].norm[0];
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(spaced, words[i]) || !strcmp(s->atoms[end - 1].norm, words[i])) return true;
    return false;
}

// "ACUERDO N.º 094-2023", "ACUERDO DEL CONSEJO GENERAL …" in the heading, a body, and further down "ACUERDA"
// over what is resolved, PRIMERO or ARTÍCULO PRIMERO: a paper of its own kind. Gives the row over it, 0 for
// none.
static uint32_t resolving_row(const esc_stream *s) {
    static const char first_article[] = "articulo|art|punto? .? primer@|primero|unic@|1|1°|1º|1ro|1er",
                      contracting[] = "de|por una parte ,";
    bool titled = false, body = false;
    for (uint32_t row = 0; row + 1 < s->rows_count; row++) {
        const uint32_t at = s->rows[row].first;
        const bool head = row < AGENDA_ROWS;
        if (head && esc_atom_is(&s->atoms[at], "acta|minuta|version|orden")) return 0;
        titled |= head && s->atoms[at].shape != ESC_SHAPE_LOWER && esc_atom_is(&s->atoms[at], "acuerdo");
        body |= head && esc_row_has(s, row, esc_body_words);
        if (!titled || !body || row < 2 || !resolves(s, row)) continue;
        if (esc_row_has(s, row - 1, "partes") || esc_row_has(s, row, "partes") ||
            esc_cursor_within(s, 0, at, contracting))
            return 0; // a contract
        // a foot of the page with the body's address may stand between
        for (uint32_t below = row + 1; below < s->rows_count && below < row + AGENDA_ROWS; below++)
            if (esc_cursor_looking_at(s, s->rows[below].first, first_article)) return row;
    }
    return 0;
}

// The row does not go on with a sentence, and begins with one of the phrases.
static bool begins_with(const esc_stream *s, uint32_t row, const char *const *patterns, size_t count) {
    if (s->atoms[s->rows[row].first].shape == ESC_SHAPE_LOWER) return false;
    for (size_t i = 0; i < count; i++)
        if (esc_cursor_looking_at(s, s->rows[row].first, patterns[i])) return true;
    return false;
}

// "Que en la Quinta Sesión …, se declaró el quórum con la asistencia de …": one of the reasons tells of the
// session itself. Where that paragraph ends; from where none does.
static uint32_t session_told(const esc_stream *s, uint32_t from, uint32_t to) {
    for (uint32_t at = from; at < to; at++) {
        if (!esc_cursor_looking_at(s, at,
                                   "se declaro|verifico|constato ~3 quorum ~3 asistencia|presencia de"))
            continue;
        uint32_t row = s->atoms[at].row + 1;
        while (row < s->rows_count && !s->rows[row].gap) row++;
        return row < s->rows_count && s->rows[row].first < to ? s->rows[row].first : to;
    }
    return from;
}

// The parts of such a paper: its reasons, which tell of other papers and days, stand for the agenda.
static void part_accord(const esc_stream *s, uint32_t resolving, esc_sections *ret) {
    static const char reasons[] = "antecedentes|considerando|considerandos|vistos|visto|resultando";
    static const char *const ends[] = {
        "dad@ ,|en|y|por|al|a",
        "asi lo|se",
        "el presente acuerdo fue|se",
        "el|este acuerdo fue|se",
        "aprobad@ en|por",
        "anos :",
        "l . s",
    };
    uint32_t first = 1, end = resolving + 1, from[3];
    while (first < resolving &&
           !(s->rows[first].count < 4 && esc_cursor_looking_at(s, s->rows[first].first, reasons)))
        first++;
    while (end < s->rows_count && !begins_with(s, end, ends, sizeof ends / sizeof *ends)) end++;
    uint32_t behind = end + 1;
    while (behind < s->rows_count && !s->rows[behind].gap && !s->rows[behind].upper &&
           !esc_stream_sign(s, s->rows[behind].first - 1, '.'))
        behind++;
    const uint32_t rows[] = {first, end, behind};
    for (int i = 0; i < 3; i++) from[i] = rows[i] < s->rows_count ? s->rows[rows[i]].first : s->atoms_count;
    const uint32_t resolved = s->rows[resolving].first, told = session_told(s, from[0], resolved);
    ret->opening = (esc_section){0, told};
    ret->agenda = (esc_section){told, resolved};
    ret->business = (esc_section){resolved, from[1]};
    ret->closing = (esc_section){from[1], from[2]};
    ret->signatures = (esc_section){from[2], s->atoms_count};
}

esc_sections esc_sections_find(const esc_stream *s) {
    esc_sections out = {0};
    find_closing(s, &out);
    agenda_paper paper = read_head(s);
    const uint32_t resolving = resolving_row(s);
    out.notice = !resolving && is_notice(s, &paper);
    if (out.notice) out.closing = out.signatures = (esc_section){s->atoms_count, s->atoms_count};
    out.opening = (esc_section){0, out.closing.from};
    out.agenda = (esc_section){out.closing.from, out.closing.from};
    out.business = (esc_section){0, out.closing.to};
    out.accord = resolving > 0;
    if (out.accord) part_accord(s, resolving, &out);
    out.likeness =
        out.accord ? ACCORD_LIKENESS : esc_likeness(s, out.closing.from < s->atoms_count, is_agenda(&paper));
    return out;
}

void esc_sections_set_agenda(esc_sections *sections, uint32_t from, uint32_t to) {
    sections->agenda = (esc_section){from, to};
    sections->opening.to = from;
    sections->business.from = to;
}
