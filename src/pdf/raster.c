// SPDX-License-Identifier: GPL-3.0-or-later
// A page as a raster. Where images cover the page, it is drawn on their own grid of pixels: Poppler then
// hands over each pixel as it is (the tests hold this bit for bit), turned as the page's matrix and /Rotate
// say, with masks, strips and stamps in their place. Taking the embedded image out instead would cost the
// same decoding, and loses the turn.
#include <math.h>

#include "base/limits.h"
#include "pdf/inside.h"

// Below this share of the page, images are pictures on a page and not the page.
static const double least_cover = 0.8;
// A coarser image behind text is a background: the text deserves more.
static const double least_dpi = 120;
// Large pages that have to be drawn are drawn coarser, but not coarser than this: they are refused.
enum { LEAST_DPI = 72 };

static const double pt_per_inch = 72;

typedef struct grid {
    double across, down; // pixels a point
    double x, y;         // where the page's corner lies, in pixels
} grid;

// The grid of the image's own pixels.
static bool image_grid(const esc_pdf_place *place, double width_px, double height_px, grid *ret) {
    if (place->width < 1 || place->height < 1) return false;
    double across = (place->sideways ? height_px : width_px) / place->width;
    double down = (place->sideways ? width_px : height_px) / place->height;
    // Faxes have oblong pixels: the page is drawn square, at the finer resolution.
    if (fabs(across / down - 1) > 0.05) across = down = MAX(across, down);
    ret->across = across;
    ret->down = down;
    ret->x = round(place->x * across) - place->x * across;
    ret->y = round(place->y * down) - place->y * down;
    return true;
}

// Scanners cut pages into strips, one image below the other. *ret is the place of all of them together; false
// where the images are no such strips.
static bool are_strips(const esc_pdf_place *places, int32_t count, esc_pdf_images images,
                       esc_pdf_place *ret) {
    static const double slack = 1; // points: Poppler rounds
    if (count < 2 || count != images.count || !images.same_width) return false;
    *ret = places[0];
    double right = 0, bottom = 0, covered = 0;
    for (int32_t i = 0; i < count; i++) {
        const esc_pdf_place *this = &places[i];
        if (this->sideways != ret->sideways) return false;
        bool in_line =
            this->sideways
                ? fabs(this->y - places[0].y) <= slack && fabs(this->height - places[0].height) <= slack
                : fabs(this->x - places[0].x) <= slack && fabs(this->width - places[0].width) <= slack;
        if (!in_line) return false;
        right = MAX(right, this->x + this->width);
        bottom = MAX(bottom, this->y + this->height);
        ret->x = MIN(ret->x, this->x);
        ret->y = MIN(ret->y, this->y);
        covered += this->sideways ? this->width : this->height;
    }
    ret->width = right - ret->x;
    ret->height = bottom - ret->y;
    // Neither gaps nor strips over each other.
    return fabs(covered - (ret->sideways ? ret->width : ret->height)) <= slack * count;
}

// Among several images, the one that lies over the page: a scan with a seal or a signature on it, or with a
// coarse picture of its colours behind it. It has to have the proportions of its place.
static const esc_pdf_place *find_cover(const esc_pdf_place *places, int32_t count, esc_pdf_images images,
                                       double width, double height) {
    static const double whole = 0.95, same = 0.02;
    for (int32_t i = 0; i < count; i++) {
        const esc_pdf_place *this = &places[i];
        if (this->width * this->height < whole * width * height || images.largest_height_px < 1) continue;
        double shown = this->sideways ? this->height / this->width : this->width / this->height;
        if (fabs(shown * images.largest_height_px / images.largest_width_px - 1) <= same) return this;
    }
    return NULL;
}

// The grid to draw a page on: that of the image or of the strips that cover it, or as many
// pixels a point as asked for.
static grid choose_grid(PopplerPage *page, const esc_pdf_page_info *info, esc_pdf_images images,
                        double asked) {
    grid plain = {.across = asked, .down = asked}, found;
    if (info->image_cover < least_cover) return plain;
    int32_t count;
    ESC_AUTOFREE esc_pdf_place *places = esc_pdf_places(page, &count);
    esc_pdf_place strips;
    const esc_pdf_place *cover;
    bool fits = false;
    if (count == 1 && images.count == 1)
        fits = image_grid(&places[0], images.width_px, images.height_px, &found);
    else if (are_strips(places, count, images, &strips))
        fits = image_grid(&strips, images.width_px, (double)images.heights_px, &found);
    else if ((cover = find_cover(places, count, images, info->width_pt, info->height_pt)))
        fits = image_grid(cover, images.largest_width_px, images.largest_height_px, &found);
    if (!fits) return plain;
    if (info->text_chars && found.across * pt_per_inch < least_dpi) return plain;
    return found;
}

// Draws the page's rows from first on, as many as the surface has. Nothing is painted below them: a page that
// is one picture does not take its memory before the picture is decoded.
static cairo_status_t draw_band(PopplerPage *page, grid at, int32_t first, cairo_surface_t *band) {
    cairo_t *cairo = cairo_create(band);
    cairo_translate(cairo, at.x, at.y - first);
    cairo_scale(cairo, at.across, at.down);
    poppler_page_render(page, cairo);
    cairo_status_t status = cairo_status(cairo);
    cairo_destroy(cairo);
    cairo_surface_flush(band);
    return status;
}

static void clear(cairo_surface_t *band) {
    cairo_t *cairo = cairo_create(band);
    cairo_set_operator(cairo, CAIRO_OPERATOR_CLEAR);
    cairo_paint(cairo);
    cairo_destroy(cairo);
}

