// SPDX-License-Identifier: GPL-3.0-or-later
// Every input has a named maximum; the settings may lower or raise some of them, up to these.
#pragma once

#define ESC_MAX_FILE_BYTES (2048ull * 1024 * 1024)
#define ESC_MAX_TEXT_BYTES (64ull * 1024 * 1024)   // text of an older OCR
#define ESC_MAX_MARKUP_BYTES (32ull * 1024 * 1024) // ALTO, hOCR: the parsed tree takes some ten times as much
#define ESC_MAX_PAGES 5000
#define ESC_MAX_PAGE_PIXELS 80000000ull // default limit: a 600 dpi A3 page has 69 million
#define ESC_MAX_PAGE_SIDE_PX 32000      // Tesseract keeps coordinates in 16 bits
#define ESC_MAX_LINE_BYTES 65536        // a longer line of text is cut into several
#define ESC_MAX_WORD_BYTES 1024         // a longer run without blanks is cut into several
#define ESC_MAX_DOC_LINES 4000000u
#define ESC_MAX_DOC_WORDS 20000000u
#define ESC_MAX_DOC_BYTES (1024ull * 1024 * 1024) // an encoded document
#define ESC_MAX_SETTINGS_BYTES (1024u * 1024)
#define ESC_MAX_GLOSSARY_BYTES (16u * 1024 * 1024)
