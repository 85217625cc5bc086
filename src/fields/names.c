// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/names.h"

#include <string.h>

#include "fields/phrases.h"
#include "fields/presented.h"
#include "fields/seats.h"
#include "fields/titles.h"

// What stands in small letters within a name.
#define PARTICLES "de|del|la|las|los|da|do|dos|das|du|di|van|von|den|der"

enum {
    MOST_WORDS = 7,
    MOST_TITLE_PIECES = 4,
    SHORT_ROW = 12,
    OUTDENT = 16,
    LEAST_NAME_WORD = 4,
    LEAST_UPPER = 3,
    LABEL_WORDS = 5,
    LETTERHEAD_ROWS = 4
};

static uint16_t look_up(const esc_reader *r, const esc_atom *atom) {
    const size_t len = strlen(atom->text);
    unsigned found = esc_lexicon_lookup(r->lexicon, atom->text, len);
    if (!(found & (ESC_LEX_GIVEN | ESC_LEX_SURNAME)) && len >= LEAST_NAME_WORD &&
        esc_atom_capital(atom)) // Gutierrez, MARIA
        found |=
            esc_lexicon_lookup_unaccented(r->lexicon, atom->text, len) & (ESC_LEX_GIVEN | ESC_LEX_SURNAME);
    return (uint16_t)found;
}

unsigned esc_name_classes(const esc_reader *r, const esc_atom *atom) {
    if (!r->lexicon) return 0;
    esc_atom *known = &r->body.atoms[atom - r->body.atoms];
    if (!known->classed) {
        // the same word elsewhere in the document has the same text
        esc_classed *before = &r->classed[((uintptr_t)atom->text >> 3) % ESC_CLASSED];
        if (before->text != atom->text) *before = (esc_classed){atom->text, look_up(r, atom)};
        known->classes = before->classes;
        known->classed = true;
    }
    return known->classes;
}

static bool may_be_name(const esc_atom *atom) {
    if (esc_atom_is(atom, "en")) return false;
    if (atom->kind != ESC_ATOM_WORD) return false;
    if (atom->shape != ESC_SHAPE_CAPITAL && atom->shape != ESC_SHAPE_UPPER) return false;
    if (!atom->listed) return true;
    return esc_atom_is(
        atom,
        "julio|abril|domingo|mayo|leyes|ley|mil|noche|febrero|marzo|calle|quinta|primo|presente|tercero|"
        "segundo|octavo|casas|cuarto|ciudad|diez");
}

bool esc_name_unlikely(const esc_reader *r, const esc_atom *atom) {
    return atom->known && !(esc_name_classes(r, atom) & (ESC_LEX_GIVEN | ESC_LEX_SURNAME));
}

// What the words of a name are.
typedef struct wording {
    uint32_t words, sure; // of them known for names
    uint32_t plain;       // known, but for no name
    uint32_t given;       // known for given names
    bool office;          // one of an office or an organ's name
} wording;

// The row that begins at `at` holds nothing but words in capitals: another entry of a list of names.
static bool row_of_names(const esc_stream *s, uint32_t at) {
    uint32_t words = 0, end = esc_stream_row_end(s, at);
    for (uint32_t i = at; i < end; i++) {
        if (esc_atom_is(&s->atoms[i], "de|del|la|las|los|y")) continue;
        if (!may_be_name(&s->atoms[i]) || esc_seat_word(&s->atoms[i])) return false;
        words++;
    }
    return words > 1;
}

// In a column of its row, not the first; behind a bullet is none.
static bool in_column(const esc_stream *s, uint32_t at) {
    bool word = false, column = false;
    for (uint32_t i = s->rows[s->atoms[at].row].first; i <= at; i++) {
        // "TAMBIÉN PRESENTES:   Abog. Ana Ruiz Paz, …; …": the label's text, which fills the rows
        column |= s->atoms[i].wide && word && (i == at || !esc_stream_sign(s, i - 1, ':'));
        word |= s->atoms[i].kind == ESC_ATOM_WORD && s->atoms[i].norm[1];
    }
    return column;
}

// True where the name that began at `begin` does not go on in the row that begins at `at`.
static bool row_ends_name(const esc_reader *r, uint32_t begin, uint32_t at, uint32_t words) {
    const esc_stream *s = &r->body;
    const esc_row *row = &s->rows[s->atoms[at].row];
    const esc_row *above = &s->rows[s->atoms[at].row - 1];
    if (esc_atom_is(&s->atoms[at], "v|vo|vb|vobo|c|cc")) return true; // Vo. Bo.
    if (row->gap || words > 3 || (words >= 3 && row->upper)) return true;
    if (s->atoms[begin].column > s->atoms[at].column + OUTDENT && esc_stream_begins(s, begin))
        return true; // a cell's second row, and the next row of the table
    if (in_column(s, begin))
        return true; // "… Gómez      Subgerente" / "Guillermo …": the next row of a table
    bool alone = esc_stream_begins(s, begin) && s->atoms[begin].row == s->atoms[at].row - 1;
    if (alone && words >= 2 && (words >= 3 || row_of_names(s, at))) return true;
    unsigned class = esc_name_classes(r, &s->atoms[at]);
    if (words >= 2 && s->atoms[at].shape == ESC_SHAPE_UPPER && esc_stream_sign(s, at + 1, ':') &&
        s->atoms[at - 1].shape != ESC_SHAPE_UPPER)
        return true; // "PAN: Luis Paz Roa" / "MORENA: …"
    // "Profesorado: A, Álvaro Gallego Rey" / "Madres y padres: …": the next label
    for (uint32_t i = at; words >= 2 && !(class & (ESC_LEX_GIVEN | ESC_LEX_SURNAME)) &&
                          i < at + LABEL_WORDS && i < at + row->count;
         i++)
        if (esc_stream_sign(s, i, ':')) return true;
    // "Asistentes: Julio Prieto Salas / Marta Cuevas Roa": the first of a list, in its label's row
    bool first = begin && esc_stream_sign(s, begin - 1, ':') && s->atoms[begin].row == s->atoms[at].row - 1;
    if (first && words >= 2 && class & ESC_LEX_GIVEN && row_of_names(s, at)) return true;
    // "…, Yelitza Bermúdez / Ospino, …", "presentes Gustavo Ariel / Meixueiro Nava, …"
    uint32_t stop = at + 1;
    if (stop < s->atoms_count && may_be_name(&s->atoms[stop]) &&
        esc_name_classes(r, &s->atoms[at - 1]) & ESC_LEX_GIVEN)
        stop++;
    bool closes = stop < s->atoms_count && esc_atom_is(&s->atoms[stop], ",|;|.|y");
    if (!alone && !class && closes) return false;
    return words >= 2 && above->count < SHORT_ROW &&
           !(class & (ESC_LEX_GIVEN | ESC_LEX_SURNAME)); // "… Fragozo / Actuó como"
}

