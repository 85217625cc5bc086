// SPDX-License-Identifier: GPL-3.0-or-later
// Rasters: image files in, a clean upright page out. The only place that knows Leptonica (with ocr/, which
// hands the Pix on to Tesseract).
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct Pix;

typedef enum esc_image_format {
    ESC_IMAGE_NONE, // not an image that we read
    ESC_IMAGE_TIFF,
    ESC_IMAGE_PNG,
    ESC_IMAGE_JPEG,
    ESC_IMAGE_JP2,
    ESC_IMAGE_WEBP,
    ESC_IMAGE_PNM,
} esc_image_format;

typedef struct esc_raster {
    struct Pix *pix;      // 1, 8 or 32 bits a pixel; owned
    int32_t dpi;          // as the file says or as estimated; 0 where nobody knows
    int32_t rotation_deg; // clockwise turn applied so far: 0, 90, 180, 270
    float skew_deg;       // clockwise straightening applied so far
    bool damaged;         // something of it could not be decoded: where it is blank, it may be lost
} esc_raster;

typedef struct esc_image_limits {
    uint64_t page_pixels; // more are refused before decoding
} esc_image_limits;

// The format that the bytes have, whatever the name says.
esc_image_format esc_image_sniff(const void *bytes, size_t len);
// "tiff", "png", …; "none".
const char *esc_image_format_name(esc_image_format format);

// Number of pages (1 but for TIFF and PNM). Errors: FORMAT (truncated, damaged), LIMIT (pages).
int esc_image_count(const void *bytes, size_t len, int32_t *ret_pages, esc_err *err);

// Loads page index (from 0). The size is looked at before decoding. The turn in EXIF (JPEG, PNG, WebP) or
// TIFF is applied. Errors: FORMAT (truncated, damaged), LIMIT (pixels, sides), UNSUPPORTED.
int esc_image_load(const void *bytes, size_t len, int32_t index, const esc_image_limits *limits,
                   esc_raster *ret, esc_err *err);
// A grey page for what is drawn band by band, its pixels not yet set. Errors: ARGUMENT, LIBRARY.
int esc_image_new(int32_t width, int32_t height, int32_t dpi, esc_raster *ret, esc_err *err);
// Puts count rows of that page, from row first on: BGRA pixels as cairo has them, colours times
// opacity, stride bytes a row. Colours become grey as esc_image_clean makes them, on white.
void esc_image_put_rows(esc_raster *raster, int32_t first, int32_t count, const uint8_t *pixels,
                        int32_t stride);

// A fax as PDF describes it: k < 0 is group 4; 0 group 3 by runs; > 0 group 3, mixed.
typedef struct esc_fax {
    int32_t columns;
    int k;
    bool byte_align; // rows begin at whole bytes
} esc_fax;
// How many rows (of at most most) its data give before they end or make no sense.
int32_t esc_fax_rows(const void *bytes, size_t len, const esc_fax *as, int32_t most);

// Whether the data of a picture go to its end: JPEG and JPEG 2000, true for all others. What lies behind the
// end does not count.
bool esc_image_is_whole(const void *bytes, size_t len);

// Makes the page fit for reading, in place: grey; punch holes and specks painted over; its
// light evened where the writing is faint; skew turned back where it is certain; dpi estimated where the file
// is silent or wrong. A clean page stays as it is. *ret_plain (which is empty; may be NULL) becomes the page
// as it was, its colours grey, where more than that was done to it. Errors: LIBRARY.
int esc_image_clean(esc_raster *raster, esc_raster *ret_plain, esc_err *err);

// Turns the page by a small angle, in place; its size stays. Errors: LIBRARY.
int esc_image_lean(esc_raster *raster, float clockwise_deg, esc_err *err);

// A copy of a coarse page (coarser than 200 dpi) at 300 dpi, its greys drawn apart, so that strokes which
// have run into each other part again; *ret stays empty where it is no coarse page. *ret_scale: its pixels to
// one of the page's. Errors: LIBRARY.
int esc_image_enlarge(const esc_raster *raster, esc_raster *ret, double *ret_scale, esc_err *err);

