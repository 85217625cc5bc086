// SPDX-License-Identifier: GPL-3.0-or-later
#include "lm/token.h"

#include <string.h>

#include "base/utf8.h"

#define DEGREE 0xB0u

static bool is_word(uint32_t c) { return esc_utf8_is_letter(c) || esc_utf8_is_digit(c) || c == DEGREE; }

static bool is_dash(uint32_t c) { return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212; }

static bool is_apostrophe(uint32_t c) {
    return c == '\'' || c == '`' || c == 0xB4 || c == 0x2018 || c == 0x2019 || c == 0x2032;
}

static bool is_quote(uint32_t c) {
    return c == '"' || c == 0xAB || c == 0xBB || (c >= 0x201C && c <= 0x201F) || c == 0x2033;
}

static bool is_bullet(uint32_t c) {
    return c == 0x2022 || c == 0xB7 || c == 0x25CF || c == 0x25CB || c == 0x25AA || c == 0x25A0 ||
           c == 0x25E6 || c == 0x2219 || c == 0x27A2 || c == 0x2713 || c == 0xF0B7;
}

// Does mark hold together what stands on its two sides?
static bool joins(uint32_t before, uint32_t mark, uint32_t after) {
    if (!is_word(after)) return false;
    if (mark == ',' || mark == ':') return esc_utf8_is_digit(before) && esc_utf8_is_digit(after);
    return mark == '.' || mark == '/' || mark == '&' || mark == '@' || mark == '_' || is_dash(mark) ||
           is_apostrophe(mark);
}

static const char *word_end(const char *p, const char *end) {
    uint32_t before = 0;
    while (p < end) {
        const char *next = p;
        uint32_t c = esc_utf8_next(&next, end);
        if (!is_word(c)) {
            const char *beyond = next;
            if (next == end || !joins(before, c, esc_utf8_next(&beyond, end))) break;
        }
        before = c;
        p = next;
    }
    return p;
}

bool esc_lm_cut(const char **p, const char *end, esc_lm_token *ret) {
    const char *start = *p, *next = start;
    for (;; start = next) {
        if (start == end) return false;
        uint32_t c = esc_utf8_next(&next, end);
        if (esc_utf8_is_space(c)) continue;
        bool mark = !is_word(c);
        if (!mark) {
            next = word_end(start, end);
        } else if (c == '.' || c == '_' || is_dash(c)) {
            const char *more = next;
            while (more < end && esc_utf8_next(&more, end) == c) next = more;
        }
        *ret = (esc_lm_token){start, (size_t)(next - start), mark};
        *p = next;
        return true;
    }
}

