// SPDX-License-Identifier: GPL-3.0-or-later
// The supervisor's look at a file's ends: whatever the bytes, an answer, and the same one again.
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "daemon/whole.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    int fd = memfd_create("file", MFD_CLOEXEC);
    assert(fd >= 0 && write(fd, data, size) == (ssize_t)size);
    const char *lacks = esc_whole_lacks(fd);
    assert(lacks == esc_whole_lacks(fd) && (!lacks || strlen(lacks) < 40));
    close(fd);
    return 0;
}
