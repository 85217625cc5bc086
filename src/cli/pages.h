// SPDX-License-Identifier: GPL-3.0-or-later
// How well pages were read, as a table for people.
#pragma once

#include "base/buf.h"
#include "doc/doc.h"

// One line for each page: its words, the engine's confidence, the share of known words, the estimated share
// of wrong characters, and the CPU seconds that it took.
void esc_cli_pages(const esc_doc *doc, esc_buf *out);

// A sentence on all of them, without a line end: "3 pages, 4.1 s; about 0.4 % of the characters wrong".
void esc_cli_pages_summary(const esc_doc *doc, esc_buf *out);

// Tells on stderr which pages of what was read from path are missing, as they could not be read,
// and of which a part is. ESC_EXIT_DONE where none is, else FAILED.
int esc_cli_pages_missing(const esc_doc *doc, const char *path);
