// SPDX-License-Identifier: GPL-3.0-or-later
// Every sample has its end, and lacks it wherever it is cut.
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "daemon/whole.h"

static const char *lacks(const void *bytes, size_t len) {
    int fd = memfd_create("whole", MFD_CLOEXEC);
    assert_int_equal(write(fd, bytes, len), len);
    const char *what = esc_whole_lacks(fd);
    close(fd);
    return what;
}

static esc_map sample(const char *name) {
    ESC_AUTOFREE char *path = esc_asprintf("%s/%s", TEST_DIR, name);
    esc_map map = {0};
    int fd = esc_file_open(path, true, NULL);
    assert_true(fd >= 0);
    assert_int_equal(esc_file_map(fd, 1 << 30, &map, NULL), ESC_OK);
    close(fd);
    return map;
}

static void a_cut_file_lacks_its_end(void **state) {
    (void)state;
    static const char *const names[] = {
        "samples/minuta-escaneada.pdf", "samples/acta-fax.tif",          "samples/acta-gris.jpg",
        "samples/pagina-limpia.png",    "fuzz/corpus/image/two.tif",     "fuzz/corpus/image/lzw.tif",
        "fuzz/corpus/image/grey.pgm",   "fuzz/corpus/image/bits.pbm",    "fuzz/corpus/image/alpha.pam",
        "fuzz/corpus/image/grey.jp2",   "fuzz/corpus/image/colour.webp", "fuzz/corpus/alto/pagina.xml",
        "fuzz/corpus/alto/pagina.hocr"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        esc_map map = sample(names[i]);
        assert_null(lacks(map.bytes, map.len));
        for (int part = 1; part < 10; part++)
            if (!lacks(map.bytes, map.len * (size_t)part / 10))
                fail_msg("%s cut at %d of 10", names[i], part);
        esc_file_unmap(&map);
    }
}

static void a_few_bytes_may_follow(void **state) {
    (void)state;
    esc_map map = sample("samples/acta-gris.jpg");
    ESC_AUTOFREE char *longer = esc_alloc_zero(1, map.len + 1000);
    memcpy(longer, map.bytes, map.len);
    assert_null(lacks(longer, map.len + 1000));
    esc_file_unmap(&map);
}

#define BYTES(text) text, sizeof text - 1

static void directories_are_followed(void **state) {
    (void)state;
    // Two directories of one entry each, at 8 and at 26.
    static const char twelve[] = "\0\1\0\3\0\0\0\1\0\0\0\0";
    char tiff[44] = "MM\0*\0\0\0\x08\0\1";
    memcpy(tiff + 10, twelve, 12);
    memcpy(tiff + 22, "\0\0\0\x1a\0\1", 6);
    memcpy(tiff + 28, twelve, 12);
    assert_null(lacks(tiff, sizeof tiff));
    for (size_t len = 10; len < sizeof tiff; len++) assert_non_null(lacks(tiff, len));
    memcpy(tiff + 40, "\0\0\0\x08", 4); // round and round
    assert_null(lacks(tiff, sizeof tiff));
    memcpy(tiff + 4, "\0\0\0\0", 4);
    assert_non_null(lacks(tiff, sizeof tiff));
    memcpy(tiff + 4, "\xff\xff\xff\xff", 4);
    assert_non_null(lacks(tiff, sizeof tiff));
    // The same of 64 bits, cut and whole.
    char big[44] = "II+\0\x08\0\0\0\x10\0\0\0\0\0\0\0";
    big[16] = 0; // no entry at all
    assert_null(lacks(big, 32));
    assert_non_null(lacks(big, 31));
    memset(big + 16, 0xff, 8);
    assert_non_null(lacks(big, 44));
}

static void put(esc_buf *buf, uint32_t value, int len, bool big_endian) {
    for (int i = 0; i < len; i++) esc_buf_putc(buf, (char)(value >> 8 * (big_endian ? len - 1 - i : i)));
}

// A directory of two entries, of a strip's place and length each in a list of two, or within the entry.
static void pixels_have_to_be_there(void **state) {
    (void)state;
    for (int big_endian = 0; big_endian < 2; big_endian++)
        for (int tiles = 0; tiles < 2; tiles++) {
            ESC_AUTOBUF tiff = {0};
            esc_buf_puts(&tiff, big_endian ? "MM" : "II");
            const uint32_t numbers[][2] = {
                {42, 2},
                {8, 4}, // the directory follows at once
                {2, 2}, // and has two entries:
                {tiles ? 0x144 : 0x111, 2},
                {4, 2},
                {2, 4},
                {38, 4}, // where they are, said there
                {tiles ? 0x145 : 0x117, 2},
                {3, 2},
                {2, 4},
                {10, 2},
                {20, 2}, // how long, within the entry
                {0, 4},
                {46, 4},
                {56, 4},
            };
            for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
                put(&tiff, numbers[i][0], (int)numbers[i][1], big_endian);
            esc_buf_printf(&tiff, "%030d", 0);
            assert_int_equal(tiff.len, 76);
            assert_null(lacks(tiff.bytes, tiff.len));
            for (size_t len = 0; len < tiff.len; len++)
                if (len > 4 && !lacks(tiff.bytes, len)) fail_msg("cut at %zu", len);
            tiff.bytes[38 + (big_endian ? 0 : 3)] = '\xff'; // far beyond
            assert_non_null(lacks(tiff.bytes, tiff.len));
        }
}

