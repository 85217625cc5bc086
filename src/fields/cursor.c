// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/cursor.h"

#include <assert.h>
#include <string.h>

#define NOWHERE UINT32_MAX

static bool weak(const esc_atom *atom) {
    return atom->kind == ESC_ATOM_SIGN && !strchr(":()/-", atom->text[0]);
}

// ---- elements, worked out once ----

// The words that an element means, by two pieces of their hashes; what can be told of a word at one look, how
// it begins and ends, stands in the element itself.
typedef struct words {
    uint64_t low[4], high[4];         // one bit for either piece of the hash of each word
    uint32_t first_word, words_count; // their hashes, in listed
    uint16_t *table; // of many words: where each one is in the pattern, by its hash; NULL for few
    uint32_t table_mask;
    uint16_t *wilds; // with a table: where those with any ending are, 0 behind the last
} words;

// An element where it stands in its pattern. Patterns are literals, so that it is found again by its address.
// As most that are asked are refused by it, it fills one line of the cache, and its words lie elsewhere.
enum { MOST_ELEMENTS = 16384 };
typedef struct element {
    _Alignas(64) const char *text;
    uint64_t starts, wild; // how its words begin, and those with any ending
    uint64_t tails;        // how the former end
    uint64_t begins;       // what the pattern from here on may begin with, in any document
    uint64_t now;          // the same in the document at hand, worked out in the turn below
    uint64_t next;         // what the atom behind its first may begin with, likewise
    uint32_t turn;
    uint32_t len : 31; // without ?
    uint32_t optional : 1;
} element;
_Static_assert(sizeof(element) == 64, "one line of the cache");

// Whether the word is the alternative that begins at p, of a pattern that ends at q; ret_end: where that
// does.
static inline bool same(const char *norm, const char *p, const char *q, const char **ret_end) {
    bool equal = true;
    for (; p < q && *p != '|' && equal; p++, norm++) {
        if (*p == '*') break;
        equal = *p == '@' ? *norm == 'a' || *norm == 'o' : *p == *norm;
    }
    *ret_end = p;
    return equal && ((p < q && *p == '*') || !*norm);
}

// Whether the alternatives in [p, q) hold the word.
static bool holds(const char *norm, const char *p, const char *q) {
    while (p < q) {
        if (same(norm, p, q, &p)) return true;
        if (p < q) p = memchr(p, '|', (size_t)(q - p));
        if (!p) return false;
        p++;
    }
    return false;
}

static void add_figures(element *x) {
    for (char a = '0'; a <= '9'; a++) {
        x->wild |= 1ull << esc_start_bit(a, 0);
        for (char b = '0'; b <= '9'; b++) x->wild |= 1ull << esc_start_bit(a, b);
    }
}

// A list of words that is not short has a hash table of them, and a list of those with any ending, while
// there is room. Places are one more than where an alternative begins in its pattern.
enum { LEAST_TABLED = 5, TABLES = 1 << 16 };
static uint16_t tables[TABLES];
static uint32_t tables_used;

static void give_table(words *x, const char *text, const char *q) {
    uint32_t count = 0, wild = 0, size = 1;
    for (const char *p = text, *stop; p < q; p = stop + 1) {
        uint32_t spellings = 1;
        for (stop = p; stop < q && *stop != '|'; stop++) spellings <<= *stop == '@';
        if (stop[-1] == '*')
            wild++;
        else
            count += spellings;
    }
    while (size <= count * 2) size *= 2;
    if (count + wild < LEAST_TABLED || tables_used + size + wild + 1 > TABLES) return;
    x->table = &tables[tables_used];
    x->table_mask = size - 1;
    x->wilds = x->table + size;
    tables_used += size + wild + 1;
    wild = 0;
    for (const char *p = text, *stop; p < q; p = stop + 1) {
        for (stop = p; stop < q && *stop != '|';) stop++;
        if (stop[-1] == '*') x->wilds[wild++] = (uint16_t)(p - text + 1);
    }
}

