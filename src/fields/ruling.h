// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of tables that are typed as signs.
#pragma once

#include "doc/doc.h"

// "|", "│": between two cells.
bool esc_ruling_rule(const esc_doc *doc, const esc_token *token);

// Several of them stand in the line.
bool esc_ruling_ruled(const esc_doc *doc, const esc_line *line);

// "+------+-----+", "├──────┼─────┤", "----|-----": between two rows.
bool esc_ruling_border(const esc_doc *doc, const esc_line *line);

// "──────", "————", "~~~~~" across the page: between two parts of the text.
bool esc_ruling_stroke(const esc_doc *doc, const esc_line *line);

// "Temas" over "-----": the line underlines the heading above it, as long as that is.
bool esc_ruling_underline(const esc_doc *doc, const esc_line *line, const esc_line *above);
