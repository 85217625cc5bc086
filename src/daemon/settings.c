// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/settings.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"

int esc_settings_share(const esc_conf *conf, esc_err *err) {
    ESC_AUTOBUF text = {0};
    esc_conf_print(conf, &text);
    int fd = memfd_create("escribano-settings", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (fd >= 0 && write(fd, text.bytes, text.len) == (ssize_t)text.len &&
        !fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK))
        return fd;
    esc_fail_errno(err, "cannot hand over the settings");
    if (fd >= 0) close(fd);
    return ESC_SYSTEM;
}

bool esc_settings_same_folders(const esc_conf *a, const esc_conf *b) {
    static const esc_conf_key keys[] = {ESC_CONF_FOLDERS_INPUT, ESC_CONF_FOLDERS_OUTPUT,
                                        ESC_CONF_FOLDERS_ORIGINALS, ESC_CONF_FOLDERS_QUARANTINE,
                                        ESC_CONF_FOLDERS_STATE};
    bool same = true;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        ESC_AUTOFREE char *x = esc_conf_folder(a, keys[i]);
        ESC_AUTOFREE char *y = esc_conf_folder(b, keys[i]);
        same &= !strcmp(x, y);
    }
    return same;
}