static void pictures_of_plain_bytes_are_measured(void **state) {
    (void)state;
    static const char pgm[] = "P5\n# a b\n4 2 255\n12345678";
    assert_null(lacks(pgm, sizeof pgm - 1));
    for (size_t len = 8; len < sizeof pgm - 1; len++) assert_non_null(lacks(pgm, len));
    assert_null(lacks(BYTES("P4 9 2\n1234")));
    assert_non_null(lacks(BYTES("P4 9 2\n123")));
    assert_null(lacks(BYTES("P6 1 1 256\n123456")));
    assert_non_null(lacks(BYTES("P6 1 1 256\n12345")));
    static const char pam[] =
        "P7\nWIDTH 2\nHEIGHT 1\nDEPTH 4\nMAXVAL 255\nTUPLTYPE RGB_ALPHA\nENDHDR\n12345678";
    assert_null(lacks(pam, sizeof pam - 1));
    for (size_t len = 8; len < sizeof pam - 1; len++) assert_non_null(lacks(pam, len));
    // Several in a file; what follows and is none does no harm.
    assert_null(lacks(BYTES("P4 8 1\n1P4 8 2\n12")));
    assert_non_null(lacks(BYTES("P4 8 1\n1P4 8 2\n1")));
    assert_non_null(lacks(BYTES("P4 8 1\n1\nP4 8")));
    assert_null(lacks(BYTES("P4 8 1\n1\nrest")));
    // No measures, or of plain numbers, or too large ones: nothing that could be told.
    assert_null(lacks(BYTES("P5 del orden del día")));
    assert_null(lacks(BYTES("P2 4 4 255\n1 2 3")));
    assert_null(lacks(BYTES("P4 99999999999 2\n")));
    assert_non_null(lacks(BYTES("P6 999999999 999999999 65535\n")));
}

static void markup_is_closed(void **state) {
    (void)state;
    static const char alto[] =
        "\xef\xbb\xbf<?xml version=\"1.0\"?>\n<!-- <b> -->\n<a:alto x='y'><Layout/></a:alto >\n";
    assert_null(lacks(alto, sizeof alto - 1));
    for (size_t len = 10; len < sizeof alto - 2; len++)
        if (!lacks(alto, len)) fail_msg("cut at %zu", len);
    assert_null(lacks(BYTES("<!DOCTYPE html>\n<HTML><p>a</HTML>")));
    assert_non_null(lacks(BYTES("<!DOCTYPE html>\n<HTML><p>a</p></body>"))); // it may have no more; it waits
    assert_non_null(lacks(BYTES("<html><p>htm</htm><xhtml></xhtml>")));
    assert_null(lacks(BYTES("<alto/>")));
    static const char wide[] = "\xff\xfe<\0?\0x\0m\0l\0?\0>\0<\0a\0>\0<\0/\0a\0>\0";
    assert_null(lacks(wide, sizeof wide - 1));
    assert_non_null(lacks(wide, sizeof wide - 3));
    // What is no markup has no end: text that begins with a sign, and a root that begins far down.
    assert_null(lacks(BYTES("<acta> sin etiquetas")));
    assert_null(lacks(BYTES("< de la sesión")));
    ESC_AUTOBUF late = {0};
    esc_buf_printf(&late, "<?xml version='1.0'?><!-- %05000d --><alto>", 0);
    assert_null(lacks(late.bytes, late.len));
}

static void boxes_and_riffs_are_measured(void **state) {
    (void)state;
    assert_null(lacks(BYTES("RIFF\x08\0\0\0WEBPVP8 ")));
    assert_non_null(lacks(BYTES("RIFF\x09\0\0\0WEBPVP8 ")));
    static const char jp2[] = "\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x0b"
                              "abcdxyz\0\0\0\0jp2c....\xff\xd9";
    assert_null(lacks(jp2, sizeof jp2 - 1));
    assert_non_null(lacks(jp2, sizeof jp2 - 2));
    assert_non_null(lacks(jp2, 20));
    static const char huge[] = "\0\0\0\x0cjP  \r\n\x87\n\0\0\0\1abcd\xff\xff\xff\xff\xff\xff\xff\xff";
    assert_non_null(lacks(huge, sizeof huge - 1));
}

static void what_has_no_end_lacks_none(void **state) {
    (void)state;
    assert_null(lacks(BYTES("")));
    assert_null(lacks(BYTES("Minuta de la reunión")));
    assert_non_null(lacks(BYTES("II*\0")));
    assert_null(esc_whole_lacks(-1));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cut_file_lacks_its_end),
        cmocka_unit_test(a_few_bytes_may_follow),
        cmocka_unit_test(directories_are_followed),
        cmocka_unit_test(boxes_and_riffs_are_measured),
        cmocka_unit_test(what_has_no_end_lacks_none),
        cmocka_unit_test(pixels_have_to_be_there),
        cmocka_unit_test(pictures_of_plain_bytes_are_measured),
        cmocka_unit_test(markup_is_closed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
