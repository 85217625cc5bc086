// SPDX-License-Identifier: GPL-3.0-or-later
// A growing buffer of bytes, always followed by a zero byte. "esc_buf b = {0}" is an empty one.
#pragma once

#include <stddef.h>

#include "base/err.h"

typedef struct esc_buf {
    char *bytes; // NULL while nothing was written
    size_t len, cap;
} esc_buf;

void esc_buf_put(esc_buf *buf, const void *bytes, size_t len);
void esc_buf_puts(esc_buf *buf, const char *text);
void esc_buf_putc(esc_buf *buf, char c);
void esc_buf_printf(esc_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
// Cuts the buffer to len bytes (len ≤ buf->len).
void esc_buf_truncate(esc_buf *buf, size_t len);
// The text, "" where nothing was written. Lent.
const char *esc_buf_text(const esc_buf *buf);
// Gives the bytes away (free with free()) and leaves the buffer empty. Never NULL.
char *esc_buf_steal(esc_buf *buf, size_t *ret_len);
void esc_buf_free(esc_buf *buf);
// Where bytes go that are made piece by piece, so that the whole of them never lies in memory. A kind other
// than ESC_OK ends the making.
typedef int esc_sink(void *user, const char *bytes, size_t len, esc_err *err);
#define ESC_AUTOBUF __attribute__((cleanup(esc_buf_free))) esc_buf
