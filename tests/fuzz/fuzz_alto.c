// SPDX-License-Identifier: GPL-3.0-or-later
// ALTO and hOCR as people drop them: read, every word changed, joined or dropped, and written again.
#include <stdlib.h>
#include <string.h>

#include "markup/markup.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// One token a word, every seventh over two; some are changed and some dropped.
static void correct(esc_doc *doc) {
    for (uint32_t l = 0; l < doc->lines_count; l++) {
        const esc_line *line = &doc->lines[l];
        for (uint32_t i = line->first_word, end; i < line->first_word + line->word_count; i = end) {
            end = i + 1 < line->first_word + line->word_count && i % 7 == 3 ? i + 2 : i + 1;
            uint32_t off = doc->words[i].raw.off,
                     stop = doc->words[end - 1].raw.off + doc->words[end - 1].raw.len;
            uint32_t token = esc_doc_add_token(doc, l, off - line->raw.off, stop - off, ESC_TOKEN_WORD);
            const char *after = i % 5 ? "acta-" : "";
            if (i % 3)
                esc_doc_add_edit(doc, token, ESC_EDIT_NONWORD, ESC_BY_MODEL, ESC_EDIT_APPLIED, after,
                                 strlen(after), 1);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    esc_markup *markup = NULL;
    if (esc_markup_open(data, size, &markup, NULL)) return 0;
    ESC_AUTODOC *doc = esc_doc_new();
    int failed = ESC_OK;
    for (int32_t i = 0; i < esc_markup_page_count(markup) && !failed; i++)
        failed = esc_markup_page(markup, i, doc, NULL);
    if (!failed) {
        if (esc_doc_check(doc, NULL)) abort();
        correct(doc);
        ESC_AUTOBUF out = {0};
        if (esc_markup_write(markup, doc, &out, NULL) == ESC_ARGUMENT) abort();
    }
    esc_markup_close(markup);
    return 0;
}
