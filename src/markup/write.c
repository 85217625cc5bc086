// SPDX-License-Identifier: GPL-3.0-or-later
// From the document back to the tree: words get the text that we believe, in the place that they have.
#include <stdlib.h>
#include <string.h>

#include <libxml/HTMLtree.h>

#include "base/mem.h"
#include "markup/inside.h"

// What became of a word.
typedef struct fate {
    esc_buf text;
    uint32_t joined_to; // the word that took it in; ESC_NONE: it stands for itself
} fate;

typedef struct writing {
    esc_markup *markup;
    const esc_doc *doc;
    fate *fates; // of the line's words
    uint32_t fates_count, fates_cap;
} writing;

// The word of the line that holds the byte at off of the pool.
static uint32_t word_at(const esc_doc *doc, const esc_line *line, uint32_t off) {
    uint32_t found = 0;
    for (uint32_t i = 0; i < line->word_count; i++)
        if (doc->words[line->first_word + i].raw.off <= off) found = i;
    return found;
}

// Shares the line's tokens out to its words. A token that covers several goes to the first.
static void find_fates(writing *w, const esc_line *line) {
    for (uint32_t i = 0; i < w->fates_count; i++) esc_buf_free(&w->fates[i].text);
    w->fates_count = 0;
    fate *fates = ESC_GROW(w, fates, line->word_count);
    for (uint32_t i = 0; i < line->word_count; i++) fates[i] = (fate){.joined_to = ESC_NONE};
    for (uint32_t t = line->first_token; t < line->first_token + line->token_count; t++) {
        const esc_token *token = &w->doc->tokens[t];
        uint32_t first = word_at(w->doc, line, token->raw.off);
        uint32_t last = word_at(w->doc, line, token->raw.off + token->raw.len - 1);
        esc_buf_put(&fates[first].text, esc_doc_text(w->doc, token->text), token->text.len);
        for (uint32_t i = first + 1; i <= last; i++) fates[i].joined_to = first;
    }
    // One that begins in the middle of what another one ends in.
    for (uint32_t i = 0; i < line->word_count; i++)
        if (fates[i].text.len) fates[i].joined_to = ESC_NONE;
}

static esc_box around(esc_box a, esc_box b) {
    if (!a.w || !b.w) return a.w ? a : b;
    int32_t x = a.x < b.x ? a.x : b.x, y = a.y < b.y ? a.y : b.y;
    int32_t right = a.x + a.w > b.x + b.w ? a.x + a.w : b.x + b.w;
    int32_t bottom = a.y + a.h > b.y + b.h ? a.y + a.h : b.y + b.h;
    return (esc_box){x, y, right - x, bottom - y};
}

static uint32_t words_in(const esc_buf *text) {
    uint32_t count = text->len > 0;
    for (size_t i = 0; i < text->len; i++) count += text->bytes[i] == ' ';
    return count;
}

// Writes one word element, whose words are first…first+count of the line. *owner: the element that a joined
// one goes to.
static void write_word(writing *w, xmlNode *node, const esc_buf *was, uint32_t first, uint32_t count,
                       xmlNode **owner) {
    const esc_dialect *as = w->markup->as;
    ESC_AUTOBUF text = {0};
    bool joined = true;
    for (uint32_t i = first; i < first + count; i++) {
        const fate *this = &w->fates[i];
        joined &= this->joined_to != ESC_NONE && this->joined_to < first;
        if (!this->text.len) continue;
        if (text.len) esc_buf_putc(&text, ' ');
        esc_buf_put(&text, this->text.bytes, this->text.len);
    }
    if (!text.len) {
        if (joined && *owner) as->set_box(*owner, around(as->box(*owner), as->box(node)));
        as->remove(node);
        return;
    }
    *owner = node;
    if (text.len != was->len || memcmp(text.bytes, was->bytes, was->len))
        as->set_text(node, esc_buf_text(&text));
}

