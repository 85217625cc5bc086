// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <leptonica/allheaders.h>

#include "base/buf.h"
#include "pdf/pdf.h"

// A PDF of one page, its objects numbered as they are put: 1 catalogue, 2 pages, 3 page, 4 contents, 5 image,
// 6 font, 7 another image. contents draws; the image is 60 × 40 grey pixels, or its first cut rows, and the
// other one, /In, the rest of them; where nothing is cut, the other one is left out.
typedef struct one_page {
    const char *box, *rotate, *contents;
    int image_width, image_height; // as the dictionary says
    int cut;
    const char *unit;   // UserUnit; NULL: none
    bool in_form;       // /Im is a form that draws the image
    const char *space;  // of the image's colours; NULL: grey
    const char *annots; // of the page; NULL: none
} one_page;

enum { WIDTH = 60, HEIGHT = 40 };

// No two pixels alike in a row or column, so that every turn and shift shows.
static uint8_t pixel(int x, int y) { return (uint8_t)(x * 4 + y); }

static void put_object(esc_buf *out, size_t *offsets, int number, const char *text) {
    offsets[number] = out->len;
    esc_buf_printf(out, "%d 0 obj\n%s\nendobj\n", number, text);
}

static void put_stream(esc_buf *out, size_t *offsets, int number, const char *dict, const void *bytes,
                       size_t len) {
    offsets[number] = out->len;
    esc_buf_printf(out, "%d 0 obj\n<<%s /Length %zu>>\nstream\n", number, dict, len);
    esc_buf_put(out, bytes, len);
    esc_buf_puts(out, "\nendstream\nendobj\n");
}

static void put_image(esc_buf *out, size_t *offsets, int number, const char *space, int width, int height,
                      const void *bytes, size_t len) {
    esc_buf dict = {0};
    esc_buf_printf(&dict,
                   "/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 "
                   "/ColorSpace %s",
                   width, height, space ? space : "/DeviceGray");
    put_stream(out, offsets, number, esc_buf_text(&dict), bytes, len);
    esc_buf_free(&dict);
}

static void make(const one_page *sheet, esc_buf *out) {
    size_t offsets[9];
    int rows = sheet->cut ? sheet->cut : HEIGHT, last = sheet->in_form ? 8 : sheet->cut ? 7 : 6;
    uint8_t pixels[HEIGHT][WIDTH];
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) pixels[y][x] = pixel(x, y);
    esc_buf text = {0};
    esc_buf_puts(out, "%PDF-1.4\n");
    put_object(out, offsets, 1, "<</Type /Catalog /Pages 2 0 R>>");
    esc_buf_printf(
        &text,
        "<</Type /Pages /Kids [3 0 R] /Count 1 /Resources <</XObject <</Im %d 0 R%s>> /Font <</F 6 "
        "0 R>>>>>>",
        sheet->in_form ? 8 : 5, sheet->cut ? " /In 7 0 R" : "");
    put_object(out, offsets, 2, esc_buf_text(&text));
    esc_buf_truncate(&text, 0);
    esc_buf_printf(
        &text, "<</Type /Page /Parent 2 0 R /MediaBox [%s] /Rotate %s /UserUnit %s /Contents 4 0 R %s>>",
        sheet->box, sheet->rotate, sheet->unit ? sheet->unit : "1", sheet->annots ? sheet->annots : "");
    put_object(out, offsets, 3, esc_buf_text(&text));
    put_stream(out, offsets, 4, "/N 1", sheet->contents, // as a profile that is none: of grey
               strlen(sheet->contents));
    put_image(out, offsets, 5, sheet->space, sheet->image_width, sheet->cut ? rows : sheet->image_height,
              pixels, (size_t)rows * WIDTH);
    put_object(out, offsets, 6,
               "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>");
    if (sheet->cut || sheet->in_form)
        put_image(out, offsets, 7, NULL, WIDTH, HEIGHT - rows, pixels + rows,
                  (size_t)(HEIGHT - rows) * WIDTH);
    if (sheet->in_form)
        put_stream(
            out, offsets, 8,
            "/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources <</XObject <</Pic 5 0 R /Im 8 0 R>>>>",
            "/Pic Do", 7);
    size_t xref = out->len;
    esc_buf_printf(out, "xref\n0 %d\n0000000000 65535 f \n", last + 1);
    for (int i = 1; i <= last; i++) esc_buf_printf(out, "%010zu 00000 n \n", offsets[i]);
    esc_buf_printf(out, "trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n", last + 1, xref);
    esc_buf_free(&text);
}

