// SPDX-License-Identifier: GPL-3.0-or-later
// UTF-8: reading, writing, case and class of characters. Text inside escribano is always valid UTF-8.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

#define ESC_UTF8_MAX 4               // bytes of one code point
#define ESC_UTF8_REPLACEMENT 0xFFFDu // stands for what could not be read

// Reads one code point of [*p, end) and moves *p past it. Bytes that are no UTF-8 give the replacement
// character and move one byte. *p < end is required.
static inline uint32_t esc_utf8_next(const char **p, const char *end);
// Reads the code point that ends at *p, moving *p back to its first byte. *p > start is required.
uint32_t esc_utf8_prev(const char **p, const char *start);
// Writes code point c to out (room for ESC_UTF8_MAX bytes); gives the number of bytes.
static inline size_t esc_utf8_put(char *out, uint32_t c);
// Number of code points in len bytes of text.
size_t esc_utf8_count(const char *text, size_t len);
bool esc_utf8_valid(const char *text, size_t len);

// Appends text as valid UTF-8 in NFC: bytes that are no UTF-8 are read as Windows-1252 where the whole text
// has none that is (an old OCR's export), and replaced otherwise. NUL bytes and control characters other than
// tab, line feed, form feed are dropped. Gives false where the bytes look like no text at all (many NULs or
// control characters).
bool esc_utf8_clean(const char *bytes, size_t len, esc_buf *out);

// Bytes that may be anything, such as a file's name, so that they fit on one line: control characters and
// what is no UTF-8 become \xHH. Owned by the caller.
char *esc_utf8_shown(const char *bytes);

static inline bool esc_utf8_is_letter(uint32_t c);
static inline bool esc_utf8_is_upper(uint32_t c);
static inline bool esc_utf8_is_lower(uint32_t c);
static inline bool esc_utf8_is_digit(uint32_t c); // ASCII digits only
bool esc_utf8_is_space(uint32_t c);               // blanks, no-break space, line ends, form feed, BOM
static inline uint32_t esc_utf8_lower(uint32_t c);
static inline uint32_t esc_utf8_upper(uint32_t c);
// The letter without its accent (á → a, Ü → U), but ñ and Ñ stay: they are letters of their own.
uint32_t esc_utf8_unaccent(uint32_t c);
// The small letter with its accent, ñ for n; 0 where it takes none.
uint32_t esc_utf8_accent(uint32_t c);
// Appends text in lower case.
void esc_utf8_lower_text(const char *text, size_t len, esc_buf *out);

// The same, whatever the character; the ones above, which are asked for every letter, know those of Spanish
// by themselves.
uint32_t esc_utf8_next_any(const char **p, const char *end);
size_t esc_utf8_put_any(char *out, uint32_t c);
bool esc_utf8_is_letter_any(uint32_t c);
bool esc_utf8_is_upper_any(uint32_t c);
bool esc_utf8_is_lower_any(uint32_t c);
uint32_t esc_utf8_lower_any(uint32_t c);
uint32_t esc_utf8_upper_any(uint32_t c);

static inline uint32_t esc_utf8_next(const char **p, const char *end) {
    const unsigned char *q = (const unsigned char *)*p;
    if (*q < 0x80) return (*p)++, *q;
    if (*q < 0xC2 || *q > 0xDF || end - *p < 2 || (q[1] & 0xC0) != 0x80) return esc_utf8_next_any(p, end);
    *p += 2;
    return (*q & 0x1Fu) << 6 | (q[1] & 0x3Fu);
}

static inline size_t esc_utf8_put(char *out, uint32_t c) {
    if (c >= 0x800) return esc_utf8_put_any(out, c);
    if (c < 0x80) return *out = (char)c, 1;
    out[0] = (char)(0xC0 | c >> 6);
    out[1] = (char)(0x80 | (c & 0x3F));
    return 2;
}

// À … Þ and à … þ, which stand in the same order.
static inline bool esc_utf8_is_latin_upper(uint32_t c) { return c - 0xC0 < 0x1F && c != 0xD7; }
static inline bool esc_utf8_is_latin_lower(uint32_t c) { return c - 0xE0 < 0x1F && c != 0xF7; }

static inline bool esc_utf8_is_letter(uint32_t c) {
    return c < 0x80 ? (c | 32) - 'a' < 26 : esc_utf8_is_latin_lower(c) || esc_utf8_is_letter_any(c);
}

static inline bool esc_utf8_is_upper(uint32_t c) {
    return c < 0x100 ? c - 'A' < 26 || esc_utf8_is_latin_upper(c) : esc_utf8_is_upper_any(c);
}

static inline bool esc_utf8_is_lower(uint32_t c) {
    return c - 'a' < 26 || esc_utf8_is_latin_lower(c) || (c >= 0x80 && esc_utf8_is_lower_any(c));
}

static inline bool esc_utf8_is_digit(uint32_t c) { return c - '0' < 10; }

static inline uint32_t esc_utf8_lower(uint32_t c) {
    if (c - 'A' < 26 || esc_utf8_is_latin_upper(c)) return c + 32;
    return c < 0x100 ? c : esc_utf8_lower_any(c);
}

static inline uint32_t esc_utf8_upper(uint32_t c) {
    if (c - 'a' < 26 || esc_utf8_is_latin_lower(c)) return c - 32;
    return c < 0x80 ? c : esc_utf8_upper_any(c);
}
