// SPDX-License-Identifier: GPL-3.0-or-later
// Names that nobody knows and that are, but for one capital that looks like another, names of the document:
// "MAURICIO EARÍAS" where Mauricio Farías speaks, "Ouimis" where QUIMÍS stands.
#include <stdlib.h>
#include <string.h>

#include "base/distance.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "correct/work.h"

enum {
    LEAST_LETTERS = 5,
    MOST_BYTES = 48,
    LEAST_TIMES = 2,
    LEAST_ACCENTED = 4,
    LEAST_PLACED = 6,
    LEAST_LONG = 7,
    LEAST_OFTEN = 2,
    MOST_UNSAID = 500 // words that begin as none does: no paper has so many
};

static const unsigned NAME = ESC_LEX_GIVEN | ESC_LEX_SURNAME;

// Capitals that are read as one another, as their small letters.
static const char pairs[][2] = {{'e', 'f'}, {'o', 'q'}, {'o', 'd'}, {'o', 'c'}, {'c', 'g'},
                                {'i', 'l'}, {'i', 't'}, {'p', 'r'}, {'p', 'f'}, {'b', 'e'},
                                {'b', 'r'}, {'h', 'n'}, {'h', 'm'}, {'u', 'v'}};
enum { PAIRS = sizeof pairs / sizeof *pairs };

static bool look_alike(uint32_t a, uint32_t b) {
    for (size_t i = 0; i < PAIRS; i++)
        if (((char)a == pairs[i][0] && (char)b == pairs[i][1]) ||
            ((char)a == pairs[i][1] && (char)b == pairs[i][0]))
            return a < 0x80 && b < 0x80;
    return false;
}

// Whether one letter alone parts the two, case and accents aside, and was read for the other as a capital.
static bool is_misread(const esc_form *read, const esc_form *meant) {
    if (read->letters != meant->letters) return false;
    const char *r = read->text, *r_end = r + read->len, *m = meant->text, *m_end = m + meant->len;
    int parted = 0;
    while (r < r_end && m < m_end) {
        const uint32_t seen = esc_utf8_next(&r, r_end), other = esc_utf8_next(&m, m_end);
        const uint32_t a = esc_utf8_unaccent(esc_utf8_lower(seen)),
                       b = esc_utf8_unaccent(esc_utf8_lower(other));
        if (a == b) continue;
        if (parted++ || !esc_utf8_is_upper(seen) || !look_alike(a, b)) return false;
    }
    return parted == 1;
}

// A name of the document: listed, or standing again and again.
static bool is_name(const esc_form *form) {
    if (!form->count || (form->kind != ESC_TOKEN_CAPITAL && form->kind != ESC_TOKEN_UPPER)) return false;
    return form->classes & NAME || form->count >= LEAST_TIMES;
}

// The other name's letters in the case of what was read. In the arena.
static const char *in_case(esc_work *work, const esc_form *read, const esc_form *meant) {
    char *text = esc_arena_alloc(work->arena, (size_t)meant->letters * ESC_UTF8_MAX + 1);
    size_t at = 0;
    for (const char *p = meant->text, *end = p + meant->len; p < end;) {
        const uint32_t c = esc_utf8_next(&p, end);
        const bool tall = read->kind == ESC_TOKEN_UPPER || !at;
        at += esc_utf8_put(text + at, tall ? esc_utf8_upper(c) : esc_utf8_lower(c));
    }
    text[at] = 0;
    return text;
}

// "Gller", "GLLERS": no word begins with a consonant before ll; what looks like the second l was an i.
static bool begins_unsaid(const esc_form *form) {
    const char *t = form->text;
    if (form->letters < LEAST_LETTERS || form->len >= MOST_BYTES) return false;
    if (form->kind != ESC_TOKEN_CAPITAL && form->kind != ESC_TOKEN_UPPER) return false;
    return strchr("BCDFGJMNPRSTVZ", t[0]) && strchr("Ll", t[1]) && strchr("Ll", t[2]);
}

