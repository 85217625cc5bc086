// SPDX-License-Identifier: GPL-3.0-or-later
// The tokeniser. Blanks part runs; a run is cut into punctuation and cores; a core is a word unless its shape
// says number, date, time, code or address. A mark that old engines read in place of a letter ("rec!bieron")
// stays inside its word; whether it is one is for the decoder to say.
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "correct/unit.h"

enum { INITIAL_BYTES = 3 }; // a capital of at most two bytes, and its full stop

// What the letters, digits and marks of a piece of text amount to.
struct shape {
    int letters, upper, digits, slashes, hyphens, colons, points, other;
    bool first_upper, first_digit;
};

static bool is_word_char(uint32_t c) { return esc_utf8_is_letter(c) || esc_utf8_is_digit(c); }

static struct shape shape_of(const char *p, const char *end) {
    struct shape s = {0};
    bool first = true;
    while (p < end) {
        uint32_t c = esc_utf8_next(&p, end);
        if (c - 'a' < 26) { // most
            s.letters++;
        } else if (esc_utf8_is_letter(c)) {
            s.letters++;
            s.upper += esc_utf8_is_upper(c);
            s.first_upper |= first && esc_utf8_is_upper(c);
        } else if (esc_utf8_is_digit(c)) {
            s.digits++;
            s.first_digit |= first;
        } else if (c == '/') {
            s.slashes++;
        } else if (c == '-') {
            s.hyphens++;
        } else if (c == ':') {
            s.colons++;
        } else if (c == '.' || c == ',' || c == '\'') {
            s.points++;
        } else {
            s.other++;
        }
        first = false;
    }
    return s;
}

// I to MMMCMXCIX, in the usual order of the letters; "CD" and "MI" are left to the words.
static bool is_roman(const char *text, size_t len) {
    static const char *const digits[] = {"M",  "CM", "D",  "CD", "C",  "XC", "L",
                                         "XL", "X",  "IX", "V",  "IV", "I"};
    static const int most[] = {3, 1, 1, 1, 3, 1, 1, 1, 3, 1, 1, 1, 3};
    size_t at = 0;
    for (size_t i = 0; i < sizeof digits / sizeof *digits; i++)
        for (int n = 0; n < most[i] && at < len; n++) {
            size_t step = strlen(digits[i]);
            if (len - at < step || memcmp(text + at, digits[i], step)) break;
            at += step;
        }
    bool only_large = len && !memchr(text, 'I', len) && !memchr(text, 'V', len) && !memchr(text, 'X', len);
    return at == len && !only_large && !(len == 2 && !memcmp(text, "MI", 2)) &&
           !(len == 2 && !memcmp(text, "DI", 2));
}

// The kind of a core that holds more than letters and digits, or ESC_TOKEN_PUNCT where it has to be cut.
static esc_token_kind compound_kind(const char *p, const char *end) {
    struct shape s = shape_of(p, end);
    if (s.other) return ESC_TOKEN_PUNCT;
    bool marks = s.slashes || s.hyphens;
    if (!s.letters && s.digits) {
        if (s.colons && !marks && !s.points) return ESC_TOKEN_TIME;
        if (!s.colons && !s.points && s.slashes + s.hyphens == 2 && s.digits >= 4 && s.digits <= 8)
            return ESC_TOKEN_DATE;
        if (!s.colons && !marks) return ESC_TOKEN_NUMBER;
        return s.colons || s.points ? ESC_TOKEN_PUNCT : ESC_TOKEN_CODE;
    }
    // IECM/UTSI/211/2017, CIE-05-2017, INE/CG45/2016; but not "y/o", "2017-Presente", "físico-matemático".
    if (marks && s.digits && s.upper * 2 > s.letters && !s.colons && !s.points) return ESC_TOKEN_CODE;
    if (s.slashes && s.upper == s.letters && s.letters >= 5 && !s.points && !s.colons) return ESC_TOKEN_CODE;
    return ESC_TOKEN_PUNCT;
}

static esc_token_kind kind_of(const char *text, size_t len, struct shape s) {
    esc_token_kind compound =
        s.slashes || s.hyphens || s.colons ? compound_kind(text, text + len) : ESC_TOKEN_PUNCT;
    if (compound != ESC_TOKEN_PUNCT) return compound;
    if (!s.letters && s.digits) return ESC_TOKEN_NUMBER;
    if (!s.letters) return ESC_TOKEN_PUNCT;
    if (s.upper == s.letters && is_roman(text, len)) return ESC_TOKEN_ROMAN;
    // A few letters among digits are no word: A4, 20I7; one digit among many letters is a misread letter.
    if (s.digits && (s.digits >= s.letters || (s.upper == s.letters && s.letters <= 2)))
        return ESC_TOKEN_CODE;
    if (s.upper == s.letters && s.letters > 1) return ESC_TOKEN_UPPER;
    if (s.upper == 1 && s.first_upper) return ESC_TOKEN_CAPITAL;
    return s.upper ? ESC_TOKEN_MIXED : ESC_TOKEN_WORD;
}

esc_token_kind esc_unit_kind(const char *text, size_t len) {
    return kind_of(text, len, shape_of(text, text + len));
}

