// SPDX-License-Identifier: GPL-3.0-or-later
// The stages in order; the only room that knows every stage. A document is opened, each of its pages is read
// (this may happen in several processes), and the whole is finished: corrected, its fields read, rendered.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "conf/conf.h"
#include "doc/doc.h"
#include "lexicon/lexicon.h"

typedef struct esc_engine esc_engine; // what is loaded once: OCR (at its first use), lexicon, models
typedef struct esc_input esc_input;   // one input file, open

// Whether an engine with these settings would find what it needs, and sound: classes of edits, the
// dictionary, the glossaries, our models, Tesseract's. Keeps nothing loaded. told, unless NULL, is called
// with each mistake; err has the first. Errors: as esc_engine_new.
int esc_engine_check(const esc_conf *conf, esc_conf_told *told, void *user, esc_err *err);
// Errors: with ESC_WHY_MODELS_MISSING, ESC_WHY_GLOSSARY or ESC_WHY_SETTINGS. conf is lent and has to outlive
// the engine.
int esc_engine_new(const esc_conf *conf, esc_engine **ret, esc_err *err);
void esc_engine_free(esc_engine *engine); // NULL is fine
// Loads what reads images, PDF and markup, which otherwise waits for the first of these. Errors: LIBRARY.
int esc_engine_load_readers(esc_err *err);
// Loads OCR now, which otherwise waits for the first page that needs it. Errors: as esc_ocr_new.
int esc_engine_load_ocr(esc_engine *engine, esc_err *err);
const esc_lexicon *esc_engine_lexicon(const esc_engine *engine); // lent

// The glossaries that some settings name as they were at one moment, in their order: files without a name in
// memory that nobody can change. Whoever is given them is not hurt by what is written to the files meanwhile.
typedef struct esc_held {
    int *fds;
    uint32_t fds_count, fds_cap;
} esc_held;
// Copies them, and checks the copies. Errors: SYSTEM; ESC_WHY_GLOSSARY where one cannot be read or a line is
// wrong, with "file:line: …".
int esc_held_take(const esc_conf *conf, esc_held *ret, esc_err *err);
void esc_held_close(esc_held *held);
// Any text as such a file: gives a descriptor. Errors: SYSTEM.
int esc_held_text(const char *name, const esc_buf *text, esc_err *err);

// Whether valid UTF-8 is the plain text of a document, and not markup, JSON or a table of words. Errors:
// UNSUPPORTED.
int esc_text_check(const char *text, size_t len, esc_err *err);
// Opens what descriptor fd holds; name (without folders) serves for messages and to see whether the content
// is what its ending says. Does not close fd. Errors: FORMAT, UNSUPPORTED, LIMIT, each with its reason.
int esc_input_open(esc_engine *engine, int fd, const char *name, esc_input **ret, esc_err *err);
// The digest of what fd holds, whether or not it can be opened; "" where that is empty or above the limit.
void esc_input_digest(esc_engine *engine, int fd, char ret[ESC_SHA256_TEXT]);
void esc_input_close(esc_input *input); // NULL is fine
int32_t esc_input_page_count(const esc_input *input);
const char *esc_input_type(const esc_input *input); // "pdf", "tiff", "text", …
const char *esc_input_sha256(esc_input *input);     // of its bytes, in hexadecimal; lent
uint64_t esc_input_bytes(const esc_input *input);
// True for ALTO and hOCR: words with places in a file of their own, which can be given back corrected.
bool esc_input_keeps_form(const esc_input *input);
// What ends the name of such a file once it is corrected (".corregido.xml", ".corregido.hocr"), by what
// esc_input_type says; NULL for all others.
const char *esc_form_ending(const char *type);
// Appends the file with its words as doc (all its pages, corrected) believes them, everything else as it was.
// Once for an input.
int esc_input_rewrite(esc_input *input, const esc_doc *doc, esc_buf *out, esc_err *err);

// Reads page index (from 0) into a document of its own: OCR, text layer, or a part of a text. It holds one
// page, two where the image shows a spread. Owned by the caller.
int esc_page_read(esc_engine *engine, esc_input *input, int32_t index, esc_doc **ret, esc_err *err);
// The page that stands for one which could not be read, so that the document still comes out and says so.
esc_doc *esc_page_failed(esc_why why);

// What is known of the source once its bytes are no longer at hand (it is also what "recorrect" will need).
typedef struct esc_source {
    char *name, *type, *sha256;
    uint64_t bytes;
    bool ocr;     // at least one page was read by OCR
    esc_buf same; // the corrected document in its source's own format (ALTO, hOCR); empty for other sources
} esc_source;

// Corrects doc (all pages appended in order).
int esc_document_correct(esc_engine *engine, esc_doc *doc, esc_err *err);
// The same, and reads its fields.
int esc_document_finish(esc_engine *engine, esc_doc *doc, esc_err *err);
// Renders the finished doc: the cleaned text, and the JSON piece by piece.
int esc_document_render(esc_engine *engine, const esc_doc *doc, const esc_source *source, esc_buf *text,
                        esc_sink *json, void *json_to, esc_err *err);

// Called after each page; returns false to stop (CANCELLED).
typedef bool esc_progress(void *user, int32_t page, int32_t pages);
// All of it in this process: opens, reads every page, finishes. A page that cannot be read is a failed one of
// the document; where none can, the document fails as its first page does. Owned by the caller: *ret, and
// ret_source's texts (esc_source_free). progress may be NULL.
int esc_document_read(esc_engine *engine, int fd, const char *name, esc_progress *progress, void *user,
                      esc_doc **ret, esc_source *ret_source, esc_err *err);
void esc_source_free(esc_source *source);
