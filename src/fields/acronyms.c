// SPDX-License-Identifier: GPL-3.0-or-later
// Acronyms: words in capitals among others that are not, and the capitals within the numbers of oficios.
#include <string.h>

#include "base/utf8.h"
#include "fields/codes.h"
#include "fields/numbers.h"
#include "fields/reader.h"
#include "fields/seats.h"
#include "fields/titles.h"

enum { MOST_ACRONYMS = 200, NAME_ROW = 7, LONGEST = 11, LONGEST_BRACKETED = 14 };
static const float RARE = -13.0f; // natural logarithm of a word's frequency

typedef struct acronyms {
    const char *texts[MOST_ACRONYMS];
    uint32_t from[MOST_ACRONYMS];
    const esc_stream *in[MOST_ACRONYMS];
    uint32_t count;
} acronyms;

static void add(acronyms *all, const char *text, const esc_stream *in, uint32_t from) {
    for (uint32_t i = 0; i < all->count; i++)
        if (!strcmp(all->texts[i], text)) return;
    if (all->count == MOST_ACRONYMS) return;
    all->texts[all->count] = text, all->in[all->count] = in, all->from[all->count++] = from;
}

// IECM, DEOyGE, OPLEs: capitals, and at least as many of them as small letters + 1; no more letters than
// `most`.
static bool looks_like_one(const esc_atom *atom, uint32_t most) {
    if (atom->kind != ESC_ATOM_WORD || atom->shape == ESC_SHAPE_LOWER || !atom->norm[1]) return false;
    uint32_t upper = 0, lower = 0;
    bool accents = false;
    const size_t len = strlen(atom->text);
    for (const char *p = atom->text, *end = p + len; p < end;) {
        uint32_t c = esc_utf8_next(&p, end);
        accents |= c > 0x7f;
        if (esc_utf8_is_upper(c))
            upper++;
        else if (2 * ++lower >= len) // the capitals cannot be more
            return false;
    }
    return upper >= 2 && upper > lower && upper + lower <= most && !(lower && accents); // not ESPÍiNOSa
}

// "R.O.F", "S.A.M.E.E.P.": three letters or more with stops between. Gives its end, or `at`.
static uint32_t dotted_end(const esc_stream *s, uint32_t at) {
    if (!esc_stream_sign(s, at + 1, '.')) return at;
    uint32_t i = at, letters = 0;
    while (i < s->atoms_count && esc_title_initial(&s->atoms[i]) && (i == at || s->atoms[i].glued)) {
        letters++;
        if (!esc_stream_sign(s, i + 1, '.') || !s->atoms[i + 1].glued) {
            i++;
            break;
        }
        i += 2;
    }
    if (letters < 3) return at;
    bool part = at && s->atoms[at].glued; // of a number
    // "L.A.E. Ana Ruiz", "L.C.C. ANA RUIZ", "S.A.S.": a title, a legal form
    static const char *const forms[] = {"s a s|c|p", "s r l", "e s p|e", "s de r l", "i a p"};
    const bool degree = letters < 5 && esc_atom_is(&s->atoms[at], "l|m|d|i|c|q|e");
    bool other = i < s->atoms_count && !esc_stream_first(s, i) &&
                 (s->atoms[i].shape == ESC_SHAPE_CAPITAL ||
                  (degree && s->atoms[i].shape == ESC_SHAPE_UPPER && s->atoms[i].norm[1]));
    for (size_t k = 0; k < sizeof forms / sizeof *forms; k++) other |= esc_cursor_looking_at(s, at, forms[k]);
    return part || other ? at : i;
}

static bool capital_word(const esc_stream *s, uint32_t at) {
    return at < s->atoms_count && s->atoms[at].shape == ESC_SHAPE_UPPER && s->atoms[at].norm[1] &&
           !esc_atom_is(&s->atoms[at], "no|n°|nº");
}

// Between words in small letters, signs apart.
static bool in_prose(const esc_stream *s, uint32_t at) {
    uint32_t before = at, after = at + 1;
    while (before && s->atoms[before - 1].kind == ESC_ATOM_SIGN) before--;
    while (after < s->atoms_count && s->atoms[after].kind == ESC_ATOM_SIGN) after++;
    return before && after < s->atoms_count && s->atoms[before - 1].shape == ESC_SHAPE_LOWER &&
           s->atoms[before - 1].norm[1] && s->atoms[after].shape == ESC_SHAPE_LOWER;
}