static bool is_address(const char *p, const char *end) {
    size_t len = (size_t)(end - p);
    if (len >= 4 && !strncasecmp(p, "www.", 4)) return true;
    if (memmem(p, len, "://", 3)) return true;
    const char *at = memchr(p, '@', len);
    return at && at > p && memchr(at, '.', (size_t)(end - at));
}

// A mark that stands for a letter where lower-case letters surround it.
static bool is_ink_mark(uint32_t c) { return c < 0x80 && c && strchr("!|~\\{}$^*_", (int)c); }

struct cutter {
    const esc_doc *doc;
    esc_units *out;
    uint32_t line;
    bool blank; // blanks since the last unit
};

static void put(struct cutter *cutter, const char *from, const char *to, esc_token_kind kind) {
    if (from == to) return;
    esc_units *out = cutter->out;
    uint32_t off = (uint32_t)(from - esc_doc_text(cutter->doc, (esc_span){0, 0}));
    ESC_RESERVE(out, units, 1);
    out->units[out->units_count++] = (esc_unit){.line = cutter->line,
                                                .raw = {off, (uint32_t)(to - from)},
                                                .kind = (uint8_t)kind,
                                                .blank_before = cutter->blank};
    cutter->blank = false;
}

// The end of the letters and digits that begin at p, with single ink marks between lower-case letters.
static const char *word_end(const char *p, const char *end) {
    uint32_t before = 0;
    while (p < end) {
        const char *next = p;
        uint32_t c = esc_utf8_next(&next, end);
        if (!is_word_char(c)) {
            const char *after = next;
            if (!is_ink_mark(c) || !esc_utf8_is_lower(before) || next == end ||
                !esc_utf8_is_lower(esc_utf8_next(&after, end)))
                break;
        }
        before = c;
        p = next;
    }
    return p;
}

// The end of the equal marks that begin at p: "....", "---".
static const char *mark_end(const char *p, const char *end) {
    uint32_t first = esc_utf8_next(&p, end);
    while (p < end) {
        const char *next = p;
        if (esc_utf8_next(&next, end) != first) break;
        p = next;
    }
    return p;
}

// The length of a "No." or "Núm." that is glued to the code behind it.
static size_t number_sign(const char *p, const char *end) {
    static const char *const signs[] = {"No.", "NO.", "Nº", "N°", "Núm.", "NÚM.", "núm.", "no.", "Num."};
    if (*p != 'N' && *p != 'n') return 0;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t len = strlen(signs[i]);
        if ((size_t)(end - p) > len && !memcmp(p, signs[i], len)) return len;
    }
    return 0;
}

// The end of the last letter or digit before end.
static const char *core_end(const char *p, const char *end) {
    while (end > p) {
        const char *before = end;
        if (is_word_char(esc_utf8_prev(&before, p))) return end;
        end = before;
    }
    return p;
}

static void cut_run(struct cutter *cutter, const char *p, const char *end) {
    const char *core = core_end(p, end);
    if (is_address(p, core)) {
        put(cutter, p, core, ESC_TOKEN_ADDRESS);
        p = core;
    }
    while (p < end) {
        const char *next = p;
        if (!is_word_char(esc_utf8_next(&next, end))) {
            next = mark_end(p, end);
            put(cutter, p, next, ESC_TOKEN_PUNCT);
            p = next;
            continue;
        }
        core = core_end(p, end);
        next = word_end(p, end);
        size_t sign = number_sign(p, core);
        const char *stop = core;
        // The longest beginning of what is left that has the shape of a number, date or code.
        esc_token_kind kind = ESC_TOKEN_PUNCT;
        if (!sign && next < core)
            for (; stop > next; stop = core_end(p, stop - 1))
                if ((kind = compound_kind(p, stop)) != ESC_TOKEN_PUNCT) break;
        if (kind != ESC_TOKEN_PUNCT) {
            put(cutter, p, stop, kind);
            p = stop;
            continue;
        }
        const struct shape s = shape_of(p, next);
        kind = kind_of(p, (size_t)(next - p), s);
        if (s.letters == 1 && s.upper == 1 && !s.digits && next < end && *next == '.' &&
            next + 1 - p <= INITIAL_BYTES && kind != ESC_TOKEN_ROMAN) {
            next++;
            kind = ESC_TOKEN_INITIAL;
        }
        put(cutter, p, next, kind);
        p = next;
    }
}

void esc_units_cut(const esc_doc *doc, esc_units *out) {
    for (uint32_t i = 0; i < doc->lines_count; i++) {
        struct cutter cutter = {.doc = doc, .out = out, .line = i};
        uint32_t first = out->units_count;
        const char *p = esc_doc_text(doc, doc->lines[i].raw), *end = p + doc->lines[i].raw.len, *start = NULL;
        while (p < end) {
            const char *before = p;
            bool blank = esc_utf8_is_space(esc_utf8_next(&p, end));
            if (!blank && !start) start = before;
            if (blank && start) {
                cut_run(&cutter, start, before);
                start = NULL;
            }
            cutter.blank |= blank;
        }
        if (start) cut_run(&cutter, start, end);
        if (out->units_count > first) {
            out->units[first].first = true;
            out->units[out->units_count - 1].last = true;
        }
    }
}

void esc_units_free(esc_units *units) {
    free(units->units);
    *units = (esc_units){0};
}