// The last column of a table: "Sí", a roll's "P" behind the number at the row's head, a seat.
static bool ends_in_column(const esc_stream *s, uint32_t at) {
    const uint32_t last = esc_stream_row_end(s, at) - 1;
    const esc_atom *atom = &s->atoms[last];
    if (last <= at || atom->shape == ESC_SHAPE_LOWER || atom->glued) return false;
    if (!atom->raw[1])
        return s->atoms[s->rows[atom->row].first].kind == ESC_ATOM_NUMBER && strchr("PAJFS", atom->raw[0]);
    return atom->shape == ESC_SHAPE_CAPITAL &&
           (esc_atom_is(atom, "si|no") || (esc_seat_is_role(atom) && !esc_phrase_link(&atom[-1])));
}

// Seats of few bodies that are surnames, too: "Gema García Mayordomo", where nothing parts it from the name.
static bool seat_as_surname(const esc_stream *s, uint32_t at) {
    return !esc_stream_first(s, at) && esc_atom_is(&s->atoms[at], "mayordomo|hermano|prioste|patron") &&
           at + 1 < s->atoms_count && !esc_stream_first(s, at + 1) &&
           esc_atom_is(&s->atoms[at + 1], ",|;|.|y|e");
}

// "… Rodríguez de León Sergio Delgado Quintero": behind a whole name, a given name and two surnames: the next
// column of a table whose blanks are lost.
static bool another_begins(const esc_reader *r, uint32_t at, uint32_t end) {
    const esc_stream *s = &r->body;
    if (at + 1 >= end || !may_be_name(&s->atoms[at + 1]) || s->atoms[at - 1].kind != ESC_ATOM_WORD)
        return false;
    unsigned before = esc_name_classes(r, &s->atoms[at - 1]), own = esc_name_classes(r, &s->atoms[at]),
             next = esc_name_classes(r, &s->atoms[at + 1]);
    bool another = at + 2 < end && s->atoms[at + 2].row == s->atoms[at].row && may_be_name(&s->atoms[at + 2]);
    return another && before & ESC_LEX_SURNAME && own & ESC_LEX_GIVEN && next & ESC_LEX_SURNAME &&
           !(next & ESC_LEX_GIVEN);
}

// What stands at `at`, behind an initial and its stop, ends a name: "Ana Ruiz P., …", or a row of a list.
static bool cut_surname(const esc_stream *s, uint32_t at) {
    return at >= s->atoms_count || esc_stream_first(s, at) || s->atoms[at].wide ||
           esc_atom_is(&s->atoms[at], ",|;|y|e|(");
}

// Na’ayeli, Tz'utujil: an apostrophe within a word. Gives the end of the word that begins at `at`.
static uint32_t word_end(const esc_stream *s, uint32_t at, uint32_t end) {
    bool goes_on = at + 2 < end && esc_atom_is(&s->atoms[at + 1], "'|’|`|´") && s->atoms[at + 1].glued &&
                   s->atoms[at + 2].glued && s->atoms[at + 2].kind == ESC_ATOM_WORD;
    return goes_on ? at + 3 : at + 1;
}

