// SPDX-License-Identifier: GPL-3.0-or-later
// A heading is said once in capitals, where no corrector dares to touch a name, and again in the opening, the
// points and the feet. Each of its words asks all others of the document: those that are the same but for a
// letter, an accent or a lost end vote for their spelling, and more so where they stand behind the same word.
#include "fields/attest.h"

#include <string.h>

#include "base/distance.h"
#include "base/utf8.h"
#include "fields/beside.h"
#include "fields/gather.h"
#include "fields/phrases.h"
#include "fields/respell.h"

enum {
    MOST_WORDS = 4096,
    MOST_SPELLINGS = 12,
    SHORTEST = 5,      // of two words that are the same but for a letter
    SHORTEST_LONG = 9, // of those that may be so but for two
    SHORTEST_CUT = 4,  // of a word without its end
    LONGEST_END = 6,
    LONGEST_LIST = 7,
    LONGEST = 40,
};

static const float KNOWN = 1.5f;    // what the lexicon's word adds to a spelling's votes
static const float WHOLE = 3;       // what a word counts whose beginning is all that the row has
static const float DOUBTED = 0.75f; // what one that it does not know counts against one that it does

typedef struct word {
    const esc_stream *stream;
    uint32_t at;
    uint8_t len;
    unsigned char head, tail; // its first and last letter
    uint32_t letters;         // a bit for each that it has
    uint32_t next[2];         // of the words with that head, and with that tail; ESC_NONE: the last
} word;

typedef struct words {
    word *items;
    uint32_t count;
    uint32_t first[2][256]; // of the words with that head, and with that tail
} words;

typedef struct spelling {
    const word *best; // where it is written best
    float votes;
    uint32_t marks;    // accents of that
    uint32_t mentions; // of these letters
} spelling;

static const esc_atom *atom_of(const word *w) { return &w->stream->atoms[w->at]; }

// A word of a name: capitalised, and no part of a number of papers.
static bool may_vote(const esc_stream *s, uint32_t at) {
    const esc_atom *atom = &s->atoms[at];
    if (atom->kind != ESC_ATOM_WORD && atom->kind != ESC_ATOM_MIXED) return false;
    if (atom->shape != ESC_SHAPE_CAPITAL && atom->shape != ESC_SHAPE_UPPER) return false;
    bool code =
        (atom->glued && at && esc_atom_is(&s->atoms[at - 1], "/|-|.|@|_")) ||
        (at + 1 < s->atoms_count && s->atoms[at + 1].glued && esc_atom_is(&s->atoms[at + 1], "/|@|_"));
    return !code && atom->norm_len <= LONGEST;
}

// "(GUAMANICOOP)" below "COOPERATIVA DEL GUAMANÍ": letters of a body, in brackets, and no name's last word.
static bool bracketed(const esc_stream *s, uint32_t at) {
    return at && at + 1 < s->atoms_count && s->atoms[at].shape == ESC_SHAPE_UPPER &&
           esc_stream_sign(s, at - 1, '(') && esc_stream_sign(s, at + 1, ')');
}

// The next word of the name to one side, over little words; NULL where a sign or the heading's row ends it.
static const char *neighbour(const esc_stream *s, uint32_t at, int step) {
    for (uint32_t i = at, n = 0; n < 3; n++) {
        if (step < 0 ? !i || (esc_stream_first(s, i) && s->rows[s->atoms[i].row].gap)
                     : i + 1 >= s->atoms_count)
            return NULL;
        i = step < 0 ? i - 1 : i + 1;
        const esc_atom *atom = &s->atoms[i];
        if (step > 0 && esc_stream_first(s, i) && s->rows[atom->row].gap) return NULL;
        if (atom->kind == ESC_ATOM_SIGN) return NULL;
        if (!esc_phrase_link(atom)) return atom->norm;
    }
    return NULL;
}

static word word_at(const esc_stream *s, uint32_t at) {
    const char *norm = s->atoms[at].norm;
    size_t len = strlen(norm);
    word out = {s, at, (uint8_t)len, (unsigned char)norm[0], (unsigned char)norm[len - 1], 0, {0}};
    for (const char *p = norm; *p; p++) out.letters |= 1u << (*p & 31);
    return out;
}

static uint32_t capitals_of(const esc_stream *s) {
    uint32_t n = 0;
    for (uint32_t at = 0; at < s->atoms_count; at++) n += esc_atom_capital(&s->atoms[at]);
    return n;
}

