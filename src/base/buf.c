// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/buf.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static void reserve(esc_buf *buf, size_t more) {
    size_t need = buf->len + more + 1;
    if (need <= buf->cap) return;
    size_t cap = buf->cap ? buf->cap * 2 : 256;
    if (cap < need) cap = need;
    buf->bytes = esc_realloc(buf->bytes, cap);
    buf->cap = cap;
}

void esc_buf_put(esc_buf *buf, const void *bytes, size_t len) {
    reserve(buf, len);
    if (len) memcpy(buf->bytes + buf->len, bytes, len);
    buf->len += len;
    buf->bytes[buf->len] = 0;
}

void esc_buf_puts(esc_buf *buf, const char *text) { esc_buf_put(buf, text, strlen(text)); }
void esc_buf_putc(esc_buf *buf, char c) { esc_buf_put(buf, &c, 1); }

void esc_buf_printf(esc_buf *buf, const char *format, ...) {
    va_list args;
    va_start(args, format);
    ESC_AUTOFREE char *text = esc_vasprintf(format, args);
    va_end(args);
    esc_buf_puts(buf, text);
}

void esc_buf_truncate(esc_buf *buf, size_t len) {
    if (len >= buf->len) return;
    buf->len = len;
    buf->bytes[len] = 0;
}

const char *esc_buf_text(const esc_buf *buf) { return buf->bytes ? buf->bytes : ""; }

char *esc_buf_steal(esc_buf *buf, size_t *ret_len) {
    reserve(buf, 0);
    buf->bytes[buf->len] = 0;
    char *bytes = buf->bytes;
    if (ret_len) *ret_len = buf->len;
    *buf = (esc_buf){0};
    return bytes;
}

void esc_buf_free(esc_buf *buf) {
    free(buf->bytes);
    *buf = (esc_buf){0};
}