// "… Barrera y Zúñiga": behind an "y" one surname alone, with which what is said of the person ends; nobody
// else is named by one word.
static bool second_surname(const esc_reader *r, uint32_t and, uint32_t end) {
    const esc_stream *s = &r->body;
    uint32_t at = and+1, behind = at + 1;
    // "Góngora y Góngora", "… y Paz y C. Ana Ruiz"
    const bool same = at < end && !strcmp(s->atoms[at].norm, s->atoms[and-1].norm),
               another = behind + 1 < end && esc_atom_is(&s->atoms[behind], "y|e") &&
                         esc_title_end(s, behind + 1, end) > behind + 1;
    const bool catalan = esc_atom_is(&s->atoms[and], "i"); // "Berenguer i Sala": nothing else is joined so
    if (at >= end || (!may_be_name(&s->atoms[at]) && !catalan) ||
        s->atoms[at].shape != s->atoms[and-1].shape || (esc_stream_first(s, at) && !same) ||
        esc_title_word(&s->atoms[at]) || esc_seat_word(&s->atoms[at]) ||
        (esc_seat_sender(&s->atoms[at]) && !catalan) || esc_title_initial(&s->atoms[at]) ||
        esc_title_short_name(s, at) || esc_title_strange_end(s, at, end) > at)
        return false;
    unsigned class = esc_name_classes(r, &s->atoms[at]);
    // "… Fripp Arbiza y Bibl. Ana Ruiz": a title that no list has
    if (!(class & ESC_LEX_SURNAME) && s->atoms[at].norm_len < 6 && at + 2 < end &&
        esc_stream_sign(s, at + 1, '.') && !s->atoms[at + 2].glued &&
        s->atoms[at + 2].shape == ESC_SHAPE_CAPITAL && !esc_stream_first(s, at + 2))
        return false;
    // "Dr. Salvador Vega y León.": a given name, too, but here all ends
    const bool closed =
        behind >= s->atoms_count || esc_stream_first(s, behind) ||
        (esc_stream_sign(s, behind, '.') && esc_stream_first(s, behind + 1)) ||
        (esc_stream_sign(s, behind, ',') && behind + 1 < end && !may_be_name(&s->atoms[behind + 1])) ||
        esc_cursor_looking_at(s, behind, ", presente|ausente");
    bool surname = class & ESC_LEX_SURNAME
                       ? !(class & ESC_LEX_GIVEN) || closed
                       : !(class & (ESC_LEX_GIVEN | ESC_LEX_OFFICE | ESC_LEX_ACRONYM | ESC_LEX_PLACE));
    // "… Ramón Tejada y Kelvin / Antonio Sosa": in running text another person's name goes on in the next row
    const bool broken = behind < end && esc_stream_first(s, behind) && !s->rows[s->atoms[behind].row].gap &&
                        s->rows[s->atoms[and].row].count >= SHORT_ROW && may_be_name(&s->atoms[behind]) &&
                        esc_title_end(s, behind, end) == behind;
    return (surname || catalan) && !broken &&
           (same || another || behind >= s->atoms_count || esc_stream_first(s, behind) ||
            s->atoms[behind].wide ||
            (!may_be_name(&s->atoms[behind]) && !esc_atom_is(&s->atoms[behind], "de|del|la|y|e") &&
             !s->atoms[behind].glued) ||
            esc_atom_is(&s->atoms[behind], ",|;|.|:|("));
}

// The row that begins at `at` is one of an indented paragraph: the one above begins where it does.
static bool flush(const esc_stream *s, uint32_t at) {
    const uint32_t row = s->atoms[at].row;
    return row && !s->rows[row].gap && s->rows[row - 1].count >= SHORT_ROW &&
           s->atoms[s->rows[row - 1].first].column == s->atoms[at].column;
}

