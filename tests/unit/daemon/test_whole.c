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
    ESC_AUTOFREE char *path = esc_asprintf("%s/samples/%s", TEST_DIR, name);
    esc_map map = {0};
    int fd = esc_file_open(path, true, NULL);
    assert_true(fd >= 0);
    assert_int_equal(esc_file_map(fd, 1 << 30, &map, NULL), ESC_OK);
    close(fd);
    return map;
}

static void a_cut_file_lacks_its_end(void **state) {
    (void)state;
    static const char *const names[] = {"minuta-escaneada.pdf", "acta-fax.tif", "acta-gris.jpg",
                                        "pagina-limpia.png"};
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
    esc_map map = sample("acta-gris.jpg");
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
    assert_null(lacks(BYTES("P4 8 8 ")));
    assert_non_null(lacks(BYTES("II*\0")));
    assert_null(esc_whole_lacks(-1));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cut_file_lacks_its_end),   cmocka_unit_test(a_few_bytes_may_follow),
        cmocka_unit_test(directories_are_followed),   cmocka_unit_test(boxes_and_riffs_are_measured),
        cmocka_unit_test(what_has_no_end_lacks_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