// The hashes of the words of all elements, one element's behind the other's.
enum { LISTED = 1 << 16 };
static uint16_t listed[LISTED];
static uint32_t listed_used;

static void add_hash(words *x, uint16_t hash, size_t place) {
    if (listed_used < LISTED) listed[listed_used++] = hash;
    x->words_count++;
    if (x->table) {
        uint32_t slot = hash & x->table_mask;
        while (x->table[slot]) slot = (slot + 1) & x->table_mask;
        x->table[slot] = (uint16_t)place;
    }
    uint8_t low = (uint8_t)hash, high = (uint8_t)(hash >> 8);
    x->low[low >> 6] |= 1ull << (low & 63);
    x->high[high >> 6] |= 1ull << (high & 63);
}

// Sets the bits of the word [p, q), and of both words that an @ in it stands for.
static void add_word(words *x, const char *p, const char *q, uint32_t hash, size_t place) {
    for (; p < q; p++) {
        if (*p == '@') {
            add_word(x, p + 1, q, esc_word_hash_step(hash, 'a'), place);
            hash = esc_word_hash_step(hash, 'o');
        } else {
            hash = esc_word_hash_step(hash, *p);
        }
    }
    add_hash(x, esc_word_hash_end(hash), place);
}

static void add_alternative(element *x, words *own, const char *p, const char *q, size_t place) {
    char a = p < q ? p[0] : 0, b = p + 1 < q ? p[1] : 0;
    if (a == '*' || b == '*') {
        x->wild = ~0ull;
        return;
    }
    bool wild = p < q && memchr(p, '*', (size_t)(q - p));
    for (int i = 0; i < (a == '@' ? 2 : 1); i++)
        for (int k = 0; k < (b == '@' ? 2 : 1); k++)
            *(wild ? &x->wild : &x->starts) |=
                1ull << esc_start_bit(a == '@' ? "ao"[i] : a, b == '@' ? "ao"[k] : b);
    if (wild) return;
    add_word(own, p, q, ESC_WORD_HASH, place);
    char last = p < q ? q[-1] : 0;
    for (int i = 0; i < (last == '@' ? 2 : 1); i++)
        x->tails |= 1ull << esc_tail_bit(last == '@' ? "ao"[i] : last, (size_t)(q - p));
}

// False where the word is surely none of them.
static inline bool may_be(const esc_atom *atom, const element *x, const words *own) {
    if (x->wild >> atom->start & 1) return true;
    uint8_t low = (uint8_t)atom->hash, high = (uint8_t)(atom->hash >> 8);
    return (x->starts >> atom->start & 1) && (x->tails >> atom->tail & 1) &&
           (own->low[low >> 6] >> (low & 63) & 1) && (own->high[high >> 6] >> (high & 63) & 1);
}

// Elements by where they stand, worked out once; and what the patterns that begin with them may begin with in
// the document at hand, once that is asked.
enum { SLOTS = 65536 };                 // as many as the patterns lie apart, so that few share a place
static uint16_t places[SLOTS];          // of its element among them; 0: none
static element elements[MOST_ELEMENTS]; // as they are asked for, few pages in all
static words elements_words[MOST_ELEMENTS];
static uint32_t elements_used = 1;
static uint64_t *refusals[MOST_ELEMENTS]; // of the questions that keep some
static uint32_t refusals_count;

// Neighbours in the code stay neighbours here.
static inline size_t first_slot(const char *text) { return ((uintptr_t)text >> 2) % SLOTS; }

static size_t slot_further(const char *text, size_t slot);

static inline words *words_of(const element *e) { return &elements_words[e - elements]; }

