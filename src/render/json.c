// SPDX-License-Identifier: GPL-3.0-or-later
// The document as JSON, written with Jansson; the schema is docs/schema/escribano.document-1.json. Members
// stand in a fixed order and numbers are rounded to a fixed number of digits, so that the same document gives
// the same bytes.
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "render/fields_tree.h"
#include "render/render.h"

// To 4 digits: more would be noise.
static json_t *rounded(double value) { return json_real(round(value * 1e4) / 1e4); }
static json_t *share(float value) { return value < 0 ? json_null() : rounded(value); }

static json_t *text(const esc_doc *doc, esc_span span) {
    return json_stringn(esc_doc_text(doc, span), span.len);
}

static json_t *text_or_null(const char *value) { return value && *value ? json_string(value) : json_null(); }

static json_t *box_json(esc_box box) {
    return box.w ? json_pack("[i,i,i,i]", box.x, box.y, box.w, box.h) : json_null();
}

static json_t *source_json(const esc_doc *doc, const esc_render_about *about) {
    // A name need not be UTF-8 on Linux; JSON has to be.
    ESC_AUTOBUF name = {0};
    esc_utf8_clean(about->name, strlen(about->name), &name);
    return json_pack("{s:s, s:s, s:I, s:s, s:i}", "name", esc_buf_text(&name), "sha256", about->sha256,
                     "bytes", (json_int_t)about->bytes, "type", about->type, "pages", (int)doc->pages_count);
}

static json_t *made_by_json(const esc_render_about *about) {
    return json_pack("{s:s, s:s, s:o, s:o, s:o}", "program", "escribano", "version", ESC_VERSION, "engine",
                     text_or_null(about->engine), "models", text_or_null(about->models), "glossary_sha256",
                     text_or_null(about->glossary_sha256));
}

static json_t *quality_json(const esc_doc *doc) {
    double confidence = 0, known = 0, words = 0, confident = 0, judged = 0, wrong = 0, rated = 0;
    int failed = 0, incomplete = 0, blank = 0;
    for (uint32_t i = 0; i < doc->pages_count; i++) {
        const esc_page *page = &doc->pages[i];
        double n = 0;
        for (uint32_t l = 0; l < page->line_count; l++) n += doc->lines[page->first_line + l].word_count;
        words += n;
        if (page->confidence >= 0) confidence += n * page->confidence, confident += n;
        if (page->known_words >= 0) known += n * page->known_words, judged += n;
        float rate = esc_doc_error_rate(doc, i);
        if (rate >= 0) wrong += n * (double)rate, rated += n;
        failed += page->origin == ESC_PAGE_FAILED;
        incomplete += page->origin != ESC_PAGE_FAILED && page->failed;
        blank += page->origin == ESC_PAGE_BLANK;
    }
    int applied = 0, suggested = 0, flagged = 0;
    for (uint32_t i = 0; i < doc->edits_count; i++) {
        applied += doc->edits[i].status == ESC_EDIT_APPLIED;
        suggested += doc->edits[i].status == ESC_EDIT_SUGGESTED;
    }
    for (uint32_t i = 0; i < doc->fields_count; i++) flagged += doc->fields[i].flagged;
    return json_pack("{s:I, s:o, s:o, s:o, s:i, s:i, s:i, s:i, s:i, s:i}", "words", (json_int_t)words,
                     "confidence", share(confident ? (float)(confidence / confident) : -1), "known_words",
                     share(judged ? (float)(known / judged) : -1), "error_rate",
                     share(rated ? (float)(wrong / rated) : -1), "edits_applied", applied, "edits_suggested",
                     suggested, "fields_flagged", flagged, "pages_failed", failed, "pages_incomplete",
                     incomplete, "pages_blank", blank);
}

static json_t *edit_json(const esc_doc *doc, uint32_t index) {
    const esc_edit *edit = &doc->edits[index];
    const esc_token *token = &doc->tokens[edit->token];
    const esc_line *line = &doc->lines[token->line];
    ESC_AUTOBUF why = {0};
    esc_render_why(doc, edit, &why);
    return json_pack(
        "{s:i, s:i, s:i, s:i, s:o, s:o, s:s, s:s, s:s, s:o, s:{s:o, s:o, s:o, s:o, s:o}, s:s}", //
        "page", (int)line->page + 1, "line", (int)esc_doc_line_in_page(doc, token->line) + 1,   //
        "offset", (int)(token->raw.off - line->raw.off), "length", (int)token->raw.len,         //
        "before", text(doc, edit->before), "after", text(doc, edit->after),                     //
        "class", esc_edit_class_name(edit->class), "by", esc_edit_by_name(edit->by),            //
        "status", esc_edit_status_name(edit->status), "confidence", share(edit->confidence),    //
        "costs", "keep_nats", rounded(edit->cost_keep_nats), "edit_nats", rounded(edit->cost_edit_nats),
        "scan_rate", share(edit->scan_rate), "confusion",
        edit->confusion.len ? text(doc, edit->confusion) : json_null(), "runner_up",
        edit->runner_up.len ? text(doc, edit->runner_up) : json_null(), //
        "why", esc_buf_text(&why));
}

