// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a file is markup that we read, told without libxml2, which need not be loaded for that.
#include <string.h>

#include "base/buf.h"
#include "markup/head.h"
#include "markup/markup.h"

enum { HEAD_BYTES = 65536 };

void esc_markup_head(const char *bytes, size_t len, esc_buf *out) {
    for (size_t i = 0; i < len && i < HEAD_BYTES; i++) {
        char c = bytes[i];
        if (c) esc_buf_putc(out, c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c);
    }
}

// The name of the first element, without its prefix; NULL where none begins. *ret_len as long as it is.
static const char *root_name(const char *text, size_t *ret_len) {
    text += strspn(text, " \t\r\n\xEF\xBB\xBF\xFE\xFF");
    if (*text != '<') return NULL;
    while ((text = strchr(text, '<')) && (text[1] == '?' || text[1] == '!')) {
        const char *end = strncmp(text, "<!--", 4) ? ">" : "-->";
        if (!(text = strstr(text, end))) return NULL;
    }
    if (!text) return NULL;
    *ret_len = strcspn(++text, " \t\r\n/>");
    const char *colon = memchr(text, ':', *ret_len);
    if (!colon) return text;
    *ret_len -= (size_t)(colon + 1 - text);
    return colon + 1;
}

esc_markup_format esc_markup_sniff(const void *bytes, size_t len) {
    ESC_AUTOBUF head = {0};
    esc_markup_head(bytes, len, &head);
    size_t name_len;
    const char *name = root_name(esc_buf_text(&head), &name_len);
    if (!name) return ESC_MARKUP_NONE;
    if (name_len == 4 && !memcmp(name, "alto", 4)) return ESC_MARKUP_ALTO;
    if (name_len != 4 || memcmp(name, "html", 4)) return ESC_MARKUP_NONE;
    static const char *const signs[] = {"ocr-system", "ocr_page", "ocr_line", "ocrx_word"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strstr(name, signs[i])) return ESC_MARKUP_HOCR;
    return ESC_MARKUP_NONE;
}

const char *esc_markup_format_name(esc_markup_format format) {
    static const char *const names[] = {"none", "alto", "hocr"};
    return names[format];
}