static uint64_t work_out(element *e, const char *text) {
    words *own = words_of(e);
    *e = (element){.text = text};
    *own = (words){.first_word = listed_used};
    size_t len = strcspn(text, " ");
    e->optional = len > 1 && text[len - 1] == '?';
    e->len = (uint32_t)(len - e->optional) & INT32_MAX;
    const char *end = text + e->len;
    if (memchr(text, '|', e->len)) give_table(own, text, end);
    bool figures = e->len == 1 && *text == '#';
    if (figures) add_figures(e);
    for (const char *p = text, *stop; p < end && !figures; p = stop + 1) {
        stop = memchr(p, '|', (size_t)(end - p));
        if (!stop) stop = end;
        add_alternative(e, own, p, stop, (size_t)(p - text) + 1);
    }
    const char *rest = text + len + strspn(text + len, " ");
    uint64_t begins = !len || *text == '~' ? ~0ull : e->starts | e->wild;
    if (e->optional) begins |= *rest ? elements[places[slot_further(rest, first_slot(rest))]].begins : ~0ull;
    return begins;
}

static bool is_place_of(size_t slot, const char *text) {
    return places[slot] && elements[places[slot]].text == text;
}

static __attribute__((noinline)) size_t slot_further(const char *text, size_t slot) {
    size_t tries = 0;
    while (places[slot] && !is_place_of(slot, text) && ++tries < SLOTS) slot = (slot + 1) % SLOTS;
    assert(tries < SLOTS);
    if (!places[slot]) {
        assert(elements_used < MOST_ELEMENTS);
        element *e = &elements[places[slot] = (uint16_t)elements_used++];
        e->text = text; // before its rest is worked out, which may come to lie behind
        e->begins = work_out(e, text);
    }
    return slot;
}

static inline size_t slot_of(const char *text) {
    const size_t slot = first_slot(text);
    return is_place_of(slot, text) ? slot : slot_further(text, slot);
}

static inline element *look_up(const char *text) { return &elements[places[slot_of(text)]]; }

// ---- the words of one document ----

// Most words that patterns ask for are not in the document at hand.
enum { ANY_START = 255 };
static uint64_t met[(UINT16_MAX + 1) / 64]; // by hash: there is such a word
static uint8_t met_start[UINT16_MAX + 1];   // its start bit, where there is
static bool narrowed;                       // to what the words of one document may be
static uint64_t met_starts, met_weak;       // of all words; of signs that stand between
uint32_t esc_patterns_turn = 1;

// What the words of the document that are the element may begin with.
static uint64_t begins_met(const element *x) {
    const words *own = words_of(x);
    uint64_t begins = x->wild;
    if (own->first_word + own->words_count > LISTED) return (begins | x->starts) & met_starts;
    const uint64_t most = x->starts & met_starts & ~begins; // no word can add more
    const uint16_t *hash = &listed[own->first_word], *end = hash + own->words_count;
    for (; hash < end && most & ~begins; hash++) {
        if (!(met[*hash >> 6] >> (*hash & 63) & 1)) continue;
        begins |= met_start[*hash] == ANY_START ? x->starts : 1ull << met_start[*hash];
    }
    return begins & met_starts;
}

// What the pattern may begin with in this document: nothing where a word that it needs is not there.
// *ret_next: what the atom behind the first of it may begin with.
static uint64_t narrow(const char *pattern, uint64_t *ret_next) {
    const element *e = look_up(pattern);
    const char *rest = pattern + e->len + e->optional + strspn(pattern + e->len + e->optional, " ");
    const bool any = !e->len || *pattern == '~';
    const uint64_t own = any ? ~0ull : begins_met(e);
    *ret_next = ~0ull;
    if (!own && !e->optional) return 0;
    const uint64_t behind = *rest ? esc_pattern_begins(rest) : ~0ull;
    if (!any) *ret_next = (own ? behind | met_weak : 0) | (e->optional && *rest ? look_up(rest)->next : 0);
    if (e->optional && !*rest) *ret_next = ~0ull;
    return !behind ? 0 : e->optional ? own | behind : own;
}

uint64_t esc_pattern_begins(const char *pattern) {
    element *e = look_up(pattern);
    if (e->turn == esc_patterns_turn) return e->now;
    e->next = ~0ull;
    e->now = narrowed ? narrow(pattern, &e->next) : e->begins;
    e->turn = esc_patterns_turn;
    return e->now;
}

