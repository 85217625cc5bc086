// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <leptonica/allheaders.h>

#include "base/utf8.h"
#include "ocr/ocr.h"

static esc_ocr *engine;

static int start(void **state) {
    (void)state;
    esc_err err;
    if (esc_ocr_new("spa", NULL, &engine, &err)) {
        print_error("%s\n", err.message);
        return -1;
    }
    return 0;
}

static int stop(void **state) {
    (void)state;
    esc_ocr_free(engine);
    return 0;
}

// A page of 1200 × 600 at 300 dpi with lines of text in Leptonica's own bitmap font.
static esc_raster page(const char *const *lines, int count) {
    L_BMF *font = bmfCreate(NULL, 12);
    PIX *pix = pixCreate(1200, 600, 8);
    pixSetAll(pix);
    for (int i = 0; i < count; i++) {
        l_int32 width, overflow;
        pixSetTextline(pix, font, lines[i], 0, 80, 120 + 90 * i, &width, &overflow);
    }
    bmfDestroy(&font);
    return (esc_raster){.pix = pix, .dpi = 300};
}

static void lines_and_words_come_with_boxes_and_confidence(void **state) {
    (void)state;
    static const char *const text[] = {"El comite aprueba la minuta", "y cierra la sesion de hoy"};
    ESC_AUTORASTER raster = page(text, 2);
    ESC_AUTODOC *doc = esc_doc_new();
    esc_err err = {0};
    assert_int_equal(esc_ocr_read(engine, &raster, NULL, 0, doc, &err), ESC_OK);
    assert_int_equal(esc_doc_check(doc, &err), ESC_OK);
    assert_int_equal(doc->pages_count, 1);
    assert_int_equal(doc->pages[0].origin, ESC_PAGE_OCR);
    assert_int_equal(doc->pages[0].width_px, 1200);
    assert_int_equal(doc->pages[0].dpi, 300);
    assert_true(doc->pages[0].confidence > 0.5f);
    assert_int_equal(doc->lines_count, 2);
    assert_int_equal(doc->words_count, 11);
    assert_true(esc_doc_same(doc, doc->words[4].raw, "minuta"));
    for (uint32_t i = 0; i < doc->words_count; i++) {
        const esc_word *word = &doc->words[i];
        assert_true(word->confidence >= 0 && word->confidence <= 1);
        assert_in_range(word->box.w, 10, 500);
        assert_in_range(word->box.h, 10, 100);
    }
    assert_true(doc->words[0].box.x < doc->words[1].box.x);
    assert_true(doc->lines[0].box.y < doc->lines[1].box.y);
}

static void alternatives_lie_on_whole_characters(void **state) {
    (void)state;
    static const char *const text[] = {"Il1 rn m 0O oficio 5S cl d"}, *const sure[] = {"acuerdo numero 17"};
    ESC_AUTORASTER raster = page(text, 1), clear = page(sure, 1);
    ESC_AUTODOC *without = esc_doc_new();
    ESC_AUTODOC *doc = esc_doc_new();
    assert_int_equal(esc_ocr_read(engine, &clear, NULL, 0, without, NULL), ESC_OK);
    assert_int_equal(without->alts_count, 0); // nor is any line in doubt
    esc_ocr_want_alternatives(engine, true);
    assert_int_equal(esc_ocr_read(engine, &raster, NULL, 0, doc, NULL), ESC_OK);
    esc_ocr_want_alternatives(engine, false);
    assert_int_equal(esc_doc_check(doc, NULL), ESC_OK);
    assert_true(doc->alts_count > 0);
    for (uint32_t i = 0; i < doc->alts_count; i++) {
        const esc_alt *alt = &doc->alts[i];
        const char *raw = esc_doc_text(doc, doc->words[alt->word].raw);
        assert_true(esc_utf8_valid(raw + alt->at, alt->len));
        assert_true(alt->confidence > 0 && alt->confidence <= 1);
        assert_false(alt->text.len == alt->len &&
                     !memcmp(esc_doc_text(doc, alt->text), raw + alt->at, alt->len));
    }
}