// The document's own form of such a name with an i in the place of its first or second l; NULL: none.
static const esc_form *said_so(const esc_work *work, const esc_form *read) {
    for (uint32_t i = 0; i < work->forms.slot_count; i++) {
        const esc_form *form = work->forms.slots[i];
        if (!form || !form->count || form->len != read->len || form->kind > ESC_TOKEN_UPPER) continue;
        size_t parted = 0, strokes = 0;
        for (size_t k = 0; k < read->len; k++) {
            const char a = read->text[k] | ('a' ^ 'A'), b = form->text[k] | ('a' ^ 'A');
            parted += a != b;
            strokes += (k == 1 || k == 2) && a == 'l' && b == 'i';
        }
        if (parted == 1 && strokes == 1) return form;
    }
    return NULL;
}

// The form's letters, small and without accents; gives their bytes.
static size_t folded(const esc_form *form, char ret[MOST_BYTES + ESC_UTF8_MAX]) {
    size_t at = 0;
    for (const char *p = form->text, *end = p + form->len; p < end && at < MOST_BYTES;)
        at += esc_utf8_put(ret + at, esc_utf8_unaccent(esc_utf8_lower(esc_utf8_next(&p, end))));
    return at;
}

// A name that has a key: its folded letters, all or all but one within it. Two that one letter parts have one
// in common, wherever it is.
struct keyed {
    uint32_t name, next; // next: of the same bucket, as in buckets
};

// The document's names that others may be read for, by the number of their letters.
struct names {
    const esc_form **names;
    uint32_t from[MOST_BYTES + 1]; // where those of so many letters begin
    struct keyed *keyed;
    uint32_t keyed_count, keyed_cap;
    uint32_t *buckets, bucket_count; // a power of two; by the key's hash, 1 + the place of the first; 0: none
};

// Of all letters but the one at less; none is there where it is the length.
static uint32_t hash_of(const char *letters, size_t len, size_t less) {
    uint32_t hash = ESC_HASH_START;
    for (size_t i = 0; i < len; i++)
        if (i != less) hash = esc_hash_byte(hash, letters[i]);
    return esc_hash_end(hash);
}

static uint32_t *bucket_of(const struct names *names, const char *letters, size_t len, size_t less) {
    return &names->buckets[hash_of(letters, len, less) & (names->bucket_count - 1)];
}

static bool may_be_meant(const esc_form *form) {
    return form && is_name(form) && form->letters < MOST_BYTES && !begins_unsaid(form);
}

static void add_keys(struct names *names, uint32_t name) {
    char letters[MOST_BYTES + ESC_UTF8_MAX];
    const size_t len = folded(names->names[name], letters);
    for (size_t less = 1; less <= len; less++) {
        if (less + 1 == len) continue; // first and last letters are the same
        uint32_t *bucket = bucket_of(names, letters, len, less);
        *ESC_GROW(names, keyed, 1) = (struct keyed){name, *bucket};
        *bucket = names->keyed_count;
    }
}

static void collect_names(const esc_work *work, struct names *ret) {
    const esc_forms *all = &work->forms;
    *ret = (struct names){.names = esc_alloc_zero(all->slot_count, sizeof *ret->names)};
    for (uint32_t i = 0; i < all->slot_count; i++)
        if (may_be_meant(all->slots[i])) ret->from[all->slots[i]->letters + 1]++;
    for (int letters = 0; letters < MOST_BYTES; letters++) ret->from[letters + 1] += ret->from[letters];
    uint32_t at[MOST_BYTES + 1];
    memcpy(at, ret->from, sizeof at);
    for (uint32_t i = 0; i < all->slot_count; i++)
        if (may_be_meant(all->slots[i])) ret->names[at[all->slots[i]->letters]++] = all->slots[i];
    ret->bucket_count = all->slot_count;
    ret->buckets = esc_alloc_zero(ret->bucket_count, sizeof *ret->buckets);
    for (uint32_t i = 0; i < ret->from[MOST_BYTES]; i++) add_keys(ret, i);
}

