// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/inside.h"

#include <math.h>
#include <string.h>

#include "base/limits.h"

// Poppler repairs what it can of a truncated file and says nothing; one that is whole has its end marker in
// its last bytes (readers look at 1024; scanners are known to pad more).
static bool has_end(const char *bytes, size_t len) {
    size_t tail = len < 4096 ? len : 4096;
    return memmem(bytes + len - tail, tail, "%%EOF", 5) != NULL;
}

static unsigned complaints, picture_complaints;

unsigned esc_pdf_complaints(void) { return complaints; }
unsigned esc_pdf_picture_complaints(void) { return picture_complaints; }

static bool names_picture(const char *said) {
    return strstr(said, "JPX Stream") || strstr(said, "Bad image parameters") ||
           strstr(said, "Unknown filter") || strstr(said, "XObject '");
}

// Oddities are warnings to Poppler; what it calls an error, such as pictures that it cannot decode, is
// counted.
static GLogWriterOutput say_nothing(GLogLevelFlags level, const GLogField *fields, gsize count,
                                    gpointer user_data) {
    static const char error[] = "Syntax error";
    (void)level, (void)user_data;
    for (gsize i = 0; i < count; i++)
        if (!strcmp(fields[i].key, "MESSAGE") && fields[i].length < 0 &&
            g_str_has_prefix(fields[i].value, error)) {
            complaints++;
            picture_complaints += names_picture(fields[i].value);
        }
    return G_LOG_WRITER_HANDLED;
}

// Poppler tells of every oddity through GLib's log, and draws on, on white paper where need be.
static void quiet(void) {
    static gsize done;
    if (g_once_init_enter(&done)) {
        g_log_set_writer_func(say_nothing, NULL, NULL);
        g_once_init_leave(&done, 1);
    }
}

