// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/hush.h"

#include <stdio.h>
#include <string.h>

// A library may complain of every pixel: what comes first says enough.
enum { MOST_BYTES = 2048 };

static void (*heard)(const char *line);
static FILE *aside, *own; // own: the stream whose place `aside` has taken
static int depth;
static char caught[MOST_BYTES + 1];
static size_t caught_len;

void esc_hush_listen(void (*listener)(const char *line)) { heard = listener; }

static ssize_t take(void *unused, const char *bytes, size_t len) {
    (void)unused;
    size_t room = MOST_BYTES - caught_len, taken = len < room ? len : room;
    memcpy(caught + caught_len, bytes, taken);
    caught_len += taken;
    return (ssize_t)len;
}

void esc_hush_begin(void) {
    if (depth++) return;
    if (!aside) aside = fopencookie(NULL, "w", (cookie_io_functions_t){.write = take});
    if (!aside) return;
    caught_len = 0;
    own = stderr;
    stderr = aside; // a variable like any other in glibc, which its libraries' users share
}

void esc_hush_end(void) {
    if (--depth || !own) return;
    fflush(aside);
    stderr = own;
    own = NULL;
    caught[caught_len] = '\0';
    if (!heard) return;
    for (char *rest = caught, *line; (line = strsep(&rest, "\n"));)
        if (*line) heard(line);
}