// A surface and the picture on it take four bytes a pixel each. Where that is too much, the page is drawn
// band by band, for which its pictures are decoded once more each time: not those of JPEG 2000, which takes
// long.
static int32_t rows_at_once(int32_t width, int32_t height, bool slow) {
    enum { MUCH = 25000000, BAND = 12000000 }; // pixels
    return slow || (int64_t)width * height <= MUCH ? height : MAX(1, BAND / width);
}

static int draw(PopplerPage *page, grid at, int32_t width, int32_t height, bool slow, esc_raster *ret,
                esc_err *err) {
    ESC_AUTORASTER raster = {0};
    int failed = esc_image_new(width, height, (int32_t)lround(at.across * pt_per_inch), &raster, err);
    if (failed) return failed;
    int32_t rows = rows_at_once(width, height, slow);
    cairo_surface_t *band = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, rows);
    cairo_status_t status = CAIRO_STATUS_SUCCESS;
    for (int32_t first = 0; first < height && !status; first += rows) {
        if (first) clear(band);
        status = draw_band(page, at, first, band);
        if (!status)
            esc_image_put_rows(&raster, first, MIN(rows, height - first), cairo_image_surface_get_data(band),
                               cairo_image_surface_get_stride(band));
    }
    cairo_surface_destroy(band);
    if (status)
        return esc_fail(err, ESC_LIBRARY, ESC_WHY_MEMORY, "drawing a page of %d × %d pixels: %s", width,
                        height, cairo_status_to_string(status));
    *ret = raster;
    raster.pix = NULL;
    return ESC_OK;
}

// How far a page has to be drawn smaller than asked for to stay within the limits: 1 where it fits.
static double shrinkage(double width, double height, const esc_image_limits *limits) {
    double most = limits ? (double)limits->page_pixels : ESC_MAX_PAGE_PIXELS;
    double side = ESC_MAX_PAGE_SIDE_PX / MAX(width, height), area = sqrt(most / (width * height));
    return MIN(1, MIN(side, area) * 0.999); // whole pixels may round it up
}

static int check_size(double width, double height, const esc_image_limits *limits, esc_err *err) {
    double most = limits ? (double)limits->page_pixels : ESC_MAX_PAGE_PIXELS;
    if (width > ESC_MAX_PAGE_SIDE_PX || height > ESC_MAX_PAGE_SIDE_PX || width * height > most)
        return esc_fail(err, ESC_LIMIT, ESC_WHY_TOO_MANY_PIXELS,
                        "a page of %.0f × %.0f pixels, more than %.0f", width, height, most);
    return ESC_OK;
}

int esc_pdf_page_raster(esc_pdf *pdf, int32_t index, int32_t render_dpi, const esc_image_limits *limits,
                        esc_raster *ret, esc_err *err) {
    if (render_dpi <= 0)
        return esc_fail(err, ESC_ARGUMENT, ESC_WHY_OTHER, "a page drawn at %d dpi", render_dpi);
    g_autoptr(PopplerPage) page = NULL;
    int failed = esc_pdf_page_open(pdf, index, &page, err);
    if (failed) return failed;
    esc_pdf_images images = esc_pdf_images_look(pdf->objects, index);
    failed = check_size(images.width_px, images.height_px, limits, err);
    if (failed) return failed;
    esc_pdf_page_info info;
    failed = esc_pdf_page_info_read(pdf, index, &info, err);
    if (failed) return failed;
    double width, height, unit = esc_pdf_unit(pdf->objects, index), asked = render_dpi * unit / pt_per_inch;
    poppler_page_get_size(page, &width, &height);
    grid at = choose_grid(page, &info, images, asked);
    if (at.across == asked) {
        double least = fmin(asked, LEAST_DPI * unit / pt_per_inch);
        at.across = at.down = fmax(least, asked * shrinkage(width * asked, height * asked, limits));
    }
    width = MAX(1, round(width * at.across));
    height = MAX(1, round(height * at.down));
    failed = check_size(width, height, limits, err);
    if (failed) return failed;
    unsigned complaints = esc_pdf_complaints();
    failed = draw(page, at, (int32_t)width, (int32_t)height, images.slow, ret, err);
    if (failed) return failed;
    ret->dpi = (int32_t)lround(at.across * pt_per_inch / unit);
    ret->damaged = esc_pdf_complaints() != complaints;
    return ESC_OK;
}

// Poppler seldom says what its complaints are about. It can look for a page's pictures without decoding
// them, and decode one by its number: what it complains of more then is the picture's. Neither draws text.
// What it does not even begin to decode, it says in the first pass, too.
bool esc_pdf_page_lost_picture(esc_pdf *pdf, int32_t index) {
    enum { MOST = 32 }; // pictures that are asked for one by one: each costs a pass over the page
    g_autoptr(PopplerPage) page = NULL;
    if (esc_pdf_page_open(pdf, index, &page, NULL)) return true;
    unsigned before = esc_pdf_complaints(), named = esc_pdf_picture_complaints();
    GList *images = poppler_page_get_image_mapping(page);
    unsigned of_page = esc_pdf_complaints() - before;
    int count = 0;
    bool lost = esc_pdf_picture_complaints() != named;
    for (GList *item = images; item && !lost && count < MOST; item = item->next, count++) {
        before = esc_pdf_complaints();
        cairo_surface_t *picture =
            poppler_page_get_image(page, ((PopplerImageMapping *)item->data)->image_id);
        lost = !picture || esc_pdf_complaints() - before > of_page;
        if (picture) cairo_surface_destroy(picture);
    }
    poppler_page_free_image_mapping(images);
    return lost;
}
