// SPDX-License-Identifier: GPL-3.0-or-later
// Writing on a page that gave no words. Private to the room.
#pragma once

#include "ocr/ocr.h"
#include "ocr/strays.h"

struct Pix;

typedef struct esc_unread {
    esc_box *places; // on the page
    uint32_t places_count, places_cap;
    uint32_t letters;  // about how many, in all of them
    esc_strays strays; // what is too small to be a place
} esc_unread;

// Finds it on the picture that the words of doc, which has one page, were read from.
void esc_unread_find(const esc_doc *doc, struct Pix *page, esc_unread *ret);
void esc_unread_free(esc_unread *unread);
#define ESC_AUTOUNREAD __attribute__((cleanup(esc_unread_free))) esc_unread

// Whether the lines read in a place run aslant, as those of a stamp do on a page that was straightened.
bool esc_unread_is_slanted(const esc_doc *read);

// The page of doc with what could be read in these places after all, each behind the line above it: owned by
// the caller; NULL where nothing could. Stops at deadline_s, as esc_ocr_is_late has it.
esc_doc *esc_unread_read(esc_ocr *ocr, const esc_raster *raster, const esc_doc *doc, const esc_unread *unread,
                         double deadline_s);

// The page of doc with the lines that were read in one place, behind the line above it; what doc had of these
// lines goes. Owned by the caller.
esc_doc *esc_unread_put(const esc_doc *doc, const esc_doc *more, esc_box place);

// Puts the places on record, as blocks of the last page.
void esc_unread_note(esc_doc *doc, const esc_unread *unread);