static void the_same_page_gives_the_same_bytes(void **state) {
    (void)state;
    static const char *const text[] = {"acuerdo numero 17"};
    ESC_AUTORASTER raster = page(text, 1);
    esc_buf encoded[2] = {{0}};
    for (int i = 0; i < 2; i++) {
        ESC_AUTODOC *doc = esc_doc_new();
        assert_int_equal(esc_ocr_read(engine, &raster, NULL, 0, doc, NULL), ESC_OK);
        doc->pages[0].seconds = 0;
        esc_doc_encode(doc, &encoded[i]);
    }
    assert_int_equal(encoded[0].len, encoded[1].len);
    assert_memory_equal(encoded[0].bytes, encoded[1].bytes, encoded[0].len);
    esc_buf_free(&encoded[0]);
    esc_buf_free(&encoded[1]);
}

static void a_turned_page_is_read_upright(void **state) {
    (void)state;
    static const char *const text[] = {
        "La mesa directiva del comite hablo de la obra", "del tablado y de la lista de libros que le toca",
        "al pueblo. El alcalde dijo que el dinero alcanza",
        "hasta fin de abril; la tabla de datos lo detalla", "y todos los delegados dieron su voto a favor"};
    ESC_AUTORASTER upright = page(text, 5);
    for (int32_t turn = 0; turn < 360; turn += 90) {
        ESC_AUTORASTER raster = {0};
        ESC_AUTODOC *doc = esc_doc_new();
        assert_int_equal(esc_image_turn(&upright, turn, &raster, NULL), ESC_OK);
        raster.rotation_deg = 0; // as a scanner leaves it
        assert_int_equal(esc_ocr_read(engine, &raster, NULL, 0, doc, NULL), ESC_OK);
        assert_int_equal(esc_doc_check(doc, NULL), ESC_OK);
        assert_int_equal(doc->pages[0].rotation_deg, (360 - turn) % 360);
        assert_int_equal(doc->pages[0].width_px, 1200);
        assert_true(esc_doc_same(doc, doc->words[1].raw, "mesa"));
    }
}

static void doubtful_lines_are_read_a_second_time(void **state) {
    (void)state;
    static const char *const text[] = {"El comite aprueba la minuta", "y cierra la sesion de hoy"};
    ESC_AUTORASTER raster = page(text, 2);
    srandom(5);
    for (int i = 0; i < 60000; i++) // grain, so that little is sure
        pixSetPixel(raster.pix, (l_int32)(random() % 1200), (l_int32)(random() % 600),
                    (l_uint32)(random() % 256));
    esc_buf encoded[2] = {{0}};
    for (int i = 0; i < 2; i++) {
        ESC_AUTODOC *doc = esc_doc_new();
        assert_int_equal(esc_ocr_read(engine, &raster, NULL, 0, doc, NULL), ESC_OK);
        assert_int_equal(esc_doc_check(doc, NULL), ESC_OK);
        assert_true(doc->words_count >= 5);
        doc->pages[0].seconds = 0;
        esc_doc_encode(doc, &encoded[i]);
    }
    assert_int_equal(encoded[0].len, encoded[1].len);
    assert_memory_equal(encoded[0].bytes, encoded[1].bytes, encoded[0].len);
    esc_buf_free(&encoded[0]);
    esc_buf_free(&encoded[1]);
}

// Where a page reads better as it leaned than straightened, its words still come in straight rows.
static void what_leans_is_put_in_order_straight(void **state) {
    (void)state;
    static const float lean_deg = 2;
    static const char *const text[] = {"El comite aprueba la minuta del martes",
                                       "cierra la sesion de la tarde", "a las doce horas con treinta"};
    ESC_AUTORASTER sharp = page(text, 3);
    ESC_AUTORASTER blurred = {.pix = pixBlockconv(sharp.pix, 4, 4), .dpi = 300, .skew_deg = -lean_deg};
    assert_int_equal(esc_image_lean(&sharp, lean_deg, NULL), ESC_OK);
    sharp.skew_deg = 0;
    ESC_AUTODOC *doc = esc_doc_new();
    assert_int_equal(esc_ocr_read(engine, &blurred, &sharp, 0, doc, NULL), ESC_OK);
    assert_true(esc_doc_same(doc, doc->words[4].raw, "minuta"));
    assert_true(doc->pages[0].skew_deg == -lean_deg);
    assert_int_equal(doc->lines_count, 3);
    for (uint32_t l = 0; l < doc->lines_count; l++) {
        const esc_word *first = &doc->words[doc->lines[l].first_word];
        const esc_word *last = first + doc->lines[l].word_count - 1;
        int32_t fall = last->box.y + last->box.h - first->box.y - first->box.h;
        assert_in_range(fall + 8, 0, 16); // 20 and more, leaning
    }
}