// The name that is meant, the one that stands most often; NULL: none.
static const esc_form *meant_by(const struct names *names, const esc_form *read) {
    char letters[MOST_BYTES + ESC_UTF8_MAX];
    const size_t len = folded(read, letters);
    uint32_t found = UINT32_MAX;
    for (size_t i = 0; i < len; i++)
        for (size_t k = 0; k < 2 * PAIRS; k++) {
            const char seen = pairs[k / 2][k % 2];
            if (letters[i] != seen) continue;
            letters[i] = pairs[k / 2][1 - k % 2];
            for (uint32_t at = *bucket_of(names, letters, len, len); at; at = names->keyed[at - 1].next) {
                const uint32_t name = names->keyed[at - 1].name;
                if (!is_misread(read, names->names[name])) continue;
                const uint32_t count = names->names[name]->count,
                               most = found < UINT32_MAX ? names->names[found]->count : 0;
                if (count > most || (count == most && name < found)) found = name;
            }
            letters[i] = seen;
        }
    return found < UINT32_MAX ? names->names[found] : NULL;
}

// Whether the two differ by one letter, case and accents aside, and not by an ending: Regidor, Regidora.
static bool is_slip(const esc_form *read, const esc_form *meant) {
    char r[MOST_BYTES + ESC_UTF8_MAX], m[MOST_BYTES + ESC_UTF8_MAX];
    const size_t n = folded(read, r), k = folded(meant, m);
    if (r[0] != m[0] || !esc_distance_one(r, n, m, k)) return false;
    return r[n - 1] == m[k - 1] && (n == k || r[n - 2] == m[k - 2]);
}

// Whether two units are the same word of some length.
static bool same_word(const esc_work *work, uint32_t unit, uint32_t other) {
    const esc_form *form = work->form_of[unit];
    return form->kind <= ESC_TOKEN_UPPER && form->letters >= LEAST_LETTERS - 1 &&
           esc_form_same_letters(form, work->form_of[other]->text);
}

// The title before a unit, "Mtro." or "Lic"; NULL: none.
static const esc_form *title_before(const esc_work *work, uint32_t unit) {
    if (unit > 1 && !strcmp(work->form_of[unit - 1]->text, ".")) unit--;
    const esc_form *form = unit ? work->form_of[unit - 1] : NULL;
    return form && form->kind <= ESC_TOKEN_UPPER && form->classes & ESC_LEX_TITLE ? form : NULL;
}

// "El Mtro. Cayotl", where el Mtro. Coyotl stands and both are but that.
static bool has_title(const esc_work *work, uint32_t unit, const esc_form *meant) {
    const esc_form *title = title_before(work, unit);
    if (!title || meant->count < LEAST_TIMES) return false;
    for (uint32_t i = 0; i < meant->count; i++) {
        const esc_form *other = title_before(work, meant->places[i]);
        if (other && esc_form_same_letters(title, other->text)) return true;
    }
    return false;
}

// Whether the other name stands behind, or before, the same word: MAURICIO EARÍAS, Mauricio Farías.
static bool has_neighbor(const esc_work *work, uint32_t unit, const esc_form *meant) {
    const uint32_t end = work->units.units_count;
    for (uint32_t i = 0; i < meant->count; i++) {
        const uint32_t u = meant->places[i];
        if (u && unit && same_word(work, u - 1, unit - 1)) return true;
        if (u + 1 < end && unit + 1 < end && same_word(work, u + 1, unit + 1)) return true;
    }
    return false;
}

// Whether all accents of a form are such as this scan is seen to lose; the form without them goes to ret.
static bool may_be_lost(const esc_channel *channel, const esc_form *form, char ret[MOST_BYTES]) {
    size_t at = 0;
    bool any = false;
    if (form->len >= MOST_BYTES) return false;
    for (const char *p = form->text, *end = p + form->len; p < end;) {
        const uint32_t c = esc_utf8_next(&p, end), bare = esc_utf8_unaccent(c);
        if (bare != c && !esc_channel_shows(channel, esc_utf8_lower(bare), esc_utf8_lower(c))) return false;
        any |= bare != c;
        at += esc_utf8_put(ret + at, bare);
    }
    ret[at] = 0;
    return any;
}

