// SPDX-License-Identifier: GPL-3.0-or-later
#include "doc/doc.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"

esc_doc *esc_doc_new(void) {
    esc_doc *doc = esc_alloc_zero(1, sizeof *doc);
    esc_buf_putc(&doc->text, 0); // offset 0 is the empty text
    return doc;
}

void esc_doc_free(esc_doc *doc) {
    if (!doc) return;
    esc_buf_free(&doc->text);
    free(doc->pages);
    free(doc->blocks);
    free(doc->lines);
    free(doc->words);
    free(doc->alts);
    free(doc->tokens);
    free(doc->edits);
    free(doc->fields);
    free(doc);
}

void esc_doc_free_cleanup(esc_doc **doc) { esc_doc_free(*doc); }

// ---- building ----

esc_span esc_doc_put(esc_doc *doc, const char *text, size_t len) {
    if (!len) return (esc_span){0, 0};
    assert(doc->text.len + len + 1 < UINT32_MAX);
    esc_span span = {(uint32_t)doc->text.len, (uint32_t)len};
    esc_buf_put(&doc->text, text, len);
    esc_buf_putc(&doc->text, 0);
    return span;
}

esc_span esc_doc_puts(esc_doc *doc, const char *text) { return esc_doc_put(doc, text, strlen(text)); }

uint32_t esc_doc_add_page(esc_doc *doc, esc_page_origin origin) {
    esc_page *page = ESC_GROW(doc, pages, 1);
    page->first_block = doc->blocks_count;
    page->first_line = doc->lines_count;
    page->origin = (uint8_t)origin;
    page->confidence = page->known_words = -1;
    return doc->pages_count - 1;
}

uint32_t esc_doc_add_block(esc_doc *doc, esc_block_kind kind, esc_box box) {
    assert(doc->pages_count);
    esc_block *block = ESC_GROW(doc, blocks, 1);
    block->page = doc->pages_count - 1;
    block->first_line = doc->lines_count;
    block->box = box;
    block->kind = (uint8_t)kind;
    doc->pages[block->page].block_count++;
    return doc->blocks_count - 1;
}

uint32_t esc_doc_add_line(esc_doc *doc, uint32_t block, const char *raw, size_t len, esc_box box) {
    assert(doc->pages_count && !doc->tokens_count);
    assert(block == ESC_NONE || block == doc->blocks_count - 1);
    esc_span span = esc_doc_put(doc, raw, len);
    esc_line *line = ESC_GROW(doc, lines, 1);
    line->page = doc->pages_count - 1;
    line->block = block;
    line->raw = span;
    line->first_word = doc->words_count;
    line->box = box;
    doc->pages[line->page].line_count++;
    if (block != ESC_NONE) doc->blocks[block].line_count++;
    return doc->lines_count - 1;
}

uint32_t esc_doc_add_word(esc_doc *doc, uint32_t at, uint32_t len, esc_box box, float confidence) {
    assert(doc->lines_count);
    esc_line *line = &doc->lines[doc->lines_count - 1];
    assert(len && at + len <= line->raw.len);
    esc_word *word = ESC_GROW(doc, words, 1);
    word->line = doc->lines_count - 1;
    word->raw = (esc_span){line->raw.off + at, len};
    word->first_alt = doc->alts_count;
    word->box = box;
    word->confidence = confidence;
    line->word_count++;
    return doc->words_count - 1;
}

void esc_doc_add_alt(esc_doc *doc, uint32_t at, uint32_t len, const char *text, float confidence) {
    assert(doc->words_count);
    esc_word *word = &doc->words[doc->words_count - 1];
    assert(at + len <= word->raw.len && at + len <= UINT16_MAX);
    esc_span span = esc_doc_puts(doc, text);
    esc_alt *alt = ESC_GROW(doc, alts, 1);
    alt->word = doc->words_count - 1;
    alt->at = (uint16_t)at;
    alt->len = (uint16_t)len;
    alt->text = span;
    alt->confidence = confidence;
    word->alt_count++;
}

