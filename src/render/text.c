// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/render.h"

#include "base/i18n.h"

void esc_render_notice(const esc_doc *doc, uint32_t page, esc_buf *out) {
    if (doc->pages[page].origin != ESC_PAGE_FAILED) return;
    // translators: stands in the cleaned text for a page; keep the brackets, which no document has
    esc_buf_printf(out, _("⟦escribano: page %u could not be read. %s⟧"), page + 1,
                   esc_why_text((esc_why)doc->pages[page].failed));
}

void esc_render_text(const esc_doc *doc, esc_buf *out) {
    for (uint32_t p = 0; p < doc->pages_count; p++) {
        const esc_page *page = &doc->pages[p];
        if (p) esc_buf_putc(out, '\f');
        if (page->origin == ESC_PAGE_FAILED) {
            esc_render_notice(doc, p, out);
            esc_buf_putc(out, '\n');
        }
        for (uint32_t i = 0; i < page->line_count; i++) {
            static const char *const ends[] = {
                [ESC_END_LF] = "\n", [ESC_END_CRLF] = "\r\n", [ESC_END_NONE] = ""};
            esc_doc_clean_line(doc, page->first_line + i, out);
            esc_buf_puts(out, ends[doc->lines[page->first_line + i].end]);
        }
    }
}
