// SPDX-License-Identifier: GPL-3.0-or-later
// A file of word classes for the small language model of the corpus. The input is its header and what follows
// the two megabytes of fits, which are made here; the checksum is set right, or nothing else would be tested.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/mem.h"
#include "lm/classes_format.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const esc_lm *words(void) {
    static esc_lm *lm;
    if (!lm && esc_lm_open(TEST_DIR "/fuzz/corpus/lm/order-2", &lm, NULL)) abort();
    return lm;
}

static void ask(const esc_classes *classes) {
    const uint32_t count = esc_lm_word_count(words());
    for (esc_lm_word word = 0; word < count; word++) {
        size_t len;
        const char *form = esc_lm_form(words(), word, &len);
        esc_class of = esc_class_of(classes, word), like = esc_class_by_ending(classes, form, len);
        if (of >= ESC_CLASSES || like >= ESC_CLASSES) abort();
        if (!(fabsf(esc_class_fit(classes, of, like, of)) <= 8)) abort();
    }
    if (strlen(esc_classes_digest(classes)) > 64) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < sizeof(classes_header)) return 0;
    classes_header header;
    memcpy(&header, data, sizeof header);
    const size_t rest = size - sizeof header, total = sizeof header + CLASSES_FITS + rest;
    char *bytes = esc_alloc(total);
    memset(bytes + sizeof header, (int)(size & 0x7F) - 64, CLASSES_FITS);
    memcpy(bytes + sizeof header + CLASSES_FITS, data + sizeof header, rest);
    snprintf(header.lm_digest, sizeof header.lm_digest, "%s", esc_lm_digest(words()));
    header.checksum = lm_sum(bytes + sizeof header, total - sizeof header);
    memcpy(bytes, &header, sizeof header);

    int fd = memfd_create("classes", MFD_CLOEXEC);
    if (fd < 0 || write(fd, bytes, total) != (ssize_t)total) abort();
    free(bytes);
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    esc_classes *classes = NULL;
    if (!esc_classes_open(path, words(), &classes, NULL)) ask(classes);
    esc_classes_close(classes);
    close(fd);
    return 0;
}