static json_t *line_json(const esc_doc *doc, const esc_line *line, uint32_t index) {
    static const char *const roles[] = {"body", "running", "junk"};
    ESC_AUTOBUF clean = {0};
    esc_doc_clean_line(doc, index, &clean);
    json_t *words = json_array();
    for (uint32_t i = 0; i < line->word_count; i++) {
        const esc_word *word = &doc->words[line->first_word + i];
        if (!word->box.w) continue; // text without an image: the line says all there is
        json_array_append_new(words, json_pack("{s:o, s:o, s:o}", "text", text(doc, word->raw), "box",
                                               box_json(word->box), "confidence", share(word->confidence)));
    }
    return json_pack("{s:o, s:s, s:s, s:o, s:o}", "raw", text(doc, line->raw), "text", esc_buf_text(&clean),
                     "role", roles[line->role], "box", box_json(line->box), "words", words);
}

// What is no text, and where: stamps, signatures, what could not be read.
static json_t *regions_json(const esc_doc *doc, const esc_page *page) {
    json_t *regions = json_array();
    for (uint32_t i = page->first_block; i < page->first_block + page->block_count; i++) {
        const esc_block *block = &doc->blocks[i];
        const char *kind = block->kind == ESC_BLOCK_STAMP       ? "stamp"
                           : block->kind == ESC_BLOCK_SIGNATURE ? "signature"
                           : block->kind == ESC_BLOCK_UNREAD    ? "unread"
                                                                : NULL;
        if (!kind) continue;
        json_array_append_new(regions, json_pack("{s:s, s:o}", "kind", kind, "box", box_json(block->box)));
    }
    return regions;
}

static json_t *page_json(const esc_doc *doc, uint32_t index) {
    const esc_page *page = &doc->pages[index];
    json_t *lines = json_array();
    for (uint32_t i = 0; i < page->line_count; i++)
        json_array_append_new(lines, line_json(doc, &doc->lines[page->first_line + i], page->first_line + i));
    json_t *made =
        json_pack("{s:i, s:s, s:o, s:i, s:i, s:o, s:i, s:o, s:o, s:o, s:o, s:o, s:o}", "number",
                  (int)index + 1, "origin", esc_page_origin_name(page->origin), "failed",
                  page->failed || page->origin == ESC_PAGE_FAILED ? json_string(esc_why_name(page->failed))
                                                                  : json_null(), //
                  "width_px", (int)page->width_px, "height_px", (int)page->height_px, "dpi",
                  page->dpi ? json_integer(page->dpi) : json_null(), "rotation_deg", (int)page->rotation_deg,
                  "skew_deg", rounded(page->skew_deg), "confidence", share(page->confidence), "known_words",
                  share(page->known_words), "error_rate", share(esc_doc_error_rate(doc, index)), "regions",
                  regions_json(doc, page), "lines", lines);
    ESC_AUTOBUF notice = {0};
    esc_render_notice(doc, index, &notice);
    if (notice.len) json_object_set_new(made, "notice", json_string(esc_buf_text(&notice)));
    return made;
}

static json_t *evidence_json(const esc_doc *doc, const esc_field *field) {
    json_t *where = json_null();
    if (field->first_token != ESC_NONE && field->token_count) {
        const esc_token *first = &doc->tokens[field->first_token], *last = first + field->token_count - 1;
        const esc_line *line = &doc->lines[first->line], *last_line = &doc->lines[last->line];
        where = json_pack("{s:i, s:i, s:i, s:i, s:i, s:i, s:o}", "page", (int)line->page + 1, "line",
                          (int)esc_doc_line_in_page(doc, first->line) + 1, "offset",
                          (int)(first->raw.off - line->raw.off), "end_page", (int)last_line->page + 1,
                          "end_line", (int)esc_doc_line_in_page(doc, last->line) + 1, "end_offset",
                          (int)(last->raw.off + last->raw.len - last_line->raw.off), "box",
                          box_json(esc_doc_token_box(doc, field->first_token)));
    }
    return json_pack("{s:o, s:s, s:o, s:b, s:o}", "shown", text(doc, field->shown), "rule",
                     esc_doc_text(doc, field->rule), "confidence", share(field->confidence), "flagged",
                     field->flagged, "where", where);
}

