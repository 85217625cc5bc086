// SPDX-License-Identifier: GPL-3.0-or-later
// Read-only walkers of the document: cleaned text, JSON.
#pragma once

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "doc/doc.h"

// What the JSON says of where a document came from and who made it.
typedef struct esc_render_about {
    const char *name;   // of the source file, without folders
    const char *sha256; // of its bytes
    uint64_t bytes;
    const char *type;   // "pdf", "tiff", …, "text"
    const char *engine; // "tesseract 5.3.0, spa"; NULL where there was no OCR
    const char *models; // models of the correction and their digests
    const char *glossary_sha256;
} esc_render_about;

// Cleaned text: one line per printed line, in the same number and order as the raw lines (a dropped line is
// left empty), form feed between pages. Lines end as they came, in a line feed where they came from an image.
// Without edits the text of an older OCR is given back byte for byte (but for a form feed at its very end).
// Below a page that could not be read, or not as a whole, its notice stands.
void esc_render_text(const esc_doc *doc, esc_buf *out);

// What stands for a page that could not be read: a sentence in the language of esc_i18n_init, between
// brackets that tell it from a document's text; nothing for any other page.
void esc_render_notice(const esc_doc *doc, uint32_t page, esc_buf *out);

// The document as JSON, schema "escribano.document/1" (docs/schema/escribano.document-1.json), UTF-8,
// indented by one blank, a line feed at its end; given to sink piece by piece. The sentences in it are in the
// language of esc_i18n_init.
int esc_render_json(const esc_doc *doc, const esc_render_about *about, esc_sink *sink, void *sink_to,
                    esc_err *err);
// Only /fields and /evidence, or only /edits, of the same: schemas "escribano.fields/1" and
// "escribano.edits/1".
int esc_render_fields(const esc_doc *doc, esc_buf *out, esc_err *err);
int esc_render_edits(const esc_doc *doc, esc_buf *out, esc_err *err);
// The fields as a table for people; what is flagged or not sure is marked, with the other readings.
void esc_render_fields_table(const esc_doc *doc, esc_buf *out);

// A CSV that a spreadsheet opens cleanly (RFC 4180, UTF-8 with a byte order mark): the headers in the user's
// language, then a row for each document, whose first cell is name and whose last tells which values are
// flagged, with the other readings. Entries of a list are separated by " | "; no cell is taken for a formula.
void esc_render_csv_header(esc_buf *out);
void esc_render_csv_row(const esc_doc *doc, const char *name, esc_buf *out);

// A sentence that a clerk understands, in the user's language: what was changed, and why it was believed.
void esc_render_why(const esc_doc *doc, const esc_edit *edit, esc_buf *out);