// Writes a line element; *line is the number of the document's line that comes next.
static int write_line(writing *w, xmlNode *node, uint32_t end, uint32_t *line, esc_err *err) {
    ESC_AUTONODES words = {0};
    esc_markup_words(w->markup, node, &words);
    const esc_line *of = *line < end ? &w->doc->lines[*line] : NULL;
    bool known = of && of->role == ESC_LINE_BODY && of->token_count;
    if (known) find_fates(w, of);
    uint32_t at = 0;
    xmlNode *owner = NULL;
    for (uint32_t i = 0; i < words.node_count; i++) {
        ESC_AUTOBUF was = {0};
        esc_markup_text(w->markup, words.node[i], &was);
        uint32_t count = words_in(&was);
        if (!count) continue;
        if (!of || at + count > of->word_count ||
            memcmp(esc_doc_text(w->doc, w->doc->words[of->first_word + at].raw), was.bytes,
                   w->doc->words[of->first_word + at].raw.len))
            return esc_fail(err, ESC_ARGUMENT, ESC_WHY_OTHER,
                            "the document was not read from this file (line %u)", *line);
        if (known) write_word(w, words.node[i], &was, at, count, &owner);
        at += count;
    }
    *line += at > 0;
    return ESC_OK;
}

static int write_pages(writing *w, esc_err *err) {
    for (uint32_t p = 0; p < w->markup->pages.node_count; p++) {
        const esc_page *page = &w->doc->pages[p];
        if (page->origin == ESC_PAGE_FAILED) continue;
        ESC_AUTONODES lines = {0};
        esc_markup_lines(w->markup, w->markup->pages.node[p], &lines);
        uint32_t line = page->first_line;
        for (uint32_t i = 0; i < lines.node_count; i++) {
            int failed = write_line(w, lines.node[i], page->first_line + page->line_count, &line, err);
            if (failed) return failed;
        }
    }
    return ESC_OK;
}

// HTML in the encoding that it declares; in UTF-8 where it declares none.
static void dump_html(xmlDoc *tree, xmlChar **ret, int *ret_len) {
    if (htmlGetMetaEncoding(tree)) {
        htmlDocDumpMemoryFormat(tree, ret, ret_len, 0);
        return;
    }
    xmlBuffer *buffer = xmlBufferCreate();
    xmlOutputBuffer *output = buffer ? xmlOutputBufferCreateBuffer(buffer, NULL) : NULL;
    if (output) {
        htmlDocContentDumpFormatOutput(output, tree, NULL, 0);
        xmlOutputBufferClose(output);
        *ret_len = xmlBufferLength(buffer);
        *ret = xmlBufferDetach(buffer);
    }
    xmlBufferFree(buffer);
}

static int serialize(const esc_markup *markup, esc_buf *out, esc_err *err) {
    xmlChar *bytes = NULL;
    int len = 0;
    const char *encoding = (const char *)markup->tree->encoding;
    if (markup->html)
        dump_html(markup->tree, &bytes, &len);
    else
        xmlDocDumpMemoryEnc(markup->tree, &bytes, &len, encoding ? encoding : "UTF-8");
    if (bytes) esc_buf_put(out, bytes, (size_t)len);
    xmlFree(bytes);
    return bytes ? ESC_OK : esc_fail(err, ESC_LIBRARY, ESC_WHY_MEMORY, "libxml2 could not write the file");
}

int esc_markup_write(esc_markup *markup, const esc_doc *doc, esc_buf *out, esc_err *err) {
    if (doc->pages_count != markup->pages.node_count)
        return esc_fail(err, ESC_ARGUMENT, ESC_WHY_OTHER, "%u pages for a file of %u", doc->pages_count,
                        markup->pages.node_count);
    writing w = {.markup = markup, .doc = doc};
    int failed = write_pages(&w, err);
    for (uint32_t i = 0; i < w.fates_count; i++) esc_buf_free(&w.fates[i].text);
    free(w.fates);
    return failed ? failed : serialize(markup, out, err);
}
