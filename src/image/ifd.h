// SPDX-License-Identifier: GPL-3.0-or-later
// Directories of a TIFF, which EXIF uses too: read just far enough to know a page's size, whether its data
// lie inside the file, and its turn. The pixels are libtiff's business. Private to the room.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    ESC_TAG_SUBFILE = 0x00FE,
    ESC_TAG_WIDTH = 0x0100,
    ESC_TAG_HEIGHT = 0x0101,
    ESC_TAG_STRIP_OFFSETS = 0x0111,
    ESC_TAG_ORIENTATION = 0x0112,
    ESC_TAG_STRIP_BYTES = 0x0117,
    ESC_TAG_TILE_OFFSETS = 0x0144,
    ESC_TAG_TILE_BYTES = 0x0145,
    ESC_TAG_SAMPLE_FORMAT = 0x0153,
};

typedef struct esc_ifd {
    const uint8_t *bytes; // of the whole TIFF; lent
    size_t len;
    bool big_endian, wide; // wide: BigTIFF, offsets of 8 bytes
    uint64_t at;           // where this directory lies
    uint64_t count;        // its entries
    uint64_t next;         // where the next one lies, 0 for none
} esc_ifd;

// Reads the header and the first directory. Gives 0, or FORMAT (no TIFF; a directory beyond the end).
int esc_ifd_first(const void *bytes, size_t len, esc_ifd *ret);
// Moves on to the directory at ifd->next, which must not be 0. Gives 0, or FORMAT.
int esc_ifd_next(esc_ifd *ifd);

// True where the values of all entries lie inside the file.
bool esc_ifd_inside(const esc_ifd *ifd);

// The tag's value number index as an integer, or otherwise where it is missing, too short or out of the file.
uint64_t esc_ifd_value(const esc_ifd *ifd, uint16_t tag, uint64_t index, uint64_t otherwise);
// How many values the tag has; 0 where it is missing.
uint64_t esc_ifd_values(const esc_ifd *ifd, uint16_t tag);

// The tag's values as they lie in the file, of whatever type: *ret_count of *ret_size bytes each; NULL where
// it is missing or out of the file.
const uint8_t *esc_ifd_data(const esc_ifd *ifd, uint16_t tag, int *ret_type, int *ret_size,
                            uint64_t *ret_count);