// Where the words of a name end. begin: of its title or of itself; certain: it is known that a person is
// named here.
static uint32_t name_end(const esc_reader *r, uint32_t begin, uint32_t at, uint32_t end, bool certain,
                         wording *ret) {
    const esc_stream *s = &r->body;
    uint32_t last = at;
    wording w = {0};
    bool upper =
        s->atoms[at].shape == ESC_SHAPE_UPPER && s->atoms[at].norm[1] && !esc_title_short_name(s, at);
    for (uint32_t i = at; i < end && w.words < MOST_WORDS; i++) {
        const esc_atom *atom = &s->atoms[i];
        // no name is one word, so that an indented row goes on with it
        if (i > at && atom->wide && !(esc_stream_first(s, i) && (w.words == 1 || flush(s, i)))) break;
        if (i > at && esc_stream_first(s, i) && esc_title_end(s, i, end) > i) break; // the next one
        // "Bajo A  D. Luis Paz": a title, before which nothing was a name
        if (i > at && r->lexicon && !w.sure && esc_atom_is(atom, "d|dª|dna|don|dona|sr|sra") &&
            esc_title_end(s, i, end) > i)
            break;
        bool link = i > at && esc_atom_is(&s->atoms[i - 1], "de|del|la|las|los");
        if (i > at && esc_stream_first(s, i) && !link && row_ends_name(r, begin, i, w.words)) break;
        bool hyphen = w.words && atom->glued && esc_stream_sign(s, i, '-') && i + 1 < end &&
                      s->atoms[i + 1].glued && may_be_name(&s->atoms[i + 1]); // Martínez-Abarca
        if (hyphen) continue;
        // "y" joins two surnames only in a few names, and two persons in many
        bool initial = esc_title_initial(atom) && esc_stream_sign(s, i + 1, '.'); // Ramón E. Paz
        if (w.words && !initial && esc_atom_is(atom, "y|e|i")) {
            bool several = begin < at && esc_title_of_several(s, begin, at);
            if (w.words < 2 || several || esc_atom_is(atom, "e") || !second_surname(r, i, end)) break;
            w.words++, w.sure++;
            last = i + 2;
            break;
        }
        if (w.words > 1 && esc_cursor_looking_at(s, i, "no asistio|asiste|concurrio"))
            break;                                            // blanks are lost
        if (w.words && esc_atom_is(atom, "vda|viuda")) break; // Rosalba Mixteco Vda. de Pérez
        if (w.words && esc_atom_is(atom, PARTICLES)) continue;
        if ((esc_title_initial(atom) || (w.words && esc_atom_is(atom, "d"))) && i + 2 < end &&
            esc_atom_is(&s->atoms[i + 1], "'|’|´|`") && s->atoms[i + 1].glued && s->atoms[i + 2].glued &&
            may_be_name(&s->atoms[i + 2])) {
            i++; // D'Intino, d´Aubuisson
            continue;
        }
        // "Sonsoles Tamames Rico D. Jorge Ledo": another one, of the next column
        bool courtesy = w.words >= 3 && esc_atom_is(atom, "d|c") && esc_stream_sign(s, i + 1, '.') &&
                        i + 3 < end && may_be_name(&s->atoms[i + 2]) && may_be_name(&s->atoms[i + 3]);
        if (courtesy) break;
        if (w.words > 1 && esc_title_initial(atom) && esc_stream_sign(s, i + 1, '.') &&
            cut_surname(s, i + 2)) {
            last = i + 1; // Ruth Ceballos V.
            break;
        }
        if (esc_title_initial(atom) && esc_stream_sign(s, i + 1, '.') && i + 2 < end &&
            (may_be_name(&s->atoms[i + 2]) || (w.words && esc_atom_is(&s->atoms[i + 2], "de|del")))) {
            i++; // J. Jesús, Pedro N. de Mira
            continue;
        }
        bool cut = esc_title_short_name(s, i);
        bool title = !cut && esc_title_word(atom) && !(atom->guessed && w.words) &&
                     !(w.words && esc_atom_is(atom, "mc|md")); // "Ángel Dotor Sánchez" is no doctor
        bool seat = !cut && esc_seat_word(atom) && !(w.words > 1 && seat_as_surname(s, i));
        if (!may_be_name(atom) || title || seat) break;
        if (upper && w.words && atom->shape != ESC_SHAPE_UPPER) break;
        uint32_t whole = word_end(s, i, end);
        unsigned class = whole > i + 1 ? 0 : esc_name_classes(r, atom);
        // "Teresa Quiroga Abad PDI", but "Guillermo Luis COMAS"
        // "María Inés Tziranda Cuiriz Presente": the next column of a roll
        if (w.words > 1 && esc_atom_is(atom, "presente|ausente|justificante|rubrica|firma") &&
            (atom->wide || esc_stream_row_end(s, i) <= i + 2))
            break;
        bool letters = !cut && !upper && w.words > 1 && atom->shape == ESC_SHAPE_UPPER && atom->norm[1] &&
                       s->atoms[i - 1].shape != ESC_SHAPE_UPPER && !(class & ESC_LEX_SURNAME) &&
                       !(w.given == w.words && atom->norm_len > 3) &&
                       !(r->surnames_upper && atom->norm_len > 2);
        if (letters) break;
        bool name = class & (ESC_LEX_GIVEN | ESC_LEX_SURNAME);
        name |= r->surnames_upper && !upper && w.sure && atom->shape == ESC_SHAPE_UPPER && atom->norm[1];
        // Where none is certain, a word that is no name ends it: "Palacio Municipal", "Partido Acción".
        // But "Delfina Abdala Pérez": a surname that is a word or a place, too, between a given name and a
        // surname.
        const bool between = w.words == 1 && w.given == 1 && i + 1 < end && may_be_name(&s->atoms[i + 1]) &&
                             s->atoms[i + 1].row == atom->row && s->atoms[i].shape == ESC_SHAPE_CAPITAL &&
                             !(class & (ESC_LEX_OFFICE | ESC_LEX_ACRONYM)) && !esc_seat_sender(atom) &&
                             esc_name_classes(r, &s->atoms[i + 1]) & ESC_LEX_SURNAME;
        if (!certain && !name && class && !cut && w.sure < 2 && !between) break;
        // "Lucía Berrocal Fuentes Estudiantes": the next column of a table whose blanks are lost
        if (w.words >= 3 && w.sure && class && !name && !cut && ends_in_column(s, i)) break;
        if (w.words > 3 && another_begins(r, i, end)) break;
        // "… Arce Valdivia Oficina de Presupuesto": where one comes from, in the next column of such a table
        if (w.words >= 2 && !name && i + 2 < end && esc_seat_organ(s, i)) break;
        w.words++;
        if (cut && esc_stream_sign(s, i + 1, '.')) i++;
        w.sure += name;
        w.given += (class & ESC_LEX_GIVEN) != 0;
        w.plain += class && !name && !cut;
        w.office |= !name && (class & (ESC_LEX_OFFICE | ESC_LEX_ACRONYM));
        if (whole > i + 1) i = whole - 1;
        last = i + 1;
    }
    *ret = w;
    return last;
}

// "Arce Morales, Lucía" alone in its row or its cell, or before a bracket. Gives the end, or `at`.
static uint32_t row_inverted(const esc_reader *r, uint32_t at) {
    const esc_stream *s = &r->body;
    uint32_t end = esc_stream_row_end(s, at), comma = ESC_NONE;
    for (uint32_t i = at + 3; i < end; i++)
        if (s->atoms[i].wide || esc_stream_sign(s, i, '(')) end = i;
    if (!esc_stream_entry(s, at) || end - at < 3 || end - at > 9) return at;
    // "…, / María Isabel Ruiz Paz, Víctor Eduardo / Roa, …": a series goes on
    if (at && esc_stream_sign(s, at - 1, ',') && esc_name_classes(r, &s->atoms[at]) & ESC_LEX_GIVEN)
        return at;
    for (uint32_t i = at; i < end; i++) {
        bool last = i + 1 == end && s->atoms[i].kind == ESC_ATOM_SIGN;
        if (esc_stream_sign(s, i, ',') && comma == ESC_NONE && i > at)
            comma = i;
        else if (!last && !(may_be_name(&s->atoms[i]) && s->atoms[i].shape == ESC_SHAPE_CAPITAL) &&
                 !(esc_phrase_link(&s->atoms[i]) && i > at))
            return at;
        if (esc_seat_word(&s->atoms[i]) || esc_title_word(&s->atoms[i])) return at;
    }
    if (comma == ESC_NONE || comma + 1 >= end || !(esc_name_classes(r, &s->atoms[comma + 1]) & ESC_LEX_GIVEN))
        return at;
    for (uint32_t i = at; i < comma; i++)
        if (esc_name_classes(r, &s->atoms[i]) & ESC_LEX_SURNAME)
            return s->atoms[end - 1].kind == ESC_ATOM_SIGN ? end - 1 : end;
    return at;
}

