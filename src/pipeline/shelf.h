// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of a document that were read, packed until all are: while pages are read, memory goes to reading.
// Private to the room.
#pragma once

#include "doc/doc.h"

typedef struct esc_shelf {
    struct esc_shelf_page {
        void *bytes;
        size_t len;
    } * pages;
    uint32_t pages_count, pages_cap;
} esc_shelf;

void esc_shelf_put(esc_shelf *shelf, const esc_doc *page);
// Appends all pages to doc in their order; each leaves the shelf as it is unpacked. Errors: LIBRARY.
int esc_shelf_take(esc_shelf *shelf, esc_doc *doc, esc_err *err);
void esc_shelf_free(esc_shelf *shelf);
#define ESC_AUTOSHELF __attribute__((cleanup(esc_shelf_free))) esc_shelf
