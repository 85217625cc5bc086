// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/layout.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"

static int ascending(const void *a, const void *b) {
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

esc_layout esc_layout_of(const esc_doc *doc, uint32_t page_index) {
    const esc_page *page = &doc->pages[page_index];
    esc_layout out = {0};
    int32_t *pitches = esc_alloc((page->line_count + 1) * sizeof *pitches);
    uint32_t n = 0;
    double width = 0, letters = 0;
    for (uint32_t i = 0; i < page->line_count; i++) {
        const esc_line *line = &doc->lines[page->first_line + i];
        for (uint32_t w = 0; w < line->word_count; w++) {
            const esc_word *word = &doc->words[line->first_word + w];
            if (!word->box.w) continue;
            width += word->box.w;
            letters += (double)esc_utf8_count(esc_doc_text(doc, word->raw), word->raw.len);
        }
        int32_t down = i && line->box.h && line[-1].box.h ? line->box.y - line[-1].box.y : 0;
        if (2 * down > line->box.h) pitches[n++] = down;
    }
    if (letters > 0) out.unit = (float)(width / letters);
    // most lines follow another of their paragraph: a little below the middle
    if (n) qsort(pitches, n, sizeof *pitches, ascending), out.pitch = pitches[2 * n / 5];
    free(pitches);
    return out;
}

bool esc_layout_apart(const esc_doc *doc, const esc_layout *layout, uint32_t before, uint32_t line) {
    esc_box a = doc->lines[before].box, b = doc->lines[line].box;
    if (!layout->pitch || !a.h || !b.h) return false;
    int32_t down = b.y - a.y;
    return 2 * down > 3 * layout->pitch || 2 * down < -layout->pitch;
}

float esc_layout_blanks(const esc_layout *layout, esc_box left, esc_box right) {
    if (layout->unit <= 0 || !left.w || !right.w) return -1;
    return (float)(right.x - left.x - left.w) / layout->unit;
}