// By the id of a word without its accents, the same word of the document with them: "CANTON" where it has
// CANTÓN, and its small letters lose their accents; no word of its own. What nobody knows has to stand more
// often with them. NULL: none. Owned by the caller.
static const esc_form **collect_twins(const esc_work *work) {
    const esc_form **ret = esc_alloc_zero(work->forms.form_count, sizeof *ret);
    char text[MOST_BYTES];
    for (uint32_t i = 0; i < work->forms.slot_count; i++) {
        const esc_form *own = work->forms.slots[i];
        if (!own || !own->count || own->letters < LEAST_ACCENTED || !may_be_lost(&work->channel, own, text))
            continue;
        const esc_form *bare = esc_forms_find(&work->forms, text, strlen(text));
        if (bare && bare->count && bare->kind == own->kind && !bare->classes &&
            own->count >= bare->count + !own->classes && !ret[bare->id])
            ret[bare->id] = own;
    }
    return ret;
}

// "Otzandorena", where Otxandorena stands again and again: on a scan, long names that one letter parts are
// one; words (Selección) may be of another language.
static bool stands_often(const esc_work *work, const esc_form *read, const esc_form *meant) {
    return meant->count >= LEAST_OFTEN && meant->letters == read->letters &&
           !(meant->classes & ESC_LEX_WORD) && meant->letters >= LEAST_LONG &&
           esc_channel_is_scan(&work->channel);
}

// "San Jacinto Guavabillas" where SAN JACINTO GUAYABILLAS stands: what nobody knows and stands once, beside a
// word that stands beside what it is but for a letter. NULL: none such.
static const esc_form *in_its_place(const esc_work *work, const struct names *names, uint32_t unit,
                                    bool was_read) {
    const esc_form *read = work->form_of[unit];
    if (read->letters < LEAST_PLACED || read->stands || !strcmp(read->text + read->len - 2, "se"))
        return NULL; // "Desígnanse" beside "Desígnase"
    char letters[MOST_BYTES + ESC_UTF8_MAX];
    const size_t len = folded(read, letters);
    uint32_t found = UINT32_MAX; // the first one
    for (size_t less = 1; less <= len; less++) {
        if (less + 1 == len) continue;
        for (uint32_t at = *bucket_of(names, letters, len, less); at; at = names->keyed[at - 1].next) {
            const uint32_t name = names->keyed[at - 1].name;
            if (name < found && is_slip(read, names->names[name]) &&
                (has_neighbor(work, unit, names->names[name]) ||
                 (was_read && has_title(work, unit, names->names[name])) ||
                 stands_often(work, read, names->names[name])) &&
                esc_work_is_print(work, names->names[name], read))
                found = name;
        }
    }
    return found < UINT32_MAX ? names->names[found] : NULL;
}

void esc_work_match_names(esc_work *work) {
    const bool scanned = !esc_channel_is_typed(&work->channel);
    const esc_form **twins = scanned ? collect_twins(work) : NULL;
    const bool was_read = esc_work_seems_read(work);
    uint32_t unsaid = 0;
    struct names names;
    collect_names(work, &names);
    for (uint32_t i = 0; i < work->pieces.pieces_count; i++) {
        if (!work->pieces.pieces[i].unit_count) continue;
        const esc_form *read = esc_work_raw_form(work, i);
        const esc_form *own = read && twins ? twins[read->id] : NULL;
        if (own) {
            esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_ACCENT, ESC_BY_RULE, own->text, 0.9f);
            continue;
        }
        const esc_form *said =
            read && begins_unsaid(read) && unsaid++ < MOST_UNSAID ? said_so(work, read) : NULL;
        if (said) {
            esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_NAME, ESC_BY_RULE, in_case(work, read, said),
                             0.92f);
            continue;
        }
        if (!read || (read->kind != ESC_TOKEN_CAPITAL && read->kind != ESC_TOKEN_UPPER) || read->classes ||
            read->count > 1 || read->letters < LEAST_LETTERS || read->len >= MOST_BYTES)
            continue;
        const uint32_t unit = work->pieces.pieces[i].first_unit;
        const esc_form *meant = meant_by(&names, read);
        if (!meant || (!scanned && !has_neighbor(work, unit, meant)))
            meant = in_its_place(work, &names, unit, was_read);
        if (meant)
            esc_piece_change(&work->pieces.pieces[i], ESC_EDIT_NAME, ESC_BY_RULE, in_case(work, read, meant),
                             0.9f);
    }
    free(twins);
    free(names.names);
    free(names.keyed);
    free(names.buckets);
}