// Length of a Roman numeral up to LXXXIX at the start of text, in capitals; 0 where there is none.
static size_t roman_length(const char *text, size_t len) {
    size_t i = 0, units;
    if (len >= 2 && text[0] == 'X' && text[1] == 'L') {
        i = 2;
    } else {
        if (len && text[0] == 'L') i = 1;
        for (size_t tens = 0; tens < 3 && i < len && text[i] == 'X'; tens++) i++;
    }
    if (i + 1 < len && text[i] == 'I' && (text[i + 1] == 'X' || text[i + 1] == 'V')) return i + 2;
    if (i < len && text[i] == 'V') i++;
    for (units = 0; units < 3 && i < len && text[i] == 'I'; units++) i++;
    return i;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static size_t digits_length(const char *text, size_t len) {
    size_t i = 0;
    while (i < len && is_digit(text[i])) i++;
    return i;
}

static bool is_year(const char *t, size_t len) {
    return len == 4 && digits_length(t, 4) == 4 &&
           ((t[0] == '1' && t[1] >= '8') || (t[0] == '2' && t[1] == '0'));
}

// Day, month in digits or Roman, year, the same mark between them.
static bool is_date(const char *text, size_t len) {
    size_t day = digits_length(text, len);
    if (day < 1 || day > 2 || day + 1 >= len || !strchr("/-.", text[day])) return false;
    const char mark = text[day], *rest = text + day + 1;
    size_t left = len - day - 1, month = digits_length(rest, left);
    if (!month) month = roman_length(rest, left);
    if (month < 1 || month > 4 || month + 1 >= left || rest[month] != mark) return false;
    size_t year = left - month - 1;
    return (year == 2 || year == 4) && digits_length(rest + month + 1, year) == year;
}

static bool is_number(const char *text, size_t len) {
    static const char *const ordinals[] = {"o",  "a",  "er", "ra", "do", "da", "to", "ta", "vo",
                                           "va", "mo", "ma", "no", "na", "º",  "ª",  "°"};
    size_t i = 0;
    while (i < len && (is_digit(text[i]) || (i && strchr(".,:-'", text[i])))) i++;
    if (!i) return false;
    if (i == len) return true;
    char rest[4] = {0};
    if (len - i >= sizeof rest) return false;
    for (size_t k = i; k < len; k++) {
        unsigned char c = (unsigned char)text[k];
        rest[k - i] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    }
    for (size_t k = 0; k < sizeof ordinals / sizeof *ordinals; k++)
        if (!strcmp(rest, ordinals[k])) return true;
    return false;
}

// Segments between / - . _ are letters, digits, or capitals and digits that change over once: so a code is
// told from a word with a digit for a letter (VOTACI6N).
static bool is_code(const char *text, size_t len) {
    const char *p = text, *end = text + len;
    bool digits = false, marks = false, letters = false;
    int changes = 0, last = 0; // 1 letter, 2 digit
    bool lower = false;
    while (p < end) {
        uint32_t c = esc_utf8_next(&p, end);
        bool digit = esc_utf8_is_digit(c);
        if (digit || esc_utf8_is_letter(c)) {
            int kind = digit ? 2 : 1;
            if (last && kind != last) changes++;
            last = kind;
            digits |= digit;
            letters |= !digit;
            lower |= esc_utf8_is_lower(c);
        } else if (c == '/' || c == '-' || c == '.' || c == '_') {
            marks = true;
            changes = last = 0;
            lower = false;
        } else {
            return false;
        }
        if (changes > 1 || (changes && lower)) return false;
    }
    return digits && (letters || marks);
}

esc_lm_word esc_lm_class(const char *token, size_t len) {
    bool digit = false;
    for (size_t i = 0; i < len && !digit; i++) digit = is_digit(token[i]);
    if (!digit) {
        bool roman = len && roman_length(token, len) == len && !(len == 1 && *token == 'L');
        return roman ? ESC_LM_ROMAN : ESC_LM_UNKNOWN;
    }
    if (is_year(token, len) || is_date(token, len)) return ESC_LM_DATE;
    if (is_number(token, len)) return ESC_LM_NUMBER;
    return is_code(token, len) ? ESC_LM_CODE : ESC_LM_UNKNOWN;
}

static uint32_t fold(uint32_t c) {
    if (is_quote(c)) return '"';
    if (is_dash(c)) return '-';
    if (is_apostrophe(c)) return '\'';
    if (is_bullet(c)) return 0x2022;
    if (c == DEGREE) return 0xBA;
    return esc_utf8_lower(c);
}

// A run of full stops is one ellipsis, a run of hyphens or underscores one of them.
static size_t fold_run(const char *token, size_t len, char *ret) {
    const char *p = token;
    uint32_t c = esc_utf8_next(&p, token + len);
    return esc_utf8_put(ret, c == '.' ? 0x2026 : fold(c));
}

static bool is_run(const char *token, size_t len) {
    const char *p = token, *end = token + len;
    uint32_t first = esc_utf8_next(&p, end);
    if (p == end || (first != '.' && first != '_' && !is_dash(first))) return false;
    while (p < end)
        if (esc_utf8_next(&p, end) != first) return false;
    return true;
}

size_t esc_lm_fold(const char *token, size_t len, char ret[ESC_LM_MAX_FORM]) {
    if (!len) return 0;
    if (is_run(token, len)) return fold_run(token, len, ret);
    const char *p = token, *end = token + len;
    size_t used = 0;
    while (p < end) {
        if (used + ESC_UTF8_MAX > ESC_LM_MAX_FORM) return 0;
        used += esc_utf8_put(ret + used, fold(esc_utf8_next(&p, end)));
    }
    return used;
}