json_t *esc_evidence_tree(const esc_doc *doc) {
    json_t *evidence = json_object();
    for (uint32_t i = 0; i < doc->fields_count; i++) {
        const char *pointer = esc_doc_text(doc, doc->fields[i].pointer);
        json_t *first = json_object_get(evidence, pointer), *this = evidence_json(doc, &doc->fields[i]);
        if (!first) {
            json_object_set_new(evidence, pointer, this);
            continue;
        }
        // A value that contradicts the one believed.
        if (!json_object_get(first, "others")) json_object_set_new(first, "others", json_array());
        if (doc->fields[i].kind != ESC_VALUE_NONE)
            json_object_set_new(this, "value", text(doc, doc->fields[i].value));
        json_array_append_new(json_object_get(first, "others"), this);
    }
    return evidence;
}

int esc_tree_dump(json_t *root, esc_buf *out, esc_err *err) {
    if (!root) return esc_fail(err, ESC_LIBRARY, ESC_WHY_OTHER, "JSON could not be built");
    char *bytes = json_dumps(root, JSON_INDENT(1) | JSON_REAL_PRECISION(9));
    json_decref(root);
    if (!bytes) return esc_fail(err, ESC_LIBRARY, ESC_WHY_OTHER, "JSON could not be written");
    esc_buf_puts(out, bytes);
    esc_buf_putc(out, '\n');
    free(bytes);
    return ESC_OK;
}

// Rendering: what was made and not yet given away.
typedef struct writer {
    const esc_doc *doc;
    esc_buf *out;
    esc_sink *sink; // NULL: all of it stays in out
    void *sink_to;
} writer;

static int flush(writer *w, size_t least, esc_err *err) {
    if (!w->sink || w->out->len < least) return ESC_OK;
    int failed = w->sink(w->sink_to, esc_buf_text(w->out), w->out->len, err);
    esc_buf_truncate(w->out, 0);
    return failed;
}

// Appends an item's tree, two levels deep in the document's. Frees it.
static int put_item(json_t *item, esc_buf *out, esc_err *err) {
    ESC_AUTOBUF own = {0};
    int failed = esc_tree_dump(item, &own, err);
    if (failed) return failed;
    esc_buf_truncate(&own, own.len - 1); // its line end
    for (const char *line = esc_buf_text(&own), *end; line; line = end ? end + 1 : NULL) {
        end = strchr(line, '\n');
        esc_buf_puts(out, "\n  ");
        esc_buf_put(out, line, end ? (size_t)(end - line) : strlen(line));
    }
    return ESC_OK;
}

// Puts an array behind the last member of the document, one item after the other: the tree of all pages of a
// long document would take hundreds of megabytes.
static int put_array(writer *w, const char *name, uint32_t count,
                     json_t *(*item)(const esc_doc *doc, uint32_t index), esc_err *err) {
    enum { PIECE_BYTES = 1 << 16 };
    int failed = ESC_OK;
    esc_buf_truncate(w->out, w->out->len - strlen("\n}\n"));
    esc_buf_printf(w->out, ",\n \"%s\": [", name);
    for (uint32_t i = 0; i < count && !failed; i++) {
        if (i) esc_buf_putc(w->out, ',');
        failed = put_item(item(w->doc, i), w->out, err);
        if (!failed) failed = flush(w, PIECE_BYTES, err);
    }
    esc_buf_puts(w->out, count ? "\n ]\n}\n" : "]\n}\n");
    return failed;
}

int esc_render_json(const esc_doc *doc, const esc_render_about *about, esc_sink *sink, void *sink_to,
                    esc_err *err) {
    ESC_AUTOBUF out = {0};
    writer w = {doc, &out, sink, sink_to};
    int failed = esc_tree_dump(json_pack("{s:s, s:o, s:o, s:o, s:o, s:o}", "schema", "escribano.document/1",
                                         "source", source_json(doc, about), "made_by", made_by_json(about),
                                         "quality", quality_json(doc), "fields", esc_fields_tree(doc),
                                         "evidence", esc_evidence_tree(doc)),
                               &out, err);
    if (!failed) failed = put_array(&w, "edits", doc->edits_count, edit_json, err);
    if (!failed) failed = put_array(&w, "pages", doc->pages_count, page_json, err);
    return failed ? failed : flush(&w, 0, err);
}

int esc_render_fields(const esc_doc *doc, esc_buf *out, esc_err *err) {
    return esc_tree_dump(json_pack("{s:s, s:o, s:o}", "schema", "escribano.fields/1", "fields",
                                   esc_fields_tree(doc), "evidence", esc_evidence_tree(doc)),
                         out, err);
}

int esc_render_edits(const esc_doc *doc, esc_buf *out, esc_err *err) {
    writer w = {.doc = doc, .out = out};
    int failed = esc_tree_dump(json_pack("{s:s}", "schema", "escribano.edits/1"), out, err);
    return failed ? failed : put_array(&w, "edits", doc->edits_count, edit_json, err);
}
