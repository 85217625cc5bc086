// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/render.h"

#include "base/i18n.h"

void esc_render_notice(const esc_doc *doc, uint32_t page, esc_buf *out) {
    const esc_page *of = &doc->pages[page];
    if (of->origin == ESC_PAGE_FAILED)
        // translators: stands in the cleaned text for a page; keep the brackets, which no document has
        esc_buf_printf(out, _("⟦escribano: page %u could not be read. %s⟧"), page + 1,
                       esc_why_text((esc_why)of->failed));
    else if (of->failed)
        // translators: stands in the cleaned text below a page; keep the brackets, which no document has
        esc_buf_printf(out,
                       _("⟦escribano: a part of page %u is missing, as its picture is cut short or "
                         "damaged. Scan or copy it again.⟧"),
                       page + 1);
}

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
        // Below the page's lines, whose numbers hold.
        size_t before = out->len;
        esc_render_notice(doc, p, out);
        if (out->len > before) esc_buf_putc(out, '\n');
    }
}
