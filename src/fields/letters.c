// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/letters.h"

#include <string.h>

#include "base/distance.h"
#include "fields/codes.h"
#include "fields/gather.h"
#include "fields/phrases.h"
#include "fields/respell.h"

enum {
    LONGEST_ALONE = 8,
    NEAR = 9,
    SHORTEST_MENDED = 4,
    LONGEST_QUOTED = 3,
    HEAD_ROWS = 4,
    LONG_LETTERS = 6,
    LONGEST_LETTERS = 13
};

static const float NAMES = 8; // what a row of the heading weighs that ends in its acronym
static const float HEADS = 6; // what the acronym over the paper adds to the name's weight

// True where each word of the name from `at` on, but for little ones and up to `spare` at its end, gives its
// first one to three letters to the acronym: IECM, IELL (Llanuras), SIRALI (Sistema de Radio del Litoral).
static bool spells_but(const esc_stream *s, uint32_t at, uint32_t to, const char *letters, uint32_t spare) {
    while (at < to && (s->atoms[at].kind != ESC_ATOM_WORD || esc_phrase_link(&s->atoms[at]) ||
                       esc_atom_is(&s->atoms[at], "el|con|sobre|contra"))) {
        if (esc_atom_is(&s->atoms[at], "y|e") && *letters == s->atoms[at].norm[0] &&
            spells_but(s, at + 1, to, letters + 1, spare))
            return true; // DGCyE
        at++;
    }
    if (at >= to) return !*letters;
    if (!*letters) return spare && spells_but(s, at + 1, to, letters, spare - 1);
    const char *word = s->atoms[at].norm;
    for (size_t n = 0; n < 3 && letters[n] && word[n] == letters[n]; n++)
        if (spells_but(s, at + 1, to, letters + n + 1, spare)) return true;
    return false;
}

bool esc_letters_spell(const esc_stream *s, uint32_t from, uint32_t to, const char *letters) {
    return spells_but(s, from, to, letters, 0);
}

// The first letters of its words, one each.
static bool initials(const esc_stream *s, uint32_t from, uint32_t to, const char *letters) {
    for (uint32_t i = from; i < to; i++)
        if (s->atoms[i].kind == ESC_ATOM_WORD && !esc_phrase_link(&s->atoms[i]) &&
            s->atoms[i].norm[0] != *letters++)
            return false;
    return !*letters;
}

static bool within_code(const esc_stream *s, uint32_t at) {
    return at && s->atoms[at].glued && (esc_stream_sign(s, at - 1, '/') || esc_stream_sign(s, at - 1, '-'));
}

// In capitals, but for a y or an o among them: DGCyE, DEOyGE.
static bool in_capitals(const esc_atom *atom) {
    if (atom->shape == ESC_SHAPE_UPPER) return true;
    uint32_t capitals = 0, small = 0;
    for (const char *p = atom->text; *p; p++)
        capitals += *p >= 'A' && *p <= 'Z', small += *p == 'y' || *p == 'o';
    return atom->kind == ESC_ATOM_WORD && capitals > 2 && small == 1 &&
           capitals + small == strlen(atom->text);
}

static bool may_be_acronym(const esc_reader *r, const esc_atom *atom) {
    size_t len = atom->norm_len;
    return in_capitals(atom) && len > 2 && len < LONGEST_LETTERS &&
           !esc_vocabulary_has(r->vocabulary, atom->norm) &&
           !esc_atom_is(atom,
                        "acta|minuta|anexo|firma|ausente|lic|ing|temario|tabla|agenda|sumario|citacion");
}

// The end of the name before the single letters of its legal form.
static uint32_t without_form(const esc_stream *s, uint32_t from, uint32_t to) {
    while (to > from + 2 && (s->atoms[to - 1].kind == ESC_ATOM_SIGN || !s->atoms[to - 1].norm[1])) to--;
    return to;
}

