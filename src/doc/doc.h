// SPDX-License-Identifier: GPL-3.0-or-later
// THE document: what every stage reads and appends to. Flat arrays, indices instead of pointers, one pool of
// text.
//
//     pages → blocks → lines → words    what the engine (or an older OCR's text) said; frozen once correction
//     begins tokens → edits                    what we believe: a token covers one word, a join of several,
//     or part of one fields                            what the document says, each value with where it
//     stands
//
// Each stage appends its layer and changes none below it. "Raw" is always what the engine said: a line's raw
// text lies in the pool, and words and tokens are spans of it. Boxes are pixels of the page image as it was
// read (after turning and straightening), origin at the top left; they stop at words, as Tesseract only
// guesses at characters.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"

#define ESC_NONE UINT32_MAX // "no such index"

// A piece of the pool of text: byte offset and length. {0, 0} is the empty text.
typedef struct esc_span {
    uint32_t off, len;
} esc_span;

// In pixels; all zero where nobody knows.
typedef struct esc_box {
    int32_t x, y, w, h;
} esc_box;

typedef enum esc_page_origin {
    ESC_PAGE_OCR,        // read by Tesseract
    ESC_PAGE_TEXT_LAYER, // taken from the PDF's own text
    ESC_PAGE_OLD_OCR,    // text that an older OCR left behind
    ESC_PAGE_BLANK,      // nothing on it
    ESC_PAGE_FAILED,     // could not be read; `failed` says why, and the document goes on without it
} esc_page_origin;

typedef struct esc_page {
    uint32_t first_block, block_count;
    uint32_t first_line, line_count;
    int32_t width_px, height_px; // of the page as read; 0 for text
    int32_t dpi;                 // 0 where nobody knows
    int32_t rotation_deg;        // clockwise turn that made it upright: 0, 90, 180, 270
    float skew_deg;              // straightened by this much, clockwise
    float confidence;            // mean of its words, weighted by length, 0..1; negative where unknown
    float known_words; // share of its words that the lexicon knows, 0..1; negative before correction
    float seconds;     // CPU seconds that reading took
    uint8_t origin;    // esc_page_origin
    uint8_t failed;    // esc_why: why it could not be read, or is not all there; 0 otherwise
} esc_page;

typedef enum esc_block_kind {
    ESC_BLOCK_TEXT,
    ESC_BLOCK_TABLE,
    ESC_BLOCK_STAMP,     // stamps, seals
    ESC_BLOCK_SIGNATURE, // handwriting
    ESC_BLOCK_UNREAD,    // writing of which no words could be made
} esc_block_kind;

typedef struct esc_block {
    uint32_t page, first_line, line_count;
    esc_box box;
    uint8_t kind; // esc_block_kind
} esc_block;

typedef enum esc_line_role {
    ESC_LINE_BODY,
    ESC_LINE_RUNNING, // running head or foot, page number: dropped from the cleaned text, kept in the record
    ESC_LINE_JUNK,    // margin scrawl, signature, noise: likewise
} esc_line_role;

typedef enum esc_line_end { ESC_END_LF, ESC_END_CRLF, ESC_END_NONE } esc_line_end;

typedef struct esc_line {
    uint32_t page, block; // block: ESC_NONE in text
    esc_span raw;         // the printed line as the engine gave it, without its line end
    uint32_t first_word, word_count;
    uint32_t first_token, token_count; // none before correction
    esc_box box;
    uint8_t role; // esc_line_role; set by correction
    uint8_t end;  // esc_line_end: how the line ended in an older OCR's text, so that it can be given back as
                  // it came
} esc_line;

// A run of raw text between blanks.
typedef struct esc_word {
    uint32_t line;
    esc_span raw; // within the line's raw span
    uint32_t first_alt, alt_count;
    esc_box box;
    float confidence; // the engine's, 0..1; negative where unknown
} esc_word;

// Another reading that the engine thought of for a piece of a word.
typedef struct esc_alt {
    uint32_t word;
    uint16_t at, len; // bytes of the word's raw text that it would replace
    esc_span text;
    float confidence; // 0..1
} esc_alt;

typedef enum esc_token_kind {
    ESC_TOKEN_WORD,    // lower case
    ESC_TOKEN_CAPITAL, // Capitalised
    ESC_TOKEN_UPPER,   // ALL CAPITALS
    ESC_TOKEN_MIXED,   // mixed case
    ESC_TOKEN_NUMBER,  // 12, 1,618, 3.5 %
    ESC_TOKEN_DATE,    // 13/10/2017
    ESC_TOKEN_TIME,    // 10:05
    ESC_TOKEN_CODE,    // IECM/UTSI/211/2017, CIE-05-2017
    ESC_TOKEN_ROMAN,   // VII
    ESC_TOKEN_INITIAL, // J.
    ESC_TOKEN_ADDRESS, // www…, …@…
    ESC_TOKEN_PUNCT,   // punctuation and bullets
    ESC_TOKEN_JUNK,    // noise
} esc_token_kind;

