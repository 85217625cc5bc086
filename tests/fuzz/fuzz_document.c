// SPDX-License-Identifier: GPL-3.0-or-later
// An encoded document, as it comes from workers and from the store. The checksum is made right here: it is
// against accidents, and would hide the reader from the fuzzer.
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "doc/doc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { HEADER_BYTES = 16, MAGIC_BYTES = 8 };

static void set_checksum(uint8_t *bytes, size_t size) {
    uint64_t h = 0xcbf29ce484222325u;
    for (size_t i = HEADER_BYTES; i < size; i++) h = (h ^ bytes[i]) * 0x100000001b3u;
    for (int i = 0; i < 8; i++) bytes[MAGIC_BYTES + i] = (uint8_t)(h >> 8 * i);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < HEADER_BYTES) return 0;
    ESC_AUTOBUF bytes = {0};
    esc_buf_put(&bytes, data, size);
    set_checksum((uint8_t *)bytes.bytes, size);
    ESC_AUTODOC *doc = NULL;
    if (esc_doc_decode(bytes.bytes, bytes.len, &doc, NULL)) return 0;
    // What is accepted keeps its invariants, and is written as it was read.
    assert(!esc_doc_check(doc, NULL));
    ESC_AUTOBUF again = {0};
    esc_doc_encode(doc, &again);
    assert(again.len == bytes.len && !memcmp(again.bytes, bytes.bytes, again.len));
    ESC_AUTOBUF line = {0};
    for (uint32_t i = 0; i < doc->lines_count; i++) esc_doc_clean_line(doc, i, &line);
    return 0;
}
