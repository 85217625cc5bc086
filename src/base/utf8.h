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
uint32_t esc_utf8_next(const char **p, const char *end);
// Reads the code point that ends at *p, moving *p back to its first byte. *p > start is required.
uint32_t esc_utf8_prev(const char **p, const char *start);
// Writes code point c to out (room for ESC_UTF8_MAX bytes); gives the number of bytes.
size_t esc_utf8_put(char *out, uint32_t c);
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

bool esc_utf8_is_letter(uint32_t c);
bool esc_utf8_is_upper(uint32_t c);
bool esc_utf8_is_lower(uint32_t c);
bool esc_utf8_is_digit(uint32_t c); // ASCII digits only
bool esc_utf8_is_space(uint32_t c); // blanks, no-break space, line ends, form feed, BOM
uint32_t esc_utf8_lower(uint32_t c);
uint32_t esc_utf8_upper(uint32_t c);
// The letter without its accent (á → a, Ü → U), but ñ and Ñ stay: they are letters of their own.
uint32_t esc_utf8_unaccent(uint32_t c);
// Appends text in lower case.
void esc_utf8_lower_text(const char *text, size_t len, esc_buf *out);