// "(PALMARCOOP)" of the "Cooperativa Palmar", "(COOPEPALMA)": the noun's first letters and those of another
// word of the name, one behind the other.
static bool blended(const esc_stream *s, uint32_t from, uint32_t to, const char *letters) {
    enum { OF_NOUN = 3, OF_OTHER = 4, BOTH = 8 };
    const char *noun = s->atoms[from].norm;
    const size_t len = strlen(letters);
    if (len < BOTH || strlen(noun) < OF_NOUN) return false;
    for (uint32_t i = from + 1; i < to; i++) {
        if (s->atoms[i].norm_len < OF_OTHER) continue;
        for (size_t n = OF_NOUN; n + OF_OTHER <= len && !strncmp(letters, noun, n); n++) // FED-ESGRIMA
            if (!strncmp(letters + n, s->atoms[i].norm, OF_OTHER)) return true;
        if (!strncmp(letters + len - OF_OTHER, noun, OF_OTHER) &&
            !strncmp(letters, s->atoms[i].norm, OF_OTHER))
            return true;
    }
    return false;
}

// In brackets or quotes behind the name, behind a dash, or alone in the row below it.
static uint32_t written_beside(const esc_reader *r, const esc_stream *s, uint32_t from, uint32_t to) {
    static const char opens[] = "«|“|”|\"", closes[] = "»|”|“|\"";
    uint32_t at = to;
    if (at > from + 3 && esc_atom_is(&s->atoms[at - 1], closes) && esc_atom_is(&s->atoms[at - 3], opens))
        at -= 3, to = at; // "Cooperativa de Luz “COLUZ”", taken for a part of the name
    if (esc_stream_sign(s, at, '.') && s->atoms[at].glued && // Ltda. (, E.S.P. “
        (esc_stream_sign(s, at + 1, '(') ||
         (at + 1 < s->atoms_count && esc_atom_is(&s->atoms[at + 1], opens))))
        at++;
    if (at + 1 >= s->atoms_count) return ESC_NONE;
    const bool bracket = esc_stream_sign(s, at, '(');
    const bool dash = esc_atom_is(&s->atoms[at], "-|–|—");
    bool first = esc_stream_first(s, at);
    at += bracket || dash;
    const bool quoted = !dash && at + 2 < s->atoms_count && esc_atom_is(&s->atoms[at], opens) &&
                        esc_atom_is(&s->atoms[at + 2], closes);
    at += quoted;
    uint32_t end = at + 1 + quoted + bracket;
    if (dash && esc_stream_row_end(s, at) == end + 1 && esc_atom_is(&s->atoms[end], "-|–|—")) end++; // -IECM-
    if (at >= s->atoms_count || (bracket && !esc_stream_sign(s, end - 1, ')'))) return ESC_NONE;
    const esc_atom *atom = &s->atoms[at];
    const bool told = esc_letters_spell(s, from, to, atom->norm) ||
                      esc_letters_spell(s, from, without_form(s, from, to), atom->norm);
    const bool row = esc_stream_row_end(s, at) == end || // nothing behind it in its column
                     (end < s->atoms_count && s->atoms[end].wide && !esc_stream_first(s, end));
    const bool small = atom->norm_len <= LONGEST_ALONE;
    bool alone =
        first && row && !bracket && !dash && s->rows[atom->row].page == s->rows[s->atoms[from].row].page;
    // "AYUNTAMIENTO DE NAVARREDONDA (TOLEDO)": the province, in a row of capitals
    unsigned classes = r->lexicon ? esc_lexicon_lookup(r->lexicon, atom->text, strlen(atom->text)) : 0;
    bool word = (bracket || dash) && s->rows[atom->row].upper &&
                atom->norm_len > (classes & ESC_LEX_PLACE ? 3 : 4) && // (LEÓN)
                (classes & (ESC_LEX_WORD | ESC_LEX_SURNAME | ESC_LEX_PLACE)) && !told;
    if (word) return ESC_NONE;
    // "CORPORACIÓN AUTÓNOMA … DE PERIJÁ - CORPOPERIJÁ"
    const bool blend = !classes && atom->norm_len > 3 && !strncmp(atom->norm, s->atoms[from].norm, 3);
    // "(IMPLATRES)" alone in the row below
    const bool below = bracket && first && row && s->atoms[from].row < HEAD_ROWS && !classes;
    bool fits = bracket  ? quoted || small || below || told || blended(s, from, to, atom->norm)
                : dash   ? row && (small || told || blend)
                : quoted ? told || alone
                         : alone && small;
    // "(ConPesca)": not all in capitals, but what the name's words begin with
    bool letters =
        may_be_acronym(r, atom) || ((bracket || quoted) && told && atom->shape == ESC_SHAPE_CAPITAL);
    return fits && letters ? at : ESC_NONE;
}

