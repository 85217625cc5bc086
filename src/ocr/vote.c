// SPDX-License-Identifier: GPL-3.0-or-later
// The readings are laid side by side by the words that they share, as voting among recognizers does (Fiscus,
// 1997: ROVER). Between two shared words the better stretch wins: by Tesseract's confidence, by how much of
// it the lexicon knows, and by how many readings have it.
#include "ocr/vote.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "ocr/inside.h"

// Weighed on pages of known text; between half and double of these nothing changes much.
static const double for_known = 0.3, for_agreement = 0.1, without_words = 0.09, for_odd = 0.1,
                    surely_there = 0.9, noise = 0.3;

typedef struct stretch {
    const esc_heard *words;
    uint32_t count;
} stretch;

typedef struct voting {
    const esc_hearing *hearings;
    uint32_t count;
    esc_ocr_known *known;
    const void *user;
    bool stops_are_missing;
} voting;

void esc_hearing_add(esc_hearing *hearing, const esc_doc *doc, uint32_t first, uint32_t count,
                     float mistrust) {
    for (uint32_t i = 0; i < count; i++) *ESC_GROW(hearing, words, 1) = (esc_heard){doc, first + i, mistrust};
}

void esc_hearing_free(esc_hearing *hearing) {
    free(hearing->words);
    *hearing = (esc_hearing){0};
}

static stretch whole(const esc_hearing *hearing) { return (stretch){hearing->words, hearing->words_count}; }

static esc_span raw_of(const esc_heard *heard) { return heard->doc->words[heard->word].raw; }

static bool same_word(const esc_heard *a, const esc_heard *b) {
    esc_span x = raw_of(a), y = raw_of(b);
    return x.len == y.len && !memcmp(esc_doc_text(a->doc, x), esc_doc_text(b->doc, y), x.len);
}

// The same word in the same place: of "veinticuatro de julio de dos mil" the first "de" is not the second.
static bool same_there(const esc_heard *a, const esc_heard *b) {
    const esc_box x = a->doc->words[a->word].box, y = b->doc->words[b->word].box;
    const bool apart = x.w && y.w && (x.x + x.w <= y.x || y.x + y.w <= x.x);
    return !apart && same_word(a, b);
}

static bool same_words(stretch a, const esc_heard *words) {
    for (uint32_t i = 0; i < a.count; i++)
        if (!same_word(&a.words[i], &words[i])) return false;
    return true;
}

// How many readings have these words in a row.
static uint32_t votes(const voting *vote, stretch wanted) {
    uint32_t found = 0;
    for (uint32_t h = 0; h < vote->count; h++) {
        const esc_hearing *hearing = &vote->hearings[h];
        for (uint32_t i = 0; i + wanted.count <= hearing->words_count; i++)
            if (same_words(wanted, hearing->words + i)) {
                found++;
                break;
            }
    }
    return found;
}

// Adds the letters of a word's runs of two letters and more, and those of the runs that are known.
static void count_known(const voting *vote, const esc_heard *heard, uint32_t *letters, uint32_t *known) {
    esc_span raw = raw_of(heard);
    const char *at = esc_doc_text(heard->doc, raw), *end = at + raw.len, *run = at;
    for (uint32_t in_run = 0;;) {
        const char *here = at;
        if (at < end && esc_utf8_is_letter(esc_utf8_next(&at, end))) {
            if (!in_run++) run = here;
            continue;
        }
        if (in_run > 1) {
            *letters += in_run;
            if (vote->known(vote->user, run, (size_t)(here - run))) *known += in_run;
        }
        in_run = 0;
        if (here == end) return;
    }
}

double esc_unknown_share(const esc_ocr *ocr, const esc_doc *doc, uint32_t word) {
    if (!ocr->known) return 0;
    const voting vote = {.known = ocr->known, .user = ocr->known_user};
    uint32_t letters = 0, known = 0;
    count_known(&vote, &(esc_heard){doc, word, 0}, &letters, &known);
    return letters ? 1 - (double)known / letters : 0;
}

// Whether it is nothing but signs that seldom stand alone, as a digit is misread.
static bool is_odd(stretch words) {
    for (uint32_t i = 0; i < words.count; i++) {
        esc_span raw = raw_of(&words.words[i]);
        const char *text = esc_doc_text(words.words[i].doc, raw), *end = text + raw.len;
        while (text < end && strchr("$#@&", *text)) text++;
        if (text < end) return false;
    }
    return true;
}

// How good a stretch is by itself.
static double worth(const voting *vote, stretch words) {
    double sum = 0, bytes = 0;
    uint32_t letters = 0, known = 0;
    for (uint32_t i = 0; i < words.count; i++) {
        const esc_word *word = &words.words[i].doc->words[words.words[i].word];
        sum += ((double)word->confidence - (double)words.words[i].mistrust) * word->raw.len;
        bytes += word->raw.len;
        if (vote->known) count_known(vote, &words.words[i], &letters, &known);
    }
    if (bytes == 0) return 0;
    double doubt = letters ? for_known * (letters - known) / letters : without_words;
    return sum / bytes - doubt - (is_odd(words) ? for_odd : 0);
}