static int open_error(const GError *error, bool whole, esc_err *err) {
    if (g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
        return esc_fail(err, ESC_UNSUPPORTED, ESC_WHY_ENCRYPTED, "a PDF protected by a password");
    return esc_fail_library(err, ESC_FORMAT, whole ? ESC_WHY_DAMAGED : ESC_WHY_TRUNCATED, "Poppler",
                            error ? error->message : "?", "a PDF that cannot be opened");
}

int esc_pdf_open(const void *bytes, size_t len, esc_pdf **ret, esc_err *err) {
    quiet();
    if (!len) return esc_fail(err, ESC_FORMAT, ESC_WHY_EMPTY, "a PDF of 0 bytes");
    if (!esc_pdf_sniff(bytes, len))
        return esc_fail(err, ESC_UNSUPPORTED, ESC_WHY_UNKNOWN_TYPE, "no PDF header");
    bool whole = has_end(bytes, len);
    g_autoptr(GBytes) data = g_bytes_new_static(bytes, len);
    g_autoptr(GError) error = NULL;
    g_autoptr(PopplerDocument) document = poppler_document_new_from_bytes(data, NULL, &error);
    if (!document) return open_error(error, whole, err);
    if (!whole) return esc_fail(err, ESC_FORMAT, ESC_WHY_TRUNCATED, "a PDF without its end marker");
    int pages = poppler_document_get_n_pages(document);
    if (pages <= 0) return esc_fail(err, ESC_FORMAT, ESC_WHY_NO_PAGES, "a PDF without pages");
    if (pages > ESC_MAX_PAGES)
        return esc_fail(err, ESC_LIMIT, ESC_WHY_TOO_MANY_PAGES, "a PDF of %d pages, more than %d", pages,
                        ESC_MAX_PAGES);
    esc_pdf *pdf = esc_alloc_zero(1, sizeof *pdf);
    pdf->document = g_steal_pointer(&document);
    pdf->objects = esc_pdf_objects_open(bytes, len);
    pdf->pages = pages;
    *ret = pdf;
    return ESC_OK;
}

void esc_pdf_close(esc_pdf *pdf) {
    if (!pdf) return;
    esc_pdf_objects_close(pdf->objects);
    g_object_unref(pdf->document);
    free(pdf);
}

int32_t esc_pdf_page_count(const esc_pdf *pdf) { return pdf->pages; }

int esc_pdf_page_open(esc_pdf *pdf, int32_t index, PopplerPage **ret, esc_err *err) {
    if (index < 0 || index >= pdf->pages)
        return esc_fail(err, ESC_ARGUMENT, ESC_WHY_OTHER, "page %d of a PDF of %d", index + 1, pdf->pages);
    PopplerPage *page = poppler_document_get_page(pdf->document, index);
    if (!page)
        return esc_fail(err, ESC_FORMAT, ESC_WHY_DAMAGED, "page %d of the PDF cannot be read", index + 1);
    *ret = page;
    return ESC_OK;
}

// Moves an edge that lies within a point of the page's edge onto it: Poppler rounds sizes to whole points.
static double snap(double at, double edge) { return fabs(at - edge) < 1 ? edge : at; }

// Poppler gives the image's top left corner as shown, less the crop box's, which has no part in it, but the
// lengths along the image's own sides. On a page that is shown sideways the box made of them leaves the page,
// which tells the two apart.
static esc_pdf_place place_of(const PopplerRectangle *area, const PopplerRectangle *crop, double width,
                              double height) {
    double x = area->x1 + crop->x1, y = area->y1 + crop->y1, along = area->x2 - area->x1,
           down = area->y2 - area->y1;
    esc_pdf_place place = {x, y, along, down, false};
    if (x + along > width + 1 || y + down > height + 1) {
        // Turned clockwise its corner is at the top right, else at the bottom left.
        bool clockwise = x - down > -1 && y + along < height + 1;
        place = (esc_pdf_place){clockwise ? x - down : x, clockwise ? y : y - along, down, along, true};
    }
    double right = snap(place.x + place.width, width), bottom = snap(place.y + place.height, height);
    place.x = snap(place.x, 0);
    place.y = snap(place.y, 0);
    place.width = right - place.x;
    place.height = bottom - place.y;
    return place;
}

esc_pdf_place *esc_pdf_places(PopplerPage *page, int32_t *ret_count) {
    double width, height;
    PopplerRectangle crop;
    poppler_page_get_size(page, &width, &height);
    poppler_page_get_crop_box(page, &crop);
    GList *images = poppler_page_get_image_mapping(page);
    guint count = g_list_length(images);
    esc_pdf_place *places = count ? esc_alloc_zero(count, sizeof *places) : NULL;
    esc_pdf_place *place = places;
    for (GList *item = images; item; item = item->next)
        *place++ = place_of(&((PopplerImageMapping *)item->data)->area, &crop, width, height);
    poppler_page_free_image_mapping(images);
    *ret_count = (int32_t)count;
    return places;
}

// How much of the page (0..1) its images cover, on a grid of 64 × 64: they may overlap.
static float cover_of(const esc_pdf_place *places, int32_t count, double width, double height) {
    enum { GRID = 64 };
    int hits = 0;
    for (int i = 0; i < GRID * GRID; i++) {
        double x = (i % GRID + 0.5) * width / GRID, y = (i / GRID + 0.5) * height / GRID;
        for (int32_t j = 0; j < count; j++) {
            const esc_pdf_place *place = &places[j];
            if (x < place->x || x > place->x + place->width) continue;
            if (y < place->y || y > place->y + place->height) continue;
            hits++;
            break;
        }
    }
    return (float)hits / (GRID * GRID);
}

int esc_pdf_page_info_read(esc_pdf *pdf, int32_t index, esc_pdf_page_info *ret, esc_err *err) {
    g_autoptr(PopplerPage) page = NULL;
    int failed = esc_pdf_page_open(pdf, index, &page, err);
    if (failed) return failed;
    double width, height;
    poppler_page_get_size(page, &width, &height);
    int32_t images;
    ESC_AUTOFREE esc_pdf_place *places = esc_pdf_places(page, &images);
    g_autofree char *text = poppler_page_get_text(page);
    *ret = (esc_pdf_page_info){.width_pt = (float)width,
                               .height_pt = (float)height,
                               .images = images,
                               .image_cover = cover_of(places, images, width, height),
                               .text_chars = text ? (int32_t)g_utf8_strlen(text, -1) : 0};
    return ESC_OK;
}
