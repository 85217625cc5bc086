// SPDX-License-Identifier: GPL-3.0-or-later
// Where the last point of a list ends: what stands below no longer belongs to it.
#include <string.h>

#include "fields/cursor.h"
#include "fields/lists.h"
#include "fields/phrases.h"

enum { LONGEST_SPECK = 3, SHORT_TITLE = 4, LEAST_OTHERS = 3, MOST_DIRT = 3 };

// Words that go on with the telling behind the last point.
static const char openers[] =
    "punto|el|la|los|las|una|uno|acto|se|al|en|a|siendo|por|posteriormente|enseguida|continuando|sometid@|"
    "despues|"
    "previ@|"
    "leid@|dich@|con|no|habiendo|puest@|tod@|vist@|como|una|acuerdo|acuerdos|desahogo|desarrollo|una|sin|"
    "tras|concluid@|"
    "aprobad@|hecho|dada|dado|lista|declaracion|quorum|inmediatamente|seguidamente|resultando|considerando|"
    "intervenciones|c|lic|mtr@|dr|dra|ing|sr|sra|senor|senora|presidente|presidenta|secretari@|quien|esta|"
    "este|antes|para|firmas|asisten|asiste|asistieron|asistentes|presentes|participan|acuden|concurren|"
    "preside|"
    "mism@|votacion|queda|quedan|notifiquese|sirvase|rogamos|ruego|agradecemos";

// What a form may tell right below its agenda.
static const char labels[] =
    "asistentes|presentes|participantes|asisten|ausentes|excusad@s|excusan|invitados|"
    "desarrollo|desahogo|hora|fecha|lugar|acuerdos|compromisos";

bool esc_list_parted(const esc_stream *s, uint32_t at) {
    return at && s->atoms[at - 1].kind == ESC_ATOM_SIGN && strchr(".;:-_", s->atoms[at - 1].text[0]);
}

// True where the row that begins at `at` no longer belongs to the point before it.
bool esc_list_tells_on(const esc_stream *s, uint32_t at) {
    const esc_row *row = &s->rows[s->atoms[at].row];
    const esc_atom *atom = &s->atoms[at];
    bool sentence = esc_list_parted(s, at);
    // "7. Asuntos varios." / "y, no habiendo más, fue aprobado": what the list stood in goes on
    if (atom->shape == ESC_SHAPE_LOWER)
        return (row->gap || row->fresh) && sentence &&
               ((esc_atom_is(atom, "y") && esc_stream_sign(s, at + 1, ',')) ||
                esc_cursor_looking_at(s, at, "mism@|que|cual ~1 fue|es|se|queda|quedo"));
    // "nun DESARROLLO DEL ORDEN DEL DÍA": a heading behind a speck
    if (row->count > 1 && strlen(atom->raw) <= LONGEST_SPECK && atom[1].shape == ESC_SHAPE_UPPER &&
        esc_atom_is(&atom[1], "desarrollo|desahogo|acuerdos"))
        return true;
    if (row->count <= SHORT_TITLE && esc_atom_is(atom, "desarrollo|desahogo|desenvolvimiento|deliberaciones"))
        return true;
    // "Acuerdos adoptados" over "1. …", which begins anew
    const uint32_t below = s->atoms[at].row + 1;
    if (row->count < SHORT_TITLE && atom->shape != ESC_SHAPE_LOWER && below < s->rows_count &&
        esc_atom_is(atom, "acuerdos|compromisos|resoluciones|conclusiones|decisiones") &&
        esc_atom_is(&s->atoms[s->rows[below].first], "1|i|l|primero|unic@|uno|acuerdo|resolucion"))
        return true;
    // "Asistentes: …", "Desarrollo: …": a form's next label
    if (row->count > 2 && atom->shape != ESC_SHAPE_LOWER && esc_stream_sign(s, at + 1, ':') &&
        esc_atom_is(atom, labels))
        return true;
    if (!row->gap && !sentence) return false;
    bool before_upper = s->atoms[at].row && s->rows[s->atoms[at].row - 1].upper;
    if (row->upper && !before_upper) return true; // a heading
    return esc_atom_is(atom, ESC_FAREWELL) || (esc_atom_is(atom, openers) && row->count > 2);
}

