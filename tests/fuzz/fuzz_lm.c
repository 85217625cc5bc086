// SPDX-License-Identifier: GPL-3.0-or-later
// A language model's file. Its checksum is set right first, or nothing but that would ever be tested; what is
// taken for whole then has to be safe to ask, and its answers finite.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/mem.h"
#include "lm/format.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void ask(const esc_lm *lm) {
    esc_lm_state state = esc_lm_start(lm);
    const uint32_t count = esc_lm_word_count(lm);
    for (esc_lm_word word = 0; word < count && word < 2000; word++) {
        size_t len;
        const char *form = esc_lm_form(lm, word, &len);
        if (esc_lm_lookup(lm, form, len) >= count) abort();
        const float nats = esc_lm_step(lm, &state, word, &state);
        if (!isfinite(nats) || nats > 0 || !isfinite(esc_lm_per_million(lm, word))) abort();
    }
}

static void open_and_ask(const char *bytes, size_t size) {
    int fd = memfd_create("lm", MFD_CLOEXEC);
    if (fd < 0 || write(fd, bytes, size) != (ssize_t)size) abort();
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    esc_lm *lm = NULL;
    if (!esc_lm_open(path, &lm, NULL)) ask(lm);
    esc_lm_close(lm);
    close(fd);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *bytes = esc_alloc(size);
    if (size) memcpy(bytes, data, size);
    if (size >= sizeof(lm_header)) {
        lm_header header;
        memcpy(&header, bytes, sizeof header);
        header.checksum = lm_checksum(&header, bytes + sizeof header, size - sizeof header);
        memcpy(bytes, &header, sizeof header);
    }
    open_and_ask(bytes, size);
    free(bytes);
    return 0;
}