static const one_page scan = {.box = "0 0 60 40",
                              .rotate = "0",
                              .contents = "q 60 0 0 40 0 0 cm /Im Do Q",
                              .image_width = WIDTH,
                              .image_height = HEIGHT};

static esc_pdf *open_sheet(const one_page *sheet, esc_buf *bytes) {
    make(sheet, bytes);
    esc_pdf *pdf = NULL;
    esc_err err = {0};
    int failed = esc_pdf_open(bytes->bytes, bytes->len, &pdf, &err);
    if (failed) fail_msg("%s", err.message);
    return pdf;
}

static uint8_t grey_at(const esc_raster *raster, int x, int y) {
    l_uint32 value = 0;
    pixGetPixel(raster->pix, x, y, &value);
    return (uint8_t)value;
}

static void a_scan_comes_pixel_by_pixel_whatever_its_turn(void **state) {
    (void)state;
    static const struct {
        const char *rotate, *contents;
        const char *box;
        int width, height;
        int x0, y0, dx_x, dx_y, dy_x, dy_y; // image pixel at (0, 0), and its steps along x and y
        int cut;
    } turns[] = {
        {"0", "q 60 0 0 40 0 0 cm /Im Do Q", "0 0 60 40", 60, 40, 0, 0, 1, 0, 0, 1, 0},
        {"90", "q 60 0 0 40 0 0 cm /Im Do Q", "0 0 60 40", 40, 60, 0, 39, 0, -1, 1, 0, 0},
        {"180", "q 60 0 0 40 0 0 cm /Im Do Q", "0 0 60 40", 60, 40, 59, 39, -1, 0, 0, -1, 0},
        {"270", "q 60 0 0 40 0 0 cm /Im Do Q", "0 0 60 40", 40, 60, 59, 0, 0, 1, -1, 0, 0},
        // Turned by the matrix: the image's right edge is the page's top.
        {"0", "q 0 60 -40 0 40 0 cm /Im Do Q", "0 0 40 60", 40, 60, 59, 0, 0, 1, -1, 0, 0},
        // Stored upside down and mirrored back by the matrix.
        {"0", "q 60 0 0 -40 0 40 cm /Im Do Q", "0 0 60 40", 60, 40, 0, 39, 1, 0, 0, -1, 0},
        // A page of half the size: 144 dpi.
        {"0", "q 30 0 0 20 0 0 cm /Im Do Q", "0 0 30 20", 60, 40, 0, 0, 1, 0, 0, 1, 0},
        // A page whose corner is not the origin.
        {"0", "q 60 0 0 40 100 200 cm /Im Do Q", "100 200 160 240", 60, 40, 0, 0, 1, 0, 0, 1, 0},
        // The page in two strips, as it lies, turned by /Rotate, and turned by the matrix.
        {"0", "q 60 0 0 26 0 14 cm /Im Do Q q 60 0 0 14 0 0 cm /In Do Q", "0 0 60 40", 60, 40, 0, 0, 1, 0, 0,
         1, 26},
        {"90", "q 60 0 0 26 0 14 cm /Im Do Q q 60 0 0 14 0 0 cm /In Do Q", "0 0 60 40", 40, 60, 0, 39, 0, -1,
         1, 0, 26},
        {"0", "q 0 60 -26 0 26 0 cm /Im Do Q q 0 60 -14 0 40 0 cm /In Do Q", "0 0 40 60", 40, 60, 59, 0, 0, 1,
         -1, 0, 26},
    };
    for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
        one_page sheet = scan;
        sheet.box = turns[i].box;
        sheet.rotate = turns[i].rotate;
        sheet.contents = turns[i].contents;
        sheet.cut = turns[i].cut;
        ESC_AUTOBUF bytes = {0};
        esc_pdf *pdf = open_sheet(&sheet, &bytes);
        ESC_AUTORASTER raster = {0};
        assert_int_equal(esc_pdf_page_raster(pdf, 0, 300, NULL, &raster, NULL), ESC_OK);
        assert_int_equal(pixGetWidth(raster.pix), turns[i].width);
        assert_int_equal(pixGetHeight(raster.pix), turns[i].height);
        assert_int_equal(pixGetDepth(raster.pix), 8);
        assert_int_equal(raster.dpi, i == 6 ? 144 : 72);
        for (int y = 0; y < turns[i].height; y++)
            for (int x = 0; x < turns[i].width; x++) {
                int from_x = turns[i].x0 + x * turns[i].dx_x + y * turns[i].dy_x;
                int from_y = turns[i].y0 + x * turns[i].dx_y + y * turns[i].dy_y;
                if (grey_at(&raster, x, y) != pixel(from_x, from_y))
                    fail_msg("turn %zu: pixel %d, %d is %d and not %d", i, x, y, grey_at(&raster, x, y),
                             pixel(from_x, from_y));
            }
        esc_pdf_close(pdf);
    }
}