// "…, en lo sucesivo “INMUPEB”", "… (en adelante IAIM)", "…, por sus siglas X": whatever its letters.
static uint32_t named_beside(const esc_reader *r, const esc_stream *s, uint32_t to) {
    esc_cursor c = esc_cursor_on(s, to, s->atoms_count);
    esc_cursor_skip_signs(&c);
    esc_cursor_sign(&c, '(');
    if (!esc_cursor_match(&c, "en lo sucesivo|adelante") && !esc_cursor_match(&c, "en adelante|sucesivo") &&
        !esc_cursor_match(&c, "por sus? siglas|sigla|acronimo"))
        return ESC_NONE;
    esc_cursor_match(&c, "denominad@|identificad@|como|el|la");
    esc_cursor_match(&c, "como|el|la");
    while (esc_cursor_atom(&c) && esc_cursor_atom(&c)->kind == ESC_ATOM_SIGN && c.at < to + NEAR) c.at++;
    return esc_cursor_atom(&c) && may_be_acronym(r, esc_cursor_atom(&c)) ? c.at : ESC_NONE;
}

// "S T C N" in the row below the name: put together, where the name spells it. NULL where it is not so.
static char *spaced(const esc_reader *r, const esc_stream *s, uint32_t from, uint32_t to, uint32_t *ret_end) {
    char letters[LONGEST_ALONE + 1], small[LONGEST_ALONE + 1];
    if (to >= s->atoms_count || !esc_stream_first(s, to)) return NULL;
    uint32_t end = esc_stream_row_end(s, to), n = end - to;
    if (n < 3 || n > LONGEST_ALONE) return NULL;
    for (uint32_t i = 0; i < n; i++) {
        const esc_atom *atom = &s->atoms[to + i];
        if (atom->shape != ESC_SHAPE_UPPER || atom->norm[1]) return NULL;
        letters[i] = atom->text[0], small[i] = atom->norm[0];
    }
    letters[n] = small[n] = 0;
    if (!esc_letters_spell(s, from, to, small)) return NULL;
    *ret_end = end;
    return esc_arena_strndup(r->arena, letters, n);
}

// Where another mention of the name that is atoms from…to-1 of s, begun at `at` of x, ends; `at` where none
// is.
static uint32_t mention_end(const esc_stream *s, uint32_t from, uint32_t to, const esc_stream *x,
                            uint32_t at) {
    bool said = x->atoms[at].shape != ESC_SHAPE_LOWER && esc_stream_same(s, from, to, x, at);
    return said ? at + (to - from) : at;
}

static uint32_t beside(const esc_reader *r, const esc_stream *s, uint32_t from, uint32_t to) {
    uint32_t at = written_beside(r, s, from, to);
    return at != ESC_NONE ? at : named_beside(r, s, to);
}

// The end of the name without its legal form, ", A.C.".
static uint32_t over_form(const esc_stream *s, uint32_t from, uint32_t to) {
    const uint32_t end = without_form(s, from, to);
    return end < to && esc_stream_sign(s, end, ',') ? end : to;
}

// How often it stands as a word, also within the numbers of papers.
static uint32_t seen(const esc_reader *r, const char *letters) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < r->body.atoms_count; i++)
        n += r->body.atoms[i].shape == ESC_SHAPE_UPPER && !strcmp(r->body.atoms[i].norm, letters);
    return n;
}

// "(CECYO)" in a paper whose numbers begin with CECYTO, "(TCPED)" of the "Tribunal de Cuentas Públicas del
// Estado de Ixtapan": read once, and all but a letter what the paper has elsewhere or the name's words begin
// with.
static const char *mended(const esc_reader *r, const esc_stream *s, uint32_t from, uint32_t to,
                          const char *letters) {
    size_t n = strlen(letters);
    if (!r->doc->edits_count || n < SHORTEST_MENDED || seen(r, letters) > 1 ||
        esc_letters_spell(s, from, to, letters))
        return NULL;
    for (uint32_t i = 0; i < r->body.atoms_count; i++) {
        const esc_atom *atom = &r->body.atoms[i];
        size_t m = atom->norm_len;
        if (atom->shape != ESC_SHAPE_UPPER || m > n + 1 || m + 1 < n || !may_be_acronym(r, atom)) continue;
        if (esc_distance_one(letters, n, atom->norm, m) &&
            (esc_letters_spell(s, from, to, atom->norm) || seen(r, atom->norm) > 1))
            return atom->norm;
    }
    char *firsts = esc_arena_strndup(r->arena, letters, n);
    size_t words = 0, wrong = 0;
    for (uint32_t i = from; i < to; i++) {
        if (s->atoms[i].kind != ESC_ATOM_WORD || esc_phrase_link(&s->atoms[i])) continue;
        if (words < n && letters[words] != s->atoms[i].norm[0])
            wrong += esc_respell_alike(letters[words], s->atoms[i].norm[0]) ? 1 : n,
                firsts[words] = s->atoms[i].norm[0];
        words++;
    }
    return words == n && wrong == 1 ? firsts : NULL;
}

