// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/pages.h"

#include "base/i18n.h"
#include "cli/cli.h"

// More than this share of wrong characters is worth a person's look.
static const float poor = 0.03f;

// A share as "97.5 %", or a dash where nobody knows; always eight columns.
static void put_share(esc_buf *out, double value) {
    if (value < 0)
        esc_buf_puts(out, "       –");
    else
        esc_buf_printf(out, " %5.1f %%", value * 100);
}

static uint32_t words_of(const esc_doc *doc, const esc_page *page) {
    uint32_t words = 0;
    for (uint32_t l = 0; l < page->line_count; l++) words += doc->lines[page->first_line + l].word_count;
    return words;
}

// What a person should know of a page, in a few words; "" for nothing.
static const char *remark(const esc_doc *doc, const esc_page *page, double error_rate) {
    if (page->origin == ESC_PAGE_FAILED) return _("could not be read");
    if (page->failed) return _("a part of it is missing");
    if (page->origin == ESC_PAGE_BLANK) return _("blank");
    for (uint32_t b = page->first_block; b < page->first_block + page->block_count; b++)
        if (doc->blocks[b].kind == ESC_BLOCK_UNREAD) return _("has writing that could not be read");
    if (error_rate > (double)poor) return _("should be looked at");
    if (page->rotation_deg) return _("was turned");
    return "";
}

void esc_cli_pages(const esc_doc *doc, esc_buf *out) {
    // translators: headings of a table; each column keeps its width
    esc_buf_puts(out, _(" page   words confid.   known  errors seconds\n"));
    for (uint32_t p = 0; p < doc->pages_count; p++) {
        const esc_page *page = &doc->pages[p];
        double rate = (double)esc_doc_error_rate(doc, p);
        esc_buf_printf(out, "%5u  %6u", p + 1, words_of(doc, page));
        put_share(out, (double)page->confidence);
        put_share(out, (double)page->known_words);
        put_share(out, rate);
        const char *said = remark(doc, page, rate);
        esc_buf_printf(out, "  %6.1f%s%s\n", (double)page->seconds, *said ? "  " : "", said);
    }
}

void esc_cli_pages_summary(const esc_doc *doc, esc_buf *out) {
    double seconds = 0, wrong = 0, rated = 0;
    uint32_t worth_a_look = 0;
    for (uint32_t p = 0; p < doc->pages_count; p++) {
        const esc_page *page = &doc->pages[p];
        double rate = (double)esc_doc_error_rate(doc, p), words = words_of(doc, page);
        seconds += (double)page->seconds;
        if (rate >= 0) wrong += rate * words, rated += words;
        worth_a_look += rate > (double)poor || page->failed || page->origin == ESC_PAGE_FAILED;
    }
    // translators: the counts follow a colon, so that they need no plural forms
    esc_buf_printf(out, _("pages: %u; seconds: %.1f"), doc->pages_count, seconds);
    if (rated > 0)
        esc_buf_printf(out, _("; estimated errors: %.1f %% of the characters"), wrong / rated * 100);
    if (worth_a_look) esc_buf_printf(out, _("; pages to be looked at: %u"), worth_a_look);
}

// Tells which pages are missing, or (in part) are not all there. Gives the first; NULL where none is.
static const esc_page *tell_pages(const esc_doc *doc, const char *path, bool in_part) {
    ESC_AUTOBUF numbers = {0};
    const esc_page *first = NULL;
    for (uint32_t p = 0; p < doc->pages_count; p++) {
        const esc_page *page = &doc->pages[p];
        bool failed = page->origin == ESC_PAGE_FAILED;
        if (in_part ? failed || !page->failed : !failed) continue;
        esc_buf_printf(&numbers, "%s%u", first ? ", " : "", p + 1);
        if (!first) first = page;
    }
    if (!first) return NULL;
    bool colour = esc_term_colour(stderr);
    fprintf(stderr, "%sescribano: %s: ", colour ? ESC_TERM_RED : "", path);
    if (in_part)
        // translators: the numbers follow a colon, so that they need no plural forms
        fprintf(stderr, _("a part is missing, as their picture is cut short or damaged, of the pages: %s"),
                esc_buf_text(&numbers));
    else
        // translators: the numbers follow a colon, so that they need no plural forms
        fprintf(stderr, _("missing, as they could not be read, are the pages: %s"), esc_buf_text(&numbers));
    fprintf(stderr, "%s\n", colour ? ESC_TERM_PLAIN : "");
    return first;
}

int esc_cli_pages_missing(const esc_doc *doc, const char *path) {
    const esc_page *missing = tell_pages(doc, path, false);
    if (missing) fprintf(stderr, _("  detail: %s\n"), esc_why_text((esc_why)missing->failed));
    bool in_part = tell_pages(doc, path, true);
    return missing || in_part ? ESC_EXIT_FAILED : ESC_EXIT_DONE;
}