// Where the atoms of the document's text begin so: by their start bits, a row of bits each.
enum { FEW = 8 }; // a look at each of so few is cheaper
static struct {
    const esc_atom *atoms;
    uint32_t count, row; // atoms; 64-bit words of a row
    uint64_t *bits;      // in the document's arena
} begun;

static void mark_begun(const esc_atom *atom) {
    const uint32_t at = (uint32_t)(atom - begun.atoms);
    begun.bits[atom->start * begun.row + at / 64] |= 1ull << at % 64;
}

uint32_t esc_cursor_begun(const esc_stream *s, uint32_t from, uint32_t to, uint64_t starts) {
    if (s->atoms != begun.atoms || to > begun.count || to < from + FEW || !~starts) {
        while (from < to && !(starts >> s->atoms[from].start & 1)) from++;
        return from;
    }
    uint64_t within = ~0ull << from % 64;
    for (uint32_t word = from / 64; word * 64 < to; word++, within = ~0ull) {
        uint64_t here = 0;
        for (uint64_t left = starts; left; left &= left - 1)
            here |= begun.bits[(uint32_t)__builtin_ctzll(left) * begun.row + word];
        // a word that was mended since begins otherwise
        for (here &= within; here; here &= here - 1) {
            const uint32_t at = word * 64 + (uint32_t)__builtin_ctzll(here);
            if (at >= to) return to;
            if (starts >> s->atoms[at].start & 1) return at;
        }
    }
    return from > to ? from : to;
}

// What was found of words, by where their norms stand (in the document's arena, so that they stay), and
// elements.
// Each is one number: the norm's address, the element's place and the answer.
enum { ANSWERS = 4096, PLACE_BITS = 14, ADDRESS_BITS = 48 };
_Static_assert(MOST_ELEMENTS == 1 << PLACE_BITS && ADDRESS_BITS + PLACE_BITS + 1 <= 64, "they fit");
static uint64_t answers[ANSWERS]; // 0: none

// Forgets what was known of patterns: it is worked out anew once it is asked.
static void renew(void) {
    while (refusals_count) *refusals[--refusals_count] = 0;
    esc_patterns_turn++;
}

void esc_patterns_begin(void) {
    memset(met, 0, sizeof met);
    memset(answers, 0, sizeof answers);
    met_starts = met_weak = 0;
}

void esc_patterns_meet(const esc_atom *atom) {
    const uint16_t hash = atom->hash;
    const uint8_t start = atom->start;
    const bool sign = atom->kind == ESC_ATOM_SIGN;
    if (begun.atoms && atom >= begun.atoms && atom < begun.atoms + begun.count) mark_begun(atom);
    const bool was = met[hash >> 6] >> (hash & 63) & 1;
    const uint8_t known = met_start[hash];
    if (was && (known == start || known == ANY_START) && (!sign || met_weak >> start & 1)) return;
    met[hash >> 6] |= 1ull << (hash & 63);
    met_start[hash] = !was || known == start ? start : ANY_START;
    met_starts |= 1ull << start;
    if (sign) met_weak |= 1ull << start;
    if (narrowed) renew();
}

void esc_patterns_narrow(const esc_stream *body, esc_arena *arena) {
    begun.atoms = body->atoms, begun.count = body->atoms_count, begun.row = body->atoms_count / 64 + 1;
    begun.bits = esc_arena_alloc(arena, 64 * begun.row * sizeof *begun.bits);
    for (uint32_t i = 0; i < begun.count; i++) mark_begun(&body->atoms[i]);
    narrowed = true;
    renew();
}

void esc_patterns_widen(void) {
    begun.atoms = NULL, begun.count = 0;
    narrowed = false;
    renew();
}

static __attribute__((noinline)) uint64_t refuse(const char *pattern, uint64_t *refused) {
    if (refused && *refused) return *refused;
    const uint64_t begins = esc_pattern_begins(pattern);
    if (refused && begins != ~0ull) {
        assert(refusals_count < MOST_ELEMENTS);
        refusals[refusals_count++] = refused;
        *refused = ~begins;
    }
    return ~begins;
}

