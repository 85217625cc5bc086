// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <leptonica/allheaders.h>

#include "image/ifd.h"
#include "image/image.h"

enum { ROWS = 300 };

// Runs of every length: rows like the one above with a few changes, and rows of their own.
static PIX *runs(int32_t width, uint32_t seed) {
    PIX *pix = pixCreate(width, ROWS, 1);
    srand(seed);
    for (int y = 0; y < ROWS; y++) {
        if (y % 3) pixRasterop(pix, rand() % 7 - 3, y, width, 1, PIX_SRC, pix, 0, y - 1);
        int most = y % 3 == 1 ? 8 : y % 3 == 2 ? 60 : 3000;
        for (int x = rand() % width, ink = 1; x < width && !(y % 3 && rand() % 4 == 0); ink = !ink) {
            int run = 1 + rand() % most;
            pixRasterop(pix, x, y, run, 1, ink ? PIX_SET : PIX_CLR, NULL, 0, 0);
            x += run;
        }
    }
    return pix;
}

// The data of a TIFF of one strip, as libtiff packs them.
typedef struct packed {
    l_uint8 *file;
    const uint8_t *bytes;
    size_t len;
} packed;

static packed pack(PIX *pix, l_int32 format) {
    packed made = {0};
    size_t len = 0;
    esc_ifd ifd;
    assert_int_equal(pixWriteMem(&made.file, &len, pix, format), 0);
    assert_int_equal(esc_ifd_first(made.file, len, &ifd), 0);
    assert_int_equal(esc_ifd_values(&ifd, ESC_TAG_STRIP_OFFSETS), 1);
    made.bytes = made.file + esc_ifd_value(&ifd, ESC_TAG_STRIP_OFFSETS, 0, 0);
    made.len = esc_ifd_value(&ifd, ESC_TAG_STRIP_BYTES, 0, 0);
    return made;
}

static void all_rows_are_found_and_no_more(void **state) {
    (void)state;
    static const int32_t widths[] = {8, 31, 1728, 2550, 7000};
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        PIX *pix = runs(widths[i], (uint32_t)i);
        packed g4 = pack(pix, IFF_TIFF_G4), g3 = pack(pix, IFF_TIFF_G3);
        const esc_fax group4 = {.columns = widths[i], .k = -1}, group3 = {.columns = widths[i], .k = 1};
        assert_int_equal(esc_fax_rows(g4.bytes, g4.len, &group4, ROWS), ROWS);
        assert_int_equal(esc_fax_rows(g4.bytes, g4.len, &group4, 2 * ROWS), ROWS);
        assert_int_equal(esc_fax_rows(g4.bytes, g4.len, &group4, 10), 10);
        assert_in_range(esc_fax_rows(g4.bytes, g4.len / 2, &group4, ROWS), 10, ROWS - 10);
        // libtiff may code each row by itself or by the one above: the marks say which.
        int32_t mixed = esc_fax_rows(g3.bytes, g3.len, &group3, ROWS);
        const esc_fax by_runs = {.columns = widths[i], .k = 0};
        int32_t plain = esc_fax_rows(g3.bytes, g3.len, &by_runs, ROWS);
        assert_true(mixed == ROWS || plain == ROWS);
        lept_free(g4.file);
        lept_free(g3.file);
        pixDestroy(&pix);
    }
}

static void what_makes_no_sense_has_no_rows(void **state) {
    (void)state;
    const esc_fax fax = {.columns = 1728, .k = -1}, none = {.columns = 0, .k = -1};
    const uint8_t zeros[64] = {0}, text[] = "Acta de la sesión ordinaria";
    assert_int_equal(esc_fax_rows(zeros, sizeof zeros, &fax, 100), 0);
    assert_int_equal(esc_fax_rows(text, 0, &fax, 100), 0);
    assert_int_equal(esc_fax_rows(text, sizeof text, &none, 100), 0);
    assert_in_range(esc_fax_rows(text, sizeof text, &fax, 1000), 0, 8 * sizeof text);
}

static void damage_is_survived(void **state) {
    (void)state;
    PIX *pix = runs(700, 9);
    packed g4 = pack(pix, IFF_TIFF_G4);
    uint8_t *spoilt = malloc(g4.len);
    for (uint32_t seed = 0; seed < 300; seed++) {
        srand(seed);
        memcpy(spoilt, g4.bytes, g4.len);
        for (int i = 0; i < 4; i++) spoilt[(size_t)rand() % g4.len] ^= (uint8_t)(1 << rand() % 8);
        const esc_fax as = {.columns = 1 + rand() % 900, .k = rand() % 3 - 1, .byte_align = rand() % 2};
        assert_in_range(esc_fax_rows(spoilt, g4.len, &as, ROWS), 0, ROWS);
    }
    free(spoilt);
    lept_free(g4.file);
    pixDestroy(&pix);
}

int main(void) {
    setMsgSeverity(L_SEVERITY_NONE);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_rows_are_found_and_no_more),
        cmocka_unit_test(what_makes_no_sense_has_no_rows),
        cmocka_unit_test(damage_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