static void collect(const esc_stream *s, words *all) {
    for (uint32_t at = 0; at < s->atoms_count && all->count < MOST_WORDS; at++)
        if (may_vote(s, at) && s->atoms[at].norm[1]) all->items[all->count++] = word_at(s, at);
}

static void link_by_ends(words *all) {
    memset(all->first, 0xFF, sizeof all->first);
    for (uint32_t i = all->count; i-- > 0;) {
        word *w = &all->items[i];
        w->next[0] = all->first[0][w->head], all->first[0][w->head] = i;
        w->next[1] = all->first[1][w->tail], all->first[1][w->tail] = i;
    }
}

static uint32_t marks(const char *text) {
    uint32_t n = 0;
    for (; *text; text++) n += (unsigned char)*text >= 0xC3;
    return n;
}

static bool same(const char *a, const char *b) { return a && b && !strcmp(a, b); }

// The same but for a letter, or two of a long word.
static bool near(const word *a, const word *b) {
    uint32_t less = a->len < b->len ? a->len : b->len, most = less >= SHORTEST_LONG ? 2
                                                              : less >= SHORTEST    ? 1
                                                                                    : 0;
    if (!most || a->len > b->len + most || b->len > a->len + most) return false;
    if (a->head != b->head && a->tail != b->tail) return false;
    uint32_t others = a->letters ^ b->letters; // each letter that differs brings one and takes one away
    for (uint32_t n = 0; others; others &= others - 1)
        if (++n > 2 * most) return false;
    return esc_distance(atom_of(a)->norm, a->len, atom_of(b)->norm, b->len) <= most;
}

// What a spelling of one mention counts for another's. Each case has confusions of its own: where the two
// differ by what only small letters are taken for, a↔o, capitals are believed; where they differ by what
// capitals are taken for, R↔K, small letters are. Where no confusion tells them apart they are the same word
// only if the word before is.
static float trust(const esc_atom *own, const esc_atom *other, bool before) {
    const char *a = own->norm, *b = other->norm;
    bool small = strlen(a) == strlen(b), large = small, head = false, strokes = small;
    for (size_t i = 0; small + large && *a; a++, b++, i++) {
        if (*a == *b) continue;
        head |= !i; // both begin with a capital
        small &= i && esc_skeletal(*a) == esc_skeletal(*b);
        large &= esc_respell_alike(*a, *b);
        strokes &= strchr("ilt", *a) && strchr("ilt", *b);
    }
    bool own_large = own->shape == ESC_SHAPE_UPPER, other_large = other->shape == ESC_SHAPE_UPPER;
    // TLALPUENTE is no Tialpuente, however often an engine takes its small l for an i
    if (strokes && !head && own_large && !other_large) return 0;
    if (!small && !large) return before ? 1 : 0;
    if (own_large == other_large || small == large || head) return 1;
    return other_large == small ? 3 : 0;
}

static void vote(spelling *all, uint32_t *count, const word *w, float votes) {
    const esc_atom *atom = atom_of(w);
    uint32_t accents = marks(atom->text), i = 0;
    while (i < *count && strcmp(atom_of(all[i].best)->norm, atom->norm)) i++;
    if (i == MOST_SPELLINGS) return;
    if (i == *count) all[(*count)++] = (spelling){w, atom->known ? KNOWN : 0, accents, 0};
    all[i].votes += votes, all[i].mentions++;
    if (accents > all[i].marks) all[i].best = w, all[i].marks = accents;
}

