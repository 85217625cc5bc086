// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of this room share.
#pragma once

#include <stdlib.h>

#include <poppler.h>

#include "base/mem.h"
#include "pdf/pdf.h"

// Poppler 22 does not bring these itself.
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerPage, g_object_unref)

struct esc_pdf {
    PopplerDocument *document;
    struct _qpdf_data *objects; // qpdf's view, for what Poppler does not tell without decoding
    int32_t pages;
};

// Opens page index (from 0); free with g_object_unref. Errors: ARGUMENT, FORMAT.
int esc_pdf_page_open(esc_pdf *pdf, int32_t index, PopplerPage **ret, esc_err *err);

// Where an image of the page lies, in points from the page's top left, as shown.
typedef struct esc_pdf_place {
    double x, y, width, height;
    bool sideways; // the image's rows run down or up the page
} esc_pdf_place;

// The places of the page's images, *ret_count of them; free with free(). NULL where there are none.
esc_pdf_place *esc_pdf_places(PopplerPage *page, int32_t *ret_count);

// Opens qpdf's view of the bytes, which have to outlive it; NULL where it cannot read them.
struct _qpdf_data *esc_pdf_objects_open(const void *bytes, size_t len);
void esc_pdf_objects_close(struct _qpdf_data *objects); // NULL is fine

// Tells of each image among the page's resources and those of the forms on it; drawn_only: of those alone
// whose name stands in what is drawn. The handle is qpdf's, of a stream, and lent.
typedef void esc_pdf_picture_told(struct _qpdf_data *objects, unsigned picture, void *user);
void esc_pdf_each_picture(struct _qpdf_data *objects, int32_t index, bool drawn_only,
                          esc_pdf_picture_told *told, void *user);

// The bytes of a stream, as they lie in the file or (where its filters allow it) unpacked; free with free().
// False where they cannot be had.
bool esc_pdf_stream(struct _qpdf_data *objects, unsigned stream, bool unpacked, uint8_t **ret,
                    size_t *ret_len);

// The last of what may be a list, such as a stream's filters, of which there are *ret_count; null of an empty
// one.
unsigned esc_pdf_last(struct _qpdf_data *objects, unsigned value, int *ret_count);

// The whole number of key in a dictionary; missing where it has none.
int32_t esc_pdf_number(struct _qpdf_data *objects, unsigned dict, const char *key, int32_t missing);

// Sizes of the images among the page's resources and those of the forms on it, as their dictionaries say:
// nothing is decoded. All 0 where the page cannot be looked at.
typedef struct esc_pdf_images {
    int32_t count;
    int32_t width_px, height_px;                 // the widest and the highest of them
    int32_t largest_width_px, largest_height_px; // of the one with the most pixels
    bool same_width;
    bool slow;          // one of them is JPEG 2000
    int64_t heights_px; // of all of them below each other
} esc_pdf_images;
esc_pdf_images esc_pdf_images_look(struct _qpdf_data *objects, int32_t index);

// How many 72nds of an inch the page's unit measures: its UserUnit, mostly 1.
double esc_pdf_unit(struct _qpdf_data *objects, int32_t index);

// How often Poppler has told this thread of something broken.
unsigned esc_pdf_complaints(void);
// Those of them that name a picture which is not even begun to be decoded.
unsigned esc_pdf_picture_complaints(void);
