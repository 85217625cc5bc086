// SPDX-License-Identifier: GPL-3.0-or-later
// The quick way through a long page gives the words of the slow one.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <leptonica/allheaders.h>

#include "ocr/longpage.h"

static TessBaseAPI *read_page(void) {
    static const char *const lines[] = {"El comite aprueba la minuta", "- - -",
                                        "y cierra la sesion # 12 de hoy"};
    L_BMF *font = bmfCreate(NULL, 12);
    PIX *pix = pixCreate(1200, 600, 8);
    pixSetAll(pix);
    for (int i = 0; i < 3; i++) {
        l_int32 width, overflow;
        pixSetTextline(pix, font, lines[i], 0, 80, 120 + 90 * i, &width, &overflow);
    }
    bmfDestroy(&font);
    TessBaseAPI *api = TessBaseAPICreate();
    assert_int_equal(TessBaseAPIInit2(api, NULL, "spa", OEM_LSTM_ONLY), 0);
    TessBaseAPISetPageSegMode(api, PSM_AUTO);
    TessBaseAPISetImage2(api, pix);
    TessBaseAPISetSourceResolution(api, 300);
    assert_int_equal(TessBaseAPIRecognize(api, NULL), 0);
    pixDestroy(&pix);
    return api;
}

static void the_same_words_as_by_the_slow_way(void **state) {
    (void)state;
    TessBaseAPI *api = read_page();
    TessResultIterator *results = TessBaseAPIGetIterator(api);
    TessPageIterator *place = TessPageIteratorCopy(TessResultIteratorGetPageIterator(results));
    esc_longpage page;
    assert_true(esc_longpage_open(api, place, 1, &page));
    uint32_t words = 0;
    do {
        size_t len;
        float confidence;
        const char *word = esc_longpage_word(&page, place, &len, &confidence);
        char *text = TessResultIteratorGetUTF8Text(results, RIL_WORD);
        assert_int_equal(len, strlen(text));
        assert_memory_equal(word, text, len);
        assert_float_equal(confidence, TessResultIteratorConfidence(results, RIL_WORD) / 100, 0.01f);
        TessDeleteText(text);
        words++;
    } while (TessPageIteratorNext(place, RIL_WORD) & TessResultIteratorNext(results, RIL_WORD));
    assert_true(words > 10);
    assert_int_equal(page.word, words);
    esc_longpage_close(&page);
    assert_false(esc_longpage_open(api, place, words + 1, &page)); // too short for it
    assert_null(page.text);
    TessPageIteratorDelete(place);
    TessResultIteratorDelete(results);
    TessBaseAPIDelete(api);
}

int main(void) {
    setMsgSeverity(L_SEVERITY_NONE);
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_same_words_as_by_the_slow_way)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
