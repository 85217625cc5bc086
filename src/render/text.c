// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/render.h"

void esc_render_text(const esc_doc *doc, esc_buf *out) {
    for (uint32_t p = 0; p < doc->pages_count; p++) {
        const esc_page *page = &doc->pages[p];
        if (p) esc_buf_putc(out, '\f');
        for (uint32_t i = 0; i < page->line_count; i++) {
            static const char *const ends[] = {
                [ESC_END_LF] = "\n", [ESC_END_CRLF] = "\r\n", [ESC_END_NONE] = ""};
            esc_doc_clean_line(doc, page->first_line + i, out);
            esc_buf_puts(out, ends[doc->lines[page->first_line + i].end]);
        }
    }
}