// "el Palacio", "Santa Clara del Valle": what stands behind an article is no person, unless it is said to be
// there.
static bool named_after(const esc_stream *s, uint32_t at) {
    if (!at) return false;
    if (esc_atom_is(&s->atoms[at - 1],
                    "el|la|del|lo|al|en|calle|avenida|colonia|plaza|barrio|jiron|pasaje|paseo|carretera"))
        return true;
    if (at > 1 && esc_stream_sign(s, at - 1, '.') &&
        esc_atom_is(&s->atoms[at - 2], "av|avda|blvd|col|carr|prol|urb|jr|psje|fracc|pza|plza|cra|cll"))
        return true; // "Av. Camino Real 111"
    const esc_atom *before = &s->atoms[at - 1];
    const bool ordinal =
        at > 1 && esc_atom_is(before, "primer@|segund@|tercer@|cuart@|quint@|sext@|septim@") &&
        esc_atom_is(&s->atoms[at - 2], ":|,|;|y"); // "los regidores: Primero Luis Paz, Segunda …"
    // "MANCOMUNIDAD DE MUNICIPIOS RIBERA DEL CARMEN" heads the paper
    const bool heading =
        before->shape == ESC_SHAPE_UPPER && before->row < LETTERHEAD_ROWS && s->rows[before->row].upper;
    bool part = !ordinal && (before->shape == ESC_SHAPE_CAPITAL || heading) &&
                before->kind == ESC_ATOM_WORD && !esc_stream_first(s, at) && !s->atoms[at].wide &&
                !esc_presented_behind_seat(s, at) &&
                !esc_presented_behind_verb(s, at); // "Santa Clara del Valle"
    if (part) return true;
    return esc_atom_is(&s->atoms[at - 1], "de") &&
           !(at > 1 && esc_atom_is(&s->atoms[at - 2], "presencia|asistencia|participacion"));
}

// True where another word of a name can follow the one at `at`.
static bool goes_on(const esc_stream *s, uint32_t at, uint32_t end) {
    if (esc_title_initial(&s->atoms[at]) || esc_stream_sign(s, at + 1, '.')) return true;
    at = word_end(s, at, end) - 1;
    bool hyphen = at + 2 < end && esc_stream_sign(s, at + 1, '-') && s->atoms[at + 1].glued &&
                  s->atoms[at + 2].glued && may_be_name(&s->atoms[at + 2]); // Jean-Pierre Destiné
    return at + 1 < end &&
           (hyphen || may_be_name(&s->atoms[at + 1]) || esc_atom_is(&s->atoms[at + 1], PARTICLES "|y"));
}

// Ofelia Lascurain viuda de Montero: to the end of what stands behind a name's own words, or `stop`.
static uint32_t over_widow(const esc_stream *s, uint32_t stop, uint32_t end) {
    uint32_t at = stop;
    if (at >= end || !esc_atom_is(&s->atoms[at], "viuda|vda") || s->atoms[at].wide) return stop;
    at += esc_stream_sign(s, at + 1, '.') ? 2 : 1;
    return at + 1 < end && esc_atom_is(&s->atoms[at], "de") && may_be_name(&s->atoms[at + 1]) ? at + 2 : stop;
}

// "…, Secretario de Actas", "… (Presidente)", "… – Vocal" right behind the name that ends at `stop`.
static bool seat_behind(const esc_stream *s, uint32_t stop) {
    stop = esc_name_over_identity(s, stop);
    if (esc_stream_sign(s, stop, '(') &&
        !esc_seat_word(&s->atoms[stop + 1 < s->atoms_count ? stop + 1 : stop]))
        for (uint32_t i = stop + 1; i + 1 < s->atoms_count && i < stop + 8; i++) // "(apto. 101), Consejero"
            if (esc_stream_sign(s, i, ')')) {
                stop = i + 1;
                break;
            }
    if (stop + 1 >= s->atoms_count || s->atoms[stop].kind != ESC_ATOM_SIGN) return false;
    const uint32_t degree = esc_title_end(s, stop + 1, s->atoms_count); // "…, Ph.D., Rectora"
    if (esc_stream_sign(s, stop, ',') && degree > stop + 1 && esc_stream_sign(s, degree, ',')) stop = degree;
    if (!strchr(",(-:", s->atoms[stop].text[0]) && !esc_atom_is(&s->atoms[stop], "–|—")) return false;
    uint32_t at = stop + 1;
    if (esc_atom_is(&s->atoms[at], "el|la|como") && at + 1 < s->atoms_count) at++;
    return esc_seat_word(&s->atoms[at]);
}

