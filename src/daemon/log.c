// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

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