// "(UPV/EHU)": one of several in brackets.
static bool bracketed_row(const esc_stream *s, uint32_t at) {
    uint32_t from = at, to = at + 1;
    while (from > 1 && esc_stream_sign(s, from - 1, '/') && capital_word(s, from - 2)) from -= 2;
    while (esc_stream_sign(s, to, '/') && capital_word(s, to + 1)) to += 2;
    return from && esc_stream_sign(s, from - 1, '(') && esc_stream_sign(s, to, ')');
}

// "Oscar J. MONTALDO", "Beatriz de ASPRER": a surname set in capitals behind a given name.
static bool is_surname(const esc_reader *r, const esc_stream *s, uint32_t at) {
    uint32_t given = at;
    while (given && esc_atom_is(&s->atoms[given - 1], "de|la|del|los|las") && at - given < 2) given--;
    const bool initial =
        given > 2 && esc_stream_sign(s, given - 1, '.') && esc_title_initial(&s->atoms[given - 2]);
    if (initial) given -= 2;
    if (!given || (given == at && !initial) || s->atoms[given - 1].shape != ESC_SHAPE_CAPITAL || !r->lexicon)
        return false;
    const esc_atom *name = &s->atoms[given - 1];
    return esc_lexicon_lookup(r->lexicon, name->text, strlen(name->text)) & ESC_LEX_GIVEN;
}

// Read but once, also within numbers of papers.
static bool once(const esc_reader *r, const esc_atom *atom) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < r->body.atoms_count && n < 2; i++)
        n += r->body.atoms[i].hash == atom->hash && !strcmp(r->body.atoms[i].text, atom->text);
    return n < 2;
}

// "ALACnoo": small letters among the capitals that are no plural and no "y".
static bool mixed_letters(const char *text) {
    const size_t len = strlen(text);
    for (size_t i = 0; i < len; i++) {
        if (text[i] < 'a' || text[i] > 'z') continue;
        if (!(text[i] == 's' && i + 1 == len) && !(strchr("yedo", text[i]) && i && i + 1 < len)) return true;
    }
    return false;
}

// On a scan, what is read once and nothing brings: "… de votos. * ALACnoo", "… en que son AT"
// at a row's end, "CE" alone in a row.
static bool stray(const esc_reader *r, const esc_stream *s, uint32_t at) {
    const esc_atom *atom = &s->atoms[at];
    if (!r->doc->edits_count) return false;
    const esc_row *row = &s->rows[atom->row];
    const bool alone = row->count < 3 && !(atom->norm_len > 3), first = row->first == at,
               last = at + 1 == row->first + row->count;
    const bool led =
        at && s->atoms[at - 1].kind == ESC_ATOM_WORD && !first &&
        esc_atom_is(&s->atoms[at - 1], "el|la|los|las|lo|al|del|de|su|sus|con|por|segun|y|e|o|en|a|que");
    const bool doubtful = !atom->norm[2] || (at && s->atoms[at - 1].kind == ESC_ATOM_SIGN);
    return (alone || mixed_letters(atom->text) || (last && !first && !led && doubtful)) && once(r, atom);
}

// "el todoterreno 4417 LKV", "placa PBK 4096", "dominio AB 318 XN": the letters of a number plate. Spain's
// are three consonants behind four figures, whatever stands before them.
static bool of_plate(const esc_stream *s, uint32_t at) {
    enum { REACH = 6 };
    const esc_atom *atom = &s->atoms[at];
    if (atom->norm_len > 3) return false;
    const esc_atom *before = at ? atom - 1 : NULL, *behind = at + 1 < s->atoms_count ? atom + 1 : NULL;
    const bool figures_before =
                   before && before->kind == ESC_ATOM_NUMBER && strspn(before->text, "0123456789") > 2,
               figures_behind =
                   behind && behind->kind == ESC_ATOM_NUMBER && strspn(behind->text, "0123456789") > 2;
    if (!figures_before && !figures_behind) return false;
    if (figures_before && before->text[4] == 0 && before->text[3] && atom->norm_len == 3 &&
        !strpbrk(atom->norm, "aeiouqn"))
        return true;
    return esc_cursor_within(
        s, at > REACH ? at - REACH : 0, at,
        "placa|placas|matricula|patente|chapa|dominio|camion|camioneta|"
        "furgoneta|automovil|vehiculo|auto|motocicleta|tractor|omnibus|ambulancia|patrulla");
}

