// SPDX-License-Identifier: GPL-3.0-or-later
// A corpus of printed laws and transcripts has its own misprints, and a lexicon that holds them would defend
// them. Hence a word has to occur in several places, and no far more frequent word may be one letter away
// from it.
#include "lexicon/pick.h"

#include <string.h>

#include "base/utf8.h"
#include "lexicon/lexicon.h"

enum {
    MIN_WORD = 3,        // occurrences of a lower-case word,
    MIN_NAME = 8,        // of a word that is always capitalised,
    MIN_ACRONYM = 50,    // of one in capitals
    ONE_FILE = 4,        // times as many where it occurs in one file only
    MISPRINT = 40,       // a neighbour so many times as frequent makes it a misprint
    ACCENT_MISPRINT = 4, // the same for a neighbour that differs by an accent
    RUN_TOGETHER = 80,   // occurrences of a word that could be two words run together
    MAX_LETTERS = 24,
};

static const uint32_t letters[] = {'a', 'b', 'c', 'd', 'e',  'f',  'g',  'h',  'i',  'j',  'k',
                                   'l', 'm', 'n', 'o', 'p',  'q',  'r',  's',  't',  'u',  'v',
                                   'w', 'x', 'y', 'z', 0xE1, 0xE9, 0xED, 0xF3, 0xFA, 0xFC, 0xF1};
enum { LETTERS = sizeof letters / sizeof *letters };

bool esc_pick_known(const esc_picker *picker, const char *form, size_t len) {
    for (int i = 0; i < ESC_PICK_SETS; i++)
        if (picker->known[i] && esc_automaton_lookup(picker->known[i], form, len) != ESC_NO_FORM) return true;
    return false;
}

// A word as code points in lower case.
typedef struct spelling {
    uint32_t code[MAX_LETTERS + 2];
    size_t len;
} spelling;

static bool spell(const esc_count *count, spelling *out) {
    out->len = 0;
    for (const char *p = count->text, *end = p + count->len; p < end;) {
        uint32_t code = esc_utf8_lower(esc_utf8_next(&p, end));
        bool spanish = false;
        for (int i = 0; i < LETTERS; i++) spanish |= letters[i] == code;
        if (!spanish || out->len == MAX_LETTERS) return false;
        out->code[out->len++] = code;
    }
    return true;
}

static size_t to_text(const spelling *s, size_t from, size_t to, bool capital, char *out) {
    size_t n = 0;
    for (size_t i = from; i < to; i++)
        n += esc_utf8_put(out + n, capital && i == from ? esc_utf8_upper(s->code[i]) : s->code[i]);
    return n;
}

// Occurrences of a spelling in lower case or capitalised, where that is a word of the lexicon.
static double known_count(const esc_picker *picker, const spelling *s) {
    double n = 0;
    for (int capital = 0; capital < 2; capital++) {
        char text[(MAX_LETTERS + 2) * ESC_UTF8_MAX];
        size_t len = to_text(s, 0, s->len, capital, text);
        const esc_count *count = esc_counts_lookup(picker->counts, text, len);
        if (count && esc_pick_known(picker, text, len)) n += count->raw;
    }
    return n;
}

static bool differs_by_accent(uint32_t a, uint32_t b) { return esc_utf8_unaccent(a) == esc_utf8_unaccent(b); }

// Whether a word of the lexicon one letter away is so frequent that this one must be its misprint.
static bool is_misprint(const esc_picker *picker, const spelling *s, double own) {
    for (size_t i = 0; i <= s->len; i++) {
        spelling other;
        if (i < s->len) {
            bool plural = i + 1 == s->len && s->code[i] == 's';
            other = *s; // a letter too many
            memmove(other.code + i, other.code + i + 1, (s->len - i - 1) * sizeof *other.code);
            other.len--;
            if (!plural && known_count(picker, &other) > own * MISPRINT) return true;
            other = *s; // two letters swapped
            if (i + 1 < s->len) {
                other.code[i] = s->code[i + 1];
                other.code[i + 1] = s->code[i];
                if (known_count(picker, &other) > own * MISPRINT) return true;
            }
        }
        for (int k = 0; k < LETTERS; k++) {
            other = *s; // another letter
            if (i < s->len && letters[k] != s->code[i]) {
                other.code[i] = letters[k];
                int times = differs_by_accent(letters[k], s->code[i]) ? ACCENT_MISPRINT : MISPRINT;
                if (known_count(picker, &other) > own * times) return true;
            }
            if (i == s->len && letters[k] == 's') continue; // the singular of a plural
            other = *s;                                     // a letter lost
            memmove(other.code + i + 1, s->code + i, (s->len - i) * sizeof *other.code);
            other.code[i] = letters[k];
            other.len++;
            if (known_count(picker, &other) > own * MISPRINT) return true;
        }
    }
    return false;
}