// All readings of the word that the document has, its own first. damaged: the correction found something
// wrong, so that a letter may be, too.
static uint32_t spellings_of(const words *all, const word *own, bool damaged, spelling *ret) {
    const esc_atom *atom = atom_of(own);
    bool ends_row = own->at + 1 == esc_stream_row_end(own->stream, own->at);
    const char *own_before = neighbour(own->stream, own->at, -1),
               *own_behind = neighbour(own->stream, own->at, 1);
    uint32_t count = 0;
    vote(ret, &count, own, 2);
    if (atom->kind == ESC_ATOM_MIXED) ret[0].votes = 0;
    uint32_t head = all->first[0][own->head], tail = all->first[1][own->tail];
    while (head != ESC_NONE || tail != ESC_NONE) { // in the order of the text
        const uint32_t i = head < tail ? head : tail;
        const word *w = &all->items[i];
        if (head == i) head = w->next[0];
        if (tail == i) tail = w->next[1];
        if (w->len + 2 < own->len || w->len > own->len + LONGEST_END) continue;
        const esc_atom *other = atom_of(w);
        bool same_letters = other->hash == atom->hash && !strcmp(other->norm, atom->norm);
        bool longer = ends_row && w->len > own->len && w->len <= own->len + LONGEST_END && own->len > 1 &&
                      !strncmp(other->norm, atom->norm, own->len) &&
                      (!bracketed(w->stream, w->at) || bracketed(own->stream, own->at));
        if (!same_letters && !longer && (!damaged || other->kind != ESC_ATOM_WORD || !near(own, w))) continue;
        if (w->at == own->at && w->stream == own->stream) continue;
        bool before = same(neighbour(w->stream, w->at, -1), own_before);
        if (same_letters) {
            vote(ret, &count, w, 1 + before);
        } else if (longer && (before || (!atom->known && own->len >= SHORTEST_CUT))) {
            vote(ret, &count, w, WHOLE);
        } else if (damaged && (!longer || near(own, w))) {
            const char *behind = neighbour(w->stream, w->at, 1);
            bool around = before && (!own_behind || !behind || !strcmp(behind, own_behind));
            float doubt = atom->known && !other->known ? DOUBTED : 1;
            if (!atom->known || around)
                vote(ret, &count, w, (1 + before) * trust(atom, other, before) * doubt);
        }
    }
    return count;
}

// "P UTUMAYO", "Mari el": the word and the piece beside it are what stands whole elsewhere (twins.h).
static bool torn(const esc_stream *s, uint32_t at, const char *whole) {
    const char *own = s->atoms[at].norm;
    size_t n = strlen(own), m = strlen(whole);
    if (m <= n) return false;
    if (at && !strcmp(whole + m - n, own)) {
        const char *piece = s->atoms[at - 1].norm;
        return strlen(piece) == m - n && !strncmp(whole, piece, m - n);
    }
    return !strncmp(whole, own, n) && at + 1 < s->atoms_count && !strcmp(whole + n, s->atoms[at + 1].norm);
}

// "DEL ESTADO OE MARIEL", "COMITÉ DF ADQUISICIONES", "e la": a "de" between two words of a name.
static bool mend_link(esc_reader *r, esc_stream *s, uint32_t at) {
    esc_atom *atom = &s->atoms[at];
    size_t len = atom->norm_len;
    if (!at || at + 1 >= s->atoms_count || len > 2 || esc_phrase_link(atom) != (len == 1)) return false;
    const esc_atom *before = &s->atoms[at - 1], *behind = &s->atoms[at + 1];
    bool within = before->shape == atom->shape || (before->shape == ESC_SHAPE_CAPITAL && !atom->glued);
    bool one = len == 1 && esc_atom_is(atom, "e") && esc_atom_is(behind, "la|los|las");
    bool capitals = before->shape == ESC_SHAPE_UPPER && s->rows[atom->row].upper; // else DF is a place
    bool two = len == 2 && (!atom->known || capitals) && behind->shape == before->shape &&
               (atom->norm[0] == 'd' || atom->norm[1] == 'e') && behind->norm[1];
    if (!within || before->kind != ESC_ATOM_WORD || !before->norm[1] || esc_stream_first(s, at + 1) ||
        behind->kind != ESC_ATOM_WORD || behind->wide || (!one && !two))
        return false;
    bool listed = false; // "ADQUISICIONES, ARRENDAMIENTOS NE SERVICIOS"
    for (uint32_t i = at;
         two && atom->norm[0] != 'd' && i-- > s->rows[atom->row].first && i + LONGEST_LIST > at;)
        listed |= esc_stream_sign(s, i, ',');
    esc_atom_respell(atom, r->arena, listed ? "y" : "de");
    return true;
}

// "ADQUISICIONES. ARRENDAMIENTOS Y SERVICIOS": in a row of capitals a comma was read as a stop where a list
// goes on to its "y".
static void mend_comma(esc_stream *s, uint32_t at) {
    uint32_t end = esc_stream_row_end(s, at);
    if (!s->rows[s->atoms[at].row].upper || !esc_stream_sign(s, at, '.') || !at || !s->atoms[at].glued ||
        s->atoms[at - 1].norm_len < SHORTEST)
        return;
    for (uint32_t i = at + 1; i < end && i < at + LONGEST_LIST; i++) {
        const esc_atom *atom = &s->atoms[i];
        if (atom->kind != ESC_ATOM_WORD || atom->wide) return;
        if (i > at + 1 && i + 1 < end && esc_atom_is(atom, "y|e")) {
            s->atoms[at].text = s->atoms[at].norm = ",";
            return;
        }
    }
}