static void put(esc_reader *r, const esc_stream *s, uint32_t from, uint32_t to, uint32_t at) {
    uint32_t end = at + 1; // "IEPA Sierra" in quotes
    while (at && end < at + LONGEST_QUOTED && esc_atom_is(&s->atoms[at - 1], "«|“|\"") &&
           s->atoms[end].shape == ESC_SHAPE_CAPITAL)
        end++;
    if (end < s->atoms_count && !esc_atom_is(&s->atoms[end], "»|”|\"")) end = at + 1;
    const char *better = mended(r, s, from, to, s->atoms[at].norm);
    esc_stream *own = s == &r->body ? &r->body : &r->margin;
    if (better) esc_atom_respell(&own->atoms[at], r->arena, better);
    esc_reader_put(r, ESC_VALUE_TEXT, esc_stream_text(own, r->arena, at, end), "institution.acronym.beside",
                   better ? 0.7f : 0.95f, (esc_range){own, at, end}, "/institution/acronym");
    r->acronym = own == &r->body, r->acronym_at = at;
}

// A word in capitals alone in its cell, or a part of a number.
static bool stands_for(const esc_reader *r, const esc_stream *s, uint32_t at) {
    const esc_atom *atom = &s->atoms[at];
    if (!may_be_acronym(r, atom)) return false;
    bool cell = (esc_stream_first(s, at) || atom->wide) &&
                (esc_stream_row_end(s, at) == at + 1 || s->atoms[at + 1].wide ||
                 (s->atoms[at + 1].kind == ESC_ATOM_SIGN && !s->atoms[at + 1].glued));
    return cell || within_code(s, at);
}

// "CANACO", "CORPONUS" over the page or beside the name, whichever of its letters they take, in their order.
static bool over_page(esc_reader *r, const esc_stream *s, uint32_t from, uint32_t to) {
    char *name = esc_phrase_text(s, r->arena, r->vocabulary, from, to);
    const char *key = esc_fold(r->arena, name, strlen(name));
    const esc_stream *const streams[] = {&r->body, &r->margin};
    for (size_t n = 0; n < 2; n++)
        for (uint32_t at = 0; at < streams[n]->atoms_count && streams[n]->atoms[at].row < HEAD_ROWS; at++) {
            const esc_atom *atom = &streams[n]->atoms[at];
            const char *letter = atom->norm, *in = key;
            if (*letter != *key || strlen(letter) < SHORTEST_MENDED || !stands_for(r, streams[n], at) ||
                within_code(streams[n], at) || !strncmp(key, letter, strlen(letter)))
                continue;
            unsigned classes =
                r->lexicon ? esc_lexicon_lookup(r->lexicon, atom->text, strlen(atom->text)) : 0;
            while (*letter && (in = strchr(in, *letter))) in++, letter++;
            if (*letter || classes & (ESC_LEX_WORD | ESC_LEX_SURNAME | ESC_LEX_PLACE)) continue;
            put(r, streams[n], from, to, at);
            return true;
        }
    return false;
}

