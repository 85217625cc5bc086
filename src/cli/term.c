// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/utf8.h"
#include "cli/cli.h"

bool esc_term_colour(FILE *stream) {
    const char *no = getenv("NO_COLOR");
    return isatty(fileno(stream)) && !(no && *no);
}

void esc_term_wrap(const char *sentence, int indent) {
    enum { COLUMNS = 78 };
    int column = 0; // 0: no word yet
    while (*sentence) {
        size_t len = strcspn(sentence, " ");
        int width = (int)esc_utf8_count(sentence, len);
        bool begins = !column || column + 1 + width > COLUMNS;
        printf("%s%*s%.*s", column && begins ? "\n" : "", begins ? indent : 1, "", (int)len, sentence);
        column = (begins ? indent : column + 1) + width;
        sentence += len + (sentence[len] == ' ');
    }
    putchar('\n');
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

void esc_bar_draw(esc_bar *bar) {
    enum { CELLS = 24 };
    if (!isatty(STDERR_FILENO)) return;
    if (bar->started <= 0) bar->started = now();
    double done = bar->file + (bar->pages ? (double)bar->page / bar->pages : 0);
    double share = bar->files ? done / bar->files : 0;
    fputs("\r\033[K[", stderr);
    for (int i = 0; i < CELLS; i++) fputs(i < share * CELLS ? "█" : "·", stderr);
    fprintf(stderr, _("] file %d of %d"), bar->file + 1, bar->files);
    if (bar->pages > 1) fprintf(stderr, _(", page %d of %d"), bar->page, bar->pages);
    double elapsed = now() - bar->started;
    if (share > 0.02 && elapsed > 3) {
        int left = (int)(elapsed / share - elapsed + 0.5);
        fprintf(stderr, _(", %d:%02d left"), left / 60, left % 60);
    }
    fprintf(stderr, "  %.40s", bar->name ? bar->name : "");
    fflush(stderr);
}

bool esc_bar_page(void *user, int32_t page, int32_t pages) {
    esc_bar *bar = user;
    bar->page = page;
    bar->pages = pages;
    esc_bar_draw(bar);
    return true;
}

void esc_term_clear_line(void) {
    if (isatty(STDERR_FILENO)) fputs("\r\033[K", stderr);
}

void esc_bar_clear(const esc_bar *bar) {
    if (bar->started > 0) esc_term_clear_line();
}
