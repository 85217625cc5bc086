// SPDX-License-Identifier: GPL-3.0-or-later
// A settings file: it is refused whole, or what it says can be printed and read again to the same.
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "conf/conf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// Reads bytes as a file of settings.
static int load(esc_conf *conf, const void *bytes, size_t len) {
    char path[32];
    int fd = memfd_create("settings", MFD_CLOEXEC);
    assert(fd >= 0 && write(fd, bytes, len) == (ssize_t)len);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    int failed = esc_conf_load(conf, path, NULL);
    close(fd);
    return failed;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    esc_conf *conf = esc_conf_new(), *again = esc_conf_new();
    if (!load(conf, data, size)) {
        ESC_AUTOBUF first = {0};
        ESC_AUTOBUF second = {0};
        esc_conf_print(conf, &first);
        assert(!load(again, esc_buf_text(&first), first.len));
        esc_conf_print(again, &second);
        assert(!strcmp(esc_buf_text(&first), esc_buf_text(&second)));
        esc_conf_check(conf, NULL, NULL, NULL);
    }
    esc_conf_free(conf);
    esc_conf_free(again);
    return 0;
}
