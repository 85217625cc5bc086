// SPDX-License-Identifier: GPL-3.0-or-later
// What the boxes of a page's words say of its layout, as blanks and empty lines do in a text.
#pragma once

#include "doc/doc.h"

// Of one page, in pixels; zero where its lines have no boxes.
typedef struct esc_layout {
    int32_t pitch; // from one line of a paragraph to the next
    float unit;    // mean width of a letter
} esc_layout;

esc_layout esc_layout_of(const esc_doc *doc, uint32_t page);

// True where line stands apart from the one above it, before: more than a paragraph's lines do, or beside it.
bool esc_layout_apart(const esc_doc *doc, const esc_layout *layout, uint32_t before, uint32_t line);

// How many letters would fit between the boxes; negative where one has none.
float esc_layout_blanks(const esc_layout *layout, esc_box left, esc_box right);
