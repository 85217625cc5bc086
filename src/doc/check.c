// SPDX-License-Identifier: GPL-3.0-or-later
// The document's invariants. They are what every stage may rely on, and what a decoded document has to hold
// before anybody looks at it: it may come from a worker that read a hostile image.
#include <string.h>

#include "base/utf8.h"
#include "doc/doc.h"

static int bad(esc_err *err, const char *what, uint32_t index) {
    return esc_fail(err, ESC_FORMAT, ESC_WHY_DAMAGED, "document: %s (number %u)", what, index);
}

static bool span_ok(const esc_doc *doc, esc_span span) {
    return (uint64_t)span.off + span.len <= doc->text.len;
}

static bool within(esc_span inner, esc_span outer) {
    return inner.off >= outer.off && (uint64_t)inner.off + inner.len <= (uint64_t)outer.off + outer.len;
}

// first…first+count lies in [0, total), and begins where the one before it ended.
static bool range_ok(uint32_t first, uint32_t count, uint32_t expected, uint32_t total) {
    return first == expected && (uint64_t)first + count <= total;
}

static bool share_ok(float value, bool may_be_unknown) { // false for NaN
    return (value >= 0 && value <= 1) || (may_be_unknown && value < 0);
}

static bool box_ok(const esc_page *page, esc_box box) {
    if (box.x < 0 || box.y < 0 || box.w < 0 || box.h < 0) return false;
    if (!page->width_px) return !box.x && !box.y && !box.w && !box.h;
    return (int64_t)box.x + box.w <= page->width_px && (int64_t)box.y + box.h <= page->height_px;
}

static bool text_ok(const esc_doc *doc, esc_span span) {
    return span_ok(doc, span) && esc_utf8_valid(esc_doc_text(doc, span), span.len);
}

static bool blank(const esc_doc *doc, uint32_t from, uint32_t to) {
    for (const char *p = doc->text.bytes + from, *end = doc->text.bytes + to; p < end;)
        if (!esc_utf8_is_space(esc_utf8_next(&p, end))) return false;
    return true;
}

static int check_pages(const esc_doc *doc, esc_err *err) {
    uint32_t blocks = 0, lines = 0;
    for (uint32_t i = 0; i < doc->pages_count; i++) {
        const esc_page *page = &doc->pages[i];
        if (!range_ok(page->first_block, page->block_count, blocks, doc->blocks_count))
            return bad(err, "page's blocks", i);
        if (!range_ok(page->first_line, page->line_count, lines, doc->lines_count))
            return bad(err, "page's lines", i);
        blocks += page->block_count;
        lines += page->line_count;
        if (page->width_px < 0 || page->height_px < 0 || page->dpi < 0) return bad(err, "page's size", i);
        if (page->rotation_deg % 90 || page->rotation_deg < 0 || page->rotation_deg > 270)
            return bad(err, "page's turn", i);
        if (!(page->skew_deg >= -90 && page->skew_deg <= 90)) return bad(err, "page's skew", i);
        if (!share_ok(page->confidence, true) || !share_ok(page->known_words, true))
            return bad(err, "page's confidence", i);
        if (!(page->seconds >= 0)) return bad(err, "page's seconds", i);
        if (page->origin > ESC_PAGE_FAILED || page->failed >= ESC_WHY_COUNT)
            return bad(err, "page's origin", i);
    }
    if (blocks != doc->blocks_count || lines != doc->lines_count)
        return bad(err, "lines outside every page", lines);
    for (uint32_t i = 0; i < doc->blocks_count; i++) {
        const esc_block *block = &doc->blocks[i];
        if (block->page >= doc->pages_count || block->kind > ESC_BLOCK_UNREAD) return bad(err, "block", i);
        const esc_page *page = &doc->pages[block->page];
        if (i < page->first_block || i - page->first_block >= page->block_count)
            return bad(err, "block's page", i);
        if ((uint64_t)block->first_line + block->line_count > doc->lines_count)
            return bad(err, "block's lines", i);
        if (!box_ok(page, block->box)) return bad(err, "block's box", i);
    }
    return ESC_OK;
}

