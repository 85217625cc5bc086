// SPDX-License-Identifier: GPL-3.0-or-later
// The supervisor reads no document. What it looks at here are the first bytes, the last ones, and in TIFF and
// JPEG 2000 the links from one part of the file to the next, each checked against the file's size.
#include "daemon/whole.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    HEAD = 1024, // a PDF may begin so late
    TAIL = 4096, // some writers add a few bytes of their own, or fill a block
    MAX_LINKS = 20000,
};

typedef struct look {
    int fd;
    uint64_t size;
    unsigned char head[HEAD], tail[TAIL];
    size_t head_len, tail_len;
} look;

static bool read_at(const look *l, uint64_t at, void *bytes, size_t len) {
    return at <= l->size && len <= l->size - at && pread(l->fd, bytes, len, (off_t)at) == (ssize_t)len;
}

static bool begins(const look *l, const char *magic, size_t len) {
    return l->head_len >= len && !memcmp(l->head, magic, len);
}

static bool ends_with(const look *l, const char *mark, size_t len) {
    return memmem(l->tail, l->tail_len, mark, len);
}

static uint64_t number(const unsigned char *bytes, size_t len, bool big_endian) {
    uint64_t value = 0;
    for (size_t i = 0; i < len; i++) value = value << 8 | bytes[big_endian ? i : len - 1 - i];
    return value;
}

// The chain of TIFF's directories: each has to lie in the file. Most writers put the last one at the end.
static bool chain_of_directories(const look *l, bool big_endian) {
    bool big = number(l->head + 2, 2, big_endian) == 43;
    size_t offset_len = big ? 8 : 4, count_len = big ? 8 : 2, entry_len = big ? 20 : 12;
    if (l->head_len < 16) return false;
    uint64_t at = number(l->head + (big ? 8 : 4), offset_len, big_endian);
    if (!at) return false; // filled in last
    for (int links = 0; at && links < MAX_LINKS; links++) {
        unsigned char bytes[8];
        if (!read_at(l, at, bytes, count_len)) return false;
        uint64_t entries = number(bytes, count_len, big_endian);
        if (entries > l->size / entry_len) return false;
        if (!read_at(l, at + count_len + entries * entry_len, bytes, offset_len)) return false;
        at = number(bytes, offset_len, big_endian);
    }
    return true;
}

// JPEG 2000 is a row of boxes; the last one may go on to the end of the file, wherever that is.
static bool row_of_boxes(const look *l) {
    uint64_t at = 0;
    for (int links = 0; at < l->size && links < MAX_LINKS; links++) {
        unsigned char bytes[16];
        if (!read_at(l, at, bytes, 8)) return false;
        uint64_t len = number(bytes, 4, true);
        if (!len) return ends_with(l, "\xff\xd9", 2);
        if (len == 1) {
            if (!read_at(l, at, bytes, 16)) return false;
            len = number(bytes + 8, 8, true);
        }
        if (len < 8 || len > l->size - at) return false;
        at += len;
    }
    return true;
}

static const char *lacks(const look *l) {
    if (begins(l, "\x89PNG\r\n\x1a\n", 8)) return ends_with(l, "IEND\xae\x42\x60\x82", 8) ? NULL : "IEND";
    if (begins(l, "\xff\xd8\xff", 3)) return ends_with(l, "\xff\xd9", 2) ? NULL : "its end mark (EOI)";
    if (begins(l, "II*\0", 4) || begins(l, "II+\0", 4))
        return chain_of_directories(l, false) ? NULL : "a directory of a page";
    if (begins(l, "MM\0*", 4) || begins(l, "MM\0+", 4))
        return chain_of_directories(l, true) ? NULL : "a directory of a page";
    if (begins(l, "\0\0\0\x0cjP  ", 8)) return row_of_boxes(l) ? NULL : "the end of a box";
    if (begins(l, "RIFF", 4) && l->head_len >= 12 && !memcmp(l->head + 8, "WEBP", 4))
        return number(l->head + 4, 4, false) <= l->size - 8 ? NULL : "the end of its data";
    if (memmem(l->head, l->head_len, "%PDF-", 5))
        return ends_with(l, "%%EOF", 5) && ends_with(l, "startxref", 9) ? NULL : "startxref and %%EOF";
    return NULL;
}

const char *esc_whole_lacks(int fd) {
    struct stat st;
    if (fstat(fd, &st) || !S_ISREG(st.st_mode)) return NULL;
    look l = {.fd = fd, .size = (uint64_t)st.st_size};
    l.head_len = l.size < HEAD ? (size_t)l.size : HEAD;
    l.tail_len = l.size < TAIL ? (size_t)l.size : TAIL;
    if (!read_at(&l, 0, l.head, l.head_len) || !read_at(&l, l.size - l.tail_len, l.tail, l.tail_len))
        return NULL;
    return lacks(&l);
}