static void text_over_a_scan_is_drawn_too(void **state) {
    (void)state;
    one_page sheet = scan;
    sheet.contents = "q 60 0 0 40 0 0 cm /Im Do Q 1 g 10 10 20 20 re f";
    ESC_AUTOBUF bytes = {0};
    esc_pdf *pdf = open_sheet(&sheet, &bytes);
    ESC_AUTORASTER raster = {0};
    assert_int_equal(esc_pdf_page_raster(pdf, 0, 300, NULL, &raster, NULL), ESC_OK);
    assert_int_equal(grey_at(&raster, 20, 20), 255);
    assert_int_equal(grey_at(&raster, 5, 5), pixel(5, 5));
    esc_pdf_close(pdf);
}

static void a_scan_with_a_seal_keeps_its_grid(void **state) {
    (void)state;
    one_page sheet = scan;
    sheet.box = "0 0 30 15";
    sheet.contents = "q 30 0 0 15 0 0 cm /Im Do Q q 6 0 0 1 9 9 cm /In Do Q";
    sheet.cut = 30;
    ESC_AUTOBUF bytes = {0};
    esc_pdf *pdf = open_sheet(&sheet, &bytes);
    ESC_AUTORASTER raster = {0};
    assert_int_equal(esc_pdf_page_raster(pdf, 0, 300, NULL, &raster, NULL), ESC_OK);
    assert_int_equal(pixGetWidth(raster.pix), 60);
    assert_int_equal(pixGetHeight(raster.pix), 30);
    assert_int_equal(raster.dpi, 144);
    assert_int_equal(grey_at(&raster, 3, 25), pixel(3, 25));
    esc_pdf_close(pdf);
}

static void two_pictures_side_by_side_are_no_strips(void **state) {
    (void)state;
    one_page sheet = scan;
    sheet.cut = 20;
    sheet.contents = "q 30 0 0 40 0 0 cm /Im Do Q q 30 0 0 40 30 0 cm /In Do Q";
    ESC_AUTOBUF bytes = {0};
    esc_pdf *pdf = open_sheet(&sheet, &bytes);
    ESC_AUTORASTER raster = {0};
    assert_int_equal(esc_pdf_page_raster(pdf, 0, 144, NULL, &raster, NULL), ESC_OK);
    assert_int_equal(raster.dpi, 144);
    assert_int_equal(pixGetWidth(raster.pix), 120);
    esc_pdf_close(pdf);
}