// True where the document prints accents on its capitals, so that one without has lost it.
static bool accented_capitals(const words *all) {
    uint32_t with = 0;
    for (uint32_t i = 0; i < all->count; i++)
        with += atom_of(&all->items[i])->shape == ESC_SHAPE_UPPER && marks(atom_of(&all->items[i])->text);
    return with > 1;
}

// Persons spell their names as they like: MARTINEZ, BENITEZ.
static bool names_person(const esc_reader *r, const esc_atom *atom) {
    unsigned classes = r->lexicon ? esc_lexicon_lookup(r->lexicon, atom->text, strlen(atom->text)) : 0;
    return classes & (ESC_LEX_GIVEN | ESC_LEX_SURNAME);
}

// A word in capitals that nothing else in the document attests.
static void ask_lexicon(esc_reader *r, esc_atom *atom, bool accents, bool damaged) {
    size_t len = atom->norm_len;
    if (atom->shape != ESC_SHAPE_UPPER || marks(atom->text) > (atom->known ? 0 : 1) || len < SHORTEST_CUT ||
        names_person(r, atom))
        return;
    const char *better = NULL;
    if (!atom->known)
        better = damaged && len > SHORTEST ? esc_respell(r->lexicon, r->arena, atom->norm, 1) : NULL;
    else if (accents && r->lexicon && !esc_vocabulary_has(r->vocabulary, atom->norm)) {
        const esc_automaton *a = esc_lexicon_automaton(r->lexicon, 0);
        if (a && esc_automaton_lookup(a, atom->norm, len) == ESC_NO_FORM)
            better = esc_respell(r->lexicon, r->arena, atom->norm, 0);
    }
    if (better) esc_atom_respell(atom, r->arena, better);
}

void esc_attest_heading(esc_reader *r) {
    const uint32_t most = capitals_of(&r->body) + capitals_of(&r->margin);
    words all;
    all.items = esc_arena_alloc(r->arena, (most < MOST_WORDS ? most : MOST_WORDS) * sizeof(word));
    all.count = 0;
    collect(&r->body, &all);
    collect(&r->margin, &all);
    link_by_ends(&all);
    bool accents = accented_capitals(&all), damaged = r->doc->edits_count > 0;
    esc_stream *const streams[] = {&r->body, &r->margin};
    for (size_t k = 0; k < 2; k++) {
        esc_stream *s = streams[k];
        for (uint32_t at = 0; at < s->atoms_count; at++) {
            if (s == &r->body && s->atoms[at].row >= ESC_GATHER_ROWS) break;
            if (damaged) mend_comma(s, at);
            bool settled = s->atoms[at].listed && at + 1 != esc_stream_row_end(s, at);
            if (mend_link(r, s, at) || settled || !may_vote(s, at) || !s->atoms[at].norm[1] ||
                esc_phrase_link(&s->atoms[at])) // "Dé cuenta …" is no witness for DE
                continue;
            const word own = word_at(s, at);
            spelling found[MOST_SPELLINGS];
            uint32_t count = spellings_of(&all, &own, damaged, found), best = 0;
            for (uint32_t i = 1; i < count; i++)
                if (found[i].votes > found[best].votes) best = i;
            const esc_atom *better = atom_of(found[best].best);
            // "SECRETARÍA" is no witness for a "Secretaria"
            const esc_atom *atom = &s->atoms[at];
            bool bare = found[0].marks > marks(atom->text) && !names_person(r, atom) &&
                        (!atom->known ||
                         (atom->shape == ESC_SHAPE_UPPER && !esc_vocabulary_has(r->vocabulary, atom->norm)));
            if (best && torn(s, at, better->norm)) continue;
            if (best || bare)
                esc_atom_respell(&s->atoms[at], r->arena, esc_beside_lowered(r, better->text));
            else if (found[0].mentions == 1)
                ask_lexicon(r, &s->atoms[at], accents, damaged);
        }
    }
}