static int check_lines(const esc_doc *doc, esc_err *err) {
    uint32_t words = 0, tokens = 0, alts = 0;
    for (uint32_t i = 0; i < doc->lines_count; i++) {
        const esc_line *line = &doc->lines[i];
        if (line->page >= doc->pages_count) return bad(err, "line's page", i);
        const esc_page *page = &doc->pages[line->page];
        if (i < page->first_line || i - page->first_line >= page->line_count)
            return bad(err, "line's page", i);
        if (line->block != ESC_NONE && line->block >= doc->blocks_count) return bad(err, "line's block", i);
        if (!text_ok(doc, line->raw)) return bad(err, "line's text", i);
        if (line->role > ESC_LINE_JUNK || line->end > ESC_END_NONE) return bad(err, "line's role", i);
        if (!box_ok(page, line->box)) return bad(err, "line's box", i);
        if (!range_ok(line->first_word, line->word_count, words, doc->words_count))
            return bad(err, "line's words", i);
        uint32_t at = line->raw.off;
        for (; words < line->first_word + line->word_count; words++) {
            const esc_word *word = &doc->words[words];
            if (word->line != i || !word->raw.len || word->raw.off < at || !within(word->raw, line->raw))
                return bad(err, "word's place", words);
            if (!text_ok(doc, word->raw) || !box_ok(page, word->box) || !share_ok(word->confidence, true))
                return bad(err, "word", words);
            if (!range_ok(word->first_alt, word->alt_count, alts, doc->alts_count))
                return bad(err, "word's readings", words);
            alts += word->alt_count;
            at = word->raw.off + word->raw.len;
        }
        if (!line->token_count) continue;
        if (!range_ok(line->first_token, line->token_count, tokens, doc->tokens_count))
            return bad(err, "line's tokens", i);
        at = line->raw.off;
        for (; tokens < line->first_token + line->token_count; tokens++) {
            const esc_token *token = &doc->tokens[tokens];
            if (token->line != i || !token->raw.len || token->raw.off < at || !within(token->raw, line->raw))
                return bad(err, "token's place", tokens);
            if (!blank(doc, at, token->raw.off)) return bad(err, "text between tokens", tokens);
            at = token->raw.off + token->raw.len;
        }
        if (!blank(doc, at, line->raw.off + line->raw.len)) return bad(err, "text after the last token", i);
    }
    if (words != doc->words_count) return bad(err, "words outside every line", words);
    if (tokens != doc->tokens_count) return bad(err, "tokens outside every line", tokens);
    if (alts != doc->alts_count) return bad(err, "readings outside every word", alts);
    for (uint32_t i = 0; i < doc->alts_count; i++) {
        const esc_alt *alt = &doc->alts[i];
        if (alt->word >= doc->words_count || (uint32_t)alt->at + alt->len > doc->words[alt->word].raw.len ||
            !text_ok(doc, alt->text) || !share_ok(alt->confidence, false))
            return bad(err, "other reading", i);
    }
    return ESC_OK;
}

static int check_edits(const esc_doc *doc, esc_err *err) {
    for (uint32_t i = 0; i < doc->edits_count; i++) {
        const esc_edit *edit = &doc->edits[i];
        if (edit->token >= doc->tokens_count) return bad(err, "edit's token", i);
        if (edit->prev != ESC_NONE && (edit->prev >= i || doc->edits[edit->prev].token != edit->token))
            return bad(err, "edit's predecessor", i);
        if (!text_ok(doc, edit->before) || !text_ok(doc, edit->after) || !text_ok(doc, edit->confusion) ||
            !text_ok(doc, edit->runner_up))
            return bad(err, "edit's text", i);
        if (edit->class >= ESC_EDIT_CLASS_COUNT || edit->by > ESC_BY_PERSON ||
            edit->status > ESC_EDIT_UNDONE || !share_ok(edit->confidence, false) ||
            !share_ok(edit->scan_rate, true))
            return bad(err, "edit", i);
        esc_span was = edit->prev == ESC_NONE ? doc->tokens[edit->token].raw : doc->edits[edit->prev].after;
        if (was.len != edit->before.len ||
            memcmp(esc_doc_text(doc, was), esc_doc_text(doc, edit->before), was.len))
            return bad(err, "chain of edits", i);
    }
    for (uint32_t i = 0; i < doc->tokens_count; i++) {
        const esc_token *token = &doc->tokens[i];
        if (token->kind > ESC_TOKEN_JUNK || token->known > 1 || !text_ok(doc, token->text))
            return bad(err, "token", i);
        esc_span head = token->raw;
        if (token->last_edit != ESC_NONE) {
            if (token->last_edit >= doc->edits_count || doc->edits[token->last_edit].token != i)
                return bad(err, "token's edit", i);
            head = doc->edits[token->last_edit].after;
        }
        if (head.len != token->text.len ||
            memcmp(esc_doc_text(doc, head), esc_doc_text(doc, token->text), head.len))
            return bad(err, "token's text", i);
    }
    return ESC_OK;
}

static int check_fields(const esc_doc *doc, esc_err *err) {
    for (uint32_t i = 0; i < doc->fields_count; i++) {
        const esc_field *field = &doc->fields[i];
        if (!text_ok(doc, field->pointer) || !text_ok(doc, field->value) || !text_ok(doc, field->shown) ||
            !text_ok(doc, field->rule) || !share_ok(field->confidence, false) ||
            field->kind > ESC_VALUE_NONE || field->flagged > 1)
            return bad(err, "field", i);
        if (!field->pointer.len || *esc_doc_text(doc, field->pointer) != '/')
            return bad(err, "field's pointer", i);
        if (field->first_token != ESC_NONE &&
            (uint64_t)field->first_token + field->token_count > doc->tokens_count)
            return bad(err, "field's evidence", i);
    }
    return ESC_OK;
}

int esc_doc_check(const esc_doc *doc, esc_err *err) {
    int failed = check_pages(doc, err);
    if (!failed) failed = check_lines(doc, err);
    if (!failed) failed = check_edits(doc, err);
    if (!failed) failed = check_fields(doc, err);
    return failed;
}
