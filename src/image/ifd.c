// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/ifd.h"

#include "base/err.h"

typedef struct entry {
    uint64_t count, data; // data: offset of the values in the file
    int size;             // bytes of one value
    uint16_t tag;
    bool whole; // values are unsigned integers
} entry;

static uint64_t number(const esc_ifd *ifd, uint64_t at, int size) {
    uint64_t value = 0;
    for (int i = 0; i < size; i++)
        value |= (uint64_t)ifd->bytes[at + (uint64_t)i] << 8 * (ifd->big_endian ? size - 1 - i : i);
    return value;
}

static bool inside(const esc_ifd *ifd, uint64_t at, uint64_t bytes) {
    return at <= ifd->len && bytes <= ifd->len - at;
}

static int entry_bytes(const esc_ifd *ifd) { return ifd->wide ? 20 : 12; }

static uint64_t first_entry(const esc_ifd *ifd) { return ifd->at + (ifd->wide ? 8 : 2); }

static int enter(esc_ifd *ifd, uint64_t at) {
    int head = ifd->wide ? 8 : 2, tail = ifd->wide ? 8 : 4;
    if (!inside(ifd, at, (uint64_t)head)) return ESC_FORMAT;
    uint64_t count = number(ifd, at, head), room = ifd->len - at - (uint64_t)head;
    if (count > room / (uint64_t)entry_bytes(ifd)) return ESC_FORMAT;
    uint64_t end = at + (uint64_t)head + count * (uint64_t)entry_bytes(ifd);
    if (!inside(ifd, end, (uint64_t)tail)) return ESC_FORMAT;
    ifd->at = at;
    ifd->count = count;
    ifd->next = number(ifd, end, tail);
    return ESC_OK;
}

int esc_ifd_first(const void *bytes, size_t len, esc_ifd *ret) {
    esc_ifd ifd = {.bytes = bytes, .len = len};
    if (len < 8) return ESC_FORMAT;
    if (ifd.bytes[0] != ifd.bytes[1] || (ifd.bytes[0] != 'I' && ifd.bytes[0] != 'M')) return ESC_FORMAT;
    ifd.big_endian = ifd.bytes[0] == 'M';
    uint64_t version = number(&ifd, 2, 2);
    if (version != 42 && version != 43) return ESC_FORMAT;
    ifd.wide = version == 43;
    if (ifd.wide && len < 16) return ESC_FORMAT;
    uint64_t first = ifd.wide ? number(&ifd, 8, 8) : number(&ifd, 4, 4);
    // Offset 0 is the header itself: a TIFF without pages.
    if (first && enter(&ifd, first)) return ESC_FORMAT;
    *ret = ifd;
    return ESC_OK;
}

int esc_ifd_next(esc_ifd *ifd) { return enter(ifd, ifd->next); }

// Entry number i; false where its type is none that TIFF knows.
static bool entry_at(const esc_ifd *ifd, uint64_t i, entry *ret) {
    static const int sizes[] = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};
    uint64_t at = first_entry(ifd) + i * (uint64_t)entry_bytes(ifd), type = number(ifd, at + 2, 2);
    if (type >= sizeof sizes / sizeof *sizes || !sizes[type]) return false;
    int wide = ifd->wide ? 8 : 4;
    ret->tag = (uint16_t)number(ifd, at, 2);
    ret->whole = type == 1 || type == 3 || type == 4 || type == 13 || type == 16;
    ret->size = sizes[type];
    ret->count = number(ifd, at + 4, wide);
    ret->data = at + 4 + (uint64_t)wide;
    // Values that do not fit into the entry lie elsewhere.
    if (ret->count > (uint64_t)(wide / ret->size)) ret->data = number(ifd, ret->data, wide);
    return true;
}

// The entry of that tag, if its values are unsigned integers.
static bool lookup(const esc_ifd *ifd, uint16_t tag, entry *ret) {
    for (uint64_t i = 0; i < ifd->count; i++)
        if (entry_at(ifd, i, ret) && ret->tag == tag) return ret->whole;
    return false;
}

bool esc_ifd_inside(const esc_ifd *ifd) {
    entry each;
    for (uint64_t i = 0; i < ifd->count; i++) {
        if (!entry_at(ifd, i, &each)) continue;
        if (each.count > ifd->len || !inside(ifd, each.data, each.count * (uint64_t)each.size)) return false;
    }
    return true;
}

uint64_t esc_ifd_value(const esc_ifd *ifd, uint16_t tag, uint64_t index, uint64_t otherwise) {
    entry found;
    if (!lookup(ifd, tag, &found) || index >= found.count || index > ifd->len) return otherwise;
    if (found.data > ifd->len) return otherwise;
    uint64_t at = found.data + index * (uint64_t)found.size;
    return inside(ifd, at, (uint64_t)found.size) ? number(ifd, at, found.size) : otherwise;
}

uint64_t esc_ifd_values(const esc_ifd *ifd, uint16_t tag) {
    entry found;
    return lookup(ifd, tag, &found) ? found.count : 0;
}

const uint8_t *esc_ifd_data(const esc_ifd *ifd, uint16_t tag, int *ret_type, int *ret_size,
                            uint64_t *ret_count) {
    entry found;
    for (uint64_t i = 0; i < ifd->count; i++) {
        if (!entry_at(ifd, i, &found) || found.tag != tag) continue;
        if (found.count > ifd->len || !inside(ifd, found.data, found.count * (uint64_t)found.size))
            return NULL;
        *ret_type = (int)number(ifd, first_entry(ifd) + i * (uint64_t)entry_bytes(ifd) + 2, 2);
        *ret_size = found.size;
        *ret_count = found.count;
        return ifd->bytes + found.data;
    }
    return NULL;
}