static void other_pages_are_drawn_at_the_resolution_asked_for(void **state) {
    (void)state;
    one_page sheet = scan;
    sheet.contents = "q 20 0 0 10 0 0 cm /Im Do Q";
    ESC_AUTOBUF bytes = {0};
    esc_pdf *pdf = open_sheet(&sheet, &bytes);
    ESC_AUTORASTER raster = {0};
    assert_int_equal(esc_pdf_page_raster(pdf, 0, 144, NULL, &raster, NULL), ESC_OK);
    assert_int_equal(pixGetWidth(raster.pix), 120);
    assert_int_equal(raster.dpi, 144);
    assert_int_equal(esc_pdf_page_raster(pdf, 1, 144, NULL, &raster, NULL), ESC_ARGUMENT);
    esc_pdf_page_info info;
    assert_int_equal(esc_pdf_page_info_read(pdf, 0, &info, NULL), ESC_OK);
    assert_int_equal(info.images, 1);
    assert_true(info.image_cover > 0.05f && info.image_cover < 0.12f);
    assert_true(info.width_pt == 60 && info.height_pt == 40);
    esc_pdf_close(pdf);
}

static void a_bomb_is_refused_before_decoding(void **state) {
    (void)state;
    one_page sheet = scan;
    sheet.image_width = sheet.image_height = 10000;
    ESC_AUTOBUF bytes = {0}, vast = {0};
    esc_pdf *pdf = open_sheet(&sheet, &bytes);
    ESC_AUTORASTER raster = {0};
    esc_err err = {0};
    assert_int_equal(esc_pdf_page_raster(pdf, 0, 300, NULL, &raster, &err), ESC_LIMIT);
    assert_int_equal(err.why, ESC_WHY_TOO_MANY_PIXELS);
    esc_pdf_close(pdf);

    sheet = scan;
    sheet.box = "0 0 14400 14400";
    pdf = open_sheet(&sheet, &vast);
    assert_int_equal(esc_pdf_page_raster(pdf, 0, 300, NULL, &raster, &err), ESC_LIMIT);
    esc_image_limits tight = {.page_pixels = 100};
    assert_int_equal(esc_pdf_page_raster(pdf, 0, 1, &tight, &raster, &err), ESC_LIMIT);
    esc_pdf_close(pdf);
}

static void images_inside_of_forms_count(void **state) {
    (void)state;
    one_page sheet = scan;
    sheet.in_form = true; // which holds itself, too
    ESC_AUTOBUF bytes = {0}, bomb = {0};
    esc_pdf *pdf = open_sheet(&sheet, &bytes);
    ESC_AUTORASTER raster = {0};
    assert_int_equal(esc_pdf_page_raster(pdf, 0, 300, NULL, &raster, NULL), ESC_OK);
    assert_int_equal(pixGetWidth(raster.pix), WIDTH);
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) assert_int_equal(grey_at(&raster, x, y), pixel(x, y));
    esc_pdf_close(pdf);

    sheet.image_width = sheet.image_height = 60000;
    pdf = open_sheet(&sheet, &bomb);
    esc_err err = {0};
    assert_int_equal(esc_pdf_page_raster(pdf, 0, 300, NULL, &raster, &err), ESC_LIMIT);
    assert_int_equal(err.why, ESC_WHY_TOO_MANY_PIXELS);
    esc_pdf_close(pdf);
}