void esc_doc_append(esc_doc *doc, const esc_doc *other) {
    assert(!doc->tokens_count);
    uint32_t pages = doc->pages_count, blocks = doc->blocks_count, lines = doc->lines_count;
    uint32_t words = doc->words_count, alts = doc->alts_count, text = (uint32_t)doc->text.len;
    assert((uint64_t)text + other->text.len < UINT32_MAX);
    esc_buf_put(&doc->text, esc_buf_text(&other->text), other->text.len);

#define COPY(name)                                                                                           \
    __typeof__(other->name) name##_new = ESC_GROW(doc, name, other->name##_count);                           \
    if (other->name##_count) memcpy(name##_new, other->name, other->name##_count * sizeof *other->name);     \
    for (uint32_t i = 0; i < other->name##_count; i++)

    COPY(pages) {
        pages_new[i].first_block += blocks;
        pages_new[i].first_line += lines;
    }
    COPY(blocks) {
        blocks_new[i].page += pages;
        blocks_new[i].first_line += lines;
    }
    COPY(lines) {
        esc_line *line = &lines_new[i];
        line->page += pages;
        if (line->block != ESC_NONE) line->block += blocks;
        line->raw.off += line->raw.len ? text : 0;
        line->first_word += words;
        line->first_token = line->token_count = 0;
    }
    COPY(words) {
        words_new[i].line += lines;
        words_new[i].raw.off += text;
        words_new[i].first_alt += alts;
    }
    COPY(alts) {
        alts_new[i].word += words;
        alts_new[i].text.off += alts_new[i].text.len ? text : 0;
    }
#undef COPY
}

// One printed line, cut where it is longer than a line may be.
static int add_text_line(esc_doc *doc, const char *text, size_t len, esc_line_end line_end, esc_err *err) {
    const esc_box nowhere = {0};
    do {
        size_t part = len;
        if (part > ESC_MAX_LINE_BYTES) {
            const char *cut = text + ESC_MAX_LINE_BYTES;
            while (((unsigned char)*cut & 0xC0) == 0x80) cut--;
            part = (size_t)(cut - text);
        }
        if (doc->lines_count >= ESC_MAX_DOC_LINES || doc->words_count >= ESC_MAX_DOC_WORDS)
            return esc_fail(err, ESC_LIMIT, ESC_WHY_TOO_MANY_BYTES, "more than %u lines", ESC_MAX_DOC_LINES);
        esc_doc_add_line(doc, ESC_NONE, text, part, nowhere);
        for (const char *p = text, *end = text + part, *start = NULL; p <= end;) {
            const char *before = p;
            bool blank = p == end || esc_utf8_is_space(esc_utf8_next(&p, end));
            if (!blank && start && p - start > ESC_MAX_WORD_BYTES) { // a run that long is no word
                esc_doc_add_word(doc, (uint32_t)(start - text), (uint32_t)(before - start), nowhere, -1);
                start = before;
            }
            if (!blank && !start) start = before;
            if (blank && start) {
                esc_doc_add_word(doc, (uint32_t)(start - text), (uint32_t)(before - start), nowhere, -1);
                start = NULL;
            }
            if (before == end) break;
        }
        text += part;
        len -= part;
        doc->lines[doc->lines_count - 1].end = (uint8_t)(len ? ESC_END_NONE : line_end);
    } while (len);
    return ESC_OK;
}

int esc_doc_add_text(esc_doc *doc, const char *bytes, size_t len, esc_err *err) {
    if (len > ESC_MAX_TEXT_BYTES)
        return esc_fail(err, ESC_LIMIT, ESC_WHY_TOO_MANY_BYTES, "%zu bytes of text, more than %llu", len,
                        ESC_MAX_TEXT_BYTES);
    const char *end = bytes + len;
    esc_doc_add_page(doc, ESC_PAGE_OLD_OCR);
    for (const char *p = bytes; p < end;) {
        const char *stop = p;
        while (stop < end && *stop != '\n' && *stop != '\f') stop++;
        size_t size = (size_t)(stop - p);
        esc_line_end line_end = stop < end && *stop == '\n' ? ESC_END_LF : ESC_END_NONE;
        if (line_end == ESC_END_LF && size && p[size - 1] == '\r') size--, line_end = ESC_END_CRLF;
        // A form feed that stands right behind a line end leaves no empty line between the pages.
        if (size || stop == end || *stop == '\n') {
            int failed = add_text_line(doc, p, size, line_end, err);
            if (failed) return failed;
        }
        if (stop < end && *stop == '\f') {
            if (doc->pages_count >= ESC_MAX_PAGES)
                return esc_fail(err, ESC_LIMIT, ESC_WHY_TOO_MANY_PAGES, "more than %d pages", ESC_MAX_PAGES);
            if (stop + 1 < end) esc_doc_add_page(doc, ESC_PAGE_OLD_OCR);
        }
        p = stop + 1;
    }
    return ESC_OK;
}

uint32_t esc_doc_add_token(esc_doc *doc, uint32_t line_index, uint32_t off, uint32_t len,
                           esc_token_kind kind) {
    esc_line *line = &doc->lines[line_index];
    assert(len && off + len <= line->raw.len);
    if (!line->token_count) line->first_token = doc->tokens_count;
    assert(line->first_token + line->token_count == doc->tokens_count);
    line->token_count++;
    esc_token *token = ESC_GROW(doc, tokens, 1);
    token->line = line_index;
    token->raw = token->text = (esc_span){line->raw.off + off, len};
    token->last_edit = ESC_NONE;
    token->kind = (uint8_t)kind;
    return doc->tokens_count - 1;
}

uint32_t esc_doc_add_edit(esc_doc *doc, uint32_t token_index, esc_edit_class class, esc_edit_by by,
                          esc_edit_status status, const char *after, size_t len, float confidence) {
    esc_span span = esc_doc_put(doc, after, len);
    esc_edit *edit = ESC_GROW(doc, edits, 1);
    esc_token *token = &doc->tokens[token_index];
    *edit = (esc_edit){.token = token_index,
                       .prev = token->last_edit,
                       .before = token->text,
                       .after = span,
                       .confidence = confidence,
                       .scan_rate = -1,
                       .class = (uint8_t) class,
                       .by = (uint8_t)by,
                       .status = (uint8_t)status};
    if (status == ESC_EDIT_APPLIED) {
        token->text = span;
        token->last_edit = doc->edits_count - 1;
    }
    return doc->edits_count - 1;
}

esc_field *esc_doc_add_field(esc_doc *doc, esc_value_kind kind, const char *value, const char *rule,
                             float confidence, const char *pointer, ...) {
    va_list args;
    va_start(args, pointer);
    ESC_AUTOFREE char *path = esc_vasprintf(pointer, args);
    va_end(args);
    esc_span where = esc_doc_puts(doc, path), what = esc_doc_puts(doc, value), by = esc_doc_puts(doc, rule);
    esc_field *field = ESC_GROW(doc, fields, 1);
    *field = (esc_field){.pointer = where,
                         .value = what,
                         .rule = by,
                         .first_token = ESC_NONE,
                         .confidence = confidence,
                         .kind = (uint8_t)kind};
    return field;
}

// ---- reading ----

bool esc_doc_same(const esc_doc *doc, esc_span a, const char *text) {
    return strlen(text) == a.len && !memcmp(esc_doc_text(doc, a), text, a.len);
}

void esc_doc_clean_line(const esc_doc *doc, uint32_t line_index, esc_buf *out) {
    const esc_line *line = &doc->lines[line_index];
    if (line->role != ESC_LINE_BODY) return;
    uint32_t at = line->raw.off, end = line->raw.off + line->raw.len;
    for (uint32_t i = 0; i < line->token_count; i++) {
        const esc_token *token = &doc->tokens[line->first_token + i];
        if (token->text.len) {
            esc_buf_put(out, doc->text.bytes + at, token->raw.off - at);
            esc_buf_put(out, esc_doc_text(doc, token->text), token->text.len);
        }
        at = token->raw.off + token->raw.len;
    }
    esc_buf_put(out, doc->text.bytes + at, end - at);
}

uint32_t esc_doc_line_in_page(const esc_doc *doc, uint32_t line) {
    return line - doc->pages[doc->lines[line].page].first_line;
}

esc_box esc_doc_token_box(const esc_doc *doc, uint32_t token_index) {
    const esc_token *token = &doc->tokens[token_index];
    const esc_line *line = &doc->lines[token->line];
    int32_t left = INT32_MAX, top = INT32_MAX, right = 0, bottom = 0;
    for (uint32_t i = 0; i < line->word_count; i++) {
        const esc_word *word = &doc->words[line->first_word + i];
        bool apart = word->raw.off >= token->raw.off + token->raw.len ||
                     token->raw.off >= word->raw.off + word->raw.len;
        if (apart || !word->box.w) continue;
        if (word->box.x < left) left = word->box.x;
        if (word->box.y < top) top = word->box.y;
        if (word->box.x + word->box.w > right) right = word->box.x + word->box.w;
        if (word->box.y + word->box.h > bottom) bottom = word->box.y + word->box.h;
    }
    return right ? (esc_box){left, top, right - left, bottom - top} : (esc_box){0};
}

uint32_t *esc_doc_edits_in_order(const esc_doc *doc) {
    uint32_t *order = esc_alloc((doc->edits_count + 1) * sizeof *order);
    uint32_t *start =
        esc_alloc_zero(doc->tokens_count + 1, sizeof *start); // of each token's edits in `order`
    for (uint32_t i = 0; i < doc->edits_count; i++) start[doc->edits[i].token + 1]++;
    for (uint32_t i = 0; i < doc->tokens_count; i++) start[i + 1] += start[i];
    for (uint32_t i = 0; i < doc->edits_count; i++) order[start[doc->edits[i].token]++] = i;
    free(start);
    return order;
}

bool esc_doc_used_ocr(const esc_doc *doc) {
    for (uint32_t i = 0; i < doc->pages_count; i++)
        if (doc->pages[i].origin == ESC_PAGE_OCR || doc->pages[i].origin == ESC_PAGE_BLANK) return true;
    return false;
}

const char *esc_edit_class_name(esc_edit_class class) {
    static const char *const names[ESC_EDIT_CLASS_COUNT] = {
        [ESC_EDIT_NONWORD] = "nonword",     [ESC_EDIT_REALWORD] = "realword",
        [ESC_EDIT_MERGE] = "merge",         [ESC_EDIT_SPLIT] = "split",
        [ESC_EDIT_CASE] = "case",           [ESC_EDIT_ACCENT] = "accent",
        [ESC_EDIT_DIGIT] = "digit",         [ESC_EDIT_ENDING] = "ending",
        [ESC_EDIT_CODE] = "code",           [ESC_EDIT_ACRONYM] = "acronym",
        [ESC_EDIT_NAME] = "name",           [ESC_EDIT_PUNCTUATION] = "punctuation",
        [ESC_EDIT_JUNK] = "junk",           [ESC_EDIT_PERSON] = "person",
        [ESC_EDIT_NUMBERING] = "numbering",
    };
    return names[class];
}

const char *esc_edit_by_name(esc_edit_by by) {
    static const char *const names[] = {"rule", "glossary", "lexicon", "model", "person"};
    return names[by];
}

const char *esc_edit_status_name(esc_edit_status status) {
    static const char *const names[] = {"applied", "suggested", "undone"};
    return names[status];
}

const char *esc_page_origin_name(esc_page_origin origin) {
    static const char *const names[] = {"ocr", "text_layer", "old_ocr", "blank", "failed"};
    return names[origin];
}

const char *esc_token_kind_name(esc_token_kind kind) {
    static const char *const names[] = {"word",    "capital",     "upper", "mixed", "number",
                                        "date",    "time",        "code",  "roman", "initial",
                                        "address", "punctuation", "junk"};
    return names[kind];
}
