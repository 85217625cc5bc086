// SPDX-License-Identifier: GPL-3.0-or-later
// From the tree to the document.
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "markup/inside.h"

void esc_markup_lines(const esc_markup *markup, const xmlNode *page, esc_nodes *ret) {
    for (xmlNode *node = esc_nodes_next(page, page, true); node;) {
        bool is_line = markup->as->is_line(node);
        if (is_line) *ESC_GROW(ret, node, 1) = node;
        node = esc_nodes_next(page, node, !is_line);
    }
}

void esc_markup_words(const esc_markup *markup, xmlNode *line, esc_nodes *ret) {
    for (xmlNode *node = esc_nodes_next(line, line, true); node;) {
        bool is_word = markup->as->is_word(node);
        if (is_word) *ESC_GROW(ret, node, 1) = node;
        node = esc_nodes_next(line, node, !is_word);
    }
    if (!ret->node_count) *ESC_GROW(ret, node, 1) = line;
}

void esc_markup_text(const esc_markup *markup, const xmlNode *word, esc_buf *out) {
    ESC_AUTOBUF text = {0};
    ESC_AUTOBUF clean = {0};
    markup->as->text(word, &text);
    esc_utf8_clean(esc_buf_text(&text), text.len, &clean);
    bool blank = false;
    size_t start = out->len;
    for (const char *p = esc_buf_text(&clean), *end = p + clean.len; p < end;) {
        const char *from = p;
        uint32_t c = esc_utf8_next(&p, end);
        if (esc_utf8_is_space(c)) {
            blank = true;
            continue;
        }
        if (blank && out->len > start) esc_buf_putc(out, ' ');
        blank = false;
        esc_buf_put(out, from, (size_t)(p - from));
    }
}

static esc_box within(const esc_page *page, esc_box box) {
    int32_t right = box.x + box.w, bottom = box.y + box.h;
    if (right > page->width_px) right = page->width_px;
    if (bottom > page->height_px) bottom = page->height_px;
    if (right <= box.x || bottom <= box.y) return (esc_box){0};
    return (esc_box){box.x, box.y, right - box.x, bottom - box.y};
}

// The page's size: what it says, or as far as its boxes go.
static void measure(const esc_markup *markup, xmlNode *node, esc_page *page) {
    esc_box box = markup->as->box(node);
    page->width_px = box.x + box.w;
    page->height_px = box.y + box.h;
    page->dpi = markup->as->dpi(node);
    if (box.w && box.h) return;
    for (xmlNode *in = esc_nodes_next(node, node, true); in; in = esc_nodes_next(node, in, true)) {
        box = markup->as->box(in);
        if (box.x + box.w > page->width_px) page->width_px = box.x + box.w;
        if (box.y + box.h > page->height_px) page->height_px = box.y + box.h;
    }
    if (!page->width_px || !page->height_px) page->width_px = page->height_px = 0;
}

static const xmlNode *block_of(const esc_markup *markup, const xmlNode *line, const xmlNode *page) {
    for (const xmlNode *node = line->parent; node && node != page; node = node->parent)
        if (markup->as->is_block(node)) return node;
    return page;
}

// Adds the words of a text that stands at raw's byte `at`: mostly one.
static int add_words(esc_doc *doc, const esc_buf *text, uint32_t at, esc_box box, float confidence,
                     esc_err *err) {
    const char *start = esc_buf_text(text);
    for (size_t from = 0; from < text->len;) {
        size_t len = strcspn(start + from, " ");
        if (len > ESC_MAX_WORD_BYTES)
            return esc_fail(err, ESC_LIMIT, ESC_WHY_TOO_MANY_BYTES, "a word of %zu bytes", len);
        esc_doc_add_word(doc, at + (uint32_t)from, (uint32_t)len, box, confidence);
        from += len + 1;
    }
    return ESC_OK;
}

static int add_line(const esc_markup *markup, xmlNode *node, uint32_t block, esc_doc *doc, double *sum,
                    double *weight, esc_err *err) {
    ESC_AUTONODES words = {0};
    ESC_AUTOBUF raw = {0};
    esc_markup_words(markup, node, &words);
    for (uint32_t i = 0; i < words.node_count; i++) {
        size_t before = raw.len;
        if (before) esc_buf_putc(&raw, ' ');
        size_t at = raw.len;
        esc_markup_text(markup, words.node[i], &raw);
        if (raw.len == at) esc_buf_truncate(&raw, before);
    }
    if (!raw.len) return ESC_OK;
    if (raw.len > ESC_MAX_LINE_BYTES || doc->words_count > ESC_MAX_DOC_WORDS)
        return esc_fail(err, ESC_LIMIT, ESC_WHY_TOO_MANY_BYTES, "a line of %zu bytes, %u words before it",
                        raw.len, doc->words_count);
    const esc_page *page = &doc->pages[doc->pages_count - 1];
    esc_doc_add_line(doc, block, raw.bytes, raw.len, within(page, markup->as->box(node)));
    uint32_t at = 0;
    for (uint32_t i = 0; i < words.node_count; i++) {
        ESC_AUTOBUF text = {0};
        esc_markup_text(markup, words.node[i], &text);
        if (!text.len) continue;
        float confidence = markup->as->confidence(words.node[i]);
        int failed = add_words(doc, &text, at, within(page, markup->as->box(words.node[i])), confidence, err);
        if (failed) return failed;
        if (confidence >= 0) *sum += (double)confidence * (double)text.len, *weight += (double)text.len;
        at += (uint32_t)text.len + 1;
    }
    return ESC_OK;
}

int esc_markup_page(const esc_markup *markup, int32_t index, esc_doc *doc, esc_err *err) {
    xmlNode *node = markup->pages.node[index];
    uint32_t number = esc_doc_add_page(doc, ESC_PAGE_OLD_OCR), block = ESC_NONE;
    measure(markup, node, &doc->pages[number]);
    ESC_AUTONODES lines = {0};
    esc_markup_lines(markup, node, &lines);
    const xmlNode *in = NULL;
    double sum = 0, weight = 0;
    for (uint32_t i = 0; i < lines.node_count; i++) {
        const xmlNode *around = block_of(markup, lines.node[i], node);
        if (around != in) {
            esc_box box = within(&doc->pages[number], markup->as->box(around));
            block = esc_doc_add_block(doc, ESC_BLOCK_TEXT, box);
            in = around;
        }
        int failed = add_line(markup, lines.node[i], block, doc, &sum, &weight, err);
        if (failed) return failed;
    }
    if (weight > 0) doc->pages[number].confidence = (float)(sum / weight);
    return ESC_OK;
}