static void the_unit_of_a_page_counts(void **state) {
    (void)state;
    one_page sheet = scan;
    sheet.unit = "2.5";
    ESC_AUTOBUF bytes = {0}, drawn = {0};
    esc_pdf *pdf = open_sheet(&sheet, &bytes);
    ESC_AUTORASTER raster = {0}, other = {0};
    assert_int_equal(esc_pdf_page_raster(pdf, 0, 300, NULL, &raster, NULL), ESC_OK);
    assert_int_equal(pixGetWidth(raster.pix), WIDTH); // 60 pixels on 150 72nds of an inch
    assert_int_equal(raster.dpi, 29);
    esc_pdf_close(pdf);

    sheet.contents = "BT /F 12 Tf 5 20 Td (Acta) Tj ET";
    pdf = open_sheet(&sheet, &drawn);
    assert_int_equal(esc_pdf_page_raster(pdf, 0, 144, NULL, &other, NULL), ESC_OK);
    assert_int_equal(pixGetWidth(other.pix), 300);
    assert_int_equal(other.dpi, 144);
    ESC_AUTODOC *doc = esc_doc_new();
    assert_int_equal(esc_pdf_page_text(pdf, 0, 144, doc, NULL), ESC_OK);
    assert_int_equal(doc->pages[0].width_px, 300);
    assert_int_equal(doc->pages[0].dpi, 144);
    assert_in_range(doc->words[0].box.x, 24, 30);
    esc_pdf_close(pdf);
}

static void a_large_page_is_drawn_coarser(void **state) {
    (void)state;
    one_page sheet = scan;
    sheet.box = "0 0 2880 1440"; // 40 × 20 inches
    ESC_AUTOBUF bytes = {0};
    esc_pdf *pdf = open_sheet(&sheet, &bytes);
    ESC_AUTORASTER raster = {0};
    esc_image_limits room = {.page_pixels = 8000000}, tight = {.page_pixels = 4000000};
    assert_int_equal(esc_pdf_page_raster(pdf, 0, 300, &tight, &raster, NULL), ESC_LIMIT);
    assert_int_equal(esc_pdf_page_raster(pdf, 0, 300, &room, &raster, NULL), ESC_OK);
    assert_in_range(raster.dpi, 97, 100);
    assert_in_range(pixGetWidth(raster.pix) * pixGetHeight(raster.pix), 7800000, 8000000);
    esc_pdf_close(pdf);
}

static void a_picture_that_cannot_be_decoded_is_told(void **state) {
    (void)state;
    ESC_AUTOBUF whole = {0}, broken = {0};
    esc_pdf *pdf = open_sheet(&scan, &whole);
    ESC_AUTORASTER raster = {0}, other = {0};
    assert_int_equal(esc_pdf_page_raster(pdf, 0, 300, NULL, &raster, NULL), ESC_OK);
    assert_false(raster.damaged);
    assert_false(esc_pdf_page_lost_picture(pdf, 0));
    esc_pdf_close(pdf);

    static const char depth[] = "/BitsPerComponent 8", filter[] = "/Filter /JPXDecode ";
    make(&scan, &broken);
    char *at = memmem(broken.bytes, broken.len, depth, sizeof depth - 1);
    assert_non_null(at);
    memcpy(at, filter, sizeof filter - 1);
    assert_int_equal(esc_pdf_open(broken.bytes, broken.len, &pdf, NULL), ESC_OK);
    assert_int_equal(esc_pdf_page_raster(pdf, 0, 300, NULL, &other, NULL), ESC_OK);
    assert_true(other.damaged);
    assert_true(esc_pdf_page_lost_picture(pdf, 0));
    esc_pdf_close(pdf);
}

static void other_damage_loses_no_picture(void **state) {
    (void)state;
    one_page sheet = scan;
    sheet.contents = "q 60 0 0 40 0 0 cm /Im Do Q nonsense BT /Nowhere 12 Tf (Acta) Tj ET";
    ESC_AUTOBUF bytes = {0}, broken = {0};
    esc_pdf *pdf = open_sheet(&sheet, &bytes);
    ESC_AUTORASTER raster = {0};
    assert_int_equal(esc_pdf_page_raster(pdf, 0, 300, NULL, &raster, NULL), ESC_OK);
    assert_true(raster.damaged);
    assert_false(esc_pdf_page_lost_picture(pdf, 0));
    esc_pdf_close(pdf);

    // The same page with a picture that is none.
    make(&sheet, &broken);
    char *at = memmem(broken.bytes, broken.len, "/Type /XObject /Subtype /Image", 30);
    assert_non_null(at);
    memcpy(at, "/Subtype /Image /Filter /Nope ", 30);
    assert_int_equal(esc_pdf_open(broken.bytes, broken.len, &pdf, NULL), ESC_OK);
    assert_true(esc_pdf_page_lost_picture(pdf, 0));
    esc_pdf_close(pdf);
}

