// SPDX-License-Identifier: GPL-3.0-or-later
// OCR: a raster in, lines of words with boxes, confidence and other readings out. The only place that knows
// Tesseract.
#pragma once

#include <stdbool.h>

#include "base/err.h"
#include "doc/doc.h"
#include "image/image.h"

typedef struct esc_ocr esc_ocr;

// Whether every model of language ("spa", "spa+lat") is there, and sound: a process of its own reads a few
// strokes with each. datapath: NULL for the system's folder, or TESSDATA_PREFIX where that is set. Errors:
// LIBRARY with ESC_WHY_MODELS_MISSING; the message names the first that is not.
int esc_ocr_check(const char *language, const char *datapath, esc_err *err);

// Loads the engine once, for many pages. Errors: as esc_ocr_check. An engine is for one thread.
int esc_ocr_new(const char *language, const char *datapath, esc_ocr **ret, esc_err *err);
void esc_ocr_free(esc_ocr *ocr); // NULL is fine

// Whether words carry their symbols' other readings (esc_alt). They do not at first: it takes 4 to 6 % of the
// time.
void esc_ocr_want_alternatives(esc_ocr *ocr, bool wanted);

// Whether a word (letters only, as it is written) is known.
typedef bool esc_ocr_known(const void *user, const char *word, size_t len);
// What helps to choose among readings of a doubtful line; NULL for nothing. user has to outlive the engine.
void esc_ocr_use_words(esc_ocr *ocr, esc_ocr_known *known, const void *user);

// "tesseract 5.3.0, spa". Lent, lives as long as the engine.
const char *esc_ocr_version(const esc_ocr *ocr);

// How many letters of the raster stand in lines that no word of doc's first page covers. The words' boxes are
// in pixels of that raster; doc has one page.
uint32_t esc_ocr_unread_letters(const esc_doc *doc, const esc_raster *raster);

// The page of doc (which has one, not read by us, its boxes in pixels of the raster) with what stands on the
// raster in lines that no word of it covers: scans and pictures of text on a page that has a text of its own.
// Each goes behind the line above it. Owned by the caller; NULL where nothing was read. deadline_ms: of
// processor time; 0 for none.
esc_doc *esc_ocr_complete(esc_ocr *ocr, const esc_doc *doc, const esc_raster *raster, int32_t deadline_ms);

// The words of a page that was not read by us (of doc, which has one, with their boxes), put into lines by
// where they stand, and these into the order in which a page is read; owned by the caller. NULL where it has
// none.
esc_doc *esc_ocr_arrange(const esc_doc *doc);

// Reads a page that was cleaned; plain is the page as it was before, NULL where that is the same. One that
// reads badly is read again the way round that its text seems to lie, and the better reading kept: the page's
// rotation_deg and size say how. Lines of low confidence are read again one by one, and the readings vote.
// Appends one page with blocks, lines, words and the alternatives wanted to doc; a page without text has
// origin BLANK. deadline_ms: of processor time; 0 for none. Errors: LIBRARY, CANCELLED past the deadline.
int esc_ocr_read(esc_ocr *ocr, const esc_raster *raster, const esc_raster *plain, int32_t deadline_ms,
                 esc_doc *doc, esc_err *err);