// The ring of a stamp: a thin closed line, round or oval.
typedef struct esc_ring {
    double x, y;          // its middle, in pixels
    double along, across; // half of its longer and of its shorter axis
    double turn;          // of the longer axis from the x axis, clockwise, in radians
} esc_ring;
// Whether a place of the picture lies within it.
bool esc_ring_holds(const esc_ring *ring, double x, double y);

// What was taken off a page. The pictures have 1 bit a pixel, and are NULL where nothing was.
enum { ESC_RINGS_MOST = 12 };
typedef struct esc_lifted {
    struct Pix *ink, *removed; // all ink of the page, and that which went
    esc_ring rings[ESC_RINGS_MOST];
    uint32_t rings_count;
} esc_lifted;
void esc_lifted_free(esc_lifted *lifted); // leaves it empty; fine on an empty one

// Where a second, paler ink lies over or under the print (the back side shining through, stamps), or rings of
// stamps of any ink do: a copy without them, and what was removed, owned by the caller. Where there is none,
// both are left as they are. Errors: LIBRARY.
int esc_image_lift(const esc_raster *raster, esc_raster *ret, esc_lifted *ret_lifted, esc_err *err);

// How many grey levels the darkest half per cent of a grey page lies below its paper; 255 of any other page.
int esc_image_depth(const esc_raster *raster);

// Where two pages lie side by side on one image: the column between them, in pixels. 0 where it is one page.
int32_t esc_image_spread(const esc_raster *raster);
// A copy of what lies left or right of that column. Errors: LIBRARY.
int esc_image_half(const esc_raster *raster, int32_t fold, bool right, esc_raster *ret, esc_err *err);

// The clockwise turn (0, 90, 180, 270) that would make the page's running text upright; -1 where it has too
// little of it to tell.
int32_t esc_image_turn_guess(const esc_raster *raster);
// A copy as a mirror shows it. Errors: LIBRARY.
int esc_image_mirror(const esc_raster *raster, esc_raster *ret, esc_err *err);
// A copy turned clockwise by 0, 90, 180 or 270 degrees. Errors: LIBRARY.
int esc_image_turn(const esc_raster *raster, int32_t clockwise_deg, esc_raster *ret, esc_err *err);

// A picture of any depth in black and white: 1 where it is darker than level, on white paper (255); on darker
// paper, as under a shadow, in proportion to the paper around. Owned by the caller; NULL where Leptonica
// could not.
struct Pix *esc_image_ink(struct Pix *pix, int level);
// The same at a half (fold 2) or a quarter (fold 4) of its size: 1 where any of the pixels is.
struct Pix *esc_image_ink_folded(struct Pix *pix, int level, int fold);
// A picture of any depth at a half of its size: 1 where any of its pixels is darker than level, on whatever
// paper.
struct Pix *esc_image_darker_halved(struct Pix *pix, int level);
// The same of one pixel in four: strokes keep their width.
struct Pix *esc_image_darker_sampled(struct Pix *pix, int level);

// A grey picture whose greys are drawn apart: nearly paper becomes white, nearly ink black. deepest: the
// share of it that is surely ink. Owned by the caller; NULL where Leptonica could not.
struct Pix *esc_image_drawn_apart(struct Pix *pix, double deepest);
// Whether there is anything to draw apart: paper that is all white has no grain, or lost it when it was
// mended.
bool esc_image_has_grain(struct Pix *pix);

// A grey picture smoothed by a bell of this deviation in pixels, owned by the caller; NULL where Leptonica
// could not.
struct Pix *esc_image_smoothed(struct Pix *pix, float deviation);

void esc_raster_free(esc_raster *raster); // leaves it empty; fine on an empty one
#define ESC_AUTORASTER __attribute__((cleanup(esc_raster_free))) esc_raster