// Of a profile that is none the number of colours is enough, and an annotation without an appearance is
// nothing of the picture's: it is drawn as it is. Where nobody knows what its colours are, it cannot be
// drawn, and is lost.
static void a_picture_is_lost_by_unknown_colours_alone(void **state) {
    (void)state;
    static const struct {
        const char *space, *annots;
        bool lost;
    } pages[] = {
        {"[/ICCBased 4 0 R]", NULL, false},
        {NULL, "/Annots [<</Type /Annot /Subtype /Stamp /Rect [0 0 9 9] /AP <</N 6 0 R>>>> 99 0 R]", false},
        {NULL, "/Annots [<</Type /Annot /Subtype /Widget /FT /Tx /Rect [0 0 9]>> 5 0 R]", false},
        {"[/ICCBased 5 0 R]", NULL, true},
        {"[/ICCBased 99 0 R]", NULL, true}};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        one_page sheet = scan;
        sheet.space = pages[i].space;
        sheet.annots = pages[i].annots;
        ESC_AUTOBUF bytes = {0};
        esc_pdf *pdf = open_sheet(&sheet, &bytes);
        ESC_AUTORASTER raster = {0};
        assert_int_equal(esc_pdf_page_raster(pdf, 0, 300, NULL, &raster, NULL), ESC_OK);
        if (esc_pdf_page_lost_picture(pdf, 0) != pages[i].lost)
            fail_msg("page %zu: its picture is %s", i, pages[i].lost ? "lost" : "all there");
        int drawn = grey_at(&raster, 20, 20), expected = pages[i].lost ? 255 : pixel(20, 20);
        if (drawn != expected) fail_msg("page %zu: a pixel is %d and not %d", i, drawn, expected);
        assert_true(esc_pdf_page_is_whole(pdf, 0));
        esc_pdf_close(pdf);
    }
}

static void a_picture_that_is_not_there_is_lost(void **state) {
    (void)state;
    one_page sheet = scan;
    sheet.contents = "q 60 0 0 40 0 0 cm /Gone Do Q";
    ESC_AUTOBUF bytes = {0};
    esc_pdf *pdf = open_sheet(&sheet, &bytes);
    assert_true(esc_pdf_page_lost_picture(pdf, 0));
    esc_pdf_close(pdf);
}

// Of a picture as high as its dictionary says, count rows are there. What is not drawn does not count.
static bool is_whole_with(int height, const char *contents, bool in_form) {
    one_page sheet = scan;
    sheet.image_height = height;
    sheet.contents = contents;
    sheet.in_form = in_form;
    ESC_AUTOBUF bytes = {0};
    esc_pdf *pdf = open_sheet(&sheet, &bytes);
    bool whole = esc_pdf_page_is_whole(pdf, 0);
    esc_pdf_close(pdf);
    return whole;
}

static void a_picture_cut_short_is_told(void **state) {
    (void)state;
    const char *const drawn = scan.contents, *const other = "q 60 0 0 40 0 0 cm /Imago Do /Im do Q";
    assert_true(is_whole_with(HEIGHT, drawn, false));
    assert_true(is_whole_with(HEIGHT - 1, drawn, false)); // more than enough
    assert_false(is_whole_with(HEIGHT + 1, drawn, false));
    assert_true(is_whole_with(HEIGHT + 1, other, false));
    assert_true(is_whole_with(HEIGHT, drawn, true));
    assert_false(is_whole_with(HEIGHT + 1, drawn, true));
}

