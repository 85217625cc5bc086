// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/shelf.h"

#include <stdlib.h>
#include <string.h>

#include <zstd.h>

#include "base/mem.h"

enum { LEVEL = 1 };

void esc_shelf_put(esc_shelf *shelf, const esc_doc *page) {
    ESC_AUTOBUF bytes = {0};
    esc_doc_encode(page, &bytes);
    size_t room = ZSTD_compressBound(bytes.len);
    ESC_AUTOFREE char *packed = esc_alloc(room);
    size_t len = ZSTD_compress(packed, room, bytes.bytes, bytes.len, LEVEL);
    if (ZSTD_isError(len)) esc_out_of_memory(); // there is room enough: nothing else can be wrong
    struct esc_shelf_page *put = ESC_GROW(shelf, pages, 1);
    *put = (struct esc_shelf_page){esc_alloc(len), len};
    memcpy(put->bytes, packed, len);
}

static int unpack(const struct esc_shelf_page *packed, esc_doc *doc, esc_err *err) {
    size_t len = (size_t)ZSTD_getFrameContentSize(packed->bytes, packed->len);
    ESC_AUTOFREE char *bytes = esc_alloc(len);
    size_t got = ZSTD_decompress(bytes, len, packed->bytes, packed->len);
    if (ZSTD_isError(got))
        return esc_fail_library(err, ESC_LIBRARY, ESC_WHY_OTHER, "zstd", ZSTD_getErrorName(got),
                                "a page that was put by cannot be unpacked");
    ESC_AUTODOC *page = NULL;
    int failed = esc_doc_decode(bytes, got, &page, err);
    if (!failed) esc_doc_append(doc, page);
    return failed;
}

int esc_shelf_take(esc_shelf *shelf, esc_doc *doc, esc_err *err) {
    int failed = ESC_OK;
    for (uint32_t i = 0; i < shelf->pages_count && !failed; i++) {
        failed = unpack(&shelf->pages[i], doc, err);
        free(shelf->pages[i].bytes);
        shelf->pages[i].bytes = NULL;
    }
    return failed;
}

void esc_shelf_free(esc_shelf *shelf) {
    for (uint32_t i = 0; i < shelf->pages_count; i++) free(shelf->pages[i].bytes);
    free(shelf->pages);
    *shelf = (esc_shelf){0};
}
