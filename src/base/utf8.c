// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

uint32_t esc_utf8_next_any(const char **p, const char *end) {
    unsigned char first = (unsigned char)**p;
    if (first < 0x80) return (*p)++, first;
    utf8proc_int32_t c;
    utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)*p, end - *p, &c);
    if (n <= 0 || c < 0) return (*p)++, ESC_UTF8_REPLACEMENT;
    *p += n;
    return (uint32_t)c;
}

uint32_t esc_utf8_prev(const char **p, const char *start) {
    const char *end = *p, *q = end - 1;
    while (q > start && end - q < ESC_UTF8_MAX && ((unsigned char)*q & 0xC0) == 0x80) q--;
    const char *after = q;
    uint32_t c = esc_utf8_next(&after, end);
    if (after != end) { // no whole character ends here
        *p = end - 1;
        return ESC_UTF8_REPLACEMENT;
    }
    *p = q;
    return c;
}

size_t esc_utf8_put_any(char *out, uint32_t c) {
    return (size_t)utf8proc_encode_char((utf8proc_int32_t)c, (utf8proc_uint8_t *)out);
}

size_t esc_utf8_count(const char *text, size_t len) {
    const char *p = text, *end = text + len;
    while (p < end && (unsigned char)*p < 128) p++; // nearly all are ASCII
    size_t n = (size_t)(p - text);
    for (; p < end; n++) esc_utf8_next(&p, end);
    return n;
}

bool esc_utf8_valid(const char *text, size_t len) {
    for (const char *p = text, *end = text + len; p < end;) {
        const char *before = p;
        if (esc_utf8_next(&p, end) == ESC_UTF8_REPLACEMENT && p - before == 1) return false;
    }
    return true;
}