// Tokens of a line stand in order, do not overlap, and leave out nothing but blanks.
typedef struct esc_token {
    uint32_t line;
    esc_span raw;  // what it covers of the line's raw text; a join covers the blanks within, too
    esc_span text; // what we believe stands there: the head of the chain of edits, or raw. May hold a blank
                   // (a split: "el IECM"), and is empty where the token is dropped.
    uint32_t last_edit; // the newest applied edit, ESC_NONE where there is none
    uint8_t kind;       // esc_token_kind, of `text`
    uint8_t known;      // 1: the lexicon knows the text
} esc_token;

typedef enum esc_edit_class { // what kind of change it is; each has a name, a mode (apply, suggest, off) and
                              // a margin
    ESC_EDIT_NONWORD,         // a non-word read as a word: sigu1entes → siguientes
    ESC_EDIT_REALWORD,        // a wrong but valid word: lo celebración → la celebración
    ESC_EDIT_MERGE,           // Secre torio → Secretario
    ESC_EDIT_SPLIT,           // eIIECM → el IECM
    ESC_EDIT_CASE,            // poniendO → poniendo
    ESC_EDIT_ACCENT,          // Civica → Cívica
    ESC_EDIT_DIGIT,           // 01 → al, 10 → lo
    ESC_EDIT_ENDING,          // letters lost at the line's end: autoriz → autorizó
    ESC_EDIT_CODE,            // IECM/UTSI/2 11/2017 → IECM/UTSI/211/2017
    ESC_EDIT_ACRONYM,         // lECM → IECM
    ESC_EDIT_NAME,            // Fiares → Flores
    ESC_EDIT_PUNCTUATION,     // . → ,
    ESC_EDIT_JUNK,            // noise dropped
    ESC_EDIT_PERSON,          // changed by a person
    ESC_EDIT_NUMBERING, // a number that the engine lost at the head of a list's row: Lectura → 2. Lectura
    ESC_EDIT_CLASS_COUNT,
} esc_edit_class;

typedef enum esc_edit_by {
    ESC_BY_RULE,
    ESC_BY_GLOSSARY,
    ESC_BY_LEXICON,
    ESC_BY_MODEL,
    ESC_BY_PERSON
} esc_edit_by;

typedef enum esc_edit_status {
    ESC_EDIT_APPLIED,
    ESC_EDIT_SUGGESTED, // not sure enough, or the settings say so: the text is left alone
    ESC_EDIT_UNDONE,
} esc_edit_status;

typedef struct esc_edit {
    uint32_t token;
    uint32_t prev; // the edit of this token before this one, ESC_NONE for the first
    esc_span before, after;
    esc_span confusion;   // "o→a": what the scan did, as shown to a person; may be empty
    esc_span runner_up;   // the next best reading; may be empty
    float confidence;     // 0..1, calibrated: of edits at 0.9, 90 % are right
    float cost_keep_nats; // cost of leaving it alone
    float cost_edit_nats; // cost of the reading chosen
    float scan_rate;      // estimated rate of that confusion in this document, 0..1; negative where not used
    uint8_t class;        // esc_edit_class
    uint8_t by;           // esc_edit_by
    uint8_t status;       // esc_edit_status
} esc_edit;

typedef enum esc_value_kind {
    ESC_VALUE_TEXT,
    ESC_VALUE_INTEGER,
    ESC_VALUE_TRUE,
    ESC_VALUE_FALSE,
    ESC_VALUE_NONE // none: what the document says there can be none; `shown` has it
} esc_value_kind;

// One leaf of the extracted fields. The tree is built from the pointers by the renderer, absent leaves as
// null.
typedef struct esc_field {
    esc_span
        pointer; // JSON Pointer below /fields, such as "/session/ordinal", "/attendees/0/name", "/oficios/2"
    esc_span value; // normalised: "2017-10-13", "5"; for integers decimal digits
    esc_span shown; // as it stands in the document: "trece de octubre de dos mil diecisiete"
    esc_span rule;  // name of the rule that found it
    uint32_t first_token, token_count; // evidence; ESC_NONE, 0 where the value follows from other ones
    float confidence;                  // 0..1
    uint8_t kind;                      // esc_value_kind
    uint8_t flagged;                   // 1: a person should look (contradiction, implausible)
} esc_field;

typedef struct esc_doc {
    esc_buf text; // the pool
    esc_page *pages;
    uint32_t pages_count, pages_cap;
    esc_block *blocks;
    uint32_t blocks_count, blocks_cap;
    esc_line *lines;
    uint32_t lines_count, lines_cap;
    esc_word *words;
    uint32_t words_count, words_cap;
    esc_alt *alts;
    uint32_t alts_count, alts_cap;
    esc_token *tokens;
    uint32_t tokens_count, tokens_cap;
    esc_edit *edits;
    uint32_t edits_count, edits_cap;
    esc_field *fields;
    uint32_t fields_count, fields_cap;
} esc_doc;

esc_doc *esc_doc_new(void);
void esc_doc_free(esc_doc *doc); // NULL is fine
void esc_doc_free_cleanup(esc_doc **doc);
#define ESC_AUTODOC __attribute__((cleanup(esc_doc_free_cleanup))) esc_doc

// ---- building
// -----------------------------------------------------------------------------------------------------