// Whether a pattern may not begin so, where that was not known when it was asked (cursor.h).
static inline bool refuses(const char *pattern, uint64_t *refused, uint8_t start) {
    return refused && !*refused && (refuse(pattern, refused) >> start & 1);
}

static bool search(const esc_atom *atom, const char *text, const element *e) {
    const words *own = words_of(e);
    if (e->len == 1 && *text == '#') return atom->kind == ESC_ATOM_NUMBER;
    const char *end = text + e->len;
    if (!own->table) return holds(atom->norm, text, end);
    for (uint32_t slot = atom->hash;; slot++) {
        uint32_t place = own->table[slot & own->table_mask];
        if (!place) break;
        if (same(atom->norm, text + place - 1, end, &(const char *){NULL})) return true;
    }
    for (const uint16_t *wild = own->wilds; *wild; wild++)
        if (same(atom->norm, text + *wild - 1, end, &(const char *){NULL})) return true;
    return false;
}

static __attribute__((noinline)) bool is_one_of(const esc_atom *atom, const char *text, const element *e) {
    if (!may_be(atom, e, words_of(e))) return false;
    const uint64_t place = (uint64_t)(e - elements);
    const uint64_t asked = ((uint64_t)(uintptr_t)atom->norm << PLACE_BITS | place) << 1;
    uint64_t *known = &answers[(((uintptr_t)atom->norm >> 3) + place * 16) % ANSWERS];
    if ((*known & ~1ull) != asked) *known = asked | search(atom, text, e);
    return *known & 1;
}

static inline bool fits(const esc_atom *atom, const char *text, const element *e) { // most begin otherwise
    return ((e->starts | e->wild) >> atom->start & 1) && is_one_of(atom, text, e);
}

// Where the rest p of a pattern, or all of it, ends when it begins at `at`, or NOWHERE.
static uint32_t match(const esc_stream *s, uint32_t at, uint32_t end, const char *p, bool first) {
    while (*p == ' ') p++;
    if (!*p) return at;
    if (*p == '~') {
        const char *rest = p + strcspn(p, " ");
        uint32_t most = 0;
        while (++p < rest) most = most * 10 + (uint32_t)(*p - '0');
        for (uint32_t n = 0; n <= most && at + n <= end; n++) {
            uint32_t stop = match(s, at + n, end, rest, first);
            if (stop != NOWHERE) return stop;
        }
        return NOWHERE;
    }
    const element *e = look_up(p);
    const char *rest = p + e->len + e->optional;
    uint32_t here = at;
    while (!first && here < end && weak(&s->atoms[here]) && !fits(&s->atoms[here], p, e)) here++;
    if (here < end && fits(&s->atoms[here], p, e)) {
        uint32_t stop = match(s, here + 1, end, rest, false);
        if (stop != NOWHERE) return stop;
    }
    return e->optional ? match(s, at, end, rest, first) : NOWHERE;
}

// The same of a whole pattern, most of which are refused by a look at the next atom.
static inline uint32_t match_whole(const esc_stream *s, uint32_t at, uint32_t end, const char *p) {
    const uint64_t next = look_up(p)->next;
    if (next != ~0ull && (at + 1 >= s->atoms_count || !(next >> s->atoms[at + 1].start & 1))) return NOWHERE;
    return match(s, at, end, p, true);
}

bool esc_cursor_match_further(esc_cursor *c, const char *pattern, uint64_t *refused) {
    if (c->at < c->end ? refuses(pattern, refused, c->stream->atoms[c->at].start)
                       : refuse(pattern, refused) != 0) // nothing is left, and it is not for nothing
        return false;
    uint32_t stop = match_whole(c->stream, c->at, c->end, pattern);
    if (stop == NOWHERE) return false;
    c->from = c->at;
    c->at = stop;
    return true;
}