// "enla", "hanhecho": a small word and another, run together.
static bool is_run_together(const esc_picker *picker, const spelling *s) {
    static const char *const small[] = {
        "a",    "al",  "cada", "como", "con", "de",  "del", "el",  "en",   "es",  "está", "estamos", "este",
        "fue",  "ha",  "hay",  "han",  "la",  "las", "lo",  "los", "más",  "muy", "no",   "nos",     "o",
        "pero", "por", "que",  "se",   "sin", "son", "su",  "sus", "todo", "un",  "una",  "y",       "ya"};
    for (size_t i = 0; i < sizeof small / sizeof *small; i++) {
        size_t n = strlen(small[i]);
        if (n + 1 >= s->len) continue;
        char text[(MAX_LETTERS + 2) * ESC_UTF8_MAX];
        size_t len = to_text(s, 0, n, false, text);
        if (len == n && !memcmp(text, small[i], n)) {
            len = to_text(s, n, s->len, false, text);
            if (esc_pick_known(picker, text, len)) return true;
        }
        len = to_text(s, s->len - n, s->len, false, text);
        if (len == n && !memcmp(text, small[i], n)) {
            len = to_text(s, 0, s->len - n, false, text);
            if (esc_pick_known(picker, text, len)) return true;
        }
    }
    return false;
}

// PARIS: a known word, printed without its accent.
static bool lacks_accent(const esc_picker *picker, const spelling *s) {
    for (size_t i = 0; i < s->len; i++)
        for (int k = 0; k < LETTERS; k++) {
            if (letters[k] == s->code[i] || esc_utf8_unaccent(letters[k]) != s->code[i]) continue;
            spelling other = *s;
            other.code[i] = letters[k];
            for (int capital = 0; capital < 2; capital++) {
                char text[(MAX_LETTERS + 2) * ESC_UTF8_MAX];
                if (esc_pick_known(picker, text, to_text(&other, 0, s->len, capital, text))) return true;
            }
        }
    return false;
}

static bool is_roman(const esc_count *count) { return strspn(count->text, "IVXLCDM") == count->len; }

enum shape { LOWER, CAPITALISED, CAPITALS, MIXED };

static enum shape shape_of(const esc_count *count) {
    size_t upper = 0, n = 0;
    bool first = false;
    for (const char *p = count->text, *end = p + count->len; p < end; n++) {
        bool is_upper = esc_utf8_is_upper(esc_utf8_next(&p, end));
        upper += is_upper;
        if (!n) first = is_upper;
    }
    return !upper ? LOWER : upper == 1 && first ? CAPITALISED : upper == n ? CAPITALS : MIXED;
}

unsigned esc_pick(const esc_picker *picker, const esc_count *count) {
    spelling s;
    if (!spell(count, &s)) return 0;
    enum shape shape = shape_of(count);
    double times = count->files > 1 ? 1 : ONE_FILE;
    char lower[(MAX_LETTERS + 2) * ESC_UTF8_MAX];
    size_t lower_len = to_text(&s, 0, s.len, false, lower);
    if (shape != LOWER && esc_pick_known(picker, lower, lower_len)) return 0;
    char capital[(MAX_LETTERS + 2) * ESC_UTF8_MAX];
    if (shape == CAPITALS && esc_pick_known(picker, capital, to_text(&s, 0, s.len, true, capital))) return 0;
    switch (shape) {
    case LOWER:
        if (s.len < 4 || count->raw < MIN_WORD * times) return 0;
        if (count->raw < RUN_TOGETHER && is_run_together(picker, &s)) return 0;
        break;
    case CAPITALISED: {
        const esc_count *plain = esc_counts_lookup(picker->counts, lower, lower_len);
        if (s.len < 3 || count->inside < MIN_NAME * times) return 0;
        if (plain && plain->raw * 5 > count->raw) return 0; // taken in as a word, or not at all
        break;
    }
    case CAPITALS:
        if (s.len < 3 || s.len > 7 || count->raw - count->headline < MIN_ACRONYM * times) return 0;
        if (count->headline > count->raw / 3 || is_roman(count) || lacks_accent(picker, &s)) return 0;
        break;
    case MIXED:
        return 0;
    }
    if (is_misprint(picker, &s, count->raw)) return 0;
    return shape == CAPITALS ? ESC_LEX_ACRONYM : ESC_LEX_WORD;
}