static void the_text_layer_comes_with_boxes(void **state) {
    (void)state;
    one_page sheet = scan;
    sheet.box = "0 0 300 100";
    sheet.contents = "BT /F 12 Tf 20 60 Td (Acta de sesi\\363n) Tj 0 -20 Td (n\\372mero 4) Tj ET";
    ESC_AUTOBUF bytes = {0};
    esc_pdf *pdf = open_sheet(&sheet, &bytes);
    ESC_AUTODOC *doc = esc_doc_new();
    assert_int_equal(esc_pdf_page_text(pdf, 0, 144, doc, NULL), ESC_OK);
    assert_int_equal(esc_doc_check(doc, NULL), ESC_OK);
    assert_int_equal(doc->pages[0].origin, ESC_PAGE_TEXT_LAYER);
    assert_int_equal(doc->pages[0].width_px, 600);
    assert_int_equal(doc->lines_count, 2);
    assert_int_equal(doc->words_count, 5);
    assert_true(esc_doc_same(doc, doc->words[2].raw, "sesión"));
    assert_true(esc_doc_same(doc, doc->lines[1].raw, "número 4"));
    // "Acta" begins 20 pt = 40 px from the left; its line stands 40 pt from the top.
    assert_in_range(doc->words[0].box.x, 38, 44);
    assert_in_range(doc->words[0].box.y, 50, 80);
    assert_true(doc->words[1].box.x > doc->words[0].box.x + doc->words[0].box.w);
    assert_true(doc->words[3].box.y > doc->words[0].box.y + 20);
    esc_pdf_page_info info;
    assert_int_equal(esc_pdf_page_info_read(pdf, 0, &info, NULL), ESC_OK);
    assert_in_range(info.text_chars, 20, 26);
    esc_pdf_close(pdf);
}

// The box of a word; Poppler's own order of lines that run up or down a page is none.
static esc_box box_of(const esc_doc *doc, const char *word) {
    for (uint32_t i = 0; i < doc->words_count; i++)
        if (esc_doc_same(doc, doc->words[i].raw, word)) return doc->words[i].box;
    return (esc_box){0};
}

static void text_that_lies_on_its_side_is_turned(void **state) {
    (void)state;
    static const struct {
        const char *matrix; // at which the text begins, on a page of 300 × 200 points
        int32_t turn;
    } ways[] = {
        {"1 0 0 1 20 150", 0}, {"0 1 -1 0 60 20", 90}, {"-1 0 0 -1 280 60", 180}, {"0 -1 1 0 200 180", 270}};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        ESC_AUTOBUF contents = {0}, bytes = {0};
        esc_buf_printf(&contents,
                       "BT /F 8 Tf %s Tm (Acuerdos que fueron aprobados) Tj 0 -20 Td (por unanimidad de las "
                       "presentes) Tj ET",
                       ways[i].matrix);
        one_page sheet = scan;
        sheet.box = "0 0 300 200";
        sheet.contents = esc_buf_text(&contents);
        esc_pdf *pdf = open_sheet(&sheet, &bytes);
        ESC_AUTODOC *doc = esc_doc_new();
        assert_int_equal(esc_pdf_page_text(pdf, 0, 144, doc, NULL), ESC_OK);
        assert_int_equal(esc_doc_check(doc, NULL), ESC_OK);
        assert_int_equal(doc->pages[0].rotation_deg, ways[i].turn);
        assert_int_equal(doc->pages[0].width_px, ways[i].turn % 180 ? 400 : 600);
        esc_box first = box_of(doc, "Acuerdos"), next = box_of(doc, "que"), last = box_of(doc, "presentes");
        assert_in_range(first.x, 36, 44);
        assert_true(first.w > 2 * first.h && next.x > first.x + first.w);
        assert_true(last.y > first.y + 20);
        esc_pdf_close(pdf);
    }
}