// The stop that ends the text before atom `at`, which begins a row, over the dirt behind it (". E i", ". -");
// `at` - 1 where none does.
static uint32_t stop_over_dirt(const esc_stream *s, uint32_t from, uint32_t at) {
    uint32_t stop = at - 1;
    while (stop > from && stop + MOST_DIRT + 1 > at && !esc_stream_sign(s, stop, '.') &&
           !s->atoms[stop].raw[1] && s->atoms[stop].kind != ESC_ATOM_NUMBER)
        stop--;
    return esc_stream_sign(s, stop, '.') ? stop : at - 1;
}

// Where the sentence ends that `from` begins, at the end of a row; `to` where it does not.
static uint32_t stop_of_row(const esc_stream *s, uint32_t from, uint32_t to) {
    for (uint32_t i = from + 2; i < to; i++) {
        if (!esc_stream_first(s, i)) continue;
        const uint32_t stop = stop_over_dirt(s, from, i); // also ".-"
        if (stop > from && esc_stream_sign(s, stop, '.') && s->atoms[stop - 1].norm_len > 3 &&
            s->atoms[i].shape != ESC_SHAPE_LOWER)
            return i;
    }
    return to;
}

// One sentence that ends in a stop at a row's end.
static bool one_sentence(const esc_stream *s, const esc_point *point) {
    return esc_stream_first(s, point->to) && stop_of_row(s, point->from, point->to) == point->to &&
           esc_stream_sign(s, stop_over_dirt(s, point->from, point->to), '.');
}

// One row without a stop.
static bool one_row(const esc_stream *s, const esc_point *point) {
    return esc_stream_first(s, point->to) && s->atoms[point->from].row == s->atoms[point->to - 1].row &&
           s->atoms[point->to - 1].kind == ESC_ATOM_WORD;
}

bool esc_list_told_below(const esc_stream *s, uint32_t at) {
    return s->atoms[at].shape == ESC_SHAPE_CAPITAL && s->atoms[at - 1].kind == ESC_ATOM_WORD &&
           !esc_phrase_link(&s->atoms[at - 1]) && esc_atom_is(&s->atoms[at], openers);
}

bool esc_list_ran_on(const esc_stream *s, const esc_points *points, uint32_t at) {
    uint32_t word = at - 1;
    while (word && s->atoms[word].kind == ESC_ATOM_SIGN) word--;
    for (uint32_t i = 0; i + 1 < points->items_count; i++)
        for (uint32_t k = points->items[i].from; k + 3 < points->items[i].to; k++) {
            const uint32_t next = k + 1 + (s->atoms[k + 1].kind == ESC_ATOM_SIGN);
            if (esc_stream_same(s, word, word + 1, s, k) && esc_stream_same(s, at, at + 2, s, next))
                return true;
        }
    return false;
}

void esc_list_end_as_others(const esc_stream *s, esc_points *points, bool whole) {
    const uint32_t n = points->items_count;
    uint32_t sentences = 0, rows = 0;
    if (n < LEAST_OTHERS) return;
    for (uint32_t i = 0; i + 1 < n; i++) {
        const esc_point *point = &points->items[i];
        if (point->from >= point->to) return;
        sentences += one_sentence(s, point) || esc_stream_sign(s, point->to - 1, ':'); // over its parts
        rows += one_row(s, point);
    }
    esc_point *last = &points->items[n - 1];
    if (sentences + 1 == n && (n > LEAST_OTHERS || whole)) {
        uint32_t end = stop_of_row(s, last->from, last->to);
        while (end < last->to && esc_list_ran_on(s, points, end)) end = stop_of_row(s, end, last->to);
        last->to = end;
    }
    const uint32_t below = last->from < last->to ? esc_stream_row_end(s, last->from) : last->to;
    if (rows + 1 == n && below < last->to && esc_list_told_below(s, below)) last->to = below;
}