static void an_empty_page_is_blank(void **state) {
    (void)state;
    ESC_AUTORASTER raster = page(NULL, 0);
    ESC_AUTODOC *doc = esc_doc_new();
    assert_int_equal(esc_ocr_read(engine, &raster, NULL, 0, doc, NULL), ESC_OK);
    assert_int_equal(doc->pages_count, 1);
    assert_int_equal(doc->pages[0].origin, ESC_PAGE_BLANK);
    assert_int_equal(doc->lines_count, 0);
    assert_int_equal(esc_doc_check(doc, NULL), ESC_OK);
}

// The writing of the other side shines through, pale and the wrong way round. As dark as print it is a page
// that somebody copied the wrong way round, which is not for us to drop.
static void what_shines_through_a_blank_back_is_not_read(void **state) {
    (void)state;
    static const char *const text[] = {"El comite aprueba la minuta del martes",
                                       "cierra la sesion de la tarde", "con los votos de todas las personas",
                                       "que estaban en la sala"};
    for (int pale = 0; pale < 2; pale++) {
        ESC_AUTORASTER raster = page(text, 4), back = {0};
        assert_int_equal(esc_image_mirror(&raster, &back, NULL), ESC_OK);
        if (pale) pixGammaTRC(back.pix, back.pix, 1, -510, 255);
        ESC_AUTODOC *doc = esc_doc_new();
        assert_int_equal(esc_ocr_read(engine, &back, NULL, 0, doc, NULL), ESC_OK);
        assert_int_equal(doc->pages[0].origin, pale ? ESC_PAGE_BLANK : ESC_PAGE_OCR);
        assert_int_equal(!doc->lines_count, pale);
        assert_int_equal(esc_doc_check(doc, NULL), ESC_OK);
    }
}

static void past_the_deadline_nothing_is_added(void **state) {
    (void)state;
    const char *lines[5];
    for (int i = 0; i < 5; i++) lines[i] = "El comite aprueba la minuta de hoy";
    ESC_AUTORASTER raster = page(lines, 5);
    ESC_AUTODOC *doc = esc_doc_new();
    esc_err err = {0};
    assert_int_equal(esc_ocr_read(engine, &raster, NULL, 1, doc, &err), ESC_CANCELLED);
    assert_int_equal(err.why, ESC_WHY_TIMEOUT);
    assert_int_equal(doc->pages_count, 0);
    // And the engine goes on.
    assert_int_equal(esc_ocr_read(engine, &raster, NULL, 0, doc, &err), ESC_OK);
    assert_int_equal(doc->lines_count, 5);
}

static void a_missing_model_is_said_so(void **state) {
    (void)state;
    esc_ocr *none = NULL;
    esc_err err = {0};
    assert_int_equal(esc_ocr_new("xyz", NULL, &none, &err), ESC_LIBRARY);
    assert_int_equal(err.why, ESC_WHY_MODELS_MISSING);
    assert_null(none);
    assert_non_null(strstr(esc_ocr_version(engine), "spa"));
}

int main(void) {
    setMsgSeverity(L_SEVERITY_NONE);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_and_words_come_with_boxes_and_confidence),
        cmocka_unit_test(alternatives_lie_on_whole_characters),
        cmocka_unit_test(the_same_page_gives_the_same_bytes),
        cmocka_unit_test(a_turned_page_is_read_upright),
        cmocka_unit_test(doubtful_lines_are_read_a_second_time),
        cmocka_unit_test(what_leans_is_put_in_order_straight),
        cmocka_unit_test(an_empty_page_is_blank),
        cmocka_unit_test(what_shines_through_a_blank_back_is_not_read),
        cmocka_unit_test(past_the_deadline_nothing_is_added),
        cmocka_unit_test(a_missing_model_is_said_so),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
