// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/running.h"

#include <stdlib.h>
#include <string.h>

#include "base/distance.h"
#include "base/utf8.h"

// Heights in thousandths of the page's.
enum { TOP_ZONE = 100, BOTTOM_ZONE = 910, EDGE_LINES = 2, SAME_PLACE = 20, REACH_PAGES = 8, LEAST_TEXT = 6 };

// A line at an edge of its page.
typedef struct candidate {
    uint32_t page, line;
    int32_t place, height;           // in thousandths
    char text[ESC_DISTANCE_LONGEST]; // letters, small and without accents; # for a number
    size_t len, letters;
    long number;    // the first one; -1 where there is none
    uint32_t found; // on how many other pages
} candidate;

typedef struct candidates {
    candidate *candidates;
    uint32_t candidates_count, candidates_cap;
} candidates;

static void simplify(const esc_doc *doc, esc_span raw, candidate *ret) {
    const char *p = esc_doc_text(doc, raw), *end = p + raw.len;
    ret->number = -1;
    while (p < end && ret->len + ESC_UTF8_MAX < sizeof ret->text) {
        if (esc_utf8_is_digit((unsigned char)*p)) {
            char *after;
            long number = strtol(p, &after, 10);
            if (ret->number < 0) ret->number = number;
            p = after < end ? after : end;
            ret->text[ret->len++] = '#';
            continue;
        }
        uint32_t c = esc_utf8_next(&p, end);
        if (!esc_utf8_is_letter(c)) continue;
        ret->len += esc_utf8_put(ret->text + ret->len, esc_utf8_unaccent(esc_utf8_lower(c)));
        ret->letters++;
    }
}

// How many of the page's lines stand nearer to its edge.
static uint32_t lines_beyond(const esc_doc *doc, const esc_page *page, const esc_line *line, bool top) {
    uint32_t count = 0;
    for (uint32_t l = page->first_line; l < page->first_line + page->line_count; l++) {
        const esc_box box = doc->lines[l].box;
        if (!box.h || doc->lines[l].role != ESC_LINE_BODY) continue;
        count += top ? box.y + box.h <= line->box.y : box.y >= line->box.y + line->box.h;
    }
    return count;
}

static void find_candidates(const esc_doc *doc, candidates *ret) {
    for (uint32_t p = 0; p < doc->pages_count; p++) {
        const esc_page *page = &doc->pages[p];
        if (!page->height_px) continue;
        for (uint32_t l = page->first_line; l < page->first_line + page->line_count; l++) {
            const esc_line *line = &doc->lines[l];
            if (!line->box.h || line->role != ESC_LINE_BODY) continue;
            int32_t middle = (int32_t)((2000ll * line->box.y + 1000ll * line->box.h) / 2 / page->height_px);
            if (middle > TOP_ZONE && middle < BOTTOM_ZONE) continue;
            if (lines_beyond(doc, page, line, middle <= TOP_ZONE) >= EDGE_LINES) continue;
            candidate *made = ESC_GROW(ret, candidates, 1);
            *made = (candidate){.page = p,
                                .line = l,
                                .place = middle,
                                .height = (int32_t)(1000ll * line->box.h / page->height_px)};
            simplify(doc, line->raw, made);
        }
    }
}

static bool same(const candidate *a, const candidate *b) {
    if (abs(a->place - b->place) > SAME_PLACE) return false;
    if (3 * abs(a->height - b->height) > a->height + 1) return false;
    if (a->letters < LEAST_TEXT || b->letters < LEAST_TEXT) // a page number, with "pág." or "de" at most
        return a->len == b->len && !memcmp(a->text, b->text, a->len) && a->number >= 0 &&
               b->number - a->number == (long)b->page - (long)a->page;
    size_t longer = a->len > b->len ? a->len : b->len;
    return esc_distance(a->text, a->len, b->text, b->len) * 6 <= longer;
}

void esc_running_mark(esc_doc *doc) {
    candidates all = {0};
    find_candidates(doc, &all);
    for (uint32_t i = 0; i < all.candidates_count; i++) {
        candidate *one = &all.candidates[i];
        uint32_t last = one->page;
        for (uint32_t j = i + 1;
             j < all.candidates_count && all.candidates[j].page <= one->page + REACH_PAGES; j++) {
            candidate *other = &all.candidates[j];
            if (other->page == last || !same(one, other)) continue;
            last = other->page;
            one->found++;
            other->found++;
        }
    }
    // Once more on a document of two pages, twice on a longer one.
    uint32_t least = doc->pages_count > 2 ? 2 : 1;
    for (uint32_t i = 0; i < all.candidates_count; i++)
        if (all.candidates[i].found >= least) doc->lines[all.candidates[i].line].role = ESC_LINE_RUNNING;
    free(all.candidates);
}