static bool is_acronym(const esc_reader *r, const esc_stream *s, uint32_t at) {
    const esc_atom *atom = &s->atoms[at];
    if (atom->kind != ESC_ATOM_WORD || atom->shape == ESC_SHAPE_LOWER) return false;
    bool bracketed = at && esc_stream_sign(s, at - 1, '(') && esc_stream_sign(s, at + 1, ')');
    const bool institutions = s == &r->body && r->acronym && r->acronym_at == at;
    if (!looks_like_one(atom, bracketed || institutions ? LONGEST_BRACKETED : LONGEST)) return false;
    if (esc_number_roman(atom->text, false)) return false;
    if (!bracketed && esc_seat_is_role(atom)) return false; // "El RELATOR recuerda …"
    bool title = esc_title_word(atom) && esc_stream_sign(s, at + 1, '.') && at + 2 < s->atoms_count &&
                 (s->atoms[at + 2].shape == ESC_SHAPE_CAPITAL || s->atoms[at + 2].shape == ESC_SHAPE_UPPER);
    if (title) return false; // "PROFRA. Elena Luis"
    if (!bracketed &&
        esc_atom_is(atom, "cc|cp|lae|mvz|qfb|no|lic|ing|dr|dra|mtr@|prof|arq|num|art|hrs|sr|sra|si|el|la|de|"
                          "del|los|las|se|al|por|con|lcp|lc|sind|ref|reg|"
                          "rubrica|md|mc|pm|am|oficio|firma|acta|arts|ii|na"))
        return false;
    // part of a code: the oficios are looked at by themselves
    const bool parted = (esc_stream_sign(s, at + 1, '/') && s->atoms[at + 1].glued) ||
                        (at && esc_stream_sign(s, at - 1, '/') && atom->glued);
    if (parted) return bracketed_row(s, at);
    bool joined = esc_stream_sign(s, at + 1, '-') && s->atoms[at + 1].glued && at + 2 < s->atoms_count &&
                  s->atoms[at + 2].glued;
    // NOM-087, COVID-19: behind an article or a preposition, and nothing more
    bool counted =
        joined && s->atoms[at + 2].kind == ESC_ATOM_NUMBER && at && !esc_stream_first(s, at) &&
        esc_atom_is(&s->atoms[at - 1], "el|la|los|las|al|del|por|de|con") &&
        (at + 3 >= s->atoms_count || !s->atoms[at + 3].glued || s->atoms[at + 3].kind == ESC_ATOM_SIGN) &&
        !esc_stream_sign(s, at + 3, '-') && !esc_stream_sign(s, at + 3, '/');
    if (joined && !counted) return false;
    if (at && esc_stream_sign(s, at - 1, '-') && atom->glued) return false;
    if (!bracketed && (s->rows[atom->row].upper || of_plate(s, at))) return false;
    unsigned classes = r->lexicon ? esc_lexicon_lookup(r->lexicon, atom->text, strlen(atom->text)) : 0;
    bool glossary = classes & ESC_LEX_ACRONYM;
    bool place = bracketed && s->rows[atom->row].upper &&
                 atom->norm_len > (classes & ESC_LEX_PLACE ? 3 : 4) &&
                 (classes & (ESC_LEX_WORD | ESC_LEX_SURNAME | ESC_LEX_PLACE)); // "… DE LA ZARZA (BADAJOZ)"
    if (place && !institutions) return false;
    if (!bracketed && r->doc->edits_count && !atom->norm[2] && at &&
        esc_atom_is(&s->atoms[at - 1], "fraccion|articulo|inciso|numeral|capitulo|punto|apartado"))
        return false; // "fracción TI": II
    if (bracketed || glossary) return true;
    const bool known = esc_vocabulary_has(r->vocabulary, atom->norm); // maybe only near: ANECA for "anexa"
    if (known && !atom->guessed) return false;
    // A run of capitals is a heading or a name.
    bool among = (at && !esc_stream_first(s, at) && capital_word(s, at - 1)) ||
                 (at + 1 < esc_stream_row_end(s, at) && capital_word(s, at + 1));
    bool vowels = false;
    for (const char *p = atom->norm; *p; p++) vowels |= strchr("aeiou", *p) != NULL;
    bool word = classes & (ESC_LEX_WORD | ESC_LEX_GIVEN | ESC_LEX_SURNAME | ESC_LEX_PLACE);
    // "artefactos LED de", "el RENACI": a rare word, or one that only its lost accent makes one
    float frequency = RARE;
    if (word && r->lexicon) frequency = esc_lexicon_log_frequency(r->lexicon, atom->norm, atom->norm_len);
    const bool rare = frequency < RARE && !(classes & (ESC_LEX_GIVEN | ESC_LEX_SURNAME | ESC_LEX_PLACE));
    // "la DOM", "al PAS", "con DNI": an article or the like brings a short one, though it may be a word, too
    bool brought = at && esc_atom_is(&s->atoms[at - 1], "el|la|los|las|al|del|su|sus|con|por|segun") &&
                   s->atoms[at - 1].shape != ESC_SHAPE_UPPER;
    if (brought && !among && atom->norm_len <= (classes & ESC_LEX_WORD && !rare ? 5 : 8))
        return institutions || !stray(r, s, at);
    if (known) return false;
    bool surname = esc_stream_sign(s, at + 1, ',') && at + 2 < s->atoms_count &&
                   s->atoms[at + 2].shape == ESC_SHAPE_CAPITAL && r->lexicon &&
                   ((esc_stream_first(s, at) && s->rows[atom->row].count < NAME_ROW) ||
                    esc_lexicon_lookup(r->lexicon, s->atoms[at + 2].text, strlen(s->atoms[at + 2].text)) &
                        ESC_LEX_GIVEN);
    if (surname) return false; // "WERNICKE, Graciela"
    if (is_surname(r, s, at)) return false;
    if (at > 1 && esc_stream_sign(s, at - 1, '.') && !esc_stream_first(s, at) &&
        s->atoms[at - 2].shape != ESC_SHAPE_LOWER && esc_title_word(&s->atoms[at - 2]))
        return false; // "Sra. SAADI.- Pido …"
    const esc_atom *before = at ? atom - 1 : NULL;
    const unsigned given = before && r->surnames_upper && r->lexicon && before->shape == ESC_SHAPE_CAPITAL
                               ? esc_lexicon_lookup(r->lexicon, before->text, strlen(before->text))
                               : ESC_LEX_WORD;
    const bool named = !given || (given & (ESC_LEX_GIVEN | ESC_LEX_SURNAME));
    if (named) return false;                              // "Pedro Luis VIGNE"
    if (!atom->norm[2] && !in_prose(s, at)) return false; // what a scan's spots are read as
    if (among || (word && !(rare && in_prose(s, at)) && (vowels || atom->norm_len > 3))) return false;
    if (atom->shape == ESC_SHAPE_UPPER && atom->norm_len > LONGEST) return false;
    return institutions || !stray(r, s, at);
}