static uint32_t bytes_of(stretch words) {
    uint32_t sum = 0;
    for (uint32_t i = 0; i < words.count; i++) sum += raw_of(&words.words[i]).len;
    return sum;
}

// Whether there is a letter or a digit in it.
static bool has_sign(stretch words) {
    for (uint32_t i = 0; i < words.count; i++) {
        esc_span raw = raw_of(&words.words[i]);
        for (const char *at = esc_doc_text(words.words[i].doc, raw), *end = at + raw.len; at < end;) {
            uint32_t sign = esc_utf8_next(&at, end);
            if (esc_utf8_is_letter(sign) || esc_utf8_is_digit(sign)) return true;
        }
    }
    return false;
}

// Whether other has far more than mine in the same place, as scrawl is a letter once and four the next time.
static bool is_swollen(stretch mine, stretch other) {
    enum { SOME = 2 };
    return bytes_of(other) > 2 * bytes_of(mine) + SOME;
}

// Whether a word is the other one with a stop, a comma or a colon behind it.
static bool has_more_stop(const esc_heard *longer, const esc_heard *shorter) {
    esc_span a = raw_of(longer), b = raw_of(shorter);
    const char *text = esc_doc_text(longer->doc, a);
    return b.len && a.len == b.len + 1 && strchr(".,:;", text[b.len]) &&
           !memcmp(text, esc_doc_text(shorter->doc, b), b.len);
}

void esc_vote_compare_stops(const esc_hearing *own, const esc_hearing *other, uint32_t *missing,
                            uint32_t *more) {
    for (uint32_t i = 0; i < own->words_count; i++)
        for (uint32_t k = 0; k < other->words_count; k++) {
            const esc_heard *mine = &own->words[i], *theirs = &other->words[k];
            if (esc_ocr_shared_area(mine->doc->words[mine->word].box, theirs->doc->words[theirs->word].box) <=
                0)
                continue;
            *missing += has_more_stop(theirs, mine);
            *more += has_more_stop(mine, theirs);
        }
}

// The one of two stretches that stand at the same place. What only one of them has, or most of it, stays, and
// comes in where it is sure and no mere dash; a dash that is noise goes.
static stretch better(const voting *vote, stretch mine, stretch other) {
    if (vote->stops_are_missing && mine.count == 1 && other.count == 1) {
        if (has_more_stop(mine.words, other.words)) return mine;
        if (has_more_stop(other.words, mine.words)) return other;
    }
    if (!other.count) return !has_sign(mine) && worth(vote, mine) < noise ? other : mine;
    double others = worth(vote, other) + for_agreement * votes(vote, other);
    if (others < surely_there && is_swollen(mine, other)) return mine;
    if (is_swollen(other, mine) && worth(vote, mine) > noise) return mine; // a reading that lost some words
    if (!mine.count) return others >= surely_there && has_sign(other) ? other : mine;
    return others > worth(vote, mine) + for_agreement * votes(vote, mine) ? other : mine;
}

static void take(esc_hearing *into, stretch words) {
    for (uint32_t i = 0; i < words.count; i++) *ESC_GROW(into, words, 1) = words.words[i];
}

static bool has_word(stretch words, const esc_heard *wanted) {
    for (uint32_t i = 0; i < words.count; i++)
        if (same_word(&words.words[i], wanted)) return true;
    return false;
}

// What lies between shared words: word by word, where both have as many. Dashes that only the other one has
// stay out.
static void take_better(const voting *vote, stretch mine, stretch other, esc_hearing *into) {
    if (mine.count != other.count) {
        stretch best = better(vote, mine, other);
        for (uint32_t i = 0; i < best.count; i++) {
            stretch word = {best.words + i, 1};
            if (best.count <= mine.count || has_sign(word) || has_word(mine, word.words)) take(into, word);
        }
        return;
    }
    for (uint32_t i = 0; i < mine.count; i++)
        take(into, better(vote, (stretch){mine.words + i, 1}, (stretch){other.words + i, 1}));
}

// The longest row of shared words, as a table: of the words from i and from j on.
static uint32_t *shared_table(stretch a, stretch b) {
    uint32_t across = b.count + 1, *table = esc_alloc_zero((size_t)(a.count + 1) * across, sizeof *table);
    for (uint32_t i = a.count; i-- > 0;)
        for (uint32_t j = b.count; j-- > 0;) {
            uint32_t skip_a = table[(i + 1) * across + j], skip_b = table[i * across + j + 1];
            uint32_t best = skip_a > skip_b ? skip_a : skip_b;
            if (same_there(&a.words[i], &b.words[j]) && table[(i + 1) * across + j + 1] + 1 > best)
                best = table[(i + 1) * across + j + 1] + 1;
            table[i * across + j] = best;
        }
    return table;
}

