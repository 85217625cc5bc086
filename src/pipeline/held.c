// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "pipeline/engine.h"

int esc_held_text(const char *name, const esc_buf *text, esc_err *err) {
    int fd = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (fd >= 0 && write(fd, esc_buf_text(text), text->len) == (ssize_t)text->len &&
        !fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL))
        return fd;
    esc_fail_errno(err, "cannot hold %s in memory", name);
    if (fd >= 0) close(fd);
    return ESC_SYSTEM;
}

// What is held is what is checked: the file itself may have changed since it was looked at. Mistakes are told
// under the file's own name.
static int check(int fd, const char *path, esc_err *err) {
    char held[64];
    snprintf(held, sizeof held, "/proc/self/fd/%d", fd);
    esc_err wrong = {0};
    int failed = esc_glossary_check(held, NULL, NULL, NULL, &wrong);
    size_t own = strlen(held);
    esc_err named = wrong;
    if (!strncmp(wrong.message, held, own))
        snprintf(named.message, sizeof named.message, "%s%s", path, wrong.message + own);
    if (!strncmp(wrong.said, held, own))
        snprintf(named.said, sizeof named.said, "%s%s", path, wrong.said + own);
    return failed ? esc_fail_as(err, failed, wrong.why, &named) : ESC_OK;
}

static int hold(const char *path, esc_held *held, esc_err *err) {
    ESC_AUTOBUF bytes = {0};
    int failed = esc_file_load(path, ESC_MAX_GLOSSARY_BYTES, &bytes, err);
    if (failed && err && !esc_why_transient(err->why)) err->why = ESC_WHY_GLOSSARY;
    if (failed) return failed;
    int fd = esc_held_text("escribano-glossary", &bytes, err);
    if (fd < 0) return fd;
    *ESC_GROW(held, fds, 1) = fd;
    return check(fd, path, err);
}

int esc_held_take(const esc_conf *conf, esc_held *ret, esc_err *err) {
    size_t count;
    char **paths = esc_words_of(esc_conf_text(conf, ESC_CONF_GLOSSARY_FILES), &count);
    esc_held held = {0};
    int failed = ESC_OK;
    for (size_t i = 0; i < count && !failed; i++) failed = hold(paths[i], &held, err);
    esc_words_free(paths, count);
    if (failed)
        esc_held_close(&held);
    else
        *ret = held;
    return failed;
}

void esc_held_close(esc_held *held) {
    for (uint32_t i = 0; i < held->fds_count; i++) close(held->fds[i]);
    free(held->fds);
    *held = (esc_held){0};
}
