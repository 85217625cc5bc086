// SPDX-License-Identifier: GPL-3.0-or-later
// ALTO and hOCR: what an earlier campaign's OCR left, words with boxes and confidences in XML or HTML. Read
// into the document, and written out again with the corrected words in their place: everything else stays as
// it was. The only place that knows libxml2. Nothing is fetched, no entity is declared or expanded.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "doc/doc.h"

typedef enum esc_markup_format {
    ESC_MARKUP_NONE, // not one of these
    ESC_MARKUP_ALTO,
    ESC_MARKUP_HOCR,
} esc_markup_format;

typedef struct esc_markup esc_markup;

// What the bytes are, whatever the name says.
esc_markup_format esc_markup_sniff(const void *bytes, size_t len);
// "alto", "hocr"; "none".
const char *esc_markup_format_name(esc_markup_format format);

// Parses the whole file. Errors: FORMAT (truncated, damaged, entities, no pages), LIMIT (bytes, pages,
// depth).
int esc_markup_open(const void *bytes, size_t len, esc_markup **ret, esc_err *err);
void esc_markup_close(esc_markup *markup); // NULL is fine
esc_markup_format esc_markup_kind(const esc_markup *markup);
int32_t esc_markup_page_count(const esc_markup *markup);

// Appends page index (from 0) to doc, of origin OLD_OCR: blocks, lines, and words with their boxes, in the
// file's order and unit. Errors: LIMIT.
int esc_markup_page(const esc_markup *markup, int32_t index, esc_doc *doc, esc_err *err);

// Appends the file, with the words as doc believes them, to out: doc holds every page as esc_markup_page gave
// it, corrected. A word keeps its box; one that was joined from several gets the box around them. Works once
// on a markup, whose tree it changes. Errors: ARGUMENT where doc is not of this file, LIBRARY.
int esc_markup_write(esc_markup *markup, const esc_doc *doc, esc_buf *out, esc_err *err);