// The capitals of JS2, 2VG: what is left of a part of a number without its figures; NULL for anything else.
static const char *without_figures(const esc_reader *r, const esc_atom *atom) {
    const char *from = atom->text;
    size_t n = 0;
    if (atom->kind != ESC_ATOM_MIXED) return NULL;
    while (*from >= '0' && *from <= '9') from++;
    while (from[n] >= 'A' && from[n] <= 'Z') n++;
    bool rest = from[n + strspn(from + n, "0123456789")] == 0;
    return n > 1 && rest && strlen(from) - n < 3 && from - atom->text < 2
               ? esc_arena_strndup(r->arena, from, n)
               : NULL;
}

// The capital parts of an oficio's number: IECM and UTSI of IECM/UTSI/211/2017.
static void parts(esc_reader *r, acronyms *all, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++) {
        const char *mixed = without_figures(r, &r->body.atoms[i]);
        if (mixed) add(all, mixed, &r->body, i);
        if (looks_like_one(&r->body.atoms[i], LONGEST) && !esc_atom_is(&r->body.atoms[i], "no|of|num"))
            add(all, r->body.atoms[i].text, &r->body, i);
    }
}

static void read_stream(esc_reader *r, const esc_stream *s, uint32_t end, acronyms *all) {
    for (uint32_t at = 0; at < s->atoms_count; at++) {
        uint32_t from, to;
        if (s == &r->body && esc_oficio_after(s, at, s->atoms_count, &from, &to)) parts(r, all, from, to);
        uint32_t dotted = at < end ? dotted_end(s, at) : at;
        if (dotted > at) {
            add(all, esc_stream_text(s, r->arena, at, dotted), s, at);
            at = dotted - 1;
            continue;
        }
        if (at < end && is_acronym(r, s, at)) add(all, s->atoms[at].text, s, at);
    }
}

void esc_read_acronyms(esc_reader *r) {
    const esc_stream *s = &r->body;
    acronyms *all = esc_arena_alloc(r->arena, sizeof *all);
    read_stream(r, s,
                r->sections.signatures.from > r->sections.closing.from ? r->sections.signatures.from
                                                                       : s->atoms_count,
                all);
    read_stream(r, &r->margin, r->margin.atoms_count, all);
    if (r->acronym) add(all, s->atoms[r->acronym_at].text, s, r->acronym_at);
    for (uint32_t i = 0; i < all->count; i++)
        esc_reader_put(r, ESC_VALUE_TEXT, all->texts[i], "acronyms", 0.85f,
                       (esc_range){all->in[i], all->from[i], all->from[i] + 1}, "/acronyms/%u", i);
}