// "Rommel Cetina Góngora        Secretario": a row of a table that has the seat in its next column.
static bool seat_column(const esc_stream *s, uint32_t at, uint32_t stop) {
    return esc_stream_entry(s, at) && stop < s->atoms_count && s->atoms[stop].wide &&
           !esc_stream_first(s, stop) && esc_seat_word(&s->atoms[stop]);
}

// "YULIET PABÓN ROA" / "Secretaria General": a row of its own over one that holds a seat and little else.
static bool seat_below(const esc_stream *s, uint32_t at, uint32_t stop) {
    if (!esc_stream_begins(s, at) || stop >= s->atoms_count || !esc_stream_first(s, stop) ||
        s->rows[s->atoms[stop].row].gap || s->atoms[stop].row != s->atoms[at].row + 1)
        return false;
    return s->atoms[stop].shape != ESC_SHAPE_LOWER && esc_seat_word(&s->atoms[stop]) &&
           s->rows[s->atoms[stop].row].count < SHORT_ROW / 2;
}

// "ALMADA, Néstor Fabián", "DE LA CRUZ PAZ, Ana": surnames in capitals, a comma, given names. Gives the end,
// or `at`.
static uint32_t inverted_end(const esc_reader *r, uint32_t at, uint32_t end) {
    const esc_stream *s = &r->body;
    uint32_t i = at, surnames = 0, given = 0;
    bool known = false;
    for (; i < end && i < at + 6 && s->atoms[i].kind == ESC_ATOM_WORD && s->atoms[i].shape == ESC_SHAPE_UPPER;
         i++) {
        if (s->atoms[i].listed && !esc_phrase_link(&s->atoms[i])) return at;
        surnames += s->atoms[i].norm_len > 2 && !esc_phrase_link(&s->atoms[i]);
        known |= esc_name_classes(r, &s->atoms[i]) & ESC_LEX_SURNAME;
    }
    if (!surnames || surnames > 3 || !esc_stream_sign(s, i, ',') || !s->atoms[i].glued) return at;
    // "por MORENA, Ana Ruiz", "; PAN, Luis Paz": the letters of a party, or of whom he comes from
    if (i == at + 1 && esc_seat_party(&s->atoms[at])) return at;
    if (at && !known && esc_atom_is(&s->atoms[at - 1], "por|de|del|el|la")) return at;
    // "Líder del ICBF, Ana Ruiz Paz": letters that only stand before a name
    if (!known && !esc_stream_entry(s, at) && !s->atoms[at].wide &&
        !esc_atom_is(&s->atoms[at - 1], ";|:|,|y"))
        return at;
    uint32_t comma = i;
    for (i++; i < end && given < 4 && s->atoms[i].shape == ESC_SHAPE_CAPITAL && may_be_name(&s->atoms[i]);
         i++) {
        if (s->atoms[i].wide || esc_seat_word(&s->atoms[i]) || esc_title_word(&s->atoms[i])) break;
        if (given && esc_stream_first(s, i) && s->rows[s->atoms[i].row].gap) break;
        known |= esc_name_classes(r, &s->atoms[i]) & (ESC_LEX_GIVEN | ESC_LEX_SURNAME);
        given++;
    }
    // "AMPARO ORDÓÑEZ CORTÉS, Profesional …": what follows has to be a given name
    unsigned first = given ? esc_name_classes(r, &s->atoms[comma + 1]) : 0;
    return given && known && (!first || (first & ESC_LEX_GIVEN)) ? i : at;
}

// "Pereyra, Silvia; Godoy, Marcelo;": surnames first in a list that semicolons part. Gives the end, or `at`.
static uint32_t listed_inverted(const esc_reader *r, uint32_t at, uint32_t end) {
    const esc_stream *s = &r->body;
    // "los concejales Pereyra, Silvia; … y Sosa, Ana"
    const bool joined =
        at > 1 && ((esc_atom_is(&s->atoms[at - 1], "y|e") && s->atoms[at - 2].kind == ESC_ATOM_SIGN) ||
                   esc_presented_several(s, at));
    bool begins =
        joined || (at && s->atoms[at - 1].kind == ESC_ATOM_SIGN && strchr(":;", s->atoms[at - 1].text[0]));
    if (!begins || s->atoms[at].ordinal) return at; // "; Tercero, Luis Paz Roa;"
    uint32_t i = at, given = 0;
    while (i < end && i < at + 4 && may_be_name(&s->atoms[i]) && !esc_seat_word(&s->atoms[i]))
        i = word_end(s, i, end);
    if (i == at || !esc_stream_sign(s, i, ',') || !s->atoms[i].glued) return at;
    for (i++; i < end && given < 4 && may_be_name(&s->atoms[i]) && !esc_seat_word(&s->atoms[i]); i++) given++;
    if (!given || i >= end || !(esc_name_classes(r, &s->atoms[i - given]) & ESC_LEX_GIVEN)) return at;
    // "los vocales Ana Ruiz, Luis Paz y …": given names first
    const unsigned last = esc_name_classes(r, &s->atoms[i - 1]);
    if (esc_name_classes(r, &s->atoms[at]) & ESC_LEX_GIVEN && joined) return at;
    if (given > 1 && last & ESC_LEX_SURNAME && !(last & ESC_LEX_GIVEN)) return at;
    bool initial = esc_title_initial(&s->atoms[i - 1]) && esc_stream_sign(s, i, '.');
    uint32_t stop = initial ? i + 1 : i;
    const bool before_and =
        esc_stream_sign(s, stop, ',') && stop + 1 < end && esc_atom_is(&s->atoms[stop + 1], "y|e");
    bool parted =
        esc_stream_sign(s, stop, ';') || esc_stream_sign(s, stop, '(') || esc_stream_sign(s, stop, '.') ||
        before_and ||
        (joined && (esc_stream_sign(s, stop, ',') || (stop < end && esc_atom_is(&s->atoms[stop], "y|e"))));
    bool semicolon = esc_stream_sign(s, at - 1, ';');
    for (uint32_t k = at; joined && k-- > 0 && k + 12 > at && !semicolon;)
        semicolon = esc_stream_sign(s, k, ';');
    for (uint32_t k = stop; k < end && k < stop + 12 && !semicolon; k++)
        semicolon = esc_stream_sign(s, k, ';');
    return parted && semicolon ? i : at;
}