static void merge(const voting *vote, stretch mine, stretch other, esc_hearing *into) {
    ESC_AUTOFREE uint32_t *table = shared_table(mine, other);
    uint32_t across = other.count + 1, i = 0, j = 0, from_i = 0, from_j = 0;
    while (i < mine.count && j < other.count) {
        uint32_t here = table[i * across + j];
        if (same_there(&mine.words[i], &other.words[j]) && here == table[(i + 1) * across + j + 1] + 1) {
            take_better(vote, (stretch){mine.words + from_i, i - from_i},
                        (stretch){other.words + from_j, j - from_j}, into);
            take(into, (stretch){mine.words + i, 1});
            from_i = ++i;
            from_j = ++j;
        } else if (table[(i + 1) * across + j] >= table[i * across + j + 1]) {
            i++;
        } else {
            j++;
        }
    }
    take_better(vote, (stretch){mine.words + from_i, mine.count - from_i},
                (stretch){other.words + from_j, other.count - from_j}, into);
}

// The next letter or digit of a text that begins at *at; 0 at its end. Adds the slashes on the way.
static uint32_t next_sign(const char **at, const char *end, uint32_t *slashes) {
    while (*at < end) {
        const uint32_t sign = esc_utf8_next(at, end);
        if (esc_utf8_is_letter(sign) || esc_utf8_is_digit(sign)) return sign;
        *slashes += sign == '/';
    }
    return 0;
}

// How many of the words say what `whole` says, letter by letter and digit by digit; 0 where none do, or where
// they have as many slashes.
static uint32_t lost_slashes(stretch words, const esc_heard *whole) {
    enum { LEAST_SIGNS = 4 };
    const esc_span raw = raw_of(whole);
    const char *at = esc_doc_text(whole->doc, raw), *end = at + raw.len;
    uint32_t slashes = 0, kept = 0, signs = 0, count = 0;
    uint32_t wanted = next_sign(&at, end, &slashes);
    while (wanted && count < words.count) {
        const esc_heard *word = &words.words[count++];
        const char *text = esc_doc_text(word->doc, raw_of(word)), *text_end = text + raw_of(word).len;
        for (uint32_t sign; (sign = next_sign(&text, text_end, &kept)); signs++) {
            if (sign != wanted) return 0;
            wanted = next_sign(&at, end, &slashes);
        }
    }
    return !wanted && signs >= LEAST_SIGNS && slashes > kept ? count : 0;
}

bool esc_vote_restore_slashes(const esc_hearing *hearings, uint32_t count, esc_hearing *own) {
    bool any = false;
    for (uint32_t h = 0; h < count; h++)
        for (uint32_t w = 0; w < hearings[h].words_count; w++) {
            const esc_heard *whole = &hearings[h].words[w];
            if (!memchr(esc_doc_text(whole->doc, raw_of(whole)), '/', raw_of(whole).len)) continue;
            for (uint32_t i = 0; i < own->words_count; i++) {
                const uint32_t parts = lost_slashes((stretch){own->words + i, own->words_count - i}, whole);
                if (!parts) continue;
                own->words[i] = *whole;
                memmove(own->words + i + 1, own->words + i + parts,
                        (own->words_count - i - parts) * sizeof *own->words);
                own->words_count -= parts - 1;
                any = true;
                break;
            }
        }
    return any;
}

void esc_vote(const esc_hearing *hearings, uint32_t count, esc_ocr_known *known, const void *user,
              bool stops_are_missing, esc_hearing *ret) {
    voting vote = {hearings, count, known, user, stops_are_missing};
    uint32_t best = 0;
    double most = -1;
    for (uint32_t h = 0; h < count; h++) {
        double this = worth(&vote, whole(&hearings[h]));
        if (h && this < surely_there && is_swollen(whole(&hearings[0]), whole(&hearings[h]))) continue;
        if (h && is_swollen(whole(&hearings[h]), whole(&hearings[0])) && most > noise) continue;
        if (this > most) {
            most = this;
            best = h;
        }
    }
    take(ret, (stretch){hearings[best].words, hearings[best].words_count});
    for (uint32_t h = 0; h < count; h++) {
        if (h == best) continue;
        esc_hearing merged = {0};
        if (h)
            merge(&vote, whole(ret), whole(&hearings[h]), &merged);
        else // what others have more or less is held against the page's own
            merge(&vote, whole(&hearings[0]), whole(ret), &merged);
        esc_hearing_free(ret);
        *ret = merged;
    }
    esc_vote_restore_slashes(hearings, count, ret);
}
