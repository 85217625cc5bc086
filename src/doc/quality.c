// SPDX-License-Identifier: GPL-3.0-or-later
// How well a page was read, judged without knowing what stands on it. Fitted on 52 rendered pages with
// fourteen kinds of damage (family A of scripts/minutes), by least squares against the characters that were
// wrong after correction; docs/scans.md says how well it holds on other families.
#include "doc/doc.h"

// A page that Tesseract reads without a mistake has this confidence; with more of it, it is no better.
static const double sure = 0.955;
// Share of characters that are wrong: on the best pages; for each unit of confidence lost; for each unknown
// word.
static const double at_best = 0.0016, for_doubt = 0.19, for_unknown = 0.205;

static double area(esc_box box) { return (double)box.w * box.h; }

// The share of the page's lines that could not be read, by their area.
static double unread_share(const esc_doc *doc, const esc_page *page) {
    double read = 0, unread = 0;
    for (uint32_t l = page->first_line; l < page->first_line + page->line_count; l++)
        read += area(doc->lines[l].box);
    for (uint32_t b = page->first_block; b < page->first_block + page->block_count; b++)
        if (doc->blocks[b].kind == ESC_BLOCK_UNREAD) unread += area(doc->blocks[b].box);
    return unread > 0 ? unread / (read + unread) : 0;
}

float esc_doc_error_rate(const esc_doc *doc, uint32_t page_number) {
    const esc_page *page = &doc->pages[page_number];
    if (page->known_words < 0) return -1;
    double sum = 0, bytes = 0;
    for (uint32_t l = page->first_line; l < page->first_line + page->line_count; l++) {
        const esc_line *line = &doc->lines[l];
        for (uint32_t w = line->first_word; w < line->first_word + line->word_count; w++) {
            const esc_word *word = &doc->words[w];
            if (line->role != ESC_LINE_BODY || word->confidence < 0) continue;
            sum += (double)word->confidence * word->raw.len;
            bytes += word->raw.len;
        }
    }
    if (bytes <= 0) return -1;
    double doubt = sure - sum / bytes;
    double rate = at_best + for_unknown * (1 - page->known_words) + (doubt > 0 ? for_doubt * doubt : 0);
    double unread = unread_share(doc, page);
    rate = (rate < 1 ? rate : 1) * (1 - unread) + unread;
    return (float)rate;
}