// Puts text into the pool, followed by a zero byte that the span leaves out.
esc_span esc_doc_put(esc_doc *doc, const char *text, size_t len);
esc_span esc_doc_puts(esc_doc *doc, const char *text);

// Appends a page, a block to the last page, a line to the last page (and to the last block, unless block is
// ESC_NONE), a word to the last line. Each gives the new index. A word's raw is given by its place in its
// line.
uint32_t esc_doc_add_page(esc_doc *doc, esc_page_origin origin);
uint32_t esc_doc_add_block(esc_doc *doc, esc_block_kind kind, esc_box box);
uint32_t esc_doc_add_line(esc_doc *doc, uint32_t block, const char *raw, size_t len, esc_box box);
uint32_t esc_doc_add_word(esc_doc *doc, uint32_t at, uint32_t len, esc_box box, float confidence);
// Another reading for bytes at…at+len of the last word.
void esc_doc_add_alt(esc_doc *doc, uint32_t at, uint32_t len, const char *text, float confidence);

// Appends the pages, blocks, lines, words and alternatives of other (a page job's result) behind those of
// doc, which must have no tokens yet; tokens, edits and fields of other are left out.
void esc_doc_append(esc_doc *doc, const esc_doc *other);

// Reads text of an older OCR: lines by \n or \r\n, pages by form feed, words by blanks. The bytes must be
// valid UTF-8 (esc_utf8_clean). Errors: LIMIT.
int esc_doc_add_text(esc_doc *doc, const char *bytes, size_t len, esc_err *err);

// Appends a token to line (lines in order, tokens from left to right); off counts from the line's first byte.
// The text is raw at first. Gives its index.
uint32_t esc_doc_add_token(esc_doc *doc, uint32_t line, uint32_t off, uint32_t len, esc_token_kind kind);
// Appends an edit to the chain of token; where status is applied, after becomes the token's text. The caller
// fills in confusion, costs and the like in the edit it gets. Gives its index.
uint32_t esc_doc_add_edit(esc_doc *doc, uint32_t token, esc_edit_class class, esc_edit_by by,
                          esc_edit_status status, const char *after, size_t len, float confidence);
// Appends a field; pointer as a printf format. Gives it, lent until the next is added.
esc_field *esc_doc_add_field(esc_doc *doc, esc_value_kind kind, const char *value, const char *rule,
                             float confidence, const char *pointer, ...)
    __attribute__((format(printf, 6, 7)));

// ---- reading
// ------------------------------------------------------------------------------------------------------

// First byte of a span; lent until something is put into the pool. Zero-terminated where the span came from
// esc_doc_put.
static inline const char *esc_doc_text(const esc_doc *doc, esc_span span) {
    return (doc->text.bytes ? doc->text.bytes : "") + span.off;
}
bool esc_doc_same(const esc_doc *doc, esc_span a, const char *text);

// Appends a line as we believe it: tokens' texts, with the raw blanks between them; where a token is dropped,
// the blanks before it go too. A line without tokens gives its raw text. A line that is no body line gives
// nothing.
void esc_doc_clean_line(const esc_doc *doc, uint32_t line, esc_buf *out);

// The last line of a token's page is doc->pages[…].first_line + line_count - 1. Line of a token within its
// page, from 0.
uint32_t esc_doc_line_in_page(const esc_doc *doc, uint32_t line);

// The box around a token's words; all zero where unknown.
esc_box esc_doc_token_box(const esc_doc *doc, uint32_t token);

// The numbers of all edits in the order of the text: by token, and within a token as they were made.
// edits_count of them, owned by the caller.
uint32_t *esc_doc_edits_in_order(const esc_doc *doc);

// True where a page was read from an image.
bool esc_doc_used_ocr(const esc_doc *doc);

// The estimated share of a page's characters that are wrong after correction, 0..1; negative where nobody can
// tell: before correction, without words, and for text that came without the engine's confidences.
float esc_doc_error_rate(const esc_doc *doc, uint32_t page);

// Stable names for JSON and the store: "nonword", "applied", "ocr", ….
const char *esc_edit_class_name(esc_edit_class class);
const char *esc_edit_by_name(esc_edit_by by);
const char *esc_edit_status_name(esc_edit_status status);
const char *esc_page_origin_name(esc_page_origin origin);
const char *esc_token_kind_name(esc_token_kind kind);

// ---- invariants and codec
// -----------------------------------------------------------------------------------------

// Holds the invariants: indices and spans in range; words and tokens in order within their line; tokens leave
// out nothing but blanks; every chain of edits ends in the raw text; boxes inside their page; confidences in
// range. Gives 0, or FORMAT with what is wrong. Called after every decode, and after every stage in tests and
// Debug builds.
int esc_doc_check(const esc_doc *doc, esc_err *err);

// Bytes for the store and between processes, the same on every machine: little endian, magic, version,
// checksum.
void esc_doc_encode(const esc_doc *doc, esc_buf *out);
// Errors: FORMAT, LIMIT. *ret is owned by the caller.
int esc_doc_decode(const void *bytes, size_t len, esc_doc **ret, esc_err *err);
