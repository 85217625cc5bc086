// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

int esc_file_open(const char *path, bool follow, esc_err *err) {
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (follow ? 0 : O_NOFOLLOW));
    if (fd < 0) return esc_fail_errno(err, "cannot open %s", path);
    struct stat st;
    if (fstat(fd, &st)) {
        esc_fail_errno(err, "cannot stat %s", path);
        close(fd);
        return ESC_SYSTEM;
    }
    if (!S_ISREG(st.st_mode)) {
        close(fd);
        return esc_fail(err, ESC_ARGUMENT, ESC_WHY_NOT_A_FILE, "%s is not a regular file", path);
    }
    return fd;
}

int esc_file_map(int fd, size_t max, esc_map *ret, esc_err *err) {
    struct stat st;
    if (fstat(fd, &st)) return esc_fail_errno(err, "cannot stat the input");
    if (st.st_size == 0) return esc_fail(err, ESC_FORMAT, ESC_WHY_EMPTY, "the file is empty");
    if ((uint64_t)st.st_size > max)
        return esc_fail(err, ESC_LIMIT, ESC_WHY_TOO_MANY_BYTES, "%lld bytes, more than the limit of %zu",
                        (long long)st.st_size, max);
    void *bytes = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (bytes == MAP_FAILED) return esc_fail_errno(err, "cannot map the input");
    *ret = (esc_map){bytes, (size_t)st.st_size, true};
    return ESC_OK;
}

void esc_file_unmap(esc_map *map) {
    if (map->mapped) munmap((void *)(uintptr_t)map->bytes, map->len);
    *map = (esc_map){"", 0, false};
}

void esc_file_fetch(const esc_map *map) {
    if (map->mapped) madvise((void *)(uintptr_t)map->bytes, map->len, MADV_POPULATE_READ); // a mere wish
}

void esc_file_release(const esc_map *map) {
    if (map->mapped) madvise((void *)(uintptr_t)map->bytes, map->len, MADV_DONTNEED);
}

int esc_file_read(int fd, size_t max, esc_buf *out, esc_err *err) {
    char chunk[65536];
    size_t total = 0;
    for (;;) {
        ssize_t n = read(fd, chunk, sizeof chunk);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return esc_fail_errno(err, "cannot read");
        if (n == 0) return ESC_OK;
        total += (size_t)n;
        if (total > max)
            return esc_fail(err, ESC_LIMIT, ESC_WHY_TOO_MANY_BYTES, "more than the limit of %zu bytes", max);
        esc_buf_put(out, chunk, (size_t)n);
    }
}

int esc_file_load(const char *path, size_t max, esc_buf *out, esc_err *err) {
    int fd = esc_file_open(path, true, err);
    if (fd < 0) return fd;
    int failed = esc_file_read(fd, max, out, err);
    close(fd);
    return failed;
}

static int write_all(int fd, const char *bytes, size_t len) {
    while (len) {
        ssize_t n = write(fd, bytes, len);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return -1;
        bytes += n;
        len -= (size_t)n;
    }
    return 0;
}

static int sync_folder_of(int dir_fd, const char *name) {
    ESC_AUTOFREE char *folder = esc_strndup(name, (size_t)(esc_file_base(name) - name));
    int fd = openat(dir_fd, *folder ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return -1;
    int failed = fsync(fd);
    close(fd);
    return failed;
}

int esc_draft_begin(int dir_fd, const char *name, esc_draft *ret, esc_err *err) {
    const char *base = esc_file_base(name);
    ESC_AUTOFREE char *temporary =
        esc_asprintf("%.*s.%s.%d.tmp", (int)(base - name), name, base, (int)getpid());
    int fd = openat(dir_fd, temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (fd < 0) return esc_fail_creating(err, "cannot create %s", temporary);
    *ret = (esc_draft){dir_fd, fd, esc_strdup(name), temporary};
    temporary = NULL;
    return ESC_OK;
}

int esc_draft_put(void *user, const char *bytes, size_t len, esc_err *err) {
    const esc_draft *draft = user;
    return write_all(draft->fd, bytes, len) ? esc_fail_errno(err, "cannot write %s", draft->temporary)
                                            : ESC_OK;
}

int esc_draft_end(esc_draft *draft, int failed, esc_err *err) {
    if (!failed && fsync(draft->fd)) failed = esc_fail_errno(err, "cannot write %s", draft->temporary);
    close(draft->fd);
    if (!failed && renameat(draft->dir_fd, draft->temporary, draft->dir_fd, draft->name))
        failed = esc_fail_writing(err, "cannot rename %s to %s", draft->temporary, draft->name);
    if (failed)
        unlinkat(draft->dir_fd, draft->temporary, 0);
    else if (sync_folder_of(draft->dir_fd, draft->name))
        failed = esc_fail_errno(err, "cannot sync the folder of %s", draft->name);
    free(draft->name);
    free(draft->temporary);
    return failed;
}

int esc_file_write(int dir_fd, const char *name, const void *bytes, size_t len, esc_err *err) {
    esc_draft draft;
    int failed = esc_draft_begin(dir_fd, name, &draft, err);
    return failed ? failed : esc_draft_end(&draft, esc_draft_put(&draft, bytes, len, err), err);
}

static void sha256_text(struct sha256_ctx *ctx, char ret[ESC_SHA256_TEXT]) {
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_digest(ctx, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) snprintf(ret + 2 * i, 3, "%02x", digest[i]);
}

void esc_file_sha256(const void *bytes, size_t len, char ret[ESC_SHA256_TEXT]) {
    struct sha256_ctx ctx;
    sha256_init(&ctx);
    sha256_update(&ctx, len, bytes);
    sha256_text(&ctx, ret);
}

void esc_file_map_sha256(const esc_map *map, char ret[ESC_SHA256_TEXT]) {
    enum { PIECE = 4 << 20 };
    struct sha256_ctx ctx;
    sha256_init(&ctx);
    for (size_t at = 0; at < map->len; at += PIECE) {
        size_t len = map->len - at < PIECE ? map->len - at : PIECE;
        sha256_update(&ctx, len, (const uint8_t *)map->bytes + at);
        esc_file_release(map);
    }
    sha256_text(&ctx, ret);
}

const char *esc_file_base(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

size_t esc_file_stem(const char *name) {
    const char *dot = strrchr(name, '.');
    return dot && dot != name ? (size_t)(dot - name) : strlen(name);
}