// "… del Salado S.A.": a legal form ends the name that stops at `stop`, or follows it.
static bool of_company(const esc_stream *s, uint32_t stop) {
    for (uint32_t i = stop > 3 ? stop - 3 : 0; i <= stop + 1 && i + 2 < s->atoms_count; i++)
        if (esc_title_initial(&s->atoms[i]) && esc_cursor_looking_at(s, i, "s a|l|c") &&
            esc_stream_sign(s, i + 1, '.') && s->atoms[i + 2].glued)
            return true;
    return esc_cursor_looking_at(s, stop, "srl|ltda|sac|sas|sapi");
}

// 'Auditorio "Arq. Teodoro Villagrán"': behind a title that a quotation begins with, a room's name.
static bool quoted_title(const esc_stream *s, uint32_t at) {
    return at > 2 && esc_stream_sign(s, at - 1, '.') && esc_title_word(&s->atoms[at - 2]) &&
           esc_atom_is(&s->atoms[at - 3], "\"|“|«");
}

// A word in small letters: a title, or the particle of a surname in a list that semicolons part.
static bool small_begins(const esc_stream *s, uint32_t at, uint32_t end) {
    return (at && esc_stream_sign(s, at - 1, ';')) || esc_title_end(s, at, end) > at;
}

bool esc_name_at(const esc_reader *r, uint32_t at, uint32_t end, bool needs_title, esc_person_name *ret) {
    const esc_stream *s = &r->body;
    if (at >= end || s->atoms[at].kind == ESC_ATOM_SIGN || s->atoms[at].kind == ESC_ATOM_NUMBER ||
        esc_atom_is(&s->atoms[at], "preside|presidio") || quoted_title(s, at) ||
        (esc_title_initial(&s->atoms[at]) && esc_title_numeral(s, at)))
        return false;
    if (s->atoms[at].shape == ESC_SHAPE_LOWER && !small_begins(s, at, end)) return false;
    uint32_t inverted = needs_title || s->atoms[at].shape != ESC_SHAPE_UPPER ? at : inverted_end(r, at, end);
    if (inverted == at && !needs_title && s->atoms[at].shape == ESC_SHAPE_CAPITAL)
        inverted = row_inverted(r, at);
    if (inverted == at && !needs_title && s->atoms[at].shape == ESC_SHAPE_CAPITAL)
        inverted = listed_inverted(r, at, end);
    if (inverted > at) {
        *ret = (esc_person_name){at, inverted, at, at, at, inverted, 2};
        return true;
    }
    if (esc_atom_is(&s->atoms[at], "san|santa|santo")) return false; // a place: "síndico San Marcos"
    // "Jefe Provincial de Turismo"
    if (at &&
        esc_atom_is(&s->atoms[at],
                    "provincial|regional|municipal|estatal|departamental|distrital|nacional|general") &&
        !esc_stream_first(s, at) && esc_seat_word(&s->atoms[at - 1]))
        return false;
    // "el consejero ciudadano Lic. …": no title of his
    if (at && esc_atom_is(&s->atoms[at], "ciudadan@|ciudadan@s") && esc_seat_word(&s->atoms[at - 1]))
        return false;
    uint32_t name = at, pieces = 0;
    while (name < end && pieces < MOST_TITLE_PIECES) {
        uint32_t next = esc_title_end(s, name, end);
        if (next == name || (pieces && s->atoms[name].wide)) break; // a column: "Diputado     D. Luis Paz"
        name = next;
        pieces++;
    }
    if (name > at && name + 2 < end && esc_atom_is(&s->atoms[at], "rvdo|rev") &&
        esc_atom_is(&s->atoms[name], "p") && esc_stream_sign(s, name + 1, '.'))
        name += 2; // Rvdo. P.
    uint32_t strange = name == at && !esc_title_short_name(s, at) ? esc_title_strange_end(s, at, end) : at;
    if (strange > at) name = strange;
    bool titled = name > at;
    if (name >= end || (!titled && needs_title)) return false;
    if (titled && s->atoms[name].wide) return false;
    const esc_atom *first = &s->atoms[name];
    if (titled && esc_phrase_link(first) && esc_atom_is(&s->atoms[at], "ciudadan@|ciudadan@s")) return false;
    // "…; de Vega Juan Pedro; de la Fuente Ana; …"
    uint32_t particle = titled || !esc_atom_is(first, "de|del|von|van|di|da")              ? 0
                        : name + 3 < end && esc_atom_is(&s->atoms[name + 1], "la|las|los") ? 2
                                                                                           : 1;
    if (particle && !(at && name + particle + 1 < end && esc_stream_sign(s, at - 1, ';') &&
                      s->atoms[name + particle].shape == ESC_SHAPE_CAPITAL && esc_presented_listed(s, at)))
        particle = 0;
    if (first->shape != ESC_SHAPE_CAPITAL && first->shape != ESC_SHAPE_UPPER && !particle) return false;
    if (!titled && esc_atom_is(first, "el|los|las")) return false; // "El C.P. Barrera"
    if (!titled && esc_atom_is(first, "de|del") && esc_presented_behind_seat(s, at) &&
        !esc_stream_first(s, at))
        return false; // "PRESIDENTA DE LA MESA"
    // "Cámara de Comercio", "Provincia de Suyo", "Calle del Olmo"
    const bool organ =
        (esc_seat_sender(first) && !esc_atom_is(first, "cruz|escuela|centro|barra|banco|iglesia")) ||
        esc_atom_is(first, "provincia|distrito|canton|parroquia|comuna|calle|avenida|barrio");
    if (!titled && organ && name + 1 < end && esc_phrase_link(&s->atoms[name + 1]) &&
        !s->atoms[name + 1].wide)
        return false;
    if (organ && !(esc_name_classes(r, first) & (ESC_LEX_GIVEN | ESC_LEX_SURNAME)))
        return false; // "Hospital San Roque", also behind "E.S.E."
    const bool numbered = at && esc_atom_is(first, "i|v|x") && esc_seat_word(&s->atoms[at - 1]) &&
                          !esc_stream_sign(s, name + 1, '.'); // "Vocal I Julio Alvarenga"
    if (!titled && esc_title_initial(first) && name + 1 < end && (numbered || esc_stream_first(s, name + 1)))
        return false; // "Vocal I" over the next one's name
    if (!titled && ((named_after(s, at) && !(at && another_begins(r, at, end))) || !goes_on(s, name, end)))
        return false;
    bool told = esc_presented_behind_verb(s, at) &&
                (esc_name_classes(r, first) & ESC_LEX_GIVEN); // "estuvieron Eduardo Enriquez y …"
    bool certain = titled || particle || told || (esc_presented_joined(s, at) && esc_presented_person(s, at));
    wording w;
    uint32_t stop = name_end(r, at, name + particle, end, certain, &w);
    // "Henry Bocanegra Ruiz Segundo Vicepresidente": the ordinal is the seat's
    if (stop > name + 2 && stop < end && s->atoms[stop - 1].ordinal && esc_seat_word(&s->atoms[stop]) &&
        !s->atoms[stop].wide)
        stop--;
    if (!certain && w.sure < 2 &&
        esc_presented_joined(s, at)) { // "Gildardo Ahumada Beltrán, Secretario de Actas"
        uint32_t longer = name_end(r, at, name, end, true, &w);
        certain = seat_behind(s, over_widow(s, longer, end)) || seat_column(s, at, longer) ||
                  seat_below(s, at, longer);
        stop = certain ? longer : name_end(r, at, name, end, false, &w);
    }
    if (w.words < 2 || (strange > at && !w.sure) || of_company(s, stop)) return false;
    // "EXPTE. ESP. GESTIONA PLN": short forms of other things
    if (titled && !w.sure && !esc_stream_entry(s, at) &&
        esc_atom_is(&s->atoms[at], "esp|act|reg|est|not|hist|cont|cap|ps|med|od|insp"))
        return false;
    // Without a title the lexicon has to know it for a name, or its place has to say so.
    if (!titled && w.sure < 2) {
        bool may = certain ? w.plain < w.words && !w.office && w.words < 6 : w.sure && !w.plain;
        if (!may || !r->lexicon || !esc_presented_set_off(s, name, stop)) return false;
    }
    stop = over_widow(s, stop, end);
    if (at && !esc_stream_first(s, at) && esc_atom_is(&s->atoms[at - 1], "\"|“|«"))
        return false;                                  // a room's name
    if (titled && esc_title_numeral(s, at)) at = name; // "III. Ana Ruiz": an entry's number, and no title
    uint32_t title_to = name;
    // "el ciudadano Profr. A": said before the title proper
    const bool courtesy = titled && at < name && s->atoms[at].shape == ESC_SHAPE_LOWER && at + 1 < name &&
                          esc_atom_is(&s->atoms[at], "ciudadan@|senor|senora") &&
                          s->atoms[at + 1].shape == ESC_SHAPE_CAPITAL;
    // "los CC. Lic. A, …": the plural is not this one's
    if (courtesy || (titled && at < name && esc_title_of_several(s, at, name))) {
        uint32_t one = esc_title_end(s, at, end);
        *ret = (esc_person_name){at, stop, one, title_to, name, stop, w.sure};
        return true;
    }
    *ret = (esc_person_name){at, stop, at, title_to, name, stop, w.sure};
    return true;
}

bool esc_name_surnames_upper(const esc_reader *r) {
    const esc_stream *s = &r->body;
    uint32_t found = 0;
    for (uint32_t i = 1; i < s->atoms_count && found < LEAST_UPPER; i++)
        found += s->atoms[i].shape == ESC_SHAPE_UPPER && s->atoms[i].kind == ESC_ATOM_WORD &&
                 s->atoms[i].norm_len > 3 && !s->rows[s->atoms[i].row].upper && !esc_stream_first(s, i) &&
                 s->atoms[i - 1].shape == ESC_SHAPE_CAPITAL &&
                 (esc_name_classes(r, &s->atoms[i - 1]) & ESC_LEX_GIVEN) &&
                 !(esc_name_classes(r, &s->atoms[i]) & ESC_LEX_ACRONYM);
    return found >= LEAST_UPPER;
}