bool esc_cursor_find(esc_cursor *c, const char *pattern) {
    uint64_t bits = esc_pattern_begins(pattern);
    for (uint32_t at = c->at; bits && (at = esc_cursor_begun(c->stream, at, c->end, bits)) < c->end; at++) {
        uint32_t stop = match_whole(c->stream, at, c->end, pattern);
        if (stop == NOWHERE) continue;
        c->from = at;
        c->at = stop;
        return true;
    }
    return false;
}

bool esc_cursor_looking_further(const esc_stream *stream, uint32_t at, const char *pattern,
                                uint64_t *refused) {
    return !refuses(pattern, refused, stream->atoms[at].start) &&
           match_whole(stream, at, stream->atoms_count, pattern) != NOWHERE;
}

bool esc_cursor_within(const esc_stream *stream, uint32_t from, uint32_t to, const char *pattern) {
    uint64_t bits = esc_pattern_begins(pattern);
    if (to > stream->atoms_count) to = stream->atoms_count;
    for (uint32_t at = from; bits && (at = esc_cursor_begun(stream, at, to, bits)) < to; at++)
        if (match_whole(stream, at, stream->atoms_count, pattern) != NOWHERE) return true;
    return false;
}

// What a set's patterns may begin with: their first elements, and those behind the ones that may be left out.
static void get_ready(esc_pattern_set *set) {
    esc_pattern_set all = {0};
    memset(set->asked, 0, sizeof set->asked);
    for (uint32_t i = 0; i < set->count; i++) {
        const char *p = set->patterns[i];
        uint64_t bits = esc_pattern_begins(p);
        if (!bits) continue;
        for (; bits; bits &= bits - 1) set->asked[__builtin_ctzll(bits)] |= 1ull << i % 64;
        for (bool more = true; more && *p;) {
            const element *e = look_up(p);
            if (*p == '~') all.wild = ~0ull;
            all.starts |= e->starts, all.wild |= e->wild, all.tails |= e->tails;
            for (int k = 0; k < 4; k++)
                all.words[k] |= words_of(e)->low[k], all.words2[k] |= words_of(e)->high[k];
            more = e->optional;
            p += e->len + e->optional;
            while (*p == ' ') p++;
            if (more && !*p) all.wild = ~0ull;
        }
    }
    set->starts = all.starts, set->wild = all.wild, set->tails = all.tails;
    memcpy(set->words, all.words, sizeof set->words);
    memcpy(set->words2, all.words2, sizeof set->words2);
    set->ready = esc_patterns_turn;
}

bool esc_cursor_any_further(const esc_stream *s, uint32_t at, esc_pattern_set *set) {
    if (set->ready != esc_patterns_turn) get_ready(set);
    const esc_atom *atom = &s->atoms[at];
    uint8_t low = (uint8_t)atom->hash, high = (uint8_t)(atom->hash >> 8);
    bool may = (set->wild >> atom->start & 1) ||
               ((set->starts >> atom->start & 1) && (set->tails >> atom->tail & 1) &&
                (set->words[low >> 6] >> (low & 63) & 1) && (set->words2[high >> 6] >> (high & 63) & 1));
    for (uint64_t bits = may ? set->asked[atom->start] : 0; bits; bits &= bits - 1)
        for (uint32_t i = (uint32_t)__builtin_ctzll(bits); i < set->count; i += 64)
            if (match_whole(s, at, s->atoms_count, set->patterns[i]) != NOWHERE) return true;
    return false;
}

bool esc_cursor_sign(esc_cursor *c, char sign) {
    if (c->at >= c->end || !esc_stream_sign(c->stream, c->at, sign)) return false;
    c->at++;
    return true;
}

void esc_cursor_skip_signs(esc_cursor *c) {
    while (c->at < c->end && c->stream->atoms[c->at].kind == ESC_ATOM_SIGN &&
           !strchr("()", c->stream->atoms[c->at].text[0]))
        c->at++;
}

bool esc_atom_is_further(const esc_atom *atom, const char *pattern, uint64_t *refused) {
    return !refuses(pattern, refused, atom->start) && is_one_of(atom, pattern, look_up(pattern));
}