// A word of the stream that the name's letters make.
static bool in_text(esc_reader *r, const esc_stream *s, uint32_t from, uint32_t to, const esc_stream *text) {
    for (uint32_t i = 0; i < text->atoms_count; i++) {
        const esc_atom *atom = &text->atoms[i];
        if (!may_be_acronym(r, atom) || !spells_but(s, from, to, atom->norm, 1)) continue;
        // said twice, it need not tell the name's last word
        if (!esc_letters_spell(s, from, to, atom->norm) && seen(r, atom->norm) < 2) continue;
        // "el doctorado en la UNAM": merely told of, and no mere initials of the Universidad del Alto Morro
        if (text == &r->body && i >= r->sections.business.from && seen(r, atom->norm) < 2 &&
            atom->norm_len < LONG_LETTERS && !initials(s, from, to, atom->norm))
            continue;
        // Within the number of a paper it is no word of the text.
        if (within_code(text, i) || esc_code_end(text, i, text->atoms_count) > i) continue;
        esc_stream *own = text == &r->body ? &r->body : &r->margin;
        esc_reader_put(r, ESC_VALUE_TEXT, atom->text, "institution.acronym.letters", 0.85f,
                       (esc_range){own, i, i + 1}, "/institution/acronym");
        if (text == &r->body) r->acronym = true, r->acronym_at = i;
        return true;
    }
    return false;
}

// In brackets or alone beside the name wherever it stands, over the page, or a word in the text that its
// letters make.
void esc_letters_read(esc_reader *r, const esc_stream *s, uint32_t from, uint32_t to) {
    uint32_t found = beside(r, s, from, to);
    if (found != ESC_NONE) {
        put(r, s, from, to, found);
        return;
    }
    for (uint32_t at = 0; at < r->body.atoms_count; at++) { // where the name is said again
        uint32_t end = mention_end(s, from, to, &r->body, at);
        bool said = end > at && (end >= r->body.atoms_count || !esc_stream_first(&r->body, end) ||
                                 r->body.atoms[end].row < ESC_GATHER_ROWS);
        if (said && (found = beside(r, &r->body, at, end)) != ESC_NONE) {
            put(r, &r->body, at, end, found);
            return;
        }
    }
    uint32_t end;
    const char *apart = spaced(r, s, from, to, &end);
    if (apart) {
        esc_reader_put(r, ESC_VALUE_TEXT, apart, "institution.acronym.spaced", 0.9f, (esc_range){s, to, end},
                       "/institution/acronym");
        return;
    }
    if (over_page(r, s, from, to)) return;
    const uint32_t plain = over_form(s, from, to);
    if (!in_text(r, s, from, plain, &r->body)) in_text(r, s, from, plain, &r->margin);
}

// "Parque Científico del Sur (PCS)" in a row of the heading: whatever its noun, what has an acronym is an
// institution, or else a body.
static void add_spelled(esc_reader *r, esc_candidates *institutions) {
    const esc_stream *s = &r->body;
    for (uint32_t row = 0; row < s->rows_count && row < HEAD_ROWS; row++) {
        uint32_t from = s->rows[row].first, end = from + s->rows[row].count, to = from;
        while (to < end && !esc_stream_sign(s, to, '(')) to++;
        bool name = to > from + 2 && to + 3 == end && s->atoms[from].shape != ESC_SHAPE_LOWER &&
                    !esc_atom_is(&s->atoms[from], ESC_BODY_NOUNS) && may_be_acronym(r, &s->atoms[to + 1]);
        if (!name || !esc_letters_spell(s, from, to, s->atoms[to + 1].norm)) continue;
        for (uint32_t i = 0; i < institutions->count && name; i++) // found by its noun, or a part of it
            name = institutions->items[i].stream != s || institutions->items[i].first < from ||
                   institutions->items[i].first >= to;
        if (name) esc_candidate_add(r, institutions, s, from, to, NAMES);
    }
}

// "CIRD" over the page, "Comisión Intermunicipal de Riego y Drenaje" in the text.
void esc_letters_weigh(esc_reader *r, esc_candidates *institutions) {
    add_spelled(r, institutions);
    const esc_stream *const streams[] = {&r->body, &r->margin};
    for (size_t n = 0; n < 2; n++) {
        const esc_stream *s = streams[n];
        for (uint32_t at = 0; at < s->atoms_count && s->atoms[at].row < HEAD_ROWS; at++) {
            if (!stands_for(r, s, at)) continue;
            for (uint32_t i = 0; i < institutions->count; i++) {
                esc_candidate *x = &institutions->items[i];
                if (x->weight > 0 && esc_letters_spell(x->stream, x->from, x->to, s->atoms[at].norm))
                    x->weight += HEADS;
            }
        }
    }
}