static void what_is_cut_or_no_pdf_is_refused(void **state) {
    (void)state;
    ESC_AUTOBUF bytes = {0};
    make(&scan, &bytes);
    esc_pdf *pdf = NULL;
    esc_err err = {0};
    const size_t cuts[] = {12, 100, bytes.len / 2, bytes.len - 20, bytes.len - 6};
    for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
        uint8_t *cut = malloc(cuts[i]);
        memcpy(cut, bytes.bytes, cuts[i]);
        assert_int_equal(esc_pdf_open(cut, cuts[i], &pdf, &err), ESC_FORMAT);
        assert_int_equal(err.why, ESC_WHY_TRUNCATED);
        free(cut);
    }
    assert_int_equal(esc_pdf_open("", 0, &pdf, &err), ESC_FORMAT);
    assert_int_equal(err.why, ESC_WHY_EMPTY);
    assert_int_equal(esc_pdf_open("MINUTA DE LA SESION", 19, &pdf, &err), ESC_UNSUPPORTED);
    static const char garbage[] = "%PDF-1.4\nxref\n<<<<<< 0 0 obj >> stream\n%%EOF\n";
    assert_int_equal(esc_pdf_open(garbage, sizeof garbage - 1, &pdf, &err), ESC_FORMAT);
    assert_null(pdf);
}

static void no_pages_are_said_so(void **state) {
    (void)state;
    static const char empty[] = "%PDF-1.4\n1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj\n"
                                "2 0 obj\n<</Type /Pages /Kids [] /Count 0>>\nendobj\n"
                                "xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000056 00000 n \n"
                                "trailer\n<</Size 3 /Root 1 0 R>>\nstartxref\n106\n%%EOF\n";
    esc_pdf *pdf = NULL;
    esc_err err = {0};
    assert_int_equal(esc_pdf_open(empty, sizeof empty - 1, &pdf, &err), ESC_FORMAT);
    assert_int_equal(err.why, ESC_WHY_NO_PAGES);
}

static void a_password_is_said_so(void **state) {
    (void)state;
    // The encryption dictionary of a password that nobody knows.
    static const char locked[] =
        "%PDF-1.4\n1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj\n"
        "2 0 obj\n<</Type /Pages /Kids [] /Count 0>>\nendobj\n"
        "3 0 obj\n<</Filter /Standard /V 1 /R 2 /P -4 "
        "/O <0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef> "
        "/U <0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef>>>\nendobj\n"
        "trailer\n<</Size 4 /Root 1 0 R /Encrypt 3 0 R /ID [<0123> <0123>]>>\nstartxref\n0\n%%EOF\n";
    esc_pdf *pdf = NULL;
    esc_err err = {0};
    assert_int_equal(esc_pdf_open(locked, sizeof locked - 1, &pdf, &err), ESC_UNSUPPORTED);
    assert_int_equal(err.why, ESC_WHY_ENCRYPTED);
}

int main(void) {
    setMsgSeverity(L_SEVERITY_NONE);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_scan_comes_pixel_by_pixel_whatever_its_turn),
        cmocka_unit_test(text_over_a_scan_is_drawn_too),
        cmocka_unit_test(a_scan_with_a_seal_keeps_its_grid),
        cmocka_unit_test(two_pictures_side_by_side_are_no_strips),
        cmocka_unit_test(other_pages_are_drawn_at_the_resolution_asked_for),
        cmocka_unit_test(a_bomb_is_refused_before_decoding),
        cmocka_unit_test(images_inside_of_forms_count),
        cmocka_unit_test(the_unit_of_a_page_counts),
        cmocka_unit_test(a_large_page_is_drawn_coarser),
        cmocka_unit_test(a_picture_that_cannot_be_decoded_is_told),
        cmocka_unit_test(other_damage_loses_no_picture),
        cmocka_unit_test(a_picture_is_lost_by_unknown_colours_alone),
        cmocka_unit_test(a_picture_that_is_not_there_is_lost),
        cmocka_unit_test(a_picture_cut_short_is_told),
        cmocka_unit_test(the_text_layer_comes_with_boxes),
        cmocka_unit_test(text_that_lies_on_its_side_is_turned),
        cmocka_unit_test(what_is_cut_or_no_pdf_is_refused),
        cmocka_unit_test(no_pages_are_said_so),
        cmocka_unit_test(a_password_is_said_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
