// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"

void esc_log(const char *priority, const char *format, ...) {
    static int terminal = -1;
    if (terminal < 0) terminal = isatty(STDERR_FILENO);
    va_list args;
    va_start(args, format);
    char text[4096];
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    // One write a line: lines of several processes do not mix.
    char line[sizeof text + 8];
    int len = snprintf(line, sizeof line, "%s%s\n", terminal ? "" : priority, text);
    if (write(STDERR_FILENO, line, (size_t)len) < 0) {
    } // there is nowhere to say that the log cannot be written
}

char *esc_log_name(const char *name) {
    esc_buf out = {0};
    const char *end = name + strlen(name);
    for (const char *p = name; p < end;) {
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