// Windows-1252's 0x80–0x9F; 0 where it defines nothing.
static const uint16_t cp1252[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

static bool has_multibyte(const char *bytes, size_t len) {
    for (const char *p = bytes, *end = bytes + len; p < end;) {
        const char *before = p;
        esc_utf8_next(&p, end);
        if (p - before > 1) return true;
    }
    return false;
}

bool esc_utf8_clean(const char *bytes, size_t len, esc_buf *out) {
    const char *end = bytes + len;
    bool latin = !has_multibyte(bytes, len);
    size_t controls = 0;
    bool composed = true; // as all below U+0300 is, and dashes, quotes and currencies: it is in NFC
    esc_buf plain = {0};
    for (const char *p = bytes; p < end;) {
        const char *run = p; // of plain ASCII, as most is
        while (p < end && ((*p >= ' ' && *p < 0x7F) || *p == '\n')) p++;
        esc_buf_put(&plain, run, (size_t)(p - run));
        if (p == end) break;
        const char *before = p;
        uint32_t c = esc_utf8_next(&p, end);
        if (c == ESC_UTF8_REPLACEMENT && p - before == 1) {
            unsigned char byte = (unsigned char)*before;
            if (latin)
                c = byte >= 0xA0 ? byte : byte >= 0x80 && cp1252[byte - 0x80] ? cp1252[byte - 0x80] : c;
            if (c == ESC_UTF8_REPLACEMENT) controls++;
        }
        if (c == 0xFEFF && before == bytes) continue; // byte order mark
        if ((c < 0x20 && c != '\t' && c != '\n' && c != '\f' && c != '\r') || c == 0x7F) {
            controls++;
            if (!c) esc_buf_putc(&plain, ' '); // where something was lost, which parted words or was one
            continue;
        }
        composed &= c < 0x300 || (c >= 0x2010 && c < 0x20D0);
        char utf8[ESC_UTF8_MAX];
        esc_buf_put(&plain, utf8, esc_utf8_put(utf8, c));
    }
    bool text = controls <= 8 + len / 100;
    utf8proc_uint8_t *nfc = NULL;
    utf8proc_ssize_t n =
        composed ? -1
                 : utf8proc_map((const utf8proc_uint8_t *)esc_buf_text(&plain), (utf8proc_ssize_t)plain.len,
                                &nfc, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (n >= 0)
        esc_buf_put(out, nfc, (size_t)n);
    else
        esc_buf_put(out, esc_buf_text(&plain), plain.len);
    free(nfc);
    esc_buf_free(&plain);
    return text;
}

static utf8proc_category_t category(uint32_t c) { return utf8proc_category((utf8proc_int32_t)c); }

bool esc_utf8_is_letter_any(uint32_t c) {
    utf8proc_category_t cat = category(c);
    return cat >= UTF8PROC_CATEGORY_LU && cat <= UTF8PROC_CATEGORY_LO && c != 0xAA &&
           c != 0xBA; // ª and º are marks
}

bool esc_utf8_is_upper_any(uint32_t c) { return category(c) == UTF8PROC_CATEGORY_LU; }
bool esc_utf8_is_lower_any(uint32_t c) { return category(c) == UTF8PROC_CATEGORY_LL; }

bool esc_utf8_is_space(uint32_t c) {
    return c <= 32 || c == 0xA0 || c == 0xFEFF || c == 0x202F || (c >= 0x2000 && c <= 0x200B);
}

uint32_t esc_utf8_lower_any(uint32_t c) { return (uint32_t)utf8proc_tolower((utf8proc_int32_t)c); }
uint32_t esc_utf8_upper_any(uint32_t c) { return (uint32_t)utf8proc_toupper((utf8proc_int32_t)c); }

uint32_t esc_utf8_unaccent(uint32_t c) {
    if (c < 0xC0) return c;
    // Latin-1, as utf8proc has it, but for Ñ: asked for again and again
    static const uint8_t latin[64] = "AAAAAA\xC6"
                                     "CEEEEIIII\xD0\xD1OOOOO\xD7\xD8UUUUY\xDE\xDF"
                                     "aaaaaa\xE6"
                                     "ceeeeiiii\xF0\xF1ooooo\xF7\xF8uuuuy\xFEy";
    if (c < 0x100) return latin[c - 0xC0];
    utf8proc_int32_t parts[4];
    int boundary = 0;
    utf8proc_ssize_t n =
        utf8proc_decompose_char((utf8proc_int32_t)c, parts, 4, UTF8PROC_DECOMPOSE, &boundary);
    return n > 0 ? (uint32_t)parts[0] : c;
}

void esc_utf8_lower_text(const char *text, size_t len, esc_buf *out) {
    char piece[64];
    size_t n = 0;
    for (const char *p = text, *end = text + len; p < end;) {
        n += esc_utf8_put(piece + n, esc_utf8_lower(esc_utf8_next(&p, end)));
        if (n + ESC_UTF8_MAX <= sizeof piece && p < end) continue;
        esc_buf_put(out, piece, n);
        n = 0;
    }
}

char *esc_utf8_shown(const char *bytes) {
    esc_buf out = {0};
    const char *end = bytes + strlen(bytes);
    for (const char *p = bytes; p < end;) {
        const char *start = p;
        uint32_t c = esc_utf8_next(&p, end);
        bool broken = c == ESC_UTF8_REPLACEMENT && p - start == 1;
        if (broken || c < 0x20 || (c >= 0x7f && c < 0xa0))
            while (start < p) esc_buf_printf(&out, "\\x%02x", (unsigned char)*start++);
        else
            esc_buf_put(&out, start, (size_t)(p - start));
    }
    return esc_buf_steal(&out, NULL);
}

uint32_t esc_utf8_accent(uint32_t c) {
    static const uint32_t pairs[][2] = {{'a', 0xE1}, {'e', 0xE9}, {'i', 0xED},
                                        {'o', 0xF3}, {'u', 0xFA}, {'n', 0xF1}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i][0] == c) return pairs[i][1];
    return 0;
}
